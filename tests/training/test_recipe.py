"""Recipes are read whole or refused with the entry that is wrong."""

from __future__ import annotations

import pytest

from corina.training.course import learning_rate
from corina.training.recipe import RecipeError, Stage, parse_recipe, read_recipe
from tests.training.conftest import recipe_values


@pytest.mark.parametrize("name", ["bundled.toml", "disjoint.toml"])
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
