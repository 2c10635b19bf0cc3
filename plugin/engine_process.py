"""Runs one job in the engine's own process and hands its events back. The only module that starts the engine.

Free of Qt: it blocks its caller, so it is called from worker threads (tasks, Processing, the scene describer) and never
from the GUI thread.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
import uuid
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Callable, Dict, List, Optional

from corina.engine.events import Event, Failure, Log, Result, event_from_line
from corina.engine.jobs import Job, to_json
from corina.engine.jobs.compare import SCENE_RUN
from corina.engine.jobs.unfinished import put_back
from corina.plugin.child_process import ChildProcess
from corina.plugin.job_kinds import output_folders, with_run_id


class EngineError(Exception):
    """A job that failed. `message` is one sentence for the user, `details` is for the log.

    `code` is one of docs/jobs.md, or "engine_missing" (no interpreter where one should be), "engine_broken"
    (the engine ended before it said anything) or "engine_died" (it was ended from outside).
    """

    def __init__(self, code: str, message: str, details: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.details = details


class EngineCancelled(Exception):
    """The caller asked the job to end; its engine is gone and nothing was left behind."""


def run_job(
    command: Sequence[str],
    environment: Mapping[str, str],
    job: Job,
    on_event: Callable[[Event], None],
    is_cancelled: Callable[[], bool],
) -> Dict[str, Any]:
    """Run `job` and return the data of its result. Blocks; both callbacks are called in the calling thread.

    command: argument list that starts the engine, which reads the job from its standard input. environment:
    all its environment variables. on_event: gets progress and log events as they come. is_cancelled: asked
    about 20 times a second. Raises EngineError or EngineCancelled; then the engine has ended and its
    unfinished files are removed, which takes about a second at most.
    """
    if not getattr(job, "run_id", None):
        job = with_run_id(job, new_run_id())
    run_id = str(getattr(job, "run_id", ""))
    if is_cancelled():
        raise EngineCancelled()
    absent = [missing for folder in output_folders(job) for missing in missing_folders(folder)]
    try:
        engine = ChildProcess(command, environment)
    except OSError as error:
        raise EngineError(
            "engine_missing",
            "The Corina engine is not installed or was removed: set it up in the Corina panel.",
            str(error),
        ) from error
    finished = False
    try:
        engine.send(to_json(job))
        data = _follow(engine, on_event, is_cancelled)
        finished = True
        return data
    finally:
        engine.end()
        if not finished:
            for folder in output_folders(job):
                remove_partial(folder, run_id)
            remove_empty(absent)


def new_run_id() -> str:
    """A name for a run that is safe as part of a file name."""
    return uuid.uuid4().hex


def remove_partial(output_dir: str, run_id: str) -> None:
    """Remove the hidden folders with unfinished files of a run whose engine is gone, and put back what it had replaced.
    No error when there is none.
    """
    if not run_id or not output_dir:
        return
    for name in (run_id, f"{run_id}{SCENE_RUN}"):
        folder = os.path.join(output_dir, f".corina-{name}")
        put_back(Path(_long(folder)))
        for _ in range(10):  # Windows keeps files of a process that has just ended for a moment
            shutil.rmtree(_long(folder), ignore_errors=True)
            if not os.path.lexists(_long(folder)):
                break
            time.sleep(0.1)


def missing_folders(folder: str) -> List[Path]:
    """The folders on the way to `folder` that are not there yet, deepest first."""
    missing: List[Path] = []
    path = Path(folder)
    while not os.path.exists(_long(str(path))) and path != path.parent:
        missing.append(path)
        path = path.parent
    return missing


def remove_empty(folders: Sequence[Path]) -> None:
    """Remove folders that `missing_folders` named and that were made in vain; those that hold something stay."""
    for folder in folders:
        with suppress(OSError):
            os.rmdir(_long(str(folder)))


def _follow(
    engine: ChildProcess, on_event: Callable[[Event], None], is_cancelled: Callable[[], bool]
) -> Dict[str, Any]:
    """Hand on the events until the engine is done; the last word of the engine decides."""
    last: Optional[Event] = None
    heard = False
    for channel, line in engine.lines():
        event = event_from_line(line) if channel == "out" else None
        if isinstance(event, (Result, Failure)):
            last = event
            engine.no_more_input()
        elif last is None and is_cancelled():
            return _cancelled(engine)
        elif event is not None:
            heard = True
            on_event(event)
        elif line.strip():
            on_event(Log(line.rstrip()))
    if isinstance(last, Result):
        return last.data
    if is_cancelled():
        raise EngineCancelled()
    if isinstance(last, Failure):
        details = "\n".join(part for part in (last.details, engine.stderr_tail()) if part)
        raise EngineError(last.code, last.message, details)
    raise _ended_without_result(engine, heard)


def _cancelled(engine: ChildProcess) -> Dict[str, Any]:
    """End the engine. When its files were already in their places, the run is done all the same: its result
    is returned.
    """
    engine.end()
    for line in engine.unread():
        event = event_from_line(line)
        if isinstance(event, Result):
            return event.data
    raise EngineCancelled()


def _ended_without_result(engine: ChildProcess, heard: bool) -> EngineError:
    code = engine.exit_code()
    details = engine.stderr_tail()
    if code < 0 or code >= 0xC0000000:
        return EngineError(
            "engine_died",
            f"The engine was ended from outside ({_signal_name(code)}), often because memory ran out; no "
            f"file was written: "
            "try again with a smaller batch or tile, or a smaller area.",
            details,
        )
    if heard:
        return EngineError(
            "engine_died",
            f"The engine stopped without a result (exit code {code}); no file was written: see the details "
            f"and try again.",
            details,
        )
    return EngineError(
        "engine_broken",
        f"The engine did not start (exit code {code}): repair it in the Corina panel.",
        details,
    )


def _signal_name(code: int) -> str:
    if code >= 0xC0000000:
        return f"exit code 0x{code:08X}"
    try:
        return f"signal {signal.Signals(-code).name}"
    except ValueError:
        return f"signal {-code}"


def _long(path: str) -> str:
    """The path in the form Windows takes beyond 260 characters."""
    if sys.platform == "win32" and len(path) > 240 and not path.startswith("\\\\"):
        return "\\\\?\\" + os.path.abspath(path)
    return path
