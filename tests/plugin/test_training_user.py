"""The Train tab as a user works with it: unnamed bands, joined fields, learning rates, projects that come and go."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from osgeo import gdal
from qgis.core import (
    QgsFeature,
    QgsProject,
    QgsRasterLayer,
    QgsVectorFileWriter,
    QgsVectorLayer,
    QgsVectorLayerJoinInfo,
)

from corina.engine.jobs import BandChoice, Recipe, SceneInput

from .conftest import BANDS
from .landscape import CODES, SPLIT, quick, small_data, write_landscape


@pytest.fixture()
def files(tmp_path):
    """Paths of the scene and of its polygons."""
    return write_landscape(tmp_path)


@pytest.fixture()
def layers(files):
    """The scene and its polygons as layers of the project."""
    scene, polygons = files
    found = QgsRasterLayer(str(scene), "scene"), QgsVectorLayer(f"{polygons}|layername=corine", "CLC", "ogr")
    QgsProject.instance().addMapLayers(found)
    return found


@pytest.fixture()
def tab(controller, dock, until):
    """The tab with an engine that can train."""
    until(lambda: dock.train.form.sides.currentWidget() is dock.train.form.train_side)
    until(lambda: controller.engine.view.extras != ())
    return dock.train


def choose(tab, layers):
    """Choose scene and labels, and small patches."""
    editor = tab.data.form.editor
    editor.form.scene.set_layer(layers[0])
    editor.form.labels.form.layer.setLayer(layers[1])
    tab.set_recipe(replace(quick(Recipe(title="Fields")), data=small_data(tab.data.choice()), split=SPLIT))


def count(tab, until):
    """Count the classes; their codes."""
    tab.data.form.look_button.click()
    until(tab.data.form.look_button.isEnabled)
    assert tab.data.form.look_note.text() == ""
    return {area.code for area in tab.data.form.statistics.form.chart.areas()}


def test_a_scene_without_band_names_is_mapped_and_counted(tab, layers, files, until):
    raster = gdal.Open(str(files[0]), gdal.GA_Update)
    for index in range(1, 5):
        raster.GetRasterBand(index).SetDescription("")
    raster = None
    choose(tab, layers)
    bands, scene = tab.data.form.editor.bands, tab.data.form.editor.form.scene.form
    until(lambda: bands.description() is not None)
    assert "map B02, B03, B04, B08" in scene.note.text() == tab.gap()
    assert scene.edit_button.isEnabled() and not tab.run.form.start_button.isEnabled()
    places = bands.description()["available"]
    assert len(places) == 4
    chosen = tuple(BandChoice(band, place["path"], place["index"]) for band, place in zip(BANDS, places))
    bands.say(SceneInput("", chosen, scale=1e-4))
    until(lambda: bands.description() is not None)
    assert "4 of 4 bands found" in scene.note.text() and tab.gap() == ""
    assert tab.recipe().data.sources[0].scene.bands == chosen
    assert count(tab, until) == set(CODES)


def test_a_raster_file_is_opened_from_the_page(tab, files, until, dock):
    scene = tab.data.form.editor.form.scene
    scene.raster_opened.emit(str(files[0]))
    assert scene.source().label == files[0].stem and len(QgsProject.instance().mapLayers()) == 1
    until(lambda: tab.data.form.editor.bands.description() is not None)
    assert "is a guess (reflectance × 10000)" in scene.form.note.text()  # the file does not say its scale
    assert scene.form.edit_button.isEnabled()
    scene.raster_opened.emit(str(files[1]))
    assert len(QgsProject.instance().mapLayers()) == 1 and scene.source().label == files[0].stem


def test_classes_that_are_joined_from_a_table_are_read(tab, layers, until):
    """The file has no code: it is in a table that QGIS joins by the polygons' number."""
    plain = QgsVectorLayer("NoGeometry?field=number:integer&field=CLC_CODE:string", "codes", "memory")
    polygons = layers[1]
    features = []
    for feature in polygons.getFeatures():
        row = QgsFeature(plain.fields())
        row.setAttributes([feature.id(), feature["Code_18"]])
        features.append(row)
    plain.dataProvider().addFeatures(features)
    nameless = QgsVectorLayer("Polygon?crs=EPSG:32634&field=number:integer", "parcels", "memory")
    copies = []
    for feature in polygons.getFeatures():
        copy = QgsFeature(nameless.fields())
        copy.setGeometry(feature.geometry())
        copy.setAttributes([feature.id()])
        copies.append(copy)
    nameless.dataProvider().addFeatures(copies)
    joined = on_disk(nameless, Path(layers[0].source()).with_name("parcels.gpkg"))
    QgsProject.instance().addMapLayers([plain, joined])
    join = QgsVectorLayerJoinInfo()
    join.setJoinLayer(plain)
    join.setJoinFieldName("number")
    join.setTargetFieldName("number")
    join.setPrefix("t_")
    assert joined.addJoin(join) and joined.fields().indexOf("t_CLC_CODE") >= 0
    choose(tab, layers)
    labels = tab.data.form.editor.form.labels
    labels.form.layer.setLayer(joined)
    labels.form.field.setField("t_CLC_CODE")
    assert tab.gap() == ""
    assert count(tab, until) == set(CODES)


def on_disk(layer: QgsVectorLayer, path: Path) -> QgsVectorLayer:
    """A copy of a layer in a file."""
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName, options.layerName = "GPKG", "parcels"
    context = QgsProject.instance().transformContext()
    written = QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), context, options)
    assert written[0] == QgsVectorFileWriter.WriterError.NoError, written
    return QgsVectorLayer(f"{path}|layername=parcels", layer.name(), "ogr")


def test_a_learning_rate_is_found_and_taken_over(tab, layers, until):
    choose(tab, layers)
    page = tab.model
    page.form.rate_button.click()
    assert page.rate_test.is_busy()
    until(lambda: not page.rate_test.is_busy())
    assert page.rate_test.form.note.text() == ""
    (curve,) = page.rate_test.form.chart.series()
    assert len(curve.points) >= 10 and curve.points[0][0] == pytest.approx(-6)
    assert page.rate_test.form.why.text() != ""
    if curve.best is not None:
        page.rate_test.form.take_button.click()
        rate = tab.recipe().stages[-1].learning_rate
        assert rate == pytest.approx(10**curve.best, rel=0.05)
        assert page.rate_test.form.note.text() == ""  # the rate itself makes the test no older
    page.form.batch.setValue(5)
    assert page.rate_test.form.note.text() == "Changed since; test again."
    page.form.rate_button.click()
    page.rate_test.form.cancel_button.click()
    assert not page.rate_test.is_busy() and page.rate_test.form.chart.series()[0].points == curve.points


def test_a_project_keeps_what_its_train_tab_learns_from(tab, layers, tmp_path):
    choose(tab, layers)
    chosen = tab.data.choice()
    project = QgsProject.instance()
    path = str(tmp_path / "fields.qgz")
    assert project.write(path)
    project.clear()
    assert tab.data.form.sources.count() == 1 and "Add a Sentinel-2 raster" in tab.data.problem()
    assert project.read(path)
    assert tab.data.choice() == chosen
    assert tab.data.form.editor.form.scene.source().layer.name() == "scene"
    labels = tab.data.form.editor.form.labels
    assert labels.form.layer.currentLayer().name() == "CLC"
    project.removeMapLayer(project.mapLayersByName("CLC")[0].id())
    tab.data.refresh()
    assert "Choose a layer with CORINE" in tab.gap()
    assert project.write(path)  # with nothing complete to keep
    project.clear()
    assert project.read(path)
    assert tab.data.form.sources.count() == 1 and tab.data.form.patch.value() == 32


def test_a_project_that_was_moved_or_has_a_filter_finds_its_data_again(tab, layers, files, tmp_path):
    scene, polygons = files
    layers[1].setSubsetString("\"Code_18\" <> '0'")
    choose(tab, layers)
    copied = Path(tab.data.choice().sources[0].labels.path)
    assert copied != polygons, "a copy for this session"
    tab.data.form.editor.bands.say(SceneInput(str(scene), bands=(BandChoice("B02", str(scene), 1),)))
    project = QgsProject.instance()
    assert project.write(str(tmp_path / "fields.qgz"))
    project.clear()
    moved = tmp_path / "moved"
    moved.mkdir()
    for file in (scene, polygons, tmp_path / "fields.qgz"):
        file.rename(moved / file.name)
    copied.unlink()  # as when QGIS was closed
    assert project.read(str(moved / "fields.qgz"))
    source = tab.data.choice().sources[0]
    assert source.scene.path == source.scene.bands[0].path == str(moved / scene.name)
    assert source.labels.path != str(copied) and Path(source.labels.path).exists()
    assert tab.data.form.editor.form.labels.form.layer.currentLayer().name() == "CLC"


def test_settings_are_kept_without_any_data(tab, controller):
    tab.model.form.epochs.setValue(77)
    assert tab.gap() != ""
    controller.train.shutdown()  # as when QGIS closes
    tab.model.form.epochs.setValue(5)
    controller.train._restore()
    assert tab.model.recipe().stages[-1].epochs == 77
