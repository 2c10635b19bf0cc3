"""Comparing a map with a reference: what is read, what is written, and what is left behind when it fails (nothing)."""

from __future__ import annotations

import json
import time
from contextlib import ExitStack
from dataclasses import asdict, replace
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

import rasterio

from corina.clc import Level
from corina.engine import events
from corina.engine.compare.census import Census, ConfidenceMap, open_confidence, take_census
from corina.engine.compare.changes import write_changes
from corina.engine.compare.judged import keep_judged
from corina.engine.compare.outcome import (
    caveats_of,
    changes_of,
    numbers_of,
    summary_of,
    write_classes,
    write_from_to,
)
from corina.engine.compare.place import FILES, Files, refuse_loss, refuse_loss_to_scene
from corina.engine.compare.rasters import (
    DIFFERENCE_CLASSES,
    FROM_FACTOR,
    RasterOut,
    difference_table,
    from_to_table,
)
from corina.engine.compare.sides import Assessment, Sides, check_reference, open_sides
from corina.engine.compare.styles import changes_style, from_to_style, keep_own_styles, leave_layout
from corina.engine.errors import EngineProblem
from corina.engine.handlers import Emit, OnWorkFolder
from corina.engine.handlers.packages import versions
from corina.engine.handlers.whole_map import describe_grid
from corina.engine.jobs import CompareJob, LandCoverInput
from corina.engine.jobs.compare import SCENE_RUN
from corina.engine.memory import peak_memory_mb
from corina.engine.outputs import OutputFolder, check_room, not_written
from corina.engine.priorities import priority_table, read_priority_table
from corina.engine.reference import Reference
from corina.engine.reference.raster import companion
from corina.engine.report.origin import Origin, origin_of
from corina.engine.scene import Scene
from corina.engine.steps import Steps

if TYPE_CHECKING:
    from corina.engine.compare.official import OfficialChanges
    from corina.engine.compare.polygon_shares import PolygonShares

_BLOCK_CACHE_BYTES = 256 * 2**20
_BYTES_A_PIXEL = 8
_CLASSIFY_SHARE = 0.6


def carry_out(job: CompareJob, emit: Emit, on_work_folder: OnWorkFolder) -> dict[str, Any]:
    """Write what differs and return the result of `compare` of docs/jobs.md."""
    refuse_loss(job)
    with rasterio.Env(GDAL_CACHEMAX=_BLOCK_CACHE_BYTES), ExitStack() as stack:
        if job.classify is None:
            assert job.prediction is not None
            return _compare(job, job.prediction, job.confidence, job.codes, Steps(emit), on_work_folder)
        from corina.engine.handlers import classify

        if job.options.priority_table:
            read_priority_table(job.options.priority_table)  # refused before the scene is classified
        wanted = replace(job.classify, run_id=f"{job.run_id}{SCENE_RUN}" if job.run_id else "")
        first = classify.classify_first(
            wanted,
            _scaled(emit, 0.0, _CLASSIFY_SHARE),
            on_work_folder,
            stack,
            lambda scene: _check(job, scene),
        )
        outputs = first["outputs"]
        prediction = LandCoverInput(outputs["level3"], name=first["scene"], year=_year(first["date"]))
        refuse_loss(job)  # a product's maps are called as it calls itself, which is known only now
        codes = job.codes or tuple(first["model"]["codes"])
        steps = Steps(_scaled(emit, _CLASSIFY_SHARE, 1.0))
        steps.warnings.extend(
            first["warnings"]
        )  # told already; what the map rests on, the comparison rests on, too
        result = _compare(job, prediction, outputs["confidence"] or "", codes, steps, on_work_folder)
        return {**result, "classification": first}


def _check(job: CompareJob, scene: Scene) -> None:
    """Whether all that the scene's map is to be held against can be read, and lies there."""
    refuse_loss_to_scene(job, scene.source.name)
    level = check_reference(job, scene.source.name, scene.grid)
    if job.changes is not None:
        from corina.engine.compare.official import OfficialChanges

        OfficialChanges(job.changes, level)


def _compare(
    job: CompareJob,
    prediction: LandCoverInput,
    confidence: str,
    codes: tuple[int, ...],
    steps: Steps,
    on_work_folder: OnWorkFolder,
) -> dict[str, Any]:
    started, clock = datetime.now(timezone.utc), time.perf_counter()
    steps.stage(events.Stage.OPEN, 0.0)
    with ExitStack() as stack:
        sides = stack.enter_context(open_sides(job, prediction, codes))
        for warning in sides.warnings:
            steps.warn(warning)
        table = priority_table(job.options.priority_table, sides.level)
        steps.log(f"{sides.prediction.name}: {sides.prediction.report.how}.")
        steps.log(f"{sides.reference.name}: {sides.reference.report.how}.")
        output = stack.enter_context(OutputFolder(job.output_dir, job.name or "comparison", job.run_id))
        on_work_folder(output.work)
        check_room(output.folder, sides.grid.width * sides.grid.height, _BYTES_A_PIXEL)
        files = Files(output, job.name)
        sure = open_confidence(confidence, prediction.path, sides.grid.crs)
        if sure is not None:
            stack.callback(sure.close)
        _tell_of_confidence(sure, job.options.confidence_threshold, sides.level, steps)
        assessment = Assessment(sides, sides.level)
        shares, official = _shares(job, sides, assessment), _official(job, sides)
        scratch = output.work / "scratch"
        scratch.mkdir()
        census = _census(job, sides, assessment, sure, shares, files, scratch, steps)
        if sure is not None and sure.holds and not census.sure_pixels:
            steps.warn(
                f"The confidence raster {sure.name} has no value where the maps are compared and was not used; choose "
                "the one that was made with the map."
            )
        numbers = numbers_of(sides, census)
        _finish_rasters(files, sides, census, numbers)
        steps.stage(events.Stage.POLYGONS, 0.5)
        changes = write_changes(
            files.path("changes"), census.changes, sides.grid, assessment, job.options, table, sure, official, scratch,
            lambda share: steps.within(0.5, 0.9, share),
        )  # fmt: skip
        files.style("changes").write_bytes(changes_style(changes.by_pair))
        steps.stage(events.Stage.REPORT, 0.9)
        by_level = numbers.pop("by_level")
        made = {"difference", "from_to_raster", "changes", "from_to_csv", "classes_csv", "result_json"}
        found = None
        if shares is not None:
            found = shares.write(Path(files.path("polygon_agreement")), sides.grid.pixel_ha)
            made.add("polygon_agreement")
        held = None
        if official is not None:
            held = official.write(Path(files.path("official")), sides.grid)
            made.add("official")
            if official.warning():
                steps.warn(official.warning())
        for sentence in [
            *sides.reference.report.to_dict()["warnings"],
            *sides.prediction.report.to_dict()["warnings"],
        ]:
            steps.warn(sentence)
        maps = {
            "prediction": _described(sides.prediction, prediction),
            "reference": _described(sides.reference, job.reference),
        }
        result: dict[str, Any] = {
            "name": output.name,
            "output_dir": str(output.folder),
            "level": int(sides.level),
            **maps,
            "confidence": sure.path if sure is not None else None,
            "grid": describe_grid(sides.grid),
            **numbers,
            "changes": {
                **changes_of(changes, job.options),
                "confidence_level": 3 if sure is not None and sure.of_level_3 else None,
            },
            "polygon_agreement": found,
            "official": held,
            "judged": None,
            "summary": summary_of(numbers, changes, job.options, int(sides.level)),
            "settings": _settings(job),
            "caveats": caveats_of(sides),
            "model": companion(prediction.path).get("model")
            or (maps["prediction"]["origin"] or {}).get("model"),
            "versions": versions(),
            "started": started.isoformat(timespec="seconds"),
            "ended": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        }
        _finish(result, made, by_level, files, output, steps, clock)
        output.publish()
        return result


def _finish(
    result: dict[str, Any],
    made: set[str],
    by_level: dict[int, Any],
    files: Files,
    output: OutputFolder,
    steps: Steps,
    clock: float,
) -> None:
    """Report, tables and record, and what must be looked at last: changes and styles that others have worked on."""
    result["warnings"] = steps.warnings
    if _report(result, files, steps):
        made.add("report")
    leave_layout(output.work, output.folder)
    result["outputs"] = {key: files.final(key) if key in made else None for key in FILES}
    result["timing"] = {
        "seconds": round(time.perf_counter() - clock, 3),
        "peak_memory_mb": peak_memory_mb(),
    }
    steps.stage(events.Stage.FINISH, 0.99)
    # Last: someone may judge the earlier changes while these are found.
    kept = keep_judged(Path(files.final("changes")), output.work)
    if kept:
        steps.warn(_kept_text(files.final("changes"), kept))
    for name in keep_own_styles(output.work, output.folder):
        steps.log(f"{name} was not made by Corina and stays as it is.")
    try:
        write_from_to(Path(files.path("from_to_csv")), by_level)
        write_classes(Path(files.path("classes_csv")), by_level)
        text = json.dumps(result, indent=1, ensure_ascii=False)
        Path(files.path("result_json")).write_text(text, encoding="utf-8")
    except OSError as error:
        raise not_written(output.folder, error) from error


def _settings(job: CompareJob) -> dict[str, Any]:
    """What was asked for, besides the two maps."""
    return {
        "options": asdict(job.options),
        "area": asdict(job.area) if job.area else None,
        "changes": asdict(job.changes) if job.changes else None,
        "confidence": job.confidence or None,
        "codes": list(job.codes) or None,
    }


def _described(side: Reference, given: LandCoverInput) -> dict[str, Any]:
    """What was read of a map, where it is from, and how it was made."""
    return {**side.describe(), "source": given.origin or None, "origin": _origin(side)}


def _origin(side: Reference) -> dict[str, Any] | None:
    """How a map of Corina's was made; None for another. The report needs it when the map has gone elsewhere."""
    found = origin_of(side.path, layer=side.layer)
    if not (found.model or found.scene):
        return None
    return {
        "scene": found.scene or None,
        "date": found.date or None,
        "model": {key: value for key, value in found.model.items() if key != "codes"} or None,
        "generalised": found.generalised or None,
        "bands": [{key: band[key] for key in ("band", "path", "index")} for band in _bands(found)],
    }


def _bands(origin: Origin) -> list[dict[str, Any]]:
    """The bands of the scene, with which a viewer can show it."""
    return list((origin.record.get("description") or {}).get("bands") or ())


def _census(
    job: CompareJob,
    sides: Sides,
    assessment: Assessment,
    sure: ConfidenceMap | None,
    shares: PolygonShares | None,
    files: Files,
    scratch: Path,
    steps: Steps,
) -> Census:
    steps.stage(events.Stage.READ, 0.02)
    difference = RasterOut(Path(files.path("difference")), sides.grid, "uint8", "Agreement and difference")
    pairs = RasterOut(
        Path(files.path("from_to_raster")), sides.grid, "int32", "From (reference) x 1000 + to (prediction)"
    )
    try:
        difference.colours({value: rgb for value, (_, rgb) in DIFFERENCE_CLASSES.items()})
        census = take_census(
            sides, assessment, job.options, sure, shares, (difference, pairs), scratch,
            lambda done, total: steps.within(0.02, 0.5, done / total, done, total),
        )  # fmt: skip
    finally:
        difference.close()
        pairs.close()
    if not census.counts[1:, 1:].any():
        strange = {side.name: side.strange() for side in (sides.prediction, sides.reference)}
        why = "".join(f" {name}: {text}" for name, text in strange.items() if text)
        raise EngineProblem(
            "no_overlap",
            f"Nowhere do {sides.prediction.name} and {sides.reference.name} both have a class in this area; choose "
            f"another area or another map.{why}",
        )
    return census


def _finish_rasters(files: Files, sides: Sides, census: Census, numbers: dict[str, Any]) -> None:
    tables = {
        "difference": difference_table(census.difference, sides.grid.pixel_ha),
        "from_to_raster": from_to_table(numbers["from_to"]),
    }
    for key, table in tables.items():
        RasterOut.add_overviews(Path(files.path(key)))
        Path(files.path(key) + ".aux.xml").write_bytes(table)
    files.style("from_to_raster").write_bytes(from_to_style(numbers["from_to"], FROM_FACTOR))


def _shares(job: CompareJob, sides: Sides, assessment: Assessment) -> PolygonShares | None:
    if sides.reference.kind != "polygons" or not job.options.polygon_agreement:
        return None
    from corina.engine.compare.polygon_shares import PolygonShares
    from corina.engine.reference.vector import PolygonReference

    assert isinstance(sides.reference, PolygonReference)
    return PolygonShares(sides.reference, assessment.codes)


def _official(job: CompareJob, sides: Sides) -> OfficialChanges | None:
    if job.changes is None:
        return None
    from corina.engine.compare.official import OfficialChanges

    return OfficialChanges(job.changes, sides.level)


def _tell_of_confidence(sure: ConfidenceMap | None, threshold: float, level: Level, steps: Steps) -> None:
    if sure is None:
        if threshold > 0:
            steps.warn("There is no confidence raster beside the map; the confidence threshold was not used.")
    elif sure.empty:
        steps.warn(
            f"The confidence raster {sure.name} holds no percent from 0 to 100 and was not used; choose the one that "
            "was made with the map."
        )
    elif sure.shares:
        steps.log("The confidence raster holds shares from 0 to 1; they were taken as percent.")
    if sure is not None and sure.holds and sure.of_level_3 and threshold > 0 and level < Level.L3:
        steps.warn(
            f"The confidence is that of the level-3 class, that of the level-{int(level)} class is never lower: the "
            f"threshold of {threshold:g} % also takes away changes that are sure at level {int(level)}; lower it, or "
            "compare at level 3."
        )


def _kept_text(path: str, kept: str) -> str:
    return f"The changes that were in {path} had been judged: they are kept beside it as {kept}."


def _report(result: dict[str, Any], files: Files, steps: Steps) -> bool:
    """The HTML report; without the libraries that draw it the comparison is whole all the same, and says so."""
    try:
        from corina.engine.report.comparison import comparison_report
    except ModuleNotFoundError as error:
        steps.warn(
            f'There is no HTML report: the engine\'s extra "compare" is not installed ({error.name} is missing).'
        )
        return False
    html = comparison_report(
        result, files.path("from_to_raster"), files.path("difference"), changes=files.path("changes")
    )
    Path(files.path("report")).write_text(html, encoding="utf-8")
    return True


def _year(date: str | None) -> int:
    return int(date[:4]) if date and date[:4].isdigit() else 0


def _scaled(emit: Emit, first: float, last: float) -> Emit:
    def send(event: events.Event) -> None:
        if isinstance(event, events.Progress):
            event = replace(event, fraction=first + (last - first) * event.fraction)
        emit(event)

    return send
