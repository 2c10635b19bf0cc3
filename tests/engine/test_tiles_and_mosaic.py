"""Tiles on a fixed lattice, and a blend that leaves no seam and depends on no extent."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pytest
from rasterio.crs import CRS

from corina.engine.grid import Grid
from corina.engine.mosaic import RollingMosaic
from corina.engine.tiles import Window, blend_weights, plan_tiles, ramp

UTM = CRS.from_epsg(32634)


def grid(width: int, height: int, left: float = 300_000, top: float = 5_000_000) -> Grid:
    return Grid(UTM, left, top, 10.0, width, height)


def mosaic_of(scene: np.ndarray, plan, tile_function=lambda tile: tile) -> np.ndarray:
    """Run a mosaic over an array [classes, height, width] that stands for the probabilities of the whole scene."""
    classes, height, width = scene.shape
    mosaic = RollingMosaic(plan, classes)
    window = plan.window
    result = np.full((classes, window.height, window.width), np.nan, np.float32)
    for r, row in enumerate(plan.rows.starts):
        for c, column in enumerate(plan.columns.starts):
            tile = np.zeros((classes, plan.rows.tile, plan.columns.tile), np.float32)
            top, left = max(row, 0), max(column, 0)
            bottom, right = min(row + plan.rows.tile, height), min(column + plan.columns.tile, width)
            tile[:, top - row : bottom - row, left - column : right - column] = scene[
                :, top:bottom, left:right
            ]
            block = mosaic.add(r, c, tile_function(tile))
            r0, r1 = max(row, window.row0), min(row + plan.rows.step, window.row1)
            c0, c1 = max(column, window.col0), min(column + plan.columns.step, window.col1)
            if r1 > r0 and c1 > c0:
                part = block[:, r0 - row : r1 - row, c0 - column : c1 - column]
                result[:, r0 - window.row0 : r1 - window.row0, c0 - window.col0 : c1 - window.col0] = part
    return result


def test_the_ramps_of_two_neighbours_add_to_one():
    rising = ramp(64)
    falling = 1 - ramp(64)
    np.testing.assert_allclose(rising + falling, 1)
    assert rising[:16].max() == 0
    assert rising[-16:].min() == 1
    np.testing.assert_allclose(rising, falling[::-1], atol=1e-6)


@pytest.mark.parametrize("overlap", [0, 16, 32, 64])
@pytest.mark.parametrize(("width", "height"), [(300, 200), (128, 128), (50, 20), (1, 1), (513, 129)])
def test_blending_returns_what_all_tiles_agree_on(width, height, overlap):
    scene = np.random.default_rng(0).random((3, height, width)).astype(np.float32)
    g = grid(width, height)
    plan = plan_tiles(g, Window(0, height, 0, width), 128, overlap, 16)
    np.testing.assert_allclose(mosaic_of(scene, plan), scene, atol=1e-6)


def test_a_seam_is_a_ramp_and_not_a_step():
    """Two tiles that disagree by one change the map by a small step from pixel to pixel, never by the whole one."""
    g = grid(400, 100)
    plan = plan_tiles(g, Window(0, 100, 0, 400), 128, 64, 16)
    counter = iter(range(1000))
    flat = mosaic_of(np.ones((1, 100, 400), np.float32), plan, lambda tile: tile * 0 + next(counter) % 2)
    steps = np.abs(np.diff(flat[0, 10]))
    assert steps.max() < 0.06
    assert flat.max() == 1
    assert flat.min() == 0


def test_the_result_does_not_depend_on_the_chosen_extent():
    scene = np.random.default_rng(1).random((2, 700, 900)).astype(np.float32)

    def positional(tile: np.ndarray) -> np.ndarray:
        # A network sees each pixel differently by its place in the tile.
        return tile * np.linspace(0.5, 1.5, tile.shape[2], dtype=np.float32)

    g = grid(900, 700, left=499_980, top=7_000_020)
    whole = mosaic_of(scene, plan_tiles(g, Window(0, 700, 0, 900), 256, 64, 16), positional)
    for window in (
        Window(0, 700, 0, 900),
        Window(100, 650, 333, 334),
        Window(191, 400, 17, 890),
        Window(5, 9, 640, 900),
    ):
        part = mosaic_of(scene, plan_tiles(g, window, 256, 64, 16), positional)
        np.testing.assert_array_equal(part, whole[:, window.row0 : window.row1, window.col0 : window.col1])


def test_a_neighbouring_scene_uses_the_same_lattice():
    wide = plan_tiles(grid(1000, 1000, left=300_000), Window(0, 1000, 0, 1000), 256, 32, 16)
    cut = plan_tiles(grid(400, 400, left=303_000, top=4_997_000), Window(0, 400, 0, 400), 256, 32, 16)
    on_map = {start - 0 for start in wide.columns.starts}
    assert {start + 300 for start in cut.columns.starts[1:]} <= on_map
    assert {start + 300 for start in cut.rows.starts[1:]} <= set(wide.rows.starts)


def test_only_tiles_near_the_window_are_planned():
    g = grid(10_980, 10_980)
    plan = plan_tiles(g, Window(5000, 5010, 5000, 5010), 512, 64, 32)
    assert plan.count <= 4


def test_tiles_that_were_not_inferred_leave_zeros():
    g = grid(256, 128)
    plan = plan_tiles(g, Window(0, 128, 0, 256), 128, 32, 16)
    mosaic = RollingMosaic(plan, 1)
    assert mosaic.add(0, 0, None).max() == 0
    weights = blend_weights(plan.columns, 1)
    block = mosaic.add(0, 1, np.ones((1, 128, 128), np.float32))
    np.testing.assert_allclose(block[0, 0], weights[: plan.columns.step])


def test_memory_grows_with_the_width_of_a_scene_and_not_with_its_height():
    """44 classes of 10980 x 10980 px would be 21 GB; what a mosaic holds while it rolls is a strip."""

    def peak(width: int, height: int) -> int:
        plan = plan_tiles(grid(width, height), Window(0, height, 0, width), 64, 16, 16)
        tile = np.ones((44, 64, 64), np.float32)
        tracemalloc.start()
        mosaic = RollingMosaic(plan, 44)
        for row in range(len(plan.rows.starts)):
            for column in range(len(plan.columns.starts)):
                mosaic.add(row, column, tile.copy())
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return used

    flat, tall = peak(400, 200), peak(400, 1600)
    assert tall < 1.05 * flat
    assert tall < 44 * 4 * 400 * 1600 / 10
