"""What can be done with runs: show how they go on, open their result, repeat, copy, log, delete."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Callable, Dict, Union

from qgis.core import QgsCoordinateTransform, QgsProject, QgsRectangle
from qgis.PyQt.QtCore import QObject, QUrl, pyqtSignal
from qgis.PyQt.QtGui import QDesktopServices, QGuiApplication
from qgis.PyQt.QtWidgets import QWidget

from corina.plugin.layers import add_classification
from corina.plugin.run_manager import RunManager
from corina.plugin.runs import Run, RunState
from corina.plugin.temporary import is_temporary
from corina.plugin.views import run_view
from corina.ui.classify_tab import ClassifyTab
from corina.ui.compare_tab import CompareTab
from corina.ui.coverage import crs_from_text
from corina.ui.dock import CorinaDock
from corina.ui.log_dialog import LogDialog
from corina.ui.state import Problem


def _classified_folder(run: Run) -> str:
    return str((run.result or {}).get("output_dir") or "")


@dataclass(frozen=True)
class KindActions:
    """What the window does with runs of one kind; each gets the run.

    finished: it is done, just now. open: show its result. repeat: fill its form ("Repeat with changes").
    folder: where its files are. stopped: it was stopped, just now, and can go on.
    """

    finished: Callable[[Run], None]
    open: Callable[[Run], None]
    repeat: Callable[[Run], None]
    folder: Callable[[Run], str]
    stopped: Callable[[Run], None] = lambda run: None


class RunActions(QObject):
    """Connects the Runs tab, the progress and the result to the run manager.

    `engine_failed`: a run ended because the engine does not work. `kinds`: what is done with runs of each kind of job;
    other controllers add theirs.
    """

    engine_failed = pyqtSignal()

    def __init__(self, iface: Any, dock: CorinaDock, runs: RunManager, parent: QObject) -> None:  # noqa: ANN401
        super().__init__(parent)
        self._iface = iface
        self._dock = dock
        self._runs = runs
        self.kinds: Dict[str, KindActions] = {
            "classify": KindActions(
                self._on_classified,
                self._open_classification,
                self._repeat_classification,
                _classified_folder,
            )
        }
        self._begun_on: Dict[str, QWidget] = {}
        tab, result = dock.runs, dock.classify.result
        runs.run_added.connect(lambda run_id: self._begun_on.update({run_id: dock.front()}))
        runs.run_added.connect(self.list_runs)
        runs.run_removed.connect(self.list_runs)
        runs.run_changed.connect(self._on_run_changed)
        runs.run_finished.connect(self._on_run_finished)
        dock.classify.progress.cancel_requested.connect(runs.cancel)
        result.zoom_requested.connect(self.zoom_to_result)
        result.folder_requested.connect(self._open_result_folder)
        result.failed.connect(dock.show_warning)
        result.saved.connect(self._on_saved)
        tab.cancel_requested.connect(runs.cancel)
        tab.resume_requested.connect(runs.resume)
        tab.open_requested.connect(self.open_result)
        tab.repeat_requested.connect(self.repeat)
        tab.command_requested.connect(self.copy_command)
        tab.log_requested.connect(self.show_log)
        tab.folder_requested.connect(self._open_run_folder)
        tab.delete_requested.connect(self.delete)

    def list_runs(self, *_: object) -> None:
        """Show all runs."""
        self._dock.set_runs([run_view(run) for run in self._runs.runs()])

    def _on_run_changed(self, run_id: str) -> None:
        self._dock.update_run(run_view(self._runs.run(run_id)))

    def _on_run_finished(self, run_id: str) -> None:
        run = self._runs.run(run_id)
        if run.state is RunState.DONE and run.result is not None:
            self.kinds[run.kind].finished(run)
        elif run.state is RunState.STOPPED:
            self.kinds[run.kind].stopped(run)
        elif run.state is RunState.FAILED and run.error is not None:
            details = "\n".join([*run.log, run.error.details]).strip()
            # The buttons that solve an error lead to the form of a classification; the engine's concern every run.
            solvable = run.kind == "classify" or run.error.code.startswith("engine")
            code = run.error.code if solvable else ""
            self._dock.show_problem(Problem(code, run.error.message, details))
            if run.error.code.startswith("engine"):
                self.engine_failed.emit()
        elif run.error is not None:
            self._dock.show_warning(run.error.message)

    def _on_classified(self, run: Run) -> None:
        self._show_result(run.id, add_layers=True, asked=False)
        self._dock.classify.fields.refresh()

    def _show_result(self, run_id: str, add_layers: bool, asked: bool = True) -> None:
        """asked: the user wants to see it now; else it is shown where that takes nobody away from other work."""
        run = self._runs.run(run_id)
        result = dict(run.result or {})
        if add_layers:
            try:
                add_classification(QgsProject.instance(), result)
            except (FileNotFoundError, KeyError) as error:
                self._dock.show_problem(Problem("result_missing", str(error)))
                return
        tab = self._dock.classify
        if asked or not self._dock.is_typing_in(tab):
            tab.show_result(result, is_temporary(run.job.output_dir))
        if asked or not self.is_elsewhere(run, tab):
            self._dock.show_classify()
        else:
            self.tell_done(run)

    def is_elsewhere(self, run: Run, tab: Union[ClassifyTab, CompareTab]) -> bool:
        """Whether the user went on to something else since a run was started; tab: that shows its result."""
        return self._dock.is_elsewhere(tab, self._begun_on.get(run.id))

    def tell_done(self, run: Run) -> None:
        """Say that a run is done, with a button that shows its result."""
        self._dock.show_done(self.tr("“{}” is done.").format(run.title), lambda: self.open_result(run.id))

    def open_result(self, run_id: str) -> None:
        """Show the result of a run."""
        run = self._runs.run(run_id)
        self.kinds[run.kind].open(run)

    def repeat(self, run_id: str) -> None:
        """Fill the form with the inputs of a run."""
        run = self._runs.run(run_id)
        self.kinds[run.kind].repeat(run)

    def _open_classification(self, run: Run) -> None:
        """Show the areas of a run and add its layers unless the project has them."""
        outputs = ((run.result or {}).get("outputs") or {}).values()
        wanted = {str(Path(path)) for path in outputs if path}
        there = {
            str(Path(layer.source().split("|")[0])) for layer in QgsProject.instance().mapLayers().values()
        }
        self._show_result(run.id, add_layers=not wanted & there)

    def _repeat_classification(self, run: Run) -> None:
        job = run.job
        if is_temporary(job.output_dir):
            job = replace(job, output_dir="")
        self._dock.classify.fields.set_job(job)
        self._dock.classify.show_form()
        self._dock.show_classify()

    def copy_command(self, run_id: str) -> None:
        """Put a run on the clipboard as a qgis_process command."""
        QGuiApplication.clipboard().setText(self._runs.command(run_id))
        self._dock.show_done(self.tr("The command is on the clipboard."))

    def show_log(self, run_id: str) -> None:
        """Open the log of a run."""
        run = self._runs.run(run_id)
        lines = [*run.log, *([run.error.details] if run.error else [])]
        sentence = run.error.message if run.error else ""
        LogDialog(
            self.tr("Log of {}").format(run.title), "\n".join(lines).strip(), sentence, self._dock
        ).open()

    def delete(self, run_id: str) -> None:
        """Forget a run; its files stay."""
        if not self._runs.run(run_id).state.is_active:
            self._runs.remove(run_id)

    def zoom_to_result(self) -> None:
        """Show the whole extent of the result's maps, or of its scene when they are not in the project."""
        result = self._dock.classify.result.result()
        canvas = self._iface.mapCanvas()
        paths = {str(path) for path in (result.get("outputs") or {}).values() if path}
        for layer in QgsProject.instance().mapLayers().values():
            if layer.source().split("|")[0] in paths:
                canvas.setExtent(canvas.mapSettings().layerExtentToOutputExtent(layer, layer.extent()))
                canvas.refresh()
                return
        description = result.get("description") or {}
        if description.get("bounds"):
            transform = QgsCoordinateTransform(
                crs_from_text(str(description["crs"])),
                canvas.mapSettings().destinationCrs(),
                QgsProject.instance(),
            )
            canvas.setExtent(transform.transformBoundingBox(QgsRectangle(*description["bounds"])))
            canvas.refresh()

    def _open_result_folder(self) -> None:
        self.open_folder(str(self._dock.classify.result.result().get("output_dir") or ""))

    def _open_run_folder(self, run_id: str) -> None:
        run = self._runs.run(run_id)
        self.open_folder(self.kinds[run.kind].folder(run))

    def open_folder(self, folder: str) -> None:
        """Show a folder in the file manager."""
        if not folder or not Path(folder).is_dir():
            self._dock.show_warning(self.tr("The folder “{}” is not there any more.").format(folder))
        elif not QDesktopServices.openUrl(QUrl.fromLocalFile(folder)):
            self._dock.show_warning(self.tr("No file manager opened “{}”.").format(folder))

    def _on_saved(self, path: str) -> None:
        self._dock.show_done(self.tr("The class areas were saved to “{}”.").format(path))
