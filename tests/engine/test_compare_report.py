"""The report of a comparison made again after its changes were judged: verdicts, what is gone, what fails."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

pytest.importorskip("matplotlib")

from corina.engine.compare.judged import judged_text
from corina.engine.errors import EngineProblem
from corina.engine.handlers import carry_out
from corina.engine.jobs import CompareOptions, CompareReportJob, JobError, job_from_json, to_json
from corina.engine.report import comparison as comparison_module

from .comparing import changed_map, compare
from .land_cover import write_result
from .test_report import check

UNIT = CompareOptions(minimum_unit_ha=1, minimum_width_m=0)


def report(folder) -> dict:
    return carry_out(CompareReportJob(str(folder)), lambda event: None)


def judge(changes: str | Path, **verdicts: tuple[str, str]) -> None:
    """Write status and comment of changes by their hectares: h9=("confirmed", "text")."""
    with closing(sqlite3.connect(changes)) as database:
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            database.execute(f'DROP TRIGGER "{name}"')  # they need functions of GDAL's
        for key, (status, comment) in verdicts.items():
            area = float(key[1:].replace("_", "."))
            done = database.execute(
                "UPDATE changes SET status = ?, comment = ? WHERE area_ha = ?", (status, comment, area)
            )
            assert done.rowcount == 1
        database.commit()


@pytest.fixture
def compared(tmp_path) -> dict:
    """Three changes: 9 and 2.25 ha of 211 to 112, 2 ha of 211 to 311."""
    prediction, reference, _ = changed_map(tmp_path)
    return compare(tmp_path, prediction, reference, UNIT)


def test_verdicts_and_comments_are_in_the_report(compared):
    before = Path(compared["outputs"]["report"]).read_text(encoding="utf-8")
    assert "What was judged" not in before and compared["judged"] is None
    judge(
        compared["outputs"]["changes"],
        h9=("confirmed", "New estate <south>"),
        h2=("rejected", "Shadow"),
        h2_25=("", "?"),
    )
    found = report(compared["output_dir"])
    assert found["judged"]["verdicts"] == {
        "confirmed": {"count": 1, "area_ha": 9.0}, "rejected": {"count": 1, "area_ha": 2.0},
        "unsure": {"count": 0, "area_ha": 0}, "none": {"count": 1, "area_ha": 2.25},
    }  # fmt: skip
    assert found["judged"]["confirmed"] == [
        {"code_from": 211, "code_to": 112, "name_from": "Non-irrigated arable land",
         "name_to": "Discontinuous urban fabric", "count": 1, "area_ha": 9.0}
    ]  # fmt: skip
    assert {c["area_ha"]: (c["verdict"], c["comment"]) for c in found["judged"]["changes"]} == {
        9.0: ("confirmed", "New estate <south>"), 2.0: ("rejected", "Shadow"), 2.25: ("none", "?")
    }  # fmt: skip
    fids = {c["area_ha"]: c["fid"] for c in compared["changes"]["largest"]}
    assert {c["area_ha"]: c["fid"] for c in found["judged"]["changes"]} == fids
    assert found["summary"] == judged_text(found["judged"])
    assert found["summary"].startswith("2 of 3 changes were looked at: 1 confirmed (9.0 ha), 1 rejected (2.0")
    reader = check(Path(found["outputs"]["report"]).read_text(encoding="utf-8"))
    assert "What was judged" in reader.text
    assert reader.table("Verdict") == {
        "Confirmed: a change on the ground": ["1", "9.0", "67.9 %"],
        "Rejected: no change, the map or the reference is wrong": ["1", "2.0", "15.1 %"],
        "Unsure": ["0", "0.0", "0.0 %"],
        "Not looked at": ["1", "2.2", "17.0 %"],
        "All": ["3", "13.2", "100.0 %"],
    }
    (pair,) = [t for t in reader.tables if t[0] == ["From", "To", "Polygons", "Area, ha"]]
    assert [row[1:] for row in pair[1:]] == [["112 Discontinuous urban fabric", "1", "9.0"], ["", "1", "9.0"]]
    (largest,) = [t for t in reader.tables if t[0][0] == "No."]
    place = largest[0].index("Verdict")
    assert [row[place] for row in largest[1:]] == [
        "confirmedNew estate <south>",
        "not looked at?",
        "rejectedShadow",
    ]
    # The record holds the same, for whoever works on with it.
    record = json.loads(Path(compared["outputs"]["result_json"]).read_text(encoding="utf-8"))
    assert record["judged"] == found["judged"]
    assert {k: v for k, v in record.items() if k != "judged"} == {
        k: v for k, v in compared.items() if k not in ("judged", "timing")
    } | {"timing": record["timing"]}


def test_a_reference_that_a_model_made_is_not_said_to_be_corine(tmp_path):
    """Two of Corina's maps: what holds of CORINE (85 %, 25 ha) holds of neither."""
    write_result(tmp_path, "then", (112, 211, 311))
    prediction, before, _ = changed_map(tmp_path)
    reference = str(shutil.copy(before, tmp_path / "then_level3.tif"))
    of_model = compare(tmp_path, prediction, reference)
    told = Path(of_model["outputs"]["report"]).read_text(encoding="utf-8")
    of_corine = compare(tmp_path, prediction, before)
    other = Path(of_corine["outputs"]["report"]).read_text(encoding="utf-8")
    for words, by_model in (("85 %", False), ("25 ha", False), ("a map that a model made", True)):
        assert any(words in line for line in of_model["caveats"]) == by_model
        assert any(words in line for line in of_corine["caveats"]) != by_model
        assert (words in told) == by_model and (words in other) != by_model
    assert len(of_model["caveats"]) == len(of_corine["caveats"]) == 3


def test_a_report_follows_what_is_judged_later_and_what_is_taken_out(compared):
    judge(compared["outputs"]["changes"], h9=("confirmed", ""))
    report(compared["output_dir"])
    judge(compared["outputs"]["changes"], h9=("unsure", ""))
    with closing(sqlite3.connect(compared["outputs"]["changes"])) as database:
        database.execute("DELETE FROM changes WHERE area_ha = 2.0")
        database.execute("INSERT INTO changes (area_ha, status) VALUES (4.0, 'no idea')")
        database.commit()
    found = report(Path(compared["outputs"]["changes"]))["judged"]
    gone = [c["fid"] for c in compared["changes"]["largest"] if c["area_ha"] == 2.0]
    assert found["removed"] == gone and (found["count"], found["area_ha"]) == (3, 15.25)
    assert found["verdicts"]["unsure"] == {"count": 1, "area_ha": 9.0} and found["confirmed"] == []
    assert found["verdicts"]["none"]["count"] == 2, "a word that is no verdict is none"
    reader = check(Path(compared["outputs"]["report"]).read_text(encoding="utf-8"))
    assert "1 of the polygons that the comparison found were taken out" in reader.text
    assert "taken out of the layer" in str(reader.tables) and "No change was confirmed." in reader.text


def test_comments_on_smaller_changes_have_a_table_of_their_own(compared, monkeypatch):
    monkeypatch.setattr(comparison_module, "_LARGEST_CHANGES", 1)
    judge(compared["outputs"]["changes"], h9=("confirmed", "large"), h2=("rejected", "a shadow"))
    reader = check(Path(report(compared["output_dir"])["outputs"]["report"]).read_text(encoding="utf-8"))
    (comments,) = [t for t in reader.tables if t[0][-1] == "Comment"]
    assert [row[2:] for row in comments[1:]] == [["2.0", "rejected", "a shadow"]]


def test_a_folder_that_was_moved_and_a_name_before_the_files(tmp_path):
    prediction, reference, _ = changed_map(tmp_path)
    made = compare(tmp_path, prediction, reference, UNIT, name="north")
    folder = tmp_path / "handed on"
    shutil.move(made["output_dir"], folder)
    (folder / "S2A_result.json").write_text("{}")  # of the scene that was classified into the same folder
    judge(folder / "north_changes.gpkg", h9=("confirmed", ""))
    assert report(folder)["outputs"] == {
        "report": str(folder / "north_report.html"), "result_json": str(folder / "north_result.json"),
    }  # fmt: skip
    record = json.loads((folder / "north_result.json").read_text(encoding="utf-8"))
    assert record["output_dir"] == str(folder)
    assert record["outputs"]["changes"] == str(folder / "north_changes.gpkg")
    assert record["outputs"]["official"] is None
    assert sorted(p.name for p in folder.iterdir() if p.name.startswith(".")) == []


def test_what_qgis_has_open_is_read_too(compared):
    """QGIS writes into a file beside the GeoPackage as long as the layer is open."""
    with closing(sqlite3.connect(compared["outputs"]["changes"])) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("SELECT count(*) FROM changes").fetchone()
        judge(compared["outputs"]["changes"], h9=("confirmed", ""))
        assert Path(compared["outputs"]["changes"] + "-wal").stat().st_size > 0
        assert report(compared["output_dir"])["judged"]["verdicts"]["confirmed"]["count"] == 1


def test_lost_maps_and_scenes_are_said_and_the_rest_is_reported(tmp_path):
    prediction, reference, _ = changed_map(tmp_path)
    after = str(shutil.copy(prediction, tmp_path / "x_level3.tif"))
    write_result(tmp_path, "x", (112, 211, 311))
    made = compare(tmp_path, after, reference, UNIT)
    assert made["model"] and report(made["output_dir"])["warnings"] == []
    Path(after).unlink()
    (tmp_path / "x_result.json").unlink()
    Path(reference).unlink()
    found = report(made["output_dir"])
    assert found["warnings"] == [
        f"The map {after} is not there any more: the report has no pictures of its scene."
    ]
    page = Path(found["outputs"]["report"]).read_text(encoding="utf-8")
    assert found["warnings"][0] in check(page).text and "Where the two differ." in page
    Path(made["outputs"]["from_to_raster"]).unlink()
    Path(made["outputs"]["difference"]).unlink()
    found = report(made["output_dir"])
    assert found["warnings"] == ["from_to.tif is not there any more: the report has no maps and pictures."]
    reader = check(Path(found["outputs"]["report"]).read_text(encoding="utf-8"))
    assert "Where the two differ." not in reader.text
    largest = next(t for t in reader.tables if t[0][0] == "No.")
    assert largest[0] == ["No.", "From, to", "Area, ha", "Verdict"]
    # What is lost now may be back the next time: it is in no record.
    assert json.loads(Path(made["outputs"]["result_json"]).read_text())["warnings"] == made["warnings"]


def test_the_old_report_survives_a_failure(compared, monkeypatch):
    old = {name: Path(compared["outputs"][name]).read_bytes() for name in ("report", "result_json")}
    judge(compared["outputs"]["changes"], h9=("confirmed", ""))

    def fail(*_: object, **__: object) -> str:
        raise EngineProblem("disk_full", "There is no room left.")

    monkeypatch.setattr(comparison_module, "comparison_report", fail)
    with pytest.raises(EngineProblem, match="no room"):
        report(compared["output_dir"])
    assert {name: Path(compared["outputs"][name]).read_bytes() for name in old} == old
    assert not [p for p in Path(compared["output_dir"]).iterdir() if p.name.startswith(".")]


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        (lambda folder: (folder / "result.json").unlink(), "comparison_missing", "holds no comparison; choose"),
        (lambda folder: (folder / "result.json").write_text("{"), "comparison_unreadable", "cannot be read"),
        (lambda folder: (folder / "result.json").write_text("{}"), "comparison_missing", "not the result"),
        (lambda folder: (folder / "changes.gpkg").unlink(), "comparison_missing", "has no changes.gpkg"),
        (lambda folder: (folder / "changes.gpkg").write_bytes(b"no database at all" * 99), "comparison_unreadable",
         "cannot be read"),
    ],
)  # fmt: skip
def test_what_is_no_comparison_is_said_in_one_sentence(compared, change, code, words):
    change(Path(compared["output_dir"]))
    with pytest.raises(EngineProblem, match=words) as raised:
        report(compared["output_dir"])
    assert raised.value.code == code


def test_the_job_crosses_the_process_border():
    job = CompareReportJob("/out", run_id="r")
    assert job_from_json(to_json(job)) == job
    with pytest.raises(JobError, match="No comparison is given"):
        CompareReportJob("")
