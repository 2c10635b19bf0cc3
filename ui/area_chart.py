"""A bar chart of class areas in the official colours, painted from the theme's font and palette."""

from __future__ import annotations

from typing import List, Optional, Sequence

from qgis.PyQt.QtCore import QEvent, QRectF, QSize, Qt
from qgis.PyQt.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QPen
from qgis.PyQt.QtWidgets import QSizePolicy, QToolTip, QWidget

from corina.ui import formatting
from corina.ui.area_table import ClassArea
from corina.ui.forms import muted_colour, text_colour


class AreaChart(QWidget):
    """One row for each class: code and name above a bar whose length is its share of the largest class's area."""

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self._areas: List[ClassArea] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("Class areas"))

    def set_areas(self, areas: Sequence[ClassArea]) -> None:
        """Show these areas, in this order."""
        self._areas = list(areas)
        self.setAccessibleDescription(
            "; ".join(f"{_label(area)}: {formatting.percent(area.percent)}" for area in self._areas)
        )
        self.updateGeometry()
        self.update()

    def areas(self) -> List[ClassArea]:
        """What is shown."""
        return list(self._areas)

    def sizeHint(self) -> QSize:
        return QSize(
            self.fontMetrics().averageCharWidth() * 40,
            max(1, len(self._areas)) * self._row_height() + self._gap(),
        )

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 20, self.sizeHint().height())

    def bar(self, row: int) -> QRectF:
        """Where the bar of `row` is, in widget coordinates."""
        largest = max((area.percent for area in self._areas), default=0.0)
        room = self.width() - 2.0 * self._gap() - 1
        share = self._areas[row].percent / largest if largest > 0 else 0.0
        top = row * self._row_height() + self.fontMetrics().height() + self._gap()
        return QRectF(self._gap(), top, max(2.0, room * share), self._bar_height())

    def _gap(self) -> int:
        return max(3, self.fontMetrics().height() // 4)

    def _bar_height(self) -> int:
        return max(7, self.fontMetrics().height() // 2)

    def _row_height(self) -> int:
        return self.fontMetrics().height() + self._bar_height() + 2 * self._gap()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        text, muted = text_colour(self), muted_colour(self)
        # The outline keeps pale classes visible on a light theme and black ones on a dark theme.
        line_colour = QColor(text)
        line_colour.setAlpha(110)
        outline = QPen(line_colour)
        outline.setWidthF(1.0)
        metrics = self.fontMetrics()
        for row, area in enumerate(self._areas):
            top = row * self._row_height() + self._gap() // 2
            share = formatting.percent(area.percent)
            value_width = metrics.horizontalAdvance(share)
            line = QRectF(self._gap(), top, self.width() - 2.0 * self._gap(), metrics.height())
            name = metrics.elidedText(
                _label(area, "  "),
                Qt.TextElideMode.ElideRight,
                int(line.width() - value_width - 2 * self._gap()),
            )
            painter.setPen(text)
            painter.drawText(line, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), name)
            painter.setPen(muted)
            painter.drawText(line, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), share)
            painter.setPen(outline)
            painter.setBrush(area.colour)
            painter.drawRect(self.bar(row))
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Show the whole name and the hectares of the row under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            row = event.pos().y() // self._row_height()
            if 0 <= row < len(self._areas):
                area = self._areas[row]
                QToolTip.showText(
                    event.globalPos(),
                    f"{_label(area)}: {formatting.hectares(area.area_ha)}, {formatting.percent(area.percent)}",
                    self,
                )
                return True
        return bool(super().event(event))


def _label(area: ClassArea, gap: str = " ") -> str:
    """Code and name; a label that stands for several classes has no code."""
    return f"{area.code}{gap}{area.name}" if area.code else area.name
