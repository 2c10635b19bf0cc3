"""A row to go through labels under review one by one: previous, next, and a verdict on each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import List, Optional, Sequence

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QWidget

from corina.ui import formatting
from corina.ui.class_names import class_label
from corina.ui.forms import load_form, theme_icon

VERDICTS = ("", "wrong", "right", "unsure")
"""What `status` of a review layer may hold."""


@dataclass(frozen=True)
class LabelUnderReview:
    """One label polygon. fid: of its feature. label: its class as text; code: 0 where it allows several.

    mapped_code: the class that the model maps there most. agreement: share, 0..1, of its pixels mapped as labelled.
    """

    fid: int
    label: str
    code: int
    mapped_code: int
    loss: float
    agreement: float
    area_ha: float
    verdict: str = ""


class ReviewRow(QWidget):
    """Hidden until there is something to review. `shown` carries the fid of the label that is looked at, `judged` its
    fid and verdict.
    """

    shown = pyqtSignal(int)
    judged = pyqtSignal(int, str)

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.form = load_form("review_row", self)
        form = self.form
        form.previous_button.setIcon(theme_icon("mActionArrowLeft"))
        form.next_button.setIcon(theme_icon("mActionArrowRight"))
        form.previous_button.clicked.connect(lambda: self._go(-1))
        form.next_button.clicked.connect(lambda: self._go(1))
        words = (
            self.tr("not judged"),
            self.tr("label is wrong"),
            self.tr("label is right"),
            self.tr("unsure"),
        )
        for verdict, text in zip(VERDICTS, words):
            form.verdict.addItem(text, verdict)
        form.verdict.activated.connect(self._on_verdict)
        self._items: List[LabelUnderReview] = []
        self._place = 0
        self.hide()

    def set_items(self, items: Sequence[LabelUnderReview]) -> None:
        """Go through these labels, from the first; none hides the row."""
        self._items, self._place = list(items), 0
        self.setVisible(bool(items))
        if items:
            self._show()

    def current(self) -> Optional[LabelUnderReview]:
        """The label that is looked at."""
        return self._items[self._place] if self._items else None

    def _go(self, by: int) -> None:
        self._place = min(max(self._place + by, 0), len(self._items) - 1)
        self._show()

    def _on_verdict(self, *_: object) -> None:
        item = self.current()
        if item is not None:
            verdict = str(self.form.verdict.currentData())
            self._items[self._place] = replace(item, verdict=verdict)
            self.judged.emit(item.fid, verdict)

    def _show(self) -> None:
        item = self._items[self._place]
        label = class_label(item.code) if item.code else item.label
        self.form.label.setText(
            self.tr("{} of {}: labelled {}, mapped {}; {} % of {} agree").format(
                self._place + 1,
                len(self._items),
                label,
                class_label(item.mapped_code),
                formatting.number(100 * item.agreement, 0),
                formatting.hectares(item.area_ha),
            )
        )
        self.form.previous_button.setEnabled(self._place > 0)
        self.form.next_button.setEnabled(self._place < len(self._items) - 1)
        self.form.verdict.setCurrentIndex(max(self.form.verdict.findData(item.verdict), 0))
        self.shown.emit(item.fid)
