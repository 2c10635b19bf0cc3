"""Classifications that fail or are cancelled: one sentence, and nothing that was there is touched."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from corina.engine.errors import Cancelled
from corina.engine.events import Progress
from corina.engine.handlers import carry_out
from corina.engine.jobs import (
    AreaInput,
    ClassifyJob,
    ClassifyOptions,
    Device,
    SceneInput,
)

from .classifying import classify, failing, read, smooth_scene
from .rasters import write_raster
from .tiny_model import make_package


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


def test_the_record_of_a_comparison_of_the_same_name_is_not_replaced(tmp_path, pixel_model):
    out = tmp_path / "out"
    out.mkdir()
    record = json.dumps({"name": "map", "prediction": {}, "reference": {}, "changes": {}})
    (out / "map_result.json").write_text(record)
    scene = write_raster(tmp_path / "scene.tif", smooth_scene(50, 50))
    problem = failing(out, scene=scene, model=pixel_model, name="map")
    assert problem.code == "output_exists"
    assert (
        "is of no classification but of something else, such as a comparison; choose another"
        in problem.message
    )
    assert [path.name for path in out.iterdir()] == ["map_result.json"]
    assert (out / "map_result.json").read_text() == record


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
