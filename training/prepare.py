"""From a recipe and a data folder to what a run needs: label table, patches to train on, to look at, and held out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Dict, List, Optional, Sequence, Tuple

import numpy as np
import torch

from corina.engine.jobs import Recipe
from corina.models.networks import Network, NetworkConfig
from corina.models.networks import build_network as network_of
from corina.training.datasets import (
    Chip,
    bigearthnet_counts,
    bigearthnet_ground,
    read_bigearthnet,
    read_s2glc,
    reflectance_statistics,
    relabelled,
    tile_of,
)
from corina.training.folds import by_tile, tile_folds
from corina.training.labels import CORINE, S2GLC, S2GLC_DISJOINT, LabelTable
from corina.training.recipe import RecipeError, network_config
from corina.training.sampling import TrainingData, shares_of
from corina.training.validation import Validation
from corina.training.weak import EUROSAT, read_eurosat

PIXELS = "%PIXELS%"
"""Stands for the number of held-out pixels in About.what until they are counted."""


@dataclass(frozen=True)
class About:
    """What a model card says of the data.

    sets: name, licence, citation and use of each. countries: of the training patches. groups: what was held out
    (Sentinel-2 tiles, scenes, blocks). what: the held-out patches in words, with PIXELS for their number.
    area: of the training patches, GeoJSON in EPSG:4326, None where they have no place. split: how it was made.
    """

    sets: Tuple[Dict[str, str], ...] = ()
    countries: Tuple[str, ...] = ()
    groups: Tuple[str, ...] = ()
    what: str = ""
    area: Optional[Dict[str, Any]] = None
    split: Dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Prepared:
    """Patches divided as the recipe says.

    training: what the fit loop may see. held_out: patches the report is measured on; inner: the same less the boundary
    band (the same sequence where there is none). validation: what early stopping and the best checkpoint look at.
    check: S2GLC chips that are not trained on. folds: Sentinel-2 tiles of each fold (the bundled model's sets only).
    mean, std: reflectance statistics of the training patches. counts, patches: of each code, training pixels and
    patches that name exactly this code.
    """

    training: TrainingData
    held_out: Sequence[Chip]
    check: Sequence[Chip]
    folds: Tuple[Tuple[str, ...], ...]
    mean: Tuple[float, ...]
    std: Tuple[float, ...]
    inner: Sequence[Chip] = ()
    validation: Validation = field(default_factory=Validation)
    counts: Dict[int, int] = field(default_factory=dict)
    patches: Dict[int, int] = field(default_factory=dict)
    about: About = field(default_factory=About)
    warnings: Tuple[str, ...] = ()

    @property
    def codes(self) -> Tuple[int, ...]:
        """What the network predicts."""
        return self.training.table.codes


def label_table(recipe: Recipe) -> LabelTable:
    """The code sets that the legends of the bundled model's sets produce for the recipe's codes."""
    if not recipe.codes:
        raise RecipeError(
            "The recipe names no `codes`: list the level-3 codes to predict, or give it `data`."
        )
    weak = [dict(enumerate(EUROSAT.values()))] if _draws_from(recipe, "eurosat") else []
    return LabelTable.build(recipe.codes, [CORINE, S2GLC, S2GLC_DISJOINT, *weak])


def _draws_from(recipe: Recipe, name: str) -> bool:
    """Whether a stage draws from a set or from a part of it."""
    return any(own.split("_")[0] == name for stage in recipe.stages for own in shares_of(stage))


def recipe_folds(recipe: Recipe, root: Path) -> List[Tuple[str, ...]]:
    """The Sentinel-2 tiles of each fold of the BigEarthNet patches."""
    counts = bigearthnet_counts(root)
    return tile_folds(
        by_tile(counts, [tile_of(name) for name in counts]), recipe.split.folds, recipe.split.seed
    )


def prepare(
    recipe: Recipe,
    root: Optional[Path],
    test_fold: Optional[int] = None,
    folder: Optional[Path] = None,
    *,
    rotated: Optional[int] = None,
) -> Prepared:
    """Read what a recipe trains on and divide it.

    root: folder of the bundled model's sets, needed only by recipes that draw from them.
    test_fold: test on this fold instead of the recipe's, and train on neither of the two; for choices that must not
    see the fold that the model's figures are measured on. folder: of the run, which keeps what was found in the data.
    rotated: hold out this fold of the recipe's split in place of the recipe's own, which is then trained on.
    """
    if recipe.data is not None:
        from corina.training.own_data import prepare_own  # its libraries are needed by no other recipe

        return prepare_own(recipe, test_fold, folder, rotated)
    if root is None:
        raise RecipeError("The recipe draws from the bundled model's sets: say where they lie (data_root).")
    if rotated is not None:
        recipe = replace(recipe, split=replace(recipe.split, held_out=rotated))
    return _prepare_sets(recipe, root, test_fold)


def _prepare_sets(recipe: Recipe, root: Path, test_fold: Optional[int]) -> Prepared:
    """Read the bundled model's sets into memory (about 250 MB) and divide them."""
    table = label_table(recipe)
    folds = recipe_folds(recipe, root)
    tested = recipe.split.held_out if test_fold is None else test_fold
    unseen = {tile for fold in {tested, recipe.split.held_out} for tile in folds[fold]}
    patches = read_bigearthnet(root, table, recipe.bands)
    chips = read_s2glc(root, table, recipe.bands)
    train = {
        "bigearthnet": [patch for patch in patches if patch.group not in unseen],
        "s2glc": [chip for i, chip in enumerate(chips) if i % recipe.check_every],
    }
    mean, std = reflectance_statistics(list(train.values()))
    if _draws_from(recipe, "eurosat"):
        train["eurosat"] = read_eurosat(root, table, recipe.bands, train["s2glc"])
    train["s2glc_disjoint"] = relabelled(train["s2glc"], table, S2GLC, S2GLC_DISJOINT)
    held_out = [patch for patch in patches if patch.group in folds[tested]]
    counts, named = label_counts(train["bigearthnet"], table)
    return Prepared(
        training=TrainingData(table, train),
        held_out=held_out,
        inner=held_out,
        check=tuple(chips[:: recipe.check_every]),
        folds=tuple(folds),
        mean=tuple(mean),
        std=tuple(std),
        counts=counts,
        patches=named,
        about=replace(
            held_out_tiles(held_out),
            sets=_sets(recipe),
            countries=tuple(sorted({chip.country for chip in train["bigearthnet"]})),
            area=bigearthnet_ground(root, [chip.name for chip in train["bigearthnet"]]),
        ),
    )


def held_out_tiles(chips: Sequence[Chip]) -> About:
    """What a card says of held-out BigEarthNet patches."""
    tiles = sorted({chip.group for chip in chips})
    places = sorted({chip.country for chip in chips})
    return About(
        groups=tuple(tiles),
        what=f"BigEarthNet v2 patches ({PIXELS} pixels) of {len(tiles)} Sentinel-2 tiles in "
        f"{', '.join(places)} that were not trained on: {', '.join(tiles)}",
    )


_SETS = {
    "bigearthnet": {
        "name": "BigEarthNet v2 (87 patches, less those of the tiles held out)",
        "licence": "CDLA-Permissive-1.0",
        "citation": "Clasen et al. 2024, reBEN: Refined BigEarthNet Dataset; CORINE Land Cover 2018 of the EEA; "
        "modified Copernicus Sentinel data 2017-2018",
        "use": "fine-tuning and evaluation: Sentinel-2 L2A with CLC2018 level-3 labels",
    },
    "s2glc": {
        "name": "S2GLC (nine tenths of 353 chips)",
        "licence": "labels free with citation; the chips come from a public data challenge whose terms are not stated",
        "citation": "Malinowski et al. 2020, doi 10.3390/rs12213523; modified Copernicus Sentinel data",
        "use": "pretraining: six land cover classes as sets of CLC level-3 codes",
    },
    "eurosat": {
        "name": "EuroSAT RGB (3500 of 10,000 patches)",
        "licence": "MIT",
        "citation": "Helber et al. 2019, EuroSAT: A Novel Dataset and Deep Learning Benchmark for Land Use and Land "
        "Cover Classification; modified Copernicus Sentinel data",
        "use": "weak labels: one of seven classes a patch, as sets of CLC level-3 codes, without near infrared",
    },
}


def _sets(recipe: Recipe) -> Tuple[Dict[str, str], ...]:
    """The distinct sets of all stages; the same chips under another legend are the same set."""
    names = {name.split("_")[0] for stage in recipe.stages for name in shares_of(stage)}
    return tuple(_SETS[name] for name in sorted(names) if name in _SETS)


def label_counts(chips: Sequence[Chip], table: LabelTable) -> Tuple[Dict[int, int], Dict[int, int]]:
    """Per code the pixels and the patches that name exactly this code."""
    total = np.zeros(len(table.sets), np.int64)
    named = np.zeros(len(table.sets), np.int64)
    for chip in chips:
        found = np.bincount(chip.labels.ravel(), minlength=len(table.sets))
        total += found
        named += found > 0
    rows = {code: table.row(frozenset({code})) for code in table.codes}
    return {c: int(total[row]) for c, row in rows.items()}, {c: int(named[row]) for c, row in rows.items()}


def config_of(recipe: Recipe, prepared: Prepared) -> NetworkConfig:
    """The network's configuration once codes and bands are known."""
    return network_config(recipe.network, prepared.codes, len(recipe.input_bands))


def build_network(recipe: Recipe, prepared: Prepared) -> Network:
    """A network with fresh weights, the same for the same seed. Raises RecipeError when it cannot be built."""
    torch.manual_seed(recipe.seed)
    try:
        return network_of(config_of(recipe, prepared), prepared.mean, prepared.std)
    except ValueError as error:
        raise RecipeError(str(error)) from error
