"""The engine's own Python environment: made, checked, repaired and removed by Corina, never inside QGIS's Python.

Standard library only and no Qt, so that `make setup` takes the same way as the plugin's users. Installing blocks; call
it from a worker thread. Files are first downloaded into the environment's folder, file by file, then unpacked without a
network: a download that was cut is continued, an unpacking that was cut is done again in a fresh environment.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from contextlib import contextmanager
from typing import Any, Callable, Dict, Iterator, Mapping, Optional, Sequence, Tuple

from corina.engine.jobs import CheckJob
from corina.plugin.base_python import BasePython, find_base_python, probe
from corina.plugin.engine_folder import (
    SCHEMA,
    STATE_FILE,
    EngineFolder,
    entries_of,
    extras_of,
    variant_of,
)
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

LOCK_FILE = "corina-engine.lock"
OLDEST_FOR_TRAINING = (3, 10)


class EngineEnvironment(EngineFolder):
    """The environment in an engine's folder, with what makes, checks and removes it."""

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
        variant, extras = variant_of(record), extras_of(record)
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
        new = set(extras) - set(extras_of(self.record()) if extends else ())
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
        held = variant_of(before) if before else None
        chosen = variant or held or suggested_variant()
        stage = before.get("stage", "begun") if held in (None, chosen) else "begun"
        wanted = with_implied((*extras_of(before), *extras))
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
        entries = entries_of(self.root)
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


def _quoted(path: object) -> str:
    return "'" + str(path).replace("'", "'\\''") + "'"
