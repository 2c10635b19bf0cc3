"""Turns the result of a comparison into styled layers in one group: differences, from-to, changes, agreement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Callable, List, Optional, Tuple

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFillSymbol,
    QgsGraduatedSymbolRenderer,
    QgsLayerMetadata,
    QgsLayerTreeGroup,
    QgsLinePatternFillSymbolLayer,
    QgsLineSymbol,
    QgsMapLayer,
    QgsPalettedRasterRenderer,
    QgsPalLayerSettings,
    QgsProject,
    QgsRasterLayer,
    QgsRendererCategory,
    QgsRendererRange,
    QgsSimpleFillSymbolLayer,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtGui import QColor

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
    unchanged_colour,
)
from corina.plugin.layer_edits import reopen
from corina.plugin.scene_layers import missing_scenes
from corina.plugin.side_layers import missing_sides
from corina.plugin.views import COMPARISON_KEYWORD, has_keyword
from corina.ui.change_table import swatch
from corina.ui.class_names import class_label

_OWN_NAME = "corina/group"
"""Property of the group of a comparison: the name it was given."""
_SHARES = (
    (0.0, 0.2, "#b2182b"),
    (0.2, 0.4, "#ef8a62"),
    (0.4, 0.6, "#f7f7f7"),
    (0.6, 0.8, "#67a9cf"),
    (0.8, 1.0, "#2166ac"),
)
"""Red to blue, told apart with any colour vision."""


def add_comparison(project: QgsProject, result: Mapping[str, Any]) -> QgsLayerTreeGroup:
    """Add the layers of a result to a project, in a group on top of the layer tree; the changes are shown. The two maps
    and their scenes are at its end, unless the project has them.

    Call it in the GUI thread. result: data of a `compare` job, as in docs/jobs.md. Raises FileNotFoundError when none
    of its files can be opened.
    """
    reopen_layers(project, result)
    before = _earlier_layers(project, result)
    layers = [layer for layer in _layers(result) if layer is not None]
    if not layers:
        raise FileNotFoundError(
            _tr("The layers in {folder} cannot be opened: were they moved or deleted?").format(
                folder=result.get("output_dir")
            )
        )
    layers += [*missing_sides(project, result), *missing_scenes(project, result)]
    group = _group_of(project, before)
    if group is None:
        group = project.layerTreeRoot().insertGroup(0, group_name(result))
    else:
        mine = {node.layerId() for node in group.findLayers()}
        project.removeMapLayers([layer.id() for layer in before if layer.id() in mine])
    group.setName(group_name(result))
    group.setCustomProperty(_OWN_NAME, group.name())
    for position, layer in enumerate(layers):
        project.addMapLayer(layer, False)
        node = group.insertLayer(position, layer)
        node.setItemVisibilityChecked(position == 0)
    group.setExpanded(False)
    group.setExpanded(True)
    # The tree view unfolds what it is given later than this: a layer is folded when it stands in an open group.
    for node in group.findLayers():
        node.setExpanded(True)
        node.setExpanded(False)
    return group


def _earlier_layers(project: QgsProject, result: Mapping[str, Any]) -> List[QgsMapLayer]:
    """The layers that an earlier comparison in the same folder added, whose files are this one's now, under the names
    that it gave them; what a user called otherwise is the user's.
    """
    wanted = {Path(str(path)) for path in (result.get("outputs") or {}).values() if path}
    return [
        layer
        for layer in project.mapLayers().values()
        if Path(layer.source().split("|")[0]) in wanted
        and has_keyword(layer, COMPARISON_KEYWORD)
        and layer.name() in _layer_names()
        and not (isinstance(layer, QgsVectorLayer) and layer.isModified())
    ]


def _layer_names() -> Tuple[str, ...]:
    return (
        _tr("Changes"),
        _tr("Official changes"),
        _tr("Agreement of each polygon"),
        _tr("Difference"),
        _tr("From – to"),
    )


def _group_of(project: QgsProject, layers: Sequence[QgsMapLayer]) -> Optional[QgsLayerTreeGroup]:
    """The group of a comparison in which most of these layers are; None without one, or where a user renamed it."""
    nodes = [project.layerTreeRoot().findLayer(layer.id()) for layer in layers]
    groups = [node.parent() for node in nodes if node is not None]
    own = [group for group in groups if group.customProperty(_OWN_NAME, "") == group.name() != ""]
    return max(own, key=own.count, default=None)


def reopen_layers(project: QgsProject, result: Mapping[str, Any]) -> None:
    """Let layers of the project that show files of this result open them anew: an earlier comparison in the same folder
    was replaced, and what is written through a layer that is open since then would go into the file that is gone.

    One with unsaved edits stays as it is: they are of the polygons of then.
    """
    wanted = {Path(str(path)) for path in (result.get("outputs") or {}).values() if path}
    for layer in project.mapLayers().values():
        if Path(layer.source().split("|")[0]) in wanted:
            reopen(layer)


def group_name(result: Mapping[str, Any]) -> str:
    """What was compared with what."""
    names = [str((result.get(side) or {}).get("name") or "?") for side in ("prediction", "reference")]
    return _tr("{map} compared with {reference}").format(map=names[0], reference=names[1])


def changes_layer(result: Mapping[str, Any]) -> Optional[QgsVectorLayer]:
    """The styled change polygons; None when their file cannot be opened."""
    return _vector(result, "changes", _tr("Changes"), lambda layer: style_changes(layer, result))


def _layers(result: Mapping[str, Any]) -> List[Optional[QgsMapLayer]]:
    """All layers from top to bottom."""
    return [
        changes_layer(result),
        _vector(result, "official", _tr("Official changes"), style_official),
        _vector(result, "polygon_agreement", _tr("Agreement of each polygon"), style_agreement),
        _raster(result, "difference", _tr("Difference"), lambda layer: style_difference(layer, result)),
        _raster(result, "from_to_raster", _tr("From – to"), lambda layer: style_from_to(layer, result)),
    ]


def _vector(
    result: Mapping[str, Any], key: str, name: str, style: Callable[[QgsVectorLayer], None]
) -> Optional[QgsVectorLayer]:
    path = (result.get("outputs") or {}).get(key)
    layer = QgsVectorLayer(path, name, "ogr") if path else None
    if layer is None or not layer.isValid():
        return None
    style(layer)
    _describe(layer, result)
    return layer


def _raster(
    result: Mapping[str, Any], key: str, name: str, style: Callable[[QgsRasterLayer], None]
) -> Optional[QgsRasterLayer]:
    path = (result.get("outputs") or {}).get(key)
    layer = QgsRasterLayer(path, name, "gdal") if path else None
    if layer is None or not layer.isValid():
        return None
    style(layer)
    _describe(layer, result)
    return layer


def style_changes(layer: QgsVectorLayer, result: Mapping[str, Any]) -> None:
    """Hatch change polygons in the colour of the new class, in an outline that stands out from every map."""
    place = layer.fields().lookupField("code_to")
    codes = sorted(int(code) for code in layer.uniqueValues(place) if code) if place >= 0 else []
    categories = []
    for code in codes:
        symbol = _hatched(swatch(code))
        label = _tr("now {name}").format(name=class_label(code))
        categories.append(QgsRendererCategory(code, symbol, label))
    layer.setRenderer(QgsCategorizedSymbolRenderer("code_to", categories))
    _label(layer)
    layer.setDisplayExpression("code_from || ' → ' || code_to || ', ' || round(area_ha, 1) || ' ha'")


def _hatched(colour: QColor) -> QgsFillSymbol:
    symbol = QgsFillSymbol.createSimple(
        {
            "color": _rgba(colour, FILL_ALPHA),
            "outline_color": _rgba(QColor(*CASING), 255),
            "outline_width": str(CASING_MM),
        }
    )
    line = {"line_color": _rgba(colour, 255), "line_width": str(HATCH_MM)}
    hatch = QgsLinePatternFillSymbolLayer()
    hatch.setSubSymbol(QgsLineSymbol.createSimple(line))
    hatch.setLineAngle(HATCH_ANGLE)
    hatch.setDistance(HATCH_DISTANCE_MM)
    symbol.appendSymbolLayer(hatch)
    edge = {
        "color": _rgba(colour, 0),
        "style": "no",
        "outline_color": _rgba(QColor(*OUTLINE), 255),
        "outline_width": str(OUTLINE_MM),
    }
    symbol.appendSymbolLayer(QgsSimpleFillSymbolLayer.create(edge))
    return symbol


def _label(layer: QgsVectorLayer) -> None:
    """Both codes inside the polygon, where the map is large enough for them."""
    settings, text, halo = QgsPalLayerSettings(), QgsTextFormat(), QgsTextBufferSettings()
    halo.setEnabled(True)
    halo.setSize(0.5)
    halo.setColor(QColor("white"))
    text.setSize(LABEL_PT)
    text.setColor(QColor("black"))
    text.setBuffer(halo)
    settings.setFormat(text)
    settings.fieldName, settings.isExpression = LABEL, True
    settings.placement = QgsPalLayerSettings.Placement.Horizontal
    settings.fitInPolygonOnly, settings.scaleVisibility = True, True
    settings.minimumScale, settings.maximumScale = LABEL_SCALE, 0
    layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    layer.setLabelsEnabled(True)


def style_official(layer: QgsVectorLayer) -> None:
    """Colour official changes by whether they were found."""
    kinds = (
        ("found", _tr("found"), "#2166ac"),
        ("partly", _tr("found in part"), "#92c5de"),
        ("missed", _tr("missed"), "#b2182b"),
    )
    categories = [
        QgsRendererCategory(
            value,
            QgsFillSymbol.createSimple(
                {"color": _rgba(QColor(colour), 60), "outline_color": colour, "outline_width": "0.6"}
            ),
            label,
        )
        for value, label, colour in kinds
    ]
    layer.setRenderer(QgsCategorizedSymbolRenderer("verdict", categories))


def style_agreement(layer: QgsVectorLayer) -> None:
    """Colour polygons of the reference by the share of each that the map confirms."""
    ranges = [
        QgsRendererRange(
            low,
            high,
            QgsFillSymbol.createSimple({"color": colour, "outline_color": "#555555", "outline_width": "0.1"}),
            _tr("{low} to {high} % confirmed").format(low=round(100 * low), high=round(100 * high)),
        )
        for low, high, colour in _SHARES
    ]
    layer.setRenderer(QgsGraduatedSymbolRenderer("share", ranges))


def style_difference(layer: QgsRasterLayer, result: Mapping[str, Any]) -> None:
    """Colour where the maps agree and differ; what was left out is only in the legend when something was."""
    options = (result.get("settings") or {}).get("options") or {}
    entries: List[Tuple[int, str, QColor, bool]] = [
        (1, _tr("agrees"), QColor(146, 197, 222), True),
        (2, _tr("differs"), QColor(202, 0, 32), True),
        (3, _tr("not assessed"), QColor(150, 150, 150), bool(result.get("not_assessed_ha"))),
        (
            4,
            _tr("differs, not sure enough"),
            QColor(244, 165, 130),
            bool(options.get("confidence_threshold")),
        ),
        (5, _tr("differs, near a border"), QColor(253, 219, 199), bool(options.get("boundary_band_m"))),
    ]
    classes = [
        QgsPalettedRasterRenderer.Class(value, colour, label)
        for value, label, colour, shown in entries
        if shown
    ]
    layer.setRenderer(QgsPalettedRasterRenderer(layer.dataProvider(), 1, classes))


def style_from_to(layer: QgsRasterLayer, result: Mapping[str, Any]) -> None:
    """Colour each pair by the new class; what stayed the same is grey and comes after it. Largest pair first."""
    classes = []
    rows = result.get("from_to") or ()
    for row in sorted(rows, key=lambda row: (row["code_from"] == row["code_to"], -float(row["area_ha"]))):
        code_from, code_to = int(row["code_from"]), int(row["code_to"])
        colour = swatch(code_to)
        label = f"{code_from} → {class_label(code_to)}"
        if code_from == code_to:
            colour = QColor(*unchanged_colour(code_to), UNCHANGED_ALPHA)
            label = _tr("{name}, unchanged").format(name=class_label(code_to))
        classes.append(QgsPalettedRasterRenderer.Class(1000 * code_from + code_to, colour, label))
    layer.setRenderer(QgsPalettedRasterRenderer(layer.dataProvider(), 1, classes))


def _describe(layer: QgsMapLayer, result: Mapping[str, Any]) -> None:
    """Write down what the layer compares, what it is not, and whom to name."""
    metadata = QgsLayerMetadata(layer.metadata())
    metadata.setTitle(f"{layer.name()}, {group_name(result)}")
    caveats = [str(line) for line in result.get("caveats") or ()]
    metadata.setAbstract("\n".join([str(result.get("summary") or ""), *caveats]))
    corine = _tr(
        "CORINE Land Cover: European Union, Copernicus Land Monitoring Service, European "
        "Environment Agency (EEA)"
    )
    by_model = result.get("model") or (result.get("reference") or {}).get("origin")
    sentinel = [_tr("Contains modified Copernicus Sentinel data")] if by_model else []
    metadata.setRights([corine, *sentinel])
    metadata.setKeywords({**metadata.keywords(), "gmd:topicCategory": ["land cover", COMPARISON_KEYWORD]})
    metadata.setCrs(layer.crs())
    layer.setMetadata(metadata)


def _rgba(colour: QColor, alpha: int) -> str:
    return f"{colour.red()},{colour.green()},{colour.blue()},{alpha}"


def _tr(text: str) -> str:
    return str(QCoreApplication.translate("CompareLayers", text))
