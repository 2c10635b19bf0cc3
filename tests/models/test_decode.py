"""The decoding rule: one leaf that serves all three levels."""

from __future__ import annotations

import numpy as np
import pytest

from corina.clc import Level, parent
from corina.models.decode import decode

CODES = (112, 121, 211, 311, 312, 313, 512)


def best_by_definition(p, codes):
    """The expected number of right levels of each leaf, added up term by term."""
    scores = []
    for code in codes:
        score = 0.0
        for level in Level:
            score += sum(p[k] for k, other in enumerate(codes) if parent(other, level) == parent(code, level))
        scores.append(score)
    return int(np.argmax(scores))


def test_the_leaf_has_the_largest_expected_number_of_right_levels():
    p = (
        np.random.default_rng(0)
        .dirichlet(np.full(len(CODES), 0.5), 200)
        .T.astype(np.float32)
        .reshape(-1, 10, 20)
    )
    leaves, confidence = decode(p, CODES)
    for row, column in np.ndindex(10, 20):
        expected = best_by_definition(p[:, row, column].astype(float), CODES)
        assert leaves[row, column] == expected
        assert confidence[row, column] == p[expected, row, column]


def test_relatives_outvote_a_lone_leaf():
    p = np.zeros((len(CODES), 1, 1), np.float32)
    p[CODES.index(512)] = 0.4
    p[CODES.index(311)], p[CODES.index(312)], p[CODES.index(313)] = 0.15, 0.25, 0.2
    leaves, confidence = decode(p, CODES)
    assert CODES[leaves[0, 0]] == 312
    assert confidence[0, 0] == np.float32(0.25)


def test_small_probabilities_decide_as_large_ones_do():
    """No score is too small to count: a pixel whose classes are all unlikely still has a likeliest one."""
    p = np.random.default_rng(3).random((len(CODES), 20, 30)).astype(np.float32)
    whole = decode(p, CODES)
    for share in (0.3, 1e-3, 1e-6):
        leaves, confidence = decode(p * np.float32(share), CODES)
        np.testing.assert_array_equal(leaves, whole[0])
        np.testing.assert_allclose(confidence, whole[1] * share, rtol=1e-5)


def test_pixels_are_decoded_alike_wherever_they_lie():
    p = np.random.default_rng(1).random((len(CODES), 67, 33)).astype(np.float32)
    whole = decode(p, CODES)
    for part in (np.s_[:1], np.s_[5:38], np.s_[40:]):
        np.testing.assert_array_equal(decode(p[:, part], CODES)[0], whole[0][part])
        np.testing.assert_array_equal(decode(p[:, part], CODES)[1], whole[1][part])


def test_as_many_codes_as_layers_are_needed():
    with pytest.raises(ValueError, match="7 probabilities a pixel, but 2 codes"):
        decode(np.zeros((7, 2, 2), np.float32), (112, 211))
