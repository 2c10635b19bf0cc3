"""What to train on and what to hold out: sources, labels, patches and split, and the job that describes them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Optional, Tuple

from corina.engine.jobs.classify import SceneInput
from corina.engine.jobs.codec import JobError
from corina.engine.jobs.ranges import within

MIN_PATCH = 32
MAX_PATCH = 1024
MAX_FOLDS = 20
MAX_SEED = 2**32 - 1


class SourceKind(str, Enum):
    """What a source is. SCENE: a scene of one's own with a label layer; all others are ready-made sets on disk.

    AUTO: look at the path and take the ready-made set whose layout it has.
    BIGEARTHNET: BigEarthNet v1 or v2 as downloaded (a folder a patch, a file a band; v2 with its reference maps).
    BIGEARTHNET_STACKS: all bands of a patch in one file: s2/, s1/, clc/ and index.json.
    EUROSAT_RGB, EUROSAT_MS: class folders (or the zip) of JPEG or of 13-band GeoTIFF images; one class per patch.
    CHIPS: images/ and masks/ with files of the same names, as in the S2GLC chips. SEASONET: its folder as downloaded.
    """

    SCENE = "scene"
    AUTO = "auto"
    BIGEARTHNET = "bigearthnet"
    BIGEARTHNET_STACKS = "bigearthnet_stacks"
    EUROSAT_RGB = "eurosat_rgb"
    EUROSAT_MS = "eurosat_ms"
    CHIPS = "chips"
    SEASONET = "seasonet"


@dataclass(frozen=True)
class LabelInput:
    """The labels of a scene: polygons or a raster, in CORINE or in another legend.

    path: a vector or raster file GDAL reads. layer: of a file with several; empty for the one with CORINE codes.
    field: attribute with the class, found whatever its case; empty for CODE_18, CLC_CODE and the like.
    legend: "corine" (in any encoding: codes, grid codes 1..44), the name of a preset, or a legend file (.csv, .json).
    band: of a raster, from 1. nodata: values without a label, besides the file's own.
    crs: of a file that states none, or a wrong one.
    """

    path: str
    layer: str = ""
    field: str = ""
    legend: str = "corine"
    band: int = 1
    nodata: Tuple[int, ...] = ()
    crs: Optional[str] = None


@dataclass(frozen=True)
class TrainingSource:
    """One source of patches: a scene with labels, or a ready-made set.

    path: of a ready-made set. legend: of a ready-made set whose own is to be replaced; empty for its own.
    name: for tables and layers; empty for the scene's or folder's own. share: how often its patches are drawn, against
    the other sources (1 for all: by their number of patches). train_only: never held out, for pretraining sets.
    """

    kind: SourceKind = SourceKind.SCENE
    path: str = ""
    scene: Optional[SceneInput] = None
    labels: Optional[LabelInput] = None
    legend: str = ""
    name: str = ""
    share: float = 1.0
    train_only: bool = False

    def __post_init__(self) -> None:
        if self.kind is SourceKind.SCENE and (self.scene is None or self.labels is None):
            raise JobError(
                "A source of kind scene needs both a scene and labels; choose a label layer for each scene."
            )
        if self.kind is not SourceKind.SCENE and not self.path:
            raise JobError(
                f"A source of kind {self.kind.value} needs the folder or file it lies in; choose one."
            )
        if not 0 < self.share < float("inf"):
            raise JobError(f"The share of a source is {self.share}, expected a number above 0.")


@dataclass(frozen=True)
class DataChoice:
    """What to train on.

    bands: what the network reads; the radar bands VV and VH exist in BigEarthNet only. resolution_m: of its pixels.
    codes: level-3 codes to predict; empty for all that the labels name (a class of another legend names all codes of
    its set only where some label names them alone).
    patch: edge in px; step: distance of neighbouring patches in px, below `patch` they overlap.
    boundary_m: pixels closer than this to a border between two labels are ignored; 0 for none.
    min_labelled: share of a patch that must have a label. drop_sea: leave out patches that are nothing but sea (523).
    cache_mb: memory for decoded patches.
    """

    sources: Tuple[TrainingSource, ...]
    bands: Tuple[str, ...] = ("B02", "B03", "B04", "B08")
    resolution_m: float = 10.0
    codes: Tuple[int, ...] = ()
    patch: int = 128
    step: int = 64
    boundary_m: float = 0.0
    min_labelled: float = 0.05
    drop_sea: bool = True
    cache_mb: int = 1024

    def __post_init__(self) -> None:
        if not self.sources:
            raise JobError("There is nothing to train on; add a scene with labels or a ready-made set.")
        if not self.bands:
            raise JobError("No band is chosen; choose at least one, such as B02, B03, B04, B08.")
        if len(set(self.bands)) != len(self.bands):
            raise JobError(f"The bands {', '.join(self.bands)} name one twice; name each once.")
        within("cache_mb", self.cache_mb)
        if not MIN_PATCH <= self.patch <= MAX_PATCH:
            raise JobError(f"The patch size is {self.patch} px, expected {MIN_PATCH} to {MAX_PATCH}.")
        if not 1 <= self.step <= self.patch:
            raise JobError(f"The step is {self.step} px, expected 1 to the patch size of {self.patch}.")
        if not 0 <= self.boundary_m <= 1000:
            raise JobError(f"The boundary band is {self.boundary_m} m, expected 0 (none) to 1000.")
        if not 0 <= self.min_labelled <= 1:
            raise JobError(f"min_labelled is {self.min_labelled}, expected a share from 0 to 1.")
        if not 0.1 <= self.resolution_m <= 1000:
            raise JobError(f"The pixel size is {self.resolution_m} m, expected 0.1 to 1000.")


class SplitScheme(str, Enum):
    """What is never divided between training and test.

    AUTO: Sentinel-2 tiles where the names of all patches tell them, else blocks. TILES: Sentinel-2 tiles. SCENES: whole
    scenes. BLOCKS: squares of `block_m`. RANDOM: single patches, which flatters: neighbouring patches are alike.
    STRATIFIED: single patches, so that each fold holds its share of each class (iterative stratification, Sechidis et
    al. 2011); flatters as well. Overlapping patches stay together under every scheme.
    """

    AUTO = "auto"
    TILES = "tiles"
    SCENES = "scenes"
    BLOCKS = "blocks"
    RANDOM = "random"
    STRATIFIED = "stratified"


@dataclass(frozen=True)
class SplitChoice:
    """How data is held out: patches are divided into `folds`, of which some are never trained on.

    held_out: the fold the report is measured on. validation: the fold that early stopping and the best checkpoint look
    at; None for the one after held_out, or held_out itself where there are only two. block_m: edge of a block in
    metres, for BLOCKS. seed: of all that is drawn at random.
    """

    scheme: SplitScheme = SplitScheme.AUTO
    folds: int = 5
    held_out: int = 0
    validation: Optional[int] = None
    block_m: float = 5120.0
    seed: int = 1

    def __post_init__(self) -> None:
        within("The seed of the split", self.seed, 0, MAX_SEED)
        if not 2 <= self.folds <= MAX_FOLDS:
            raise JobError(f"The number of folds is {self.folds}, expected 2 to {MAX_FOLDS}.")
        for name, fold in (("held_out", self.held_out), ("validation", self.validation)):
            if fold is not None and not 0 <= fold < self.folds:
                raise JobError(f"{name} is fold {fold}, expected 0 to {self.folds - 1}.")
        if not 100 <= self.block_m <= 1_000_000:
            raise JobError(f"The blocks are {self.block_m} m wide, expected 100 to 1,000,000.")

    @property
    def validation_fold(self) -> int:
        """The fold that training looks at to stop and to choose its best state."""
        if self.validation is not None:
            return self.validation
        return (self.held_out + 1) % self.folds if self.folds > 2 else self.held_out


@dataclass(frozen=True)
class DescribeTrainingDataJob:
    """Say what there is to learn from: patches, those left out and why, class statistics, warnings, and the split.

    recipe: a recipe file whose data and split are taken instead of `data` and `split`.
    output_dir: where the description (NAME_dataset.json) and the split layer (NAME_split.gpkg) are written.
    """

    data: Optional[DataChoice] = None
    split: SplitChoice = field(default_factory=SplitChoice)
    recipe: str = ""
    output_dir: str = ""
    name: str = "training"

    def __post_init__(self) -> None:
        if self.data is None and not self.recipe:
            raise JobError("There is nothing to describe; give training data or a recipe.")


@dataclass(frozen=True)
class ReviewLabelsJob:
    """List the patches and label polygons that a model finds least likely: wrong labels, or what it has not learned.

    model: name or path of a package, or the run folder of a training (its best checkpoint).
    data: whose labels to review; None for those of the run's recipe. limit: how many to list of each.
    minimum_ha: polygons smaller than this are passed over. name: prefix of the files. run_id: as in ClassifyJob.
    """

    model: str
    output_dir: str
    data: Optional[DataChoice] = None
    models_dir: str = ""
    name: str = "labels"
    limit: int = 200
    minimum_ha: float = 1.0
    threads: int = 0
    run_id: str = ""

    def __post_init__(self) -> None:
        if not 1 <= self.limit <= 100_000:
            raise JobError(f"The number to list is {self.limit}, expected 1 to 100,000.")
        if self.minimum_ha < 0:
            raise JobError(f"The smallest polygon is {self.minimum_ha} ha, expected 0 or more.")
