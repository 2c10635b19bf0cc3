"""The commands `corina dataset`, what data holds for training, and `corina review`, which labels to look at again."""

from __future__ import annotations

import argparse
from typing import Any, Dict, List, Optional

from corina.engine.jobs import (
    DataChoice,
    DescribeTrainingDataJob,
    Job,
    Recipe,
    RecipeChanges,
    ReviewLabelsJob,
    SplitChoice,
    changed_data,
    changed_split,
)
from corina.training.data_options import (
    add_data,
    add_split,
    base_recipe,
    changes,
    nothing_to_learn_from,
    recipe_path,
)


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
    add_data(parser)
    add_split(parser)
    parser.add_argument("--out", default="", metavar="DIR", help="folder for the description and the layer")
    parser.add_argument("--name", default="training", help="prefix of the files (training)")
    parser.set_defaults(make_job=_job, show=_show)


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
    add_data(parser, optional=True)
    parser.add_argument("--limit", type=int, default=200, help="how many to list (200)")
    parser.add_argument("--minimum", type=float, default=1.0, metavar="HA", help="smallest polygon (1 ha)")
    parser.add_argument("--name", default="labels", help="prefix of the files (labels)")
    parser.add_argument("--threads", type=int, default=0, help="CPU threads (all cores)")
    parser.set_defaults(make_job=_review_job, show=_show_review)


def _job(arguments: argparse.Namespace) -> Job:
    given, path = changes(arguments), recipe_path(arguments)
    if path is not None and given == RecipeChanges():
        return DescribeTrainingDataJob(recipe=str(path), output_dir=arguments.out, name=arguments.name)
    recipe = base_recipe(arguments)
    data = _data(given, recipe)
    split = changed_split(given, recipe.split if recipe is not None else SplitChoice())
    return DescribeTrainingDataJob(data, split, output_dir=arguments.out, name=arguments.name)


def _data(given: RecipeChanges, recipe: Optional[Recipe]) -> DataChoice:
    data = changed_data(given, recipe.data if recipe is not None else None)
    if data is None:
        raise nothing_to_learn_from()
    return data


def _review_job(arguments: argparse.Namespace) -> Job:
    given, recipe = changes(arguments), base_recipe(arguments)
    return ReviewLabelsJob(
        model=arguments.model,
        output_dir=arguments.output_dir,
        data=None if given == RecipeChanges() and recipe is None else _data(given, recipe),
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
