"""Small land cover maps for the tests of references and comparisons."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pyogrio
import shapely
from rasterio.crs import CRS

from corina.engine.grid import Grid

from .rasters import write_raster

CRS_TEXT = "EPSG:32634"
LEFT, TOP = 500_000.0, 5_000_000.0


def grid_of(height: int, width: int, resolution: float = 10.0) -> Grid:
    return Grid(CRS.from_user_input(CRS_TEXT), LEFT, TOP, resolution, width, height)


def write_codes(path: Path, codes: np.ndarray, description: str = "", **how: object) -> str:
    """A raster [height, width] of any integer or float type."""
    return write_raster(path, codes[None], descriptions=(description,) if description else (), **how)


def square(
    row: float, column: float, height: float, width: float, resolution: float = 10.0
) -> shapely.Polygon:
    """A rectangle of pixels of `grid_of`."""
    left, top = LEFT + column * resolution, TOP - row * resolution
    return shapely.box(left, top - height * resolution, left + width * resolution, top)


def write_polygons(
    path: Path,
    shapes: list,
    columns: dict,
    *,
    layer: str = "clc18",
    crs: str | None = CRS_TEXT,
    **how: object,
) -> str:
    """A vector file; columns: name to list of values."""
    kind = how.pop("geometry_type", "MultiPolygon")
    fields = [
        np.array(values, object if isinstance(values[0], (str, type(None))) else None)
        for values in columns.values()
    ]
    pyogrio.raw.write(
        str(path), shapely.to_wkb(np.array(shapes, object)), fields, fields=list(columns), layer=layer, crs=crs,
        geometry_type=kind, promote_to_multi=kind == "MultiPolygon", append=path.exists(), **how,
    )  # fmt: skip
    return str(path)


def read_layer(path: str, layer: str | None = None) -> tuple[np.ndarray, dict[str, list]]:
    """Geometries and columns of a layer."""
    meta, _, wkb, values = pyogrio.raw.read(path, layer=layer)
    return shapely.from_wkb(wkb), {str(n): v.tolist() for n, v in zip(meta["fields"], values)}


def write_result(folder: Path, name: str, codes: tuple[int, ...]) -> None:
    """What a classification leaves beside its maps."""
    document = {
        "model": {"name": "tiny", "title": "Tiny", "version": "1", "sha256": "0", "codes": list(codes)}
    }
    (folder / f"{name}_result.json").write_text(json.dumps(document))
