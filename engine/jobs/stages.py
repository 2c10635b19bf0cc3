"""The stages of a training: how long, how fast and on what each learns, and how patches are changed meanwhile.

Standard library only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum
from typing import Dict, Optional, Tuple

from corina.engine.jobs.codec import JobError
from corina.engine.jobs.ranges import within

_NAME = re.compile(r"^[A-Za-z0-9][A-Za-z0-9 ._-]{0,63}$")
_TAKEN = ("best", "last", "encoder")
"""Checkpoints that a run folder has beside those of its stages."""


class Optimiser(str, Enum):
    """How weights are moved."""

    ADAM = "adam"
    ADAMW = "adamw"
    SGD = "sgd"


class Rate(str, Enum):
    """How the learning rate goes on. COSINE: warm-up over a tenth, then a cosine to zero. ONE_CYCLE: over three tenths.

    PLATEAU: divided when the validation loss no longer falls. CONSTANT: as it is.
    """

    CONSTANT = "constant"
    PLATEAU = "plateau"
    COSINE = "cosine"
    ONE_CYCLE = "one_cycle"


@dataclass(frozen=True)
class AugmentationChoice:
    """How much a patch is changed each time it is seen; image and label always together.

    flips, turns: mirror images and quarter turns. scale: zoom by up to this factor, in or out (0.25: 0.8 to 1.25).
    gain, band_gain: standard deviation of a factor common to all bands, of one a band. offset, noise: standard
    deviation of added reflectance, per band and per pixel. nodata: probability that blocks are blanked. band_dropout:
    probability that one band is lost. mosaic: probability that a patch is put together from four.
    The defaults are small because L2A is corrected for the atmosphere: larger changes of brightness hide what tells
    conifers from mixed forest, or a lake from the sea.
    """

    gain: float = 0.03
    band_gain: float = 0.02
    offset: float = 0.001
    noise: float = 0.001
    nodata: float = 0.3
    flips: bool = True
    turns: bool = True
    scale: float = 0.0
    band_dropout: float = 0.0
    mosaic: float = 0.0

    def __post_init__(self) -> None:
        for name in ("gain", "band_gain", "offset", "noise"):
            within(f"augmentation.{name}", getattr(self, name))
        for name in ("nodata", "band_dropout", "mosaic"):
            within(f"augmentation.{name}", getattr(self, name), 0, 1)
        within("augmentation.scale", self.scale, 0, 3)


@dataclass(frozen=True)
class StageChoice:
    """A part of a training with its own length and learning rate; stages follow one another.

    name: the stage's weights are kept under it, so no two of a recipe have the same.
    epochs: passes over the data; or steps: optimiser steps, which win over epochs where both are given.
    sets: share of each set in a batch ("data" is the recipe's own); empty for only the own data.
    batch: patches a step. crop: side of the squares in px, 0 for whole patches.
    learning_rate: the peak. rate: how it goes on; schedule: steps over which it is laid out, 0 for the stage's length.
    frozen: the encoder keeps its weights. until_flat: the stage ends when the validation loss has not fallen for this
    many epochs, 0 for never. ema: decay per step of the running mean of the weights, which is what is kept; 0 for none.
    clip: longest gradient, 0 for any. accumulate: batches a step.
    level_weights: of levels 1, 2, 3 in the hierarchical loss of this stage, empty for the recipe's.
    augmentation: of this stage, None for the recipe's.
    fresh_head: begin with a new head. Labels that are sets leave open how probability is shared inside a set, so their
    head may be sure of a leaf that no label ever named; what its features know is kept.
    """

    name: str = "train"
    epochs: int = 40
    steps: int = 0
    sets: Dict[str, float] = field(default_factory=dict)
    batch: int = 8
    crop: int = 0
    learning_rate: float = 5e-4
    optimiser: Optimiser = Optimiser.ADAMW
    weight_decay: float = 0.01
    rate: Rate = Rate.COSINE
    schedule: int = 0
    patience: int = 5
    factor: float = 0.3
    frozen: bool = False
    until_flat: int = 0
    ema: float = 0.998
    clip: float = 5.0
    accumulate: int = 1
    fresh_head: bool = False
    level_weights: Tuple[float, ...] = ()
    augmentation: Optional[AugmentationChoice] = None

    def __post_init__(self) -> None:
        where = f"Stage {self.name!r}"
        if not _NAME.match(self.name) or self.name.lower() in _TAKEN:
            raise JobError(
                f"A stage is called {self.name!r}, expected letters, digits, blanks, '.', '_' or '-', and none of "
                f"{', '.join(_TAKEN)}, which are files of the run."
            )
        levels = self.level_weights
        if levels and (len(levels) != 3 or min(levels) < 0 or not sum(levels)):
            raise JobError(
                f"{where} has level_weights {levels}, expected three numbers of 0 or more, one a level, not all 0."
            )
        if self.epochs < 1 and self.steps < 1:
            raise JobError(f"{where} has neither epochs nor steps; give one of them.")
        if not 1 <= self.batch <= 4096 or not 0 < self.learning_rate < float("inf") or self.accumulate < 1:
            raise JobError(
                f"{where} has batch {self.batch}, learning_rate {self.learning_rate} and accumulate {self.accumulate}; "
                "expected 1 or more, above 0 and 1 or more."
            )
        if not 0 <= self.ema < 1:
            raise JobError(f"{where} has ema {self.ema}, expected 0 to below 1.")
        least = {
            "epochs": self.epochs,
            "steps": self.steps,
            "crop": self.crop,
            "schedule": self.schedule,
            "patience": self.patience,
            "until_flat": self.until_flat,
            "weight_decay": self.weight_decay,
            "clip": self.clip,
        }
        for name, value in least.items():
            if not 0 <= value < float("inf"):
                raise JobError(f"{where} has {name} {value}, expected 0 or more.")
        if self.sets and not (0 < sum(self.sets.values()) < float("inf") and min(self.sets.values()) >= 0):
            raise JobError(f"{where} has sets {self.sets}, expected shares of 0 or more, not all 0.")
        if not 0 < self.factor <= 1:
            raise JobError(f"{where} has factor {self.factor}, expected above 0 to 1.")
