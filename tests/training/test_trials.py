"""What is tried before a training: what it will cost here, and which learning rate suits it."""

from __future__ import annotations

import csv
from dataclasses import replace

import numpy as np
import pytest
import torch

from corina.engine.errors import EngineProblem
from corina.engine.events import Progress
from corina.engine.handlers import carry_out
from corina.engine.jobs import (
    Device,
    EstimateTrainingJob,
    RateTestJob,
    WeightsChoice,
    WeightsFrom,
    job_from_json,
    to_json,
)
from corina.training.rate_test import suggest
from tests.training.small_data import small_recipe


def test_a_trial_says_what_a_training_will_cost(chips):
    result = carry_out(EstimateTrainingJob(small_recipe(chips), threads=1), lambda event: None)
    assert result["parameters"] > result["encoder_parameters"] > 0
    assert result["patches"] == 6
    assert result["steps_per_epoch"] == 2
    assert result["seconds_total"] >= 0
    assert result["memory_mb"] > 50


def test_the_range_test_finds_where_the_loss_falls_fastest(chips):
    rates = np.geomspace(1e-5, 1, 60)
    losses = (
        2 - 1.5 / (1 + np.exp(-3 * (np.log10(rates) + 2.5))) + np.where(rates > 0.3, 10 * (rates - 0.3), 0)
    )
    chosen, _ = suggest(rates, losses)
    assert 10**-3 < chosen < 10**-2
    for nothing in ([], [1.0], [1.0, 1.1, 1.2]):
        chosen, why = suggest([1e-5, 1e-4, 1e-3][: len(nothing)], nothing)
        assert chosen is None
        assert "never fell" in why


def test_a_range_test_tells_a_rate_and_keeps_its_curve(chips, tmp_path):
    path = tmp_path / "new folder" / "curve.csv"
    job = RateTestJob(small_recipe(chips), threads=1, steps=12, highest=0.1, csv_path=str(path))
    assert job_from_json(to_json(job)) == job
    events = []
    result = carry_out(job, events.append)
    assert [(e.done, e.total) for e in events if isinstance(e, Progress)][1:] == [
        (n, 12) for n in range(1, 13)
    ]
    assert 1e-6 <= result["suggestion"] <= 0.1
    assert (result["stage"], result["csv"]) == ("all", str(path))
    with path.open() as file:
        rows = [{name: float(value) for name, value in row.items()} for row in csv.DictReader(file)]
    assert [row["learning_rate"] for row in rows] == pytest.approx(result["rates"], rel=1e-4)
    assert [row["loss"] for row in rows] == result["losses"]
    with pytest.raises(EngineProblem, match="The curve cannot be written") as caught:
        carry_out(replace(job, csv_path=str(path / "below a file")), lambda event: None)
    assert caught.value.code == "output_not_writable"


def test_a_range_test_ends_when_the_loss_is_no_number_any_more(chips, monkeypatch):
    from corina.training import rate_test
    from corina.training.trial import Step

    losses = [2.0, 1.9, 1.7, 1.4, 1.0, float("nan"), 1.0]
    monkeypatch.setattr(rate_test, "steps", lambda *given: (Step(loss, 0.1, 0.0) for loss in losses))
    result = carry_out(RateTestJob(small_recipe(chips), threads=1, steps=10), lambda event: None)
    assert len(result["losses"]) == len(result["rates"]) == 5
    assert result["rates"][0] < result["suggestion"] <= result["rates"][4]


@pytest.mark.skipif(torch.cuda.is_available(), reason="there is a GPU")
@pytest.mark.parametrize("kind", [EstimateTrainingJob, RateTestJob])
def test_a_trial_on_a_gpu_that_is_not_there_is_refused(chips, kind):
    with pytest.raises(EngineProblem, match="no GPU that torch can use; choose the CPU") as caught:
        carry_out(kind(small_recipe(chips), device=Device.CUDA), lambda event: None)
    assert caught.value.code == "device_unavailable"


@pytest.mark.parametrize("kind", [EstimateTrainingJob, RateTestJob])
def test_a_trial_begins_with_an_installed_model_by_its_name(chips, finished, kind):
    trained, _, _ = finished
    weights = WeightsChoice(WeightsFrom.PACKAGE, trained.recipe.name)
    job = kind(small_recipe(chips, weights=weights), threads=1, steps=10, models_dir=trained.models_dir)
    assert job_from_json(to_json(job)) == job
    assert carry_out(job, lambda event: None)
    with pytest.raises(EngineProblem, match="No model is called small"):
        carry_out(replace(job, models_dir=""), lambda event: None)
