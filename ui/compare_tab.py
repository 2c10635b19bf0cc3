"""The Compare tab: the card that adds what comparing needs, the form or a result, and the run that is going on."""

from __future__ import annotations

from typing import Any, Mapping, Optional, Sequence

from qgis.PyQt.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from corina.ui.change_table import Change
from corina.ui.compare_form import CompareForm
from corina.ui.compare_result import CompareResult
from corina.ui.compare_resume import CompareResume
from corina.ui.extras_card import ExtrasCard
from corina.ui.run_progress import RunProgress
from corina.ui.state import EngineView

EXTRA = "compare"


class CompareTab(QWidget):
    """Holds the three pages and shows the one that is due."""

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setup = ExtrasCard(
            (EXTRA,),
            self.tr("Compare with CORINE"),
            self.tr(
                "To read CORINE polygons, find changes and write reports, Corina adds three libraries to its own "
                "engine. QGIS itself is left as it is."
            ),
            self.tr("Add &comparison"),
            self,
        )
        self.fields = CompareForm(self)
        self.result = CompareResult(self)
        self.progress = RunProgress(self)
        self.pages = QStackedWidget(self)
        for page in (self.setup, self.fields, self.result):
            self.pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.resume = CompareResume(self)
        layout.addWidget(self.resume)
        layout.addWidget(self.pages, 1)
        layout.addWidget(self.progress)
        self._lacking = False
        self.result.back_requested.connect(self.show_form)
        self.pages.setCurrentWidget(self.fields)

    def set_engine(self, engine: EngineView) -> None:
        """Show the card while the engine lacks what comparing needs, and the form when it is there."""
        self.setup.set_engine(engine)
        self.fields.set_engine(engine)
        self._lacking = self.setup.is_needed(engine)
        if self._lacking and self.pages.currentWidget() is self.fields:
            self.pages.setCurrentWidget(self.setup)
        elif not self._lacking and self.pages.currentWidget() is self.setup:
            self.pages.setCurrentWidget(self.fields)

    def show_form(self) -> None:
        """Show the form, or the card while something is lacking."""
        self.pages.setCurrentWidget(self.setup if self._lacking else self.fields)

    def show_result(
        self, result: Mapping[str, Any], changes: Sequence[Change], temporary: bool = False
    ) -> None:
        """Show what a comparison found."""
        self.result.set_result(result, changes, temporary)
        self.pages.setCurrentWidget(self.result)
