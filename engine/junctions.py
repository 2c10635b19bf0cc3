"""Vertices that polygons of a raster lack: where the border between two areas ends on the straight border of a third.

Polygonising gives an area a vertex where its border turns, and nowhere else. Neighbours then do not match corner for
corner, and an editor who moves a corner of one tears the other off it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from corina.engine.geopackage import Ring

_Keys = npt.NDArray[np.int64]


class Junctions:
    """Junctions of three areas [height, width], gathered strip by strip from the top: 8 bytes for each of them."""

    def __init__(self, height: int, width: int, count: int, transform: Any) -> None:  # noqa: ANN401 - affine, untyped
        """count: of labels, 0 among them, which is no area. transform: affine, from columns and rows to the CRS."""
        self._columns, self._rows = width + 1, height + 1
        self._transform = transform
        self._above: npt.NDArray[np.int32] | None = None
        self._first = 0
        self._lacks = np.zeros(count, np.bool_)
        self._found: tuple[list[_Keys], list[_Keys]] = ([], [])
        self._sorted: tuple[_Keys, _Keys] | None = None

    def add(self, labels: npt.NDArray[np.int32]) -> None:
        """Add the rows [rows, width] that follow."""
        first = self._first
        if self._above is not None:
            labels, first = np.concatenate([self._above[None], labels]), first - 1
        self._above, self._first = labels[-1].copy(), first + len(labels)
        # Which of the four pixels around a corner are alike: exactly one pair of neighbours at a junction of three,
        # and the border runs straight past that pair.
        beside = labels[:, :-1] == labels[:, 1:]
        below = labels[:-1] == labels[1:]
        top, bottom, left, right = beside[:-1], beside[1:], below[:, :-1], below[:, 1:]
        # Three pairs alike are four, so that an odd number of them is one.
        places = np.flatnonzero(top ^ bottom ^ left ^ right)
        if not len(places):
            return
        alike = np.stack([side.ravel()[places] for side in (top, bottom, left, right)])
        row, column = np.divmod(places, labels.shape[1] - 1)
        which = np.argmax(alike, axis=0)  # top, bottom, left, right
        of = labels[row + (which == 1), column + (which == 3)]
        row, column, which, of = (part[of > 0] for part in (row, column, which, of))
        self._lacks[of] = True
        row, column, level = row + first + 1, column + 1, which < 2
        self._found[0].append((row * self._columns + column)[level].astype(np.int64))
        self._found[1].append((column * self._rows + row)[~level].astype(np.int64))

    def complete(self, label: int, rings: Sequence[Ring]) -> list[Ring]:
        """The rings of an area, closed and with a vertex where their edges turn, with those at junctions too."""
        if not self._lacks[label]:
            return list(rings)
        if self._sorted is None:
            level, upright = (np.sort(np.concatenate(keys)) if keys else _NONE for keys in self._found)
            self._sorted, self._found = (level, upright), ([], [])
        return [self._completed(ring) for ring in rings]

    def _completed(self, ring: Ring) -> Ring:
        assert self._sorted is not None
        points = np.asarray(ring, np.float64)
        shift = self._transform
        column = np.rint((points[:, 0] - shift.c) / shift.a).astype(np.int64)
        row = np.rint((points[:, 1] - shift.f) / shift.e).astype(np.int64)
        level = row[:-1] == row[1:]
        start, stop = np.zeros(len(level), np.int64), np.zeros(len(level), np.int64)
        for keys, chosen, line, along, size in (
            (self._sorted[0], level, row, column, self._columns),
            (self._sorted[1], ~level, column, row, self._rows),
        ):
            one, other = along[:-1][chosen], along[1:][chosen]
            base = line[:-1][chosen] * size
            start[chosen] = np.searchsorted(keys, base + np.minimum(one, other), "right")
            stop[chosen] = np.searchsorted(keys, base + np.maximum(one, other), "left")
        counts = stop - start
        if not counts.any():
            return ring
        edge = np.repeat(np.arange(len(counts)), counts)
        step = np.arange(len(edge)) - np.repeat(np.cumsum(counts) - counts, counts)
        forward = np.where(level, column[:-1] < column[1:], row[:-1] < row[1:])[edge]
        place = np.where(forward, start[edge] + step, stop[edge] - 1 - step)
        added = points[edge]  # an edge is level or upright: one coordinate is that of its ends
        for keys, chosen, axis, size, scale, origin in (
            (self._sorted[0], level[edge], 0, self._columns, shift.a, shift.c),
            (self._sorted[1], ~level[edge], 1, self._rows, shift.e, shift.f),
        ):
            added[chosen, axis] = origin + (keys[place[chosen]] % size) * scale
        whole = np.insert(points, edge + 1, added, axis=0)
        return [(x, y) for x, y in whole.tolist()]


_NONE = np.zeros(0, np.int64)
