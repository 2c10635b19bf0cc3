"""The options that say what a land cover map is, shared by the commands that read one."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from corina.engine.commands.scene import whole_path
from corina.engine.jobs import AreaInput, Encoding, JobError, LandCoverInput, Rule


def add_map_options(parser: argparse.ArgumentParser, prefix: str = "", of: str = "the map") -> None:
    """Add the options that override what the engine finds of a map; prefix: such as "reference-"."""
    parser.add_argument(f"--{prefix}layer", default="", metavar="NAME", help=f"layer of {of}")
    parser.add_argument(f"--{prefix}field", default="", metavar="NAME", help=f"field with the class in {of}")
    parser.add_argument(f"--{prefix}year", type=int, default=0, metavar="YYYY", help=f"year of {of}")
    parser.add_argument(
        f"--{prefix}encoding",
        choices=[e.value for e in Encoding],
        default="auto",
        help=f"how the values of {of}, a raster, name classes (auto)",
    )
    parser.add_argument(f"--{prefix}crs", help=f"CRS of {of} where it states none, or a wrong one")
    parser.add_argument(
        f"--{prefix}filter", default="", metavar="FIELD=V,V", help=f"take only these polygons of {of}"
    )


def map_input(arguments: argparse.Namespace, path: str, prefix: str = "") -> LandCoverInput:
    """The map in `path` with what the options say of it. Raises JobError when an option cannot be read."""

    def given(name: str) -> Any:  # noqa: ANN401 - whatever argparse read
        return getattr(arguments, f"{prefix}{name}".replace("-", "_"))

    field, equals, values = given("filter").partition("=")
    if given("filter") and not (field and equals and values):
        raise JobError(f"--{prefix}filter has {given('filter')!r}, expected FIELD=VALUE,VALUE.")
    path, layer = _without_qgis(path, prefix)
    return LandCoverInput(
        whole_path(path),
        layer=given("layer") or layer,
        field=given("field"),
        year=given("year"),
        encoding=Encoding(given("encoding")),
        crs=given("crs"),
        filter_field=field.strip(),
        filter_values=tuple(v.strip() for v in values.split(",")) if values else (),
    )


def _without_qgis(path: str, prefix: str) -> tuple[str, str]:
    """The file and the layer of a source as QGIS writes it (FILE|layername=NAME), which is what people copy there."""
    file, *parts = path.split("|")
    if not parts or Path(path).exists():
        return path, ""
    said = dict(part.partition("=")[::2] for part in parts)
    if "subset" in said:
        raise JobError(
            f"{Path(file).name} has QGIS's filter {said['subset']!r}, which only QGIS reads; use --{prefix}filter "
            "FIELD=VALUE,VALUE instead."
        )
    return file, said.get("layername", "")


def add_area(parser: argparse.ArgumentParser) -> None:
    """Add --area."""
    parser.add_argument(
        "--area",
        metavar="A",
        help="area of interest: a GeoJSON or GeoPackage of polygons, or xmin,ymin,xmax,ymax[,CRS] (CRS: EPSG:4326)",
    )


def area_input(arguments: argparse.Namespace) -> AreaInput | None:
    """The area of interest, None for everything."""
    # Imported here: reading an area needs numpy, which help and usage errors should not wait for.
    from corina.engine import areafile

    return areafile.read_area(arguments.area) if arguments.area else None


def add_rule(parser: argparse.ArgumentParser) -> None:
    """Add --rule."""
    parser.add_argument(
        "--rule",
        choices=[r.value for r in Rule],
        default="priority",
        help="which neighbour an area below the unit joins: of the nearest class, or the largest (priority)",
    )
    add_priority_table(parser)


def add_priority_table(parser: argparse.ArgumentParser) -> None:
    """Add --priority-table."""
    parser.add_argument(
        "--priority-table",
        metavar="CSV",
        default="",
        help="for the rule priority: class, neighbour and priority (the lowest is joined first), or CODE and PRI, or a "
        "matrix of classes, such as CORINE's own",
    )


def priority_table(arguments: argparse.Namespace) -> str:
    """The whole path of the priority table, empty without one."""
    return whole_path(arguments.priority_table) if arguments.priority_table else ""
