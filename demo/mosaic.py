"""Makes a sample scene from real Sentinel-2 imagery: BigEarthNet v2 patches side by side in a made-up grid.

The patches (120 x 120 px at 10 m, L2A reflectance x 10000) are taken from different places, so the mosaic's coordinates
are not those of the land it shows, and land cover changes abruptly every 1.2 km.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Dict, List

import numpy as np
from osgeo import gdal, osr

BANDS = ("B02", "B03", "B04", "B08")
EDGE = 120
ROWS, COLUMNS = 5, 6
EPSG, ORIGIN = 32631, (400000.0, 6100000.0)
SUMMER = ("05", "06", "07", "08", "09")
DESCRIPTION = (
    "MOSAIC of real Sentinel-2 L2A patches of BigEarthNet v2 in a made-up grid: neighbours are not neighbours on the "
    "ground. Contains modified Copernicus Sentinel data 2017-2018."
)


def write_mosaic(patches: Path, path: Path) -> Path:
    """Write the mosaic as a GeoTIFF like demo.synthetic does.

    patches: the folder bigearthnet_v2 with its index.json and its folder s2. Raises FileNotFoundError without them.
    """
    chosen = choose(json.loads((patches / "index.json").read_text()))
    height, width = ROWS * EDGE, COLUMNS * EDGE
    dataset = gdal.GetDriverByName("GTiff").Create(
        str(path),
        width,
        height,
        len(BANDS),
        gdal.GDT_UInt16,
        ["COMPRESS=DEFLATE", "TILED=YES", "PREDICTOR=2"],
    )
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(EPSG)
    dataset.SetProjection(reference.ExportToWkt())
    dataset.SetGeoTransform((ORIGIN[0], 10.0, 0.0, ORIGIN[1], 0.0, -10.0))
    dataset.SetMetadata({"TIFFTAG_IMAGEDESCRIPTION": DESCRIPTION})
    for place, patch in enumerate(chosen):
        pixels = _read(patches / "s2" / f"{patch['patch_id']}.tif")
        row, column = divmod(place, COLUMNS)
        for number in range(len(BANDS)):
            dataset.GetRasterBand(number + 1).WriteArray(pixels[number], column * EDGE, row * EDGE)
    for number, name in enumerate(BANDS, start=1):
        band = dataset.GetRasterBand(number)
        band.SetDescription(name)
        band.SetNoDataValue(0)
        band.SetScale(0.0001)
        band.SetOffset(0.0)
    dataset.FlushCache()
    return path


def choose(index: List[Dict[str, Any]]) -> List[Dict[str, Any]]:
    """The patches of the mosaic: clear and in summer, those of one country together, always the same."""
    clear = [p for p in index if not p["snow"] and not p["cloud"] and p["date"][4:6] in SUMMER]
    # The richest in classes first, so that the sample shows many.
    richest = sorted(clear, key=lambda p: (-len(p["clc"]), p["patch_id"]))[: ROWS * COLUMNS]
    return sorted(richest, key=lambda p: (p["country"], p["patch_id"]))


def _read(path: Path) -> np.ndarray:
    dataset = gdal.Open(str(path))
    if dataset is None:
        raise FileNotFoundError(f"{path} of the real imagery is not there")
    bands = {dataset.GetRasterBand(i).GetDescription(): i for i in range(1, dataset.RasterCount + 1)}
    return np.stack([dataset.GetRasterBand(bands[name]).ReadAsArray() for name in BANDS])
