"""The level-3 map as polygons in a GeoPackage, generalised to a minimum mapping unit (see generalise.py)."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import rasterio
from affine import Affine
from rasterio.features import geometry_mask, shapes

from corina.clc import CLASSES, CODES, NODATA, Level, parent, raster_value
from corina.engine.generalise import merge_small_areas
from corina.engine.geopackage import Feature, write_polygons
from corina.engine.outputs import not_written

TABLE = "land_cover"
FIELDS = (
    ("code_1", "INTEGER"),
    ("code_2", "INTEGER"),
    ("code_3", "INTEGER"),
    ("label", "TEXT"),
    ("area_ha", "REAL"),
    ("confidence", "REAL"),
)
MERGE_RULE = (
    "Areas of 4-connected pixels smaller than the unit take the class of their largest neighbour, smallest first; "
    "pixels without a class neither give nor take."
)
_CODE_BY_VALUE = {raster_value(code): code for code in CODES[Level.L3]}


def write_land_cover_polygons(
    level3_path: str,
    confidence_path: str,
    output_path: str,
    minimum_unit_ha: float,
    on_polygons: Callable[[int], None],
) -> int:
    """Turn the level-3 map into polygons and return their number.

    confidence of a polygon: mean over its pixels of the probability of the class the network gave them, in percent.
    on_polygons: called with the number written so far, for progress; what it raises ends the work.
    """
    with rasterio.open(level3_path) as dataset:
        classes = dataset.read(1)
        transform, crs = dataset.transform, dataset.crs
    with rasterio.open(confidence_path) as dataset:
        confidence = dataset.read(1)
    pixel_ha = abs(transform.a * transform.e) / 10_000
    smallest = math.ceil(minimum_unit_ha / pixel_ha - 1e-9)
    valid = classes != NODATA
    classes = merge_small_areas(classes, valid, smallest)
    description = f"CORINE Land Cover classes; minimum mapping unit {minimum_unit_ha:g} ha. {MERGE_RULE}"
    features = _features(classes, valid, confidence, transform, pixel_ha, on_polygons)
    try:
        return write_polygons(output_path, TABLE, crs, FIELDS, features, description)
    except (sqlite3.Error, OSError) as error:
        raise not_written(Path(output_path).parent.parent, error) from error


def _features(
    classes: npt.NDArray[np.uint8],
    valid: npt.NDArray[np.bool_],
    confidence: npt.NDArray[np.uint8],
    transform: Any,  # noqa: ANN401 - affine has no type stubs
    pixel_ha: float,
    on_polygons: Callable[[int], None],
) -> Iterator[Feature]:
    # In pixel coordinates, so that a polygon's rows and columns are its own; brought to the map on writing.
    found = shapes(classes, mask=valid, connectivity=4, transform=Affine.identity())
    for number, (geometry, value) in enumerate(found, start=1):
        code = _CODE_BY_VALUE[int(value)]
        pixels, mean = _under(geometry, confidence)
        rings = [_on_map(ring, transform) for ring in geometry["coordinates"]]
        values = (
            parent(code, Level.L1),
            parent(code, Level.L2),
            code,
            CLASSES[code].name,
            round(pixels * pixel_ha, 4),
            round(mean, 1),
        )
        yield Feature(rings, values)
        if number % 500 == 0:
            on_polygons(number)


def _under(geometry: dict[str, Any], confidence: npt.NDArray[np.uint8]) -> tuple[int, float]:
    """Pixels in a polygon given in pixel coordinates, and the mean confidence over them."""
    outer = geometry["coordinates"][0]
    columns, rows = [int(x) for x, _ in outer], [int(y) for _, y in outer]
    left, right, top, bottom = min(columns), max(columns), min(rows), max(rows)
    part = confidence[top:bottom, left:right]
    if len(outer) == 5 and len(geometry["coordinates"]) == 1:
        return part.size, float(part.mean())
    inside = geometry_mask([geometry], part.shape, Affine.translation(left, top), invert=True)
    values = part[inside]
    return int(values.size), float(values.mean())


def _on_map(ring: Sequence[tuple[float, float]], transform: Any) -> list[tuple[float, float]]:  # noqa: ANN401
    points = np.asarray(ring, np.float64)
    xs = transform.a * points[:, 0] + transform.c
    ys = transform.e * points[:, 1] + transform.f
    return list(zip(xs.tolist(), ys.tolist()))
