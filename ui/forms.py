"""What every widget here shares: loading its Designer form, theme icons, and colours that suit the theme."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Tuple

from qgis.core import QgsApplication
from qgis.PyQt import uic
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor, QIcon, QPalette
from qgis.PyQt.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

_HERE = Path(__file__).parent


def load_form(name: str, widget: QWidget) -> Any:  # noqa: ANN401 - a class made at run time
    """Set up the Designer form `name` (without .ui) on `widget`; its children are attributes of what is returned."""
    form_class, _ = uic.loadUiType(str(_HERE / f"{name}.ui"))
    form = form_class()
    form.setupUi(widget)
    return form


def line_up(*pairs: Tuple[QLabel, QWidget]) -> None:
    """Put each label on the height of the first control beside it, whatever the font and the style."""
    for label, control in pairs:
        room = control.sizeHint().height() - label.fontMetrics().height()
        label.setContentsMargins(0, max(0, room // 2), 0, 0)


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


def text_colour(widget: QWidget) -> QColor:
    """The colour in which the theme writes a label inside `widget`.

    QGIS's dark themes are style sheets that colour labels and leave the palette of other widgets light, so a label is
    asked.
    """
    label = QLabel(widget)
    label.ensurePolished()
    colour = QColor(label.palette().color(QPalette.ColorRole.WindowText))
    label.setParent(None)
    return colour


def align_labels(grid: QGridLayout) -> None:
    """Put the labels of a form's first column on the height of the first line of what is beside them."""
    for row in range(grid.rowCount()):
        item = grid.itemAtPosition(row, 0)
        label = item.widget() if item is not None else None
        if isinstance(label, QLabel):
            grid.setAlignment(label, Qt.AlignmentFlag.AlignTop)
            buddy = label.buddy()
            line = QLineEdit() if buddy is None else buddy.focusProxy() or buddy
            room = (
                min(line.sizeHint().height(), 2 * label.fontMetrics().height()) - label.fontMetrics().height()
            )
            label.setContentsMargins(0, max(0, room // 2), 0, 0)


def is_dark(widget: QWidget) -> bool:
    """Whether the theme writes light text on a dark background."""
    return bool(text_colour(widget).lightness() > 128)


def warning_colour(widget: QWidget) -> QColor:
    """Text colour of a warning, with a contrast of at least 4.5 to 1 on the light and the dark theme."""
    return QColor("#f0b45a") if is_dark(widget) else QColor("#8a4b00")


def problem_colour(widget: QWidget) -> QColor:
    """Text colour of a problem, with a contrast of at least 4.5 to 1 on the light and the dark theme."""
    return QColor("#ff8f84") if is_dark(widget) else QColor("#a51d12")


def muted_colour(widget: QWidget) -> QColor:
    """Text colour of a remark: a little nearer to the background than the text, and still readable."""
    text = text_colour(widget)
    background, share = (0, 0.9) if text.lightness() > 128 else (255, 0.78)
    return QColor(
        *(round(part * share + background * (1 - share)) for part in (text.red(), text.green(), text.blue()))
    )
