"""The report of a comparison with CORINE: one HTML page."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from typing import Any

import numpy as np

from corina.clc import CLASSES
from corina.engine.compare.outcome import decimals_of, size_text
from corina.engine.report import charts, flows, page
from corina.engine.report import judged as verdicts
from corina.engine.report.comparison_facts import (
    IN_SHORT,
    agreement,
    caveats,
    names_of,
    table_decimals,
)
from corina.engine.report.comparison_method import method
from corina.engine.report.facts import label, swatch
from corina.engine.report.scenes import scene_of
from corina.engine.report.thumbnails import DIFFERENCE_COLOURS, ComparisonPictures

_LARGEST_FLOWS = 14
_LARGEST_CHANGES = 15
_MATRIX_LIMIT = 14
"""Classes up to which the whole from-to matrix fits a printed page as a table."""


def comparison_report(
    result: Mapping[str, Any],
    from_to: str | None,
    difference: str | None,
    model_card: Mapping[str, Any] | None = None,
    changes: str | None = None,
) -> str:
    """The report as HTML. result: of a CompareJob (docs/jobs.md); with `judged`, what was judged is part of it.

    from_to, difference: paths of the two rasters, which may not be at their final place yet; without from_to there are
    no maps and no pictures. model_card: of the model behind the prediction, where it is known. changes: path of the
    change polygons, for their outlines in the pictures.
    """
    names = names_of(result)
    judged = result.get("judged")
    with ExitStack() as stack:
        pictures = None
        if from_to is not None:
            scene = scene_of(result["prediction"]["path"])
            pictures = stack.enter_context(ComparisonPictures(from_to, difference, scene, changes))
        sections = [page.Section("In short", _summary(result, names[0]))]
        if pictures is not None:
            sections.append(page.Section("Maps", _maps(pictures, *names, result["changes"]["largest"])))
        sections.append(page.Section("What became what", _from_to(result, *names)))
        sections.append(page.Section("Gains and losses", _gains(result)))
        if judged is not None and judged["count"]:
            shown = {change["fid"] for change in result["changes"]["largest"][:_LARGEST_CHANGES]}
            sections.append(page.Section("What was judged", verdicts.judged_changes(judged, shown)))
        sections.append(page.Section("The largest changes", _changes(result, pictures)))
        sections.append(page.Section("Agreement", agreement(result)))
    sections += [
        page.Section("How this was made", method(result, model_card)),
        page.Section("What to keep in mind", page.bullets(caveats(result))),
    ]
    footer = f"Corina {result['versions']['corina']}, {_minute(result['ended'])} UTC."
    if judged is not None:
        footer += f" Verdicts as of {_minute(judged['at'])} UTC."
    return page.page(f"{names[1]} compared with {names[0]}", str(result["summary"]), sections, footer)


def _minute(time: object) -> str:
    """An ISO time without its seconds."""
    return str(time)[:16].replace("T", " ")


def _summary(result: Mapping[str, Any], reference: str) -> str:
    changes, agreement = result["changes"], result["agreement"]
    unit = f"polygons{size_text(changes['minimum_unit_ha'], 0)}"
    figures = [
        (
            "Overall agreement",
            page.part(agreement["overall"], unit="%"),
            f"with {reference}, not accuracy",
        ),
        ("Compared", page.number(result["compared_ha"], 0, "ha"), f"at level {result['level']}"),
        (
            "Changes",
            page.number(changes["area_ha"], decimals_of(changes["area_ha"]), "ha"),
            f"in {changes['count']:,} {unit}",
        ),
        ("Not assessed", page.number(result["not_assessed_ha"], 0, "ha"), _why_not_assessed(result)),
    ]
    judged = result.get("judged")
    if judged is not None and judged["count"]:
        figures.append(verdicts.key_figure(judged))
    return page.key_figures(figures) + page.notice(list(result["warnings"])) + page.paragraph(IN_SHORT)


def _maps(
    pictures: ComparisonPictures, reference: str, prediction: str, largest: list[Mapping[str, Any]]
) -> str:
    classes = [page.Swatch(CLASSES[c].label, CLASSES[c].colour) for c in pictures.classes() if c in CLASSES]
    found = pictures.differences()
    differences = [page.Swatch(*DIFFERENCE_COLOURS[value]) for value in found]
    return (
        page.figures(pictures.overview(reference, prediction, largest[:_LARGEST_CHANGES]))
        + page.legend(classes)
        + page.legend(differences)
    )


def _why_not_assessed(result: Mapping[str, Any]) -> str:
    models = result.get("model") or any(
        result[side].get("model_codes") for side in ("prediction", "reference")
    )
    return "classes the model cannot predict" if models else "classes only one map can show"


def _from_to(result: Mapping[str, Any], reference: str, prediction: str) -> str:
    pairs = result["from_to"]
    if not pairs:
        return page.paragraph("No pixel has a class on both maps.")
    codes = sorted({p["code_from"] for p in pairs} | {p["code_to"] for p in pairs})
    matrix = np.zeros((len(codes), len(codes)))
    for pair in pairs:
        matrix[codes.index(pair["code_from"]), codes.index(pair["code_to"])] = pair["area_ha"]
    has_table = len(codes) <= _MATRIX_LIMIT
    numbers = "The table below" if has_table else "The CSV file beside this report"
    heat = charts.confusion_matrix(
        matrix, [str(c) for c in codes], rows=reference, columns=prediction, unit="ha", numbers=numbers
    )
    moved = [p for p in pairs if p["code_from"] != p["code_to"]]
    parts = [
        page.figure(
            heat,
            f"Percent of each class of {reference} (rows) that is each class of {prediction}; a coloured cell without "
            "a number is below half a percent.",
        )
    ]
    if has_table:
        parts.append(_matrix_table(matrix, codes, table_decimals(result)))
    else:
        parts.append(
            page.paragraph(f"The whole matrix of {len(codes)} classes is in the CSV file beside this report.")
        )
    if moved:
        largest = moved[:_LARGEST_FLOWS]
        colours = {label(c): CLASSES[c].colour if c in CLASSES else (128, 128, 128) for c in codes}
        chart = flows.alluvial(
            [flows.Flow(label(p["code_from"]), label(p["code_to"]), p["area_ha"]) for p in largest],
            colours,
            before=reference,
            after=prediction,
        )
        share = sum(p["area_ha"] for p in largest) / sum(p["area_ha"] for p in moved)
        caption = (
            f"The {len(largest)} largest flows between classes, {100 * share:.0f} % of all that differs."
        )
        parts += [page.figure(chart, caption), _flow_table(largest, matrix.sum(), table_decimals(result))]
    else:
        parts.append(page.paragraph("Nothing differs: every compared pixel has the same class on both maps."))
    return "".join(parts)


def _matrix_table(matrix: np.ndarray[Any, np.dtype[np.float64]], codes: list[int], decimals: int) -> str:
    header = ["From \\ to, ha", *(str(c) for c in codes), "Total"]
    rows = [
        [
            str(code),
            *(page.hectares(v, decimals) if v else "" for v in line),
            page.hectares(line.sum(), decimals),
        ]
        for code, line in zip(codes, matrix)
    ]
    sums = [*matrix.sum(axis=0), matrix.sum()]
    total = ["Total", *(page.hectares(v, decimals) for v in sums)]
    return page.table("From-to matrix in hectares", header, rows, total=total)


def _flow_table(pairs: list[Mapping[str, Any]], total: float, decimals: int) -> str:
    rows = [
        [
            swatch(p["code_from"]),
            swatch(p["code_to"]),
            page.hectares(p["area_ha"], decimals),
            page.part(p["area_ha"] / total, 2),
        ]
        for p in pairs
    ]
    return page.table("The largest flows", ["From", "To", "Area, ha", "% of the area compared"], rows)


def _gains(result: Mapping[str, Any]) -> str:
    classes = [c for c in result["classes"] if c["reference_ha"] or c["prediction_ha"]]
    moved = [c for c in classes if c["gain_ha"] or c["loss_ha"]]
    shown = sorted(moved, key=lambda c: -(c["gain_ha"] + c["loss_ha"]))[:20]
    keys = ("reference_ha", "prediction_ha", "persistence_ha", "gain_ha", "loss_ha", "net_ha", "swap_ha")
    header = [
        "Class",
        "Reference, ha",
        "Prediction, ha",
        "Same on both, ha",
        "Gain, ha",
        "Loss, ha",
        "Net, ha",
        "Swap, ha",
    ]
    rows = [
        [swatch(c["code"]), *(page.hectares(c[key], table_decimals(result)) for key in keys)] for c in classes
    ]
    text = page.paragraph(
        "Gain: area that is the class on the prediction only. Loss: on the reference only. Net is their difference; "
        "swap is what moved from one place to another without changing the total."
    )
    return _gain_chart(shown) + text + page.table("Areas, gains and losses of each class", header, rows)


def _gain_chart(classes: list[Mapping[str, Any]]) -> str:
    if not classes:
        return page.paragraph("No class gained or lost anything.")
    chart = charts.gain_loss(
        [charts.shortened(label(c["code"]), 34) for c in classes],
        [c["gain_ha"] for c in classes],
        [c["loss_ha"] for c in classes],
        unit="ha",
    )
    caption = "Gains (right), losses (left, hatched) and net change (diamonds), the classes with most of it."
    return page.figure(chart, caption)


def _changes(result: Mapping[str, Any], pictures: ComparisonPictures | None) -> str:
    changes, judged = result["changes"], result.get("judged")
    if not changes["count"]:
        return page.paragraph(
            f"No change{size_text(changes['minimum_unit_ha'], changes['minimum_width_m'])} was found. That is a good "
            "answer, not an error."
        )
    largest = changes["largest"][:_LARGEST_CHANGES]
    views = {change["fid"]: pictures.change(change) for change in largest} if pictures is not None else {}
    with_scene = any(view.scene for view in views.values())
    cells = verdicts.verdict_cells(judged)
    known = any(change["confidence_mean"] is not None for change in largest)
    header = ["No.", "From, to", "Area, ha"]
    coarse = changes.get("confidence_level") is not None and result["level"] < changes["confidence_level"]
    header += ["Confidence of the level-3 class, %" if coarse else "Confidence, %"] if known else []
    header += ["Verdict"] if judged is not None else []
    header += ["Scene"] if with_scene else []
    header += ["Reference", "Prediction"] if views else []
    rows = []
    for change in largest:
        row: list[object] = [
            str(change["fid"]),
            page.Stack(
                (
                    swatch(change["code_from"]),
                    swatch(change["code_to"], " (sliver)" if change.get("technical") else ""),
                )
            ),
            page.number(change["area_ha"], 1),
        ]
        row += [page.number(change["confidence_mean"])] if known else []
        if judged is not None:
            row.append(cells.get(change["fid"], verdicts.WORDS["none"]))
        if views:
            view = views[change["fid"]]
            row += [*([view.scene] if with_scene else []), view.reference, view.prediction]
        rows.append(row)
    text = page.paragraph(
        f"{changes['count']:,} change polygons, {page.number(changes['area_ha'], 1, 'ha')} in all; "
        f"slivers, which hint at shifted borders: {changes['technical_count']:,}. {changes['rule']}"
    )
    outlined = ", outlined in the pictures" if views else ""
    count = f"{len(largest)} largest changes" if len(largest) > 1 else "change"
    return text + page.table(f"The {count}{outlined}", header, rows)
