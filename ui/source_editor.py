"""One source of training data: a scene of the project with its labels, or a ready-made data set on disk."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Collection, Optional, Tuple

from qgis.core import QgsProject
from qgis.gui import QgsFileWidget, QgsMapLayerComboBox
from qgis.PyQt.QtCore import QCoreApplication, pyqtSignal
from qgis.PyQt.QtWidgets import QWidget

from corina.engine.jobs import LabelInput, SourceKind, TrainingSource
from corina.ui.choices import let_shrink
from corina.ui.forms import align_labels, line_up, load_form
from corina.ui.legend_combo import choose_legend, chosen_legend, fill_legends
from corina.ui.notes import NoteKind
from corina.ui.scene_bands import SceneBands


def _tr(text: str) -> str:
    return str(QCoreApplication.translate("SourceEditor", text))


def kind_title(kind: SourceKind) -> str:
    """The layout of a ready-made data set in words."""
    return {
        SourceKind.SCENE: _tr("Scene with labels"),
        SourceKind.AUTO: _tr("Automatically"),
        SourceKind.BIGEARTHNET: _tr("BigEarthNet, a folder for each patch"),
        SourceKind.BIGEARTHNET_STACKS: _tr("BigEarthNet, a file for each patch"),
        SourceKind.EUROSAT_RGB: _tr("EuroSAT, colour images"),
        SourceKind.EUROSAT_MS: _tr("EuroSAT, all bands"),
        SourceKind.CHIPS: _tr("Folders images and masks"),
        SourceKind.SEASONET: _tr("SeasoNet"),
    }[kind]


@dataclass(frozen=True)
class Draft:
    """What is chosen for a source that may not be complete: layers by id and name, folder, path of the scene."""

    scene: Tuple[str, str] = ("", "")
    labels: Tuple[str, str] = ("", "")
    folder: str = ""
    scene_path: str = ""


def _chosen(combo: QgsMapLayerComboBox) -> Tuple[str, str]:
    layer = combo.currentLayer()
    return (layer.id() if layer is not None else "", combo.currentText())


def _choose(combo: QgsMapLayerComboBox, chosen: Tuple[str, str]) -> None:
    layer = QgsProject.instance().mapLayer(chosen[0])
    if layer is not None:
        combo.setLayer(layer)
    else:
        combo.setCurrentIndex(combo.findText(chosen[1]))


class SourceEditor(QWidget):
    """Shows one source and what the user makes of it."""

    changed = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.form = load_form("source_editor", self)
        form = self.form
        self._base: Optional[TrainingSource] = None
        for grid in (form.scene_grid, form.folder_grid):
            grid.setColumnStretch(1, 1)
            align_labels(grid)
            grid.setRowStretch(grid.rowCount(), 1)
        line_up((form.scene_label, form.scene.form.layer))
        form.folder.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        let_shrink(form.kind, form.folder_legend)
        for kind in SourceKind:
            if kind is not SourceKind.SCENE:
                form.kind.addItem(kind_title(kind), kind.value)
        form.kind.setCurrentIndex(form.kind.findData(SourceKind.AUTO.value))
        fill_legends(form.folder_legend, _tr("its own"), "", self._say_of_legend)
        self.bands = SceneBands(form.scene, self)
        form.scene.changed.connect(self._on_scene_or_labels)
        self.bands.changed.connect(self.changed)
        form.labels.changed.connect(self._on_scene_or_labels)
        form.folder.fileChanged.connect(self._on_folder)
        form.kind.currentIndexChanged.connect(self.changed)
        form.folder_legend.currentIndexChanged.connect(self.changed)
        form.train_only.toggled.connect(self.changed)

    def show_kind(self, is_scene: bool) -> None:
        """Show the fields of a scene, or those of a ready-made data set."""
        self.form.pages.setCurrentWidget(self.form.scene_page if is_scene else self.form.folder_page)
        self._on_folder()

    def is_scene(self) -> bool:
        """Whether the fields of a scene are shown."""
        return bool(self.form.pages.currentWidget() is self.form.scene_page)

    def set_source(self, source: TrainingSource) -> None:
        """Show a source."""
        self._base = source
        if source.kind is SourceKind.SCENE:
            if source.scene is not None:
                self.bands.set_input(source.scene)
            if source.labels is not None:
                self.form.labels.set_labels(source.labels)
        else:
            self.form.folder.setFilePath(source.path)
            self.form.kind.setCurrentIndex(self.form.kind.findData(source.kind.value))
            choose_legend(self.form.folder_legend, source.legend)
            self.form.train_only.setChecked(source.train_only)
        self.show_kind(source.kind is SourceKind.SCENE)

    def source(self) -> Optional[TrainingSource]:
        """The source, None while something is missing. Its bands may not be understood yet: see `problem`."""
        form = self.form
        if self._missing():
            return None
        if not self.is_scene():
            path = form.folder.filePath().strip()
            base = self._base if self._base is not None and self._base.path == path else None
            return TrainingSource(
                SourceKind(form.kind.currentData()),
                path=path,
                legend=chosen_legend(form.folder_legend),
                name=base.name if base is not None else "",
                share=base.share if base is not None else 1.0,
                train_only=form.train_only.isChecked(),
            )
        labels: Optional[LabelInput] = form.labels.labels()
        scene, base = self.bands.input(), self._base
        if base is not None and base.scene is not None and base.scene.path == scene.path:
            # A recipe may say more of it than there are fields for.
            return replace(base, scene=scene, labels=labels, name=base.name or form.scene.source().label)
        return TrainingSource(scene=scene, labels=labels, name=form.scene.source().label)

    def problem(self) -> str:
        """What is wrong or missing, in one sentence; empty when the source is complete."""
        if not self.is_scene():
            return self._folder_problem()
        return self.bands.problem() or self._labels_problem()

    def _labels_problem(self) -> str:
        problem = str(self.form.labels.problem())
        labels: Optional[LabelInput] = None if problem else self.form.labels.labels()
        if labels is not None and labels.path == self.form.scene.source().path:
            return _tr("The labels are the scene itself; choose the layer with the classes.")
        return problem

    def problem_of(self, source: TrainingSource) -> str:
        """What is known to be wrong with a source that was shown before; empty when nothing is."""
        return self.bands.problem_of(source.scene) if source.scene is not None else ""

    def _missing(self) -> str:
        if not self.is_scene():
            return self._folder_problem()
        return self.bands.gap() or self._labels_problem()

    def draft(self) -> Draft:
        """What is chosen, complete or not."""
        form = self.form
        return Draft(
            _chosen(form.scene.form.layer),
            _chosen(form.labels.form.layer),
            form.folder.filePath(),
            form.scene.source().path,
        )

    def set_draft(self, draft: Draft, is_scene: bool) -> None:
        """Show what was chosen for a source that is not complete."""
        self._base = None
        self.form.folder.setFilePath(draft.folder)
        _choose(self.form.scene.form.layer, draft.scene)
        _choose(self.form.labels.form.layer, draft.labels)
        self.show_kind(is_scene)

    def choose_unused(self, used: Collection[str]) -> None:
        """Choose the first scene that is not among `used`; none where all are."""
        combo = self.form.scene.form.layer
        for row in range(combo.count()):
            combo.setCurrentIndex(row)
            if self.form.scene.source().path not in used:
                return
        combo.setCurrentIndex(-1)

    def title(self) -> str:
        """The source in a few words, for the list."""
        if self.is_scene():
            return str(self.form.scene.source().label) or kind_title(SourceKind.SCENE)
        return Path(self.form.folder.filePath().strip()).name or _tr("a folder")

    def _say_of_legend(self, sentence: str) -> None:
        self.form.folder_note.say(sentence, NoteKind.MISSING)

    def _folder_problem(self) -> str:
        folder = self.form.folder.filePath().strip()
        if not folder:
            return _tr("Choose the folder of a data set.")
        return (
            "" if Path(folder).exists() else _tr("“{}” is not there; choose another folder.").format(folder)
        )

    def _on_scene_or_labels(self) -> None:
        # That the labels are the scene itself is not known to the box of the labels.
        self.form.labels.form.note.say(self._labels_problem(), NoteKind.MISSING)
        self.changed.emit()

    def _on_folder(self, *_: object) -> None:
        if not self.is_scene():
            self.form.folder_note.say(self._folder_problem(), NoteKind.MISSING)
        self.changed.emit()
