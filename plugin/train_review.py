"""Lists the labels that a trained model believes least, as layers with a table to step through on the map."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any, List, Mapping, Optional

from qgis.core import (
    QgsApplication,
    QgsAttributeTableConfig,
    QgsEditorWidgetSetup,
    QgsFillSymbol,
    QgsProject,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QObject

from corina.engine.jobs import ReviewLabelsJob
from corina.plugin.engine_process import run_job
from corina.plugin.runs import Run
from corina.plugin.settings import find_engine, load_settings
from corina.plugin.worker_task import WorkerTask
from corina.ui.dock import CorinaDock
from corina.ui.state import Problem

STATUS = ("", "wrong", "right", "unsure")
_OUTLINES = {"polygons": "230,0,126,255", "patches": "90,90,90,255"}


class LabelReview(QObject):
    """Serves the Report page of the training that is shown."""

    def __init__(self, iface: Any, dock: CorinaDock, parent: QObject) -> None:  # noqa: ANN401 - QgisInterface
        super().__init__(parent)
        self._iface, self._dock, self._page = iface, dock, dock.train.report
        self._run: Optional[Run] = None
        self._task: Optional[WorkerTask] = None
        self._page.review_requested.connect(self.start)

    def show(self, run: Run) -> None:
        """Serve this training."""
        self._run = run

    def shutdown(self) -> None:
        """End what is going on."""
        if self._task is not None:
            self._task.cancel()

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
                engine.command(), engine.child_environment(), job, lambda event: None, is_cancelled
            ),
        )
        title = self._run.title
        task.succeeded.connect(lambda result: self._on_reviewed(title, result))
        task.failed.connect(self._on_failed)
        task.cancelled.connect(self._end)
        self._task = task
        self._page.show_busy(self.tr("Comparing the labels with the model's maps…"))
        QgsApplication.taskManager().addTask(task)

    def _end(self) -> None:
        self._task = None
        self._page.show_busy("")

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
        canvas = self._iface.mapCanvas()
        canvas.setExtent(canvas.mapSettings().layerExtentToOutputExtent(layers[0], layers[0].extent()))
        canvas.refresh()
        self._iface.showAttributeTable(layers[0])
        self._dock.show_done(
            self.tr("{} labels to review are listed, the least likely first.").format(
                layers[0].featureCount()
            )
        )


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
        words = {word or "-": word for word in STATUS}
        setup = QgsEditorWidgetSetup("ValueMap", {"map": words})
        layer.setEditorWidgetSetup(layer.fields().indexOf("status"), setup)
        project.addMapLayer(layer, False)
        group.addLayer(layer)
    return [layer for _, layer in layers]
