"""Recipes of the first models give the same samples and losses as when those models were made."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace

import pytest
import torch

from corina.engine.jobs import Precision
from corina.models.networks import HierarchicalResUNet
from corina.training import module
from corina.training.fit import Place, fit
from corina.training.losses import build_loss
from corina.training.prepare import build_network, config_of, prepare
from corina.training.recipe import read_recipe
from corina.training.sampling import StepBatches
from tests.training.conftest import fresh

# Printed by the fit loop of Corina 0.1 (before Lightning carried it) for the recipe and the chips of conftest.py.
LOSSES = [
    4.79851,
    4.59835,
    4.04847,
    3.61107,
    3.62067,
    3.33566,
    3.71677,
    4.28466,
    3.33842,
    3.5999,
    3.45262,
    3.50045,
]
KEPT = 28138.0137


PORTABLE = {"ATEN_CPU_CAPABILITY": "default", "ONEDNN_MAX_CPU_ISA": "AVX2"}
"""Rounding differs with the instructions of a processor, and batch normalisation over few chips makes more of it with
each step: the losses are computed with those that all have."""


def test_the_losses_of_every_step_are_those_of_the_loop_that_made_the_first_model():
    """In a process of its own: the libraries look for the instructions when they are loaded."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "-o",
        "python_functions=losses_*",
    ]
    done = subprocess.run(
        [*command, __file__], env={**os.environ, **PORTABLE}, capture_output=True, text=True
    )
    assert done.returncode == 0 and "1 passed" in done.stdout, done.stdout


def losses_of_every_step(recipe, data, tmp_path, monkeypatch):
    losses = []
    step = module.StageModule.training_step

    def noted(self, batch, batch_idx):
        loss = step(self, batch, batch_idx)
        losses.append(loss.item())
        return loss

    monkeypatch.setattr(module.StageModule, "training_step", noted)
    recipe = replace(recipe, precision=Precision.FULL)  # as that loop computed
    trained = fit(fresh(recipe), recipe, data, Place(tmp_path))
    assert losses == pytest.approx(LOSSES, rel=2e-3)
    assert float(sum(p.abs().sum() for p in trained.parameters())) == pytest.approx(KEPT, rel=1e-4)


@pytest.mark.shared_data
def test_the_first_recipe_keeps_its_folds_samples_and_losses(shared_data, checkout):
    recipe = read_recipe(checkout / "training" / "recipes" / "resnet18.toml")
    prepared = prepare(recipe, shared_data)
    assert prepared.folds[0] == ("32TMT", "34TEN", "34VDM", "34WFU", "35ULA", "35VNH")
    assert prepared.mean == (0.03806, 0.060445, 0.055205, 0.281092)
    assert {name: len(chips) for name, chips in prepared.training.sets.items()} == {
        "bigearthnet": 69,
        "s2glc": 317,
        "s2glc_disjoint": 317,
    }
    images, rows, _ = StepBatches(recipe, 1, prepared.training, prepared.mean).batch(3)
    assert float(images.sum()) == pytest.approx(75487.67, rel=1e-5)
    assert (int(rows.sum()), float(images[3, 2, 50, 60])) == (2703080, pytest.approx(0.032036237, rel=1e-6))
    network = build_network(recipe, prepared)
    assert isinstance(network, HierarchicalResUNet)
    assert config_of(recipe, prepared).decoder_channels == (128, 64, 32, 32)
    images, rows, _ = StepBatches(recipe, 0, prepared.training, prepared.mean).batch(0)
    torch.manual_seed(hash((recipe.seed, 0, 0)) % 2**31)
    loss = build_loss(recipe.loss, prepared.training.table)(network.train()(images), rows)
    assert loss.item() == pytest.approx(4.189506, rel=1e-3)
