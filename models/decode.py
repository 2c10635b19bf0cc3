"""From probabilities of level-3 classes to one class per pixel that all three levels agree on."""

from __future__ import annotations

from functools import lru_cache
from typing import Sequence, Tuple

import numpy as np
import numpy.typing as npt

from corina.clc import Level, parent

SEA = 523
LAKES = (512, 511)

# Rows decoded at once: small enough that a chunk of all classes stays in the processor's cache.
_CHUNK_ROWS = 16


def decode(
    probabilities: npt.NDArray[np.float32], codes: Sequence[int]
) -> Tuple[npt.NDArray[np.uint8], npt.NDArray[np.float32]]:
    """The class of each pixel and its probability.

    probabilities: [K, height, width], of the level-3 `codes` in order, each 0..1, adding to one over K.
    Returns the index into `codes` as uint8 [height, width] and that leaf's probability as float32 [height, width].

    The leaf taken is the one with the largest P1 + P2 + P3: the probability of the leaf itself and those of its
    parents at levels 2 and 1, each the sum over its children. That maximises the expected number of levels that are
    right, and since a leaf has one parent at each level the three maps cannot contradict each other.
    """
    classes, height, width = probabilities.shape
    if classes != len(codes):
        raise ValueError(f"{classes} probabilities a pixel, but {len(codes)} codes")
    path = _path_matrix(tuple(codes))
    leaves = np.empty((height, width), np.uint8)
    confidence = np.empty((height, width), np.float32)
    for row in range(0, height, _CHUNK_ROWS):
        chunk = np.ascontiguousarray(probabilities[:, row : row + _CHUNK_ROWS]).reshape(classes, -1)
        best = (path @ chunk).argmax(axis=0)
        shape = leaves[row : row + _CHUNK_ROWS].shape
        leaves[row : row + _CHUNK_ROWS] = best.reshape(shape)
        confidence[row : row + _CHUNK_ROWS] = np.take_along_axis(chunk, best[None], axis=0).reshape(shape)
    return leaves, confidence


def without_sea(
    probabilities: npt.NDArray[np.float32], codes: Sequence[int], inland: npt.NDArray[np.bool_]
) -> None:
    """Where the sea cannot be, give its probability to inland water, in place.

    probabilities: [K, height, width] of the level-3 `codes`. inland: [height, width]. What was taken for sea (523) is
    taken for a water body (512), or for a water course (511) by a model that does not tell lakes; without either
    nothing is changed.
    """
    if not tells_sea_from_lakes(codes) or not inland.any():
        return
    sea, lake = codes.index(SEA), next(codes.index(code) for code in LAKES if code in codes)
    probabilities[lake][inland] += probabilities[sea][inland]
    probabilities[sea][inland] = 0


def tells_sea_from_lakes(codes: Sequence[int]) -> bool:
    """Whether `without_sea` may change what a model with these codes says."""
    return SEA in codes and any(code in codes for code in LAKES)


@lru_cache(maxsize=8)
def _path_matrix(codes: Tuple[int, ...]) -> npt.NDArray[np.float32]:
    """[K, K]: how many ancestors (leaf, level 2, level 1) leaf i shares with leaf j; times P it is P1 + P2 + P3."""
    ancestors = np.array([[parent(code, level) for level in Level] for code in codes])
    shared: npt.NDArray[np.float32] = (
        (ancestors[:, None, :] == ancestors[None, :, :]).sum(axis=2).astype(np.float32)
    )
    return shared
