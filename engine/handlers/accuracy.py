"""Jobs on a probability sample: drawing points, the size of a sample, and the accuracy its labels give."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import numpy as np
import rasterio

from corina.engine.accuracy.assessment import assess_points
from corina.engine.accuracy.classmap import ClassMap
from corina.engine.accuracy.drawing import Sample, draw, enough_points, misses, planned_points, strata_of
from corina.engine.accuracy.sample_words import reached_by, sample_warnings, unused_words
from corina.engine.accuracy.samplefile import (
    SAMPLE_LAYER,
    class_result,
    is_replaceable,
    labelled_points,
    stratum_name,
    write_sample,
)
from corina.engine.accuracy.samples import read_points
from corina.engine.accuracy.samplesize import cochran, expected_error
from corina.engine.accuracy.tables import (
    CLASSES_SUFFIX,
    JSON_SUFFIX,
    MATRIX_SUFFIX,
    REPORT_SUFFIX,
    write_tables,
)
from corina.engine.errors import EngineProblem
from corina.engine.events import Log, LogLevel, Progress, Stage
from corina.engine.handlers import Emit, OnWorkFolder
from corina.engine.handlers.packages import versions
from corina.engine.jobs import AccuracyJob, Job, SampleDesign, SamplePointsJob, SampleSize, SampleSizeJob
from corina.engine.outputs import OutputFolder, not_written, refuse_another, refuse_foreign, safe_name

_BLOCK_CACHE_BYTES = 64 * 2**20
_MAX_SEED = 2**31
_PARTS = ("samples", "sample_facts", "outputs")
"""What the result of every assessment has."""


def carry_out(job: Job, emit: Emit, on_work_folder: OnWorkFolder) -> dict[str, Any]:
    """Carry out a SamplePointsJob, a SampleSizeJob or an AccuracyJob; see `corina.engine.handlers.carry_out`."""
    with rasterio.Env(GDAL_CACHEMAX=_BLOCK_CACHE_BYTES):
        if isinstance(job, SamplePointsJob):
            return _sample_points(job, emit, on_work_folder)
        if isinstance(job, SampleSizeJob):
            return _sample_size(job, emit)
        assert isinstance(job, AccuracyJob)
        return _accuracy(job, emit, on_work_folder)


def _accuracy(job: AccuracyJob, emit: Emit, on_work_folder: OnWorkFolder) -> dict[str, Any]:
    started = datetime.now(timezone.utc)
    warnings: list[str] = []

    def warn(message: str) -> None:
        warnings.append(message)
        emit(Log(message, LogLevel.WARNING))

    emit(Progress(Stage.OPEN, 0.0))
    record = Path(job.output_dir).absolute() / f"{safe_name(job.name)}{JSON_SUFFIX}"
    refuse_another(record, _PARTS, "accuracy assessment")
    points = read_points(job)
    with (
        ClassMap(
            job.map_path, job.map_level, lambda share: emit(Progress(Stage.READ, 0.02 + 0.7 * share))
        ) as land_cover,
        OutputFolder(job.output_dir, job.name, job.run_id) as folder,
    ):
        on_work_folder(folder.work)
        refuse_foreign(
            folder, JSON_SUFFIX, (REPORT_SUFFIX, CLASSES_SUFFIX, MATRIX_SUFFIX), "an accuracy assessment"
        )
        emit(Log(f"{land_cover.name}: {land_cover.how}."))
        for warning in land_cover.warnings:
            warn(warning)
        found = assess_points(points, land_cover, job.level, poststratify=job.poststratify, warn=warn)
        report = _report_function(warn)
        suffixes = {"csv": CLASSES_SUFFIX, "matrix_csv": MATRIX_SUFFIX, "json": JSON_SUFFIX}
        outputs = {"report": folder.final(REPORT_SUFFIX) if report else None}
        result = {
            "name": folder.name,
            "output_dir": str(folder.folder),
            "outputs": outputs | {key: folder.final(suffix) for key, suffix in suffixes.items()},
            "samples": str(Path(job.samples).absolute()),
            "map": str(Path(job.map_path).absolute()),
            "encoding": land_cover.how,
            **found,
            "sample_facts": points.facts,
            "options": asdict(job),
            "warnings": warnings,
            "versions": versions(),
            "started": started.isoformat(timespec="seconds"),
            "ended": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        }
        emit(Progress(Stage.REPORT, 0.8))
        try:
            write_tables(folder, result)
            if report:
                Path(folder.path(REPORT_SUFFIX)).write_text(report(result, land_cover), encoding="utf-8")
        except OSError as error:
            raise not_written(folder.folder, error) from error
        emit(Progress(Stage.FINISH, 0.99))
        folder.publish()
    return result


def _report_function(warn: Callable[[str], None]) -> Callable[[dict[str, Any], ClassMap], str] | None:
    """What writes the report; None, and a warning, without the libraries that draw its charts."""
    try:
        from corina.engine.report.accuracy import accuracy_report
    except ModuleNotFoundError as error:
        warn(
            f'There is no HTML report: the engine\'s extra "compare" is not installed ({error.name} is missing).'
        )
        return None
    return accuracy_report


def _sample_points(job: SamplePointsJob, emit: Emit, on_work_folder: OnWorkFolder) -> dict[str, Any]:
    started = datetime.now(timezone.utc)
    named = Path(job.output)
    output = named.with_name(f"{safe_name(named.stem)}{named.suffix}")  # what is written, and looked at first
    if output.suffix.lower() != ".gpkg":
        raise EngineProblem(
            "output_not_writable",
            f"The points go into a GeoPackage, but {output.name} does not end in .gpkg.",
        )
    if output.exists() and (labelled := labelled_points(output)):
        raise EngineProblem(
            "output_exists",
            f"{output.name} has {labelled} points with a label or comment, which a new sample would replace; choose "
            "another name.",
        )
    if not is_replaceable(output):
        raise EngineProblem(
            "output_exists",
            f"{output.name} is there already and is no sample, or holds other layers too, which a new sample would "
            "replace; choose another name.",
        )
    seed = secrets.randbelow(_MAX_SEED) if job.seed is None else job.seed
    emit(Progress(Stage.READ, 0.0))
    with (
        ClassMap(
            job.map_path, job.level, lambda share: emit(Progress(Stage.READ, 0.5 * share))
        ) as land_cover,
        OutputFolder(str(output.parent), output.stem, job.run_id) as folder,
    ):
        on_work_folder(folder.work)
        emit(Log(f"{land_cover.name}: {land_cover.how}."))
        sample = draw(
            land_cover,
            job.design,
            job.size,
            job.strata_level,
            seed,
            lambda share: emit(Progress(Stage.READ, 0.5 + 0.45 * share)),
        )
        warnings = sample_warnings(land_cover, sample, job)
        for warning in warnings:
            emit(Log(warning, LogLevel.WARNING))
        result = _sample_result(job, land_cover, sample, seed, warnings)
        result |= {"output": folder.final(output.suffix), "started": started.isoformat(timespec="seconds")}
        emit(Progress(Stage.FINISH, 0.97))
        try:
            write_sample(folder.path(output.suffix), land_cover, sample, result)
        except (sqlite3.Error, OSError) as error:
            raise not_written(folder.folder, error) from error
        folder.publish()
    result["ended"] = datetime.now(timezone.utc).isoformat(timespec="seconds")
    return result


def _sample_result(
    job: SamplePointsJob, land_cover: ClassMap, sample: Sample, seed: int, warnings: list[str]
) -> dict[str, Any]:
    stratified = job.design is SampleDesign.STRATIFIED
    return {
        "layer": SAMPLE_LAYER,
        "design": job.design.value,
        "allocation": job.size.allocation.value if stratified else None,
        "seed": seed,
        "level": int(land_cover.level),
        "strata_level": (job.strata_level or int(land_cover.level)) if stratified else None,
        "points": len(sample.rows),
        "standard_error": job.size.standard_error,
        "achieved_se": reached_by(sample, job.size),
        "area_ha": round(sum(s.pixels for s in sample.strata) * land_cover.pixel_ha, 4),
        "strata": _strata_result(sample, land_cover),
        "classes": [class_result(code) for code in land_cover.classes],
        "map": str(Path(job.map_path).absolute()),
        "encoding": land_cover.how,
        "warnings": warnings,
        "versions": versions(),
    }


def _strata_result(sample: Sample, land_cover: ClassMap) -> list[dict[str, Any]]:
    return [
        {
            **class_result(s.code),
            "pixels": s.pixels,
            "area_ha": round(s.pixels * land_cover.pixel_ha, 4),
            "points": s.points,
            "inclusion": s.points / s.pixels,
            "weight_ha": round(s.pixels * land_cover.pixel_ha / s.points, 6) if s.points else None,
        }
        for s in sample.strata
    ]


def _sample_size(job: SampleSizeJob, emit: Emit) -> dict[str, Any]:
    size = job.size
    warnings: list[str] = []
    if job.map_path:
        with ClassMap(job.map_path, job.level, lambda s: emit(Progress(Stage.READ, 0.95 * s))) as land_cover:
            codes, counts = strata_of(land_cover, job.strata_level)
            pixel_ha = land_cover.pixel_ha
        warnings = unused_words(size, codes)
        for warning in warnings:
            emit(Log(warning, LogLevel.WARNING))
        pixels = counts.sum(axis=0)
        names = [stratum_name(code) for code in codes]
        weights = pixels * pixel_ha
        expected = np.array([size.expected.get(str(code), size.expected_default) for code in codes])
    else:
        codes = tuple(range(1, len(job.strata) + 1))
        names = [s.name for s in job.strata]
        weights = np.array([s.weight for s in job.strata])
        expected = np.array([s.expected for s in job.strata])
        # Shares of a map whose pixels are not known: taken as large against any sample.
        pixels = np.maximum(1, np.rint(weights / weights.sum() * 1e12)).astype(np.int64)
        size = _with_expected(job)
    formula, points = planned_points(codes, pixels, size)
    overall = float((weights * expected).sum() / weights.sum())
    return {
        "points": int(points.sum()),
        "formula_points": int(formula),
        "cochran_points": cochran(overall, job.margin),
        "margin": job.margin,
        "expected_overall": overall,
        "standard_error": size.standard_error,
        "achieved_se": (reached := expected_error(weights, expected, points)),
        "enough_points": enough_points(codes, pixels, size)
        if not size.points and misses(reached, size.standard_error)
        else None,
        "allocation": size.allocation.value,
        "warnings": warnings,
        "strata": [
            {
                "code": code if job.map_path else None,
                "name": name,
                "weight": float(weight),
                "share": float(weight / weights.sum()),
                "expected": float(accuracy),
                "points": int(n),
            }
            for code, name, weight, accuracy, n in zip(codes, names, weights, expected, points)
        ],
    }


def _with_expected(job: SampleSizeJob) -> SampleSize:
    expected = {str(number): s.expected for number, s in enumerate(job.strata, start=1)}
    return replace(job.size, expected=expected)
