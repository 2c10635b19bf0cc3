"""The Data page of Train: scenes whose bands are not understood are put right there; sources keep what they hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from osgeo import gdal, osr
from qgis.core import QgsProject, QgsRasterLayer, QgsVectorLayer
from qgis.PyQt.QtWidgets import QDialogButtonBox

from corina.engine.jobs import BandChoice, LabelInput, SceneInput
from corina.ui.band_dialog import BandDialog
from corina.ui.train_data_page import TrainDataPage

WANTED = ("B02", "B03", "B04", "B08")


@pytest.fixture
def page(qtbot):
    """The page with a product of unknown bands and its labels, and an engine to ask; `asked` holds the jobs."""
    widget = TrainDataPage()
    qtbot.addWidget(widget)
    widget.asked = []
    widget.form.editor.bands.wanted.connect(widget.asked.append)
    widget.form.editor.bands.set_ready(True)
    widget.form.editor.form.labels.add_file(LabelInput("/data/clc.gpkg"))
    widget.form.editor.form.scene.add_product("/data/plain.tif")
    widget.show()
    return widget


def nameless(description):
    """A scene of four bands without names."""
    found = {**description, "bands": [], "missing": list(WANTED), "summary": "0 of 4 bands found"}
    found["problem"] = {"code": "bands_not_found", "message": "plain has 4 bands without names; map them."}
    return found


def answer(page, description):
    page.form.editor.bands.set_description(description)


def test_what_is_understood_of_the_scene_is_said_beside_it(page, description):
    assert page.asked[-1].scene == SceneInput("/data/plain.tif") and page.asked[-1].bands == WANTED
    scene = page.form.editor.form.scene.form
    assert "Reading the scene" in scene.note.text() and page.problem() == ""
    answer(page, description)
    assert "4 of 4 bands found, reflectance x 10000" in scene.note.text() and scene.edit_button.isEnabled()
    page.form.bands.setText("B02, B11")
    assert page.asked[-1].bands == ("B02", "B11")  # other bands are looked for
    page.form.bands.setText("B02, B03, B04, B08")
    assert len(page.asked) == 5 or page.asked[-1].bands != WANTED  # what is known is not asked again
    assert "4 of 4 bands found" in scene.note.text()


def test_a_scene_with_unknown_bands_is_mapped_on_the_page(page, description):
    answer(page, nameless(description))
    scene = page.form.editor.form.scene.form
    assert page.problem() == scene.note.text() == "plain has 4 bands without names; map them."
    assert not page.form.look_button.isEnabled() and scene.edit_button.isEnabled()
    scene.edit_button.click()
    dialog = page.findChild(BandDialog)
    ok = dialog.form.buttons.button(QDialogButtonBox.StandardButton.Ok)
    assert not ok.isEnabled()
    for row, combo in enumerate(dialog._combos):
        combo.setCurrentIndex(row + 1)
    assert ok.isEnabled()
    ok.click()
    asked = page.asked[-1].scene
    assert [choice.band for choice in asked.bands] == list(WANTED)
    assert [choice.index for choice in asked.bands] == [1, 2, 3, 4] and asked.path == "/data/plain.tif"
    answer(page, description)
    assert page.problem() == "" and page.form.look_button.isEnabled()
    assert page.choice().sources[0].scene.bands == asked.bands


def test_the_mapping_stays_with_its_scene(page, description):
    answer(page, nameless(description))
    mapped = tuple(BandChoice(band, "/data/plain.tif", index) for index, band in enumerate(WANTED, 1))
    page.form.editor.bands.say(SceneInput("", mapped))
    answer(page, description)
    page.form.add_scene.click()
    page.form.editor.form.scene.add_product("/data/other.tif")
    answer(page, description)
    page.form.sources.setCurrentRow(0)
    assert page.form.editor.bands.input().bands == mapped
    first, second = page.choice().sources
    assert first.scene.bands == mapped and second.scene == SceneInput("/data/other.tif")


def test_a_scene_without_its_bands_is_said_also_when_another_is_looked_at(page, description):
    answer(page, nameless(description))
    page.form.add_scene.click()
    page.form.editor.form.scene.add_product("/data/other.tif")
    answer(page, description)
    assert (
        page.problem() == page.form.note.text() == "“plain.tif”: plain has 4 bands without names; map them."
    )


def test_a_guessed_scale_is_a_warning_that_can_be_confirmed(page, guessed):
    answer(page, guessed)
    note = page.form.editor.form.scene.form.note
    assert "is a guess (reflectance × 10000)" in note.text() and page.problem() == ""
    page.form.editor.bands.say(SceneInput("", scale=1e-4, offset=0.0))
    answer(page, guessed)
    assert "4 of 4 bands found" in note.text()
    assert page.choice().sources[0].scene.scale == 1e-4


def test_a_scene_that_cannot_be_read_is_tried_again(page, description):
    page.form.editor.bands.set_problem("plain.tif is damaged.")
    button = page.form.editor.form.scene.form.edit_button
    assert page.problem() == "plain.tif is damaged." and button.text() == "R&etry"
    asked = len(page.asked)
    button.click()
    assert len(page.asked) == asked + 1 and page.problem() == ""
    answer(page, description)
    assert page.problem() == ""


def test_without_an_engine_nothing_is_asked(qtbot):
    page = TrainDataPage()
    qtbot.addWidget(page)
    asked = []
    page.form.editor.bands.wanted.connect(asked.append)
    page.form.editor.form.scene.add_product("/data/plain.tif")
    assert asked == [] and page.form.editor.form.scene.form.note.text() == ""


# Layers that come, go and change


def scene_layer(folder: Path, name: str) -> QgsRasterLayer:
    """A small raster as a layer of the project."""
    path = str(folder / f"{name}.tif")
    raster = gdal.GetDriverByName("GTiff").Create(path, 8, 8, 4, gdal.GDT_UInt16)
    system = osr.SpatialReference()
    system.ImportFromEPSG(32635)
    raster.SetProjection(system.ExportToWkt())
    raster.SetGeoTransform([500000, 10, 0, 6790000, 0, -10])
    raster = None
    layer = QgsRasterLayer(path, name)
    QgsProject.instance().addMapLayer(layer)
    return layer


def test_an_incomplete_source_keeps_what_was_chosen(qtbot, tmp_path):
    first, second = scene_layer(tmp_path, "first"), scene_layer(tmp_path, "second")
    page = TrainDataPage()
    qtbot.addWidget(page)
    page.form.editor.form.scene.set_layer(first)  # without labels
    page.form.add_folder.click()
    page.form.editor.form.folder.setFilePath(str(tmp_path / "gone"))
    page.form.add_scene.click()
    assert page.form.editor.form.scene.source().layer == second  # one that is not used yet
    page.form.sources.setCurrentRow(0)
    assert page.form.editor.form.scene.source().layer == first
    page.form.sources.setCurrentRow(1)
    assert page.form.editor.form.folder.filePath() == str(tmp_path / "gone")
    page.form.sources.setCurrentRow(2)
    assert page.form.editor.form.scene.source().layer == second


def test_a_renamed_layer_is_renamed_in_the_list(qtbot, tmp_path):
    layer = scene_layer(tmp_path, "scene")
    labels = QgsVectorLayer("Polygon?crs=EPSG:3035&field=Code_18:string", "CLC", "memory")
    QgsProject.instance().addMapLayer(labels)
    page = TrainDataPage()
    qtbot.addWidget(page)
    page.form.editor.form.labels.form.layer.setLayer(labels)
    assert page.problem() == ""
    layer.setName("May 2018")
    assert page.form.sources.item(0).text() == "May 2018" and page.choice().sources[0].name == "May 2018"
    assert page.form.sources.item(0).text() == "May 2018"


def test_a_removed_layer_is_not_replaced_by_another(qtbot, tmp_path):
    """QGIS's list of layers moves on to the next layer, which nobody chose: labels would be learned from a scene."""
    scene, other = scene_layer(tmp_path, "scene"), scene_layer(tmp_path, "other")
    labels = QgsVectorLayer("Polygon?crs=EPSG:3035&field=Code_18:string", "CLC", "memory")
    parcels = QgsVectorLayer("Polygon?crs=EPSG:3035&field=Code_18:string", "CLC 2012", "memory")
    QgsProject.instance().addMapLayers([labels, parcels])
    page = TrainDataPage()
    qtbot.addWidget(page)
    editor = page.form.editor
    editor.form.scene.set_layer(scene)
    editor.form.labels.form.layer.setLayer(labels)
    assert page.problem() == ""
    QgsProject.instance().removeMapLayer(labels.id())
    assert editor.form.labels.labels() is None
    assert page.problem() == editor.form.labels.form.note.text() != ""
    editor.form.labels.form.layer.setLayer(parcels)
    assert page.problem() == ""
    QgsProject.instance().removeMapLayer(scene.id())
    page.refresh()
    assert editor.form.scene.source().path == "" and page.problem().startswith("Add a Sentinel-2 raster")
    assert page.problem() == editor.form.scene.form.note.text()
    editor.form.scene.set_layer(other)
    assert page.problem() == ""
    tip = page.form.look_button.toolTip()
    assert tip.startswith("Read scenes and labels")
    labels = editor.form.labels.form
    labels.layer.setLayer(other)
    assert page.problem() == "The labels are the scene itself; choose the layer with the classes."
    assert labels.note.text() == page.problem() and not labels.note.isHidden(), "said beside the field"
    assert page.form.look_button.toolTip() == page.problem(), "and where one is sent to press"
    assert not page.form.look_button.isEnabled()
    labels.layer.setLayer(None)
    assert labels.note.text() == page.problem() != ""
    editor.form.labels.add_file(LabelInput("/data/clc.gpkg"))
    assert labels.note.text() == page.problem() == ""
    assert page.form.look_button.isEnabled() and page.form.look_button.toolTip() == tip


def test_a_scene_that_comes_to_be_its_own_labels_is_said_beside_the_labels(page, tmp_path):
    first, second = scene_layer(tmp_path, "first"), scene_layer(tmp_path, "second")
    form = page.form.editor.form
    form.scene.set_layer(first)
    form.labels.form.layer.setLayer(second)
    assert form.labels.form.note.text() == ""
    form.scene.set_layer(second)
    assert (
        form.labels.form.note.text() == "The labels are the scene itself; choose the layer with the classes."
    )
    form.scene.set_layer(first)
    assert form.labels.form.note.text() == ""


def test_what_is_heard_meanwhile_does_not_end_the_counting(page, description):
    page.show_looking("")
    answer(page, description)
    assert not page.form.look_button.isEnabled() and "Reading scenes" in page.form.look_note.text()
    page.show_problem("No patch is left.")
    assert page.form.look_button.isEnabled()
