"""Encoders of segmentation-models-pytorch by name, less the layers that nothing uses."""

from __future__ import annotations

from typing import Any, Set, Tuple

import torch
from torch import Tensor, nn

from corina.models.torchvision_fix import import_torchvision

import_torchvision()

from segmentation_models_pytorch.decoders.unet.decoder import UnetDecoder  # noqa: E402
from segmentation_models_pytorch.encoders import get_encoder  # noqa: E402

__all__ = ["UnetDecoder", "build_encoder", "compressed_widths"]

_PROBE = 64
"""Side in pixels of the image by which unused layers are found: a multiple of the largest stride there is."""


def build_encoder(name: str, bands: int, depth: int) -> Any:  # noqa: ANN401 - smp's encoders share no type
    """An encoder of segmentation-models-pytorch by name. Raises ValueError with one sentence."""
    try:
        encoder = get_encoder(name, in_channels=bands, depth=depth, weights=None)
    except (KeyError, ValueError, RuntimeError, NotImplementedError) as error:
        raise ValueError(
            f"The encoder {name!r} cannot be built for {bands} bands and depth {depth}: {str(error)[:200]}"
        ) from error
    _leave_out_unused(encoder, bands)
    return encoder


def compressed_widths(encoder: str, depth: int) -> Tuple[int, ...]:
    """Half the width of each shortcut of an encoder, from the finest to the coarsest."""
    return tuple(max(8, width // 2) for width in build_encoder(encoder, 3, depth).out_channels[1:-1])


class PassedOn(nn.Module):
    """In the place of a layer that was taken out: gives back what it is given first."""

    def forward(self, x: Tensor, *_: Any) -> Tensor:  # noqa: ANN401 - some encoders hand their blocks more
        """x as it is."""
        return x


def _leave_out_unused(encoder: nn.Module, bands: int) -> None:
    """Take out the layers no feature map depends on: an encoder builds all of them, whatever depth is asked for.

    They would be counted, saved, moved by nothing, and of some encoders computed too. What is used is found by a
    gradient; an encoder that cannot see such a small image keeps all it has.
    """
    training = encoder.training
    encoder.eval()  # a batch of one pixel has no statistics
    try:
        found = [
            feature for feature in encoder(torch.zeros(1, bands, _PROBE, _PROBE)) if feature.requires_grad
        ]
        torch.autograd.backward([feature.sum() for feature in found])
    except (RuntimeError, ValueError, AssertionError):
        found = []
    if found:
        used = {id(weight) for weight in encoder.parameters() if weight.grad is not None}
        _replace_unused(encoder, used)
    encoder.zero_grad(set_to_none=True)
    encoder.train(training)


def _replace_unused(module: nn.Module, used: Set[int]) -> None:
    for name, child in module.named_children():
        weights = [id(weight) for weight in child.parameters()]
        if weights and not used.intersection(weights):
            setattr(module, name, PassedOn())
        else:
            _replace_unused(child, used)
