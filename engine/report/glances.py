"""Pictures of a map gathered while it is read block by block, so that no part of it is read twice or kept whole."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from corina.engine.grid import Grid
from corina.engine.tiles import Window


class Glance:
    """The pixels of a grid that lie at the centres of a picture's, at most `edge` px wide and high.

    values: [rows, columns], filled by `take`. metres: edge of a pixel of the picture.
    """

    def __init__(self, grid: Grid, edge: int, dtype: Any, fill: int = 0) -> None:  # noqa: ANN401 - a numpy type
        factor = max(1.0, max(grid.height, grid.width) / edge)
        self.metres = grid.resolution * factor
        self._rows = _centres(grid.height, factor)
        self._columns = _centres(grid.width, factor)
        self.values: npt.NDArray[Any] = np.full((len(self._rows), len(self._columns)), fill, dtype)

    def take(self, window: Window, block: npt.NDArray[Any]) -> None:
        """Take what lies in a window of the grid. block: its values [height, width]."""
        rows = np.flatnonzero((self._rows >= window.row0) & (self._rows < window.row1))
        columns = np.flatnonzero((self._columns >= window.col0) & (self._columns < window.col1))
        self.values[np.ix_(rows, columns)] = block[
            np.ix_(self._rows[rows] - window.row0, self._columns[columns] - window.col0)
        ]


def _centres(length: int, factor: float) -> npt.NDArray[np.int64]:
    """The pixel that each pixel of a picture shows."""
    count = max(1, round(length / factor))
    return np.minimum(((np.arange(count) + 0.5) * length / count).astype(np.int64), length - 1)
