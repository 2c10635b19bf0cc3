"""Runs inside QGIS: trains a model from two layers through the window, stops, resumes, and classifies with it."""

import os
import sys
from dataclasses import replace

sys.path.insert(0, os.environ["CORINA_TEST_HELPERS"])

import pilot
from pilot import FOLDER, click, iface, report, settle, shoot, wait_until
from qgis.core import QgsProject, QgsRasterLayer, QgsVectorLayer
from qgis.PyQt.QtWidgets import QDockWidget

from corina.engine.jobs import NetworkChoice, StageChoice, WeightsChoice

LONG = 500


def open_layers() -> None:
    scene = QgsRasterLayer(os.environ["CORINA_TEST_SCENE"], "Sentinel-2 scene", "gdal")
    labels = QgsVectorLayer(os.environ["CORINA_TEST_LABELS"], "CORINE 2018", "ogr")
    assert scene.isValid() and labels.isValid()
    QgsProject.instance().addMapLayers([scene, labels])
    iface.mapCanvas().setExtent(scene.extent())


def open_train():
    for dock in iface.mainWindow().findChildren(QDockWidget):
        if dock.objectName() == "Browser":
            dock.hide()
    action = next(a for a in pilot.plugin()._actions if a.objectName() == "CorinaTrain")
    action.trigger()
    dock = pilot.plugin().dock
    wait_until(lambda: dock.isVisible() and dock.train.isVisible(), "the Train tab")
    iface.mainWindow().resizeDocks([dock], [430], pilot.Qt.Orientation.Horizontal)
    wait_until(lambda: dock.train.form.data_step.isVisible(), "the pages")
    return dock


def data_and_split(dock) -> None:
    tab = dock.train
    labels = tab.data.form.editor.form.labels
    labels.form.layer.setLayer(QgsProject.instance().mapLayersByName("CORINE 2018")[0])
    report["field"] = labels.form.field.currentField()
    tab.split.form.block.setValue(float(os.environ.get("CORINA_TEST_BLOCK", "1.28")))  # 4.8 km are few
    click(tab.data.form.look_button)
    wait_until(tab.data.form.look_button.isEnabled, "the data to be counted", LONG)
    report["counted"] = tab.data.form.statistics.form.summary.text()
    report["classes"] = [area.code for area in tab.data.form.statistics.form.chart.areas()]
    shoot(iface.mainWindow(), "train-data")
    click(tab.form.next_button)
    click(tab.split.form.map_button)
    settle(1500)
    report["split_layer"] = [layer.name() for layer in QgsProject.instance().mapLayers().values()]
    report["roles"] = [tab.split.form.folds_table.item(row, 1).text() for row in range(5)]
    shoot(iface.mainWindow(), "train-split")


def model(dock) -> None:
    tab = dock.train
    click(tab.form.next_button)
    click(tab.model.form.quick)
    tab.model.form.title.setText("Finland by window")
    if os.environ.get("CORINA_TEST_TINY"):
        make_tiny(tab)
    click(tab.model.form.estimate_button)
    wait_until(tab.model.form.estimate_button.isEnabled, "the trial", LONG)
    report["estimate"] = tab.model.form.estimate.text()
    shoot(iface.mainWindow(), "train-model")


def make_tiny(tab) -> None:
    """A network whose epochs take less than a second."""
    network = NetworkChoice(encoder="resnet18", depth=2, decoder_channels=(16, 8), dropout=0.0)
    stage = StageChoice("all", epochs=25, batch=4, learning_rate=3e-3, ema=0.5)
    recipe = replace(tab.recipe(), network=network, weights=WeightsChoice(), stages=(stage,), stop_early=0)
    tab.set_recipe(recipe)


def epochs(tab) -> int:
    return len(tab.run.form.loss_chart.series()[1].points)


def train(dock) -> None:
    tab = dock.train
    click(tab.form.next_button)
    click(tab.run.form.start_button)
    wanted = int(os.environ.get("CORINA_TEST_EPOCHS", "3"))
    active = pilot.plugin().controller.runs.active
    wait_until(lambda: epochs(tab) >= wanted or not active(), "the curves to move", LONG)
    assert active(), tab.run.form.details.text()
    report["curve"] = tab.run.form.loss_chart.series()[1].points
    wait_until(lambda: tab.run.form.preview.count() > 0, "a preview", LONG)
    shoot(iface.mainWindow(), "train-run")
    click(tab.run.form.stop_button)
    run_id = tab.run.run_id()
    runs = pilot.plugin().controller.runs
    wait_until(lambda: not runs.run(run_id).state.is_active, "the training to stop", LONG)
    report["stopped"] = runs.run(run_id).state.value
    report["epochs_when_stopped"] = epochs(tab)
    click(tab.run.form.resume_button)
    wait_until(lambda: not runs.run(run_id).state.is_active, "the training to end", LONG)
    ended = runs.run(run_id)
    report["ended"], report["result"] = ended.state.value, ended.result
    report["failure"] = ended.error.message if ended.error else ""
    report["epochs"] = [x for x, _ in tab.run.form.loss_chart.series()[1].points]


def look_at_report(dock) -> None:
    tab = dock.train
    wait_until(lambda: tab.report.isVisible(), "the report")
    click(tab.report.form.level3)
    dock.form.messages.clearWidgets()
    shoot(iface.mainWindow(), "train-report")
    report["summary"] = tab.report.form.summary.text()
    report["matrix_rows"] = tab.report.form.counts.rowCount()


def use(dock) -> None:
    click(dock.train.report.form.use_button)
    fields = dock.classify.fields
    wait_until(lambda: fields.form.model.entry().title == "Finland by window", "the model to be chosen", LONG)
    wait_until(fields.form.classify_button.isEnabled, "the scene to be understood", 60)
    fields.form.output.setFilePath(str(FOLDER / "maps"))
    click(fields.form.classify_button)
    wait_until(lambda: dock.classify.pages.currentWidget() is dock.classify.result, "the result", LONG)
    report["classified_with"] = dock.classify.result.result()["model"]["title"]
    report["classified_ha"] = dock.classify.result.result()["classified_ha"]


def session() -> None:
    open_layers()
    dock = open_train()
    data_and_split(dock)
    model(dock)
    train(dock)
    look_at_report(dock)
    use(dock)


pilot.run(session)
