"""The page Data of Train: its sources, their labels and legends, and what is said of missing ones."""

from __future__ import annotations

from dataclasses import replace

import pytest
from qgis.core import QgsFeature, QgsProject, QgsVectorLayer
from qgis.PyQt.QtWidgets import QFileDialog

from corina.clc.legend_presets import open_legend
from corina.clc.legends import read_legend
from corina.engine.jobs import JobError, LabelInput, SceneInput, SourceKind, TrainingSource
from corina.ui.label_box import CODE_FIELD, LabelBox
from corina.ui.legend_dialog import LegendDialog
from corina.ui.train_data_page import TrainDataPage

from .train_values import DATA, DESCRIPTION


def polygons(name="CLC", field="Code_18"):
    layer = QgsVectorLayer(f"Polygon?crs=EPSG:3035&field={field}:string", name, "memory")
    QgsProject.instance().addMapLayer(layer)
    return layer


def test_what_was_chosen_comes_back_as_it_was(make):
    page = make(TrainDataPage)
    page.set_choice(replace(DATA, sources=DATA.sources[1:]))
    assert page.choice() == replace(DATA, sources=DATA.sources[1:])


def test_classes_to_tell_apart_are_asked_for_and_what_has_no_field_is_kept(make):
    page = make(TrainDataPage)
    page.set_choice(replace(DATA, sources=DATA.sources[1:], codes=(211, 312), cache_mb=77))
    assert page.form.codes.text() == "211, 312"
    page.form.codes.setText("512;312 211")
    assert (page.choice().codes, page.choice().cache_mb) == ((211, 312, 512), 77)
    page.form.codes.setText("31, 512")
    assert (
        page.form.note.text()
        == page.problem()
        == ("“31, 512” are no CORINE codes of level 3; write such as 112, 211, 311.")
    )
    page.form.codes.clear()
    assert page.choice().codes == () and page.problem() == ""


def test_what_a_recipe_says_of_a_source_beyond_the_fields_is_kept(make):
    page = make(TrainDataPage)
    ready = replace(DATA.sources[1], name="Mine", share=2.5, train_only=True)
    labels = LabelInput("/data/clc.tif", band=2, nodata=(0, 255), crs="EPSG:3035")
    scene = TrainingSource(scene=SceneInput("/data/a.tif", nodata=7.0), labels=labels, name="A", share=3.0)
    page.set_choice(replace(DATA, sources=(ready, scene)))
    for row in (0, 1):
        page.form.sources.setCurrentRow(row)
    assert page.choice().sources == (ready, scene)


def test_sources_of_two_kinds_are_listed_and_one_is_removed(make):
    page = make(TrainDataPage)
    page.set_choice(DATA)
    assert page.form.sources.item(0).text() == "a.tif"
    page.form.sources.setCurrentRow(1)
    assert not page.form.editor.is_scene()
    assert page.choice().sources[1] == DATA.sources[1]
    page.form.remove.click()
    assert [source.kind for source in page.choice().sources] == [SourceKind.SCENE]
    page.form.remove.click()
    assert page.problem() == "Add a scene with labels, or a ready-made data set."
    assert not page.form.look_button.isEnabled()


def test_what_is_missing_is_said_beside_its_field(make):
    page = make(TrainDataPage)
    assert page.problem().startswith("Add a Sentinel-2 raster")
    page.form.editor.form.scene.add_product("/data/a.SAFE")
    assert page.problem() == page.form.editor.form.labels.form.note.text() != ""
    with pytest.raises(JobError, match="Choose a layer"):
        page.choice()
    page.form.editor.form.labels.add_file(LabelInput("/data/clc.gpkg"))
    assert page.problem() == "" and page.choice().sources[0].labels.path == "/data/clc.gpkg"
    page.form.step.setValue(500)
    assert (
        page.form.note.text()
        == page.problem()
        == "The step is larger than the patch; make it the patch size at most."
    )
    page.form.step.setValue(64)
    page.form.bands.setText(" ,")
    assert page.form.note.text() == "Name at least one band."
    page.form.bands.setText("b02; B08 b02")
    assert page.choice().bands == ("B02", "B08")


def test_a_folder_that_is_not_there_is_said(make, tmp_path):
    page = make(TrainDataPage)
    page.form.add_folder.click()
    page.form.editor.form.folder.setFilePath(str(tmp_path / "gone"))
    assert "is not there" in page.form.editor.form.folder_note.text()
    page.form.editor.form.folder.setFilePath(str(tmp_path))
    assert page.form.editor.problem() == ""
    # The scene that came first is still not complete: its row says so.
    assert "is not complete" in page.problem() and page.problem() == page.form.note.text()


def test_the_classes_are_shown_with_their_colours_and_warnings(make):
    page = make(TrainDataPage)
    page.show_description(DESCRIPTION)
    shown = page.form.statistics.form
    assert (
        shown.summary.text() == "1,234 patches of 128 px, 12,056 ha labelled; left out: 12 only sea, 3 cloud"
    )
    areas = shown.chart.areas()
    assert [(area.code, area.colour.name(), area.percent) for area in areas][:2] == [
        (311, "#80ff00", 60.0),
        (0, "#00a000", 30.0),
    ]
    assert shown.table.rowCount() == 3 and shown.table.item(2, 7).text() == "in one place only"
    assert "Class 512" in shown.warnings.text() and "999 (12 pixels)" in shown.warnings.text()
    page.show_description(DESCRIPTION, stale=True)
    assert page.form.look_note.text() == "Changed since; count again."
    page.show_description(None)
    assert not page.form.statistics.isVisible()


@pytest.mark.parametrize(
    "name", ["CODE_18", "code_06", "Code_18", "CLC_CODE", "clc18", "CODE", "code_clc_18", "GRIDCODE"]
)
def test_fields_with_corine_codes_are_known(name):
    assert CODE_FIELD.match(name)


@pytest.mark.parametrize("name", ["id", "area", "remark", "postcode", "name"])
def test_other_fields_are_not(name):
    assert not CODE_FIELD.match(name)


def test_the_field_is_chosen_by_itself_and_a_layer_without_one_is_said(make):
    polygons("CLC")
    without = polygons("parcels", "owner")
    box = make(LabelBox)
    box.form.layer.setLayer(QgsProject.instance().mapLayersByName("CLC")[0])
    assert box.form.field.currentField() == "Code_18" and box.problem() == ""
    box.form.layer.setLayer(without)
    assert "“parcels” has no field such as CODE_18" in box.form.note.text()
    box.form.field.setField("owner")
    assert box.labels().field == "owner" and box.form.note.text() == ""


def test_what_a_recipe_says_of_the_file_of_a_layer_is_kept(make):
    layer, box = polygons(), make(LabelBox)
    box.resolve = lambda chosen: LabelInput("/data/clc.gpkg", "clc")
    said = LabelInput("/data/clc.gpkg", "clc", "Code_18", band=2, nodata=(0, 255), crs="EPSG:3035")
    box.set_labels(said)
    assert box.form.layer.currentLayer() == layer and box.labels() == said
    box.resolve = lambda chosen: LabelInput("/data/other.gpkg")
    assert box.labels() == LabelInput("/data/other.gpkg", field="Code_18"), "of another file nothing was said"


def test_a_layer_that_cannot_be_used_is_said(make):
    layer, box = polygons(), make(LabelBox)

    def refuse(_):
        raise ValueError("“CLC” has unsaved edits: save or discard them first.")

    box.resolve = refuse
    box.form.layer.setLayer(None)
    box.form.layer.setLayer(layer)
    assert box.form.note.text() == "“CLC” has unsaved edits: save or discard them first."


def test_labels_that_are_being_edited_are_said_until_they_are_saved(make):
    layer, box = polygons(), make(LabelBox)

    def resolve(chosen):
        if chosen.isModified():
            raise ValueError("“CLC” has unsaved edits: save or discard them first.")
        return LabelInput("/data/clc.gpkg")

    box.resolve = resolve
    box.form.layer.setLayer(layer)
    assert box.form.note.text() == ""
    assert layer.startEditing() and layer.addFeature(QgsFeature(layer.fields()))
    assert "unsaved edits" in box.form.note.text()
    assert layer.commitChanges()
    assert box.form.note.text() == "" and box.problem() == ""


def test_a_legend_is_changed_and_saved_as_a_file(make, tmp_path):
    dialog = make(LegendDialog, open_legend("dynamic-world"))
    rows = dialog.form.table.rowCount()
    dialog.form.add_button.click()
    for column, text in enumerate(("77", "orchards", "222 3x")):
        dialog.form.table.item(rows, column).setText(text)
    assert not dialog.save(str(tmp_path / "mine.csv"))
    assert "“3x” of class 77 is no CORINE code" in dialog.form.note.text()
    dialog.form.table.item(rows, 2).setText("222, 3")
    saved = []
    dialog.saved.connect(saved.append)
    assert dialog.save(str(tmp_path / "mine.csv"))
    found = read_legend(saved[0]).find(77)
    assert found.name == "orchards" and {222, 311, 335} <= found.codes


def test_a_legend_that_is_saved_without_an_ending_is_a_csv_file(make, tmp_path, monkeypatch):
    dialog = make(LegendDialog, open_legend("eurosat"))
    saved, asked = [], []
    dialog.saved.connect(saved.append)
    assert dialog.save(str(tmp_path / "mylegend"))
    assert saved == [str(tmp_path / "mylegend.csv")]
    assert open_legend(saved[0]).classes == open_legend("eurosat").classes

    def chosen(dialog):
        asked.append((dialog.acceptMode(), dialog.defaultSuffix()))
        return 1

    monkeypatch.setattr(QFileDialog, "exec", chosen)
    monkeypatch.setattr(QFileDialog, "selectedFiles", lambda self: [str(tmp_path / "other.json")])
    again = make(LegendDialog, open_legend("eurosat"))
    again.saved.connect(saved.append)
    again.form.buttons.accepted.emit()
    assert asked == [(QFileDialog.AcceptMode.AcceptSave, "csv")]
    assert saved[1:] == [str(tmp_path / "other.json")]
    assert open_legend(saved[1]).classes == open_legend("eurosat").classes
