"""Figures as Markdown tables, for the terminal and for docs/models.md."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, List, Mapping, Optional, Sequence

import numpy as np

from corina.clc import CLASSES, CODES, Level
from corina.models.card import ModelCard
from corina.training.datasets import SCALE, read_s2glc
from corina.training.labels import S2GLC, LabelTable
from corina.training.metrics import LevelAgreement

FIGURES_BEGIN = "<!-- figures: written by evaluate --into -->"
FIGURES_END = "<!-- end of figures -->"
_COLUMNS = ("overall", "mean_iou", "f1_macro", "f1_weighted", "majority_floor")
_TITLES = {
    "overall": "Overall",
    "mean_iou": "Mean IoU",
    "f1_macro": "F1 macro",
    "f1_weighted": "F1 weighted",
    "majority_floor": "Largest class alone",
}


def report(card: ModelCard, metrics: Optional[Mapping[str, Any]] = None) -> str:
    """The held-out figures of a model per level and per class; `metrics` measured anew, else those of the card."""
    shown = metrics or card.metrics
    parts = [f"{card.title}, agreement with CORINE Land Cover 2018 on {shown['split']}.", _levels(shown)]
    for level in Level:
        parts.append(f"Level {int(level)} by class:")
        parts.append(_classes(card, level, shown[f"level{int(level)}"]["per_class"]))
    return "\n\n".join(parts)


def fold_table(folds: Mapping[str, Mapping[Level, LevelAgreement]]) -> str:
    """A row for each test: its title, and its figures at levels 1 / 2 / 3."""
    rows = [
        [title, *(" / ".join(f"{getattr(levels[level], name):.3f}" for level in Level) for name in _COLUMNS)]
        for title, levels in folds.items()
    ]
    return _markdown(("Levels 1 / 2 / 3", *(_TITLES[name] for name in _COLUMNS)), rows)


def spectra_table(root: Path, bands: Sequence[str]) -> str:
    """Pixels and mean reflectance per band of each S2GLC class: does its set of CORINE codes fit what is seen?"""
    table = LabelTable.build(CODES[Level.L3], [S2GLC])
    chips = read_s2glc(root, table, bands)
    rows = []
    for value, allowed in S2GLC.items():
        row = table.row(allowed)
        pixels = np.concatenate([chip.image[:, chip.labels == row] for chip in chips], axis=1)
        means = [f"{m * SCALE:.3f}" for m in pixels.mean(axis=1)] if pixels.size else ["–"] * len(bands)
        rows.append([f"{value}: {' '.join(map(str, sorted(allowed)))}", str(pixels.shape[1]), *means])
    return _markdown(("S2GLC class: CORINE codes", "Pixels", *bands), rows)


def write_between_marks(path: Path, text: str) -> None:
    """Replace what stands between the two marks of a Markdown file. Raises ValueError where there are none."""
    page = path.read_text(encoding="utf-8")
    before, begin, rest = page.partition(FIGURES_BEGIN)
    _, end, after = rest.partition(FIGURES_END)
    if not end:
        raise ValueError(f"{path} has no place for figures: expected {FIGURES_BEGIN} and {FIGURES_END}.")
    path.write_text(f"{before}{begin}\n\n{text}\n\n{end}{after}", encoding="utf-8")


def _levels(metrics: Mapping[str, Any]) -> str:
    rows = []
    for level in Level:
        figures: Dict[str, Any] = metrics[f"level{int(level)}"]
        rows.append(
            [str(int(level)), str(figures["classes"]), *(f"{figures[name]:.3f}" for name in _COLUMNS)]
        )
    return _markdown(("Level", "Classes", *(_TITLES[name] for name in _COLUMNS)), rows)


def _classes(card: ModelCard, level: Level, per_class: Mapping[str, Mapping[str, Any]]) -> str:
    rows = []
    for code, figures in per_class.items():
        trained = [s for leaf, s in card.label_support.items() if leaf.startswith(code)]
        rows.append(
            [
                CLASSES[int(code)].label,
                f"{sum(s['pixels'] for s in trained)}",
                f"{figures['pixels']}",
                f"{figures['f1']:.3f}" if figures["pixels"] else "–",
                f"{figures['iou']:.3f}" if figures["pixels"] else "–",
            ]
        )
    return _markdown(("Class", "Pixels trained on", "Pixels held out", "F1", "IoU"), rows)


def _markdown(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines: List[Sequence[str]] = [head, ["---"] + ["---:"] * (len(head) - 1), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
