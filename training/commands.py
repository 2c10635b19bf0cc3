"""`corina train`, `evaluate`, `export-model`, `rate-test`, `pretrain`: the jobs of training from the command line."""

from __future__ import annotations

import argparse
import shlex
from dataclasses import replace
from pathlib import Path
from typing import Any, Dict, Union

from corina.engine.jobs import (
    Device,
    EstimateTrainingJob,
    EvaluateJob,
    ExportModelJob,
    JobError,
    Preset,
    PretrainJob,
    RateTestJob,
    Recipe,
    RecipeChanges,
    SourceKind,
    TrainingSource,
    TrainJob,
    changed_recipe,
    preset_recipe,
)
from corina.engine.jobs.training import PRETRAIN_KINDS
from corina.training.command_texts import (
    estimate_text,
    evaluation_text,
    export_text,
    pretraining_text,
    rate_text,
    training_text,
)
from corina.training.data_options import (
    add_data,
    add_length,
    add_model,
    add_settings,
    add_split,
    base_recipe,
    changes,
    nothing_to_learn_from,
    recipe_path,
)
from corina.training.recipe import check, write_recipe


def add(commands: Any, common: argparse.ArgumentParser) -> None:  # noqa: ANN401 - argparse's private type
    """Add the commands."""
    train = commands.add_parser(
        "train",
        parents=[common],
        help="train a model on scenes and labels, a ready-made set, or what a recipe describes",
        description="Trains on what is named. What the options say wins over the recipe, or over the preset where "
        "there is none.",
    )
    add_data(train, optional=True)
    add_split(train)
    train.add_argument(
        "--preset",
        choices=[preset.value for preset in Preset],
        help="starting point without a recipe: minutes, hours, about a day on two cores (balanced)",
    )
    add_model(train)
    add_length(train)
    add_settings(train)
    train.add_argument("--out", metavar="DIR", default="", help="run folder (NAME-run, beside a recipe)")
    train.add_argument("--resume", action="store_true", help="go on with the run in the folder")
    train.add_argument("--no-export", action="store_true", help="make no model package at the end")
    train.add_argument(
        "--cross-validate", action="store_true", help="then train again with each other fold held out"
    )
    train.add_argument("--estimate", action="store_true", help="only measure what the training would cost")
    train.add_argument("--rate-test", action="store_true", help="only search for a learning rate")
    train.add_argument(
        "--write-recipe",
        type=Path,
        metavar="FILE",
        help="only write the recipe of all this, to be edited: .yaml, or .json, which QGIS reads too",
    )
    train.set_defaults(make_job=_train_job, show=training_text)

    evaluate = commands.add_parser(
        "evaluate", parents=[common], help="measure a model on labels it was not trained on"
    )
    evaluate.add_argument("model", metavar="MODEL", help="a package, or the run folder of a training")
    add_data(evaluate, optional=True, learns=False)
    add_split(evaluate)
    evaluate.add_argument("--recipe", default="", help="the same as RECIPE: measure on its held-out data")
    evaluate.add_argument("--out", metavar="DIR", default="", help="folder of the report")
    evaluate.set_defaults(make_job=_evaluate_job, show=evaluation_text)

    export = commands.add_parser(
        "export-model", parents=[common], help="make a model package of a training's checkpoint"
    )
    export.add_argument("run_folder", metavar="RUN", help="run folder of the training")
    export.add_argument("--checkpoint", choices=["best", "last"], default="best")
    for word in ("name", "title", "description", "licence"):
        export.add_argument(f"--{word}", default="", help="of the model, instead of the recipe's")
    export.add_argument("--zip", metavar="FILE", default="", help="also write the package as one zip")
    export.set_defaults(make_job=_export_job, show=export_text)

    rate = commands.add_parser(
        "rate-test", parents=[common], help="search for the learning rate that suits a training"
    )
    add_data(rate, optional=True)
    add_split(rate)
    add_settings(rate)
    rate.add_argument(
        "--csv", metavar="FILE", default="", help="also write the curve: rate and smoothed loss"
    )
    rate.add_argument("--lowest", type=float, default=1e-6, help="first rate (%(default)g)")
    rate.add_argument("--highest", type=float, default=1.0, help="last rate (%(default)g)")
    rate.add_argument("--steps", type=int, default=60, help="steps from the first to the last (%(default)d)")
    rate.set_defaults(make_job=_rate_job, show=rate_text)

    pretrain = commands.add_parser(
        "pretrain", parents=[common], help="train an encoder to classify whole patches"
    )
    add_data(pretrain, optional=True)
    add_split(pretrain)
    add_length(pretrain)
    add_settings(pretrain)
    pretrain.add_argument("--out", metavar="DIR", default="", help="run folder (NAME-run, beside a recipe)")
    pretrain.add_argument("--kind", choices=PRETRAIN_KINDS, default="own")
    pretrain.add_argument("--source", default="", help="folder or zip of the patches, of all kinds but own")
    pretrain.add_argument("--level", type=int, choices=[1, 2, 3], default=3)
    pretrain.add_argument("--resume", action="store_true", help="go on with the run in the folder")
    pretrain.set_defaults(make_job=_pretrain_job, show=pretraining_text)

    for command in (train, evaluate, export, rate, pretrain):
        command.add_argument("--threads", type=int, default=0, help="CPU threads (all cores)")
    for command in (train, evaluate, rate, pretrain):
        command.add_argument("--device", choices=["auto", "cpu", "cuda"], default="auto")
    for command in (train, evaluate, export, rate, pretrain):
        command.add_argument(
            "--data", default="", help="folder of the bundled model's sets, for recipes that draw from them"
        )


def _recipe(arguments: argparse.Namespace) -> Recipe:
    """The recipe that is named, or a preset, with what the options say. Raises JobError with one sentence."""
    base, preset = base_recipe(arguments), getattr(arguments, "preset", None)
    if base is not None and preset:
        raise JobError(f"--preset {preset} is a starting point without a recipe: give one of them.")
    given = changes(arguments)
    source = getattr(arguments, "source", "")
    if source and (base is None or base.data is not None):  # what `pretrain` learns from instead
        given = replace(given, sources=(TrainingSource(SourceKind.AUTO, source),))
    recipe = changed_recipe(given, base or preset_recipe(Preset(preset or Preset.BALANCED)))
    if recipe.data is None and base is None:
        raise nothing_to_learn_from()
    if recipe.data is None and _says_something_of_data(given):
        raise JobError(
            "The recipe has no data of its own: name scenes or a set that bands, patches and split are of, or leave "
            "these out."
        )
    check(recipe)
    return recipe


def _says_something_of_data(given: RecipeChanges) -> bool:
    fields = (
        "bands",
        "codes",
        "patch",
        "step",
        "boundary_m",
        "scheme",
        "folds",
        "held_out",
        "validation",
        "block_m",
    )
    return any(getattr(given, name) not in (None, ()) for name in fields)


def _out(arguments: argparse.Namespace, recipe: Recipe) -> str:
    path = recipe_path(arguments)
    beside = Path(f"{recipe.name}-run") if path is None else path.with_name(f"{path.stem}-run")
    return arguments.out or str(beside)


def _train_job(
    arguments: argparse.Namespace,
) -> Union[TrainJob, EstimateTrainingJob, RateTestJob, Dict[str, Any]]:
    recipe = _recipe(arguments)
    device, threads = Device(arguments.device), arguments.threads
    if arguments.write_recipe is not None:
        arguments.show = _recipe_text
        return _written(recipe, arguments.write_recipe)
    if arguments.estimate:
        arguments.show = estimate_text
        return EstimateTrainingJob(recipe, arguments.data, device, threads, models_dir=arguments.models_dir)
    if arguments.rate_test:
        arguments.show = rate_text
        return RateTestJob(recipe, arguments.data, device, threads, models_dir=arguments.models_dir)
    return TrainJob(
        recipe=recipe,
        output_dir=_out(arguments, recipe),
        resume=arguments.resume,
        models_dir=arguments.models_dir,
        data_root=arguments.data,
        device=device,
        threads=threads,
        export=not arguments.no_export,
        cross_validate=arguments.cross_validate,
    )


def _written(recipe: Recipe, path: Path) -> Dict[str, Any]:
    try:
        write_recipe(recipe, path)
    except OSError as error:
        raise JobError(
            f"The recipe {path} cannot be written ({error.strerror or error}); choose another folder."
        ) from error
    return {"recipe": str(path)}


def _recipe_text(result: Dict[str, Any]) -> str:
    return f"{result['recipe']}\nTrain by it: corina train {shlex.quote(result['recipe'])}"


def _rate_job(arguments: argparse.Namespace) -> RateTestJob:
    return RateTestJob(
        recipe=_recipe(arguments),
        data_root=arguments.data,
        device=Device(arguments.device),
        threads=arguments.threads,
        lowest=arguments.lowest,
        highest=arguments.highest,
        steps=arguments.steps,
        csv_path=arguments.csv,
        models_dir=arguments.models_dir,
    )


def _evaluate_job(arguments: argparse.Namespace) -> EvaluateJob:
    if arguments.recipe and arguments.subject:
        raise JobError(f"--recipe and {arguments.subject} both say what to measure on: give one of them.")
    arguments.subject = arguments.subject or arguments.recipe
    # Without any data: what the model's own training has held out.
    on_data = arguments.subject or changes(arguments) != RecipeChanges()
    return EvaluateJob(
        model=arguments.model,
        output_dir=arguments.out,
        recipe=_recipe(arguments) if on_data else None,
        models_dir=arguments.models_dir,
        data_root=arguments.data,
        device=Device(arguments.device),
        threads=arguments.threads,
    )


def _export_job(arguments: argparse.Namespace) -> ExportModelJob:
    return ExportModelJob(
        run_folder=arguments.run_folder,
        models_dir=arguments.models_dir,
        checkpoint=arguments.checkpoint,
        name=arguments.name,
        title=arguments.title,
        description=arguments.description,
        licence=arguments.licence,
        zip_path=arguments.zip,
        data_root=arguments.data,
        threads=arguments.threads,
    )


def _pretrain_job(arguments: argparse.Namespace) -> PretrainJob:
    if arguments.kind != "own" and not arguments.source:
        raise JobError(
            f"--kind {arguments.kind} learns from a set of its own: name its folder or zip by --source."
        )
    if arguments.kind == "own" and arguments.source:
        raise JobError(
            "--kind own learns from a scene with --labels, a set or a recipe: leave --source out, or name its --kind."
        )
    recipe = _recipe(arguments)
    return PretrainJob(
        recipe=recipe,
        output_dir=_out(arguments, recipe),
        kind=arguments.kind,
        source=arguments.source,
        level=arguments.level,
        resume=arguments.resume,
        models_dir=arguments.models_dir,
        data_root=arguments.data,
        device=Device(arguments.device),
        threads=arguments.threads,
    )
