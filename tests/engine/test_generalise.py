"""Generalising to a minimum mapping unit."""

from __future__ import annotations

import numpy as np

from corina.engine.generalise import merge_small_areas


def sizes_of(classes: np.ndarray, valid: np.ndarray) -> list[int]:
    from rasterio.features import rasterize, shapes

    return [
        int(rasterize([geometry], classes.shape).sum())
        for geometry, _ in shapes(classes, mask=valid, connectivity=4)
    ]


def test_a_small_area_takes_the_class_of_its_largest_neighbour():
    classes = np.full((20, 20), 1, np.uint8)
    classes[:, 15:] = 2
    classes[4:7, 13:16] = 3
    merged = merge_small_areas(classes, np.ones_like(classes, bool), 20)
    assert (merged[4:7, 13:16] == 1).all()
    assert (merged[:, 16:] == 2).all()


def test_a_patchwork_of_small_areas_is_merged_too():
    """All neighbours are too small: GDAL's sieve alone leaves these as they are."""
    generator = np.random.default_rng(0)
    classes = generator.integers(1, 6, (20, 20)).astype(np.uint8).repeat(5, 0).repeat(5, 1)
    valid = np.ones_like(classes, bool)
    merged = merge_small_areas(classes, valid, 200)
    assert min(sizes_of(merged, valid)) >= 200
    assert set(np.unique(merged)) <= set(range(1, 6))


def test_pixels_without_a_class_neither_give_nor_take():
    classes = np.full((30, 30), 1, np.uint8)
    valid = np.ones_like(classes, bool)
    valid[10:14] = False
    classes[10:14] = 0
    valid[20:25, 20:25] = False
    classes[20:25, 20:25] = 0
    valid[22, 22], classes[22, 22] = True, 7
    merged = merge_small_areas(classes, valid, 50)
    assert (merged[~valid] == 0).all()
    assert merged[22, 22] == 7


def test_without_a_unit_nothing_changes():
    classes = np.random.default_rng(1).integers(1, 4, (30, 30)).astype(np.uint8)
    np.testing.assert_array_equal(merge_small_areas(classes, np.ones_like(classes, bool), 1), classes)


def test_a_map_smaller_than_the_unit_becomes_one_area():
    classes = np.ones((3, 4), np.uint8)
    classes[0, 0] = classes[2, 3] = 2
    assert (merge_small_areas(classes, np.ones_like(classes, bool), 2500) == 1).all()
    one = np.full((1, 1), 7, np.uint8)
    assert merge_small_areas(one, np.ones_like(one, bool), 2500).tolist() == [[7]]
