"""A confusion matrix as a picture: rows are labels, columns the map, shades the share of the label's pixels."""

from __future__ import annotations

from typing import List, Optional, Sequence, Tuple

from qgis.PyQt.QtCore import QEvent, QRectF, QSize, Qt
from qgis.PyQt.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent
from qgis.PyQt.QtWidgets import QSizePolicy, QToolTip, QWidget

from corina.ui import formatting
from corina.ui.class_names import class_label
from corina.ui.forms import is_dark, muted_colour, text_colour

RIGHT = QColor("#1f6f5c")
WRONG = QColor("#a23b2a")


class MatrixView(QWidget):
    """Shows a matrix of counts over class codes; the diagonal is green, confusions are red."""

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self._codes: List[int] = []
        self._counts: List[List[float]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("Confusion matrix"))

    def set_matrix(self, codes: Sequence[int], counts: Sequence[Sequence[float]]) -> None:
        """Show counts[label][map] over `codes`."""
        self._codes, self._counts = list(codes), [list(row) for row in counts]
        total = sum(map(sum, self._counts))
        right = sum(row[i] for i, row in enumerate(self._counts))
        share = formatting.percent(100.0 * right / total) if total else "–"
        self.setAccessibleDescription(
            self.tr("{} classes, {} on the diagonal").format(len(self._codes), share)
        )
        self.update()

    def share(self, row: int, column: int) -> float:
        """Share (0..1) of the pixels of the label in `row` that the map has in `column`."""
        total = sum(self._counts[row])
        return self._counts[row][column] / total if total else 0.0

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().height()
        return QSize(line * 22, line * 20)

    def minimumSizeHint(self) -> QSize:
        line = self.fontMetrics().height()
        return QSize(line * 10, line * 12)

    def cell(self, row: int, column: int) -> QRectF:
        """Where a cell is, in widget coordinates."""
        left, top, side = self._frame()
        return QRectF(left + column * side, top + row * side, side, side)

    def _frame(self) -> Tuple[float, float, float]:
        """Left and top of the first cell, and the edge of a cell."""
        metrics = self.fontMetrics()
        gap = metrics.height() // 3
        left = metrics.horizontalAdvance("000") + metrics.height() + 3 * gap
        top = 2 * metrics.height() + 3 * gap
        number = max(1, len(self._codes))
        side = min((self.width() - left - gap) / number, (self.height() - top - gap) / number)
        return left, top, max(2.0, min(side, 3.0 * metrics.height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        metrics, gap = self.fontMetrics(), self.fontMetrics().height() // 3
        left, top, side = self._frame()
        if not self._codes:
            painter.setPen(muted_colour(self))
            painter.drawText(
                QRectF(self.rect()), int(Qt.AlignmentFlag.AlignCenter), self.tr("No figures yet.")
            )
            painter.end()
            return
        for row in range(len(self._codes)):
            for column in range(len(self._codes)):
                self._paint_cell(painter, row, column)
        painter.setPen(muted_colour(self))
        size = side * len(self._codes)
        painter.drawText(
            QRectF(left, gap, max(size, metrics.height() * 4), metrics.height()),
            int(Qt.AlignmentFlag.AlignLeft),
            self.tr("map"),
        )
        painter.save()
        painter.translate(gap, top + max(size, metrics.horizontalAdvance(self.tr("label"))))
        painter.rotate(-90)
        painter.drawText(
            QRectF(0, 0, size, metrics.height()), int(Qt.AlignmentFlag.AlignRight), self.tr("label")
        )
        painter.restore()
        painter.setPen(text_colour(self))
        every = max(1, int(metrics.height() / side) + 1) if side < metrics.height() else 1
        wide = max(1, int(metrics.horizontalAdvance("000 ") / side) + 1) if side else 1
        for number, code in enumerate(self._codes):
            if number % every == 0:
                place = QRectF(0, top + number * side, left - gap, side)
                painter.drawText(
                    place, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), str(code)
                )
            if number % wide == 0:
                place = QRectF(
                    left + number * side - 40, top - metrics.height() - gap, side + 80, metrics.height()
                )
                painter.drawText(place, int(Qt.AlignmentFlag.AlignHCenter), str(code))
        painter.end()

    def _paint_cell(self, painter: QPainter, row: int, column: int) -> None:
        share, place = self.share(row, column), self.cell(row, column)
        frame = QColor(text_colour(self))
        frame.setAlpha(40)
        colour = QColor(RIGHT if row == column else WRONG)
        # Small confusions are to be seen as well: the root lifts them.
        colour.setAlphaF(min(1.0, share**0.5))
        painter.fillRect(place, colour)
        painter.setPen(frame)
        painter.drawRect(place)
        text = f"{100 * share:.0f}"
        metrics = self.fontMetrics()
        if (
            share >= 0.005
            and place.width() > metrics.horizontalAdvance("100") + 2
            and place.height() > metrics.height()
        ):
            light = share**0.5 > 0.5 or is_dark(self)
            painter.setPen(QColor("#ffffff") if light else QColor("#202020"))
            painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), text)

    def event(self, event: QEvent) -> bool:
        """Name the classes and the pixels of the cell under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._codes:
            left, top, side = self._frame()
            column, row = int((event.pos().x() - left) // side), int((event.pos().y() - top) // side)
            if 0 <= row < len(self._codes) and 0 <= column < len(self._codes):
                QToolTip.showText(event.globalPos(), self._tip(row, column), self)
                return True
        return bool(super().event(event))

    def _tip(self, row: int, column: int) -> str:
        return self.tr("label {}\nmap {}\n{} pixels, {} of the label").format(
            class_label(self._codes[row]),
            class_label(self._codes[column]),
            formatting.number(self._counts[row][column]),
            formatting.percent(100.0 * self.share(row, column)),
        )
