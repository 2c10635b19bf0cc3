"""Labelling in QGIS: from point to point, saved at once, and the labels are what the accuracy is made of."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsRasterLayer,
    QgsVectorDataProvider,
    QgsVectorFileWriter,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas

from corina.clc import CLASSES
from corina.engine.jobs import SamplePointsJob, SampleSize
from corina.plugin.engine_process import run_job
from corina.plugin.label_points import LabelController, sample_facts
from corina.plugin.layer_edits import reopen
from corina.ui.label_panel import LabelPanel

from .conftest import write_raster


@pytest.fixture(scope="module")
def sample(engine, tmp_path_factory):
    """A sample of 12 points of a map of forest and arable land."""
    folder = tmp_path_factory.mktemp("sample")
    pixels = np.full((1, 60, 60), 23, np.uint8)
    pixels[:, 40:] = 12
    path = write_raster(folder / "map.tif", pixels, names=("CORINE Land Cover level 3",))
    job = SamplePointsJob(
        str(path), str(folder / "points.gpkg"), size=SampleSize(points=12, minimum=4), seed=1
    )
    return run_job(engine.command(), engine.child_environment(), job, lambda event: None, lambda: False)


@pytest.fixture()
def desk(qgis_app, sample, tmp_path):
    """Panel, controller, canvas and the layer of a fresh copy of the sample."""
    path = shutil.copy(sample["output"], tmp_path / "points.gpkg")
    layer = QgsVectorLayer(f"{path}|layername=samples", "Sample", "ogr")
    canvas = QgsMapCanvas()
    canvas.resize(400, 400)
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:3035"))
    said = []
    bar = SimpleNamespace(pushWarning=lambda title, text: said.append(text))
    iface = SimpleNamespace(mapCanvas=lambda: canvas, messageBar=lambda: bar)
    panel = LabelPanel()
    controller = LabelController(iface, panel)
    QgsProject.instance().addMapLayer(layer)
    panel.form.layer.setLayer(layer)
    yield SimpleNamespace(
        panel=panel, controller=controller, canvas=canvas, layer=layer, path=path, said=said
    )
    controller.shutdown()
    panel.deleteLater()


def labels(path):
    with closing(sqlite3.connect(path)) as connection:
        return [row[0] for row in connection.execute("SELECT label FROM samples ORDER BY id")]


def remove(path):
    """With what SQLite keeps beside a database that is open."""
    for end in ("", "-wal", "-shm"):
        Path(f"{path}{end}").unlink(missing_ok=True)


def test_labels_are_saved_as_they_are_given_and_the_next_point_comes(desk):
    assert desk.panel.form.point.text() == "Point 1: not labelled yet"
    desk.panel.labelled.emit("311")
    desk.panel.labelled.emit("21")
    assert desk.panel.form.point.text() == "Point 3: not labelled yet"
    assert desk.panel.form.progress.value() == 2
    assert labels(desk.path)[:3] == ["311", "21", None]
    assert not desk.layer.isEditable()


def test_map_shows_the_point_and_its_pixel(desk):
    feature = next(f for f in desk.layer.getFeatures() if f["id"] == 1)
    extent = desk.canvas.extent()
    from qgis.core import QgsCoordinateTransform

    to_map = QgsCoordinateTransform(
        desk.layer.crs(), desk.canvas.mapSettings().destinationCrs(), QgsProject.instance()
    )
    centre = to_map.transform(feature.geometry().asPoint())
    assert extent.center().distance(centre) < 1
    assert 790 < extent.width() < 1300, "turned into the map's CRS, a square grows"
    outlined = desk.controller.point.outline.asGeometry()
    # A pixel of 10 m, in the map's CRS.
    assert outlined.area() == pytest.approx(100, rel=0.01)
    desk.panel.stepped.emit(1)
    assert desk.canvas.extent().center() != extent.center()


def test_the_current_point_is_in_a_ring_that_no_other_point_has(desk):
    """Yellow with a dark casing, and wider than the circles of the points."""
    ring, outline = desk.controller.point.ring, desk.controller.point.outline
    assert desk.canvas.extent().center().distance(ring.asGeometry().asMultiPoint()[0]) < 1
    for mark in (ring, outline):
        assert mark.strokeColor().hsvHue() in range(45, 65) and mark.strokeColor().value() == 255
        assert mark.secondaryStrokeColor().value() < 60
    categories = desk.layer.renderer().categories()
    circle = categories[-1].symbol().size() / 25.4 * desk.canvas.mapSettings().outputDpi()
    assert ring.iconSize() > 2 * circle and ring.width() >= 4
    assert {ring.scene(), outline.scene()} == {desk.canvas.scene()}
    desk.panel.stepped.emit(1)
    assert (
        desk.controller.point.ring.scene() is desk.canvas.scene() and ring.scene() is outline.scene() is None
    )
    desk.controller.shutdown()
    assert desk.controller.point.ring is desk.controller.point.outline is None


def test_what_the_panel_says_of_a_run_goes_when_one_labels_on(desk):
    desk.panel.note.say("571 of 575 points have no label.")
    desk.panel.labelled.emit("311")
    assert desk.panel.note.text() == ""


def test_labelled_points_are_left_out_until_asked_for(desk):
    for _ in range(12):
        desk.panel.labelled.emit("311")
    assert desk.panel.form.point.text() == "All points are labelled"
    desk.panel.form.only_open.setChecked(False)
    desk.panel.stepped.emit(1)
    assert desk.panel.form.point.text() == "Point 1: 311 Broad-leaved forest"
    desk.panel.stepped.emit(-1)
    assert desk.panel.form.point.text() == "Point 12: 311 Broad-leaved forest"
    desk.panel.labelled.emit("")
    assert desk.panel.form.progress.value() == 11 and labels(desk.path)[11] is None


def test_going_back_comes_to_the_point_just_labelled(desk):
    """To put a slip right; labelled points are left out when going on only."""
    for code in ("311", "112", "512"):
        desk.panel.labelled.emit(code)
    desk.panel.form.previous_button.click()
    assert desk.panel.form.point.text() == "Point 3: 512 Water bodies"
    desk.panel.labelled.emit("511")
    assert labels(desk.path)[:4] == ["311", "112", "511", None]
    assert desk.panel.form.point.text() == "Point 4: not labelled yet"
    for point in (3, 2, 1, 12):
        desk.panel.form.previous_button.click()
        assert desk.panel.form.point.text().startswith(f"Point {point}:")


def test_a_comment_is_saved_when_another_layer_is_chosen(desk):
    desk.panel.form.comment.setText("cloud")
    desk.panel.form.layer.setLayer(None)
    again = next(feature for feature in desk.layer.getFeatures() if feature["id"] == 1)
    assert again["comment"] == "cloud"


def test_a_label_of_a_coarser_level_is_coloured_on_the_map(desk):
    desk.panel.labelled.emit("31")
    desk.panel.labelled.emit("5")
    by_value = {category.value(): category for category in desk.layer.renderer().categories()}
    assert by_value["31"].symbol().color().getRgb()[:3] == CLASSES[31].colour
    assert by_value["5"].symbol().color().getRgb()[:3] == CLASSES[5].colour
    assert by_value[""].label() == "not labelled yet" and len(by_value) == 44 + 15 + 5 + 1


def test_removing_the_layer_chooses_no_other(desk):
    other = QgsVectorLayer("Point?crs=EPSG:32634&field=id:integer&field=label:string", "Another", "memory")
    QgsProject.instance().addMapLayer(other)
    QgsProject.instance().removeMapLayer(desk.layer.id())
    assert desk.panel.form.layer.currentLayer() is None
    assert desk.panel.form.point.text() == "No sample is chosen" and not desk.panel.form.search.isEnabled()
    desk.panel.form.layer.setLayer(other)
    assert desk.panel.form.layer.currentLayer() == other


def test_closing_the_dock_takes_the_mark_off_the_map(desk):
    ring = desk.controller.point.ring
    desk.controller.point.take_off()
    assert ring.scene() is None
    centre = desk.canvas.extent().center()
    desk.controller.mark()
    assert desk.controller.point.ring.scene() is desk.canvas.scene()
    assert desk.canvas.extent().center() == centre


def test_labels_that_wait_for_the_edits_of_their_layer_are_said_and_counted_again(desk):
    desk.layer.startEditing()
    assert desk.panel.note.text() == "“Sample” is being edited: labels are saved with its other edits."
    desk.panel.labelled.emit("512")
    assert desk.panel.form.progress.value() == 1 and "being edited" in desk.panel.note.text()
    desk.layer.rollBack()
    assert desk.panel.form.progress.value() == 0 and desk.panel.note.text() == ""
    assert desk.panel.form.point.text() == "Point 2: not labelled yet"


def test_the_panel_follows_a_filter_on_its_layer(desk):
    desk.panel.labelled.emit("311")
    assert desk.layer.setSubsetString("id > 8")
    assert desk.panel.form.point.text() == "Point 9: not labelled yet"
    assert desk.panel.form.progress.maximum() == 4 and desk.panel.form.progress.value() == 0
    desk.panel.labelled.emit("512")
    assert labels(desk.path) == ["311", *[None] * 7, "512", *[None] * 3]
    assert desk.layer.setSubsetString("")
    assert desk.panel.form.progress.maximum() == 12 and desk.panel.form.progress.value() == 2


def test_a_comment_being_typed_outlasts_what_happens_to_the_layer(desk):
    desk.panel.form.comment.setText("being typed")
    desk.layer.startEditing()
    assert desk.panel.form.comment.text() == "being typed"
    desk.panel.form.comment.setText("being typed on")
    desk.layer.changeAttributeValue(5, desk.layer.fields().indexOf("label"), "112")
    assert desk.panel.form.comment.text() == "being typed on"
    desk.layer.commitChanges()
    first = next(feature for feature in desk.layer.getFeatures() if feature["id"] == 1)
    assert first["comment"] == "being typed on"


def test_a_point_without_a_place_is_told(desk):
    own = QgsVectorLayer("Point?crs=EPSG:32634&field=id:integer&field=label:double", "Own", "memory")
    QgsProject.instance().addMapLayer(own)
    features = [QgsFeature(own.fields()) for _ in range(3)]
    for number, feature in enumerate(features, start=1):
        feature["id"] = number
        if number != 2:
            feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(500_000, 4_999_000)))
    features[2]["label"] = 311.0
    own.dataProvider().addFeatures(features)
    desk.panel.form.layer.setLayer(own)
    assert desk.panel.note.text() == ""
    desk.panel.stepped.emit(1)
    assert desk.panel.form.point.text() == "Point 2: not labelled yet"
    assert desk.panel.note.text() == "This point has no place: the map does not show it."
    desk.panel.form.only_open.setChecked(False)
    desk.panel.stepped.emit(1)
    assert desk.panel.form.point.text() == "Point 3: 311 Broad-leaved forest" and desk.panel.note.text() == ""


@pytest.mark.parametrize("ending", ["geojson", "shp", "fgb"])
def test_every_label_is_saved_in_files_that_are_written_anew(desk, tmp_path, ending):
    """GDAL writes some formats as a whole at each save: the file is another then, and still the layer's."""
    path = tmp_path / f"own.{ending}"
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = {"geojson": "GeoJSON", "shp": "ESRI Shapefile", "fgb": "FlatGeobuf"}[ending]
    context = desk.layer.transformContext()
    assert QgsVectorFileWriter.writeAsVectorFormatV3(desk.layer, str(path), context, options)[0] == 0
    own = QgsVectorLayer(str(path), "Own", "ogr")
    QgsProject.instance().addMapLayer(own)
    desk.panel.form.layer.setLayer(own)
    if not own.dataProvider().capabilities() & QgsVectorDataProvider.Capability.ChangeAttributeValues:
        pytest.skip(f"this GDAL does not write into {ending}")
    for code in ("311", "112", "512"):
        desk.panel.labelled.emit(code)
    assert desk.said == [] and desk.panel.form.progress.value() == 3
    fresh = QgsVectorLayer(str(path), "fresh", "ogr")
    assert sorted(feature["label"] for feature in fresh.getFeatures() if feature["label"]) == [
        "112",
        "311",
        "512",
    ]


def test_that_the_map_is_in_sight_is_said(desk, sample):
    """Who sees what the map says finds it right more often than it is."""
    layer = QgsRasterLayer(sample["map"], "map")
    QgsProject.instance().addMapLayer(layer)
    node = QgsProject.instance().layerTreeRoot().findLayer(layer.id())
    desk.panel.labelled.emit("311")
    assert desk.panel.note.text() == (
        "The map that is assessed is shown: hide it, so that the labels do not follow it."
    )
    node.setItemVisibilityChecked(False)
    desk.panel.labelled.emit("311")
    assert desk.panel.note.text() == ""


def test_comments_are_saved(desk):
    desk.panel.commented.emit("on the edge")
    assert next(f for f in desk.layer.getFeatures() if f["id"] == 1)["comment"] == "on the edge"
    assert desk.panel.form.comment.text() == "on the edge"


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps files that are open")
def test_a_label_for_a_file_that_is_gone_is_refused_and_not_shown(desk):
    remove(desk.path)
    desk.panel.labelled.emit("311")
    assert desk.said == [f"{desk.path} is not there any more: nothing can be saved in it."]
    assert desk.panel.form.point.text() == "Point 1: not labelled yet"
    assert not Path(desk.path).exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows does not replace files that are open")
def test_a_sample_drawn_again_into_its_file_is_labelled_there(desk, sample):
    """The layer in the project has the file open that is gone."""
    desk.panel.labelled.emit("311")
    remove(desk.path)
    shutil.copy(sample["output"], desk.path)
    desk.panel.labelled.emit("112")
    assert "was replaced" in desk.said[0] and labels(desk.path) == [None] * 12
    reopen(desk.layer)
    desk.controller.choose(desk.layer)
    assert desk.panel.form.point.text() == "Point 1: not labelled yet"
    desk.panel.labelled.emit("211")
    assert labels(desk.path)[0] == "211" and len(desk.said) == 1


def test_labels_go_into_an_edit_session_that_is_open(desk):
    desk.layer.startEditing()
    desk.panel.labelled.emit("512")
    assert labels(desk.path)[0] is None
    desk.layer.commitChanges()
    assert labels(desk.path)[0] == "512"


def test_sample_says_its_level_and_gets_its_style(desk):
    facts = sample_facts(desk.layer)
    assert facts["level"] == "3" and facts["seed"] == "1"
    assert desk.layer.renderer().type() == "categorizedSymbol"


def test_layer_without_a_label_field_is_explained(desk):
    other = QgsVectorLayer("Point?crs=EPSG:32634&field=class:string", "Trees", "memory")
    QgsProject.instance().addMapLayer(other)
    desk.panel.form.layer.setLayer(other)
    assert "“Trees” has no field “label”" in desk.said[-1]
    assert desk.panel.form.point.text() == "No sample is chosen"


def test_removing_the_layer_ends_quietly(desk):
    QgsProject.instance().removeMapLayer(desk.layer.id())
    desk.panel.stepped.emit(1)
    assert desk.panel.form.point.text() == "No sample is chosen"
