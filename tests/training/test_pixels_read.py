"""A model is given the bands and the pixels that it has learned, whatever a recipe of other data says; sets that have
other pixels are refused."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from corina.engine.errors import EngineProblem
from corina.engine.handlers import carry_out
from corina.engine.jobs import (
    DataChoice,
    EvaluateJob,
    Recipe,
    ReviewLabelsJob,
    SourceKind,
    SplitChoice,
    SplitScheme,
    TrainingSource,
)
from corina.training.collection import open_collection
from corina.training.sources import open_source
from tests.training.scenes import BANDS, choice_of, halves, write_raster, write_scene


@pytest.fixture(scope="module")
def coarse(finished, tmp_path_factory):
    """The package of a run, whose card says that it reads pixels of 20 m."""
    folder = tmp_path_factory.mktemp("coarse") / "coarse"
    shutil.copytree(finished[1]["model"]["path"], folder)
    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    (folder / "card.json").write_text(json.dumps({**card, "name": "coarse", "resolution_m": 20.0}))
    return folder


@pytest.fixture(scope="module")
def ground(tmp_path_factory):
    """Training data of a scene of 128 x 128 pixels of 10 m: 16 patches of 32, of 20 m four."""
    folder = tmp_path_factory.mktemp("ground")
    scene = write_scene(folder / "scene.tif", 128, 128)
    return choice_of(scene, halves(folder / "clc.gpkg", height=128, width=128))


@pytest.mark.parametrize("bands", [("B08", "B04", "B03", "B02"), ("B04", "B03")])
def test_a_run_is_measured_on_the_bands_it_has_learned(finished, tmp_path, bands):
    job, trained, _ = finished
    other = replace(job.recipe, title="Other", seed=77, data=replace(job.recipe.data, bands=bands))
    found = carry_out(EvaluateJob(job.output_dir, str(tmp_path), recipe=other, threads=1), lambda event: None)
    assert found["metrics"] == trained["metrics"]
    assert found["title"] == "Small"
    page = Path(found["report"]["html"]).read_text(encoding="utf-8")
    assert "B02, B03, B04, B08" in page and "77" not in page.split("Seed")[1][:40]


def test_a_report_on_other_data_does_not_take_the_place_of_the_runs(finished, tmp_path):
    run = tmp_path / "run"
    shutil.copytree(finished[0].output_dir, run)
    before = (run / "report" / "report.html").read_bytes()
    other = replace(finished[0].recipe, name="other", title="Other")
    found = carry_out(EvaluateJob(str(run), recipe=other, threads=1), lambda event: None)
    assert found["report"]["html"] == str(run / "report-other" / "report.html")
    assert (run / "report" / "report.html").read_bytes() == before


def test_a_model_is_measured_on_pixels_of_its_size(coarse, ground):
    recipe = Recipe(data=ground, split=SplitChoice(SplitScheme.RANDOM, folds=2))
    found = carry_out(EvaluateJob(str(coarse), recipe=recipe, threads=1), lambda event: None)
    assert found["pixels"] == 2 * 32 * 32  # two of the four patches of 640 m


def test_a_review_cuts_pixels_of_the_models_size(coarse, ground, tmp_path):
    found = carry_out(ReviewLabelsJob(str(coarse), str(tmp_path), ground, threads=1), lambda event: None)
    assert found["reviewed"] == 4


def test_the_bundled_models_sets_do_not_measure_a_model_of_other_pixels(coarse):
    for recipe in (None, Recipe()):
        with pytest.raises(
            EngineProblem, match="The bundled model's sets: the pixels have 10 m, expected 20"
        ):
            carry_out(EvaluateJob(str(coarse), recipe=recipe, data_root="/none"), lambda event: None)


def chips(folder, **where):
    """Two chips with masks, which may say where they lie."""
    rng = np.random.default_rng(1)
    for number in (0, 1):
        image = rng.integers(300, 900, (4, 32, 32)).astype(np.uint16)
        write_raster(folder / "images" / f"{number}.tif", image, names=BANDS, **where)
        mask = np.repeat(np.array([211, 312], np.uint16), 16)[None, None].repeat(32, 1)
        write_raster(folder / "masks" / f"{number}.tif", mask, **where)
    return TrainingSource(SourceKind.CHIPS, str(folder), legend="corine", name="chips")


def test_chips_of_other_pixels_are_refused_and_those_of_unknown_ones_believed(tmp_path):
    of_20 = chips(tmp_path / "placed", size=20.0)
    with pytest.raises(EngineProblem, match=r"chips: the pixels have 20 m, expected 10 m .*set resolution_m"):
        open_collection(DataChoice((of_20,), BANDS))
    assert open_source(of_20, DataChoice((of_20,), BANDS, resolution_m=20)).resolution_m == 20
    anywhere = chips(tmp_path / "anywhere", crs=None)
    for metres in (10.0, 20.0):
        choice = DataChoice((anywhere,), BANDS, resolution_m=metres)
        assert open_collection(choice).sources[0].resolution_m == metres


@pytest.mark.shared_data
def test_a_ready_made_set_is_not_trained_on_as_if_it_had_other_pixels(shared_data):
    source = TrainingSource(SourceKind.BIGEARTHNET_STACKS, str(shared_data / "bigearthnet_v2"))
    with pytest.raises(EngineProblem, match="the pixels have 10 m, expected 20 m") as caught:
        open_collection(DataChoice((source,), BANDS, resolution_m=20))
    assert caught.value.code == "data_invalid"
