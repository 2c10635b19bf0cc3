"""The scene of a comparison is there to be looked at, also where it is a product of many files."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import numpy as np
import pytest
from qgis.core import QgsPointXY, QgsProject, QgsRasterLayer

from corina.plugin.compare_layers import add_comparison
from corina.plugin.scene_layers import missing_scenes
from corina.plugin.swiping import Swiping
from corina.ui.dock import CorinaDock

from .conftest import write_raster

BANDS = {"B02": 300, "B03": 500, "B04": 900, "B08": 2000}


def pixels_of(value: int, size: int = 40) -> np.ndarray:
    made = np.full((1, size, size), value, np.uint16) + np.arange(size, dtype=np.uint16)
    made[:, :4] = 0  # outside of the orbit
    return made


@pytest.fixture()
def product(qgis_app, tmp_path):
    """The bands of a scene in files of their own, as Sentinel-2 is delivered."""
    folder = tmp_path / "S2A_MSIL2A_20240601.SAFE" / "GRANULE"
    folder.mkdir(parents=True)
    return {
        band: (str(write_raster(folder / f"{band}.tif", pixels_of(value), names=(band,))), 1)
        for band, value in BANDS.items()
    }


def result_of(folder: Path, places, scene="S2A_MSIL2A_20240601"):
    bands = [{"band": band, "path": path, "index": index} for band, (path, index) in places.items()]
    out = folder / "out"
    out.mkdir(exist_ok=True)
    return {
        "prediction": {"name": "map", "path": "", "origin": {"scene": scene, "bands": bands}},
        "reference": {"name": "clc", "path": "", "origin": None},
        "grid": {"crs": "EPSG:32634", "bounds": [549180.0, 7027640.0, 549580.0, 7028040.0]},
        "outputs": {"result_json": str(out / "result.json")},
    }


def values_at(layer, row, column):
    """The values of red, green and blue of a pixel as the layer shows it."""
    provider, renderer = layer.dataProvider(), layer.renderer()
    place = QgsPointXY(549180.0 + 10 * column + 5, 7028040.0 - 10 * row - 5)
    bands = renderer.redBand(), renderer.greenBand(), renderer.blueBand()
    return [provider.sample(place, band)[0] for band in bands]


def test_a_product_becomes_one_layer_in_natural_colours(product, tmp_path):
    (layer,) = missing_scenes(QgsProject.instance(), result_of(tmp_path, product))
    assert layer.isValid() and layer.name() == "S2A_MSIL2A_20240601"
    assert values_at(layer, 20, 7) == [907, 507, 307]
    assert layer.dataProvider().userNoDataValues(1), "the corner outside of the orbit is not black"
    assert [layer.bandName(n).split(": ")[-1] for n in range(1, 5)] == list(BANDS)
    assert layer.dataProvider().extent().width() == 400.0 and layer.crs().authid() == "EPSG:32634"
    limits = layer.renderer().redContrastEnhancement()
    assert 899 <= limits.minimumValue() < limits.maximumValue() <= 939
    assert Path(layer.source()) == tmp_path / "out" / "scene_prediction.vrt", "a saved project finds it"


def test_a_band_of_coarser_pixels_fits_the_others(product, tmp_path):
    from osgeo import gdal

    path = str(tmp_path / "coarse.tif")
    gdal.Translate(path, product["B02"][0], width=20, height=20)
    (layer,) = missing_scenes(QgsProject.instance(), result_of(tmp_path, {**product, "B02": (path, 1)}))
    assert values_at(layer, 30, 35) == [935, 535, pytest.approx(335, abs=1)]


def test_a_scene_in_one_file_is_that_file(tmp_path, qgis_app):
    path = write_raster(tmp_path / "scene.tif", np.concatenate([pixels_of(v) for v in BANDS.values()]))
    places = {band: (str(path), number) for number, band in enumerate(BANDS, start=1)}
    (layer,) = missing_scenes(QgsProject.instance(), result_of(tmp_path, places))
    assert layer.source() == str(path) and values_at(layer, 20, 7) == [907, 507, 307]
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize("opened", ["a band", "the product", "the layer itself"])
def test_a_scene_that_the_project_shows_is_not_added_again(product, tmp_path, opened):
    result = result_of(tmp_path, product)
    if opened == "a band":
        layer = QgsRasterLayer(product["B08"][0], "near infrared")
    elif opened == "the product":  # as the driver of GDAL names its parts
        product_file = tmp_path / "S2A_MSIL2A_20240601.SAFE" / "MTD_MSIL2A.xml"
        layer = QgsRasterLayer(f"SENTINEL2_L2A:{product_file}:10m:EPSG_32634", "product")
    else:
        (layer,) = missing_scenes(QgsProject.instance(), result)
    QgsProject.instance().addMapLayer(layer)
    assert missing_scenes(QgsProject.instance(), result) == []


@pytest.mark.parametrize(
    "opened", ["SENTINEL2_L2A:/vsizip/{}/S2A.SAFE/MTD.xml:10m:EPSG_32634", "/vsizip/{}/x.tif", ""]
)
def test_a_product_in_an_archive_is_shown_and_known_again(product, tmp_path, opened):
    archive = tmp_path / "S2A_MSIL2A_20240601.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for path, _ in product.values():
            packed.write(path, f"S2A.SAFE/{Path(path).name}")
    places = {band: (f"/vsizip/{{{archive}}}/S2A.SAFE/{band}.tif", 1) for band in product}
    result = result_of(tmp_path, places)
    (layer,) = missing_scenes(QgsProject.instance(), result)
    assert values_at(layer, 20, 7) == [907, 507, 307]
    if opened:
        layer = QgsRasterLayer(opened.format(archive), "opened by QGIS")
    QgsProject.instance().addMapLayer(layer)
    assert missing_scenes(QgsProject.instance(), result) == []


def test_scenes_of_two_dates_are_both_there_and_one_scene_once(product, tmp_path):
    result = result_of(tmp_path, product)
    result["reference"]["origin"] = result["prediction"]["origin"]
    assert len(missing_scenes(QgsProject.instance(), result)) == 1
    before = write_raster(tmp_path / "before.tif", np.concatenate([pixels_of(v) for v in BANDS.values()]))
    places = {band: (str(before), number) for number, band in enumerate(BANDS, start=1)}
    result["reference"]["origin"] = result_of(tmp_path, places, "S2 of 2018")["prediction"]["origin"]
    names = [layer.name() for layer in missing_scenes(QgsProject.instance(), result)]
    assert names == ["S2A_MSIL2A_20240601", "S2 of 2018"]


def test_what_is_lost_or_not_told_is_no_layer_and_no_fault(product, tmp_path):
    result = result_of(tmp_path, product)
    Path(product["B03"][0]).unlink()
    assert missing_scenes(QgsProject.instance(), result) == []
    without = {band: place for band, place in product.items() if band != "B04"}
    assert missing_scenes(QgsProject.instance(), result_of(tmp_path, without)) == []
    for old in ({}, {"prediction": {"name": "map", "path": "a.tif"}}):
        assert missing_scenes(QgsProject.instance(), old) == []


def test_a_folder_that_cannot_be_written_is_none_the_worse(product, tmp_path):
    result = result_of(tmp_path, product)
    (tmp_path / "file").write_text("")
    result["outputs"]["result_json"] = str(tmp_path / "file" / "north_result.json")
    (layer,) = missing_scenes(QgsProject.instance(), result)
    assert values_at(layer, 20, 7) == [907, 507, 307]
    assert Path(layer.source()).name == "north_scene_prediction.vrt"


def test_the_scene_is_in_the_group_of_the_comparison_and_among_what_can_be_swiped(
    product, tmp_path, qtbot, monkeypatch
):
    result = result_of(tmp_path, product)
    path = write_raster(tmp_path / "difference.tif", np.ones((1, 40, 40), np.uint8))
    result["outputs"]["difference"] = str(path)
    dock = CorinaDock()
    qtbot.addWidget(dock)
    monkeypatch.setattr(dock.compare.result, "result", lambda: result)
    swiping = Swiping(None, dock, dock)
    assert [layer.name() for layer in swiping.swipe_layers()] == ["S2A_MSIL2A_20240601"]
    group = add_comparison(QgsProject.instance(), json.loads(json.dumps(result)))
    nodes = group.findLayers()
    assert nodes[-1].name() == "S2A_MSIL2A_20240601" and not nodes[-1].itemVisibilityChecked()
    assert [layer.name() for layer in swiping.swipe_layers()] == ["S2A_MSIL2A_20240601"]
