"""Carries out an export: a training's checkpoint becomes a model package, checked against torch on real patches."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Dict

from corina.engine.errors import EngineProblem
from corina.engine.events import Event, Log, LogLevel, Progress, Stage
from corina.engine.jobs import ExportModelJob
from corina.engine.jobs.training import PACKAGES_FOLDER
from corina.training.ancestry import first_sets
from corina.training.bundle import (
    Wording,
    largest_difference,
    make_package,
    real_patches,
    replaced_model,
    write_zip,
)
from corina.training.prepare import prepare
from corina.training.run_folder import RECIPE_FILE, network_of, recipe_of, root_of, use_threads


def carry_out(job: ExportModelJob, emit: Callable[[Event], None]) -> Dict[str, Any]:
    """Export; the result is that of docs/jobs.md. Raises EngineProblem, PackageError."""
    if job.checkpoint not in ("best", "last"):
        raise EngineProblem("job_invalid", f"checkpoint is {job.checkpoint!r}, expected 'best' or 'last'.")
    use_threads(job.threads)
    emit(Progress(Stage.OPEN, 0.0))
    folder = Path(job.run_folder)
    recipe = recipe_of(folder)
    network = network_of(folder, job.checkpoint)
    prepared = prepare(recipe, root_of(recipe, job.data_root), folder=folder)
    emit(Progress(Stage.EXPORT, 0.3))
    for sentence in replaced_model(job.name or recipe.name, job.models_dir):
        emit(Log(sentence, LogLevel.WARNING))
    wording = Wording(job.name, job.title, job.description, job.licence)
    models_dir = Path(job.models_dir) if job.models_dir else folder / PACKAGES_FOLDER
    try:
        first = first_sets(folder, recipe, [models_dir])
        package = make_package(recipe, RECIPE_FILE, prepared, network, models_dir, wording, first)
        archive = write_zip(package, Path(job.zip_path)) if job.zip_path else None
    except OSError as error:
        raise EngineProblem(
            "output_not_writable", f"The model cannot be written: {error}; choose another folder."
        ) from error
    return {
        "name": package.card.name,
        "path": str(package.path),
        "zip": str(archive) if archive is not None else None,
        "bytes": package.model_path.stat().st_size,
        "largest_difference": largest_difference(package, network, real_patches(prepared)),
    }
