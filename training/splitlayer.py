"""Patches as a GeoPackage layer of rectangles, for QGIS to draw: the split, and the patches to review."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Dict, List, Optional, Tuple

import numpy as np
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

_AT_ONCE = 5000

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

    def outline(number: int, patch: Patch) -> Outline:
        fold = divided.fold_of[number]
        values = (
            patch.name,
            collection.sources[patch.source].name,
            divided.group_of[number],
            fold,
            divided.role(fold),
            round(patch.labelled / patch.pixels, 4),
            *class_values(patch),
        )
        assert patch.bounds is not None
        return Outline(patch.crs, [outline_of(patch.bounds)], values)

    placed = np.isfinite(collection.patches.bounds[:, 0])
    found = {crs for crs, here in zip(collection.patches.texts("crs"), placed.tolist()) if here}
    outlines = (
        outline(number, patch) for number, patch in enumerate(collection.patches) if patch.bounds is not None
    )
    return write_outlines(
        path, TABLE, FIELDS, outlines, "Patches and their folds", one_crs(found) if found else ""
    )


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
    outlines: Iterable[Outline],
    description: str,
    crs: str = "",
) -> Optional[Path]:
    """Write polygons of one or several CRS as one layer, in `crs`.

    crs: by default theirs, where they share one, or the European equal-area map; needed of polygons that come one by
    one. None without any. Raises EngineProblem when the file cannot be written.
    """
    if not crs:
        outlines = list(outlines)
        if not outlines:
            return None
        crs = one_crs({outline.crs for outline in outlines})
    features = (Feature(rings, values) for rings, values in _moved(outlines, crs))
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


def _moved(outlines: Iterable[Outline], crs: str) -> Iterator[Tuple[List[Ring], Tuple[Any, ...]]]:
    """The rings of each outline in `crs`, point by point, and its values: in another CRS a patch stands askew.

    Some thousand are moved together, for each call takes its time and all of a large set much memory.
    """
    waiting = iter(outlines)
    while part := list(islice(waiting, _AT_ONCE)):
        moved: List[List[Ring]] = [[list(ring) for ring in outline.rings] for outline in part]
        by_crs: Dict[str, List[int]] = {}
        for place, outline in enumerate(part):
            if outline.crs != crs:
                by_crs.setdefault(outline.crs, []).append(place)
        for own, places in by_crs.items():
            points = [point for place in places for ring in moved[place] for point in ring]
            xs, ys = transform(
                CRS.from_user_input(own),
                CRS.from_user_input(crs),
                [x for x, _ in points],
                [y for _, y in points],
            )
            fresh = iter(zip(xs, ys))
            for place in places:
                moved[place] = [[next(fresh) for _ in ring] for ring in moved[place]]
        yield from zip(moved, (outline.values for outline in part))
