"""Swiping: a line across the map that the mouse drags; on one side of it another layer is shown."""

from __future__ import annotations

from contextlib import suppress
from typing import Any, List, Optional

from qgis.core import QgsMapLayer, QgsMapRendererParallelJob, QgsMapSettings, QgsRectangle
from qgis.gui import QgsMapCanvas, QgsMapCanvasItem, QgsMapMouseEvent, QgsMapTool
from qgis.PyQt.QtCore import QPointF, QRectF, QSizeF, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QImage, QPainter, QPen

HANDLE_PX = 14
PICTURE_Z, MARK_Z = 10, 20
"""Places above the map: what marks something on it lies over the picture that is swiped in."""


class SwipeItem(QgsMapCanvasItem):
    """The picture of the other layer left of (or above) the line, and the line."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.image: Optional[QImage] = None
        self.share = 0.5
        """Where the line is: 0 at the left or the top, 1 at the other end."""
        self.vertical = True
        self.setZValue(PICTURE_Z)

    def show_at(self, share: float, vertical: bool) -> None:
        """Move the line."""
        self.share, self.vertical = max(0.0, min(1.0, share)), vertical
        self.setRect(self._window())
        self.update()

    def _window(self) -> QgsRectangle:
        """What the item is laid over. QGIS puts its upper left corner at the window's, and turns it with the map: on a
        rotated map the corner of the extent is another place than that of the window.
        """
        units = self._canvas.mapUnitsPerPixel()
        corner = self._canvas.getCoordinateTransform().toMapCoordinates(0, 0)
        right, lower = self._size().width() * units, self._size().height() * units
        return QgsRectangle(corner.x(), corner.y() - lower, corner.x() + right, corner.y())

    def _size(self) -> QSizeF:
        """Of the map itself, without the frame of its window."""
        return QSizeF(self._canvas.viewport().size())

    def boundingRect(self) -> QRectF:
        return QRectF(QPointF(0, 0), self._size())

    def paint(self, painter: QPainter, option: Any = None, widget: Any = None) -> None:  # noqa: ANN401
        width, height = self._size().width(), self._size().height()
        part = QRectF(
            0,
            0,
            width * self.share if self.vertical else width,
            height if self.vertical else height * self.share,
        )
        if self.image is not None:
            ratio = self.image.width() / max(1, width)
            source = QRectF(0, 0, part.width() * ratio, part.height() * ratio)
            painter.drawImage(part, self.image, source)
        end = part.topRight() if self.vertical else part.bottomLeft()
        other = part.bottomRight()
        for colour, size in (("white", 4.0), ("black", 1.6)):
            painter.setPen(QPen(QColor(colour), size))
            painter.drawLine(end, other)
        middle = QPointF((end.x() + other.x()) / 2, (end.y() + other.y()) / 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor("white"))
        painter.drawEllipse(middle, HANDLE_PX / 2, HANDLE_PX / 2)


class SwipeTool(QgsMapTool):
    """Drags the line. While it is the map's tool, `layer` is drawn on one side.

    `ended`: another tool was taken. `lost`: the layer was removed.
    """

    ended = pyqtSignal()
    lost = pyqtSignal()

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._layer: Optional[QgsMapLayer] = None
        self._item: Optional[SwipeItem] = None
        self._job: Optional[QgsMapRendererParallelJob] = None
        self._cancelled: List[QgsMapRendererParallelJob] = []
        self._dragging = False
        self._start = QPointF()
        self.setCursor(Qt.CursorShape.SplitHCursor)

    @property
    def item(self) -> Optional[SwipeItem]:
        """What is drawn; None while the tool is not in use."""
        return self._item

    def set_layer(self, layer: QgsMapLayer) -> None:
        """Show another layer on the one side; swiping ends when it is removed."""
        self.forget_layer()
        self._layer = layer
        layer.willBeDeleted.connect(self._on_layer_removed)
        if self._item is not None:
            self._render()

    def forget_layer(self) -> None:
        """Let go of the layer that is drawn."""
        layer, self._layer = self._layer, None
        with suppress(RuntimeError, TypeError):  # it is gone already
            if layer is not None:
                layer.willBeDeleted.disconnect(self._on_layer_removed)

    def _on_layer_removed(self) -> None:
        self._layer = None
        self.lost.emit()

    def activate(self) -> None:
        super().activate()
        self._item = SwipeItem(self._canvas)
        self._item.show_at(0.5, vertical=True)
        self._canvas.extentsChanged.connect(self._render)
        self._canvas.mapCanvasRefreshed.connect(self._on_refreshed)
        self._render()

    def deactivate(self) -> None:
        super().deactivate()
        if self._item is None:
            return
        self._canvas.extentsChanged.disconnect(self._render)
        self._canvas.mapCanvasRefreshed.disconnect(self._on_refreshed)
        self._cancel_job()
        self._canvas.scene().removeItem(self._item)
        self._item = None
        self.ended.emit()

    def canvasPressEvent(self, event: QgsMapMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._dragging = True
            self._start = QPointF(event.pos())
            self._move(event)

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:
        if self._dragging:
            self._move(event)

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        self._dragging = False

    def _move(self, event: QgsMapMouseEvent) -> None:
        if self._item is None:
            return
        place = QPointF(event.pos())
        moved = place - self._start
        vertical = self._item.vertical
        if max(abs(moved.x()), abs(moved.y())) > HANDLE_PX:  # the first pull says which way the line runs
            vertical = abs(moved.x()) >= abs(moved.y())
        viewport = self._canvas.viewport()
        size = viewport.width() if vertical else viewport.height()
        self._item.show_at((place.x() if vertical else place.y()) / max(1, size), vertical)

    def _render(self) -> None:
        """Draw the layer in the background, as large as the map."""
        if self._item is None or self._layer is None:
            return
        self._cancel_job()
        settings = QgsMapSettings(self._canvas.mapSettings())
        settings.setLayers([self._layer])
        settings.setBackgroundColor(QColor("white"))
        job = QgsMapRendererParallelJob(settings)
        job.finished.connect(self._on_rendered)
        self._job = job
        job.start()

    def _cancel_job(self) -> None:
        """Let the drawing that is under way end by itself; it is kept until then, for QGIS draws into it."""
        job, self._job = self._job, None
        self._cancelled = [one for one in self._cancelled if one.isActive()]
        if job is not None:
            job.finished.disconnect(self._on_rendered)
            job.cancelWithoutBlocking()
            self._cancelled.append(job)

    def _on_rendered(self) -> None:
        if self._job is not None and self._item is not None:
            self._item.image = self._job.renderedImage()
            self._item.update()

    def _on_refreshed(self) -> None:
        if self._item is not None:
            self._item.show_at(self._item.share, self._item.vertical)
