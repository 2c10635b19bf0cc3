"""The GeoPackage a sample is kept in: points to label, the strata they stand for, and how they were drawn."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import corina
from corina.clc import CLASSES
from corina.engine.accuracy.classmap import ClassMap
from corina.engine.accuracy.drawing import PUT_TOGETHER, WHOLE_MAP, Sample
from corina.engine.geopackage import AttributeTable, PointFeature, address, write_points

SAMPLE_LAYER = "samples"
STRATA_TABLE = "corina_strata"
FACTS_TABLE = "corina_sample"

_REPLACED = {SAMPLE_LAYER, STRATA_TABLE, FACTS_TABLE, "layer_styles"}

# fmt: off
_POINT_FIELDS = (
    ("id", "INTEGER"), ("stratum", "INTEGER"), ("map_class", "INTEGER"), ("map_name", "TEXT"), ("weight", "REAL"),
    ("inclusion", "REAL"), ("label", "TEXT"), ("comment", "TEXT"),
)
_STRATA_FIELDS = (
    ("stratum", "INTEGER"), ("name", "TEXT"), ("pixels", "INTEGER"), ("area_ha", "REAL"), ("points", "INTEGER"),
)
_FACTS = ("design", "allocation", "seed", "level", "strata_level", "points", "area_ha", "map", "encoding", "started")
# fmt: on


def class_result(code: int) -> dict[str, Any]:
    """A class or stratum as results have it: code, name and colour."""
    colour = list(CLASSES[code].colour) if code in CLASSES else [128, 128, 128]
    return {"code": code, "name": stratum_name(code), "colour": colour}


def stratum_name(code: int) -> str:
    """The name of a class, of the only stratum of a sample that has none, or of classes with too few points."""
    return {WHOLE_MAP: "Whole map", PUT_TOGETHER: "Classes put together"}.get(code) or CLASSES[code].name


def labelled_points(path: Path) -> int:
    """How many points of an earlier sample in this file have a label or a comment; 0 when it is no sample."""
    try:
        with closing(sqlite3.connect(address(path.resolve()), uri=True)) as connection:
            held = {str(row[1]) for row in connection.execute(f"PRAGMA table_info({SAMPLE_LAYER})")}
            asked = [f"coalesce({name}, '')" for name in ("label", "comment") if name in held]
            said = f"trim({' || '.join(asked)})" if asked else "''"
            query = f"SELECT count(*) FROM {SAMPLE_LAYER} WHERE {said} <> ''"  # nosec B608
            return int(connection.execute(query).fetchone()[0])
    except sqlite3.Error:
        return 0


def is_replaceable(path: Path) -> bool:
    """Whether nothing but a sample is lost when a new one is written to `path`: there is no file, an empty one, or one
    with the tables of a sample and the styles that QGIS keeps in it.
    """
    if not path.exists() or (path.is_file() and path.stat().st_size == 0):
        return True
    for how in (
        "mode=ro",
        "immutable=1",
    ):  # the first fails where QGIS has it open and nothing can be written
        try:
            with closing(sqlite3.connect(address(path.resolve(), how), uri=True)) as connection:
                tables = {str(name) for (name,) in connection.execute("SELECT table_name FROM gpkg_contents")}
        except sqlite3.Error:
            continue
        return FACTS_TABLE in tables and tables <= _REPLACED
    return False


def write_sample(path: str, land_cover: ClassMap, sample: Sample, result: dict[str, Any]) -> None:
    """Write the points, in the order of the sample, with empty labels; result: of the SamplePointsJob.

    Raises sqlite3.Error or OSError when the disk is full.
    """
    strata = {s["code"]: s for s in result["strata"]}
    places = land_cover.places(sample.rows, sample.columns).tolist()
    drawn = zip(places, sample.stratum_codes.tolist(), sample.classes.tolist())
    features = (
        PointFeature(x, y, (number, *_values(strata[stratum], code), None, None))
        for number, ((x, y), stratum, code) in enumerate(drawn, start=1)
    )
    facts = {key: "" if result[key] is None else result[key] for key in _FACTS}
    facts |= {
        "pixel_ha": land_cover.pixel_ha,
        "crs": land_cover.crs.to_string(),
        "corina": corina.__version__,
    }
    tables = (
        AttributeTable(
            STRATA_TABLE,
            _STRATA_FIELDS,
            [(s["code"], s["name"], s["pixels"], s["area_ha"], s["points"]) for s in result["strata"]],
            "Strata of the sample and their sizes",
        ),
        AttributeTable(
            FACTS_TABLE,
            (("key", "TEXT"), ("value", "TEXT")),
            [(key, str(value)) for key, value in facts.items()],
            "How the sample was drawn",
        ),
    )
    description = "Probability sample of a land cover map: fill in the field label with the class seen"
    write_points(path, SAMPLE_LAYER, land_cover.crs, _POINT_FIELDS, features, description, tables)


def _values(stratum: dict[str, Any], code: int) -> tuple[Any, ...]:
    return stratum["code"], code, CLASSES[code].name, stratum["weight_ha"], stratum["inclusion"]
