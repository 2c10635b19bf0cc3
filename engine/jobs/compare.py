"""Jobs on land cover maps: compare one with a reference, report on it again, report on one map, describe a reference,
generalise, add up areas.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Optional, Tuple

from corina.engine.jobs.classify import AreaInput, ClassifyJob, SceneInput
from corina.engine.jobs.codec import JobError
from corina.engine.jobs.generalisation import Rule, check_table

MAX_UNIT_HA = 10_000.0
MAX_WIDTH_M = 10_000.0
FIRST_YEAR, LAST_YEAR = 1900, 2100
SCENE_RUN = "-scene"
"""What the run of a comparison is called, behind its run_id, while it classifies its scene."""


class Encoding(str, Enum):
    """How the values of a raster name classes.

    AUTO looks at the values and says what it took. GRID: the EEA grid codes 1..44. CODES: 111..523. LEVEL2: 11..52.
    LEVEL1: 1..5.
    """

    AUTO = "auto"
    GRID = "grid"
    CODES = "codes"
    LEVEL2 = "level2"
    LEVEL1 = "level1"


@dataclass(frozen=True)
class LandCoverInput:
    """A land cover map: CORINE polygons, a CORINE raster in any encoding, or a map of Corina's own.

    path: a vector or raster file GDAL reads; zipped geodatabases and GeoPackages too.
    layer: of a file with several; empty for the only one with CORINE classes.
    field: attribute with the class, in any case; empty for CODE_18, CLC_CODE and the like.
    filter_field, filter_values: take only the polygons whose attribute has one of these values, as text.
    encoding, band (from 1): of a raster. nodata: values without a class, besides the file's own and CORINE's.
    year: of the map, for reports and to choose among CODE_12 and CODE_18; 0 to read it from the names.
    crs: of a file that states none, or a wrong one. name: for reports; empty for the file's name.
    origin: the source of the layer in QGIS that `path` is a temporary copy of; the engine does not open it.
    """

    path: str
    layer: str = ""
    field: str = ""
    filter_field: str = ""
    filter_values: Tuple[str, ...] = ()
    encoding: Encoding = Encoding.AUTO
    band: int = 1
    nodata: Tuple[int, ...] = ()
    year: int = 0
    crs: Optional[str] = None
    name: str = ""
    origin: str = ""

    def __post_init__(self) -> None:
        if not self.path:
            raise JobError("No land cover map is given; choose a CORINE layer or a map.")
        if self.band < 1:
            raise JobError(f"The band is {self.band}, expected 1 or more.")
        if self.year and not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise JobError(
                f"The year of the map is {self.year}, expected {FIRST_YEAR} to {LAST_YEAR}, or 0 for that of its name."
            )
        if bool(self.filter_field) != bool(self.filter_values):
            raise JobError("A filter has a field and values; give both or neither.")


@dataclass(frozen=True)
class ChangeLayerInput:
    """A CORINE change (CHA) layer to hold the changes found against.

    path, layer, crs, origin, name: as in LandCoverInput. from_field, to_field: empty for the two CODE_ fields, the
    older first.
    """

    path: str
    layer: str = ""
    from_field: str = ""
    to_field: str = ""
    crs: Optional[str] = None
    origin: str = ""
    name: str = ""


@dataclass(frozen=True)
class CompareOptions:
    """The settings of a comparison.

    level: 1, 2 or 3; 0 for as fine as both maps allow.
    minimum_unit_ha, minimum_width_m: of change polygons (CORINE's change layers: 5 ha, 100 m); 0 for none.
    rule: which neighbour a change below the minimum joins. priority_table: a CSV file of priorities for that rule
    (engine/priorities.py says its forms); empty for the nomenclature's tree.
    confidence_threshold: percent; pixels of the map below it are not taken for change in the polygons.
    boundary_band_m: differences closer than this to a border of the reference are not taken for change in the
    polygons: CORINE's lines are good to 100 m. The from-to matrix counts every pixel all the same.
    polygon_agreement: also write how much of each reference polygon the map confirms (polygons only).
    resolution_m: pixels to compare on; 0 for the prediction's own, else the reference's, and 20 m between polygons.
    """

    level: int = 0
    minimum_unit_ha: float = 5.0
    minimum_width_m: float = 100.0
    rule: Rule = Rule.PRIORITY
    confidence_threshold: float = 0.0
    boundary_band_m: float = 0.0
    polygon_agreement: bool = True
    resolution_m: float = 0.0
    priority_table: str = ""

    def __post_init__(self) -> None:
        _check_level(self.level)
        _check_generalisation(self.minimum_unit_ha, self.minimum_width_m)
        check_table(self.rule, self.priority_table)
        if not 0 <= self.confidence_threshold <= 100:
            raise JobError(
                f"The confidence threshold is {self.confidence_threshold} %, expected 0 (none) to 100."
            )
        if not 0 <= self.boundary_band_m <= 1000:
            raise JobError(f"The boundary band is {self.boundary_band_m} m, expected 0 (none) to 1000.")
        if self.resolution_m and not 0.1 <= self.resolution_m <= 10_000:
            raise JobError(
                f"The pixel size is {self.resolution_m} m, expected 0.1 to 10,000, or 0 for the map's own."
            )


@dataclass(frozen=True)
class CompareJob:
    """Compare a map with a reference: what differs, what changed into what, and how far they agree.

    reference is the state before ("from"), prediction the state after ("to"); with two dates give the older as
    reference. prediction: a map; None when `classify` is given: the scene is classified first, its maps go where that
    job says, and its level-3 map is compared.
    confidence: raster in percent beside the prediction; empty for NAME_confidence.tif beside NAME_level3.tif, if there.
    codes: classes the prediction can show, of any level; empty to find them in NAME_result.json beside it. What the
    reference shows of other classes is "not assessed" and never counted as change.
    changes: a CHA layer, to say which official changes were found and missed, and which are new.
    area: where to compare; None for the overlap. name: prefix of the files. run_id: as in ClassifyJob.
    """

    reference: LandCoverInput
    output_dir: str
    prediction: Optional[LandCoverInput] = None
    classify: Optional[ClassifyJob] = None
    confidence: str = ""
    codes: Tuple[int, ...] = ()
    changes: Optional[ChangeLayerInput] = None
    area: Optional[AreaInput] = None
    options: CompareOptions = field(default_factory=CompareOptions)
    name: str = ""
    run_id: str = ""

    def __post_init__(self) -> None:
        if (self.prediction is None) == (self.classify is None):
            raise JobError("A comparison takes either a map or a scene to classify first; give one of them.")
        if self.classify is not None and self.confidence:
            raise JobError("A scene that is classified first has its own confidence; leave out the other.")


@dataclass(frozen=True)
class CompareReportJob:
    """Make the report of a comparison again, with what was found on looking at its changes.

    folder: of the comparison, or its result.json or changes.gpkg, wherever they are now. run_id: as in ClassifyJob.
    """

    folder: str
    run_id: str = ""

    def __post_init__(self) -> None:
        if not self.folder:
            raise JobError("No comparison is given; choose its folder.")


@dataclass(frozen=True)
class ClassificationReportJob:
    """Report on one land cover map: pictures, class areas, confidence, the model and the settings behind it.

    confidence: raster in percent; empty for NAME_confidence.tif beside NAME_levelN.tif, if there. scene: to show beside
    the map; None for the one that NAME_result.json beside the map names, if it is still there. models_dir: where the
    model of the map is looked for, besides where it was and the bundled ones. name: prefix of the files, empty for
    the map's. run_id: as in ClassifyJob.
    """

    map: LandCoverInput
    output_dir: str
    confidence: str = ""
    scene: Optional[SceneInput] = None
    models_dir: str = ""
    name: str = ""
    run_id: str = ""

    def __post_init__(self) -> None:
        if not self.output_dir:
            raise JobError("No folder is given for the report; choose one.")


@dataclass(frozen=True)
class DescribeReferenceJob:
    """Say what is understood of a land cover map: layers, class fields, encoding, codes, CRS, extent, problems.

    area: count the codes in this part only; a layer of millions of polygons is otherwise read once as a whole,
    attributes only. count: false to leave the counting out.
    """

    reference: LandCoverInput
    area: Optional[AreaInput] = None
    count: bool = True


@dataclass(frozen=True)
class GeneraliseJob:
    """Generalise a map to a minimum mapping unit and width (CORINE's status layers: 25 ha, 100 m).

    rule, priority_table: as in CompareOptions.
    polygons: also write the result as polygons. confidence: raster in percent for the polygons; empty to look beside.
    """

    map: LandCoverInput
    output_dir: str
    minimum_unit_ha: float = 25.0
    minimum_width_m: float = 100.0
    rule: Rule = Rule.PRIORITY
    polygons: bool = True
    confidence: str = ""
    area: Optional[AreaInput] = None
    name: str = ""
    run_id: str = ""
    priority_table: str = ""

    def __post_init__(self) -> None:
        _check_generalisation(self.minimum_unit_ha, self.minimum_width_m)
        check_table(self.rule, self.priority_table)


@dataclass(frozen=True)
class AreasJob:
    """Add up the area of each class of a map, as a whole or in each zone.

    zones: a polygon file; zone_layer: of a file with several; zone_field: attribute that names a zone, empty to number
    them; zone_crs: of a file that states none, or a wrong one. level: 1, 2 or 3; 0 for all that the map has.
    """

    map: LandCoverInput
    output_dir: str
    zones: str = ""
    zone_layer: str = ""
    zone_field: str = ""
    zone_crs: Optional[str] = None
    level: int = 0
    area: Optional[AreaInput] = None
    name: str = ""
    run_id: str = ""

    def __post_init__(self) -> None:
        _check_level(self.level)
        said = [self.zone_layer, self.zone_field, self.zone_crs]
        if not self.zones and any(said):
            raise JobError("Something is said of zones, but none are given; give them, or leave it out.")


def _check_level(level: int) -> None:
    if level not in (0, 1, 2, 3):
        raise JobError(f"The level is {level}, expected 1, 2 or 3, or 0 for as fine as possible.")


def _check_generalisation(unit_ha: float, width_m: float) -> None:
    if not 0 <= unit_ha <= MAX_UNIT_HA:
        raise JobError(f"The minimum mapping unit is {unit_ha} ha, expected 0 to {MAX_UNIT_HA:g}.")
    if not 0 <= width_m <= MAX_WIDTH_M:
        raise JobError(f"The minimum width is {width_m} m, expected 0 to {MAX_WIDTH_M:g}.")
