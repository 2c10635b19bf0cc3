"""The starting points of a training that the window offers."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from typing import Optional, Tuple

from corina.engine.jobs.recipe import (
    BANDS,
    NetworkChoice,
    Recipe,
    WeightsChoice,
    WeightsFrom,
)
from corina.engine.jobs.stages import AugmentationChoice, StageChoice


class Preset(str, Enum):
    """How much time a training may take: minutes, hours, a day on two cores."""

    QUICK_LOOK = "quick_look"
    BALANCED = "balanced"
    BEST = "best"


def preset_recipe(preset: Preset, bands: Optional[Tuple[str, ...]] = None) -> Recipe:
    """The recipe a preset stands for; the window changes it field by field with dataclasses.replace.

    QUICK_LOOK: from the bundled model's weights, an epoch with a frozen encoder and five of all. BALANCED: the same at
    usual length. BEST: longer, with more augmentation and dropout.
    """
    frozen = StageChoice("frozen", epochs=3, learning_rate=1e-3, frozen=True, until_flat=2, ema=0.98)
    bundled = WeightsChoice(WeightsFrom.BUNDLED)
    base = Recipe(weights=bundled, bands=bands or BANDS)
    if preset is Preset.QUICK_LOOK:
        last = StageChoice("all", epochs=5, learning_rate=5e-4, ema=0.98)
        return replace(base, stages=(replace(frozen, epochs=1), last), stop_early=0)
    if preset is Preset.BALANCED:
        last = StageChoice("all", epochs=40, learning_rate=5e-4, ema=0.99)
        return replace(
            base, stages=(frozen, last), augmentation=AugmentationChoice(scale=0.15, band_dropout=0.05)
        )
    network = NetworkChoice(dropout=0.1, inner_dropout=0.3)
    best = StageChoice("all", epochs=150, learning_rate=5e-4, ema=0.998, weight_decay=0.02)
    return replace(
        base,
        network=network,
        stages=(replace(frozen, epochs=10), best),
        augmentation=AugmentationChoice(scale=0.25, band_dropout=0.1, mosaic=0.25),
        stop_early=25,
    )
