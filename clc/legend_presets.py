"""The legends Corina brings along: what a class of another map may be called in CORINE.

CORINE maps land use in units of 25 ha and 100 m width, most others map cover by the pixel: the sets are what CORINE may
say of a place that the other map calls so, and wider than the names suggest. They are starting points to be edited.
"""

from __future__ import annotations

from pathlib import Path
from typing import Callable, Dict, List, Tuple

from corina.clc.legends import CORINE, Legend, LegendError, legend, read_legend
from corina.clc.lucas import LUCAS
from corina.clc.nomenclature import CLASSES, CODES, Level

Row = Tuple[object, str, Tuple[int, ...]]

_ARTIFICIAL = (111, 112, 121, 122, 123, 124, 131, 132, 133, 142)
_CULTIVATED = (211, 212, 213, 221, 222, 223, 241, 242, 243, 244)
_HERBACEOUS = (231, 243, 321, 322, 323, 324, 333, 411, 412, 421)
_WATER = (511, 512, 521, 522, 523)


def _corine(level: Level) -> Callable[[], List[Row]]:
    return lambda: [(code, CLASSES[code].name, (code,)) for code in CODES[level]]


def _corine_with_nodata() -> List[Row]:
    return [*_corine(Level.L3)(), (999, "No data", ())]


def _s2glc_chips() -> List[Row]:
    return [
        (0, "No data", ()),
        (1, "Clouds", ()),
        (2, "Artificial surfaces", _ARTIFICIAL),
        (3, "Cultivated areas", _CULTIVATED),
        (4, "Broadleaf tree cover", (311, 313)),
        (5, "Coniferous tree cover", (312, 313)),
        (6, "Herbaceous vegetation", _HERBACEOUS),
        (7, "Natural material surfaces", (131, 331, 332, 333)),
        (8, "Permanent snow", (335,)),
        (9, "Water bodies", _WATER),
    ]


def _s2glc_chips_disjoint() -> List[Row]:
    own = {3: (243,), 4: (313,), 5: (313,), 6: (243,)}
    return [
        (value, name, tuple(c for c in codes if c not in own.get(int(str(value)), ())))
        for value, name, codes in _s2glc_chips()
    ]


def _s2glc() -> List[Row]:
    """Values of the S2GLC map of Europe 2017 (Malinowski et al. 2020)."""
    return [
        (0, "Clouds", ()),
        (62, "Artificial surfaces and constructions", _ARTIFICIAL),
        (73, "Cultivated areas", (211, 212, 213, 222, 223, 241, 242, 243, 244)),
        (75, "Vineyards", (221, 241, 242)),
        (82, "Broadleaf tree cover", (311, 313)),
        (83, "Coniferous tree cover", (312, 313)),
        (102, "Herbaceous vegetation", (231, 243, 321, 324, 333)),
        (103, "Moors and heathland", (322, 324)),
        (104, "Sclerophyllous vegetation", (323, 324)),
        (105, "Marshes", (411, 421)),
        (106, "Peatbogs", (412,)),
        (121, "Natural material surfaces", (131, 331, 332, 333)),
        (123, "Permanent snow covered surfaces", (335,)),
        (162, "Water bodies", _WATER),
        (255, "No data", ()),
    ]


def _eurosat() -> List[Row]:
    return [
        ("AnnualCrop", "Annual crop", (211, 212, 213)),
        ("Forest", "Forest", (311, 312, 313)),
        ("HerbaceousVegetation", "Herbaceous vegetation", (321, 322, 323, 324)),
        ("Highway", "Highway", (122,)),
        ("Industrial", "Industrial buildings", (121,)),
        ("Pasture", "Pasture", (231,)),
        ("PermanentCrop", "Permanent crop", (221, 222, 223)),
        ("Residential", "Residential buildings", (111, 112)),
        ("River", "River", (511,)),
        ("SeaLake", "Sea and lake", (512, 521, 523)),
    ]


def _bigearthnet_19() -> List[Row]:
    groups: Dict[str, Tuple[int, ...]] = {
        "Urban fabric": (111, 112),
        "Industrial or commercial units": (121,),
        "Arable land": (211, 212, 213),
        "Permanent crops": (221, 222, 223, 241),
        "Pastures": (231,),
        "Complex cultivation patterns": (242,),
        CLASSES[243].name: (243,),
        "Agro-forestry areas": (244,),
        "Broad-leaved forest": (311,),
        "Coniferous forest": (312,),
        "Mixed forest": (313,),
        "Natural grassland and sparsely vegetated areas": (321, 333),
        "Moors, heathland and sclerophyllous vegetation": (322, 323),
        "Transitional woodland, shrub": (324,),
        "Beaches, dunes, sands": (331,),
        "Inland wetlands": (411, 412),
        "Coastal wetlands": (421, 422),
        "Inland waters": (511, 512),
        "Marine waters": (521, 522, 523),
    }
    return [(name, name, codes) for name, codes in groups.items()]


def _bigearthnet_43() -> List[Row]:
    """The level-3 classes by name, less 335; where BigEarthNet writes a name in its own way, both are known."""
    own = {
        321: "Natural grassland",
        324: "Transitional woodland/shrub",
        332: "Bare rock",
        412: "Peatbogs",
    }
    rows: List[Row] = []
    for code in CODES[Level.L3]:
        if code != 335:
            names = [own[code]] if code in own else []
            rows += [(name, CLASSES[code].name, (code,)) for name in (*names, CLASSES[code].name)]
    return rows


def _seasonet() -> List[Row]:
    codes = (
        111, 112, 121, 122, 123, 124, 131, 132, 133, 141, 142, 211, 221, 222, 231, 311, 312, 313, 321, 322, 324,
        331, 332, 333, 411, 412, 421, 423, 511, 512, 521, 522, 523,
    )  # fmt: skip
    return [(value, CLASSES[code].name, (code,)) for value, code in enumerate(codes, start=1)]


def _dynamic_world() -> List[Row]:
    return [
        (0, "Water", _WATER),
        (1, "Trees", (141, 222, 223, 244, 311, 312, 313, 324)),
        (2, "Grass", (142, 231, 243, 321, 322, 333)),
        (3, "Flooded vegetation", (213, 411, 412, 421, 423)),
        (4, "Crops", _CULTIVATED),
        (5, "Shrub and scrub", (221, 322, 323, 324, 333)),
        (6, "Built area", _ARTIFICIAL),
        (7, "Bare ground", (131, 132, 133, 211, 331, 332, 333, 334, 422, 423)),
        (8, "Snow and ice", (335,)),
    ]


def _worldcover() -> List[Row]:
    return [
        (0, "No data", ()),
        (10, "Tree cover", (141, 222, 223, 243, 244, 311, 312, 313, 324)),
        (20, "Shrubland", (221, 322, 323, 324)),
        (30, "Grassland", (142, 231, 242, 243, 321, 322, 333, 412)),
        (40, "Cropland", _CULTIVATED),
        (50, "Built-up", (*_ARTIFICIAL, 141)),
        (60, "Bare or sparse vegetation", (131, 132, 133, 331, 332, 333, 334, 422, 423)),
        (70, "Snow and ice", (335,)),
        (80, "Permanent water bodies", _WATER),
        (90, "Herbaceous wetland", (213, 411, 412, 421)),
        (95, "Mangroves", (311, 421)),
        (100, "Moss and lichen", (322, 332, 333, 412)),
    ]


_LUCAS_NAMES = {
    "A": "Artificial land", "A1": "Roofed built-up areas", "A13": "Greenhouses", "A2": "Artificial non-built-up areas",
    "A22": "Roads, railways and other lines", "A3": "Other artificial areas",
    "B": "Cropland", "B1": "Cereals", "B17": "Rice", "B2": "Root crops", "B3": "Non-permanent industrial crops",
    "B4": "Dry pulses, vegetables and flowers", "B5": "Fodder crops", "B7": "Fruit trees and berries",
    "B8": "Other permanent crops", "B81": "Olive groves", "B82": "Vineyards", "B83": "Nurseries",
    "C": "Woodland", "C1": "Broadleaved woodland", "C2": "Coniferous woodland", "C3": "Mixed woodland",
    "D": "Shrubland", "D1": "Shrubland with sparse tree cover", "D2": "Shrubland without tree cover",
    "E": "Grassland", "E1": "Grassland with sparse tree or shrub cover", "E2": "Grassland without tree or shrub cover",
    "E3": "Spontaneously vegetated surfaces",
    "F": "Bare land, lichens and moss", "F1": "Rocks and stones", "F2": "Sand", "F3": "Lichens and moss",
    "F4": "Other bare soil",
    "G": "Water areas", "G1": "Inland water bodies", "G2": "Inland running water", "G3": "Transitional water bodies",
    "G4": "Sea and ocean", "G5": "Glaciers and permanent snow",
    "H": "Wetlands", "H11": "Inland marshes", "H12": "Peat bogs", "H21": "Salt marshes", "H22": "Salines",
    "H23": "Intertidal flats",
}  # fmt: skip


def _lucas_1() -> List[Row]:
    letters = sorted({code[0] for code in LUCAS})
    codes = {
        letter: {code for key, allowed in LUCAS.items() if key[0] == letter for code in allowed}
        for letter in letters
    }
    return [(f"{letter}*", _LUCAS_NAMES[letter], tuple(sorted(codes[letter]))) for letter in letters]


def _lucas_2() -> List[Row]:
    return [(f"{code}*", _LUCAS_NAMES.get(code, ""), allowed) for code, allowed in LUCAS.items()]


_BUILT: Dict[str, Tuple[str, Callable[[], List[Row]]]] = {
    CORINE: ("CORINE Land Cover, level 3", _corine_with_nodata),
    "corine-level2": ("CORINE Land Cover, level 2", _corine(Level.L2)),
    "corine-level1": ("CORINE Land Cover, level 1", _corine(Level.L1)),
    "s2glc": ("S2GLC map of Europe", _s2glc),
    "s2glc-chips": ("S2GLC chips", _s2glc_chips),
    "s2glc-chips-disjoint": ("S2GLC chips, forests and fields told apart", _s2glc_chips_disjoint),
    "eurosat": ("EuroSAT", _eurosat),
    "bigearthnet-19": ("BigEarthNet, 19 labels", _bigearthnet_19),
    "bigearthnet-43": ("BigEarthNet, 43 labels", _bigearthnet_43),
    "seasonet": ("SeasoNet", _seasonet),
    "dynamic-world": ("Dynamic World", _dynamic_world),
    "esa-worldcover": ("ESA WorldCover", _worldcover),
    "lucas-level1": ("LUCAS land cover, level 1", _lucas_1),
    "lucas-level2": ("LUCAS land cover, level 2", _lucas_2),
}

PRESETS: Dict[str, str] = {name: title for name, (title, _) in _BUILT.items()}
"""Name of each preset to its title, in the order they are offered."""


def preset(name: str) -> Legend:
    """A legend that comes with Corina. Raises LegendError with the names there are."""
    if name not in _BUILT:
        raise LegendError(f"There is no legend {name!r}; choose a file, or one of {', '.join(_BUILT)}.")
    title, rows = _BUILT[name]
    return legend(name, title, rows())


def open_legend(name_or_path: str) -> Legend:
    """A preset by its name, or a legend file by its path. Raises LegendError."""
    if name_or_path in _BUILT:
        return preset(name_or_path)
    path = Path(name_or_path)
    if path.suffix.lower() in (".csv", ".json", ".txt", ".tsv") or path.is_file():
        return read_legend(name_or_path)
    return preset(name_or_path)
