"""CORINE polygons of every kind as references: the field with the class, geometries, archives, and what is refused."""

from __future__ import annotations

import json
import math
import sqlite3
import struct
import zipfile
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
import rasterio
import shapely

from corina.clc import CODES, Level
from corina.engine.handlers import carry_out
from corina.engine.jobs import AreaInput, DescribeReferenceJob, Encoding, LandCoverInput
from corina.engine.reference import Window, open_reference
from corina.engine.reference.burning import burn
from corina.engine.reference.shapes import projected

from .land_cover import CRS_TEXT, LEFT, TOP, grid_of, square, write_codes, write_polygons
from .references import problem_of, read_all

_SHAPES = [square(0, 0, 2, 2), square(0, 2, 2, 2), square(2, 0, 2, 4)]


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("Code_18", ["311", "112", "512"]),
        ("code_18", [" 311", "112 ", "5.1.2"]),
        ("CLC_CODE", [311, 112, 512]),
        ("code_00", [311.0, 112.0, 512.0]),
    ],
)
@pytest.mark.parametrize("suffix", [".gpkg", ".shp", ".geojson"])
def test_the_class_field_is_found_in_any_case_and_type(tmp_path, field, values, suffix):
    path = tmp_path / f"clc18{suffix}"
    columns = {"id": ["a", "b", "c"], field: values, "area": [0.04, 0.04, 0.08]}
    crs = "EPSG:4326" if suffix == ".geojson" else CRS_TEXT
    shapes = _SHAPES
    if suffix == ".geojson":
        source, target = (rasterio.crs.CRS.from_user_input(c) for c in (CRS_TEXT, "EPSG:4326"))
        shapes = list(projected(np.array(_SHAPES, object), source, target))
    write_polygons(path, shapes, columns, crs=crs, geometry_type="Polygon")
    with open_reference(LandCoverInput(str(path))) as reference:
        read = reference.read(grid_of(4, 4), Window(0, 4, 0, 4))
        assert reference.field == field
        assert reference.codes() == {112: 1, 311: 1, 512: 1}
    assert read.tolist() == [[311, 311, 112, 112]] * 2 + [[512] * 4] * 2


def test_blank_and_unknown_classes_are_counted_once_and_left_out(tmp_path):
    codes = ["311", "", None, "999", "31x", "320", "311"]
    shapes = [square(0, i, 1, 1) for i in range(7)]
    path = write_polygons(tmp_path / "clc18.gpkg", shapes, {"code_18": codes})
    with open_reference(LandCoverInput(path)) as reference:
        for row in range(2):  # a polygon is counted once, however often it is read
            read = reference.read(grid_of(1, 7), Window(0, 1, 0, 7))
            assert read.tolist() == [[311, 0, 0, 0, 0, 0, 311]], row
        assert reference.report.blank == 3
        assert reference.report.unknown == {"31x": 1, "320": 1}
        assert reference.unusable() == (3, {"31x": 1, "320": 1})


def test_a_polygon_has_the_pixels_whose_centres_it_holds_whatever_the_windows(tmp_path):
    rng = np.random.default_rng(1)
    points = shapely.MultiPoint(np.column_stack([LEFT + rng.random(60) * 600, TOP - rng.random(60) * 600]))
    cells = list(shapely.get_parts(shapely.voronoi_polygons(points, extend_to=square(0, 0, 60, 60))))
    codes = rng.choice(CODES[Level.L3], len(cells))
    path = write_polygons(tmp_path / "clc18.gpkg", cells, {"code_18": [str(c) for c in codes]})
    grid = grid_of(60, 60)
    columns, rows = np.meshgrid(np.arange(60), np.arange(60))
    expected = np.zeros((60, 60), int)
    for cell, code in zip(cells, codes):
        inside = shapely.contains_xy(cell, LEFT + (columns + 0.5) * 10, TOP - (rows + 0.5) * 10)
        expected[inside] = code
    with open_reference(LandCoverInput(path)) as reference:
        whole = reference.read(grid, Window(0, 60, 0, 60))
        np.testing.assert_array_equal(whole, expected)
        for window in (Window(7, 20, 3, 44), Window(59, 60, 0, 60), Window(0, 1, 59, 60)):
            part = reference.read(grid, window)
            np.testing.assert_array_equal(part, whole[window.row0 : window.row1, window.col0 : window.col1])


def test_polygons_in_another_crs(tmp_path):
    source = rasterio.crs.CRS.from_user_input(CRS_TEXT)
    target = rasterio.crs.CRS.from_epsg(3035)
    moved = projected(np.array(_SHAPES, object), source, target)
    path = write_polygons(
        tmp_path / "clc18.gpkg", list(moved), {"code_18": ["311", "112", "512"]}, crs="EPSG:3035"
    )
    assert read_all(path, 4, 4).tolist() == [[311, 311, 112, 112]] * 2 + [[512] * 4] * 2


def test_rings_that_cross_themselves_are_repaired_and_counted(tmp_path):
    bow = shapely.Polygon([(LEFT, TOP), (LEFT + 80, TOP - 80), (LEFT + 80, TOP), (LEFT, TOP - 80)])
    twice = shapely.MultiPolygon([square(0, 10, 4, 4), square(2, 10, 4, 4)])
    assert not bow.is_valid and not twice.is_valid
    path = write_polygons(
        tmp_path / "clc18.gpkg", [bow, twice, square(0, 20, 4, 4)], {"code_18": ["311", "112", "512"]}
    )
    with open_reference(LandCoverInput(path)) as reference:
        read = reference.read(grid_of(8, 24), Window(0, 8, 0, 24))
        reference.read(grid_of(8, 24), Window(0, 8, 0, 24))
        assert reference.report.repaired == 2
        assert "2 polygons crossed themselves" in reference.report.to_dict()["warnings"][0]
    assert (read[:6, 10:14] == 112).all(), "the part that lies on itself is no hole"
    assert read[3, 0] == 311 and read[0, 4] == 0
    assert (read[:4, 20:] == 512).all()


def test_z_m_curves_and_empty_geometries(tmp_path):
    ring = (
        f"{LEFT} {TOP} 5, {LEFT + 40} {TOP} 5, {LEFT + 40} {TOP - 40} 5, {LEFT} {TOP - 40} 5, {LEFT} {TOP} 5"
    )
    four = ring.replace(" 5,", " 5 7,") + " 7"
    arc = f"CIRCULARSTRING({LEFT + 100} {TOP - 20}, {LEFT + 120} {TOP}, {LEFT + 140} {TOP - 20})"
    back = f"({LEFT + 140} {TOP - 20}, {LEFT + 120} {TOP - 40}, {LEFT + 100} {TOP - 20})"
    lines = [
        "WKT,code_18",
        f'"POLYGON Z(({ring}))",311',
        f'"MULTIPOLYGON ZM((({four})))",311',
        f'"CURVEPOLYGON(COMPOUNDCURVE({arc},{back}))",512',
        '"POLYGON EMPTY",112',
        '"",112',
    ]
    path = tmp_path / "clc18.csv"
    path.write_text("\n".join(lines))
    assert problem_of(str(path)).code == "no_crs"
    with open_reference(LandCoverInput(str(path), crs=CRS_TEXT)) as reference:
        read = reference.read(grid_of(4, 14), Window(0, 4, 0, 14))
        assert reference.report.empty == 2
        polygons = reference.polygons(grid_of(4, 14), Window(0, 4, 0, 14))
        assert len(polygons.shapes) == 3 and not shapely.has_z(polygons.shapes).any(), (
            "heights and measures go"
        )
        _, shapes = reference.fetch(polygons.fids)
        assert not shapely.has_z(shapes).any(), "also in the layers that are written"
    assert (read[:, :4] == 311).all()
    assert read[0, 11:13].tolist() == [512, 512] and read[0, 10] == 0, "the curve bulges, its chord would not"


def test_several_candidates_are_asked_for_and_the_year_decides(tmp_path):
    path = tmp_path / "delivery.gpkg"
    both = {"code_12": ["311", "112", "512"], "code_18": ["312", "112", "512"]}
    write_polygons(path, _SHAPES, both, layer="land")
    problem = problem_of(str(path))
    assert problem.code == "field_ambiguous" and "code_12, code_18" in str(problem)
    assert read_all(str(path), 4, 4, year=2018)[0, 0] == 312
    assert read_all(str(path), 4, 4, field="CODE_12")[0, 0] == 311
    missing = problem_of(str(path), field="code_24")
    assert missing.code == "field_missing" and "code_12, code_18" in str(missing)

    write_polygons(path, _SHAPES, {"CLC": ["311", "112", "512"]}, layer="clc06")
    write_polygons(path, _SHAPES, {"CLC": ["312", "112", "512"]}, layer="clc12")
    assert problem_of(str(path)).code == "layer_ambiguous"
    assert read_all(str(path), 4, 4, year=2012)[0, 0] == 312
    assert read_all(str(path), 4, 4, layer="CLC06")[0, 0] == 311
    assert "clc06" in str(problem_of(str(path), layer="clc99"))
    described = carry_out(DescribeReferenceJob(LandCoverInput(str(path))), lambda event: None)
    assert described["problem"]["code"] == "layer_ambiguous"
    assert described["layers"] == ["land", "clc06", "clc12"]


def test_corinas_own_polygons_say_their_class_the_model_and_the_year(tmp_path):
    """Classify writes a class at each level; the record beside them tells what the model can show, and when."""
    codes = {"code_1": [3, 1, 5], "code_2": [31, 11, 51], "code_3": [311, 112, 512]}
    path = write_polygons(tmp_path / "x_clc2018_polygons.gpkg", _SHAPES, codes, layer="land_cover")
    record = tmp_path / "x_clc2018_result.json"
    record.write_text(json.dumps({"model": {"codes": [112, 311, 512]}, "date": "2022-06-12"}))
    with open_reference(LandCoverInput(path)) as reference:
        assert (reference.field, reference.level, reference.year) == ("code_3", 3, 2022)
        assert reference.model_codes == (112, 311, 512)
    with open_reference(LandCoverInput(path, field="code_2", year=2020)) as reference:
        assert (reference.level, reference.year) == (2, 2020)
    coarse = {**codes, "code_3": [None, None, None]}
    path = write_polygons(tmp_path / "y_generalised.gpkg", _SHAPES, coarse, layer="land_cover")
    (tmp_path / "y_generalised_result.json").write_text(record.read_text())
    with open_reference(LandCoverInput(path)) as reference:
        assert (reference.field, reference.model_codes) == ("code_2", (112, 311, 512))


def test_polygons_that_no_model_made_are_not_taken_for_corinas(tmp_path):
    """Not a delivery with fields of its own, nor the reference's polygons that a comparison leaves."""
    codes = {"code_1": [3, 1, 5], "code_2": [31, 11, 51], "code_3": [311, 112, 512]}
    record = {"model": {"codes": [112]}, "date": "2022-06-12"}
    (tmp_path / "a_result.json").write_text(json.dumps(record))
    (tmp_path / "b_result.json").write_text(json.dumps({**record, "prediction": {}, "reference": {}}))
    delivery = {**codes, "code_18": ["312", "112", "512"]}
    a = write_polygons(tmp_path / "a.gpkg", _SHAPES, delivery, layer="land")
    b = write_polygons(tmp_path / "b_polygons.gpkg", _SHAPES, codes, layer="land")
    with open_reference(LandCoverInput(a)) as one, open_reference(LandCoverInput(b)) as other:
        assert (one.field, one.year, one.model_codes) == ("code_18", 2018, ())
        assert (other.field, other.year, other.model_codes) == ("code_3", 0, ())


def test_polygons_without_codes_are_refused_with_what_they_hold(tmp_path):
    path = write_polygons(tmp_path / "towns.gpkg", _SHAPES, {"name": ["A", "B", "C"]})
    problem = problem_of(path)
    assert problem.code == "field_missing" and "name" in str(problem)
    assert "holds no CORINE code" in str(problem_of(path, field="name"))
    described = carry_out(DescribeReferenceJob(LandCoverInput(path)), lambda event: None)
    assert described["fields"] == ["name"] and described["problem"]["code"] == "field_missing"


def test_only_polygons_that_pass_the_filter_are_read(tmp_path):
    columns = {"code_18": ["311", "112", "512"], "state": [1, 2, 1]}
    path = write_polygons(tmp_path / "clc18.gpkg", _SHAPES, columns)
    filtered = {"filter_field": "State", "filter_values": ("1",)}
    assert read_all(path, 4, 4, **filtered).tolist() == [[311, 311, 0, 0]] * 2 + [[512] * 4] * 2
    with open_reference(LandCoverInput(path, **filtered)) as reference:
        assert reference.codes() == {311: 1, 512: 1}


def test_a_zipped_layer_is_read_and_a_zip_of_several_asked_for(tmp_path):
    inner = write_polygons(tmp_path / "clc18.gpkg", _SHAPES, {"code_18": ["311", "112", "512"]})
    one, two, none = tmp_path / "one.zip", tmp_path / "two.zip", tmp_path / "none.zip"
    with zipfile.ZipFile(one, "w") as archive:
        archive.write(inner, "DATA/clc18.gpkg")
        archive.writestr("Documents/readme.txt", "hello")
    with zipfile.ZipFile(two, "w") as archive:
        archive.write(inner, "a.gpkg")
        archive.write(inner, "b.gpkg")
    none.write_bytes(b"no zip at all")
    assert read_all(str(one), 4, 4)[3, 3] == 512
    with zipfile.ZipFile(one, "a") as archive:  # what macOS adds, and a description beside the layer
        archive.writestr("__MACOSX/DATA/._clc18.gpkg", "shadow")
        archive.writestr("DATA/metadata.json", "{}")
    assert read_all(str(one), 4, 4)[3, 3] == 512
    assert "2 vector files" in str(problem_of(str(two)))
    assert "not a whole zip" in str(problem_of(str(none)))


def test_a_zipped_file_geodatabase_is_read_as_it_is_delivered(tmp_path):
    folder = Path(
        write_polygons(
            tmp_path / "clc2018.gdb", _SHAPES, {"Code_18": ["311", "112", "512"]}, driver="OpenFileGDB"
        )
    )
    for name, inside in (("clc2018.gdb.zip", "clc2018.gdb"), ("delivery.zip", "DATA/clc2018.gdb")):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            for file in folder.iterdir():
                archive.write(file, f"{inside}/{file.name}")
        with open_reference(LandCoverInput(str(tmp_path / name))) as reference:
            read = reference.read(grid_of(4, 4), Window(0, 4, 0, 4))
            assert (reference.field, reference.year) == ("Code_18", 2018)
        assert read.tolist() == [[311, 311, 112, 112]] * 2 + [[512] * 4] * 2
    shortened = tmp_path / "short.gdb.zip"
    shortened.write_bytes((tmp_path / "clc2018.gdb.zip").read_bytes()[:2000])
    assert "not a whole zip" in str(problem_of(str(shortened)))


def test_another_legend_is_read_by_its_table(tmp_path):
    path = write_polygons(tmp_path / "use.gpkg", _SHAPES, {"use": ["wood", "town", "?"]})
    table = {"wood": 1, "town": 2}
    with open_reference(LandCoverInput(path, field="use"), table) as reference:
        read = reference.read(grid_of(4, 4), Window(0, 4, 0, 4))
    assert read[0].tolist() == [1, 1, 2, 2] and not read[2:].any()
    raster = write_codes(tmp_path / "use.tif", np.array([[7, 9, 0]], np.uint8))
    with open_reference(LandCoverInput(raster), {"7": 1, "0": 3}) as reference:
        assert reference.read(grid_of(1, 3), Window(0, 1, 0, 3)).tolist() == [[1, 0, 3]]
        assert reference.report.unknown == {"9": 1}


def test_describing_counts_in_the_area_only(tmp_path):
    path = write_polygons(tmp_path / "clc18.gpkg", _SHAPES, {"code_18": ["311", "112", "nonsense"]})
    job = DescribeReferenceJob(LandCoverInput(path))
    described = carry_out(job, lambda event: None)
    assert [(c["code"], c["count"]) for c in described["codes"]] == [(112, 1), (311, 1)]
    assert described["unknown"] == {"nonsense": 1}
    assert described["summary"] == "CORINE 2018, 2 polygons, 2 classes of level 3, field code_18"
    corner = AreaInput(CRS_TEXT, (LEFT + 2, TOP - 8, LEFT + 8, TOP - 2))
    part = carry_out(DescribeReferenceJob(LandCoverInput(path), corner), lambda event: None)
    assert [(c["code"], c["count"]) for c in part["codes"]] == [(311, 1)]


def test_polygons_without_their_libraries_say_what_to_install(tmp_path, monkeypatch):
    import sys

    path = write_polygons(tmp_path / "clc18.gpkg", _SHAPES, {"code_18": ["311", "112", "512"]})
    for name in [n for n in sys.modules if n.startswith("corina.engine.reference.")]:
        if name.endswith((".vector", ".layers")):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pyogrio", None)
    problem = problem_of(path)
    assert problem.code == "extra_missing" and "corina[compare]" in str(problem)


@pytest.mark.shared_data
def test_real_deliveries(shared_data):
    folder = str(shared_data / "clc_malta")
    expected = {
        ("CLC2024_MT.gdb.zip", "clc24_mt"): (160, "code_24", 2024),
        ("CLC2024_MT.zip", "clc18_mt"): (160, "code_18", 2018),
        ("clc2012_mt.gdb.zip", "clc06_MT"): (148, "CODE_06", 2006),
        ("clc2018_mt.gpkg", "clc12_mt"): (148, "CODE_12", 2012),
    }
    for (file, layer), (count, field, year) in expected.items():
        with open_reference(LandCoverInput(f"{folder}/{file}", layer=layer)) as reference:
            assert sum(reference.codes().values()) == count
            assert (reference.field, reference.year, reference.level) == (field, year, 3)
    assert problem_of(f"{folder}/clc2024_mt.gpkg").code == "layer_ambiguous"
    assert problem_of(f"{folder}/clc2024_mt.gpkg", layer="cha1824_mt").code == "field_ambiguous"


def test_a_centre_on_a_shared_edge_belongs_to_exactly_one_polygon():
    grid = grid_of(12, 12)
    cells, triangles = [], []
    for j in range(-1, 12):
        for i in range(-1, 12):
            x, y = LEFT + 10 * i + 5, TOP - 10 * j - 5
            cells.append(shapely.box(x, y - 10, x + 10, y))
            triangles += [
                shapely.Polygon([(x, y), (x + 10, y), (x, y - 10)]),
                shapely.Polygon([(x + 10, y), (x + 10, y - 10), (x, y - 10)]),
            ]
    for shapes in (cells, triangles):
        found = np.zeros((12, 12), int)
        for shape in shapes:
            one = burn(np.array([shape], object), np.ones(1, int), grid, Window(0, 12, 0, 12), np.uint8)
            found += one
        assert (found == 1).all()


def test_holes_collections_and_lines():
    ring = square(0, 0, 9, 9).difference(square(3, 3, 3, 3))
    line = shapely.LineString([(LEFT, TOP), (LEFT + 90, TOP - 90)])
    mixed = shapely.GeometryCollection([line, shapely.MultiPolygon([ring, square(0, 10, 2, 2)])])
    shapes = np.array([mixed, line, shapely.Polygon()], object)
    burned = burn(shapes, np.array([7, 8, 9]), grid_of(9, 12), Window(0, 9, 0, 12), np.uint16)
    expected = np.zeros((9, 12), int)
    expected[:, :9], expected[3:6, 3:6], expected[:2, 10:] = 7, 0, 7
    np.testing.assert_array_equal(burned, expected)


def test_a_window_reads_only_the_polygons_it_touches(tmp_path, monkeypatch):
    import pyogrio

    cells = [square(4 * row, 4 * column, 4, 4) for row in range(30) for column in range(30)]
    path = write_polygons(tmp_path / "clc18.gpkg", cells, {"code_18": ["311"] * 900})
    with open_reference(LandCoverInput(path)) as reference:
        fetched = []
        read = pyogrio.raw.read

        def counting(*arguments, **how):
            result = read(*arguments, **how)
            fetched.append(len(result[1]))
            return result

        monkeypatch.setattr(pyogrio.raw, "read", counting)
        reference.read(grid_of(120, 120), Window(50, 58, 50, 58))
    assert fetched and sum(fetched) <= 25, "of 900"


def polygons_with(tmp_path: Path, name: str, values: list) -> str:
    shapes = [
        shapely.box(500_000 + 100 * k, 4_999_900, 500_100 + 100 * k, 5_000_000) for k in range(len(values))
    ]
    return write_polygons(tmp_path / f"{name}.gpkg", shapes, {"gridcode": values})


def test_polygons_with_grid_codes_are_understood(tmp_path):
    """What polygonising a CORINE raster gives: 12, 18 and 23 are 211, 231 and 311, and no codes of level 2."""
    path = polygons_with(tmp_path, "dn", [12, 18, 23, 0])
    with open_reference(LandCoverInput(path)) as reference:
        assert (reference.level, reference.report.encoding, reference.encodings) == (3, "grid", ())
        assert reference.codes() == {211: 1, 231: 1, 311: 1}
        assert reference.read(grid_of(10, 40), Window(0, 10, 0, 40))[0, ::10].tolist() == [211, 231, 311, 0]
        assert "EEA grid codes" in reference.report.how
        warning = reference.report.to_dict()["warnings"][0]
        assert warning.endswith(
            "since it has numbers that are no codes of level 2 or 1; say so if it is otherwise."
        )


def test_polygons_that_can_be_read_in_two_ways_are_read_as_codes_and_that_is_said(tmp_path):
    path = polygons_with(tmp_path, "either", [12, 23, 31])
    with open_reference(LandCoverInput(path)) as reference:
        assert (reference.level, reference.codes()) == (2, {12: 1, 23: 1, 31: 1})
        assert reference.encodings == ("level2", "grid")
        (warning,) = reference.report.to_dict()["warnings"]
        assert warning == (
            "either clc18 was read as level-2 codes 11 to 52, though the values could be grid codes too; say so if "
            "they are."
        )
    with open_reference(LandCoverInput(path, encoding=Encoding.GRID)) as reference:
        assert (reference.level, reference.codes()) == (3, {211: 1, 311: 1, 332: 1})
        assert reference.report.to_dict()["warnings"] == []
    with open_reference(LandCoverInput(path, encoding=Encoding.LEVEL2)) as reference:
        assert reference.codes() == {12: 1, 23: 1, 31: 1} and reference.report.to_dict()["warnings"] == []


@pytest.mark.parametrize(
    ("values", "codes"),
    [
        ([1, 21, 22, 31, 5], [1, 5, 21, 22, 31]),  # two levels in one field
        ([11, 21, 31, 34], [11, 21, 31]),  # a slip of the pen
        ([11, 21, 31, 10], [11, 21, 31]),
    ],
)
def test_codes_of_coarse_levels_are_no_grid_codes(tmp_path, values, codes):
    with open_reference(LandCoverInput(polygons_with(tmp_path, "coarse", values))) as reference:
        assert sorted(reference.codes()) == codes and reference.report.encoding == ""


def test_dotted_codes_have_the_encoding_that_is_said(tmp_path):
    path = polygons_with(tmp_path, "dotted", ["3.1.1", "2.1.1"])
    with open_reference(LandCoverInput(path, encoding=Encoding.CODES)) as reference:
        assert sorted(reference.codes()) == [211, 311]


def test_an_encoding_that_the_polygons_do_not_have_is_refused(tmp_path):
    path = polygons_with(tmp_path, "codes", ["311", "3.1.2", "211"])
    assert problem_of(path, encoding=Encoding.LEVEL2).code == "field_missing"
    with open_reference(LandCoverInput(path)) as reference:
        assert reference.codes() == {211: 1, 311: 1, 312: 1}


def test_of_mixed_geometries_the_polygons_count_and_the_others_are_told(tmp_path):
    mixed = shapely.GeometryCollection(
        [square(0, 0, 2, 2), shapely.LineString([(LEFT, TOP), (LEFT + 50, TOP)])]
    )
    line = shapely.LineString([(LEFT + 5, TOP - 5), (LEFT + 35, TOP - 5)])
    path = write_polygons(
        tmp_path / "mixed.gpkg", [mixed, line, shapely.Point(LEFT + 5, TOP - 5), square(0, 2, 2, 2)],
        {"code_18": ["311", "112", "112", "211"]}, geometry_type="Unknown",
    )  # fmt: skip
    with open_reference(LandCoverInput(path)) as reference:
        codes = reference.read(grid_of(2, 4), Window(0, 2, 0, 4))
        assert codes.tolist() == [[311, 311, 211, 211], [311, 311, 211, 211]]
        assert "2 features are points or lines and were left out." in reference.report.to_dict()["warnings"]
        _, shapes = reference.fetch(np.array([1], np.int64))
        assert [shape.geom_type for shape in shapes] == ["MultiPolygon"]


def ring(*points: tuple[float, float]) -> bytes:
    """A polygon of one ring as well-known binary, whatever its points are."""
    return struct.pack("<BIII", 1, 3, 1, len(points)) + b"".join(
        struct.pack("<dd", *point) for point in points
    )


BROKEN = {
    "not closed": ring((LEFT, TOP), (LEFT + 20, TOP), (LEFT + 20, TOP - 20), (LEFT, TOP - 20)),
    "two points": ring((LEFT, TOP), (LEFT + 20, TOP)),
    "one point": ring((LEFT, TOP)),
    "no number": ring((LEFT, TOP), (math.nan, TOP), (LEFT + 20, TOP - 20), (LEFT, TOP)),
    "triangles": struct.pack("<BII", 1, 16, 0),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_one_broken_ring_does_not_spoil_the_others(tmp_path, kind):
    path = write_polygons(
        tmp_path / "clc.gpkg", [square(0, 0, 2, 2), square(0, 2, 2, 2)], {"code_18": ["311", "211"]}
    )
    with closing(sqlite3.connect(path)) as connection:
        table, column = connection.execute(
            "SELECT table_name, column_name FROM gpkg_geometry_columns"
        ).fetchone()
        header = connection.execute(f"SELECT substr({column}, 1, 8) FROM {table}").fetchone()[0]
        for trigger in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{trigger[0]}"')
        blob = header[:3] + b"\x01" + header[4:8] + BROKEN[kind]
        connection.execute(f"UPDATE {table} SET {column} = ? WHERE code_18 = '311'", (blob,))
        connection.commit()
    with open_reference(LandCoverInput(path)) as reference:
        codes = reference.read(grid_of(2, 4), Window(0, 2, 0, 4))
        assert codes[:, 2:].tolist() == [[211, 211], [211, 211]]
        if kind == "not closed":
            assert codes[:, :2].tolist() == [[311, 311], [311, 311]]
        else:
            ends = (
                "crossed themselves and were repaired"
                if kind == "two points"
                else "have no geometry and were left out"
            )
            assert reference.report.to_dict()["warnings"] == [f"1 polygons {ends}."]


def test_a_filter_that_leaves_nothing_is_told(tmp_path):
    path = write_polygons(tmp_path / "clc.gpkg", [square(0, 0, 2, 2)], {"code_18": ["311"], "zone": ["a"]})
    problem = problem_of(path, filter_field="zone", filter_values=("b",))
    assert str(problem) == "No polygon of layer clc18 has b in zone; choose another filter."


def test_a_geopackage_that_says_its_crs_is_not_known_has_none(tmp_path):
    path = write_polygons(tmp_path / "clc.gpkg", [square(0, 0, 2, 2)], {"code_18": ["311"]})
    with closing(sqlite3.connect(path)) as connection:
        for table in ("gpkg_contents", "gpkg_geometry_columns"):
            connection.execute(f"UPDATE {table} SET srs_id = 0")
        connection.commit()
    assert problem_of(path).code == "no_crs"
    with open_reference(LandCoverInput(path, crs=CRS_TEXT)) as reference:
        assert reference.codes() == {311: 1}
