"""The label layer of a scene, read in windows as class indexes of a legend."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from types import TracebackType
from typing import List, Tuple

import numpy as np

from corina.clc import CLASSES
from corina.clc.legend_presets import open_legend
from corina.clc.legends import CORINE, Legend, LegendError, legend
from corina.engine.errors import EngineProblem
from corina.engine.grid import Grid
from corina.engine.jobs import LabelInput, LandCoverInput
from corina.engine.reference import open_reference
from corina.engine.tiles import Window
from corina.training.sources.base import Classes

MAX_CLASSES = 254


def legend_of(name: str) -> Legend:
    """The legend of a label layer; CORINE's knows the codes of all three levels. Raises EngineProblem."""
    if name == CORINE:
        ordered = sorted(CLASSES.values(), key=lambda c: (-c.level, c.code))
        return legend(CORINE, "CORINE Land Cover", [(c.code, c.name, (c.code,)) for c in ordered])
    try:
        found = open_legend(name)
    except LegendError as error:
        raise EngineProblem("legend_invalid", str(error)) from error
    if len(found.classes) > MAX_CLASSES:
        raise EngineProblem(
            "legend_invalid",
            f"The legend {found.title} has {len(found.classes)} classes, expected {MAX_CLASSES} at most; join some.",
        )
    return found


class LabelReader:
    """Opens a label layer and reads windows of a scene's grid. To be used in one thread.

    extent: the part of the grid where the layer may have labels. unknown: values outside the legend, with counts.
    """

    def __init__(self, source: LabelInput, table: Legend, grid: Grid) -> None:
        """Raises EngineProblem when the layer cannot be read."""
        asked = LandCoverInput(
            path=source.path,
            layer=source.layer or ("" if table.name == CORINE else _layer_with(source)),
            field=source.field,
            band=source.band,
            nodata=source.nodata,
            crs=source.crs,
        )
        self._corine = table.name == CORINE
        self._reference = open_reference(asked, table=None if self._corine else _Table(table))
        self._grid = grid
        self.name = self._reference.name
        size = max(int(c.value) for c in table.classes) + 1 if self._corine else len(table.classes) + 1
        self._index = np.zeros(size, np.uint8)
        for index, entry in enumerate(table.classes, start=1):
            self._index[int(entry.value) if self._corine else index] = index if entry.codes else 0

    def __enter__(self) -> LabelReader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._reference.close()

    @property
    def extent(self) -> Window:
        """The window of the grid that the layer's bounds touch; empty where they do not meet."""
        grid = self._grid
        left, bottom, right, top = self._reference.bounds_in(grid.crs)
        edge = grid.resolution
        row0, row1 = (grid.top - top) / edge, (grid.top - bottom) / edge
        col0, col1 = (left - grid.left) / edge, (right - grid.left) / edge
        return Window(
            max(0, int(np.floor(row0))),
            min(grid.height, int(np.ceil(row1))),
            max(0, int(np.floor(col0))),
            min(grid.width, int(np.ceil(col1))),
        )

    def read(self, window: Window) -> Classes:
        """[height, width] class indexes, 0 where there is no label."""
        indexes: Classes = self._index[self._reference.read(self._grid, window)]
        return indexes

    @property
    def unknown(self) -> Counter[str]:
        """Values that the legend does not know, with the number of polygons or pixels seen so far."""
        return Counter(self._reference.report.unknown)

    @property
    def warnings(self) -> List[str]:
        """What a user must be told of the layer, less the unknown values, which are listed by themselves."""
        report = self._reference.report
        # Of labels one says it by the legend.
        said = [
            re.sub(
                r"level-([12]) codes too; say so if",
                r"level-\1 codes too; choose the legend corine-level\1 if",
                text,
            )
            for text in report.warnings
        ]
        return [
            *said,
            *(text for text in report.sentences() if not text.startswith("Values outside")),
        ]


def _layer_with(source: LabelInput) -> str:
    """The layer of a vector file to take for another legend: the only one, or the only one with the field asked for.

    Empty for a raster, and where it must be asked.
    """
    # Imported here: rasters need no library that reads polygons.
    from corina.engine.reference.layers import describe_layer, is_vector, openable, polygon_layers

    if not source.field and not is_vector(source.path):
        return ""
    path = openable(source.path)
    names = [name for name, _ in polygon_layers(path)]
    if len(names) > 1 and source.field:
        names = [name for name in names if describe_layer(path, name).field(source.field)]
    return names[0] if len(names) == 1 else ""


class LabelStore:
    """The class indexes of a scene that was looked through once, compressed: a few MB for a whole tile.

    Rasterising polygons for every patch anew takes longer than all the rest of loading.
    """

    COLUMNS = 512

    def __init__(self, width: int) -> None:
        self._width = width
        self._rows: List[Tuple[int, int, List[bytes]]] = []

    def add(self, row0: int, classes: Classes) -> None:
        """Keep full rows from `row0` on; rows come from top to bottom."""
        cuts = range(0, self._width, self.COLUMNS)
        blocks = [zlib.compress(classes[:, at : at + self.COLUMNS].tobytes(), 1) for at in cuts]
        self._rows.append((row0, row0 + len(classes), blocks))

    def read(self, window: Window) -> Classes:
        """[height, width] class indexes; 0 in rows that hold no label."""
        first = window.col0 // self.COLUMNS
        last = (window.col1 - 1) // self.COLUMNS
        found = np.zeros((window.height, (last - first + 1) * self.COLUMNS), np.uint8)
        for row0, row1, blocks in self._rows:
            top, bottom = max(row0, window.row0), min(row1, window.row1)
            if top >= bottom:
                continue
            for place, number in enumerate(range(first, last + 1)):
                block = np.frombuffer(zlib.decompress(blocks[number]), np.uint8).reshape(row1 - row0, -1)
                left = place * self.COLUMNS
                target = found[top - window.row0 : bottom - window.row0, left : left + block.shape[1]]
                target[:] = block[top - row0 : bottom - row0]
        shift = window.col0 - first * self.COLUMNS
        return found[:, shift : shift + window.width]


class _Table(Mapping[str, int]):
    """A legend as engine.reference wants one: class value as text to a number, here the class index."""

    def __init__(self, table: Legend) -> None:
        self._legend = table
        self._places = {id(entry): index for index, entry in enumerate(table.classes, start=1)}

    def __getitem__(self, value: str) -> int:
        entry = self._legend.find(value)
        if entry is None:
            raise KeyError(value)
        return self._places[id(entry)]

    def __contains__(self, value: object) -> bool:
        return self._legend.find(value) is not None

    def __iter__(self) -> Iterator[str]:
        return (entry.value for entry in self._legend.classes)

    def __len__(self) -> int:
        return len(self._legend.classes)
