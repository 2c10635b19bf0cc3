"""A bar chart of the classes of training data, in their colours, with a mark beside those too rare to learn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, List, Mapping, Sequence

from qgis.PyQt.QtGui import QColor

from corina.clc import Level
from corina.ui.area_chart import AreaChart
from corina.ui.area_table import ClassArea


@dataclass(frozen=True)
class ClassCount(ClassArea):
    """A class of training data: also its pixels, patches and blocks, its colour, and what is to be said of it."""

    pixels: int = 0
    patches: int = 0
    blocks: int = 0
    tint: str = "#808080"
    warning: str = ""

    @property
    def colour(self) -> QColor:
        return QColor(self.tint)


def class_counts(description: Mapping[str, Any]) -> List[ClassCount]:
    """The classes of a description of training data (docs/jobs.md), largest first."""
    return [
        ClassCount(
            Level.L3,
            int(row["code"]),
            str(row["name"]),
            float(row["area_ha"]),
            100.0 * float(row["share"]),
            int(row["pixels"]),
            int(row["patches"]),
            int(row["blocks"]),
            str(row["colour"]),
            str(row.get("warning") or ""),
        )
        for row in description.get("classes") or ()
    ]


class ClassShares(AreaChart):
    """The chart of class areas, for classes that may also be sets of CORINE classes."""

    def set_counts(self, counts: Sequence[ClassCount]) -> None:
        """Show these classes."""
        self.set_areas(counts)
