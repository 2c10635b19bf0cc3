"""What the commands of training print of a result, for a person."""

from __future__ import annotations

import os
from typing import Any, Dict, List

from corina.clc import Level


def training_text(result: Dict[str, Any]) -> str:
    """What came of a training."""
    if int(os.environ.get("RANK", "0")):  # of several devices the first one speaks
        return ""
    lines = list(result["initial_weights"])
    if result["state"] == "stopped":
        lines.append(
            f"Stopped after epoch {result['epoch']}, step {result['step']}; the same command with --resume continues."
        )
        return "\n".join(lines)
    if result["best"] is not None:
        lines.append(f"Best epoch {result['best_epoch']}: {result['monitor']} {result['best']:.4f}.")
    lines += _level_lines(result["metrics"])
    lines += [result["report"]["html"]] if result["report"] else []
    lines += [result["model"]["path"], result["zip"]] if result["model"] else []
    return "\n".join(lines)


def _level_lines(metrics: Any) -> List[str]:  # noqa: ANN401 - JSON values
    if not metrics:
        return []
    lines = [
        f"{'':>8} {'overall':>8} {'mean IoU':>9} {'F1 macro':>9} {'F1 weighted':>12} {'largest class':>14}"
    ]
    for level in Level:
        figures = metrics[f"level{int(level)}"]
        lines.append(
            f"level {int(level):>2} {figures['overall']:>8.3f} {figures['mean_iou']:>9.3f} {figures['f1_macro']:>9.3f} "
            f"{figures['f1_weighted']:>12.3f} {figures['majority_floor']:>14.3f}"
        )
    return lines


def evaluation_text(result: Dict[str, Any]) -> str:
    """The figures of a model."""
    lines = [f"{result['title']}, measured on {result['split']}.", *_level_lines(result["metrics"])]
    if result["inner"]:
        lines += ["Away from borders:", *_level_lines(result["inner"])]
    lines += [result["report"]["html"]] if result["report"] else []
    return "\n".join(lines)


def export_text(result: Dict[str, Any]) -> str:
    """The model package that was made."""
    lines = [
        f"{result['name']}: {result['bytes'] / 1e6:.1f} MB; probabilities differ from torch by at most "
        f"{result['largest_difference']:.2g}.",
        result["path"],
    ]
    return "\n".join([*lines, result["zip"]] if result["zip"] else lines)


def estimate_text(result: Dict[str, Any]) -> str:
    """What a training would cost."""
    return (
        f"{result['parameters'] / 1e6:.1f} million weights ({result['encoder_parameters'] / 1e6:.1f} in the encoder); "
        f"{result['patches']} patches, {result['steps_per_epoch']} steps an epoch of {result['seconds_per_step']:.2f} "
        f"s on {result['device']}: about {result['seconds_total'] / 3600:.1f} hours, {result['memory_mb'] or 0:.0f} MB."
    )


def rate_text(result: Dict[str, Any]) -> str:
    """The learning rate that is suggested."""
    lines = [result["suggestion_why"]]
    if result["suggestion"] is not None:
        lines.append(f"Set learning_rate = {result['suggestion']:.2g} in stage {result['stage']!r}.")
    return "\n".join([*lines, result["csv"]] if result["csv"] else lines)


def pretraining_text(result: Dict[str, Any]) -> str:
    """What came of a pretraining."""
    if result["state"] == "stopped":
        return f"Stopped after epoch {result['epoch']}; the same command with --resume continues."
    lines = [
        f"{name.replace('level', 'Level ').replace('classes', 'Classes')}: exact match {figures['exact']:.3f}, partial "
        f"{figures['partial']:.3f}, incorrect {figures['incorrect']:.3f}, F1 {figures['f1_micro']:.3f}"
        for name, figures in result["metrics"].items()
    ]
    return "\n".join([*lines, result["encoder"]])
