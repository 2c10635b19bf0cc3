"""Generalising maps and adding up areas, and the commands that ask for them and for comparisons."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import numpy as np
import pyogrio
import pytest
import rasterio
import shapely

from corina.engine.cli import main
from corina.engine.commands import TABLE
from corina.engine.errors import EngineProblem
from corina.engine.handlers import carry_out
from corina.engine.jobs import (
    AreaInput,
    AreasJob,
    ClassifyJob,
    ClassifyOptions,
    Encoding,
    GeneraliseJob,
    LandCoverInput,
    Rule,
    SceneInput,
)

from .comparing import compare
from .land_cover import CRS_TEXT, LEFT, TOP, read_layer, square, write_codes, write_polygons
from .rasters import write_raster
from .tiny_model import make_package


def noisy_map(path: Path, seed: int = 0) -> tuple[str, np.ndarray]:
    rng = np.random.default_rng(seed)
    codes = rng.choice([112, 211, 231, 311, 312, 512], (6, 7)).repeat(30, 0).repeat(30, 1)
    codes = np.where(rng.random(codes.shape) < 0.1, rng.choice([121, 242, 324], codes.shape), codes)
    codes[:, :4] = 0
    return write_codes(path, codes.astype(np.uint16)), codes


def run(job: object) -> dict:
    return carry_out(job, lambda event: None)


def test_a_generalised_map_is_a_map_of_corinas_own_and_its_polygons_fill_it(tmp_path):
    path, codes = noisy_map(tmp_path / "map.tif")
    confidence = write_codes(tmp_path / "sure.tif", np.full(codes.shape, 70, np.uint8), nodata=255)
    job = GeneraliseJob(
        LandCoverInput(path),
        str(tmp_path / "out"),
        minimum_unit_ha=3,
        minimum_width_m=50,
        confidence=confidence,
    )
    result = run(job)
    assert result["changed"] and "nearest class" in result["rule"]
    with rasterio.open(result["outputs"]["level3"]) as dataset:
        assert dataset.descriptions[0] == "CORINE Land Cover level 3" and dataset.dtypes[0] == "uint8"
        values = dataset.read(1)
        assert dataset.colormap(1)[25] == (77, 255, 0, 255)
        assert dataset.tags()["CORINA_GENERALISED"] == result["rule"]
    assert ((values > 0) == (codes > 0)).all(), "nothing appears or vanishes"
    shapes, columns = read_layer(result["outputs"]["polygons"], "land_cover")
    assert len(shapes) == result["polygon_count"] and shapely.is_valid(shapes).all()
    assert min(columns["area_ha"]) >= 3 and set(columns["confidence"]) == {70.0}
    assert shapely.area(shapes).sum() == pytest.approx((codes > 0).sum() * 100)
    assert shapely.union_all(shapes).area == pytest.approx(shapely.area(shapes).sum())
    before, after = (sum(c["pixels"] for c in result[key]["3"]) for key in ("levels_before", "levels"))
    assert before == after == (codes > 0).sum()
    again = run(
        GeneraliseJob(
            LandCoverInput(result["outputs"]["level3"]),
            str(tmp_path / "twice"),
            minimum_unit_ha=3,
            minimum_width_m=0,
        )
    )
    assert not again["changed"], "what holds the unit stays"


def test_confidence_is_that_of_the_place_also_in_a_part_of_the_map(tmp_path):
    codes = np.full((40, 40), 211, np.uint16)
    codes[:, 20:] = 311
    percent = np.arange(1600, dtype=np.int64).reshape(40, 40) % 100
    path = write_codes(tmp_path / "x_level3.tif", codes)
    write_codes(tmp_path / "x_confidence.tif", percent.astype(np.uint8), nodata=255)
    area = AreaInput(CRS_TEXT, (LEFT + 103, TOP - 297, LEFT + 397, TOP - 103))
    job = GeneraliseJob(LandCoverInput(path), str(tmp_path / "out"), 0.1, 0, Rule.LARGEST, area=area)
    _, columns = read_layer(run(job)["outputs"]["polygons"])
    expected = {211: percent[10:30, 10:20].mean(), 311: percent[10:30, 20:40].mean()}
    for code, mean in zip(columns["code_3"], columns["confidence"]):
        assert mean == pytest.approx(expected[code], abs=0.06)


def test_a_level_2_map_has_polygons_without_a_third_code(tmp_path):
    codes = np.repeat([[11, 31]], 30, 0).repeat(20, 1).astype(np.uint8)
    path = write_codes(tmp_path / "map.tif", codes, "CORINE Land Cover level 2")
    result = run(GeneraliseJob(LandCoverInput(path), str(tmp_path / "out"), 1, 0))
    _, columns = read_layer(result["outputs"]["polygons"])
    assert sorted(columns["code_2"]) == [11, 31] and sorted(columns["code_1"]) == [1, 3]
    assert all(value is None or np.isnan(value) for value in columns["code_3"])
    assert [c["code"] for c in result["levels"]["2"]] == [11, 31]


@pytest.mark.parametrize("told", ["tags", "record"])
def test_a_generalised_map_can_show_no_more_than_the_map_it_was_made_of(tmp_path, told):
    """What the model cannot predict is no change after generalising either; the scene and its date stay known."""
    codes = np.full((40, 40), 211, np.uint16)
    codes[:, 20:] = 512
    path = write_codes(tmp_path / "own_level3.tif", codes)
    sha = "0123456789abcdef"
    if told == "tags":
        with rasterio.open(path, "r+") as dataset:
            dataset.update_tags(
                CORINA_CODES="211,512",
                CORINA_DATE="2022-06-12",
                CORINA_MODEL=f"tiny {sha[:12]}",
                CORINA_SCENE="S",
            )
    else:
        model = {"name": "tiny", "sha256": sha, "codes": [211, 512]}
        document = {"model": model, "scene": "S", "date": "2022-06-12"}
        (tmp_path / "own_result.json").write_text(json.dumps(document))
    result = run(GeneraliseJob(LandCoverInput(path), str(tmp_path / "out"), 1, 0))
    assert (result["scene"], result["date"]) == ("S", "2022-06-12")
    assert (result["model"] or {}).get("sha256") == (None if told == "tags" else sha)
    with rasterio.open(result["outputs"]["level3"]) as dataset:
        tags = dataset.tags()
    assert {name: tags[f"CORINA_{name}"] for name in ("CODES", "DATE", "MODEL", "SCENE")} == {
        "CODES": "211,512", "DATE": "2022-06-12", "MODEL": "tiny 0123456789ab", "SCENE": "S"
    }  # fmt: skip
    of = codes.copy()
    of[:10] = 411
    reference = write_codes(tmp_path / "of.tif", of)
    alone = tmp_path / "elsewhere" / "as a user calls it.gpkg"  # without NAME_result.json
    alone.parent.mkdir()
    shutil.copy(result["outputs"]["polygons"], alone)
    told = pyogrio.read_info(alone, layer="land_cover")["layer_metadata"]
    assert told["CORINA_CODES"] == "211,512" and told["CORINA_GENERALISED"] == result["rule"]
    again = run(GeneraliseJob(LandCoverInput(str(alone)), str(tmp_path / "twice"), 1, 0))
    assert (again["scene"], again["date"]) == ("S", "2022-06-12"), "of polygons too"
    made = (
        result["outputs"]["level3"],
        result["outputs"]["polygons"],
        str(alone),
        again["outputs"]["level3"],
    )
    for path in made:
        compared = compare(tmp_path, path, reference)
        assert [(n["code"], n["area_ha"]) for n in compared["not_assessed"]] == [(411, pytest.approx(4.0))]
        assert compared["changes"]["count"] == 0 and compared["prediction"]["year"] == 2022


def test_areas_of_a_map_and_of_overlapping_zones(tmp_path):
    codes = np.full((20, 30), 211, np.uint16)
    codes[:, 15:] = 311
    codes[:2] = 0
    path = write_codes(tmp_path / "map.tif", codes)
    zones = [square(0, 0, 10, 20), square(5, 10, 15, 20), square(500, 500, 5, 5)]
    layer = write_polygons(
        tmp_path / "zones.gpkg", zones, {"name": ["West", "East", "Elsewhere"]}, layer="zones"
    )
    result = run(AreasJob(LandCoverInput(path), str(tmp_path / "out"), zones=layer, zone_field="NAME"))
    assert result["total_ha"] == pytest.approx(18 * 30 * 0.01) and result["no_data_ha"] == pytest.approx(0.6)
    assert {c["code"]: c["area_ha"] for c in result["levels"]["3"]} == {211: 2.7, 311: 2.7}
    assert {c["code"]: c["percent"] for c in result["levels"]["1"]} == {2: 50.0, 3: 50.0}
    found = {z["name"]: {c["code"]: c["pixels"] for c in z["levels"]["3"]} for z in result["zones"]}
    for name, rows, columns in (("West", slice(0, 10), slice(0, 20)), ("East", slice(5, 20), slice(10, 30))):
        values, counts = np.unique(codes[rows, columns], return_counts=True)
        assert found[name] == {int(v): int(n) for v, n in zip(values, counts) if v}
    assert set(found) == {"West", "East"}
    with Path(result["outputs"]["areas_csv"]).open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert {r["zone"] for r in rows} == {"", "West", "East"}
    with pytest.raises(EngineProblem, match="has no field 'town'"):
        run(AreasJob(LandCoverInput(path), str(tmp_path / "out"), zones=layer, zone_field="town"))
    with pytest.raises(EngineProblem, match="No zone lies on"):
        far = write_polygons(tmp_path / "far.gpkg", zones[2:], {"name": ["Elsewhere"]}, layer="zones")
        run(AreasJob(LandCoverInput(path), str(tmp_path / "out"), zones=far))


def test_zones_without_a_crs_are_where_the_user_says(tmp_path):
    path = write_codes(tmp_path / "map.tif", np.full((20, 30), 211, np.uint16))
    zones = write_polygons(tmp_path / "zones.shp", [square(0, 0, 10, 20)], {"name": ["West"]}, crs=None)
    with pytest.raises(EngineProblem, match=r"zones\.shp states no coordinate reference system"):
        run(AreasJob(LandCoverInput(path), str(tmp_path / "out"), zones=zones))
    result = run(AreasJob(LandCoverInput(path), str(tmp_path / "out"), zones=zones, zone_crs=CRS_TEXT))
    assert result["zones"][0]["total_ha"] == pytest.approx(2.0)


def test_areas_of_polygons_are_those_of_their_geometry(tmp_path):
    shapes = [square(0, 0, 333, 400), square(333, 0, 400, 400)]
    path = write_polygons(tmp_path / "clc18.gpkg", shapes, {"code_18": ["211", "311"]})
    result = run(AreasJob(LandCoverInput(path), str(tmp_path / "out"), level=2))
    assert list(result["levels"]) == ["2"]
    found = {c["code"]: c["area_ha"] for c in result["levels"]["2"]}
    assert found[21] == pytest.approx(1332, rel=0.005) and found[31] == pytest.approx(1600, rel=0.005)
    assert result["total_ha"] == pytest.approx(2932, rel=0.005)


# The command line


def test_compare_from_the_command_line(tmp_path, capsys):
    of = np.full((60, 60), 211, np.uint16)
    to = of.copy()
    to[10:40, 10:40] = 112
    paths = [
        write_codes(tmp_path / "to.tif", to),
        write_codes(tmp_path / "of.tif", of),
        str(tmp_path / "out"),
    ]
    assert main(["compare", *paths, "--level", "2", "--min-area", "2", "--quiet"]) == 0
    shown = capsys.readouterr().out
    assert "1 change of 2 ha or more, 9.00 ha in all" in shown and "Arable land > Urban fabric" in shown
    names = {p.name for p in (tmp_path / "out").iterdir()}
    assert {"from_to.csv", "changes.gpkg", "report.html", "result.json"} <= names
    assert json.loads((tmp_path / "out" / "result.json").read_text())["level"] == 2
    assert main(["compare", *paths, "--reference-filter", "code", "--quiet"]) == 1
    assert "expected FIELD=VALUE" in capsys.readouterr().err
    with pytest.raises(SystemExit) as wrong:
        main(["compare", *paths, "--level", "7"])
    assert wrong.value.code == 2


def test_a_scene_is_classified_and_compared_from_the_command_line(tmp_path):
    bands = np.full((4, 64, 64), 500, np.uint16)
    bands[3] = 2500
    scene = write_raster(tmp_path / "scene.tif", bands, scale=0.0001, offset=0.0)
    reference = write_codes(tmp_path / "of.tif", np.full((64, 64), 211, np.uint16))
    model = str(make_package(tmp_path / "model"))
    out = tmp_path / "out"
    assert main(["compare", scene, reference, str(out), "--scene", "--model", model, "--quiet"]) == 0
    result = json.loads((out / "result.json").read_text())
    assert result["compared_ha"] + result["not_assessed_ha"] == pytest.approx(64 * 64 / 100)
    assert Path(result["prediction"]["path"]) == out / "scene_level3.tif"
    assert {"scene_confidence.tif", "report.html"} <= {path.name for path in out.iterdir()}


def test_a_scene_is_classified_where_it_is_compared_with_the_settings_of_classify(tmp_path):
    """A rectangle of 40 x 40 px of 10 m, of which a mask takes 10 x 40."""
    bands = np.full((4, 64, 64), 500, np.uint16)
    bands[3] = 2500
    scene = write_raster(tmp_path / "scene.tif", bands, scale=0.0001, offset=0.0)
    reference = write_codes(tmp_path / "of.tif", np.full((64, 64), 211, np.uint16))
    clouds = np.zeros((1, 64, 64), np.uint8)
    clouds[0, :, :20] = 9
    clouds[0, :, 30:] = 3
    mask = write_raster(tmp_path / "clouds.tif", clouds, descriptions=())
    with rasterio.open(scene) as opened:
        left, top, crs = opened.bounds.left, opened.bounds.top, opened.crs.to_string()
    area = f"{left + 100},{top - 500},{left + 500},{top - 100},{crs}"
    out, model = tmp_path / "out", str(make_package(tmp_path / "model"))
    words = ["compare", scene, reference, str(out), "--scene", "--model", model, "--quiet", f"--area={area}"]
    words += ["--mask", mask, "--mask-values", "9", "--tile", "64", "--overlap", "0.25", "--batch", "2"]
    words += ["--threads", "1", "--device", "cpu", "--no-scl", "--sea-anywhere"]
    assert main(words) == 0
    first = json.loads((out / "scene_result.json").read_text())
    assert (first["classified_ha"], first["left_out_ha"]) == (12.0, 4.0)
    used = {name: first["options"][name] for name in ("tile", "overlap", "batch", "threads", "sea_at_coast")}
    assert used == {"tile": 64, "overlap": 0.25, "batch": 2, "threads": 1, "sea_at_coast": False}
    with rasterio.open(out / "scene_level3.tif") as opened:
        assert (opened.width, opened.height) == (40, 40)
    result = json.loads((out / "result.json").read_text())
    assert result["compared_ha"] == pytest.approx(12) and result["agreement"]["overall"] == 1


def test_generalise_and_areas_from_the_command_line(tmp_path, capsys):
    path, codes = noisy_map(tmp_path / "map.tif")
    out = str(tmp_path / "out")
    assert main(["generalise", path, out, "--min-area", "3", "--rule", "largest", "--quiet"]) == 0
    assert "join their largest neighbour" in capsys.readouterr().out
    assert main(["areas", path, out, "--json"]) == 0
    last = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert last["event"] == "result" and last["data"]["total_ha"] == pytest.approx((codes > 0).sum() * 0.01)


def test_every_command_of_the_engine_explains_itself(capsys):
    for entry in TABLE:
        if not entry.module.startswith("corina.engine"):
            continue
        for name in entry.helps:
            with pytest.raises(SystemExit) as done:
                main([name, "--help"])
            assert done.value.code == 0
            assert f"corina {name}" in capsys.readouterr().out


def test_a_command_of_an_extra_that_is_missing_says_what_to_install(capsys, monkeypatch):
    import sys

    for name in [n for n in sys.modules if n.startswith("corina.training")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "corina.training.commands", None)
    assert main(["train", "recipe.toml"]) == 1
    assert 'extra "training"' in capsys.readouterr().err


def test_a_classification_generalises_by_the_same_rules(tmp_path):
    nir = np.full((1, 64, 64), 1000)  # 112
    nir[:, :, 30:32] = 4000  # 312, 20 m wide
    nir[:, 40:60, 5:25] = 2000  # 211
    scene = write_raster(
        tmp_path / "s.tif", np.concatenate([np.full_like(nir, 500)] * 3 + [nir]).astype(np.uint16)
    )
    options = ClassifyOptions(polygons=True, minimum_unit_ha=0.5, minimum_width_m=50, rule=Rule.PRIORITY)
    given = SceneInput(scene, scale=0.0001, offset=0.0)
    result = run(
        ClassifyJob(given, str(tmp_path / "out"), str(make_package(tmp_path / "model")), options=options)
    )
    _, columns = read_layer(result["outputs"]["polygons"])
    assert sorted(zip(columns["code_3"], columns["area_ha"])) == [(112, 36.96), (211, 4.0)]
    assert 312 in {c["code"] for c in result["levels"]["3"]}, "the map itself is not generalised"
    with rasterio.open(result["outputs"]["level3"]) as dataset:
        tags = {name: text for name, text in dataset.tags().items() if name.startswith("CORINA_")}
    told = pyogrio.read_info(result["outputs"]["polygons"])["layer_metadata"]
    assert {name: told.get(name) for name in tags} == tags and tags["CORINA_CODES"]
    assert not [p for p in (tmp_path / "out").iterdir() if "scratch" in p.name]


def test_a_map_without_any_class_is_not_generalised(tmp_path):
    path = write_codes(tmp_path / "clc.tif", np.full((30, 30), 311, np.uint16))
    wrong = LandCoverInput(path, encoding=Encoding.LEVEL2)
    with pytest.raises(EngineProblem, match=r"clc has no class in this area \(read as level-2 codes"):
        carry_out(GeneraliseJob(wrong, str(tmp_path / "out")), lambda event: None)
    assert not (tmp_path / "out").exists()


def test_classes_that_are_coarser_than_the_generalised_map_are_told(tmp_path):
    codes = np.full((40, 40), 311, np.uint16)
    codes[:, 30:] = 31
    columns = {"code": ["311", "31"]}
    path = write_polygons(tmp_path / "mixed.gpkg", [square(0, 0, 40, 30), square(0, 30, 40, 10)], columns)
    result = carry_out(
        GeneraliseJob(LandCoverInput(path), str(tmp_path / "out"), minimum_unit_ha=1), lambda event: None
    )
    assert result["warnings"] == [
        "4 ha of mixed clc18 have a class that is coarser than level 3 and are left out: a generalised map has one "
        "level."
    ]
    for when in ("levels", "levels_before"):
        assert [(row["code"], row["area_ha"]) for row in result[when]["3"]] == [(311, 12.0)]


def test_areas_around_the_globe_are_not_added_up_on_a_plane(tmp_path):
    world = write_polygons(
        tmp_path / "world.gpkg", [shapely.box(-180, -90, 180, 90)], {"code_18": ["211"]}, crs="EPSG:4326"
    )
    with pytest.raises(EngineProblem, match="more than half around the globe") as caught:
        carry_out(AreasJob(LandCoverInput(world), str(tmp_path / "out")), lambda event: None)
    assert caught.value.code == "area_invalid"
