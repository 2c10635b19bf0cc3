"""Agreement figures from a confusion matrix.

With n[i, j] the pixels labelled i and mapped as j, n the sum over all, tp = n[i, i], fn = sum_j n[i, j] - tp and
fp = sum_j n[j, i] - tp of a class i:

overall         sum_i n[i, i] / n
F1              2 tp / (2 tp + fp + fn), 0 for a class that is never both labelled and mapped
IoU             tp / (tp + fp + fn)
mean_iou        mean of IoU over the classes present in the labels
f1_macro        mean of F1 over the classes present in the labels
f1_weighted     mean of F1 weighted by labelled pixels
majority_floor  share of the most frequent label: what a map of that class alone reaches as overall

The labels are CORINE's, generalised to 25 ha: the figures say how far two maps agree, not how accurate either is.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Dict, Sequence

import numpy as np
import numpy.typing as npt

from corina.clc import CODES, Level, parent

Matrix = npt.NDArray[np.int64]


@dataclass(frozen=True)
class ClassAgreement:
    """Labelled pixels of a class, its F1 and its IoU."""

    pixels: int
    f1: float
    iou: float


@dataclass(frozen=True)
class LevelAgreement:
    """Agreement at one level, each 0..1; `classes` counts those present in the labels, per_class is keyed by code."""

    overall: float
    mean_iou: float
    f1_macro: float
    f1_weighted: float
    majority_floor: float
    classes: int
    per_class: Dict[int, ClassAgreement]

    def to_dict(self) -> Dict[str, Any]:
        """Plain values for the model card, rounded to 4 digits."""
        plain = {
            key: round(value, 4) if isinstance(value, float) else value for key, value in asdict(self).items()
        }
        plain["per_class"] = {
            str(code): {"pixels": c.pixels, "f1": round(c.f1, 4), "iou": round(c.iou, 4)}
            for code, c in self.per_class.items()
        }
        return plain


def confusion(labels: npt.NDArray[np.integer], mapped: npt.NDArray[np.integer]) -> Matrix:
    """[44, 44] pixel counts, label by map, in the order of the nomenclature; both arrays hold level-3 codes.

    Pixels whose label is no level-3 code (no data) are left out.
    """
    codes = CODES[Level.L3]
    lookup = np.full(1000, -1, np.int64)
    lookup[list(codes)] = np.arange(len(codes))
    rows, columns = lookup[labels.ravel()], lookup[mapped.ravel()]
    keep = rows >= 0
    counts = np.bincount(rows[keep] * len(codes) + columns[keep], minlength=len(codes) ** 2)
    return counts.reshape(len(codes), len(codes))


def at_level(matrix: Matrix, level: Level) -> Matrix:
    """Sum a level-3 matrix over the children of each class of `level`."""
    codes = CODES[level]
    member = np.array([[parent(leaf, level) == code for leaf in CODES[Level.L3]] for code in codes], np.int64)
    result: Matrix = member @ matrix @ member.T
    return result


def agreement(matrix: Matrix, codes: Sequence[int]) -> LevelAgreement:
    """All figures of a matrix whose rows and columns are `codes`. Raises ValueError without a labelled pixel."""
    labelled, mapped = matrix.sum(axis=1), matrix.sum(axis=0)
    total = int(labelled.sum())
    if not total:
        raise ValueError("There is no labelled pixel to compare with.")
    right = np.diag(matrix).astype(float)
    union = labelled + mapped - right
    f1 = np.divide(2 * right, labelled + mapped, out=np.zeros_like(right), where=labelled + mapped > 0)
    iou = np.divide(right, union, out=np.zeros_like(right), where=union > 0)
    present = labelled > 0
    return LevelAgreement(
        overall=float(right.sum() / total),
        mean_iou=float(iou[present].mean()),
        f1_macro=float(f1[present].mean()),
        f1_weighted=float((f1 * labelled).sum() / total),
        majority_floor=float(labelled.max() / total),
        classes=int(present.sum()),
        per_class={
            code: ClassAgreement(int(labelled[i]), float(f1[i]), float(iou[i]))
            for i, code in enumerate(codes)
            if present[i] or mapped[i]
        },
    )


def agreement_by_level(matrix: Matrix) -> Dict[Level, LevelAgreement]:
    """The figures of a level-3 matrix at all three levels."""
    return {level: agreement(at_level(matrix, level), CODES[level]) for level in Level}
