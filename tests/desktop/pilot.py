"""Runs inside the QGIS desktop: waits without blocking, clicks as a user does, takes pictures, writes the report."""

from __future__ import annotations

import json
import os
import time
import traceback
from pathlib import Path
from typing import Any, Callable, Dict

from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAbstractButton, QWidget
from qgis.utils import iface, plugins

FOLDER = Path(os.environ["CORINA_TEST_FOLDER"])
report: Dict[str, Any] = {}


def wait_until(condition: Callable[[], Any], what: str, seconds: float = 60) -> None:
    """Let QGIS work until `condition` holds; TimeoutError names what was waited for."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError(f"waited {seconds:g} s for {what}")
        QTest.qWait(50)


def settle(milliseconds: int = 300) -> None:
    """Let QGIS draw."""
    QTest.qWait(milliseconds)


def click(widget: QWidget) -> None:
    """Click a widget with the left mouse button, as a user can: it must be shown and enabled."""
    assert widget.isVisible(), f"{widget.objectName()} is not visible"
    assert widget.isEnabled(), f"{widget.objectName()} is not enabled"
    position = widget.rect().center()
    if isinstance(widget, QAbstractButton) and widget.metaObject().className() in (
        "QRadioButton",
        "QCheckBox",
    ):
        position.setX(10)
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, position)


def shoot(widget: QWidget, name: str) -> str:
    """Keep a picture of a widget; returns its path."""
    settle()
    path = FOLDER / f"{name}.png"
    widget.grab().save(str(path))
    return str(path)


def plugin() -> Any:
    """The running plugin."""
    return plugins["corina"]


def run(script: Callable[[], None]) -> None:
    """Call `script` once QGIS is up, write the report with its error if it has one, and end QGIS."""

    def work() -> None:
        try:
            wait_until(
                lambda: iface.mainWindow().isVisible() and "corina" in plugins, "the plugin to be loaded"
            )
            scale = float(os.environ["QT_SCALE_FACTOR"])
            width, height = (int(int(px) / scale) for px in os.environ["CORINA_TEST_SCREEN"].split("x"))
            iface.mainWindow().move(0, 0)
            iface.mainWindow().resize(width - 40, height - 40)
            settle(500)
            script()
            report["error"] = ""
        except BaseException:  # noqa: BLE001 - whatever it is, the report must tell it
            report["error"] = traceback.format_exc()
            try:
                shoot(iface.mainWindow(), "failure")
            except Exception:  # noqa: BLE001
                report["error"] += traceback.format_exc()
        Path(os.environ["CORINA_TEST_REPORT"]).write_text(json.dumps(report, indent=1, default=str))
        QgsProject.instance().setDirty(False)
        QTimer.singleShot(0, lambda: iface.actionExit().trigger())
        QTimer.singleShot(15000, QgsApplication.instance().quit)

    QTimer.singleShot(500, work)
