"""Checkpoints: what a run needs to go on after it was stopped, and the best weights it has found.

Stored as safetensors, never pickle. Randomness needs no state: every step draws from a generator made from the seed,
the stage and the step, so a resumed run repeats the uninterrupted one.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Dict, Optional

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import Tensor, nn

from corina.engine.errors import EngineProblem


@dataclass
class State:
    """A stopped run: `stage` and `step` are the next to be done; `about` is what the run was started with.

    course: the counters of the run as JSON values. network: its configuration (NetworkConfig.to_dict).
    """

    stage: int
    step: int
    tensors: Dict[str, Tensor]
    about: Dict[str, Any]
    course: Dict[str, Any] = field(default_factory=dict)
    network: Dict[str, Any] = field(default_factory=dict)


def save_state(path: Path, state: State) -> None:
    """Write beside the final name, then rename: a run killed while saving, or a full disk, keeps its previous state.

    Raises EngineProblem("disk_full") when it cannot be written.
    """
    partial = path.with_name(path.name + ".part")
    header = {
        "corina": "checkpoint",
        "stage": str(state.stage),
        "step": str(state.step),
        "about": json.dumps(state.about),
        "course": json.dumps(state.course),
        "network": json.dumps(state.network),
    }
    tensors = {name: t.detach().cpu().contiguous().clone() for name, t in state.tensors.items()}
    try:
        save_file(tensors, partial, metadata=header)
        os.replace(partial, path)
    except (OSError, SafetensorError) as error:
        partial.unlink(missing_ok=True)
        size = sum(t.numel() * t.element_size() for t in tensors.values()) / 2**20
        kept = "the previous one is kept" if path.is_file() else "there is none to go on from"
        raise EngineProblem(
            "disk_full",
            f"The checkpoint {path.name} of {size:.0f} MB cannot be written to {path.parent}, and {kept}; make room "
            "and resume the training.",
            str(error),
        ) from error


def load_state(path: Path) -> Optional[State]:
    """The state at `path`, or None where there is none.

    Raises EngineProblem("checkpoint_invalid") for a file that is truncated, a pickle, or not of Corina.
    """
    if not path.is_file():
        return None
    refuse_pickle(path)
    try:
        with safe_open(path, framework="pt") as file:
            header = file.metadata() or {}
            tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 (not a dict)
    except (SafetensorError, OSError, RuntimeError) as error:
        raise EngineProblem(
            "checkpoint_invalid",
            f"The checkpoint {path} is truncated or damaged; use another one, or begin the training anew.",
            str(error),
        ) from error
    try:
        return State(
            int(header["stage"]),
            int(header["step"]),
            tensors,
            json.loads(header["about"]),
            json.loads(header.get("course", "{}")),
            json.loads(header.get("network", "{}")),
        )
    except (KeyError, ValueError) as error:
        raise EngineProblem(
            "checkpoint_invalid",
            f"{path} is no checkpoint of Corina: its header lacks {error}; choose one that a training has written.",
        ) from error


def refuse_pickle(path: Path) -> None:
    """Raise EngineProblem for a file that torch or pickle has written: reading it could run any program."""
    if is_pickle(path):
        raise EngineProblem(
            "checkpoint_invalid",
            f"{path.name} is a pickle, which can hold programs; Corina's checkpoints are safetensors files.",
        )


def is_pickle(path: Path) -> bool:
    """Whether a file begins as torch (a zip) or pickle begin theirs, and not as a safetensors file.

    That begins with the length of its header, whose lowest byte may be any, a pickle's 0x80 too, and then with "{".
    """
    with path.open("rb") as file:
        begin = file.read(9)
    if begin[8:] == b"{" and 0 < int.from_bytes(begin[:8], "little") <= path.stat().st_size:
        return False
    return begin[:2] == b"PK" or begin[:1] == b"\x80"


def pack(
    network: nn.Module,
    average: nn.Module,
    optimiser: torch.optim.Optimizer,
    scaler: Optional[torch.amp.GradScaler] = None,
) -> Dict[str, Tensor]:
    """All tensors of a run under flat names. scaler: of the loss, with 16-bit floats of the short kind."""
    tensors = {f"network.{name}": t for name, t in network.state_dict().items()}
    tensors |= {f"average.{name}": t for name, t in average.state_dict().items()}
    for number, values in optimiser.state_dict()["state"].items():
        tensors |= {
            f"optimiser.{number}.{name}": torch.as_tensor(value)
            for name, value in values.items()
            if value is not None
        }
    if scaler is not None:
        tensors |= {f"scaler.{k}": torch.tensor(float(v)) for k, v in scaler.state_dict().items()}
    return tensors


def unpack(
    tensors: Dict[str, Tensor],
    network: nn.Module,
    average: nn.Module,
    optimiser: torch.optim.Optimizer,
    scaler: Optional[torch.amp.GradScaler] = None,
) -> None:
    """Put tensors from `pack` back in place."""
    network.load_state_dict(part(tensors, "network"))
    average.load_state_dict(part(tensors, "average"))
    state: Dict[int, Dict[str, Tensor]] = {}
    for name, tensor in part(tensors, "optimiser").items():
        number, key = name.split(".", 1)
        state.setdefault(int(number), {})[key] = tensor
    optimiser.load_state_dict({"state": state, "param_groups": optimiser.state_dict()["param_groups"]})
    kept = part(tensors, "scaler")
    if scaler is not None and kept:
        scaler.load_state_dict(
            {k: type(v)(kept[k].item()) if k in kept else v for k, v in scaler.state_dict().items()}
        )


def part(tensors: Dict[str, Tensor], prefix: str) -> Dict[str, Tensor]:
    """The tensors below a prefix, without it."""
    return {name[len(prefix) + 1 :]: t for name, t in tensors.items() if name.startswith(prefix + ".")}
