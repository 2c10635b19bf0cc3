"""Water far from every coast is no sea: where that is, and what becomes of what a model takes for sea there."""

from __future__ import annotations

import numpy as np
import pytest
import rasterio
from rasterio.crs import CRS
from rasterio.warp import transform

from corina.engine.events import Log
from corina.engine.grid import Grid
from corina.engine.sea import BLOCK, inland
from corina.models.decode import decode, tells_sea_from_lakes, without_sea

from .classifying import VALUE_TO_CODE, classify, read
from .rasters import write_raster
from .tiny_model import make_package

SEA_CODES = (112, 211, 312, 523, 512)
PRAGUE = {"crs": "EPSG:32633", "left": 460_000.0, "top": 5_550_000.0}
BOTHNIA = {"crs": "EPSG:32634", "left": 450_000.0, "top": 6_990_000.0}


@pytest.fixture(scope="module")
def sea_model(tmp_path_factory):
    return str(make_package(tmp_path_factory.mktemp("sea") / "model", codes=SEA_CODES))


def water(height, width):
    """A scene of nothing but open water."""
    return np.full((4, height, width), 200, np.uint16)


def grid_around(longitude, latitude, size=10):
    crs = CRS.from_epsg(32700 - 100 * (latitude >= 0) + int((longitude + 180) // 6) + 1)
    (x,), (y,) = transform(CRS.from_epsg(4326), crs, [longitude], [latitude])
    return Grid(crs, x - 5 * size, y + 5 * size, 10.0, size, size)


@pytest.mark.parametrize(
    ("place", "longitude", "latitude", "lies_inland"),
    [
        ("Lake Ladoga", 31.5, 60.8, True),
        ("Vanern", 13.3, 58.9, True),
        ("Balaton", 17.75, 46.85, True),
        ("Lake Geneva", 6.5, 46.45, True),
        ("Lough Neagh", -6.4, 54.6, True),
        ("Alqueva", -7.5, 38.3, True),
        ("Lake Van", 42.9, 38.6, True),
        ("the head of Lustrafjord", 7.6, 61.49, False),
        ("the Limfjord, which GLOBE takes for land", 9.25, 56.97, False),
        ("Sea of Marmara", 28.2, 40.7, False),
        ("Lagoon of Venice", 12.3, 45.4, False),
        ("Sea of Azov", 38.9, 47.2, False),
        ("open Atlantic", -30.0, 40.0, False),
        ("the date line", 179.999, 52.0, False),
        ("Antarctica", 10.0, -80.0, True),
    ],
)
def test_lakes_lie_inland_and_fjords_do_not(place, longitude, latitude, lies_inland):
    found = inland(grid_around(longitude, latitude))
    assert (found is not None) == lies_inland
    if found is not None:
        assert found.at(-5, -5, 20, 20).all()


def test_a_grid_that_lies_nowhere_on_the_earth_has_sea_everywhere():
    local = CRS.from_wkt('LOCAL_CS["site",UNIT["metre",1],AXIS["x",EAST],AXIS["y",NORTH]]')
    assert inland(Grid(local, 0.0, 0.0, 10.0, 100, 100)) is None


def test_each_pixel_has_the_answer_of_its_block():
    """A strip from the coast near Leba 25 km to the south."""
    (x,), (y,) = transform(CRS.from_epsg(4326), CRS.from_epsg(32633), [17.5], [54.75])
    found = inland(Grid(CRS.from_epsg(32633), x, y, 10.0, 100, 2500))
    whole = found.at(0, 0, 2500, 100)
    assert not whole[:900].any() and whole[1700:].all(), "9 and 17 km from the shore"
    blocks = [
        whole[row : row + BLOCK, column : column + BLOCK]
        for row in range(0, 2500, BLOCK)
        for column in (0, BLOCK)
    ]
    assert all(block.all() or not block.any() for block in blocks)
    for row, column, height, width in ((0, 0, 64, 64), (1000, 30, 300, 70), (2400, 90, 100, 10)):
        part = found.at(row, column, height, width)
        np.testing.assert_array_equal(part, whole[row : row + height, column : column + width])


def test_the_probability_of_sea_goes_to_lakes_where_it_cannot_be():
    probabilities = np.array([0.1, 0.0, 0.2, 0.6, 0.1], np.float32)[:, None, None].repeat(2, axis=2)
    without_sea(probabilities, SEA_CODES, np.array([[True, False]]))
    np.testing.assert_allclose(probabilities[:, 0, 0], [0.1, 0, 0.2, 0, 0.7], rtol=1e-6)
    np.testing.assert_allclose(probabilities[:, 0, 1], [0.1, 0, 0.2, 0.6, 0.1], rtol=1e-6)
    leaves, confidence = decode(probabilities, SEA_CODES)
    assert [SEA_CODES[leaf] for leaf in leaves[0]] == [512, 523]
    np.testing.assert_allclose(confidence[0], [0.7, 0.6], rtol=1e-6)


@pytest.mark.parametrize(
    ("codes", "told"),
    [((211, 511, 523), True), ((211, 523), False), ((211, 512), False), ((211, 522, 521), False)],
)
def test_a_model_that_does_not_tell_lakes_keeps_its_sea(codes, told):
    probabilities = np.full((len(codes), 1, 1), 1 / len(codes), np.float32)
    before = probabilities.copy()
    without_sea(probabilities, codes, np.array([[True]]))
    assert tells_sea_from_lakes(codes) == told == bool((probabilities != before).any())
    if told:
        np.testing.assert_allclose(probabilities[:, 0, 0], [1 / 3, 2 / 3, 0], rtol=1e-6)


def test_far_from_the_coast_water_is_mapped_as_lakes(tmp_path, sea_model):
    path = write_raster(tmp_path / "scene.tif", water(150, 170), **PRAGUE)
    result, events = classify(path, tmp_path / "out", sea_model, confidence=True)
    assert (VALUE_TO_CODE[read(result["outputs"]["level3"])] == 512).all()
    assert (read(result["outputs"]["level2"]) == 51).all()
    assert (read(result["outputs"]["confidence"]) == 100).all()
    assert [c["code"] for c in result["levels"]["3"]] == [512]
    assert result["options"]["sea_at_coast"] is True
    assert any("mapped as inland water" in event.message for event in events if isinstance(event, Log))
    anywhere, _ = classify(path, tmp_path / "anywhere", sea_model, sea_at_coast=False)
    assert (VALUE_TO_CODE[read(anywhere["outputs"]["level3"])] == 523).all()


def test_sea_at_the_coast_stays_sea(tmp_path, sea_model):
    path = write_raster(tmp_path / "scene.tif", water(100, 100), **BOTHNIA)
    result, events = classify(path, tmp_path / "out", sea_model)
    assert (VALUE_TO_CODE[read(result["outputs"]["level3"])] == 523).all()
    assert not any("inland water" in event.message for event in events if isinstance(event, Log))


def test_the_line_between_them_does_not_depend_on_the_tiles(tmp_path, sea_model):
    (x,), (y,) = transform(CRS.from_epsg(4326), CRS.from_epsg(32633), [17.5], [54.75])
    place = {"crs": "EPSG:32633", "left": round(x, -1), "top": round(y - 9_000, -1)}
    path = write_raster(tmp_path / "scene.tif", water(800, 200), **place)
    maps = []
    for tile in (64, 256, 512):
        result, _ = classify(path, tmp_path / f"out{tile}", sea_model, tile=tile, overlap=0.25)
        maps.append(VALUE_TO_CODE[read(result["outputs"]["level3"])])
    assert set(np.unique(maps[0])) == {512, 523}
    for other in maps[1:]:
        np.testing.assert_array_equal(other, maps[0])


@pytest.mark.shared_data
@pytest.mark.parametrize(("patch", "code"), [("T35VPK_31_33", 512), ("T34VDM_27_44", 523)])
def test_a_finnish_lake_and_the_archipelago_sea(tmp_path, shared_data, patch, code):
    """The lake lies 99 km from the coast, the sea off the Aland Islands."""
    (path,) = (shared_data / "bigearthnet_v2" / "s2").glob(f"*{patch}.tif")
    result, events = classify(str(path), tmp_path / "out", "resunet-s2-10m")
    mapped = VALUE_TO_CODE[read(result["outputs"]["level3"])]
    with rasterio.open(shared_data / "bigearthnet_v2" / "clc" / path.name) as labels:
        truth = labels.read(1)
    assert (truth == code).mean() > 0.99 and (mapped == truth).mean() > 0.95
    told = any("inland water" in event.message for event in events if isinstance(event, Log))
    assert told == (code == 512)
