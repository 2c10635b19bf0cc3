"""Comparing a map with a reference: counts against brute force, rasters, polygons, official changes."""

from __future__ import annotations

import csv
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
import rasterio
import shapely
from rasterio.crs import CRS

from corina.clc import CLASSES, GRID_CODE, Level, parent
from corina.engine.compare import census as census_module
from corina.engine.compare.changes import Changes
from corina.engine.compare.outcome import summary_of
from corina.engine.compare.polygon_shares import hectares
from corina.engine.errors import EngineProblem
from corina.engine.handlers import carry_out
from corina.engine.jobs import (
    AreaInput,
    ChangeLayerInput,
    ClassifyJob,
    ClassifyOptions,
    CompareJob,
    CompareOptions,
    LandCoverInput,
    SceneInput,
)
from corina.engine.reference.shapes import projected
from corina.engine.scratch import Scratch, blocks

from .comparing import LEVEL3, changed_map, compare, patches
from .land_cover import CRS_TEXT, LEFT, TOP, read_layer, square, write_codes, write_polygons, write_result


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
    style = ElementTree.parse(Path(result["outputs"]["from_to_raster"]).with_suffix(".qml")).getroot()
    drawn = {
        divmod(int(e.get("value")), 1000): (e.get("color"), e.get("alpha"))
        for e in style.iter("paletteEntry")
    }
    assert set(drawn) == set(counted)
    for (of_code, to_code), (colour, alpha) in drawn.items():
        rgb = tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))
        if of_code == to_code:
            assert len(set(rgb)) == 1 and int(alpha) < 128
        else:
            assert (rgb, alpha) == (CLASSES[to_code].colour, "255")


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


def test_a_code_of_a_coarser_level_stands_for_all_the_classes_in_it(tmp_path):
    to = write_codes(tmp_path / "to.tif", np.array([[211, 211, 311, 312, 512]] * 4, np.uint16))
    of = write_codes(tmp_path / "of.tif", np.array([[211, 231, 312, 331, 512]] * 4, np.uint16))
    for codes, left_out in (
        ((2, 311, 51), {312, 331}),
        ((2, 31, 512), {331}),
        ((2, 5), {312, 331}),
        ((211, 3, 512), {231}),
        ((1, 4), {211, 231, 312, 331, 512}),
    ):
        how = {"output_dir": str(tmp_path / "-".join(map(str, codes))), "codes": codes}
        found = compare(tmp_path, to, of, CompareOptions(level=3), **how)
        assert {n["code"] for n in found["not_assessed"]} == left_out, codes
        assert found["settings"]["codes"] == list(codes)
    found = compare(tmp_path, to, of, CompareOptions(level=2), codes=(2, 311, 51))
    assert [(n["code"], n["area_ha"]) for n in found["not_assessed"]] == [(33, pytest.approx(0.04))]
    assert compare(tmp_path, to, of)["settings"]["codes"] is None, "nobody gave them"


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
    assert (
        "their middles are some 5,102 km apart" in caught.value.message or "km apart" in caught.value.message
    )
    assert "here: " in caught.value.details and "there: 900000, " in caught.value.details
    half, other = np.full((5, 6), 311, np.uint16), np.full((5, 6), 311, np.uint16)
    half[:, 3:], other[:, :3] = 0, 0
    with pytest.raises(EngineProblem, match="Nowhere do"):
        compare(tmp_path, write_codes(tmp_path / "a.tif", half), write_codes(tmp_path / "b.tif", other))
    assert not (tmp_path / "out").exists(), "a run that fails leaves nothing"


def test_nothing_changed_is_a_good_answer(tmp_path):
    same = write_codes(tmp_path / "same.tif", patches(30, 30, 10, 4))
    result = compare(tmp_path, same, same, CompareOptions())
    assert result["changes"]["count"] == 0 and result["agreement"]["overall"] == 1.0
    assert "no change of 5 ha or more and at least 100 m wide was found" in result["summary"]
    assert len(read_layer(result["outputs"]["changes"])[0]) == 0


@pytest.mark.parametrize(
    ("overall", "words"), [(1.0, "100.0 %"), (0.99996, "over 99.9 %"), (0.9994, "99.9 %")]
)
def test_a_summary_says_100_percent_of_equal_maps_only(overall, words):
    numbers = {"agreement": {"overall": overall}, "compared_ha": 10.0}
    assert f"agree on {words} of 10.0 ha" in summary_of(numbers, Changes(), CompareOptions(), 3)


@pytest.mark.parametrize(
    ("found", "unit", "width", "words"),
    [
        (Changes(3, 23.8), 5, 100, "3 changes of 5 ha or more, 23.8 ha in all."),
        (Changes(1, 0.06), 0, 0, "1 change, 0.06 ha in all."),
        (Changes(0, 0.0), 0, 0, "no change was found."),
        (Changes(0, 0.0), 0, 60, "no change at least 60 m wide was found."),
        (Changes(0, 0.0), 0.5, 0, "no change of 0.5 ha or more was found."),
    ],
)
def test_a_summary_says_what_a_change_had_to_be(found, unit, width, words):
    numbers = {"agreement": {"overall": 0.9}, "compared_ha": 4567.8}
    said = summary_of(numbers, found, CompareOptions(minimum_unit_ha=unit, minimum_width_m=width), 2)
    assert said == f"The maps agree on 90.0 % of 4,568 ha at level 2; {words}"


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


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:3857", "EPSG:2225"])
def test_polygons_have_their_hectares_in_any_crs(crs):
    """In degrees, in Mercator's metres and in feet, held against the same polygons in the metres of their UTM zone."""
    zone = CRS.from_epsg(32610 if crs == "EPSG:2225" else 32634)
    boxes = [
        shapely.box(500_000, 4_400_000, 500_000 + side, 4_400_000 + side) for side in (100, 1_000, 20_000)
    ]
    dense = shapely.segmentize(np.array(boxes), 100.0)
    moved = projected(dense, zone, CRS.from_user_input(crs))
    assert hectares(moved, CRS.from_user_input(crs)) == pytest.approx([1, 100, 40_000], rel=2e-3)
    beyond = np.array([shapely.box(10.0, 80.0, 11.0, 91.0)])
    assert np.isnan(hectares(beyond, CRS.from_epsg(4326))).all(), "off the Earth"
    across = np.array([shapely.box(179.0, 10.0, 181.0, 11.0)])
    assert np.isnan(hectares(across, CRS.from_epsg(4326))).all()


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
