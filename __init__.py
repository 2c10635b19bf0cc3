"""Corina: CORINE Land Cover maps from Sentinel-2 scenes, as a QGIS plugin."""

from __future__ import annotations

from typing import Any

__version__ = "0.1.0"


def classFactory(iface: Any) -> Any:  # noqa: ANN401 - the type QGIS asks for
    """Called by QGIS when the plugin is loaded; `iface` is its QgisInterface."""
    from corina.plugin.main import CorinaPlugin

    return CorinaPlugin(iface)
