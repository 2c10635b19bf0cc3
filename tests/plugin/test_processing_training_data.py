"""Describing training data and reviewing labels in Processing."""

from __future__ import annotations

import json

import pytest
from qgis.core import (
    QgsApplication,
    QgsCoordinateTransform,
    QgsFeature,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProject,
    QgsProperty,
    QgsRasterLayer,
    QgsVectorLayer,
)

from .conftest import read_pixels, write_raster
from .landscape import ORIGIN, write_landscape
from .processing_runs import Messages, run


@pytest.fixture()
def algorithm(provider):
    return lambda name: QgsApplication.processingRegistry().algorithmById(f"corina:{name}")


@pytest.fixture()
def landscape(tmp_path):
    scene, polygons = write_landscape(tmp_path)
    layers = QgsRasterLayer(str(scene), "scene"), QgsVectorLayer(f"{polygons}|layername=corine", "CLC", "ogr")
    QgsProject.instance().addMapLayers(layers)
    return layers


@pytest.mark.parametrize("name", ["trainingdata", "reviewlabels"])
def test_every_parameter_has_help_and_an_id_without_blanks(algorithm, name):
    made = algorithm(name)
    assert made.shortHelpString() and made.displayName()
    for parameter in made.parameterDefinitions():
        assert parameter.help(), parameter.name()
        assert parameter.name().replace("_", "").isalnum() and parameter.name().isupper()


def test_training_data_is_described_with_its_split_as_a_layer(algorithm, landscape, tmp_path):
    scene, labels = landscape
    feedback = Messages()
    described = run(
        algorithm("trainingdata"),
        {
            "INPUT": scene, "LABELS": labels, "PATCH": 32, "STEP": 32, "SPLIT": "stratified", "FOLDS": 3,
            "OUTPUT_DIR": str(tmp_path / "described"),
        },
        feedback=feedback,
    )  # fmt: skip
    result = json.loads(described["JSON"])
    layer = QgsVectorLayer(described["LAYER"], "split", "ogr")
    assert layer.isValid() and layer.featureCount() == described["PATCHES"] == result["patches"]["kept"]
    roles = {feature["role"] for feature in layer.getFeatures()}
    assert roles == {"training", "validation", "test"}
    assert result["split"]["scheme"] == "stratified"


def test_bands_scale_and_a_border_band_are_said_by_parameters(algorithm, landscape, tmp_path):
    scene, labels = landscape
    values = read_pixels(scene.source()).astype("float32")
    unnamed = write_raster(tmp_path / "picture.tif", values, origin=ORIGIN, names=())
    given = {
        "INPUT_FILE": str(unnamed), "LABELS": labels, "PATCH": 32, "STEP": 32, "SPLIT": "stratified", "FOLDS": 3,
        "OUTPUT_DIR": str(tmp_path / "described"),
    }  # fmt: skip
    with pytest.raises(QgsProcessingException, match="B02"):
        run(algorithm("trainingdata"), given)
    given |= {
        "BANDS": "B08=4;B02=1", "LEARN_BANDS": "b08, B02", "SCALE": 0.0002, "OFFSET": -0.1, "BOUNDARY": 20.0,
    }  # fmt: skip
    job = algorithm("trainingdata").job(given, QgsProcessingContext())
    (source,) = job.data.sources
    assert (job.data.bands, job.data.boundary_m) == (("B08", "B02"), 20.0)
    assert [(band.band, band.index) for band in source.scene.bands] == [("B08", 4), ("B02", 1)]
    assert (source.scene.scale, source.scene.offset) == (0.0002, -0.1)
    described = run(algorithm("trainingdata"), given)
    assert described["PATCHES"] == 64
    with pytest.raises(QgsProcessingException, match="BANDS has the entry 'B02', expected entries like"):
        run(algorithm("trainingdata"), {**given, "BANDS": "B02"})


def test_several_scenes_are_learned_from_together(algorithm, landscape, tmp_path):
    scene, labels = landscape
    values = read_pixels(scene.source())
    second = write_raster(tmp_path / "second.tif", values, origin=(ORIGIN[0] + 10_000, ORIGIN[1]))
    product = tmp_path / "S2A_MSIL2A_20220101T000000_N0400_R000_T34TDN_20220101T000000.SAFE"
    product.mkdir()
    given = {
        "INPUT": scene, "LABELS": labels, "MORE_INPUTS": [str(second), str(product)], "PATCH": 32, "STEP": 32,
        "SPLIT": "scenes", "FOLDS": 2, "OUTPUT_DIR": str(tmp_path / "described"),
    }  # fmt: skip
    job = algorithm("trainingdata").job(given, QgsProcessingContext())
    assert [source.scene.path for source in job.data.sources] == [scene.source(), str(second), str(product)]
    assert {source.labels.layer for source in job.data.sources} == {"corine"}, "LABELS covers all scenes"

    east = QgsVectorLayer(f"Polygon?crs={scene.crs().authid()}&field=code_18:string", "east", "memory")
    there = QgsCoordinateTransform(labels.crs(), scene.crs(), QgsProject.instance())
    for feature in labels.getFeatures():
        shape = feature.geometry()
        shape.transform(there)
        shape.translate(10_000, 0)
        moved = QgsFeature(east.fields())
        moved.setGeometry(shape)
        moved.setAttributes([feature["Code_18"]])
        east.dataProvider().addFeature(moved)
    QgsProject.instance().addMapLayer(east)
    given |= {"MORE_INPUTS": str(second), "MORE_LABELS": [east.id()]}
    described = json.loads(run(algorithm("trainingdata"), given)["JSON"])
    assert described["patches"]["kept"] == 128 and described["split"]["scheme"] == "scenes"
    assert [source["patches"] for source in described["sources"]] == [64, 64]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"MORE_LABELS": ["a", "b"]}, "MORE_LABELS has 2 layers for 1 further scenes"),
        ({"INPUT": None}, "come after a first scene"),
        ({"MORE_INPUTS": "/no/such.tif"}, "MORE_INPUTS is /no/such.tif, which is no layer"),
        ({"MORE_LABELS": "/no/such.gpkg"}, "MORE_LABELS is /no/such.gpkg, which is no layer"),
        ({"MORE_INPUTS": 5}, "MORE_INPUTS is 5, which is no layer"),
        (
            {"MORE_INPUTS": QgsProperty.fromExpression("'/no/' || 'such.tif'")},
            "MORE_INPUTS is /no/such.tif, which",
        ),
        (
            {"BANDS": "B02=1;B08=/elsewhere/nir.tif:1"},
            "BANDS names /elsewhere/nir.tif, which holds",
        ),
        (
            {"INPUT": None, "MORE_INPUTS": None, "SCALE": 0.0001},
            "BANDS, SCALE and OFFSET say something of a scene",
        ),
    ],
)
def test_further_scenes_that_cannot_be_are_refused(algorithm, landscape, tmp_path, wrong, words):
    scene, labels = landscape
    given = {"INPUT": scene, "LABELS": labels, "MORE_INPUTS": scene.id(), "OUTPUT_DIR": str(tmp_path / "out")}
    given |= {"DATA_SET": str(tmp_path)} if wrong.get("INPUT", scene) is None else {}
    made = algorithm("trainingdata")
    ok, problem = made.checkParameterValues({**given, **wrong}, QgsProcessingContext())
    if ok:
        with pytest.raises(QgsProcessingException, match=words):
            run(made, {**given, **wrong})
    else:
        assert words in problem
    assert not (tmp_path / "out").exists()


def test_labels_are_reviewed_with_the_bundled_model(algorithm, landscape, tmp_path):
    scene, labels = landscape
    reviewed = run(
        algorithm("reviewlabels"),
        {
            "MODEL": "resunet-s2-10m", "INPUT": scene, "LABELS": labels, "PATCH": 32, "STEP": 32, "LIMIT": 3,
            "MINIMUM_HA": 0.1, "OUTPUT_DIR": str(tmp_path / "review"),
        },
    )  # fmt: skip
    patches = QgsVectorLayer(reviewed["PATCHES"], "patches", "ogr")
    assert patches.isValid() and patches.featureCount() == 3
    losses = [feature["loss"] for feature in patches.getFeatures()]
    assert losses == sorted(losses, reverse=True)
    assert QgsVectorLayer(reviewed["POLYGONS"], "polygons", "ogr").featureCount() == 3
    with pytest.raises(QgsProcessingException, match="brings no data of its own"):
        run(algorithm("reviewlabels"), {"MODEL": "resunet-s2-10m", "OUTPUT_DIR": str(tmp_path / "none")})
