"""A task for work that takes a moment: checking the engine, importing a model, reviewing labels."""

from __future__ import annotations

from typing import Any, Callable, Optional

from qgis.core import QgsTask
from qgis.PyQt.QtCore import pyqtSignal

from corina.engine.events import Event, Progress
from corina.plugin.engine_process import EngineCancelled, EngineError
from corina.plugin.environment_problem import EnvironmentProblem
from corina.plugin.tasks import unexpected


class WorkerTask(QgsTask):
    """Calls `work(is_cancelled)` in a worker thread; one of its three signals tells the end, in the GUI thread.

    `succeeded` carries what `work` returned, `failed` an EngineError.
    """

    succeeded = pyqtSignal(object)
    failed = pyqtSignal(object)
    cancelled = pyqtSignal()

    def __init__(self, title: str, work: Callable[[Callable[[], bool]], Any]) -> None:
        super().__init__(title, QgsTask.Flag.CanCancel)
        self._work = work
        self._result: Any = None
        self._error: Optional[EngineError] = None

    def run(self) -> bool:
        """In a worker thread."""
        try:
            self._result = self._work(self.isCanceled)
        except EngineCancelled:
            return False
        except EngineError as error:
            self._error = error
            return False
        except EnvironmentProblem as problem:
            if problem.code != "cancelled":
                self._error = EngineError(problem.code, problem.message, problem.details)
            return False
        except Exception as error:  # noqa: BLE001 - an exception that leaves run() is lost in QGIS
            self._error = unexpected(error)
            return False
        return True

    def listen(self, event: Event) -> None:
        """Show the progress that the engine tells, in QGIS's list of tasks and to `progressChanged`."""
        if isinstance(event, Progress):
            self.setProgress(100 * event.fraction)

    def finished(self, result: bool) -> None:
        """In the GUI thread."""
        if result:
            self.succeeded.emit(self._result)
        elif self._error is not None:
            self.failed.emit(self._error)
        else:
            self.cancelled.emit()
