"""Random crops and changes of a chip, image and labels together; reflectance stays what a surface can reflect."""

from __future__ import annotations

from typing import Sequence, Tuple

import numpy as np
import numpy.typing as npt

from corina.engine.jobs import AugmentationChoice
from corina.training.datasets import SCALE, Chip
from corina.training.labels import IGNORE

Stored = npt.NDArray[np.uint16]
Floats = npt.NDArray[np.float32]
Labels = npt.NDArray[np.uint8]
Augmentation = AugmentationChoice

NONE = AugmentationChoice(
    gain=0,
    band_gain=0,
    offset=0,
    noise=0,
    nodata=0,
    flips=False,
    turns=False,
    scale=0,
    band_dropout=0,
    mosaic=0,
)
"""Changes nothing."""


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


def zoomed(chip: Chip, size: int, scale: float, rng: np.random.Generator) -> Tuple[Stored, Labels]:
    """A crop shown larger or smaller by up to 1 + `scale`: image bilinear, labels nearest, both on the same pixels.

    Where one of the four neighbours has no data the nearest pixel is taken, so that nothing is mixed with nodata.
    """
    factor = float(np.exp(rng.uniform(-1, 1) * np.log1p(scale)))
    image, labels = crop(chip, max(2, round(size * factor)), rng)
    edge = labels.shape[0]
    at = np.clip((np.arange(size) + 0.5) * edge / size - 0.5, 0, edge - 1)
    low = np.minimum(at.astype(int), edge - 2)
    share = (at - low).astype(np.float32)
    near = np.rint(at).astype(int)
    down, right = share[:, None], share[None, :]
    # First along the rows of the crop, then between them: half the work of all four neighbours of every pixel.
    held = image.astype(np.float32)
    rows = held[:, :, low] * (1 - right) + held[:, :, low + 1] * right
    mixed = rows[:, low] * (1 - down) + rows[:, low + 1] * down
    valid = np.asarray(image.any(axis=0))
    beside = valid[:, low] & valid[:, low + 1]
    sound = beside[low] & beside[low + 1]
    nearest = image[:, near][:, :, near]
    # A reflectance of less than half a unit is not the absence of data.
    whole = np.where(sound, np.maximum(np.rint(mixed), sound), nearest)
    return whole.astype(np.uint16), labels[near][:, near]


def mosaic(chips: Sequence[Chip], size: int, rng: np.random.Generator) -> Tuple[Stored, Labels]:
    """Four crops of half the size, one of each chip, put together as quadrants."""
    half = size // 2
    parts = [crop(chip, edge, rng) for chip, edge in zip(chips, (half, size - half) * 2)]
    image = np.zeros((chips[0].image.shape[0], size, size), np.uint16)
    labels = np.full((size, size), IGNORE, np.uint8)
    places = [(0, 0), (0, half), (half, 0), (half, half)]
    for (top, left), (part, rows) in zip(places, parts):
        height, width = min(rows.shape[0], size - top), min(rows.shape[1], size - left)
        image[:, top : top + height, left : left + width] = part[:, :height, :width]
        labels[top : top + height, left : left + width] = rows[:height, :width]
    return image, labels


def turn(
    image: Stored, labels: Labels, rng: np.random.Generator, *, turns: bool = True, flips: bool = True
) -> Tuple[Stored, Labels]:
    """One of the eight flips and quarter turns, the same for image [B, H, W] and labels [H, W]."""
    quarter, flip = int(rng.integers(4)) * turns, bool(rng.integers(2)) and flips
    image, labels = np.rot90(image, quarter, axes=(1, 2)), np.rot90(labels, quarter)
    return (image[:, :, ::-1], labels[:, ::-1]) if flip else (image, labels)


def jitter(reflectance: Floats, how: AugmentationChoice, rng: np.random.Generator) -> Floats:
    """Radiometric changes of reflectance [B, H, W]; never below zero."""
    bands = (reflectance.shape[0], 1, 1)
    factor = np.exp(rng.normal(0, how.gain) + rng.normal(0, how.band_gain, bands))
    shifted = reflectance * factor
    shifted += rng.normal(0, how.offset, bands)
    noise = rng.standard_normal(reflectance.shape, np.float32)
    noise *= np.float32(how.noise)
    shifted += noise
    return np.maximum(shifted, 0, out=shifted).astype(np.float32)


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
    chip: Chip,
    size: int,
    mean: Floats,
    how: AugmentationChoice,
    rng: np.random.Generator,
    others: Sequence[Chip] = (),
) -> Tuple[Floats, Labels]:
    """One training sample: reflectance [B, size, size] and label rows [size, size].

    Pixels without data, and a band that is lost, hold the mean reflectance, as the engine fills them; pixels without
    data have no label. others: three more chips of the same bands make a mosaic of four.
    """
    if len(others) == 3:
        stored, labels = mosaic([chip, *others], size, rng)
    elif how.scale > 0:
        stored, labels = zoomed(chip, size, how.scale, rng)
    else:
        stored, labels = crop(chip, size, rng)
    stored, labels = turn(stored, labels, rng, turns=how.turns, flips=how.flips)
    stored = np.ascontiguousarray(stored)
    valid = np.asarray(stored.any(axis=0))
    if rng.random() < how.nodata:
        valid = blank(valid, rng)
    reflectance = jitter(stored.astype(np.float32) * np.float32(SCALE), how, rng)
    if how.band_dropout > 0 and rng.random() < how.band_dropout:
        lost = int(rng.integers(len(reflectance)))
        reflectance[lost] = mean[lost]
    reflectance[list(chip.lost)] = mean[list(chip.lost), None, None]
    return (
        np.where(valid, reflectance, mean[:, None, None]).astype(np.float32),
        np.where(valid, labels, IGNORE).astype(np.uint8),
    )
