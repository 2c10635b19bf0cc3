"""Reviewing labels: the wrong ones come first, where they lie, with what the model would call them."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pyogrio
import pytest
import shapely

from corina.engine.errors import Cancelled, EngineProblem
from corina.engine.handlers import carry_out
from corina.engine.jobs import JobError, ReviewLabelsJob, job_from_json, to_json
from corina.training import run_review
from corina.training.collection import open_collection
from corina.training.review import (
    losses,
    patches_to_review,
    worst,
    write_patches_to_review,
    write_polygons_to_review,
    write_table,
)
from tests.training.scenes import BANDS, LEFT, TOP, choice_of, square, write_labels, write_raster


@pytest.fixture
def collection(tmp_path):
    """A scene, dark on the left (water), bright on the right (fields); a polygon on the right says water as well."""
    data = np.full((4, 64, 128), 300, np.uint16)
    data[:, :, 64:] = 2500
    scene = write_raster(tmp_path / "scene.tif", data, names=BANDS)
    labels = write_labels(
        tmp_path / "clc.gpkg",
        [
            ("512", square(0, 0, 64, 64)),
            ("211", square(64, 0, 128, 40)),
            ("211", square(64, 40, 100, 64)),
            ("512", square(100, 40, 128, 64)),
        ],
    )
    return open_collection(choice_of(scene, labels, patch=32, step=16))


def by_brightness(image):
    """A model that calls dark pixels water; sure of itself."""
    water = image[3] < 1000
    return np.stack([np.where(water, 0.02, 0.98), np.where(water, 0.98, 0.02)]).astype(np.float32)


def reviewed(collection, minimum_ha=0.5):
    numbers = patches_to_review(collection)
    found = list(losses(collection, by_brightness, collection.codes, numbers, minimum_ha))
    patches = worst([patch for patch, _ in found], 3)
    return numbers, patches, worst([p for _, polygons in found for p in polygons], 5)


def test_overlapping_patches_are_looked_at_once(collection):
    numbers, _, _ = reviewed(collection)
    assert len(collection.patches) == 21
    assert len(numbers) == 8


def test_the_wrong_label_comes_first_with_its_outline_and_what_was_mapped(collection, tmp_path):
    _, patches, polygons = reviewed(collection)
    path = write_polygons_to_review(tmp_path / "polygons.gpkg", collection, polygons)
    meta, _, geometry, columns = pyogrio.raw.read(path)
    first = {name: column[0] for name, column in zip(meta["fields"], columns)}
    assert (first["rank"], first["code"], first["mapped_code"]) == (1, 512, 211)
    assert first["agreement"] == 0
    assert first["loss"] == pytest.approx(-np.log(0.02), abs=1e-3)
    assert first["area_ha"] == pytest.approx(28 * 24 / 100)
    outline = shapely.from_wkb(geometry[0])
    assert outline.bounds == (LEFT + 1000, TOP - 640, LEFT + 1280, TOP - 400)
    assert columns[list(meta["fields"]).index("agreement")][1:].min() == 1
    layer = write_patches_to_review(tmp_path / "patches.gpkg", collection, patches)
    meta, _, geometry, columns = pyogrio.raw.read(layer)
    values = dict(zip(meta["fields"], columns))
    assert values["name"][0] == "scene_32_96"
    assert values["mapped"][0] == "211 100 %"
    assert values["status"].tolist() == ["", "", ""]
    assert (np.diff(values["loss"]) <= 0).all()
    assert shapely.from_wkb(geometry[0]).bounds == (LEFT + 960, TOP - 640, LEFT + 1280, TOP - 320)


def test_small_polygons_are_passed_over(collection):
    assert reviewed(collection, minimum_ha=50)[2] == []


def test_the_table_is_for_sets_without_a_place_too(collection, tmp_path):
    _, patches, _ = reviewed(collection)
    write_table(tmp_path / "t.csv", collection, patches)
    with (tmp_path / "t.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["rank"] for row in rows] == ["1", "2", "3"]
    assert rows[0]["name"] == "scene_32_96"
    with pytest.raises(EngineProblem, match="cannot be written"):
        write_table(tmp_path / "absent" / "t.csv", collection, patches)


def test_the_bundled_model_reviews_a_scene(collection, tmp_path):
    job = ReviewLabelsJob("resunet-s2-10m", str(tmp_path / "out"), collection.choice, limit=4, threads=1)
    assert job_from_json(to_json(job)) == job
    events = []
    result = carry_out(job, events.append)
    assert result["reviewed"] == 8
    assert len(result["patches"]) == 4
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "labels_review.csv", "labels_review_patches.gpkg", "labels_review_polygons.gpkg",
    ]  # fmt: skip
    with Path(result["outputs"]["table"]).open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == 4
    assert pyogrio.read_info(result["outputs"]["patches"])["features"] == 4
    with pytest.raises(EngineProblem, match="brings no data of its own"):
        carry_out(ReviewLabelsJob("resunet-s2-10m", str(tmp_path / "out")), events.append)
    with pytest.raises(JobError, match="The number to list is 0"):
        ReviewLabelsJob("a", "b", limit=0)


@pytest.mark.parametrize("when", ["while it looks", "while it writes"])
def test_a_review_that_is_cancelled_leaves_nothing(collection, tmp_path, monkeypatch, when):
    """What the runner of jobs raises inside a job that is to end."""
    name = "write_polygons_to_review" if when == "while it writes" else "patches_to_review"
    begun = []

    def cancel(*_):
        begun.extend(path.name for path in tmp_path.glob("runs/review/.corina-r7/*"))
        raise Cancelled()

    monkeypatch.setattr(run_review, name, cancel)
    folder = tmp_path / "runs" / "review"
    job = ReviewLabelsJob("resunet-s2-10m", str(folder), collection.choice, limit=4, threads=1, run_id="r7")
    told = []
    with pytest.raises(Cancelled):
        carry_out(job, lambda event: None, told.append)
    assert told == [folder / ".corina-r7"], "for whoever must end it by force"
    assert bool(begun) == (when == "while it writes")
    assert not (tmp_path / "runs").exists()


def test_a_place_that_cannot_be_written_is_said_before_anything_is_read(collection, tmp_path, monkeypatch):
    monkeypatch.setattr(run_review, "open_collection", lambda data: pytest.fail("read"))
    (tmp_path / "file").write_text("")
    job = ReviewLabelsJob("resunet-s2-10m", str(tmp_path / "file" / "out"), collection.choice, threads=1)
    with pytest.raises(EngineProblem, match="Results cannot be written to"):
        carry_out(job, lambda event: None)
