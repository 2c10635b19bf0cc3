"""Command line of the training: `python -m corina.training train|evaluate`."""

from __future__ import annotations

import argparse
import signal
import sys
from pathlib import Path
from typing import List, Optional

import torch

from corina.training.datasets import DatasetError, data_root
from corina.training.fit import Place, fit
from corina.training.prepare import build_network, prepare
from corina.training.recipe import RecipeError, read_recipe


def main(arguments: Optional[List[str]] = None) -> int:
    """Run one command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m corina.training", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    train = commands.add_parser("train", help="train what a recipe describes; run again to continue a stopped run")
    train.add_argument("recipe", type=Path)
    train.add_argument("--data", help="folder of the training sets (default: $CORINA_DATA, else ../shared/data)")
    train.add_argument("--out", type=Path, required=True, help="folder for state, log and model package")
    train.add_argument("--threads", type=int, default=0, help="CPU threads (default: all)")
    train.set_defaults(run=_train)

    chosen = parser.parse_args(arguments)
    try:
        return int(chosen.run(chosen))
    except (DatasetError, RecipeError) as error:
        print(error, file=sys.stderr)
        return 2


def _train(chosen: argparse.Namespace) -> int:
    if chosen.threads:
        torch.set_num_threads(chosen.threads)
    recipe = read_recipe(chosen.recipe)
    prepared = prepare(recipe, data_root(chosen.data))
    asked_to_stop: List[int] = []
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda number, _frame: asked_to_stop.append(number))
    network = build_network(recipe, prepared)
    fit(network, recipe, prepared.training, Place(chosen.out), stop=lambda: bool(asked_to_stop))
    return 130 if asked_to_stop else 0


if __name__ == "__main__":
    sys.exit(main())
