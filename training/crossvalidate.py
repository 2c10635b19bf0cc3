"""Repeats the last stage of a recipe with each fold held out: how much the figures depend on the tiles.

Unless every fold is asked for, the recipe's own held-out fold stays out of every run, so what is chosen then is chosen
without it.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Callable, Dict, Mapping, Optional, Sequence

import numpy as np
import numpy.typing as npt
from torch import Tensor

from corina.clc import CODES, Level, parent
from corina.engine.jobs import Recipe
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


def crossvalidate(
    recipe: Recipe,
    root: Optional[Path],
    weights: Optional[Path],
    out: Path,
    folds: Optional[Sequence[int]] = None,
    *,
    every: bool = False,
) -> Dict[str, Dict[Level, LevelAgreement]]:
    """Agreement of each fold, and of all of them together under each decoding rule, by title.

    weights: what the last stage starts from, as `fit` keeps it when the stage before is done; None for the recipe's
    first weights. folds: those to run, None for all. every: the recipe's own fold too, and each run trains on all other
    folds; else that fold is neither tested nor trained on.
    """
    start = first_weights(weights) if weights is not None else None
    results: Dict[str, Dict[Level, LevelAgreement]] = {}
    matrices: Dict[str, Matrix] = {}
    for fold in folds or range(recipe.split.folds):
        if fold == recipe.split.held_out and not every:
            continue
        own = replace(recipe, split=replace(recipe.split, held_out=fold)) if every else recipe
        prepared = prepare(own, root, test_fold=None if every else fold)
        trained = train_last_stage(recipe, prepared, start, out / f"fold{fold}")
        for name, rule in RULES.items():
            matrix = compare(network_predictor(trained), prepared.held_out, prepared.training.table, rule)
            matrices[name] = matrices.get(name, 0) + matrix
            if rule is decode:
                results[f"Fold {fold}: {', '.join(prepared.about.groups)}"] = agreement_by_level(matrix)
    return results | {
        f"All these folds, {name}": agreement_by_level(matrix) for name, matrix in matrices.items()
    }


def first_weights(path: Path) -> Mapping[str, Tensor]:
    """The weights that a stage left in its run. Raises DatasetError where there are none."""
    state = load_state(path)
    if state is None:
        raise DatasetError(f"There are no weights at {path}: train the recipe first.")
    return state.tensors


def train_last_stage(
    recipe: Recipe, prepared: Prepared, start: Optional[Mapping[str, Tensor]], folder: Path
) -> Network:
    """The network after the recipe's last stage; start: what it begins with, None for the recipe's first weights."""
    network, _ = start_network(recipe, prepared)
    if start is not None:
        network.load_state_dict(dict(start))
    last = replace(recipe, stages=recipe.stages[-1:])
    return fit(
        network,
        last,
        prepared.training,
        Place(folder),
        validation=prepared.validation,
        counts=prepared.counts,
    )
