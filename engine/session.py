"""Running the network with ONNX Runtime on the device that really works, and saying which one that is."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime

from corina.engine.errors import EngineProblem
from corina.engine.jobs import Device
from corina.models.graph import fixed_batch

PROVIDERS = {
    Device.CUDA: "CUDAExecutionProvider",
    Device.DIRECTML: "DmlExecutionProvider",
    Device.COREML: "CoreMLExecutionProvider",
    Device.CPU: "CPUExecutionProvider",
}
_FASTEST_FIRST = (Device.CUDA, Device.DIRECTML, Device.COREML, Device.CPU)
_GPU_BATCH = 8


@dataclass(frozen=True)
class DeviceReport:
    """What was asked for and what is used. reason: why it is another one than asked for; empty when it is not."""

    requested: Device
    used: Device
    provider: str
    threads: int
    batch: int
    reason: str = ""


class ModelSession:
    """A network ready to run on tiles whose edges are multiples of `stride`.

    Falls back to the CPU, aloud, when the device asked for cannot be used.
    """

    def __init__(
        self,
        model_path: str,
        stride: int,
        device: Device,
        threads: int,
        batch: int,
        warn: Callable[[str], None],
    ) -> None:
        self.stride = stride
        self._path, self._warn = model_path, warn
        self._threads = threads or available_cores()
        self._batch = batch
        self._session, self.report = self._open(device)

    @property
    def batch(self) -> int:
        """Tiles a run."""
        return self.report.batch

    def run(
        self,
        stored: npt.NDArray[np.uint16],
        scale: npt.NDArray[np.float32],
        offset: npt.NDArray[np.float32],
    ) -> npt.NDArray[np.float32]:
        """Probabilities [N, K, H, W] of tiles of DN [N, B, H, W]. A GPU that fails on the way is given up, aloud."""
        feeds: dict[str, npt.NDArray[Any]] = {"dn": stored, "scale": scale, "offset": offset}
        try:
            return self._run(feeds)
        except Exception as error:
            if self.report.used is Device.CPU:
                if _out_of_memory(error):
                    raise EngineProblem(
                        "out_of_memory",
                        f"Memory did not suffice for tiles of {stored.shape[-1]} px; choose a smaller tile or batch.",
                        str(error),
                    ) from error
                raise
            reason = f"{self.report.used.value} failed while running ({_first_line(error)})"
            requested = self.report.requested
            self._session, self.report = self._open(Device.CPU)
            self.report = _with_reason(self.report, requested, reason)
            self._warn(f"{reason}; the run goes on on the CPU.")
            return self._run(feeds)

    def _run(self, feeds: dict[str, npt.NDArray[Any]]) -> npt.NDArray[np.float32]:
        tiles = len(feeds["dn"])
        missing = (fixed_batch(self._session) or 0) - tiles
        if missing > 0:  # the last tiles of a row, for a graph that takes a certain number only
            feeds = {
                **feeds,
                "dn": np.concatenate([feeds["dn"], np.repeat(feeds["dn"][-1:], missing, axis=0)]),
            }
        probabilities: npt.NDArray[np.float32] = self._session.run(["probabilities"], feeds)[0]
        return probabilities[:tiles]

    def _open(self, requested: Device) -> tuple[Any, DeviceReport]:
        preload_device_libraries()
        offered = set(onnxruntime.get_available_providers())
        wanted = (
            [d for d in _FASTEST_FIRST if PROVIDERS[d] in offered]
            if requested is Device.AUTO
            else [requested]
        )
        reasons = []
        for device in dict.fromkeys((*wanted, Device.CPU)):
            if PROVIDERS[device] not in offered:
                reasons.append(f"{device.value} is not offered by the installed ONNX Runtime")
                continue
            try:
                session = self._create(device)
            except Exception as error:
                if device is Device.CPU:
                    raise
                reasons.append(f"{device.value} does not work ({_first_line(error)})")
                continue
            # ONNX Runtime may quietly drop a provider it lists: only the session knows.
            used = session.get_providers()[0]
            if used != PROVIDERS[device]:
                reasons.append(f"{device.value} could not be initialised")
                continue
            reason = "; ".join(reasons)
            if reason:
                self._warn(f"The {device.value.upper()} is used: {reason}.")
            batch = fixed_batch(session) or self._batch or (1 if device is Device.CPU else _GPU_BATCH)
            return session, DeviceReport(requested, device, used, self._threads, batch, reason)
        raise EngineProblem(
            "device_unavailable", f"No device works: {'; '.join(reasons)}; repair the engine."
        )

    def _create(self, device: Device) -> Any:  # noqa: ANN401 - onnxruntime has no type stubs
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_ALL
        options.log_severity_level = 3
        # Tiles are all of one size: an arena would only keep the largest memory ever used.
        options.enable_cpu_mem_arena = False
        if device is Device.DIRECTML:
            options.enable_mem_pattern = False
        return onnxruntime.InferenceSession(self._path, sess_options=options, providers=[PROVIDERS[device]])


def preload_device_libraries() -> None:
    """Load the CUDA and cuDNN libraries that came with onnxruntime-gpu, which are on no library path of the system."""
    preload = getattr(onnxruntime, "preload_dlls", None)
    if preload is not None and PROVIDERS[Device.CUDA] in onnxruntime.get_available_providers():
        preload()


def available_cores() -> int:
    """Cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _with_reason(report: DeviceReport, requested: Device, reason: str) -> DeviceReport:
    return DeviceReport(requested, report.used, report.provider, report.threads, report.batch, reason)


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]


def _out_of_memory(error: Exception) -> bool:
    text = str(error).lower()
    return isinstance(error, MemoryError) or "failed to allocate" in text or "bad_alloc" in text
