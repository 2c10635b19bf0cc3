"""Which file lies behind a raster layer of the project, and a plain sentence when there is none the engine
could open.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import List

from qgis.core import QgsMapLayer, QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QCoreApplication

_QGIS_OPTIONS = re.compile(r"\|(?:option|credential):.*$", re.DOTALL)
"""What QGIS appends to a GDAL name: "|option:NUM_THREADS=4"."""
_PRODUCT = re.compile(r"^SENTINEL2_L\w+:(?P<xml>.+\.xml):[^:]+:[^:]+$", re.IGNORECASE)
"""A subdataset of GDAL's Sentinel-2 driver: SENTINEL2_L2A:/path/MTD_MSIL2A.xml:10m:EPSG_32632."""
_IN_MEMORY = re.compile(r"^(?:/vsimem/|MEM:|<VRTDataset)", re.IGNORECASE)
_DATABASE = re.compile(r"^(?:PG:|postgresraster|GEOR:|oraclegeoraster)", re.IGNORECASE)
_WEB = re.compile(r"^(?:WMS:|<GDAL_WMS|<WMS|WCS:|<WCS|https?:|AGS:)", re.IGNORECASE)
_SUBDATASET = re.compile(r"^[A-Za-z][A-Za-z0-9_]+:")
"""DRIVER:rest, but not a Windows drive such as C:\\."""


class SourceError(ValueError):
    """A layer that cannot be used: one sentence that says what it is, what is needed and what to do."""


def scene_source(layer: QgsMapLayer) -> str:
    """The path, or the name GDAL opens, of a raster layer's data.

    A Sentinel-2 product that QGIS shows through GDAL's driver gives the product, whose metadata the engine
    reads itself. Raises SourceError for layers without a file: web, database, in-memory and other layers.
    """
    name = layer.name()
    if not isinstance(layer, QgsRasterLayer):
        raise SourceError(
            _tr("“{name}” is not a raster layer; Corina needs a raster file: choose another layer.").format(
                name=name
            )
        )
    provider = layer.providerType()
    source = layer.source()
    if provider in ("wms", "wcs", "arcgismapserver", "arcgisfeatureserver") or _WEB.match(source):
        raise SourceError(
            _tr(
                "“{name}” is a web layer; Corina needs a raster file: download the scene and add it to the project."
            ).format(name=name)
        )
    if _DATABASE.match(source) or provider == "postgresraster":
        raise SourceError(
            _tr(
                "“{name}” is a layer of a database; Corina needs a raster file: export the layer as a GeoTIFF."
            ).format(name=name)
        )
    if _IN_MEMORY.match(source) or (provider == "gdal" and not source):
        raise SourceError(
            _tr(
                "“{name}” is only in memory; Corina needs a raster file: export the layer as a GeoTIFF."
            ).format(name=name)
        )
    if provider != "gdal":
        raise SourceError(
            _tr(
                "“{name}” is a layer without a file (QGIS provider “{provider}”): export it as a GeoTIFF."
            ).format(name=name, provider=provider)
        )
    return _file(_QGIS_OPTIONS.sub("", source), name)


def full_path(path: str) -> str:
    """A path as one types it in a shell, in full: the engine runs in a folder of its own. GDAL's own names stay."""
    return str(Path(path).absolute()) if path and not _is_gdals_own(path) else path


def scene_layers(project: QgsProject) -> List[QgsRasterLayer]:
    """The raster layers of the project that have a file, in the order of their names."""
    layers = []
    for layer in project.mapLayers().values():
        if isinstance(layer, QgsRasterLayer):
            try:
                scene_source(layer)
            except SourceError:
                continue
            layers.append(layer)
    return sorted(layers, key=lambda layer: layer.name().lower())


def _file(source: str, name: str) -> str:
    product = _PRODUCT.match(source)
    if product:
        source = str(Path(product["xml"]).parent)
        archive = re.match(r"^/vsizip/(?P<zip>.+\.zip)(?:/|$)", source, re.IGNORECASE)
        if archive:
            source = archive["zip"]
    if _is_gdals_own(source):
        return source
    if not Path(source).exists():
        raise SourceError(
            _tr(
                "The file of “{name}” is not there any more ({path}): repair the layer or choose another."
            ).format(name=name, path=source)
        )
    return full_path(source)


def _is_gdals_own(name: str) -> bool:
    """Whether a name is no path of the file system: of something in an archive, or of a part of a file."""
    return name.startswith("/vsi") or _SUBDATASET.match(name) is not None


def _tr(text: str) -> str:
    return QCoreApplication.translate("Sources", text)
