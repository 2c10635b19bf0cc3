"""What a run needs of a recipe with data of its own: patches of any source, divided as the recipe's split says."""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Sequence, Set, Tuple

from corina.engine.jobs import Recipe
from corina.engine.jobs.training import OWN
from corina.training.collection import Collection, open_collection
from corina.training.ground import boxes
from corina.training.prepare import PIXELS, About, Prepared
from corina.training.sampling import TrainingData
from corina.training.sources import Patch
from corina.training.splits import Split, split
from corina.training.validation import Validation

_MOST_POLYGONS = 200
"""Patches whose squares a card lists; of more it holds the rectangle of each scene or tile."""


def prepare_own(recipe: Recipe, test_fold: Optional[int] = None) -> Prepared:
    """Open the recipe's data, divide it, and measure reflectance on the training patches.

    test_fold: measure on this fold instead of the recipe's; the recipe's own is then not trained on either.
    Raises EngineProblem, which says what is wrong with the data.
    """
    assert recipe.data is not None
    collection = open_collection(recipe.data)
    divided = split(collection.patches, recipe.split, recipe.data.sources)
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
    shares = [collection.choice.sources[collection.patches[i].source].share for i in train]
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
        warnings=(*divided.warnings, *_only_held_out(collection, train, check + test)),
    )


def _counts(collection: Collection, numbers: Sequence[int]) -> Tuple[Dict[int, int], Dict[int, int]]:
    """Per code the training pixels and patches that name exactly this code."""
    pixels: Dict[int, int] = dict.fromkeys(collection.codes, 0)
    patches: Dict[int, int] = dict.fromkeys(collection.codes, 0)
    for number in numbers:
        for allowed, count in collection.patches[number].counts.items():
            known = allowed & set(collection.codes)
            if len(known) == 1:
                code = next(iter(known))
                pixels[code] += count
                patches[code] += 1
    return pixels, patches


def _only_held_out(collection: Collection, train: Sequence[int], held: Sequence[int]) -> List[str]:
    """A warning for classes that occur in held-out patches only: a network cannot learn what it never sees."""

    def single(numbers: Sequence[int]) -> Set[int]:
        return {
            next(iter(allowed))
            for number in numbers
            for allowed in collection.patches[number].counts
            if len(allowed) == 1
        }

    lost = sorted(single(held) - single(train))
    if not lost:
        return []
    return [
        f"{', '.join(map(str, lost))} occur in held-out patches only, so the model cannot learn them and each of their "
        "pixels counts as wrong; choose another seed or split, or more data."
    ]


def _about(collection: Collection, divided: Split, train: Sequence[int]) -> About:
    patches = collection.patches
    test = divided.test()
    groups = sorted({divided.group_of[i] for i in test})
    places = sorted({patches[i].country for i in test} - {""})
    where = f" in {', '.join(places)}" if places else ""
    listed = ", ".join(groups[:30]) + (f" and {len(groups) - 30} more" if len(groups) > 30 else "")
    return About(
        sets=tuple(_set(collection, number) for number in range(len(collection.sources))),
        countries=tuple(sorted({patches[i].country for i in train} - {""})),
        groups=tuple(groups[:1000]),
        what=f"patches ({PIXELS} pixels) of {len(groups)} {divided.scheme.value}{where} that were not trained on "
        f"(fold {divided.held_out} of {divided.folds}): {listed}",
        area=training_area([patches[i] for i in train]),
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
    count = sum(patch.source == number for patch in collection.patches)
    return {
        "name": f"{source.name} ({count} patches)",
        "licence": str(getattr(source, "licence", "") or "not stated"),
        "citation": str(getattr(source, "citation", "") or ""),
        "use": "training only" if choice.train_only else "training, validation and evaluation",
    }


def training_area(patches: Sequence[Patch]) -> Optional[Dict[str, Any]]:
    """The ground of the training patches as a GeoJSON MultiPolygon of rectangles in EPSG:4326; None without a place."""
    placed = [patch for patch in patches if patch.bounds is not None]
    if not placed:
        return None
    by_place: Dict[str, List[Tuple[float, ...]]] = {}
    for patch, box in zip(placed, _degrees(placed)):
        key = patch.name if len(placed) <= _MOST_POLYGONS else patch.tile or patch.scene or patch.name
        by_place.setdefault(key, []).append(box)
    polygons = []
    for found in by_place.values():
        left, bottom = min(b[0] for b in found), min(b[1] for b in found)
        right, top = max(b[2] for b in found), max(b[3] for b in found)
        ring = [[left, bottom], [right, bottom], [right, top], [left, top], [left, bottom]]
        polygons.append([[[round(x, 5), round(y, 5)] for x, y in ring]])
    return {"type": "MultiPolygon", "coordinates": polygons[:1000]}


def _degrees(patches: Sequence[Patch]) -> List[Tuple[float, ...]]:
    return [tuple(box) for box in boxes(patches, "EPSG:4326").tolist()]
