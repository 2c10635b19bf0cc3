"""EuroSAT, chip folders and SeasoNet as they lie on disk."""

from __future__ import annotations

import csv
import zipfile
from pathlib import Path
from typing import Any, Dict, List, Mapping, Optional, Sequence, Set, Tuple

import numpy as np
import numpy.typing as npt

from corina.clc.legends import Legend
from corina.engine.errors import EngineProblem
from corina.engine.jobs import Encoding
from corina.engine.reference.values import detect, readings, table_of
from corina.training.datasets import DatasetError
from corina.training.sources.base import Patch, Stored, open_file, place_of, read_raster, tile_in
from corina.training.sources.files import FileSet, Rules, Where, described_bands

EUROSAT_EDGE = 64
EUROSAT_MS_BANDS = (
    "B01", "B02", "B03", "B04", "B05", "B06", "B07", "B08", "B09", "B10", "B11", "B12", "B8A",
)  # fmt: skip
EUROSAT_RGB_TOP = 0.275
"""Reflectance (L1C) that the EuroSAT JPEGs show as 255; 0 is 0."""


class EuroSat(FileSet):
    """A folder a class, or the zip of one: JPEG images (red, green, blue) or GeoTIFFs of 13 bands."""

    licence = "MIT"
    citation = "EuroSAT: Helber et al. 2019"

    def __init__(self, path: str, legend: Legend, rules: Rules, *, rgb: bool) -> None:
        super().__init__(path, legend, rules)
        self.kind = "eurosat_rgb" if rgb else "eurosat_ms"
        self._rgb = rgb

    def listed(self) -> List[Patch]:
        suffixes = (".jpg", ".jpeg") if self._rgb else (".tif", ".tiff")
        patches = []
        for path in sorted(_members(self.root)):
            inner = Path(path)
            if inner.suffix.lower() in suffixes:
                patches.append(
                    Patch(inner.stem, 0, EUROSAT_EDGE, EUROSAT_EDGE, path=path, names=(inner.parent.name,))
                )
        return [patch if self._rgb else self._placed(patch) for patch in patches]

    def _placed(self, patch: Patch) -> Patch:
        with open_file(patch.path) as dataset:
            bounds, crs = place_of(dataset)
            height, width = dataset.shape
        return Patch(
            patch.name, 0, height, width, path=patch.path, names=patch.names, bounds=bounds, crs=crs
        )  # fmt: skip

    def files(self, patch: Patch, bands: Sequence[str]) -> Mapping[str, Where]:
        if self._rgb:
            return {band: (patch.path, index) for index, band in enumerate(("B04", "B03", "B02"), start=1)}
        return described_bands(patch.path, bands, EUROSAT_MS_BANDS)

    def stored(self, values: npt.NDArray[Any], band: str) -> Stored:
        if not self._rgb:
            return super().stored(values, band)
        # Black in a JPEG is dark ground: EuroSAT has no pixel without data.
        return np.maximum(np.rint(values * (EUROSAT_RGB_TOP * 1e4 / 255)), 1).astype(np.uint16)


def _members(root: Path) -> List[str]:
    """Paths, for GDAL, of all files in class folders or in a zip."""
    if root.suffix.lower() == ".zip":
        try:
            with zipfile.ZipFile(root) as archive:
                return [f"/vsizip/{root.resolve()}/{name}" for name in archive.namelist()]
        except (OSError, zipfile.BadZipFile) as error:
            raise DatasetError(
                f"{root} is damaged or incomplete ({error}); copy or download it again."
            ) from error
    return [str(path) for path in root.rglob("*") if path.is_file()]


class Chips(FileSet):
    """images/ and masks/ with files of the same names; bands by their descriptions, else in the order asked for."""

    kind = "chips"
    citation = "S2GLC: Malinowski et al. 2020, doi 10.3390/rs12213523"

    def listed(self) -> List[Patch]:
        folder = self.root / "images"
        if not folder.is_dir() or not (self.root / "masks").is_dir():
            raise DatasetError(
                f"{self.root} has no folders images and masks: choose the folder that holds both."
            )
        paths = sorted(folder.glob("*.tif*"), key=lambda p: (len(p.stem), p.stem))
        return [Patch(path.stem, 0, 0, 0, path=str(path), tile=tile_in(path.stem)) for path in paths]

    def pixel_m(self) -> Optional[float]:
        """As the first image says that has a projection."""
        first = next((self.root / "images").glob("*.tif*"), None)
        if first is None:
            return None
        with open_file(str(first)) as dataset:
            crs = dataset.crs
            if crs is None or not crs.is_projected or dataset.transform.is_identity:
                return None
            return abs(float(dataset.transform.a)) * float(crs.linear_units_factor[1])

    def label_file(self, patch: Patch) -> str:
        image = Path(patch.path)
        return str(self.root / "masks" / image.name)

    def encoding(self) -> Encoding:
        """As for a label raster: by the values of the masks; a code of level 3 settles it."""
        values: Set[float] = set()
        for patch in self.listed():
            values.update(np.unique(read_raster(self.label_file(patch))[0]).tolist())
            if not values.isdisjoint(table_of(Encoding.CODES)):
                return Encoding.CODES
        found, how = detect(values)
        if len(readings(values)) > 1:
            self.warnings.append(
                f"{self.name}: the masks are taken to hold {how}: choose the legend corine-level2 or corine-level1."
            )
        # Codes know none of what is no CORINE class at all: it is listed then, and counts as unlabelled.
        return found or Encoding.CODES

    def files(self, patch: Patch, bands: Sequence[str]) -> Mapping[str, Where]:
        with open_file(patch.path) as dataset:
            if dataset.shape != (patch.height, patch.width):
                raise EngineProblem(
                    "data_invalid",
                    f"{patch.name}: the image has {dataset.width} x {dataset.height} pixels, its labels have "
                    f"{patch.width} x {patch.height}; they must cover the same grid.",
                )
        return described_bands(patch.path, bands)


_SEASONET_FILES: Dict[str, Tuple[str, ...]] = {
    "10m_RGB": ("B04", "B03", "B02"),
    "10m_IR": ("B08",),
    "20m": ("B05", "B06", "B07", "B8A", "B11", "B12"),
    "60m": ("B01", "B09"),
}


class SeasoNet(FileSet):
    """meta.csv and a folder a season and grid with a folder a patch; classes 1..33 of the German land cover model."""

    kind = "seasonet"
    licence = "CC-BY-4.0"
    citation = "SeasoNet: Koßmann et al. 2022, doi 10.5281/zenodo.5850306"

    def listed(self) -> List[Patch]:
        return [
            Patch(
                folder.name, 0, 120, 120, path=str(folder), country="Germany",
                tile=tile_in(folder.name), scene="_".join(folder.name.split("_")[:2]),
            )
            for folder in sorted(self._folders())
        ]  # fmt: skip

    def _folders(self) -> List[Path]:
        table = self.root / "meta.csv"
        if table.is_file():
            with table.open(encoding="utf-8", newline="") as file:
                folders = [self.root / row["Path"] for row in csv.DictReader(file) if row.get("Path")]
            # Whoever has downloaded some seasons only has rows without a folder.
            return [folder for folder in folders if folder.is_dir()]
        return [path.parent for path in self.root.rglob("*_labels.tif")]

    def label_file(self, patch: Patch) -> str:
        return str(Path(patch.path) / f"{patch.name}_labels.tif")

    def files(self, patch: Patch, bands: Sequence[str]) -> Mapping[str, Where]:
        found: Dict[str, Where] = {}
        for ending, names in _SEASONET_FILES.items():
            path = Path(patch.path) / f"{patch.name}_{ending}.tif"
            if path.is_file():
                found |= {name: (str(path), index) for index, name in enumerate(names, start=1)}
        return found
