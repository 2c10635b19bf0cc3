"""The recipe for BigEarthNet v2 in full, run end to end on a folder of its layout and on the patches at hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from corina.engine.errors import EngineProblem
from corina.engine.handlers import carry_out
from corina.engine.jobs import DescribeTrainingDataJob, NetworkChoice, SourceKind, SplitScheme, TrainJob
from corina.training.recipe import read_recipe
from tests.training.scenes import LEFT, write_raster

TILES = ("34VER", "34UEG", "29SND", "35VNL", "33UXP")
BANDS = ("B02", "B03", "B04", "B05", "B06", "B07", "B08", "B8A", "B11", "B12")


@pytest.fixture
def recipe_path(checkout):
    return checkout / "training" / "recipes" / "bigearthnet_v2.yaml"


def write_bigearthnet(root):
    """Ten patches of five tiles; the near infrared tells water from fields and forest."""
    rng = np.random.default_rng(2)
    for number in range(10):
        tile = TILES[number % 5]
        scene = f"S2A_MSIL2A_20170613T101031_N9999_R022_T{tile}"
        name = f"{scene}_{number:02d}_07"
        blocks = rng.integers(0, 3, (6, 6))
        reference = np.array((512, 211, 312), np.uint16)[blocks].repeat(20, 0).repeat(20, 1)
        where = {"left": LEFT + 2000 * number}
        write_raster(
            root / "Reference_Maps" / scene / name / f"{name}_reference_map.tif", reference[None], **where
        )
        for band in BANDS:
            edge = 120 if band in ("B02", "B03", "B04", "B08") else 60
            values = (400 + 900 * blocks).repeat(edge // 6, 0).repeat(edge // 6, 1).astype(np.uint16)
            path = root / "BigEarthNet-S2" / scene / name / f"{name}_{band}.tif"
            write_raster(path, values[None], size=1200 / edge, **where)
    return root


def test_the_recipe_asks_for_whole_tiles_and_ten_bands(recipe_path):
    recipe = read_recipe(recipe_path)
    assert recipe.input_bands == BANDS
    assert recipe.split.scheme is SplitScheme.TILES
    assert recipe.data.sources[0].kind is SourceKind.BIGEARTHNET
    assert recipe.stated_codes == ()


def test_data_that_is_not_there_is_said(recipe_path, monkeypatch):
    monkeypatch.delenv("BIGEARTHNET", raising=False)
    with pytest.raises(EngineProblem, match=r"\$\{BIGEARTHNET\} names a variable that is not set"):
        carry_out(DescribeTrainingDataJob(recipe=str(recipe_path)), lambda event: None)


def test_the_recipe_is_described_and_trained_on_a_folder_as_downloaded(recipe_path, tmp_path, monkeypatch):
    monkeypatch.setenv("BIGEARTHNET", str(write_bigearthnet(tmp_path / "ben")))
    described = carry_out(DescribeTrainingDataJob(recipe=str(recipe_path)), lambda event: None)
    assert described["codes"] == [211, 312, 512]
    assert described["split"]["scheme"] == "tiles"
    assert [fold["patches"] for fold in described["split"]["folds"]] == [2] * 5
    recipe = read_recipe(recipe_path)
    small = replace(
        recipe,
        network=NetworkChoice(depth=3, decoder_channels=(16, 16, 16)),
        stages=tuple(replace(stage, steps=2, batch=2) for stage in recipe.stages),
        workers=0,
        previews=0,
    )
    job = TrainJob(small, str(tmp_path / "run"), threads=1)
    result = carry_out(job, lambda event: None)
    assert result["state"] == "done"
    assert result["model"]["name"] == "resunet-s2-bigearthnet"
    assert 0 <= result["metrics"]["level3"]["overall"] <= 1


@pytest.mark.shared_data
def test_the_recipe_reads_the_patches_at_hand_with_four_bands(recipe_path, shared_data):
    recipe = read_recipe(recipe_path)
    source = replace(recipe.data.sources[0], kind=SourceKind.AUTO, path=str(shared_data / "bigearthnet_v2"))
    data = replace(recipe.data, sources=(source,), bands=("B02", "B03", "B04", "B08"))
    described = carry_out(DescribeTrainingDataJob(data, recipe.split), lambda event: None)
    assert described["patches"]["kept"] == 79
    assert len(described["codes"]) == 26
