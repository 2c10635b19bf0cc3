"""Shapes of a layer on a grid: where it is to be read, brought to the grid's CRS, repaired."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from rasterio.crs import CRS
from rasterio.warp import transform as transform_points
from rasterio.warp import transform_bounds

from corina.engine.errors import EngineProblem
from corina.engine.grid import Grid
from corina.engine.reference.base import TURN, Bounds
from corina.engine.tiles import Window

_DENSE = 21
_ON_INVALID = "fix" if tuple(map(int, shapely.__version__.split(".")[:2])) >= (2, 1) else "ignore"
_POLYGON, _MULTIPOLYGON, _COLLECTION = 3, 6, 7
"""Of shapely."""


def geometries(wkb: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Shapely's geometries of well-known binary; None for what is none: a ring of two points, coordinates that are no
    numbers, surfaces of triangles, curves in a collection. A ring that is not closed is.
    """
    with np.errstate(all="ignore"):
        shapes: npt.NDArray[Any] = shapely.from_wkb(wkb, on_invalid=_ON_INVALID)
    shapes = shapes.copy()
    collections = np.flatnonzero(shapely.get_type_id(shapes) == _COLLECTION)
    shapes[[index for index in collections.tolist() if not _has_straight_lines(shapes[index])]] = None
    points, of = shapely.get_coordinates(shapes, return_index=True)
    shapes[np.unique(of[~np.isfinite(points).all(axis=1)])] = None
    return shapes


def _has_straight_lines(collection: Any) -> bool:  # noqa: ANN401 - a shapely geometry
    """Whether shapely can work with a collection: GDAL takes curves for lines, but not those inside of one."""
    try:
        shapely.get_coordinates(collection)
    except shapely.errors.GEOSException:
        return False
    return True


def projected(shapes: npt.NDArray[Any], source: CRS, target: CRS) -> npt.NDArray[Any]:
    """Geometries in another CRS."""
    if source == target or not len(shapes):
        return shapes
    points = shapely.get_coordinates(shapes)
    if not len(points):
        return shapes
    xs, ys = transform_points(source, target, points[:, 0].tolist(), points[:, 1].tolist())
    moved = np.column_stack([xs, ys])
    if not np.isfinite(moved).all():
        raise EngineProblem("reference_unreadable", "Some polygons cannot be brought into the map's CRS.")
    result: npt.NDArray[Any] = shapely.set_coordinates(shapes, moved)
    return result


def wider_than_half(shapes: npt.NDArray[Any], bounds: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
    """Which shapes have a part that goes more than half around the globe; parts on both sides of the date line may."""
    wide: npt.NDArray[np.bool_] = bounds[:, 2] - bounds[:, 0] > TURN / 2
    if wide.any():
        parts, of = shapely.get_parts(shapes, return_index=True)
        extents = shapely.bounds(parts)
        wide &= np.bincount(of, extents[:, 2] - extents[:, 0] > TURN / 2, len(shapes)) > 0
    return wide


def repaired(shapes: npt.NDArray[Any]) -> tuple[npt.NDArray[Any], npt.NDArray[np.bool_]]:
    """Valid geometries, and which of them were not."""
    broken = ~shapely.is_valid(shapes) & ~shapely.is_missing(shapes)
    if broken.any():
        shapes = shapes.copy()
        shapes[broken] = shapely.make_valid(shapes[broken], method="structure", keep_collapsed=False)
    return shapes, broken


def polygonal(shapes: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """The polygons among the parts of each geometry; an empty one for points and lines."""
    kinds = shapely.get_type_id(shapes)
    mixed = np.flatnonzero((kinds >= 0) & ~np.isin(kinds, (_POLYGON, _MULTIPOLYGON)))
    if not len(mixed):
        return shapes
    shapes = shapes.copy()
    for index in mixed.tolist():
        parts = shapely.get_parts(shapely.get_parts(shapes[index]))
        shapes[index] = shapely.multipolygons(parts[shapely.get_type_id(parts) == _POLYGON])
    return shapes


def window_bounds(grid: Grid, window: Window) -> Bounds:
    """left, bottom, right, top of a window in map units."""
    left = grid.left + window.col0 * grid.resolution
    top = grid.top - window.row0 * grid.resolution
    return left, top - window.height * grid.resolution, left + window.width * grid.resolution, top


def around(bounds: Bounds, grid: Grid, crs: CRS, extent: Bounds) -> tuple[Bounds, ...]:
    """Bounds with a margin of two pixels, in another CRS: the boxes in which a layer is to be read.

    That is one, and in degrees two where the bounds cross the date line, or where the layer goes on past 180 degrees
    (as those from 0 to 360 do). extent: of the layer, in that CRS.
    """
    margin = 2 * grid.resolution
    left, bottom, right, top = bounds
    wide = (left - margin, bottom - margin, right + margin, top + margin)
    if crs == grid.crs:
        return (wide,)
    west, south, east, north = transform_bounds(grid.crs, crs, *wide, densify_pts=_DENSE)
    if not crs.is_geographic:
        return ((west, south, east, north),)
    if west > east:  # across the date line
        east += TURN
    boxes = [(west + turn, south, east + turn, north) for turn in (0.0, -TURN, TURN)]
    return tuple(box for box in boxes if box[0] <= extent[2] and box[2] >= extent[0]) or (boxes[0],)
