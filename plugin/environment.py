"""The engine's own Python environment: made, checked, repaired and removed by Corina, never inside QGIS's Python.

Standard library only and no Qt, so that `make setup` takes the same way as the plugin's users. Installing blocks; call
it from a worker thread. Files are first downloaded into the environment's folder, file by file, then unpacked without a
network: a download that was cut is continued, an unpacking that was cut is done again in a fresh environment.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import time
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List, Mapping, Optional, Sequence, Tuple

from corina.engine.jobs import CheckJob
from corina.plugin.base_python import BasePython, find_base_python, probe
from corina.plugin.child_environment import child_environment
from corina.plugin.engine_process import EngineCancelled, EngineError, run_job
from corina.plugin.engine_variant import (
    DISK_MB,
    DOWNLOAD_MB,
    EXTRA_DISK_MB,
    EXTRA_DOWNLOAD_MB,
    EXTRAS,
    TRAINING,
    Variant,
    suggested_variant,
    with_implied,
)
from corina.plugin.environment_problem import EnvironmentProblem, problem_from_output
from corina.plugin.installer import Installer, Progress, Report
from corina.plugin.locked_file import LockedFile

STATE_FILE = "corina-engine.json"
LOCK_FILE = "corina-engine.lock"
SCHEMA = 1
OLDEST_FOR_TRAINING = (3, 10)
ROOT_VARIABLE = "CORINA_ENGINE"


class State(str, Enum):
    """MISSING: nothing is there; INCOMPLETE: begun, or for other requirements; READY; BROKEN: must be made anew."""

    MISSING = "missing"
    INCOMPLETE = "incomplete"
    READY = "ready"
    BROKEN = "broken"


def default_root(profile_folder: Path) -> Path:
    """Where the engine of a QGIS profile lives; the variable CORINA_ENGINE overrides it.

    On Windows it is outside the profile: profiles roam between machines and paths longer than 260 characters fail.
    """
    override = os.environ.get(ROOT_VARIABLE)
    if override:
        return Path(override)
    local = os.environ.get("LOCALAPPDATA")
    if os.name == "nt" and local:
        return Path(local) / "Corina" / f"engine-{profile_folder.name}"
    return profile_folder / "corina" / "engine"


class EngineEnvironment:
    """The environment in the folder `root` for the package in `package_dir` (the plugin's folder)."""

    def __init__(self, root: Path, package_dir: Path) -> None:
        self.root = Path(root).absolute()
        self.package_dir = Path(package_dir).absolute()

    # What is there

    @property
    def python(self) -> Path:
        """The environment's interpreter, which need not exist."""
        return self.root / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    @property
    def launcher(self) -> Path:
        """The command `corina` of the environment."""
        return self.root / ("Scripts/corina.cmd" if os.name == "nt" else "bin/corina")

    def command(self) -> List[str]:
        """The arguments that start the engine, which then reads one job from its standard input."""
        return [str(self.python), "-I", "-X", "utf8", str(self._bootstrap), "run"]

    def child_environment(self) -> Dict[str, str]:
        """All environment variables of the engine: ours without those of QGIS that harm another Python."""
        return child_environment(os.environ)

    def state(self, extras: Sequence[str] = ()) -> State:
        """What is there, without starting anything. extras: also ask for these ("compare", "training")."""
        if not _entries(self.root):
            return State.MISSING
        record = self.record()
        if not record:
            # A folder of something else, or one whose record was damaged: never used.
            return State.BROKEN if os.path.exists(self._state_file) else State.MISSING
        if record.get("stage") == "broken":
            return State.BROKEN
        if record.get("stage") != "ready":
            return State.INCOMPLETE
        if not self.python.exists() or os.path.realpath(self.python) != record.get("interpreter"):
            return State.BROKEN
        held = _extras(record)
        wanted = self._requirements_hash(_variant(record), held)
        return (
            State.READY
            if record.get("requirements") == wanted and set(extras) <= set(held)
            else State.INCOMPLETE
        )

    def record(self) -> Dict[str, Any]:
        """What the state file says: stage, variant, extras, python, check, problem; empty when there is none."""
        try:
            record = json.loads(self._state_file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return record if isinstance(record, dict) and record.get("schema") == SCHEMA else {}

    def size(self) -> int:
        """Bytes on disk. Reads the whole folder: not for the GUI thread."""
        total = 0
        for folder, _, names in os.walk(self.root):
            for name in names:
                try:
                    total += os.lstat(os.path.join(folder, name)).st_size
                except OSError:
                    continue
        return total

    def mark_broken(self, reason: str) -> None:
        """Note that the engine does not start, so that the next installation makes it anew."""
        record = self.record()
        if record:
            self._write({**record, "stage": "broken", "problem": {"code": "check_failed", "message": reason}})

    # Making and removing it

    def install(
        self,
        extras: Sequence[str] = (),
        on_progress: Progress = lambda fraction, message: None,
        on_output: Report = lambda line: None,
        is_cancelled: Callable[[], bool] = lambda: False,
        variant: Optional[Variant] = None,
        proxy: str = "",
        repair: bool = False,
    ) -> Dict[str, Any]:
        """Make, continue, update or extend the environment and check it. Returns the check's result (docs/jobs.md).

        extras: "compare", "training" (which brings "compare" too); extras that are there stay, and nothing that is
        there is fetched again. An engine that is ready stays so until all that is added is fetched.
        on_progress: fraction 0..1 of the whole and what is being done. on_output: the tools' own lines.
        variant: None for the one that is there, else the one that suits the machine.
        proxy: URL of the proxy QGIS uses, empty for that of the environment variables. repair: make it anew.
        Raises EnvironmentProblem; a cancelled or failed installation is continued by the next one.
        """
        self._refuse_foreign_folder()
        if not self._bootstrap.is_file() or not self._requirements(Variant.CPU).is_file():
            raise EnvironmentProblem(
                "package_incomplete",
                f"{self.package_dir} lacks the engine's files; install the plugin Corina again.",
            )
        environment = self._tool_environment(proxy)
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            with self._locked():
                record = self._begin(extras, variant)
                installer = Installer(
                    self.root, self.python, environment, on_progress, on_output, is_cancelled
                )
                try:
                    return self._make(installer, record, repair)
                except EnvironmentProblem as problem:
                    said = {"code": problem.code, "message": problem.message}
                    self._write({**(self.record() or record), "problem": said})
                    raise
        except OSError as error:
            raise problem_from_output("preparing the folder", 1, [str(error)]) from error

    def uninstall(self) -> None:
        """Remove the environment. Raises EnvironmentProblem when it is not one, is in use or cannot be removed."""
        if not self.root.exists():
            return
        self._refuse_foreign_folder()
        try:
            with self._locked():
                # The record goes last: a removal that was cut is still known as ours.
                self._clear(keep=(STATE_FILE, LOCK_FILE))
                self._state_file.unlink()
            shutil.rmtree(self.root)
        except OSError as error:
            raise EnvironmentProblem(
                "permission",
                f"{error.filename or self.root} cannot be removed; end all runs and remove it again.",
                str(error),
            ) from error

    def _make(self, installer: Installer, record: Dict[str, Any], repair: bool) -> Dict[str, Any]:
        variant, extras = _variant(record), _extras(record)
        installer.progress(0.0, "Looking for a Python")
        self._ensure_space(variant, extras)
        # Two variants share a folder, and what was half unpacked looks complete to pip: both are made anew.
        reuse = not repair and record.get("stage") in {"downloading", "ready"} and self._usable()
        if not reuse:
            base = find_base_python(installer.environment, needs_venv=installer.uv is None)
            if TRAINING in extras and base.version < OLDEST_FOR_TRAINING:
                raise EnvironmentProblem(
                    "no_python",
                    f"Training needs Python 3.10 or later, and the engine would be made with {base.label}; install a "
                    "newer one, or set CORINA_PYTHON to its path, and start again.",
                )
            record = {key: value for key, value in record.items() if key != "installed"}
            self._write({**record, "stage": "begun"})
            self._clear(keep=(STATE_FILE, LOCK_FILE, *installer.kept))
            installer.output(f"Using {base.label}")
            installer.create(base)
            self._refuse_unisolated(installer.environment, base)
        extends = record.get("stage") == "ready" and "installed" in record
        record = {**record, "stage": "downloading", "interpreter": os.path.realpath(self.python)}
        if not extends:
            self._write(record)
        files = [self._requirements(variant), *(self._requirements_file(e) for e in extras)]
        new = set(extras) - set(_extras(self.record()) if extends else ())
        expected_mb = sum(EXTRA_DOWNLOAD_MB[extra] for extra in new) + (
            0 if extends else DOWNLOAD_MB[variant]
        )
        cpu_torch = TRAINING in new and variant is not Variant.CUDA
        installer.download(files, expected_mb, cpu_torch, only_missing=extends)
        self._write({**record, "stage": "unpacking"})
        installer.unpack(files)
        self._write_launcher()
        installer.progress(0.94, "Checking the engine with a tiny model")
        result = self.check(installer.is_cancelled)
        self._write(
            {
                **record,
                "stage": "ready",
                "requirements": self._requirements_hash(variant, extras),
                "check": result,
                "installed": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
                "problem": None,
            }
        )
        installer.clean()
        installer.progress(1.0, f"The engine is ready ({result.get('device_used', 'cpu').upper()})")
        return result

    def check(self, is_cancelled: Callable[[], bool] = lambda: False) -> Dict[str, Any]:
        """Run the check job in the environment and return its result. Raises EnvironmentProblem."""
        try:
            return run_job(
                self.command(), self.child_environment(), CheckJob(), lambda event: None, is_cancelled
            )
        except EngineCancelled:
            raise EnvironmentProblem("cancelled", "Checking the engine was cancelled; start again.") from None
        except EngineError as error:
            hint = problem_from_output("checking", 1, [error.details])
            message = (
                hint.message if hint.code == "check_failed" else f"The engine does not start: {error.message}"
            )
            self.mark_broken(message)
            raise EnvironmentProblem("check_failed", message, error.details) from error

    def _begin(self, extras: Sequence[str], variant: Optional[Variant]) -> Dict[str, Any]:
        """The record of an installation that begins, keeping what the one before left.

        It is written, unless the engine is ready, which it stays for now.
        """
        before = self.record()
        held = _variant(before) if before else None
        chosen = variant or held or suggested_variant()
        stage = before.get("stage", "begun") if held in (None, chosen) else "begun"
        wanted = with_implied((*_extras(before), *extras))
        for extra in wanted:
            if extra not in EXTRAS or not self._requirements_file(extra).is_file():
                raise EnvironmentProblem(
                    "package_incomplete", f"There is no extra {extra!r}, expected one of {', '.join(EXTRAS)}."
                )
        record = {**before, "schema": SCHEMA, "stage": stage, "variant": chosen.value, "extras": list(wanted)}
        if stage != "ready":
            self._write(record)
        return record

    def _usable(self) -> bool:
        """Whether the interpreter that is there starts, is still the one the environment was made with, and has pip."""
        answer = probe(self.python, self.child_environment()) if self.python.exists() else None
        return (
            answer is not None
            and bool(answer["pip"])
            and os.path.realpath(self.python) == self.record().get("interpreter")
        )

    def _ensure_space(self, variant: Variant, extras: Sequence[str]) -> None:
        needed = DISK_MB[variant] + DOWNLOAD_MB[variant]
        needed += sum(EXTRA_DISK_MB[extra] + EXTRA_DOWNLOAD_MB[extra] for extra in extras)
        needed -= min(needed, self.size() // 10**6)
        free = shutil.disk_usage(self.root).free // 10**6
        if free < needed:
            raise EnvironmentProblem(
                "disk_full",
                f"The engine needs {needed} MB in {self.root}, where {free} MB are free; free some space, or choose "
                "another folder, and start again.",
            )

    def _refuse_foreign_folder(self) -> None:
        entries = _entries(self.root)
        # A lock file alone is what is left of a beginning or a removal that was cut.
        if STATE_FILE not in entries and any(name != LOCK_FILE for name in entries):
            raise EnvironmentProblem(
                "not_ours",
                f"{self.root} holds something else; choose an empty folder for the engine, or remove what is there.",
            )

    def _refuse_unisolated(self, environment: Mapping[str, str], base: BasePython) -> None:
        """Make sure that what is installed goes into our folder and nowhere else."""
        code = "import sys; print(sys.prefix != sys.base_prefix and sys.prefix)"
        done = subprocess.run(
            [str(self.python), "-I", "-c", code],
            env=dict(environment),
            capture_output=True,
            text=True,
            check=False,
        )
        if os.path.realpath(done.stdout.strip()) != os.path.realpath(self.root):
            raise EnvironmentProblem(
                "no_venv",
                f"{base.label} made no environment of its own in {self.root}; set CORINA_PYTHON to another Python.",
            )

    def _tool_environment(self, proxy: str) -> Dict[str, str]:
        environment = self.child_environment()
        if proxy:
            environment.update(
                dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"), proxy)
            )
        return environment

    def _write_launcher(self) -> None:
        bootstrap = str(self._bootstrap)
        if os.name == "nt":
            text = f'@echo off\r\nsetlocal\r\n"%~dp0python.exe" -I -X utf8 "{bootstrap}" cli %*\r\n'
        else:
            dropped = " ".join(
                f"-u {name}" for name in ("PROJ_LIB", "PROJ_DATA", "GDAL_DATA", "GDAL_DRIVER_PATH")
            )
            text = f'#!/bin/sh\nexec env {dropped} {_quoted(self.python)} -I -X utf8 {_quoted(bootstrap)} cli "$@"\n'
        self.launcher.write_text(text, encoding="utf-8")
        self.launcher.chmod(0o755)

    @property
    def _bootstrap(self) -> Path:
        return self.package_dir / "engine" / "bootstrap.py"

    @property
    def _state_file(self) -> Path:
        return self.root / STATE_FILE

    def _requirements_file(self, name: str) -> Path:
        return self.package_dir / "engine" / "requirements" / f"{name}.txt"

    def _requirements(self, variant: Variant) -> Path:
        return self._requirements_file(variant.value)

    def _requirements_hash(self, variant: Variant, extras: Sequence[str]) -> str:
        digest = hashlib.sha256()
        for name in ("base", variant.value, *extras):
            try:
                digest.update(self._requirements_file(name).read_bytes())
            except OSError:
                digest.update(b"missing")
        return digest.hexdigest()

    def _write(self, record: Mapping[str, Any]) -> None:
        beside = self._state_file.with_suffix(".tmp")
        beside.write_text(json.dumps(record, indent=1), encoding="utf-8")
        os.replace(beside, self._state_file)

    def _clear(self, keep: Tuple[str, ...]) -> None:
        for path in self.root.iterdir():
            if path.name in keep:
                continue
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with LockedFile(self.root / LOCK_FILE) as lock:
            if not lock.held:
                raise EnvironmentProblem(
                    "busy",
                    "Another QGIS is setting up this engine right now; wait until it is done and start again.",
                )
            yield


def _entries(folder: Path) -> List[str]:
    """What is in a folder; nothing when it is not there or may not be read."""
    try:
        return os.listdir(folder)
    except OSError:
        return []


def _variant(record: Mapping[str, Any]) -> Variant:
    try:
        return Variant(record.get("variant"))
    except ValueError:
        return Variant.CPU


def _extras(record: Mapping[str, Any]) -> Tuple[str, ...]:
    extras = record.get("extras", [])
    return with_implied(str(e) for e in extras) if isinstance(extras, list) else ()


def _quoted(path: object) -> str:
    return "'" + str(path).replace("'", "'\\''") + "'"
