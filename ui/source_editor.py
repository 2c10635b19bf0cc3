"""One source of training data: a scene of the project with its labels, or a ready-made data set on disk."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Optional

from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import QCoreApplication, pyqtSignal
from qgis.PyQt.QtWidgets import QWidget

from corina.engine.jobs import LabelInput, SceneInput, SourceKind, TrainingSource
from corina.ui.choices import let_shrink
from corina.ui.forms import align_labels, load_form
from corina.ui.label_box import choose_legend, fill_legends
from corina.ui.notes import NoteKind


def _tr(text: str) -> str:
    return str(QCoreApplication.translate("SourceEditor", text))


def kind_title(kind: SourceKind) -> str:
    """The layout of a ready-made data set in words."""
    return {
        SourceKind.SCENE: _tr("Scene with labels"),
        SourceKind.AUTO: _tr("By itself"),
        SourceKind.BIGEARTHNET: _tr("BigEarthNet, a folder for each patch"),
        SourceKind.BIGEARTHNET_STACKS: _tr("BigEarthNet, a file for each patch"),
        SourceKind.EUROSAT_RGB: _tr("EuroSAT, colour images"),
        SourceKind.EUROSAT_MS: _tr("EuroSAT, all bands"),
        SourceKind.CHIPS: _tr("Folders images and masks"),
        SourceKind.SEASONET: _tr("SeasoNet"),
    }[kind]


class SourceEditor(QWidget):
    """Shows one source and what the user makes of it."""

    changed = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.form = load_form("source_editor", self)
        form = self.form
        self._scene_input = SceneInput("")
        self._base: Optional[TrainingSource] = None
        for grid in (form.scene_grid, form.folder_grid):
            grid.setColumnStretch(1, 1)
            align_labels(grid)
        form.folder.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        let_shrink(form.kind, form.folder_legend)
        for kind in SourceKind:
            if kind is not SourceKind.SCENE:
                form.kind.addItem(kind_title(kind), kind.value)
        form.kind.setCurrentIndex(form.kind.findData(SourceKind.AUTO.value))
        fill_legends(form.folder_legend, _tr("its own"), "")
        form.scene.form.edit_button.hide()
        form.scene.changed.connect(self.changed)
        form.labels.changed.connect(self.changed)
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
                self._scene_input = source.scene
                self.form.scene.set_path(source.scene.path)
            if source.labels is not None:
                self.form.labels.set_labels(source.labels)
        else:
            self.form.folder.setFilePath(source.path)
            self.form.kind.setCurrentIndex(self.form.kind.findData(source.kind.value))
            choose_legend(self.form.folder_legend, source.legend)
            self.form.train_only.setChecked(source.train_only)
        self.show_kind(source.kind is SourceKind.SCENE)

    def source(self) -> Optional[TrainingSource]:
        """The source, None while something is missing."""
        if self.problem():
            return None
        form = self.form
        if not self.is_scene():
            return TrainingSource(
                SourceKind(form.kind.currentData()),
                path=form.folder.filePath().strip(),
                legend=str(form.folder_legend.currentData()),
                train_only=form.train_only.isChecked(),
            )
        chosen = form.scene.source()
        known = self._scene_input if self._scene_input.path == chosen.path else SceneInput(chosen.path)
        labels: Optional[LabelInput] = form.labels.labels()
        return TrainingSource(
            scene=replace(known, path=chosen.path, crs=chosen.crs or known.crs),
            labels=labels,
            name=chosen.label,
        )

    def problem(self) -> str:
        """What is wrong or missing, in one sentence; empty when the source is complete."""
        if not self.is_scene():
            return self._folder_problem()
        chosen = self.form.scene.source()
        if chosen.problem:
            return str(chosen.problem)
        if not chosen.path:
            return _tr(
                "Add a Sentinel-2 raster to the project, or open a product with the button beside the list."
            )
        return str(self.form.labels.problem())

    def title(self) -> str:
        """The source in a few words, for the list."""
        if self.is_scene():
            return str(self.form.scene.source().label) or kind_title(SourceKind.SCENE)
        return Path(self.form.folder.filePath().strip()).name or _tr("a folder")

    def _folder_problem(self) -> str:
        folder = self.form.folder.filePath().strip()
        if not folder:
            return _tr("Choose the folder of a data set.")
        return (
            "" if Path(folder).exists() else _tr("“{}” is not there; choose another folder.").format(folder)
        )

    def _on_folder(self, *_: object) -> None:
        if not self.is_scene():
            self.form.folder_note.say(self._folder_problem(), NoteKind.MISSING)
        self.changed.emit()
