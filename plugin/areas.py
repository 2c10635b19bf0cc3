"""Turns the map view or the polygons of a layer into the area of interest of a job."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from math import isfinite
from pathlib import Path
from typing import List, Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeature,
    QgsGeometry,
    QgsProject,
    QgsProviderRegistry,
    QgsRectangle,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QCoreApplication

from corina.engine.jobs import AreaInput
from corina.plugin.sources import SourceError, full_path

LOCAL_DEGREES = 6.0
"""The width of a UTM zone: about as far as its coordinates are meant to reach."""


def area_from_extent(extent: QgsRectangle, crs: QgsCoordinateReferenceSystem) -> AreaInput:
    """The rectangle as an area. Raises SourceError when it is empty or in no CRS."""
    bounds = (extent.xMinimum(), extent.yMinimum(), extent.xMaximum(), extent.yMaximum())
    if not all(isfinite(value) for value in bounds) or bounds[0] >= bounds[2] or bounds[1] >= bounds[3]:
        raise SourceError(_tr("The area is empty: zoom to the scene or choose another area."))
    return AreaInput(crs=crs_text(crs), bounds=bounds)


def area_from_layer(
    layer: QgsVectorLayer, selected_only: bool, target_crs: Optional[QgsCoordinateReferenceSystem] = None
) -> AreaInput:
    """The polygons of a layer as an area, curves made straight and invalid rings repaired.

    selected_only: take the selected features; without it all of them. target_crs: brought to this CRS when it is
    valid, which should be the scene's, so that borders are the ones seen on the map; else, and when they reach
    over more than 6 degrees, left in the layer's own. Raises SourceError when nothing with an area is left, or
    the layer is in no CRS.
    """
    if (
        not isinstance(layer, QgsVectorLayer)
        or layer.geometryType() != QgsWkbTypes.GeometryType.PolygonGeometry
    ):
        raise SourceError(_tr("“{name}” has no polygons: choose a polygon layer.").format(name=layer.name()))
    if selected_only and not layer.selectedFeatureCount():
        raise SourceError(
            _tr("No polygon of “{name}” is selected: select one or more.").format(name=layer.name())
        )
    features = layer.getSelectedFeatures() if selected_only else layer.getFeatures()
    found = area_from_features(features, layer.crs(), layer.name(), target_crs)
    return replace(found, origin=file_of(layer.source()))


def file_of(source: str) -> str:
    """The file of a layer's source; empty for one without a file, whose source may hold a password."""
    path = str(QgsProviderRegistry.instance().decodeUri("ogr", source).get("path") or "")
    try:
        return full_path(path) if Path(path).is_file() else ""
    except (OSError, ValueError):  # no path at all, as the fields of a temporary layer
        return ""


def area_from_features(
    features: Iterable[QgsFeature],
    crs: QgsCoordinateReferenceSystem,
    name: str,
    target_crs: Optional[QgsCoordinateReferenceSystem] = None,
) -> AreaInput:
    """The polygons of features in `crs` as an area, as `area_from_layer` does. name: of their layer, for messages."""
    polygons: List[QgsGeometry] = []
    for feature in features:
        polygons += _polygons(feature.geometry())
    if not polygons:
        raise SourceError(_tr("The polygons of “{name}” have no area: choose others.").format(name=name))
    geometry = QgsGeometry.collectGeometry(polygons)
    known = target_crs is not None and target_crs.isValid() and crs.isValid()
    if known and target_crs != crs and _is_local(geometry, crs):
        geometry = _transformed(geometry, crs, target_crs, name)
        crs = target_crs
    return AreaInput(crs=crs_text(crs), geojson=geometry.asJson(9 if crs.isGeographic() else 4))


def _polygons(geometry: QgsGeometry) -> List[QgsGeometry]:
    """The valid straight polygons in a geometry; a repaired polygon may have fallen into several, and into lines."""
    if geometry.isNull() or geometry.isEmpty():
        return []
    straight = (
        geometry.constGet().segmentize()
        if QgsWkbTypes.isCurvedType(geometry.wkbType())
        else geometry.constGet().clone()
    )
    straight.dropZValue()
    straight.dropMValue()
    flat = QgsGeometry(straight)
    if not flat.isGeosValid():
        flat = flat.makeValid()
    return [
        part
        for part in flat.asGeometryCollection()
        if part.type() == QgsWkbTypes.GeometryType.PolygonGeometry and part.area() > 0
    ]


def _is_local(geometry: QgsGeometry, crs: QgsCoordinateReferenceSystem) -> bool:
    """Whether polygons are small enough to be brought to another CRS as a whole.

    Those of a continent are not; the engine cuts them to the scene before it transforms them.
    """
    degrees = QgsCoordinateReferenceSystem("EPSG:4326")
    try:
        extent = QgsCoordinateTransform(crs, degrees, QgsProject.instance()).transformBoundingBox(
            geometry.boundingBox()
        )
    except QgsCsException:
        return False
    return extent.isFinite() and max(extent.width(), extent.height()) <= LOCAL_DEGREES


def _transformed(
    geometry: QgsGeometry, crs: QgsCoordinateReferenceSystem, target: QgsCoordinateReferenceSystem, name: str
) -> QgsGeometry:
    moved = QgsGeometry(geometry)
    try:
        moved.transform(QgsCoordinateTransform(crs, target, QgsProject.instance()))
    except QgsCsException as error:
        raise SourceError(
            _tr(
                "The polygons of “{name}” lie where {crs} is not defined: choose polygons near the scene."
            ).format(name=name, crs=target.authid() or target.description())
        ) from error
    parts = _polygons(moved)
    if not parts:
        raise SourceError(_tr("The polygons of “{name}” have no area: choose others.").format(name=name))
    return QgsGeometry.collectGeometry(parts)


def crs_text(crs: QgsCoordinateReferenceSystem) -> str:
    """The CRS as the engine reads it: its code, or WKT. Raises SourceError when it is not valid."""
    if not crs.isValid():
        raise SourceError(
            _tr("The area is in no coordinate reference system: set the CRS of the project or of the layer.")
        )
    authority = crs.authid()
    return (
        authority
        if authority and not authority.startswith("USER:")
        else crs.toWkt(QgsCoordinateReferenceSystem.WktVariant.WKT_PREFERRED)
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("Areas", text)
