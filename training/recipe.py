"""Reads recipe files (TOML, JSON, YAML) into `engine.jobs.Recipe`, and says what is wrong with one."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from enum import Enum
from pathlib import Path
from typing import Any, Dict, List, Mapping, Sequence

import yaml

from corina.clc import CODES, Level
from corina.engine.jobs import JobError, NetworkChoice, Recipe, StageChoice
from corina.engine.jobs.codec import decode
from corina.engine.jobs.training import OWN
from corina.models.encoders import compressed_widths
from corina.models.networks import NetworkConfig, default_widths

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

SETS = ("bigearthnet", "s2glc", "s2glc_disjoint", "eurosat")
"""The sets of the bundled model, which a stage can draw from beside the recipe's own data."""

LOSSES = ("hierarchical", "dice_bce", "focal")

Stage = StageChoice


class RecipeError(JobError):
    """A recipe that cannot be followed; the message is one sentence for the user."""


def read_recipe(path: Path, *, complete: bool = True) -> Recipe:
    """Read and check a recipe file; .json and .yaml (.yml) by their suffix, else TOML.

    complete: whether it must say all by itself; else whoever completes it calls `check`.
    Raises RecipeError with one sentence that names the field.
    """
    try:
        text = path.read_text(encoding="utf-8")
        if path.suffix.lower() == ".json":
            values = json.loads(text)
        elif path.suffix.lower() in (".yaml", ".yml"):
            values = yaml.safe_load(text)
        else:
            values = tomllib.loads(text)
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise RecipeError(f"The recipe {path} cannot be read: {error}.") from error
    if not isinstance(values, Mapping):
        raise RecipeError(f"The recipe {path} holds {type(values).__name__}, expected named fields.")
    return parse_recipe(values, complete=complete)


def parse_recipe(values: Mapping[str, Any], *, complete: bool = True) -> Recipe:
    """Build a recipe from the tables of its file. Raises RecipeError with one sentence that names the field.

    Beside the fields of Recipe this reads three short forms: `loss.kind` for a single loss, `split.check_every`, and
    `network.skip_channels` without `compressed`. complete: as of `read_recipe`.
    """
    plain: Dict[str, Any] = {key: dict(v) if isinstance(v, Mapping) else v for key, v in values.items()}
    if isinstance(plain.get("loss"), dict) and "kind" in plain["loss"]:
        kind = plain["loss"].pop("kind")
        if kind not in LOSSES:
            raise RecipeError(f"loss.kind is {kind!r}; it must be one of {', '.join(LOSSES)}.")
        plain["loss"] = {**dict.fromkeys(LOSSES, 0.0), kind: 1.0, **plain["loss"]}
    if isinstance(plain.get("split"), dict) and "check_every" in plain["split"]:
        plain["check_every"] = plain["split"].pop("check_every")
    if isinstance(plain.get("network"), dict) and plain["network"].get("skip_channels"):
        plain["network"].setdefault("compressed", True)
    try:
        recipe = decode(Recipe, plain)
    except JobError as error:
        raise RecipeError(f"The recipe cannot be followed: {error}") from error
    if complete:
        check(recipe)
    return recipe


def check(recipe: Recipe) -> None:
    """Raise RecipeError for what the fields alone do not show."""
    unknown = [code for code in recipe.stated_codes if code not in CODES[Level.L3]]
    if unknown:
        raise RecipeError(f"codes must be level-3 CORINE codes in rising order; found {unknown[0]}.")
    stride = NetworkConfig((), depth=recipe.network.depth, block=recipe.network.block).stride
    for stage in recipe.stages:
        strange = sorted(set(stage.sets) - {*SETS, OWN})
        if strange:
            raise RecipeError(
                f"Stage {stage.name!r} draws from {strange[0]!r}; known are {', '.join((*SETS, OWN))}."
            )
        if recipe.data is not None and set(stage.sets) - {OWN}:
            raise RecipeError(
                f"Stage {stage.name!r} draws from {sorted(set(stage.sets) - {OWN})[0]!r}, but the recipe has its own "
                "`data`: add that set to its sources instead."
            )
        if recipe.data is None and (not stage.sets or OWN in stage.sets):
            raise RecipeError(
                f"Stage {stage.name!r} has nothing to draw from: the recipe has no `data` and the stage no `sets`."
            )
        if stage.crop % stride:
            raise RecipeError(
                f"Stage {stage.name!r} has crops of {stage.crop} px; they must be multiples of {stride}."
            )


def network_config(choice: NetworkChoice, codes: Sequence[int], bands: int) -> NetworkConfig:
    """The network that a choice means, for codes and a number of bands. Raises RecipeError for unknown encoders."""
    skips = choice.skip_channels or None
    if choice.compressed and skips is None:
        try:
            skips = compressed_widths(choice.encoder, choice.depth)
        except ValueError as error:
            raise RecipeError(str(error)) from error
    return NetworkConfig(
        codes=tuple(codes),
        bands=bands,
        encoder=choice.encoder,
        depth=choice.depth,
        decoder_channels=choice.decoder_channels or default_widths(choice.depth),
        skip_channels=skips if choice.compressed else None,
        dropout=choice.dropout,
        architecture=choice.architecture.value,
        heads=choice.heads.value,
        inner_dropout=choice.inner_dropout,
        block=choice.block,
    )


def plain_values(value: Any) -> Any:  # noqa: ANN401 - dataclasses to JSON values
    """A recipe, or a part of one, as values that JSON, TOML and YAML can hold: enumerations by their value."""
    if isinstance(value, Mapping):
        return {key: plain_values(item) for key, item in value.items() if item is not None}
    if isinstance(value, (list, tuple)):
        items: List[Any] = [plain_values(item) for item in value]
        return items
    if isinstance(value, Enum):
        return value.value
    return plain_values(asdict(value)) if hasattr(value, "__dataclass_fields__") else value


def write_recipe(recipe: Recipe, path: Path) -> None:
    """Write a recipe, which `read_recipe` reads again: YAML where the suffix says so, else JSON.

    Raises OSError, and RecipeError for .toml, which is read and not written.
    """
    suffix = path.suffix.lower()
    if suffix == ".toml":
        raise RecipeError(f"{path} cannot be written as TOML: choose a name with .yaml or .json.")
    values = plain_values(recipe)
    if suffix in (".yaml", ".yml"):
        text = yaml.safe_dump(values, sort_keys=False, allow_unicode=True)
    else:
        text = json.dumps(values, indent=1, ensure_ascii=False) + "\n"
    path.write_text(text, encoding="utf-8")
