"""Points drawn from a map: how many fall where, that chance is fair, and what the file says of it."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing

import numpy as np
import pytest
import rasterio

from corina.engine.accuracy import classmap
from corina.engine.accuracy.classmap import ClassMap
from corina.engine.errors import EngineProblem
from corina.engine.events import Log, LogLevel, Progress
from corina.engine.handlers import carry_out
from corina.engine.jobs import (
    AccuracyJob,
    Allocation,
    JobError,
    SampleDesign,
    SampleKind,
    SamplePointsJob,
    SampleSize,
    SampleSizeJob,
    StratumShare,
    job_from_json,
    to_json,
)

from .rasters import write_raster


def land_cover(width: int = 200, height: int = 150) -> np.ndarray:
    """Grid codes: 1 % urban (112), 9 % without data, the rest two thirds forest (311), one third arable (211)."""
    codes = np.full((height, width), 23, np.uint8)
    codes[: height // 3] = 12
    codes[:, : width // 100] = 2
    codes[:, -width * 9 // 100 :] = 0
    return codes


@pytest.fixture()
def map_path(tmp_path) -> str:
    return write_raster(tmp_path / "map.tif", land_cover()[None], descriptions=(), nodata=0, tiled=True,
                        blockxsize=16, blockysize=16)  # fmt: skip


@pytest.fixture(autouse=True)
def many_strips(monkeypatch):
    """Strips of one row of blocks: what works here works for a map of any height."""
    monkeypatch.setattr(classmap, "_STRIP_PIXELS", 1)


def points_of(path):
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute("SELECT * FROM samples ORDER BY fid")]


def sample(map_path, tmp_path, **choices):
    events = []
    job = SamplePointsJob(map_path, str(tmp_path / "sample.gpkg"), **{"seed": 7, **choices})
    result = carry_out(job, events.append)
    return result, points_of(result["output"]), events


def test_stratified_sample_gives_each_class_its_points_and_weights(map_path, tmp_path):
    size = SampleSize(points=200, allocation=Allocation.ADJUSTED, minimum=30)
    result, points, events = sample(map_path, tmp_path, size=size)
    assert (result["level"], result["points"], result["seed"]) == (3, 200, 7)
    pixels = {s["code"]: s["pixels"] for s in result["strata"]}
    assert pixels == {112: 2 * 150, 211: 180 * 50, 311: 180 * 100}
    assert Counter(p["stratum"] for p in points) == {112: 30, 211: 57, 311: 113}
    for point in points:
        assert point["map_class"] == point["stratum"]
        assert point["weight"] == pytest.approx(pixels[point["stratum"]] * 0.01 / Counter(
            p["stratum"] for p in points)[point["stratum"]])  # fmt: skip
        assert point["label"] is None and point["comment"] is None
    assert [p["id"] for p in points] == list(range(1, 201))
    assert len({p["stratum"] for p in points[:20]}) > 1, "the order must not tell the stratum"
    fractions = [e.fraction for e in events if isinstance(e, Progress)]
    assert fractions == sorted(fractions) and fractions[-1] < 1


def test_points_lie_on_centres_of_pixels_of_their_class(map_path, tmp_path):
    result, points, _ = sample(map_path, tmp_path, size=SampleSize(points=90, allocation=Allocation.EQUAL))
    with closing(sqlite3.connect(result["output"])) as connection:
        blobs = [row[0] for row in connection.execute("SELECT geom FROM samples ORDER BY fid")]
    places = [np.frombuffer(blob[-16:], "<f8") for blob in blobs]
    grid = {12: 211, 2: 112, 23: 311}
    with rasterio.open(map_path) as raster:
        for place, point in zip(places, points):
            row, column = raster.index(*place)
            assert place.tolist() == list(raster.xy(row, column))
            assert grid[land_cover()[row, column]] == point["map_class"]
    assert len({tuple(p) for p in places}) == 90, "drawn without replacement"


def test_same_seed_gives_same_points_and_another_seed_others(map_path, tmp_path):
    size = SampleSize(points=60)

    def drawn(seed, name):
        job = SamplePointsJob(map_path, str(tmp_path / name), size=size, seed=seed)
        carry_out(job, lambda event: None)
        with closing(sqlite3.connect(tmp_path / name)) as connection:
            return [row[0] for row in connection.execute("SELECT geom FROM samples ORDER BY fid")]

    assert drawn(1, "a.gpkg") == drawn(1, "b.gpkg") != drawn(2, "c.gpkg")


def test_new_seed_is_stored_and_draws_the_same_points_again(map_path, tmp_path):
    result, points, _ = sample(map_path, tmp_path, seed=None, size=SampleSize(points=30))
    with closing(sqlite3.connect(result["output"])) as connection:
        facts = dict(connection.execute("SELECT key, value FROM corina_sample"))
    assert facts["seed"] == str(result["seed"]) and facts["design"] == "stratified"
    assert facts["map"].endswith("map.tif") and facts["allocation"] == "adjusted"
    job = SamplePointsJob(
        map_path, str(tmp_path / "again.gpkg"), size=SampleSize(points=30), seed=int(facts["seed"])
    )
    again = points_of(carry_out(job, lambda event: None)["output"])
    assert [p["geom"] for p in again] == [p["geom"] for p in points]


def test_every_pixel_of_a_stratum_is_as_likely(map_path):
    """Drawn 300 times, the rows of the forest are hit evenly: chi-square of ten bands of rows with 9 degrees."""
    from corina.engine.accuracy.drawing import draw

    with ClassMap(map_path) as opened:
        hits = np.zeros(10)
        for seed in range(300):
            found = draw(
                opened, SampleDesign.STRATIFIED, SampleSize(points=30, allocation=Allocation.EQUAL), 0, seed
            )
            rows = found.rows[found.stratum_codes == 311]
            assert len(rows) == 10
            hits += np.bincount((rows - 50) // 10, minlength=10)
    assert ((hits - 300) ** 2 / 300).sum() < 27.9, "p = 0.001"


def test_simple_random_sample_has_one_stratum(map_path, tmp_path):
    result, points, _ = sample(map_path, tmp_path, design=SampleDesign.SIMPLE, size=SampleSize(points=400))
    (stratum,) = result["strata"]
    assert (stratum["code"], stratum["name"], stratum["pixels"], stratum["points"]) == (
        0,
        "Whole map",
        27300,
        400,
    )
    share = Counter(p["map_class"] for p in points)[311] / 400
    assert share == pytest.approx(18000 / 27300, abs=0.1)
    assert {p["stratum"] for p in points} == {0}


def test_systematic_sample_is_a_regular_grid(map_path, tmp_path):
    result, points, events = sample(
        map_path, tmp_path, design=SampleDesign.SYSTEMATIC, size=SampleSize(points=100)
    )
    places = np.array([np.frombuffer(p["geom"][-16:], "<f8") for p in points])
    step = int(np.sqrt(27300 / 100)) * 10
    assert set(np.diff(np.unique(places[:, 0]))) == {step} and set(np.diff(np.unique(places[:, 1]))) == {step}
    assert 90 <= result["points"] <= 115
    assert any(
        "systematic" in e.message for e in events if isinstance(e, Log) and e.level is LogLevel.WARNING
    )


def test_strata_may_be_of_a_coarser_level_than_the_classes(map_path, tmp_path):
    result, points, _ = sample(map_path, tmp_path, strata_level=1, size=SampleSize(points=60))
    assert {s["code"] for s in result["strata"]} == {1, 2, 3}
    assert {p["map_class"] for p in points} == {112, 211, 311}
    assert all(p["stratum"] == p["map_class"] // 100 for p in points)


def test_size_is_calculated_where_no_number_is_given(map_path, tmp_path):
    size = SampleSize(standard_error=0.02, expected_default=0.9, allocation=Allocation.PROPORTIONAL)
    result, _, _ = sample(map_path, tmp_path, size=size)
    # (0.3 / 0.02)2 = 225; the rarest stratum has 1.1 % of the pixels and gets 2.47 points.
    assert result["points"] == 225
    assert {s["code"]: s["points"] for s in result["strata"]} == {112: 3, 211: 74, 311: 148}


def test_labels_of_an_earlier_sample_are_never_replaced(map_path, tmp_path):
    result, _, _ = sample(map_path, tmp_path, size=SampleSize(points=30))
    carry_out(
        SamplePointsJob(map_path, result["output"], seed=8, size=SampleSize(points=30)), lambda event: None
    )
    with closing(sqlite3.connect(result["output"])) as connection:
        for function in (
            "ST_IsEmpty",
            "ST_MinX",
            "ST_MaxX",
            "ST_MinY",
            "ST_MaxY",
        ):  # the spatial index asks for them
            connection.create_function(function, 1, lambda blob: 0)
        connection.execute("UPDATE samples SET label = '311' WHERE fid < 4")
        connection.commit()
    with pytest.raises(EngineProblem, match="3 points with a label") as caught:
        sample(map_path, tmp_path, size=SampleSize(points=30))
    assert caught.value.code == "output_exists"


def test_values_that_are_no_class_are_counted_and_left_out(tmp_path):
    codes = land_cover()
    codes[100, 50:60] = 77
    path = write_raster(tmp_path / "map.tif", codes[None], descriptions=())
    result, _, _ = sample(path, tmp_path, size=SampleSize(points=30))
    assert "77 (10 px)" in result["warnings"][0]
    assert sum(s["pixels"] for s in result["strata"]) == 27300 - 10


@pytest.mark.parametrize(
    ("values", "kind", "level", "classes"),
    [
        ([1, 2, 3], "uint8", 3, (111, 112, 121)),
        ([12, 23], "uint8", 3, (211, 311)),
        ([11, 31, 51], "uint8", 2, (11, 31, 51)),
        ([2, 12, 44, 48], "uint8", 3, (112, 211, 523)),
        ([112, 523, 999], "uint16", 3, (112, 523)),
        ([112.0, 523.0, np.nan], "float32", 3, (112, 523)),
        ([2, 44, -128], "int8", 3, (112, 523)),
    ],
)
def test_encodings_are_told_apart(tmp_path, values, kind, level, classes):
    pixels = np.resize(np.array(values, kind), (20, 30))
    with ClassMap(write_raster(tmp_path / "map.tif", pixels[None], descriptions=())) as opened:
        assert (opened.level, opened.classes) == (level, classes)


def test_level_stated_in_the_file_or_by_the_user_decides(tmp_path):
    pixels = np.resize(np.array([1, 2, 3], np.uint8), (20, 30))[None]
    stated = write_raster(tmp_path / "a.tif", pixels, descriptions=("CORINE Land Cover level 1",))
    with ClassMap(stated) as opened:
        assert opened.classes == (1, 2, 3)
    plain = write_raster(tmp_path / "b.tif", pixels, descriptions=())
    with ClassMap(plain) as opened:
        assert opened.classes == (111, 112, 121) and "could be level-1 codes" in opened.how
    with ClassMap(plain, level=1) as opened:
        assert opened.classes == (1, 2, 3)
    finer = write_raster(tmp_path / "c.tif", pixels, descriptions=("CORINE Land Cover level 3",))
    with ClassMap(finer, level=1) as opened:
        assert opened.classes == (1,) and opened.pixels == {1: 600}


@pytest.mark.parametrize(
    ("pixels", "crs", "level", "code"),
    [
        (np.zeros((10, 10), np.uint8), "EPSG:3035", 0, "map_empty"),
        (np.full((10, 10), 200, np.uint8), "EPSG:3035", 0, "map_unreadable"),
        (np.full((10, 10), 23, np.uint8), "EPSG:4326", 0, "map_not_equal_area"),
        (np.full((10, 10), 23, np.uint8), "EPSG:3857", 0, "map_not_equal_area"),
        (np.full((10, 10), 23, np.uint8), None, 0, "no_crs"),
        (np.full((10, 10), 5, np.uint8), "EPSG:3035", 0, ""),
        (np.full((10, 10), 52, np.uint8), "EPSG:3035", 3, "level_too_fine"),
    ],
)
def test_maps_that_cannot_be_sampled_are_refused(tmp_path, pixels, crs, level, code):
    left, resolution = (10.0, 0.001) if crs == "EPSG:4326" else (500_000.0, 10.0)
    path = write_raster(tmp_path / "map.tif", pixels[None], crs=crs, descriptions=(), left=left, top=left,
                        resolution=resolution)  # fmt: skip
    if not code:
        ClassMap(path, level)
        return
    with pytest.raises(EngineProblem) as caught:
        sample(path, tmp_path, level=level)
    assert caught.value.code == code
    assert not (tmp_path / "sample.gpkg").exists() and not list(tmp_path.glob(".corina*"))


def test_output_must_be_a_geopackage(map_path, tmp_path):
    with pytest.raises(EngineProblem, match=r"does not end in \.gpkg"):
        carry_out(SamplePointsJob(map_path, str(tmp_path / "sample.shp")), lambda event: None)
    with pytest.raises(EngineProblem, match="no raster"):
        carry_out(SamplePointsJob(str(tmp_path / "none.tif"), str(tmp_path / "s.gpkg")), lambda event: None)


def test_sample_size_job_is_the_paper_s_example():
    strata = (
        StratumShare("deforestation", 0.02, 0.7),
        StratumShare("forest gain", 0.015, 0.6),
        StratumShare("stable forest", 0.32, 0.9),
        StratumShare("stable non-forest", 0.645, 0.95),
    )
    size = SampleSize(standard_error=0.01, allocation=Allocation.PROPORTIONAL)
    result = carry_out(SampleSizeJob(strata, size=size, margin=0.05), lambda event: None)
    assert result["formula_points"] == 641 == result["points"]
    assert [s["points"] for s in result["strata"]] == [13, 10, 205, 413]
    assert result["expected_overall"] == pytest.approx(0.02 * 0.7 + 0.015 * 0.6 + 0.32 * 0.9 + 0.645 * 0.95)
    assert result["cochran_points"] == 109  # 1.96**2 * .9238 * .0762 / .05**2 = 108.2


def test_sample_size_job_counts_a_map(map_path):
    size = SampleSize(expected={"112": 0.5}, expected_default=0.9, standard_error=0.02, minimum=40)
    result = carry_out(SampleSizeJob(map_path=map_path, size=size), lambda event: None)
    assert {s["code"]: s["expected"] for s in result["strata"]} == {112: 0.5, 211: 0.9, 311: 0.9}
    assert result["strata"][0]["points"] == 40 and result["strata"][0]["weight"] == pytest.approx(3.0)
    assert result["formula_points"] == 229  # (300 * .5 + 27000 * .3)2 / 27300**2 / .02**2 = 228.4


@pytest.mark.parametrize(
    "job",
    [
        SamplePointsJob(
            "m.tif", "/out/é.gpkg", SampleDesign.SYSTEMATIC, SampleSize(9, expected={"311": 0.9}), seed=4
        ),
        SampleSizeJob((StratumShare("forest", 3.5, 0.9), StratumShare("rest", 1)), margin=0.1),
        AccuracyJob("s.gpkg", "m.tif", "/out", kind=SampleKind.LUCAS, level=2, poststratify=False),
    ],
)
def test_jobs_survive_the_journey_to_the_engine(job):
    assert job_from_json(to_json(job)) == job
    assert getattr(job, "output_dir", "/out") == "/out"


@pytest.mark.parametrize(
    "make",
    [
        lambda: SampleSize(points=-1),
        lambda: SampleSize(standard_error=0),
        lambda: SampleSize(expected={"311": 1.2}),
        lambda: SamplePointsJob("m", "o", level=4),
        lambda: SamplePointsJob("m", "o", level=1, strata_level=2),
        lambda: SamplePointsJob("m", "o", seed=-3),
        lambda: SampleSizeJob(),
        lambda: SampleSizeJob((StratumShare("a", 0.0),)),
        lambda: SampleSizeJob((StratumShare("a", 1.0),), margin=0),
    ],
)
def test_jobs_that_make_no_sense_are_refused_with_a_sentence(make):
    with pytest.raises(JobError, match=r"expected|give one|choose"):
        make()
