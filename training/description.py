"""A dataset as a file: what was asked for and the patches found, so that a large set is looked through once."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Dict, List, Optional, Tuple

from corina.engine.errors import EngineProblem
from corina.engine.jobs import DataChoice, JobError
from corina.engine.jobs.codec import decode, encode
from corina.training.collection import Collection
from corina.training.collection import open_collection as look_through
from corina.training.sources import Patch, open_source
from corina.training.sources.base import Report

SCHEMA = 1
_FIELDS = ("name", "source", "height", "width", "path", "crs", "scene", "tile", "country")


def write_description(path: Path, collection: Collection) -> None:
    """Write a collection as JSON; an older file is replaced when the new one is whole. Raises EngineProblem."""
    document = {
        "schema": SCHEMA,
        "data": encode(collection.choice),
        "dropped": collection.dropped,
        "unknown": [[source, value, count] for (source, value), count in collection.unknown.items()],
        "patches": [_patch_values(patch) for patch in collection.patches],
    }
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
        os.replace(part, path)
    except OSError as error:
        raise EngineProblem(
            "output_not_writable",
            f"{path} cannot be written ({error.strerror}); choose another folder.",
            str(error),
        ) from error


def read_description(path: Path) -> Collection:
    """The collection that a file describes; its sources are opened, but not looked through.

    Raises EngineProblem when the file is no description, or a source is gone.
    """
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        if document["schema"] != SCHEMA:
            raise ValueError(f"schema {document['schema']}, expected {SCHEMA}")
        choice = decode(DataChoice, document["data"])
        patches = [_patch(values) for values in document["patches"]]
        unknown = {(str(source), str(value)): int(count) for source, value, count in document["unknown"]}
        dropped = {str(reason): int(count) for reason, count in document["dropped"].items()}
    except (OSError, ValueError, KeyError, TypeError, JobError) as error:
        raise EngineProblem(
            "data_invalid", f"{path} is no description of training data ({error}); describe the data again."
        ) from error
    return Collection(
        choice, [open_source(source, choice) for source in choice.sources], patches, dropped, unknown
    )


def open_kept(choice: DataChoice, path: Path, report: Report) -> Collection:
    """The collection of `choice`: from the file when that describes the same, else looked through anew and written."""
    try:
        kept: Optional[Collection] = read_description(path) if path.is_file() else None
    except EngineProblem:
        kept = None
    if kept is not None and kept.choice == choice:
        return kept
    collection = look_through(choice, report)
    write_description(path, collection)
    return collection


def _patch_values(patch: Patch) -> Dict[str, Any]:
    values = {name: getattr(patch, name) for name in _FIELDS if getattr(patch, name) or name == "source"}
    values |= {
        name: list(value)
        for name, value in (("window", patch.window), ("bounds", patch.bounds), ("names", patch.names))
        if value
    }
    values["counts"] = {" ".join(map(str, sorted(allowed))): n for allowed, n in patch.counts.items()}
    return values


def _patch(values: Mapping[str, Any]) -> Patch:
    window: Optional[Tuple[int, int, int, int]] = tuple(values["window"]) if values.get("window") else None
    bounds: Optional[Tuple[float, float, float, float]] = (
        tuple(values["bounds"]) if values.get("bounds") else None
    )
    names: List[str] = values.get("names", [])
    return Patch(
        **{name: values[name] for name in _FIELDS if name in values},
        window=window,
        bounds=bounds,
        names=tuple(names),
        counts={frozenset(map(int, key.split())): int(n) for key, n in values["counts"].items()},
    )
