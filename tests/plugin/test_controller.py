"""The dock and the plugin with the real engine: what a click asks for is done, and what went wrong is said."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest
from qgis.core import (
    QgsApplication,
    QgsFeature,
    QgsGeometry,
    QgsProcessingUtils,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas, QgsMessageBar, QgsMessageBarItem
from qgis.PyQt.QtGui import QGuiApplication
from qgis.PyQt.QtWidgets import QLabel, QMainWindow, QPushButton

from corina.engine.jobs import SceneInput
from corina.plugin.controller import Controller
from corina.plugin.installed_models import import_model, installed_models
from corina.plugin.main import CorinaPlugin
from corina.plugin.run_actions import is_temporary, temporary_folder
from corina.plugin.run_manager import RunManager
from corina.plugin.settings import find_engine, load_settings
from corina.ui.area_box import AreaKind
from corina.ui.band_dialog import BandDialog
from corina.ui.dock import CorinaDock
from corina.ui.log_dialog import LogDialog
from corina.ui.problems import Remedy
from corina.ui.state import EngineState, RunState


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


@pytest.fixture()
def iface(qtbot):
    return Iface(qtbot)


@pytest.fixture()
def models_folder(model, tmp_path, monkeypatch):
    """A models folder with one package."""
    folder = tmp_path / "models"
    folder.mkdir()
    shutil.copytree(model, folder / Path(model).name)
    monkeypatch.setenv("CORINA_MODELS", str(folder))
    return folder


@pytest.fixture()
def dock(iface, qtbot):
    widget = CorinaDock(iface.mainWindow())
    iface.mainWindow().show()
    return widget


@pytest.fixture()
def controller(iface, dock, manager, models_folder):
    made = Controller(iface, dock, manager)
    yield made
    made.shutdown()


@pytest.fixture()
def layer(scene):
    added = QgsRasterLayer(str(scene), "Vaasa", "gdal")
    QgsProject.instance().addMapLayer(added)
    return added


def confirm_scale(fields, until):
    """The real patches do not say their scale: it is guessed, and the user has to confirm the guess."""
    until(lambda: fields._description is not None or fields._error is not None)
    assert [gap.short for gap in fields.gaps()] == ["a confirmed scale"]
    fields.apply_overrides(
        SceneInput("", scale=fields._description["scale"], offset=fields._description["offset"])
    )
    until(lambda: fields.form.classify_button.isEnabled())


@pytest.fixture()
def form(controller, dock, layer, until):
    """The form with a real scene that was understood by the real engine."""
    confirm_scale(dock.classify.fields, until)
    return dock.classify.fields


def messages(dock):
    """The texts and buttons of the messages that are shown."""
    return [
        (
            " ".join(label.text() for label in item.findChildren(QLabel) if label.text()),
            {button.text(): button for button in item.findChildren(QPushButton)},
        )
        for item in dock.form.messages.findChildren(QgsMessageBarItem)
    ]


def test_a_layer_that_is_added_is_understood_and_a_confirmed_scale_completes_the_form(form, dock):
    assert form.form.scene.form.note.text().startswith("4 of 4 bands found")
    assert form.form.estimate.text() == "144 ha"
    assert dock.chip.text().startswith("en&gine: ")


def test_the_layer_that_is_active_is_chosen_first(iface, dock, manager, models_folder, scene):
    first, second = (QgsRasterLayer(str(scene), name, "gdal") for name in ("A scene", "B scene"))
    QgsProject.instance().addMapLayers([first, second])
    iface.active = second
    made = Controller(iface, dock, manager)
    try:
        assert dock.classify.fields.form.scene.source().layer is second
    finally:
        made.shutdown()


def test_a_click_classifies_and_shows_layers_and_areas(
    form, controller, dock, finish, manager, tmp_path, until
):
    form.form.output.setFilePath(str(tmp_path / "maps"))
    form.form.classify_button.click()
    (run,) = manager.runs()
    assert run.title == "Vaasa"
    assert dock.form.tabs.tabText(dock.form.tabs.indexOf(dock.runs)) == "&Runs 1"
    assert finish(run.id).value == "done"
    until(lambda: dock.classify.pages.currentWidget() is dock.classify.result)
    names = [node.name() for node in QgsProject.instance().layerTreeRoot().findLayers()]
    assert {"CORINE level 3", "CORINE level 2", "CORINE level 1"} <= set(names)
    result = manager.run(run.id).result
    assert dock.classify.result.result() == result
    assert sum(area.percent for area in dock.classify.result.shown()) == pytest.approx(100, abs=0.01)
    assert form.form.scene.form.layer.count() == 1, "Corina's own maps are not offered as scenes"
    assert form.form.estimate.text().startswith("144 ha, about ")
    assert not (tmp_path / "maps" / f".corina-{run.id}").exists()


def test_an_empty_folder_means_temporary_and_says_so(form, dock, manager, finish, controller):
    form.form.classify_button.click()
    (run,) = manager.runs()
    finish(run.id)
    folder = Path(manager.run(run.id).job.output_dir)
    assert folder.is_dir()
    assert folder.parent == Path(QgsProcessingUtils.tempFolder()), "QGIS deletes it when it closes"
    assert "temporary" in dock.classify.result.form.warnings.text()
    controller.run_actions.repeat(run.id)
    assert form.form.output.filePath() == ""
    controller.shutdown()
    assert folder.is_dir(), "switching the plugin off keeps the maps of the project"


def test_a_folder_of_the_users_is_not_temporary_whatever_its_name(tmp_path):
    made = temporary_folder()
    assert is_temporary(made) and is_temporary("/tmp/processing_ended/corina-x1")
    assert not is_temporary(str(tmp_path / "corina-maps")), "its maps stay when QGIS closes"
    Path(made).rmdir()


def test_only_the_polygons_are_classified(form, manager, finish, layer):
    polygons = QgsVectorLayer(f"Polygon?crs={layer.crs().authid()}", "Half", "memory")
    box = layer.extent()
    box.setXMaximum(box.center().x())
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromRect(box))
    polygons.dataProvider().addFeatures([feature])
    QgsProject.instance().addMapLayer(polygons)
    form.form.area.set_kind(AreaKind.POLYGONS)
    assert form.form.estimate.text() == "72.0 ha"
    form.form.classify_button.click()
    (run,) = manager.runs()
    assert finish(run.id).value == "done"
    assert manager.run(run.id).result["classified_ha"] == pytest.approx(72, abs=1.3)


def test_cancelling_in_the_tab_cancels_the_run(form, manager, finish, dock, large_scene, until):
    form.form.scene.set_path(str(large_scene))
    confirm_scale(form, until)
    form.form.classify_button.click()
    (run,) = manager.runs()
    until(lambda: manager.run(run.id).progress is not None)
    assert dock.classify.progress.isVisible()
    dock.classify.progress.form.cancel_button.click()
    assert finish(run.id).value == "cancelled"
    assert not dock.classify.progress.isVisible()
    assert dock.classify.pages.currentWidget() is form
    assert dock.runs.model.runs()[0].state is RunState.CANCELLED


def test_opening_a_result_again_adds_its_layers_only_when_they_are_gone(
    form, manager, finish, controller, dock, tmp_path
):
    form.form.output.setFilePath(str(tmp_path / "maps"))
    form.form.classify_button.click()
    (run,) = manager.runs()
    finish(run.id)
    count = len(QgsProject.instance().mapLayers())
    dock.classify.show_form()
    controller.run_actions.open_result(run.id)
    assert len(QgsProject.instance().mapLayers()) == count
    assert dock.classify.pages.currentWidget() is dock.classify.result
    QgsProject.instance().clear()
    controller.run_actions.open_result(run.id)
    assert len(QgsProject.instance().mapLayers()) == 3


def test_a_result_whose_files_are_gone_is_said(form, manager, finish, controller, dock, tmp_path):
    form.form.output.setFilePath(str(tmp_path / "maps"))
    form.form.classify_button.click()
    (run,) = manager.runs()
    finish(run.id)
    QgsProject.instance().clear()
    shutil.rmtree(tmp_path / "maps")
    controller.run_actions.open_result(run.id)
    assert "cannot be opened" in messages(dock)[-1][0]


def test_actions_of_a_run(form, manager, finish, controller, dock):
    form.form.classify_button.click()
    (run,) = manager.runs()
    finish(run.id)
    controller.run_actions.copy_command(run.id)
    assert "qgis_process run corina:classify" in QGuiApplication.clipboard().text()
    controller.run_actions.show_log(run.id)
    assert dock.findChild(LogDialog).form.log.toPlainText()
    controller.run_actions.delete(run.id)
    assert dock.runs.model.runs() == []


def test_a_folder_that_cannot_be_written_to_fails_with_the_button_that_solves_it(
    form, manager, finish, controller, dock, tmp_path, until
):
    (tmp_path / "blocked").write_text("a file where the folder should be")
    form.form.output.setFilePath(str(tmp_path / "free"))
    job = form.job(None)
    from dataclasses import replace

    run = manager.submit(replace(job, output_dir=str(tmp_path / "blocked" / "maps")), "Vaasa")
    assert finish(run.id).value == "failed"
    text, buttons = messages(dock)[-1]
    assert "blocked" in text
    assert "Choose folder…" in buttons


def test_a_scene_without_its_bands_offers_to_map_them(controller, dock, tmp_path, scene, until):
    from osgeo import gdal

    path = tmp_path / "unnamed.tif"
    copied = gdal.GetDriverByName("GTiff").CreateCopy(str(path), gdal.Open(str(scene)))
    for index in range(1, 5):
        copied.GetRasterBand(index).SetDescription("")
    copied = None
    QgsProject.instance().addMapLayer(QgsRasterLayer(str(path), "Unnamed", "gdal"))
    fields = dock.classify.fields
    until(lambda: fields.form.scene.form.edit_button.isEnabled())
    assert not fields.form.classify_button.isEnabled()
    assert fields.form.estimate.text().startswith("Missing: ")


def test_a_product_without_its_10_m_files_says_what_is_absent(controller, dock, shared_data, until):
    product = next((shared_data / "safe_ireland").glob("*.SAFE"))
    fields = dock.classify.fields
    fields.form.scene.add_product(str(product))
    until(lambda: fields._description is not None)
    assert not fields.form.classify_button.isEnabled()
    assert "B02_10m.jp2" in fields.form.scene.form.note.text()
    assert fields.form.scene.form.edit_button.isEnabled()


def test_unnamed_bands_that_are_suggested_are_taken_by_ok(controller, dock, shared_data, until):
    scene = shared_data / "boadella_timeseries" / "Boadella_2020-06-21.tif"
    QgsProject.instance().addMapLayer(QgsRasterLayer(str(scene), "Boadella", "gdal"))
    fields = dock.classify.fields
    until(lambda: fields._description is not None)
    assert fields.form.estimate.text() == "Missing: 4 bands"
    fields.edit_bands()
    dialog = fields.findChild(BandDialog)
    assert dialog.form.table.item(3, 2).text().startswith("perhaps: ")
    dialog.accept()
    until(lambda: fields._description is not None)
    assert [band.index for band in fields.job(None).scene.bands] == [2, 3, 4, 8]
    assert fields.form.estimate.text() == "Missing: a confirmed scale"
    assert fields._description["scale_guessed"]


def test_a_web_layer_is_refused_in_one_sentence(controller, dock):
    layer = QgsRasterLayer("crs=EPSG:3857&type=xyz&url=http://localhost/{z}/{x}/{y}.png", "Web map", "wms")
    QgsProject.instance().addMapLayer(layer)
    dock.classify.fields.form.scene.set_layer(layer)
    assert "web layer" in dock.classify.fields.form.scene.form.note.text()


def test_an_engine_that_was_deleted_is_noticed(
    iface, dock, manager, models_folder, layer, monkeypatch, tmp_path, until
):
    monkeypatch.setenv("CORINA_ENGINE", str(tmp_path / "gone"))
    made = Controller(iface, dock, manager)
    try:
        assert made.engine.view.state is EngineState.ABSENT
        assert dock.classify.pages.currentWidget() is dock.classify.setup
        assert str(tmp_path / "gone") in made.engine.view.place
        assert "MB" in made.engine.view.size
        assert messages(dock) == []
    finally:
        made.shutdown()


def test_an_engine_that_is_deleted_between_two_runs_is_said_and_can_be_repaired(
    iface, dock, models_folder, layer, monkeypatch, tmp_path, until
):
    manager = RunManager(find_engine, tmp_path / "runs")
    made = Controller(iface, dock, manager)
    try:
        confirm_scale(dock.classify.fields, until)
        monkeypatch.setenv("CORINA_ENGINE", str(tmp_path / "gone"))
        dock.classify.fields.form.classify_button.click()
        (run,) = manager.runs()
        until(lambda: not manager.run(run.id).state.is_active)
        assert manager.run(run.id).error.code == "engine_missing"
        text, buttons = messages(dock)[-1]
        assert "set it up" in text
        assert "Repair engine" in buttons
        assert dock.classify.pages.currentWidget() is dock.classify.setup
    finally:
        made.shutdown()
        manager.shutdown()


def test_checking_the_engine_says_what_works(controller, dock, until):
    controller.open_engine()
    dialog = controller.engine._dialog
    dialog.form.check_button.click()
    assert controller.engine.view.state is EngineState.CHECKING
    assert not dialog.form.repair_button.isEnabled()
    until(lambda: controller.engine.view.state is EngineState.READY)
    until(lambda: "CPU works" in dialog.form.state.text())
    dialog.form.diagnostics_button.click()
    assert "onnxruntime" in QGuiApplication.clipboard().text()
    dialog.form.log_button.click()
    assert "checking the engine" in dialog.findChild(LogDialog).form.log.toPlainText()


def test_solving_by_the_button(form, controller, dock):
    form.form.area.set_kind(AreaKind.VIEW)
    controller.solve(Remedy.WHOLE_SCENE)
    assert form.form.area.choice().kind is AreaKind.WHOLE
    controller.solve(Remedy.SHOW_ADVANCED)
    assert not form.form.advanced.form.group.isCollapsed()
    controller.solve(Remedy.OPEN_ENGINE)
    assert controller.engine._dialog.isVisible()


def test_what_was_entered_is_remembered(form, controller, manager, finish, tmp_path):
    form.form.output.setFilePath(str(tmp_path / "maps"))
    form.form.advanced.form.confidence.setChecked(True)
    form.form.classify_button.click()
    settings = load_settings()
    assert settings.confidence
    assert settings.output_folder == str(tmp_path / "maps")
    assert settings.model == form.form.model.entry().name
    finish(manager.runs()[0].id)


def test_a_model_is_verified_and_imported_from_a_zip(
    controller, dock, model, models_folder, tmp_path, until, form
):
    shutil.rmtree(models_folder / Path(model).name)
    archive = tmp_path / "package.zip"
    with zipfile.ZipFile(archive, "w") as file:
        for path in Path(model).iterdir():
            if path.is_file():
                file.write(path, path.name)
    controller.import_model(str(archive))
    until(lambda: controller._import_task is None)
    name = json.loads((Path(model) / "card.json").read_text())["name"]
    assert (models_folder / name / "model.onnx").is_file()
    assert dock.classify.fields.form.model.entry().name == name
    assert "verified" in messages(dock)[-1][0]


def test_an_altered_model_is_refused_in_one_sentence(controller, dock, model, models_folder, tmp_path, until):
    altered = tmp_path / "altered"
    shutil.copytree(model, altered)
    data = bytearray((altered / "model.onnx").read_bytes())
    data[len(data) // 2] ^= 0xFF
    (altered / "model.onnx").write_bytes(bytes(data))
    before = sorted(models_folder.iterdir())
    controller.import_model(str(altered))
    until(lambda: controller._import_task is None)
    text, buttons = messages(dock)[-1]
    assert "altered" in text
    assert "Import model…" in buttons
    assert sorted(models_folder.iterdir()) == before


def test_a_truncated_model_is_listed_with_its_problem(model, tmp_path):
    folder = tmp_path / "models"
    shutil.copytree(model, folder / "cut")
    data = (folder / "cut" / "model.onnx").read_bytes()
    (folder / "cut" / "model.onnx").write_bytes(data[: len(data) // 2])
    entry = next(entry for entry in installed_models(folder) if not entry.bundled)
    assert str(len(data)) in entry.problem


def test_importing_needs_no_folder_yet(engine, model, tmp_path):
    name = import_model(engine, model, tmp_path / "new" / "models", lambda: False)
    assert [entry.name for entry in installed_models(tmp_path / "new" / "models") if not entry.bundled] == [
        name
    ]


def test_folders_that_are_no_packages_are_passed_over(tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "card.json").write_text("{")
    (tmp_path / "file").write_text("x")
    assert [entry for entry in installed_models(tmp_path) if not entry.bundled] == []


@pytest.fixture()
def plugin(iface, models_folder, tmp_path, monkeypatch):
    monkeypatch.setattr("corina.plugin.controller.data_folder", lambda: tmp_path / "profile")
    made = CorinaPlugin(iface)
    made.initGui()
    yield made
    made.unload()


def test_the_plugin_comes_and_goes_without_a_trace(iface, models_folder, tmp_path, monkeypatch):
    monkeypatch.setattr("corina.plugin.controller.data_folder", lambda: tmp_path / "profile")
    registry = QgsApplication.processingRegistry()
    plugin = CorinaPlugin(iface)
    plugin.initGui()
    assert [action.text() for action in iface.toolbar] == ["Classify land cover…"]
    assert iface.raster_menu == iface.plugin_menu
    assert [action.objectName() for action in iface.raster_menu] == [
        "CorinaClassify", "CorinaTrain", "CorinaCompare", "CorinaLabel", "CorinaLayout"]  # fmt: skip
    assert registry.providerById("corina") is not None
    plugin.unload()
    assert iface.toolbar == iface.raster_menu == iface.plugin_menu == []
    assert registry.providerById("corina") is None
    assert iface.window.findChildren(CorinaDock) == [] or plugin.dock is None


def test_the_dock_to_label_points_opens_once_and_goes_with_the_plugin(iface, models_folder):
    from corina.plugin.label_points import LabelDock

    made = CorinaPlugin(iface)
    made.initGui()
    next(a for a in iface.raster_menu if a.objectName() == "CorinaLabel").trigger()
    made.open_labelling()
    assert (
        len(iface.window.findChildren(LabelDock)) == 1 and made.label_dock.panel.form.draw_button.isEnabled()
    )
    made.unload()
    assert made.label_dock is None


def test_the_toolbar_button_opens_the_dock_once(plugin, iface):
    iface.window.show()
    iface.toolbar[0].trigger()
    dock = plugin.dock
    assert dock.isVisible()
    iface.toolbar[0].trigger()
    assert plugin.dock is dock


def test_a_dock_that_was_open_comes_back(plugin, iface, models_folder):
    iface.window.show()
    iface.toolbar[0].trigger()
    plugin._on_visibility(True)
    again = CorinaPlugin(iface)
    again._restore_dock()
    assert again.dock is not None
    again._remove_dock()


def test_an_error_while_loading_is_said_and_does_not_break_qgis(iface, monkeypatch):
    plugin = CorinaPlugin(iface)
    monkeypatch.setattr(plugin, "_add_actions", lambda: 1 / 0)
    plugin.initGui()
    assert len(iface.bar.items()) == 1
    plugin.unload()
