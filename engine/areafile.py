"""An area of interest as a user names it on the command line or in Processing: a file of polygons, or bounds."""

from __future__ import annotations

import json
import re
from pathlib import Path

from corina.engine.errors import EngineProblem
from corina.engine.geopackage import read_polygons
from corina.engine.jobs import AreaInput

_WGS84 = "EPSG:4326"
_NUMBER = r"[+-]?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?"
_BOUNDS = re.compile(
    rf"^\s*({_NUMBER})\s*,\s*({_NUMBER})\s*,\s*({_NUMBER})\s*,\s*({_NUMBER})\s*(?:,\s*(\S.*))?$"
)


def read_area(text: str) -> AreaInput:
    """Read "xmin,ymin,xmax,ymax[,CRS]" (degrees in WGS 84 without a CRS), a GeoJSON file or a GeoPackage.

    Raises EngineProblem with one sentence when it is none of these.
    """
    bounds = _BOUNDS.match(text)
    if bounds:
        left, bottom, right, top = (float(value) for value in bounds.groups()[:4])
        return AreaInput(crs=bounds.group(5) or _WGS84, bounds=(left, bottom, right, top))
    path = Path(text)
    if not path.is_file():
        raise EngineProblem(
            "area_invalid",
            f"The area {text} is neither a file nor xmin,ymin,xmax,ymax[,CRS]; give one of these.",
        )
    if path.suffix.lower() == ".gpkg":
        try:
            crs, polygons = read_polygons(text)
        except (ValueError, KeyError) as error:
            raise EngineProblem("area_invalid", f"The area cannot be read: {error}") from error
        collection = {"type": "GeometryCollection", "geometries": polygons}
        return AreaInput(crs=crs, geojson=json.dumps(collection), origin=str(path.absolute()))
    try:
        content = path.read_text(encoding="utf-8-sig")
        document = json.loads(content)
        named = (
            document.get("crs", {}).get("properties", {}).get("name", "")
            if isinstance(document, dict)
            else ""
        )
    except (OSError, UnicodeDecodeError, json.JSONDecodeError, AttributeError) as error:
        raise EngineProblem(
            "area_invalid",
            f"The area {path.name} is neither GeoJSON nor a GeoPackage of polygons.",
            str(error),
        ) from error
    return AreaInput(crs=_crs_of_geojson(str(named)), geojson=content, origin=str(path.absolute()))


def _crs_of_geojson(name: str) -> str:
    """The CRS an old-style GeoJSON names; RFC 7946 knows only WGS 84."""
    code = re.search(r"EPSG:+(?:[\d.]*:)?(\d+)$", name)
    return f"EPSG:{code.group(1)}" if code else _WGS84
