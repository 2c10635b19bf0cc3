"""Two small dialogs around the labelling of points: drawing a sample, with a calculator of its size, and estimating."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Mapping, Optional, Tuple

from qgis.core import QgsMapLayer, QgsMapLayerProxyModel, QgsRasterLayer
from qgis.gui import QgsDoubleSpinBox, QgsFileWidget, QgsMapLayerComboBox, QgsSpinBox
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

from corina.engine.jobs import AccuracyJob, SampleDesign, SamplePointsJob, SampleSize, SampleSizeJob
from corina.ui import formatting
from corina.ui.lucas_field import LucasTableField
from corina.ui.mnemonics import Mnemonics
from corina.ui.notes import NoteKind, NoteLabel

Z = 1.96
"""Standard errors in half of a 95 % interval."""


class _Dialog(QDialog):
    """A form with a note below it and a button that starts a run; `started` carries the job."""

    started = pyqtSignal(object)

    def __init__(self, title: str, button: str, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.rows = QFormLayout()
        self.rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.note = NoteLabel(self)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.start_button = QPushButton(button)
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

    def _map_box(self) -> QgsMapLayerComboBox:
        box = QgsMapLayerComboBox(self)
        box.setFilters(QgsMapLayerProxyModel.Filter.RasterLayer)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        return box

    def job(self) -> Any:  # noqa: ANN401 - a job
        """What the dialog asks for; places that are empty are temporary."""
        raise NotImplementedError

    def problem(self) -> str:
        """What is missing, in one sentence; empty when it can start."""
        raise NotImplementedError

    def refresh(self, *_: object) -> None:
        """Say what is missing."""
        problem = self.problem()
        self.start_button.setEnabled(not problem)
        if problem:
            self.note.say(problem, NoteKind.MISSING)

    def _start(self) -> None:
        if not self.problem():
            job = self.job()
            self.accept()
            self.started.emit(job)


class SampleDialog(_Dialog):
    """Asks for a SamplePointsJob. `size_wanted` carries a SampleSizeJob; its answer comes through `set_size`."""

    size_wanted = pyqtSignal(object)

    def __init__(self, paths: Mapping[str, str], parent: Optional[QWidget] = None) -> None:
        """paths: the file of each raster layer of the project that has one, by the layer's id."""
        super().__init__("", "", parent)
        self.setWindowTitle(self.tr("Draw sample points"))
        self.start_button.setText(self.tr("&Draw"))
        self._paths = paths
        self.map = self._map_box()
        self.design = QComboBox(self)
        for design, words in (
            (SampleDesign.STRATIFIED, self.tr("at random in each class")),
            (SampleDesign.SIMPLE, self.tr("at random over the whole map")),
            (SampleDesign.SYSTEMATIC, self.tr("on a square grid")),
        ):
            self.design.addItem(words, design)
        self.margin = self._share(
            2.0, 0.1, 40.0, self.tr("± % of the overall accuracy the sample is to give.")
        )
        self.margin.setPrefix("± ")
        self.expected = self._share(
            80.0, 1.0, 99.0, self.tr("The accuracy you expect, as far as you can say.")
        )
        self.points = QgsSpinBox(self)
        self.points.setMaximum(100_000)
        self.points.setSpecialValueText(self.tr("as many as are needed"))
        self.points.setClearValue(0)
        self.points.setToolTip(self.tr("How many points to draw; without a number it is calculated."))
        self.place = QgsFileWidget(self)
        self.place.setStorageMode(QgsFileWidget.StorageMode.SaveFile)
        self.place.setFilter("GeoPackage (*.gpkg)")
        self.place.lineEdit().setPlaceholderText(self.tr("temporary file"))
        for text, field in (
            (self.tr("&Map"), self.map),
            (self.tr("&How"), self.design),
            (self.tr("&Precision"), self.margin),
            (self.tr("&Expected accuracy"), self.expected),
            (self.tr("&Number of points"), self.points),
            (self.tr("&Save to"), self.place),
        ):
            self.rows.addRow(text, field)
        self._counted: Mapping[str, Any] = {}
        for signal in (self.map.layerChanged, self.margin.valueChanged, self.expected.valueChanged):
            signal.connect(self.ask)
        for signal in (self.points.valueChanged, self.design.currentIndexChanged, self.place.fileChanged):
            signal.connect(self.refresh)
        Mnemonics(self)
        self.ask()

    def _share(self, value: float, least: float, most: float, tip: str) -> QgsDoubleSpinBox:
        spin = QgsDoubleSpinBox(self)
        spin.setDecimals(1)
        spin.setRange(least, most)
        spin.setSuffix(" %")
        spin.setValue(value)
        spin.setClearValue(value)
        spin.setToolTip(tip)
        return spin

    def set_job(self, job: SamplePointsJob) -> None:
        """Show what an earlier run asked for."""
        for row in range(self.map.count()):
            layer = self.map.layer(row)
            if layer is not None and self._paths.get(layer.id()) == job.map_path:
                self.map.setLayer(layer)
        self.design.setCurrentIndex(self.design.findData(job.design))
        self.margin.setValue(100 * Z * job.size.standard_error)
        self.expected.setValue(100 * job.size.expected_default)
        self.points.setValue(job.size.points)

    def _size(self) -> SampleSize:
        return SampleSize(
            points=self.points.value(),
            standard_error=self.margin.value() / 100 / Z,
            expected_default=self.expected.value() / 100,
        )

    def _path(self) -> str:
        layer: Optional[QgsMapLayer] = self.map.currentLayer()
        return self._paths.get(layer.id(), "") if isinstance(layer, QgsRasterLayer) else ""

    def job(self) -> SamplePointsJob:
        """What the dialog asks for; without an output for a temporary file."""
        return SamplePointsJob(
            self._path(), self.place.filePath().strip(), design=self.design.currentData(), size=self._size()
        )

    def problem(self) -> str:
        if not self._path():
            return self.tr("Add a classified map, made by Corina or a CORINE raster, to the project.")
        place = self.place.filePath().strip()
        if place and not place.lower().endswith(".gpkg"):
            return self.tr("The points go into a GeoPackage: choose a name that ends in .gpkg.")
        return ""

    # The calculator

    def ask(self, *_: object) -> None:
        """Ask how many points are needed."""
        self._counted = {}
        if self._path():
            self.note.say(self.tr("Counting the classes…"), NoteKind.BUSY)
            size = SampleSize(
                standard_error=self.margin.value() / 100 / Z, expected_default=self.expected.value() / 100
            )
            self.size_wanted.emit(
                SampleSizeJob(map_path=self._path(), size=size, margin=self.margin.value() / 100)
            )
        self.refresh()

    def set_size(self, result: Mapping[str, Any]) -> None:
        """Show what the calculator found (docs/jobs.md)."""
        self._counted = result
        self.refresh()

    def set_size_problem(self, sentence: str) -> None:
        """Say why the map's classes cannot be counted."""
        self._counted = {}
        self.note.say(sentence, NoteKind.MISSING)

    def refresh(self, *_: object) -> None:
        super().refresh()
        if self.problem() or not self._counted:
            return
        stratified = int(self._counted["points"])
        simple = int(self._counted["cochran_points"])
        self.note.say(
            self.tr(
                "{} points in {} classes, 50 or more in each (Olofsson et al. 2014); {} where they are drawn over the "
                "whole map (Cochran 1977)."
            ).format(
                formatting.number(stratified),
                formatting.number(len(self._counted["strata"])),
                formatting.number(simple),
            )
        )


class AccuracyDialog(_Dialog):
    """Asks for an AccuracyJob on points that are labelled, or on those of a LUCAS table."""

    def __init__(
        self, samples: Optional[Tuple[str, str]], paths: Mapping[str, str], parent: Optional[QWidget] = None
    ) -> None:
        """samples: the file of the points and the table in it, None to ask for LUCAS. paths: as in SampleDialog."""
        super().__init__("", "", parent)
        self.setWindowTitle(self.tr("Estimate accuracy"))
        self.start_button.setText(self.tr("&Estimate"))
        self._samples, self._paths = samples, paths
        self.map = self._map_box()
        self.lucas = self._csv(self.tr("Eurostat's table of the survey (CSV), of any year"))
        own_table = LucasTableField(self)
        own_table.failed.connect(lambda sentence: self.note.say(sentence, NoteKind.MISSING))
        self.table = own_table.file
        self.level = QComboBox(self)
        self.level.addItem(self.tr("as fine as map and labels allow"), 0)
        for level in (1, 2, 3):
            self.level.addItem(self.tr("Level {}").format(level), level)
        self.place = QgsFileWidget(self)
        self.place.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.place.lineEdit().setPlaceholderText(self.tr("temporary folder"))
        rows = [
            (self.tr("&Map"), self.map),
            (self.tr("&Level"), self.level),
            (self.tr("&Save to"), self.place),
        ]
        if samples is None:
            rows[1:1] = [(self.tr("LUCAS &points"), self.lucas), (self.tr("LUCAS to &CORINE"), own_table)]
        else:
            self.lucas.hide()
            own_table.hide()
        for text, field in rows:
            self.rows.addRow(text, field)
        self.map.layerChanged.connect(self.refresh)
        self.lucas.fileChanged.connect(self.refresh)
        self.table.fileChanged.connect(self.refresh)
        Mnemonics(self)
        self.refresh()

    def _csv(self, placeholder: str) -> QgsFileWidget:
        widget = QgsFileWidget(self)
        widget.setFilter("CSV (*.csv)")
        widget.lineEdit().setPlaceholderText(placeholder)
        return widget

    def refresh(self, *_: object) -> None:
        super().refresh()
        if not self.problem():
            self.note.say(
                self.tr(
                    "The map need not be the one the points were drawn from: a newer one takes the same labels."
                )
                if self._samples is not None
                else self.tr(
                    "LUCAS notes the cover of a circle of 1.5 m; its points are taken as random within each class of "
                    "the map."
                )
            )

    def set_job(self, job: AccuracyJob) -> None:
        """Show what an earlier run, or the sample itself, asks for."""
        for row in range(self.map.count()):
            layer = self.map.layer(row)
            if layer is not None and self._paths.get(layer.id()) == job.map_path:
                self.map.setLayer(layer)
        if self._samples is None:
            self.lucas.setFilePath(job.samples)
            self.table.setFilePath(job.lucas_table)
        self.level.setCurrentIndex(max(0, self.level.findData(job.level)))
        self.place.setFilePath(job.output_dir)

    def _path(self) -> str:
        layer: Optional[QgsMapLayer] = self.map.currentLayer()
        return self._paths.get(layer.id(), "") if isinstance(layer, QgsRasterLayer) else ""

    def job(self) -> AccuracyJob:
        """What the dialog asks for; without a folder for a temporary one."""
        file, layer = self._samples or (self.lucas.filePath().strip(), "")
        return AccuracyJob(
            samples=file,
            layer=layer,
            lucas_table="" if self._samples else self.table.filePath().strip(),
            map_path=self._path(),
            output_dir=self.place.filePath().strip(),
            level=self.level.currentData(),
        )

    def problem(self) -> str:
        if not self._path():
            return self.tr("Add the map to assess to the project.")
        if self._samples is not None:
            return ""
        file, table = self.lucas.filePath().strip(), self.table.filePath().strip()
        if not file.lower().endswith(".csv") or not Path(file).is_file():
            return self.tr("Choose the table of LUCAS points: a CSV file, as Eurostat publishes it.")
        if table and not Path(table).is_file():
            return self.tr("“{}” is not there: choose a table, or leave the field empty.").format(table)
        return ""
