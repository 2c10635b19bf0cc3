"""Describing training data: statistics, warnings, the split as a layer, the kept description, the command."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pyogrio
import pytest
import shapely

from corina.engine.cli import main
from corina.engine.errors import EngineProblem
from corina.engine.events import Progress
from corina.engine.handlers import carry_out
from corina.engine.jobs import (
    DataChoice,
    DescribeTrainingDataJob,
    JobError,
    LabelInput,
    SourceKind,
    SplitChoice,
    SplitScheme,
    TrainingSource,
    job_from_json,
    to_json,
)
from corina.training import description
from corina.training.collection import open_collection
from corina.training.description import open_kept, read_description, write_description
from tests.training.scenes import choice_of, halves, square, write_labels, write_raster, write_scene

SPLIT = SplitChoice(SplitScheme.BLOCKS, folds=3, block_m=320.0)


@pytest.fixture
def scene(tmp_path):
    """A scene of 12 by 4 patches; its north is 211, its south 312, one small place 131."""
    image = write_scene(tmp_path / "scene.tif", 128, 384)
    labels = write_labels(
        tmp_path / "clc.gpkg",
        [
            ("211", square(0, 0, 384, 64)),
            ("312", square(0, 64, 352, 128)),
            ("131", square(352, 64, 384, 112)),
            ("345", square(352, 112, 384, 128)),
        ],
    )
    return choice_of(image, LabelInput(str(labels), field="code_18"))


def describe(choice, tmp_path, split=SPLIT):
    events = []
    job = DescribeTrainingDataJob(choice, split, output_dir=str(tmp_path / "out"), name="mine")
    assert job_from_json(to_json(job)) == job
    return carry_out(job, events.append), events


def test_class_statistics_and_warnings(scene, tmp_path):
    result, events = describe(scene, tmp_path)
    assert result["patches"] == {"kept": 48, "dropped": {}}
    classes = {row["code"]: row for row in result["classes"]}
    assert [row["code"] for row in result["classes"]] == [211, 312, 131]
    assert classes[211]["pixels"] == 384 * 64
    assert classes[211]["area_ha"] == pytest.approx(245.76)
    assert classes[131]["patches"] == 2
    assert sum(classes[211]["folds"]) == pytest.approx(1, abs=1e-3)
    assert sum(row["share"] for row in result["classes"]) == pytest.approx(1, abs=1e-5)
    assert "too rare" in classes[131]["warning"] or "one place" in classes[131]["warning"]
    assert classes[211]["warning"] == ""
    assert classes[131]["colour"] == "#a600cc"
    assert result["unknown"] == [{"source": "scene", "value": "345", "pixels": 1}]
    assert any("does not know" in text and "'345' (1)" in text for text in result["warnings"])
    assert result["codes"] == [131, 211, 312]
    assert any(isinstance(event, Progress) for event in events)
    json.dumps(result)


def test_overlaps_are_not_counted_twice_on_the_ground(scene, tmp_path):
    result, _ = describe(replace(scene, step=16), tmp_path)
    row = next(row for row in result["classes"] if row["code"] == 211)
    assert row["pixels"] > 2 * 384 * 64
    assert row["area_ha"] == pytest.approx(245.76, rel=0.12)


def test_the_split_is_a_layer_of_rectangles(scene, tmp_path):
    result, _ = describe(scene, tmp_path)
    meta, _, _, columns = pyogrio.raw.read(result["outputs"]["layer"], layer=result["outputs"]["table"])
    values = dict(zip(meta["fields"], columns))
    assert meta["crs"] == "EPSG:32634"
    assert len(values["fold"]) == 48
    for fold in result["split"]["folds"]:
        assert (values["fold"] == fold["fold"]).sum() == fold["patches"]
        assert set(values["role"][values["fold"] == fold["fold"]]) == {fold["role"]}
    assert {f["role"] for f in result["split"]["folds"]} == {"test", "validation", "training"}
    assert set(values["main_code"]) == {131, 211, 312}
    assert values["classes"][0] == "211 100 %"


def test_a_class_outside_training_is_warned_of(tmp_path):
    image = write_scene(tmp_path / "scene.tif", 32, 384)
    parts = [("211" if n % 2 else "312", square(32 * n, 0, 32 * n + 32, 32)) for n in range(11)]
    labels = write_labels(tmp_path / "clc.gpkg", [*parts, ("131", square(352, 0, 384, 32))])
    collection_choice = choice_of(image, labels)
    for seed in range(1, 4):
        result, _ = describe(collection_choice, tmp_path / str(seed), replace(SPLIT, seed=seed))
        row = next(row for row in result["classes"] if row["code"] == 131)
        fold = int(np.argmax(row["folds"]))
        roles = {f["fold"]: f["role"] for f in result["split"]["folds"]}
        assert roles[fold] == "training"
        assert row["warning"].startswith("in one place only")


def test_a_description_is_kept_and_taken_again_only_for_the_same_data(scene, tmp_path, monkeypatch):
    path = tmp_path / "kept.json"
    seen = []

    def counted(choice, report):
        seen.append(choice)
        return open_collection(choice, report)

    monkeypatch.setattr(description, "look_through", counted)
    first = open_kept(scene, path, lambda text, fraction: None)
    again = open_kept(scene, path, lambda text, fraction: None)
    assert len(seen) == 1
    assert again.patches == first.patches
    assert again.unknown == first.unknown
    assert (again.read(5).labels == first.read(5).labels).all()
    open_kept(replace(scene, step=16), path, lambda text, fraction: None)
    assert len(seen) == 2
    path.write_text("{", encoding="utf-8")
    open_kept(scene, path, lambda text, fraction: None)
    assert len(seen) == 3


def test_a_file_that_is_no_description_is_refused(tmp_path, scene):
    (tmp_path / "bad.json").write_text('{"schema": 9}', encoding="utf-8")
    with pytest.raises(EngineProblem, match="is no description of training data"):
        read_description(tmp_path / "bad.json")
    collection = open_collection(scene)
    with pytest.raises(EngineProblem, match="cannot be written"):
        write_description(tmp_path / "absent" / "d.json", collection)


def test_sets_without_a_place_have_no_layer(tmp_path):
    for number in range(12):
        image = np.full((4, 32, 32), 500, np.uint16)
        mask = np.full((1, 32, 32), 4, np.uint8)
        mask[:, :16] = 9
        write_raster(tmp_path / "set" / "images" / f"{number}.tif", image, crs=None)
        write_raster(tmp_path / "set" / "masks" / f"{number}.tif", mask, crs=None)
    choice = DataChoice((TrainingSource(SourceKind.AUTO, str(tmp_path / "set")),))
    result, _ = describe(choice, tmp_path, SplitChoice(folds=4))
    assert result["outputs"]["layer"] is None
    assert result["split"]["scheme"] == "stratified"
    assert [row["code"] for row in result["classes"]] == [0, 0]
    assert result["classes"][0]["codes"] in ([311, 313], [511, 512, 521, 522, 523])
    assert {row["name"] for row in result["classes"]} == {"Broadleaf tree cover", "Water bodies"}


def test_the_command_prints_what_there_is(scene, tmp_path, capsys):
    source = scene.sources[0]
    arguments = ["dataset", source.scene.path, "--labels", source.labels.path, "--field", "code_18"]
    arguments += ["--patch", "32", "--step", "32", "--split", "blocks", "--block", "320", "--folds", "3"]
    # The DN of this scene leave no doubt: it is reflectance x 10000.
    assert main(arguments) == 0
    printed = capsys.readouterr().out
    assert "48 patches, left out: none" in printed
    assert "Non-irrigated arable land" in printed
    assert "Split by blocks, seed 1:" in printed
    assert main(["dataset", str(tmp_path / "nosuch.tif")]) == 1
    assert "give the labels of a scene with --labels" in capsys.readouterr().err


def test_the_command_takes_scenes_that_say_little_of_themselves(tmp_path, capsys):
    image = write_scene(tmp_path / "bare.tif", 64, 192, names=("", "", "", ""), crs=None)
    labels = write_labels(
        tmp_path / "clc.gpkg", [("211", square(0, 0, 96, 64)), ("312", square(96, 0, 192, 64))]
    )
    first = ["dataset", str(image), "--labels", str(labels), "--patch", "32", "--step", "32", "--folds", "3"]
    assert main(first) == 1
    assert "names none of its bands" in capsys.readouterr().err
    bands = "B02=1,B03=2,B04=3,B08=4"
    pixels = ["--scale", "0.0001", "--offset", "0"]
    assert main([*first, "--bands", bands, *pixels]) == 1
    assert "coordinate reference system" in capsys.readouterr().err
    assert main([*first, "--bands", bands, *pixels, "--crs", "EPSG:32634"]) == 1
    assert "has no position" in capsys.readouterr().err
    image = write_scene(tmp_path / "placed.tif", 64, 192, names=("", "", "", ""))
    first[1] = str(image)
    assert main([*first, "--bands", bands, *pixels, "--labels-crs", "EPSG:32634"]) == 0
    assert "12 patches, left out: none" in capsys.readouterr().out
    assert main([*first, "--bands", "B02=a#b", *pixels]) == 1
    assert "expected BAND=INDEX" in capsys.readouterr().err


def test_labels_that_say_nothing_are_told_by_what_they_hold(tmp_path):
    image = write_scene(tmp_path / "scene.tif", 64, 192)
    raster = write_raster(tmp_path / "labels.tif", np.full((1, 64, 192), 77, np.uint8))
    with pytest.raises(
        EngineProblem, match="the labels hold the values 77, which their legend does not know"
    ):
        describe(choice_of(image, LabelInput(str(raster), legend="esa-worldcover")), tmp_path)
    none = write_labels(tmp_path / "none.gpkg", [])
    with pytest.raises(EngineProblem, match=r"none.gpkg holds no polygon \(layers: clc\)"):
        describe(choice_of(image, none), tmp_path)
    elsewhere = [("211", square(-900, -900, -880, -880)), ("312", square(900, 900, 990, 990))]
    around = write_labels(tmp_path / "around.gpkg", elsewhere)
    with pytest.raises(EngineProblem, match="12 without labels"):
        describe(choice_of(image, around), tmp_path)


def test_a_table_and_a_shapefile_of_windows_are_read(tmp_path):
    """CP1252, with and without saying so: names with umlauts fit each other."""
    image = write_scene(tmp_path / "scene.tif", 64, 192)
    outlines = [shapely.Polygon(square(0, 0, 96, 64)), shapely.Polygon(square(96, 0, 192, 64))]
    shape = tmp_path / "Nutzung.shp"
    pyogrio.raw.write(
        str(shape), geometry=shapely.to_wkb(np.array(outlines)), geometry_type="Polygon", crs="EPSG:32634",
        field_data=[np.array(["Wälder", "Äcker & Höfe"], object)], fields=["Art"], encoding="CP1252",
    )  # fmt: skip
    table = "value;name;codes\r\nWälder;Wald;31\r\näcker  & höfe;Acker;211 212\r\n"
    (tmp_path / "legend.csv").write_bytes(table.encode("cp1252"))
    for cpg in (True, False):
        if not cpg:
            shape.with_suffix(".cpg").unlink(missing_ok=True)
        labels = LabelInput(str(shape), field="ART", legend=str(tmp_path / "legend.csv"))
        result, _ = describe(choice_of(image, labels), tmp_path / str(cpg))
        assert {tuple(row["codes"]): row["pixels"] for row in result["classes"]} == {
            (311, 312, 313): 96 * 64,
            (211, 212): 96 * 64,
        }
        assert result["unknown"] == []


def test_labels_coarser_than_the_scene_and_scenes_of_two_zones(tmp_path):
    grid = np.full((1, 7, 20), 12, np.uint8)
    grid[:, :, 10:] = 24
    coarse = write_raster(tmp_path / "clc100.tif", grid, size=100.0)
    east = choice_of(write_scene(tmp_path / "east.tif", 64, 192), coarse)
    west = choice_of(
        write_scene(tmp_path / "west.tif", 64, 192, crs="EPSG:32633", left=900_000.0),
        write_raster(tmp_path / "clc100w.tif", grid, size=100.0, crs="EPSG:32633", left=900_000.0),
    )
    both = replace(east, sources=(*east.sources, *west.sources))
    result, _ = describe(both, tmp_path, SplitChoice(SplitScheme.RANDOM, folds=3))
    assert {row["code"]: row["pixels"] for row in result["classes"]} == {211: 2 * 64 * 100, 312: 2 * 64 * 92}
    assert [source["crs"] for source in result["sources"]] == [["EPSG:32634"], ["EPSG:32633"]]
    assert result["split"]["left_out"] == 0
    assert pyogrio.read_info(result["outputs"]["layer"])["crs"] == "EPSG:3035"


def test_jobs_say_what_is_wrong_with_them(tmp_path):
    with pytest.raises(JobError, match="There is nothing to describe"):
        DescribeTrainingDataJob()
    with pytest.raises(JobError, match="needs both a scene and labels"):
        TrainingSource()
    with pytest.raises(JobError, match="The step is 200 px, expected 1 to the patch size of 128"):
        DataChoice((TrainingSource(SourceKind.AUTO, "x"),), step=200)
    with pytest.raises(JobError, match="held_out is fold 5, expected 0 to 4"):
        SplitChoice(held_out=5)
    assert SplitChoice(folds=2).validation_fold == 0
    assert SplitChoice(folds=5, held_out=4).validation_fold == 0
    image, labels = write_scene(tmp_path / "s.tif"), halves(tmp_path / "c.gpkg")
    with pytest.raises(EngineProblem, match="There are 1 places to divide into 5 folds"):
        describe(choice_of(image, labels), tmp_path, SplitChoice(SplitScheme.SCENES))
