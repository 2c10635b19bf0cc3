"""What is swiped lies over the map, also one that is turned."""

from __future__ import annotations

import numpy as np
import pytest
from qgis.core import QgsProject, QgsRasterLayer
from qgis.gui import QgsMapCanvas, QgsMapMouseEvent
from qgis.PyQt.QtCore import QEvent, QPoint, QPointF, Qt
from qgis.PyQt.QtGui import QImage, QMouseEvent

from corina.clc import Level
from corina.plugin.layers import style_level
from corina.plugin.swipe import SwipeTool

from .conftest import write_raster


def pixels(canvas):
    """What the map window shows: colours [H, W, 3]."""
    image = canvas.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    data = image.constBits().asstring(image.bytesPerLine() * image.height())
    rows = np.frombuffer(data, np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).astype(int)


@pytest.fixture()
def canvas(qgis_app, qtbot, tmp_path):
    """A map of two classes on a board of squares, drawn in a window of 300 x 200 px."""
    board = np.add.outer(np.arange(80) // 8, np.arange(120) // 8) % 2
    path = write_raster(tmp_path / "board.tif", np.where(board, 23, 12).astype(np.uint8)[None])
    layer = QgsRasterLayer(str(path), "board")
    style_level(layer, Level.L3, [12, 23])
    QgsProject.instance().addMapLayer(layer)
    made = QgsMapCanvas()
    qtbot.addWidget(made)
    made.resize(300, 200)
    made.setDestinationCrs(layer.crs())
    made.setLayers([layer])
    made.setExtent(layer.extent())
    made.show()
    yield made
    made.setLayers([])


@pytest.fixture()
def swiped(canvas, qtbot):
    """Begins to swipe the layer of the map over the map, with the line at the right end of the window."""
    tool = SwipeTool(canvas)

    def begin():
        tool.set_layer(canvas.layers()[0])
        canvas.setMapTool(tool)
        qtbot.waitUntil(lambda: tool.item.image is not None, timeout=30_000)
        tool.item.show_at(1.0, vertical=True)

    yield begin
    canvas.unsetMapTool(tool)


def drawn(canvas, qtbot, turned):
    """What the map shows when it is turned so far."""
    canvas.setRotation(turned)
    with qtbot.waitSignal(canvas.mapCanvasRefreshed, timeout=30_000):
        canvas.refresh()
    return pixels(canvas)


def differing(one, other):
    """Share of pixels of another colour, without those at the end of the line."""
    return (np.abs(one - other).sum(axis=2) > 60)[:, :-20].mean()


@pytest.mark.parametrize("turned", [0, 30, -100])
def test_a_layer_swiped_over_itself_changes_nothing_of_the_map(canvas, swiped, qtbot, turned):
    alone = {angle: drawn(canvas, qtbot, angle) for angle in (turned + 15, turned)}
    assert differing(*alone.values()) > 0.2, "else nothing would be seen of a fault"
    swiped()
    assert differing(pixels(canvas), alone[turned]) < 0.01
    # Turned further while one swipes.
    canvas.setRotation(turned + 15)
    qtbot.waitUntil(lambda: differing(pixels(canvas), alone[turned + 15]) < 0.01, timeout=30_000)


def test_the_line_moves_with_the_mouse_on_a_map_that_is_turned(canvas, swiped, qtbot):
    drawn(canvas, qtbot, 40)
    swiped()
    tool = canvas.mapTool()
    for place in (QPoint(290, 100), QPoint(75, 100)):
        kind = QEvent.Type.MouseButtonPress if place.x() > 200 else QEvent.Type.MouseMove
        button = Qt.MouseButton.LeftButton
        event = QgsMapMouseEvent(
            canvas, QMouseEvent(kind, QPointF(place), button, button, Qt.KeyboardModifier.NoModifier)
        )
        tool.canvasPressEvent(event) if place.x() > 200 else tool.canvasMoveEvent(event)
    assert tool.item.share == pytest.approx(0.25, abs=0.01)
    line = pixels(canvas)[20:60, 75]  # away from the handle
    assert (line.sum(axis=1) < 150).mean() > 0.9, "black, upright and where the mouse is"
