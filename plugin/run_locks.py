"""Says which QGIS owns a run, for other QGIS windows on the same profile."""

from __future__ import annotations

from pathlib import Path
from typing import Callable, Dict

from qgis.PyQt.QtCore import QLockFile


class RunLocks:
    """Lock files of runs. path: where the lock of a run is."""

    def __init__(self, path: Callable[[str], Path]) -> None:
        self._path = path
        self._held: Dict[str, QLockFile] = {}

    def take(self, run_id: str) -> bool:
        """Own the run; False when another living QGIS does, or the profile cannot be written."""
        path = self._path(run_id)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError:
            return False
        lock = QLockFile(str(path))
        lock.setStaleLockTime(0)  # only the death of its owner frees it
        if lock.tryLock(0):
            self._held[run_id] = lock
        return run_id in self._held

    def release(self, run_id: str) -> None:
        """Let go of a run; no effect when it is not ours."""
        lock = self._held.pop(run_id, None)
        if lock is not None:
            lock.unlock()
