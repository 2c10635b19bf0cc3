"""Repeats the last stages of a recipe with each fold held out: how much the figures depend on the tiles.

Unless every fold is asked for, the recipe's own held-out fold stays out of every run, so what is chosen then is chosen
without it.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Callable, Dict, Mapping, Optional, Sequence, Tuple

import numpy as np
import numpy.typing as npt
from torch import Tensor

from corina.clc import CODES, Level, parent
from corina.engine.jobs import Recipe
from corina.models.card import ModelCard
from corina.models.decode import decode
from corina.models.networks import Network
from corina.training.datasets import DatasetError
from corina.training.fit import Place, fit
from corina.training.metrics import LevelAgreement, Matrix, agreement_by_level
from corina.training.predict import compare, network_predictor
from corina.training.prepare import Prepared, prepare
from corina.training.state import load_state
from corina.training.weights import start_network


def argmax_rule(probabilities: npt.NDArray[np.float32], codes: Any) -> Any:  # noqa: ANN401 - same form as decode
    """The most probable leaf; its parents follow."""
    return (probabilities.argmax(axis=0),)


def top_down_rule(probabilities: npt.NDArray[np.float32], codes: Any) -> Any:  # noqa: ANN401 - same form as decode
    """The most probable level-1 class, in it the most probable level-2 class, in that the most probable leaf."""
    allowed = np.ones(probabilities.shape, bool)
    for level in (Level.L1, Level.L2):
        parents = np.array([parent(code, level) for code in codes])
        masked = np.where(allowed, probabilities, 0)
        sums = np.stack([masked[parents == p].sum(axis=0) for p in CODES[level]])
        allowed &= np.array(CODES[level])[sums.argmax(axis=0)] == parents[:, None, None]
    return (np.where(allowed, probabilities, -1).argmax(axis=0),)


RULES: Dict[str, Callable[..., Any]] = {
    "largest P1 + P2 + P3 (used)": decode,
    "largest P3, parents follow": argmax_rule,
    "top-down": top_down_rule,
}
AT_COAST = "largest P1 + P2 + P3, sea at the coast only (as Corina classifies)"
"""The first rule, after what is far from every coast was no sea."""


@dataclass
class CrossValidation:
    """Confusion matrices [44, 44] of a recipe: of each fold (with the tiles held out), and of all under each rule.

    stages: names of those that were trained anew.
    """

    recipe: Recipe
    stages: Tuple[str, ...] = ()
    tiles: Dict[int, Tuple[str, ...]] = field(default_factory=dict)
    of_fold: Dict[int, Matrix] = field(default_factory=dict)
    of_rule: Dict[str, Matrix] = field(default_factory=dict)

    def rows(self) -> Dict[str, Dict[Level, LevelAgreement]]:
        """Agreement of each fold, and of all of them together under each decoding rule, by title."""
        folds = {f"Fold {fold}: {', '.join(self.tiles[fold])}": m for fold, m in self.of_fold.items()}
        rules = {f"All these folds, {rule}": matrix for rule, matrix in self.of_rule.items()}
        return {title: agreement_by_level(matrix) for title, matrix in {**folds, **rules}.items()}

    def for_card(self) -> Dict[str, Any]:
        """The `crossvalidation` entry of a card's metrics: figures over the held-out pixels of all folds together."""
        total: Matrix = sum(self.of_fold.values(), np.zeros_like(next(iter(self.of_fold.values()))))
        each = [
            {"tiles": list(self.tiles[fold]), "overall": [round(f.overall, 4) for f in levels.values()]}
            for fold, levels in ((fold, agreement_by_level(m)) for fold, m in self.of_fold.items())
        ]
        tiles = sum(len(names) for names in self.tiles.values())
        several = len(self.stages) > 1
        stages = f"the stage{'s' * several} {' and '.join(self.stages)} {'were' if several else 'was'}"
        return {
            "what": f"{len(self.of_fold)} folds of {tiles} Sentinel-2 tiles, each held out in turn while {stages} "
            f"trained anew on the others: {int(total.sum())} pixels",
            "folds": each,
            "pixels": int(total.sum()),
            **{f"level{int(level)}": found.to_dict() for level, found in agreement_by_level(total).items()},
        }


def crossvalidate(
    recipe: Recipe,
    root: Optional[Path],
    weights: Optional[Path],
    out: Path,
    folds: Optional[Sequence[int]] = None,
    *,
    every: bool = False,
) -> CrossValidation:
    """Train the recipe's last stages once for each fold and measure them on that fold; what is done in `out` is kept.

    weights: what they start from, as `fit` keeps it when a stage is done, under that stage's name: the stages after it
    are trained; None for the last stage alone from the recipe's first weights. folds: those to run, None for all.
    every: the recipe's own fold too, and each run trains on all other folds; else that fold is neither tested nor
    trained on.
    """
    start = first_weights(weights) if weights is not None else None
    count = stages_after(recipe, weights)
    found = CrossValidation(recipe, tuple(stage.name for stage in recipe.stages[-count:]))
    for fold in folds or range(recipe.split.folds):
        if fold == recipe.split.held_out and not every:
            continue
        prepared = prepare(recipe, root, None if every else fold, rotated=fold if every else None)
        predict = network_predictor(train_last_stages(recipe, prepared, start, out / f"fold{fold}", count))
        found.tiles[fold] = prepared.about.groups
        for name, rule in RULES.items():
            matrix = compare(predict, prepared.held_out, prepared.training.table, rule)
            found.of_rule[name] = found.of_rule.get(name, 0) + matrix
            if rule is decode:
                found.of_fold[fold] = matrix
        at_coast = compare(predict, prepared.held_out, prepared.training.table, sea_at_coast=True)
        found.of_rule[AT_COAST] = found.of_rule.get(AT_COAST, 0) + at_coast
    return found


def write_into_card(card: Path, found: CrossValidation) -> None:
    """Add the figures to the metrics of a package's card.json."""
    values = json.loads(card.read_text(encoding="utf-8"))
    values["metrics"]["crossvalidation"] = found.for_card()
    ModelCard.from_dict(values)
    partial = card.with_suffix(".part")
    partial.write_text(json.dumps(values, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    os.replace(partial, card)


def first_weights(path: Path) -> Mapping[str, Tensor]:
    """The weights that a stage left in its run. Raises DatasetError where there are none."""
    state = load_state(path)
    if state is None:
        raise DatasetError(f"There are no weights at {path}: train the recipe first.")
    return state.tensors


def only_stage(recipe: Recipe, name: Optional[str]) -> Recipe:
    """The recipe with one of its stages by itself; as it is without a name. Raises DatasetError for an unknown one."""
    if not name:
        return recipe
    stages = tuple(stage for stage in recipe.stages if stage.name == name)
    if not stages:
        names = ", ".join(stage.name for stage in recipe.stages)
        raise DatasetError(f"The recipe has no stage {name!r}; its stages are {names}.")
    return replace(recipe, stages=stages)


def stages_after(recipe: Recipe, weights: Optional[Path]) -> int:
    """How many stages follow that whose result the file is, by its name; 1 where no stage has that name."""
    names = [stage.name for stage in recipe.stages]
    if weights is None or weights.stem not in names[:-1]:
        return 1
    return len(names) - 1 - names.index(weights.stem)


def train_last_stages(
    recipe: Recipe, prepared: Prepared, start: Optional[Mapping[str, Tensor]], folder: Path, count: int = 1
) -> Network:
    """The network after the recipe's last stages; start: what they begin with, None for the recipe's first weights."""
    network, _ = start_network(recipe, prepared)
    if start is not None:
        network.load_state_dict(dict(start))
    last = replace(recipe, stages=recipe.stages[-count:])
    return fit(
        network,
        last,
        prepared.training,
        Place(folder),
        validation=prepared.validation,
        counts=prepared.counts,
    )
