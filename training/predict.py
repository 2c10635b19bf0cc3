"""Maps chips with a package's graph exactly as the engine would, or with a network in training."""

from __future__ import annotations

from typing import Any, Callable, List, Sequence, Tuple

import numpy as np
import numpy.typing as npt
import torch

from corina.clc import CODES, Level
from corina.engine.jobs import Device
from corina.engine.sea import inland
from corina.engine.session import ModelSession
from corina.models.decode import decode, without_sea
from corina.models.networks import Network
from corina.models.package import ModelPackage
from corina.training.datasets import SCALE, Chip
from corina.training.labels import IGNORE, LabelTable
from corina.training.metrics import Matrix, confusion

Probabilities = npt.NDArray[np.float32]
Predictor = Callable[[npt.NDArray[np.uint16]], Probabilities]
"""Stored integers [B, H, W] of any size to leaf probabilities [K, H, W]."""


def package_predictor(
    package: ModelPackage,
    threads: int = 0,
    device: Device = Device.CPU,
    warn: Callable[[str], None] = lambda sentence: None,
) -> Predictor:
    """Run the package's graph; pixels without data and the padding to its stride hold the card's mean.

    warn: told in a sentence when another device than the one asked for is used.
    """
    card = package.card
    session = ModelSession(str(package.model_path), card.stride, device, threads, 0, warn)
    scale = np.full(len(card.bands), SCALE, np.float32)
    offset = np.zeros(len(card.bands), np.float32)
    fill = np.rint(np.array(card.mean) / SCALE).astype(np.uint16)

    def predict(image: npt.NDArray[np.uint16]) -> Probabilities:
        dn, place = padded(image, fill, card.stride)
        return np.asarray(session.run(dn[None], scale, offset)[0][(slice(None), *place)], np.float32)

    return predict


def network_predictor(network: Network) -> Predictor:
    """Run a network in evaluation mode where it lies, with the same padding as `package_predictor`."""
    fill = np.rint(network.mean.flatten().cpu().numpy() / SCALE).astype(np.uint16)

    def predict(image: npt.NDArray[np.uint16]) -> Probabilities:
        dn, place = padded(image, fill, network.config.stride)
        network.eval()
        with torch.no_grad():
            reflectance = torch.from_numpy(dn[None].astype(np.float32) * np.float32(SCALE))
            logits = network(reflectance.to(network.mean.device))
        result: Probabilities = logits.softmax(dim=1)[0].cpu().numpy()[(slice(None), *place)]
        return result

    return predict


def flipped(predict: Predictor) -> Predictor:
    """The mean over the eight flips and quarter turns of an image ("test-time flips")."""

    def mean(image: npt.NDArray[np.uint16]) -> Probabilities:
        total: Any = 0
        for quarter in range(4):
            for flip in (False, True):
                turned = np.rot90(image, quarter, axes=(1, 2))
                found = predict(np.ascontiguousarray(turned[:, :, ::-1] if flip else turned))
                total = total + np.rot90(found[:, :, ::-1] if flip else found, -quarter, axes=(1, 2))
        return np.asarray(total / 8, np.float32)

    return mean


def averaged(predictors: Sequence[Predictor]) -> Predictor:
    """The mean of what several networks say."""
    return lambda image: np.mean([predict(image) for predict in predictors], axis=0, dtype=np.float32)


def padded(
    image: npt.NDArray[np.uint16], fill: npt.NDArray[np.uint16], stride: int
) -> Tuple[npt.NDArray[np.uint16], Tuple[slice, slice]]:
    """The image amid fill up to a multiple of `stride`, nodata (zero in all bands) filled too, and where it lies."""
    bands, height, width = image.shape
    tall, wide = -(-height // stride) * stride, -(-width // stride) * stride
    top, left = (tall - height) // 2, (wide - width) // 2
    place = (slice(top, top + height), slice(left, left + width))
    result = np.repeat(fill, tall * wide).reshape(bands, tall, wide)
    result[(slice(None), *place)] = np.where(image.any(axis=0), image, fill[:, None, None])
    return result, place


def compare(
    predict: Predictor,
    chips: Sequence[Chip],
    table: LabelTable,
    rule: Callable[..., Any] = decode,
    *,
    sea_at_coast: bool = False,
) -> Matrix:
    """Confusion matrix [44, 44] over chips whose labels name one code a pixel; `rule` chooses the leaf.

    sea_at_coast: what lies some 10 km or more from the sea is mapped as inland water, as the engine does.
    """
    single = np.array([next(iter(s)) if len(s) == 1 else 0 for s in table.sets])
    codes = np.array(table.codes)
    matrix = np.zeros((len(CODES[Level.L3]), len(CODES[Level.L3])), np.int64)
    for chip in chips:
        probabilities = predict(chip.image)
        far = inland(chip.grid) if sea_at_coast and chip.grid is not None else None
        if far is not None:
            without_sea(probabilities, table.codes, far.at(0, 0, *probabilities.shape[1:]))
        leaves = rule(probabilities, table.codes)[0]
        matrix += confusion(single[chip.labels], codes[leaves])
    return matrix


def inside_share(
    predict: Predictor, chips: Sequence[Chip], table: LabelTable
) -> Tuple[float, List[Tuple[str, float]]]:
    """Share of labelled pixels whose leaf lies inside the label's set, over all and per set (set, share)."""
    right, total = np.zeros(len(table.sets)), np.zeros(len(table.sets))
    inside = table.masks[2]
    for chip in chips:
        leaves, _ = decode(predict(chip.image), table.codes)
        keep = chip.labels != IGNORE
        rows = chip.labels[keep]
        total += np.bincount(rows, minlength=len(total))
        right += np.bincount(rows, inside[rows, leaves[keep]], minlength=len(total))
    shares = [
        (" ".join(map(str, sorted(table.sets[row]))), float(right[row] / total[row]))
        for row in np.flatnonzero(total)
    ]
    return float(right.sum() / total.sum()), shares
