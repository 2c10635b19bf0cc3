"""Generalising a class raster to a minimum mapping unit and a minimum mapping width, with bounded memory.

Areas of 4-connected pixels of one class that are smaller than the unit, and parts of areas that are narrower than the
width, join a neighbour, the smallest first; pixels without a class neither give nor take, so an area without any
neighbour stays. Which neighbour is the rule's choice: the largest, or the thematically nearest, of these the largest.
An area that is mostly wide enough keeps its narrow parts where it would fall below the unit without them.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from rasterio.features import sieve

from corina.engine.jobs import Rule
from corina.engine.regions import Counts, Labels, Progress, find_regions, label_array
from corina.engine.scratch import Scratch, blocks, core_of, grown
from corina.engine.widths import REACH, narrow_parts

Classes = npt.NDArray[Any]
Valid = npt.NDArray[np.bool_]
Nearness = Callable[[int, int], float]

_SPECKLE_PX = 64
_SPECKLE_SHARE = 8
"""Speckle is what has less than this part of the unit, and less than so many pixels: GDAL's sieve takes it away."""
_HALO = 192
"""Px around a block, more than the sum of the sizes of all steps, so that no specks are seen in part."""


@dataclass(frozen=True)
class Generalisation:
    """How to generalise. smallest: px an area needs; width: px across; 0 or 1 for none.

    nearness: how near two raster values are thematically, larger is nearer; None for the largest neighbour alone.
    keeps_narrow: values whose areas may be narrow.
    """

    smallest: int
    width: int = 0
    nearness: Nearness | None = None
    keeps_narrow: frozenset[int] = frozenset()


def generalise(
    values: Scratch, how: Generalisation, work: Path, on_progress: Progress = lambda share: None
) -> Scratch:
    """The generalised raster, as a new scratch file in `work`; `values` (uint16, 0 no class) is closed."""
    speckle = min(_SPECKLE_PX, how.smallest // _SPECKLE_SHARE)
    if speckle >= 2:
        values = _replaced(values, _sieved(values, speckle, work, lambda share: on_progress(0.3 * share)))
    if how.smallest > 1:
        merged = _merged(values, how, work, lambda share: on_progress(0.3 + 0.3 * share))
        values = _replaced(values, merged)
    if how.width > 1:
        # A narrow part is an area of its own that must join another, however large it is.
        marked = _with_narrow_marked(values, how, work)
        if how.smallest > 1:
            _spare_mostly_wide(values, marked, how.smallest, work)
        values = _replaced(values, marked)
        merged = _merged(values, how, work, lambda share: on_progress(0.6 + 0.4 * share), marked=True)
        values = _replaced(values, merged)
    on_progress(1.0)
    return values


def rule_text(rule: Rule, smallest_ha: float, width_m: float, pixel_ha: float, table: str = "") -> str:
    """The rule as a sentence, for results and for the layers themselves; table: the name of the priority table."""
    if smallest_ha <= 0 and width_m <= 0:
        return "Not generalised."
    nearest = "the nearest class (the most digits of the code in common)"
    if rule is Rule.LARGEST:
        which = "their largest neighbour"
    elif table:
        which = (
            f"the neighbour that the priority table {table} puts first for their class, of what it does not name that "
            f"of {nearest}, of these the largest"
        )
    else:
        which = f"the neighbour of {nearest}, of these the largest"
    parts = f" and parts narrower than {width_m:g} m" if width_m > 0 else ""
    first = speckle_text(rule, smallest_ha, pixel_ha)
    return (
        f"Areas below {smallest_ha:g} ha{parts} join {which}, the smallest first{first}."
        f"{spared_text('An area', smallest_ha, width_m)}"
    )


def spared_text(what: str, smallest_ha: float, width_m: float) -> str:
    """What keeps its narrow parts, as a sentence to follow the rule; empty where nothing does. what: "A change"."""
    if smallest_ha <= 0 or width_m <= 0:
        return ""
    return (
        f" {what} at least half of which is wide keeps its narrow parts where no wide piece of it has "
        f"{smallest_ha:g} ha; corners and ragged edges are no narrow parts."
    )


def speckle_text(rule: Rule, smallest_ha: float, pixel_ha: float) -> str:
    """What comes first by any rule, to go behind a sentence on it; empty where it is no other than the rule itself."""
    smallest = -(-smallest_ha // pixel_ha) if smallest_ha else 0
    speckle = min(_SPECKLE_PX, smallest // _SPECKLE_SHARE)
    if rule is not Rule.PRIORITY or speckle < 2:
        return ""
    return f", after speckle below {speckle * pixel_ha:.2g} ha joined its largest neighbour"


def merge_small_areas(classes: Classes, valid: Valid, smallest: int) -> Classes:
    """An array [height, width] in memory in which every area has at least `smallest` pixels, or no neighbour."""
    if smallest <= 1:
        return classes
    keyed = np.where(valid, classes.astype(np.int32) + 1, 0)
    labels, values = label_array(keyed)
    sizes = np.bincount(labels.ravel(), minlength=len(values)).astype(np.int64)
    pairs = [_touching(labels[:, :-1], labels[:, 1:]), _touching(labels[:-1], labels[1:])]
    table = _merge_table(values, sizes, np.concatenate(pairs), Generalisation(smallest))
    return np.where(valid, table[labels].astype(np.int32) - 1, classes).astype(classes.dtype)


def _replaced(old: Scratch, new: Scratch) -> Scratch:
    old.close()
    return new


def _sieved(values: Scratch, largest: int, work: Path, on_progress: Progress) -> Scratch:
    """Take speckle away block by block, in growing steps so that specks first find each other."""
    result = Scratch(work / "sieved.tif", values.height, values.width, values.dtype)
    windows = list(blocks(values.height, values.width))
    for number, inner in enumerate(windows, start=1):
        outer = grown(inner, _HALO, values.height, values.width)
        part = values.read(outer)
        valid = part > 0
        step = 2
        while step < largest and step < part.size:
            part = sieve(part, step, mask=valid, connectivity=4)
            step *= 2
        if largest < part.size:
            part = sieve(part, largest, mask=valid, connectivity=4)
        result.write(inner, core_of(part, outer, inner))
        on_progress(number / len(windows))
    return result


def _with_narrow_marked(values: Scratch, how: Generalisation, work: Path) -> Scratch:
    """Each value v as 2 v, and as 2 v + 1 where it is narrow."""
    result = Scratch(work / "narrow.tif", values.height, values.width, "uint16")
    spared = np.array(sorted({0, *how.keeps_narrow}), values.dtype)
    for inner in blocks(values.height, values.width):
        outer = grown(inner, REACH * how.width, values.height, values.width)
        part = values.read(outer)
        narrow = core_of(narrow_parts(part, how.width), outer, inner)
        part = core_of(part, outer, inner)
        result.write(inner, part.astype(np.uint16) * 2 + (narrow & ~np.isin(part, spared)))
    return result


def _spare_mostly_wide(values: Scratch, marked: Scratch, smallest: int, work: Path) -> None:
    """Take the marks off areas of which no wide piece alone would have the unit, where half of them is wide.

    A change of 6 ha with tapering ends is no smaller for them, nor one of two halves that a neck joins; a long sliver
    that bulges somewhere is mostly narrow.
    """
    with ExitStack() as stack:
        files = [
            stack.enter_context(Scratch(work / f"{name}.tif", values.height, values.width, "int32"))
            for name in ("whole_labels", "piece_labels")
        ]
        whole, pieces = find_regions(values, files[0]), find_regions(marked, files[1])
        of_piece = np.zeros(len(pieces.sizes), np.int64)
        for first, last in marked.strips():
            of_piece[pieces.rows(first, last)] = whole.rows(first, last)
        wide = pieces.values & 1 == 0
        total = np.bincount(of_piece[wide], pieces.sizes[wide], minlength=len(whole.sizes))
        largest = np.zeros(len(whole.sizes), np.int64)
        np.maximum.at(largest, of_piece[wide], pieces.sizes[wide])
        spared = (whole.sizes >= smallest) & (largest < smallest) & (2 * total >= whole.sizes)
        spared[0] = False
        if not spared.any():
            return
        for first, last in marked.strips():
            part = marked.rows(first, last)
            part[spared[whole.rows(first, last)]] &= ~np.uint16(1)
            marked.write_rows(first, part)


def _merged(
    values: Scratch, how: Generalisation, work: Path, on_progress: Progress, *, marked: bool = False
) -> Scratch:
    name = "wide" if marked else "merged"
    with Scratch(work / f"{name}_labels.tif", values.height, values.width, "int32") as file:
        regions = find_regions(values, file, lambda share: on_progress(0.6 * share))
        narrow = (regions.values & 1).astype(np.bool_) if marked else None
        of_label = regions.values >> 1 if marked else regions.values
        table = _merge_table(of_label, regions.sizes, regions.pairs, how, narrow)
        result = Scratch(work / f"{name}.tif", values.height, values.width, values.dtype)
        for first, last in result.strips():
            result.write_rows(first, table[regions.rows(first, last)])
        on_progress(1.0)
    return result


def _merge_table(
    values: npt.NDArray[Any],
    sizes: Counts,
    pairs: npt.NDArray[Any],
    how: Generalisation,
    narrow: Valid | None = None,
) -> npt.NDArray[Any]:
    """The value of each label after all that must have joined a neighbour."""
    must = sizes < how.smallest
    if narrow is not None:
        must |= narrow
    must[0] = False
    if not must.any():
        return values
    merging = _Areas(values, sizes, _neighbours(pairs, must), how, narrow)
    merging.merge()
    table: npt.NDArray[Any] = values[merging.roots()]
    return table


def _neighbours(pairs: npt.NDArray[Any], must: Valid) -> dict[int, set[int]]:
    """The areas that touch each area that must join another."""
    around: dict[int, set[int]] = {int(label): set() for label in np.flatnonzero(must)}
    wanted = pairs[must[pairs[:, 0]] | must[pairs[:, 1]]]
    for a, b in wanted.tolist():
        if a in around:
            around[a].add(b)
        if b in around:
            around[b].add(a)
    return around


def _touching(one: Labels, other: Labels) -> npt.NDArray[Any]:
    differ = (one != other) & (one > 0) & (other > 0)
    return np.unique(np.stack([one[differ], other[differ]], axis=1), axis=0)


class _Areas:
    """Areas that are merged step by step; those large enough only ever take, so their neighbours need not be known."""

    def __init__(
        self,
        values: npt.NDArray[Any],
        sizes: Counts,
        around: dict[int, set[int]],
        how: Generalisation,
        narrow: Valid | None,
    ) -> None:
        self._parent = list(range(len(sizes)))
        self._size = sizes.tolist()
        self._value = values.tolist()
        self._around = around
        self._narrow = set(np.flatnonzero(narrow).tolist()) if narrow is not None else set()
        self._smallest = how.smallest
        nearness = how.nearness
        self._near = (
            lru_cache(maxsize=100_000)(nearness) if nearness is not None else (lambda one, other: 0.0)
        )

    def root(self, area: int) -> int:
        """The area this one is part of by now."""
        while self._parent[area] != area:
            self._parent[area] = self._parent[self._parent[area]]
            area = self._parent[area]
        return area

    def roots(self) -> npt.NDArray[np.int64]:
        """The root of every area."""
        links = np.array(self._parent, np.int64)
        return _lasting(links)

    def merge(self) -> None:
        """Merge the smallest area into the neighbour the rule chooses, until none must be merged that can be."""
        waiting = [(self._size[area], area) for area in self._around]
        heapq.heapify(waiting)
        while waiting:
            size, area = heapq.heappop(waiting)
            if self.root(area) != area or self._size[area] != size or not self._must(area):
                continue
            target = self._target(area)
            if target is None:
                continue
            grown_area = self._join(area, target)
            if grown_area in self._around and self._must(grown_area):
                heapq.heappush(waiting, (self._size[grown_area], grown_area))

    def _must(self, area: int) -> bool:
        return self._size[area] < self._smallest or area in self._narrow

    def _target(self, area: int) -> int | None:
        around = {self.root(other) for other in self._around[area]} - {area}
        value = self._value[area]
        if area in self._narrow:
            # Back into the area it is a narrow part of only where nothing else is near.
            around = {other for other in around if self._value[other] != value} or around
        if not around:
            return None
        return max(
            around, key=lambda other: (self._near(value, self._value[other]), self._size[other], -other)
        )

    def _join(self, area: int, target: int) -> int:
        self._parent[area] = target
        self._size[target] += self._size[area]
        if target in self._around:
            self._around[target] |= self._around[area]
            # Areas of its own class that the target now touches are part of it.
            for other in {self.root(o) for o in self._around[target]} - {target}:
                if self._value[other] != self._value[target] or {other, target} & self._narrow:
                    continue
                # An area whose neighbours are not known can only take.
                takes = other not in self._around or self._size[other] > self._size[target]
                return self._join(target, other) if takes else self._join(other, target)
        return target


def _lasting(links: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    while True:
        up = links[links]
        if np.array_equal(up, links):
            return links
        links = up
