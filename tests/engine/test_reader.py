"""Reading strips: nodata, masks, saturation, resampling."""

from __future__ import annotations

import numpy as np
import pytest
import rasterio

from corina.engine.errors import EngineProblem
from corina.engine.jobs import BandChoice, MaskChoice, SceneInput
from corina.engine.reader import SceneReader, strips
from corina.engine.scene import inspect
from corina.engine.tiles import Window, plan_tiles

from .rasters import BANDS, reflectance_dn, write_raster


def read(path: str, window: Window | None = None, **options):
    scene = inspect(SceneInput(path, **options), BANDS).scene(BANDS)
    with SceneReader(scene) as reader:
        return reader.read(window or Window(0, scene.grid.height, 0, scene.grid.width))


def test_stored_values_are_read_as_they_are_and_in_the_models_order(tmp_path):
    values = reflectance_dn()
    path = write_raster(tmp_path / "a.tif", values[::-1], descriptions=BANDS[::-1])
    stored, valid = read(path, Window(10, 20, 5, 30))
    np.testing.assert_array_equal(stored, values[:, 10:20, 5:30])
    assert valid.all()


def test_declared_nodata_in_any_band_is_left_out(tmp_path):
    values = reflectance_dn()
    values[2, 3, 4] = 0
    _, valid = read(write_raster(tmp_path / "a.tif", values, nodata=0))
    assert not valid[3, 4]
    assert valid.sum() == valid.size - 1


def test_without_declared_nodata_only_pixels_that_are_0_in_all_bands_are_left_out(tmp_path):
    values = reflectance_dn()
    values[2, 3, 4] = 0
    values[:, 5, 6] = 0
    _, valid = read(write_raster(tmp_path / "a.tif", values))
    assert valid[3, 4]
    assert not valid[5, 6]


def test_saturated_pixels_are_left_out(tmp_path):
    values = reflectance_dn()
    values[0, 1, 1] = 65535
    _, valid = read(write_raster(tmp_path / "a.tif", values))
    assert not valid[1, 1]
    assert valid.sum() == valid.size - 1


def test_nan_and_infinity_are_left_out(tmp_path):
    values = reflectance_dn().astype(np.float32) / 1e4
    values[0, 1, 1], values[1, 2, 2], values[3, 3, 3] = np.nan, np.inf, -np.inf
    stored, valid = read(write_raster(tmp_path / "a.tif", values))
    assert [tuple(p) for p in np.argwhere(~valid)] == [(1, 1), (2, 2), (3, 3)]
    np.testing.assert_allclose(stored[:, 10, 10] / 1e4, values[:, 10, 10], atol=6e-5)


def test_alpha_is_a_mask(tmp_path):
    values = np.concatenate([reflectance_dn(), np.full((1, 64, 80), 65535, np.uint16)])
    values[4, :10] = 0
    path = write_raster(tmp_path / "a.tif", values, descriptions=(*BANDS, "alpha"), photometric="MINISBLACK")
    with rasterio.open(path, "r+") as dataset:
        dataset.colorinterp = (*dataset.colorinterp[:4], rasterio.enums.ColorInterp.alpha)
    _, valid = read(path)
    assert not valid[:10].any()
    assert valid[10:].all()


def test_the_mask_band_of_a_file_is_a_mask(tmp_path):
    path = write_raster(tmp_path / "a.tif", reflectance_dn())
    mask = np.full((64, 80), 255, np.uint8)
    mask[:, :7] = 0
    with rasterio.open(path, "r+") as dataset:
        dataset.write_mask(mask)
    _, valid = read(path)
    assert not valid[:, :7].any()
    assert valid[:, 7:].all()


def test_a_mask_layer_of_another_grid_is_laid_over_the_scene(tmp_path):
    path = write_raster(tmp_path / "a.tif", reflectance_dn())
    classes = np.zeros((1, 32, 40), np.uint8)
    classes[0, :4], classes[0, 20:] = 9, 4
    mask = write_raster(tmp_path / "mask.tif", classes, descriptions=(), resolution=20)
    _, valid = read(path, mask=MaskChoice(mask, (9,)))
    assert not valid[:8].any()
    assert valid[8:].all()
    _, valid = read(path, mask=MaskChoice(mask))
    assert not valid[:8].any()
    assert valid[8:40].all()
    assert not valid[40:].any()


def test_a_mask_that_cannot_be_laid_over_the_scene_is_refused(tmp_path):
    path = write_raster(tmp_path / "a.tif", reflectance_dn())
    odd = write_raster(tmp_path / "odd.tif", np.zeros((1, 5, 5), np.uint8), descriptions=(), crs=None)
    with pytest.raises(EngineProblem, match="has no CRS, so it cannot be laid over the scene"):
        read(path, mask=MaskChoice(odd))


def test_a_20_m_band_beside_10_m_bands_is_resampled_bilinearly(tmp_path):
    values = reflectance_dn()
    fine = write_raster(tmp_path / "fine.tif", values)
    gradient = np.tile(np.arange(40, dtype=np.uint16) * 100 + 500, (32, 1))[None]
    coarse = write_raster(tmp_path / "coarse.tif", gradient, descriptions=("B8A",), resolution=20)
    stored, valid = read(fine, bands=(BandChoice("B08", coarse, 1),))
    assert stored.shape == (4, 64, 80)
    np.testing.assert_array_equal(stored[:3], values[:3])
    # Between the centres of two 20 m pixels the values rise by a quarter of their difference for each 5 m.
    np.testing.assert_array_equal(stored[3, 10, 1:7], [525, 575, 625, 675, 725, 775])
    assert valid.all()


def test_cloud_shadow_and_nodata_of_the_scene_classification_are_left_out(shared_data):
    product = next((shared_data / "safe_ireland").glob("*.SAFE"))
    inspection = inspect(SceneInput(str(product)), BANDS)
    mapped = tuple(
        BandChoice(b, inspection.source.suggested[s].path)
        for b, s in zip(BANDS, ("B02", "B03", "B04", "B8A"))
    )
    scene = inspect(SceneInput(str(product), bands=mapped), BANDS).scene(BANDS)
    window = Window(3000, 3512, 3000, 3512)
    with SceneReader(scene) as reader:
        _, valid = reader.read(window)
    with rasterio.open(scene.masks[0].path) as dataset:
        scl = dataset.read(1, window=((1500, 1756), (1500, 1756)))
    left_out = np.isin(scl, (0, 1, 3, 8, 9, 10)).repeat(2, 0).repeat(2, 1)
    assert 0 < left_out.mean() < 1
    assert not valid[left_out].any()
    assert valid[~left_out].mean() > 0.99


def test_strips_cover_the_tiles_and_read_each_pixel_once(tmp_path):
    values = reflectance_dn(200, 150)
    scene = inspect(SceneInput(write_raster(tmp_path / "a.tif", values)), BANDS).scene(BANDS)
    plan = plan_tiles(scene.grid, Window(0, 200, 0, 150), 64, 16, 16)
    rows_read = []

    class CountingReader(SceneReader):
        def read(self, window):
            rows_read.extend(range(window.row0, window.row1))
            return super().read(window)

    padded = np.zeros((4, 400, 400), np.uint16)
    padded[:, 100:300, 100:250] = values
    left, right = plan.columns.starts[0], plan.columns.starts[-1] + 64
    with CountingReader(scene) as reader:
        found = list(strips(reader, plan, scene.grid))
    assert rows_read == list(range(200))
    assert len(found) == len(plan.rows.starts)
    for start, (stored, valid) in zip(plan.rows.starts, found):
        expected = padded[:, 100 + start : 164 + start, 100 + left : 100 + right]
        np.testing.assert_array_equal(np.where(valid, stored, 0), expected)
        assert valid.sum() == (expected[0] > 0).sum()


def test_floating_point_dn_are_the_same_reflectance_as_integer_dn(tmp_path):
    """A GIS saves DN 0..10000 as floating point easily; they must not be taken for reflectance times 10000."""
    values = reflectance_dn()
    path = write_raster(tmp_path / "a.tif", values.astype(np.float32), scale=1e-4, offset=-0.1)
    scene = inspect(SceneInput(path), BANDS).scene(BANDS)
    stored, valid = read(path)
    assert valid.all()
    np.testing.assert_allclose(
        stored[3] * scene.scale[3] + scene.offset[3], values[3] * 1e-4 - 0.1, atol=1e-4
    )
    percent = write_raster(tmp_path / "b.tif", (values * 0.01).astype(np.float32))
    stored, _ = read(percent, scale=0.01)
    np.testing.assert_allclose(stored, values, atol=1)


def test_the_crs_the_user_gives_counts_for_the_pixels_too(tmp_path):
    values = reflectance_dn()
    path = write_raster(tmp_path / "wrong.tif", values, crs="EPSG:32635")
    stored, valid = read(path, crs="EPSG:32634")
    np.testing.assert_array_equal(stored, values)
    chip = write_raster(tmp_path / "chip.tif", values, crs=None, transform=(1e-4, 0, 20, 0, -1e-4, 50))
    _, valid = read(chip, crs="EPSG:4326")
    assert valid.mean() > 0.8, "resampled from degrees, with a rim of no data"


def test_a_mask_far_from_the_scene_is_refused_and_one_of_the_whole_world_is_not(tmp_path):
    path = write_raster(tmp_path / "a.tif", reflectance_dn())
    ones = np.ones((1, 40, 80), np.uint8)
    far = write_raster(tmp_path / "far.tif", ones, descriptions=(), left=900_000)
    with pytest.raises(EngineProblem, match="does not overlap the scene") as caught:
        read(path, mask=MaskChoice(far))
    assert caught.value.code == "mask_unreadable"
    world = write_raster(
        tmp_path / "world.tif", ones, descriptions=(), crs="EPSG:4326", resolution=4.5, left=-180, top=90
    )
    _, valid = read(path, mask=MaskChoice(world))
    assert not valid.any()


def test_a_scene_classification_beside_or_among_the_bands_is_a_cloud_mask(tmp_path):
    values = reflectance_dn()
    classes = np.full((1, 32, 40), 4, np.uint8)
    classes[0, :, :10] = 9
    for band, name in enumerate(BANDS):
        write_raster(tmp_path / f"T34_20200101_{name}_10m.tif", values[band : band + 1], descriptions=())
    write_raster(tmp_path / "T34_20200101_SCL_20m.tif", classes, descriptions=(), resolution=20)
    (tmp_path / "stacked").mkdir()
    stack = write_raster(
        tmp_path / "stacked" / "stack.tif",
        np.concatenate([values, classes.repeat(2, 1).repeat(2, 2)]),
        descriptions=(*BANDS, "SCL"),
    )
    for path in (str(tmp_path / "T34_20200101_B04_10m.tif"), str(tmp_path), stack):
        _, valid = read(path)
        assert not valid[:, :20].any() and valid[:, 20:].all(), path
        _, valid = read(path, use_scl=False)
        assert valid.all(), path


@pytest.fixture
def mixed(tmp_path):
    """Band files that differ: 0 is no data in B02 only, -9999 in B04 (reflectance), -1 in B08; B03 says nothing."""
    values = reflectance_dn()
    values[0, 1, 1], values[1, 2, 2] = 0, 0
    red, near = values[2].astype(np.float32) / 1e4, values[3].astype(np.int16)
    red[3, 3], near[4, 4] = -9999, -1
    red[5, 5], near[6, 6] = 0, 0
    write_raster(tmp_path / "X_B02.tif", values[:1], descriptions=("",), nodata=0)
    write_raster(tmp_path / "X_B03.tif", values[1:2], descriptions=("",))
    write_raster(tmp_path / "X_B04.tif", red[np.newaxis], descriptions=("",), nodata=-9999)
    write_raster(tmp_path / "X_B08.tif", near[np.newaxis], descriptions=("",), nodata=-1)
    return str(tmp_path), values


def test_each_band_file_has_its_own_nodata_and_type(mixed):
    folder, values = mixed
    stored, valid = read(folder)
    assert sorted(zip(*np.nonzero(~valid))) == [(1, 1), (3, 3), (4, 4)]
    values[2, 5, 5] = values[3, 6, 6] = 0
    np.testing.assert_array_equal(stored[:, valid], values[:, valid])


def test_band_files_of_different_types_are_guessed_apart(mixed):
    scene = inspect(SceneInput(mixed[0]), BANDS).scene(BANDS)
    assert scene.float_bands == {"B04"}
    assert scene.radiometry.scales == {"B02": 1e-4, "B03": 1e-4, "B04": 1.0, "B08": 1e-4}
    np.testing.assert_allclose(scene.scale, 1e-4)
    assert "look like reflectance x 10000; guessed" in scene.radiometry.how


def test_the_users_nodata_counts_in_every_file(mixed):
    _, valid = read(mixed[0], nodata=0.0)
    assert sorted(zip(*np.nonzero(~valid))) == [(1, 1), (2, 2), (5, 5), (6, 6)]


def test_a_virtual_raster_of_bands_that_differ_is_read(mixed, tmp_path):
    """GDAL's own gdalbuildvrt -separate makes such stacks, each band with the type and nodata of its file."""
    import shutil
    import subprocess

    if shutil.which("gdalbuildvrt") is None:
        pytest.skip("gdalbuildvrt is not installed")
    folder, values = mixed
    stack = tmp_path / "stack.vrt"
    files = [f"{folder}/X_{band}.tif" for band in BANDS]
    subprocess.run(["gdalbuildvrt", "-q", "-separate", stack, *files], check=True)
    bands = tuple(BandChoice(band, str(stack), index) for index, band in enumerate(BANDS, start=1))
    stored, valid = read(str(stack), bands=bands)
    assert not valid[1, 1] and not valid[3, 3] and not valid[4, 4]
    np.testing.assert_array_equal(stored[:, 10:20, 10:20], values[:, 10:20, 10:20])
