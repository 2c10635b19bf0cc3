"""The form of the Classify tab: asks for a ClassifyJob, says what is missing, and estimates how long it will take."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Callable, List, Mapping, Optional, Tuple

from qgis.gui import QgsFileWidget, QgsMapCanvas
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QFileDialog, QWidget

from corina.engine.jobs import AreaInput, ClassifyJob, ClassifyOptions, DescribeSceneJob, Device, SceneInput
from corina.ui import formatting
from corina.ui.area_box import AreaKind
from corina.ui.band_dialog import BandDialog
from corina.ui.card_dialog import CardDialog
from corina.ui.coverage import AreaMeasure
from corina.ui.forms import line_up, load_form
from corina.ui.gaps import Field, FormState, Gap, find_gaps, is_editable, is_guess
from corina.ui.notes import NoteKind
from corina.ui.state import EngineState, EngineView, Problem


class ClassifyForm(QWidget):
    """The fields of a classification.

    `description_wanted` carries a DescribeSceneJob; its answer comes back through `set_description` or
    `set_description_error`. `classify_requested` is only emitted when nothing is missing, `refreshed` whenever
    what is missing may have changed.
    """

    description_wanted = pyqtSignal(object)
    description_unwanted = pyqtSignal()
    classify_requested = pyqtSignal()
    refreshed = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.form = load_form("classify_form", self)
        self.models_dir = ""
        self.estimate: Callable[[float, str, Device], Optional[float]] = lambda megapixels, model, device: (
            None
        )
        """Seconds a run of so many megapixels takes with a model on a device; None without history."""
        self._engine = EngineView(EngineState.CHECKING)
        self._canvas: Optional[QgsMapCanvas] = None
        self._overrides = SceneInput("")
        self._description: Optional[Mapping[str, Any]] = None
        self._automatic: Optional[Mapping[str, Any]] = None
        self._error: Optional[Problem] = None
        self._paused = False
        self._area = AreaMeasure()
        form = self.form
        form.output.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        form.output.setDialogTitle(self.tr("Choose a folder for the maps"))
        form.output.lineEdit().setPlaceholderText(self.tr("temporary folder"))
        form.output.setFocusProxy(form.output.lineEdit())
        form.grid.setColumnStretch(1, 1)
        form.footer.setStretch(0, 1)
        for label in (form.scene_label, form.model_label, form.area_label, form.output_label):
            form.grid.setAlignment(label, Qt.AlignmentFlag.AlignTop)
        form.grid.setContentsMargins(9, 9, 9, 9)
        form.grid.setRowStretch(5, 1)
        form.grid.setVerticalSpacing(max(8, self.fontMetrics().height() // 2))
        line_up(
            (form.scene_label, form.scene.form.layer),
            (form.model_label, form.model.form.model),
            (form.area_label, form.area.form.whole),
            (form.output_label, form.output.lineEdit()),
        )
        form.scene.changed.connect(self._on_scene)
        form.scene.edit_requested.connect(self.edit_bands)
        form.scene.retry_requested.connect(self.describe)
        form.model.changed.connect(self._on_model)
        form.model.card_requested.connect(self.show_card)
        form.area.changed.connect(self.refresh)
        form.output.fileChanged.connect(self.refresh)
        form.advanced.changed.connect(self.refresh)
        form.advanced.form.use_scl.toggled.connect(self.describe)
        form.classify_button.clicked.connect(self._on_classify)
        self.refresh()

    # What the form is told

    def set_engine(self, engine: EngineView) -> None:
        """Tell the form where the engine stands."""
        became_ready = engine.state is EngineState.READY and self._engine.state is not EngineState.READY
        self._engine = engine
        if became_ready and self._description is None:
            self.describe()
        self.refresh()

    def set_canvas(self, canvas: QgsMapCanvas) -> None:
        """Tell the form which map "Map view" means."""
        self._canvas = canvas
        canvas.extentsChanged.connect(self._on_view)

    def set_description(self, description: Mapping[str, Any]) -> None:
        """Take the engine's description of the scene (docs/jobs.md)."""
        self._description = description
        self._error = None
        if not self._overrides.bands and self._overrides.scale is None and self._overrides.nodata is None:
            self._automatic = description
        self.refresh()

    def set_description_error(self, problem: Problem) -> None:
        """Take the error that came in place of a description."""
        self._description = None
        self._error = problem
        self.refresh()

    def set_options(self, options: ClassifyOptions, output_folder: str, use_scl: bool) -> None:
        """Show the settings of the last time."""
        self._paused = True
        self.form.advanced.set_options(options)
        self.form.advanced.form.use_scl.setChecked(use_scl)
        self.form.output.setFilePath(output_folder)
        self._paused = False
        self.refresh()

    def set_job(self, job: ClassifyJob) -> None:
        """Fill the form with the inputs of an earlier run, to repeat it with changes."""
        self._paused = True
        self.form.scene.set_path(job.scene.path)
        self._overrides = replace(job.scene, mask=None)
        self._description = self._automatic = self._error = None
        self.form.model.set_model(job.model)
        self.form.area.set_kept(job.area)
        self.form.output.setFilePath(job.output_dir)
        self.form.advanced.set_options(job.options)
        self.form.advanced.set_mask(job.scene.mask)
        self.form.advanced.form.use_scl.setChecked(job.scene.use_scl)
        self._paused = False
        self.describe()

    # What the form says

    def scene_input(self) -> SceneInput:
        """The scene with what the user said about it, without the mask."""
        source = self.form.scene.source()
        return replace(
            self._overrides,
            path=source.path,
            crs=source.crs or None,
            use_scl=self.form.advanced.use_scl(),
            mask=None,
        )

    def job(self, area: Optional[AreaInput]) -> ClassifyJob:
        """The classification asked for, in `area`; output_dir is empty for a temporary folder."""
        model = self.form.model.entry()
        return ClassifyJob(
            scene=replace(self.scene_input(), mask=self.form.advanced.mask()),
            output_dir=self.form.output.filePath().strip(),
            model=model.name if model else "",
            models_dir=self.models_dir,
            area=area,
            options=self.form.advanced.options(),
        )

    def gaps(self) -> List[Gap]:
        """What is missing before the run can start."""
        return find_gaps(self._state())

    def _state(self) -> FormState:
        source = self.form.scene.source()
        return FormState(
            engine=self._engine,
            has_scene=bool(source.path),
            scene_problem=source.problem,
            description=self._description,
            description_error=self._error,
            scale_confirmed=self._overrides.scale is not None,
            model=self.form.model.entry(),
            area_problem=self._measure()[1],
            output_folder=self.form.output.filePath().strip(),
            mask_problem=self.form.advanced.mask_problem(),
            table_problem=self.form.advanced.table_problem(),
        )

    def _measure(self) -> Tuple[Optional[float], str]:
        """The area to classify in hectares as far as it is known, and what is wrong with it."""
        return self._area.measure(self.form.area.choice(), self._description, self._canvas)

    # What happens

    def describe(self) -> None:
        """Ask what the engine understands of the scene with the chosen model."""
        if self._paused:
            return
        source = self.form.scene.source()
        if not source.path or self._engine.state is not EngineState.READY:
            self.description_unwanted.emit()
            self.refresh()
            return
        model = self.form.model.entry()
        self._description = self._error = None
        name = model.name if model else ""
        self.description_wanted.emit(DescribeSceneJob(self.scene_input(), name, self.models_dir))
        self.refresh()

    def refresh(self, *_: object) -> None:
        """Say what is understood, what is missing and what the run will take."""
        if self._paused:
            return
        gaps = self.gaps()
        for field in Field:
            self._show_gap(field, next((gap for gap in gaps if gap.field is field), None))
        self.form.classify_button.setEnabled(not gaps)
        self.form.classify_button.setToolTip(
            gaps[0].sentence
            if gaps
            else self.tr(
                "Make the three maps. A run that is going on is finished first; this one waits for it."
            )
        )
        if not gaps:
            self.form.estimate.say(self._estimate_text())
        elif all(gap.waiting for gap in gaps):
            self.form.estimate.say(gaps[0].sentence, NoteKind.BUSY)
        else:
            first = next(gap for gap in gaps if not gap.waiting)
            self.form.estimate.say(self.tr("Missing: {}").format(first.short), NoteKind.PLAIN)
        self.refreshed.emit()

    def _show_gap(self, field: Field, gap: Optional[Gap]) -> None:
        if field is Field.SCENE:
            self._show_scene(gap)
        elif field is Field.AREA:
            self.form.area.show_missing(gap.sentence if gap else "")
        elif field is Field.OUTPUT:
            self.form.output_note.say(gap.sentence if gap else "", NoteKind.MISSING)

    def _show_scene(self, gap: Optional[Gap]) -> None:
        if gap is not None and gap.waiting:
            self.form.scene.show_busy()
        elif self._description is not None and (gap is None or is_guess(self._description)):
            self.form.scene.show_description(self._description, gap.sentence if gap else "")
        elif gap is not None:
            asked = self._error is not None or self._description is not None
            self.form.scene.show_missing(gap.sentence, is_editable(self._description), can_retry=asked)

    def _estimate_text(self) -> str:
        area = self._measure()[0]
        model = self.form.model.entry()
        if area is None or model is None:
            return self.tr("Ready to classify")
        resolution = float((self._description or {}).get("resolution_m") or model.resolution_m)
        megapixels = area * formatting.M2_PER_HA / resolution**2 / 1e6
        seconds = self.estimate(megapixels, model.name, self.form.advanced.options().device)
        if seconds is None:
            return formatting.hectares(area)
        return self.tr("{}, {} on this machine").format(formatting.hectares(area), formatting.about(seconds))

    def _on_scene(self) -> None:
        self._overrides = SceneInput("")
        self._description = self._automatic = self._error = None
        self.describe()
        if not self._paused and self.form.area.choice().kind is AreaKind.KEPT:
            self.form.area.set_kept(None)

    def _on_model(self) -> None:
        self._automatic = None
        self.describe()

    def _on_view(self) -> None:
        if self.form.area.choice().kind is AreaKind.VIEW:
            self.refresh()

    def _on_classify(self) -> None:
        if not self.gaps():
            self.form.classify_button.setFocus()  # where a click does not give it
            self.classify_requested.emit()

    def edit_bands(self) -> None:
        """Open the band dialog on what was understood, and describe the scene again when it was changed."""
        model = self.form.model.entry()
        if self._description is None or model is None:
            return
        dialog = BandDialog(model.bands, self._description, self._overrides, self._automatic, self)
        dialog.accepted.connect(lambda: self.apply_overrides(dialog.scene()))
        dialog.open()

    def apply_overrides(self, scene: SceneInput) -> None:
        """Take the bands, scale, offset and nodata of `scene` as the user's word."""
        self._overrides = replace(scene, path="", mask=None)
        self.describe()

    def choose_folder(self) -> None:
        """Ask for another folder to save to."""
        folder = QFileDialog.getExistingDirectory(self, self.tr("Choose a folder for the maps"))
        if folder:
            self.form.output.setFilePath(folder)

    def show_card(self) -> None:
        """Open the card of the chosen model."""
        model = self.form.model.entry()
        if model is not None:
            CardDialog(model, self).open()
