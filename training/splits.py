"""Dividing patches into folds so that nothing tested was seen in training."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Dict, List, Optional, Tuple

import numpy as np
import numpy.typing as npt

from corina.engine.errors import EngineProblem
from corina.engine.jobs import SplitChoice, SplitScheme, TrainingSource
from corina.training.folds import tile_folds
from corina.training.ground import Boxes, Clusters, boxes, common_crs, overlaps, thinned
from corina.training.sources import Patch
from corina.training.stratified import iterative_folds

TRAIN_ONLY = -1
LEFT_OUT = -2
_SAME_GROUND = 0.2
"""Two scenes or tiles that share more than this part of their patches' ground count as one place."""

_FEW_GROUPS = 60

Pairs = List[Tuple[int, int]]


@dataclass(frozen=True)
class Split:
    """Which fold each patch is in, and what the folds are for.

    scheme: the one really used, never AUTO. fold_of: one number a patch; TRAIN_ONLY (-1) for patches of sources that
    are never held out, LEFT_OUT (-2) for those that would overlap another fold. group_of: what the scheme never
    divides: tile, scene, block, or the patch itself. held_out, validation_fold: numbers of folds. block_m: edge of the
    blocks that were used, 0 for other schemes.
    """

    scheme: SplitScheme
    seed: int
    folds: int
    held_out: int
    validation_fold: int
    fold_of: Tuple[int, ...]
    group_of: Tuple[str, ...]
    block_m: float = 0.0
    warnings: Tuple[str, ...] = ()

    def test(self) -> List[int]:
        """Numbers of the patches that the report is measured on."""
        return [i for i, fold in enumerate(self.fold_of) if fold == self.held_out]

    def validation(self) -> List[int]:
        """Numbers of the patches that training looks at to stop and to choose its best state."""
        return [i for i, fold in enumerate(self.fold_of) if fold == self.validation_fold]

    def train(self) -> List[int]:
        """Numbers of the patches that are learned from."""
        unseen = {self.held_out, self.validation_fold, LEFT_OUT}
        return [i for i, fold in enumerate(self.fold_of) if fold not in unseen]

    def role(self, fold: int) -> str:
        """What a fold is for: "test", "validation", "training" or "left out"."""
        if fold == LEFT_OUT:
            return "left out"
        return (
            "test" if fold == self.held_out else "validation" if fold == self.validation_fold else "training"
        )

    def rotated(self, fold: int) -> Split:
        """The same folds with another one held out, for cross-validation; validation is the one after it."""
        after = (fold + 1) % self.folds if self.folds > 2 else fold
        return replace(self, held_out=fold, validation_fold=after)

    @property
    def groups(self) -> Dict[str, int]:
        """Group to fold, of the patches that are in one."""
        return {group: fold for group, fold in zip(self.group_of, self.fold_of) if fold >= 0}


def split(patches: Sequence[Patch], choice: SplitChoice, sources: Sequence[TrainingSource] = ()) -> Split:
    """Divide patches as `choice` says; the same patches and seed give the same folds.

    sources: tells which are for training only. Raises EngineProblem when there are too few places for the folds.
    """
    never = {i for i, source in enumerate(sources) if source.train_only}
    divided = [i for i, patch in enumerate(patches) if patch.source not in never]
    if not divided:
        raise EngineProblem(
            "data_invalid", "All sources are for training only; leave at least one to measure the model on."
        )
    crs = common_crs(patches)
    places = boxes(patches, crs)
    pairs = list(overlaps(places))
    scheme, block_m = _scheme(choice, patches, places, divided, pairs)
    fold_of = np.full(len(patches), TRAIN_ONLY, np.int64)
    out: List[int] = []
    if scheme in (SplitScheme.RANDOM, SplitScheme.STRATIFIED):
        groups, out = _single_patches(patches, places, divided, pairs, choice.folds)
    elif scheme is SplitScheme.BLOCKS:
        groups = [_block_name(patch, box, block_m) for patch, box in zip(patches, places)]
    else:
        groups = _joined([_place_name(patch, scheme) for patch in patches], pairs)
    fold_of[out] = LEFT_OUT
    used = [i for i in divided if fold_of[i] != LEFT_OUT]
    fold_of[used] = _by_groups(
        [patches[i] for i in used],
        [groups[i] for i in used],
        choice,
        random=scheme is SplitScheme.RANDOM,
    )
    _part_overlapping(fold_of, pairs)
    result = Split(
        scheme,
        choice.seed,
        choice.folds,
        choice.held_out,
        choice.validation_fold,
        tuple(fold_of.tolist()),
        tuple(groups),
        block_m if scheme is SplitScheme.BLOCKS else 0.0,
    )
    _check(result)
    return replace(result, warnings=tuple(_warnings(result, choice)))


def _scheme(
    choice: SplitChoice, patches: Sequence[Patch], places: Boxes, divided: Sequence[int], pairs: Pairs
) -> Tuple[SplitScheme, float]:
    """The scheme to use and the edge of its blocks. Raises EngineProblem for one that the patches do not allow."""
    chosen = [patches[i] for i in divided]
    placed = [i for i in divided if patches[i].bounds is not None]
    asked = choice.scheme
    if asked is SplitScheme.AUTO:
        if all(patch.tile for patch in chosen):
            names = _joined([_place_name(patch, SplitScheme.TILES) for patch in patches], pairs)
            if len({names[i] for i in divided}) >= choice.folds:
                return SplitScheme.TILES, 0.0
        block_m = _block_edge(choice, places[placed]) if len(placed) > len(chosen) / 2 else 0.0
        return (SplitScheme.BLOCKS, block_m) if block_m else (SplitScheme.STRATIFIED, 0.0)
    if asked is SplitScheme.TILES and not any(patch.tile for patch in chosen):
        raise EngineProblem(
            "data_invalid", "No patch names its Sentinel-2 tile; choose blocks or whole scenes as the split."
        )
    if asked is SplitScheme.BLOCKS and not placed:
        raise EngineProblem(
            "data_invalid",
            "No patch knows where it lies, so there are no blocks; choose the stratified or the random split.",
        )
    return asked, choice.block_m


def _block_edge(choice: SplitChoice, places: Boxes) -> float:
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


def _place_name(patch: Patch, scheme: SplitScheme) -> str:
    name = patch.tile if scheme is SplitScheme.TILES else patch.scene
    return name or patch.scene or patch.name


def _joined(names: Sequence[str], pairs: Pairs) -> List[str]:
    """Names of places, those that share much ground under one name: two dates of one scene are one place."""
    numbers = {name: number for number, name in enumerate(dict.fromkeys(names))}
    sizes = np.bincount([numbers[name] for name in names])
    shared: Dict[Tuple[int, int], set[int]] = {}
    for first, second in pairs:
        a, b = numbers[names[first]], numbers[names[second]]
        if a != b:
            small = a if sizes[a] <= sizes[b] else b
            shared.setdefault((min(a, b), max(a, b)), set()).add(
                first if numbers[names[first]] == small else second
            )
    clusters = Clusters(len(numbers))
    for (a, b), members in shared.items():
        if len(members) > _SAME_GROUND * min(sizes[a], sizes[b]):
            clusters.join(a, b)
    listed = list(numbers)
    return [listed[clusters.find(numbers[name])] for name in names]


def _single_patches(
    patches: Sequence[Patch], places: Boxes, divided: Sequence[int], pairs: Pairs, folds: int
) -> Tuple[List[str], List[int]]:
    """Each patch with those it overlaps as one group; where that joins nearly all, overlapping ones are left out."""
    inside = set(divided)
    inner = [(a, b) for a, b in pairs if a in inside and b in inside]
    clusters = Clusters(len(patches))
    for first, second in inner:
        clusters.join(first, second)
    groups = [patches[clusters.find(number)].name for number in range(len(patches))]
    sizes: Dict[str, int] = {}
    for number in divided:
        sizes[groups[number]] = sizes.get(groups[number], 0) + 1
    if len(sizes) >= 2 * folds and max(sizes.values()) <= len(divided) / (2 * folds):
        return groups, []
    out = [number for number in thinned(places, inner) if number in inside]
    return [patch.name for patch in patches], out


def _block_name(patch: Patch, box: npt.NDArray[np.float64], edge: float) -> str:
    """The block that the middle of a patch lies in."""
    if np.isnan(box).any():
        return patch.name
    column, row = (box[0] + box[2]) / 2 // edge, (box[1] + box[3]) / 2 // edge
    return f"block {int(column)}, {int(row)}"


def _by_groups(
    patches: Sequence[Patch],
    groups: Sequence[str],
    choice: SplitChoice,
    *,
    random: bool = False,
) -> npt.NDArray[np.int64]:
    """The fold of each patch; a class found in one group only is kept out of the fold that is held out."""
    rng = np.random.default_rng(choice.seed)
    numbers = {group: number for number, group in enumerate(sorted(set(groups)))}
    if len(numbers) < choice.folds:
        raise EngineProblem(
            "data_invalid",
            f"There are {len(numbers)} places to divide into {choice.folds} folds; choose fewer folds, smaller "
            "blocks, or another split.",
        )
    sets = {
        allowed: i for i, allowed in enumerate(sorted({a for p in patches for a in p.counts}, key=sorted))
    }
    amounts = np.zeros((len(numbers), len(sets)))
    for patch, group in zip(patches, groups):
        for allowed, pixels in patch.counts.items():
            amounts[numbers[group], sets[allowed]] += pixels
    if random:
        fold = np.empty(len(numbers), np.int64)
        fold[rng.permutation(len(numbers))] = np.arange(len(numbers)) % choice.folds
    else:
        single = (amounts > 0).sum(axis=0) == 1
        lone = np.asarray((amounts[:, single] > 0).any(axis=1))
        if len(numbers) < len(patches) and len(numbers) <= _FEW_GROUPS:
            fold = _tried(amounts, choice)
        else:
            whole = len(numbers) == len(patches)
            held, sizes = ((amounts > 0).astype(float), None) if whole else (amounts, amounts.sum(axis=1))
            fold = iterative_folds(held, choice.folds, rng, None if lone.all() else lone, sizes)
        # The barred fold is number 0 there; the user's held-out fold changes places with it.
        fold = _exchanged(fold, 0, choice.held_out)
        fold = _exchanged(fold, _least_missed(fold, lone, choice), choice.validation_fold)
    return fold[[numbers[group] for group in groups]]


def _exchanged(fold: npt.NDArray[np.int64], one: int, other: int) -> npt.NDArray[np.int64]:
    return np.where(fold == one, other, np.where(fold == other, one, fold))


def _least_missed(fold: npt.NDArray[np.int64], lone: npt.NDArray[np.bool_], choice: SplitChoice) -> int:
    """The fold whose absence from training costs the fewest places with a class of their own."""
    if choice.validation_fold == choice.held_out:
        return choice.held_out
    missed = np.bincount(fold, weights=lone, minlength=choice.folds)
    others = [number for number in range(choice.folds) if number != choice.held_out]
    return min(others, key=lambda number: (missed[number], number != choice.validation_fold))


def _tried(amounts: npt.NDArray[np.float64], choice: SplitChoice) -> npt.NDArray[np.int64]:
    """Few places of unlike size are divided best by trying many divisions, as for the bundled model."""
    counts = {
        f"{number:06d}": {label: int(amount) for label, amount in enumerate(row) if amount}
        for number, row in enumerate(amounts)
    }
    fold = np.zeros(len(amounts), np.int64)
    for number, members in enumerate(tile_folds(counts, choice.folds, choice.seed)):
        fold[[int(name) for name in members]] = number
    return fold


def _part_overlapping(fold_of: npt.NDArray[np.int64], pairs: Pairs) -> None:
    """Leave out one of each two overlapping patches of different folds: the one for training only, else the one whose
    fold has more patches left, so that no fold is used up; among equals the one that overlaps more others.
    """
    meeting = [
        (a, b) for a, b in pairs if fold_of[a] != fold_of[b] and LEFT_OUT not in (fold_of[a], fold_of[b])
    ]
    degree = Counter(number for pair in meeting for number in pair)
    left = Counter(fold_of.tolist())
    # Pairs of busy patches first: leaving one of them out settles most.
    for first, second in sorted(meeting, key=lambda pair: -max(degree[pair[0]], degree[pair[1]])):
        a, b = int(fold_of[first]), int(fold_of[second])
        if LEFT_OUT in (a, b):
            continue
        if TRAIN_ONLY in (a, b):
            gone = first if a == TRAIN_ONLY else second
        else:
            gone = max(second, first, key=lambda number: (left[int(fold_of[number])], degree[number]))
        left[int(fold_of[gone])] -= 1
        fold_of[gone] = LEFT_OUT


def _check(result: Split) -> None:
    for name, numbers in (
        ("to train on", result.train()),
        ("for validation", result.validation()),
        ("to measure the model on", result.test()),
    ):
        if not numbers:
            raise EngineProblem(
                "data_invalid",
                f"The split leaves no patch {name}; choose fewer folds, smaller blocks, or another split.",
            )


def _warnings(result: Split, choice: SplitChoice) -> List[str]:
    said = []
    if result.scheme in (SplitScheme.RANDOM, SplitScheme.STRATIFIED):
        said.append(
            "Single patches are divided: neighbours are alike, so the figures flatter the model; for figures that hold "
            "elsewhere choose tiles, scenes or blocks."
        )
    if result.validation_fold == result.held_out:
        said.append(
            "The validation fold is also the one the report is measured on, which flatters; use three folds or more."
        )
    if result.block_m and result.block_m != choice.block_m:
        said.append(
            f"The scenes are too small for {choice.folds} folds of {choice.block_m:g} m blocks, so these are "
            f"{result.block_m:g} m wide; neighbouring blocks are more alike than distant ones."
        )
    out = sum(fold == LEFT_OUT for fold in result.fold_of)
    if out:
        said.append(
            f"{out} of {len(result.fold_of)} patches are left out because they overlap patches of another fold."
        )
    return said


def class_pixels(patches: Sequence[Patch], numbers: Sequence[int]) -> Mapping[Optional[int], int]:
    """Pixels of each code that is labelled alone, in some of the patches; None: of sets of several codes."""
    found: Dict[Optional[int], int] = {}
    for number in numbers:
        for allowed, pixels in patches[number].counts.items():
            code = next(iter(allowed)) if len(allowed) == 1 else None
            found[code] = found.get(code, 0) + pixels
    return found
