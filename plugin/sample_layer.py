"""A layer of sample points as one labels it: the classes to choose from, coloured by label, blind to the map."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Tuple

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsEditorWidgetSetup,
    QgsMarkerSymbol,
    QgsRendererCategory,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtGui import QColor

from corina.clc import CLASSES, CODES, Level
from corina.ui.class_names import class_label

POINT_MM = 3.2
"""Diameter of a point on the map, in millimetres."""
_HIDDEN: Tuple[str, ...] = ("stratum", "map_class", "map_name", "weight", "inclusion")
"""Fields that would tell an interpreter what the map says: the label is to be given without it."""


def style_samples(layer: QgsVectorLayer, level: int, classes: Sequence[int] = ()) -> None:
    """Let the field `label` offer classes, and show each point in the colour of its label.

    level: 1, 2 or 3, of the classes offered. classes: codes that come first, such as those of the map; all others of
    the level follow, for a point may be what the map does not know.
    """
    first = [code for code in classes if code in CLASSES]
    codes = first + [code for code in CODES[Level(level)] if code not in first]
    _offer(layer, codes)
    # A point whose class of this level cannot be told has a coarser label, and is labelled all the same.
    coarser = [code for above in reversed(Level) if above < level for code in CODES[above]]
    symbols = [
        QgsRendererCategory(str(code), _symbol(QColor(*CLASSES[code].colour)), class_label(code))
        for code in codes + coarser
    ]
    unlabelled = _symbol(QColor(255, 255, 255, 0))
    unlabelled.symbolLayer(0).setStrokeColor(QColor(230, 0, 126))
    unlabelled.symbolLayer(0).setStrokeWidth(0.6)
    symbols.append(QgsRendererCategory("", unlabelled, _tr("not labelled yet")))
    layer.setRenderer(QgsCategorizedSymbolRenderer("label", symbols))
    layer.setDisplayExpression("id")
    layer.triggerRepaint()


def _offer(layer: QgsVectorLayer, codes: Sequence[int]) -> None:
    fields = layer.fields()
    choices = [{"": ""}, *({class_label(code): str(code)} for code in codes)]
    label = fields.indexOf("label")
    if label >= 0:
        layer.setEditorWidgetSetup(label, QgsEditorWidgetSetup("ValueMap", {"map": choices}))
    for name in _HIDDEN:
        index = fields.indexOf(name)
        if index >= 0:
            layer.setEditorWidgetSetup(index, QgsEditorWidgetSetup("Hidden", {}))
    form = layer.editFormConfig()
    form.setReadOnly(fields.indexOf("id"), True)
    layer.setEditFormConfig(form)


def _symbol(colour: QColor) -> QgsMarkerSymbol:
    symbol = QgsMarkerSymbol.createSimple({"name": "circle", "size": str(POINT_MM)})
    symbol.setColor(colour)
    symbol.symbolLayer(0).setStrokeColor(QColor(31, 41, 51))
    return symbol


def _tr(text: str) -> str:
    return QCoreApplication.translate("Layers", text)
