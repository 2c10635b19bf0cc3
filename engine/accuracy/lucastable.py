"""Reading the tables of LUCAS: Eurostat's of each survey, and JRC's harmonised ones of several surveys."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from corina.engine.errors import EngineProblem

_LATITUDES = ("th_lat", "point_lat", "gps_lat")
_LONGITUDES = ("th_long", "th_lon", "point_long", "point_lon", "gps_long")
_COVERS = ("lc1", "survey_lc1")
_OBSERVED = ("obs_type", "survey_obs_type")
"""Columns of the tables until 2018, and of that of 2022. The place on the grid, which is what the surveyor's code is
about, comes before that of the surveyor's receiver."""
NOWHERE = (float("nan"), float("nan"))
"""The place of a point whose coordinates are missing or cannot be read."""
_NOT_RELEVANT = {"", "8", "na", "n.r.", "none", "null", "nan"}


@dataclass(frozen=True)
class LucasPoint:
    """A point of LUCAS. place: longitude, latitude in degrees, or NOWHERE. cover: its code (LC1) as it is written.

    from_photos: interpreted in the office, not visited.
    """

    place: tuple[float, float]
    cover: str
    from_photos: bool = False

    @property
    def not_relevant(self) -> bool:
        """Whether the table says that there is no land cover to name here."""
        return (self.cover.split() or [""])[0].lower() in _NOT_RELEVANT


@dataclass(frozen=True)
class _Columns:
    """Names of the columns, in lower case; observed is empty where the table has none."""

    latitude: str
    longitude: str
    cover: str
    observed: str


def read_lucas(path: Path) -> list[LucasPoint]:
    """The points of a table; of a point that several surveys in it visited, the latest.

    Separated by commas, semicolons or tabs, in UTF-8 or Latin-1. Raises EngineProblem when it is no table of LUCAS.
    """
    for encoding in ("utf-8-sig", "latin-1"):
        try:
            with path.open(newline="", encoding=encoding) as file:
                reader = csv.DictReader(file, delimiter=separator(file))
                reader.fieldnames = [name.strip().lower() for name in reader.fieldnames or ()]
                return _latest(reader, _columns(reader.fieldnames, path.name))
        except UnicodeDecodeError:
            continue
        except (OSError, csv.Error) as error:
            raise EngineProblem(
                "samples_unreadable", f"{path.name} cannot be read as CSV.", str(error)
            ) from error
    raise EngineProblem("samples_unreadable", f"{path.name} cannot be read as CSV.")


def separator(file: TextIO) -> str:
    """What separates the columns of a table, by its first line; the file is at its begin again."""
    first = file.readline()
    file.seek(0)
    return max(",;\t", key=first.count)


def _columns(names: Sequence[str], file: str) -> _Columns:
    kinds = (_LATITUDES, _LONGITUDES, _COVERS, _OBSERVED)
    found = [next((name for name in known if name in names), "") for known in kinds]
    if not all(found[:3]):
        raise EngineProblem(
            "samples_unreadable",
            f"{file} is no LUCAS table: expected the columns th_lat, th_long and lc1, or point_lat, point_long and "
            f"survey_lc1 as in 2022, found {', '.join(names[:8])}.",
        )
    return _Columns(*found)


def _latest(rows: Iterable[Mapping[str, str | None]], columns: _Columns) -> list[LucasPoint]:
    found: list[LucasPoint] = []
    known: dict[str, tuple[int, int]] = {}
    for row in rows:
        place = place_of(row, columns.longitude, columns.latitude)
        if place is None and not _is_point(row, columns):
            continue  # a line in which a comment goes on
        observed = (row.get(columns.observed) or "").strip().lower()
        point = LucasPoint(
            place or NOWHERE,
            (row.get(columns.cover) or "").strip(),
            observed.startswith("7") or "office" in observed,
        )
        name, year = (row.get("point_id") or "").strip(), (row.get("year") or "").strip()
        if not name or not year.isdigit():
            found.append(point)
        elif name not in known:
            known[name] = int(year), len(found)
            found.append(point)
        elif int(year) > known[name][0] and (place or found[known[name][1]].place is NOWHERE):
            found[known[name][1]] = point
            known[name] = int(year), known[name][1]
    return found


def _is_point(row: Mapping[str, str | None], columns: _Columns) -> bool:
    """Whether a row without a place is a point all the same."""
    return bool(
        (row.get("point_id") or "").strip().isdigit()
        or re.match(r"[A-H]\d", (row.get(columns.cover) or "").strip())
    )


def place_of(row: Mapping[str, str | None], longitude: str, latitude: str) -> tuple[float, float] | None:
    """Longitude and latitude of a row; None where it has none (the lines that a comment goes on in, for one)."""
    try:
        x, y = _number(row.get(longitude)), _number(row.get(latitude))
    except ValueError:
        return None
    # The tables of 2009 and 2012 have the hemisphere in a column of its own.
    return (-x if (row.get("th_ew") or "").strip().upper() == "W" and x > 0 else x), y


def _number(text: str | None) -> float:
    """A number with a decimal point, or with a comma, as spreadsheets of many countries write it."""
    return float((text or "").strip().replace(",", "."))
