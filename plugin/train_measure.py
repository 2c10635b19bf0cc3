"""Measures the model of the training that is shown on the data of the Data page: on places it was not made for, say."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import Any, Mapping, Optional

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QObject, QUrl
from qgis.PyQt.QtGui import QDesktopServices

from corina.engine.jobs import EvaluateJob, JobError, Recipe
from corina.plugin.engine_process import run_job
from corina.plugin.runs import Run
from corina.plugin.settings import find_engine, load_settings
from corina.plugin.worker_task import WorkerTask
from corina.ui import formatting
from corina.ui.dock import CorinaDock
from corina.ui.state import Problem


class ModelMeasuring(QObject):
    """Serves the Report page of the training that is shown."""

    def __init__(self, dock: CorinaDock, parent: QObject) -> None:
        super().__init__(parent)
        self._dock, self._tab, self._page = dock, dock.train, dock.train.report
        self._run: Optional[Run] = None
        self._task: Optional[WorkerTask] = None
        self._page.measure_requested.connect(self.start)
        self._page.cancel_requested.connect(self.shutdown)

    def show(self, run: Run) -> None:
        """Serve this training."""
        self._run = run

    def shutdown(self) -> None:
        """End what is going on."""
        if self._task is not None:
            self._task.cancel()

    def start(self) -> None:
        """Measure on the fold that the Split page holds out of the data of the Data page, in a task."""
        if self._task is not None or self._run is None:
            return
        try:
            recipe = self._recipe(self._run.job.recipe)
        except JobError as error:
            self._dock.show_problem(Problem("recipe_invalid", str(error)))
            return
        engine, settings = find_engine(), load_settings()
        folder = Path(self._run.job.output_dir)
        job = EvaluateJob(
            str(folder),
            str(folder / "measured" / time.strftime("%Y%m%d-%H%M%S")),
            recipe,
            settings.models_folder,
            device=settings.device,
            threads=settings.threads,
        )
        task = WorkerTask(
            self.tr("Corina: measuring a model"),
            lambda is_cancelled: run_job(
                engine.command(), engine.child_environment(), job, task.listen, is_cancelled
            ),
        )
        task.succeeded.connect(self._on_measured)
        task.failed.connect(self._on_failed)
        task.cancelled.connect(self._on_cancelled)
        self._task = task
        self._page.show_busy(self.tr("Measuring the model on the data of the Data page…"), can_cancel=True)
        QgsApplication.taskManager().addTask(task)

    def _recipe(self, trained: Recipe) -> Recipe:
        """The data and the split of the pages, read as the model was trained. Raises JobError."""
        data = replace(self._tab.data.choice(), bands=trained.input_bands, codes=())
        if trained.data is not None:
            data = replace(data, resolution_m=trained.data.resolution_m)
        return replace(trained, data=data, split=self._tab.split.choice())

    def _end(self) -> None:
        self._task = None
        self._page.show_busy("")

    def _on_cancelled(self) -> None:
        self._end()
        self._page.say(self.tr("The measuring was cancelled."))

    def _on_failed(self, error: Any) -> None:  # noqa: ANN401 - an EngineError
        self._end()
        self._dock.show_problem(Problem(error.code, error.message, error.details))

    def _on_measured(self, result: Mapping[str, Any]) -> None:
        self._end()
        metrics = result["metrics"] or {}
        shares = [
            formatting.percent(100.0 * float(metrics[name]["overall"]))
            for name in ("level1", "level2", "level3")
            if name in metrics
        ]
        path = str((result["report"] or {}).get("html") or "")
        text = self.tr("Agreement there: {} at levels 1, 2 and 3; the report is “{}”.")
        self._page.say(text.format(", ".join(shares) or "–", path))
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(path)):
            self._dock.show_warning(self.tr("The report “{}” cannot be opened.").format(path))
