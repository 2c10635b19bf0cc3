"""The events the engine sends back, one JSON object a line on its standard output. Standard library only."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from enum import Enum
from typing import Any, Dict, Mapping, Optional, Union


class Stage(str, Enum):
    """What a run is doing. Of a classification OPEN, INFER and FINISH always come; POLYGONS only when asked for.

    A training goes through OPEN (reading data), TRAIN, EVALUATE, EXPORT; PAUSED while it waits for its control file.
    READ: a map is read through (sampling, accuracy, comparison); REPORT: the report is written.
    """

    OPEN = "open"
    READ = "read"
    TRAIN = "train"
    PAUSED = "paused"
    EVALUATE = "evaluate"
    EXPORT = "export"
    INFER = "infer"
    OVERVIEWS = "overviews"
    POLYGONS = "polygons"
    REPORT = "report"
    FINISH = "finish"


class LogLevel(str, Enum):
    """WARNING is what a user must be told (a device that fell back, a scale that was guessed); INFO is for the log."""

    INFO = "info"
    WARNING = "warning"


@dataclass(frozen=True)
class Progress:
    """How far a run is. fraction: of the whole run, 0..1; done, total: tiles in INFER, steps of the stage elsewhere.

    megapixels_per_s and seconds_left are None until they can be told.
    """

    stage: Stage
    fraction: float
    done: int = 0
    total: int = 0
    megapixels_per_s: Optional[float] = None
    seconds_left: Optional[float] = None


@dataclass(frozen=True)
class Log:
    """A line for the log; a WARNING is also part of the result."""

    message: str
    level: LogLevel = LogLevel.INFO


@dataclass(frozen=True)
class Metrics:
    """Numbers of a training, one event a split and epoch; a training from the start also sends epoch 0's validation.

    epoch: done since the start of the run, over all stages, from 0; step: optimiser steps done. split: "train" or
    "validation". values: "loss", "overall1", "overall2", "overall3" (agreement at each level), "f1_macro3", "mean_iou3"
    (of labels that name single codes), of validation also "overall3_inner" (less the boundary band), where it has one.
    Those of training are of patches as they were augmented, with the weights of the moment.
    best: this epoch's checkpoint is the one that is kept as the best so far.
    """

    epoch: int
    step: int
    split: str
    values: Dict[str, float] = field(default_factory=dict)
    learning_rate: float = 0.0
    training_stage: str = ""
    best: bool = False


@dataclass(frozen=True)
class Preview:
    """A picture of one fixed validation patch: path of a PNG with image, label and prediction side by side."""

    path: str
    epoch: int
    index: int
    name: str = ""


@dataclass(frozen=True)
class Result:
    """The job is done. data: what it made, as JSON values; docs/jobs.md lists the fields of each kind of job."""

    data: Dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Failure:
    """The job has failed and left nothing behind.

    code: a short name windows can act on ("bands_missing", "scale_unknown", "output_not_writable", ...).
    message: one sentence for the user: what was found, what was expected, what to do. details: for the log.
    """

    code: str
    message: str
    details: str = ""


Event = Union[Progress, Log, Metrics, Preview, Result, Failure]

_NAMES: Dict[type, str] = {
    Progress: "progress",
    Log: "log",
    Metrics: "metrics",
    Preview: "preview",
    Result: "result",
    Failure: "error",
}


def to_line(event: Event) -> str:
    """The event as one line of JSON, without the line end."""
    return json.dumps({"event": _NAMES[type(event)], **asdict(event)}, ensure_ascii=True)


def event_from_line(line: str) -> Optional[Event]:
    """Read a line of the engine's output; None when the line is not an event (a library printed something)."""
    try:
        document = json.loads(line)
    except json.JSONDecodeError:
        return None
    if not isinstance(document, dict):
        return None
    name = document.pop("event", None)
    try:
        return _read(str(name), document)
    except (KeyError, TypeError, ValueError):
        return None


def _read(name: str, values: Mapping[str, Any]) -> Optional[Event]:
    if name == "progress":
        return Progress(**{**values, "stage": Stage(values["stage"])})
    if name == "log":
        return Log(message=values["message"], level=LogLevel(values["level"]))
    if name == "metrics":
        return Metrics(**values)
    if name == "preview":
        return Preview(**values)
    if name == "result":
        return Result(data=dict(values["data"]))
    if name == "error":
        return Failure(**values)
    return None
