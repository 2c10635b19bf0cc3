"""Generalising a class map to a minimum mapping unit.

Rule: areas of 4-connected pixels of one class that are smaller than the unit take the class of their largest neighbour,
the smallest areas first; pixels without a class neither give nor take, so an area without any neighbour stays.
"""

from __future__ import annotations

import heapq
from typing import Any

import numpy as np
import numpy.typing as npt
from affine import Affine
from rasterio.features import rasterize, shapes, sieve

Classes = npt.NDArray[np.uint8]
Valid = npt.NDArray[np.bool_]


def merge_small_areas(classes: Classes, valid: Valid, smallest: int) -> Classes:
    """The map [height, width] in which every area has at least `smallest` pixels, or no neighbour.

    GDAL's sieve does nearly all of it, in growing steps so that small areas first find each other. It leaves areas
    whose neighbours are all too small; these are merged here one by one.
    """
    # GDAL takes no size that the whole map does not reach; what that leaves is merged below.
    sieved = min(smallest, classes.size - 1)
    step = 2
    while step < sieved:
        classes = sieve(classes, step, mask=valid, connectivity=4)
        step *= 2
    if sieved > 1:
        classes = sieve(classes, sieved, mask=valid, connectivity=4)
    if smallest > 1:
        classes = _merge_rest(classes, valid, smallest)
    return classes


def _merge_rest(classes: Classes, valid: Valid, smallest: int) -> Classes:
    labels, values = _areas(classes, valid)
    sizes = np.bincount(labels.ravel(), minlength=len(values))
    sizes[0] = 0
    is_small = (sizes < smallest) & (np.arange(len(sizes)) > 0)
    if not is_small.any():
        return classes
    merged = _Areas(sizes, values, _neighbours(labels, is_small))
    merged.merge(smallest)
    table = np.array([values[merged.root(i)] for i in range(len(values))], np.uint8)
    table[0] = 0
    return np.where(valid, table[labels], classes)


def _areas(classes: Classes, valid: Valid) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.uint8]]:
    """Label [height, width] of each area, from 1, and the class of each label; label 0 is no class."""
    found = [
        (geometry, int(value))
        for geometry, value in shapes(classes, mask=valid, connectivity=4, transform=Affine.identity())
    ]
    labelled = [(geometry, number) for number, (geometry, _) in enumerate(found, start=1)]
    labels = (
        rasterize(labelled, classes.shape, fill=0, dtype="int32")
        if labelled
        else np.zeros(classes.shape, np.int32)
    )
    return labels, np.array([0, *(value for _, value in found)], np.uint8)


def _neighbours(labels: npt.NDArray[np.int32], is_small: Valid) -> dict[int, set[int]]:
    """The areas that touch each small area by an edge."""
    around: dict[int, set[int]] = {int(label): set() for label in np.flatnonzero(is_small)}
    for first, second in ((labels[:, :-1], labels[:, 1:]), (labels[:-1], labels[1:])):
        touching = (first != second) & (first > 0) & (second > 0) & (is_small[first] | is_small[second])
        for a, b in np.unique(np.stack([first[touching], second[touching]]), axis=1).T.tolist():
            if a in around:
                around[a].add(b)
            if b in around:
                around[b].add(a)
    return around


class _Areas:
    """Areas that are merged step by step; large ones only ever take, so their neighbours need not be known."""

    def __init__(self, sizes: Any, values: Any, around: dict[int, set[int]]) -> None:  # noqa: ANN401
        self._parent = list(range(len(sizes)))
        self._size = sizes.tolist()
        self._value = values.tolist()
        self._around = around

    def root(self, area: int) -> int:
        """The area this one is part of by now."""
        while self._parent[area] != area:
            self._parent[area] = self._parent[self._parent[area]]
            area = self._parent[area]
        return area

    def merge(self, smallest: int) -> None:
        """Merge the smallest area into its largest neighbour until all have `smallest` pixels or no neighbour."""
        waiting = [(self._size[area], area) for area in self._around]
        heapq.heapify(waiting)
        while waiting:
            size, area = heapq.heappop(waiting)
            if self.root(area) != area or self._size[area] != size or size >= smallest:
                continue
            around = {self.root(other) for other in self._around[area]} - {area}
            if not around:
                continue
            grown = self._join(area, max(around, key=lambda other: (self._size[other], -other)))
            if grown in self._around and self._size[grown] < smallest:
                heapq.heappush(waiting, (self._size[grown], grown))

    def _join(self, area: int, target: int) -> int:
        self._parent[area] = target
        self._size[target] += self._size[area]
        if target in self._around:
            self._around[target] |= self._around[area]
            # Areas of its own class that the target now touches are part of it.
            for other in {self.root(o) for o in self._around[target]} - {target}:
                if self._value[other] == self._value[target]:
                    big, little = (
                        (other, target) if self._size[other] > self._size[target] else (target, other)
                    )
                    return self._join(little, big)
        return target
