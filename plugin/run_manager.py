"""Queues classifications, runs them as tasks one after the other and keeps their history."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Callable, Dict, List, Optional

from qgis.core import Qgis, QgsApplication, QgsMapLayer, QgsMessageLog, QgsProject
from qgis.PyQt.QtCore import QLockFile, QObject, pyqtSignal, pyqtSlot

from corina.engine.events import Event, Log, LogLevel, Progress
from corina.engine.jobs import ClassifyJob, Device
from corina.plugin.command_line import qgis_process_command
from corina.plugin.engine_process import new_run_id, remove_partial
from corina.plugin.environment import EngineEnvironment
from corina.plugin.history import RunHistory
from corina.plugin.runs import Run, RunError, RunState, estimate_seconds
from corina.plugin.tasks import EngineTask

LOG_TAG = "Corina"
"""The tab of QGIS's log messages panel that gets the engine's messages."""
CLOSING_SECONDS = 3.0
"""How long QGIS may be kept from closing while an engine ends; it needs about one second at most."""


class RunManager(QObject):
    """The runs of this QGIS and of earlier ones. Lives in the GUI thread, which never waits for an engine.

    engine: gives the engine's environment at the moment a run is queued. history_folder: where the history is kept.
    `run_finished` comes once per run, whatever its end, after `run_changed`.
    """

    run_added = pyqtSignal(str)
    run_changed = pyqtSignal(str)
    run_removed = pyqtSignal(str)
    run_finished = pyqtSignal(str)

    def __init__(
        self, engine: Callable[[], EngineEnvironment], history_folder: Path, parent: Optional[QObject] = None
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._history = RunHistory(history_folder)
        self._runs: Dict[str, Run] = {run.id: run for run in self._history.read()}
        self._tasks: Dict[str, EngineTask] = {}
        self._layers: Dict[str, List[str]] = {}
        self._locks: Dict[str, QLockFile] = {}
        self._reasons: Dict[str, str] = {}
        self._closed = False
        self._clean_up_interrupted()
        QgsProject.instance().layersWillBeRemoved.connect(self._on_layers_removed)
        QgsApplication.instance().aboutToQuit.connect(self.shutdown)

    def runs(self) -> List[Run]:
        """All runs, newest first."""
        return sorted(self._runs.values(), key=lambda run: run.created, reverse=True)

    def run(self, run_id: str) -> Run:
        """The run as it stands now. Raises KeyError when there is none."""
        return self._runs[run_id]

    def active(self) -> List[Run]:
        """The runs of this QGIS that are queued or running, oldest first."""
        return [run for run in reversed(self.runs()) if run.id in self._tasks and run.state.is_active]

    def classify(self, job: ClassifyJob, title: str, layers: Sequence[QgsMapLayer] = ()) -> Run:
        """Queue a classification. layers: removing one of them from the project cancels the run."""
        run_id = new_run_id()
        job = replace(job, run_id=run_id)
        run = Run(id=run_id, title=title, job=job)
        self._runs[run_id] = run
        self._layers[run_id] = [layer.id() for layer in layers]
        self._lock(run_id)
        self._store(run)
        task = EngineTask(run_id, self.tr("Corina: {title}").format(title=title), job, self._engine())
        task.started.connect(self._on_started)
        task.happened.connect(self._on_event)
        task.ended.connect(self._on_ended)
        task.hold()  # QGIS shows it as waiting; _start_next lets it go
        self._tasks[run_id] = task
        QgsApplication.taskManager().addTask(task)
        self.run_added.emit(run_id)
        self._start_next()
        return run

    def repeat(self, run_id: str, changes: Optional[ClassifyJob] = None) -> Run:
        """Queue a run again, with another job when `changes` is given."""
        run = self._runs[run_id]
        return self.classify(changes or run.job, run.title)

    def cancel(self, run_id: str) -> None:
        """End a run; it is over within two seconds. No effect on one that has ended."""
        task = self._tasks.get(run_id)
        if task is not None:
            task.cancel()

    def cancel_all(self) -> None:
        for run in reversed(self.active()):  # the queued ones first, so that none starts in between
            self.cancel(run.id)

    def remove(self, run_id: str) -> None:
        """Forget a run that has ended; its result files stay. Raises ValueError for one that is queued or running."""
        if run_id in self._tasks:
            raise ValueError("The run has not ended: cancel it first.")
        if self._runs.pop(run_id, None) is not None:
            self._history.remove(run_id)
            self.run_removed.emit(run_id)

    def command(self, run_id: str) -> str:
        """The run as a `qgis_process` command line."""
        area = self._history.area_path(run_id)
        return qgis_process_command(self._runs[run_id], area if area.exists() else None)

    def estimate(self, megapixels: float, model: str, device: Device) -> Optional[float]:
        """Seconds a classification of this size will take, by the last runs; None without history."""
        return estimate_seconds(self._runs.values(), megapixels, model, device)

    @pyqtSlot()
    def shutdown(self) -> None:
        """End all engines, for the end of QGIS or of the plugin. Waits until they are gone, which takes about
        a second.
        """
        if self._closed:
            return
        self._closed = True
        QgsProject.instance().layersWillBeRemoved.disconnect(self._on_layers_removed)
        active = [(run, self._tasks[run.id]) for run in self.active()]
        self.cancel_all()
        for run, task in active:
            if run.state is RunState.RUNNING:
                task.over.wait(CLOSING_SECONDS)
            state = RunState.DONE if task.result is not None else RunState.INTERRUPTED
            self._update(
                replace(self._runs[run.id], state=state, result=task.result, ended=time.time(), progress=None)
            )
            self._unlock(run.id)

    def _start_next(self) -> None:
        if self._closed:
            return
        waiting = [run for run in self.active() if run.state is RunState.QUEUED]
        started = [task for task in self._tasks.values() if task.status() != EngineTask.TaskStatus.OnHold]
        if waiting and not started:
            self._tasks[waiting[0].id].unhold()

    @pyqtSlot(str)
    def _on_started(self, run_id: str) -> None:
        run = self._runs[run_id]
        if not self._closed and run.state is RunState.QUEUED:
            self._update(replace(run, state=RunState.RUNNING, started=time.time()))

    @pyqtSlot(str, object)
    def _on_event(self, run_id: str, event: Event) -> None:
        run = self._runs.get(run_id)
        if run is None or self._closed:
            return
        if isinstance(event, Progress):
            self._runs[run_id] = replace(run, progress=event)
        elif isinstance(event, Log):
            warning = event.level is LogLevel.WARNING
            QgsMessageLog.logMessage(
                f"{run.title}: {event.message}",
                LOG_TAG,
                Qgis.MessageLevel.Warning if warning else Qgis.MessageLevel.Info,
                False,
            )
            self._runs[run_id] = run.with_log(event.message)
        self.run_changed.emit(run_id)

    @pyqtSlot(str)
    def _on_ended(self, run_id: str) -> None:
        task = self._tasks.pop(run_id, None)
        if task is None or self._closed:
            return
        run = replace(self._runs[run_id], ended=time.time(), progress=None)
        reason = self._reasons.pop(run_id, None)
        if task.result is not None:
            run = replace(run, state=RunState.DONE, result=task.result)
        elif task.error is not None:
            run = replace(
                run,
                state=RunState.FAILED,
                error=RunError(task.error.code, task.error.message, task.error.details),
            )
            QgsMessageLog.logMessage(
                f"{run.title}: {task.error.message}\n{task.error.details}".rstrip(),
                LOG_TAG,
                Qgis.MessageLevel.Critical,
                False,
            )
        else:
            run = replace(
                run, state=RunState.CANCELLED, error=None if reason is None else RunError("cancelled", reason)
            )
        self._layers.pop(run_id, None)
        self._update(run)
        self._unlock(run_id)
        self.run_finished.emit(run_id)
        self._start_next()

    @pyqtSlot("QStringList")
    def _on_layers_removed(self, layer_ids: Sequence[str]) -> None:
        for run_id, needed in list(self._layers.items()):
            if run_id in self._tasks and set(needed) & set(layer_ids):
                self._reasons[run_id] = self.tr(
                    "The scene layer was removed from the project, so the run was cancelled."
                )
                self.cancel(run_id)

    def _update(self, run: Run) -> None:
        self._runs[run.id] = run
        self._store(run)
        self.run_changed.emit(run.id)

    def _store(self, run: Run) -> None:
        try:
            self._history.write(run)
        except OSError as error:
            QgsMessageLog.logMessage(
                f"The history of runs cannot be written: {error}", LOG_TAG, Qgis.MessageLevel.Warning, False
            )

    def _lock(self, run_id: str) -> None:
        """Say that this QGIS owns the run, for other QGIS windows on the same profile."""
        path = self._history.lock_path(run_id)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError:
            return
        lock = QLockFile(str(path))
        lock.setStaleLockTime(0)  # only the death of its owner frees it
        if lock.tryLock(0):
            self._locks[run_id] = lock

    def _unlock(self, run_id: str) -> None:
        lock = self._locks.pop(run_id, None)
        if lock is not None:
            lock.unlock()

    def _clean_up_interrupted(self) -> None:
        """Mark the runs of a QGIS that is gone and remove what they left; in a thread, as the folder may be a
        slow share.
        """
        interrupted = []
        for run in self.runs():
            if not run.state.is_active:
                continue
            self._lock(run.id)
            if run.id in self._locks:
                interrupted.append(run)
                self._update(replace(run, state=RunState.INTERRUPTED, progress=None))
                self._unlock(run.id)
            else:
                del self._runs[run.id]  # another QGIS window is running it
        if interrupted:
            threading.Thread(
                target=lambda: [remove_partial(run.job.output_dir, run.job.run_id) for run in interrupted],
                daemon=True,
                name="corina-clean-up",
            ).start()
