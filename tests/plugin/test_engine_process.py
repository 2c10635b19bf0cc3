"""The engine as a child process: results, errors, cancelling, violent ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from dataclasses import replace
from pathlib import Path

import pytest

from corina.engine.events import Log, Progress, Stage
from corina.engine.jobs import (
    CheckJob,
    ClassifyJob,
    ClassifyOptions,
    CompareJob,
    DescribeSceneJob,
    LandCoverInput,
    SceneInput,
)
from corina.engine.jobs.compare import SCENE_RUN
from corina.engine.jobs.unfinished import note_published
from corina.plugin.engine_process import EngineCancelled, EngineError, remove_partial, run_job

from .conftest import engine_processes, left_behind


def ignore(event) -> None:
    """For tests that look at the end only."""


def never() -> bool:
    return False


def run(engine, job, on_event=ignore, is_cancelled=never):
    return run_job(engine.command(), engine.child_environment(), job, on_event, is_cancelled)


def stand_in(tmp_path: Path, body: str) -> list:
    """A command that runs `body` in place of the engine, for ends the real engine cannot be made to take."""
    script = tmp_path / "stand_in.py"
    script.write_text("import json, os, signal, sys, time\n" + textwrap.dedent(body), encoding="utf-8")
    return ["/usr/bin/python3", "-I", str(script)]


def test_check_job_reports_a_working_device(engine):
    result = run(engine, CheckJob())
    assert result["ok"] is True
    assert result["device_used"].lower().startswith("cpu")


def test_scene_with_accents_and_blanks_is_described(engine, scene):
    result = run(engine, DescribeSceneJob(SceneInput(str(scene))))
    assert [band["band"] for band in result["bands"]] == ["B02", "B03", "B04", "B08"]
    assert (result["width"], result["height"]) == (120, 120)


def test_classification_sends_rising_progress_and_writes_its_files(engine, job):
    events = []
    result = run(engine, job, events.append)
    fractions = [event.fraction for event in events if isinstance(event, Progress)]
    assert fractions == sorted(fractions)
    assert {Stage.OPEN, Stage.INFER, Stage.FINISH} <= {e.stage for e in events if isinstance(e, Progress)}
    assert sum(entry["pixels"] for entry in result["levels"]["3"]) == 120 * 120
    names = sorted(p.name for p in Path(job.output_dir).iterdir() if not p.name.endswith(".aux.xml"))
    prefix = result["name"]
    assert names == sorted(
        f"{prefix}{end}"
        for end in ("_level1.tif", "_level2.tif", "_level3.tif", "_areas.csv", "_result.json")
    )


def test_very_long_path_is_read_and_written(engine, model, patch, tmp_path):
    folder = tmp_path
    for _ in range(8):
        folder = folder / ("très long " + "x" * 60)
    folder.mkdir(parents=True)
    scene = folder / "scene.tif"
    scene.write_bytes(patch.read_bytes())
    assert len(str(scene)) > 520
    result = run(engine, ClassifyJob(SceneInput(str(scene)), str(folder / "out"), model=model))
    assert Path(result["outputs"]["level3"]).stat().st_size > 0


def test_engine_error_carries_its_code_and_sentence(engine, model, tmp_path):
    with pytest.raises(EngineError) as caught:
        run(engine, ClassifyJob(SceneInput(str(tmp_path / "absent.tif")), str(tmp_path / "out"), model=model))
    assert caught.value.code == "scene_unreadable"
    assert "absent.tif" in caught.value.message
    assert not (tmp_path / "out").exists()


def test_truncated_scene_leaves_nothing(engine, model, large_scene, tmp_path):
    broken = tmp_path / "broken.tif"
    content = large_scene.read_bytes()
    broken.write_bytes(content[: len(content) // 2])
    out = tmp_path / "out"
    with pytest.raises(EngineError) as caught:
        run(engine, ClassifyJob(SceneInput(str(broken)), str(out), model=model))
    assert caught.value.code in {"scene_truncated", "scene_unreadable"}
    assert left_behind(out) == []


def test_folder_without_permission_is_said(engine, job):
    """Nobody may make folders in /sys, not even root."""
    with pytest.raises(EngineError) as caught:
        run(engine, replace(job, output_dir="/sys/kernel/corina"))
    assert caught.value.code == "output_not_writable"
    assert "/sys" in caught.value.message


def test_output_folder_that_is_a_file_is_said(engine, job, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    with pytest.raises(EngineError) as caught:
        run(engine, ClassifyJob(job.scene, str(blocked / "out"), model=job.model))
    assert caught.value.code == "output_not_writable"
    assert blocked.read_text() == "in the way"


@pytest.mark.parametrize("stage", ["start", "open", "infer", "overviews", "polygons", "finish"])
def test_cancel_in_every_stage_is_quick_and_leaves_nothing(engine, long_job, job, stage):
    """The long scene is cancelled while it is opened or inferred, the short one in the stages after that."""
    small = stage not in {"start", "open", "infer"}
    base = job if small else long_job
    options = ClassifyOptions(confidence=True, polygons=True)
    seen = []
    asked = []

    def on_event(event):
        if isinstance(event, Progress):
            seen.append(event.stage.value)

    def is_cancelled():
        reached = stage == "start" or (stage in seen and (stage != "infer" or seen.count("infer") > 2))
        if reached and not asked:
            asked.append(time.monotonic())
        return bool(asked)

    cancelled = replace(base, options=options)
    try:
        result = run(engine, cancelled, on_event, is_cancelled)
    except EngineCancelled:
        assert time.monotonic() - asked[0] < 5
    else:  # too late: all files had their final names
        assert stage == "finish"
        assert all(Path(path).exists() for path in result["outputs"].values())
        return
    assert left_behind(Path(base.output_dir)) == []
    assert not Path(base.output_dir).exists()


def test_cancel_keeps_what_was_in_the_folder(engine, long_job):
    out = Path(long_job.output_dir)
    out.mkdir()
    (out / "mine.txt").write_text("keep")
    seen = []
    with pytest.raises(EngineCancelled):
        run(engine, long_job, seen.append, lambda: any(isinstance(e, Progress) and e.done > 1 for e in seen))
    assert left_behind(out) == ["mine.txt"]


def test_engine_killed_from_outside_is_said_and_leaves_nothing(engine, long_job):
    """As the kernel does when memory runs out."""
    killed = []

    def on_event(event):
        if isinstance(event, Progress) and event.stage is Stage.INFER and event.done > 1 and not killed:
            killed.extend(engine_processes())
            for pid in killed:
                os.kill(pid, signal.SIGKILL)

    with pytest.raises(EngineError) as caught:
        run(engine, long_job, on_event)
    assert caught.value.code == "engine_died"
    assert "SIGKILL" in caught.value.message
    assert caught.value.message.count(". ") == 0
    assert left_behind(Path(long_job.output_dir)) == []


def test_engine_ends_with_its_parent(engine, long_job, tmp_path):
    """QGIS is killed during a run: the engine ends by itself and removes what it wrote."""
    from corina.engine.jobs import to_json

    line = to_json(long_job)
    parent = textwrap.dedent(
        f"""
        import subprocess, sys, time
        pipes = dict(stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        child = subprocess.Popen({engine.command()!r}, env={engine.child_environment()!r}, **pipes)
        child.stdin.write({line!r}.encode() + b"\\n"); child.stdin.flush()
        print(child.pid, flush=True)
        while True:
            if b"infer" in child.stdout.readline():
                print("infer", flush=True)
                time.sleep(600)
        """
    )
    process = subprocess.Popen([sys.executable, "-c", parent], stdout=subprocess.PIPE, text=True)
    pid = int(process.stdout.readline())
    assert process.stdout.readline() == "infer\n"
    assert any(name.startswith(".corina-") for name in os.listdir(long_job.output_dir))
    process.kill()
    process.wait()
    deadline = time.monotonic() + 10
    while Path(f"/proc/{pid}/cmdline").exists() and Path(f"/proc/{pid}/cmdline").read_bytes():
        assert time.monotonic() < deadline, "the engine outlived its parent"
        time.sleep(0.05)
    assert left_behind(Path(long_job.output_dir)) == []


def test_missing_interpreter_is_said(engine, tmp_path):
    command = [str(tmp_path / "gone" / "python"), *engine.command()[1:]]
    with pytest.raises(EngineError) as caught:
        run_job(command, engine.child_environment(), CheckJob(), ignore, never)
    assert caught.value.code == "engine_missing"


def test_engine_that_cannot_start_is_to_be_repaired(tmp_path):
    command = stand_in(tmp_path, "raise ImportError('no numpy')")
    with pytest.raises(EngineError) as caught:
        run_job(command, dict(os.environ), CheckJob(), ignore, never)
    assert caught.value.code == "engine_broken"
    assert "no numpy" in caught.value.details


def test_engine_that_crashes_is_told_from_one_that_fails(tmp_path):
    command = stand_in(tmp_path, "sys.stdin.readline(); os.kill(os.getpid(), signal.SIGSEGV)")
    with pytest.raises(EngineError) as caught:
        run_job(command, dict(os.environ), CheckJob(), ignore, never)
    assert caught.value.code == "engine_died"
    assert "SIGSEGV" in caught.value.message


def test_engine_deaf_to_everything_is_killed_with_its_children(tmp_path):
    """It ignores SIGTERM and the end of its input, and has started a child of its own."""
    command = stand_in(
        tmp_path,
        """
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        import subprocess
        child = subprocess.Popen(["sleep", "600"])
        print(json.dumps({"event": "log", "message": str(child.pid), "level": "info"}), flush=True)
        while True:
            time.sleep(1)
        """,
    )
    heard = []
    started = []

    def is_cancelled():
        if heard and not started:
            started.append(time.monotonic())
        return bool(heard)

    with pytest.raises(EngineCancelled):
        run_job(command, dict(os.environ), CheckJob(), heard.append, is_cancelled)
    assert time.monotonic() - started[0] < 5
    stat = Path(f"/proc/{heard[0].message}/stat")
    assert not stat.exists() or stat.read_text().split()[2] == "Z"


def test_big_job_and_loud_engine_do_not_block_each_other(tmp_path):
    """More than a pipe holds goes in and comes out at the same time."""
    command = stand_in(
        tmp_path,
        """
        for number in range(5000):
            print("noise " * 20)
            print("trouble " * 20, file=sys.stderr)
        line = sys.stdin.readline()
        print(json.dumps({"event": "result", "data": {"length": len(line)}}), flush=True)
        """,
    )
    job = DescribeSceneJob(SceneInput("x" * 500_000))
    logs = []
    assert run_job(command, dict(os.environ), job, logs.append, never)["length"] > 500_000
    assert len([e for e in logs if isinstance(e, Log)]) == 10_000


def test_exception_of_the_listener_ends_the_engine(engine, long_job):
    def on_event(event):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        run(engine, long_job, on_event)
    assert engine_processes() == []
    assert left_behind(Path(long_job.output_dir)) == []


def test_what_a_killed_run_had_replaced_is_put_back(tmp_path):
    """As the maps of a scene whose comparison is killed; but not in the place of what someone wrote since."""
    for name in ("kept", "newer"):
        (tmp_path / f"{name}.tif").write_text("before")
    work = tmp_path / f".corina-one{SCENE_RUN}"
    (work / "replaced").mkdir(parents=True)
    for name in ("kept", "newer", "made"):
        (work / f"{name}.tif").write_text("of the run")
    files = sorted(work.glob("*.tif"))
    note_published(work, files)
    for file in files:
        if (tmp_path / file.name).exists():
            os.replace(tmp_path / file.name, work / "replaced" / file.name)
        os.replace(file, tmp_path / file.name)
    (tmp_path / "newer.tif").write_text("of a later run")
    remove_partial(str(tmp_path), "one")
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {
        "kept.tif": "before",
        "newer.tif": "of a later run",
    }


def test_a_comparison_of_a_scene_that_is_killed_leaves_the_maps_that_were_there(
    engine, scene, patch, model, real_file, tmp_path
):
    """While the scene's maps have their names already, as on Windows, where ending is killing."""
    out = tmp_path / "out"
    out.mkdir()
    names = [f"s_level{level}.tif" for level in (1, 2, 3)]
    for name in names:
        (out / name).write_text("before")
    reference = LandCoverInput(str(real_file("bigearthnet_v2", "clc", patch.name)))
    job = CompareJob(
        reference, str(out), classify=ClassifyJob(SceneInput(str(scene)), str(out), model=model, name="s")
    )
    killed = []

    def on_event(event):
        if not killed and (out / names[0]).read_bytes() != b"before":
            killed.extend(engine_processes())
            for pid in killed:
                os.kill(pid, signal.SIGKILL)

    with pytest.raises(EngineError):
        run(engine, job, on_event)
    assert killed
    assert {path.name: path.read_text() for path in out.iterdir()} == dict.fromkeys(names, "before")


def test_remove_partial_removes_only_that_run(tmp_path):
    for name in (".corina-one", ".corina-two"):
        (tmp_path / name / "deep").mkdir(parents=True)
    remove_partial(str(tmp_path), "one")
    remove_partial(str(tmp_path), "")
    remove_partial(str(tmp_path / "absent"), "one")
    assert left_behind(tmp_path)[0] == ".corina-two"
