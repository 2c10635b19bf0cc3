"""The CORINE Land Cover nomenclature and its raster encodings. Knows nothing of the other rooms."""

from __future__ import annotations

from corina.clc.encodings import CONFIDENCE_NODATA, GRID_CODE, NODATA, classes_by_value, raster_value
from corina.clc.nomenclature import CLASSES, CODES, Colour, LandCoverClass, Level, children, parent

__all__ = [
    "CLASSES",
    "CODES",
    "CONFIDENCE_NODATA",
    "GRID_CODE",
    "NODATA",
    "Colour",
    "LandCoverClass",
    "Level",
    "children",
    "classes_by_value",
    "parent",
    "raster_value",
]
