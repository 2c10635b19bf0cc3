"""The dialog that asks for a map and what is to be done with it, beneath the two of ui/label_dialogs.py."""

from __future__ import annotations

from typing import Any, Callable, Mapping, Optional

from qgis.core import QgsMapLayer, QgsMapLayerProxyModel, QgsRasterLayer
from qgis.gui import QgsMapLayerComboBox
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from corina.ui.notes import NoteKind, NoteLabel


class MapDialog(QDialog):
    """A form that begins with a map, a note below it and a button that starts a run; `started` carries the job."""

    started = pyqtSignal(object)

    def __init__(
        self, paths: Mapping[str, str], parent: Optional[QWidget] = None, preferred: str = ""
    ) -> None:
        """paths: the file of each raster layer of the project that has one, by the layer's id.

        preferred: id of the layer to begin with, empty for the first.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._paths = paths
        self.map = QgsMapLayerComboBox(self)
        self.map.setFilters(QgsMapLayerProxyModel.Filter.RasterLayer)
        self.map.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        if preferred:
            self._choose(lambda layer: layer.id() == preferred)
        self.rows = QFormLayout()
        self.rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.note = NoteLabel(self)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.start_button = QPushButton()
        self.start_button.setDefault(True)
        self.buttons.addButton(self.start_button, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.accepted.connect(self._start)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(self.rows)
        layout.addWidget(self.note)
        layout.addStretch(1)
        layout.addWidget(self.buttons)
        self.resize(self.fontMetrics().averageCharWidth() * 72, self.sizeHint().height())

    def _choose(self, fits: Callable[[QgsMapLayer], bool]) -> None:
        """Choose the last map of the list that fits."""
        for row in range(self.map.count()):
            layer = self.map.layer(row)
            if layer is not None and fits(layer):
                self.map.setLayer(layer)

    def choose_map(self, path: str) -> None:
        """Choose the map that is this file, if the project has it."""
        self._choose(lambda layer: self._paths.get(layer.id()) == path)

    def map_path(self) -> str:
        """The file of the map that is chosen; empty without one."""
        layer: Optional[QgsMapLayer] = self.map.currentLayer()
        return self._paths.get(layer.id(), "") if isinstance(layer, QgsRasterLayer) else ""

    def job(self) -> Any:  # noqa: ANN401 - a job
        """What the dialog asks for; places that are empty are temporary."""
        raise NotImplementedError

    def problem(self) -> str:
        """What is missing, in one sentence; empty when it can start."""
        raise NotImplementedError

    def is_ready(self) -> bool:
        """Whether all is known that the run needs, apart from what `problem` says."""
        return True

    def refresh(self, *_: object) -> None:
        """Say what is missing."""
        problem = self.problem()
        self.start_button.setEnabled(not problem and self.is_ready())
        if problem:
            self.note.say(problem, NoteKind.MISSING)

    def _start(self) -> None:
        if not self.problem() and self.is_ready():
            job = self.job()
            self.accept()
            self.started.emit(job)
