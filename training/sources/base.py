"""What a source of training patches is: places to cut from, images in one unit, and labels as classes of a legend."""

from __future__ import annotations

import re
import warnings
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Callable, Dict, FrozenSet, List, Mapping, Optional, Sequence, Tuple

import numpy as np
import numpy.typing as npt
import rasterio
from rasterio.enums import Resampling
from rasterio.errors import NotGeoreferencedWarning, RasterioError

from corina.clc.legends import Legend
from corina.engine.errors import EngineProblem
from corina.training.datasets import DatasetError

Stored = npt.NDArray[np.uint16]
Classes = npt.NDArray[np.uint8]
Bounds = Tuple[float, float, float, float]
Report = Callable[[str, Optional[float]], None]

UNIT = 1e-4
"""Reflectance of one stored unit, whatever the scale and offset of a file were; 0 in all bands is no data."""
UNLABELLED = 0
"""The class index of a pixel without a label; class i of a legend has index i + 1."""
RADAR = ("VV", "VH")
_RADAR_FLOOR, _RADAR_UNIT = -50.0, 200.0

_TILE = re.compile(r"(?:_T|^)(\d{2}[A-Z]{3})_")


@dataclass(frozen=True, slots=True)
class Patch:
    """A patch as a description: where it lies in its source, never its pixels.

    name: unique inside its source. source: number of the source. height, width: px.
    window: row0, row1, col0, col1 in a scene's grid; None for a patch that is a whole file.
    path: of a ready-made patch. bounds: left, bottom, right, top in `crs`; None and "" where nobody knows the place.
    scene, tile: the image and the Sentinel-2 tile it was cut from, empty where unknown.
    names: classes that the patch as a whole is said to hold, as values of the legend, where the set says so.
    counts: set of codes to labelled pixels, known after a scan.
    """

    name: str
    source: int
    height: int
    width: int
    window: Optional[Tuple[int, int, int, int]] = None
    path: str = ""
    bounds: Optional[Bounds] = None
    crs: str = ""
    scene: str = ""
    tile: str = ""
    country: str = ""
    names: Tuple[str, ...] = ()
    counts: Mapping[FrozenSet[int], int] = field(default_factory=dict)

    @property
    def pixels(self) -> int:
        """All pixels, labelled or not."""
        return self.height * self.width

    @property
    def labelled(self) -> int:
        """Pixels with a label."""
        return sum(self.counts.values())


class PatchSource(ABC):
    """A scene with labels, or a ready-made set.

    Patches are listed first, without reading an image; `image` and `classes` read one of them, in any thread.
    """

    name: str
    kind: str
    legend: Legend
    resolution_m: float
    licence: str = ""
    citation: str = ""
    crs: str = ""

    def __init__(self) -> None:
        self.unknown: Counter[str] = Counter()
        self.dropped: Counter[str] = Counter()
        self.warnings: List[str] = []

    @property
    def sets(self) -> Tuple[FrozenSet[int], ...]:
        """The codes of each class index; index 0, no label, has none."""
        return (frozenset(), *(c.codes for c in self.legend.classes))

    @abstractmethod
    def patches(self, number: int, report: Report) -> List[Patch]:
        """All patches with their counts; what has nothing to teach is left out and counted in `dropped`.

        Class values that the legend does not know are counted in `unknown` (pixels; patches, for patch labels).
        """

    @abstractmethod
    def image(self, patch: Patch, bands: Sequence[str]) -> Stored:
        """[bands, height, width] in units of 1/10000 reflectance; 0 in all bands where there is no data."""

    @abstractmethod
    def classes(self, patch: Patch) -> Classes:
        """[height, width] class index of each pixel."""

    def make_ready(self, report: Report) -> None:  # noqa: B027 - most sources need nothing
        """Prepare for cutting patches that were listed before, when `patches` is not asked for."""

    def near_border(self, patch: Patch, distance_m: float) -> npt.NDArray[np.bool_]:
        """[height, width], true within a distance of a border between two labels."""
        from corina.training.boundary import near_border

        return near_border(self.classes(patch), distance_m / self.resolution_m)


SET_PIXEL_M = 10.0
"""Pixels of all ready-made sets but chips."""
_SAME_SCALE = 1.2
"""Pixels at most a fifth larger or smaller are taken as they are, as those of scenes are (engine/grid.py)."""


def check_resolution(name: str, own_m: float, asked_m: float) -> None:
    """Raise EngineProblem where patches of a set have other pixels than the network is to read; sets are not resampled.

    name: of the set.
    """
    if not 1 / _SAME_SCALE <= own_m / asked_m <= _SAME_SCALE:
        raise EngineProblem(
            "data_invalid",
            f"{name}: the pixels have {own_m:g} m, expected {asked_m:g} m as the model reads; set resolution_m (the "
            "pixel size) to that of the set, or leave the set out.",
        )


def tile_in(text: str) -> str:
    """The Sentinel-2 tile in a name (..._T34VER_41_60, 32UND_2018...), or empty."""
    match = _TILE.search(text)
    return match.group(1) if match else ""


def read_raster(
    path: str, indexes: Sequence[int] = (), shape: Optional[Tuple[int, int]] = None, *, nearest: bool = False
) -> npt.NDArray[Any]:
    """Bands [n, H, W] of a file, resampled to `shape` where it has another. Raises DatasetError naming the file."""
    with _reading(path) as dataset:
        wanted = list(indexes) or dataset.indexes
        out = (len(wanted), *(shape or dataset.shape))
        how = Resampling.nearest if nearest else Resampling.bilinear
        data: npt.NDArray[Any] = dataset.read(wanted, out_shape=out, resampling=how)
    return data


def placed_raster(path: str) -> Tuple[npt.NDArray[Any], Optional[Bounds], str]:
    """All bands [n, H, W] of a file and its place, as `place_of`. Raises DatasetError naming the file."""
    with _reading(path) as dataset:
        data: npt.NDArray[Any] = dataset.read()
        return data, *place_of(dataset)


@contextmanager
def _reading(path: str) -> Iterator[Any]:
    try:
        with open_file(path) as dataset:
            yield dataset
    except RasterioError as error:
        raise DatasetError(
            f"{path} is damaged or incomplete; copy or download it again.", str(error)
        ) from error


def open_file(path: str) -> Any:  # noqa: ANN401 - rasterio has no type stubs
    """Open a raster of a ready-made set. Raises DatasetError."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", NotGeoreferencedWarning)
            return rasterio.open(path)
    except RasterioError as error:
        if not path.startswith("/vsi") and not Path(path).exists():
            raise DatasetError(f"{path} is absent: check that the training set is complete.") from error
        raise DatasetError(
            f"{path} cannot be read as an image: copy or download it again.", str(error)
        ) from error


def place_of(dataset: Any) -> Tuple[Optional[Bounds], str]:  # noqa: ANN401
    """Bounds and CRS of an open raster; None and "" where it states none."""
    if dataset.crs is None or dataset.transform.is_identity:
        return None, ""
    bounds = dataset.bounds
    return (bounds.left, bounds.bottom, bounds.right, bounds.top), str(dataset.crs.to_string())


def radar_to_stored(decibel: npt.NDArray[Any]) -> Stored:
    """Backscatter in dB as stored units: (dB + 50) / 50 counts as reflectance, so that -50..0 dB is 0..1."""
    scaled = np.where(np.isfinite(decibel), (decibel - _RADAR_FLOOR) * _RADAR_UNIT, 0)
    return np.clip(np.rint(scaled), 0, 65535).astype(np.uint16)


def to_stored(reflectance: npt.NDArray[Any], valid: npt.NDArray[np.bool_]) -> Stored:
    """Reflectance [B, H, W] as stored units; where valid at least 1, for 0 in all bands means no data."""
    scaled = np.clip(np.rint(reflectance / UNIT), 1, 65535)
    return np.where(valid, scaled, 0).astype(np.uint16)


def missing_bands(where: str, missing: Sequence[str], present: Sequence[str]) -> EngineProblem:
    """The problem of a source that lacks bands the others have."""
    if not present:
        return EngineProblem(
            "bands_missing",
            f"{where} names none of its bands, expected {', '.join(missing)}; say which band of the file is which.",
        )
    return EngineProblem(
        "bands_missing",
        f"{where} has no band {', '.join(missing)} (it has {', '.join(present)}); choose bands that all sources have, "
        "or leave it out.",
    )


class ClassLookup:
    """Raster values to class indexes of a legend; counts the values that the legend does not know."""

    def __init__(
        self, table: Legend, nodata: Sequence[int] = (), encoded: Optional[Mapping[int, int]] = None
    ) -> None:
        """encoded: raster value to the legend's value, where rasters have numbers of their own for its classes."""
        self._values: Dict[int, int] = {}
        for index, entry in enumerate(table.classes, start=1):
            if entry.number is not None:
                self._values[entry.number] = index if entry.codes else UNLABELLED
        if encoded is not None:
            self._values = {value: self._values[own] for value, own in encoded.items()}
        self._values.update(dict.fromkeys(nodata, UNLABELLED))

    def encode(self, raster: npt.NDArray[Any], unknown: Counter[str]) -> Classes:
        """Class indexes of a raster of class values of any number type."""
        values, places = np.unique(raster, return_inverse=True)
        indexes = np.zeros(len(values), np.uint8)
        counts: Optional[npt.NDArray[np.int64]] = None
        for place, value in enumerate(values):
            known = self._values.get(int(value)) if np.isfinite(value) and value == int(value) else None
            if known is not None:
                indexes[place] = known
            elif np.isfinite(value):
                counts = np.bincount(places.ravel(), minlength=len(values)) if counts is None else counts
                unknown[f"{value:g}"] += int(counts[place])
        encoded: Classes = indexes[places].reshape(raster.shape)
        return encoded


def counts_of(classes: Classes, sets: Sequence[FrozenSet[int]]) -> Dict[FrozenSet[int], int]:
    """Labelled pixels of each set of codes."""
    numbers = np.bincount(classes.ravel(), minlength=len(sets))
    counts: Dict[FrozenSet[int], int] = {}
    for index in np.flatnonzero(numbers).tolist():
        if index and sets[index]:
            counts[sets[index]] = counts.get(sets[index], 0) + int(numbers[index])
    return counts


SEA = frozenset({523})


def reason_to_drop(
    counts: Mapping[FrozenSet[int], int], pixels: int, min_labelled: float, *, drop_sea: bool
) -> str:
    """Why a patch has nothing to teach ("unlabelled", "sea"), or empty."""
    labelled = sum(counts.values())
    if not labelled or labelled < min_labelled * pixels:
        return "unlabelled"
    return "sea" if drop_sea and set(counts) == {SEA} else ""
