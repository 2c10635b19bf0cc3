"""From leaf probabilities to one leaf per pixel, chosen so that all three levels are as right as they can be together."""

from __future__ import annotations

from typing import Dict, List, Sequence, Tuple

import numpy as np
import numpy.typing as npt

from corina.clc import Level, parent

_CHUNK_PIXELS = 16_384
"""Pixels worked on at once: few enough that their probabilities stay in the processor's cache."""


def decode(
    probabilities: npt.NDArray[np.float32], codes: Sequence[int]
) -> Tuple[npt.NDArray[np.uint8], npt.NDArray[np.float32]]:
    """Choose the leaf with the largest P1(its level-1 parent) + P2(its level-2 parent) + P3(itself).

    P1 and P2 are sums over the leaves below a parent. The sum is the expected number of levels that are right, so this
    is the best choice for all three maps at once; levels 2 and 1 are the parents of the leaf and cannot contradict it.

    probabilities: float32 [K, ...], leaf probabilities in the order of `codes`, at most 255 of them.
    Returns the index of the leaf (uint8 [...]) and its level-3 probability (float32 [...]). Of equal leaves the first
    in the nomenclature wins.
    """
    if len(probabilities) != len(codes):
        raise ValueError(f"There are {len(probabilities)} layers of probabilities for {len(codes)} codes.")
    shape = probabilities.shape[1:]
    leaves = np.empty(shape, np.uint8)
    confidence = np.empty(shape, np.float32)
    tree = _tree(codes)
    rows = max(1, _CHUNK_PIXELS * shape[0] // max(1, leaves.size))
    for start in range(0, shape[0], rows):
        part = slice(start, start + rows)
        _decode_chunk(probabilities[:, part], tree, leaves[part], confidence[part])
    return leaves, confidence


Tree = List[List[List[int]]]
"""Leaf indexes by level-2 class by level-1 class."""


def _tree(codes: Sequence[int]) -> Tree:
    groups: Dict[int, Dict[int, List[int]]] = {}
    for leaf in sorted(range(len(codes)), key=lambda leaf: codes[leaf]):
        below = groups.setdefault(parent(codes[leaf], Level.L1), {})
        below.setdefault(parent(codes[leaf], Level.L2), []).append(leaf)
    return [list(below.values()) for below in groups.values()]


def _decode_chunk(
    p: npt.NDArray[np.float32], tree: Tree, leaves: npt.NDArray[np.uint8], confidence: npt.NDArray[np.float32]
) -> None:
    best_score = np.full(leaves.shape, -np.inf, np.float32)
    for level_1 in tree:
        # Inside a level-2 class the parents' part is the same for all leaves: only its most probable leaf can win.
        candidates = [_best_leaf(p, level_2) for level_2 in level_1]
        sum_1 = np.sum([total for _, _, total in candidates], axis=0)
        for leaf, probability, total in candidates:
            score = sum_1 + total + probability
            better = score > best_score
            np.copyto(best_score, score, where=better)
            np.copyto(leaves, leaf, where=better)
            np.copyto(confidence, probability, where=better)


def _best_leaf(
    p: npt.NDArray[np.float32], members: Sequence[int]
) -> Tuple[npt.NDArray[np.uint8], npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    """Most probable leaf of a level-2 class, its probability and the probability of the class."""
    leaf = np.full(p.shape[1:], members[0], np.uint8)
    probability = p[members[0]].copy()
    total = probability.copy()
    for member in members[1:]:
        total += p[member]
        np.copyto(leaf, np.uint8(member), where=p[member] > probability)
        np.maximum(probability, p[member], out=probability)
    return leaf, probability, total
