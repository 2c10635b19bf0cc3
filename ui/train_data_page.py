"""Page 1 of Train: scenes with labels and ready-made data sets, patches, and what there is to learn of each class."""

from __future__ import annotations

from typing import Any, List, Mapping, Optional, Sequence, Set, Tuple

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QListWidgetItem, QSizePolicy, QWidget

from corina.engine.jobs import DataChoice, JobError, TrainingSource, codes_of_text
from corina.ui.forms import load_form, theme_icon
from corina.ui.notes import NoteKind
from corina.ui.source_editor import Draft

SCENE_ROLE = Qt.ItemDataRole.UserRole
DRAFT_ROLE = Qt.ItemDataRole.UserRole + 1


class TrainDataPage(QWidget):
    """Asks for a DataChoice. `look_requested`: the data are to be counted."""

    changed = pyqtSignal()
    look_requested = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.form = load_form("train_data_page", self)
        form = self.form
        self._sources: List[Optional[TrainingSource]] = []
        """Of each row of the list; None where something is missing."""
        self._paused = self._looking = False
        self._cache_mb = DataChoice.cache_mb
        """Of the recipe that is shown; there is no field for it."""
        self._row = -1
        """The row that the editor shows."""
        self._look_tip = form.look_button.toolTip()
        form.patches_grid.setColumnStretch(1, 1)
        form.sources_row.setStretch(0, 1)
        form.sources.setMinimumWidth(self.fontMetrics().averageCharWidth() * 12)
        form.add_scene.setIcon(theme_icon("mActionAddRasterLayer"))
        form.add_folder.setIcon(theme_icon("mIconFolder"))
        form.remove.setIcon(theme_icon("symbologyRemove"))
        for button in (form.add_scene, form.add_folder, form.remove):
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        form.sources.setMaximumHeight(self.fontMetrics().height() * 6)
        form.sources.currentRowChanged.connect(self._show_current)
        form.add_scene.clicked.connect(lambda: self._add(True))
        form.add_folder.clicked.connect(lambda: self._add(False))
        form.remove.clicked.connect(self._remove)
        form.editor.changed.connect(self._on_editor)
        form.look_button.clicked.connect(self.look_requested)
        for spin in (form.patch, form.step, form.boundary, form.labelled, form.resolution):
            spin.valueChanged.connect(self._on_change)
        for edit in (form.bands, form.codes):
            edit.textChanged.connect(self._on_change)
        form.drop_sea.toggled.connect(self._on_change)
        self._clear_values()
        self._add(True)

    def _clear_values(self) -> None:
        """Tell QGIS's spin boxes what "clear" goes back to."""
        form = self.form
        for spin, value in (
            (form.patch, 128), (form.step, 64), (form.boundary, 0.0), (form.labelled, 5.0), (form.resolution, 10.0),
        ):  # fmt: skip
            spin.setClearValue(value)
        form.bands.setText("B02, B03, B04, B08")

    # What the page says

    def choice(self) -> DataChoice:
        """The training data. Raises JobError with one sentence when something is missing."""
        form = self.form
        problem = self.problem()
        if problem:
            raise JobError(problem)
        return DataChoice(
            sources=tuple(source for source in self._sources if source is not None),
            bands=self.bands(),
            codes=codes_of_text(form.codes.text()),
            cache_mb=self._cache_mb,
            resolution_m=form.resolution.value(),
            patch=form.patch.value(),
            step=form.step.value(),
            boundary_m=form.boundary.value(),
            min_labelled=form.labelled.value() / 100.0,
            drop_sea=form.drop_sea.isChecked(),
        )

    def bands(self) -> Tuple[str, ...]:
        """The bands the network is to read."""
        names = self.form.bands.text().replace(";", ",").replace(" ", ",").split(",")
        return tuple(dict.fromkeys(name.strip().upper() for name in names if name.strip()))

    def problem(self) -> str:
        """What is wrong or missing, in one sentence; empty when the data are described."""
        if not self._sources:
            return self.tr("Add a scene with labels, or a ready-made data set.")
        if 0 <= self.form.sources.currentRow() < len(self._sources) and not self._paused:
            # A layer may have been edited or removed since.
            self._sources[self.form.sources.currentRow()] = self.form.editor.source()
        for row, source in enumerate(self._sources):
            problem = self._row_problem(row, source)
            if problem:
                return problem
        if not self.bands():
            return self.tr("Name at least one band.")
        try:
            codes_of_text(self.form.codes.text())
        except JobError:
            return self.tr("“{}” are no CORINE codes of level 3; write such as 112, 211, 311.").format(
                self.form.codes.text()
            )
        if self.form.step.value() > self.form.patch.value():
            return self.tr("The step is larger than the patch; make it the patch size at most.")
        return ""

    def _row_problem(self, row: int, source: Optional[TrainingSource]) -> str:
        if row == self.form.sources.currentRow():
            return str(self.form.editor.problem())
        name = self.form.sources.item(row).text()
        if source is None:
            return self.tr("“{}” is not complete.").format(name)
        problem = self.form.editor.problem_of(source)
        return self.tr("“{}”: {}").format(name, problem) if problem else ""

    def set_choice(self, data: DataChoice) -> None:
        """Show these training data."""
        form = self.form
        self._paused = True
        form.sources.clear()
        self._sources, self._row = [], -1
        for source in data.sources:
            self._sources.append(source)
            form.sources.addItem(QListWidgetItem(source.name or source.path))
        for spin, value in (
            (form.patch, data.patch), (form.step, data.step), (form.boundary, data.boundary_m),
            (form.labelled, 100.0 * data.min_labelled), (form.resolution, data.resolution_m),
        ):  # fmt: skip
            spin.setValue(value)
        form.bands.setText(", ".join(data.bands))
        self.set_codes(data.codes)
        self._cache_mb = data.cache_mb
        form.drop_sea.setChecked(data.drop_sea)
        self._paused = False
        form.sources.setCurrentRow(0)
        self._show_current()

    # What is known of the data

    def show_looking(self, text: str) -> None:
        """Say that the data are being read."""
        self._looking = True
        self.form.look_button.setEnabled(False)
        self.form.look_note.say(text or self.tr("Reading scenes and labels…"), NoteKind.BUSY)

    def show_description(self, description: Optional[Mapping[str, Any]], stale: bool = False) -> None:
        """Show what was counted. stale: the settings have changed since."""
        self._looking = False
        self._show_look_button(self.problem())
        note = self.tr("Changed since; count again.") if stale and description is not None else ""
        self.form.look_note.say(note, NoteKind.WARNING)
        self.form.statistics.set_description(description)

    def show_problem(self, sentence: str) -> None:
        """Say why the data could not be read."""
        self._looking = False
        self.form.look_button.setEnabled(True)
        self.form.look_note.say(sentence, NoteKind.MISSING)

    def _show_look_button(self, problem: str) -> None:
        button = self.form.look_button
        button.setEnabled(not problem and not self._looking)
        button.setToolTip(problem or self._look_tip)

    # The list of sources

    def add_scene(self) -> None:
        """Add a scene of the project."""
        self._add(True)

    def set_codes(self, codes: Sequence[int]) -> None:
        """Show the classes to tell apart; none for all that the labels name."""
        self.form.codes.setText(", ".join(str(code) for code in codes))

    def reset_sources(self) -> None:
        """Begin again with one scene of the project."""
        self._paused = True
        self.form.sources.clear()
        self._sources, self._row = [], -1
        self._paused = False
        self._add(True)

    def refresh(self) -> None:
        """Look at the layers again."""
        self._on_editor()

    def _add(self, is_scene: bool) -> None:
        self._keep_draft(self.form.sources.currentRow())
        used = self._used_scenes()
        self._sources.append(None)
        item = QListWidgetItem(self.form.editor.title())
        item.setData(SCENE_ROLE, is_scene)
        self._paused = True
        self.form.sources.addItem(item)
        self.form.sources.setCurrentItem(item)
        if is_scene and used:
            self.form.editor.choose_unused(used)
        elif not is_scene:
            self.form.editor.form.folder.setFilePath("")
        self.form.editor.show_kind(is_scene)
        self._paused = False
        self._row = self.form.sources.currentRow()
        self._on_editor()

    def _remove(self) -> None:
        row = self.form.sources.currentRow()
        if row >= 0:
            del self._sources[row]
            self._paused = True
            self.form.sources.takeItem(row)
            self._paused = False
            self._row = -1
            self._show_current()

    def _show_current(self, *_: object) -> None:
        row = self.form.sources.currentRow()
        if self._paused:
            return
        self._keep_draft(self._row)
        self._row = row
        self.form.editor.setVisible(row >= 0)
        self.form.remove.setEnabled(row >= 0)
        if row >= 0:
            source, item = self._sources[row], self.form.sources.item(row)
            self._paused = True
            if source is not None:
                self.form.editor.set_source(source)
            else:
                self.form.editor.set_draft(item.data(DRAFT_ROLE) or Draft(), bool(item.data(SCENE_ROLE)))
            self._paused = False
        self._on_editor()

    def _used_scenes(self) -> Set[str]:
        """The scenes of all rows, also of those that are not complete."""
        rows = [self.form.sources.item(row) for row in range(self.form.sources.count())]
        drafts = [item.data(DRAFT_ROLE) for item in rows if item.data(SCENE_ROLE)]
        return {draft.scene_path for draft in drafts if draft is not None} | {
            source.scene.path for source in self._sources if source is not None and source.scene is not None
        }

    def _keep_draft(self, row: int) -> None:
        """Remember what is chosen for a source that is left, for it may not be complete."""
        item = self.form.sources.item(row)
        if item is not None:
            item.setData(DRAFT_ROLE, self.form.editor.draft())

    def _on_editor(self) -> None:
        """Take over what the editor says of the selected source."""
        row = self.form.sources.currentRow()
        if self._paused:
            return
        if 0 <= row < len(self._sources):
            editor, item = self.form.editor, self.form.sources.item(row)
            self._sources[row] = editor.source()
            title = editor.title()
            item.setText(title)
            problem = bool(editor.problem())
            icon = "mIconRaster" if editor.is_scene() else "mIconFolder"
            item.setIcon(theme_icon("mIconWarning" if problem else icon))
            item.setData(SCENE_ROLE, editor.is_scene())
        self._on_change()

    def _on_change(self, *_: object) -> None:
        self.form.editor.bands.set_wanted(self.bands(), self.form.resolution.value())
        # The editor says itself what the selected source lacks.
        problem, beside = self.problem(), self.form.editor.problem() if self._sources else ""
        self.form.note.say("" if problem == beside else problem, NoteKind.MISSING)
        self._show_look_button(problem)
        self.changed.emit()
