"""Runs that outlive QGIS: started on their own, found again, paused, stopped, resumed, and how they end."""

from __future__ import annotations

import os
import signal
import sys
import textwrap
import time
from dataclasses import replace
from pathlib import Path

import pytest
from qgis.core import QgsApplication

from corina.engine.jobs import DataChoice, Recipe, SourceKind, TrainingSource, TrainJob
from corina.engine.jobs.training import Control
from corina.plugin.engine_process import EngineError
from corina.plugin.history import RunHistory
from corina.plugin.run_folder import RunFolder
from corina.plugin.run_manager import RunManager
from corina.plugin.runs import RunState
from corina.plugin.train_command import read_recipe, write_recipe

STAND_IN = """
    import json, sys, time
    from pathlib import Path
    job = json.loads(sys.stdin.readline())["job"]
    folder = Path(job["output_dir"])
    def say(**event):
        print(json.dumps(event), flush=True)
    first = 1
    if job["resume"]:
        first = int((folder / "last").read_text()) + 1
    epochs = job["recipe"]["stages"][-1]["epochs"]
    for epoch in range(first, epochs + 1):
        say(event="progress", stage="train", fraction=epoch / epochs, done=epoch, total=epochs,
            megapixels_per_s=None, seconds_left=1.0)
        say(event="metrics", epoch=epoch, step=epoch, split="train", values={"loss": 1.0 / epoch},
            learning_rate=0.001, training_stage="all", best=False)
        (folder / "last").write_text(str(epoch))
        if job["recipe"]["title"] == "dies" and epoch == 2:
            sys.stderr.write("no more memory"); sys.exit(3)
        if job["recipe"]["title"] == "fails":
            say(event="error", code="loss_not_finite", message="The loss of patch 7 is not finite.", details="")
            sys.exit(1)
        time.sleep(0.05)
        while (folder / "control").read_text() == "pause":
            time.sleep(0.05)
        if (folder / "control").read_text() == "stop":
            say(event="result", data={"state": "stopped", "epoch": epoch})
            time.sleep(600 if job["recipe"]["title"] == "lingers" else 0)
            sys.exit(0)
    say(event="result", data={"state": "done", "epoch": epochs})
    """
"""Behaves as a training does, in seconds."""


class StandIn:
    """An engine whose trainings are quick."""

    def __init__(self, folder: Path) -> None:
        self._script = folder / "bootstrap.py"
        self._script.write_text(textwrap.dedent(STAND_IN), encoding="utf-8")

    def command(self):
        return [sys.executable, str(self._script), "run"]

    def child_environment(self):
        return dict(os.environ)


@pytest.fixture()
def stand_in(tmp_path):
    return StandIn(tmp_path)


@pytest.fixture()
def managers(stand_in, tmp_path, qgis_app):
    """Makes run managers on one history, as QGIS does each time it starts; ends all trainings afterwards."""
    made = []

    def make() -> RunManager:
        made.append(RunManager(lambda: stand_in, tmp_path / "history"))
        return made[-1]

    yield make
    for manager in made:
        for run in manager.runs():
            manager.folder(run.id).end()
        manager.shutdown()


def training(folder: Path, epochs: int = 4, title: str = "Vaasa") -> TrainJob:
    data = DataChoice(sources=(TrainingSource(SourceKind.EUROSAT_RGB, path="/data/eurosat"),))
    recipe = Recipe(title=title, data=data)
    return TrainJob(replace(recipe, stages=(replace(recipe.stages[0], epochs=epochs),)), str(folder))


def epochs_of(manager, run_id):
    return [event.epoch for event in manager.folder(run_id).events() if hasattr(event, "epoch")]


def test_a_training_reports_epochs_and_ends_with_a_result(managers, until, tmp_path):
    manager, heard = managers(), []
    manager.run_event.connect(lambda run_id, event: heard.append((run_id, event.epoch, event.values["loss"])))
    run = manager.submit(training(tmp_path / "run"), "Vaasa")
    until(lambda: not manager.run(run.id).state.is_active)
    assert manager.run(run.id).state is RunState.DONE
    assert manager.run(run.id).result == {"state": "done", "epoch": 4}
    assert heard == [(run.id, epoch, 1.0 / epoch) for epoch in range(1, 5)]


def test_a_training_goes_on_when_qgis_closes_and_is_found_again(managers, until, tmp_path):
    first = managers()
    run = first.submit(training(tmp_path / "run", epochs=40), "Vaasa")
    until(lambda: len(epochs_of(first, run.id)) > 1)
    first.shutdown()
    assert RunFolder(tmp_path / "run").is_alive()
    assert RunHistory(tmp_path / "history").read()[0].state is RunState.RUNNING
    again = managers()
    assert [r.id for r in again.active()] == [run.id]
    until(lambda: not again.run(run.id).state.is_active)
    assert again.run(run.id).state is RunState.DONE
    assert epochs_of(again, run.id) == list(range(1, 41))


def test_a_training_that_ended_while_qgis_was_closed_is_shown_as_it_ended(managers, until, tmp_path):
    first = managers()
    run = first.submit(training(tmp_path / "run", epochs=10), "Vaasa")
    until(lambda: len(epochs_of(first, run.id)) > 1)
    first.shutdown()
    until(lambda: not RunFolder(tmp_path / "run").is_alive())
    again = managers()
    until(lambda: not again.run(run.id).state.is_active)
    assert again.run(run.id).state is RunState.DONE


def test_a_pause_holds_the_training_and_resuming_lets_it_go_on(managers, until, tmp_path):
    manager = managers()
    run = manager.submit(training(tmp_path / "run", epochs=60), "Vaasa")
    until(lambda: len(epochs_of(manager, run.id)) > 1)
    manager.pause(run.id)
    assert manager.run(run.id).state is RunState.PAUSED and manager.run(run.id).state.is_active
    time.sleep(0.3)
    held = len(epochs_of(manager, run.id))
    time.sleep(0.5)
    assert len(epochs_of(manager, run.id)) == held
    manager.resume(run.id)
    assert manager.run(run.id).state is RunState.RUNNING
    until(lambda: len(epochs_of(manager, run.id)) > held)


def test_a_stopped_training_is_resumed_where_it_was(managers, until, tmp_path):
    manager = managers()
    run = manager.submit(training(tmp_path / "run", epochs=30), "Vaasa")
    until(lambda: len(epochs_of(manager, run.id)) > 2)
    manager.cancel(run.id)
    until(lambda: not manager.run(run.id).state.is_active)
    stopped = manager.run(run.id)
    assert stopped.state is RunState.STOPPED and stopped.can_resume and stopped.result["epoch"] < 30
    manager.resume(run.id)
    until(lambda: manager.run(run.id).state is RunState.DONE)
    assert epochs_of(manager, run.id) == list(range(1, 31))  # none twice, none left out
    assert len(manager.runs()) == 1


def test_stopping_twice_ends_an_engine_that_does_not_listen(managers, until, tmp_path):
    manager = managers()
    run = manager.submit(training(tmp_path / "run", epochs=1000), "Vaasa")
    until(lambda: len(epochs_of(manager, run.id)) > 1)
    os.kill(manager.folder(run.id)._pid(), signal.SIGSTOP)
    manager.cancel(run.id)
    manager.cancel(run.id)
    until(lambda: not manager.run(run.id).state.is_active)
    assert manager.run(run.id).state is RunState.FAILED and manager.run(run.id).can_resume
    assert not manager.folder(run.id).is_alive()


def test_an_engine_that_dies_is_said_with_its_log_and_can_be_resumed(managers, until, tmp_path):
    manager = managers()
    run = manager.submit(training(tmp_path / "run", title="dies"), "Vaasa")
    until(lambda: not manager.run(run.id).state.is_active)
    failed = manager.run(run.id)
    assert failed.state is RunState.FAILED and failed.error.code == "engine_died"
    assert "exit code 3" in failed.error.message and "no more memory" in failed.error.details
    assert failed.can_resume


def test_a_failure_of_the_training_is_its_own_sentence(managers, until, tmp_path):
    manager = managers()
    run = manager.submit(training(tmp_path / "run", title="fails"), "Vaasa")
    until(lambda: not manager.run(run.id).state.is_active)
    assert manager.run(run.id).error.message == "The loss of patch 7 is not finite."


def test_cancelling_all_tasks_does_not_end_a_training(managers, until, tmp_path):
    """QGIS does so when it closes."""
    manager = managers()
    run = manager.submit(training(tmp_path / "run", epochs=400), "Vaasa")
    until(lambda: len(epochs_of(manager, run.id)) > 1)
    QgsApplication.taskManager().cancelAll()
    until(lambda: run.id not in manager._tasks)
    assert manager.folder(run.id).is_alive() and manager.folder(run.id).asked() is Control.RUN
    before = len(epochs_of(manager, run.id))
    until(lambda: run.id in manager._tasks)  # it is followed again
    until(lambda: len(epochs_of(manager, run.id)) > before)


def test_a_training_does_not_hold_up_other_runs(managers, until, tmp_path):
    manager = managers()
    runs = [manager.submit(training(tmp_path / name, epochs=8), name) for name in ("first", "second")]
    until(lambda: manager.run(runs[0].id).state is RunState.RUNNING)
    assert manager.run(runs[1].id).state is RunState.QUEUED  # two trainings would share the cores
    until(lambda: manager.run(runs[1].id).state is RunState.DONE)
    assert manager.run(runs[0].id).ended <= manager.run(runs[1].id).started


def test_a_stopped_engine_that_lingers_does_not_keep_its_training_from_going_on(
    managers, until, tmp_path, monkeypatch
):
    """On a busy machine the libraries of an engine that has said its result take long to end."""
    monkeypatch.setattr("corina.plugin.run_folder.EXIT_SECONDS", 0.2)
    manager = managers()
    run = manager.submit(training(tmp_path / "run", epochs=30, title="lingers"), "Vaasa")
    until(lambda: len(epochs_of(manager, run.id)) > 1)
    manager.cancel(run.id)
    until(lambda: not manager.run(run.id).state.is_active)
    assert manager.run(run.id).state is RunState.STOPPED and manager.folder(run.id).is_alive()
    stopped = len(epochs_of(manager, run.id))
    manager.resume(run.id)
    until(lambda: len(epochs_of(manager, run.id)) > stopped + 1)
    assert manager.run(run.id).state is RunState.RUNNING
    told = epochs_of(manager, run.id)
    assert told == list(range(1, len(told) + 1))


def test_two_trainings_in_one_folder_are_refused(stand_in, tmp_path):
    folder, other = RunFolder(tmp_path / "run"), RunFolder(tmp_path / "run")
    folder.start(stand_in.command(), stand_in.child_environment(), training(tmp_path / "run", epochs=1000))
    try:
        with pytest.raises(EngineError, match="running in"):
            other.start(stand_in.command(), stand_in.child_environment(), training(tmp_path / "run"))
    finally:
        folder.end()
    assert not other.is_alive()


def test_the_process_id_of_something_else_is_no_training(tmp_path):
    folder = RunFolder(tmp_path)
    (tmp_path / "run.json").write_text(f'{{"pid": {os.getpid()}}}')
    assert not folder.is_alive()
    folder.end()  # and is not ended


def test_a_folder_that_cannot_be_written_is_said(managers, until, tmp_path):
    (tmp_path / "file").write_text("")
    manager = managers()
    run = manager.submit(training(tmp_path / "file" / "run"), "Vaasa")
    until(lambda: not manager.run(run.id).state.is_active)
    assert manager.run(run.id).error.code == "output_not_writable"


def test_the_command_names_the_recipe_of_the_run(managers, tmp_path):
    manager = managers()
    job = training(tmp_path / "run ñ")
    write_recipe(job.recipe, tmp_path / "run ñ" / "recipe.json")
    run = manager.submit(job, "Vaasa")
    command = manager.command(run.id)
    assert command.startswith("qgis_process run corina:train -- ")
    assert "run ñ/recipe.json" in command
    assert read_recipe(tmp_path / "run ñ" / "recipe.json") == job.recipe
