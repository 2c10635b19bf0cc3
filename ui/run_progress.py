"""The panel of the run that is going on: stage, tiles, speed, time left, and Cancel."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QFrame, QSizePolicy, QWidget

from corina.ui.forms import load_form, theme_icon
from corina.ui.progress_text import progress_text, state_text
from corina.ui.state import RunState, RunView


class RunProgress(QFrame):
    """Shows one active run; hidden without one. `cancel_requested` carries its id."""

    cancel_requested = pyqtSignal(str)

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.form = load_form("run_progress", self)
        self._run: Optional[RunView] = None
        for label in (self.form.title, self.form.details):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            label.setWordWrap(True)
        font = self.form.title.font()
        font.setBold(True)
        self.form.title.setFont(font)
        self.form.layout.setColumnStretch(0, 1)
        self.form.cancel_button.setIcon(theme_icon("mTaskCancel"))
        self.form.cancel_button.clicked.connect(self._on_cancel)
        self.hide()

    def show_run(self, run: Optional[RunView], waiting: int = 0) -> None:
        """Show `run`, and how many more wait behind it; None hides the panel."""
        new = run is not None and (self._run is None or self._run.id != run.id)
        self._run = run
        self.setVisible(run is not None)
        if run is None:
            return
        if new:
            self.form.cancel_button.setEnabled(True)
        self.form.title.setText(run.title)
        queued = run.state is RunState.QUEUED
        text = state_text(run.state) if queued else progress_text(run.progress)
        if waiting:
            text += self.tr("; {} more waiting").format(waiting)
        self.form.details.setText(text if self.form.cancel_button.isEnabled() else self.tr("Cancelling…"))
        fraction = run.progress.fraction if run.progress else 0.0
        self.form.bar.setMaximum(1000 if fraction > 0 else 0)
        self.form.bar.setValue(round(1000 * fraction))
        self.form.bar.setAccessibleName(text)

    def _on_cancel(self) -> None:
        if self._run is not None:
            self.form.cancel_button.setEnabled(False)
            self.form.details.setText(self.tr("Cancelling…"))
            self.cancel_requested.emit(self._run.id)
