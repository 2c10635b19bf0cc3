"""Asks the engine what it understands of a scene while the user is still choosing, without making anybody wait."""

from __future__ import annotations

import threading
from typing import Any, Callable, Dict, Optional

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal, pyqtSlot

from corina.engine.events import Event
from corina.engine.jobs import Job
from corina.plugin.engine_process import EngineCancelled, EngineError, run_job
from corina.plugin.environment import EngineEnvironment
from corina.plugin.tasks import unexpected

DEBOUNCE_MILLISECONDS = 250
"""How long choices must rest before the engine is asked."""


class SceneDescriber(QObject):
    """The newest request wins: an older one is ended and its answer is never heard. Not a QgsTask, so that it
    does not wait behind a classification.
    """

    started = pyqtSignal()
    described = pyqtSignal(dict)
    """The result of the job, as in docs/jobs.md."""
    failed = pyqtSignal(object)
    """An EngineError."""
    _answered = pyqtSignal(int, object)

    def __init__(self, engine: Callable[[], EngineEnvironment], parent: Optional[QObject] = None) -> None:
        """engine: gives the engine's environment at the moment it is asked."""
        super().__init__(parent)
        self._engine = engine
        self._number = 0
        self._job: Optional[Job] = None
        self._stop: Optional[threading.Event] = None
        self._thread: Optional[threading.Thread] = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DEBOUNCE_MILLISECONDS)
        self._timer.timeout.connect(self._ask)
        self._answered.connect(self._on_answered)
        QgsApplication.instance().aboutToQuit.connect(self.shutdown)

    def describe(self, job: Job) -> None:
        """Ask for a description after a short rest; the answer comes as `described` or `failed`."""
        self.cancel()
        self._job = job
        self._timer.start()

    def cancel(self) -> None:
        """End the request that is under way; nothing is heard of it."""
        self._timer.stop()
        self._job = None
        self._number += 1
        if self._stop is not None:
            self._stop.set()
            self._stop = None

    def is_busy(self) -> bool:
        """True from `describe` until its answer."""
        return self._timer.isActive() or self._stop is not None

    @pyqtSlot()
    def shutdown(self) -> None:
        """End the request and wait for its engine, about a second at most."""
        self.cancel()
        if self._thread is not None:
            self._thread.join(timeout=3.0)

    @pyqtSlot()
    def _ask(self) -> None:
        if self._job is None:
            return
        self._stop = threading.Event()
        arguments = (self._number, self._engine(), self._job, self._stop)
        self._thread = threading.Thread(
            target=self._work, args=arguments, daemon=True, name="corina-describe"
        )
        self._thread.start()
        self.started.emit()

    def _work(self, number: int, engine: EngineEnvironment, job: Job, stop: threading.Event) -> None:
        answer: Dict[str, Any] | EngineError
        try:
            answer = run_job(engine.command(), engine.child_environment(), job, _ignore, stop.is_set)
        except EngineCancelled:
            return
        except EngineError as error:
            answer = error
        except Exception as error:  # noqa: BLE001 - an exception that leaves a thread is lost
            answer = unexpected(error)
        try:
            self._answered.emit(number, answer)
        except RuntimeError:  # the window was closed meanwhile
            return

    @pyqtSlot(int, object)
    def _on_answered(self, number: int, answer: object) -> None:
        if number != self._number:
            return
        self._stop = None
        if isinstance(answer, EngineError):
            self.failed.emit(answer)
        else:
            self.described.emit(answer)


def _ignore(event: Event) -> None:
    """The description says everything a user must see; its progress is of no interest."""
