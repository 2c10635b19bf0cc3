"""The result of a comparison as JSON values and as CSV files."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from corina.clc import Level
from corina.engine.compare.census import Census
from corina.engine.compare.changes import Changes
from corina.engine.compare.numbers import agreement, from_to, per_class
from corina.engine.compare.sides import Assessment, Sides
from corina.engine.jobs import CompareOptions

CAVEATS = (
    "This is agreement with CORINE, not accuracy: CORINE itself aims at 85 % thematic accuracy.",
    "CORINE's status layers show nothing below 25 ha or narrower than 100 m; a finer map differs there without being "
    "wrong.",
)
OF_MODELS = (
    "This is agreement with a map that a model made, not accuracy: where the two differ either may be wrong, and "
    "errors that they share count as agreement.",
    "A model's map has errors of its own, mostly along borders and between like classes: much of what differs between "
    "two of them is no change on the ground.",
)
"""What is said in place of CAVEATS where the reference is another map of Corina's."""
_CSV_FROM_TO = (*("level", "code_from", "name_from", "code_to", "name_to", "pixels", "area_ha", "percent"),)
_CSV_CLASSES = (
    *(
        "level",
        "code",
        "name",
        "reference_ha",
        "prediction_ha",
        "agree_ha",
        "precision",
        "recall",
        "f1",
        "iou",
    ),
    *("gain_ha", "loss_ha", "net_ha", "swap_ha", "persistence_ha"),
)


def numbers_of(sides: Sides, census: Census) -> dict[str, Any]:
    """The parts of the result that come from the from-to counts."""
    pixel_ha = sides.grid.pixel_ha
    levels: dict[str, Any] = {}
    by_level: dict[int, tuple[list[dict[str, Any]], list[dict[str, Any]]]] = {}
    for level in Level:
        if level > sides.finest:
            continue
        at = Assessment(sides, level)
        matrix = at.matrix(census.counts)
        levels[str(int(level))] = agreement(at.codes, matrix)
        by_level[int(level)] = (
            per_class(at.codes, matrix, pixel_ha),
            from_to(at.codes, matrix, pixel_ha),
        )
    chosen = int(sides.level)
    both = int(census.counts[1:, 1:].sum())
    left_out = Assessment(sides, sides.level).left_out(census.counts, pixel_ha)
    compared = levels[str(chosen)]["pixels"]
    return {
        "overlap_ha": round(census.area_pixels * pixel_ha, 4),
        "compared_ha": round(compared * pixel_ha, 4),
        "not_assessed_ha": round((both - compared) * pixel_ha, 4),
        "no_data_ha": round((census.area_pixels - both) * pixel_ha, 4),
        "agreement": levels[str(chosen)],
        "levels": levels,
        "classes": by_level[chosen][0],
        "from_to": by_level[chosen][1],
        "not_assessed": left_out,
        "by_level": by_level,
    }


def changes_of(changes: Changes, options: CompareOptions) -> dict[str, Any]:
    """The result's `changes`."""
    return {
        "count": changes.count,
        "area_ha": changes.area_ha,
        "minimum_unit_ha": options.minimum_unit_ha,
        "minimum_width_m": options.minimum_width_m,
        "rule": changes.rule,
        "technical_count": changes.technical,
        "largest": changes.largest,
        "by_pair": [
            {"code_from": of, "code_to": to, "area_ha": round(ha, 4)}
            for (of, to), ha in sorted(changes.by_pair.items(), key=lambda item: -item[1])
        ],
    }


def summary_of(numbers: Mapping[str, Any], changes: Changes, options: CompareOptions, level: int) -> str:
    """One sentence that says what was found; no change is a good answer."""
    overall = numbers["agreement"]["overall"]
    if overall is None:
        return "Nothing could be compared: nowhere do both maps have a class that the other can show."
    # "100.0 %" would say that nothing differs.
    share = "over 99.9" if 0.9995 <= overall < 1 else f"{100 * overall:.1f}"
    agreed = f"The maps agree on {share} % of {hectares(numbers['compared_ha'])} at level {level}"
    unit, width = options.minimum_unit_ha, options.minimum_width_m
    if not changes.count:
        return f"{agreed}; no change{size_text(unit, width)} was found."
    noun = "change" if changes.count == 1 else "changes"
    found = f"{changes.count:,} {noun}{size_text(unit, 0)}"
    return f"{agreed}; {found}, {hectares(changes.area_ha)} in all."


def size_text(unit_ha: float, width_m: float) -> str:
    """What a change must be, to go behind that word; empty where anything is one."""
    size = f" of {unit_ha:g} ha or more" if unit_ha > 0 else ""
    if width_m <= 0:
        return size
    return f"{size}{' and' if size else ''} at least {width_m:g} m wide"


def hectares(area_ha: float) -> str:
    """An area for a sentence: whole hectares from 100 on, else so many decimals that something is left of it."""
    return f"{area_ha:,.{decimals_of(area_ha)}f} ha"


def decimals_of(area_ha: float) -> int:
    """How many decimals an area is said with, here and in the window."""
    return 0 if area_ha >= 100 or area_ha == 0 else 1 if area_ha >= 10 else 2


def caveats_of(sides: Sides) -> list[str]:
    """What a reader must keep in mind."""
    said = list(OF_MODELS if sides.reference.model_codes else CAVEATS)
    years = sides.reference.year, sides.prediction.year
    if all(years) and years[0] != years[1]:
        said.append(f"The reference is of {years[0]}, the map of {years[1]}: differences may be real change.")
    elif not all(years):
        said.append("The date of at least one map is not known: a difference may be a change or an error.")
    return said


def write_from_to(path: Path, by_level: Mapping[int, Any]) -> None:
    """Every pair at every level: level, codes, names, pixels, area_ha, percent. UTF-8, RFC 4180."""
    _write(path, _CSV_FROM_TO, ({"level": lv, **row} for lv, (_, pairs) in by_level.items() for row in pairs))


def write_classes(path: Path, by_level: Mapping[int, Any]) -> None:
    """Every class at every level with its agreement, gain, loss, net, swap and persistence."""
    _write(
        path, _CSV_CLASSES, ({"level": lv, **row} for lv, (classes, _) in by_level.items() for row in classes)
    )


def _write(path: Path, columns: Sequence[str], rows: Any) -> None:  # noqa: ANN401 - any rows of values
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
