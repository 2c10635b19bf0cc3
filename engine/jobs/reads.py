"""The files that a job reads, so that none of them is replaced by what it writes. Standard library only."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any, Iterator

_FILES = (
    "path",
    "origin",
    "confidence",
    "priority_table",
    "zones",
    "map_path",
    "samples",
    "lucas_table",
)
"""The fields of jobs, and of what jobs hold, that name a file, or the layer in QGIS that a file is a copy of."""


def files_read(job: Any) -> Iterator[str]:  # noqa: ANN401 - a job or what it holds
    """Paths as the job has them, and the sources in QGIS of those that are copies."""
    for field in fields(job):
        held = getattr(job, field.name)
        for one in held if isinstance(held, tuple) else (held,):
            if is_dataclass(one):
                yield from files_read(one)
            elif field.name in _FILES and isinstance(one, str) and one:
                yield one
