"""CORINE references of any kind, read in windows: polygons, rasters in every encoding, or another map of Corina's."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from corina.engine.errors import EngineProblem
from corina.engine.grid import Grid
from corina.engine.jobs import LandCoverInput
from corina.engine.reference.base import Reference
from corina.engine.reference.report import ReferenceReport
from corina.engine.reference.values import NO_CODE
from corina.engine.tiles import Window

__all__ = ["NO_CODE", "Grid", "Reference", "ReferenceReport", "Window", "open_reference"]

_VECTOR = (
    ".gpkg",
    ".shp",
    ".geojson",
    ".json",
    ".gdb",
    ".fgb",
    ".zip",
    ".sqlite",
    ".gml",
    ".kml",
    ".parquet",
)


def open_reference(source: LandCoverInput, table: Mapping[str, int] | None = None) -> Reference:
    """Open a land cover map, to be closed again (it is a context manager).

    table: for another legend than CORINE's, from the text of a value to a number (1..65535), which is then what `read`
    gives. Raises EngineProblem: reference_unreadable, reference_empty, no_crs, layer_ambiguous, field_missing,
    field_ambiguous, or extra_missing for polygons without the engine's extra "compare".
    """
    # Imported here: a raster needs none of the extra's libraries.
    from corina.engine.reference.raster import RasterReference, is_raster

    path = source.path
    if not path.startswith("/vsi") and not Path(path).exists():
        raise EngineProblem("reference_unreadable", f"{path} does not exist; choose another map.")
    of_polygons = source.layer or source.field or source.filter_field
    likely_polygons = path.lower().endswith(_VECTOR) or bool(of_polygons)
    if not likely_polygons and is_raster(path):
        return RasterReference(source, table)
    try:
        from corina.engine.reference.layers import is_vector
        from corina.engine.reference.vector import PolygonReference
    except ModuleNotFoundError as error:
        raise EngineProblem(
            "extra_missing",
            'Reading polygons needs the engine\'s extra "compare", which is not installed '
            f"({error.name} is missing); install it in Corina's settings, or with `pip install corina[compare]`.",
        ) from error
    if likely_polygons and not is_vector(path) and is_raster(path):
        if of_polygons:
            raise EngineProblem(
                "field_missing",
                f"{source.name or Path(path).name} is a raster, which has no layers, fields or filters; leave out "
                f"{of_polygons!r}.",
            )
        return RasterReference(source, table)
    return PolygonReference(source, table)
