"""Keeps the runs in the profile, one JSON file each, so that two QGIS windows do not overwrite each other's history."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any, Dict, List

from corina.engine.jobs import job_from_json, to_json
from corina.plugin.job_kinds import area_of, kind_of
from corina.plugin.runs import Run, RunError, RunState

SCHEMA = 1
MAX_RUNS = 200
"""Older runs than this many are dropped from the history when it is read."""


class RunHistory:
    """The runs of a profile as JSON files in `folder`, written so that a crash leaves the old or the new
    file, never half.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, run_id: str) -> Path:
        return self._folder / f"{run_id}.json"

    def area_path(self, run_id: str) -> Path:
        """Where the polygons of a run's area are kept, so that a command line can name them."""
        return self._folder / f"{run_id}_area.geojson"

    def lock_path(self, run_id: str) -> Path:
        """The lock file that says a living QGIS owns the run."""
        return self._folder / f"{run_id}.lock"

    def read(self) -> List[Run]:
        """All runs, newest first. A file that cannot be read is renamed to .corrupt and left out."""
        runs: List[Run] = []
        for path in sorted(self._folder.glob("*.json")):
            try:
                runs.append(_run_from(json.loads(path.read_text(encoding="utf-8"))))
            except (OSError, ValueError, KeyError, TypeError, AttributeError):
                self._set_aside(path)
        runs.sort(key=lambda run: run.created, reverse=True)
        for run in runs[MAX_RUNS:]:
            if not run.state.is_active:
                self.remove(run.id)
        return runs[:MAX_RUNS]

    def write(self, run: Run) -> None:
        """Store the run. Raises OSError when the profile cannot be written."""
        self._folder.mkdir(parents=True, exist_ok=True)
        _write_atomically(self.path(run.id), json.dumps(_document(run), ensure_ascii=False, indent=1))
        area = area_of(run.job)
        if area is not None and area.geojson is not None and not self.area_path(run.id).exists():
            _write_atomically(self.area_path(run.id), _geojson_with_crs(area.geojson, area.crs))

    def remove(self, run_id: str) -> None:
        """Forget the run; no error when it is not there."""
        for path in (self.path(run_id), self.area_path(run_id)):
            try:
                path.unlink()
            except OSError:
                continue

    @staticmethod
    def _set_aside(path: Path) -> None:
        with suppress(OSError):
            os.replace(path, path.with_suffix(".corrupt"))


def _document(run: Run) -> Dict[str, Any]:
    return {
        "schema": SCHEMA,
        "id": run.id,
        "title": run.title,
        "job": json.loads(to_json(run.job)),
        "state": run.state.value,
        "log": list(run.log),
        "result": run.result,
        "error": None if run.error is None else asdict(run.error),
        "created": run.created,
        "started": run.started,
        "ended": run.ended,
        "machine": run.machine,
    }


def _run_from(document: Dict[str, Any]) -> Run:
    """Raises ValueError, KeyError or TypeError when the document is not a run of this schema."""
    if document.get("schema") != SCHEMA:
        raise ValueError(f"schema {document.get('schema')!r}, expected {SCHEMA}")
    job = job_from_json(json.dumps(document["job"]))
    kind_of(job)  # a KeyError for a job that is no run
    error = document["error"]
    return Run(
        id=str(document["id"]),
        title=str(document["title"]),
        job=job,
        state=RunState(document["state"]),
        log=tuple(str(line) for line in document["log"]),
        result=document["result"],
        error=None if error is None else RunError(**error),
        created=float(document["created"]),
        started=document["started"],
        ended=document["ended"],
        machine=str(document["machine"]),
    )


def _geojson_with_crs(geojson: str, crs: str) -> str:
    """GeoJSON that says its CRS in the way GDAL and QGIS read it."""
    document = json.loads(geojson)
    authority, _, code = crs.partition(":")
    if code and document.get("type") != "FeatureCollection":
        feature = (
            document
            if document.get("type") == "Feature"
            else {"type": "Feature", "properties": {}, "geometry": document}
        )
        document = {"type": "FeatureCollection", "features": [feature]}
    if code:
        document["crs"] = {"type": "name", "properties": {"name": f"urn:ogc:def:crs:{authority}::{code}"}}
    return json.dumps(document)


def _write_atomically(path: Path, text: str) -> None:
    beside = path.with_name(path.name + ".part")
    with open(beside, "w", encoding="utf-8") as stream:
        stream.write(text)
    os.replace(beside, path)
