"""Connected areas of a raster, found strip by strip: their labels, sizes, values and neighbours.

Memory grows with the number of areas, never with the number of pixels. Labelling works on runs of equal pixels in a
row, which are joined by union-find (Shiloach and Vishkin's hooking and pointer jumping, on whole arrays).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from corina.engine.scratch import Scratch

Labels = npt.NDArray[np.int32]
Counts = npt.NDArray[np.int64]
Progress = Callable[[float], None]


@dataclass
class Regions:
    """The areas of 4-connected pixels of one value. Label 0 is value 0: no class, never an area.

    values, sizes: by label, the pixels' value and their number. pairs: [n, 2] labels of areas that share an edge.
    table: from the labels in the scratch file, which are those of single strips, to these.
    """

    values: npt.NDArray[Any]
    sizes: Counts
    pairs: Labels
    table: Labels
    file: Scratch

    @property
    def count(self) -> int:
        return len(self.values) - 1

    def rows(self, first: int, last: int) -> Labels:
        """The labels [last - first, width] of some rows."""
        labels: Labels = self.table[self.file.rows(first, last)]
        return labels


def find_regions(values: Scratch, labels: Scratch, on_progress: Progress = lambda share: None) -> Regions:
    """Label all areas of `values`; `labels` (int32) takes the labels of the strips."""
    offset = 0
    strip_values: list[npt.NDArray[Any]] = [np.zeros(1, values.dtype)]
    strip_sizes: list[Counts] = [np.zeros(1, np.int64)]
    joins: list[npt.NDArray[np.int64]] = []
    touching: list[npt.NDArray[np.int64]] = []
    above: tuple[npt.NDArray[Any], npt.NDArray[np.int64]] | None = None
    for first, last in values.strips():
        part = values.rows(first, last)
        found, of_label = label_array(part)
        numbered = found.astype(np.int64)
        numbered[found > 0] += offset
        labels.write_rows(first, numbered.astype(np.int32))
        strip_values.append(of_label[1:])
        strip_sizes.append(np.bincount(found.ravel(), minlength=len(of_label))[1:])
        touching.append(_touching(numbered[:, :-1], numbered[:, 1:]))
        touching.append(_touching(numbered[:-1], numbered[1:]))
        if above is not None:
            same = (above[0] == part[0]) & (above[1] > 0)
            joins.append(_unique_pairs(above[1][same], numbered[0][same]))
            touching.append(_touching(above[1][None], numbered[:1]))
        above = (part[-1], numbered[-1])
        offset += len(of_label) - 1
        on_progress(last / values.height)
    all_values, all_sizes = np.concatenate(strip_values), np.concatenate(strip_sizes)
    linked = np.concatenate(joins) if joins else np.zeros((0, 2), np.int64)
    root = components(offset + 1, linked[:, 0], linked[:, 1])
    is_root = root == np.arange(offset + 1)
    number = np.cumsum(is_root) - 1
    table = number[root].astype(np.int32)
    sizes = np.bincount(table, weights=all_sizes, minlength=int(is_root.sum())).astype(np.int64)
    pairs = np.concatenate(touching) if touching else np.zeros((0, 2), np.int64)
    pairs = _unique_pairs(table[pairs[:, 0]], table[pairs[:, 1]])
    return Regions(all_values[is_root], sizes, pairs.astype(np.int32), table, labels)


def label_array(values: npt.NDArray[Any]) -> tuple[Labels, npt.NDArray[Any]]:
    """The labels [height, width] of the 4-connected areas of an array, from 1, and the value of each label.

    Pixels of value 0 get the label 0.
    """
    height, width = values.shape
    begins = np.ones((height, width), np.bool_)
    begins[:, 1:] = values[:, 1:] != values[:, :-1]
    run = np.cumsum(begins.ravel(), dtype=np.int32).reshape(height, width)
    same = values[1:] == values[:-1]
    # One link for each stretch in which two runs touch, not one for each pixel.
    first = same.copy()
    first[:, 1:] &= ~same[:, :-1] | begins[1:, 1:] | begins[:-1, 1:]
    count = int(run[-1, -1]) if values.size else 0
    root = components(count + 1, run[:-1][first], run[1:][first])
    of_run = np.concatenate([np.zeros(1, values.dtype), values.ravel()[begins.ravel()]])
    is_label = (root == np.arange(count + 1)) & (of_run != 0)
    number = np.cumsum(is_label, dtype=np.int32)
    table = np.where(of_run != 0, number[root], 0).astype(np.int32)
    labels: Labels = table[run]
    return labels, np.concatenate([np.zeros(1, values.dtype), of_run[is_label]])


def components(count: int, a: npt.NDArray[Any], b: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
    """For each of `count` nodes the smallest node it is linked to; nodes a[i] and b[i] are linked."""
    parent = np.arange(count, dtype=np.int64)
    while len(a):
        ra, rb = parent[a], parent[b]
        differ = ra != rb
        if not differ.any():
            break
        a, b, ra, rb = a[differ], b[differ], ra[differ], rb[differ]
        # Of several links of one root any may win: the others are seen to in the next round.
        parent[np.maximum(ra, rb)] = np.minimum(ra, rb)
        while True:
            up = parent[parent]
            if np.array_equal(up, parent):
                break
            parent = up
    return parent


def _touching(one: npt.NDArray[np.int64], other: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    differ = (one != other) & (one > 0) & (other > 0)
    return _unique_pairs(one[differ], other[differ])


def _unique_pairs(a: npt.NDArray[Any], b: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
    """[n, 2] of the distinct pairs, the smaller first, none of a node with itself."""
    low, high = np.minimum(a, b).astype(np.int64), np.maximum(a, b).astype(np.int64)
    apart = low != high
    keys = np.unique((low[apart] << 32) | high[apart])
    return np.stack([keys >> 32, keys & 0xFFFFFFFF], axis=1)
