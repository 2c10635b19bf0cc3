"""Every network of a recipe on its whole way: two steps of training, export, parity, a classified scene."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import rasterio

from corina.engine.handlers import carry_out
from corina.engine.jobs import (
    Architecture,
    ClassifyJob,
    ClassifyOptions,
    ExportModelJob,
    Heads,
    NetworkChoice,
    SceneInput,
    StageChoice,
    TrainJob,
)
from corina.training.journal import read_metrics
from corina.training.run_folder import network_of
from tests.training.scenes import write_scene
from tests.training.small_data import CLASSES, small_recipe, write_chips

NETWORKS = {
    "resnet50 with compressed shortcuts": NetworkChoice(
        encoder="resnet50", depth=2, decoder_channels=(16, 8), compressed=True, inner_dropout=0.3
    ),
    "segnet": NetworkChoice(architecture=Architecture.SEGNET, depth=2, decoder_channels=(16, 8)),
    "unet of 100 m": NetworkChoice(
        architecture=Architecture.UNET, depth=2, decoder_channels=(16, 8), block=10
    ),
    "three networks": NetworkChoice(
        encoder="resnet18", depth=2, decoder_channels=(16, 8), heads=Heads.SEPARATE
    ),
    "plain unet of smp": NetworkChoice(
        encoder="resnet18", depth=2, decoder_channels=(16, 8), heads=Heads.FLAT, dropout=0
    ),
}


@pytest.fixture(scope="module")
def chips(tmp_path_factory):
    return write_chips(tmp_path_factory.mktemp("data") / "chips", count=8, size=40)


@pytest.mark.parametrize("name", NETWORKS)
def test_it_trains_exports_and_classifies(name, chips, tmp_path):
    stage = StageChoice("all", steps=2, batch=4, crop=40, learning_rate=1e-3, ema=0.5)
    recipe = small_recipe(chips, network=NETWORKS[name], stages=(stage,), previews=0)
    run, models = tmp_path / "run", tmp_path / "models"
    trained = carry_out(TrainJob(recipe, str(run), threads=1, export=False), lambda event: None)
    assert trained["step"] == 2
    assert np.isfinite([line["values"]["loss"] for line in read_metrics(run)]).all()
    exported = carry_out(ExportModelJob(str(run), str(models), threads=1), lambda event: None)
    assert exported["largest_difference"] < 1e-4
    scene = write_scene(tmp_path / "scene.tif", 90, 110)
    job = ClassifyJob(
        SceneInput(str(scene), scale=1e-4, offset=0.0),
        str(tmp_path / "maps"),
        "small",
        str(models),
        options=ClassifyOptions(threads=1),
    )
    result = carry_out(job, lambda event: None)
    with rasterio.open(result["outputs"]["level3"]) as map3:
        found = map3.read(1)
    assert found.shape == (90, 110)
    assert {row["code"] for row in result["levels"]["3"]} <= set(CLASSES)
    assert (found > 0).all()
    config = network_of(run).config
    assert (config.skip_channels is not None) is recipe.network.compressed
    block = config.block
    if block > 1:
        squares = found[:90, :110].reshape(9, 10, 11, 10).transpose(0, 2, 1, 3).reshape(99, 100)
        assert (squares == squares[:, :1]).all()  # one class for each square of 100 m
    assert Path(exported["path"], "card.json").is_file()
