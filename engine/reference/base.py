"""What every reference can do, whatever it is made of."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from types import TracebackType
from typing import Any

import numpy as np
from rasterio.crs import CRS
from rasterio.errors import CRSError
from rasterio.warp import transform_bounds

from corina.engine.errors import EngineProblem
from corina.engine.grid import Grid, crs_name
from corina.engine.reference.report import ReferenceReport
from corina.engine.reference.values import Codes
from corina.engine.tiles import Window

Bounds = tuple[float, float, float, float]
TURN = 360.0
"""Degrees around the globe."""


class Reference(ABC):
    """A land cover map that is read in windows of any grid.

    kind: "polygons" or "raster". name: for sentences. year: 0 when nothing tells it. level: the finest level of its
    classes, 1 to 3. crs, bounds: in its own CRS. grid: its own pixels, None for polygons and for rasters that
    are not north-up in metres. model_codes: the classes it can show when it is a model's map, else empty. encodings:
    those that the values of a raster fit, where they fit more than one.
    """

    kind: str = ""
    name: str = ""
    path: str = ""
    year: int = 0
    level: int = 3
    crs: CRS
    bounds: Bounds
    grid: Grid | None = None
    model_codes: tuple[int, ...] = ()
    encodings: tuple[str, ...] = ()
    field: str = ""
    layer: str = ""

    def __init__(self) -> None:
        self.report = ReferenceReport()

    @abstractmethod
    def read(self, grid: Grid, window: Window) -> Codes:
        """The codes [height, width] in a window of `grid`, NO_CODE (0) where there is none.

        A pixel has the class of the polygon its centre lies in, or of the pixel of a raster that its centre lies in.
        """

    @abstractmethod
    def codes(self, grid: Grid | None = None) -> dict[int, int]:
        """Code to number of polygons, or of pixels looked at (a sample of large rasters); within `grid` when given."""

    def close(self) -> None:  # noqa: B027 - polygons keep nothing open
        """Close the file."""

    def __enter__(self) -> Reference:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def bounds_in(self, crs: CRS) -> Bounds:
        """The bounds in another CRS. Raises EngineProblem when they cannot be brought there."""
        if crs == self.crs:
            return self.bounds
        try:
            found = transform_bounds(self.crs, crs, *self.bounds, densify_pts=21)
        except Exception as error:  # rasterio raises private CPLE types here
            raise EngineProblem(
                "reference_unreadable",
                f"{self.name} cannot be brought from {crs_name(self.crs)} to {crs_name(crs)}; check its CRS.",
                str(error),
            ) from error
        if not np.isfinite(found).all():
            raise EngineProblem(
                "reference_unreadable",
                f"{self.name} cannot be brought from {crs_name(self.crs)} to {crs_name(crs)}; check its CRS.",
            )
        left, bottom, right, top = found
        return left, bottom, right, top

    def bounds_over(self, grid: Grid) -> Bounds:
        """The bounds in the grid's CRS, as far as they are over the grid.

        Those of a map in degrees that lies on both sides of the date line go around the globe, and no projection shows
        them: it is looked for where the grid is. Raises EngineProblem as `bounds_in` does.
        """
        if not self.crs.is_geographic or grid.crs.is_geographic:
            return self.bounds_in(grid.crs)
        west, south, east, north = transform_bounds(grid.crs, self.crs, *grid.bounds, densify_pts=21)
        east += TURN if west > east else 0.0
        left, bottom, right, top = self.bounds
        pieces = [
            (max(left, west + turn), max(bottom, south), min(right, east + turn), min(top, north))
            for turn in (0.0, -TURN, TURN)
        ]
        met = [piece for piece in pieces if piece[0] < piece[2] and piece[1] < piece[3]]
        if not met:
            return self.bounds_in(grid.crs)
        found = np.array([transform_bounds(self.crs, grid.crs, *piece, densify_pts=21) for piece in met])
        lowest, highest = found[:, :2].min(0).tolist(), found[:, 2:].max(0).tolist()
        return lowest[0], lowest[1], highest[0], highest[1]

    def strange(self) -> str:
        """A sentence on what may be why nothing is found here; empty without one."""
        return ""

    def describe(self) -> dict[str, Any]:
        """What a result says of it."""
        return {
            "name": self.name,
            "path": self.path,
            "kind": self.kind,
            "layer": self.layer,
            "field": self.field,
            "year": self.year,
            "level": self.level,
            "encoding": self.report.encoding,
            "crs": str(self.crs.to_string()),
            "bounds": list(self.bounds),
            "model_codes": list(self.model_codes),
            "report": self.report.to_dict(),
        }


def crs_of(text: str | None, stated: CRS | None, name: str) -> CRS:
    """The user's word on a CRS, else the file's. Raises EngineProblem when there is none."""
    if text:
        try:
            return CRS.from_user_input(text)
        except (CRSError, ValueError) as error:
            raise EngineProblem(
                "no_crs", f"The CRS {text!r} given for {name} is not known.", str(error)
            ) from error
    if stated is None or not stated:
        raise EngineProblem("no_crs", f"{name} states no coordinate reference system; give the one it is in.")
    return stated


def year_in(text: str) -> int:
    """The year a name tells: "U2018_CLC2018", "code_18", "clc24_mt" and "clc2012"; 0 when it tells none."""

    full = re.findall(r"(?:clc|code|cha)_?((?:19|20)\d\d)", text.lower())
    if full:
        return int(full[-1])
    short = re.findall(r"(?:clc|code)_?(\d\d)(?!\d)", text.lower())
    if short:
        two = int(short[-1])
        return 1900 + two if two >= 85 else 2000 + two
    return 0
