"""Pretraining of an encoder from the Model page: its dialog, its run, and beginning the training with what it made."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import Optional

from qgis.PyQt.QtCore import QObject

from corina.engine.jobs import JobError, PretrainJob, Recipe
from corina.plugin.label_sources import keep_labels
from corina.plugin.run_actions import KindActions, RunActions
from corina.plugin.run_manager import RunManager
from corina.plugin.runs import Run
from corina.plugin.settings import data_folder, load_settings
from corina.plugin.train_command import RECIPE_FILE, write_recipe
from corina.plugin.views import run_view
from corina.ui.dock import CorinaDock
from corina.ui.pretrain_dialog import PretrainDialog
from corina.ui.state import Problem, RunView
from corina.ui.train_tab import MODEL

KIND = "pretrain"


class TrainPretrain(QObject):
    """Lives in the GUI thread, with the Train tab."""

    def __init__(self, dock: CorinaDock, runs: RunManager, actions: RunActions, parent: QObject) -> None:
        super().__init__(parent)
        self._dock, self._tab, self._runs = dock, dock.train, runs
        self._page, self._panel = dock.train.model, dock.train.model.pretraining
        self.dialog: Optional[PretrainDialog] = None
        """The dialog that is open."""
        actions.kinds[KIND] = KindActions(
            self._on_done, self.open, self._repeat, lambda run: str(run.job.output_dir), self.show
        )
        self._page.pretrain_requested.connect(self.ask)
        self._panel.taken.connect(self._take)
        self._panel.stop_requested.connect(runs.cancel)
        self._panel.resume_requested.connect(runs.resume)
        runs.run_changed.connect(self._on_run)
        runs.run_removed.connect(self._on_removed)
        active = [run for run in runs.runs() if run.kind == KIND and run.state.is_active]
        if active:
            self.show(active[0])

    def shutdown(self) -> None:
        """Close the dialog; a pretraining goes on."""
        self._close_dialog()

    # Starting

    def ask(self) -> None:
        """Open the dialog for the network of the Model page and the data of the Data page."""
        try:
            recipe = replace(
                self._page.recipe(), data=None, split=self._tab.split.choice(), bands=self._tab.data.bands()
            )
        except JobError as error:
            self._dock.show_problem(Problem("recipe_invalid", str(error)))
            return
        problem = ""
        try:
            recipe = replace(recipe, data=self._tab.data.choice())
        except JobError as error:
            problem = str(error)
        self._open(PretrainDialog(recipe, self.tr("the data of the Data page"), problem, self._dock))

    def _repeat(self, run: Run) -> None:
        """Open the dialog with what a run asked for: its network, its data and its settings."""
        job: PretrainJob = run.job
        problem = self.tr("That pretraining had no data of your own; choose a set.")
        dialog = PretrainDialog(job.recipe, self.tr("the data of that run"), problem, self._dock)
        dialog.set_job(job)
        self._show_page()
        self._open(dialog)

    def _open(self, dialog: PretrainDialog) -> None:
        self._close_dialog()
        self.dialog = dialog
        dialog.started.connect(self.start)
        dialog.finished.connect(self._on_dialog_closed)
        dialog.open()

    def _close_dialog(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.reject()

    def _on_dialog_closed(self, *_: object) -> None:
        self.dialog = None

    def start(self, job: PretrainJob) -> None:
        """Queue a pretraining; one without a folder gets a new one in the profile."""
        name = f"encoder-{time.strftime('%Y%m%d-%H%M%S')}"
        folder = Path(job.output_dir or data_folder() / "trainings" / name)
        recipe: Recipe = job.recipe
        try:
            if job.kind == "own" and recipe.data is not None:
                recipe = replace(recipe, data=keep_labels(recipe.data, folder))
            write_recipe(recipe, folder / RECIPE_FILE)
        except OSError as error:
            text = self.tr("The folder “{}” cannot be written ({}); choose another one.")
            self._dock.show_problem(
                Problem("output_not_writable", text.format(folder, error.strerror or error))
            )
            return
        settings = load_settings()
        job = replace(
            job,
            recipe=recipe,
            output_dir=str(folder),
            device=settings.device,
            threads=settings.threads,
            models_dir=settings.models_folder,
        )
        run = self._runs.submit(job, self.tr("Pretraining of {}").format(recipe.network.encoder))
        self._dock.runs.select(run.id)
        self.show(run)

    # Runs

    def show(self, run: Run) -> None:
        """Show a pretraining on the Model page."""
        self._panel.show_run(run_view(run))

    def open(self, run: Run) -> None:
        """Show a pretraining that was chosen in Runs."""
        self.show(run)
        self._show_page()

    def _show_page(self) -> None:
        self._dock.show_train()
        self._tab.show_page(MODEL)

    def _on_run(self, run_id: str) -> None:
        if self._panel.run_id() == run_id:
            self.show(self._runs.run(run_id))

    def _on_removed(self, run_id: str) -> None:
        if self._panel.run_id() == run_id:
            self._panel.show_run(None)

    def _on_done(self, run: Run) -> None:
        """Begin the training with the encoder, unless the network has another one by now."""
        self.show(run)
        network, encoder = run.job.recipe.network, str((run.result or {}).get("encoder") or "")
        if not encoder or not self._page.has_encoder(network.encoder):
            self._dock.show_done(self.tr("{} is done; its figures are in Train, Model.").format(run.title))
            return
        self._page.begin_with(encoder, network)
        self._dock.show_done(
            self.tr("{} is done: the training begins with its encoder; figures in Train, Model.").format(
                run.title
            )
        )

    def _take(self, run: RunView) -> None:
        self._page.begin_with(self._panel.encoder(), run.job.recipe.network)
