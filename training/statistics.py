"""How much there is to learn of each class, and what to warn of before hours are spent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Dict, FrozenSet, List, Mapping, Optional, Set, Tuple

import numpy as np

from corina.clc import CLASSES
from corina.training.collection import Collection
from corina.training.patch_list import Contents
from corina.training.splits import LEFT_OUT, TRAIN_ONLY, Split

RARE_PATCHES = 5
RARE_HA = 25.0
"""CORINE's own minimum unit: less is a handful of outlines, and mostly their borders."""
_CELL = 16
_DROPPED = {
    "outside": "lie beside the labels",
    "nodata": "hold no data",
    "cloud": "lie under clouds or a mask",
    "unlabelled": "have too few labels",
    "sea": "are nothing but sea",
}


class Concern(str, Enum):
    """What is wrong with a class, to follow the names of classes."""

    HELD_OUT = "only in patches that are not learned from: the model cannot learn what it never sees"
    ONE_PLACE = "in one place only, to be learned or to be tested, not both"
    RARE = f"in fewer than {RARE_PATCHES} patches or on less than {RARE_HA:g} ha, too rare to be learned well"


@dataclass(frozen=True)
class ClassShare:
    """One class, or set of classes, of the labels.

    code: level-3 code, 0 for a set of several. pixels: in all patches, overlaps counted as often as they are seen.
    area_ha: on the ground, each place once. share: of all labelled pixels, 0..1. patches, groups: in which it occurs.
    folds: share of its pixels in each fold. concern: what to warn of.
    """

    code: int
    codes: Tuple[int, ...]
    name: str
    colour: str
    pixels: int
    area_ha: float
    share: float
    patches: int
    groups: int
    folds: Tuple[float, ...]
    concern: Optional[Concern] = None

    def to_dict(self) -> Dict[str, Any]:
        """As JSON values, with the names of docs/jobs.md."""
        return {
            "code": self.code,
            "codes": list(self.codes),
            "name": self.name,
            "colour": self.colour,
            "pixels": self.pixels,
            "area_ha": round(self.area_ha, 2),
            "share": round(self.share, 6),
            "patches": self.patches,
            "blocks": self.groups,
            "folds": [round(share, 4) for share in self.folds],
            "warning": self.concern.value if self.concern else "",
        }


def class_shares(collection: Collection, divided: Split) -> List[ClassShare]:
    """What the patches hold of each class, the largest first."""
    patches = collection.patches
    factors = np.array([_ground_per_pixel(collection, number) for number in range(len(collection.sources))])
    held = _with_names(collection)
    sources, fold_of = patches.sources, np.array(divided.fold_of, np.int64)
    total = int(held.pixels.sum()) or 1
    order = np.argsort(held.sets, kind="stable")
    ends = np.cumsum(np.bincount(held.sets, minlength=len(held.names))).tolist()
    shares = []
    for allowed, begin, end in zip(held.names, [0, *ends], ends):
        entries = order[begin:end]
        numbers, pixels = held.patches[entries], held.pixels[entries]
        fold, whole = fold_of[numbers], int(pixels.sum())
        groups = {divided.group_of[number] for number in numbers.tolist()}
        codes = tuple(sorted(allowed))
        area_ha = float((pixels * factors[sources[numbers]]).sum())
        # Of classes that only whole patches are said to hold, patches count instead of pixels.
        weights = pixels if whole else np.ones_like(pixels)
        folds = np.bincount(fold[fold >= 0], weights[fold >= 0], divided.folds) / weights.sum()
        shares.append(
            ClassShare(
                code=codes[0] if len(codes) == 1 else 0,
                codes=codes,
                name=_name_of(collection, allowed, int(sources[numbers[0]])),
                colour="#{:02x}{:02x}{:02x}".format(*CLASSES[codes[0]].colour),
                pixels=whole,
                area_ha=area_ha,
                share=whole / total,
                patches=len(numbers),
                groups=len(groups),
                folds=tuple(folds.tolist()),
                concern=_concern(divided, set(np.unique(fold).tolist()), len(numbers), len(groups), area_ha),
            )
        )
    return sorted(shares, key=lambda share: (-share.area_ha, share.codes))


def _with_names(collection: Collection) -> Contents:
    """What the patches hold, with 0 pixels for classes that a patch as a whole is said to hold, nobody knows where."""
    held = collection.patches.contents
    numbers = {allowed: number for number, allowed in enumerate(held.names)}
    seen = set(np.unique(held.patches).tolist()) if any(collection.patches.texts("names")) else set()
    extra = [
        (number, numbers.setdefault(allowed, len(numbers)))
        for number, names in enumerate(collection.patches.texts("names"))
        if names and number not in seen
        for allowed in dict.fromkeys(collection.named(number))
    ]
    if not extra:
        return held
    patches, sets = np.array(extra, np.int64).T
    return Contents(
        np.concatenate([held.patches, patches]),
        np.concatenate([held.sets, sets]),
        np.concatenate([held.pixels, np.zeros_like(patches)]),
        tuple(numbers),
    )


def _ground_per_pixel(collection: Collection, number: int) -> float:
    """Hectares that a labelled pixel stands for: its area, less what overlapping patches count again."""
    source = collection.sources[number]
    pixel_ha = source.resolution_m**2 / 10_000
    of_source = collection.patches.windows[collection.patches.sources == number]
    corners = of_source[of_source[:, 0] >= 0]
    if not len(corners):
        return pixel_ha
    covered = np.zeros((corners[:, 1].max() // _CELL + 1, corners[:, 3].max() // _CELL + 1), bool)
    for row0, row1, col0, col1 in corners.tolist():
        covered[row0 // _CELL : -(-row1 // _CELL), col0 // _CELL : -(-col1 // _CELL)] = True
    seen = ((corners[:, 1] - corners[:, 0]) * (corners[:, 3] - corners[:, 2])).sum()
    return pixel_ha * min(1.0, float(covered.sum()) * _CELL**2 / float(seen))


def _name_of(collection: Collection, allowed: FrozenSet[int], source: int) -> str:
    if len(allowed) == 1:
        return CLASSES[next(iter(allowed))].name
    entries = collection.sources[source].legend.classes
    return next((entry.name or entry.value for entry in entries if entry.codes == allowed), "")


def _concern(divided: Split, seen: Set[int], patches: int, groups: int, area_ha: float) -> Optional[Concern]:
    if not seen - {divided.held_out, divided.validation_fold, LEFT_OUT}:
        return Concern.HELD_OUT
    if groups == 1 and TRAIN_ONLY not in seen:
        return Concern.ONE_PLACE
    if patches < RARE_PATCHES or 0 < area_ha < RARE_HA:
        return Concern.RARE
    return None


def data_warnings(collection: Collection, divided: Split, shares: Sequence[ClassShare]) -> List[str]:
    """Sentences a user must see: what was left out, what is unknown, what is flawed."""
    said = source_warnings(collection)
    said += divided.warnings
    for concern in Concern:
        names = ["/".join(map(str, share.codes)) for share in shares if share.concern is concern]
        if names:
            said.append(f"{'Class' if len(names) == 1 else 'Classes'} {', '.join(names)}: {concern.value}.")
    return said


def source_warnings(collection: Collection) -> List[str]:
    """What is amiss with the sources themselves, however they are divided."""
    said = list(collection.warnings)
    for reason, count in sorted(collection.dropped.items(), key=lambda item: -item[1]):
        if reason != "outside":
            said.append(f"{count} patches were left out because they {_DROPPED.get(reason, reason)}.")
    for name in dict.fromkeys(source for source, _ in collection.unknown):
        values = {value: n for (source, value), n in collection.unknown.items() if source == name}
        said.append(_unknown(name, values))
    return said


def _unknown(name: str, values: Mapping[str, int]) -> str:
    largest = sorted(values.items(), key=lambda item: -item[1])
    listed = ", ".join(f"{value!r} ({count})" for value, count in largest[:10])
    more = f" and {len(largest) - 10} more" if len(largest) > 10 else ""
    return f"{name} holds values that its legend does not know, taken as unlabelled: {listed}{more}."
