"""The parts of a comparison's report that are text and tables: agreement and caveats."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from corina.engine.report import page
from corina.engine.report.facts import swatch

IN_SHORT = (
    "Agreement with the reference is not accuracy: the reference is a map too, with errors, a smallest unit and a date "
    "of its own. More on that under Agreement."
)
WHY_AGREEMENT = (
    "This is agreement with the reference, not accuracy. CORINE is a map itself: it aims at 85 % of thematic accuracy, "
    "leaves out whatever is smaller than 25 ha or narrower than 100 m, and may be of another date. Where the two "
    "differ, either may be right, or both. Every pixel was compared, so there is no sampling and no confidence "
    "interval; for the accuracy of the map draw a sample, label it and run the accuracy assessment."
)
WHY_AGREEMENT_OF_MODELS = (
    "This is agreement with the reference, not accuracy. The reference is a map that a model made: it has errors of "
    "its own, mostly along borders and between like classes, and may be of another date. Where the two differ, either "
    "may be right, or neither; errors that both share count as agreement. Every pixel was compared, so there is no "
    "sampling and no confidence interval; for the accuracy of the map draw a sample, label it and run the accuracy "
    "assessment."
)
_SMALL_HA = 1000
_AGREEMENT_ROWS = (
    ("overall", "Overall agreement"),
    ("majority_floor", "Floor: all taken for the commonest class"),
    ("macro_f1", "F1, mean of the classes"),
    ("weighted_f1", "F1, weighted by area"),
    ("micro_f1", "F1, all pixels together"),
    ("macro_iou", "Intersection over union, mean of the classes"),
    ("kappa", "Kappa"),
    ("quantity", "Quantity disagreement"),
    ("allocation", "Allocation disagreement"),
)
_OFFICIAL = (
    ("count", "Official changes in the area compared"),
    ("found", "of these found"),
    ("found_same", "of the found ones, with the same classes"),
    ("partly", "found in part"),
    ("missed", "missed"),
    ("known", "Changes found here that are official"),
    ("known_partly", "Changes found here that are official in part"),
    ("new", "Changes found here that are not official at all"),
    ("technical_left_out", "Official technical changes, left out"),
    ("unseen_left_out", "Official changes within one class of this level, left out"),
    ("official_ha", "Area of the official changes"),
    ("found_ha", "of this found"),
    ("found_same_ha", "of this found with the same classes"),
)
_CAVEATS = (
    "CORINE's status layers aim at a thematic accuracy of 85 %: up to one difference in seven may be CORINE's.",
    "CORINE's smallest unit is 25 ha and 100 m wide; a map of 10 m pixels shows what CORINE generalises away, which "
    "counts here as difference.",
)
"""Of a record that says nothing itself."""


def names_of(result: Mapping[str, Any]) -> tuple[str, str]:
    """What reference and prediction are called; told apart by file when their layers have the same name."""
    sides = result["reference"], result["prediction"]
    names = [str(side["name"]) for side in sides]
    if names[0] == names[1]:
        names = [f"{name} ({Path(str(side['path'])).name})" for name, side in zip(names, sides)]
    return names[0], names[1]


def table_decimals(result: Mapping[str, Any]) -> int:
    """Of hectares in tables: of a small area a tenth of one is much."""
    return 2 if result["compared_ha"] < _SMALL_HA else 1


def agreement(result: Mapping[str, Any]) -> str:
    """Agreement at each level and of each class, and what was not assessed."""
    levels = result["levels"]
    header = ["Measure", *(f"Level {level}, %" for level in levels)]
    rows = [
        [name, *(page.part(values.get(key)) for values in levels.values())] for key, name in _AGREEMENT_ROWS
    ]
    why = WHY_AGREEMENT_OF_MODELS if result["reference"].get("model_codes") else WHY_AGREEMENT
    parts = [page.paragraph(why), page.table("Agreement at each level", header, rows)]
    keys = ("precision", "recall", "f1", "iou")
    classes = [
        [
            swatch(c["code"]),
            *(page.part(c[key]) for key in keys),
            page.hectares(c["agree_ha"], table_decimals(result)),
        ]
        for c in result["classes"]
    ]
    header = ["Class", "Precision, %", "Recall, %", "F1, %", "IoU, %", "Agrees, ha"]
    parts.append(page.table(f"Agreement of each class at level {result['level']}", header, classes))
    if result["not_assessed"]:
        lines = [
            [swatch(n["code"]), page.hectares(n["area_ha"], table_decimals(result)), n["why"]]
            for n in result["not_assessed"]
        ]
        parts.append(
            page.table("Not assessed, and never counted as change", ["Class", "Area, ha", "Why"], lines)
        )
    return "".join([*parts, _polygons(result), _official(result)])


def _polygons(result: Mapping[str, Any]) -> str:
    found = result.get("polygon_agreement")
    if not found:
        return ""
    if not found["below_half_count"]:
        return page.paragraph(
            f"All {found['count']:,} polygons of the reference are confirmed on at least half of their area."
        )
    weak = page.number(found["below_half_ha"], 0, "ha")
    return page.paragraph(
        f"Of {found['count']:,} polygons of the reference, {found['below_half_count']:,} ({weak}) are confirmed on "
        "less than half of their area: these are the ones worth a look."
    )


def _official(result: Mapping[str, Any]) -> str:
    found = result.get("official")
    if not found:
        return ""
    rows = [
        [words, page.number(found[key], 1, "ha") if key.endswith("_ha") else found[key]]
        for key, words in _OFFICIAL
        if found.get(key) is not None
    ]
    table = page.table(f"Against the official changes of {found['name']}", ["What", "Number or area"], rows)
    return table + page.paragraph(str(found.get("rule") or ""))


def caveats(result: Mapping[str, Any]) -> list[str]:
    """What limits the comparison, as sentences."""
    if result["caveats"]:
        return list(result["caveats"])
    own = [] if result["reference"].get("model_codes") else list(_CAVEATS)
    years = result["reference"].get("year"), result["prediction"].get("year")
    if all(years) and years[0] != years[1]:
        own.append(
            f"The reference is of {years[0]}, the prediction of {years[1]}: real change lies between them."
        )
    return own
