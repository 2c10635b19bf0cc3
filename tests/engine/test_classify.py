"""Whole classifications with real ONNX Runtime: what is in the files, and that nothing is left when a run fails."""

from __future__ import annotations

import csv
import json
import shutil
import sqlite3
import threading
from pathlib import Path

import numpy as np
import pytest
import rasterio

from corina.clc import CODES, GRID_CODE, Level, parent
from corina.engine import classify as classify_module
from corina.engine.errors import Cancelled, EngineProblem
from corina.engine.events import Log, LogLevel, Progress
from corina.engine.geopackage import read_polygons
from corina.engine.handlers import carry_out
from corina.engine.jobs import (
    AreaInput,
    ClassifyJob,
    ClassifyOptions,
    DescribeModelJob,
    DescribeSceneJob,
    Device,
    MaskChoice,
    SceneInput,
)
from corina.engine.session import ModelSession

from .rasters import write_raster
from .tiny_model import make_package, true_code

VALUE_TO_CODE = np.zeros(256, int)
for _code, _value in GRID_CODE.items():
    VALUE_TO_CODE[_value] = _code


@pytest.fixture(scope="module")
def pixel_model(tmp_path_factory) -> str:
    return str(make_package(tmp_path_factory.mktemp("models") / "pixel"))


@pytest.fixture(scope="module")
def window_model(tmp_path_factory) -> str:
    """A model that looks 8 px around each pixel."""
    return str(make_package(tmp_path_factory.mktemp("models") / "window", kernel=17, receptive_field=17))


def smooth_scene(height: int, width: int, seed: int = 0) -> np.ndarray:
    """DN [4, height, width] with land cover in patches of some pixels."""
    generator = np.random.default_rng(seed)
    coarse = generator.choice([0.02, 0.1, 0.22, 0.4], (height // 7 + 1, width // 7 + 1))
    nir = coarse.repeat(7, 0).repeat(7, 1)[:height, :width]
    return np.stack(
        [np.full_like(nir, 500), np.full_like(nir, 600), np.full_like(nir, 550), nir * 1e4]
    ).astype(np.uint16)


def classify(scene: str | SceneInput, output: Path, model: str, **options):
    events: list[object] = []
    job = ClassifyJob(
        scene=scene if isinstance(scene, SceneInput) else SceneInput(scene, scale=1e-4),
        output_dir=str(output),
        model=model,
        name=options.pop("name", ""),
        area=options.pop("area", None),
        options=ClassifyOptions(device=Device.CPU, **options),
    )
    return carry_out(job, events.append), events


def read(path: str) -> np.ndarray:
    with rasterio.open(path) as dataset:
        return dataset.read(1)


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


def test_tiles_without_a_wanted_pixel_are_never_inferred(tmp_path, pixel_model):
    values = smooth_scene(600, 600)
    values[:, :, 200:] = 0
    scene = write_raster(tmp_path / "scene.tif", values, nodata=0)
    whole, _ = classify(
        write_raster(tmp_path / "full.tif", smooth_scene(600, 600)), tmp_path / "a", pixel_model
    )
    part, _ = classify(scene, tmp_path / "b", pixel_model)
    assert part["timing"]["tiles"] + part["timing"]["tiles_skipped"] == whole["timing"]["tiles"]
    assert part["timing"]["tiles_skipped"] >= whole["timing"]["tiles"] // 2


def test_tiles_beside_the_polygons_of_an_area_are_never_inferred(tmp_path, pixel_model, monkeypatch):
    """Two fields in opposite corners: the box around them is the whole scene, the tiles between them are skipped."""
    seen = []
    run = ModelSession.run
    monkeypatch.setattr(
        ModelSession, "run", lambda self, dn, *rest: seen.append(len(dn)) or run(self, dn, *rest)
    )
    scene = write_raster(tmp_path / "scene.tif", smooth_scene(800, 800))
    whole, _ = classify(scene, tmp_path / "whole", pixel_model)
    assert sum(seen) == whole["timing"]["tiles"]
    seen.clear()

    def field(left: float, top: float) -> list[list[tuple[float, float]]]:
        return [[(left, top), (left + 500, top), (left + 500, top - 500), (left, top - 500), (left, top)]]

    fields = [field(500_000, 5_000_000), field(507_500, 4_992_500)]
    area = AreaInput("EPSG:32634", geojson=json.dumps({"type": "MultiPolygon", "coordinates": fields}))
    part, _ = classify(scene, tmp_path / "part", pixel_model, area=area)
    assert part["classified_ha"] == pytest.approx(50)
    assert sum(seen) == part["timing"]["tiles"] <= 8 < whole["timing"]["tiles"] / 5
    assert (read(part["outputs"]["level3"]) > 0).sum() == 5000


def test_the_next_rows_are_read_while_the_network_runs(tmp_path, pixel_model, monkeypatch):
    """The first inference ends only when the second rows have been read: it would wait forever otherwise."""
    read_second = threading.Event()
    waited: list[bool] = []
    strips, run = classify_module.strips, ModelSession.run

    def noted(*arguments):
        for number, strip in enumerate(strips(*arguments)):
            if number == 1:
                read_second.set()
            yield strip

    def slow(self, *arguments):
        waited.append(read_second.wait(20))
        return run(self, *arguments)

    monkeypatch.setattr(classify_module, "strips", noted)
    monkeypatch.setattr(ModelSession, "run", slow)
    classify(write_raster(tmp_path / "scene.tif", smooth_scene(400, 100)), tmp_path / "out", pixel_model)
    assert all(waited) and len(waited) > 1


def test_a_pixel_does_not_depend_on_the_chosen_extent(tmp_path, window_model):
    scene = write_raster(tmp_path / "scene.tif", smooth_scene(500, 640))
    whole, _ = classify(scene, tmp_path / "whole", window_model, confidence=True)
    area = AreaInput("EPSG:32634", bounds=(501_010, 4_996_330, 504_470, 4_999_070))
    part, _ = classify(scene, tmp_path / "part", window_model, confidence=True, area=area)
    for name in ("level1", "level2", "level3", "confidence"):
        expected = read(whole["outputs"][name])[93:367, 101:447]
        np.testing.assert_array_equal(read(part["outputs"][name]), expected)


def test_a_cut_out_scene_agrees_beyond_the_receptive_field(tmp_path, window_model):
    values = smooth_scene(500, 640)
    whole, _ = classify(write_raster(tmp_path / "scene.tif", values), tmp_path / "whole", window_model)
    cut = write_raster(tmp_path / "cut.tif", values[:, 100:400, 133:500], left=501_330, top=4_999_000)
    part, _ = classify(cut, tmp_path / "part", window_model)
    edge = 16
    expected = read(whole["outputs"]["level3"])[100:400, 133:500]
    found = read(part["outputs"]["level3"])
    np.testing.assert_array_equal(found[edge:-edge, edge:-edge], expected[edge:-edge, edge:-edge])


def test_tiling_leaves_no_trace(tmp_path, window_model):
    """The map of many small tiles equals that of one large tile wherever no tile's edge is in sight."""
    # Where a tile of 1024 px begins, so that the single tile holds all of the scene.
    scene = write_raster(tmp_path / "scene.tif", smooth_scene(420, 420), left=491_520, top=4_997_120)
    tiled, _ = classify(scene, tmp_path / "tiled", window_model, tile=128, overlap=0.25)
    single, _ = classify(scene, tmp_path / "single", window_model, tile=1024, overlap=0.0)
    inner = np.s_[8:-8, 8:-8]
    np.testing.assert_array_equal(
        read(tiled["outputs"]["level3"])[inner], read(single["outputs"]["level3"])[inner]
    )


@pytest.mark.parametrize("batch", [1, 3, 8])
def test_batches_of_any_size_give_the_same_map(tmp_path, window_model, batch):
    scene = write_raster(tmp_path / "scene.tif", smooth_scene(200, 500))
    result, _ = classify(scene, tmp_path / "out", window_model, batch=batch)
    reference, _ = classify(scene, tmp_path / "one", window_model, batch=1)
    assert result["device"]["batch"] == batch
    np.testing.assert_array_equal(read(result["outputs"]["level3"]), read(reference["outputs"]["level3"]))


@pytest.mark.parametrize("number", [1, 4])
def test_a_network_that_takes_a_certain_number_of_tiles_gets_them_and_the_last_are_filled_up(
    tmp_path, pixel_model, number
):
    fixed = make_package(tmp_path / "fixed", batch=number)
    scene = write_raster(tmp_path / "scene.tif", smooth_scene(200, 500))
    result, _ = classify(scene, tmp_path / "out", str(fixed), batch=3)
    reference, _ = classify(scene, tmp_path / "any", pixel_model, batch=3)
    assert result["device"]["batch"] == number
    assert result["timing"]["tiles"] % 4, "the last tiles are fewer than four"
    np.testing.assert_array_equal(read(result["outputs"]["level3"]), read(reference["outputs"]["level3"]))


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


def failing(job_output: Path, **arguments) -> EngineProblem:
    before = sorted(job_output.rglob("*")) if job_output.exists() else None
    with pytest.raises(EngineProblem) as caught:
        classify(output=job_output, **arguments)
    after = sorted(job_output.rglob("*")) if job_output.exists() else None
    assert after == before
    return caught.value


@pytest.mark.parametrize("value", [0, np.nan, np.inf])
def test_all_nodata_leaves_nothing(tmp_path, pixel_model, value):
    values = np.full((4, 50, 50), value, np.uint16 if value == 0 else np.float32)
    scene = write_raster(tmp_path / "scene.tif", values, nodata=0)
    problem = failing(tmp_path / "out", scene=scene, model=pixel_model)
    assert problem.code == "all_nodata"
    assert "\n" not in problem.message


def test_nan_and_infinity_get_no_class_and_spoil_no_neighbour(tmp_path, window_model):
    values = (smooth_scene(120, 130) / 1e4).astype(np.float32)
    clean, _ = classify(SceneInput(write_raster(tmp_path / "a.tif", values)), tmp_path / "a", window_model)
    values[3, 40, 50], values[0, 41, 50], values[1, 42, 50] = np.nan, np.inf, -np.inf
    spoiled, _ = classify(SceneInput(write_raster(tmp_path / "b.tif", values)), tmp_path / "b", window_model)
    before, after = read(clean["outputs"]["level3"]), read(spoiled["outputs"]["level3"])
    assert np.argwhere(after == 0).tolist() == [[40, 50], [41, 50], [42, 50]]
    far = np.ones(before.shape, bool)
    far[40 - 8 : 43 + 8, 50 - 8 : 51 + 8] = False
    np.testing.assert_array_equal(after[far], before[far])


def test_an_area_outside_the_scene_leaves_nothing(tmp_path, pixel_model):
    scene = write_raster(tmp_path / "scene.tif", smooth_scene(50, 50))
    area = AreaInput("EPSG:4326", bounds=(-10, 50, -9, 51))
    problem = failing(tmp_path / "out", scene=scene, model=pixel_model, area=area)
    assert problem.code == "area_outside"


def test_a_truncated_scene_leaves_nothing_and_says_so(tmp_path, pixel_model):
    path = Path(
        write_raster(
            tmp_path / "scene.tif", smooth_scene(600, 600), tiled=True, blockxsize=256, blockysize=256
        )
    )
    content = bytearray(path.read_bytes())
    path.write_bytes(content[:-400_000])
    problem = failing(tmp_path / "out", scene=str(path), model=pixel_model)
    assert problem.code == "scene_truncated"


def test_an_existing_result_is_kept_when_a_run_fails(tmp_path, pixel_model):
    out = tmp_path / "out"
    good, _ = classify(
        write_raster(tmp_path / "scene.tif", smooth_scene(50, 50)), out, pixel_model, name="map"
    )
    before = {p.name: p.read_bytes() for p in out.iterdir()}
    empty = write_raster(tmp_path / "empty.tif", np.zeros((4, 50, 50), np.uint16), nodata=0)
    failing(out, scene=empty, model=pixel_model, name="map")
    assert {p.name: p.read_bytes() for p in out.iterdir()} == before
    other, _ = classify(
        write_raster(tmp_path / "b.tif", smooth_scene(50, 50, seed=9)), out, pixel_model, name="map"
    )
    assert other["outputs"] == good["outputs"]
    assert (out / "map_level3.tif").read_bytes() != before["map_level3.tif"]


def test_optional_files_of_an_earlier_run_are_kept_and_said_to_be_old(tmp_path, pixel_model):
    scene = write_raster(tmp_path / "scene.tif", smooth_scene(50, 50))
    classify(scene, tmp_path / "out", pixel_model, confidence=True)
    result, _ = classify(scene, tmp_path / "out", pixel_model)
    assert (tmp_path / "out" / "scene_confidence.tif").exists()
    assert (
        "scene_confidence.tif is from an earlier run and does not belong to these maps." in result["warnings"]
    )


def test_a_cancelled_run_leaves_nothing(tmp_path, pixel_model):
    scene = write_raster(tmp_path / "scene.tif", smooth_scene(600, 600))
    out = tmp_path / "out"

    def cancel_at_tiles(event: object) -> None:
        if isinstance(event, Progress) and event.done:
            raise Cancelled

    job = ClassifyJob(
        SceneInput(scene, scale=1e-4), str(out), pixel_model, options=ClassifyOptions(device=Device.CPU)
    )
    with pytest.raises(Cancelled):
        carry_out(job, cancel_at_tiles)
    assert not out.exists()


def test_an_output_folder_that_cannot_be_made_is_said(tmp_path, pixel_model):
    scene = write_raster(tmp_path / "scene.tif", smooth_scene(50, 50))
    (tmp_path / "file").write_text("in the way")
    problem = failing(tmp_path / "file" / "out", scene=scene, model=pixel_model)
    assert problem.code == "output_not_writable"


@pytest.fixture
def small_files():
    """Lets every file grow to 100 kB only: the system refuses a write there as it does on a disk that is full."""
    resource = pytest.importorskip("resource", reason="Windows has no limit on the size of files")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def rough_scene(path: Path) -> str:
    """A scene whose maps compress badly: another class at nearly every pixel."""
    values = smooth_scene(900, 900)
    values[3] = np.random.default_rng(3).integers(0, 5000, (900, 900))
    return write_raster(path, values)


def test_a_disk_that_fills_up_under_the_maps_leaves_nothing(tmp_path, pixel_model, request):
    scene = rough_scene(tmp_path / "scene.tif")
    request.getfixturevalue("small_files")
    problem = failing(tmp_path / "out", scene=scene, model=pixel_model, confidence=True)
    assert problem.code == "disk_full"
    assert str(tmp_path / "out") in problem.message
    assert not (tmp_path / "out").exists()


def test_a_disk_that_fills_up_under_the_polygons_leaves_nothing(tmp_path, pixel_model, request):
    values = smooth_scene(300, 300)
    values[3] = np.random.default_rng(3).integers(0, 5000, (300, 300))
    scene = write_raster(tmp_path / "scene.tif", values)
    request.getfixturevalue("small_files")
    problem = failing(tmp_path / "out", scene=scene, model=pixel_model, polygons=True)
    assert problem.code == "disk_full"
    assert not (tmp_path / "out").exists()


def test_a_disk_without_room_is_refused_before_a_tile_is_classified(tmp_path, pixel_model, monkeypatch):
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: usage._replace(free=50_000))
    scene = rough_scene(tmp_path / "scene.tif")
    problem = failing(tmp_path / "out", scene=scene, model=pixel_model)
    assert problem.code == "disk_full"
    assert "0.0 MB" not in problem.message and "MB left" in problem.message


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


def test_models_that_do_not_fit_are_refused_before_anything_is_written(tmp_path, pixel_model):
    scene = write_raster(tmp_path / "scene.tif", smooth_scene(50, 50))
    fewer = make_package(tmp_path / "fewer", codes=(112, 211, 312))
    card = json.loads((fewer / "card.json").read_text())
    (fewer / "card.json").write_text(json.dumps({**card, "codes": [112, 211, 312, 512]}))
    cases = {
        "4 classes, but its graph has 3": fewer,
        "does not know": make_package(tmp_path / "unknown", operator="NoSuchOperator"),
    }
    altered = make_package(tmp_path / "altered")
    content = bytearray((altered / "model.onnx").read_bytes())
    content[len(content) // 2] ^= 1
    (altered / "model.onnx").write_bytes(content)
    cases["was altered"] = altered
    short = make_package(tmp_path / "short")
    (short / "model.onnx").write_bytes((short / "model.onnx").read_bytes()[:-20])
    cases["is truncated"] = short
    for sentence, model in cases.items():
        problem = failing(tmp_path / "out", scene=scene, model=str(model))
        assert problem.code == "model_invalid"
        assert sentence in problem.message
    problem = failing(tmp_path / "out", scene=scene, model="no-such-model")
    assert problem.code == "model_not_found"


def test_a_model_and_a_scene_can_be_described(tmp_path, pixel_model):
    card = carry_out(DescribeModelJob(pixel_model), print)["card"]
    assert card["codes"] == [112, 211, 312, 512]
    scene = write_raster(tmp_path / "scene.tif", smooth_scene(50, 50))
    description = carry_out(DescribeSceneJob(SceneInput(scene), model=pixel_model), print)
    assert description["summary"] == "4 of 4 bands found, reflectance x 10000 (guessed)"
    assert description["missing"] == []
    assert description["problem"] is None


def test_a_device_that_is_not_there_falls_back_aloud(tmp_path, pixel_model):
    import onnxruntime

    if "DmlExecutionProvider" in onnxruntime.get_available_providers():
        pytest.skip("this machine has DirectML")
    scene = write_raster(tmp_path / "scene.tif", smooth_scene(50, 50))
    events: list[object] = []
    job = ClassifyJob(
        SceneInput(scene, scale=1e-4),
        str(tmp_path / "out"),
        pixel_model,
        options=ClassifyOptions(device=Device.DIRECTML),
    )
    result = carry_out(job, events.append)
    assert result["device"]["requested"] == "directml"
    assert result["device"]["used"] == "cpu"
    assert "directml" in result["device"]["reason"]
    assert any("directml" in w for w in result["warnings"])
