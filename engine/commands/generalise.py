"""`corina generalise`: a map without what is smaller or narrower than CORINE's units."""

from __future__ import annotations

import argparse
from typing import Any

from corina.engine.commands.maps import (
    add_area,
    add_map_options,
    add_rule,
    area_input,
    map_input,
    priority_table,
)
from corina.engine.jobs import GeneraliseJob, Job, Rule


def add(commands: Any, common: argparse.ArgumentParser) -> None:  # noqa: ANN401 - argparse's private type
    """Add `generalise`."""
    generalise = commands.add_parser(
        "generalise",
        parents=[common],
        help="generalise a map to a minimum mapping unit and width",
        description="Writes NAME_generalised_levelN.tif, NAME_generalised.gpkg, NAME_generalised_areas.csv and "
        "NAME_generalised_result.json.",
    )
    generalise.add_argument("map", metavar="MAP", help="a classified map or a CORINE layer")
    generalise.add_argument("output_dir", metavar="OUT_DIR", help="folder for the results")
    generalise.add_argument(
        "--min-area", type=float, default=25.0, metavar="HA", help="minimum mapping unit (25)"
    )
    generalise.add_argument(
        "--min-width", type=float, default=100.0, metavar="M", help="minimum mapping width (100)"
    )
    add_rule(generalise)
    generalise.add_argument("--no-polygons", action="store_true", help="write no polygons")
    generalise.add_argument("--confidence", default="", metavar="RASTER", help="confidence for the polygons")
    add_area(generalise)
    generalise.add_argument("--name", default="", help="prefix of the output files (the map's name)")
    add_map_options(generalise)
    generalise.set_defaults(make_job=_job, show=_show)


def _job(arguments: argparse.Namespace) -> Job:
    return GeneraliseJob(
        map=map_input(arguments, arguments.map),
        output_dir=arguments.output_dir,
        minimum_unit_ha=arguments.min_area,
        minimum_width_m=arguments.min_width,
        rule=Rule(arguments.rule),
        priority_table=priority_table(arguments),
        polygons=not arguments.no_polygons,
        confidence=arguments.confidence,
        area=area_input(arguments),
        name=arguments.name,
    )


def _show(result: dict[str, Any]) -> str:
    count = result["polygon_count"]
    lines = [result["rule"], *([f"{count} polygons."] if count is not None else [])]
    return "\n".join([*lines, *(path for path in result["outputs"].values() if path)])
