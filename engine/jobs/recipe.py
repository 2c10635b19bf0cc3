"""A recipe: everything that decides what a training does; the files of training/recipes hold the same.

Standard library only. Every field has a default that works; `presets` has the starting points of the window.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum
from typing import Dict, Optional, Tuple

from corina.engine.jobs.codec import JobError
from corina.engine.jobs.training_data import DataChoice, SplitChoice

BANDS = ("B02", "B03", "B04", "B08")
OWN = "data"
"""The name under which a stage draws from the recipe's `data`; other names are the sets of the bundled model."""


_NAME = re.compile(r"^[a-z0-9][a-z0-9._-]{0,63}$")


class Architecture(str, Enum):
    """RESUNET: any encoder, a U-Net decoder. UNET: plain, two convolutions a level. SEGNET: unpooling by indices."""

    RESUNET = "resunet"
    UNET = "unet"
    SEGNET = "segnet"


class Heads(str, Enum):
    """HIERARCHICAL: one network, all levels share a head. SEPARATE: three networks, one a level (Ulmas and Liiv).

    FLAT: one network with a score for each class of level 3, which knows no relatives, as a plain U-Net has.
    """

    HIERARCHICAL = "hierarchical"
    SEPARATE = "separate"
    FLAT = "flat"


class WeightsFrom(str, Enum):
    """Where the first weights come from.

    NONE: random. BUNDLED: the model that comes with Corina. PACKAGE: a package by name or path, or a run's checkpoint.
    FILE: a state dict of torch, timm, TorchGeo or BigEarthNet, as safetensors or a file torch reads with weights_only.
    IMAGENET: an encoder trained on photographs that comes with the engine's training part (models/pretrained.py).
    """

    NONE = "none"
    BUNDLED = "bundled"
    PACKAGE = "package"
    FILE = "file"
    IMAGENET = "imagenet"


class ClassWeights(str, Enum):
    """Weights of level-3 classes in the loss: INVERSE to their pixels, or by the EFFECTIVE number (Cui et al. 2019)."""

    NONE = "none"
    INVERSE = "inverse"
    EFFECTIVE = "effective"


class Optimiser(str, Enum):
    """How weights are moved."""

    ADAM = "adam"
    ADAMW = "adamw"
    SGD = "sgd"


class Rate(str, Enum):
    """How the learning rate goes on. COSINE: warm-up over a tenth, then a cosine to zero. ONE_CYCLE: over three tenths.

    PLATEAU: divided when the validation loss no longer falls. CONSTANT: as it is.
    """

    CONSTANT = "constant"
    PLATEAU = "plateau"
    COSINE = "cosine"
    ONE_CYCLE = "one_cycle"


class Precision(str, Enum):
    """MIXED: 16-bit floats where the hardware computes them faster (bf16 or fp16), else FULL; the log says which."""

    FULL = "full"
    MIXED = "mixed"


@dataclass(frozen=True)
class NetworkChoice:
    """The network.

    encoder: the bundled model's, resnet18, resnet34, resnet50 or any other name segmentation-models-pytorch knows (not
    for UNET and SEGNET).
    depth: how often the image is halved, 1 to 5. decoder_channels: widths from the coarsest to the finest, `depth` of
    them; empty for the usual ones. compressed: squeeze shortcuts by 1 x 1 convolutions, to skip_channels
    (finest first; empty for half of each). dropout: of feature maps before the head ("outer"), 0 to 0.2 in the paper;
    inner_dropout: of the coarsest features, 0.3 to 0.4 in the paper. block: side in px of squares that share one
    prediction; 10 with UNET is the paper's baseline of 100 m.
    """

    architecture: Architecture = Architecture.RESUNET
    encoder: str = "tu-efficientnet_lite0"
    depth: int = 4
    decoder_channels: Tuple[int, ...] = ()
    compressed: bool = False
    skip_channels: Tuple[int, ...] = ()
    heads: Heads = Heads.HIERARCHICAL
    dropout: float = 0.1
    inner_dropout: float = 0.0
    block: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.depth <= 5:
            raise JobError(f"network.depth is {self.depth}, expected 1 to 5.")
        if self.block < 1:
            raise JobError(f"network.block is {self.block} px, expected 1 or more.")
        if self.decoder_channels and len(self.decoder_channels) != self.depth:
            raise JobError(
                f"network.decoder_channels has {len(self.decoder_channels)} widths, expected {self.depth}, one a level."
            )
        for name, value in (("dropout", self.dropout), ("inner_dropout", self.inner_dropout)):
            if not 0 <= value < 1:
                raise JobError(f"network.{name} is {value}, expected 0 to below 1.")


@dataclass(frozen=True)
class WeightsChoice:
    """The first weights. path: name or path for PACKAGE, file for FILE. encoder_only: nothing of decoder and head.

    bands: those a FILE's first convolution reads, in its order; empty to take them from the file, or by their number.
    """

    source: WeightsFrom = WeightsFrom.NONE
    path: str = ""
    encoder_only: bool = False
    bands: Tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.source in (WeightsFrom.PACKAGE, WeightsFrom.FILE) and not self.path:
            raise JobError(
                f"weights.source is {self.source.value!r} but weights.path is empty: name the file or model."
            )


@dataclass(frozen=True)
class LossChoice:
    """Shares of the losses that are added up; a share of 0 leaves one out.

    hierarchical: -log of the probability inside the label's set at each level, `weights` for levels 1, 2, 3.
    dice_bce: half Dice, half binary cross-entropy (the ResUNet paper); positive_weights: rare classes count more in it.
    focal: the hierarchical loss times (1 - p) ** focal_gamma. class_weights: of the label's class in every loss.
    """

    hierarchical: float = 1.0
    dice_bce: float = 0.0
    focal: float = 0.0
    weights: Tuple[float, ...] = (1.0, 1.0, 1.0)
    focal_gamma: float = 2.0
    positive_weights: bool = False
    class_weights: ClassWeights = ClassWeights.NONE

    def __post_init__(self) -> None:
        shares = (self.hierarchical, self.dice_bce, self.focal)
        if min(shares) < 0 or not sum(shares):
            raise JobError(f"The loss has the shares {shares}, expected none below 0 and one above.")
        if not self.focal_gamma >= 0:
            raise JobError(f"loss.focal_gamma is {self.focal_gamma}, expected 0 or more.")
        if len(self.weights) != 3 or min(self.weights) < 0 or not sum(self.weights):
            raise JobError(
                f"loss.weights is {self.weights}, expected three numbers of 0 or more, one a level, not all 0."
            )


@dataclass(frozen=True)
class AugmentationChoice:
    """How much a patch is changed each time it is seen; image and label always together.

    flips, turns: mirror images and quarter turns. scale: zoom by up to this factor, in or out (0.25: 0.8 to 1.25).
    gain, band_gain: standard deviation of a factor common to all bands, of one a band. offset, noise: standard
    deviation of added reflectance, per band and per pixel. nodata: probability that blocks are blanked. band_dropout:
    probability that one band is lost. mosaic: probability that a patch is put together from four.
    The defaults are small because L2A is corrected for the atmosphere: larger changes of brightness hide what tells
    conifers from mixed forest, or a lake from the sea.
    """

    gain: float = 0.03
    band_gain: float = 0.02
    offset: float = 0.001
    noise: float = 0.001
    nodata: float = 0.3
    flips: bool = True
    turns: bool = True
    scale: float = 0.0
    band_dropout: float = 0.0
    mosaic: float = 0.0


@dataclass(frozen=True)
class StageChoice:
    """A part of a training with its own length and learning rate; stages follow one another.

    epochs: passes over the data; or steps: optimiser steps, which win over epochs where both are given.
    sets: share of each set in a batch ("data" is the recipe's own); empty for only the own data.
    batch: patches a step. crop: side of the squares in px, 0 for whole patches.
    learning_rate: the peak. rate: how it goes on; schedule: steps over which it is laid out, 0 for the stage's length.
    frozen: the encoder keeps its weights. until_flat: the stage ends when the validation loss has not fallen for this
    many epochs, 0 for never. ema: decay per step of the running mean of the weights, which is what is kept; 0 for none.
    clip: longest gradient, 0 for any. accumulate: batches a step.
    level_weights: of levels 1, 2, 3 in the hierarchical loss of this stage, empty for the recipe's.
    augmentation: of this stage, None for the recipe's.
    fresh_head: begin with a new head. Labels that are sets leave open how probability is shared inside a set, so their
    head may be sure of a leaf that no label ever named; what its features know is kept.
    """

    name: str = "train"
    epochs: int = 40
    steps: int = 0
    sets: Dict[str, float] = field(default_factory=dict)
    batch: int = 8
    crop: int = 0
    learning_rate: float = 5e-4
    optimiser: Optimiser = Optimiser.ADAMW
    weight_decay: float = 0.01
    rate: Rate = Rate.COSINE
    schedule: int = 0
    patience: int = 5
    factor: float = 0.3
    frozen: bool = False
    until_flat: int = 0
    ema: float = 0.998
    clip: float = 5.0
    accumulate: int = 1
    fresh_head: bool = False
    level_weights: Tuple[float, ...] = ()
    augmentation: Optional[AugmentationChoice] = None

    def __post_init__(self) -> None:
        where = f"Stage {self.name!r}"
        levels = self.level_weights
        if levels and (len(levels) != 3 or min(levels) < 0 or not sum(levels)):
            raise JobError(
                f"{where} has level_weights {levels}, expected three numbers of 0 or more, one a level, not all 0."
            )
        if self.epochs < 1 and self.steps < 1:
            raise JobError(f"{where} has neither epochs nor steps; give one of them.")
        if not 1 <= self.batch <= 4096 or not self.learning_rate > 0 or self.accumulate < 1:
            raise JobError(
                f"{where} has batch {self.batch}, learning_rate {self.learning_rate} and accumulate {self.accumulate}; "
                "expected 1 or more, above 0 and 1 or more."
            )
        if not 0 <= self.ema < 1:
            raise JobError(f"{where} has ema {self.ema}, expected 0 to below 1.")
        least = {
            "epochs": self.epochs,
            "steps": self.steps,
            "crop": self.crop,
            "schedule": self.schedule,
            "patience": self.patience,
            "until_flat": self.until_flat,
            "weight_decay": self.weight_decay,
            "clip": self.clip,
        }
        for name, value in least.items():
            if not value >= 0:
                raise JobError(f"{where} has {name} {value}, expected 0 or more.")
        if not 0 < self.factor <= 1:
            raise JobError(f"{where} has factor {self.factor}, expected above 0 to 1.")


@dataclass(frozen=True)
class Recipe:
    """A whole training.

    name: of the model package (a-z, 0-9, ".", "_", "-"). codes: level-3 codes to tell apart, empty for those that the
    training labels name. stop_early: epochs of the last stage without a better `monitor` after which the training ends,
    0 for never. precision; workers: processes that cut patches; devices: GPUs, more than one by torchrun.
    data: what to train on; None where all stages draw from the bundled model's sets only. bands and codes of `data` win
    over the recipe's. check_every: one of so many S2GLC chips is kept for checks (the bundled model's sets only).
    previews: fixed validation patches drawn each epoch.
    """

    name: str = "my-model"
    title: str = "My model"
    version: str = "1"
    description: str = ""
    licence: str = ""
    seed: int = 1
    codes: Tuple[int, ...] = ()
    bands: Tuple[str, ...] = BANDS
    network: NetworkChoice = field(default_factory=NetworkChoice)
    weights: WeightsChoice = field(default_factory=WeightsChoice)
    loss: LossChoice = field(default_factory=LossChoice)
    augmentation: AugmentationChoice = field(default_factory=AugmentationChoice)
    stages: Tuple[StageChoice, ...] = (StageChoice(),)
    data: Optional[DataChoice] = None
    split: SplitChoice = field(default_factory=SplitChoice)
    check_every: int = 10
    stop_early: int = 10
    monitor: str = "loss"
    precision: Precision = Precision.MIXED
    workers: int = 0
    devices: int = 1
    previews: int = 4

    def __post_init__(self) -> None:
        if not _NAME.match(self.name):
            raise JobError(
                f"The model's name is {self.name!r}, expected small letters, digits, '.', '_' or '-': my-model."
            )
        if not self.stages:
            raise JobError("The recipe has no stage; give at least one.")
        if not self.bands or len(set(self.bands)) != len(self.bands):
            raise JobError(f"The recipe's bands {list(self.bands)} are empty or named twice.")
        if list(self.codes) != sorted(set(self.codes)):
            raise JobError(f"codes must be level-3 CORINE codes in rising order; found {list(self.codes)}.")
        if self.monitor not in MONITORS:
            raise JobError(f"monitor is {self.monitor!r}, expected one of {', '.join(MONITORS)}.")

    @property
    def input_bands(self) -> Tuple[str, ...]:
        """The bands the network reads."""
        return self.data.bands if self.data is not None else self.bands

    @property
    def stated_codes(self) -> Tuple[int, ...]:
        """The codes to tell apart; empty for those that the labels name."""
        return (self.data.codes if self.data is not None else ()) or self.codes


MONITORS: Dict[str, str] = {
    "loss": "min",
    "overall1": "max",
    "overall2": "max",
    "overall3": "max",
    "f1_macro3": "max",
    "mean_iou3": "max",
}
"""What can say which epoch was the best, of the validation data, and whether less or more of it is better."""
