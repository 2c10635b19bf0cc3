"""Logs for TensorBoard are written without it and read by it."""

import math

import pytest

from corina.engine.events import Metrics
from corina.training.board import Board
from corina.training.journal import Journal

event_accumulator = pytest.importorskip("tensorboard.backend.event_processing.event_accumulator")


def read(folder):
    board = event_accumulator.EventAccumulator(str(folder))
    board.Reload()
    return {
        tag: [(found.step, found.value) for found in board.Scalars(tag)] for tag in board.Tags()["scalars"]
    }


def test_tensorboard_reads_names_steps_and_values(tmp_path):
    board = Board(tmp_path / "logs")
    given = [("train/loss", 0.5, 1), ("train/loss", -1.25e-7, 300), ("überall", 3.0, 2**40)]
    for name, value, step in given:
        board.add(name, value, step)
    board.add("train/loss", math.nan, 301)
    board.close()
    found = read(tmp_path / "logs")
    assert found["überall"] == [(2**40, 3.0)]
    assert [step for step, _ in found["train/loss"]] == [1, 300, 301]
    assert found["train/loss"][1][1] == pytest.approx(-1.25e-7)
    assert math.isnan(found["train/loss"][2][1])


def test_a_record_that_was_altered_is_known_by_its_check_sum(tmp_path):
    board = Board(tmp_path)
    board.add("loss", 1.0, 1)
    board.add("loss", 2.0, 2)
    board.close()
    (path,) = tmp_path.iterdir()
    data = bytearray(path.read_bytes())
    data[-6] ^= 1  # in the last value
    path.write_bytes(data)
    assert read(tmp_path) == {"loss": [(1, 1.0)]}


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
