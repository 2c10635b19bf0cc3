"""What every widget here shares: loading its Designer form, theme icons, and colours that suit the theme."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import QgsApplication
from qgis.PyQt import uic
from qgis.PyQt.QtGui import QColor, QIcon, QPalette
from qgis.PyQt.QtWidgets import QWidget

_HERE = Path(__file__).parent


def load_form(name: str, widget: QWidget) -> Any:  # noqa: ANN401 - a class made at run time
    """Set up the Designer form `name` (without .ui) on `widget`; its children are attributes of what is returned."""
    form_class, _ = uic.loadUiType(str(_HERE / f"{name}.ui"))
    form = form_class()
    form.setupUi(widget)
    return form


def theme_icon(name: str) -> QIcon:
    """An icon of QGIS's own theme, such as theme_icon("mActionFileOpen")."""
    return QgsApplication.getThemeIcon(f"/{name}.svg")


def corina_icon() -> QIcon:
    """The plugin's icon; an empty icon when the file is absent."""
    for name in ("icon.svg", "icon.png"):
        path = _HERE.parent / name
        if path.is_file():
            return QIcon(str(path))
    return QIcon()


def is_dark(widget: QWidget) -> bool:
    """Whether `widget` is shown on a dark background."""
    return bool(widget.palette().color(QPalette.ColorRole.Window).lightness() < 128)


def warning_colour(widget: QWidget) -> QColor:
    """Text colour of a warning, with a contrast of at least 4.5 to 1 on the light and the dark theme."""
    return QColor("#f0b45a") if is_dark(widget) else QColor("#8a4b00")


def problem_colour(widget: QWidget) -> QColor:
    """Text colour of a problem, with a contrast of at least 4.5 to 1 on the light and the dark theme."""
    return QColor("#ff8f84") if is_dark(widget) else QColor("#a51d12")


def muted_colour(widget: QWidget) -> QColor:
    """Text colour of a remark: between the text and the window, nearer to the text so that it stays readable."""
    text = widget.palette().color(QPalette.ColorRole.WindowText)
    window = widget.palette().color(QPalette.ColorRole.Window)
    share = 0.72
    return QColor(
        round(text.red() * share + window.red() * (1 - share)),
        round(text.green() * share + window.green() * (1 - share)),
        round(text.blue() * share + window.blue() * (1 - share)),
    )
