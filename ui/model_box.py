"""The model field: the installed model packages, what the chosen one can tell apart, and the way to its card."""

from __future__ import annotations

from typing import List, Optional, Sequence

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QFileDialog, QMenu, QToolButton, QWidget

from corina.clc import CODES, Level
from corina.ui.forms import load_form, theme_icon
from corina.ui.notes import NoteKind
from corina.ui.state import ModelEntry


class ModelBox(QWidget):
    """Asks for a model. `import_requested` carries the path of a package (.zip or folder) to install."""

    changed = pyqtSignal()
    card_requested = pyqtSignal()
    import_requested = pyqtSignal(str)
    folder_requested = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.form = load_form("model_box", self)
        self._entries: List[ModelEntry] = []
        self._importing = False
        self.form.model.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.form.model.setMinimumContentsLength(10)
        self.setFocusProxy(self.form.model)
        menu = QMenu(self)
        menu.addAction(theme_icon("mIconZip"), self.tr("Import from &file (.zip)…"), self._ask_file)
        menu.addAction(theme_icon("mIconFolder"), self.tr("Import from f&older…"), self._ask_folder)
        menu.addSeparator()
        menu.addAction(
            theme_icon("mIconFolderOpen"), self.tr("Open the &models folder"), self.folder_requested.emit
        )
        self.form.more_button.setMenu(menu)
        self.form.more_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.form.model.currentIndexChanged.connect(self._on_chosen)
        self.form.card_button.clicked.connect(self.card_requested)
        self._describe()

    def entry(self) -> Optional[ModelEntry]:
        """The chosen model, None when none is installed."""
        row = self.form.model.currentIndex()
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def set_entries(self, entries: Sequence[ModelEntry], choose: str = "") -> None:
        """List the installed models and choose the one named or placed at `choose`, else keep the choice."""
        before = self.entry()
        wanted = choose or (before.name if before else "")
        self._entries = list(entries)
        self.form.model.blockSignals(True)
        self.form.model.clear()
        for entry in self._entries:
            self.form.model.addItem(entry.label)
        self.form.model.blockSignals(False)
        self.set_model(wanted)
        self._on_chosen()

    def set_model(self, name: str) -> bool:
        """Choose the model with this name or path; False when it is not installed."""
        for row, entry in enumerate(self._entries):
            if name and name in (entry.name, entry.path):
                self.form.model.setCurrentIndex(row)
                return True
        return False

    def show_importing(self, importing: bool) -> None:
        """Say that a package is being verified."""
        self._importing = importing
        self.form.more_button.setEnabled(not importing)
        self._describe()

    def _on_chosen(self) -> None:
        self._describe()
        self.changed.emit()

    def _describe(self) -> None:
        entry = self.entry()
        self.form.card_button.setEnabled(entry is not None and bool(entry.card))
        if self._importing:
            self.form.note.say(self.tr("Verifying the model…"), NoteKind.BUSY)
        elif entry is None:
            self.form.note.say(
                self.tr("No model is installed. Import one with the button beside the list."),
                NoteKind.MISSING,
            )
        elif entry.problem:
            self.form.note.say(entry.problem, NoteKind.MISSING)
        else:
            needs = self.tr("It needs the bands {}.").format(", ".join(entry.bands))
            self.form.note.say(self._summary(entry), NoteKind.PLAIN, needs)

    def _summary(self, entry: ModelEntry) -> str:
        text = self.tr("{} of {} classes").format(len(entry.codes), len(CODES[Level.L3]))
        if entry.countries:
            text += self.tr(", trained in {} countries").format(len(entry.countries))
        return text

    def _ask_file(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self, self.tr("Import a model package"), "", self.tr("Model packages (*.zip)")
        )
        if path:
            self.import_requested.emit(path)

    def _ask_folder(self) -> None:
        path = QFileDialog.getExistingDirectory(self, self.tr("Import a model package from its folder"))
        if path:
            self.import_requested.emit(path)
