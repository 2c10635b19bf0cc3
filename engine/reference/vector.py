"""CORINE polygons of any file GDAL reads, in windows: only what a window touches is ever read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyogrio
import shapely
from pyogrio.errors import DataLayerError, DataSourceError
from rasterio.crs import CRS

from corina.engine.errors import EngineProblem
from corina.engine.grid import Grid
from corina.engine.jobs import Encoding, LandCoverInput
from corina.engine.reference.base import TURN, Bounds, Reference, crs_of, year_in
from corina.engine.reference.burning import burn
from corina.engine.reference.layers import LayerInfo, choose_field, choose_layer, openable
from corina.engine.reference.raster import codes_of_model, year_of_scene
from corina.engine.reference.shapes import (
    around,
    geometries,
    polygonal,
    projected,
    repaired,
    wider_than_half,
    window_bounds,
)
from corina.engine.reference.values import (
    ENCODING_WORDS,
    Codes,
    Parsed,
    encoding_of_polygons,
    parse,
    parse_by_table,
    parse_encoded,
    text_of,
)
from corina.engine.tiles import Window

_FEW = 20_000
"""Polygons up to which a layer is looked through for empty geometries, which no window ever touches."""

Parse = Callable[[Any], Parsed]


@dataclass(frozen=True)
class Polygons:
    """The polygons that touch a window. fids: their ids; shapes: shapely geometries in the grid's CRS, cut near the
    window; codes: uint16; columns: further attributes by name.
    """

    fids: npt.NDArray[np.int64]
    shapes: npt.NDArray[Any]
    codes: Codes
    columns: Mapping[str, npt.NDArray[Any]]


class PolygonReference(Reference):
    """A layer of polygons with a class each."""

    kind = "polygons"

    def __init__(self, source: LandCoverInput, table: Mapping[str, int] | None = None) -> None:
        """Raises EngineProblem when the file cannot be read, or the layer or field must be asked for."""
        super().__init__()
        self.path = source.path
        self._open = openable(source.path)
        self._info = choose_layer(self._open, source.layer, source.year, source.field)
        self.layer = self._info.name
        self.field = choose_field(self._info, source.field, source.year)
        stem = Path(source.path).stem
        self.name = source.name or (stem if stem.lower() == self.layer.lower() else f"{stem} {self.layer}")
        told = year_in(self.field) or year_in(self.layer) or year_in(Path(source.path).stem)
        if self._info.is_own(self.field):
            self.model_codes = codes_of_model(source.path, self._info.tags)
            told = year_of_scene(source.path, self._info.tags) or told
        self.year = source.year or told
        self.crs = crs_of(
            source.crs, CRS.from_user_input(self._info.crs) if self._info.crs else None, self.name
        )
        self._parse: Parse = parse if table is None else (lambda value: parse_by_table(value, table))
        self._filter = _filter_of(source, self._info)
        kinds = ("repaired", "wide", "blank", "unknown", "other")
        self._seen: dict[str, set[int]] = {kind: set() for kind in kinds}
        self._counted: dict[str, int] | None = None
        self._stored = self._extent()
        self.bounds = self._at_the_date_line() or self._stored
        self.report.how = f"field {self.field} of layer {self.layer}"
        if table is None:
            self._understand(source.encoding)
        self.report.empty = self._count_empty()
        found = self.codes()
        if table is None:
            self._refuse_without_codes(found)
            self.level = max(len(str(code)) for code in found)

    def _understand(self, said: Encoding) -> None:
        """How the attribute names classes: as was said, else by its values."""
        ways = () if self._info.is_own(self.field) else encoding_of_polygons(self._value_counts(None))
        self.encodings = tuple(way.value for way in ways) if len(ways) > 1 else ()
        taken = said if said is not Encoding.AUTO else ways[0] if ways else None
        if taken is None:
            return
        self._parse = partial(parse_encoded, encoding=taken)
        self.report.encoding = taken.value
        self.report.how += f", {ENCODING_WORDS[taken]}" + (", as said" if said is taken else "")
        if said is not Encoding.AUTO:
            return
        why = "though the values could be grid codes too; say so if they are."
        if not self.encodings:
            why = "since it has numbers that are no codes of level 2 or 1; say so if it is otherwise."
        self.report.warnings.append(f"{self.name} was read as {ENCODING_WORDS[taken]}, {why}")

    def read(self, grid: Grid, window: Window) -> Codes:
        polygons = self.polygons(grid, window)
        return burn(polygons.shapes, polygons.codes, grid, window, np.uint16)

    def polygons(self, grid: Grid, window: Window, columns: tuple[str, ...] = ()) -> Polygons:
        """The polygons with a class that touch a window; columns: further attributes to read."""
        wanted = [self.field, *columns, *([self._filter[0]] if self._filter else [])]
        names = list(dict.fromkeys(wanted))
        boxes = around(window_bounds(grid, window), grid, self.crs, self._stored)
        parts = [self._in_box(box, grid, names) for box in boxes]
        fids, shapes, codes = (np.concatenate([part[place] for part in parts]) for place in range(3))
        extra = {name: np.concatenate([part[3][name] for part in parts]) for name in columns}
        return Polygons(fids, shapes, codes, extra)

    def _in_box(
        self, bbox: Bounds, grid: Grid, names: list[str]
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[Any], Codes, dict[str, npt.NDArray[Any]]]:
        """Ids, shapes in the grid's CRS, codes and attributes of the polygons with a class that touch a box."""
        meta, fids, geometry, values = self._fetch(columns=names, bbox=bbox, force_2d=True)
        by_name = dict(zip((str(f) for f in meta["fields"]), values))
        kept = self._kept(by_name)
        codes, has_class = self._codes_of(by_name[self.field], fids, kept)
        kept &= has_class
        fids = fids[kept]
        shapes = self._shapes(geometry[kept], fids, bbox, grid)
        return fids, shapes, codes[kept], {name: column[kept] for name, column in by_name.items()}

    def codes(self, grid: Grid | None = None) -> dict[int, int]:
        counts: dict[int, int] = {}
        for value, number in self._value_counts(grid).items():
            code = self._parse(value).code
            if code:
                counts[code] = counts.get(code, 0) + number
        return dict(sorted(counts.items()))

    def unusable(self, grid: Grid | None = None) -> tuple[int, dict[str, int]]:
        """Polygons without a class, and those whose value is unknown, by value: counted over attributes only."""
        blank, unknown = 0, {}
        for value, number in self._value_counts(grid).items():
            parsed = self._parse(value)
            blank += number * parsed.blank
            if parsed.unknown:
                unknown[value] = number
        return blank, unknown

    def fetch(self, fids: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.int64], npt.NDArray[Any]]:
        """Whole, repaired geometries (shapely, in the layer's CRS) of some polygons, and their ids in that order."""
        _, found, geometry, _ = self._fetch(columns=[], fids=fids, force_2d=True)
        return found, polygonal(repaired(geometries(geometry))[0])

    @property
    def info(self) -> LayerInfo:
        """What the layer says of itself."""
        return self._info

    def _fetch(self, **how: Any) -> Any:  # noqa: ANN401 - pyogrio's own tuple
        try:
            return pyogrio.raw.read(self._open, layer=self.layer, return_fids=True, **how)
        except (DataSourceError, DataLayerError, ValueError, RuntimeError) as error:
            raise EngineProblem(
                "reference_unreadable", f"{self.name} cannot be read to its end; get it again.", str(error)
            ) from error

    def _kept(self, by_name: Mapping[str, npt.NDArray[Any]]) -> npt.NDArray[np.bool_]:
        if self._filter is None:
            return np.ones(len(by_name[self.field]), np.bool_)
        field, values = self._filter
        return np.fromiter((text_of(v) in values for v in by_name[field]), np.bool_, len(by_name[field]))

    def _codes_of(
        self, values: npt.NDArray[Any], fids: npt.NDArray[np.int64], kept: npt.NDArray[np.bool_]
    ) -> tuple[Codes, npt.NDArray[np.bool_]]:
        known: dict[Any, Parsed] = {}
        codes = np.zeros(len(values), np.uint16)
        for index in np.flatnonzero(kept).tolist():
            text = text_of(values[index])
            found = known.get(text)
            if found is None:
                found = known[text] = self._parse(text)
            codes[index] = found.code
            if not found.code:
                self._count_unusable(int(fids[index]), found, text)
        return codes, codes > 0

    def _count_unusable(self, fid: int, parsed: Parsed, text: str) -> None:
        kind = "unknown" if parsed.unknown else "blank"
        if fid in self._seen[kind]:
            return
        self._seen[kind].add(fid)
        if parsed.unknown:
            self.report.unknown[text] = self.report.unknown.get(text, 0) + 1
        else:
            self.report.blank += 1

    def _shapes(
        self, wkb: npt.NDArray[Any], fids: npt.NDArray[np.int64], bbox: Bounds, grid: Grid
    ) -> npt.NDArray[Any]:
        shapes = geometries(wkb)
        held = ~(shapely.is_missing(shapes) | shapely.is_empty(shapes))
        shapes = polygonal(shapes)
        self._seen["other"] |= set(fids[held & shapely.is_empty(shapes)].tolist())
        self.report.other = len(self._seen["other"])
        shapes, broken = repaired(shapes)
        self._seen["repaired"] |= set(fids[broken].tolist())
        self.report.repaired = len(self._seen["repaired"])
        # A forest of a hundred thousand vertices is cut to what the window can see of it.
        bounds = shapely.bounds(shapes)
        if self.crs.is_geographic:
            self._seen["wide"] |= set(fids[wider_than_half(shapes, bounds)].tolist())
            self.report.wide = len(self._seen["wide"])
        left, bottom, right, top = bbox
        beyond = (
            (bounds[:, 0] < left) | (bounds[:, 1] < bottom) | (bounds[:, 2] > right) | (bounds[:, 3] > top)
        )
        if beyond.any():
            shapes[beyond] = shapely.clip_by_rect(shapes[beyond], left, bottom, right, top)
        return projected(shapes, self.crs, grid.crs)

    def _value_counts(self, grid: Grid | None) -> dict[str, int]:
        if grid is None and self._filter is None:
            if self._counted is None:
                self._counted = self._counted_by_query()
            if self._counted is not None:
                return self._counted
        boxes = (None,) if grid is None else around(grid.bounds, grid, self.crs, self._stored)
        wanted = list(dict.fromkeys([self.field, *([self._filter[0]] if self._filter else [])]))
        texts: dict[int, str] = {}  # one with parts on both sides of the date line is found in both boxes
        for bbox in boxes:
            meta, fids, _, values = self._fetch(columns=wanted, bbox=bbox, read_geometry=False)
            by_name = dict(zip((str(f) for f in meta["fields"]), values))
            kept = self._kept(by_name)
            texts.update(zip(fids[kept].tolist(), (text_of(v) for v in by_name[self.field][kept].tolist())))
        return dict(Counter(texts.values()))

    def _counted_by_query(self) -> dict[str, int] | None:
        """Count in the database, or in a stream: the attributes of two million polygons need not be held."""
        field, layer = _quoted(self.field), _quoted(self.layer)
        query = f"SELECT {field} AS v, COUNT(*) AS n FROM {layer} GROUP BY 1"  # nosec B608
        native = self._open.lower().endswith((".gpkg", ".sqlite"))
        try:
            _, _, _, (values, numbers) = pyogrio.raw.read(
                self._open, sql=query, sql_dialect=None if native else "SQLITE", read_geometry=False
            )
        except (DataSourceError, DataLayerError, ValueError, RuntimeError):
            return None
        counts: dict[str, int] = {}
        for value, number in zip(values.tolist(), numbers.tolist()):
            counts[text_of(value)] = counts.get(text_of(value), 0) + int(number)
        return counts

    def _count_empty(self) -> int:
        if self._info.features > _FEW:
            return 0
        _, _, geometry, _ = self._fetch(columns=[], force_2d=True)
        shapes = geometries(geometry)
        return int((shapely.is_missing(shapes) | shapely.is_empty(shapes)).sum())

    def strange(self) -> str:
        """As of all: polygons that may lie elsewhere than they were meant to, so that no window touches them."""
        if self.crs.is_geographic and self._info.features <= _FEW:
            _, _, geometry, _ = self._fetch(columns=[], force_2d=True)
            shapes = geometries(geometry)
            self.report.wide = int(wider_than_half(shapes, shapely.bounds(shapes)).sum())
        return self.report.wide_text()

    def _extent(self) -> Bounds:
        bounds = self._info.bounds
        if bounds is None or not np.isfinite(bounds).all():
            raise EngineProblem(
                "reference_empty", f"{self.name} holds no polygon with a place; choose another layer."
            )
        return bounds

    def _at_the_date_line(self) -> Bounds | None:
        """The bounds, going on past 180 degrees, of a layer that lies on both sides of the date line and not around the
        globe as those in the file say; None for all others.
        """
        west, south, east, north = self._stored
        if not self.crs.is_geographic or east - west <= TURN / 2 or self._info.features > _FEW:
            return None
        _, _, geometry, _ = self._fetch(columns=[], force_2d=True)
        extents = shapely.bounds(shapely.get_parts(geometries(geometry)))
        extents = extents[np.isfinite(extents).all(axis=1)]
        beyond = extents[:, 2] <= 0
        west, east = extents[~beyond, 0].min(initial=TURN), extents[beyond, 2].max(initial=-TURN) + TURN
        east = max(east, extents[~beyond, 2].max(initial=-TURN))
        return (float(west), south, float(east), north) if 0 < east - west <= TURN / 2 else None

    def _refuse_without_codes(self, found: Mapping[int, int]) -> None:
        if found:
            return
        if self._filter is not None and not self._value_counts(None):
            field, values = self._filter
            raise EngineProblem(
                "reference_empty",
                f"No polygon of layer {self.layer} has {' or '.join(sorted(values))} in {field}; choose another "
                "filter.",
            )
        blank, unknown = self.unusable()
        held = ", ".join(list(unknown)[:6]) or ("nothing but blanks" if blank else "no polygon")
        raise EngineProblem(
            "field_missing",
            f"Field {self.field} of layer {self.layer} holds no CORINE code (found {held}); choose another field.",
        )


def _filter_of(source: LandCoverInput, layer: LayerInfo) -> tuple[str, frozenset[str]] | None:
    if not source.filter_field:
        return None
    field = layer.field(source.filter_field)
    if field is None:
        raise EngineProblem(
            "field_missing",
            f"Layer {layer.name} has no field {source.filter_field!r} to filter by; its fields are "
            f"{', '.join(layer.fields)}.",
        )
    return field, frozenset(text_of(value) for value in source.filter_values)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
