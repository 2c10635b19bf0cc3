"""All patches of a training as descriptions, cut from their sources when asked for and kept in memory up to a limit."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Callable, Dict, FrozenSet, List, Optional, Tuple, Union, overload

import numpy as np
import numpy.typing as npt

from corina.clc import CODES, Level
from corina.engine.errors import EngineProblem
from corina.engine.jobs import DataChoice
from corina.training.datasets import Chip
from corina.training.labels import IGNORE, LabelTable
from corina.training.patch_list import PatchList
from corina.training.sources import Patch, PatchSource, open_source
from corina.training.sources.base import UNIT

MAX_ROWS = 256
_STATISTICS_PATCHES = 400


def _silent(text: str, fraction: Optional[float]) -> None:
    pass


@dataclass(frozen=True)
class _Entry:
    """A decoded patch. border: where a label border is near; None without a boundary band."""

    chip: Chip
    border: Optional[npt.NDArray[np.bool_]]

    @property
    def bytes(self) -> int:
        return (
            self.chip.image.nbytes
            + self.chip.labels.nbytes
            + (0 if self.border is None else self.border.nbytes)
        )


class _Cache:
    """Decoded patches, the least recently used given up first; may be asked from several threads."""

    def __init__(self, limit: int) -> None:
        self._limit, self._held = limit, 0
        self._entries: OrderedDict[int, _Entry] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: int) -> Optional[_Entry]:
        with self._lock:
            entry = self._entries.get(key)
            if entry is not None:
                self._entries.move_to_end(key)
            return entry

    def put(self, key: int, entry: _Entry) -> None:
        with self._lock:
            if entry.bytes > self._limit or key in self._entries:
                return
            self._entries[key] = entry
            self._held += entry.bytes
            while self._held > self._limit:
                self._held -= self._entries.popitem(last=False)[1].bytes


class Collection:
    """The patches of all sources, the codes to predict and the table that label rows refer to.

    patches: descriptions, in the order of the sources. table: LabelTable of all legends for `codes`.
    dropped: reason to number of patches that have nothing to teach. unknown: (source, value) to pixels or polygons.
    warnings: what is amiss with the sources besides.
    """

    def __init__(
        self,
        choice: DataChoice,
        sources: Sequence[PatchSource],
        patches: Sequence[Patch],
        dropped: Dict[str, int],
        unknown: Dict[Tuple[str, str], int],
        warnings: Sequence[str] = (),
    ) -> None:
        """Raises EngineProblem when no patch is left, or labels and codes do not go together."""
        self.choice, self.sources = choice, tuple(sources)
        self.patches = PatchList.of(patches)
        self.dropped, self.unknown = dict(dropped), dict(unknown)
        self.warnings = tuple(dict.fromkeys(warnings))
        self.bands = tuple(choice.bands)
        self._by_names: Dict[Tuple[int, Tuple[str, ...]], Tuple[FrozenSet[int], ...]] = {}
        if not self.patches:
            raise _nothing_left(self.dropped, self.unknown)
        self._check_bands()
        self.codes = choice.codes or codes_of(self.patches, self._named_sets())
        if len(self.codes) < 2:
            raise EngineProblem(
                "data_invalid",
                f"The labels name {self._only()}, expected two classes at least; choose a larger area or other labels.",
            )
        self.table = LabelTable.build(self.codes, [dict(enumerate(source.sets)) for source in self.sources])
        if len(self.table.sets) > MAX_ROWS:
            raise EngineProblem(
                "data_invalid",
                f"The legends hold {len(self.table.sets)} different sets of codes, expected {MAX_ROWS} at most; use "
                "fewer legends.",
            )
        self._rows = [
            np.array([self.table.row(allowed) for allowed in source.sets], np.uint8)
            for source in self.sources
        ]
        self._cache = _Cache(choice.cache_mb * 2**20)

    def __getstate__(self) -> Dict[str, Any]:
        """For a worker process: all but the cache, which it fills anew."""
        return {key: value for key, value in self.__dict__.items() if key != "_cache"}

    def __setstate__(self, state: Dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._cache = _Cache(self.choice.cache_mb * 2**20)

    def chips(self, indexes: Sequence[int], *, boundary: bool = True) -> LazyChips:
        """The patches of these numbers as chips. boundary: ignore the band along label borders, if there is one."""
        return LazyChips(self, indexes, boundary=boundary)

    def read(self, index: int, *, boundary: bool = True) -> Chip:
        """Cut one patch: image in 1/10000 reflectance, labels as rows of the table.

        Raises EngineProblem when a file is damaged or a band is missing.
        """
        entry = self._cache.get(index)
        if entry is None:
            entry = self._decode(self.patches[index])
            self._cache.put(index, entry)
        if not boundary or entry.border is None:
            return entry.chip
        chip = entry.chip
        labels = np.where(entry.border, IGNORE, chip.labels).astype(np.uint8)
        return Chip(chip.name, chip.image, labels, chip.group, chip.country)

    def border(self, index: int) -> npt.NDArray[np.bool_]:
        """Where a label border is nearer than the boundary band."""
        self.read(index)
        entry = self._cache.get(index) or self._decode(self.patches[index])
        return np.zeros(entry.chip.labels.shape, bool) if entry.border is None else entry.border

    def named(self, index: int) -> Tuple[FrozenSet[int], ...]:
        """The sets of codes that a patch holds as a whole: by its names where it has any, else by its pixels."""
        patch = self.patches[index]
        if patch.names:
            return self._sets_of(patch.source, patch.names)
        return tuple(patch.counts)

    def _sets_of(self, source: int, names: Tuple[str, ...]) -> Tuple[FrozenSet[int], ...]:
        """Patches of large sets have few combinations of names, and looking one up takes a walk through the legend."""
        key = (source, names)
        if key not in self._by_names:
            found = [self.sources[source].legend.find(name) for name in names]
            self._by_names[key] = tuple(entry.codes for entry in found if entry is not None and entry.codes)
        return self._by_names[key]

    def statistics(self, indexes: Sequence[int], seed: int = 0) -> Tuple[List[float], List[float]]:
        """Mean and standard deviation of reflectance per band over some hundred of these patches, pixels with data."""
        chosen = list(indexes)
        if len(chosen) > _STATISTICS_PATCHES:
            chosen = sorted(
                np.random.default_rng(seed).choice(chosen, _STATISTICS_PATCHES, replace=False).tolist()
            )
        total, squares, count = np.zeros(len(self.bands)), np.zeros(len(self.bands)), 0
        for index in chosen:
            image = self.read(index).image
            pixels = image[:, image.any(axis=0)].astype(np.float64) * UNIT
            total, squares, count = (
                total + pixels.sum(1),
                squares + (pixels**2).sum(1),
                count + pixels.shape[1],
            )
        if not count:
            raise EngineProblem(
                "data_invalid", "No training patch holds a pixel with data; choose other scenes."
            )
        mean = total / count
        std = np.sqrt(np.maximum(squares / count - mean**2, 1e-12))
        return [round(float(v), 6) for v in mean], [round(float(v), 6) for v in std]

    def _decode(self, patch: Patch) -> _Entry:
        source = self.sources[patch.source]
        image = source.image(patch, self.bands)
        classes = source.classes(patch)
        if image.shape[1:] != classes.shape:
            raise EngineProblem(
                "data_invalid",
                f"{patch.name}: the image has {image.shape[2]} x {image.shape[1]} pixels, its labels have "
                f"{classes.shape[1]} x {classes.shape[0]}; they must cover the same grid.",
            )
        rows = self._rows[patch.source][classes]
        labels = np.where(image.any(axis=0), rows, IGNORE).astype(np.uint8)
        border = source.near_border(patch, self.choice.boundary_m) if self.choice.boundary_m > 0 else None
        group = patch.tile or patch.scene or patch.name
        return _Entry(Chip(patch.name, image, labels, group, patch.country), border)

    def _check_bands(self) -> None:
        """Say now which bands a set lacks, not when training has begun."""
        for first in np.unique(self.patches.sources, return_index=True)[1].tolist():
            patch = self.patches[first]
            self.sources[patch.source].image(patch, self.bands)

    def _only(self) -> str:
        return f"one class only ({self.codes[0]})" if self.codes else "no class"

    def _named_sets(self) -> List[FrozenSet[int]]:
        named = set(zip(self.patches.sources.tolist(), self.patches.texts("names")))
        return [allowed for source, names in named for allowed in self._sets_of(source, names)]


class LazyChips(Sequence[Chip]):
    """Chips that are cut when they are asked for; may be sent to a worker process."""

    def __init__(self, collection: Collection, indexes: Sequence[int], *, boundary: bool) -> None:
        self._collection, self.indexes, self._boundary = collection, tuple(indexes), boundary

    def __len__(self) -> int:
        return len(self.indexes)

    @overload
    def __getitem__(self, place: int) -> Chip: ...

    @overload
    def __getitem__(self, place: slice) -> LazyChips: ...

    def __getitem__(self, place: Union[int, slice]) -> Union[Chip, LazyChips]:
        if isinstance(place, slice):
            return LazyChips(self._collection, self.indexes[place], boundary=self._boundary)
        return self._collection.read(self.indexes[place], boundary=self._boundary)

    def __iter__(self) -> Iterator[Chip]:
        return (self[place] for place in range(len(self)))


def open_collection(
    choice: DataChoice, report: Callable[[str, Optional[float]], None] = _silent
) -> Collection:
    """Open all sources and list their patches. report: told what is looked at and how much of it is done, 0..1.

    Raises EngineProblem for a source that cannot be read, bands that one of them lacks, or when no patch is left.
    """
    sources = [open_source(source, choice) for source in choice.sources]
    patches = PatchList()
    dropped: Dict[str, int] = {}
    unknown: Dict[Tuple[str, str], int] = {}
    for number, source in enumerate(sources):
        patches.extend(source.patches(number, report))
        for reason, count in source.dropped.items():
            dropped[reason] = dropped.get(reason, 0) + count
        for value, count in source.unknown.items():
            unknown[source.name, value] = unknown.get((source.name, value), 0) + count
    warnings = [warning for source in sources for warning in source.warnings]
    return Collection(choice, sources, patches, dropped, unknown, warnings)


def codes_of(patches: Sequence[Patch], named: Sequence[FrozenSet[int]] = ()) -> Tuple[int, ...]:
    """The codes that labels let a network learn: those that some label names alone, and all members of a set of which
    no member is named alone.
    """
    sets = set(PatchList.of(patches).set_names) | set(named)
    alone = {code for allowed in sets if len(allowed) == 1 for code in allowed}
    codes = alone | {code for allowed in sets if not allowed & alone for code in allowed}
    return tuple(code for code in CODES[Level.L3] if code in codes)


def _nothing_left(dropped: Dict[str, int], unknown: Dict[Tuple[str, str], int]) -> EngineProblem:
    words = {
        "outside": "outside the labels",
        "nodata": "without data",
        "cloud": "under cloud or mask",
        "unlabelled": "without labels",
        "sea": "only sea",
    }
    listed = ", ".join(f"{count} {words.get(reason, reason)}" for reason, count in sorted(dropped.items()))
    values = [value for (_, value), _ in sorted(unknown.items(), key=lambda item: -item[1])]
    if values and set(dropped) <= {"outside", "unlabelled"}:
        shown = ", ".join(values[:8]) + (f" and {len(values) - 8} more" if len(values) > 8 else "")
        return EngineProblem(
            "data_invalid",
            f"No patch is left to train on ({listed}): the labels hold the values {shown}, which their legend does not "
            "know; choose another field or legend.",
        )
    return EngineProblem(
        "data_invalid",
        f"No patch is left to train on ({listed or 'none was found'}); choose another scene or labels, a smaller "
        "patch, or a lower share of labelled pixels.",
    )
