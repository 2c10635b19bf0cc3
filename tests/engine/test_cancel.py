"""Cancelling a job of any kind at any of its reports of progress leaves nothing, and keeps what was there."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyogrio
import pytest
import shapely

from corina.engine.errors import Cancelled
from corina.engine.events import Progress
from corina.engine.handlers import carry_out
from corina.engine.jobs import (
    AccuracyJob,
    AreasJob,
    ClassifyJob,
    ClassifyOptions,
    CompareJob,
    CompareOptions,
    Device,
    GeneraliseJob,
    LandCoverInput,
    SamplePointsJob,
    SampleSize,
    SceneInput,
)

from .land_cover import square, write_codes, write_polygons
from .rasters import reflectance_dn, write_raster
from .tiny_model import make_package

KINDS = ("classify", "compare", "generalise", "areas", "sample", "accuracy")
AT_MOST = 12
"""Reports at which a job is cancelled: the first and the last, and others between them."""


def job_of(kind: str, folder: Path) -> object:
    """A small job of a kind whose files all go below folder/out; what it reads is beside that."""
    folder.mkdir(exist_ok=True)
    out = str(folder / "out")
    before = np.repeat([211, 311], 4000).reshape(80, 100).astype(np.uint16)
    after = before.copy()
    after[5:35, 10:50] = 112
    here, there = write_codes(folder / "after.tif", after), write_codes(folder / "before.tif", before)
    if kind == "classify":
        model = str(make_package(folder / "model"))
        scene = SceneInput(write_raster(folder / "s.tif", reflectance_dn(150, 150)), scale=1e-4)
        options = ClassifyOptions(device=Device.CPU, polygons=True, confidence=True, minimum_unit_ha=1)
        return ClassifyJob(scene, out, model, options=options)
    if kind == "compare":
        options = CompareOptions(minimum_unit_ha=1)
        return CompareJob(LandCoverInput(there), out, LandCoverInput(here), options=options)
    if kind == "generalise":
        return GeneraliseJob(LandCoverInput(here), out, minimum_unit_ha=2, minimum_width_m=30, polygons=True)
    if kind == "areas":
        zones = write_polygons(folder / "zones.gpkg", [square(0, 0, 40, 40)], {"name": ["a"]})
        return AreasJob(LandCoverInput(here), out, zones=zones, zone_field="name")
    if kind == "sample":
        return SamplePointsJob(here, str(folder / "out" / "s.gpkg"), size=SampleSize(points=40), seed=1)
    points = np.array([[500_005 + 10 * i, 4_999_995 - 10 * i] for i in range(0, 78, 2)], float)
    samples = str(folder / "points.gpkg")
    pyogrio.raw.write(
        samples,
        shapely.to_wkb(shapely.points(points)),
        [np.array(["211"] * len(points), object)],
        ["label"],
        layer="samples",
        crs="EPSG:32634",
        geometry_type="Point",
    )
    return AccuracyJob(samples, here, out)


@pytest.mark.parametrize("kind", KINDS)
def test_cancelling_at_any_report_leaves_nothing(tmp_path, kind):
    heard: list[Progress] = []
    carry_out(
        job_of(kind, tmp_path / "whole"), lambda e: heard.append(e) if isinstance(e, Progress) else None
    )
    assert heard, "a job that never reports cannot be cancelled"
    assert list((tmp_path / "whole" / "out").iterdir())
    reports = sorted({round(k) for k in np.linspace(0, len(heard) - 1, min(AT_MOST, len(heard)))})
    job, out = job_of(kind, tmp_path / "cut"), tmp_path / "cut" / "out"
    for report in reports:
        left = iter(range(report))

        def cancel(event: object, left=left) -> None:
            if isinstance(event, Progress) and next(left, None) is None:
                raise Cancelled

        with pytest.raises(Cancelled):
            carry_out(job, cancel)
        assert not out.exists(), f"cancelled at {heard[report].stage.value}"
    out.mkdir()
    (out / "mine.txt").write_text("keep")
    with pytest.raises(Cancelled):
        carry_out(job, cancel_at_once)
    assert [p.name for p in out.rglob("*")] == ["mine.txt"]


def cancel_at_once(event: object) -> None:
    """As when the user presses Cancel before anything was done."""
    if isinstance(event, Progress):
        raise Cancelled
