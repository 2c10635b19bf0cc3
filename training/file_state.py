"""Whether the files of a dataset are as they were: size and time of what its scenes, labels and sets consist of."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Dict, Tuple

from corina.engine.jobs import DataChoice, TrainingSource

State = Dict[str, Tuple[int, int, int]]
"""Path to number of files, bytes and the newest time in nanoseconds; all 0 where there is nothing."""

_MOST = 20_000
"""Files and folders of one source that are looked at: of half a million the folders say whether some came or went."""
_SIDECARS = (".dbf", ".shx", ".cpg", ".aux.xml", ".msk", "-wal")


def state_of(choice: DataChoice) -> State:
    """The state of all that a dataset is made of."""
    paths = {path for source in choice.sources for path in _paths(source)}
    return {path: _state(path) for path in sorted(paths)}


def _paths(source: TrainingSource) -> Iterator[str]:
    for legend in (source.legend, source.labels.legend if source.labels else ""):
        if Path(legend).suffix:
            yield legend
    if source.path:
        yield expanded(source.path)
    if source.labels is not None:
        yield from _with_sidecars(source.labels.path)
    if source.scene is not None:
        scene = source.scene
        yield from _with_sidecars(scene.path)
        yield from (band.path for band in scene.bands)
        if scene.mask is not None:
            yield from _with_sidecars(scene.mask.path)


def expanded(path: str) -> str:
    """A path as a recipe writes it, with ~ and ${VARIABLES} replaced."""
    return str(Path(os.path.expandvars(path)).expanduser())


def _with_sidecars(path: str) -> Iterator[str]:
    """A file and what lies beside it and belongs to it: the attributes of a shapefile, changes not yet written back."""
    yield path
    file = Path(path)
    for ending in _SIDECARS:
        beside = file.with_suffix(ending) if ending in (".dbf", ".shx", ".cpg") else Path(path + ending)
        # QGIS has an empty log of changes beside each GeoPackage that it shows.
        if beside != file and beside.is_file() and beside.stat().st_size:
            yield str(beside)


def _state(path: str) -> Tuple[int, int, int]:
    count, size, newest = 0, 0, 0
    waiting = [path]
    for place in waiting:  # grows while it is gone through: folders nearest to the top first
        try:
            found = os.stat(place)
        except OSError:
            continue
        count, size, newest = count + 1, size + found.st_size, max(newest, found.st_mtime_ns)
        if os.path.isdir(place) and len(waiting) < _MOST:
            try:
                with os.scandir(place) as entries:
                    waiting += sorted(entry.path for entry in entries)[: _MOST - len(waiting)]
            except OSError:
                continue
    return count, size, newest
