"""What the reports on maps have in common to say in words: classes, settings, the model, who is to be named."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any

from corina.clc import CLASSES
from corina.engine.report import page

_SETTINGS = {
    "level": ("level", ""),
    "minimum_unit_ha": ("changes from", " ha"),
    "minimum_width_m": ("minimum width", " m"),
    "rule": ("small areas join by", ""),
    "confidence_threshold": ("confidence from", " %"),
    "boundary_band_m": ("borders left out", " m"),
    "polygon_agreement": ("agreement of each polygon", ""),
    "resolution_m": ("pixels", " m"),
}
"""How a setting is called, and its unit."""
_OFF = {"level": "as fine as both allow", "resolution_m": "as above under Grid"}
"""What 0 means; elsewhere it is "none"."""


def label(code: int) -> str:
    """Code and name of a class."""
    return CLASSES[code].label if code in CLASSES else str(code)


def swatch(code: int, remark: str = "") -> page.Swatch:
    """A class with its colour, for a table."""
    return page.Swatch(label(code) + remark, CLASSES[code].colour if code in CLASSES else (128, 128, 128))


def setting(name: str, value: object) -> str:
    """A setting of a comparison in words."""
    called, unit = _SETTINGS.get(name, (name.replace("_", " "), ""))
    if isinstance(value, bool):
        return f"{called}: {'yes' if value else 'no'}"
    if not value:
        return f"{called}: {_OFF.get(name, 'none')}"
    text = value.value if isinstance(value, Enum) else f"{value:g}" if isinstance(value, float) else value
    return f"{called}: {text}{unit}"


def area_text(area: Mapping[str, Any] | None, everywhere: str) -> str:
    """The area of interest of a job in words. everywhere: what it is without one."""
    if not area:
        return everywhere
    if area.get("geojson"):
        return "polygons"
    west, south, east, north = (f"{float(edge):.10g}" for edge in area["bounds"])
    return f"the rectangle {west}, {south} to {east}, {north} in {str(area.get('crs'))[:40]}"


def sentinel_credits(date: object) -> str:
    """What the terms of Copernicus ask a product of its imagery to say. date: ISO, or "2020 and 2022", or None."""
    text = str(date or "")
    years = text if " and " in text else text[:4]
    return f"Contains modified Copernicus Sentinel data {years}".rstrip() + "."


def model_facts(model: Mapping[str, Any] | None, card: Mapping[str, Any] | None) -> str:
    """The model behind a map, as a table. card: None where it is not at hand."""
    if not model:
        return page.paragraph(
            "The model behind the prediction is not known: no record lies beside the map, and its own tags name none."
        )
    named = f"{model.get('name', '')} {model.get('version', '')}".strip()
    shown = {
        "Model": f"{model['title']} ({named})" if model.get("title") else named,
        "Model file": f"sha256 {str(model.get('sha256', ''))[:16]}…",
    }
    if card is None:
        shown["Its card"] = "not at hand: what it was trained on and how it was tested is not in this report"
    card = card or {}
    training = card.get("training") or {}
    shown["Description"] = str(card.get("description", ""))
    shown["Trained on"] = "; ".join(
        f"{part.get('name')} ({part.get('licence')})"
        for part in training.get("sets", [])
        if isinstance(part, Mapping)
    )
    shown["Its own test"] = _own_test(card.get("metrics") or {})
    shown["Licence of the model"] = str(card.get("licence", ""))
    return page.facts(shown)


def _own_test(metrics: Mapping[str, Any]) -> str:
    """The agreement the model's card reports, and on what it was measured."""
    shares = [
        f"level {level} {100 * float(found['overall']):.1f} %"
        for level in (1, 2, 3)
        if (found := metrics.get(f"level{level}") or {}).get("overall") is not None
    ]
    return ": ".join(part for part in (", ".join(shares), str(metrics.get("split") or "")) if part)
