"""What a user must be told of a sample before its figures are believed."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from corina.clc import CLASSES, Level
from corina.engine.accuracy.classmap import ClassMap
from corina.engine.accuracy.estimator import Assessment
from corina.engine.accuracy.samplefile import stratum_name
from corina.engine.accuracy.samples import LabelledPoints
from corina.engine.jobs import SampleDesign

Warn = Callable[[str], None]
Integers = npt.NDArray[np.int64]
_FEW = 20
"""Points of a class in a sample below which its interval is not to be trusted."""


def warn_of_left_out(
    points: LabelledPoints,
    land_cover: ClassMap,
    level: Level,
    left_out: dict[str, int],
    warn: Warn,
) -> None:
    """Points that do not count. left_out: how many for each reason."""
    if points.unknown:
        listed = ", ".join(f"{label!r} ({count})" for label, count in sorted(points.unknown.items())[:5])
        warn(f"{left_out['unknown_label']} points have a label that is no CORINE class: {listed}.")
    if left_out["no_place"]:
        warn(f"{left_out['no_place']} labelled points have no coordinates and are left out.")
    # A LUCAS table covers Europe: that most of it is elsewhere is no news.
    if left_out["outside"] and not points.sets:
        warn(f"{left_out['outside']} labelled points lie outside {land_cover.name} and are left out.")
    if left_out["no_class"]:
        warn(
            f"{left_out['no_class']} labelled points lie where {land_cover.name} has no class and are left out."
        )
    if left_out["unclear"]:
        warn(
            f"{left_out['unclear']} labels are coarser than level {level:d} and are left out; "
            "assess at a coarser level to use them."
        )
    if left_out["unknown_stratum"]:
        warn(
            f"{left_out['unknown_stratum']} points name a stratum that the sample's own table does not have."
        )
    if left_out["unlabelled"] and not points.sets:
        warn(
            f"{left_out['unlabelled']} of {len(points.meanings)} points have no label; what is left is only a "
            "probability sample if they were not left out because they are hard to label."
        )


def warn_of_design(points: LabelledPoints, warn: Warn) -> None:
    """What is taken for granted of how the points were drawn."""
    design = points.facts.get("design")
    if points.sets:
        warn(
            "LUCAS points are drawn with unequal chances from a grid and note the cover of a circle of 1.5 m: they are "
            "taken here as random within each class of the map, and a code that may be several CORINE classes agrees "
            "when the map's class is one of them."
        )
    elif design is None:
        warn(
            f"{points.name} does not say how its points were drawn; they are taken for a simple random sample. If they "
            "were chosen by hand, or where access is easy, none of these intervals holds."
        )
    elif design == SampleDesign.SYSTEMATIC.value:
        warn(
            "The intervals of a systematic sample are those of a random one, which are mostly too wide for it."
        )


def warn_of_photos(photos: int, used: int, warn: Warn) -> None:
    """Points of a field survey that nobody visited."""
    if photos:
        warn(
            f"{photos} of the {used} points used were interpreted from photos in the office, not visited; they have "
            "the errors of that, and mostly lie where nobody gets to."
        )


def warn_of_thin_spots(
    counts: Integers,
    strata: list[int],
    codes: tuple[int, ...],
    found: Assessment,
    warn: Warn,
) -> None:
    """Strata and classes with too few points. counts: [H, K, K] points by stratum, class of map and reference."""
    alone = [stratum_name(code) for code, n in zip(strata, counts.sum(axis=(1, 2))) if n == 1]
    if alone:
        warn(
            f"{', '.join(alone)}: a single labelled point, which says nothing of the spread; there is no interval for "
            "what rests on it. Label at least one more there."
        )
    matrix = counts.sum(axis=0)
    for estimates, which in (
        (found.users, "the class on the map"),
        (found.producers, "the class that was seen"),
    ):
        certain = [
            CLASSES[code].name
            for k, code in enumerate(codes)
            if (one := estimates[k]) and one.se == 0 and one.value in (0, 1)
        ]
        if certain:
            warn(
                f"{', '.join(certain)}: all points of {which} are right, or all wrong; an interval of no width is a "
                "limit of the method, not certainty."
            )
    few = [CLASSES[code].name for k, code in enumerate(codes) if 0 < matrix[k].sum() < _FEW]
    if few:
        warn(f"{', '.join(few)}: fewer than {_FEW} points on the map's class; take the intervals with care.")
