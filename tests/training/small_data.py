"""A small folder of chips on disk whose near infrared tells the class, and jobs that train on it in seconds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import rasterio

from corina.engine.jobs import (
    DataChoice,
    NetworkChoice,
    Recipe,
    SourceKind,
    SplitChoice,
    StageChoice,
    TrainingSource,
    TrainJob,
)
from corina.training.journal import read_metrics

CLASSES = (512, 312, 211)
BANDS = ("B02", "B03", "B04", "B08")
FOUR_EPOCHS = StageChoice("all", epochs=4, batch=4, learning_rate=3e-3, ema=0.5)


def write_chips(folder: Path, count: int = 12, size: int = 48) -> Path:
    """images/ and masks/ of `count` chips with CORINE codes as labels."""
    rng = np.random.default_rng(3)
    for name in ("images", "masks"):
        (folder / name).mkdir(parents=True)
    for number in range(count):
        blocks = rng.integers(0, 3, (size // 8, size // 8)).repeat(8, 0).repeat(8, 1)
        image = np.stack([400 + 0 * blocks, 600 + 0 * blocks, 500 + 0 * blocks, 300 + 1800 * blocks])
        image = (image + rng.normal(0, 40, image.shape)).clip(1).astype(np.uint16)
        profile = {"driver": "GTiff", "width": size, "height": size, "dtype": "uint16"}
        with rasterio.open(folder / "images" / f"{number}.tif", "w", count=4, **profile) as file:
            file.write(image)
            file.descriptions = BANDS
        with rasterio.open(folder / "masks" / f"{number}.tif", "w", count=1, **profile) as file:
            file.write(np.array(CLASSES, np.uint16)[blocks], 1)
    return folder


def small_recipe(folder: Path, *, epochs: int = 2, **changes: object) -> Recipe:
    """A recipe of one stage on the chips of a folder."""
    source = TrainingSource(SourceKind.CHIPS, str(folder), legend="corine", name="chips")
    recipe = Recipe(
        name="small",
        title="Small",
        data=DataChoice((source,), patch=32, step=16),
        split=SplitChoice(folds=4),
        network=NetworkChoice(encoder="resnet18", depth=3, decoder_channels=(32, 16, 16), dropout=0.0),
        stages=(StageChoice("all", epochs=epochs, batch=4, learning_rate=3e-3, ema=0.5),),
        previews=1,
        stop_early=0,
    )
    return replace(recipe, **changes)


def small_job(folder: Path, out: Path, **changes: object) -> TrainJob:
    """A training on the chips of a folder."""
    return TrainJob(recipe=small_recipe(folder), output_dir=str(out), threads=1, **changes)


def curve(folder: Path) -> list[tuple[int, str, float]]:
    """Epoch, split and loss of each line of a run's metrics."""
    return [(line["epoch"], line["split"], line["values"]["loss"]) for line in read_metrics(Path(folder))]
