"""Patches as a GeoPackage layer of rectangles, for QGIS to draw: the split, and the patches to review."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Dict, List, Optional, Tuple

from rasterio.crs import CRS
from rasterio.warp import transform

from corina.engine.errors import EngineProblem
from corina.engine.geopackage import Feature, write_polygons
from corina.training.collection import Collection
from corina.training.ground import common_crs
from corina.training.sources import Patch
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

    numbers = range(len(collection.patches))
    return write_patches(path, TABLE, FIELDS, collection.patches, numbers, values, "Patches and their folds")


def class_values(patch: Patch) -> Tuple[int, float, str]:
    """Main code (0 for a set), its share of the labelled pixels, and all classes as text: "311 62 %, 312 20 %"."""
    ordered = sorted(patch.counts.items(), key=lambda item: (-item[1], sorted(item[0])))
    total = max(patch.labelled, 1)
    text = ", ".join(f"{'/'.join(map(str, sorted(codes)))} {n / total:.0%}" for codes, n in ordered[:6])
    if not ordered:
        return 0, 0.0, ", ".join(patch.names)
    codes, pixels = ordered[0]
    return (next(iter(codes)) if len(codes) == 1 else 0), round(pixels / total, 4), text.replace("%", " %")


def write_patches(
    path: Path,
    table: str,
    fields: Sequence[Tuple[str, str]],
    patches: Sequence[Patch],
    numbers: Sequence[int],
    values: Callable[[int], Tuple[Any, ...]],
    description: str,
) -> Optional[Path]:
    """Write a layer of patch rectangles with the values of each; None when none of them has a place."""
    placed = [number for number in numbers if patches[number].bounds is not None]
    if not placed:
        return None
    crs = common_crs(patches[number] for number in placed)
    rings = _rings([patches[number] for number in placed], crs)
    features = (Feature([ring], values(number)) for number, ring in zip(placed, rings))
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


def _rings(patches: Sequence[Patch], crs: str) -> List[Ring]:
    """The outline of each patch in `crs`, corner by corner: in another CRS a patch stands askew."""
    rings: List[Ring] = [[] for _ in patches]
    by_crs: Dict[str, List[int]] = {}
    for place, patch in enumerate(patches):
        by_crs.setdefault(patch.crs, []).append(place)
    for own, places in by_crs.items():
        xs: List[float] = []
        ys: List[float] = []
        for place in places:
            bounds = patches[place].bounds
            assert bounds is not None
            left, bottom, right, top = bounds
            xs += [left, right, right, left, left]
            ys += [bottom, bottom, top, top, bottom]
        if own != crs:
            xs, ys = transform(CRS.from_user_input(own), CRS.from_user_input(crs), xs, ys)
        for number, place in enumerate(places):
            rings[place] = list(zip(xs[5 * number : 5 * number + 5], ys[5 * number : 5 * number + 5]))
    return rings
