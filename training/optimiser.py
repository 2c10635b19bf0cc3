"""What moves the weights, and the running mean of them that is kept."""

from __future__ import annotations

from typing import Any, Dict, List

import torch
from torch import nn

from corina.engine.jobs import Optimiser, StageChoice


def build_optimiser(network: nn.Module, stage: StageChoice) -> torch.optim.Optimizer:
    """The optimiser of a stage; biases and batch-norm parameters are not decayed, frozen weights are left out."""
    moving = [p for p in network.parameters() if p.requires_grad]
    groups: List[Dict[str, Any]] = [
        {"params": [p for p in moving if p.ndim > 1], "weight_decay": stage.weight_decay},
        {"params": [p for p in moving if p.ndim <= 1], "weight_decay": 0.0},
    ]
    if stage.optimiser is Optimiser.SGD:
        return torch.optim.SGD(groups, lr=stage.learning_rate, momentum=0.9, nesterov=True)
    kind = torch.optim.Adam if stage.optimiser is Optimiser.ADAM else torch.optim.AdamW
    return kind(groups, lr=stage.learning_rate)


def update_average(average: nn.Module, network: nn.Module, decay: float) -> None:
    """Move the running mean of the weights, and of the batch-norm statistics, towards the network's."""
    with torch.no_grad():
        for mean, value in zip(average.state_dict().values(), network.state_dict().values()):
            if mean.dtype.is_floating_point:
                mean.lerp_(value, 1 - decay)
            else:
                mean.copy_(value)
