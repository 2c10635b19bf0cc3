"""What a run needs to go on after it was stopped: weights, their running mean, optimiser state and the step reached.

Stored as safetensors, never pickle. Randomness needs no state: every step draws from a generator made from the seed,
the stage and the step, so a resumed run repeats the uninterrupted one.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, Optional

import torch
from safetensors import safe_open
from safetensors.torch import save_file
from torch import Tensor, nn


@dataclass
class State:
    """A stopped run: `stage` and `step` are the next to be done; `about` is what the run was started with."""

    stage: int
    step: int
    tensors: Dict[str, Tensor]
    about: Dict[str, Any]


def save_state(path: Path, state: State) -> None:
    """Write beside the final name, then rename: a run killed while saving keeps its previous state."""
    partial = path.with_name(path.name + ".part")
    header = {"stage": str(state.stage), "step": str(state.step), "about": json.dumps(state.about)}
    save_file(
        {name: t.detach().contiguous().clone() for name, t in state.tensors.items()}, partial, metadata=header
    )
    os.replace(partial, path)


def load_state(path: Path) -> Optional[State]:
    """The state at `path`, or None where there is none."""
    if not path.is_file():
        return None
    with safe_open(path, framework="pt") as file:
        header = file.metadata()
        tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 (not a dict)
    return State(int(header["stage"]), int(header["step"]), tensors, json.loads(header["about"]))


def pack(network: nn.Module, average: nn.Module, optimiser: torch.optim.Optimizer) -> Dict[str, Tensor]:
    """All tensors of a run under flat names."""
    tensors = {f"network.{name}": t for name, t in network.state_dict().items()}
    tensors |= {f"average.{name}": t for name, t in average.state_dict().items()}
    for number, values in optimiser.state_dict()["state"].items():
        tensors |= {f"optimiser.{number}.{name}": torch.as_tensor(value) for name, value in values.items()}
    return tensors


def unpack(
    tensors: Dict[str, Tensor], network: nn.Module, average: nn.Module, optimiser: torch.optim.Optimizer
) -> None:
    """Put tensors from `pack` back in place."""
    network.load_state_dict(part(tensors, "network"))
    average.load_state_dict(part(tensors, "average"))
    state: Dict[int, Dict[str, Tensor]] = {}
    for name, tensor in part(tensors, "optimiser").items():
        number, key = name.split(".", 1)
        state.setdefault(int(number), {})[key] = tensor
    optimiser.load_state_dict({"state": state, "param_groups": optimiser.state_dict()["param_groups"]})


def part(tensors: Dict[str, Tensor], prefix: str) -> Dict[str, Tensor]:
    """The tensors below a prefix, without it."""
    return {name[len(prefix) + 1 :]: t for name, t in tensors.items() if name.startswith(prefix + ".")}
