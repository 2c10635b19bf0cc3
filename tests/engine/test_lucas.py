"""Eurostat's LUCAS survey as a reference: its tables of all years, and the CORINE classes that a code may be."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from rasterio.crs import CRS
from rasterio.warp import transform

pytest.importorskip("matplotlib")

from corina.clc import CODES, Level, parent
from corina.clc.lucas import LUCAS, classes_of
from corina.engine.accuracy.labels import read_lucas_table
from corina.engine.accuracy.lucastable import LucasPoint, place_of, read_lucas
from corina.engine.cli import main
from corina.engine.errors import EngineProblem

from .accuracies import ARABLE, FOREST, LEFT, TOP, TOWN, assess, of_class, write_map
from .test_report import check


@pytest.fixture()
def map_path(tmp_path) -> str:
    """A map of three classes."""
    return write_map(tmp_path)


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


def test_rows_whose_place_cannot_be_read_are_counted_and_comments_that_go_on_are_not(map_path, tmp_path):
    rows = [lucas_row(i, 10, "C10", i) for i in range(9)]
    path = write_lucas(tmp_path / "lucas.csv", rows)
    header, *lines = path.read_text(encoding="utf-8").splitlines()
    cut = [line[: line.index(",") + 1] + "x" + line[line.index(",") + 1 :] for line in lines[:3]]
    path.write_text("\n".join([header, *cut, "and the hedge behind the house", *lines[3:]]), encoding="utf-8")
    result = assess(path, map_path, tmp_path)
    assert (result["points"]["total"], result["points"]["no_place"], result["points"]["used"]) == (9, 3, 6)


def test_a_later_survey_without_coordinates_does_not_replace_one_that_has_them(tmp_path):
    path = tmp_path / "harmonised.csv"
    lines = [
        "point_id,year,th_lat,th_long,lc1",
        "7,2015,45.1,21.0,C10",
        "7,2018,,,B11",
        "8,2015,,,A11",
        "8,2018,45.2,21.1,B11",
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    assert [(point.cover, point.place) for point in read_lucas(path)] == [
        ("C10", (21.0, 45.1)),
        ("B11", (21.1, 45.2)),
    ]


def test_where_no_level_is_clear_that_is_said(map_path, tmp_path):
    """Wood and grass of LUCAS may be classes of all kinds, at level 1 too."""
    rows = [lucas_row(i, 10 + i, "D10" if i % 2 else "E20", i) for i in range(12)]
    result = assess(write_lucas(tmp_path / "lucas.csv", rows), map_path, tmp_path)
    assert result["level"] == 1
    assert result["level_how"] == "the coarsest, as at none 90% of the labels name one class"


def test_one_point_off_the_earth_does_not_spoil_the_others(map_path, tmp_path):
    rows = [lucas_row(i, 10, "C10", i) for i in range(6)]
    rows += [{**rows[0], "TH_LAT": 95.0}, {**rows[0], "TH_LAT": "nan"}, {**rows[0], "TH_LAT": "?"}]
    result = assess(write_lucas(tmp_path / "lucas.csv", rows), map_path, tmp_path)
    assert (result["points"]["used"], result["points"]["outside"], result["points"]["no_place"]) == (6, 1, 2)
    assert any("2 labelled points have no coordinates" in warning for warning in result["told"])
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


def test_a_copy_of_the_table_is_printed_to_be_edited(map_path, tmp_path, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["accuracy", "--print-lucas-table"])
    assert ended.value.code == 0
    printed = capsys.readouterr().out
    table = tmp_path / "table.csv"
    table.write_text(printed, encoding="utf-8")
    assert read_lucas_table(str(table)) == LUCAS, "unchanged it says what Corina's own says"
    assert 'B17,213,"Rice fields"\n' in printed
    points = write_lucas(tmp_path / "lucas.csv", [lucas_row(i, 10, "E20", i) for i in range(9)])  # on forest
    unchanged = assess(points, map_path, tmp_path, level=3, lucas_table=str(table))
    assert of_class(unchanged, FOREST)["users"]["value"] == 0.0
    edited = "".join("E2,311,mine\n" if line.startswith("E2,") else line for line in printed.splitlines(True))
    table.write_text(edited, encoding="utf-8")
    changed = assess(points, map_path, tmp_path, level=3, lucas_table=str(table))
    assert of_class(changed, FOREST)["users"]["value"] == 1.0


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
