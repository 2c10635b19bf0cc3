"""Generalising a map to a minimum mapping unit and width, as raster and as polygons."""

from __future__ import annotations

import json
import time
from contextlib import ExitStack
from dataclasses import asdict
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import numpy as np
import rasterio

import corina
from corina.clc import CLASSES, CODES, GRID_CODE, NODATA, Level, raster_value
from corina.engine import events
from corina.engine.areas import class_areas, write_csv
from corina.engine.compare.census import open_confidence, smallest_pixels
from corina.engine.compare.pixels import area_warning
from corina.engine.compare.rasters import RasterOut
from corina.engine.errors import EngineProblem
from corina.engine.generalise import Generalisation, generalise, rule_text
from corina.engine.grid import Grid
from corina.engine.handlers import Emit, OnWorkFolder
from corina.engine.handlers.packages import versions
from corina.engine.handlers.whole_map import grid_of
from corina.engine.jobs import GeneraliseJob, Rule
from corina.engine.legend import attribute_table, colour_table
from corina.engine.memory import peak_memory_mb
from corina.engine.outputs import OutputFolder, check_room, not_written, refuse_foreign
from corina.engine.polygons import class_nearness, write_class_polygons
from corina.engine.priorities import priority_table
from corina.engine.reference import Reference, open_reference
from corina.engine.reference.raster import companion, made_by
from corina.engine.scratch import Scratch, blocks
from corina.engine.steps import Steps

_BLOCK_CACHE_BYTES = 256 * 2**20
_BYTES_A_PIXEL = 3


def carry_out(job: GeneraliseJob, emit: Emit, on_work_folder: OnWorkFolder) -> dict[str, Any]:
    """Write the generalised map and return the result of `generalise` of docs/jobs.md."""
    with rasterio.Env(GDAL_CACHEMAX=_BLOCK_CACHE_BYTES):
        return _generalise(job, Steps(emit), on_work_folder)


def _generalise(job: GeneraliseJob, steps: Steps, on_work_folder: OnWorkFolder) -> dict[str, Any]:
    started, clock = datetime.now(timezone.utc), time.perf_counter()
    steps.stage(events.Stage.OPEN, 0.0)
    with ExitStack() as stack:
        source = stack.enter_context(open_reference(job.map))
        grid, area = grid_of(source, job.area)
        if told := area_warning(grid):
            steps.warn(told)
        level = Level(source.level)
        table = priority_table(job.priority_table, level)
        steps.log(
            f"{source.name}: {source.report.how}; {grid.width} x {grid.height} px of {grid.resolution:g} m."
        )
        output = stack.enter_context(OutputFolder(job.output_dir, job.name or source.name, job.run_id))
        on_work_folder(output.work)
        ends = [f"_level{int(level)}.tif", ".gpkg", "_areas.csv"]
        refuse_foreign(
            output, "_generalised_result.json", [f"_generalised{end}" for end in ends], "generalising"
        )
        check_room(output.folder, grid.width * grid.height, _BYTES_A_PIXEL)
        scratch = output.work / "scratch"
        scratch.mkdir()
        steps.stage(events.Stage.READ, 0.02)
        values = Scratch(scratch / "map.tif", grid.height, grid.width, "uint16", grid.transform)
        before = _read(source, grid, area, values, steps)
        if not before[10 ** (source.level - 1) :].any():
            raise EngineProblem(
                "map_empty",
                f"{source.name} has no class in this area (read as {source.report.how}); choose another area, or say "
                "how its values name classes.",
            )
        coarser = int(before[1 : 10 ** (source.level - 1)].sum())
        if coarser:
            steps.warn(
                f"{coarser * grid.pixel_ha:,.0f} ha of {source.name} have a class that is coarser than level "
                f"{int(source.level)} and are left out: a generalised map has one level."
            )
            before[1 : 10 ** (source.level - 1)] = 0
        steps.stage(events.Stage.POLYGONS, 0.3)
        how = Generalisation(
            smallest_pixels(job.minimum_unit_ha, grid.pixel_ha),
            round(job.minimum_width_m / grid.resolution),
            class_nearness(table) if job.rule is Rule.PRIORITY else None,
        )
        values = stack.enter_context(
            generalise(values, how, scratch, lambda share: steps.within(0.3, 0.8, share))
        )
        name = table.name if table else ""
        rule = rule_text(job.rule, job.minimum_unit_ha, job.minimum_width_m, grid.pixel_ha, name)
        suffix = f"_generalised_level{int(level)}.tif"
        # Made of a model's map it can still show only what the model can, and is of the same date.
        tags = {**made_by(job.map.path, source.model_codes, source.layer), "CORINA_GENERALISED": rule}
        counts = _write(output.path(suffix), values, grid, level, tags)
        polygons = None
        if job.polygons:
            sure = open_confidence(job.confidence, job.map.path, grid.crs)
            if sure is not None:
                stack.callback(sure.close)
            percent = None if sure is None else sure.rows_of(grid)
            polygons = write_class_polygons(
                values, grid, percent, output.path("_generalised.gpkg"), level, rule,
                lambda number: steps.within(0.8, 0.98, min(1.0, number / 10_000)), tags,
            )  # fmt: skip
        steps.stage(events.Stage.FINISH, 0.99)
        for sentence in source.report.to_dict()["warnings"]:
            steps.warn(sentence)
        levels = _areas(counts, level, grid.pixel_ha)
        result: dict[str, Any] = {
            "name": output.name,
            "output_dir": str(output.folder),
            "map": source.describe(),
            "level": int(level),
            "grid": {
                "crs": grid.crs_text,
                "resolution_m": grid.resolution,
                "width": grid.width,
                "height": grid.height,
            },
            "model": companion(job.map.path).get("model"),
            "scene": tags.get("CORINA_SCENE"),
            "date": tags.get("CORINA_DATE"),
            "rule": rule,
            "minimum_unit_ha": job.minimum_unit_ha,
            "minimum_width_m": job.minimum_width_m,
            "polygon_count": polygons,
            "levels": levels,
            "levels_before": _areas(before, level, grid.pixel_ha),
            "changed": bool((before != counts).any()),
            "settings": {
                "rule": job.rule.value,
                "priority_table": job.priority_table,
                "area": asdict(job.area) if job.area else None,
            },
            "outputs": {
                f"level{int(level)}": output.final(suffix),
                "polygons": output.final("_generalised.gpkg") if job.polygons else None,
                "areas_csv": output.final("_generalised_areas.csv"),
                "result_json": output.final("_generalised_result.json"),
            },
            "warnings": steps.warnings,
            "versions": versions(),
            "timing": {"seconds": round(time.perf_counter() - clock, 3), "peak_memory_mb": peak_memory_mb()},
            "started": started.isoformat(timespec="seconds"),
            "ended": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        }
        try:
            write_csv(output.path("_generalised_areas.csv"), levels)
            text = json.dumps(result, indent=1, ensure_ascii=False)
            Path(output.path("_generalised_result.json")).write_text(text, encoding="utf-8")
        except OSError as error:
            raise not_written(output.folder, error) from error
        output.publish()
        return result


def _read(source: Reference, grid: Grid, area: Any, values: Scratch, steps: Steps) -> Any:  # noqa: ANN401
    """Copy the map's codes into the scratch raster; pixels by code."""
    counts = np.zeros(1000, np.int64)
    windows = list(blocks(grid.height, grid.width))
    for number, window in enumerate(windows, start=1):
        codes = source.read(grid, window)
        codes[~area.inside(window)] = 0
        counts += np.bincount(codes.ravel(), minlength=1000)
        # Classes coarser than the map's level would be neighbours of their own children.
        codes[codes < 10 ** (source.level - 1)] = 0
        values.write(window, codes)
        steps.within(0.02, 0.3, number / len(windows), number, len(windows))
    return counts


def _write(path: str, values: Scratch, grid: Grid, level: Level, tags: dict[str, str]) -> Any:  # noqa: ANN401
    """Write the raster as Corina's own maps are; pixels by code."""
    table = np.zeros(1000, np.uint8)
    for code in CODES[level]:
        table[code] = raster_value(code)
    out = RasterOut(Path(path), grid, "uint8", f"CORINE Land Cover level {int(level)}")
    counts = np.zeros(1000, np.int64)
    try:
        out.colours({v: c[:3] for v, c in colour_table(level).items() if v != NODATA})
        out.tag({**tags, "TIFFTAG_SOFTWARE": f"Corina {corina.__version__}"})
        for window in blocks(grid.height, grid.width):
            codes = values.read(window)
            counts += np.bincount(codes.ravel(), minlength=1000)
            out.write(window, table[codes])
    finally:
        out.close()
    RasterOut.add_overviews(Path(path))
    by_code = {code: int(counts[code]) for code in CODES[level] if counts[code]}
    Path(path + ".aux.xml").write_bytes(attribute_table(level, by_code, grid.pixel_ha))
    return counts


def _areas(counts: Any, level: Level, pixel_ha: float) -> dict[str, Any]:  # noqa: ANN401
    if level is Level.L3:
        return class_areas(CODES[level], counts[list(CODES[level])], pixel_ha)
    total = max(1, int(counts[1:].sum()))
    return {
        str(int(level)): [
            {
                "code": code,
                "value": GRID_CODE.get(code, code),
                "name": CLASSES[code].name,
                "colour": list(CLASSES[code].colour),
                "pixels": int(counts[code]),
                "area_ha": round(int(counts[code]) * pixel_ha, 4),
                "percent": round(100 * int(counts[code]) / total, 4),
            }
            for code in CODES[level]
            if counts[code]
        ]
    }
