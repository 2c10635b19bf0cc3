"""The options on what there is to learn from, shared by the commands of training, and what they change in a recipe."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any, List, Optional, Tuple

from corina.engine.commands.scene import add_scale_options, scene_input, whole_path
from corina.engine.jobs import (
    JobError,
    LabelInput,
    Recipe,
    RecipeChanges,
    SceneInput,
    SourceKind,
    SplitScheme,
    TrainingSource,
    codes_of_text,
    weights_of,
)

RECIPES = (".toml", ".yaml", ".yml", ".json")
_OF_SCENES = ("layer", "field", "labels_crs", "scale", "offset", "nodata", "crs")
"""Options that say something of scenes and their labels."""


def add_data(parser: argparse.ArgumentParser, *, optional: bool = False, learns: bool = True) -> None:
    """Add the options on scenes, labels, sets and patches; `changes` reads them.

    learns: with the classes to tell apart, which a model that is only measured has of its own.
    """
    parser.add_argument(
        "subject",
        nargs="?" if optional else None,
        default="",
        metavar="RECIPE|SET|SCENE",
        help="a recipe file (TOML, JSON, YAML), a ready-made training set, or a scene with --labels",
    )
    parser.add_argument(
        "--scene", action="append", default=[], metavar="S", help="one more scene; repeatable"
    )
    parser.add_argument(
        "--labels",
        action="append",
        default=[],
        metavar="L",
        help="label layer or raster; one for all scenes, or repeated for each in the same order",
    )
    parser.add_argument("--set", default="", metavar="DIR", help="a ready-made set, beside scenes")
    parser.add_argument("--layer", default="", help="layer of the label file")
    parser.add_argument("--field", default="", help="attribute with the class (CODE_18 and the like)")
    parser.add_argument(
        "--legend", default="", help="legend of the labels: a preset or a .csv or .json file (corine)"
    )
    parser.add_argument("--labels-crs", metavar="CRS", help="CRS of labels that state none, or a wrong one")
    parser.add_argument(
        "--bands",
        default="",
        metavar="B02,...",
        help="bands to read (B02,B03,B04,B08); BAND=INDEX or BAND=FILE[#INDEX] where a scene does not name them",
    )
    add_scale_options(parser)
    if learns:
        parser.add_argument(
            "--codes",
            default="",
            metavar="211,...",
            help="level-3 CORINE codes to tell apart (all that the labels name)",
        )
    parser.add_argument("--patch", type=int, help="edge of a patch in px (128)")
    parser.add_argument("--step", type=int, help="distance of neighbouring patches in px (64)")
    parser.add_argument(
        "--boundary", type=float, metavar="M", help="ignore pixels this near to a label border (0)"
    )


def add_split(parser: argparse.ArgumentParser) -> None:
    """Add the options on how data are held out."""
    parser.add_argument("--split", choices=[scheme.value for scheme in SplitScheme], help="scheme (auto)")
    parser.add_argument("--folds", type=int, help="number of folds (5)")
    parser.add_argument("--held-out", type=int, metavar="FOLD", help="fold to measure on, from 0 (0)")
    parser.add_argument(
        "--validation",
        type=int,
        metavar="FOLD",
        help="fold that chooses the best epoch, from 0 (the one after that held out)",
    )
    parser.add_argument("--block", type=float, metavar="M", help="edge of a block (5120)")
    parser.add_argument("--seed", type=int, help="seed of the split, and of a training (1)")


def add_length(parser: argparse.ArgumentParser) -> None:
    """Add the options on the last stage."""
    parser.add_argument("--epochs", type=int, help="length of the last stage")
    parser.add_argument("--batch", type=int, help="patches a step, in the last stage")
    parser.add_argument(
        "--rate",
        type=float,
        dest="learning_rate",
        metavar="RATE",
        help="highest learning rate of the last stage",
    )


def add_settings(parser: argparse.ArgumentParser) -> None:
    """Add the option on all other fields of a recipe."""
    parser.add_argument(
        "--change",
        action="append",
        default=[],
        metavar="FIELD=VALUE",
        help="any other field of the recipe, such as network.encoder=resnet34 or stages.last.weight_decay=0.02; "
        "repeatable",
    )


def add_model(parser: argparse.ArgumentParser) -> None:
    """Add the options on what the model is called and begins with."""
    parser.add_argument("--name", default="", dest="package", help="of the model package (from the title)")
    parser.add_argument("--title", default="", help="of the model, in lists and reports")
    parser.add_argument("--description", default="", help="of the model, for its card")
    parser.add_argument("--licence", default="", help="of the model, such as CC-BY-4.0")
    parser.add_argument(
        "--weights",
        default="",
        metavar="W",
        help="first weights: bundled, none, imagenet, a model or run, or a file such as encoder.safetensors",
    )


def recipe_path(arguments: argparse.Namespace) -> Optional[Path]:
    """The recipe file that is named, None where something else is."""
    subject = Path(arguments.subject)
    return subject if subject.suffix.lower() in RECIPES else None


def base_recipe(arguments: argparse.Namespace) -> Optional[Recipe]:
    """The recipe that is named, None without one; it need not name data, which options may. Raises RecipeError."""
    path = recipe_path(arguments)
    if path is None:
        return None
    # Imported here: a recipe also names networks, which need torch.
    from corina.training.recipe import read_recipe

    return read_recipe(path, complete=False)


def changes(arguments: argparse.Namespace) -> RecipeChanges:
    """What the options say; those that a command does not have, and those left out, change nothing. Raises JobError."""
    asked = _items(arguments.bands)

    def given(name: str, otherwise: Any = None) -> Any:  # noqa: ANN401 - an option's value
        return getattr(arguments, name, otherwise)

    scheme = given("split")
    return RecipeChanges(
        sources=_sources(arguments),
        bands=tuple(dict.fromkeys(item.partition("=")[0].strip().upper() for item in asked)),
        codes=codes_of_text(given("codes", "")),
        patch=arguments.patch,
        step=arguments.step,
        boundary_m=arguments.boundary,
        scheme=SplitScheme(scheme) if scheme else None,
        folds=given("folds"),
        held_out=given("held_out"),
        validation=given("validation"),
        block_m=given("block"),
        seed=given("seed"),
        name=given("package", ""),
        title=given("title", ""),
        description=given("description", ""),
        licence=given("licence", ""),
        epochs=given("epochs"),
        batch=given("batch"),
        learning_rate=given("learning_rate"),
        weights=weights_of(given("weights", "")),
        settings=tuple(given("change", ())),
    )


def nothing_to_learn_from() -> JobError:
    """What is said where neither a recipe nor an option names data."""
    return JobError(
        "There is nothing to learn from: give a scene with --labels, a ready-made set, or a recipe with data."
    )


def _items(text: str) -> List[str]:
    return [item.strip() for item in text.split(",") if item.strip()]


def _sources(arguments: argparse.Namespace) -> Tuple[TrainingSource, ...]:
    """The sources that are named, none where none is. Raises JobError with one sentence."""
    first = "" if recipe_path(arguments) is not None else arguments.subject
    scenes, sets = list(arguments.scene), [arguments.set] if arguments.set else []
    if first and arguments.labels:
        scenes.insert(0, first)
    elif first:
        sets.insert(0, first)
    _refuse(arguments, scenes, sets)
    labels = arguments.labels * len(scenes) if len(arguments.labels) == 1 else arguments.labels
    legend = arguments.legend
    if legend.lower().endswith((".csv", ".json", ".txt", ".tsv")):
        legend = whole_path(legend)
    ready = [
        TrainingSource(SourceKind.AUTO, whole_path(path), legend="" if scenes else legend) for path in sets
    ]
    return (
        *ready,
        *(
            TrainingSource(scene=_scene(arguments, scene), labels=_labels(arguments, path, legend))
            for scene, path in zip(scenes, labels)
        ),
    )


def _refuse(arguments: argparse.Namespace, scenes: List[str], sets: List[str]) -> None:
    """Raises JobError where the options do not fit each other."""
    for path in sets:
        if not Path(path).is_dir() and Path(path).suffix.lower() != ".zip":
            raise JobError(
                f"{path} is neither a recipe nor a training set; give the labels of a scene with --labels."
            )
    count = len(arguments.labels)
    if scenes and not count:
        raise JobError(f"The scene {scenes[0]} has no labels: give polygons or a raster with --labels.")
    if scenes and count not in (1, len(scenes)):
        raise JobError(
            f"There are {count} --labels for {len(scenes)} scenes: give one for each in the same order, or one for all."
        )
    by_hand = [item for item in _items(arguments.bands) if "=" in item]
    if scenes:
        named = [item for item in by_hand if not item.partition("=")[2].strip().isdigit()]
        if named and len(scenes) > 1:
            raise JobError(
                f"--bands has {named[0]}, a file that holds a band of one scene: train on {len(scenes)} scenes by a "
                "recipe."
            )
        return
    if count:
        raise JobError("--labels are those of a scene: give it with --scene, or leave them out.")
    words = [
        f"--{name.replace('_', '-')}" for name in _OF_SCENES if getattr(arguments, name) not in (None, "")
    ]
    words += ["--bands " + by_hand[0]] if by_hand else []
    words += ["--legend"] if arguments.legend and not sets else []
    if words:
        raise JobError(f"{words[0]} says something of a scene with --labels: give both, or leave it out.")


def _scene(arguments: argparse.Namespace, path: str) -> SceneInput:
    by_hand = ",".join(item for item in _items(arguments.bands) if "=" in item)
    return scene_input(argparse.Namespace(**{**vars(arguments), "bands": by_hand}), path)


def _labels(arguments: argparse.Namespace, path: str, legend: str) -> LabelInput:
    return LabelInput(
        whole_path(path), arguments.layer, arguments.field, legend or "corine", crs=arguments.labels_crs
    )
