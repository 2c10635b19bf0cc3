"""The fields of official changes: layers of the project, the file of a run that is repeated, where the classes are."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Optional, Tuple

from qgis.core import QgsMapLayerProxyModel
from qgis.PyQt.QtWidgets import QComboBox

from corina.engine.jobs import ChangeLayerInput


class OfficialChoice:
    """Looks after the combo boxes of a form; no layer is chosen at first.

    Which fields hold the old and the new class is told by the years in their names, unless a user says it.
    """

    def __init__(self, form: Any) -> None:  # noqa: ANN401 - the Designer form
        self._form, self._combo = form, form.official
        combo = self._combo
        self._kept: Optional[ChangeLayerInput] = None
        combo.setFilters(QgsMapLayerProxyModel.Filter.PolygonLayer)
        combo.setAllowEmptyLayer(True)
        combo.setLayer(None)
        for field in self._fields():
            field.setAllowEmptyFieldName(True)
            field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            field.setMinimumContentsLength(4)
        combo.layerChanged.connect(self._take_layer)
        form.advanced.collapsedStateChanged.connect(self._show_fields)  # it shows all it holds
        self._take_layer()

    def _fields(self) -> Tuple[Any, Any]:
        return self._form.official_from, self._form.official_to

    def _take_layer(self, *_: object) -> None:
        for field in self._fields():
            field.setLayer(self._combo.currentLayer())
            field.setField("")
        self._show_fields()

    def _show_fields(self, *_: object) -> None:
        for part in (*self._fields(), self._form.official_fields_label):
            part.setVisible(self._combo.currentLayer() is not None)

    def fields(self) -> Tuple[str, str]:
        """The fields with the old and the new class that a user chose; empty where they are left to their names."""
        old, new = (field.currentField() for field in self._fields())
        return old, new

    def choose(self, changes: Optional[ChangeLayerInput]) -> None:
        """Choose the layer that shows official changes, or else list their file."""
        combo, path = self._combo, "" if changes is None else changes.path
        for row in range(combo.count()):
            layer = combo.layer(row)
            parts = layer.source().split("|") if layer is not None else [""]
            named = changes is not None and changes.layer
            if path and parts[0] == path and (not named or f"layername={named}" in parts):
                combo.setLayer(layer)
                if changes is not None:
                    for field, name in zip(self._fields(), (changes.from_field, changes.to_field)):
                        field.setField(name)
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
