"""EuroSAT's patches as weak labels: one class a patch, seen from above the atmosphere and without near infrared."""

from __future__ import annotations

import warnings
import zipfile
from pathlib import Path
from typing import Dict, FrozenSet, List, Mapping, Sequence, Tuple

import numpy as np
import numpy.typing as npt
import rasterio
from rasterio.errors import NotGeoreferencedWarning

from corina.training.datasets import SCALE, Chip, DatasetError
from corina.training.labels import S2GLC, LabelTable
from corina.training.sources.small_sets import EUROSAT_RGB_TOP

EUROSAT: Dict[str, FrozenSet[int]] = {
    "AnnualCrop": frozenset({211, 212, 213}),
    "PermanentCrop": frozenset({221, 222, 223}),
    "Pasture": frozenset({231}),
    "HerbaceousVegetation": frozenset({321, 322, 323, 324}),
    "Forest": frozenset({311, 312, 313}),
    "Industrial": frozenset({121}),
    "Residential": frozenset({111, 112}),
    "SeaLake": frozenset({512, 521, 523}),
}
"""What fills a whole patch. Highways and rivers are left out: most of such a patch is what lies beside them."""

ALIKE: Dict[int, Tuple[str, ...]] = {
    2: ("Residential", "Industrial"),
    3: ("AnnualCrop", "PermanentCrop"),
    4: ("Forest",),
    5: ("Forest",),
    9: ("SeaLake",),
}
"""S2GLC classes and the EuroSAT classes that show the same ground."""

_BANDS = ("B04", "B03", "B02")
"""Of the JPEG images, in their order."""

Floats = npt.NDArray[np.float64]


def read_eurosat(
    root: Path, table: LabelTable, bands: Sequence[str], like: Sequence[Chip], every: int = 2
) -> List[Chip]:
    """Every `every`th patch (64 x 64 px) as a chip whose pixels all have the set of its class.

    like: S2GLC chips, whose medians by class say what reflectance at the ground (L2A) the top of the atmosphere's (L1C)
    stands for. Bands other than red, green and blue are lost (`Chip.lost`). Raises DatasetError.
    """
    found = sorted((root / "eurosat_rgb").glob("*.zip"))
    if not found:
        raise DatasetError(f"{root / 'eurosat_rgb'} holds no .zip: check that the training data is complete.")
    pictures = _pictures(found[0], every)
    lines = to_ground(pictures, like, table, bands)
    lost = tuple(place for place, band in enumerate(bands) if band not in _BANDS)
    chips = []
    for name, picture in pictures.items():
        image = np.zeros((len(bands), *picture.shape[1:]), np.uint16)
        for place, (gain, offset) in lines.items():
            seen = picture[_BANDS.index(bands[place])] * (EUROSAT_RGB_TOP / 255)
            image[place] = np.maximum(np.rint((gain * seen + offset) / SCALE), 1)
        labels = np.full(picture.shape[1:], table.row(EUROSAT[_class_of(name)]), np.uint8)
        chips.append(Chip(name, image, labels, name, lost=lost))
    return chips


def to_ground(
    pictures: Mapping[str, npt.NDArray[np.uint8]],
    like: Sequence[Chip],
    table: LabelTable,
    bands: Sequence[str],
) -> Dict[int, Tuple[float, float]]:
    """Gain and offset from L1C to L2A reflectance for each band that both have, by its place in `bands`.

    The straight line through the medians of classes that show the same ground (an empirical line calibration).
    """
    labels = np.concatenate([chip.labels.ravel() for chip in like])
    result = {}
    for place, band in enumerate(bands):
        if band not in _BANDS:
            continue
        ground = np.concatenate([chip.image[place].ravel() for chip in like]) * SCALE
        above, below = [], []
        for value, names in ALIKE.items():
            pixels = ground[labels == table.row(S2GLC[value])]
            seen = [p[_BANDS.index(band)] for name, p in pictures.items() if _class_of(name) in names]
            if len(pixels) and seen:
                above.append(float(np.median(np.stack(seen))) * EUROSAT_RGB_TOP / 255)
                below.append(float(np.median(pixels)))
        if len(above) < 2:
            raise DatasetError("EuroSAT and S2GLC have no two classes in common: check the training data.")
        gain, offset = np.polyfit(above, below, 1)
        result[place] = (float(gain), float(offset))
    return result


def _pictures(archive: Path, every: int) -> Dict[str, npt.NDArray[np.uint8]]:
    """Path in the zip to picture [3, 64, 64], of the classes that have labels."""
    try:
        with warnings.catch_warnings(), zipfile.ZipFile(archive) as files:
            warnings.simplefilter("ignore", NotGeoreferencedWarning)
            names = [n for n in sorted(files.namelist()) if n.endswith(".jpg") and _class_of(n) in EUROSAT]
            return {name: _decoded(files.read(name)) for name in names[::every]}
    except (OSError, zipfile.BadZipFile, rasterio.errors.RasterioError) as error:
        raise DatasetError(f"{archive} is damaged or incomplete ({error}); copy it again.") from error


def _decoded(jpeg: bytes) -> npt.NDArray[np.uint8]:
    with rasterio.MemoryFile(jpeg) as file, file.open() as picture:
        values: npt.NDArray[np.uint8] = picture.read()
    return values


def _class_of(name: str) -> str:
    return Path(name).parent.name
