"""A scene in natural colours for the pictures of a report, found by the record of the classification that used it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import rasterio
from rasterio.crs import CRS
from rasterio.enums import Resampling
from rasterio.transform import from_bounds
from rasterio.vrt import WarpedVRT
from rasterio.warp import transform_bounds

from corina.engine.errors import EngineProblem
from corina.engine.sources import open_raster

if TYPE_CHECKING:  # what draws is an extra; who only asks for a record does without
    from corina.engine.report.maps import Pixels

NATURAL = ("B04", "B03", "B02")
"""The bands of a picture in natural colours: red, green and blue."""
Bounds = tuple[float, float, float, float]


class SceneView:
    """Reads parts of a scene as RGB, stretched alike for all parts."""

    def __init__(self, places: list[tuple[str, int]], name: str, crs: CRS | None = None) -> None:
        """places: file and band of red, green and blue. crs: to take instead of what the files state."""
        self._places = places
        self._crs = crs
        self.name = name
        self._limits: list[tuple[float, float]] | None = None

    def read(self, bounds: Bounds, crs: CRS, width: int, height: int) -> Pixels | None:
        """RGB [height, width, 3] of the part inside bounds (left, bottom, right, top in `crs`); None if unreadable."""
        try:
            bands = [self._band(place, bounds, crs, width, height) for place in self._places]
        except (rasterio.errors.RasterioError, EngineProblem, OSError, ValueError):
            return None
        if self._limits is None:
            self._limits = [_stretch(band) for band in bands]
        scaled = [(band - low) / max(high - low, 1e-9) for band, (low, high) in zip(bands, self._limits)]
        return np.asarray(np.clip(np.stack(scaled, axis=-1) * 255, 0, 255), np.uint8)

    def covers(self, bounds: Bounds, crs: CRS) -> bool:
        """Whether the scene has anything inside bounds (left, bottom, right, top in `crs`)."""
        try:
            with open_raster(self._places[0][0]) as dataset:
                own = transform_bounds(self._crs or dataset.crs, crs, *dataset.bounds)
        except Exception:  # noqa: BLE001 - rasterio raises private CPLE types here
            return False
        return bool(own[0] < bounds[2] and bounds[0] < own[2] and own[1] < bounds[3] and bounds[1] < own[3])

    def _band(
        self, place: tuple[str, int], bounds: Bounds, crs: CRS, width: int, height: int
    ) -> npt.NDArray[np.float64]:
        path, index = place
        transform = from_bounds(*bounds, width, height)
        with (
            open_raster(path) as dataset,
            WarpedVRT(
                dataset,
                src_crs=self._crs or dataset.crs,
                crs=crs,
                transform=transform,
                width=width,
                height=height,
                resampling=Resampling.bilinear,
            ) as part,
        ):
            return np.asarray(part.read(index), np.float64)


def scene_of(map_path: str) -> SceneView | None:
    """The scene that a map of Corina's was made from, by NAME_result.json beside it; None when it cannot be found."""
    record = classification_record(map_path)
    return None if record is None else scene_in(record)


def scene_in(record: Mapping[str, Any]) -> SceneView | None:
    """The scene of a classification's record; None when it has no bands for natural colours."""
    found = {band["band"]: (str(band["path"]), int(band["index"])) for band in record["description"]["bands"]}
    if not all(band in found for band in NATURAL):
        return None
    return SceneView([found[band] for band in NATURAL], str(record.get("scene", "")))


def classification_record(map_path: str) -> dict[str, Any] | None:
    """The result of the classification that made a map, from the file beside it; None when there is none."""
    path = Path(map_path)
    name, separator, _ = path.stem.rpartition("_level")
    if not separator:
        name, separator, _ = path.stem.rpartition("_polygons")
    record = path.with_name(f"{name}_result.json")
    if not separator or not record.is_file():
        return None
    try:
        document = json.loads(record.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    complete = isinstance(document, dict) and "bands" in (document.get("description") or {})
    return document if complete else None


def model_card(record: Mapping[str, Any]) -> dict[str, Any] | None:
    """The card of the model that a classification's record names; None when that package is not there any more.

    A package that was brought up to date meanwhile is another model, whose card says nothing of this one.
    """
    model = record.get("model") or {}
    try:
        card = json.loads((Path(str(model.get("path", ""))) / "card.json").read_text(encoding="utf-8"))
        of_graph = card["files"]["model.onnx"]["sha256"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return card if of_graph == model.get("sha256") else None


def _stretch(band: npt.NDArray[np.float64]) -> tuple[float, float]:
    """The values shown as black and white: the 2nd and 96th percentile of what is not empty."""
    values = band[band != 0]
    if not values.size:
        return 0.0, 1.0
    low, high = np.percentile(values, (2, 96))
    return float(low), float(high)
