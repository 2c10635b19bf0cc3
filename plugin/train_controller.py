"""The Train tab's other half: reads the data, tries and queues trainings, follows them, and makes models of them."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import Any, Callable, Dict, Mapping, Optional

from qgis.core import QgsProcessingUtils, QgsProject, QgsSettings
from qgis.PyQt.QtCore import QObject

from corina.engine.events import Event, Metrics, Preview
from corina.engine.jobs import DescribeTrainingDataJob, EstimateTrainingJob, JobError, Recipe, TrainJob
from corina.plugin.describer import SceneDescriber
from corina.plugin.engine_control import EngineControl
from corina.plugin.label_sources import keep_labels, label_input
from corina.plugin.run_actions import KindActions, RunActions
from corina.plugin.run_manager import RunManager
from corina.plugin.runs import Run
from corina.plugin.settings import data_folder, find_engine, load_settings
from corina.plugin.sources import scene_source
from corina.plugin.split_layer import add_split_layer
from corina.plugin.train_command import RECIPE_FILE, read_recipe, recipe_from_text, recipe_text, write_recipe
from corina.plugin.train_result import TrainResults
from corina.plugin.train_review import LabelReview
from corina.plugin.views import is_own_map, run_view
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
        self._described: Optional[Mapping[str, Any]] = None
        self._described_recipe: Optional[Recipe] = None
        self._estimate: Optional[Mapping[str, Any]] = None
        self._estimated_recipe: Optional[Recipe] = None
        self.data = SceneDescriber(find_engine, self)
        self.trial = SceneDescriber(find_engine, self)
        self.results = TrainResults(dock, list_models, self)
        self.review = LabelReview(iface, dock, self)
        actions.kinds["train"] = KindActions(
            self._on_done, self.open, self._repeat, lambda run: str(run.job.output_dir), self._on_stopped
        )
        self._connect_tab()
        self._restore()
        self._show_newest()

    def _connect_tab(self) -> None:
        tab, engine = self._tab, self._engine
        editor = tab.data.form.editor
        editor.form.scene.resolve = scene_source
        editor.form.labels.resolve = label_input
        tab.data.refresh()
        tab.changed.connect(self._on_change)
        tab.data.look_requested.connect(self.look)
        tab.split.look_requested.connect(self.look)
        tab.split.map_requested.connect(self.show_split)
        tab.model.estimate_requested.connect(self.estimate)
        tab.model.recipe_opened.connect(self.open_recipe)
        tab.model.recipe_saved.connect(self.save_recipe)
        tab.run.start_requested.connect(self.start)
        tab.run.pause_requested.connect(self._runs.pause)
        tab.run.stop_requested.connect(self._runs.cancel)
        tab.run.resume_requested.connect(self._runs.resume)
        tab.setup.setup_requested.connect(lambda: engine.set_up(extras=tab.setup.extras))
        tab.setup.cancel_requested.connect(engine.cancel)
        engine.output.connect(tab.setup.add_output)
        self.data.described.connect(self._on_described)
        self.data.failed.connect(self._on_not_described)
        self.trial.described.connect(self._on_estimated)
        self.trial.failed.connect(lambda error: tab.model.show_estimate_problem(error.message))
        self._runs.run_added.connect(self._on_run)
        self._runs.run_changed.connect(self._on_run)
        self._runs.run_removed.connect(self._on_removed)
        self._runs.run_event.connect(self._on_event)
        project = QgsProject.instance()
        project.layersAdded.connect(self.list_layers)
        project.layersRemoved.connect(self.list_layers)
        self.list_layers()

    def shutdown(self) -> None:
        """Keep the settings and end what was asked; trainings go on."""
        self._remember()
        project = QgsProject.instance()
        for signal in (project.layersAdded, project.layersRemoved):
            try:
                signal.disconnect(self.list_layers)
            except (RuntimeError, TypeError):  # already gone with the project
                continue
        self.data.shutdown()
        self.trial.shutdown()
        self.results.shutdown()
        self.review.shutdown()

    def list_layers(self, *_: object) -> None:
        """Keep Corina's own maps out of the list of scenes."""
        own = [layer for layer in QgsProject.instance().mapLayers().values() if is_own_map(layer)]
        self._tab.data.form.editor.form.scene.set_excluded_layers(own)

    # The recipe

    def _recipe(self) -> Optional[Recipe]:
        try:
            return self._tab.recipe()
        except JobError:
            return None

    def _on_change(self) -> None:
        """Say of what was counted and tried whether it still holds."""
        recipe = self._recipe()
        if self._described is not None and not self.data.is_busy():
            same = recipe is not None and _data_of(recipe) == _data_of(self._described_recipe)
            self._tab.show_description(self._described, stale=not same)
        if self._estimate is not None and not self.trial.is_busy():
            self._tab.model.show_estimate(self._estimate, stale=recipe != self._estimated_recipe)

    def _remember(self) -> None:
        recipe = self._recipe()
        if recipe is not None:
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

    # Data and split

    def look(self) -> None:
        """Count patches and classes, and draw the split."""
        try:
            data, split = self._tab.data.choice(), self._tab.split.choice()
        except JobError as error:
            self._tab.data.show_problem(str(error))
            self._tab.split.show_problem(str(error))
            return
        self._described_recipe = Recipe(data=data, split=split)
        self._tab.data.show_looking("")
        self._tab.split.show_looking("")
        folder = str(Path(QgsProcessingUtils.tempFolder()) / f"corina-split-{int(time.time() * 1000)}")
        self.data.describe(DescribeTrainingDataJob(data=data, split=split, output_dir=folder))

    def _on_described(self, description: Mapping[str, Any]) -> None:
        self._described = description
        self._tab.show_description(description)
        self._on_change()

    def _on_not_described(self, error: Any) -> None:  # noqa: ANN401 - an EngineError
        self._described = None
        self._tab.show_description(None)
        self._tab.data.show_problem(error.message)
        self._tab.split.show_problem(error.message)

    def show_split(self) -> None:
        """Show the patches on the map."""
        path = ((self._described or {}).get("outputs") or {}).get("layer")
        layer = (
            add_split_layer(QgsProject.instance(), str(path), self.tr("Training patches")) if path else None
        )
        if layer is None:
            self._dock.show_warning(self.tr("The patches have no place that could be shown on the map."))
            return
        canvas = self._iface.mapCanvas()
        canvas.setExtent(canvas.mapSettings().layerExtentToOutputExtent(layer, layer.extent()))
        canvas.refresh()

    # Trying and starting

    def estimate(self) -> None:
        """Try a few steps."""
        recipe = self._recipe()
        if recipe is None:
            self._tab.model.show_estimate_problem(self._tab.gap())
            return
        self._estimated_recipe = recipe
        self._tab.model.show_estimating()
        settings = load_settings()
        self.trial.describe(EstimateTrainingJob(recipe, device=settings.device, threads=settings.threads))

    def _on_estimated(self, estimate: Mapping[str, Any]) -> None:
        self._estimate = estimate
        self._tab.model.show_estimate(estimate)
        self._on_change()

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
        self.results.show(run)
        self.review.show(run)

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
            self.results.show(run)
            self.review.show(run)

    def _on_removed(self, run_id: str) -> None:
        self._views.pop(run_id, None)
        if self._is_shown(run_id):
            self._tab.show_run(None, TrainingView())

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


def _data_of(recipe: Optional[Recipe]) -> Any:  # noqa: ANN401 - values to compare
    return None if recipe is None else (recipe.data, recipe.split)


def _add(view: TrainingView, event: Event) -> None:
    if isinstance(event, Metrics):
        view.add_metrics(
            event.epoch, event.split, event.values, event.learning_rate, event.training_stage, event.best
        )
    elif isinstance(event, Preview):
        view.add_picture(event.index, event.path, event.name)
