"""A few steps of a training, for measuring what it costs and which learning rate suits it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import nn

from corina.engine.jobs import Device, Heads, Recipe
from corina.models.networks import Network
from corina.training.ahead import Ahead
from corina.training.devices import device_of
from corina.training.losses import build_loss, full_precision, loss_of_stage
from corina.training.memory import is_out_of_memory, is_single_value, too_large, too_small
from corina.training.optimiser import build_optimiser
from corina.training.precision import autocast
from corina.training.prepare import Prepared, prepare
from corina.training.run_folder import root_of
from corina.training.sampling import StepBatches
from corina.training.weights import start_network


@dataclass
class Trial:
    """A network, its loss and the batches of the recipe's last stage."""

    recipe: Recipe
    prepared: Prepared
    network: Network
    loss_of: nn.Module
    batches: StepBatches
    device: torch.device

    @property
    def number(self) -> int:
        """The stage that is tried: the last one, which trains everything."""
        return len(self.recipe.stages) - 1


@dataclass(frozen=True)
class Step:
    """Loss of a step, the seconds it took and those of them in which it waited for its batch."""

    loss: float
    seconds: float
    loading: float


def open_trial(recipe: Recipe, root: str, device: Device, models_dir: str = "") -> Trial:
    """Read the data and build the network; models_dir: folder of installed models. Raises EngineProblem."""
    where = device_of(device)  # a GPU that is not there is said before minutes of reading
    prepared = prepare(recipe, root_of(recipe, root))
    network, _ = start_network(recipe, prepared, [Path(models_dir)] if models_dir else [])
    network.to(where, memory_format=torch.channels_last)  # type: ignore[call-overload]
    separate = recipe.network.heads is Heads.SEPARATE
    choice = loss_of_stage(recipe, recipe.stages[-1])
    loss_of = build_loss(choice, prepared.training.table, prepared.counts, separate=separate)
    batches = StepBatches(
        recipe,
        len(recipe.stages) - 1,
        prepared.training,
        prepared.mean,
        stride=network.config.stride,
        count=2**31,
    )
    return Trial(recipe, prepared, network, loss_of.to(where), batches, where)


def steps(trial: Trial, count: int, rate: Callable[[int], float]) -> Iterator[Step]:
    """Train `count` steps at the rate given for each. Raises EngineProblem("out_of_memory", "recipe_invalid")."""
    stage = trial.recipe.stages[trial.number]
    optimiser = build_optimiser(trial.network, stage)
    trial.network.train()
    ahead = iter(Ahead(trial.batches, count))
    for number in range(count):
        begun = time.perf_counter()
        images, rows, _ = next(ahead)
        loaded = time.perf_counter()
        for group in optimiser.param_groups:
            group["lr"] = rate(number)
        try:
            with autocast(trial.recipe.precision, trial.device):
                scores = trial.network.scores(images.to(trial.device))
            loss = trial.loss_of(full_precision(scores), rows.to(trial.device))
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            optimiser.step()
            value = float(loss.item())
        except (RuntimeError, MemoryError, ValueError) as error:
            size = trial.batches.size
            if is_single_value(error):
                raise too_small(stage.batch, size) from error
            if not is_out_of_memory(error):
                raise
            raise too_large(trial.network, trial.loss_of, stage.batch, size, trial.device, error) from error
        yield Step(value, time.perf_counter() - begun, loaded - begun)
