"""Recipes are read whole or refused with the entry that is wrong."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
import yaml

from corina.engine.jobs import (
    DataChoice,
    JobError,
    LossChoice,
    Preset,
    Rate,
    SourceKind,
    StageChoice,
    TrainingSource,
    preset_recipe,
)
from corina.training.course import Course, learning_rate
from corina.training.recipe import (
    RecipeError,
    Stage,
    check,
    parse_recipe,
    plain_values,
    read_recipe,
    write_recipe,
)
from tests.training.conftest import recipe_values


def test_what_the_bundled_model_is_compared_with_is_trained_as_long_on_the_same_tiles(checkout):
    """The plain U-Net sees the same chips and patches under the same split, but neither mosaics nor EuroSAT."""
    recipes = checkout / "training" / "recipes"
    ours, plain = read_recipe(recipes / "bundled.toml"), read_recipe(recipes / "plain_unet.toml")
    assert (plain.codes, plain.split) == (ours.codes, ours.split)
    assert plain.augmentation == replace(ours.augmentation, mosaic=0)
    assert plain.stages[0] == ours.stages[0]
    assert set(plain.stages[1].sets) == {"bigearthnet", "s2glc"}
    assert plain.stages[1] == replace(ours.stages[1], sets=plain.stages[1].sets, augmentation=None)
    assert plain.loss.weights == (0.0, 0.0, 1.0)
    assert plain.network.encoder == "resnet18"


def test_the_plain_network_of_40_epochs_differs_in_its_fine_tuning_only(checkout):
    recipes = checkout / "training" / "recipes"
    plain, short = (read_recipe(recipes / f"plain_unet{name}.toml") for name in ("", "_40_epochs"))
    assert (short.codes, short.split, short.network, short.loss) == (
        plain.codes,
        plain.split,
        plain.network,
        plain.loss,
    )
    assert short.stages[0] == plain.stages[0]
    last = short.stages[1]
    assert (last.epochs, last.steps, dict(last.sets)) == (40, 0, {"bigearthnet": 1.0})


def test_the_encoder_of_the_eurosat_recipe_fits_the_bundled_one(checkout):
    """What it learns can be the first weights of the bundled recipe."""
    recipes = checkout / "training" / "recipes"
    ours, eurosat = read_recipe(recipes / "bundled.toml"), read_recipe(recipes / "eurosat.toml")
    assert eurosat.network.encoder == ours.network.encoder
    assert eurosat.network.depth == ours.network.depth


@pytest.mark.parametrize("name", ["bundled.toml", "resnet18.toml"])
def test_the_recipes_that_come_with_corina_are_sound(checkout, name):
    recipe = read_recipe(checkout / "training" / "recipes" / name)
    assert recipe.bands == ("B02", "B03", "B04", "B08")
    assert [stage.name for stage in recipe.stages] == ["pretrain", "finetune"]
    assert recipe.loss.hierarchical == 1
    assert recipe.split.seed == 5


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"sed": 1}, "no field 'sed'"),
        ({"codes": [211, 112]}, "rising order"),
        ({"codes": [999]}, "999"),
        ({"loss": {"kind": "hinge"}}, "loss.kind is 'hinge'"),
        ({"loss": {"sort": "hinge"}}, "LossChoice has no field 'sort'"),
        ({"split": {"folds": 3, "held_out": 3}}, "held_out is fold 3"),
    ],
)
def test_what_is_wrong_with_a_recipe_is_said(changes, sentence):
    with pytest.raises(RecipeError, match=sentence):
        parse_recipe(recipe_values(**changes))


@pytest.mark.parametrize(
    ("changes", "sentence"), [({"sets": {"lucas": 1.0}}, "lucas"), ({"crop": 30}, "multiples of 8")]
)
def test_what_is_wrong_with_a_stage_is_said(changes, sentence):
    stages = [{**recipe_values()["stages"][0], **changes}]
    with pytest.raises(RecipeError, match=sentence):
        parse_recipe(recipe_values(stages=stages))


def test_a_file_that_is_no_toml_is_said(tmp_path):
    (tmp_path / "r.toml").write_text("name = ")
    with pytest.raises(RecipeError, match=r"r\.toml cannot be read"):
        read_recipe(tmp_path / "r.toml")


def test_the_learning_rate_rises_and_falls_over_the_schedule():
    stage = Stage("s", sets={"s2glc": 1.0}, steps=100, batch=1, crop=32, learning_rate=1.0)
    rates = [learning_rate(stage, step) for step in range(100)]
    assert rates[0] == pytest.approx(0.1)
    assert max(rates) == rates[9] == rates[10] == 1.0
    assert rates[55] == pytest.approx(0.5, abs=0.01)
    assert rates[99] < 0.001
    longer = Stage("s", sets={"s2glc": 1.0}, steps=100, batch=1, crop=32, learning_rate=1.0, schedule=200)
    assert learning_rate(longer, 99) == pytest.approx(0.595, abs=0.001)


def test_toml_json_and_yaml_say_the_same(checkout, tmp_path):
    first = read_recipe(checkout / "training" / "recipes" / "bundled.toml")
    values = plain_values(first)
    (tmp_path / "r.json").write_text(json.dumps(values))
    (tmp_path / "r.yaml").write_text(yaml.safe_dump(values))
    assert read_recipe(tmp_path / "r.json") == first
    assert read_recipe(tmp_path / "r.yaml") == first
    write_recipe(first, tmp_path / "again.json")
    assert read_recipe(tmp_path / "again.json") == first


@pytest.mark.parametrize("preset", Preset)
def test_a_preset_is_a_recipe_once_it_has_data(preset):
    source = TrainingSource(SourceKind.CHIPS, "/data/chips")
    recipe = replace(preset_recipe(preset), data=DataChoice((source,)))
    check(recipe)
    assert parse_recipe(plain_values(recipe)) == recipe
    assert sum(stage.epochs for stage in recipe.stages) > 0


def test_presets_take_longer_the_better_they_promise():
    lengths = [sum(stage.epochs for stage in preset_recipe(preset).stages) for preset in Preset]
    assert lengths == sorted(lengths)
    assert lengths[0] < 10 < lengths[2]


def test_without_data_and_sets_there_is_nothing_to_learn_from():
    with pytest.raises(RecipeError, match="nothing to draw from"):
        parse_recipe({"name": "x", "stages": [{"name": "one"}]})


def test_losses_can_be_named_or_mixed():
    assert parse_recipe(recipe_values(loss={"kind": "focal"})).loss.focal == 1
    mixed = parse_recipe(recipe_values(loss={"hierarchical": 1.0, "dice_bce": 0.5})).loss
    assert (mixed.hierarchical, mixed.dice_bce, mixed.focal) == (1.0, 0.5, 0.0)


@pytest.mark.parametrize(
    ("rate", "first", "peak_at", "last"),
    [
        (Rate.CONSTANT, 0.1, 50, 1.0),
        (Rate.PLATEAU, 0.1, 50, 1.0),
        (Rate.COSINE, 0.1, 10, 0.001),
        (Rate.ONE_CYCLE, 0.04, 30, 0.001),
    ],
)
def test_each_schedule_begins_low_peaks_and_ends_as_it_should(rate, first, peak_at, last):
    stage = Stage("s", steps=100, learning_rate=1.0, rate=rate)
    rates = [learning_rate(stage, step) for step in range(100)]
    assert rates[0] == pytest.approx(first, abs=0.01)
    assert rates[peak_at] == pytest.approx(1.0)
    assert rates[99] == pytest.approx(last, abs=0.003)


def test_a_plateau_lowers_the_rate_and_a_better_loss_resets_it():
    stage = Stage("s", rate=Rate.PLATEAU, patience=2, factor=0.5)
    course = Course()
    for loss in (1.0, 0.9, 0.9, 0.9):
        course.note_loss(loss, stage)
    assert course.factor == 1.0
    course.note_loss(0.9, stage)
    assert (course.factor, course.flat) == (0.5, 3)
    course.note_loss(0.5, stage)
    assert (course.factor, course.flat) == (0.5, 0)


def test_own_data_and_the_bundled_models_sets_are_not_mixed():
    source = TrainingSource(SourceKind.CHIPS, "/data/chips")
    stages = (Stage("one", sets={"data": 0.5, "s2glc": 0.5}),)
    with pytest.raises(RecipeError, match="add that set to its sources"):
        check(replace(preset_recipe(Preset.BALANCED), data=DataChoice((source,)), stages=stages))


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"epochs": 0}, "neither epochs nor steps"),
        ({"epochs": -1, "steps": 5}, "epochs -1, expected 0 or more"),
        ({"steps": -5}, "steps -5, expected 0 or more"),  # would end at once, as if it were done
        ({"clip": -1.0}, "clip -1.0, expected 0 or more"),  # would go up the gradient
        ({"weight_decay": -0.1}, "weight_decay -0.1, expected 0 or more"),
        ({"patience": -1}, "patience -1, expected 0 or more"),
        ({"factor": 0.0}, "factor 0.0, expected above 0 to 1"),
        ({"learning_rate": float("nan")}, "learning_rate nan"),
        ({"level_weights": (0.0, 0.0, 0.0)}, "not all 0"),
    ],
)
def test_a_stage_that_would_train_nothing_or_the_wrong_way_is_refused(values, sentence):
    with pytest.raises(JobError, match=sentence):
        StageChoice("s", **values)


def test_a_focal_loss_with_a_power_below_0_is_refused():
    with pytest.raises(JobError, match="focal_gamma is -1"):
        LossChoice(focal=1.0, focal_gamma=-1)
