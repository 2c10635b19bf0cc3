"""The Processing algorithms: parameters, results, styles, refusals, cancel, and use inside a model."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterRasterLayer,
    QgsProcessingUtils,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)

from corina.clc import Level
from corina.plugin.environment import EngineEnvironment
from corina.plugin.provider import CorinaProvider

from .conftest import CHECKOUT, engine_processes, left_behind, read_pixels, write_raster
from .processing_runs import Messages, refusal, run
from .test_layers import expected_legend, legend
from .test_sources_and_areas import polygons


@pytest.fixture()
def classify(provider) -> QgsProcessingAlgorithm:
    return QgsApplication.processingRegistry().algorithmById("corina:classify")


def test_provider_and_ids(provider):
    assert provider.id() == "corina" and provider.name() == "Corina"
    assert {a.id() for a in provider.algorithms()} >= {"corina:classify", "corina:sceneinfo"}


def test_every_parameter_has_an_id_without_blanks_and_a_help_text(provider):
    for algorithm in provider.algorithms():
        assert len(algorithm.shortHelpString()) > 80
        for parameter in algorithm.parameterDefinitions():
            assert parameter.name().isidentifier() and parameter.name().isupper()
            assert len(parameter.help()) > 20, parameter.name()


def test_rare_parameters_are_advanced(classify):
    advanced = QgsProcessingParameterDefinition.Flag.FlagAdvanced
    shown = {p.name() for p in classify.parameterDefinitions() if not p.flags() & advanced}
    assert {"INPUT", "INPUT_FILE", "MODEL", "AREA", "AREA_LAYER", "OUTPUT_DIR", "LEVEL3"} <= shown
    assert not {"TILE", "BATCH", "THREADS", "SCALE", "OFFSET", "BANDS"} & shown


def test_output_folder_gets_all_files(classify, scene, model, tmp_path):
    feedback = Messages()
    out = tmp_path / "out é"
    results = run(
        classify,
        {"INPUT": QgsRasterLayer(str(scene)), "MODEL": model, "OUTPUT_DIR": str(out), "NAME": "map"},
        None,
        feedback,
    )
    assert [Path(results[f"LEVEL{n}"]).name for n in (1, 2, 3)] == [f"map_level{n}.tif" for n in (1, 2, 3)]
    assert {p.name for p in out.iterdir() if not p.name.endswith(".aux.xml")} == {
        "map_level1.tif", "map_level2.tif", "map_level3.tif", "map_areas.csv", "map_result.json",
    }  # fmt: skip
    assert results["CLASSIFIED_HA"] == pytest.approx(144)
    assert results["DEVICE_USED"] == "cpu"
    assert feedback.percent == sorted(feedback.percent) and feedback.percent[-1] > 90
    assert any("Running on" in line for line in feedback.info)
    with open(results["AREAS"], encoding="utf-8") as stream:
        rows = [row for row in csv.DictReader(stream) if row["level"] == "1"]
    assert sum(float(row["area_ha"]) for row in rows) == pytest.approx(144, abs=0.1)


def test_each_map_can_have_a_place_of_its_own(classify, scene, model, tmp_path):
    wanted = {
        "LEVEL3": tmp_path / "a b" / "three.tif",
        "LEVEL1": tmp_path / "one.tif",
        "CONFIDENCE": tmp_path / "sure.tif",
        "POLYGONS": tmp_path / "patches.gpkg",
        "AREAS": tmp_path / "areas.csv",
    }
    results = run(
        classify, {"INPUT_FILE": str(scene), "MODEL": model, **{k: str(v) for k, v in wanted.items()}}
    )
    assert {name: Path(results[name]) for name in wanted} == wanted
    assert "LEVEL2" not in results
    level3, level1 = read_pixels(wanted["LEVEL3"]), read_pixels(wanted["LEVEL1"])
    assert level3.shape == level1.shape == (1, 120, 120)
    assert read_pixels(wanted["CONFIDENCE"]).max() <= 100
    assert QgsRasterLayer(str(wanted["LEVEL3"])).dataProvider().sourceNoDataValue(1) == 0
    names = sorted(p.name for p in tmp_path.iterdir() if p.is_file() and not p.name.endswith(".aux.xml"))
    assert names == ["areas.csv", "one.tif", "patches.gpkg", "sure.tif"]
    assert not list(tmp_path.rglob(".*")), "hidden folders were left behind"


def test_with_a_folder_a_place_of_its_own_is_a_copy(classify, scene, model, tmp_path):
    out, place = tmp_path / "out", tmp_path / "three.tif"
    results = run(
        classify,
        {"INPUT_FILE": str(scene), "MODEL": model, "OUTPUT_DIR": str(out), "NAME": "m", "LEVEL3": str(place)},
    )
    assert results["LEVEL3"] == str(place)
    assert (read_pixels(place) == read_pixels(out / "m_level3.tif")).all()


def test_layers_that_processing_loads_are_styled(classify, scene, model, tmp_path):
    context = QgsProcessingContext()
    destination = QgsProcessingOutputLayerDefinition(QgsProcessing.TEMPORARY_OUTPUT, QgsProject.instance())
    in_folder = QgsProcessingOutputLayerDefinition(QgsProcessing.TEMPORARY_OUTPUT, QgsProject.instance())
    parameters = {"INPUT_FILE": str(scene), "MODEL": model, "LEVEL3": destination, "POLYGONS": in_folder}
    results = run(classify, parameters, context)
    loaded = context.layersToLoadOnCompletion()
    assert set(loaded) == {results["LEVEL3"], results["POLYGONS"]}
    layer = QgsProcessingUtils.mapLayerFromString(results["LEVEL3"], context)
    context.layerToLoadOnCompletionDetails(results["LEVEL3"]).postProcessor().postProcessLayer(
        layer, context, Messages()
    )
    assert legend(layer) == expected_legend(results["LEVEL3"], Level.L3)
    assert "Corina" in layer.metadata().abstract()


def test_temporary_maps_with_a_folder_are_loaded_from_the_folder(classify, scene, model, tmp_path):
    context = QgsProcessingContext()
    value = QgsProcessingOutputLayerDefinition(QgsProcessing.TEMPORARY_OUTPUT, QgsProject.instance())
    value.destinationName = "Land cover"
    out = tmp_path / "out"
    results = run(
        classify, {"INPUT_FILE": str(scene), "MODEL": model, "OUTPUT_DIR": str(out), "LEVEL2": value}, context
    )
    assert list(context.layersToLoadOnCompletion()) == [results["LEVEL2"]]
    assert Path(results["LEVEL2"]).parent == out
    assert context.layerToLoadOnCompletionDetails(results["LEVEL2"]).name == "Land cover"


def test_extent_limits_the_map(classify, scene, model, tmp_path):
    area = "549180,549680,7027540,7028040 [EPSG:32634]"
    results = run(
        classify, {"INPUT_FILE": str(scene), "MODEL": model, "OUTPUT_DIR": str(tmp_path / "o"), "AREA": area}
    )
    assert results["CLASSIFIED_HA"] == pytest.approx(25)


def test_only_selected_polygons_are_classified(classify, scene, model, tmp_path):
    from qgis.core import QgsProcessingFeatureSourceDefinition

    layer = polygons(
        "POLYGON((549180 7028040, 549380 7028040, 549380 7027840, 549180 7027840, 549180 7028040))",
        "POLYGON((549780 7027440, 550180 7027440, 550180 7027040, 549780 7027040, 549780 7027440))",
    )
    QgsProject.instance().addMapLayer(layer)
    layer.select(sorted(f.id() for f in layer.getFeatures())[0])
    source = QgsProcessingFeatureSourceDefinition(layer.id(), True)
    parameters = {"INPUT": QgsRasterLayer(str(scene)), "MODEL": model, "OUTPUT_DIR": str(tmp_path / "o")}
    assert run(classify, {**parameters, "AREA_LAYER": source})["CLASSIFIED_HA"] == pytest.approx(4)
    assert run(classify, {**parameters, "AREA_LAYER": layer.id()})["CLASSIFIED_HA"] == pytest.approx(20)


def test_masked_pixels_stay_without_a_class(classify, scene, model, tmp_path):
    mask = np.zeros((1, 120, 120), np.uint8)
    mask[0, :60] = 3
    mask[0, 60:70] = 8
    path = write_raster(tmp_path / "mask.tif", mask, names=None)
    parameters = {
        "INPUT_FILE": str(scene),
        "MODEL": model,
        "OUTPUT_DIR": str(tmp_path / "o"),
        "MASK": str(path),
    }
    assert run(classify, {**parameters, "MASK_VALUES": "3"})["CLASSIFIED_HA"] == pytest.approx(72)
    results = run(classify, parameters)
    level3 = read_pixels(results["LEVEL3"])[0]
    assert (level3[:70] == 0).all() and (level3[70:] > 0).all()


def test_band_mapping_scale_and_offset_are_used(classify, patch, model, tmp_path):
    """The same values under other names, in another order and another scale give the same map."""
    pixels = read_pixels(patch)
    swapped = write_raster(
        tmp_path / "plain.tif", (pixels[[3, 2, 1, 0]] * 2 + 1000).astype(np.uint16), names=None
    )
    parameters = {"MODEL": model, "OUTPUT_DIR": str(tmp_path / "o")}
    plain = run(classify, {**parameters, "INPUT_FILE": str(patch), "NAME": "plain"})
    mapped = run(
        classify,
        {
            **parameters,
            "INPUT": QgsRasterLayer(str(swapped)),
            "NAME": "mapped",
            "BANDS": "B02=4;B03=3; b04=2;B08=1",
            "SCALE": 0.00005,
            "OFFSET": -0.05,
        },
    )
    same = read_pixels(plain["LEVEL3"]) == read_pixels(mapped["LEVEL3"])
    assert same.mean() > 0.999


def test_the_crs_of_a_file_without_one_comes_from_the_layer_or_the_parameter(
    classify, patch, model, tmp_path
):
    bare = write_raster(tmp_path / "bare.tif", read_pixels(patch), epsg=0)
    parameters = {"MODEL": model, "OUTPUT_DIR": str(tmp_path / "o")}
    assert "coordinate reference system" in refusal(classify, {**parameters, "INPUT_FILE": str(bare)})
    layer = QgsRasterLayer(str(bare))
    layer.setCrs(QgsCoordinateReferenceSystem("EPSG:32635"))
    by_layer = run(classify, {**parameters, "INPUT": layer, "NAME": "layer"})
    by_word = run(classify, {**parameters, "INPUT": layer, "CRS": "EPSG:32634", "NAME": "word"})
    assert QgsRasterLayer(by_layer["LEVEL3"]).crs().authid() == "EPSG:32635"
    assert QgsRasterLayer(by_word["LEVEL3"]).crs().authid() == "EPSG:32634"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"INPUT_FILE": None}, "no scene"),
        ({"INPUT": "/x.tif"}, "two scenes"),
        ({"OUTPUT_DIR": None}, "Nothing would be kept"),
        ({"LEVEL3": "/tmp/map.png"}, ".tif"),
        ({"POLYGONS": "/tmp/map.shp"}, ".gpkg"),
        ({"SCALE": 0.0}, "above 0"),
        ({"OFFSET": -0.1}, "needs a scale"),
        ({"BANDS": "B02:1"}, "entries like B02=1"),
        ({"MASK_VALUES": "3,cloud"}, "whole numbers"),
        ({"AREA": "0,1,0,1 [EPSG:32634]", "AREA_LAYER": "/x.gpkg"}, "two areas"),
        ({"INPUT_FILE": "/nowhere/scène.tif"}, "does not exist"),
        ({"TILE": 10}, "tile is 10 px"),
        ({"AREA": "0,1000,0,1000 [EPSG:32634]"}, "overlap"),
        ({"MODEL": "no such model"}, "model"),
        ({"BANDS": "B02=9"}, "band 9"),
    ],
)
def test_bad_parameters_are_refused_with_a_sentence(classify, scene, model, tmp_path, changes, words):
    parameters = {"INPUT_FILE": str(scene), "MODEL": model, "OUTPUT_DIR": str(tmp_path / "out"), **changes}
    message = refusal(classify, {name: value for name, value in parameters.items() if value is not None})
    assert words.lower() in message.lower()
    assert left_behind(tmp_path / "out") == []


def test_web_layer_is_refused(classify, model, tmp_path):
    layer = QgsRasterLayer(
        "type=xyz&url=https://tile.example.org/%7Bz%7D/%7Bx%7D/%7By%7D.png", "Ortho", "wms"
    )
    message = refusal(classify, {"INPUT": layer, "MODEL": model, "OUTPUT_DIR": str(tmp_path)})
    assert "“Ortho” is a web layer" in message


def test_place_that_cannot_be_written_is_said(classify, scene, model, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    message = refusal(
        classify, {"INPUT_FILE": str(scene), "MODEL": model, "LEVEL3": str(blocked / "three.tif")}
    )
    assert str(blocked) in message
    message = refusal(
        classify, {"INPUT_FILE": str(scene), "MODEL": model, "OUTPUT_DIR": str(blocked / "out")}
    )
    assert str(blocked) in message


def test_missing_engine_is_said_and_never_installed(provider, scene, tmp_path, qgis_app):
    root = tmp_path / "engine"
    other = CorinaProvider(lambda: EngineEnvironment(root, CHECKOUT))
    other.loadAlgorithms()
    for algorithm in other.algorithms():
        can, message = algorithm.canExecute()
        assert not can and "set it up" in message
        if algorithm.name() not in ("classify", "sceneinfo"):
            continue  # others ask for more input first
        message = refusal(
            algorithm, {"INPUT_FILE": str(scene), "LEVEL3": str(tmp_path / "out" / "three.tif")}
        )
        assert "not set up" in message
    assert not root.exists() and not (tmp_path / "out").exists()
    for algorithm in provider.algorithms():
        assert algorithm.canExecute()[0]


def test_cancel_from_processing_leaves_nothing(classify, large_scene, model, tmp_path, until):
    out = tmp_path / "out"
    feedback, context = Messages(), QgsProcessingContext()
    parameters = {
        "INPUT_FILE": str(large_scene),
        "MODEL": model,
        "OUTPUT_DIR": str(out),
        "LEVEL3": str(tmp_path / "3.tif"),
    }
    ended = []
    task = QgsProcessingAlgRunnerTask(classify, parameters, context, feedback)
    task.executed.connect(lambda succeeded, results: ended.append((succeeded, results)))
    QgsApplication.taskManager().addTask(task)
    until(lambda: any(3 < percent < 90 for percent in feedback.percent))
    task.cancel()
    until(lambda: bool(ended))
    assert engine_processes() == []
    assert left_behind(out) == [] and not (tmp_path / "3.tif").exists()


def test_scene_info_says_what_is_understood(provider, scene, patch, tmp_path):
    info = QgsApplication.processingRegistry().algorithmById("corina:sceneinfo")
    found = run(info, {"INPUT": QgsRasterLayer(str(scene))})
    assert found["CRS"] == "EPSG:32634" and found["DATE"] == "2017-06-13" and found["MISSING"] == ""
    assert found["SUMMARY"].startswith("4 of 4 bands found")
    assert json.loads(found["JSON"])["width"] == 120
    three = write_raster(tmp_path / "three.tif", read_pixels(patch)[:3], names=("B02", "B03", "B04"))
    found = run(info, {"INPUT_FILE": str(three)})
    assert found["MISSING"] == "B08" and "B08" in found["PROBLEM"]


def test_product_metadata_file_stands_for_the_product(provider, shared_data):
    info = QgsApplication.processingRegistry().algorithmById("corina:sceneinfo")
    product = next((shared_data / "safe_ireland").glob("*.SAFE"))
    found = run(info, {"INPUT_FILE": str(product / "MTD_MSIL2A.xml")})
    assert json.loads(found["JSON"])["product"].startswith("S2A L2A")
    assert found["MISSING"]


def test_child_of_a_model(provider, scene, model, tmp_path):
    """The maps of classify are the input of another algorithm, and outputs of the model."""
    from qgis.analysis import QgsNativeAlgorithms

    if QgsApplication.processingRegistry().providerById("native") is None:
        QgsApplication.processingRegistry().addProvider(
            QgsNativeAlgorithms(QgsApplication.processingRegistry())
        )
    flow = QgsProcessingModelAlgorithm("flow", "tests")
    flow.addModelParameter(
        QgsProcessingParameterRasterLayer("SCENE", "Scene"), QgsProcessingModelParameter("SCENE")
    )
    source = QgsProcessingModelChildParameterSource
    first = QgsProcessingModelChildAlgorithm("corina:classify")
    first.setChildId("classify")
    first.addParameterSources("INPUT", [source.fromModelParameter("SCENE")])
    first.addParameterSources("MODEL", [source.fromStaticValue(model)])
    shown = QgsProcessingModelOutput("LEVEL3", "Land cover")
    shown.setChildId("classify")
    shown.setChildOutputName("LEVEL3")
    first.setModelOutputs({"Land cover": shown})
    flow.addChildAlgorithm(first)
    second = QgsProcessingModelChildAlgorithm("native:rasterlayeruniquevaluesreport")
    second.setChildId("count")
    second.addParameterSources("INPUT", [source.fromChildOutput("classify", "LEVEL3")])
    second.addParameterSources("BAND", [source.fromStaticValue(1)])
    flow.addChildAlgorithm(second)
    flow.initAlgorithm()
    assert flow.childAlgorithm("classify").algorithm() is not None
    place = tmp_path / "land cover.tif"
    context = QgsProcessingContext()
    results, succeeded = flow.run(
        {"SCENE": QgsRasterLayer(str(scene)), "classify:Land cover": str(place)}, context, Messages()
    )
    assert succeeded
    assert results["classify:Land cover"] == str(place)
    assert results["CHILD_RESULTS"]["count"]["TOTAL_PIXEL_COUNT"] == 120 * 120
    assert (read_pixels(place) > 0).all()


def test_batch_of_scenes(classify, patch, model, tmp_path):
    """As batch mode does: one instance per row, one after the other."""
    for number in range(2):
        scene = Path(shutil.copy(patch, tmp_path / f"row {number}.tif"))
        results = run(
            classify.create(),
            {"INPUT_FILE": str(scene), "MODEL": model, "LEVEL1": str(tmp_path / f"out {number}.tif")},
        )
        assert read_pixels(results["LEVEL1"]).max() <= 5


def test_maps_opened_by_the_toolbox_are_styled(qgis_processing, provider, scene, model, tmp_path):
    """The way the toolbox takes: Processing runs the algorithm, loads its outputs and lets it style them."""
    import gc

    import processing

    parameters = {"INPUT_FILE": str(scene), "MODEL": model, "OUTPUT_DIR": str(tmp_path / "out")}
    outputs = dict.fromkeys(
        ("LEVEL3", "LEVEL2", "LEVEL1", "CONFIDENCE", "POLYGONS"), QgsProcessing.TEMPORARY_OUTPUT
    )
    results = processing.runAndLoadResults("corina:classify", {**parameters, **outputs})
    gc.collect()
    layers = {
        Path(layer.source().split("|")[0]): layer for layer in QgsProject.instance().mapLayers().values()
    }
    assert len(layers) == 5
    for level in Level:
        path = Path(results[f"LEVEL{int(level)}"])
        assert path.parent == tmp_path / "out"
        assert legend(layers[path]) == expected_legend(path, level)
    assert layers[Path(results["POLYGONS"])].renderer().type() == "categorizedSymbol"
    assert layers[Path(results["CONFIDENCE"])].renderer().type() == "singlebandpseudocolor"


def test_polygons_are_generalised_by_the_chosen_rule(classify, scene, model, tmp_path):
    values = {
        "INPUT": str(scene), "MODEL": model, "SCALE": 1e-4, "OUTPUT_DIR": str(tmp_path / "out"), "NAME": "m",
        "POLYGONS": "TEMPORARY_OUTPUT", "MINIMUM_UNIT": 5.0, "MINIMUM_WIDTH": 60.0, "RULE": "priority",
    }  # fmt: skip
    run(classify, values)
    found = QgsVectorLayer(str(tmp_path / "out" / "m_polygons.gpkg"), "polygons", "ogr")
    assert found.featureCount() > 0
    assert min(feature["area_ha"] for feature in found.getFeatures()) >= 5.0
    options = json.loads((tmp_path / "out" / "m_result.json").read_text())["options"]
    assert (options["minimum_width_m"], options["rule"]) == (60.0, "priority")
