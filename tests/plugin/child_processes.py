"""Processes that a test has started, found by what they were started with."""

from __future__ import annotations

import os
import time
from pathlib import Path

CANCEL_SECONDS = 2.0
"""How long the end of an installer may take."""


def processes_of(folder: Path) -> list[int]:
    """The processes that were started in or on a folder."""
    return processes_with(str(folder))


def processes_with(text: str, patience: float = 1.0) -> list[int]:
    """The processes whose command line holds `text`; a process that was just killed is waited for."""
    deadline = time.monotonic() + patience
    while (found := find_processes(text)) and time.monotonic() < deadline:
        time.sleep(0.05)
    return found


def find_processes(text: str) -> list[int]:
    """The processes whose command line holds `text` now."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            try:
                command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            except OSError:
                continue
            if text in command:
                found.append(int(entry.name))
    return found
