"""The area of interest on the scene's grid: which window to classify, and which of its pixels lie inside."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
from rasterio.crs import CRS
from rasterio.errors import CRSError
from rasterio.features import geometry_mask
from rasterio.transform import from_origin
from rasterio.warp import transform, transform_bounds

from corina.engine.errors import EngineProblem
from corina.engine.grid import Grid, crs_name
from corina.engine.jobs import AreaInput
from corina.engine.rings import Box, clipped, densified, points_of
from corina.engine.tiles import Window

_EDGE_POINTS = 40
_POLYGONS = ("Polygon", "MultiPolygon")


class Area:
    """The whole scene, or the part of it inside polygons; a pixel is inside when its centre is."""

    def __init__(self, grid: Grid, area: AreaInput | None, of: str = "the scene") -> None:
        """of: what the grid is of, for sentences. Raises EngineProblem when the area is elsewhere or cannot be read."""
        self._grid, self._of = grid, of
        self._polygons: list[dict[str, Any]] = []
        self.window = Window(0, grid.height, 0, grid.width)
        if area is not None:
            self._polygons = _in_crs_of(grid, area, of)
            self.window = self._overlap()

    def inside(self, window: Window) -> npt.NDArray[np.bool_]:
        """[height, width] of a window inside the scene: true where the pixel is to be classified."""
        if not self._polygons:
            return np.ones((window.height, window.width), np.bool_)
        grid = self._grid
        transform = from_origin(
            grid.left + window.col0 * grid.resolution,
            grid.top - window.row0 * grid.resolution,
            grid.resolution,
            grid.resolution,
        )
        inside: npt.NDArray[np.bool_] = geometry_mask(
            self._polygons, (window.height, window.width), transform, invert=True
        )
        return inside

    def _overlap(self) -> Window:
        grid = self._grid
        points = np.array([point for polygon in self._polygons for point in _points(polygon)])
        if points.size == 0 or not np.isfinite(points).all():
            raise EngineProblem(
                "area_outside", f"The area cannot be brought into the CRS of {self._of}; choose another area."
            )
        columns = (points[:, 0] - grid.left) / grid.resolution
        rows = (grid.top - points[:, 1]) / grid.resolution
        window = Window(
            row0=max(0, int(np.floor(rows.min()))),
            row1=min(grid.height, int(np.ceil(rows.max()))),
            col0=max(0, int(np.floor(columns.min()))),
            col1=min(grid.width, int(np.ceil(columns.max()))),
        )
        if window.height <= 0 or window.width <= 0:
            raise _outside(grid, self._of)
        return window


def _outside(grid: Grid, of: str) -> EngineProblem:
    left, bottom, right, top = grid.bounds
    return EngineProblem(
        "area_outside",
        f"The area does not overlap {of}, which covers {left:.0f}, {bottom:.0f} to {right:.0f}, {top:.0f} "
        f"in {crs_name(grid.crs)}; choose an area inside it.",
    )


def _in_crs_of(grid: Grid, area: AreaInput, of: str) -> list[dict[str, Any]]:
    try:
        crs = CRS.from_user_input(area.crs)
    except (CRSError, ValueError) as error:
        raise EngineProblem(
            "area_invalid", f"The area's CRS {area.crs!r} is not known.", str(error)
        ) from error
    polygons = list(_polygons_of(area))
    if not polygons:
        raise EngineProblem("area_invalid", "The area holds no polygon; choose or draw at least one.")
    if crs == grid.crs:
        return polygons
    boxes = _neighbourhoods(grid, crs)
    try:
        placed = [part for polygon in polygons for box in boxes for part in _placed(polygon, box, crs, grid)]
    except Exception as error:  # rasterio raises private CPLE types here
        raise EngineProblem(
            "area_invalid",
            f"The area cannot be brought into the CRS of {of}; choose another area.",
            str(error),
        ) from error
    if not placed:
        raise _outside(grid, of)
    return placed


def _polygons_of(area: AreaInput) -> Iterator[dict[str, Any]]:
    """The area's polygons, each of one part."""
    if area.bounds is not None:
        left, bottom, right, top = area.bounds
        if not (left < right and bottom < top):
            raise EngineProblem(
                "area_invalid", f"The area {area.bounds} is empty; give xmin, ymin, xmax, ymax."
            )
        ring = [(left, bottom), (right, bottom), (right, top), (left, top), (left, bottom)]
        yield {"type": "Polygon", "coordinates": [ring]}
        return
    try:
        document = json.loads(area.geojson or "")
        for geometry in _walk(document):
            parts = geometry["coordinates"]
            for part in parts if geometry["type"] == "MultiPolygon" else [parts]:
                yield {"type": "Polygon", "coordinates": part}
    except (json.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
        raise EngineProblem("area_invalid", "The area is not readable GeoJSON.", str(error)) from error


def _neighbourhoods(grid: Grid, crs: CRS) -> list[Box | None]:
    """The scene and some room around it, in the area's CRS: two boxes across the date line, [None] when unknown.

    Only there an area is brought to the scene's CRS: one of a continent, or of the whole world, cannot be as a whole.
    """
    try:
        left, bottom, right, top = transform_bounds(grid.crs, crs, *grid.bounds)
    except Exception:  # noqa: BLE001 - rasterio raises private CPLE types here; the area as it is may still do
        return [None]
    if not np.isfinite([left, bottom, right, top]).all():
        return [None]
    if left >= right and not crs.is_geographic:
        return [None]
    width = right - left if left < right else right - left + 360
    margin = 0.5 * max(width, top - bottom)
    if left >= right:
        return [
            (left - margin, bottom - margin, 180.0, top + margin),
            (-180.0, bottom - margin, right + margin, top + margin),
        ]
    return [(left - margin, bottom - margin, right + margin, top + margin)]


def _placed(polygon: dict[str, Any], box: Box | None, crs: CRS, grid: Grid) -> Iterator[dict[str, Any]]:
    """The part of a polygon inside a box, in the scene's CRS; nothing when its outer ring does not reach there."""
    rings = []
    for number, ring in enumerate(polygon["coordinates"]):
        points = points_of(ring)
        if box is not None:
            points = clipped(points, box)
        if len(points) >= 3:
            extent = np.ptp(points, axis=0).max() if box is None else max(box[2] - box[0], box[3] - box[1])
            points = densified(points, max(float(extent) / _EDGE_POINTS, np.finfo(float).tiny))
            rings.append(list(zip(*transform(crs, grid.crs, points[:, 0], points[:, 1]))))
        elif number == 0:
            return
    if rings:
        yield {"type": "Polygon", "coordinates": rings}


def _walk(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    kind = document["type"]
    if kind == "FeatureCollection":
        for feature in document["features"]:
            yield from _walk(feature)
    elif kind == "Feature":
        if document["geometry"] is not None:
            yield from _walk(document["geometry"])
    elif kind == "GeometryCollection":
        for geometry in document["geometries"]:
            yield from _walk(geometry)
    elif kind in _POLYGONS:
        if document["coordinates"]:
            yield {"type": kind, "coordinates": _checked(document["coordinates"])}
    else:
        raise EngineProblem("area_invalid", f"The area holds a {kind}; only polygons can be classified.")


def _checked(coordinates: Any) -> Any:  # noqa: ANN401 - nested lists of any depth
    """Coordinates that are lists of numbers all the way down. Raises TypeError when they are not."""
    if not isinstance(coordinates, list) or not coordinates:
        raise TypeError(f"{coordinates!r} is not a list of coordinates")
    if isinstance(coordinates[0], list):
        return [_checked(part) for part in coordinates]
    if len(coordinates) < 2 or not all(isinstance(value, (int, float)) for value in coordinates):
        raise TypeError(f"{coordinates!r} is not a point")
    return coordinates


def _points(polygon: dict[str, Any]) -> Iterator[tuple[float, float]]:
    for ring in polygon["coordinates"]:
        for point in ring:
            yield float(point[0]), float(point[1])
