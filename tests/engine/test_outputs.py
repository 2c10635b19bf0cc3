"""Publishing results: an old file is under its name until the new one is, whatever happens."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from corina.engine import outputs
from corina.engine.outputs import OutputFolder

from .comparing import changed_map
from .land_cover import square, write_polygons

BOOTSTRAP = Path(__file__).resolve().parents[2] / "engine" / "bootstrap.py"


def written(folder: Path, monkeypatch: pytest.MonkeyPatch, stop_at: int) -> None:
    """Publish two files and be cancelled at the given call of os.replace or os.link, before it does anything."""
    calls = iter(range(100))

    def stopping(real):
        def call(*arguments: object) -> None:
            if next(calls) == stop_at:
                raise KeyboardInterrupt
            real(*arguments)

        return call

    with OutputFolder(str(folder), "map") as output:
        Path(output.path("_a.tif")).write_text("new a")
        Path(output.path("_b.tif")).write_text("new b")
        monkeypatch.setattr(outputs.os, "replace", stopping(os.replace))
        monkeypatch.setattr(outputs.os, "link", stopping(os.link))
        output.publish()


@pytest.mark.parametrize("stop_at", range(3))
def test_a_run_cancelled_while_it_publishes_leaves_the_old_files(tmp_path, monkeypatch, stop_at):
    (tmp_path / "map_a.tif").write_text("old a")
    with pytest.raises(KeyboardInterrupt):
        written(tmp_path, monkeypatch, stop_at)
    assert {p.name: p.read_text() for p in tmp_path.iterdir()} == {"map_a.tif": "old a"}


def test_published_files_replace_the_old_ones(tmp_path, monkeypatch):
    (tmp_path / "map_a.tif").write_text("old a")
    written(tmp_path, monkeypatch, 99)
    assert {p.name: p.read_text() for p in tmp_path.iterdir()} == {"map_a.tif": "new a", "map_b.tif": "new b"}


def test_an_old_file_is_there_at_any_moment(tmp_path, monkeypatch):
    """A run killed while it publishes runs nothing any more: what it was about to replace must still be there."""
    target = tmp_path / "map_a.tif"
    target.write_text("old a")
    real, seen = os.replace, []

    def watched(*arguments: object) -> None:
        seen.append(target.exists())
        real(*arguments)

    with OutputFolder(str(tmp_path), "map") as output:
        Path(output.path("_a.tif")).write_text("new a")
        monkeypatch.setattr(outputs.os, "replace", watched)
        output.publish()
    assert seen == [True]


def test_what_sqlite_keeps_beside_an_old_file_goes_with_it(tmp_path):
    """Else the new file would be read with the pages that a program which has the old one open had not yet merged."""
    target = tmp_path / "map_a.gpkg"

    def write(value: int) -> sqlite3.Connection:
        database = sqlite3.connect(target if value == 1 else output.path("_a.gpkg"), isolation_level=None)
        database.execute("CREATE TABLE found (value INTEGER)")
        return database

    old = write(1)
    old.execute("PRAGMA journal_mode = WAL")
    old.execute("INSERT INTO found VALUES (1)")
    assert (tmp_path / "map_a.gpkg-wal").stat().st_size > 0
    with OutputFolder(str(tmp_path), "map") as output, closing(old):
        new = write(2)
        new.execute("INSERT INTO found VALUES (2)")
        new.close()
        output.publish()
        with closing(sqlite3.connect(target)) as read:
            assert read.execute("SELECT value FROM found").fetchall() == [(2,)]
    assert [p.name for p in tmp_path.iterdir()] == ["map_a.gpkg"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit on the size of files")
@pytest.mark.parametrize(
    ("command", "limit_kb"),
    [
        *(("compare", limit) for limit in (1, 4, 20, 60)),
        *(("generalise", limit) for limit in (1, 4, 20, 60)),
    ],
)
def test_a_full_disk_is_said_whichever_file_finds_it(tmp_path, command, limit_kb):
    """Rasters, tables, GeoPackages and the report each fail in a way of their own; a limit on files is as good."""
    import resource

    after, before, _ = changed_map(tmp_path)
    shapes = [square(row, column, 20, 20) for row in range(0, 100, 20) for column in range(0, 120, 20)]
    polygons = write_polygons(tmp_path / "clc.gpkg", shapes, {"code_18": ["211", "311"] * 15})
    maps = [after, polygons] if command == "compare" else [before]
    done = subprocess.run(
        [sys.executable, "-IB", str(BOOTSTRAP), "cli", command, *maps, str(tmp_path / "out")],
        capture_output=True,
        text=True,
        timeout=120,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1024 * limit_kb, 1024 * limit_kb)),
    )
    said = f"Error: There is no room left for the results in {tmp_path / 'out'}; free some space or choose another."
    assert done.returncode == 1 and said in done.stderr.splitlines(), done.stderr
    assert not (tmp_path / "out").exists()


def test_what_fails_after_publishing_puts_the_old_files_back(tmp_path):
    (tmp_path / "map_a.tif").write_text("old a")

    def fail_late() -> None:
        with OutputFolder(str(tmp_path), "map") as output:
            Path(output.path("_a.tif")).write_text("new a")
            Path(output.path("_b.tif")).write_text("new b")
            output.publish()
            assert (tmp_path / "map_a.tif").read_text() == "new a"
            raise ValueError

    with pytest.raises(ValueError):
        fail_late()
    assert {p.name: p.read_text() for p in tmp_path.iterdir()} == {"map_a.tif": "old a"}
