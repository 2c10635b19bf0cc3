"""From the network's leaves to the values, colours and names of the three maps."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree import ElementTree

import numpy as np
import numpy.typing as npt

from corina.clc import NODATA, Level, classes_by_value, parent, raster_value

NO_LEAF = 255
"""The leaf index of a pixel without a class."""


def lookup(codes: tuple[int, ...], level: Level) -> npt.NDArray[np.uint8]:
    """Table [256] from leaf index to raster value of `level`; NO_LEAF and unused indexes give no data."""
    table = np.full(256, NODATA, np.uint8)
    table[: len(codes)] = [raster_value(parent(code, level)) for code in codes]
    return table


def colour_table(level: Level) -> dict[int, tuple[int, int, int, int]]:
    """GDAL colour table of a map of `level`; no data is transparent."""
    return {NODATA: (0, 0, 0, 0), **{v: (*c.colour, 255) for v, c in classes_by_value(level).items()}}


def attribute_table(level: Level, pixels: Mapping[int, int], pixel_ha: float) -> bytes:
    """GDAL's auxiliary metadata (.aux.xml) with a raster attribute table of the classes of `level`.

    pixels: pixel count by class code. Format: GDALRasterAttributeTable of GDAL's PAM, read by GDAL, QGIS and ArcGIS.
    """
    # Usages and types are numbered as in GDALRATFieldUsage and GDALRATFieldType.
    columns = (("Value", 0, 5), ("Count", 0, 1), ("Class", 2, 2), ("Code", 0, 0), ("Area_ha", 1, 0),
               ("Red", 0, 6), ("Green", 0, 7), ("Blue", 0, 8))  # fmt: skip
    root = ElementTree.Element("PAMDataset")
    band = ElementTree.SubElement(root, "PAMRasterBand", band="1")
    ElementTree.SubElement(band, "Description").text = f"CORINE Land Cover level {int(level)}"
    table = ElementTree.SubElement(band, "GDALRasterAttributeTable", tableType="thematic")
    for index, (name, kind, usage) in enumerate(columns):
        field = ElementTree.SubElement(table, "FieldDefn", index=str(index))
        ElementTree.SubElement(field, "Name").text = name
        ElementTree.SubElement(field, "Type").text = str(kind)
        ElementTree.SubElement(field, "Usage").text = str(usage)
    for index, (value, land_cover) in enumerate(classes_by_value(level).items()):
        count = pixels.get(land_cover.code, 0)
        row = ElementTree.SubElement(table, "Row", index=str(index))
        cells = (
            value,
            count,
            land_cover.name,
            land_cover.code,
            f"{count * pixel_ha:.4f}",
            *land_cover.colour,
        )
        for cell in cells:
            ElementTree.SubElement(row, "F").text = str(cell)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=False))


def level_counts(codes: tuple[int, ...], leaf_pixels: npt.NDArray[np.int64], level: Level) -> dict[int, int]:
    """Pixels of each class of `level`, by code, classes present only, in the order of the nomenclature."""
    counts: dict[int, int] = {}
    for code, pixels in sorted(zip(codes, leaf_pixels.tolist())):
        if pixels:
            counts[parent(code, level)] = counts.get(parent(code, level), 0) + pixels
    return counts
