"""What is a change: polygons of the minimum unit and width, away from borders, of pixels one can be sure of."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import numpy as np
import pytest
import rasterio
import shapely

from corina.engine.compare.census import near_border
from corina.engine.jobs import (
    CompareOptions,
    Rule,
)

from .comparing import LEVEL3, changed_map, compare, patches
from .land_cover import LEFT, TOP, read_layer, square, write_codes


def test_change_polygons_are_valid_whole_and_of_the_unit(tmp_path):
    prediction, reference, _ = changed_map(tmp_path)
    result = compare(tmp_path, prediction, reference, CompareOptions())
    shapes, columns = read_layer(result["outputs"]["changes"], "changes")
    assert len(shapes) == result["changes"]["count"] == 1
    assert (
        ", after speckle below 0.62 ha joined its largest neighbour; unchanged" in result["changes"]["rule"]
    )
    assert shapes[0].equals(square(10, 10, 30, 30))
    assert columns["code_from"] == [211] and columns["code_to"] == [112] and columns["level"] == [3]
    assert columns["name_to"] == ["Discontinuous urban fabric"] and columns["area_ha"] == [9.0]
    assert columns["technical"] == [0] and columns["width_m"] == [150.0]
    assert columns["status"] == [""] and columns["comment"] == [""]
    largest = result["changes"]["largest"][0]
    assert largest["fid"] == 1 and largest["bounds"] == [LEFT + 100, TOP - 400, LEFT + 400, TOP - 100]
    with sqlite3.connect(result["outputs"]["changes"]) as database:
        assert (
            database.execute("SELECT description FROM gpkg_contents").fetchone()[0]
            == result["changes"]["rule"]
        )
        assert database.execute("SELECT fid FROM changes").fetchall() == [(1,)]


def test_slivers_are_flagged_where_the_width_lets_them_through(tmp_path):
    prediction, reference, _ = changed_map(tmp_path)
    result = compare(tmp_path, prediction, reference, CompareOptions(minimum_unit_ha=1, minimum_width_m=0))
    _, columns = read_layer(result["outputs"]["changes"])
    found = sorted(zip(columns["area_ha"], columns["code_to"], columns["technical"]))
    assert found == [(2.0, 311, 1), (2.25, 112, 0), (9.0, 112, 0)]
    assert result["changes"]["technical_count"] == 1
    wide = compare(tmp_path, prediction, reference, CompareOptions(minimum_unit_ha=1, minimum_width_m=50))
    assert wide["changes"]["count"] == 2, "20 m along the border are no change of 50 m"


def test_change_polygons_of_noise_neither_overlap_nor_fall_below_the_unit(tmp_path):
    of, to = patches(200, 220, 40, 5, LEVEL3[::6]), patches(200, 220, 25, 6, LEVEL3[::6])
    rng = np.random.default_rng(7)
    to = np.where(rng.random(to.shape) < 0.2, rng.choice(LEVEL3[::6], to.shape), to).astype(np.uint16)
    for rule in Rule:
        options = CompareOptions(minimum_unit_ha=3, minimum_width_m=50, rule=rule)
        prediction, reference = write_codes(tmp_path / "to.tif", to), write_codes(tmp_path / "of.tif", of)
        result = compare(tmp_path, prediction, reference, options)
        shapes, columns = read_layer(result["outputs"]["changes"])
        assert len(shapes) > 5
        assert shapely.is_valid(shapes).all()
        np.testing.assert_allclose(shapely.area(shapes) / 10_000, columns["area_ha"], atol=1e-4)
        assert min(columns["area_ha"]) >= 3
        assert shapely.union_all(shapes).area == pytest.approx(shapely.area(shapes).sum()), "no overlaps"
        assert all(a != b for a, b in zip(columns["code_from"], columns["code_to"]))
        tree = shapely.STRtree(shapes)
        for i, j in tree.query(shapes, predicate="touches").T.tolist():
            if shapely.intersection(shapes[i], shapes[j]).length:
                one, other = ((columns["code_from"][k], columns["code_to"][k]) for k in (i, j))
                assert one != other, "changes of one kind that touch are one polygon"
        assert (
            "nearest" in result["changes"]["rule"]
            if rule is Rule.PRIORITY
            else "largest" in result["changes"]["rule"]
        )
        assert ("after speckle below 0.37 ha" in result["changes"]["rule"]) == (rule is Rule.PRIORITY)


def test_a_small_change_joins_one_of_its_kind_by_priority_and_dies_by_size(tmp_path):
    """4 ha of 211 to 121 beside 4 ha of 211 to 112: together artificial surfaces of 8 ha, each alone too small."""
    of = np.full((100, 100), 211, np.uint16)
    to = of.copy()
    to[20:40, 20:40], to[20:40, 40:61] = 121, 112
    prediction, reference = write_codes(tmp_path / "to.tif", to), write_codes(tmp_path / "of.tif", of)
    near = compare(tmp_path, prediction, reference, CompareOptions(rule=Rule.PRIORITY))
    assert [(c["code_to"], c["area_ha"]) for c in near["changes"]["largest"]] == [(112, 8.2)]
    large = compare(tmp_path, prediction, reference, CompareOptions(rule=Rule.LARGEST))
    assert large["changes"]["count"] == 0


def test_unsure_pixels_and_those_near_a_border_are_no_change(tmp_path):
    prediction, reference, _ = changed_map(tmp_path)
    percent = np.full((100, 120), 90, np.uint8)
    percent[60:75, 20:35] = 40
    percent[10, 10] = 55
    confidence = write_codes(tmp_path / "sure.tif", percent, nodata=255)
    options = CompareOptions(
        minimum_unit_ha=1, minimum_width_m=0, confidence_threshold=50, boundary_band_m=30
    )
    result = compare(tmp_path, prediction, reference, options, confidence=confidence)
    _, columns = read_layer(result["outputs"]["changes"])
    assert columns["area_ha"] == [9.0]
    assert columns["confidence_min"] == [55.0]
    assert columns["confidence_mean"] == [pytest.approx((899 * 90 + 55) / 900, abs=0.05)]
    with rasterio.open(result["outputs"]["difference"]) as dataset:
        state = dataset.read(1)
        assert {v: c[:3] for v, c in dataset.colormap(1).items() if v == 2} == {2: (214, 40, 57)}
    assert (
        (state[60:75, 20:35] == 4).all() and (state[:, 58:60] == 5).all() and (state[10:40, 10:40] == 2).all()
    )
    assert result["agreement"]["overall"] == pytest.approx(1 - (900 + 225 + 200) / 12_000, abs=1e-6), (
        "all count"
    )


def test_a_border_between_classes_that_are_one_at_the_level_is_none(tmp_path):
    of = np.full((40, 40), 311, np.uint16)
    of[:, 20:] = 312
    to = of.copy()
    to[:, 19:21] = 211
    prediction, reference = write_codes(tmp_path / "to.tif", to), write_codes(tmp_path / "of.tif", of)
    found = {}
    for level in (1, 3):
        options = CompareOptions(level, 0, 0, boundary_band_m=20)
        found[level] = compare(tmp_path, prediction, reference, options)["changes"]["area_ha"]
    assert found == {1: 0.8, 3: 0}


def test_the_boundary_band_is_a_disc_around_every_border():
    classes = np.ones((40, 50), np.uint8)
    classes[:, 25:] = 2
    classes[10, 10] = 3
    classes[30:, :5] = 0
    for distance in (1, 2, 4):
        edge = np.zeros(classes.shape, bool)
        for row in range(40):
            for column in range(50):
                for r, c in ((row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)):
                    if 0 <= r < 40 and 0 <= c < 50 and classes[r, c] and classes[row, column]:
                        edge[row, column] |= classes[r, c] != classes[row, column]
        rows, columns = np.nonzero(edge)
        y, x = np.mgrid[:40, :50]
        nearest = np.min(np.hypot(y[..., None] - rows, x[..., None] - columns), axis=2)
        found = near_border(classes, distance)
        assert (found[nearest <= distance - 1]).all()
        assert not (found[nearest > distance]).any()


@pytest.mark.parametrize(
    ("level", "threshold", "told"), [(1, 60, True), (2, 60, True), (3, 60, False), (1, 0, False)]
)
def test_a_confidence_of_the_level_3_class_is_said_to_be_one(tmp_path, level, threshold, told):
    """At level 1 a class may be sure where none of its level-3 classes is."""
    prediction, reference, after = changed_map(tmp_path)
    percent = np.full(after.shape, 50, np.uint8)
    words = "Probability of the level-3 class, percent"
    beside = write_codes(tmp_path / "a_confidence.tif", percent, words, nodata=255)
    options = CompareOptions(level=level, confidence_threshold=threshold)
    result = compare(tmp_path, prediction, reference, options, confidence=beside)
    said = [w for w in result["warnings"] if "is that of the level-3 class" in w]
    assert len(said) == told and all(f"sure at level {level}" in w and "60 %" in w for w in said)
    assert result["changes"]["confidence_level"] == 3
    if not threshold:
        report = Path(result["outputs"]["report"]).read_text(encoding="utf-8")
        assert "Confidence of the level-3 class, %" in report
    own = write_codes(tmp_path / "own.tif", percent, nodata=255)
    other = compare(tmp_path, prediction, reference, options, confidence=own)
    assert other["changes"]["confidence_level"] is None and other["warnings"] == []
