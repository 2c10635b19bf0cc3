"""Small maps, and a comparison of two."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from corina.clc import CODES, Level
from corina.engine.handlers import carry_out
from corina.engine.jobs import (
    CompareJob,
    CompareOptions,
    LandCoverInput,
)

from .land_cover import write_codes

LEVEL3 = np.array(CODES[Level.L3])
NOT_GENERALISED = CompareOptions(minimum_unit_ha=0, minimum_width_m=0)


def compare(
    folder: Path, prediction: str, reference: str, options: CompareOptions = NOT_GENERALISED, **job: object
):
    job.setdefault("output_dir", str(folder / "out"))
    whole = CompareJob(
        LandCoverInput(reference), prediction=LandCoverInput(prediction), options=options, **job
    )
    return carry_out(whole, lambda event: None)


def patches(height: int, width: int, size: int, seed: int, codes: np.ndarray = LEVEL3) -> np.ndarray:
    rng = np.random.default_rng(seed)
    coarse = rng.choice(codes, (height // size + 1, width // size + 1))
    return coarse.repeat(size, 0).repeat(size, 1)[:height, :width].astype(np.uint16)


def changed_map(path: Path) -> tuple[str, str, np.ndarray]:
    """A reference of 211 and 311, and a map in which blocks of it are 112; both 100 x 120 px of 10 m."""
    before = np.full((100, 120), 211, np.uint16)
    before[:, 60:] = 311
    after = before.copy()
    after[10:40, 10:40] = 112  # 9 ha
    after[60:75, 20:35] = 112  # 2.25 ha
    after[:, 58:60] = 311  # 20 m along the border
    return write_codes(path / "after.tif", after), write_codes(path / "before.tif", before), after
