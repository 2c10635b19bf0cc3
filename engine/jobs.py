"""The jobs QGIS, the command line and scripts hand to the engine, and their JSON form. Standard library only.

A job is a small frozen dataclass; `to_json` and `job_from_json` carry it across the process border. The engine answers
with the events of `corina.engine.events`.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields, is_dataclass
from enum import Enum
from typing import Any, Dict, Mapping, Optional, Tuple, Type, Union

SCHEMA = 1
"""Version of the job format; a job of another version is refused."""

MAX_THREADS = 256
MIN_OVERLAP = 0.0
MAX_OVERLAP = 0.5


class JobError(ValueError):
    """A job that cannot be read: one sentence that says which field is wrong and what was expected."""


class Device(str, Enum):
    """Where the network runs. AUTO takes the fastest that works and says which it was."""

    AUTO = "auto"
    CPU = "cpu"
    CUDA = "cuda"
    DIRECTML = "directml"
    COREML = "coreml"


@dataclass(frozen=True)
class BandChoice:
    """The user's word on where a band is: `band` (such as "B02") is band `index`, counted from 1, of file `path`."""

    band: str
    path: str
    index: int = 1


@dataclass(frozen=True)
class MaskChoice:
    """A mask raster. Pixels whose value is in `values` are left out; without values, every pixel that is not 0 is."""

    path: str
    values: Tuple[int, ...] = ()


@dataclass(frozen=True)
class SceneInput:
    """What to classify and what the user says about it; everything left at None or empty is found by the engine.

    path: a raster file GDAL reads, a .SAFE folder or its .zip, or a folder with one file per band.
    bands: overrides of the band mapping.
    scale, offset: reflectance = DN * scale + offset, for all bands.
    nodata: DN of pixels without data. crs: the coordinate reference system of files that state none, or a wrong one.
    mask: a raster of pixels to leave out, in addition to the scene's own nodata.
    use_scl: leave out the cloud, shadow, defective and no-data pixels of the product's scene classification (SCL).
    """

    path: str
    bands: Tuple[BandChoice, ...] = ()
    scale: Optional[float] = None
    offset: Optional[float] = None
    nodata: Optional[float] = None
    crs: Optional[str] = None
    mask: Optional[MaskChoice] = None
    use_scl: bool = True

    def __post_init__(self) -> None:
        if self.scale is not None and not 0 < self.scale < float("inf"):
            raise JobError(f"The scale is {self.scale}, expected a number above 0, such as 0.0001.")
        if self.offset is not None and self.scale is None:
            raise JobError(
                f"The offset {self.offset} has no scale; give both, such as 0.0001 and {self.offset}."
            )


@dataclass(frozen=True)
class AreaInput:
    """The area of interest: either bounds (xmin, ymin, xmax, ymax) or GeoJSON polygons, in `crs` (any form GDAL reads).

    geojson: a geometry, feature or feature collection of polygons, as text.
    """

    crs: str
    bounds: Optional[Tuple[float, float, float, float]] = None
    geojson: Optional[str] = None

    def __post_init__(self) -> None:
        if (self.bounds is None) == (self.geojson is None):
            raise JobError("An area is given either as bounds or as GeoJSON polygons.")


@dataclass(frozen=True)
class ClassifyOptions:
    """The advanced settings of a classification.

    device: where the network runs; threads: CPU threads, 0 for all cores; batch: tiles per run, 0 for automatic.
    tile: tile edge in px, 0 for the model's own; overlap: share of the tile edge shared with the next tile, None for
    the model's own. confidence: also write a raster of the level-3 probability in percent. polygons: also write a
    GeoPackage; minimum_unit_ha: polygons smaller than this are merged into their largest neighbour.
    """

    device: Device = Device.AUTO
    threads: int = 0
    batch: int = 0
    tile: int = 0
    overlap: Optional[float] = None
    confidence: bool = False
    polygons: bool = False
    minimum_unit_ha: float = 0.0

    def __post_init__(self) -> None:
        if not 0 <= self.threads <= MAX_THREADS:
            raise JobError(f"threads is {self.threads}, expected 0 (all cores) to {MAX_THREADS}.")
        if not 0 <= self.batch <= 64:
            raise JobError(f"batch is {self.batch}, expected 0 (automatic) to 64.")
        if self.tile and not 64 <= self.tile <= 2048:
            raise JobError(f"tile is {self.tile} px, expected 64 to 2048, or 0 for the model's own.")
        if self.overlap is not None and not MIN_OVERLAP <= self.overlap <= MAX_OVERLAP:
            raise JobError(
                f"overlap is {self.overlap}, expected {MIN_OVERLAP} to {MAX_OVERLAP} of the tile edge."
            )
        if self.minimum_unit_ha < 0:
            raise JobError(f"The minimum mapping unit is {self.minimum_unit_ha} ha, expected 0 or more.")


@dataclass(frozen=True)
class ClassifyJob:
    """Classify a scene into the three maps.

    model: name of an installed package, or the path of a package folder or .zip.
    models_dir: a folder with installed packages, searched beside the bundled ones.
    name: prefix of the output files; empty for the scene's own name.
    run_id: names the hidden folder `.corina-RUN_ID` inside output_dir that holds unfinished files; whoever ends the
    engine by force removes it. Empty for a random one.
    """

    scene: SceneInput
    output_dir: str
    model: str = ""
    models_dir: str = ""
    name: str = ""
    area: Optional[AreaInput] = None
    options: ClassifyOptions = field(default_factory=ClassifyOptions)
    run_id: str = ""


@dataclass(frozen=True)
class DescribeSceneJob:
    """Say what is understood of a scene: bands and how each was found, scale and offset and why, size, masks.

    model: when given, also say which of the model's bands are missing.
    """

    scene: SceneInput
    model: str = ""
    models_dir: str = ""


@dataclass(frozen=True)
class DescribeModelJob:
    """Verify a model package and return its card."""

    model: str
    models_dir: str = ""


@dataclass(frozen=True)
class CheckJob:
    """Run a tiny model and report versions and devices of the engine."""

    device: Device = Device.AUTO


Job = Union[ClassifyJob, DescribeSceneJob, DescribeModelJob, CheckJob]

_KINDS: Dict[str, Type[Any]] = {
    "classify": ClassifyJob,
    "describe_scene": DescribeSceneJob,
    "describe_model": DescribeModelJob,
    "check": CheckJob,
}
_NESTED: Dict[Tuple[Type[Any], str], Type[Any]] = {
    (ClassifyJob, "scene"): SceneInput,
    (ClassifyJob, "area"): AreaInput,
    (ClassifyJob, "options"): ClassifyOptions,
    (DescribeSceneJob, "scene"): SceneInput,
    (SceneInput, "mask"): MaskChoice,
    (ClassifyOptions, "device"): Device,
    (CheckJob, "device"): Device,
}


def to_json(job: Job) -> str:
    """The job as one line of JSON."""
    kind = next(kind for kind, cls in _KINDS.items() if type(job) is cls)
    return json.dumps({"schema": SCHEMA, "kind": kind, "job": asdict(job)}, ensure_ascii=True)


def job_from_json(text: str) -> Job:
    """Read a job written by `to_json`. Raises JobError with one sentence when it is not one."""
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        raise JobError(f"The job is not JSON: {error}.") from error
    if not isinstance(document, dict) or document.get("schema") != SCHEMA:
        found = document.get("schema") if isinstance(document, dict) else type(document).__name__
        raise JobError(
            f"The job has schema {found}, expected {SCHEMA}: plugin and engine are of different versions."
        )
    cls = _KINDS.get(str(document.get("kind")))
    if cls is None:
        raise JobError(f"Unknown kind of job {document.get('kind')!r}, expected one of {', '.join(_KINDS)}.")
    job: Job = _build(cls, document.get("job"))
    return job


def _build(cls: Type[Any], values: Any) -> Any:  # noqa: ANN401 - JSON values
    if issubclass(cls, Enum):
        try:
            return cls(values)
        except ValueError as error:
            raise JobError(f"{values!r} is not one of {', '.join(str(m.value) for m in cls)}.") from error
    if not isinstance(values, Mapping):
        raise JobError(f"{cls.__name__} is {values!r}, expected an object.")
    known = {f.name for f in fields(cls)}
    unknown = sorted(set(values) - known)
    if unknown:
        raise JobError(
            f"{cls.__name__} has no field {unknown[0]!r}; its fields are {', '.join(sorted(known))}."
        )
    built = {name: _value(cls, name, value) for name, value in values.items()}
    try:
        return cls(**built)
    except TypeError as error:
        raise JobError(f"{cls.__name__} cannot be read: {error}.") from error


def _value(cls: Type[Any], name: str, value: Any) -> Any:  # noqa: ANN401 - JSON values
    if value is None:
        return None
    if (cls, name) == (SceneInput, "bands"):
        return tuple(_build(BandChoice, item) for item in value)
    nested = _NESTED.get((cls, name))
    if nested is not None and (is_dataclass(nested) or issubclass(nested, Enum)):
        return _build(nested, value)
    return tuple(value) if isinstance(value, list) else value
