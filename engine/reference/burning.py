"""Polygons to pixels by scan lines, on whole arrays: a layer of a hundred thousand real polygons in seconds.

A pixel belongs to the polygon its centre lies in. A centre on an edge belongs to the polygon on its right, or below: of
polygons that share an edge exactly one has it, so that there are neither gaps nor overlaps.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from corina.engine.grid import Grid
from corina.engine.tiles import Window


def burn(
    shapes: npt.NDArray[Any],
    values: npt.NDArray[Any],
    grid: Grid,
    window: Window,
    kind: Any,  # noqa: ANN401 - a numpy type
) -> npt.NDArray[Any]:
    """The values [height, width] of the polygons in a window of `grid`, 0 where there is none.

    shapes: shapely geometries in the grid's CRS; all that is no polygon is left out. Of polygons that overlap, the
    later one counts.
    """
    burned = np.zeros(window.height * window.width, kind)
    owner, row, first, last = _spans(shapes, grid, window)
    begin = row * window.width
    # One slice a stretch: an index for each pixel would take many times the memory of the raster.
    for start, end, value in zip((begin + first).tolist(), (begin + last).tolist(), values[owner].tolist()):
        burned[start:end] = value
    result: npt.NDArray[Any] = burned.reshape(window.height, window.width)
    return result


def _spans(
    shapes: npt.NDArray[Any], grid: Grid, window: Window
) -> tuple[npt.NDArray[Any], npt.NDArray[Any], npt.NDArray[Any], npt.NDArray[Any]]:
    """Polygon, row, first column and end column of each stretch of pixels inside a polygon, in order of polygons."""
    owner, x0, y0, x1, y1 = _edges(shapes, grid, window)
    # Rows whose centres an edge passes: those above its lower and not above its upper end.
    top = np.maximum(np.floor(y0).astype(np.int64) + 1, 0)
    bottom = np.minimum(np.floor(y1).astype(np.int64), window.height - 1)
    passed = np.maximum(bottom - top + 1, 0)
    edge = np.repeat(np.arange(len(owner)), passed)
    row = np.arange(len(edge)) - np.repeat(np.cumsum(passed) - passed - top, passed)
    x = x0[edge] + (row - y0[edge]) * ((x1[edge] - x0[edge]) / (y1[edge] - y0[edge]))
    of = owner[edge]
    order = np.lexsort((x, row, of))
    # A closed ring crosses a row an even number of times: inside is between the first and second, third and fourth ...
    enter, leave = order[::2], order[1::2]
    first = np.clip(np.ceil(x[enter]), 0, window.width).astype(np.int64)
    last = np.clip(np.ceil(x[leave]), 0, window.width).astype(np.int64)
    filled = last > first
    return of[enter][filled], row[enter][filled], first[filled], last[filled]


def _edges(
    shapes: npt.NDArray[Any], grid: Grid, window: Window
) -> tuple[npt.NDArray[Any], npt.NDArray[Any], npt.NDArray[Any], npt.NDArray[Any], npt.NDArray[Any]]:
    """Polygon and ends of each edge, in pixels with centres at whole numbers, the upper end first."""
    parts, of_part = _polygons(shapes)
    rings, of_ring = shapely.get_rings(parts, return_index=True)
    points, ring = shapely.get_coordinates(rings, return_index=True)
    x = (points[:, 0] - grid.left) / grid.resolution - window.col0 - 0.5
    y = (grid.top - points[:, 1]) / grid.resolution - window.row0 - 0.5
    # Edges that pass no centre of a row are most of them; they go before anything is calculated.
    line = np.floor(y)
    used = (ring[1:] == ring[:-1]) & (line[1:] != line[:-1])
    owner = of_part[of_ring[ring[:-1][used]]]
    xa, xb, ya, yb = x[:-1][used], x[1:][used], y[:-1][used], y[1:][used]
    # The same way round for both polygons of a shared edge, so that both find the same place.
    up = ya > yb
    return owner, np.where(up, xb, xa), np.where(up, yb, ya), np.where(up, xa, xb), np.where(up, ya, yb)


def _polygons(shapes: npt.NDArray[Any]) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
    """The single polygons of geometries of any kind, and the geometry each is part of."""
    parts, owner = shapely.get_parts(shapes, return_index=True)
    nested = shapely.get_type_id(parts) > shapely.GeometryType.MULTILINESTRING
    if nested.any():  # multi-polygons in a collection
        inner, of = shapely.get_parts(parts, return_index=True)
        parts, owner = inner, owner[of]
    kept = shapely.get_type_id(parts) == shapely.GeometryType.POLYGON
    return parts[kept], owner[kept]
