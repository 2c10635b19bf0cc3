"""The commands `corina dataset`, what data holds for training, and `corina review`, which labels to look at again."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any, Dict, List

from corina.engine.commands.scene import add_scale_options, scene_input
from corina.engine.jobs import (
    DataChoice,
    DescribeTrainingDataJob,
    Job,
    JobError,
    LabelInput,
    ReviewLabelsJob,
    SourceKind,
    SplitChoice,
    SplitScheme,
    TrainingSource,
)

_RECIPES = (".toml", ".yaml", ".yml", ".json")


def add(commands: Any, common: argparse.ArgumentParser) -> None:  # noqa: ANN401 - argparse's private type
    """Add both commands to `commands`."""
    _add_dataset(commands, common)
    _add_review(commands, common)


def _add_dataset(commands: Any, common: argparse.ArgumentParser) -> None:  # noqa: ANN401
    parser = commands.add_parser(
        "dataset",
        parents=[common],
        help="say what there is to learn from in training data, and how it is divided",
        description="Prints patches, those left out and why, classes, folds and warnings. With --out also writes "
        "NAME_dataset.json and NAME_split.gpkg, the patches with their folds as a layer.",
    )
    _add_data(parser)
    parser.add_argument(
        "--split", choices=[s.value for s in SplitScheme], default="auto", help="scheme (auto)"
    )
    parser.add_argument("--folds", type=int, default=5, help="number of folds (5)")
    parser.add_argument("--held-out", type=int, default=0, metavar="FOLD", help="fold to measure on (0)")
    parser.add_argument("--block", type=float, default=5120.0, metavar="M", help="edge of a block (5120)")
    parser.add_argument("--seed", type=int, default=1, help="seed of the split (1)")
    parser.add_argument("--out", default="", metavar="DIR", help="folder for the description and the layer")
    parser.add_argument("--name", default="training", help="prefix of the files (training)")
    parser.set_defaults(make_job=_job, show=_show)


def _add_data(parser: argparse.ArgumentParser, *, optional: bool = False) -> None:
    parser.add_argument(
        "subject",
        nargs="?" if optional else None,
        default="",
        metavar="RECIPE|SET|SCENE",
        help="a recipe file, a ready-made training set, or a scene with --labels",
    )
    parser.add_argument("--labels", metavar="L", help="label layer or raster of the scene")
    parser.add_argument("--layer", default="", help="layer of the label file")
    parser.add_argument("--field", default="", help="attribute with the class (CODE_18 and the like)")
    parser.add_argument(
        "--legend", default="", help="legend of the labels: a preset or a .csv or .json file (corine)"
    )
    parser.add_argument(
        "--bands",
        default="B02,B03,B04,B08",
        metavar="B02,...",
        help="bands to read (B02,B03,B04,B08); BAND=INDEX or BAND=FILE[#INDEX] where a scene does not name them",
    )
    add_scale_options(parser)
    parser.add_argument("--labels-crs", metavar="CRS", help="CRS of labels that state none, or a wrong one")
    parser.add_argument("--patch", type=int, default=128, help="edge of a patch in px (128)")
    parser.add_argument("--step", type=int, default=64, help="distance of neighbouring patches in px (64)")
    parser.add_argument(
        "--boundary", type=float, default=0.0, metavar="M", help="ignore pixels this near to a label border"
    )


def _add_review(commands: Any, common: argparse.ArgumentParser) -> None:  # noqa: ANN401
    parser = commands.add_parser(
        "review",
        parents=[common],
        help="list the labels that a model finds least likely",
        description="Writes NAME_review.csv, NAME_review_patches.gpkg and NAME_review_polygons.gpkg, the worst first.",
    )
    parser.add_argument(
        "model", metavar="MODEL|RUN", help="a model package or its name, or the folder of a training"
    )
    parser.add_argument("output_dir", metavar="OUT_DIR", help="folder for the lists")
    _add_data(parser, optional=True)
    parser.add_argument("--limit", type=int, default=200, help="how many to list (200)")
    parser.add_argument("--minimum", type=float, default=1.0, metavar="HA", help="smallest polygon (1 ha)")
    parser.add_argument("--name", default="labels", help="prefix of the files (labels)")
    parser.add_argument("--threads", type=int, default=0, help="CPU threads (all cores)")
    parser.set_defaults(make_job=_review_job, show=_show_review)


def _job(arguments: argparse.Namespace) -> Job:
    subject = arguments.subject
    if Path(subject).suffix.lower() in _RECIPES and not arguments.labels:
        return DescribeTrainingDataJob(recipe=subject, output_dir=arguments.out, name=arguments.name)
    split = SplitChoice(
        scheme=SplitScheme(arguments.split),
        folds=arguments.folds,
        held_out=arguments.held_out,
        block_m=arguments.block,
        seed=arguments.seed,
    )
    return DescribeTrainingDataJob(_data(arguments), split, output_dir=arguments.out, name=arguments.name)


def _data(arguments: argparse.Namespace) -> DataChoice:
    subject = arguments.subject
    asked = [item.strip() for item in arguments.bands.split(",") if item.strip()]
    bands = tuple(item.partition("=")[0].strip().upper() for item in asked)
    if arguments.labels:
        labels = LabelInput(
            arguments.labels,
            arguments.layer,
            arguments.field,
            arguments.legend or "corine",
            crs=arguments.labels_crs,
        )
        by_hand = ",".join(item for item in asked if "=" in item)
        scene = scene_input(argparse.Namespace(**{**vars(arguments), "bands": by_hand}), subject)
        source = TrainingSource(scene=scene, labels=labels)
    elif not Path(subject).is_dir() and Path(subject).suffix.lower() != ".zip":
        raise JobError(
            f"{subject} is neither a recipe nor a training set; give the labels of a scene with --labels."
        )
    else:
        source = TrainingSource(kind=SourceKind.AUTO, path=subject, legend=arguments.legend)
    return DataChoice(
        (source,), bands=bands, patch=arguments.patch, step=arguments.step, boundary_m=arguments.boundary
    )


def _review_job(arguments: argparse.Namespace) -> Job:
    return ReviewLabelsJob(
        model=arguments.model,
        output_dir=arguments.output_dir,
        data=_data(arguments) if arguments.subject else None,
        models_dir=arguments.models_dir,
        name=arguments.name,
        limit=arguments.limit,
        minimum_ha=arguments.minimum,
        threads=arguments.threads,
    )


def _show_review(result: Dict[str, Any]) -> str:
    lines = [f"{result['reviewed']} patches reviewed; the labels that the model believes least:"]
    lines += [
        f"  {row['loss']:6.2f}  {row['agreement']:4.0%}  {row['name']}: {row['classes']} (mapped: {row['mapped']})"
        for row in result["patches"][:10]
    ]
    return "\n".join([*lines, *(path for path in result["outputs"].values() if path)])


def _show(result: Dict[str, Any]) -> str:
    dropped = result["patches"]["dropped"]
    left_out = ", ".join(f"{count} {reason}" for reason, count in dropped.items()) or "none"
    lines: List[str] = [f"{result['patches']['kept']} patches, left out: {left_out}"]
    lines += [f"{s['name']}: {s['patches']} patches, {s['legend']}" for s in result["sources"]]
    lines += ["", f"{'code':>5}  {'area ha':>12}  {'%':>6}  {'patches':>7}  {'places':>6}  class"]
    for row in result["classes"]:
        code = row["code"] or "set"
        lines.append(
            f"{code:>5}  {row['area_ha']:>12.2f}  {100 * row['share']:>6.2f}  {row['patches']:>7}  {row['blocks']:>6}  "
            f"{row['name']}"
        )
    split = result["split"]
    lines += ["", f"Split by {split['scheme']}, seed {split['seed']}:"]
    lines += [
        f"  fold {f['fold']}: {f['patches']} patches in {f['groups']} places, {f['labelled_ha']:.0f} ha, "
        f"{f['classes']} classes, {f['role']}"
        for f in split["folds"]
    ]
    lines += ["", *(f"Warning: {warning}" for warning in result["warnings"])] if result["warnings"] else []
    lines += [str(path) for key, path in result["outputs"].items() if path and key != "table"]
    return "\n".join(lines)
