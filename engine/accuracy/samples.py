"""Reading labelled points: a sample of Corina's, any other layer of points, or Eurostat's LUCAS table."""

from __future__ import annotations

import re
import sqlite3
import struct
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from rasterio.crs import CRS
from rasterio.errors import CRSError

from corina.clc.lucas import LUCAS
from corina.engine.accuracy.labels import Meaning, code_of, lucas_meaning, read_lucas_table
from corina.engine.accuracy.lucastable import read_lucas
from corina.engine.accuracy.samplefile import FACTS_TABLE, STRATA_TABLE
from corina.engine.errors import EngineProblem
from corina.engine.geopackage import address
from corina.engine.jobs import AccuracyJob, SampleKind

_EMPTY = {"", "none", "null", "nan"}
_NO_CRS = re.compile(r"^\s*(undefined\s*)?$|undefined (geographic |cartesian )?srs", re.IGNORECASE)
"""What GDAL, and GeoPackage itself, write where there is none."""
_NOWHERE = (float("nan"), float("nan"))
_EMPTY_FLAG = 0x10
"""In the fourth byte of a GeoPackage geometry."""


@dataclass(frozen=True)
class LabelledPoints:
    """Points with what their labels mean.

    places: [n, 2] coordinates in `crs`, NaN for a point that has none. meanings: None for a point without a label.
    unknown: labels that are no class, with how often they occur; unknown_at: their points. strata: [n] codes, None
    where the file says nothing of a design. sizes: area in ha of each stratum. facts: how the sample was drawn, as its
    file has it. sets: whether a label may be one of several classes. from_photos: points that nobody visited.
    """

    name: str
    crs: CRS
    places: npt.NDArray[np.float64]
    meanings: list[Meaning | None]
    unknown: dict[str, int]
    unknown_at: frozenset[int]
    strata: npt.NDArray[np.int64] | None = None
    sizes: dict[int, float] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)
    sets: bool = False
    from_photos: frozenset[int] = frozenset()


def read_points(job: AccuracyJob) -> LabelledPoints:
    """Read the labelled points of a job. Raises EngineProblem when there are none or the label field is not there."""
    path = Path(job.samples)
    if not path.is_file():
        raise EngineProblem("samples_unreadable", f"{path} is not there; choose a file of labelled points.")
    if path.suffix.lower() in (".csv", ".txt") or job.kind is SampleKind.LUCAS:
        if job.label_field != AccuracyJob.label_field:
            raise EngineProblem(
                "label_field_missing",
                f"{path.name} is read as a table of LUCAS, whose codes are in a field of its own; leave out "
                f"{job.label_field!r}.",
            )
        return _read_lucas(path, job)
    if job.lucas_table:
        raise EngineProblem(
            "samples_unreadable",
            f"{path.name} has labelled points and no codes of LUCAS; leave out the table {job.lucas_table}.",
        )
    if path.suffix.lower() == ".gpkg":
        return _read_geopackage(path, job)
    return _read_with_gdal(path, job)


def _points(
    path: Path,
    crs: CRS,
    places: list[tuple[float, float]],
    labels: list[object],
    **design: Any,  # noqa: ANN401 - fields of LabelledPoints
) -> LabelledPoints:
    meanings: list[Meaning | None] = []
    unknown: dict[str, int] = {}
    unknown_at = set()
    for index, label in enumerate(labels):
        code = code_of(label)
        meanings.append(None if code is None else (code,))
        text = str(label).strip()
        if code is None and text.lower() not in _EMPTY:
            unknown[text] = unknown.get(text, 0) + 1
            unknown_at.add(index)
    array = np.array(places, np.float64).reshape(-1, 2)
    return LabelledPoints(path.stem, crs, array, meanings, unknown, frozenset(unknown_at), **design)


def _read_geopackage(path: Path, job: AccuracyJob) -> LabelledPoints:
    try:
        with closing(sqlite3.connect(address(path.resolve()), uri=True)) as connection:
            table, column, wkt = _point_layer(connection, path, job.layer)
            names = [row[1] for row in connection.execute(f'PRAGMA table_info("{_quoted(table)}")')]
            label = _field(names, job.label_field, path)
            stratum = next((n for n in names if n.lower() == "stratum"), None)
            # The names come from the file's own catalogue and are quoted.
            wanted = ", ".join(f'"{_quoted(n)}"' for n in (column, label, *([stratum] if stratum else [])))
            rows = connection.execute(f'SELECT {wanted} FROM "{_quoted(table)}"').fetchall()  # nosec B608
            places = [_NOWHERE if row[0] is None else _place(bytes(row[0])) for row in rows]
            sizes, facts = _design(connection)
    except (sqlite3.Error, struct.error, IndexError) as error:
        raise EngineProblem(
            "samples_unreadable", f"{path.name} is not a readable GeoPackage of points.", str(error)
        ) from error
    strata = _strata([row[2] for row in rows]) if stratum and sizes else None
    labels = [row[1] for row in rows]
    return _points(path, _crs(wkt, path), places, labels, strata=strata, sizes=sizes, facts=facts)


def _point_layer(connection: sqlite3.Connection, path: Path, layer: str) -> tuple[str, str, str]:
    rows = connection.execute(
        "SELECT g.table_name, g.column_name, s.definition FROM gpkg_geometry_columns g "
        "JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id "
        "WHERE upper(g.geometry_type_name) IN ('POINT', 'MULTIPOINT', 'GEOMETRY') ORDER BY g.table_name"
    ).fetchall()
    found = next((row for row in rows if not layer or row[0].lower() == layer.lower()), None)
    if found is None:
        wanted = f"layer {layer!r}" if layer else "layer of points"
        raise EngineProblem(
            "samples_unreadable",
            f"{path.name} has no {wanted}; its layers of points are: {', '.join(r[0] for r in rows) or 'none'}.",
        )
    return str(found[0]), str(found[1]), str(found[2] or "")


def _design(connection: sqlite3.Connection) -> tuple[dict[int, float], dict[str, str]]:
    """The strata's areas and how the sample was drawn; empty for a layer that is no sample of Corina's."""
    try:
        sizes = dict(connection.execute(f"SELECT stratum, area_ha FROM {STRATA_TABLE}"))  # nosec B608
        facts = dict(connection.execute(f"SELECT key, value FROM {FACTS_TABLE}"))  # nosec B608
    except sqlite3.Error:
        return {}, {}
    wrong = [code for code, area in sizes.items() if not (area and float(area) > 0)]
    if wrong:
        raise EngineProblem(
            "samples_unreadable",
            f"The sample's table {STRATA_TABLE} has no area above 0 for stratum {wrong[0]}; draw the sample again.",
        )
    return {int(k): float(v) for k, v in sizes.items()}, {str(k): str(v) for k, v in facts.items()}


def _strata(values: list[object]) -> npt.NDArray[np.int64]:
    return np.array([int(v) if isinstance(v, (int, float)) else -1 for v in values], np.int64)


def _place(blob: bytes) -> tuple[float, float]:
    """The point, or the first of several, of a GeoPackage geometry; NaN where it is empty."""
    if blob[3] & _EMPTY_FLAG:
        return _NOWHERE
    at = 8 + {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}[(blob[3] >> 1) & 7]
    order = "<" if blob[at] else ">"
    (kind,) = struct.unpack_from(order + "I", blob, at + 1)
    if kind % 1000 == 4:
        at += 9
        order = "<" if blob[at] else ">"
    x, y = struct.unpack_from(order + "2d", blob, at + 5)
    return x, y


def _read_with_gdal(path: Path, job: AccuracyJob) -> LabelledPoints:
    # Imported here: it comes with the engine's extra "compare", and a sample of Corina's does not need it.
    import pyogrio
    import shapely

    from corina.engine.reference.shapes import geometries

    try:
        meta, _, geometry, columns = pyogrio.raw.read(path, layer=job.layer or None)
        shapes = geometries(geometry)
        names = list(meta["fields"])
        labels = list(columns[names.index(_field(names, job.label_field, path))])
        centres = shapely.get_coordinates(shapely.centroid(shapes))
    except (
        pyogrio.errors.DataSourceError,
        pyogrio.errors.DataLayerError,
        shapely.errors.ShapelyError,
    ) as error:
        raise EngineProblem(
            "samples_unreadable", f"{path.name} is no layer of points that can be read.", str(error)
        ) from error
    places = np.full((len(shapes), 2), np.nan)
    places[~(shapely.is_empty(shapes) | shapely.is_missing(shapes))] = centres
    return _points(path, _crs(str(meta["crs"] or ""), path), [tuple(c) for c in places.tolist()], labels)


def _crs(text: str, path: Path) -> CRS:
    """Raises EngineProblem (no_crs) where a file says only that it is not known, as GeoPackages do."""
    try:
        if not _NO_CRS.search(text):
            return CRS.from_user_input(text)
    except CRSError as error:
        raise EngineProblem(
            "no_crs", f"The CRS of {path.name} is not known; assign one and try again.", str(error)
        ) from error
    raise EngineProblem("no_crs", f"{path.name} has no CRS; assign one and try again.")


def _field(names: list[str], wanted: str, path: Path) -> str:
    found = next((name for name in names if name.lower() == wanted.lower()), None)
    if found is None:
        raise EngineProblem(
            "label_field_missing",
            f"{path.name} has no field {wanted!r} for the label; its fields are {', '.join(names)}.",
        )
    return found


def _quoted(name: str) -> str:
    return name.replace('"', '""')


def _read_lucas(path: Path, job: AccuracyJob) -> LabelledPoints:
    table: Mapping[str, Meaning] = read_lucas_table(job.lucas_table) if job.lucas_table else LUCAS
    meanings: list[Meaning | None] = []
    unknown: dict[str, int] = {}
    unknown_at = set()
    points = read_lucas(path)
    for index, point in enumerate(points):
        meanings.append(lucas_meaning(point.cover, table))
        if meanings[-1] is None and not point.not_relevant:
            unknown[point.cover] = unknown.get(point.cover, 0) + 1
            unknown_at.add(index)
    return LabelledPoints(
        path.stem,
        CRS.from_epsg(4326),
        np.array([point.place for point in points], np.float64).reshape(-1, 2),
        meanings,
        unknown,
        frozenset(unknown_at),
        facts={"design": "lucas"},
        sets=True,
        from_photos=frozenset(i for i, point in enumerate(points) if point.from_photos),
    )
