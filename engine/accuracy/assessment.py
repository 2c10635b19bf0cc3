"""The accuracy of a map from labelled points: which points count, in which strata, and what they say together."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from rasterio.warp import transform

from corina.clc import Level, parent
from corina.engine.accuracy.classmap import ClassMap
from corina.engine.accuracy.drawing import PUT_TOGETHER, WHOLE_MAP
from corina.engine.accuracy.estimator import Assessment, Estimate, assess
from corina.engine.accuracy.findings import (
    warn_of_design,
    warn_of_left_out,
    warn_of_photos,
    warn_of_thin_spots,
)
from corina.engine.accuracy.labels import MOSTLY_CLEAR, at_level, clear_level, clear_share, resolve
from corina.engine.accuracy.samplefile import class_result, stratum_name
from corina.engine.accuracy.samples import LabelledPoints
from corina.engine.errors import EngineProblem
from corina.engine.jobs import SampleDesign

Integers = npt.NDArray[np.int64]
_LEAST = 2
"""Points that tell of the spread in a stratum."""
_DRAWN_OVER_ALL = (SampleDesign.SIMPLE.value, SampleDesign.SYSTEMATIC.value)


@dataclass(frozen=True)
class UsedPoints:
    """The points that count: [n] class of the map, class of the reference, stratum; sizes: ha of each stratum."""

    mapped: Integers
    reference: Integers
    strata: Integers
    sizes: dict[int, float]
    left_out: dict[str, int]


def assess_points(
    points: LabelledPoints,
    land_cover: ClassMap,
    level: int,
    *,
    poststratify: bool,
    warn: Callable[[str], None],
) -> dict[str, Any]:
    """Estimate the accuracy of the map at `level` (0: the finest that both allow); the result's fields: docs/jobs.md.

    warn: told every sentence a user must read. Raises EngineProblem when no point can be used.
    """
    labelled = [m for m in points.meanings if m is not None]
    if not labelled:
        raise EngineProblem(
            "samples_unlabelled",
            f"None of the {len(points.meanings)} points of {points.name} has a label that is a CORINE class; label "
            "them first (311, 31 or 3).",
        )
    chosen = Level(level) if level else clear_level(labelled, land_cover.level)
    if chosen > land_cover.level:
        raise EngineProblem(
            "level_too_fine",
            f"{land_cover.name} has classes of level {land_cover.level:d} and cannot be assessed at level {chosen:d}.",
        )
    used = _usable(points, land_cover, chosen, poststratify, warn)
    codes = _codes(land_cover, chosen, used)
    strata = sorted(used.sizes)
    counts = np.zeros((len(strata), len(codes), len(codes)), np.int64)
    index = (
        np.searchsorted(strata, used.strata),
        np.searchsorted(codes, used.mapped),
        np.searchsorted(codes, used.reference),
    )
    np.add.at(counts, index, 1)
    sizes = np.array([used.sizes[s] for s in strata])
    found = assess(counts, sizes)
    warn_of_thin_spots(counts, strata, codes, found, warn)
    total = float(sizes.sum())
    return {
        "level": int(chosen),
        "level_how": _level_how(points, chosen, level, land_cover),
        "design": points.facts.get("design", "unknown"),
        "estimator": _estimator(used, chosen),
        "points": {"total": len(points.meanings), "used": len(used.mapped), **used.left_out},
        "assessed_ha": round(total, 4),
        "overall": _estimate(found.overall),
        "classes": _class_rows(found, counts, codes, land_cover, chosen, total),
        "matrix": {
            "codes": list(codes),
            "counts": counts.sum(axis=0).tolist(),
            "proportions": [[round(float(p), 8) for p in row] for row in found.proportions],
        },
        "strata": [
            {**class_result(code), "area_ha": round(size, 4), "share": float(weight), "points": int(n)}
            for code, size, weight, n in zip(strata, sizes.tolist(), found.weights, counts.sum(axis=(1, 2)))
        ],
    }


def _usable(
    points: LabelledPoints,
    land_cover: ClassMap,
    level: Level,
    poststratify: bool,
    warn: Callable[[str], None],
) -> UsedPoints:
    """Keep the points with a clear label on the map and say why the others are left out."""
    at_points = land_cover.at(in_crs_of(land_cover, points))
    left_out = dict.fromkeys(
        ("unlabelled", "unknown_label", "no_place", "outside", "no_class", "unclear", "unknown_stratum"), 0
    )
    rows = []
    photos = 0
    for index, (meaning, code) in enumerate(zip(points.meanings, at_points.tolist())):
        options = at_level(meaning, level) if meaning else ()
        reason = _why_not(index, points, code, options)
        if reason:
            left_out[reason] += 1
            continue
        mapped = parent(code, level)
        if points.strata is not None and _stratified(points):
            stratum = int(points.strata[index])
        else:
            stratum = mapped if poststratify else WHOLE_MAP
        rows.append((mapped, resolve(options, mapped), stratum))
        photos += index in points.from_photos
    if not rows:
        raise EngineProblem(
            "samples_outside",
            f"No labelled point of {points.name} lies on a class of {land_cover.name} ({_reasons(left_out)}); choose "
            "the map and points of one place, with their labels.",
        )
    mapped_, reference, strata = (np.array(column, np.int64) for column in zip(*rows))
    sizes = _stratum_sizes(points, land_cover, level, poststratify)
    used = UsedPoints(mapped_, reference, strata, sizes, left_out)
    warn_of_left_out(points, land_cover, level, left_out, warn)
    warn_of_design(points, warn)
    warn_of_photos(photos, len(rows), warn)
    if points.facts.get("design") in _DRAWN_OVER_ALL:
        used = _thin_strata_together(used, warn)
    return _without_empty_strata(used, warn)


def _reasons(left_out: dict[str, int]) -> str:
    """Why points are left out, with how many each."""
    words = {
        "outside": "are outside of it", "no_class": "where it has no class", "no_place": "have no coordinates",
        "unknown_stratum": "of a stratum that the sample does not have", "unlabelled": "have no label",
        "unknown_label": "have a label that is no class", "unclear": "have a label coarser than the level assessed",
    }  # fmt: skip
    return ", ".join(f"{left_out[name]} {text}" for name, text in words.items() if left_out[name])


def in_crs_of(land_cover: ClassMap, points: LabelledPoints) -> npt.NDArray[np.float64]:
    """The points' places [n, 2] in the map's CRS; NaN for those that have none in it."""
    if points.crs == land_cover.crs:
        return points.places

    def moved(rows: npt.NDArray[np.intp]) -> npt.NDArray[np.float64]:
        xs, ys = points.places[rows].T
        return np.column_stack(transform(points.crs, land_cover.crs, xs, ys))

    places = np.full(points.places.shape, np.nan)
    rows = np.flatnonzero(np.isfinite(points.places).all(axis=1))
    try:
        places[rows] = moved(rows)
    except Exception:  # noqa: BLE001 - rasterio raises private CPLE types here, for all points if one is off the Earth
        for row in rows.tolist():
            with contextlib.suppress(Exception):
                places[row] = moved(np.array([row]))[0]
    return places


def _why_not(index: int, points: LabelledPoints, code: int, options: tuple[int, ...]) -> str:
    if index in points.unknown_at:
        return "unknown_label"
    if points.meanings[index] is None:
        return "unlabelled"
    if not np.isfinite(points.places[index]).all():
        return "no_place"
    if code < 0:
        return "outside"
    if code == 0:
        return "no_class"
    if len(options) > 1 and not points.sets:
        return "unclear"
    if points.strata is not None and _stratified(points) and int(points.strata[index]) not in points.sizes:
        return "unknown_stratum"
    return ""


def _stratified(points: LabelledPoints) -> bool:
    """Whether the points were drawn by strata that their file knows the sizes of."""
    return points.strata is not None and points.facts.get("design") == SampleDesign.STRATIFIED.value


def _stratum_sizes(
    points: LabelledPoints, land_cover: ClassMap, level: Level, poststratify: bool
) -> dict[int, float]:
    """Area in ha of each stratum: as the sample was drawn, else of the map's classes, else of the whole map."""
    if _stratified(points):
        return points.sizes
    sizes: dict[int, float] = {}
    for code, pixels in land_cover.pixels.items():
        stratum = parent(code, level) if poststratify else WHOLE_MAP
        sizes[stratum] = sizes.get(stratum, 0.0) + pixels * land_cover.pixel_ha
    return sizes


def _thin_strata_together(used: UsedPoints, warn: Callable[[str], None]) -> UsedPoints:
    """Classes with fewer than two points as one stratum: the points were drawn over the whole map, its classes' areas
    only make the estimate more precise, and a stratum of its own for each would leave parts of the map out.
    """
    points = {code: int((used.strata == code).sum()) for code in used.sizes}
    together = [code for code, number in points.items() if number < _LEAST]
    if not together:
        return used
    others = sorted(set(points) - set(together), key=lambda code: (points[code], used.sizes[code], code))
    while others and (len(together) < _LEAST or sum(points[code] for code in together) < _LEAST):
        together.append(others.pop(0))
    name = PUT_TOGETHER if others else WHOLE_MAP
    listed = ", ".join(stratum_name(code) for code in sorted(together))
    warn(f"Too few points for a stratum of their own, taken as one: {listed}.")
    sizes = {code: used.sizes[code] for code in others}
    sizes[name] = sum(used.sizes[code] for code in together)
    strata = np.where(np.isin(used.strata, together), name, used.strata)
    return UsedPoints(used.mapped, used.reference, strata, sizes, used.left_out)


def _without_empty_strata(used: UsedPoints, warn: Callable[[str], None]) -> UsedPoints:
    present = set(used.strata.tolist())
    empty = [code for code in used.sizes if code not in present]
    if empty:
        listed = ", ".join(f"{stratum_name(code)} ({used.sizes[code]:,.0f} ha)" for code in sorted(empty))
        warn(f"No usable point lies in {listed}: what is said here is not about that area.")
    sizes = {code: size for code, size in used.sizes.items() if code in present}
    return UsedPoints(used.mapped, used.reference, used.strata, sizes, used.left_out)


def _codes(land_cover: ClassMap, level: Level, used: UsedPoints) -> tuple[int, ...]:
    on_map = {parent(code, level) for code in land_cover.classes}
    return tuple(sorted(on_map | set(used.mapped.tolist()) | set(used.reference.tolist())))


def _estimator(used: UsedPoints, level: Level) -> str:
    """Which published estimator this is: they are one formula, but readers look for the name."""
    if set(used.sizes) == {WHOLE_MAP}:
        return "simple_random"
    return "stratified" if (used.strata == used.mapped).all() else "ratio"


def _class_rows(
    found: Assessment,
    counts: Integers,
    codes: tuple[int, ...],
    land_cover: ClassMap,
    level: Level,
    total: float,
) -> list[dict[str, Any]]:
    mapped = dict.fromkeys(codes, 0.0)
    for code, pixels in land_cover.pixels.items():
        mapped[parent(code, level)] += pixels * land_cover.pixel_ha
    matrix = counts.sum(axis=0)
    rows = []
    for k, code in enumerate(codes):
        users, producers, area = found.users[k], found.producers[k], found.areas[k]
        if not matrix[:, k].any():
            area = Estimate(area.value, None, None, None)  # not seen is not the same as not there
        rows.append(
            {
                **class_result(code),
                "users": _estimate(users),
                "producers": _estimate(producers),
                "f1": _f1(users, producers),
                "mapped_ha": round(mapped[code], 4),
                "area_ha": _estimate(area, total),
                "points_map": int(matrix[k].sum()),
                "points_reference": int(matrix[:, k].sum()),
            }
        )
    return rows


def _estimate(estimate: Estimate | None, unit: float = 1.0) -> dict[str, float | None] | None:
    if estimate is None:
        return None
    values = {"value": estimate.value, "se": estimate.se, "low": estimate.low, "high": estimate.high}
    return {name: None if v is None else round(v * unit, 8) for name, v in values.items()}


def _f1(users: Estimate | None, producers: Estimate | None) -> float | None:
    if users is None or producers is None:
        return None
    both = users.value + producers.value
    return round(2 * users.value * producers.value / both, 8) if both else 0.0


def _level_how(points: LabelledPoints, chosen: Level, asked: int, land_cover: ClassMap) -> str:
    """One phrase on why this level is assessed."""
    if asked:
        return "as asked for"
    if chosen == land_cover.level:
        return "the map's own"
    known = [meaning for meaning in points.meanings if meaning]
    if clear_share(known, chosen) < MOSTLY_CLEAR:
        return f"the coarsest, as at none {MOSTLY_CLEAR:.0%} of the labels name one class"
    return f"the finest at which {MOSTLY_CLEAR:.0%} of the labels name one class"
