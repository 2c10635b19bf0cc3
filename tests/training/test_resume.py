"""A run that was stopped goes on to the same curve: for every schedule, with running mean, dropout and accumulation."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch

from corina.engine.jobs import Control, NetworkChoice, Optimiser, Rate, StageChoice
from corina.training import course
from corina.training.fit import Place, fit
from corina.training.journal import read_metrics
from corina.training.sampling import TrainingData
from corina.training.state import load_state, pack, unpack
from corina.training.validation import Validation
from tests.training.conftest import fresh


def counted(stop_after):
    """Asks to stop when it was asked so many times; it is asked after every step."""
    steps = iter(range(10_000))
    return lambda: next(steps) + 1 >= stop_after


@pytest.mark.parametrize(
    ("rate", "optimiser"),
    [
        (Rate.CONSTANT, Optimiser.SGD),
        (Rate.PLATEAU, Optimiser.ADAM),
        (Rate.COSINE, Optimiser.ADAMW),
        (Rate.ONE_CYCLE, Optimiser.ADAMW),
    ],
)
def test_every_schedule_goes_on_to_the_same_curve(rate, optimiser, recipe, data, tmp_path, monkeypatch):
    monkeypatch.setattr(course, "LEAST_GAIN", 0.9)  # nothing falls as fast, so that a plateau is soon there
    stage = StageChoice(
        "all",
        epochs=4,
        batch=2,
        crop=32,
        learning_rate=2e-3,
        rate=rate,
        optimiser=optimiser,
        patience=0,
        factor=0.5,
        ema=0.9,
        accumulate=2,
    )
    network = NetworkChoice(
        encoder="resnet18", depth=3, decoder_channels=(16, 8, 8), dropout=0.2, inner_dropout=0.3
    )
    recipe = replace(recipe, network=network, stages=(stage,), stop_early=0, previews=0)
    chips = data.sets["bigearthnet"]
    own = TrainingData(data.table, {"data": chips[:5]})
    validation = Validation(chips[5:], chips[5:])

    def train(name, stop=lambda: False, seed=recipe.seed):
        begun = fresh(replace(recipe, seed=seed))
        return fit(begun, recipe, own, Place(tmp_path / name), validation=validation, stop=stop)

    whole = train("whole")
    rates = [line["learning_rate"] for line in read_metrics(tmp_path / "whole") if line["split"] == "train"]
    assert len(rates) == 4
    assert (len(set(rates)) == 1) is (rate is Rate.CONSTANT)
    train("parts", stop=counted(1))  # in the first epoch
    assert load_state(tmp_path / "parts" / "last.safetensors").step == 1
    train(
        "parts", stop=counted(3), seed=99
    )  # in the second; the weights it is given must not matter any more
    assert load_state(tmp_path / "parts" / "last.safetensors").step == 4
    again = train("parts", seed=97)
    assert read_metrics(tmp_path / "parts") == read_metrics(tmp_path / "whole")
    for name, value in whole.state_dict().items():
        assert torch.equal(again.state_dict()[name], value), name


@pytest.mark.parametrize("epoch", [2, 4])
def test_a_run_that_was_stopped_while_it_was_measured_measures_that_epoch_first(
    epoch, recipe, data, tmp_path
):
    stage = StageChoice("all", epochs=4, batch=2, crop=32, learning_rate=2e-3, ema=0.9)
    recipe = replace(recipe, stages=(stage,), stop_early=0, previews=0)
    chips = data.sets["bigearthnet"]
    own = TrainingData(data.table, {"data": chips[:4]})
    validation = Validation(chips[2:], chips[2:])

    def train(name, control=lambda: Control.RUN, seed=recipe.seed):
        begun = fresh(replace(recipe, seed=seed))
        return fit(begun, recipe, own, Place(tmp_path / name), validation=validation, control=control)

    whole = train("whole")
    assert [line["split"] for line in read_metrics(tmp_path / "whole")].count("validation") == 5
    # Two batches of validation before the first step; then each epoch two steps and two batches of validation.
    asked = iter(range(1, 1000))
    last = 2 + 4 * epoch
    words = iter([Control.PAUSE, Control.PAUSE])

    def control():
        number = next(asked)
        if number < last:
            return Control.RUN
        return next(words, Control.STOP)  # paused in the last batch of the epoch's validation, then stopped

    train("parts", control)
    state = load_state(tmp_path / "parts" / "last.safetensors")
    assert (state.step, state.course["epoch"]) == (2 * epoch, epoch - 1)
    assert read_metrics(tmp_path / "parts") == read_metrics(tmp_path / "whole")[: 2 * epoch - 1]
    train("parts", lambda: Control.STOP, seed=98)  # at once again: what is on disk is as it was
    assert load_state(tmp_path / "parts" / "last.safetensors").course == state.course
    again = train("parts", seed=97)
    assert read_metrics(tmp_path / "parts") == read_metrics(tmp_path / "whole")
    for name, value in whole.state_dict().items():
        assert torch.equal(again.state_dict()[name], value), name


def test_the_scale_of_a_16_bit_loss_is_kept():
    network = torch.nn.Linear(2, 2)
    optimiser = torch.optim.SGD(network.parameters(), lr=0.1)
    scaler = torch.amp.GradScaler("cpu", init_scale=1024.0)
    for _ in range(3):
        scaler.scale(network(torch.ones(1, 2)).sum()).backward()
        scaler.step(optimiser)
        scaler.update()
    tensors = pack(network, network, optimiser, scaler)
    other = torch.amp.GradScaler("cpu")
    assert other.state_dict() != scaler.state_dict()
    unpack(tensors, network, network, optimiser, other)
    assert other.state_dict() == scaler.state_dict()
    unpack(pack(network, network, optimiser), network, network, optimiser, other)  # of a run without one
    assert other.state_dict() == scaler.state_dict()
