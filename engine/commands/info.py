"""`corina info`: what is understood of a scene, or a model's card."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from corina.engine.commands.scene import add_scene_options, scene_input
from corina.engine.jobs import DescribeModelJob, DescribeSceneJob, Job
from corina.models.package import is_model


def add(commands: Any, common: argparse.ArgumentParser) -> None:  # noqa: ANN401 - argparse's private type
    """Add `info`."""
    info = commands.add_parser(
        "info", parents=[common], help="say what is understood of a scene, or show a model's card"
    )
    info.add_argument(
        "subject", metavar="SCENE|MODEL", help="a scene, a model package, or the name of a model"
    )
    add_scene_options(info)
    info.add_argument("--model", default="", help="also say which of this model's bands are missing")
    info.set_defaults(make_job=_info_job, show=_show_info)


def _info_job(arguments: argparse.Namespace) -> Job:
    folders = [Path(arguments.models_dir)] if arguments.models_dir else []
    if is_model(arguments.subject, folders):
        return DescribeModelJob(arguments.subject, arguments.models_dir)
    return DescribeSceneJob(scene_input(arguments, arguments.subject), arguments.model, arguments.models_dir)


def _show_info(result: dict[str, Any]) -> str:
    if "card" in result:
        return json.dumps(result["card"], indent=2, ensure_ascii=False)
    lines = [f"{result['name']}: {result['summary']}"]
    if result["product"]:
        lines.append(f"Product: {result['product']}, {result['date']}")
    if result["crs"]:
        lines.append(
            f"Grid: {result['width']} x {result['height']} px of {result['resolution_m']:g} m in {result['crs']}, "
            f"{result['area_ha']:.0f} ha"
        )
    lines += [f"{b['band']}: band {b['index']} of {b['path']} ({b['how']})" for b in result["bands"]]
    lines += [
        f"{b['band']}: perhaps band {b['index']} of {b['path']} ({b['how']})" for b in result["suggested"]
    ]
    if result["scale"] is not None:
        lines.append(
            f"Reflectance = DN * {result['scale']:g} + {result['offset']:g} ({result['scale_how']}); "
            f"no data: {result['nodata'] if result['nodata'] is not None else 'pixels that are 0 in all bands'}"
        )
    lines += [f"Mask: {result['mask']}"] if result["mask"] else []
    lines += [f"Warning: {warning}" for warning in result["warnings"]]
    lines += [f"Cannot be classified: {result['problem']['message']}"] if result["problem"] else []
    return "\n".join(lines)
