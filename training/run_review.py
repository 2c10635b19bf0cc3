"""Carries out a review of labels: maps all patches with a model and lists where it believes the labels least."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Dict, List, Optional, Tuple

from corina.engine.errors import EngineProblem
from corina.engine.events import Event, Progress, Stage
from corina.engine.jobs import DataChoice, ReviewLabelsJob
from corina.engine.outputs import OutputFolder
from corina.models.graph import verify_graph
from corina.models.package import PackageError, find_package, verify
from corina.training.collection import open_collection
from corina.training.predict import network_predictor, package_predictor
from corina.training.review import (
    PATCHES,
    POLYGONS,
    PatchLoss,
    PolygonLoss,
    Predictor,
    losses,
    patches_to_review,
    to_rows,
    worst,
    write_patches_to_review,
    write_polygons_to_review,
    write_table,
)
from corina.training.run_folder import is_run, network_of, recipe_of, use_threads

_EVERY = 10
_TABLE, _PATCHES, _POLYGONS = "_review.csv", "_review_patches.gpkg", "_review_polygons.gpkg"


def carry_out(
    job: ReviewLabelsJob,
    emit: Callable[[Event], None],
    on_work_folder: Callable[[Path], None] = lambda path: None,
) -> Dict[str, Any]:
    """The result of a `review_labels` job, as docs/jobs.md lists it. Raises EngineProblem."""
    use_threads(job.threads)
    emit(Progress(Stage.OPEN, 0.0))
    predict, codes, bands, resolution_m, own_data = _model(job)
    data = job.data or own_data
    if data is None:
        raise EngineProblem(
            "data_invalid", "A model package brings no data of its own; give the scenes and labels to review."
        )
    with OutputFolder(job.output_dir, job.name, job.run_id) as output:
        on_work_folder(output.work)
        data = replace(data, bands=bands, resolution_m=resolution_m, codes=codes)
        result = _review(data, predict, codes, job, output, emit)
        output.publish()
    return result


def _review(
    data: DataChoice,
    predict: Predictor,
    codes: Tuple[int, ...],
    job: ReviewLabelsJob,
    output: OutputFolder,
    emit: Callable[[Event], None],
) -> Dict[str, Any]:
    """Look at all labels and write what was found into the hidden folder of `output`; the paths of the result are those
    that the files will have.
    """
    collection = open_collection(data)
    numbers = patches_to_review(collection)
    patches: List[PatchLoss] = []
    polygons: List[PolygonLoss] = []
    for place, (patch, found) in enumerate(
        losses(collection, predict, codes, numbers, job.minimum_ha), start=1
    ):
        patches = worst([*patches, patch], job.limit)
        polygons = worst([*polygons, *found], job.limit)
        if place % _EVERY == 0:
            emit(Progress(Stage.EVALUATE, place / len(numbers), place, len(numbers)))
    write_table(Path(output.path(_TABLE)), collection, patches)
    of_patches = write_patches_to_review(Path(output.path(_PATCHES)), collection, patches)
    of_polygons = write_polygons_to_review(Path(output.path(_POLYGONS)), collection, polygons)
    return {
        "model": job.model,
        "reviewed": len(numbers),
        "patches": to_rows(collection, patches),
        "polygon_count": len(polygons),
        "outputs": {
            "table": output.final(_TABLE),
            PATCHES: output.final(_PATCHES) if of_patches else None,
            POLYGONS: output.final(_POLYGONS) if of_polygons else None,
        },
        "warnings": list(collection.warnings),
    }


def _model(
    job: ReviewLabelsJob,
) -> Tuple[Predictor, Tuple[int, ...], Tuple[str, ...], float, Optional[DataChoice]]:
    """How to map a patch, the codes that come out, the bands that go in and the metres of their pixels, and the data
    that the model was trained on.
    """
    folder = Path(job.model)
    if folder.is_dir() and is_run(folder):
        recipe, network = recipe_of(folder), network_of(folder)
        codes = tuple(network.config.codes)
        return network_predictor(network), codes, recipe.input_bands, recipe.resolution_m, recipe.data
    try:
        package = find_package(job.model, [Path(job.models_dir)] if job.models_dir else [])
        verify(package)
        verify_graph(package)
    except PackageError as error:
        code = "model_not_found" if str(error).startswith("No model") else "model_invalid"
        raise EngineProblem(code, str(error)) from error
    card = package.card
    predict = package_predictor(package, job.threads)
    return predict, tuple(card.codes), tuple(card.bands), card.resolution_m, None
