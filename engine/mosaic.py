"""Blending the tiles' probabilities into a seamless map while holding no more than two overlaps of it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from corina.engine.tiles import TilePlan, blend_weights

Probabilities = npt.NDArray[np.float32]


class RollingMosaic:
    """Takes tiles row by row, left to right, and gives back the pixels each one completes.

    A tile owns its first `step` rows and columns; what it shares with its right and lower neighbours waits in two
    buffers of one overlap's width, so memory is bounded by the width of the scene and not by its area.
    """

    def __init__(self, plan: TilePlan, classes: int) -> None:
        self._plan = plan
        rows, columns = plan.rows, plan.columns
        self._below = np.zeros((classes, rows.overlap, len(columns.starts) * columns.step), np.float32)
        self._right: Probabilities = np.zeros((classes, rows.tile, columns.overlap), np.float32)
        self._classes = classes

    def add(self, row: int, column: int, probabilities: Probabilities | None) -> Probabilities:
        """Blend in tile (row, column) and return the completed pixels [classes, step, step].

        probabilities: [classes, tile, tile], changed in place; None for a tile that was not inferred. A pixel under
        no inferred tile is zero in all classes.
        """
        rows, columns = self._plan.rows, self._plan.columns
        if probabilities is None:
            block = np.zeros((self._classes, rows.tile, columns.tile), np.float32)
        else:
            block = probabilities
            block *= blend_weights(rows, row)[None, :, None]
            block *= blend_weights(columns, column)[None, None, :]
        if columns.overlap:
            if column > 0:
                block[:, :, : columns.overlap] += self._right
            self._right = block[:, :, columns.step :].copy()
        owned = block[:, :, : columns.step]
        if rows.overlap:
            below = self._below[:, :, column * columns.step : (column + 1) * columns.step]
            owned[:, : rows.overlap] += below
            below[...] = owned[:, rows.step :]
        return owned[:, : rows.step]
