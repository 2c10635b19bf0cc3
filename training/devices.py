"""Which device torch uses, and what several (DDP) must agree on; with one device nothing is done for that."""

from __future__ import annotations

from typing import List

import torch
from torch import Tensor, nn
from torch.nn.modules.batchnorm import _BatchNorm

from corina.engine.errors import EngineProblem
from corina.engine.jobs import Device


def check_device(device: Device) -> None:
    """Raise EngineProblem("device_unavailable") for a GPU that is asked for and not there."""
    if device is Device.CUDA and not torch.cuda.is_available():
        raise EngineProblem(
            "device_unavailable",
            "There is no GPU that torch can use; choose the CPU, or install the engine for NVIDIA devices.",
        )


def device_of(device: Device) -> torch.device:
    """Where a job runs: "cuda", "mps" or "cpu"; DirectML and Core ML, which torch does not know, mean the fastest.

    Raises EngineProblem("device_unavailable").
    """
    check_device(device)
    if device is Device.CPU:
        return torch.device("cpu")
    if torch.cuda.is_available():
        return torch.device("cuda")
    return torch.device("mps" if torch.backends.mps.is_available() else "cpu")


def devices() -> int:
    """How many devices take part."""
    if torch.distributed.is_available() and torch.distributed.is_initialized():
        return int(torch.distributed.get_world_size())
    return 1


def mean_over_devices(value: float, device: torch.device) -> float:
    """The mean of a number over all devices: no number where it is none on one of them, so that all stop together."""
    world = devices()
    if world == 1:
        return value
    total = torch.tensor(value, dtype=torch.float32, device=device)
    torch.distributed.all_reduce(total)
    return float(total.item()) / world


def sum_over_devices(counts: Tensor) -> Tensor:
    """Counts summed over all devices, in place."""
    if devices() > 1:
        torch.distributed.all_reduce(counts)
    return counts


def said_on_devices(names: List[str]) -> List[str]:
    """The names that any device says, in the order of the devices."""
    world = devices()
    if world == 1:
        return names
    found: List[List[str]] = [[] for _ in range(world)]
    torch.distributed.all_gather_object(found, names)
    return [name for one in found for name in one]


def share_statistics(network: nn.Module) -> None:
    """Give each batch normalisation in training mode the mean of the statistics that all devices have gathered.

    Each device sees its own part of a batch; without this they would drift apart, and only the first one's would count.
    """
    found = [
        statistic
        for module in network.modules()
        if isinstance(module, _BatchNorm) and module.training
        for statistic in (module.running_mean, module.running_var)
        if statistic is not None
    ]
    if not found or devices() == 1:
        return
    together = torch.cat([statistic.flatten() for statistic in found])
    torch.distributed.all_reduce(together)
    together /= devices()
    place = 0
    with torch.no_grad():
        for statistic in found:
            statistic.copy_(together[place : place + statistic.numel()].view_as(statistic))
            place += statistic.numel()
