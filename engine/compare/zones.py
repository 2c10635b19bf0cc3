"""Zones (municipalities, protected areas ...) in which the areas of classes are added up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError
from rasterio.crs import CRS

from corina.engine.errors import EngineProblem
from corina.engine.grid import Grid
from corina.engine.reference.base import Bounds, crs_of
from corina.engine.reference.burning import burn
from corina.engine.reference.layers import LayerInfo, describe_layer, openable, polygon_layers
from corina.engine.reference.shapes import around, geometries, projected, repaired, window_bounds
from corina.engine.reference.values import text_of
from corina.engine.tiles import Window

_EVERYWHERE: Bounds = (-180.0, -90.0, 180.0, 90.0)


class Zones:
    """A layer of polygons, each a zone; zones may overlap, and each then counts what lies in it."""

    def __init__(self, path: str, layer: str = "", field: str = "", crs: str | None = None) -> None:
        """field: attribute that names a zone, empty to number them. crs: the user's word on it.

        Raises EngineProblem when it cannot be read.
        """
        self._path = openable(path)
        self._info = _layer(self._path, layer)
        self._field = ""
        if field:
            found = self._info.field(field)
            if found is None:
                raise EngineProblem(
                    "field_missing",
                    f"Layer {self._info.name} has no field {field!r}; its fields are {', '.join(self._info.fields)}.",
                )
            self._field = found
        stated = CRS.from_user_input(self._info.crs) if self._info.crs else None
        self._crs = crs_of(crs, stated, Path(path).name)

    def of(self, grid: Grid, window: Window) -> Iterator[tuple[str, npt.NDArray[np.bool_]]]:
        """Name and pixels [height, width] of each zone that touches a window."""
        seen: set[int] = set()  # one with parts on both sides of the date line is found in both boxes
        extent = self._info.bounds or _EVERYWHERE
        for bbox in around(window_bounds(grid, window), grid, self._crs, extent):
            fids, shapes, values = self._read(bbox, grid)
            for number, (fid, shape) in enumerate(zip(fids.tolist(), shapes.tolist())):
                if fid in seen:
                    continue
                seen.add(fid)
                name = text_of(values[number]) if self._field else ""
                one: npt.NDArray[Any] = np.array([shape], object)
                inside = burn(one, np.ones(1, np.int64), grid, window, np.uint8) > 0
                if inside.any():
                    yield name or f"Zone {fid}", inside

    def _read(self, bbox: Bounds, grid: Grid) -> tuple[npt.NDArray[Any], npt.NDArray[Any], npt.NDArray[Any]]:
        """Ids, shapes in the grid's CRS and names of the zones that touch a box."""
        try:
            _, fids, geometry, values = pyogrio.raw.read(
                self._path, layer=self._info.name, columns=[self._field] if self._field else [], bbox=bbox,
                force_2d=True, return_fids=True,
            )  # fmt: skip
        except (DataSourceError, DataLayerError, ValueError, RuntimeError) as error:
            raise EngineProblem("reference_unreadable", "The zones cannot be read.", str(error)) from error
        shapes = projected(repaired(geometries(geometry))[0], self._crs, grid.crs)
        return fids, shapes, values[0] if self._field else fids


def _layer(path: str, wanted: str) -> LayerInfo:
    try:
        layers = polygon_layers(path)
    except EngineProblem as error:
        raise EngineProblem(
            error.code,
            f"{Path(path).name} cannot be read as polygons; choose a polygon file with the zones.",
            error.details,
        ) from error
    match = [(n, g) for n, g in layers if n.lower() == wanted.lower()] if wanted else layers
    if len(match) != 1:
        listed = ", ".join(n for n, _ in layers) or "none"
        raise EngineProblem(
            "layer_ambiguous" if match else "reference_unreadable",
            f"The zones are to be one polygon layer; {Path(path).name} has: {listed}. Choose one.",
        )
    found = describe_layer(path, *match[0])
    if not found.features:
        raise EngineProblem(
            "reference_empty", f"Layer {found.name} of {Path(path).name} has no polygon; choose other zones."
        )
    return found
