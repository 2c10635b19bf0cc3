"""The form says what is missing beside the field and in the bottom line, and asks for exactly what was entered."""

from __future__ import annotations

import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import Qt

from corina.engine.jobs import (
    AreaInput,
    BandChoice,
    ClassifyJob,
    ClassifyOptions,
    Device,
    MaskChoice,
    Rule,
    SceneInput,
)
from corina.ui.area_box import AreaKind
from corina.ui.classify_form import ClassifyForm
from corina.ui.notes import NoteKind
from corina.ui.state import EngineState, EngineView, ModelEntry, Problem

PATH = "/data/T35VMF.tif"


def polygon_layer(wkt, name="Areas"):
    layer = QgsVectorLayer("Polygon?crs=EPSG:32635", name, "memory")
    for text in [wkt] if wkt else []:
        feature = QgsFeature()
        feature.setGeometry(QgsGeometry.fromWkt(text))
        layer.dataProvider().addFeatures([feature])
    layer.updateExtents()
    QgsProject.instance().addMapLayer(layer)
    return layer


HALF = "POLYGON((500000 6790000, 505000 6790000, 505000 6800000, 500000 6800000, 500000 6790000))"
ELSEWHERE = "POLYGON((600000 6790000, 605000 6790000, 605000 6800000, 600000 6800000, 600000 6790000))"


def test_a_complete_form_can_be_started_and_says_the_area(form):
    assert form.form.classify_button.isEnabled()
    assert form.form.scene.form.note.text() == "4 of 4 bands found, reflectance x 10000"
    assert form.form.estimate.text() == "10,000 ha"
    assert form.gaps() == []


def test_the_estimate_names_the_time_when_there_is_history(form):
    asked = []
    form.estimate = lambda megapixels, model, device: asked.append((megapixels, model, device)) or 98.0
    form.refresh()
    assert form.form.estimate.text() == "10,000 ha, about 1 min 40 s on this machine"
    assert asked[-1] == (pytest.approx(1.0), "resunet-s2-10m", Device.AUTO)


def test_clicking_classify_asks_once(form, qtbot):
    with qtbot.waitSignal(form.classify_requested):
        qtbot.mouseClick(form.form.classify_button, Qt.MouseButton.LeftButton)


def test_without_a_scene_the_field_and_the_bottom_line_say_so(qtbot, ready, model):
    form = ClassifyForm()
    qtbot.addWidget(form)
    form.set_engine(ready)
    form.form.model.set_entries([model])
    assert not form.form.classify_button.isEnabled()
    assert form.form.estimate.text() == "Missing: a scene"
    assert "open a product" in form.form.scene.form.note.text()
    assert form.form.scene.form.note.kind is NoteKind.MISSING


def test_a_missing_band_is_named_and_the_band_dialog_offered(form, without_nir):
    form.set_description(without_nir)
    assert not form.form.classify_button.isEnabled()
    assert form.form.estimate.text() == "Missing: band B08"
    assert "B08" in form.form.scene.form.note.text()
    assert form.form.scene.form.edit_button.isEnabled()


def test_a_guessed_scale_must_be_confirmed(form, guessed):
    form.set_description(guessed)
    assert not form.form.classify_button.isEnabled()
    assert form.form.estimate.text() == "Missing: a confirmed scale"
    assert form.form.scene.form.note.kind is NoteKind.WARNING
    assert "reflectance × 10000" in form.form.scene.form.note.text()
    form.apply_overrides(SceneInput("", scale=1e-4, offset=0.0))
    form.set_description(guessed)
    assert form.form.classify_button.isEnabled()
    assert form.job(None).scene.scale == 1e-4


def test_a_scene_that_cannot_be_read_says_why(form):
    form.set_description_error(Problem("scene_truncated", "T35VMF.tif ends in the middle; copy it again."))
    assert not form.form.classify_button.isEnabled()
    assert form.form.scene.form.note.text() == "T35VMF.tif ends in the middle; copy it again."
    asked = []
    form.description_wanted.connect(asked.append)
    assert form.form.scene.form.edit_button.text() == "R&etry"
    form.form.scene.form.edit_button.click()
    assert [job.scene.path for job in asked] == [PATH]


@pytest.mark.parametrize("code", ["no_crs", "rgb_image", "all_nodata", "product_incomplete"])
def test_a_problem_of_the_scene_stops_the_run(form, description, code):
    form.set_description({**description, "problem": {"code": code, "message": f"What {code} means."}})
    assert not form.form.classify_button.isEnabled()
    assert form.form.scene.form.note.text() == f"What {code} means."


def test_warnings_of_the_scene_are_shown_and_do_not_stop_the_run(form, description):
    form.set_description({**description, "warnings": ["The scene is in degrees.", "Second."]})
    assert form.form.classify_button.isEnabled()
    assert form.form.scene.form.note.kind is NoteKind.WARNING
    assert "The scene is in degrees. (and 1 more)" in form.form.scene.form.note.text()
    assert "Second." in form.form.scene.form.note.toolTip()


def test_a_layer_without_a_file_says_what_it_is(form, qtbot):
    def resolve(layer):
        raise ValueError(f"“{layer.name()}” is a web layer; Corina needs a raster file.")

    form.form.scene.resolve = resolve
    layer = QgsRasterLayer("crs=EPSG:3857&type=xyz&url=http://localhost/{z}/{x}/{y}.png", "Web map", "wms")
    QgsProject.instance().addMapLayer(layer)
    form.form.scene.set_layer(layer)
    assert form.form.scene.form.note.text() == "“Web map” is a web layer; Corina needs a raster file."
    assert not form.form.classify_button.isEnabled()


def test_while_the_scene_is_read_the_form_is_busy_and_not_startable(form):
    form.describe()
    assert form.form.scene.form.note.kind is NoteKind.BUSY
    assert form.form.estimate.kind is NoteKind.BUSY
    assert not form.form.classify_button.isEnabled()


def test_another_scene_is_described_anew_and_forgets_what_was_said_of_the_first(form):
    form.apply_overrides(SceneInput("", (BandChoice("B08", PATH, 5),), 1e-3, 0.0))
    asked = []
    form.description_wanted.connect(asked.append)
    form.form.scene.add_product("/data/other.SAFE")
    assert asked[-1].scene.path == "/data/other.SAFE"
    assert asked[-1].scene.bands == ()
    assert asked[-1].scene.scale is None
    assert asked[-1].model == "resunet-s2-10m"


def test_without_a_model_the_form_says_so(form):
    form.form.model.set_entries([])
    assert not form.form.classify_button.isEnabled()
    assert "Import" in form.form.model.form.note.text()
    assert not form.form.model.form.card_button.isEnabled()


def test_a_broken_model_says_what_is_wrong(form, model):
    problem = "model.onnx is truncated; import the package again."
    form.form.model.set_entries([ModelEntry("broken", "/m", model.card, problem=problem)])
    assert form.form.model.form.note.text() == problem
    assert not form.form.classify_button.isEnabled()


def test_the_model_list_shows_the_measured_accuracy(form):
    assert form.form.model.form.model.currentText() == "ResUNet S2 10 m, L1 .88 L2 .72 L3 .60"
    assert form.form.model.form.note.text() == "6 of 44 classes, trained in 3 countries"
    assert form.form.model.form.note.toolTip() == "It needs the bands B02, B03, B04, B08."


@pytest.mark.parametrize(
    ("state", "line"),
    [
        (EngineState.PROBLEM, "Missing: a working engine"),
        (EngineState.SETTING_UP, "The engine is being set up."),
        (EngineState.CHECKING, "The engine is being checked."),
    ],
)
def test_without_a_working_engine_nothing_can_be_started(form, state, line):
    form.set_engine(EngineView(state))
    assert not form.form.classify_button.isEnabled()
    assert form.form.estimate.text() == line


def test_a_folder_that_cannot_be_written_to_is_said_beside_the_field(form, tmp_path, monkeypatch):
    monkeypatch.setattr("corina.ui.gaps.os.access", lambda path, mode: False)
    form.form.output.setFilePath(str(tmp_path))
    assert not form.form.classify_button.isEnabled()
    assert str(tmp_path) in form.form.output_note.text()
    assert form.form.estimate.text() == "Missing: a folder you may write to"


def test_a_folder_that_is_still_to_be_made_is_fine_and_a_file_is_not(form, tmp_path):
    form.form.output.setFilePath(str(tmp_path / "new" / "maps with ümläuts"))
    assert form.form.classify_button.isEnabled()
    (tmp_path / "file").write_text("x")
    form.form.output.setFilePath(str(tmp_path / "file"))
    assert "is a file" in form.form.output_note.text()


def test_the_map_view_counts_only_what_it_shows_of_the_scene(form, qtbot):
    canvas = QgsMapCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(400, 400)
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:32635"))
    canvas.setExtent(QgsRectangle(500000, 6795000, 505000, 6800000))
    form.set_canvas(canvas)
    form.form.area.set_kind(AreaKind.VIEW)
    shown = canvas.extent().intersect(QgsRectangle(500000, 6790000, 510000, 6800000))
    assert 2000 < shown.area() / 10_000 < 4000
    assert form.form.estimate.text() == f"{shown.area() / 10_000:,.0f} ha"
    canvas.setExtent(QgsRectangle(700000, 6795000, 705000, 6800000))
    assert not form.form.classify_button.isEnabled()
    assert form.form.area.form.note.text() == "The map does not show the scene; zoom to it."


def test_polygons_count_what_they_cover_and_say_when_they_miss_the_scene(form):
    layer = polygon_layer(HALF)
    form.form.area.set_kind(AreaKind.POLYGONS)
    assert form.form.estimate.text() == "5,000 ha"
    assert form.form.area.choice().layer is layer
    QgsProject.instance().removeMapLayer(layer)
    polygon_layer(ELSEWHERE)
    form.form.area.set_kind(AreaKind.WHOLE)
    form.form.area.set_kind(AreaKind.POLYGONS)
    assert form.form.area.form.note.text() == "The polygons do not touch the scene."
    assert not form.form.classify_button.isEnabled()


def test_polygons_without_a_layer_or_without_features_are_missing(form):
    form.form.area.set_kind(AreaKind.POLYGONS)
    assert "no polygon layer" in form.form.area.form.note.text()
    polygon_layer("", "Empty")
    assert form.form.area.form.note.text() == "The layer “Empty” has no polygons."
    assert not form.form.classify_button.isEnabled()


def test_selected_only_is_offered_when_something_is_selected(form):
    layer = polygon_layer(HALF)
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromWkt(ELSEWHERE))
    layer.dataProvider().addFeatures([feature])
    form.form.area.set_kind(AreaKind.POLYGONS)
    box = form.form.area.form.selected_only
    assert box.isHidden()
    layer.selectByIds([2])
    assert not box.isHidden()
    assert box.text().endswith("(1)")
    box.setChecked(True)
    assert form.form.area.choice().selected_only
    assert form.form.area.form.note.text() == "The polygons do not touch the scene."
    layer.removeSelection()
    assert not form.form.area.choice().selected_only
    assert form.form.classify_button.isEnabled()


def test_mask_values_must_be_numbers(form, tmp_path):
    box = form.form.advanced
    box.set_mask(MaskChoice("/data/clouds.tif", (3, 8)))
    assert form.job(None).scene.mask == MaskChoice("/data/clouds.tif", (3, 8))
    layer = QgsRasterLayer(str(tmp_path / "absent.tif"), "Clouds", "gdal")
    QgsProject.instance().addMapLayer(layer)
    box.resolve = lambda layer: "/data/clouds.tif"
    box.form.mask_layer.setLayer(layer)
    box.form.mask_values.setText("3, cloud")
    assert not form.form.classify_button.isEnabled()
    assert "“3, cloud”" in box.form.note.text()
    assert form.form.estimate.text() == "Missing: a usable mask"
    box.form.mask_values.setText("3; 8,9")
    assert form.job(None).scene.mask == MaskChoice("/data/clouds.tif", (3, 8, 9))


def test_the_job_holds_what_was_entered(form, tmp_path):
    advanced = form.form.advanced.form
    form.models_dir = "/models"
    form.form.output.setFilePath(str(tmp_path))
    advanced.overlap.setValue(25)
    advanced.tile.setCurrentIndex(advanced.tile.findData(256))
    advanced.batch.setValue(4)
    advanced.device.setCurrentIndex(advanced.device.findData("cpu"))
    advanced.threads.setValue(3)
    advanced.confidence.setChecked(True)
    advanced.polygons.setChecked(True)
    advanced.minimum_unit.setValue(25)
    advanced.use_scl.setChecked(False)
    area = AreaInput("EPSG:32635", bounds=(0, 0, 1, 1))
    assert form.job(area) == ClassifyJob(
        scene=SceneInput(PATH, use_scl=False),
        output_dir=str(tmp_path),
        model="resunet-s2-10m",
        models_dir="/models",
        area=area,
        options=ClassifyOptions(Device.CPU, 3, 4, 256, 0.25, True, True, 25.0),
    )


def test_the_defaults_leave_everything_to_the_engine(form):
    assert form.job(None) == ClassifyJob(SceneInput(PATH), "", "resunet-s2-10m")


def test_a_minimum_unit_without_polygons_is_not_sent(form):
    advanced = form.form.advanced.form
    advanced.polygons.setChecked(True)
    advanced.minimum_unit.setValue(25)
    advanced.polygons.setChecked(False)
    assert not advanced.minimum_unit.isEnabled()
    assert form.job(None).options.minimum_unit_ha == 0.0


def test_repeating_a_run_fills_the_form_with_its_inputs(form, description):
    job = ClassifyJob(
        scene=SceneInput(
            "/data/second.tif", (BandChoice("B08", "/data/second.tif", 5),), 1e-4, -0.1, 0.0,
            mask=MaskChoice("/data/clouds.tif", (3,)), use_scl=False,
        ),
        output_dir="/maps/second",
        model="resunet-s2-10m",
        area=AreaInput("EPSG:32635", bounds=(500000, 6795000, 505000, 6800000)),
        options=ClassifyOptions(Device.DIRECTML, 2, 3, 320, 0.3, True, True, 5.0),
    )  # fmt: skip
    asked = []
    form.description_wanted.connect(asked.append)
    form.set_job(job)
    assert len(asked) == 1
    form.set_description(description)
    assert form.job(form.form.area.choice().kept) == job
    assert form.form.area.choice().kind is AreaKind.KEPT


def test_choosing_another_scene_drops_the_area_of_the_repeated_run(form, job):
    area = AreaInput("EPSG:32635", bounds=(0, 0, 1, 1))
    form.set_job(ClassifyJob(job.scene, "", job.model, area=area))
    assert form.form.area.choice().kept == area
    form.form.scene.add_product("/data/third.zip")
    assert form.form.area.choice().kind is AreaKind.WHOLE
    assert form.form.area.form.kept.isHidden()


def test_importing_shows_that_the_model_is_being_verified(form):
    form.form.model.show_importing(True)
    assert form.form.model.form.note.kind is NoteKind.BUSY
    assert not form.form.model.form.more_button.isEnabled()
    form.form.model.show_importing(False)
    assert form.form.model.form.note.kind is NoteKind.PLAIN


class UserCrs(QgsCoordinateReferenceSystem):
    """As one that was defined in QGIS, where alone its number is known."""

    def authid(self):
        return "USER:100000"


def test_the_layers_crs_counts_when_the_file_has_none(form, tmp_path, monkeypatch):
    from osgeo import gdal

    path = str(tmp_path / "plain.tif")
    gdal.GetDriverByName("GTiff").Create(path, 4, 4, 4, gdal.GDT_UInt16).SetGeoTransform(
        (5e5, 10, 0, 6.8e6, 0, -10)
    )
    layer = QgsRasterLayer(path, "Plain", "gdal")
    layer.setCrs(QgsCoordinateReferenceSystem())
    QgsProject.instance().addMapLayer(layer)
    form.form.scene.set_layer(layer)
    assert form.scene_input().crs is None
    asked = []
    form.description_wanted.connect(asked.append)
    layer.setCrs(QgsCoordinateReferenceSystem("EPSG:32635"))
    assert asked[-1].scene.crs == "EPSG:32635"
    own = UserCrs("EPSG:3035")
    monkeypatch.setattr(layer, "crs", lambda: own)
    form.form.scene._notice()
    told = QgsCoordinateReferenceSystem.fromWkt(asked[-1].scene.crs)
    assert told.toProj() == own.toProj(), "the engine knows nothing of CRS that were defined in QGIS"


def test_polygons_are_generalised_as_chosen(form):
    box = form.form.advanced
    assert not box.form.minimum_width.isEnabled()
    assert box.options() == ClassifyOptions(), "nothing of it counts without polygons"
    chosen = ClassifyOptions(polygons=True, minimum_unit_ha=25.0, minimum_width_m=100.0, rule=Rule.PRIORITY)
    box.set_options(chosen)
    assert box.form.minimum_width.isEnabled() and box.form.rule.isEnabled()
    assert box.options() == chosen


def test_a_priority_table_is_chosen_for_the_rule_that_looks_at_it(form, tmp_path):
    box = form.form.advanced
    table = tmp_path / "own.csv"
    table.write_text("class,neighbour,priority\n311,312,1\n")
    assert not box.form.priority_table.isEnabled()
    box.form.polygons.setChecked(True)
    assert not box.form.priority_table.isEnabled(), "the largest neighbour needs no table"
    chosen = ClassifyOptions(
        polygons=True, minimum_unit_ha=25.0, rule=Rule.PRIORITY, priority_table=str(table)
    )
    box.set_options(chosen)
    assert box.form.priority_table.isEnabled() and box.options() == chosen
    table.unlink()
    assert [gap.short for gap in form.gaps()] == ["the priority table"]
    assert "own.csv” is not there: choose another priority table, or none." in form.gaps()[0].sentence
    box.form.rule.setCurrentIndex(box.form.rule.findData(Rule.LARGEST))
    assert box.options().priority_table == "" and not form.gaps()
    box.form.rule.setCurrentIndex(box.form.rule.findData(Rule.PRIORITY))
    box.form.polygons.setChecked(False)
    assert box.options() == ClassifyOptions() and not form.gaps()
