"""Samples and accuracies as runs: their dialogs, what is done when one has ended, and what Runs offers for them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Dict, Optional, Tuple

from qgis.core import QgsMapLayer, QgsProcessingException, QgsProject, QgsRasterLayer, QgsVectorLayer
from qgis.PyQt.QtCore import QObject, QUrl, pyqtSignal
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QWidget

from corina.engine.jobs import AccuracyJob, SamplePointsJob
from corina.plugin.algorithms.accuracy import points_file
from corina.plugin.describer import SceneDescriber
from corina.plugin.engine_process import EngineError
from corina.plugin.layer_edits import reopen
from corina.plugin.replaced_layers import refuse_edited
from corina.plugin.run_actions import KindActions, RunActions
from corina.plugin.run_manager import RunManager
from corina.plugin.runs import Run, RunState
from corina.plugin.settings import find_engine
from corina.plugin.sources import SourceError, scene_source
from corina.plugin.temporary import is_temporary, temporary_folder
from corina.plugin.views import OWN_KEYWORD, has_keyword
from corina.ui import formatting
from corina.ui.dock import CorinaDock
from corina.ui.label_dialogs import AccuracyDialog, SampleDialog
from corina.ui.notes import NoteKind
from corina.ui.run_details import estimate_text

KINDS = ("sample_points", "accuracy")
CLASS_BAND = "CORINE Land Cover level"
"""What the engine writes into the description of the band of every map of classes."""


class LabelRuns(QObject):
    """`drawn` carries the layer of a new sample; whoever labels takes it from there.

    `told` carries what the labelling panel is to say, and its NoteKind; an empty text when a run begins.
    """

    drawn = pyqtSignal(object)
    told = pyqtSignal(str, object)

    def __init__(
        self,
        iface: Any,  # noqa: ANN401 - QgisInterface
        dock: CorinaDock,
        runs: RunManager,
        actions: RunActions,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._iface, self._dock, self._runs, self._actions = iface, dock, runs, actions
        self._describer = SceneDescriber(find_engine, self)
        self._describer.failed.connect(self._on_size_failed)
        self.dialog: Optional[Any] = None
        """The dialog that is open."""
        actions.kinds["sample_points"] = KindActions(
            finished=self._show_sample,
            open=self._show_sample,
            repeat=self._repeat_sample,
            folder=_sample_folder,
        )
        actions.kinds["accuracy"] = KindActions(
            finished=self._on_estimated,
            open=self.open_report,
            repeat=self._repeat_accuracy,
            folder=lambda run: run.job.output_dir,
        )
        runs.run_finished.connect(self._on_run_finished)

    def shutdown(self) -> None:
        """End what is going on."""
        self._describer.shutdown()
        self._close_dialog()

    # Drawing a sample

    def ask_sample(self, job: Optional[SamplePointsJob] = None, parent: Optional[QWidget] = None) -> None:
        """Open the dialog that draws a sample. job: to begin with, as for a run that is repeated."""
        dialog = SampleDialog(raster_paths(), parent or self._dock, self._suggested_map())
        dialog.size_wanted.connect(self._describer.describe)
        self._describer.described.connect(dialog.set_size)
        self._open(dialog, self._draw)
        if job is not None:
            dialog.set_job(job)
        dialog.ask()

    def _on_size_failed(self, error: EngineError) -> None:
        if isinstance(self.dialog, SampleDialog):
            self.dialog.set_size_problem(error.message)

    def _draw(self, job: SamplePointsJob) -> None:
        if not job.output:
            job = replace(job, output=str(Path(temporary_folder()) / "sample.gpkg"))
        try:
            refuse_edited(Path(job.output))
        except SourceError as error:
            self._iface.messageBar().pushWarning("Corina", str(error))
            return
        self._submit(job, self.tr("Sample of {}").format(Path(job.map_path).stem))

    def _show_sample(self, run: Run) -> None:
        path = str((run.result or {}).get("output") or run.job.output)
        layer = _layer_of(path)
        if layer is None:
            layer = QgsVectorLayer(f"{path}|layername=samples", Path(path).stem, "ogr")
            if not layer.isValid():
                self._dock.show_warning(self.tr("The sample “{}” is not there any more.").format(path))
                return
            # On top of all: above the active layer it might come into a group, and with that be hidden.
            QgsProject.instance().addMapLayer(layer, False)
            QgsProject.instance().layerTreeRoot().insertLayer(0, layer)
        else:
            reopen(layer)
        self.drawn.emit(layer)

    def _repeat_sample(self, run: Run) -> None:
        self.ask_sample(run.job)

    # Estimating

    def ask_accuracy(
        self, layer: Optional[QgsVectorLayer], map_path: str = "", parent: Optional[QWidget] = None
    ) -> None:
        """Open the dialog that estimates accuracy from the points of a layer. map_path: the map to begin with."""
        try:
            samples = points_file(layer)
        except QgsProcessingException as error:
            self._iface.messageBar().pushWarning("Corina", str(error))
            return
        dialog = AccuracyDialog(samples, raster_paths(), parent or self._dock, self._suggested_map())
        self._open(dialog, self._estimate)
        if map_path:
            dialog.set_job(AccuracyJob(samples[0], map_path, ""))

    def ask_lucas(self, job: Optional[AccuracyJob] = None, parent: Optional[QWidget] = None) -> None:
        """Open the dialog that estimates accuracy from a LUCAS table. job: to begin with, as for one repeated."""
        dialog = AccuracyDialog(None, raster_paths(), parent or self._dock, self._suggested_map())
        self._open(dialog, self._estimate)
        if job is not None:
            dialog.set_job(job)

    def _estimate(self, job: AccuracyJob) -> None:
        if not job.output_dir:
            job = replace(job, output_dir=temporary_folder())
        self._submit(job, self.tr("Accuracy of {}").format(Path(job.map_path).stem))

    def _on_estimated(self, run: Run) -> None:
        result: Dict[str, Any] = run.result or {}
        text, is_whole = self._estimated(result)
        warnings = [str(warning) for warning in result.get("warnings") or ()]
        if warnings:
            with_warning = f"{text} {warnings[0]}"
            self._dock.show_warning(with_warning)
            # The bar has one line: what is about a figure of all points is left to the panels and the report.
            self._iface.messageBar().pushWarning("Corina", text if is_whole else with_warning)
            self.told.emit(with_warning, NoteKind.WARNING)
        else:
            self._dock.show_done(text)
            self._iface.messageBar().pushSuccess("Corina", text)
            self.told.emit(text, NoteKind.PLAIN)
        self.open_report(run)

    def _estimated(self, result: Dict[str, Any]) -> Tuple[str, bool]:
        """The overall accuracy in a sentence, and whether it is of all points and has an interval."""
        overall, points = result.get("overall") or {}, result.get("points") or {}
        used, total = int(points.get("used") or 0), int(points.get("total") or 0)
        if result.get("design") == "lucas":  # its table covers Europe
            total -= int(points.get("outside") or 0)
        if used == total:
            return self.tr("Overall accuracy {}.").format(estimate_text(overall)), overall.get(
                "low"
            ) is not None
        text = self.tr("Overall accuracy {} from {} of {} points.").format(
            estimate_text(overall), formatting.number(used), formatting.number(total)
        )
        return text, False

    def open_report(self, run: Run) -> None:
        """Open the report of an estimate in the browser, or its folder when it has none."""
        report = str(((run.result or {}).get("outputs") or {}).get("report") or "")
        if not report:
            self._actions.open_folder(run.job.output_dir)
        elif not Path(report).is_file():
            self._dock.show_warning(self.tr("The report “{}” is not there any more.").format(report))
        elif not QDesktopServices.openUrl(QUrl.fromLocalFile(report)):
            self._dock.show_warning(self.tr("No browser opened “{}”.").format(report))

    def _repeat_accuracy(self, run: Run) -> None:
        job: AccuracyJob = run.job
        if job.samples.lower().endswith(".csv"):
            self.ask_lucas(replace(job, output_dir="") if is_temporary(job.output_dir) else job)
            return
        dialog = AccuracyDialog((job.samples, job.layer), raster_paths(), self._dock)
        self._open(dialog, self._estimate)
        dialog.set_job(replace(job, output_dir="") if is_temporary(job.output_dir) else job)

    # Both

    def _open(self, dialog: Any, start: Any) -> None:  # noqa: ANN401 - a dialog and what it starts
        self._close_dialog()
        self.dialog = dialog
        dialog.started.connect(start)
        dialog.finished.connect(self._on_dialog_closed)
        dialog.open()

    def _close_dialog(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.reject()

    def _on_dialog_closed(self, *_: object) -> None:
        self._describer.cancel()
        self.dialog = None

    def _submit(self, job: Any, title: str) -> None:  # noqa: ANN401 - a job
        self.told.emit("", NoteKind.PLAIN)
        run = self._runs.submit(job, title)
        self._dock.runs.select(run.id)
        self._iface.messageBar().pushInfo("Corina", self.tr("“{}” is under way: see Runs.").format(run.title))

    def _on_run_finished(self, run_id: str) -> None:
        """The dock that says errors may be closed while one labels, or behind the one in which one does."""
        run = self._runs.run(run_id)
        failed = run.kind in KINDS and run.state is RunState.FAILED and run.error is not None
        if failed and not self._dock.isUserVisible():
            self._iface.messageBar().pushWarning("Corina", run.error.message)
            self.told.emit(run.error.message, NoteKind.MISSING)

    def _suggested_map(self) -> str:
        """The id of the map to begin with: the active layer where it is a map of classes, else the topmost that is."""
        layers = (self._iface.activeLayer(), *QgsProject.instance().layerTreeRoot().layerOrder())
        return next((layer.id() for layer in layers if is_class_map(layer)), "")


def raster_paths() -> Dict[str, str]:
    """The file of each raster layer of the project that has one, by the layer's id."""
    found = {}
    for layer in QgsProject.instance().mapLayers().values():
        if isinstance(layer, QgsRasterLayer):
            try:
                found[layer.id()] = scene_source(layer)
            except SourceError:
                continue
    return found


def is_class_map(layer: Optional[QgsMapLayer]) -> bool:
    """Whether a layer is a raster of CORINE classes as Corina writes and styles them; its confidence map is none."""
    if not isinstance(layer, QgsRasterLayer) or layer.dataProvider() is None:
        return False
    styled = layer.renderer() is not None and layer.renderer().type() == "paletted"
    return CLASS_BAND in layer.bandName(1) or (styled and has_keyword(layer, OWN_KEYWORD))


def _sample_folder(run: Run) -> str:
    return str(Path(str((run.result or {}).get("output") or run.job.output)).parent)


def _layer_of(path: str) -> Optional[QgsVectorLayer]:
    """The layer of the project that shows a file."""
    for layer in QgsProject.instance().mapLayers().values():
        if isinstance(layer, QgsVectorLayer) and _file(layer) == Path(path):
            return layer
    return None


def _file(layer: QgsVectorLayer) -> Path:
    return Path(layer.source().split("|")[0])
