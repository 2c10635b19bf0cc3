"""The card a first start shows: what will be installed, how large and where, one button, progress and log."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtGui import QFontDatabase
from qgis.PyQt.QtWidgets import QSizePolicy, QWidget

from corina.ui.forms import load_form
from corina.ui.notes import NoteKind
from corina.ui.state import EngineState, EngineView

MAX_LOG_LINES = 2000


class SetupCard(QWidget):
    """Asks for the engine to be set up and shows how that goes."""

    setup_requested = pyqtSignal()
    cancel_requested = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.form = load_form("setup_card", self)
        form = self.form
        font = form.title.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 1.2)
        form.title.setFont(font)
        form.place.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        form.log.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        form.log.setMaximumBlockCount(MAX_LOG_LINES)
        form.log.hide()
        form.log_button.toggled.connect(self._show_log)
        form.setup_button.clicked.connect(self.setup_requested)
        form.cancel_button.clicked.connect(self._on_cancel)
        self.set_engine(EngineView(EngineState.ABSENT))

    def set_engine(self, engine: EngineView) -> None:
        """Show where the set-up stands."""
        form = self.form
        busy = engine.state is EngineState.SETTING_UP
        form.size.setText(engine.size)
        # Zero-width spaces after the separators let a long path wrap in a narrow dock.
        form.place.setText(engine.place.replace("/", "/\u200b").replace("\\", "\\\u200b"))
        form.place.setToolTip(engine.place)
        for label, value in ((form.size_label, form.size), (form.place_label, form.place)):
            label.setVisible(bool(value.text()))
            value.setVisible(bool(value.text()))
        form.setup_button.setVisible(not busy)
        form.setup_button.setText(
            self.tr("Try &again") if engine.state is EngineState.PROBLEM else self.tr("Set up &engine")
        )
        form.cancel_button.setVisible(busy)
        if not busy:
            form.cancel_button.setEnabled(True)
        form.bar.setVisible(busy)
        known = engine.fraction is not None
        form.bar.setMaximum(1000 if known else 0)
        form.bar.setValue(round(1000 * (engine.fraction or 0.0)))
        kind = NoteKind.MISSING if engine.state is EngineState.PROBLEM else NoteKind.PLAIN
        form.note.say(engine.message, kind)

    def _show_log(self, shown: bool) -> None:
        """The card takes the whole height for its log, and only what it needs without."""
        self.form.log.setVisible(shown)
        self.form.outer.setStretch(0, int(shown))
        self.form.outer.setStretch(1, int(not shown))

    def add_output(self, line: str) -> None:
        """Add a line to the log."""
        self.form.log.appendPlainText(line.rstrip("\n"))

    def log_text(self) -> str:
        """The whole log so far."""
        return str(self.form.log.toPlainText())

    def _on_cancel(self) -> None:
        self.form.cancel_button.setEnabled(False)
        self.form.note.say(self.tr("Stopping…"), NoteKind.BUSY)
        self.cancel_requested.emit()
