"""The two maps of a comparison as layers in the official colours, for projects that do not have them."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, List, Mapping, Optional, Sequence

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFeatureRequest,
    QgsFillSymbol,
    QgsLayerMetadata,
    QgsMapLayer,
    QgsPalettedRasterRenderer,
    QgsProject,
    QgsProviderRegistry,
    QgsRasterLayer,
    QgsRendererCategory,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QVariant

from corina.clc import CODES, Level, classes_by_value
from corina.engine.jobs import Encoding
from corina.plugin.views import OWN_KEYWORD
from corina.ui.change_table import swatch
from corina.ui.class_names import class_label

SIDES = ("prediction", "reference")
_LEVELS = {Encoding.GRID: Level.L3, Encoding.LEVEL2: Level.L2, Encoding.LEVEL1: Level.L1}
_LOOKED_AT = 20
"""Polygons that are looked at to tell the level of their codes."""


def missing_sides(project: QgsProject, result: Mapping[str, Any]) -> List[QgsMapLayer]:
    """The maps of a comparison that no layer of the project shows, as new layers that are not in it yet."""
    layers = list(project.mapLayers().values())
    made = [
        side_layer(result, side)
        for side in SIDES
        if not any(shows(layer, result.get(side) or {}) for layer in layers)
    ]
    return [layer for layer in made if layer is not None]


def shows(layer: QgsMapLayer, facts: Mapping[str, Any]) -> bool:
    """Whether a layer shows one of the two maps (facts: a side of the result); both may be in one file."""
    file, *parts = layer.source().split("|")
    table = str(facts.get("layer") or "")
    same_file = bool(facts.get("path")) and Path(file) == Path(str(facts["path"]))
    return same_file and (not table or _table(file, parts) == table)


def _table(file: str, parts: Sequence[str]) -> str:
    """The layer of a file that a source opens: by its name, by its number, or the first one."""
    given = dict(part.split("=", 1) for part in parts if "=" in part)
    if "layername" in given:
        return given["layername"]
    names = [found.name() for found in QgsProviderRegistry.instance().querySublayers(file)]
    number = int(given["layerid"]) if given.get("layerid", "").isdigit() else 0
    return names[number] if number < len(names) else ""


def side_layer(result: Mapping[str, Any], side: str) -> Optional[QgsMapLayer]:
    """One of the two maps (a name of SIDES) in the official colours; None when its file cannot be opened."""
    facts: Mapping[str, Any] = result.get(side) or {}
    path, name = str(facts.get("path") or ""), str(facts.get("name") or side)
    if not path:
        return None
    if facts.get("kind") == "polygons":
        table = str(facts.get("layer") or "")
        polygons = QgsVectorLayer(f"{path}|layername={table}" if table else path, name, "ogr")
        if not polygons.isValid():
            return None
        style_classes(polygons, str(facts.get("field") or ""))
        return polygons
    raster = QgsRasterLayer(path, name, "gdal")
    if not raster.isValid():
        return None
    _style_raster(raster, str(facts.get("encoding") or ""))
    metadata = QgsLayerMetadata(raster.metadata())
    metadata.setKeywords({**metadata.keywords(), "gmd:topicCategory": ["land cover", OWN_KEYWORD]})
    raster.setMetadata(metadata)
    return raster


def styled_reference(layer: QgsVectorLayer, field: str) -> QgsVectorLayer:
    """A copy of a layer of CORINE polygons in the official colours, by its class field."""
    copy = layer.clone()
    style_classes(copy, field)
    return copy


def style_classes(layer: QgsVectorLayer, field: str) -> None:
    """Give CORINE polygons the official colours, by their class field; without that field they stay as they are."""
    index = layer.fields().lookupField(field)
    if index < 0:
        return
    is_text = layer.fields().at(index).type() == QVariant.Type.String
    categories = []
    for code in CODES[_level(layer, index)]:
        symbol = QgsFillSymbol.createSimple(
            {"color": swatch(code).name(), "outline_color": "#555555", "outline_width": "0.1"}
        )
        categories.append(QgsRendererCategory(str(code) if is_text else code, symbol, class_label(code)))
    layer.setRenderer(QgsCategorizedSymbolRenderer(layer.fields().at(index).name(), categories))


def _level(layer: QgsVectorLayer, index: int) -> Level:
    """The level whose codes the first polygons have; level 3 when they have none."""
    request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry)
    request.setSubsetOfAttributes([index]).setLimit(_LOOKED_AT)
    values = {str(feature.attribute(index)) for feature in layer.getFeatures(request)}
    return next((level for level in Level if values & {str(code) for code in CODES[level]}), Level.L3)


def _style_raster(layer: QgsRasterLayer, encoding: str) -> None:
    """Colour a raster of classes. One of unknown encoding stays as QGIS shows it."""
    if encoding not in {known.value for known in Encoding}:
        return
    level = _LEVELS.get(Encoding(encoding))
    codes: Dict[int, int] = (
        {code: code for code in CODES[Level.L3]}
        if level is None
        else {value: found.code for value, found in classes_by_value(level).items()}
    )
    classes = [
        QgsPalettedRasterRenderer.Class(value, swatch(code), class_label(code))
        for value, code in codes.items()
    ]
    layer.setRenderer(QgsPalettedRasterRenderer(layer.dataProvider(), 1, classes))
