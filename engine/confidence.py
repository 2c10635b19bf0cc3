"""How sure a model was of what it mapped: pixels of each class by percent of confidence, added up block by block."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from corina.clc import CLASSES, CONFIDENCE_NODATA, Level, parent

UNSURE_BELOW = 50
"""Percent of confidence below which a pixel counts as one the model is not sure of."""
STEPS = ((0, 39), (40, 59), (60, 79), (80, 89), (90, 100))
"""Steps of confidence in percent that pictures and tables tell apart, both ends included."""
_CODES, _PERCENTS = 1000, 101
Counts = npt.NDArray[np.int64]


class ConfidenceCounts:
    """Pixels by code and percent of confidence."""

    def __init__(self) -> None:
        self._counts: Counts = np.zeros(_CODES * _PERCENTS, np.int64)

    def add(self, codes: npt.NDArray[Any], percent: npt.NDArray[Any]) -> None:
        """Add a block. codes: 0 for no class; percent: 0..100, CONFIDENCE_NODATA where there is none."""
        known = (percent != CONFIDENCE_NODATA) & (codes > 0)
        index = codes[known].astype(np.int64) * _PERCENTS + percent[known]
        self._counts += np.bincount(index, minlength=_CODES * _PERCENTS)

    @property
    def pixels(self) -> int:
        """All pixels with a class and a confidence."""
        return int(self._counts.sum())

    def mean(self, code: int | None = None) -> float | None:
        """Mean confidence in percent of a class and all that belong to it; of the whole map without one."""
        counts = self._of(code)
        return round(float(counts @ np.arange(_PERCENTS) / counts.sum()), 2) if counts.any() else None

    def unsure(self, code: int | None = None) -> float | None:
        """Percent of the pixels of a class, or of all, whose confidence is below UNSURE_BELOW."""
        counts = self._of(code)
        return round(float(100 * counts[:UNSURE_BELOW].sum() / counts.sum()), 4) if counts.any() else None

    def between(self, low: int, high: int) -> int:
        """Pixels with a confidence of low..high percent, the end excluded."""
        return int(self._of(None)[low:high].sum())

    def _of(self, code: int | None) -> Counts:
        """[101] pixels by percent."""
        by_code = self._counts.reshape(_CODES, _PERCENTS)
        if code is None:
            return np.asarray(by_code.sum(axis=0), np.int64)
        level = CLASSES[code].level
        own = [
            c
            for c in np.flatnonzero(by_code.any(axis=1)).tolist()
            if CLASSES[c].level >= level and parent(c, Level(level)) == code
        ]
        return np.asarray(by_code[own].sum(axis=0), np.int64)
