"""`corina classify`: a scene into the three maps."""

from __future__ import annotations

import argparse
from typing import Any

from corina.engine.commands.maps import add_priority_table, priority_table
from corina.engine.commands.scene import (
    add_mask_options,
    add_network_options,
    add_scene_options,
    network_options,
    scene_input,
)
from corina.engine.jobs import ClassifyJob, ClassifyOptions, Job, Rule


def add(commands: Any, common: argparse.ArgumentParser) -> None:  # noqa: ANN401 - argparse's private type
    """Add `classify`."""
    classify = commands.add_parser(
        "classify",
        parents=[common],
        help="classify a scene into CORINE Land Cover levels 1, 2 and 3",
        description="Writes NAME_level1.tif, NAME_level2.tif, NAME_level3.tif, NAME_areas.csv and NAME_result.json.",
    )
    classify.add_argument(
        "scene", metavar="SCENE", help="raster file, .SAFE folder or .zip, or folder of band files"
    )
    classify.add_argument("output_dir", metavar="OUT_DIR", help="folder for the results")
    classify.add_argument(
        "--model", default="", help="name of an installed model, or a package folder or .zip"
    )
    classify.add_argument(
        "--area",
        metavar="A",
        help="area of interest: a GeoJSON or GeoPackage of polygons, or xmin,ymin,xmax,ymax[,CRS] (CRS: EPSG:4326)",
    )
    classify.add_argument("--name", default="", help="prefix of the output files (the scene's name)")
    add_scene_options(classify)
    add_mask_options(classify)
    add_network_options(classify)
    classify.add_argument("--confidence", action="store_true", help="also write the probability in percent")
    classify.add_argument("--polygons", action="store_true", help="also write a GeoPackage of polygons")
    classify.add_argument(
        "--minimum-unit", type=float, default=0.0, metavar="HA", help="minimum mapping unit in ha"
    )
    classify.add_argument(
        "--minimum-width", type=float, default=0.0, metavar="M", help="minimum mapping width in metres"
    )
    classify.add_argument(
        "--rule",
        choices=[r.value for r in Rule],
        default="largest",
        help="which neighbour smaller polygons join: the largest, or of the nearest class first (largest)",
    )
    add_priority_table(classify)
    classify.set_defaults(make_job=_classify_job, show=_show_classification)


def _classify_job(arguments: argparse.Namespace) -> Job:
    # Imported here: reading an area needs numpy, which help and usage errors should not wait for.
    from corina.engine import areafile

    return ClassifyJob(
        scene=scene_input(arguments, arguments.scene),
        output_dir=arguments.output_dir,
        model=arguments.model,
        models_dir=arguments.models_dir,
        name=arguments.name,
        area=areafile.read_area(arguments.area) if arguments.area else None,
        options=ClassifyOptions(
            **network_options(arguments),
            confidence=arguments.confidence,
            polygons=arguments.polygons,
            minimum_unit_ha=arguments.minimum_unit,
            minimum_width_m=arguments.minimum_width,
            rule=Rule(arguments.rule),
            priority_table=priority_table(arguments),
        ),
    )


def _show_classification(result: dict[str, Any]) -> str:
    timing, device = result["timing"], result["device"]
    lines = [f"{'code':>5}  {'area ha':>12}  {'%':>6}  class"]
    lines += [
        f"{c['code']:>5}  {c['area_ha']:>12.2f}  {c['percent']:>6.2f}  {c['name']}"
        for c in result["levels"]["3"]
    ]
    lines.append(
        f"{result['classified_ha']:.2f} ha classified, {result['left_out_ha']:.2f} ha left out, in "
        f"{timing['seconds']:.1f} s ({timing['megapixels_per_s']:.2f} Mpx/s) on {device['used'].upper()}."
    )
    lines += [path for path in result["outputs"].values() if path]
    return "\n".join(lines)
