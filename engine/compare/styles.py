"""Styles of QGIS beside the files of a comparison, so that they look the same when they are opened by themselves, and a
template to print them.

The format is that of QGIS's own .qml files, as versions 3.22 and later read it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from corina.clc import CLASSES
from corina.clc.change_style import (
    CASING,
    CASING_MM,
    FILL_ALPHA,
    HATCH_ANGLE,
    HATCH_DISTANCE_MM,
    HATCH_MM,
    LABEL,
    LABEL_PT,
    LABEL_SCALE,
    OUTLINE,
    OUTLINE_MM,
    UNCHANGED_ALPHA,
    WRITER,
    is_own_style,
    unchanged_colour,
)

_DOCTYPE = b"<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
_VERSION = "3.22.0"
LAYOUT = "layout.qpt"
"""Written by QGIS 3.22 (.ci/make_layout_template.py); it shows the map of the project it is used in."""


def from_to_style(pairs: Sequence[Mapping[str, Any]], factor: int) -> bytes:
    """The style of the from-to raster: what changed in the colour of the new class, the rest grey after it; largest
    first.

    pairs: as in the result's `from_to`. factor: of the code from in a value.
    """
    root = _root()
    renderer = ElementTree.SubElement(
        ElementTree.SubElement(root, "pipe"), "rasterrenderer",
        type="paletted", band="1", opacity="1", alphaBand="-1", nodataColor="",
    )  # fmt: skip
    ElementTree.SubElement(renderer, "rasterTransparency")
    palette = ElementTree.SubElement(renderer, "colorPalette")
    for pair in sorted(pairs, key=lambda pair: (pair["code_from"] == pair["code_to"], -pair["area_ha"])):
        of, to = pair["code_from"], pair["code_to"]
        same = of == to
        ElementTree.SubElement(
            palette,
            "paletteEntry",
            value=str(of * factor + to),
            color="#{:02x}{:02x}{:02x}".format(*(unchanged_colour(to) if same else CLASSES[to].colour)),
            alpha=str(UNCHANGED_ALPHA if same else 255),
            label=f"{CLASSES[to].label}, unchanged" if same else f"{of} \u2192 {CLASSES[to].label}",
        )
    ElementTree.SubElement(root, "blendMode").text = "0"
    return _written(root)


def leave_layout(work: Path, folder: Path) -> None:
    """Put the template of a print layout into `work`, unless `folder` has one that a user changed or made."""
    there = folder / LAYOUT
    if not there.exists() or is_own_style(there):
        (work / LAYOUT).write_bytes(resources.files(__package__).joinpath(LAYOUT).read_bytes())


def keep_own_styles(work: Path, folder: Path) -> list[str]:
    """Leave out styles in `work` that would replace one a user made for a file of the same name in `folder`.

    Returns the names of the styles that stay.
    """
    kept = []
    for style in sorted(work.glob("*.qml")):
        there = folder / style.name
        if there.exists() and not is_own_style(there):
            style.unlink()
            kept.append(style.name)
    return kept


def changes_style(pairs: Iterable[tuple[int, int]]) -> bytes:
    """The style of change polygons: outlined, and hatched in the colour of the new class. pairs: codes from, to."""
    root = _root()
    renderer = ElementTree.SubElement(
        root, "renderer-v2",
        type="categorizedSymbol", attr="code_to", symbollevels="0", enableorderby="0", forceraster="0",
    )  # fmt: skip
    categories = ElementTree.SubElement(renderer, "categories")
    symbols = ElementTree.SubElement(renderer, "symbols")
    for number, code in enumerate(sorted({to for _, to in pairs})):
        ElementTree.SubElement(
            categories, "category",
            symbol=str(number), value=str(code), label=f"now {CLASSES[code].label}", render="true",
        )  # fmt: skip
        colour = CLASSES[code].colour
        symbol = ElementTree.SubElement(
            symbols, "symbol", type="fill", name=str(number), alpha="1", clip_to_extent="1"
        )
        fill = {"color": _rgba(colour, FILL_ALPHA), "style": "solid", "outline_style": "solid"}
        _layer(symbol, "SimpleFill", {**fill, "outline_color": _rgba(CASING), "outline_width": CASING_MM})
        hatch = _layer(
            symbol,
            "LinePatternFill",
            {"angle": HATCH_ANGLE, "distance": HATCH_DISTANCE_MM, "distance_unit": "MM"},
        )
        line = ElementTree.SubElement(hatch, "symbol", type="line", name=f"@{number}@1", alpha="1")
        _layer(
            line, "SimpleLine", {"line_color": _rgba(colour), "line_width": HATCH_MM, "line_style": "solid"}
        )
        edge = {"color": _rgba(colour, 0), "style": "no", "outline_style": "solid"}
        _layer(symbol, "SimpleFill", {**edge, "outline_color": _rgba(OUTLINE), "outline_width": OUTLINE_MM})
    _label(root)
    text = "code_from || ' \u2192 ' || code_to || ', ' || round(area_ha, 1) || ' ha'"
    ElementTree.SubElement(root, "previewExpression").text = text
    return _written(root)


def _label(root: ElementTree.Element) -> None:
    """Both codes inside the polygon, where the map is large enough for them."""
    root.set("labelsEnabled", "1")
    settings = ElementTree.SubElement(
        ElementTree.SubElement(root, "labeling", type="simple"), "settings", calloutType="simple"
    )
    style = ElementTree.SubElement(
        settings, "text-style",
        fieldName=LABEL, isExpression="1", fontSize=str(LABEL_PT), fontSizeUnit="Point", textColor="0,0,0,255",
    )  # fmt: skip
    ElementTree.SubElement(
        style,
        "text-buffer",
        bufferDraw="1",
        bufferSize="0.5",
        bufferSizeUnits="MM",
        bufferColor="255,255,255,255",
    )
    ElementTree.SubElement(settings, "placement", placement="4", fitInPolygonOnly="1")
    ElementTree.SubElement(
        settings, "rendering", scaleVisibility="1", scaleMin="0", scaleMax=str(LABEL_SCALE), drawLabels="1"
    )


def _root() -> ElementTree.Element:
    return ElementTree.Element("qgis", version=_VERSION, writer=WRITER, styleCategories="Symbology")


def _layer(symbol: ElementTree.Element, kind: str, values: Mapping[str, object]) -> ElementTree.Element:
    layer = ElementTree.SubElement(
        symbol, "layer", {"class": kind, "enabled": "1", "locked": "0", "pass": "0"}
    )
    options = ElementTree.SubElement(layer, "Option", type="Map")
    for name, value in values.items():
        ElementTree.SubElement(options, "Option", type="QString", name=name, value=str(value))
    return layer


def _rgba(colour: Sequence[int], alpha: int = 255) -> str:
    return ",".join(str(part) for part in (*colour, alpha))


def _written(root: ElementTree.Element) -> bytes:
    return _DOCTYPE + bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=False))
