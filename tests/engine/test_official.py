"""Official changes that a comparison at a coarser level cannot show."""

from __future__ import annotations

import argparse
import json

import pytest
import rasterio

pytest.importorskip("shapely")

from corina.engine.commands.compare import add
from corina.engine.errors import EngineProblem
from corina.engine.jobs import AreaInput, ChangeLayerInput, CompareOptions, JobError

from .comparing import changed_map, compare
from .land_cover import CRS_TEXT, LEFT, TOP, square, write_polygons


@pytest.mark.parametrize(("level", "counts"), [(3, (2, 1, 1, 0)), (2, (1, 1, 0, 1)), (1, (1, 1, 0, 1))])
def test_an_official_change_within_one_class_of_the_level_is_left_out(tmp_path, level, counts):
    """311 to 312 is no change at level 2: nobody can find it there, and it is not missed."""
    prediction, reference, _ = changed_map(tmp_path)
    columns = {"Code_18": ["211", "311"], "Code_24": ["112", "312"], "chtype": ["R", "R"]}
    official = [square(10, 10, 30, 30), square(70, 80, 20, 20)]
    cha = write_polygons(tmp_path / "cha.gpkg", official, columns, layer="cha1824")
    options = CompareOptions(level=level, minimum_unit_ha=2, minimum_width_m=0)
    found = compare(tmp_path, prediction, reference, options, changes=ChangeLayerInput(cha))["official"]
    assert tuple(found[name] for name in ("count", "found", "missed", "unseen_left_out")) == counts
    assert found["technical_left_out"] == 0


def test_official_changes_of_another_place_are_told(tmp_path):
    prediction, reference, _ = changed_map(tmp_path)
    columns = {"Code_18": ["211"], "Code_24": ["112"], "chtype": ["R"]}
    cha = write_polygons(tmp_path / "cha.gpkg", [square(5000, 10, 30, 30)], columns, layer="cha1824")
    result = compare(tmp_path, prediction, reference, changes=ChangeLayerInput(cha))
    assert result["official"]["count"] == 0
    (warning,) = result["warnings"]
    assert "cha1824 has no change where the maps are compared; choose" in warning
    technical = write_polygons(
        tmp_path / "t.gpkg", [square(10, 10, 30, 30)], {**columns, "chtype": ["T"]}, layer="cha1824"
    )
    result = compare(tmp_path, prediction, reference, changes=ChangeLayerInput(technical))
    assert "but 1 that are technical or within one class" in result["warnings"][0]


def test_official_changes_count_only_where_the_maps_are_compared(tmp_path):
    """Not outside the area, where a map has no data, or on land that cannot be assessed; nor do those left out."""
    prediction, reference, _ = changed_map(tmp_path)
    with rasterio.open(prediction, "r+") as dataset:
        values = dataset.read(1)
        values[80:, :30] = 0
        dataset.write(values, 1)
    places = [(10, 10), (85, 5), (85, 45), (50, 90), (60, 90), (45, 45)]
    columns = {
        "Code_18": ["211", "211", "211", "311", "311", "211"],
        "Code_24": ["112", "112", "112", "112", "312", "112"],
        "chtype": ["R", "R", "R", "R", "R", "T"],
    }
    official = [square(row, column, 8, 8) for row, column in places]
    cha = write_polygons(tmp_path / "cha.gpkg", official, columns, layer="cha1824")

    def found(**how):
        result = compare(tmp_path, prediction, reference, changes=ChangeLayerInput(cha), **how)
        names = ("count", "found", "missed", "technical_left_out", "unseen_left_out", "official_ha")
        return tuple(result["official"][name] for name in names)

    level2 = CompareOptions(level=2, minimum_unit_ha=0, minimum_width_m=0)
    assert found(options=level2) == (3, 1, 2, 1, 1, pytest.approx(1.92)), "one lies where the map has no data"
    # An L: the left 40 columns, and of the rest the rows from 80 on.
    corners = [(0, 0), (40, 0), (40, 80), (120, 80), (120, 100), (0, 100)]
    ring = [[LEFT + 10 * x, TOP - 10 * y] for x, y in [*corners, corners[0]]]
    area = AreaInput(CRS_TEXT, geojson=json.dumps({"type": "Polygon", "coordinates": [ring]}))
    assert found(options=level2, area=area) == (2, 1, 1, 0, 0, pytest.approx(1.28))
    # A model without forest assesses no land that is forest in the reference.
    assert found(options=level2, codes=(112, 211)) == (2, 1, 1, 1, 0, pytest.approx(1.28))


def test_a_raster_is_no_change_layer(tmp_path):
    prediction, reference, _ = changed_map(tmp_path)
    with pytest.raises(EngineProblem, match="cannot be read as polygons; choose a CORINE change layer"):
        compare(tmp_path, prediction, reference, changes=ChangeLayerInput(reference))


def test_the_two_classes_of_a_change_layer_may_be_in_any_fields(tmp_path):
    """Fields of no year are asked for; both may be named, which also says which layer of several is meant."""
    prediction, reference, _ = changed_map(tmp_path)
    path = tmp_path / "cha.gpkg"
    cha = write_polygons(
        path, [square(10, 10, 30, 30)], {"was": ["211"], "is_now": ["112"], "chtype": ["R"]}, layer="cha"
    )
    write_polygons(path, [square(0, 0, 9, 9)], {"code_18": ["211"]}, layer="status")
    with pytest.raises(EngineProblem, match="choose both") as caught:
        compare(tmp_path, prediction, reference, changes=ChangeLayerInput(cha, "cha"))
    assert caught.value.code == "field_ambiguous"
    with pytest.raises(EngineProblem, match="not both of the fields was and gone") as caught:
        compare(tmp_path, prediction, reference, changes=ChangeLayerInput(cha, "cha", "was", "gone"))
    assert caught.value.code == "field_missing"
    named = ChangeLayerInput(cha, from_field="WAS", to_field="is_now")
    result = compare(tmp_path, prediction, reference, changes=named)
    assert (result["official"]["count"], result["official"]["found_same"]) == (1, 1)


@pytest.mark.parametrize(
    ("words", "fields"), [((), ("", "")), (("--changes-fields", "was, is_now"), ("was", "is_now"))]
)
def test_the_command_line_names_them_too(tmp_path, words, fields):
    parser = argparse.ArgumentParser()
    add(parser.add_subparsers(), argparse.ArgumentParser(add_help=False))
    words = [
        "compare",
        "a.tif",
        "b.tif",
        str(tmp_path),
        "--changes",
        "c.gpkg",
        "--changes-crs",
        "EPSG:3035",
        *words,
    ]
    arguments = parser.parse_args(words)
    arguments.models_dir = ""
    assert arguments.make_job(arguments).changes == ChangeLayerInput("c.gpkg", "", *fields, "EPSG:3035")
    with pytest.raises(JobError, match="expected OLD,NEW"):
        wrong = parser.parse_args([*words[:4], "--changes-fields", "was"])
        wrong.make_job(wrong)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--changes-fields", "was,is_now"), "--changes-fields says something of a CHA layer; add --changes"),
        (("--changes-crs", "EPSG:3035"), "--changes-crs says something of a CHA layer; add --changes"),
        (("--changes-layer", "cha"), "--changes-layer says something of a CHA layer; add --changes"),
        (("--nodata", "0"), "--nodata says something of a scene; add --scene"),
        (("--scale", "1", "--offset", "0"), "--scale says something of a scene; add --scene"),
        (("--model", "own"), "--model says something of a scene; add --scene"),
        (("--mask", "c.tif"), "--mask says something of a scene; add --scene"),
        (("--mask-values", "3"), "--mask-values says something of a scene; add --scene"),
        (("--no-scl",), "--no-scl says something of a scene; add --scene"),
        (("--overlap", "0"), "--overlap says something of a scene; add --scene"),
        (("--device", "cpu"), "--device says something of a scene; add --scene"),
    ],
)
def test_what_is_said_of_something_that_is_not_there_is_refused(tmp_path, words, said):
    parser = argparse.ArgumentParser()
    add(parser.add_subparsers(), argparse.ArgumentParser(add_help=False))
    arguments = parser.parse_args(["compare", "a.tif", "b.tif", str(tmp_path), *words])
    arguments.models_dir = ""
    with pytest.raises(JobError, match=said):
        arguments.make_job(arguments)
