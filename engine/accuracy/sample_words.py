"""What is to be said of a sample that was drawn: how it differs from what was asked for, and what that means."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from corina.engine.accuracy.classmap import ClassMap
from corina.engine.accuracy.drawing import Sample, enough_points, misses, reached_error
from corina.engine.accuracy.samplefile import stratum_name
from corina.engine.jobs import Allocation, SampleDesign, SamplePointsJob, SampleSize


def sample_warnings(land_cover: ClassMap, sample: Sample, job: SamplePointsJob) -> list[str]:
    """Sentences on a sample that was drawn, with those on its map."""
    said = list(land_cover.warnings)
    alone = [stratum_name(s.code) for s in sample.strata if s.points == 1 == s.pixels]
    if alone:
        said.append(
            f"{', '.join(alone)}: a single pixel, so a single point; its stratum will have no interval."
        )
    if job.design is SampleDesign.SYSTEMATIC:
        said.append(
            "The intervals of a systematic sample are those of a simple random one, which are mostly too wide for it."
        )
    stratified = job.design is SampleDesign.STRATIFIED
    said += unused_words(job.size, tuple(s.code for s in sample.strata) if stratified else ())
    said += _of_number(sample, job)
    if stratified and not job.size.points:
        said += _of_precision(sample, job.size)
    return said


def reached_by(sample: Sample, size: SampleSize) -> float:
    """The standard error (0..1) the overall accuracy of a sample will have if the expected accuracies hold."""
    taken = [s for s in sample.strata if s.points]
    codes, pixels, points = zip(*((s.code, s.pixels, s.points) for s in taken))
    return reached_error(codes, np.array(pixels), size, np.array(points))


def unused_words(size: SampleSize, strata: Sequence[int]) -> list[str]:
    """That accuracies expected of single classes change nothing, since no stratum is one of these. strata: codes."""
    unused = [code for code in size.expected if int(code) not in strata]
    if not unused:
        return []
    why = f"the strata are {', '.join(map(str, strata))}" if strata else "the sample has no strata of classes"
    return [f"What is expected of {', '.join(unused)} was not used: {why}."]


def _of_number(sample: Sample, job: SamplePointsJob) -> list[str]:
    """That more or fewer points were drawn than were asked for, and why."""
    asked, drawn = job.size.points, len(sample.rows)
    if not asked or asked == drawn:
        return []
    if job.design is SampleDesign.SYSTEMATIC:
        return [
            f"{drawn:,} points were drawn, not {asked:,}: so many of a square grid fall on a class of the map."
        ]
    if drawn < asked:
        return [f"{drawn:,} points were drawn, not {asked:,}: the map has no more pixels for them."]
    if job.design is SampleDesign.SIMPLE:
        return [f"{drawn:,} points were drawn, not {asked:,}: one alone says nothing of the spread."]
    adjusted = job.size.allocation is Allocation.ADJUSTED and job.size.minimum > 2
    each = f"at least {job.size.minimum}" if adjusted else "at least two"
    do = "give a smaller minimum, or" if adjusted else "for fewer"
    return [
        f"{drawn:,} points were drawn, not {asked:,}: each of {len(sample.strata)} classes takes {each}; {do} draw in "
        "the classes of a coarser level."
    ]


def _of_precision(sample: Sample, size: SampleSize) -> list[str]:
    """That the points give less precision than was asked for: the formula knows nothing of minima."""
    reached = reached_by(sample, size)
    if not misses(reached, size.standard_error):
        return []
    codes = tuple(s.code for s in sample.strata)
    enough = enough_points(codes, np.array([s.pixels for s in sample.strata]), size)
    do = f"ask for {enough:,} points for that" if enough else "share them by area (proportional)"
    return [
        f"{len(sample.rows):,} points will give the overall accuracy a standard error of {reached:.4f}, not the "
        f"{size.standard_error:g} that was asked for, since rare classes take more of them than their share of the "
        f"area; {do}."
    ]
