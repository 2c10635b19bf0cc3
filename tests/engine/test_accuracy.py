"""From labelled points to a map's accuracy: which points count, in which strata, and what is said of the others."""

from __future__ import annotations

import csv
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from rasterio.crs import CRS
from rasterio.warp import transform

pytest.importorskip("matplotlib")

from corina.clc import CODES, Level, parent
from corina.clc.lucas import LUCAS, classes_of
from corina.engine.accuracy.estimator import stratified_by_map
from corina.engine.accuracy.labels import at_level, clear_level, code_of, resolve
from corina.engine.accuracy.lucastable import LucasPoint, place_of, read_lucas
from corina.engine.errors import EngineProblem
from corina.engine.events import Log, LogLevel
from corina.engine.handlers import carry_out
from corina.engine.jobs import AccuracyJob, Allocation, SampleDesign, SamplePointsJob, SampleSize

from .rasters import write_raster
from .test_report import check

FOREST, ARABLE, TOWN = 311, 211, 112
GRID_VALUE = {FOREST: 23, ARABLE: 12, TOWN: 2}
LEFT, TOP = 500_000.0, 5_000_000.0


@pytest.fixture()
def map_path(tmp_path) -> str:
    """100 x 100 px of 10 m: 60 rows of forest, 30 of arable land, 9 of town, one without a class."""
    codes = np.repeat([GRID_VALUE[FOREST], GRID_VALUE[ARABLE], GRID_VALUE[TOWN], 0], [60, 30, 9, 1])
    pixels = np.tile(codes[:, None], (1, 100)).astype(np.uint8)
    return write_raster(
        tmp_path / "map.tif", pixels[None], descriptions=("CORINE Land Cover level 3",), nodata=0
    )


def edit(path, statement, *values):
    with closing(sqlite3.connect(path)) as connection:
        for function in ("ST_IsEmpty", "ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY"):
            connection.create_function(function, 1, lambda blob: 0)
        connection.execute(statement, values)
        connection.commit()


@pytest.fixture()
def samples(map_path, tmp_path) -> Path:
    """20 points in each class, labelled with the map's class."""
    output = tmp_path / "samples.gpkg"
    size = SampleSize(points=60, allocation=Allocation.EQUAL)
    carry_out(SamplePointsJob(map_path, str(output), size=size, seed=1), lambda event: None)
    edit(output, "UPDATE samples SET label = map_class")
    return output


def relabel(samples, mapped: int, label: str | None, count: int) -> None:
    edit(
        samples,
        "UPDATE samples SET label = ? WHERE fid IN (SELECT fid FROM samples WHERE map_class = ? "
        "AND label = CAST(map_class AS TEXT) ORDER BY fid LIMIT ?)",
        label,
        mapped,
        count,
    )


def assess(samples, map_path, tmp_path, **choices):
    events = []
    job = AccuracyJob(str(samples), map_path, str(tmp_path / "out"), **choices)
    result = carry_out(job, events.append)
    result["told"] = [e.message for e in events if isinstance(e, Log) and e.level is LogLevel.WARNING]
    return result


def of_class(result, code):
    return next(c for c in result["classes"] if c["code"] == code)


def test_stratified_sample_gives_the_published_estimates(samples, map_path, tmp_path):
    relabel(samples, FOREST, str(ARABLE), 4)
    relabel(samples, ARABLE, " 3.1.1 ", 2)
    relabel(samples, TOWN, "211.0", 1)
    result = assess(samples, map_path, tmp_path)
    # Rows and columns: 112, 211, 311; hectares of the strata.
    expected = stratified_by_map([[19, 1, 0], [0, 18, 2], [0, 4, 16]], [9, 30, 60])
    assert result["estimator"] == "stratified" and result["design"] == "stratified"
    assert result["overall"]["value"] == pytest.approx(expected.overall.value)
    assert result["overall"]["se"] == pytest.approx(expected.overall.se)
    for k, code in enumerate((TOWN, ARABLE, FOREST)):
        row = of_class(result, code)
        assert row["users"]["value"] == pytest.approx(expected.users[k].value)
        assert row["producers"]["se"] == pytest.approx(expected.producers[k].se, abs=1e-7)
        assert row["area_ha"]["value"] == pytest.approx(expected.areas[k].value * 99)
        assert row["mapped_ha"] == (9, 30, 60)[k]
    assert result["matrix"]["counts"] == [[19, 1, 0], [0, 18, 2], [0, 4, 16]]
    assert result["points"]["used"] == 60 and result["assessed_ha"] == 99


def test_files_hold_the_result(samples, map_path, tmp_path):
    relabel(samples, FOREST, str(ARABLE), 5)
    result = assess(samples, map_path, tmp_path, name="été")
    outputs = {name: Path(path) for name, path in result["outputs"].items()}
    assert [p.name for p in outputs.values()] == [
        "été_report.html", "été_classes.csv", "été_matrix.csv", "été_result.json"]  # fmt: skip
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == sorted(p.name for p in outputs.values())
    with outputs["csv"].open(encoding="utf-8", newline="") as file:
        rows = {row["code"]: row for row in csv.DictReader(file)}
    assert float(rows["311"]["users_accuracy"]) == 0.75
    assert float(rows["overall"]["users_accuracy"]) == pytest.approx(result["overall"]["value"])
    with outputs["matrix_csv"].open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file))[3] == ["311", "0", "5", "15", "20"]
    assert json.loads(outputs["json"].read_text(encoding="utf-8"))["overall"] == result["overall"]
    reader = check(outputs["report"].read_text(encoding="utf-8"))
    row = reader.table("Class")["311 Broad-leaved forest"]
    assert row[0].startswith("75.0 % (55.") and row[3:] == ["20", "15"]
    assert "Olofsson et al. 2014" in reader.text and "stratified random sample" in reader.text


def test_a_folder_that_exists_takes_a_second_report_and_keeps_it_when_a_third_fails(
    samples, map_path, tmp_path
):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "notes.txt").write_text("mine")
    first = assess(samples, map_path, tmp_path)
    relabel(samples, FOREST, str(ARABLE), 5)
    second = assess(samples, map_path, tmp_path)
    assert second["outputs"] == first["outputs"]
    kept = {p.name: p.read_bytes() for p in (tmp_path / "out").iterdir()}
    assert len(kept) == len(second["outputs"]) + 1 and kept["notes.txt"] == b"mine"
    assert json.loads(kept[Path(second["outputs"]["json"]).name])["overall"] == second["overall"]
    assert second["overall"]["value"] < first["overall"]["value"]
    edit(samples, "UPDATE samples SET label = NULL")
    with pytest.raises(EngineProblem, match="None of the 60 points"):
        assess(samples, map_path, tmp_path)
    assert {p.name: p.read_bytes() for p in (tmp_path / "out").iterdir()} == kept


def test_a_label_of_a_class_that_the_map_lacks_is_a_class_of_its_own(samples, map_path, tmp_path):
    relabel(samples, FOREST, "512", 8)
    result = assess(samples, map_path, tmp_path)
    water = of_class(result, 512)
    assert (water["mapped_ha"], water["users"], water["points_reference"]) == (0, None, 8)
    assert water["producers"]["value"] == 0
    # 8 of 20 points of the forest's 60 ha.
    assert water["area_ha"]["value"] == pytest.approx(24)
    assert of_class(result, FOREST)["users"]["value"] == pytest.approx(0.6)
    assert result["overall"]["value"] == pytest.approx((9 + 30 + 60 * 0.6) / 99)


def test_another_map_than_the_sampled_one_takes_the_ratio_estimator(samples, map_path, tmp_path):
    pixels = np.full((100, 100), GRID_VALUE[FOREST], np.uint8)
    pixels[70:] = GRID_VALUE[ARABLE]
    newer = write_raster(tmp_path / "newer.tif", pixels[None], descriptions=())
    result = assess(samples, newer, tmp_path)
    assert result["estimator"] == "ratio"
    assert {s["code"]: s["area_ha"] for s in result["strata"]} == {TOWN: 9, ARABLE: 30, FOREST: 60}
    assert of_class(result, FOREST)["mapped_ha"] == 70
    assert of_class(result, TOWN)["users"] is None, "the newer map has no town"
    assert of_class(result, TOWN)["producers"]["value"] == 0


def test_coarser_level_of_the_same_sample(samples, map_path, tmp_path):
    relabel(samples, FOREST, "324", 10)
    fine, coarse = assess(samples, map_path, tmp_path), assess(samples, map_path, tmp_path, level=1)
    assert of_class(fine, FOREST)["users"]["value"] == 0.5
    assert of_class(fine, 324)["users"] is None and of_class(fine, 324)["points_reference"] == 10
    assert of_class(coarse, 3)["users"]["value"] == 1.0
    assert any("limit of the method" in warning for warning in coarse["told"])


def test_points_that_cannot_count_are_counted_and_told(samples, map_path, tmp_path):
    relabel(samples, FOREST, None, 3)
    relabel(samples, FOREST, "forest?", 2)
    relabel(samples, ARABLE, "2", 1)
    relabel(samples, TOWN, "999", 1)
    edit(
        samples,
        "UPDATE samples SET stratum = 512 WHERE fid = (SELECT min(fid) FROM samples WHERE label = '112')",
    )
    result = assess(samples, map_path, tmp_path)
    points = result["points"]
    assert (points["total"], points["used"], points["unlabelled"], points["unknown_label"]) == (60, 52, 3, 3)
    assert (points["unclear"], points["unknown_stratum"]) == (1, 1)
    told = " ".join(result["told"])
    assert "'forest?' (2)" in told and "'999' (1)" in told
    assert "coarser than level 3" in told and "3 of 60 points have no label" in told
    assert result["warnings"] == result["told"]


def test_points_outside_the_map_or_without_a_class_are_left_out(samples, map_path, tmp_path):
    half = np.tile(np.repeat([GRID_VALUE[FOREST], 0], [50, 10])[:, None], (1, 100)).astype(np.uint8)
    smaller = write_raster(tmp_path / "smaller.tif", half[None], descriptions=(), nodata=0)
    result = assess(samples, smaller, tmp_path)
    points = result["points"]
    assert points["outside"] == 40 and points["used"] + points["no_class"] == 20
    told = " ".join(result["told"])
    assert "40 labelled points lie outside smaller" in told
    assert (
        "No usable point lies in Discontinuous urban fabric (9 ha), Non-irrigated arable land (30 ha)" in told
    )
    assert result["assessed_ha"] == 60


def test_stratum_with_one_point_has_no_interval(samples, map_path, tmp_path):
    relabel(samples, TOWN, None, 19)
    result = assess(samples, map_path, tmp_path)
    assert result["overall"]["se"] is None and result["overall"]["value"] == pytest.approx(1.0)
    assert of_class(result, FOREST)["users"]["se"] == 0
    assert any("a single labelled point" in warning for warning in result["told"])
    assert "no interval" in check(Path(result["outputs"]["report"]).read_text(encoding="utf-8")).text


def test_without_the_charts_library_the_figures_are_there_and_the_report_is_missed(
    samples, map_path, tmp_path, monkeypatch
):
    import sys

    monkeypatch.setitem(sys.modules, "corina.engine.report.accuracy", None)
    result = assess(samples, map_path, tmp_path)
    assert result["outputs"]["report"] is None and Path(result["outputs"]["csv"]).exists()
    assert any("There is no HTML report" in warning for warning in result["told"])


@pytest.mark.parametrize(
    ("poststratify", "estimator", "strata"), [(True, "stratified", 3), (False, "simple_random", 1)]
)
def test_simple_random_sample_with_and_without_the_map_s_areas(
    map_path, tmp_path, poststratify, estimator, strata
):
    output = tmp_path / "simple.gpkg"
    size = SampleSize(points=300)
    carry_out(SamplePointsJob(map_path, str(output), SampleDesign.SIMPLE, size, seed=2), lambda event: None)
    edit(output, "UPDATE samples SET label = CASE WHEN fid % 4 = 0 THEN '211' ELSE map_class END")
    result = assess(output, map_path, tmp_path, poststratify=poststratify)
    assert (result["estimator"], len(result["strata"])) == (estimator, strata)
    matrix = np.array(result["matrix"]["counts"])
    share = np.trace(matrix) / 300
    if poststratify:
        assert result["overall"]["value"] == pytest.approx(
            stratified_by_map(matrix, [9, 30, 60]).overall.value
        )
    else:
        assert result["overall"]["value"] == pytest.approx(share)
        assert result["overall"]["se"] == pytest.approx((share * (1 - share) / 299) ** 0.5, abs=1e-7)
    assert sum(s["area_ha"] for s in result["strata"]) == pytest.approx(99)


@pytest.mark.parametrize(
    ("left", "strata"),
    [
        ((40, 8, 1), {FOREST: 60, -1: 39}),
        ((40, 0, 0), {0: 99}),
        ((40, 9, 0), {FOREST: 60, -1: 39}),
        ((1, 0, 0), {0: 99}),
    ],
)
def test_classes_with_too_few_points_of_a_simple_random_sample_are_taken_together(
    map_path, tmp_path, left, strata
):
    """It was drawn over the whole map: what is said is about all of it, with an interval."""
    output = tmp_path / "simple.gpkg"
    size = SampleSize(points=300)
    carry_out(SamplePointsJob(map_path, str(output), SampleDesign.SIMPLE, size, seed=2), lambda event: None)
    for code, number in zip((FOREST, ARABLE, TOWN), left):
        some = "SELECT fid FROM samples WHERE map_class = ? LIMIT ?"
        edit(output, f"UPDATE samples SET label = map_class WHERE fid IN ({some})", code, number)
    edit(
        output,
        "UPDATE samples SET label = 211 WHERE fid IN (SELECT fid FROM samples WHERE label = 311 LIMIT 4)",
    )
    result = assess(output, map_path, tmp_path)
    assert {s["code"]: round(s["area_ha"]) for s in result["strata"]} == strata
    assert result["assessed_ha"] == pytest.approx(99)
    assert (result["overall"]["se"] is None) == (sum(left) == 1)
    assert any(told.startswith("Too few points for a stratum of their own") for told in result["told"])


def test_points_of_unknown_origin_are_taken_as_random_and_that_is_said(samples, map_path, tmp_path):
    edit(samples, "DROP TABLE corina_sample")
    result = assess(samples, map_path, tmp_path)
    assert result["design"] == "unknown" and result["estimator"] == "stratified"
    assert any("does not say how its points were drawn" in warning for warning in result["told"])


def test_other_vector_files_are_read_too(samples, map_path, tmp_path):
    pytest.importorskip("pyogrio")
    places = [[LEFT + 10 * i + 5, TOP - 10 * i - 5] for i in range(0, 98, 2)]
    features = [
        {"type": "Feature", "properties": {"Class": 311 if i < 30 else 211},
         "geometry": {"type": "Point", "coordinates": p}}
        for i, p in enumerate(places)
    ]  # fmt: skip
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32634"}}
    path = tmp_path / "points.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": features}))
    result = assess(path, map_path, tmp_path, label_field="class")
    assert result["points"]["used"] == 49
    assert of_class(result, FOREST)["users"]["value"] == 1.0
    assert of_class(result, TOWN)["users"]["value"] == 0.0


def lucas_row(column, row, code, number):
    xs, ys = transform(
        CRS.from_epsg(32634), CRS.from_epsg(4326), [LEFT + 10 * column + 5], [TOP - 10 * row - 5]
    )
    return {"POINT_ID": number, "TH_LAT": ys[0], "TH_LONG": xs[0], "LC1": code, "LU1": "U111"}


def write_lucas(path, rows):
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_lucas_points_are_a_reference(map_path, tmp_path):
    rows = [lucas_row(i, 10, "C10", i) for i in range(10)]  # broad-leaved on forest
    rows += [lucas_row(i, 20, "B11", i) for i in range(10)]  # wheat on forest
    rows += [lucas_row(i, 70, "B82", i) for i in range(5)]  # vineyard on arable land
    rows += [lucas_row(i, 75, "B55", i) for i in range(5)]
    rows += [lucas_row(i, 92, "A11", i) for i in range(8)]
    rows += [lucas_row(3, 93, "8", 1), lucas_row(4, 93, "XYZ", 1), lucas_row(900, 900, "C10", 1)]
    result = assess(write_lucas(tmp_path / "lucas.csv", rows), map_path, tmp_path, level=3)
    assert result["design"] == "lucas" and result["points"]["used"] == 38
    assert (
        result["points"]["outside"],
        result["points"]["unknown_label"],
        result["points"]["unlabelled"],
    ) == (1, 1, 1)
    assert of_class(result, FOREST)["users"]["value"] == 0.5
    assert of_class(result, ARABLE)["users"]["value"] == 0.5, (
        "a vineyard is no arable land, temporary grass is"
    )
    assert of_class(result, 221)["points_reference"] == 5
    assert of_class(result, TOWN)["users"]["value"] == 1.0
    assert any("circle of 1.5 m" in warning for warning in result["told"])
    auto = assess(tmp_path / "lucas.csv", map_path, tmp_path)
    assert auto["level"] == 1, "most LUCAS codes may be several classes of level 2"
    assert of_class(auto, 2)["users"]["value"] == 1.0


def test_one_point_off_the_earth_does_not_spoil_the_others(map_path, tmp_path):
    rows = [lucas_row(i, 10, "C10", i) for i in range(6)]
    rows += [{**rows[0], "TH_LAT": 95.0}, {**rows[0], "TH_LAT": "nan"}, {**rows[0], "TH_LAT": "?"}]
    result = assess(write_lucas(tmp_path / "lucas.csv", rows), map_path, tmp_path)
    assert result["points"]["used"] == 6 and result["points"]["outside"] == 2
    text = check(Path(result["outputs"]["report"]).read_text(encoding="utf-8")).text
    assert "poststratification" in text and "LUCAS points" in text


def test_lucas_table_of_the_user_decides(map_path, tmp_path):
    rows = [lucas_row(i, 10, "E20", i) for i in range(9)]
    points = write_lucas(tmp_path / "lucas.csv", rows)
    table = tmp_path / "table.csv"
    table.write_text("lucas,clc\nE2,311 313\n")
    assert of_class(assess(points, map_path, tmp_path, level=3), FOREST)["users"]["value"] == 0.0
    result = assess(points, map_path, tmp_path, level=3, lucas_table=str(table))
    assert of_class(result, FOREST)["users"]["value"] == 1.0
    for text, words in (("lucas,clc\nE2,31\n", "Line 2"), ("a,b\n1,2\n", "expected lucas and clc")):
        table.write_text(text)
        with pytest.raises(EngineProblem, match=words) as caught:
            assess(points, map_path, tmp_path, lucas_table=str(table))
        assert caught.value.code == "table_invalid"


def test_western_longitudes_of_older_lucas_tables():
    columns = ("th_long", "th_lat")
    assert place_of({"th_lat": "40.5", "th_long": "3.25", "th_ew": "W"}, *columns) == (-3.25, 40.5)
    assert place_of({"th_lat": "40.5", "th_long": "-3.25", "th_ew": "W"}, *columns) == (-3.25, 40.5)
    assert place_of({"th_lat": "", "th_long": "3"}, *columns) is None


LUCAS_TABLES = {
    2018: "POINT_ID,NUTS0,TH_LAT,TH_LONG,GPS_LAT,GPS_EW,GPS_LONG,OBS_TYPE,LC1,LC1_SPEC",
    2022: "POINT_ID,POINT_NUTS0,POINT_LAT,POINT_LONG,SURVEY_OBS_TYPE,SURVEY_GPS_LAT,SURVEY_LC1,SURVEY_LC2",
    "harmonised": "id,point_id,year,nuts0,th_lat,th_long,gps_lat,gps_long,obs_type,lc1,lc1_label",
    "copernicus": "POINT_ID;GPS_LAT;GPS_LONG;LC1;radpoly",
}


@pytest.mark.parametrize("kind", LUCAS_TABLES)
def test_the_columns_of_each_lucas_table_are_known(tmp_path, kind):
    """Header lines as Eurostat and JRC publish them; 88.888888 is the receiver's "not relevant"."""
    header = LUCAS_TABLES[kind]
    separator = ";" if ";" in header else ","
    gps = kind == "copernicus"
    values = {
        "th_lat": "50.48", "th_long": "3.86", "point_lat": "50.48", "point_long": "3.86", "point_id": "38863060",
        "gps_lat": "50.48" if gps else "88.888888", "gps_long": "3.86" if gps else "88.888888", "gps_ew": "8",
        "obs_type": "7", "survey_obs_type": "7", "lc1": "B11", "survey_lc1": "B11", "year": "2018",
    }  # fmt: skip
    row = separator.join(values.get(name.lower(), "") for name in header.split(separator))
    path = tmp_path / "lucas.csv"
    path.write_text(f"{header}\n{row}\n4.61 51.2, 4.62 51.3\n", encoding="utf-8")
    assert read_lucas(path) == [LucasPoint((3.86, 50.48), "B11", from_photos=not gps)]


def test_tables_that_a_spreadsheet_has_saved_with_decimal_commas_are_read(map_path, tmp_path):
    rows = [lucas_row(i, 10, "E20", i) for i in range(9)]
    lines = ["POINT_ID;TH_LAT;TH_LONG;LC1"]
    lines += [f"{r['POINT_ID']};{r['TH_LAT']};{r['TH_LONG']};{r['LC1']}".replace(".", ",") for r in rows]
    points, table = tmp_path / "lucas.csv", tmp_path / "table.csv"
    points.write_text("\n".join(lines), encoding="utf-8-sig")
    table.write_text("lucas;clc\nE2;311 313\n", encoding="utf-8-sig")
    result = assess(points, map_path, tmp_path, level=3, lucas_table=str(table))
    assert result["points"]["used"] == 9 and of_class(result, FOREST)["users"]["value"] == 1.0


def test_of_several_surveys_of_a_point_the_latest_counts(tmp_path):
    lines = ["point_id,year,th_lat,th_long,lc1,obs_type"]
    lines += ["1,2009,50,4,B11,In situ < 100 m", "1,2018,50,4,C10,In office PI", "1,2012,50,4,E20,In situ PI"]
    lines += ["2,2018,51,5,E20,In situ < 100 m", "2,2006,51,5,B11,In situ < 100 m"]
    (tmp_path / "harmo.csv").write_text("\n".join(lines))
    assert read_lucas(tmp_path / "harmo.csv") == [
        LucasPoint((4, 50), "C10", from_photos=True),
        LucasPoint((5, 51), "E20"),
    ]


def test_points_that_nobody_visited_are_told(map_path, tmp_path):
    rows = [{**lucas_row(i, 10, "C10", i), "OBS_TYPE": 7 if i < 3 else 1} for i in range(8)]
    rows.append({**lucas_row(900, 900, "C10", 9), "OBS_TYPE": 7})
    told = assess(write_lucas(tmp_path / "lucas.csv", rows), map_path, tmp_path)["told"]
    assert any(
        sentence.startswith("3 of the 8 points used were interpreted from photos") for sentence in told
    )


def test_lucas_table_names_classes_of_the_nomenclature():
    assert {code for codes in LUCAS.values() for code in codes} <= set(CODES[Level.L3])
    assert classes_of("b17") == (213,) and classes_of("B11")[0] == 211
    assert classes_of("8") is None and classes_of("") is None and classes_of("C") is None


def test_every_code_of_lucas_has_its_classes():
    """All codes of C3 2018 and 2022, and the groups that may be given for what is only seen on photos."""
    ranges = {"A1": 3, "A2": 2, "B1": 9, "B2": 3, "B3": 7, "B4": 5, "B5": 5, "B7": 7, "B8": 4, "BX": 2, "C2": 3,
              "C3": 3, "G1": 2, "G2": 2, "H1": 2, "H2": 3}  # fmt: skip
    codes = [f"{group}{number}" for group, last in ranges.items() for number in range(1, last + 1)]
    codes += [
        "A30",
        "C10",
        "D10",
        "D20",
        "E10",
        "E20",
        "E30",
        "F10",
        "F20",
        "F30",
        "F40",
        "G30",
        "G40",
        "G50",
    ]
    assert len(codes) == 76, "as many as the tables of 2018 and 2022 have"
    assert not [code for code in codes if not classes_of(code)]
    assert not [code for group in ranges for code in (f"{group}0", f"{group}X") if not classes_of(code)]
    level1 = {"A": {1}, "B": {2}, "C": {3}, "D": {3}, "E": {2, 3}, "F": {3}, "G": {3, 5}, "H": {4}}
    for letter, first in level1.items():
        for group in (f"{letter}00", f"{letter}XX", f"{letter}0x"):
            assert {parent(code, Level.L1) for code in classes_of(group)} >= first
    assert classes_of("A00")[0] == 112 and set(classes_of("C00")) >= {311, 312, 313}
    assert classes_of("BX1")[0] == 211 and classes_of("BX2")[0] == 222, (
        "not a group: arable land, permanent crops"
    )
    assert classes_of("B11 - Common wheat") == classes_of("B11") and classes_of("8 - Not relevant") is None
    assert classes_of("C00", {"B1": (211,)}) is None, "a table of the user's says nothing of woodland"


def test_labels_are_read_however_they_are_written():
    assert [code_of(v) for v in ("311", 311, 311.0, " 3.1.1 ", "31", "3")] == [311, 311, 311, 311, 31, 3]
    assert [code_of(v) for v in (None, "", "forest", 999, -3, "3.5")] == [None] * 6
    assert at_level((311,), Level.L2) == (31,)
    assert at_level((3,), Level.L2) == (31, 32, 33)
    assert resolve((311, 313), 313) == 313 and resolve((311, 313), 112) == 311
    assert clear_level([(311,)] * 9 + [(3,)], Level.L3) is Level.L3
    assert clear_level([(311,)] * 8 + [(31,)] * 2, Level.L3) is Level.L2


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        ({"samples": "none.gpkg"}, "samples_unreadable", "not there"),
        ({"layer": "points"}, "samples_unreadable", "its layers of points are: samples"),
        ({"label_field": "klasse"}, "label_field_missing", "fields are fid, geom, id"),
        ({"map_path": "none.tif"}, "map_unreadable", "no raster"),
        ({"level": 3, "map_level": 1}, "level_too_fine", "level 1"),
    ],
)
def test_what_cannot_be_read_is_said(samples, map_path, tmp_path, change, code, words):
    job = AccuracyJob(
        **{"samples": str(samples), "map_path": map_path, "output_dir": str(tmp_path / "out"), **change}
    )
    with pytest.raises(EngineProblem, match=words) as caught:
        carry_out(job, lambda event: None)
    assert caught.value.code == code
    assert not (tmp_path / "out").exists()


def test_sample_without_labels_or_elsewhere_is_refused(samples, map_path, tmp_path):
    edit(samples, "UPDATE samples SET label = NULL")
    with pytest.raises(EngineProblem, match="None of the 60 points") as caught:
        assess(samples, map_path, tmp_path)
    assert caught.value.code == "samples_unlabelled"
    edit(samples, "UPDATE samples SET label = '311'")
    pixels = np.full((1, 20, 20), 23, np.uint8)
    elsewhere = write_raster(tmp_path / "far.tif", pixels, descriptions=(), left=900_000)
    with pytest.raises(EngineProblem, match="60 are outside") as caught:
        assess(samples, elsewhere, tmp_path)
    assert caught.value.code == "samples_outside"
    text = tmp_path / "text.gpkg"
    text.write_text("no GeoPackage")
    with pytest.raises(EngineProblem, match="not a readable GeoPackage"):
        assess(text, map_path, tmp_path)


def test_commands_print_what_a_person_wants(samples, map_path, tmp_path, capsys):
    from corina.engine.cli import main

    assert (
        main(
            ["sample", map_path, str(tmp_path / "s.gpkg"), "--points", "40", "--seed", "5", "--minimum", "10"]
        )
        == 0
    )
    printed = capsys.readouterr().out
    assert (
        "40 points (stratified, seed 5), level 3." in printed and "112 Discontinuous urban fabric" in printed
    )
    relabel(samples, FOREST, str(ARABLE), 5)
    assert main(["accuracy", str(samples), map_path, str(tmp_path / "out")]) == 0
    printed = capsys.readouterr().out
    assert "75.0 +- 19.5" in printed and "Overall accuracy 84.8 +- 11.8 %" in printed
    strata = ["a=2:0.7", "b=1.5:.6", "c=32:.9", "d=64.5:.95"]
    assert main(["samplesize", *strata, "--allocation", "proportional"]) == 0
    assert "641 points in all" in capsys.readouterr().out
    assert main(["samplesize", "a=x"]) == 1
    assert "expected a number" in capsys.readouterr().err
