"""What each idea gives: variants of a recipe, their last stage trained anew for each fold, and a table of figures.

A study is a TOML file: the base recipe and what the study changes of it, the folds, a (shorter) last stage for all, and
for each variant what differs.
What is done is kept, so that a study that was stopped goes on, and several processes can share its variants.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Dict, Mapping, Optional, Sequence, Tuple

import numpy as np
from torch import Tensor

from corina.engine.jobs import Recipe
from corina.models.networks import Network
from corina.training.boundary import near_border
from corina.training.crossvalidate import first_weights, train_last_stages
from corina.training.datasets import Chip
from corina.training.fit import Place, fit
from corina.training.labels import IGNORE, LabelTable
from corina.training.metrics import Matrix, agreement_by_level
from corina.training.predict import Predictor, averaged, compare, flipped, network_predictor
from corina.training.prepare import Prepared, prepare
from corina.training.recipe import RecipeError, parse_recipe
from corina.training.report import fold_table
from corina.training.weights import start_network

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


@dataclass(frozen=True)
class Variant:
    """One row of the table.

    recipe: the base with the variant's changes. pretrained: the last stage begins with what the base's stages before
    it leave, else with the recipe's first weights.
    boundary_px: training labels nearer than this to a border between two classes teach nothing.
    sure: share of the probability inside an S2GLC label's set above which the network of the first variant names the
    code for the training ("self-training"); 0 for no such labels.
    flips: predict with the mean of eight flips. average_of: no training of its own, but the mean of these variants.
    same_as: no training of its own, but the networks of this variant.
    """

    title: str
    recipe: Recipe
    pretrained: bool = True
    boundary_px: float = 0.0
    sure: float = 0.0
    flips: bool = False
    average_of: Tuple[str, ...] = ()
    same_as: str = ""

    @property
    def folder(self) -> str:
        """The title as a folder's name."""
        return "".join(c if c.isalnum() else "-" for c in self.title.lower())


@dataclass(frozen=True)
class Study:
    """A base recipe, the folds to hold out in turn, and the variants; the others are compared with the first."""

    base: Recipe
    folds: Tuple[int, ...]
    variants: Tuple[Variant, ...]

    def variant(self, title: str) -> Variant:
        """The variant of this title. Raises RecipeError."""
        for variant in self.variants:
            if variant.title == title:
                return variant
        raise RecipeError(
            f"There is no variant {title!r}; there are: {'; '.join(v.title for v in self.variants)}."
        )


def read_study(path: Path) -> Study:
    """Read a study file; the base recipe's path is relative to it. Raises RecipeError."""
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
        base = tomllib.loads((path.parent / values["base"]).read_text(encoding="utf-8"))
        base = _merged(base, values.get("recipe", {}))
        variants = tuple(_variant(base, values["last_stage"], entry) for entry in values["variants"])
        return Study(parse_recipe(base), tuple(values["folds"]), variants)
    except (OSError, ValueError, KeyError) as error:
        raise RecipeError(f"The study {path} cannot be read: {error!r}.") from error


def _variant(base: Mapping[str, Any], last_stage: Mapping[str, Any], entry: Mapping[str, Any]) -> Variant:
    own = dict(entry)
    changed = _merged(base, own.pop("recipe", {}))
    last = {**changed["stages"][-1], **last_stage, **own.pop("last_stage", {})}
    recipe = parse_recipe({**changed, "stages": [*changed["stages"][:-1], last]})
    own["average_of"] = tuple(own.get("average_of", ()))
    return Variant(recipe=recipe, **own)


def _merged(base: Mapping[str, Any], changes: Mapping[str, Any]) -> Dict[str, Any]:
    """`base` with `changes`, table by table; lists and values replace what was there."""
    result = dict(base)
    for key, value in changes.items():
        old = result.get(key)
        result[key] = (
            _merged(old, value) if isinstance(old, Mapping) and isinstance(value, Mapping) else value
        )
    return result


def run_study(
    study: Study, root: Path, out: Path, weights: Optional[Path] = None, only: Sequence[str] = ()
) -> None:
    """Train and measure what is not done yet; confusion matrices lie in `out` afterwards.

    weights: what the base's stages before the last left, so that they need not be trained. only: titles of variants.
    """
    start = first_weights(weights or _pretrained(study, root, out))
    for variant in [study.variant(title) for title in only] or study.variants:
        for fold in study.folds:
            path = _matrix_file(out, variant, fold)
            if not path.is_file():
                # What a variant draws from need not be what the base does.
                prepared = prepare(variant.recipe, root, rotated=fold)
                matrix = _measure(_Fold(study, prepared, out, f"fold{fold}", start), variant)
                np.save(path, matrix)
            print(f"{variant.title}, fold {fold}: {_line(np.load(path))}", flush=True)


def _pretrained(study: Study, root: Path, out: Path) -> Path:
    """What the base's stages before the last leave, trained once."""
    before = replace(study.base, stages=study.base.stages[:-1])
    kept = out / "pretrained" / f"{before.stages[-1].name}.safetensors"
    if not kept.is_file():
        prepared = prepare(study.base, root)
        network, _ = start_network(study.base, prepared)
        fit(network, before, prepared.training, Place(kept.parent), counts=prepared.counts)
    return kept


def study_table(study: Study, out: Path) -> str:
    """A Markdown row for each variant that is done on all folds: figures over all their held-out pixels."""
    rows = {}
    for variant in study.variants:
        files = [_matrix_file(out, variant, fold) for fold in study.folds]
        if all(path.is_file() for path in files):
            rows[variant.title] = agreement_by_level(sum(np.load(path) for path in files))
    return fold_table(rows)


def _matrix_file(out: Path, variant: Variant, fold: int) -> Path:
    return out / variant.folder / f"fold{fold}.npy"


def _line(matrix: Matrix) -> str:
    return " / ".join(f"{found.overall:.3f}" for found in agreement_by_level(matrix).values())


@dataclass(frozen=True)
class _Fold:
    """What the variants of a study share while one fold is held out."""

    study: Study
    prepared: Prepared
    out: Path
    name: str
    start: Mapping[str, Tensor]


def _measure(fold: _Fold, variant: Variant) -> Matrix:
    titles = variant.average_of or (variant.same_as or variant.title,)
    predictors = [network_predictor(_trained(fold, fold.study.variant(title))) for title in titles]
    predict = averaged(predictors) if len(predictors) > 1 else predictors[0]
    (fold.out / variant.folder).mkdir(parents=True, exist_ok=True)
    table = fold.prepared.training.table
    return compare(flipped(predict) if variant.flips else predict, fold.prepared.held_out, table)


def _trained(fold: _Fold, variant: Variant) -> Network:
    """The variant's network for a fold, trained unless it is there already (a finished run is only read)."""
    folder = fold.out / variant.folder / fold.name
    prepared = fold.prepared
    if not (folder / f"{variant.recipe.stages[-1].name}.safetensors").is_file():
        sets = dict(prepared.training.sets)
        if variant.boundary_px:
            sets["bigearthnet"] = [_less_border(chip, variant.boundary_px) for chip in sets["bigearthnet"]]
        if variant.sure:
            teacher = network_predictor(_trained(fold, fold.study.variants[0]))
            table = prepared.training.table
            named = [named_where_sure(chip, teacher, table, variant.sure) for chip in sets["s2glc"]]
            changed = sum(int((b.labels != a.labels).sum()) for a, b in zip(sets["s2glc"], named))
            labelled = sum(int((chip.labels != IGNORE).sum()) for chip in named)
            print(
                f"{variant.title}, {fold.name}: {changed / max(1, labelled):.0%} of the pixels named",
                flush=True,
            )
            sets["s2glc"] = named
        prepared = replace(prepared, training=replace(prepared.training, sets=sets))
    return train_last_stages(variant.recipe, prepared, fold.start if variant.pretrained else None, folder)


def _less_border(chip: Chip, distance: float) -> Chip:
    border = near_border(chip.labels, distance)
    return replace(chip, labels=np.where(border, IGNORE, chip.labels).astype(np.uint8))


def named_where_sure(chip: Chip, teacher: Predictor, table: LabelTable, share: float) -> Chip:
    """The chip with a single code where the teacher gives it `share` or more of the probability in the label's set."""
    inside = teacher(chip.image) * np.moveaxis(table.masks[2][chip.labels], -1, 0)
    best = inside.argmax(axis=0)
    sure = inside.max(axis=0) >= share * np.maximum(inside.sum(axis=0), 1e-12)
    rows = np.array([table.row(frozenset({code})) for code in table.codes], np.uint8)
    labels = np.where(sure & (chip.labels != IGNORE), rows[best], chip.labels)
    return replace(chip, labels=labels.astype(np.uint8))
