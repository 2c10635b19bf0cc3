"""How maps are named on the command line, and that nothing but Corina speaks there."""

from __future__ import annotations

import argparse
import sqlite3
import subprocess
import sys
from contextlib import closing

import numpy as np
import pytest

from corina.engine.cli import main
from corina.engine.commands.maps import add_map_options, map_input
from corina.engine.jobs import JobError

from .land_cover import square, write_codes, write_polygons


def given(path: str, *options: str):
    parser = argparse.ArgumentParser()
    add_map_options(parser, "reference-")
    return map_input(parser.parse_args(options), path, "reference-")


def test_a_source_that_was_copied_from_qgis_names_file_and_layer(tmp_path):
    path = str(tmp_path / "clc.gpkg")
    source = given(f"{path}|layername=clc18_mt|geometrytype=Polygon")
    assert (source.path, source.layer) == (path, "clc18_mt")
    assert given(f"{path}|layername=clc18_mt", "--reference-layer", "clc24_mt").layer == "clc24_mt"
    odd = tmp_path / "a|b.gpkg"
    odd.write_bytes(b"")
    assert given(str(odd)).path == str(odd), "a file may have that in its name"


def test_a_map_is_remembered_by_its_whole_path(tmp_path, monkeypatch):
    """The report is made again later, from wherever that is."""
    (tmp_path / "clc.gpkg").write_bytes(b"")
    monkeypatch.chdir(tmp_path)
    source = given("clc.gpkg|layername=clc18")
    assert (source.path, source.layer) == (str(tmp_path / "clc.gpkg"), "clc18")
    assert given("/vsizip/clc.zip/clc.gdb").path == "/vsizip/clc.zip/clc.gdb"


def test_a_filter_of_qgis_is_refused_with_what_to_give_instead(tmp_path):
    with pytest.raises(JobError, match="use --reference-filter FIELD=VALUE,VALUE instead"):
        given(f"{tmp_path / 'clc.gpkg'}|layername=clc|subset=code_18 = '112'")


def test_measures_of_polygons_are_passed_over_in_silence(tmp_path):
    path = write_polygons(tmp_path / "clc.gpkg", [square(0, 0, 4, 4)], {"code_18": ["311"]})
    with closing(sqlite3.connect(path)) as database:
        database.execute("UPDATE gpkg_geometry_columns SET m = 2")
        database.commit()
    program = (
        "import sys; from corina.engine.jobs import LandCoverInput; "
        "from corina.engine.reference import open_reference; "
        "print(open_reference(LandCoverInput(sys.argv[1])).codes())"
    )
    ran = subprocess.run([sys.executable, "-c", program, path], capture_output=True, text=True, check=True)
    assert (ran.stdout.strip(), ran.stderr) == ("{311: 1}", "")


def test_an_area_west_of_greenwich_is_no_option(tmp_path, capsys):
    """A map of 16 ha near Granada, at 3.6 degrees west; the second is beside it."""
    path = write_codes(tmp_path / "map.tif", np.full((40, 40), 211, np.uint16), crs="EPSG:25830", left=446_000.0,
                       top=4_110_000.0)  # fmt: skip
    inside = "-3.70,37.0,-3.50,37.2"
    assert main(["areas", path, str(tmp_path), "--area", inside, "--quiet"]) == 0
    assert " 16.00 " in capsys.readouterr().out
    assert main(["areas", path, str(tmp_path), "--area", "-3.9,37.0,-3.8,37.2"]) == 1
    assert "area" in capsys.readouterr().err


@pytest.mark.parametrize("codes", ["abc", "111,999", "1.1.1"])
def test_codes_that_are_no_class_are_refused(tmp_path, capsys, codes):
    assert main(["compare", "a.tif", "b.tif", str(tmp_path), "--codes", codes]) == 1
    wrong = codes.rpartition(",")[2]
    assert f"--codes has '{wrong}', which is no CORINE class; give codes such as" in capsys.readouterr().err
