"""The report of one classified map: one HTML page for those who were not there when it was made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from corina.clc import CLASSES, CONFIDENCE_NODATA, Level, parent
from corina.engine.confidence import STEPS
from corina.engine.report import charts, maps, page
from corina.engine.report.classification_facts import caveats, how_made, in_short, model
from corina.engine.report.facts import label, swatch
from corina.engine.report.origin import Origin

_DPI = 160
"""Of the maps: the least that is crisp in print."""
_LABEL = 40
"""Characters of a class's name beside its bar."""
# Dark to light as in "cividis" (Nunez et al. 2018): alike for every colour vision, and in order in grey.
_CONFIDENCE_COLOURS = ((0, 34, 78), (70, 80, 108), (125, 124, 120), (189, 175, 111), (254, 232, 56))


@dataclass(frozen=True)
class Views:
    """Pictures of a map, north up, all of the same extent and as many pixels.

    codes: [rows, columns] at the map's level, 0 for no class. confidence: percent, 255 for none; None without it.
    scene: RGB; None without one. scene_name: what it is called. metres: edge of a pixel.
    """

    codes: npt.NDArray[Any]
    confidence: npt.NDArray[Any] | None
    scene: maps.Pixels | None
    scene_name: str
    metres: float


def classification_report(result: Mapping[str, Any], views: Views, origin: Origin) -> str:
    """The report as HTML. result: of a ClassificationReportJob (docs/jobs.md)."""
    name = result["scene"] or result["map"]["name"]
    sections = [
        page.Section("In short", _summary(result, origin)),
        page.Section("Maps", _maps(result, views)),
        page.Section("Class areas", _areas(result)),
        page.Section("Confidence", _confidence(result, views)),
        page.Section("The model", model(result, origin)),
        page.Section("How this was made", how_made(result, origin)),
        page.Section("What to keep in mind", page.bullets(caveats(result, origin))),
    ]
    footer = f"Corina {result['versions']['corina']}, {result['ended'][:16].replace('T', ' ')} UTC."
    return page.page(f"Land cover of {name}", _lead(result, origin), sections, footer)


def _lead(result: Mapping[str, Any], origin: Origin) -> str:
    levels = "level 1" if result["level"] == 1 else f"levels 1 to {result['level']}"
    text = f"Classes of CORINE Land Cover at {levels}"
    if origin.model:
        text += f", classified by {origin.model.get('title') or origin.model['name']}"
    if result["date"]:
        text += f" from imagery of {result['date']}"
    return text + "."


def _summary(result: Mapping[str, Any], origin: Origin) -> str:
    finest = result["levels"][str(result["level"])]
    largest = max(finest, key=lambda c: c["pixels"])
    figures = [
        (
            "Mapped",
            page.number(result["total_ha"], 0 if result["total_ha"] >= 100 else 1, "ha"),
            f"in pixels of {result['grid']['resolution_m']:g} m",
        ),
        ("Classes", str(len(finest)), f"at level {result['level']}"),
        ("Largest class", page.part(largest["percent"] / 100, unit="%"), label(largest["code"])),
    ]
    if result["confidence"]:
        mean = page.number(result["confidence"]["mean"], 0, "%")
        figures.append(("Confidence", mean, "mean, by the model itself; not accuracy"))
    notes = [text for text in (result["not_known"], *result["warnings"]) if text]
    return page.key_figures(figures) + page.notice(notes) + page.paragraph(in_short(origin))


def _maps(result: Mapping[str, Any], views: Views) -> str:
    finest, name = Level(result["level"]), result["scene"] or result["map"]["name"]
    drawn = {level: _map(views, level, str(name)) for level in Level if level < finest}
    parts = [page.paragraph("All pictures show the same area, north up.")]
    if views.scene is not None:
        date = f", {result['date']}" if result["date"] and views.scene_name == result["scene"] else ""
        alt = f"The scene {views.scene_name} in natural colours."
        picture = maps.map_picture(views.scene, views.metres, alt, dpi=_DPI)
        caption = f"The scene {views.scene_name}{date}, natural colours."
        parts.append(page.figures([(picture, caption), _map(views, finest, str(name))]))
    else:
        rows, columns = views.codes.shape
        # A tall map of the page's width would not fit a printed page.
        width = charts.FULL_WIDTH * (0.75 if columns >= rows else 0.5)
        parts.append(page.figure(*_map(views, finest, str(name), width)))
    parts.append(_legend(result, finest))
    coarser = sorted(drawn, reverse=True)
    if coarser:
        parts.append(page.figures([drawn[level] for level in coarser]))
        parts += [_legend(result, level) for level in coarser]
    return "".join(parts)


def _map(
    views: Views, level: Level, name: str, width: float = charts.FULL_WIDTH / 2
) -> tuple[page.Picture, str]:
    codes = _at_level(views.codes, level)
    words = maps.legend_words(int(code) for code in np.unique(codes) if code)
    picture = maps.map_picture(
        maps.class_colours(codes),
        views.metres,
        f"Map of {name} at level {int(level)} with the classes {words}.",
        width=width,
        dpi=_DPI,
    )
    return picture, f"Level {int(level)}, colours of the CORINE legend."


def _at_level(codes: npt.NDArray[Any], level: Level) -> npt.NDArray[np.uint16]:
    """Codes of any level as those of a coarser one; classes coarser than it stay what they are."""
    table = np.arange(1000, dtype=np.uint16)
    for code, land_cover in CLASSES.items():
        if land_cover.level >= level:
            table[code] = parent(code, level)
    return np.asarray(table[codes], np.uint16)


def _legend(result: Mapping[str, Any], level: Level) -> str:
    """The classes of a level that occur anywhere on the map, also where the picture is too coarse to show them."""
    classes = [swatch(c["code"]) for c in result["levels"][str(int(level))]]
    return page.paragraph(f"Level {int(level)}:") + page.legend(classes)


def _areas(result: Mapping[str, Any]) -> str:
    left = result["no_data_ha"]
    text = f"Pixels of each class times their area; percent of the {page.number(result['total_ha'], 1, 'ha')} mapped."
    if left:
        text += f" {page.number(left, 1, 'ha')} of the map have no class."
    levels = range(result["level"], 0, -1)
    return page.paragraph(text) + "".join(_areas_of(result, level) for level in levels)


def _areas_of(result: Mapping[str, Any], level: int) -> str:
    classes = sorted(result["levels"][str(level)], key=lambda c: -c["pixels"])
    shown = [(_hectares(c["area_ha"]), page.part(c["percent"] / 100)) for c in classes]
    chart = charts.bars(
        [charts.shortened(label(c["code"]), _LABEL) for c in classes],
        [c["area_ha"] for c in classes],
        [tuple(c["colour"]) for c in classes],
        [f"{ha} ha, {share} %" for ha, share in shown],
        axis=f"area at level {level}, ha",
    )
    # It is that of the level-3 class: beside a class of a coarser level it would be taken for that one's.
    known = result["confidence"] is not None and level == result["level"]
    more = ["Mean confidence at level 3, %"] if known else []
    header = ["Class", "Pixels", "Area, ha", "% of the mapped area", *more]
    rows = [
        [
            swatch(c["code"]),
            c["pixels"],
            *words,
            *([page.number(c["confidence_mean"], 0)] if known else []),
        ]
        for c, words in zip(classes, shown)
    ]
    pixels = sum(c["pixels"] for c in classes)
    total = ["All", pixels, _hectares(sum(c["area_ha"] for c in classes)), "100.0"]
    if pixels * result["grid"]["resolution_m"] ** 2 / 10_000 < result["total_ha"] - 1e-3:
        total[-1] = page.part(sum(c["percent"] for c in classes) / 100)
    if known:
        total.append(page.number(result["confidence"]["mean"], 0))
    caption = f"Class areas at level {level}"
    return page.figure(chart, f"{caption}, the largest first.") + page.table(
        caption, header, rows, total=total
    )


def _hectares(area_ha: float) -> str:
    return "< 0.1" if 0 < area_ha < 0.05 else page.number(area_ha, 1)


def _confidence(result: Mapping[str, Any], views: Views) -> str:
    found = result["confidence"]
    if found is None or views.confidence is None:
        return page.paragraph(
            "There is no confidence raster beside the map. Classify with a confidence map (Advanced, or --confidence) "
            "to see where the model is unsure."
        )
    text = page.paragraph(
        "How probable the model itself holds the level-3 class it chose, in percent. It tells where to look first "
        "and which classes it is unsure of; how often it is right at a given confidence was not measured on this map. "
        f"{page.part(found['unsure_percent'] / 100, unit='%')} of the area is below {found['unsure_below']} %."
    )
    words = [f"{low} to {high} %" for low, high in STEPS]
    shares = [page.part(step["percent"] / 100, unit="%") for step in found["steps"]]
    alt = f"Map of the confidence: {', '.join(f'{s} of the area {w}' for s, w in zip(shares, words))}."
    picture = maps.map_picture(_confidence_colours(views.confidence), views.metres, alt, dpi=_DPI)
    beside = _map(views, Level(result["level"]), str(result["scene"] or result["map"]["name"]))
    key = [
        page.Swatch(f"{w} confidence: {s} of the area", c)
        for w, s, c in zip(words, shares, _CONFIDENCE_COLOURS)
    ]
    classes = sorted(result["levels"][str(result["level"])], key=lambda c: c["confidence_mean"] or 0.0)
    rows = [
        [
            swatch(c["code"]),
            page.number(c["confidence_mean"], 1),
            None if c["unsure_percent"] is None else page.part(c["unsure_percent"] / 100),
            _hectares(c["area_ha"]),
        ]
        for c in classes
    ]
    header = ["Class", "Mean confidence, %", f"% of it below {found['unsure_below']} %", "Area, ha"]
    return (
        text
        + page.figures([(picture, "Confidence: the darker, the less sure."), beside])
        + page.legend(key)
        + page.table("Confidence of each class, the least sure first", header, rows)
    )


def _confidence_colours(percent: npt.NDArray[Any]) -> maps.Pixels:
    """RGB of percent of confidence in steps, white where there is none."""
    table = np.full((256, 3), 255, np.uint8)
    for (low, high), colour in zip(STEPS, _CONFIDENCE_COLOURS):
        table[low : high + 1] = colour
    table[CONFIDENCE_NODATA] = 255
    return np.asarray(table[percent], np.uint8)
