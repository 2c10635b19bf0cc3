"""One text with everything a bug report needs: versions, the engine's state and devices, and the last log."""

from __future__ import annotations

import json
import os
import platform
import re
import sys
from pathlib import Path
from typing import Sequence

from qgis.core import Qgis
from qgis.PyQt.QtCore import QT_VERSION_STR, QLocale

import corina
from corina.plugin.environment import EngineEnvironment

LOG_LINES = 60
_NETWORK = (
    "HTTPS_PROXY",
    "HTTP_PROXY",
    "NO_PROXY",
    "PIP_INDEX_URL",
    "PIP_CERT",
    "CORINA_ENGINE",
    "CORINA_PYTHON",
)
_PASSWORD = re.compile(r"(://|_PROXY=)[^/@\s]+@")


def diagnostics(engine: EngineEnvironment, log: Sequence[str] = ()) -> str:
    """The text, to be pasted in public: the home folder is shown as ~, and passwords in addresses are left out."""
    record = engine.record()
    lines = [
        f"Corina {corina.__version__}",
        f"QGIS {Qgis.QGIS_VERSION}, Qt {QT_VERSION_STR}, Python {platform.python_version()}",
        f"{platform.platform()}, {platform.machine()}, locale {QLocale().name()}",
        f"engine: {engine.state().value} in {engine.root}",
        f"engine's Python: {engine.python}",
        f"QGIS's Python: {sys.version.split()[0]} in {sys.prefix}",
        *(f"{name}={os.environ[name]}" for name in _NETWORK if name in os.environ),
        "",
        "engine's record:",
        json.dumps(record, indent=1, ensure_ascii=False, sort_keys=True),
    ]
    if log:
        lines += ["", f"last {min(len(log), LOG_LINES)} lines of the log:", *list(log)[-LOG_LINES:]]
    text = "\n".join(lines).replace(str(Path.home()), "~") + "\n"
    return _PASSWORD.sub(r"\1***@", text)
