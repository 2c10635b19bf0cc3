"""The Train tab with the real engine: two layers are counted, divided, tried, trained, stopped, resumed and used."""

from __future__ import annotations

import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsProcessingUtils,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)

from corina.clc import Level
from corina.engine.jobs import Recipe, SplitScheme
from corina.plugin.label_sources import keep_labels, label_input
from corina.plugin.runs import RunState
from corina.plugin.sources import SourceError
from corina.ui.train_tab import DATA, REPORT, RUN

from .conftest import engine_processes
from .landscape import CODES, SPLIT, polygons_layer, quick, small_data, write_landscape, write_polygons


@pytest.fixture()
def landscape(tmp_path):
    """The scene and its polygons as layers of the project."""
    scene, polygons = write_landscape(tmp_path)
    layers = QgsRasterLayer(str(scene), "scene"), QgsVectorLayer(f"{polygons}|layername=corine", "CLC", "ogr")
    QgsProject.instance().addMapLayers(layers)
    return layers


@pytest.fixture()
def tab(landscape, controller, dock, until):
    """The tab as a user finds it with these two layers, with a quick recipe."""
    until(lambda: dock.train.form.sides.currentWidget() is dock.train.form.train_side)
    until(lambda: controller.engine.view.extras != ())
    editor = dock.train.data.form.editor
    editor.form.scene.set_layer(landscape[0])
    editor.form.labels.form.layer.setLayer(landscape[1])
    dock.train.set_recipe(
        replace(quick(Recipe(title="Fields")), data=small_data(dock.train.data.choice()), split=SPLIT)
    )
    assert dock.train.gap() == ""
    return dock.train


def start(tab, controller, tmp_path):
    tab.model.set_folder(str(tmp_path / "run"))
    tab.run.form.start_button.click()
    return controller.runs.runs()[0].id


def test_the_data_are_counted_and_the_split_is_shown_on_the_map(tab, until):
    tab.data.form.look_button.click()
    assert not tab.data.form.look_button.isEnabled()
    until(tab.data.form.look_button.isEnabled)
    assert tab.data.form.look_note.text() == ""
    chart = tab.data.form.statistics.form.chart
    assert {area.code for area in chart.areas()} == set(CODES)
    assert sum(area.percent for area in chart.areas()) == pytest.approx(100, abs=0.5)
    assert "64 patches of 32 px" in tab.data.form.statistics.form.summary.text()
    folds = tab.split.form.folds_table
    assert folds.rowCount() == 4
    assert [folds.item(row, 1).text() for row in range(2)] == ["test (report)", "validation"]
    tab.split.form.map_button.click()
    layer = next(
        layer for layer in QgsProject.instance().mapLayers().values() if layer.name() == "Training patches"
    )
    assert layer.featureCount() == 64
    assert {feature["role"] for feature in layer.getFeatures()} == {"training", "validation", "test"}
    assert {category.value() for category in layer.renderer().categories()} == {
        "training",
        "validation",
        "test",
    }
    tab.split.form.map_button.click()  # replaces the layer
    assert len([x for x in QgsProject.instance().mapLayers().values() if x.name() == "Training patches"]) == 1
    tab.split.form.scheme.setCurrentIndex(tab.split.form.scheme.findData(SplitScheme.RANDOM.value))
    assert "flatters" in tab.split.form.scheme_note.text()
    assert "divide again" in tab.split.form.note.text() and not tab.split.form.map_button.isEnabled()


def test_labels_in_another_crs_fit_the_scene(tab, until, tmp_path):
    path = write_polygons(tmp_path / "laea.gpkg", "EPSG:3035", "CLC_CODE")
    labels = QgsVectorLayer(f"{path}|layername=corine", "CLC in 3035", "ogr")
    QgsProject.instance().addMapLayer(labels)
    tab.data.form.editor.form.labels.form.layer.setLayer(labels)
    tab.data.form.look_button.click()
    until(tab.data.form.look_button.isEnabled)
    assert tab.data.form.look_note.text() == ""
    shares = {area.code: area.percent for area in tab.data.form.statistics.form.chart.areas()}
    assert set(shares) == set(CODES) and all(30 < share < 37 for share in shares.values())


def test_a_trial_says_what_it_takes(tab, until):
    tab.model.form.estimate_button.click()
    until(tab.model.form.estimate_button.isEnabled)
    assert "million parameters" in tab.model.form.estimate.text(), tab.model.form.estimate_note.text()
    tab.model.form.batch.setValue(5)
    assert "try again" in tab.model.form.estimate_note.text()


def test_what_is_tried_knows_the_installed_models(tab, controller, monkeypatch, tmp_path):
    monkeypatch.setenv("CORINA_MODELS", str(tmp_path / "models"))
    trial, asked = controller.train.trial, []
    for describer in (trial.costs, trial.rates):
        monkeypatch.setattr(describer, "describe", asked.append)
    trial.estimate()
    trial.try_rates()
    assert [job.models_dir for job in asked] == [str(tmp_path / "models")] * 2


def test_a_training_is_stopped_resumed_reported_and_used(tab, controller, dock, until, tmp_path):
    tab.model.form.epochs.setValue(40)
    run_id = start(tab, controller, tmp_path)
    assert tab.page() == RUN
    until(lambda: len(tab.run.form.loss_chart.series()[1].points) >= 2)
    assert "%" in tab.form.run_step.text()
    tab.run.form.stop_button.click()
    until(lambda: not controller.runs.run(run_id).state.is_active)
    assert controller.runs.run(run_id).state is RunState.STOPPED
    epochs = [x for x, _ in tab.run.form.loss_chart.series()[1].points]

    # The best model so far can be used without going on.
    tab.show_page(REPORT)
    assert tab.report.form.use_button.isEnabled()
    tab.report.form.use_button.click()
    until(lambda: dock.classify.fields.form.model.entry().name == "fields")
    assert dock.form.tabs.currentWidget() is dock.classify

    tab.run.form.resume_button.click()
    until(lambda: tab.run.form.loss_chart.series()[1].points[-1][0] > epochs[-1] + 1)
    tab.run.form.stop_button.click()
    until(lambda: not controller.runs.run(run_id).state.is_active)
    told = [
        event.epoch
        for event in controller.runs.folder(run_id).events()
        if getattr(event, "split", "") == "train"
    ]
    assert told == list(range(1, len(told) + 1))  # none twice, none left out
    assert len(controller.runs.runs()) == 1


def test_a_report_has_a_matrix_for_each_level(tab, controller, iface, until, tmp_path, monkeypatch):
    tab.model.form.epochs.setValue(2)
    run_id = start(tab, controller, tmp_path)
    until(lambda: not controller.runs.run(run_id).state.is_active)
    assert controller.runs.run(run_id).state is RunState.DONE, controller.runs.run(run_id).error
    tab.show_page(REPORT)
    report = tab.report
    for level, button in ((Level.L1, report.form.level1), (Level.L3, report.form.level3)):
        button.click()
        assert report.level() is level
        assert report.form.counts.rowCount() == report.form.counts.columnCount() - 1 >= 2
        assert "agreement" in report.form.summary.text()
    counts = controller.runs.run(run_id).result["metrics"]["level3"]["matrix"]["counts"]
    shown = [report.form.counts.item(r, c).value for r in range(3) for c in range(1, 4)]
    assert sorted(shown) == sorted(count for row in counts for count in row) and sum(shown) > 0
    assert tab.run.form.preview.count() == 1
    report.export_requested.emit("csv", str(tmp_path / "figures.csv"))
    assert (tmp_path / "figures.csv").read_text(encoding="utf-8").count("\n") > 3
    check_export(report, until, tmp_path)
    check_measuring(tab, until, tmp_path / "run", monkeypatch)
    check_cancelled_review(report, iface, until, tmp_path / "run")
    check_review(report, iface, until)


def check_export(report, until, folder):
    """A model is made of the training by a dialog, with the words of its card, into one file."""
    report.exports["zip"].trigger()
    dialog = report.export_dialog
    form = dialog.form
    form.checkpoint.setCurrentIndex(1)
    form.name.setText("fields-2")
    form.description.setPlainText("Of one scene.")
    form.licence.setText("CC-BY-4.0")
    form.file.setFilePath(str(folder / "fields"))
    dialog.start_button.click()
    assert report.export_dialog is None and report.form.note.text() == "Making the model of the last epoch…"
    until(lambda: not report.form.note.text())
    with zipfile.ZipFile(folder / "fields.zip") as archive:
        card = json.loads(archive.read("fields-2/card.json"))
    assert [card[word] for word in ("description", "licence")] == ["Of one scene.", "CC-BY-4.0"]


def check_measuring(tab, until, folder, monkeypatch):
    """The model is measured on what the Data and Split pages hold now, and its report opened."""
    opened, form = [], tab.report.form
    monkeypatch.setattr(
        "corina.plugin.train_measure.QDesktopServices.openUrl",
        lambda url: opened.append(url.toLocalFile()) or True,
    )
    tab.data.form.bands.setText("B08")  # of another training: a model reads its own bands
    tab.split.form.held_out.setValue(2)
    form.measure_button.click()
    assert not form.measure_button.isEnabled() and form.cancel_button.isVisibleTo(form.cancel_button.parent())
    until(lambda: opened != [])
    assert form.measure_button.isEnabled() and form.note.text().startswith("Agreement there: ")
    shares = [float(part) for part in re.findall(r"([\d.]+) %", form.note.text())]
    assert len(shares) == 3 and 1 < shares[2] <= shares[1] <= shares[0] <= 100
    (report,) = (folder / "measured").glob("*/report.html")
    assert opened == [str(report)] and str(report) in form.note.text()
    form.measure_button.click()
    form.cancel_button.click()
    until(lambda: form.note.text() == "The measuring was cancelled.")
    tab.split.form.held_out.setValue(1)


def check_cancelled_review(report, iface, until, folder):
    """A review can be ended where its progress is shown; nothing is left of it."""
    form = report.form
    assert form.cancel_button.isHidden()
    others = set(engine_processes())  # that describe a scene
    form.review_button.click()
    assert not form.cancel_button.isHidden() and form.cancel_button.isEnabled()
    until(lambda: set(engine_processes()) - others != set())
    before = form.note.text()
    form.cancel_button.click()
    assert not form.cancel_button.isEnabled() and before.startswith("Comparing the labels")
    until(form.cancel_button.isHidden)
    assert form.note.text() == "The review was cancelled."
    assert form.review_button.isEnabled() and iface.tables == []
    assert set(engine_processes()) <= others and not (folder / "review").exists()


def check_review(report, iface, until):
    """Labels are listed as layers, the least likely first, with a status to fill and the table open."""
    report.form.review_button.click()
    assert not report.form.review_button.isEnabled()
    assert report.form.note.text() == "Comparing the labels with the model's maps: 0 %"
    shown = set()
    until(lambda: shown.add(report.form.note.text()) or len(iface.tables) == 1)
    assert {text for text in shown if text.endswith(" %") and not text.endswith(": 0 %")}
    polygons = iface.tables[0]
    assert [layer.name() for layer in QgsProject.instance().mapLayersByName("Patches to review")]
    assert polygons.featureCount() > 3
    losses = [feature["loss"] for feature in polygons.getFeatures()]
    assert losses == sorted(losses, reverse=True)
    assert polygons.attributeTableConfig().sortExpression() == '"rank"'
    assert polygons.startEditing()
    field = polygons.fields().indexOf("status")
    assert polygons.editorWidgetSetup(field).config()["map"]["wrong"] == "wrong"
    assert polygons.changeAttributeValue(1, field, "wrong") and polygons.commitChanges()
    assert report.form.review_button.isEnabled()

    row = report.form.review
    assert row.current().fid == next(f.id() for f in polygons.getFeatures() if f["rank"] == 1)
    assert row.form.label.text().startswith(f"1 of {polygons.featureCount()}: labelled ")
    first = iface.mapCanvas().extent().center()
    row.form.next_button.click()
    assert iface.mapCanvas().extent().center() != first
    row.form.verdict.setCurrentIndex(row.form.verdict.findData("unsure"))
    row.form.verdict.activated.emit(row.form.verdict.currentIndex())
    judged = {feature["rank"]: feature["status"] for feature in polygons.getFeatures()}
    assert judged[2] == "unsure"


def test_labels_without_a_file_are_copied_and_kept_with_the_run(tab, tmp_path):
    layer = polygons_layer()
    QgsProject.instance().addMapLayer(layer)
    labels = label_input(layer)
    assert Path(labels.path).suffix == ".gpkg" and QgsProcessingUtils.tempFolder() in labels.path
    data = tab.data.choice()
    data = replace(data, sources=(replace(data.sources[0], labels=labels),))
    kept = keep_labels(data, tmp_path / "run").sources[0].labels.path
    assert kept == str(tmp_path / "run" / "labels" / "1" / "layer.gpkg") and Path(kept).stat().st_size > 0
    assert (
        keep_labels(tab.data.choice(), tmp_path / "run") == tab.data.choice()
    )  # a file of the user's stays where it is


def test_what_is_wrong_with_labels_is_said_beside_them(tab, landscape):
    labels = tab.data.form.editor.form.labels
    without = QgsVectorLayer("Polygon?crs=EPSG:32634&field=area:double", "parcels", "memory")
    parcel = QgsFeature(without.fields())
    parcel.setGeometry(QgsGeometry.fromRect(QgsRectangle(0, 0, 100, 100)))
    without.dataProvider().addFeature(parcel)
    QgsProject.instance().addMapLayer(without)
    labels.form.layer.setLayer(without)
    assert "“parcels” has no field such as CODE_18" in labels.form.note.text()
    assert tab.gap() == labels.form.note.text() == tab.run.form.note.text()
    assert not tab.run.form.start_button.isEnabled()
    labels.form.field.setField("area")
    assert labels.form.note.text() == "" and tab.gap() == ""
    edited = landscape[1]
    edited.startEditing()
    edited.deleteFeature(1)
    with pytest.raises(SourceError, match="unsaved edits"):
        label_input(edited)
    labels.form.layer.setLayer(edited)
    assert "unsaved edits" in labels.form.note.text()
    edited.rollBack()


def test_the_pages_keep_what_they_hold(tab, controller, dock, iface):
    recipe = tab.recipe()
    for page in (REPORT, DATA, RUN):
        tab.show_page(page)
    dock.show_classify()
    dock.show_train()
    assert tab.recipe() == recipe
    controller.train.shutdown()  # as when QGIS closes
    tab.set_recipe(replace(recipe, title="another", split=replace(recipe.split, folds=7)))
    controller.train._restore()
    assert tab.model.recipe().title == "Fields" and tab.split.choice().folds == 4


def test_a_recipe_is_saved_and_opened_again(tab, controller, dock, tmp_path):
    recipe = tab.recipe()
    tab.model.recipe_saved.emit(str(tmp_path / "fields.json"))
    tab.model.form.epochs.setValue(99)
    assert tab.recipe() != recipe
    tab.model.recipe_opened.emit(str(tmp_path / "fields.json"))
    assert tab.recipe() == recipe
