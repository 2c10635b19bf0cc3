"""Starts the real QGIS desktop under Xvfb in a profile of its own, with the plugin linked in, and runs a script."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
from pathlib import Path
from typing import Any, Dict, Mapping, Optional

CHECKOUT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
SCREEN = "1400x900"


class DesktopError(RuntimeError):
    """QGIS ended without a report; the message holds what it printed."""


def missing() -> str:
    """Why the desktop cannot be started on this machine; empty when it can."""
    for program in ("qgis", "xvfb-run"):
        if shutil.which(program) is None:
            return f"{program} is not installed"
    return ""


def models_folder(folder: Path) -> Path:
    """A folder for imported models: empty when a model is bundled, else with a tiny one."""
    folder.mkdir(parents=True, exist_ok=True)
    if not list((CHECKOUT / "models" / "bundled").glob("*/card.json")):
        code = (
            "import sys; sys.path.insert(0, sys.argv[1]); import tiny_model; from pathlib import Path; "
            "tiny_model.make_package(Path(sys.argv[2]))"
        )
        arguments = [str(CHECKOUT / "tests" / "engine"), str(folder / "tiny")]
        subprocess.run([str(CHECKOUT / ".engine" / "bin" / "python"), "-c", code, *arguments], check=True)
    return folder


def make_profile(root: Path, theme: str = "", locale: str = "en_US", font_size: str = "") -> Path:
    """A fresh profile under `root` with the plugin enabled; returns the folder of the profile itself."""
    profile = root / "profiles" / "default"
    plugins = profile / "python" / "plugins"
    plugins.mkdir(parents=True)
    (plugins / "corina").symlink_to(CHECKOUT, target_is_directory=True)
    (profile / "QGIS").mkdir()
    lines = [
        "[PythonPlugins]\ncorina=true\n",
        "[app]\naskToSaveMemoryLayers=false\n",
        "[qgis]\ncheckVersion=false\nshowTips=false\naskToSaveProjectChanges=false\n",
        f"[locale]\noverrideFlag=true\nuserLocale={locale}\nglobalLocale={locale}\nshowGroupSeparator=true\n",
        "[core]\nNewsFeed\\http\\feed.qgis.org\\disabled=true\n",
    ]
    if theme:
        lines.append(f"[UI]\nUITheme={theme}\n")
    if font_size:
        lines.append(f"[app]\nfontPointSize={font_size}\n")
    (profile / "QGIS" / "QGIS3.ini").write_text("\n".join(lines))
    return profile


def run_in_qgis(
    script: str,
    folder: Path,
    environment: Optional[Mapping[str, str]] = None,
    timeout: float = 240,
    screen: str = SCREEN,
    scale: str = "1",
    **profile: str,
) -> Dict[str, Any]:
    """Run tests/desktop/SCRIPT inside QGIS and return the JSON report it wrote.

    folder: an empty folder for profile, outputs and report. screen: its size in physical px; scale: Qt's factor.
    Raises DesktopError when QGIS wrote no report.
    """
    root = folder / "profile"
    make_profile(root, **profile)
    report = folder / "report.json"
    variables = {
        **os.environ,
        "CORINA_ENGINE": str(CHECKOUT / ".engine"),
        "CORINA_TEST_FOLDER": str(folder),
        "CORINA_TEST_REPORT": str(report),
        "CORINA_TEST_HELPERS": str(HERE),
        "CORINA_TEST_SCREEN": screen,
        "LC_ALL": "C.UTF-8",
        "QT_SCALE_FACTOR": scale,
        **(environment or {}),
    }
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "PYTHONPATH", "VIRTUAL_ENV"):
        variables.pop(name, None)
    # A virtual environment's Python must not shadow the one QGIS is linked with.
    variables["PATH"] = os.pathsep.join(
        part for part in variables["PATH"].split(os.pathsep) if not part.startswith(str(CHECKOUT))
    )
    command = [
        "xvfb-run", "--auto-servernum", f"--server-args=-screen 0 {screen}x24",
        "qgis", "--noversioncheck", "--nologo", "--profiles-path", str(root), "--profile", "default",
        "--code", str(HERE / script),
    ]  # fmt: skip
    with open(folder / "qgis.log", "w") as log:
        process = subprocess.Popen(command, env=variables, stdout=log, stderr=log, start_new_session=True)
        try:
            process.wait(timeout)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    if not report.exists():
        raise DesktopError(
            f"QGIS wrote no report ({process.returncode}):\n{(folder / 'qgis.log').read_text()[-4000:]}"
        )
    return dict(json.loads(report.read_text()))
