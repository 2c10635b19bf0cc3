"""The report of one map: its numbers are those of the map, what is not known is said, and nothing half-done is left."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import rasterio

pytest.importorskip("matplotlib")

from corina.clc import CODES, Level, parent
from corina.engine.cli import main
from corina.engine.errors import Cancelled, EngineProblem
from corina.engine.events import Progress, Stage
from corina.engine.handlers import carry_out
from corina.engine.jobs import (
    ClassificationReportJob,
    GeneraliseJob,
    JobError,
    LandCoverInput,
    SceneInput,
    job_from_json,
    to_json,
)
from corina.engine.report import classification
from corina.engine.report.glances import Glance
from corina.engine.tiles import Window

from .classifying import VALUE_TO_CODE, classify, read, smooth_scene
from .land_cover import grid_of, write_codes
from .rasters import write_raster
from .test_report import check

SCENE = "S2A_20180510_T34TEST"


@pytest.fixture(scope="module")
def classified(tmp_path_factory, bundled_model) -> dict:
    """What the bundled model makes of a small scene, with confidence."""
    folder = tmp_path_factory.mktemp("classified")
    scene = write_raster(folder / f"{SCENE}.tif", smooth_scene(96, 120))
    return classify(scene, folder / "out", bundled_model, confidence=True)[0]


@pytest.fixture
def maps(classified, tmp_path) -> Path:
    """A copy of the folder with the maps, to be changed."""
    return Path(shutil.copytree(classified["output_dir"], tmp_path / "maps"))


@pytest.fixture
def quick(monkeypatch) -> None:
    """Nothing is drawn, where a test does not look at the page: it only says which scene is shown."""
    monkeypatch.setattr(
        classification,
        "classification_report",
        lambda result, views, origin: f"<p>{'none' if views.scene is None else views.scene_name}</p>",
    )


def report(path, folder, **job) -> dict:
    return carry_out(
        ClassificationReportJob(LandCoverInput(str(path)), str(folder), **job), lambda event: None
    )


def page_of(result: dict):
    return check(Path(result["outputs"]["report"]).read_text(encoding="utf-8"))


def refused(path, folder: Path, **job) -> EngineProblem:
    """What a report is refused with, in one sentence; the folder is as it was."""
    before = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()} if folder.is_dir() else None
    with pytest.raises(EngineProblem) as caught:
        report(path, folder, **job)
    after = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()} if folder.is_dir() else None
    assert after == before
    assert caught.value.message.endswith(".") and "\n" not in caught.value.message
    return caught.value


def test_areas_and_confidence_are_those_of_the_map(classified, tmp_path, quick):
    result = report(classified["outputs"]["level3"], tmp_path / "out")
    codes, percent = (
        VALUE_TO_CODE[read(classified["outputs"]["level3"])],
        read(classified["outputs"]["confidence"]),
    )
    for level in (1, 2, 3):
        at_level = np.vectorize(lambda c, level=level: parent(int(c), Level(level)))(codes)
        rows = result["levels"][str(level)]
        assert [c["code"] for c in rows] == sorted(np.unique(at_level).tolist())
        for c in rows:
            own = at_level == c["code"]
            assert c["pixels"] == own.sum() and c["area_ha"] == pytest.approx(own.sum() / 100)
            assert c["confidence_mean"] == pytest.approx(percent[own].mean(), abs=0.006)
            assert c["unsure_percent"] == pytest.approx(100 * (percent[own] < 50).mean(), abs=1e-3)
    assert [[c["area_ha"] for c in v] for v in result["levels"].values()] == [
        [c["area_ha"] for c in v] for v in classified["levels"].values()
    ]
    assert result["confidence"]["mean"] == pytest.approx(percent.mean(), abs=0.006)
    assert sum(step["percent"] for step in result["confidence"]["steps"]) == pytest.approx(100, abs=1e-2)
    assert result["total_ha"] == 115.2 and result["no_data_ha"] == 0 and result["warnings"] == []
    assert json.loads(Path(result["outputs"]["result_json"]).read_text(encoding="utf-8")) == result
    with open(result["outputs"]["areas_csv"], encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(r["level"], int(r["code"]), float(r["confidence_mean"])) for r in rows] == [
        (level, c["code"], c["confidence_mean"]) for level, found in result["levels"].items() for c in found
    ]
    names = sorted(p.name for p in (tmp_path / "out").iterdir())
    assert names == [f"{SCENE}_report.csv", f"{SCENE}_report.html", f"{SCENE}_report.json"]


def test_the_page_says_where_the_map_comes_from(classified, tmp_path):
    result = report(classified["outputs"]["level3"], tmp_path)
    reader = page_of(result)
    finest = max(result["levels"]["3"], key=lambda c: c["pixels"])
    areas = next(t for t in reader.tables if t[0][:2] == ["Class", "Pixels"])
    assert areas[1][:3] == [
        f"{finest['code']} {finest['name']}",
        f"{finest['pixels']:,}",
        f"{finest['area_ha']:,.1f}",
    ]
    assert areas[-1][:3] == ["All", "11,520", "115.2"]
    assert "Neither the map" not in reader.text and result["unknown"] == []
    for words in (
        f"Land cover of {SCENE}", "imagery of 2018-05-10", "ResUNet S2 10 m", "18 BigEarthNet v2 patches",
        "Contains modified Copernicus Sentinel data 2018.", "the whole scene", "no estimates with an interval",
        "Agreement with CORINE is not accuracy", "25 ha", "The map shows one day, 2018-05-10", "B04 from description",
    ):  # fmt: skip
        assert words in reader.text, words
    tests = [t for t in reader.tables if t[0][0] == "Level"]
    figures = result["figures"]["levels"]["3"]
    assert tests[0][3][:4] == [
        "3", str(figures["classes"]), f"{100 * figures['overall']:.1f}", f"{100 * figures['majority_floor']:.1f}"
    ]  # fmt: skip
    assert result["cannot_predict"] == [c for c in CODES[Level.L3] if c not in classified["model"]["codes"]]
    assert "123 Port areas" in reader.table("Model")["It cannot show"][0]
    pictures = [a["alt"] for tag, a in reader.elements if tag == "img"]
    assert sum(alt.startswith("Map of the confidence") for alt in pictures) == 1
    assert sum("natural colours" in alt for alt in pictures) == 1
    assert {level for level in "123" if any(f"at level {level} with" in alt for alt in pictures)} == set(
        "123"
    )


def test_a_map_without_its_record_tells_what_its_tags_say(maps, tmp_path):
    alone = tmp_path / "alone.tif"
    shutil.copy(next(maps.glob("*_level2.tif")), alone)
    result = report(alone, tmp_path / "out")
    assert sorted(result["levels"]) == ["1", "2"] and result["confidence"] is None
    assert (result["scene"], result["date"]) == (SCENE, "2018-05-10")
    assert result["unknown"] == ["the settings of the run"]
    assert result["model"]["title"] == "ResUNet S2 10 m" and result["figures"]["levels"]["1"]["overall"] > 0.5
    text = page_of(result).text
    assert "Neither the map nor a NAME_result.json beside it tells the settings of the run." in text
    assert "There is no confidence raster beside the map." in text and "at level 3" not in text


def test_a_map_of_unknown_origin_gets_a_report_that_says_so(tmp_path):
    codes = np.full((40, 60), 211, np.uint16)
    codes[:10] = 512
    codes[-1] = 0
    result = report(write_codes(tmp_path / "some_map.tif", codes), tmp_path / "out")
    assert result["not_known"] == (
        "Neither the map nor a NAME_result.json beside it tells the model that made it, the scene it was made from, "
        "the date of that scene and the settings of the run."
    )
    assert (result["total_ha"], result["no_data_ha"], result["figures"], result["model"]) == (
        23.4,
        0.6,
        None,
        None,
    )
    reader = page_of(result)
    assert result["not_known"] in reader.text and "Which model made this map is not known." in reader.text
    assert "map by a model" not in reader.text and "Copernicus" not in reader.text
    assert "0.6 ha of the map have no class." in reader.text
    assert reader.table("Class")["512 Water bodies"][:3] == ["600", "6.0", "25.6"]


def test_another_version_of_the_model_says_nothing_of_the_map(maps, tmp_path):
    record = next(maps.glob("*_result.json"))
    document = json.loads(record.read_text(encoding="utf-8"))
    document["model"]["sha256"], document["warnings"] = "0" * 64, ["The scale was guessed."]
    record.write_text(json.dumps(document), encoding="utf-8")
    result = report(next(maps.glob("*_level3.tif")), tmp_path / "out")
    assert result["figures"] is None and "is not at hand" in result["warnings"][0]
    text = page_of(result).text
    assert "BigEarthNet" not in text and "Said when the map was madeThe scale was guessed." in text


def test_a_record_or_confidence_of_another_run_is_not_used(maps, quick, tmp_path):
    record = next(maps.glob("*_result.json"))
    document = json.loads(record.read_text(encoding="utf-8"))
    document["outputs"]["confidence"] = None
    record.write_text(json.dumps(document), encoding="utf-8")
    result = report(next(maps.glob("*_level3.tif")), tmp_path / "out")
    assert result["confidence"] is None and "from an earlier run" in result["warnings"][0]
    record.write_text(json.dumps({**document, "scene": "another"}), encoding="utf-8")
    result = report(next(maps.glob("*_level3.tif")), tmp_path / "out")
    assert "the record was not used" in result["warnings"][0] and result["scene"] == SCENE
    assert "the settings of the run" in result["unknown"]


def test_a_generalised_map_names_its_rule_and_the_classification_before(maps, tmp_path):
    job = GeneraliseJob(
        LandCoverInput(str(next(maps.glob("*_level3.tif")))), str(maps), 1.0, 0.0, polygons=False
    )
    made = carry_out(job, lambda event: None)
    result = report(made["outputs"]["level3"], tmp_path / "out")
    assert result["generalised"] == made["rule"] and result["unknown"] == []
    assert result["levels"]["3"][0]["pixels"] == made["levels"]["3"][0]["pixels"]
    assert "This map was generalised" in page_of(result).text


def test_a_scene_that_is_given_is_shown_and_told_from_the_map_s_own(maps, tmp_path, quick):
    path = next(maps.glob("*_level3.tif"))
    other = write_raster(tmp_path / "other_20200101.tif", smooth_scene(96, 120, 1))
    result = report(path, tmp_path / "a", scene=SceneInput(other))
    assert result["scene"] == SCENE and "the picture shows the scene given" in result["warnings"][0]
    assert Path(result["outputs"]["report"]).read_text(encoding="utf-8") == "<p>other_20200101</p>"
    away = write_raster(tmp_path / "away.tif", smooth_scene(40, 40), left=900_000.0)
    result = report(path, tmp_path / "b", scene=SceneInput(away))
    assert Path(result["outputs"]["report"]).read_text(encoding="utf-8") == "<p>none</p>"
    assert (
        result["warnings"][-1] == "The scene away does not lie on the map: the report has no picture of it."
    )
    plain = write_codes(tmp_path / "plain.tif", np.full((96, 120), 312, np.uint16))
    result = report(plain, tmp_path / "c", scene=SceneInput(other))
    assert (result["scene"], result["date"]) == ("other_20200101", "2020-01-01")
    assert (
        "the model that made it" in result["unknown"]
        and "the scene it was made from" not in result["unknown"]
    )
    bare = write_raster(tmp_path / "bare.tif", smooth_scene(40, 40)[:1], descriptions=("B08",))
    assert refused(path, tmp_path / "d", scene=SceneInput(bare)).code.startswith("bands_")


def test_a_report_of_the_same_map_is_replaced_one_of_another_is_not(maps, quick, tmp_path):
    path, out = next(maps.glob("*_level3.tif")), tmp_path / "out"
    first = report(path, out)
    assert report(path, out)["outputs"] == first["outputs"]
    other = Path(shutil.copytree(maps, tmp_path / "again")) / path.name
    problem = refused(other, out)
    assert (
        problem.code == "output_exists" and str(path) in problem.message and "another name" in problem.message
    )
    assert report(other, out, name="again")["outputs"]["report"].endswith("again_report.html")
    maps.rename(tmp_path / "moved")
    assert report(tmp_path / "moved" / path.name, out)["map"]["path"] == str(tmp_path / "moved" / path.name)
    path = tmp_path / "moved" / path.name
    Path(first["outputs"]["result_json"]).unlink()
    assert refused(path, out).code == "output_exists", "nobody knows whose it is"


def test_what_is_no_map_or_empty_is_refused(maps, tmp_path):
    out = tmp_path / "out"
    scene = write_raster(tmp_path / "scene.tif", smooth_scene(40, 40))
    assert "no value that is a CORINE class" in refused(scene, out).message
    assert refused(tmp_path / "nothing.tif", out).message.endswith("does not exist; choose another map.")
    path = next(maps.glob("*_level3.tif"))
    with rasterio.open(path, "r+") as dataset:
        dataset.write(np.zeros((96, 120), np.uint8), 1)
    problem = refused(path, out)
    assert (problem.code, out.exists()) == ("reference_empty", False)
    assert problem.message.endswith("is empty: none of its 11,520 pixels has a class; choose another map.")
    empty = write_codes(tmp_path / "empty.tif", np.zeros((30, 30), np.uint8))
    assert "no value that is a CORINE class (found 0)" in refused(empty, out).message


def test_a_place_that_cannot_be_written_and_a_confidence_that_cannot_be_read_are_said(maps, tmp_path):
    path, blocked = next(maps.glob("*_level3.tif")), tmp_path / "a file"
    blocked.write_text("x")
    problem = refused(path, blocked / "out")
    assert problem.code == "output_not_writable" and "choose another output folder" in problem.message
    assert "cannot be read" in refused(path, tmp_path / "out", confidence=str(blocked)).message
    with pytest.raises(JobError, match="No folder"):
        ClassificationReportJob(LandCoverInput(str(path)), "")


def test_a_cancelled_report_leaves_nothing(maps, quick, tmp_path):
    out = tmp_path / "new" / "out"
    job = ClassificationReportJob(LandCoverInput(str(next(maps.glob("*_level3.tif")))), str(out))

    def cancel(event) -> None:
        if isinstance(event, Progress) and event.stage is Stage.FINISH:
            raise Cancelled

    with pytest.raises(Cancelled):
        carry_out(job, cancel)
    assert not (tmp_path / "new").exists()


def test_the_job_survives_its_way_to_the_engine():
    job = ClassificationReportJob(LandCoverInput("map.tif"), "out", scene=SceneInput("s.tif"), name="x")
    assert job_from_json(to_json(job)) == job


def test_a_glance_shows_the_pixel_under_each_centre_however_it_is_read():
    values = np.arange(70 * 50).reshape(70, 50)
    seen = Glance(grid_of(70, 50), 10, np.int64)
    for row in range(0, 70, 32):
        for column in range(0, 50, 32):
            window = Window(row, min(70, row + 32), column, min(50, column + 32))
            seen.take(window, values[row : row + 32, column : column + 32])
    assert seen.values.shape == (10, 7) and seen.metres == pytest.approx(70)
    assert (seen.values == values[3::7][:, [3, 10, 17, 25, 32, 39, 46]]).all()
    small = Glance(grid_of(3, 4), 10, np.int64)
    small.take(Window(0, 3, 0, 4), values[:3, :4])
    assert (small.values == values[:3, :4]).all() and small.metres == 10


def test_reports_from_the_command_line(maps, quick, tmp_path, capsys):
    path = next(maps.glob("*_level1.tif"))
    assert main(["report", str(path), str(tmp_path / "out"), "--name", "north", "--quiet"]) == 0
    said = capsys.readouterr().out
    assert f"{SCENE}: 115.2 ha with a class" in said and said.rstrip().endswith("north_report.json")
    assert main(["report", str(tmp_path / "none.tif"), str(tmp_path / "out")]) == 1
    assert "does not exist" in capsys.readouterr().err


def test_an_engine_without_what_draws_says_what_to_install(tmp_path):
    path = write_codes(tmp_path / "map.tif", np.full((20, 20), 311, np.uint16))
    script = (
        "import sys\n"
        "for name in ('pyogrio', 'shapely', 'matplotlib'): sys.modules[name] = None\n"
        "from corina.engine.cli import main\n"
        f"sys.exit(main(['report', {path!r}, {str(tmp_path / 'out')!r}]))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 1 and not (tmp_path / "out").exists()
    assert 'needs the engine\'s extra "compare"' in done.stderr and "corina[compare]" in done.stderr
