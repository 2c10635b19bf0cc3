"""The hierarchical ResUNet: a ResNet encoder, a U-Net decoder and a head that scores all three CLC levels.

After Pollatos, Kouvaras and Charou, "Land Cover Semantic Segmentation Using ResUNet": encoder features reach the
decoder through shortcuts that may be compressed by 1 x 1 convolutions, with dropout before the head.
"""

from __future__ import annotations

import copy
from dataclasses import asdict, dataclass
from typing import Any, Dict, Mapping, Optional, Sequence, Tuple

import torch
from torch import Tensor, nn

from corina.clc import Level, parent
from corina.models.torchvision_fix import import_torchvision

import_torchvision()

from segmentation_models_pytorch.decoders.unet.decoder import UnetDecoder  # noqa: E402
from segmentation_models_pytorch.encoders import get_encoder  # noqa: E402

CLIP = 8.0
"""Normalised reflectance is limited to this many standard deviations: a cloud or a glint must not flood the network."""


@dataclass(frozen=True)
class NetworkConfig:
    """What a network looks like; enough to build it again before its weights are loaded.

    codes: the level-3 codes it predicts, in the order of its output channels.
    skip_channels: width of each compressed shortcut from the finest to the coarsest, None for no compression.
    dropout: share of feature maps that are zeroed before the head in training.
    """

    codes: Tuple[int, ...]
    bands: int = 4
    encoder: str = "resnet18"
    depth: int = 4
    decoder_channels: Tuple[int, ...] = (128, 64, 32, 32)
    skip_channels: Optional[Tuple[int, ...]] = None
    dropout: float = 0.1

    @property
    def stride(self) -> int:
        """Height and width of an input must be multiples of this."""
        return int(2**self.depth)

    def to_dict(self) -> Dict[str, Any]:
        """Plain values for JSON."""
        return asdict(self)

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> NetworkConfig:
        """The inverse of `to_dict`; also reads the [model] table of a recipe once it has its codes."""
        plain: Dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in values.items()}
        return cls(**plain)


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


class HierarchicalResUNet(nn.Module):
    """Reflectance [N, B, H, W] (0..1, H and W multiples of `config.stride`) to leaf logits [N, K, H, W].

    `mean` and `std` are the reflectance statistics of the training data, one value per band; they travel with the
    weights, so that nobody normalises with other numbers than those of the training.
    """

    def __init__(self, config: NetworkConfig, mean: Sequence[float], std: Sequence[float]) -> None:
        super().__init__()
        self.config = config
        self.mean: Tensor
        self.std: Tensor
        self.register_buffer("mean", torch.tensor(mean, dtype=torch.float32).view(1, -1, 1, 1))
        self.register_buffer("std", torch.tensor(std, dtype=torch.float32).view(1, -1, 1, 1))
        self.encoder = get_encoder(config.encoder, in_channels=config.bands, depth=config.depth, weights=None)
        for unused in range(config.depth, 5):
            setattr(self.encoder, f"layer{unused}", nn.Identity())
        channels = list(self.encoder.out_channels)
        self.compress: Optional[nn.ModuleList] = None
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
        self.dropout = nn.Dropout2d(config.dropout)
        self.head = HierarchicalHead(config.decoder_channels[-1], config.codes)

    def forward(self, reflectance: Tensor) -> Tensor:
        """Reflectance [N, B, H, W] to leaf logits [N, K, H, W]."""
        x = ((reflectance - self.mean) / self.std).clamp(-CLIP, CLIP)
        features = list(self.encoder(x))
        if self.compress is not None:
            features[1:-1] = [squeeze(feature) for squeeze, feature in zip(self.compress, features[1:-1])]
        logits: Tensor = self.head(self.dropout(self.decoder(features)))
        return logits


def receptive_field(network: HierarchicalResUNet) -> int:
    """Side in pixels of the largest square of input that can influence one output pixel.

    Measured by a gradient through a copy whose weights are all positive and whose maxima are means, so that no
    influence cancels out or is left to chance.
    """
    probe = copy.deepcopy(network).eval()
    for module in probe.modules():
        if isinstance(module, nn.Conv2d):
            nn.init.constant_(module.weight, 1.0 / module.in_channels)
            if module.bias is not None:
                nn.init.zeros_(module.bias)
        if isinstance(module, nn.BatchNorm2d):
            module.reset_running_stats()
            module.reset_parameters()
    probe.encoder.maxpool = nn.AvgPool2d(3, 2, 1)
    stride = network.config.stride
    edge = 24 * stride
    sides = []
    for place in (edge // 2, edge // 2 + stride - 1):  # the first and the last pixel of a stride see the most
        x = (probe.mean + 0.1 * probe.std).expand(1, -1, edge, edge).clone().requires_grad_(True)
        probe(x)[0, 0, place, place].backward()
        assert x.grad is not None
        reached = torch.nonzero(x.grad[0].sum(dim=(0, 1))).flatten()
        sides.append(int(reached.max() - reached.min()) + 1)
    return max(sides)
