"""A run's progress in words, the same in the Classify tab and in Runs."""

from __future__ import annotations

from typing import List, Optional

from qgis.PyQt.QtCore import QCoreApplication

from corina.ui import formatting
from corina.ui.state import ProgressView, RunState, RunView


def _tr(text: str) -> str:
    return str(QCoreApplication.translate("progress", text))


def stage_text(stage: str) -> str:
    """What the engine does in a stage (the values of engine.events.Stage)."""
    return {
        "open": _tr("Opening scene and model"),
        "infer": _tr("Classifying"),
        "read": _tr("Reading"),
        "train": _tr("Training"),
        "paused": _tr("Paused"),
        "evaluate": _tr("Measuring"),
        "export": _tr("Making the model"),
        "report": _tr("Writing the report"),
        "overviews": _tr("Writing overviews"),
        "polygons": _tr("Making polygons"),
        "finish": _tr("Finishing"),
    }.get(stage, stage)


def state_text(state: RunState) -> str:
    """A run's state as a word."""
    return {
        RunState.QUEUED: _tr("waiting"),
        RunState.RUNNING: _tr("running"),
        RunState.PAUSED: _tr("paused"),
        RunState.STOPPED: _tr("stopped, can go on"),
        RunState.DONE: _tr("done"),
        RunState.FAILED: _tr("failed"),
        RunState.CANCELLED: _tr("cancelled"),
        RunState.INTERRUPTED: _tr("interrupted"),
    }[state]


def progress_text(progress: Optional[ProgressView]) -> str:
    """Stage, tiles, speed and time left: "Classifying, 34 of 100 tiles, 0.62 Mpx/s, 1 min 5 s left"."""
    if progress is None:
        return _tr("Starting the engine")
    parts: List[str] = [stage_text(progress.stage)]
    if progress.total > 0 and progress.stage == "infer":
        parts.append(
            _tr("{} of {} tiles").format(formatting.number(progress.done), formatting.number(progress.total))
        )
    if progress.megapixels_per_s:
        parts.append(_tr("{} Mpx/s").format(formatting.number(progress.megapixels_per_s, 2)))
    if progress.seconds_left is not None:
        parts.append(_tr("{} left").format(formatting.duration(progress.seconds_left)))
    return ", ".join(parts)


def run_summary(run: RunView) -> str:
    """The second line of a run in the list: its state, when, how long, and how much."""
    if run.state is RunState.RUNNING:
        return progress_text(run.progress)
    if run.state is RunState.FAILED:
        return run.error or state_text(run.state)
    parts = [state_text(run.state)]
    when = formatting.moment(run.created)
    if when:
        parts.append(when)
    if run.state is RunState.DONE:
        if run.seconds is not None:
            parts.append(formatting.duration(run.seconds))
        classified = (run.result or {}).get("classified_ha")
        if classified is not None:
            parts.append(formatting.hectares(float(classified)))
    return ", ".join(parts)
