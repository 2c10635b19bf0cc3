"""From the values in a file to CORINE codes: texts, grid codes, codes of any level, and the many ways to say "none"."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from corina.clc import CLASSES, CODES, GRID_CODE, Level
from corina.engine.jobs import Encoding

Codes = npt.NDArray[np.uint16]

NO_CODE = 0
"""What stands for "no class here" in everything a reference reads."""
NO_CLASS_VALUES = frozenset({0, -128, 128, 48, 255, 999, -9999, -32768, 65535, 2**31 - 1, 2**32 - 1})
"""Values that mean no data in one CORINE release or another, whatever the file's own tag says."""
_BLANK = {"", "none", "null", "nan", "nodata", "no data", "-", "<null>"}
_FEW_STRANGE = 4
"""One in so many values of polygons may be no code of any level before they are taken for grid codes."""
_DOTTED = re.compile(r"^\d(\.\d){1,2}$")
_CODE_BY_GRID = {grid: code for code, grid in GRID_CODE.items()}
_BY_ENCODING: Mapping[Encoding, Mapping[int, int]] = {
    Encoding.GRID: _CODE_BY_GRID,
    Encoding.CODES: {code: code for code in CODES[Level.L3]},
    Encoding.LEVEL2: {code: code for code in CODES[Level.L2]},
    Encoding.LEVEL1: {code: code for code in CODES[Level.L1]},
}
ENCODING_WORDS = {
    Encoding.GRID: "EEA grid codes 1 to 44",
    Encoding.CODES: "CORINE codes 111 to 523",
    Encoding.LEVEL2: "level-2 codes 11 to 52",
    Encoding.LEVEL1: "level-1 codes 1 to 5",
}


@dataclass(frozen=True)
class Parsed:
    """What a value says. code: of any level, NO_CODE for blank and unknown ones; unknown: it says something else."""

    code: int
    unknown: bool = False
    blank: bool = False


def text_of(value: Any) -> str:  # noqa: ANN401 - whatever an attribute holds
    """A value as people write it: 311.0 and " 311" are "311"; nothing is ""."""
    if value is None:
        return ""
    if isinstance(value, (float, np.floating)):
        number = float(value)
        if math.isnan(number):
            return ""
        return str(int(number)) if number.is_integer() else str(number)
    if isinstance(value, (bytes, bytearray)):
        return bytes(value).decode("utf-8", errors="replace").strip()
    return str(value).strip()


def parse(value: Any) -> Parsed:  # noqa: ANN401
    """Read the attribute of a polygon: "311", "3.1.1", 311 or 311.0; 999 and blanks are no class."""
    text = text_of(value)
    if text.lower() in _BLANK:
        return Parsed(NO_CODE, blank=True)
    if _DOTTED.match(text):
        text = text.replace(".", "")
    number = float(text) if re.fullmatch(r"[+-]?\d+(\.0*)?", text) else None
    if number is None:
        return Parsed(NO_CODE, unknown=True)
    code = int(number)
    if code in CLASSES:
        return Parsed(code)
    return Parsed(NO_CODE, unknown=code not in NO_CLASS_VALUES, blank=code in NO_CLASS_VALUES)


def parse_encoded(value: Any, encoding: Encoding) -> Parsed:  # noqa: ANN401
    """Read the attribute of a polygon that names classes as rasters do: a whole number of an encoding."""
    text = text_of(value)
    number = _whole_number(text.replace(".", "") if _DOTTED.match(text) else text)
    found = parse(value)
    code = _BY_ENCODING[encoding].get(number, NO_CODE) if number is not None else NO_CODE
    return (
        Parsed(code)
        if code
        else Parsed(NO_CODE, unknown=bool(found.code) or found.unknown, blank=found.blank)
    )


def encoding_of_polygons(values: Iterable[Any]) -> tuple[Encoding, ...]:
    """The ways to read the attributes of polygons that are all 1 to 44: the first is taken where nobody says another.

    Empty for others, whose codes say by themselves of which level they are: 311, 3.1, 52.
    """
    texts = {text_of(value) for value in values}
    numbers = {_whole_number(text) for text in texts if text.lower() not in _BLANK}
    held = {number for number in numbers if number is not None} - NO_CLASS_VALUES
    if None in numbers or not held or not held <= set(_CODE_BY_GRID):
        return ()
    strange = {number for number in held if number not in CLASSES}
    if strange:
        # Numbers such as 18 come from a raster; one among many may be a slip of the pen.
        return (Encoding.GRID,) if _FEW_STRANGE * len(strange) > len(held) else ()
    other = _other_reading(held)
    # Codes of level 2 or 1 are what people write on polygons. Both levels in one field are no reading of a raster.
    return () if other is None else (other, Encoding.GRID)


def _whole_number(text: str) -> int | None:
    """The number that a text is; None for "3.1.1", "3.1" and words."""
    return int(float(text)) if re.fullmatch(r"\d+(\.0*)?", text) else None


def parse_by_table(value: Any, table: Mapping[str, int]) -> Parsed:  # noqa: ANN401
    """Read an attribute by another legend's table, from its text to a number."""
    text = text_of(value)
    if text in table:
        return Parsed(table[text])
    return Parsed(NO_CODE, unknown=bool(text), blank=not text)


def is_code(value: Any) -> bool:  # noqa: ANN401
    """Whether a value names a class of the nomenclature at level 2 or 3 (a single digit could be anything)."""
    return parse(value).code >= 11


def detect(values: Iterable[float], description: str = "") -> tuple[Encoding | None, str]:
    """The encoding of a raster by the values it holds, and how that was found; None when no value is a class.

    description: of the band: Corina's own maps name their level there.
    """
    level = _own_level(description)
    if level:
        own = {"1": Encoding.LEVEL1, "2": Encoding.LEVEL2, "3": Encoding.GRID}[level]
        return own, f"a map of Corina, level {level}"
    held = set(values)
    found = _whole(held)
    known = {v for v in found if v in CLASSES or v in _CODE_BY_GRID}
    if len(known) < len(found) / 2 or any(not float(v).is_integer() for v in held):
        return None, "most values are no CORINE class"
    if any(v in _BY_ENCODING[Encoding.CODES] for v in found):
        return Encoding.CODES, f"{ENCODING_WORDS[Encoding.CODES]}, by the values"
    small = _small(found)
    if not small:
        return None, "no value is a CORINE class"
    if max(small) > 44:
        return Encoding.LEVEL2, f"{ENCODING_WORDS[Encoding.LEVEL2]}, by the values"
    other = _other_reading(small)
    if other is not None:
        words = ENCODING_WORDS[other].split()[0]
        return Encoding.GRID, (
            f"{ENCODING_WORDS[Encoding.GRID]}, though the values could be {words} codes too; say so if they are"
        )
    return Encoding.GRID, f"{ENCODING_WORDS[Encoding.GRID]}, by the values"


def readings(values: Iterable[float], description: str = "") -> tuple[Encoding, ...]:
    """The encodings among which only a user can tell, where the values of a raster fit several; empty else."""
    held = list(values)
    found, _ = detect(held, description)
    other = _other_reading(_small(_whole(held)))
    # Corina's own maps say in their description what they are.
    if found is not Encoding.GRID or other is None or _own_level(description):
        return ()
    return Encoding.GRID, other


def _own_level(description: str) -> str:
    """The level that the description of a band names, as those of Corina's own maps do; else empty."""
    named = re.search(r"CORINE Land Cover level (\d)", description)
    return named.group(1) if named else ""


def _whole(values: Iterable[float]) -> set[int]:
    """The whole numbers among the values of a raster that may mean a class."""
    return {int(value) for value in values if float(value).is_integer()} - NO_CLASS_VALUES


def _small(values: set[int]) -> set[int]:
    """Those that may be grid codes, or codes of level 1 or 2."""
    return {value for value in values if 1 <= value <= 52}


def _other_reading(codes: set[int]) -> Encoding | None:
    """What grid codes could be besides: codes of level 2 or of level 1."""
    for encoding in (Encoding.LEVEL2, Encoding.LEVEL1):
        if codes <= set(_BY_ENCODING[encoding]):
            return encoding
    return None


def table_of(encoding: Encoding) -> Mapping[int, int]:
    """Raster value to code."""
    return _BY_ENCODING[encoding]


class RasterValues:
    """Turns raster values into codes by a table, and counts the values that say nothing."""

    def __init__(self, table: Mapping[int, int], nodata: Iterable[float]) -> None:
        """table: value to code; nodata: values that mean none, besides those of all CORINE releases."""
        self._table = dict(table)
        given = {int(v) for v in nodata if float(v).is_integer()}
        self._none = given | (NO_CLASS_VALUES - set(table))
        top = max(self._table, default=0)
        self._lookup = np.zeros(top + 2, np.uint16)
        for value, code in self._table.items():
            if value >= 0 and value not in self._none:
                self._lookup[value] = code
        self._top = top

    def codes(self, values: npt.NDArray[Any]) -> tuple[Codes, dict[str, int]]:
        """The codes of values of any numeric type, and the counts of the values that are no class."""
        if values.dtype.kind == "f":
            whole = np.isfinite(values) & (values >= 0) & (values <= self._top) & (values == np.floor(values))
            index = np.where(whole, values, self._top + 1).astype(np.int64)
        else:
            whole = (values >= 0) & (values <= self._top)
            index = np.where(whole, values, self._top + 1).astype(np.int64)
        codes: Codes = self._lookup[index]
        return codes, self._unknown(values[codes == NO_CODE])

    def _unknown(self, values: npt.NDArray[Any]) -> dict[str, int]:
        if values.size == 0:
            return {}
        found, counts = np.unique(values, return_counts=True)
        return {
            text_of(v): int(n)
            for v, n in zip(found.tolist(), counts.tolist())
            if text_of(v) and not (float(v).is_integer() and int(v) in self._none)
        }
