"""The list of runs: a model of RunViews, newest first, and a delegate that paints each in two lines."""

from __future__ import annotations

from typing import Any, List, Optional, Sequence

from qgis.PyQt.QtCore import QAbstractListModel, QModelIndex, QObject, QRect, QSize, Qt
from qgis.PyQt.QtGui import QFont, QFontMetrics, QIcon, QPainter, QPalette
from qgis.PyQt.QtWidgets import (
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionProgressBar,
    QStyleOptionViewItem,
)

from corina.ui.forms import theme_icon
from corina.ui.progress_text import run_summary
from corina.ui.state import RunState, RunView

RUN_ROLE = Qt.ItemDataRole.UserRole

STATE_ICONS = {
    RunState.QUEUED: "mTaskQueued",
    RunState.RUNNING: "mTaskRunning",
    RunState.PAUSED: "mTaskOnHold",
    RunState.STOPPED: "mTaskTerminated",
    RunState.DONE: "mTaskComplete",
    RunState.FAILED: "mIconCritical",
    RunState.CANCELLED: "mTaskCancel",
    RunState.INTERRUPTED: "mTaskTerminated",
}


def state_icon(state: RunState) -> QIcon:
    """QGIS's task icon for a state."""
    return theme_icon(STATE_ICONS[state])


class RunListModel(QAbstractListModel):
    """Runs, newest first; RUN_ROLE gives the RunView."""

    def __init__(self, parent: Optional[QObject] = None) -> None:
        super().__init__(parent)
        self._runs: List[RunView] = []

    def runs(self) -> List[RunView]:
        """The runs as listed."""
        return list(self._runs)

    def set_runs(self, runs: Sequence[RunView]) -> None:
        """List these runs; rows that stay keep their selection."""
        new = list(runs)
        if [run.id for run in new] == [run.id for run in self._runs]:
            self._runs = new
            if new:
                self.dataChanged.emit(self.index(0, 0), self.index(len(new) - 1, 0))
            return
        self.beginResetModel()
        self._runs = new
        self.endResetModel()

    def update_run(self, run: RunView) -> None:
        """Show a run that has changed."""
        row = self.row_of(run.id)
        if row >= 0:
            self._runs[row] = run
            self.dataChanged.emit(self.index(row, 0), self.index(row, 0))

    def row_of(self, run_id: str) -> int:
        """The row of a run, -1 when it is not listed."""
        return next((row for row, run in enumerate(self._runs) if run.id == run_id), -1)

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._runs)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        if not index.isValid():
            return None
        run = self._runs[index.row()]
        if role == RUN_ROLE:
            return run
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{run.title}: {run_summary(run)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return run_summary(run)
        return None


class RunDelegate(QStyledItemDelegate):
    """Paints the state's icon, the title in bold, and the summary below; a progress bar while the run goes on."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        height = option.fontMetrics.height()
        run = index.data(RUN_ROLE)
        bar = self._bar_height(option.fontMetrics) + self._gap(option.fontMetrics)
        extra = bar if run is not None and run.state is RunState.RUNNING else 0
        return QSize(height * 12, 2 * height + 3 * self._gap(option.fontMetrics) + extra)

    @staticmethod
    def _gap(metrics: QFontMetrics) -> int:
        return int(max(3, metrics.height() // 4))

    @staticmethod
    def _bar_height(metrics: QFontMetrics) -> int:
        return int(max(6, metrics.height() // 3))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        run: Optional[RunView] = index.data(RUN_ROLE)
        if run is None:
            super().paint(painter, option, index)
            return
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        shown.text = ""
        style = shown.widget.style() if shown.widget is not None else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, shown.widget)
        metrics, gap = option.fontMetrics, self._gap(option.fontMetrics)
        size = metrics.height() + gap
        icon = QRect(option.rect.left() + gap, option.rect.top() + gap, size, size)
        state_icon(run.state).paint(painter, icon)
        left = icon.right() + 2 * gap
        line = QRect(left, option.rect.top() + gap, option.rect.right() - left - gap, metrics.height())
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
        painter.save()
        painter.setPen(option.palette.color(role))
        bold = QFont(option.font)
        bold.setBold(True)
        painter.setFont(bold)
        self._text(painter, line, QFontMetrics(bold), run.title)
        painter.setFont(option.font)
        line.translate(0, metrics.height() + gap // 2)
        self._text(painter, line, metrics, run_summary(run))
        if run.state is RunState.RUNNING:
            bar = QRect(left, line.bottom() + gap, line.width(), self._bar_height(metrics))
            self._progress(painter, bar, run, option, style)
        painter.restore()

    @staticmethod
    def _text(painter: QPainter, line: QRect, metrics: QFontMetrics, text: str) -> None:
        elided = metrics.elidedText(text, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), elided)

    @staticmethod
    def _progress(
        painter: QPainter, rect: QRect, run: RunView, option: QStyleOptionViewItem, style: QStyle
    ) -> None:
        bar = QStyleOptionProgressBar()
        bar.rect = rect
        bar.palette = option.palette
        bar.minimum, bar.maximum = 0, 1000
        bar.progress = round(1000 * (run.progress.fraction if run.progress else 0.0))
        bar.textVisible = False
        bar.state = QStyle.StateFlag.State_Enabled | QStyle.StateFlag.State_Horizontal
        style.drawControl(QStyle.ControlElement.CE_ProgressBar, bar, painter)
