"""Progress of jobs that go through a few steps of roughly known length, and what they must warn of."""

from __future__ import annotations

import time
from collections.abc import Callable

from corina.engine.events import Event, Log, LogLevel, Progress, Stage

_INTERVAL_S = 0.2


class Steps:
    """Emits the stage and the fraction of the whole, at most five times a second; the fraction never goes back."""

    def __init__(self, emit: Callable[[Event], None]) -> None:
        self._emit = emit
        self._stage = Stage.OPEN
        self._reached = 0.0
        self._last = 0.0
        self.warnings: list[str] = []

    def stage(self, stage: Stage, fraction: float) -> None:
        """A stage begins, `fraction` (0..1) of the whole being done."""
        self._stage = stage
        self._reached = max(self._reached, fraction)
        self._emit(Progress(stage, self._reached))

    def within(self, first: float, last: float, share: float, done: int = 0, total: int = 0) -> None:
        """A `share` (0..1) of the stage that takes the whole from `first` to `last` is done."""
        self._reached = max(self._reached, first + (last - first) * share)
        now = time.perf_counter()
        if now - self._last >= _INTERVAL_S:
            self._last = now
            self._emit(Progress(self._stage, self._reached, done, total))

    def log(self, message: str) -> None:
        """A line for the log."""
        self._emit(Log(message))

    def warn(self, message: str) -> None:
        """What a user must be told; it is also part of the result. The same is said once."""
        if message not in self.warnings:
            self.warnings.append(message)
            self._emit(Log(message, LogLevel.WARNING))
