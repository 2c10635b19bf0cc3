"""Runs inside QGIS: trains a model from two layers through the window, stops, resumes, and classifies with it."""

import json
import os
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, os.environ["CORINA_TEST_HELPERS"])

import pilot
from pilot import FOLDER, click, iface, report, settle, shoot, wait_until
from qgis.core import QgsProject, QgsRasterLayer, QgsVectorLayer
from qgis.PyQt.QtWidgets import QDockWidget, QFileDialog

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
    bands = tab.data.form.editor.bands
    wait_until(lambda: bands.description() is not None, "the scene to be understood", 120)
    report["understood"] = tab.data.form.editor.form.scene.form.note.text()
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
    stage = StageChoice("all", epochs=16, batch=4, learning_rate=3e-3, ema=0.5)
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
    report["details"] = tab.run.form.details.text()
    report["step"] = tab.form.run_step.text()
    shoot(iface.mainWindow(), "train-run")
    run_id = tab.run.run_id()
    runs = pilot.plugin().controller.runs
    click(tab.run.form.pause_button)
    wait_until(lambda: runs.run(run_id).state.value == "paused", "the training to pause", 120)
    paused_at = epochs(tab)
    settle(2000)
    report["epochs_while_paused"] = epochs(tab) - paused_at
    click(tab.run.form.resume_button)
    wait_until(lambda: runs.run(run_id).state.value == "running", "the training to go on", 120)
    click(tab.run.form.stop_button)
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
    report["matrices"] = []
    for button in (tab.report.form.level1, tab.report.form.level2, tab.report.form.level3):
        click(button)
        report["matrices"].append((tab.report.form.counts.rowCount(), tab.report.form.classes.rowCount()))


def export(dock) -> None:
    """Save report, figures and model from the menu of the page; the file dialog answers by itself."""
    page = dock.train.report
    for kind, action in page.exports.items():
        path = FOLDER / f"exported.{kind}"
        QFileDialog.getSaveFileName = lambda *_, path=path: (str(path), "")
        assert action.isEnabled(), kind
        action.trigger()
        if kind == "zip":
            fill_export(page.export_dialog, path)
        wait_until(path.is_file, f"the {kind} to be written", LONG)
    wait_until(page.form.use_button.isEnabled, "the model to be made", LONG)
    settle(500)
    with zipfile.ZipFile(FOLDER / "exported.zip") as archive:
        report["exported"] = sorted(Path(name).name for name in archive.namelist())
        card = next(name for name in archive.namelist() if name.endswith("card.json"))
        report["exported_licence"] = json.loads(archive.read(card))["licence"]
    report["exported_csv"] = (FOLDER / "exported.csv").read_text(encoding="utf-8").splitlines()[:2]
    report["exported_json"] = sorted(json.loads((FOLDER / "exported.json").read_text(encoding="utf-8")))
    report["exported_html"] = (FOLDER / "exported.html").read_text(encoding="utf-8")[:100]


def fill_export(dialog, path: Path) -> None:
    """Say where the model is to be saved, and under which licence."""
    settle(300)
    dialog.form.licence.setText("CC-BY-4.0")
    dialog.form.file.setFilePath(str(path))
    shoot(dialog, "train-export")
    click(dialog.start_button)


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


def save_and_reopen(dock) -> None:
    """The project remembers what it learned from."""
    project = QgsProject.instance()
    path = str(FOLDER / "fields.qgz")
    report["data_before"] = [source.name for source in dock.train.data.choice().sources]
    assert project.write(path)
    iface.newProject()
    report["data_in_a_new_project"] = dock.train.data.problem()
    assert iface.addProject(path)
    settle(500)
    report["data_after"] = [source.name for source in dock.train.data.choice().sources]
    report["labels_after"] = dock.train.data.form.editor.form.labels.form.layer.currentText()


def session() -> None:
    open_layers()
    dock = open_train()
    data_and_split(dock)
    model(dock)
    train(dock)
    look_at_report(dock)
    export(dock)
    use(dock)
    save_and_reopen(dock)


pilot.run(session)
