"""A scene with a label layer as training data: patches, labels, what is left out, and bad input."""

from __future__ import annotations

import multiprocessing
import pickle
from dataclasses import replace

import numpy as np
import pytest

from corina.engine.errors import EngineProblem
from corina.engine.jobs import DataChoice, LabelInput, MaskChoice, SceneInput, TrainingSource
from corina.training.collection import open_collection
from corina.training.labels import IGNORE
from corina.training.sources.base import Patch
from corina.training.sources.scene import starts
from corina.training.statistics import source_warnings
from tests.training.scenes import (
    BANDS,
    LEFT,
    TOP,
    UTM,
    choice_of,
    halves,
    square,
    write_labels,
    write_raster,
    write_scene,
)


def codes_of(collection, chip):
    """Labels as codes, 0 for none."""
    sets = [0, *(next(iter(s)) if len(s) == 1 else -1 for s in collection.table.sets[1:])]
    return np.array(sets)[chip.labels]


def test_patches_are_windows_of_the_scene_with_labels_at_the_cell_centre(tmp_path):
    scene = write_scene(tmp_path / "scene.tif")
    # The polygon ends between columns 63 and 64, a little right of the centre of column 63.
    labels = write_labels(
        tmp_path / "clc.gpkg", [("211", square(0, 0, 63.6, 96)), ("312", square(63.6, 0, 128, 96))]
    )
    collection = open_collection(choice_of(scene, labels, patch=64, step=32))
    assert [p.window for p in collection.patches] == [
        (row, row + 64, column, column + 64) for row in (0, 32) for column in (0, 32, 64)
    ]
    middle = collection.read(1)
    assert middle.image.shape == (4, 64, 64)
    assert middle.image[0, 0, 0] == 1000 + 32
    assert middle.image[3, 5, 2] == 1003 + 50 + 34
    codes = codes_of(collection, middle)
    assert (codes[:, :32] == 211).all()
    assert (codes[:, 32:] == 312).all()
    patch = collection.patches[1]
    assert patch.bounds == (LEFT + 320, TOP - 640, LEFT + 960, TOP)
    assert patch.counts == {frozenset({211}): 2048, frozenset({312}): 2048}
    assert collection.codes == (211, 312)


def test_a_scene_smaller_than_a_patch_is_one_patch_and_the_last_is_flush_with_the_end():
    assert starts(50, 64, 32) == [(0, 50)]
    assert starts(150, 64, 32) == [(0, 64), (32, 96), (64, 128), (86, 150)]
    assert starts(128, 64, 64) == [(0, 64), (64, 128)]


def test_scale_and_offset_are_applied_so_that_scenes_mix(tmp_path):
    scene = write_scene(tmp_path / "scene.tif")
    labels = halves(tmp_path / "clc.gpkg")
    choice = choice_of(scene, labels)
    shifted = replace(choice.sources[0], scene=SceneInput(str(scene), scale=2e-4, offset=-0.05))
    collection = open_collection(replace(choice, sources=(shifted,)))
    assert collection.read(0).image[0, 0, 0] == round((1000 * 2e-4 - 0.05) * 1e4)


def test_polygons_in_another_crs_fall_on_the_same_ground(tmp_path):
    from rasterio.crs import CRS
    from rasterio.warp import transform

    def moved(ring):
        xs, ys = zip(*ring)
        return list(zip(*transform(CRS.from_user_input(UTM), CRS.from_epsg(3035), xs, ys)))

    scene = write_scene(tmp_path / "scene.tif")
    labels = write_labels(
        tmp_path / "laea.gpkg",
        [("211", moved(square(0, 0, 64, 96))), ("312", moved(square(64, 0, 128, 96)))],
        crs="EPSG:3035",
    )
    collection = open_collection(choice_of(scene, labels, patch=64, step=64))
    counts = collection.patches[0].counts
    assert counts[frozenset({211})] > 0.98 * 64 * 64


@pytest.mark.parametrize(("values", "nodata"), [((2, 24), 48), ((112, 312), 0)])
def test_rasters_in_grid_codes_and_in_codes_mean_the_same(tmp_path, values, nodata):
    scene = write_scene(tmp_path / "scene.tif")
    data = np.full((1, 96, 128), values[0], np.uint16)
    data[:, :, 64:] = values[1]
    data[:, :32] = nodata
    labels = write_raster(tmp_path / "clc.tif", data)
    collection = open_collection(choice_of(scene, labels, patch=32, step=32))
    assert collection.codes == (112, 312)
    assert collection.dropped == {"unlabelled": 4}


def test_labels_that_could_be_of_level_1_name_the_legend_that_says_so(tmp_path):
    scene = write_scene(tmp_path / "scene.tif")
    data = np.full((1, 96, 128), 2, np.uint16)
    data[:, :, 64:] = 3
    labels = write_raster(tmp_path / "clc.tif", data)
    said = source_warnings(open_collection(choice_of(scene, labels, patch=32, step=32)))
    assert any("level-1 codes too; choose the legend corine-level1 if they are" in text for text in said), (
        said
    )


def test_another_legend_gives_sets_and_an_edited_table_counts(tmp_path):
    scene = write_scene(tmp_path / "scene.tif")
    labels = halves(tmp_path / "national.gpkg", "Wald", "See", field="nutzung")
    (tmp_path / "table.csv").write_text("value,name,codes\nwald,Forest,31\nSee,Lake,512\n", encoding="utf-8")
    label_input = LabelInput(str(labels), field="NUTZUNG", legend=str(tmp_path / "table.csv"))
    collection = open_collection(choice_of(scene, label_input))
    assert {codes for p in collection.patches for codes in p.counts} == {
        frozenset({311, 312, 313}),
        frozenset({512}),
    }
    assert collection.codes == (311, 312, 313, 512)


def test_what_has_nothing_to_teach_is_left_out_and_counted(tmp_path):
    data = np.full((4, 64, 192), 900, np.uint16)
    data[:, :, :32] = 0  # no data
    scene = write_raster(tmp_path / "scene.tif", data, names=BANDS)
    cloud = np.zeros((1, 64, 192), np.uint8)
    cloud[:, :, 32:64] = 1
    mask = write_raster(tmp_path / "cloud.tif", cloud)
    labels = write_labels(
        tmp_path / "clc.gpkg",
        [
            ("211", square(0, 0, 64, 32)),
            ("312", square(0, 32, 64, 64)),
            ("523", square(64, 0, 96, 64)),
            ("312", square(128, 0, 160, 32)),
            ("311", square(128, 32, 160, 64)),
        ],
    )
    source = TrainingSource(
        scene=SceneInput(str(scene), scale=1e-4, mask=MaskChoice(str(mask))), labels=LabelInput(str(labels))
    )
    collection = open_collection(DataChoice((source,), patch=32, step=32))
    assert len(collection.patches) == 2
    assert collection.dropped == {"nodata": 2, "cloud": 2, "sea": 2, "unlabelled": 2, "outside": 2}
    kept = open_collection(DataChoice((source,), patch=32, step=32, drop_sea=False))
    assert len(kept.patches) == 4


@pytest.mark.parametrize("stated", [-9999, None])
def test_minus_9999_is_no_data_whether_stated_or_not(tmp_path, stated):
    data = np.full((4, 96, 128), 1200, np.int16)
    data[:, :40, :100] = -9999
    data[0, 90] = -9999
    image = write_raster(tmp_path / "scene.tif", data, names=BANDS, nodata=stated)
    collection = open_collection(choice_of(image, halves(tmp_path / "clc.gpkg")))
    assert collection.dropped == {"nodata": 3}
    assert sum(patch.labelled for patch in collection.patches) == 96 * 128 - 40 * 100 - 128
    assert [text for text in collection.warnings if "-9999" in text] == (
        [] if stated else ["scene states no no-data value; its pixels of -9999 were taken to hold no data."]
    )


def test_pixels_without_data_lose_their_label(tmp_path):
    data = np.full((4, 32, 32), 900, np.uint16)
    data[:, :10] = 0
    scene = write_raster(tmp_path / "scene.tif", data, names=BANDS)
    labels = write_labels(
        tmp_path / "clc.gpkg", [("211", square(0, 0, 32, 20)), ("312", square(0, 20, 32, 32))]
    )
    chip = open_collection(choice_of(scene, labels)).read(0)
    assert (chip.image[:, :10] == 0).all()
    assert (chip.labels[:10] == IGNORE).all()
    assert (chip.labels[10:] != IGNORE).all()


def test_the_boundary_band_is_ignored_and_may_be_left_in(tmp_path):
    scene = write_scene(tmp_path / "scene.tif")
    collection = open_collection(choice_of(scene, halves(tmp_path / "c.gpkg"), boundary_m=20))
    # The border runs along the edge between the second and the third patch of a row: both know of it.
    for number, near in ((1, np.s_[:, -2:]), (2, np.s_[:, :2])):
        band = collection.read(number).labels == IGNORE
        assert band[near].all()
        assert band.sum() == 64
        assert (collection.border(number) == band).all()
        assert (collection.read(number, boundary=False).labels != IGNORE).all()


def test_chips_travel_to_a_worker_process_and_are_the_same_there(tmp_path):
    scene = write_scene(tmp_path / "scene.tif")
    chips = open_collection(choice_of(scene, halves(tmp_path / "c.gpkg"), boundary_m=10)).chips(range(12))
    there = pickle.loads(pickle.dumps(chips))
    for here, other in zip(chips, there):
        assert (here.image == other.image).all()
        assert (here.labels == other.labels).all()
    assert len(chips[2:5]) == 3


def test_a_fork_does_not_go_on_with_inherited_files(tmp_path):
    scene = write_scene(tmp_path / "scene.tif")
    source = open_collection(choice_of(scene, halves(tmp_path / "c.gpkg"))).sources[0]
    patch = Patch("p", 0, 32, 32, window=(0, 32, 0, 32))
    source.image(patch, BANDS)
    mine = source._opened()["scene"]
    context = multiprocessing.get_context("fork")
    queue = context.SimpleQueue()

    def child():
        source.image(patch, BANDS)
        queue.put(source._opened()["scene"] is mine)

    process = context.Process(target=child, daemon=True)  # one that hangs must not keep the tests from ending
    process.start()
    process.join(60)
    assert process.exitcode == 0
    assert queue.get() is False
    assert source._opened()["scene"] is mine


def test_memory_for_decoded_patches_is_bounded(tmp_path):
    scene = write_scene(tmp_path / "scene.tif")
    collection = open_collection(choice_of(scene, halves(tmp_path / "c.gpkg"), cache_mb=0))
    first = collection.read(0)
    assert collection.read(0) is not first
    collection = open_collection(choice_of(scene, halves(tmp_path / "d.gpkg"), cache_mb=1))
    assert collection.read(0) is collection.read(0)


def test_labels_elsewhere_are_refused(tmp_path):
    scene = write_scene(tmp_path / "scene.tif")
    labels = write_labels(tmp_path / "far.gpkg", [("211", square(9000, 0, 9100, 96))])
    with pytest.raises(EngineProblem, match="lie beside the scene scene; choose labels of the same place"):
        open_collection(choice_of(scene, labels))


def test_unknown_codes_are_listed_with_counts(tmp_path):
    scene = write_scene(tmp_path / "scene.tif")
    labels = write_labels(
        tmp_path / "clc.gpkg",
        [
            ("211", square(0, 0, 64, 48)),
            ("312", square(0, 48, 64, 96)),
            ("345", square(64, 0, 96, 96)),
            ("forest", square(96, 0, 128, 48)),
        ],
    )
    collection = open_collection(choice_of(scene, LabelInput(str(labels), field="code_18")))
    assert {value: n for (_, value), n in collection.unknown.items()} == {"345": 1, "forest": 1}


def test_polygons_that_cross_themselves_are_repaired_and_said(tmp_path):
    scene = write_scene(tmp_path / "scene.tif")
    x, y = LEFT, TOP
    bow_tie = [(x, y), (x + 600, y - 900), (x + 600, y), (x, y - 900), (x, y)]
    labels = write_labels(tmp_path / "clc.gpkg", [("211", bow_tie), ("312", square(64, 0, 128, 96))])
    collection = open_collection(choice_of(scene, labels))
    assert any("repaired" in warning for warning in collection.sources[0].warnings)
    # Both triangles of the bow tie, left and right of its crossing, and nothing above it.
    total = sum(p.counts.get(frozenset({211}), 0) for p in collection.patches)
    assert total == pytest.approx(60 * 90 / 2, rel=0.03)
    codes = codes_of(collection, collection.read(0))
    assert codes[10, 2] == 211
    assert collection.read(0).labels[10, 30] == IGNORE


def test_nothing_left_says_what_became_of_all_patches(tmp_path):
    scene = write_scene(tmp_path / "scene.tif")
    labels = write_labels(tmp_path / "sea.gpkg", [("523", square(0, 0, 128, 96))])
    with pytest.raises(EngineProblem, match=r"No patch is left to train on \(12 only sea\)"):
        open_collection(choice_of(scene, labels))


def test_one_class_alone_cannot_be_learned(tmp_path):
    scene = write_scene(tmp_path / "scene.tif")
    labels = write_labels(tmp_path / "clc.gpkg", [("211", square(0, 0, 128, 96))])
    with pytest.raises(EngineProblem, match=r"one class only \(211\), expected two classes"):
        open_collection(choice_of(scene, labels))


def test_bands_missing_in_one_of_several_scenes_are_named_with_the_scene(tmp_path):
    good = write_scene(tmp_path / "good.tif")
    poor = write_scene(tmp_path / "poor.tif", names=("B02", "B03", "B04"))
    labels = halves(tmp_path / "c.gpkg")
    choice = choice_of(good, labels)
    both = replace(choice, sources=(*choice.sources, choice_of(poor, labels).sources[0]))
    with pytest.raises(EngineProblem, match=r"The scene poor has no band B08 \(it has B02, B03, B04\)"):
        open_collection(both)


@pytest.mark.shared_data
def test_granada_polygons_and_raster_tell_the_same(shared_data):
    folder = shared_data / "clc_granada"
    scene = SceneInput(str(folder / "landsat8_sat_60m.tif"), scale=1e-5, bands=())
    found = []
    for name in ("clc.gpkg", "clc.tif"):
        source = TrainingSource(scene=scene, labels=LabelInput(str(folder / name)))
        choice = DataChoice((source,), bands=("B02", "B03", "B04"), patch=64, step=64, resolution_m=60)
        totals = {}
        for patch in open_collection(choice).patches:
            for codes, pixels in patch.counts.items():
                totals[codes] = totals.get(codes, 0) + pixels
        found.append(totals)
    polygons, raster = found
    assert len(polygons) == 20
    assert set(polygons) == set(raster)
    difference = sum(abs(polygons[c] - raster[c]) for c in polygons) / sum(polygons.values())
    assert difference < 0.06
