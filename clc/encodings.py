"""How CORINE classes are stored as raster values.

Corina writes level 3 in the EEA grid codes (1..44) and levels 1 and 2 in their own codes; 0 is no data in all three.
"""

from __future__ import annotations

from typing import Dict

from corina.clc.nomenclature import CLASSES, CODES, LandCoverClass, Level

NODATA = 0
"""The raster value of a pixel without a class, at every level."""

CONFIDENCE_NODATA = 255
"""The value of a pixel without a class in a confidence raster, whose valid range is 0..100 percent."""

GRID_CODE: Dict[int, int] = {code: index for index, code in enumerate(CODES[Level.L3], start=1)}
"""Level-3 code to EEA grid code: 111 is 1, 523 is 44."""


def raster_value(code: int) -> int:
    """The value under which a class is stored: the grid code for a level-3 code, else the code itself."""
    return GRID_CODE.get(code, code)


def classes_by_value(level: Level) -> Dict[int, LandCoverClass]:
    """The legend of a raster of `level`: raster value to class, in the order of the nomenclature."""
    return {raster_value(code): CLASSES[code] for code in CODES[level]}
