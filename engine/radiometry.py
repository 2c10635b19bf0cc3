"""From stored integers to reflectance: scale and offset from the product, the file or the user, else guessed aloud."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from corina.engine.products import Product

# The sampled pixels are enough to tell reflectance in 0..1 from DN in 0..10000, not to compute statistics.
_NO_DATA = (-9999.0, -32768.0)
SAMPLE_EDGE = 256
_WINDOWS = 4
_QUANTIFICATION_TAGS = ("BOA_QUANTIFICATION_VALUE", "QUANTIFICATION_VALUE")


@dataclass(frozen=True)
class Radiometry:
    """reflectance = DN * scale + offset, band by band; how: where the figures come from; guessed: by looking only."""

    scales: Mapping[str, float]
    offsets: Mapping[str, float]
    how: str
    guessed: bool = False


def sample_windows(height: int, width: int) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Windows ((row, end), (column, end)) spread over a raster, its last corner among them: a broken download lacks
    that first. A small raster is one window.
    """
    if height <= SAMPLE_EDGE and width <= SAMPLE_EDGE:
        return [((0, height), (0, width))]
    edge = SAMPLE_EDGE // _WINDOWS
    rows = np.linspace(0, max(height - edge, 0), _WINDOWS).astype(int).tolist()
    columns = np.linspace(0, max(width - edge, 0), _WINDOWS).astype(int).tolist()
    return [((r, min(r + edge, height)), (c, min(c + edge, width))) for r in rows for c in columns]


def from_user(bands: tuple[str, ...], scale: float, offset: float) -> Radiometry:
    """What the user says holds for every band."""
    return Radiometry(dict.fromkeys(bands, scale), dict.fromkeys(bands, offset), "given by the user")


def from_product(bands: tuple[str, ...], product: Product) -> Radiometry:
    """Reflectance = (DN + ADD_OFFSET) / QUANTIFICATION_VALUE, as the product's own metadata states them."""
    scale = 1.0 / product.quantification
    offsets = {band: product.offsets.get(band, 0.0) * scale for band in bands}
    shown = {product.offsets.get(band, 0.0) for band in bands}
    stated = f"offset {shown.pop():g}" if len(shown) == 1 and product.offsets else "no offset"
    how = f"product metadata: {stated}, quantification {product.quantification:g}"
    return Radiometry(dict.fromkeys(bands, scale), offsets, how)


def from_file(band_indexes: Mapping[str, tuple[Any, int]]) -> Radiometry | None:
    """Scale and offset stored with the bands, or a quantification value among the file's tags; None without either.

    band_indexes: for each band the open dataset and the index of its band.
    """
    scales = {band: float(dataset.scales[index - 1]) for band, (dataset, index) in band_indexes.items()}
    offsets = {band: float(dataset.offsets[index - 1]) for band, (dataset, index) in band_indexes.items()}
    if any(s != 1.0 for s in scales.values()) or any(o != 0.0 for o in offsets.values()):
        return Radiometry(scales, offsets, "band metadata of the file")
    for dataset, _ in band_indexes.values():
        for tag in _QUANTIFICATION_TAGS:
            try:
                scale = 1.0 / float(dataset.tags()[tag])
            except (KeyError, ValueError, ZeroDivisionError):
                continue
            bands = tuple(band_indexes)
            return Radiometry(
                dict.fromkeys(bands, scale), dict.fromkeys(bands, 0.0), f"tag {tag} of the file"
            )
    return None


def guessed(bands: tuple[str, ...], sample: npt.NDArray[Any]) -> Radiometry | None:
    """A guess from sampled valid values of all bands; None when the values fit no usual scaling.

    Floating point values up to 2 are taken as reflectance; integers of more than 8 bits up to 20000 as reflectance
    times 10000, less 1000 when next to no value lies below 1000 (processing baselines from 04.00 on).
    """
    if sample.size == 0 or sample.dtype.itemsize == 1:
        return None
    low, high = np.percentile(sample, [1, 98])
    if sample.dtype.kind == "f" and 0 < high <= 2:
        how = f"guessed: values up to {high:.2f} look like reflectance"
        return Radiometry(dict.fromkeys(bands, 1.0), dict.fromkeys(bands, 0.0), how, guessed=True)
    if (sample.dtype.kind == "f" and high <= 200) or not 0 < high <= 20_000:
        return None
    shifted = low >= 1000
    how = f"guessed: values from {low:.0f} to {high:.0f} look like reflectance x 10000" + (
        " with the offset -1000 of baseline 04.00" if shifted else ""
    )
    return Radiometry(
        dict.fromkeys(bands, 1e-4), dict.fromkeys(bands, -0.1 if shifted else 0.0), how, guessed=True
    )


def guessed_by_type(samples: Mapping[str, npt.NDArray[Any]]) -> Radiometry | None:
    """A guess from sampled valid values of each band: files of integers and of floating point are guessed apart.

    None when the values of one kind fit no usual scaling, or when no band has any.
    """
    kinds = sorted({sample.dtype.kind == "f" for sample in samples.values() if sample.size})
    guesses = []
    for is_float in kinds:
        bands = tuple(band for band, sample in samples.items() if (sample.dtype.kind == "f") == is_float)
        guess = guessed(bands, np.concatenate([samples[band] for band in bands]))
        if guess is None:
            return None
        guesses.append(guess)
    scales = {band: scale for guess in guesses for band, scale in guess.scales.items()}
    if set(scales) != set(samples):
        return None
    offsets = {band: offset for guess in guesses for band, offset in guess.offsets.items()}
    return Radiometry(scales, offsets, "; ".join(guess.how for guess in guesses), guessed=True)


def unstated_nodata(sample: npt.NDArray[Any]) -> float | None:
    """What stands for no data in a file that states none: -9999 or -32768, where these are the lowest values."""
    lowest = float(sample.min()) if sample.size else 0.0
    return lowest if lowest in _NO_DATA else None
