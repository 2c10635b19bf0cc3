"""What was found on looking at the change polygons of a comparison: the verdicts and comments in their layer."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import datetime, timezone
from itertools import count
from pathlib import Path
from typing import Any

from corina.clc import CLASSES
from corina.engine.compare.changes import TABLE
from corina.engine.errors import EngineProblem
from corina.engine.geopackage import address
from corina.engine.outputs import not_written

CONFIRMED, REJECTED, UNSURE, NONE = "confirmed", "rejected", "unsure", "none"
VERDICTS = (CONFIRMED, REJECTED, UNSURE, NONE)
"""NONE: not looked at; the layer's `status` is empty, or a word that is no verdict."""
_JUDGED = f"SELECT 1 FROM \"{TABLE}\" WHERE trim(status) <> '' OR trim(comment) <> '' LIMIT 1"  # nosec B608
_COLUMNS = "fid, code_from, code_to, area_ha, status, comment"


def read_judged(path: Path, written: int) -> dict[str, Any]:
    """The result's `judged` (docs/jobs.md). written: how many polygons the comparison wrote, numbered from 1.

    Reads the layer while QGIS has it open too: what it has saved counts, what is still being edited does not. Raises
    EngineProblem when it cannot be read.
    """
    rows = _rows(path)
    fids = {row["fid"] for row in rows}
    verdicts = {verdict: _total([row for row in rows if row["verdict"] == verdict]) for verdict in VERDICTS}
    confirmed = [row for row in rows if row["verdict"] == CONFIRMED]
    pairs = sorted({(row["code_from"], row["code_to"]) for row in confirmed})
    by_pair = [
        {
            "code_from": of, "code_to": to, "name_from": _name(of), "name_to": _name(to),
            **_total([row for row in confirmed if (row["code_from"], row["code_to"]) == (of, to)]),
        }
        for of, to in pairs
    ]  # fmt: skip
    return {
        "at": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        **_total(rows),
        "removed": [fid for fid in range(1, written + 1) if fid not in fids],
        "verdicts": verdicts,
        "confirmed": sorted(by_pair, key=lambda pair: -pair["area_ha"]),
        "changes": [row for row in rows if row["verdict"] != NONE or row["comment"]],
    }


def judged_text(judged: Mapping[str, Any]) -> str:
    """How far the work is and what came of it, as a sentence."""
    verdicts = judged["verdicts"]
    looked_at = judged["count"] - verdicts[NONE]["count"]
    if not looked_at:
        return f"None of the {judged['count']} changes was looked at yet."
    parts = ", ".join(
        f"{verdicts[verdict]['count']} {verdict} ({verdicts[verdict]['area_ha']:.1f} ha)"
        for verdict in (CONFIRMED, REJECTED, UNSURE)
    )
    return f"{looked_at} of {judged['count']} changes were looked at: {parts}."


def keep_judged(path: Path, work: Path) -> str:
    """Copy the changes of an earlier comparison into `work` when someone judged them, under a name that is free beside
    `path`. Returns that name; empty when nobody judged them, or there are none.

    What QGIS, which may have them open, keeps in a file beside them is in the copy. Raises EngineProblem when the copy
    cannot be written.
    """
    if not path.is_file():
        return ""
    for how in ("mode=ro", "immutable=1"):
        try:
            with closing(sqlite3.connect(address(path.resolve(), how), uri=True)) as old:
                if old.execute(_JUDGED).fetchone() is None:
                    return ""
                name = _free_name(path)
                _copy(old, work / name)
                return name
        except sqlite3.Error:  # as in `_rows`; or it is no file of changes, and there is nothing to keep
            continue
    return ""


def _copy(old: sqlite3.Connection, path: Path) -> None:
    try:
        with closing(sqlite3.connect(path)) as new:
            old.backup(new)
            # Else it would need a second file beside it.
            new.execute("PRAGMA journal_mode = DELETE")
    except (sqlite3.Error, OSError) as error:
        path.unlink(missing_ok=True)
        raise not_written(path.parent.parent, error) from error


def _free_name(path: Path) -> str:
    names = (f"{path.stem}_judged_{number}{path.suffix}" for number in count(1))
    return next(name for name in names if not path.with_name(name).exists())


def _rows(path: Path) -> list[dict[str, Any]]:
    try:
        return [_row(*values) for values in _read(path, "mode=ro")]
    except sqlite3.Error:
        # QGIS keeps what it writes in a file beside it, which cannot be opened where nothing can be written.
        try:
            return [_row(*values) for values in _read(path, "immutable=1")]
        except sqlite3.Error as error:
            raise EngineProblem(
                "comparison_unreadable",
                f"The changes in {path} cannot be read ({error}); choose a comparison whose files are whole.",
            ) from error


def _read(path: Path, how: str) -> Sequence[tuple[Any, ...]]:
    # The names are constants of ours.
    query = f'SELECT {_COLUMNS} FROM "{TABLE}" ORDER BY fid'  # nosec B608
    with closing(sqlite3.connect(address(path.resolve(), how), uri=True)) as connection:
        return connection.execute(query).fetchall()


def _row(fid: int, of: Any, to: Any, area: Any, status: Any, comment: Any) -> dict[str, Any]:  # noqa: ANN401
    """A change as in `changes` of `judged`; polygons a user drew may have no codes."""
    verdict = str(status or "")
    return {
        "fid": int(fid),
        "code_from": int(of or 0),
        "code_to": int(to or 0),
        "area_ha": round(float(area or 0.0), 4),
        "verdict": verdict if verdict in VERDICTS else NONE,
        "comment": str(comment or ""),
    }


def _total(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return {"count": len(rows), "area_ha": round(sum(row["area_ha"] for row in rows), 4)}


def _name(code: int) -> str:
    return CLASSES[code].name if code in CLASSES else ""
