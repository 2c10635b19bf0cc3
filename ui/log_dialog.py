"""A log to read and copy: of a run, of the set-up, or behind an error's "Details"."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtGui import QFontDatabase, QGuiApplication
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QWidget

from corina.ui.forms import load_form


class LogDialog(QDialog):
    """Shows `text` under a title, with a sentence on top when there is one."""

    def __init__(self, title: str, text: str, sentence: str = "", parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.form = load_form("log_dialog", self)
        self.setWindowTitle(title)
        self.form.sentence.setText(sentence)
        self.form.sentence.setVisible(bool(sentence))
        self.form.log.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.form.log.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.form.log.setPlainText(text or self.tr("The log is empty."))
        copy = self.form.buttons.addButton(self.tr("C&opy"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.setToolTip(self.tr("Put the log on the clipboard."))
        copy.setAutoDefault(False)
        copy.clicked.connect(self.copy)
        self.form.buttons.rejected.connect(self.reject)
        unit = self.fontMetrics().averageCharWidth()
        self.resize(unit * 100, unit * 60)

    def copy(self) -> None:
        """Put the sentence and the log on the clipboard."""
        parts = [self.form.sentence.text(), self.form.log.toPlainText()]
        QGuiApplication.clipboard().setText("\n\n".join(part for part in parts if part))
