"""Labelling a sample of points in QGIS: goes from point to point on the map and saves each label at once."""

from __future__ import annotations

from contextlib import suppress
from typing import Any, Dict, List, Optional

from qgis.core import (
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsProviderRegistry,
    QgsRectangle,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.gui import QgsDockWidget, QgsMapCanvas, QgsRubberBand
from qgis.PyQt.QtCore import QObject, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtWidgets import QWidget

from corina.clc import CLASSES
from corina.plugin.layer_edits import FileKey, file_key, save_values
from corina.plugin.sample_layer import POINT_MM, style_samples
from corina.ui.label_panel import LabelPanel, PointView

_SURROUNDINGS_M = 400.0
"""Half width of the map view around a point: enough to see the field or the block it lies in."""
_MARK, _CASING = QColor(255, 221, 0), QColor(20, 20, 20)
"""Colours of what marks the current point: yellow is seen on an image, its casing on a light map."""
_RING_MM = 3 * POINT_MM
"""Width of the ring around the current point."""


class LabelDock(QgsDockWidget):
    """The dock with the panel."""

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setObjectName("CorinaLabelDock")
        self.setWindowTitle(self.tr("Label sample points"))
        self.panel = LabelPanel(self)
        self.setWidget(self.panel)


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
        self._current: Optional[int] = None
        self._pixel_m = 0.0
        self._band: Optional[QgsRubberBand] = None
        self._ring: Optional[QgsRubberBand] = None
        panel.labelled.connect(self._label)
        panel.commented.connect(self._comment)
        panel.stepped.connect(self.step)
        form = panel.form
        form.layer.layerChanged.connect(self._choose)
        form.draw_button.clicked.connect(self.sample_wanted)
        form.assess_button.clicked.connect(self._assess)
        form.lucas_button.clicked.connect(self.lucas_wanted)
        self._choose(form.layer.currentLayer())

    def shutdown(self) -> None:
        """Let go of the layer and take the mark off the map."""
        self._take_mark_off()
        self._layer, self._order, self._current = None, [], None

    # The layer

    def _choose(self, layer: Optional[QgsVectorLayer]) -> None:
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
        by_number = layer.fields().indexOf("id") >= 0
        features = layer.getFeatures(QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry))
        keyed = [(f["id"] if by_number and isinstance(f["id"], int) else f.id(), f.id()) for f in features]
        self._order = [fid for _, fid in sorted(keyed)]
        facts = sample_facts(layer)
        self._pixel_m = (float(facts.get("pixel_ha") or 0) * 10_000) ** 0.5
        level = int(facts["level"]) if facts.get("level") in ("1", "2", "3") else 3
        self._panel.set_level(level)
        if layer.fields().indexOf("map_class") >= 0 and layer.renderer().type() == "singleSymbol":
            style_samples(layer, level)
        self._current = None
        self.step(1)

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
        return {f.id(): _text(f["label"]) for f in self._layer.getFeatures(request)}

    # Going from point to point

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) point; without an unlabelled one left, stay."""
        if self._layer is None or not self._order:
            self._show()
            return
        labels = self._labels()
        start = self._order.index(self._current) if self._current in self._order else (-1 if by > 0 else 0)
        count = len(self._order)
        around = [self._order[(start + by * k) % count] for k in range(1, count + 1)]
        only_open = self._panel.form.only_open.isChecked()
        self._current = next((fid for fid in around if not (only_open and labels.get(fid))), None)
        self._show()
        self._zoom()

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
                number=self._order.index(feature.id()) + 1,
                total=len(self._order),
                done=done,
                label=_text(feature["label"]),
                comment=_text(feature["comment"]) if has_comment else "",
            )
        )

    def _zoom(self) -> None:
        """Show the point and its surroundings, the point in a ring, and the pixel it stands for, outlined."""
        self._take_mark_off()
        feature = self._feature()
        if feature is None or self._layer is None or feature.geometry().isEmpty():
            return
        canvas = self._iface.mapCanvas()
        centre = feature.geometry().asPoint() if not feature.geometry().isMultipart() else None
        if centre is None:
            centre = feature.geometry().centroid().asPoint()
        crs = canvas.mapSettings().destinationCrs()
        transform = QgsCoordinateTransform(self._layer.crs(), crs, QgsProject.instance())
        half = _SURROUNDINGS_M if not self._layer.crs().isGeographic() else _SURROUNDINGS_M / 111_000
        try:
            canvas.setExtent(transform.transformBoundingBox(_square(centre, half)))
        except QgsCsException:
            return
        if self._pixel_m and not self._layer.crs().isGeographic():
            self._band = _mark(canvas, QgsWkbTypes.GeometryType.PolygonGeometry, 2)
            pixel = QgsGeometry.fromRect(_square(centre, self._pixel_m / 2))
            self._band.setToGeometry(pixel, self._layer)
        self._ring = _mark(canvas, QgsWkbTypes.GeometryType.PointGeometry, 4)
        self._ring.setIcon(QgsRubberBand.IconType.ICON_CIRCLE)
        self._ring.setIconSize(round(_RING_MM / 25.4 * canvas.mapSettings().outputDpi()))
        self._ring.setToGeometry(QgsGeometry.fromPointXY(centre), self._layer)
        canvas.refresh()

    def _take_mark_off(self) -> None:
        for band in (self._band, self._ring):
            if band is not None:
                with suppress(RuntimeError, AttributeError):  # the map went first
                    self._iface.mapCanvas().scene().removeItem(band)
        self._band = self._ring = None

    # Saving

    def _label(self, code: str) -> None:
        if code and int(code) not in CLASSES:
            return
        if self._save("label", code or None):
            self._panel.note.clear()
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
        problem = save_values(self._layer, self._current, {index: value}, self._opened)
        if problem:
            self._say(problem)
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


def open_label_dock(iface: Any, parent: QWidget) -> LabelDock:  # noqa: ANN401 - QgisInterface
    """A new dock for labelling, on the right of the map, with its controller as `dock.controller`."""
    dock = LabelDock(parent)
    dock.controller = LabelController(iface, dock.panel, dock)
    # QGIS puts a new dock below the others before it makes them tabs: with its contents, the window would grow for that
    # moment, and stay so.
    dock.panel.hide()
    iface.addTabifiedDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock, [], True)
    dock.panel.show()
    return dock


def _mark(canvas: QgsMapCanvas, kind: QgsWkbTypes.GeometryType, width: int) -> QgsRubberBand:
    """Something drawn over the map, of lines `width` px wide with a casing."""
    band = QgsRubberBand(canvas, kind)
    band.setStrokeColor(_MARK)
    band.setSecondaryStrokeColor(_CASING)
    band.setFillColor(QColor(0, 0, 0, 0))
    band.setWidth(width)
    return band


def _square(centre: QgsPointXY, half: float) -> QgsRectangle:
    return QgsRectangle(centre.x() - half, centre.y() - half, centre.x() + half, centre.y() + half)


def _text(value: Any) -> str:  # noqa: ANN401 - an attribute
    return "" if value is None or str(value) == "NULL" else str(value).strip()
