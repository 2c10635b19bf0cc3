"""Going once through both maps, block by block: from-to counts, the two rasters, and what may be change."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import rasterio
from rasterio.crs import CRS
from rasterio.errors import RasterioError

from corina.engine.compare.rasters import (
    AGREES,
    BOUNDARY,
    DIFFERS,
    NOT_ASSESSED,
    UNSURE,
    RasterOut,
    from_to_values,
)
from corina.engine.compare.sides import ALL_CODES, INDEX, Assessment, Sides
from corina.engine.errors import EngineProblem
from corina.engine.jobs import CompareOptions
from corina.engine.reference import Grid, Window
from corina.engine.reference.aligned import AlignedBand
from corina.engine.scratch import BLOCK, Scratch, blocks, core_of, grown
from corina.engine.widths import disc_rows

if TYPE_CHECKING:  # polygons need the extra "compare", rasters do not
    from corina.engine.compare.polygon_shares import PolygonShares

NOTHING, UNCHANGED, FIRST_PAIR = 0, 1, 2
"""Values of the scratch raster of changes: not compared, the same, and from there on a pair of classes."""
CONFIDENCE_NODATA = 255
_SAMPLE = 1024


@dataclass
class Census:
    """What going through both maps gave.

    counts: [65, 65] pixels by class index (reference, prediction; 0 is no class), inside the area. difference: pixels
    by value of the difference raster. changes: the scratch raster. area_pixels: pixels inside the area. sure_pixels:
    those of them with a confidence.
    """

    counts: npt.NDArray[np.int64]
    difference: npt.NDArray[np.int64]
    changes: Scratch
    area_pixels: int = 0
    sure_pixels: int = 0


class ConfidenceMap:
    """The confidence raster beside a prediction, on the grid of the comparison.

    shares: whether the file holds shares from 0 to 1 and no percent. empty: whether nothing in it is either, as in a
    map of classes. holds: whether it has a confidence anywhere. of_level_3: whether it is that of the level-3 class, as
    what Corina leaves beside a map is. name: of the file.
    """

    def __init__(self, path: str, crs: CRS) -> None:
        """crs: of a raster that states none. Raises EngineProblem when it cannot be read."""
        self.path = str(Path(path).absolute())
        name = self.name = Path(path).name
        try:
            self._dataset: Any = rasterio.open(path)
        except (RasterioError, OSError) as error:
            raise EngineProblem(
                "reference_unreadable", f"The confidence raster {name} cannot be read.", str(error)
            ) from error
        self._band = AlignedBand(self._dataset, 1, self._dataset.crs or crs, name, self._outside())
        self.shares, self.empty, self.holds = self._looked_at()
        told = self._dataset.descriptions[0] or ""
        self.of_level_3 = "level-3" in told or (not told and name.endswith("_confidence.tif"))

    def read(self, grid: Grid, window: Window) -> npt.NDArray[np.uint8]:
        """Percent [height, width], 255 where there is none."""
        stored = self._band.read(grid, window)
        values = np.round(100 * stored) if self.shares else stored
        known = (values >= 0) & (values <= 100)
        if self._band.nodata is not None:
            known &= stored != self._band.nodata
        return np.where(known, values, CONFIDENCE_NODATA).astype(np.uint8)

    def rows_of(self, grid: Grid) -> Callable[[int, int], npt.NDArray[np.uint8]]:
        """A function that gives rows first..last of a grid."""
        return lambda first, last: self.read(grid, Window(first, last, 0, grid.width))

    def close(self) -> None:
        """Close the file."""
        self._band.close()
        self._dataset.close()

    def _outside(self) -> float:
        """What no percent is, in the type of the file: beyond its edge it is not 0 % sure."""
        kind = np.dtype(self._dataset.dtypes[0])
        return float(CONFIDENCE_NODATA if kind != np.int8 else -1)

    def _looked_at(self) -> tuple[bool, bool, bool]:
        """Whether a sample is of shares from 0 to 1, as other tools write them, has no percent, has any."""
        shape = min(self._dataset.height, _SAMPLE), min(self._dataset.width, _SAMPLE)
        values = self._dataset.read(1, out_shape=shape)
        nodata = self._band.nodata
        held = values if nodata is None else values[values != nodata]
        known = held[(held >= 0) & (held <= 100)]
        floats = str(self._dataset.dtypes[0]).startswith("float")
        shares = bool(floats and known.size and known.max() <= 1)
        return shares, bool(held.size and not known.size), bool(known.size)


def open_confidence(path: str, map_path: str, crs: CRS) -> ConfidenceMap | None:
    """The confidence raster in `path`, or NAME_confidence.tif beside the map NAME_levelN.tif; None without one."""
    name = Path(map_path).name
    if not path and "_level" in name:
        beside = Path(map_path).with_name(name.rsplit("_level", 1)[0] + "_confidence.tif")
        path = str(beside) if beside.is_file() else ""
    return ConfidenceMap(path, crs) if path else None


def take_census(
    sides: Sides,
    assessment: Assessment,
    options: CompareOptions,
    confidence: ConfidenceMap | None,
    shares: PolygonShares | None,
    rasters: tuple[RasterOut, RasterOut],
    scratch: Path,
    on_block: Callable[[int, int], None],
) -> Census:
    """Read both maps once. rasters: difference and from-to, which are written. on_block: done, total."""
    grid = sides.grid
    size = len(ALL_CODES) + 1
    changes = Scratch(scratch / "changes.tif", grid.height, grid.width, "uint16")
    census = Census(np.zeros((size, size), np.int64), np.zeros(256, np.int64), changes)
    band_px = round(options.boundary_band_m / grid.resolution)
    windows = list(blocks(grid.height, grid.width, BLOCK))
    for number, window in enumerate(windows, start=1):
        block = _Block(sides, assessment, grid, window, band_px, shares)
        percent = confidence.read(grid, window) if confidence is not None else None
        census.counts += np.bincount(
            (block.of.astype(np.int32) * size + block.to)[block.inside], minlength=size * size
        ).reshape(size, size)
        census.area_pixels += int(block.inside.sum())
        if percent is not None:
            census.sure_pixels += int((percent[block.inside] != CONFIDENCE_NODATA).sum())
        state = block.state(percent, options.confidence_threshold)
        census.difference += np.bincount(state.ravel(), minlength=256)
        rasters[0].write(window, state)
        rasters[1].write(window, block.from_to())
        changes.write(window, block.pairs(state))
        if shares is not None:
            shares.add(block.index, block.to_level, block.of_level, block.assessed)
        on_block(number, len(windows))
    return census


class _Block:
    """One window of both maps."""

    def __init__(
        self,
        sides: Sides,
        assessment: Assessment,
        grid: Grid,
        window: Window,
        band_px: int,
        shares: PolygonShares | None,
    ) -> None:
        outer = grown(window, band_px, grid.height, grid.width)
        self.index: npt.NDArray[np.int32] | None = None
        if shares is not None:
            index, codes = shares.read(grid, outer)
            self.index = core_of(index, outer, window)
        else:
            codes = sides.reference.read(grid, outer)
        wide = INDEX[codes]
        # Borders of the level compared: where 311 meets 312 there is none at level 1.
        merged = (assessment.at_level + 1)[wide]
        self.near_border = core_of(near_border(merged, band_px), outer, window) if band_px else None
        self.inside = sides.area.inside(window)
        self.of = np.where(self.inside, core_of(wide, outer, window), 0).astype(np.uint8)
        self.to = np.where(self.inside, INDEX[sides.prediction.read(grid, window)], 0).astype(np.uint8)
        self.both = (self.of > 0) & (self.to > 0)
        self.assessed = self.both & assessment.assessed[self.of, self.to]
        self.of_level = np.where(self.assessed, assessment.at_level[self.of], -1)
        self.to_level = np.where(self.assessed, assessment.at_level[self.to], -1)
        self._codes = np.array(assessment.codes, np.int32)
        self._count = assessment.count

    def state(self, percent: npt.NDArray[np.uint8] | None, threshold: float) -> npt.NDArray[np.uint8]:
        """The values of the difference raster."""
        differs = self.assessed & (self.of_level != self.to_level)
        state = np.zeros(self.of.shape, np.uint8)
        state[self.both] = NOT_ASSESSED
        state[self.assessed] = AGREES
        state[differs] = DIFFERS
        if percent is not None and threshold > 0:
            state[differs & (percent < threshold)] = UNSURE
        if self.near_border is not None:
            state[differs & self.near_border] = BOUNDARY
        return state

    def from_to(self) -> npt.NDArray[np.int32]:
        """The values of the from-to raster, 0 where nothing is compared."""
        values = from_to_values(self._codes[self.of_level], self._codes[self.to_level])
        values[~self.assessed] = 0
        return values

    def pairs(self, state: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint16]:
        """The values of the scratch raster of changes."""
        pair = FIRST_PAIR + self.of_level.astype(np.int32) * self._count + self.to_level
        values = np.where(state == DIFFERS, pair, UNCHANGED)
        values[~self.assessed] = NOTHING
        return values.astype(np.uint16)


def near_border(classes: npt.NDArray[Any], distance: int) -> npt.NDArray[np.bool_]:
    """[height, width]: true within `distance` px (a disc) of a pixel next to which another class begins."""
    edge = np.zeros(classes.shape, np.int32)
    across = (classes[:, 1:] != classes[:, :-1]) & (classes[:, 1:] > 0) & (classes[:, :-1] > 0)
    down = (classes[1:] != classes[:-1]) & (classes[1:] > 0) & (classes[:-1] > 0)
    edge[:, 1:] |= across
    edge[:, :-1] |= across
    edge[1:] |= down
    edge[:-1] |= down
    width = 2 * distance - 1
    if width <= 1:
        return edge > 0
    margin = distance - 1
    marks = np.zeros((classes.shape[0] + 2 * margin, classes.shape[1] + 2 * margin + 1), np.int32)
    height, length = classes.shape
    for row, (first, last) in enumerate(disc_rows(width)):
        marks[row : row + height, first : first + length] += edge
        marks[row : row + height, last + 1 : last + 1 + length] -= edge
    reached: npt.NDArray[np.bool_] = np.cumsum(marks, axis=1)[:, :-1] > 0
    return reached[margin : margin + height, margin : margin + length]


def pair_codes(value: int, assessment: Assessment) -> tuple[int, int]:
    """The codes (from, to) of a value of the scratch raster of changes."""
    of, to = divmod(value - FIRST_PAIR, assessment.count)
    return assessment.codes[of], assessment.codes[to]


def smallest_pixels(hectares: float, pixel_ha: float) -> int:
    """Pixels that an area of so many hectares has at least."""
    return math.ceil(hectares / pixel_ha - 1e-9)
