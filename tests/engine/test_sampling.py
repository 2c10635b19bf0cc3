"""Points drawn from a map: how many fall where, that chance is fair, and what the file says of it."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import replace

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


def test_a_calculated_size_may_be_of_a_coarser_level_too(map_path):
    """As many strata, and points in each, as are drawn at that level."""
    size = SampleSize(points=60)
    result = carry_out(SampleSizeJob(map_path=map_path, strata_level=1, size=size), lambda event: None)
    assert {s["code"]: s["points"] for s in result["strata"]} == {1: 50, 2: 50, 3: 50}
    with pytest.raises(JobError, match="finer than the map's level 1"):
        SampleSizeJob(map_path=map_path, level=1, strata_level=2)


def test_strata_finer_than_the_classes_are_refused(tmp_path):
    codes = np.full((1, 40, 40), 3, np.uint8)
    path = write_raster(tmp_path / "level1.tif", codes, descriptions=("CORINE Land Cover level 1",), nodata=0)
    for job in (
        SampleSizeJob(map_path=path, strata_level=3),
        SamplePointsJob(path, str(tmp_path / "s.gpkg"), strata_level=3),
    ):
        with pytest.raises(
            EngineProblem, match="classes of level 1, and the strata are to be of level 3"
        ) as error:
            carry_out(job, lambda event: None)
        assert error.value.code == "level_too_fine"


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
    with closing(sqlite3.connect(result["output"])) as connection:
        for function in ("ST_IsEmpty", "ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY"):
            connection.create_function(function, 1, lambda blob: 0)
        connection.execute("UPDATE samples SET label = NULL, comment = CASE fid WHEN 7 THEN 'cloud' END")
        connection.commit()
    with pytest.raises(EngineProblem, match="1 points with a label or comment"):
        sample(map_path, tmp_path, size=SampleSize(points=30))


def test_labels_count_in_a_sample_whose_comments_were_deleted(map_path, tmp_path):
    result, _, _ = sample(map_path, tmp_path, size=SampleSize(points=30))
    with closing(sqlite3.connect(result["output"])) as connection:
        for function in ("ST_IsEmpty", "ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY"):
            connection.create_function(function, 1, lambda blob: 0)
        connection.execute("UPDATE samples SET label = '311' WHERE fid < 4")
        connection.execute("ALTER TABLE samples DROP COLUMN comment")
        connection.commit()
    with pytest.raises(EngineProblem, match="3 points with a label"):
        sample(map_path, tmp_path, size=SampleSize(points=30))


def test_a_random_sample_has_two_points_at_least(map_path, tmp_path):
    result, _, _ = sample(map_path, tmp_path, design=SampleDesign.SIMPLE, size=SampleSize(points=1))
    assert result["points"] == 2
    assert result["warnings"] == ["2 points were drawn, not 1: one alone says nothing of the spread."]


@pytest.mark.parametrize("table", ["clc18", "samples"])
def test_a_geopackage_of_other_data_is_never_replaced(map_path, tmp_path, table):
    """Also one whose layer has the name of a sample's, or that was put into the file of a sample."""
    place = tmp_path / "sample.gpkg"
    with closing(sqlite3.connect(place)) as connection:
        connection.execute("CREATE TABLE gpkg_contents (table_name TEXT)")
        connection.execute("INSERT INTO gpkg_contents VALUES (?)", (table,))
        connection.commit()
    before = place.read_bytes()
    with pytest.raises(EngineProblem, match="is there already and is no sample") as caught:
        sample(map_path, tmp_path, size=SampleSize(points=30))
    assert caught.value.code == "output_exists" and place.read_bytes() == before
    place.write_bytes(b"no database")
    with pytest.raises(EngineProblem, match="is no sample"):
        sample(map_path, tmp_path, size=SampleSize(points=30))
    place.write_bytes(b"")
    result, _, _ = sample(map_path, tmp_path, size=SampleSize(points=30))
    with closing(sqlite3.connect(place)) as connection:
        connection.execute("CREATE TABLE mine (fid INTEGER PRIMARY KEY)")
        connection.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, last_change) VALUES ('mine', 'attributes', '')"
        )
        connection.commit()
    with pytest.raises(EngineProblem, match="or holds other layers too"):
        sample(map_path, tmp_path, size=SampleSize(points=30))
    assert result["points"] == 150


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


@pytest.mark.parametrize(
    "crs", ["EPSG:3395", "ESRI:102100", "+proj=merc +a=6378137 +b=6378137 +units=m", "+proj=eqc +units=m"]
)
def test_projections_that_show_areas_far_too_large_are_refused(tmp_path, crs):
    """At 60 degrees north a Mercator shows areas four times too large, a Plate Carree twice."""
    top = 6_650_000.0 if "eqc" in crs else 8_400_000.0
    path = write_raster(
        tmp_path / "map.tif", np.full((1, 10, 10), 23, np.uint8), crs=crs, descriptions=(), top=top
    )
    with pytest.raises(
        EngineProblem, match=r"areas (29\d|30\d|9\d|10\d) % too large|differ in area"
    ) as caught:
        sample(path, tmp_path)
    assert caught.value.code == "map_not_equal_area"
    assert not (tmp_path / "sample.gpkg").exists()


def test_areas_that_are_a_little_off_are_told_and_feet_are_no_fault(tmp_path):
    off = write_raster(
        tmp_path / "off.tif", np.full((1, 20, 20), 9, np.uint8), crs="EPSG:3034", descriptions=(), left=4e6, top=2.4e6
    )  # fmt: skip
    with ClassMap(off) as opened:
        (told,) = opened.warnings
    assert told.startswith("In EPSG:3034 areas are ") and "% smaller than on the ground" in told
    # California zone 5 in US feet, at Los Angeles.
    feet = write_raster(
        tmp_path / "feet.tif", np.full((1, 20, 20), 9, np.uint8), crs="EPSG:2229", descriptions=(), left=6.48e6,
        top=1.85e6, resolution=100.0,
    )  # fmt: skip
    with ClassMap(feet) as opened:
        assert opened.warnings == [] and opened.pixel_ha == pytest.approx(0.0929, abs=1e-4)


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


def test_what_is_expected_of_a_class_that_is_no_stratum_is_said_not_to_be_used(map_path, tmp_path):
    size = SampleSize(expected={"112": 0.5, "523": 0.6, "1": 0.7}, standard_error=0.02)

    def said(job: object) -> list[str]:
        events: list = []
        warnings = carry_out(job, events.append)["warnings"]
        assert set(warnings) <= {event.message for event in events if isinstance(event, Log)}
        return [text for text in warnings if text.startswith("What is expected")]

    fine = ["What is expected of 523, 1 was not used: the strata are 112, 211, 311."]
    coarse = ["What is expected of 112, 523 was not used: the strata are 1, 2, 3."]
    assert said(SampleSizeJob(map_path=map_path, size=size)) == fine
    assert said(SampleSizeJob(map_path=map_path, size=size, strata_level=1)) == coarse
    assert said(SamplePointsJob(map_path, str(tmp_path / "a.gpkg"), size=size)) == fine
    simple = SamplePointsJob(map_path, str(tmp_path / "b.gpkg"), SampleDesign.SIMPLE, size)
    assert said(simple) == [
        "What is expected of 112, 523, 1 was not used: the sample has no strata of classes."
    ]
    known = replace(size, expected={"112": 0.5})
    assert said(SampleSizeJob(map_path=map_path, size=known)) == []


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
        lambda: SampleSizeJob((StratumShare("a", 1.0),), size=SampleSize(expected={"311": 0.5})),
        lambda: SampleSizeJob(map_path="m", size=SampleSize(expected={"999": 0.5})),
        lambda: SamplePointsJob("m", "o", size=SampleSize(expected={"xyz": 0.5})),
        lambda: SamplePointsJob("m", "o", size=SampleSize(expected={"0311": 0.5})),
    ],
)
def test_jobs_that_make_no_sense_are_refused_with_a_sentence(make):
    with pytest.raises(JobError, match=r"expected|give one|choose"):
        make()


SHARES = (40, 20, 10, 8, 6, 4, 3, 2, 2, 1, 1, 0.8, 0.5, 0.5, 0.4, 0.3, 0.2, 0.1, 0.1, 0.1)


@pytest.fixture(scope="module")
def common_and_rare(tmp_path_factory):
    """A map of 20 classes as real ones are: few have most of its 200,000 pixels."""
    counts = np.array([round(2000 * share) for share in SHARES])
    pixels = np.repeat(np.arange(1, 21, dtype=np.uint8), counts).reshape(1, 400, -1)
    return write_raster(tmp_path_factory.mktemp("many") / "map.tif", pixels, descriptions=())


def told(found) -> list[str]:
    result, _, events = found
    assert result["warnings"] == [
        e.message for e in events if isinstance(e, Log) and e.level is LogLevel.WARNING
    ]
    return result["warnings"]


@pytest.mark.parametrize("error", [0.01, 0.02])
def test_a_precision_that_minima_miss_is_told_with_the_number_that_has_it(common_and_rare, tmp_path, error):
    """The formula's points are fewer than the minima, or fewer in the common classes than it reckons with."""
    size = SampleSize(standard_error=error, expected_default=0.85)
    result, _, _ = found = sample(common_and_rare, tmp_path, size=size)
    shares = np.array([s["pixels"] for s in result["strata"]]) / 199_600
    shares = shares / shares.sum()
    drawn = np.array([s["points"] for s in result["strata"]])
    reached = np.sqrt((shares**2 * 0.85 * 0.15 / drawn).sum())
    assert result["achieved_se"] == pytest.approx(reached) and reached > 1.1 * error
    (warning,) = told(found)
    assert f"a standard error of {reached:.4f}, not the {error:g} that was asked for" in warning
    enough = int(re.search(r"ask for ([\d,]+) points", warning).group(1).replace(",", ""))
    counted = carry_out(SampleSizeJob(map_path=common_and_rare, size=size), lambda event: None)
    assert counted["enough_points"] == enough and counted["achieved_se"] == pytest.approx(reached)
    (tmp_path / "sample.gpkg").unlink()
    for number, there in ((enough, True), (enough - 5, False)):
        asked = SampleSize(standard_error=error, expected_default=0.85, points=number)
        again = carry_out(SampleSizeJob(map_path=common_and_rare, size=asked), lambda event: None)
        assert (again["achieved_se"] <= 1.005 * error) == there
        assert again["enough_points"] is None, "a number was asked for, and no precision"


def test_a_precision_that_is_reached_needs_no_word(map_path, common_and_rare, tmp_path):
    assert told(sample(map_path, tmp_path, size=SampleSize(standard_error=0.06))) == []
    (tmp_path / "sample.gpkg").unlink()
    by_area = SampleSize(standard_error=0.01, allocation=Allocation.PROPORTIONAL)
    assert told(sample(common_and_rare, tmp_path, size=by_area)) == []


@pytest.mark.parametrize(
    ("size", "drawn", "words"),
    [
        (
            SampleSize(points=300),
            None,
            "takes at least 50; give a smaller minimum, or draw in the classes of",
        ),
        (
            SampleSize(points=20, allocation=Allocation.PROPORTIONAL),
            None,
            "takes at least two; for fewer draw in",
        ),
        (SampleSize(points=1000), 1000, ""),
    ],
)
def test_more_points_than_asked_for_are_told(common_and_rare, tmp_path, size, drawn, words):
    result, points, _ = found = sample(common_and_rare, tmp_path, size=size)
    assert result["points"] == len(points)
    if drawn:
        assert len(points) == drawn and told(found) == []
        return
    (warning,) = told(found)
    assert len(points) > size.points
    assert warning.startswith(f"{len(points):,} points were drawn, not {size.points}: each of 20 classes ")
    assert words in warning


def test_fewer_points_than_asked_for_and_those_of_a_grid_are_told(tmp_path):
    path = write_raster(tmp_path / "map.tif", np.full((1, 10, 10), 23, np.uint8), descriptions=())
    warning = told(sample(path, tmp_path, size=SampleSize(points=150)))[-1]
    assert warning == "100 points were drawn, not 150: the map has no more pixels for them."
    (tmp_path / "sample.gpkg").unlink()
    _, points, _ = found = sample(path, tmp_path, design=SampleDesign.SYSTEMATIC, size=SampleSize(points=7))
    assert len(points) != 7
    assert told(found)[-1].startswith(f"{len(points)} points were drawn, not 7: so many of a square grid")
