"""Rings of polygons cut to a box and given points along their edges, so that they can be brought to another CRS.

Far away from where a projection is meant for, it folds or ends; and an edge that is straight in one CRS is a curve in
another. So a ring is first cut to the neighbourhood that matters and then transformed with points along its edges.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]
Box = tuple[float, float, float, float]


def points_of(ring: Any) -> Points:  # noqa: ANN401 - JSON values
    """The corners [n, 2] of a GeoJSON ring, without the last that repeats the first and without heights."""
    points: Points = np.array([point[:2] for point in ring], np.float64).reshape(-1, 2)
    return points[:-1] if len(points) > 1 and (points[0] == points[-1]).all() else points


def clipped(points: Points, box: Box) -> Points:
    """The part of a ring [n, 2] inside a box (xmin, ymin, xmax, ymax); empty when there is none.

    Sutherland and Hodgman's algorithm (1974): a ring that leaves the box and comes back follows the box's edge there,
    there and back where it falls into parts, which encloses nothing.
    """
    for axis, limit, sign in ((0, box[0], 1.0), (1, box[1], 1.0), (0, box[2], -1.0), (1, box[3], -1.0)):
        if len(points) == 0:
            break
        points = _half(points, axis, limit, sign)
    return points if len(points) >= 3 else np.empty((0, 2))


def _half(points: Points, axis: int, limit: float, sign: float) -> Points:
    """What of a ring lies on one side of a line parallel to an axis."""
    distance = sign * (points[:, axis] - limit)
    after, further = np.roll(points, -1, axis=0), np.roll(distance, -1)
    inside, next_inside = distance >= 0, further >= 0
    crosses = inside != next_inside
    share = np.divide(distance, distance - further, out=np.zeros_like(distance), where=crosses)
    crossing = points + share[:, np.newaxis] * (after - points)
    crossing[:, axis] = limit
    # Each edge gives the point where it crosses the line and its end, those of them that there are, in this order.
    both = np.stack([crossing, after], axis=1).reshape(-1, 2)
    kept: Points = both[np.stack([crosses, next_inside], axis=1).ravel()]
    return kept


def densified(points: Points, step: float) -> Points:
    """A ring [n, 2] closed, with points along its edges that are at most `step` apart in x and in y."""
    edges = np.roll(points, -1, axis=0) - points
    counts = np.maximum(1, np.ceil(np.abs(edges).max(axis=1) / step)).astype(int)
    starts = np.repeat(np.cumsum(counts) - counts, counts)
    share = (np.arange(counts.sum()) - starts) / np.repeat(counts, counts)
    dense = np.repeat(points, counts, axis=0) + share[:, np.newaxis] * np.repeat(edges, counts, axis=0)
    closed: Points = np.concatenate([dense, points[:1]])
    return closed
