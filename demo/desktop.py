"""Starts the real QGIS desktop on a virtual screen, in an own profile with the plugin, and runs a script in it.

For the demonstration, the tests and the pictures of the documentation.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Callable

SCREEN = "1400x900"
NEEDED = ("qgis", "xvfb-run")
_SETTINGS = """[PythonPlugins]
corina=true

[app]
askToSaveMemoryLayers=false
{app}
[qgis]
checkVersion=false
showTips=false
askToSaveProjectChanges=false

[locale]
overrideFlag=true
userLocale={locale}
globalLocale={locale}
showGroupSeparator=true

[core]
NewsFeed\\http\\feed.qgis.org\\disabled=true
{ui}"""
_HARMFUL = ("QT_QPA_PLATFORM", "PYTHONPATH", "VIRTUAL_ENV")


def missing_programs() -> list[str]:
    """The programs that are needed and not installed."""
    return [program for program in NEEDED if shutil.which(program) is None]


def make_profile(
    root: Path, plugin: Path, theme: str = "", locale: str = "en_US", font_size: str = ""
) -> None:
    """Make a fresh profile under `root` with the plugin in the folder `plugin` linked in and enabled."""
    shutil.rmtree(root, ignore_errors=True)
    profile = root / "profiles" / "default"
    (profile / "python" / "plugins").mkdir(parents=True)
    (profile / "python" / "plugins" / "corina").symlink_to(plugin, target_is_directory=True)
    (profile / "QGIS").mkdir()
    text = _SETTINGS.format(
        locale=locale,
        app=f"fontPointSize={font_size}\n" if font_size else "",
        ui=f"\n[UI]\nUITheme={theme}\n" if theme else "",
    )
    (profile / "QGIS" / "QGIS3.ini").write_text(text)


def qgis_command(root: Path, *arguments: str) -> list[str]:
    """The command that starts QGIS with the profile under `root`."""
    return [
        *("qgis", "--noversioncheck", "--nologo", "--profiles-path", str(root), "--profile", "default"),
        *arguments,
    ]


def qgis_environment(variables: Mapping[str, str], checkout: Path) -> dict[str, str]:
    """`variables` without those of a virtual environment, whose Python is not the one QGIS is linked with."""
    kept = {k: v for k, v in variables.items() if k not in _HARMFUL}
    folders = [f for f in kept.get("PATH", "").split(os.pathsep) if not f.startswith(str(checkout))]
    return {**kept, "PATH": os.pathsep.join(folders)}


def run_script(
    script: Path,
    root: Path,
    environment: Mapping[str, str],
    log: Path,
    on_wait: Callable[[], None] = lambda: None,
    timeout: float = 900,
    screen: str = SCREEN,
) -> int:
    """Run `script` in QGIS on a virtual screen and wait for QGIS to end; returns its exit code, -9 after `timeout` s.

    on_wait is called twice a second. What QGIS prints goes to the file `log`. screen: its size in px.
    """
    command = ["xvfb-run", "--auto-servernum", f"--server-args=-screen 0 {screen}x24"]
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
