"""From a recipe and a data folder to what a run needs: label table, folds, chips to train on and chips held out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import List, Optional, Tuple

import torch

from corina.models.networks import HierarchicalResUNet
from corina.training.datasets import (
    Chip,
    bigearthnet_counts,
    read_bigearthnet,
    read_s2glc,
    reflectance_statistics,
    relabelled,
    tile_of,
)
from corina.training.fit import TrainingData
from corina.training.folds import by_tile, tile_folds
from corina.training.labels import CORINE, S2GLC, S2GLC_DISJOINT, LabelTable
from corina.training.recipe import Recipe


@dataclass(frozen=True)
class Prepared:
    """Chips divided as the recipe says.

    training: what the fit loop may see. held_out: BigEarthNet chips of the tested tiles. check: S2GLC chips that are
    not trained on. folds: the Sentinel-2 tiles of each fold. mean, std: reflectance statistics of the training chips.
    """

    training: TrainingData
    held_out: Tuple[Chip, ...]
    check: Tuple[Chip, ...]
    folds: Tuple[Tuple[str, ...], ...]
    mean: Tuple[float, ...]
    std: Tuple[float, ...]


def label_table(recipe: Recipe) -> LabelTable:
    """The code sets that the training sets' legends produce for the recipe's codes."""
    return LabelTable.build(recipe.codes, [CORINE, S2GLC, S2GLC_DISJOINT])


def recipe_folds(recipe: Recipe, root: Path) -> List[Tuple[str, ...]]:
    """The Sentinel-2 tiles of each fold of the BigEarthNet patches."""
    counts = bigearthnet_counts(root)
    return tile_folds(
        by_tile(counts, [tile_of(name) for name in counts]), recipe.split.folds, recipe.split.seed
    )


def prepare(recipe: Recipe, root: Path, test_fold: Optional[int] = None) -> Prepared:
    """Read all sets into memory (about 250 MB) and divide them.

    test_fold: test on this fold instead of the recipe's, and train on neither of the two; for choices that must not
    see the fold that the model's figures are measured on.
    """
    table = label_table(recipe)
    folds = recipe_folds(recipe, root)
    tested = recipe.split.held_out if test_fold is None else test_fold
    unseen = {tile for fold in {tested, recipe.split.held_out} for tile in folds[fold]}
    patches = read_bigearthnet(root, table, recipe.bands)
    chips = read_s2glc(root, table, recipe.bands)
    train = {
        "bigearthnet": [patch for patch in patches if patch.group not in unseen],
        "s2glc": [chip for i, chip in enumerate(chips) if i % recipe.split.check_every],
    }
    mean, std = reflectance_statistics(list(train.values()))
    train["s2glc_disjoint"] = relabelled(train["s2glc"], table, S2GLC, S2GLC_DISJOINT)
    return Prepared(
        training=TrainingData(table, train),
        held_out=tuple(patch for patch in patches if patch.group in folds[tested]),
        check=tuple(chips[:: recipe.split.check_every]),
        folds=tuple(folds),
        mean=tuple(mean),
        std=tuple(std),
    )


def build_network(recipe: Recipe, prepared: Prepared) -> HierarchicalResUNet:
    """A network with fresh weights, the same for the same seed."""
    torch.manual_seed(recipe.seed)
    return HierarchicalResUNet(recipe.network, prepared.mean, prepared.std)
