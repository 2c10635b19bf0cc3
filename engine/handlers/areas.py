"""Adding up the area of each class of a map, as a whole or in zones."""

from __future__ import annotations

import csv
import json
from contextlib import ExitStack
from dataclasses import asdict
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import rasterio

from corina.clc import Level
from corina.engine import events
from corina.engine.areas import areas_by_code
from corina.engine.compare.pixels import area_warning
from corina.engine.errors import EngineProblem
from corina.engine.handlers import Emit, OnWorkFolder
from corina.engine.handlers.packages import versions
from corina.engine.handlers.whole_map import describe_grid, grid_of
from corina.engine.jobs import AreasJob
from corina.engine.outputs import OutputFolder, not_written, refuse_foreign
from corina.engine.reference import open_reference
from corina.engine.scratch import blocks
from corina.engine.steps import Steps

if TYPE_CHECKING:
    from corina.engine.compare.zones import Zones

_BLOCK_CACHE_BYTES = 256 * 2**20
_COLUMNS = ("zone", "level", "code", "name", "pixels", "area_ha", "percent")
Counts = npt.NDArray[np.int64]


def carry_out(job: AreasJob, emit: Emit, on_work_folder: OnWorkFolder) -> dict[str, Any]:
    """Write the table and return the result of `areas` of docs/jobs.md."""
    with rasterio.Env(GDAL_CACHEMAX=_BLOCK_CACHE_BYTES), ExitStack() as stack:
        started = datetime.now(timezone.utc)
        steps = Steps(emit)
        steps.stage(events.Stage.OPEN, 0.0)
        source = stack.enter_context(open_reference(job.map))
        if job.level > source.level:
            raise EngineProblem(
                "level_too_fine",
                f"Level {job.level} was asked for, and {source.name} has classes of level {source.level} only.",
            )
        grid, area = grid_of(source, job.area)
        if told := area_warning(grid):
            steps.warn(told)
        zones = _zones(job)
        output = stack.enter_context(OutputFolder(job.output_dir, job.name or source.name, job.run_id))
        on_work_folder(output.work)
        refuse_foreign(output, "_areas.json", ["_areas.csv"], "adding up areas")
        steps.stage(events.Stage.READ, 0.02)
        whole: Counts = np.zeros(1000, np.int64)
        by_zone: dict[str, Counts] = {}
        windows = list(blocks(grid.height, grid.width))
        for number, window in enumerate(windows, start=1):
            codes = source.read(grid, window)
            codes[~area.inside(window)] = 0
            whole += np.bincount(codes.ravel(), minlength=1000)
            for name, inside in zones.of(grid, window) if zones is not None else ():
                counts = np.bincount(codes[inside], minlength=1000)
                by_zone[name] = by_zone.get(name, np.zeros(1000, np.int64)) + counts
            steps.within(0.02, 0.98, number / len(windows), number, len(windows))
        if not whole[1:].any():
            raise EngineProblem(
                "reference_empty", f"{source.name} has no class in this area; choose another area."
            )
        if zones is not None and not by_zone:
            raise EngineProblem(
                "area_outside", f"No zone lies on {source.name}; choose other zones, or check the CRS."
            )
        for sentence in source.report.to_dict()["warnings"]:
            steps.warn(sentence)
        wanted = [level for level in Level if level <= source.level and job.level in (0, level)]
        result: dict[str, Any] = {
            "name": output.name,
            "output_dir": str(output.folder),
            "map": source.describe(),
            "grid": describe_grid(grid),
            "total_ha": round(int(whole[1:].sum()) * grid.pixel_ha, 4),
            "no_data_ha": round(int(whole[0]) * grid.pixel_ha, 4),
            "levels": areas_by_code(whole, wanted, grid.pixel_ha),
            "zones": [
                {
                    "name": name,
                    "total_ha": round(int(counts[1:].sum()) * grid.pixel_ha, 4),
                    "levels": areas_by_code(counts, wanted, grid.pixel_ha),
                }
                for name, counts in sorted(by_zone.items())
            ],
            "settings": {**asdict(job), "map": None},
            "outputs": {"areas_csv": output.final("_areas.csv"), "result_json": output.final("_areas.json")},
            "warnings": steps.warnings,
            "versions": versions(),
            "started": started.isoformat(timespec="seconds"),
            "ended": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        }
        steps.stage(events.Stage.FINISH, 0.99)
        try:
            _write_csv(Path(output.path("_areas.csv")), result)
            text = json.dumps(result, indent=1, ensure_ascii=False)
            Path(output.path("_areas.json")).write_text(text, encoding="utf-8")
        except OSError as error:
            raise not_written(output.folder, error) from error
        output.publish()
        return result


def _zones(job: AreasJob) -> Zones | None:
    if not job.zones:
        return None
    from corina.engine.compare.zones import Zones

    return Zones(job.zones, job.zone_layer, job.zone_field, job.zone_crs)


def _write_csv(path: Path, result: dict[str, Any]) -> None:
    """One line for each zone and class, the whole map first with an empty zone. UTF-8, RFC 4180."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, _COLUMNS, extrasaction="ignore")
        writer.writeheader()
        for part in ({"name": "", "levels": result["levels"]}, *result["zones"]):
            for level, classes in part["levels"].items():
                writer.writerows({**c, "zone": part["name"], "level": level} for c in classes)
