"""Legends of other maps: presets, look-up, editable files and what is said of a wrong one."""

from __future__ import annotations

import pytest

from corina.clc import CODES, Level
from corina.clc.legend_presets import PRESETS, open_legend, preset
from corina.clc.legends import LegendError, legend, read_legend, to_csv, write_legend
from corina.clc.lucas import LUCAS
from corina.training.labels import S2GLC, S2GLC_DISJOINT


@pytest.mark.parametrize("name", PRESETS)
@pytest.mark.parametrize("suffix", [".csv", ".json"])
def test_every_preset_survives_its_own_file(tmp_path, name, suffix):
    path = tmp_path / f"mine{suffix}"
    write_legend(str(path), preset(name))
    again = open_legend(str(path))
    assert again.classes == preset(name).classes
    assert again.name == "mine"


def test_corine_names_every_code_and_knows_no_data():
    corine = preset("corine")
    assert corine.codes == set(CODES[Level.L3])
    assert corine.find("312").codes == {312}
    assert corine.find(312.0).codes == {312}
    assert corine.find("999").codes == frozenset()
    assert corine.find("345") is None


def test_level_2_codes_stand_for_their_children():
    assert preset("corine-level2").find(31).codes == {311, 312, 313}
    assert preset("corine-level1").find("4").codes == {411, 412, 421, 422, 423}


def test_bigearthnet_19_is_no_grouping_of_level_2():
    table = preset("bigearthnet-19")
    assert table.find("permanent  crops").codes == {221, 222, 223, 241}
    assert table.find("Natural grassland and sparsely vegetated areas").codes == {321, 333}
    assert not table.codes & {122, 123, 124, 131, 132, 133, 141, 142, 332, 334, 335, 423}


def test_bigearthnet_43_knows_its_own_and_the_official_names():
    table = preset("bigearthnet-43")
    assert table.find("Transitional woodland/shrub").codes == {324}
    assert table.find("Transitional woodland-shrub").codes == {324}
    assert table.find("Peatbogs").codes == {412}
    assert table.codes == set(CODES[Level.L3]) - {335}


def test_seasonet_holds_33_classes():
    table = preset("seasonet")
    assert len(table.numbers) == 33
    assert (table.numbers[1], table.numbers[12], table.numbers[33]) == ({111}, {211}, {523})


def test_the_chips_presets_are_the_sets_the_bundled_model_was_trained_with():
    for name, sets in (("s2glc-chips", S2GLC), ("s2glc-chips-disjoint", S2GLC_DISJOINT)):
        assert {value: codes for value, codes in preset(name).numbers.items() if codes} == sets
    forests = [preset("s2glc-chips-disjoint").find(value).codes for value in (4, 5)]
    assert forests == [{311}, {312}]


def test_only_whole_numbers_are_values_of_a_raster():
    rows = [
        ("10.0", "a", [311]),
        ("-2", "b", [312]),
        ("³", "c", [313]),
        ("--5", "d", [321]),
        ("B1*", "e", [211]),
    ]
    assert legend("own", "Own", rows).numbers == {10: {311}, -2: {312}}


def test_lucas_codes_are_found_by_their_start():
    assert preset("lucas-level2").find("b81").codes == set(LUCAS["B81"])
    assert preset("lucas-level2").find("B84").codes == set(LUCAS["B8"])
    assert preset("lucas-level1").find("G11").codes == {335, 511, 512, 521, 522, 523}
    assert preset("lucas-level2").find("X10") is None


def test_an_edited_table_is_read_with_semicolons_and_codes_of_any_level(tmp_path):
    path = tmp_path / "national.csv"
    path.write_text("\ufeffValue;Name;Codes\n7;Wald;31\n8;Wasser;511, 512\n9;Wolken;\n\n", encoding="utf-8")
    table = read_legend(str(path))
    assert table.find(7).codes == {311, 312, 313}
    assert table.find(8).codes == {511, 512}
    assert table.numbers[9] == frozenset()
    assert to_csv(table).splitlines()[0] == "value,name,codes"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_what_excel_saves_as_unicode_text_is_read(tmp_path, encoding):
    """UTF-16 with a byte order mark, which Python writes for "utf-16" only, and tabs."""
    mark = "" if encoding == "utf-16" else "\ufeff"
    text = mark + "value\tname\tcodes\r\n10\tForêt – дерево\t311 312\r\n"
    path = tmp_path / "unicode.txt"
    path.write_bytes(text.encode(encoding))
    found = open_legend(str(path)).find(10)
    assert (found.name, found.codes) == ("Forêt – дерево", {311, 312})


def test_a_text_of_two_bytes_a_character_that_ends_in_the_middle_is_refused(tmp_path):
    path = tmp_path / "cut.txt"
    path.write_bytes("value\tname\tcodes\r\n10\ta\t311\r\n".encode("utf-16")[:-1])
    with pytest.raises(LegendError, match=r"cut\.txt is no text .*save it as CSV"):
        read_legend(str(path))


def test_lines_end_as_they_like_and_a_field_without_end_is_refused(tmp_path):
    path = tmp_path / "old.csv"
    path.write_bytes(b"value,name,codes\r7,Wald,31\r8,Moor,412\r")
    assert [entry.value for entry in read_legend(str(path)).classes] == ["7", "8"]
    path.write_text("value,name,codes\n1," + "x" * 200_000 + ",311\n", encoding="utf-8")
    with pytest.raises(LegendError, match=r"old\.csv is no table \(field larger"):
        read_legend(str(path))


def test_a_legend_file_is_opened_whatever_its_name_ends_with(tmp_path):
    path = tmp_path / "national"
    path.write_text("value,name,codes\n7,Wald,31\n", encoding="utf-8")
    assert open_legend(str(path)).find(7).codes == {311, 312, 313}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("value,name\n1,a\n", "has no column 'codes'"),
        ("value,codes\n1,345\n", "345 in class 1 of the legend bad is no CORINE code"),
        ("value,codes\n1,wood\n", "'wood' is no list of CORINE codes"),
        ("value,codes\n1,311\n1,312\n", "has the value 1 twice"),
        ("value,codes\n", "has no class"),
        ("", "has no column 'value'"),
    ],
)
def test_a_wrong_table_is_refused_in_one_sentence(tmp_path, content, message):
    path = tmp_path / "bad.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(LegendError, match=message):
        read_legend(str(path))


def test_json_that_is_no_legend_and_an_unknown_name_are_refused(tmp_path):
    path = tmp_path / "bad.json"
    path.write_text('{"classes": [{"value": 1}]}', encoding="utf-8")
    with pytest.raises(LegendError, match="This is no legend"):
        read_legend(str(path))
    with pytest.raises(LegendError, match="There is no legend 'nosuch'; choose a file, or one of corine"):
        open_legend("nosuch")
    with pytest.raises(LegendError, match="cannot be read"):
        read_legend(str(tmp_path / "absent.csv"))
