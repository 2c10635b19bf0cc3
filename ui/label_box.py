"""The label field of a training scene: a layer of the project or a file, its class field and its legend."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Callable, Dict, Optional, Set

from qgis.core import QgsMapLayer, QgsMapLayerProxyModel, QgsVectorLayer
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QFileDialog, QWidget

from corina.clc.legend_presets import open_legend
from corina.clc.legends import CORINE, LegendError
from corina.engine.jobs import LabelInput
from corina.ui.choices import RemovalGuard, let_shrink
from corina.ui.forms import align_labels, load_form
from corina.ui.legend_combo import choose_legend, chosen_legend, fill_legends
from corina.ui.legend_dialog import LegendDialog
from corina.ui.notes import NoteKind

CODE_FIELD = re.compile(r"^(clc_?\d{0,4}_?)?code(_?(clc_?)?\d{2,4})?$|^clc\d{0,4}$|^gridcode$", re.IGNORECASE)
"""Names of fields that are known to hold CORINE codes."""


def code_field(layer: QgsMapLayer) -> str:
    """The field of a vector layer that has the name of one with CORINE codes; empty when there is none."""
    if not isinstance(layer, QgsVectorLayer):
        return ""
    return next((field.name() for field in layer.fields() if CODE_FIELD.match(field.name())), "")


class LabelBox(QWidget):
    """Asks for labels. `resolve` says which file lies behind a layer; raises ValueError with one sentence."""

    changed = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.form = load_form("label_box", self)
        self.resolve: Callable[[QgsMapLayer], LabelInput] = lambda layer: LabelInput(layer.source())
        self._guard = RemovalGuard(self.form.layer)
        self._watched: Set[str] = set()
        self._files: Dict[str, LabelInput] = {}
        self._set: Optional[LabelInput] = None
        form = self.form
        form.layer.setFilters(
            QgsMapLayerProxyModel.Filter.PolygonLayer | QgsMapLayerProxyModel.Filter.RasterLayer
        )
        form.layer.setAllowEmptyLayer(True)
        let_shrink(form.layer, form.field, form.legend)
        form.legend.setMinimumContentsLength(4)  # a button is beside it
        form.field.setAllowEmptyFieldName(True)
        form.grid.setColumnStretch(1, 1)
        align_labels(form.grid)
        form.legend_row.setStretch(0, 1)
        fill_legends(form.legend, self.tr("CORINE Land Cover"), CORINE, self._say)
        self.setFocusProxy(form.layer)
        form.layer.layerChanged.connect(self._on_layer)
        # QGIS does not tell of a layer that came into the field because another was removed.
        form.layer.currentIndexChanged.connect(lambda _=0: self._on_layer(form.layer.currentLayer()))
        form.field.fieldChanged.connect(self._notice)
        form.legend.currentIndexChanged.connect(self._notice)
        form.open_button.clicked.connect(self._ask_file)
        form.table_button.clicked.connect(self.edit_legend)
        self._on_layer(form.layer.currentLayer())

    def labels(self) -> Optional[LabelInput]:
        """The labels that are chosen; None while there are none. Raises ValueError for a layer that cannot be used."""
        form = self.form
        layer = form.layer.currentLayer()
        if layer is None:
            known = self._files.get(form.layer.currentText())
            return None if known is None else self._with_legend(known)
        resolved = self.resolve(layer)
        if isinstance(layer, QgsVectorLayer) and not form.field.currentField() and not code_field(layer):
            raise ValueError(
                self.tr("“{}” has no field such as CODE_18; choose the field with the class.").format(
                    layer.name()
                )
            )
        return self._with_legend(self._as_set(resolved), form.field.currentField())

    def _as_set(self, resolved: LabelInput) -> LabelInput:
        """The labels of a layer with what was said of their file beyond what the layer knows: band, values, CRS."""
        known = self._set
        if known is None or (known.path, known.layer) != (resolved.path, resolved.layer):
            return resolved
        return replace(resolved, band=known.band, nodata=known.nodata, crs=resolved.crs or known.crs)

    def _with_legend(self, labels: LabelInput, field: str = "") -> LabelInput:
        legend = chosen_legend(self.form.legend)
        return LabelInput(
            labels.path, labels.layer, field or labels.field, legend, labels.band, labels.nodata, labels.crs
        )

    def problem(self) -> str:
        """What is wrong or missing, in one sentence; empty when the labels can be used."""
        try:
            found = self.labels()
        except ValueError as error:
            return str(error)
        return "" if found else self.tr("Choose a layer with CORINE polygons or classes, or open a file.")

    def set_labels(self, labels: LabelInput) -> None:
        """Show these labels: the layer of the project that shows their file, or else the file."""
        form = self.form
        self._set = labels
        for row in range(form.layer.count()):
            layer = form.layer.layer(row)
            if layer is not None and self._is_of(layer, labels):
                form.layer.setLayer(layer)
                form.field.setField(labels.field)
                break
        else:
            self.add_file(labels)
        choose_legend(form.legend, labels.legend)
        self._notice()

    def _is_of(self, layer: QgsMapLayer, labels: LabelInput) -> bool:
        try:
            found = self.resolve(layer)
        except ValueError:
            return False
        return (found.path, found.layer) == (labels.path, labels.layer)

    def add_file(self, labels: LabelInput) -> None:
        """List a file that is no layer of the project, and choose it."""
        name = Path(labels.path).name or labels.path
        if name in self._files and self._files[name].path != labels.path:
            name = labels.path  # of two files of one name, each scene would have the labels of the last
        self._files[name] = labels
        self.form.layer.setAdditionalItems(list(self._files))
        self.form.layer.setCurrentIndex(self.form.layer.findText(name))
        self._notice()

    def edit_legend(self) -> None:
        """Open the table of the legend; a changed one is a file, which is then chosen."""
        try:
            legend = open_legend(chosen_legend(self.form.legend))
        except LegendError as error:
            self._say(str(error))
            return
        dialog = LegendDialog(legend, self)
        dialog.saved.connect(lambda path: choose_legend(self.form.legend, path))
        dialog.open()

    def _on_layer(self, layer: Optional[QgsMapLayer]) -> None:
        if self._guard.moved_on():
            self.form.layer.setLayer(None)  # labels that nobody chose would be learned from
            return
        vector = layer if isinstance(layer, QgsVectorLayer) else None
        if vector is not None and vector.id() not in self._watched:
            self._watched.add(vector.id())
            vector.layerModified.connect(self._notice)  # with unsaved edits it cannot be used,
            vector.editingStopped.connect(self._notice)  # and saved ones are what is learned from
        self.form.field.setLayer(vector)
        self.form.field.setField(code_field(vector) if vector is not None else "")
        for widget in (self.form.field, self.form.field_label):
            widget.setVisible(vector is not None)
        self._notice()

    def _notice(self, *_: object) -> None:
        problem = self.problem()
        self.form.note.say(problem, NoteKind.MISSING)
        self.changed.emit()

    def _say(self, sentence: str) -> None:
        self.form.note.say(sentence, NoteKind.MISSING)

    def _ask_file(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Open labels"),
            "",
            self.tr("Polygons and rasters (*.gpkg *.shp *.fgb *.geojson *.tif *.tiff *.vrt);;All files (*)"),
        )
        if path:
            self.add_file(LabelInput(path))
