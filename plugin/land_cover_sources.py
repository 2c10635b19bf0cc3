"""What the engine opens for a layer of land cover: its file, or a copy of what QGIS alone can read."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import Any, Dict, Optional, Set, Tuple

from osgeo import gdal
from qgis.core import (
    QgsCoordinateTransformContext,
    QgsFeatureRequest,
    QgsFields,
    QgsMapLayer,
    QgsProcessingUtils,
    QgsProviderRegistry,
    QgsRasterLayer,
    QgsVectorFileWriter,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QCoreApplication

from corina.engine.jobs import ChangeLayerInput, LandCoverInput
from corina.plugin.areas import crs_text
from corina.plugin.sources import SourceError, full_path, scene_source

MAX_COPIED = 50_000
"""A layer without a file of its own, or with a filter, is copied to one; with more polygons it would take too long."""

_OF_A_SERVER = re.compile("[a-z]{2,}:", re.IGNORECASE)
"""How GDAL names what is no file, such as "PG:dbname=..." or "https://..."; one letter is a drive of Windows."""

_SECRET = re.compile("passw|pwd=|token|://[^/@]*:[^/@]*@", re.IGNORECASE)
"""What must not be kept with a run, nor be copied as part of a command."""

_copies: Dict[str, Tuple[object, str]] = {}
_watched: Set[Tuple[str, str]] = set()
"""Layers that were copied, each with a layer whose edits show in it."""


def land_cover_input(layer: QgsMapLayer) -> LandCoverInput:
    """The map a layer shows, as the engine reads it: with its filter, and in the CRS the user gave it.

    Raises SourceError with one sentence for a layer without a file, with unsaved edits, or without polygons.
    """
    if isinstance(layer, QgsRasterLayer):
        return LandCoverInput(scene_source(layer), crs=_own_crs(layer), name=layer.name())
    path, table = _vector_file(layer)
    return LandCoverInput(path, table, crs=_own_crs(layer), name=layer.name(), origin=_origin(layer, path))


def change_layer_input(layer: QgsMapLayer) -> ChangeLayerInput:
    """A layer of official changes as the engine reads it. Raises SourceError as `land_cover_input` does."""
    path, table = _vector_file(layer)
    return ChangeLayerInput(path, table, crs=_own_crs(layer), origin=_origin(layer, path), name=layer.name())


def path_of(layer: QgsMapLayer) -> str:
    """The file that is read for a layer, or the copy that was made of it; empty without one. Copies nothing."""
    if layer.id() in _copies:
        return _copies[layer.id()][1]
    parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
    return full_path(str(parts.get("path") or ""))


def _origin(layer: QgsVectorLayer, path: str) -> str:
    """The source of a layer that was copied to `path`, as Processing opens it; empty for one that was not copied, that
    has no source of its own or not all of its fields there, or whose source holds a password.
    """
    provider, source = layer.providerType(), layer.source()
    if _copies.get(layer.id(), (None, ""))[1] != path or provider in ("memory", "virtual"):
        return ""
    if _has_fields_of_its_own(layer) or _SECRET.search(source):
        return ""
    if provider != "ogr":
        return str(QgsProcessingUtils.encodeProviderKeyAndUri(provider, source))
    registry = QgsProviderRegistry.instance()
    parts = registry.decodeUri(provider, source)
    return str(registry.encodeUri(provider, {**parts, "path": _full(str(parts.get("path") or ""))}))


def _full(path: str) -> str:
    return path if _OF_A_SERVER.match(path) else full_path(path)


def _vector_file(layer: QgsMapLayer) -> Tuple[str, str]:
    if (
        not isinstance(layer, QgsVectorLayer)
        or layer.geometryType() != QgsWkbTypes.GeometryType.PolygonGeometry
    ):
        raise SourceError(
            _tr("“{name}” has no polygons: choose a polygon layer or a raster.").format(name=layer.name())
        )
    if layer.isEditable() and layer.isModified():
        raise SourceError(
            _tr("“{name}” has unsaved edits: save or discard them first.").format(name=layer.name())
        )
    if not layer.featureCount() and (layer.subsetString() or layer.providerType() == "memory"):
        raise SourceError(
            _tr("“{name}” shows no polygon: change its filter, or choose another layer.").format(
                name=layer.name()
            )
        )
    if layer.providerType() != "ogr" or layer.subsetString() or _has_fields_of_its_own(layer):
        return _copy(layer), ""
    parts = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
    path, table = str(parts.get("path") or ""), str(parts.get("layerName") or "")
    if _OF_A_SERVER.match(path):
        return _copy(layer), ""
    if not path.startswith("/vsi") and not Path(path).exists():
        raise SourceError(
            _tr(
                "The file of “{name}” is not there any more ({path}): repair the layer or choose another."
            ).format(name=layer.name(), path=path)
        )
    return full_path(path), table


def _has_fields_of_its_own(layer: QgsVectorLayer) -> bool:
    """Whether a layer shows fields that its file lacks: joined or virtual ones, of which one may hold the class."""
    fields = layer.fields()
    own = QgsFields.FieldOrigin.OriginProvider
    return any(fields.fieldOrigin(index) != own for index in range(fields.count()))


def _copy(layer: QgsVectorLayer) -> str:
    """What the layer shows as a GeoPackage in QGIS's temporary folder, made again when the layer has changed."""
    count = _count(layer)
    shown = (layer.source(), layer.subsetString(), *_shown_fields(layer))
    key = (shown, count, layer.extent().toString())
    known = _copies.get(layer.id())
    if known is not None and known[0] == key and Path(known[1]).exists():
        return known[1]
    if count > MAX_COPIED:
        raise SourceError(
            _tr(
                "“{name}” is filtered or has no file, and is too large to be copied: export it to a GeoPackage."
            ).format(name=layer.name())
        )
    folder = tempfile.mkdtemp(prefix="corina-layer-", dir=QgsProcessingUtils.tempFolder())
    path = str(Path(folder) / "layer.gpkg")
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GPKG"
    options.layerName = "layer"
    written = QgsVectorFileWriter.writeAsVectorFormatV3(layer, path, QgsCoordinateTransformContext(), options)
    if written[0] != QgsVectorFileWriter.WriterError.NoError:
        raise SourceError(
            _tr("“{name}” cannot be copied to a file ({reason}): export it to a GeoPackage.").format(
                name=layer.name(), reason=written[1]
            )
        )
    _carry_metadata(layer, path)
    _forget_when_changed(layer)
    _copies[layer.id()] = (key, path)
    return path


def _carry_metadata(layer: QgsVectorLayer, copy: str) -> None:
    """Give the copy what the file says of the layer: of Corina's own polygons the classes of their model and the scene,
    which QGIS's writer leaves behind.
    """
    if layer.providerType() != "ogr":
        return
    parts = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
    dataset = _opened(str(parts.get("path") or ""), gdal.OF_READONLY)
    if dataset is None:
        return
    name = str(parts.get("layerName") or "")
    found = dataset.GetLayerByName(name) if name else dataset.GetLayer(int(parts.get("layerId") or 0))
    said = found.GetMetadata() if found is not None else {}
    target = _opened(copy, gdal.OF_UPDATE) if said else None
    if target is not None:
        target.GetLayer(0).SetMetadata(said)
        target.FlushCache()


def _opened(path: str, how: int) -> Any:  # noqa: ANN401 - a data set of GDAL, None when it cannot be opened
    try:
        return gdal.OpenEx(path, gdal.OF_VECTOR | how)
    except RuntimeError:  # where somebody told GDAL to raise
        return None


def _count(layer: QgsVectorLayer) -> int:
    """How many polygons there are to copy; servers do not always tell, and then no more are counted than matter."""
    told = int(layer.featureCount())
    if told >= 0:
        return told
    request = QgsFeatureRequest().setNoAttributes().setFlags(QgsFeatureRequest.Flag.NoGeometry)
    return sum(1 for _ in layer.getFeatures(request.setLimit(MAX_COPIED + 1)))


def _shown_fields(layer: QgsVectorLayer) -> Tuple[object, ...]:
    """The names of a layer's fields, the formulas of the virtual ones, and where joined ones come from."""
    formulas = [layer.expressionField(index) for index in range(layer.fields().count())]
    joins = [
        (join.joinLayerId(), join.joinFieldName(), join.targetFieldName()) for join in layer.vectorJoins()
    ]
    return tuple(layer.fields().names()), tuple(formulas), tuple(joins)


def _forget_when_changed(layer: QgsVectorLayer) -> None:
    """Copy a layer anew once edits of it, or of a table that is joined to it, were saved."""
    identifier = layer.id()
    for source in (layer, *(join.joinLayer() for join in layer.vectorJoins())):
        if source is not None and (identifier, source.id()) not in _watched:
            _watched.add((identifier, source.id()))
            source.afterCommitChanges.connect(lambda: _copies.pop(identifier, None))
            source.dataChanged.connect(lambda: _copies.pop(identifier, None))


def _own_crs(layer: QgsMapLayer) -> Optional[str]:
    """The CRS the user gave a layer; None when it is that of the file, or none."""
    crs, provider = layer.crs(), layer.dataProvider()
    if not crs.isValid() or (provider is not None and provider.crs() == crs):
        return None
    return crs_text(crs)


def _tr(text: str) -> str:
    return str(QCoreApplication.translate("Sources", text))
