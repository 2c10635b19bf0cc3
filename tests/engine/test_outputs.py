"""Publishing results: an old file is under its name until the new one is, whatever happens."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from corina.engine import outputs
from corina.engine.outputs import OutputFolder


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
