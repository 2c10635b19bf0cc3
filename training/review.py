"""Labels to look at again: the patches and label polygons that a model finds least likely (Ulmas and Liiv's use)."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, List, Optional, Tuple

import numpy as np
import numpy.typing as npt
from rasterio.features import rasterize, shapes
from rasterio.transform import from_bounds

from corina.clc import CLASSES
from corina.engine.errors import EngineProblem
from corina.models.decode import decode
from corina.training.collection import Collection
from corina.training.ground import overlapping, thinned
from corina.training.labels import IGNORE
from corina.training.splitlayer import Outline, class_values, outline_of, write_outlines

PATCHES, POLYGONS = "patches", "polygons"
_LEAST = 1e-7

PATCH_FIELDS = (
    ("rank", "INTEGER"),
    ("name", "TEXT"),
    ("source", "TEXT"),
    ("loss", "REAL"),
    ("agreement", "REAL"),
    ("classes", "TEXT"),
    ("mapped", "TEXT"),
    ("status", "TEXT"),
    ("comment", "TEXT"),
)
POLYGON_FIELDS = (
    ("rank", "INTEGER"),
    ("patch", "TEXT"),
    ("source", "TEXT"),
    ("code", "INTEGER"),
    ("label", "TEXT"),
    ("mapped_code", "INTEGER"),
    ("mapped_name", "TEXT"),
    ("loss", "REAL"),
    ("agreement", "REAL"),
    ("area_ha", "REAL"),
    ("status", "TEXT"),
    ("comment", "TEXT"),
)
"""status: empty, for a person to say "wrong", "right" or "unsure"."""

Floats = npt.NDArray[np.float32]
Predictor = Callable[[npt.NDArray[np.uint16]], Floats]


@dataclass(frozen=True)
class PatchLoss:
    """A patch, by its number, and how unlikely the model finds its labels.

    loss: mean over labelled pixels of -ln P(label), P summed over the codes that the label allows. agreement: share of
    labelled pixels whose mapped class the label allows. mapped: the classes mapped there, as text.
    """

    patch: int
    loss: float
    agreement: float
    mapped: str


@dataclass(frozen=True)
class PolygonLoss:
    """A patch's part of a label polygon: as PatchLoss. rings: outline in the patch's CRS, outer ring first."""

    patch: int
    row: int
    loss: float
    agreement: float
    mapped_code: int
    area_ha: float
    rings: Sequence[Sequence[Tuple[float, float]]]


def patches_to_review(collection: Collection) -> List[int]:
    """The numbers of the patches with labels, of overlapping ones the first."""
    _, pairs = overlapping(collection.patches)
    left_out = set(thinned(len(collection.patches), pairs))
    labelled = np.flatnonzero(collection.patches.labelled)
    return [number for number in labelled.tolist() if number not in left_out]


def losses(
    collection: Collection,
    predict: Predictor,
    codes: Sequence[int],
    numbers: Sequence[int],
    minimum_ha: float,
) -> Iterator[Tuple[PatchLoss, List[PolygonLoss]]]:
    """Map each patch and compare with its labels, the boundary band left out.

    predict: stored integers [B, H, W] to probabilities [K, H, W] of `codes`, which must be those of the table.
    """
    table = collection.table
    inside = np.array([[code in allowed for code in codes] for allowed in table.sets])
    for number in numbers:
        chip = collection.read(number)
        keep = chip.labels != IGNORE
        if not keep.any():
            continue
        probabilities = predict(chip.image)
        leaves = np.asarray(decode(probabilities, table.codes)[0])
        allowed = np.moveaxis(inside[chip.labels], -1, 0)
        likely = np.where(allowed, probabilities, 0).sum(axis=0)
        loss = -np.log(np.clip(likely, _LEAST, 1)).astype(np.float32)
        agrees = np.take_along_axis(allowed, leaves[None].astype(np.int64), axis=0)[0]
        mapped = np.asarray(codes)[leaves]
        patch_loss = PatchLoss(
            number, float(loss[keep].mean()), float(agrees[keep].mean()), _listed(mapped[keep])
        )
        polygons: List[PolygonLoss] = []
        if collection.patches[number].bounds is not None:
            polygons = _polygons(collection, number, chip.labels, loss, agrees, mapped, minimum_ha)
        yield patch_loss, polygons


def _polygons(
    collection: Collection,
    number: int,
    labels: npt.NDArray[np.uint8],
    loss: Floats,
    agrees: npt.NDArray[np.bool_],
    mapped: npt.NDArray[np.int64],
    minimum_ha: float,
) -> List[PolygonLoss]:
    patch = collection.patches[number]
    assert patch.bounds is not None
    place = from_bounds(*patch.bounds, labels.shape[1], labels.shape[0])
    pixel_ha = abs(place.a * place.e) / 10_000
    found = list(shapes(labels, mask=labels != IGNORE, transform=place))
    if not found:
        return []
    regions = rasterize(
        ((geometry, index) for index, (geometry, _) in enumerate(found, start=1)),
        out_shape=labels.shape, transform=place, dtype="int32",
    ).ravel()  # fmt: skip
    pixels = np.bincount(regions, minlength=len(found) + 1)
    mean_loss = np.bincount(regions, loss.ravel(), len(found) + 1) / np.maximum(pixels, 1)
    agreement = np.bincount(regions, agrees.ravel(), len(found) + 1) / np.maximum(pixels, 1)
    result = []
    for index, (geometry, row) in enumerate(found, start=1):
        if pixels[index] * pixel_ha >= minimum_ha:
            values, counts = np.unique(mapped.ravel()[regions == index], return_counts=True)
            result.append(
                PolygonLoss(
                    number, int(row), float(mean_loss[index]), float(agreement[index]), int(values[counts.argmax()]),
                    float(pixels[index] * pixel_ha), geometry["coordinates"],
                )
            )  # fmt: skip
    return result


def _listed(mapped: npt.NDArray[np.int64]) -> str:
    values, counts = np.unique(mapped, return_counts=True)
    order = np.argsort(-counts)[:6]
    return ", ".join(f"{values[i]} {100 * counts[i] / mapped.size:.0f} %" for i in order)


def worst(items: Sequence[Any], limit: int) -> List[Any]:
    """The items of the highest loss, the highest first."""
    return sorted(items, key=lambda item: -item.loss)[:limit]


def write_patches_to_review(path: Path, collection: Collection, found: Sequence[PatchLoss]) -> Optional[Path]:
    """Write patches, the worst first, as a layer; None when none of them has a place. Raises EngineProblem."""
    outlines = []
    for rank, item in enumerate(found, start=1):
        patch = collection.patches[item.patch]
        if patch.bounds is not None:
            outlines.append(
                Outline(patch.crs, [outline_of(patch.bounds)], _patch_row(collection, rank, item))
            )
    return write_outlines(path, PATCHES, PATCH_FIELDS, outlines, "Patches to review, the highest loss first")


def write_polygons_to_review(
    path: Path, collection: Collection, found: Sequence[PolygonLoss]
) -> Optional[Path]:
    """Write label polygons, the worst first, as a layer; None when there is none. Raises EngineProblem."""
    outlines = []
    for rank, item in enumerate(found, start=1):
        patch = collection.patches[item.patch]
        allowed = sorted(collection.table.sets[item.row])
        single = allowed[0] if len(allowed) == 1 else 0
        label = CLASSES[single].label if single else "/".join(map(str, allowed))
        values = (
            rank, patch.name, collection.sources[patch.source].name, single, label,
            item.mapped_code, CLASSES[item.mapped_code].name, round(item.loss, 4), round(item.agreement, 4),
            round(item.area_ha, 2), "", "",
        )  # fmt: skip
        outlines.append(Outline(patch.crs, item.rings, values))
    return write_outlines(
        path, POLYGONS, POLYGON_FIELDS, outlines, "Label polygons to review, the highest loss first"
    )


def _patch_row(collection: Collection, rank: int, item: PatchLoss) -> Tuple[Any, ...]:
    patch = collection.patches[item.patch]
    classes = class_values(patch)[2]
    source = collection.sources[patch.source].name
    return (
        rank,
        patch.name,
        source,
        round(item.loss, 4),
        round(item.agreement, 4),
        classes,
        item.mapped,
        "",
        "",
    )


def write_table(path: Path, collection: Collection, found: Sequence[PatchLoss]) -> None:
    """Write patches, the worst first, as CSV: for sets that have no place on a map as well. Raises EngineProblem."""
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([name for name, _ in PATCH_FIELDS])
            writer.writerows(_patch_row(collection, rank, item) for rank, item in enumerate(found, start=1))
    except OSError as error:
        raise EngineProblem(
            "output_not_writable", f"{path} cannot be written ({error.strerror}); choose another folder."
        ) from error


def to_rows(collection: Collection, found: Sequence[PatchLoss]) -> List[Dict[str, Any]]:
    """Patches as JSON values."""
    names = [name for name, _ in PATCH_FIELDS[:-2]]
    return [dict(zip(names, _patch_row(collection, rank, item))) for rank, item in enumerate(found, start=1)]
