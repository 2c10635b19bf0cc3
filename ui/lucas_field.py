"""The field of the table that says which CORINE classes a LUCAS code may be, with a copy of Corina's own to edit."""

from __future__ import annotations

from pathlib import Path
from typing import Optional

from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QWidget

from corina.clc.lucas import table_as_csv


class LucasTableField(QWidget):
    """`file` is empty for Corina's own table. `failed` carries a sentence when the copy cannot be written."""

    failed = pyqtSignal(str)

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.file = QgsFileWidget(self)
        self.file.setFilter("CSV (*.csv)")
        self.file.lineEdit().setPlaceholderText(self.tr("Corina's own"))
        self.file.setToolTip(
            self.tr("A CSV with the columns lucas and clc: which CORINE classes a LUCAS code may be.")
        )
        self.copy_button = QPushButton(self.tr("&Edit a copy…"), self)
        self.copy_button.setToolTip(
            self.tr("Save Corina's own table as a CSV to be edited in any spreadsheet, and choose it.")
        )
        self.copy_button.setAutoDefault(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.file, 1)
        row.addWidget(self.copy_button)
        self.setFocusProxy(self.file)
        self.copy_button.clicked.connect(self._ask)

    def _ask(self) -> None:
        dialog = QFileDialog(self, self.tr("Save a copy of the table"), "", "CSV (*.csv)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")  # before it asks whether a file is to be replaced
        dialog.selectFile("lucas_to_corine.csv")
        if dialog.exec():
            self.save_copy(dialog.selectedFiles()[0])

    def save_copy(self, path: str) -> None:
        """Write Corina's own table to a file and choose that."""
        place = Path(path)
        try:
            place.write_bytes(table_as_csv().encode())
        except OSError as error:
            self.failed.emit(
                self.tr("{} cannot be written ({}): choose another place.").format(
                    place, error.strerror or error
                )
            )
            return
        self.file.setFilePath(str(place))
