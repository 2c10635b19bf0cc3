"""EuroSAT's patches as weak labels: one class a patch, seen from above the atmosphere and without near infrared."""

from __future__ import annotations

from pathlib import Path
from typing import Dict, FrozenSet, List, Sequence, Tuple

import numpy as np
import numpy.typing as npt

from corina.clc.legend_presets import preset
from corina.training.datasets import SCALE, Chip, DatasetError
from corina.training.labels import S2GLC, LabelTable
from corina.training.sources.base import Patch, open_file
from corina.training.sources.files import Rules
from corina.training.sources.small_sets import EUROSAT_RGB_TOP, EuroSat

EUROSAT: Dict[str, FrozenSet[int]] = {
    row.value: row.codes
    for row in preset("eurosat").classes
    if row.value not in ("Highway", "River", "SeaLake")
}
"""What is taught. Most of a patch with a highway or a river is what lies beside them. Water and wood are told apart by
the near infrared, which is not there: with SeaLake's patches a network learns to do without it and calls woods water.
"""

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

Picture = npt.NDArray[np.uint8]
"""Red, green and blue [3, 64, 64] as a JPEG has them."""


def read_eurosat(
    root: Path, table: LabelTable, bands: Sequence[str], like: Sequence[Chip], every: int = 2
) -> List[Chip]:
    """Every `every`th patch (64 x 64 px) of a class that is taught, as a chip whose pixels all have its set.

    like: S2GLC chips, whose medians by class say what reflectance at the ground (L2A) the top of the atmosphere's (L1C)
    stands for. Bands other than red, green and blue are lost (`Chip.lost`). Raises DatasetError.
    """
    found = sorted((root / "eurosat_rgb").glob("*.zip"))
    if not found:
        raise DatasetError(f"{root / 'eurosat_rgb'} holds no .zip: check that the training data is complete.")
    listed = EuroSat(str(found[0]), preset("eurosat"), Rules(), rgb=True).listed()
    known = {*EUROSAT, *(name for names in ALIKE.values() for name in names)}
    chosen = [patch for patch in listed if patch.names[0] in known][::every]
    pictures = [(patch.names[0], _picture(patch)) for patch in chosen]
    lines = to_ground(pictures, like, table, bands)
    lost = tuple(place for place, band in enumerate(bands) if band not in _BANDS)
    chips = []
    for patch, (name, picture) in zip(chosen, pictures):
        if name not in EUROSAT:
            continue
        image = np.zeros((len(bands), *picture.shape[1:]), np.uint16)
        for place, (gain, offset) in lines.items():
            seen = picture[_BANDS.index(bands[place])] * (EUROSAT_RGB_TOP / 255)
            image[place] = np.maximum(np.rint((gain * seen + offset) / SCALE), 1)
        labels = np.full(picture.shape[1:], table.row(EUROSAT[name]), np.uint8)
        chips.append(Chip(patch.name, image, labels, patch.name, lost=lost))
    return chips


def to_ground(
    pictures: Sequence[Tuple[str, Picture]],
    like: Sequence[Chip],
    table: LabelTable,
    bands: Sequence[str],
) -> Dict[int, Tuple[float, float]]:
    """Gain and offset from L1C to L2A reflectance for each band that both have, by its place in `bands`.

    pictures: class and picture. It is the straight line through the medians of classes that show the same ground (an
    empirical line calibration).
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
            seen = [picture[_BANDS.index(band)] for name, picture in pictures if name in names]
            if len(pixels) and seen:
                above.append(float(np.median(np.stack(seen))) * EUROSAT_RGB_TOP / 255)
                below.append(float(np.median(pixels)))
        if len(above) < 2:
            raise DatasetError("EuroSAT and S2GLC have no two classes in common: check the training data.")
        gain, offset = np.polyfit(above, below, 1)
        result[place] = (float(gain), float(offset))
    return result


def _picture(patch: Patch) -> Picture:
    with open_file(patch.path) as file:
        values: Picture = file.read()
    return values
