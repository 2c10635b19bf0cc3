"""`corina sample`, `corina samplesize` and `corina accuracy`: a probability sample, and what its labels say."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import Any

from corina.clc.lucas import table_as_csv
from corina.engine.jobs import (
    AccuracyJob,
    Allocation,
    Job,
    JobError,
    SampleDesign,
    SampleKind,
    SamplePointsJob,
    SampleSize,
    SampleSizeJob,
    StratumShare,
)


def add(commands: Any, common: argparse.ArgumentParser) -> None:  # noqa: ANN401 - argparse's private type
    """Add `sample`, `samplesize` and `accuracy`."""
    _add_sample(commands, common)
    _add_sample_size(commands, common)
    _add_accuracy(commands, common)


def _add_sample(commands: Any, common: argparse.ArgumentParser) -> None:  # noqa: ANN401
    sample = commands.add_parser(
        "sample",
        parents=[common],
        help="draw points from a map to label by eye",
        description="Writes a GeoPackage of points; fill in its field `label`, then run `corina accuracy`.",
    )
    sample.add_argument("map", metavar="MAP", help="classified raster of level 1, 2 or 3")
    sample.add_argument("output", metavar="OUT", help="GeoPackage to write (.gpkg)")
    sample.add_argument("--design", choices=[d.value for d in SampleDesign], default="stratified")
    sample.add_argument("--level", type=int, default=0, help="level of the classes (the map's own)")
    sample.add_argument(
        "--strata-level", type=int, default=0, help="level of the strata (that of the classes)"
    )
    sample.add_argument("--seed", type=int, help="draw the same points again (a new seed)")
    _add_size(sample)
    sample.set_defaults(make_job=_sample_job, show=_show_sample)


def _add_sample_size(commands: Any, common: argparse.ArgumentParser) -> None:  # noqa: ANN401
    size = commands.add_parser(
        "samplesize", parents=[common], help="calculate how many points a sample needs"
    )
    size.add_argument(
        "strata",
        metavar="MAP|NAME=AREA[:U]",
        nargs="+",
        help="a classified raster, or strata with their areas and expected user's accuracies, such as forest=3200:0.9",
    )
    size.add_argument("--level", type=int, default=0, help="level of the classes of MAP (the map's own)")
    size.add_argument(
        "--strata-level", type=int, default=0, help="level of the strata of MAP (that of the classes)"
    )
    size.add_argument(
        "--margin", type=float, default=0.05, help="half width of the interval for Cochran's (0.05)"
    )
    _add_size(size)
    size.set_defaults(make_job=_sample_size_job, show=_show_sample_size)


def _add_accuracy(commands: Any, common: argparse.ArgumentParser) -> None:  # noqa: ANN401
    accuracy = commands.add_parser(
        "accuracy",
        parents=[common],
        help="estimate a map's accuracy and class areas from labelled points",
        description="Writes NAME_report.html, NAME_classes.csv, NAME_matrix.csv and NAME_result.json.",
    )
    accuracy.add_argument("samples", metavar="SAMPLES", help="labelled points, or a CSV of LUCAS")
    accuracy.add_argument("map", metavar="MAP", help="the map to assess")
    accuracy.add_argument("output_dir", metavar="OUT_DIR", help="folder for the results")
    accuracy.add_argument("--name", default="accuracy", help="prefix of the files (accuracy)")
    accuracy.add_argument("--layer", default="", help="layer of SAMPLES (the first one with points)")
    accuracy.add_argument("--label-field", default="label", help="field with the class seen (label)")
    accuracy.add_argument("--level", type=int, default=0, help="level to assess (the finest that both allow)")
    accuracy.add_argument("--map-level", type=int, default=0, help="level of the map (found by its values)")
    accuracy.add_argument(
        "--lucas-table",
        default="",
        metavar="CSV",
        help="columns lucas and clc: which classes a LUCAS code may be",
    )
    accuracy.add_argument(
        "--print-lucas-table", action=_PrintLucasTable, help="print Corina's own such table, to be edited"
    )
    accuracy.add_argument(
        "--no-poststratification",
        action="store_true",
        help="leave the map's class areas out of a simple random or systematic sample's estimate",
    )
    accuracy.set_defaults(make_job=_accuracy_job, show=_show_accuracy)


class _PrintLucasTable(argparse.Action):
    """Prints and ends, as --version does."""

    def __init__(self, option_strings: Sequence[str], dest: str, **how: Any) -> None:  # noqa: ANN401
        super().__init__(option_strings, argparse.SUPPRESS, nargs=0, **how)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        sys.stdout.write(table_as_csv().replace("\r\n", "\n"))
        parser.exit()


def _add_size(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--points", type=int, default=0, help="number of points (calculated)")
    parser.add_argument(
        "--standard-error", type=float, default=0.01, help="of the overall accuracy, to calculate from (0.01)"
    )
    parser.add_argument(
        "--expected", action="append", default=[], metavar="[CODE=]U", help="expected user's accuracy (0.8)"
    )
    parser.add_argument("--allocation", choices=[a.value for a in Allocation], default="adjusted")
    parser.add_argument(
        "--minimum", type=int, default=50, help="points a stratum gets at least if adjusted (50)"
    )


def _size(arguments: argparse.Namespace) -> SampleSize:
    default, expected = 0.8, {}
    for item in arguments.expected:
        code, separator, value = item.rpartition("=")
        if separator:
            expected[code.strip()] = _number(value, item)
        else:
            default = _number(value, item)
    return SampleSize(
        points=arguments.points,
        standard_error=arguments.standard_error,
        expected_default=default,
        expected=expected,
        allocation=Allocation(arguments.allocation),
        minimum=arguments.minimum,
    )


def _number(text: str, item: str) -> float:
    try:
        return float(text)
    except ValueError as error:
        raise JobError(f"{item!r} has {text!r}, expected a number such as 0.9.") from error


def _sample_job(arguments: argparse.Namespace) -> Job:
    return SamplePointsJob(
        map_path=arguments.map,
        output=arguments.output,
        design=SampleDesign(arguments.design),
        size=_size(arguments),
        level=arguments.level,
        strata_level=arguments.strata_level,
        seed=arguments.seed,
    )


def _sample_size_job(arguments: argparse.Namespace) -> Job:
    size = _size(arguments)
    first = arguments.strata[0]
    if len(arguments.strata) == 1 and "=" not in first:
        return SampleSizeJob(
            map_path=first,
            level=arguments.level,
            strata_level=arguments.strata_level,
            size=size,
            margin=arguments.margin,
        )
    strata = tuple(_stratum(item, size.expected_default) for item in arguments.strata)
    return SampleSizeJob(strata=strata, size=size, margin=arguments.margin)


def _stratum(item: str, default: float) -> StratumShare:
    name, separator, rest = item.partition("=")
    weight, _, accuracy = rest.partition(":")
    if not separator:
        raise JobError(
            f"{item!r} is no stratum, expected NAME=AREA or NAME=AREA:ACCURACY, such as forest=3200:0.9."
        )
    return StratumShare(name, _number(weight, item), _number(accuracy, item) if accuracy else default)


def _accuracy_job(arguments: argparse.Namespace) -> Job:
    return AccuracyJob(
        samples=arguments.samples,
        map_path=arguments.map,
        output_dir=arguments.output_dir,
        name=arguments.name,
        layer=arguments.layer,
        kind=SampleKind.AUTO,
        label_field=arguments.label_field,
        level=arguments.level,
        map_level=arguments.map_level,
        poststratify=not arguments.no_poststratification,
        lucas_table=arguments.lucas_table,
    )


def _show_sample(result: dict[str, Any]) -> str:
    lines = [f"{'points':>7}  {'area ha':>12}  stratum"]
    lines += [
        f"{s['points']:>7}  {s['area_ha']:>12.2f}  {s['code'] or ''} {s['name']}" for s in result["strata"]
    ]
    lines.append(
        f"{result['points']} points ({result['design']}, seed {result['seed']}), level {result['level']}. The overall "
        f"accuracy will have a standard error of {result['achieved_se']:.4f} if the expected accuracies hold."
    )
    return "\n".join([*lines, result["output"]])


def _show_sample_size(result: dict[str, Any]) -> str:
    lines = [f"{'points':>7}  {'share':>7}  {'expected':>8}  stratum"]
    lines += [
        f"{s['points']:>7}  {s['share']:>7.2%}  {s['expected']:>8.2f}  {s['name']}" for s in result["strata"]
    ]
    lines.append(
        f"{result['points']} points in all give a standard error of {result['achieved_se']:.4f} if the expected "
        f"accuracies hold; the formula for {result['standard_error']:g} gives {result['formula_points']}."
    )
    if result["enough_points"]:
        lines.append(f"For {result['standard_error']:g} ask for {result['enough_points']} points (--points).")
    lines.append(
        f"A simple random sample needs {result['cochran_points']} points for an interval of +- {result['margin']:g}."
    )
    return "\n".join(lines)


def _show_accuracy(result: dict[str, Any]) -> str:
    overall = result["overall"]
    lines = [f"{'user %':>16}  {'producer %':>16}  {'area ha':>24}  class"]
    lines += [
        f"{_share(c['users']):>16}  {_share(c['producers']):>16}  {_hectares(c['area_ha']):>24}  "
        f"{c['code']} {c['name']}"
        for c in result["classes"]
    ]
    lines.append(
        f"Overall accuracy {_share(overall)} % at level {result['level']}, from {result['points']['used']} of "
        f"{result['points']['total']} points (+-: 95 % interval)."
    )
    return "\n".join([*lines, *(path for path in result["outputs"].values() if path)])


def _share(estimate: dict[str, Any] | None) -> str:
    if estimate is None:
        return "-"
    value = f"{100 * estimate['value']:.1f}"
    return value if estimate["se"] is None else f"{value} +- {196 * estimate['se']:.1f}"


def _hectares(estimate: dict[str, Any]) -> str:
    value = f"{estimate['value']:.1f}"
    return value if estimate["se"] is None else f"{value} +- {1.96 * estimate['se']:.1f}"
