"""The steps that make an engine environment with uv when it is there, else with venv and pip. No Qt."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from pathlib import Path
from typing import Callable, Dict, List, Mapping, Optional, Sequence, Tuple

from corina.plugin.base_python import BasePython
from corina.plugin.environment_problem import KEPT, EnvironmentProblem, problem_from_output
from corina.plugin.tool_process import ToolRun, run_tool

Progress = Callable[[float, str], None]
Report = Callable[[str], None]

CPU_TORCH_INDEX = "https://download.pytorch.org/whl/cpu"
"""Where torch is to be had without CUDA for Linux; on other systems the package index's own build is without."""
_TORCH = re.compile(r"^(torch|torchvision)==([\w.]+)", re.MULTILINE)
_FOUND = re.compile(r"^\s*Downloading (?:\S*/)?(?P<file>[^/\s]+\.whl)\S*(?: \((?P<size>[^)]+)\))?")
_USAGE_ERROR = 2
"""The exit code of a pip that does not know an option."""
_DOWNLOAD_FROM, _UNPACK_FROM, _UNPACK_TO = 0.08, 0.72, 0.92


class Installer:
    """Runs the tools in `root` with `environment`, reporting to the callbacks; every step raises EnvironmentProblem."""

    def __init__(
        self,
        root: Path,
        python: Path,
        environment: Mapping[str, str],
        progress: Progress,
        output: Report,
        is_cancelled: Callable[[], bool],
    ) -> None:
        self.wheels = root / "wheels"
        self._root, self._python = root, python
        self._cache = root / "cache"
        self._temporary = root / "tmp"
        self.uv = shutil.which("uv", path=environment.get("PATH"))
        self.output, self.is_cancelled = output, is_cancelled
        self._progress, self._reached = progress, 0.0
        self.environment: Dict[str, str] = {
            **environment,
            # The system's own temporary folder is often a small memory disk.
            **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(self._temporary)),
            "PIP_REQUIRE_VIRTUALENV": "1",
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
            "PIP_NO_INPUT": "1",
            "PIP_NO_COLOR": "1",
            "NO_COLOR": "1",
            "PYTHONUNBUFFERED": "1",
        }

    @property
    def kept(self) -> Tuple[str, ...]:
        """The folders in the environment's one that the next installation goes on with."""
        return self.wheels.name, self._cache.name

    def progress(self, fraction: float, message: str) -> None:
        """Report a fraction that never goes back, though what is being fetched is only an estimate."""
        self._reached = max(self._reached, fraction)
        self._progress(self._reached, message)

    def create(self, base: BasePython) -> None:
        """Make the bare environment from `base`."""
        self.progress(0.03, f"Making the environment with {base.label}")
        if self.uv:
            options = ["--seed", "--allow-existing", "--python", str(base.path)]
            self._step("making the environment", [self.uv, "venv", *options, str(self._root)])
            return
        self._step(
            "making the environment", [str(base.path), "-I", "-m", "venv", "--without-pip", str(self._root)]
        )
        # By itself, for venv keeps to itself what goes wrong in it.
        self._step(
            "making the environment",
            [str(self._python), "-I", "-m", "ensurepip", "--upgrade", "--default-pip"],
        )

    def download(
        self, files: Sequence[Path], expected_mb: float, cpu_torch: bool, only_missing: bool = False
    ) -> None:
        """Fetch the wheels of the requirement files; files that an installation before fetched whole are reused.

        only_missing: leave out what the environment holds already.
        """
        # What an installation that was killed left there is of no use; whole files it fetched are in the cache.
        shutil.rmtree(self._temporary, ignore_errors=True)
        self.wheels.mkdir(exist_ok=True)
        self.progress(_DOWNLOAD_FROM, f"Downloading about {expected_mb:.0f} MB")
        current = "the engine's packages"

        def report() -> None:
            done = _megabytes(self.wheels) + _megabytes(self._temporary)
            share = min(1.0, done / max(expected_mb, 1.0))
            fraction = _DOWNLOAD_FROM + (_UNPACK_FROM - _DOWNLOAD_FROM) * share
            self.progress(fraction, f"Downloading {current}: {done:.0f} of about {expected_mb:.0f} MB")

        def on_line(line: str) -> None:
            nonlocal current
            self.output(line)
            found = _FOUND.match(line)
            if found:
                name = "-".join(found["file"].split("-")[:2])
                current = f"{name} ({found['size']})" if found["size"] else name
                report()

        if cpu_torch:
            self._download_cpu_torch(files, on_line, report)
        sources = _requirement_options(files)
        if only_missing:
            missing = self._missing(files, on_line, report)
            if missing is not None:
                sources = ["--no-deps", *missing]
        if sources != ["--no-deps"]:
            self._step("downloading", [*self._pip("download"), *self._sources(), *sources], on_line, report)

    def unpack(self, files: Sequence[Path]) -> None:
        """Install the fetched wheels; needs no network."""
        count = len(list(self.wheels.glob("*.whl")))
        self.progress(_UNPACK_FROM, f"Unpacking {count} packages")
        arguments = ["--no-index", "--find-links", str(self.wheels), *_requirement_options(files)]
        if self.uv:
            command = [self.uv, "pip", "install", "--python", str(self._python), *arguments]
        else:
            command = [*self._pip("install"), "--no-compile", *arguments]
        self._step("unpacking", command)
        self.progress(_UNPACK_TO, f"{count} packages are in place")

    def clean(self) -> None:
        """Remove what only the installation needed."""
        for folder in (self.wheels, self._cache, self._temporary):
            shutil.rmtree(folder, ignore_errors=True)

    def _download_cpu_torch(
        self, files: Sequence[Path], on_line: Report, on_tick: Callable[[], None]
    ) -> None:
        """Fetch torch without CUDA, a tenth of the size, where the plain index would give the CUDA build (Linux)."""
        if not sys.platform.startswith("linux"):
            return
        pins = dict(_TORCH.findall("\n".join(f.read_text(encoding="utf-8") for f in files)))
        for name, version in pins.items():
            if list(self.wheels.glob(f"{name}-{version}+cpu-*.whl")):
                continue
            command = [
                *self._pip("download"),
                "--dest",
                str(self.wheels),
                "--no-deps",
                "--only-binary",
                ":all:",
                f"{name}=={version}+cpu",
            ]
            # A mirror or a folder of wheels that is set up here may have it; only then is PyTorch's own index asked.
            if self._run(command, on_line, on_tick).exit_code == 0:
                continue
            run = self._run([*command, "--index-url", CPU_TORCH_INDEX], on_line, on_tick)
            if run.exit_code != 0:
                self.output(
                    f"{name} {version} without CUDA could not be had; the package index's own build is taken."
                )

    def _sources(self) -> List[str]:
        return ["--dest", str(self.wheels), "--find-links", str(self.wheels), "--only-binary", ":all:"]

    def _missing(
        self, files: Sequence[Path], on_line: Report, on_tick: Callable[[], None]
    ) -> Optional[List[str]]:
        """What installing the files would add, as pinned requirements; None from a pip before 22.2: it cannot say."""
        self._temporary.mkdir(exist_ok=True)
        report = self._temporary / "missing.json"
        found = ["--find-links", str(self.wheels), "--only-binary", ":all:", *_requirement_options(files)]
        plan = [*self._pip("install"), "--dry-run", "--report", str(report), *found]
        run = self._run(plan, on_line, on_tick)
        if run.exit_code == _USAGE_ERROR:
            return None
        if run.exit_code != 0:
            raise problem_from_output("looking up what is missing", run.exit_code, run.lines)
        items = json.loads(report.read_text(encoding="utf-8"))["install"]
        return [f"{item['metadata']['name']}=={item['metadata']['version']}" for item in items]

    def _pip(self, action: str) -> List[str]:
        options = ["--progress-bar", "off", "--retries", "3", "--cache-dir", str(self._cache)]
        return [str(self._python), "-I", "-m", "pip", action, *options]

    def _step(
        self,
        name: str,
        command: Sequence[str],
        on_line: Optional[Report] = None,
        on_tick: Optional[Callable[[], None]] = None,
    ) -> None:
        run = self._run(command, on_line or self.output, on_tick)
        if run.exit_code != 0:
            raise problem_from_output(name, run.exit_code, run.lines)

    def _run(self, command: Sequence[str], on_line: Report, on_tick: Optional[Callable[[], None]]) -> ToolRun:
        if self.is_cancelled():
            raise _cancelled()
        self._temporary.mkdir(exist_ok=True)
        run = run_tool(command, self.environment, on_line, self.is_cancelled, on_tick)
        if run.cancelled:
            raise _cancelled()
        return run


def _cancelled() -> EnvironmentProblem:
    return EnvironmentProblem("cancelled", f"Setting up the engine was cancelled. {KEPT}")


def _requirement_options(files: Sequence[Path]) -> List[str]:
    return [option for file in files for option in ("-r", str(file))]


def _megabytes(folder: Path) -> float:
    total = 0
    for place, _, names in os.walk(folder):
        for name in names:
            try:
                total += os.lstat(os.path.join(place, name)).st_size
            except OSError:
                continue
    return total / 1e6
