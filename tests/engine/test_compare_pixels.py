"""The pixels that maps are compared on: other CRSs, directions, sizes and no-data values, and their areas."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
import rasterio
import rasterio.shutil
import shapely
from rasterio.crs import CRS
from rasterio.transform import Affine, from_origin
from rasterio.warp import transform

from corina.engine.compare.pixels import area_warning, ground_share
from corina.engine.compare.polygon_shares import by_polygon
from corina.engine.errors import EngineProblem
from corina.engine.grid import Grid
from corina.engine.handlers import carry_out
from corina.engine.jobs import AreaInput, AreasJob, CompareJob, CompareOptions, LandCoverInput

from .comparing import changed_map
from .land_cover import CRS_TEXT, LEFT, TOP, write_codes, write_polygons

ONLY_PIXELS = CompareOptions(minimum_unit_ha=0, minimum_width_m=0)


def compare(
    folder: Path, prediction: str, reference: str, options: CompareOptions = ONLY_PIXELS, **job: object
):
    whole = CompareJob(
        LandCoverInput(reference), str(folder / "out"), LandCoverInput(prediction), options=options, **job
    )
    return carry_out(whole, lambda event: None)


def halves(height: int = 60, width: int = 60) -> np.ndarray:
    codes = np.full((height, width), 311, np.uint16)
    codes[:, width // 2 :] = 211
    codes[: height // 3, : width // 4] = 512
    return codes


def write_as(path: Path, codes: np.ndarray, affine: Affine, crs: str = CRS_TEXT) -> str:
    height, width = codes.shape
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        width=width,
        height=height,
        count=1,
        dtype=codes.dtype,
        crs=crs,
        transform=affine,
    ) as dataset:
        dataset.write(codes, 1)
    return str(path)


def test_a_raster_with_south_up_is_the_same_map(tmp_path):
    codes = halves()
    north = write_codes(tmp_path / "north.tif", codes)
    south = write_as(tmp_path / "south.tif", codes[::-1], Affine(10, 0, LEFT, 0, 10, TOP - 600))
    for pair in ((north, south), (south, north)):
        result = compare(tmp_path, *pair)
        assert result["agreement"]["overall"] == 1.0 and result["compared_ha"] == 36.0
        assert result["grid"]["resolution_m"] == 10.0


def test_a_rotated_raster_keeps_its_pixel_size(tmp_path):
    turned = Affine.translation(LEFT + 300, TOP) * Affine.rotation(-30) * Affine.scale(10, -10)
    path = write_as(tmp_path / "turned.tif", halves(), turned)
    result = compare(tmp_path, path, path)
    assert result["grid"]["resolution_m"] == 10.0
    assert result["compared_ha"] == pytest.approx(36.0, rel=0.01), (
        "the area of the turned square, not of its bounds"
    )
    assert any("no square pixels in metres with north up" in sentence for sentence in result["warnings"])


def test_pixels_of_another_size_are_of_the_size_asked_for(tmp_path):
    path = write_codes(tmp_path / "map.tif", halves())
    for metres, width in ((11, 55), (25, 24), (100, 6)):
        result = compare(tmp_path, path, path, CompareOptions(0, 0, 0, resolution_m=metres))
        assert (result["grid"]["resolution_m"], result["grid"]["width"]) == (metres, width)
        assert result["agreement"]["overall"] == 1.0


def test_maps_of_two_utm_zones_are_looked_up_at_the_centres_of_pixels(tmp_path):
    """Two predictions: of one zone, and of the next one with pixels of 20 m, turned against the first by a degree."""
    to = halves()
    xs, ys = transform(CRS_TEXT, "EPSG:32633", [LEFT - 50.0], [TOP + 50.0])
    rng = np.random.default_rng(3)
    of = rng.choice(np.array([112, 211, 311, 512], np.uint16), (60, 60))
    affine = from_origin(xs[0] - 300, ys[0] + 300, 20, 20)
    reference = write_as(tmp_path / "zone33.tif", of, affine, "EPSG:32633")
    result = compare(tmp_path, write_codes(tmp_path / "zone34.tif", to), reference)
    counted: dict[tuple[int, int], int] = {}
    for row in range(60):
        centres = [LEFT + 10 * column + 5 for column in range(60)]
        xs, ys = transform(CRS_TEXT, "EPSG:32633", centres, [TOP - 10 * row - 5] * 60)
        for column, (x, y) in enumerate(zip(xs, ys)):
            left, down = ~affine * (x, y)
            pair = int(of[int(down), int(left)]), int(to[row, column])
            counted[pair] = counted.get(pair, 0) + 1
    found = {(p["code_from"], p["code_to"]): p["pixels"] for p in result["from_to"]}
    assert found.keys() == counted.keys()
    assert max(abs(found[pair] - counted[pair]) for pair in counted) <= 2, (
        "centres within a millimetre of an edge"
    )


def test_nodata_that_no_pixel_can_hold_is_no_matter(tmp_path):
    """A no-data value of float32's lowest number, and one of -9999 said of bytes."""
    values = halves().astype(np.float32)
    values[:6] = np.finfo(np.float32).min
    lowest = write_codes(tmp_path / "lowest.tif", values, nodata=float(np.finfo(np.float32).min))
    plain = write_codes(tmp_path / "plain.tif", halves(80, 80))
    assert compare(tmp_path, lowest, plain)["no_data_ha"] == pytest.approx(3.6)
    small = write_codes(tmp_path / "small.tif", np.full((60, 60), 23, np.uint8))
    virtual = tmp_path / "bytes.vrt"
    rasterio.shutil.copy(small, virtual, driver="VRT")
    text = virtual.read_text().replace("<ColorInterp>", "<NoDataValue>-9999</NoDataValue><ColorInterp>", 1)
    assert "NoDataValue" in text
    virtual.write_text(text)
    shifted = write_codes(
        tmp_path / "shifted.tif", np.full((90, 90), 311, np.uint16), left=LEFT - 33, top=TOP + 33
    )
    result = compare(tmp_path, shifted, str(virtual))
    assert result["agreement"]["overall"] == 1.0 and result["compared_ha"] == pytest.approx(36.0, abs=0.7)


def test_confidence_in_shares_is_taken_as_percent(tmp_path):
    """0.9 is 90 %, not less than one."""
    of, to = halves(), halves()
    to[20:50, 5:25] = 112
    sure = np.full((60, 60), 0.9, np.float32)
    sure[20:50, 5:10] = 0.3
    confidence = write_codes(tmp_path / "probability.tif", sure)
    options = CompareOptions(0, 0, 0, confidence_threshold=50)
    maps = write_codes(tmp_path / "to.tif", to), write_codes(tmp_path / "of.tif", of)
    result = compare(tmp_path, *maps, options, confidence=confidence)
    assert [(c["area_ha"], c["confidence_mean"]) for c in result["changes"]["largest"]] == [(4.5, 90.0)]


@pytest.mark.parametrize("aligned", [True, False])
@pytest.mark.parametrize("nodata", [None, 0])
def test_what_a_confidence_raster_does_not_cover_is_not_unsure(tmp_path, nodata, aligned):
    """Beyond its edge, and where it has no data, nothing is known: a change there is not called unsure."""
    of, to = halves(), halves()
    to[20:50, 5:25] = 112
    maps = write_codes(tmp_path / "to.tif", to), write_codes(tmp_path / "of.tif", of)
    options = CompareOptions(0, 0, 0, confidence_threshold=70)
    sure = np.full((60, 15), 95, np.uint8)  # the left quarter of the maps
    if nodata is not None:
        sure[:, 10:] = nodata
    shift = 0 if aligned else 3
    beside = write_codes(tmp_path / "part.tif", sure, nodata=nodata, left=LEFT + shift, top=TOP + shift)
    result = compare(tmp_path, *maps, options, confidence=beside)
    (change,) = result["changes"]["largest"]
    assert (change["area_ha"], change["confidence_mean"]) == (6.0, 95.0) and result["warnings"] == []
    far = write_codes(tmp_path / "far.tif", sure, nodata=nodata, left=LEFT + 200_000, top=TOP)
    result = compare(tmp_path, *maps, options, confidence=far)
    assert [(c["area_ha"], c["confidence_mean"]) for c in result["changes"]["largest"]] == [(6.0, None)]
    assert result["warnings"] == [
        "The confidence raster far.tif has no value where the maps are compared and was not used; choose the one that "
        "was made with the map."
    ]


# Degrees


def test_degrees_become_metres_where_the_maps_meet(tmp_path):
    """Two layers of all Europe in degrees, compared around Nicosia: in the zone of Cyprus, not in that of Europe's
    middle, where areas would be a fifth too large."""
    europe = [shapely.box(-30, 30, 33.3, 70), shapely.box(33.3, 30, 45, 70)]
    old = write_polygons(
        tmp_path / "old.gpkg", europe, {"code_12": ["211", "311"]}, crs="EPSG:4326", layer="clc12"
    )
    new = write_polygons(
        tmp_path / "new.gpkg", europe, {"code_18": ["211", "312"]}, crs="EPSG:4326", layer="clc18"
    )
    area = AreaInput("EPSG:4326", (33.28, 35.1, 33.32, 35.14))
    result = compare(tmp_path, new, old, CompareOptions(0, 0, 0, resolution_m=20), area=area)
    assert result["grid"]["crs"] == "EPSG:32636"
    ground = 0.04 * 111_320 * math.cos(math.radians(35.12)) * 0.04 * 110_950 / 10_000
    assert result["compared_ha"] == pytest.approx(ground, rel=0.01)
    assert result["agreement"]["overall"] == pytest.approx(0.5, abs=0.01)
    with pytest.raises(EngineProblem, match="choose an area, or larger pixels") as caught:
        compare(tmp_path, new, old)
    assert caught.value.code == "area_invalid"


def test_wide_maps_in_degrees_are_compared_in_a_crs_of_equal_area(tmp_path):
    """12 degrees are too wide for a UTM zone: CORINE's own CRS, in which a hectare is a hectare everywhere."""
    codes = np.full((40, 120), 23, np.uint8)
    path = write_as(tmp_path / "wide.tif", codes, from_origin(4.0, 52.0, 0.1, 0.1), "EPSG:4326")
    result = carry_out(AreasJob(LandCoverInput(path), str(tmp_path / "areas")), lambda event: None)
    assert result["grid"]["crs"] == "EPSG:3035"
    radius = 6_371_007.2
    zone = radius**2 * math.radians(12) * (math.sin(math.radians(52)) - math.sin(math.radians(48)))
    assert result["total_ha"] == pytest.approx(zone / 10_000, rel=0.005)
    narrow = write_as(tmp_path / "narrow.tif", codes, from_origin(4.0, 52.0, 0.001, 0.001), "EPSG:4326")
    assert compare(tmp_path, narrow, narrow)["grid"]["crs"] == "EPSG:32631"


def test_a_map_of_the_whole_world_and_one_at_the_date_line(tmp_path):
    here = write_codes(tmp_path / "here.tif", np.full((30, 30), 311, np.uint16))
    world = np.full((180, 360), 311, np.uint16)
    world_path = write_as(tmp_path / "world.tif", world, from_origin(-180, 90, 1, 1), "EPSG:4326")
    assert compare(tmp_path, here, world_path)["compared_ha"] == 9.0
    line = write_as(
        tmp_path / "line.tif",
        np.full((100, 100), 311, np.uint16),
        from_origin(179.995, 65.01, 1e-4, 1e-4),
        "EPSG:4326",
    )
    result = compare(tmp_path, line, line)
    assert result["grid"]["crs"] in ("EPSG:32601", "EPSG:32660")
    ground = 0.01 * 111_412 * math.cos(math.radians(65.005)) * 0.01 * 111_490 / 10_000
    assert result["compared_ha"] == pytest.approx(ground, rel=0.01)


# Areas on the ground


@pytest.mark.parametrize(
    ("crs", "longitude", "latitude", "share"),
    [
        ("EPSG:32634", 21.0, 45.0, 1 / 0.9996**2),
        ("EPSG:3035", 25.0, 60.0, 1.0),
        ("EPSG:3035", -8.0, 38.0, 1.0),
        ("EPSG:3857", 10.0, 60.0, 0.25),
    ],
)
def test_areas_on_the_ground_are_those_of_the_projection(crs, longitude, latitude, share):
    (x,), (y,) = transform("EPSG:4326", crs, [longitude], [latitude])
    assert ground_share(Grid(CRS.from_user_input(crs), x, y, 10, 1, 1)) == pytest.approx(share, rel=0.005)


def test_a_crs_that_shows_areas_too_small_is_told(tmp_path):
    """EPSG:3034 is conformal: between its parallels areas are up to 7 % too small."""
    path = write_codes(tmp_path / "map.tif", halves(), crs="EPSG:3034", left=4_000_000, top=2_400_000)
    warnings = compare(tmp_path, path, path)["warnings"]
    assert any(
        w.startswith("In EPSG:3034 areas are ") and "% smaller than on the ground" in w for w in warnings
    )
    areas = carry_out(AreasJob(LandCoverInput(path), str(tmp_path / "areas")), lambda event: None)
    assert any("% smaller than on the ground" in warning for warning in areas["warnings"])
    assert area_warning(Grid(CRS.from_epsg(3035), 4_000_000, 2_400_000, 10, 60, 60)) is None
    assert area_warning(Grid(CRS.from_epsg(32634), LEFT, TOP, 10, 60, 60)) is None


# Many polygons


def test_shares_of_polygons_are_summed_as_one_would_by_hand():
    """Polygons 0, 7 and 3 of classes 1, 0, 2; of equal classes of the map the lower code stands for the polygon."""
    size = 4
    counts = {(0, 1, 1): 5, (0, 1, 3): 5, (3, 2, 0): 2, (3, 2, 2): 9, (3, 2, 3): 1, (7, 0, 1): 4}
    keys = np.array(sorted((f * size + of) * size + to for f, of, to in counts), np.int64)
    pixels = np.array([counts[k // size**2, k // size % size, k % size] for k in keys.tolist()], np.int64)
    table = by_polygon(keys, pixels, size)
    assert table.fids.tolist() == [0, 3, 7] and table.reference.tolist() == [1, 2, 0]
    assert table.pixels.tolist() == [10, 12, 4] and table.agree.tolist() == [5, 9, 0]
    assert table.prediction.tolist() == [1, 2, 1] and table.most.tolist() == [5, 9, 4]
    assert table.share.tolist() == [0.5, 0.75, 0.0]
    assert len(by_polygon(keys[:0], pixels[:0], size).fids) == 0


def test_a_map_of_classes_is_no_confidence(tmp_path):
    prediction, reference, _ = changed_map(tmp_path)
    options = CompareOptions(0, 0, 0, confidence_threshold=50)
    result = compare(tmp_path, prediction, reference, options, confidence=reference)
    assert result["warnings"] == [
        "The confidence raster before.tif holds no percent from 0 to 100 and was not used; choose the one that was "
        "made with the map."
    ]
    assert result["changes"]["area_ha"] > 10 and result["changes"]["largest"][0]["confidence_mean"] is None
    empty = write_codes(tmp_path / "empty.tif", np.full((100, 120), 255, np.uint8), nodata=255)
    assert compare(tmp_path, prediction, reference, options, confidence=empty)["warnings"] == []


def test_an_area_beside_the_maps_is_told_of_the_maps(tmp_path):
    prediction, reference, _ = changed_map(tmp_path)
    far = AreaInput(CRS_TEXT, (0.0, 0.0, 100.0, 100.0))
    with pytest.raises(
        EngineProblem, match="does not overlap the part that both maps show, which covers 500000"
    ):
        compare(tmp_path, prediction, reference, area=far)
