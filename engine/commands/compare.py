"""`corina compare`: what differs between a map and a reference, and what changed into what."""

from __future__ import annotations

import argparse
from typing import Any

from corina.clc.code_lists import codes_from_text
from corina.engine.commands.maps import (
    add_area,
    add_map_options,
    add_rule,
    area_input,
    map_input,
    priority_table,
)
from corina.engine.commands.scene import (
    add_mask_options,
    add_network_options,
    add_scene_options,
    network_options,
    scene_input,
    whole_path,
)
from corina.engine.jobs import (
    AreaInput,
    ChangeLayerInput,
    ClassifyJob,
    ClassifyOptions,
    CompareJob,
    CompareOptions,
    Job,
    JobError,
    Rule,
)

_OF_A_SCENE = {
    "model": "", "bands": "", "scale": None, "offset": None, "nodata": None, "crs": None, "mask": None,
    "mask_values": "", "no_scl": False, "device": "auto", "threads": 0, "batch": 0, "tile": 0, "overlap": None,
    "sea_anywhere": False,
}  # fmt: skip
"""Options that are of use with --scene only, and what they are when they are not given."""
_OF_A_MAP = {
    "confidence": "", "map_layer": "", "map_field": "", "map_filter": "", "map_encoding": "auto", "map_year": 0,
    "map_crs": None,
}  # fmt: skip
"""Options that are of use without --scene only."""


def add(commands: Any, common: argparse.ArgumentParser) -> None:  # noqa: ANN401 - argparse's private type
    """Add `compare`."""
    compare = commands.add_parser(
        "compare",
        parents=[common],
        help="compare a map with CORINE or with another map",
        description="Writes difference.tif, from_to.tif, changes.gpkg, polygons.gpkg, from_to.csv, classes.csv, "
        "report.html and result.json.",
    )
    compare.add_argument(
        "prediction", metavar="PREDICTION", help="the map, or with --scene a scene: the state after"
    )
    compare.add_argument(
        "reference", metavar="REFERENCE", help="CORINE polygons or raster, or another map: the state before"
    )
    compare.add_argument("output_dir", metavar="OUT_DIR", help="folder for the results")
    compare.add_argument(
        "--scene", action="store_true", help="PREDICTION is a Sentinel-2 scene, to be classified first"
    )
    compare.add_argument("--model", default="", help="model for --scene: its name, folder or .zip (bundled)")
    compare.add_argument(
        "--level", type=int, default=0, choices=[0, 1, 2, 3], help="0 for as fine as both allow (0)"
    )
    compare.add_argument(
        "--min-area", type=float, default=5.0, metavar="HA", help="minimum unit of changes (5)"
    )
    compare.add_argument(
        "--min-width", type=float, default=100.0, metavar="M", help="minimum width of changes (100)"
    )
    add_rule(compare)
    compare.add_argument(
        "--confidence", default="", metavar="RASTER", help="confidence in percent (the one beside)"
    )
    compare.add_argument(
        "--min-confidence",
        type=float,
        default=0.0,
        metavar="PERCENT",
        help="less sure pixels are no change (0)",
    )
    compare.add_argument(
        "--boundary",
        type=float,
        default=0.0,
        metavar="M",
        help="ignore changes this near to CORINE's borders (0)",
    )
    compare.add_argument(
        "--codes", default="", metavar="C,C", help="classes the map can show (found beside the map)"
    )
    compare.add_argument("--changes", default="", metavar="CHA", help="CHA layer to hold the changes against")
    compare.add_argument("--changes-layer", default="", metavar="NAME", help="layer of the CHA file")
    compare.add_argument(
        "--changes-fields", default="", metavar="OLD,NEW", help="its fields with the old and the new class"
    )
    compare.add_argument(
        "--changes-crs", metavar="CRS", help="CRS of a CHA file that states none, or a wrong one"
    )
    compare.add_argument(
        "--resolution", type=float, default=0.0, metavar="M", help="pixels to compare on (the map's)"
    )
    add_scene_options(compare)
    add_mask_options(compare)
    add_network_options(compare)
    add_area(compare)
    compare.add_argument("--name", default="", help="prefix of the output files (none)")
    add_map_options(compare, "map-", "the map")
    add_map_options(compare, "reference-", "the reference")
    compare.set_defaults(make_job=_job, show=_show)


def _codes(text: str) -> tuple[int, ...]:
    try:
        return codes_from_text(text)
    except ValueError as error:
        raise JobError(
            f"--codes has {str(error)!r}, which is no CORINE class; give codes such as 112,211,311."
        ) from error


def _job(arguments: argparse.Namespace) -> Job:
    given = [name for name, unset in _OF_A_SCENE.items() if getattr(arguments, name) != unset]
    if given and not arguments.scene:
        name = given[0].replace("_", "-")
        raise JobError(f"--{name} says something of a scene; add --scene, or leave it out.")
    of_map = [name for name, unset in _OF_A_MAP.items() if getattr(arguments, name) != unset]
    if of_map and arguments.scene:
        name = of_map[0].replace("_", "-")
        raise JobError(f"--{name} says something of a map; leave out --scene, or leave it out.")
    area = area_input(arguments)
    return CompareJob(
        reference=map_input(arguments, arguments.reference, "reference-"),
        output_dir=arguments.output_dir,
        prediction=None if arguments.scene else map_input(arguments, arguments.prediction, "map-"),
        classify=_classification(arguments, area) if arguments.scene else None,
        confidence=arguments.confidence,
        codes=_codes(arguments.codes),
        changes=_changes(arguments),
        area=area,
        options=CompareOptions(
            level=arguments.level,
            minimum_unit_ha=arguments.min_area,
            minimum_width_m=arguments.min_width,
            rule=Rule(arguments.rule),
            priority_table=priority_table(arguments),
            confidence_threshold=arguments.min_confidence,
            boundary_band_m=arguments.boundary,
            resolution_m=arguments.resolution,
        ),
        name=arguments.name,
    )


def _changes(arguments: argparse.Namespace) -> ChangeLayerInput | None:
    fields = [name.strip() for name in arguments.changes_fields.split(",")]
    if arguments.changes_fields and (len(fields) != 2 or not all(fields)):
        raise JobError(f"--changes-fields has {arguments.changes_fields!r}, expected OLD,NEW.")
    if not arguments.changes:
        for name in ("layer", "fields", "crs"):
            if getattr(arguments, f"changes_{name}"):
                raise JobError(
                    f"--changes-{name} says something of a CHA layer; add --changes, or leave it out."
                )
        return None
    of, to = fields if arguments.changes_fields else ("", "")
    return ChangeLayerInput(
        whole_path(arguments.changes), arguments.changes_layer, of, to, arguments.changes_crs
    )


def _classification(arguments: argparse.Namespace, area: AreaInput | None) -> ClassifyJob:
    """Where it is compared, and with the confidence of each pixel, which change polygons then have."""
    return ClassifyJob(
        scene_input(arguments, arguments.prediction),
        arguments.output_dir,
        model=arguments.model,
        models_dir=arguments.models_dir,
        area=area,
        options=ClassifyOptions(confidence=True, **network_options(arguments)),
    )


def _show(result: dict[str, Any]) -> str:
    lines = [result["summary"], ""]
    changes = [pair for pair in result["from_to"] if pair["code_from"] != pair["code_to"]]
    if changes:
        lines.append(f"{'from':>5} {'to':>5}  {'area ha':>12}  {'%':>6}  largest differences, pixel by pixel")
        lines += [
            f"{p['code_from']:>5} {p['code_to']:>5}  {p['area_ha']:>12.2f}  {p['percent']:>6.2f}  "
            f"{p['name_from']} > {p['name_to']}"
            for p in changes[:15]
        ]
    if result["not_assessed"]:
        lines.append(f"Not assessed: {result['not_assessed_ha']:.2f} ha")
        lines += [
            f"{n['code']:>5}  {n['area_ha']:>12.2f}  {n['name']}: {n['why']}" for n in result["not_assessed"]
        ]
    official = result["official"]
    if official:
        lines.append(
            f"Of {official['count']} official changes {official['found']} were found ({official['found_same']} with "
            f"the same classes), {official['partly']} in part, {official['missed']} missed; {official['new']} of ours "
            "are new."
        )
    lines += [path for path in result["outputs"].values() if path]
    return "\n".join(lines)
