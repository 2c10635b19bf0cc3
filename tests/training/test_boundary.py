"""The band along label borders."""

from __future__ import annotations

import numpy as np
import pytest

from corina.training.boundary import near_border


def brute(classes, distance):
    """Pixels near a pixel edge between two labels, by looking at all pairs."""
    edges = []
    height, width = classes.shape
    for row in range(height):
        for column in range(width):
            for other in ((row + 1, column), (row, column + 1)):
                if other[0] < height and other[1] < width:
                    pair = {int(classes[row, column]), int(classes[other])}
                    if len(pair) == 2 and 0 not in pair:
                        edges += [(row, column), other]
    near = np.zeros(classes.shape, bool)
    for row in range(height):
        for column in range(width):
            near[row, column] = any(np.hypot(row - r, column - c) <= distance - 0.5 + 1e-9 for r, c in edges)
    return near


@pytest.mark.parametrize("distance", [0.0, 0.4, 0.5, 1.0, 1.5, 2.0, 3.2, 10.0, 99.0])
def test_the_band_is_as_wide_as_asked_for(distance):
    rng = np.random.default_rng(5)
    classes = rng.integers(0, 4, (6, 8)).repeat(5, 0).repeat(4, 1).astype(np.uint8)
    assert (near_border(classes, distance) == (brute(classes, distance) if distance >= 0.5 else False)).all()


def test_a_straight_border_takes_pixels_on_both_sides_and_unlabelled_ground_is_no_border():
    classes = np.ones((4, 12), np.uint8)
    classes[:, 6:] = 2
    assert np.flatnonzero(near_border(classes, 1)[0]).tolist() == [5, 6]
    assert np.flatnonzero(near_border(classes, 1.5)[0]).tolist() == [4, 5, 6, 7]
    assert np.flatnonzero(near_border(classes, 2.5)[0]).tolist() == [3, 4, 5, 6, 7, 8]
    classes[:, 6:] = 0
    assert not near_border(classes, 5).any()
