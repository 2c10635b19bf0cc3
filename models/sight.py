"""How far a network sees: the square of input that can influence one output pixel."""

from __future__ import annotations

import copy

import torch
from torch import nn

from corina.models.bodies import SegNet
from corina.models.networks import HierarchicalResUNet, Network, SeparateNetworks

_NO_PART_IN_SIGHT = {
    "ReLU6",
    "SiLU",
    "Swish",
    "Hardswish",
    "HardSwish",
    "Hardtanh",
    "SqueezeExcite",
    "SEModule",
}
"""Modules that limit values or weigh whole maps, by class name: libraries have their own of each."""


def receptive_field(network: Network) -> int:
    """Side in pixels of the largest square of input that can influence one output pixel.

    Measured by a gradient through a copy whose weights are all positive and whose maxima are means, so that no
    influence cancels out or is left to chance. Gates that weigh whole feature maps (squeeze and excitation) are left
    out: through them every pixel has a little influence on every other.
    """
    first = network.levels[0] if isinstance(network, SeparateNetworks) else network
    probe = copy.deepcopy(first).float().cpu().eval()
    assert isinstance(probe, HierarchicalResUNet)
    for module in list(probe.modules()):
        if isinstance(module, nn.Conv2d):
            # Less would make the corners of the field vanish in single precision, more would make the middle overflow.
            nn.init.constant_(module.weight, 1.0 / (module.weight.shape[1] * module.weight.shape[2]))
            if module.bias is not None:
                nn.init.zeros_(module.bias)
        if isinstance(module, nn.BatchNorm2d):
            module.reset_running_stats()
            module.reset_parameters()
        if isinstance(module, SegNet):
            module.smooth = True
        for name, child in module.named_children():
            if isinstance(child, nn.MaxPool2d):
                setattr(module, name, _mean_pool(child))
            elif type(child).__name__ in _NO_PART_IN_SIGHT:
                setattr(module, name, nn.Identity())
    stride = probe.config.stride
    edge = 24 * stride
    sides = []
    for place in (edge // 2, edge // 2 + stride - 1):  # the first and the last pixel of a stride see the most
        x = (probe.mean + 0.1 * probe.std).expand(1, -1, edge, edge).clone().requires_grad_(True)
        probe(x)[0, 0, place, place].backward()
        assert x.grad is not None
        reached = torch.nonzero(x.grad[0].sum(dim=(0, 1))).flatten()
        sides.append(int(reached.max() - reached.min()) + 1)
    return max(sides)


def _mean_pool(pool: nn.MaxPool2d) -> nn.AvgPool2d:
    return nn.AvgPool2d(pool.kernel_size, pool.stride, pool.padding)
