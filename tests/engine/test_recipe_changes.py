"""What Processing and the command line change in a recipe: the same function for both."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corina.engine.jobs import (
    DataChoice,
    JobError,
    LabelInput,
    Preset,
    Recipe,
    RecipeChanges,
    SceneInput,
    SourceKind,
    SplitChoice,
    SplitScheme,
    StageChoice,
    TrainingSource,
    WeightsChoice,
    WeightsFrom,
    changed_data,
    changed_recipe,
    codes_of_text,
    model_name,
    preset_recipe,
    weights_of,
)

SCENE = TrainingSource(scene=SceneInput("scene.tif"), labels=LabelInput("clc.gpkg"))
CHIPS = TrainingSource(SourceKind.CHIPS, "chips")


def test_what_is_not_given_stays_as_the_recipe_has_it():
    recipe = Recipe(
        name="own", title="Own", description="Words", licence="CC0-1.0", seed=7, bands=("B02", "B08"),
        data=DataChoice((CHIPS,), ("B02", "B08"), codes=(211, 311), patch=64, step=32, boundary_m=40.0),
        split=SplitChoice(SplitScheme.BLOCKS, 4, 2, 0, 640.0, 9),
        stages=(StageChoice("frozen", frozen=True), StageChoice("all", steps=100, learning_rate=0.01)),
    )  # fmt: skip
    assert changed_recipe(RecipeChanges(), recipe) == recipe


def test_what_is_given_wins_over_the_preset():
    preset = preset_recipe(Preset.BALANCED)
    changes = RecipeChanges(
        (SCENE,), ("B02", "B11"), (112, 311), 64, 96, 20.0, SplitScheme.STRATIFIED, 4, 3, 1, 1000.0, 5,
        title="Vaasa, 2018", description="Of one scene.", licence="CC-BY-4.0", epochs=2, batch=3, learning_rate=0.02,
        weights=WeightsChoice(WeightsFrom.NONE),
    )  # fmt: skip
    made = changed_recipe(changes, preset)
    assert made.data == DataChoice(
        (SCENE,), ("B02", "B11"), codes=(112, 311), patch=64, step=64, boundary_m=20.0
    )
    assert made.split == SplitChoice(SplitScheme.STRATIFIED, 4, 3, 1, 1000.0, 5)
    assert (made.name, made.title, made.seed, made.bands) == ("vaasa-2018", "Vaasa, 2018", 5, ("B02", "B11"))
    assert (made.description, made.licence) == ("Of one scene.", "CC-BY-4.0")
    assert made.weights.source is WeightsFrom.NONE
    assert made.stages[:-1] == preset.stages[:-1], "the length is that of the last stage"
    assert made.stages[-1] == replace(preset.stages[-1], epochs=2, batch=3, learning_rate=0.02)


def test_epochs_that_are_asked_for_win_over_the_steps_of_a_recipe():
    recipe = Recipe(stages=(StageChoice(steps=500),))
    assert changed_recipe(RecipeChanges(epochs=3), recipe).stages[0].steps == 0
    assert changed_recipe(RecipeChanges(batch=3), recipe).stages[0].steps == 500


def test_values_of_0_are_values():
    recipe = Recipe(data=DataChoice((CHIPS,), boundary_m=50.0), split=SplitChoice(held_out=2, validation=3))
    made = changed_recipe(RecipeChanges(boundary_m=0.0, held_out=0, validation=0, seed=0), recipe)
    assert (made.data.boundary_m, made.split.held_out, made.split.validation) == (0.0, 0, 0)
    assert made.seed == made.split.seed == 0


def test_without_a_source_there_are_no_data():
    assert changed_data(RecipeChanges(patch=64), None) is None
    assert changed_recipe(RecipeChanges(bands=("B08",)), Recipe()).bands == ("B08",)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (RecipeChanges(held_out=5), "held_out is fold 5, expected 0 to 4"),
        (RecipeChanges(folds=3, validation=3), "validation is fold 3, expected 0 to 2"),
        (RecipeChanges((CHIPS,), patch=8), "The patch size is 8 px, expected 32 to 1024"),
        (RecipeChanges(name="Öl"), "expected small letters"),
        (RecipeChanges(batch=0), "expected 1 or more"),
    ],
)
def test_values_out_of_range_are_refused_in_a_sentence(changes, sentence):
    with pytest.raises(JobError, match=sentence):
        changed_recipe(changes, Recipe())


def test_codes_are_read_in_rising_order_and_once():
    assert codes_of_text("311, 112;211 311,") == (112, 211, 311)
    assert codes_of_text(" ") == ()
    for text, word in (("31", "31"), ("112,forest", "forest"), ("112 999", "999"), ("²", "²")):
        with pytest.raises(JobError, match=f"{word} is no CORINE code of level 3"):
            codes_of_text(text)


def test_first_weights_are_named_by_one_word_or_path(tmp_path):
    for name in ("encoder.safetensors", "best.safetensors", "model.zip", "resnet.pth"):
        (tmp_path / name).write_bytes(b"")
    assert weights_of(" ") is None
    assert weights_of("imagenet") == WeightsChoice(WeightsFrom.IMAGENET)
    assert weights_of("resunet-s2-10m") == WeightsChoice(WeightsFrom.PACKAGE, "resunet-s2-10m")
    for name, source in (
        ("encoder.safetensors", WeightsFrom.FILE),
        ("resnet.pth", WeightsFrom.FILE),
        ("best.safetensors", WeightsFrom.PACKAGE),
        ("model.zip", WeightsFrom.PACKAGE),
        (".", WeightsFrom.PACKAGE),
    ):
        assert weights_of(str(tmp_path / name)).source is source, name
    gone = str(tmp_path / "gone.pth")
    assert weights_of(gone) == WeightsChoice(WeightsFrom.FILE, gone), "the engine says that it is not there"


def test_weights_of_a_relative_path_are_named_in_full(tmp_path, monkeypatch):
    (tmp_path / "encoder.safetensors").write_bytes(b"")
    monkeypatch.chdir(tmp_path)
    assert weights_of("encoder.safetensors").path == str(tmp_path / "encoder.safetensors")


def test_a_title_becomes_a_name_of_small_letters():
    assert model_name("Žlutý kůň, 2018!") == "zluty-kun-2018"
    assert model_name("森") == ""
