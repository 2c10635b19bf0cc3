"""Describing a land cover map: layers, class fields, encoding, codes, and what must be asked before it is read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from corina.clc import CLASSES
from corina.engine.area import Area
from corina.engine.errors import EngineProblem
from corina.engine.grid import Grid, native_grid, target_grid
from corina.engine.handlers import Emit, OnWorkFolder
from corina.engine.jobs import DescribeReferenceJob
from corina.engine.reference import Reference, open_reference

_EMPTY: dict[str, Any] = {
    "kind": None, "layer": "", "field": "", "year": 0, "level": None, "crs": None, "bounds": None, "how": "",
    "encoding": "", "encodings": [], "layers": [], "fields": [], "codes": [], "unknown": {}, "blank": 0, "warnings": [],
}  # fmt: skip
_ASKED = ("layer_ambiguous", "field_ambiguous", "field_missing", "no_crs", "reference_empty")
"""Problems that a user's answer can mend, or that say all there is to say: part of the result, no failure."""
_SAMPLE_EDGE = 2000


def carry_out(job: DescribeReferenceJob, emit: Emit, on_work_folder: OnWorkFolder) -> dict[str, Any]:
    """The result of `describe_reference` of docs/jobs.md."""
    source = job.reference
    result = {**_EMPTY, "name": source.name or Path(source.path).stem, "path": source.path}
    layers: list[Any] = []
    try:
        layers = _layers(job)
        result |= {"layers": [layer.name for layer in layers], "kind": "polygons" if layers else None}
        with open_reference(source) as reference:
            result |= _understood(job, reference)
        chosen = [layer for layer in layers if layer.name == result["layer"]]
        result["fields"] = list(chosen[0].candidates) if chosen else []
        result["problem"] = None
    except EngineProblem as problem:
        if problem.code not in _ASKED:
            raise
        result["problem"] = {"code": problem.code, "message": problem.message}
        result["fields"] = _choices(source.layer, layers)
        result["summary"] = problem.message
    return result


def _layers(job: DescribeReferenceJob) -> list[Any]:
    """The polygon layers of a vector file; none of a raster."""
    from corina.engine.reference.raster import is_raster

    path = job.reference.path
    try:
        from corina.engine.reference.layers import describe_layer, openable, polygon_layers
    except ModuleNotFoundError:
        return []  # open_reference says what is missing, where it is needed
    try:
        inside = openable(path)
        return [describe_layer(inside, name, geometry) for name, geometry in polygon_layers(inside)]
    except EngineProblem:
        if is_raster(path):
            return []
        raise


def _choices(wanted: str, layers: list[Any]) -> list[str]:
    chosen = [layer for layer in layers if layer.name.lower() == wanted.lower()] if wanted else layers
    if len(chosen) != 1:
        return []
    return list(chosen[0].candidates or chosen[0].fields)


def _understood(job: DescribeReferenceJob, reference: Reference) -> dict[str, Any]:
    grid = _grid_of(job, reference) if job.area is not None else None
    counts = reference.codes(grid) if job.count else {}
    described = reference.describe()
    unknown: dict[str, int] = dict(reference.report.unknown)
    blank = reference.report.blank
    if reference.kind == "polygons" and job.count:
        from corina.engine.reference.vector import PolygonReference

        assert isinstance(reference, PolygonReference)
        blank, unknown = reference.unusable(grid)
        reference.report.blank, reference.report.unknown = blank, unknown
    return {
        **{
            key: described[key]
            for key in ("name", "kind", "layer", "field", "year", "level", "encoding", "crs")
        },
        "bounds": described["bounds"],
        "encodings": list(reference.encodings),
        "how": reference.report.how,
        "codes": [
            {"code": code, "name": CLASSES[code].name, "count": number}
            for code, number in sorted(counts.items())
        ],
        "unknown": unknown,
        "blank": blank,
        "empty": reference.report.empty,
        "model_codes": described["model_codes"],
        "warnings": reference.report.to_dict()["warnings"],
        "summary": _summary(reference, counts),
    }


def _summary(reference: Reference, counts: dict[int, int]) -> str:
    parts = [f"CORINE {reference.year}" if reference.year else "CORINE, year not known"]
    if reference.kind == "polygons":
        if counts:
            parts.append(f"{sum(counts.values()):,} polygons")
        parts.append(f"field {reference.field}")
    else:
        parts.append(reference.report.how)
    if counts:
        parts.insert(-1, f"{len(counts)} classes of level {reference.level}")
    return ", ".join(parts)


def _grid_of(job: DescribeReferenceJob, reference: Reference) -> Grid:
    """A coarse grid over the area, in which to count."""
    from rasterio.transform import from_bounds

    assert job.area is not None
    transform = from_bounds(*reference.bounds, _SAMPLE_EDGE, _SAMPLE_EDGE)
    full = native_grid(reference.crs, transform, _SAMPLE_EDGE, _SAMPLE_EDGE)
    if full is None:
        left, bottom, right, top = reference.bounds
        metres = (
            max(right - left, top - bottom) * (1 if reference.crs.is_projected else 111_000) / _SAMPLE_EDGE
        )
        full, _ = target_grid(reference.crs, transform, _SAMPLE_EDGE, _SAMPLE_EDGE, metres)
    window = Area(full, job.area).window
    r = full.resolution
    return Grid(
        full.crs, full.left + window.col0 * r, full.top - window.row0 * r, r, window.width, window.height
    )
