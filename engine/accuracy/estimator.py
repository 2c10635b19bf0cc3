"""Design-based estimates from a stratified sample, with standard errors and 95 % confidence intervals.

One estimator serves all designs: the stratified ratio estimator of Stehman (2014, doi 10.1080/01431161.2014.930207).
Where the strata are the map's classes it is that of Olofsson et al. (2014, doi 10.1016/j.rse.2014.02.015) to the last
digit; with a single stratum it is that of simple random sampling. Wall-to-wall pixels are no sample: none of this may
be applied to them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Z_95 = 1.96
"""Half width of a 95 % interval in standard errors, as in the published worked examples."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Estimate:
    """A value with its standard error and 95 % interval, all in the value's unit.

    se, low and high are None where the sample does not tell them (a stratum with a single point).
    """

    value: float
    se: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Assessment:
    """What a sample says about a map of K classes.

    overall: share of the area that is mapped right. users, producers: per class, None where the sample has no point the
    map puts there, or none that is that class. areas: share of the whole area that is each class, by the reference.
    proportions: [K, K] estimated shares of the area, rows map, columns reference. weights: [H] shares of the strata.
    """

    overall: Estimate
    users: tuple[Estimate | None, ...]
    producers: tuple[Estimate | None, ...]
    areas: tuple[Estimate, ...]
    proportions: Floats
    weights: Floats


def assess(counts: npt.ArrayLike, sizes: npt.ArrayLike) -> Assessment:
    """Estimate accuracy and areas from counted points.

    counts: [H, K, K], points of stratum h that the map puts in class i and the reference in class j. sizes: [H], the
    area of each stratum in any one unit, or its number of pixels. Strata are taken as large against their samples:
    there is no finite population correction. Raises ValueError for a stratum without a point or of no size.
    """
    n, areas = np.asarray(counts, np.float64), np.asarray(sizes, np.float64)
    if n.ndim != 3 or n.shape[1] != n.shape[2] or n.shape[0] != areas.size:
        raise ValueError(f"counts has shape {n.shape}, sizes {areas.shape}; expected [H, K, K] and [H]")
    if (n < 0).any() or not (areas > 0).all() or not (n.sum(axis=(1, 2)) > 0).all():
        raise ValueError("every stratum needs an area above 0 and at least one point")
    sample = _Sample(n, areas / areas.sum())
    right = np.einsum("hkk->hk", n)
    mapped, reference = n.sum(axis=2), n.sum(axis=1)
    classes = range(n.shape[1])
    return Assessment(
        overall=sample.mean(right.sum(axis=1)),
        users=tuple(sample.ratio(right[:, k], mapped[:, k], mapped[:, k]) for k in classes),
        producers=tuple(sample.ratio(right[:, k], reference[:, k], sample.points) for k in classes),
        areas=tuple(sample.mean(reference[:, k]) for k in classes),
        proportions=np.einsum("h,hij->ij", sample.weights / sample.points, n),
        weights=sample.weights,
    )


def stratified_by_map(matrix: npt.ArrayLike, sizes: npt.ArrayLike) -> Assessment:
    """`assess` where the strata are the map's classes, from an error matrix [K, K], rows map, columns reference."""
    n = np.asarray(matrix, np.float64)
    counts = np.zeros((*n.shape, n.shape[-1]))
    counts[np.arange(len(n)), np.arange(len(n))] = n
    return assess(counts, sizes)


class _Sample:
    """Indicators summed over the points of each stratum, and what follows for the whole map.

    points: [H] number of points. weights: [H] shares of the area.
    """

    def __init__(self, counts: Floats, weights: Floats) -> None:
        self.points: Floats = counts.sum(axis=(1, 2))
        self.weights = weights

    def mean(self, hits: Floats) -> Estimate:
        """The share of the area with an indicator; hits: [H] points that have it."""
        share = hits / self.points
        variance = np.sum(self.weights**2 * self._covariance(share, share, share))
        return _estimate(float(self.weights @ share), float(variance), self._spread_known(self.points))

    def ratio(self, hits: Floats, base: Floats, strata: Floats) -> Estimate | None:
        """The share of what has indicator `base` that also has `hits`; hits: [H] points of those in base: [H].

        strata: [H], above 0 where the stratum's spread matters. Stehman (2014), eq. 27 and 28; None where no point is
        in the base.
        """
        if not base.any():
            return None
        y, x = hits / self.points, base / self.points
        total = float(self.weights @ x)
        value = float(self.weights @ y) / total
        # Whatever is in hits is in base: the mean of the product is that of hits.
        spread = self._covariance(y, y, y) + value**2 * self._covariance(x, x, x)
        spread -= 2 * value * self._covariance(y, x, y)
        variance = float(np.sum(self.weights**2 * spread)) / total**2
        return _estimate(value, variance, self._spread_known(strata))

    def _spread_known(self, strata: Floats) -> bool:
        # A single point says nothing about the spread within its stratum.
        return bool((self.points[strata > 0] > 1).all())

    def _covariance(self, y: Floats, x: Floats, both: Floats) -> Floats:
        """[H] covariance of the means of two indicators, from the means of each and of their product."""
        return np.asarray((both - y * x) / np.maximum(self.points - 1, 1), np.float64)


def _estimate(value: float, variance: float, spread_known: bool) -> Estimate:
    if not spread_known:
        return Estimate(value, None, None, None)
    se = math.sqrt(max(variance, 0.0))
    return Estimate(value, se, max(0.0, value - Z_95 * se), min(1.0, value + Z_95 * se))
