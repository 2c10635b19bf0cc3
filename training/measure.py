"""Measures a model on held-out patches, all labels and those away from borders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Dict, Optional

import numpy as np

from corina.clc import CODES, Level
from corina.engine.errors import EngineProblem
from corina.models.decode import decode
from corina.training.datasets import Chip
from corina.training.labels import LabelTable
from corina.training.metrics import Matrix, confusion, with_matrices
from corina.training.predict import Predictor

NOTHING_SINGLE = "No label of the held-out patches names a single CORINE class"


@dataclass(frozen=True)
class Measured:
    """Confusion matrices [44, 44], label by map; inner: less the boundary band, None where there is none."""

    patches: int
    matrix: Matrix
    inner: Optional[Matrix] = None

    @property
    def pixels(self) -> int:
        """Labelled pixels."""
        return int(self.matrix.sum())

    def metrics(self) -> Dict[str, Any]:
        """level1, level2, level3 with their matrices."""
        return with_matrices(self.matrix)

    def inner_metrics(self) -> Optional[Dict[str, Any]]:
        """The same less the boundary band."""
        return with_matrices(self.inner) if self.inner is not None and self.inner.sum() else None


def measure(
    predict: Predictor,
    codes: Sequence[int],
    chips: Sequence[Chip],
    table: LabelTable,
    inner: Optional[Sequence[Chip]] = None,
) -> Measured:
    """What `counted` finds. Raises EngineProblem("data_invalid") when no label names a single code."""
    measured = counted(predict, codes, chips, table, inner)
    if not measured.pixels:
        raise EngineProblem(
            "data_invalid",
            f"{NOTHING_SINGLE}, so agreement cannot be measured; hold out data with CORINE labels.",
        )
    return measured


def counted(
    predict: Predictor,
    codes: Sequence[int],
    chips: Sequence[Chip],
    table: LabelTable,
    inner: Optional[Sequence[Chip]] = None,
) -> Measured:
    """Map all chips and count label by map, where labels name one code; labels that are sets are not counted.

    codes: what the model predicts; labels of other codes count as wrong. inner: the chips less the boundary band.
    """
    single = np.array([next(iter(s)) if len(s) == 1 else 0 for s in table.sets])
    mapped_codes = np.array(codes)
    matrix = np.zeros((len(CODES[Level.L3]), len(CODES[Level.L3])), np.int64)
    inside = np.zeros_like(matrix)
    banded = inner is not None and inner is not chips
    for number in range(len(chips)):
        chip = chips[number]
        mapped = mapped_codes[decode(predict(chip.image), codes)[0]]
        matrix += confusion(single[chip.labels], mapped)
        if banded and inner is not None:
            inside += confusion(single[inner[number].labels], mapped)
    return Measured(len(chips), matrix, inside if banded else None)
