"""Small real rasters for the engine's tests."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import rasterio
from rasterio.enums import ColorInterp
from rasterio.transform import from_origin

BANDS = ("B02", "B03", "B04", "B08")


def write_raster(
    path: Path,
    values: np.ndarray,
    *,
    descriptions: tuple[str, ...] = BANDS,
    crs: str | None = "EPSG:32634",
    resolution: float = 10.0,
    left: float = 500_000.0,
    top: float = 5_000_000.0,
    nodata: float | None = None,
    scale: float | None = None,
    offset: float | None = None,
    rgb: bool = False,
    driver: str = "GTiff",
    **creation: object,
) -> str:
    """Write [bands, height, width] as a georeferenced raster and return its path."""
    count, height, width = values.shape
    options = dict(
        driver=driver, count=count, height=height, width=width, dtype=values.dtype, nodata=nodata, **creation
    )
    if crs:
        options |= {"crs": crs, "transform": from_origin(left, top, resolution, resolution)}
    with rasterio.open(path, "w", **options) as dataset:
        dataset.write(values)
        for index, description in enumerate(descriptions[:count], start=1):
            dataset.set_band_description(index, description)
        if scale is not None:
            dataset.scales = [scale] * count
            dataset.offsets = [offset or 0.0] * count
        if rgb:
            dataset.colorinterp = [ColorInterp.red, ColorInterp.green, ColorInterp.blue][:count]
    return str(path)


def reflectance_dn(height: int = 64, width: int = 80, seed: int = 0) -> np.ndarray:
    """Plausible DN (reflectance x 10000) of four bands, uint16 [4, height, width]."""
    generator = np.random.default_rng(seed)
    base = np.array([400, 600, 500, 2500])[:, None, None]
    return (base * generator.uniform(0.6, 1.6, (4, height, width))).astype(np.uint16)
