"""A made scene with land cover in patches, and its classification with a tiny model."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import rasterio

from corina.clc import GRID_CODE
from corina.engine.errors import EngineProblem
from corina.engine.handlers import carry_out
from corina.engine.jobs import (
    ClassifyJob,
    ClassifyOptions,
    Device,
    SceneInput,
)

VALUE_TO_CODE = np.array([{v: c for c, v in GRID_CODE.items()}.get(value, 0) for value in range(256)])


def smooth_scene(height: int, width: int, seed: int = 0) -> np.ndarray:
    """DN [4, height, width] with land cover in patches of some pixels."""
    generator = np.random.default_rng(seed)
    coarse = generator.choice([0.02, 0.1, 0.22, 0.4], (height // 7 + 1, width // 7 + 1))
    nir = coarse.repeat(7, 0).repeat(7, 1)[:height, :width]
    return np.stack(
        [np.full_like(nir, 500), np.full_like(nir, 600), np.full_like(nir, 550), nir * 1e4]
    ).astype(np.uint16)


def classify(scene: str | SceneInput, output: Path, model: str, **options) -> tuple[dict, list]:
    """The result of a classification on the CPU, and its events."""
    events: list[object] = []
    job = ClassifyJob(
        scene=scene if isinstance(scene, SceneInput) else SceneInput(scene, scale=1e-4),
        output_dir=str(output),
        model=model,
        name=options.pop("name", ""),
        area=options.pop("area", None),
        options=ClassifyOptions(device=Device.CPU, **options),
    )
    return carry_out(job, events.append), events


def read(path: str) -> np.ndarray:
    """The values [height, width] of a map."""
    with rasterio.open(path) as dataset:
        return dataset.read(1)


def failing(job_output: Path, **arguments) -> EngineProblem:
    """What a classification is refused with; the output folder is as it was before."""
    before = sorted(job_output.rglob("*")) if job_output.exists() else None
    with pytest.raises(EngineProblem) as caught:
        classify(output=job_output, **arguments)
    after = sorted(job_output.rglob("*")) if job_output.exists() else None
    assert after == before
    return caught.value
