"""The dock and the plugin with the real engine: what a click asks for is done, and what went wrong is said."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsProcessingUtils,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QGuiApplication

from corina.plugin.controller import Controller
from corina.plugin.run_manager import RunManager
from corina.plugin.settings import find_engine, load_settings
from corina.plugin.temporary import is_temporary, temporary_folder
from corina.ui.area_box import AreaKind
from corina.ui.band_dialog import BandDialog
from corina.ui.log_dialog import LogDialog
from corina.ui.problems import Remedy
from corina.ui.state import EngineState, RunState

from .interface import confirm_scale, messages


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


def test_a_run_that_is_done_takes_nobody_away_from_another_tab(form, dock, manager, finish):
    dock.show_classify()
    form.form.classify_button.click()
    dock.show_train()
    (run,) = manager.runs()
    assert finish(run.id).value == "done"
    assert dock.front() is dock.train
    text, buttons = messages(dock)[-1]
    assert text == f"“{run.title}” is done." and list(buttons) == ["Show result"]
    assert {layer.name() for layer in QgsProject.instance().mapLayers().values()} >= {"CORINE level 3"}
    buttons["Show result"].click()
    assert dock.front() is dock.classify
    assert dock.classify.pages.currentWidget() is dock.classify.result


def test_a_form_that_is_being_filled_in_stays(form, dock, manager, finish, qtbot):
    dock.show_classify()
    dock.show()
    dock.activateWindow()
    form.form.classify_button.click()
    field = form.form.output.lineEdit()
    field.setFocus()
    qtbot.waitUntil(lambda: dock.is_typing_in(dock.classify))
    field.setText("/home/me/next")
    (run,) = manager.runs()
    assert finish(run.id).value == "done"
    assert dock.classify.pages.currentWidget() is form and field.text() == "/home/me/next"
    assert list(messages(dock)[-1][1]) == ["Show result"]


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


def test_unnamed_bands_that_are_suggested_are_taken_by_ok(controller, dock, real_file, until):
    scene = real_file("boadella_timeseries", "Boadella_2020-06-21.tif")
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
