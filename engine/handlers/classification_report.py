"""Reporting on one map: its areas, its confidence and where it comes from, gathered in one pass over it."""

from __future__ import annotations

import json
import re
import time
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import rasterio

from corina.clc import CLASSES, CONFIDENCE_NODATA, Level
from corina.engine import events
from corina.engine.areas import areas_by_code, write_csv
from corina.engine.compare.census import ConfidenceMap, open_confidence
from corina.engine.compare.pixels import area_warning
from corina.engine.confidence import STEPS, UNSURE_BELOW, ConfidenceCounts
from corina.engine.errors import EngineProblem
from corina.engine.grid import Grid
from corina.engine.handlers import Emit, OnWorkFolder
from corina.engine.handlers.packages import versions
from corina.engine.handlers.whole_map import describe_grid, grid_of
from corina.engine.jobs import ClassificationReportJob, SceneInput
from corina.engine.maps import CONFIDENCE_SUFFIX
from corina.engine.memory import peak_memory_mb
from corina.engine.outputs import OutputFolder, not_written, safe_name
from corina.engine.reference import Reference, open_reference
from corina.engine.report.glances import Glance
from corina.engine.report.origin import Origin, not_known, origin_of
from corina.engine.report.scenes import NATURAL, SceneView, scene_in
from corina.engine.scene import inspect
from corina.engine.scratch import blocks
from corina.engine.steps import Steps

FILES = {"report": "_report.html", "areas_csv": "_report.csv", "result_json": "_report.json"}
"""Output to the ending of its file, after the name."""
_BLOCK_CACHE_BYTES = 256 * 2**20
_EDGE = 900
Counts = npt.NDArray[np.int64]


@dataclass
class _Found:
    """What going once through the map gave.

    counts: [1000], pixels by code. sure: None without confidence. codes, confidence: pictures of the map and of its
    confidence (255: none), metres: edge of their pixels.
    """

    counts: Counts
    sure: ConfidenceCounts | None
    codes: npt.NDArray[Any]
    confidence: npt.NDArray[Any] | None
    metres: float


def carry_out(job: ClassificationReportJob, emit: Emit, on_work_folder: OnWorkFolder) -> dict[str, Any]:
    """Write the report and return the result of `classification_report` of docs/jobs.md."""
    # Imported here: without the libraries that draw, what is missing is said before anything is read.
    from corina.engine.report.classification import Views, classification_report

    started, clock = datetime.now(timezone.utc), time.perf_counter()
    with rasterio.Env(GDAL_CACHEMAX=_BLOCK_CACHE_BYTES), ExitStack() as stack:
        steps = Steps(emit)
        steps.stage(events.Stage.OPEN, 0.0)
        source = stack.enter_context(open_reference(job.map))
        grid, _ = grid_of(source, None)
        if told := area_warning(grid):
            steps.warn(told)
        origin = origin_of(job.map.path, job.models_dir, source.layer)
        for sentence in origin.remarks:
            steps.warn(sentence)
        scene, origin = _scene(job, origin, steps)
        confidence = _confidence_of(job, origin, steps)
        sure = open_confidence(confidence, job.map.path, grid.crs) if confidence else None
        if sure is not None:
            stack.callback(sure.close)
        name = job.name or _own_name(job.map.path)
        _refuse_another(Path(job.output_dir).absolute(), safe_name(name), job.map.path)
        output = stack.enter_context(OutputFolder(job.output_dir, name, job.run_id))
        on_work_folder(output.work)
        found = _read(source, grid, sure, steps)
        for sentence in source.report.to_dict()["warnings"]:
            steps.warn(sentence)
        steps.stage(events.Stage.REPORT, 0.9)
        pixels = None if scene is None else _picture_of(scene, grid, found.codes.shape, steps)
        result = _result(source, grid, origin, found)
        result |= {
            "name": output.name,
            "output_dir": str(output.folder),
            "outputs": {key: output.final(ending) for key, ending in FILES.items()},
            "confidence_raster": confidence or None,
            "warnings": steps.warnings,
            "versions": versions(),
            "started": started.isoformat(timespec="seconds"),
            "ended": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        }
        views = Views(found.codes, found.confidence, pixels, scene.name if scene else "", found.metres)
        html = classification_report(result, views, origin)
        steps.stage(events.Stage.FINISH, 0.98)
        result["timing"] = {
            "seconds": round(time.perf_counter() - clock, 3),
            "peak_memory_mb": peak_memory_mb(),
        }
        try:
            Path(output.path(FILES["report"])).write_text(html, encoding="utf-8")
            write_csv(output.path(FILES["areas_csv"]), result["levels"], ("confidence_mean",))
            text = json.dumps(result, indent=1, ensure_ascii=False)
            Path(output.path(FILES["result_json"])).write_text(text, encoding="utf-8")
        except OSError as error:
            raise not_written(output.folder, error) from error
        output.publish()
        return result


def _own_name(path: str) -> str:
    """NAME of NAME_level3.tif."""
    return re.sub(r"_level[123]$", "", Path(path).stem)


def _refuse_another(folder: Path, name: str, path: str) -> None:
    """A report of the same map, also of one that was moved, is replaced; one of another, or of nobody knows, is not."""
    report = folder / f"{name}{FILES['report']}"
    if not report.exists():
        return
    try:
        record = json.loads((folder / f"{name}{FILES['result_json']}").read_text(encoding="utf-8"))
        whose = str(record["map"]["path"])
    except (OSError, ValueError, KeyError, TypeError):
        whose = ""
    moved = Path(whose).name == Path(path).name and not Path(whose).exists()
    if whose and (moved or Path(whose).absolute() == Path(path).absolute()):
        return
    raise EngineProblem(
        "output_exists",
        f"{folder} already holds {report.name}, the report of another map{f' ({whose})' if whose else ''}; choose "
        "another folder or another name.",
    )


def _scene(job: ClassificationReportJob, origin: Origin, steps: Steps) -> tuple[SceneView | None, Origin]:
    """The scene to show: the one that is given, else the one of the record. A given one may tell name and date."""
    if job.scene is not None:
        return _given_scene(job.scene, origin, steps)
    return (scene_in(origin.record) if origin.record else None), origin


def _given_scene(wanted: SceneInput, origin: Origin, steps: Steps) -> tuple[SceneView, Origin]:
    inspection = inspect(wanted, NATURAL)
    missing = [band for band in NATURAL if band not in inspection.found]
    if missing:
        if inspection.problem is not None:
            raise inspection.problem
        raise EngineProblem(
            "bands_missing",
            f"{inspection.source.name} has no {', '.join(missing)}, which a picture in natural colours is made of; "
            "choose another scene, or none.",
        )
    name = inspection.source.name
    if origin.scene and origin.scene != name:
        steps.warn(
            f"The map was made from the scene {origin.scene}; the picture shows the scene given, {name}."
        )
    places = [(inspection.found[band].path, inspection.found[band].index) for band in NATURAL]
    view = SceneView(places, name, inspection.crs if inspection.crs_given else None)
    if not origin.scene:
        origin = replace(origin, scene=name, date=origin.date or inspection.source.date or "")
    return view, origin


def _confidence_of(job: ClassificationReportJob, origin: Origin, steps: Steps) -> str:
    """The confidence raster that is given or lies beside the map; empty without one."""
    if job.confidence:
        return job.confidence
    beside = Path(job.map.path).with_name(f"{_own_name(job.map.path)}{CONFIDENCE_SUFFIX}")
    if not beside.is_file():
        return ""
    if origin.record and not (origin.record.get("outputs") or {}).get("confidence"):
        steps.warn(f"{beside.name} is from an earlier run and does not belong to this map: it was not used.")
        return ""
    return str(beside)


def _picture_of(
    scene: SceneView, grid: Grid, shape: tuple[int, ...], steps: Steps
) -> npt.NDArray[np.uint8] | None:
    """The scene as large as the picture of the map, RGB."""
    pixels = scene.read(grid.bounds, grid.crs, shape[1], shape[0])
    if pixels is not None and scene.covers(grid.bounds, grid.crs):
        return pixels
    why = "cannot be read" if pixels is None else "does not lie on the map"
    steps.warn(f"The scene {scene.name} {why}: the report has no picture of it.")
    return None


def _read(source: Reference, grid: Grid, sure: ConfidenceMap | None, steps: Steps) -> _Found:
    steps.stage(events.Stage.READ, 0.02)
    counts: Counts = np.zeros(1000, np.int64)
    percents = ConfidenceCounts()
    codes_seen = Glance(grid, _EDGE, np.uint16)
    sure_seen = Glance(grid, _EDGE, np.uint8, CONFIDENCE_NODATA)
    windows = list(blocks(grid.height, grid.width))
    for number, window in enumerate(windows, start=1):
        codes = source.read(grid, window)
        counts += np.bincount(codes.ravel(), minlength=1000)
        codes_seen.take(window, codes)
        if sure is not None:
            percent = sure.read(grid, window)
            percent[codes == 0] = CONFIDENCE_NODATA
            percents.add(codes, percent)
            sure_seen.take(window, percent)
        steps.within(0.02, 0.9, number / len(windows), number, len(windows))
    if not counts[1:].any():
        raise EngineProblem(
            "reference_empty",
            f"{source.name} is empty: none of its {counts[0]:,} pixels has a class; choose another map.",
        )
    if sure is not None and not percents.pixels:
        steps.warn(f"The confidence raster has no value where {source.name} has a class: it was not used.")
    used = percents.pixels > 0
    return _Found(
        counts,
        percents if used else None,
        codes_seen.values,
        sure_seen.values if used else None,
        codes_seen.metres,
    )


def _result(source: Reference, grid: Grid, origin: Origin, found: _Found) -> dict[str, Any]:
    levels = areas_by_code(found.counts, [level for level in Level if level <= source.level], grid.pixel_ha)
    for classes in levels.values():
        for c in classes:
            c["confidence_mean"] = found.sure.mean(c["code"]) if found.sure else None
            c["unsure_percent"] = found.sure.unsure(c["code"]) if found.sure else None
    total_ha = round(int(found.counts[1:].sum()) * grid.pixel_ha, 4)
    finest = levels[str(int(source.level))]
    largest = max(finest, key=lambda c: c["pixels"])
    name = origin.scene or source.name
    predicts = [int(code) for code in origin.model.get("codes") or source.model_codes]
    map_ = source.describe()
    if not source.path.startswith("/vsi"):
        map_["path"] = str(Path(source.path).absolute())
    return {
        "map": map_,
        "level": int(source.level),
        "grid": describe_grid(grid),
        "total_ha": total_ha,
        "no_data_ha": round(int(found.counts[0]) * grid.pixel_ha, 4),
        "levels": levels,
        "confidence": _confidence_result(found.sure, grid.pixel_ha),
        "scene": origin.scene or None,
        "date": origin.date or None,
        "model": {k: v for k, v in origin.model.items() if k != "codes"} or None,
        "codes": predicts,
        "cannot_predict": [
            c for c in CLASSES if predicts and CLASSES[c].level is Level.L3 and c not in predicts
        ],
        "figures": _figures(origin.card),
        "settings": {key: origin.record.get(key) for key in ("options", "area", "device")}
        if origin.record
        else None,
        "generalised": origin.generalised or None,
        "unknown": origin.unknown,
        "summary": f"{name}: {total_ha:,.1f} ha with a class, {len(finest)} classes at level {int(source.level)}; the "
        f"largest is {CLASSES[largest['code']].label} with {largest['percent']:.1f} %.",
        "not_known": not_known(origin.unknown),
    }


def _confidence_result(sure: ConfidenceCounts | None, pixel_ha: float) -> dict[str, Any] | None:
    if sure is None:
        return None
    return {
        "mean": sure.mean(),
        "known_ha": round(sure.pixels * pixel_ha, 4),
        "unsure_below": UNSURE_BELOW,
        "unsure_percent": sure.unsure(),
        "steps": [
            {"from": low, "to": high, "percent": round(100 * sure.between(low, high + 1) / sure.pixels, 4)}
            for low, high in STEPS
        ],
    }


def _figures(card: Any) -> dict[str, Any] | None:  # noqa: ANN401 - JSON values
    """What the model's card says of its own test, without the figures of each class."""
    metrics = (card or {}).get("metrics") or {}
    levels = {
        str(level): {k: v for k, v in metrics[f"level{level}"].items() if k not in ("per_class", "matrix")}
        for level in (1, 2, 3)
        if metrics.get(f"level{level}")
    }
    return {"split": metrics.get("split"), "levels": levels} if levels else None
