"""Which floats a training computes with: 16 bits where the hardware is faster with them, else 32."""

from __future__ import annotations

from typing import Any, Tuple

import torch

from corina.engine.jobs import Precision


def floats_for(precision: Precision, *, on_gpu: bool) -> Tuple[str, str]:
    """Lightning's name of the precision, and a sentence on what was chosen ("" where the recipe has chosen).

    on_gpu: the training runs on a CUDA device, else on the processor (or a device without short floats).
    """
    if precision is Precision.FULL:
        return "32-true", ""
    if on_gpu:
        # Emulated bf16, as on GPUs before Ampere, is slower than 32-bit floats.
        chosen = "bf16-mixed" if torch.cuda.is_bf16_supported(including_emulation=False) else "16-mixed"
        return chosen, f"Trains on {torch.cuda.get_device_name()} with {chosen.split('-')[0]} floats."
    able = torch.cpu.get_capabilities()
    if able.get("avx512_bf16") or able.get("amx_bf16"):
        return "bf16-mixed", "Trains with bf16 floats, which this processor computes faster."
    return "32-true", "Trains with 32-bit floats: this processor is slower with shorter ones."


def autocast(precision: Precision, device: torch.device) -> Any:  # noqa: ANN401 - a context of torch
    """The context in which a step computes as it would in a training on that device."""
    name, _ = floats_for(precision, on_gpu=device.type == "cuda")
    short = torch.float16 if name == "16-mixed" else torch.bfloat16
    usable = device.type in ("cpu", "cuda") and name != "32-true"
    return torch.autocast(device.type if usable else "cpu", short, enabled=usable)
