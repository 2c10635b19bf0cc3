"""What a run is, and how long the next one will take by what the last ones took. Knows nothing of Qt."""

from __future__ import annotations

import platform
import time
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any, Dict, Optional, Tuple

from corina.engine.events import Progress
from corina.engine.jobs import ClassifyJob, Device

MAX_LOG_LINES = 500
RUNS_IN_ESTIMATE = 5


class RunState(str, Enum):
    """Where a run stands. INTERRUPTED: QGIS ended while it was queued or running."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    INTERRUPTED = "interrupted"

    @property
    def is_active(self) -> bool:
        return self in (RunState.QUEUED, RunState.RUNNING)


@dataclass(frozen=True)
class RunError:
    """Why a run failed: a code windows act on, one sentence for the user, details for the log."""

    code: str
    message: str
    details: str = ""


@dataclass(frozen=True)
class Run:
    """One classification from the moment it was asked for. Times are seconds since the epoch; `result` as in
    docs/jobs.md.
    """

    id: str
    title: str
    job: ClassifyJob
    state: RunState = RunState.QUEUED
    progress: Optional[Progress] = None
    log: Tuple[str, ...] = ()
    result: Optional[Dict[str, Any]] = None
    error: Optional[RunError] = None
    created: float = field(default_factory=time.time)
    started: Optional[float] = None
    ended: Optional[float] = None
    machine: str = field(default_factory=platform.node)

    @property
    def seconds(self) -> Optional[float]:
        """How long it ran, or has been running for; None when it has not started."""
        if self.started is None:
            return None
        return (time.time() if self.ended is None else self.ended) - self.started

    def with_log(self, line: str) -> Run:
        """The run with one more line in its log; the oldest lines go when there are too many."""
        return replace(self, log=(*self.log, line)[-MAX_LOG_LINES:])


def estimate_seconds(runs: Iterable[Run], megapixels: float, model: str, device: Device) -> Optional[float]:
    """How long a classification will take, from the last runs with this model and device on this machine.

    model: the name in the model's card. device: as asked for; AUTO takes runs that asked for AUTO. None
    without history.
    """
    pixels = seconds = 0.0
    counted = 0
    for run in sorted(runs, key=lambda run: run.created, reverse=True):
        if counted == RUNS_IN_ESTIMATE:
            break
        if run.state is not RunState.DONE or run.result is None or run.machine != platform.node():
            continue
        timing = run.result.get("timing") or {}
        same = (run.result.get("model") or {}).get("name") == model and run.job.options.device is device
        if same and timing.get("megapixels") and timing.get("seconds"):
            pixels += float(timing["megapixels"])
            seconds += float(timing["seconds"])
            counted += 1
    return None if not counted else seconds / pixels * megapixels
