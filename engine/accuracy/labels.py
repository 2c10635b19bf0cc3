"""What a label says: the CORINE classes it may mean, and which class that is at a level."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

from corina.clc import CLASSES, CODES, Level, children, parent
from corina.clc.lucas import classes_of
from corina.engine.accuracy.lucastable import separator
from corina.engine.errors import EngineProblem

MOSTLY_CLEAR = 0.9
"""Share of the labels that must name one class for a level to be assessed without the user's word."""

Meaning = tuple[int, ...]
"""CORINE codes that a label may mean, the likeliest first: one code of any level, or several of level 3."""


def code_of(value: object) -> int | None:
    """The CORINE code a field's value names ("311", 311, 311.0, " 3.1.1 "); None when it names none."""
    text = str(value).strip()
    if text.endswith(".0"):
        text = text[:-2]
    text = text.replace(".", "")
    return int(text) if text.isdigit() and int(text) in CLASSES else None


def lucas_meaning(code: str, table: Mapping[str, Meaning]) -> Meaning | None:
    """The classes a LUCAS land cover code may be; None when it is no land cover."""
    return classes_of(code, table)


def at_level(meaning: Meaning, level: Level) -> tuple[int, ...]:
    """The classes of `level` that a meaning may be, the likeliest first: (3,) may be 31, 32 or 33 at level 2."""
    found: dict[int, None] = {}
    for code in meaning:
        if CLASSES[code].level >= level:
            found[parent(code, level)] = None
        else:
            found |= dict.fromkeys(parent(child, level) for child in children(code))
    return tuple(found)


def clear_level(meanings: list[Meaning], finest: Level) -> Level:
    """The finest level, `finest` at most, at which nearly all labels name one class; level 1 when there is none."""
    for level in sorted(Level, reverse=True):
        if level > finest:
            continue
        if clear_share(meanings, level) >= MOSTLY_CLEAR:
            return level
    return Level.L1


def clear_share(meanings: list[Meaning], level: Level) -> float:
    """The share (0..1) of labels that name one class at a level; 1 without any."""
    clear = sum(len(at_level(meaning, level)) == 1 for meaning in meanings)
    return clear / len(meanings) if meanings else 1.0


def resolve(options: tuple[int, ...], mapped: int) -> int:
    """The class a reference with several options is counted as, against a map that has `mapped` there.

    It agrees with the map where the map's class is among them; where not, the likeliest stands for all.
    """
    return mapped if mapped in options else options[0]


def read_lucas_table(path: str) -> dict[str, Meaning]:
    """Read a user's table: a CSV with the columns lucas (code or its beginning) and clc (codes, by blanks).

    Raises EngineProblem that names the line.
    """
    name = Path(path).name
    table: dict[str, Meaning] = {}
    try:
        with Path(path).open(newline="", encoding="utf-8-sig") as file:
            reader = csv.DictReader(file, delimiter=separator(file))
            if not {"lucas", "clc"} <= set(reader.fieldnames or ()):
                raise EngineProblem(
                    "table_invalid",
                    f"{name} has the columns {', '.join(reader.fieldnames or ['none'])}; expected lucas and clc.",
                )
            for row in reader:
                codes = [int(c) for c in (row["clc"] or "").split() if c.isdigit()]
                if not codes or not set(codes) <= set(CODES[Level.L3]):
                    raise EngineProblem(
                        "table_invalid",
                        f"Line {reader.line_num} of {name} has the classes {row['clc']!r}; expected CORINE codes of "
                        "level 3, such as 311 313.",
                    )
                table[(row["lucas"] or "").strip().upper()] = tuple(codes)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise EngineProblem("table_invalid", f"{name} cannot be read as a CSV table.", str(error)) from error
    return table
