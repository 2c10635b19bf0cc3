"""A comparison as a run: its folder, cancelling, progress, a scene classified first, jobs across the process border."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from corina.engine import events
from corina.engine.cli import main
from corina.engine.errors import Cancelled
from corina.engine.handlers import carry_out
from corina.engine.jobs import (
    ChangeLayerInput,
    ClassifyJob,
    ClassifyOptions,
    CompareJob,
    CompareOptions,
    CompareReportJob,
    JobError,
    LandCoverInput,
    Rule,
    SceneInput,
    job_from_json,
    to_json,
)

from .comparing import changed_map, compare
from .land_cover import square, write_codes, write_polygons
from .rasters import write_raster
from .tiny_model import make_package


def test_a_folder_that_exists_takes_a_second_comparison(tmp_path):
    prediction, reference, _ = changed_map(tmp_path)
    first = compare(tmp_path, prediction, reference, CompareOptions(), name="x")
    kept = tmp_path / "out" / "notes.txt"
    kept.write_text("mine")
    second = compare(tmp_path, prediction, reference, CompareOptions(minimum_unit_ha=1), name="x")
    assert first["outputs"] == second["outputs"] and kept.read_text() == "mine"
    names = {p.name for p in (tmp_path / "out").iterdir()}
    assert {"x_difference.tif", "x_from_to.tif", "x_changes.gpkg", "x_from_to.csv", "x_report.html"} <= names
    assert not [n for n in names if n.startswith(".corina") or "scratch" in n]
    document = json.loads(Path(second["outputs"]["result_json"]).read_text(encoding="utf-8"))
    assert document["changes"]["count"] == second["changes"]["count"]
    report = Path(second["outputs"]["report"]).read_text(encoding="utf-8")
    assert "<html" in report and "Discontinuous urban fabric" in report


def test_a_cancelled_comparison_leaves_nothing(tmp_path):
    prediction, reference, _ = changed_map(tmp_path)
    job = CompareJob(
        LandCoverInput(reference), str(tmp_path / "out"), LandCoverInput(prediction), run_id="r1"
    )

    def cancel(event: events.Event) -> None:
        if isinstance(event, events.Progress) and event.stage is events.Stage.POLYGONS:
            assert (tmp_path / "out" / ".corina-r1" / "scratch").is_dir()
            raise Cancelled

    with pytest.raises(Cancelled):
        carry_out(job, cancel)
    assert not (tmp_path / "out").exists()


def test_progress_never_goes_back_and_ends(tmp_path):
    prediction, reference, _ = changed_map(tmp_path)
    heard: list[events.Event] = []
    carry_out(
        CompareJob(LandCoverInput(reference), str(tmp_path / "out"), LandCoverInput(prediction)), heard.append
    )
    fractions = [e.fraction for e in heard if isinstance(e, events.Progress)]
    assert fractions == sorted(fractions) and fractions[0] == 0 and fractions[-1] > 0.95
    assert [e.stage.value for e in heard if isinstance(e, events.Progress)][-1] == "finish"


def test_a_scene_is_classified_and_compared_in_one_go(tmp_path):
    nir = np.full((1, 64, 64), 1000)
    nir[:, 20:40, 20:40] = 4000
    dn = np.concatenate([np.full_like(nir, 500)] * 3 + [nir]).astype(np.uint16)
    scene = write_raster(tmp_path / "scene.tif", dn)
    reference = write_codes(tmp_path / "of.tif", np.full((64, 64), 112, np.uint16))
    model = str(make_package(tmp_path / "model"))
    first = ClassifyJob(
        SceneInput(scene, scale=0.0001, offset=0.0),
        str(tmp_path / "maps"),
        model,
        options=ClassifyOptions(confidence=True),
    )
    job = CompareJob(
        LandCoverInput(reference),
        str(tmp_path / "out"),
        classify=first,
        options=CompareOptions(minimum_unit_ha=1),
    )
    heard: list[events.Event] = []
    result = carry_out(job, heard.append)
    assert [(c["code_to"], c["area_ha"]) for c in result["changes"]["largest"]] == [(312, 4.0)]
    assert result["changes"]["largest"][0]["confidence_mean"] is not None
    assert result["prediction"]["model_codes"] == [112, 211, 312, 512]
    assert Path(result["classification"]["outputs"]["level3"]).is_file()
    fractions = [e.fraction for e in heard if isinstance(e, events.Progress)]
    assert fractions == sorted(fractions)


def test_what_was_guessed_of_a_scene_is_a_warning_of_its_comparison(tmp_path):
    dn = np.random.default_rng(0).integers(300, 4000, (4, 64, 64)).astype(np.uint16)
    scene = write_raster(tmp_path / "scene.tif", dn)
    reference = write_codes(tmp_path / "of.tif", np.full((64, 64), 112, np.uint16))
    first = ClassifyJob(SceneInput(scene), str(tmp_path / "maps"), str(make_package(tmp_path / "model")))
    heard: list[events.Event] = []
    job = CompareJob(LandCoverInput(reference), str(tmp_path / "out"), classify=first)
    result = carry_out(job, heard.append)
    (guessed,) = [sentence for sentence in result["classification"]["warnings"] if "guess" in sentence]
    assert guessed in result["warnings"]
    assert guessed in json.loads((tmp_path / "out" / "result.json").read_text(encoding="utf-8"))["warnings"]
    assert [e.message for e in heard if isinstance(e, events.Log)].count(guessed) == 1


def test_a_scene_is_mapped_and_compared_on_the_command_line(tmp_path, monkeypatch, capsys):
    """Bands that nothing names, a path that only holds here, and the report made again from elsewhere."""
    nir = np.full((1, 64, 64), 1000)
    nir[:, 20:40, 20:40] = 4000
    dn = np.concatenate([nir, *[np.full_like(nir, 500)] * 3]).astype(np.uint16)
    write_raster(tmp_path / "scene.tif", dn, descriptions=())
    write_codes(tmp_path / "of.tif", np.full((64, 64), 112, np.uint16))
    model = str(make_package(tmp_path / "model"))
    monkeypatch.chdir(tmp_path)
    words = ["compare", "scene.tif", "of.tif", "out", "--min-area", "1", "--bands", "B08=1,B04=2,B03=3,B02=4"]
    words += ["--scale", "0.0001"]
    assert main(words) == 1 and "--bands says something of a scene" in capsys.readouterr().err
    assert main([*words, "--scene", "--model", model, "--quiet"]) == 0
    result = json.loads((tmp_path / "out" / "result.json").read_text(encoding="utf-8"))
    assert [(c["code_to"], c["area_ha"]) for c in result["changes"]["largest"]] == [(312, 4.0)]
    assert result["reference"]["path"] == str(tmp_path / "of.tif")
    assert "The scene scene in natural colours" in (tmp_path / "out" / "report.html").read_text(
        encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path.parent)
    again = carry_out(CompareReportJob(str(tmp_path / "out")), lambda event: None)
    assert again["warnings"] == []
    assert "The scene scene in natural colours" in (tmp_path / "out" / "report.html").read_text(
        encoding="utf-8"
    )


def test_rasters_are_compared_without_the_extra_but_for_the_report(tmp_path):
    """In a process of its own, in which the extra's libraries cannot be imported."""
    prediction, reference, _ = changed_map(tmp_path)
    job = CompareJob(LandCoverInput(reference), str(tmp_path / "out"), LandCoverInput(prediction))
    code = (
        "import sys, json\n"
        "for name in ('pyogrio', 'shapely', 'matplotlib'): sys.modules[name] = None\n"
        "from corina.engine.handlers import carry_out\n"
        "from corina.engine.jobs import job_from_json\n"
        "print(json.dumps(carry_out(job_from_json(sys.stdin.read()), lambda event: None)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input=to_json(job), capture_output=True, text=True, check=True
    )
    result = json.loads(done.stdout.splitlines()[-1])
    assert result["changes"]["count"] == 1 and result["outputs"]["report"] is None
    assert "no HTML report" in result["warnings"][0] and "matplotlib is missing" in result["warnings"][0]


def test_jobs_cross_the_process_border_and_refuse_nonsense(tmp_path):
    job = CompareJob(
        LandCoverInput("a.gpkg", filter_field="x", filter_values=("1",)), "out", LandCoverInput("b.tif"),
        changes=ChangeLayerInput("c.gpkg"), options=CompareOptions(level=2, rule=Rule.LARGEST), codes=(111, 3),
    )  # fmt: skip
    assert job_from_json(to_json(job)) == job
    for nonsense in (
        lambda: CompareJob(LandCoverInput("a"), "out"),
        lambda: CompareOptions(level=4),
        lambda: CompareOptions(minimum_unit_ha=-1),
        lambda: CompareOptions(confidence_threshold=101),
        lambda: LandCoverInput("a", filter_field="x"),
        lambda: LandCoverInput(""),
    ):
        with pytest.raises(JobError):
            nonsense()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["areas", "a.tif", "out", "--zone-field", "name"], "Something is said of zones, but none are given"),
        (["samplesize", "forest=inf"], "Stratum forest has the area inf"),
        (["samplesize", "forest=nan"], "Stratum forest has the area nan"),
    ],
)
def test_options_that_contradict_each_other_are_refused(words, said, capsys):
    assert main(words) == 1
    error = capsys.readouterr().err
    assert said in error and error.count("\n") == 1


def test_what_is_wrong_with_zones_and_official_changes_is_said_of_them(tmp_path, capsys):
    prediction, reference, _ = changed_map(tmp_path)
    cha = write_polygons(
        tmp_path / "cha.gpkg", [square(0, 0, 9, 9)], {"code_18": ["211"], "code_24": ["112"]}
    )
    for words, said in (
        (
            ["areas", prediction, "out", "--zones", reference],
            "before.tif cannot be read as polygons; choose a polygon",
        ),
        (
            ["compare", prediction, reference, "out", "--changes", "no.gpkg"],
            "no.gpkg does not exist; choose another file.",
        ),
        (
            ["compare", prediction, reference, "out", "--changes", cha, "--changes-fields", "code_18,foo"],
            "cha.gpkg has 0 change layers with the fields code_18 and foo, expected one; choose it among clc18 (",
        ),
    ):
        assert main([*words, "--quiet"]) == 1
        assert said in capsys.readouterr().err
