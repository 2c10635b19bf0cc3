"""The algorithms of training: a model from two layers, measured, exported and used; and what they refuse."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)

from corina.engine.jobs import (
    Preset,
    Recipe,
    SplitChoice,
    SplitScheme,
    WeightsChoice,
    WeightsFrom,
    preset_recipe,
)
from corina.plugin.train_command import parameters, write_recipe

from .landscape import CODES, SPLIT, quick, write_landscape
from .processing_runs import Messages, run

NAMES = ("train", "evaluate", "exportmodel", "learningrate", "pretrainencoder")


@pytest.fixture()
def algorithm(provider):
    return lambda name: QgsApplication.processingRegistry().algorithmById(f"corina:{name}")


@pytest.fixture()
def landscape(tmp_path):
    scene, polygons = write_landscape(tmp_path)
    layers = QgsRasterLayer(str(scene), "scene"), QgsVectorLayer(f"{polygons}|layername=corine", "CLC", "ogr")
    QgsProject.instance().addMapLayers(layers)
    return layers


@pytest.fixture()
def recipe(tmp_path):
    path = tmp_path / "recipe.json"
    write_recipe(quick(Recipe(split=SPLIT)), path)
    return str(path)


@pytest.fixture(autouse=True)
def models_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("CORINA_MODELS", str(tmp_path / "models"))
    return tmp_path / "models"


@pytest.mark.parametrize("name", NAMES)
def test_every_parameter_has_help_and_an_id_without_blanks(algorithm, name):
    made = algorithm(name)
    assert made.shortHelpString() and made.displayName()
    for parameter in made.parameterDefinitions():
        assert parameter.help(), parameter.name()
        assert parameter.name().replace("_", "").isalnum() and parameter.name().isupper()


def test_a_model_is_trained_measured_exported_and_used(algorithm, landscape, recipe, models_folder, tmp_path):
    scene, labels = landscape
    feedback = Messages()
    trained = run(
        algorithm("train"),
        {
            "RECIPE": recipe, "INPUT": scene, "LABELS": labels, "NAME": "Fields", "PATCH": 32, "STEP": 32,
            "EPOCHS": 2, "THREADS": 1, "OUTPUT_DIR": str(tmp_path / "run"),
        },
        feedback=feedback,
    )  # fmt: skip
    result = json.loads(trained["JSON"])
    assert result["state"] == "done" and result["epoch"] == 2
    assert trained["MODEL"] == "fields" and (models_folder / "fields" / "card.json").exists()
    assert 0 <= trained["AGREEMENT3"] <= trained["AGREEMENT1"] <= 1
    assert "Report" in Path(trained["REPORT"]).read_text(encoding="utf-8") or trained["REPORT"].endswith(
        ".html"
    )
    assert any("Epoch 2, validation: " in line for line in feedback.info)
    assert max(feedback.percent) > 50

    measured = run(
        algorithm("evaluate"),
        {"MODEL": str(tmp_path / "run"), "THREADS": 1, "OUTPUT_DIR": str(tmp_path / "report")},
    )
    assert measured["AGREEMENT3"] == pytest.approx(trained["AGREEMENT3"], abs=1e-6)
    assert Path(measured["REPORT"]).is_file()

    on_others = {"INPUT": scene, "LABELS": labels, "PATCH": 64, "STEP": 64, "SPLIT": "stratified", "FOLDS": 4}
    others = run(
        algorithm("evaluate"),
        {"MODEL": "fields", **on_others, "HELD_OUT": 1, "OUTPUT_DIR": str(tmp_path / "others")},
    )
    assert "4 patches" in json.loads(others["JSON"])["split"] and 0 <= others["AGREEMENT1"] <= 1

    exported = run(
        algorithm("exportmodel"),
        {
            "RUN_FOLDER": str(tmp_path / "run"), "NAME": "fields-2", "ZIP": str(tmp_path / "fields.zip"),
            "TITLE": "Fields again", "DESCRIPTION": "Of one scene.", "LICENCE": "CC-BY-4.0",
        },
    )  # fmt: skip
    assert exported["MODEL"] == "fields-2" and Path(exported["ZIP"]).stat().st_size > 1000
    card = json.loads((models_folder / "fields-2" / "card.json").read_text(encoding="utf-8"))
    assert card["codes"] == sorted(CODES)
    said = [card[word] for word in ("title", "description", "licence")]
    assert said == ["Fields again", "Of one scene.", "CC-BY-4.0"]

    maps = run(
        algorithm("classify"),
        {
            "INPUT": scene,
            "MODEL": "fields",
            "OUTPUT_DIR": str(tmp_path / "maps"),
            "LEVEL3": str(tmp_path / "l3.tif"),
        },
    )
    assert Path(maps["LEVEL3"]).exists()


def test_a_learning_rate_is_found_and_its_curve_written(algorithm, landscape, recipe, tmp_path):
    scene, labels = landscape
    found = run(
        algorithm("learningrate"),
        {
            "RECIPE": recipe, "INPUT": scene, "LABELS": labels, "PATCH": 32, "STEP": 32, "STEPS": 10, "THREADS": 1,
            "CURVE": str(tmp_path / "curve.csv"),
        },
    )  # fmt: skip
    result = json.loads(found["JSON"])
    lines = Path(found["CURVE"]).read_text(encoding="utf-8").split()
    assert len(lines) == len(result["rates"]) + 1
    assert found["RATE"] == result["suggestion"]
    assert result["rates"] == sorted(result["rates"])


def test_an_encoder_is_pretrained_and_begins_a_training(algorithm, landscape, recipe, tmp_path):
    scene, labels = landscape
    data = {"RECIPE": recipe, "INPUT": scene, "LABELS": labels, "PATCH": 32, "STEP": 32, "THREADS": 1}
    out = str(tmp_path / "encoder")
    made = run(algorithm("pretrainencoder"), {**data, "LEVEL": 1, "OUTPUT_DIR": out})
    assert json.loads(made["JSON"])["labels"] == sorted({code // 100 for code in CODES})
    values = json.loads(Path(recipe).read_text(encoding="utf-8"))
    values["weights"] = {"source": "file", "path": made["ENCODER"]}
    Path(recipe).write_text(json.dumps(values), encoding="utf-8")
    feedback = Messages()
    run(
        algorithm("train"),
        {**data, "NAME": "Begun", "EPOCHS": 1, "OUTPUT_DIR": str(tmp_path / "run")},
        feedback=feedback,
    )
    assert any("encoder.safetensors" in line for line in feedback.info)


def test_a_kind_of_patches_without_its_folder_is_refused(algorithm, landscape, recipe, tmp_path):
    scene, labels = landscape
    with pytest.raises(QgsProcessingException, match="name its folder or zip as DATA_SET"):
        run(
            algorithm("pretrainencoder"),
            {"INPUT": scene, "LABELS": labels, "KIND": "eurosat", "OUTPUT_DIR": str(tmp_path / "run")},
        )


def test_what_cannot_be_learned_from_is_refused_in_a_sentence(algorithm, landscape, recipe, tmp_path):
    train, out = algorithm("train"), {"OUTPUT_DIR": str(tmp_path / "run")}
    with pytest.raises(QgsProcessingException, match="nothing to learn from"):
        run(train, out)
    with pytest.raises(QgsProcessingException, match="no labels"):
        run(train, {"INPUT": landscape[0], **out})
    with pytest.raises(QgsProcessingException, match="names no data"):
        run(train, {"RECIPE": recipe, **out})
    broken = tmp_path / "broken.json"
    broken.write_text("{")
    with pytest.raises(QgsProcessingException, match="is not JSON"):
        run(train, {"RECIPE": str(broken), **out})


def test_labels_with_unsaved_edits_are_refused(algorithm, landscape, recipe, tmp_path):
    labels = landscape[1]
    labels.startEditing()
    labels.deleteFeature(1)
    try:
        with pytest.raises(QgsProcessingException, match="unsaved edits"):
            run(
                algorithm("train"),
                {
                    "RECIPE": recipe,
                    "INPUT": landscape[0],
                    "LABELS": labels,
                    "OUTPUT_DIR": str(tmp_path / "run"),
                },
            )
    finally:
        labels.rollBack()


def test_labels_elsewhere_are_refused_with_what_to_do(algorithm, landscape, recipe, models_folder, tmp_path):
    far = QgsVectorLayer("Polygon?crs=EPSG:32634&field=code_18:string", "far", "memory")
    from qgis.core import QgsFeature, QgsGeometry, QgsRectangle

    feature = QgsFeature(far.fields())
    feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(0, 0, 1000, 1000)))
    feature.setAttributes(["311"])
    far.dataProvider().addFeatures([feature])
    QgsProject.instance().addMapLayer(far)
    with pytest.raises(QgsProcessingException) as caught:
        run(
            algorithm("train"),
            {"RECIPE": recipe, "INPUT": landscape[0], "LABELS": far, "OUTPUT_DIR": str(tmp_path / "run")},
        )
    sentence = str(caught.value)
    assert "lie beside the scene" in sentence and "choose labels of the same place" in sentence
    assert "\n" not in sentence and sentence.endswith(".")
    assert not (models_folder / "model").exists()
    assert not list((tmp_path / "run").rglob("*.safetensors"))


def test_each_fold_in_turn_is_asked_for_as_in_the_window(algorithm, landscape, recipe, tmp_path):
    scene, labels = landscape
    asked = {"RECIPE": recipe, "INPUT": scene, "LABELS": labels, "OUTPUT_DIR": str(tmp_path / "run")}
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    for given, expected in ((asked, False), ({**asked, "EACH_FOLD": True}, True)):
        made = algorithm("train").create({})
        assert made.prepare(given, context, QgsProcessingFeedback())
        assert made._job.cross_validate is expected
        assert parameters(made._job).get("EACH_FOLD", False) is expected  # what Runs copies as a command


def _job(algorithm, name, given):
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    made = algorithm(name).create({})
    assert made.prepare(given, context, QgsProcessingFeedback())
    return made._job


def test_all_that_is_said_by_parameters_is_in_the_recipe(algorithm, landscape, tmp_path):
    scene, labels = landscape
    encoder = tmp_path / "encoder.safetensors"
    encoder.write_bytes(b"")
    given = {
        "INPUT": scene, "LABELS": labels, "PRESET": "quick_look", "NAME": "Fields of Řím", "LICENCE": "CC-BY-4.0",
        "DESCRIPTION": "Of one scene.", "EPOCHS": 2, "BATCH": 3, "LEARNING_RATE": 0.002, "WEIGHTS": str(encoder),
        "SPLIT": "blocks", "FOLDS": 4, "HELD_OUT": 3, "VALIDATION": 1, "BLOCK": 320.0, "SEED": 5, "CODES": "311 211",
        "OUTPUT_DIR": str(tmp_path / "run"),
    }  # fmt: skip
    recipe = _job(algorithm, "train", given).recipe
    assert recipe.split == SplitChoice(SplitScheme.BLOCKS, 4, 3, 1, 320.0, 5)
    assert recipe.data.codes == (211, 311)
    assert (recipe.name, recipe.title) == ("fields-of-rim", "Fields of Řím")
    assert (recipe.description, recipe.licence) == ("Of one scene.", "CC-BY-4.0")
    assert recipe.weights == WeightsChoice(WeightsFrom.FILE, str(encoder))
    last = recipe.stages[-1]
    assert (last.epochs, last.batch, last.learning_rate) == (2, 3, 0.002)
    assert recipe.stages[0] == preset_recipe(Preset.QUICK_LOOK).stages[0]


def test_the_length_of_a_pretraining_is_said_by_parameters(algorithm, landscape, tmp_path):
    scene, labels = landscape
    given = {"INPUT": scene, "LABELS": labels, "EPOCHS": 4, "BATCH": 6, "OUTPUT_DIR": str(tmp_path / "out")}
    last = _job(algorithm, "pretrainencoder", given).recipe.stages[-1]
    assert (last.epochs, last.batch) == (4, 6)


@pytest.mark.parametrize("name", ["train", "learningrate", "pretrainencoder"])
def test_any_other_field_of_the_recipe_is_a_setting(algorithm, landscape, tmp_path, name):
    scene, labels = landscape
    given = {"INPUT": scene, "LABELS": labels, "OUTPUT_DIR": str(tmp_path / "out")}
    given["CHANGES"] = (
        "network.encoder=resnet34; network.depth=3\nweights.source=none; data.sources.0.share=2"
    )
    recipe = _job(algorithm, name, given).recipe
    assert (recipe.network.encoder, recipe.network.depth) == ("resnet34", 3)
    assert recipe.weights.source is WeightsFrom.NONE and recipe.data.sources[0].share == 2
    with pytest.raises(QgsProcessingException, match="a recipe has no field 'netwrok'"):
        run(algorithm(name), {**given, "CHANGES": "netwrok.depth=3"})


@pytest.mark.parametrize("name", ["train", "learningrate", "pretrainencoder", "trainingdata"])
def test_the_folds_held_out_are_chosen_by_parameters(algorithm, landscape, tmp_path, name):
    scene, labels = landscape
    given = {"INPUT": scene, "LABELS": labels, "OUTPUT_DIR": str(tmp_path / "out")}
    for chosen, held_out, validation in (({}, 0, 1), ({"HELD_OUT": 2, "VALIDATION": 0}, 2, 0)):
        job = _job(algorithm, name, {**given, **chosen})
        split = job.split if name == "trainingdata" else job.recipe.split
        assert (split.held_out, split.validation_fold) == (held_out, validation)
    with pytest.raises(QgsProcessingException, match="held_out is fold 4, expected 0 to 2"):
        run(algorithm(name), {**given, "FOLDS": 3, "HELD_OUT": 4})


@pytest.mark.parametrize("name", ["train", "learningrate", "pretrainencoder"])
def test_first_weights_may_be_an_installed_model(algorithm, landscape, models_folder, tmp_path, name):
    scene, labels = landscape
    given = {"INPUT": scene, "LABELS": labels, "OUTPUT_DIR": str(tmp_path / "out")}
    assert _job(algorithm, name, given).models_dir == str(models_folder)
