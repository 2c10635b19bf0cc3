"""The dock in which sample points are labelled."""

from __future__ import annotations

from typing import Any, Optional

from qgis.gui import QgsDockWidget
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QWidget

from corina.plugin.label_points import LabelController
from corina.ui.label_panel import LabelPanel


class LabelDock(QgsDockWidget):
    """The dock with the panel."""

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setObjectName("CorinaLabelDock")
        self.setWindowTitle(self.tr("Label sample points"))
        self.panel = LabelPanel(self)
        self.setWidget(self.panel)


def open_label_dock(iface: Any, parent: QWidget) -> LabelDock:  # noqa: ANN401 - QgisInterface
    """A new dock for labelling, on the right of the map, with its controller as `dock.controller`."""
    dock = LabelDock(parent)
    dock.controller = LabelController(iface, dock.panel, dock)
    dock.closed.connect(dock.controller.point.take_off)
    dock.opened.connect(dock.controller.mark)
    # QGIS puts a new dock below the others before it makes them tabs: with its contents, the window would grow for that
    # moment, and stay so.
    dock.panel.hide()
    iface.addTabifiedDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock, [], True)
    dock.panel.show()
    return dock
