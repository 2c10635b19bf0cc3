"""Turns the result of a classification into styled layers: official colours and class names, in one group."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Dict, List, Optional, Tuple

from qgis.core import (
    Qgis,
    QgsCategorizedSymbolRenderer,
    QgsColorRampShader,
    QgsFillSymbol,
    QgsLayerMetadata,
    QgsLayerTreeGroup,
    QgsMapLayer,
    QgsMessageLog,
    QgsPalettedRasterRenderer,
    QgsProject,
    QgsRasterLayer,
    QgsRasterShader,
    QgsRendererCategory,
    QgsSingleBandPseudoColorRenderer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtGui import QColor

from corina.clc import Level, classes_by_value
from corina.ui.class_names import class_label

_CONFIDENCE_COLOURS: Sequence[Tuple[int, Tuple[int, int, int]]] = (
    (0, (68, 1, 84)),
    (25, (59, 82, 139)),
    (50, (33, 145, 140)),
    (75, (94, 201, 98)),
    (100, (253, 231, 37)),
)
"""Viridis at five values in percent: even steps of lightness, readable with any colour vision."""


def add_classification(project: QgsProject, result: Mapping[str, Any]) -> QgsLayerTreeGroup:
    """Add the maps of a result to a project, in a group on top of the layer tree that is named after scene and date.

    Level 3 is shown and unfolded, the others are there to be switched on. Layers of earlier runs stay. Call
    it in the GUI thread. result: data of a `classify` job, as in docs/jobs.md. Raises FileNotFoundError when
    none of its files can be opened.
    """
    layers = _layers(result)
    if not layers:
        raise FileNotFoundError(
            _tr("The maps in {folder} cannot be opened: were they moved or deleted?").format(
                folder=result["output_dir"]
            )
        )
    group = project.layerTreeRoot().insertGroup(0, group_name(result))
    for position, layer in enumerate(layers):
        project.addMapLayer(layer, False)
        node = group.addLayer(layer)
        node.setItemVisibilityChecked(position == 0)
        node.setExpanded(position == 0)
    # The tree view unfolds a group only when this changes, and only once the group has children.
    group.setExpanded(False)
    group.setExpanded(True)
    return group


def group_name(result: Mapping[str, Any]) -> str:
    """The scene's name and, unless the name says it, its date when it is known."""
    name, day = str(result.get("scene") or result.get("name")), str(result.get("date") or "")
    return name if day in name else f"{name} {day}"


def level_layer(result: Mapping[str, Any], level: Level) -> Optional[QgsRasterLayer]:
    """The styled map of one level; None when its file cannot be opened."""
    path = result["outputs"].get(f"level{int(level)}")
    layer = (
        QgsRasterLayer(path, _tr("CORINE level {level}").format(level=int(level)), "gdal") if path else None
    )
    if layer is None or not layer.isValid():
        return None
    style_level(layer, level, values_present(result, level))
    describe(layer, result)
    return layer


def values_present(result: Mapping[str, Any], level: Level) -> List[int]:
    """The raster values of the classes that occur in the map of a level."""
    return [int(entry["value"]) for entry in result["levels"][str(int(level))]]


def style_level(layer: QgsRasterLayer, level: Level, values: Optional[Iterable[int]] = None) -> None:
    """Give a class raster the official colours and names. values: the raster values in the legend, None for
    all classes.
    """
    shown = None if values is None else set(values)
    classes = [
        QgsPalettedRasterRenderer.Class(value, QColor(*cls.colour), class_label(cls.code))
        for value, cls in classes_by_value(level).items()
        if shown is None or value in shown
    ]
    layer.setRenderer(QgsPalettedRasterRenderer(layer.dataProvider(), 1, classes))


def style_confidence(layer: QgsRasterLayer) -> None:
    """Colour a confidence raster from 0 to 100 percent."""
    function = QgsColorRampShader(0.0, 100.0, None, QgsColorRampShader.Type.Interpolated)
    function.setColorRampItemList(
        [
            QgsColorRampShader.ColorRampItem(value, QColor(*colour), f"{value} %")
            for value, colour in _CONFIDENCE_COLOURS
        ]
    )
    shader = QgsRasterShader(0.0, 100.0)
    shader.setRasterShaderFunction(function)
    renderer = QgsSingleBandPseudoColorRenderer(layer.dataProvider(), 1, shader)
    renderer.setClassificationMin(0.0)
    renderer.setClassificationMax(100.0)
    layer.setRenderer(renderer)


def style_polygons(
    layer: QgsVectorLayer, codes: Optional[Iterable[int]] = None, level: Level = Level.L3
) -> None:
    """Colour polygons by the field of a level, such as code_3. codes: those in the legend, None for all classes."""
    shown = None if codes is None else set(codes)
    categories = []
    for cls in classes_by_value(level).values():
        if shown is None or cls.code in shown:
            colour = QColor(*cls.colour)
            symbol = QgsFillSymbol.createSimple(
                {"color": colour.name(), "outline_color": colour.darker(130).name(), "outline_width": "0.1"}
            )
            categories.append(QgsRendererCategory(cls.code, symbol, class_label(cls.code)))
    layer.setRenderer(QgsCategorizedSymbolRenderer(f"code_{int(level)}", categories))


def describe(layer: QgsMapLayer, result: Mapping[str, Any]) -> None:
    """Write down in the layer's metadata how it was made, how far it can be trusted and whom to name."""
    model = result.get("model") or {}
    metadata = QgsLayerMetadata(layer.metadata())
    metadata.setTitle(f"{layer.name()}, {group_name(result)}")
    metadata.setAbstract(
        _tr(
            "Land cover in the classes of the CORINE nomenclature, predicted from {scene} by the network "
            "“{model}” (version {version}) "
            "on {when} with Corina. It is a prediction, not a survey: figures in the model card are "
            "agreement with CORINE on places "
            "kept from training, not accuracy on the ground."
        ).format(
            scene=group_name(result),
            model=model.get("title") or model.get("name"),
            version=model.get("version"),
            when=str(result.get("ended") or date.today().isoformat())[:10],
        )
    )
    year = str(result.get("date") or "")[:4]
    metadata.setRights(
        [
            _tr("Contains modified Copernicus Sentinel data {year}").format(year=year).strip(),
            _tr(
                "CORINE Land Cover nomenclature and colours: European Union, Copernicus Land Monitoring "
                "Service, European Environment Agency (EEA)"
            ),
        ]
    )
    metadata.setKeywords({**metadata.keywords(), "gmd:topicCategory": ["land cover", "CORINE Land Cover"]})
    metadata.setHistory(
        [_tr("Classified on {device}.").format(device=(result.get("device") or {}).get("used", "?"))]
    )
    metadata.setCrs(layer.crs())
    layer.setMetadata(metadata)


def _layers(result: Mapping[str, Any]) -> List[QgsMapLayer]:
    """All layers of a result from top to bottom, without those that cannot be opened."""
    found: List[Optional[QgsMapLayer]] = [
        level_layer(result, level) for level in (Level.L3, Level.L2, Level.L1)
    ]
    outputs: Dict[str, Optional[str]] = result["outputs"]
    if outputs.get("confidence"):
        confidence = QgsRasterLayer(outputs["confidence"], _tr("Confidence (%)"), "gdal")
        if confidence.isValid():
            style_confidence(confidence)
            describe(confidence, result)
        found.append(confidence if confidence.isValid() else None)
    if outputs.get("polygons"):
        polygons = QgsVectorLayer(outputs["polygons"], _tr("CORINE polygons"), "ogr")
        if polygons.isValid():
            style_polygons(polygons, [int(entry["code"]) for entry in result["levels"]["3"]])
            describe(polygons, result)
        found.append(polygons if polygons.isValid() else None)
    if None in found:
        QgsMessageLog.logMessage(
            f"Some maps in {result['output_dir']} cannot be opened.",
            "Corina",
            Qgis.MessageLevel.Warning,
            False,
        )
    return [layer for layer in found if layer is not None]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Layers", text)
