"""A run in progress: what all its stages share, and how far it has come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Mapping

from torch import Tensor

from corina.engine.jobs import Control, Recipe, StageChoice
from corina.models.networks import Network
from corina.training.course import Course
from corina.training.journal import Journal
from corina.training.sampling import TrainingData, batches_per_epoch, steps_of
from corina.training.validation import Validation


@dataclass
class Run:
    """What all stages of a run share.

    save: write the last checkpoint; keep_best: write the best one. control: what the run shall do, asked after each
    step; control_in_validation: the same, asked while the network is measured. picture: draw previews.
    """

    recipe: Recipe
    data: TrainingData
    validation: Validation
    course: Course
    journal: Journal
    save: Callable[[Mapping[str, Tensor]], None]
    keep_best: Callable[[Mapping[str, Tensor]], None]
    control: Callable[[], Control]
    control_in_validation: Callable[[], Control] = field(default=lambda: Control.RUN)
    picture: Callable[[Network, int], None] = field(default=lambda network, epoch: None)
    save_seconds: float = 180.0
    stopped: bool = False

    @property
    def stage(self) -> StageChoice:
        """The stage the run is in."""
        return self.recipe.stages[self.course.stage]

    @property
    def at_end_of_epoch(self) -> bool:
        """Whether the last step that was done ends an epoch."""
        per_epoch = batches_per_epoch(self.stage, self.data) // self.stage.accumulate
        step = self.course.step
        return step > 0 and (step % per_epoch == 0 or step >= steps_of(self.stage, self.data))

    @property
    def owes_epoch(self) -> bool:
        """Whether an epoch was trained and not yet measured: the run was left in between."""
        return self.course.loss_count > 0 and self.at_end_of_epoch

    @property
    def total_steps(self) -> int:
        """Optimiser steps of the whole run, if no stage ends early."""
        return sum(steps_of(stage, self.data) for stage in self.recipe.stages)
