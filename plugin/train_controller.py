"""The Train tab's other half: reads the data, tries and queues trainings, follows them, and makes models of them."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import Any, Callable, Dict, Optional

from qgis.core import QgsSettings
from qgis.PyQt.QtCore import QObject

from corina.engine.events import Event, Metrics, Preview
from corina.engine.jobs import JobError, Recipe, TrainJob
from corina.plugin.engine_control import EngineControl
from corina.plugin.installed_models import is_installed
from corina.plugin.label_sources import keep_labels
from corina.plugin.run_actions import KindActions, RunActions
from corina.plugin.run_manager import RunManager
from corina.plugin.runs import Run
from corina.plugin.settings import data_folder, load_settings
from corina.plugin.train_command import RECIPE_FILE, read_recipe, recipe_from_text, recipe_text, write_recipe
from corina.plugin.train_data import TrainData
from corina.plugin.train_measure import ModelMeasuring
from corina.plugin.train_pretrain import TrainPretrain
from corina.plugin.train_result import TrainResults
from corina.plugin.train_review import LabelReview
from corina.plugin.train_trial import TrainTrial
from corina.plugin.views import run_view
from corina.ui.dock import CorinaDock
from corina.ui.state import Problem
from corina.ui.train_tab import DATA, REPORT, RUN
from corina.ui.training_view import TrainingView

SETTING = "corina/train_recipe"
"""Where the recipe of the window is kept for the next time."""


class TrainController(QObject):
    """Lives in the GUI thread. list_models: shows the installed models anew and chooses the one it is given."""

    def __init__(
        self,
        iface: Any,  # noqa: ANN401 - QgisInterface
        dock: CorinaDock,
        runs: RunManager,
        actions: RunActions,
        engine: EngineControl,
        list_models: Callable[[str], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._iface, self._dock, self._tab, self._runs, self._engine = iface, dock, dock.train, runs, engine
        self._views: Dict[str, TrainingView] = {}
        self.data = TrainData(iface, dock, self)
        self.trial = TrainTrial(dock.train, self)
        self.results = TrainResults(dock, list_models, self)
        self.review = LabelReview(iface, dock, self)
        self.measuring = ModelMeasuring(dock, self)
        actions.kinds["train"] = KindActions(
            self._on_done, self.open, self._repeat, lambda run: str(run.job.output_dir), self._on_stopped
        )
        self.pretraining = TrainPretrain(dock, runs, actions, self)
        self._connect_tab()
        self._restore()
        self._show_newest()

    def _connect_tab(self) -> None:
        tab, engine = self._tab, self._engine
        tab.model.is_installed = tab.report.is_installed = is_installed
        tab.changed.connect(self._on_change)
        tab.model.recipe_opened.connect(self.open_recipe)
        tab.model.recipe_saved.connect(self.save_recipe)
        tab.run.start_requested.connect(self.start)
        tab.run.pause_requested.connect(self._runs.pause)
        tab.run.stop_requested.connect(self._runs.cancel)
        tab.run.resume_requested.connect(self._runs.resume)
        tab.setup.setup_requested.connect(lambda: engine.set_up(extras=tab.setup.extras))
        tab.setup.cancel_requested.connect(engine.cancel)
        engine.output.connect(tab.setup.add_output)
        self._runs.run_added.connect(self._on_run)
        self._runs.run_changed.connect(self._on_run)
        self._runs.run_removed.connect(self._on_removed)
        self._runs.run_event.connect(self._on_event)

    def shutdown(self) -> None:
        """Keep the settings and end what was asked; trainings go on."""
        self._remember()
        self.data.shutdown()
        self.trial.shutdown()
        self.pretraining.shutdown()
        self.results.shutdown()
        self.review.shutdown()
        self.measuring.shutdown()

    # The recipe

    def _recipe(self) -> Optional[Recipe]:
        try:
            return self._tab.recipe()
        except JobError:
            return None

    def _on_change(self) -> None:
        """Say of what was counted and tried whether it still holds."""
        recipe = self._recipe()
        self.data.check(recipe)
        self.trial.check(recipe)

    def _remember(self) -> None:
        """Keep what does not depend on the data, for the next time."""
        try:
            recipe = replace(self._tab.model.recipe(), split=self._tab.split.choice())
        except JobError:
            return
        QgsSettings().setValue(SETTING, recipe_text(recipe))

    def _restore(self) -> None:
        """Take over the model settings of the last time; its data are of another project."""
        try:
            recipe = recipe_from_text(str(QgsSettings().value(SETTING, "") or ""))
        except JobError:
            return
        self._tab.set_recipe(replace(recipe, data=None))

    def open_recipe(self, path: str) -> None:
        """Show a recipe from a file."""
        try:
            self._tab.set_recipe(read_recipe(Path(path)))
        except JobError as error:
            self._dock.show_problem(Problem("recipe_invalid", str(error)))

    def save_recipe(self, path: str) -> None:
        """Save what the pages say as a recipe."""
        try:
            write_recipe(self._tab.recipe(), Path(path))
        except (JobError, OSError) as error:
            self._dock.show_problem(Problem("recipe_invalid", str(error)))
            return
        self._dock.show_done(self.tr("The recipe was saved to “{}”.").format(path))

    # Starting

    def start(self) -> None:
        """Queue the training the pages ask for."""
        try:
            recipe = self._tab.recipe()
            folder = Path(self._tab.model.folder() or self._new_folder(recipe.name))
            if recipe.data is not None:
                recipe = replace(recipe, data=keep_labels(recipe.data, folder))
            write_recipe(recipe, folder / RECIPE_FILE)
        except (JobError, OSError) as error:
            self._dock.show_problem(Problem("recipe_invalid", str(error)))
            return
        self._remember()
        settings = load_settings()
        job = TrainJob(
            recipe,
            str(folder),
            models_dir=settings.models_folder,
            device=settings.device,
            threads=settings.threads,
            cross_validate=self._tab.split.each_fold(),
        )
        run = self._runs.submit(job, self.tr("Training of {}").format(recipe.title))
        self._dock.runs.select(run.id)
        self._tab.model.set_folder("")
        self.show(run)
        self._tab.show_page(RUN)

    @staticmethod
    def _new_folder(name: str) -> str:
        return str(data_folder() / "trainings" / f"{name}-{time.strftime('%Y%m%d-%H%M%S')}")

    # Runs

    def show(self, run: Run) -> None:
        """Show a training in Training and Report."""
        self._tab.show_run(run_view(run), self._view_of(run))
        for served in (self.results, self.review, self.measuring):
            served.show(run)

    def open(self, run: Run) -> None:
        """Show a training that was chosen in Runs."""
        self.show(run)
        self._dock.show_train()
        self._tab.show_page(REPORT if run.result else RUN)

    def _repeat(self, run: Run) -> None:
        self._tab.set_recipe(run.job.recipe)
        self._tab.split.form.each_fold.setChecked(run.job.cross_validate)
        self._tab.model.set_folder("")
        self._dock.show_train()
        self._tab.show_page(DATA)

    def _show_newest(self) -> None:
        """Show the training that is going on, or else the one of last time."""
        trainings = [run for run in self._runs.runs() if run.kind == "train"]
        active = [run for run in trainings if run.state.is_active]
        if trainings:
            self.show((active or trainings)[0])

    def _view_of(self, run: Run) -> TrainingView:
        """The course of a training, read from its folder the first time."""
        if run.id not in self._views:
            view = self._views[run.id] = TrainingView()
            for event in self._runs.folder(run.id).events():
                _add(view, event)
        return self._views[run.id]

    def _is_shown(self, run_id: str) -> bool:
        return bool(self._tab.run.run_id() == run_id)

    def _on_run(self, run_id: str) -> None:
        run = self._runs.run(run_id)
        if run.kind == "train" and self._is_shown(run_id):
            self._tab.update_run(run_view(run))
            for served in (self.results, self.review, self.measuring):
                served.show(run)

    def _on_removed(self, run_id: str) -> None:
        self._views.pop(run_id, None)
        if self._is_shown(run_id):
            self._tab.show_run(None, TrainingView())
            self.review.put_away()

    def _on_event(self, run_id: str, event: Event) -> None:
        run = self._runs.run(run_id)
        if run.kind != "train":
            return
        view = self._view_of(run)
        _add(view, event)
        if self._is_shown(run_id):
            self._tab.run.set_view(view)

    def _on_done(self, run: Run) -> None:
        self.show(run)
        self._dock.show_done(self.tr("{} is done; its report is in Train.").format(run.title))
        if self._tab.page() == RUN:
            self._tab.show_page(REPORT)

    def _on_stopped(self, run: Run) -> None:
        self.show(run)


def _add(view: TrainingView, event: Event) -> None:
    if isinstance(event, Metrics):
        view.add_metrics(
            event.epoch, event.split, event.values, event.learning_rate, event.training_stage, event.best
        )
    elif isinstance(event, Preview):
        view.add_picture(event.index, event.path, event.name)
