"""The fit loop: it learns, it goes on where it stopped, and what it keeps is what it says it keeps."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
import torch

from corina.engine.errors import EngineProblem
from corina.engine.jobs import AugmentationChoice, NetworkChoice, StageChoice
from corina.models.networks import HierarchicalResUNet
from corina.training.augment import NONE
from corina.training.fit import Place, fit, run_description, update_average
from corina.training.journal import Journal, read_metrics
from corina.training.labels import IGNORE
from corina.training.losses import build_loss
from corina.training.module import NOTHING_TO_MEASURE
from corina.training.predict import compare, network_predictor
from corina.training.recipe import parse_recipe
from corina.training.sampling import StepBatches, TrainingData
from corina.training.state import State, load_state, part, save_state
from corina.training.validation import Validation
from tests.training.conftest import MEAN, fresh, recipe_values


def longer(recipe, steps):
    return replace(recipe, stages=tuple(replace(stage, steps=steps, batch=4) for stage in recipe.stages))


def losses(place):
    lines = [json.loads(line) for line in (place.folder / "metrics.jsonl").read_text().splitlines()]
    return [line for line in lines if line["split"] == "train"]


def test_it_learns_from_both_kinds_of_labels(recipe, data, tmp_path):
    recipe = longer(recipe, 60)
    place = Place(tmp_path)
    trained = fit(fresh(recipe), recipe, data, place)
    found = [line["values"]["loss"] for line in losses(place)]
    assert np.isfinite(found).all()
    assert found[-1] < 0.5 * found[0]
    matrix = compare(network_predictor(trained), data.sets["bigearthnet"], data.table)
    assert np.trace(matrix) / matrix.sum() > 0.8


@pytest.mark.parametrize("stop_after", [3, 6, 9])
def test_a_stopped_run_goes_on_exactly_as_if_it_had_not_stopped(recipe, data, tmp_path, stop_after):
    whole = fit(fresh(recipe), recipe, data, Place(tmp_path / "whole"))
    steps = iter(range(100))
    fit(fresh(recipe), recipe, data, Place(tmp_path / "halves"), stop=lambda: next(steps) + 1 >= stop_after)
    assert load_state(Place(tmp_path / "halves").state).step in (stop_after, stop_after - 6)
    network = fresh(replace(recipe, seed=99))  # its weights must not matter
    again = fit(network, recipe, data, Place(tmp_path / "halves"))
    for name, value in whole.state_dict().items():
        torch.testing.assert_close(again.state_dict()[name], value, rtol=0, atol=0)


def test_a_finished_run_is_given_back_without_training(recipe, data, tmp_path):
    first = fit(fresh(recipe), recipe, data, Place(tmp_path))
    lines = len(losses(Place(tmp_path)))
    again = fit(fresh(replace(recipe, seed=99)), recipe, data, Place(tmp_path))
    assert len(losses(Place(tmp_path))) == lines
    for name, value in first.state_dict().items():
        assert torch.equal(again.state_dict()[name], value)


def test_the_kept_weights_are_the_running_mean_that_fit_returns(recipe, data, tmp_path):
    trained = fit(fresh(recipe), recipe, data, Place(tmp_path))
    kept = load_state(tmp_path / "two.safetensors").tensors
    state = load_state(Place(tmp_path).state)
    assert (state.stage, state.step) == (2, 0)
    for name, value in trained.state_dict().items():
        assert torch.equal(kept[name], value)
        assert torch.equal(part(state.tensors, "average")[name], value)


def test_a_run_of_another_recipe_is_not_continued(recipe, data, tmp_path):
    fit(fresh(recipe), recipe, data, Place(tmp_path))
    with pytest.raises(EngineProblem, match="is of another recipe"):
        fit(fresh(recipe), longer(recipe, 7), data, Place(tmp_path))


def test_a_stage_still_to_come_may_change(recipe, data, tmp_path):
    steps = iter(range(100))
    fit(fresh(recipe), recipe, data, Place(tmp_path), stop=lambda: next(steps) + 1 >= 4)
    changed = replace(recipe, stages=(recipe.stages[0], replace(recipe.stages[1], steps=2)))
    fit(fresh(recipe), changed, data, Place(tmp_path))
    assert losses(Place(tmp_path))[-1]["step"] == 6 + 2


def test_a_loss_that_is_not_finite_ends_the_run_with_its_place(recipe, data, tmp_path):
    network = fresh(recipe)
    torch.nn.init.constant_(network.head.scores.bias, float("nan"))
    with pytest.raises(FloatingPointError, match="step 0 of stage 'one'"):
        fit(network, recipe, data, Place(tmp_path))


def test_a_stage_may_change_patches_in_its_own_way(recipe, data):
    """Its augmentation replaces the recipe's; another stage keeps that."""
    own = replace(recipe, stages=(recipe.stages[0], replace(recipe.stages[1], augmentation=NONE)))
    first, second = (StepBatches(own, number, data, MEAN).batch(0)[0] for number in (0, 1))
    assert torch.equal(first, StepBatches(recipe, 0, data, MEAN).batch(0)[0])
    assert not torch.equal(second, StepBatches(recipe, 1, data, MEAN).batch(0)[0])
    plain = StepBatches(replace(recipe, augmentation=NONE), 1, data, MEAN)
    assert torch.equal(second, plain.batch(0)[0])


def test_a_batch_is_the_same_whenever_it_is_asked_for_and_differs_between_steps(recipe, data):
    batches = StepBatches(recipe, 1, data, MEAN)
    images, rows, names = batches.batch(3)
    again = batches.batch(3)
    torch.testing.assert_close(again[:2], (images, rows))
    assert again[2] == names
    assert not torch.equal(batches.batch(4)[0], images)
    assert images.shape == (2, 4, 32, 32)
    assert (rows != IGNORE).any()


def test_the_running_mean_follows_weights_and_statistics(recipe):
    average, network = fresh(recipe), fresh(replace(recipe, seed=5))
    name = "encoder.bn1.running_mean"
    network.state_dict()[name].fill_(2.0)
    update_average(average, network, 0.75)
    assert average.state_dict()[name][0] == pytest.approx(0.5)


def test_the_papers_loss_trains_too(data, tmp_path):
    recipe = longer(parse_recipe(recipe_values(loss={"kind": "dice_bce"})), 20)
    assert type(build_loss(recipe.loss, data.table)).__name__ == "DiceBCELoss"
    untrained = fresh(recipe)
    trained = fit(fresh(recipe), recipe, data, Place(tmp_path))
    before, after = (
        compare(network_predictor(n), data.sets["bigearthnet"], data.table) for n in (untrained, trained)
    )
    assert np.trace(after) > 1.5 * np.trace(before)


def test_a_run_is_told_by_what_its_recipe_says_and_not_by_settings_it_does_not_know(recipe):
    """A later Corina may have more settings for a stage; a run that was begun before can still go on."""
    told = run_description(replace(recipe, stages=(StageChoice("all", steps=3, sets={"s2glc": 1.0}),)))[
        "stages"
    ]
    assert told == ["name='all', steps=3, sets={'s2glc': 1.0}"]
    changed = StageChoice("all", steps=3, augmentation=AugmentationChoice(mosaic=0.5))
    assert run_description(replace(recipe, stages=(changed,)))["stages"] == [
        "name='all', steps=3, augmentation=(mosaic=0.5)"
    ]


def own_stage(recipe, **changes):
    """The recipe with one stage on its own data."""
    stage = StageChoice("all", batch=3, crop=32, learning_rate=1e-3, ema=0.5, **{"epochs": 3, **changes})
    return replace(recipe, stages=(stage,), previews=0)


def test_without_single_codes_the_lowest_loss_is_kept_and_not_the_highest(recipe, data, tmp_path):
    single = [row for row, allowed in enumerate(data.table.sets) if len(allowed) == 1]
    chips = [
        replace(chip, labels=np.where(np.isin(chip.labels, single), IGNORE, chip.labels).astype(np.uint8))
        for chip in data.sets["s2glc"]
    ]
    own = TrainingData(data.table, {"data": chips[:3]})
    recipe = replace(own_stage(recipe, epochs=4), monitor="overall3", stop_early=0)
    journal = Journal(tmp_path)
    fit(
        fresh(recipe),
        recipe,
        own,
        Place(tmp_path),
        validation=Validation(chips[3:], chips[3:]),
        journal=journal,
    )
    assert len(journal.warnings) == 1
    assert "overall3 cannot be measured" in journal.warnings[0]
    losses = {m["epoch"]: m["values"]["loss"] for m in read_metrics(tmp_path) if m["split"] == "validation"}
    del losses[0]
    course = load_state(tmp_path / "best.safetensors").course
    assert course["best_epoch"] == min(losses, key=losses.get)
    assert course["monitor"] == "loss"


def test_validation_without_labels_is_said_and_the_last_state_is_kept(recipe, data, tmp_path):
    blank = [replace(chip, labels=np.full_like(chip.labels, IGNORE)) for chip in data.sets["bigearthnet"]]
    own = TrainingData(data.table, {"data": data.sets["bigearthnet"][:3]})
    recipe = replace(own_stage(recipe), stop_early=1)
    journal = Journal(tmp_path)
    other = fresh(replace(recipe, seed=77))
    save_state(tmp_path / "best.safetensors", State(0, 1, dict(other.state_dict()), {}))  # of an earlier run
    kept = fit(
        fresh(recipe), recipe, own, Place(tmp_path), validation=Validation(blank, blank), journal=journal
    )
    assert [m["split"] for m in read_metrics(tmp_path)] == [
        "train"
    ] * 3  # to its end, and nothing was measured
    assert journal.warnings == [NOTHING_TO_MEASURE]
    last = part(load_state(tmp_path / "last.safetensors").tensors, "average")
    for name, value in kept.state_dict().items():
        assert torch.equal(value, last[name])


def test_training_has_figures_of_agreement_too(recipe, data, tmp_path):
    own = TrainingData(data.table, {"data": data.sets["bigearthnet"]})
    recipe = own_stage(recipe, epochs=12)
    fit(fresh(recipe), recipe, own, Place(tmp_path))
    agreement = [line["values"]["overall3"] for line in losses(Place(tmp_path))]
    assert len(agreement) == 12
    assert all(0 <= value <= 1 for value in agreement)
    assert agreement[-1] > agreement[0] + 0.1


@pytest.mark.parametrize("batch", [1, 2])
def test_one_value_a_map_is_said_and_not_the_sentence_of_torch(batch, recipe, data, tmp_path, monkeypatch):
    network = NetworkChoice(encoder="resnet18", depth=5, decoder_channels=(32, 16, 16, 8, 8))
    own = TrainingData(data.table, {"data": data.sets["bigearthnet"]})
    recipe = replace(own_stage(recipe), network=network)
    recipe = replace(recipe, stages=(replace(recipe.stages[0], batch=batch),))
    if batch > 1:
        forward = HierarchicalResUNet.forward

        def short_of_memory(self, image):
            if self.training and len(image) > 1:
                raise RuntimeError(
                    "[enforce fail at alloc_cpu.cpp] DefaultCPUAllocator: not enough memory: you tried"
                )
            return forward(self, image)

        monkeypatch.setattr(HierarchicalResUNet, "forward", short_of_memory)
    with pytest.raises(EngineProblem) as caught:
        fit(fresh(recipe), recipe, own, Place(tmp_path))
    if batch == 1:
        assert caught.value.code == "recipe_invalid"
        assert "A batch of 1 of 32 x 32 px" in caught.value.message
        assert "choose a larger batch" in caught.value.message
    else:
        assert caught.value.code == "out_of_memory"
        assert (
            "batches of 2 patches of 32 x 32 px; no smaller batch can be trained here" in caught.value.message
        )
