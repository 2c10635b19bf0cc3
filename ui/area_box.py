"""The area field: the whole scene, what the map shows, or the polygons of a layer."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from typing import Optional

from qgis.core import QgsMapLayerProxyModel, QgsVectorLayer
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QWidget

from corina.engine.jobs import AreaInput
from corina.ui.forms import load_form
from corina.ui.notes import NoteKind


class AreaKind(Enum):
    """How the area of interest is given; KEPT is the area of the run that is being repeated."""

    WHOLE = "whole"
    VIEW = "view"
    POLYGONS = "polygons"
    KEPT = "kept"


@dataclass(frozen=True)
class AreaChoice:
    """What the user asks to classify; layer and selected_only belong to POLYGONS, kept to KEPT."""

    kind: AreaKind = AreaKind.WHOLE
    layer: Optional[QgsVectorLayer] = None
    selected_only: bool = False
    kept: Optional[AreaInput] = None


class AreaBox(QWidget):
    """Asks for the area of interest."""

    changed = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.form = load_form("area_box", self)
        self._watched: Optional[QgsVectorLayer] = None
        self.form.layer.setFilters(QgsMapLayerProxyModel.Filter.PolygonLayer)
        self.form.layer.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.form.layer.setMinimumContentsLength(8)
        self.form.polygon_row.setStretch(1, 1)
        self._kept: Optional[AreaInput] = None
        self.form.kept.setVisible(False)
        for button in (self.form.whole, self.form.view, self.form.polygons, self.form.kept):
            button.toggled.connect(self._on_toggled)
        self.form.layer.layerChanged.connect(self._on_layer)
        self.form.selected_only.toggled.connect(self.changed)
        self.setFocusProxy(self.form.whole)
        self._on_layer()

    def choice(self) -> AreaChoice:
        """The area as chosen."""
        if self.form.view.isChecked():
            return AreaChoice(AreaKind.VIEW)
        if self.form.polygons.isChecked():
            selected = self.form.selected_only
            return AreaChoice(
                AreaKind.POLYGONS,
                self.form.layer.currentLayer(),
                selected.isChecked() and not selected.isHidden(),
            )
        if self.form.kept.isChecked():
            return AreaChoice(AreaKind.KEPT, kept=self._kept)
        return AreaChoice()

    def set_kept(self, area: Optional[AreaInput]) -> None:
        """Offer and choose the area of a run that is being repeated; None chooses the whole scene."""
        self._kept = area
        self.form.kept.setVisible(area is not None)
        (self.form.whole if area is None else self.form.kept).setChecked(True)

    def set_kind(self, kind: AreaKind) -> None:
        """Choose one of the three kinds."""
        buttons = {AreaKind.VIEW: self.form.view, AreaKind.POLYGONS: self.form.polygons}
        buttons.get(kind, self.form.whole).setChecked(True)

    def show_missing(self, sentence: str) -> None:
        """Say what is wrong with the area; nothing for an empty sentence."""
        self.form.note.say(sentence, NoteKind.MISSING)

    def show_remark(self, sentence: str) -> None:
        """Say something about the area that does not stop the run."""
        self.form.note.say(sentence, NoteKind.PLAIN)

    def _on_toggled(self, checked: bool) -> None:
        self._show_selection()
        if checked:
            self.changed.emit()

    def _on_layer(self) -> None:
        layer = self.form.layer.currentLayer()
        if self._watched is not None:
            with suppress(RuntimeError, TypeError):  # the layer was deleted with the project
                self._watched.selectionChanged.disconnect(self._on_selection)
        self._watched = layer
        if layer is not None:
            layer.selectionChanged.connect(self._on_selection)
        self._show_selection()
        self.changed.emit()

    def _on_selection(self) -> None:
        self._show_selection()
        self.changed.emit()

    def _show_selection(self) -> None:
        polygons = self.form.polygons.isChecked()
        layer = self.form.layer.currentLayer()
        selected = layer.selectedFeatureCount() if layer is not None else 0
        self.form.layer.setEnabled(polygons)
        self.form.selected_only.setText(self.tr("Selected &features only ({})").format(selected))
        self.form.selected_only.setVisible(polygons and selected > 0)
