"""How change is drawn on every map of Corina's: colour is only where something changed, and is that of the new class.

What stayed the same is grey, so that a change to a class with a pale colour stands out beside a dark one that stayed.
"""

from __future__ import annotations

from pathlib import Path

from corina.clc.nomenclature import CLASSES, Colour

OUTLINE: Colour = (176, 0, 176)
CASING: Colour = (255, 255, 255)
"""No class of CORINE has the colour of the outline, and beside those that come near it is the white on both sides."""
OUTLINE_MM, CASING_MM, HATCH_MM, HATCH_DISTANCE_MM, HATCH_ANGLE = 0.5, 1.0, 0.35, 1.9, 45.0
"""A polygon of 5 ha is 2 mm wide at 1:100,000: a line of the hatch crosses it, and four fifths of the image stay."""
FILL_ALPHA = 45
"""The image below a change must be seen through its colour."""
LABEL, LABEL_PT, LABEL_SCALE = "code_from || ' \u2192 ' || code_to", 7.0, 50_000
"""What a change polygon is labelled with (an expression of QGIS), and down to which scale where the text fits in."""
UNCHANGED_ALPHA = 95
"""What did not change lies thinly over the map below it."""
WRITER = "Corina"
"""Named in the first tag of our style files; QGIS does not heed it and leaves it out of a style that a user saves."""
_HEAD_BYTES = 1000
_DARKEST, _SPREAD = 150, 60
_LUMA = (0.299, 0.587, 0.114)


def unchanged_colour(code: int) -> Colour:
    """The grey of land that stayed: the lighter, the lighter the colour of its class (luma of ITU-R BT.601)."""
    light = sum(share * part for share, part in zip(_LUMA, CLASSES[code].colour))
    grey = round(_DARKEST + _SPREAD * light / 255)
    return grey, grey, grey


def is_own_style(file: Path) -> bool:
    """Whether a style file (.qml) was written by Corina and not by a user, whose work is never replaced."""
    try:
        with file.open("rb") as stream:
            return f'writer="{WRITER}"'.encode() in stream.read(_HEAD_BYTES)
    except OSError:
        return False
