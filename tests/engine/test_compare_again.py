"""Comparing again into the same folder: changes that someone judged are kept, others are replaced."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from xml.etree import ElementTree

import pytest

from corina.clc.change_style import WRITER, is_own_style
from corina.engine import events
from corina.engine.errors import Cancelled, EngineProblem
from corina.engine.handlers import carry_out
from corina.engine.jobs import ClassifyJob, CompareJob, CompareOptions, LandCoverInput, SceneInput

from .comparing import changed_map, compare

UNIT = CompareOptions(minimum_unit_ha=1, minimum_width_m=0)


def judge(changes: Path, fid: int, status: str, comment: str = "") -> sqlite3.Connection:
    """Write a verdict as QGIS does, which leaves it in a file beside the changes until the connection is closed."""
    database = sqlite3.connect(changes, isolation_level=None)
    for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        database.execute(f'DROP TRIGGER "{name}"')  # they need functions of GDAL's
    database.execute("PRAGMA journal_mode = WAL")
    values = (status, comment, fid)
    assert database.execute("UPDATE changes SET status = ?, comment = ? WHERE fid = ?", values).rowcount == 1
    return database


def verdicts(changes: Path) -> list[tuple[int, str, str]]:
    with closing(sqlite3.connect(changes)) as database:
        return database.execute(
            "SELECT fid, status, comment FROM changes WHERE status <> '' OR comment <> ''"
        ).fetchall()


@pytest.mark.parametrize(("name", "prefix"), [("", ""), ("x", "x_")])
def test_judged_changes_are_kept_beside_the_new_ones(tmp_path, name, prefix):
    prediction, reference, _ = changed_map(tmp_path)
    first = compare(tmp_path, prediction, reference, UNIT, name=name)
    assert not first["warnings"]
    changes = tmp_path / "out" / f"{prefix}changes.gpkg"
    again = compare(tmp_path, prediction, reference, UNIT, name=name)
    assert again["warnings"] == [] and not list(changes.parent.glob("*judged*")), "nobody judged them"
    for number, (status, comment) in enumerate((("rejected", ""), ("", "a shadow?")), start=1):
        kept = changes.with_name(f"{prefix}changes_judged_{number}.gpkg")
        with closing(judge(changes, 2, status, comment)):
            second = compare(tmp_path, prediction, reference, UNIT, name=name)
            assert verdicts(kept) == [(2, status, comment)], "also what is still beside the old file"
            assert verdicts(changes) == [], "the new ones"
        assert len(second["warnings"]) == 1
        assert str(changes) in second["warnings"][0] and kept.name in second["warnings"][0]
        record = json.loads(Path(second["outputs"]["result_json"]).read_text(encoding="utf-8"))
        assert record["warnings"] == second["warnings"]
    assert verdicts(changes.with_name(f"{prefix}changes_judged_1.gpkg")) == [(2, "rejected", "")]
    assert not [p.name for p in changes.parent.iterdir() if p.name.endswith(("-wal", "-shm"))]


def test_a_comparison_that_ends_early_changes_nothing(tmp_path):
    prediction, reference, _ = changed_map(tmp_path)
    compare(tmp_path, prediction, reference, UNIT)
    changes = tmp_path / "out" / "changes.gpkg"
    with closing(judge(changes, 1, "unsure")) as database:
        database.execute("PRAGMA journal_mode = DELETE")  # as QGIS does on letting go of a layer
    before = {p.name: p.read_bytes() for p in changes.parent.iterdir()}
    job = CompareJob(LandCoverInput(reference), str(changes.parent), LandCoverInput(prediction))

    def cancel(event: events.Event) -> None:
        if isinstance(event, events.Log) and event.level is events.LogLevel.WARNING:
            raise Cancelled  # as late as can be: the copy is made

    with pytest.raises(Cancelled):
        carry_out(job, cancel)
    with pytest.raises(EngineProblem):
        compare(tmp_path, prediction, str(tmp_path / "missing.tif"), UNIT)
    assert {p.name: p.read_bytes() for p in changes.parent.iterdir()} == before


@pytest.mark.parametrize("name", ["changes.gpkg", "report.html", "classes.csv", "from_to.tif"])
def test_files_that_are_of_no_comparison_are_never_replaced(tmp_path, name):
    prediction, reference, _ = changed_map(tmp_path)
    mine = tmp_path / "out" / name
    mine.parent.mkdir()
    mine.write_bytes(b"my own work")
    with pytest.raises(EngineProblem, match=f"already holds {name}, but no result.json") as caught:
        compare(tmp_path, prediction, reference, UNIT)
    assert caught.value.code == "output_exists"
    assert [path.name for path in mine.parent.iterdir()] == [name] and mine.read_bytes() == b"my own work"
    compare(tmp_path, prediction, reference, UNIT, name="x")  # another name is no matter


def test_a_file_that_holds_no_changes_is_replaced(tmp_path):
    prediction, reference, _ = changed_map(tmp_path)
    changes = tmp_path / "out" / "changes.gpkg"
    compare(tmp_path, prediction, reference, UNIT)
    changes.write_bytes(b"no database")
    result = compare(tmp_path, prediction, reference, UNIT)
    assert result["warnings"] == [] and verdicts(changes) == []
    assert not list(changes.parent.glob("*judged*"))


@pytest.mark.parametrize("content", ['{"model": {"name": "tiny"}, "levels": {}}', "no record of Corina's"])
def test_the_record_of_something_else_is_never_replaced(tmp_path, content):
    """A classification called x leaves x_result.json and x_polygons.gpkg, as a comparison called x would."""
    prediction, reference, _ = changed_map(tmp_path)
    folder = tmp_path / "out"
    folder.mkdir()
    before = {"x_result.json": content.encode(), "x_polygons.gpkg": b"polygons of classes"}
    for name, data in before.items():
        (folder / name).write_bytes(data)
    with pytest.raises(
        EngineProblem, match=r"already holds x_result.json, which is of no comparison .*; choose"
    ) as caught:
        compare(tmp_path, prediction, reference, UNIT, name="x")
    assert caught.value.code == "output_exists"
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == before
    result = compare(tmp_path, prediction, reference, UNIT, name="y")
    assert Path(result["outputs"]["result_json"]).name == "y_result.json"


def test_a_map_that_is_read_is_never_replaced(tmp_path):
    prediction, reference, _ = changed_map(tmp_path)
    result = compare(tmp_path, prediction, reference, UNIT)
    difference = Path(result["outputs"]["difference"])
    before = difference.read_bytes()
    with pytest.raises(EngineProblem, match="which it reads") as caught:
        compare(tmp_path, prediction, str(difference), UNIT)
    assert caught.value.code == "output_exists" and difference.read_bytes() == before


def test_a_scene_and_its_comparison_of_one_name_are_refused_before_anything_is_classified(tmp_path):
    _, reference, _ = changed_map(tmp_path)
    first = ClassifyJob(SceneInput(str(tmp_path / "scene.tif")), str(tmp_path / "out"))
    job = CompareJob(LandCoverInput(reference), str(tmp_path / "out"), classify=first, name="scene")
    with pytest.raises(EngineProblem, match="called scene in") as caught:
        carry_out(job, lambda event: None)
    assert caught.value.code == "output_exists" and not (tmp_path / "out").exists()


def test_styles_of_ours_are_renewed_and_a_users_stay(tmp_path):
    prediction, reference, _ = changed_map(tmp_path)
    compare(tmp_path, prediction, reference, UNIT)
    changes, pairs = tmp_path / "out" / "changes.qml", tmp_path / "out" / "from_to.qml"
    ours = changes.read_bytes()
    assert is_own_style(changes) and is_own_style(pairs)
    pairs.write_text("<qgis version='3.40.0'>a style of mine</qgis>")
    changes.write_bytes(ours + b" ")
    compare(tmp_path, prediction, reference, UNIT)
    assert changes.read_bytes() == ours
    assert pairs.read_text() == "<qgis version='3.40.0'>a style of mine</qgis>"
    assert not is_own_style(tmp_path / "missing.qml")


def test_a_template_to_print_is_left_and_one_that_a_user_changed_stays(tmp_path):
    prediction, reference, _ = changed_map(tmp_path)
    compare(tmp_path, prediction, reference, UNIT)
    template = tmp_path / "out" / "layout.qpt"
    kinds = {item.get("type") for item in ElementTree.parse(template).getroot().iter("LayoutItem")}
    assert len(kinds) == 6  # page, label, map, legend, scale bar and picture
    template.write_text(f'<Layout writer="{WRITER}" name="of an older Corina"/>')
    compare(tmp_path, prediction, reference, UNIT)
    assert "LayoutItem" in template.read_text(), "ours is renewed"
    template.write_text("<Layout/>")
    compare(tmp_path, prediction, reference, UNIT)
    assert template.read_text() == "<Layout/>"
