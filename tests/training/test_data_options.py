"""Training without a recipe on the command line: the options make the same recipe as Processing does."""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from corina.engine.cli import main
from corina.engine.commands import add_commands
from corina.engine.jobs import (
    DataChoice,
    DescribeTrainingDataJob,
    JobError,
    LabelInput,
    Preset,
    PretrainJob,
    RateTestJob,
    ReviewLabelsJob,
    SceneInput,
    SourceKind,
    SplitChoice,
    SplitScheme,
    TrainingSource,
    WeightsChoice,
    WeightsFrom,
    preset_recipe,
)
from corina.training.recipe import read_recipe, write_recipe
from tests.training.scenes import halves, write_scene
from tests.training.small_data import small_recipe, write_chips


def job_of(*words):
    """The job that a command makes."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--models-dir", default="")
    parser = argparse.ArgumentParser()
    add_commands(parser, common, words)
    arguments = parser.parse_args(words)
    return arguments.make_job(arguments)


@pytest.fixture()
def files(tmp_path, monkeypatch):
    """Files that have names only, in the folder one is in."""
    monkeypatch.chdir(tmp_path)
    for name in ("a.tif", "b.tif", "clc.gpkg", "other.gpkg", "encoder.safetensors", "legend.csv"):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "chips").mkdir()
    return tmp_path


def source(folder, scene, labels, **more):
    return TrainingSource(
        scene=SceneInput(str(folder / scene)), labels=LabelInput(str(folder / labels), **more)
    )


def test_a_scene_and_its_labels_train_as_the_preset_says(files):
    job = job_of("train", "a.tif", "--labels", "clc.gpkg")
    preset = preset_recipe(Preset.BALANCED)
    assert job.recipe == replace(preset, data=DataChoice((source(files, "a.tif", "clc.gpkg"),)))
    assert job.output_dir == "my-model-run"
    assert job_of("train", "--scene", "a.tif", "--labels", "clc.gpkg").recipe == job.recipe


def test_every_option_is_in_the_recipe(files):
    job = job_of(
        "train", "--scene", "a.tif", "--labels", "clc.gpkg", "--layer", "clc18", "--field", "code", "--legend",
        "legend.csv", "--labels-crs", "EPSG:3035", "--bands", "B02=1,B8A=2", "--scale", "0.0001", "--offset", "-0.1",
        "--codes", "311,211", "--patch", "64", "--step", "96", "--boundary", "20", "--split", "blocks", "--folds", "4",
        "--held-out", "2", "--validation", "0", "--block", "640", "--seed", "9", "--preset", "best",
        "--title", "Two bands", "--name", "two", "--description", "Words.", "--licence", "CC0-1.0",
        "--weights", "encoder.safetensors", "--epochs", "3", "--batch", "5", "--rate", "0.01", "--out", "run",
        "--cross-validate", "--no-export",
    )  # fmt: skip
    recipe, preset = job.recipe, preset_recipe(Preset.BEST)
    (found,) = recipe.data.sources
    legend = str(files / "legend.csv")
    assert found.labels == LabelInput(str(files / "clc.gpkg"), "clc18", "code", legend, crs="EPSG:3035"), (
        "paths hold from anywhere"
    )
    assert (found.scene.scale, found.scene.offset) == (0.0001, -0.1)
    assert [(band.band, band.index) for band in found.scene.bands] == [("B02", 1), ("B8A", 2)]
    assert recipe.data == DataChoice(
        (found,), ("B02", "B8A"), codes=(211, 311), patch=64, step=64, boundary_m=20.0
    )
    assert recipe.bands == ("B02", "B8A")
    assert recipe.split == SplitChoice(SplitScheme.BLOCKS, 4, 2, 0, 640.0, 9)
    assert (recipe.seed, recipe.name, recipe.title) == (9, "two", "Two bands")
    assert (recipe.description, recipe.licence) == ("Words.", "CC0-1.0")
    assert recipe.weights == WeightsChoice(WeightsFrom.FILE, str(files / "encoder.safetensors"))
    assert recipe.stages[0] == preset.stages[0]
    assert recipe.stages[1] == replace(preset.stages[1], epochs=3, batch=5, learning_rate=0.01)
    assert (job.output_dir, job.cross_validate, job.export) == ("run", True, False)


def test_any_other_field_is_changed_by_its_name(files):
    words = [
        "chips",
        "--epochs",
        "3",
        "--change",
        "stages.last.weight_decay=0.5",
        "--change",
        "data.drop_sea=false",
    ]
    for command in ("train", "pretrain"):
        recipe = job_of(command, *words).recipe
        assert (recipe.stages[-1].epochs, recipe.stages[-1].weight_decay, recipe.data.drop_sea) == (
            3,
            0.5,
            False,
        )
    assert job_of("rate-test", "chips", "--change", "loss.focal=1").recipe.loss.focal == 1


def test_several_scenes_share_labels_or_have_their_own(files):
    words = ["train", "a.tif", "--scene", "b.tif", "--labels", "clc.gpkg"]
    first = source(files, "a.tif", "clc.gpkg")
    assert job_of(*words).recipe.data.sources == (first, source(files, "b.tif", "clc.gpkg"))
    own = job_of(*words, "--labels", "other.gpkg").recipe.data.sources
    assert own == (first, source(files, "b.tif", "other.gpkg"))


def test_a_ready_made_set_stands_alone_or_beside_scenes(files):
    chips = TrainingSource(SourceKind.AUTO, str(files / "chips"))
    assert job_of("train", "chips").recipe.data.sources == (chips,)
    with_legend = job_of("train", "--set", "chips", "--legend", "s2glc").recipe.data.sources
    assert with_legend == (replace(chips, legend="s2glc"),)
    both = job_of("train", "a.tif", "--labels", "clc.gpkg", "--set", "chips", "--legend", "s2glc")
    assert both.recipe.data.sources == (chips, source(files, "a.tif", "clc.gpkg", legend="s2glc"))


def test_options_win_over_a_recipe_and_leave_the_rest(files):
    path = files / "own.json"
    base = small_recipe(files / "chips")
    write_recipe(base, path)
    assert job_of("train", str(path)).recipe == base
    assert job_of("train", str(path)).output_dir == str(files / "own-run")
    changed = job_of("train", str(path), "--held-out", "2", "--scene", "a.tif", "--labels", "clc.gpkg").recipe
    data = replace(base.data, sources=(source(files, "a.tif", "clc.gpkg"),))
    assert changed == replace(base, data=data, split=replace(base.split, held_out=2))


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("train", "There is nothing to learn from"),
        ("train --patch 64", "There is nothing to learn from"),
        ("train a.tif", "a.tif is neither a recipe nor a training set; give the labels of a scene"),
        ("train --scene a.tif", "The scene a.tif has no labels"),
        ("train --labels clc.gpkg", "--labels are those of a scene"),
        ("train chips --scale 1", "--scale says something of a scene with --labels"),
        ("train chips --bands B02=1", "--bands B02=1 says something of a scene"),
        ("train a.tif --scene b.tif --labels 1 --labels 2 --labels 3", "3 --labels for 2 scenes"),
        ("train a.tif --scene b.tif --labels clc.gpkg --bands B02=b2.tif", "holds a band of one scene"),
        ("train chips --held-out 5", "held_out is fold 5, expected 0 to 4"),
        ("train chips --codes 9", "9 is no CORINE code of level 3"),
        ("train chips --change network.depht=3", "NetworkChoice has no field 'depht'"),
        ("train chips --patch 8", "The patch size is 8 px"),
        ("train own.json --preset best", "--preset best is a starting point without a recipe"),
        ("train own.json --legend s2glc", "--legend says something of a scene with --labels"),
        ("train sets.json --patch 64", "The recipe has no data of its own"),
        ("train gone.yaml", "The recipe gone.yaml cannot be read"),
        ("train chips --write-recipe a.toml", "cannot be written as TOML"),
        ("train chips --write-recipe gone/a.yaml", "The recipe gone/a.yaml cannot be written"),
        ("pretrain chips --kind eurosat", "learns from a set of its own: name its folder or zip by --source"),
        ("pretrain chips --source chips", "leave --source out, or name its --kind"),
        ("dataset chips --field code", "--field says something of a scene"),
        ("evaluate model chips --recipe own.json", "--recipe and chips both say what to measure on"),
        ("evaluate model --patch 64", "There is nothing to learn from"),
        ("review model out --patch 64", "There is nothing to learn from"),
    ],
)  # fmt: skip
def test_what_does_not_fit_together_is_refused_in_a_sentence(files, words, sentence):
    write_recipe(small_recipe(files / "chips"), files / "own.json")
    stages = [{"sets": {"eurosat": 1.0}}]
    (files / "sets.json").write_text(json.dumps({"stages": stages}), encoding="utf-8")
    with pytest.raises(JobError, match=sentence.replace("(", r"\(")) as caught:
        job_of(*words.split())
    assert "\n" not in str(caught.value)


def test_the_other_commands_take_the_same_options(files):
    data = ["a.tif", "--labels", "clc.gpkg", "--patch", "64", "--step", "32"]
    split = ["--folds", "4", "--held-out", "1"]
    choice = DataChoice((source(files, "a.tif", "clc.gpkg"),), patch=64, step=32)
    divided = SplitChoice(folds=4, held_out=1)
    rate = job_of("rate-test", *data, *split, "--steps", "12")
    assert isinstance(rate, RateTestJob)
    assert (rate.recipe.data, rate.recipe.split, rate.steps) == (choice, divided, 12)
    pretrain = job_of("pretrain", *data, *split, "--epochs", "2", "--level", "1")
    assert isinstance(pretrain, PretrainJob)
    assert (pretrain.recipe.data, pretrain.recipe.stages[-1].epochs, pretrain.level) == (choice, 2, 1)
    described = job_of("dataset", *data, *split)
    assert described == DescribeTrainingDataJob(choice, divided)
    review = job_of("review", "model", "out", *data)
    assert isinstance(review, ReviewLabelsJob)
    assert review.data == choice
    assert job_of("review", "model", "out").data is None


def test_a_pretraining_learns_from_its_own_set(files):
    job = job_of(
        "pretrain", "--kind", "eurosat", "--source", "chips", "--bands", "B02,B03,B04", "--patch", "64"
    )
    assert (job.kind, job.source) == ("eurosat", "chips")
    assert (job.recipe.input_bands, job.recipe.data.patch) == (("B02", "B03", "B04"), 64)


def test_a_model_is_measured_on_what_is_named(files):
    assert job_of("evaluate", "model").recipe is None
    job = job_of(
        "evaluate", "model", "a.tif", "--labels", "clc.gpkg", "--folds", "3", "--held-out", "2", "--out", "r"
    )
    assert (job.model, job.output_dir) == ("model", "r")
    assert job.recipe.data == DataChoice((source(files, "a.tif", "clc.gpkg"),))
    assert job.recipe.split == SplitChoice(folds=3, held_out=2)
    write_recipe(small_recipe(files / "chips"), files / "own.json")
    for words in (["own.json"], ["--recipe", "own.json"]):
        assert job_of("evaluate", "model", *words).recipe == small_recipe(files / "chips")


def test_a_recipe_is_described_with_another_split(files):
    write_recipe(small_recipe(files / "chips"), files / "own.json")
    assert job_of("dataset", "own.json") == DescribeTrainingDataJob(recipe="own.json")
    job = job_of("dataset", "own.json", "--held-out", "3")
    base = small_recipe(files / "chips")
    assert (job.data, job.split) == (base.data, replace(base.split, held_out=3))


@pytest.mark.parametrize("name", ["mine.yaml", "mine.json"])
def test_the_recipe_is_written_to_be_edited(files, capsys, name):
    words = [
        "train",
        "a.tif",
        "--labels",
        "clc.gpkg",
        "--title",
        "Žlutý kůň",
        "--weights",
        "none",
        "--held-out",
        "3",
    ]
    assert main([*words, "--write-recipe", name]) == 0
    assert capsys.readouterr().out.splitlines()[0] == name
    assert read_recipe(Path(name)) == job_of(*words).recipe == job_of("train", name).recipe
    assert not Path("my-model-run").exists()
    text = Path(name).read_text(encoding="utf-8")
    values = yaml.safe_load(text)  # JSON is YAML too
    assert (values["title"], values["split"]["held_out"]) == ("Žlutý kůň", 3)
    assert main([*words, "--write-recipe", name, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["data"] == {"recipe": name}


def test_a_model_is_trained_from_a_scene_and_labels(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    scene = write_scene(tmp_path / "scene.tif", 64, 192)
    halves(tmp_path / "clc.gpkg", height=64, width=192)
    write_recipe(replace(small_recipe(tmp_path), data=None), tmp_path / "network.json")
    words = [
        "train", "network.json", "--scene", str(scene), "--labels", "clc.gpkg", "--scale", "0.0001", "--offset", "0",
        "--patch", "32", "--step", "32", "--split", "random", "--folds", "3", "--held-out", "2", "--validation", "0",
        "--epochs", "1", "--title", "Halves", "--threads", "1", "--no-export", "--out", "run",
    ]  # fmt: skip
    assert main(words[:2]) == 1
    assert "the recipe has no `data`" in capsys.readouterr().err
    assert main(words) == 0
    assert "level  3" in capsys.readouterr().out
    recipe = read_recipe(tmp_path / "run" / "recipe.json")
    assert (recipe.title, recipe.split.held_out, recipe.split.validation) == ("Halves", 2, 0)


def test_chips_train_without_a_recipe_as_far_as_an_estimate(tmp_path, capsys):
    chips = write_chips(tmp_path / "chips")
    words = [
        "train",
        str(chips),
        "--legend",
        "corine",
        "--patch",
        "32",
        "--step",
        "16",
        "--preset",
        "quick_look",
    ]
    assert main([*words, "--weights", "none", "--estimate", "--threads", "1"]) == 0
    assert "million weights" in capsys.readouterr().out
