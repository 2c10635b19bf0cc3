"""Reading and writing polygons and points in GeoPackages with the standard library (OGC GeoPackage 1.3, WKB)."""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timezone
from itertools import islice
from pathlib import Path, PurePath
from typing import Any
from xml.etree import ElementTree

import numpy as np
from rasterio.crs import CRS

_APPLICATION_ID = 0x47504B47  # "GPKG"
_USER_VERSION = 10300
_BATCH = 2000
_CUSTOM_SRS = 100_000

_SCHEMA = """
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '', last_change DATETIME NOT NULL, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,
  srs_id INTEGER, CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
"""
# The R-tree extension of the standard (annex F.3): QGIS and GDAL find polygons by place through it, and their own
# edits keep it up to date through the triggers, whose ST_ functions they bring.
_SPATIAL_INDEX = """
CREATE TABLE gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL,
  scope TEXT NOT NULL, CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
INSERT INTO gpkg_extensions VALUES ('{t}', 'geom', 'gpkg_rtree_index',
  'http://www.geopackage.org/spec120/#extension_rtree', 'write-only');
CREATE VIRTUAL TABLE "rtree_{t}_geom" USING rtree(id, minx, maxx, miny, maxy);
CREATE TRIGGER "rtree_{t}_geom_insert" AFTER INSERT ON "{t}" WHEN (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom))
  BEGIN INSERT OR REPLACE INTO "rtree_{t}_geom" VALUES (NEW.fid, {bounds}); END;
CREATE TRIGGER "rtree_{t}_geom_update1" AFTER UPDATE OF geom ON "{t}"
  WHEN OLD.fid = NEW.fid AND (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom))
  BEGIN INSERT OR REPLACE INTO "rtree_{t}_geom" VALUES (NEW.fid, {bounds}); END;
CREATE TRIGGER "rtree_{t}_geom_update2" AFTER UPDATE OF geom ON "{t}"
  WHEN OLD.fid = NEW.fid AND (NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))
  BEGIN DELETE FROM "rtree_{t}_geom" WHERE id = OLD.fid; END;
CREATE TRIGGER "rtree_{t}_geom_update3" AFTER UPDATE ON "{t}"
  WHEN OLD.fid != NEW.fid AND (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom))
  BEGIN DELETE FROM "rtree_{t}_geom" WHERE id = OLD.fid;
  INSERT OR REPLACE INTO "rtree_{t}_geom" VALUES (NEW.fid, {bounds}); END;
CREATE TRIGGER "rtree_{t}_geom_update4" AFTER UPDATE ON "{t}"
  WHEN OLD.fid != NEW.fid AND (NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))
  BEGIN DELETE FROM "rtree_{t}_geom" WHERE id IN (OLD.fid, NEW.fid); END;
CREATE TRIGGER "rtree_{t}_geom_delete" AFTER DELETE ON "{t}" WHEN OLD.geom NOT NULL
  BEGIN DELETE FROM "rtree_{t}_geom" WHERE id = OLD.fid; END;
"""
# The metadata extension of the standard (annex F.8), filled as GDAL fills it for the metadata of a layer.
_METADATA = """
CREATE TABLE gpkg_metadata (id INTEGER CONSTRAINT m_pk PRIMARY KEY ASC NOT NULL,
  md_scope TEXT NOT NULL DEFAULT 'dataset', md_standard_uri TEXT NOT NULL,
  mime_type TEXT NOT NULL DEFAULT 'text/xml', metadata TEXT NOT NULL DEFAULT '');
CREATE TABLE gpkg_metadata_reference (reference_scope TEXT NOT NULL, table_name TEXT, column_name TEXT,
  row_id_value INTEGER, timestamp DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  md_file_id INTEGER NOT NULL, md_parent_id INTEGER,
  CONSTRAINT crmr_mfi_fk FOREIGN KEY (md_file_id) REFERENCES gpkg_metadata(id),
  CONSTRAINT crmr_mpi_fk FOREIGN KEY (md_parent_id) REFERENCES gpkg_metadata(id));
INSERT INTO gpkg_extensions VALUES ('gpkg_metadata', NULL, 'gpkg_metadata',
  'http://www.geopackage.org/spec120/#extension_metadata', 'read-write');
INSERT INTO gpkg_extensions VALUES ('gpkg_metadata_reference', NULL, 'gpkg_metadata',
  'http://www.geopackage.org/spec120/#extension_metadata', 'read-write');
"""
_NEW_BOUNDS = "ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom)"
_STANDARD_SRS = (
    ("Undefined cartesian SRS", -1, "NONE", -1, "undefined", None),
    ("Undefined geographic SRS", 0, "NONE", 0, "undefined", None),
    ("WGS 84", 4326, "EPSG", 4326, CRS.from_epsg(4326).to_wkt(), None),
)

Ring = Sequence[tuple[float, float]]


@dataclass(frozen=True)
class Feature:
    """A polygon (outer ring first) and the values of its fields."""

    rings: Sequence[Ring]
    values: tuple[Any, ...]


@dataclass(frozen=True)
class PointFeature:
    """A point and the values of its fields."""

    x: float
    y: float
    values: tuple[Any, ...]


@dataclass(frozen=True)
class AttributeTable:
    """A table without geometry that goes into a GeoPackage beside the layer. fields: names and SQL types."""

    name: str
    fields: Sequence[tuple[str, str]]
    rows: Sequence[tuple[Any, ...]]
    description: str


def write_polygons(
    path: str,
    table: str,
    crs: CRS,
    fields: Sequence[tuple[str, str]],
    features: Iterable[Feature],
    description: str,
    tags: Mapping[str, str] | None = None,
) -> int:
    """Write polygons into a new GeoPackage and return their number.

    fields: names and SQL types (INTEGER, REAL, TEXT). tags: metadata of the layer, as GDAL and QGIS read it.
    Raises sqlite3.Error or OSError when the disk is full.
    """
    return _write(path, table, crs, fields, features, description, "POLYGON", (), tags)


def write_points(
    path: str,
    table: str,
    crs: CRS,
    fields: Sequence[tuple[str, str]],
    features: Iterable[PointFeature],
    description: str,
    tables: Sequence[AttributeTable] = (),
) -> int:
    """Write points, and tables beside them, into a new GeoPackage; as `write_polygons`."""
    return _write(path, table, crs, fields, features, description, "POINT", tables)


def _write(
    path: str,
    table: str,
    crs: CRS,
    fields: Sequence[tuple[str, str]],
    features: Iterable[Feature | PointFeature],
    description: str,
    kind: str,
    tables: Sequence[AttributeTable],
    tags: Mapping[str, str] | None = None,
) -> int:
    connection = sqlite3.connect(path)
    try:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA journal_mode = MEMORY")
        connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {_USER_VERSION}")
        connection.executescript(_SCHEMA)
        srs = _srs_row(crs)
        rows = {row[1]: row for row in (*_STANDARD_SRS, srs)}
        connection.executemany("INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)", rows.values())
        columns = ", ".join(f'"{name}" {field_kind}' for name, field_kind in fields)
        connection.execute(
            f'CREATE TABLE "{table}" (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom {kind}, {columns})'
        )
        geometry = (table, "geom", kind, srs[1], 0, 0)
        count, bounds = _insert(connection, table, fields, features, srs[1])
        contents = (table, "features", table, description, _now(), *bounds, srs[1])
        connection.execute("INSERT INTO gpkg_contents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", contents)
        connection.execute("INSERT INTO gpkg_geometry_columns VALUES (?, ?, ?, ?, ?, ?)", geometry)
        _index(connection, table)
        for attributes in tables:
            _add_table(connection, attributes)
        if tags:
            _add_tags(connection, table, tags)
        connection.commit()
        return count
    finally:
        connection.close()


def _now() -> str:
    return datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def _add_table(connection: sqlite3.Connection, table: AttributeTable) -> None:
    columns = ", ".join(f'"{name}" {kind}' for name, kind in table.fields)
    connection.execute(
        f'CREATE TABLE "{table.name}" (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, {columns})'
    )
    # Table and field names are the caller's constants; every value goes in as a parameter.
    names = ", ".join(f'"{name}"' for name, _ in table.fields)
    marks = ", ".join("?" * len(table.fields))
    connection.executemany(f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})', table.rows)  # nosec B608
    contents = (table.name, "attributes", table.name, table.description, _now(), None, None, None, None, None)
    connection.execute("INSERT INTO gpkg_contents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", contents)


def _add_tags(connection: sqlite3.Connection, table: str, tags: Mapping[str, str]) -> None:
    connection.executescript(_METADATA)
    root = ElementTree.Element("GDALMultiDomainMetadata")
    domain = ElementTree.SubElement(root, "Metadata")
    for name, text in tags.items():
        ElementTree.SubElement(domain, "MDI", key=name).text = text
    xml = ElementTree.tostring(root, encoding="unicode")
    row = (1, "dataset", "http://gdal.org", "text/xml", xml)
    connection.execute("INSERT INTO gpkg_metadata VALUES (?, ?, ?, ?, ?)", row)
    told = ("table", table, None, None, _now(), 1, None)
    connection.execute("INSERT INTO gpkg_metadata_reference VALUES (?, ?, ?, ?, ?, ?, ?)", told)


def _insert(
    connection: sqlite3.Connection,
    table: str,
    fields: Sequence[tuple[str, str]],
    features: Iterable[Feature | PointFeature],
    srs_id: int,
) -> tuple[int, tuple[float | None, ...]]:
    names = ", ".join(f'"{name}"' for name, _ in fields)
    marks = ", ".join("?" * (len(fields) + 1))
    # Table and field names are the caller's constants; every value goes in as a parameter.
    statement = f'INSERT INTO "{table}" (geom, {names}) VALUES ({marks})'  # nosec B608
    count, bounds = 0, np.array([np.inf, np.inf, -np.inf, -np.inf])
    remaining = iter(features)
    while batch := list(islice(remaining, _BATCH)):
        rows = []
        for feature in batch:
            blob, extent = (
                _polygon(feature.rings, srs_id) if isinstance(feature, Feature) else _point(feature, srs_id)
            )
            bounds[:2] = np.minimum(bounds[:2], extent[:2])
            bounds[2:] = np.maximum(bounds[2:], extent[2:])
            rows.append((blob, *feature.values))
        connection.executemany(statement, rows)
        count += len(batch)
    return count, tuple(bounds.tolist()) if count else (None,) * 4


def _index(connection: sqlite3.Connection, table: str) -> None:
    """Add the spatial index: the envelopes stand in the geometries' headers, after the magic, flags and SRS id."""
    connection.executescript(_SPATIAL_INDEX.format(t=table, bounds=_NEW_BOUNDS))
    query = f'SELECT fid, substr(geom, 9, 32) FROM "{table}"'  # nosec B608
    envelopes = ((fid, *struct.unpack("<4d", header)) for fid, header in connection.execute(query))
    insert = f'INSERT INTO "rtree_{table}_geom" VALUES (?, ?, ?, ?, ?)'  # nosec B608
    connection.executemany(insert, envelopes)


def _srs_row(crs: CRS) -> tuple[str, int, str, int, str, None]:
    code = crs.to_epsg()
    if code is not None:
        return f"EPSG:{code}", code, "EPSG", code, crs.to_wkt(), None
    return "Scene CRS", _CUSTOM_SRS, "NONE", _CUSTOM_SRS, crs.to_wkt(), None


def _polygon(rings: Sequence[Ring], srs_id: int) -> tuple[bytes, Any]:
    arrays = [np.asarray(ring, dtype="<f8") for ring in rings]
    low, high = arrays[0].min(axis=0), arrays[0].max(axis=0)
    body = b"".join(struct.pack("<I", len(array)) + array.tobytes() for array in arrays)
    header = _header(srs_id, low, high)
    return header + struct.pack("<BII", 1, 3, len(arrays)) + body, np.concatenate([low, high])


def _point(point: PointFeature, srs_id: int) -> tuple[bytes, Any]:
    place = (point.x, point.y)
    # The envelope could be left out for a point; the spatial index is made from it.
    return _header(srs_id, place, place) + struct.pack("<BI2d", 1, 1, *place), np.array([*place, *place])


def _header(srs_id: int, low: Any, high: Any) -> bytes:  # noqa: ANN401 - a pair or an array of two
    # Little endian, envelope of x and y, as in the standard's GeoPackageBinary.
    return b"GP\x00\x03" + struct.pack("<i4d", srs_id, low[0], high[0], low[1], high[1])


def address(path: PurePath, how: str = "mode=ro") -> str:
    """The address under which SQLite opens a file without writing to it, also one on a Windows share."""
    text = path.as_uri()
    # SQLite takes what stands between the second and the third slash for a machine, and knows none but this one.
    return f"{text if text.startswith('file:///') else text.replace('file://', 'file:////', 1)}?{how}"


def read_polygons(path: str) -> tuple[str, list[dict[str, Any]]]:
    """The polygons of the first polygon layer of a GeoPackage, as GeoJSON geometries, and the WKT of their CRS.

    Raises ValueError with one sentence when there is none.
    """
    name = Path(path).name
    with closing(sqlite3.connect(address(Path(path).resolve()), uri=True)) as connection:
        try:
            row = connection.execute(
                "SELECT g.table_name, g.column_name, s.definition FROM gpkg_geometry_columns g "
                "JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id "
                "WHERE upper(g.geometry_type_name) IN "
                "('POLYGON', 'MULTIPOLYGON', 'GEOMETRY', 'SURFACE', 'MULTISURFACE', 'GEOMETRYCOLLECTION')"
            ).fetchone()
            if row is None:
                raise ValueError(f"{name} has no polygon layer.")
            table, column = (str(value).replace('"', '""') for value in row[:2])
            # The names come from the file's own catalogue and are quoted.
            query = f'SELECT "{column}" FROM "{table}" WHERE "{column}" IS NOT NULL'  # nosec B608
            blobs = [bytes(blob) for (blob,) in connection.execute(query)]
        except sqlite3.Error as error:
            raise ValueError(f"{name} is not a readable GeoPackage ({error}).") from error
    try:
        return str(row[2]), [geometry for blob in blobs for geometry in _from_blob(blob)]
    except (struct.error, IndexError, KeyError) as error:
        raise ValueError(f"{name} holds a damaged geometry ({error}).") from error


def read_geometries(path: str, table: str, fids: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    """The polygons of some features as GeoJSON geometries, by fid; those that are not there are left out.

    Raises sqlite3.Error where the layer cannot be read.
    """
    found: dict[int, list[dict[str, Any]]] = {}
    with closing(sqlite3.connect(address(Path(path).resolve()), uri=True)) as connection:
        for fid in fids:
            # The table is the caller's constant; the column is what `write_polygons` calls it.
            query = f'SELECT geom FROM "{table}" WHERE fid = ? AND geom IS NOT NULL'  # nosec B608
            row = connection.execute(query, (fid,)).fetchone()
            if row is not None:
                found[fid] = list(_from_blob(bytes(row[0])))
    return found


def _from_blob(blob: bytes) -> Iterator[dict[str, Any]]:
    envelope = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}[(blob[3] >> 1) & 7]
    yield from _from_wkb(memoryview(blob), 8 + envelope)[0]


def _from_wkb(data: memoryview, at: int) -> tuple[list[dict[str, Any]], int]:
    order = "<" if data[at] else ">"
    (kind,) = struct.unpack_from(order + "I", data, at + 1)
    dimensions = 2 + (kind // 1000 in (1, 2)) + 2 * (kind // 1000 == 3)
    base, at = kind % 1000, at + 5
    if base == 3:
        (rings,) = struct.unpack_from(order + "I", data, at)
        at += 4
        coordinates = []
        for _ in range(rings):
            (points,) = struct.unpack_from(order + "I", data, at)
            values = np.frombuffer(data, order + "f8", points * dimensions, at + 4).reshape(
                points, dimensions
            )
            coordinates.append([(float(x), float(y)) for x, y in values[:, :2]])
            at += 4 + points * dimensions * 8
        return [{"type": "Polygon", "coordinates": coordinates}], at
    if base in (6, 7):
        (parts,) = struct.unpack_from(order + "I", data, at)
        at += 4
        found: list[dict[str, Any]] = []
        for _ in range(parts):
            geometry, at = _from_wkb(data, at)
            found += geometry
        return found, at
    raise ValueError(f"The area holds a geometry of WKB type {kind}; only polygons can be classified.")
