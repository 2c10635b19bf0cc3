"""Dividing patches into folds so that nothing tested was seen in training."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Dict, List, Optional, Tuple

import numpy as np
import numpy.typing as npt

from corina.engine.errors import EngineProblem
from corina.engine.jobs import SplitChoice, SplitScheme, TrainingSource
from corina.training.folds import tile_folds
from corina.training.ground import Boxes, Numbers, Pairs, overlapping
from corina.training.patch_list import PatchList
from corina.training.places import amounts_of, block_edge, block_names, joined, place_names, single_patches
from corina.training.sources import Patch
from corina.training.stratified import iterative_folds

TRAIN_ONLY = -1
LEFT_OUT = -2
_FEW_GROUPS = 60


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
    def left_out(self) -> int:
        """How many patches are in no fold because they would overlap another one."""
        return self.fold_of.count(LEFT_OUT)

    @property
    def groups(self) -> Dict[str, int]:
        """Group to fold, of the patches that are in one."""
        return {group: fold for group, fold in zip(self.group_of, self.fold_of) if fold >= 0}


def split(patches: Sequence[Patch], choice: SplitChoice, sources: Sequence[TrainingSource] = ()) -> Split:
    """Divide patches as `choice` says; the same patches and seed give the same folds.

    sources: tells which are for training only. Raises EngineProblem when there are too few places for the folds.
    """
    listed = PatchList.of(patches)
    if choice.scheme is not SplitScheme.AUTO:
        return _divided(listed, choice, sources)
    try:
        found = _divided(listed, choice, sources)
    except EngineProblem as problem:
        single = _single(listed, choice, sources)
        if single is None:
            raise _too_small(listed, choice, problem) from problem
        return single
    if found.scheme is not SplitScheme.BLOCKS or found.left_out <= len(listed) / 2:
        return found
    # Blocks hardly larger than a patch: nearly every patch lies on two of them.
    single = _single(listed, choice, sources)
    if single is not None and len(single.train()) > len(found.train()):
        return single
    return replace(found, warnings=(*found.warnings, _smaller(listed)))


def _single(listed: PatchList, choice: SplitChoice, sources: Sequence[TrainingSource]) -> Optional[Split]:
    """Patches that do not overlap, divided one by one; None where they are fewer than the folds."""
    with suppress(EngineProblem):
        found = _divided(listed, replace(choice, scheme=SplitScheme.STRATIFIED), sources)
        return replace(found, warnings=(*found.warnings, _smaller(listed)))
    return None


def _smaller(listed: PatchList) -> str:
    return (
        f"The scenes are too small for blocks of several patches of {listed.largest_side} px, so few patches are left "
        f"to learn from; with smaller ones, such as {_half(listed)} px, there are more."
    )


def _half(listed: PatchList) -> int:
    return max(32, listed.largest_side // 64 * 32)


def _too_small(listed: PatchList, choice: SplitChoice, problem: EngineProblem) -> EngineProblem:
    """The problem of a split that nobody chose, with what would help."""
    overlap = len(overlapping(listed)[1]) >= len(listed) >= choice.folds  # each with two others on average
    if not overlap or listed.largest_side < 64:
        return problem
    return EngineProblem(
        "data_invalid",
        f"The scenes are too small for patches of {listed.largest_side} px in {choice.folds} folds: of {len(listed)} "
        f"patches hardly any do not overlap; choose smaller patches, such as {_half(listed)} px, or fewer folds.",
        problem.message,
    )


def _divided(listed: PatchList, choice: SplitChoice, sources: Sequence[TrainingSource]) -> Split:
    never = [i for i, source in enumerate(sources) if source.train_only]
    divided = np.flatnonzero(~np.isin(listed.sources, never))
    if not len(divided):
        raise EngineProblem(
            "data_invalid", "All sources are for training only; leave at least one to measure the model on."
        )
    places, pairs = overlapping(listed)
    scheme, block_m = _scheme(choice, listed, places, divided, pairs)
    fold_of = np.full(len(listed), TRAIN_ONLY, np.int64)
    out: List[int] = []
    if scheme in (SplitScheme.RANDOM, SplitScheme.STRATIFIED):
        groups, out = single_patches(listed, divided, pairs, choice.folds)
    elif scheme is SplitScheme.BLOCKS:
        groups = block_names(listed, places, block_m)
    else:
        groups = _places(listed, scheme, divided, pairs)
    fold_of[out] = LEFT_OUT
    used = divided[fold_of[divided] != LEFT_OUT]
    fold_of[used] = _by_groups(listed, groups, used, choice, random=scheme is SplitScheme.RANDOM)
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
    choice: SplitChoice, patches: PatchList, places: Boxes, divided: Numbers, pairs: Pairs
) -> Tuple[SplitScheme, float]:
    """The scheme to use and the edge of its blocks. Raises EngineProblem for one that the patches do not allow."""
    placed = divided[np.isfinite(places[divided]).all(axis=1)]
    tiles = patches.texts("tile")
    named = sum(bool(tiles[number]) for number in divided.tolist())
    asked = choice.scheme
    if asked is SplitScheme.AUTO:
        if named == len(divided):
            names = _places(patches, SplitScheme.TILES, divided, pairs)
            if len({names[number] for number in divided.tolist()}) >= choice.folds:
                return SplitScheme.TILES, 0.0
        block_m = block_edge(choice, places[placed]) if len(placed) > len(divided) / 2 else 0.0
        return (SplitScheme.BLOCKS, block_m) if block_m else (SplitScheme.STRATIFIED, 0.0)
    if asked is SplitScheme.TILES and not named:
        raise EngineProblem(
            "data_invalid", "No patch names its Sentinel-2 tile; choose blocks or whole scenes as the split."
        )
    if asked is SplitScheme.BLOCKS and not len(placed):
        raise EngineProblem(
            "data_invalid",
            "No patch knows where it lies, so there are no blocks; choose the stratified or the random split.",
        )
    return asked, choice.block_m


def _places(patches: PatchList, scheme: SplitScheme, divided: Numbers, pairs: Pairs) -> List[str]:
    """The place of each patch: those to divide together with what shares their ground, others by themselves.

    A large scene for training only lies over many places, which are none the less apart.
    """
    names = place_names(patches, scheme)
    inside = np.zeros(len(patches), np.bool_)
    inside[divided] = True
    among = np.cumsum(inside) - 1  # the number of a patch among those to divide
    found = joined([names[number] for number in divided.tolist()], among[pairs[inside[pairs].all(axis=1)]])
    for number, name in zip(divided.tolist(), found):
        names[number] = name
    return names


def _by_groups(
    patches: PatchList,
    groups: Sequence[str],
    used: Numbers,
    choice: SplitChoice,
    *,
    random: bool = False,
) -> Numbers:
    """The fold of each patch in `used`; a class found in one group only is kept out of the fold that is held out."""
    rng = np.random.default_rng(choice.seed)
    chosen = [groups[number] for number in used.tolist()]
    numbers = {group: number for number, group in enumerate(sorted(set(chosen)))}
    if len(numbers) < choice.folds:
        raise EngineProblem(
            "data_invalid",
            f"There are {len(numbers)} places to divide into {choice.folds} folds; choose fewer folds, smaller "
            "blocks, or another split.",
        )
    place = np.full(len(patches), len(numbers))
    place[used] = [numbers[group] for group in chosen]
    amounts = amounts_of(patches, place, len(numbers))
    if random:
        fold = np.empty(len(numbers), np.int64)
        fold[rng.permutation(len(numbers))] = np.arange(len(numbers)) % choice.folds
    else:
        single = (amounts > 0).sum(axis=0) == 1
        lone = np.asarray((amounts[:, single] > 0).any(axis=1))
        if len(numbers) < len(used) and len(numbers) <= _FEW_GROUPS:
            fold = _tried(amounts, choice)
        else:
            whole = len(numbers) == len(used)
            held, sizes = ((amounts > 0).astype(float), None) if whole else (amounts, amounts.sum(axis=1))
            fold = iterative_folds(held, choice.folds, rng, None if lone.all() else lone, sizes)
        fold = _numbered(fold, lone, choice)
    result: Numbers = fold[place[used]]
    return result


def _numbered(
    fold: npt.NDArray[np.int64], lone: npt.NDArray[np.bool_], choice: SplitChoice
) -> npt.NDArray[np.int64]:
    """The numbers of folds. lone: places with a class of their own, which fold 0 is made without where possible.

    Fold 0 is held out unless something else is asked for, 1 costs the fewest classes when it is for validation, and the
    others follow by what they would cost. The fold that is asked for is never another than the one of that number: a
    warning says which classes it alone holds. Only for a validation that nobody asked for another may change places.
    """
    usual = replace(choice, held_out=0, validation=None)
    fold = _exchanged(fold, _least_missed(fold, lone, usual), usual.validation_fold)
    missed = np.bincount(fold, weights=lone, minlength=choice.folds)
    order = [0, 1, *sorted(range(2, choice.folds), key=lambda number: float(missed[number]))]
    fold = np.argsort(order)[fold]
    if choice.validation is not None:
        return fold
    return _exchanged(fold, _least_missed(fold, lone, choice), choice.validation_fold)


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
    ends = fold_of[pairs]
    apart = (ends[:, 0] != ends[:, 1]) & (ends != LEFT_OUT).all(axis=1)
    meeting = pairs[apart].tolist()
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
    if result.left_out:
        said.append(
            f"{result.left_out} of {len(result.fold_of)} patches are left out because they overlap patches of another "
            "fold."
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
