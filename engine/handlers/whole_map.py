"""The pixels on which a single map is worked on: its own where they are square metres, within an area of interest."""

from __future__ import annotations

from typing import Any

from corina.engine.area import Area
from corina.engine.compare.pixels import checked, comparison_grid, cut
from corina.engine.grid import Grid
from corina.engine.jobs import AreaInput
from corina.engine.reference import Reference


def grid_of(source: Reference, wanted: AreaInput | None, resolution_m: float = 0.0) -> tuple[Grid, Area]:
    """The grid, cut to the area, and the area on it. Raises EngineProblem area_outside or area_invalid."""
    grid = comparison_grid(source, source, resolution_m, wanted)
    if wanted is not None:
        grid = cut(grid, Area(grid, wanted, "the map").window)
    return checked(grid), Area(grid, wanted, "the map")


def describe_grid(grid: Grid) -> dict[str, Any]:
    """What a result says of the pixels it was made on."""
    return {
        "crs": grid.crs_text,
        "resolution_m": grid.resolution,
        "width": grid.width,
        "height": grid.height,
        "bounds": [round(value, 4) for value in grid.bounds],
    }
