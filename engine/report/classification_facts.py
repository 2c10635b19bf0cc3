"""The parts of a map's report that are text and tables: its model, how it was made, what to keep in mind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from corina.engine.report import page
from corina.engine.report.facts import area_text, label, sentinel_credits
from corina.engine.report.origin import Origin

_BY_A_MODEL = (
    "This is a map by a model, not a survey: its areas are counted from pixels and carry its errors."
)
_BY_ANYONE = "The areas are counted from the map as it is, and carry its errors."
_LEVELS = ("1", "2", "3")
_FIGURES = (
    ("overall", "Agreement, %"),
    ("majority_floor", "Floor: commonest class alone, %"),
    ("f1_macro", "F1, mean of the classes, %"),
    ("mean_iou", "IoU, mean of the classes, %"),
)


def in_short(origin: Origin) -> str:
    """What a reader must know before the first number."""
    return f"{_BY_A_MODEL if origin.model else _BY_ANYONE} More on that under What to keep in mind."


def model(result: Mapping[str, Any], origin: Origin) -> str:
    """Which model made the map, what it was trained on, how it was tested, and what it cannot show."""
    if not origin.model:
        return page.paragraph("Which model made this map is not known.")
    card, made_by = origin.card or {}, origin.model
    training = card.get("training") or {}
    named = f"{made_by.get('name', '')} {made_by.get('version', '')}".strip()
    shown = {
        "Model": f"{made_by['title']} ({named})" if made_by.get("title") else named,
        "Model file": f"sha256 {str(made_by.get('sha256', ''))[:16]}…",
        "Description": str(card.get("description", "")),
        "Trained in": ", ".join(str(country) for country in training.get("countries") or ()),
        "It cannot show": "; ".join(label(code) for code in result["cannot_predict"]),
        "Licence of the model": str(card.get("licence", "")),
    }
    return page.facts(shown) + _sets(training) + _test(card.get("metrics") or {})


def _sets(training: Mapping[str, Any]) -> str:
    sets = [item for item in training.get("sets") or () if isinstance(item, Mapping)]
    if not sets:
        return ""
    keys = ("name", "use", "licence", "citation")
    rows = [[str(item.get(key) or "–") for key in keys] for item in sets]
    return page.table("What the model was trained on", ["Data", "Used for", "Licence", "To be cited"], rows)


def _test(metrics: Mapping[str, Any]) -> str:
    """The figures of the card with the split they were measured on; also those of a cross-validation."""
    parts = []
    if any(metrics.get(f"level{level}") for level in _LEVELS):
        parts.append(
            page.paragraph(f"Measured on: {str(metrics.get('split') or 'not stated').rstrip('.')}.")
            + _test_table("Agreement with labels on imagery the model was not trained on", metrics)
        )
    crossed = metrics.get("crossvalidation") or {}
    if any(crossed.get(f"level{level}") for level in _LEVELS):
        parts.append(
            page.paragraph(f"Measured on: {str(crossed.get('what') or 'not stated').rstrip('.')}.")
            + _test_table("The same recipe, with each part of the imagery held out in turn", crossed)
            + _ranges(crossed)
        )
    return "".join(parts) or page.paragraph("The model's card has no figures of a test.")


def _test_table(caption: str, metrics: Mapping[str, Any]) -> str:
    rows = [
        [str(level), found.get("classes"), *(page.part(found.get(key)) for key, _ in _FIGURES)]
        for level in _LEVELS
        if (found := metrics.get(f"level{level}"))
    ]
    return page.table(caption, ["Level", "Classes", *(words for _, words in _FIGURES)], rows)


def _ranges(crossed: Mapping[str, Any]) -> str:
    folds = [fold.get("overall") or () for fold in crossed.get("folds") or ()]
    parts = [
        f"level {level}: {100 * min(values):.1f} to {100 * max(values):.1f} %"
        for level, values in zip(_LEVELS, zip(*folds))
    ]
    return page.paragraph(f"From place to place agreement differs: {', '.join(parts)}.") if parts else ""


def how_made(result: Mapping[str, Any], origin: Origin) -> str:
    """Map and scene with their dates, settings and software, and who is to be named."""
    grid, map_ = result["grid"], result["map"]
    record = origin.record
    description = record.get("description") or {}
    bands = ", ".join(f"{b['band']} from {b['how']}" for b in description.get("bands") or ())
    made_by_corina = bool(origin.model or origin.record)
    facts = page.facts(
        {
            "Map": f"{map_['path']} (level {map_['level']}, {map_['report'].get('how') or map_['kind']})",
            "Grid": f"{grid['width']:,} x {grid['height']:,} px of {grid['resolution_m']:g} m, {grid['crs'][:40]}",
            "Scene": origin.scene,
            "Imagery of": origin.date or ("not known" if origin.scene else ""),
            "Product": str(description.get("product") or ""),
            "Bands": bands,
            "Reflectance": str(description.get("scale_how") or ""),
            "Resampling": str(description.get("resampled") or ""),
            "Left out": str(description.get("mask") or ""),
            "Area of interest": _area(record),
            "Settings": _settings(record.get("options") or {}),
            "Generalised": origin.generalised,
            "Computed on": _device(record),
            "Classified": str(record.get("ended") or "")[:16].replace("T", " "),
            "Map written by": origin.software,
            "To be named": sentinel_credits(origin.date) if made_by_corina else "",
            "Software of the report": ", ".join(f"{n} {v}" for n, v in result["versions"].items()),
        }
    )
    told = [str(sentence) for sentence in record.get("warnings") or ()]
    return facts + page.notice(told, "Said when the map was made")


def _area(record: Mapping[str, Any]) -> str:
    return area_text(record.get("area"), "the whole scene") if record else ""


def _settings(options: Mapping[str, Any]) -> str:
    """The settings of a classification that bear on the map."""
    if not options:
        return ""
    overlap = options.get("overlap")
    parts = [
        f"tiles: {options['tile']} px" if options.get("tile") else "tiles: the model's own",
        "overlap: the model's own" if overlap is None else f"overlap: {100 * overlap:g} % of the tile",
        f"confidence raster: {'yes' if options.get('confidence') else 'no'}",
        f"polygons: {'yes' if options.get('polygons') else 'no'}",
    ]
    if options.get("sea_at_coast"):
        parts.append("sea within some 10 km of the coast only")
    if options.get("polygons") and (options.get("minimum_unit_ha") or options.get("minimum_width_m")):
        parts.append(
            f"polygons from {options.get('minimum_unit_ha') or 0:g} ha and {options.get('minimum_width_m') or 0:g} m "
            "width; the rasters are not generalised"
        )
    return "; ".join(parts)


def _device(record: Mapping[str, Any]) -> str:
    device, timing = record.get("device") or {}, record.get("timing") or {}
    if not device:
        return ""
    seconds = timing.get("seconds")
    text = str(device.get("used", "")).upper()
    if device.get("threads"):
        text += f", {device['threads']} threads"
    return text + (f", {seconds:,.0f} s" if isinstance(seconds, (int, float)) else "")


def caveats(result: Mapping[str, Any], origin: Origin) -> list[str]:
    """What limits the map, as sentences."""
    said = [
        "The areas are counted from pixels: they carry the map's errors, and are no estimates with an interval. For "
        "areas with a margin of error draw a sample, label it and run the accuracy assessment.",
    ]
    if origin.model:
        said.append(
            "Agreement with CORINE is not accuracy, and the figures of the model are from other places and dates than "
            "this map: CORINE is a map itself, with errors of its own. How right this map is here, only a sample "
            "labelled here can tell."
        )
    if result["confidence"]:
        said.append("Confidence is the model's own word: a model can be sure and wrong.")
    unit = "CORINE's smallest unit is 25 ha and 100 m wide."
    if origin.generalised:
        said.append(f"{unit} This map was generalised, by the rule above.")
    elif origin.model:
        said.append(
            f"{unit} This map has pixels of {result['grid']['resolution_m']:g} m and shows what CORINE generalises "
            "away: its areas are not those of CORINE even where both are right. Generalise it to compare areas."
        )
    else:
        said.append(
            f"{unit} A map that shows smaller areas has other class areas than CORINE even where both are right."
        )
    if origin.model or result["date"]:
        day = result["date"] or "which is not known"
        said.append(
            f"The map shows one day, {day}: crops, water levels, snow and clearings look otherwise on another, and "
            "what is told by its course through the year, such as arable land and pasture, is easily mixed up."
        )
    else:
        said.append("The date the map shows is not known.")
    if result["cannot_predict"]:
        said.append(
            f"The model tells {len(result['codes'])} of 44 classes apart: what is one of the other "
            f"{len(result['cannot_predict'])} on the ground is shown as another class."
        )
    return said
