"""The result of a comparison in sentences of the user's language."""

from __future__ import annotations

from typing import Any, List, Mapping

from qgis.PyQt.QtCore import QCoreApplication

from corina.clc import Level
from corina.ui import formatting


def summary_text(result: Mapping[str, Any]) -> str:
    """The changes in the user's language; the engine's own sentence where it says no numbers."""
    found = result.get("changes") or {}
    if "count" not in found:
        return str(result.get("summary") or "")
    count, area = int(found["count"]), formatting.hectares(float(found["area_ha"]))
    smallest = float(found.get("minimum_unit_ha") or 0)
    unit = formatting.number(smallest, 0 if smallest % 1 == 0 else 1)
    if not count:
        return _nothing(smallest, unit, float(found.get("minimum_width_m") or 0))
    if count == 1:
        one = _tr("One change of {} ha or more: {}.") if smallest > 0 else ""
        return one.format(unit, area) or _tr("One change: {}.").format(area)
    number = formatting.number(float(count))
    if smallest <= 0:
        return _tr("{} changes, {} in all.").format(number, area)
    return _tr("{} changes of {} ha or more, {} in all.").format(number, unit, area)


def _nothing(smallest: float, unit: str, width_m: float) -> str:
    """That no change was found, and what would have been one."""
    width = formatting.number(width_m)
    if smallest > 0 and width_m > 0:
        return _tr("No change of {} ha or more and at least {} m wide was found.").format(unit, width)
    if smallest > 0:
        return _tr("No change of {} ha or more was found.").format(unit)
    if width_m > 0:
        return _tr("No change at least {} m wide was found.").format(width)
    return _tr("No change was found.")


def facts_text(result: Mapping[str, Any]) -> str:
    """How far the map agrees, what was compared and what was not, and what became of official changes."""
    parts: List[str] = []
    levels = result.get("levels") or {}
    shares = [
        _tr("level {}: {}").format(
            int(level), formatting.percent(100 * float(levels[str(int(level))]["overall"]))
        )
        for level in Level
        if (levels.get(str(int(level))) or {}).get("overall") is not None
    ]
    if shares:
        parts.append(_tr("Agreement with the reference at {}.").format(", ".join(shares)))
    compared = result.get("compared_ha")
    if compared is not None:
        parts.append(_tr("{} compared.").format(formatting.hectares(float(compared))))
    left = float(result.get("not_assessed_ha") or 0)
    if left > 0:
        parts.append(_tr("{} not assessed: classes the map cannot show.").format(formatting.hectares(left)))
    official = result.get("official") or {}
    if official:
        parts.append(
            _tr(
                "Official changes: {} found ({} with the same classes), {} in part, {} missed; {} new."
            ).format(
                *(
                    formatting.number(float(official.get(key) or 0))
                    for key in ("found", "found_same", "partly", "missed", "new")
                )
            )
        )
        technical = int(official.get("technical_left_out") or 0)
        if technical:
            parts.append(_tr("{} technical ones are left out.").format(formatting.number(float(technical))))
    return " ".join(parts)


def _tr(text: str) -> str:
    return str(QCoreApplication.translate("CompareResult", text))
