"""Trainings that are paused, stopped, killed or run out of room, and go on where they were."""

from __future__ import annotations

import errno
import json
import resource
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from corina.engine.errors import EngineProblem
from corina.engine.events import Metrics, Progress, Stage
from corina.engine.handlers import carry_out
from corina.engine.jobs import (
    to_json,
)
from corina.training.journal import read_metrics
from corina.training.run_folder import network_of
from corina.training.state import load_state
from tests.training.small_data import curve, small_job


def test_a_run_that_was_stopped_goes_on_to_the_same_curve_and_weights(finished, tmp_path):
    job, result, _ = finished
    out = tmp_path / "run"
    seen = []

    def stop_in_the_third_epoch(event):
        if isinstance(event, Metrics) and event.epoch == 2 and event.split == "validation":
            (out / "control").write_text("stop")
            seen.append(event)

    half = carry_out(replace(job, output_dir=str(out), export=False), stop_in_the_third_epoch)
    assert (half["state"], half["report"], half["model"]) == ("stopped", None, None)
    assert seen
    done = carry_out(replace(job, output_dir=str(out), resume=True, export=False), lambda event: None)
    assert done["state"] == "done"
    assert curve(out) == curve(job.output_dir)
    assert done["metrics"] == result["metrics"]
    mine, first = network_of(out), network_of(Path(job.output_dir))
    for name, value in first.state_dict().items():
        torch.testing.assert_close(mine.state_dict()[name], value, rtol=0, atol=0)


def test_an_engine_that_was_killed_goes_on_where_it_had_saved(finished, checkout, tmp_path):
    job, _, _ = finished
    out = tmp_path / "run"
    out.mkdir()
    command = [sys.executable, "-I", str(checkout / "engine" / "bootstrap.py"), "run"]
    for resume in (False, True):
        (out / "job.json").write_text(
            to_json(replace(job, output_dir=str(out), export=False, resume=resume)) + "\n"
        )
        with (out / "job.json").open() as given, (out / "events.jsonl").open("a") as events:
            engine = subprocess.Popen(command, stdin=given, stdout=events, stderr=subprocess.DEVNULL)
            if not resume:
                while not (out / "last.safetensors").is_file() and engine.poll() is None:
                    time.sleep(0.02)
                engine.kill()
            engine.wait()
    assert engine.returncode == 0
    assert json.loads((out / "events.jsonl").read_text().splitlines()[-1])["data"]["state"] == "done"
    assert [key[:2] for key in curve(out)] == [key[:2] for key in curve(job.output_dir)]
    losses, first = ([loss for _, _, loss in curve(folder)] for folder in (out, job.output_dir))
    assert losses == pytest.approx(first, rel=1e-3)


def test_a_pause_waits_and_then_goes_on(chips, tmp_path):
    out = tmp_path / "run"
    stages = []

    def listen(event):
        if isinstance(event, Metrics) and (event.epoch, event.split) == (1, "validation"):
            (out / "control").write_text("pause")
        if isinstance(event, Progress):
            stages.append((event.stage, time.monotonic()))
            if event.stage is Stage.PAUSED:
                threading.Timer(0.6, (out / "control").write_text, ["run"]).start()

    result = carry_out(small_job(chips, out, export=False), listen)
    paused = next(i for i, (stage, _) in enumerate(stages) if stage is Stage.PAUSED)
    assert stages[paused + 1][0] is Stage.TRAIN
    assert stages[paused + 1][1] - stages[paused][1] >= 0.5
    assert result["state"] == "done"


def test_a_full_disk_keeps_the_previous_checkpoint(finished, tmp_path):
    job, _, _ = finished
    out = tmp_path / "run"
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)

    def fill_the_disk(event):
        if isinstance(event, Metrics) and (event.epoch, event.split) == (2, "train"):
            resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))

    try:
        with pytest.raises(EngineProblem, match="the previous one is kept") as caught:
            carry_out(replace(job, output_dir=str(out), export=False), fill_the_disk)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert caught.value.code == "disk_full"
    assert load_state(out / "last.safetensors").course["epoch"] == 1
    assert not list(out.glob("*.part"))
    done = carry_out(replace(job, output_dir=str(out), resume=True, export=False), lambda event: None)
    assert curve(out) == curve(job.output_dir)
    assert done["state"] == "done"


def test_a_disk_that_is_full_under_the_metrics_is_said_and_the_run_goes_on_later(
    finished, tmp_path, monkeypatch
):
    job, _, _ = finished
    out = tmp_path / "run"
    opened = Path.open

    def no_room(self, mode="r", *given, **more):
        if self.name == "metrics.csv" and mode == "w" and len(read_metrics(out)) == 3:
            raise OSError(errno.ENOSPC, "No space left on device", str(self))
        return opened(self, mode, *given, **more)

    monkeypatch.setattr(Path, "open", no_room)
    with pytest.raises(EngineProblem, match=r"no room on the disk for .*metrics\.csv; make room") as caught:
        carry_out(replace(job, output_dir=str(out), export=False), lambda event: None)
    assert caught.value.code == "disk_full"
    monkeypatch.undo()
    assert (
        load_state(out / "last.safetensors") is None
        or load_state(out / "last.safetensors").course["epoch"] == 1
    )
    done = carry_out(replace(job, output_dir=str(out), resume=True, export=False), lambda event: None)
    assert done["state"] == "done"
    assert curve(out) == curve(job.output_dir)


def test_a_run_stopped_in_its_first_epoch_can_be_resumed_and_exported(finished, tmp_path):
    job, _, _ = finished
    out = tmp_path / "run"

    def stop_at_once(event):
        if isinstance(event, Metrics) and event.epoch == 0:
            (out / "control").write_text("stop")

    half = carry_out(replace(job, output_dir=str(out)), stop_at_once)
    assert (half["state"], half["epoch"], half["step"], half["best"]) == ("stopped", 0, 1, None)
    assert not (out / "best.safetensors").exists()
    assert network_of(out).config == network_of(Path(job.output_dir)).config
    done = carry_out(replace(job, output_dir=str(out), resume=True, export=False), lambda event: None)
    assert done["state"] == "done"
    assert curve(out) == curve(job.output_dir)


def test_a_clock_that_is_set_back_changes_nothing(chips, tmp_path, monkeypatch):
    job = small_job(chips, tmp_path / "run", export=False)
    moments = iter(range(10**9, 0, -86_400))
    monkeypatch.setattr(time, "time", lambda: float(next(moments)))
    events = []
    assert carry_out(job, events.append)["state"] == "done"
    assert all(e.seconds_left is None or e.seconds_left >= 0 for e in events if isinstance(e, Progress))
