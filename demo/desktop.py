"""Starts the real QGIS desktop on a virtual screen, in an own profile with the plugin, and runs a script in it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from pathlib import Path
from typing import Callable, Mapping

SCREEN = "1400x900x24"
_SETTINGS = """[PythonPlugins]
corina=true

[app]
askToSaveMemoryLayers=false

[qgis]
checkVersion=false
showTips=false

[locale]
overrideFlag=true
userLocale=en_US
globalLocale=en_US

[core]
NewsFeed\\http\\feed.qgis.org\\disabled=true
"""


def make_profile(root: Path, plugin: Path) -> None:
    """Make a fresh profile under `root` with the plugin in the folder `plugin` linked in and enabled."""
    shutil.rmtree(root, ignore_errors=True)
    profile = root / "profiles" / "default"
    (profile / "python" / "plugins").mkdir(parents=True)
    (profile / "python" / "plugins" / "corina").symlink_to(plugin, target_is_directory=True)
    (profile / "QGIS").mkdir()
    (profile / "QGIS" / "QGIS3.ini").write_text(_SETTINGS)


def qgis_command(root: Path, *arguments: str) -> list[str]:
    """The command that starts QGIS with the profile under `root`."""
    return [
        *("qgis", "--noversioncheck", "--nologo", "--profiles-path", str(root), "--profile", "default"),
        *arguments,
    ]


def qgis_environment(variables: Mapping[str, str], checkout: Path) -> dict[str, str]:
    """`variables` without those of a virtual environment, whose Python is not the one QGIS is linked with."""
    kept = {k: v for k, v in variables.items() if k not in ("QT_QPA_PLATFORM", "PYTHONPATH", "VIRTUAL_ENV")}
    folders = [f for f in kept.get("PATH", "").split(os.pathsep) if not f.startswith(str(checkout))]
    return {**kept, "PATH": os.pathsep.join(folders)}


def run_script(
    script: Path,
    root: Path,
    environment: Mapping[str, str],
    log: Path,
    on_wait: Callable[[], None] = lambda: None,
    timeout: float = 900,
) -> int:
    """Run `script` in QGIS on a virtual screen and wait for QGIS to end; returns its exit code, -9 after `timeout` s.

    on_wait is called twice a second. What QGIS prints goes to the file `log`.
    """
    command = ["xvfb-run", "--auto-servernum", f"--server-args=-screen 0 {SCREEN}"]
    command += qgis_command(root, "--code", str(script))
    hidden = {k: v for k, v in environment.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
    with log.open("w") as output:
        process = subprocess.Popen(command, env=hidden, stdout=output, stderr=output, start_new_session=True)
        left = timeout
        try:
            while left > 0:
                try:
                    return process.wait(0.5)
                except subprocess.TimeoutExpired:
                    left -= 0.5
                    on_wait()
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
    return -signal.SIGKILL
