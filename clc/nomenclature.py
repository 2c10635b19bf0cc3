"""The CORINE Land Cover nomenclature: codes, names, levels and official colours.

Codes, English labels and level-3 colours are those of the EEA legend (CLC_legend.csv of the CLC 2018 delivery); the
position of a level-3 code in the list, counted from 1, is its grid code in the EEA rasters (1..44). There is no
official palette for levels 1 and 2: each takes the colour of its most typical child, as Esri's and the EEA viewers do.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Dict, Tuple

Colour = Tuple[int, int, int]


class Level(IntEnum):
    """The three levels of the nomenclature: 5, 15 and 44 classes."""

    L1 = 1
    L2 = 2
    L3 = 3


@dataclass(frozen=True)
class LandCoverClass:
    """One class of one level: its code (1..5, 11..52 or 111..523), its English label and its RGB colour (0..255)."""

    code: int
    name: str
    colour: Colour

    @property
    def level(self) -> Level:
        return Level(len(str(self.code)))

    @property
    def dotted(self) -> str:
        """The code as printed in CORINE documents: 311 is 3.1.1."""
        return ".".join(str(self.code))

    @property
    def label(self) -> str:
        """Code and name, as a legend shows them."""
        return f"{self.code} {self.name}"


# fmt: off
_LEVEL_1 = (
    (1, "Artificial surfaces", (230, 0, 77)),
    (2, "Agricultural areas", (255, 255, 168)),
    (3, "Forest and semi natural areas", (128, 255, 0)),
    (4, "Wetlands", (166, 166, 255)),
    (5, "Water bodies", (0, 204, 242)),
)
_LEVEL_2 = (
    (11, "Urban fabric", (230, 0, 77)),
    (12, "Industrial, commercial and transport units", (204, 77, 242)),
    (13, "Mine, dump and construction sites", (166, 0, 204)),
    (14, "Artificial, non-agricultural vegetated areas", (255, 166, 255)),
    (21, "Arable land", (255, 255, 168)),
    (22, "Permanent crops", (230, 128, 0)),
    (23, "Pastures", (230, 230, 77)),
    (24, "Heterogeneous agricultural areas", (255, 230, 77)),
    (31, "Forests", (0, 166, 0)),
    (32, "Scrub and/or herbaceous vegetation associations", (166, 242, 0)),
    (33, "Open spaces with little or no vegetation", (204, 204, 204)),
    (41, "Inland wetlands", (166, 166, 255)),
    (42, "Maritime wetlands", (204, 204, 255)),
    (51, "Inland waters", (0, 204, 242)),
    (52, "Marine waters", (230, 242, 255)),
)
_LEVEL_3 = (
    (111, "Continuous urban fabric", (230, 0, 77)),
    (112, "Discontinuous urban fabric", (255, 0, 0)),
    (121, "Industrial or commercial units", (204, 77, 242)),
    (122, "Road and rail networks and associated land", (204, 0, 0)),
    (123, "Port areas", (230, 204, 204)),
    (124, "Airports", (230, 204, 230)),
    (131, "Mineral extraction sites", (166, 0, 204)),
    (132, "Dump sites", (166, 77, 0)),
    (133, "Construction sites", (255, 77, 255)),
    (141, "Green urban areas", (255, 166, 255)),
    (142, "Sport and leisure facilities", (255, 230, 255)),
    (211, "Non-irrigated arable land", (255, 255, 168)),
    (212, "Permanently irrigated land", (255, 255, 0)),
    (213, "Rice fields", (230, 230, 0)),
    (221, "Vineyards", (230, 128, 0)),
    (222, "Fruit trees and berry plantations", (242, 166, 77)),
    (223, "Olive groves", (230, 166, 0)),
    (231, "Pastures", (230, 230, 77)),
    (241, "Annual crops associated with permanent crops", (255, 230, 166)),
    (242, "Complex cultivation patterns", (255, 230, 77)),
    (243, "Land principally occupied by agriculture, with significant areas of natural vegetation", (230, 204, 77)),
    (244, "Agro-forestry areas", (242, 204, 166)),
    (311, "Broad-leaved forest", (128, 255, 0)),
    (312, "Coniferous forest", (0, 166, 0)),
    (313, "Mixed forest", (77, 255, 0)),
    (321, "Natural grasslands", (204, 242, 77)),
    (322, "Moors and heathland", (166, 255, 128)),
    (323, "Sclerophyllous vegetation", (166, 230, 77)),
    (324, "Transitional woodland-shrub", (166, 242, 0)),
    (331, "Beaches, dunes, sands", (230, 230, 230)),
    (332, "Bare rocks", (204, 204, 204)),
    (333, "Sparsely vegetated areas", (204, 255, 204)),
    (334, "Burnt areas", (0, 0, 0)),
    (335, "Glaciers and perpetual snow", (166, 230, 204)),
    (411, "Inland marshes", (166, 166, 255)),
    (412, "Peat bogs", (77, 77, 255)),
    (421, "Salt marshes", (204, 204, 255)),
    (422, "Salines", (230, 230, 255)),
    (423, "Intertidal flats", (166, 166, 230)),
    (511, "Water courses", (0, 204, 242)),
    (512, "Water bodies", (128, 242, 230)),
    (521, "Coastal lagoons", (0, 255, 166)),
    (522, "Estuaries", (166, 255, 230)),
    (523, "Sea and ocean", (230, 242, 255)),
)
# fmt: on

CLASSES: Dict[int, LandCoverClass] = {
    code: LandCoverClass(code, name, colour) for code, name, colour in (*_LEVEL_1, *_LEVEL_2, *_LEVEL_3)
}
"""Every class of every level by its code."""

CODES: Dict[Level, Tuple[int, ...]] = {
    Level.L1: tuple(code for code, _, _ in _LEVEL_1),
    Level.L2: tuple(code for code, _, _ in _LEVEL_2),
    Level.L3: tuple(code for code, _, _ in _LEVEL_3),
}
"""The codes of each level in the order of the nomenclature."""


def parent(code: int, level: Level) -> int:
    """The class of `level` that holds `code`: parent(311, Level.L1) is 3. A code of that level is its own parent.

    Raises ValueError for a code that is not in the nomenclature or lies above `level`.
    """
    if code not in CLASSES:
        raise ValueError(f"{code} is not a code of the CORINE nomenclature")
    digits = str(code)
    if len(digits) < level:
        raise ValueError(f"{code} is above level {int(level)}")
    return int(digits[: int(level)])


def children(code: int) -> Tuple[int, ...]:
    """The level-3 codes below `code`, in the order of the nomenclature; a level-3 code holds itself."""
    if code not in CLASSES:
        raise ValueError(f"{code} is not a code of the CORINE nomenclature")
    return tuple(c for c in CODES[Level.L3] if str(c).startswith(str(code)))
