"""The change polygons while they are looked at: read from their layer, shown on the map, verdicts written back."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any, List, Mapping, Optional, Sequence

from qgis.core import (
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeatureRequest,
    QgsProject,
    QgsVectorLayer,
)
from qgis.gui import QgsHighlight, QgsMapCanvas
from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtGui import QColor

from corina.plugin.compare_layers import changes_layer
from corina.ui.change_table import Change, Verdict

MARGIN = 1.6
"""A chosen change is shown with this much more around it, so that it can be judged by its neighbourhood."""
LINE, LINE_PX = QColor("#ffff00"), 3


class ChangeReview(QObject):
    """Belongs to one result at a time. `picked` carries the fid of a change whose polygon was selected in the map,
    `failed` a sentence when a verdict cannot be saved.
    """

    picked = pyqtSignal(int)
    failed = pyqtSignal(str)

    def __init__(self, parent: Optional[QObject] = None) -> None:
        super().__init__(parent)
        self._layer: Optional[QgsVectorLayer] = None
        self._highlight: Optional[QgsHighlight] = None
        self._selecting = False

    def open(self, result: Mapping[str, Any]) -> List[Change]:
        """Take the changes of a result: from its layer in the project, or else from its file. Returns them all."""
        self.close()
        path = (result.get("outputs") or {}).get("changes")
        self._layer = _layer_of(path) or changes_layer(result)
        if self._layer is None:
            return []
        self._layer.selectionChanged.connect(self._on_selection)
        return [_change(feature) for feature in self._layer.getFeatures(_without_geometry())]

    def close(self) -> None:
        """Let go of the layer, and take the line off the map."""
        self._clear_line()
        if self._layer is not None:
            with suppress(RuntimeError, TypeError):  # the layer went with the project
                self._layer.selectionChanged.disconnect(self._on_selection)
        self._layer = None

    def save(self, change: Change) -> None:
        """Write the verdict and the comment of a change into the layer."""
        layer = self._alive()
        if layer is None:
            self.failed.emit(
                self.tr("The layer of the changes is not there any more; open the result again.")
            )
            return
        values = {
            layer.fields().indexOf("status"): change.verdict.value,
            layer.fields().indexOf("comment"): change.comment,
        }
        if layer.isEditable():
            done = [layer.changeAttributeValue(change.fid, index, value) for index, value in values.items()]
            saved = all(done)
        else:
            saved = layer.dataProvider().changeAttributeValues({change.fid: values})
        if not saved:
            self.failed.emit(
                self.tr("“{}” cannot be saved: is its file read-only or open elsewhere?").format(
                    layer.source()
                )
            )
        layer.triggerRepaint()

    def show(self, fid: int, canvas: QgsMapCanvas) -> None:
        """Show a change on the map with a line around it, and flash it. It is not selected: a filled polygon would hide
        what is to be judged.
        """
        layer = self._alive()
        if layer is None:
            return
        self.select([])
        feature = next(layer.getFeatures(QgsFeatureRequest(fid)), None)
        if feature is None or feature.geometry().isEmpty():
            return
        settings = canvas.mapSettings()
        transform = QgsCoordinateTransform(layer.crs(), settings.destinationCrs(), QgsProject.instance())
        try:
            extent = transform.transformBoundingBox(feature.geometry().boundingBox())
        except QgsCsException:
            return
        extent.scale(MARGIN)
        canvas.setExtent(extent)
        canvas.refresh()
        canvas.flashFeatureIds(layer, [fid])
        self._clear_line()
        self._highlight = QgsHighlight(canvas, feature.geometry(), layer)
        self._highlight.setColor(LINE)
        self._highlight.setFillColor(QColor(0, 0, 0, 0))
        self._highlight.setWidth(LINE_PX)
        self._highlight.show()

    def _clear_line(self) -> None:
        line, self._highlight = self._highlight, None
        with suppress(RuntimeError):  # the canvas went with QGIS
            if line is not None and line.scene() is not None:
                line.scene().removeItem(line)

    @property
    def highlight(self) -> Optional[QgsHighlight]:
        """The line around the change that is looked at."""
        return self._highlight

    def select(self, fids: Sequence[int]) -> None:
        """Select changes in the map."""
        layer = self._alive()
        if layer is not None:
            self._selecting = True
            layer.selectByIds(list(fids))
            self._selecting = False

    def _on_selection(self) -> None:
        layer = self._alive()
        if layer is not None and not self._selecting and layer.selectedFeatureCount() == 1:
            self.picked.emit(layer.selectedFeatureIds()[0])

    def _alive(self) -> Optional[QgsVectorLayer]:
        """The layer, unless it was removed together with the project."""
        try:
            return self._layer if self._layer is not None and self._layer.isValid() else None
        except RuntimeError:
            self._layer = None
            return None


def _layer_of(path: Any) -> Optional[QgsVectorLayer]:  # noqa: ANN401 - a JSON value
    """The layer of the project that shows a file."""
    for layer in QgsProject.instance().mapLayers().values():
        if (
            isinstance(layer, QgsVectorLayer)
            and path
            and Path(layer.source().split("|")[0]) == Path(str(path))
        ):
            return layer
    return None


def _without_geometry() -> QgsFeatureRequest:
    return QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry)


def _change(feature: Any) -> Change:  # noqa: ANN401 - a QgsFeature
    def value(name: str) -> Any:  # noqa: ANN401 - an attribute
        found = feature[name]
        return None if found is None or found != found or str(found) == "NULL" else found

    status = str(value("status") or "")
    known = {verdict.value for verdict in Verdict}
    confidence = value("confidence_mean")
    return Change(
        fid=int(feature.id()),
        code_from=int(feature["code_from"]),
        code_to=int(feature["code_to"]),
        area_ha=float(feature["area_ha"]),
        confidence=None if confidence is None else float(confidence),
        technical=bool(value("technical")),
        verdict=Verdict(status) if status in known else Verdict.NONE,
        comment=str(value("comment") or ""),
    )
