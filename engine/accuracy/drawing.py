"""Drawing a probability sample of pixels from a map, in two passes over its strips and never with the whole of it in
memory.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from corina.clc import Level, parent
from corina.engine.accuracy.classmap import ClassMap, strips_with
from corina.engine.accuracy.samplesize import allocate, cochran, expected_error, stratified_size
from corina.engine.errors import EngineProblem
from corina.engine.jobs import SampleDesign, SampleSize

WHOLE_MAP = 0
PUT_TOGETHER = -1
"""Code of the only stratum of a simple random or systematic sample."""

_ROUNDING = 1.005

Integers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Stratum:
    """A part of the map that is sampled by itself. code: CLC code, or WHOLE_MAP. points: drawn from it."""

    code: int
    pixels: int
    points: int


@dataclass(frozen=True)
class Sample:
    """Points drawn, in random order, and the strata they stand for.

    rows, columns: [n] pixels. classes, strata: [n] codes of the map's class and of the stratum.
    """

    strata: tuple[Stratum, ...]
    rows: Integers
    columns: Integers
    classes: Integers
    stratum_codes: Integers


Report = Callable[[float], None]


def strata_of(land_cover: ClassMap, strata_level: int) -> tuple[tuple[int, ...], Integers]:
    """The strata and the pixels of each in each strip: codes [H], counts [strips, H].

    Raises EngineProblem when the map is coarser than the strata are to be.
    """
    level = Level(strata_level or land_cover.level)
    if level > land_cover.level:
        raise EngineProblem(
            "level_too_fine",
            f"{land_cover.name} has classes of level {int(land_cover.level)}, and the strata are to be of level "
            f"{int(level)}; choose the same level or a coarser one.",
        )
    stratum_of = [parent(code, level) for code in land_cover.classes]
    codes = tuple(sorted(set(stratum_of)))
    counts = np.zeros((len(land_cover.counts), len(codes)), np.int64)
    for column, code in enumerate(stratum_of):
        counts[:, codes.index(code)] += land_cover.counts[:, column]
    return codes, counts


def planned_points(codes: tuple[int, ...], pixels: Integers, size: SampleSize) -> tuple[int, Integers]:
    """How many points a stratified sample has before rounding up to minima, and those of each stratum: [H]."""
    total = size.points or stratified_size_of(codes, pixels, size)
    return total, allocate(total, pixels, size.allocation, size.minimum)


def stratified_size_of(codes: tuple[int, ...], pixels: Integers, size: SampleSize) -> int:
    """Points that the formula gives for the standard error that is asked for."""
    expected = [size.expected.get(str(code), size.expected_default) for code in codes]
    return stratified_size(pixels, expected, size.standard_error)


def reached_error(codes: tuple[int, ...], pixels: Integers, size: SampleSize, points: Integers) -> float:
    """The standard error (0..1) the overall accuracy will have with these points of each stratum: [H]."""
    expected = [size.expected.get(str(code), size.expected_default) for code in codes]
    return expected_error(pixels, expected, points)


def misses(reached: float, asked: float) -> bool:
    """Whether a standard error is more than what was asked for, other than by rounding points to whole ones."""
    return reached > _ROUNDING * asked


def enough_points(codes: tuple[int, ...], pixels: Integers, size: SampleSize) -> int | None:
    """The number to ask for so that its points, shared out as `size` says, give the standard error; None when not even
    all pixels do, as where each stratum has the same number and one runs out of pixels.
    """

    def reaches(total: int) -> bool:
        points = allocate(total, pixels, size.allocation, size.minimum)
        return not misses(reached_error(codes, pixels, size, points), size.standard_error)

    low, high = 0, max(1, stratified_size_of(codes, pixels, size))
    while not reaches(high):
        if high >= pixels.sum():
            return None
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if reaches(middle) else (middle, high)
    return high


def draw(
    land_cover: ClassMap,
    design: SampleDesign,
    size: SampleSize,
    strata_level: int,
    seed: int,
    report: Report = lambda fraction: None,
) -> Sample:
    """Draw a sample of pixels without replacement; the same seed and map give the same points.

    size: see SampleSize; the simple designs take `cochran` with 1.96 standard errors where no number is given.
    Raises EngineProblem when the map has fewer than two pixels to draw.
    """
    generator = np.random.default_rng(seed)
    if design is SampleDesign.STRATIFIED:
        codes, counts = strata_of(land_cover, strata_level)
        pixels = counts.sum(axis=0)
        wanted = planned_points(codes, pixels, size)[1]
    else:
        codes = (WHOLE_MAP,)
        counts = land_cover.counts.sum(axis=1, keepdims=True)
        pixels = counts.sum(axis=0)
        calculated = cochran(size.expected_default, 1.96 * size.standard_error)
        wanted = np.minimum([max(2, size.points or calculated)], pixels)
    if pixels.sum() < 2:
        raise EngineProblem("map_empty", f"{land_cover.name} has {int(pixels.sum())} pixels with a class.")
    if design is SampleDesign.SYSTEMATIC:
        found = _on_grid(land_cover, int(wanted[0]), generator, report)
    else:
        level = Level(strata_level or land_cover.level)
        found = _at_random(land_cover, codes, level, counts, wanted, generator, report)
    rows, columns, classes, owners = found
    if not len(rows):
        raise EngineProblem(
            "map_empty", f"No point of the grid falls on a class of {land_cover.name}; ask for more points."
        )
    order = generator.permutation(len(rows))
    strata = tuple(Stratum(code, int(pixels[i]), int((owners == i).sum())) for i, code in enumerate(codes))
    return Sample(strata, rows[order], columns[order], classes[order], np.array(codes)[owners[order]])


def _at_random(
    land_cover: ClassMap,
    codes: tuple[int, ...],
    level: Level,
    counts: Integers,
    wanted: Integers,
    generator: np.random.Generator,
    report: Report,
) -> tuple[Integers, ...]:
    """Draw ranks among the pixels of each stratum, counted row by row, then find the pixels of these ranks."""
    pixels = counts.sum(axis=0)
    ranks = [np.sort(generator.choice(int(n), int(k), replace=False)) for n, k in zip(pixels, wanted)]
    parts: list[Integers] = []
    for index, before in strips_with(counts):
        local = [
            r[(r >= b) & (r < b + c)] - b for r, b, c in zip(ranks, before.tolist(), counts[index].tolist())
        ]
        if any(len(r) for r in local):
            strip = land_cover.strip(index)
            owner = _owners(strip.codes, codes, level)
            for stratum, chosen in enumerate(local):
                if len(chosen):
                    at = np.flatnonzero(owner.ravel() == stratum)[chosen]
                    rows, columns = np.divmod(at, land_cover.width)
                    of_class = strip.codes.ravel()[at].astype(np.int64)
                    parts.append(np.stack([rows + strip.row0, columns, of_class, np.full(len(at), stratum)]))
        report((index + 1) / len(counts))
    return tuple(np.concatenate(parts, axis=1))


def _owners(codes: npt.NDArray[np.uint16], strata: tuple[int, ...], level: Level) -> npt.NDArray[np.int8]:
    """Index of the stratum of each pixel, -1 where there is no class."""
    table = np.full(1000, -1, np.int8)
    for code in np.unique(codes):
        if code:
            table[code] = 0 if strata == (WHOLE_MAP,) else strata.index(parent(int(code), level))
    return table[codes]


def _on_grid(
    land_cover: ClassMap, wanted: int, generator: np.random.Generator, report: Report
) -> tuple[Integers, ...]:
    """Every step-th pixel of every step-th row from a random start, where the map has a class."""
    step = max(1, int(np.sqrt(land_cover.counts.sum() / wanted)))
    row0, column0 = (int(v) for v in generator.integers(0, step, 2))
    parts: list[Integers] = []
    for index, _ in strips_with(land_cover.counts):
        strip = land_cover.strip(index)
        first = (row0 - strip.row0) % step
        codes = strip.codes[first::step, column0::step]
        rows, columns = np.nonzero(codes)
        of_class = codes[rows, columns].astype(np.int64)
        place = (rows * step + first + strip.row0, columns * step + column0)
        parts.append(np.stack([*place, of_class, np.zeros(len(rows), np.int64)]))
        report((index + 1) / len(land_cover.counts))
    return tuple(np.concatenate(parts, axis=1))
