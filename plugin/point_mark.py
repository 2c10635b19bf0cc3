"""The sample point that is being labelled, on the map: its surroundings, a ring around it, and its pixel's outline."""

from __future__ import annotations

from contextlib import suppress
from typing import Callable, Optional

from qgis.core import (
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.gui import QgsMapCanvas, QgsRubberBand
from qgis.PyQt.QtGui import QColor

from corina.plugin.sample_layer import POINT_MM
from corina.plugin.swipe import MARK_Z

_SURROUNDINGS_M = 400.0
"""Half width of the map view around a point: enough to see the field or the block it lies in."""
_MARK, _CASING = QColor(255, 221, 0), QColor(20, 20, 20)
"""Yellow is seen on an image, its casing on a light map."""
_RING_MM = 3 * POINT_MM
"""Width of the ring around the current point."""


class PointMark:
    """`canvas` gives the map, which may come later than this."""

    def __init__(self, canvas: Callable[[], QgsMapCanvas]) -> None:
        self._canvas = canvas
        self.ring: Optional[QgsRubberBand] = None
        self.outline: Optional[QgsRubberBand] = None

    def zoom(self, layer: QgsVectorLayer, feature: Optional[QgsFeature], pixel_m: float) -> None:
        """Show a point of a layer with its surroundings, and mark it. pixel_m: edge of its pixel, 0 if not known."""
        self.take_off()
        centre = _centre(feature)
        if centre is None:
            return
        canvas = self._canvas()
        crs = canvas.mapSettings().destinationCrs()
        transform = QgsCoordinateTransform(layer.crs(), crs, QgsProject.instance())
        half = _SURROUNDINGS_M if not layer.crs().isGeographic() else _SURROUNDINGS_M / 111_000
        with suppress(QgsCsException):
            canvas.setExtent(transform.transformBoundingBox(_square(centre, half)))
            self.draw(layer, feature, pixel_m)
            canvas.refresh()

    def draw(self, layer: QgsVectorLayer, feature: Optional[QgsFeature], pixel_m: float) -> None:
        """Mark a point of a layer; the map stays where it is."""
        self.take_off()
        centre = _centre(feature)
        if centre is None:
            return
        canvas = self._canvas()
        if pixel_m and not layer.crs().isGeographic():
            self.outline = _band(canvas, QgsWkbTypes.GeometryType.PolygonGeometry, 2)
            self.outline.setToGeometry(QgsGeometry.fromRect(_square(centre, pixel_m / 2)), layer)
        self.ring = _band(canvas, QgsWkbTypes.GeometryType.PointGeometry, 4)
        self.ring.setIcon(QgsRubberBand.IconType.ICON_CIRCLE)
        self.ring.setIconSize(round(_RING_MM / 25.4 * canvas.mapSettings().outputDpi()))
        self.ring.setToGeometry(QgsGeometry.fromPointXY(centre), layer)

    def take_off(self) -> None:
        """Take ring and outline off the map."""
        for band in (self.outline, self.ring):
            if band is not None:
                with suppress(RuntimeError, AttributeError):  # the map went first
                    self._canvas().scene().removeItem(band)
        self.outline = self.ring = None


def _centre(feature: Optional[QgsFeature]) -> Optional[QgsPointXY]:
    """Where a point lies, in the CRS of its layer."""
    if feature is None or feature.geometry().isEmpty():
        return None
    if feature.geometry().isMultipart():
        return feature.geometry().centroid().asPoint()
    return feature.geometry().asPoint()


def _band(canvas: QgsMapCanvas, kind: QgsWkbTypes.GeometryType, width: int) -> QgsRubberBand:
    """Something drawn over the map, of lines `width` px wide with a casing."""
    band = QgsRubberBand(canvas, kind)
    band.setStrokeColor(_MARK)
    band.setSecondaryStrokeColor(_CASING)
    band.setFillColor(QColor(0, 0, 0, 0))
    band.setWidth(width)
    band.setZValue(MARK_Z)
    return band


def _square(centre: QgsPointXY, half: float) -> QgsRectangle:
    return QgsRectangle(centre.x() - half, centre.y() - half, centre.x() + half, centre.y() + half)
