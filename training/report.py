"""Figures as Markdown tables, for the terminal and for docs/models.md."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, Optional, Sequence

from corina.clc import CLASSES, Level
from corina.models.card import ModelCard
from corina.training.metrics import LevelAgreement

_COLUMNS = ("overall", "mean_iou", "f1_macro", "f1_weighted", "majority_floor")


def report(card: ModelCard, metrics: Optional[Mapping[str, Any]] = None) -> str:
    """The held-out figures of a model per level and per class; `metrics` measured anew, else those of the card."""
    shown = metrics or card.metrics
    parts = [f"{card.title}, agreement with CORINE Land Cover 2018 on {shown['split']}.", _levels(shown)]
    for level in Level:
        parts.append(f"Level {int(level)} by class:")
        parts.append(_classes(card, level, shown[f"level{int(level)}"]["per_class"]))
    return "\n\n".join(parts)


def level_table(levels: Mapping[Level, LevelAgreement]) -> str:
    """One row of figures per level."""
    return _levels({f"level{int(level)}": found.to_dict() for level, found in levels.items()})


def _levels(metrics: Mapping[str, Any]) -> str:
    rows = []
    for level in Level:
        figures: Dict[str, Any] = metrics[f"level{int(level)}"]
        rows.append(
            [str(int(level)), str(figures["classes"]), *(f"{figures[name]:.3f}" for name in _COLUMNS)]
        )
    head = ("Level", "Classes", "Overall", "Mean IoU", "F1 macro", "F1 weighted", "Largest class alone")
    return _markdown(head, rows)


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
