"""The part of QGIS's interface that the plugin uses, and what the tests of its windows do with it."""

from __future__ import annotations

from qgis.gui import QgsMapCanvas, QgsMessageBar, QgsMessageBarItem
from qgis.PyQt.QtWidgets import QLabel, QMainWindow, QPushButton

from corina.engine.jobs import SceneInput


class Iface:
    """The part of QGIS's interface that the plugin uses, with real widgets."""

    def __init__(self, qtbot):
        self.window = QMainWindow()
        self.canvas = QgsMapCanvas(self.window)
        self.canvas.resize(400, 400)
        self.bar = QgsMessageBar(self.window)
        self.tables = []
        self.active = None
        self.toolbar, self.raster_menu, self.plugin_menu = [], [], []
        qtbot.addWidget(self.window)

    def mainWindow(self):
        return self.window

    def mapCanvas(self):
        return self.canvas

    def activeLayer(self):
        return self.active

    def setActiveLayer(self, layer):
        self.active = layer

    def messageBar(self):
        return self.bar

    def showAttributeTable(self, layer):
        self.tables.append(layer)

    def addToolBarIcon(self, action):
        self.toolbar.append(action)

    def removeToolBarIcon(self, action):
        self.toolbar.remove(action)

    def addPluginToRasterMenu(self, name, action):
        self.raster_menu.append(action)

    def removePluginRasterMenu(self, name, action):
        self.raster_menu.remove(action)

    def addPluginToMenu(self, name, action):
        self.plugin_menu.append(action)

    def removePluginMenu(self, name, action):
        self.plugin_menu.remove(action)

    def addTabifiedDockWidget(self, area, dock, tabify, raise_tab):
        self.window.addDockWidget(area, dock)

    def removeDockWidget(self, dock):
        self.window.removeDockWidget(dock)


def confirm_scale(fields, until):
    """The real patches do not say their scale: it is guessed, and the user has to confirm the guess."""
    until(lambda: fields._description is not None or fields._error is not None)
    assert [gap.short for gap in fields.gaps()] == ["a confirmed scale"]
    fields.apply_overrides(
        SceneInput("", scale=fields._description["scale"], offset=fields._description["offset"])
    )
    until(lambda: fields.form.classify_button.isEnabled())


def messages(dock):
    """The texts and buttons of the messages that are shown."""
    return [
        (
            " ".join(label.text() for label in item.findChildren(QLabel) if label.text()),
            {button.text(): button for button in item.findChildren(QPushButton)},
        )
        for item in dock.form.messages.findChildren(QgsMessageBarItem)
    ]
