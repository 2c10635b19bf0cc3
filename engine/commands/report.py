"""`corina report`: one page on a classified map, for those who were not there when it was made."""

from __future__ import annotations

import argparse
from typing import Any

from corina.engine.commands.maps import add_map_options, map_input
from corina.engine.commands.scene import whole_path
from corina.engine.jobs import ClassificationReportJob, Job, SceneInput


def add(commands: Any, common: argparse.ArgumentParser) -> None:  # noqa: ANN401 - argparse's private type
    """Add `report`."""
    parser = commands.add_parser(
        "report",
        parents=[common],
        help="report on a classified map: pictures, class areas, confidence, the model behind it",
        description="Writes NAME_report.html, NAME_report.csv and NAME_report.json. What NAME_result.json beside the "
        "map says of its scene, model and settings is part of it.",
    )
    parser.add_argument("map", metavar="MAP", help="a classified map, such as NAME_level3.tif")
    parser.add_argument("output_dir", metavar="OUT_DIR", help="folder for the report")
    parser.add_argument(
        "--scene", metavar="SCENE", help="scene to show beside the map (the one it was made from, if found)"
    )
    parser.add_argument(
        "--confidence",
        default="",
        metavar="RASTER",
        help="confidence of the map in percent (NAME_confidence.tif beside it)",
    )
    parser.add_argument("--name", default="", help="prefix of the output files (the map's name)")
    add_map_options(parser)
    parser.set_defaults(make_job=_job, show=_show)


def _job(arguments: argparse.Namespace) -> Job:
    return ClassificationReportJob(
        map=map_input(arguments, arguments.map),
        output_dir=arguments.output_dir,
        confidence=arguments.confidence,
        scene=SceneInput(whole_path(arguments.scene)) if arguments.scene else None,
        models_dir=arguments.models_dir,
        name=arguments.name,
    )


def _show(result: dict[str, Any]) -> str:
    return "\n".join([result["summary"], *result["outputs"].values()])
