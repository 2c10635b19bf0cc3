"""Jobs on one scene: classify it, describe it, describe a model, check the engine."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Optional, Tuple

from corina.engine.jobs.codec import JobError
from corina.engine.jobs.generalisation import Rule, check_table

MAX_THREADS = 256
MIN_OVERLAP = 0.0
MAX_OVERLAP = 0.5


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

    geojson: a geometry, feature or feature collection of polygons, as text. origin: the file or layer that the polygons
    are of, so that it is not replaced; the engine does not open it.
    """

    crs: str
    bounds: Optional[Tuple[float, float, float, float]] = None
    geojson: Optional[str] = None
    origin: str = ""

    def __post_init__(self) -> None:
        if (self.bounds is None) == (self.geojson is None):
            raise JobError("An area is given either as bounds or as GeoJSON polygons.")


@dataclass(frozen=True)
class ClassifyOptions:
    """The advanced settings of a classification.

    device: where the network runs; threads: CPU threads, 0 for all cores; batch: tiles per run, 0 for automatic.
    tile: tile edge in px, 0 for the model's own; overlap: share of the tile edge shared with the next tile, None for
    the model's own. confidence: also write a raster of the level-3 probability in percent. polygons: also write a
    GeoPackage; minimum_unit_ha, minimum_width_m: polygons smaller and parts narrower than this join a neighbour;
    rule, priority_table: which one, as in CompareOptions.
    sea_at_coast: water some 10 km or more from every coast is mapped as lakes, never as sea (523).
    """

    device: Device = Device.AUTO
    threads: int = 0
    batch: int = 0
    tile: int = 0
    overlap: Optional[float] = None
    confidence: bool = False
    polygons: bool = False
    minimum_unit_ha: float = 0.0
    minimum_width_m: float = 0.0
    rule: Rule = Rule.LARGEST
    sea_at_coast: bool = True
    priority_table: str = ""

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
        check_table(self.rule, self.priority_table)
        if self.minimum_width_m < 0:
            raise JobError(f"The minimum mapping width is {self.minimum_width_m} m, expected 0 or more.")


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

    model: when given, also say which of the model's bands are missing. bands, resolution_m: what to look for without a
    model, as a training does; no bands: those of the bundled model.
    """

    scene: SceneInput
    model: str = ""
    models_dir: str = ""
    bands: Tuple[str, ...] = ()
    resolution_m: float = 10.0


@dataclass(frozen=True)
class DescribeModelJob:
    """Verify a model package and return its card."""

    model: str
    models_dir: str = ""


@dataclass(frozen=True)
class CheckJob:
    """Run a tiny model and report versions and devices of the engine."""

    device: Device = Device.AUTO
