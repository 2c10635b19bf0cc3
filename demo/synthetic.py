"""Makes a synthetic Sentinel-2 L2A scene for clones without real imagery: a made-up landscape, published reflectances.

The landscape has hills, a lake, a river, forests, bogs, fields of one crop each, a town with gardens, villages and
roads; the image has the sensor's blur and noise, a small cloud with its shadow and the slanted edge of a swath. See
demo.endmembers for where the reflectances come from. It shows how Corina works, not how well: figures on it would mean
nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import Tuple

import numpy as np
from osgeo import gdal, osr

from corina.demo.endmembers import BANDS, ENDMEMBERS, TYPES, reflectance

SIZE = 1024
PIXEL_M = 10.0
EPSG, ORIGIN = 32631, (400000.0, 6100000.0)
"""A place in the North Sea, so that nobody takes it for one on land."""
SEED = 20180715
DESCRIPTION = (
    "SYNTHETIC: made by Corina's demo from published reflectances of land cover types (Souza et al. 2005, Small and "
    "Milesi 2013); no place on Earth looks like this."
)
_NAMES = tuple(TYPES)


def write_synthetic_scene(path: Path, size: int = SIZE, seed: int = SEED) -> Path:
    """Write the scene as a GeoTIFF: uint16 reflectance x 10000, bands B02, B03, B04, B08, nodata 0. Returns `path`."""
    image = synthetic_image(size, seed)
    dataset = gdal.GetDriverByName("GTiff").Create(
        str(path), size, size, len(BANDS), gdal.GDT_UInt16, ["COMPRESS=DEFLATE", "TILED=YES", "PREDICTOR=2"]
    )
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(EPSG)
    dataset.SetProjection(reference.ExportToWkt())
    dataset.SetGeoTransform((ORIGIN[0], PIXEL_M, 0.0, ORIGIN[1], 0.0, -PIXEL_M))
    dataset.SetMetadata({"TIFFTAG_IMAGEDESCRIPTION": DESCRIPTION, "SYNTHETIC": "YES"})
    for number, (name, pixels) in enumerate(zip(BANDS, image), start=1):
        band = dataset.GetRasterBand(number)
        band.WriteArray(pixels)
        band.SetDescription(name)
        band.SetNoDataValue(0)
        band.SetScale(0.0001)
        band.SetOffset(0.0)
    dataset.FlushCache()
    return path


def synthetic_image(size: int, seed: int) -> np.ndarray:
    """The pixels, uint16 [4, size, size]; 0 is no data."""
    random = np.random.default_rng(seed)
    types, brightness = landscape(size, random)
    table = np.stack([reflectance(name) for name in _NAMES])
    image = np.moveaxis(table[types], -1, 0) * brightness
    image = _add_clouds(image, random)
    # The point spread of the instrument, then photon noise: a signal-to-noise ratio of about 150.
    image = np.stack([_blur(band, 0.6) for band in image])
    image *= 1 + random.normal(0, 1 / 150, image.shape)
    stored = np.clip(np.rint(image * 10000), 1, 65534).astype(np.uint16)
    rows, columns = np.mgrid[:size, :size] / size
    stored[:, columns + 0.35 * rows > 1.22] = 0
    return stored


def landscape(size: int, random: np.random.Generator) -> Tuple[np.ndarray, np.ndarray]:
    """The type of each pixel, as an index into demo.endmembers.TYPES, and the brightness of its surface, about 1."""
    rows, columns = np.mgrid[:size, :size] / size
    height = _noise(size, 0.16, random)
    types, brightness = _fields(size, random)

    def put(mask: np.ndarray, name: str) -> None:
        types[mask] = _NAMES.index(name)
        brightness[mask] = 1.0

    wood = _noise(size, 0.035, random)
    put((height > 0.35) & (wood > -0.9), "broad-leaved forest")
    put((height > 0.75) & (wood > -1.2), "coniferous forest")
    put((height < -1.05) & (wood > -0.2), "peat bog")
    put(np.hypot(rows - 0.72, 1.25 * (columns - 0.24)) + 0.012 * wood < 0.105, "water")
    course = 0.50 + 0.10 * np.sin(5.2 * columns + 0.6) + 0.03 * np.sin(17 * columns) + 0.008 * wood
    put(np.abs(rows - course) < 0.022, "pasture")
    put(np.abs(rows - course) < 0.006, "water")
    _settle(types, brightness, put, random)
    # Slopes that face the morning sun are brighter; crowns and roofs are rough.
    relief = np.gradient(_blur(height, size * 0.01), axis=1)
    brightness = brightness * (1 - 3.0 * relief * (size / 1024))
    rough = np.where(np.isin(types, [_NAMES.index(n) for n in _NAMES if "forest" in n]), 0.10, 0.04)
    brightness = brightness * (1 + rough * random.normal(0, 1, types.shape))
    return types, np.clip(brightness, 0.4, 1.8)


def _fields(size: int, random: np.random.Generator) -> Tuple[np.ndarray, np.ndarray]:
    """Fields around random centres, longer than wide and of one crop each."""
    count = max(8, size * size // 2500)
    centres = random.uniform(0, size, (count, 2))
    angle = np.deg2rad(24)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]) * [[1.0], [1.9]]
    turned = centres @ turn.T
    crops = random.choice(
        [_NAMES.index(n) for n in ("growing crop", "ripe crop", "bare soil", "pasture")],
        count,
        p=(0.36, 0.26, 0.14, 0.24),
    )
    tone = random.normal(1.0, 0.12, count)
    nearest = np.empty((size, size), int)
    block, reach = 64, 130
    for top in range(0, size, block):
        for left in range(0, size, block):
            rows, columns = np.mgrid[top : min(top + block, size), left : min(left + block, size)]
            here = np.stack([rows, columns], -1) @ turn.T
            middle = centres - (top + block / 2, left + block / 2)
            near = np.flatnonzero(np.abs(middle).max(1) < block / 2 + reach)
            distance = np.abs(here[:, :, None, :] - turned[near]).max(-1)
            nearest[rows, columns] = near[distance.argmin(-1)]
    return crops[nearest], tone[nearest]


def _settle(types: np.ndarray, brightness: np.ndarray, put, random: np.random.Generator) -> None:  # noqa: ANN001
    """A town, villages and the roads between them."""
    size = len(types)
    rows, columns = np.mgrid[:size, :size] / size
    places = [
        (0.36, 0.62, 0.085),
        (0.18, 0.20, 0.020),
        (0.80, 0.62, 0.024),
        (0.60, 0.86, 0.018),
        (0.08, 0.70, 0.016),
    ]
    water = types == _NAMES.index("water")
    for (row, column, _), (other_row, other_column, _) in zip([places[0]] * 4, places[1:]):
        along = np.hypot(other_row - row, other_column - column)
        across = (
            np.abs((columns - column) * (other_row - row) - (rows - row) * (other_column - column)) / along
        )
        share = ((rows - row) * (other_row - row) + (columns - column) * (other_column - column)) / along**2
        put((across < 0.0011) & (share > 0) & (share < 1) & ~water, "road")
    patches = _noise(size, 0.006, random)
    for row, column, radius in places:
        distance = np.hypot(rows - row, columns - column) / radius + 0.18 * _noise(size, 0.02, random)
        inside = (distance < 1) & ~water
        put(inside, "gardens")
        # The denser, the nearer to the centre.
        put(inside & (patches > 1.6 * distance - 0.6), "buildings and paving")
        grid = (np.arange(size)[:, None] % 14 == 0) | (np.arange(size)[None, :] % 17 == 0)
        put(inside & grid, "road")
        built = inside & (types == _NAMES.index("buildings and paving"))
        brightness[built] = random.uniform(0.6, 1.5, built.sum())


def _add_clouds(image: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """One small cloud and its shadow to the north-west, as in a morning image."""
    size = image.shape[-1]
    rows, columns = np.mgrid[:size, :size] / size
    soft = _noise(size, 0.02, random)
    shape = np.clip(1.4 - np.hypot(rows - 0.90, 1.3 * (columns - 0.40)) / 0.035 + 0.35 * soft, 0, 1)
    shadow = np.roll(shape, (-int(0.05 * size), -int(0.035 * size)), (0, 1))
    image = image * (1 - 0.65 * shadow)
    return image * (1 - shape) + ENDMEMBERS["cloud"][:, None, None] * shape


def _noise(size: int, scale: float, random: np.random.Generator) -> np.ndarray:
    """Smooth noise [size, size] with mean 0 and deviation 1; `scale`: size of its features as a share of the image."""
    smooth = _blur(random.normal(0, 1, (size, size)), scale * size)
    return (smooth - smooth.mean()) / smooth.std()


def _blur(image: np.ndarray, sigma: float) -> np.ndarray:
    """A Gaussian blur of `sigma` px by way of the Fourier transform; opposite edges meet."""
    rows = np.fft.fftfreq(image.shape[0])[:, None]
    columns = np.fft.rfftfreq(image.shape[1])[None, :]
    kernel = np.exp(-2 * (np.pi * sigma) ** 2 * (rows**2 + columns**2))
    return np.fft.irfft2(np.fft.rfft2(image) * kernel, image.shape)
