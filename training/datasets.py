"""Reads the training sets into memory: images as stored integers, labels as rows of a label table.

Every set is a list of `Chip`s; nothing else in training knows where a set lies or how its files are named.
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Dict, FrozenSet, List, Mapping, Optional, Sequence, Tuple

import numpy as np
import numpy.typing as npt
import rasterio
from rasterio.warp import transform_bounds

from corina.engine.errors import EngineProblem
from corina.engine.grid import Grid, native_grid
from corina.training.labels import CORINE, IGNORE, S2GLC, LabelTable

SCALE = 1e-4
"""Reflectance of one stored unit in both sets (L2A, before the BOA offset of baseline 04.00)."""

_TILE = re.compile(r"_T(\d{2}[A-Z]{3})_")


class DatasetError(EngineProblem):
    """A training set that cannot be read; the message is one sentence for the user."""

    def __init__(self, message: str, details: str = "") -> None:
        super().__init__("data_invalid", message, details)


@dataclass(frozen=True)
class Chip:
    """One labelled image.

    image: uint16 [B, H, W], stored reflectance. labels: uint8 [H, W], rows of the label table.
    group: what must not be divided between training and test: a Sentinel-2 tile, or the chip itself.
    country: where it lies, empty where the set does not say. lost: places of bands that it does not have.
    grid: its pixels on the earth, None where the set does not say.
    """

    name: str
    image: npt.NDArray[np.uint16]
    labels: npt.NDArray[np.uint8]
    group: str
    country: str = ""
    lost: Tuple[int, ...] = ()
    grid: Optional[Grid] = None


def data_root(chosen: Optional[str] = None) -> Path:
    """The folder of the training sets: the chosen one, else $CORINA_DATA, else ../shared/data beside the checkout.

    Raises DatasetError where there is no such folder.
    """
    checkout = Path(__file__).resolve().parents[1]
    root = Path(chosen or os.environ.get("CORINA_DATA") or checkout.parent / "shared" / "data")
    if not root.is_dir():
        raise DatasetError(
            f"There is no folder with training data at {root}: name one with --data or $CORINA_DATA."
        )
    return root


def bigearthnet_counts(root: Path) -> Dict[str, Dict[int, int]]:
    """CLC code to pixels of each BigEarthNet patch, by patch id, as its index tells."""
    return {row["patch_id"]: {int(code): n for code, n in row["clc"].items()} for row in _index(root)}


def tile_of(patch_id: str) -> str:
    """The Sentinel-2 tile of a BigEarthNet patch: ..._T34VER_41_60 lies in 34VER."""
    match = _TILE.search(patch_id)
    if match is None:
        raise DatasetError(
            f"The patch id {patch_id} names no Sentinel-2 tile (expected _T and five characters)."
        )
    return match.group(1)


def read_bigearthnet(root: Path, table: LabelTable, bands: Sequence[str]) -> List[Chip]:
    """The 87 BigEarthNet v2 patches (120 x 120 px, CLC2018 labels), grouped by Sentinel-2 tile."""
    folder = root / "bigearthnet_v2"
    chips = []
    for row in _index(root):
        name = row["patch_id"]
        image = _read(folder / "s2" / f"{name}.tif", bands)
        labels = table.encode(_read(folder / "clc" / f"{name}.tif")[0], CORINE)
        chip = _chip(name, image, labels, tile_of(name), row["country"])
        chips.append(replace(chip, grid=_grid(folder / "s2" / f"{name}.tif")))
    return chips


def read_s2glc(root: Path, table: LabelTable, bands: Sequence[str]) -> List[Chip]:
    """The S2GLC chips (256 x 256 px, eight land cover classes); a chip is its own group, it has no place or date."""
    folder = root / "s2glc_chips"
    chips = []
    for path in sorted((folder / "images").glob("*.tif"), key=lambda p: int(p.stem)):
        labels = table.encode(_read(folder / "masks" / path.name)[0], S2GLC)
        chips.append(_chip(path.stem, _read(path, bands), labels, path.stem))
    if not chips:
        raise DatasetError(
            f"{folder / 'images'} holds no .tif chip: check that the training data is complete."
        )
    return chips


def relabelled(
    chips: Sequence[Chip],
    table: LabelTable,
    old: Mapping[int, FrozenSet[int]],
    new: Mapping[int, FrozenSet[int]],
) -> List[Chip]:
    """The same images with labels of another legend: each class keeps its value and gets its set of `new`."""
    rows = np.arange(len(table.sets), dtype=np.uint8)
    for value, allowed in old.items():
        rows[table.row(allowed)] = table.row(new[value])
    rows[IGNORE] = IGNORE
    return [replace(chip, labels=rows[chip.labels]) for chip in chips]


def _grid(path: Path) -> Optional[Grid]:
    with rasterio.open(path) as source:
        return native_grid(source.crs, source.transform, source.width, source.height) if source.crs else None


def bigearthnet_ground(root: Path, names: Sequence[str]) -> Optional[Dict[str, Any]]:
    """The ground of patches as a GeoJSON MultiPolygon in EPSG:4326: the rectangle around each that has a place."""
    polygons = []
    for name in names:
        with rasterio.open(root / "bigearthnet_v2" / "s2" / f"{name}.tif") as source:
            if source.crs is None:
                continue
            bounds = transform_bounds(source.crs, "EPSG:4326", *source.bounds)
        left, bottom, right, top = (round(value, 5) for value in bounds)
        polygons.append([[[left, bottom], [right, bottom], [right, top], [left, top], [left, bottom]]])
    return {"type": "MultiPolygon", "coordinates": polygons} if polygons else None


def reflectance_statistics(sets: Sequence[Sequence[Chip]]) -> Tuple[List[float], List[float]]:
    """Mean and standard deviation of reflectance per band; each set counts the same, whatever its size."""
    first, second = [], []
    for chips in sets:
        pixels = np.concatenate([chip.image[:, chip.image.any(axis=0)] for chip in chips], axis=1) * SCALE
        first.append(pixels.mean(axis=1))
        second.append((pixels**2).mean(axis=1))
    mean = np.mean(first, axis=0)
    std = np.sqrt(np.mean(second, axis=0) - mean**2)
    return [round(float(v), 6) for v in mean], [round(float(v), 6) for v in std]


def _chip(
    name: str, image: npt.NDArray[np.uint16], labels: npt.NDArray[np.uint8], group: str, country: str = ""
) -> Chip:
    if image.shape[1:] != labels.shape:
        raise DatasetError(
            f"{name}: the image has {image.shape[2]} x {image.shape[1]} pixels, its labels have {labels.shape[1]} x "
            f"{labels.shape[0]}; they must cover the same grid."
        )
    return Chip(name, image, np.where(image.any(axis=0), labels, IGNORE).astype(np.uint8), group, country)


def _index(root: Path) -> List[Dict[str, Any]]:
    path = root / "bigearthnet_v2" / "index.json"
    try:
        rows: List[Dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise DatasetError(f"{path} is absent: check that the training data is complete.") from error
    return rows


def _read(path: Path, bands: Sequence[str] = ()) -> npt.NDArray[np.uint16]:
    """The named bands of a raster, found by their descriptions; all bands where none is named."""
    try:
        with rasterio.open(path) as source:
            missing = [band for band in bands if band not in source.descriptions]
            if missing:
                raise DatasetError(f"{path} has no band {missing[0]}: it holds {source.descriptions}.")
            wanted = [source.descriptions.index(band) + 1 for band in bands] or source.indexes
            data: npt.NDArray[np.uint16] = source.read(wanted)
    except rasterio.errors.RasterioIOError as error:
        raise DatasetError(f"{path} cannot be read as an image: {error}") from error
    return data
