"""Where 180 degrees east is 180 degrees west: references in degrees on both sides, and maps in its two UTM zones."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import rasterio
import shapely
from rasterio.transform import from_origin
from rasterio.warp import transform

from corina.engine.compare.pixels import ground_share
from corina.engine.compare.zones import Zones
from corina.engine.errors import EngineProblem
from corina.engine.grid import Grid
from corina.engine.jobs import CompareOptions, LandCoverInput
from corina.engine.reference import Window, open_reference

from .comparing import compare
from .land_cover import write_polygons

SOUTH, NORTH, EDGE_M, SIDE = -17.1, -16.9, 200.0, 120
MIDDLE = (179.95, 180.05)
"""Taveuni, Fiji: fields in the west, a forest across the line, a town in the east."""


def box(west: float, east: float) -> shapely.Polygon:
    return shapely.box(west, SOUTH, east, NORTH)


REFERENCES = {
    "split": ([box(179.8, 179.95), box(179.95, 180), box(-180, -179.95), box(-179.95, -179.8)], (0, 1, 1, 2)),
    "one feature": (
        [box(179.8, 179.95), shapely.union_all([box(179.95, 180), box(-180, -179.95)]), box(-179.95, -179.8)],
        (0, 1, 2),
    ),
    "beyond 180": ([box(179.8, 179.95), box(179.95, 180.05), box(180.05, 180.2)], (0, 1, 2)),
    "below -180": ([box(-180.2, -180.05), box(-180.05, -179.95), box(-179.95, -179.8)], (0, 1, 2)),
    "the rest of the world too": (
        [box(-0.5, 0.5), box(179.8, 179.95), box(179.95, 180), box(-180, -179.95), box(-179.95, -179.8)],
        (0, 0, 1, 1, 2),
    ),
}
CODES = (211, 311, 112)


def grid_at_the_line(epsg: int) -> Grid:
    (x,), (y,) = transform("EPSG:4326", f"EPSG:{epsg}", [180.0], [(SOUTH + NORTH) / 2])
    half = SIDE * EDGE_M / 2
    return Grid(rasterio.CRS.from_epsg(epsg), x - half, y + half, EDGE_M, SIDE, SIDE)


def codes_on(grid: Grid) -> np.ndarray:
    """What lies at the centre of each pixel, by its longitude."""
    columns, rows = np.meshgrid(np.arange(SIDE) + 0.5, np.arange(SIDE) + 0.5)
    xs, ys = grid.left + columns * EDGE_M, grid.top - rows * EDGE_M
    east, north = transform(grid.crs, "EPSG:4326", xs.ravel().tolist(), ys.ravel().tolist())
    place = np.searchsorted(MIDDLE, np.array(east) % 360)
    inside = (np.array(north) > SOUTH) & (np.array(north) < NORTH)
    return np.where(inside, np.array(CODES)[place], 0).reshape(SIDE, SIDE).astype(np.uint16)


def write(path: Path, kind: str) -> str:
    shapes, places = REFERENCES[kind]
    return write_polygons(path, shapes, {"code_18": [str(CODES[i]) for i in places]}, crs="EPSG:4326")


@pytest.mark.parametrize("epsg", [32760, 32701])
@pytest.mark.parametrize("kind", REFERENCES)
def test_polygons_on_both_sides_are_read_each_once(tmp_path, kind, epsg):
    grid = grid_at_the_line(epsg)
    expected = codes_on(grid)
    with open_reference(LandCoverInput(write(tmp_path / "clc.gpkg", kind))) as reference:
        found = reference.read(grid, Window(0, SIDE, 0, SIDE))
        # The edges of the boxes are straight in the zone, not along parallels: a pixel or two in their corners.
        assert (found != expected).sum() <= 3
        assert min(np.bincount(found.ravel())[list(CODES)]) > 2000
        near = len(REFERENCES[kind][0]) - (kind == "the rest of the world too")
        assert sum(reference.codes(grid).values()) == near
        left, _, right, _ = reference.bounds_over(grid)
        assert left <= grid.left and right >= grid.bounds[2], "the map is not cut at the line"
        assert reference.report.to_dict()["warnings"] == []


def test_maps_are_compared_across_the_line(tmp_path):
    grid = grid_at_the_line(32701)
    expected = codes_on(grid)
    with rasterio.open(
        tmp_path / "map.tif", "w", driver="GTiff", width=SIDE, height=SIDE, count=1, dtype="uint16", nodata=0,
        crs=grid.crs, transform=from_origin(grid.left, grid.top, EDGE_M, EDGE_M),
    ) as dataset:  # fmt: skip
        dataset.write(expected, 1)
    result = compare(tmp_path, str(tmp_path / "map.tif"), write(tmp_path / "clc.gpkg", "one feature"))
    counts = {code: int((expected == code).sum()) for code in CODES}
    found = {p["code_to"]: p["pixels"] for p in result["from_to"] if p["code_from"] == p["code_to"]}
    assert found == {code: pytest.approx(counts[code], abs=3) for code in CODES}
    assert result["agreement"]["overall"] > 0.999
    assert result["warnings"] == [], "neither of areas nor of shapes"
    assert result["polygon_agreement"]["count"] == 3, "the forest is one"


@pytest.mark.parametrize(
    ("kind", "west", "east"),
    [
        ("split", 179.8, 180.2),
        ("one feature", 179.8, 180.2),
        ("beyond 180", 179.8, 180.2),
        ("the rest of the world too", -180, 180),
    ],
)
def test_the_extent_is_that_of_the_place_and_not_of_the_globe(tmp_path, kind, west, east):
    with open_reference(LandCoverInput(write(tmp_path / "clc.gpkg", kind))) as reference:
        assert reference.bounds == pytest.approx((west, SOUTH, east, NORTH))


def test_two_layers_of_polygons_are_compared_where_they_are(tmp_path):
    """On pixels of their own: their file says that both go around the globe."""
    older, newer = write(tmp_path / "clc12.gpkg", "split"), write(tmp_path / "clc18.gpkg", "one feature")
    options = CompareOptions(minimum_unit_ha=0, minimum_width_m=0, resolution_m=200)
    result = compare(tmp_path, newer, older, options)
    assert result["grid"]["crs"] == "EPSG:32701"
    assert result["compared_ha"] == pytest.approx(94_441, rel=0.001), "all of it: 0.4 by 0.2 degrees"
    assert result["agreement"]["overall"] == 1.0


def test_a_zone_on_both_sides_counts_once(tmp_path):
    shape = shapely.union_all([box(179.9, 180), box(-180, -179.9)])
    path = write_polygons(tmp_path / "zones.gpkg", [shape], {"name": ["Taveuni"]}, crs="EPSG:4326")
    grid = grid_at_the_line(32701)
    ((name, inside),) = Zones(path, field="name").of(grid, Window(0, SIDE, 0, SIDE))
    (west, east), _ = transform("EPSG:4326", grid.crs, [179.9, -179.9], [-17.0, -17.0])
    assert name == "Taveuni"
    assert inside[SIDE // 2].sum() == pytest.approx((east - west) / EDGE_M, abs=1)


def test_a_ring_drawn_the_wrong_way_round_the_globe_is_told(tmp_path):
    shapes = [shapely.box(-179.95, SOUTH, 179.95, NORTH), box(179.95, 180)]
    path = write_polygons(tmp_path / "clc.gpkg", shapes, {"code_18": ["211", "311"]}, crs="EPSG:4326")
    grid = grid_at_the_line(32701)
    with open_reference(LandCoverInput(path)) as reference:
        reference.read(grid, Window(0, SIDE, 0, SIDE))
        reference.read(grid, Window(0, 60, 0, SIDE))
        (sentence,) = reference.report.to_dict()["warnings"]
    assert sentence.startswith("1 polygons are wider than 180 degrees")


@pytest.mark.parametrize("epsg", [32760, 32701])
def test_areas_at_the_line_are_true(epsg):
    assert ground_share(grid_at_the_line(epsg)) == pytest.approx(1, abs=0.01)


def test_a_ring_the_wrong_way_round_is_told_where_nothing_else_says_why(tmp_path):
    """Meant to cross the date line, it goes around the globe and leaves the map's place out."""
    reference = write_polygons(
        tmp_path / "wide.gpkg", [shapely.box(-179, -18, 179, -16)], {"code_18": ["211"]}, crs="EPSG:4326"
    )
    with rasterio.open(
        tmp_path / "map.tif", "w", driver="GTiff", width=50, height=50, count=1, dtype="uint8", crs="EPSG:32760",
        transform=from_origin(820_000, 8_120_000, 20, 20),
    ) as file:  # fmt: skip
        file.write(np.full((1, 50, 50), 12, np.uint8))
    with pytest.raises(EngineProblem, match="wider than 180 degrees; split those there") as caught:
        compare(tmp_path, str(tmp_path / "map.tif"), reference, CompareOptions())
    assert caught.value.code == "no_overlap"
