"""Very many patches in columns: two hundred bytes each instead of a thousand, and shared by all worker processes."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Dict, FrozenSet, List, Mapping, Optional, Tuple, Union, overload

import numpy as np
import numpy.typing as npt

from corina.training.sources.base import Bounds, Patch

Column = npt.NDArray[Any]
Span = Tuple[int, int, int, int]

_NONE = -1


@dataclass(frozen=True)
class Contents:
    """What patches hold, an entry for each patch and each set of codes in it.

    patches, sets: number of the patch, and of the set in `names`. pixels: how many.
    """

    patches: npt.NDArray[np.int64]
    sets: npt.NDArray[np.int64]
    pixels: npt.NDArray[np.int64]
    names: Tuple[FrozenSet[int], ...]


class PatchList(Sequence[Patch]):
    """Patches in order. An element is made anew whenever it is asked for, and equals the one that was put in."""

    def __init__(self, patches: Iterable[Patch] = ()) -> None:
        self._names, self._files = _Texts(), _Texts()
        self._shared: Dict[Any, int] = {}
        self._values: List[Any] = []
        self._numbers = {name: array("i") for name in ("source", "height", "width")}
        self._keys = {name: array("i") for name in ("folder", "crs", "scene", "tile", "country", "names")}
        self._windows, self._bounds = array("i"), array("d")
        self._sets: Dict[FrozenSet[int], int] = {}
        self._held_sets, self._held_pixels, self._held_ends = array("H"), array("i"), array("q", [0])
        self.extend(patches)

    @classmethod
    def of(cls, patches: Sequence[Patch]) -> PatchList:
        """These patches as a list of this kind; the same object where it is one."""
        return patches if isinstance(patches, PatchList) else cls(patches)

    def extend(self, patches: Iterable[Patch]) -> None:
        """Put patches at the end."""
        for patch in patches:
            self._add(patch)

    def _add(self, patch: Patch) -> None:
        cut = max(patch.path.rfind("/"), patch.path.rfind("\\")) + 1
        folder, file = patch.path[:cut], patch.path[cut:]
        self._names.add(patch.name)
        # The folder of a patch is mostly called as the patch itself: its name is not kept twice.
        same = file == patch.name
        self._files.add("" if same else file)
        for name, numbers in self._numbers.items():
            numbers.append(getattr(patch, name))
        for name, keys in self._keys.items():
            keys.append(self._key((folder, same) if name == "folder" else getattr(patch, name)))
        self._windows.extend(patch.window or (_NONE,) * 4)
        self._bounds.extend(patch.bounds or (float("nan"),) * 4)
        for allowed, pixels in patch.counts.items():
            self._held_sets.append(self._sets.setdefault(allowed, len(self._sets)))
            self._held_pixels.append(pixels)
        self._held_ends.append(len(self._held_sets))

    def _key(self, value: Any) -> int:  # noqa: ANN401 - a text, or a tuple of texts
        if value not in self._shared:
            self._shared[value] = len(self._values)
            self._values.append(value)
        return self._shared[value]

    def __len__(self) -> int:
        return len(self._held_ends) - 1

    @overload
    def __getitem__(self, place: int) -> Patch: ...

    @overload
    def __getitem__(self, place: slice) -> List[Patch]: ...

    def __getitem__(self, place: Union[int, slice]) -> Union[Patch, List[Patch]]:
        if isinstance(place, slice):
            return [self._patch(number) for number in range(*place.indices(len(self)))]
        number = place + len(self) if place < 0 else place
        if not 0 <= number < len(self):
            raise IndexError(place)
        return self._patch(number)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, (PatchList, list, tuple)):
            return NotImplemented
        return len(self) == len(other) and all(mine == theirs for mine, theirs in zip(self, other))

    __hash__ = None  # type: ignore[assignment]

    def _patch(self, number: int) -> Patch:
        numbers: Dict[str, Any] = {name: column[number] for name, column in self._numbers.items()}
        texts: Dict[str, Any] = {name: self._values[column[number]] for name, column in self._keys.items()}
        name = self._names[number]
        folder, same = texts.pop("folder")
        return Patch(
            name=name,
            path=folder + (name if same else self._files[number]),
            window=self._window(number),
            bounds=self._place(number),
            counts=self.counts(number),
            **numbers,
            **texts,
        )

    def _window(self, number: int) -> Optional[Span]:
        row0, row1, col0, col1 = self._windows[4 * number : 4 * number + 4]
        return None if row0 == _NONE else (row0, row1, col0, col1)

    def _place(self, number: int) -> Optional[Bounds]:
        left, bottom, right, top = self._bounds[4 * number : 4 * number + 4]
        return None if left != left else (left, bottom, right, top)

    def counts(self, number: int) -> Mapping[FrozenSet[int], int]:
        """Labelled pixels of each set of codes in a patch."""
        begin, end = self._held_ends[number], self._held_ends[number + 1]
        listed = self.set_names
        return {listed[self._held_sets[at]]: self._held_pixels[at] for at in range(begin, end)}

    @property
    def set_names(self) -> List[FrozenSet[int]]:
        """The distinct sets of codes of all patches, by number."""
        return list(self._sets)

    @property
    def contents(self) -> Contents:
        """What all patches hold."""
        ends = np.frombuffer(self._held_ends, np.int64)
        return Contents(
            np.repeat(np.arange(len(self)), np.diff(ends)),
            np.array(self._held_sets, np.int64),
            np.array(self._held_pixels, np.int64),
            tuple(self._sets),
        )

    @property
    def labelled(self) -> npt.NDArray[np.int64]:
        """[patches] pixels with a label."""
        held = self.contents
        return np.bincount(held.patches, held.pixels, len(self)).astype(np.int64)

    @property
    def sources(self) -> npt.NDArray[np.int64]:
        """[patches] number of the source."""
        return np.array(self._numbers["source"], np.int64)

    @property
    def largest_side(self) -> int:
        """Width or height in px of the widest patch, 0 without patches."""
        return max((max(self._numbers[name], default=0) for name in ("height", "width")), default=0)

    @property
    def windows(self) -> npt.NDArray[np.int64]:
        """[patches, 4] window in the scene's grid, -1 where there is none."""
        return np.array(self._windows, np.int64).reshape(-1, 4)

    @property
    def bounds(self) -> npt.NDArray[np.float64]:
        """[patches, 4] bounds in the patch's own CRS, NaN where there are none."""
        return np.array(self._bounds, np.float64).reshape(-1, 4)

    def texts(self, name: str) -> List[Any]:
        """One field of all patches: "name", "crs", "scene", "tile", "country" or "names"; equal ones are one object."""
        if name == "name":
            return [self._names[number] for number in range(len(self))]
        return [self._values[key] for key in self._keys[name]]


class _Texts:
    """Texts of their own for each patch, one after the other in one piece of memory."""

    def __init__(self) -> None:
        self._text, self._ends = bytearray(), array("q", [0])

    def add(self, text: str) -> None:
        self._text += text.encode("utf-8", "surrogateescape")
        self._ends.append(len(self._text))

    def __getitem__(self, number: int) -> str:
        return self._text[self._ends[number] : self._ends[number + 1]].decode("utf-8", "surrogateescape")
