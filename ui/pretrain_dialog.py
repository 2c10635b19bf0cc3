"""The dialog that starts the pretraining of an encoder: what to learn from, which level, how long, and where to."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Optional

from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QWidget

from corina.engine.jobs import PretrainJob, Recipe, SplitScheme, WeightsFrom
from corina.ui import choices
from corina.ui.forms import load_form
from corina.ui.mnemonics import Mnemonics
from corina.ui.notes import NoteKind

OWN, BIGEARTHNET, BIGEARTHNET_19 = "own", "bigearthnet", "bigearthnet19"
EUROSAT, EUROSAT_ZIP = "eurosat", "eurosat_zip"
"""What may be learned from; the last two are one kind of job."""


class PretrainDialog(QDialog):
    """Asks for a PretrainJob; `started` carries it, without a folder where the user left it to us."""

    started = pyqtSignal(object)

    def __init__(
        self, recipe: Recipe, own: str, own_problem: str = "", parent: Optional[QWidget] = None
    ) -> None:
        """recipe: network, first weights and settings, with `data` where there are any of the user's own.

        own: these data in words. own_problem: why there are none, in one sentence.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.form = load_form("pretrain_dialog", self)
        form = self.form
        self._recipe, self._own_problem = recipe, own_problem
        form.grid.setColumnStretch(1, 1)
        for words, kind in (
            (own, OWN),
            (self.tr("BigEarthNet (folder)"), BIGEARTHNET),
            (self.tr("BigEarthNet, its 19 classes (folder)"), BIGEARTHNET_19),
            (self.tr("EuroSAT (folder)"), EUROSAT),
            (self.tr("EuroSAT (zip)"), EUROSAT_ZIP),
        ):
            form.kind.addItem(words, kind)
        for level in (1, 2, 3):
            form.level.addItem(self.tr("Level {}").format(level), level)
        form.level.setCurrentIndex(2)
        choices.let_shrink(form.kind, form.level)
        last = recipe.stages[-1]
        for spin, value in ((form.epochs, last.epochs), (form.batch, last.batch)):
            spin.setValue(value)
            spin.setClearValue(value)
        form.folder.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        form.folder.setDialogTitle(self.tr("Choose a folder for the pretraining"))
        form.folder.lineEdit().setPlaceholderText(self.tr("a new folder in your profile"))
        form.network.say(self._network_text())
        self.start_button = QPushButton(self.tr("S&tart"))
        self.start_button.setToolTip(
            self.tr(
                "It runs beside QGIS, also when QGIS is closed; Runs lists it, and it can be stopped and resumed."
            )
        )
        self.start_button.setDefault(True)
        form.buttons.addButton(self.start_button, QDialogButtonBox.ButtonRole.AcceptRole)
        form.buttons.accepted.connect(self._start)
        form.buttons.rejected.connect(self.reject)
        form.kind.currentIndexChanged.connect(self._on_kind)
        for field in (form.source, form.folder):
            field.fileChanged.connect(self.refresh)
        if recipe.data is None:
            form.kind.setCurrentIndex(form.kind.findData(BIGEARTHNET))
        self._on_kind()
        Mnemonics(self)
        self.resize(self.fontMetrics().averageCharWidth() * 72, self.sizeHint().height())

    def _network_text(self) -> str:
        recipe = self._recipe
        text = self.tr("As on the Model page: {network} with {bands}, beginning with {weights}.")
        weights = choices.words(WeightsFrom)[recipe.weights.source]
        if recipe.weights.path:
            weights = f"{weights} ({Path(recipe.weights.path).name})"
        return text.format(
            network=recipe.network.encoder, bands=", ".join(recipe.input_bands), weights=weights
        )

    def set_job(self, job: PretrainJob) -> None:
        """Show what an earlier run asked for, in a folder of its own."""
        form = self.form
        kind = EUROSAT_ZIP if job.kind == EUROSAT and job.source.lower().endswith(".zip") else job.kind
        form.kind.setCurrentIndex(form.kind.findData(kind))
        form.source.setFilePath(job.source)
        form.level.setCurrentIndex(form.level.findData(job.level))
        self.refresh()

    def job(self) -> PretrainJob:
        """What the dialog asks for; without an output_dir for a new folder."""
        form, recipe, kind = self.form, self._recipe, str(self.form.kind.currentData())
        stage = replace(
            recipe.stages[-1],
            name="pretrain",
            epochs=form.epochs.value(),
            steps=0,
            batch=form.batch.value(),
            frozen=False,
        )
        recipe = replace(recipe, stages=(stage,))
        if kind != OWN:  # the split of the Split page was chosen for other data
            recipe = replace(recipe, split=replace(recipe.split, scheme=SplitScheme.AUTO))
        return PretrainJob(
            recipe,
            self._folder(),
            EUROSAT if kind == EUROSAT_ZIP else kind,
            "" if kind == OWN else self._source(),
            int(form.level.currentData()),
        )

    def _source(self) -> str:
        return str(self.form.source.filePath().strip())

    def _folder(self) -> str:
        return str(self.form.folder.filePath().strip())

    def problem(self) -> str:
        """What is missing, in one sentence; empty when it can start."""
        return self._source_problem() or self._folder_problem()

    def _source_problem(self) -> str:
        kind, path = self.form.kind.currentData(), Path(self._source())
        if kind == OWN:
            return self._own_problem if self._recipe.data is None else ""
        if not self._source():
            return (
                self.tr("Choose the zip of EuroSAT.")
                if kind == EUROSAT_ZIP
                else self.tr("Choose the folder of the data set.")
            )
        if kind == EUROSAT_ZIP:
            fits = path.is_file() and path.suffix.lower() == ".zip"
            return "" if fits else self.tr("“{}” is no zip file; choose the one of EuroSAT.").format(path)
        return "" if path.is_dir() else self.tr("“{}” is no folder; choose another one.").format(path)

    def _folder_problem(self) -> str:
        folder = self._folder()
        if folder and not Path(folder).is_absolute():
            return self.tr("“{}” is no full path; choose a folder with the button.").format(folder)
        if folder and (Path(folder) / "job.json").exists():
            return self.tr("“{}” holds a training already; choose another folder.").format(folder)
        return ""

    def refresh(self, *_: object) -> None:
        """Say what is missing."""
        problem = self.problem()
        self.start_button.setEnabled(not problem)
        self.form.note.say(problem, NoteKind.MISSING)

    def _on_kind(self, *_: object) -> None:
        form, kind = self.form, self.form.kind.currentData()
        modes = QgsFileWidget.StorageMode
        form.source.setStorageMode(modes.GetFile if kind == EUROSAT_ZIP else modes.GetDirectory)
        form.source.setFilter(self.tr("Zip files (*.zip)") if kind == EUROSAT_ZIP else "")
        for widget in (form.source_label, form.source):
            widget.setEnabled(kind != OWN)
        for widget in (form.level_label, form.level):
            widget.setEnabled(kind in (OWN, BIGEARTHNET))
        self.refresh()

    def _start(self) -> None:
        if not self.problem():
            job = self.job()
            self.accept()
            self.started.emit(job)
