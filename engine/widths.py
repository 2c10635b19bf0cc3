"""The parts of areas that are narrower than a minimum mapping width.

A pixel is wide enough when a disc of that width, all of one class, holds it (a morphological opening with a disc,
within each class), or when it is of the same area and within half the width of such a disc: corners and ragged edges
are no narrow parts. All else is narrow.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import numpy.typing as npt

REACH = 3
"""How many widths around a pixel decide whether it is narrow."""


def disc_rows(width: int) -> list[tuple[int, int]]:
    """First and last column, in px, of each row of a disc `width` px across, in a square of that width."""
    centre = (width - 1) / 2
    rows = []
    for row in range(width):
        half = math.sqrt(max(0.0, (width / 2) ** 2 - (row - centre) ** 2))
        first = max(0, min(math.ceil(centre - half), (width - 1) // 2))
        rows.append((first, width - 1 - first))
    return rows


def narrow_parts(values: npt.NDArray[Any], width: int) -> npt.NDArray[np.bool_]:
    """[height, width] of a class raster: true where no disc of `width` px and of one class is near.

    Classes are taken to go on beyond the edge of the array.
    """
    if width <= 1:
        return np.zeros(values.shape, np.bool_)
    padded = np.pad(values, width, mode="edge")
    fits = _disc_fits(padded, width)
    reached = _reached(fits, width, padded.shape)
    for step in range(math.ceil(width / 2)):
        reached = _spread(reached, padded, diagonally=step % 2 == 1)
    return ~reached[width:-width, width:-width]


def _disc_fits(values: npt.NDArray[Any], width: int) -> npt.NDArray[np.bool_]:
    """For each upper left corner of a square of `width` px whether the disc in it is of one class."""
    height, length = values.shape[0] - width + 1, values.shape[1] - width + 1
    changes = np.zeros(values.shape, np.int32)
    np.cumsum(values[:, 1:] != values[:, :-1], axis=1, out=changes[:, 1:])
    middle = width // 2
    fits = np.ones((height, length), np.bool_)
    centre = values[middle : middle + height, middle : middle + length]
    for row, (first, last) in enumerate(disc_rows(width)):
        part = changes[row : row + height]
        fits &= part[:, last : last + length] == part[:, first : first + length]
        fits &= values[row : row + height, middle : middle + length] == centre
    return fits


def _reached(fits: npt.NDArray[np.bool_], width: int, shape: tuple[int, ...]) -> npt.NDArray[np.bool_]:
    """The pixels that lie in a disc that fits."""
    marks = np.zeros((shape[0], shape[1] + 1), np.int32)
    height, length = fits.shape
    one = fits.astype(np.int32)
    for row, (first, last) in enumerate(disc_rows(width)):
        marks[row : row + height, first : first + length] += one
        marks[row : row + height, last + 1 : last + 1 + length] -= one
    reached: npt.NDArray[np.bool_] = np.cumsum(marks, axis=1)[:, :-1] > 0
    return reached


def _spread(
    reached: npt.NDArray[np.bool_], values: npt.NDArray[Any], *, diagonally: bool
) -> npt.NDArray[np.bool_]:
    """One pixel further, within each area: diagonally past a pixel of the same class only, as areas meet at edges."""
    result = reached.copy()
    shifts = ((0, 1), (1, 0), (1, 1), (1, -1)) if diagonally else ((0, 1), (1, 0))
    height, length = values.shape
    for down, right in shifts:
        upper = (slice(0, height - down), slice(max(0, -right), length - max(0, right)))
        lower = (slice(down, height), slice(max(0, right), length + min(0, right)))
        same = values[upper] == values[lower]
        if down and right:
            same &= (values[upper[0], lower[1]] == values[upper]) | (
                values[lower[0], upper[1]] == values[upper]
            )
        result[lower] |= reached[upper] & same
        result[upper] |= reached[lower] & same
    return result
