"""Opening GeoPackages wherever they lie."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import PurePosixPath, PureWindowsPath

import pytest

from corina.engine.geopackage import address


def test_a_file_is_opened_by_an_address_whatever_its_name_and_never_written_to(tmp_path):
    path = tmp_path / "Prüfung #1 100 %?.gpkg"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE here (value TEXT)")
    with closing(sqlite3.connect(address(path), uri=True)) as connection:
        assert connection.execute("SELECT count(*) FROM here").fetchone() == (0,)
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            connection.execute("INSERT INTO here VALUES ('x')")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (PurePosixPath("/data/a b.gpkg"), "file:///data/a%20b.gpkg?mode=ro"),
        (PureWindowsPath("C:\\data\\a.gpkg"), "file:///C:/data/a.gpkg?mode=ro"),
        (PureWindowsPath("\\\\server\\maps\\a.gpkg"), "file:////server/maps/a.gpkg?mode=ro"),
    ],
)
def test_a_windows_share_is_no_machine_that_sqlite_would_have_to_know(path, expected):
    """SQLite refuses "file://server/..."; a path that begins with two slashes it hands to Windows as it is."""
    assert address(path) == expected
