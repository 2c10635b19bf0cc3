"""The model card to read: what a model needs, what it can tell apart, how well, and what it cannot do."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtGui import QGuiApplication
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QWidget

from corina.ui.card_text import card_html
from corina.ui.forms import load_form, muted_colour
from corina.ui.state import ModelEntry


class CardDialog(QDialog):
    """Shows the card of one model."""

    def __init__(self, model: ModelEntry, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.form = load_form("card_dialog", self)
        self.setWindowTitle(self.tr("Model card: {}").format(model.title))
        self.form.text.setHtml(card_html(model, muted_colour(self).name()))
        copy = self.form.buttons.addButton(self.tr("C&opy as text"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.setToolTip(self.tr("Put the card on the clipboard as plain text, for a report."))
        copy.setAutoDefault(False)
        copy.clicked.connect(self.copy)
        self.form.buttons.rejected.connect(self.reject)
        unit = self.fontMetrics().averageCharWidth()
        self.resize(unit * 88, unit * 96)

    def copy(self) -> None:
        """Put the card on the clipboard as plain text."""
        QGuiApplication.clipboard().setText(self.form.text.toPlainText())
