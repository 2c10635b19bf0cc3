"""Samples and accuracies as runs: drawn and estimated from the labelling dock, listed in Runs, opened and repeated."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsPointXY,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QDesktopServices

from corina.engine.jobs import AccuracyJob, SampleDesign, SamplePointsJob, SampleSize
from corina.plugin.command_line import qgis_process_command
from corina.plugin.job_kinds import kind_of
from corina.plugin.label_points import sample_facts
from corina.plugin.label_runs import LabelRuns
from corina.plugin.run_actions import RunActions
from corina.plugin.runs import RunState
from corina.plugin.views import run_view
from corina.ui.dock import CorinaDock
from corina.ui.run_details import run_details

from .conftest import write_raster


@pytest.fixture
def desk(qtbot, qgis_app, manager, tmp_path, monkeypatch):
    """Dock, runs and the labelling of samples, and a map of forest and arable land in the project."""
    pixels = np.full((1, 60, 60), 23, np.uint8)
    pixels[:, 40:] = 12
    path = write_raster(tmp_path / "Karte é.tif", pixels, names=("CORINE Land Cover level 3",))
    layer = QgsRasterLayer(str(path), "Karte")
    QgsProject.instance().addMapLayer(layer)
    dock = CorinaDock()
    qtbot.addWidget(dock)
    said, opened = [], []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()) or True)
    bar = SimpleNamespace(
        **{f"push{kind}": lambda title, text: said.append(text) for kind in ("Info", "Warning", "Success")}
    )
    iface = SimpleNamespace(messageBar=lambda: bar, mapCanvas=lambda: None)
    actions = RunActions(iface, dock, manager, dock)
    runs = LabelRuns(iface, dock, manager, actions, dock)
    yield SimpleNamespace(
        dock=dock,
        runs=runs,
        layer=layer,
        actions=actions,
        manager=manager,
        said=said,
        opened=opened,
        path=str(path),
    )
    runs.shutdown()


def finished(desk, until):
    (run, *_) = desk.manager.runs()
    until(lambda: not desk.manager.run(run.id).state.is_active)
    run = desk.manager.run(run.id)
    assert run.state is RunState.DONE, run.error
    return run


def test_a_sample_is_counted_drawn_labelled_and_assessed_as_runs(desk, until, tmp_path):
    drawn = []
    desk.runs.drawn.connect(drawn.append)
    desk.runs.ask_sample()
    dialog = desk.runs.dialog
    dialog.margin.setValue(10)
    until(lambda: "Olofsson" in dialog.note.text())
    # Eq. 13 with one expected accuracy: (0.4 / (0.1 / 1.96))^2 = 62, but 50 in each class; Cochran's is 62.
    assert dialog.note.text().startswith("100 points in 2 classes, 50 or more in each")
    assert "; 62 where" in dialog.note.text()
    dialog.points.setValue(40)
    dialog.place.setFilePath(str(tmp_path / "points.gpkg"))
    dialog.start_button.click()
    assert desk.said == ["“Sample of Karte é” is under way: see Runs."] and desk.runs.dialog is None
    run = finished(desk, until)
    assert run.kind == "sample_points" and desk.dock.runs.model.runs()[0].id == run.id
    (layer,) = drawn
    assert layer.featureCount() == run.result["points"] >= 40
    assert QgsProject.instance().mapLayer(layer.id()) is layer
    assert "points.gpkg" in run_details(run_view(run), "#000")

    desk.actions.open_result(run.id)
    assert drawn == [layer, layer], "once in the project, and again what one labels"

    place = layer.fields().indexOf("label")
    layer.dataProvider().changeAttributeValues(
        {feature.id(): {place: str(feature["map_class"])} for feature in layer.getFeatures()}
    )
    desk.runs.ask_accuracy(layer, sample_facts(layer)["map"])
    assert desk.runs.dialog.problem() == ""
    desk.runs.dialog.place.setFilePath(str(tmp_path / "results"))
    desk.runs.dialog.start_button.click()
    run = finished(desk, until)
    assert run.kind == "accuracy" and run.result["overall"]["value"] == pytest.approx(1)
    assert desk.opened == [run.result["outputs"]["report"]]
    assert desk.said[-1] == "Overall accuracy 100.0 % (100.0 to 100.0)."
    assert "100.0 % (100.0 to 100.0)" in run_details(run_view(run), "#000")

    desk.actions.repeat(run.id)
    assert desk.runs.dialog.job() == replace(run.job, run_id="")


def test_a_map_is_assessed_with_lucas_points_and_the_run_repeated(desk, until, tmp_path):
    """Points of the survey in the map: broad-leaved trees are forest 311 of the map, wheat is its arable land 211."""
    inside = QgsCoordinateTransform(
        desk.layer.crs(), QgsCoordinateReferenceSystem("EPSG:4326"), QgsProject.instance()
    )
    extent = desk.layer.extent()
    lines = ["POINT_ID,TH_LAT,TH_LONG,LC1"]
    for number in range(20):
        share, code = ((number + 0.5) / 40, "C10") if number < 10 else (0.7 + (number - 9.5) / 40, "B11")
        x, y = extent.center().x(), extent.yMaximum() - share * extent.height()
        place = inside.transform(QgsPointXY(x, y))
        lines.append(f"{number},{place.y():.7f},{place.x():.7f},{code}")
    table = tmp_path / "XX_2018.csv"
    table.write_text("\n".join(lines) + "\n", encoding="utf-8")

    desk.runs.ask_lucas()
    dialog = desk.runs.dialog
    assert "Choose the table of LUCAS points" in dialog.note.text() and not dialog.start_button.isEnabled()
    dialog.lucas.setFilePath(str(table))
    assert "a circle of 1.5 m" in dialog.note.text() and dialog.start_button.isEnabled()
    dialog.table.setFilePath(str(tmp_path / "absent.csv"))
    assert "absent.csv" in dialog.note.text() and not dialog.start_button.isEnabled()
    dialog.table.setFilePath("")
    dialog.place.setFilePath(str(tmp_path / "results"))
    dialog.start_button.click()
    run = finished(desk, until)
    assert run.result["overall"]["value"] == pytest.approx(1)
    desk.actions.repeat(run.id)
    assert desk.runs.dialog.job() == replace(run.job, run_id="")


def test_points_that_are_not_saved_are_refused_and_a_lost_sample_is_said(desk):
    memory = QgsVectorLayer("Point?crs=EPSG:32634&field=label:string", "Trees", "memory")
    desk.runs.ask_accuracy(memory)
    assert desk.runs.dialog is None and "“Trees” is not saved in a file" in desk.said[-1]
    drawn = []
    desk.runs.drawn.connect(drawn.append)
    job = SamplePointsJob(desk.path, "/nowhere/points.gpkg")
    desk.actions.kinds["sample_points"].open(SimpleNamespace(result=None, job=job))
    assert drawn == [] and len(desk.dock.form.messages.items()) == 1


def test_repeating_a_sample_begins_with_its_settings(desk):
    job = SamplePointsJob(
        desk.path,
        "/tmp/corina-x/sample.gpkg",
        design=SampleDesign.SYSTEMATIC,
        size=SampleSize(points=77, standard_error=0.05, expected_default=0.9),
    )
    desk.actions.kinds["sample_points"].repeat(SimpleNamespace(result=None, job=job))
    asked = desk.runs.dialog.job()
    assert (asked.map_path, asked.design, asked.size.points) == (desk.path, SampleDesign.SYSTEMATIC, 77)
    assert asked.size.standard_error == pytest.approx(0.05) and asked.size.expected_default == 0.9
    assert asked.output == "", "a temporary file is not written twice"


def test_such_runs_are_copied_as_commands():
    sample = SamplePointsJob(
        "/d/map.tif", "/o/p.gpkg", size=SampleSize(points=300, expected={"111": 0.6}), strata_level=1, seed=5
    )
    kind = kind_of(sample)
    assert qgis_process_command(kind.algorithm, kind.parameters(sample, None)) == (
        "qgis_process run corina:samplepoints -- INPUT=/d/map.tif DESIGN=stratified POINTS=300 "
        "'EXPECTED=0.8;111=0.6' STRATA_LEVEL=1 SEED=5 OUTPUT=/o/p.gpkg"
    )
    accuracy = AccuracyJob("/o/p.gpkg", "/d/map.tif", "/o", layer="samples", level=2, poststratify=False)
    kind = kind_of(accuracy)
    assert qgis_process_command(kind.algorithm, kind.parameters(accuracy, None)) == (
        "qgis_process run corina:accuracy -- 'SAMPLES=/o/p.gpkg|layername=samples' MAP=/d/map.tif LEVEL=2 "
        "POSTSTRATIFY=false OUTPUT_DIR=/o"
    )
    lucas = AccuracyJob("/d/ES_2018.csv", "/d/map.tif", "/o")
    assert kind.parameters(lucas, None) == {
        "SAMPLES_FILE": "/d/ES_2018.csv",
        "MAP": "/d/map.tif",
        "OUTPUT_DIR": "/o",
    }
