"""corina:samplepoints and corina:accuracy: from a map to labelled points to its accuracy, inside QGIS."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from qgis.core import (
    QgsApplication,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingUtils,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
    edit,
)

from corina.plugin.algorithms.sample_points import expected_accuracies

from .conftest import left_behind, write_raster
from .processing_runs import Messages, refusal, run


@pytest.fixture()
def map_path(tmp_path) -> Path:
    """60 x 60 px of 10 m in EEA grid codes: 40 rows of forest (311), 20 of arable land (211)."""
    pixels = np.full((1, 60, 60), 23, np.uint8)
    pixels[:, 40:] = 12
    return write_raster(tmp_path / "Karte é.tif", pixels, names=("CORINE Land Cover level 3",))


def algorithm(name):
    return QgsApplication.processingRegistry().algorithmById(f"corina:{name}")


def draw(map_path, output, **parameters):
    return run(
        algorithm("samplepoints"),
        {"INPUT": str(map_path), "OUTPUT": str(output), "POINTS": 40, "MINIMUM": 10, "SEED": 3, **parameters},
    )


def sample_layer(path) -> QgsVectorLayer:
    layer = QgsVectorLayer(f"{path}|layername=samples", "Samples", "ogr")
    assert layer.isValid()
    return layer


def label(layer: QgsVectorLayer, wrong: int = 0) -> None:
    """Label each point with the map's class, and the first forest points as arable land."""
    with edit(layer):
        index = layer.fields().indexOf("label")
        for feature in layer.getFeatures():
            says = str(feature["map_class"])
            if says == "311" and wrong:
                says, wrong = "211", wrong - 1
            layer.changeAttributeValue(feature.id(), index, says)


def test_a_standard_error_that_is_missed_is_told(provider, map_path, tmp_path):
    """Both classes get 200 points, the one with two thirds of the area too: 0.4 sqrt((1 + 4) / 9 / 200) = 0.0211."""
    asked = {"INPUT": str(map_path), "STANDARD_ERROR": 0.02, "EXPECTED": "0.8", "ALLOCATION": "equal"}
    feedback = Messages()
    found = run(algorithm("samplesize"), asked, feedback=feedback)
    assert found["ACHIEVED_ERROR"] == pytest.approx(0.0211, abs=1e-4)
    enough = json.loads(found["JSON"])["enough_points"]
    assert enough == pytest.approx(400 * (0.0211 / 0.0201) ** 2, abs=4)
    (warning,) = feedback.warnings
    assert warning == f"The standard error is 0.0211; for 0.02 type {enough} as the number of points."
    feedback = Messages()
    run(algorithm("samplepoints"), {**asked, "OUTPUT": str(tmp_path / "s.gpkg")}, feedback=feedback)
    (warning,) = feedback.warnings
    assert "a standard error of 0.0211, not the 0.02" in warning and f"ask for {enough} points" in warning


@pytest.mark.parametrize("name", ["samplesize", "samplepoints"])
def test_an_accuracy_expected_of_no_class_of_the_map_is_told(provider, map_path, tmp_path, name):
    asked = {"INPUT": str(map_path), "EXPECTED": "0.8;999=0.5", "OUTPUT": str(tmp_path / "s.gpkg")}
    with pytest.raises(QgsProcessingException, match="expected of '999', which is no CORINE class"):
        run(algorithm(name), asked)
    feedback = Messages()
    run(algorithm(name), {**asked, "EXPECTED": "0.8;523=0.5"}, feedback=feedback)
    assert "What is expected of 523 was not used: the strata are" in " ".join(feedback.warnings)


def test_a_sample_size_is_that_of_the_points_drawn(provider, map_path, tmp_path):
    """Expected 0.8 in both classes: n = (0.4 / 0.02)^2 = 400 by equation 13 of Olofsson et al., 246 by Cochran."""
    asked = {"INPUT": str(map_path), "STANDARD_ERROR": 0.02, "EXPECTED": "0.8", "ALLOCATION": "proportional"}
    feedback = Messages()
    found = run(algorithm("samplesize"), asked, feedback=feedback)
    result = json.loads(found["JSON"])
    assert result["formula_points"] == 400 and found["COCHRAN_POINTS"] == 246
    assert found["POINT_COUNT"] == pytest.approx(400, abs=2)
    assert found["ACHIEVED_ERROR"] == pytest.approx(0.02, abs=1e-4)
    assert {s["code"]: s["points"] for s in result["strata"]} == {
        211: pytest.approx(133, abs=1),
        311: pytest.approx(267, abs=1),
    }
    assert any("311" in line and "24" in line for line in feedback.info), "24 ha of forest"
    coarse = json.loads(run(algorithm("samplesize"), {**asked, "STRATA_LEVEL": "1"})["JSON"])
    assert [s["code"] for s in coarse["strata"]] == [2, 3]
    drawn = run(algorithm("samplepoints"), {**asked, "OUTPUT": str(tmp_path / "s.gpkg"), "SEED": 3})
    assert drawn["POINT_COUNT"] == found["POINT_COUNT"]
    ok, problem = algorithm("samplesize").checkParameterValues(
        {**asked, "EXPECTED": "much"}, QgsProcessingContext()
    )
    assert not ok and "EXPECTED has the entry 'much'" in problem


def test_points_are_drawn_and_can_be_labelled_and_assessed(provider, map_path, tmp_path):
    found = draw(map_path, tmp_path / "Punkte.gpkg")
    assert found["POINT_COUNT"] == 40 and found["SEED_USED"] == 3
    layer = sample_layer(found["OUTPUT"])
    assert layer.featureCount() == 40 and layer.crs().authid() == "EPSG:32634"
    label(layer, wrong=3)
    out = tmp_path / "out"
    result = run(algorithm("accuracy"), {"SAMPLES": layer, "MAP": str(map_path), "OUTPUT_DIR": str(out)})
    # 27 points on forest (two thirds of the area), of which 24 are forest; all 13 on arable land are right.
    assert result["OVERALL"] == pytest.approx(2 / 3 * 24 / 27 + 1 / 3)
    assert result["OVERALL_SE"] == pytest.approx(2 / 3 * (24 / 27 * 3 / 27 / 26) ** 0.5)
    assert result["POINTS_USED"] == 40
    assert Path(result["REPORT"]).read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert json.loads(Path(result["JSON"]).read_text(encoding="utf-8"))["points"]["total"] == 40
    assert Path(result["CSV"]).exists() and Path(result["MATRIX"]).exists()


def test_loaded_layer_offers_the_classes_and_hides_what_the_map_says(provider, map_path):
    context = QgsProcessingContext()
    destination = QgsProcessingOutputLayerDefinition(QgsProcessing.TEMPORARY_OUTPUT, QgsProject.instance())
    parameters = {"INPUT": QgsRasterLayer(str(map_path)), "OUTPUT": destination, "POINTS": 20, "MINIMUM": 5}
    result = run(algorithm("samplepoints"), parameters, context)
    layer = QgsProcessingUtils.mapLayerFromString(result["OUTPUT"], context)
    details = context.layerToLoadOnCompletionDetails(result["OUTPUT"])
    details.postProcessor().postProcessLayer(layer, context, Messages())
    fields = layer.fields()
    widget = layer.editorWidgetSetup(fields.indexOf("label"))
    values = [next(iter(entry.values())) for entry in widget.config()["map"]]
    assert widget.type() == "ValueMap" and values[:3] == ["", "211", "311"] and len(values) == 45
    assert "311 Broad-leaved forest" in widget.config()["map"][2]
    for name in ("map_class", "map_name", "stratum"):
        assert layer.editorWidgetSetup(fields.indexOf(name)).type() == "Hidden"
    assert layer.renderer().classAttribute() == "label"
    colours = {c.value(): c.symbol().color().getRgb()[:3] for c in layer.renderer().categories()}
    assert colours["311"] == (128, 255, 0)


@pytest.mark.parametrize(
    "text",
    ["0.8;111=0.6;512=0.95", "0.8,111=0.6,512=0.95", "0,8;111=0,6; 512=0,95 ", "0.8, 111=0.6, 512=0.95"],
)
def test_expected_accuracies_are_read_with_a_point_or_a_comma(text):
    assert expected_accuracies(text) == {"": 0.8, "111": 0.6, "512": 0.95}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"OUTPUT": "/tmp/points.shp"}, ".gpkg"),
        ({"EXPECTED": "0.8;111=much"}, "expected shares"),
        ({"EXPECTED": "1.8"}, "share from 0 to 1"),
        ({"INPUT": "/nowhere/map.tif"}, "could not load"),
        ({"LEVEL": "1", "STRATA_LEVEL": "2"}, "finer than the map"),
    ],
)
def test_bad_sample_parameters_are_refused_with_a_sentence(provider, map_path, tmp_path, changes, words):
    parameters = {"INPUT": str(map_path), "OUTPUT": str(tmp_path / "s.gpkg"), **changes}
    assert words.lower() in refusal(algorithm("samplepoints"), parameters).lower()


def test_map_in_degrees_is_refused_and_leaves_nothing(provider, tmp_path):
    pixels = np.full((1, 20, 20), 23, np.uint8)
    path = write_raster(tmp_path / "deg.tif", pixels, epsg=4326, origin=(10.0, 50.0), names=())
    out = tmp_path / "out"
    message = refusal(algorithm("samplepoints"), {"INPUT": str(path), "OUTPUT": str(out / "s.gpkg")})
    assert "reproject the map to metres" in message
    assert left_behind(out) == []


def test_points_that_are_not_all_in_a_file_are_refused(provider, map_path, tmp_path):
    found = draw(map_path, tmp_path / "s.gpkg")
    layer = sample_layer(found["OUTPUT"])
    parameters = {"SAMPLES": layer, "MAP": str(map_path), "OUTPUT_DIR": str(tmp_path / "out")}
    assert "None of the 40 points" in refusal(algorithm("accuracy"), parameters)
    layer.startEditing()
    layer.changeAttributeValue(1, layer.fields().indexOf("label"), "311")
    assert "not saved" in refusal(algorithm("accuracy"), parameters)
    layer.commitChanges()
    layer.setSubsetString("map_class = 311")
    assert "filter" in refusal(algorithm("accuracy"), parameters)
    memory = QgsVectorLayer("Point?crs=EPSG:32634&field=label:string", "Skizze", "memory")
    assert "not saved in a file" in refusal(algorithm("accuracy"), {**parameters, "SAMPLES": memory})
    assert "either a layer" in refusal(algorithm("accuracy"), {**parameters, "SAMPLES_FILE": "/x.csv"})
    assert left_behind(tmp_path / "out") == []
