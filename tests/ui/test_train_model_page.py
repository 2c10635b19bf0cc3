"""The page Model of Train: presets, recipes, the estimate, and what makes no sense."""

from __future__ import annotations

import json
from dataclasses import replace
from enum import Enum
from pathlib import Path

import pytest

from corina.engine.jobs import (
    Architecture,
    ClassWeights,
    Heads,
    LossChoice,
    NetworkChoice,
    Optimiser,
    Precision,
    Preset,
    Rate,
    Recipe,
    StageChoice,
    WeightsChoice,
    WeightsFrom,
    model_name,
    preset_recipe,
)
from corina.ui import choices
from corina.ui.train_model_page import TrainModelPage

from .train_values import RECIPE

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("preset", list(Preset))
def test_a_preset_is_taken_whole(make, preset):
    page = make(TrainModelPage)
    page.set_preset(preset)
    wanted = preset_recipe(preset)
    assert page.recipe() == replace(
        wanted, title=page.form.title.text(), name=model_name(page.form.title.text())
    )


def test_a_recipe_comes_back_as_it_was(make):
    page = make(TrainModelPage)
    recipe = replace(
        RECIPE,
        network=NetworkChoice(
            Architecture.UNET, compressed=True, heads=Heads.SEPARATE, dropout=0.2, inner_dropout=0.3
        ),
        loss=LossChoice(0.0, 0.5, 0.5, class_weights=ClassWeights.EFFECTIVE),
        stages=(
            StageChoice("frozen", epochs=2, frozen=True),
            StageChoice("middle", epochs=3),
            StageChoice(
                "all", epochs=9, batch=8, optimiser=Optimiser.SGD, rate=Rate.PLATEAU, learning_rate=0.01
            ),
        ),
        precision=Precision.FULL,
        monitor="f1_macro3",
        stop_early=3,
        weights=WeightsChoice(WeightsFrom.PACKAGE, "/models/mine"),
        seed=77,
    )
    page.set_recipe(recipe)
    assert page.recipe() == replace(recipe, stages=(replace(recipe.stages[0], batch=8), *recipe.stages[1:]))


def test_gradients_are_limited_and_weights_averaged_as_the_fields_say(make):
    page = make(TrainModelPage)
    assert (page.form.clip.value(), page.form.ema.value()) == (5.0, 0.99)  # of the preset
    page.form.clip.setValue(0.0)
    page.form.ema.setValue(0.0)
    assert (page.form.clip.text(), page.form.ema.text()) == ("any", "none")
    assert (page.recipe().stages[-1].clip, page.recipe().stages[-1].ema) == (0.0, 0.0)
    assert page.recipe().stages[0].ema == 0.98  # a frozen stage keeps its own
    exact = replace(RECIPE.stages[-1], clip=1.234, ema=0.99987)
    page.set_recipe(replace(RECIPE, stages=(exact,)))  # shown rounded, and kept as it is
    assert page.form.ema.value() == 0.9999 and page.recipe().stages == (exact,)


def test_decay_batches_a_step_and_levels_are_taken(make):
    page = make(TrainModelPage)
    form = page.form
    assert (form.weight_decay.value(), form.accumulate.value(), form.level_weights.text()) == (
        0.01,
        1,
        "1, 1, 1",
    )
    form.weight_decay.setValue(0.0)
    form.accumulate.setValue(4)
    form.level_weights.setText("0; 0.5;2")
    recipe = page.recipe()
    assert form.weight_decay.text() == "none"
    assert (recipe.stages[-1].weight_decay, recipe.stages[-1].accumulate) == (0.0, 4)
    assert recipe.loss.weights == (0.0, 0.5, 2.0)
    assert (recipe.stages[0].weight_decay, recipe.stages[0].accumulate) == (0.01, 1), (
        "a frozen stage keeps its own"
    )
    exact = replace(RECIPE, loss=LossChoice(weights=(1 / 3, 1.0, 2.0)))
    page.set_recipe(exact)  # shown rounded, and kept as it is
    assert form.level_weights.text() == "0.333333, 1, 2" and page.recipe().loss == exact.loss
    for text in ("", "1, 1", "1, -1, 1", "0, 0, 0", "nan, 1, 1", "inf, 1, 1", "a, 1, 1"):
        form.level_weights.setText(text)
        assert page.problem() == (
            f"“{text}” does not say what levels 1, 2 and 3 count; write three numbers such as 1, 1, 1."
        )


def test_the_card_of_the_model_is_described_and_outlives_a_preset(make):
    page = make(TrainModelPage)
    page.form.description.setPlainText("For fields.\nNot for towns.\n")
    page.form.licence.setText(" CC-BY-4.0 ")
    for preset in (None, Preset.BEST):
        if preset is not None:
            page.set_preset(preset)
        recipe = page.recipe()
        assert (recipe.description, recipe.licence) == ("For fields.\nNot for towns.", "CC-BY-4.0")
    page.set_recipe(replace(RECIPE, description="Of Vaasa.", licence="CC0-1.0"))
    assert (page.form.description.toPlainText(), page.form.licence.text()) == ("Of Vaasa.", "CC0-1.0")


def test_a_model_that_would_be_replaced_is_told(make):
    page = make(TrainModelPage)
    page.is_installed = lambda name: name == "fields-2"
    page.form.title.setText("Fields 2")
    assert page.form.title_note.text() == (
        "A model “fields-2” is in the list and will be replaced; give another name to keep both."
    )
    assert page.problem() == "", "it may be what one wants"
    page.form.title.setText("Fields 3")
    assert page.form.title_note.text() == ""


def test_the_encoder_is_unfrozen_at_a_given_epoch_or_when_the_loss_is_flat(make):
    page = make(TrainModelPage)
    assert page.form.until_flat.value() == 2  # of the preset
    page.form.frozen.setValue(7)
    page.form.until_flat.setValue(0)
    assert page.form.until_flat.text() == "never"
    frozen = page.recipe().stages[0]
    assert (frozen.frozen, frozen.epochs, frozen.until_flat) == (True, 7, 0)
    page.form.until_flat.setValue(4)
    assert page.recipe().stages[0].until_flat == 4
    page.form.frozen.setValue(0)
    assert not page.form.until_flat.isEnabled()
    page.set_recipe(replace(RECIPE, stages=(StageChoice("all", epochs=3),)))
    page.form.frozen.setValue(3)
    assert page.recipe().stages[0].until_flat == 2


def test_depth_squares_and_positive_weights_are_taken(make):
    page = make(TrainModelPage)
    wide = NetworkChoice(
        encoder="resnet50", depth=3, decoder_channels=(64, 32, 16), compressed=True, skip_channels=(8, 16, 32)
    )
    page.set_recipe(
        replace(
            RECIPE, weights=WeightsChoice(), network=wide, loss=LossChoice(0.0, 1.0, positive_weights=True)
        )
    )
    assert page.recipe().network == wide and page.recipe().loss.positive_weights
    page.form.block.setValue(10)
    assert page.recipe().network.block == 10
    page.form.depth.setValue(5)  # widths are one a level: of another depth they are the usual ones
    network = page.recipe().network
    assert (network.depth, network.decoder_channels, network.skip_channels) == (5, (), ())
    page.form.positive_weights.setChecked(False)
    assert not page.recipe().loss.positive_weights
    page.form.loss.setCurrentIndex(page.form.loss.findData("focal"))
    assert not page.form.positive_weights.isEnabled()
    page.form.loss.setCurrentIndex(page.form.loss.findData("dice_focal"))
    assert page.form.positive_weights.isEnabled()
    assert (page.recipe().loss.dice_bce, page.recipe().loss.focal) == (0.5, 0.5)


def test_the_bundled_weights_fit_their_own_encoder_only_and_that_is_said_before_the_start(make):
    card = json.loads((CHECKOUT / "models" / "bundled" / "resunet-s2-10m" / "card.json").read_text("utf-8"))
    network = card["training"]["network"]
    assert (network["architecture"], network["encoder"]) == ("resunet", choices.ENCODERS[0])
    page = make(TrainModelPage)
    assert page.problem() == ""
    page.form.encoder.setCurrentText("resnet34")
    sentence = (
        "The model that comes with Corina is a ResUNet with the encoder tu-efficientnet_lite0; choose these, or "
        "another start."
    )
    assert page.problem() == page.form.weights_note.text() == sentence
    choices.choose(page.form.weights, WeightsFrom.IMAGENET)
    assert page.problem() == ""
    page.form.encoder.setCurrentText(choices.ENCODERS[0])
    choices.choose(page.form.weights, WeightsFrom.BUNDLED)
    assert page.problem() == ""
    choices.choose(page.form.architecture, Architecture.SEGNET)
    assert page.problem() == sentence


def test_no_frozen_epochs_leave_the_stage_out_and_some_bring_it_back(make):
    page = make(TrainModelPage)
    page.form.frozen.setValue(0)
    assert [stage.frozen for stage in page.recipe().stages] == [False]
    page.form.frozen.setValue(4)
    assert page.recipe().stages[0].frozen and page.recipe().stages[0].epochs == 4


def test_what_makes_no_sense_is_said_in_a_sentence(make, tmp_path):
    page = make(TrainModelPage)
    page.form.title.setText("…")
    assert page.form.title_note.text() == page.problem() == "Give the model a name of letters or digits."
    page.form.title.setText("Vaasa, été 2018")
    assert page.recipe().name == "vaasa-ete-2018"
    page.form.rate.setText("fast")
    assert page.problem() == "“fast” is no learning rate; write a number such as 0.0005."
    page.form.rate.setText("1e-3")
    (tmp_path / "job.json").write_text("{}")
    page.set_folder(str(tmp_path))
    assert "holds a training already" in page.form.folder_note.text()
    page.set_folder("")
    choices.choose(page.form.weights, WeightsFrom.FILE)
    assert (
        page.form.weights_file.isVisible() and page.problem() == "Choose the file or folder with the weights."
    )
    page.form.weights_file.setFilePath(str(tmp_path / "job.json"))
    assert page.recipe().weights == WeightsChoice(WeightsFrom.FILE, str(tmp_path / "job.json"))


def test_the_estimate_is_shown_and_known_to_be_old(make):
    page = make(TrainModelPage)
    estimate = {
        "parameters": 14_300_000, "steps_per_epoch": 140, "seconds_per_epoch": 120.0, "seconds_total": 5000.0,
        "memory_mb": 2345, "device": "cpu",
    }  # fmt: skip
    page.show_estimate(estimate)
    assert page.form.estimate.text() == (
        "14.3 million parameters, 140 steps an epoch; 2 min an epoch, about 1 h 23 min in all; 2.3 GB of memory on CPU"
    )
    page.show_estimate(estimate, stale=True)
    assert page.form.estimate_note.text() == "Changed since; try again."


@pytest.mark.parametrize("kind", [Architecture, Heads, WeightsFrom, ClassWeights, Optimiser, Rate, Precision])
def test_every_choice_of_a_recipe_has_its_words(kind: type[Enum], qgis_app):
    assert set(choices.words(kind)) == set(kind)


def test_a_frozen_stage_keeps_a_batch_of_its_own_and_else_follows(make):
    own = Recipe(
        stages=(
            StageChoice("frozen", epochs=2, frozen=True, batch=5),
            StageChoice("all", epochs=3, batch=6),
        )
    )
    page = make(TrainModelPage)
    page.set_recipe(own)
    assert [stage.batch for stage in page.recipe().stages] == [5, 6]
    page.form.batch.setValue(9)
    assert [stage.batch for stage in page.recipe().stages] == [5, 9]
    page.set_recipe(replace(own, stages=(replace(own.stages[0], batch=6), own.stages[1])))
    page.form.batch.setValue(9)
    assert [stage.batch for stage in page.recipe().stages] == [9, 9]
