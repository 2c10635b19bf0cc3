"""Set-valued labels: every legend becomes a set of CLC level-3 codes per pixel.

A CORINE pixel allows one code, "forest" allows {311, 312, 313}, a pixel without label allows all. A label raster holds
rows of a `LabelTable`; row 0 is the full set and teaches nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Dict, FrozenSet, Iterable, Mapping, Sequence, Tuple

import numpy as np
import numpy.typing as npt

from corina.clc import CODES, Level, parent

IGNORE = 0
"""The row of pixels without a usable label: no data, cloud, a code that the network cannot predict."""

_ALL = frozenset(CODES[Level.L3])

S2GLC: Dict[int, FrozenSet[int]] = {
    2: frozenset({111, 112, 121, 122, 123, 124, 131, 132, 133, 142}),
    3: frozenset({211, 212, 213, 221, 222, 223, 241, 242, 243, 244}),
    4: frozenset({311, 313}),
    5: frozenset({312, 313}),
    6: frozenset({231, 243, 321, 322, 323, 324, 333, 411, 412, 421}),
    7: frozenset({131, 331, 332, 333}),
    8: frozenset({335}),
    9: frozenset({511, 512, 521, 522, 523}),
}
"""What an S2GLC class may be called in CORINE: S2GLC maps cover, CORINE maps land use in units of 25 ha. Values that
are not listed (0 no data, 1 cloud) have no label. Classes 7 and 8 occur in no chip of the set at hand."""

S2GLC_DISJOINT: Dict[int, FrozenSet[int]] = {
    **S2GLC,
    3: S2GLC[3] - {243},
    4: frozenset({311}),
    5: frozenset({312}),
    6: S2GLC[6] - {243},
}
"""The same without the codes that two classes share. Alone, the sets above are satisfied by a network that calls every
forest mixed (313) and every field and meadow 243, and so learns to tell neither apart."""

CORINE: Dict[int, FrozenSet[int]] = {code: frozenset({code}) for code in CODES[Level.L3]}
"""A CORINE label allows exactly its own code."""


@dataclass(frozen=True)
class LabelTable:
    """The distinct code sets of a training run, restricted to the codes that its network predicts.

    codes: the network's level-3 codes in the order of its output channels.
    sets: one set per row; row 0 is the full set.
    """

    codes: Tuple[int, ...]
    sets: Tuple[FrozenSet[int], ...]

    @classmethod
    def build(cls, codes: Sequence[int], legends: Iterable[Mapping[int, FrozenSet[int]]]) -> LabelTable:
        """The table of all sets that the legends can produce."""
        full = frozenset(codes)
        distinct = {full & allowed for legend in legends for allowed in legend.values()} - {full, frozenset()}
        return cls(tuple(codes), (full, *sorted(distinct, key=lambda s: (len(s), sorted(s)))))

    def row(self, allowed: FrozenSet[int]) -> int:
        """The row of a code set; IGNORE where the network can predict none or all of its codes."""
        known = allowed & self.sets[IGNORE]
        return self.sets.index(known) if known else IGNORE

    def encode(
        self, raster: npt.NDArray[np.integer], legend: Mapping[int, FrozenSet[int]]
    ) -> npt.NDArray[np.uint8]:
        """Class values of any shape to rows of this table (uint8); values outside the legend become IGNORE."""
        lookup = np.zeros(1 + max(int(raster.max(initial=0)), *legend), np.uint8)
        for value, allowed in legend.items():
            lookup[value] = self.row(allowed)
        rows: npt.NDArray[np.uint8] = lookup[raster]
        return rows

    @cached_property
    def masks(self) -> npt.NDArray[np.bool_]:
        """[3, rows, K]: at levels 1, 2 and 3, whether leaf k lies inside the set of the row.

        At level 1 and 2 the set is widened to all leaves that share a parent with one of its members.
        """
        result = np.zeros((3, len(self.sets), len(self.codes)), bool)
        for i, level in enumerate((Level.L1, Level.L2, Level.L3)):
            names = np.array([parent(code, level) for code in self.codes])
            for row, allowed in enumerate(self.sets):
                result[i, row] = np.isin(names, [parent(code, level) for code in allowed])
        return result
