"""The line under a field that says what was understood, what is being looked up, or what is missing."""

from __future__ import annotations

from enum import Enum
from typing import Optional

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QEvent, QSize, Qt
from qgis.PyQt.QtGui import QMovie
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from corina.ui.forms import muted_colour, problem_colour, theme_icon, warning_colour


class NoteKind(Enum):
    """What a note is: a remark, a look-up that is going on, something to know, or something that stops the run."""

    PLAIN = "plain"
    BUSY = "busy"
    WARNING = "warning"
    MISSING = "missing"


class NoteLabel(QWidget):
    """A small icon and one wrapped line of text in the colour of its kind; hidden when there is nothing to say."""

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self._kind = NoteKind.PLAIN
        self._movie: Optional[QMovie] = None
        self._icon = QLabel(self)
        self._icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._text.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._icon)
        layout.addWidget(self._text, 1)
        self.clear()

    @property
    def kind(self) -> NoteKind:
        return self._kind

    def text(self) -> str:
        return str(self._text.text())

    def clear(self) -> None:
        """Say nothing and take no room."""
        self.say("")

    def say(self, text: str, kind: NoteKind = NoteKind.PLAIN, tooltip: str = "") -> None:
        """Show `text` as a note of `kind`."""
        self._kind = kind
        self._text.setText(text)
        self.setToolTip(tooltip or (text if len(text) > 60 else ""))
        self.setAccessibleName(text)
        self._show_icon(kind)
        self._colour()
        self.setVisible(bool(text))

    def _show_icon(self, kind: NoteKind) -> None:
        size = max(12, self.fontMetrics().height())
        if self._movie is not None:
            self._movie.stop()
            self._movie = None
        if kind is NoteKind.BUSY:
            self._movie = QMovie(QgsApplication.iconPath("mIconLoading.gif"), b"", self)
            self._movie.setScaledSize(QSize(size, size))
            self._icon.setMovie(self._movie)
            self._movie.start()
        elif kind in (NoteKind.WARNING, NoteKind.MISSING):
            icon = theme_icon("mIconWarning" if kind is NoteKind.WARNING else "mIconInfo")
            self._icon.setPixmap(icon.pixmap(size, size))
        self._icon.setVisible(kind is not NoteKind.PLAIN)

    def _colour(self) -> None:
        colour = {
            NoteKind.WARNING: warning_colour,
            NoteKind.MISSING: problem_colour,
        }.get(self._kind, muted_colour)(self)
        # A style sheet, because QGIS's dark themes are style sheets and win over a palette.
        sheet = f"color: {colour.name()};"
        if self._text.styleSheet() != sheet:
            self._text.setStyleSheet(sheet)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme when it changes."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._colour()
