"""The dialog that makes a model package of a training: of which epoch, what its card says, and where to."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Callable, Optional

from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QWidget

from corina.engine.jobs import ExportModelJob, JobError, Recipe, TrainJob
from corina.ui import choices
from corina.ui.forms import load_form
from corina.ui.mnemonics import Mnemonics
from corina.ui.notes import NoteKind

LINES = 4
"""Of the description that are seen at once."""


class ExportDialog(QDialog):
    """Asks for an ExportModelJob; `started` carries it, without the folder of the installed models."""

    started = pyqtSignal(object)

    def __init__(
        self,
        training: TrainJob,
        is_installed: Callable[[str], bool] = lambda name: False,
        parent: Optional[QWidget] = None,
    ) -> None:
        """training: the one to make a model of, whose recipe says what stands in the fields at first.

        is_installed: whether a model of a name is in the list of Classify.
        """
        super().__init__(parent)
        self._is_installed = is_installed
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.form = load_form("export_dialog", self)
        form, recipe = self.form, training.recipe
        self._training = training
        form.grid.setColumnStretch(1, 1)
        form.checkpoint.addItem(self.tr("of the best epoch"), "best")
        form.checkpoint.addItem(self.tr("of the last epoch"), "last")
        choices.let_shrink(form.checkpoint)
        form.title.setText(recipe.title)
        form.name.setText(recipe.name)
        form.description.setPlainText(recipe.description)
        form.description.setFixedHeight(self.fontMetrics().lineSpacing() * (LINES + 1))
        form.licence.setText(recipe.licence)
        form.file.setStorageMode(QgsFileWidget.StorageMode.SaveFile)
        form.file.setFilter(self.tr("Zip files (*.zip)"))
        form.file.setDialogTitle(self.tr("Save the model"))
        form.file.lineEdit().setPlaceholderText(self.tr("only into the list of Classify"))
        self.start_button = QPushButton(self.tr("E&xport"))
        self.start_button.setDefault(True)
        form.buttons.addButton(self.start_button, QDialogButtonBox.ButtonRole.AcceptRole)
        form.buttons.accepted.connect(self._start)
        form.buttons.rejected.connect(self.reject)
        form.name.textChanged.connect(self.refresh)
        form.file.fileChanged.connect(self.refresh)
        self.refresh()
        Mnemonics(self)
        self.resize(self.fontMetrics().averageCharWidth() * 72, self.sizeHint().height())

    def job(self) -> ExportModelJob:
        """What the dialog asks for; fields that are empty leave what the recipe says."""
        form = self.form
        return ExportModelJob(
            self._training.output_dir,
            checkpoint=str(form.checkpoint.currentData()),
            name=form.name.text().strip(),
            title=form.title.text().strip(),
            description=form.description.toPlainText().strip(),
            licence=form.licence.text().strip(),
            zip_path=self._file(),
        )

    def _file(self) -> str:
        path = str(self.form.file.filePath().strip())
        return path if not path or path.lower().endswith(".zip") else f"{path}.zip"

    def problem(self) -> str:
        """What is wrong, in one sentence; empty when it can start."""
        recipe: Recipe = self._training.recipe
        try:
            replace(recipe, name=self.form.name.text().strip() or recipe.name)
        except JobError:
            return self.tr(
                "“{}” is no name of a package; use small letters, digits, dots and dashes."
            ).format(self.form.name.text())
        path = self._file()
        if path and not Path(path).parent.is_dir():
            return self.tr("“{}” is no folder; choose another one.").format(Path(path).parent)
        if path and not Path(path).is_absolute():
            return self.tr("“{}” is no full path; choose a file with the button.").format(path)
        return ""

    def refresh(self, *_: object) -> None:
        """Say what is wrong, or what will be replaced."""
        problem, path = self.problem(), self._file()
        self.start_button.setEnabled(not problem)
        if problem:
            self.form.note.say(problem, NoteKind.MISSING)
            return
        name = self.form.name.text().strip() or self._training.recipe.name
        replaced = []
        if self._is_installed(name):
            replaced.append(self.tr("The model “{}” of the list will be replaced.").format(name))
        if path and Path(path).exists():
            replaced.append(self.tr("“{}” is there already and will be replaced.").format(path))
        self.form.note.say(" ".join(replaced), NoteKind.WARNING)

    def _start(self) -> None:
        if not self.problem():
            job = self.job()
            self.accept()
            self.started.emit(job)
