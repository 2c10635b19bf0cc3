"""Carries out a training from its recipe to the report and the model package."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, Dict, List, Optional, Tuple

from corina.engine.errors import EngineProblem
from corina.engine.events import Event, Progress, Stage
from corina.engine.jobs import Recipe, TrainJob
from corina.engine.jobs.training import LAST_FILE, PACKAGES_FOLDER, REPORT_FOLDER
from corina.models.networks import Network, parameter_count
from corina.training.ancestry import first_sets, sets_behind
from corina.training.bundle import make_package, replaced_model, write_zip
from corina.training.course import Course
from corina.training.devices import check_device
from corina.training.fit import Place, fit
from corina.training.handlers import FULL
from corina.training.journal import Journal
from corina.training.measure import NOTHING_SINGLE, Measured, counted
from corina.training.predict import network_predictor
from corina.training.prepare import PIXELS, Prepared, prepare
from corina.training.recipe import check
from corina.training.run_folder import (
    RECIPE_FILE,
    Steering,
    Stopped,
    alone_in,
    begun,
    make_folder,
    note_weights,
    noted_weights,
    root_of,
    try_models_folder,
    use_threads,
)
from corina.training.run_report import ReportContent, write_report
from corina.training.state import load_state
from corina.training.weights import leak_warning, start_network

Emit = Callable[[Event], None]


def carry_out(job: TrainJob, emit: Emit) -> Dict[str, Any]:
    """Train, measure and export; the result is that of docs/jobs.md. Raises EngineProblem."""
    recipe, folder = job.recipe, Path(job.output_dir)
    check(recipe)
    check_device(job.device)
    use_threads(job.threads)
    speaks = int(os.environ.get("RANK", "0")) == 0
    journal = Journal(folder, emit, speaks=speaks)
    if job.export and job.models_dir and speaks:
        try_models_folder(Path(job.models_dir))
    make_folder(folder)
    with alone_in(folder), begun(folder, recipe, resume=job.resume) as resumed, Steering(folder) as steering:
        return _carry_out(job, emit, journal, steering, resumed=resumed)


def _carry_out(
    job: TrainJob, emit: Emit, journal: Journal, steering: Steering, *, resumed: bool
) -> Dict[str, Any]:
    recipe, folder = job.recipe, Path(job.output_dir)
    journal.progress(Stage.OPEN, 0, 1, now=True)
    try:
        with steering.at_once():
            prepared = prepare(recipe, root_of(recipe, job.data_root), folder=folder)
            network, sentences = start_network(recipe, prepared, _models(job))
    except Stopped:
        return {**_result(job, journal, noted_weights(folder)), "state": "stopped"}
    warnings = [*prepared.warnings, *leak_warning(recipe, prepared, _models(job))]
    if job.export:
        warnings += replaced_model(recipe.name, job.models_dir)
    if recipe.devices > 1 and "WORLD_SIZE" not in os.environ:
        warnings.append(
            f"Trains on one device; to use {recipe.devices}, start it with torchrun (docs/training.md)."
        )
    for sentence in warnings:
        journal.log(sentence, warning=True)
    if resumed:
        sentences = noted_weights(folder) or sentences
    else:
        note_weights(folder, sentences, sets_behind(recipe, _models(job)))
    for sentence in sentences:
        journal.log(sentence)
    trained = fit(
        network,
        recipe,
        prepared.training,
        Place(folder),
        validation=prepared.validation,
        counts=prepared.counts,
        control=steering.word,
        device=job.device,
        journal=journal,
    )
    result = _result(job, journal, sentences)
    result["parameters"] = parameter_count(trained)
    if result["state"] == "done":
        try:
            _after(job, prepared, trained, journal, emit, steering, result)
        except Stopped:
            result["state"] = "stopped"
    return result


def _result(job: TrainJob, journal: Journal, sentences: List[str]) -> Dict[str, Any]:
    """How far the run in the folder is; a run that was stopped before its first step has done nothing yet."""
    folder = Path(job.output_dir)
    state = load_state(folder / LAST_FILE)
    course = Course.from_dict(state.course) if state is not None else Course()
    return {
        "state": "stopped" if course.stage < len(job.recipe.stages) else "done",
        "output_dir": str(folder),
        "epoch": course.epoch,
        "step": course.steps,
        "best_epoch": course.best_epoch,
        "monitor": course.monitor or job.recipe.monitor,
        "best": course.best,
        "warnings": journal.warnings,
        "initial_weights": sentences,
        "parameters": None,
        "report": None,
        "metrics": None,
        "inner": None,
        "folds": [],
        "model": None,
        "zip": None,
    }


def _after(
    job: TrainJob,
    prepared: Prepared,
    trained: Network,
    journal: Journal,
    emit: Emit,
    steering: Steering,
    result: Dict[str, Any],
) -> None:
    """What follows the fit: the other folds, the report, the package. Raises Stopped when the run is to stop there."""
    if job.cross_validate:
        _other_folds(job, steering, journal, result["folds"])
    if journal.speaks:
        _finish(job, prepared, trained, journal, emit, steering, result)


def _models(job: TrainJob) -> List[Path]:
    return [Path(job.models_dir)] if job.models_dir else []


def _finish(
    job: TrainJob,
    prepared: Prepared,
    trained: Network,
    journal: Journal,
    emit: Emit,
    steering: Steering,
    result: Dict[str, Any],
) -> None:
    """Report and package, entered into the result."""
    folder = Path(job.output_dir)
    emit(Progress(Stage.EVALUATE, 1.0))
    with steering.at_once():
        measured, report = report_of(
            folder, job.recipe, prepared, trained, journal.warnings, folds=result["folds"]
        )
    if measured is not None:
        result |= {"metrics": measured.metrics(), "inner": measured.inner_metrics(), "report": report}
    elif len(prepared.held_out):
        journal.log(f"{NOTHING_SINGLE}: how far the model agrees with CORINE was not measured.", warning=True)
    if job.export:
        emit(Progress(Stage.EXPORT, 1.0))
        own = folder / PACKAGES_FOLDER
        models_dir = Path(job.models_dir) if job.models_dir else own
        first = first_sets(folder, job.recipe, _models(job))
        try:
            package = make_package(job.recipe, RECIPE_FILE, prepared, trained, models_dir, first=first)
            result["zip"] = str(write_zip(package, own / f"{package.card.name}.zip"))
        except OSError as error:
            if error.errno in FULL:  # which has a sentence of its own
                raise
            raise EngineProblem(
                "output_not_writable",
                f"The model cannot be written: {error}; the training is kept: resume it with another folder of models, "
                "or export it.",
            ) from error
        result["model"] = {"name": package.card.name, "path": str(package.path)}


def _other_folds(job: TrainJob, steering: Steering, journal: Journal, found: List[Dict[str, Any]]) -> None:
    """Append figures of runs with each other fold held out. Raises Stopped when they are to stop."""
    recipe = job.recipe
    for fold in range(recipe.split.folds):
        if fold == recipe.split.held_out:
            continue
        own = replace(recipe, previews=0)
        with steering.at_once():
            prepared = prepare(own, root_of(own, job.data_root), folder=Path(job.output_dir), rotated=fold)
            network, _ = start_network(own, prepared, _models(job))
        place = Place(Path(job.output_dir) / f"fold{fold}")
        journal.log(f"Trains with fold {fold} held out.")
        trained = fit(
            network,
            own,
            prepared.training,
            place,
            validation=prepared.validation,
            counts=prepared.counts,
            control=steering.word,
            device=job.device,
        )
        state = load_state(place.state)
        if state is None or state.stage < len(own.stages):
            raise Stopped
        with steering.at_once():
            measured = _measured(prepared, trained)
        if measured is not None:
            found.append({"fold": fold, "metrics": measured.metrics()})


def _measured(prepared: Prepared, network: Network) -> Optional[Measured]:
    """The agreement on what was held out; None where nothing was, or nothing that names single classes."""
    if not len(prepared.held_out):
        return None
    measured = counted(
        network_predictor(network),
        prepared.codes,
        prepared.held_out,
        prepared.training.table,
        prepared.inner,
    )
    return measured if measured.pixels else None


def report_of(
    folder: Path,
    recipe: Recipe,
    prepared: Prepared,
    network: Network,
    warnings: List[str],
    folds: Sequence[Mapping[str, Any]] = (),
) -> Tuple[Optional[Measured], Optional[Dict[str, str]]]:
    """Measure a network on the held-out patches and write the report; None where none is held out.

    folds: figures of the other folds of a cross-validation.
    """
    measured = _measured(prepared, network)
    if measured is None:
        return None, None
    if folds:
        folds = [{"fold": recipe.split.held_out, "metrics": measured.metrics()}, *folds]
    content = ReportContent(
        title=f"{recipe.title}: agreement with CORINE",
        split=f"{measured.patches} {prepared.about.what.replace(PIXELS, str(measured.pixels))}",
        metrics=measured.metrics(),
        inner=measured.inner_metrics(),
        folds=folds,
        run_folder=folder,
        warnings=warnings,
        facts=settings(recipe, network),
    )
    return measured, write_report(folder / REPORT_FOLDER, content)


def settings(recipe: Recipe, network: Network) -> Dict[str, str]:
    """What a reader may want to know of the recipe."""
    config = network.config
    stages = "; ".join(
        f"{stage.name}: {f'{stage.steps} steps' if stage.steps else f'{stage.epochs} epochs'}, batch {stage.batch}, "
        f"rate {stage.learning_rate:g}{', encoder frozen' if stage.frozen else ''}"
        for stage in recipe.stages
    )
    loss = {name: share for name, share in asdict(recipe.loss).items() if name in _LOSSES and share}
    return {
        "Bands": ", ".join(recipe.input_bands),
        "Network": f"{config.architecture}, {config.encoder}, depth {config.depth}, {config.heads}",
        "Weights": f"{parameter_count(network):,}",
        "Loss": ", ".join(f"{share:g} x {name}" for name, share in loss.items()),
        "Stages": stages,
        "Seed": str(recipe.seed),
    }


_LOSSES = ("hierarchical", "dice_bce", "focal")
