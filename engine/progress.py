"""Turning what a run does into events: how far it is, how fast, how long it will still take, and what to warn of."""

from __future__ import annotations

import time
from collections.abc import Callable

from corina.engine.events import Event, Log, LogLevel, Progress, Stage

# Share of a run's time each stage takes, roughly; the fraction shown must never run backwards.
_START = {
    Stage.OPEN: 0.0,
    Stage.INFER: 0.02,
    Stage.OVERVIEWS: 0.92,
    Stage.POLYGONS: 0.94,
    Stage.FINISH: 0.99,
}
_INFER_END_WITH_POLYGONS = 0.80
_INTERVAL_S = 0.2


class ProgressReporter:
    """Emits progress at most five times a second, and every log line and warning."""

    def __init__(self, emit: Callable[[Event], None], *, polygons: bool) -> None:
        self._emit = emit
        self._infer_end = _INFER_END_WITH_POLYGONS if polygons else _START[Stage.OVERVIEWS]
        self._last = 0.0
        self._infer_started = 0.0
        self.warnings: list[str] = []

    def stage(self, stage: Stage) -> None:
        """A stage begins."""
        if stage is Stage.INFER:
            self._infer_started = time.perf_counter()
        fraction = (
            max(_START[stage], self._infer_end)
            if stage in (Stage.OVERVIEWS, Stage.POLYGONS)
            else _START[stage]
        )
        self._emit(Progress(stage, fraction))

    def tiles(self, done: int, total: int, megapixels: float) -> None:
        """`done` of `total` tiles, which together make `megapixels` of the scene, are through the network."""
        if not self._is_time() and done < total:
            return
        seconds = time.perf_counter() - self._infer_started
        share = done / total
        speed = megapixels * share / seconds if seconds > 0 else None
        begin = _START[Stage.INFER]
        fraction = begin + (self._infer_end - begin) * share
        left = seconds * (1 - share) / share if share else None
        self._emit(Progress(Stage.INFER, fraction, done, total, speed, left))

    def polygons(self, done: int) -> None:
        """`done` polygons are written; how many there will be is not known before the end."""
        if self._is_time():
            self._emit(Progress(Stage.POLYGONS, max(_START[Stage.POLYGONS], self._infer_end), done))

    def log(self, message: str) -> None:
        """A line for the log."""
        self._emit(Log(message))

    def warn(self, message: str) -> None:
        """What a user must be told; it is also part of the result."""
        self.warnings.append(message)
        self._emit(Log(message, LogLevel.WARNING))

    def _is_time(self) -> bool:
        now = time.perf_counter()
        if now - self._last < _INTERVAL_S:
            return False
        self._last = now
        return True
