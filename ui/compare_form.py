"""The form of the Compare tab: asks for a CompareJob and says what is missing."""

from __future__ import annotations

from pathlib import Path
from typing import Any, List, Mapping, Optional, Tuple

from qgis.core import QgsMapLayer
from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QSizePolicy, QWidget

from corina.engine.jobs import (
    AreaInput,
    ChangeLayerInput,
    ClassifyJob,
    CompareJob,
    CompareOptions,
    DescribeReferenceJob,
    LandCoverInput,
    Rule,
)
from corina.ui.area_box import AreaKind
from corina.ui.compare_official import OfficialChoice
from corina.ui.compare_said import SaidOfMaps
from corina.ui.forms import line_up, load_form, theme_icon
from corina.ui.gaps import output_problem
from corina.ui.land_cover_box import LandCoverBox
from corina.ui.notes import NoteKind
from corina.ui.priority_field import PriorityField
from corina.ui.state import EngineState, EngineView, Problem


class CompareForm(QWidget):
    """The fields of a comparison.

    `description_wanted` carries "prediction" or "reference" and a DescribeReferenceJob, or None to forget the one that
    is under way; the answer comes through `set_description` or `set_description_error`. `compare_requested` is only
    emitted when nothing is missing.
    """

    description_wanted = pyqtSignal(str, object)
    compare_requested = pyqtSignal()
    open_requested = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.form = load_form("compare_form", self)
        self._engine = EngineView(EngineState.CHECKING)
        self._scene_problem = ""
        self._paused = False
        form = self.form
        self.boxes: Mapping[str, LandCoverBox] = {"prediction": form.prediction, "reference": form.reference}
        self._set_up()
        line_up(
            (form.prediction_label, form.prediction.form.layer),
            (form.reference_label, form.reference.form.layer),
            (form.level_label, form.level),
            (form.area_label, form.area.form.whole),
            (form.unit_label, form.minimum_area),
            (form.output_label, form.output.lineEdit()),
        )
        self.set_options(CompareOptions(), "")
        self._said.connect_to(self.describe, self.refresh)
        for name, box in self.boxes.items():
            box.changed.connect(lambda name=name: self._on_map(name))
        for signal in (
            form.area.changed,
            form.output.fileChanged,
            form.confidence_raster.fileChanged,
            form.priority_table.fileChanged,
            form.rule.currentIndexChanged,
            form.official.layerChanged,
            form.official_from.fieldChanged,
            form.official_to.fieldChanged,
            form.level.currentIndexChanged,
        ):
            signal.connect(self.refresh)
        form.compare_button.clicked.connect(self._on_compare)
        form.open_button.setIcon(theme_icon("mActionFileOpen"))
        form.open_button.clicked.connect(self.open_requested)
        self.refresh()

    def _set_up(self) -> None:
        form = self.form
        form.prediction.set_kinds(raster=True, polygons=True)
        form.prediction.form.layer.setAccessibleName(self.tr("Map"))
        form.reference.form.layer.setAccessibleName(self.tr("Reference"))
        form.area.form.whole.setText(self.tr("&Where both are"))
        form.area.form.whole.setToolTip(self.tr("Compare wherever both maps have a class."))
        form.area.form.view.setToolTip(self.tr("Compare only what the map canvas shows when the run starts."))
        form.area.form.polygons.setToolTip(self.tr("Compare only inside the polygons of a layer."))
        form.level.addItem(self.tr("As fine as both allow"), 0)
        for level, classes in ((1, 5), (2, 15), (3, 44)):
            form.level.addItem(self.tr("Level {} ({} classes)").format(level, classes), level)
        form.rule.addItem(self.tr("the most similar class"), Rule.PRIORITY)
        form.rule.addItem(self.tr("the largest neighbour"), Rule.LARGEST)
        self._table = PriorityField(form.rule, form.priority_table_label, form.priority_table)
        self._official = OfficialChoice(form)
        self._said = SaidOfMaps(form, self)
        for combo in (form.level, form.rule, form.official):
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(8)
        for spin, clear in (
            (form.minimum_area, 5),
            (form.minimum_width, 100),
            (form.confidence, 0),
            (form.boundary_band, 0),
            (form.pixel_size, 0),
        ):
            spin.setClearValue(clear)
            spin.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        form.output.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        form.output.setDialogTitle(self.tr("Choose a folder for the comparison"))
        form.output.lineEdit().setPlaceholderText(self.tr("temporary folder"))
        form.output.setFocusProxy(form.output.lineEdit())
        raster = form.confidence_raster
        raster.setFilter(self.tr("Rasters (*.tif *.tiff *.vrt *.img);;All files (*)"))
        raster.lineEdit().setPlaceholderText(self.tr("the one beside the map"))
        raster.setFocusProxy(raster.lineEdit())
        form.confidence_raster_label.setBuddy(raster)
        form.advanced.setCollapsed(True)
        form.grid.setColumnStretch(1, 1)
        form.grid.setRowStretch(7, 1)
        form.grid.setContentsMargins(9, 9, 9, 9)
        form.grid.setVerticalSpacing(max(8, self.fontMetrics().height() // 2))
        form.advanced_grid.setColumnStretch(1, 1)
        form.footer.setStretch(0, 1)
        for row in range(6):
            form.grid.setAlignment(form.grid.itemAtPosition(row, 0).widget(), Qt.AlignmentFlag.AlignTop)

    # What the form is told

    def set_engine(self, engine: EngineView) -> None:
        """Tell the form where the engine stands."""
        became_ready = engine.state is EngineState.READY and self._engine.state is not EngineState.READY
        self._engine = engine
        if became_ready:
            for name in self.boxes:
                self.describe(name)
        self.refresh()

    def set_scene(self, text: str, problem: str = "") -> None:
        """Offer to classify the scene of the Classify tab first; `problem` says why it cannot be, in one sentence."""
        self._scene_problem = problem
        self.form.prediction.set_scene(text)
        self.refresh()

    def set_description(self, name: str, description: Mapping[str, Any]) -> None:
        """Take the engine's description (docs/jobs.md) of one of the two maps."""
        self.boxes[name].set_description(description)
        self.refresh()

    def set_description_error(self, name: str, problem: Problem) -> None:
        """Take the error that came in place of a description."""
        self.boxes[name].show_missing(problem.message)
        self.refresh()

    def _on_map(self, name: str) -> None:
        if not self._paused and self._said.take_map(name, self._which(name)) and name == "prediction":
            self.form.confidence_raster.setFilePath("")  # it was made with the map that was chosen before
        self.describe(name)

    def _which(self, name: str) -> object:
        """The map that is chosen, as it is told from others; None without one."""
        choice = self.boxes[name].choice()
        return None if choice.source is None else (choice.source.path, choice.layer)

    def set_options(self, options: CompareOptions, output_folder: str) -> None:
        """Show these settings."""
        form = self.form
        form.level.setCurrentIndex(form.level.findData(options.level))
        form.minimum_area.setValue(options.minimum_unit_ha)
        form.minimum_width.setValue(round(options.minimum_width_m))
        form.confidence.setValue(round(options.confidence_threshold))
        form.boundary_band.setValue(round(options.boundary_band_m))
        form.pixel_size.setValue(options.resolution_m)
        form.rule.setCurrentIndex(form.rule.findData(options.rule))
        self._table.set_path(options.priority_table)
        form.output.setFilePath(output_folder)

    def set_job(self, job: CompareJob) -> None:
        """Fill the form with the inputs of an earlier run, to repeat it with changes."""
        self._paused = True
        if job.prediction is not None:
            self.form.prediction.set_input(job.prediction)
        else:
            self.form.prediction.choose_scene()
        self.form.reference.set_input(job.reference)
        self.form.area.set_kept(job.area)
        self._official.choose(job.changes)
        self.form.confidence_raster.setFilePath(job.confidence)
        self.set_options(job.options, job.output_dir)
        self._said.set_job(job, {name: self._which(name) for name in self.boxes})
        self._paused = False
        for name in self.boxes:
            self.describe(name)

    # What the form says

    def options(self) -> CompareOptions:
        """The settings as chosen."""
        form = self.form
        return CompareOptions(
            level=form.level.currentData(),
            minimum_unit_ha=form.minimum_area.value(),
            minimum_width_m=form.minimum_width.value(),
            rule=form.rule.currentData(),
            priority_table=self._table.path(),
            confidence_threshold=form.confidence.value(),
            boundary_band_m=form.boundary_band.value(),
            resolution_m=form.pixel_size.value(),
        )

    def job(
        self,
        area: Optional[AreaInput],
        classify: Optional[ClassifyJob] = None,
        changes: Optional[ChangeLayerInput] = None,
    ) -> CompareJob:
        """The comparison asked for; output_dir is empty for a temporary folder.

        classify: the job that makes the map first, when that was chosen. changes: the official changes as a file.
        """
        reference = self._source("reference")
        assert reference is not None, "nothing is missing"
        return CompareJob(
            reference=reference,
            output_dir=self.form.output.filePath().strip(),
            prediction=None if classify is not None else self._source("prediction"),
            classify=classify,
            confidence="" if classify is not None else self.form.confidence_raster.filePath().strip(),
            codes=() if classify is not None else self._said.codes(),
            changes=changes,
            area=area,
            options=self.options(),
        )

    def _source(self, name: str) -> Optional[LandCoverInput]:
        """One of the two maps, with the year that was said of it; None without one."""
        return self._said.with_year(name, self.boxes[name].choice().source)

    def official_layer(self) -> Optional[QgsMapLayer]:
        """The layer of official changes, None without one."""
        return self.form.official.currentLayer()

    def official_fields(self) -> Tuple[str, str]:
        """The fields of its old and new classes, empty where they are told by their names."""
        return self._official.fields()

    def official_kept(self) -> Optional[ChangeLayerInput]:
        """The official changes of the run that is repeated, where no layer shows them and they are still chosen."""
        return self._official.kept()

    def gaps(self) -> List[Tuple[str, str]]:
        """What is missing before the run can start: in a word or two, and as a sentence; empty when it can start."""
        found = [
            self._engine_gap(),
            self._map_gap("prediction", self.tr("a map")),
            self._map_gap("reference", self.tr("a reference")),
            self._same_gap(),
            self._area_gap(),
            self._table_gap(),
            self._confidence_gap(),
            self._classes_gap(),
            self._official_gap(),
        ]
        problem = output_problem(self.form.output.filePath().strip())
        if problem:
            found.append((self.tr("a folder to save to"), problem))
        return [gap for gap in found if gap is not None]

    def _engine_gap(self) -> Optional[Tuple[str, str]]:
        if self._engine.state is EngineState.READY:
            return None
        return self.tr("the engine"), self.tr("The engine is not ready.")

    def _classes_gap(self) -> Optional[Tuple[str, str]]:
        problem = "" if self.boxes["prediction"].choice().scene else self._said.problem()
        return (self.tr("classes of the map"), problem) if problem else None

    def _official_gap(self) -> Optional[Tuple[str, str]]:
        old, new = self.official_fields()
        if bool(old) == bool(new) and (not old or old != new):
            return None
        return self.tr("fields of the official changes"), self.tr(
            "Choose one field with the old and another with the new class of the official changes, or neither."
        )

    def _map_gap(self, name: str, short: str) -> Optional[Tuple[str, str]]:
        box = self.boxes[name]
        choice, description = box.choice(), box.description()
        if choice.scene:
            problem = self._scene_problem
            return (self.tr("a complete Classify tab"), problem) if problem else None
        if choice.problem:
            return short, choice.problem
        if choice.source is None:
            return short, self.tr("Add a land cover map to the project, or choose a file with the button.")
        if description is None:
            return short, box.form.note.text() or self.tr("The map is being read.")
        problem = description.get("problem")
        return None if not problem else (short, str(problem.get("message") or ""))

    def _same_gap(self) -> Optional[Tuple[str, str]]:
        """QGIS chooses the first layer in both fields: a map compared with itself tells nothing."""
        sources = [box.choice().source for box in self.boxes.values()]
        if sources[0] is None or sources[1] is None:
            return None
        first, second = ((source.path, source.layer, source.field) for source in sources)
        if first != second:
            return None
        return self.tr("another reference"), self.tr(
            "Map and reference are the same: choose what the map is compared with."
        )

    def _order_remark(self) -> str:
        """What to say where the reference is younger than the map; empty otherwise."""
        years = [int((box.description() or {}).get("year") or 0) for box in self.boxes.values()]
        if not all(years) or years[0] >= years[1]:
            return ""
        return self.tr("The reference is of {}, the map of {}: changes are told backwards.").format(
            years[1], years[0]
        )

    def _area_gap(self) -> Optional[Tuple[str, str]]:
        choice = self.form.area.choice()
        if choice.kind is AreaKind.POLYGONS and choice.layer is None:
            return self.tr("an area"), self.tr("The project has no polygon layer; compare where both are.")
        return None

    def _table_gap(self) -> Optional[Tuple[str, str]]:
        problem = self._table.problem()
        return (self.tr("the priority table"), problem) if problem else None

    def _confidence_gap(self) -> Optional[Tuple[str, str]]:
        path = self.form.confidence_raster.filePath().strip()
        if not path or self.boxes["prediction"].choice().scene or Path(path).is_file():
            return None
        return self.tr("the confidence raster"), self.tr(
            "“{}” is not there: choose another confidence raster, or none."
        ).format(path)

    # What happens

    def describe(self, name: str) -> None:
        """Ask what the engine understands of one of the two maps."""
        if self._paused:
            return
        box = self.boxes[name]
        choice = box.choice()
        job = None
        if choice.scene:
            box.show_remark(self.tr("It is classified first, with the settings of the Classify tab."))
        elif choice.problem:
            box.show_missing(choice.problem)
        elif choice.source is not None and self._engine.state is EngineState.READY:
            box.show_busy()
            job = DescribeReferenceJob(self._source(name) or choice.source)
        self.description_wanted.emit(name, job)
        self.refresh()

    def refresh(self, *_: object) -> None:
        """Say what is missing."""
        if self._paused:
            return
        gaps = self.gaps()
        form = self.form
        folder = output_problem(form.output.filePath().strip())
        form.output_note.say(folder, NoteKind.MISSING)
        area = self._area_gap()
        form.area.show_missing(area[1] if area else "")
        form.official_note.say(
            ""
            if form.official.currentLayer() is None and self.official_kept() is None
            else self.tr("Found, missed and new changes are counted.")
        )
        scene = self.boxes["prediction"].choice().scene
        form.confidence_raster.setEnabled(not scene)
        self._said.set_scene(scene)
        form.compare_button.setEnabled(not gaps)
        form.compare_button.setToolTip(
            gaps[0][1]
            if gaps
            else self.tr("Find what differs, how much, and where the map and the reference agree.")
        )
        remark = self._order_remark()
        if gaps or not remark:
            form.state.say(self.tr("Missing: {}").format(gaps[0][0]) if gaps else self.tr("Ready to compare"))
        else:
            form.state.say(remark, NoteKind.WARNING)

    def _on_compare(self) -> None:
        if not self.gaps():
            self.form.compare_button.setFocus()  # where a click does not give it
            self.compare_requested.emit()
