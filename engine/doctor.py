"""The engine's check of itself: runs a tiny network on every device ONNX Runtime offers and reports what really worked.

The network is `data/doctor.onnx`, a 3 x 3 mean and a ReLU, made by `.ci/make_doctor_model.py`.
"""

from __future__ import annotations

import platform
import sys
import time
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime
import rasterio

from corina import __version__
from corina.engine.errors import EngineProblem
from corina.engine.jobs import Device
from corina.engine.session import PROVIDERS, preload_device_libraries

MODEL = Path(__file__).with_name("data") / "doctor.onnx"
_OF_EXTRAS = (
    *("pyogrio", "shapely", "matplotlib"),
    *("torch", "torchvision", "segmentation-models-pytorch", "onnx", "safetensors"),
)
_TOLERANCE = 1e-2
"""Devices that compute convolutions in TF32 or half precision differ from the CPU by less than this."""


@dataclass(frozen=True)
class DeviceCheck:
    """One device. works: the network ran there and its result is right; reason: why not, empty when it works."""

    name: str
    provider: str
    works: bool
    reason: str = ""


def check(device: Device = Device.AUTO) -> dict[str, Any]:
    """Check the engine; returns the fields of docs/jobs.md.

    ok: the device asked for works (for AUTO: any). device_used: the fastest one that works, or the one asked for.
    Raises EngineProblem when not even the CPU works.
    """
    started = time.perf_counter()
    checks = check_devices()
    working = [c.name for c in checks if c.works]
    if not working:
        reasons = "; ".join(f"{c.name}: {c.reason}" for c in checks) or "ONNX Runtime offers no device"
        raise EngineProblem("device_unavailable", f"No device works ({reasons}); repair the engine.")
    wanted = device.value if device is not Device.AUTO else working[0]
    return {
        "ok": wanted in working,
        "versions": versions(),
        "python": platform.python_version(),
        "platform": platform.platform(),
        "devices": [asdict(c) for c in checks],
        "device_used": wanted if wanted in working else "cpu",
        "seconds": round(time.perf_counter() - started, 3),
    }


def check_devices() -> list[DeviceCheck]:
    """Run the network on each device that the installed ONNX Runtime lists, the fastest kind first."""
    preload_device_libraries()
    offered = set(onnxruntime.get_available_providers())
    return [_check_device(device, name) for device, name in PROVIDERS.items() if name in offered]


def _check_device(device: Device, provider: str) -> DeviceCheck:
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    options.intra_op_num_threads = 1
    image = np.linspace(-1, 1, 64, dtype=np.float32).reshape(1, 1, 8, 8)
    try:
        session = onnxruntime.InferenceSession(str(MODEL), sess_options=options, providers=[provider])
        used = session.get_providers()[0]
        if used != provider:
            return DeviceCheck(device.value, provider, False, f"ONNX Runtime fell back to {used}")
        result = session.run(["y"], {"x": image})[0]
    except Exception as error:  # noqa: BLE001 - whatever a driver raises is the answer
        return DeviceCheck(device.value, provider, False, _first_line(error))
    difference = float(np.abs(result - _expected(image)).max())
    if not difference < _TOLERANCE:
        return DeviceCheck(device.value, provider, False, f"its result is wrong by {difference:.3g}")
    return DeviceCheck(device.value, provider, True)


def _expected(image: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """What the network must give: the 3 x 3 mean with zeros around the image, negative values at 0."""
    padded = np.pad(image, ((0, 0), (0, 0), (1, 1), (1, 1)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (3, 3), axis=(2, 3))
    mean: npt.NDArray[np.float32] = windows.mean(axis=(-2, -1))
    return np.maximum(mean, 0)


def versions() -> dict[str, str]:
    """Versions of Corina and of what the engine is made of; libraries of the extras only when they are there."""
    found = {
        "corina": __version__,
        "onnxruntime": onnxruntime.__version__,
        "rasterio": rasterio.__version__,
        "gdal": rasterio.__gdal_version__,
        "numpy": np.__version__,
        "python": sys.version.split()[0],
    }
    for name in _OF_EXTRAS:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return found


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:300]
