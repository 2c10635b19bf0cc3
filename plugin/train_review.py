"""Lists the labels that a trained model believes least, as layers with a table to step through on the map."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path
from typing import Any, List, Mapping, Optional

from qgis.core import (
    QgsApplication,
    QgsAttributeTableConfig,
    QgsCoordinateTransform,
    QgsCsException,
    QgsEditorWidgetSetup,
    QgsFeatureRequest,
    QgsFillSymbol,
    QgsProject,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
)
from qgis.gui import QgsHighlight
from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtGui import QColor

from corina.engine.jobs import ReviewLabelsJob
from corina.plugin.change_review import LINE, LINE_PX
from corina.plugin.engine_process import run_job
from corina.plugin.layer_edits import FileKey, file_key, save_values
from corina.plugin.runs import Run
from corina.plugin.settings import find_engine, load_settings
from corina.plugin.worker_task import WorkerTask
from corina.ui.dock import CorinaDock
from corina.ui.review_row import VERDICTS, LabelUnderReview
from corina.ui.state import Problem

_MARGIN = 3.0
"""A label is shown with this much around it, so that it can be judged by its neighbourhood."""
_OUTLINES = {"polygons": "230,0,126,255", "patches": "90,90,90,255"}


class LabelReview(QObject):
    """Serves the Report page of the training that is shown."""

    def __init__(self, iface: Any, dock: CorinaDock, parent: QObject) -> None:  # noqa: ANN401 - QgisInterface
        super().__init__(parent)
        self._iface, self._dock, self._page = iface, dock, dock.train.report
        self._run: Optional[Run] = None
        self._task: Optional[WorkerTask] = None
        self._layer: Optional[QgsVectorLayer] = None
        self._opened: Optional[FileKey] = None
        self._highlight: Optional[QgsHighlight] = None
        self._page.review_requested.connect(self.start)
        self._page.cancel_requested.connect(self.cancel)
        self._page.form.review.shown.connect(self._look)
        self._page.form.review.judged.connect(self._judge)
        QgsProject.instance().cleared.connect(self.put_away)

    def show(self, run: Run) -> None:
        """Serve this training; the labels of another one are put away."""
        if self._run is not None and run.id != self._run.id:
            self.put_away()
        self._run = run

    def shutdown(self) -> None:
        """End what is going on, and leave nothing on the map."""
        self.cancel()
        with suppress(RuntimeError, TypeError):  # already gone with the project
            QgsProject.instance().cleared.disconnect(self.put_away)
        self.put_away()

    def cancel(self) -> None:
        """End the review that is being made."""
        if self._task is not None:
            self._task.cancel()

    def put_away(self) -> None:
        """Take the labels out of the page and the line off the map; their layers stay."""
        self._page.form.review.set_items([])
        self._clear_line()
        layer, self._layer = self._layer, None
        with suppress(RuntimeError, TypeError):  # the layer went with the project
            if layer is not None:
                layer.willBeDeleted.disconnect(self.put_away)

    def start(self) -> None:
        """Map the training's patches with its best checkpoint, in a task, and list the labels to look at again."""
        if self._task is not None or self._run is None:
            return
        engine, settings = find_engine(), load_settings()
        folder = Path(self._run.job.output_dir)
        # A folder a time: layers of an earlier review may be open, with a person's remarks in them.
        output = folder / "review" / time.strftime("%Y%m%d-%H%M%S")
        job = ReviewLabelsJob(str(folder), str(output), threads=settings.threads)
        task = WorkerTask(
            self.tr("Corina: reviewing labels"),
            lambda is_cancelled: run_job(
                engine.command(), engine.child_environment(), job, task.listen, is_cancelled
            ),
        )
        task.progressChanged.connect(self._show_progress)
        title = self._run.title
        task.succeeded.connect(lambda result: self._on_reviewed(title, result))
        task.failed.connect(self._on_failed)
        task.cancelled.connect(self._on_cancelled)
        self._task = task
        self._show_progress(0.0)
        QgsApplication.taskManager().addTask(task)

    def _show_progress(self, percent: float) -> None:
        if self._task is not None:
            text = self.tr("Comparing the labels with the model's maps: {} %")
            self._page.show_busy(text.format(round(percent)), can_cancel=True)

    def _end(self) -> None:
        self._task = None
        self._page.show_busy("")

    def _on_cancelled(self) -> None:
        self._end()
        self._page.say(self.tr("The review was cancelled."))

    def _on_failed(self, error: Any) -> None:  # noqa: ANN401 - an EngineError
        self._end()
        self._dock.show_problem(Problem(error.code, error.message, error.details))

    def _on_reviewed(self, title: str, result: Mapping[str, Any]) -> None:
        self._end()
        outputs = result["outputs"]
        names = {"polygons": self.tr("Label polygons to review"), "patches": self.tr("Patches to review")}
        paths = {kind: str(outputs.get(kind) or "") for kind in names}
        layers = add_review_layers(QgsProject.instance(), title, paths, names)
        if not layers:
            self._dock.show_done(
                self.tr("The patches have no place on the map; they are listed in “{}”.").format(
                    outputs["table"]
                )
            )
            return
        self._iface.showAttributeTable(layers[0])
        self.put_away()  # an earlier review
        self._layer = layers[0]
        self._opened = file_key(layers[0])
        self._layer.willBeDeleted.connect(self.put_away)
        # The first of them is shown on the map at once.
        self._page.form.review.set_items(items_of(self._layer) if paths["polygons"] else [])
        self._dock.show_done(
            self.tr("{} labels to review are listed, the least likely first.").format(
                layers[0].featureCount()
            )
        )

    def _look(self, fid: int) -> None:
        """Show a label on the map, with what is around it, and a line that tells it from its neighbours."""
        self._clear_line()
        layer = self._alive()
        feature = next(layer.getFeatures(QgsFeatureRequest(fid)), None) if layer is not None else None
        if layer is None or feature is None or feature.geometry().isEmpty():
            return
        canvas = self._iface.mapCanvas()
        project = QgsProject.instance()
        to_map = QgsCoordinateTransform(layer.crs(), canvas.mapSettings().destinationCrs(), project)
        try:
            extent = to_map.transformBoundingBox(feature.geometry().boundingBox())
        except QgsCsException:
            return
        extent.scale(_MARGIN)
        canvas.setExtent(extent)
        canvas.refresh()
        canvas.flashFeatureIds(layer, [fid])
        self._highlight = QgsHighlight(canvas, feature.geometry(), layer)
        self._highlight.setColor(LINE)
        self._highlight.setFillColor(QColor(0, 0, 0, 0))
        self._highlight.setWidth(LINE_PX)
        self._highlight.show()

    @property
    def highlight(self) -> Optional[QgsHighlight]:
        """The line around the label that is looked at."""
        return self._highlight

    def _clear_line(self) -> None:
        line, self._highlight = self._highlight, None
        with suppress(RuntimeError):  # the canvas went with QGIS
            if line is not None and line.scene() is not None:
                line.scene().removeItem(line)

    def _judge(self, fid: int, verdict: str) -> None:
        """Write a verdict into the layer: into its edits where it is being edited, else into the file."""
        layer = self._alive()
        index = layer.fields().indexOf("status") if layer is not None else -1
        if layer is None:
            problem = self.tr("The verdict was not saved: the layer of the review is gone.")
        else:
            problem = save_values(layer, fid, {index: verdict}, self._opened)
            if not problem:
                self._opened = file_key(layer)
            if not layer.isEditable():
                layer.reload()  # for the table of attributes
        if problem:
            self._dock.show_warning(problem)

    def _alive(self) -> Optional[QgsVectorLayer]:
        """The layer under review, unless it went with the project."""
        try:
            return self._layer if self._layer is not None and self._layer.isValid() else None
        except RuntimeError:
            self._layer = None
            return None


def items_of(layer: QgsVectorLayer) -> List[LabelUnderReview]:
    """The label polygons of a review, the least likely first."""
    request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry)
    found = sorted(layer.getFeatures(request), key=lambda feature: int(feature["rank"]))
    return [
        LabelUnderReview(
            fid=int(feature.id()),
            label=str(feature["label"]),
            code=int(feature["code"]),
            mapped_code=int(feature["mapped_code"]),
            loss=float(feature["loss"]),
            agreement=float(feature["agreement"]),
            area_ha=float(feature["area_ha"]),
            verdict=str(feature["status"] or ""),
        )
        for feature in found
    ]


def add_review_layers(
    project: QgsProject, title: str, paths: Mapping[str, str], names: Mapping[str, str]
) -> List[QgsVectorLayer]:
    """Add the layers of a review in one group, the polygons on top; those without a file are left out.

    Tables are sorted by rank, and `status` offers its words. paths, names: by "polygons" and "patches".
    """
    found = [(kind, QgsVectorLayer(f"{paths[kind]}|layername={kind}", names[kind], "ogr")) for kind in names]
    layers = [(kind, layer) for kind, layer in found if paths[kind] and layer.isValid()]
    if not layers:
        return []
    group = project.layerTreeRoot().insertGroup(0, title)
    for kind, layer in layers:
        symbol = QgsFillSymbol.createSimple(
            {"color": "0,0,0,0", "style": "no", "outline_color": _OUTLINES[kind], "outline_width": "0.5"}
        )
        layer.setRenderer(QgsSingleSymbolRenderer(symbol))
        table = QgsAttributeTableConfig()
        table.update(layer.fields())
        table.setSortExpression('"rank"')
        layer.setAttributeTableConfig(table)
        words = {word or "-": word for word in VERDICTS}
        setup = QgsEditorWidgetSetup("ValueMap", {"map": words})
        layer.setEditorWidgetSetup(layer.fields().indexOf("status"), setup)
        project.addMapLayer(layer, False)
        group.addLayer(layer)
    return [layer for _, layer in layers]
