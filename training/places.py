"""What a split does not divide: tiles, scenes, squares of ground, or patches with those that they overlap."""

from __future__ import annotations

from collections.abc import Sequence
from typing import List, Tuple

import numpy as np
import numpy.typing as npt

from corina.engine.jobs import SplitChoice, SplitScheme
from corina.training.ground import Boxes, Clusters, Numbers, Pairs, thinned
from corina.training.patch_list import PatchList

Floats = npt.NDArray[np.float64]

_SAME_GROUND = 0.2
"""Two scenes or tiles that share more than this part of their patches' ground count as one place."""


def block_edge(choice: SplitChoice, places: Boxes) -> float:
    """The largest edge, halved from the one asked for down to a patch, that gives two blocks a fold; 0 for none.

    On a small scene blocks of the usual size would be fewer than the folds.
    """
    smallest = float((places[:, 2] - places[:, 0]).max())
    middle = np.stack([places[:, 0] + places[:, 2], places[:, 1] + places[:, 3]], axis=1) / 2
    edge, found = choice.block_m, 0.0
    while edge >= smallest or edge == choice.block_m:
        blocks = len(np.unique(middle // edge, axis=0))
        if blocks >= choice.folds:
            found = edge
        if blocks >= 2 * choice.folds:
            break
        edge /= 2
    return found


def place_names(patches: PatchList, scheme: SplitScheme) -> List[str]:
    """The tile or scene of each patch; where it has none, the scene or the patch itself."""
    scenes, names = patches.texts("scene"), patches.texts("name")
    wanted = patches.texts("tile") if scheme is SplitScheme.TILES else scenes
    return [first or scene or name for first, scene, name in zip(wanted, scenes, names)]


def joined(names: Sequence[str], pairs: Pairs) -> List[str]:
    """Names of places, those that share much ground under one name: two dates of one scene are one place."""
    numbers = {name: number for number, name in enumerate(dict.fromkeys(names))}
    place = np.array([numbers[name] for name in names], np.int64)
    sizes = np.bincount(place)
    ends = place[pairs]
    apart = ends[:, 0] != ends[:, 1]
    ends, members = ends[apart], pairs[apart]
    # Which patches of the smaller place lie on ground of the other, each counted once.
    smaller = (sizes[ends[:, 0]] > sizes[ends[:, 1]]).astype(np.int64)
    member = members[np.arange(len(members)), smaller]
    shared = np.unique(np.stack([ends.min(axis=1), ends.max(axis=1), member], axis=1), axis=0)
    met, counts = np.unique(shared[:, :2], axis=0, return_counts=True)
    clusters = Clusters(len(numbers))
    for (a, b), count in zip(met.tolist(), counts.tolist()):
        if count > _SAME_GROUND * min(sizes[a], sizes[b]):
            clusters.join(a, b)
    listed = list(numbers)
    return [listed[clusters.find(number)] for number in place.tolist()]


def single_patches(
    patches: PatchList, divided: Numbers, pairs: Pairs, folds: int
) -> Tuple[List[str], List[int]]:
    """Each patch with those it overlaps as one group; where that joins nearly all, overlapping ones are left out."""
    inside = np.zeros(len(patches), np.bool_)
    inside[divided] = True
    inner = pairs[inside[pairs].all(axis=1)]
    clusters = Clusters(len(patches))
    for first, second in inner.tolist():
        clusters.join(first, second)
    names = patches.texts("name")
    sources = patches.sources.tolist()
    # Two sources may call their patches alike: a group is one patch, not all of that name.
    alike = len(set(names)) < len(names)
    if alike:
        names = [f"{name} ({source})" for name, source in zip(names, sources)]
    first_of = np.array([clusters.find(number) for number in range(len(patches))])
    sizes = np.bincount(first_of[divided])
    if np.count_nonzero(sizes) >= 2 * folds and sizes.max() <= len(divided) / (2 * folds):
        return [names[number] for number in first_of.tolist()], []
    return names, thinned(len(patches), inner)


def block_names(patches: PatchList, places: Boxes, edge: float) -> List[str]:
    """The block that the middle of each patch lies in."""
    middle = (places[:, :2] + places[:, 2:]) / 2 // edge
    names = patches.texts("name")
    return [
        f"block {int(column)}, {int(row)}" if column == column else names[number]
        for number, (column, row) in enumerate(middle.tolist())
    ]


def amounts_of(patches: PatchList, place: Numbers, count: int) -> Floats:
    """[places, labels] how many pixels of each label a place holds.

    place: of each patch, `count` for those that are not divided. A patch of which only names are known holds equal
    parts of them.
    """
    content = patches.contents
    kinds = sorted(range(len(content.names)), key=lambda number: sorted(content.names[number]))
    column = np.zeros(len(kinds), np.int64)
    column[np.array(kinds, np.int64)] = np.arange(len(kinds))
    named = patches.texts("names")
    words = {word: number for number, word in enumerate(sorted({word for words in named for word in words}))}
    known = patches.labelled > 0
    amounts = np.zeros((count + 1, len(kinds) + len(words)))
    np.add.at(amounts, (place[content.patches], column[content.sets]), content.pixels)
    for number, labels in enumerate(named) if words else ():
        if labels and not known[number]:
            columns = [len(kinds) + words[word] for word in labels]
            amounts[place[number], columns] += patches[number].pixels / len(labels)
    held: Floats = amounts[:-1, (amounts[:-1] > 0).any(axis=0)]
    return held
