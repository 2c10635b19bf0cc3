"""The form of the Compare tab: which maps, what is missing, and the job it asks for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from qgis.core import QgsCoordinateTransformContext, QgsProject, QgsVectorFileWriter, QgsVectorLayer
from qgis.PyQt.QtWidgets import QAbstractButton, QLabel, QTabWidget, QWidget

from corina.engine.jobs import (
    AreaInput,
    ChangeLayerInput,
    ClassifyJob,
    CompareJob,
    CompareOptions,
    DescribeReferenceJob,
    Encoding,
    LandCoverInput,
    Rule,
    SceneInput,
)
from corina.ui.compare_form import CompareForm
from corina.ui.compare_tab import CompareTab
from corina.ui.dock import CorinaDock
from corina.ui.notes import NoteKind
from corina.ui.state import EngineState, EngineView, Problem

MAP, REFERENCE = "/data/T35VMF_level3.tif", "/data/clc2018.gpkg"
READY = EngineView(EngineState.READY, extras=("compare",))


def described(**changes):
    return {"summary": "CORINE 2018, 136 polygons", "problem": None, "fields": [], "layers": [], **changes}


@pytest.fixture
def asked():
    """What the form asked the engine, as (which map, job)."""
    return []


@pytest.fixture
def compare(qtbot, asked):
    """A form that lacks nothing."""
    widget = CompareForm()
    qtbot.addWidget(widget)
    widget.description_wanted.connect(lambda name, job: asked.append((name, job)))
    widget.set_engine(READY)
    widget.form.prediction.add_file(MAP)
    widget.form.reference.add_file(REFERENCE)
    widget.set_description("prediction", described(summary="Corina map, level 3"))
    widget.set_description("reference", described())
    widget.show()
    return widget


def test_both_maps_are_described_and_then_it_can_start(compare, asked):
    assert ("prediction", DescribeReferenceJob(LandCoverInput(MAP))) in asked
    assert asked[-1] == ("reference", DescribeReferenceJob(LandCoverInput(REFERENCE)))
    assert compare.gaps() == [] and compare.form.compare_button.isEnabled()
    assert compare.form.reference.form.note.text() == "CORINE 2018, 136 polygons"
    assert compare.job(None) == CompareJob(LandCoverInput(REFERENCE), "", LandCoverInput(MAP))


def test_the_settings_are_those_of_the_job(compare):
    form = compare.form
    form.level.setCurrentIndex(form.level.findData(2))
    form.minimum_area.setValue(25)
    form.minimum_width.setValue(50)
    form.confidence.setValue(70)
    form.boundary_band.setValue(100)
    form.pixel_size.setValue(40)
    form.rule.setCurrentIndex(form.rule.findData(Rule.LARGEST))
    options = CompareOptions(2, 25.0, 50.0, Rule.LARGEST, 70.0, 100.0, resolution_m=40.0)
    assert compare.job(None).options == options
    compare.set_options(CompareOptions(), "")
    assert form.pixel_size.text() == "as the map" and compare.options() == CompareOptions()
    compare.set_options(options, "")
    assert compare.options() == options


def test_a_priority_table_goes_with_its_rule(compare, tmp_path):
    form = compare.form
    table = tmp_path / "own.csv"
    form.priority_table.setFilePath(str(table))
    assert form.state.text() == "Missing: the priority table" and not form.compare_button.isEnabled()
    table.write_text("CODE,PRI\n311312,1\n")
    compare.refresh()
    job = compare.job(None)
    assert job.options == CompareOptions(priority_table=str(table)) and form.compare_button.isEnabled()
    form.rule.setCurrentIndex(form.rule.findData(Rule.LARGEST))
    assert compare.options().priority_table == "" and not form.priority_table.isEnabled()
    compare.set_job(job)
    assert compare.job(None) == job and form.priority_table.isEnabled()
    compare.set_options(CompareOptions(), "")
    assert compare.options() == CompareOptions()


def test_a_confidence_of_any_name_is_chosen(compare, tmp_path):
    form = compare.form
    raster = tmp_path / "how sure.tif"
    form.confidence_raster.setFilePath(str(raster))
    assert form.state.text() == "Missing: the confidence raster" and not form.compare_button.isEnabled()
    raster.write_bytes(b"")
    compare.refresh()
    job = compare.job(None)
    assert job.confidence == str(raster) and form.compare_button.isEnabled()
    form.confidence_raster.setFilePath("")
    assert compare.job(None).confidence == ""
    compare.set_job(job)
    assert compare.job(None) == job
    compare.set_scene("Classify first: T35VMF")
    form.prediction.choose_scene()
    assert not form.confidence_raster.isEnabled(), "a scene is given its own"
    assert compare.job(None, ClassifyJob(SceneInput("/s"), "/o")).confidence == ""


def test_another_map_does_not_keep_the_confidence_of_the_one_before(compare, tmp_path):
    raster = tmp_path / "how sure.tif"
    raster.write_bytes(b"")
    compare.form.confidence_raster.setFilePath(str(raster))
    compare.form.reference.add_file("/data/clc2012.gpkg")
    compare.set_description("prediction", described(fields=["a", "b"]))
    job = compare.job(None)
    assert job.confidence == str(raster), "it is still the map it was made with"
    compare.form.prediction.add_file("/data/other_level3.tif")
    assert compare.form.confidence_raster.filePath() == ""
    compare.set_job(job)
    assert compare.job(None).confidence == str(raster), "a run that is repeated has its own"


def test_years_and_classes_of_the_maps_are_said_and_kept(compare, asked):
    form = compare.form
    assert form.map_year.text() == form.reference_year.text() == "found by its name"
    form.classes.setText("112; 211,311")
    form.map_year.setValue(2024)
    assert asked[-1] == ("prediction", DescribeReferenceJob(LandCoverInput(MAP, year=2024)))
    assert not form.compare_button.isEnabled(), "the year may choose another layer of the file"
    compare.set_description("prediction", described(year=2024))
    form.reference_year.setValue(2018)
    assert asked[-1] == ("reference", DescribeReferenceJob(LandCoverInput(REFERENCE, year=2018)))
    compare.set_description("reference", described(year=2018))
    assert form.compare_button.isEnabled()
    job = compare.job(None)
    assert (job.prediction.year, job.reference.year, job.codes) == (2024, 2018, (112, 211, 311))

    form.reference.add_file("/data/clc2012.gpkg")
    assert compare.job(None).reference.year == 0, "it was the year of another map"
    assert (compare.job(None).prediction.year, compare.job(None).codes) == (2024, (112, 211, 311))
    form.prediction.add_file("/data/other_level3.tif")
    assert (compare.job(None).prediction.year, compare.job(None).codes) == (0, ())

    compare.set_job(job)
    assert compare.job(None) == job, "a run that is repeated has its own"
    compare.set_scene("Classify first: T35VMF")
    form.prediction.choose_scene()
    assert not form.map_year.isEnabled() and not form.classes.isEnabled(), "it has a date, and a model"
    assert compare.job(None, ClassifyJob(SceneInput("/s"), "/o")).codes == ()


def test_what_is_no_class_is_said(compare):
    compare.form.classes.setText("112, 999")
    assert compare.form.state.text() == "Missing: classes of the map"
    assert "“999” is no CORINE class" in compare.form.compare_button.toolTip()
    assert not compare.form.compare_button.isEnabled()
    compare.form.classes.setText("112, 99")
    compare.form.classes.setText("1, 21, 512,")
    assert compare.form.compare_button.isEnabled() and compare.job(None).codes == (1, 21, 512)


def test_a_map_is_not_compared_with_itself(compare):
    compare.form.reference.add_file(MAP)
    compare.set_description("reference", described())
    assert compare.form.state.text() == "Missing: another reference"
    assert "the same" in compare.form.compare_button.toolTip() and not compare.form.compare_button.isEnabled()


def test_a_reference_younger_than_the_map_is_pointed_out(compare):
    compare.set_description("prediction", described(year=2012))
    compare.set_description("reference", described(year=2018))
    assert compare.form.state.text() == (
        "The reference is of 2018, the map of 2012: changes are told backwards."
    )
    assert compare.form.compare_button.isEnabled(), "it may be meant"
    compare.set_description("prediction", described(year=2024))
    assert compare.form.state.text() == "Ready to compare"


def test_a_repeated_run_keeps_its_official_changes(compare):
    official = ChangeLayerInput("/data/cha.gpkg", layer="cha18")
    job = CompareJob(LandCoverInput(REFERENCE), "/out", LandCoverInput(MAP), changes=official)
    compare.set_job(job)
    assert compare.form.official.currentText() == "cha.gpkg" and compare.official_layer() is None
    assert compare.official_kept() == official
    compare.form.official.setCurrentIndex(0)
    assert compare.official_kept() is None, "another was chosen"
    compare.set_job(job)
    compare.set_job(CompareJob(LandCoverInput(REFERENCE), "/out", LandCoverInput(MAP)))
    assert compare.official_kept() is None and compare.official_layer() is None


@pytest.fixture
def change_layer(qgis_app):
    layer = QgsVectorLayer("Polygon?crs=EPSG:3035&field=was:string&field=is_now:string", "cha", "memory")
    QgsProject.instance().addMapLayer(layer)
    yield layer
    QgsProject.instance().removeMapLayer(layer.id())


def test_the_fields_of_official_changes_are_chosen_of_a_layer(compare, change_layer):
    form = compare.form
    form.advanced.setCollapsed(False)
    fields = (form.official_from, form.official_to)
    assert not any(field.isVisible() for field in (*fields, form.official_fields_label))
    form.official.setLayer(change_layer)
    assert all(field.isVisible() for field in (*fields, form.official_fields_label))
    assert compare.official_fields() == ("", "") and compare.gaps() == [], "they are told by their names"
    form.official_from.setField("was")
    assert form.state.text() == "Missing: fields of the official changes"
    assert form.compare_button.toolTip() == (
        "Choose one field with the old and another with the new class of the official changes, or neither."
    )
    form.official_to.setField("was")
    assert not form.compare_button.isEnabled(), "a class cannot have changed within one field"
    form.official_to.setField("is_now")
    assert compare.official_fields() == ("was", "is_now") and form.compare_button.isEnabled()
    form.official.setLayer(None)
    assert compare.official_fields() == ("", "") and form.compare_button.isEnabled()


def test_a_repeated_run_keeps_the_fields_of_its_official_changes(compare, qgis_app, tmp_path):
    path = str(tmp_path / "cha.gpkg")
    memory = QgsVectorLayer("Polygon?crs=EPSG:3035&field=was:string&field=is_now:string", "cha", "memory")
    options = QgsVectorFileWriter.SaveVectorOptions()
    QgsVectorFileWriter.writeAsVectorFormatV3(memory, path, QgsCoordinateTransformContext(), options)
    layer = QgsVectorLayer(f"{path}|layername=cha", "cha", "ogr")
    QgsProject.instance().addMapLayer(layer)
    official = ChangeLayerInput(path, "cha", "was", "is_now")
    job = CompareJob(LandCoverInput(REFERENCE), "/out", LandCoverInput(MAP), changes=official)
    compare.set_job(job)
    assert compare.official_layer() == layer and compare.official_fields() == ("was", "is_now")
    compare.set_job(replace(job, changes=replace(official, from_field="", to_field="")))
    assert compare.official_layer() == layer and compare.official_fields() == ("", "")
    QgsProject.instance().removeMapLayer(layer.id())


def test_what_is_missing_is_said(qtbot):
    form = CompareForm()
    qtbot.addWidget(form)
    assert form.form.state.text() == "Missing: the engine"
    form.set_engine(READY)
    assert form.form.state.text() == "Missing: a map"
    form.form.prediction.add_file(MAP)
    assert form.form.prediction.form.note.kind is NoteKind.BUSY
    form.set_description("prediction", described())
    assert form.form.state.text() == "Missing: a reference"
    form.form.reference.add_file(REFERENCE)
    form.set_description_error("reference", Problem("no_crs", "clc2018.gpkg has no CRS; give it one."))
    assert form.form.compare_button.toolTip() == "clc2018.gpkg has no CRS; give it one."
    form.set_description("reference", described())
    form.form.output.setFilePath("relative")
    assert form.form.state.text() == "Missing: a folder to save to"
    assert "no full path" in form.form.output_note.text()


def test_a_class_field_that_is_not_clear_is_asked_for(compare, asked):
    box = compare.form.reference
    assert box.form.field.isHidden()
    problem = {"code": "field_ambiguous", "message": "Two fields hold CORINE codes; choose one."}
    compare.set_description("reference", described(fields=["CODE_12", "CODE_18"], problem=problem))
    assert compare.form.state.text() == "Missing: a reference"
    assert box.form.note.text() == "Two fields hold CORINE codes; choose one."
    assert not box.form.field.isHidden()
    box.form.field.setCurrentIndex(box.form.field.findData("CODE_18"))
    assert asked[-1] == ("reference", DescribeReferenceJob(LandCoverInput(REFERENCE, field="CODE_18")))
    compare.set_description("reference", described(fields=["CODE_12", "CODE_18"], field="CODE_18"))
    assert compare.job(None).reference.field == "CODE_18"
    box.add_file("/data/other.gpkg")
    assert asked[-1] == ("reference", DescribeReferenceJob(LandCoverInput("/data/other.gpkg")))
    assert box.form.field.isHidden()


def test_the_layer_of_a_file_with_several_is_asked_for(compare, asked):
    box = compare.form.reference
    problem = {"code": "layer_ambiguous", "message": "It has two layers; choose one."}
    compare.set_description("reference", described(layers=["clc12", "clc18"], problem=problem))
    box.form.table.setCurrentIndex(box.form.table.findData("clc18"))
    assert asked[-1] == ("reference", DescribeReferenceJob(LandCoverInput(REFERENCE, layer="clc18")))


def test_values_that_can_be_read_in_two_ways_are_asked_for(compare, asked):
    """A map of level-2 codes without water has only values that are grid codes too."""
    box = compare.form.prediction
    assert box.form.encoding.isHidden() and box.form.encoding_label.isHidden()
    two = described(
        encodings=["grid", "level2"], encoding="grid", warnings=["It could be level-2 codes too."]
    )
    compare.set_description("prediction", two)
    assert not box.form.encoding.isHidden() and "level-2 codes too" in box.form.note.text()
    assert compare.job(None).prediction == LandCoverInput(MAP), "nobody has said yet"
    box.form.encoding.setCurrentIndex(box.form.encoding.findText("codes of level 2, 11 to 52"))
    said = LandCoverInput(MAP, encoding=Encoding.LEVEL2)
    assert asked[-1] == ("prediction", DescribeReferenceJob(said))
    compare.set_description("prediction", described(encodings=["grid", "level2"], encoding="level2"))
    assert compare.job(None).prediction == said
    job = compare.job(None)
    box.add_file("/data/other.tif")
    assert box.form.encoding.isHidden() and asked[-1] == (
        "prediction",
        DescribeReferenceJob(LandCoverInput("/data/other.tif")),
    )
    compare.set_job(job)
    assert not box.form.encoding.isHidden() and asked[-2] == ("prediction", DescribeReferenceJob(said))


def test_a_layer_that_cannot_be_read_is_said_beside_it(compare):
    def refuse(layer):
        raise ValueError("“edited” has unsaved edits: save them first.")

    layer = QgsVectorLayer("Polygon?crs=EPSG:3035", "edited", "memory")
    QgsProject.instance().addMapLayer(layer)
    compare.form.reference.resolve = refuse
    compare.form.reference.set_layer(layer)
    assert compare.form.reference.form.note.text() == "“edited” has unsaved edits: save them first."
    assert compare.form.compare_button.toolTip() == "“edited” has unsaved edits: save them first."


def test_a_scene_can_be_classified_first(compare, asked):
    compare.set_scene("Scene of the Classify tab: T35VMF")
    compare.form.prediction.choose_scene()
    assert asked[-1] == ("prediction", None)
    assert compare.gaps() == []
    job = compare.job(None, ClassifyJob(SceneInput("/data/scene.tif"), "/out"))
    assert job.prediction is None and job.classify.scene.path == "/data/scene.tif"
    compare.set_scene("Scene of the Classify tab: T35VMF", "The scene lacks B08.")
    assert compare.form.prediction.choice().scene, "it stays chosen"
    assert compare.form.compare_button.toolTip() == "The scene lacks B08."


def test_a_run_is_repeated_with_its_inputs(compare):
    options = CompareOptions(1, 25.0, 0.0, Rule.LARGEST, 50.0, 40.0)
    area = AreaInput("EPSG:3035", bounds=(0.0, 0.0, 1.0, 1.0))
    reference = LandCoverInput("/data/zipped.zip", layer="clc", field="CODE_18")
    job = CompareJob(reference, "/tmp", LandCoverInput(MAP), area=area, options=options)
    compare.set_job(job)
    compare.set_description("prediction", described())
    compare.set_description("reference", described())
    assert compare.form.area.choice().kept == area
    assert compare.job(area) == job


def test_nobody_is_asked_while_there_is_no_engine(qtbot):
    asked = []
    form = CompareForm()
    qtbot.addWidget(form)
    form.description_wanted.connect(lambda name, job: asked.append(job))
    form.form.reference.add_file(REFERENCE)
    assert set(asked) == {None}
    form.set_engine(READY)
    assert asked[-1] == DescribeReferenceJob(LandCoverInput(REFERENCE))


def test_the_tab_offers_to_add_what_comparing_needs(qtbot):
    tab = CompareTab()
    qtbot.addWidget(tab)
    tab.set_engine(EngineView(EngineState.READY, extra_sizes={"compare": "60 MB"}))
    assert tab.pages.currentWidget() is tab.setup
    tab.set_engine(READY)
    assert tab.pages.currentWidget() is tab.fields
    tab.show_result({}, [])
    tab.set_engine(EngineView(EngineState.CHECKING, extras=("compare",)))
    assert tab.pages.currentWidget() is tab.result


def test_no_two_controls_share_a_mnemonic(qtbot):
    dock = CorinaDock()
    qtbot.addWidget(dock)
    dock.set_engine(READY)
    dock.show()
    dock.show_compare()
    tabs = [*(dock.form.tabs.tabText(row) for row in range(dock.form.tabs.count())), dock.chip.text()]
    dock.compare.fields.form.advanced.setCollapsed(False)
    for page in (dock.compare.fields, dock.compare.result):
        dock.compare.pages.setCurrentWidget(page)
        texts = list(tabs)
        for widget in page.findChildren(QWidget):
            if isinstance(widget, (QLabel, QAbstractButton)) and widget.isVisibleTo(page):
                texts.append(widget.text())
            elif isinstance(widget, QTabWidget):
                texts += [widget.tabText(row) for row in range(widget.count())]
        letters = [text[text.index("&") + 1].lower() for text in texts if "&" in text.replace("&&", "")]
        assert sorted(letters) == sorted(set(letters))
        assert len(letters) >= 15
