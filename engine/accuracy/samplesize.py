"""How many points a sample needs, and how its strata share them."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from corina.engine.accuracy.estimator import Z_95
from corina.engine.jobs import Allocation

Floats = npt.NDArray[np.float64]


def cochran(expected: float, margin: float) -> int:
    """Points of a simple random sample whose overall accuracy has a 95 % interval of +- margin.

    expected: the overall accuracy, 0..1. Cochran (1977), eq. 4.2: n = z2 p (1 - p) / d2.
    """
    return max(1, math.ceil(round(Z_95**2 * expected * (1 - expected) / margin**2, 6)))


def stratified_size(weights: npt.ArrayLike, expected: npt.ArrayLike, standard_error: float) -> int:
    """Points of a stratified sample whose overall accuracy has the standard error (0..1) that is asked for.

    weights: [H] areas in one unit; expected: [H] user's accuracies, 0..1. Olofsson et al. (2014), eq. 13, for
    strata that are large against their samples: n = (sum W S / S(O))2 with S = sqrt(U (1 - U)).
    """
    w = _shares(weights)
    u = np.asarray(expected, np.float64)
    deviation = float(w @ np.sqrt(u * (1 - u)))
    return max(1, math.ceil(round((deviation / standard_error) ** 2, 6)))


def expected_error(weights: npt.ArrayLike, expected: npt.ArrayLike, points: npt.ArrayLike) -> float:
    """The standard error that the overall accuracy will have with these points a stratum: [H] each."""
    w, u, n = _shares(weights), np.asarray(expected, np.float64), np.asarray(points, np.float64)
    return math.sqrt(float(np.sum(w**2 * u * (1 - u) / n)))


def allocate(
    total: int, sizes: npt.ArrayLike, allocation: Allocation, minimum: int = 0
) -> npt.NDArray[np.int64]:
    """Share `total` points among strata: [H], never more than a stratum has pixels, never less than two where it can.

    sizes: [H] pixels of each stratum. minimum: points a stratum gets at least under ADJUSTED; the result is then
    larger than `total` where the minimum asks for it, and what strata of too few pixels cannot take, the others get.
    """
    pixels = np.asarray(sizes, np.int64)
    if allocation is Allocation.EQUAL:
        wanted = _round(np.full(len(pixels), total / len(pixels)), total)
    elif allocation is Allocation.PROPORTIONAL:
        wanted = _round(total * _shares(pixels), total)
    else:
        wanted = _adjusted(total, _shares(pixels), minimum)
    # One point says nothing of the spread in its stratum, and a stratum without one is not assessed at all.
    points = np.minimum(np.maximum(wanted, 2), pixels)
    return _topped_up(points, total, pixels) if allocation is Allocation.ADJUSTED else points


def _adjusted(total: int, shares: Floats, minimum: int) -> npt.NDArray[np.int64]:
    """Strata whose share would be below the minimum get it; the others share what is left."""
    rare = np.zeros(len(shares), bool)
    while True:
        left = max(0, total - minimum * int(rare.sum()))
        common = shares * ~rare
        wanted = left * common / common.sum() if common.sum() else common
        below = ~rare & (wanted < minimum)
        if not below.any():
            return np.where(rare, minimum, _round(wanted, left if common.any() else 0))
        rare |= below


def _topped_up(
    points: npt.NDArray[np.int64], total: int, pixels: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    """Share what is missing from `total` among the strata that have pixels left, by area."""
    while (missing := total - int(points.sum())) > 0 and (points < pixels).any():
        extra = _round(missing * _shares(np.where(points < pixels, pixels, 0)), missing)
        points = np.minimum(points + extra, pixels)
    return points


def _round(wanted: Floats, total: int) -> npt.NDArray[np.int64]:
    """Whole numbers near `wanted` that sum to `total` (largest remainders)."""
    whole = np.floor(wanted + 1e-9).astype(np.int64)
    missing = max(0, total - int(whole.sum()))
    order = np.argsort(-(wanted - whole), kind="stable")
    whole[order[:missing]] += 1
    return whole


def _shares(weights: npt.ArrayLike) -> Floats:
    values = np.asarray(weights, np.float64)
    return np.asarray(values / values.sum(), np.float64)
