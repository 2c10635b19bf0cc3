"""Values that no training can be made with are refused with the entry that is wrong, before anything is read."""

from __future__ import annotations

import re

import pytest
import yaml

from corina.engine.jobs import AugmentationChoice, DataChoice, JobError, Recipe, SourceKind, TrainingSource
from corina.engine.jobs.codec import decode, encode

STAGES = {"stages": [{"name": "all"}]}
DATA = {"sources": [{"kind": "chips", "path": "/chips"}]}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("best", "expected letters, digits, blanks, '.', '_' or '-', and none of best, last, encoder"),
        ("last", "files of the run"),
        ("Encoder", "files of the run"),
        ("a/b", "A stage is called 'a/b', expected letters"),
        ("..", "A stage is called '..'"),
        ("", "A stage is called ''"),
    ],
)
def test_a_stage_whose_file_would_take_the_place_of_another_is_refused(name, said):
    with pytest.raises(JobError, match=re.escape(said)):
        decode(Recipe, {"stages": [{"name": name}]})


def test_two_stages_of_one_name_are_refused():
    with pytest.raises(JobError, match="Two stages of the recipe are called 'all'"):
        decode(Recipe, {"stages": [{"name": "all"}, {"name": "All"}]})
    assert [stage.name for stage in decode(Recipe, {"stages": [{"name": "all"}, {"name": "All 2"}]}).stages]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"augmentation": {"gain": -0.1}}, "augmentation.gain is -0.1, expected 0 or more"),
        ({"augmentation": {"noise": float("inf")}}, "augmentation.noise is inf, expected 0 or more"),
        ({"augmentation": {"scale": -2}}, "augmentation.scale is -2, expected 0 to 3"),
        ({"augmentation": {"mosaic": 5}}, "augmentation.mosaic is 5, expected 0 to 1"),
        ({"augmentation": {"nodata": float("nan")}}, "augmentation.nodata is nan, expected 0 to 1"),
        ({"stages": [{"augmentation": {"band_dropout": 2}}]}, "augmentation.band_dropout is 2"),
        ({"seed": -1}, "seed is -1, expected 0 to 4,294,967,295"),
        ({"split": {"seed": -1}}, "The seed of the split is -1"),
        ({"workers": -1}, "workers is -1, expected 0 to 256"),
        ({"devices": 0}, "devices is 0, expected 1 or more"),
        ({"previews": -1}, "previews is -1, expected 0 or more"),
        ({"stop_early": -1}, "stop_early is -1, expected 0 or more"),
        ({"check_every": 0}, "check_every is 0, expected 2 or more"),
        (
            {"network": {"depth": 3, "decoder_channels": [0, 0, 0]}},
            "network.decoder_channels is 0, expected 1",
        ),
        ({"network": {"skip_channels": [-1]}}, "network.skip_channels is -1, expected 1"),
        ({"data": {**DATA, "cache_mb": -1}}, "cache_mb is -1, expected 0 or more"),
        ({"data": {**DATA, "bands": ["B02", "B02"]}}, "The bands B02, B02 name one twice"),
        ({"stages": [{"learning_rate": float("inf")}]}, "learning_rate inf"),
        ({"stages": [{"sets": {"data": -1.0}}]}, "sets {'data': -1.0}, expected shares of 0 or more"),
        ({"loss": {"hierarchical": float("nan")}}, "The loss has the shares (nan, 0.0, 0.0)"),
        ({"loss": {"focal_gamma": float("inf")}}, "loss.focal_gamma is inf"),
    ],
)
def test_a_value_out_of_range_is_refused_by_its_name(values, said):
    with pytest.raises(JobError, match=re.escape(said)):
        decode(Recipe, values)


def test_the_ends_of_the_ranges_are_allowed():
    most = AugmentationChoice(gain=0, offset=0, noise=0, nodata=1, scale=3, band_dropout=1, mosaic=1)
    source = TrainingSource(SourceKind.CHIPS, "/chips")
    recipe = Recipe(
        augmentation=most, seed=0, previews=0, stop_early=0, data=DataChoice((source,), cache_mb=0)
    )
    assert decode(Recipe, encode(recipe)) == recipe


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"seed": 1.5}, "Recipe.seed is 1.5, expected a whole number."),
        ({"stages": [{"epochs": "five"}]}, "StageChoice.epochs is 'five', expected a whole number."),
        ({"stages": [{"learning_rate": "fast"}]}, "StageChoice.learning_rate is 'fast', expected a number."),
        ({"augmentation": {"flips": "no"}}, "AugmentationChoice.flips is 'no', expected true or false."),
        ({"title": ["A"]}, "Recipe.title is ['A'], expected text."),
        ({"codes": [112, "x"]}, "Recipe.codes is 'x', expected a whole number."),
        ({"bands": "B02"}, "Recipe.bands is 'B02', expected a list."),
        ({"stages": [{"sets": ["data"]}]}, "StageChoice.sets is ['data'], expected names with values."),
        ({"stages": [{"sets": {"data": "much"}}]}, "StageChoice.sets is 'much', expected a number."),
    ],
)
def test_another_kind_of_value_is_refused_by_its_name(values, said):
    with pytest.raises(JobError, match=re.escape(said)):
        decode(Recipe, values)


def test_what_yaml_makes_of_numbers_is_understood():
    values = yaml.safe_load("{version: 2, seed: 7.0, stages: [{learning_rate: 5e-4, weight_decay: 0}]}")
    assert values["stages"][0]["learning_rate"] == "5e-4"  # YAML 1.1 wants a point in a number
    recipe = decode(Recipe, values)
    assert (recipe.version, recipe.seed, recipe.stages[0].learning_rate) == ("2", 7, 5e-4)
    assert isinstance(recipe.seed, int)
