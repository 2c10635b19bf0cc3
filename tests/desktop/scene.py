"""The scene of the desktop test: a mosaic of real BigEarthNet patches when they are there, else a generated one."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import List, Tuple

import numpy as np
from osgeo import gdal, ogr, osr

gdal.UseExceptions()

BANDS = ("B02", "B03", "B04", "B08")
PATCH = 120
ORIGIN = (500_000.0, 6_800_000.0)
EPSG = 32635

_REFLECTANCE = {
    "water": (0.060, 0.050, 0.030, 0.015),
    "conifers": (0.020, 0.030, 0.025, 0.170),
    "broadleaf": (0.025, 0.045, 0.030, 0.380),
    "crops": (0.050, 0.080, 0.070, 0.300),
    "soil": (0.090, 0.120, 0.160, 0.240),
    "town": (0.120, 0.130, 0.140, 0.200),
}


def shared_patches() -> Path:
    """The folder of the real patches, which need not exist."""
    data = os.environ.get("CORINA_SHARED_DATA", str(Path(__file__).resolve().parents[3] / "shared" / "data"))
    return Path(data) / "bigearthnet_v2" / "s2"


def make_scene(path: Path, columns: int = 5, rows: int = 5, season: str = "_T35V*") -> Path:
    """Write a uint16 GeoTIFF of reflectance x 10000 with named bands; patches stand side by side, out of place."""
    patches = _patches(season)
    width, height = columns * PATCH, rows * PATCH
    mosaic = np.zeros((len(BANDS), height, width), np.uint16)
    for place in range(columns * rows):
        row, column = divmod(place, columns)
        values = _patch(patches[place % len(patches)]) if patches else _generated(place)
        mosaic[:, row * PATCH : (row + 1) * PATCH, column * PATCH : (column + 1) * PATCH] = values
    _write(path, mosaic)
    return path


def make_labels(path: Path, columns: int = 5, rows: int = 5, season: str = "_T35V*") -> Path:
    """Write the CORINE classes of the same mosaic as polygons with a field CODE_18, in a GeoPackage."""
    patches = _patches(season)
    codes = np.zeros((rows * PATCH, columns * PATCH), np.uint16)
    for place in range(columns * rows):
        row, column = divmod(place, columns)
        if patches:
            patch = patches[place % len(patches)]
            values = gdal.Open(str(patch.parents[1] / "clc" / patch.name)).ReadAsArray()
        else:
            values = np.array([512, 312, 311, 211, 211, 112])[_kinds(place)]
        codes[row * PATCH : (row + 1) * PATCH, column * PATCH : (column + 1) * PATCH] = values
    _polygonise(path, codes)
    return path


def _patches(season: str) -> List[Path]:
    return _varied(sorted(shared_patches().glob(f"*{season}_*.tif"))) if shared_patches().is_dir() else []


def _polygonise(path: Path, codes: np.ndarray) -> None:
    raster = gdal.GetDriverByName("MEM").Create("", codes.shape[1], codes.shape[0], 1, gdal.GDT_UInt16)
    raster.SetGeoTransform((ORIGIN[0], 10.0, 0.0, ORIGIN[1], 0.0, -10.0))
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(EPSG)
    raster.SetProjection(crs.ExportToWkt())
    raster.GetRasterBand(1).WriteArray(codes)
    vector = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    layer = vector.CreateLayer("clc2018", crs, ogr.wkbPolygon)
    layer.CreateField(ogr.FieldDefn("CODE_18", ogr.OFTInteger))
    gdal.Polygonize(raster.GetRasterBand(1), raster.GetRasterBand(1), layer, 0)
    layer = vector = None


def _varied(paths: List[Path]) -> List[Path]:
    """Patches with the most land cover classes first; snow and cloud last."""
    index = {
        item["patch_id"]: item for item in json.loads((shared_patches().parent / "index.json").read_text())
    }

    def rank(path: Path) -> Tuple[bool, int, str]:
        bright = bool(np.percentile(_patch(path)[0], 75) > 1500)  # B02 of snow and cloud
        return bright, -len(index.get(path.stem, {}).get("clc", ())), path.stem

    return sorted(paths, key=rank)


def _patch(path: Path) -> np.ndarray:
    return gdal.Open(str(path)).ReadAsArray().astype(np.uint16)


def _generated(seed: int) -> np.ndarray:
    """A patch of round fields of land cover: spectra of the table above with 5 % noise."""
    random = np.random.default_rng(1000 + seed)
    spectra = np.array(list(_REFLECTANCE.values()))
    reflectance = spectra[_kinds(seed)].transpose(2, 0, 1)
    noisy = reflectance * random.normal(1.0, 0.05, reflectance.shape)
    return np.clip(noisy * 10_000, 1, 65_534).astype(np.uint16)


def _kinds(seed: int) -> np.ndarray:
    """Which land cover of the table is at each pixel of a generated patch."""
    random = np.random.default_rng(seed)
    centres = random.uniform(0, PATCH, (12, 2))
    kinds = random.integers(0, len(_REFLECTANCE), 12)
    y, x = np.mgrid[:PATCH, :PATCH]
    nearest = np.argmin([(y - cy) ** 2 + (x - cx) ** 2 for cy, cx in centres], axis=0)
    return kinds[nearest]


def _write(path: Path, mosaic: np.ndarray) -> None:
    bands, height, width = mosaic.shape
    out = gdal.GetDriverByName("GTiff").Create(
        str(path), width, height, bands, gdal.GDT_UInt16, ["COMPRESS=DEFLATE", "TILED=YES"]
    )
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(EPSG)
    out.SetProjection(crs.ExportToWkt())
    out.SetGeoTransform((ORIGIN[0], 10.0, 0.0, ORIGIN[1], 0.0, -10.0))
    for index, name in enumerate(BANDS, start=1):
        band = out.GetRasterBand(index)
        band.WriteArray(mosaic[index - 1])
        band.SetDescription(name)
        band.SetNoDataValue(0)
        band.SetScale(1e-4)
        band.SetOffset(0.0)
    out.FlushCache()
