"""CORINE rasters as references: every encoding, other pixels, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import rasterio
from rasterio.warp import transform as transform_points

from corina.clc import CODES, GRID_CODE, Level
from corina.engine.grid import native_grid
from corina.engine.handlers import carry_out
from corina.engine.jobs import DescribeReferenceJob, Encoding, LandCoverInput
from corina.engine.reference import Window, open_reference

from .land_cover import CRS_TEXT, grid_of, write_codes
from .rasters import write_raster
from .references import problem_of

TRUE = np.array([[111, 0, 312], [512, 523, 0]])
_GRID = np.array([[1, 0, 24], [41, 44, 0]])


@pytest.mark.parametrize(
    ("values", "nodata", "encoding"),
    [
        (np.array([[1, 0, 24], [41, 44, 0]], np.uint8), None, "grid"),
        (np.array([[1, 48, 24], [41, 44, 48]], np.uint8), None, "grid"),
        (np.array([[1, 255, 24], [41, 44, 255]], np.uint8), 255, "grid"),
        (np.array([[1, -128, 24], [41, 44, -128]], np.int8), -128, "grid"),
        (np.array([[1, 128, 24], [41, 44, 128]], np.uint8), None, "grid"),
        (np.array([[1, 0, 24], [41, 44, 7]], np.uint8), 7, "grid"),
        (np.array([[111, 999, 312], [512, 523, 999]], np.uint16), None, "codes"),
        (np.array([[111, -32768, 312], [512, 523, 999]], np.int16), -32768, "codes"),
        (np.array([[111, 2**32 - 1, 312], [512, 523, 0]], np.uint32), 2**32 - 1, "codes"),
        (np.array([[111, np.nan, 312], [512, 523, np.nan]], np.float32), np.nan, "codes"),
        (np.array([[111, np.nan, 312], [512, 523, -9999]], np.float64), None, "codes"),
    ],
)
def test_each_encoding_is_recognised_and_read(tmp_path, values, nodata, encoding):
    path = write_codes(tmp_path / "clc.tif", values, nodata=nodata)
    with open_reference(LandCoverInput(path)) as reference:
        assert reference.report.encoding == encoding
        np.testing.assert_array_equal(reference.read(grid_of(2, 3), Window(0, 2, 0, 3)), TRUE)
        assert reference.codes() == {111: 1, 312: 1, 512: 1, 523: 1}
        assert reference.report.unknown == {}
        assert reference.level == 3


def test_corinas_own_maps_say_their_level(tmp_path):
    two = write_codes(
        tmp_path / "a_level2.tif", np.array([[11, 31, 0]], np.uint8), "CORINE Land Cover level 2"
    )
    one = write_codes(tmp_path / "a_level1.tif", np.array([[1, 3, 5]], np.uint8), "CORINE Land Cover level 1")
    with open_reference(LandCoverInput(two)) as a, open_reference(LandCoverInput(one)) as b:
        assert (a.level, b.level) == (2, 1)
        assert a.read(grid_of(1, 3), Window(0, 1, 0, 3)).tolist() == [[11, 31, 0]]
        assert b.read(grid_of(1, 3), Window(0, 1, 0, 3)).tolist() == [[1, 3, 5]]


def test_level_2_codes_are_recognised_by_values_no_grid_code_has_and_else_asked(tmp_path):
    clear = write_codes(tmp_path / "clear.tif", np.array([[11, 31, 52]], np.uint8))
    unclear = write_codes(tmp_path / "unclear.tif", np.array([[11, 31, 42]], np.uint8))
    with open_reference(LandCoverInput(clear)) as reference:
        assert (reference.level, reference.report.encoding) == (2, "level2")
    with open_reference(LandCoverInput(unclear)) as reference:
        assert reference.level == 3
        assert "could be level-2 codes too" in reference.report.warnings[0]
    with open_reference(LandCoverInput(unclear, encoding=Encoding.LEVEL2)) as reference:
        assert reference.read(grid_of(1, 3), Window(0, 1, 0, 3)).tolist() == [[11, 31, 42]]


@pytest.mark.parametrize(
    ("values", "offered"),
    [([11, 31, 42], ["grid", "level2"]), ([1, 2, 5], ["grid", "level1"]), ([11, 31, 52], []), ([1, 2, 44], []),
     ([111, 311, 999], [])],
)  # fmt: skip
def test_a_user_is_offered_what_the_values_can_mean(tmp_path, values, offered):
    path = write_codes(tmp_path / "map.tif", np.array([values], np.uint16))

    def said(**how):
        return carry_out(DescribeReferenceJob(LandCoverInput(path, **how)), lambda event: None)

    assert said()["encodings"] == offered
    assert bool(said()["warnings"]) == bool(offered)
    if offered:
        chosen = said(encoding=Encoding(offered[1]))
        assert chosen["encodings"] == offered and not chosen["warnings"], "one may change one's mind"
        assert [entry["code"] for entry in chosen["codes"]] == values


def test_a_stray_value_hides_no_other_reading(tmp_path):
    path = write_codes(tmp_path / "map.tif", np.array([[1, 2, 5, 254]], np.uint16))
    said = carry_out(DescribeReferenceJob(LandCoverInput(path)), lambda event: None)
    assert said["encodings"] == ["grid", "level1"]
    assert any("could be level-1 codes too" in warning for warning in said["warnings"])


def test_values_outside_the_nomenclature_are_counted_and_listed(tmp_path):
    path = write_codes(tmp_path / "clc.tif", np.array([[111, 777, 312], [512, 777, 320]], np.uint16))
    with open_reference(LandCoverInput(path)) as reference:
        read = reference.read(grid_of(2, 3), Window(0, 2, 0, 3))
        assert read.tolist() == [[111, 0, 312], [512, 0, 0]]
        assert reference.report.unknown == {"777": 2, "320": 1}
        assert reference.report.to_dict()["warnings"] == [
            "Values outside the CORINE nomenclature were left out: '777' (2), '320' (1)."
        ]


def test_a_raster_of_something_else_is_refused(tmp_path):
    heights = write_codes(tmp_path / "dem.tif", np.linspace(100, 600, 600, dtype=np.float32).reshape(20, 30))
    empty = write_codes(tmp_path / "empty.tif", np.zeros((4, 4), np.uint8))
    assert problem_of(heights).code == "reference_unreadable"
    assert "no data only" in str(problem_of(empty)) or "found 0" in str(problem_of(empty))
    assert problem_of(empty, band=2).code == "reference_unreadable"
    assert "does not exist" in str(problem_of(str(tmp_path / "none.tif")))


def test_a_picture_is_told_from_a_map_of_classes(tmp_path):
    """A dark picture's values may all be grid codes; three maps of classes in one file are no picture."""
    colours = np.random.default_rng(0).integers(1, 45, (3, 30, 30)).astype(np.uint8)
    picture = write_raster(tmp_path / "rgb.tif", colours, descriptions=(), photometric="RGB")
    said = carry_out(DescribeReferenceJob(LandCoverInput(picture)), lambda event: None)
    assert said["warnings"] == [
        "rgb looks like an image in colours (red, green, blue), of which band 1 was read as EEA grid codes 1 to 44; if "
        "it is no map of classes, choose one."
    ]
    told = LandCoverInput(picture, encoding=Encoding.GRID)
    assert carry_out(DescribeReferenceJob(told), lambda event: None)["warnings"] == []
    maps = write_raster(
        tmp_path / "maps.tif", colours, descriptions=("1990", "2000", "2018"), photometric="RGB"
    )
    assert carry_out(DescribeReferenceJob(LandCoverInput(maps)), lambda event: None)["warnings"] == []


def test_the_values_that_are_no_classes_are_named(tmp_path):
    bright = write_codes(tmp_path / "bright.tif", np.arange(20, 200, dtype=np.uint8).reshape(10, 18))
    assert str(problem_of(bright)) == (
        "bright has values that are CORINE classes, but more that are none (such as 45, 46, 47, 48, 49, 50, 53, 54), "
        "expected 1 to 44 or 111 to 523; choose another raster or band."
    )


def test_a_raster_on_other_pixels_is_read_at_the_centres_of_ours(tmp_path):
    """Nearest neighbour, checked against looking each centre up by hand."""
    rng = np.random.default_rng(0)
    codes = rng.choice(CODES[Level.L3], (40, 50)).astype(np.uint16)
    path = write_codes(
        tmp_path / "clc.tif", codes, crs="EPSG:3035", resolution=30.0, left=5_100_000.0, top=2_600_000.0
    )
    with open_reference(LandCoverInput(path)) as reference:
        left, _, _, top = reference.bounds_in(rasterio.crs.CRS.from_user_input(CRS_TEXT))
        grid = native_grid(
            rasterio.crs.CRS.from_user_input(CRS_TEXT),
            rasterio.Affine(17.0, 0, left - 40, 0, -17.0, top + 60),
            120,
            100,
        )
        read = reference.read(grid, Window(0, 100, 0, 120))
    columns, rows = np.meshgrid(np.arange(120), np.arange(100))
    xs = (grid.left + (columns + 0.5) * 17).ravel()
    ys = (grid.top - (rows + 0.5) * 17).ravel()
    u, v = map(np.array, transform_points(CRS_TEXT, "EPSG:3035", xs.tolist(), ys.tolist()))
    column, row = np.floor((u - 5_100_000) / 30).astype(int), np.floor((2_600_000 - v) / 30).astype(int)
    inside = (column >= 0) & (column < 50) & (row >= 0) & (row < 40)
    expected = np.zeros(len(xs), int)
    expected[inside] = codes[row[inside], column[inside]]
    agree = (read.ravel() == expected).mean()
    assert agree > 0.999, "all but centres within a thousandth of a pixel of an edge"


@pytest.mark.shared_data
def test_the_encodings_of_real_rasters(shared_data):
    folder = shared_data / "clc_misc"
    found = {}
    for path in sorted(Path(folder).glob("*.tif")):
        with open_reference(LandCoverInput(str(path))) as reference, rasterio.open(path) as dataset:
            values = dataset.read(1)
            codes = reference.codes()
            found[path.name] = (reference.report.encoding, len(codes))
            assert set(codes) <= set(CODES[Level.L3])
            if reference.grid is not None:
                height, width = values.shape
                read = reference.read(reference.grid, Window(0, height, 0, width))
                table = {code: code for code in CODES[Level.L3]}
                if reference.report.encoding == "grid":
                    table = GRID_CODE
                for code, value in table.items():
                    assert (read == code).sum() == (values == value).sum()
                assert reference.report.unknown == {}
    assert found == {
        "U2018_CLC2018_V2020_20u1_FR_GLP.tif": ("grid", 25),
        "gtb_clc.tif": ("grid", 26),
        "lot_france_clc_2018.tif": ("codes", 19),
        "tuebingen_U2018_CLC2018_clip.tif": ("grid", 27),
    }


def test_a_map_of_a_scene_is_of_its_year(tmp_path):
    path = write_codes(tmp_path / "north_level3.tif", np.full((2, 3), 12, np.uint8))
    with open_reference(LandCoverInput(path)) as reference:
        assert reference.year == 0
    (tmp_path / "north_result.json").write_text(json.dumps({"date": "2018-03-26"}))
    with open_reference(LandCoverInput(path)) as reference:
        assert reference.year == 2018
    with rasterio.open(path, "r+") as dataset:
        dataset.update_tags(CORINA_DATE="2021-07-01")
    with open_reference(LandCoverInput(path)) as reference:
        assert reference.year == 2021
    with open_reference(LandCoverInput(path, year=2000)) as reference:
        assert reference.year == 2000, "the user's word"
    named = tmp_path / "check_clc2018_level3.tif"
    Path(path).rename(named)
    with open_reference(LandCoverInput(str(named))) as reference:
        assert reference.year == 2021, "the file knows better than its name"
