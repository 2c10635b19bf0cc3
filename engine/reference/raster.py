"""CORINE rasters in any encoding, and Corina's own maps, read in windows of another grid by nearest neighbour."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import rasterio
from rasterio.enums import ColorInterp, Resampling
from rasterio.errors import RasterioError
from rasterio.transform import array_bounds
from rasterio.warp import transform_bounds
from rasterio.windows import Window as RasterWindow
from rasterio.windows import from_bounds

from corina.clc import CLASSES
from corina.engine.errors import EngineProblem
from corina.engine.grid import Grid
from corina.engine.jobs import Encoding, LandCoverInput
from corina.engine.reference.aligned import AlignedBand, reading
from corina.engine.reference.base import Reference, crs_of, year_in
from corina.engine.reference.values import (
    ENCODING_WORDS,
    Codes,
    RasterValues,
    detect,
    readings,
    table_of,
    text_of,
)
from corina.engine.tiles import Window

_SAMPLE = 1024
"""Edge in px of the decimated picture that the encoding is found in; smaller rasters are read whole."""
_SHORT_SHA = 12
"""Characters of a model's checksum that a map's tags hold."""
_COLOURS = {ColorInterp.red, ColorInterp.green, ColorInterp.blue}
_LEVEL_OF = {Encoding.GRID: 3, Encoding.CODES: 3, Encoding.LEVEL2: 2, Encoding.LEVEL1: 1}


class RasterReference(Reference):
    """A raster of classes."""

    kind = "raster"

    def __init__(self, source: LandCoverInput, table: Mapping[str, int] | None = None) -> None:
        """Raises EngineProblem when the file cannot be read or no value in it is a class."""
        super().__init__()
        self.path = source.path
        self.name = source.name or Path(source.path).stem
        self._band = source.band
        self._dataset = _open(source)
        dataset = self._dataset
        self.crs = crs_of(source.crs, dataset.crs, self.name)
        left, bottom, right, top = array_bounds(dataset.height, dataset.width, dataset.transform)
        self.bounds = (left, min(bottom, top), right, max(bottom, top))  # some rasters have south up
        self._pixels = AlignedBand(dataset, self._band, self.crs, self.name)
        self.grid = self._pixels.grid
        nodata = self._pixels.nodata
        given = [*source.nodata, *([] if nodata is None else [nodata])]
        values = _table(table) if table is not None else self._understood(source, given)
        self._values = RasterValues(values, given)
        tags = dataset.tags()
        self.model_codes = codes_of_model(source.path, tags)
        told = year_in(" ".join([self.name, *(d or "" for d in dataset.descriptions)]))
        # What Corina wrote of the scene says more than a name, which may be that of what it is held against.
        self.year = source.year or year_of_scene(source.path, tags) or told

    def read(self, grid: Grid, window: Window) -> Codes:
        codes, unknown = self._values.codes(self._pixels.read(grid, window))
        for text, count in unknown.items():
            self.report.unknown[text] = self.report.unknown.get(text, 0) + count
        return codes

    def codes(self, grid: Grid | None = None) -> dict[int, int]:
        part = None
        if grid is not None:
            part = from_bounds(*_clipped(grid, self), transform=self._dataset.transform)
        codes, _ = self._values.codes(self._sample(part))
        found, counts = np.unique(codes[codes > 0], return_counts=True)
        return dict(zip(found.tolist(), counts.tolist()))

    def close(self) -> None:
        self._pixels.close()
        self._dataset.close()

    def _understood(self, source: LandCoverInput, nodata: list[float]) -> Mapping[int, int]:
        encoding = source.encoding
        how = f"{ENCODING_WORDS.get(encoding, '')}, as said"
        given = {float(v) for v in nodata}
        description = self._dataset.descriptions[self._band - 1] or ""
        values = _distinct(self._sample(None), given)
        if encoding is Encoding.AUTO:
            detected, how = detect(values, description)
            if detected is None and max(self._dataset.shape) > _SAMPLE:
                # What little there is may lie between the pixels looked at.
                values = self._all_values(given)
                detected, how = detect(values, description)
            if detected is None:
                raise EngineProblem("reference_unreadable", f"{self.name} {_strange(values)}")
            encoding = detected
            if "though" in how:
                self.report.warnings.append(f"{self.name} was read as {how}.")
            if not description and set(self._dataset.colorinterp) >= _COLOURS:
                self.report.warnings.append(
                    f"{self.name} looks like an image in colours (red, green, blue), of which band {self._band} was "
                    f"read as {ENCODING_WORDS[encoding]}; if it is no map of classes, choose one."
                )
        self.encodings = tuple(one.value for one in readings(values, description))
        self.level = _LEVEL_OF[encoding]
        self.report.how, self.report.encoding = how, encoding.value
        return table_of(encoding)

    def _sample(self, part: Any) -> npt.NDArray[Any]:  # noqa: ANN401 - a rasterio window or None
        dataset = self._dataset
        height = part.height if part is not None else dataset.height
        width = part.width if part is not None else dataset.width
        factor = max(1.0, height / _SAMPLE, width / _SAMPLE)
        shape = (max(1, round(height / factor)), max(1, round(width / factor)))
        values: npt.NDArray[Any] = reading(
            self.name,
            lambda: dataset.read(
                self._band, window=part, out_shape=shape, resampling=Resampling.nearest, boundless=False
            ),
        )
        return values

    def _all_values(self, nodata: set[float]) -> set[float]:
        found: set[float] = set()
        for row in range(0, self._dataset.height, _SAMPLE):
            for column in range(0, self._dataset.width, _SAMPLE):
                height = min(_SAMPLE, self._dataset.height - row)
                place = RasterWindow(column, row, min(_SAMPLE, self._dataset.width - column), height)
                found |= _distinct(
                    reading(self.name, partial(self._dataset.read, self._band, window=place)), nodata
                )
        return found


def is_raster(path: str) -> bool:
    """Whether GDAL reads `path` as a raster with at least one band."""
    try:
        with rasterio.open(path) as dataset:
            return bool(dataset.count >= 1)
    except (RasterioError, OSError):
        return False
    except Exception:  # noqa: BLE001 - rasterio lets GDAL's private CPLE types through
        return False


def _open(source: LandCoverInput) -> Any:  # noqa: ANN401
    name = source.name or Path(source.path).name
    try:
        dataset = rasterio.open(source.path)
    except (RasterioError, OSError) as error:
        raise EngineProblem(
            "reference_unreadable", f"{name} cannot be read as a raster; choose another file.", str(error)
        ) from error
    if source.band > dataset.count:
        dataset.close()
        raise EngineProblem(
            "reference_unreadable", f"{name} has {dataset.count} bands, band {source.band} was asked for."
        )
    if dataset.dtypes[source.band - 1].startswith("complex"):
        dataset.close()
        raise EngineProblem("reference_unreadable", f"{name} holds complex numbers, expected classes.")
    return dataset


def _distinct(values: npt.NDArray[Any], nodata: set[float]) -> set[float]:
    if values.dtype.kind == "f":
        values = values[np.isfinite(values)]
    return {float(v) for v in np.unique(values).tolist()} - nodata


def _strange(values: set[float]) -> str:
    """Why a raster with these values is no map of CORINE classes, and what to do."""
    expected = "expected 1 to 44 or 111 to 523; choose another raster or band."
    others = sorted(v for v in values if not any(v in table_of(encoding) for encoding in _LEVEL_OF))
    listed = ", ".join(text_of(v) for v in others[:8])
    if len(others) < len(values):
        return f"has values that are CORINE classes, but more that are none (such as {listed}), {expected}"
    return f"has no value that is a CORINE class (found {listed or 'no data only'}), {expected}"


def _table(table: Mapping[str, int]) -> dict[int, int]:
    return {int(text): number for text, number in table.items() if text.lstrip("-").isdigit()}


def _clipped(grid: Grid, reference: Reference) -> tuple[float, float, float, float]:
    left, bottom, right, top = transform_bounds(grid.crs, reference.crs, *grid.bounds)
    own = reference.bounds
    clipped = (max(left, own[0]), max(bottom, own[1]), min(right, own[2]), min(top, own[3]))
    return clipped if clipped[0] < clipped[2] and clipped[1] < clipped[3] else own


def companion(path: str) -> dict[str, Any]:
    """What Corina's own result file beside a map says (NAME_result.json); empty when there is none.

    The map is one of NAME_level1.tif to NAME_level3.tif, NAME_polygons.gpkg, or what `generalise` wrote.
    """
    file = Path(path)
    prefix = re.sub(r"_(level[123]|polygons)$", "", file.stem)
    with contextlib.suppress(OSError, ValueError):
        document = json.loads((file.parent / f"{prefix}_result.json").read_text(encoding="utf-8"))
        # A comparison leaves NAME_polygons.gpkg too: polygons of its reference, which no model made.
        if isinstance(document, dict) and "prediction" not in document:
            return document
    return {}


def made_by(path: str, codes: Sequence[int] = (), layer: str = "") -> dict[str, str]:
    """The tags that tell how a map of Corina's was made (CORINA_MODEL, _SCENE, _DATE, _CODES): those of the file, else
    what the record beside it says. codes: what the map can show, when its file does not tell. layer: of polygons.
    """
    document = companion(path)
    model = document.get("model") or {}
    told = {
        "CORINA_MODEL": f"{model.get('name', '')} {str(model.get('sha256', ''))[:_SHORT_SHA]}".strip(),
        "CORINA_SCENE": document.get("scene"),
        "CORINA_DATE": document.get("date"),
        "CORINA_CODES": ",".join(map(str, codes)),
    }
    own = {name: text for name, text in _tags(path, layer).items() if name.startswith("CORINA_")}
    return {**{name: str(text) for name, text in told.items() if text}, **own}


def _tags(path: str, layer: str) -> dict[str, str]:
    if not is_raster(path):
        from corina.engine.reference.layers import layer_tags  # needs the extra "compare", rasters do not

        return layer_tags(path, layer)
    with rasterio.open(path) as dataset:
        return {str(name): str(value) for name, value in dataset.tags().items()}


def year_of_scene(path: str, tags: Mapping[str, str]) -> int:
    """The year of the scene that a map of Corina's shows: from its tags, else from NAME_result.json; 0 without one."""
    date = str(tags.get("CORINA_DATE") or companion(path).get("date") or "")
    return int(date[:4]) if re.match(r"\d{4}-", date) else 0


def codes_of_model(path: str, tags: Mapping[str, str]) -> tuple[int, ...]:
    """The classes a map of Corina's can show: from its tags, else from NAME_result.json beside it."""
    codes: list[int] = []
    text = tags.get("CORINA_CODES", "")
    if text:
        codes = [int(item) for item in text.split(",") if item.strip().isdigit()]
    else:
        document = companion(path)
        with contextlib.suppress(KeyError, TypeError, ValueError):
            # Of a generalised map the record may know what the map it was made of can show, and no more of its model.
            told = document["model"]["codes"] if document.get("model") else document["map"]["model_codes"]
            codes = [int(code) for code in told]
    return tuple(code for code in codes if code in CLASSES)
