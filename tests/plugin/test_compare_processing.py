"""corina:compare, corina:changepolygons and corina:generalise in Processing."""

from __future__ import annotations

import csv
import json

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import (
    QgsApplication,
    QgsFeature,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterDefinition,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)

from corina.clc import CLASSES
from corina.clc.change_style import is_own_style
from corina.engine.jobs import ClassifyOptions, Device, MaskChoice
from corina.plugin.algorithms.classify import ClassifyAlgorithm
from corina.plugin.algorithms.compare import CompareAlgorithm
from corina.plugin.compare_command import parameters
from corina.plugin.provider import CorinaProvider

from .conftest import left_behind, read_pixels, write_raster
from .processing_runs import Messages

FIELDS, TOWN, FOREST = 12, 2, 23


@pytest.fixture
def algorithm(qgis_app, engine):
    """Finds an algorithm of ours by its name."""
    made = CorinaProvider(lambda: engine)
    registry = QgsApplication.processingRegistry()
    registry.addProvider(made)
    yield lambda name: registry.algorithmById(f"corina:{name}")
    registry.removeProvider(made)


@pytest.fixture
def maps(tmp_path):
    """Two maps: 25 ha of fields became a town, and 1 ha of it is a speck of forest in both."""
    old = np.full((1, 150, 150), FIELDS, np.uint8)
    old[0, 100:110, 100:110] = FOREST
    new = old.copy()
    new[0, 20:70, 30:80] = TOWN
    return [
        str(write_raster(tmp_path / f"{name}.tif", pixels, names=()))
        for name, pixels in (("old", old), ("new", new))
    ]


def run(algorithm, values):
    """Check and run as Processing does."""
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback(False)
    ok, problem = algorithm.checkParameterValues(values, context)
    assert ok, problem
    results, ok = algorithm.run(values, context, feedback, catchExceptions=False)
    assert ok
    return results


@pytest.mark.parametrize("name", ["compare", "changepolygons", "generalise", "areas"])
def test_every_parameter_has_an_id_without_blanks_and_a_help_text(algorithm, name):
    found = algorithm(name)
    assert found.shortHelpString() and found.shortDescription()
    for parameter in found.parameterDefinitions():
        assert parameter.name().replace("_", "").isupper() and parameter.help()
    advanced = QgsProcessingParameterDefinition.Flag.FlagAdvanced
    rare = {p.name() for p in found.parameterDefinitions() if p.flags() & advanced}
    assert rare and not {"INPUT", "PREDICTION", "REFERENCE", "LEVEL", "MINIMUM_AREA", "AREA"} & rare


def test_a_scene_is_classified_first_in_one_go(algorithm, patch, real_file, tmp_path):
    labels = real_file("bigearthnet_v2", "clc", patch.name)
    results = run(
        algorithm("compare"),
        {"SCENE": str(patch), "REFERENCE": str(labels), "OUTPUT_DIR": str(tmp_path / "o")},
    )
    assert 0 < results["AGREEMENT"] <= 1
    assert list((tmp_path / "o").glob("*_level3.tif")) and list((tmp_path / "o").glob("*_confidence.tif"))
    assert QgsVectorLayer(results["CHANGES"], "changes", "ogr").isValid()


@pytest.mark.parametrize("given", [(), ("PREDICTION", "SCENE"), ("SCENE", "SCENE_FILE")])
def test_a_map_or_a_scene_is_asked_for(given, algorithm, maps, tmp_path):
    values = {"REFERENCE": maps[0], "OUTPUT_DIR": str(tmp_path / "o"), **dict.fromkeys(given, maps[1])}
    ok, problem = algorithm("compare").checkParameterValues(values, QgsProcessingContext())
    assert not ok and problem.startswith("Give either a map (PREDICTION), or a scene (SCENE)")


def test_a_comparison_leaves_everything_in_one_folder(algorithm, maps, tmp_path):
    folder = tmp_path / "out é"
    results = run(
        algorithm("compare"), {"REFERENCE": maps[0], "PREDICTION": maps[1], "OUTPUT_DIR": str(folder)}
    )
    assert results["CHANGED_HA"] == pytest.approx(25, abs=0.5)
    assert results["AGREEMENT"] == pytest.approx(1 - 2500 / 22500, abs=1e-3)
    assert "25" in results["SUMMARY"]
    changes = QgsVectorLayer(results["CHANGES"], "changes", "ogr")
    assert [(f["code_from"], f["code_to"]) for f in changes.getFeatures()] == [(211, 112)]
    assert QgsRasterLayer(results["FROM_TO"]).isValid() and QgsRasterLayer(results["DIFFERENCE"]).isValid()
    with open(results["REPORT"], encoding="utf-8") as report:
        assert "<html" in report.read()
    assert not [path for path in left_behind(folder) if path.startswith(".corina")]


def test_maps_are_compared_on_the_pixels_asked_for(algorithm, maps, tmp_path):
    folder = str(tmp_path / "out")
    values = {"REFERENCE": maps[0], "PREDICTION": maps[1], "RESOLUTION": 25.0, "OUTPUT_DIR": folder}
    results = run(algorithm("compare"), values)
    assert QgsRasterLayer(results["DIFFERENCE"]).rasterUnitsPerPixelX() == 25
    assert results["CHANGED_HA"] == pytest.approx(25, abs=1.5)
    assert (
        parameters(algorithm("compare").create().comparison(values, QgsProcessingContext(), folder)) == values
    )
    with pytest.raises(QgsProcessingException, match="The pixel size is"):
        algorithm("compare").create().comparison(
            {**values, "RESOLUTION": 0.05}, QgsProcessingContext(), folder
        )


def test_the_layers_are_added_in_one_group_when_asked_for(algorithm, maps, tmp_path):
    values = {"REFERENCE": maps[0], "PREDICTION": maps[1], "OUTPUT_DIR": str(tmp_path / "out")}
    project = QgsProject()
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback(False)
    context.setProject(project)
    assert algorithm("compare").run(values, context, feedback, catchExceptions=False)[1]
    assert not project.mapLayers(), "a folder of files is all that a script asks for"
    results, ok = algorithm("compare").run({**values, "LOAD": True}, context, feedback, catchExceptions=False)
    assert ok and QgsVectorLayer(results["CHANGES"], "changes", "ogr").isValid()
    (group,) = project.layerTreeRoot().findGroups()
    assert group.name() == "new compared with old"
    names = [node.name() for node in group.findLayers()]
    assert names == ["Changes", "Difference", "From – to", "new", "old"]
    assert group.findLayers()[0].layer().renderer().classAttribute() == "code_to"


def test_maps_without_a_crs_are_given_one(algorithm, maps, tmp_path):
    """As the command of a run does whose layers were given one."""
    pixels = read_pixels(maps[0]).reshape(1, 150, 150)
    bare = write_raster(tmp_path / "bare.tif", pixels, epsg=0, names=())
    folder = str(tmp_path / "out")
    values = {"REFERENCE": str(bare), "PREDICTION": maps[1], "OUTPUT_DIR": folder}
    with pytest.raises(QgsProcessingException):
        run(algorithm("compare"), values)
    results = run(algorithm("compare"), {**values, "REFERENCE_CRS": "EPSG:32634"})
    assert results["CHANGED_HA"] == pytest.approx(25, abs=0.5)
    found = (
        algorithm("compare")
        .create()
        .comparison({**values, "REFERENCE_CRS": "EPSG:32634"}, QgsProcessingContext(), folder)
    )
    assert parameters(found) == {**values, "REFERENCE_CRS": "EPSG:32634"}


def test_values_that_can_be_read_in_two_ways_are_said(algorithm, tmp_path):
    """Maps of level 1 that another program made: 1 to 5 are grid codes too."""
    old = np.full((1, 100, 100), 2, np.uint8)
    new = old.copy()
    new[0, :50] = 1
    paths = [str(write_raster(tmp_path / f"{n}.tif", p, names=())) for n, p in (("old", old), ("new", new))]
    values = {"REFERENCE": paths[0], "PREDICTION": paths[1], "OUTPUT_DIR": str(tmp_path / "out")}
    values |= {"REFERENCE_ENCODING": "level1", "PREDICTION_ENCODING": "level1"}
    results = run(algorithm("compare"), values)
    changes = QgsVectorLayer(results["CHANGES"], "changes", "ogr")
    assert [(f["code_from"], f["code_to"], f["level"]) for f in changes.getFeatures()] == [(2, 1, 1)]
    found = algorithm("compare").create().comparison(values, QgsProcessingContext(), str(tmp_path / "out"))
    assert parameters(found) == values


def test_a_confidence_of_any_name_tells_how_sure_changes_are(algorithm, maps, tmp_path):
    """As one of corina:classify that went to a temporary place."""
    percent = np.full((1, 150, 150), 80, np.uint8)
    percent[0, 20:30, 30:80] = 30
    sure = str(write_raster(tmp_path / "sure.tif", percent, names=()))
    place = str(tmp_path / "c.gpkg")
    values = {"REFERENCE": maps[0], "PREDICTION": maps[1], "CHANGES": place, "CONFIDENCE_RASTER": sure}
    run(algorithm("changepolygons"), values)
    (change,) = QgsVectorLayer(place, "changes", "ogr").getFeatures()
    assert (change["confidence_mean"], change["confidence_min"]) == (70, 30)
    run(algorithm("changepolygons"), {**values, "CONFIDENCE": 50})
    (change,) = QgsVectorLayer(place, "changes", "ogr").getFeatures()
    assert (change["confidence_min"], change["area_ha"]) == (80, 20)


def test_bands_of_a_scene_and_fields_of_official_changes_are_given_by_hand(algorithm, maps, tmp_path):
    made = algorithm("compare").create()
    scene = {"SCENE_FILE": maps[0], "REFERENCE": maps[1], "OUTPUT_DIR": str(tmp_path / "out")}
    scene |= {"BANDS": "B08=4;B02=1", "SCALE": 0.0001, "OFFSET": -0.1}
    first = made.comparison(scene, QgsProcessingContext(), scene["OUTPUT_DIR"]).classify.scene
    assert [(band.band, band.path, band.index) for band in first.bands] == [
        ("B08", maps[0], 4),
        ("B02", maps[0], 1),
    ]
    assert (first.scale, first.offset) == (0.0001, -0.1)
    said = {"PREDICTION": maps[0], "REFERENCE": maps[1], "OUTPUT_DIR": scene["OUTPUT_DIR"], "SCALE": 0.5}
    with pytest.raises(QgsProcessingException, match="BANDS, SCALE and OFFSET say something of a scene"):
        made.comparison(said, QgsProcessingContext(), scene["OUTPUT_DIR"])
    for wrong, words in (
        ({"BANDS": "B08"}, "BANDS has the entry 'B08'"),
        ({"CONFIDENCE_RASTER": maps[0]}, "own conf"),
    ):
        with pytest.raises(QgsProcessingException, match=words):
            made.comparison({**scene, **wrong}, QgsProcessingContext(), scene["OUTPUT_DIR"])
    official = QgsVectorLayer("Polygon?crs=EPSG:32634&field=was:string&field=is_now:string", "cha", "memory")
    change = QgsFeature(official.fields())
    change.setGeometry(QgsGeometry.fromRect(QgsRectangle(500_000, 4_999_000, 500_500, 4_999_500)))
    official.dataProvider().addFeature(change)
    QgsProject.instance().addMapLayer(official)
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    values = {"REFERENCE": maps[0], "PREDICTION": maps[1], "OFFICIAL": official.id(), "OFFICIAL_FROM": "was"}
    values["OUTPUT_DIR"] = str(tmp_path / "out")
    with pytest.raises(QgsProcessingException, match="both fields"):
        made.job(values, context)
    changes = made.job({**values, "OFFICIAL_TO": "is_now"}, context)
    assert (changes.changes.from_field, changes.changes.to_field) == ("was", "is_now")
    assert {**parameters(changes), "OFFICIAL": ""} == {**values, "OFFICIAL_TO": "is_now", "OFFICIAL": ""}


def test_classes_and_years_are_said_of_maps_that_do_not_tell(algorithm, maps, tmp_path):
    """The forest of the reference is no class of the map then: it is not assessed."""
    folder = str(tmp_path / "out")
    values = {
        "PREDICTION": maps[1], "PREDICTION_YEAR": 2024, "REFERENCE": maps[0], "REFERENCE_YEAR": 2018,
        "CLASSES": "112,211", "OUTPUT_DIR": folder,
    }  # fmt: skip
    made = algorithm("compare").create()
    job = made.comparison(values, QgsProcessingContext(), folder)
    assert (job.prediction.year, job.reference.year, job.codes) == (2024, 2018, (112, 211))
    assert parameters(job) == values
    run(algorithm("compare"), values)
    with open(f"{folder}/result.json", encoding="utf-8") as file:
        result = json.load(file)
    assert (result["prediction"]["year"], result["reference"]["year"]) == (2024, 2018)
    assert [(n["code"], n["area_ha"]) for n in result["not_assessed"]] == [(311, 1.0)]
    for wrong in ("112,999", "forest", "2²"):
        with pytest.raises(QgsProcessingException, match=r"CLASSES has “.*”, which is no CORINE class"):
            made.comparison({**values, "CLASSES": wrong}, QgsProcessingContext(), folder)


@pytest.mark.parametrize("name", ["compare", "classify"])
def test_what_is_not_given_of_a_classification_is_as_the_settings_say(
    name, engine, maps, tmp_path, monkeypatch
):
    for variable, value in (("OVERLAP", "0.375"), ("TILE", "256"), ("DEVICE", "cpu")):
        monkeypatch.setenv(f"CORINA_{variable}", value)
    made = (CompareAlgorithm if name == "compare" else ClassifyAlgorithm)(lambda: engine)
    made.initAlgorithm()
    scene = {"SCENE_FILE": maps[1], "REFERENCE": maps[0]} if name == "compare" else {"INPUT_FILE": maps[1]}
    values = {**scene, "OUTPUT_DIR": str(tmp_path / "out")}

    def options(**given):
        job = made.job({**values, **given}, QgsProcessingContext())
        return (job.classify if name == "compare" else job).options

    assert (options().overlap, options().tile, options().device) == (0.375, 256, Device.CPU)
    assert options(OVERLAP=None).overlap is None, "a field that was emptied: the model's own"
    assert options(OVERLAP=0.0).overlap == 0


@pytest.mark.parametrize("name", ["compare", "changepolygons"])
def test_a_scene_is_read_and_classified_as_corina_classify_does(name, algorithm, maps, tmp_path):
    """Every setting of a classification, where it is compared; the command of such a run says them all again."""
    made = algorithm(name).create()
    folder = str(tmp_path / "processing_x" / "corina-x")
    values = {
        "SCENE_FILE": maps[0], "REFERENCE": maps[1], "MODEL": "own", "BANDS": "B08=1", "SCALE": 0.0001, "OFFSET": -0.1,
        "NODATA": 0.0, "CRS": "EPSG:32635", "MASK": maps[1], "MASK_VALUES": "2,23", "USE_SCL": "false", "TILE": 128,
        "OVERLAP": 0.25, "THREADS": 1, "BATCH": 2, "DEVICE": "cpu", "SEA_AT_COAST": "false",
        "AREA": "549300.0,549900.0,7026600.0,7027200.0 [EPSG:32634]", "OUTPUT_DIR": folder,
    }  # fmt: skip
    context = QgsProcessingContext()
    job = made.comparison(values, context, folder)
    first = job.classify
    assert (first.scene.nodata, first.scene.crs, first.scene.use_scl) == (0.0, "EPSG:32635", False)
    assert first.scene.mask == MaskChoice(maps[1], (2, 23))
    assert first.options == ClassifyOptions(Device.CPU, 1, 2, 128, 0.25, confidence=True, sea_at_coast=False)
    assert first.area == job.area and job.area.bounds == (549300, 7026600, 549900, 7027200)
    assert parameters(job) == values
    plain = {"SCENE_FILE": maps[0], "REFERENCE": maps[1], "OUTPUT_DIR": folder}
    assert made.comparison(plain, context, folder).classify.options == ClassifyOptions(confidence=True)
    assert made.comparison(plain, context, folder).classify.scene.use_scl
    for said, value in (
        ("MASK", maps[0]),
        ("MASK_VALUES", "3"),
        ("NODATA", 0),
        ("CRS", "EPSG:3035"),
        ("MODEL", "m"),
    ):
        wrong = {"PREDICTION": maps[0], "REFERENCE": maps[1], "OUTPUT_DIR": folder, said: value}
        ok, problem = made.checkParameterValues(wrong, context)
        assert not ok and problem.startswith(f"{said} says something of a scene: give SCENE or SCENE_FILE")
    places = {"OUTPUT_DIR": folder, "CHANGES": str(tmp_path / "c.gpkg")}
    of_scene = {"SCENE": maps[0], "REFERENCE": maps[1], **places}
    untouched = {
        "PREDICTION_ENCODING": "auto",
        "PREDICTION_YEAR": 0,
        "PREDICTION_FIELD": "",
        "PREDICTION_CRS": None,
    }
    assert made.checkParameterValues({**of_scene, **untouched}, context)[0], "as a dialog passes them"
    for said, value in (("ENCODING", "grid"), ("YEAR", 2018), ("FIELD", "CODE_18"), ("CRS", "EPSG:3035")):
        ok, problem = made.checkParameterValues({**of_scene, f"PREDICTION_{said}": value}, context)
        assert not ok and problem.startswith(f"PREDICTION_{said} says something of a map: give PREDICTION")
    for wrong, words in (
        ({"MASK_VALUES": "cloud"}, "MASK_VALUES is 'cloud'"),
        ({"CRS": "nowhere"}, "nowhere is not a coord"),
        ({"SCENE_FILE": "/nowhere.tif"}, "nowhere.tif does not exist"),
        ({"TILE": 20}, "tile is 20 px"),
    ):
        with pytest.raises(QgsProcessingException, match=words):
            made.comparison({**values, **wrong}, context, folder)


def test_the_report_is_made_again_with_the_verdicts(algorithm, maps, tmp_path):
    folder = tmp_path / "out"
    run(algorithm("compare"), {"PREDICTION": maps[1], "REFERENCE": maps[0], "OUTPUT_DIR": str(folder)})
    layer = QgsVectorLayer(str(folder / "changes.gpkg"), "changes", "ogr")
    place = layer.fields().indexOf
    for feature in layer.getFeatures():
        values = {place("status"): "confirmed", place("comment"): "Seen on the ground"}
        assert layer.dataProvider().changeAttributeValues({feature.id(): values})
    results = run(algorithm("comparereport"), {"FOLDER": str(folder)})  # while the layer is open
    assert results["REPORT"] == str(folder / "report.html")
    assert results["SUMMARY"].startswith("1 of 1 changes were looked at: 1 confirmed (25.0 ha)")
    names = ("CONFIRMED", "REJECTED", "UNSURE", "NOT_LOOKED_AT", "CONFIRMED_HA")
    assert [results[name] for name in names] == [1, 0, 0, 0, 25.0]
    assert "Seen on the ground" in (folder / "report.html").read_text(encoding="utf-8")
    with pytest.raises(QgsProcessingException, match="holds no comparison"):
        run(algorithm("comparereport"), {"FOLDER": str(tmp_path)})


def test_change_polygons_go_to_a_place_of_their_own(algorithm, maps, tmp_path):
    place = tmp_path / "new folder" / "changes.gpkg"
    values = {"REFERENCE": maps[0], "PREDICTION": maps[1], "CHANGES": str(place), "LEVEL": "1"}
    results = run(algorithm("changepolygons"), values)
    assert results["COUNT"] == 1
    layer = QgsVectorLayer(str(place), "changes", "ogr")
    feature = next(layer.getFeatures())
    assert (feature["code_from"], feature["code_to"], feature["status"]) == (2, 1, "")
    assert left_behind(place.parent) == ["changes.gpkg", "changes.qml"]
    renderer = layer.renderer()
    assert renderer.classAttribute() == "code_to", "QGIS takes the style beside it"
    assert [(c.value(), c.label()) for c in renderer.categories()] == [("1", "now 1 Artificial surfaces")]


def test_a_style_that_a_user_saved_is_never_replaced(algorithm, maps, tmp_path):
    place = tmp_path / "changes.gpkg"
    values = {"REFERENCE": maps[0], "PREDICTION": maps[1], "CHANGES": str(place)}
    run(algorithm("changepolygons"), values)
    style = place.with_suffix(".qml")
    ours = style.read_bytes()
    assert is_own_style(style) and QgsVectorLayer(str(place), "changes", "ogr").saveDefaultStyle()[1]
    theirs = style.read_bytes()
    assert theirs != ours and not is_own_style(style)
    run(algorithm("changepolygons"), values)
    assert style.read_bytes() == theirs
    style.write_bytes(ours + b"<!-- an earlier one of ours -->")
    run(algorithm("changepolygons"), values)
    assert style.read_bytes() == ours


def test_a_unit_larger_than_the_change_leaves_none(algorithm, maps, tmp_path):
    values = {
        "REFERENCE": maps[0],
        "PREDICTION": maps[1],
        "CHANGES": str(tmp_path / "c.gpkg"),
        "MINIMUM_AREA": 30,
    }
    assert run(algorithm("changepolygons"), values)["COUNT"] == 0


def test_generalising_takes_what_is_below_the_unit(algorithm, maps, tmp_path):
    values = {
        "INPUT": maps[1],
        "OUTPUT": str(tmp_path / "g.tif"),
        "MINIMUM_AREA": 5,
        "POLYGONS": str(tmp_path / "g.gpkg"),
    }
    results = run(algorithm("generalise"), values)
    assert results["LEVEL"] == 3
    assert set(np.unique(read_pixels(results["OUTPUT"]))) == {FIELDS, TOWN}
    codes = {f["code_3"] for f in QgsVectorLayer(results["POLYGONS"], "p", "ogr").getFeatures()}
    assert codes == {211, 112}
    assert gdal.Open(results["OUTPUT"]).GetRasterBand(1).GetColorTable() is not None


def test_polygons_of_a_generalised_map_take_the_confidence_that_is_given(algorithm, maps, tmp_path):
    sure = write_raster(tmp_path / "how sure.tif", np.full((1, 150, 150), 64, np.uint8), names=())
    values = {
        "INPUT": maps[1],
        "OUTPUT": str(tmp_path / "g.tif"),
        "POLYGONS": str(tmp_path / "g.gpkg"),
        "CONFIDENCE_RASTER": str(sure),
    }
    results = run(algorithm("generalise"), values)
    features = list(QgsVectorLayer(results["POLYGONS"], "p", "ogr").getFeatures())
    assert features and {feature["confidence"] for feature in features} == {64.0}


def test_a_priority_table_says_what_small_areas_join(algorithm, tmp_path):
    """1 ha of forest in fields, beside a town: by the digits of the codes it may join either, the largest first."""
    pixels = np.full((1, 100, 100), FIELDS, np.uint8)
    pixels[0, :, 60:], pixels[0, 40:50, 50:60] = TOWN, FOREST
    values = {
        "INPUT": str(write_raster(tmp_path / "map.tif", pixels, names=())),
        "OUTPUT": str(tmp_path / "g.tif"),
        "MINIMUM_AREA": 5,
        "MINIMUM_WIDTH": 0,
    }
    table = tmp_path / "own.csv"
    table.write_text("CODE,PRI\n311112,1\n311211,2\n")
    for given, joined in (({}, FIELDS), ({"PRIORITY_TABLE": str(table)}, TOWN)):
        results = run(algorithm("generalise"), {**values, **given})
        assert set(np.unique(read_pixels(results["OUTPUT"])[..., 40:50, 50:60])) == {joined}
    compared = {"PREDICTION": values["INPUT"], "REFERENCE": results["OUTPUT"], "PRIORITY_TABLE": str(table)}
    folder = tmp_path / "out"
    run(algorithm("compare"), {**compared, "OUTPUT_DIR": str(folder)})
    document = json.loads((folder / "result.json").read_text())
    assert document["settings"]["options"]["priority_table"] == str(table)
    assert "by the priority table own.csv" in document["changes"]["rule"]


def test_a_generalised_map_and_its_polygons_are_loaded_in_the_official_colours(algorithm, tmp_path):
    pixels = np.full((1, 60, 60), 31, np.uint8)
    pixels[0, :, :30] = 11
    given = str(write_raster(tmp_path / "map.tif", pixels, names=("CORINE Land Cover level 2",)))
    values = {"INPUT": given, "OUTPUT": str(tmp_path / "g.tif"), "POLYGONS": str(tmp_path / "g.gpkg")}
    values["MINIMUM_AREA"] = 5
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback(False)
    for name in ("OUTPUT", "POLYGONS"):
        details = QgsProcessingContext.LayerDetails(name, QgsProject.instance(), name)
        context.addLayerToLoadOnCompletion(values[name], details)
    results, ok = algorithm("generalise").run(values, context, feedback, catchExceptions=False)
    assert ok and results["LEVEL"] == 2
    raster, polygons = QgsRasterLayer(results["OUTPUT"]), QgsVectorLayer(results["POLYGONS"], "p", "ogr")
    for name, layer in (("OUTPUT", raster), ("POLYGONS", polygons)):
        details = context.layerToLoadOnCompletionDetails(values[name])
        details.postProcessor().postProcessLayer(layer, context, feedback)
    assert {c.value: c.color.getRgb()[:3] for c in raster.renderer().classes()} == {
        code: CLASSES[code].colour for code in (11, 31)
    }
    assert polygons.renderer().classAttribute() == "code_2"
    drawn = {c.value(): c.symbol().color().getRgb()[:3] for c in polygons.renderer().categories()}
    assert drawn == {code: CLASSES[code].colour for code in (11, 31)}
    assert {f["code_2"] for f in polygons.getFeatures()} == {11, 31}


def test_areas_are_added_up_in_zones(algorithm, maps, tmp_path):
    zones = QgsVectorLayer("Polygon?crs=EPSG:32634&field=name:string", "zones", "memory")
    for name, x in (("west", 549_180), ("east", 549_930)):
        feature = QgsFeature(zones.fields())
        feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(x, 7_026_540, x + 750, 7_028_040)))
        feature["name"] = name
        zones.dataProvider().addFeatures([feature])
    QgsProject.instance().addMapLayer(zones)
    table = tmp_path / "areas.csv"
    values = {"INPUT": maps[1], "ZONES": zones.id(), "ZONE_FIELD": "name", "LEVEL": "3", "AREAS": str(table)}
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback(False)
    context.setProject(QgsProject.instance())
    results, ok = algorithm("areas").run(values, context, feedback, catchExceptions=False)
    assert ok and results["TOTAL_HA"] == pytest.approx(225)
    with table.open(encoding="utf-8-sig") as file:
        rows = {(row["zone"], row["code"]): float(row["area_ha"]) for row in csv.DictReader(file)}
    assert rows["west", "112"] + rows["east", "112"] == pytest.approx(25)
    assert rows["west", "112"] == pytest.approx(22.5)
    assert ("west", "311") not in rows and rows["east", "311"] == pytest.approx(1)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"PREDICTION": "/nowhere.tif"}, "no map that can be read"),
        ({"CHANGES": "changes.shp"}, ".gpkg"),
        ({"AREA": "0,1,0,1 [EPSG:3035]", "AREA_LAYER": "x"}, "two areas"),
        ({"AREA": "0,1,0,1 [EPSG:32634]"}, "overlap"),
        ({"RULE": "largest", "PRIORITY_TABLE": "own.csv"}, "small areas join by the rule 'largest'"),
        ({"PRIORITY_TABLE": "/nowhere.csv"}, "The priority table /nowhere.csv cannot be read"),
    ],
)
def test_what_cannot_be_compared_is_said_in_a_sentence(algorithm, maps, tmp_path, changes, words):
    values = {
        "REFERENCE": maps[0],
        "PREDICTION": maps[1],
        "CHANGES": str(tmp_path / "out" / "c.gpkg"),
        **changes,
    }
    feedback = Messages()
    try:
        assert not algorithm("changepolygons").run(
            values, QgsProcessingContext(), feedback, catchExceptions=False
        )[1]
        sentence = feedback.errors[0]
    except QgsProcessingException as error:
        sentence = str(error)
    assert words in sentence and sentence.endswith(".")
    assert left_behind(tmp_path / "out") == []


def test_unsaved_edits_of_what_would_be_replaced_are_refused(algorithm, maps, tmp_path):
    values = {"PREDICTION": maps[1], "REFERENCE": maps[0], "OUTPUT_DIR": str(tmp_path / "out")}
    run(algorithm("compare"), values)
    layer = QgsVectorLayer(str(tmp_path / "out" / "changes.gpkg"), "Changes", "ogr")
    QgsProject.instance().addMapLayer(layer)
    layer.startEditing()
    layer.deleteFeature(next(layer.getFeatures()).id())
    said = Messages()
    assert not algorithm("compare").run(values, QgsProcessingContext(), said)[1]
    assert "“Changes” has unsaved edits" in "".join(said.errors)
    place = {**values, "CHANGES": str(tmp_path / "out" / "changes.gpkg")}
    del place["OUTPUT_DIR"]
    said = Messages()
    assert not algorithm("changepolygons").run(place, QgsProcessingContext(), said)[1]
    assert "“Changes” has unsaved edits" in "".join(said.errors)
    layer.rollBack()


def test_areas_go_to_a_file_whose_name_says_what_it_is(algorithm, maps, tmp_path):
    given = {"INPUT": maps[1], "AREAS": str(tmp_path / "areas.xlsx")}
    for values, words in (
        (given, "areas.xlsx; Corina writes a .csv file: choose such a name"),
        ({**given, "AREAS": str(tmp_path / "a.csv"), "INPUT_YEAR": 12}, "is 12, expected 1900 to 2100"),
    ):
        feedback = Messages()
        try:
            assert not algorithm("areas").run(
                values, QgsProcessingContext(), feedback, catchExceptions=False
            )[1]
            sentence = feedback.errors[0]
        except QgsProcessingException as error:
            sentence = str(error)
        assert words in sentence
    assert [path.name for path in tmp_path.iterdir() if path.suffix in {".csv", ".xlsx"}] == []
