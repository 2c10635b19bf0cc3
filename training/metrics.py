"""Agreement figures from a confusion matrix.

With n[i, j] the pixels labelled i and mapped as j, n the sum over all, tp = n[i, i], fn = sum_j n[i, j] - tp and
fp = sum_j n[j, i] - tp of a class i:

overall         sum_i n[i, i] / n
precision       tp / (tp + fp), recall tp / (tp + fn); 0 where nothing is mapped, or labelled
F1              2 tp / (2 tp + fp + fn), 0 for a class that is never both labelled and mapped
IoU             tp / (tp + fp + fn)
mean_iou        mean of IoU over the classes present in the labels
f1_macro        mean of F1 over the classes present in the labels
f1_micro        F1 over all pixels together; with one class a pixel it is overall
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
    """Labelled pixels of a class (its support), its F1, IoU, precision and recall."""

    pixels: int
    f1: float
    iou: float
    precision: float = 0.0
    recall: float = 0.0


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

    @property
    def f1_micro(self) -> float:
        """F1 over all pixels together."""
        return self.overall

    def to_dict(self) -> Dict[str, Any]:
        """Plain values for the model card, rounded to 4 digits."""
        plain = {
            key: round(value, 4) if isinstance(value, float) else value for key, value in asdict(self).items()
        }
        plain["per_class"] = {
            str(code): {
                key: round(value, 4) if isinstance(value, float) else value
                for key, value in asdict(c).items()
            }
            for code, c in self.per_class.items()
        }
        plain["f1_micro"] = plain["overall"]
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
    precision = np.divide(right, mapped, out=np.zeros_like(right), where=mapped > 0)
    recall = np.divide(right, labelled, out=np.zeros_like(right), where=labelled > 0)
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
            code: ClassAgreement(
                int(labelled[i]), float(f1[i]), float(iou[i]), float(precision[i]), float(recall[i])
            )
            for i, code in enumerate(codes)
            if present[i] or mapped[i]
        },
    )


def agreement_by_level(matrix: Matrix) -> Dict[Level, LevelAgreement]:
    """The figures of a level-3 matrix at all three levels."""
    return {level: agreement(at_level(matrix, level), CODES[level]) for level in Level}


def with_matrices(matrix: Matrix) -> Dict[str, Any]:
    """level1, level2 and level3: the figures of each level as plain values, with its confusion matrix.

    matrix: {"codes": those labelled or mapped, "counts": one row a label}.
    """
    result = {}
    for level, found in agreement_by_level(matrix).items():
        counts = at_level(matrix, level)
        keep = np.flatnonzero(counts.sum(axis=0) + counts.sum(axis=1))
        shown = {
            "codes": [CODES[level][i] for i in keep],
            "counts": counts[np.ix_(keep, keep)].tolist(),
        }
        result[f"level{int(level)}"] = {**found.to_dict(), "matrix": shown}
    return result
