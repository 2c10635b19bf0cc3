"""The field of official changes: layers of the project, and the file of a run that is repeated."""

from __future__ import annotations

from pathlib import Path
from typing import Optional

from qgis.core import QgsMapLayerProxyModel
from qgis.gui import QgsMapLayerComboBox

from corina.engine.jobs import ChangeLayerInput


class OfficialChoice:
    """Looks after a combo box; no layer is chosen at first."""

    def __init__(self, combo: QgsMapLayerComboBox) -> None:
        self._combo = combo
        self._kept: Optional[ChangeLayerInput] = None
        combo.setFilters(QgsMapLayerProxyModel.Filter.PolygonLayer)
        combo.setAllowEmptyLayer(True)
        combo.setLayer(None)

    def choose(self, changes: Optional[ChangeLayerInput]) -> None:
        """Choose the layer that shows official changes, or else list their file."""
        combo, path = self._combo, "" if changes is None else changes.path
        for row in range(combo.count()):
            layer = combo.layer(row)
            parts = layer.source().split("|") if layer is not None else [""]
            named = changes is not None and changes.layer
            if path and parts[0] == path and (not named or f"layername={named}" in parts):
                combo.setLayer(layer)
                return
        self._kept = changes
        combo.setAdditionalItems([Path(path).name] if path else [])
        if path:
            combo.setCurrentIndex(combo.findText(Path(path).name))
        else:
            combo.setLayer(None)

    def kept(self) -> Optional[ChangeLayerInput]:
        """The file that was listed, while it is chosen; a layer that is chosen is the combo box's."""
        chosen = self._kept is not None and self._combo.currentText() == Path(self._kept.path).name
        return self._kept if chosen and self._combo.currentLayer() is None else None
