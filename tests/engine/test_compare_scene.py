"""A scene that is classified first: what is refused before, and what a comparison that fails leaves behind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import shapely

from corina.engine import events
from corina.engine.cli import main
from corina.engine.errors import Cancelled, EngineProblem
from corina.engine.handlers import carry_out
from corina.engine.jobs import (
    AreaInput,
    BandChoice,
    ChangeLayerInput,
    ClassifyJob,
    CompareJob,
    CompareOptions,
    JobError,
    LandCoverInput,
    SceneInput,
)
from corina.engine.jobs.reads import files_read

from .land_cover import write_codes, write_polygons
from .rasters import write_raster
from .tiny_model import make_package


@pytest.fixture
def job(tmp_path) -> CompareJob:
    """A scene of 64 x 64 px and what it is compared with."""
    dn = np.random.default_rng(0).integers(300, 4000, (4, 64, 64)).astype(np.uint16)
    scene = SceneInput(write_raster(tmp_path / "scene.tif", dn), scale=0.0001, offset=0.0)
    reference = write_codes(tmp_path / "of.tif", np.full((64, 64), 112, np.uint16))
    first = ClassifyJob(scene, str(tmp_path / "out"), str(make_package(tmp_path / "model")))
    return CompareJob(LandCoverInput(reference), str(tmp_path / "out"), classify=first, run_id="r1")


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def stages_of(job: CompareJob, stop_at: events.Stage | None = None) -> list[events.Stage]:
    """The stages a job goes through until it ends or fails; stop_at: it is cancelled there."""
    seen: list[events.Stage] = []

    def hear(event: events.Event) -> None:
        if isinstance(event, events.Progress):
            seen.append(event.stage)
            if event.stage is stop_at:
                raise Cancelled

    try:
        carry_out(job, hear)
    except (EngineProblem, Cancelled):
        return seen
    return [*seen, events.Stage.FINISH]


def elsewhere(tmp_path: Path) -> LandCoverInput:
    return LandCoverInput(write_codes(tmp_path / "far.tif", np.full((9, 9), 112, np.uint16), left=900_000.0))


def two_fields(tmp_path: Path) -> LandCoverInput:
    columns = {"CODE_18": ["311"], "CODE_12": ["112"]}
    shapes = [shapely.box(500_000, 4_999_400, 500_600, 5_000_000)]
    return LandCoverInput(write_polygons(tmp_path / "two.gpkg", shapes, columns, layer="both"))


@pytest.mark.parametrize(
    ("reference", "code"),
    [
        (lambda tmp_path: LandCoverInput(str(tmp_path / "nope.gpkg")), "reference_unreadable"),
        (elsewhere, "no_overlap"),
        (two_fields, "field_ambiguous"),
    ],
)
def test_a_reference_that_is_of_no_use_is_told_before_the_scene_is_classified(
    job: CompareJob, tmp_path: Path, reference: Callable[[Path], LandCoverInput], code: str
):
    wrong = replace(job, reference=reference(tmp_path))
    with pytest.raises(EngineProblem) as caught:
        carry_out(wrong, lambda event: None)
    assert caught.value.code == code
    assert events.Stage.INFER not in stages_of(wrong) and not (tmp_path / "out").exists()


def test_so_are_a_change_layer_and_a_level_that_cannot_be(job, tmp_path):
    lost = replace(job, changes=ChangeLayerInput(str(tmp_path / "cha.gpkg")))
    coarse = write_raster(
        tmp_path / "level1.tif",
        np.full((1, 64, 64), 3, np.uint8),
        descriptions=("CORINE Land Cover level 1",),
    )
    fine = replace(job, reference=LandCoverInput(coarse), options=CompareOptions(level=3))
    for wrong, words in (
        (lost, "cha.gpkg"),
        (fine, "Level 3 was asked for, and level1 has classes of level 1"),
    ):
        with pytest.raises(EngineProblem, match=words):
            carry_out(wrong, lambda event: None)
        assert events.Stage.INFER not in stages_of(wrong) and not (tmp_path / "out").exists()


@pytest.mark.parametrize("stage", [events.Stage.INFER, events.Stage.POLYGONS, events.Stage.REPORT])
def test_a_comparison_that_is_cancelled_leaves_the_maps_of_the_one_before(job, tmp_path, stage):
    part = AreaInput(bounds=(500_100.0, 4_999_700.0, 500_300.0, 4_999_900.0), crs="EPSG:32634")
    smaller = replace(job, area=part, classify=replace(job.classify, area=part))
    assert stage in stages_of(smaller, stage) and not (tmp_path / "out").exists(), "nothing was there before"
    carry_out(job, lambda event: None)
    before = files(tmp_path / "out")
    assert {"scene_level3.tif", "result.json", "from_to.tif"} <= set(before)
    stages_of(smaller, stage)
    assert files(tmp_path / "out") == before
    carry_out(smaller, lambda event: None)
    assert files(tmp_path / "out")["scene_level3.tif"] != before["scene_level3.tif"]


def test_maps_with_a_folder_of_their_own_go_with_a_comparison_that_fails(job, tmp_path):
    apart = replace(job, classify=replace(job.classify, output_dir=str(tmp_path / "maps")))
    stages_of(apart, events.Stage.REPORT)
    assert not (tmp_path / "maps").exists() and not (tmp_path / "out").exists()
    carry_out(apart, lambda event: None)
    assert (tmp_path / "maps" / "scene_level3.tif").is_file()


def test_a_scene_takes_no_confidence_of_another_map(job):
    with pytest.raises(JobError, match="its own confidence"):
        replace(job, confidence="sure.tif")


@pytest.mark.parametrize(
    "option",
    [
        ("--confidence", "sure.tif"),
        ("--map-layer", "x"),
        ("--map-crs", "EPSG:32633"),
        ("--map-year", "2012"),
        ("--map-filter", "a=1"),
    ],
)
def test_options_of_a_map_are_refused_for_a_scene(option, capsys):
    assert main(["compare", "scene.tif", "of.tif", "out", "--scene", *option]) == 1
    assert capsys.readouterr().err == (
        f"Error: {option[0]} says something of a map; leave out --scene, or leave it out.\n"
    )


@pytest.mark.parametrize(
    "said", [{"layer": "x"}, {"field": "CODE_18"}, {"filter_field": "a", "filter_values": ("1",)}]
)
def test_what_only_polygons_have_is_refused_for_a_raster(job, tmp_path, said):
    source = replace(job.reference, **said)
    whole = write_codes(tmp_path / "to.tif", np.full((64, 64), 112, np.uint16))
    with pytest.raises(EngineProblem, match=r"of\.tif is a raster, which has no layers, fields or filters"):
        carry_out(CompareJob(source, str(tmp_path / "out"), LandCoverInput(whole)), lambda event: None)


def test_a_comparison_that_is_called_as_its_product_is_refused_before_anything_is_classified(job, tmp_path):
    """What a product's maps are called is known only when it is open."""
    folder = Path(job.classify.scene.path).rename(tmp_path / "otherwise.tif")
    scene = replace(job.classify.scene, path=str(folder))
    wrong = replace(job, name="mine", classify=replace(job.classify, scene=scene, name="mine"))
    with pytest.raises(EngineProblem, match="The maps of the scene are called mine"):
        carry_out(wrong, lambda event: None)
    assert events.Stage.INFER not in stages_of(wrong)


def test_all_files_that_a_job_reads_are_known(job):
    band = BandChoice("B02", "/scene/B02.tif", 1)
    scene = replace(job.classify.scene, bands=(band,))
    read = list(files_read(replace(job, classify=replace(job.classify, scene=scene))))
    assert {"/scene/B02.tif", scene.path, job.reference.path} <= set(read)
