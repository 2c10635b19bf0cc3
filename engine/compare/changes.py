"""Change polygons: differences without what is too small, too narrow or too unsure, as a layer to work through."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from corina.clc import CLASSES
from corina.engine.compare.census import (
    FIRST_PAIR,
    UNCHANGED,
    ConfidenceMap,
    pair_codes,
    smallest_pixels,
)
from corina.engine.compare.sides import Assessment
from corina.engine.generalise import Generalisation, generalise, spared_text, speckle_text
from corina.engine.geopackage import Feature, write_polygons
from corina.engine.grid import Grid
from corina.engine.jobs import CompareOptions, Rule
from corina.engine.outputs import not_written
from corina.engine.polygons import (
    Confidence,
    confidence_of,
    mean_width,
    outlines,
    rounded,
    shared_digits,
)
from corina.engine.priorities import LISTED, PriorityTable
from corina.engine.regions import Regions, find_regions
from corina.engine.scratch import Scratch

if TYPE_CHECKING:  # official changes need the extra "compare", rasters do not
    from corina.engine.compare.official import OfficialChanges

TABLE = "changes"
FIELDS = (
    ("code_from", "INTEGER"), ("code_to", "INTEGER"), ("name_from", "TEXT"), ("name_to", "TEXT"),
    ("level", "INTEGER"), ("area_ha", "REAL"), ("confidence_mean", "REAL"), ("confidence_min", "REAL"),
    ("technical", "INTEGER"), ("width_m", "REAL"), ("official", "TEXT"), ("status", "TEXT"), ("comment", "TEXT"),
)  # fmt: skip
SLIVER_M = 50.0
"""Half of CORINE's minimum mapping width: a change that is narrower on average is taken for a displaced line.

Official changes, 100 m wide somewhere, have mean widths from 70 m on (Malta 2018-2024)."""
_LARGEST = 20
_NEAR_UNCHANGED = 0.5


@dataclass
class Changes:
    """What the change polygons are. largest: as in the result; rule: how they were generalised, one sentence."""

    count: int = 0
    area_ha: float = 0.0
    technical: int = 0
    rule: str = ""
    largest: list[dict[str, Any]] = field(default_factory=list)
    by_pair: dict[tuple[int, int], float] = field(default_factory=dict)


def write_changes(
    path: str,
    values: Scratch,
    grid: Grid,
    assessment: Assessment,
    options: CompareOptions,
    table: PriorityTable | None,
    confidence: ConfidenceMap | None,
    official: OfficialChanges | None,
    scratch: Path,
    on_progress: Callable[[float], None],
) -> Changes:
    """Write the polygons of `values` (the census's scratch raster, which is closed) and say what they are.

    table: that options.priority_table names.
    """
    smallest = smallest_pixels(options.minimum_unit_ha, grid.pixel_ha)
    how = Generalisation(
        smallest,
        round(options.minimum_width_m / grid.resolution),
        nearness(assessment, table) if options.rule is Rule.PRIORITY else None,
        frozenset({UNCHANGED}),
    )
    values = generalise(values, how, scratch, lambda share: on_progress(0.6 * share))
    found = Changes(rule=rule_text(options, grid.pixel_ha, table))
    with (
        values,
        Scratch(scratch / "change_labels.tif", grid.height, grid.width, "int32") as file,
        Scratch(scratch / "change_areas.tif", grid.height, grid.width, "int32", grid.transform) as areas,
    ):
        regions = find_regions(values, file, lambda share: on_progress(0.6 + 0.1 * share))
        kept = (regions.values >= FIRST_PAIR) & (regions.sizes >= max(1, smallest))
        sure = confidence_of(regions, None if confidence is None else confidence.rows_of(grid))
        known = None
        if official is not None:
            known = official.against(regions, kept, lambda value: pair_codes(value, assessment), grid)
        on_progress(0.8)
        features = _features(regions, areas, kept, sure, known, grid, assessment, found, on_progress)
        try:
            found.count = write_polygons(path, TABLE, grid.crs, FIELDS, features, found.rule)
        except (sqlite3.Error, OSError) as error:
            raise not_written(Path(path).parent.parent, error) from error
    found.largest = sorted(found.largest, key=lambda c: (-c["area_ha"], c["fid"]))[:_LARGEST]
    found.area_ha = round(found.area_ha, 4)
    return found


def nearness(assessment: Assessment, table: PriorityTable | None = None) -> Callable[[int, int], float]:
    """How near two values of the scratch raster are thematically, larger is nearer.

    Two changes are near when both their old and their new classes share a digit, the nearer the more digits they
    share; no change at all is nearer than a change of another kind. Among those that are near, a priority table says
    which comes first: that with the lowest sum of the priorities of old and new class (0 for the same class).
    """
    digits = int(assessment.level)

    def near(one: int, other: int) -> float:
        if one < FIRST_PAIR or other < FIRST_PAIR:
            return _NEAR_UNCHANGED
        (of1, to1), (of2, to2) = pair_codes(one, assessment), pair_codes(other, assessment)
        of, to = shared_digits(of1, of2) / digits, shared_digits(to1, to2) / digits
        if not (of and to):
            return 0.0
        said = table.together((of1, of2), (to1, to2)) if table is not None else None
        return of + to if said is None else LISTED - said

    return near


def rule_text(options: CompareOptions, pixel_ha: float, table: PriorityTable | None = None) -> str:
    """How change polygons are generalised, as a sentence for the result and the layer."""
    unit, width = options.minimum_unit_ha, options.minimum_width_m
    if unit <= 0 and width <= 0:
        return "Changes are not generalised."
    parts = f" and parts narrower than {width:g} m" if width > 0 else ""
    first = "are nearest to theirs (the most digits of the codes in common)"
    if table is not None:
        first = (
            f"share a digit with theirs and come first by the priority table {table.name}, of what it does not name "
            f"those that {first}"
        )
    which = (
        f"the neighbouring change whose old and new classes {first}, else the unchanged land around them"
        if options.rule is Rule.PRIORITY
        else "their largest neighbour, be it a change or unchanged land"
    )
    return (
        f"Changes below {unit:g} ha{parts} join {which}, the smallest first"
        f"{speckle_text(options.rule, unit, pixel_ha)}; unchanged land below {unit:g} ha inside "
        f"changes joins them; changes that stay below the unit are dropped.{spared_text('A change', unit, width)}"
    )


def _features(
    regions: Regions,
    areas: Scratch,
    kept: npt.NDArray[np.bool_],
    sure: Confidence,
    known: list[str] | None,
    grid: Grid,
    assessment: Assessment,
    found: Changes,
    on_progress: Callable[[float], None],
) -> Iterator[Feature]:
    total = max(1, int(kept.sum()))
    for fid, (label, rings) in enumerate(outlines(regions, areas, kept), start=1):
        of, to = pair_codes(int(regions.values[label]), assessment)
        pixels = int(regions.sizes[label])
        width = mean_width(pixels, rings, grid.resolution**2)
        area, technical = round(pixels * grid.pixel_ha, 4), width < SLIVER_M
        mean, least = rounded(sure.mean[label]), rounded(sure.smallest[label])
        names = CLASSES[of].name, CLASSES[to].name
        official = known[label] if known is not None else ""
        found.area_ha += area
        found.technical += technical
        found.by_pair[(of, to)] = found.by_pair.get((of, to), 0.0) + area
        outer = np.asarray(rings[0], np.float64)
        found.largest.append(
            {
                "fid": fid, "code_from": of, "code_to": to, "name_from": names[0], "name_to": names[1],
                "area_ha": area, "confidence_mean": mean, "confidence_min": least, "technical": technical,
                "official": official, "bounds": [*outer.min(0).tolist(), *outer.max(0).tolist()],
            }
        )  # fmt: skip
        if len(found.largest) > 50 * _LARGEST:
            found.largest = sorted(found.largest, key=lambda c: -c["area_ha"])[:_LARGEST]
        described = (
            of,
            to,
            *names,
            int(assessment.level),
            area,
            mean,
            least,
            int(technical),
            round(width, 1),
        )
        yield Feature(rings, (*described, official, "", ""))
        if fid % 200 == 0:
            on_progress(0.8 + 0.2 * fid / total)
