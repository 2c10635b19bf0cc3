"""The pixels on which maps are compared: a map's own where they are square metres, else new ones of a CRS in metres."""

from __future__ import annotations

import math
from typing import Any

import rasterio
from rasterio.crs import CRS
from rasterio.warp import calculate_default_transform, transform, transform_bounds

from corina.engine.errors import EngineProblem
from corina.engine.grid import Grid, crs_name, in_true_metres, utm_zone
from corina.engine.jobs import AreaInput
from corina.engine.reference import Reference
from corina.engine.tiles import Window

Bounds = tuple[float, float, float, float]

_BETWEEN_POLYGONS_M = 20.0
_MAX_PIXELS = 200_000 * 200_000
_GEOGRAPHIC = CRS.from_epsg(4326)
_UTM_REACH_DEG = 6.0
"""Degrees from its central meridian up to which a UTM zone is taken: there areas are right to 1 %."""
_EUROPE: Bounds = (-35.58, 24.6, 44.83, 84.73)
"""Where EPSG:3035, the CRS of CORINE and of equal area, is meant for (its area of use in the EPSG registry)."""
_HALF_AROUND = 180.0
_TOLD_SHARE = 0.01
_SEMI_MAJOR_M, _ECCENTRICITY_2 = 6_378_137.0, 0.00669437999014


def comparison_grid(
    to: Reference, of: Reference, resolution_m: float, wanted: AreaInput | None = None
) -> Grid:
    """The pixels to compare on, over the prediction's extent: its own where they are square metres, else new ones.

    wanted: an area; a new CRS is then one that suits it. Raises EngineProblem when a map cannot be brought there.
    """
    own = to.grid or (of.grid if to.kind == "polygons" else None)
    if own is not None and (not resolution_m or math.isclose(own.resolution, resolution_m)):
        if to.grid is not None:
            return own
        return _snapped(own, to.bounds_in(own.crs))
    if own is not None:
        crs, resolution = own.crs, resolution_m
    else:
        crs = to.crs if in_true_metres(to.crs) else _metric_crs(_extent(to, of, wanted))
        resolution = resolution_m or (_native_metres(to, crs) if to.kind == "raster" else _BETWEEN_POLYGONS_M)
    left, bottom, right, top = to.bounds_in(crs)
    if to.grid is None:
        # Snapped to whole pixels, so that maps of neighbouring places share one grid.
        left, top = math.floor(left / resolution) * resolution, math.ceil(top / resolution) * resolution
    width = max(1, math.ceil((right - left) / resolution - 1e-6))
    height = max(1, math.ceil((top - bottom) / resolution - 1e-6))
    return Grid(crs, left, top, resolution, width, height)


def checked(grid: Grid) -> Grid:
    """The grid; raises EngineProblem when it has more pixels than anybody can wait for."""
    if grid.width * grid.height > _MAX_PIXELS:
        raise EngineProblem(
            "area_invalid",
            f"This would be {grid.width} x {grid.height} pixels of {grid.resolution:g} m; choose an area, or larger "
            "pixels.",
        )
    return grid


def cut(grid: Grid, window: Window) -> Grid:
    """The part of a grid in a window."""
    r = grid.resolution
    return Grid(
        grid.crs, grid.left + window.col0 * r, grid.top - window.row0 * r, r, window.width, window.height
    )


def ground_share(grid: Grid) -> float:
    """Area on the ground of a pixel in the middle of a grid, as a share of its area on the projection's plane.

    NaN where the CRS does not reach. On the WGS 84 ellipsoid, by the radii of curvature there.
    """
    left, bottom, right, top = grid.bounds
    return ground_share_at(grid.crs, (left + right) / 2, (bottom + top) / 2)


def ground_share_at(crs: CRS, x: float, y: float) -> float:
    """Area on the ground at a place of a projected CRS, as a share of the area there on the projection's plane."""
    step = 100.0
    try:
        metres = float(crs.linear_units_factor[1])
        xs, ys = transform(crs, _GEOGRAPHIC, [x, x + step, x], [y, y, y + step])
    except Exception:  # noqa: BLE001 - rasterio raises private CPLE types here
        return math.nan
    latitude = math.radians(ys[0])
    bend = 1 - _ECCENTRICITY_2 * math.sin(latitude) ** 2
    east = _SEMI_MAJOR_M / math.sqrt(bend) * math.cos(latitude)
    north = _SEMI_MAJOR_M * (1 - _ECCENTRICITY_2) / bend**1.5
    (ax, ay), (bx, by) = (
        # The shorter way round: between two of them may be the date line.
        (east * math.radians((xs[i] - xs[0] + 180) % 360 - 180), north * math.radians(ys[i] - ys[0]))
        for i in (1, 2)
    )
    return float(abs(ax * by - ay * bx) / (step * metres) ** 2)


def area_warning(grid: Grid) -> str | None:
    """A sentence where the CRS shows areas more than a percent larger or smaller than they are; None where not."""
    return share_warning(grid.crs, ground_share(grid))


def share_warning(crs: CRS, share: float) -> str | None:
    """The sentence of `area_warning` on a CRS, by what `ground_share` says of it."""
    if not math.isfinite(share) or abs(share - 1) <= _TOLD_SHARE:
        return None
    kind = "larger" if share < 1 else "smaller"
    return (
        f"In {crs_name(crs)} areas are {100 * abs(1 / share - 1):.1f} % {kind} than on the ground here, and so "
        "are all hectares; bring the map to its UTM zone or to EPSG:3035 for true ones."
    )


def _extent(to: Reference, of: Reference, wanted: AreaInput | None) -> Bounds:
    """What both maps and the area have in common, in degrees; the prediction's extent where they have nothing."""
    found = to.bounds_in(_GEOGRAPHIC)
    for bounds in (of.bounds_in(_GEOGRAPHIC), _bounds_of(wanted)):
        if bounds is None:
            continue
        common = (
            max(found[0], bounds[0]), max(found[1], bounds[1]), min(found[2], bounds[2]), min(found[3], bounds[3])
        )  # fmt: skip
        found = common if common[0] < common[2] and common[1] < common[3] else found
    return found


def _bounds_of(wanted: AreaInput | None) -> Bounds | None:
    if wanted is None or wanted.bounds is None:
        return None
    try:
        west, south, east, north = transform_bounds(
            CRS.from_user_input(wanted.crs), _GEOGRAPHIC, *wanted.bounds
        )
    except Exception:  # noqa: BLE001 - whatever is wrong with an area is said where it is laid on the grid
        return None
    return west, south, east, north


def _metric_crs(extent: Bounds) -> CRS:
    """A CRS in metres whose areas are right over an extent in degrees."""
    west, south, east, north = extent
    if east - west > _HALF_AROUND:
        raise EngineProblem(
            "area_invalid",
            f"This goes from {west:.0f} to {east:.0f} degrees of longitude, more than half around the globe, where no "
            "map in metres reaches; choose an area.",
        )
    longitude, latitude = (west + east) / 2, (south + north) / 2
    meridian = 6 * math.floor(longitude / 6) + 3
    if max(meridian - west, east - meridian) <= _UTM_REACH_DEG:
        return utm_zone(_GEOGRAPHIC, extent)
    if _EUROPE[0] <= west and east <= _EUROPE[2] and _EUROPE[1] <= south and north <= _EUROPE[3]:
        return CRS.from_epsg(3035)
    return CRS.from_proj4(
        f"+proj=laea +lat_0={latitude:.1f} +lon_0={longitude:.1f} +datum=WGS84 +units=m +no_defs"
    )


def _native_metres(map_: Reference, target: CRS) -> float:
    """The pixel size in metres of a raster whose pixels are not north-up squares in metres."""
    with rasterio.open(map_.path) as dataset:
        affine: Any = dataset.transform
        if target != map_.crs:
            affine, _, _ = calculate_default_transform(
                map_.crs, target, dataset.width, dataset.height, *map_.bounds
            )
    return float(round(math.sqrt(abs(affine.a * affine.e - affine.b * affine.d)), 2))


def _snapped(grid: Grid, bounds: Bounds) -> Grid:
    """The pixels of `grid` carried on over `bounds`."""
    r = grid.resolution
    column = math.floor((bounds[0] - grid.left) / r)
    row = math.floor((grid.top - bounds[3]) / r)
    width = max(1, math.ceil((bounds[2] - grid.left) / r) - column)
    height = max(1, math.ceil((grid.top - bounds[1]) / r) - row)
    return Grid(grid.crs, grid.left + column * r, grid.top - row * r, r, width, height)
