"""Files that a job reads are never replaced by what it writes, whichever way they are named."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from corina.engine.areafile import read_area
from corina.engine.errors import EngineProblem
from corina.engine.handlers import carry_out
from corina.engine.jobs import (
    AccuracyJob,
    AreasJob,
    ClassifyJob,
    CompareJob,
    CompareOptions,
    GeneraliseJob,
    LandCoverInput,
    SamplePointsJob,
    SampleSize,
    SceneInput,
)

from .comparing import changed_map, compare
from .land_cover import square, write_codes, write_polygons
from .rasters import write_raster
from .tiny_model import make_package

UNIT = CompareOptions(minimum_unit_ha=1)


def refused(job: object, path: Path) -> None:
    """A job does not begin, or leaves everything as it was, where it would replace a file that it reads."""
    before = {file: file.read_bytes() for file in path.parent.rglob("*") if file.is_file()}
    with pytest.raises(EngineProblem) as caught:
        carry_out(job, lambda event: None)
    assert caught.value.code == "output_exists" and path.name in str(caught.value)
    assert {file: file.read_bytes() for file in path.parent.rglob("*") if file.is_file()} == before


def test_the_area_of_a_comparison(tmp_path):
    prediction, reference, _ = changed_map(tmp_path)
    compare(tmp_path, prediction, reference, UNIT)
    changes = tmp_path / "out" / "changes.gpkg"
    job = CompareJob(
        LandCoverInput(reference),
        str(tmp_path / "out"),
        LandCoverInput(prediction),
        area=read_area(str(changes)),
    )
    refused(job, changes)


def test_the_reference_of_a_scene_that_is_classified_into_its_folder(tmp_path):
    """Read after the new maps had their names, it would agree with itself."""
    dn = np.random.default_rng(0).integers(300, 4000, (4, 64, 64)).astype(np.uint16)
    scene = SceneInput(write_raster(tmp_path / "scene.tif", dn), scale=0.0001, offset=0.0)
    out = tmp_path / "out"
    out.mkdir()
    earlier = Path(write_codes(out / "scene_level3.tif", np.full((64, 64), 112, np.uint16)))
    first = ClassifyJob(scene, str(out), str(make_package(tmp_path / "model")))
    refused(CompareJob(LandCoverInput(str(earlier)), str(out), classify=first), earlier)


def test_the_map_of_a_generalisation_and_its_priority_table(tmp_path):
    before = write_codes(tmp_path / "x.tif", np.full((40, 40), 311, np.uint16))
    carry_out(
        GeneraliseJob(LandCoverInput(before), str(tmp_path / "out"), name="x", polygons=True),
        lambda event: None,
    )
    made = tmp_path / "out" / "x_generalised_level3.tif"
    refused(GeneraliseJob(LandCoverInput(str(made)), str(tmp_path / "out"), name="x"), made)
    table = tmp_path / "out" / "x_generalised_areas.csv"
    table.write_text("class;neighbour;priority\n311;312;1\n", encoding="utf-8")
    refused(
        GeneraliseJob(LandCoverInput(before), str(tmp_path / "out"), name="x", priority_table=str(table)),
        table,
    )


def test_the_points_of_an_accuracy_assessment(tmp_path):
    map_path = write_codes(tmp_path / "map.tif", np.full((40, 40), 311, np.uint16))
    sample = tmp_path / "points.gpkg"
    carry_out(SamplePointsJob(map_path, str(sample), size=SampleSize(points=5)), lambda event: None)
    with closing(sqlite3.connect(sample)) as connection:
        for function in ("ST_IsEmpty", "ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY"):
            connection.create_function(function, 1, lambda blob: 0)
        connection.execute("UPDATE samples SET label = '311'")
        connection.commit()
    carry_out(AccuracyJob(str(sample), map_path, str(tmp_path / "out"), name="x"), lambda event: None)
    table = tmp_path / "out" / "x_classes.csv"
    table.write_text("POINT_ID,TH_LAT,TH_LONG,LC1\n1,45.15,21.0,C10\n", encoding="utf-8")
    refused(AccuracyJob(str(table), map_path, str(tmp_path / "out"), name="x"), table)


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (lambda map_path, out: AreasJob(LandCoverInput(map_path), out, name="x"), "x_areas.csv"),
        (
            lambda map_path, out: GeneraliseJob(LandCoverInput(map_path), out, name="x"),
            "x_generalised_areas.csv",
        ),
    ],
)
def test_a_file_of_a_users_own_is_not_replaced(tmp_path, make, name):
    map_path = write_codes(tmp_path / "map.tif", np.full((40, 40), 311, np.uint16))
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / name).write_text("mine", encoding="utf-8")
    refused(make(map_path, str(tmp_path / "out")), tmp_path / "out" / name)
    (tmp_path / "out" / name).unlink()
    for _ in range(2):  # what an earlier run wrote is
        carry_out(make(map_path, str(tmp_path / "out")), lambda event: None)


def test_a_sample_looks_at_the_file_that_it_writes(tmp_path):
    """With another ending, or a name that has to be changed, it is another than the one that is named."""
    map_path = write_codes(tmp_path / "map.tif", np.full((40, 40), 311, np.uint16))
    mine = write_polygons(tmp_path / "a_b.GPKG.gpkg", [square(0, 0, 5, 5)], {"code_18": ["311"]})
    shutil.move(mine, tmp_path / "a_b.GPKG")
    small = SampleSize(points=5)
    refused(SamplePointsJob(map_path, str(tmp_path / "a_b.GPKG"), size=small), tmp_path / "a_b.GPKG")
    refused(SamplePointsJob(map_path, str(tmp_path / "a?b.GPKG"), size=small), tmp_path / "a_b.GPKG")
    result = carry_out(SamplePointsJob(map_path, str(tmp_path / "New.GPKG"), size=small), lambda event: None)
    assert Path(result["output"]) == tmp_path / "New.GPKG" and (tmp_path / "New.GPKG").is_file()
    assert not (tmp_path / "New.gpkg").exists()


def test_the_origin_of_an_area_is_its_file(tmp_path):
    ring = [[0, 0], [1, 0], [1, 1], [0, 0]]
    path = tmp_path / "area.geojson"
    path.write_text(json.dumps({"type": "Polygon", "coordinates": [ring]}), encoding="utf-8")
    assert read_area(str(path)).origin == str(path) and read_area("0,0,1,1").origin == ""
