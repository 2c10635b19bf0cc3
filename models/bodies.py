"""Bodies without a pretrained encoder: a plain U-Net and a SegNet, from normalised bands to features of full size."""

from __future__ import annotations

from typing import List, Sequence, Tuple

import torch
from torch import Tensor, nn


class PlainUNet(nn.Module):
    """Two convolutions a level, shortcuts at full width (Ronneberger et al. 2015); the base line of the ResUNet paper.

    channels: widths of the decoder from the coarsest to the finest, one a halving; the encoder mirrors them.
    """

    def __init__(self, bands: int, channels: Sequence[int], inner_dropout: float) -> None:
        super().__init__()
        widths = [*reversed(channels), 2 * channels[0]]
        self.encoder = nn.ModuleList(
            _double(before, after) for before, after in zip([bands, *widths[:-1]], widths)
        )
        self.pool = nn.MaxPool2d(2)
        self.inner = nn.Dropout2d(inner_dropout)
        self.decoder = nn.ModuleList(
            _double(below + width, width) for below, width in zip([widths[-1], *channels[:-1]], channels)
        )
        self.up = nn.Upsample(scale_factor=2, mode="nearest")

    def forward(self, x: Tensor) -> Tensor:
        """Bands [N, B, H, W] to features [N, channels[-1], H, W]."""
        shortcuts: List[Tensor] = []
        for number, block in enumerate(self.encoder):
            x = block(self.pool(x) if number else x)
            shortcuts.append(x)
        x = self.inner(shortcuts.pop())
        for block in self.decoder:
            x = block(torch.cat([self.up(x), shortcuts.pop()], dim=1))
        return x


class SegNet(nn.Module):
    """Encoder and decoder that share only where each maximum was (Badrinarayanan et al. 2017).

    channels: as of PlainUNet. The places of the maxima are kept as masks, which ONNX can express, and of equal values
    the first counts as the maximum, as in max_pool2d.
    """

    def __init__(self, bands: int, channels: Sequence[int], inner_dropout: float) -> None:
        super().__init__()
        widths = list(reversed(channels))
        self.encoder = nn.ModuleList(
            _double(before, after) for before, after in zip([bands, *widths[:-1]], widths)
        )
        self.inner = nn.Dropout2d(inner_dropout)
        self.decoder = nn.ModuleList(
            _double(before, after) for before, after in zip(channels, [*channels[1:], channels[-1]])
        )
        self.smooth = False
        """Spread values evenly, for measuring how far the network sees."""

    def forward(self, x: Tensor) -> Tensor:
        """Bands [N, B, H, W] to features [N, channels[-1], H, W]."""
        places: List[Tensor] = []
        for block in self.encoder:
            x, place = pool_with_places(block(x), self.smooth)
            places.append(place)
        x = self.inner(x)
        for block in self.decoder:
            x = block(unpool(x, places.pop()))
        return x


def pool_with_places(x: Tensor, smooth: bool = False) -> Tuple[Tensor, Tensor]:
    """Maxima of 2 x 2 squares [N, C, H/2, W/2] and a mask [N, C, H/2, W/2, 4] with a one where each was."""
    count, channels, height, width = x.shape
    squares = x.reshape(count, channels, height // 2, 2, width // 2, 2).permute(0, 1, 2, 4, 3, 5).flatten(4)
    if smooth:
        return squares.mean(dim=4), torch.ones_like(squares)
    place = squares.argmax(dim=4, keepdim=True) == torch.arange(4, device=x.device)
    return squares.amax(dim=4), place.to(x.dtype)


def unpool(x: Tensor, place: Tensor) -> Tensor:
    """Values [N, C, H, W] back to where their maxima were, zeros elsewhere: [N, C, 2 H, 2 W]."""
    count, channels, height, width = x.shape
    squares = (x.unsqueeze(4) * place).reshape(count, channels, height, width, 2, 2)
    return squares.permute(0, 1, 2, 4, 3, 5).reshape(count, channels, 2 * height, 2 * width)


def _double(before: int, after: int) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(before, after, kernel_size=3, padding=1, bias=False),
        nn.BatchNorm2d(after),
        nn.ReLU(inplace=True),
        nn.Conv2d(after, after, kernel_size=3, padding=1, bias=False),
        nn.BatchNorm2d(after),
        nn.ReLU(inplace=True),
    )
