"""What is done with a training that has ended: its report opened and saved, its model made, used and saved."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any, Callable, Mapping, Optional

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QObject, QUrl
from qgis.PyQt.QtGui import QDesktopServices

from corina.engine.jobs import ExportModelJob
from corina.plugin.engine_process import run_job
from corina.plugin.runs import Run
from corina.plugin.settings import find_engine, load_settings
from corina.plugin.worker_task import WorkerTask
from corina.ui.dock import CorinaDock
from corina.ui.state import Problem


class TrainResults(QObject):
    """Serves the Report page of the training that is shown. list_models: as for the TrainController."""

    def __init__(
        self,
        dock: CorinaDock,
        list_models: Callable[[str], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._dock, self._page = dock, dock.train.report
        self._list_models = list_models
        self._run: Optional[Run] = None
        self._task: Optional[WorkerTask] = None
        self._page.use_requested.connect(self.use_model)
        self._page.open_requested.connect(self.open_report)
        self._page.export_requested.connect(self.export)
        self._page.model_requested.connect(self.export_model)

    def show(self, run: Run) -> None:
        """Serve this training."""
        self._run = run

    def shutdown(self) -> None:
        """End what is going on."""
        self._page.close_dialog()
        if self._task is not None:
            self._task.cancel()

    def open_report(self) -> None:
        """Open the report in the browser."""
        path = str((self._page.result().get("report") or {}).get("html") or "")
        if not Path(path).is_file() or not QDesktopServices.openUrl(QUrl.fromLocalFile(path)):
            self._dock.show_warning(self.tr("The report “{}” cannot be opened.").format(path))

    def use_model(self) -> None:
        """Choose the model in Classify; one that was stopped before its end is made of its best checkpoint first."""
        model = self._page.result().get("model") or {}
        if model.get("name"):
            self._choose(str(model["name"]))
        elif self._run is not None:
            self._make(
                ExportModelJob(self._run.job.output_dir), lambda result: self._choose(str(result["name"]))
            )

    def _choose(self, name: str) -> None:
        self._list_models(name)
        self._dock.classify.show_form()
        self._dock.show_classify()
        self._dock.show_done(self.tr("The model “{}” is in the list and chosen.").format(name))

    def export_model(self, job: ExportModelJob) -> None:
        """Make a model as the dialog asks for it."""
        self._make(job, self._exported)

    def _exported(self, result: Mapping[str, Any]) -> None:
        # What Classify works with stays chosen: the list is only longer.
        self._list_models("")
        if result.get("zip"):
            self._saved(str(result["zip"]))
        else:
            self._dock.show_done(self.tr("The model “{}” is in the list.").format(result["name"]))

    def export(self, kind: str, path: str) -> None:
        """Save the report or its figures."""
        source = str((self._page.result().get("report") or {}).get(kind) or "")
        try:
            shutil.copyfile(source, path)
        except OSError as error:
            self._dock.show_problem(
                Problem(
                    "output_not_writable",
                    self.tr("“{}” cannot be written: {}.").format(path, error.strerror or error),
                )
            )
            return
        self._saved(path)

    def _saved(self, path: str) -> None:
        self._dock.show_done(self.tr("Saved to “{}”.").format(path))

    def _make(self, job: ExportModelJob, then: Callable[[Any], None]) -> None:
        """Make a model package of the training, in a task."""
        if self._task is not None or self._run is None:
            return
        engine, settings = find_engine(), load_settings()
        job = replace(job, models_dir=settings.models_folder, threads=settings.threads)
        task = WorkerTask(
            self.tr("Corina: making a model"),
            lambda is_cancelled: run_job(
                engine.command(), engine.child_environment(), job, lambda event: None, is_cancelled
            ),
        )
        task.succeeded.connect(lambda result: self._end(lambda: then(result)))
        task.failed.connect(
            lambda error: self._end(
                lambda: self._dock.show_problem(Problem(error.code, error.message, error.details))
            )
        )
        task.cancelled.connect(lambda: self._end(lambda: None))
        self._task = task
        last = job.checkpoint == "last"
        self._page.show_busy(
            self.tr("Making the model of the last epoch…")
            if last
            else self.tr("Making the model of the best epoch so far…")
        )
        QgsApplication.taskManager().addTask(task)

    def _end(self, then: Callable[[], None]) -> None:
        self._task = None
        self._page.show_busy("")
        then()
