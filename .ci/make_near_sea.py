"""Makes engine/data/near_sea.png: where the sea is less than some 10 km away, in cells of 0.05 degrees.

    pip install global-land-mask==1.0.0
    python .ci/make_near_sea.py

The package holds what has no height in GLOBE, the elevation model of the world in cells of 1 km (NOAA National
Geophysical Data Center, 1999, public domain), and so is sea. `make` does not make it: the sea stays where it is.
"""

from __future__ import annotations

import importlib.util
import math
from pathlib import Path

import numpy as np
import numpy.typing as npt
import rasterio
from rasterio.shutil import copy

TARGET = Path(__file__).resolve().parents[1] / "engine" / "data" / "near_sea.png"
CELLS = 6
"""Cells of GLOBE along the edge of one of ours."""
DEGREES = CELLS / 120
KM = 10.0
KM_A_DEGREE = 111.2
MISSED = {
    "Limfjord and Mariager Fjord": (8.1, 56.4, 10.4, 57.15),
    "Schlei": (9.5, 54.45, 10.0, 54.7),
    "Syvash": (33.5, 45.7, 35.2, 46.3),
}
"""Arms of the sea that GLOBE takes for land: west, south, east, north."""

Cells = npt.NDArray[np.bool_]


def sea() -> Cells:
    """Which of our cells hold any sea, from 90 N and 180 W on."""
    package = importlib.util.find_spec("global_land_mask")
    if package is None or package.origin is None:
        raise SystemExit("global-land-mask is not there: pip install global-land-mask==1.0.0")
    fine = np.load(Path(package.origin).parent / "globe_combined_mask_compressed.npz")["mask"]
    rows, columns = fine.shape[0] // CELLS, fine.shape[1] // CELLS
    cells: Cells = fine.reshape(rows, CELLS, columns, CELLS).any(axis=(1, 3))
    for west, south, east, north in MISSED.values():
        top, bottom = round((90 - north) / DEGREES), round((90 - south) / DEGREES)
        cells[top:bottom, round((west + 180) / DEGREES) : round((east + 180) / DEGREES)] = True
    return cells


def grown(cells: Cells) -> Cells:
    """All cells less than `KM` from one of these, and some that are a little farther; round the globe."""
    high = math.ceil(KM / (KM_A_DEGREE * DEGREES))
    tall = cells.copy()
    for shift in range(1, high + 1):
        tall[shift:] |= cells[:-shift]
        tall[:-shift] |= cells[shift:]
    result = np.empty_like(tall)
    for number, row in enumerate(tall):
        nearest_pole = min(90.0, abs(90 - (number + 0.5) * DEGREES) + high * DEGREES)
        degree = KM_A_DEGREE * max(math.cos(math.radians(nearest_pole)), 1e-6)
        wide = min(len(row) // 2, math.ceil(KM / (degree * DEGREES)))
        counted = np.concatenate([[0], np.concatenate([row[-wide:], row, row[:wide]]).cumsum()])
        result[number] = counted[2 * wide + 1 :] > counted[: -2 * wide - 1]
    return result


if __name__ == "__main__":
    near = grown(sea())
    whole = {"driver": "MEM", "dtype": "uint8", "count": 1, "height": near.shape[0], "width": near.shape[1]}
    with rasterio.open("near", "w", **whole) as file:
        file.write(near.astype(np.uint8), 1)
        copy(file, TARGET, driver="PNG", nbits=1, zlevel=9, strict=False)
    print(f"{TARGET}: {TARGET.stat().st_size} bytes, near the sea: {near.mean():.3f} of all cells")
