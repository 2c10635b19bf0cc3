"""The three class maps and the confidence raster as GeoTIFFs, written strip by strip."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import rasterio
from rasterio.enums import ColorInterp, Resampling
from rasterio.errors import RasterioError, RasterioIOError
from rasterio.transform import from_origin
from rasterio.windows import Window as RasterWindow

from corina.clc import CONFIDENCE_NODATA, NODATA, Level
from corina.engine.grid import Grid
from corina.engine.legend import NO_LEAF, attribute_table, colour_table, level_counts, lookup
from corina.engine.outputs import OutputFolder, not_written
from corina.engine.tiles import Window

_BLOCK = 256
LEVEL_SUFFIX = {level: f"_level{int(level)}.tif" for level in Level}
CONFIDENCE_SUFFIX = "_confidence.tif"


class MapWriter:
    """Writes rows of leaf indexes as the three maps, and their probabilities as the confidence raster.

    The maps cover `window` of the scene's grid: uint8, tiled, DEFLATE, colour table, no data 0 (confidence: 255).
    """

    def __init__(
        self,
        output: OutputFolder,
        grid: Grid,
        window: Window,
        codes: tuple[int, ...],
        *,
        confidence: bool,
        tags: Mapping[str, str],
    ) -> None:
        self._output, self._grid, self._window, self._codes = output, grid, window, codes
        self._tables = {level: lookup(codes, level) for level in Level}
        self._tags = tags
        self._stack = contextlib.ExitStack()
        self._maps: dict[Level, Any] = {}
        self._confidence: Any = None
        self._with_confidence = confidence
        self.leaf_pixels = np.zeros(len(codes), np.int64)

    def __enter__(self) -> MapWriter:
        with self._writing():
            for level in Level:
                dataset = self._create(LEVEL_SUFFIX[level], NODATA, f"CORINE Land Cover level {int(level)}")
                dataset.write_colormap(1, colour_table(level))
                dataset.colorinterp = [ColorInterp.palette]
                self._maps[level] = dataset
            if self._with_confidence:
                name = "Probability of the level-3 class, percent"
                self._confidence = self._create(CONFIDENCE_SUFFIX, CONFIDENCE_NODATA, name)
        return self

    def __exit__(self, *exception: object) -> None:
        self._stack.close()

    def write(
        self, row: int, leaves: npt.NDArray[np.uint8], probabilities: npt.NDArray[np.float32] | None
    ) -> None:
        """Write rows of the window from `row` on: leaf indexes [rows, width], NO_LEAF where there is no class.

        probabilities: [rows, width], 0..1, needed for the confidence raster.
        """
        counts = np.bincount(leaves.ravel(), minlength=256)
        self.leaf_pixels += counts[: len(self._codes)]
        place = RasterWindow(0, row, leaves.shape[1], leaves.shape[0])
        with self._writing():
            for level, dataset in self._maps.items():
                dataset.write(self._tables[level][leaves], 1, window=place)
            if self._confidence is not None and probabilities is not None:
                percent = np.rint(np.clip(probabilities, 0, 1) * 100).astype(np.uint8)
                percent[leaves == NO_LEAF] = CONFIDENCE_NODATA
                self._confidence.write(percent, 1, window=place)

    def finish(self) -> None:
        """Close the files and add overviews and attribute tables; raises EngineProblem when the disk was full."""
        with self._writing():
            self._stack.close()
            for suffix in self.suffixes:
                self._add_overviews(self._output.path(suffix))
            for level in Level:
                counts = level_counts(self._codes, self.leaf_pixels, level)
                table = attribute_table(level, counts, self._grid.pixel_ha)
                Path(self._output.path(LEVEL_SUFFIX[level] + ".aux.xml")).write_bytes(table)

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Suffixes of the rasters this writer makes."""
        maps = tuple(LEVEL_SUFFIX[level] for level in Level)
        return (*maps, CONFIDENCE_SUFFIX) if self._with_confidence else maps

    @contextlib.contextmanager
    def _writing(self) -> Any:  # noqa: ANN401 - a generator seen as a context manager
        try:
            yield
        except (RasterioIOError, RasterioError, OSError) as error:
            raise not_written(self._output.folder, error) from error
        except Exception as error:
            # rasterio lets GDAL's own exceptions (CPLE_*) through on writing.
            if type(error).__module__.startswith("rasterio"):
                raise not_written(self._output.folder, error) from error
            raise

    def _create(self, suffix: str, nodata: int, description: str) -> Any:  # noqa: ANN401
        grid, window = self._grid, self._window
        dataset = self._stack.enter_context(
            rasterio.open(
                self._output.path(suffix),
                "w",
                driver="GTiff",
                width=window.width,
                height=window.height,
                count=1,
                dtype="uint8",
                crs=grid.crs,
                transform=from_origin(
                    grid.left + window.col0 * grid.resolution,
                    grid.top - window.row0 * grid.resolution,
                    grid.resolution,
                    grid.resolution,
                ),
                nodata=nodata,
                tiled=True,
                blockxsize=_BLOCK,
                blockysize=_BLOCK,
                compress="DEFLATE",
                BIGTIFF="IF_SAFER",
            )
        )
        dataset.set_band_description(1, description)
        now = datetime.now(timezone.utc).strftime("%Y:%m:%d %H:%M:%S")
        dataset.update_tags(TIFFTAG_DATETIME=now, **self._tags)
        return dataset

    def _add_overviews(self, path: str) -> None:
        edge = max(self._window.width, self._window.height)
        factors = [2**i for i in range(1, 12) if edge / 2**i >= _BLOCK / 2]
        # Reading every pixel back on the way, this is also where a block that never reached the disk shows.
        with rasterio.Env(COMPRESS_OVERVIEW="DEFLATE"), rasterio.open(path, "r+") as dataset:
            if factors:
                dataset.build_overviews(factors, Resampling.nearest)
