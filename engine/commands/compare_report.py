"""`corina compare-report`: a comparison's report again, with what was found on looking at its changes."""

from __future__ import annotations

import argparse
from typing import Any

from corina.engine.jobs import CompareReportJob, Job


def add(commands: Any, common: argparse.ArgumentParser) -> None:  # noqa: ANN401 - argparse's private type
    """Add `compare-report`."""
    parser = commands.add_parser(
        "compare-report",
        parents=[common],
        help="make a comparison's report again, with the verdicts on its changes",
        description="Reads the verdicts and comments in changes.gpkg and writes report.html and result.json anew.",
    )
    parser.add_argument(
        "folder", metavar="FOLDER", help="folder of the comparison, or its result.json or changes.gpkg"
    )
    parser.set_defaults(make_job=_job, show=_show)


def _job(arguments: argparse.Namespace) -> Job:
    return CompareReportJob(arguments.folder)


def _show(result: dict[str, Any]) -> str:
    lines = [result["summary"]]
    lines += [
        f"{pair['code_from']:>5} {pair['code_to']:>5}  {pair['area_ha']:>12.2f} ha confirmed  "
        f"{pair['name_from']} > {pair['name_to']}"
        for pair in result["judged"]["confirmed"]
    ]
    return "\n".join([*lines, result["outputs"]["report"]])
