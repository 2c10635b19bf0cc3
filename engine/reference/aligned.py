"""A raster band read in windows of any grid: as it is where pixels coincide, else by nearest neighbour."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
from rasterio.crs import CRS
from rasterio.enums import Resampling
from rasterio.errors import RasterioError
from rasterio.vrt import WarpedVRT
from rasterio.windows import Window as RasterWindow

from corina.engine.errors import EngineProblem
from corina.engine.grid import Grid, native_grid
from corina.engine.tiles import Window

T = TypeVar("T")

_SNAP = 1e-3
"""Share of a pixel by which two grids may be shifted and still count as one."""
_HALF_TURN = 180.0
_TOLERANCE_PX = 0.001
"""By how much a warped position may be wrong; GDAL takes no 0 here."""


class AlignedBand:
    """A band of a raster on whatever grid is asked for; pixels outside it have its no-data value."""

    def __init__(
        self,
        dataset: Any,  # noqa: ANN401 - rasterio has no type stubs
        band: int,
        crs: CRS,
        name: str,
        outside: float = 0,
    ) -> None:
        """dataset: an open rasterio dataset; crs: the one to take it to be in. name: for sentences. outside: the
        no-data value of a file that states none.
        """
        self._outside = outside
        self._dataset, self._band, self._crs, self._name = dataset, band, crs, name
        self._own = native_grid(crs, dataset.transform, dataset.width, dataset.height)
        self._nodata = dataset.nodatavals[band - 1]
        self._warped: tuple[Grid, Any] | None = None

    @property
    def grid(self) -> Grid | None:
        """The raster's own pixels; None when they are not north-up, square and in metres."""
        return self._own

    @property
    def nodata(self) -> float | None:
        """The file's own no-data value; None without one, and for NaN."""
        return None if self._nodata is None or math.isnan(self._nodata) else float(self._nodata)

    def read(self, grid: Grid, window: Window) -> npt.NDArray[Any]:
        """The stored values [height, width] in a window of `grid`."""
        if self._is_aligned(grid):
            return self._read_aligned(grid, window)
        vrt = self._vrt(grid)
        place = RasterWindow(window.col0, window.row0, window.width, window.height)
        values: npt.NDArray[Any] = reading(self._name, partial(vrt.read, self._band, window=place))
        return values

    def close(self) -> None:
        """Close what reading has opened; the dataset stays open."""
        if self._warped is not None:
            self._warped[1].close()
            self._warped = None

    def _is_aligned(self, grid: Grid) -> bool:
        own = self._own
        if (
            own is None
            or own.crs != grid.crs
            or not math.isclose(own.resolution, grid.resolution, rel_tol=1e-9)
        ):
            return False
        shifts = ((grid.left - own.left) / own.resolution, (own.top - grid.top) / own.resolution)
        return all(abs(shift - round(shift)) < _SNAP for shift in shifts)

    def _read_aligned(self, grid: Grid, window: Window) -> npt.NDArray[Any]:
        own = self._own
        assert own is not None
        column = window.col0 + round((grid.left - own.left) / own.resolution)
        row = window.row0 + round((own.top - grid.top) / own.resolution)
        row0, row1 = max(0, row), min(own.height, row + window.height)
        col0, col1 = max(0, column), min(own.width, column + window.width)
        fill = self._outside if self._nodata is None else self._nodata
        values = np.full((window.height, window.width), fill, self._dataset.dtypes[self._band - 1])
        if row0 < row1 and col0 < col1:
            place = RasterWindow(col0, row0, col1 - col0, row1 - row0)
            found = reading(self._name, partial(self._dataset.read, self._band, window=place))
            values[row0 - row : row1 - row, col0 - column : col1 - column] = found
        return values

    def _vrt(self, grid: Grid) -> Any:  # noqa: ANN401 - rasterio has no type stubs
        if self._warped is not None and self._warped[0] == grid:
            return self._warped[1]
        self.close()
        nodata = self._outside if self._nodata is None else self._nodata
        vrt = reading(
            self._name,
            lambda: WarpedVRT(
                self._dataset, src_crs=_past_the_date_line(self._crs, self._dataset), crs=grid.crs,
                transform=grid.transform, width=grid.width, height=grid.height, resampling=Resampling.nearest,
                src_nodata=nodata, nodata=nodata, tolerance=_TOLERANCE_PX,
            ),
        )  # fmt: skip
        self._warped = (grid, vrt)
        return vrt


def _past_the_date_line(crs: CRS, dataset: Any) -> CRS:  # noqa: ANN401
    """The CRS with longitudes around the raster's own middle where it goes on past 180 degrees, else as it is."""
    left, right = dataset.bounds.left, dataset.bounds.right
    if (
        not crs.is_geographic
        or (left >= -_HALF_TURN and right <= _HALF_TURN)
        or right - left > 2 * _HALF_TURN
    ):
        return crs
    return CRS.from_string(f"{crs.to_proj4()} +lon_wrap={(left + right) / 2:.6f}")


def reading(name: str, read: Callable[[], T]) -> T:
    """What `read` gives; what GDAL raises becomes a sentence about the file `name`."""
    try:
        return read()
    except Exception as error:
        if isinstance(error, (RasterioError, OSError)) or type(error).__module__.startswith("rasterio"):
            raise EngineProblem(
                "reference_unreadable", f"{name} is damaged or was cut short; get it again.", str(error)
            ) from error
        raise
