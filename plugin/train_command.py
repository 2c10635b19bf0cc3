"""A training as parameters of `corina:train` or `corina:pretrainencoder`: its recipe is a file beside the run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Dict, Optional

from corina.engine.jobs import Device, JobError, PretrainJob, Recipe, TrainJob
from corina.engine.jobs.codec import decode, encode

RECIPE_FILE = "recipe.json"
"""The recipe of a run, in its folder, for repeating it elsewhere."""


def parameters(job: TrainJob, area_file: Optional[Path] = None) -> Dict[str, Any]:
    """The parameters of `corina:train` that make this job; the recipe is named by its file in the run folder."""
    values: Dict[str, Any] = {
        "RECIPE": str(Path(job.output_dir) / RECIPE_FILE),
        "OUTPUT_DIR": f"{job.output_dir}-again",
    }
    if job.device is not Device.AUTO:
        values["DEVICE"] = job.device.value
    if job.cross_validate:
        values["EACH_FOLD"] = True
    if job.threads:
        values["THREADS"] = job.threads
    return values


def pretrain_parameters(job: PretrainJob, area_file: Optional[Path] = None) -> Dict[str, Any]:
    """The parameters of `corina:pretrainencoder` that make this job; the recipe is its file in the run folder."""
    values: Dict[str, Any] = {
        "RECIPE": str(Path(job.output_dir) / RECIPE_FILE),
        "KIND": job.kind,
        "LEVEL": job.level,
        "OUTPUT_DIR": f"{job.output_dir}-again",
    }
    if job.source:
        values["DATA_SET"] = job.source
    if job.device is not Device.AUTO:
        values["DEVICE"] = job.device.value
    if job.threads:
        values["THREADS"] = job.threads
    return values


def recipe_text(recipe: Recipe) -> str:
    """The recipe as JSON."""
    return json.dumps(encode(recipe), ensure_ascii=False, indent=1) + "\n"


def write_recipe(recipe: Recipe, path: Path) -> None:
    """Write a recipe file. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(recipe_text(recipe), encoding="utf-8")


def read_recipe(path: Path) -> Recipe:
    """Read a recipe file in JSON. Raises JobError with one sentence."""
    if path.suffix.lower() != ".json":
        raise JobError(
            f"{path.name} is no .json recipe; `corina train` on the command line reads .toml and .yaml ones."
        )
    try:
        return recipe_from_text(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise JobError(
            f"The recipe {path.name} cannot be read ({error.strerror}); choose another file."
        ) from error
    except JobError as error:
        raise JobError(f"{path.name}: {error}") from error


def recipe_from_text(text: str) -> Recipe:
    """Read a recipe from JSON. Raises JobError with one sentence."""
    try:
        return decode(Recipe, json.loads(text))
    except JobError:
        raise
    except ValueError as error:
        raise JobError(f"The recipe is not JSON: {error}.") from error
