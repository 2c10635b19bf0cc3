"""Comparing a map with a reference: counts against brute force, rasters, change polygons, official changes."""

from __future__ import annotations

import csv
import json
import sqlite3
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
import rasterio
import shapely

from corina.clc import CODES, GRID_CODE, Level, parent
from corina.engine import events
from corina.engine.compare import census as census_module
from corina.engine.compare.census import near_border
from corina.engine.compare.changes import Changes
from corina.engine.compare.outcome import summary_of
from corina.engine.errors import Cancelled, EngineProblem
from corina.engine.handlers import carry_out
from corina.engine.jobs import (
    AreaInput,
    ChangeLayerInput,
    ClassifyJob,
    ClassifyOptions,
    CompareJob,
    CompareOptions,
    JobError,
    LandCoverInput,
    Rule,
    SceneInput,
    job_from_json,
    to_json,
)
from corina.engine.scratch import Scratch, blocks

from .land_cover import CRS_TEXT, LEFT, TOP, read_layer, square, write_codes, write_polygons, write_result
from .rasters import write_raster
from .tiny_model import make_package

LEVEL3 = np.array(CODES[Level.L3])
NOT_GENERALISED = CompareOptions(minimum_unit_ha=0, minimum_width_m=0)


def compare(
    folder: Path, prediction: str, reference: str, options: CompareOptions = NOT_GENERALISED, **job: object
):
    job.setdefault("output_dir", str(folder / "out"))
    whole = CompareJob(
        LandCoverInput(reference), prediction=LandCoverInput(prediction), options=options, **job
    )
    return carry_out(whole, lambda event: None)


def patches(height: int, width: int, size: int, seed: int, codes: np.ndarray = LEVEL3) -> np.ndarray:
    rng = np.random.default_rng(seed)
    coarse = rng.choice(codes, (height // size + 1, width // size + 1))
    return coarse.repeat(size, 0).repeat(size, 1)[:height, :width].astype(np.uint16)


def changed_map(path: Path) -> tuple[str, str, np.ndarray]:
    """A reference of 211 and 311, and a map in which blocks of it are 112; both 100 x 120 px of 10 m."""
    before = np.full((100, 120), 211, np.uint16)
    before[:, 60:] = 311
    after = before.copy()
    after[10:40, 10:40] = 112  # 9 ha
    after[60:75, 20:35] = 112  # 2.25 ha
    after[:, 58:60] = 311  # 20 m along the border
    return write_codes(path / "after.tif", after), write_codes(path / "before.tif", before), after


# Numbers


@pytest.mark.parametrize("level", [1, 2, 3])
def test_counts_are_those_of_counting_pixel_by_pixel(tmp_path, level):
    to, of = patches(90, 130, 7, 0), patches(90, 130, 11, 1)
    to[:5], of[:, :9] = 0, 999
    area = AreaInput(CRS_TEXT, (LEFT + 93, TOP - 703, LEFT + 1153, TOP - 23))
    prediction, reference = write_codes(tmp_path / "to.tif", to), write_codes(tmp_path / "of.tif", of)
    options = CompareOptions(level=level, minimum_unit_ha=0, minimum_width_m=0)
    result = compare(tmp_path, prediction, reference, options, area=area)

    counted: dict[tuple[int, int], int] = {}
    inside = 0
    for row in range(90):
        for column in range(130):
            x, y = LEFT + column * 10 + 5, TOP - row * 10 - 5
            if not (LEFT + 93 < x < LEFT + 1153 and TOP - 703 < y < TOP - 23):
                continue
            inside += 1
            if to[row, column] and of[row, column] != 999:
                pair = parent(int(of[row, column]), Level(level)), parent(int(to[row, column]), Level(level))
                counted[pair] = counted.get(pair, 0) + 1
    found = {(p["code_from"], p["code_to"]): p["pixels"] for p in result["from_to"]}
    assert found == counted
    total = sum(counted.values())
    assert result["compared_ha"] == pytest.approx(total * 0.01)
    assert result["overlap_ha"] == pytest.approx(inside * 0.01)
    assert result["no_data_ha"] == pytest.approx((inside - total) * 0.01)
    assert sum(p["percent"] for p in result["from_to"]) == pytest.approx(100, abs=0.05)

    overall = sum(n for (a, b), n in counted.items() if a == b) / total
    assert result["agreement"]["overall"] == pytest.approx(overall, abs=1e-6)
    assert result["levels"][str(level)] == result["agreement"]
    with rasterio.open(result["outputs"]["from_to_raster"]) as dataset:
        values, pixels = np.unique(dataset.read(1), return_counts=True)
        assert dataset.dtypes[0] == "int32" and dataset.nodata == 0
    from_raster = {divmod(v, 1000): n for v, n in zip(values.tolist(), pixels.tolist()) if v}
    assert from_raster == counted
    with Path(result["outputs"]["from_to_csv"]).open(encoding="utf-8") as file:
        rows = [r for r in csv.DictReader(file) if int(r["level"]) == level]
    assert {(int(r["code_from"]), int(r["code_to"])): int(r["pixels"]) for r in rows} == counted
    table = ElementTree.parse(result["outputs"]["from_to_raster"] + ".aux.xml").getroot()
    cells = [[f.text for f in row] for row in table.iter("Row")]
    assert {(int(c[3]), int(c[4])): int(c[1]) for c in cells} == counted


def test_figures_of_a_small_matrix_by_hand(tmp_path):
    """Two classes: 40 of 50 px of 211 and 30 of 50 px of 311 confirmed."""
    of = np.repeat([211, 311], 50).reshape(10, 10).astype(np.uint16)
    to = of.copy().ravel()
    to[:10], to[50:70] = 311, 211
    prediction = write_codes(tmp_path / "to.tif", to.reshape(10, 10))
    result = compare(tmp_path, prediction, write_codes(tmp_path / "of.tif", of))
    figures = result["agreement"]
    assert figures["overall"] == 0.7
    assert figures["kappa"] == pytest.approx((0.7 - 0.5) / 0.5)
    assert figures["majority_floor"] == 0.5
    assert figures["quantity"] == pytest.approx(0.1) and figures["allocation"] == pytest.approx(0.2)
    assert figures["exchange"] == pytest.approx(0.2) and figures["shift"] == pytest.approx(0.0)
    arable, forest = result["classes"]
    assert arable["precision"] == pytest.approx(40 / 60, abs=1e-6) and arable["recall"] == 0.8
    assert arable["f1"] == pytest.approx(80 / 110, abs=1e-6) and arable["iou"] == pytest.approx(
        40 / 70, abs=1e-6
    )
    assert forest["precision"] == 0.75 and forest["recall"] == 0.6
    assert figures["macro_f1"] == pytest.approx((80 / 110 + 60 / 90) / 2, abs=1e-6)
    assert figures["weighted_f1"] == pytest.approx((80 / 110 + 60 / 90) / 2, abs=1e-6)
    gains = [
        (c["gain_ha"], c["loss_ha"], c["net_ha"], c["swap_ha"], c["persistence_ha"]) for c in (arable, forest)
    ]
    assert gains == [(0.2, 0.1, 0.1, 0.2, 0.4), (0.1, 0.2, -0.1, 0.2, 0.3)]


def test_blocks_do_not_show_in_a_result(tmp_path, monkeypatch):
    to, of = patches(150, 170, 9, 2, LEVEL3[:6]), patches(150, 170, 13, 3, LEVEL3[:6])
    prediction, reference = write_codes(tmp_path / "to.tif", to), write_codes(tmp_path / "of.tif", of)
    options = CompareOptions(minimum_unit_ha=0.5, minimum_width_m=30, boundary_band_m=20)
    whole = compare(tmp_path, prediction, reference, options, output_dir=str(tmp_path / "whole"))
    monkeypatch.setattr(census_module, "BLOCK", 64)
    monkeypatch.setattr(Scratch.strips, "__defaults__", (16,))
    monkeypatch.setattr(blocks, "__defaults__", (64,))
    parts = compare(tmp_path, prediction, reference, options, output_dir=str(tmp_path / "parts"))
    assert whole["changes"]["count"] > 3
    for key in ("from_to", "agreement", "classes", "not_assessed"):
        assert whole[key] == parts[key]
    assert whole["changes"]["count"] == parts["changes"]["count"]
    a, b = (read_layer(r["outputs"]["changes"])[0] for r in (whole, parts))
    assert shapely.symmetric_difference(shapely.union_all(a), shapely.union_all(b)).area == 0
    for key in ("difference", "from_to_raster"):
        with rasterio.open(whole["outputs"][key]) as one, rasterio.open(parts["outputs"][key]) as other:
            np.testing.assert_array_equal(one.read(1), other.read(1))


# What cannot be compared


def test_classes_the_model_cannot_show_are_not_assessed_and_never_change(tmp_path):
    of = np.array([[112, 112, 331, 331, 512]], np.uint16).repeat(4, 0)
    to = np.array([[112, 211, 211, 512, 512]], np.uint16).repeat(4, 0)
    prediction = write_codes(tmp_path / "scene_level3.tif", to)
    write_result(tmp_path, "scene", (112, 211, 512))
    result = compare(tmp_path, prediction, write_codes(tmp_path / "of.tif", of))
    assert result["prediction"]["model_codes"] == [112, 211, 512]
    assert result["not_assessed"] == [
        {
            "code": 331,
            "name": "Beaches, dunes, sands",
            "area_ha": pytest.approx(0.08),
            "why": "the model cannot predict this class",
        }
    ]
    assert result["compared_ha"] == pytest.approx(0.12) and result["not_assessed_ha"] == pytest.approx(0.08)
    assert {(p["code_from"], p["code_to"]) for p in result["from_to"]} == {(112, 112), (112, 211), (512, 512)}
    with rasterio.open(result["outputs"]["difference"]) as dataset:
        assert dataset.read(1)[0].tolist() == [1, 2, 3, 3, 1]
    assert {p["code_from"] for p in result["changes"]["by_pair"]} == {112}
    assert result["model"]["name"] == "tiny"
    # At level 1 nothing of the kind: 331 is a 3, which the model cannot show either, but 1, 2 and 5 it can.
    said = compare(tmp_path, prediction, str(tmp_path / "of.tif"), codes=(112, 211, 312, 512))
    assert said["levels"]["1"]["pixels"] == 20 and said["levels"]["3"]["pixels"] == 12


def test_level_2_against_level_3_is_compared_at_level_2(tmp_path):
    to = write_codes(tmp_path / "to.tif", np.array([[11, 31, 52]], np.uint8))
    of = write_codes(tmp_path / "of.tif", np.array([[112, 324, 523]], np.uint16))
    result = compare(tmp_path, to, of)
    assert result["level"] == 2 and set(result["levels"]) == {"1", "2"}
    assert [(p["code_from"], p["code_to"]) for p in result["from_to"]] == [(11, 11), (32, 31), (52, 52)]
    with pytest.raises(EngineProblem, match="has classes of level 2 only") as caught:
        compare(tmp_path, to, of, CompareOptions(level=3))
    assert caught.value.code == "level_too_fine"


def test_maps_of_different_places_or_without_common_classes_are_refused(tmp_path):
    here = write_codes(tmp_path / "here.tif", np.full((5, 5), 311, np.uint16))
    there = write_codes(tmp_path / "there.tif", np.full((5, 5), 311, np.uint16), left=900_000.0)
    with pytest.raises(EngineProblem, match="do not overlap") as caught:
        compare(tmp_path, here, there)
    assert caught.value.code == "no_overlap"
    half, other = np.full((5, 6), 311, np.uint16), np.full((5, 6), 311, np.uint16)
    half[:, 3:], other[:, :3] = 0, 0
    with pytest.raises(EngineProblem, match="Nowhere do"):
        compare(tmp_path, write_codes(tmp_path / "a.tif", half), write_codes(tmp_path / "b.tif", other))
    assert not (tmp_path / "out").exists(), "a run that fails leaves nothing"


def test_nothing_changed_is_a_good_answer(tmp_path):
    same = write_codes(tmp_path / "same.tif", patches(30, 30, 10, 4))
    result = compare(tmp_path, same, same, CompareOptions())
    assert result["changes"]["count"] == 0 and result["agreement"]["overall"] == 1.0
    assert "no change of 5 ha or more was found" in result["summary"]
    assert len(read_layer(result["outputs"]["changes"])[0]) == 0


@pytest.mark.parametrize(
    ("overall", "words"), [(1.0, "100.0 %"), (0.99996, "over 99.9 %"), (0.9994, "99.9 %")]
)
def test_a_summary_says_100_percent_of_equal_maps_only(overall, words):
    numbers = {"agreement": {"overall": overall}, "compared_ha": 10.0}
    assert f"agree on {words} of 10 ha" in summary_of(numbers, Changes(), CompareOptions(), 3)


def test_another_crs_and_pixel_size(tmp_path):
    """CORINE at 100 m in LAEA against 10 m in UTM: every pixel of ours is looked up where its centre lies."""
    of = write_codes(
        tmp_path / "of.tif", np.full((60, 60), 311, np.uint16), crs="EPSG:3035", resolution=100.0,
        left=5_091_000.0, top=2_580_000.0,
    )  # fmt: skip
    with rasterio.open(of) as dataset:
        centre = rasterio.warp.transform("EPSG:3035", CRS_TEXT, [5_094_000.0], [2_577_000.0])
        assert dataset.width == 60
    to = write_codes(
        tmp_path / "to.tif",
        np.full((50, 50), 312, np.uint16),
        left=centre[0][0] - 250,
        top=centre[1][0] + 250,
    )
    result = compare(tmp_path, to, of)
    assert result["from_to"][0]["pixels"] == 2500 and result["grid"]["resolution_m"] == 10.0
    assert result["grid"]["crs"] == CRS_TEXT


# Change polygons


def test_change_polygons_are_valid_whole_and_of_the_unit(tmp_path):
    prediction, reference, _ = changed_map(tmp_path)
    result = compare(tmp_path, prediction, reference, CompareOptions())
    shapes, columns = read_layer(result["outputs"]["changes"], "changes")
    assert len(shapes) == result["changes"]["count"] == 1
    assert shapes[0].equals(square(10, 10, 30, 30))
    assert columns["code_from"] == [211] and columns["code_to"] == [112] and columns["level"] == [3]
    assert columns["name_to"] == ["Discontinuous urban fabric"] and columns["area_ha"] == [9.0]
    assert columns["technical"] == [0] and columns["width_m"] == [150.0]
    assert columns["status"] == [""] and columns["comment"] == [""]
    largest = result["changes"]["largest"][0]
    assert largest["fid"] == 1 and largest["bounds"] == [LEFT + 100, TOP - 400, LEFT + 400, TOP - 100]
    with sqlite3.connect(result["outputs"]["changes"]) as database:
        assert (
            database.execute("SELECT description FROM gpkg_contents").fetchone()[0]
            == result["changes"]["rule"]
        )
        assert database.execute("SELECT fid FROM changes").fetchall() == [(1,)]


def test_slivers_are_flagged_where_the_width_lets_them_through(tmp_path):
    prediction, reference, _ = changed_map(tmp_path)
    result = compare(tmp_path, prediction, reference, CompareOptions(minimum_unit_ha=1, minimum_width_m=0))
    _, columns = read_layer(result["outputs"]["changes"])
    found = sorted(zip(columns["area_ha"], columns["code_to"], columns["technical"]))
    assert found == [(2.0, 311, 1), (2.25, 112, 0), (9.0, 112, 0)]
    assert result["changes"]["technical_count"] == 1
    wide = compare(tmp_path, prediction, reference, CompareOptions(minimum_unit_ha=1, minimum_width_m=50))
    assert wide["changes"]["count"] == 2, "20 m along the border are no change of 50 m"


def test_change_polygons_of_noise_neither_overlap_nor_fall_below_the_unit(tmp_path):
    of, to = patches(200, 220, 40, 5, LEVEL3[::6]), patches(200, 220, 25, 6, LEVEL3[::6])
    rng = np.random.default_rng(7)
    to = np.where(rng.random(to.shape) < 0.2, rng.choice(LEVEL3[::6], to.shape), to).astype(np.uint16)
    for rule in Rule:
        options = CompareOptions(minimum_unit_ha=3, minimum_width_m=50, rule=rule)
        prediction, reference = write_codes(tmp_path / "to.tif", to), write_codes(tmp_path / "of.tif", of)
        result = compare(tmp_path, prediction, reference, options)
        shapes, columns = read_layer(result["outputs"]["changes"])
        assert len(shapes) > 5
        assert shapely.is_valid(shapes).all()
        np.testing.assert_allclose(shapely.area(shapes) / 10_000, columns["area_ha"], atol=1e-4)
        assert min(columns["area_ha"]) >= 3
        assert shapely.union_all(shapes).area == pytest.approx(shapely.area(shapes).sum()), "no overlaps"
        assert all(a != b for a, b in zip(columns["code_from"], columns["code_to"]))
        tree = shapely.STRtree(shapes)
        for i, j in tree.query(shapes, predicate="touches").T.tolist():
            if shapely.intersection(shapes[i], shapes[j]).length:
                one, other = ((columns["code_from"][k], columns["code_to"][k]) for k in (i, j))
                assert one != other, "changes of one kind that touch are one polygon"
        assert (
            "nearest" in result["changes"]["rule"]
            if rule is Rule.PRIORITY
            else "largest" in result["changes"]["rule"]
        )


def test_a_small_change_joins_one_of_its_kind_by_priority_and_dies_by_size(tmp_path):
    """4 ha of 211 to 121 beside 4 ha of 211 to 112: together artificial surfaces of 8 ha, each alone too small."""
    of = np.full((100, 100), 211, np.uint16)
    to = of.copy()
    to[20:40, 20:40], to[20:40, 40:61] = 121, 112
    prediction, reference = write_codes(tmp_path / "to.tif", to), write_codes(tmp_path / "of.tif", of)
    near = compare(tmp_path, prediction, reference, CompareOptions(rule=Rule.PRIORITY))
    assert [(c["code_to"], c["area_ha"]) for c in near["changes"]["largest"]] == [(112, 8.2)]
    large = compare(tmp_path, prediction, reference, CompareOptions(rule=Rule.LARGEST))
    assert large["changes"]["count"] == 0


def test_unsure_pixels_and_those_near_a_border_are_no_change(tmp_path):
    prediction, reference, _ = changed_map(tmp_path)
    percent = np.full((100, 120), 90, np.uint8)
    percent[60:75, 20:35] = 40
    percent[10, 10] = 55
    confidence = write_codes(tmp_path / "sure.tif", percent, nodata=255)
    options = CompareOptions(
        minimum_unit_ha=1, minimum_width_m=0, confidence_threshold=50, boundary_band_m=30
    )
    result = compare(tmp_path, prediction, reference, options, confidence=confidence)
    _, columns = read_layer(result["outputs"]["changes"])
    assert columns["area_ha"] == [9.0]
    assert columns["confidence_min"] == [55.0]
    assert columns["confidence_mean"] == [pytest.approx((899 * 90 + 55) / 900, abs=0.05)]
    with rasterio.open(result["outputs"]["difference"]) as dataset:
        state = dataset.read(1)
        assert {v: c[:3] for v, c in dataset.colormap(1).items() if v == 2} == {2: (214, 40, 57)}
    assert (
        (state[60:75, 20:35] == 4).all() and (state[:, 58:60] == 5).all() and (state[10:40, 10:40] == 2).all()
    )
    assert result["agreement"]["overall"] == pytest.approx(1 - (900 + 225 + 200) / 12_000, abs=1e-6), (
        "all count"
    )


def test_a_border_between_classes_that_are_one_at_the_level_is_none(tmp_path):
    of = np.full((40, 40), 311, np.uint16)
    of[:, 20:] = 312
    to = of.copy()
    to[:, 19:21] = 211
    prediction, reference = write_codes(tmp_path / "to.tif", to), write_codes(tmp_path / "of.tif", of)
    found = {}
    for level in (1, 3):
        options = CompareOptions(level, 0, 0, boundary_band_m=20)
        found[level] = compare(tmp_path, prediction, reference, options)["changes"]["area_ha"]
    assert found == {1: 0.8, 3: 0}


def test_the_boundary_band_is_a_disc_around_every_border():
    classes = np.ones((40, 50), np.uint8)
    classes[:, 25:] = 2
    classes[10, 10] = 3
    classes[30:, :5] = 0
    for distance in (1, 2, 4):
        edge = np.zeros(classes.shape, bool)
        for row in range(40):
            for column in range(50):
                for r, c in ((row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)):
                    if 0 <= r < 40 and 0 <= c < 50 and classes[r, c] and classes[row, column]:
                        edge[row, column] |= classes[r, c] != classes[row, column]
        rows, columns = np.nonzero(edge)
        y, x = np.mgrid[:40, :50]
        nearest = np.min(np.hypot(y[..., None] - rows, x[..., None] - columns), axis=2)
        found = near_border(classes, distance)
        assert (found[nearest <= distance - 1]).all()
        assert not (found[nearest > distance]).any()


# Polygons as reference


def test_how_much_of_each_polygon_the_map_confirms(tmp_path):
    shapes = [square(0, 0, 10, 10), square(0, 10, 10, 10), square(40, 40, 5, 5)]
    reference = write_polygons(tmp_path / "clc18.gpkg", shapes, {"code_18": ["211", "311", "512"]})
    to = np.full((10, 20), 211, np.uint16)
    to[:, 10:13] = 311
    to[:, 18:] = 112
    result = compare(tmp_path, write_codes(tmp_path / "to.tif", to), reference)
    _, columns = read_layer(result["outputs"]["polygon_agreement"], "polygon_agreement")
    rows = dict(
        zip(columns["code"], zip(columns["share"], columns["prediction_code"], columns["prediction_share"]))
    )
    assert rows == {211: (1.0, 211, 1.0), 311: (0.3, 211, 0.5)}
    assert result["polygon_agreement"] == {
        "count": 2, "mean_share": 0.65, "below_half_count": 1, "below_half_ha": 1.0,
    }  # fmt: skip
    assert result["overlap_ha"] == 2.0


@pytest.mark.parametrize("level", [2, 3])
def test_official_changes_are_found_missed_or_new(tmp_path, level):
    prediction, reference, _ = changed_map(tmp_path)
    # 9 ha of ours, of which 6 are official as another class of the same level 2; 2.25 ha as the same; 1 ha missed.
    official = [square(10, 10, 30, 20), square(60, 20, 15, 15), square(80, 80, 10, 10), square(0, 100, 5, 5)]
    columns = {
        "Code_18": ["211", "211", "311", "311"], "Code_24": ["111", "112", "112", "311"],
        "chtype": ["R", "R", "R", "T"],
    }  # fmt: skip
    cha = write_polygons(tmp_path / "cha.gpkg", official, columns, layer="cha1824")
    options = CompareOptions(level=level, minimum_unit_ha=2, minimum_width_m=0)
    result = compare(tmp_path, prediction, reference, options, changes=ChangeLayerInput(cha))
    found = result["official"]
    assert (found["count"], found["found"], found["partly"], found["missed"]) == (3, 2, 0, 1)
    assert (found["found_same"], found["known"], found["new"]) == (1 if level == 3 else 2, 2, 1)
    assert found["technical_left_out"] == 1
    assert found["official_ha"] == pytest.approx(9.25) and found["found_ha"] == pytest.approx(8.25)
    assert found["found_same_ha"] == pytest.approx(2.25 if level == 3 else 8.25)
    _, ours = read_layer(result["outputs"]["changes"])
    assert dict(zip(ours["area_ha"], ours["official"])) == {9.0: "known", 2.25: "known", 2.0: "new"}
    _, theirs = read_layer(result["outputs"]["official"], "official_changes")
    assert dict(zip(theirs["area_ha"], theirs["verdict"])) == {6.0: "found", 2.25: "found", 1.0: "missed"}
    assert dict(zip(theirs["area_ha"], theirs["share_same"])) == {6.0: float(level == 2), 2.25: 1.0, 1.0: 0.0}


# Runs


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


# Real data


@pytest.mark.shared_data
def test_granadas_polygons_are_granadas_raster(shared_data, tmp_path):
    folder = shared_data / "clc_granada"
    result = compare(tmp_path, str(folder / "clc.tif"), str(folder / "clc.gpkg"), CompareOptions())
    assert result["agreement"]["overall"] == 1.0 and result["compared_ha"] == 22070.625
    assert result["polygon_agreement"]["mean_share"] == 1.0


@pytest.mark.shared_data
@pytest.mark.parametrize("metres", [20, 25])
def test_malta_2018_against_2024_and_its_change_layer(shared_data, tmp_path, metres):
    """Status layers of 25 ha hold few of the changes of 5 ha: three of eight lie in their difference."""
    path = str(shared_data / "clc_malta" / "clc2024_mt.gpkg")
    job = CompareJob(
        LandCoverInput(path, layer="clc18_mt"), str(tmp_path / "out"), LandCoverInput(path, layer="clc24_mt"),
        changes=ChangeLayerInput(path), area=AreaInput("EPSG:32633", (425_000, 3_960_000, 460_000, 3_992_000)),
        options=CompareOptions(resolution_m=metres),
    )  # fmt: skip
    result = carry_out(job, lambda event: None)
    official = result["official"]
    assert (official["count"], official["found"], official["missed"]) == (8, 3, 5)
    assert official["technical_left_out"] == 3
    assert (official["found_same"], official["known"], official["new"]) == (2, 3, 0)
    largest = result["changes"]["largest"]
    assert not any(c["technical"] for c in largest)
    found = [(c["code_from"], c["code_to"], c["official"]) for c in largest]
    # The status layers took 243 > 121 into the airport beside it.
    assert sorted(found) == [(243, 124, "known"), (323, 121, "known"), (323, 132, "known")]
    assert result["reference"]["year"] == 2018 and result["prediction"]["year"] == 2024
    # By geometry alone: how much of each official change has another class in 2024 than in 2018.
    old, new = (read_layer(path, layer) for layer in ("clc18_mt", "clc24_mt"))
    shapes, columns = read_layer(path, "cha1824_mt")
    changed = 0
    for shape, kind, before, after in zip(shapes, columns["chtype"], columns["code_18"], columns["code_24"]):
        if kind == "T" or before == after:
            continue
        same = sum(
            shapely.intersection(shapely.intersection(shape, a), b).area
            for a, code in zip(old[0], old[1]["code_18"]) if a.intersects(shape)
            for b, other in zip(new[0], new[1]["code_24"]) if other == code and b.intersects(shape)
        )  # fmt: skip
        changed += same < shape.area / 2
    assert changed == official["found"]


@pytest.mark.shared_data
def test_a_real_scene_against_its_corine_polygons(shared_data, bundled_model, tmp_path):
    """A BigEarthNet patch classified and compared in one go with its CLC2018 labels, made polygons of."""
    from rasterio.features import shapes

    scene = sorted((shared_data / "bigearthnet_v2").glob("s2/*T34VER_41_60.tif"))[0]
    with rasterio.open(scene.parents[1] / "clc" / scene.name) as dataset:
        labels, transform, crs = dataset.read(1), dataset.transform, dataset.crs.to_string()
    found = list(shapes(labels, mask=labels > 0, transform=transform))
    reference = write_polygons(
        tmp_path / "clc18.gpkg",
        [shapely.geometry.shape(geometry) for geometry, _ in found],
        {"Code_18": [str(int(code)) for _, code in found]},
        crs=crs,
    )
    first = ClassifyJob(
        SceneInput(str(scene)),
        str(tmp_path / "maps"),
        bundled_model,
        options=ClassifyOptions(confidence=True),
    )
    job = CompareJob(LandCoverInput(reference), str(tmp_path / "out"), classify=first)
    result = carry_out(job, lambda event: None)
    with rasterio.open(result["classification"]["outputs"]["level3"]) as dataset:
        table = np.zeros(256, int)
        table[list(GRID_CODE.values())] = list(GRID_CODE)
        mapped = table[dataset.read(1)]
    showable = set(result["prediction"]["model_codes"])
    counted: dict[tuple[int, int], int] = {}
    left_out = 0
    for of, to in zip(labels.ravel().tolist(), mapped.ravel().tolist()):
        if of and to and of in showable:
            counted[(of, to)] = counted.get((of, to), 0) + 1
        left_out += bool(of and to and of not in showable)
    assert {(p["code_from"], p["code_to"]): p["pixels"] for p in result["from_to"]} == counted
    assert result["not_assessed_ha"] == pytest.approx(left_out * 0.01)
    assert result["model"]["name"] == result["classification"]["model"]["name"]
    assert result["polygon_agreement"]["count"] == len(
        {i for i, (_, code) in enumerate(found) if int(code) in showable}
    )
