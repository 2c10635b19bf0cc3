"""The dock "Corina": its tabs, the engine chip, the badge of active runs, and the message bar."""

from __future__ import annotations

from typing import Callable, Dict, List, Optional, Sequence, Tuple, Union

from qgis.core import Qgis
from qgis.gui import QgsDockWidget
from qgis.PyQt.QtCore import QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QResizeEvent
from qgis.PyQt.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from corina.ui.classify_tab import ClassifyTab
from corina.ui.compare_tab import CompareTab
from corina.ui.engine_dialog import chip_text
from corina.ui.forms import load_form, theme_icon
from corina.ui.log_dialog import LogDialog
from corina.ui.mnemonics import Mnemonics
from corina.ui.problems import Remedy, remedy_for, remedy_text
from corina.ui.run_progress import RunProgress
from corina.ui.state import EngineState, EngineView, Problem, RunState, RunView

CHIP_ICONS = {
    EngineState.READY: "mIconSuccess",
    EngineState.PROBLEM: "mIconCritical",
    EngineState.ABSENT: "mIconWarning",
    EngineState.SETTING_UP: "mTaskRunning",
    EngineState.CHECKING: "mTaskQueued",
}


class CorinaDock(QgsDockWidget):
    """The window of the plugin. `remedy_requested` carries the Remedy of a message's button."""

    engine_requested = pyqtSignal()
    remedy_requested = pyqtSignal(object)

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(self._title(), parent)
        self.setObjectName("CorinaDock")
        self.setAllowedAreas(Qt.DockWidgetArea.LeftDockWidgetArea | Qt.DockWidgetArea.RightDockWidgetArea)
        body = QWidget(self)
        self.form = load_form("dock", body)
        self.setWidget(body)
        self.classify = self.form.classify
        self.train = self.form.train
        self.compare = self.form.compare
        self.runs = self.form.runs
        self.progresses: Dict[Tuple[str, ...], RunProgress] = {("classify",): self.classify.progress}
        """The panel of each tab that shows the run that is going on, by the kinds of job the tab starts."""
        self.chip = QToolButton(body)
        self.chip.setAutoRaise(True)
        self.chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        size = max(12, self.fontMetrics().height())
        self.chip.setIconSize(QSize(size, size))
        self.chip.clicked.connect(self.engine_requested)
        self.form.tabs.setCornerWidget(self.chip, Qt.Corner.TopRightCorner)
        self.set_engine(EngineView(EngineState.CHECKING))
        footer = self.train.form.footer
        self.mnemonics = Mnemonics(
            self, (self.form.tabs.tabBar(), self.chip, *footer.findChildren(QPushButton))
        )

    @staticmethod
    def _title() -> str:
        return "Corina"

    def set_engine(self, engine: EngineView) -> None:
        """Show where the engine stands, in the chip and in the Classify tab."""
        self.chip.setText(chip_text(engine))
        self.chip.setIcon(theme_icon(CHIP_ICONS[engine.state]))
        words = self.chip.text().replace("&", "")
        message = engine.message or self.tr(
            "The program that computes the maps. Click to check, repair or remove it."
        )
        self.chip.setToolTip(f"{words}\n{message}")
        self.chip.setAccessibleName(words)
        self._fit_chip()
        self.classify.set_engine(engine)
        self.train.set_engine(engine)
        self.compare.set_engine(engine)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep all tabs in sight in a narrow dock."""
        super().resizeEvent(event)
        self._fit_chip()

    def _fit_chip(self) -> None:
        """Show the chip's words where they leave room for the tabs, else only its icon: the tooltip has the words."""
        self.chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        tabs = self.form.tabs.tabBar().sizeHint().width()
        if tabs + self.chip.sizeHint().width() > self.widget().width():
            self.chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)

    def set_runs(self, runs: Sequence[RunView]) -> None:
        """List the runs, newest first, and show the active one."""
        self.runs.set_runs(runs)
        self._show_active(list(runs))

    def update_run(self, run: RunView) -> None:
        """Show a run that has changed."""
        self.runs.update_run(run)
        self._show_active(self.runs.model.runs())

    def _show_active(self, runs: List[RunView]) -> None:
        active = [run for run in runs if run.state.is_active]
        index = self.form.tabs.indexOf(self.runs)
        self.form.tabs.setTabText(
            index, self.tr("&Runs {}").format(len(active)) if active else self.tr("&Runs")
        )
        self._fit_chip()
        for kinds, progress in self.progresses.items():
            own = [run for run in active if run.kind in kinds]
            running = [run for run in own if run.state is RunState.RUNNING] or own[-1:]
            progress.show_run(running[0] if running else None, max(0, len(own) - 1))

    def show_classify(self) -> None:
        """Bring the Classify tab to the front."""
        self.form.tabs.setCurrentWidget(self.classify)

    def show_compare(self) -> None:
        """Bring the Compare tab to the front."""
        self.form.tabs.setCurrentWidget(self.compare)

    def show_train(self) -> None:
        """Bring the Train tab to the front."""
        self.form.tabs.setCurrentWidget(self.train)

    def show_runs(self) -> None:
        """Bring the Runs tab to the front."""
        self.form.tabs.setCurrentWidget(self.runs)

    def show_problem(self, problem: Problem) -> None:
        """Say an error in one sentence, with "Details" and the button that solves it."""
        buttons = []
        remedy = remedy_for(problem.code)
        if remedy is not Remedy.NONE:
            buttons.append(self._button(remedy_text(remedy), lambda: self.remedy_requested.emit(remedy)))
        if problem.details:
            buttons.append(self._button(self.tr("Details"), lambda: self._show_details(problem)))
        self._push(problem.message, Qgis.MessageLevel.Critical, buttons, 0)

    def show_warning(self, text: str) -> None:
        """Say something the user should know."""
        self._push(text, Qgis.MessageLevel.Warning, [], 0)

    def show_done(self, text: str, show: Optional[Callable[[], None]] = None) -> None:
        """Say that something is done; it goes by itself. show: what a button "Show result" does, None for no button."""
        buttons = [] if show is None else [self._button(self.tr("Show result"), show)]
        self._push(text, Qgis.MessageLevel.Success, buttons, 0 if buttons else 6)

    def front(self) -> QWidget:
        """The tab that is in front."""
        tab: QWidget = self.form.tabs.currentWidget()
        return tab

    def is_elsewhere(self, tab: Union[ClassifyTab, CompareTab], begun_on: Optional[QWidget]) -> bool:
        """Whether the user is at work elsewhere than in a tab, or fills in its form. begun_on: the tab that was in
        front when the run was started, None where that is not known.
        """
        went = begun_on is not None and self.front() not in (tab, begun_on)
        return went or self.is_typing_in(tab)

    def is_typing_in(self, tab: Union[ClassifyTab, CompareTab]) -> bool:
        """Whether the user fills in the form of a tab. Where a run was just started there its button has the focus."""
        focused = QApplication.focusWidget()
        fields = (QLineEdit, QAbstractSpinBox, QComboBox, QPlainTextEdit)
        return isinstance(focused, fields) and tab.fields.isAncestorOf(focused)

    def _push(self, text: str, level: Qgis.MessageLevel, buttons: List[QPushButton], seconds: int) -> None:
        """Show a message whose text wraps, with the buttons below it: both are readable in a narrow dock."""
        body = QWidget(self.form.messages)  # with a parent, Python does not delete it
        body.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 4, 0, 4)
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(label)
        if buttons:
            row = QHBoxLayout()
            for button in buttons:
                row.addWidget(button)
            row.addStretch(1)
            column.addLayout(row)
        item = self.form.messages.createMessage(body)
        item.setLevel(level)
        item.setDuration(seconds)
        self.form.messages.pushItem(item)

    def _button(self, text: str, action: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.clicked.connect(lambda _=False: (self.form.messages.popWidget(), action()))
        return button

    def _show_details(self, problem: Problem) -> None:
        LogDialog(self.tr("Details"), problem.details, problem.message, self).open()
