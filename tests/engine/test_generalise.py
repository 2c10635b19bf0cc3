"""Generalising to a minimum mapping unit."""

from __future__ import annotations

import numpy as np

from corina.engine.generalise import Generalisation, generalise, merge_small_areas
from corina.engine.polygons import shared_digits
from corina.engine.regions import find_regions, label_array
from corina.engine.scratch import Scratch
from corina.engine.widths import disc_rows, narrow_parts


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


# Widths


def test_a_disc_is_round_and_as_wide_as_asked():
    for width in (3, 4, 5, 8, 10, 21):
        rows = disc_rows(width)
        pixels = sum(last - first + 1 for first, last in rows)
        assert len(rows) == width and rows == rows[::-1]
        assert min(first for first, _ in rows) == 0 and max(last for _, last in rows) == width - 1
        assert abs(pixels - np.pi * width**2 / 4) < 0.7 * width


def test_strips_narrower_than_the_width_are_narrow_whatever_their_direction():
    y, x = np.mgrid[:120, :120]
    for angle in (0, 30, 45, 90, 135):
        across = (x - 60) * np.sin(np.radians(angle)) - (y - 60) * np.cos(np.radians(angle))
        thin, thick = (np.abs(across) < 3.5).astype(np.uint8), (np.abs(across) < 6.5).astype(np.uint8)
        middle = np.hypot(x - 60, y - 60) < 40
        assert narrow_parts(thin, 10)[middle & (thin == 1)].all()
        inner = middle & (thick == 1)
        assert not narrow_parts(thick, 10)[inner].any()


def test_corners_and_ragged_edges_are_not_narrow_but_long_arms_are():
    classes = np.zeros((80, 80), np.uint8)
    classes[20:50, 20:50] = 1
    classes[30:33, 50:78] = 1
    narrow = narrow_parts(classes, 10)
    assert not narrow[20:50, 20:50].any()
    assert not narrow[30:33, 50:54].any() and narrow[30:33, 57:78].all()


# Whole rasters


def generalised(tmp_path, values: np.ndarray, how: Generalisation) -> np.ndarray:
    scratch = Scratch(tmp_path / "values.tif", *values.shape, "uint16")
    scratch.write_rows(0, values.astype(np.uint16))
    with generalise(scratch, how, tmp_path) as result:
        return result.rows(0, values.shape[0])


def test_priority_takes_the_nearest_class_and_size_the_largest(tmp_path):
    values = np.full((60, 60), 512)
    values[20:40, 20:30] = 312
    values[25:32, 30:36] = 311  # touches 512 on three sides, 312 on one
    near = generalised(
        tmp_path, values, Generalisation(100, nearness=lambda a, b: float(shared_digits(a, b)))
    )
    large = generalised(tmp_path, values, Generalisation(100))
    assert (near[25:32, 30:36] == 312).all()
    assert (large[25:32, 30:36] == 512).all()


def test_areas_across_strips_and_blocks_are_one(tmp_path, monkeypatch):
    rng = np.random.default_rng(3)
    values = rng.integers(0, 4, (90, 70)).astype(np.uint16).repeat(3, 0).repeat(2, 1)
    whole, of_label = label_array(values)
    scratch = Scratch(tmp_path / "values.tif", *values.shape, "uint16")
    scratch.write_rows(0, values)
    monkeypatch.setattr(Scratch.strips, "__defaults__", (7,))
    with scratch, Scratch(tmp_path / "labels.tif", *values.shape, "int32") as file:
        regions = find_regions(scratch, file)
        found = np.concatenate([regions.rows(first, last) for first, last in scratch.strips()])
        pairs = {tuple(sorted(pair)) for pair in regions.pairs.tolist()}
    assert regions.count == len(of_label) - 1
    assert len(np.unique(np.stack([whole.ravel(), found.ravel()]), axis=1).T) == len(of_label), "one to one"
    np.testing.assert_array_equal(regions.values[found], values)
    np.testing.assert_array_equal(regions.sizes[1:], np.bincount(found.ravel())[1:])
    touching = set()
    for a, b in ((found[:, 1:], found[:, :-1]), (found[1:], found[:-1])):
        differ = (a != b) & (a > 0) & (b > 0)
        touching |= {tuple(sorted(p)) for p in zip(a[differ].tolist(), b[differ].tolist())}
    assert pairs == touching


def test_a_pixel_that_touches_a_wide_area_at_a_corner_only_is_narrow():
    values = np.zeros((30, 30), np.uint16)
    values[5:20, 5:20] = 1
    values[20, 20] = values[20, 19] = 1
    narrow = narrow_parts(values, 8)
    assert not narrow[5:20, 5:20].any() and not narrow[20, 19] and not narrow[20, 20], "past the pixel beside"
    values[20, 19] = 0
    assert narrow_parts(values, 8)[20, 20], "an area of its own: areas meet at edges"


def test_a_generalised_map_holds_unit_and_width(tmp_path):
    rng = np.random.default_rng(5)
    values = rng.choice([111, 112, 211, 231, 311, 312, 512], (30, 35)).repeat(8, 0).repeat(8, 1)
    noise = rng.choice([111, 211, 311], values.shape)
    values = np.where(rng.random(values.shape) < 0.15, noise, values)
    values[:, :3] = 0
    how = Generalisation(300, 8, lambda a, b: float(shared_digits(a, b)))
    result = generalised(tmp_path, values, how)
    np.testing.assert_array_equal(result == 0, values == 0)
    assert min(sizes_of(result.astype(np.int32), result > 0)) >= 300
    assert set(np.unique(result)) <= set(np.unique(values))


def test_tapering_ends_do_not_make_an_area_too_small(tmp_path):
    """124 px of which 110 are wide: trimmed for a unit of 80, kept whole for one of 115, gone for one of 130."""
    values = np.full((60, 60), 211)
    values[20:30, 20:30] = 311
    values[24:26, 30:42] = 311
    found = {
        unit: int((generalised(tmp_path, values, Generalisation(unit, 10)) == 311).sum())
        for unit in (80, 115, 130)
    }
    assert found == {80: 110, 115: 124, 130: 0}


def test_two_halves_that_a_neck_joins_are_as_large_as_both(tmp_path):
    """Two squares of 100 px, of which neither alone has the unit; the same without the neck are two small areas."""
    values = np.full((40, 60), 211)
    values[10:20, 10:20] = values[10:20, 36:46] = values[14:16, 20:36] = 311
    how = Generalisation(150, 10)
    np.testing.assert_array_equal(generalised(tmp_path, values, how), values)
    assert (generalised(tmp_path, values, Generalisation(90, 10)) == 311).sum() == 220, (
        "cut where it is narrow"
    )
    values[14:16, 20:36] = 211
    assert 311 not in generalised(tmp_path, values, how)


def test_a_sliver_that_bulges_somewhere_is_no_area(tmp_path):
    values = np.full((60, 200), 211)
    values[30:32] = 311
    values[26:36, 90:100] = 311
    result = generalised(tmp_path, values, Generalisation(200, 10))
    assert 311 not in result, "480 px, of which a quarter is wide"


def test_a_road_that_is_too_narrow_goes_to_the_land_beside_it(tmp_path):
    values = np.full((80, 100), 211)
    values[:, 60:] = 311
    values[40:44] = 122
    result = generalised(tmp_path, values, Generalisation(50, 8))
    assert (result[:40, :60] == 211).all() and (result[44:, 60:] == 311).all()
    assert 122 not in result
    kept = generalised(tmp_path, values, Generalisation(50, 8, keeps_narrow=frozenset({122})))
    np.testing.assert_array_equal(kept, values)
