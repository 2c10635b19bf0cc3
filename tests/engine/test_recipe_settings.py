"""Any field of a recipe by its name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corina.engine.jobs import (
    Architecture,
    AugmentationChoice,
    ClassWeights,
    DataChoice,
    JobError,
    Optimiser,
    Preset,
    Recipe,
    SourceKind,
    StageChoice,
    TrainingSource,
    preset_recipe,
    split_settings,
    with_settings,
)

BASE = preset_recipe(Preset.BALANCED)
CHIPS = TrainingSource(SourceKind.CHIPS, "chips")


def test_no_settings_change_nothing():
    assert with_settings(BASE, []) == BASE


def test_fields_of_all_kinds_are_set():
    made = with_settings(
        replace(BASE, data=DataChoice((CHIPS,))),
        [
            "network.architecture=segnet", " network.depth = 3", "network.decoder_channels=64, 32,16",
            "loss.weights=[0, 0.5, 1]", "loss.class_weights=effective", "loss.positive_weights=true",
            "stages.last.optimiser=sgd", "stages.last.weight_decay=1e-3", "stages.first.epochs=7",
            "stages.1.augmentation.noise=0.25", "data.min_labelled=0.5", "data.drop_sea=false",
            "data.sources.0.share=2", "title=2018", "stop_early=3", "codes=",
        ],
    )  # fmt: skip
    assert (made.network.architecture, made.network.depth) == (Architecture.SEGNET, 3)
    assert made.network.decoder_channels == (64, 32, 16)
    assert (made.loss.weights, made.loss.class_weights) == ((0, 0.5, 1), ClassWeights.EFFECTIVE)
    assert made.loss.positive_weights is True
    assert (made.stages[1].optimiser, made.stages[1].weight_decay) == (Optimiser.SGD, 0.001)
    assert (made.stages[0].epochs, made.stages[0].optimiser) == (7, BASE.stages[0].optimiser)
    assert made.stages[1].augmentation == AugmentationChoice(noise=0.25)
    assert (made.data.min_labelled, made.data.drop_sea, made.data.sources[0].share) == (0.5, False, 2)
    assert (made.title, made.stop_early, made.codes) == ("2018", 3, ())


@pytest.mark.parametrize(
    ("setting", "sentence"),
    [
        (
            "network.encoder",
            "'network.encoder' is no setting, expected FIELD=VALUE such as network.encoder=resnet34",
        ),
        ("=3", "is no setting"),
        ("netwrok.encoder=a", "a recipe has no field 'netwrok'"),
        ("epochs=3", "a recipe has no field 'epochs'"),
        ("network.encodr=a", "NetworkChoice has no field 'encodr'"),
        ("stages.5.epochs=3", "there are 2 of these, named first, last, or by a number from 0"),
        ("stages.none.epochs=3", "there are 2 of these"),
        ("network.depth.x=3", "a recipe has no field 'network.depth.x'"),
        ("network.depth=9", "network.depth is 9, expected 1 to 5"),
        ("loss.class_weights=rare", "'rare' is not one of none, inverse, effective"),
        ("stages.last.rate=never", "'never' is not one of constant"),
    ],
)
def test_what_is_no_setting_is_refused_in_a_sentence_that_names_it(setting, sentence):
    with pytest.raises(JobError, match=sentence.replace("'", "['‘]")) as caught:
        with_settings(BASE, [setting])
    assert setting in str(caught.value) and "\n" not in str(caught.value)


def test_settings_are_listed_with_semicolons_or_lines():
    assert split_settings("a=1; b=2,3\n\nc.d = x;") == ["a=1", "b=2,3", "c.d = x"]
    assert split_settings("") == []


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ("network.depth=deep", "a whole number"),
        ("stages.last.epochs=2.5", "a whole number"),
        ("stages.last.epochs=true", "a whole number"),
        ("stages.last.learning_rate=fast", "a number"),
        ("loss.positive_weights=1", "true or false"),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused(setting, expected):
    with pytest.raises(JobError, match=f"'{setting}' has another kind of value, expected {expected}"):
        with_settings(BASE, [setting])


def test_stages_of_a_recipe_are_reached_by_words_and_numbers():
    one = Recipe(stages=(StageChoice("only"),))
    for place in ("first", "last", "0"):
        assert with_settings(one, [f"stages.{place}.epochs=3"]).stages[0].epochs == 3
