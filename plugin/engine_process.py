"""Runs one job in the engine's own process and hands its events back. The only module that starts the engine.

Free of Qt: it blocks its caller, so it is called from worker threads (tasks, Processing, the scene describer) and never
from the GUI thread.
"""

from __future__ import annotations

import os
import queue
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import IO, Any, Callable, Deque, Dict, List, Optional, Tuple

from corina.engine.events import Event, Failure, Log, Result, event_from_line
from corina.engine.jobs import ClassifyJob, Job, to_json

TERMINATE_SECONDS = 1.0
"""How long an engine may take to end when it is asked to, before it is killed."""
EXIT_SECONDS = 5.0
"""How long an engine may take to exit after its result."""
POLL_SECONDS = 0.05
STDERR_LINES = 60

_Line = Tuple[str, str]


class EngineError(Exception):
    """A job that failed. `message` is one sentence for the user, `details` is for the log.

    `code` is one of docs/jobs.md, or "engine_missing" (no interpreter where one should be), "engine_broken" (the engine ended
    before it said anything) or "engine_died" (it was ended from outside).
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

    command: argument list that starts the engine, which reads the job from its standard input. environment: all its
    environment variables. on_event: gets progress and log events as they come. is_cancelled: asked about 20 times a second.
    Raises EngineError or EngineCancelled; then the engine has ended and its unfinished files are removed, which takes about a
    second at most.
    """
    if isinstance(job, ClassifyJob) and not job.run_id:
        job = replace(job, run_id=new_run_id())
    if is_cancelled():
        raise EngineCancelled()
    absent = missing_folders(job.output_dir) if isinstance(job, ClassifyJob) else []
    engine = _Engine(command, environment)
    finished = False
    try:
        engine.send(to_json(job))
        data = _follow(engine, on_event, is_cancelled)
        finished = True
        return data
    finally:
        engine.end()
        if isinstance(job, ClassifyJob) and not finished:
            remove_partial(job.output_dir, job.run_id)
            remove_empty(absent)


def new_run_id() -> str:
    """A name for a run that is safe as part of a file name."""
    return uuid.uuid4().hex


def remove_partial(output_dir: str, run_id: str) -> None:
    """Remove the hidden folder with the unfinished files of a run whose engine is gone. No error when there is none."""
    if not run_id or not output_dir:
        return
    folder = os.path.join(output_dir, f".corina-{run_id}")
    for _ in range(10):  # Windows keeps files of a process that has just ended for a moment
        shutil.rmtree(_long(folder), ignore_errors=True)
        if not os.path.lexists(_long(folder)):
            return
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
        try:
            os.rmdir(_long(str(folder)))
        except OSError:
            return


def _follow(
    engine: _Engine, on_event: Callable[[Event], None], is_cancelled: Callable[[], bool]
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


def _cancelled(engine: _Engine) -> Dict[str, Any]:
    """End the engine. When its files were already in their places, the run is done all the same: its result is returned."""
    engine.end()
    for line in engine.unread():
        event = event_from_line(line)
        if isinstance(event, Result):
            return event.data
    raise EngineCancelled()


def _ended_without_result(engine: _Engine, heard: bool) -> EngineError:
    code = engine.exit_code()
    details = engine.stderr_tail()
    if code < 0 or code >= 0xC0000000:
        return EngineError(
            "engine_died",
            f"The engine was ended from outside ({_signal_name(code)}), often because memory ran out; no file was written: "
            "try again with a smaller batch or tile, or a smaller area.",
            details,
        )
    if heard:
        return EngineError(
            "engine_died",
            f"The engine stopped without a result (exit code {code}); no file was written: see the details and try again.",
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


class _Engine:
    """One engine process with threads that read its two outputs and write its input, so that no pipe can block."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self._check(command)
        options: Dict[str, Any] = {}
        if sys.platform == "win32":
            options["creationflags"] = subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP
        else:
            options["start_new_session"] = True  # its own group: children of the engine are ended with it
        try:
            self._process = subprocess.Popen(
                list(command),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=dict(environment),
                cwd=tempfile.gettempdir(),
                **options,
            )
        except OSError as error:
            raise _missing(command[0], str(error)) from error
        self._queue: queue.Queue[Optional[_Line]] = queue.Queue()
        self._stderr: Deque[str] = deque(maxlen=STDERR_LINES)
        self._input_lock = threading.Lock()
        self._readers: List[threading.Thread] = []
        for channel, stream in (("out", self._process.stdout), ("err", self._process.stderr)):
            reader = threading.Thread(
                target=self._read, args=(channel, stream), daemon=True, name=f"corina-{channel}"
            )
            reader.start()
            self._readers.append(reader)

    @staticmethod
    def _check(command: Sequence[str]) -> None:
        """The interpreter and the script it starts must be there; the interpreter may be a link whose target has gone."""
        for position, part in enumerate(command):
            needed = position == 0 or part.endswith(".py")
            if needed and os.path.isabs(part) and not os.path.exists(part):
                raise _missing(part, "No such file.")

    def send(self, line: str) -> None:
        """Write the job without waiting, and keep the input open: the engine ends itself when its input is closed."""
        threading.Thread(target=self._write, args=(line,), daemon=True, name="corina-in").start()

    def _write(self, line: str) -> None:
        stream = self._process.stdin
        assert stream is not None
        try:
            with self._input_lock:
                stream.write(line.encode("utf-8") + b"\n")
                stream.flush()
        except (OSError, ValueError):  # the engine ended before it read everything; its exit code tells why
            pass

    def no_more_input(self) -> None:
        """Close the engine's input, which tells it to end."""
        if self._input_lock.acquire(timeout=0.1):
            try:
                if self._process.stdin is not None:
                    self._process.stdin.close()
            except OSError:
                pass
            finally:
                self._input_lock.release()

    def _read(self, channel: str, stream: IO[bytes]) -> None:
        for raw in stream:
            line = raw.decode("utf-8", errors="replace")
            if channel == "err":
                self._stderr.append(line.rstrip())
            self._queue.put((channel, line))
        self._queue.put(None)

    def lines(self) -> Iterator[_Line]:
        """Yield (channel, line) as they come and ("", "") when nothing came for a moment, until the engine has ended."""
        open_outputs = len(self._readers)
        quiet_since = 0.0
        while open_outputs:
            try:
                item = self._queue.get(timeout=POLL_SECONDS)
            except queue.Empty:
                if self._process.poll() is not None:
                    # A child of the engine may hold its outputs open: do not wait for that.
                    quiet_since = quiet_since or time.monotonic()
                    if time.monotonic() - quiet_since > 1.0:
                        return
                elif self._process.stdin is not None and self._process.stdin.closed:
                    quiet_since = quiet_since or time.monotonic()
                    if time.monotonic() - quiet_since > EXIT_SECONDS:
                        return
                yield ("", "")
                continue
            if item is None:
                open_outputs -= 1
            else:
                yield item

    def unread(self) -> Iterator[str]:
        """The lines of its output nobody has read yet, for an engine that has ended."""
        while not self._queue.empty():
            item = self._queue.get()
            if item is not None and item[0] == "out":
                yield item[1]

    def exit_code(self) -> int:
        """How the engine ended; asks it to end when it has only closed its outputs."""
        try:
            return self._process.wait(timeout=1.0)
        except subprocess.TimeoutExpired:
            self.end()
            return int(self._process.returncode)

    def stderr_tail(self) -> str:
        return "\n".join(self._stderr)

    def end(self) -> None:
        """Ask the engine to end and kill it, with its children, when it does not. Safe to call twice."""
        if self._process.poll() is None:
            self._process.terminate()
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout=TERMINATE_SECONDS)
        if self._process.returncode != 0:
            self._kill_group()
        self._process.wait()
        self.no_more_input()  # not before: it would cut the engine short while it puts things in order
        for reader in self._readers:
            reader.join(timeout=0.2)

    def _kill_group(self) -> None:
        if sys.platform == "win32":
            if self._process.poll() is None:
                subprocess.run(
                    ["taskkill", "/F", "/T", "/PID", str(self._process.pid)],
                    creationflags=subprocess.CREATE_NO_WINDOW,
                    check=False,
                    capture_output=True,
                )
                self._process.kill()
            return
        with suppress(
            ProcessLookupError, PermissionError
        ):  # nobody is left in it; macOS says "not permitted"
            os.killpg(self._process.pid, signal.SIGKILL)


def _missing(path: str, reason: str) -> EngineError:
    return EngineError(
        "engine_missing",
        "The Corina engine is not installed or was removed: set it up in the Corina panel.",
        f"{path}: {reason}",
    )


def _long(path: str) -> str:
    """The path in the form Windows takes beyond 260 characters."""
    if sys.platform == "win32" and len(path) > 240 and not path.startswith("\\\\"):
        return "\\\\?\\" + os.path.abspath(path)
    return path
