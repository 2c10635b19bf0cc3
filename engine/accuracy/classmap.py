"""A classified raster as CORINE codes, read in strips: which class its values are, how much of each there is, and the
class at a place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
import numpy.typing as npt
import rasterio
from rasterio.enums import Resampling
from rasterio.windows import Window

from corina.clc import Level, parent
from corina.engine.compare.pixels import ground_share_at, share_warning
from corina.engine.errors import EngineProblem
from corina.engine.grid import crs_name
from corina.engine.jobs import Encoding
from corina.engine.reference.values import ENCODING_WORDS, NO_CLASS_VALUES, detect, table_of

_STRIP_PIXELS = 4_000_000
_LEVEL_OF = {
    Encoding.GRID: Level.L3,
    Encoding.CODES: Level.L3,
    Encoding.LEVEL2: Level.L2,
    Encoding.LEVEL1: Level.L1,
}
_MOST_OFF = 0.1
"""Share by which areas may be off: national grids and EPSG:3034 are within it, Mercators of Europe far beyond."""
_SAID = {1: Encoding.LEVEL1, 2: Encoding.LEVEL2}
_MOSTLY = 0.9
"""Share of the pixels that must be known classes for a raster to be taken for a land cover map."""

Codes = npt.NDArray[np.uint16]


@dataclass(frozen=True)
class Strip:
    """Rows of a map: `codes` [rows, width], 0 where there is no class, from row `row0` on."""

    row0: int
    codes: Codes


class ClassMap:
    """A classified raster, opened and counted once.

    level: of the classes given out, at most that of the raster's values. unknown: pixels of values that are no class,
    by value; they count as without a class. counts: [strips, K] pixels of each class of
    `classes` in each strip. pixel_ha: area of a pixel in hectares.
    """

    def __init__(
        self, path: str, level: int = 0, report: Callable[[float], None] = lambda fraction: None
    ) -> None:
        """Read the whole map once, in strips. level: 1, 2 or 3, 0 for the map's own. report: told the share done.

        Raises EngineProblem when it is no map of CORINE classes or its pixels are not of equal area.
        """
        self.path = path
        self.name = Path(path).stem
        self._data = _open(path)
        try:
            self.pixel_ha = _pixel_ha(self._data, self.name)
            self._area_warning = _true_areas(self._data, self.name)
            values, per_strip = self._count_values(report)
            totals = np.array([sum(strip.get(v, 0) for strip in per_strip) for v in values], np.int64)
            self.encoding, self.how = _encoding(self._data, values, totals, level, self.name)
            self.level = Level(level) if level else _LEVEL_OF[self.encoding]
            self._take(values, per_strip)
        except BaseException:
            self._data.close()
            raise

    def __enter__(self) -> ClassMap:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._data.close()

    @property
    def warnings(self) -> list[str]:
        """What a user must be told of how the values were understood."""
        found = [f"{self.name} was read as {self.how}."] if "though" in self.how else []
        if self._area_warning:
            found.append(self._area_warning)
        if self.unknown:
            listed = ", ".join(
                f"{value:g} ({pixels} px)" for value, pixels in sorted(self.unknown.items())[:5]
            )
            found.append(f"{self.name} has values that are no CORINE classes and are left out: {listed}.")
        return found

    @property
    def crs(self) -> Any:  # noqa: ANN401 - rasterio has no type stubs
        """The map's CRS."""
        return self._data.crs

    @property
    def width(self) -> int:
        """Columns of the raster."""
        return int(self._data.width)

    @property
    def height(self) -> int:
        """Rows of the raster."""
        return int(self._data.height)

    @property
    def dataset(self) -> Any:  # noqa: ANN401 - rasterio has no type stubs
        """The open raster."""
        return self._data

    @property
    def pixels(self) -> dict[int, int]:
        """Pixels of each class present, by code."""
        return dict(zip(self.classes, self.counts.sum(axis=0).tolist()))

    def strip(self, index: int) -> Strip:
        """Read a strip again."""
        row0, rows = self._strips[index]
        return Strip(row0, self._codes(self._read(row0, rows)))

    def overview(self, edge: int) -> tuple[Codes, float]:
        """The map at `edge` px along its longer side at most, by nearest pixels, and the metres of such a pixel."""
        factor = max(1.0, max(self.width, self.height) / edge)
        shape = (max(1, round(self.height / factor)), max(1, round(self.width / factor)))
        values = self._data.read(1, out_shape=shape, resampling=Resampling.nearest)
        return self._codes(values), (self.pixel_ha * 10_000) ** 0.5 * self.width / shape[1]

    def places(self, rows: npt.NDArray[np.int64], columns: npt.NDArray[np.int64]) -> Any:  # noqa: ANN401
        """Map coordinates [n, 2] of pixel centres."""
        transform = self._data.transform
        x = transform.c + (columns + 0.5) * transform.a + (rows + 0.5) * transform.b
        y = transform.f + (columns + 0.5) * transform.d + (rows + 0.5) * transform.e
        return np.column_stack([x, y])

    def at(self, places: npt.NDArray[np.float64]) -> npt.NDArray[np.int32]:
        """The class at map coordinates [n, 2]: its code, 0 where the map has no class, -1 outside of it."""
        inverse = ~self._data.transform
        found = np.full(len(places), -1, np.int32)
        with np.errstate(invalid="ignore"):
            columns = np.floor(inverse.a * places[:, 0] + inverse.b * places[:, 1] + inverse.c)
            rows = np.floor(inverse.d * places[:, 0] + inverse.e * places[:, 1] + inverse.f)
            inside = (rows >= 0) & (rows < self.height) & (columns >= 0) & (columns < self.width)
        for index, (row0, height) in enumerate(self._strips):
            here = np.flatnonzero(inside & (rows >= row0) & (rows < row0 + height))
            if len(here):
                codes = self.strip(index).codes
                found[here] = codes[rows[here].astype(int) - row0, columns[here].astype(int)]
        return found

    @property
    def _strips(self) -> list[tuple[int, int]]:
        block = int(self._data.block_shapes[0][0])
        rows = max(block, _STRIP_PIXELS // self.width // block * block)
        return [(row, min(rows, self.height - row)) for row in range(0, self.height, rows)]

    def _read(self, row0: int, rows: int) -> npt.NDArray[Any]:
        try:
            strip = self._data.read(1, window=Window(0, row0, self.width, rows))
        except rasterio.errors.RasterioError as error:
            raise EngineProblem(
                "map_unreadable",
                f"{self.name} is damaged from row {row0} on; make or fetch it again.",
                str(error),
            ) from error
        return np.asarray(strip)

    def _count_values(
        self, report: Callable[[float], None]
    ) -> tuple[npt.NDArray[np.float64], list[dict[float, int]]]:
        per_strip: list[dict[float, int]] = []
        for row0, rows in self._strips:
            per_strip.append(_histogram(self._read(row0, rows), self._data.nodata))
            report((row0 + rows) / self.height)
        return np.array(sorted(set().union(*per_strip)), np.float64), per_strip

    def _take(self, values: npt.NDArray[np.float64], per_strip: list[dict[float, int]]) -> None:
        codes = table_of(self.encoding)
        known = {
            float(v): parent(codes[int(v)], self.level) for v in values if int(v) == v and int(v) in codes
        }
        self.unknown = {v: sum(s.get(v, 0) for s in per_strip) for v in values.tolist() if v not in known}
        self._values = np.array(sorted(known), self._data.dtypes[0])
        self._value_codes = np.array([known[v] for v in sorted(known)], np.uint16)
        self.classes = tuple(sorted(set(known.values())))
        self.counts = np.zeros((len(per_strip), len(self.classes)), np.int64)
        for row, counted in enumerate(per_strip):
            for value, count in counted.items():
                if value in known:
                    self.counts[row, self.classes.index(known[value])] += count

    def _codes(self, strip: npt.NDArray[Any]) -> Codes:
        at = np.minimum(np.searchsorted(self._values, strip), len(self._values) - 1)
        found = self._value_codes[at]
        found[self._values[at] != strip] = 0
        return np.asarray(found, np.uint16)


def strips_with(counts: npt.NDArray[np.int64]) -> Iterator[tuple[int, npt.NDArray[np.int64]]]:
    """Index of each strip that has pixels of a class, with the pixels of each class that came before it: [K]."""
    before = np.cumsum(counts, axis=0) - counts
    yield from ((index, before[index]) for index in range(len(counts)) if counts[index].any())


def _open(path: str) -> Any:  # noqa: ANN401 - rasterio has no type stubs
    try:
        return rasterio.open(path)
    except rasterio.errors.RasterioError as error:
        raise EngineProblem(
            "map_unreadable", f"{path} is no raster that can be read; choose a classified map.", str(error)
        ) from error


def _pixel_ha(data: Any, name: str) -> float:  # noqa: ANN401
    if data.crs is None:
        raise EngineProblem("no_crs", f"{name} has no CRS; assign one, such as EPSG:3035, and try again.")
    if not data.crs.is_projected or data.crs.to_epsg() == 3857:
        raise EngineProblem(
            "map_not_equal_area",
            f"{name} is in {crs_name(data.crs)}, whose pixels differ in area, so that a sample of pixels is "
            "none of the land; reproject the map to metres, such as EPSG:3035, and try again.",
        )
    transform, metres = data.transform, float(data.crs.linear_units_factor[1])
    return float(abs(transform.a * transform.e - transform.b * transform.d)) * metres**2 / 10_000


def _true_areas(data: Any, name: str) -> str | None:  # noqa: ANN401
    """A sentence where the CRS shows areas more than a percent too large or too small; None where not.

    Raises EngineProblem (map_not_equal_area) where it is far more: other Mercators than EPSG:3857 are no better.
    """
    x, y = data.xy(data.height / 2, data.width / 2, offset="ul")
    share = ground_share_at(data.crs, float(x), float(y))
    told = share_warning(data.crs, share)
    if told and abs(1 / share - 1) > _MOST_OFF:
        raise EngineProblem(
            "map_not_equal_area",
            f"{name} is in {crs_name(data.crs)}, which shows areas {100 * abs(1 / share - 1):.0f} % too "
            f"{'large' if share < 1 else 'small'} there; reproject the map to its UTM zone or to EPSG:3035 and try "
            "again.",
        )
    return told


def _histogram(strip: npt.NDArray[Any], nodata: float | None) -> dict[float, int]:
    if strip.dtype == np.uint8:
        counts = np.bincount(strip.ravel(), minlength=256)
        pairs = ((float(v), int(counts[v])) for v in np.flatnonzero(counts))
    else:
        values, found = np.unique(strip, return_counts=True)
        pairs = ((float(v), int(c)) for v, c in zip(values, found))
    return {v: c for v, c in pairs if v not in NO_CLASS_VALUES and v == v and v != nodata}


def _encoding(
    data: Any,  # noqa: ANN401
    values: npt.NDArray[np.float64],
    totals: npt.NDArray[np.int64],
    level: int,
    name: str,
) -> tuple[Encoding, str]:
    """Which encoding the values are in, and one phrase on how that was found. totals: pixels of each value."""
    if not len(values):
        raise EngineProblem("map_empty", f"{name} has no pixel with a class; choose another map.")
    encoding, how = detect(values.tolist(), data.descriptions[0] or "")
    own = _SAID.get(level)
    if "though" in how and own is not None and {int(v) for v in values} <= set(table_of(own)):
        encoding, how = own, f"{ENCODING_WORDS[own]}, as said"
    known = [] if encoding is None else [float(v) in table_of(encoding) for v in values]
    if encoding is None or totals[known].sum() < _MOSTLY * totals.sum():
        listed = ", ".join(f"{v:g}" for v in values[np.argsort(-totals)][:5])
        raise EngineProblem(
            "map_unreadable",
            f"{name} has values that are no CORINE classes ({listed}); expected grid codes 1 to 44, or codes of "
            "level 1, 2 or 3: choose a classified map.",
        )
    if level > _LEVEL_OF[encoding]:
        raise EngineProblem(
            "level_too_fine",
            f"{name} has classes of level {_LEVEL_OF[encoding]:d}, which cannot be split into level {level}; "
            "choose that level or a coarser one.",
        )
    return encoding, how
