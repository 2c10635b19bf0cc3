"""The tiles a scene is cut into, and the weights that blend them.

Tiles stand on a lattice fixed to the map's origin and not to the scene or the area: the same ground is always seen in
the same tile, so neither the chosen extent nor a neighbouring scene's edge moves a result.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from corina.engine.grid import Grid

# The outermost quarter of an overlap, where a network sees least around it, is left out of the blend.
_UNUSED_SHARE = 0.25


@dataclass(frozen=True)
class Window:
    """A rectangle of pixels: rows row0..row1 and columns col0..col1, ends excluded."""

    row0: int
    row1: int
    col0: int
    col1: int

    @property
    def height(self) -> int:
        return self.row1 - self.row0

    @property
    def width(self) -> int:
        return self.col1 - self.col0


@dataclass(frozen=True)
class Axis:
    """The tiles along one axis: tile i covers px starts[i]..starts[i] + tile, and owns the first `step` of these.

    A start may be negative and an end lie beyond the scene: those pixels do not exist and are filled.
    """

    starts: tuple[int, ...]
    tile: int
    step: int

    @property
    def overlap(self) -> int:
        return self.tile - self.step


@dataclass(frozen=True)
class TilePlan:
    """All tiles of a run: `rows` and `columns` of the lattice, and the window of the scene they produce."""

    rows: Axis
    columns: Axis
    window: Window

    @property
    def count(self) -> int:
        return len(self.rows.starts) * len(self.columns.starts)


def plan_tiles(grid: Grid, window: Window, tile: int, overlap: int, stride: int) -> TilePlan:
    """Lay tiles of `tile` px that share `overlap` px over `window` of a scene.

    tile and overlap are rounded to multiples of `stride`, the network's downsampling factor, so that its coarse
    cells too stay on the lattice.
    """
    tile = max(stride, round(tile / stride) * stride)
    overlap = min(round(overlap / stride) * stride, tile // 2 // stride * stride)
    origin_column = round(grid.left / grid.resolution)
    origin_row = round(-grid.top / grid.resolution)
    return TilePlan(
        rows=_axis(window.row0, window.row1, origin_row, tile, overlap),
        columns=_axis(window.col0, window.col1, origin_column, tile, overlap),
        window=window,
    )


def _axis(first: int, last: int, origin: int, tile: int, overlap: int) -> Axis:
    step = tile - overlap
    phase = origin % step
    index = math.floor((first + phase) / step)
    # The tile before still has weight on this one's overlap, unless the scene begins here.
    if index > 0 and (first + phase) % step < overlap:
        index -= 1
    stop = math.floor((last - 1 + phase) / step)
    return Axis(tuple(i * step - phase for i in range(index, stop + 1)), tile, step)


def ramp(overlap: int) -> npt.NDArray[np.float32]:
    """Weights 0..1 over an overlap, rising as a half cosine; those of two neighbouring tiles add to one."""
    unused = int(overlap * _UNUSED_SHARE)
    inner = overlap - 2 * unused
    weights = np.ones(overlap, np.float32)
    weights[:unused] = 0
    position = (np.arange(inner, dtype=np.float32) + 0.5) / max(inner, 1)
    weights[unused : unused + inner] = 0.5 - 0.5 * np.cos(np.pi * position)
    return weights


def blend_weights(axis: Axis, index: int) -> npt.NDArray[np.float32]:
    """The weights [tile] of tile `index` along an axis; no ramp where it has no neighbour."""
    weights = np.ones(axis.tile, np.float32)
    if axis.overlap:
        rising = ramp(axis.overlap)
        if index > 0:
            weights[: axis.overlap] = rising
        if index < len(axis.starts) - 1:
            weights[-axis.overlap :] *= 1 - rising
    return weights
