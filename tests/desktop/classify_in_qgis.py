"""Runs inside QGIS: loads a scene, clicks through the panel as a user does, and reports what came of it."""

import os
import sys

sys.path.insert(0, os.environ["CORINA_TEST_HELPERS"])

import pilot
from pilot import FOLDER, click, iface, report, settle, shoot, wait_until
from qgis.core import QgsPalettedRasterRenderer, QgsProject, QgsRasterLayer
from qgis.PyQt.QtGui import QGuiApplication
from qgis.PyQt.QtWidgets import QToolBar, QToolButton


def open_by_toolbar() -> None:
    action = next(a for a in pilot.plugin()._actions if a.objectName() == "CorinaClassify")
    report["in_raster_menu"] = any(
        a.text().replace("&", "") == "Corina" for a in iface.rasterMenu().actions()
    )
    buttons = [
        button
        for bar in iface.mainWindow().findChildren(QToolBar)
        for button in bar.findChildren(QToolButton)
        if button.defaultAction() is action
    ]
    report["toolbar_buttons"] = len(buttons)
    action.trigger()


def classify() -> None:
    layer = QgsRasterLayer(os.environ["CORINA_TEST_SCENE"], "Scene with spaces and ümläuts", "gdal")
    assert layer.isValid()
    QgsProject.instance().addMapLayer(layer)
    iface.mapCanvas().setExtent(layer.extent())
    open_by_toolbar()
    dock = pilot.plugin().dock
    wait_until(lambda: dock.isVisible(), "the dock")
    fields = dock.classify.fields
    report["engine"] = dock.chip.text().replace("&", "")
    report["enabled_at_once"] = fields.form.classify_button.isEnabled()
    wait_until(lambda: fields.form.classify_button.isEnabled(), "the scene to be understood", 60)
    report["understood"] = fields.form.scene.form.note.text()
    report["estimate"] = fields.form.estimate.text()
    fields.form.output.setFilePath(str(FOLDER / "maps"))
    settle()
    click(fields.form.advanced.form.group.findChild(QToolButton))
    click(fields.form.advanced.form.confidence)
    report["before"] = shoot(iface.mainWindow(), "before")
    ticks = []
    timer = pilot.QTimer()
    timer.setInterval(10)
    timer.timeout.connect(lambda: ticks.append(pilot.time.monotonic()))
    timer.start()
    click(fields.form.classify_button)
    wait_until(lambda: dock.classify.progress.isVisible(), "the progress")
    report["badge"] = dock.form.tabs.tabText(dock.form.tabs.indexOf(dock.runs))
    wait_until(lambda: dock.classify.pages.currentWidget() is dock.classify.result, "the result", 180)
    timer.stop()
    report["longest_pause_s"] = max(b - a for a, b in zip(ticks, ticks[1:]))
    settle(1500)
    report["after"] = shoot(iface.mainWindow(), "after")
    look_at_result(dock)


def look_at_result(dock) -> None:
    panel = dock.classify.result
    group = QgsProject.instance().layerTreeRoot().children()[0]
    report["group"] = group.name()
    report["layers"] = [node.name() for node in group.findLayers()]
    report["legends"] = {
        node.name(): [(c.value, c.label, c.color.name()) for c in node.layer().renderer().classes()]
        for node in group.findLayers()
        if isinstance(node.layer().renderer(), QgsPalettedRasterRenderer)
    }
    report["chart"] = {}
    for button in (panel.form.level_1, panel.form.level_2, panel.form.level_3):
        click(button)
        report["chart"][button.text().replace("&", "")] = [
            (area.code, area.name, area.area_ha, area.percent, area.colour.name())
            for area in panel.form.chart.areas()
        ]
    click(panel.form.copy_button)
    report["clipboard"] = QGuiApplication.clipboard().text()
    report["facts"] = panel.form.facts.text()
    report["result"] = dict(panel.result())
    click(panel.form.zoom_button)
    report["runs"] = [run.state.value for run in dock.runs.model.runs()]
    report["scenes_offered"] = [
        dock.classify.fields.form.scene.form.layer.itemText(row)
        for row in range(dock.classify.fields.form.scene.form.layer.count())
    ]
    project = FOLDER / "project.qgz"
    report["saved"] = QgsProject.instance().write(str(project))


pilot.run(classify)
