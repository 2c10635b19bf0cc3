"""Shows how training data are divided: the patches on the map, coloured by what they are for."""

from __future__ import annotations

from typing import Optional

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFillSymbol,
    QgsProject,
    QgsRendererCategory,
    QgsVectorLayer,
)

from corina.ui.train_split_page import role_text

KEYWORD = "corina/split"
COLOURS = {"training": "31,95,168", "validation": "217,142,4", "test": "178,34,34"}
"""Blue, orange and red: told apart with any colour vision by their lightness as well."""


def add_split_layer(project: QgsProject, path: str, name: str) -> Optional[QgsVectorLayer]:
    """Add the patches of a split to the project, in place of those shown before; None when there is no such file."""
    layer = QgsVectorLayer(f"{path}|layername=patches", name, "ogr")
    if not layer.isValid():
        return None
    categories = []
    for role, colour in COLOURS.items():
        symbol = QgsFillSymbol.createSimple(
            {"color": f"{colour},60", "outline_color": f"{colour},255", "outline_width": "0.3"}
        )
        categories.append(QgsRendererCategory(role, symbol, role_text(role)))
    layer.setRenderer(QgsCategorizedSymbolRenderer("role", categories))
    layer.setCustomProperty(KEYWORD, True)
    old = [known.id() for known in project.mapLayers().values() if known.customProperty(KEYWORD, False)]
    project.removeMapLayers(old)
    project.addMapLayer(layer, False)
    project.layerTreeRoot().insertLayer(0, layer)
    return layer
