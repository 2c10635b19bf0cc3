"""What crosses the process border arrives as it was sent."""

from __future__ import annotations

import dataclasses
import json
import re

import pytest

from corina.engine import jobs
from corina.engine.events import Failure, Log, LogLevel, Progress, Result, Stage, event_from_line, to_line
from corina.engine.jobs import (
    AreaInput,
    BandChoice,
    CheckJob,
    ClassifyJob,
    ClassifyOptions,
    DescribeModelJob,
    DescribeSceneJob,
    Device,
    JobError,
    MaskChoice,
    SceneInput,
    job_from_json,
    to_json,
)

SCENE = SceneInput(
    "/data/Forêt.tif",
    bands=(BandChoice("B02", "/data/a.tif", 3), BandChoice("B08", "/data/b.tif")),
    scale=1e-4,
    offset=-0.1,
    mask=MaskChoice("/data/m.tif", (1, 9)),
    use_scl=False,
)


@pytest.mark.parametrize(
    "job",
    [
        ClassifyJob(SCENE, "/out", "m", area=AreaInput("EPSG:4326", bounds=(1.0, 2.0, 3.0, 4.0)), run_id="r"),
        ClassifyJob(
            SceneInput("a"),
            "/out",
            options=ClassifyOptions(Device.CUDA, threads=3, overlap=0.25, polygons=True, minimum_unit_ha=5.0),
        ),
        DescribeSceneJob(SCENE, model="m"),
        DescribeModelJob("m", "/models"),
        CheckJob(Device.CPU),
    ],
)
def test_a_job_survives_the_journey(job):
    text = to_json(job)
    assert "\n" not in text
    assert job_from_json(text) == job


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"schema": 99}, "different versions"),
        ({"kind": "dance"}, "Unknown kind"),
        ({"job": {"scene": {"path": "a", "colour": 1}, "output_dir": "o"}}, "no field 'colour'"),
        ({"job": {"scene": {"path": "a"}}}, "output_dir"),
        ({"job": {"scene": {"path": "a"}, "output_dir": "o", "options": {"device": "abacus"}}}, "abacus"),
        ({"job": {"scene": {"path": "a"}, "output_dir": "o", "options": {"overlap": 0.9}}}, "overlap is 0.9"),
        (
            {"job": {"scene": {"path": "a", "scale": 0}, "output_dir": "o"}},
            "scale is 0, expected a number above",
        ),
        ({"job": {"scene": {"path": "a", "offset": -0.1}, "output_dir": "o"}}, "has no scale; give both"),
    ],
)
def test_a_job_that_is_wrong_says_where(change, sentence):
    document = {**json.loads(to_json(ClassifyJob(SceneInput("a"), "o"))), **change}
    with pytest.raises(JobError, match=sentence):
        job_from_json(json.dumps(document))


@pytest.mark.parametrize(
    "event",
    [
        Progress(Stage.INFER, 0.5, 3, 7, 0.8, 12.5),
        Log("Été", LogLevel.WARNING),
        Result({"a": [1, None, "é"]}),
        Failure("disk_full", "No room.", "line 1\nline 2"),
    ],
)
def test_an_event_survives_the_journey(event):
    line = to_line(event)
    assert "\n" not in line
    assert event_from_line(line) == event


@pytest.mark.parametrize(
    "line", ["", "hello", "[1]", '{"event": "progress"}', '{"event": "log", "message": 1}', "{}"]
)
def test_what_is_no_event_is_not_taken_for_one(line):
    assert event_from_line(line) is None


def test_the_documents_list_every_kind_of_job_with_its_fields(checkout):
    text = (checkout / "docs" / "jobs.md").read_text(encoding="utf-8")
    for kind, cls in jobs._KINDS.items():
        row = re.search(rf"^\| `{kind}`, `{cls.__name__}` \|(.*)\|(.*)\|$", text, re.M)
        assert row, kind
        told = set(re.findall(r"`(\w+)`", row[1] + row[2]))
        assert told == {item.name for item in dataclasses.fields(cls)}, kind
