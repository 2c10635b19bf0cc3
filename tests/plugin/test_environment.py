"""The engine's environment: made for real, continued after a cut, and every failure told in one sentence."""

from __future__ import annotations

import http.server
import json
import os
import shutil
import signal
import subprocess
import sys
import sysconfig
import threading
import time
import zipfile
from pathlib import Path

import pytest

from corina.plugin.engine_folder import STATE_FILE, State, default_root
from corina.plugin.engine_variant import (
    EXTRA_DISK_MB,
    EXTRA_DOWNLOAD_MB,
    EXTRAS,
    Variant,
    with_implied,
)
from corina.plugin.environment import EngineEnvironment
from corina.plugin.environment_problem import EnvironmentProblem
from corina.plugin.locked_file import LockedFile

from .child_processes import CANCEL_SECONDS, find_processes, processes_of

CHECKOUT = Path(__file__).resolve().parents[2]
"""What the issue promises for cancelling in every stage."""


@pytest.fixture
def environment(tmp_path, monkeypatch):
    """An engine that is not there yet, in a folder whose name has a blank and an accent."""
    monkeypatch.delenv("CORINA_ENGINE", raising=False)
    return EngineEnvironment(tmp_path / "moteur été" / "engine", CHECKOUT)


@pytest.fixture
def offline(monkeypatch):
    """A machine whose package index is a closed port, with nothing in a cache or a folder of wheels."""
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    for name in ("PIP_FIND_LINKS", "PIP_EXTRA_INDEX_URL"):
        monkeypatch.delenv(name, raising=False)


def install(environment, **arguments):
    return environment.install(variant=Variant.CPU, **arguments)


def problem_of(environment, **arguments):
    with pytest.raises(EnvironmentProblem) as caught:
        install(environment, **arguments)
    assert caught.value.message.endswith(".")
    return caught.value


def ready_copy_of_record(environment):
    """Pretend, with an interpreter and a record, that a whole environment is there."""
    environment.python.parent.mkdir(parents=True)
    environment.python.symlink_to("/usr/bin/python3")
    record = {
        "schema": 1,
        "stage": "ready",
        "variant": "cpu",
        "extras": [],
        "interpreter": os.path.realpath("/usr/bin/python3"),
        "requirements": environment._requirements_hash(Variant.CPU, ()),
    }
    (environment.root / STATE_FILE).write_text(json.dumps(record))


# A whole life
def test_an_installation_that_was_cancelled_is_continued_checked_and_removed(environment):
    packages_of_qgis = Path("/usr/lib/python3/dist-packages")
    before = sorted(p.name for p in packages_of_qgis.iterdir()) if packages_of_qgis.is_dir() else []
    lines, asked_at = [], []

    def cancel_in_the_download():
        if any("rasterio" in line for line in lines):
            asked_at.append(time.monotonic())
            return True
        return False

    assert environment.state() is State.MISSING
    problem = problem_of(environment, on_output=lines.append, is_cancelled=cancel_in_the_download)
    assert problem.code == "cancelled"
    assert time.monotonic() - asked_at[0] < CANCEL_SECONDS
    assert environment.state() is State.INCOMPLETE
    assert not processes_of(environment.root)

    steps = []
    result = install(environment, on_progress=lambda fraction, message: steps.append((fraction, message)))

    assert result["ok"] and result["device_used"] == "cpu"
    assert environment.state() is State.READY
    assert not [m for _, m in steps if m.startswith("Making")], "the bare environment was there already"
    assert [f for f, _ in steps] == sorted(f for f, _ in steps)
    assert steps[0][0] == 0.0 and steps[-1][0] == 1.0
    assert environment.state(["training"]) is State.INCOMPLETE
    assert 50e6 < environment.size() < 1e9
    doctor = subprocess.run(
        [environment.launcher, "doctor", "--json"], capture_output=True, text=True, check=True
    )
    assert json.loads(doctor.stdout)["data"]["versions"]["onnxruntime"] == result["versions"]["onnxruntime"]
    after = sorted(p.name for p in packages_of_qgis.iterdir()) if packages_of_qgis.is_dir() else []
    assert after == before

    environment.uninstall()
    assert not environment.root.exists()
    assert environment.state() is State.MISSING


def test_uv_makes_the_environment_when_it_is_there(environment, monkeypatch):
    uv_folder = sysconfig.get_path("scripts")
    monkeypatch.setenv("PATH", f"{uv_folder}{os.pathsep}{os.environ['PATH']}")
    lines = []
    result = install(environment, on_output=lines.append)
    assert result["ok"]
    assert "uv = " in (environment.root / "pyvenv.cfg").read_text()


def test_training_brings_what_comparison_needs(environment):
    ready_copy_of_record(environment)
    assert environment.state() is State.READY
    assert environment.state(["compare"]) is State.INCOMPLETE
    assert environment._begin(["training"], None)["extras"] == ["compare", "training"]
    assert with_implied(["compare"]) == ("compare",)
    for extra in EXTRAS:
        assert environment._requirements_file(extra).is_file()
        assert EXTRA_DISK_MB[extra] > EXTRA_DOWNLOAD_MB[extra] > 0
    with pytest.raises(EnvironmentProblem, match="'maps', expected one of compare, training"):
        environment._begin(["maps"], None)


# Adding to an engine that is ready
def wheel(folder, name, requires=()):
    """Write a wheel that holds one empty module."""
    info = f"{name}-1.0.dist-info"
    needs = "".join(f"Requires-Dist: {other}\n" for other in requires)
    files = {
        f"{name}.py": "",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n{needs}",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{path},,\n" for path in (*files, f"{info}/RECORD"))
    with zipfile.ZipFile(folder / f"{name}-1.0-py3-none-any.whl", "w") as archive:
        for path, text in {**files, f"{info}/RECORD": record}.items():
            archive.writestr(path, text)


@pytest.fixture
def small_engine(tmp_path, monkeypatch):
    """A ready engine of one small wheel, whose extra for comparison adds another that needs a third and the first."""
    index, package = tmp_path / "index", tmp_path / "package"
    requirements = package / "engine" / "requirements"
    requirements.mkdir(parents=True)
    index.mkdir()
    for name, requires in {"first": (), "second": ("first", "third"), "third": ()}.items():
        wheel(index, name, requires)
    (package / "engine" / "bootstrap.py").write_text("")
    (requirements / "cpu.txt").write_text("first==1.0\n")
    (requirements / "compare.txt").write_text("second==1.0\n")
    monkeypatch.delenv("CORINA_ENGINE", raising=False)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(index))
    monkeypatch.setattr(EngineEnvironment, "check", lambda self, is_cancelled=None: {"device_used": "cpu"})
    environment = EngineEnvironment(tmp_path / "engine", package)
    install(environment)
    assert environment.state() is State.READY
    return environment


def has(environment, module):
    code = f"import importlib.util as u; print(bool(u.find_spec({module!r})))"
    run = subprocess.run([environment.python, "-I", "-c", code], capture_output=True, text=True, check=True)
    return run.stdout.strip() == "True"


def test_adding_an_extra_fetches_only_what_is_missing(small_engine):
    lines = []
    install(small_engine, extras=["compare"], on_output=lines.append)
    saved = sorted(Path(line.split()[-1]).name for line in lines if line.startswith("Saved "))
    assert saved == ["second-1.0-py3-none-any.whl", "third-1.0-py3-none-any.whl"]
    assert small_engine.state(["compare"]) is State.READY
    assert has(small_engine, "second") and has(small_engine, "third") and has(small_engine, "first")
    lines.clear()
    install(small_engine, on_output=lines.append)
    assert not [line for line in lines if line.startswith("Saved ")], "all is there"
    assert small_engine.state(["compare"]) is State.READY


def test_an_engine_stays_ready_when_adding_to_it_is_cancelled_or_fails(small_engine, monkeypatch):
    lines = []
    cancelled = problem_of(
        small_engine,
        extras=["compare"],
        on_output=lines.append,
        is_cancelled=lambda: any("second" in line for line in lines),
    )
    assert cancelled.code == "cancelled"
    assert small_engine.state() is State.READY
    monkeypatch.setenv("PIP_FIND_LINKS", "")
    assert problem_of(small_engine, extras=["compare"]).code == "no_wheel"
    assert small_engine.state() is State.READY and small_engine.state(["compare"]) is State.INCOMPLETE
    assert not has(small_engine, "second")


def test_a_repair_fetches_all_again(small_engine):
    lines = []
    install(small_engine, repair=True, on_output=lines.append)
    assert [line for line in lines if line.startswith("Saved ") and "first-1.0" in line]
    assert small_engine.state() is State.READY


# What cannot be mended by trying again
def test_without_a_network_it_says_so_and_can_be_continued(environment, offline):
    problem = problem_of(environment)
    assert problem.code == "no_network"
    assert "network" in problem.message
    assert environment.state() is State.INCOMPLETE
    assert environment.record()["problem"]["code"] == "no_network"


def test_a_proxy_that_wants_a_password_is_named(environment, monkeypatch):
    class Refusing(http.server.BaseHTTPRequestHandler):
        def do_CONNECT(self):
            self.send_error(407, "Proxy Authentication Required")

        def log_message(self, *_):
            pass

    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_INDEX_URL", "https://index.invalid/simple")
    for name in ("PIP_FIND_LINKS", "PIP_EXTRA_INDEX_URL"):
        monkeypatch.delenv(name, raising=False)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Refusing) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        problem = problem_of(environment, proxy=f"http://127.0.0.1:{server.server_port}")
        server.shutdown()
    assert problem.code == "proxy"
    assert "407" in problem.message


def test_a_disk_that_is_too_small_is_refused_before_anything_is_fetched(environment, monkeypatch):
    usage = shutil.disk_usage(environment.root.parents[1])
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage._replace(free=40 * 10**6))
    problem = problem_of(environment)
    assert problem.code == "disk_full"
    assert "40 MB are free" in problem.message
    assert not environment.python.exists()


def test_a_disk_that_fills_up_on_the_way_is_named(environment):
    # Every file may grow to 1 MB only, which is what pip meets on a full disk with the next larger wheel.
    code = (
        "import resource, signal, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (10**6, 10**6));"
        "from pathlib import Path; from corina.plugin.environment import *;"
        "from corina.plugin.environment_problem import EnvironmentProblem\n"
        "try: EngineEnvironment(Path(sys.argv[1]), Path(sys.argv[2])).install(variant=Variant.CPU)\n"
        "except EnvironmentProblem as problem: print(problem.code)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, environment.root, CHECKOUT], capture_output=True, text=True, timeout=120
    )
    assert run.stdout.strip() == "disk_full", run.stderr
    assert environment.state() is State.INCOMPLETE


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    folder = tmp_path / "locked"
    folder.mkdir()
    folder.chmod(0o555)
    tmp_path.chmod(0o755)
    code = (
        "import os, sys\n"
        "from pathlib import Path; from corina.plugin.environment import *\n"
        "from corina.plugin.environment_problem import EnvironmentProblem\n"
        "if os.getuid() == 0: os.setgid(65534); os.setuid(65534)\n"
        "try: EngineEnvironment(Path(sys.argv[1]), Path(sys.argv[2])).install(variant=Variant.CPU)\n"
        "except EnvironmentProblem as problem: print(problem.code, problem.message)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, folder / "engine", CHECKOUT], capture_output=True, text=True, timeout=120
    )
    assert run.stdout.startswith("permission The engine's folder cannot be written to"), run.stderr


def test_a_python_without_venv_names_the_package_to_install(environment, tmp_path, monkeypatch):
    python = _python_without(tmp_path, "ensurepip")
    monkeypatch.setenv("CORINA_PYTHON", str(python))
    problem = problem_of(environment)
    assert problem.code == "no_venv"
    assert "python3-venv" in problem.message


def test_a_python_that_is_too_old_is_not_used(environment, tmp_path, monkeypatch):
    answer = {
        "version": [3, 8, 18],
        "bits": 64,
        "implementation": "CPython",
        "platform": "linux-x86_64",
        "free_threaded": False,
        "venv": True,
        "pip": "23.0",
    }
    python = tmp_path / "python3"
    python.write_text(f"#!/bin/sh\necho '{json.dumps(answer)}'\n")
    python.chmod(0o755)
    monkeypatch.setenv("CORINA_PYTHON", str(python))
    problem = problem_of(environment)
    assert problem.code == "no_python"
    assert "3.9" in problem.message and "3.8.18" in problem.details


def test_an_installer_killed_from_outside_is_told_apart_from_a_failure(environment):
    def kill(_line):
        for process in find_processes(str(environment.root)):
            os.kill(process, signal.SIGKILL)

    problem = problem_of(environment, on_output=lambda line: kill(line) if "Collecting" in line else None)
    assert problem.code == "killed"
    assert "signal 9" in problem.message
    assert environment.state() is State.INCOMPLETE


def test_a_folder_of_something_else_is_left_alone(environment):
    environment.root.mkdir(parents=True)
    thesis = environment.root / "thesis.txt"
    thesis.write_text("three years of work")
    assert environment.state() is State.MISSING
    assert problem_of(environment).code == "not_ours"
    with pytest.raises(EnvironmentProblem) as caught:
        environment.uninstall()
    assert caught.value.code == "not_ours"
    assert thesis.read_text() == "three years of work"
    assert [p.name for p in environment.root.iterdir()] == ["thesis.txt"]


def test_two_at_once_do_not_meet_in_one_folder(environment):
    ready_copy_of_record(environment)
    with LockedFile(environment.root / "corina-engine.lock") as lock:
        assert lock.held
        assert problem_of(environment).code == "busy"
    assert environment.state() is State.READY


def test_a_package_without_its_engine_is_refused(tmp_path):
    environment = EngineEnvironment(tmp_path / "engine", tmp_path / "nowhere")
    assert problem_of(environment).code == "package_incomplete"
    assert not environment.root.exists()


# The state is told without starting anything
def test_the_state_follows_what_is_on_disk(environment):
    ready_copy_of_record(environment)
    assert environment.state() is State.READY
    environment.python.unlink()
    assert environment.state() is State.BROKEN
    shutil.rmtree(environment.root)
    assert environment.state() is State.MISSING


def test_a_system_that_changed_its_python_breaks_the_environment(environment):
    ready_copy_of_record(environment)
    environment.python.unlink()
    environment.python.symlink_to("/bin/sh")
    assert environment.state() is State.BROKEN


def test_other_requirements_ask_for_an_update(tmp_path):
    package = tmp_path / "package"
    shutil.copytree(CHECKOUT / "engine" / "requirements", package / "engine" / "requirements")
    environment = EngineEnvironment(tmp_path / "engine", package)
    ready_copy_of_record(environment)
    assert environment.state() is State.READY
    with (package / "engine" / "requirements" / "base.txt").open("a") as file:
        file.write("numpy==2.5.0\n")
    assert environment.state() is State.INCOMPLETE


@pytest.mark.parametrize("text", ["", "{", "[]", '{"schema": 99}'])
def test_a_damaged_record_is_not_taken_for_an_engine(environment, text):
    environment.root.mkdir(parents=True)
    (environment.root / STATE_FILE).write_text(text)
    assert environment.state() is State.BROKEN


def test_an_engine_that_does_not_start_is_marked_broken(environment):
    ready_copy_of_record(environment)  # an interpreter without numpy and onnxruntime
    with pytest.raises(EnvironmentProblem) as caught:
        environment.check()
    assert caught.value.code == "check_failed"
    assert environment.state() is State.BROKEN


# Where it is and how it is started
def test_the_default_place_is_in_the_profile_and_a_variable_overrides_it(tmp_path, monkeypatch):
    monkeypatch.delenv("CORINA_ENGINE", raising=False)
    assert default_root(tmp_path) == tmp_path / "corina" / "engine"
    monkeypatch.setenv("CORINA_ENGINE", str(tmp_path / "shared"))
    assert default_root(tmp_path) == tmp_path / "shared"


def test_the_engine_runs_though_qgis_sets_variables_that_harm_it(engine, monkeypatch):
    for name in ("PYTHONHOME", "PYTHONPATH", "PROJ_LIB", "PROJ_DATA", "GDAL_DATA", "GDAL_DRIVER_PATH"):
        monkeypatch.setenv(name, "/nonexistent")
    assert engine.check()["ok"]


def _python_without(folder: Path, module: str) -> Path:
    """Debian's Python with all of its library but one module, as without the package python3-venv."""
    version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    library = folder / "home" / "lib" / version
    library.mkdir(parents=True)
    for entry in Path(sysconfig.get_path("stdlib")).iterdir():
        if entry.name != module:
            (library / entry.name).symlink_to(entry)
    python = folder / "home" / "bin" / version
    python.parent.mkdir()
    shutil.copy(os.path.realpath("/usr/bin/python3"), python)
    return python
