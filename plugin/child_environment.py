"""The environment variables a child with another Python gets: ours without what QGIS sets for itself. No Qt."""

from __future__ import annotations

import os
import sys
from typing import Dict, Mapping

_HARMFUL = {
    # Another Python's library, modules or start-up.
    "PYTHONHOME",
    "PYTHONPATH",
    "PYTHONSTARTUP",
    "PYTHONUSERBASE",
    "PYTHONEXECUTABLE",
    "PYTHONPLATLIBDIR",
    "PYTHONSAFEPATH",
    "PYTHONINSPECT",
    "__PYVENV_LAUNCHER__",
    "VIRTUAL_ENV",
    # Data and drivers of QGIS's GDAL and PROJ, which other versions of these libraries cannot read.
    "PROJ_LIB",
    "PROJ_DATA",
    "GDAL_DATA",
    "GDAL_DRIVER_PATH",
    "GDAL_PYTHON_DRIVER_PATH",
    "GEOTIFF_CSV",
    "OGR_DRIVER_PATH",
    # Would make pip install elsewhere than into the environment.
    "PIP_TARGET",
    "PIP_PREFIX",
    "PIP_ROOT",
    "PIP_USER",
    "PIP_PYTHON",
    "UV_PYTHON",
    "UV_SYSTEM_PYTHON",
    "UV_TARGET",
    "UV_PREFIX",
    "UV_PROJECT_ENVIRONMENT",
}
_HARMFUL_PREFIXES = ("QT_", "QGIS_", "QML")
_BUNDLE_LIBRARIES = ("LD_LIBRARY_PATH", "LD_PRELOAD")
_BUNDLE_SIGNS = ("APPDIR", "SNAP", "FLATPAK_ID")


def child_environment(variables: Mapping[str, str]) -> Dict[str, str]:
    """`variables` without those that harm another Python, GDAL or PROJ.

    LD_LIBRARY_PATH stays outside of bundles (AppImage, snap, flatpak), since a cluster's CUDA may be found by it; PATH
    stays, since on Windows QGIS's Python finds its own OpenSSL there.
    """
    child = {
        name: value
        for name, value in variables.items()
        if name.upper() not in _HARMFUL and not name.upper().startswith(_HARMFUL_PREFIXES)
    }
    if any(sign in variables for sign in _BUNDLE_SIGNS):
        for name in _BUNDLE_LIBRARIES:
            child.pop(name, None)
    if sys.platform == "darwin":
        child = {name: value for name, value in child.items() if not name.startswith("DYLD_")}
    # Windows cannot start a process without it.
    if os.name == "nt" and "SYSTEMROOT" not in {n.upper() for n in child}:
        child["SYSTEMROOT"] = r"C:\Windows"
    return child
