"""`corina train`, `evaluate`, `export-model`, `rate-test`, `pretrain`: the jobs of training from the command line."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any, Dict, List

from corina.clc import Level
from corina.engine.jobs import (
    Device,
    EstimateTrainingJob,
    EvaluateJob,
    ExportModelJob,
    PretrainJob,
    RateTestJob,
    TrainJob,
)
from corina.engine.jobs.training import PRETRAIN_KINDS
from corina.training.recipe import read_recipe


def add(commands: Any, common: argparse.ArgumentParser) -> None:  # noqa: ANN401 - argparse's private type
    """Add the commands."""
    train = commands.add_parser("train", parents=[common], help="train what a recipe describes")
    train.add_argument("recipe", metavar="RECIPE", type=Path, help="a recipe file: TOML, JSON or YAML")
    train.add_argument("--out", metavar="DIR", default="", help="run folder (the recipe's name beside it)")
    train.add_argument("--resume", action="store_true", help="go on with the run in the folder")
    train.add_argument("--no-export", action="store_true", help="make no model package at the end")
    train.add_argument(
        "--cross-validate", action="store_true", help="then train again with each other fold held out"
    )
    train.add_argument("--estimate", action="store_true", help="only measure what the training would cost")
    train.add_argument("--rate-test", action="store_true", help="only search for a learning rate")
    train.set_defaults(make_job=_train_job, show=_show_training)

    evaluate = commands.add_parser(
        "evaluate", parents=[common], help="measure a model on labels it was not trained on"
    )
    evaluate.add_argument("model", metavar="MODEL", help="a package, or the run folder of a training")
    evaluate.add_argument("--recipe", type=Path, help="measure on this recipe's held-out data")
    evaluate.add_argument("--out", metavar="DIR", default="", help="folder of the report")
    evaluate.set_defaults(make_job=_evaluate_job, show=_show_evaluation)

    export = commands.add_parser(
        "export-model", parents=[common], help="make a model package of a training's checkpoint"
    )
    export.add_argument("run_folder", metavar="RUN", help="run folder of the training")
    export.add_argument("--checkpoint", choices=["best", "last"], default="best")
    export.add_argument("--name", default="", help="of the model, instead of the recipe's")
    export.add_argument("--title", default="", help="of the model, instead of the recipe's")
    export.add_argument("--zip", metavar="FILE", default="", help="also write the package as one zip")
    export.set_defaults(make_job=_export_job, show=_show_export)

    rate = commands.add_parser(
        "rate-test", parents=[common], help="search for the learning rate that suits a recipe"
    )
    rate.add_argument("recipe", metavar="RECIPE", type=Path, help="a recipe file; its last stage is tried")
    rate.add_argument(
        "--csv", metavar="FILE", default="", help="also write the curve: rate and smoothed loss"
    )
    rate.add_argument("--lowest", type=float, default=1e-6, help="first rate (%(default)g)")
    rate.add_argument("--highest", type=float, default=1.0, help="last rate (%(default)g)")
    rate.add_argument("--steps", type=int, default=60, help="steps from the first to the last (%(default)d)")
    rate.set_defaults(make_job=_rate_job, show=_show_rate)

    pretrain = commands.add_parser(
        "pretrain", parents=[common], help="train a recipe's encoder to classify whole patches"
    )
    pretrain.add_argument("recipe", metavar="RECIPE", type=Path)
    pretrain.add_argument("--out", metavar="DIR", default="", help="run folder")
    pretrain.add_argument("--kind", choices=PRETRAIN_KINDS, default="own")
    pretrain.add_argument("--source", default="", help="folder or zip of the patches")
    pretrain.add_argument("--level", type=int, choices=[1, 2, 3], default=3)
    pretrain.add_argument("--resume", action="store_true", help="go on with the run in the folder")
    pretrain.set_defaults(make_job=_pretrain_job, show=_show_pretraining)

    for command in (train, evaluate, export, rate, pretrain):
        command.add_argument("--threads", type=int, default=0, help="CPU threads (all cores)")
    for command in (train, evaluate, rate, pretrain):
        command.add_argument("--device", choices=["auto", "cpu", "cuda"], default="auto")
    for command in (train, evaluate, export, rate, pretrain):
        command.add_argument(
            "--data", default="", help="folder of the bundled model's sets, for recipes that draw from them"
        )


def _out(arguments: argparse.Namespace) -> str:
    recipe: Path = arguments.recipe
    return arguments.out or str(recipe.with_name(f"{recipe.stem}-run"))


def _train_job(arguments: argparse.Namespace) -> Any:  # noqa: ANN401 - one of three jobs
    recipe = read_recipe(arguments.recipe)
    device, threads = Device(arguments.device), arguments.threads
    if arguments.estimate:
        arguments.show = _show_estimate
        return EstimateTrainingJob(recipe, arguments.data, device, threads)
    if arguments.rate_test:
        arguments.show = _show_rate
        return RateTestJob(recipe, arguments.data, device, threads)
    return TrainJob(
        recipe=recipe,
        output_dir=_out(arguments),
        resume=arguments.resume,
        models_dir=arguments.models_dir,
        data_root=arguments.data,
        device=device,
        threads=threads,
        export=not arguments.no_export,
        cross_validate=arguments.cross_validate,
    )


def _rate_job(arguments: argparse.Namespace) -> RateTestJob:
    return RateTestJob(
        recipe=read_recipe(arguments.recipe),
        data_root=arguments.data,
        device=Device(arguments.device),
        threads=arguments.threads,
        lowest=arguments.lowest,
        highest=arguments.highest,
        steps=arguments.steps,
        csv_path=arguments.csv,
    )


def _evaluate_job(arguments: argparse.Namespace) -> EvaluateJob:
    return EvaluateJob(
        model=arguments.model,
        output_dir=arguments.out,
        recipe=read_recipe(arguments.recipe) if arguments.recipe else None,
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
        zip_path=arguments.zip,
        data_root=arguments.data,
        threads=arguments.threads,
    )


def _pretrain_job(arguments: argparse.Namespace) -> PretrainJob:
    return PretrainJob(
        recipe=read_recipe(arguments.recipe),
        output_dir=_out(arguments),
        kind=arguments.kind,
        source=arguments.source,
        level=arguments.level,
        resume=arguments.resume,
        data_root=arguments.data,
        device=Device(arguments.device),
        threads=arguments.threads,
    )


def _show_training(result: Dict[str, Any]) -> str:
    if int(os.environ.get("RANK", "0")):  # of several devices the first one speaks
        return ""
    lines = list(result["initial_weights"])
    if result["state"] == "stopped":
        lines.append(
            f"Stopped after epoch {result['epoch']}, step {result['step']}; the same command with --resume continues."
        )
        return "\n".join(lines)
    if result["best"] is not None:
        lines.append(f"Best epoch {result['best_epoch']}: {result['monitor']} {result['best']:.4f}.")
    lines += _level_lines(result["metrics"])
    lines += [result["report"]["html"]] if result["report"] else []
    lines += [result["model"]["path"], result["zip"]] if result["model"] else []
    return "\n".join(lines)


def _level_lines(metrics: Any) -> List[str]:  # noqa: ANN401 - JSON values
    if not metrics:
        return []
    lines = [
        f"{'':>8} {'overall':>8} {'mean IoU':>9} {'F1 macro':>9} {'F1 weighted':>12} {'largest class':>14}"
    ]
    for level in Level:
        figures = metrics[f"level{int(level)}"]
        lines.append(
            f"level {int(level):>2} {figures['overall']:>8.3f} {figures['mean_iou']:>9.3f} {figures['f1_macro']:>9.3f} "
            f"{figures['f1_weighted']:>12.3f} {figures['majority_floor']:>14.3f}"
        )
    return lines


def _show_evaluation(result: Dict[str, Any]) -> str:
    lines = [f"{result['title']}, measured on {result['split']}.", *_level_lines(result["metrics"])]
    if result["inner"]:
        lines += ["Away from borders:", *_level_lines(result["inner"])]
    lines += [result["report"]["html"]] if result["report"] else []
    return "\n".join(lines)


def _show_export(result: Dict[str, Any]) -> str:
    lines = [
        f"{result['name']}: {result['bytes'] / 1e6:.1f} MB; probabilities differ from torch by at most "
        f"{result['largest_difference']:.2g}.",
        result["path"],
    ]
    return "\n".join([*lines, result["zip"]] if result["zip"] else lines)


def _show_estimate(result: Dict[str, Any]) -> str:
    return (
        f"{result['parameters'] / 1e6:.1f} million weights ({result['encoder_parameters'] / 1e6:.1f} in the encoder); "
        f"{result['patches']} patches, {result['steps_per_epoch']} steps an epoch of {result['seconds_per_step']:.2f} "
        f"s on {result['device']}: about {result['seconds_total'] / 3600:.1f} hours, {result['memory_mb'] or 0:.0f} MB."
    )


def _show_rate(result: Dict[str, Any]) -> str:
    lines = [result["suggestion_why"]]
    if result["suggestion"] is not None:
        lines.append(f"Set learning_rate = {result['suggestion']:.2g} in stage {result['stage']!r}.")
    return "\n".join([*lines, result["csv"]] if result["csv"] else lines)


def _show_pretraining(result: Dict[str, Any]) -> str:
    if result["state"] == "stopped":
        return f"Stopped after epoch {result['epoch']}; the same command with --resume continues."
    lines = [
        f"{name.replace('level', 'Level ').replace('classes', 'Classes')}: exact match {figures['exact']:.3f}, partial "
        f"{figures['partial']:.3f}, incorrect {figures['incorrect']:.3f}, F1 {figures['f1_micro']:.3f}"
        for name, figures in result["metrics"].items()
    ]
    return "\n".join([*lines, result["encoder"]])
