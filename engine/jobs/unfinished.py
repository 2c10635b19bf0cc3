"""The hidden folder of a run, as far as both processes know it: what is put back of one that was killed.

Standard library only.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Iterable, List

REPLACED = "replaced"
"""The folder in a run's hidden folder that has the files whose places the run's own took, under their names."""
_PUBLISHED = "published.json"
"""In there: the run's own files by name, each with what tells it from a later one of that name."""


def note_published(work: Path, files: Iterable[Path]) -> None:
    """Note, before the files of a run get their final names, what tells them from others."""
    (work / REPLACED).mkdir(exist_ok=True)
    known = {file.name: _mark(file) for file in files}
    (work / REPLACED / _PUBLISHED).write_text(json.dumps(known), encoding="utf-8")


def put_back(work: Path) -> None:
    """Undo what a run did that was killed after it gave its files their names, as a comparison does with the maps of
    its scene long before it ends: its own go, and what they had replaced comes back. What someone else has written
    since stays. Nothing where the run gave no names.
    """
    replaced = work / REPLACED
    with suppress(OSError, ValueError):
        for name, mark in json.loads((replaced / _PUBLISHED).read_text(encoding="utf-8")).items():
            target, before = work.parent / name, replaced / name
            with suppress(OSError):
                if target.exists() and _mark(target) != mark:
                    continue
                if before.exists():
                    os.replace(before, target)
                else:
                    target.unlink()
        (replaced / _PUBLISHED).unlink()


def _mark(file: Path) -> List[int]:
    found = file.stat()
    return [found.st_mtime_ns, found.st_size]
