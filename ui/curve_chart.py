"""A line chart of a training: one curve for each series over epochs, painted in the theme's colours."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Dict, List, Optional, Sequence, Tuple

from qgis.PyQt.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from qgis.PyQt.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QPen, QPolygonF
from qgis.PyQt.QtWidgets import QSizePolicy, QToolTip, QWidget

from corina.ui import formatting
from corina.ui.forms import is_dark, muted_colour, text_colour

TICKS = 4
LIGHT = ("#1f5fa8", "#b5460f", "#2f7a3a")
DARK = ("#7db7ff", "#ffb07a", "#8fd39a")
"""Colours of the series, three to one at least against the background; series also differ in their dashes."""


@dataclass(frozen=True)
class Series:
    """A curve: its name, and (epoch, value) in rising order of epochs. best: the epoch whose state is kept."""

    name: str
    points: Tuple[Tuple[float, float], ...] = ()
    best: Optional[float] = None


def nice_step(span: float, ticks: int = TICKS) -> float:
    """A round distance of grid lines, 1, 2 or 5 times a power of ten, of which about `ticks` cover the span."""
    if span <= 0:
        return 1.0
    raw = span / ticks
    power = 10.0 ** math.floor(math.log10(raw))
    return power * next(factor for factor in (1, 2, 5, 10) if factor * power >= raw * 0.999)


class CurveChart(QWidget):
    """Shows some curves over the epochs of a training."""

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self._series: List[Series] = []
        self._title = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def set_series(self, title: str, series: Sequence[Series]) -> None:
        """Show these curves under a title."""
        self._title, self._series = title, list(series)
        self.setAccessibleName(title)
        last = [f"{item.name}: {item.points[-1][1]:.3f}" for item in self._series if item.points]
        self.setAccessibleDescription("; ".join(last))
        self.update()

    def series(self) -> List[Series]:
        """What is shown."""
        return list(self._series)

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().height()
        return QSize(line * 20, line * 10)

    def minimumSizeHint(self) -> QSize:
        line = self.fontMetrics().height()
        return QSize(line * 12, line * 8)

    def bounds(self) -> Tuple[float, float, float, float]:
        """First and last epoch, and the lowest and highest value of the axis."""
        points = [point for item in self._series for point in item.points if math.isfinite(point[1])]
        first, last = self.first_and_last()
        if not points:
            return first, last, 0.0, 1.0
        low, high = min(y for _, y in points), max(y for _, y in points)
        margin = 0.05 * (high - low) or 0.05 * abs(high) or 0.05
        floor = 0.0 if low >= 0 and low < 0.35 * high else low - margin
        return first, last, floor, high + margin

    def first_and_last(self) -> Tuple[float, float]:
        """The ends of the axis below: epochs."""
        xs = [x for item in self._series for x, y in item.points if math.isfinite(y)]
        return (min(xs), max(1.0, *xs)) if xs else (0.0, 1.0)

    def ticks(self, first: float, last: float) -> List[Tuple[float, str]]:
        """Where the axis below is labelled, and how."""
        step = max(1.0, nice_step(last - first))
        start = math.ceil(first / step)
        places = [number * step for number in range(start, math.floor(last / step) + 1)]
        return [(place, formatting.number(place)) for place in places]

    def place_text(self, x: float) -> str:
        """A place of the axis below, in words."""
        return str(self.tr("Epoch {}").format(formatting.number(x)))

    def plot(self) -> QRectF:
        """Where the curves are, in widget coordinates."""
        metrics, gap = self.fontMetrics(), self.fontMetrics().height() // 3
        left = metrics.horizontalAdvance("0.000") + 2 * gap
        top = (2 if self._is_crowded() else 1) * metrics.height() + 2 * gap
        width = self.width() - left - 2 * gap
        height = self.height() - top - metrics.height() - 2 * gap
        return QRectF(left, top, max(10, width), max(10, height))

    def position(self, x: float, y: float) -> QPointF:
        """Where a value is, in widget coordinates."""
        first, last, low, high = self.bounds()
        plot = self.plot()
        across = (x - first) / (last - first) if last > first else 0.0
        up = (y - low) / (high - low) if high > low else 0.0
        return QPointF(plot.left() + across * plot.width(), plot.bottom() - up * plot.height())

    def colours(self) -> List[QColor]:
        """The colours of the series in this theme."""
        return [QColor(name) for name in (DARK if is_dark(self) else LIGHT)]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        self._paint_head(painter)
        if any(item.points for item in self._series):
            self._paint_axes(painter)
            for item, colour in zip(self._series, self.colours()):
                self._paint_series(painter, item, colour)
        else:
            painter.setPen(muted_colour(self))
            painter.drawText(self.plot(), int(Qt.AlignmentFlag.AlignCenter), self.tr("No epoch is done yet."))
        painter.end()

    def _legend(self) -> List[Tuple[Series, QColor, str]]:
        """The series that have points and a name, each with its colour and what the legend says of it."""
        shown = [
            (item, colour) for item, colour in zip(self._series, self.colours()) if item.points and item.name
        ]
        return [(item, colour, f"{item.name} {item.points[-1][1]:.3f}") for item, colour in shown]

    def _legend_width(self) -> float:
        metrics = self.fontMetrics()
        return sum(metrics.horizontalAdvance(text) + 2.6 * metrics.height() for _, _, text in self._legend())

    def _is_crowded(self) -> bool:
        """Whether title and legend do not fit on one line."""
        title = self.fontMetrics().horizontalAdvance(self._title)
        return bool(self._legend()) and title + self._legend_width() > self.width()

    def _paint_head(self, painter: QPainter) -> None:
        metrics = self.fontMetrics()
        gap = metrics.height() // 3
        painter.setPen(text_colour(self))
        painter.drawText(QPointF(gap, gap + metrics.ascent()), self._title)
        top = float(gap + (metrics.height() if self._is_crowded() else 0))
        right = float(self.width() - gap)
        for item, colour, text in reversed(self._legend()):
            right -= metrics.horizontalAdvance(text)
            painter.setPen(text_colour(self))
            painter.drawText(QPointF(right, top + metrics.ascent()), text)
            right -= 1.6 * metrics.height()
            middle = top + metrics.height() / 2
            painter.setPen(self._pen(item, colour))
            painter.drawLine(QPointF(right, middle), QPointF(right + 1.3 * metrics.height(), middle))
            right -= metrics.height()

    def _pen(self, item: Series, colour: QColor) -> QPen:
        pen = QPen(colour)
        pen.setWidthF(max(1.5, self.fontMetrics().height() / 9))
        if self._series.index(item) % 2:
            pen.setStyle(Qt.PenStyle.DashLine)
        return pen

    def _paint_axes(self, painter: QPainter) -> None:
        plot, metrics = self.plot(), self.fontMetrics()
        first, last, low, high = self.bounds()
        grid = QColor(text_colour(self))
        grid.setAlpha(45)
        step = nice_step(high - low)
        value = math.ceil(low / step) * step
        while value <= high:
            y = self.position(first, value).y()
            painter.setPen(grid)
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(muted_colour(self))
            label = QRectF(0, y - metrics.height() / 2, plot.left() - metrics.height() // 3, metrics.height())
            painter.drawText(
                label, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), f"{value:.3g}"
            )
            value += step
        for place, text in self.ticks(first, last):
            width = metrics.horizontalAdvance(text)
            left = min(self.position(place, low).x() - width / 2, self.width() - width - 1.0)
            painter.drawText(QPointF(left, plot.bottom() + 2 + metrics.ascent()), text)

    def _paint_series(self, painter: QPainter, item: Series, colour: QColor) -> None:
        points = [self.position(x, y) for x, y in item.points if math.isfinite(y)]
        painter.setPen(self._pen(item, colour))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if len(points) > 1:
            painter.drawPolyline(QPolygonF(points))
        marked: Dict[float, float] = dict(item.points)
        painter.setBrush(colour)
        if len(points) == 1:
            painter.drawEllipse(points[0], 2.5, 2.5)
        if item.best in marked:
            painter.drawEllipse(self.position(item.best, marked[item.best]), 4.0, 4.0)

    def event(self, event: QEvent) -> bool:
        """Show the values of the epoch under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            text = self._tip(event.pos().x())
            if text:
                QToolTip.showText(event.globalPos(), text, self)
                return True
        return bool(super().event(event))

    def _tip(self, x: float) -> str:
        epochs = sorted({point[0] for item in self._series for point in item.points})
        if not epochs:
            return ""
        nearest = min(epochs, key=lambda epoch: abs(self.position(epoch, 0.0).x() - x))
        lines = [self.place_text(nearest)]
        for item in self._series:
            value = dict(item.points).get(nearest)
            if value is not None:
                best = self.tr(" (best so far)") if item.best == nearest else ""
                name = f"{item.name}: " if item.name else ""
                lines.append(f"{name}{value:.4f}{best}")
        return "\n".join(lines)
