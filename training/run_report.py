"""The report of a training or an evaluation: an HTML page, CSV, JSON, and three confusion matrices as PNG."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Dict, List, Optional, Tuple

import numpy as np

import corina
from corina.clc import CLASSES, Level
from corina.engine.report import charts, page
from corina.training.journal import read_metrics

SUMMARY = {
    "overall": "Overall agreement",
    "f1_macro": "F1 macro",
    "f1_micro": "F1 micro",
    "f1_weighted": "F1 weighted",
    "mean_iou": "Mean IoU",
    "majority_floor": "Largest class alone",
    "classes": "Classes",
}
PER_CLASS = ("pixels", "precision", "recall", "f1", "iou")

CAVEATS = (
    "These figures are agreement with CORINE, not accuracy: CORINE generalises to 25 ha and 100 m, so a hedge or a "
    "farm road that is found counts as wrong.",
    "They hold for ground like the held-out patches; elsewhere the agreement may be lower.",
)


@dataclass(frozen=True)
class ReportContent:
    """What a report says. metrics, inner: of measure.Measured. folds: figures of each fold of a cross-validation.

    run_folder: of the training whose curves are shown, None for none. facts: names and values of the settings.
    """

    title: str
    split: str
    metrics: Mapping[str, Any]
    inner: Optional[Mapping[str, Any]] = None
    folds: Sequence[Mapping[str, Any]] = ()
    run_folder: Optional[Path] = None
    warnings: Sequence[str] = ()
    facts: Mapping[str, str] = field(default_factory=dict)


def write_report(folder: Path, content: ReportContent) -> Dict[str, str]:
    """Write report.html, report.csv, report.json and matrix1.png to matrix3.png; returns their paths by kind."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = {
        name: folder / file
        for name, file in (
            ("html", "report.html"),
            ("csv", "report.csv"),
            ("json", "report.json"),
            ("matrix1.png", "matrix1.png"),
            ("matrix2.png", "matrix2.png"),
            ("matrix3.png", "matrix3.png"),
        )
    }
    paths["html"].write_text(_html(content), encoding="utf-8")
    values = {
        "title": content.title,
        "split": content.split,
        "metrics": content.metrics,
        "inner": content.inner,
        "folds": list(content.folds),
        "mean": mean_over_folds(content.folds) if content.folds else None,
        "warnings": list(content.warnings),
    }
    paths["json"].write_text(json.dumps(values, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    _write_csv(paths["csv"], content)
    for level in Level:
        shown = content.metrics[f"level{int(level)}"]["matrix"]
        write_matrix(paths[f"matrix{int(level)}.png"], shown["counts"], shown["codes"])
    return {name: str(path) for name, path in paths.items()}


def mean_over_folds(folds: Sequence[Mapping[str, Any]]) -> Dict[str, Dict[str, float]]:
    """The mean of each summary figure over folds, by level."""
    return {
        f"level{int(level)}": {
            name: round(float(np.mean([fold["metrics"][f"level{int(level)}"][name] for fold in folds])), 4)
            for name in SUMMARY
        }
        for level in Level
    }


def _write_csv(path: Path, content: ReportContent) -> None:
    """One row a class and level, then one a summary figure; `where` says whether borders are left out."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["where", "level", "code", "name", *PER_CLASS])
        parts: List[Tuple[str, Optional[Mapping[str, Any]]]] = [
            ("all", content.metrics),
            ("inner", content.inner),
        ]
        parts += [(f"fold {fold['fold']}", fold["metrics"]) for fold in content.folds]
        for where, metrics in parts:
            for level in Level if metrics else ():
                figures = (metrics or {})[f"level{int(level)}"]
                for code, row in figures["per_class"].items():
                    values = [row[name] for name in PER_CLASS]
                    writer.writerow([where, int(level), code, CLASSES[int(code)].name, *values])
                for name in SUMMARY:
                    writer.writerow([where, int(level), name, SUMMARY[name], figures[name]])
        for level in Level if content.folds else ():
            for name, value in mean_over_folds(content.folds)[f"level{int(level)}"].items():
                writer.writerow(["mean of folds", int(level), name, SUMMARY[name], value])


def write_matrix(path: Path, counts: Sequence[Sequence[int]], codes: Sequence[int]) -> None:
    """A confusion matrix as PNG: shares of each row (label) in colours."""
    matrix = np.asarray(counts, float)
    totals = matrix.sum(axis=1, keepdims=True)
    shares = np.divide(matrix, totals, out=np.zeros_like(matrix), where=totals > 0)
    size = max(3.2, 1.4 + 0.36 * len(codes))
    with charts.drawing(size + 0.9, size) as (canvas, axes):
        image = axes.imshow(np.ma.masked_equal(shares, 0), cmap="YlGnBu", vmin=0, vmax=1)
        axes.set_xticks(range(len(codes)), [str(code) for code in codes], rotation=90)
        axes.set_yticks(range(len(codes)), [str(code) for code in codes])
        axes.set_xlabel("map")
        axes.set_ylabel("label")
        canvas.figure.colorbar(image, ax=axes, shrink=0.8)
        canvas.figure.savefig(path, format="png", dpi=120, facecolor="white")


def _html(content: ReportContent) -> str:
    sections = [page.Section("Agreement", _summary(content))]
    if content.folds:
        sections.append(page.Section("Folds", _folds(content.folds)))
    for level in Level:
        figures = content.metrics[f"level{int(level)}"]
        sections.append(page.Section(f"Level {int(level)}", _level(level, figures)))
    curves = _curves(content.run_folder)
    if curves:
        sections.append(page.Section("Course of the training", curves))
    if content.facts:
        sections.append(page.Section("Settings", page.facts(content.facts)))
    return page.page(
        content.title, f"Measured on {content.split}.", sections, f"Made by Corina {corina.__version__}."
    )


def _summary(content: ReportContent) -> str:
    levels = [content.metrics[f"level{int(level)}"] for level in Level]
    cards = [
        (
            f"Level {int(level)}",
            page.percent(figures["overall"]),
            f"of the pixels agree; the largest class alone would give {page.percent(figures['majority_floor'])}",
        )
        for level, figures in zip(Level, levels)
    ]
    rows = [_summary_row(f"Level {int(level)}", figures) for level, figures in zip(Level, levels)]
    if content.inner:
        rows += [
            _summary_row(f"Level {int(level)}, away from borders", content.inner[f"level{int(level)}"])
            for level in Level
        ]
    header = ("", *SUMMARY.values())
    return (
        page.key_figures(cards)
        + page.notice([*content.warnings, *CAVEATS])
        + page.table("Figures by level", header, rows)
    )


def _summary_row(name: str, figures: Mapping[str, Any]) -> List[object]:
    return [
        name,
        *(page.percent(figures[key]) if key != "classes" else str(figures[key]) for key in SUMMARY),
    ]


def _folds(folds: Sequence[Mapping[str, Any]]) -> str:
    """A table a level: the summary figures of each fold and their mean."""
    means = mean_over_folds(folds)
    tables = []
    for level in Level:
        name = f"level{int(level)}"
        rows = [_summary_row(f"Fold {fold['fold']}", fold["metrics"][name]) for fold in folds]
        total = _summary_row("Mean", {**means[name], "classes": f"{means[name]['classes']:.1f}"})
        tables.append(page.table(f"Folds at level {int(level)}", ("", *SUMMARY.values()), rows, total=total))
    return "".join(tables)


def _level(level: Level, figures: Mapping[str, Any]) -> str:
    rows = [
        [
            page.Swatch(CLASSES[int(code)].label, CLASSES[int(code)].colour),
            f"{row['pixels']:,}",
            *(page.percent(row[name]) if row["pixels"] else "–" for name in PER_CLASS[1:]),
        ]
        for code, row in figures["per_class"].items()
    ]
    matrix = figures["matrix"]
    picture = charts.confusion_matrix(
        matrix["counts"],
        [str(code) for code in matrix["codes"]],
        rows="label",
        columns="map",
        unit="px",
        numbers="The JSON file beside this report",
    )
    header = ("Class", "Labelled pixels", "Precision", "Recall", "F1", "IoU")
    return page.table(f"Classes of level {int(level)}", header, rows) + page.figure(
        picture, "Of the pixels with a label (row), the share that was mapped as each class (column)."
    )


def _curves(run_folder: Optional[Path]) -> str:
    lines = read_metrics(run_folder) if run_folder is not None else []
    if not lines:
        return ""
    losses = {
        split: [
            (float(line["epoch"]), float(line["values"]["loss"])) for line in lines if line["split"] == split
        ]
        for split in ("train", "validation")
    }
    best = max((line["epoch"] for line in lines if line.get("best")), default=None)
    marked = (float(best), "best") if best is not None else None
    parts = page.figure(
        charts.curves({k: v for k, v in losses.items() if v}, x="epoch", y="loss", marked=marked),
        "Loss of training and validation.",
    )
    levels = {
        f"level {level}": [
            (float(line["epoch"]), float(line["values"][f"overall{level}"]))
            for line in lines
            if line["split"] == "validation" and f"overall{level}" in line["values"]
        ]
        for level in (1, 2, 3)
    }
    if any(levels.values()):
        parts += page.figure(
            charts.curves(levels, x="epoch", y="agreement", marked=marked), "Agreement on validation patches."
        )
    return parts
