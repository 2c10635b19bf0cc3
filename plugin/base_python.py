"""Finds the Python that the engine's environment is made from. Standard library only, no Qt.

Inside QGIS sys.executable can be qgis itself or another Python than the one running, so it is never started; what is
found elsewhere is asked what it is before it is used.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from pathlib import Path
from typing import Dict, Iterator, List, Mapping, NamedTuple, Optional, Tuple

from corina.plugin.environment_problem import EnvironmentProblem

OLDEST = (3, 9)
NEWEST = (3, 14)
FULL = (3, 11)
"""From this version on the engine gets the current ONNX Runtime; older ones get the last that was made for them."""
PROBE_SECONDS = 20

_PROBE = """
import importlib.util, json, platform, sys, sysconfig
try:
    import pip
    pip_version = pip.__version__
except Exception:
    pip_version = ""
print(json.dumps({
    "version": list(sys.version_info[:3]),
    "bits": 64 if sys.maxsize > 2**32 else 32,
    "implementation": platform.python_implementation(),
    "platform": sysconfig.get_platform(),
    "free_threaded": bool(sysconfig.get_config_var("Py_GIL_DISABLED")),
    "venv": bool(importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")),
    "pip": pip_version,
}))
"""


class BasePython(NamedTuple):
    """An interpreter to make an environment from. can_venv: it has venv and ensurepip, which Debian splits off."""

    path: Path
    version: Tuple[int, int, int]
    can_venv: bool

    @property
    def label(self) -> str:
        return f"Python {'.'.join(map(str, self.version))} ({self.path})"


def find_base_python(environment: Mapping[str, str], needs_venv: bool = True) -> BasePython:
    """The best Python here: one with the current ONNX Runtime before others, QGIS's or the system's before others.

    environment: the variables it is started with. needs_venv: False when uv makes the environment.
    Raises EnvironmentProblem "no_python" or "no_venv".
    """
    newest = _newest()
    found: List[BasePython] = []
    seen: List[str] = []
    for path in candidates(environment):
        answer = probe(path, environment)
        if answer is None:
            continue
        python, unfit = _judge(path, answer, newest)
        seen.append(f"{python.label}{': ' + unfit if unfit else ''}")
        if unfit:
            continue
        if python.version[:2] >= FULL and (python.can_venv or not needs_venv):
            return python
        found.append(python)
    able = [p for p in found if p.can_venv or not needs_venv]
    if able:
        return max(able, key=lambda p: p.version)
    details = "\n".join(seen)
    if found:
        best = max(found, key=lambda p: p.version)
        raise EnvironmentProblem(
            "no_venv",
            f"{best.label} cannot make environments because its venv module is not installed; on Debian and Ubuntu run "
            f"`sudo apt install python3-venv`, then start again.",
            details,
        )
    raise EnvironmentProblem(
        "no_python",
        f"No Python from {_dotted(OLDEST)} to {_dotted(newest)} was found for the engine; install one, or set "
        "CORINA_PYTHON to its path, and start again.",
        details,
    )


def candidates(environment: Mapping[str, str]) -> Iterator[Path]:
    """Where a Python may be, the likeliest first: the user's word, QGIS's own tree, the system, the search path."""
    named = environment.get("CORINA_PYTHON")
    if named:
        yield Path(named)
        return
    yielded = set()
    for path in _places(environment):
        # Links are resolved only to see duplicates: a virtual environment's link is not its base.
        key = os.path.realpath(path)
        if key not in yielded and path.is_file():
            yielded.add(key)
            yield path


def _places(environment: Mapping[str, str]) -> Iterator[Path]:
    prefix = Path(sys.base_prefix)
    if os.name == "nt":
        yield prefix / "python.exe"
        yield Path(os.__file__).parents[1] / "python.exe"
        names = ["python.exe", "python3.exe"]
    else:
        minors = [f"python{_dotted(v)}" for v in _versions()]
        if sys.platform == "darwin":
            # QGIS 3's bundle has bin/python3, QGIS 4's has python3 beside the program.
            yield from (
                prefix / "bin" / "python3",
                prefix / "MacOS" / "bin" / "python3",
                prefix / "MacOS" / "python3",
            )
        else:
            yield from (Path("/usr/bin/python3"), prefix / "bin" / "python3")
        yield from (prefix / "bin" / name for name in minors)
        yield from (Path("/usr/bin") / name for name in minors)
        yield from (Path("/usr/local/bin") / name for name in ["python3", *minors])
        if sys.platform == "darwin":
            yield from (Path("/opt/homebrew/bin") / name for name in ["python3", *minors])
            # /usr/bin/python3 is a stub that opens a dialog unless the developer tools are there.
            yield Path("/Library/Developer/CommandLineTools/usr/bin/python3")
        names = [*minors, "python3"]
    for folder in environment.get("PATH", "").split(os.pathsep):
        if folder and "WindowsApps" not in folder and not (sys.platform == "darwin" and folder == "/usr/bin"):
            yield from (Path(folder) / name for name in names)


def probe(path: Path, environment: Mapping[str, str]) -> Optional[Dict[str, object]]:
    """What the interpreter says of itself, or None when it does not run."""
    flags = subprocess.CREATE_NO_WINDOW if os.name == "nt" else 0  # type: ignore[attr-defined]
    try:
        done = subprocess.run(
            [str(path), "-I", "-c", _PROBE],
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=PROBE_SECONDS,
            check=True,
            creationflags=flags,
        )
        answer = json.loads(done.stdout)
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    return answer if isinstance(answer, dict) else None


def _judge(path: Path, answer: Mapping[str, object], newest: Tuple[int, int]) -> Tuple[BasePython, str]:
    """The interpreter, and why it cannot be used (empty when it can)."""
    numbers = answer["version"]
    assert isinstance(numbers, list)
    version = (int(numbers[0]), int(numbers[1]), int(numbers[2]))
    python = BasePython(path, version, bool(answer["venv"]))
    if not OLDEST <= version[:2] <= newest:
        return python, f"not from {_dotted(OLDEST)} to {_dotted(newest)}"
    if answer["bits"] != 64:
        return python, "32 bits"
    if answer["implementation"] != "CPython" or answer["free_threaded"]:
        return python, "not the usual CPython"
    if os.name == "nt" and not str(answer["platform"]).startswith("win"):
        return python, f"made for {answer['platform']}"
    return python, ""


def _newest() -> Tuple[int, int]:
    # The last ONNX Runtime with wheels for Intel Macs, 1.23.2, knows Python 3.13 at most.
    intel_mac = sys.platform == "darwin" and platform.machine() != "arm64"
    return (3, 13) if intel_mac else NEWEST


def _versions() -> List[Tuple[int, int]]:
    return [(3, minor) for minor in range(NEWEST[1], OLDEST[1] - 1, -1)]


def _dotted(version: Tuple[int, ...]) -> str:
    return ".".join(map(str, version))
