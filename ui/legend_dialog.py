"""The table of a legend: which CORINE classes each of its classes may be, to change and to save as a file."""

from __future__ import annotations

from pathlib import Path
from typing import List, Optional, Tuple

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QDialog, QFileDialog, QHeaderView, QTableWidgetItem, QWidget

from corina.clc.legends import Legend, LegendError, legend, write_legend
from corina.ui.forms import load_form
from corina.ui.notes import NoteKind


class LegendDialog(QDialog):
    """Shows a legend. `saved` carries the path of the file the changed legend was saved as."""

    saved = pyqtSignal(str)

    def __init__(self, shown: Legend, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.form = load_form("legend_dialog", self)
        self._title = shown.title
        table = self.form.table
        table.setColumnCount(3)
        table.setHorizontalHeaderLabels([self.tr("Value"), self.tr("Class"), self.tr("CORINE codes")])
        table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        table.verticalHeader().hide()
        for item in shown.classes:
            self._add_row(item.value, item.name, ", ".join(str(code) for code in sorted(item.codes)))
        self.form.add_button.clicked.connect(lambda: self._add_row("", "", ""))
        self.form.remove_button.clicked.connect(lambda: table.removeRow(table.currentRow()))
        self.form.buttons.accepted.connect(self._ask_path)
        self.form.buttons.rejected.connect(self.reject)
        metrics = self.fontMetrics()
        self.resize(metrics.averageCharWidth() * 90, metrics.height() * 28)

    def _add_row(self, *texts: str) -> None:
        row = self.form.table.rowCount()
        self.form.table.insertRow(row)
        for column, text in enumerate(texts):
            self.form.table.setItem(row, column, QTableWidgetItem(text))

    def legend(self) -> Legend:
        """The legend as the table says it. Raises LegendError with one sentence."""
        table = self.form.table
        rows: List[Tuple[object, str, List[int]]] = []
        for row in range(table.rowCount()):
            value, name, codes = ((table.item(row, c).text() if table.item(row, c) else "") for c in range(3))
            words = codes.replace(",", " ").replace(";", " ").split()
            wrong = [word for word in words if not word.isdigit()]
            if wrong:
                raise LegendError(
                    self.tr(
                        "“{}” of class {} is no CORINE code; write codes with commas, such as 311, 312."
                    ).format(wrong[0], value)
                )
            if value or name or words:
                rows.append((value, name, [int(word) for word in words]))
        return legend(self._title, self._title, rows)

    def save(self, path: str) -> bool:
        """Save the table as a file, as CSV where its name has no ending; says what is wrong when it cannot be saved."""
        path = path if Path(path).suffix else f"{path}.csv"
        try:
            write_legend(path, self.legend())
        except (LegendError, OSError) as error:
            self.form.note.say(str(error), NoteKind.MISSING)
            return False
        self.saved.emit(path)
        self.accept()
        return True

    def _ask_path(self) -> None:
        dialog = QFileDialog(self, self.tr("Save the legend"), "", self.tr("Legends (*.csv *.json)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")  # before it asks whether a file is to be replaced
        if dialog.exec():
            self.save(dialog.selectedFiles()[0])
