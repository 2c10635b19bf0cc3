"""How much of each polygon of the reference the prediction confirms: the polygons CORINE may have wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from corina.clc import CLASSES
from corina.engine.grid import Grid
from corina.engine.reference.burning import burn
from corina.engine.reference.vector import PolygonReference
from corina.engine.tiles import Window

LAYER = "polygon_agreement"
_BATCH = 2000
_PENDING = 400_000
Rows = npt.NDArray[np.int64]


class PolygonShares:
    """Counts, block by block, which classes the prediction shows in each polygon."""

    def __init__(self, reference: PolygonReference, codes: tuple[int, ...]) -> None:
        """codes: the classes of the level compared, in the order of their indexes."""
        self._reference, self._codes = reference, codes
        self._fids = np.zeros(1, np.int64)
        # Rows of polygon id, reference class, predicted class, pixels.
        self._rows: Rows = np.zeros((0, 4), np.int64)
        self._pending: list[Rows] = []

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
        polygon, rest = np.divmod(found, size * size)
        of, to = np.divmod(rest, size)
        self._pending.append(np.stack([self._fids[polygon], of, to, pixels], axis=1))
        if sum(map(len, self._pending)) > _PENDING:
            self._gather()

    def write(self, path: Path, pixel_ha: float) -> dict[str, Any]:
        """Write the layer and return the result's `polygon_agreement`."""
        import pyogrio
        import shapely

        self._gather()
        table = _by_polygon(self._rows, self._codes, pixel_ha)
        order = np.array(sorted(table), np.int64)
        crs = str(self._reference.crs.to_wkt())
        for first in range(0, max(1, len(order)), _BATCH):
            fids, shapes = self._reference.fetch(order[first : first + _BATCH])
            rows = [table[int(fid)] for fid in fids]
            areas = (
                shapely.area(shapes) / 10_000
                if self._reference.crs.is_projected
                else np.full(len(rows), np.nan)
            )
            columns = [
                np.array(fids, np.int64),
                np.array([r["code"] for r in rows], np.int32),
                np.array([r["name"] for r in rows], object),
                np.round(np.asarray(areas, np.float64), 4),
                np.array([r["compared_ha"] for r in rows], np.float64),
                np.array([r["share"] for r in rows], np.float64),
                np.array([r["prediction_code"] for r in rows], np.int32),
                np.array([r["prediction_name"] for r in rows], object),
                np.array([r["prediction_share"] for r in rows], np.float64),
            ]
            pyogrio.raw.write(
                path, shapely.to_wkb(shapes), columns,
                fields=["source_fid", "code", "name", "area_ha", "compared_ha", "share", "prediction_code",
                        "prediction_name", "prediction_share"],
                layer=LAYER, driver="GPKG", geometry_type="MultiPolygon", promote_to_multi=True, crs=crs,
                append=first > 0,
            )  # fmt: skip
        return _summary(list(table.values()))

    def _gather(self) -> None:
        rows = np.concatenate([self._rows, *self._pending])
        self._pending = []
        keys, place = np.unique(rows[:, :3], axis=0, return_inverse=True)
        pixels = np.zeros(len(keys), np.int64)
        np.add.at(pixels, place.ravel(), rows[:, 3])
        self._rows = np.concatenate([keys, pixels[:, None]], axis=1)


def _by_polygon(rows: Rows, codes: tuple[int, ...], pixel_ha: float) -> dict[int, dict[str, Any]]:
    table: dict[int, dict[str, Any]] = {}
    for fid, of, to, pixels in rows.tolist():
        entry = table.setdefault(fid, {"code": codes[of], "pixels": 0, "agree": 0, "most": 0, "to": of})
        entry["pixels"] += pixels
        entry["agree"] += pixels if of == to else 0
        if pixels > entry["most"]:
            entry["most"], entry["to"] = pixels, to
    return {
        fid: {
            "code": e["code"],
            "name": CLASSES[e["code"]].name,
            "compared_ha": round(e["pixels"] * pixel_ha, 4),
            "share": round(e["agree"] / e["pixels"], 4),
            "prediction_code": codes[e["to"]],
            "prediction_name": CLASSES[codes[e["to"]]].name,
            "prediction_share": round(e["most"] / e["pixels"], 4),
        }
        for fid, e in table.items()
    }


def _summary(polygons: list[dict[str, Any]]) -> dict[str, Any]:
    below = [p for p in polygons if p["share"] < 0.5]
    return {
        "count": len(polygons),
        "mean_share": round(float(np.mean([p["share"] for p in polygons])), 4) if polygons else None,
        "below_half_count": len(below),
        "below_half_ha": round(sum(p["compared_ha"] for p in below), 4),
    }
