"""The Train tab: five pages one after the other, which may be visited in any order and keep what they hold."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, List, Mapping, Optional

from qgis.gui import QgsScrollArea
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtGui import QResizeEvent
from qgis.PyQt.QtWidgets import QFrame, QSizePolicy, QWidget

from corina.engine.jobs import JobError, Recipe, SplitChoice
from corina.ui.extras_card import ExtrasCard
from corina.ui.forms import load_form
from corina.ui.notes import NoteKind
from corina.ui.state import EngineState, EngineView, RunState, RunView
from corina.ui.train_data_page import TrainDataPage
from corina.ui.train_model_page import TrainModelPage
from corina.ui.train_report_page import TrainReportPage
from corina.ui.train_run_page import TrainRunPage
from corina.ui.train_split_page import TrainSplitPage
from corina.ui.training_view import TrainingView

DATA, SPLIT, MODEL, RUN, REPORT = range(5)


class TrainTab(QWidget):
    """Holds the pages. `changed`: the recipe may be another one now."""

    changed = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.form = load_form("train_tab", self)
        form = self.form
        self._engine = EngineView(EngineState.CHECKING)
        self._seeds = Recipe.seed, SplitChoice.seed
        """Of the training and of the split, in the recipe that was shown last."""
        self.setup = ExtrasCard(
            ("training", "compare"),
            self.tr("Add what training needs"),
            self.tr(
                "Training needs more than classifying: PyTorch and what reads CORINE polygons. It is added to Corina's "
                "engine; QGIS stays as it is. Python 3.10 or later is needed."
            ),
            self.tr("&Add training"),
            self,
        )
        form.setup_column.addWidget(self.setup)
        self.data, self.split, self.model = TrainDataPage(), TrainSplitPage(), TrainModelPage()
        self.run, self.report = TrainRunPage(), TrainReportPage()
        self._steps = (form.data_step, form.split_step, form.model_step, form.run_step, form.report_step)
        self._step_names = [button.text() for button in self._steps]
        self._step_texts = list(self._step_names)
        form.steps.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        form.steps.setMinimumWidth(self.fontMetrics().averageCharWidth() * 32)
        for page in (self.data, self.split, self.model, self.run, self.report):
            form.pages.addWidget(self._scrolled(page))
        for number, button in enumerate(self._steps):
            button.clicked.connect(lambda _=False, number=number: self.show_page(number))
        form.footer_row.setStretch(0, 1)
        form.back_button.clicked.connect(lambda: self.show_page(self.page() - 1))
        form.next_button.clicked.connect(lambda: self.show_page(self.page() + 1))
        for page in (self.data, self.split, self.model):
            page.changed.connect(self._on_change)
        form.sides.setCurrentWidget(form.train_side)
        self.show_page(DATA)

    @staticmethod
    def _scrolled(page: QWidget) -> QgsScrollArea:
        area = QgsScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(page)
        return area

    # The pages

    def page(self) -> int:
        """The page that is shown: DATA, SPLIT, MODEL, RUN or REPORT."""
        return int(self.form.pages.currentIndex())

    def show_page(self, number: int) -> None:
        """Show a page."""
        number = min(max(number, DATA), REPORT)
        self.form.pages.setCurrentIndex(number)
        self._steps[number].setChecked(True)
        self._fit_steps()
        self.form.back_button.setEnabled(number > DATA)
        self.form.next_button.setEnabled(number < REPORT)
        self._show_gap()

    def recipe(self) -> Recipe:
        """What the first three pages ask for. Raises JobError with one sentence."""
        recipe, data, split = self.model.recipe(), self.data.choice(), self.split.choice()
        seed, of_split = self._seeds
        return replace(
            recipe,
            data=data,
            split=split,
            bands=self.data.bands(),
            codes=recipe.codes if data.codes else (),  # what the field of the page says counts
            seed=seed if split.seed == of_split else split.seed,
        )

    def set_recipe(self, recipe: Recipe) -> None:
        """Show a recipe in the first three pages."""
        if recipe.data is not None:
            self.data.set_choice(recipe.data)
        self.data.set_codes(recipe.stated_codes)
        self._seeds = recipe.seed, recipe.split.seed
        self.split.set_choice(recipe.split)
        self.model.set_recipe(recipe)

    def gap(self) -> str:
        """What is missing before a training can start, in one sentence; empty when nothing is."""
        if self._engine.state is EngineState.CHECKING:
            return self.tr("The engine is being checked.")
        if self._engine.state is not EngineState.READY:
            return self._engine.message or self.tr("The engine is not ready.")
        problem = self.data.problem() or self.model.problem()
        if problem:
            return problem
        try:
            self.recipe()
        except JobError as error:
            return str(error)
        return ""

    def _on_change(self) -> None:
        self._show_gap()
        self.changed.emit()

    def _show_gap(self) -> None:
        gap = self.gap()
        self.run.show_gap(gap, self._engine.state is EngineState.CHECKING)
        # What is missing on a page is said beside its field; the pages after it say it here.
        own = {DATA: self.data.problem(), MODEL: self.model.problem()}.get(self.page(), "")
        self.form.gap.say("" if self.page() in (DATA, RUN, REPORT) or gap == own else gap, NoteKind.MISSING)

    # What the tab is told

    def set_engine(self, engine: EngineView) -> None:
        """Show the card while the engine lacks what training needs."""
        self._engine = engine
        needed = self.setup.is_needed(engine)
        self.setup.set_engine(engine)
        self.data.form.editor.bands.set_ready(engine.state is EngineState.READY)
        self.form.sides.setCurrentWidget(self.form.setup_side if needed else self.form.train_side)
        self._show_gap()

    def show_description(self, description: Optional[Mapping[str, Any]], stale: bool = False) -> None:
        """Show what was counted of the data, in Data and in Split."""
        self.data.show_description(description, stale)
        self.split.show_description(description, stale)

    def show_run(self, run: Optional[RunView], view: TrainingView) -> None:
        """Show a training in Training and Report, and how far it is in the name of its step."""
        self.run.show_run(run)
        self.run.set_view(view)
        self.report.show_run(run)
        self._show_progress(run)

    def update_run(self, run: RunView) -> None:
        """Show where the training stands that is shown already."""
        before = self.run.shown()
        self.run.show_run(run)
        if before is None or before.state is not run.state or before.result is not run.result:
            self.report.show_run(run)
        self._show_progress(run)

    def _show_progress(self, run: Optional[RunView]) -> None:
        names: List[str] = list(self._step_names)
        if run is not None and run.state in (RunState.RUNNING, RunState.PAUSED):
            percent = round(100 * run.progress.fraction) if run.progress is not None else 0
            names[RUN] = self.tr("&4 Train {} %").format(percent)
        if names != self._step_texts:
            self._step_texts = names
            self._fit_steps()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_steps()

    def _fit_steps(self) -> None:
        """Where not all names have room, those of the other pages are their numbers only."""
        for button, text in zip(self._steps, self._step_texts):
            button.setText(text)
            button.setAccessibleName(text.replace("&", ""))
        row = self.form.steps_row
        margins = row.contentsMargins()
        needed = margins.left() + margins.right() + row.spacing() * len(self._steps)
        if needed + sum(button.sizeHint().width() for button in self._steps) <= self.width():
            return
        for number, (button, text) in enumerate(zip(self._steps, self._step_texts)):
            if number != self.page():
                percent = re.search(r"\d+ %$", text)
                button.setText(text.split(" ")[0] + (f" {percent.group()}" if percent else ""))
