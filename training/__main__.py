"""Command line of the training: `python -m corina.training train|evaluate|crossvalidate|ablation|spectra`."""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
from pathlib import Path
from typing import List, Optional

# Threads that wait by spinning make a step ten times slower once another program uses a core. Read once, by OpenMP.
os.environ.setdefault("OMP_WAIT_POLICY", "passive")

import torch

from corina.engine.errors import EngineProblem
from corina.engine.events import Event, Log, Metrics
from corina.models.package import PackageError, find_package
from corina.training.ablation import read_study, run_study, study_table
from corina.training.ancestry import sets_behind
from corina.training.bundle import make_package
from corina.training.crossvalidate import crossvalidate, first_weights, only_stage, write_into_card
from corina.training.datasets import data_root
from corina.training.evaluate import evaluate
from corina.training.fit import Place, fit
from corina.training.prepare import prepare
from corina.training.recipe import RecipeError, read_recipe, write_recipe
from corina.training.report import fold_table, report, spectra_table, write_between_marks
from corina.training.run_folder import RECIPE_FILE, root_of
from corina.training.weights import start_network


def main(arguments: Optional[List[str]] = None) -> int:
    """Run one command; returns the exit code: 0 done, 2 wrong input, 130 stopped."""
    parser = argparse.ArgumentParser(prog="python -m corina.training", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    train = commands.add_parser(
        "train", help="train what a recipe describes; run again to continue a stopped run"
    )
    train.add_argument("recipe", type=Path)
    train.add_argument("--out", type=Path, required=True, help="folder of the run: state and log")
    train.add_argument(
        "--package", type=Path, help="folder that gets the model package when the training is done"
    )
    train.add_argument(
        "--stage",
        help="train only this stage of the recipe, by itself (its random numbers are those of a first one)",
    )
    train.add_argument(
        "--weights", type=Path, help="what the stage begins with, as a stage leaves it in its run"
    )
    train.set_defaults(run=_train)

    measure = commands.add_parser(
        "evaluate", help="print a model's agreement with CLC2018 on its held-out tiles"
    )
    measure.add_argument("model", help="name of an installed package, or path of a folder or .zip")
    measure.add_argument("--json", action="store_true", help="print the metrics as in the card")
    measure.add_argument(
        "--into", type=Path, help="also write the tables between the marks of this Markdown file"
    )
    measure.set_defaults(run=_evaluate)

    cross = commands.add_parser("crossvalidate", help="repeat the last stage with each other fold held out")
    cross.add_argument("recipe", type=Path)
    cross.add_argument(
        "--weights",
        type=Path,
        help="weights to start from, named after the stage they are the result of: the stages after it are trained "
        "(pretrain.safetensors of a run; default: the last stage from the recipe's first weights)",
    )
    cross.add_argument(
        "--every-fold",
        action="store_true",
        help="hold out the recipe's own fold as well, and train on all other folds each time",
    )
    cross.add_argument("--fold", type=int, action="append", help="only this fold (may be repeated)")
    cross.add_argument(
        "--card", type=Path, help="also write the figures into this card.json of a model made by the recipe"
    )
    cross.add_argument("--out", type=Path, required=True, help="folder of the runs")
    cross.set_defaults(run=_crossvalidate)

    study = commands.add_parser(
        "ablation", help="train the variants of a study and print what each idea gives"
    )
    study.add_argument("study", type=Path)
    study.add_argument("--weights", type=Path, help="pretrain.safetensors of a run of the base recipe")
    study.add_argument(
        "--only", action="append", default=[], help="only the variant of this title (may be repeated)"
    )
    study.add_argument("--out", type=Path, required=True, help="folder of the runs; what is done is kept")
    study.set_defaults(run=_ablation)

    spectra = commands.add_parser("spectra", help="print the mean reflectance of each S2GLC class")
    spectra.set_defaults(run=_spectra)

    for command in (train, measure, cross, study, spectra):
        command.add_argument(
            "--data", help="folder of the training sets (default: $CORINA_DATA, else ../shared/data)"
        )
        command.add_argument("--threads", type=int, default=0, help="CPU threads (default: all)")
    chosen = parser.parse_args(arguments)
    if chosen.threads:
        torch.set_num_threads(chosen.threads)
    try:
        return int(chosen.run(chosen))
    except (EngineProblem, RecipeError, PackageError) as error:
        print(error, file=sys.stderr)
        return 2


def _train(chosen: argparse.Namespace) -> int:
    recipe = read_recipe(chosen.recipe)
    course = only_stage(recipe, chosen.stage)
    prepared = prepare(recipe, root_of(recipe, chosen.data or ""))
    asked_to_stop: List[int] = []
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda number, _frame: asked_to_stop.append(number))
    network, sentences = start_network(recipe, prepared)
    if chosen.weights:
        network.load_state_dict(dict(first_weights(chosen.weights)))
        sentences = [f"Begins with {chosen.weights}."]
    print("\n".join(sentences))
    chosen.out.mkdir(parents=True, exist_ok=True)
    write_recipe(course, chosen.out / RECIPE_FILE)  # so that the folder can be evaluated and exported
    trained = fit(
        network,
        course,
        prepared.training,
        Place(chosen.out),
        validation=prepared.validation,
        counts=prepared.counts,
        stop=lambda: bool(asked_to_stop),
        emit=_say,
    )
    if asked_to_stop:
        print("Stopped; run the same command to continue.")
        return 130
    if chosen.package and int(os.environ.get("RANK", "0")) == 0:
        first = sets_behind(recipe)
        package = make_package(recipe, chosen.recipe.name, prepared, trained, chosen.package, first=first)
        print(report(package.card))
    return 0


def _say(event: Event) -> None:
    """Numbers of epochs and sentences, a line each."""
    if isinstance(event, Metrics):
        values = ", ".join(f"{name} {value:.4f}" for name, value in event.values.items())
        print(f"{event.training_stage}, step {event.step}, {event.split}: {values}", flush=True)
    elif isinstance(event, Log):
        print(event.message, flush=True)


def _evaluate(chosen: argparse.Namespace) -> int:
    package = find_package(chosen.model)
    metrics = evaluate(package, data_root(chosen.data), chosen.threads)
    print(json.dumps(metrics, indent=1) if chosen.json else report(package.card, metrics))
    if chosen.into:
        write_between_marks(chosen.into, report(package.card, metrics))
    return 0


def _spectra(chosen: argparse.Namespace) -> int:
    print(spectra_table(data_root(chosen.data), ("B02", "B03", "B04", "B08")))
    return 0


def _crossvalidate(chosen: argparse.Namespace) -> int:
    recipe = read_recipe(chosen.recipe)
    found = crossvalidate(
        recipe, data_root(chosen.data), chosen.weights, chosen.out, chosen.fold, every=chosen.every_fold
    )
    print(fold_table(found.rows()))
    if chosen.card:
        write_into_card(chosen.card, found)
    return 0


def _ablation(chosen: argparse.Namespace) -> int:
    study = read_study(chosen.study)
    run_study(study, data_root(chosen.data), chosen.out, chosen.weights, chosen.only)
    print(study_table(study, chosen.out))
    return 0


if __name__ == "__main__":
    sys.exit(main())
