"""The band along label borders: CORINE's 100 m width and 25 ha unit make borders wrong at 10 m."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Mask = npt.NDArray[np.bool_]


def near_border(classes: npt.NDArray[Any], distance: float) -> Mask:
    """[H, W]: pixels whose centre is closer than `distance` (in pixels) to a border between two labelled classes.

    classes: class of each pixel, 0 for none; what borders on unlabelled ground is no border. The border runs between
    pixels, half a pixel from the centres beside it: with a distance of 1 the pixels on both sides are near, with 1.5
    those behind them as well.
    """
    edge = _edges(classes)
    radius = distance - 0.5
    if radius < 0 or not edge.any():
        return np.zeros(classes.shape, bool)
    return _grown(edge, radius)


def _edges(classes: npt.NDArray[Any]) -> Mask:
    """Pixels beside one of another class, above, below, left or right of it."""
    edge = np.zeros(classes.shape, bool)
    for axis in (0, 1):
        first = classes[:-1] if axis == 0 else classes[:, :-1]
        second = classes[1:] if axis == 0 else classes[:, 1:]
        differ = (first != second) & (first > 0) & (second > 0)
        if axis == 0:
            edge[:-1] |= differ
            edge[1:] |= differ
        else:
            edge[:, :-1] |= differ
            edge[:, 1:] |= differ
    return edge


def _grown(mask: Mask, radius: float) -> Mask:
    """All pixels whose centre is at most `radius` from one of `mask`: a disk, row by row."""
    height, width = mask.shape
    reach = min(int(radius), height - 1)
    running = np.zeros((height, width + 1), np.int32)
    np.cumsum(mask, axis=1, out=running[:, 1:])
    grown = np.zeros_like(mask)
    columns = np.arange(width)
    for offset in range(reach + 1):
        half = int(np.sqrt(radius**2 - offset**2) + 1e-9)
        low, high = np.maximum(columns - half, 0), np.minimum(columns + half + 1, width)
        rows: Mask = running[:, high] > running[:, low]
        grown[offset:] |= rows[: height - offset]
        if offset:
            grown[:-offset] |= rows[offset:]
    return grown
