"""Which ONNX Runtime an engine holds, what suits a machine, and how large it is. Standard library only, no Qt."""

from __future__ import annotations

import os
import subprocess
import sys
from enum import Enum
from typing import Dict, Iterable, Optional, Tuple


class Variant(str, Enum):
    """Which ONNX Runtime the engine holds. CPU also brings CoreML on macOS."""

    CPU = "cpu"
    CUDA = "cuda"
    DIRECTML = "directml"


DOWNLOAD_MB: Dict[Variant, int] = {Variant.CPU: 95, Variant.CUDA: 2000, Variant.DIRECTML: 105}
"""What an installation downloads, in MB."""
DISK_MB: Dict[Variant, int] = {Variant.CPU: 280, Variant.CUDA: 4500, Variant.DIRECTML: 310}
"""What it then takes on disk."""
COMPARE = "compare"
TRAINING = "training"
EXTRAS = (COMPARE, TRAINING)
"""What an engine may hold beside classification. COMPARE: CORINE polygons, comparison, reports. TRAINING: torch."""
EXTRA_DOWNLOAD_MB: Dict[str, int] = {COMPARE: 60, TRAINING: 270}
EXTRA_DISK_MB: Dict[str, int] = {COMPARE: 210, TRAINING: 900}
"""In addition; for a torch without CUDA, whose CUDA build is ten times as large."""
_IMPLIED = {TRAINING: (COMPARE,)}


def with_implied(extras: Iterable[str]) -> Tuple[str, ...]:
    """These extras and those they need: training reads CORINE labels, so it needs COMPARE."""
    named = tuple(extras)
    return tuple(sorted({*named, *(other for extra in named for other in _IMPLIED.get(extra, ()))}))


def suggested_variant() -> Variant:
    """What suits this machine: CUDA with an NVIDIA driver for CUDA 13 (580 or later), DirectML on Windows, else CPU."""
    driver = nvidia_driver()
    if driver is not None and driver >= 580 and sys.platform != "darwin":
        return Variant.CUDA
    return Variant.DIRECTML if os.name == "nt" and sys.maxsize > 2**32 else Variant.CPU


def nvidia_driver() -> Optional[int]:
    """The major version of the NVIDIA driver, None without one."""
    flags = subprocess.CREATE_NO_WINDOW if os.name == "nt" else 0  # type: ignore[attr-defined]
    try:
        done = subprocess.run(
            ["nvidia-smi", "--query-gpu=driver_version", "--format=csv,noheader"],
            capture_output=True,
            text=True,
            timeout=10,
            check=True,
            creationflags=flags,
        )
        return int(done.stdout.split(".")[0])
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
