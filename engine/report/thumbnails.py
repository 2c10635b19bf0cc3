"""Pictures of a comparison: the whole area, and a thumbnail of each large change, from the from-to raster."""

from __future__ import annotations

import math
import sqlite3
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any

import numpy as np
import numpy.typing as npt
import rasterio
from rasterio.enums import Resampling
from rasterio.features import rasterize
from rasterio.transform import from_bounds as transform_of
from rasterio.windows import Window, from_bounds

from corina.engine.compare.changes import TABLE
from corina.engine.geopackage import read_geometries
from corina.engine.report import charts, maps, page
from corina.engine.report.page import Picture
from corina.engine.report.scenes import Bounds, SceneView

_EDGE = 600
_THUMB = 128
_SEEN, _FRAME = 12, 9
"""Pixels of a map of the whole area: up to which a change is hardly seen; half the edge of its frame."""
_MARGIN = 0.35
"""Share of a change's extent that a thumbnail shows around it."""
_FRAMED = (230, 0, 126)
_OUTLINE, _CASING = (20, 20, 20), (255, 255, 255)
"""Black inside and white outside: seen on a dark image as on towns, whose reds every other colour comes near."""

DIFFERENCE_COLOURS: dict[int, tuple[str, tuple[int, int, int]]] = {
    1: ("agrees", (223, 231, 226)),
    2: ("differs", (213, 94, 0)),
    3: ("not assessed", (150, 150, 150)),
    4: ("differs, but the model is not sure", (240, 200, 110)),
    5: ("differs in the boundary band", (190, 205, 235)),
}
"""Values of the difference raster: what each means and how reports show it."""


@dataclass(frozen=True)
class ChangeThumbnails:
    """Three views of a change: the scene (None where there is none), the reference and the prediction."""

    scene: Picture | None
    reference: Picture
    prediction: Picture


class ComparisonPictures:
    """Reads the rasters of a comparison for its report, never more of them than a picture has pixels.

    from_to: raster of from * 1000 + to; difference: raster of the values in DIFFERENCE_COLOURS, or None. changes: the
    change polygons; without them, or one of them, all pixels that changed in the same way are outlined.
    """

    def __init__(
        self, from_to: str, difference: str | None, scene: SceneView | None, changes: str | None = None
    ) -> None:
        self._changes = changes
        self._from_to = rasterio.open(from_to)
        self._difference = rasterio.open(difference) if difference else None
        self._scene = scene

    def __enter__(self) -> ComparisonPictures:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._from_to.close()
        if self._difference is not None:
            self._difference.close()

    def overview(
        self, reference: str, prediction: str, largest: Sequence[Mapping[str, Any]] = ()
    ) -> list[tuple[Picture, str]]:
        """Maps of the whole area with their captions. reference, prediction: what the two maps are called.

        largest: of the result's `changes`; those too small to be seen on a map of all are framed there.
        """
        data = self._from_to
        pairs = self._read(data, Window(0, 0, data.width, data.height), _EDGE)
        metres = abs(data.transform.a) * data.width / pairs.shape[1]
        made: list[tuple[Picture, str]] = []
        if self._scene is not None:
            pixels = self._scene.read(tuple(data.bounds), data.crs, pairs.shape[1], pairs.shape[0])
            if pixels is not None:
                picture = maps.map_picture(
                    pixels, metres, f"The scene {self._scene.name} in natural colours."
                )
                made.append((picture, f"The scene {self._scene.name}, natural colours."))
        sides = (("Reference", pairs // 1000, reference), ("Prediction", pairs % 1000, prediction))
        for side, codes, name in sides:
            present = np.unique(codes).tolist()
            alt = f"Map of {name} with the classes {maps.legend_words(present)}."
            made.append((maps.map_picture(maps.class_colours(codes), metres, alt), f"{side}: {name}."))
        if self._difference is not None:
            whole = Window(0, 0, self._difference.width, self._difference.height)
            values = self._read(self._difference, whole, _EDGE)
            shares = ", ".join(
                f"{page.part(float((values == v).sum()) / max(1, int((values > 0).sum())), 0, '%')} {word}"
                for v, (word, _) in DIFFERENCE_COLOURS.items()
                if (values == v).any()
            )
            alt = f"Map of where the two differ: {shares}."
            colours = difference_colours(values)
            framed = sum(self._frame(colours, change["bounds"]) for change in largest)
            caption = "Where the two differ."
            if framed:
                caption = "Where the two differ; frames show where the largest changes are."
            made.append((maps.map_picture(colours, metres, alt), caption))
        return made

    def _frame(self, pixels: maps.Pixels, bounds: Sequence[float]) -> bool:
        """Frame a change on a map of the whole area, if it is too small to be seen there."""
        whole = self._from_to.bounds
        height, width = pixels.shape[:2]
        across, down = width / (whole.right - whole.left), height / (whole.top - whole.bottom)
        left, right = ((x - whole.left) * across for x in (bounds[0], bounds[2]))
        top, bottom = ((whole.top - y) * down for y in (bounds[3], bounds[1]))
        if max(right - left, bottom - top) > _SEEN:
            return False
        row, column = round((top + bottom) / 2), round((left + right) / 2)
        rows = slice(max(0, row - _FRAME), row + _FRAME + 1)
        columns = slice(max(0, column - _FRAME), column + _FRAME + 1)
        inner = (
            slice(max(0, row - _FRAME) + 2, row + _FRAME - 1),
            slice(max(0, column - _FRAME) + 2, column + _FRAME - 1),
        )
        kept = pixels[inner].copy()
        pixels[rows, columns] = _FRAMED
        pixels[inner] = kept
        return True

    def differences(self) -> list[int]:
        """Values of DIFFERENCE_COLOURS that the overview shows."""
        if self._difference is None:
            return []
        whole = Window(0, 0, self._difference.width, self._difference.height)
        present = np.unique(self._read(self._difference, whole, _EDGE)).tolist()
        return [value for value in DIFFERENCE_COLOURS if value in present]

    def classes(self) -> list[int]:
        """Codes shown in the overview, on either side."""
        data = self._from_to
        pairs = self._read(data, Window(0, 0, data.width, data.height), _EDGE)
        return sorted({int(c) for c in np.unique(np.concatenate([pairs // 1000, pairs % 1000])) if c})

    def change(self, change: dict[str, Any]) -> ChangeThumbnails:
        """Thumbnails of one change. change: an item of `largest` of a comparison's result."""
        pixel = abs(self._from_to.transform.a)
        bounds = _inside(_around(tuple(change["bounds"]), pixel), tuple(self._from_to.bounds))
        window = from_bounds(*bounds, self._from_to.transform).round_offsets().round_lengths()
        whole = Window(0, 0, self._from_to.width, self._from_to.height)
        window = window.intersection(whole)
        bounds = rasterio.windows.bounds(window, self._from_to.transform)
        pairs = self._read(self._from_to, window, _THUMB)
        inside = self._polygon(int(change["fid"]), bounds, pairs.shape)
        if inside is None:
            inside = pairs == change["code_from"] * 1000 + change["code_to"]
        what = f"change {change['fid']}, {change['name_from']} to {change['name_to']}"
        scene = None
        if self._scene is not None:
            pixels = self._scene.read(bounds, self._from_to.crs, pairs.shape[1], pairs.shape[0])
            scene = None if pixels is None else charts.png(_marked(pixels, inside), f"Scene at {what}")
        return ChangeThumbnails(
            scene,
            charts.png(_marked(maps.class_colours(pairs // 1000), inside), f"Reference at {what}"),
            charts.png(_marked(maps.class_colours(pairs % 1000), inside), f"Prediction at {what}"),
        )

    def _polygon(self, fid: int, bounds: Bounds, shape: tuple[int, ...]) -> npt.NDArray[np.bool_] | None:
        """Pixels of a part that lie in a change polygon; None where it cannot be had."""
        try:
            found = read_geometries(self._changes, TABLE, [fid]) if self._changes is not None else {}
        except (sqlite3.Error, OSError, ValueError, struct.error, IndexError, KeyError):
            found = {}
        if not found.get(fid):
            return None
        transform = transform_of(*bounds, shape[1], shape[0])
        burned = rasterize([(geometry, 1) for geometry in found[fid]], shape, transform=transform)
        return np.asarray(burned > 0, np.bool_)

    @staticmethod
    def _read(data: Any, window: Window, edge: int) -> npt.NDArray[np.int64]:  # noqa: ANN401
        factor = max(1.0, max(window.width, window.height) / edge)
        shape = (max(1, round(window.height / factor)), max(1, round(window.width / factor)))
        values = data.read(1, window=window, out_shape=shape, resampling=Resampling.nearest)
        return np.asarray(values, np.int64)


def difference_colours(values: npt.NDArray[np.int64]) -> maps.Pixels:
    """RGB of a difference raster, white where there is no data."""
    table = np.full((256, 3), 255, np.uint8)
    for value, (_, colour) in DIFFERENCE_COLOURS.items():
        table[value] = colour
    return np.asarray(table[np.clip(values, 0, 255)], np.uint8)


def _around(bounds: Bounds, pixel: float) -> Bounds:
    """A square around a change with some of its surroundings, at least 24 pixels wide."""
    left, bottom, right, top = bounds
    half = max((right - left) * (0.5 + _MARGIN), (top - bottom) * (0.5 + _MARGIN), 12 * pixel)
    x, y = (left + right) / 2, (bottom + top) / 2
    half = math.ceil(half / pixel) * pixel
    return x - half, y - half, x + half, y + half


def _inside(part: Bounds, whole: Bounds) -> Bounds:
    """The part, moved into the whole where it is not larger, so that thumbnails at a border are square as well."""

    def moved(low: float, high: float, least: float, most: float) -> tuple[float, float]:
        by = max(0.0, least - low) - max(0.0, high - most) if high - low <= most - least else 0.0
        return low + by, high + by

    left, right = moved(part[0], part[2], whole[0], whole[2])
    bottom, top = moved(part[1], part[3], whole[1], whole[3])
    return left, bottom, right, top


def _outline(inside: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Pixels of a shape that touch its outside."""
    return np.asarray(inside & ~_neighbours(inside, np.logical_and), np.bool_)


def _around_it(inside: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Pixels outside a shape that touch it."""
    return np.asarray(~inside & _neighbours(inside, np.logical_or), np.bool_)


def _neighbours(inside: npt.NDArray[np.bool_], how: np.ufunc) -> npt.NDArray[np.bool_]:
    """Whether all, or any, of the four neighbours of a pixel are inside; what lies beyond the picture is not."""
    padded = np.pad(inside, 1)
    four = (padded[:-2, 1:-1], padded[2:, 1:-1], padded[1:-1, :-2], padded[1:-1, 2:])
    return np.asarray(how.reduce(four), np.bool_)


def _marked(pixels: maps.Pixels, inside: npt.NDArray[np.bool_]) -> maps.Pixels:
    """The pixels with the outline of a shape."""
    marked = pixels.copy()
    marked[_around_it(inside)] = _CASING
    marked[_outline(inside)] = _OUTLINE
    return marked
