"""Small real runs for the tests of training."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from corina.engine.handlers import carry_out
from corina.models.networks import build_network
from corina.training.datasets import Chip
from corina.training.labels import CORINE, S2GLC, LabelTable
from corina.training.recipe import network_config, parse_recipe
from corina.training.sampling import TrainingData
from tests.training.small_data import FOUR_EPOCHS, small_job, write_chips

MEAN, STD = (0.04, 0.06, 0.05, 0.21), (0.01, 0.01, 0.01, 0.15)
CODES = (112, 211, 231, 243, 311, 312, 313, 512)

torch.set_num_threads(1)  # networks this small only lose time by sharing out the work


def recipe_values(**changes):
    """The tables of a small recipe, some of them changed."""
    return {
        "name": "small",
        "title": "Small",
        "version": "1",
        "seed": 4,
        "codes": list(CODES),
        "bands": ["B02", "B03", "B04", "B08"],
        "network": {"encoder": "resnet18", "depth": 3, "decoder_channels": [32, 16, 16], "dropout": 0.1},
        "loss": {"kind": "hierarchical", "weights": [1.0, 1.0, 1.0]},
        "split": {"folds": 5, "held_out": 0, "seed": 5, "check_every": 10},
        "augmentation": {"gain": 0.1, "band_gain": 0.05, "offset": 0.005, "noise": 0.002, "nodata": 0.3},
        "stages": [
            {
                "name": "one",
                "sets": {"s2glc": 1.0},
                "steps": 6,
                "batch": 2,
                "crop": 32,
                "learning_rate": 2e-3,
            },
            {
                "name": "two",
                "sets": {"bigearthnet": 0.5, "s2glc": 0.5},
                "steps": 6,
                "batch": 2,
                "crop": 32,
                "learning_rate": 1e-3,
            },
        ],
        **changes,
    }


def fresh(recipe):
    """A new network of a recipe, the same for the same seed."""
    torch.manual_seed(recipe.seed)
    return build_network(network_config(recipe.network, recipe.codes, len(recipe.input_bands)), MEAN, STD)


@pytest.fixture
def recipe():
    """A recipe of two stages of six steps."""
    return parse_recipe(recipe_values())


@pytest.fixture(scope="session")
def table():
    """The label table of the small recipe."""
    return LabelTable.build(CODES, [CORINE, S2GLC])


@pytest.fixture(scope="session")
def data(table):
    """Chips whose near infrared tells the class: water is dark, forest medium, arable land bright."""
    rng = np.random.default_rng(8)

    def chips(name, classes, legend, size):
        result = []
        for number in range(6):
            blocks = rng.integers(0, 3, (size // 8, size // 8)).repeat(8, 0).repeat(8, 1)
            image = np.stack([400 + 0 * blocks, 600 + 0 * blocks, 500 + 0 * blocks, 300 + 1800 * blocks])
            image = (image + rng.normal(0, 40, image.shape)).clip(1).astype(np.uint16)
            labels = table.encode(np.array(classes)[blocks], legend)
            result.append(Chip(f"{name}{number}", image, labels, f"{name}{number}"))
        return result

    return TrainingData(
        table,
        {"s2glc": chips("s", (9, 5, 3), S2GLC, 48), "bigearthnet": chips("b", (512, 312, 211), CORINE, 40)},
    )


@pytest.fixture(scope="session")
def chips(tmp_path_factory):
    """A folder of chips."""
    return write_chips(tmp_path_factory.mktemp("data") / "chips")


@pytest.fixture(scope="session")
def finished(chips, tmp_path_factory):
    """A finished run of four epochs: its job, result and events. Tests that change its folder copy it first."""
    folder = tmp_path_factory.mktemp("finished")
    job = small_job(chips, folder / "run", models_dir=str(folder / "models"))
    job = replace(job, recipe=replace(job.recipe, stages=(FOUR_EPOCHS,)))
    events = []
    return job, carry_out(job, events.append), events
