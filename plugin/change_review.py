"""The change polygons while they are looked at: read from their layer, shown on the map, verdicts written back."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any, List, Mapping, Optional, Sequence, Tuple

from qgis.core import (
    NULL,
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeatureRequest,
    QgsMapLayer,
    QgsProject,
    QgsVectorLayer,
)
from qgis.gui import QgsHighlight, QgsMapCanvas
from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtGui import QColor

from corina.plugin.compare_layers import changes_layer
from corina.plugin.layer_edits import FileKey, file_key, save_values
from corina.plugin.swipe import MARK_Z
from corina.ui.change_table import Change, Verdict

MARGIN = 1.6
"""A chosen change is shown with this much more around it, so that it can be judged by its neighbourhood."""
LINE, LINE_PX = QColor("#ffff00"), 3


class ChangeReview(QObject):
    """Belongs to one result at a time. `picked` carries the fid of a change whose polygon was selected in the map,
    `edited` a Change that was edited in its layer, `reloaded` all of them as they are after such edits were saved or
    discarded, `failed` a sentence when a verdict cannot be saved.
    """

    picked = pyqtSignal(int)
    edited = pyqtSignal(object)
    reloaded = pyqtSignal(list)
    failed = pyqtSignal(str)

    def __init__(self, parent: Optional[QObject] = None) -> None:
        super().__init__(parent)
        self._result: Mapping[str, Any] = {}
        self._layer: Optional[QgsVectorLayer] = None
        self._opened: Optional[FileKey] = None
        self._highlight: Optional[QgsHighlight] = None
        self._selecting = self._saving = False

    def open(self, result: Mapping[str, Any]) -> List[Change]:
        """Take the changes of a result: from its layer in the project, or else from its file. Returns them all."""
        self.close()
        self._result = result
        QgsProject.instance().layersAdded.connect(self._on_added)
        return self.changes()

    def changes(self) -> List[Change]:
        """All changes as they are in the layer now; none when it cannot be opened."""
        layer = self._alive()
        return [] if layer is None else _changes(layer)

    def close(self) -> None:
        """Let go of the layer, and take the line off the map."""
        self._clear_line()
        self._result = {}
        with suppress(RuntimeError, TypeError):  # gone with the project, or let go before
            QgsProject.instance().layersAdded.disconnect(self._on_added)
        self._let_go_of_layer()

    def _let_go_of_layer(self) -> None:
        layer, self._layer = self._layer, None
        with suppress(RuntimeError, TypeError):  # the layer went with the project
            if layer is not None:
                for signal, slot in self._slots(layer):
                    signal.disconnect(slot)

    def save(self, change: Change, before: Optional[Change] = None) -> bool:
        """Write the verdict and the comment of a change into the layer; whether that was possible.

        before: as the list showed it. What is as it was is not written: someone else may have changed it meanwhile, in
        another layer of the file or another program.
        """
        layer = self._alive()
        if layer is None:
            self.failed.emit(self.tr("The file of the changes is not there any more."))
            return False
        values = {}
        if before is None or before.verdict is not change.verdict:
            values[layer.fields().indexOf("status")] = change.verdict.value
        if before is None or before.comment != change.comment:
            values[layer.fields().indexOf("comment")] = change.comment
        self._saving = True
        problem = save_values(layer, change.fid, values, self._opened)
        self._saving = False
        if problem:
            self.failed.emit(problem)
        else:
            self._opened = file_key(layer)
        return not problem

    def read(self, fid: int) -> Optional[Change]:
        """One change as it is in the layer."""
        layer = self._alive()
        found = [] if layer is None else _changes(layer, QgsFeatureRequest(fid))
        return found[0] if found else None

    def hidden(self, listed: int) -> int:
        """How many changes a filter of the layer keeps from the list, which has `listed`."""
        layer = self._alive()
        if layer is None or not layer.subsetString():
            return 0
        whole = changes_layer(self._result)
        return max(0, int(whole.featureCount()) - listed) if whole is not None else 0

    def is_edited(self) -> bool:
        """Whether the layer has edits that are not saved."""
        layer = self._alive()
        return layer is not None and layer.isModified()

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
        self._highlight.setZValue(MARK_Z)
        self._highlight.show()

    def make_active(self, iface: Any) -> None:  # noqa: ANN401 - QgisInterface
        """Let QGIS's tools work on the changes: one selected with them is found in the list."""
        layer = self._alive()
        if layer is not None and QgsProject.instance().mapLayer(layer.id()) is not None:
            iface.setActiveLayer(layer)

    def let_go(self) -> None:
        """Take the line around the change that is looked at off the map."""
        self._clear_line()

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

    def _on_edit(self, fid: int, *_: object) -> None:
        change = None if self._saving else self.read(fid)
        if change is not None:
            self.edited.emit(change)

    def _on_edits(self, *_: object) -> None:
        self.reloaded.emit(self.changes())

    def _on_added(self, added: Sequence[QgsMapLayer]) -> None:
        """The project shows the changes again, such as when it was opened again: work goes on in its layer."""
        path = (self._result.get("outputs") or {}).get("changes")
        with suppress(RuntimeError):  # the layer it was went without a word
            if self._layer is not None and QgsProject.instance().mapLayer(self._layer.id()) is not None:
                return
        if any(_shows(layer, path) for layer in added):
            self._clear_line()
            self._let_go_of_layer()
            self.reloaded.emit(self.changes())

    def _on_removed(self) -> None:
        """The layer was taken out of the project; its file can still be worked on."""
        self._clear_line()
        self._layer = None

    def _slots(self, layer: QgsVectorLayer) -> Sequence[Tuple[Any, Any]]:
        return (
            (layer.selectionChanged, self._on_selection),
            (layer.attributeValueChanged, self._on_edit),
            (layer.featureDeleted, self._on_edits),
            (layer.afterCommitChanges, self._on_edits),  # what is new has its number only now
            (layer.afterRollBack, self._on_edits),
            (layer.subsetStringChanged, self._on_edits),
            (layer.willBeDeleted, self._on_removed),
        )

    def _alive(self) -> Optional[QgsVectorLayer]:
        """The layer of the project that shows the changes, or one of their file when there is none."""
        try:
            if self._layer is not None and self._layer.isValid():
                return self._layer
        except RuntimeError:  # it went without a word
            self._layer = None
        outputs = self._result.get("outputs") or {}
        self._layer = _layer_of(outputs.get("changes")) or changes_layer(self._result)
        if self._layer is not None:
            self._opened = file_key(self._layer)
            for signal, slot in self._slots(self._layer):
                signal.connect(slot)
        return self._layer


def _layer_of(path: Any) -> Optional[QgsVectorLayer]:  # noqa: ANN401 - a JSON value
    """The layer of the project that shows a file; of several the topmost."""
    layers = [
        *QgsProject.instance().layerTreeRoot().layerOrder(),
        *QgsProject.instance().mapLayers().values(),
    ]
    return next((layer for layer in layers if _shows(layer, path)), None)


def _shows(layer: QgsMapLayer, path: Any) -> bool:  # noqa: ANN401 - a JSON value
    """Whether a layer shows the polygons of a file."""
    if not path or not isinstance(layer, QgsVectorLayer):
        return False
    return Path(layer.source().split("|")[0]) == Path(str(path))


def _changes(layer: QgsVectorLayer, request: Optional[QgsFeatureRequest] = None) -> List[Change]:
    """Attributes by their place: by name takes three times as long, which one sees with 20,000 changes."""
    wanted = (request or QgsFeatureRequest()).setFlags(QgsFeatureRequest.Flag.NoGeometry)
    fields = [layer.fields().lookupField(name) for name in _FIELDS]
    made = []
    for feature in layer.getFeatures(wanted):
        attributes = feature.attributes()
        made.append(_change(feature.id(), [attributes[place] if place >= 0 else None for place in fields]))
    return made


_FIELDS = ("code_from", "code_to", "area_ha", "confidence_mean", "technical", "status", "comment")


def _change(fid: int, values: Sequence[Any]) -> Change:
    code_from, code_to, area, confidence, technical, status, comment = (
        None if value is None or value == NULL or value != value else value for value in values
    )
    return Change(
        fid=int(fid),
        code_from=int(code_from or 0),
        code_to=int(code_to or 0),
        area_ha=float(area or 0.0),
        confidence=None if confidence is None else float(confidence),
        technical=bool(technical),
        verdict=_VERDICTS.get(str(status or ""), Verdict.NONE),
        comment=str(comment or ""),
    )


_VERDICTS = {verdict.value: verdict for verdict in Verdict}
