"""What the card of a model says of the weights that it began from: their model, its sets and their licences."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

from corina.engine.handlers import carry_out
from corina.engine.jobs import (
    ExportModelJob,
    LabelInput,
    SceneInput,
    TrainingSource,
    WeightsChoice,
    WeightsFrom,
)
from corina.models.package import open_package
from corina.training.ancestry import first_sets, sets_behind
from corina.training.recipe import write_recipe
from corina.training.run_folder import RECIPE_FILE, WEIGHTS_FILE, noted_sets, noted_weights
from tests.training.small_data import small_job, small_recipe

NOT_STATED = (
    "labels free with citation; the chips come from a public data challenge whose terms are not stated"
)


def begun_from(chips, source, path="", **more):
    return small_recipe(chips, weights=WeightsChoice(source, str(path)), epochs=1, previews=0, **more)


def test_the_bundled_model_brings_its_sets_and_their_licences(chips):
    found = sets_behind(begun_from(chips, WeightsFrom.BUNDLED))
    names = [entry["name"].split(" (")[0] for entry in found]
    assert names[1:] == [
        "BigEarthNet v2",
        "EuroSAT RGB",
        "S2GLC",
        "EfficientNet-Lite0 trained on ImageNet",
    ]
    assert "resunet-s2-10m" in found[0]["name"]
    assert [entry["licence"] for entry in found] == [
        "GPL-2.0-or-later",
        "CDLA-Permissive-1.0",
        "MIT",
        NOT_STATED,
        "Apache-2.0",
    ]
    assert {entry["use"] for entry in found} == {"first weights"}
    assert "Helber" in found[2]["citation"]
    assert sets_behind(begun_from(chips, WeightsFrom.NONE)) == []


def test_a_model_says_what_the_one_before_was_learned_from(finished, chips, tmp_path):
    """Begun from a run's best epoch, whose model is not installed; exported when that run is gone."""
    before = tmp_path / "before"
    shutil.copytree(finished[1]["output_dir"], before)
    noted = [{"name": "An older set", "licence": "CC-BY-4.0", "citation": "X 2001", "use": "first weights"}]
    (before / WEIGHTS_FILE).write_text(
        json.dumps({"sentences": ["Begins."], "sets": noted}), encoding="utf-8"
    )
    recipe = begun_from(chips, WeightsFrom.PACKAGE, before / "best.safetensors")
    run = tmp_path / "run"
    result = carry_out(replace(small_job(chips, run), recipe=recipe), lambda event: None)
    sets = open_package(Path(result["model"]["path"])).card.training["sets"]
    assert [(entry["name"], entry["licence"]) for entry in sets[:1]] == [("chips (12 patches)", "not stated")]
    assert [(entry["name"], entry["licence"], entry["use"]) for entry in sets[1:]] == [
        ("chips", "not stated", "first weights"),
        ("An older set", "CC-BY-4.0", "first weights"),
    ]
    shutil.rmtree(before)
    exported = carry_out(ExportModelJob(str(run), models_dir=str(tmp_path / "m")), lambda event: None)
    assert open_package(Path(exported["path"])).card.training["sets"] == sets


def test_runs_noted_before_and_weights_that_say_nothing(finished, chips, tmp_path):
    (tmp_path / WEIGHTS_FILE).write_text('["Begins with random weights."]', encoding="utf-8")
    assert noted_weights(tmp_path) == ["Begins with random weights."]
    assert noted_sets(tmp_path) is None
    recipe = begun_from(chips, WeightsFrom.FILE, "/elsewhere/seco.pth")
    unknown = {"name": "seco.pth", "licence": "not stated", "citation": "", "use": "first weights"}
    assert first_sets(tmp_path, recipe) == [unknown]
    gone = begun_from(chips, WeightsFrom.PACKAGE, "no-such-model")
    assert sets_behind(gone) == [{**unknown, "name": "no-such-model"}]
    # An encoder of a pretraining is a file; the recipe beside it says what it was learned from, and from what before.
    shutil.copy(Path(finished[1]["output_dir"]) / RECIPE_FILE, tmp_path / RECIPE_FILE)
    (tmp_path / WEIGHTS_FILE).unlink()
    (tmp_path / "encoder.safetensors").touch()
    encoder = begun_from(chips, WeightsFrom.FILE, tmp_path / "encoder.safetensors")
    assert [entry["name"] for entry in sets_behind(encoder)] == ["chips"]


def test_the_scenes_of_a_run_before_are_named(finished, chips, tmp_path):
    job, result, _ = finished
    scene = TrainingSource(scene=SceneInput("/gone/june.tif"), labels=LabelInput("/gone/clc.gpkg"))
    recipe = replace(job.recipe, data=replace(job.recipe.data, sources=(scene,)))
    write_recipe(recipe, tmp_path / RECIPE_FILE)
    shutil.copy(Path(result["output_dir"]) / "best.safetensors", tmp_path)
    found = sets_behind(begun_from(chips, WeightsFrom.PACKAGE, tmp_path))
    assert [(entry["name"], entry["licence"]) for entry in found] == [("june", "not stated")]
