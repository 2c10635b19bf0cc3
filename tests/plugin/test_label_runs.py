"""Samples and accuracies as runs: drawn and estimated from the labelling dock, listed in Runs, opened and repeated."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsPointXY,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QMainWindow

from corina.engine.jobs import AccuracyJob, Allocation, SampleDesign, SamplePointsJob, SampleSize
from corina.plugin.command_line import qgis_process_command
from corina.plugin.engine_process import EngineError
from corina.plugin.job_kinds import kind_of
from corina.plugin.label_dock import LabelDock
from corina.plugin.label_points import sample_facts
from corina.plugin.label_runs import LabelRuns
from corina.plugin.run_actions import RunActions
from corina.plugin.runs import RunState
from corina.plugin.views import OWN_KEYWORD, run_view
from corina.ui.dock import CorinaDock
from corina.ui.notes import NoteKind
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
    said, opened, levels = [], [], []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()) or True)
    bar = SimpleNamespace(
        **{
            f"push{kind}": lambda title, text, kind=kind: (said.append(text), levels.append(kind))
            for kind in ("Info", "Warning", "Success")
        }
    )
    iface = SimpleNamespace(messageBar=lambda: bar, mapCanvas=lambda: None, activeLayer=lambda: None)
    actions = RunActions(iface, dock, manager, dock)
    runs = LabelRuns(iface, dock, manager, actions, dock)
    yield SimpleNamespace(
        dock=dock,
        runs=runs,
        layer=layer,
        actions=actions,
        manager=manager,
        said=said,
        levels=levels,
        iface=iface,
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
    assert QgsProject.instance().layerTreeRoot().children()[0].name() == layer.name(), "on top, in no group"
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


def test_the_number_of_points_that_is_typed_is_drawn(desk, until, tmp_path):
    desk.runs.ask_sample()
    dialog = desk.runs.dialog
    dialog.points.setValue(13)
    until(lambda: "13 points in 2 classes, 6 or more in each" in dialog.note.text())
    dialog.place.setFilePath(str(tmp_path / "points.gpkg"))
    dialog.start_button.click()
    run = finished(desk, until)
    assert run.result["points"] == 13 and min(s["points"] for s in run.result["strata"]) >= 6


def scene_layer(tmp_path):
    pixels = np.arange(3600, dtype=np.uint16).reshape(1, 60, 60) + 5000
    layer = QgsRasterLayer(str(write_raster(tmp_path / "scene.tif", pixels)), "A scene")
    QgsProject.instance().addMapLayer(layer)
    return layer


def test_no_sample_is_drawn_over_labels_that_are_not_saved(desk, until, tmp_path):
    job = SamplePointsJob(desk.path, str(tmp_path / "points.gpkg"), size=SampleSize(points=12, minimum=5))
    desk.runs._draw(job)
    run = finished(desk, until)
    (layer,) = [layer for layer in QgsProject.instance().mapLayers().values() if layer.name() == "points"]
    layer.startEditing()
    layer.changeAttributeValue(1, layer.fields().indexOf("label"), "311")
    desk.runs._draw(job)
    assert desk.levels[-1] == "Warning" and desk.said[-1].startswith(
        "“points” has unsaved edits, and its file"
    )
    assert [known.id for known in desk.manager.runs()] == [run.id]
    assert layer.commitChanges()


def test_no_sample_is_drawn_from_a_scene(desk, until, tmp_path):
    scene = scene_layer(tmp_path)
    desk.runs.ask_sample()
    dialog = desk.runs.dialog
    until(dialog.start_button.isEnabled)
    dialog.map.setLayer(scene)
    assert not dialog.start_button.isEnabled()
    until(lambda: dialog.note.kind is NoteKind.MISSING)
    assert "scene" in dialog.note.text() and not dialog.start_button.isEnabled()
    dialog.reject()
    desk.runs._on_size_failed(EngineError("map_unreadable", "too late"))
    assert desk.runs.dialog is None, "an answer that comes after the dialog was closed is heard by nobody"


def test_dialogs_begin_with_a_map_of_classes(desk, tmp_path):
    """The active layer where it is one, the topmost otherwise; neither a scene nor a confidence map."""
    root = QgsProject.instance().layerTreeRoot()
    scene = scene_layer(tmp_path)
    assert root.layerOrder()[0] is scene, "the scene lies above the map"
    confidence = QgsRasterLayer(scene.source(), "Aaa confidence")
    metadata = confidence.metadata()
    metadata.setKeywords({"gmd:topicCategory": [OWN_KEYWORD]})
    confidence.setMetadata(metadata)
    second = QgsRasterLayer(desk.path, "Zzz older map")
    QgsProject.instance().addMapLayers([confidence, second])
    root.insertLayer(0, desk.layer)
    for active, chosen in (
        (None, desk.layer),
        (scene, desk.layer),
        (confidence, desk.layer),
        (second, second),
    ):
        desk.iface.activeLayer = lambda active=active: active
        for ask in (desk.runs.ask_sample, desk.runs.ask_lucas):
            ask()
            assert desk.runs.dialog.map.currentLayer() is chosen


@pytest.fixture
def labelling(desk, until):
    """The dock to label in, in front of Corina's own: two tabs of a window."""
    window, dock = QMainWindow(), LabelDock()
    for each in (desk.dock, dock):
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, each)
    window.tabifyDockWidget(desk.dock, dock)
    window.show()
    dock.setUserVisible(True)
    until(lambda: not desk.dock.isUserVisible())
    desk.runs.told.connect(dock.panel.note.say)
    yield dock
    desk.runs.told.disconnect(dock.panel.note.say)
    desk.dock.setParent(None)  # it goes later than the window
    window.close()


def failed(desk, until):
    """The error of a run that cannot succeed."""
    desk.runs._draw(SamplePointsJob("/nowhere/map.tif", "/tmp/points.gpkg"))
    (run, *_) = desk.manager.runs()
    until(lambda: not desk.manager.run(run.id).state.is_active)
    return desk.manager.run(run.id).error.message


def test_errors_are_said_where_one_labels_while_the_dock_is_behind(desk, labelling, until):
    """Of two docks in tabs, the one behind is visible to Qt and to nobody else."""
    error = failed(desk, until)
    assert "map" in error and desk.said[-1] == error and desk.levels[-1] == "Warning"
    assert labelling.panel.note.text() == error and labelling.panel.note.kind is NoteKind.MISSING


def test_errors_are_said_while_the_dock_was_never_shown(desk, until):
    assert failed(desk, until) == desk.said[-1]


def test_errors_are_said_once_where_the_dock_is_in_front(desk, labelling, until):
    labelling.panel.note.say("of the run before")
    desk.dock.setUserVisible(True)
    until(desk.dock.isUserVisible)
    failed(desk, until)
    assert desk.said[-1].endswith("see Runs.") and labelling.panel.note.text() == ""


def estimated(desk, **result):
    """What is told of an estimate."""
    told = []
    desk.runs.told.connect(lambda text, kind: told.append((text, kind)))
    job = AccuracyJob("/d/p.gpkg", desk.path, "/d")
    desk.actions.kinds["accuracy"].finished(SimpleNamespace(job=job, result={"outputs": {}, **result}))
    return told[0]


def test_an_accuracy_says_of_how_many_points_it_is_and_what_is_wrong_with_it(desk):
    unlabelled = "571 of 575 points have no label."
    told = estimated(
        desk,
        overall={"value": 0.0, "low": None, "high": None},
        points={"total": 575, "used": 4, "outside": 0},
        warnings=[unlabelled, "Pastures: a single labelled point."],
    )
    said = f"Overall accuracy 0.0 % from 4 of 575 points. {unlabelled}"
    assert told == (said, NoteKind.WARNING)
    assert (desk.said[-1], desk.levels[-1]) == (said, "Warning")
    assert desk.dock.form.messages.currentItem().level() == Qgis.MessageLevel.Warning


def test_an_accuracy_with_an_interval_keeps_it(desk):
    overall = {"value": 0.842, "low": 0.81, "high": 0.874}
    points = {"total": 575, "used": 500, "outside": 0}
    told = estimated(desk, overall=overall, points=points, warnings=[])
    assert told == ("Overall accuracy 84.2 % (81.0 to 87.4) from 500 of 575 points.", NoteKind.PLAIN)
    assert desk.levels[-1] == "Success"


def test_of_lucas_the_points_elsewhere_in_europe_do_not_count(desk):
    text, kind = estimated(
        desk,
        design="lucas",
        overall={"value": 0.7, "low": 0.6, "high": 0.8},
        points={"total": 337_854, "used": 90, "outside": 337_754},
        warnings=["LUCAS points are drawn with unequal chances."],
    )
    assert text.startswith("Overall accuracy 70.0 % (60.0 to 80.0) from 90 of 100 points. LUCAS points")
    assert kind is NoteKind.WARNING


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


def test_a_repeated_sample_has_its_allocation_minimum_strata_and_seed(desk, until, tmp_path):
    """As they were drawn: the same seed gives the same points."""
    size = SampleSize(points=40, standard_error=0.1 / 1.96, allocation=Allocation.ADJUSTED, minimum=15)
    first = SamplePointsJob(desk.path, str(tmp_path / "a.gpkg"), size=size, strata_level=2, seed=12)
    desk.runs.ask_sample(first)
    until(desk.runs.dialog.start_button.isEnabled)
    desk.runs.dialog.place.setFilePath(first.output)
    assert desk.runs.dialog.job() == first
    desk.runs.dialog.start_button.click()
    run = finished(desk, until)
    assert {s["code"]: s["points"] for s in run.result["strata"]} == {21: 15, 31: 25} and run.result[
        "seed"
    ] == 12

    desk.actions.repeat(run.id)
    until(desk.runs.dialog.start_button.isEnabled)
    assert desk.runs.dialog.job() == replace(run.job, output="", run_id="")
    desk.runs.dialog.place.setFilePath(str(tmp_path / "b.gpkg"))
    desk.runs.dialog.start_button.click()
    finished(desk, until)
    drawn = [
        [f.geometry().asPoint() for f in QgsVectorLayer(str(tmp_path / name), "p", "ogr").getFeatures()]
        for name in ("a.gpkg", "b.gpkg")
    ]
    assert drawn[0] == drawn[1] and len(drawn[0]) == 40


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
