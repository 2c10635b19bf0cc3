"""The demonstration: its scenes, and the whole of it in the real QGIS desktop."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import QgsProject
from qgis.PyQt.QtGui import QImage

from corina.clc import Level, classes_by_value
from corina.demo import run
from corina.demo.endmembers import TYPES, reflectance
from corina.demo.mosaic import choose, write_mosaic
from corina.demo.synthetic import synthetic_image, write_synthetic_scene


@pytest.mark.parametrize("name", TYPES)
def test_a_land_cover_type_is_a_whole_mixture(name):
    assert sum(TYPES[name].values()) == pytest.approx(1.0)
    assert ((reflectance(name) > 0) & (reflectance(name) < 0.7)).all()


def test_the_types_have_the_spectra_the_field_knows():
    blue, green, red, infrared = np.stack([reflectance(name) for name in TYPES], axis=1)
    index = dict(zip(TYPES, (infrared - red) / (infrared + red)))
    water = list(TYPES).index("water")
    assert blue[water] > green[water] > red[water] > infrared[water]
    assert index["water"] < 0 < index["road"] < index["bare soil"] < index["ripe crop"] < 0.5
    assert index["growing crop"] > 0.75 and index["broad-leaved forest"] > 0.85
    named = dict(zip(TYPES, infrared))
    assert named["coniferous forest"] < 0.6 * named["broad-leaved forest"]


def test_the_synthetic_scene_is_the_same_every_time():
    assert np.array_equal(synthetic_image(96, 7), synthetic_image(96, 7))
    assert not np.array_equal(synthetic_image(96, 7), synthetic_image(96, 8))


def test_the_synthetic_scene_says_what_it_is_and_holds_what_a_scene_holds(tmp_path):
    dataset = gdal.Open(str(write_synthetic_scene(tmp_path / "synthetic_scene.tif", size=256)))
    assert dataset.GetMetadataItem("TIFFTAG_IMAGEDESCRIPTION").startswith("SYNTHETIC")
    bands = [dataset.GetRasterBand(i) for i in range(1, 5)]
    assert [band.GetDescription() for band in bands] == ["B02", "B03", "B04", "B08"]
    assert [(band.GetScale(), band.GetOffset(), band.GetNoDataValue()) for band in bands] == [
        (0.0001, 0.0, 0.0)
    ] * 4
    pixels = dataset.ReadAsArray()
    nodata = (pixels == 0).all(0)
    assert np.array_equal(nodata, (pixels == 0).any(0))
    assert 0.005 < nodata.mean() < 0.2
    assert (pixels.min(0) > 3500).any(), "there is a cloud"
    assert "32631" in dataset.GetProjection()


def test_the_mosaic_is_made_of_real_patches_and_says_so(tmp_path, shared_data):
    patches = shared_data / "bigearthnet_v2"
    dataset = gdal.Open(str(write_mosaic(patches, tmp_path / "mosaic_scene.tif")))
    assert dataset.GetMetadataItem("TIFFTAG_IMAGEDESCRIPTION").startswith("MOSAIC")
    assert (dataset.RasterXSize, dataset.RasterYSize) == (720, 600)
    import json

    first = choose(json.loads((patches / "index.json").read_text()))[0]
    source = gdal.Open(str(patches / "s2" / f"{first['patch_id']}.tif"))
    assert np.array_equal(dataset.ReadAsArray(0, 0, 120, 120), source.ReadAsArray())


@pytest.mark.desktop
def test_the_demo_leaves_maps_a_project_and_a_picture(tmp_path, qgis_app, capfd):
    folder = tmp_path / "demo with ümläuts"
    assert run.main(["--synthetic", "--no-open", "--folder", str(folder)]) == 0
    said = capfd.readouterr().out
    assert str(folder / "demo.qgz") in said and str(folder / "map.png") in said

    maps = [gdal.Open(str(folder / f"synthetic_scene_level{level}.tif")).ReadAsArray() for level in (1, 2, 3)]
    scene = gdal.Open(str(folder / "synthetic_scene.tif")).ReadAsArray()
    for pixels, level in zip(maps, Level):
        assert set(np.unique(pixels)) <= {0, *classes_by_value(level)}
        assert np.array_equal(pixels == 0, (scene == 0).any(0))
    code3 = np.array([0, *[c.code for c in classes_by_value(Level.L3).values()]])[maps[2]]
    assert np.array_equal(code3 // 10, maps[1]) and np.array_equal(code3 // 100, maps[0])
    assert len(np.unique(maps[2])) > 3, "a landscape of one class shows nothing"

    project = QgsProject()
    assert project.read(str(folder / "demo.qgz"))
    names = [layer.name() for layer in project.mapLayers().values() if layer.isValid()]
    assert sorted(names) == ["CORINE level 1", "CORINE level 2", "CORINE level 3", "synthetic_scene"]
    project.clear()

    for picture in ("map.png", "window.png"):
        image = QImage(str(folder / picture))
        colours = {image.pixel(x, y) for x in range(0, image.width(), 9) for y in range(0, image.height(), 9)}
        assert image.width() > 1000 and len(colours) > 20, f"{picture} is blank"
