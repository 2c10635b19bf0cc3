"""What of a project can be compared, how it is coloured beside the map, and the command a comparison is copied as."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest
from qgis.core import (
    QgsFeature,
    QgsProject,
    QgsVectorFileWriter,
    QgsVectorLayer,
)

from corina.clc import CLASSES
from corina.engine.jobs import (
    BandChoice,
    ChangeLayerInput,
    ClassifyJob,
    ClassifyOptions,
    CompareJob,
    CompareOptions,
    Device,
    LandCoverInput,
    MaskChoice,
    SceneInput,
)
from corina.plugin.command_line import qgis_process_command
from corina.plugin.compare_command import parameters
from corina.plugin.land_cover_sources import land_cover_input
from corina.plugin.side_layers import missing_sides, shows, styled_reference
from corina.plugin.sources import SourceError
from corina.plugin.swiping import Swiping
from corina.ui.dock import CorinaDock

from .conftest import polygons


def test_a_layer_of_a_geopackage_is_named(real_file):
    path = real_file("clc_malta", "clc2018_mt.gpkg")
    source = land_cover_input(QgsVectorLayer(f"{path}|layername=clc18_mt", "CLC 2018", "ogr"))
    assert source == LandCoverInput(str(path), layer="clc18_mt", name="CLC 2018")


def test_memory_and_filtered_layers_are_copied_with_what_they_show():
    layer = polygons()
    copied = QgsVectorLayer(land_cover_input(layer).path, "copy", "ogr")
    assert copied.featureCount() == 2
    assert land_cover_input(layer).path == land_cover_input(layer).path, "only once"
    stored = QgsVectorLayer(land_cover_input(layer).path, "stored", "ogr")
    stored.setSubsetString("code_18 = '112'")
    filtered = QgsVectorLayer(land_cover_input(stored).path, "filtered", "ogr")
    assert [f["code_18"] for f in filtered.getFeatures()] == ["112"]


def test_a_layer_with_unsaved_edits_is_refused():
    layer = polygons("edited")
    layer.startEditing()
    layer.changeAttributeValue(next(layer.getFeatures()).id(), 0, "311")
    with pytest.raises(SourceError, match="“edited” has unsaved edits"):
        land_cover_input(layer)
    layer.commitChanges()
    copied = QgsVectorLayer(land_cover_input(layer).path, "copy", "ogr")
    assert "311" in {f["code_18"] for f in copied.getFeatures()}


def test_lines_and_lost_files_are_refused(tmp_path):
    line = QgsVectorLayer("LineString?crs=EPSG:32634", "roads", "memory")
    with pytest.raises(SourceError, match="“roads” has no polygons"):
        land_cover_input(line)
    path = tmp_path / "clc.gpkg"
    shutil.copyfile(land_cover_input(polygons()).path, path)
    lost = QgsVectorLayer(str(path), "lost", "ogr")
    assert lost.isValid() and land_cover_input(lost).path == str(path)
    path.unlink()
    with pytest.raises(SourceError, match="The file of “lost” is not there any more"):
        land_cover_input(lost)


@pytest.mark.parametrize("kind", ["string", "integer"])
def test_plain_polygons_are_swiped_in_in_the_official_colours(kind, qgis_app):
    layer = QgsVectorLayer(f"Polygon?crs=EPSG:32634&field=CODE_18:{kind}", "clc", "memory")
    styled = styled_reference(layer, "code_18")
    renderer = styled.renderer()
    assert layer.renderer().type() == "singleSymbol", "the user's own style stays"
    forest = renderer.categories()[renderer.categoryIndexForValue("311" if kind == "string" else 311)]
    assert forest.symbol().color().getRgb()[:3] == CLASSES[311].colour


@pytest.mark.parametrize("codes", [(2, 3), (31, 51)])
def test_polygons_of_a_coarser_level_have_its_colours(codes, qgis_app):
    layer = QgsVectorLayer("Polygon?crs=EPSG:32634&field=code:integer", "clc", "memory")
    made = []
    for code in codes:
        made.append(QgsFeature(layer.fields()))
        made[-1].setAttributes([code])
    layer.dataProvider().addFeatures(made)
    styled = styled_reference(layer, "code")
    colours = {made.value(): made.symbol().color().getRgb()[:3] for made in styled.renderer().categories()}
    assert {code: colours.get(code) for code in codes} == {code: CLASSES[code].colour for code in codes}


def test_two_maps_of_one_file_are_told_apart(qgis_app, qtbot, tmp_path, monkeypatch):
    """As the deliveries of countries are, with the layers of both years in one file."""
    path = str(tmp_path / "clc.gpkg")
    for number, name in enumerate(("z_old", "a_new")):
        layer = QgsVectorLayer("Polygon?crs=EPSG:32634&field=code:integer", name, "memory")
        options = QgsVectorFileWriter.SaveVectorOptions()
        options.layerName = name
        action = QgsVectorFileWriter.ActionOnExistingFile
        options.actionOnExistingFile = (
            action.CreateOrOverwriteLayer if number else action.CreateOrOverwriteFile
        )
        context = layer.transformContext()
        assert QgsVectorFileWriter.writeAsVectorFormatV3(layer, path, context, options)[0] == 0
    sides = {
        side: {"path": path, "layer": name, "name": name, "kind": "polygons", "field": "code"}
        for side, name in (("reference", "z_old"), ("prediction", "a_new"))
    }
    shown = QgsVectorLayer(f"{path}|layername=a_new", "Map of this year", "ogr")
    QgsProject.instance().addMapLayer(shown)
    assert [layer.name() for layer in missing_sides(QgsProject.instance(), sides)] == ["z_old"]
    for rest, told in (("", [True, False]), ("|layerid=0", [True, False]), ("|layerid=1", [False, True])):
        opened = QgsVectorLayer(path + rest, "opened without a name", "ogr")
        assert opened.isValid()
        assert [shows(opened, sides[side]) for side in ("reference", "prediction")] == told, rest
    dock = CorinaDock()
    qtbot.addWidget(dock)
    monkeypatch.setattr(dock.compare.result, "result", lambda: sides)
    swiping = Swiping(None, dock, dock)
    assert [layer.name() for layer in swiping.swipe_layers()] == ["z_old", "Map of this year"]
    QgsProject.instance().addMapLayer(QgsVectorLayer(f"{path}|layername=z_old", "Before", "ogr"))
    assert missing_sides(QgsProject.instance(), sides) == []
    assert [layer.name() for layer in swiping.swipe_layers()] == ["Before", "Map of this year"]
    assert swiping._as_swiped(shown).renderer().type() == "categorizedSymbol", (
        "the map of this year is CORINE too"
    )


def test_a_run_is_copied_as_a_command(tmp_path):
    options = CompareOptions(level=2, minimum_unit_ha=25.0)
    reference = LandCoverInput("/d/clc.gpkg", layer="clc18", field="code_18")
    job = CompareJob(reference, "/out", LandCoverInput("/d/map.tif"), options=options)
    assert qgis_process_command("corina:compare", parameters(job)) == (
        "qgis_process run corina:compare -- PREDICTION=/d/map.tif 'REFERENCE=/d/clc.gpkg|layername=clc18' "
        "REFERENCE_FIELD=code_18 LEVEL=2 MINIMUM_AREA=25.0 OUTPUT_DIR=/out"
    )
    tabled = replace(job, options=CompareOptions(priority_table="/d/own.csv"))
    assert parameters(tabled)["PRIORITY_TABLE"] == "/d/own.csv"


def test_a_scene_whose_map_goes_with_qgis_is_classified_again_by_the_command(tmp_path):
    scene = SceneInput("/d/scene.tif", (BandChoice("B08", "/d/scene.tif", 4),), scale=1e-4, offset=0.0)
    reference = LandCoverInput("/d/clc.gpkg")
    kept = CompareJob(reference, "/out", classify=ClassifyJob(scene, "/maps", "own-model", name="m"))
    assert parameters(kept)["PREDICTION"] == "/maps/m_level3.tif"
    gone = replace(kept, classify=replace(kept.classify, output_dir="/tmp/processing_ended/corina-x1"))
    assert parameters(gone) == {
        "SCENE_FILE": "/d/scene.tif", "MODEL": "own-model", "SCALE": 1e-4, "OFFSET": 0.0, "BANDS": "B08=4",
        "REFERENCE": "/d/clc.gpkg", "OUTPUT_DIR": "/out",
    }  # fmt: skip
    scene = SceneInput(
        "/d/S2.SAFE.zip",
        nodata=7.0,
        crs="EPSG:32634",
        mask=MaskChoice("/d/clouds.tif", (3, 8)),
        use_scl=False,
    )
    options = ClassifyOptions(Device.CPU, 2, 4, 256, 0.25, confidence=True, sea_at_coast=False)
    whole = CompareJob(
        reference, "/out", classify=ClassifyJob(scene, gone.classify.output_dir, options=options)
    )
    assert parameters(whole) == {
        "SCENE_FILE": "/d/S2.SAFE.zip", "NODATA": 7.0, "CRS": "EPSG:32634", "USE_SCL": "false",
        "MASK": "/d/clouds.tif", "MASK_VALUES": "3,8", "TILE": 256, "OVERLAP": 0.25, "THREADS": 2, "BATCH": 4,
        "SEA_AT_COAST": "false", "DEVICE": "cpu", "REFERENCE": "/d/clc.gpkg", "OUTPUT_DIR": "/out",
    }  # fmt: skip
    kept = replace(whole, classify=replace(whole.classify, output_dir="/maps"))
    assert parameters(kept)["PREDICTION"] == "/maps/S2_level3.tif"


def test_the_command_keeps_the_crs_and_names_layers_instead_of_their_copies():
    """A copy goes when QGIS is closed."""
    subset = "/d/clc.gpkg|layername=clc18|subset=\"CODE_18\" <> '523'"
    reference = LandCoverInput("/tmp/copy/layer.gpkg", crs="EPSG:3035", origin=subset)
    official = ChangeLayerInput("/d/cha.gpkg", layer="cha", crs="EPSG:3035")
    job = CompareJob(reference, "/out", LandCoverInput("/d/map.tif"), changes=official, name="x")
    assert parameters(job) == {
        "PREDICTION": "/d/map.tif",
        "REFERENCE": subset,
        "REFERENCE_CRS": "EPSG:3035",
        "OFFICIAL": "/d/cha.gpkg|layername=cha",
        "OFFICIAL_CRS": "EPSG:3035",
        "NAME": "x",
        "OUTPUT_DIR": "/out",
    }
