"""Runs inside QGIS: classifies a scene and compares it with CORINE polygons in one go, steps through the changes,
confirms one, swipes, and exports the report; then labels points of a sample and makes a print layout.
"""

import os
import sys
from pathlib import Path

sys.path.insert(0, os.environ["CORINA_TEST_HELPERS"])

import pilot
from pilot import FOLDER, click, iface, report, settle, shoot, wait_until
from qgis.core import (
    QgsLayoutExporter,
    QgsLayoutItemLegend,
    QgsLayoutItemPicture,
    QgsLayoutItemScaleBar,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest


def compare() -> None:
    scene = QgsRasterLayer(os.environ["CORINA_TEST_SCENE"], "Mosaic of BigEarthNet patches", "gdal")
    corine = QgsVectorLayer(os.environ["CORINA_TEST_CORINE"], "CORINE 2018", "ogr")
    assert scene.isValid() and corine.isValid()
    QgsProject.instance().addMapLayers([corine, scene])
    iface.mapCanvas().setExtent(scene.extent())
    next(a for a in pilot.plugin()._actions if a.objectName() == "CorinaCompare").trigger()
    dock = pilot.plugin().dock
    wait_until(lambda: dock.isVisible(), "the dock")
    report["tab"] = dock.form.tabs.currentWidget() is dock.compare
    form = dock.compare.fields
    wait_until(lambda: dock.classify.fields.form.classify_button.isEnabled(), "the scene to be understood")
    form.form.prediction.choose_scene()
    form.form.reference.set_layer(corine)
    form.form.output.setFilePath(str(FOLDER / "comparison"))
    form.form.minimum_area.setValue(2)
    wait_until(lambda: form.form.compare_button.isEnabled(), "both maps to be understood")
    report["understood"] = form.form.reference.form.note.text()
    report["form"] = shoot(iface.mainWindow(), "compare-form")
    # The image is what changes are judged by; the plain polygons of CORINE would lie over it.
    QgsProject.instance().layerTreeRoot().findLayer(corine.id()).setItemVisibilityChecked(False)
    click(form.form.compare_button)
    wait_until(lambda: dock.compare.progress.isVisible(), "the progress")
    wait_until(lambda: dock.compare.pages.currentWidget() is dock.compare.result, "the result", 240)
    iface.messageBar().clearWidgets()
    settle(1500)
    look_at_result(dock)
    step_through(dock)
    swipe(dock)
    hand_in(dock)
    label(dock)
    print_map(dock)


def look_at_result(dock) -> None:
    result = dict(dock.compare.result.result())
    group = QgsProject.instance().layerTreeRoot().children()[0]
    report["group"] = group.name()
    report["layers"] = [node.name() for node in group.findLayers()]
    view = iface.layerTreeView()
    report["unfolded"] = [
        node.name() for node in group.findLayers() if view.isExpanded(view.node2index(node))
    ]
    report["result"] = result
    report["facts"] = dock.compare.result.form.facts.text()
    report["listed"] = len(dock.compare.result.changes.shown())


def step_through(dock) -> None:
    changes = dock.compare.result.changes
    visited = []
    changes.change_chosen.connect(visited.append)
    for _ in range(3):
        click(changes.form.next_button)
        settle(600)
    settle(600)
    changes.form.comment.setText("seen on the image")
    confirmed = changes.current().fid
    canvas = iface.mapCanvas()
    report["scale"] = canvas.scale()
    settle(1500)
    report["changes"] = shoot(iface.mainWindow(), "compare-changes")
    click(changes.form.confirm_button)
    settle(600)
    layer = QgsProject.instance().layerTreeRoot().findGroup(report["group"]).findLayers()[0].layer()
    report["visited"] = visited
    report["confirmed"] = confirmed
    report["saved"] = {f.id(): [f["status"], f["comment"]] for f in layer.getFeatures() if f["status"]}
    panel = dock.compare.result
    panel.form.pages.setCurrentIndex(1)
    settle()
    report["matrix"] = shoot(dock, "compare-matrix")
    matrix = panel.form.matrix.matrix
    largest = max(
        (cell for cell in result_cells(matrix) if cell.code_from != cell.code_to),
        key=lambda cell: cell.area_ha,
    )
    panel.form.matrix.pair_chosen.emit(largest.code_from, largest.code_to)
    settle()
    report["pair"] = [largest.code_from, largest.code_to]
    report["pair_shown"] = sorted({(c.code_from, c.code_to) for c in changes.shown()})
    report["pair_selected"] = layer.selectedFeatureCount()
    click(changes.form.reset_button)
    report["selected_after_all"] = layer.selectedFeatureCount()


def result_cells(matrix):
    return [
        matrix.cell(row, column)
        for row in range(matrix.rowCount() - 1)
        for column in range(matrix.columnCount() - 1)
    ]


def swipe(dock) -> None:
    controller = pilot.plugin().controller.compare
    scene = QgsProject.instance().mapLayersByName("Mosaic of BigEarthNet patches")[0]
    corine = QgsProject.instance().mapLayersByName("CORINE 2018")[0]
    controller.zoom_to_result()
    controller.swiping.swipe(True, corine)
    tool = iface.mapCanvas().mapTool()
    wait_until(lambda: tool.item is not None and tool.item.image is not None, "the other layer to be drawn")
    settle(1500)
    report["swiped_over"] = scene.name()
    report["swipe"] = shoot(iface.mainWindow(), "compare-swipe")
    dock.compare.result.form.swipe_button.setChecked(False)
    report["swipe_ended"] = tool.item is None


def hand_in(dock) -> None:
    folder = FOLDER / "hand in"
    pilot.plugin().controller.compare.export(str(folder))
    report["exported"] = sorted(path.name for path in Path(folder).iterdir())
    report["runs"] = [(run.kind, run.state.value) for run in dock.runs.model.runs()]


def menu(name: str) -> None:
    next(action for action in pilot.plugin()._actions if action.objectName() == name).trigger()


def label(dock) -> None:
    import processing

    land_cover = next((FOLDER / "comparison").glob("*_level3.tif"))
    drawn = processing.run(
        "corina:samplepoints",
        {
            "INPUT": str(land_cover),
            "POINTS": 12,
            "MINIMUM": 1,
            "SEED": 4,
            "OUTPUT": str(FOLDER / "points.gpkg"),
        },
    )
    report["label_points"] = drawn["POINT_COUNT"]
    layer = QgsVectorLayer(f"{drawn['OUTPUT']}|layername=samples", "Sample", "ogr")
    QgsProject.instance().addMapLayer(layer, False)
    QgsProject.instance().layerTreeRoot().insertLayer(0, layer)
    group = QgsProject.instance().layerTreeRoot().findGroup(report["group"])
    group.setItemVisibilityChecked(False)
    height = iface.mainWindow().height()
    menu("CorinaLabel")
    labelling = pilot.plugin().label_dock
    wait_until(labelling.isVisible, "the dock to label in")
    settle()
    report["label_grown"] = iface.mainWindow().height() - height
    panel = labelling.panel
    panel.form.layer.setLayer(layer)
    settle(1200)
    report["label_first"] = panel.form.point.text()
    before = iface.mapCanvas().extent().center()
    panel.form.search.setFocus()
    QTest.keyClicks(panel.form.search, "312")
    QTest.keyClick(panel.form.search, Qt.Key.Key_Return)
    settle(800)
    report["label_moved"] = iface.mapCanvas().extent().center().distance(before)
    QTest.keyClicks(panel.form.search, "pasture")
    settle(1200)
    report["label"] = shoot(iface.mainWindow(), "compare-label")
    QTest.keyClick(panel.form.search, Qt.Key.Key_Return)
    settle()
    report["labels"] = {f["id"]: f["label"] for f in layer.getFeatures() if f["label"]}
    report["label_progress"] = panel.form.progress.text()
    report["label_editing"] = layer.isEditable()
    labelling.close()
    QgsProject.instance().removeMapLayer(layer.id())
    group.setItemVisibilityChecked(True)


def print_map(dock) -> None:
    pilot.plugin().controller.compare.zoom_to_result()
    settle(500)
    menu("CorinaLayout")
    wait_until(iface.openLayoutDesigners, "the layout")
    (designer,) = iface.openLayoutDesigners()
    layout = designer.layout()
    settle(1500)
    path = FOLDER / "compare-layout.png"
    settings = QgsLayoutExporter.ImageExportSettings()
    settings.dpi = 96
    report["layout_exported"] = QgsLayoutExporter(layout).exportToImage(str(path), settings) == 0
    report["layout"] = str(path)
    report["layout_items"] = {
        kind.__name__: sum(isinstance(item, kind) for item in layout.items())
        for kind in (QgsLayoutItemLegend, QgsLayoutItemPicture, QgsLayoutItemScaleBar)
    }
    report["layout_sources"] = layout.itemById("sources").text()
    designer.close()


pilot.run(compare)
