"""A run that outlives QGIS: an engine of its own, with its events, its log and its steering in files of one folder.

Free of Qt. The engine reads its job from a file and appends its events to another, so it neither needs nor notices
QGIS; any QGIS that opens the folder later can follow the run, pause it, stop it, or resume it.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List, Mapping, Optional, Sequence, Tuple

from corina.engine.events import Event, Failure, Log, Result, event_from_line
from corina.engine.jobs import Job, to_json
from corina.engine.jobs.training import CONTROL_FILE, Control
from corina.plugin.child_process import ChildProcess
from corina.plugin.engine_process import EngineCancelled, EngineError

JOB_FILE = "job.json"
EVENTS_FILE = "events.jsonl"
LOG_FILE = "engine.log"
RECORD_FILE = "run.json"
POLL_SECONDS = 0.2
LOG_BYTES = 8000
EXIT_SECONDS = 20.0
"""How long an engine that has said its last word may take to be gone before it is started again."""


class RunFolder:
    """The files of one run. `folder` may not exist yet."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._process: Optional[subprocess.Popen[bytes]] = None

    # Starting and ending

    def start(self, command: Sequence[str], environment: Mapping[str, str], job: Job) -> None:
        """Start the engine on `job` in a session of its own; the events of an earlier part stay.

        Raises EngineError when the folder cannot be written, the engine is not there, or the run is going on already.
        """
        if self._said_its_last_word():
            self._wait_for_end()
            self.end()  # it has nothing left to do; on a busy machine its libraries may take minutes to end
        if self.is_alive():
            raise EngineError(
                "run_busy",
                f"A training is running in {self.folder} already; choose another folder, or stop it.",
            )
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / JOB_FILE).write_text(to_json(job) + "\n", encoding="utf-8")
            self.ask(Control.RUN)
            begins = self._events_size()
            streams = [(self.folder / name).open(mode) for name, mode in self._streams()]
        except OSError as error:
            raise EngineError(
                "output_not_writable",
                f"The run cannot be kept in {self.folder} ({error.strerror}): choose another folder.",
                str(error),
            ) from error
        try:
            ChildProcess.check(command)
            self._process = subprocess.Popen(
                list(command),
                stdin=streams[0],
                stdout=streams[1],
                stderr=streams[2],
                env=dict(environment),
                cwd=self.folder,
                **_own_session(),
            )
        except OSError as error:
            raise EngineError(
                "engine_missing",
                "The Corina engine is not installed or was removed: set it up in the Corina panel.",
                str(error),
            ) from error
        finally:
            for stream in streams:
                stream.close()
        record = {"pid": self._process.pid, "started": time.time(), "events_from": begins}
        _write(self.folder / RECORD_FILE, json.dumps(record))

    @staticmethod
    def _streams() -> List[Tuple[str, str]]:
        return [(JOB_FILE, "rb"), (EVENTS_FILE, "ab"), (LOG_FILE, "ab")]

    def _said_its_last_word(self) -> bool:
        """Whether the part that was started last has ended, or is about to."""
        position = int(self._record().get("events_from") or 0)
        events = EventReader(self.folder / EVENTS_FILE, position).new()
        return any(isinstance(event, (Result, Failure)) for event in events)

    def _wait_for_end(self) -> None:
        deadline = time.monotonic() + EXIT_SECONDS
        while self.is_alive() and time.monotonic() < deadline:
            time.sleep(0.05)

    def is_alive(self) -> bool:
        """Whether the run's engine lives, whoever started it."""
        if self._process is not None:
            return self._process.poll() is None
        pid = self._pid()
        return pid is not None and _is_engine(pid)

    def end(self) -> None:
        """End the engine now; what it has written stays. No effect when it has ended."""
        pid = self._pid()
        if pid is None or not self.is_alive():
            return
        if sys.platform == "win32":
            subprocess.run(
                ["taskkill", "/F", "/T", "/PID", str(pid)],
                creationflags=subprocess.CREATE_NO_WINDOW,
                check=False,
                capture_output=True,
            )
        else:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(pid, signal.SIGKILL)
        if self._process is not None:
            self._process.wait()

    # Steering

    def ask(self, word: Control) -> None:
        """Write what the run is asked for; it looks at every step. Raises OSError."""
        _write(self.folder / CONTROL_FILE, word.value)

    def asked(self) -> Control:
        """What the run was asked for last."""
        try:
            return Control((self.folder / CONTROL_FILE).read_text(encoding="utf-8").strip())
        except (OSError, ValueError):
            return Control.RUN

    # What it said

    def events(self) -> List[Event]:
        """All events so far, of all its parts."""
        return list(EventReader(self.folder / EVENTS_FILE).new())

    def log_tail(self) -> str:
        """The end of the engine's own log."""
        try:
            with open(self.folder / LOG_FILE, "rb") as stream:
                stream.seek(0, os.SEEK_END)
                stream.seek(max(0, stream.tell() - LOG_BYTES))
                return stream.read().decode("utf-8", errors="replace").strip()
        except OSError:
            return ""

    def follow(self, on_event: Callable[[Event], None], is_cancelled: Callable[[], bool]) -> Dict[str, Any]:
        """Hand on the events of the part that was started last, from its beginning, until it is over.

        Returns the data of its result. Blocks. Raises EngineError when it failed, and EngineCancelled when
        `is_cancelled` says that nobody listens any more: the run goes on without us.
        """
        reader = EventReader(self.folder / EVENTS_FILE, int(self._record().get("events_from") or 0))
        while True:
            alive = self.is_alive()  # asked first: what it wrote before it ended is read below
            last: Optional[Event] = None
            for event in reader.new():
                if isinstance(event, (Result, Failure)):
                    last = event
                else:
                    on_event(event)
            if last is not None or not alive:
                return self._end_of(last)
            if is_cancelled():
                raise EngineCancelled()
            time.sleep(POLL_SECONDS)

    def _end_of(self, last: Optional[Event]) -> Dict[str, Any]:
        if isinstance(last, Result):
            return last.data
        if isinstance(last, Failure):
            details = "\n".join(part for part in (last.details, self.log_tail()) if part)
            raise EngineError(last.code, last.message, details)
        code = self._process.poll() if self._process is not None else None
        how = f" (exit code {code})" if code else ""
        raise EngineError(
            "engine_died",
            f"The engine ended without a result{how}, often because memory ran out or the machine was switched off; "
            "what it had finished is kept: resume the run.",
            self.log_tail(),
        )

    def _events_size(self) -> int:
        try:
            return (self.folder / EVENTS_FILE).stat().st_size
        except OSError:
            return 0

    def _record(self) -> Dict[str, Any]:
        try:
            record = json.loads((self.folder / RECORD_FILE).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return record if isinstance(record, dict) else {}

    def _pid(self) -> Optional[int]:
        pid = self._record().get("pid")
        return pid if isinstance(pid, int) else None


class EventReader:
    """Reads a file of events as it grows; a line that is not complete yet waits for its end."""

    def __init__(self, path: Path, skip: int = 0) -> None:
        self._path = path
        self._position = skip

    def new(self) -> Iterator[Event]:
        """The events that came since the last time; what is no event becomes a line of the log."""
        try:
            with open(self._path, "rb") as stream:
                stream.seek(self._position)
                content = stream.read()
        except OSError:
            return
        whole = content[: content.rfind(b"\n") + 1]
        self._position += len(whole)
        for raw in whole.splitlines():
            line = raw.decode("utf-8", errors="replace")
            event = event_from_line(line)
            if event is not None:
                yield event
            elif line.strip():
                yield Log(line.strip())


def _own_session() -> Dict[str, Any]:
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP}
    return {"start_new_session": True}


def _is_engine(pid: int) -> bool:
    """Whether a process of this id lives and is an engine: ids are used again after a restart of the machine."""
    if Path("/proc/self").exists():
        return _is_engine_in_proc(pid)
    if sys.platform == "win32":
        words = ["tasklist", "/FI", f"PID eq {pid}", "/FO", "CSV", "/NH"]
        flags, mark = subprocess.CREATE_NO_WINDOW, "python"
    else:
        words, flags, mark = ["ps", "-ww", "-o", "command=", "-p", str(pid)], 0, "bootstrap.py"
    done = subprocess.run(words, capture_output=True, text=True, check=False, creationflags=flags)
    return mark in done.stdout


def _is_engine_in_proc(pid: int) -> bool:
    for _ in range(5):
        try:
            command = Path(f"/proc/{pid}/cmdline").read_bytes()
            status = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
        except OSError:
            return False
        if status.rpartition(")")[2].split()[:1] == ["Z"]:
            return False
        if command:
            return b"bootstrap.py" in command
        time.sleep(0.02)  # it has just been started and has no command line yet
    return False


def _write(path: Path, text: str) -> None:
    beside = path.with_name(path.name + ".part")
    beside.write_text(text, encoding="utf-8")
    os.replace(beside, path)
