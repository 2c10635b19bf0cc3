"""What is understood of a scene, and the one sentence for each that cannot be."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import numpy as np
import pytest
import rasterio

from corina.engine.errors import EngineProblem
from corina.engine.jobs import BandChoice, SceneInput
from corina.engine.scene import inspect
from corina.engine.sources import date_in_text

from .rasters import BANDS, reflectance_dn, write_raster


def problem_of(path: str, **options) -> EngineProblem:
    """The problem that stops a scene, wherever it is noticed."""
    with pytest.raises(EngineProblem) as caught:
        inspect(SceneInput(path, **options), BANDS).scene(BANDS)
    assert caught.value.message.endswith((".", "?"))
    assert "\n" not in caught.value.message
    return caught.value


def test_bands_are_found_by_description_in_any_order(tmp_path):
    path = write_raster(tmp_path / "a.tif", reflectance_dn(), descriptions=("B08", "B04", "red edge", "B02"))
    inspection = inspect(SceneInput(path), BANDS)
    assert {b: s.index for b, s in inspection.found.items()} == {"B08": 1, "B04": 2, "B02": 4}
    assert inspection.missing == ("B03",)


def test_bands_are_found_by_wavelength_metadata(tmp_path):
    path = write_raster(tmp_path / "a.tif", reflectance_dn(), descriptions=())
    with rasterio.open(path, "r+") as dataset:
        for index, nanometres in enumerate((842, 665, 560, 490), start=1):
            dataset.update_tags(index, WAVELENGTH=str(nanometres), WAVELENGTH_UNIT="nm")
    scene = inspect(SceneInput(path), BANDS).scene(BANDS)
    assert [b.index for b in scene.bands] == [4, 3, 2, 1]
    assert scene.bands[0].how == "wavelength 490 nm"


def test_a_missing_band_is_named(tmp_path):
    path = write_raster(tmp_path / "a.tif", reflectance_dn(), descriptions=("B02", "B03", "B04", "B05"))
    problem = problem_of(path)
    assert problem.code == "bands_missing"
    assert "has no B08" in problem.message


def test_the_users_mapping_wins(tmp_path):
    path = write_raster(tmp_path / "a.tif", reflectance_dn(), descriptions=("", "", "", ""))
    assert problem_of(path).code == "bands_not_found"
    mapped = tuple(BandChoice(band, path, index) for band, index in zip(BANDS, (4, 3, 2, 1)))
    scene = inspect(SceneInput(path, bands=mapped), BANDS).scene(BANDS)
    assert [b.index for b in scene.bands] == [4, 3, 2, 1]
    assert scene.bands[0].how == "mapped by the user"


def test_a_mapping_to_a_band_that_does_not_exist_is_refused(tmp_path):
    path = write_raster(tmp_path / "a.tif", reflectance_dn())
    assert "which has 4" in problem_of(path, bands=(BandChoice("B02", path, 9),)).message


def test_twelve_unnamed_bands_are_suggested_but_not_taken(tmp_path):
    values = np.repeat(reflectance_dn(), 3, axis=0)
    path = write_raster(tmp_path / "a.tif", values, descriptions=())
    description = inspect(SceneInput(path), BANDS).description(BANDS)
    assert description["problem"]["code"] == "bands_not_found"
    assert [(b["band"], b["index"]) for b in description["suggested"]] == [
        ("B02", 2), ("B03", 3), ("B04", 4), ("B08", 8),
    ]  # fmt: skip


def test_the_scale_of_suggested_bands_is_foreseen_for_both_to_be_confirmed_at_once(tmp_path):
    values = np.repeat(reflectance_dn(), 3, axis=0)
    path = write_raster(tmp_path / "a.tif", values, descriptions=())
    first = inspect(SceneInput(path), BANDS).description(BANDS)
    assert first["missing"] == list(BANDS) and first["problem"]["code"] == "bands_not_found"
    assert first["scale_guessed"] and first["scale"] == 1e-4 and first["scale_how"].startswith("guessed: ")
    taken = tuple(BandChoice(b["band"], b["path"], b["index"]) for b in first["suggested"])
    second = inspect(SceneInput(path, bands=taken), BANDS).description(BANDS)
    told = ("scale", "offset", "scale_how", "scale_guessed", "nodata")
    assert [first[name] for name in told] == [second[name] for name in told]


def test_nothing_is_foreseen_where_a_band_is_not_even_suggested(tmp_path):
    path = write_raster(tmp_path / "a.tif", reflectance_dn(), descriptions=("", "", "", ""))
    wanted = (*BANDS, "B11")
    description = inspect(SceneInput(path), wanted).description(wanted)
    assert (description["scale"], description["scale_guessed"]) == (None, False)


def test_a_raster_of_fewer_bands_than_the_model_needs_is_not_told_to_map_them(tmp_path):
    path = write_raster(tmp_path / "dem.tif", reflectance_dn()[:1], descriptions=())
    problem = problem_of(path)
    assert problem.code == "bands_not_found", "bands of other files can still be mapped"
    assert problem.message == (
        "dem has 1 band, the model needs 4 (B02, B03, B04, B08); choose another scene."
    )
    other = write_raster(tmp_path / "image.tif", reflectance_dn(), descriptions=("", "", "", ""))
    mapped = tuple(BandChoice(band, other, index) for index, band in enumerate(BANDS, start=1))
    assert inspect(SceneInput(path, bands=mapped), BANDS).scene(BANDS).bands[3].path == other


def test_one_file_per_band_is_found_from_any_of_them(tmp_path):
    for band, values in zip(BANDS, reflectance_dn()):
        write_raster(tmp_path / f"T34_20180510_{band}_10m.tif", values[None], descriptions=())
    for start in (tmp_path, tmp_path / "T34_20180510_B04_10m.tif"):
        scene = inspect(SceneInput(str(start)), BANDS).scene(BANDS)
        assert [Path(b.path).name[13:16] for b in scene.bands] == list(BANDS)


def test_scale_and_offset_come_from_the_band_metadata(tmp_path):
    path = write_raster(tmp_path / "a.tif", reflectance_dn(), scale=0.0002, offset=-0.1)
    scene = inspect(SceneInput(path), BANDS).scene(BANDS)
    np.testing.assert_allclose(scene.scale, 0.0002)
    np.testing.assert_allclose(scene.offset, -0.1)
    assert not scene.radiometry.guessed


def test_a_scene_with_data_in_one_corner_only_is_looked_at_as_a_whole(tmp_path):
    values = np.zeros((4, 900, 900), np.uint16)
    values[:, 150:200, 100:180] = reflectance_dn(50, 80)
    scene = inspect(SceneInput(write_raster(tmp_path / "a.tif", values)), BANDS).scene(BANDS)
    np.testing.assert_allclose(scene.scale, 1e-4)


def test_a_guessed_scale_is_said(tmp_path):
    scene = inspect(SceneInput(write_raster(tmp_path / "a.tif", reflectance_dn())), BANDS).scene(BANDS)
    np.testing.assert_allclose(scene.scale, 1e-4)
    assert scene.radiometry.guessed
    assert any("guessed" in warning for warning in scene.warnings)


def test_an_offset_is_guessed_when_all_values_lie_above_it(tmp_path):
    path = write_raster(tmp_path / "a.tif", reflectance_dn() + 1000)
    scene = inspect(SceneInput(path), BANDS).scene(BANDS)
    np.testing.assert_allclose(scene.offset, -0.1)


def test_reflectance_as_floating_point_keeps_its_values(tmp_path):
    path = write_raster(tmp_path / "a.tif", reflectance_dn().astype(np.float32) / 1e4)
    scene = inspect(SceneInput(path), BANDS).scene(BANDS)
    np.testing.assert_allclose(scene.scale, 1e-4)
    assert scene.float_bands == {"B02", "B03", "B04", "B08"}


def test_the_users_scale_wins(tmp_path):
    path = write_raster(tmp_path / "a.tif", reflectance_dn(), scale=0.5)
    scene = inspect(SceneInput(path, scale=1e-3, offset=0.02), BANDS).scene(BANDS)
    np.testing.assert_allclose(scene.scale, 1e-3)
    np.testing.assert_allclose(scene.offset, 0.02)


def test_an_unknown_scale_is_asked_for(tmp_path):
    path = write_raster(tmp_path / "a.tif", reflectance_dn().astype(np.float32) / 100)
    problem = problem_of(path)
    assert problem.code == "scale_unknown"
    assert "give the scale" in problem.message


def test_an_rgb_picture_is_refused(tmp_path):
    values = np.random.default_rng(0).integers(0, 255, (3, 32, 32)).astype(np.uint8)
    path = write_raster(tmp_path / "photo.tif", values, descriptions=(), rgb=True)
    problem = problem_of(path)
    assert problem.code == "rgb_image"
    assert "8-bit RGB picture" in problem.message


def test_eight_bit_data_with_band_names_need_a_scale(tmp_path):
    path = write_raster(
        tmp_path / "a.tif", (reflectance_dn() // 64).astype(np.uint8), photometric="MINISBLACK"
    )
    assert problem_of(path).code == "scale_unknown"
    assert inspect(SceneInput(path, scale=0.0064), BANDS).problem is None


def test_a_scene_without_crs_is_refused_until_one_is_given(tmp_path):
    path = write_raster(tmp_path / "a.tif", reflectance_dn(), crs=None)
    assert problem_of(path).code == "no_crs"
    chip = write_raster(tmp_path / "b.tif", reflectance_dn(), crs=None, transform=(10, 0, 5e5, 0, -10, 5e6))
    assert "no coordinate reference system" in problem_of(chip).message
    assert inspect(SceneInput(chip, crs="EPSG:32634"), BANDS).scene(BANDS).grid.left == 5e5
    assert problem_of(chip, crs="EPSG:nonsense").code == "no_crs"


def test_a_mapping_of_a_band_the_model_does_not_read_is_refused(tmp_path):
    path = write_raster(tmp_path / "a.tif", reflectance_dn())
    problem = problem_of(path, bands=(BandChoice("BO2", path, 1),))
    assert (problem.code, "BO2 is no band of the model" in problem.message) == ("bands_missing", True)


def test_a_truncated_zip_is_said(tmp_path):
    archive = tmp_path / "S2A_MSIL2A.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("S2A.SAFE/MTD_MSIL2A.xml", "x" * 5000)
    archive.write_bytes(archive.read_bytes()[:3000])
    assert problem_of(str(archive)).code == "scene_truncated"


def test_a_crs_that_cannot_be_the_scenes_is_said(tmp_path):
    path = write_raster(tmp_path / "a.tif", reflectance_dn(), crs="EPSG:4326")
    problem = problem_of(path)
    assert problem.code == "no_crs"
    assert "does not fit its CRS EPSG:4326" in problem.message


def test_a_scene_without_any_value_is_not_asked_for_its_scale(tmp_path):
    path = write_raster(tmp_path / "a.tif", reflectance_dn() * 0)
    assert problem_of(path).code == "all_nodata"


def test_a_scene_in_degrees_is_resampled_to_metres(shared_data):
    path = str(shared_data / "boadella_timeseries" / "Boadella_2020-06-21.tif")
    mapped = tuple(BandChoice(band, path, index) for band, index in zip(BANDS, (2, 3, 4, 8)))
    scene = inspect(SceneInput(path, bands=mapped), BANDS).scene(BANDS)
    assert scene.grid.crs.to_epsg() == 32631
    assert scene.grid.resolution == 10
    assert scene.source.date == "2020-06-21"
    assert any("EPSG:4326" in warning for warning in scene.warnings)


def test_a_made_scene_in_degrees_has_square_pixels_of_metres_in_its_zone(tmp_path):
    path = write_raster(
        tmp_path / "a.tif", reflectance_dn(200, 200), crs="EPSG:4326", resolution=0.0001, left=21.0, top=60.0
    )
    scene = inspect(SceneInput(path), BANDS).scene(BANDS)
    assert (scene.grid.crs.to_epsg(), scene.grid.resolution) == (32634, 10)
    # 0.02 degrees are 2228 m from north to south, and half of that from west to east at 60 degrees north.
    assert scene.grid.height * 10 == pytest.approx(2228, abs=40)
    assert scene.grid.width * 10 == pytest.approx(1117, abs=40)
    assert any("EPSG:4326" in warning for warning in scene.warnings)


def test_mercator_metres_are_not_taken_for_metres(tmp_path):
    path = write_raster(tmp_path / "a.tif", reflectance_dn(), crs="EPSG:3857", left=2e6, top=6e6)
    scene = inspect(SceneInput(path), BANDS).scene(BANDS)
    assert scene.grid.crs.to_epsg() == 32633
    # 80 px of 10 Mercator metres at 47 degrees north are about 550 m.
    assert scene.grid.width * 10 == pytest.approx(800 * np.cos(np.radians(47.4)), rel=0.06)


@pytest.mark.parametrize(("resolution", "pixels"), [(20, 160), (2.5, 20)])
def test_other_pixel_sizes_are_resampled_to_the_models(tmp_path, resolution, pixels):
    path = write_raster(tmp_path / "a.tif", reflectance_dn(), resolution=resolution)
    scene = inspect(SceneInput(path), BANDS).scene(BANDS)
    assert (scene.grid.width, scene.grid.resolution) == (pixels, 10)


@pytest.mark.parametrize(
    "path", ["type=xyz&url=https://tile.example.org/{z}/{x}/{y}.png", "https://example.org/a.tif", ""]
)
def test_web_layers_are_not_files(path):
    assert problem_of(path).code == "scene_not_a_file"


def test_a_file_that_is_not_there_or_not_a_raster_is_said(tmp_path):
    assert "does not exist" in problem_of(str(tmp_path / "no.tif")).message
    text = tmp_path / "readme.tif"
    text.write_text("not a raster")
    assert problem_of(str(text)).code == "scene_unreadable"


def test_a_truncated_tiff_is_said(tmp_path):
    path = Path(
        write_raster(tmp_path / "a.tif", reflectance_dn(512, 512), tiled=True, blockxsize=256, blockysize=256)
    )
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 2 // 3])
    problem = problem_of(str(path))
    assert problem.code == "scene_truncated"
    assert "damaged or incomplete" in problem.message


def test_the_product_without_10_m_files_says_which_are_absent(shared_data):
    product = next((shared_data / "safe_ireland").glob("*.SAFE"))
    problem = problem_of(str(product))
    assert problem.code == "product_incomplete"
    for band in BANDS:
        assert f"T29UNU_20221005T115411_{band}_10m.jp2" in problem.message
    assert "only 60 m bands" in problem.message


def test_the_offset_of_a_product_comes_from_its_xml(shared_data):
    product = next((shared_data / "safe_ireland").glob("*.SAFE"))
    coarse = {b.band: b for b in inspect(SceneInput(str(product)), BANDS).source.suggested.values()}
    mapped = tuple(BandChoice(b, coarse[s].path) for b, s in zip(BANDS, ("B02", "B03", "B04", "B8A")))
    scene = inspect(SceneInput(str(product), bands=mapped), BANDS).scene(BANDS)
    np.testing.assert_allclose(scene.scale, 1e-4)
    np.testing.assert_allclose(scene.offset, -0.1)
    assert scene.radiometry.how == "product metadata: offset -1000, quantification 10000"
    assert scene.masks[0].path.endswith("SCL_20m.jp2")
    assert (scene.grid.width, scene.grid.height) == (10_980, 10_980)
    assert any("far coarser" in warning for warning in scene.warnings)


def test_a_product_in_a_zip_is_the_same_product(shared_data, tmp_path):
    product = next((shared_data / "safe_ireland").glob("*.SAFE"))
    archive = tmp_path / "product.zip"
    with zipfile.ZipFile(archive, "w") as target:
        for file in (*product.glob("MTD*.xml"), *product.glob("GRANULE/*/IMG_DATA/R60m/*_B0[234]_*.jp2")):
            target.write(file, file.relative_to(product.parent).as_posix())
    source = inspect(SceneInput(str(archive)), BANDS).source
    assert source.name == "S2A_20221005_T29UNU"
    assert source.product.offsets["B04"] == -1000
    assert source.suggested["B04"].path.startswith("/vsizip/")


def test_a_product_without_metadata_is_incomplete(shared_data, tmp_path):
    product = next((shared_data / "safe_ireland").glob("*.SAFE"))
    copy = tmp_path / product.name
    images = "GRANULE/L2A/IMG_DATA/R60m"
    (copy / images).mkdir(parents=True)
    shutil.copy(next(product.glob("GRANULE/*/IMG_DATA/R60m/*_B02_*.jp2")), copy / images)
    assert problem_of(str(copy)).code == "product_incomplete"


def test_dates_are_read_from_names():
    assert date_in_text("S2A_MSIL2A_20221005T115411") == "2022-10-05"
    assert date_in_text("x_20201399") is None
