"""A recipe: everything that decides what a training run does, read from a TOML file."""

from __future__ import annotations

import sys
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Dict, Mapping, Tuple, Type, TypeVar

from corina.clc import CODES, Level
from corina.models.networks import NetworkConfig
from corina.training.augment import Augmentation

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

SETS = ("bigearthnet", "s2glc", "s2glc_disjoint")
"""The training sets a stage can draw from."""

T = TypeVar("T")


class RecipeError(Exception):
    """A recipe that cannot be followed; the message is one sentence for the user."""


@dataclass(frozen=True)
class Stage:
    """One part of a run with its own sets, learning rate schedule and length.

    sets: share of each training set in a batch. steps: optimiser steps. crop: side of the squares in pixels.
    learning_rate: the peak, reached after a tenth of the schedule and followed by a cosine to zero.
    schedule: steps over which the schedule is laid out; 0 for `steps`. A longer one ends before the cosine does.
    ema: decay per step of the running mean of the weights, which is what a stage hands on.
    fresh_head: begin with a new head. Labels that are sets leave open how probability is shared inside a set, so their
    head may be sure of a leaf that no label ever named; what its features know is kept.
    """

    name: str
    sets: Mapping[str, float]
    steps: int
    batch: int
    crop: int
    learning_rate: float
    weight_decay: float = 0.01
    ema: float = 0.998
    schedule: int = 0
    fresh_head: bool = False


@dataclass(frozen=True)
class Split:
    """How data is held out: `folds` of Sentinel-2 tiles, of which `held_out` is never trained on."""

    folds: int = 5
    held_out: int = 0
    seed: int = 1
    check_every: int = 10


@dataclass(frozen=True)
class LossChoice:
    """kind: "hierarchical" or "dice_bce". weights: of the three levels, for the hierarchical loss."""

    kind: str = "hierarchical"
    weights: Tuple[float, ...] = (1.0, 1.0, 1.0)


@dataclass(frozen=True)
class Recipe:
    """A whole training run."""

    name: str
    title: str
    version: str
    seed: int
    codes: Tuple[int, ...]
    bands: Tuple[str, ...]
    network: NetworkConfig
    loss: LossChoice
    split: Split
    augmentation: Augmentation
    stages: Tuple[Stage, ...]


def read_recipe(path: Path) -> Recipe:
    """Read and check a recipe file. Raises RecipeError with one sentence that names the field."""
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RecipeError(f"The recipe {path} cannot be read: {error}.") from error
    return parse_recipe(values)


def parse_recipe(values: Mapping[str, Any]) -> Recipe:
    """Build a recipe from the tables of its file. Raises RecipeError with one sentence that names the field."""
    wrong = sorted(set(values) ^ {field.name for field in fields(Recipe)})
    if wrong:
        state = "has an unknown entry" if wrong[0] in values else "lacks the entry"
        raise RecipeError(f"The recipe {state} {wrong[0]!r}.")
    codes = tuple(values["codes"])
    unknown = [code for code in codes if code not in CODES[Level.L3]]
    if unknown or list(codes) != sorted(set(codes)):
        raise RecipeError(
            f"codes must be level-3 CORINE codes in rising order; found {unknown[:1] or list(codes)}."
        )
    network = {**values["network"], "codes": codes, "bands": len(values["bands"])}
    recipe = Recipe(
        name=values["name"],
        title=values["title"],
        version=values["version"],
        seed=int(values["seed"]),
        codes=codes,
        bands=tuple(values["bands"]),
        network=NetworkConfig.from_dict(network),
        loss=_table(LossChoice, "loss", values["loss"]),
        split=_table(Split, "split", values["split"]),
        augmentation=_table(Augmentation, "augmentation", values["augmentation"]),
        stages=tuple(_table(Stage, "stages", stage) for stage in values["stages"]),
    )
    _check(recipe)
    return recipe


def _check(recipe: Recipe) -> None:
    if recipe.loss.kind not in ("hierarchical", "dice_bce"):
        raise RecipeError(f"loss.kind is {recipe.loss.kind!r}; it must be 'hierarchical' or 'dice_bce'.")
    if not 0 <= recipe.split.held_out < recipe.split.folds:
        raise RecipeError(
            f"split.held_out is {recipe.split.held_out}; it must be below {recipe.split.folds}."
        )
    for stage in recipe.stages:
        strange = sorted(set(stage.sets) - set(SETS))
        if strange or not stage.sets:
            raise RecipeError(
                f"Stage {stage.name!r} draws from {strange or 'no set'}; known are {', '.join(SETS)}."
            )
        if stage.crop % recipe.network.stride:
            raise RecipeError(
                f"Stage {stage.name!r} has crops of {stage.crop} px; they must be multiples of {recipe.network.stride}."
            )


def _table(kind: Type[T], name: str, values: Dict[str, Any]) -> T:
    try:
        return kind(**{key: tuple(v) if isinstance(v, list) else v for key, v in values.items()})
    except TypeError as error:
        raise RecipeError(f"The table [{name}] of the recipe is wrong: {error}.") from error
