"""Legends of other maps as tables "their class -> set of CORINE level-3 codes", and the files that hold such tables.

A class that CORINE divides further stands for a set: "forest" allows 311, 312 and 313. Standard library only.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, FrozenSet, Iterable, List, Mapping, Optional, Sequence, Tuple

from corina.clc.nomenclature import CODES, Level

CORINE = "corine"
"""The name of CORINE's own legend."""

_COLUMNS = ("value", "name", "codes")


class LegendError(ValueError):
    """A legend that cannot be read; the message is one sentence: what was found, what was expected, what to do."""


@dataclass(frozen=True)
class LegendClass:
    """One class of a legend.

    value: how the map stores it: a number, a text, or the start of one ("A1*"). name: for people.
    codes: the level-3 codes that CORINE may give to such a place; empty: known, but without a label (cloud, no data).
    """

    value: str
    name: str
    codes: FrozenSet[int]

    @property
    def number(self) -> Optional[int]:
        """The value as a whole number, also where a spreadsheet wrote 10.0; None for texts."""
        text = plain_value(self.value)
        return int(text) if re.fullmatch("-?[0-9]+", text) else None


@dataclass(frozen=True)
class Legend:
    """A legend: its classes in the order they are shown. name: for files and settings; title: for people."""

    name: str
    title: str
    classes: Tuple[LegendClass, ...]

    def find(self, value: object) -> Optional[LegendClass]:
        """The class of a value as a map holds it (311, 311.0, " 311 ", "Pastures"); None when the legend has none.

        Case and blanks do not matter. Where several starts ("A*", "A1*") fit a text, the longest counts.
        """
        text = plain_value(value)
        exact = self._exact.get(text)
        if exact is not None:
            return exact
        starts = [
            c for c in self.classes if c.value.endswith("*") and text.startswith(plain_value(c.value[:-1]))
        ]
        return max(starts, key=lambda c: len(c.value), default=None)

    @property
    def numbers(self) -> Dict[int, FrozenSet[int]]:
        """Raster value to codes, of the classes whose value is a whole number."""
        return {c.number: c.codes for c in self.classes if c.number is not None}

    @property
    def codes(self) -> FrozenSet[int]:
        """All codes that some class allows."""
        return frozenset(code for c in self.classes for code in c.codes)

    @property
    def _exact(self) -> Mapping[str, LegendClass]:
        return {plain_value(c.value): c for c in self.classes}


def plain_value(value: object) -> str:
    """A class value in the form in which values are compared: 311.0 and " 311 " are "311", "Sea Lake" is "sea lake"."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = " ".join(str(value).split()).casefold()
    return text[:-2] if text.endswith(".0") and text[:-2].lstrip("-").isdigit() else text


def legend(name: str, title: str, rows: Iterable[Tuple[object, str, Iterable[int]]]) -> Legend:
    """Build a legend from rows of value, name and codes of any level; codes above level 3 stand for their children.

    Raises LegendError for an unknown code or a value that occurs twice.
    """
    classes: List[LegendClass] = []
    seen: Dict[str, str] = {}
    for value, label, codes in rows:
        text = " ".join(str(value).split())
        if not text:
            raise LegendError(
                f"The legend {title} has a class without a value: {label or 'no name'}; give it one."
            )
        if plain_value(text) in seen:
            raise LegendError(f"The legend {title} has the value {text} twice; keep one of the two rows.")
        seen[plain_value(text)] = text
        classes.append(LegendClass(text, label, _leaves(codes, f"class {text} of the legend {title}")))
    if not classes:
        raise LegendError(f"The legend {title} has no class; add rows of value, name and codes.")
    return Legend(name, title, tuple(classes))


def _leaves(codes: Iterable[int], where: str) -> FrozenSet[int]:
    leaves = set()
    for code in codes:
        found = [leaf for leaf in CODES[Level.L3] if str(leaf).startswith(str(code))]
        if not found:
            raise LegendError(
                f"{code} in {where} is no CORINE code; codes are 1 to 5, 11 to 52 and 111 to 523, and none for a value "
                "without a label."
            )
        leaves.update(found)
    return frozenset(leaves)


def read_legend(path: str) -> Legend:
    """Read a legend from a .json or .csv file (see `to_csv` and `to_json`).

    A CSV has a header with the columns value, name and codes, separated by comma, semicolon or tab; codes are separated
    by blanks. Raises LegendError with one sentence.
    """
    file = Path(path)
    try:
        data = file.read_bytes()
    except OSError as error:
        raise LegendError(
            f"The legend {file.name} cannot be read ({error.strerror}); choose another file."
        ) from error
    text = _decoded(data, file.name)
    try:
        title, rows = _json_rows(text) if file.suffix.lower() == ".json" else ("", _csv_rows(text))
    except csv.Error as error:
        raise LegendError(f"{file.name} is no table ({error}); save it as CSV again.") from error
    except LegendError as error:
        raise LegendError(f"{file.name}: {error}") from error
    return legend(file.stem, title or file.stem, rows)


def _decoded(data: bytes, name: str) -> str:
    """The text of a legend file: UTF-8, or one of the two that spreadsheets save on Windows."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):  # "Unicode text"
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise LegendError(
                f"{name} is no text though it begins as one (UTF-16); save it as CSV again."
            ) from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:  # "CSV"
        return data.decode("cp1252", errors="replace")


def write_legend(path: str, table: Legend) -> None:
    """Write a legend as JSON (path ends with .json) or as CSV, to be edited and read again. Raises OSError."""
    text = to_json(table) if Path(path).suffix.lower() == ".json" else to_csv(table)
    Path(path).write_text(text, encoding="utf-8")


def to_csv(table: Legend) -> str:
    """The legend as CSV: value,name,codes with the codes separated by blanks."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for c in table.classes:
        writer.writerow((c.value, c.name, " ".join(str(code) for code in sorted(c.codes))))
    return text.getvalue()


def to_json(table: Legend) -> str:
    """The legend as JSON: {"title", "classes": [{"value", "name", "codes"}]}."""
    classes = [{"value": c.value, "name": c.name, "codes": sorted(c.codes)} for c in table.classes]
    return json.dumps({"title": table.title, "classes": classes}, indent=1, ensure_ascii=False) + "\n"


def _json_rows(text: str) -> Tuple[str, List[Tuple[object, str, List[int]]]]:
    try:
        document = json.loads(text)
        rows = [(row["value"], str(row.get("name", "")), _codes(row["codes"])) for row in document["classes"]]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        if isinstance(error, LegendError):
            raise
        raise LegendError(
            f'This is no legend ({error}); expected {{"title", "classes": [{{"value", "name", "codes"}}]}}.'
        ) from error
    return str(document.get("title", "")), rows


def _csv_rows(text: str) -> List[Tuple[object, str, List[int]]]:
    header = text.lstrip().splitlines()[0] if text.strip() else ""
    separator = max(",;\t", key=header.count)
    reader = csv.DictReader(io.StringIO(text.lstrip(), newline=""), delimiter=separator)
    names = {str(name).strip().lower(): name for name in reader.fieldnames or ()}
    missing = [column for column in ("value", "codes") if column not in names]
    if missing:
        raise LegendError(
            f"The table has no column {missing[0]!r}; expected a header with value, name and codes."
        )
    return [
        (
            row[names["value"]] or "",
            row.get(names.get("name", ""), "") or "",
            _codes(row[names["codes"]] or ""),
        )
        for row in reader
        if any((cell or "").strip() for cell in row.values() if isinstance(cell, str))
    ]


def _codes(value: Any) -> List[int]:  # noqa: ANN401 - text or a list of a file
    parts: Sequence[object] = value if isinstance(value, list) else str(value).replace(",", " ").split()
    try:
        return [int(str(part)) for part in parts]
    except ValueError as error:
        raise LegendError(
            f"{value!r} is no list of CORINE codes; expected numbers separated by blanks, such as 311 312 313."
        ) from error
