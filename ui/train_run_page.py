"""Page 4 of Train: the training as it goes on, with curves, preview, and start, pause, stop and resume."""

from __future__ import annotations

from typing import List, Optional

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QSizePolicy, QWidget

from corina.ui import choices, formatting
from corina.ui.forms import load_form, theme_icon
from corina.ui.notes import NoteKind
from corina.ui.progress_text import progress_text, state_text
from corina.ui.state import RunState, RunView
from corina.ui.training_view import TRAIN, VALIDATION, TrainingView

FIRST_MEASURE = "overall3"


class TrainRunPage(QWidget):
    """Shows one training. Pause, stop and resume carry its id."""

    start_requested = pyqtSignal()
    pause_requested = pyqtSignal(str)
    stop_requested = pyqtSignal(str)
    resume_requested = pyqtSignal(str)

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.form = load_form("train_run_page", self)
        form = self.form
        self._run: Optional[RunView] = None
        self._view = TrainingView()
        self._stopping = ""
        font = form.title.font()
        font.setBold(True)
        form.title.setFont(font)
        for label in (form.title, form.details):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        form.title.setWordWrap(True)
        for button, icon in (
            (form.start_button, "mActionStart"),
            (form.pause_button, "mTaskOnHold"),
            (form.stop_button, "mActionStop"),
            (form.resume_button, "mActionPlay"),
        ):
            button.setIcon(theme_icon(icon))
        choices.let_shrink(form.metric)
        form.metric_row.setStretch(1, 1)
        form.start_button.clicked.connect(self.start_requested)
        form.pause_button.clicked.connect(lambda: self._emit(self.pause_requested))
        form.stop_button.clicked.connect(self._on_stop)
        form.resume_button.clicked.connect(lambda: self._emit(self.resume_requested))
        form.metric.currentIndexChanged.connect(self._show_curves)
        self.show_gap("")
        self.show_run(None)
        self.set_view(TrainingView())

    def run_id(self) -> str:
        """The id of the training that is shown; empty without one."""
        return self._run.id if self._run is not None else ""

    def shown(self) -> Optional[RunView]:
        """The training that is shown."""
        return self._run

    def show_gap(self, sentence: str, waiting: bool = False) -> None:
        """Say what is missing before a training can start; empty when nothing is."""
        self._gap = sentence
        self.form.note.say(sentence, NoteKind.BUSY if waiting else NoteKind.MISSING)
        self._show_buttons()

    def show_run(self, run: Optional[RunView]) -> None:
        """Show where a training stands; None for none."""
        self._run = run
        if run is None or run.id != self._stopping or not run.state.is_active:
            self._stopping = ""
        form = self.form
        form.title.setText(run.title if run is not None else self.tr("No training yet."))
        form.details.setText(self._details())
        fraction = run.progress.fraction if run is not None and run.progress is not None else 0.0
        active = run is not None and run.state.is_active
        form.bar.setVisible(active)
        form.bar.setMaximum(1000 if fraction > 0 else 0)
        form.bar.setValue(round(1000 * fraction))
        for chart in (form.loss_chart, form.metric_chart):
            chart.setVisible(run is not None)
        self._show_buttons()

    def set_view(self, view: TrainingView) -> None:
        """Show curves and pictures."""
        self._view = view
        form = self.form
        chosen = form.metric.currentData() or FIRST_MEASURE
        names: List[str] = view.measures()
        if names != [form.metric.itemData(row) for row in range(form.metric.count())]:
            form.metric.blockSignals(True)
            form.metric.clear()
            for name in names:
                form.metric.addItem(choices.metric_text(name), name)
            form.metric.setCurrentIndex(max(0, form.metric.findData(chosen)) if names else -1)
            form.metric.blockSignals(False)
        for widget in (form.metric, form.metric_label):
            widget.setVisible(bool(names))
        self._show_curves()
        if not view.pictures:
            form.preview.clear()
        for index, (path, name) in view.pictures.items():
            form.preview.set_picture(index, path, name)
        form.preview_title.setVisible(form.preview.count() > 0)
        form.details.setText(self._details())

    def _show_curves(self, *_: object) -> None:
        view, form = self._view, self.form
        training, validation = self.tr("training"), self.tr("validation")
        form.loss_chart.set_series(
            self.tr("Loss"),
            [view.series(training, TRAIN, "loss"), view.series(validation, VALIDATION, "loss")],
        )
        measure = str(form.metric.currentData() or FIRST_MEASURE)
        title = choices.metric_text(measure)
        form.metric_chart.set_series(
            title[:1].upper() + title[1:],
            [view.series(training, TRAIN, measure), view.series(validation, VALIDATION, measure)],
        )

    def _details(self) -> str:
        run = self._run
        if run is None:
            return self.tr(
                "Start one here when the pages before are complete. It goes on when QGIS is closed."
            )
        parts = [state_text(run.state)]
        if run.state is RunState.RUNNING:
            parts = [self.tr("stopping")] if self._stopping else [progress_text(run.progress)]
        if self._view.epoch:
            parts.append(self.tr("epoch {}").format(formatting.number(self._view.epoch)))
        if self._view.rate and run.state.is_active:
            parts.append(self.tr("learning rate {}").format(f"{self._view.rate:.2g}"))
        line = ", ".join(parts)
        line = line[:1].upper() + line[1:]
        return f"{line}\n{run.error}" if run.state is RunState.FAILED and run.error else line

    def _show_buttons(self) -> None:
        form, run = self.form, self._run
        active = run is not None and run.state.is_active
        form.start_button.setVisible(not active)
        form.start_button.setEnabled(not self._gap)
        form.pause_button.setVisible(run is not None and run.state is RunState.RUNNING)
        form.pause_button.setEnabled(not self._stopping)
        form.stop_button.setVisible(active)
        form.resume_button.setVisible(run is not None and (run.state is RunState.PAUSED or run.can_resume))
        form.note.setVisible(bool(self._gap) and not active)

    def _emit(self, signal: pyqtSignal) -> None:
        if self._run is not None:
            signal.emit(self._run.id)

    def _on_stop(self) -> None:
        self._stopping = self.run_id()
        self._emit(self.stop_requested)
        self.show_run(self._run)
