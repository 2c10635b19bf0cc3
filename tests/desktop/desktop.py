"""Runs a script of this folder in the real QGIS desktop, as corina.demo.desktop starts it, and reads its report."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any, Dict, Mapping, Optional

from corina.demo.desktop import SCREEN, make_profile, missing_programs, qgis_environment, run_script

CHECKOUT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent


class DesktopError(RuntimeError):
    """QGIS ended without a report; the message holds what it printed."""


def missing() -> str:
    """Why the desktop cannot be started on this machine; empty when it can."""
    return ", ".join(f"{program} is not installed" for program in missing_programs())


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


def run_in_qgis(
    script: str,
    folder: Path,
    environment: Optional[Mapping[str, str]] = None,
    timeout: float = 240,
    screen: str = SCREEN,
    scale: str = "1",
    again: bool = False,
    **profile: str,
) -> Dict[str, Any]:
    """Run tests/desktop/SCRIPT inside QGIS and return the JSON report it wrote.

    folder: an empty folder for profile, outputs and report; again: start once more with the profile that is there.
    screen: its size in physical px; scale: Qt's factor; profile: theme, locale and font_size of the profile. Raises
    DesktopError when QGIS wrote no report.
    """
    root, report, log = folder / "profile", folder / "report.json", folder / "qgis.log"
    if not again:
        make_profile(root, CHECKOUT, **profile)
    report.unlink(missing_ok=True)
    variables = {
        **qgis_environment(os.environ, CHECKOUT),
        "CORINA_ENGINE": str(CHECKOUT / ".engine"),
        "CORINA_TEST_FOLDER": str(folder),
        "CORINA_TEST_REPORT": str(report),
        "CORINA_TEST_HELPERS": str(HERE),
        "CORINA_TEST_SCREEN": screen,
        "LC_ALL": "C.UTF-8",
        "QT_SCALE_FACTOR": scale,
        **(environment or {}),
    }
    code = run_script(HERE / script, root, variables, log, timeout=timeout, screen=screen)
    if not report.exists():
        raise DesktopError(f"QGIS wrote no report ({code}):\n{log.read_text()[-4000:]}")
    return dict(json.loads(report.read_text()))
