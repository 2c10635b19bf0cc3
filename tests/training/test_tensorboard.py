"""Logs for TensorBoard are written without it and read by it."""

import pytest

from corina.engine.events import Metrics
from corina.training.journal import Journal

event_accumulator = pytest.importorskip("tensorboard.backend.event_processing.event_accumulator")


def read(folder):
    board = event_accumulator.EventAccumulator(str(folder))
    board.Reload()
    return {
        tag: [(found.step, found.value) for found in board.Scalars(tag)] for tag in board.Tags()["scalars"]
    }


def test_a_run_that_goes_on_says_its_later_steps_only_once(tmp_path):
    first = Journal(tmp_path)
    first.open(0, 0, resumed=False)
    for epoch in (1, 2, 3):
        first.metrics(Metrics(epoch, 10 * epoch, "train", {"loss": float(epoch)}))
    first.close()
    again = Journal(tmp_path)
    again.open(2, 25, resumed=True)  # its checkpoint is of the middle of epoch 3
    again.metrics(Metrics(3, 30, "train", {"loss": 0.25}))
    again.close()
    assert read(tmp_path / "tensorboard")["train/loss"] == [(10, 1.0), (20, 2.0), (30, 0.25)]


def test_an_epoch_that_was_measured_but_not_saved_is_said_once(tmp_path):
    first = Journal(tmp_path)
    first.open(0, 0, resumed=False)
    first.metrics(Metrics(1, 10, "validation", {"loss": 1.0}))
    first.close()
    again = Journal(tmp_path)
    again.open(0, 10, resumed=True)  # killed between the figures and the checkpoint
    again.metrics(Metrics(1, 10, "validation", {"loss": 1.0}))
    again.close()
    assert read(tmp_path / "tensorboard")["validation/loss"] == [(10, 1.0)]
