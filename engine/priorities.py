"""A priority table: which neighbour a small area joins first, class by class, as the makers of CORINE keep one.

The EEA's own table is Annex 6 of the CLC2006 technical guidelines (EEA Technical report 17/2007). A table here is a CSV
file in one of three forms, told apart by the header:

- `class,neighbour,priority`, a line for each pair;
- `CODE,PRI`, where CODE is the two codes one after the other (311312), as the tables of national teams are;
- a matrix: the classes of small areas down the first column, those of their neighbours along the first line.

The lowest number is joined first. What a table does not say comes after all that it says, by the digits in common.
"""

from __future__ import annotations

import codecs
import csv
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corina.clc import CLASSES, Level
from corina.engine.errors import EngineProblem

_PAIR = ("class", "neighbour", "priority")
_JOINED = ("code", "pri")
LISTED = 1e9
"""The nearness of what a table joins first; nothing that it does not name is as near."""
_MOST = 1e6
_SHOWN = 8
_EXPECTED = (
    "expected CSV with the columns class, neighbour and priority, or CODE and PRI, or a matrix with classes down the "
    "first column and along the first line"
)
Nearness = Callable[[int, int], float]


@dataclass(frozen=True)
class PriorityTable:
    """name: of the file. priorities: by (class of the small area, class of its neighbour); the lowest is first."""

    name: str
    priorities: Mapping[tuple[int, int], float]

    def first(self, then: Nearness) -> Nearness:
        """How near two codes are, larger is nearer: by the table, and of pairs it does not name as `then` says."""

        def near(one: int, other: int) -> float:
            priority = 0.0 if one == other else self.priorities.get((one, other))
            return then(one, other) if priority is None else LISTED - priority

        return near

    def together(self, *pairs: tuple[int, int]) -> float | None:
        """The sum of the priorities of these pairs, none for a class beside itself; None where one is not named."""
        said = [0.0 if one == other else self.priorities.get((one, other)) for one, other in pairs]
        return None if None in said else sum(value for value in said if value is not None)

    def must_know(self, level: Level) -> None:
        """Raise EngineProblem where no pair of the table is of the level."""
        if not any(_level(one) is level for one, _ in self.priorities):
            levels = sorted({int(_level(one)) for one, _ in self.priorities})
            raise EngineProblem(
                "table_invalid",
                f"{self.name} has priorities for classes of level {' and '.join(map(str, levels))}, and the map is at "
                f"level {int(level)}; give a table with classes of that level, or none.",
            )


def priority_table(path: str, level: Level) -> PriorityTable | None:
    """The table in a file for a map of this level; None without a file. Raises EngineProblem("table_invalid")."""
    if not path:
        return None
    table = read_priority_table(path)
    table.must_know(level)
    return table


def read_priority_table(path: str) -> PriorityTable:
    """The table in a CSV file, separated by commas, semicolons or tabs. Raises EngineProblem("table_invalid")."""
    name = Path(path).name
    rows = _rows(Path(path))
    header = [cell.strip().lower() for cell in rows[0]] if rows else []
    if all(column in header for column in _PAIR):
        found = _pairs(rows[1:], [header.index(column) for column in _PAIR])
    elif all(column in header for column in _JOINED):
        found = _joined(rows[1:], [header.index(column) for column in _JOINED])
    elif sum(cell.strip().isdigit() for cell in header[1:]) > 0:
        found = _matrix(rows)
    else:
        raise EngineProblem(
            "table_invalid", f"{name} is no priority table: its first line is {_told(header)}, {_EXPECTED}."
        )
    return PriorityTable(name, _checked(found, name))


def _rows(path: Path) -> list[list[str]]:
    try:
        stored = path.read_bytes()
    except OSError as error:
        raise EngineProblem(
            "table_invalid", f"The priority table {path} cannot be read; choose another file.", str(error)
        ) from error
    # UTF-16 is what spreadsheets call Unicode text; it begins with a mark.
    marked = stored[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "latin-1"):
        try:
            text = stored.decode(encoding)
        except UnicodeDecodeError:
            continue
        lines = [line for line in text.splitlines() if line.strip()]
        separator = max(";\t,", key=lines[0].count) if lines else ","
        try:
            return list(csv.reader(lines, delimiter=separator))
        except csv.Error:
            break
    raise EngineProblem("table_invalid", f"{path.name} is no priority table: {_EXPECTED}.")


_Line = tuple[str, str, str]


def _pairs(rows: Iterable[Sequence[str]], columns: Sequence[int]) -> Iterator[_Line]:
    for row in rows:
        one, other, priority = (row[column] if column < len(row) else "" for column in columns)
        yield one, other, priority


def _joined(rows: Iterable[Sequence[str]], columns: Sequence[int]) -> Iterator[_Line]:
    for row in rows:
        code, priority = (row[column].strip() if column < len(row) else "" for column in columns)
        code = code[:-2] if code.endswith(".0") else code
        half = len(code) // 2
        yield code[:half], code[half:], priority


def _matrix(rows: Sequence[Sequence[str]]) -> Iterator[_Line]:
    for row in rows[1:]:
        for other, priority in zip(rows[0][1:], row[1:]):
            if other.strip() and priority.strip():
                yield row[0], other, priority


def _checked(lines: Iterable[_Line], name: str) -> dict[tuple[int, int], float]:
    found: dict[tuple[int, int], float] = {}
    unknown: list[str] = []
    for one, other, priority in lines:
        pair = _code(one), _code(other)
        if not all(pair):
            unknown += [word.strip() or "an empty one" for word, code in zip((one, other), pair) if not code]
            continue
        if _level(pair[0]) is not _level(pair[1]):
            raise EngineProblem(
                "table_invalid",
                f"{name} pairs {pair[0]} with {pair[1]}; expected two classes of one level in each line.",
            )
        value = _number(priority)
        if value is None:
            raise EngineProblem(
                "table_invalid",
                f"{name} has the priority {priority.strip()!r} for {pair[0]} beside {pair[1]}; expected a number from "
                f"0 (joined first) to {_MOST:,.0f}.",
            )
        if found.setdefault(pair, value) != value:
            raise EngineProblem(
                "table_invalid",
                f"{name} has two priorities for {pair[0]} beside {pair[1]}, {found[pair]:g} and {value:g}; keep one of "
                "them.",
            )
    if unknown:
        words = list(dict.fromkeys(unknown))
        more = f" and {len(words) - _SHOWN} more" if len(words) > _SHOWN else ""
        raise EngineProblem(
            "table_invalid",
            f"{name} names classes outside the nomenclature: {', '.join(words[:_SHOWN])}{more}; expected codes of "
            "CORINE Land Cover, such as 311.",
        )
    if not found:
        raise EngineProblem("table_invalid", f"{name} has no priorities; {_EXPECTED}.")
    return found


def _code(word: str) -> int:
    """The class a word names, 0 where it names none; 311.0 and " 311" name 311."""
    word = word.strip()
    word = word[:-2] if word.endswith(".0") else word
    return int(word) if word.isascii() and word.isdigit() and int(word) in CLASSES else 0


def _level(code: int) -> Level:
    return Level(len(str(code)))


def _number(word: str) -> float | None:
    try:
        value = float(word.strip().replace(",", "."))
    except ValueError:
        return None
    return value if math.isfinite(value) and 0 <= value <= _MOST else None


def _told(header: Sequence[str]) -> str:
    return repr(", ".join(header[:_SHOWN])) if any(header) else "empty"
