"""16-bit floats: when they are used, and that losses and figures stay what they are with 32 bits."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
import torch

from corina.engine.jobs import LossChoice, Precision, StageChoice
from corina.training import fit as fit_module
from corina.training.fit import Place, fit, precision_of
from corina.training.journal import read_metrics
from corina.training.losses import build_loss, full_precision
from corina.training.prepare import Prepared
from corina.training.sampling import StepBatches, TrainingData
from corina.training.state import load_state
from corina.training.trial import Trial, steps
from corina.training.validation import Tally, Validation
from tests.training.conftest import MEAN, fresh


def asked(precision, kind):
    said = []
    run = SimpleNamespace(
        recipe=SimpleNamespace(precision=precision), journal=SimpleNamespace(log=said.append)
    )
    return precision_of(run, kind), " ".join(said)


@pytest.mark.parametrize(
    ("native", "chosen"), [(True, "bf16-mixed"), (False, "16-mixed")], ids=["Ampere", "before Ampere"]
)
def test_a_gpu_computes_with_the_short_floats_that_it_is_fast_with(native, chosen, monkeypatch):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "get_device_name", lambda: "Tesla")
    # Every GPU emulates bf16, which is slower than 32 bits.
    monkeypatch.setattr(
        torch.cuda, "is_bf16_supported", lambda including_emulation=True: including_emulation or native
    )
    found, said = asked(Precision.MIXED, "auto")
    assert found == chosen
    assert said == f"Trains on Tesla with {chosen.split('-')[0]} floats."
    assert asked(Precision.FULL, "gpu") == ("32-true", "")
    # A training sent to the processor goes by what the processor can.
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: {"avx512_f": True})
    assert asked(Precision.MIXED, "cpu")[0] == "32-true"


@pytest.mark.parametrize(
    ("able", "chosen", "told"),
    [
        ({"avx512_f": True, "avx512_bf16": False}, "32-true", "32-bit floats"),
        ({"avx512_f": True, "avx512_bf16": True}, "bf16-mixed", "bf16 floats"),
        ({"avx512_f": True, "amx_bf16": True}, "bf16-mixed", "bf16 floats"),
        ({"architecture": "aarch64"}, "32-true", "32-bit floats"),
    ],
    ids=["AVX-512", "AVX-512 with bf16", "AMX", "ARM"],
)
def test_a_processor_computes_with_short_floats_only_where_it_has_instructions_for_them(
    able, chosen, told, monkeypatch
):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: False)
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: able)
    for kind in ("auto", "cpu"):
        found, said = asked(Precision.MIXED, kind)
        assert found == chosen
        assert told in said
    assert asked(Precision.FULL, "cpu") == ("32-true", "")


@pytest.mark.parametrize(
    "loss",
    [LossChoice(), LossChoice(hierarchical=0, dice_bce=1, positive_weights=True), LossChoice(focal=1.0)],
    ids=["hierarchical", "dice and bce", "focal"],
)
def test_a_training_with_short_floats_has_about_the_losses_of_one_without(
    loss, recipe, data, tmp_path, monkeypatch
):
    stage = StageChoice("all", epochs=2, batch=3, crop=32, learning_rate=1e-3, ema=0.5)
    recipe = replace(recipe, stages=(stage,), loss=loss, stop_early=0, previews=0)
    chips = data.sets["bigearthnet"]
    own, validation = TrainingData(data.table, {"data": chips[:3]}), Validation(chips[3:], chips[3:])
    curves = []
    for precision in ("32-true", "bf16-mixed"):
        monkeypatch.setattr(fit_module, "precision_of", lambda run, kind, precision=precision: precision)
        place = Place(tmp_path / precision)
        kept = fit(
            fresh(recipe), recipe, own, place, validation=validation, counts={512: 900, 312: 400, 211: 20}
        )
        curves.append([line["values"]["loss"] for line in read_metrics(place.folder)])
        assert {t.dtype for t in kept.state_dict().values() if t.is_floating_point()} == {torch.float32}
        stored = load_state(place.state).tensors.values()
        assert {t.dtype for t in stored if t.is_floating_point()} == {torch.float32}
    assert len(curves[0]) == 5
    assert curves[1] == pytest.approx(curves[0], rel=0.05)
    assert curves[1] != curves[0]


def test_scores_of_32_bits_are_not_touched():
    scores = torch.randn(1, 2, 3, 3)
    assert full_precision(scores) is scores
    one, two = full_precision((scores, scores.bfloat16()))
    assert one is scores
    assert two.dtype is torch.float32


def test_a_close_call_is_decided_the_same_with_short_floats(table):
    """Sums of probabilities that differ by less than 16 bits can tell must not be added in 16 bits."""
    torch.manual_seed(0)
    logits = 1e-3 * torch.randn(1, len(table.codes), 32, 32)
    tally = Tally(table)
    plain = tally.decide(logits)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        assert torch.equal(tally.decide(logits), plain)


@pytest.mark.parametrize("able", [True, False])
def test_a_trial_computes_with_the_floats_that_the_training_would(able, recipe, data, monkeypatch):
    """So that the time and memory it measures are those of the training."""
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: {"avx512_bf16": able})
    network = fresh(recipe)
    seen = []
    network.decoder.register_forward_hook(lambda *found: seen.append(found[-1].dtype))
    prepared = Prepared(data, [], [], (), MEAN, MEAN)
    batches = StepBatches(recipe, len(recipe.stages) - 1, data, MEAN, count=2)
    trial = Trial(
        recipe, prepared, network, build_loss(recipe.loss, data.table), batches, torch.device("cpu")
    )
    found = list(steps(trial, 1, lambda number: 1e-4))
    assert seen == [torch.bfloat16 if able else torch.float32]
    assert np.isfinite(found[0].loss)
