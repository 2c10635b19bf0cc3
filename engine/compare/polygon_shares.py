"""How much of each polygon of the reference the prediction confirms: the polygons CORINE may have wrong."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from rasterio.crs import CRS

from corina.clc import CLASSES
from corina.engine.grid import Grid, in_true_metres
from corina.engine.reference.base import TURN
from corina.engine.reference.burning import burn
from corina.engine.reference.shapes import projected
from corina.engine.reference.vector import PolygonReference
from corina.engine.tiles import Window

LAYER = "polygon_agreement"
_EQUAL_AREA = CRS.from_epsg(6933)
M2_PER_HA = 10_000
_BATCH = 2000
_PENDING = 400_000
_HALF = 0.5
Integers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class PolygonTable:
    """What the prediction shows in each polygon, in order of ids; memory is some tens of bytes a polygon.

    fids; reference: index of the class of the polygon; pixels compared, and those that agree; prediction: index of the
    class most of them have; most: how many have it.
    """

    fids: Integers
    reference: Integers
    pixels: Integers
    agree: Integers
    prediction: Integers
    most: Integers

    @property
    def share(self) -> npt.NDArray[np.float64]:
        """Share of each polygon that is confirmed, 0..1."""
        return np.round(self.agree / self.pixels, 4)


class PolygonShares:
    """Counts, block by block, which classes the prediction shows in each polygon."""

    def __init__(self, reference: PolygonReference, codes: tuple[int, ...]) -> None:
        """codes: the classes of the level compared, in the order of their indexes."""
        self._reference, self._codes = reference, codes
        self._fids = np.zeros(1, np.int64)
        # A key is polygon id, reference class and predicted class; with each its pixels.
        self._keys, self._pixels = np.zeros(0, np.int64), np.zeros(0, np.int64)
        self._pending: list[tuple[Integers, Integers]] = []

    def read(self, grid: Grid, window: Window) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.uint16]]:
        """For each pixel of a window the number of its polygon in this window (0 none), and its code."""
        polygons = self._reference.polygons(grid, window)
        self._fids = np.concatenate([[-1], polygons.fids]).astype(np.int64)
        numbers = np.arange(1, len(polygons.fids) + 1)
        index = burn(polygons.shapes, numbers, grid, window, np.int32)
        codes = np.concatenate([[0], polygons.codes]).astype(np.uint16)
        return index, codes[index]

    def add(
        self,
        index: npt.NDArray[np.int32] | None,
        to_level: npt.NDArray[np.int16],
        of_level: npt.NDArray[np.int16],
        assessed: npt.NDArray[np.bool_],
    ) -> None:
        """Count the block that was read last. to_level, of_level: class indexes; assessed: what counts."""
        assert index is not None
        used = assessed & (index > 0)
        size = len(self._codes)
        keys = (index[used].astype(np.int64) * size + of_level[used]) * size + to_level[used]
        found, pixels = np.unique(keys, return_counts=True)
        polygon, classes = np.divmod(found, size * size)
        self._pending.append((self._fids[polygon] * size * size + classes, pixels))
        if sum(len(keys) for keys, _ in self._pending) > _PENDING:
            self._gather()

    def write(self, path: Path, pixel_ha: float) -> dict[str, Any]:
        """Write the layer and return the result's `polygon_agreement`."""
        import pyogrio
        import shapely

        self._gather()
        table = by_polygon(self._keys, self._pixels, len(self._codes))
        codes = np.array(self._codes, np.int32)
        names = np.array([CLASSES[code].name for code in self._codes], object)
        crs = str(self._reference.crs.to_wkt())
        for first in range(0, max(1, len(table.fids)), _BATCH):
            fids, shapes = self._fetched(table.fids[first : first + _BATCH])
            at = np.searchsorted(table.fids, fids)
            of, to = table.reference[at], table.prediction[at]
            areas = hectares(shapes, self._reference.crs)
            columns = [
                np.array(fids, np.int64),
                codes[of],
                names[of],
                np.round(np.asarray(areas, np.float64), 4),
                np.round(table.pixels[at] * pixel_ha, 4),
                table.share[at],
                codes[to],
                names[to],
                np.round(table.most[at] / table.pixels[at], 4),
            ]
            pyogrio.raw.write(
                path, shapely.to_wkb(shapes), columns,
                fields=["source_fid", "code", "name", "area_ha", "compared_ha", "share", "prediction_code",
                        "prediction_name", "prediction_share"],
                layer=LAYER, driver="GPKG", geometry_type="MultiPolygon", promote_to_multi=True, crs=crs,
                append=first > 0,
            )  # fmt: skip
        return _summary(table, pixel_ha)

    def _fetched(self, wanted: Integers) -> tuple[Integers, npt.NDArray[Any]]:
        # Asked for no polygons, a file may give all it has.
        return self._reference.fetch(wanted) if len(wanted) else (wanted, np.zeros(0, object))

    def _gather(self) -> None:
        keys = np.concatenate([self._keys, *(keys for keys, _ in self._pending)])
        pixels = np.concatenate([self._pixels, *(pixels for _, pixels in self._pending)])
        self._pending = []
        order = np.argsort(keys, kind="stable")
        keys, pixels = keys[order], pixels[order]
        starts = np.flatnonzero(np.diff(keys, prepend=-1))
        self._keys, self._pixels = keys[starts], np.add.reduceat(pixels, starts) if len(starts) else pixels


def hectares(shapes: npt.NDArray[Any], crs: CRS) -> npt.NDArray[np.float64]:
    """The area of each polygon: in its own metres, or where these are none on the ground, in those of an equal-area
    projection; NaN for one that this would tear, across the date line.
    """
    import shapely

    if in_true_metres(crs):
        return np.asarray(shapely.area(shapes) / M2_PER_HA, np.float64)
    try:
        areas = np.asarray(shapely.area(projected(shapes, crs, _EQUAL_AREA)) / M2_PER_HA, np.float64)
    except Exception:  # noqa: BLE001 - rasterio raises private CPLE types, for all polygons if one is off the Earth
        return np.full(len(shapes), np.nan)
    if crs.is_geographic and len(shapes):
        bounds = shapely.bounds(shapes)
        areas[(bounds[:, 0] < TURN / 2) & (bounds[:, 2] > TURN / 2)] = np.nan
    return areas


def by_polygon(keys: Integers, pixels: Integers, classes: int) -> PolygonTable:
    """Sum up counts by polygon. keys: sorted, (id * classes + reference) * classes + prediction; pixels of each."""
    fids, pair = np.divmod(keys, classes * classes)
    of, to = np.divmod(pair, classes)
    starts = np.flatnonzero(np.diff(fids, prepend=-1))
    if not len(starts):
        return PolygonTable(*(np.zeros(0, np.int64) for _ in range(6)))
    # Within a polygon the class with the most pixels comes first, of equals that with the lower code.
    most = np.lexsort((to, -pixels, fids))[starts]
    return PolygonTable(
        fids[starts],
        of[starts],
        np.add.reduceat(pixels, starts),
        np.add.reduceat(np.where(of == to, pixels, 0), starts),
        to[most],
        pixels[most],
    )


def _summary(table: PolygonTable, pixel_ha: float) -> dict[str, Any]:
    below = table.share < _HALF
    return {
        "count": len(table.fids),
        "mean_share": round(float(table.share.mean()), 4) if len(table.fids) else None,
        "below_half_count": int(below.sum()),
        "below_half_ha": round(float(table.pixels[below].sum() * pixel_ha), 4),
    }
