"""From labelled points to a map's accuracy: which points count, in which strata, and what is said of the others."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("matplotlib")

from corina.clc import CLASSES, Level
from corina.engine.accuracy.estimator import stratified_by_map
from corina.engine.accuracy.labels import at_level, clear_level, code_of, resolve
from corina.engine.errors import EngineProblem
from corina.engine.handlers import carry_out
from corina.engine.jobs import AccuracyJob, Allocation, SampleDesign, SamplePointsJob, SampleSize

from .accuracies import (
    ARABLE,
    FOREST,
    GRID_VALUE,
    LEFT,
    TOP,
    TOWN,
    assess,
    edit,
    of_class,
    relabel,
    write_map,
)
from .rasters import write_raster
from .test_report import check


@pytest.fixture()
def map_path(tmp_path) -> str:
    """A map of three classes."""
    return write_map(tmp_path)


@pytest.fixture()
def samples(map_path, tmp_path) -> Path:
    """20 points in each class, labelled with the map's class."""
    output = tmp_path / "samples.gpkg"
    size = SampleSize(points=60, allocation=Allocation.EQUAL)
    carry_out(SamplePointsJob(map_path, str(output), size=size, seed=1), lambda event: None)
    edit(output, "UPDATE samples SET label = map_class")
    return output


def test_stratified_sample_gives_the_published_estimates(samples, map_path, tmp_path):
    relabel(samples, FOREST, str(ARABLE), 4)
    relabel(samples, ARABLE, " 3.1.1 ", 2)
    relabel(samples, TOWN, "211.0", 1)
    result = assess(samples, map_path, tmp_path)
    # Rows and columns: 112, 211, 311; hectares of the strata.
    expected = stratified_by_map([[19, 1, 0], [0, 18, 2], [0, 4, 16]], [9, 30, 60])
    assert result["estimator"] == "stratified" and result["design"] == "stratified"
    assert result["overall"]["value"] == pytest.approx(expected.overall.value)
    assert result["overall"]["se"] == pytest.approx(expected.overall.se)
    for k, code in enumerate((TOWN, ARABLE, FOREST)):
        row = of_class(result, code)
        assert row["users"]["value"] == pytest.approx(expected.users[k].value)
        assert row["producers"]["se"] == pytest.approx(expected.producers[k].se, abs=1e-7)
        assert row["area_ha"]["value"] == pytest.approx(expected.areas[k].value * 99)
        assert row["mapped_ha"] == (9, 30, 60)[k]
    assert result["matrix"]["counts"] == [[19, 1, 0], [0, 18, 2], [0, 4, 16]]
    assert result["points"]["used"] == 60 and result["assessed_ha"] == 99


def test_files_hold_the_result(samples, map_path, tmp_path):
    relabel(samples, FOREST, str(ARABLE), 5)
    result = assess(samples, map_path, tmp_path, name="été")
    outputs = {name: Path(path) for name, path in result["outputs"].items()}
    assert [p.name for p in outputs.values()] == [
        "été_report.html", "été_classes.csv", "été_matrix.csv", "été_result.json"]  # fmt: skip
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == sorted(p.name for p in outputs.values())
    with outputs["csv"].open(encoding="utf-8", newline="") as file:
        rows = {row["code"]: row for row in csv.DictReader(file)}
    assert float(rows["311"]["users_accuracy"]) == 0.75
    assert float(rows["overall"]["users_accuracy"]) == pytest.approx(result["overall"]["value"])
    with outputs["matrix_csv"].open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file))[3] == ["311", "0", "5", "15", "20"]
    assert json.loads(outputs["json"].read_text(encoding="utf-8"))["overall"] == result["overall"]
    reader = check(outputs["report"].read_text(encoding="utf-8"))
    row = reader.table("Class")["311 Broad-leaved forest"]
    assert row[0].startswith("75.0 % (55.") and row[3:] == ["20", "15"]
    assert "Olofsson et al. 2014" in reader.text and "stratified random sample" in reader.text


def test_a_folder_that_exists_takes_a_second_report_and_keeps_it_when_a_third_fails(
    samples, map_path, tmp_path
):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "notes.txt").write_text("mine")
    first = assess(samples, map_path, tmp_path)
    relabel(samples, FOREST, str(ARABLE), 5)
    second = assess(samples, map_path, tmp_path)
    assert second["outputs"] == first["outputs"]
    kept = {p.name: p.read_bytes() for p in (tmp_path / "out").iterdir()}
    assert len(kept) == len(second["outputs"]) + 1 and kept["notes.txt"] == b"mine"
    assert json.loads(kept[Path(second["outputs"]["json"]).name])["overall"] == second["overall"]
    assert second["overall"]["value"] < first["overall"]["value"]
    edit(samples, "UPDATE samples SET label = NULL")
    with pytest.raises(EngineProblem, match="None of the 60 points"):
        assess(samples, map_path, tmp_path)
    assert {p.name: p.read_bytes() for p in (tmp_path / "out").iterdir()} == kept


def test_the_record_of_a_classification_of_the_same_name_is_never_replaced(samples, map_path, tmp_path):
    """Called as the map itself, the report would take the place of what tells the map's scene and model."""
    (tmp_path / "out").mkdir()
    record = tmp_path / "out" / "accuracy_result.json"
    record.write_text('{"model": {"name": "tiny"}, "outputs": {}}', encoding="utf-8")
    with pytest.raises(EngineProblem, match="of no accuracy assessment but of something else") as caught:
        assess(samples, map_path, tmp_path)
    assert caught.value.code == "output_exists"
    assert [p.name for p in (tmp_path / "out").iterdir()] == [record.name]
    assert "tiny" in record.read_text(encoding="utf-8")


def test_a_label_of_a_class_that_the_map_lacks_is_a_class_of_its_own(samples, map_path, tmp_path):
    relabel(samples, FOREST, "512", 8)
    result = assess(samples, map_path, tmp_path)
    water = of_class(result, 512)
    assert (water["mapped_ha"], water["users"], water["points_reference"]) == (0, None, 8)
    assert water["producers"]["value"] == 0
    # 8 of 20 points of the forest's 60 ha.
    assert water["area_ha"]["value"] == pytest.approx(24)
    assert of_class(result, FOREST)["users"]["value"] == pytest.approx(0.6)
    assert result["overall"]["value"] == pytest.approx((9 + 30 + 60 * 0.6) / 99)


def test_another_map_than_the_sampled_one_takes_the_ratio_estimator(samples, map_path, tmp_path):
    pixels = np.full((100, 100), GRID_VALUE[FOREST], np.uint8)
    pixels[70:] = GRID_VALUE[ARABLE]
    newer = write_raster(tmp_path / "newer.tif", pixels[None], descriptions=())
    result = assess(samples, newer, tmp_path)
    assert result["estimator"] == "ratio"
    assert {s["code"]: s["area_ha"] for s in result["strata"]} == {TOWN: 9, ARABLE: 30, FOREST: 60}
    assert of_class(result, FOREST)["mapped_ha"] == 70
    assert of_class(result, TOWN)["users"] is None, "the newer map has no town"
    assert of_class(result, TOWN)["producers"]["value"] == 0


def test_coarser_level_of_the_same_sample(samples, map_path, tmp_path):
    relabel(samples, FOREST, "324", 10)
    fine, coarse = assess(samples, map_path, tmp_path), assess(samples, map_path, tmp_path, level=1)
    assert of_class(fine, FOREST)["users"]["value"] == 0.5
    assert of_class(fine, 324)["users"] is None and of_class(fine, 324)["points_reference"] == 10
    assert of_class(coarse, 3)["users"]["value"] == 1.0
    assert any("limit of the method" in warning for warning in coarse["told"])


def test_producers_accuracies_without_an_interval_are_told_too(samples, map_path, tmp_path):
    """One point of a class that the map lacks, and all points of the town seen where the map has it."""
    relabel(samples, FOREST, "324", 1)
    told = assess(samples, map_path, tmp_path)["told"]
    (seen,) = [sentence for sentence in told if "all points of the class that was seen are right" in sentence]
    assert CLASSES[324].name in seen and "an interval of no width" in seen


def test_points_that_cannot_count_are_counted_and_told(samples, map_path, tmp_path):
    relabel(samples, FOREST, None, 3)
    relabel(samples, FOREST, "forest?", 2)
    relabel(samples, ARABLE, "2", 1)
    relabel(samples, TOWN, "999", 1)
    edit(
        samples,
        "UPDATE samples SET stratum = 512 WHERE fid = (SELECT min(fid) FROM samples WHERE label = '112')",
    )
    result = assess(samples, map_path, tmp_path)
    points = result["points"]
    assert (points["total"], points["used"], points["unlabelled"], points["unknown_label"]) == (60, 52, 3, 3)
    assert (points["unclear"], points["unknown_stratum"]) == (1, 1)
    told = " ".join(result["told"])
    assert "'forest?' (2)" in told and "'999' (1)" in told
    assert "coarser than level 3" in told and "3 of 60 points have no label" in told
    assert result["warnings"] == result["told"]


def test_points_outside_the_map_or_without_a_class_are_left_out(samples, map_path, tmp_path):
    half = np.tile(np.repeat([GRID_VALUE[FOREST], 0], [50, 10])[:, None], (1, 100)).astype(np.uint8)
    smaller = write_raster(tmp_path / "smaller.tif", half[None], descriptions=(), nodata=0)
    result = assess(samples, smaller, tmp_path)
    points = result["points"]
    assert points["outside"] == 40 and points["used"] + points["no_class"] == 20
    told = " ".join(result["told"])
    assert "40 labelled points lie outside smaller" in told
    assert (
        "No usable point lies in Discontinuous urban fabric (9 ha), Non-irrigated arable land (30 ha)" in told
    )
    assert result["assessed_ha"] == 60


def test_points_without_a_place_are_left_out_and_counted(samples, map_path, tmp_path):
    empty = bytes.fromhex("47500011" + "00" * 4 + "0101000000" + "000000000000f87f" * 2)
    edit(samples, "UPDATE samples SET geom = NULL WHERE fid <= 12")
    edit(samples, "UPDATE samples SET geom = ? WHERE fid = 13", empty)
    result = assess(samples, map_path, tmp_path)
    points = result["points"]
    assert (points["total"], points["used"], points["no_place"], points["outside"]) == (60, 47, 13, 0)
    assert "13 labelled points have no coordinates and are left out." in result["told"]
    assert "13 without coordinates" in Path(result["outputs"]["report"]).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "definition",
    [
        "undefined", "", 'LOCAL_CS["Undefined SRS",UNIT["unknown",0]]',
        'GEOGCRS["Undefined geographic SRS",DATUM["unknown",ELLIPSOID["unknown",6378137,298.257223563]]]', "nonsense",
    ],
)  # fmt: skip
def test_points_without_a_crs_are_refused(samples, map_path, tmp_path, definition):
    edit(samples, "UPDATE gpkg_spatial_ref_sys SET definition = ?", definition)
    with pytest.raises(
        EngineProblem, match=r"(has no CRS|is not known); assign one and try again\."
    ) as caught:
        assess(samples, map_path, tmp_path)
    assert caught.value.code == "no_crs"


def test_a_file_without_a_layer_of_points_is_refused(samples, map_path, tmp_path):
    edit(samples, "UPDATE gpkg_geometry_columns SET geometry_type_name = 'POLYGON'")
    with pytest.raises(EngineProblem, match="has no layer of points; its layers of points are: none"):
        assess(samples, map_path, tmp_path)


def test_stratum_with_one_point_has_no_interval(samples, map_path, tmp_path):
    relabel(samples, TOWN, None, 19)
    result = assess(samples, map_path, tmp_path)
    assert result["overall"]["se"] is None and result["overall"]["value"] == pytest.approx(1.0)
    assert of_class(result, FOREST)["users"]["se"] == 0
    assert any("a single labelled point" in warning for warning in result["told"])
    assert "no interval" in check(Path(result["outputs"]["report"]).read_text(encoding="utf-8")).text


def test_without_the_charts_library_the_figures_are_there_and_the_report_is_missed(
    samples, map_path, tmp_path, monkeypatch
):
    import sys

    monkeypatch.setitem(sys.modules, "corina.engine.report.accuracy", None)
    result = assess(samples, map_path, tmp_path)
    assert result["outputs"]["report"] is None and Path(result["outputs"]["csv"]).exists()
    assert any("There is no HTML report" in warning for warning in result["told"])


@pytest.mark.parametrize(
    ("poststratify", "estimator", "strata"), [(True, "stratified", 3), (False, "simple_random", 1)]
)
def test_simple_random_sample_with_and_without_the_map_s_areas(
    map_path, tmp_path, poststratify, estimator, strata
):
    output = tmp_path / "simple.gpkg"
    size = SampleSize(points=300)
    carry_out(SamplePointsJob(map_path, str(output), SampleDesign.SIMPLE, size, seed=2), lambda event: None)
    edit(output, "UPDATE samples SET label = CASE WHEN fid % 4 = 0 THEN '211' ELSE map_class END")
    result = assess(output, map_path, tmp_path, poststratify=poststratify)
    assert (result["estimator"], len(result["strata"])) == (estimator, strata)
    matrix = np.array(result["matrix"]["counts"])
    share = np.trace(matrix) / 300
    if poststratify:
        assert result["overall"]["value"] == pytest.approx(
            stratified_by_map(matrix, [9, 30, 60]).overall.value
        )
    else:
        assert result["overall"]["value"] == pytest.approx(share)
        assert result["overall"]["se"] == pytest.approx((share * (1 - share) / 299) ** 0.5, abs=1e-7)
    assert sum(s["area_ha"] for s in result["strata"]) == pytest.approx(99)


@pytest.mark.parametrize(
    ("left", "strata"),
    [
        ((40, 8, 1), {FOREST: 60, -1: 39}),
        ((40, 0, 0), {0: 99}),
        ((40, 9, 0), {FOREST: 60, -1: 39}),
        ((1, 0, 0), {0: 99}),
    ],
)
def test_classes_with_too_few_points_of_a_simple_random_sample_are_taken_together(
    map_path, tmp_path, left, strata
):
    """It was drawn over the whole map: what is said is about all of it, with an interval."""
    output = tmp_path / "simple.gpkg"
    size = SampleSize(points=300)
    carry_out(SamplePointsJob(map_path, str(output), SampleDesign.SIMPLE, size, seed=2), lambda event: None)
    for code, number in zip((FOREST, ARABLE, TOWN), left):
        some = "SELECT fid FROM samples WHERE map_class = ? LIMIT ?"
        edit(output, f"UPDATE samples SET label = map_class WHERE fid IN ({some})", code, number)
    edit(
        output,
        "UPDATE samples SET label = 211 WHERE fid IN (SELECT fid FROM samples WHERE label = 311 LIMIT 4)",
    )
    result = assess(output, map_path, tmp_path)
    assert {s["code"]: round(s["area_ha"]) for s in result["strata"]} == strata
    assert result["assessed_ha"] == pytest.approx(99)
    assert (result["overall"]["se"] is None) == (sum(left) == 1)
    assert any(told.startswith("Too few points for a stratum of their own") for told in result["told"])


def test_points_of_unknown_origin_are_taken_as_random_and_that_is_said(samples, map_path, tmp_path):
    edit(samples, "DROP TABLE corina_sample")
    result = assess(samples, map_path, tmp_path)
    assert result["design"] == "unknown" and result["estimator"] == "stratified"
    assert any("does not say how its points were drawn" in warning for warning in result["told"])


def test_other_vector_files_are_read_too(samples, map_path, tmp_path):
    pytest.importorskip("pyogrio")
    places = [[LEFT + 10 * i + 5, TOP - 10 * i - 5] for i in range(0, 98, 2)]
    features = [
        {"type": "Feature", "properties": {"Class": 311 if i < 30 else 211},
         "geometry": {"type": "Point", "coordinates": p}}
        for i, p in enumerate(places)
    ]  # fmt: skip
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32634"}}
    path = tmp_path / "points.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": features}))
    result = assess(path, map_path, tmp_path, label_field="class")
    assert result["points"]["used"] == 49
    assert of_class(result, FOREST)["users"]["value"] == 1.0
    assert of_class(result, TOWN)["users"]["value"] == 0.0
    features[0]["geometry"] = features[1]["geometry"] = None
    path.write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": features}))
    points = assess(path, map_path, tmp_path, label_field="class")["points"]
    assert (points["total"], points["used"], points["no_place"]) == (49, 47, 2)


def test_labels_are_read_however_they_are_written():
    assert [code_of(v) for v in ("311", 311, 311.0, " 3.1.1 ", "31", "3")] == [311, 311, 311, 311, 31, 3]
    assert [code_of(v) for v in (None, "", "forest", 999, -3, "3.5")] == [None] * 6
    assert at_level((311,), Level.L2) == (31,)
    assert at_level((3,), Level.L2) == (31, 32, 33)
    assert resolve((311, 313), 313) == 313 and resolve((311, 313), 112) == 311
    assert clear_level([(311,)] * 9 + [(3,)], Level.L3) is Level.L3
    assert clear_level([(311,)] * 8 + [(31,)] * 2, Level.L3) is Level.L2


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        ({"samples": "none.gpkg"}, "samples_unreadable", "not there"),
        ({"layer": "points"}, "samples_unreadable", "its layers of points are: samples"),
        ({"label_field": "klasse"}, "label_field_missing", "fields are fid, geom, id"),
        ({"map_path": "none.tif"}, "map_unreadable", "no raster"),
        ({"level": 3, "map_level": 1}, "level_too_fine", "level 1"),
    ],
)
def test_what_cannot_be_read_is_said(samples, map_path, tmp_path, change, code, words):
    job = AccuracyJob(
        **{"samples": str(samples), "map_path": map_path, "output_dir": str(tmp_path / "out"), **change}
    )
    with pytest.raises(EngineProblem, match=words) as caught:
        carry_out(job, lambda event: None)
    assert caught.value.code == code
    assert not (tmp_path / "out").exists()


def test_sample_without_labels_or_elsewhere_is_refused(samples, map_path, tmp_path):
    edit(samples, "UPDATE samples SET label = NULL")
    with pytest.raises(EngineProblem, match="None of the 60 points") as caught:
        assess(samples, map_path, tmp_path)
    assert caught.value.code == "samples_unlabelled"
    edit(samples, "UPDATE samples SET label = '311'")
    pixels = np.full((1, 20, 20), 23, np.uint8)
    elsewhere = write_raster(tmp_path / "far.tif", pixels, descriptions=(), left=900_000)
    with pytest.raises(EngineProblem, match="60 are outside") as caught:
        assess(samples, elsewhere, tmp_path)
    assert caught.value.code == "samples_outside"
    text = tmp_path / "text.gpkg"
    text.write_text("no GeoPackage")
    with pytest.raises(EngineProblem, match="not a readable GeoPackage"):
        assess(text, map_path, tmp_path)


def test_commands_print_what_a_person_wants(samples, map_path, tmp_path, capsys):
    from corina.engine.cli import main

    assert (
        main(
            ["sample", map_path, str(tmp_path / "s.gpkg"), "--points", "40", "--seed", "5", "--minimum", "10"]
        )
        == 0
    )
    printed = capsys.readouterr().out
    assert (
        "40 points (stratified, seed 5), level 3." in printed and "112 Discontinuous urban fabric" in printed
    )
    relabel(samples, FOREST, str(ARABLE), 5)
    assert main(["accuracy", str(samples), map_path, str(tmp_path / "out")]) == 0
    printed = capsys.readouterr().out
    assert "75.0 +- 19.5" in printed and "Overall accuracy 84.8 +- 11.8 %" in printed
    strata = ["a=2:0.7", "b=1.5:.6", "c=32:.9", "d=64.5:.95"]
    assert main(["samplesize", *strata, "--allocation", "proportional"]) == 0
    assert "641 points in all" in capsys.readouterr().out
    assert main(["samplesize", map_path, "--strata-level", "1", "--points", "30", "--minimum", "10"]) == 0
    printed = capsys.readouterr().out
    assert "Artificial surfaces" in printed and "Discontinuous urban fabric" not in printed
    assert main(["samplesize", "a=x"]) == 1
    assert "expected a number" in capsys.readouterr().err
