"""The Classify tab: the set-up card, the form or a result, and below them the run that is going on."""

from __future__ import annotations

from typing import Any, Mapping, Optional

from qgis.PyQt.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from corina.ui.classify_form import ClassifyForm
from corina.ui.result_panel import ResultPanel
from corina.ui.run_progress import RunProgress
from corina.ui.setup_card import SetupCard
from corina.ui.state import EngineState, EngineView


class ClassifyTab(QWidget):
    """Holds the three pages and shows the one that is due."""

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setup = SetupCard(self)
        self.fields = ClassifyForm(self)
        self.result = ResultPanel(self)
        self.progress = RunProgress(self)
        self.pages = QStackedWidget(self)
        for page in (self.setup, self.fields, self.result):
            self.pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.pages, 1)
        layout.addWidget(self.progress)
        self._first_start = False
        self.result.back_requested.connect(self.show_form)
        self.pages.setCurrentWidget(self.fields)

    def set_engine(self, engine: EngineView) -> None:
        """Show the card while there is no engine, and go back to the form when there is one.

        A repair of an engine that was there shows in the chip and the footer and leaves the form where it is.
        """
        if engine.state is EngineState.ABSENT:
            self._first_start = True
        elif engine.state is EngineState.READY:
            self._first_start = False
        self.setup.set_engine(engine)
        self.fields.set_engine(engine)
        self.result.set_engine(engine)
        if self._first_start and self.pages.currentWidget() is self.fields:
            self.pages.setCurrentWidget(self.setup)
        elif not self._first_start and self.pages.currentWidget() is self.setup:
            self.pages.setCurrentWidget(self.fields)

    def show_form(self) -> None:
        """Show the form, or the set-up card while there is no engine."""
        self.pages.setCurrentWidget(self.setup if self._first_start else self.fields)

    def show_result(self, result: Mapping[str, Any], temporary: bool = False) -> None:
        """Show the areas of a result."""
        self.result.set_result(result, temporary)
        self.pages.setCurrentWidget(self.result)
