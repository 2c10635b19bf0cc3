"""Agreement figures against an example worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from corina.clc import CODES, Level
from corina.training.metrics import agreement, agreement_by_level, at_level, confusion


def test_figures_of_a_worked_example():
    # Rows are labels. A: tp 40, fn 10, fp 20. B: tp 20, fn 20, fp 5. C: tp 5, fn 5, fp 10. D: never labelled.
    matrix = np.array([[40, 5, 5, 0], [15, 20, 5, 0], [5, 0, 5, 0], [0, 0, 0, 0]])
    found = agreement(matrix, (1, 2, 3, 4))
    assert found.overall == pytest.approx(65 / 100)
    assert found.majority_floor == pytest.approx(0.5)
    assert found.classes == 3
    f1 = [80 / 110, 40 / 65, 10 / 25]
    iou = [40 / 70, 20 / 45, 5 / 20]
    assert found.f1_macro == pytest.approx(np.mean(f1))
    assert found.mean_iou == pytest.approx(np.mean(iou))
    assert found.f1_weighted == pytest.approx(0.5 * f1[0] + 0.4 * f1[1] + 0.1 * f1[2])
    assert {code: c.pixels for code, c in found.per_class.items()} == {1: 50, 2: 40, 3: 10}


def test_a_class_mapped_but_never_labelled_is_listed_and_not_averaged():
    found = agreement(np.array([[9, 1], [0, 0]]), (1, 2))
    assert found.f1_macro == pytest.approx(18 / 19)
    assert found.per_class[2].f1 == 0


def test_confusion_counts_label_by_map_and_leaves_out_no_data():
    matrix = confusion(np.array([311, 311, 312, 0]), np.array([311, 312, 312, 512]))
    i, j = CODES[Level.L3].index(311), CODES[Level.L3].index(312)
    assert (matrix[i, i], matrix[i, j], matrix[j, j], matrix.sum()) == (1, 1, 1, 3)


def test_levels_sum_over_children_so_agreement_never_falls_upwards():
    rng = np.random.default_rng(0)
    codes = np.array(CODES[Level.L3])
    labels = rng.choice(codes, 5000)
    mapped = np.where(rng.random(5000) < 0.4, labels, rng.choice(codes, 5000))
    matrix = confusion(labels, mapped)
    found = agreement_by_level(matrix)
    assert found[Level.L1].overall >= found[Level.L2].overall >= found[Level.L3].overall
    for level in Level:
        expected = np.mean(labels // 10 ** (3 - level) == mapped // 10 ** (3 - level))
        assert found[level].overall == pytest.approx(expected)
        assert at_level(matrix, level).sum() == 5000


def test_nothing_labelled_is_said():
    with pytest.raises(ValueError, match="no labelled pixel"):
        agreement(np.zeros((2, 2), int), (1, 2))
