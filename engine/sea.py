"""Where the sea cannot be: water far from every coast is a lake or a river, however much like the sea it looks.

An image of open water does not tell a lake from the sea; where it lies does. engine/data/near_sea.png holds where the
sea is less than some 10 km away, in cells of 0.05 degrees, made from GLOBE (NOAA, public domain) by
.ci/make_near_sea.py.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import rasterio
from rasterio.crs import CRS
from rasterio.errors import NotGeoreferencedWarning
from rasterio.warp import transform
from rasterio.windows import Window

from corina.engine.grid import Grid

NEAR_SEA = Path(__file__).resolve().parent / "data" / "near_sea.png"
BLOCK = 64
"""Pixels along the edge of the blocks that are looked up: 640 m of a Sentinel-2 scene."""

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Inland:
    """The blocks [rows, columns] of a grid that lie 10 km or more from the sea."""

    blocks: Mask

    def at(self, row: int, column: int, height: int, width: int) -> Mask:
        """[height, width], the pixels from (row, column) on that lie inland; those beyond the grid as its edge does."""
        down, right = (
            np.clip(np.arange(first, first + count) // BLOCK, 0, size - 1)
            for first, count, size in (
                (row, height, self.blocks.shape[0]),
                (column, width, self.blocks.shape[1]),
            )
        )
        found: Mask = self.blocks[down[:, None], right[None, :]]
        return found


def inland(grid: Grid) -> Inland | None:
    """What of a grid lies inland, None where nothing does or its CRS does not tell where it lies."""
    rows, columns = -(-grid.height // BLOCK), -(-grid.width // BLOCK)
    edge = BLOCK * grid.resolution
    x, y = np.meshgrid(
        grid.left + (np.arange(columns) + 0.5) * edge, grid.top - (np.arange(rows) + 0.5) * edge
    )
    try:
        there = transform(grid.crs, CRS.from_epsg(4326), x.ravel().tolist(), y.ravel().tolist())
    except Exception:  # noqa: BLE001 - rasterio raises private CPLE types; a local CRS lies nowhere
        return None
    longitude, latitude = np.array(there[0]), np.array(there[1])
    known = np.isfinite(longitude) & np.isfinite(latitude) & (abs(latitude) <= 90)
    if not known.any():
        return None
    found = np.zeros(len(known), bool)
    found[known] = ~_near_sea(longitude[known], latitude[known])
    return Inland(found.reshape(rows, columns)) if found.any() else None


def _near_sea(longitude: npt.NDArray[np.float64], latitude: npt.NDArray[np.float64]) -> Mask:
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", NotGeoreferencedWarning
        )  # it is the whole globe, from 90 N and 180 W on
        file = rasterio.open(NEAR_SEA)
    with file:
        a_degree = file.width / 360
        columns = np.floor((longitude + 180) % 360 * a_degree).astype(int) % file.width
        rows = np.clip(np.floor((90 - latitude) * a_degree).astype(int), 0, file.height - 1)
        top, left = int(rows.min()), int(columns.min())
        window = Window(left, top, int(columns.max()) - left + 1, int(rows.max()) - top + 1)
        cells = file.read(1, window=window)
    near: Mask = cells[rows - top, columns - left] == 1
    return near
