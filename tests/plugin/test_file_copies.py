"""Copies of files that QGIS may have open."""

import sqlite3
from contextlib import closing

import pytest

from corina.plugin.file_copies import copy_file


def write_geopackage(path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE changes (verdict TEXT)")
        connection.execute("INSERT INTO changes VALUES ('confirmed')")
        connection.commit()
    return path


def verdicts(path):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT verdict FROM changes").fetchall()


def test_a_copy_replaces_what_was_there(tmp_path):
    file, target = write_geopackage(tmp_path / "Änderungen 1.GPKG"), tmp_path / "hand in.gpkg"
    target.write_bytes(b"not a database at all")
    copy_file(file, target)
    assert verdicts(target) == verdicts(file) == [("confirmed",)]


def test_a_file_is_not_copied_onto_itself_under_another_name(tmp_path):
    (tmp_path / "run").mkdir()
    file = write_geopackage(tmp_path / "run" / "changes.gpkg")
    text = tmp_path / "run" / "result.json"
    text.write_text("{}", encoding="utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "run", target_is_directory=True)
    copy_file(file, tmp_path / "link" / "changes.gpkg")
    copy_file(text, tmp_path / "link" / "result.json")
    assert verdicts(file) == [("confirmed",)] and text.read_text(encoding="utf-8") == "{}"


def test_what_is_no_geopackage_is_refused_as_a_file_that_cannot_be_copied(tmp_path):
    file = tmp_path / "changes.gpkg"
    file.write_bytes(b"not a database at all, but long enough to be read as one" * 20)
    with pytest.raises(OSError, match=r"changes\.gpkg cannot be copied"):
        copy_file(file, tmp_path / "copy.gpkg")
