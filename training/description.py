"""A dataset as a file: what was asked for and the patches found, so that a large set is looked through once."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any, Dict, FrozenSet, List, Optional, Tuple

from corina.engine.errors import EngineProblem
from corina.engine.jobs import DataChoice, JobError
from corina.engine.jobs.codec import decode, encode
from corina.training.collection import Collection
from corina.training.collection import open_collection as look_through
from corina.training.file_state import State, state_of
from corina.training.patch_list import PatchList
from corina.training.sources import Patch, open_source
from corina.training.sources.base import Report

SCHEMA = 2
_FIELDS = ("name", "source", "height", "width", "path", "crs", "scene", "tile", "country")
_END = "]}"


def write_description(path: Path, collection: Collection) -> None:
    """Write a collection as JSON, a line a patch; an older file is replaced when the new one is whole.

    Raises EngineProblem.
    """
    head = {
        "schema": SCHEMA,
        "data": encode(collection.choice),
        "files": state_of(collection.choice),
        "dropped": collection.dropped,
        "unknown": [[source, value, count] for (source, value), count in collection.unknown.items()],
        "warnings": list(collection.warnings),
        "patches": [],
    }
    part = path.with_name(f".{path.name}.{os.getpid()}.part")  # several devices may write it at once
    try:
        with part.open("w", encoding="utf-8") as file:
            file.write(json.dumps(head, ensure_ascii=False)[: -len(_END)] + "\n")
            for number, patch in enumerate(collection.patches):
                line = json.dumps(_patch_values(patch), ensure_ascii=False, separators=(",", ":"))
                file.write(f",\n{line}" if number else line)
            file.write(f"\n{_END}\n")
        os.replace(part, path)
    except (OSError, UnicodeEncodeError) as error:
        part.unlink(missing_ok=True)
        reason = getattr(error, "strerror", "") or "a name in it is no text"
        raise EngineProblem(
            "output_not_writable", f"{path} cannot be written ({reason}); choose another folder.", str(error)
        ) from error


def read_description(path: Path) -> Collection:
    """The collection that a file describes; its sources are opened, but not looked through.

    Raises EngineProblem when the file is no description, or a source is gone.
    """
    try:
        with path.open(encoding="utf-8") as file:
            head = _head(file)
            choice = decode(DataChoice, head["data"])
            unknown = {(str(source), str(value)): int(count) for source, value, count in head["unknown"]}
            dropped = {str(reason): int(count) for reason, count in head["dropped"].items()}
            patches = PatchList(_patches(file))
    except (OSError, ValueError, KeyError, TypeError, JobError) as error:
        raise EngineProblem(
            "data_invalid", f"{path} is no description of training data ({error}); describe the data again."
        ) from error
    sources = [open_source(source, choice) for source in choice.sources]
    return Collection(choice, sources, patches, dropped, unknown, [str(text) for text in head["warnings"]])


def open_kept(choice: DataChoice, path: Path, report: Report) -> Collection:
    """The collection of `choice`: from the file when that describes the same, else looked through anew and written.

    A description of files that were changed since is not taken. What its sources need to be cut is made ready.
    """
    if describes(path, choice):
        try:
            kept = read_description(path)
        except EngineProblem:
            kept = None
        if kept is not None:
            for source in kept.sources:
                source.make_ready(report)
            return kept
    collection = look_through(choice, report)
    write_description(path, collection)
    return collection


def describes(path: Path, choice: DataChoice) -> bool:
    """Whether a file describes this choice, and its data as they are now."""
    try:
        with path.open(encoding="utf-8") as file:
            head = _head(file)
        files: State = {name: tuple(value) for name, value in head["files"].items()}
        return bool(decode(DataChoice, head["data"]) == choice and files == state_of(choice))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, JobError):
        return False


def _head(file: IO[str]) -> Mapping[str, Any]:
    """All but the patches. Raises ValueError for another kind of file."""
    head: Mapping[str, Any] = json.loads(file.readline().rstrip("\n") + _END)
    if head["schema"] != SCHEMA:
        raise ValueError(f"schema {head['schema']}, expected {SCHEMA}")
    return head


def _patches(file: IO[str]) -> Iterator[Patch]:
    """The patches, line by line. Raises ValueError where the file was cut short."""
    sets: Dict[str, FrozenSet[int]] = {}
    for line in file:
        text = line.rstrip().rstrip(",")
        if text == _END:
            return
        if text:
            yield _patch(json.loads(text), sets)
    raise ValueError("it was cut short")


def _patch_values(patch: Patch) -> Dict[str, Any]:
    values = {name: getattr(patch, name) for name in _FIELDS if getattr(patch, name) or name == "source"}
    values |= {
        name: list(value)
        for name, value in (("window", patch.window), ("bounds", patch.bounds), ("names", patch.names))
        if value
    }
    values["counts"] = {" ".join(map(str, sorted(allowed))): n for allowed, n in patch.counts.items()}
    return values


def _patch(values: Mapping[str, Any], sets: Dict[str, FrozenSet[int]]) -> Patch:
    """sets: those met so far, by their text, for each is one object for all patches."""
    window: Optional[Tuple[int, int, int, int]] = tuple(values["window"]) if values.get("window") else None
    bounds: Optional[Tuple[float, float, float, float]] = (
        tuple(values["bounds"]) if values.get("bounds") else None
    )
    names: List[str] = values.get("names", [])
    for key in values["counts"]:
        if key not in sets:
            sets[key] = frozenset(map(int, key.split()))
    return Patch(
        **{name: values[name] for name in _FIELDS if name in values},
        window=window,
        bounds=bounds,
        names=tuple(names),
        counts={sets[key]: int(n) for key, n in values["counts"].items()},
    )
