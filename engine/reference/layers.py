"""Which layer of a vector file holds the classes, and in which field: found by what fields hold, else asked."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError

from corina.engine.errors import EngineProblem
from corina.engine.reference.base import year_in
from corina.engine.reference.values import is_code, parse

# A measure along a line is nothing to a map of classes; nobody needs to hear that it is not read.
warnings.filterwarnings("ignore", message=r"Measured \(M\) geometry types", category=UserWarning)
# What GDAL says of rings and endings of names, with a line of pyogrio's source; what matters is told in the result.
warnings.filterwarnings("ignore", category=RuntimeWarning, module="pyogrio")

_SAMPLE = 500
_ENOUGH = 0.8
_NAMED = re.compile(
    r"^(code|clc|clc_?code|code_?clc|(code|clc)_?\d{2,4}s?|code_?\d{2}s|grid_?code|class|klasse|label)$"
)
_MEMBERS = (".gdb", ".gpkg", ".shp", ".geojson", ".json", ".fgb", ".sqlite")
_OF_MACOS = "__MACOSX"
"""What macOS puts beside the files of an archive: a shadow of each, under the same name."""
_OWN = ("code_1", "code_2", "code_3")
"""The fields of Corina's own polygons: a class at each level."""
_PREFERRED = re.compile(r"^(code|clc)", re.IGNORECASE)


@dataclass(frozen=True)
class LayerInfo:
    """A polygon layer. fields: all names, as in the file; candidates: those that hold CORINE codes, best first.

    tags: its metadata.
    """

    name: str
    features: int
    fields: tuple[str, ...]
    candidates: tuple[str, ...]
    crs: str | None
    bounds: tuple[float, float, float, float] | None
    geometry: str
    tags: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_change(self) -> bool:
        """Whether it is a change (CHA) layer: it has a class before and a class after."""
        dated = {year_in(name) for name in self.fields if _NAMED.match(name.lower())}
        return len(dated - {0}) >= 2

    def is_own(self, field: str) -> bool:
        """Whether a field is one of those that polygons of Corina's have, all of which are there."""
        return field.lower() in _OWN and all(self.field(name) for name in _OWN)

    def field(self, name: str) -> str | None:
        """A field by its name in any case."""
        return next((field for field in self.fields if field.lower() == name.lower()), None)


def openable(path: str) -> str:
    """The path as GDAL opens it: the geodatabase, GeoPackage or shapefile inside a zip file.

    Raises EngineProblem when the path does not exist or the zip holds no vector file, or several.
    """
    file = Path(path)
    if path.startswith("/vsi") or not file.exists():
        if path.startswith("/vsi"):
            return path
        raise EngineProblem("reference_unreadable", f"{path} does not exist; choose another file.")
    if file.suffix.lower() != ".zip" or file.is_dir():
        return path
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError) as error:
        raise EngineProblem(
            "reference_unreadable", f"{file.name} is not a whole zip file; get it again.", str(error)
        ) from error
    inside = sorted({found for name in names if (found := _member(name))})
    # A list of what the archive holds, beside the layer itself.
    inside = [name for name in inside if not name.lower().endswith(".json")] or inside
    if len(inside) != 1:
        held = f"{len(inside)} vector files ({', '.join(inside[:5])})" if inside else "no vector file"
        raise EngineProblem(
            "reference_unreadable", f"{file.name} holds {held}, expected one; unpack it and choose."
        )
    return f"/vsizip/{{{file.resolve()}}}/{inside[0]}"


def _member(name: str) -> str:
    parts = name.split("/")
    if _OF_MACOS in parts or parts[-1].startswith("._"):
        return ""
    for index, part in enumerate(parts):
        if part.lower().endswith(".gdb"):
            return "/".join(parts[: index + 1])
    return name if name.lower().endswith(_MEMBERS) else ""


def is_vector(path: str) -> bool:
    """Whether `path` holds a polygon layer."""
    try:
        return bool(polygon_layers(openable(path)))
    except EngineProblem:
        return False


def polygon_layers(path: str) -> list[tuple[str, str]]:
    """Names and geometry types of the layers that may hold polygons."""
    try:
        found = pyogrio.list_layers(path)
    except (DataSourceError, DataLayerError) as error:
        raise EngineProblem(
            "reference_unreadable",
            f"{Path(path).name} cannot be read as polygons or raster; choose a CORINE layer.",
            str(error),
        ) from error
    wanted = ("polygon", "surface", "unknown", "geometrycollection")
    return [(str(n), str(g)) for n, g in found if g is not None and any(w in str(g).lower() for w in wanted)]


def describe_layer(path: str, name: str, geometry: str = "") -> LayerInfo:
    """Read what a layer says of itself, and a sample of its attributes."""
    try:
        info = pyogrio.read_info(path, layer=name, force_total_bounds=True)
    except (DataSourceError, DataLayerError) as error:
        raise EngineProblem("reference_unreadable", f"Layer {name} cannot be read.", str(error)) from error
    fields = tuple(str(field) for field in info["fields"])
    bounds = info["total_bounds"]
    return LayerInfo(
        name,
        int(info["features"]),
        fields,
        _candidates(path, name, fields, [str(t) for t in info["dtypes"]]),
        _stated(info["crs"]),
        None if bounds is None else tuple(float(v) for v in bounds),  # type: ignore[arg-type]
        geometry or str(info["geometry_type"]),
        _tags(info),
    )


def _stated(crs: str | None) -> str | None:
    """The CRS of a layer, None where a GeoPackage says that it is not known."""
    return None if crs and "Undefined" in crs[:60] else crs


def layer_tags(path: str, layer: str = "") -> dict[str, str]:
    """The metadata of a layer, such as Corina's own (CORINA_CODES ...); none of what is no layer.

    layer: empty for the only one of the file; nobody knows which of several is meant.
    """
    try:
        file = openable(path)
        if not layer:
            names = [name for name, _ in polygon_layers(file)]
            if len(names) != 1:
                return {}
            layer = names[0]
        return _tags(pyogrio.read_info(file, layer=layer))
    except (EngineProblem, DataSourceError, DataLayerError):
        return {}


def _tags(info: Mapping[str, Any]) -> dict[str, str]:
    return {str(name): str(text) for name, text in (info.get("layer_metadata") or {}).items()}


def _candidates(path: str, layer: str, fields: tuple[str, ...], types: list[str]) -> tuple[str, ...]:
    """Fields in whose sample nearly all values that say anything are codes; those named like one first."""
    usable = [f for f, t in zip(fields, types) if t == "object" or t.startswith(("int", "float", "uint"))]
    if not usable:
        return ()
    meta, _, _, columns = pyogrio.raw.read(
        path, layer=layer, columns=usable, read_geometry=False, max_features=_SAMPLE
    )
    # pyogrio gives the columns in the file's order, whatever was asked for.
    order = [str(field) for field in meta["fields"]]
    found = []
    for name, column in zip(order, columns):
        share = _share_of_codes(column)
        named = bool(_NAMED.match(name.lower()))
        if share >= _ENOUGH or (named and share > 0):
            found.append((not named, not _PREFERRED.match(name), order.index(name), name))
    return tuple(name for *_, name in sorted(found))


def _share_of_codes(column: Any) -> float:  # noqa: ANN401 - a numpy array of any type
    values, counts = np.unique([str(v) for v in column if not parse(v).blank], return_counts=True)
    if not len(values):
        return 0.0
    good = sum(int(n) for v, n in zip(values.tolist(), counts.tolist()) if is_code(v))
    return good / float(counts.sum())


def choose_layer(path: str, wanted: str, year: int, field: str = "") -> LayerInfo:
    """The layer to read: the one asked for, the only one with classes, or the only one that has `field`.

    Raises EngineProblem "layer_ambiguous" with the choices when it must be asked.
    """
    layers = polygon_layers(path)
    file = Path(path).name
    if wanted:
        match = [(n, g) for n, g in layers if n == wanted] or [
            (n, g) for n, g in layers if n.lower() == wanted.lower()
        ]
        if not match:
            listed = ", ".join(n for n, _ in layers) or "none"
            raise EngineProblem(
                "reference_unreadable",
                f"{file} has no polygon layer {wanted!r}; its polygon layers are: {listed}.",
            )
        return describe_layer(path, *match[0])
    described = [describe_layer(path, n, g) for n, g in layers]
    usable = [layer for layer in described if (layer.field(field) if field else layer.candidates)]
    if field and not usable and len(described) == 1:
        return described[0]
    status = [layer for layer in usable if not layer.is_change] or usable
    if year and len(status) > 1:
        status = [
            layer for layer in status if year in {year_in(layer.name), *map(year_in, layer.candidates)}
        ] or status
    if len(status) == 1:
        return status[0]
    if described and not any(layer.features for layer in described):
        raise EngineProblem(
            "reference_empty",
            f"{file} holds no polygon (layers: {', '.join(la.name for la in described[:4])}); choose another file.",
        )
    if not status:
        held = ", ".join(f"{la.name} ({', '.join(la.fields[:6])})" for la in described[:4]) or "no polygons"
        raise EngineProblem(
            "field_missing",
            f"{file} has no polygons with CORINE codes (found {held}); choose the field with the class.",
        )
    raise EngineProblem(
        "layer_ambiguous",
        f"{file} has several layers with CORINE classes ({', '.join(la.name for la in status)}); choose one.",
    )


def choose_field(layer: LayerInfo, wanted: str, year: int) -> str:
    """The field with the class. Raises EngineProblem "field_missing" or "field_ambiguous"."""
    if wanted:
        found = layer.field(wanted)
        if found is None:
            raise EngineProblem(
                "field_missing",
                f"Layer {layer.name} has no field {wanted!r}; its fields are {', '.join(layer.fields)}.",
            )
        return found
    if not layer.candidates:
        raise EngineProblem(
            "field_missing",
            f"Layer {layer.name} has no field with CORINE codes (found {', '.join(layer.fields) or 'no fields'}); "
            "choose the field with the class.",
        )
    named = [name for name in layer.candidates if _NAMED.match(name.lower())]
    own = [name for name in layer.candidates if layer.is_own(name)]
    if own and not named:
        return max(own, key=str.lower)  # the finest level that it has
    named = named or list(layer.candidates)
    if year and len(named) > 1:
        named = [name for name in named if year_in(name) == year] or named
    if len(named) > 1:
        raise EngineProblem(
            "field_ambiguous",
            f"Layer {layer.name} has several fields with CORINE codes ({', '.join(named)}); choose one.",
        )
    return named[0]
