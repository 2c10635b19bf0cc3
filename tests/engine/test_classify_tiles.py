"""Tiles of a classification: which are inferred and when, and that none of them shows in the map."""

from __future__ import annotations

import json
import threading

import numpy as np
import pytest

from corina.engine import classify as classify_module
from corina.engine.jobs import (
    AreaInput,
)
from corina.engine.session import ModelSession

from .classifying import classify, read, smooth_scene
from .rasters import write_raster
from .tiny_model import make_package


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
