"""A class raster as polygons: the level-3 map's in a GeoPackage, and the areas of any scratch raster.

Rasters are read strip by strip; memory grows with the number of polygons only.
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import rasterio
from rasterio.features import shapes
from rasterio.windows import Window as RasterWindow

from corina.clc import CLASSES, CODES, Level, parent, raster_value
from corina.engine.generalise import Generalisation, generalise, rule_text
from corina.engine.geopackage import Feature, Ring, write_polygons
from corina.engine.grid import Grid
from corina.engine.jobs import Rule
from corina.engine.junctions import Junctions
from corina.engine.outputs import not_written
from corina.engine.priorities import Nearness, PriorityTable
from corina.engine.regions import Regions, find_regions
from corina.engine.scratch import Scratch

TABLE = "land_cover"
FIELDS = (
    ("code_1", "INTEGER"),
    ("code_2", "INTEGER"),
    ("code_3", "INTEGER"),
    ("label", "TEXT"),
    ("area_ha", "REAL"),
    ("confidence", "REAL"),
)
_CODE_BY_VALUE = {raster_value(code): code for code in CODES[Level.L3]}
_CONFIDENCE_NODATA = 255
Percent = Callable[[int, int], npt.NDArray[Any]]
"""Gives the confidence in percent [rows, width] of the rows first..last, end excluded; 255 no data."""


@dataclass(frozen=True)
class Confidence:
    """Confidence in percent by label: mean and smallest; NaN where an area has none."""

    mean: npt.NDArray[np.float64]
    smallest: npt.NDArray[np.float64]


def write_land_cover_polygons(
    level3_path: str,
    confidence_path: str,
    output_path: str,
    minimum_unit_ha: float,
    on_polygons: Callable[[int], None],
    minimum_width_m: float = 0.0,
    rule: Rule = Rule.LARGEST,
    table: PriorityTable | None = None,
) -> int:
    """Turn the level-3 map into polygons and return their number.

    table: for the rule PRIORITY.
    confidence of a polygon: mean over its pixels of the probability of the class the network gave them, in percent.
    on_polygons: called with the number written so far, for progress; what it raises ends the work.
    """
    # A folder of its own: what lies beside the output is published.
    work = Path(output_path).parent / "scratch"
    work.mkdir(exist_ok=True)
    with rasterio.open(level3_path) as dataset:
        transform, crs = dataset.transform, dataset.crs
        # What the map can show, and of which scene it is, goes with its polygons, wherever they are moved to.
        tags = {name: text for name, text in dataset.tags().items() if name.startswith("CORINA_")}
        pixel_ha = abs(transform.a * transform.e) / 10_000
        values = Scratch(work / "classes.tif", dataset.height, dataset.width, "uint16", transform)
        for first, last in values.strips():
            place = RasterWindow(0, first, dataset.width, last - first)
            values.write_rows(first, dataset.read(1, window=place))
    how = Generalisation(
        math.ceil(minimum_unit_ha / pixel_ha - 1e-9),
        round(minimum_width_m / abs(transform.a)),
        _value_nearness(table) if rule is Rule.PRIORITY else None,
    )
    values = generalise(values, how, work)
    text = rule_text(rule, minimum_unit_ha, minimum_width_m, pixel_ha, table.name if table else "")
    description = f"CORINE Land Cover classes; minimum mapping unit {minimum_unit_ha:g} ha. {text}"
    with values, rasterio.open(confidence_path) as dataset:

        def percent(first: int, last: int) -> npt.NDArray[Any]:
            rows: npt.NDArray[Any] = dataset.read(
                1, window=RasterWindow(0, first, dataset.width, last - first)
            )
            return rows

        return _write(
            values,
            transform,
            crs,
            percent,
            output_path,
            description,
            pixel_ha,
            _CODE_BY_VALUE,
            on_polygons,
            tags,
        )


def write_class_polygons(
    values: Scratch,
    grid: Grid,
    percent: Percent | None,
    output_path: str,
    level: Level,
    description: str,
    on_polygons: Callable[[int], None],
    tags: Mapping[str, str] | None = None,
) -> int:
    """Write the areas of a scratch raster of codes of `level` as polygons and return their number.

    percent: gives the confidence of some rows. tags: metadata of the layer. Fields as of the level-3 map's polygons;
    the codes of levels the raster does not have are NULL.
    """
    codes = {code: code for code in CODES[level]}
    return _write(
        values,
        grid.transform,
        grid.crs,
        percent,
        output_path,
        description,
        grid.pixel_ha,
        codes,
        on_polygons,
        tags,
    )


def _write(
    values: Scratch,
    transform: Any,  # noqa: ANN401 - affine has no type stubs
    crs: Any,  # noqa: ANN401 - nor has rasterio
    percent: Percent | None,
    output_path: str,
    description: str,
    pixel_ha: float,
    codes: Mapping[int, int],
    on_polygons: Callable[[int], None],
    tags: Mapping[str, str] | None,
) -> int:
    work = values.path.parent
    with (
        Scratch(work / "labels.tif", values.height, values.width, "int32") as file,
        Scratch(work / "areas.tif", values.height, values.width, "int32", transform) as areas,
    ):
        regions = find_regions(values, file)
        confidence = confidence_of(regions, percent)
        features = _features(regions, areas, confidence, pixel_ha, codes, on_polygons)
        try:
            return write_polygons(output_path, TABLE, crs, FIELDS, features, description, tags)
        except (sqlite3.Error, OSError) as error:
            raise not_written(work.parent.parent, error) from error


def class_nearness(table: PriorityTable | None) -> Nearness:
    """How near two codes are: by the table, else by the number of leading digits they share."""
    return table.first(shared_digits) if table is not None else shared_digits


def _value_nearness(table: PriorityTable | None) -> Nearness:
    """The same for values of a level-3 raster."""
    near = class_nearness(table)
    return lambda one, other: near(_CODE_BY_VALUE.get(one, one), _CODE_BY_VALUE.get(other, other))


def shared_digits(one: int, other: int) -> int:
    """The number of leading digits two codes share: 311 and 324 share one."""
    count = 0
    for a, b in zip(str(one), str(other)):
        if a != b:
            break
        count += 1
    return count


def confidence_of(regions: Regions, percent: Percent | None) -> Confidence:
    """Mean and smallest confidence of each area."""
    count = regions.count + 1
    total, number = np.zeros(count), np.zeros(count, np.int64)
    smallest = np.full(count, np.inf)
    if percent is not None:
        for first, last in regions.file.strips():
            add_confidence(regions.rows(first, last), percent(first, last), total, number, smallest)
    return finished_confidence(total, number, smallest)


def add_confidence(
    labels: npt.NDArray[Any],
    percent: npt.NDArray[Any],
    total: npt.NDArray[np.float64],
    number: npt.NDArray[np.int64],
    smallest: npt.NDArray[np.float64],
) -> None:
    """Add a strip to sums, numbers and minima by label."""
    used = (labels > 0) & (percent != _CONFIDENCE_NODATA)
    where, what = labels[used], percent[used].astype(np.float64)
    total += np.bincount(where, weights=what, minlength=len(total))
    number += np.bincount(where, minlength=len(number))
    np.minimum.at(smallest, where, what)


def finished_confidence(
    total: npt.NDArray[np.float64], number: npt.NDArray[np.int64], smallest: npt.NDArray[np.float64]
) -> Confidence:
    """Means and minima of the sums."""
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(number > 0, total / number, np.nan)
    return Confidence(mean, np.where(number > 0, smallest, np.nan))


def outlines(
    regions: Regions, areas: Scratch, kept: npt.NDArray[np.bool_]
) -> Iterator[tuple[int, list[Ring]]]:
    """Label and rings (outer first, in the CRS of `areas`' transform) of each area with kept[label].

    Neighbours match corner for corner. areas: int32 scratch raster, which takes the labels of the kept areas.
    """
    table = np.where(kept, np.arange(len(kept)), 0).astype(np.int32)
    junctions = Junctions(areas.height, areas.width, len(kept), areas.transform)
    with Scratch(areas.path.with_name("kept.tif"), areas.height, areas.width, "uint8") as mask:
        for first, last in areas.strips():
            labels = table[regions.rows(first, last)]
            areas.write_rows(first, labels)
            mask.write_rows(first, labels > 0)
            junctions.add(labels)
        if not kept.any():
            return
        for geometry, label in shapes(areas.band(), mask=mask.band(), connectivity=4):
            yield int(label), junctions.complete(int(label), geometry["coordinates"])


def _features(
    regions: Regions,
    areas: Scratch,
    confidence: Confidence,
    pixel_ha: float,
    codes: Mapping[int, int],
    on_polygons: Callable[[int], None],
) -> Iterator[Feature]:
    kept = np.ones(regions.count + 1, np.bool_)
    kept[0] = False
    for number, (label, rings) in enumerate(outlines(regions, areas, kept), start=1):
        code = codes[int(regions.values[label])]
        depth = CLASSES[code].level
        values = (
            *(parent(code, level) if level <= depth else None for level in Level),
            CLASSES[code].name,
            round(int(regions.sizes[label]) * pixel_ha, 4),
            rounded(confidence.mean[label]),
        )
        yield Feature(rings, values)
        if number % 500 == 0:
            on_polygons(number)


def rounded(value: float) -> float | None:
    """A confidence with one decimal; None where there is none."""
    return None if math.isnan(value) else round(float(value), 1)


def mean_width(pixels: int, rings: Sequence[Ring], pixel_area: float) -> float:
    """Twice the area over the perimeter: the width of a long strip, in metres. pixel_area: in square metres."""
    perimeter = sum(float(np.abs(np.diff(np.asarray(ring, np.float64), axis=0)).sum()) for ring in rings)
    return 2 * pixels * pixel_area / perimeter if perimeter else 0.0
