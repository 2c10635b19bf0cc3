"""How much of a scene an area of interest covers: for the estimate, and to say when they do not meet."""

from __future__ import annotations

from typing import Any, List, Mapping, Optional, Tuple

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QCoreApplication

from corina.ui.area_box import AreaChoice, AreaKind

MAX_FEATURES = 500
"""With more polygons than this the estimate takes their bounds: it is a number beside a button, not a result."""
EDGE_POINTS = 40
"""A straight edge of one CRS is a curve in another; so many points along one as long as the scene keep its shape."""


def crs_from_text(text: str) -> QgsCoordinateReferenceSystem:
    """A CRS from an authority code or WKT, as the engine writes it."""
    crs = QgsCoordinateReferenceSystem()
    crs.createFromUserInput(text)
    return crs


def scene_hectares(description: Mapping[str, Any]) -> float:
    """The area of the whole grid of a described scene, in hectares."""
    resolution = float(description["resolution_m"])
    return float(description["width"]) * float(description["height"]) * resolution * resolution / 10_000


def covered_share(
    description: Mapping[str, Any], area: QgsGeometry, crs: QgsCoordinateReferenceSystem
) -> float:
    """The share (0..1) of the scene's grid that `area` (in `crs`) covers; 0 when it cannot be transformed there."""
    scene_crs = crs_from_text(str(description["crs"]))
    scene = QgsRectangle(*(float(value) for value in description["bounds"]))
    placed = _near_scene(area, crs, scene, scene_crs)
    try:
        placed.transform(QgsCoordinateTransform(crs, scene_crs, QgsProject.instance()))
    except QgsCsException:
        return 0.0
    covered = placed.intersection(QgsGeometry.fromRect(scene)).area()
    return max(0.0, min(1.0, covered / scene.area())) if scene.area() > 0 else 0.0


def _near_scene(
    area: QgsGeometry,
    crs: QgsCoordinateReferenceSystem,
    scene: QgsRectangle,
    scene_crs: QgsCoordinateReferenceSystem,
) -> QgsGeometry:
    """The part of an area around a scene, with points along its edges: a continent cannot be transformed as a whole."""
    if crs == scene_crs:
        return QgsGeometry(area)
    try:
        around = QgsCoordinateTransform(scene_crs, crs, QgsProject.instance()).transformBoundingBox(scene)
    except QgsCsException:
        return QgsGeometry(area)
    around.grow(max(around.width(), around.height()) / 2)
    if not around.isFinite() or around.isEmpty():
        return QgsGeometry(area)
    part = area.intersection(QgsGeometry.fromRect(around))
    return part.densifyByDistance(max(around.width(), around.height()) / EDGE_POINTS)


def layer_geometry(layer: QgsVectorLayer, selected_only: bool) -> Optional[QgsGeometry]:
    """The polygons of a layer (or the selected ones) as one geometry; None when there is none."""
    count = layer.selectedFeatureCount() if selected_only else layer.featureCount()
    if count > MAX_FEATURES:
        bounds = layer.boundingBoxOfSelected() if selected_only else layer.extent()
        return QgsGeometry.fromRect(bounds)
    request = QgsFeatureRequest().setNoAttributes()
    features = layer.getSelectedFeatures(request) if selected_only else layer.getFeatures(request)
    parts: List[QgsGeometry] = [feature.geometry() for feature in features if feature.hasGeometry()]
    return QgsGeometry.unaryUnion(parts) if parts else None


class AreaMeasure:
    """Measures the chosen area of a scene; keeps the polygons asked for last, so that typing in another field does not
    unite them again.
    """

    def __init__(self) -> None:
        self._key: Optional[Tuple[object, ...]] = None
        self._geometry: Optional[QgsGeometry] = None

    def measure(
        self, choice: AreaChoice, description: Optional[Mapping[str, Any]], canvas: Optional[QgsMapCanvas]
    ) -> Tuple[Optional[float], str]:
        """The area in hectares as far as it is known, and what is wrong with it, in one sentence."""
        if choice.kind is AreaKind.POLYGONS and choice.layer is None:
            return None, _tr("The project has no polygon layer; add one or choose the whole scene.")
        if description is None or not description.get("crs"):
            return None, ""
        whole = scene_hectares(description)
        if choice.kind is AreaKind.VIEW and canvas is not None:
            view = QgsGeometry.fromRect(canvas.extent())
            share = covered_share(description, view, canvas.mapSettings().destinationCrs())
            return whole * share, "" if share else _tr("The map does not show the scene; zoom to it.")
        if choice.kind is AreaKind.POLYGONS and choice.layer is not None:
            polygons = self.geometry(choice.layer, choice.selected_only)
            if polygons is None:
                return None, _tr("The layer “{}” has no polygons.").format(choice.layer.name())
            share = covered_share(description, polygons, choice.layer.crs())
            return whole * share, "" if share else _tr("The polygons do not touch the scene.")
        return (None if choice.kind is AreaKind.KEPT else whole), ""

    def geometry(self, layer: QgsVectorLayer, selected_only: bool) -> Optional[QgsGeometry]:
        """The same as `layer_geometry`, computed anew when the layer, its features or the selection changed."""
        selected = tuple(sorted(layer.selectedFeatureIds())) if selected_only else ()
        key = (layer.id(), selected, layer.featureCount(), layer.extent().toString())
        if key != self._key:
            self._key, self._geometry = key, layer_geometry(layer, selected_only)
        return self._geometry


def _tr(text: str) -> str:
    return str(QCoreApplication.translate("ClassifyForm", text))
