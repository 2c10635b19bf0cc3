"""Classifying a scene: what is read, what is answered, and what is left behind when it fails (nothing)."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import asdict
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import numpy
import rasterio

import corina
from corina.clc import Level
from corina.engine import events
from corina.engine.area import Area
from corina.engine.areas import class_areas, write_csv
from corina.engine.classify import Timing, classify
from corina.engine.errors import EngineProblem
from corina.engine.handlers import Emit, OnWorkFolder
from corina.engine.handlers.packages import model_result, open_model, versions
from corina.engine.jobs import ClassifyJob, ClassifyOptions
from corina.engine.maps import CONFIDENCE_SUFFIX, LEVEL_SUFFIX, MapWriter
from corina.engine.memory import peak_memory_mb
from corina.engine.outputs import OutputFolder, check_room, not_written, refuse_another
from corina.engine.polygons import write_land_cover_polygons
from corina.engine.priorities import PriorityTable, priority_table
from corina.engine.progress import ProgressReporter
from corina.engine.scene import Scene, inspect
from corina.engine.sea import inland
from corina.engine.session import DeviceReport, ModelSession
from corina.engine.tiles import TilePlan, plan_tiles
from corina.models.decode import tells_sea_from_lakes
from corina.models.package import ModelPackage

POLYGONS_SUFFIX = "_polygons.gpkg"
AREAS_SUFFIX = "_areas.csv"
RESULT_SUFFIX = "_result.json"
_PARTS = ("scene", "levels")
"""Keys that records of classifications have and others do not."""
# What rasterio calls GDAL_CACHEMAX counts bytes, unlike GDAL's own setting.
_BLOCK_CACHE_BYTES = 256 * 2**20


def carry_out(job: ClassifyJob, emit: Emit, on_work_folder: OnWorkFolder) -> dict[str, Any]:
    """Write the maps and return the result of `classify` of docs/jobs.md."""
    with ExitStack() as stack:
        return classify_first(job, emit, on_work_folder, stack)


def classify_first(
    job: ClassifyJob,
    emit: Emit,
    on_work_folder: OnWorkFolder,
    stack: ExitStack,
    check: Callable[[Scene], None] = lambda scene: None,
) -> dict[str, Any]:
    """As `carry_out`, for a job of which the maps are a part: where it fails before `stack` is left, they go again, and
    what they replaced is put back. check: raises EngineProblem for a scene that need not be classified.
    """
    # GDAL's block cache holds the rows that neighbouring blocks share; beyond that it only costs memory.
    with rasterio.Env(GDAL_CACHEMAX=_BLOCK_CACHE_BYTES):
        return _classify(job, emit, on_work_folder, stack, check)


def _classify(
    job: ClassifyJob,
    emit: Emit,
    on_work_folder: OnWorkFolder,
    stack: ExitStack,
    check: Callable[[Scene], None],
) -> dict[str, Any]:
    started = datetime.now(timezone.utc)
    progress = ProgressReporter(emit, polygons=job.options.polygons)
    progress.stage(events.Stage.OPEN)
    package = open_model(job.model, job.models_dir)
    card, options = package.card, job.options
    table = priority_table(options.priority_table, Level.L3) if options.polygons else None
    wanted = tuple(card.bands)
    inspection = inspect(job.scene, wanted, card.resolution_m)
    scene = inspection.scene(wanted)
    for warning in scene.warnings:
        progress.warn(warning)
    area = Area(scene.grid, job.area)
    check(scene)
    overlap = (
        round(options.overlap * (options.tile or card.tile_size))
        if options.overlap is not None
        else card.overlap
    )
    plan = plan_tiles(scene.grid, area.window, options.tile or card.tile_size, overlap, card.stride)
    output = stack.enter_context(OutputFolder(job.output_dir, job.name or scene.source.name, job.run_id))
    on_work_folder(output.work)
    refuse_another(Path(output.final(RESULT_SUFFIX)), _PARTS, "classification")
    check_room(output.folder, area.window.width * area.window.height, 3 + options.confidence)
    _describe_run(progress, scene, plan, package)
    session = ModelSession(
        str(package.model_path),
        card.stride,
        options.device,
        options.threads,
        options.batch,
        progress.warn,
    )
    progress.log(f"Running on {session.report.provider} with {session.report.threads} threads.")
    timing, leaf_pixels = _write_maps(scene, area, plan, session, package, output, options, progress)
    if not leaf_pixels.any():
        raise EngineProblem(
            "all_nodata",
            f"{scene.source.name} has no pixel to classify in this area: all are without data, masked or cloudy; "
            "choose another area, scene or mask.",
        )
    polygons = _write_polygons(output, options, table, progress) if options.polygons else None
    progress.stage(events.Stage.FINISH)
    if not options.confidence:
        Path(output.path(CONFIDENCE_SUFFIX)).unlink(missing_ok=True)
    _warn_of_older_files(output, options, progress)
    levels = class_areas(tuple(card.codes), leaf_pixels, scene.grid.pixel_ha)
    outputs: dict[str, str | None] = {
        f"level{int(level)}": output.final(suffix) for level, suffix in LEVEL_SUFFIX.items()
    }
    outputs |= {
        "confidence": output.final(CONFIDENCE_SUFFIX) if options.confidence else None,
        "polygons": output.final(POLYGONS_SUFFIX) if options.polygons else None,
        "areas_csv": output.final(AREAS_SUFFIX),
        "result_json": output.final(RESULT_SUFFIX),
    }
    result = {
        "name": output.name,
        "scene": scene.source.name,
        "date": scene.source.date,
        "output_dir": str(output.folder),
        "outputs": outputs,
        "levels": levels,
        "classified_ha": round(int(leaf_pixels.sum()) * scene.grid.pixel_ha, 4),
        "left_out_ha": round(timing.left_out_pixels * scene.grid.pixel_ha, 4),
        "polygon_count": polygons,
        "model": model_result(package),
        "device": _device_result(session.report),
        "description": inspection.description(wanted),
        "options": asdict(options),
        "area": asdict(job.area) if job.area else None,
        "timing": _timing_result(timing, area),
        "warnings": progress.warnings,
        "versions": versions(),
        "started": started.isoformat(timespec="seconds"),
        "ended": datetime.now(timezone.utc).isoformat(timespec="seconds"),
    }
    try:
        write_csv(output.path(AREAS_SUFFIX), levels)
        Path(output.path(RESULT_SUFFIX)).write_text(
            json.dumps(result, indent=1, ensure_ascii=False), encoding="utf-8"
        )
    except OSError as error:
        raise not_written(output.folder, error) from error
    output.publish()
    return result


def _warn_of_older_files(output: OutputFolder, options: ClassifyOptions, progress: ProgressReporter) -> None:
    """A user's files are never removed, but an older run's confidence does not belong to the new maps."""
    not_made = {
        CONFIDENCE_SUFFIX: not options.confidence,
        POLYGONS_SUFFIX: not options.polygons,
    }
    for suffix, absent in not_made.items():
        if absent and Path(output.final(suffix)).exists():
            progress.warn(
                f"{Path(output.final(suffix)).name} is from an earlier run and does not belong to these maps."
            )


def _describe_run(progress: ProgressReporter, scene: Scene, plan: TilePlan, package: ModelPackage) -> None:
    bands = ", ".join(f"{b.band} from {b.how}" for b in scene.bands)
    progress.log(
        f"Scene {scene.source.name}: {scene.grid.width} x {scene.grid.height} px in {scene.grid.crs_text}."
    )
    progress.log(f"Bands: {bands}. Scale and offset: {scene.radiometry.how}.")
    for mask in scene.masks:
        progress.log(f"Left out: {mask.how}.")
    progress.log(
        f"Model {package.card.title}; {plan.count} tiles of {plan.rows.tile} px sharing {plan.rows.overlap} px."
    )


def _write_maps(
    scene: Scene,
    area: Area,
    plan: TilePlan,
    session: ModelSession,
    package: ModelPackage,
    output: OutputFolder,
    options: ClassifyOptions,
    progress: ProgressReporter,
) -> tuple[Timing, numpy.typing.NDArray[numpy.int64]]:
    card = package.card
    tags = {
        "TIFFTAG_SOFTWARE": f"Corina {corina.__version__}",
        "CORINA_MODEL": f"{card.name} {card.files['model.onnx'].sha256[:12]}",
        "CORINA_SCENE": scene.source.name,
        **({"CORINA_DATE": scene.source.date} if scene.source.date else {}),
        # What the map can show, for whoever compares it.
        "CORINA_CODES": ",".join(map(str, card.codes)),
    }
    # The polygons need the confidence, so it is made for them too and removed when nobody asked for it.
    with_confidence = options.confidence or options.polygons
    codes = tuple(card.codes)
    progress.stage(events.Stage.INFER)
    megapixels = area.window.width * area.window.height / 1e6
    without_sea = inland(scene.grid) if options.sea_at_coast and tells_sea_from_lakes(codes) else None
    if without_sea is not None:
        progress.log("Water some 10 km or more from the sea is mapped as inland water.")
    with MapWriter(output, scene.grid, area.window, codes, confidence=with_confidence, tags=tags) as writer:
        timing = classify(
            scene,
            area,
            plan,
            session,
            card,
            writer,
            lambda n, of: progress.tiles(n, of, megapixels),
            without_sea,
        )
        progress.stage(events.Stage.OVERVIEWS)
        with timing.measure("write_s"):
            writer.finish()
    return timing, writer.leaf_pixels


def _write_polygons(
    output: OutputFolder, options: ClassifyOptions, table: PriorityTable | None, progress: ProgressReporter
) -> int:
    progress.stage(events.Stage.POLYGONS)
    return write_land_cover_polygons(
        output.path(LEVEL_SUFFIX[max(LEVEL_SUFFIX)]),
        output.path(CONFIDENCE_SUFFIX),
        output.path(POLYGONS_SUFFIX),
        options.minimum_unit_ha,
        progress.polygons,
        options.minimum_width_m,
        options.rule,
        table,
    )


def _device_result(report: DeviceReport) -> dict[str, Any]:
    return {**asdict(report), "requested": report.requested.value, "used": report.used.value}


def _timing_result(timing: Timing, area: Area) -> dict[str, Any]:
    seconds = time.perf_counter() - timing.started
    megapixels = area.window.width * area.window.height / 1e6
    return {
        "seconds": round(seconds, 3),
        "read_s": round(timing.read_s, 3),
        "infer_s": round(timing.infer_s, 3),
        "blend_s": round(timing.blend_s, 3),
        "write_s": round(timing.write_s, 3),
        "megapixels": round(megapixels, 4),
        "megapixels_per_s": round(megapixels / seconds, 4),
        "tiles": timing.tiles,
        "tiles_skipped": timing.tiles_skipped,
        "peak_memory_mb": peak_memory_mb(),
    }
