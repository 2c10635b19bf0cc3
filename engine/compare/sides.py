"""The two maps of a comparison, the pixels they are compared on, and which of their classes can be compared."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

import numpy as np
import numpy.typing as npt
from rasterio.crs import CRS
from rasterio.warp import transform

from corina.clc import CLASSES, CODES, Level, children, parent
from corina.engine.area import Area
from corina.engine.compare.pixels import area_warning, checked, comparison_grid, cut
from corina.engine.errors import EngineProblem
from corina.engine.grid import Grid, crs_name
from corina.engine.jobs import AreaInput, CompareJob, LandCoverInput
from corina.engine.reference import Reference, open_reference
from corina.engine.tiles import Window

ALL_CODES = tuple(CLASSES)
"""The classes of all three levels, in the order in which from-to counts index them, from 1; 0 is no class."""
_COMMON = "the part that both maps show"
_EARTH_KM = 6371.0
Bounds = tuple[float, float, float, float]
"""left, bottom, right, top."""
INDEX = np.zeros(1000, np.uint8)
INDEX[list(ALL_CODES)] = np.arange(1, len(ALL_CODES) + 1)


@dataclass
class Sides:
    """Both maps, opened. grid: the pixels of their overlap. level: to compare at; finest: the finest both allow."""

    prediction: Reference
    reference: Reference
    grid: Grid
    area: Area
    level: Level
    finest: Level
    warnings: list[str] = field(default_factory=list)

    def __enter__(self) -> Sides:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.prediction.close()
        self.reference.close()


def open_sides(job: CompareJob, prediction: LandCoverInput, codes: tuple[int, ...]) -> Sides:
    """Open both maps and lay them over each other. codes: what the prediction can show, empty to find it.

    Raises EngineProblem: those of open_reference, no_overlap, level_too_fine, area_outside, area_invalid.
    """
    to = open_reference(prediction)
    try:
        if codes:
            to.model_codes = tuple(code for code in codes if code in CLASSES)
        of = open_reference(job.reference)
        try:
            full = comparison_grid(to, of, job.options.resolution_m, job.area)
            grid, area = _overlap(full, to.name, of, job.area)
            level, finest = _levels(job.options.level, to.name, to.level, of)
            return Sides(to, of, grid, area, level, finest, _warnings(to, grid))
        except BaseException:
            of.close()
            raise
    except BaseException:
        to.close()
        raise


def check_reference(job: CompareJob, name: str, grid: Grid) -> Level:
    """Whether the reference can be compared with a level-3 map of a scene: before that is made, which may take hours.

    name, grid: of the scene. Returns the level of the comparison; raises EngineProblem as `open_sides`.
    """
    with open_reference(job.reference) as of:
        _overlap(grid, name, of, job.area)
        level, _ = _levels(job.options.level, name, Level.L3, of)
    return level


def _overlap(grid: Grid, name: str, of: Reference, wanted: AreaInput | None) -> tuple[Grid, Area]:
    left, bottom, right, top = of.bounds_over(grid)
    r = grid.resolution
    window = Window(
        max(0, math.floor((grid.top - top) / r + 1e-6)),
        min(grid.height, math.ceil((grid.top - bottom) / r - 1e-6)),
        max(0, math.floor((left - grid.left) / r + 1e-6)),
        min(grid.width, math.ceil((right - grid.left) / r - 1e-6)),
    )
    if window.height <= 0 or window.width <= 0:
        places = grid.bounds, (left, bottom, right, top)
        raise EngineProblem(
            "no_overlap",
            f"{name} and {of.name} do not overlap: {_apart(grid.crs, *places)}; choose maps of one place, or check "
            "their CRS.",
            "\n".join(
                f"{one}: {_extent(place)} in {crs_name(grid.crs)}"
                for one, place in zip((name, of.name), places)
            ),
        )
    common = cut(grid, window)
    if wanted is not None:
        common = cut(common, Area(common, wanted, _COMMON).window)
    return checked(common), Area(common, wanted, _COMMON)


def _extent(bounds: Bounds) -> str:
    left, bottom, right, top = bounds
    return f"{left:.0f}, {bottom:.0f} to {right:.0f}, {top:.0f}"


def _apart(crs: CRS, first: Bounds, second: Bounds) -> str:
    """How far the middles of two places are from each other, along a great circle."""
    x, y = ([(edges[axis] + edges[axis + 2]) / 2 for edges in (first, second)] for axis in (0, 1))
    try:
        (east1, east2), (north1, north2) = np.radians(transform(crs, CRS.from_epsg(4326), x, y)[:2])
    except Exception:  # noqa: BLE001 - rasterio raises private CPLE types; where one of them lies is not known
        return "they lie in different places"
    half = np.sin((north2 - north1) / 2) ** 2
    half += np.cos(north1) * np.cos(north2) * np.sin((east2 - east1) / 2) ** 2
    distance = 2 * _EARTH_KM * np.arcsin(np.sqrt(half))
    if not np.isfinite(distance):
        return "they lie in different places"
    return (
        f"their middles are some {distance:,.0f} km apart" if distance >= 1 else "they lie beside each other"
    )


def _levels(wanted: int, name: str, level: int, of: Reference) -> tuple[Level, Level]:
    """The level of the comparison and the finest that is possible. name, level: of the map."""
    finest = min(level, of.level)
    if wanted > finest:
        coarse = name if level <= of.level else of.name
        raise EngineProblem(
            "level_too_fine",
            f"Level {wanted} was asked for, and {coarse} has classes of level {finest} only; compare at level "
            f"{finest}.",
        )
    return Level(wanted or finest), Level(finest)


def _warnings(to: Reference, grid: Grid) -> list[str]:
    found = [area_warning(grid)]
    if to.kind == "raster" and to.grid is None:
        found.append(
            f"{to.name} has no square pixels in metres with north up; it was compared on pixels of {grid.resolution:g} "
            f"m in {crs_name(grid.crs)}."
        )
    return [sentence for sentence in found if sentence]


class Assessment:
    """Which pairs of classes can be compared at a level: what a model cannot show is never a change."""

    def __init__(self, sides: Sides, level: Level) -> None:
        self.level = level
        self.codes = CODES[level]
        self.to = _showable(sides.prediction.model_codes, level)
        self.of = _showable(sides.reference.model_codes, level)
        # Class index (of any level) to the index of its class at this level, from 0; -1 for coarser ones.
        self.at_level = np.full(len(ALL_CODES) + 1, -1, np.int16)
        for index, code in enumerate(ALL_CODES, start=1):
            if CLASSES[code].level >= level:
                self.at_level[index] = self.codes.index(parent(code, level))
        count = len(self.codes)
        of_ok = np.array([code in self.to for code in self.codes])
        to_ok = np.array([code in self.of for code in self.codes])
        # Whether a pair (reference, prediction) of class indexes is compared.
        self.assessed = np.zeros((len(ALL_CODES) + 1,) * 2, np.bool_)
        known = self.at_level >= 0
        of_known, to_known = known.copy(), known.copy()
        of_known[known] &= of_ok[self.at_level[known]]
        to_known[known] &= to_ok[self.at_level[known]]
        self.assessed = of_known[:, None] & to_known[None, :]
        self.count = count

    def matrix(self, counts: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """The matrix [n, n] of the compared pixels at this level, of counts by class index."""
        result = np.zeros((self.count, self.count), np.int64)
        for i, j in np.argwhere((counts > 0) & self.assessed).tolist():
            result[self.at_level[i], self.at_level[j]] += counts[i, j]
        return result

    def left_out(self, counts: npt.NDArray[np.int64], pixel_ha: float) -> list[dict[str, Any]]:
        """What is not compared though both maps have a class there: code, name, area_ha, why; the largest first."""
        found: dict[tuple[int, str], int] = {}
        both = counts.copy()
        both[0, :] = both[:, 0] = 0
        for i, j in np.argwhere((both > 0) & ~self.assessed).tolist():
            found_key = self._reason(ALL_CODES[i - 1], ALL_CODES[j - 1])
            found[found_key] = found.get(found_key, 0) + int(both[i, j])
        listed = sorted(found.items(), key=lambda item: (-item[1], item[0]))
        return [
            {"code": code, "name": CLASSES[code].name, "area_ha": round(n * pixel_ha, 4), "why": why}
            for (code, why), n in listed
        ]

    def _reason(self, of: int, to: int) -> tuple[int, str]:
        level = int(self.level)
        if CLASSES[of].level < self.level:
            return of, f"the reference has no level-{level} class here"
        if CLASSES[to].level < self.level:
            return to, f"the map has no level-{level} class here"
        if parent(of, self.level) not in self.to:
            return parent(of, self.level), "the model cannot predict this class"
        return parent(to, self.level), "the model behind the reference cannot predict this class"


def _showable(codes: tuple[int, ...], level: Level) -> frozenset[int]:
    """The classes of a level that a map can show; all of them when nothing is known of its model.

    codes: of any level; a coarser one stands for all the classes in it.
    """
    return frozenset({parent(leaf, level) for code in codes for leaf in children(code)} or CODES[level])
