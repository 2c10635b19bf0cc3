"""The report of an accuracy assessment: one HTML page."""

from __future__ import annotations

from typing import Any

import numpy as np

from corina.clc import CLASSES
from corina.engine.accuracy.classmap import ClassMap
from corina.engine.report import charts, maps, page

_MAP_EDGE = 700
_DESIGNS = {
    "stratified": "stratified random sample, drawn within the strata of the map",
    "simple": "simple random sample of the map",
    "systematic": "systematic sample: a square grid with a random start",
    "lucas": "LUCAS points of Eurostat's field survey",
    "unknown": "not stated in the file; taken for a simple random sample",
}
_ESTIMATORS = {
    "stratified": "stratified estimator with the map's classes as strata (Olofsson et al. 2014, doi "
    "10.1016/j.rse.2014.02.015)",
    "ratio": "stratified ratio estimator for strata that differ from the classes of the map (Stehman 2014, doi "
    "10.1080/01431161.2014.930207)",
    "simple_random": "simple random sampling estimator: one stratum",
}
_LEFT_OUT = {
    "unlabelled": "without a label",
    "unknown_label": "label is no CORINE class",
    "no_place": "without coordinates",
    "outside": "outside the map",
    "no_class": "where the map has no class",
    "unclear": "label coarser than the level assessed",
    "unknown_stratum": "in a stratum the sample's table does not have",
}
_READING = (
    "User's accuracy: of the area mapped as a class, the share that is that class. Producer's accuracy: of the area "
    "that is a class, the share that is mapped as it. The intervals hold for this sample design: of a hundred samples "
    "drawn alike, about 95 would give intervals that hold the true value. They say nothing of errors in the labels."
)


def accuracy_report(result: dict[str, Any], land_cover: ClassMap) -> str:
    """The report as HTML. result: of an AccuracyJob (docs/jobs.md); land_cover: the map that was assessed."""
    map_name = land_cover.name
    sections = [
        page.Section("In short", _summary(result)),
        page.Section("Accuracy of each class", _classes(result)),
        page.Section("Areas", _areas(result)),
        page.Section("Error matrix", _matrix(result)),
        page.Section("Map and sample", _map(result, land_cover)),
        page.Section("How this was made", _method(result)),
    ]
    footer = f"Corina {result['versions']['corina']}, {result['ended'][:16].replace('T', ' ')} UTC."
    lead = f"{map_name}, level {result['level']}: {result['points']['used']} labelled points."
    return page.page(f"Accuracy of {map_name}", lead, sections, footer)


def with_interval(estimate: dict[str, Any] | None, *, share: bool = True) -> str:
    """An estimate and its interval as text: 94.7 % (92.8 to 96.5)."""
    if estimate is None:
        return "–"
    value, low, high = estimate["value"], estimate["low"], estimate["high"]
    if share:
        text = page.percent(value)
        return text if low is None else f"{text} ({100 * low:.1f} to {100 * high:.1f})"
    return page.number(value) if low is None else f"{page.number(value)} ({low:,.0f} to {high:,.0f})"


def _summary(result: dict[str, Any]) -> str:
    overall, points = result["overall"], result["points"]
    interval = (
        "no interval: a stratum has a single point"
        if overall["low"] is None
        else f"95 % interval {100 * overall['low']:.1f} to {100 * overall['high']:.1f} %"
    )
    figures = [
        ("Overall accuracy", page.percent(overall["value"]), interval),
        ("Points used", str(points["used"]), f"of {points['total']} in the file"),
        ("Area assessed", page.number(result["assessed_ha"], 0, "ha"), f"at level {result['level']}"),
    ]
    return page.key_figures(figures) + page.notice(result["warnings"])


def _label(row: dict[str, Any]) -> str:
    return CLASSES[row["code"]].label if row["code"] in CLASSES else str(row["name"])


def _swatch(row: dict[str, Any]) -> page.Swatch:
    red, green, blue = row["colour"]
    return page.Swatch(_label(row), (red, green, blue))


def _ranges(result: dict[str, Any], key: str) -> list[charts.Range]:
    return [
        charts.Range(
            charts.shortened(_label(r), 34),
            r[key]["value"],
            r[key]["low"],
            r[key]["high"],
            tuple(r["colour"]),
        )
        for r in result["classes"]
        if r[key] is not None
    ]


def _classes(result: dict[str, Any]) -> str:
    columns = (
        "User's accuracy, 95 % interval",
        "Producer's accuracy, 95 % interval",
        "F1",
        "Points on the map",
    )
    header = ["Class", *columns, "Points in the reference"]
    rows = [
        [_swatch(r), with_interval(r["users"]), with_interval(r["producers"]), page.percent(r["f1"]),
         r["points_map"], r["points_reference"]]
        for r in result["classes"]
    ]  # fmt: skip
    pictures = "".join(
        page.figure(charts.intervals(ranges, unit="%", axis=axis, share=True), caption)
        for key, axis, caption in (
            ("users", "user's accuracy, percent", "User's accuracy with 95 % intervals."),
            ("producers", "producer's accuracy, percent", "Producer's accuracy with 95 % intervals."),
        )
        if (ranges := _ranges(result, key))
    )
    return page.paragraph(_READING) + page.table("Accuracy of each class", header, rows) + pictures


def _areas(result: dict[str, Any]) -> str:
    text = page.paragraph(
        "The area of a class that is counted on the map is biased by the map's errors. The estimate corrects it by "
        "what the sample found, and has an interval; for statistics take the estimate."
    )
    header = ["Class", "Counted on the map, ha", "Estimated, ha, 95 % interval"]
    rows = [
        [_swatch(r), page.number(r["mapped_ha"]), with_interval(r["area_ha"], share=False)]
        for r in result["classes"]
    ]
    chart = charts.intervals(_ranges(result, "area_ha"), unit="ha", axis="estimated area, ha")
    return text + page.table("Areas of the classes", header, rows) + page.figure(
        chart, "Estimated areas with 95 % intervals."
    )  # fmt: skip


def _matrix(result: dict[str, Any]) -> str:
    matrix = result["matrix"]
    codes, counts = [str(c) for c in matrix["codes"]], matrix["counts"]
    chart = charts.confusion_matrix(counts, codes, rows="map", columns="reference", unit="points")
    header = ["Map \\ reference", *codes, "Total"]
    rows = [[code, *line, sum(line)] for code, line in zip(codes, counts)]
    total = ["Total", *(sum(column) for column in zip(*counts)), sum(map(sum, counts))]
    shares = [
        [code, *(f"{p:.4f}" for p in line), f"{sum(line):.4f}"]
        for code, line in zip(codes, matrix["proportions"])
    ]
    return (
        page.figure(chart, "Percent of the points of each map class that the reference puts in each class.")
        + page.table("Points: rows are the map's class, columns the class seen", header, rows, total=total)
        + page.table("Estimated shares of the area", header, shares)
    )


def _map(result: dict[str, Any], land_cover: ClassMap) -> str:
    codes, metres = land_cover.overview(_MAP_EDGE)
    present = {int(code) for code in np.unique(codes) if code}
    alt = f"Map of {land_cover.name} with the classes {maps.legend_words(present)}."
    picture = maps.map_picture(maps.class_colours(codes), metres, alt)
    header = ["Stratum", "Area, ha", "Share of the area", "Points"]
    rows = [
        [_swatch(s), page.number(s["area_ha"]), page.percent(s["share"]), s["points"]]
        for s in result["strata"]
    ]
    return page.figure(picture, f"{land_cover.name}, colours of the CORINE legend.") + page.table(
        "Strata of the estimate", header, rows
    )


def _after_the_fact(result: dict[str, Any]) -> str:
    drawn_alike = result["design"] == "stratified" or result["estimator"] != "stratified"
    return "" if drawn_alike else ", applied after the fact (poststratification)"


def _method(result: dict[str, Any]) -> str:
    points, facts = result["points"], result["sample_facts"]
    left_out = "; ".join(f"{points[key]} {words}" for key, words in _LEFT_OUT.items() if points.get(key))
    return page.facts(
        {
            "Map": result["map"],
            "Values of the map": result["encoding"],
            "Points": result["samples"],
            "Design": _DESIGNS.get(result["design"], result["design"]),
            "Drawn from": facts.get("map", ""),
            "Drawn": facts.get("started", ""),
            "Seed": facts.get("seed", ""),
            "Allocation": facts.get("allocation", ""),
            "Estimator": _ESTIMATORS[result["estimator"]] + _after_the_fact(result),
            "Intervals": "value ± 1.96 standard errors, without finite population correction, cut at 0 and 100 %",
            "Level assessed": f"{result['level']}, {result['level_how']}",
            "Points left out": left_out or "none",
            "Software": ", ".join(f"{name} {version}" for name, version in result["versions"].items()),
        }
    )
