"""Areas of interest: what is inside, in whichever CRS and form they come."""

from __future__ import annotations

import json
import sqlite3

import numpy as np
import pytest
from rasterio.crs import CRS
from rasterio.warp import transform_bounds

from corina.engine.area import Area
from corina.engine.areafile import read_area
from corina.engine.errors import EngineProblem
from corina.engine.geopackage import Feature, write_polygons
from corina.engine.grid import Grid
from corina.engine.jobs import AreaInput, JobError
from corina.engine.tiles import Window

UTM = CRS.from_epsg(32634)
GRID = Grid(UTM, 500_000, 5_000_000, 10.0, 200, 100)
RING = [
    (500_500, 4_999_800),
    (500_900, 4_999_800),
    (500_900, 4_999_400),
    (500_500, 4_999_400),
    (500_500, 4_999_800),
]
HOLE = [
    (500_600, 4_999_700),
    (500_700, 4_999_700),
    (500_700, 4_999_600),
    (500_600, 4_999_600),
    (500_600, 4_999_700),
]


def polygon(*rings) -> str:
    return json.dumps({"type": "Polygon", "coordinates": rings})


def test_without_an_area_everything_is_inside():
    area = Area(GRID, None)
    assert area.window == Window(0, 100, 0, 200)
    assert area.inside(Window(10, 20, 0, 200)).all()


def test_a_polygon_with_a_hole_selects_pixels_by_their_centre():
    area = Area(GRID, AreaInput("EPSG:32634", geojson=polygon(RING, HOLE)))
    assert area.window == Window(20, 60, 50, 90)
    inside = area.inside(area.window)
    assert inside.sum() == 40 * 40 - 10 * 10
    assert not inside[10:20, 10:20].any()


def test_windows_of_an_area_fit_together():
    area = Area(GRID, AreaInput("EPSG:32634", geojson=polygon(RING, HOLE)))
    whole = area.inside(Window(0, 100, 0, 200))
    parts = np.concatenate([area.inside(Window(r, r + 25, 0, 200)) for r in range(0, 100, 25)])
    np.testing.assert_array_equal(parts, whole)


def test_bounds_in_degrees_are_brought_to_the_scene():
    left, bottom, right, top = transform_bounds(
        UTM, CRS.from_epsg(4326), 500_500, 4_999_400, 500_900, 4_999_800
    )
    area = Area(GRID, AreaInput("EPSG:4326", bounds=(left, bottom, right, top)))
    assert area.inside(Window(0, 100, 0, 200)).sum() == pytest.approx(1600, rel=0.02)


def test_an_area_over_the_edge_is_cut_to_the_scene():
    area = Area(GRID, AreaInput("EPSG:32634", bounds=(499_000, 4_999_900, 500_100, 5_010_000)))
    assert area.window == Window(0, 10, 0, 10)


@pytest.mark.parametrize(
    "area",
    [
        AreaInput("EPSG:4326", bounds=(-180, -90, 180, 90)),
        AreaInput("EPSG:3857", bounds=(-6e7, -3e7, 6e7, 3e7)),
    ],
)
def test_a_view_of_the_whole_world_is_the_whole_scene(area):
    whole = Area(GRID, area)
    assert whole.window == Window(0, 100, 0, 200)
    assert whole.inside(whole.window).all()


GLOBE = [(-180, -90), (180, -90), (180, 90), (-180, 90), (-180, -90)]
EUROPE = [(-25, 34), (45, 34), (45, 72), (-25, 72), (-25, 34)]


@pytest.mark.parametrize("ring", [GLOBE, GLOBE[::-1], EUROPE, [(x, y, 100.0) for x, y in EUROPE]])
def test_a_polygon_of_a_continent_or_of_the_globe_is_the_whole_scene(ring):
    whole = Area(GRID, AreaInput("EPSG:4326", geojson=polygon(ring)))
    assert whole.window == Window(0, 100, 0, 200)
    assert whole.inside(whole.window).all()


def test_a_continent_is_cut_where_its_border_crosses_the_scene():
    # Its western border is the meridian of the middle of the scene, which is the zone's own: a straight line there.
    middle = transform_bounds(UTM, CRS.from_epsg(4326), 501_000, 4_999_500, 501_000, 4_999_500)[0]
    ring = [(middle, -80), (150, -80), (150, 80), (middle, 80), (middle, -80)]
    grid = Grid(UTM, 500_000, 5_000_000, 10.0, 200, 100)
    inside = Area(grid, AreaInput("EPSG:4326", geojson=polygon(ring))).inside(Window(0, 100, 0, 200))
    assert inside[:, 101:].all() and not inside[:, :99].any()


def test_a_hole_of_a_continent_and_a_second_part_count():
    around = transform_bounds(UTM, CRS.from_epsg(4326), 500_500, 4_999_400, 500_900, 4_999_800)
    left, bottom, right, top = around
    hole = [(left, bottom), (left, top), (right, top), (right, bottom), (left, bottom)]
    elsewhere = [[[100, 10], [110, 10], [110, 20], [100, 10]]]
    area = AreaInput(
        "EPSG:4326", geojson=json.dumps({"type": "MultiPolygon", "coordinates": [elsewhere, [GLOBE, hole]]})
    )
    inside = Area(GRID, area).inside(Window(0, 100, 0, 200))
    assert inside.sum() == pytest.approx(100 * 200 - 1600, rel=0.002)
    assert not inside[30:50, 60:80].any()


def test_a_border_of_long_straight_lines_in_degrees_is_bent_as_on_the_map():
    # Along the parallel, a line of 6 degrees bulges by kilometres in the scene's plane.
    wide = Grid(UTM, 300_000, 6_000_000, 1000.0, 400, 400)
    ring = [(-90, 52), (120, 52), (120, 80), (-90, 80), (-90, 52)]
    area = Area(wide, AreaInput("EPSG:4326", geojson=polygon(ring)))
    inside = area.inside(Window(0, 400, 0, 400))
    first = [int(np.flatnonzero(~inside[:, column])[0]) for column in (0, 200, 399)]
    expected = [
        (6_000_000 - transform_bounds(CRS.from_epsg(4326), UTM, x, 52, x, 52)[1]) / 1000
        for x in (18.03, 21.0, 23.97)
    ]
    assert first[0] < first[1] - 3 and first[2] < first[1] - 3
    assert first == pytest.approx(expected, abs=1)


def test_a_scene_on_the_date_line_is_found_by_a_polygon_of_the_globe():
    fiji = Grid(CRS.from_epsg(32760), 800_000, 8_200_000, 100.0, 400, 300)
    area = Area(fiji, AreaInput("EPSG:4326", geojson=polygon(GLOBE)))
    assert area.inside(Window(0, 300, 0, 400)).all()
    west = [(170, -30), (180, -30), (180, -10), (170, -10), (170, -30)]
    inside = Area(fiji, AreaInput("EPSG:4326", geojson=polygon(west))).inside(Window(0, 300, 0, 400))
    assert inside[:, 0].all() and not inside[:, -1].any()


def test_a_polygon_elsewhere_on_the_globe_is_outside():
    america = [(-120, -60), (-60, -60), (-60, 60), (-120, 60), (-120, -60)]
    with pytest.raises(EngineProblem) as caught:
        Area(GRID, AreaInput("EPSG:4326", geojson=polygon(america)))
    assert caught.value.code == "area_outside"


@pytest.mark.parametrize(
    ("area", "code"),
    [
        (AreaInput("EPSG:32634", bounds=(600_000, 4_999_000, 601_000, 5_000_000)), "area_outside"),
        (AreaInput("EPSG:32634", bounds=(501_000, 4_999_000, 500_000, 5_000_000)), "area_invalid"),
        (AreaInput("EPSG:nonsense", bounds=(0, 0, 1, 1)), "area_invalid"),
        (AreaInput("EPSG:4326", geojson="{"), "area_invalid"),
        (AreaInput("EPSG:4326", geojson='{"type": "Point", "coordinates": [1, 2]}'), "area_invalid"),
        (AreaInput("EPSG:4326", geojson='{"type": "FeatureCollection", "features": []}'), "area_invalid"),
        (AreaInput("EPSG:32634", geojson='{"type": "Polygon", "coordinates": [5]}'), "area_invalid"),
        (AreaInput("EPSG:32634", geojson='{"type": "Polygon", "coordinates": [[["a", 1]]]}'), "area_invalid"),
        (AreaInput("EPSG:4326", bounds=(-120, -60, -60, 60)), "area_outside"),
    ],
)
def test_areas_that_cannot_be_used_are_said(area, code):
    with pytest.raises(EngineProblem) as caught:
        Area(GRID, area)
    assert caught.value.code == code


def test_an_area_is_either_bounds_or_polygons():
    with pytest.raises(JobError):
        AreaInput("EPSG:4326")


def test_a_geopackage_of_polygons_is_an_area(tmp_path):
    path = str(tmp_path / "area.gpkg")
    count = write_polygons(path, "parcels", UTM, [("name", "TEXT")], [Feature([RING, HOLE], ("field",))], "")
    assert count == 1
    area = Area(GRID, read_area(path))
    assert area.inside(Window(0, 100, 0, 200)).sum() == 1500


def test_a_geopackage_written_by_gdal_is_an_area(tmp_path):
    import shutil
    import subprocess

    if shutil.which("ogr2ogr") is None:
        pytest.skip("ogr2ogr is not installed")
    source = tmp_path / "area.geojson"
    feature = {"type": "Feature", "properties": {}, "geometry": json.loads(polygon(RING))}
    source.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    target = tmp_path / "área.gpkg"
    subprocess.run(
        ["ogr2ogr", "-f", "GPKG", "-nlt", "PROMOTE_TO_MULTI", "-a_srs", "EPSG:32634", target, source],
        check=True,
    )
    assert Area(GRID, read_area(str(target))).inside(Window(0, 100, 0, 200)).sum() == 1600


def test_the_polygons_written_are_read_by_gdal(tmp_path):
    import shutil
    import subprocess

    if shutil.which("ogrinfo") is None:
        pytest.skip("ogrinfo is not installed")
    path = str(tmp_path / "out.gpkg")
    write_polygons(path, "land_cover", UTM, [("code_3", "INTEGER")], [Feature([RING, HOLE], (312,))], "")
    report = subprocess.run(["ogrinfo", "-al", path], capture_output=True, text=True, check=True).stdout
    assert "Geometry: Polygon" in report
    assert 'ID["EPSG",32634]' in report
    assert "code_3 (Integer64) = 312" in report
    assert "POLYGON ((500500 4999800,500900 4999800" in report


def test_the_polygons_written_have_a_spatial_index_that_gdal_uses_and_keeps(tmp_path):
    import shutil
    import subprocess

    if shutil.which("ogrinfo") is None:
        pytest.skip("ogrinfo is not installed")
    path = str(tmp_path / "out.gpkg")
    moved = [(x + 5000, y) for x, y in RING]
    write_polygons(
        path,
        "land_cover",
        UTM,
        [("code_3", "INTEGER")],
        [Feature([RING], (312,)), Feature([moved], (211,))],
        "",
    )

    def gdal(*arguments: str) -> str:
        return subprocess.run(["ogrinfo", *arguments], capture_output=True, text=True, check=True).stdout

    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT * FROM rtree_land_cover_geom WHERE id = 2").fetchone() == (
            2, 505_500, 505_900, 4_999_400, 4_999_800,
        )  # fmt: skip
    assert "HasSpatialIndex (Integer) = 1" in gdal(
        path, "-sql", "SELECT HasSpatialIndex('land_cover', 'geom')"
    )
    found = gdal(path, "-al", "-spat", "505600", "4999500", "505700", "4999600")
    assert "= 211" in found
    assert "= 312" not in found
    gdal(path, "-sql", "DELETE FROM land_cover WHERE code_3 = 211")
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT id FROM rtree_land_cover_geom").fetchall() == [(1,)]


@pytest.mark.parametrize("text", ["nothing.geojson", "1,2,3", "a,b,c,d"])
def test_what_is_no_area_is_said(text):
    with pytest.raises(EngineProblem, match="neither a file nor"):
        read_area(text)


def test_a_file_that_is_no_area_is_said(tmp_path):
    for name in ("area.geojson", "area.gpkg"):
        file = tmp_path / name
        file.write_bytes(b"\x00\x01 not an area")
        with pytest.raises(EngineProblem) as caught:
            read_area(str(file))
        assert caught.value.code == "area_invalid"
