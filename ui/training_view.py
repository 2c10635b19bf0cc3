"""What the Training page shows of a run: its curves, previews and numbers, gathered from the engine's events."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Dict, List, Mapping, Tuple

from corina.ui.curve_chart import Series

TRAIN, VALIDATION = "train", "validation"


@dataclass
class TrainingView:
    """The course of one training; an epoch that is told twice counts once.

    values: split and measure to {epoch: value}. pictures: index to (path, name). rate: the learning rate at last.
    """

    values: Dict[Tuple[str, str], Dict[int, float]] = field(default_factory=dict)
    pictures: Dict[int, Tuple[str, str]] = field(default_factory=dict)
    epoch: int = 0
    rate: float = 0.0
    stage: str = ""
    best: int = -1

    def add_metrics(
        self, epoch: int, split: str, values: Mapping[str, float], rate: float, stage: str, best: bool
    ) -> None:
        """Take over the numbers of one split and epoch."""
        for name, value in values.items():
            self.values.setdefault((split, name), {})[epoch] = float(value)
        self.epoch = max(self.epoch, epoch)
        if rate:
            self.rate = rate
        self.stage = stage or self.stage
        if best:
            self.best = epoch

    def add_picture(self, index: int, path: str, name: str) -> None:
        """Take over the newest picture of a patch."""
        self.pictures[index] = (path, name)

    def measures(self) -> List[str]:
        """The measures of the validation data, loss aside."""
        return [name for split, name in self.values if split == VALIDATION and name != "loss"]

    def series(self, name: str, split: str, measure: str) -> Series:
        """The curve of a measure."""
        points = sorted(self.values.get((split, measure), {}).items())
        best = float(self.best) if split == VALIDATION and self.best >= 0 else None
        return Series(name, tuple((float(epoch), value) for epoch, value in points), best)
