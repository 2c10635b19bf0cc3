"""Runs an installer's command in a process group of its own, so that cancelling ends it with all its children.

Standard library only, no Qt; it blocks its caller and is meant for worker threads.
"""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import subprocess
import threading
import time
from collections import deque
from typing import Callable, Deque, List, Mapping, NamedTuple, Optional, Sequence

POLL_SECONDS = 0.1
TICK_SECONDS = 0.5
TERMINATE_SECONDS = 0.8
LINES_KEPT = 200

Lines = Callable[[str], None]


class ToolRun(NamedTuple):
    """How a tool ended. exit_code: negative when a signal ended it; cancelled: we ended it; lines: its last lines."""

    exit_code: int
    cancelled: bool
    lines: List[str]


def run_tool(
    command: Sequence[str],
    environment: Mapping[str, str],
    on_line: Lines,
    is_cancelled: Callable[[], bool],
    on_tick: Optional[Callable[[], None]] = None,
    timeout: float = float("inf"),
) -> ToolRun:
    """Run `command` and hand on its output, line by line. Cancelling and the timeout (s) end its whole process group.

    on_tick is called about twice a second. All callbacks run in the calling thread. Raises OSError when it does not
    start.
    """
    flags = 0
    if os.name == "nt":
        flags = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW  # type: ignore[attr-defined]
    process = subprocess.Popen(
        list(command),
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        start_new_session=os.name != "nt",
        creationflags=flags,
    )
    lines: Deque[str] = deque(maxlen=LINES_KEPT)
    waiting: queue.Queue[Optional[str]] = queue.Queue()
    threading.Thread(target=_read, args=(process, waiting), daemon=True).start()
    deadline = time.monotonic() + timeout
    next_tick = time.monotonic() + TICK_SECONDS
    try:
        while True:
            try:
                line = waiting.get(timeout=POLL_SECONDS)
            except queue.Empty:
                line = ""
            if line is None:
                return ToolRun(process.wait(), False, list(lines))
            if line:
                lines.append(line)
                on_line(line)
            if is_cancelled() or time.monotonic() > deadline:
                return ToolRun(_end(process), is_cancelled(), list(lines))
            if on_tick is not None and time.monotonic() > next_tick:
                next_tick = time.monotonic() + TICK_SECONDS
                on_tick()
    finally:
        if process.poll() is None:
            _end(process)


def _read(process: subprocess.Popen[str], waiting: queue.Queue[Optional[str]]) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        waiting.put(line.rstrip())
    process.wait()
    waiting.put(None)


def _end(process: subprocess.Popen[str]) -> int:
    """Ask the whole group to end, then kill what is left of it. Returns the exit code."""
    if os.name == "nt":
        subprocess.run(
            ["taskkill", "/T", "/F", "/PID", str(process.pid)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
            creationflags=subprocess.CREATE_NO_WINDOW,  # type: ignore[attr-defined]
        )
        return process.wait()
    _signal_group(process.pid, signal.SIGTERM)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(TERMINATE_SECONDS)
    # The leader may have ended before its children did.
    _signal_group(process.pid, signal.SIGKILL)
    return process.wait()


def _signal_group(group: int, number: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, number)
