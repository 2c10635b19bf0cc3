"""The part of a comparison's report on what was found on looking at its changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from corina.engine.report import page
from corina.engine.report.facts import swatch

WORDS = {
    "confirmed": "confirmed",
    "rejected": "rejected",
    "unsure": "unsure",
    "none": "not looked at",
}
_WHAT = {
    "confirmed": "Confirmed: a change on the ground",
    "rejected": "Rejected: no change, the map or the reference is wrong",
    "unsure": "Unsure",
    "none": "Not looked at",
}
_REMOVED = "taken out of the layer"
_COMMENTS = 50
"""Comments that are listed; the layer has them all."""


def key_figure(judged: Mapping[str, Any]) -> tuple[str, str, str]:
    """Confirmed hectares for the top of the report."""
    confirmed, left = (judged["verdicts"][verdict] for verdict in ("confirmed", "none"))
    looked_at = judged["count"] - left["count"]
    meaning = f"{confirmed['count']:,} of the {looked_at:,} changes looked at; {left['count']:,} left"
    return "Confirmed", page.number(confirmed["area_ha"], 0, "ha"), meaning


def judged_changes(judged: Mapping[str, Any], shown: set[int]) -> str:
    """Polygons and hectares by verdict, what became what by the confirmed ones, and the comments on those that no
    other table of the report has. shown: fids of the changes in the table of the largest.
    """
    total = judged["area_ha"]
    rows = [
        [_WHAT[verdict], found["count"], page.number(found["area_ha"], 1), page.percent(_share(found, total))]
        for verdict, found in judged["verdicts"].items()
    ]
    sums = ["All", judged["count"], page.number(total, 1), page.percent(_share(judged, total))]
    table = page.table(
        "Change polygons by verdict", ["Verdict", "Polygons", "Area, ha", "Of the area"], rows, total=sums
    )
    return page.paragraph(_state(judged)) + table + _confirmed(judged) + _comments(judged, shown)


def verdict_cells(judged: Mapping[str, Any] | None) -> dict[int, page.Stack | str]:
    """Verdict and comment of each change that has one, by fid, for the table of the largest."""
    found = judged or {"removed": (), "changes": ()}
    return dict.fromkeys(found["removed"], _REMOVED) | {
        change["fid"]: page.Stack(
            tuple(part for part in (WORDS[change["verdict"]], change["comment"]) if part)
        )
        for change in found["changes"]
    }


def _state(judged: Mapping[str, Any]) -> str:
    left, count = judged["verdicts"]["none"]["count"], judged["count"]
    text = (
        f"{count - left:,} of {count:,} change polygons were looked at; verdicts and comments are as of "
        f"{judged['at'][:16].replace('T', ' ')} UTC."
    )
    if judged["removed"]:
        text += f" {len(judged['removed']):,} of the polygons that the comparison found were taken out of the layer."
    return text


def _share(part: Mapping[str, Any], total: float) -> float | None:
    return part["area_ha"] / total if total else None


def _confirmed(judged: Mapping[str, Any]) -> str:
    if not judged["confirmed"]:
        return page.paragraph("No change was confirmed.")
    rows = [
        [swatch(p["code_from"]), swatch(p["code_to"]), p["count"], page.number(p["area_ha"], 1)]
        for p in judged["confirmed"]
    ]
    found = judged["verdicts"]["confirmed"]
    total = ["All", "", found["count"], page.number(found["area_ha"], 1)]
    return page.table(
        "What became what, by the confirmed changes",
        ["From", "To", "Polygons", "Area, ha"],
        rows,
        total=total,
    )


def _comments(judged: Mapping[str, Any], shown: set[int]) -> str:
    commented = [c for c in judged["changes"] if c["comment"] and c["fid"] not in shown]
    if not commented:
        return ""
    listed = sorted(commented, key=lambda c: (-c["area_ha"], c["fid"]))[:_COMMENTS]
    rows = [
        [
            str(c["fid"]),
            page.Stack((swatch(c["code_from"]), swatch(c["code_to"]))),
            page.number(c["area_ha"], 1),
            WORDS[c["verdict"]],
            c["comment"],
        ]
        for c in listed
    ]
    table = page.table(
        "Comments on smaller changes", ["No.", "From, to", "Area, ha", "Verdict", "Comment"], rows
    )
    if len(listed) == len(commented):
        return table
    return table + page.paragraph(f"{len(commented) - len(listed):,} more comments are in changes.gpkg.")
