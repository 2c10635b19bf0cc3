"""Ready-made sets whose patches are whole files: what they have in common."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple

import numpy as np
import numpy.typing as npt

from corina.clc.legends import CORINE, Legend, LegendClass
from corina.engine.jobs import Encoding
from corina.engine.reference.values import table_of
from corina.training.datasets import DatasetError
from corina.training.sources.base import (
    RADAR,
    SET_PIXEL_M,
    Classes,
    ClassLookup,
    Patch,
    PatchSource,
    Report,
    Stored,
    counts_of,
    missing_bands,
    open_file,
    placed_raster,
    radar_to_stored,
    read_raster,
    reason_to_drop,
)

NO_LABEL = (0, 48, 128, -128, 255, 999)
"""Values that CORINE rasters use for no data, whatever their tag says."""

Where = Tuple[str, int]


@dataclass(frozen=True)
class Rules:
    """What makes a patch worth keeping: the share of it with a label, and more than sea."""

    min_labelled: float = 0.05
    drop_sea: bool = True


class FileSet(PatchSource):
    """A set of patches with files of their own, whose labels are a raster of the same extent or a name.

    Subclasses list the patches and say which band lies where.
    """

    def __init__(self, path: str, legend: Legend, rules: Rules) -> None:
        super().__init__()
        self.root = Path(path)
        self.name = self.root.stem or path
        self.legend = legend
        self.resolution_m = SET_PIXEL_M
        self.rules = rules
        self._names: Dict[str, Optional[LegendClass]] = {}

    @cached_property
    def _lookup(self) -> ClassLookup:
        # A legend may mean something by these values: 0 is water in Dynamic World.
        nodata = [value for value in NO_LABEL if value not in self.legend.numbers]
        # 12 is "arable land and crops" among the codes of CORINE, and non-irrigated arable land among grid codes.
        encoded = table_of(self.encoding()) if self.legend.name == CORINE else None
        return ClassLookup(self.legend, nodata, encoded)

    def encoding(self) -> Encoding:
        """How the set writes CORINE's classes: codes of level 3, unless its layout leaves that open."""
        return Encoding.CODES

    def make_ready(self, report: Report) -> None:
        """Look how the labels are encoded, once for all worker processes."""
        _ = self._lookup

    def pixel_m(self) -> Optional[float]:
        """The size of the pixels in metres; None where nothing tells it."""
        return SET_PIXEL_M

    @abstractmethod
    def listed(self) -> List[Patch]:
        """The patches as the folder tells them: name, path, tile, country, names; size and place where known."""

    @abstractmethod
    def files(self, patch: Patch, bands: Sequence[str]) -> Mapping[str, Where]:
        """File and band number of each band there is, at least of those asked for that there are."""

    def label_file(self, patch: Patch) -> str:
        """The raster of labels; empty for a set whose patches only have names."""
        return ""

    def patches(self, number: int, report: Report) -> List[Patch]:
        listed, kept, several = self.listed(), [], 0
        if not listed:
            raise DatasetError(
                f"{self.root} holds no patch of a {self.kind} set: check that it is the right folder."
            )
        for place, patch in enumerate(listed):
            if place % 500 == 0:
                report(f"Looking at {self.name}", place / len(listed))
            full = replace(self._scanned(patch), source=number)
            reason = self._reason(full)
            if reason:
                self.dropped[reason] += 1
            else:
                kept.append(full)
                several += len(full.names) > 1 and not self.label_file(full)
        if several:
            self.warnings.append(
                f"{self.name}: {several} patches have several classes each and no map of them: a pretraining learns "
                "from them, a segmentation does not."
            )
        return kept

    def _reason(self, patch: Patch) -> str:
        if patch.names and not self.label_file(patch):
            if not any(self._index_of(name) for name in patch.names):
                return "unlabelled"
            if len(patch.names) > 1:
                return ""  # what it holds is known, but not how much of each
        return reason_to_drop(
            patch.counts, patch.pixels, self.rules.min_labelled, drop_sea=self.rules.drop_sea
        )

    def _scanned(self, patch: Patch) -> Patch:
        """The patch with its size, place and counts."""
        label = self.label_file(patch)
        if label:
            raster, bounds, crs = placed_raster(label)
            classes = self._lookup.encode(raster[0], self.unknown)
            height, width = classes.shape
            counts = counts_of(classes, self.sets)
            return replace(
                patch,
                height=height,
                width=width,
                bounds=patch.bounds or bounds,
                crs=patch.crs or crs,
                counts=counts,
            )
        for name in patch.names:
            if self._found(name) is None:
                self.unknown[name] += 1
        return replace(patch, counts=counts_of(self._named(patch), self.sets))

    def _named(self, patch: Patch) -> Classes:
        """Labels of a patch that only has names: its class everywhere; of several, no pixel's class is known."""
        index = self._index_of(patch.names[0]) if len(patch.names) == 1 else 0
        return np.full((patch.height, patch.width), index, np.uint8)

    def _index_of(self, name: str) -> int:
        found = self._found(name)
        return self.legend.classes.index(found) + 1 if found is not None and found.codes else 0

    def _found(self, name: str) -> Optional[LegendClass]:
        """The legend's class of a name; half a million patches have few different names."""
        if name not in self._names:
            self._names[name] = self.legend.find(name)
        return self._names[name]

    def classes(self, patch: Patch) -> Classes:
        label = self.label_file(patch)
        if not label:
            return self._named(patch)
        return self._lookup.encode(read_raster(label)[0], type(self.unknown)())

    def image(self, patch: Patch, bands: Sequence[str]) -> Stored:
        files = self.files(patch, bands)
        missing = [band for band in bands if band not in files]
        if missing:
            raise missing_bands(f"{self.name}, patch {patch.name},", missing, sorted(files))
        shape = (patch.height, patch.width)
        image = np.empty((len(bands), *shape), np.uint16)
        by_path: Dict[str, List[int]] = {}
        for place, band in enumerate(bands):
            by_path.setdefault(files[band][0], []).append(place)
        for path, places in by_path.items():
            data = read_raster(path, [files[bands[place]][1] for place in places], shape)
            for place, values in zip(places, data):
                image[place] = self.stored(values, bands[place])
        return image

    def stored(self, values: npt.NDArray[Any], band: str) -> Stored:
        """Values of a file in stored units; reflectance x 10000 in most sets."""
        if band in RADAR:
            return radar_to_stored(values)
        clipped: Stored = np.clip(np.nan_to_num(values, nan=0.0), 0, 65535).astype(np.uint16)
        return clipped


def described_bands(path: str, wanted: Sequence[str], order: Sequence[str] = ()) -> Dict[str, Where]:
    """Bands of a stack by their descriptions; without any, in `order` where the number of bands is the same."""
    with open_file(path) as dataset:
        named: Dict[str, Where] = {
            text: (path, index) for index, text in enumerate(dataset.descriptions, start=1) if text
        }
        if not named and dataset.count == len(order or wanted):
            named = {band: (path, index) for index, band in enumerate(order or wanted, start=1)}
    return named


def first_folder(root: Path, names: Sequence[str]) -> Optional[Path]:
    """The first of some folders that exists inside `root`, or `root` itself when it has one of the names."""
    if root.name in names:
        return root
    return next((root / name for name in names if (root / name).is_dir()), None)
