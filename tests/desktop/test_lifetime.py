"""From the first start, without an engine, to QGIS being closed in the middle of a run."""

from __future__ import annotations

import importlib.util
import json
import time
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parents[1]

pytestmark = [pytest.mark.desktop, pytest.mark.timeout(700)]


def load(name):
    """A helper beside this file; the desktop runs them too, where there are no packages."""
    spec = importlib.util.spec_from_file_location(f"corina_desktop_{name}", HERE / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


desktop, scene = load("desktop"), load("scene")


@pytest.fixture()
def in_qgis(tmp_path):
    """Runs a script in QGIS on a scene of so many patches, and returns its report."""
    if desktop.missing():
        pytest.skip(desktop.missing())

    def run(script, columns, rows, **environment):
        path = scene.make_scene(tmp_path / "scene.tif", columns, rows)
        models = desktop.models_folder(tmp_path / "models")
        told = desktop.run_in_qgis(
            script,
            tmp_path,
            {"CORINA_TEST_SCENE": str(path), "CORINA_MODELS": str(models), **environment},
            timeout=600,
        )
        assert told["error"] == "", told["error"]
        return told

    return run


def test_a_first_start_sets_the_engine_up_and_classifies(in_qgis, tmp_path):
    report = in_qgis("first_start_in_qgis.py", 2, 2, CORINA_ENGINE="")
    assert report["card_shown"]
    assert report["chip"] == "engine: not set up"
    assert report["messages"] == 0
    assert report["runs_shown"]
    assert str(tmp_path) in report["place"], "the engine belongs to the profile"
    assert report["chip_meanwhile"].startswith("engine: setting up ")
    assert report["chip_afterwards"].startswith("engine: ")
    assert "set" not in report["chip_afterwards"]
    assert report["log_lines"] > 3
    assert report["classified_ha"] == pytest.approx(576)


def engines_of(folder):
    """Command lines of the engines whose environment names `folder`, which they have from their QGIS."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes()
            if b"bootstrap.py" in command and str(folder).encode() in (process / "environ").read_bytes():
                found.append(command.replace(b"\0", b" ").decode())
        except OSError:
            continue
    return found


def test_closing_qgis_ends_the_run_and_leaves_nothing_behind(in_qgis, tmp_path):
    report = in_qgis("close_in_qgis.py", 20, 20)
    assert report["state"] == "running"
    assert report["unfinished"], "the run was under way"
    maps = tmp_path / "maps"
    deadline = time.monotonic() + 5
    while engines_of(tmp_path) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert engines_of(tmp_path) == []
    assert not maps.exists() or list(maps.iterdir()) == []
    history = tmp_path / "profile" / "profiles" / "default" / "corina"
    states = [json.loads(path.read_text()).get("state") for path in history.rglob("*.json")]
    assert "running" not in states
    assert "done" not in states
