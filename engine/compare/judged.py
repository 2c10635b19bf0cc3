"""What was found on looking at the change polygons of a comparison: the verdicts and comments in their layer."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from corina.clc import CLASSES
from corina.engine.compare.changes import TABLE
from corina.engine.errors import EngineProblem
from corina.engine.geopackage import address

CONFIRMED, REJECTED, UNSURE, NONE = "confirmed", "rejected", "unsure", "none"
VERDICTS = (CONFIRMED, REJECTED, UNSURE, NONE)
"""NONE: not looked at; the layer's `status` is empty, or a word that is no verdict."""
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
