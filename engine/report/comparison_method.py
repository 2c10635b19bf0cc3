"""The part of a comparison's report that says where its two maps come from, how they were compared, which model made
them, and whom to name.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from corina.engine.report import page
from corina.engine.report.facts import area_text, model_facts, sentinel_credits, setting
from corina.engine.report.origin import Origin, origin_of

_SIDES = ("reference", "prediction")
_CORINE = "CORINE Land Cover: European Union, Copernicus Land Monitoring Service, European Environment Agency (EEA)."


def method(result: Mapping[str, Any], card: Mapping[str, Any] | None) -> str:
    """Sources with their dates, settings, software and models. card: of the prediction's model, where it is known."""
    grid = result["grid"]
    origins = {side: _origin(result, side) for side in _SIDES}
    settings = result["settings"] or {}
    parts = page.facts(
        {
            "Reference": _source(result["reference"]),
            "Reference made from": _made_from(origins["reference"]),
            "Prediction": _source(result["prediction"]),
            "Prediction made from": _made_from(origins["prediction"]),
            "Confidence raster": str(result.get("confidence") or ""),
            "Official changes": _official(result.get("official") or {}),
            "Grid": f"{grid['width']:,} x {grid['height']:,} px of {grid['resolution_m']:g} m, {grid['crs'][:40]}",
            "Area": area_text(settings.get("area"), "wherever both maps are"),
            "Settings": "; ".join(
                setting(name, value) for name, value in settings.get("options", settings).items()
            ),
            "Classes the map can show, as given": ", ".join(map(str, settings.get("codes") or ())),
            "To be named": _credits(origins),
            "Software": ", ".join(f"{name} {version}" for name, version in result["versions"].items()),
        }
    )
    return parts + _models(result, origins, card)


def _origin(result: Mapping[str, Any], side: str) -> Origin:
    """What is beside the map and in it now, else what the comparison noted then."""
    found = origin_of(str(result[side]["path"]), layer=str(result[side].get("layer") or ""))
    noted = result[side].get("origin") or {}
    told = result.get("model") if side == "prediction" else None
    return Origin(
        record=found.record,
        model=found.model or told or noted.get("model") or {},
        card=found.card,
        scene=found.scene or str(noted.get("scene") or ""),
        date=found.date or str(noted.get("date") or ""),
        generalised=found.generalised or str(noted.get("generalised") or ""),
        software=found.software,
        remarks=found.remarks,
    )


def _source(side: Mapping[str, Any]) -> str:
    year = str(side["year"]) if side.get("year") else "year not stated"
    how = side.get("encoding") or (f"field {side['field']}" if side.get("field") else "")
    copied = side.get("source")  # of the copy only QGIS knew, and it is gone
    named = not copied and side.get("layer") and side["layer"] not in side["name"]
    layer = f"layer {side['layer']}" if named else ""
    facts = (side["name"], year, side["kind"], f"level {side['level']}", layer, how)
    return f"{', '.join(str(fact) for fact in facts if fact)}: {copied or side['path']}"


def _made_from(origin: Origin) -> str:
    """The scene of a map of Corina's with its date, and how it was generalised; empty for any other map."""
    parts = []
    if origin.scene:
        parts.append(f"the scene {origin.scene} {origin.date or 'of a date that is not known'}")
    elif origin.date:
        parts.append(f"imagery of {origin.date}")
    if origin.model:
        parts.append(f"by the model {origin.model.get('title') or origin.model.get('name')}")
    if origin.generalised:
        parts.append(f"generalised: {origin.generalised.rstrip('.')}")
    return "; ".join(parts)


def _official(found: Mapping[str, Any]) -> str:
    """The change layer that was given; a comparison made before this was noted knows its name only."""
    if not found:
        return ""
    years = [str(year) for year in found.get("years") or () if year]
    fields = f"fields {found['from_field']} and {found['to_field']}" if found.get("from_field") else ""
    layer = f"layer {found['layer']}" if found.get("layer") and found["layer"] not in found["name"] else ""
    facts = (found["name"], " to ".join(years), layer, fields)
    path = f": {found['path']}" if found.get("path") else ""
    return ", ".join(str(fact) for fact in facts if fact) + path


def _credits(origins: Mapping[str, Origin]) -> str:
    """Whom the licences of the data ask to name."""
    of_imagery = [origin for origin in origins.values() if origin.model or origin.record]
    if not of_imagery:
        return _CORINE
    years = sorted({origin.date[:4] for origin in of_imagery if origin.date})
    return f"{_CORINE} {sentinel_credits(' and '.join(years))}"


def _models(result: Mapping[str, Any], origins: Mapping[str, Origin], card: Mapping[str, Any] | None) -> str:
    """The model of the prediction, and that of the reference where a model made that too."""
    before, after = origins["reference"], origins["prediction"]
    if before.model and _same(before.model, after.model):
        return page.paragraph("One model made both maps.") + model_facts(
            {**before.model, **after.model}, card or after.card or before.card
        )
    parts = []
    if after.model or result["prediction"]["kind"] != "polygons":  # no model makes polygons of CORINE's
        parts.append(model_facts(after.model, card or after.card))
    if before.model:
        parts.append(page.paragraph("Another model made the reference."))
        parts.append(model_facts(before.model, before.card))
    return "".join(parts)


def _same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two models are one; of one that a map's tags name only the start of the checksum is known."""
    sums = sorted((str(model.get("sha256") or "") for model in (one, other)), key=len)
    named = one.get("name") == other.get("name")
    return named and bool(sums[0]) and sums[1].startswith(sums[0])
