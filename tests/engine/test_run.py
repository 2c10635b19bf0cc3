"""The engine as a child process: events, cancel, a parent that is gone, being killed; and the command line."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest

from corina.engine.events import Failure, Progress, Result, Stage, event_from_line
from corina.engine.jobs import CheckJob, ClassifyJob, ClassifyOptions, Device, SceneInput, to_json
from corina.engine.run import _remove

from .rasters import write_raster
from .tiny_model import make_package

BOOTSTRAP = Path(__file__).resolve().parents[2] / "engine" / "bootstrap.py"


@pytest.fixture(scope="module")
def slow_model(tmp_path_factory) -> str:
    """A model with a window so wide that a scene takes some seconds."""
    return str(make_package(tmp_path_factory.mktemp("models") / "slow", kernel=61, receptive_field=61))


@pytest.fixture(scope="module")
def large_scene(tmp_path_factory) -> str:
    values = np.random.default_rng(0).integers(100, 4000, (4, 1500, 1500)).astype(np.uint16)
    return write_raster(tmp_path_factory.mktemp("scenes") / "large.tif", values)


def start(job_text: str, *program: str) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-I", *(program or (str(BOOTSTRAP), "run"))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    process.stdin.write(job_text + "\n")
    process.stdin.flush()
    return process


def job(scene: str, out: Path, model: str) -> str:
    options = ClassifyOptions(device=Device.CPU)
    return to_json(ClassifyJob(SceneInput(scene, scale=1e-4), str(out), model, options=options, run_id="r1"))


def wait_for_tiles(process: subprocess.Popen[str]) -> None:
    for line in process.stdout:
        event = event_from_line(line)
        assert not isinstance(event, Failure), event
        if isinstance(event, Progress) and event.stage is Stage.INFER and event.done:
            return
    pytest.fail(f"the engine ended before its first tile: {process.stderr.read()}")


def test_a_job_is_answered_with_events_and_nothing_else(tmp_path):
    model = str(make_package(tmp_path / "model"))
    scene = write_raster(tmp_path / "scene.tif", np.full((4, 40, 40), 900, np.uint16))
    process = start(job(scene, tmp_path / "out", model))
    # Standard input stays open, as QGIS leaves it.
    lines = process.stdout.readlines()
    assert process.wait(30) == 0
    events = [event_from_line(line) for line in lines]
    assert None not in events
    assert isinstance(events[-1], Result)
    assert Path(events[-1].data["outputs"]["level3"]).is_file()
    assert not (tmp_path / "out" / ".corina-r1").exists()


def test_a_problem_is_one_error_event_and_exit_code_1(tmp_path):
    process = start(
        job(str(tmp_path / "missing.tif"), tmp_path / "out", str(make_package(tmp_path / "model")))
    )
    events = [event_from_line(line) for line in process.stdout.readlines()]
    assert process.wait(30) == 1
    assert isinstance(events[-1], Failure)
    assert events[-1].code == "scene_unreadable"


@pytest.mark.parametrize("text", ["not json", "{}", json.dumps({"schema": 1, "kind": "dance", "job": {}})])
def test_a_job_that_cannot_be_read_is_answered(text):
    process = start(text)
    event = event_from_line(process.stdout.readlines()[-1])
    assert process.wait(30) == 1
    assert event.code == "job_invalid"


def test_cancel_ends_the_run_and_leaves_nothing(tmp_path, large_scene, slow_model):
    process = start(job(large_scene, tmp_path / "out", slow_model))
    wait_for_tiles(process)
    assert (tmp_path / "out" / ".corina-r1").is_dir()
    process.terminate()
    assert process.wait(30) == 130
    assert not (tmp_path / "out").exists()


def test_the_engine_ends_with_its_parent(tmp_path, large_scene, slow_model):
    process = start(job(large_scene, tmp_path / "out", slow_model))
    wait_for_tiles(process)
    process.stdin.close()
    assert process.wait(30) == 130
    assert not (tmp_path / "out" / ".corina-r1").exists()


# Removing takes its time, as on a slow or busy disk.
SLOW_REMOVING = """
import shutil, sys, time
rmtree = shutil.rmtree
def slowly(path, *arguments, **options):
    if str(path).endswith("-ended"):
        time.sleep(2)
    rmtree(path, *arguments, **options)
shutil.rmtree = slowly
sys.path.insert(0, {folder!r})
import bootstrap
sys.exit(bootstrap.main(["run"]))
"""


def test_the_engine_removes_all_before_it_ends_with_its_parent(tmp_path, large_scene, slow_model):
    """With its parent the reader of its events is gone, which ends the job while its folder is still being removed."""
    process = start(
        job(large_scene, tmp_path / "out", slow_model),
        "-c",
        SLOW_REMOVING.format(folder=str(BOOTSTRAP.parent)),
    )
    wait_for_tiles(process)
    process.stdin.close()
    process.stdout.close()
    assert process.wait(30) == 130
    assert list((tmp_path / "out").iterdir()) == []


def test_a_killed_engine_leaves_no_file_under_a_final_name(tmp_path, large_scene, slow_model):
    process = start(job(large_scene, tmp_path / "out", slow_model))
    wait_for_tiles(process)
    process.kill()
    process.wait(30)
    assert [p.name for p in (tmp_path / "out").iterdir()] == [".corina-r1"]


def corina(*arguments: object, **options) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", str(BOOTSTRAP), "cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120, **options)


def test_classify_on_the_command_line(tmp_path):
    model = make_package(tmp_path / "model")
    scene = write_raster(tmp_path / "scene.tif", np.full((4, 40, 40), 900, np.uint16))
    done = corina("classify", scene, tmp_path / "out", "--model", model, "--scale", "0.0001")
    assert done.returncode == 0, done.stderr
    assert "16.00  100.00  Discontinuous urban fabric" in done.stdout
    names = {p.name for p in (tmp_path / "out").iterdir()}
    assert {f"scene_level{n}.tif" for n in (1, 2, 3)} | {"scene_areas.csv", "scene_result.json"} <= names


def test_an_area_on_the_command_line(tmp_path):
    model = make_package(tmp_path / "model")
    scene = write_raster(tmp_path / "scene.tif", np.full((4, 40, 40), 900, np.uint16))
    ring = [
        [500_000, 5_000_000],
        [500_100, 5_000_000],
        [500_100, 4_999_800],
        [500_000, 4_999_800],
        [500_000, 5_000_000],
    ]
    document = {
        "type": "FeatureCollection",
        "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32634"}},
        "features": [
            {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
        ],
    }
    area = tmp_path / "area.geojson"
    area.write_text(json.dumps(document))
    for n, text in enumerate((area, "500000,4999800,500100,5000000,EPSG:32634")):
        done = corina(
            "classify",
            scene,
            tmp_path / f"out{n}",
            "--model",
            model,
            "--scale",
            "1e-4",
            "--area",
            text,
            "--json",
        )
        assert done.returncode == 0, done.stdout + done.stderr
        assert json.loads(done.stdout.splitlines()[-1])["data"]["classified_ha"] == pytest.approx(2.0)


def test_errors_on_the_command_line_are_one_line(tmp_path):
    done = corina(
        "classify", tmp_path / "no.tif", tmp_path / "out", "--model", make_package(tmp_path / "model")
    )
    assert done.returncode == 1
    assert done.stderr == "Error: no.tif does not exist; choose another file.\n"
    assert corina("classify").returncode == 2
    bad = corina("classify", "a.tif", "out", "--overlap", "3")
    assert bad.returncode == 1
    assert "overlap is 3.0" in bad.stderr


def test_info_tells_scenes_and_models_apart(tmp_path):
    model = make_package(tmp_path / "model")
    scene = write_raster(tmp_path / "scene.tif", np.full((4, 40, 40), 900, np.uint16))
    assert '"title": "Tiny near-infrared model"' in corina("info", model).stdout
    told = corina("info", scene).stdout
    assert "4 of 4 bands found" in told
    assert "40 x 40 px of 10 m in EPSG:32634" in told


def test_doctor_says_which_device_works():
    done = corina("doctor", "--json")
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout.splitlines()[-1])["data"]
    assert any(d["name"] == "cpu" and d["works"] for d in result["devices"])
    process = start(to_json(CheckJob()))
    events = [event_from_line(line) for line in process.stdout.readlines()]
    assert events[-1].data["ok"]


def test_ctrl_c_on_the_command_line_leaves_nothing(tmp_path, large_scene, slow_model):
    command = [sys.executable, "-I", str(BOOTSTRAP), "cli", "classify", large_scene, str(tmp_path / "out")]
    command += ["--model", slow_model, "--scale", "1e-4"]
    # A shell that starts the tests in the background lets its children ignore Ctrl-C.
    heed = lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)  # noqa: E731
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, preexec_fn=heed)
    deadline = time.monotonic() + 60
    while not list(tmp_path.glob("out/.corina-*/*.tif")) and time.monotonic() < deadline:
        time.sleep(0.05)
    os.kill(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "Cancelled; nothing was written." in errors
    assert not (tmp_path / "out").exists()


def test_a_job_in_a_file_is_carried_out(tmp_path):
    model = str(make_package(tmp_path / "model"))
    scene = write_raster(tmp_path / "scene.tif", np.full((4, 40, 40), 900, np.uint16))
    file = tmp_path / "job.json"
    file.write_text(job(scene, tmp_path / "out", model) + "\n")
    with file.open() as stdin:
        done = subprocess.run(
            [sys.executable, "-I", str(BOOTSTRAP), "run"], stdin=stdin, capture_output=True, check=False
        )
    assert done.returncode == 0
    assert (tmp_path / "out" / "scene_level3.tif").is_file()


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="no terminals that close")
@pytest.mark.parametrize("ignored", [True, False])
def test_a_terminal_that_closes_ends_a_run_unless_nohup_was_asked_for(ignored):
    program = (
        "import signal, sys, os; "
        f"signal.signal(signal.SIGHUP, signal.{'SIG_IGN' if ignored else 'SIG_DFL'}); "
        f"sys.path.insert(0, {str(BOOTSTRAP.parent)!r}); import bootstrap; "
        "bootstrap.main(['cli', 'samplesize', 'a=1', 'b=2', '--quiet']); "
        "print(signal.getsignal(signal.SIGHUP) is signal.SIG_IGN)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
    assert done.stdout.splitlines()[-1] == str(ignored)


def test_a_reader_that_has_enough_is_no_error(tmp_path):
    """As `corina ... --json | head -1`."""
    write_raster(tmp_path / "map.tif", np.full((1, 40, 40), 23, np.uint8), descriptions=())
    words = [
        sys.executable,
        "-I",
        str(BOOTSTRAP),
        "cli",
        "areas",
        str(tmp_path / "map.tif"),
        str(tmp_path / "out"),
    ]
    process = subprocess.Popen([*words, "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    process.stdout.readline()
    process.stdout.close()
    assert process.wait(60) == 130
    assert "Traceback" not in process.stderr.read()


def test_values_of_a_mask_that_are_no_numbers_are_said():
    bad = corina("classify", "a.tif", "out", "--mask", "m.tif", "--mask-values", "3;cloud")
    assert bad.returncode == 1
    assert bad.stderr == "Error: --mask-values has '3;cloud', expected whole numbers such as 3,8,9.\n"


def test_a_folder_is_removed_while_another_thread_writes_into_it(tmp_path):
    """A file that is made between looking and removing must not keep the folder."""
    folder = tmp_path / "work"
    folder.mkdir()
    ended = threading.Event()

    def write():
        number = 0
        while not ended.is_set() and folder.is_dir():
            with contextlib.suppress(OSError):
                (folder / f"{number}.tif").write_bytes(b"x")
            number += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        _remove(folder)
        assert not folder.exists()
    finally:
        ended.set()
        writer.join()
