"""Carries out an evaluation: a package or a run's checkpoint against labels that were not trained on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Dict, Optional, Tuple

import onnxruntime

from corina.engine.errors import EngineProblem
from corina.engine.events import Event, Progress, Stage
from corina.engine.jobs import EvaluateJob, Recipe
from corina.engine.jobs.training import REPORT_FOLDER
from corina.models.graph import verify_graph
from corina.models.package import ModelPackage, find_package, verify
from corina.training.datasets import data_root, read_bigearthnet
from corina.training.labels import CORINE, LabelTable
from corina.training.measure import Measured, measure
from corina.training.predict import network_predictor, package_predictor
from corina.training.prepare import PIXELS, About, Prepared, held_out_tiles, prepare
from corina.training.run_folder import is_run, network_of, recipe_of, root_of, use_threads
from corina.training.run_report import ReportContent, write_report
from corina.training.run_train import settings

Emit = Callable[[Event], None]


def carry_out(job: EvaluateJob, emit: Emit) -> Dict[str, Any]:
    """Measure and write the report; the result is that of docs/jobs.md. Raises EngineProblem, PackageError."""
    use_threads(job.threads)
    emit(Progress(Stage.OPEN, 0.0))
    folder = Path(job.model)
    facts: Dict[str, str] = {}
    run: Optional[Path] = None
    if folder.is_dir() and is_run(folder):
        run = folder
        recipe = job.recipe or recipe_of(folder)
        network = network_of(folder)
        own = _for_codes(recipe, network.config.codes)
        # Other data than the run's is not to take the place of its description.
        kept = folder if job.recipe is None else None
        prepared = prepare(own, root_of(recipe, job.data_root), folder=kept)
        emit(Progress(Stage.EVALUATE, 0.5))
        measured = _measured(network_predictor(network), network.config.codes, prepared)
        about, title, facts = prepared.about, recipe.title, settings(recipe, network)
        output = Path(job.output_dir) if job.output_dir else folder / REPORT_FOLDER
    else:
        package = find_package(job.model, [Path(job.models_dir)] if job.models_dir else [])
        verify(package)
        verify_graph(package)
        emit(Progress(Stage.EVALUATE, 0.5))
        measured, about = _package(package, job)
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
        "warnings": [],
    }


def _measured(predict: Any, codes: Tuple[int, ...], prepared: Prepared) -> Measured:  # noqa: ANN401 - a Predictor
    return measure(predict, codes, prepared.held_out, prepared.training.table, prepared.inner)


def _package(package: ModelPackage, job: EvaluateJob) -> Tuple[Measured, About]:
    """A package on a recipe's held-out patches, or on the tiles that its card names."""
    card = package.card
    predict = package_predictor(package, job.threads)
    if job.recipe is not None:
        recipe = job.recipe
        if recipe.data is not None:
            recipe = replace(recipe, data=replace(recipe.data, bands=card.bands))
        prepared = prepare(replace(recipe, bands=card.bands), root_of(recipe, job.data_root))
        return _measured(predict, card.codes, prepared), prepared.about
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


def _for_codes(recipe: Recipe, codes: Tuple[int, ...]) -> Recipe:
    """The recipe, with the network's codes where it draws from the bundled model's sets."""
    return recipe if recipe.data is not None else replace(recipe, codes=codes)
