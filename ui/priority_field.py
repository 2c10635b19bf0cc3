"""Where a user chooses the priority table by which small areas join a neighbour."""

from __future__ import annotations

from pathlib import Path

from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtWidgets import QComboBox, QLabel

from corina.engine.jobs import Rule


class PriorityField(QObject):
    """A file beside the choice of the rule: there to fill in while the rule looks at it."""

    def __init__(self, rule: QComboBox, label: QLabel, file: QgsFileWidget) -> None:
        super().__init__(file)
        self._rule, self._label, self._file = rule, label, file
        file.setFilter(self.tr("Tables (*.csv *.txt *.tsv);;All files (*)"))
        file.setDialogTitle(self.tr("Choose a priority table"))
        file.lineEdit().setPlaceholderText(self.tr("by shared digits"))
        file.setFocusProxy(file.lineEdit())
        label.setBuddy(file)
        rule.currentIndexChanged.connect(self.refresh)
        self.refresh()

    def refresh(self, *_: object) -> None:
        """Enable the file where the rule is offered and looks at a table."""
        useful = (
            self._rule.isEnabledTo(self._rule.parentWidget()) and self._rule.currentData() is Rule.PRIORITY
        )
        for widget in (self._label, self._file):
            widget.setEnabled(useful)

    def path(self) -> str:
        """The table that was chosen, empty without one or where the rule does not look at it."""
        return self._file.filePath().strip() if self._rule.currentData() is Rule.PRIORITY else ""

    def problem(self) -> str:
        """What is wrong with the file, in one sentence; empty when nothing is."""
        path = self.path()
        if not path or Path(path).is_file():
            return ""
        return self.tr("“{}” is not there: choose another priority table, or none.").format(path)

    def set_path(self, path: str) -> None:
        """Show this table; empty for none."""
        self._file.setFilePath(path)
