"""Patches as a GeoPackage layer of rectangles, for QGIS to draw: the split, and the patches to review."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, List, Optional, Tuple

from rasterio.crs import CRS
from rasterio.warp import transform

from corina.engine.errors import EngineProblem
from corina.engine.geopackage import Feature, write_polygons
from corina.training.collection import Collection
from corina.training.ground import one_crs
from corina.training.sources import Patch
from corina.training.sources.base import Bounds
from corina.training.splits import Split

TABLE = "patches"
FIELDS = (
    ("name", "TEXT"),
    ("source", "TEXT"),
    ("place", "TEXT"),
    ("fold", "INTEGER"),
    ("role", "TEXT"),
    ("labelled", "REAL"),
    ("main_code", "INTEGER"),
    ("main_share", "REAL"),
    ("classes", "TEXT"),
)

Ring = List[Tuple[float, float]]


@dataclass(frozen=True)
class Outline:
    """A polygon in a CRS of its own, outer ring first, and the values of its fields."""

    crs: str
    rings: Sequence[Sequence[Tuple[float, float]]]
    values: Tuple[Any, ...]


def write_split_layer(path: Path, collection: Collection, divided: Split) -> Optional[Path]:
    """Write the patches that have a place, with their fold and classes; None when no patch has one.

    Raises EngineProblem when the file cannot be written.
    """

    def values(number: int) -> Tuple[Any, ...]:
        patch, fold = collection.patches[number], divided.fold_of[number]
        return (
            patch.name,
            collection.sources[patch.source].name,
            divided.group_of[number],
            fold,
            divided.role(fold),
            round(patch.labelled / patch.pixels, 4),
            *class_values(patch),
        )

    outlines = [
        Outline(patch.crs, [outline_of(patch.bounds)], values(number))
        for number, patch in enumerate(collection.patches)
        if patch.bounds is not None
    ]
    return write_outlines(path, TABLE, FIELDS, outlines, "Patches and their folds")


def class_values(patch: Patch) -> Tuple[int, float, str]:
    """Main code (0 for a set), its share of the labelled pixels, and all classes as text: "311 62 %, 312 20 %"."""
    ordered = sorted(patch.counts.items(), key=lambda item: (-item[1], sorted(item[0])))
    total = max(patch.labelled, 1)
    text = ", ".join(f"{'/'.join(map(str, sorted(codes)))} {n / total:.0%}" for codes, n in ordered[:6])
    if not ordered:
        return 0, 0.0, ", ".join(patch.names)
    codes, pixels = ordered[0]
    return (next(iter(codes)) if len(codes) == 1 else 0), round(pixels / total, 4), text.replace("%", " %")


def outline_of(bounds: Bounds) -> Ring:
    """The outline of left, bottom, right, top."""
    left, bottom, right, top = bounds
    return [(left, bottom), (right, bottom), (right, top), (left, top), (left, bottom)]


def write_outlines(
    path: Path,
    table: str,
    fields: Sequence[Tuple[str, str]],
    outlines: Sequence[Outline],
    description: str,
) -> Optional[Path]:
    """Write polygons of one or several CRS as one layer, in their CRS or the European equal-area map.

    None without any. Raises EngineProblem when the file cannot be written.
    """
    if not outlines:
        return None
    crs = one_crs({outline.crs for outline in outlines})
    features = (Feature(rings, outline.values) for outline, rings in zip(outlines, _moved(outlines, crs)))
    part = path.with_name(f".{path.stem}.part.gpkg")
    try:
        part.unlink(missing_ok=True)
        write_polygons(str(part), table, CRS.from_user_input(crs), fields, features, description)
        os.replace(part, path)
    except (OSError, sqlite3.Error) as error:
        raise EngineProblem(
            "output_not_writable",
            f"{path} cannot be written; close it elsewhere or choose another folder.",
            str(error),
        ) from error
    return path


def _moved(outlines: Sequence[Outline], crs: str) -> List[List[Ring]]:
    """The rings of each outline in `crs`, point by point: in another CRS a patch stands askew."""
    moved: List[List[Ring]] = [[list(ring) for ring in outline.rings] for outline in outlines]
    by_crs: Dict[str, List[int]] = {}
    for place, outline in enumerate(outlines):
        if outline.crs != crs:
            by_crs.setdefault(outline.crs, []).append(place)
    for own, places in by_crs.items():
        points = [point for place in places for ring in moved[place] for point in ring]
        xs, ys = transform(
            CRS.from_user_input(own), CRS.from_user_input(crs), [x for x, _ in points], [y for _, y in points]
        )
        fresh = iter(zip(xs, ys))
        for place in places:
            moved[place] = [[next(fresh) for _ in ring] for ring in moved[place]]
    return moved
