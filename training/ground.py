"""Which patches lie on the same ground: in blocks of a common map, and overlapping each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Dict, List, Tuple

import numpy as np
import numpy.typing as npt
from rasterio.crs import CRS
from rasterio.warp import transform

from corina.engine.errors import EngineProblem
from corina.training.sources import Patch

EUROPE = "EPSG:3035"
_TOUCH = 1e-3
"""Metres by which neighbours may seem to overlap through rounding."""

Boxes = npt.NDArray[np.float64]
Block = Tuple[int, int]


def common_crs(patches: Iterable[Patch]) -> str:
    """The CRS of all placed patches where they share one, else the European equal-area map; empty without any."""
    found = {patch.crs for patch in patches if patch.bounds is not None}
    return one_crs(found) if found else ""


def one_crs(found: Iterable[str]) -> str:
    """The only CRS of some, else the European equal-area map."""
    distinct = sorted(set(found))
    return distinct[0] if len(distinct) == 1 else EUROPE


def boxes(patches: Sequence[Patch], crs: str) -> Boxes:
    """[patches, 4] left, bottom, right, top in `crs`, NaN for patches without a place."""
    result = np.full((len(patches), 4), np.nan)
    by_crs: Dict[str, List[int]] = {}
    for place, patch in enumerate(patches):
        if patch.bounds is not None and crs:
            result[place] = patch.bounds
            by_crs.setdefault(patch.crs, []).append(place)
    for own, members in by_crs.items():
        if own != crs:
            result[members] = _moved(result[members], own, crs)
    return result


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


def blocks_of(box: npt.NDArray[np.float64], edge: float) -> List[Block]:
    """The squares of `edge` map units that a box lies in."""
    left, bottom, right, top = box + _TOUCH * np.array([1, 1, -1, -1])
    columns = range(int(np.floor(left / edge)), int(np.floor(right / edge)) + 1)
    rows = range(int(np.floor(bottom / edge)), int(np.floor(top / edge)) + 1)
    return [(column, row) for column in columns for row in rows]


def overlaps(places: Boxes) -> Iterator[Tuple[int, int]]:
    """All pairs of boxes, the first number lower, that have ground in common. Boxes of NaN have none."""
    placed = np.flatnonzero(np.isfinite(places).all(axis=1))
    if not len(placed):
        return
    edge = float(
        max((places[placed, 2] - places[placed, 0]).max(), (places[placed, 3] - places[placed, 1]).max())
    )
    cells: Dict[Block, List[int]] = {}
    for number in placed.tolist():
        near: set[int] = set()
        for cell in blocks_of(places[number], edge):
            members = cells.setdefault(cell, [])
            near.update(members)
            members.append(number)
        if near:
            others = np.array(sorted(near))
            a, b = places[number], places[others]
            meet = (np.minimum(a[2], b[:, 2]) - np.maximum(a[0], b[:, 0]) > _TOUCH) & (
                np.minimum(a[3], b[:, 3]) - np.maximum(a[1], b[:, 1]) > _TOUCH
            )
            for other in others[meet].tolist():
                yield other, number


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


def thinned(places: Boxes, pairs: Sequence[Tuple[int, int]]) -> List[int]:
    """The patches to leave out so that none of the rest overlap, going through them in their order."""
    earlier: Dict[int, List[int]] = {}
    for first, second in pairs:
        earlier.setdefault(second, []).append(first)
    out: set[int] = set()
    for number in range(len(places)):
        if any(other not in out for other in earlier.get(number, ())):
            out.add(number)
    return sorted(out)
