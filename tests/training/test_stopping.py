"""A run that is told to stop while it reads, measures or has not begun: it ends soon, and goes on later."""

from __future__ import annotations

import os
import signal
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from corina.engine.events import Metrics
from corina.engine.handlers import carry_out
from corina.engine.jobs import Control, PretrainJob, StageChoice
from corina.training import pretrain, run_train
from corina.training.collection import Collection
from corina.training.journal import read_metrics
from corina.training.module import StageModule
from corina.training.pretrain_module import PretrainModule
from corina.training.run_folder import Steering, Stopped
from corina.training.state import load_state
from tests.training.small_data import small_job, small_recipe, write_chips

SOON = 5.0
"""Seconds; the machine of the tests may be busy. What is interrupted would take far longer."""


@pytest.fixture(scope="module")
def chips(tmp_path_factory):
    """A folder of chips."""
    return write_chips(tmp_path_factory.mktemp("data") / "chips")


@pytest.mark.parametrize("kind", ["training", "pretraining"])
def test_a_signal_between_two_batches_stops_the_run_with_a_checkpoint(chips, tmp_path, monkeypatch, kind):
    """Just after the run looked at what it shall do, where Lightning would end the process."""
    module = StageModule if kind == "training" else PretrainModule
    ended, sent = module.on_train_batch_end, []

    def end(self, *given):
        ended(self, *given)
        if self.course_of().step == 2 and not sent:
            sent.append(os.kill(os.getpid(), signal.SIGTERM))

    monkeypatch.setattr(
        module,
        "course_of",
        lambda self: self.run.course if kind == "training" else self.course,
        raising=False,
    )
    monkeypatch.setattr(module, "on_train_batch_end", end)
    if kind == "training":
        job = small_job(chips, tmp_path / "run", export=False)
    else:
        stage = StageChoice("all", epochs=4, batch=2, learning_rate=3e-3)
        job = PretrainJob(small_recipe(chips, stages=(stage,)), str(tmp_path / "run"), level=3, threads=1)
    stopped = carry_out(job, lambda event: None)
    assert sent and stopped["state"] == "stopped"
    if kind == "training":
        assert load_state(tmp_path / "run" / "last.safetensors").step == 2
    monkeypatch.undo()
    assert carry_out(replace(job, resume=True), lambda event: None)["state"] == "done"


def short_job(chips, folder):
    """A training of one epoch."""
    job = small_job(chips, folder, export=False)
    stage = StageChoice("all", epochs=1, batch=2, learning_rate=3e-3, ema=0.5)
    return replace(job, recipe=replace(job.recipe, stages=(stage,)))


def say(folder: Path, word: Control = Control.STOP) -> None:
    (folder / "control").write_text(word.value)


def slowly(monkeypatch, owner, name, begun):
    """Let a function of the run take a minute, in steps of Python as reading has them."""

    def slow(*arguments, **named):
        begun.set()
        for _ in range(6000):
            time.sleep(0.01)
        raise AssertionError("nobody stopped it")

    monkeypatch.setattr(owner, name, slow)


def stopped_when(begun, folder):
    """Say stop as soon as `begun` is set; returns a list that then holds the moment."""
    moments = []

    def wait():
        begun.wait(60)
        moments.append(time.monotonic())
        say(folder)

    threading.Thread(target=wait, daemon=True).start()
    return moments


@pytest.mark.parametrize("name", ["sources", "statistics", "first weights"])
def test_a_training_stops_while_its_data_are_read_and_then_goes_on(chips, tmp_path, monkeypatch, name):
    job = short_job(chips, tmp_path / "run")
    begun = threading.Event()
    moments = stopped_when(begun, tmp_path / "run")
    with monkeypatch.context() as slowed:
        if name == "statistics":
            slowly(slowed, Collection, "statistics", begun)
        elif name == "first weights":
            slowly(slowed, run_train, "start_network", begun)
        else:
            slowly(slowed, run_train, "prepare", begun)
        result = carry_out(job, lambda event: None)
        assert time.monotonic() - moments[0] < SOON
    assert (result["state"], result["epoch"], result["step"], result["model"]) == ("stopped", 0, 0, None)
    assert (tmp_path / "run" / "control").read_text() == "run"  # obeyed: nobody is told again
    if name == "statistics":
        done = carry_out(replace(job, resume=True), lambda event: None)
        assert (done["state"], done["epoch"]) == ("done", 1)


def test_a_training_stops_in_the_validation_before_its_first_step(chips, tmp_path, monkeypatch):
    job = short_job(chips, tmp_path / "run")
    measured = []

    def add(self, network, loss_of, batch):
        measured.append(len(batch[0]))
        say(tmp_path / "run")

    with monkeypatch.context() as slowed:
        slowed.setattr("corina.training.module.Tally.add", add)
        result = carry_out(job, lambda event: None)
    assert len(measured) == 1  # of several
    assert (result["state"], result["epoch"], result["step"]) == ("stopped", 0, 0)
    assert not (tmp_path / "run" / "last.safetensors").exists()
    events = []
    assert carry_out(replace(job, resume=True), events.append)["state"] == "done"
    epochs = [e.epoch for e in events if isinstance(e, Metrics) and e.split == "validation"]
    assert epochs == list(range(job.recipe.stages[-1].epochs + 1))


def test_a_training_that_is_stopped_while_it_is_measured_reports_when_resumed(chips, tmp_path, monkeypatch):
    job = short_job(chips, tmp_path / "run")
    begun = threading.Event()
    moments = stopped_when(begun, tmp_path / "run")
    with monkeypatch.context() as slowed:
        slowly(slowed, run_train, "counted", begun)
        result = carry_out(job, lambda event: None)
        assert time.monotonic() - moments[0] < SOON
    assert result["state"] == "stopped" and result["report"] is None and result["step"] > 0
    before = read_metrics(tmp_path / "run")
    done = carry_out(replace(job, resume=True), lambda event: None)
    assert done["state"] == "done" and Path(done["report"]["html"]).is_file()
    assert read_metrics(tmp_path / "run") == before  # nothing was trained again


def test_a_training_stops_at_once_on_a_signal_too(chips, tmp_path, monkeypatch):
    job = short_job(chips, tmp_path / "run")
    begun = threading.Event()

    def kill():
        begun.wait(60)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=kill, daemon=True).start()
    with monkeypatch.context() as slowed:
        slowly(slowed, Collection, "statistics", begun)
        result = carry_out(job, lambda event: None)
    assert (result["state"], result["step"]) == ("stopped", 0)


def test_a_word_said_while_the_libraries_load_is_heard(tmp_path):
    """They take seconds, on a busy machine a minute, and the window shows Stop from the first on."""
    say(tmp_path)
    with Steering(tmp_path) as steering:
        assert steering.word() is Control.STOP
        with pytest.raises(Stopped), steering.at_once():
            pytest.fail("it began")
    assert (tmp_path / "control").read_text() == "run"


def test_a_word_to_an_earlier_process_is_forgotten(tmp_path):
    say(tmp_path)
    os.utime(tmp_path / "control", (1.7e9, 1.7e9))
    with Steering(tmp_path) as steering:
        assert steering.word() is Control.RUN
        with steering.at_once():
            pass


def test_what_a_library_swallows_is_said_again(tmp_path):
    swallowed = 0
    with Steering(tmp_path) as steering, pytest.raises(Stopped), steering.at_once():
        say(tmp_path)
        while True:
            try:
                while True:
                    time.sleep(0.01)
            except Stopped:
                swallowed += 1
                if swallowed == 2:
                    raise
    assert swallowed == 2


def test_a_pretraining_stops_while_its_data_are_read_and_in_its_validation(tmp_path, monkeypatch):
    write_chips(tmp_path / "chips")
    stage = StageChoice("all", epochs=2, batch=4, learning_rate=3e-3, ema=0)
    job = PretrainJob(small_recipe(tmp_path / "chips", stages=(stage,)), str(tmp_path / "run"), threads=1)
    begun = threading.Event()
    moments = stopped_when(begun, tmp_path / "run")
    with monkeypatch.context() as slowed:
        slowly(slowed, pretrain, "open_collection", begun)
        result = carry_out(job, lambda event: None)
        assert time.monotonic() - moments[0] < SOON
    assert (result["state"], result["epoch"], result["encoder"], result["labels"]) == ("stopped", 0, None, [])

    with monkeypatch.context() as told:
        told.setattr(pretrain.PretrainModule, "on_validation_epoch_start", lambda self: say(tmp_path / "run"))
        result = carry_out(replace(job, resume=True), lambda event: None)
    assert (result["state"], result["epoch"]) == ("stopped", 0)
    done = carry_out(replace(job, resume=True), lambda event: None)
    assert (done["state"], done["epoch"]) == ("done", 2) and set(done["metrics"]) == {
        "level1",
        "level2",
        "level3",
    }
