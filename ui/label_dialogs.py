"""Two small dialogs around the labelling of points: drawing a sample, with a calculator of its size, and estimating."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, Mapping, Optional, Tuple

from qgis.gui import QgsDoubleSpinBox, QgsFileWidget, QgsSpinBox
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QWidget

from corina.engine.jobs import AccuracyJob, SampleDesign, SamplePointsJob, SampleSize, SampleSizeJob
from corina.ui.accuracy_options import AccuracyOptions
from corina.ui.gaps import output_problem
from corina.ui.lucas_field import LucasTableField
from corina.ui.map_dialog import MapDialog
from corina.ui.mnemonics import Mnemonics
from corina.ui.notes import NoteKind
from corina.ui.sample_note import drawn_note
from corina.ui.sample_options import SampleOptions

Z = 1.96
"""Standard errors in half of a 95 % interval."""
Counted = Tuple[str, int, int]
"""Whose classes were counted: the file of the map, its level and that of the strata, 0 for its own."""


class SampleDialog(MapDialog):
    """Asks for a SamplePointsJob. `size_wanted` carries a SampleSizeJob; its answer comes through `set_size`."""

    size_wanted = pyqtSignal(object)

    def __init__(
        self, paths: Mapping[str, str], parent: Optional[QWidget] = None, preferred: str = ""
    ) -> None:
        """paths, preferred: as in MapDialog."""
        super().__init__(paths, parent, preferred)
        self.setWindowTitle(self.tr("Draw sample points"))
        self.start_button.setText(self.tr("&Draw"))
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
        self.more = SampleOptions(self)
        self.rows.addRow(self.more)
        self._classes: Dict[Counted, int] = {}
        """In how many classes of each map that was counted points are drawn."""
        self._asked: Optional[SampleSizeJob] = None
        self._counted: Optional[Tuple[SampleSizeJob, Mapping[str, Any]]] = None
        """What was asked last, and its answer."""
        self._size_problem = ""
        for signal in (
            self.map.layerChanged,
            self.margin.valueChanged,
            self.expected.valueChanged,
            self.points.valueChanged,
            self.design.currentIndexChanged,
        ):
            signal.connect(self.ask)
        self.more.changed.connect(self.ask)
        self.place.fileChanged.connect(self.refresh)
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
        """Show what an earlier run asked for, but for its file: the points in it may be open in the project."""
        self.choose_map(job.map_path)
        self.design.setCurrentIndex(self.design.findData(job.design))
        self.margin.setValue(100 * Z * job.size.standard_error)
        self.expected.setValue(100 * job.size.expected_default)
        self.points.setValue(job.size.points)
        self.more.set_job(job)

    def _counted_of(self) -> Counted:
        """Whose classes are to be counted."""
        return self.map_path(), self.more.level.currentData(), self.more.strata_level.currentData()

    def _size(self) -> SampleSize:
        return self.more.sample_size(
            self.points.value(),
            self._classes.get(self._counted_of(), 0),
            self.margin.value() / 100 / Z,
            self.expected.value() / 100,
        )

    def _size_job(self) -> SampleSizeJob:
        """What is to be calculated; over the whole map, the number of points needs no calculation."""
        size = self._size()
        if self.design.currentData() is not SampleDesign.STRATIFIED:
            size = SampleSize(standard_error=size.standard_error, expected_default=size.expected_default)
        path, level, strata_level = self._counted_of()
        return SampleSizeJob(
            map_path=path,
            level=level,
            strata_level=strata_level,
            size=size,
            margin=self.margin.value() / 100,
        )

    def job(self) -> SamplePointsJob:
        """What the dialog asks for; without an output for a temporary file."""
        path, level, strata_level = self._counted_of()
        return SamplePointsJob(
            path,
            self.place.filePath().strip(),
            design=self.design.currentData(),
            size=self._size(),
            level=level,
            strata_level=strata_level,
            seed=self.more.seed_given(),
        )

    def problem(self) -> str:
        if not self.map_path():
            return self.tr("Add a classified map, made by Corina or a CORINE raster, to the project.")
        if self.more.problem() or self._size_problem:
            return self.more.problem() or self._size_problem
        place = self.place.filePath().strip()
        if place and not place.lower().endswith(".gpkg"):
            return self.tr("The points go into a GeoPackage: choose a name that ends in .gpkg.")
        return output_problem(str(Path(place).parent) if Path(place).is_absolute() else place)

    def is_ready(self) -> bool:
        """Whether the classes of the map were counted: it is one, and how many points it takes is known."""
        return self._counted_of() in self._classes

    # The calculator

    def ask(self, *_: object) -> None:
        """Ask how many points are drawn, unless that is known."""
        self._size_problem = ""
        self.more.set_design(self.design.currentData())
        if self.map_path() and not self.more.problem():
            job = self._size_job()
            if self._counted is None or self._counted[0] != job:
                self._asked = job
                self.size_wanted.emit(job)
        self.refresh()

    def set_size(self, result: Mapping[str, Any]) -> None:
        """Show what the calculator found (docs/jobs.md)."""
        if self._asked is None:
            return
        self._counted = (self._asked, result)
        asked, classes = self._asked, len(result["strata"])
        self._classes[asked.map_path, asked.level, asked.strata_level] = classes
        self.more.settle(asked.size.points, classes)
        self.ask()  # again, where the number of classes has changed what to ask

    def set_size_problem(self, sentence: str) -> None:
        """Say why the map's classes cannot be counted."""
        self._classes.pop(self._counted_of(), None)
        self._counted = None
        self._size_problem = sentence
        self.refresh()

    def refresh(self, *_: object) -> None:
        super().refresh()
        if self.problem():
            return
        if self._counted is None or self._counted[0] != self._size_job():
            self.note.say(self.tr("Counting the classes…"), NoteKind.BUSY)
        else:
            asked, counted = self._counted
            self.note.say(*drawn_note(self.design.currentData(), self.points.value(), asked.size, counted))


class AccuracyDialog(MapDialog):
    """Asks for an AccuracyJob on points that are labelled, or on those of a LUCAS table."""

    def __init__(
        self,
        samples: Optional[Tuple[str, str]],
        paths: Mapping[str, str],
        parent: Optional[QWidget] = None,
        preferred: str = "",
    ) -> None:
        """samples: the file of the points and the table in it, None for LUCAS. paths, preferred: as in MapDialog."""
        super().__init__(paths, parent, preferred)
        self.setWindowTitle(self.tr("Estimate accuracy"))
        self.start_button.setText(self.tr("&Estimate"))
        self._samples = samples
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
        self.more = AccuracyOptions(samples is not None, self)
        self.rows.addRow(self.more)
        self.map.layerChanged.connect(self.refresh)
        self.lucas.fileChanged.connect(self.refresh)
        self.table.fileChanged.connect(self.refresh)
        self.place.fileChanged.connect(self.refresh)
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
        self.choose_map(job.map_path)
        if self._samples is None:
            self.lucas.setFilePath(job.samples)
            self.table.setFilePath(job.lucas_table)
        self.level.setCurrentIndex(max(0, self.level.findData(job.level)))
        self.place.setFilePath(job.output_dir)
        self.more.show_job(job)

    def job(self) -> AccuracyJob:
        """What the dialog asks for; without a folder for a temporary one."""
        file, layer = self._samples or (self.lucas.filePath().strip(), "")
        return self.more.applied(
            AccuracyJob(
                samples=file,
                layer=layer,
                lucas_table="" if self._samples else self.table.filePath().strip(),
                map_path=self.map_path(),
                output_dir=self.place.filePath().strip(),
                level=self.level.currentData(),
            )
        )

    def problem(self) -> str:
        if not self.map_path():
            return self.tr("Add the map to assess to the project.")
        place = output_problem(self.place.filePath().strip())
        if self._samples is not None:
            return place
        file, table = self.lucas.filePath().strip(), self.table.filePath().strip()
        if not file.lower().endswith(".csv") or not Path(file).is_file():
            return self.tr("Choose the table of LUCAS points: a CSV file, as Eurostat publishes it.")
        if table and not Path(table).is_file():
            return self.tr("“{}” is not there: choose a table, or leave the field empty.").format(table)
        return place
