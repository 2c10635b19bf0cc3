"""Random crops and changes of a chip, image and labels together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Tuple

import numpy as np
import numpy.typing as npt

from corina.training.datasets import SCALE, Chip
from corina.training.labels import IGNORE

Stored = npt.NDArray[np.uint16]
Floats = npt.NDArray[np.float32]
Labels = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class Augmentation:
    """How much a crop is changed.

    gain: standard deviation of a factor common to all bands, band_gain: of one per band (haze, sun, season).
    offset: standard deviation of an added reflectance per band. noise: of reflectance per pixel.
    nodata: probability that blocks of a crop are blanked, as at a scene's edge or under a cloud mask.
    """

    gain: float = 0.08
    band_gain: float = 0.06
    offset: float = 0.006
    noise: float = 0.003
    nodata: float = 0.3


def crop(chip: Chip, size: int, rng: np.random.Generator) -> Tuple[Stored, Labels]:
    """A random square of `size` pixels; a smaller chip lies at a random place in a square of nodata (zeros)."""
    bands, height, width = chip.image.shape
    image = np.zeros((bands, size, size), np.uint16)
    labels = np.full((size, size), IGNORE, np.uint8)
    source, target = [], []
    for extent in (height, width):
        shift = int(rng.integers(0, abs(extent - size) + 1))
        length = min(extent, size)
        source.append(slice(shift, shift + length) if extent > size else slice(0, length))
        target.append(slice(shift, shift + length) if extent <= size else slice(0, length))
    image[:, target[0], target[1]] = chip.image[:, source[0], source[1]]
    labels[target[0], target[1]] = chip.labels[source[0], source[1]]
    return image, labels


def turn(image: Stored, labels: Labels, rng: np.random.Generator) -> Tuple[Stored, Labels]:
    """One of the eight flips and quarter turns, the same for image [B, H, W] and labels [H, W]."""
    quarter, flip = int(rng.integers(4)), bool(rng.integers(2))
    image, labels = np.rot90(image, quarter, axes=(1, 2)), np.rot90(labels, quarter)
    return (image[:, :, ::-1], labels[:, ::-1]) if flip else (image, labels)


def jitter(reflectance: Floats, how: Augmentation, rng: np.random.Generator) -> Floats:
    """Radiometric changes of reflectance [B, H, W]; never below zero."""
    bands = (reflectance.shape[0], 1, 1)
    factor = np.exp(rng.normal(0, how.gain) + rng.normal(0, how.band_gain, bands))
    shifted = reflectance * factor + rng.normal(0, how.offset, bands)
    noise = rng.standard_normal(reflectance.shape, np.float32) * np.float32(how.noise)
    return np.maximum(shifted + noise, 0).astype(np.float32)


def blank(valid: npt.NDArray[np.bool_], rng: np.random.Generator) -> npt.NDArray[np.bool_]:
    """`valid` [H, W] less a band along one side or one to three blocks of up to half the crop's side."""
    valid = valid.copy()
    size = valid.shape[0]
    if rng.random() < 0.4:
        edge = int(rng.integers(1, size // 2))
        view = np.rot90(valid, int(rng.integers(4)))
        view[:edge] = False
        return valid
    for _ in range(int(rng.integers(1, 4))):
        height, width = rng.integers(size // 16, size // 2, 2)
        top, left = rng.integers(0, size - height), rng.integers(0, size - width)
        valid[top : top + height, left : left + width] = False
    return valid


def sample(
    chip: Chip, size: int, mean: Floats, how: Augmentation, rng: np.random.Generator
) -> Tuple[Floats, Labels]:
    """One training sample: reflectance [B, size, size] and label rows [size, size].

    Pixels without data hold the mean reflectance, as the engine fills them, and IGNORE.
    """
    stored, labels = turn(*crop(chip, size, rng), rng)
    valid = np.asarray(stored.any(axis=0))
    if rng.random() < how.nodata:
        valid = blank(valid, rng)
    reflectance = jitter(stored.astype(np.float32) * np.float32(SCALE), how, rng)
    return (
        np.where(valid, reflectance, mean[:, None, None]).astype(np.float32),
        np.where(valid, labels, IGNORE).astype(np.uint8),
    )
