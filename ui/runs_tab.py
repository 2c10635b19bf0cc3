"""The Runs tab: every run with its state, inputs, duration and result, and what can be done with it."""

from __future__ import annotations

from typing import Any, Dict, Optional, Sequence, Tuple

from qgis.PyQt.QtCore import QPoint, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QAbstractItemView, QMenu, QToolButton, QWidget

from corina.ui.forms import load_form, problem_colour, theme_icon
from corina.ui.run_details import run_details
from corina.ui.runs_list import RUN_ROLE, RunDelegate, RunListModel
from corina.ui.state import RunState, RunView


class RunsTab(QWidget):
    """Lists the runs. Every signal carries the id of the run it is about."""

    open_requested = pyqtSignal(str)
    repeat_requested = pyqtSignal(str)
    command_requested = pyqtSignal(str)
    log_requested = pyqtSignal(str)
    folder_requested = pyqtSignal(str)
    delete_requested = pyqtSignal(str)
    cancel_requested = pyqtSignal(str)
    resume_requested = pyqtSignal(str)

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.form = load_form("runs_tab", self)
        self.model = RunListModel(self)
        form = self.form
        form.list.setModel(self.model)
        form.list.setItemDelegate(RunDelegate(form.list))
        form.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        form.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        form.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        form.details.document().setDocumentMargin(6)
        form.splitter.setStretchFactor(0, 3)
        form.splitter.setStretchFactor(1, 2)
        form.buttons.setColumnStretch(4, 1)
        self._make_menu()
        form.list.selectionModel().currentChanged.connect(self._show_current)
        form.list.doubleClicked.connect(self._on_double_click)
        form.list.customContextMenuRequested.connect(self._show_menu)
        form.open_button.clicked.connect(lambda: self._emit(self.open_requested))
        form.repeat_button.clicked.connect(lambda: self._emit(self.repeat_requested))
        form.cancel_button.clicked.connect(lambda: self._emit(self.cancel_requested))
        self.set_runs([])

    def _make_menu(self) -> None:
        self.menu = QMenu(self)
        self.actions_: Dict[str, Any] = {}
        entries: Tuple[Tuple[str, str, str, Any], ...] = (
            ("resume", "mActionPlay", self.tr("&Resume"), self.resume_requested),
            ("folder", "mIconFolderOpen", self.tr("Open &folder"), self.folder_requested),
            ("command", "mActionEditCopy", self.tr("&Copy as qgis_process command"), self.command_requested),
            ("log", "mMessageLogRead", self.tr("Show &log"), self.log_requested),
            ("delete", "mActionDeleteSelected", self.tr("&Delete from the list"), self.delete_requested),
        )
        for name, icon, text, signal in entries:
            action = self.menu.addAction(theme_icon(icon), text)
            action.triggered.connect(lambda _=False, signal=signal: self._emit(signal))
            self.actions_[name] = action
        self.form.more_button.setMenu(self.menu)
        self.form.more_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.form.more_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)

    def current(self) -> Optional[RunView]:
        """The run that is selected."""
        index = self.form.list.currentIndex()
        run: Optional[RunView] = index.data(RUN_ROLE) if index.isValid() else None
        return run

    def set_runs(self, runs: Sequence[RunView]) -> None:
        """List these runs, newest first; the selected one stays selected."""
        before = self.current()
        self.model.set_runs(runs)
        self.form.empty.setVisible(not runs)
        self.form.splitter.setVisible(bool(runs))
        row = self.model.row_of(before.id) if before else -1
        if runs:
            self.form.list.setCurrentIndex(self.model.index(max(0, row), 0))
        self._show_current()

    def update_run(self, run: RunView) -> None:
        """Show a run that has changed."""
        before = self.current()
        self.model.update_run(run)
        if before is not None and before.id == run.id:
            if before.state is not run.state:
                self.form.list.doItemsLayout()
            self._show_current()

    def select(self, run_id: str) -> None:
        """Select a run."""
        row = self.model.row_of(run_id)
        if row >= 0:
            self.form.list.setCurrentIndex(self.model.index(row, 0))

    def _emit(self, signal: Any) -> None:  # noqa: ANN401 - a bound signal
        run = self.current()
        if run is not None:
            signal.emit(run.id)

    def _on_double_click(self) -> None:
        run = self.current()
        if run is not None and run.state is RunState.DONE:
            self.open_requested.emit(run.id)

    def _show_menu(self, position: QPoint) -> None:
        if self.form.list.indexAt(position).isValid():
            self.menu.popup(self.form.list.viewport().mapToGlobal(position))

    def _show_current(self, *_: object) -> None:
        run = self.current()
        active = run is not None and run.state.is_active
        form = self.form
        form.open_button.setEnabled(run is not None and run.state is RunState.DONE)
        form.repeat_button.setEnabled(run is not None)
        form.cancel_button.setEnabled(active)
        form.more_button.setEnabled(run is not None)
        self.actions_["delete"].setEnabled(run is not None and not active)
        self.actions_["resume"].setVisible(run is not None and run.can_resume)
        self.actions_["folder"].setEnabled(run is not None and (run.state is RunState.DONE or run.can_resume))
        self.actions_["log"].setEnabled(run is not None and bool(run.log or run.details))
        text = run_details(run, problem_colour(self).name()) if run is not None else ""
        if text != form.details.property("shown"):
            form.details.setProperty("shown", text)
            form.details.setHtml(text)
