"""Rasters that are kept on disk between two passes over a map, so that memory does not grow with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy.typing as npt
import rasterio
from affine import Affine
from rasterio.errors import RasterioError, RasterioIOError
from rasterio.windows import Window as RasterWindow

from corina.engine.outputs import not_written
from corina.engine.tiles import Window

STRIP = 512
"""Rows that are worked on at a time."""
BLOCK = 2048
"""Edge in px of the blocks that are worked on at a time where neighbours in both directions matter."""


class Scratch:
    """A raster [height, width] of one type in a file that is removed with the run's hidden folder. Starts as zeros."""

    def __init__(self, path: Path, height: int, width: int, dtype: str, transform: Any = None) -> None:  # noqa: ANN401
        """transform: affine, for polygons made of the raster. Raises EngineProblem when the disk is full."""
        self.path, self.height, self.width, self.dtype = path, height, width, dtype
        self.transform = transform or Affine(1, 0, 0, 0, -1, height)
        with self._writing():
            self._dataset: Any = rasterio.open(
                path, "w+", driver="GTiff", height=height, width=width, count=1, dtype=dtype,
                tiled=True, blockxsize=256, blockysize=256, compress="LZW", BIGTIFF="IF_SAFER", SPARSE_OK=True,
                transform=self.transform,
            )  # fmt: skip

    def read(self, window: Window) -> npt.NDArray[Any]:
        """The values [height, width] of a window inside the raster."""
        values: npt.NDArray[Any] = self._dataset.read(1, window=_place(window))
        return values

    def rows(self, first: int, last: int) -> npt.NDArray[Any]:
        """The rows first..last, end excluded, in full width."""
        return self.read(Window(first, last, 0, self.width))

    def write(self, window: Window, values: npt.NDArray[Any]) -> None:
        """Write a window. Raises EngineProblem when the disk is full."""
        with self._writing():
            self._dataset.write(values.astype(self.dtype, copy=False), 1, window=_place(window))

    def write_rows(self, first: int, values: npt.NDArray[Any]) -> None:
        """Write rows in full width from `first` on."""
        self.write(Window(first, first + len(values), 0, self.width), values)

    def strips(self, rows: int = STRIP) -> Iterator[tuple[int, int]]:
        """First and last row, end excluded, of strips that cover the raster."""
        for first in range(0, self.height, rows):
            yield first, min(self.height, first + rows)

    def band(self) -> Any:  # noqa: ANN401 - rasterio has no type stubs
        """The raster as GDAL's algorithms take it, row by row."""
        return rasterio.band(self._dataset, 1)

    def close(self) -> None:
        """Close and remove the file."""
        with self._writing():
            self._dataset.close()
        self.path.unlink(missing_ok=True)

    def __enter__(self) -> Scratch:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _writing(self) -> _Writing:
        return _Writing(self.path)


class _Writing:
    """Turns what GDAL raises on writing into a sentence about the disk."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, (RasterioIOError, RasterioError, OSError)) or (
            isinstance(error, Exception) and type(error).__module__.startswith("rasterio")
        ):
            raise not_written(self._path.parent.parent, error) from error


def blocks(height: int, width: int, edge: int = BLOCK) -> Iterator[Window]:
    """Windows that cover [height, width], row by row."""
    for row in range(0, height, edge):
        for column in range(0, width, edge):
            yield Window(row, min(height, row + edge), column, min(width, column + edge))


def grown(window: Window, margin: int, height: int, width: int) -> Window:
    """A window and `margin` px around it, as far as there are any."""
    return Window(
        max(0, window.row0 - margin),
        min(height, window.row1 + margin),
        max(0, window.col0 - margin),
        min(width, window.col1 + margin),
    )


def core_of(values: npt.NDArray[Any], outer: Window, inner: Window) -> npt.NDArray[Any]:
    """The part of an array over `outer` that lies in `inner`."""
    row, column = inner.row0 - outer.row0, inner.col0 - outer.col0
    return values[row : row + inner.height, column : column + inner.width]


def _place(window: Window) -> RasterWindow:
    return RasterWindow(window.col0, window.row0, window.width, window.height)
