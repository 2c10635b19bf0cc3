"""The commands of `corina`: a table that names the module of each, so that only the one asked for is imported.

A module has a function `add(commands, common)` that adds its parsers, each with `set_defaults(make_job=..., show=...)`:
make_job(arguments) gives the job, show(result) the text for a person. Commands of another room are found by the
module's name only.
"""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from corina.engine.jobs import JobError


@dataclass(frozen=True)
class Commands:
    """The commands that one module adds. helps: name of the command to one line on what it does.

    extra: what the engine must have installed for them, empty when every engine can do them.
    """

    module: str
    helps: dict[str, str]
    extra: str = ""


TABLE = (
    Commands(
        "corina.engine.commands.classify",
        {"classify": "classify a scene into CORINE Land Cover levels 1, 2 and 3"},
    ),
    Commands(
        "corina.engine.commands.info", {"info": "say what is understood of a scene, or show a model's card"}
    ),
    Commands(
        "corina.engine.commands.doctor", {"doctor": "check the engine and its devices with a tiny model"}
    ),
    Commands(
        "corina.engine.commands.sampling",
        {
            "sample": "draw points from a map to label by eye",
            "samplesize": "calculate how many points a sample needs",
            "accuracy": "estimate a map's accuracy and class areas from labelled points",
        },
    ),
    Commands("corina.engine.commands.compare", {"compare": "compare a map with CORINE or with another map"}),
    Commands(
        "corina.engine.commands.compare_report",
        {"compare-report": "make a comparison's report again, with the verdicts on its changes"},
    ),
    Commands(
        "corina.engine.commands.report",
        {"report": "report on a classified map: pictures, class areas, confidence, the model behind it"},
    ),
    Commands(
        "corina.engine.commands.generalise",
        {"generalise": "generalise a map to a minimum mapping unit and width"},
    ),
    Commands(
        "corina.engine.commands.areas",
        {"areas": "add up the area of each class of a map, as a whole or in zones"},
    ),
    Commands(
        "corina.training.commands",
        {
            "train": "train or retrain a model on scenes and CORINE labels",
            "evaluate": "measure how well a model agrees with labels it was not trained on",
            "export-model": "make a model package of a training checkpoint",
            "rate-test": "search for the learning rate that suits a training",
            "pretrain": "train an encoder to classify whole patches",
        },
        extra="training",
    ),
    Commands(
        "corina.training.dataset_command",
        {
            "dataset": "say what there is to learn from in training data, and how it is divided",
            "review": "list the labels that a model finds least likely",
        },
        extra="training",
    ),
)
"""All commands, in the order in which help lists them."""


def add_commands(
    parser: argparse.ArgumentParser, common: argparse.ArgumentParser, argv: Sequence[str]
) -> None:
    """Add every command to `parser`, those that `argv` asks for with all their options, the others by name only."""
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    asked = next((word for word in argv if not word.startswith("-")), "")
    for entry in TABLE:
        if asked in entry.helps:
            _module(entry, asked).add(commands, common)
            continue
        for name, text in entry.helps.items():
            commands.add_parser(name, help=text)


def _module(entry: Commands, asked: str) -> Any:  # noqa: ANN401 - a module
    try:
        return importlib.import_module(entry.module)
    except ModuleNotFoundError as error:
        if not entry.extra:
            raise
        raise JobError(
            f'`corina {asked}` needs the engine\'s extra "{entry.extra}", which is not installed '
            f"({error.name} is missing); install it in Corina's settings, or with `pip install corina[{entry.extra}]`."
        ) from error
