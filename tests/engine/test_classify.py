"""Whole classifications with real ONNX Runtime: what is in the files, and that nothing is left when a run fails."""

from __future__ import annotations

import csv
import json
import sqlite3
from pathlib import Path

import numpy as np
import pytest
import rasterio

from corina.clc import CODES, GRID_CODE, Level, parent
from corina.engine.events import Log, LogLevel, Progress
from corina.engine.geopackage import read_polygons
from corina.engine.handlers import carry_out
from corina.engine.jobs import (
    AreaInput,
    DescribeModelJob,
    DescribeSceneJob,
    MaskChoice,
    SceneInput,
)

from .classifying import VALUE_TO_CODE, classify, read, smooth_scene
from .rasters import write_raster
from .tiny_model import true_code


@pytest.mark.parametrize(("height", "width"), [(300, 260), (64, 80), (1, 1), (129, 1), (17, 500)])
def test_every_pixel_gets_its_class_at_every_level(tmp_path, pixel_model, height, width):
    values = smooth_scene(height, width)
    result, _ = classify(write_raster(tmp_path / "scene.tif", values), tmp_path / "out", pixel_model)
    expected = true_code(values[3] / 1e4)
    level3 = VALUE_TO_CODE[read(result["outputs"]["level3"])]
    np.testing.assert_array_equal(level3, expected)
    np.testing.assert_array_equal(read(result["outputs"]["level2"]), expected // 10)
    np.testing.assert_array_equal(read(result["outputs"]["level1"]), expected // 100)


def test_areas_are_those_of_the_maps(tmp_path, pixel_model):
    values = smooth_scene(200, 150)
    result, _ = classify(write_raster(tmp_path / "scene.tif", values), tmp_path / "out", pixel_model)
    for level in ("1", "2", "3"):
        assert sum(c["area_ha"] for c in result["levels"][level]) == pytest.approx(200 * 150 * 0.01)
        assert sum(c["percent"] for c in result["levels"][level]) == pytest.approx(100, abs=0.01)
    forest = next(c for c in result["levels"]["3"] if c["code"] == 312)
    assert forest["pixels"] == int((true_code(values[3] / 1e4) == 312).sum())
    with open(result["outputs"]["areas_csv"], newline="", encoding="utf-8") as file:
        rows = {(r["level"], r["code"]): r for r in csv.DictReader(file)}
    assert float(rows["3", "312"]["area_ha"]) == pytest.approx(forest["area_ha"])
    assert rows["1", "5"]["name"] == "Water bodies"
    with open(result["outputs"]["result_json"], encoding="utf-8") as file:
        assert json.load(file) == result


def test_the_maps_are_made_for_gis(tmp_path, pixel_model):
    path = write_raster(tmp_path / "scene.tif", smooth_scene(700, 600))
    result, _ = classify(path, tmp_path / "out", pixel_model)
    for level in Level:
        with rasterio.open(result["outputs"][f"level{int(level)}"]) as dataset:
            assert dataset.dtypes == ("uint8",)
            assert dataset.nodata == 0
            assert dataset.crs.to_epsg() == 32634
            assert dataset.transform.c == 500_000
            assert dataset.block_shapes == [(256, 256)]
            assert dataset.compression.name == "deflate"
            assert dataset.overviews(1)[:2] == [2, 4]
            water = {Level.L1: 5, Level.L2: 51, Level.L3: GRID_CODE[512]}[level]
            colour = {Level.L1: (0, 204, 242), Level.L2: (0, 204, 242), Level.L3: (128, 242, 230)}[level]
            assert dataset.colormap(1)[water][:3] == colour
        table = Path(result["outputs"][f"level{int(level)}"] + ".aux.xml").read_text(encoding="utf-8")
        assert {Level.L1: "Water bodies", Level.L2: "Inland waters", Level.L3: "Coniferous forest"}[
            level
        ] in table


def test_the_attribute_table_is_read_by_gdal(tmp_path, pixel_model):
    """GDAL itself, where its command line is installed: class names by value."""
    import shutil
    import subprocess

    if shutil.which("gdalinfo") is None:
        pytest.skip("gdalinfo is not installed")
    path = write_raster(tmp_path / "scene.tif", smooth_scene(50, 60))
    result, _ = classify(path, tmp_path / "out", pixel_model)
    report = subprocess.run(
        ["gdalinfo", result["outputs"]["level3"]], capture_output=True, text=True, check=True
    ).stdout
    assert "<GDALRasterAttributeTable" in report
    assert "<F>Coniferous forest</F>" in report


def test_nodata_masked_and_outside_pixels_get_no_class(tmp_path, pixel_model):
    values = smooth_scene(200, 200)
    values[:, 50:60] = 0
    scene = write_raster(tmp_path / "scene.tif", values, nodata=0)
    mask = np.zeros((1, 200, 200), np.uint8)
    mask[0, :, 150:] = 3
    mask_path = write_raster(tmp_path / "mask.tif", mask, descriptions=())
    area = AreaInput("EPSG:32634", bounds=(500_000, 4_998_500, 502_000, 5_000_000))
    result, _ = classify(
        SceneInput(scene, scale=1e-4, mask=MaskChoice(mask_path, (3,))),
        tmp_path / "out",
        pixel_model,
        area=area,
    )
    level3 = read(result["outputs"]["level3"])
    assert level3.shape == (150, 200)
    assert not level3[50:60].any()
    assert not level3[:, 150:].any()
    assert (level3[:50, :150] > 0).all()
    assert result["classified_ha"] == pytest.approx(140 * 150 * 0.01)
    assert result["left_out_ha"] == pytest.approx((150 * 50 + 10 * 150) * 0.01)


def test_the_confidence_is_the_probability_in_percent(tmp_path, pixel_model):
    values = smooth_scene(40, 40)
    values[3] = 1500 + 3 * np.arange(40)
    values[:, 0] = 0
    scene = write_raster(tmp_path / "scene.tif", values, nodata=0)
    result, _ = classify(scene, tmp_path / "out", pixel_model, confidence=True)
    confidence = read(result["outputs"]["confidence"])
    assert (confidence[0] == 255).all()
    nir = (1500 + 3 * np.arange(40)) / 1e4
    # Next to the step at 0.15 only urban and arable compete: a logistic in their distance to it.
    expected = 100 / (1 + np.exp(-4000 * np.abs(nir - 0.15)))
    np.testing.assert_allclose(confidence[5], expected, atol=1.0)


def test_the_three_levels_never_contradict_each_other(tmp_path, shared_data, bundled_model):
    scene = sorted((shared_data / "bigearthnet_v2" / "s2").glob("*.tif"))[5]
    result, _ = classify(str(scene), tmp_path / "out", bundled_model)
    level1, level2, level3 = (read(result["outputs"][f"level{n}"]) for n in (1, 2, 3))
    codes = VALUE_TO_CODE[level3]
    assert set(np.unique(codes)) <= set(CODES[Level.L3])
    np.testing.assert_array_equal(level2, codes // 10)
    np.testing.assert_array_equal(level1, codes // 100)


def test_polygons_cover_the_map_and_keep_the_minimum_unit(tmp_path, pixel_model):
    values = smooth_scene(210, 140)
    values[:, 100:110, 20:30] = 0
    scene = write_raster(tmp_path / "scene.tif", values, nodata=0)
    result, _ = classify(scene, tmp_path / "out", pixel_model, polygons=True, minimum_unit_ha=1.0)
    assert result["outputs"]["confidence"] is None
    assert not Path(result["output_dir"], "scene_confidence.tif").exists()
    with sqlite3.connect(result["outputs"]["polygons"]) as connection:
        rows = connection.execute(
            "SELECT code_1, code_2, code_3, label, area_ha, confidence FROM land_cover"
        ).fetchall()
        rule = connection.execute("SELECT description FROM gpkg_contents").fetchone()[0]
    assert "largest neighbour" in rule
    assert sum(row[4] for row in rows) == pytest.approx(result["classified_ha"])
    assert min(row[4] for row in rows) >= 1.0
    for code_1, code_2, code_3, label, _, confidence in rows:
        assert (code_1, code_2) == (parent(code_3, Level.L1), parent(code_3, Level.L2))
        assert label
        assert 25 <= confidence <= 100
    crs, polygons = read_polygons(result["outputs"]["polygons"])
    assert "UTM zone 34N" in crs
    assert len(polygons) == len(rows) == result["polygon_count"]


def test_polygons_without_a_minimum_unit_are_the_map(tmp_path, pixel_model):
    from rasterio.features import rasterize

    scene = write_raster(tmp_path / "scene.tif", smooth_scene(90, 70))
    result, _ = classify(scene, tmp_path / "out", pixel_model, polygons=True)
    _, polygons = read_polygons(result["outputs"]["polygons"])
    with sqlite3.connect(result["outputs"]["polygons"]) as connection:
        codes = [row[0] for row in connection.execute("SELECT code_3 FROM land_cover ORDER BY fid")]
    with rasterio.open(result["outputs"]["level3"]) as dataset:
        burned = rasterize(zip(polygons, codes), dataset.shape, transform=dataset.transform, dtype="int32")
        np.testing.assert_array_equal(burned, VALUE_TO_CODE[dataset.read(1)])


def test_a_scene_in_degrees_is_classified_in_metres(tmp_path, shared_data, pixel_model):
    from corina.engine.jobs import BandChoice

    path = str(shared_data / "boadella_timeseries" / "Boadella_2020-06-21.tif")
    bands = tuple(BandChoice(b, path, i) for b, i in (("B02", 2), ("B03", 3), ("B04", 4), ("B08", 8)))
    result, events = classify(SceneInput(path, bands=bands), tmp_path / "out", pixel_model)
    with rasterio.open(result["outputs"]["level3"]) as dataset:
        assert dataset.crs.to_epsg() == 32631
        assert dataset.res == (10, 10)
        assert (dataset.read(1) > 0).mean() > 0.9
    warnings = [e.message for e in events if isinstance(e, Log) and e.level is LogLevel.WARNING]
    assert any("resampled from EPSG:4326" in w for w in warnings)
    assert warnings == result["warnings"]


def test_progress_only_goes_forward_and_ends_with_all_tiles(tmp_path, pixel_model):
    scene = write_raster(tmp_path / "scene.tif", smooth_scene(400, 400))
    result, events = classify(scene, tmp_path / "out", pixel_model, polygons=True)
    progress = [e for e in events if isinstance(e, Progress)]
    assert [p.fraction for p in progress] == sorted(p.fraction for p in progress)
    last = [p for p in progress if p.total][-1]
    assert last.done == last.total == result["timing"]["tiles"] + result["timing"]["tiles_skipped"]


def test_names_with_spaces_and_accents_and_long_ones_work(tmp_path, pixel_model):
    folder = tmp_path / "Forêt de Tronçais – été 2018" / ("ordner_" * 20)
    folder.mkdir(parents=True)
    scene = write_raster(folder / "Szene Öland č.tif", smooth_scene(50, 50))
    result, _ = classify(scene, folder / "Ergebnis 1", pixel_model)
    assert Path(result["outputs"]["level3"]).name == "Szene Öland č_level3.tif"
    assert read(result["outputs"]["level3"]).all()
    named, _ = classify(scene, folder / "Ergebnis 2", pixel_model, name="a/b:c" + "x" * 300)
    assert Path(named["outputs"]["level3"]).exists()
    assert Path(named["outputs"]["level3"]).name.startswith("a_b_c")


def test_a_model_and_a_scene_can_be_described(tmp_path, pixel_model):
    card = carry_out(DescribeModelJob(pixel_model), print)["card"]
    assert card["codes"] == [112, 211, 312, 512]
    scene = write_raster(tmp_path / "scene.tif", smooth_scene(50, 50))
    description = carry_out(DescribeSceneJob(SceneInput(scene), model=pixel_model), print)
    assert description["summary"] == "4 of 4 bands found, reflectance x 10000 (guessed)"
    assert description["missing"] == []
    assert description["problem"] is None
