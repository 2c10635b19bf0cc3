"""Where a run is, and what its learning rate is: counters that a checkpoint carries, and the schedules of a stage."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass, fields
from typing import Any, Dict, Mapping, Optional

from corina.engine.jobs import Rate, StageChoice

LEAST_GAIN = 1e-4
"""A validation loss has fallen when it is lower by more than this share of itself."""


@dataclass
class Course:
    """The counters of a run.

    stage, step: the stage, and the optimiser steps done in it. steps_before, epoch: done over all stages.
    loss_sum, loss_count: of the epoch that is not yet whole. best, best_epoch: of the monitored figure.
    monitor: what the best was told by, where it is not what the recipe names.
    since_best: epochs of the last stage without a better one. lowest, flat: the stage's lowest validation loss, and the
    epochs since. wait, factor: of the plateau schedule. ended: the stage was ended before its steps were done.
    """

    stage: int = 0
    step: int = 0
    steps_before: int = 0
    epoch: int = 0
    loss_sum: float = 0.0
    loss_count: int = 0
    best: Optional[float] = None
    best_epoch: int = 0
    since_best: int = 0
    lowest: Optional[float] = None
    flat: int = 0
    wait: int = 0
    factor: float = 1.0
    ended: bool = False
    monitor: str = ""

    @property
    def steps(self) -> int:
        """Optimiser steps of the whole run so far."""
        return self.steps_before + self.step

    def to_dict(self) -> Dict[str, Any]:
        """JSON values for a checkpoint's header."""
        return asdict(self)

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Course:
        """The inverse of `to_dict`."""
        known = {f.name for f in fields(cls)}
        return cls(**{name: value for name, value in values.items() if name in known})

    def next_stage(self) -> None:
        """Begin the next stage."""
        self.steps_before += self.step
        self.stage, self.step = self.stage + 1, 0
        self.loss_sum, self.loss_count = 0.0, 0
        self.lowest, self.flat, self.wait, self.factor = None, 0, 0, 1.0
        self.since_best, self.ended = 0, False

    def is_better(self, value: float, mode: str) -> bool:
        """Whether a figure of the validation data is the best so far; mode: "min" or "max", what better means."""
        if not math.isfinite(value):
            return False
        if self.best is None:
            return True
        return value < self.best if mode == "min" else value > self.best

    def note_loss(self, loss: float, stage: StageChoice) -> None:
        """Take a validation loss into account: is it flat, and must a plateau schedule lower the rate?"""
        if self.lowest is None or loss < self.lowest * (1 - LEAST_GAIN):
            self.lowest, self.flat, self.wait = loss, 0, 0
            return
        self.flat += 1
        self.wait += 1
        if stage.rate is Rate.PLATEAU and self.wait > stage.patience:
            self.factor *= stage.factor
            self.wait = 0


def learning_rate(stage: StageChoice, step: int, length: int = 0, factor: float = 1.0) -> float:
    """The rate of one optimiser step.

    length: steps over which the schedule is laid out, when neither the stage's `schedule` nor `steps` say it.
    factor: what a plateau schedule has come down to.
    COSINE: linear over the first tenth up to the peak, then a cosine to zero. ONE_CYCLE: a cosine from a 25th of it up
    over three tenths, then down to a 10,000th of that (Smith and Topin 2018). PLATEAU and CONSTANT: a short warm-up.
    """
    length = stage.schedule or stage.steps or length or 1
    peak = stage.learning_rate
    if stage.rate is Rate.COSINE:
        warm = max(1, length // 10)
        if step < warm:
            return peak * (step + 1) / warm
        return peak * 0.5 * (1 + math.cos(math.pi * (step - warm) / max(1, length - warm)))
    if stage.rate is Rate.ONE_CYCLE:
        low, rise = peak / 25, max(1.0, 0.3 * length)
        if step < rise:
            return low + (peak - low) * 0.5 * (1 - math.cos(math.pi * step / rise))
        end, share = low / 1e4, min(1.0, (step - rise) / max(1.0, length - rise))
        return end + (peak - end) * 0.5 * (1 + math.cos(math.pi * share))
    return peak * factor * min(1.0, (step + 1) / max(1, min(20, length // 10)))
