"""Carries out a training from its recipe to the report and the model package."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, Dict, List, Optional, Tuple

from corina.engine.events import Event, Progress, Stage
from corina.engine.jobs import Recipe, TrainJob
from corina.engine.jobs.training import LAST_FILE, PACKAGES_FOLDER, REPORT_FOLDER
from corina.models.networks import Network, parameter_count
from corina.training.bundle import make_package, write_zip
from corina.training.course import Course
from corina.training.fit import Place, fit
from corina.training.journal import Journal
from corina.training.measure import Measured, measure
from corina.training.predict import network_predictor
from corina.training.prepare import PIXELS, Prepared, prepare
from corina.training.recipe import check
from corina.training.run_folder import (
    RECIPE_FILE,
    Steering,
    alone_in,
    make_folder,
    note_weights,
    noted_weights,
    prepare_folder,
    root_of,
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
    use_threads(job.threads)
    speaks = int(os.environ.get("RANK", "0")) == 0
    journal = Journal(folder, emit, speaks=speaks)
    make_folder(folder)
    with alone_in(folder):
        resumed = prepare_folder(folder, recipe, resume=job.resume)
        with Steering(folder) as steering:
            return _carry_out(job, emit, journal, steering, resumed=resumed)


def _carry_out(
    job: TrainJob, emit: Emit, journal: Journal, steering: Steering, *, resumed: bool
) -> Dict[str, Any]:
    recipe, folder = job.recipe, Path(job.output_dir)
    journal.progress(Stage.OPEN, 0, 1, now=True)
    prepared = prepare(recipe, root_of(recipe, job.data_root), folder=folder)
    warnings = [*prepared.warnings, *leak_warning(recipe, prepared, _models(job))]
    if recipe.devices > 1 and "WORLD_SIZE" not in os.environ:
        warnings.append(
            f"Trains on one device; to use {recipe.devices}, start it with torchrun (docs/training.md)."
        )
    for sentence in warnings:
        journal.log(sentence, warning=True)
    network, sentences = start_network(recipe, prepared, _models(job))
    if resumed:
        sentences = noted_weights(folder) or sentences
    else:
        note_weights(folder, sentences)
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
    state = load_state(folder / LAST_FILE)
    course = Course.from_dict(state.course) if state is not None else Course()
    stopped = course.stage < len(recipe.stages)
    folds: List[Dict[str, Any]] = []
    if job.cross_validate and not stopped:
        folds, stopped = _other_folds(job, steering, journal)
    result: Dict[str, Any] = {
        "state": "stopped" if stopped else "done",
        "output_dir": str(folder),
        "epoch": course.epoch,
        "step": course.steps,
        "best_epoch": course.best_epoch,
        "monitor": course.monitor or recipe.monitor,
        "best": course.best,
        "warnings": journal.warnings,
        "initial_weights": sentences,
        "parameters": parameter_count(trained),
        "report": None,
        "metrics": None,
        "inner": None,
        "folds": folds,
        "model": None,
        "zip": None,
    }
    if not stopped and journal.speaks:
        _finish(job, prepared, trained, journal, emit, result)
    return result


def _models(job: TrainJob) -> List[Path]:
    return [Path(job.models_dir)] if job.models_dir else []


def _finish(
    job: TrainJob, prepared: Prepared, trained: Network, journal: Journal, emit: Emit, result: Dict[str, Any]
) -> None:
    """Report and package, entered into the result."""
    folder = Path(job.output_dir)
    emit(Progress(Stage.EVALUATE, 1.0))
    measured, report = report_of(
        folder, job.recipe, prepared, trained, journal.warnings, folds=result["folds"]
    )
    if measured is not None:
        result |= {"metrics": measured.metrics(), "inner": measured.inner_metrics(), "report": report}
    if job.export:
        emit(Progress(Stage.EXPORT, 1.0))
        own = folder / PACKAGES_FOLDER
        package = make_package(
            job.recipe, RECIPE_FILE, prepared, trained, Path(job.models_dir) if job.models_dir else own
        )
        result["model"] = {"name": package.card.name, "path": str(package.path)}
        result["zip"] = str(write_zip(package, own / f"{package.card.name}.zip"))


def _other_folds(job: TrainJob, steering: Steering, journal: Journal) -> Tuple[List[Dict[str, Any]], bool]:
    """Figures of runs with each other fold held out, and whether they were stopped before all were done."""
    recipe = job.recipe
    found: List[Dict[str, Any]] = []
    for fold in range(recipe.split.folds):
        if fold == recipe.split.held_out:
            continue
        own = replace(recipe, split=replace(recipe.split, held_out=fold, validation=None), previews=0)
        prepared = prepare(own, root_of(own, job.data_root), folder=Path(job.output_dir))
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
            return found, True
        measured = _measured(prepared, trained)
        if measured is not None:
            found.append({"fold": fold, "metrics": measured.metrics()})
    return found, False


def _measured(prepared: Prepared, network: Network) -> Optional[Measured]:
    if not len(prepared.held_out):
        return None
    return measure(
        network_predictor(network),
        prepared.codes,
        prepared.held_out,
        prepared.training.table,
        prepared.inner,
    )


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
