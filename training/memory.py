"""When memory was not enough: which errors say so, and the batch that would fit, found by trying."""

from __future__ import annotations

import contextlib
import traceback
from collections.abc import Callable

import torch
from torch import nn

from corina.engine.errors import EngineProblem
from corina.models.networks import Network

_WORDS = (
    "out of memory",
    "can't allocate memory",
    "cannot allocate memory",
    "not enough memory",  # torch on Windows
    "alloc_failed",  # cuDNN and cuBLAS
)
_SINGLE_VALUE = "more than 1 value per channel"


def is_out_of_memory(error: BaseException) -> bool:
    """Whether an error says that memory was not enough, on the CPU or on a device."""
    text = str(error).lower()
    return isinstance(error, (MemoryError, torch.OutOfMemoryError)) or any(words in text for words in _WORDS)


def is_single_value(error: BaseException) -> bool:
    """Whether a batch was too small to be normalised: its coarsest maps hold one value each."""
    return isinstance(error, ValueError) and _SINGLE_VALUE in str(error).lower()


def too_large(
    network: Network, loss_of: nn.Module, batch: int, size: int, device: torch.device, error: BaseException
) -> EngineProblem:
    """The problem to report when memory was not enough for `batch` patches of `size` px, with a batch that does fit.

    The error's own frames are cleared first: they hold the maps that filled the memory.
    """
    traceback.clear_frames(error.__traceback__)
    return not_enough(batch, size, largest_batch(network, loss_of, batch, size, device))


def not_enough(batch: int, size: int, fits: int) -> EngineProblem:
    """Memory was not enough for `batch` patches of `size` px; fits: a batch that does fit, 0 for none."""
    advice = (
        f"a batch of {fits} fits: set it, and accumulate {-(-batch // fits)} batches for the same effect"
        if fits
        else "no smaller batch can be trained here: choose smaller patches or a smaller network"
    )
    return EngineProblem(
        "out_of_memory",
        f"There is not enough memory for batches of {batch} patches of {size} x {size} px; {advice}.",
    )


def too_small(batch: int, size: int) -> EngineProblem:
    """The problem to report when a batch could not be normalised."""
    return EngineProblem(
        "recipe_invalid",
        f"A batch of {batch} of {size} x {size} px leaves the network's coarsest features one value each, which cannot "
        "be normalised; choose a larger batch, larger patches, or less depth.",
    )


def largest_batch(
    network: Network, loss_of: nn.Module, batch: int, size: int, device: torch.device | None = None
) -> int:
    """The largest of batch / 2, batch / 4, ... that one training step has memory for; 0 for none.

    device: where the training ran; Lightning has moved the network to the CPU by the time its error arrives.
    """
    device = device or network.mean.device

    def step(batch: int) -> None:
        network.to(device)
        loss_of.to(device)
        images = torch.full((batch, network.config.bands, size, size), 0.1, device=device)
        rows = torch.ones((batch, size, size), dtype=torch.uint8, device=device)
        network.train()
        loss_of(network.scores(images), rows).backward()

    return largest_of(step, network, batch)


def largest_of(step: Callable[[int], None], network: nn.Module, batch: int) -> int:
    """The largest of batch / 2, batch / 4, ... that has memory for `step`, which trains on so many patches; 0: none."""
    while batch > 1:
        batch //= 2
        try:
            if torch.cuda.is_available():
                torch.cuda.empty_cache()
            step(batch)
        except (RuntimeError, MemoryError, ValueError) as error:
            if is_single_value(error):
                break  # still smaller batches are no better
            if not is_out_of_memory(error):
                raise
            continue
        finally:
            with contextlib.suppress(RuntimeError):
                network.zero_grad(set_to_none=True)
        return batch
    return 0
