"""What a run tells: events, metrics.jsonl, metrics.csv, and logs for TensorBoard."""

from __future__ import annotations

import csv
import json
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any, Dict, List, Optional

from tensorboardX.event_file_writer import EventsWriter
from tensorboardX.proto.event_pb2 import Event as BoardEvent
from tensorboardX.proto.event_pb2 import SessionLog
from tensorboardX.summary import scalar

from corina.engine.events import Event, Log, LogLevel, Metrics, Preview, Progress, Stage
from corina.engine.jobs import Control
from corina.engine.jobs.training import METRICS_CSV, METRICS_FILE

TENSORBOARD_FOLDER = "tensorboard"

Emit = Callable[[Event], None]

_LEAST_SECONDS = 1.0
_PAUSE_SECONDS = 0.2


class Journal:
    """The log of a run in its folder; `emit` gets the events. With speaks=False it is silent (further devices)."""

    def __init__(self, folder: Path, emit: Optional[Emit] = None, *, speaks: bool = True) -> None:
        self.folder = folder
        self._emit: Emit = emit or (lambda event: None)
        self.speaks = speaks
        self._begun = self._last = 0.0
        self._first_step = 0
        self.warnings: List[str] = []
        self._board: Optional[EventsWriter] = None

    def open(self, epoch: int, step: int, *, resumed: bool) -> None:
        """Begin, or go on after `epoch`: what was noted of later epochs will be noted again."""
        self._begun, self._first_step = time.monotonic(), step
        if not self.speaks:
            return
        lines = read_metrics(self.folder) if resumed else []
        kept = [line for line in lines if line["epoch"] <= epoch]
        (self.folder / METRICS_FILE).write_text("".join(json.dumps(line) + "\n" for line in kept), "utf-8")
        self._write_csv(kept)
        # What earlier logs say of this step and later ones will be said again.
        later = kept[-1]["step"] + 1 if kept else int(resumed)
        board = self.folder / TENSORBOARD_FOLDER
        try:
            board.mkdir(exist_ok=True)
            # Without the time the logs of one second would replace one another. SummaryWriter would hand what it writes
            # to a thread through a queue of processes: a full disk would then stop the run when the queue is full.
            self._board = EventsWriter(str(board / "events"), f".{time.time_ns()}")
            if later:
                self._note(later, session_log=SessionLog(status=SessionLog.START))
            self._board.flush()
        except OSError as error:
            self._lose_board(error)

    def close(self) -> None:
        """Flush what is still open."""
        if self._board is not None:
            try:
                self._board.close()
            except OSError as error:
                self._lose_board(error)
            self._board = None

    def _note(self, step: int, **what: Any) -> None:  # noqa: ANN401 - one of an event's fields
        if self._board is not None:
            self._board.write_event(BoardEvent(wall_time=time.time(), step=step, **what))

    def _lose_board(self, error: OSError) -> None:
        """Go on without TensorBoard: the same numbers are in metrics.csv."""
        self._board = None
        self.log(f"TensorBoard's logs cannot be written, metrics.csv goes on: {error}.", warning=True)

    def log(self, message: str, *, warning: bool = False) -> None:
        """A sentence for the log; warnings are kept for the result too."""
        if not self.speaks:
            return
        if warning:
            if message in self.warnings:
                return
            self.warnings.append(message)
        self._emit(Log(message, LogLevel.WARNING if warning else LogLevel.INFO))

    def progress(self, stage: Stage, step: int, total: int, *, now: bool = False) -> None:
        """Where the run is, at most once a second. step, total: optimiser steps of the whole run."""
        moment = time.monotonic()
        if not self.speaks or (not now and moment - self._last < _LEAST_SECONDS):
            return
        self._last = moment
        done = step - self._first_step
        left = (moment - self._begun) / done * (total - step) if done > 0 else None
        self._emit(Progress(stage, min(1.0, step / max(1, total)), step, total, seconds_left=left))

    def wait(self, control: Callable[[], Control], step: int, total: int) -> Control:
        """Say that the run pauses, and wait until it is told something else, which is returned."""
        self.progress(Stage.PAUSED, step, total, now=True)
        paused = time.monotonic()
        while (word := control()) is Control.PAUSE:
            time.sleep(_PAUSE_SECONDS)
        self._begun += time.monotonic() - paused  # no work, for the time that is left
        self.progress(Stage.TRAIN, step, total, now=True)
        return word

    def metrics(self, metrics: Metrics) -> None:
        """Numbers of an epoch."""
        if not self.speaks:
            return
        self._emit(metrics)
        with (self.folder / METRICS_FILE).open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(metrics)) + "\n")
        self._write_csv(read_metrics(self.folder))
        if self._board is None:
            return
        try:
            for name, value in metrics.values.items():
                self._note(metrics.step, summary=scalar(f"{metrics.split}/{name}", value))
            if metrics.split == "train":
                self._note(metrics.step, summary=scalar("learning_rate", metrics.learning_rate))
            self._board.flush()
        except OSError as error:
            self._lose_board(error)

    def preview(self, preview: Preview) -> None:
        """A picture of a validation patch."""
        if self.speaks:
            self._emit(preview)

    def _write_csv(self, lines: List[Dict[str, Any]]) -> None:
        names = sorted({name for line in lines for name in line["values"]})
        columns = ["epoch", "step", "split", "training_stage", "learning_rate", "best", *names]
        with (self.folder / METRICS_CSV).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, extrasaction="ignore")
            writer.writeheader()
            writer.writerows({**line, **line["values"]} for line in lines)


def read_metrics(folder: Path) -> List[Dict[str, Any]]:
    """The lines of metrics.jsonl; a line that a killed run left half written is passed over."""
    path = folder / METRICS_FILE
    if not path.is_file():
        return []
    result = []
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            values = json.loads(line)
        except json.JSONDecodeError:
            continue
        result.append(values)
    return result
