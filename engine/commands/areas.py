"""`corina areas`: how much of each class a map has, as a whole or in zones."""

from __future__ import annotations

import argparse
from typing import Any

from corina.engine.commands.maps import add_area, add_map_options, area_input, map_input
from corina.engine.jobs import AreasJob, Job


def add(commands: Any, common: argparse.ArgumentParser) -> None:  # noqa: ANN401 - argparse's private type
    """Add `areas`."""
    areas = commands.add_parser(
        "areas",
        parents=[common],
        help="add up the area of each class of a map, as a whole or in zones",
        description="Writes NAME_areas.csv and NAME_areas.json.",
    )
    areas.add_argument("map", metavar="MAP", help="a classified map or a CORINE layer")
    areas.add_argument("output_dir", metavar="OUT_DIR", help="folder for the results")
    areas.add_argument(
        "--zones", default="", metavar="POLYGONS", help="a polygon file: add up in each zone too"
    )
    areas.add_argument("--zone-layer", default="", metavar="NAME", help="layer of the zones")
    areas.add_argument("--zone-field", default="", metavar="NAME", help="field that names a zone")
    areas.add_argument("--zone-crs", metavar="CRS", help="CRS of zones that state none, or a wrong one")
    areas.add_argument("--level", type=int, default=0, choices=[0, 1, 2, 3], help="0 for all the map has (0)")
    add_area(areas)
    areas.add_argument("--name", default="", help="prefix of the output files (the map's name)")
    add_map_options(areas)
    areas.set_defaults(make_job=_job, show=_show)


def _job(arguments: argparse.Namespace) -> Job:
    return AreasJob(
        map=map_input(arguments, arguments.map),
        output_dir=arguments.output_dir,
        zones=arguments.zones,
        zone_layer=arguments.zone_layer,
        zone_field=arguments.zone_field,
        zone_crs=arguments.zone_crs,
        level=arguments.level,
        area=area_input(arguments),
        name=arguments.name,
    )


def _show(result: dict[str, Any]) -> str:
    finest = max(result["levels"])
    lines = [f"{'code':>5}  {'area ha':>12}  {'%':>6}  class"]
    lines += [
        f"{c['code']:>5}  {c['area_ha']:>12.2f}  {c['percent']:>6.2f}  {c['name']}"
        for c in result["levels"][finest]
    ]
    lines += [f"{zone['name']}: {zone['total_ha']:.2f} ha" for zone in result["zones"]]
    return "\n".join([*lines, *result["outputs"].values()])
