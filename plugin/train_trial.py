"""Serves what the Model page tries before a training: what it costs here, and which learning rate suits it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Dict, Mapping, Optional

from qgis.PyQt.QtCore import QObject

from corina.engine.jobs import EstimateTrainingJob, JobError, RateTestJob, Recipe
from corina.plugin.describer import SceneDescriber
from corina.plugin.settings import find_engine, load_settings
from corina.ui.train_tab import TrainTab


class TrainTrial(QObject):
    """Lives in the GUI thread, with the Train tab."""

    def __init__(self, tab: TrainTab, parent: QObject) -> None:
        super().__init__(parent)
        self._tab, self._page = tab, tab.model
        self._estimate: Optional[Mapping[str, Any]] = None
        self._estimated_recipe: Optional[Recipe] = None
        self._rates: Optional[Mapping[str, Any]] = None
        self._rated_recipe: Optional[Recipe] = None
        self.costs = SceneDescriber(find_engine, self)
        self.rates = SceneDescriber(find_engine, self)
        page = self._page
        page.estimate_requested.connect(self.estimate)
        page.rates_requested.connect(self.try_rates)
        page.rates_cancelled.connect(self.cancel_rates)
        self.costs.described.connect(self._on_estimated)
        self.costs.failed.connect(lambda error: page.show_estimate_problem(error.message))
        self.rates.described.connect(self._on_rates)
        self.rates.failed.connect(lambda error: page.rate_test.show_problem(error.message))

    def shutdown(self) -> None:
        """End what was asked."""
        self.costs.shutdown()
        self.rates.shutdown()

    def check(self, recipe: Optional[Recipe]) -> None:
        """Say of what was tried whether it still holds for the recipe that the pages ask for now."""
        if self._estimate is not None and not self.costs.is_busy():
            self._page.show_estimate(self._estimate, stale=recipe != self._estimated_recipe)
        if self._rates is not None and not self.rates.is_busy():
            stale = recipe is None or _without_rate(recipe) != self._rated_recipe
            self._page.rate_test.show_result(self._rates, stale)

    def estimate(self) -> None:
        """Try a few steps."""
        try:
            recipe = self._tab.recipe()
        except JobError as error:
            self._page.show_estimate_problem(str(error))
            return
        self._estimated_recipe = recipe
        self._page.show_estimating()
        self.costs.describe(EstimateTrainingJob(recipe, **_machine()))

    def _on_estimated(self, estimate: Mapping[str, Any]) -> None:
        self._estimate = estimate
        self._page.show_estimate(estimate)
        self._tab.changed.emit()

    def try_rates(self) -> None:
        """Let the learning rate rise from step to step and see what the loss does."""
        try:
            recipe = self._tab.recipe()
        except JobError as error:
            self._page.rate_test.show_problem(str(error))
            return
        self._rated_recipe = _without_rate(recipe)
        self._page.rate_test.show_busy()
        self.rates.describe(RateTestJob(recipe, **_machine()))

    def cancel_rates(self) -> None:
        """End the test; what an earlier one found stays."""
        self.rates.cancel()
        self._page.rate_test.show_result(self._rates)
        self._tab.changed.emit()

    def _on_rates(self, result: Mapping[str, Any]) -> None:
        self._rates = result
        self._page.rate_test.show_result(result)
        self._tab.changed.emit()


def _machine() -> Dict[str, Any]:
    """What the settings say of where a trial runs, and where the models are that it may begin with."""
    settings = load_settings()
    return {
        "device": settings.device,
        "threads": settings.threads,
        "models_dir": settings.models_folder,
    }


def _without_rate(recipe: Recipe) -> Recipe:
    """A recipe as the test saw it: what it says of the rate itself does not matter."""
    last = replace(recipe.stages[-1], learning_rate=1.0, epochs=1)
    return replace(recipe, stages=(*recipe.stages[:-1], last), title="", name="model")
