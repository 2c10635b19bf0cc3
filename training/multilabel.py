"""Figures of a classifier that gives a whole patch one label or several, as Ulmas and Liiv report them.

Y is the set of labels of a patch, P the predicted one, L all labels that occur.

exact        share of patches with P = Y (exact match ratio)
incorrect    share of patches without any right label, partial the rest
F1           2 tp / (2 tp + fp + fn): micro over all labels together, macro the mean over the labels that occur
cardinality  mean of |Y|, density the mean of |Y| / |L|
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Dict, List

import numpy as np
import numpy.typing as npt

from corina.clc import Level, parent

Sets = npt.NDArray[np.bool_]
"""[patches, labels], true where a patch has a label."""


def figures(truth: Sets, predicted: Sets, names: Sequence[object]) -> Dict[str, Any]:
    """All figures of one set of labels; names: of the labels. Raises ValueError without a patch."""
    if not len(truth):
        raise ValueError("There is no patch to measure on.")
    tp = (truth & predicted).sum(axis=0).astype(float)
    wrong = predicted.sum(axis=0) - tp
    missed = truth.sum(axis=0) - tp
    f1 = np.divide(2 * tp, 2 * tp + wrong + missed, out=np.zeros_like(tp), where=2 * tp + wrong + missed > 0)
    precision = np.divide(tp, tp + wrong, out=np.zeros_like(tp), where=tp + wrong > 0)
    recall = np.divide(tp, tp + missed, out=np.zeros_like(tp), where=tp + missed > 0)
    exact = (truth == predicted).all(axis=1)
    none_right = ~(truth & predicted).any(axis=1) & ~exact
    occurs = truth.any(axis=0)
    total = 2 * tp.sum() + wrong.sum() + missed.sum()
    return {
        "patches": len(truth),
        "exact": round(float(exact.mean()), 4),
        "partial": round(float((~exact & ~none_right).mean()), 4),
        "incorrect": round(float(none_right.mean()), 4),
        "f1_micro": round(float(2 * tp.sum() / total), 4) if total else 0.0,
        "f1_macro": round(float(f1[occurs].mean()), 4) if occurs.any() else 0.0,
        "per_class": {
            str(name): {
                "patches": int(truth[:, i].sum()),
                "precision": round(float(precision[i]), 4),
                "recall": round(float(recall[i]), 4),
                "f1": round(float(f1[i]), 4),
            }
            for i, name in enumerate(names)
        },
    }


def cardinality(truth: Sets) -> float:
    """Mean number of labels of a patch."""
    return float(truth.sum(axis=1).mean()) if len(truth) else 0.0


def density(truth: Sets) -> float:
    """Mean share of all labels that occur which a patch has."""
    labels = int(truth.any(axis=0).sum())
    return cardinality(truth) / labels if labels else 0.0


def at_level(sets: Sets, codes: Sequence[int], level: Level) -> Sets:
    """Labels of finer codes as labels of their parents, in rising order of the parents."""
    parents = [parent(code, level) for code in codes]
    columns: List[Sets] = [
        np.asarray(sets[:, [p == name for p in parents]].any(axis=1)) for name in sorted(set(parents))
    ]
    return np.stack(columns, axis=1)


def by_level(truth: Sets, predicted: Sets, codes: Sequence[int], finest: Level) -> Dict[str, Any]:
    """level1 to the finest level: the figures, with cardinality and density of the labels."""
    result: Dict[str, Any] = {}
    for level in Level:
        if level > finest:
            continue
        true, said = at_level(truth, codes, level), at_level(predicted, codes, level)
        names = sorted({parent(code, level) for code in codes})
        result[f"level{int(level)}"] = {
            **figures(true, said, names),
            "cardinality": round(cardinality(true), 4),
            "density": round(density(true), 4),
        }
    return result
