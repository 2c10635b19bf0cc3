"""Carries out an evaluation: a package or a run's checkpoint against labels that were not trained on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Dict, List, Optional, Tuple

import onnxruntime

from corina.engine.errors import EngineProblem
from corina.engine.events import Event, Log, LogLevel, Progress, Stage
from corina.engine.jobs import EvaluateJob, Recipe
from corina.engine.jobs.training import REPORT_FOLDER
from corina.models.graph import verify_graph
from corina.models.package import ModelPackage, find_package, verify
from corina.training.datasets import data_root, read_bigearthnet
from corina.training.devices import device_of
from corina.training.labels import CORINE, LabelTable
from corina.training.measure import Measured, measure
from corina.training.predict import network_predictor, package_predictor
from corina.training.prepare import PIXELS, About, Prepared, held_out_tiles, prepare
from corina.training.run_folder import is_run, network_of, recipe_of, root_of, use_threads
from corina.training.run_report import ReportContent, write_report
from corina.training.run_train import settings
from corina.training.sources.base import SET_PIXEL_M, check_resolution

Emit = Callable[[Event], None]


def carry_out(job: EvaluateJob, emit: Emit) -> Dict[str, Any]:
    """Measure and write the report; the result is that of docs/jobs.md. Raises EngineProblem, PackageError."""
    use_threads(job.threads)
    emit(Progress(Stage.OPEN, 0.0))
    folder = Path(job.model)
    facts: Dict[str, str] = {}
    warnings: List[str] = []

    def warn(sentence: str) -> None:
        warnings.append(sentence)
        emit(Log(sentence, LogLevel.WARNING))

    run: Optional[Path] = None
    if folder.is_dir() and is_run(folder):
        run = folder
        own = recipe_of(folder)
        network = network_of(folder).to(device_of(job.device))
        recipe = _as_read(job.recipe or own, own.input_bands, own.resolution_m, network.config.codes)
        # Other data than the run's is not to take the place of its description, nor of its report.
        kept = folder if job.recipe is None else None
        of_run = folder / (REPORT_FOLDER if job.recipe is None else f"{REPORT_FOLDER}-{job.recipe.name}")
        prepared = prepare(recipe, root_of(recipe, job.data_root), folder=kept)
        emit(Progress(Stage.EVALUATE, 0.5))
        measured = _measured(network_predictor(network), network.config.codes, prepared)
        about, title, facts = prepared.about, own.title, settings(own, network)
        output = Path(job.output_dir) if job.output_dir else of_run
    else:
        package = find_package(job.model, [Path(job.models_dir)] if job.models_dir else [])
        verify(package)
        verify_graph(package)
        emit(Progress(Stage.EVALUATE, 0.5))
        measured, about = _package(package, job, warn)
        title = package.card.title
        output = Path(job.output_dir) if job.output_dir else Path()
    split = f"{measured.patches} {about.what.replace(PIXELS, str(measured.pixels))}"
    report = None
    if job.output_dir or run is not None:
        content = ReportContent(
            title=f"{title}: agreement with CORINE",
            split=split,
            metrics=measured.metrics(),
            inner=measured.inner_metrics(),
            run_folder=run,
            facts=facts,
        )
        report = write_report(output, content)
    return {
        "model": job.model or title,
        "title": title,
        "split": split,
        "pixels": measured.pixels,
        "metrics": measured.metrics(),
        "inner": measured.inner_metrics(),
        "report": report,
        "versions": {"onnxruntime": onnxruntime.__version__},
        "warnings": warnings,
    }


def _measured(predict: Any, codes: Tuple[int, ...], prepared: Prepared) -> Measured:  # noqa: ANN401 - a Predictor
    return measure(predict, codes, prepared.held_out, prepared.training.table, prepared.inner)


def _package(package: ModelPackage, job: EvaluateJob, warn: Callable[[str], None]) -> Tuple[Measured, About]:
    """A package on a recipe's held-out patches, or on the tiles that its card names."""
    card = package.card
    predict = package_predictor(package, job.threads, job.device, warn)
    if job.recipe is not None:
        recipe = _as_read(job.recipe, card.bands, card.resolution_m, job.recipe.codes)
        prepared = prepare(recipe, root_of(recipe, job.data_root))
        return _measured(predict, card.codes, prepared), prepared.about
    check_resolution("The bundled model's sets", SET_PIXEL_M, card.resolution_m)
    tiles = set(card.metrics.get("tiles", ()))
    root = data_root(job.data_root or None)
    table = LabelTable.build(card.codes, [CORINE])
    chips = [chip for chip in read_bigearthnet(root, table, card.bands) if chip.group in tiles]
    if not chips:
        raise EngineProblem(
            "data_invalid",
            f"{root} holds no patch of the tiles held out for {card.name}; give a recipe whose data to measure on.",
        )
    return measure(predict, card.codes, chips, table), held_out_tiles(chips)


def _as_read(recipe: Recipe, bands: Tuple[str, ...], resolution_m: float, codes: Tuple[int, ...]) -> Recipe:
    """The recipe, of whatever bands and pixels, with those that the model reads: in their order, of their size.

    codes: told apart where the recipe draws from the bundled model's sets.
    """
    if recipe.data is not None:
        return replace(recipe, data=replace(recipe.data, bands=bands, resolution_m=resolution_m))
    check_resolution("The bundled model's sets", SET_PIXEL_M, resolution_m)
    return replace(recipe, bands=bands, codes=codes)
