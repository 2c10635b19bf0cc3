"""Jobs on a probability sample: how large it must be, drawing it from a map, and the accuracy its labels give."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Mapping, Optional, Tuple

from corina.clc import CLASSES
from corina.engine.jobs.codec import JobError

MAX_POINTS = 100_000
_CODES = frozenset(map(str, CLASSES))
DEFAULT_MINIMUM = 50
"""Points a rare stratum gets at least under ADJUSTED (Olofsson et al. 2014 advise 50 to 100)."""


class SampleDesign(str, Enum):
    """How points are drawn. STRATIFIED: at random within each class of the map; SIMPLE: at random over the whole
    map; SYSTEMATIC: a square grid with a random start.
    """

    STRATIFIED = "stratified"
    SIMPLE = "simple"
    SYSTEMATIC = "systematic"


class Allocation(str, Enum):
    """How a stratified sample is shared out. PROPORTIONAL: by area; EQUAL: the same for each stratum; ADJUSTED: a
    minimum for each stratum, the rest by area.
    """

    PROPORTIONAL = "proportional"
    EQUAL = "equal"
    ADJUSTED = "adjusted"


class SampleKind(str, Enum):
    """What the labelled points are. POINTS: a sample of Corina's or any layer of points; LUCAS: Eurostat's CSV; AUTO
    looks at the file.
    """

    AUTO = "auto"
    POINTS = "points"
    LUCAS = "lucas"


@dataclass(frozen=True)
class SampleSize:
    """How many points a sample has.

    points: the number, or 0 to calculate it from the standard error the overall accuracy is to have
    (`standard_error`, 0..1; Olofsson et al. 2014, eq. 13). expected: the user's accuracy (0..1) expected of a class, by
    its code as text; expected_default: that of all others. allocation, minimum: how strata share the points.
    """

    points: int = 0
    standard_error: float = 0.01
    expected_default: float = 0.8
    expected: Mapping[str, float] = field(default_factory=dict)
    allocation: Allocation = Allocation.ADJUSTED
    minimum: int = DEFAULT_MINIMUM

    def __post_init__(self) -> None:
        if not 0 <= self.points <= MAX_POINTS:
            raise JobError(f"The sample has {self.points} points, expected 0 (calculated) to {MAX_POINTS}.")
        if not 0 < self.standard_error < 0.5:
            raise JobError(
                f"The standard error is {self.standard_error}, expected a share between 0 and 0.5, such as 0.01."
            )
        for name, value in (("default", self.expected_default), *self.expected.items()):
            if not 0 <= value <= 1:
                raise JobError(f"The expected accuracy of {name} is {value}, expected a share from 0 to 1.")
        if not 0 <= self.minimum <= MAX_POINTS:
            raise JobError(f"The minimum is {self.minimum} points a stratum, expected 0 to {MAX_POINTS}.")


@dataclass(frozen=True)
class SamplePointsJob:
    """Draw a probability sample of points from a map, to be labelled by eye.

    map_path: a classified map of level 1, 2 or 3 (Corina's, or a CORINE raster); output: the GeoPackage to write.
    level: the level of the map's classes, 0 to find it. strata_level: level whose classes are the strata of a
    stratified sample, 0 for the map's own; a coarser one needs fewer points. seed: the same seed draws the same points;
    None for a new one, which is stored in the file. run_id: as in ClassifyJob, in the folder of `output`.
    """

    map_path: str
    output: str
    design: SampleDesign = SampleDesign.STRATIFIED
    size: SampleSize = field(default_factory=SampleSize)
    level: int = 0
    strata_level: int = 0
    seed: Optional[int] = None
    run_id: str = ""

    def __post_init__(self) -> None:
        _check_strata(self.level, self.strata_level)
        _check_expected(self.size)
        if self.seed is not None and self.seed < 0:
            raise JobError(f"The seed is {self.seed}, expected 0 or more.")

    @property
    def output_dir(self) -> str:
        """The folder of the output, where unfinished files are kept."""
        head, separator, _ = self.output.replace("\\", "/").rpartition("/")
        return (head or separator) if separator else "."


@dataclass(frozen=True)
class AccuracyJob:
    """Estimate the accuracy of a map and the areas of its classes from labelled points.

    samples: GeoPackage of points (or another vector file, with the engine's "compare" extra), or a CSV of LUCAS.
    layer: the table in it, empty for the first one with points. map_path: the map to assess, not necessarily the one
    the points were drawn from. name: prefix of the files in output_dir. label_field: the field with the class seen, as
    code of any level. level: level to assess at, 0 for the finest that map and labels allow; map_level: level of the
    map, 0 to find it. poststratify: use the map's class areas with a simple random or systematic sample too
    (Olofsson et al. 2014 advise it). lucas_table: CSV that says which CLC classes a LUCAS code may be (columns lucas,
    clc), empty for Corina's own.
    """

    samples: str
    map_path: str
    output_dir: str
    name: str = "accuracy"
    layer: str = ""
    kind: SampleKind = SampleKind.AUTO
    label_field: str = "label"
    level: int = 0
    map_level: int = 0
    poststratify: bool = True
    lucas_table: str = ""
    run_id: str = ""

    def __post_init__(self) -> None:
        _check_level("level", self.level)
        _check_level("map_level", self.map_level)


@dataclass(frozen=True)
class StratumShare:
    """A stratum for the calculator. weight: its area in any unit; expected: its expected user's accuracy, 0..1."""

    name: str
    weight: float
    expected: float = 0.8

    def __post_init__(self) -> None:
        if not (0 <= self.weight < float("inf") and 0 <= self.expected <= 1):
            raise JobError(
                f"Stratum {self.name} has the area {self.weight:g} and the accuracy {self.expected:g}, expected an "
                "area of 0 or more and an accuracy from 0 to 1."
            )


@dataclass(frozen=True)
class SampleSizeJob:
    """Calculate how many points a sample needs, and how many each stratum gets; no file is written.

    The strata are given, or counted in a map (map_path, level, strata_level: as in SamplePointsJob). size: as there;
    its `expected` is used for strata counted in a map. margin: half width of the 95 % interval for Cochran's simple
    random sample.
    """

    strata: Tuple[StratumShare, ...] = ()
    map_path: str = ""
    level: int = 0
    strata_level: int = 0
    size: SampleSize = field(default_factory=SampleSize)
    margin: float = 0.05

    def __post_init__(self) -> None:
        _check_strata(self.level, self.strata_level)
        if bool(self.strata) == bool(self.map_path):
            raise JobError("A sample size is calculated either from strata or from a map; give one of them.")
        if self.strata and self.size.expected:
            raise JobError(
                f"An accuracy is expected of {next(iter(self.size.expected))}, and no map is given; say those of "
                "strata with them, such as forest=3200:0.9."
            )
        _check_expected(self.size)
        if not 0 < self.margin < 1:
            raise JobError(
                f"The margin is {self.margin}, expected a share above 0 and below 1, such as 0.05."
            )
        for stratum in self.strata:
            if stratum.weight <= 0 or not 0 <= stratum.expected <= 1:
                raise JobError(
                    f"Stratum {stratum.name!r} has weight {stratum.weight:g} and expected accuracy "
                    f"{stratum.expected:g}; expected a weight above 0 and an accuracy from 0 to 1."
                )


def _check_strata(level: int, strata_level: int) -> None:
    _check_level("level", level)
    _check_level("strata_level", strata_level)
    if level and strata_level > level:
        raise JobError(
            f"The strata are of level {strata_level}, finer than the map's level {level}; "
            "choose the same level or a coarser one."
        )


def _check_expected(size: SampleSize) -> None:
    for code in size.expected:
        if not is_class(code):
            raise JobError(
                f"An accuracy is expected of {code!r}, which is no CORINE class; give codes such as 111=0.6."
            )


def is_class(text: str) -> bool:
    """Whether a text is the code of a class of any level."""
    return text in _CODES


def _check_level(name: str, level: int) -> None:
    if level not in (0, 1, 2, 3):
        raise JobError(f"{name} is {level}, expected 1, 2 or 3, or 0 to find it.")
