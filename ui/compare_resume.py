"""The line above the form that offers to go on with the changes a project still shows."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QPushButton, QWidget

from corina.ui import formatting
from corina.ui.notes import NoteLabel


class CompareResume(QWidget):
    """Hidden without such changes. `resumed`: the button was pressed."""

    resumed = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.note = NoteLabel(self)
        self.button = QPushButton(self.tr("&Go on"), self)
        self.button.setToolTip(
            self.tr("Open the list of changes again, with the verdicts and comments given so far.")
        )
        self.button.clicked.connect(self.resumed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(9, 6, 9, 0)
        layout.addWidget(self.note, 1)
        layout.addWidget(self.button)
        self.offer("", 0, 0)

    def offer(self, title: str, judged: int, total: int) -> None:
        """Say which work it is and how far; without changes nothing is offered."""
        self.note.say(
            self.tr("This project shows “{}”: {} of {} changes looked at.").format(
                title, formatting.number(judged), formatting.number(total)
            )
        )
        self.setVisible(total > 0)
