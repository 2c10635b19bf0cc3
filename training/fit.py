"""The fit loop: stages of a recipe, one after the other, resumable at every saved step."""

from __future__ import annotations

import copy
import json
import math
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable, Dict, List, Mapping, Sequence

import numpy as np
import torch
from torch import Tensor, nn

from corina.models.networks import HierarchicalResUNet
from corina.training.augment import sample
from corina.training.datasets import Chip
from corina.training.labels import LabelTable
from corina.training.losses import DiceBCELoss, HierarchicalLoss
from corina.training.recipe import Recipe, Stage
from corina.training.state import State, load_state, pack, part, save_state, unpack

LOG_EVERY = 25
"""Steps whose mean loss makes one line of the log."""


@dataclass(frozen=True)
class TrainingData:
    """The chips each set offers for training, and the table that their label rows refer to."""

    table: LabelTable
    sets: Mapping[str, Sequence[Chip]]


@dataclass(frozen=True)
class Place:
    """Where a run lies: its state file and its log (one JSON object per line) in `folder`."""

    folder: Path

    @property
    def state(self) -> Path:
        """Weights and step of the run."""
        return self.folder / "state.safetensors"

    @property
    def log(self) -> Path:
        """Losses over time."""
        return self.folder / "log.jsonl"


def fit(
    network: HierarchicalResUNet,
    recipe: Recipe,
    data: TrainingData,
    place: Place,
    *,
    save_seconds: float = 180.0,
    stop: Callable[[], bool] = lambda: False,
) -> HierarchicalResUNet:
    """Train through all stages and return the running mean of the weights.

    A run found in `place` is continued, with the same losses as if it had never stopped. `stop` is asked after every
    step; when it says yes the state is saved and the mean so far returned.

    Raises FloatingPointError when a loss is not finite: the state on disk is then the last good one.
    """
    place.folder.mkdir(parents=True, exist_ok=True)
    about = {"seed": recipe.seed, "stages": [repr(stage) for stage in recipe.stages]}
    found = load_state(place.state)
    if found is not None and not _same_so_far(found, about):
        raise ValueError(f"{place.state} is of another recipe: choose an empty folder or remove it.")
    network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]  # a third faster on CPUs
    average = copy.deepcopy(network).eval().requires_grad_(False)
    loss_of = build_loss(recipe, data.table)
    first_stage = found.stage if found else 0
    for number in range(first_stage, len(recipe.stages)):
        stage = recipe.stages[number]
        optimiser = build_optimiser(network, stage)
        step = 0
        if found is not None:
            unpack(found.tensors, network, average, optimiser)
            step, found = found.step, None
        if stage.fresh_head and step == 0:
            torch.manual_seed(recipe.seed + number)
            network.head.reset()
        last_save, losses, begun = time.monotonic(), [], time.monotonic()
        while step < stage.steps:
            loss = _train_step(network, optimiser, loss_of, recipe, number, step, data)
            step += 1
            update_average(average, network, min(stage.ema, step / (step + 10)))
            losses.append(loss)
            if len(losses) == LOG_EVERY or step == stage.steps:
                _log(place.log, stage.name, step, losses, (time.monotonic() - begun) / len(losses))
                losses, begun = [], time.monotonic()
            stopping = stop()
            if stopping or time.monotonic() - last_save > save_seconds:
                save_state(place.state, State(number, step, pack(network, average, optimiser), about))
                last_save = time.monotonic()
            if stopping:
                return average
        network.load_state_dict(average.state_dict())
        fresh = build_optimiser(network, stage)
        save_state(place.state, State(number + 1, 0, pack(network, average, fresh), about))
        save_state(
            place.folder / f"{stage.name}.safetensors",
            State(number + 1, 0, dict(average.state_dict()), about),
        )
    if found is not None:
        average.load_state_dict(part(found.tensors, "average"))
    return average


def _same_so_far(found: State, about: Mapping[str, Any]) -> bool:
    """Whether the part of the run that is done is what the recipe says; stages still to come may have changed."""
    begun = found.stage + (found.step > 0)
    return bool(
        found.about["seed"] == about["seed"] and found.about["stages"][:begun] == about["stages"][:begun]
    )


def build_loss(recipe: Recipe, table: LabelTable) -> nn.Module:
    """The loss that the recipe asks for."""
    if recipe.loss.kind == "dice_bce":
        return DiceBCELoss(table)
    return HierarchicalLoss(table, recipe.loss.weights)


def build_optimiser(network: nn.Module, stage: Stage) -> torch.optim.AdamW:
    """AdamW; biases and batch-norm parameters are not decayed."""
    decayed = [p for p in network.parameters() if p.ndim > 1]
    others = [p for p in network.parameters() if p.ndim <= 1]
    groups: List[Dict[str, Any]] = [
        {"params": decayed, "weight_decay": stage.weight_decay},
        {"params": others, "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, lr=stage.learning_rate)


def learning_rate(stage: Stage, step: int) -> float:
    """Linear over the first tenth of the schedule up to the peak, then a cosine to zero at its end."""
    length = stage.schedule or stage.steps
    warm = max(1, length // 10)
    if step < warm:
        return stage.learning_rate * (step + 1) / warm
    return stage.learning_rate * 0.5 * (1 + math.cos(math.pi * (step - warm) / max(1, length - warm)))


def update_average(average: nn.Module, network: nn.Module, decay: float) -> None:
    """Move the running mean of the weights, and of the batch-norm statistics, towards the network's."""
    with torch.no_grad():
        for mean, value in zip(average.state_dict().values(), network.state_dict().values()):
            if mean.dtype.is_floating_point:
                mean.lerp_(value, 1 - decay)
            else:
                mean.copy_(value)


def batch_of(
    recipe: Recipe, number: int, step: int, data: TrainingData, mean: Sequence[float]
) -> List[Tensor]:
    """Reflectance [N, B, H, W] and label rows [N, H, W] of one step, the same whenever it is asked for."""
    stage = recipe.stages[number]
    rng = np.random.default_rng([recipe.seed, number, step])
    names = sorted(stage.sets)
    shares = np.array([stage.sets[name] for name in names], float)
    fill = np.asarray(mean, np.float32)
    images, labels = [], []
    for name in rng.choice(names, stage.batch, p=shares / shares.sum()):
        chips = data.sets[str(name)]
        image, rows = sample(chips[int(rng.integers(len(chips)))], stage.crop, fill, recipe.augmentation, rng)
        images.append(image)
        labels.append(rows)
    return [torch.from_numpy(np.stack(images)), torch.from_numpy(np.stack(labels))]


def _train_step(
    network: HierarchicalResUNet,
    optimiser: torch.optim.Optimizer,
    loss_of: nn.Module,
    recipe: Recipe,
    number: int,
    step: int,
    data: TrainingData,
) -> float:
    stage = recipe.stages[number]
    torch.manual_seed(hash((recipe.seed, number, step)) % 2**31)
    for group in optimiser.param_groups:
        group["lr"] = learning_rate(stage, step)
    image, rows = batch_of(recipe, number, step, data, network.mean.flatten().tolist())
    network.train()
    loss: Tensor = loss_of(network(image), rows)
    if not torch.isfinite(loss):
        raise FloatingPointError(f"The loss became {loss.item()} at step {step} of stage {stage.name!r}.")
    optimiser.zero_grad(set_to_none=True)
    loss.backward()  # type: ignore[no-untyped-call]
    nn.utils.clip_grad_norm_(network.parameters(), 5.0)
    optimiser.step()
    return loss.item()


def _log(path: Path, stage: str, step: int, losses: Sequence[float], seconds: float) -> None:
    line = {
        "stage": stage,
        "step": step,
        "loss": round(float(np.mean(losses)), 5),
        "seconds": round(seconds, 3),
    }
    with path.open("a", encoding="utf-8") as log:
        log.write(json.dumps(line) + "\n")
    print(f"{stage} {step}: loss {line['loss']:.4f}, {seconds:.2f} s per step", flush=True)
