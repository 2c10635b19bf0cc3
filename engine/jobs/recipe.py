"""A recipe: everything that decides what a training does; the files of training/recipes hold the same.

Standard library only. Every field has a default that works; `presets` has the starting points of the window.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum
from typing import Dict, Optional, Tuple

from corina.engine.jobs.codec import JobError
from corina.engine.jobs.ranges import within
from corina.engine.jobs.stages import AugmentationChoice, StageChoice
from corina.engine.jobs.training_data import MAX_SEED, DataChoice, SplitChoice

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
        for name in ("decoder_channels", "skip_channels"):
            for width in getattr(self, name):
                within(f"A width in network.{name}", width, 1, 8192)
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
        if not (min(shares) >= 0 and 0 < sum(shares) < float("inf")):
            raise JobError(f"The loss has the shares {shares}, expected none below 0 and one above.")
        within("loss.focal_gamma", self.focal_gamma)
        if len(self.weights) != 3 or not (min(self.weights) >= 0 and 0 < sum(self.weights) < float("inf")):
            raise JobError(
                f"loss.weights is {self.weights}, expected three numbers of 0 or more, one a level, not all 0."
            )


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
        names = [stage.name.lower() for stage in self.stages]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            raise JobError(f"Two stages of the recipe are called {twice!r}; give each a name of its own.")
        within("seed", self.seed, 0, MAX_SEED)
        within("check_every", self.check_every, 2)
        within("stop_early", self.stop_early)
        within("workers", self.workers, 0, 256)
        within("devices", self.devices, 1)
        within("previews", self.previews)
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
    def resolution_m(self) -> float:
        """The pixels that the network reads; the bundled model's sets have 10 m."""
        return self.data.resolution_m if self.data is not None else 10.0

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
