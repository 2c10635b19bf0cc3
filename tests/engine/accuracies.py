"""A small map, and its assessment with labelled points."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np

from corina.engine.events import Log, LogLevel
from corina.engine.handlers import carry_out
from corina.engine.jobs import AccuracyJob

from .rasters import write_raster

FOREST, ARABLE, TOWN = 311, 211, 112
GRID_VALUE = {FOREST: 23, ARABLE: 12, TOWN: 2}
LEFT, TOP = 500_000.0, 5_000_000.0


def write_map(folder: Path) -> str:
    """100 x 100 px of 10 m: 60 rows of forest, 30 of arable land, 9 of town, one without a class."""
    codes = np.repeat([GRID_VALUE[FOREST], GRID_VALUE[ARABLE], GRID_VALUE[TOWN], 0], [60, 30, 9, 1])
    pixels = np.tile(codes[:, None], (1, 100)).astype(np.uint8)
    return write_raster(
        folder / "map.tif", pixels[None], descriptions=("CORINE Land Cover level 3",), nodata=0
    )


def edit(path: Path, statement: str, *values: object) -> None:
    """Carry out a statement on a sample's file."""
    with closing(sqlite3.connect(path)) as connection:
        for function in ("ST_IsEmpty", "ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY"):
            connection.create_function(function, 1, lambda blob: 0)
        connection.execute(statement, values)
        connection.commit()


def relabel(samples: Path, mapped: int, label: str | None, count: int) -> None:
    """Give some points that the map shows as one class another label."""
    edit(
        samples,
        "UPDATE samples SET label = ? WHERE fid IN (SELECT fid FROM samples WHERE map_class = ? "
        "AND label = CAST(map_class AS TEXT) ORDER BY fid LIMIT ?)",
        label,
        mapped,
        count,
    )


def assess(samples: Path, map_path: str, folder: Path, **choices: object) -> dict:
    """The result of an AccuracyJob; `told` are its warnings."""
    events = []
    job = AccuracyJob(str(samples), map_path, str(folder / "out"), **choices)
    result = carry_out(job, events.append)
    result["told"] = [e.message for e in events if isinstance(e, Log) and e.level is LogLevel.WARNING]
    return result


def of_class(result: dict, code: int) -> dict:
    """What a result says of a class."""
    return next(c for c in result["classes"] if c["code"] == code)
