"""The recipe for BigEarthNet v2 in full, run end to end on a folder of its layout and on the patches at hand."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import rasterio

from corina.engine.cli import main
from corina.engine.errors import EngineProblem
from corina.engine.handlers import carry_out
from corina.engine.jobs import DescribeTrainingDataJob, NetworkChoice, SourceKind, SplitScheme
from corina.models.package import find_package
from corina.training.recipe import read_recipe, write_recipe
from tests.training.scenes import LEFT, write_raster

TILES = ("34VER", "34UEG", "29SND", "35VNL", "33UXP")
BANDS = ("B02", "B03", "B04", "B05", "B06", "B07", "B08", "B8A", "B11", "B12")
ALL = ("B01", *BANDS[:8], "B09", *BANDS[8:])


@pytest.fixture
def recipe_path(checkout):
    return checkout / "training" / "recipes" / "bigearthnet_v2.yaml"


def write_bigearthnet(root, bands=BANDS):
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
        for band in bands:
            edge = {"B01": 20, "B09": 20}.get(band, 120 if band in ("B02", "B03", "B04", "B08") else 60)
            pixels = np.arange(edge) * 6 // edge
            values = (400 + 900 * blocks)[pixels][:, pixels].astype(np.uint16)
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


def small(recipe, bands):
    """The recipe with a network and stages for a test; data, split, loss, augmentation and precision are its own."""
    return replace(
        recipe,
        data=replace(recipe.data, bands=bands),
        network=NetworkChoice(depth=3, decoder_channels=(16, 16, 16)),
        stages=tuple(replace(stage, steps=2, batch=2) for stage in recipe.stages),
        workers=0,
        previews=0,
    )


@pytest.mark.parametrize("bands", [BANDS, ALL])
def test_the_recipe_leads_from_a_folder_as_downloaded_to_a_map(
    recipe_path, tmp_path, monkeypatch, capsys, bands
):
    root = write_bigearthnet(tmp_path / "ben", bands)
    monkeypatch.setenv("BIGEARTHNET", str(root))
    recipe, models = tmp_path / "small.json", str(tmp_path / "models")
    write_recipe(small(read_recipe(recipe_path), bands), recipe)
    if bands == BANDS:
        assert main(["dataset", str(recipe_path), "--json"]) == 0
        described = json.loads(capsys.readouterr().out.splitlines()[-1])["data"]
        assert described["codes"] == [211, 312, 512]
        assert described["split"]["scheme"] == "tiles"
        assert [fold["patches"] for fold in described["split"]["folds"]] == [2] * 5
    command = ["train", str(recipe), "--out", str(tmp_path / "run"), "--models-dir", models, "--threads", "1"]
    assert main([*command, "--json"]) == 0
    result = json.loads(capsys.readouterr().out.splitlines()[-1])["data"]
    assert result["state"] == "done"
    assert 0 <= result["metrics"]["level3"]["overall"] <= 1
    card = find_package("resunet-s2-bigearthnet", [Path(models)]).card
    assert tuple(card.bands) == bands
    assert tuple(card.codes) == (211, 312, 512)
    assert {place[:5] for place in card.metrics["tiles"]} <= set(TILES)
    assert Path(result["zip"]).is_file()
    # A patch is a folder with a file a band of 10, 20 and 60 m: a scene like any other.
    patch = next((root / "BigEarthNet-S2").glob("*/*_07"))
    command = ["classify", str(patch), str(tmp_path / "map"), "--model", card.name, "--models-dir", models]
    pixels = ["--scale", "0.0001", "--offset", "0", "--name", "map", "--threads", "1"]
    assert main([*command, *pixels]) == 0
    with rasterio.open(tmp_path / "map" / "map_level3.tif") as mapped:
        assert mapped.shape == (120, 120)
        assert set(np.unique(mapped.read(1))) <= {12, 24, 41}  # grid codes of 211, 312 and 512


@pytest.mark.shared_data
def test_the_recipe_reads_the_patches_at_hand_with_four_bands(recipe_path, shared_data):
    recipe = read_recipe(recipe_path)
    source = replace(recipe.data.sources[0], kind=SourceKind.AUTO, path=str(shared_data / "bigearthnet_v2"))
    data = replace(recipe.data, sources=(source,), bands=("B02", "B03", "B04", "B08"))
    described = carry_out(DescribeTrainingDataJob(data, recipe.split), lambda event: None)
    assert described["patches"]["kept"] == 79
    assert len(described["codes"]) == 26
