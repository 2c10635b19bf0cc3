"""The rasters of a comparison: agreement and difference, and from-to, with their tables of values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timezone
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import numpy.typing as npt
import rasterio
from rasterio.enums import ColorInterp, Resampling
from rasterio.windows import Window as RasterWindow

import corina
from corina.clc import CLASSES
from corina.clc.change_style import UNCHANGED_ALPHA, unchanged_colour
from corina.engine.grid import Grid
from corina.engine.tiles import Window

AGREES, DIFFERS, NOT_ASSESSED, UNSURE, BOUNDARY = 1, 2, 3, 4, 5
DIFFERENCE_CLASSES: Mapping[int, tuple[str, tuple[int, int, int]]] = {
    AGREES: ("agrees", (214, 230, 214)),
    DIFFERS: ("differs", (214, 40, 57)),
    NOT_ASSESSED: ("not assessed", (176, 176, 176)),
    UNSURE: ("differs, below the confidence", (250, 188, 88)),
    BOUNDARY: ("differs, near a border", (252, 220, 160)),
}
"""Values of the difference raster: name and colour."""
FROM_FACTOR = 1000
_BLOCK = 256


class RasterOut:
    """A GeoTIFF that is written window by window: tiled, DEFLATE, no data 0."""

    def __init__(self, path: Path, grid: Grid, dtype: str, description: str) -> None:
        self._dataset: Any = rasterio.open(
            path, "w", driver="GTiff", width=grid.width, height=grid.height, count=1, dtype=dtype, crs=grid.crs,
            transform=grid.transform, nodata=0, tiled=True, blockxsize=_BLOCK, blockysize=_BLOCK,
            compress="DEFLATE", BIGTIFF="IF_SAFER",
        )  # fmt: skip
        self._dataset.set_band_description(1, description)
        now = datetime.now(timezone.utc).strftime("%Y:%m:%d %H:%M:%S")
        self._dataset.update_tags(TIFFTAG_SOFTWARE=f"Corina {corina.__version__}", TIFFTAG_DATETIME=now)

    def colours(self, table: Mapping[int, tuple[int, int, int]]) -> None:
        """Give an 8-bit raster its colour table."""
        self._dataset.write_colormap(1, {0: (0, 0, 0, 0), **{v: (*rgb, 255) for v, rgb in table.items()}})
        self._dataset.colorinterp = [ColorInterp.palette]

    def tag(self, tags: Mapping[str, str]) -> None:
        """Add metadata to the file."""
        self._dataset.update_tags(**tags)

    def write(self, window: Window, values: npt.NDArray[Any]) -> None:
        """Write a window."""
        self._dataset.write(
            values, 1, window=RasterWindow(window.col0, window.row0, window.width, window.height)
        )

    @staticmethod
    def add_overviews(path: Path) -> None:
        """Add overviews to a raster that was closed."""
        with rasterio.Env(COMPRESS_OVERVIEW="DEFLATE"), rasterio.open(path, "r+") as dataset:
            factors = [2**i for i in range(1, 12) if max(dataset.shape) / 2**i >= _BLOCK / 2]
            if factors:
                dataset.build_overviews(factors, Resampling.nearest)

    def close(self) -> None:
        """Close the file."""
        self._dataset.close()


def from_to_values(codes_from: npt.NDArray[Any], codes_to: npt.NDArray[Any]) -> npt.NDArray[np.int32]:
    """code from x 1000 + code to."""
    values: npt.NDArray[np.int32] = codes_from.astype(np.int32) * FROM_FACTOR + codes_to.astype(np.int32)
    return values


def difference_table(pixels: npt.NDArray[np.int64], pixel_ha: float) -> bytes:
    """The attribute table of the difference raster. pixels: by value."""
    rows = [
        (value, int(pixels[value]), name, f"{int(pixels[value]) * pixel_ha:.4f}", *rgb)
        for value, (name, rgb) in DIFFERENCE_CLASSES.items()
    ]
    columns = (("Value", 0, 5), ("Count", 0, 1), ("Class", 2, 2), ("Area_ha", 1, 0), *_RGB)
    return attribute_table("Agreement and difference", columns, rows)


def from_to_table(pairs: Sequence[Mapping[str, Any]]) -> bytes:
    """The attribute table of the from-to raster: pairs as in the result's `from_to`; colours as drawn."""
    rows = [
        (
            p["code_from"] * FROM_FACTOR + p["code_to"],
            p["pixels"],
            f"{p['name_from']} > {p['name_to']}" if p["code_from"] != p["code_to"] else p["name_from"],
            p["code_from"],
            p["code_to"],
            p["name_from"],
            p["name_to"],
            f"{p['area_ha']:.4f}",
            *_drawn(p["code_from"], p["code_to"]),
        )
        for p in sorted(pairs, key=lambda p: (p["code_from"], p["code_to"]))
    ]
    columns = (("Value", 0, 5), ("Count", 0, 1), ("Class", 2, 2), ("From", 0, 0), ("To", 0, 0),
               ("Name_from", 2, 0), ("Name_to", 2, 0), ("Area_ha", 1, 0), *_RGB, ("Alpha", 0, 9))  # fmt: skip
    return attribute_table("From (reference) x 1000 + to (prediction)", columns, rows)


def _drawn(of: int, to: int) -> tuple[int, int, int, int]:
    """Red, green, blue and alpha of a pair."""
    return (*CLASSES[to].colour, 255) if of != to else (*unchanged_colour(to), UNCHANGED_ALPHA)


_RGB = (("Red", 0, 6), ("Green", 0, 7), ("Blue", 0, 8))


def attribute_table(
    description: str, columns: Iterable[tuple[str, int, int]], rows: Iterable[Sequence[Any]]
) -> bytes:
    """GDAL's auxiliary metadata with a raster attribute table.

    columns: name, GDALRATFieldType, GDALRATFieldUsage. Format: GDALRasterAttributeTable of GDAL's PAM.
    """
    root = ElementTree.Element("PAMDataset")
    band = ElementTree.SubElement(root, "PAMRasterBand", band="1")
    ElementTree.SubElement(band, "Description").text = description
    table = ElementTree.SubElement(band, "GDALRasterAttributeTable", tableType="thematic")
    for index, (name, kind, usage) in enumerate(columns):
        field = ElementTree.SubElement(table, "FieldDefn", index=str(index))
        ElementTree.SubElement(field, "Name").text = name
        ElementTree.SubElement(field, "Type").text = str(kind)
        ElementTree.SubElement(field, "Usage").text = str(usage)
    for index, cells in enumerate(rows):
        row = ElementTree.SubElement(table, "Row", index=str(index))
        for cell in cells:
            ElementTree.SubElement(row, "F").text = str(cell)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=False))
