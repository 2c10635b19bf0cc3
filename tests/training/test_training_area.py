"""The ground that a card says a model was trained on: a valid MultiPolygon of what the patches cover together."""

from __future__ import annotations

import pytest
from shapely.geometry import box, shape

from corina.training.own_data import training_area
from corina.training.sources.base import Patch

UTM = "EPSG:32633"


def square(column, row, *, size=1280.0, crs=UTM, tile=""):
    left, bottom = 500_000.0 + column, 5_000_000.0 + row
    bounds = (left, bottom, left + size, bottom + size) if crs else None
    return Patch("p", 0, 128, 128, bounds=bounds, crs=crs, tile=tile)


def test_overlapping_and_adjoining_patches_are_one_polygon_and_count_once():
    """A step of half a patch, as for one's own scenes; beyond them a lone patch."""
    row = [square(640.0 * number, 0.0) for number in range(4)]
    area = shape(training_area([*row, square(50_000.0, 0.0)], range(5)))
    assert area.is_valid
    assert [len(part.interiors) for part in area.geoms] == [0, 0]
    whole, lone = sorted(area.geoms, key=lambda part: -part.area)
    # Four patches at half steps cover 2.5 times the ground of one.
    assert whole.area == pytest.approx(2.5 * lone.area, rel=0.02)
    edge = shape(training_area([square(0.0, 0.0), square(1280.0, 0.0)], [0, 1]))
    assert edge.is_valid and len(edge.geoms) == 1


def test_the_ground_that_a_ring_of_patches_leaves_free_is_free():
    ring = [square(1000.0 * c, 1000.0 * r) for c in range(4) for r in range(4) if (c, r) not in _INNER]
    area = shape(training_area(ring, range(len(ring))))
    assert area.is_valid and len(area.geoms) == 1
    (hole,) = area.geoms[0].interiors
    assert area.geoms[0].exterior.is_ccw and not hole.is_ccw  # RFC 7946
    assert not area.contains(shape(training_area([square(2000.0, 2000.0, size=200.0)], [0])))


_INNER = {(1, 1), (1, 2), (2, 1), (2, 2)}


def test_many_patches_are_the_rectangle_of_their_tile_and_those_without_a_place_none():
    many = [square(2000.0 * number, 0.0, tile="33UWP") for number in range(201)]
    found = training_area([*many, square(0.0, 90_000.0, tile="33UXQ"), square(0, 0, crs="")], range(203))
    area = shape(found)
    assert found["type"] == "MultiPolygon"
    assert area.is_valid
    assert [part.equals(box(*part.bounds)) for part in area.geoms] == [True, True]
    assert training_area([square(0, 0, crs="")], [0]) is None
    only = training_area([square(0.0, 0.0), square(50_000.0, 0.0)], [1])
    assert len(only["coordinates"]) == 1
