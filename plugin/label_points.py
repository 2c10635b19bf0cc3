"""Labelling a sample of points in QGIS: goes from point to point on the map and saves each label at once."""

from __future__ import annotations

from contextlib import suppress
from typing import Any, Dict, List, Optional, Sequence

from qgis.core import (
    QgsFeature,
    QgsFeatureRequest,
    QgsProject,
    QgsProviderRegistry,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QObject, pyqtSignal

from corina.clc import CLASSES
from corina.plugin.layer_edits import FileKey, file_key, save_values
from corina.plugin.point_mark import PointMark
from corina.plugin.sample_layer import style_samples
from corina.ui.choices import RemovalGuard
from corina.ui.label_panel import LabelPanel, PointView
from corina.ui.notes import NoteKind


class LabelController(QObject):
    """Keeps panel, layer and map together. Labels are saved as they are given, so that none is lost.

    `sample_wanted`: a new sample is to be drawn. `accuracy_wanted` carries the labelled layer and the file of the map
    it was drawn from, empty where that is not known. `lucas_wanted`: a map is to be assessed with LUCAS points.
    """

    sample_wanted = pyqtSignal()
    lucas_wanted = pyqtSignal()
    accuracy_wanted = pyqtSignal(object, str)

    def __init__(self, iface: Any, panel: LabelPanel, parent: Optional[QObject] = None) -> None:  # noqa: ANN401
        super().__init__(parent)
        self._iface = iface
        self._panel = panel
        self._layer: Optional[QgsVectorLayer] = None
        self._opened: Optional[FileKey] = None
        self._order: List[int] = []
        self._trail: List[int] = []
        """The points one came from, the last one last."""
        self._current: Optional[int] = None
        self._saving = self._placeless = False
        self._pixel_m = 0.0
        self._map = ""
        self.point = PointMark(iface.mapCanvas)
        panel.labelled.connect(self._label)
        panel.commented.connect(self._comment)
        panel.stepped.connect(self.step)
        form = panel.form
        self._guard = RemovalGuard(form.layer)
        form.layer.layerChanged.connect(self._on_layer)
        # QGIS does not tell of a layer that came into the field because another was removed.
        form.layer.currentIndexChanged.connect(self._on_layer)
        form.draw_button.clicked.connect(self.sample_wanted)
        form.assess_button.clicked.connect(self._assess)
        form.lucas_button.clicked.connect(self.lucas_wanted)
        self._choose(form.layer.currentLayer())

    def shutdown(self) -> None:
        """Let go of the layer and take the mark off the map."""
        self.point.take_off()
        layer, self._layer = self._layer, None
        self._order, self._trail, self._current = [], [], None
        with suppress(RuntimeError, TypeError):  # it went with the project
            if layer is not None:
                for signal in _news(layer):
                    signal.disconnect(self._refresh)

    # The layer

    def _on_layer(self, *_: object) -> None:
        layer = self._panel.form.layer.currentLayer()
        if self._guard.moved_on():
            self._panel.form.layer.setLayer(None)  # nobody chose to label the next one in the list
        elif layer is None or layer != self._layer:
            self._choose(layer)

    def _choose(self, layer: Optional[QgsVectorLayer]) -> None:
        if self._feature() is not None:
            self._panel.finish_comment()
        self.shutdown()
        self._panel.note.clear()
        if layer is None:
            self._show()
            return
        if layer.fields().indexOf("label") < 0:
            self._say(
                self.tr("“{}” has no field “label”: draw a sample, or add such a text field.").format(
                    layer.name()
                )
            )
            self._show()
            return
        self._layer = layer
        self._opened = file_key(layer)
        for signal in _news(layer):
            signal.connect(self._refresh)
        self._order = _in_order(layer)
        facts = sample_facts(layer)
        self._map = str(facts.get("map") or "")
        self._pixel_m = (float(facts.get("pixel_ha") or 0) * 10_000) ** 0.5
        level = int(facts["level"]) if facts.get("level") in ("1", "2", "3") else 3
        self._panel.set_level(level)
        if layer.fields().indexOf("map_class") >= 0 and layer.renderer().type() == "singleSymbol":
            style_samples(layer, level)
        self._current = None
        self._say_of_layers()
        self.step(1)

    def _refresh(self, *_: object) -> None:
        """Something else happened to the layer: edits, a filter, points that went."""
        if self._saving:
            return
        try:
            if self._layer is None or not self._layer.isValid():
                return
        except RuntimeError:
            self.shutdown()
            return
        self._panel.finish_comment()
        self._opened = file_key(self._layer) or self._opened
        self._order = _in_order(self._layer)
        self._say_of_layers()
        if self._current is not None and self._current not in self._order:
            self.step(1)
        else:
            self._show()

    def _say_of_layers(self) -> None:
        if self._layer is not None and self._layer.isEditable():
            text = self.tr("“{}” is being edited: labels are saved with its other edits.")
            self._panel.note.say(text.format(self._layer.name()), NoteKind.WARNING)
        elif self._map_is_shown():
            text = self.tr("The map that is assessed is shown: hide it, so that the labels do not follow it.")
            self._panel.note.say(text, NoteKind.PLAIN)
        else:
            self._panel.note.clear()

    def _map_is_shown(self) -> bool:
        """Whether the map that the sample was drawn from is switched on in the layer tree."""
        shown = QgsProject.instance().layerTreeRoot().checkedLayers()
        return bool(self._map) and any(layer.source() == self._map for layer in shown)

    def _feature(self) -> Optional[QgsFeature]:
        if self._layer is None or self._current is None:
            return None
        try:
            return next(self._layer.getFeatures(QgsFeatureRequest(self._current)), None)
        except RuntimeError:  # the layer was removed
            self.shutdown()
            return None

    def _labels(self) -> Dict[int, str]:
        if self._layer is None:
            return {}
        request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry)
        request.setSubsetOfAttributes([self._layer.fields().indexOf("label")])
        return {f.id(): _text(f["label"]) for f in self._layer.getFeatures(request)}

    # Going from point to point

    def step(self, by: int) -> None:
        """Go to the next point (1), or back (-1) to the one before: the one just labelled, where there is one."""
        if self._layer is None or not self._order:
            self._current = None
            self._show()
            return
        while by < 0 and self._trail:
            back = self._trail.pop()
            if back in self._order and back != self._current:
                self._go(back)
                return
        if by > 0 and self._current is not None:
            self._trail.append(self._current)
        labels = self._labels()
        start = self._order.index(self._current) if self._current in self._order else (-1 if by > 0 else 0)
        count = len(self._order)
        around = [self._order[(start + by * k) % count] for k in range(1, count + 1)]
        only_open = self._panel.form.only_open.isChecked()
        self._go(next((fid for fid in around if not (only_open and labels.get(fid))), None))

    def _go(self, fid: Optional[int]) -> None:
        self._current = fid
        self._show()
        feature = self._feature()
        if self._layer is not None:
            self.point.zoom(self._layer, feature, self._pixel_m)
        placeless = feature is not None and feature.geometry().isEmpty()
        if placeless:
            self._panel.note.say(
                self.tr("This point has no place: the map does not show it."), NoteKind.WARNING
            )
        elif self._placeless:
            self._say_of_layers()
        self._placeless = placeless

    def _show(self) -> None:
        feature = self._feature()
        labels = self._labels()
        done = sum(bool(label) for label in labels.values())
        if feature is None:
            self._panel.show_point(PointView(total=len(self._order), done=done))
            return
        has_comment = feature.fields().indexOf("comment") >= 0
        self._panel.show_point(
            PointView(
                number=_number(feature),
                total=len(self._order),
                done=done,
                label=_text(feature["label"]),
                comment=_text(feature["comment"]) if has_comment else "",
            )
        )

    def mark(self) -> None:
        """Mark the current point on the map, as when the dock is opened again."""
        feature = self._feature()
        if self._layer is not None:
            self.point.draw(self._layer, feature, self._pixel_m)

    # Saving

    def _label(self, code: str) -> None:
        if code and int(code) not in CLASSES:
            return
        if self._save("label", code or None):
            self._say_of_layers()  # and no more of the last run
            if code:
                self.step(1)
            else:
                self._show()

    def _comment(self, text: str) -> None:
        if self._save("comment", text or None):
            self._show()

    def _save(self, field: str, value: Optional[str]) -> bool:
        self._feature()  # lets go of a layer that was removed
        if self._layer is None or self._current is None:
            return False
        index = self._layer.fields().indexOf(field)
        if index < 0:
            self._say(self.tr("The layer has no field “{}”: add a text field of this name.").format(field))
            return False
        self._saving = True
        problem = save_values(self._layer, self._current, {index: value}, self._opened)
        self._saving = False
        if problem:
            self._say(problem)
        else:
            self._opened = file_key(self._layer)  # formats without a database are written anew each time
        return not problem

    def _say(self, message: str) -> None:
        self._iface.messageBar().pushWarning("Corina", message)

    def _assess(self) -> None:
        if self._layer is not None:
            self.accuracy_wanted.emit(self._layer, sample_facts(self._layer).get("map", ""))

    def choose(self, layer: QgsVectorLayer) -> None:
        """Label the points of a layer, such as a sample that was just drawn, perhaps in place of an earlier one."""
        if self._panel.form.layer.currentLayer() == layer:
            self._choose(layer)
        else:
            self._panel.form.layer.setLayer(layer)


def sample_facts(layer: QgsVectorLayer) -> Dict[str, str]:
    """How a sample was drawn, by the table beside its points; empty for a layer that is no sample of Corina's."""
    parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
    table = QgsVectorLayer(f"{parts.get('path', '')}|layername=corina_sample", "facts", "ogr")
    if not table.isValid():
        return {}
    return {_text(f["key"]): _text(f["value"]) for f in table.getFeatures()}


def _news(layer: QgsVectorLayer) -> Sequence[Any]:
    """What tells that a layer has other points or labels, or is being edited."""
    return (
        layer.attributeValueChanged,
        layer.featureDeleted,
        layer.afterCommitChanges,
        layer.afterRollBack,
        layer.editingStarted,
        layer.editingStopped,
        layer.subsetStringChanged,
    )


def _in_order(layer: QgsVectorLayer) -> List[int]:
    """The points of a layer by their number, as far as its filter shows them."""
    features = layer.getFeatures(QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry))
    return [fid for _, fid in sorted((_number(feature), feature.id()) for feature in features)]


def _number(feature: QgsFeature) -> int:
    """Of a point: that of the sample, or else the one its file has for it."""
    place = feature.fields().indexOf("id")
    number = feature[place] if place >= 0 else None
    return number if isinstance(number, int) else int(feature.id())


def _text(value: Any) -> str:  # noqa: ANN401 - an attribute
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None or str(value) == "NULL" else str(value).strip()
