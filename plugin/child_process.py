"""A child process with its pipes and its end: on any system, without a window, and never to be left behind."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import IO, Any, Deque, Dict, List, Optional, Tuple

TERMINATE_SECONDS = 1.0
"""How long the process may take to end when it is asked to, before it is killed."""
EXIT_SECONDS = 5.0
"""How long it may take to exit after its input was closed."""
POLL_SECONDS = 0.05
STDERR_LINES = 60

_Line = Tuple[str, str]


class ChildProcess:
    """A running engine, with threads that read its two outputs and write its input, so that no pipe can block."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        """Start it. Raises OSError when the interpreter or its script is not there."""
        self.check(command)
        options: Dict[str, Any] = {}
        if sys.platform == "win32":
            options["creationflags"] = subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP
        else:
            options["start_new_session"] = True  # its own group: children of the engine are ended with it
        self._process = subprocess.Popen(
            list(command),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=dict(environment),
            cwd=tempfile.gettempdir(),
            **options,
        )
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
    def check(command: Sequence[str]) -> None:
        """Raise FileNotFoundError unless the interpreter, which may be a link, and its script are there."""
        for position, part in enumerate(command):
            needed = position == 0 or part.endswith(".py")
            if needed and os.path.isabs(part) and not os.path.exists(part):
                raise FileNotFoundError(f"{part}: no such file")

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
        """Yield (channel, line) as they come and ("", "") when nothing came for a moment, until the engine
        has ended.
        """
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
        for reader, stream in zip(self._readers, (self._process.stdout, self._process.stderr)):
            reader.join(timeout=0.2)
            if stream is not None and not reader.is_alive():  # a child of the engine may hold it open
                stream.close()

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
