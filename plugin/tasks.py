"""The tasks QGIS's task manager shows: a job in the engine, one that outlives QGIS, and the set-up of the engine."""

from __future__ import annotations

import threading
import traceback
from typing import Any, Dict, Optional

from qgis.core import QgsTask
from qgis.PyQt.QtCore import QCoreApplication, pyqtSignal

from corina.engine.events import Event, Progress
from corina.engine.jobs import Job
from corina.plugin.engine_process import EngineCancelled, EngineError, run_job
from corina.plugin.environment import EngineEnvironment
from corina.plugin.environment_problem import EnvironmentProblem
from corina.plugin.run_folder import RunFolder


class EngineTask(QgsTask):
    """Runs one job in the engine. It touches no layer and no widget: who listens to its signals does, in the
    GUI thread.

    After `ended`, exactly one of `result` and `error` is set, or neither when the task was cancelled.
    """

    started = pyqtSignal(str)
    """The run id; from the worker thread."""
    happened = pyqtSignal(str, object)
    """The run id and an event of the engine; from the worker thread."""
    ended = pyqtSignal(str)
    """The run id; once, in the GUI thread, also for a task that was cancelled before it started."""

    def __init__(
        self,
        run_id: str,
        title: str,
        job: Job,
        engine: EngineEnvironment,
        flags: QgsTask.Flag = QgsTask.Flag.CanCancel,
    ) -> None:
        super().__init__(title, flags)
        self.run_id = run_id
        self.result: Optional[Dict[str, Any]] = None
        self.error: Optional[EngineError] = None
        self.over = threading.Event()
        """Set when `run` is over and its engine gone; unlike waitForFinished, waiting for it lets Python go on."""
        self._job = job
        self._engine = engine

    def run(self) -> bool:
        """In a worker thread."""
        try:
            return self._run()
        finally:
            self.over.set()

    def _run(self) -> bool:
        self.started.emit(self.run_id)
        try:
            self.result = self._work()
        except EngineCancelled:
            return False
        except EngineError as error:
            self.error = error
            return False
        except Exception as error:  # noqa: BLE001 - an exception that leaves run() is lost in QGIS
            self.error = unexpected(error)
            return False
        return True

    def _work(self) -> Dict[str, Any]:
        """Do the job and return the data of its result. Raises EngineError or EngineCancelled."""
        return run_job(
            self._engine.command(),
            self._engine.child_environment(),
            self._job,
            self._pass_on,
            self.isCanceled,
        )

    def finished(self, result: bool) -> None:
        """In the GUI thread."""
        self.ended.emit(self.run_id)

    def _pass_on(self, event: Event) -> None:
        if isinstance(event, Progress):
            self.setProgress(100.0 * event.fraction)
        self.happened.emit(self.run_id, event)


class LastingTask(EngineTask):
    """Starts a job that outlives QGIS, or finds it running, and follows it.

    Cancelling the task only ends the following, which QGIS does to every task when it closes; so the task manager
    offers no cancel for it, and QGIS closes without asking. Who wants the run to end asks its `folder`.
    """

    def __init__(
        self, run_id: str, title: str, job: Job, engine: EngineEnvironment, folder: RunFolder, running: bool
    ) -> None:
        """running: the engine was started before; only follow it."""
        super().__init__(run_id, title, job, engine, QgsTask.Flag.CancelWithoutPrompt)
        self.folder = folder
        self._running = running

    def _work(self) -> Dict[str, Any]:
        if not self._running:
            self.folder.start(self._engine.command(), self._engine.child_environment(), self._job)
        return self.folder.follow(self._pass_on, self.isCanceled)


class SetupTask(QgsTask):
    """Sets up the engine's environment off the GUI thread; `EngineEnvironment.install` does the work."""

    progressed = pyqtSignal(float, str)
    """Share done, 0..1, and what is being done; from the worker thread."""
    output = pyqtSignal(str)
    """A line of pip's or uv's own messages; from the worker thread."""
    succeeded = pyqtSignal()
    failed = pyqtSignal(object)
    """An EngineError."""
    cancelled = pyqtSignal()

    def __init__(self, environment: EngineEnvironment, **arguments: Any) -> None:  # noqa: ANN401 - install's own
        """arguments: keyword arguments of `EngineEnvironment.install`, such as extras, variant, proxy, repair."""
        title = QCoreApplication.translate("tasks", "Corina: setting up the engine")
        super().__init__(title, QgsTask.Flag.CanCancel)
        self.error: Optional[EngineError] = None
        self._environment = environment
        self._arguments = arguments

    def run(self) -> bool:
        """In a worker thread."""
        try:
            self._environment.install(
                on_progress=self._progress,
                on_output=self.output.emit,
                is_cancelled=self.isCanceled,
                **self._arguments,
            )
        except EnvironmentProblem as problem:
            if problem.code != "cancelled":
                self.error = EngineError(problem.code, problem.message, problem.details)
            return False
        except Exception as error:  # noqa: BLE001 - an exception that leaves run() is lost in QGIS
            self.error = unexpected(error)
            return False
        return True

    def finished(self, result: bool) -> None:
        """In the GUI thread."""
        if result:
            self.succeeded.emit()
        elif self.error is not None:
            self.failed.emit(self.error)
        else:
            self.cancelled.emit()

    def _progress(self, fraction: float, text: str) -> None:
        self.setProgress(100.0 * fraction)
        self.progressed.emit(float(fraction), text)


def unexpected(error: Exception) -> EngineError:
    """An error nobody foresaw, with its traceback for the log."""
    details = "".join(traceback.format_exception(type(error), error, error.__traceback__))
    return EngineError(
        "internal",
        f"Corina met an unexpected error ({type(error).__name__}: {error}): see the details.",
        details,
    )
