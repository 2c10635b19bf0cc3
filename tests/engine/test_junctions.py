"""Neighbouring polygons of a raster match corner for corner, whatever the map, the strips and the grid."""

from __future__ import annotations

import numpy as np
import pytest
from affine import Affine
from rasterio.features import rasterize, shapes

pytest.importorskip("shapely")

import shapely

from corina.engine.jobs import CompareOptions
from corina.engine.junctions import Junctions

from .comparing import compare, patches
from .land_cover import read_layer, write_codes


def completed(labels: np.ndarray, transform: Affine, strips: list[int]) -> tuple[list, list]:
    """The polygons as GDAL makes them, and with the vertices they lack. strips: where they begin, 0 first."""
    junctions = Junctions(*labels.shape, int(labels.max()) + 1, transform)
    for first, last in zip(strips, [*strips[1:], len(labels)]):
        junctions.add(labels[first:last])
    plain, whole = [], []
    for geometry, label in shapes(labels, mask=labels > 0, connectivity=4, transform=transform):
        rings = geometry["coordinates"]
        plain.append(shapely.Polygon(rings[0], rings[1:]))
        full = junctions.complete(int(label), rings)
        whole.append(shapely.Polygon(full[0], full[1:]))
    return plain, whole


def lacking(polygons: list) -> int:
    """Vertices of one polygon that lie on the border of another without being its vertices, by brute force."""
    corners = [set(map(tuple, shapely.get_coordinates(p).tolist())) for p in polygons]
    count = 0
    for one, polygon in enumerate(polygons):
        for other in range(len(polygons)):
            if other != one:
                free = [shapely.Point(c) for c in corners[other] - corners[one]]
                count += sum(point.distance(polygon.boundary) < 1e-6 for point in free)
    return count


def test_a_border_that_ends_on_another_gets_a_vertex_there():
    labels = np.array([[1, 1, 1, 1], [2, 2, 3, 3], [2, 2, 3, 3]], np.int32)
    plain, whole = completed(labels, Affine(10, 0, 500, 0, -10, 900), [0])
    assert (lacking(plain), lacking(whole)) == (2, 0), "as seen by both neighbours"
    top = next(p for p in whole if p.bounds[3] == 900)
    assert (520.0, 890.0) in top.exterior.coords and len(top.exterior.coords) == 6
    # What is no polygon has no vertices to match, and gives its neighbours' own to each other.
    labels[1:, :2] = 0
    plain, whole = completed(labels, Affine(10, 0, 500, 0, -10, 900), [0])
    assert (lacking(plain), lacking(whole)) == (1, 0)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("strips", [[0], [0, 1, 2, 13, 30]])
def test_neighbours_match_on_random_maps(seed, strips):
    rng = np.random.default_rng(seed)
    coarse = rng.integers(0, 5, (18, 20)).repeat(2, 0).repeat(2, 1).astype(np.int32)
    coarse[rng.random(coarse.shape) < 0.05] = 3
    labels = np.zeros_like(coarse)
    for number, (geometry, _) in enumerate(shapes(coarse, mask=coarse > 0, connectivity=4), start=1):
        rasterize([(geometry, number)], out=labels)
    # Pixels and an origin that binary numbers cannot hold: the corners must be the same to the last bit.
    transform = Affine(13.7, 0, 123_456.789, 0, -13.7, 5_000_000.123)
    plain, whole = completed(labels, transform, strips)
    assert lacking(plain) > 20 and lacking(whole) == 0
    assert shapely.coverage_is_valid(whole) and not shapely.coverage_is_valid(plain)
    for before, after in zip(plain, whole):
        assert after.is_valid and after.equals(before)
        assert after.area == pytest.approx(before.area)
        assert set(shapely.get_coordinates(before).ravel()) <= set(shapely.get_coordinates(after).ravel())


def test_change_polygons_match(tmp_path):
    """Through the whole comparison; maps of patches are full of changes side by side."""
    of, to = patches(120, 130, 9, 5), patches(120, 130, 13, 6)
    paths = [write_codes(tmp_path / f"{name}.tif", codes) for name, codes in (("to", to), ("of", of))]
    result = compare(tmp_path, *paths, CompareOptions(minimum_unit_ha=0.2, minimum_width_m=0))
    polygons, _ = read_layer(result["outputs"]["changes"])
    assert len(polygons) > 50 and shapely.coverage_is_valid(polygons)
