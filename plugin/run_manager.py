"""Queues jobs of any kind, runs them as tasks one after the other and keeps their history."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Callable, Dict, List, Optional

from qgis.core import Qgis, QgsApplication, QgsMapLayer, QgsMessageLog, QgsProject
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal, pyqtSlot

from corina.engine.events import Event, Log, LogLevel, Progress
from corina.engine.jobs import Device, Job
from corina.engine.jobs.training import Control
from corina.plugin.command_line import qgis_process_command
from corina.plugin.engine_process import new_run_id, remove_partial
from corina.plugin.environment import EngineEnvironment
from corina.plugin.history import RunHistory
from corina.plugin.job_kinds import kind_of, outlives_qgis, output_folder, output_folders, with_run_id
from corina.plugin.run_folder import RunFolder
from corina.plugin.run_locks import RunLocks
from corina.plugin.runs import Run, RunError, RunState, estimate_seconds
from corina.plugin.tasks import EngineTask, LastingTask

LOG_TAG = "Corina"
"""The tab of QGIS's log messages panel that gets the engine's messages."""
FOLLOW_AGAIN_MS = 2000
CLOSING_SECONDS = 3.0
"""How long QGIS may be kept from closing while an engine ends; it needs about one second at most."""


class RunManager(QObject):
    """The runs of this QGIS and of earlier ones. Lives in the GUI thread, which never waits for an engine.

    Runs wait for each other; those that outlive QGIS (a training, for hours) wait for their own kind only.
    engine: gives the engine's environment at the moment a run is queued. history_folder: where the history is kept.
    `run_finished` comes once per run, whatever its end, after `run_changed`. `run_event` carries the id and each event
    of the engine that is neither progress nor log.
    """

    run_added = pyqtSignal(str)
    run_changed = pyqtSignal(str)
    run_removed = pyqtSignal(str)
    run_finished = pyqtSignal(str)
    run_event = pyqtSignal(str, object)

    def __init__(
        self, engine: Callable[[], EngineEnvironment], history_folder: Path, parent: Optional[QObject] = None
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._history = RunHistory(history_folder)
        self._runs: Dict[str, Run] = {run.id: run for run in self._history.read()}
        self._tasks: Dict[str, EngineTask] = {}
        self._layers: Dict[str, List[str]] = {}
        self._folders: Dict[str, RunFolder] = {}
        self._locks = RunLocks(self._history.lock_path)
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

    def submit(self, job: Job, title: str, layers: Sequence[QgsMapLayer] = ()) -> Run:
        """Queue a job. layers: removing one of them from the project cancels the run."""
        run_id = new_run_id()
        run = Run(id=run_id, title=title, job=with_run_id(job, run_id))
        self._layers[run_id] = [layer.id() for layer in layers]
        self._locks.take(run_id)
        self._runs[run_id] = run
        self._store(run)
        self._queue(run)
        self.run_added.emit(run_id)
        self._start_next()
        return run

    def _queue(self, run: Run, running: bool = False) -> None:
        """Hand the run to QGIS's task manager. running: its engine, which outlived another QGIS, is only followed."""
        title, engine = self.tr("Corina: {title}").format(title=run.title), self._engine()
        if outlives_qgis(run.job):
            task = LastingTask(run.id, title, run.job, engine, self.folder(run.id), running)
        else:
            task = EngineTask(run.id, title, run.job, engine)
        task.started.connect(self._on_started)
        task.happened.connect(self._on_event)
        task.ended.connect(self._on_ended)
        if not running:
            task.hold()  # QGIS shows it as waiting; _start_next lets it go
        self._tasks[run.id] = task
        QgsApplication.taskManager().addTask(task)

    def repeat(self, run_id: str, changes: Optional[Job] = None) -> Run:
        """Queue a run again, with another job when `changes` is given."""
        run = self._runs[run_id]
        return self.submit(changes or run.job, run.title)

    def folder(self, run_id: str) -> RunFolder:
        """The folder of a run that outlives QGIS: its events, its log, its steering."""
        if run_id not in self._folders:
            self._folders[run_id] = RunFolder(Path(output_folder(self._runs[run_id].job)))
        return self._folders[run_id]

    def cancel(self, run_id: str) -> None:
        """End a run; it is over within two seconds. No effect on one that has ended.

        One that outlives QGIS is asked to stop, which keeps what it has so far; asked again, it is ended at once.
        """
        task = self._tasks.get(run_id)
        if task is None:
            return
        if not isinstance(task, LastingTask) or self._runs[run_id].state is RunState.QUEUED:
            task.cancel()
        elif task.folder.asked() is Control.STOP:
            task.folder.end()
        else:
            self._ask(run_id, Control.STOP)

    def pause(self, run_id: str) -> None:
        """Let a run that outlives QGIS rest. No effect on others, or when it is not running."""
        if self._runs[run_id].state is RunState.RUNNING and self._ask(run_id, Control.PAUSE):
            self._update(replace(self._runs[run_id], state=RunState.PAUSED))

    def resume(self, run_id: str) -> None:
        """Let a paused run go on, or queue one that was stopped or interrupted again, to go on where it was."""
        run = self._runs[run_id]
        if run.state is RunState.PAUSED and self._ask(run_id, Control.RUN):
            self._update(replace(run, state=RunState.RUNNING))
        elif run.can_resume and run_id not in self._tasks:
            self._locks.take(run_id)
            job = replace(run.job, resume=True)
            run = replace(run, job=job, state=RunState.QUEUED, result=None, error=None, ended=None)
            self._update(run)
            self._queue(run)
            self._start_next()

    def _ask(self, run_id: str, word: Control) -> bool:
        task = self._tasks.get(run_id)
        if not isinstance(task, LastingTask):
            return False
        try:
            task.folder.ask(word)
        except OSError as error:
            self._warn(f"The run cannot be steered: {error}")
            return False
        return True

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
        area, job = self._history.area_path(run_id), self._runs[run_id].job
        kind = kind_of(job)
        return qgis_process_command(kind.algorithm, kind.parameters(job, area if area.exists() else None))

    def estimate(self, megapixels: float, model: str, device: Device) -> Optional[float]:
        """Seconds a classification of this size will take, by the last runs; None without history."""
        return estimate_seconds(self._runs.values(), megapixels, model, device)

    @pyqtSlot()
    def shutdown(self) -> None:
        """End all engines, for the end of QGIS or of the plugin. Waits until they are gone, which takes about
        a second. Runs that outlive QGIS go on, and the next QGIS finds them.
        """
        if self._closed:
            return
        self._closed = True
        QgsProject.instance().layersWillBeRemoved.disconnect(self._on_layers_removed)
        active = [(run, self._tasks[run.id]) for run in self.active()]
        for _, task in reversed(active):  # the queued ones first, so that none starts in between
            task.cancel()
        for run, task in active:
            if run.state is not RunState.QUEUED:
                task.over.wait(CLOSING_SECONDS)
            if isinstance(task, LastingTask) and run.state is not RunState.QUEUED:
                self._locks.release(run.id)
                continue
            state = RunState.DONE if task.result is not None else RunState.INTERRUPTED
            self._update(
                replace(self._runs[run.id], state=state, result=task.result, ended=time.time(), progress=None)
            )
            self._locks.release(run.id)

    def _start_next(self) -> None:
        if self._closed:
            return
        for lasting in (False, True):
            tasks = {
                run.id: self._tasks[run.id] for run in self.active() if outlives_qgis(run.job) is lasting
            }
            held = [task for task in tasks.values() if task.status() == EngineTask.TaskStatus.OnHold]
            if held and len(held) == len(tasks):
                held[0].unhold()

    @pyqtSlot(str)
    def _on_started(self, run_id: str) -> None:
        run = self._runs[run_id]
        if not self._closed and run.state is RunState.QUEUED:
            # One that is resumed has a start already: its time is that of the part that runs now.
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
        else:
            self.run_event.emit(run_id, event)
        self.run_changed.emit(run_id)

    @pyqtSlot(str)
    def _on_ended(self, run_id: str) -> None:
        task = self._tasks.pop(run_id, None)
        if task is None or self._closed:
            return
        followed = isinstance(task, LastingTask) and self._runs[run_id].state is not RunState.QUEUED
        if followed and task.result is None and task.error is None:
            # All tasks were cancelled, most likely because QGIS closes; if it does not, the run is found again.
            QTimer.singleShot(FOLLOW_AGAIN_MS, lambda: self._follow_again(run_id))
            return
        run = replace(self._runs[run_id], ended=time.time(), progress=None)
        reason = self._reasons.pop(run_id, None)
        if task.result is not None:
            stopped = isinstance(task, LastingTask) and task.result.get("state") == RunState.STOPPED.value
            run = replace(run, state=RunState.STOPPED if stopped else RunState.DONE, result=task.result)
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
        self._locks.release(run_id)
        self.run_finished.emit(run_id)
        self._start_next()

    @pyqtSlot("QStringList")
    def _on_layers_removed(self, layer_ids: Sequence[str]) -> None:
        for run_id, needed in list(self._layers.items()):
            gone = [layer_id for layer_id in layer_ids if layer_id in needed]
            if run_id in self._tasks and gone:
                layer = QgsProject.instance().mapLayer(gone[0])
                self._reasons[run_id] = self.tr(
                    "A layer the run reads was removed from the project, so the run was cancelled: “{layer}”, read "
                    "by “{run}”."
                ).format(layer="" if layer is None else layer.name(), run=self._runs[run_id].title)
                self.cancel(run_id)

    def _update(self, run: Run) -> None:
        self._runs[run.id] = run
        self._store(run)
        self.run_changed.emit(run.id)

    def _store(self, run: Run) -> None:
        try:
            self._history.write(run)
        except OSError as error:
            self._warn(f"The history of runs cannot be written: {error}")

    @staticmethod
    def _warn(text: str) -> None:
        QgsMessageLog.logMessage(text, LOG_TAG, Qgis.MessageLevel.Warning, False)

    def _follow_again(self, run_id: str) -> None:
        if not self._closed and run_id in self._runs and run_id not in self._tasks:
            self._queue(self._runs[run_id], running=True)

    def _clean_up_interrupted(self) -> None:
        """Mark the runs of a QGIS that is gone and remove what they left, in a thread, as the folder may be a
        slow share; find those that outlive it again.
        """
        interrupted = []
        for run in self.runs():
            if not run.state.is_active:
                continue
            if not self._locks.take(run.id):
                del self._runs[run.id]  # another QGIS window is running it
            elif outlives_qgis(run.job) and run.state is not RunState.QUEUED:
                self._queue(run, running=True)
            else:
                interrupted.append(run)
                self._update(replace(run, state=RunState.INTERRUPTED, progress=None))
                self._locks.release(run.id)
        if interrupted:
            threading.Thread(
                target=lambda: [
                    remove_partial(folder, run.id)
                    for run in interrupted
                    for folder in output_folders(run.job)
                ],
                daemon=True,
                name="corina-clean-up",
            ).start()
