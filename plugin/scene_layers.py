"""The scenes behind the maps of a comparison as layers in natural colours, for projects that do not show them."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple
from xml.etree import ElementTree

from osgeo import gdal
from qgis.core import (
    QgsContrastEnhancement,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsMapLayer,
    QgsMultiBandColorRenderer,
    QgsProject,
    QgsRasterLayer,
    QgsRasterMinMaxOrigin,
    QgsRasterRange,
    QgsRectangle,
)

from corina.plugin.temporary import temporary_folder

NATURAL = ("B04", "B03", "B02")
"""Red, green and blue."""
_SIDES = ("prediction", "reference")
_PRODUCTS = (".SAFE", ".zip")
_LOOKED_AT = 250_000
"""Pixels that the limits of the colours are taken from."""
Place = Tuple[str, int]
"""A file and the number of its band."""


def missing_scenes(project: QgsProject, result: Mapping[str, Any]) -> List[QgsMapLayer]:
    """The scenes of a comparison that no layer of the project shows, as new layers that are not in it yet.

    result: data of a `compare` job; one of a map whose scene is not known has none.
    """
    made: List[QgsMapLayer] = []
    for side in _SIDES:
        origin: Mapping[str, Any] = (result.get(side) or {}).get("origin") or {}
        places = {str(b["band"]): (str(b["path"]), int(b["index"])) for b in origin.get("bands") or ()}
        if not all(band in places for band in NATURAL):
            continue
        if any(_shows(layer, places) for layer in [*project.mapLayers().values(), *made]):
            continue
        layer = _scene_layer(result, side, str(origin.get("scene") or side), places)
        if layer is not None:
            made.append(layer)
    return made


def _shows(layer: QgsMapLayer, places: Mapping[str, Place]) -> bool:
    """Whether a layer shows one of the files of a scene, or the product they are in, in whatever way QGIS opens it."""
    if not isinstance(layer, QgsRasterLayer):
        return False
    files = {path for path, _ in places.values()}
    plain = {_plain(path) for path in files}
    products = {str(folder) for path in plain for folder in Path(path).parents if folder.suffix in _PRODUCTS}
    if any(text in _plain(layer.source()) for text in plain | products):
        return True
    return layer.source().endswith(".vrt") and bool(files & set(_files_of(layer.source())))


def _plain(path: str) -> str:
    """A path without what GDAL puts before and around an archive's."""
    return path.replace("/vsizip/", "").replace("{", "").replace("}", "")


def _files_of(vrt: str) -> List[str]:
    """The files a mosaic of GDAL's is made of."""
    with suppress(OSError, ElementTree.ParseError):
        return [found.text or "" for found in ElementTree.parse(vrt).iter("SourceFilename")]
    return []


def _scene_layer(
    result: Mapping[str, Any], side: str, name: str, places: Mapping[str, Place]
) -> Optional[QgsRasterLayer]:
    """The scene in natural colours; None where its files cannot be opened any more."""
    files = {path for path, _ in places.values()}
    if len(files) == 1:
        source, indices = next(iter(files)), {band: index for band, (_, index) in places.items()}
    else:
        text = _stacked(places)
        if not text:
            return None
        source, indices = _kept(result, side, text), {band: n for n, band in enumerate(places, start=1)}
    layer = QgsRasterLayer(source, name, "gdal")
    if not layer.isValid() or layer.bandCount() < max(indices.values()):
        return None
    _colour(layer, [indices[band] for band in NATURAL], result)
    return layer


def _stacked(places: Mapping[str, Place]) -> str:
    """The bands of several files as one raster, in GDAL's format VRT; empty where they do not fit one another."""
    root = ElementTree.Element("VRTDataset")
    for number, (band, (path, index)) in enumerate(places.items(), start=1):
        dataset = _opened(path)
        if dataset is None or dataset.RasterCount < index:
            return ""
        if number == 1:
            grid, crs = dataset.GetGeoTransform(), dataset.GetProjection()
            width, height = dataset.RasterXSize, dataset.RasterYSize
            root.set("rasterXSize", str(width))
            root.set("rasterYSize", str(height))
            ElementTree.SubElement(root, "SRS").text = crs
            ElementTree.SubElement(root, "GeoTransform").text = ", ".join(repr(value) for value in grid)
        own = dataset.GetGeoTransform()
        if dataset.GetProjection() != crs or any(abs(value) > 1e-9 for value in (own[2], own[4])):
            return ""
        kind = gdal.GetDataTypeName(dataset.GetRasterBand(index).DataType)
        of = ElementTree.SubElement(root, "VRTRasterBand", dataType=kind, band=str(number))
        ElementTree.SubElement(of, "Description").text = band
        source = ElementTree.SubElement(of, "SimpleSource")
        ElementTree.SubElement(source, "SourceFilename", relativeToVRT="0").text = path
        ElementTree.SubElement(source, "SourceBand").text = str(index)
        whole = {"xOff": 0.0, "yOff": 0.0, "xSize": dataset.RasterXSize, "ySize": dataset.RasterYSize}
        inside = {
            "xOff": (own[0] - grid[0]) / grid[1],
            "yOff": (own[3] - grid[3]) / grid[5],
            "xSize": dataset.RasterXSize * own[1] / grid[1],
            "ySize": dataset.RasterYSize * own[5] / grid[5],
        }
        for tag, place in (("SrcRect", whole), ("DstRect", inside)):
            ElementTree.SubElement(source, tag, {key: repr(value) for key, value in place.items()})
    return ElementTree.tostring(root, encoding="unicode")


def _opened(path: str) -> Any:  # noqa: ANN401 - gdal.Dataset
    with suppress(RuntimeError):  # what GDAL raises where a program let it
        return gdal.Open(path)
    return None


def _kept(result: Mapping[str, Any], side: str, text: str) -> str:
    """Where the stack of bands lies: with the comparison, so that a saved project finds it, else among the temporary
    files.
    """
    record = Path(str((result.get("outputs") or {}).get("result_json") or "result.json"))
    name = record.name[: -len("result.json")] + f"scene_{side}.vrt"
    for folder in (record.parent, None):
        with suppress(OSError):
            if folder is None:
                folder = Path(temporary_folder())
            place = folder / name
            if not place.is_file() or place.read_text(encoding="utf-8") != text:
                place.write_text(text, encoding="utf-8")
            return str(place)
    return text


def _colour(layer: QgsRasterLayer, bands: Sequence[int], result: Mapping[str, Any]) -> None:
    """Natural colours, stretched for the part that was compared."""
    provider = layer.dataProvider()
    if layer.source().endswith(".vrt"):  # in the files of a product 0 is no measurement
        for band in range(1, layer.bandCount() + 1):
            provider.setUserNoDataValue(band, [QgsRasterRange(0, 0)])
    layer.setRenderer(QgsMultiBandColorRenderer(provider, *bands))
    layer.setContrastEnhancement(
        QgsContrastEnhancement.ContrastEnhancementAlgorithm.StretchToMinimumMaximum,
        QgsRasterMinMaxOrigin.Limits.CumulativeCut,
        _compared(layer, result),
        _LOOKED_AT,
    )


def _compared(layer: QgsRasterLayer, result: Mapping[str, Any]) -> QgsRectangle:
    """The part of a layer that was compared; empty, which is all of it, where that is not told."""
    grid: Dict[str, Any] = dict(result.get("grid") or {})
    if not grid:
        return QgsRectangle()
    across = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem(str(grid["crs"])), layer.crs(), QgsProject.instance()
    )
    with suppress(QgsCsException):
        return across.transformBoundingBox(QgsRectangle(*grid["bounds"])).intersect(layer.extent())
    return QgsRectangle()
