"""What a run needs of a recipe with data of its own: patches of any source, divided as the recipe's split says."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Any, Dict, List, Optional, Sequence, Set, Tuple

import numpy as np
import shapely
from shapely.geometry.polygon import orient

from corina.engine.errors import EngineProblem
from corina.engine.jobs import DataChoice, Recipe
from corina.engine.jobs.training import OWN
from corina.training.collection import Collection, open_collection
from corina.training.description import describes, open_kept, read_description
from corina.training.ground import boxes
from corina.training.patch_list import PatchList
from corina.training.prepare import PIXELS, About, Prepared
from corina.training.sampling import TrainingData
from corina.training.sources import Patch
from corina.training.splits import Split, split
from corina.training.statistics import source_warnings
from corina.training.validation import Validation

_MOST_POLYGONS = 200
"""Patches whose squares a card lists; of more it holds the rectangle of each scene or tile."""
_MOST_PLACES = 1000
_CHANGED = (
    "The scenes or labels of this run were changed since it began, so they were looked through again; patches that "
    "were trained on may now be held out, which flatters."
)


DATASET_FILE = "dataset.json"
"""The description of its data in the folder of a run."""


def prepare_own(
    recipe: Recipe,
    test_fold: Optional[int] = None,
    folder: Optional[Path] = None,
    rotated: Optional[int] = None,
) -> Prepared:
    """Open the recipe's data, divide it, and measure reflectance on the training patches.

    test_fold: measure on this fold instead of the recipe's; the recipe's own is then not trained on either.
    folder: of the run, where the description of the data is kept, so that a run that is resumed, measured or exported
    does not look through its sources again. rotated: as in `prepare`. Raises EngineProblem, which says what is wrong
    with the data.
    """
    assert recipe.data is not None
    collection, changed = _opened(recipe.data, folder)
    divided = split(collection.patches, recipe.split, recipe.data.sources)
    if rotated is not None:
        # Divided once: who splits anew for another fold gets folds that changed places, and tests on the same patches.
        divided = divided.rotated(rotated)
    train = divided.train()
    if test_fold is not None:
        kept_out = set(divided.test())
        divided = divided.rotated(test_fold)
        train = [number for number in divided.train() if number not in kept_out]
    mean, std = collection.statistics(train, recipe.seed)
    banded = recipe.data.boundary_m > 0
    check, test = divided.validation(), divided.test()
    looked_at = collection.chips(check, boundary=False)
    held_out = collection.chips(test, boundary=False)
    counts, named = _counts(collection, train)
    share = [source.share for source in collection.choice.sources]
    shares = [share[source] for source in collection.patches.sources[train].tolist()]
    return Prepared(
        training=TrainingData(collection.table, {OWN: collection.chips(train)}, {OWN: shares}),
        held_out=held_out,
        check=(),
        folds=(),
        mean=tuple(mean),
        std=tuple(std),
        inner=collection.chips(test) if banded else held_out,
        validation=Validation(looked_at, collection.chips(check) if banded else looked_at),
        counts=counts,
        patches=named,
        about=_about(collection, divided, train),
        warnings=(
            *changed,
            *source_warnings(collection),
            *divided.warnings,
            *_only_held_out(collection, train, check + test),
        ),
    )


def _opened(data: DataChoice, folder: Optional[Path]) -> Tuple[Collection, List[str]]:
    """The data, and a warning when they are not what the run in the folder began with.

    A file's time alone is no sign of that: QGIS touches each GeoPackage that it shows.
    """
    if folder is None or not os.access(folder, os.W_OK):
        return open_collection(data), []
    kept = folder / DATASET_FILE
    before: Optional[Collection] = None
    if kept.is_file() and not describes(kept, data):
        with suppress(EngineProblem):
            before = read_description(kept)
    collection = open_kept(data, kept, lambda text, fraction: None)
    same = before is None or before.patches == collection.patches
    return collection, [] if same else [_CHANGED]


def _counts(collection: Collection, numbers: Sequence[int]) -> Tuple[Dict[int, int], Dict[int, int]]:
    """Per code the training pixels and patches that name exactly this code."""
    pixels: Dict[int, int] = dict.fromkeys(collection.codes, 0)
    patches: Dict[int, int] = dict.fromkeys(collection.codes, 0)
    held = collection.patches.contents
    wanted = np.isin(held.patches, numbers)
    found = np.bincount(held.sets[wanted], held.pixels[wanted], len(held.names)).astype(np.int64).tolist()
    times = np.bincount(held.sets[wanted], minlength=len(held.names)).tolist()
    for allowed, count, often in zip(held.names, found, times):
        known = allowed & set(collection.codes)
        if len(known) == 1:
            code = next(iter(known))
            pixels[code] += count
            patches[code] += often
    return pixels, patches


def _only_held_out(collection: Collection, train: Sequence[int], held: Sequence[int]) -> List[str]:
    """A warning for classes that occur in held-out patches only: a network cannot learn what it never sees."""

    content = collection.patches.contents

    def single(numbers: Sequence[int]) -> Set[int]:
        kinds = np.unique(content.sets[np.isin(content.patches, numbers)]).tolist()
        return {next(iter(content.names[kind])) for kind in kinds if len(content.names[kind]) == 1}

    lost = sorted(single(held) - single(train))
    if not lost:
        return []
    return [
        f"{', '.join(map(str, lost))} occur in held-out patches only, so the model cannot learn them and each of their "
        "pixels counts as wrong; choose another seed or split, or more data."
    ]


def _about(collection: Collection, divided: Split, train: Sequence[int]) -> About:
    countries = collection.patches.texts("country")
    test = divided.test()
    groups = sorted({divided.group_of[i] for i in test})
    places = sorted({countries[i] for i in test} - {""})
    where = f" in {', '.join(places)}" if places else ""
    listed = ", ".join(groups[:30]) + (f" and {len(groups) - 30} more" if len(groups) > 30 else "")
    return About(
        sets=tuple(_set(collection, number) for number in range(len(collection.sources))),
        countries=tuple(sorted({countries[i] for i in train} - {""})),
        groups=tuple(groups[:1000]),
        what=f"patches ({PIXELS} pixels) of {len(groups)} {divided.scheme.value}{where} that were not trained on "
        f"(fold {divided.held_out} of {divided.folds}): {listed}",
        area=training_area(collection.patches, train),
        split={
            "scheme": divided.scheme.value,
            "folds": divided.folds,
            "held_out": divided.held_out,
            "validation": divided.validation_fold,
            "seed": divided.seed,
            "training_patches": len(train),
            "validation_patches": len(divided.validation()),
            "held_out_patches": len(test),
        },
    )


def _set(collection: Collection, number: int) -> Dict[str, str]:
    """What a card says of a source."""
    source = collection.sources[number]
    choice = collection.choice.sources[number]
    count = int((collection.patches.sources == number).sum())
    return {
        "name": f"{source.name} ({count} patches)",
        "licence": str(getattr(source, "licence", "") or "not stated"),
        "citation": str(getattr(source, "citation", "") or ""),
        "use": "training only" if choice.train_only else "training, validation and evaluation",
    }


def training_area(patches: Sequence[Patch], numbers: Sequence[int]) -> Optional[Dict[str, Any]]:
    """The ground of some patches, united, as a GeoJSON MultiPolygon in EPSG:4326; None without a place."""
    listed = PatchList.of(patches)
    everywhere = boxes(listed, "EPSG:4326")
    chosen = [number for number in numbers if np.isfinite(everywhere[number]).all()]
    if not chosen:
        return None
    single = len(chosen) <= _MOST_POLYGONS
    tiles, scenes = listed.texts("tile"), listed.texts("scene")
    by_place: Dict[Any, List[int]] = {}
    for number in chosen:
        key = number if single else tiles[number] or scenes[number] or number
        by_place.setdefault(key, []).append(number)
    rectangles = []
    for members in list(by_place.values())[:_MOST_PLACES]:
        corners = (everywhere[members, :2].min(axis=0), everywhere[members, 2:].max(axis=0))
        rectangles.append(shapely.box(*np.round(np.concatenate(corners), 5).tolist()))
    # Patches overlap, and polygons that overlap or share an edge are no valid MultiPolygon.
    parts = shapely.get_parts(shapely.union_all(rectangles))
    return {"type": "MultiPolygon", "coordinates": [_rings(part) for part in parts]}


def _rings(polygon: shapely.Polygon) -> List[List[List[float]]]:
    """The rings of a polygon as GeoJSON wants them: the outline against the clock, holes with it."""
    turned = orient(polygon)
    return [[list(point) for point in ring.coords] for ring in (turned.exterior, *turned.interiors)]
