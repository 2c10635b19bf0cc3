"""Queued runs: their order, their end by cancel, by a removed layer, by a closed QGIS, and their history."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Iterator

import pytest
from qgis.core import QgsApplication, QgsProject, QgsRasterLayer

from corina.engine.jobs import ClassifyJob, ClassifyOptions, Device, SceneInput, to_json
from corina.plugin.environment import EngineEnvironment
from corina.plugin.history import RunHistory
from corina.plugin.runs import Run, RunState, estimate_seconds

from .conftest import CHECKOUT, engine_processes, left_behind


def in_inference(manager, run_id):
    """Whether the run classifies tiles now."""
    progress = manager.run(run_id).progress
    return progress is not None and progress.stage.value == "infer" and progress.done > 0


def test_run_reports_progress_and_ends_with_a_result(manager, job, finish, qtbot):
    changes, finished = [], []
    manager.run_changed.connect(changes.append)
    manager.run_finished.connect(finished.append)
    with qtbot.waitSignal(manager.run_added):
        run = manager.submit(job, "Vaasa")
    assert finish(run.id) is RunState.DONE
    done = manager.run(run.id)
    assert Path(done.result["outputs"]["level3"]).exists()
    assert done.ended >= done.started >= done.created
    assert len(changes) > 2 and finished == [run.id]
    assert done.log  # the engine said which device it uses
    assert manager.active() == []


def test_runs_queue_one_at_a_time_in_order(manager, job, until):
    starts = []
    manager.run_changed.connect(
        lambda i: starts.append(i) if manager.run(i).state is RunState.RUNNING and i not in starts else None
    )
    overlapping = []
    manager.run_changed.connect(
        lambda _: overlapping.append([r.id for r in manager.runs() if r.state is RunState.RUNNING])
    )
    runs = [manager.submit(job, f"run {number}") for number in range(3)]
    assert [manager.run(r.id).state for r in runs[1:]] == [RunState.QUEUED] * 2
    assert len([t for t in QgsApplication.taskManager().tasks() if "run " in t.description()]) == 3
    until(lambda: not manager.active())
    assert starts == [run.id for run in runs]
    assert max(len(ids) for ids in overlapping) == 1
    assert {run.state for run in manager.runs()} == {RunState.DONE}


def test_cancelling_a_run_lets_the_next_one_start(manager, job, long_job, until, finish):
    long_run, next_run = manager.submit(long_job, "long"), manager.submit(job, "next")
    until(lambda: in_inference(manager, long_run.id))
    asked = time.monotonic()
    manager.cancel(long_run.id)
    assert finish(long_run.id) is RunState.CANCELLED
    assert time.monotonic() - asked < 5
    assert left_behind(Path(long_job.output_dir)) == []
    assert finish(next_run.id) is RunState.DONE


def test_cancelling_a_queued_run_never_starts_it(manager, job, long_job, until, finish):
    first, second = manager.submit(long_job, "first"), manager.submit(job, "second")
    manager.cancel(second.id)
    assert finish(second.id) is RunState.CANCELLED
    assert manager.run(second.id).started is None
    manager.cancel_all()
    assert finish(first.id) is RunState.CANCELLED
    until(lambda: not engine_processes())
    assert not Path(job.output_dir).exists()


def test_removing_the_scene_layer_ends_its_run(manager, long_job, until, finish):
    layer = QgsRasterLayer(long_job.scene.path, "scene")
    QgsProject.instance().addMapLayer(layer)
    run = manager.submit(long_job, "scene", [layer])
    until(lambda: in_inference(manager, run.id))
    QgsProject.instance().removeMapLayer(layer.id())
    assert finish(run.id) is RunState.CANCELLED
    assert "layer" in manager.run(run.id).error.message
    assert left_behind(Path(long_job.output_dir)) == []


def test_removing_another_layer_leaves_the_run(manager, job, finish):
    layers = [QgsRasterLayer(job.scene.path, name) for name in ("scene", "other")]
    QgsProject.instance().addMapLayers(layers)
    run = manager.submit(job, "scene", layers[:1])
    QgsProject.instance().removeMapLayer(layers[1].id())
    assert finish(run.id) is RunState.DONE


def test_failed_run_says_why(manager, job, finish, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    run = manager.submit(replace(job, output_dir=str(blocked / "out")), "blocked")
    assert finish(run.id) is RunState.FAILED
    assert manager.run(run.id).error.code == "output_not_writable"


def test_engine_killed_from_outside_fails_its_run_only(manager, job, long_job, until, finish):
    run, next_run = manager.submit(long_job, "killed"), manager.submit(job, "next")
    until(lambda: in_inference(manager, run.id))
    for pid in engine_processes():
        os.kill(pid, signal.SIGKILL)
    assert finish(run.id) is RunState.FAILED
    assert manager.run(run.id).error.code == "engine_died"
    assert left_behind(Path(long_job.output_dir)) == []
    assert finish(next_run.id) is RunState.DONE


def test_environment_deleted_between_two_runs_is_said(new_manager, engine, job, tmp_path, until):
    """A copy of the environment that shares the libraries is enough: what counts is that its interpreter goes."""
    root = tmp_path / "engine"
    (root / "bin").mkdir(parents=True)
    for name in ("lib", "lib64", "include"):
        if (engine.root / name).exists():
            (root / name).symlink_to(engine.root / name)
    for name in ("corina-engine.json", "pyvenv.cfg"):
        shutil.copy(engine.root / name, root / name)
    (root / "bin" / "python").symlink_to(os.path.realpath(engine.python))
    manager = new_manager(tmp_path / "history", EngineEnvironment(root, CHECKOUT))
    first = manager.submit(job, "first")
    until(lambda: not manager.run(first.id).state.is_active)
    assert manager.run(first.id).state is RunState.DONE
    shutil.rmtree(root)
    second = manager.submit(job, "second")
    until(lambda: not manager.run(second.id).state.is_active)
    assert manager.run(second.id).state is RunState.FAILED
    assert manager.run(second.id).error.code == "engine_missing"
    assert Path(manager.run(first.id).result["outputs"]["level3"]).exists()


def test_shutdown_ends_engines_and_leaves_nothing(new_manager, job, long_job, until, tmp_path):
    manager = new_manager(tmp_path / "history")
    running, queued = manager.submit(long_job, "running"), manager.submit(job, "queued")
    until(lambda: in_inference(manager, running.id))
    asked = time.monotonic()
    manager.shutdown()
    assert time.monotonic() - asked < 5
    assert engine_processes() == []
    assert left_behind(Path(long_job.output_dir)) == []
    again = new_manager(tmp_path / "history")
    assert {again.run(run.id).state for run in (running, queued)} == {RunState.INTERRUPTED}
    assert again.active() == []


def test_run_of_a_killed_qgis_is_marked_and_cleaned_up_on_the_next_start(
    new_manager, engine, long_job, until, tmp_path
):
    history, out = tmp_path / "history", Path(long_job.output_dir)
    out.mkdir()
    (out / "old_level3.tif").write_bytes(b"whole")
    program = f"""
        engine = EngineEnvironment(Path({str(engine.root)!r}), Path({str(CHECKOUT)!r}))
        manager = RunManager(lambda: engine, history)
        run = manager.submit(job_from_json({to_json(long_job)!r}), "killed")
        manager.run_changed.connect(lambda i: in_inference(manager.run(i)) and print(i, flush=True))
        app.exec()
        """
    with other_qgis(history, program) as qgis:
        run_id = qgis.stdout.readline().strip()
        assert (out / f".corina-{run_id}").is_dir()
    partial = out / f".corina-{run_id}"
    until(lambda: not partial.exists())  # the engine ended by itself
    partial.mkdir()  # as if it had been killed too
    (partial / "level3.tif").write_bytes(b"half")
    assert RunHistory(history).read()[0].state is RunState.RUNNING
    manager = new_manager(history)
    assert manager.run(run_id).state is RunState.INTERRUPTED
    until(lambda: not partial.exists())
    assert left_behind(out) == ["old_level3.tif"]


def test_runs_of_another_living_qgis_are_left_alone(new_manager, long_job, until, tmp_path):
    first = new_manager(tmp_path / "history")
    run = first.submit(long_job, "mine")
    until(lambda: in_inference(first, run.id))
    with other_qgis(tmp_path / "history", "print(len(RunManager(lambda: None, history).runs()))") as other:
        assert other.stdout.read().strip() == "0"
    assert any(p.name.startswith(".corina-") for p in Path(long_job.output_dir).iterdir())
    assert RunHistory(tmp_path / "history").read()[0].state is RunState.RUNNING


def test_qgis_that_closes_during_a_run_ends_its_engine(engine, long_job, tmp_path):
    """The application quits while an engine runs and another run waits; nobody called shutdown."""
    history, out = tmp_path / "history", Path(long_job.output_dir)
    program = f"""
        engine = EngineEnvironment(Path({str(engine.root)!r}), Path({str(CHECKOUT)!r}))
        manager = RunManager(lambda: engine, history)
        for title in ("running", "queued"):
            manager.submit(job_from_json({to_json(long_job)!r}), title)
        manager.run_changed.connect(lambda i: in_inference(manager.run(i)) and app.quit())
        app.exec()
        print("closed", flush=True)
        """
    with other_qgis(history, program) as qgis:
        assert qgis.stdout.read().strip() == "closed"
        assert qgis.wait(timeout=30) == 0
    assert left_behind(out) == []
    assert {run.state for run in RunHistory(history).read()} == {RunState.INTERRUPTED}
    assert not list(history.glob("*.lock"))


@contextmanager
def other_qgis(history: Path, body: str) -> Iterator[subprocess.Popen]:
    """Another QGIS process that runs `body`; it is gone when the block ends."""
    head = f"""
        from pathlib import Path
        from qgis.core import QgsApplication
        from corina.engine.jobs import job_from_json
        from corina.plugin.environment import EngineEnvironment
        from corina.plugin.run_manager import RunManager
        app = QgsApplication([], False)
        history = Path({str(history)!r})

        def in_inference(run):
            return run.progress is not None and run.progress.done > 0 and run.progress.stage.value == "infer"

        """
    script = textwrap.dedent(head) + textwrap.dedent(body)
    process = subprocess.Popen(
        [sys.executable, "-c", script],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def test_history_survives_a_restart_and_a_corrupt_file(new_manager, manager, job, finish, tmp_path):
    run = manager.submit(replace(job, options=ClassifyOptions(device=Device.CPU)), "Vaasa é")
    finish(run.id)
    (tmp_path / "history" / "broken.json").write_text("{ not json")
    (tmp_path / "history" / "other.json").write_text(json.dumps({"schema": 99}))
    again = new_manager(tmp_path / "history")
    assert [r.id for r in again.runs()] == [run.id]
    assert again.run(run.id) == replace(manager.run(run.id), progress=None)
    assert (tmp_path / "history" / "broken.corrupt").exists()


def test_remove_forgets_the_run_and_keeps_its_maps(manager, engine, job, finish, qtbot, tmp_path):
    run = manager.submit(job, "Vaasa")
    with pytest.raises(ValueError, match="not ended"):
        manager.remove(run.id)
    finish(run.id)
    level3 = Path(manager.run(run.id).result["outputs"]["level3"])
    with qtbot.waitSignal(manager.run_removed):
        manager.remove(run.id)
    assert manager.runs() == [] and level3.exists()
    assert RunHistory(tmp_path / "history").read() == []


def test_repeat_with_changes_makes_another_run(manager, job, finish, tmp_path):
    run = manager.submit(job, "Vaasa")
    finish(run.id)
    again = manager.repeat(run.id, replace(job, name="second", options=ClassifyOptions(confidence=True)))
    assert finish(again.id) is RunState.DONE
    assert again.id != run.id and again.title == run.title
    assert Path(manager.run(again.id).result["outputs"]["confidence"]).name == "second_confidence.tif"


def test_estimate_comes_from_runs_with_this_model_and_device(job):
    def done(created, seconds, megapixels, model="m", device=Device.AUTO):
        timing = {"seconds": seconds, "megapixels": megapixels}
        run_job = replace(job, options=ClassifyOptions(device=device))
        result = {"timing": timing, "model": {"name": model}}
        return Run(str(created), "t", run_job, RunState.DONE, result=result, created=created)

    runs = [done(1, 10, 20), done(2, 20, 40), done(3, 5, 1, "other"), done(4, 1, 100, device=Device.CUDA)]
    assert estimate_seconds(runs, 10, "m", Device.AUTO) == pytest.approx(5)
    assert estimate_seconds(runs, 10, "other", Device.AUTO) == pytest.approx(50)
    assert estimate_seconds(runs, 10, "m", Device.CUDA) == pytest.approx(0.1)
    assert estimate_seconds(runs, 10, "unknown", Device.AUTO) is None
    failed = [replace(run, state=RunState.FAILED) for run in runs]
    assert estimate_seconds(failed, 10, "m", Device.AUTO) is None
    elsewhere = [replace(run, machine="another machine") for run in runs]
    assert estimate_seconds(elsewhere, 10, "m", Device.AUTO) is None


def test_history_that_cannot_be_written_does_not_stop_a_run(new_manager, job, until, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    manager = new_manager(blocked / "history")
    run = manager.submit(job, "Vaasa")
    until(lambda: not manager.run(run.id).state.is_active)
    assert manager.run(run.id).state is RunState.DONE


def test_scene_that_is_gone_is_said(manager, model, finish, tmp_path):
    missing = ClassifyJob(SceneInput(str(tmp_path / "gone é.tif")), str(tmp_path / "out"), model=model)
    run = manager.submit(missing, "gone")
    assert finish(run.id) is RunState.FAILED
    assert "gone é.tif" in manager.run(run.id).error.message
    assert not (tmp_path / "out").exists()
