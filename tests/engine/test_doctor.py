"""The engine's check of itself, and its start by path."""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest

from corina.engine import doctor
from corina.engine.errors import EngineProblem
from corina.engine.jobs import CheckJob, Device, to_json

CHECKOUT = Path(__file__).resolve().parents[2]


def test_the_tiny_network_is_the_one_its_script_makes():
    spec = importlib.util.spec_from_file_location("maker", CHECKOUT / ".ci" / "make_doctor_model.py")
    maker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(maker)
    assert onnx.load(doctor.MODEL) == maker.doctor_model()
    assert doctor.MODEL.stat().st_size < 1000


def test_the_check_runs_on_the_cpu_and_says_so():
    result = doctor.check()
    assert result["ok"] and result["device_used"] == "cpu"
    cpu = next(d for d in result["devices"] if d["name"] == "cpu")
    assert cpu == {"name": "cpu", "provider": "CPUExecutionProvider", "works": True, "reason": ""}
    assert result["versions"]["onnxruntime"] == onnxruntime.__version__
    json.dumps(result)


def test_a_device_that_is_not_there_is_not_ok():
    result = doctor.check(Device.CUDA)
    if "cuda" not in [d["name"] for d in result["devices"] if d["works"]]:
        assert not result["ok"] and result["device_used"] == "cpu"


def test_a_provider_that_is_listed_but_falls_back_does_not_work(monkeypatch):
    # ONNX Runtime lists CUDA where its libraries are missing, and quietly takes the CPU.
    monkeypatch.setattr(
        onnxruntime, "get_available_providers", lambda: ["CUDAExecutionProvider", "CPUExecutionProvider"]
    )
    monkeypatch.setattr(onnxruntime, "preload_dlls", lambda: None, raising=False)
    cuda = next(c for c in doctor.check_devices() if c.name == "cuda")
    assert not cuda.works and cuda.reason


def test_a_device_that_computes_wrongly_does_not_work(monkeypatch):
    class Wrong:
        def __init__(self, *_, **__):
            pass

        def get_providers(self):
            return ["CPUExecutionProvider"]

        def run(self, *_):
            return [np.full((1, 1, 8, 8), 0.5, np.float32)]

    monkeypatch.setattr(onnxruntime, "InferenceSession", Wrong)
    with pytest.raises(EngineProblem, match="wrong by"):
        doctor.check()


@pytest.mark.parametrize("name", ["corina", "corina-main (1)", "été"])
def test_the_engine_starts_by_path_whatever_its_folder_is_called(tmp_path, name):
    package = tmp_path / name
    package.mkdir()
    for part in ("__init__.py", "clc", "engine", "models"):
        source = CHECKOUT / part
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, package / part)
    # A module of another plugin beside ours must not shadow one of the engine's.
    (tmp_path / "numpy.py").write_text("raise RuntimeError('shadowed')")
    bootstrap = package / "engine" / "bootstrap.py"
    job = tmp_path / "job.json"
    job.write_text(to_json(CheckJob()) + "\n")
    with job.open() as stdin:
        run = subprocess.run(
            [sys.executable, "-I", bootstrap, "run"],
            stdin=stdin,
            capture_output=True,
            text=True,
            cwd=tmp_path,
            timeout=120,
        )
    result = json.loads(run.stdout.splitlines()[-1])
    assert result["event"] == "result" and result["data"]["ok"], run.stderr
    version = subprocess.run(
        [sys.executable, "-I", bootstrap, "cli", "--version"], capture_output=True, text=True, timeout=120
    )
    assert version.stdout.startswith("corina ")


def test_a_folder_that_is_no_package_is_said(tmp_path):
    engine = tmp_path / "engine"
    engine.mkdir()
    shutil.copy(CHECKOUT / "engine" / "bootstrap.py", engine)
    run = subprocess.run(
        [sys.executable, "-I", engine / "bootstrap.py", "run"],
        input="",
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert run.returncode != 0 and "install the plugin again" in run.stderr
