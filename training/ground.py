"""Which patches lie on the same ground: in blocks of a common map, and overlapping each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import List, Tuple

import numpy as np
import numpy.typing as npt
from rasterio.crs import CRS
from rasterio.warp import transform

from corina.engine.errors import EngineProblem
from corina.training.patch_list import PatchList
from corina.training.sources.base import Patch

EUROPE = "EPSG:3035"
_TOUCH = 1e-3
"""Metres by which neighbours may seem to overlap through rounding."""

_AT_ONCE = 20_000
"""Boxes whose neighbours are looked up together: more takes more memory, not less time."""

Boxes = npt.NDArray[np.float64]
Pairs = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.int64]


def common_crs(patches: Sequence[Patch]) -> str:
    """The CRS of all placed patches where they share one, else the European equal-area map; empty without any."""
    listed = PatchList.of(patches)
    placed = np.isfinite(listed.bounds[:, 0])
    found = {crs for crs, here in zip(listed.texts("crs"), placed.tolist()) if here}
    return one_crs(found) if found else ""


def one_crs(found: Iterable[str]) -> str:
    """The only CRS of some, else the European equal-area map."""
    distinct = sorted(set(found))
    return distinct[0] if len(distinct) == 1 else EUROPE


def boxes(patches: Sequence[Patch], crs: str) -> Boxes:
    """[patches, 4] left, bottom, right, top in `crs`, NaN for patches without a place."""
    listed = PatchList.of(patches)
    result = listed.bounds
    if not crs:
        return np.full_like(result, np.nan)
    zones = _zones(listed)
    for number, own in enumerate(dict.fromkeys(listed.texts("crs"))):
        members = np.flatnonzero((zones == number) & np.isfinite(result[:, 0]))
        if own != crs and len(members):
            result[members] = _moved(result[members], own, crs)
    return result


def _zones(patches: PatchList) -> npt.NDArray[np.int64]:
    """[patches] a number for each CRS, in the order in which they occur."""
    texts = patches.texts("crs")
    numbers = {text: number for number, text in enumerate(dict.fromkeys(texts))}
    return np.array([numbers[text] for text in texts], np.int64)


def _moved(places: Boxes, own: str, crs: str) -> Boxes:
    """The boxes around the corners of boxes, brought to another CRS."""
    left, bottom, right, top = places.T
    xs, ys = np.stack([left, right, left, right]), np.stack([bottom, bottom, top, top])
    try:
        x, y = transform(
            CRS.from_user_input(own), CRS.from_user_input(crs), xs.ravel().tolist(), ys.ravel().tolist()
        )
    except Exception as error:  # rasterio raises private CPLE types here
        raise EngineProblem(
            "data_invalid",
            f"Patches in {own} cannot be brought to {crs}; check the CRS of their scene.",
            str(error),
        ) from error
    x, y = np.reshape(x, xs.shape), np.reshape(y, ys.shape)
    moved: Boxes = np.stack([x.min(axis=0), y.min(axis=0), x.max(axis=0), y.max(axis=0)], axis=1)
    return moved


def overlapping(patches: Sequence[Patch]) -> Tuple[Boxes, Pairs]:
    """The places of patches on one map, and all pairs of patches that have ground in common.

    Patches of one CRS are compared in it: turned to another map, neighbours would seem to overlap at their corners.
    """
    listed = PatchList.of(patches)
    places = boxes(listed, common_crs(listed))
    pairs = overlaps(places)
    zones, own = _zones(listed), listed.bounds
    first, second = pairs.T
    return places, pairs[(zones[first] != zones[second]) | _meet(own[first], own[second])]


def overlaps(places: Boxes) -> Pairs:
    """[pairs, 2] all pairs of boxes, the first number lower, that have ground in common. Boxes of NaN have none."""
    placed = np.flatnonzero(np.isfinite(places).all(axis=1))
    if not len(placed):
        return np.zeros((0, 2), np.int64)
    inside = places[placed]
    edge = float((inside[:, 2:] - inside[:, :2]).max()) + _TOUCH
    # In squares as wide as the widest box, boxes that meet begin in the same or in adjoining squares.
    corner = np.floor((inside[:, :2] - inside[:, :2].min(axis=0)) / edge).astype(np.int64)
    width = int(corner[:, 1].max()) + 3
    keys = corner[:, 0] * width + corner[:, 1]
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    found = []
    for across, up in ((0, 0), (0, 1), (1, -1), (1, 0), (1, 1)):
        wanted = keys + across * width + up
        begin, end = np.searchsorted(ordered, wanted), np.searchsorted(ordered, wanted, side="right")
        for part in range(0, len(keys), _AT_ONCE):
            counts = (end - begin)[part : part + _AT_ONCE]
            one = np.repeat(np.arange(part, part + len(counts)), counts)
            steps = np.arange(len(one)) - np.repeat(np.cumsum(counts) - counts, counts)
            other = order[begin[one] + steps]
            kept = _meet(inside[one], inside[other])
            if not across and not up:
                kept &= one < other
            found.append(np.stack([placed[one[kept]], placed[other[kept]]], axis=1))
    pairs = np.sort(np.concatenate(found), axis=1)
    return pairs[np.lexsort((pairs[:, 0], pairs[:, 1]))]


def _meet(one: Boxes, other: Boxes) -> npt.NDArray[np.bool_]:
    """[pairs] whether two boxes have ground in common."""
    shared = np.minimum(one[:, 2:], other[:, 2:]) - np.maximum(one[:, :2], other[:, :2])
    result: npt.NDArray[np.bool_] = np.all(shared > _TOUCH, axis=1)
    return result


class Clusters:
    """Numbers that are joined step by step (union-find)."""

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))

    def join(self, first: int, second: int) -> None:
        """Put two numbers, and all that are with them, together."""
        a, b = self.find(first), self.find(second)
        self._parent[max(a, b)] = min(a, b)

    def find(self, number: int) -> int:
        """The lowest number that is together with this one."""
        while self._parent[number] != number:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number


def thinned(count: int, pairs: Pairs) -> List[int]:
    """The patches, of so many, to leave out so that none of the rest overlap, going through them in their order.

    pairs: as `overlaps` gives them, in order of the second.
    """
    out = np.zeros(count, np.bool_)
    for first, second in pairs.tolist():
        if not out[first]:
            out[second] = True
    return [int(number) for number in np.flatnonzero(out)]
