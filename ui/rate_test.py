"""The learning-rate range test on the Model page: the curve of the loss over rising rates, and its suggestion."""

from __future__ import annotations

import math
from typing import Any, List, Mapping, Optional, Tuple

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QWidget

from corina.ui.curve_chart import CurveChart, Series
from corina.ui.forms import load_form
from corina.ui.notes import NoteKind

MAX_DECADES = 6
"""With more powers of ten than this on the axis, each second one is labelled."""


class RateChart(CurveChart):
    """A curve over learning rates on a logarithmic axis; `x` of its series are logarithms to the base 10."""

    def set_curve(self, rates: List[float], losses: List[float], suggestion: Optional[float]) -> None:
        """Show a test; the suggested rate is marked."""
        points = tuple((math.log10(rate), loss) for rate, loss in zip(rates, losses))
        best = (
            min((x for x, _ in points), key=lambda x: abs(x - math.log10(suggestion))) if suggestion else None
        )
        self.set_series(self.tr("Loss at each learning rate"), [Series("", points, best)])

    def first_and_last(self) -> Tuple[float, float]:
        xs = [x for item in self.series() for x, _ in item.points]
        return (min(xs), max(xs)) if xs else (-6.0, 0.0)

    def ticks(self, first: float, last: float) -> List[Tuple[float, str]]:
        powers = range(math.ceil(first - 1e-9), math.floor(last + 1e-9) + 1)
        step = 2 if len(powers) > MAX_DECADES else 1
        return [(float(power), f"{10.0**power:g}") for power in powers[::step]]

    def place_text(self, x: float) -> str:
        return self.tr("Learning rate {}").format(f"{10.0**x:.2g}")


class RateTest(QWidget):
    """Hidden until a test was asked for. `taken` carries the suggested rate; `cancelled`: the test is to be ended."""

    taken = pyqtSignal(float)
    cancelled = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.form = load_form("rate_test", self)
        self._suggestion: Optional[float] = None
        self.form.take_button.clicked.connect(self._take)
        self.form.cancel_button.clicked.connect(self.cancelled)
        self.show_result(None)

    def is_busy(self) -> bool:
        """Whether a test is going on."""
        return not self.form.cancel_button.isHidden()

    def show_busy(self) -> None:
        """Say that the test is running."""
        self._show("", NoteKind.PLAIN, None)
        self.form.note.say(self.tr("Trying rising rates…"), NoteKind.BUSY)
        self.form.cancel_button.show()
        self.show()

    def show_result(self, result: Optional[Mapping[str, Any]], stale: bool = False) -> None:
        """Show the result of rate_test (docs/jobs.md); None for none. stale: the settings have changed since."""
        text = self.tr("Changed since; test again.") if stale else ""
        self._show(text, NoteKind.WARNING, result)
        self.setVisible(result is not None)

    def show_problem(self, sentence: str) -> None:
        """Say why there is no result."""
        self._show(sentence, NoteKind.MISSING, None)
        self.show()

    def _show(self, text: str, kind: NoteKind, result: Optional[Mapping[str, Any]]) -> None:
        form, found = self.form, result or {}
        self._suggestion = found.get("suggestion")
        form.note.say(text, kind)
        form.cancel_button.hide()
        form.chart.setVisible(bool(found))
        form.chart.set_curve(
            list(found.get("rates") or ()), list(found.get("losses") or ()), self._suggestion
        )
        form.why.setText(str(found.get("suggestion_why") or ""))
        form.why.setVisible(bool(form.why.text()))
        form.take_button.setVisible(self._suggestion is not None)

    def _take(self) -> None:
        if self._suggestion is not None:
            self.taken.emit(float(self._suggestion))
