"""LUCAS land cover codes as sets of CORINE classes.

LUCAS (Eurostat's field survey) notes the cover of a circle of 1.5 m; CORINE names the land of 25 ha. A LUCAS code
therefore may be one of several CORINE classes: the first of a set is the likeliest, the others are as right. Codes
after Eurostat's LUCAS C3 classification (2018 and 2022); CORINE's side after the EEA's nomenclature guidelines. Users
may edit a copy (`table_as_csv`; `corina accuracy --print-lucas-table`, then `--lucas-table`).
"""

from __future__ import annotations

from typing import Dict, Mapping, Optional, Tuple

from corina.clc.nomenclature import CLASSES

# fmt: off
LUCAS: Dict[str, Tuple[int, ...]] = {
    "A1": (112, 111, 121, 122, 123, 124, 131, 132, 133, 141, 142),  # roofed built-up areas
    "A13": (211, 212),                                              # greenhouses
    "A2": (121, 112, 111, 122, 123, 124, 131, 132, 133, 141, 142),  # yards, parking, roads, railways
    "A22": (122, 112, 111, 121, 123, 124, 131, 132, 133, 141, 142), # roads, railways and other lines
    "A3": (133, 131, 132, 121, 122, 123, 124, 141, 142),            # other artificial areas
    "B1": (211, 212, 242, 243, 241, 244),                           # cereals
    "B17": (213,),                                                  # rice
    "B2": (211, 212, 242, 243, 241, 244),                           # root crops
    "B3": (211, 212, 242, 243, 241, 244),                           # industrial crops
    "B4": (211, 212, 242, 243, 241, 244),                           # pulses, vegetables, flowers
    "B5": (211, 212, 231, 242, 243, 241, 244),                      # fodder crops, temporary grassland
    "B7": (222, 242, 241, 243, 244),                                # fruit and nut trees, berries
    "B8": (222, 242, 241, 243),                                     # other permanent crops
    "B81": (223, 242, 241, 243),                                    # olive groves
    "B82": (221, 242, 241, 243),                                    # vineyards
    "B83": (211, 222, 242),                                         # nurseries
    "BX1": (211, 212, 213, 242, 243, 241, 244),                     # arable land, seen on photos only
    "BX2": (222, 223, 221, 242, 241, 243, 244),                     # permanent crops, seen on photos only
    "C1": (311, 313, 324, 244, 243, 141),                           # broad-leaved woodland
    "C2": (312, 313, 324, 243, 141),                                # coniferous woodland
    "C3": (313, 311, 312, 324, 243, 141),                           # mixed woodland
    "D1": (324, 322, 323, 243, 244),                                # shrub with sparse trees
    "D2": (322, 323, 324, 243),                                     # shrub without trees
    "E1": (231, 321, 244, 243, 324),                                # grassland with sparse trees or shrub
    "E2": (231, 321, 242, 243, 141, 142),                           # grassland without trees or shrub
    "E3": (321, 231, 324, 333, 243),                                # land that greens over by itself
    "F1": (332, 333, 131),                                          # rocks and stones
    "F2": (331, 333, 131),                                          # sand
    "F3": (333, 322, 332),                                          # lichens and moss
    "F4": (333, 211, 212, 131, 133, 334, 331),                      # other bare soil
    "G1": (512, 521),                                               # inland water bodies
    "G2": (511, 512),                                               # running water
    "G3": (522, 521, 523),                                          # transitional water; coastal before 2015
    "G4": (523,),                                                   # sea and ocean
    "G5": (335,),                                                   # glaciers, permanent snow
    "H1": (411, 412),                                               # inland wetlands
    "H11": (411,),                                                  # inland marshes
    "H12": (412,),                                                  # peat bogs
    "H2": (421, 423, 422),                                          # coastal wetlands
    "H21": (421,),                                                  # salt marshes
    "H22": (422,),                                                  # salines and other deposits
    "H23": (423,),                                                  # intertidal flats
}
# fmt: on
"""LUCAS land cover code (LC1), or its beginning, to CORINE level-3 codes, the likeliest first."""


def classes_of(code: str, table: Mapping[str, Tuple[int, ...]] = LUCAS) -> Optional[Tuple[int, ...]]:
    """The CORINE classes that a LUCAS code may be; None for codes that are no land cover ("8", "not relevant").

    The longest beginning of the code that the table has decides: "B17" over "B1". What was only seen on photos may have
    the code of a whole group ("C00", "B1X"): it may be all that the group may be. A label after the code ("B11 -
    Common wheat") is no matter.
    """
    text = (code.split() or [""])[0].upper()
    for length in range(len(text), 1, -1):
        if text[:length] in table:
            return table[text[:length]]
    if len(text) > 1 and text[0].isalpha() and not text[1:].strip("0X"):
        members = [classes for name, classes in table.items() if name.startswith(text[0])]
        return tuple(dict.fromkeys(one for classes in members for one in classes)) or None
    return None


def table_as_csv(table: Mapping[str, Tuple[int, ...]] = LUCAS) -> str:
    """The table as a CSV to be edited: LUCAS code or its beginning, CORINE classes, and the name of the likeliest."""
    lines = ["lucas,clc,likeliest"]
    for code, classes in table.items():
        lines.append(f'{code},{" ".join(map(str, classes))},"{CLASSES[classes[0]].name}"')
    return "\r\n".join(lines) + "\r\n"
