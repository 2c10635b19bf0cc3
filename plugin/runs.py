"""What a run is, and how long the next one will take by what the last ones took. Knows nothing of Qt."""

from __future__ import annotations

import platform
import time
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any, Dict, Optional, Tuple

from corina.engine.events import Progress
from corina.engine.jobs import ClassifyJob, Device, Job, job_kind
from corina.plugin.job_kinds import outlives_qgis

MAX_LOG_LINES = 500
RUNS_IN_ESTIMATE = 5


class RunState(str, Enum):
    """Where a run stands. INTERRUPTED: QGIS, or the engine of a run that outlives it, ended while it was going on.

    PAUSED and STOPPED are for runs that outlive QGIS: both can go on where they were.
    """

    QUEUED = "queued"
    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    INTERRUPTED = "interrupted"

    @property
    def is_active(self) -> bool:
        return self in (RunState.QUEUED, RunState.RUNNING, RunState.PAUSED)


@dataclass(frozen=True)
class RunError:
    """Why a run failed: a code windows act on, one sentence for the user, details for the log."""

    code: str
    message: str
    details: str = ""


@dataclass(frozen=True)
class Run:
    """One job from the moment it was asked for. Times are seconds since the epoch; `result` as in docs/jobs.md."""

    id: str
    title: str
    job: Job
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
    def kind(self) -> str:
        """The kind of its job: "classify", "train", ..."""
        return job_kind(self.job)

    @property
    def can_resume(self) -> bool:
        """Whether it can go on where it was."""
        ended = self.state in (RunState.STOPPED, RunState.FAILED, RunState.CANCELLED, RunState.INTERRUPTED)
        return ended and self.started is not None and outlives_qgis(self.job)

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
        if not isinstance(run.job, ClassifyJob):
            continue
        timing = run.result.get("timing") or {}
        same = (run.result.get("model") or {}).get("name") == model and run.job.options.device is device
        if same and timing.get("megapixels") and timing.get("seconds"):
            pixels += float(timing["megapixels"])
            seconds += float(timing["seconds"])
            counted += 1
    return None if not counted else seconds / pixels * megapixels
