"""Networks: an encoder and a U-Net decoder, a plain U-Net or a SegNet, with a head that scores all three CLC levels.

After Pollatos, Kouvaras and Charou, "Land Cover Semantic Segmentation Using ResUNet": encoder features reach the
decoder through shortcuts that may be compressed by 1 x 1 convolutions, with dropout inside and before the head; and
after Ulmas and Liiv, who train three networks, one for each level.
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple, Union

import torch
from torch import Tensor, nn

from corina.clc import Level, parent
from corina.models.bodies import PlainUNet, SegNet
from corina.models.encoders import UnetDecoder, build_encoder

CLIP = 8.0
"""Normalised reflectance is limited to this many standard deviations: a cloud or a glint must not flood the network."""

_PLAIN = {"unet": PlainUNet, "segnet": SegNet}

Scores = Union[Tensor, Tuple[Tensor, ...]]
"""Leaf logits [N, K, H, W], or of three networks the logits of the classes of levels 1, 2 and 3."""


@dataclass(frozen=True)
class NetworkConfig:
    """What a network looks like; enough to build it again before its weights are loaded.

    codes: the level-3 codes it predicts, in the order of its output channels.
    architecture: "resunet" (an encoder of segmentation-models-pytorch by name), "unet" or "segnet" (no named encoder).
    heads: "hierarchical" (one network), "separate" (three) or "flat" (one, whose classes of level 3 share nothing).
    skip_channels: width of each compressed shortcut from the finest to the coarsest, None for no compression.
    dropout: share of feature maps that are zeroed before the head in training; inner_dropout: of the coarsest ones.
    block: side of the squares of pixels that share one prediction.
    """

    codes: Tuple[int, ...]
    bands: int = 4
    encoder: str = "resnet18"
    depth: int = 4
    decoder_channels: Tuple[int, ...] = (128, 64, 32, 32)
    skip_channels: Optional[Tuple[int, ...]] = None
    dropout: float = 0.1
    architecture: str = "resunet"
    heads: str = "hierarchical"
    inner_dropout: float = 0.0
    block: int = 1

    @property
    def stride(self) -> int:
        """Height and width of an input must be multiples of this."""
        return math.lcm(2**self.depth, self.block)

    def to_dict(self) -> Dict[str, Any]:
        """Plain values for JSON."""
        return asdict(self)

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> NetworkConfig:
        """The inverse of `to_dict`; also reads the cards of Corina 0.1, which have fewer fields."""
        plain: Dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in values.items()}
        return cls(**plain)


def default_widths(depth: int) -> Tuple[int, ...]:
    """Decoder widths from the coarsest to the finest: 32 for the two finest levels, doubled for each further one."""
    return tuple(32 * 2 ** max(0, depth - 2 - i) for i in range(depth))


class HierarchicalHead(nn.Module):
    """Leaf logit = score of its level-1 parent + score of its level-2 parent + its own score.

    A label that only says "forest" then teaches the level-2 score of forest, which all of its children share, and a
    rare class inherits what its relatives have learned. Being linear it is one 1 x 1 convolution when exported.
    """

    def __init__(self, channels: int, codes: Sequence[int]) -> None:
        super().__init__()
        ancestors = [[parent(code, level) for code in codes] for level in (Level.L1, Level.L2, Level.L3)]
        columns = []
        for names in ancestors:
            distinct = sorted(set(names))
            columns.append(torch.tensor([[float(name == column) for column in distinct] for name in names]))
        gather = torch.cat(columns, dim=1)
        self.gather: Tensor
        self.register_buffer("gather", gather, persistent=False)
        self.scores = nn.Conv2d(channels, gather.shape[1], kernel_size=1)

    def reset(self) -> None:
        """Forget what was learned: all leaves about equally likely."""
        nn.init.normal_(self.scores.weight, std=0.02)
        assert self.scores.bias is not None
        nn.init.zeros_(self.scores.bias)

    def folded(self) -> Tuple[Tensor, Tensor]:
        """Weight [K, C, 1, 1] and bias [K] of the equivalent 1 x 1 convolution to leaf logits."""
        assert self.scores.bias is not None
        weight = self.gather @ self.scores.weight.flatten(1)
        return weight[:, :, None, None], self.gather @ self.scores.bias

    def forward(self, features: Tensor) -> Tensor:
        """Features [N, C, H, W] to leaf logits [N, K, H, W]."""
        weight, bias = self.folded()
        return nn.functional.conv2d(features, weight, bias)


class FlatHead(nn.Module):
    """One score a class of one level, for a network that knows no other level or makes nothing of them."""

    def __init__(self, channels: int, classes: int) -> None:
        super().__init__()
        self.scores = nn.Conv2d(channels, classes, kernel_size=1)

    def reset(self) -> None:
        """Forget what was learned: all classes about equally likely."""
        nn.init.normal_(self.scores.weight, std=0.02)
        assert self.scores.bias is not None
        nn.init.zeros_(self.scores.bias)

    def forward(self, features: Tensor) -> Tensor:
        """Features [N, C, H, W] to logits [N, classes, H, W]."""
        logits: Tensor = self.scores(features)
        return logits


class HierarchicalResUNet(nn.Module):
    """Reflectance [N, B, H, W] (0..1, H and W multiples of `config.stride`) to leaf logits [N, K, H, W].

    `mean` and `std` are the reflectance statistics of the training data, one value per band; they travel with the
    weights, so that nobody normalises with other numbers than those of the training.
    classes: of a single level for one of three networks, None for all codes with the head that `config` names.
    """

    def __init__(
        self,
        config: NetworkConfig,
        mean: Sequence[float],
        std: Sequence[float],
        classes: Optional[int] = None,
    ) -> None:
        super().__init__()
        self.config = config
        self.mean: Tensor
        self.std: Tensor
        self.register_buffer("mean", torch.tensor(mean, dtype=torch.float32).view(1, -1, 1, 1))
        self.register_buffer("std", torch.tensor(std, dtype=torch.float32).view(1, -1, 1, 1))
        if len(config.decoder_channels) != config.depth:
            raise ValueError(
                f"decoder_channels has {len(config.decoder_channels)} widths, but the network has depth {config.depth}"
            )
        self.compress: Optional[nn.ModuleList] = None
        if config.architecture == "resunet":
            self._build_resunet()
        elif config.architecture in _PLAIN:
            self.body = _PLAIN[config.architecture](
                config.bands, config.decoder_channels, config.inner_dropout
            )
        else:
            raise ValueError(f"There is no architecture {config.architecture!r}: resunet, unet or segnet.")
        self.dropout = nn.Dropout2d(config.dropout)
        self.head: Union[HierarchicalHead, FlatHead] = (
            HierarchicalHead(config.decoder_channels[-1], config.codes)
            if classes is None and config.heads != "flat"
            else FlatHead(config.decoder_channels[-1], classes or len(config.codes))
        )

    def _build_resunet(self) -> None:
        config = self.config
        self.encoder = build_encoder(config.encoder, config.bands, config.depth)
        channels = list(self.encoder.out_channels)
        if config.skip_channels is not None:
            if len(config.skip_channels) != config.depth - 1:
                raise ValueError(
                    f"skip_channels has {len(config.skip_channels)} widths, but a network of depth {config.depth} has "
                    f"{config.depth - 1} shortcuts"
                )
            self.compress = nn.ModuleList(
                nn.Conv2d(wide, narrow, kernel_size=1)
                for wide, narrow in zip(channels[1:-1], config.skip_channels)
            )
            channels[1:-1] = config.skip_channels
        self.decoder = UnetDecoder(channels, config.decoder_channels, n_blocks=config.depth)
        # Without parameters, and absent at rate 0: a dropout that drops nothing would still draw random numbers.
        self.inner = nn.Dropout2d(config.inner_dropout) if config.inner_dropout else nn.Identity()

    def features(self, reflectance: Tensor) -> Tensor:
        """Reflectance [N, B, H, W] to decoded features [N, C, H, W]."""
        x = ((reflectance - self.mean) / self.std).clamp(-CLIP, CLIP)
        decoded: Tensor
        if self.config.architecture != "resunet":
            decoded = self.body(x)
            return decoded
        features = list(self.encoder(x))
        if self.compress is not None:
            features[1:-1] = [squeeze(feature) for squeeze, feature in zip(self.compress, features[1:-1])]
        features[-1] = self.inner(features[-1])
        decoded = self.decoder(features)
        return decoded

    def forward(self, reflectance: Tensor) -> Tensor:
        """Reflectance [N, B, H, W] to leaf logits [N, K, H, W]."""
        features = self.features(reflectance)
        block = self.config.block
        if block > 1:
            features = nn.functional.avg_pool2d(features, block)
        logits: Tensor = self.head(self.dropout(features))
        return nn.functional.interpolate(logits, scale_factor=float(block)) if block > 1 else logits

    def scores(self, reflectance: Tensor) -> Scores:
        """What a loss is computed from: the leaf logits."""
        logits: Tensor = self(reflectance)
        return logits

    def encoders(self) -> List[nn.Module]:
        """The parts that a first stage may keep frozen."""
        whole = self.encoder if self.config.architecture == "resunet" else self.body.encoder
        assert isinstance(whole, nn.Module)
        return [whole]

    def heads(self) -> List[Union[HierarchicalHead, FlatHead]]:
        """The last layers."""
        return [self.head]


class SeparateNetworks(nn.Module):
    """Three networks, one for each level, as Ulmas and Liiv train them; together they give one set of leaf logits.

    The logit of a leaf is log P1 of its level-1 parent + log P2 of its level-2 parent + log P3 of itself.
    """

    def __init__(self, config: NetworkConfig, mean: Sequence[float], std: Sequence[float]) -> None:
        super().__init__()
        self.config = config
        groups = level_groups(config.codes)
        self.levels = nn.ModuleList(
            HierarchicalResUNet(config, mean, std, classes=int(group.max()) + 1) for group in groups
        )
        self.groups: Tensor
        self.register_buffer("groups", torch.stack(groups), persistent=False)

    @property
    def mean(self) -> Tensor:
        """Mean reflectance per band, [1, B, 1, 1]."""
        first = self.levels[0]
        assert isinstance(first, HierarchicalResUNet)
        return first.mean

    @property
    def std(self) -> Tensor:
        """Standard deviation of reflectance per band, [1, B, 1, 1]."""
        first = self.levels[0]
        assert isinstance(first, HierarchicalResUNet)
        return first.std

    def scores(self, reflectance: Tensor) -> Scores:
        """Logits of the classes of each level, [N, K1, H, W], [N, K2, H, W] and [N, K3, H, W]."""
        return tuple(level(reflectance) for level in self.levels)

    def forward(self, reflectance: Tensor) -> Tensor:
        """Reflectance [N, B, H, W] to leaf logits [N, K, H, W]."""
        return leaf_logits(self.scores(reflectance), self.groups)

    def encoders(self) -> List[nn.Module]:
        """The parts that a first stage may keep frozen."""
        return [part for level in self.levels for part in level.encoders()]  # type: ignore[operator]

    def heads(self) -> List[Union[HierarchicalHead, FlatHead]]:
        """The last layers."""
        return [part for level in self.levels for part in level.heads()]  # type: ignore[operator]


Network = Union[HierarchicalResUNet, SeparateNetworks]


def build_network(config: NetworkConfig, mean: Sequence[float], std: Sequence[float]) -> Network:
    """The network of a configuration with fresh weights. Raises ValueError with one sentence when it cannot be."""
    if config.heads == "separate":
        return SeparateNetworks(config, mean, std)
    return HierarchicalResUNet(config, mean, std)


def level_groups(codes: Sequence[int]) -> List[Tensor]:
    """For levels 1, 2 and 3 the number of the class each leaf belongs to, [K]; classes count up in rising order."""
    result = []
    for level in Level:
        names = [parent(code, level) for code in codes]
        distinct = sorted(set(names))
        result.append(torch.tensor([distinct.index(name) for name in names]))
    return result


def leaf_logits(scores: Scores, groups: Tensor) -> Tensor:
    """Leaf logits [N, K, H, W] of `scores`; groups: [3, K], as of `level_groups`."""
    if isinstance(scores, Tensor):
        return scores
    parts = [logits.log_softmax(dim=1)[:, group] for logits, group in zip(scores, groups)]
    return parts[0] + parts[1] + parts[2]


def parameter_count(module: nn.Module) -> int:
    """Weights that a training can move."""
    return sum(weight.numel() for weight in module.parameters())
