"""The grid that is classified: the scene's own where it fits, else metres, north-up, at the model's pixel size."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from rasterio.crs import CRS
from rasterio.transform import array_bounds, from_origin
from rasterio.warp import calculate_default_transform, transform_bounds

from corina.engine.errors import EngineProblem

# A model sees texture at the pixel size it was trained on; within this factor a scene is taken as it is.
_SAME_SCALE = 1.2
_MAX_PIXELS = 200_000 * 200_000


@dataclass(frozen=True)
class Grid:
    """A north-up grid of square pixels in a projected CRS with metre units.

    left, top: outer corner of the first pixel in map units; resolution: pixel edge in metres; width, height in px.
    """

    crs: CRS
    left: float
    top: float
    resolution: float
    width: int
    height: int

    @property
    def transform(self) -> Any:  # noqa: ANN401 - affine has no type stubs
        """Affine transform from (column, row) to map units."""
        return from_origin(self.left, self.top, self.resolution, self.resolution)

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """left, bottom, right, top in map units."""
        right = self.left + self.width * self.resolution
        return self.left, self.top - self.height * self.resolution, right, self.top

    @property
    def pixel_ha(self) -> float:
        """Area of a pixel in hectares, on the projection's plane."""
        return self.resolution**2 / 10_000

    @property
    def crs_text(self) -> str:
        """Authority code where there is one ("EPSG:32629"), else WKT."""
        return str(self.crs.to_string())


def native_grid(crs: CRS, transform: Any, width: int, height: int) -> Grid | None:  # noqa: ANN401
    """The raster's own grid, or None when it is not north-up, square and in metres."""
    north_up = transform.b == 0 and transform.d == 0 and transform.a > 0 and transform.e < 0
    if not north_up or not math.isclose(transform.a, -transform.e, rel_tol=1e-3) or not in_true_metres(crs):
        return None
    return Grid(crs, transform.c, transform.f, transform.a, width, height)


def target_grid(
    crs: CRS,
    transform: Any,  # noqa: ANN401
    width: int,
    height: int,
    resolution_m: float,
) -> tuple[Grid, str | None]:
    """The grid to classify a raster on, and one sentence on how it was resampled (None when it was not).

    A raster in degrees, in Mercator or in feet goes to the UTM zone of its centre; one whose pixels are more than a
    fifth larger or smaller than `resolution_m` is resampled to that size.
    """
    native = native_grid(crs, transform, width, height)
    if native is not None and 1 / _SAME_SCALE <= native.resolution / resolution_m <= _SAME_SCALE:
        return native, None
    if native is not None:
        columns = max(1, round(native.width * native.resolution / resolution_m))
        rows = max(1, round(native.height * native.resolution / resolution_m))
        grid = Grid(native.crs, native.left, native.top, resolution_m, columns, rows)
        return _checked(grid), f"resampled from {native.resolution:g} m to {resolution_m:g} m pixels"
    bounds = array_bounds(height, width, transform)
    left, bottom, right, top = bounds
    try:
        target = crs if in_true_metres(crs) else utm_zone(crs, bounds)
        affine, columns, rows = calculate_default_transform(
            crs, target, width, height, min(left, right), min(bottom, top), max(left, right), max(bottom, top),
            resolution=resolution_m,
        )  # fmt: skip
    except Exception as error:  # rasterio raises private CPLE types here
        raise EngineProblem(
            "no_crs",
            f"The scene's extent ({left:g}, {bottom:g} to {right:g}, {top:g}) does not fit its CRS {crs_name(crs)}; "
            "give the scene the CRS it is in.",
            str(error),
        ) from error
    # Snapped to whole pixels, so that neighbouring scenes share one grid.
    snapped_left = math.floor(affine.c / resolution_m) * resolution_m
    snapped_top = math.ceil(affine.f / resolution_m) * resolution_m
    grid = Grid(target, snapped_left, snapped_top, resolution_m, columns + 1, rows + 1)
    if target == crs:
        return _checked(grid), f"resampled to north-up pixels of {resolution_m:g} m"
    return _checked(grid), f"resampled from {crs_name(crs)} to {crs_name(target)} at {resolution_m:g} m"


def utm_zone(crs: CRS, bounds: tuple[float, float, float, float]) -> CRS:
    """The WGS 84 / UTM zone of the centre of `bounds`."""
    west, south, east, north = transform_bounds(crs, CRS.from_epsg(4326), *bounds)
    longitude, latitude = (west + east) / 2, (south + north) / 2
    zone = int((longitude + 180) // 6) % 60 + 1
    return CRS.from_epsg((32600 if latitude >= 0 else 32700) + zone)


def crs_name(crs: CRS) -> str:
    """A short name for a sentence: the authority code, or "a custom CRS"."""
    text = str(crs.to_string())
    return text if len(text) <= 20 else "a custom CRS"


def in_true_metres(crs: CRS) -> bool:
    """Whether a metre of a CRS is about a metre on the ground."""
    # Mercator counts metres at the equator: its pixels are far smaller on the ground in Europe.
    if (
        not crs.is_projected
        or str(crs.to_dict().get("proj", "")) in ("merc", "webmerc")
        or crs.to_epsg() == 3857
    ):
        return False
    return math.isclose(float(crs.linear_units_factor[1]), 1.0, rel_tol=1e-6)


def _checked(grid: Grid) -> Grid:
    if grid.width * grid.height > _MAX_PIXELS:
        raise EngineProblem(
            "scene_unreadable",
            f"The scene would have {grid.width} x {grid.height} pixels of {grid.resolution:g} m; "
            "check its CRS and extent, or cut out the part to classify.",
        )
    return grid
