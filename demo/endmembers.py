"""Published reflectance figures the synthetic scene is mixed from, in the bands B02, B03, B04, B08 (0..1).

Green vegetation, dry (non-photosynthetic) vegetation, soil, cloud and shade: Souza, Roberts and Cochrane (2005),
Combining spectral and spatial information to map canopy damage from selective logging and forest fires, Remote Sensing
of Environment 98, 329-343, doi 10.1016/j.rse.2005.07.013, for the blue, green, red and near infrared bands of Landsat,
which Sentinel-2's resemble.

Substrate (roofs, paving, rock) and dark (water): Small and Milesi (2013), Multi-scale standardized spectral mixture
models, Remote Sensing of Environment 136, 442-454, doi 10.1016/j.rse.2013.05.024, same bands. Theirs were measured at
the top of the atmosphere; half of the dark one is taken as path radiance and left out, which leaves clear water about
as dark as L2A products show it.

A land cover type is a mixture of them, after the vegetation - impervious surface - soil model of Ridd (1995),
International Journal of Remote Sensing 16, 2165-2185, doi 10.1080/01431169508954549. The shares are our own choice.
"""

from __future__ import annotations

from typing import Dict, Mapping

import numpy as np

BANDS = ("B02", "B03", "B04", "B08")

ENDMEMBERS: Dict[str, np.ndarray] = {
    "green": np.array([0.0119, 0.0475, 0.0169, 0.6250]),
    "dry": np.array([0.1514, 0.1597, 0.1421, 0.3053]),
    "soil": np.array([0.1799, 0.2479, 0.3158, 0.5437]),
    "cloud": np.array([0.4031, 0.8714, 0.7900, 0.8989]),
    "shade": np.zeros(4),
    "substrate": np.array([0.211200, 0.317455, 0.426777, 0.525177]),
    "water": np.array([0.081085, 0.044215, 0.025971, 0.017209]) * 0.5,
}

TYPES: Dict[str, Mapping[str, float]] = {
    "water": {"water": 1.0},
    "coniferous forest": {"green": 0.33, "dry": 0.05, "shade": 0.62},
    "broad-leaved forest": {"green": 0.60, "dry": 0.08, "shade": 0.32},
    "pasture": {"green": 0.55, "dry": 0.20, "soil": 0.08, "shade": 0.17},
    "growing crop": {"green": 0.74, "soil": 0.10, "dry": 0.04, "shade": 0.12},
    "ripe crop": {"dry": 0.55, "soil": 0.20, "green": 0.08, "shade": 0.17},
    "bare soil": {"soil": 0.40, "dry": 0.10, "shade": 0.50},
    "peat bog": {"green": 0.22, "dry": 0.30, "shade": 0.48},
    "buildings and paving": {"substrate": 0.30, "cloud": 0.04, "green": 0.04, "shade": 0.62},
    "gardens": {"green": 0.42, "substrate": 0.12, "dry": 0.12, "shade": 0.34},
    "road": {"substrate": 0.24, "dry": 0.10, "shade": 0.66},
}


def reflectance(name: str) -> np.ndarray:
    """The reflectance [4] of a land cover type in B02, B03, B04, B08."""
    return np.sum([share * ENDMEMBERS[part] for part, share in TYPES[name].items()], axis=0)
