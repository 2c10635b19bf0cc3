"""Speed and memory of a comparison: a map of 10980 x 10980 px against 100,000 polygons, and its change polygons.

    .engine/bin/python benchmarks/compare.py [--edge PX] [--polygons N] [--shapes FILE] [--class-by-class PX]
    .engine/bin/python benchmarks/compare.py --layer 2000000 [--edge PX]

The polygons are those of a real CORINE layer (../shared/data/clc_granada, or cells of a Voronoi diagram where it is not
there), made smaller and laid side by side until there are enough of them; the map is these polygons rasterised, with
changes and speckle put in. The comparison is an engine process of its own, as QGIS starts it. The change polygons are
also made class by class, as scripts usually do it (a mask for each pair of classes, polygonised, thinned by area and
width with shapely), on a part of PX x PX px, and their times compared there.

With --layer a layer of so many polygons of real size is written in CORINE's own CRS, as the EEA delivers Europe in one,
and a map in the midst of it compared: neither time nor memory may be those of the layer.
"""

from __future__ import annotations

import argparse
import json
import math
import platform
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import rasterio
import shapely
from rasterio.crs import CRS
from rasterio.features import shapes as polygonised
from rasterio.warp import transform as transform_points
from rasterio.windows import Window as RasterWindow

from corina.clc import CODES, GRID_CODE, Level
from corina.engine.grid import Grid
from corina.engine.jobs import CompareJob, CompareOptions, LandCoverInput, to_json
from corina.engine.reference import Window, open_reference

CHECKOUT = Path(__file__).resolve().parents[1]
BOOTSTRAP = CHECKOUT / "engine" / "bootstrap.py"
SHAPES = CHECKOUT.parent / "shared" / "data" / "clc_granada" / "clc.gpkg"
CRS_TEXT = "EPSG:32633"
LAYER_CRS, LAYER_NAME = "EPSG:3035", "U2018_CLC2018_V2020_20u1"
LEFT, TOP, PIXEL = 399_960.0, 5_000_040.0, 10.0
MEMORY_BAR_MB, FASTER_BAR = 1500, 5
LEVEL3 = np.array(CODES[Level.L3])


def real_cells(path: Path) -> tuple[np.ndarray, np.ndarray]:
    """Polygons and codes of a CORINE layer, moved to the origin."""
    if not path.exists():
        rng = np.random.default_rng(0)
        points = shapely.MultiPoint(rng.random((136, 2)) * 15_000)
        frame = shapely.box(0, 0, 15_000, 15_000)
        cells = shapely.get_parts(shapely.voronoi_polygons(points, extend_to=frame))
        return shapely.intersection(cells, frame), rng.choice(LEVEL3, len(cells))
    _, _, wkb, (codes,) = pyogrio.raw.read(path, layer="clc", columns=["CODE_18"], force_2d=True)
    shapes = shapely.from_wkb(wkb)
    left, bottom = shapely.total_bounds(shapes)[:2]
    return shapely.transform(shapes, lambda p: p - (left, bottom)), codes.astype(int)


def write_reference(path: Path, edge: int, count: int, source: Path) -> int:
    """Lay shrunken copies of the real polygons over a square of `edge` px until there are about `count`."""
    shapes, codes = real_cells(source)
    width, height = shapely.total_bounds(shapes)[2:]
    side = edge * PIXEL
    copies = count / len(shapes)
    scale = side / math.sqrt(copies * width * height)
    columns, rows = math.ceil(side / (width * scale)), math.ceil(side / (height * scale))
    rng = np.random.default_rng(1)
    written = 0
    for row in range(rows):
        moved, of = [], []
        for column in range(columns):
            x, y = LEFT + column * width * scale, TOP - (row + 1) * height * scale
            moved.append(shapely.transform(shapes, lambda p, x=x, y=y: p * scale + (x, y)))
            changed = rng.random(len(codes)) < 0.3
            of.append(np.where(changed, rng.choice(LEVEL3, len(codes)), codes))
        pyogrio.raw.write(
            path, shapely.to_wkb(np.concatenate(moved)), [np.concatenate(of).astype(str).astype(object)],
            fields=["code_18"], layer="clc18", crs=CRS_TEXT, geometry_type="MultiPolygon", promote_to_multi=True,
            driver="GPKG", append=row > 0,
        )  # fmt: skip
        written += sum(map(len, moved))
    return written


def write_layer(path: Path, edge: int, count: int, source: Path) -> int:
    """Lay copies of the real polygons in their size side by side around the map until there are `count`.

    Written in batches, and indexed once at the end: an index kept up to date with each would take far longer.
    """
    shapes, codes = real_cells(source)
    shapes = shapely.coverage_simplify(shapes, 50.0)
    kept = shapely.is_valid(shapes) & ~shapely.is_empty(shapes)
    shapes, codes = shapes[kept], codes[kept]
    shapes = np.array(
        [s if s.geom_type == "MultiPolygon" else shapely.MultiPolygon([s]) for s in shapes], object
    )
    width, height = shapely.total_bounds(shapes)[2:]
    copies = math.ceil(count / len(shapes))
    columns = math.ceil(math.sqrt(copies * height / width))
    rows = math.ceil(copies / columns)
    middle = LEFT + edge * PIXEL / 2, TOP - edge * PIXEL / 2
    (x,), (y,) = transform_points(CRS_TEXT, LAYER_CRS, [middle[0]], [middle[1]])
    origin = np.array([x - columns * width / 2, y - rows * height / 2])
    kind, points, offsets = shapely.to_ragged_array(shapes)
    steps = np.arange(columns)
    bounds, rng = [], np.random.default_rng(3)
    for row in range(rows):
        shift = origin + np.stack([steps * width, np.full(columns, row * height)], axis=1)
        placed = (points[None] + shift[:, None]).reshape(-1, 2)
        joined = tuple(
            np.concatenate([[0], (o[None, 1:] + steps[:, None] * o[-1]).ravel()]).astype(o.dtype)
            for o in offsets
        )
        part = shapely.from_ragged_array(kind, placed, joined)
        changed = rng.random(len(part)) < 0.3
        of = np.where(changed, rng.choice(LEVEL3, len(part)), np.tile(codes, columns))
        pyogrio.raw.write(
            path, shapely.to_wkb(part), [of.astype(str).astype(object)], fields=["Code_18"], layer=LAYER_NAME,
            crs=LAYER_CRS, geometry_type="MultiPolygon", driver="GPKG", append=row > 0,
            layer_options={"SPATIAL_INDEX": "NO"} if not row else None,
        )  # fmt: skip
        bounds.append(shapely.bounds(part))
    _index(path, np.concatenate(bounds))
    return rows * columns * len(shapes)


def _index(path: Path, bounds: np.ndarray) -> None:
    """The spatial index of the GeoPackage standard."""
    rows = zip(range(1, len(bounds) + 1), *(bounds[:, i].tolist() for i in (0, 2, 1, 3)))
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(
            f'CREATE VIRTUAL TABLE "rtree_{LAYER_NAME}_geom" USING rtree(id, minx, maxx, miny, maxy)'
        )
        database.executemany(f'INSERT INTO "rtree_{LAYER_NAME}_geom" VALUES (?, ?, ?, ?, ?)', rows)
        database.execute(
            "CREATE TABLE IF NOT EXISTS gpkg_extensions (table_name TEXT, column_name TEXT, "
            "extension_name TEXT NOT NULL, definition TEXT NOT NULL, scope TEXT NOT NULL)"
        )
        database.execute(
            "INSERT INTO gpkg_extensions VALUES (?, 'geom', 'gpkg_rtree_index', "
            "'http://www.geopackage.org/spec120/#extension_rtree', 'write-only')",
            (LAYER_NAME,),
        )


def write_map(path: Path, reference: Path, edge: int) -> None:
    """The polygons as a level-3 map of Corina's, with a twelfth of the land changed in blocks, and speckle."""
    grid = Grid(CRS.from_user_input(CRS_TEXT), LEFT, TOP, PIXEL, edge, edge)
    table = np.zeros(1000, np.uint8)
    for code, value in GRID_CODE.items():
        table[code] = value
    rng = np.random.default_rng(2)
    options = {
        "driver": "GTiff", "width": edge, "height": edge, "count": 1, "dtype": "uint8", "nodata": 0, "tiled": True,
        "blockxsize": 256, "blockysize": 256, "compress": "DEFLATE", "crs": CRS_TEXT, "transform": grid.transform,
    }  # fmt: skip
    with (
        open_reference(LandCoverInput(str(reference))) as source,
        rasterio.open(path, "w", **options) as dataset,
    ):
        dataset.set_band_description(1, "CORINE Land Cover level 3")
        for row in range(0, edge, 2048):
            for column in range(0, edge, 2048):
                window = Window(row, min(edge, row + 2048), column, min(edge, column + 2048))
                values = table[source.read(grid, window)]
                for size, share in ((40, 1 / 12), (2, 0.05)):
                    shape = (window.height // size + 1, window.width // size + 1)
                    other = rng.integers(1, 45, shape, dtype=np.uint8)
                    other[rng.random(shape) >= share] = 0
                    wide = other.repeat(size, 0).repeat(size, 1)[: window.height, : window.width]
                    values = np.where((wide > 0) & (values > 0), wide, values)
                place = RasterWindow(window.col0, window.row0, window.width, window.height)
                dataset.write(values, 1, window=place)


def run_engine(job: CompareJob) -> tuple[dict[str, Any], float]:
    """Let a fresh engine process carry out a job; its result and the seconds it spent on the change polygons."""
    command = [sys.executable, "-I", str(BOOTSTRAP), "run"]
    entered: dict[str, float] = {}
    with tempfile.TemporaryFile("w+", encoding="utf-8") as stdin:
        stdin.write(to_json(job) + "\n")
        stdin.seek(0)
        process = subprocess.Popen(command, stdin=stdin, stdout=subprocess.PIPE, text=True, encoding="utf-8")
        assert process.stdout is not None
        last: dict[str, Any] = {"event": "error", "message": "no answer"}
        for line in process.stdout:
            last = json.loads(line)
            if last["event"] == "progress":
                entered.setdefault(last["stage"], time.perf_counter())
        process.wait()
    if last["event"] != "result":
        raise SystemExit(f"the engine failed: {last.get('message')}")
    return last["data"], entered["report"] - entered["polygons"]


def class_by_class(from_to: str, minimum_ha: float, width_m: float) -> tuple[int, float]:
    """Change polygons the usual way: number, seconds."""
    with rasterio.open(from_to) as dataset:
        values, transform = dataset.read(1), dataset.transform
    started = time.perf_counter()
    found = 0
    for pair in np.unique(values).tolist():
        before, after = divmod(pair, 1000)
        if before == after:
            continue
        mask = values == pair
        parts = [
            shapely.geometry.shape(g)
            for g, _ in polygonised(mask.astype(np.uint8), mask=mask, transform=transform)
        ]
        opened = shapely.buffer(shapely.buffer(np.array(parts, object), -width_m / 2), width_m / 2)
        found += int((shapely.area(opened) >= minimum_ha * 10_000).sum())
    return found, time.perf_counter() - started


def compared(folder: Path, map_path: Path, reference: Path, edge: int) -> tuple[dict[str, Any], float]:
    """Compare the upper left `edge` x `edge` px."""
    from corina.engine.jobs import AreaInput

    side = edge * PIXEL
    area = AreaInput(CRS_TEXT, (LEFT, TOP - side, LEFT + side, TOP))
    job = CompareJob(
        LandCoverInput(str(reference)),
        str(folder),
        LandCoverInput(str(map_path)),
        options=CompareOptions(),
        area=area,
    )
    return run_engine(job)


def large_layer(folder: Path, edge: int, count: int, source: Path) -> int:
    """Compare a map in the midst of a layer of `count` polygons; exit code 0 when memory stays below the bar."""
    reference, map_path = folder / "europe.gpkg", folder / "map_level3.tif"
    started = time.perf_counter()
    written = write_layer(reference, edge, count, source)
    size = reference.stat().st_size / 2**30
    print(f"{written} polygons, {size:.2f} GB, written in {time.perf_counter() - started:.0f} s", flush=True)
    write_map(map_path, reference, edge)
    result, _ = run_engine(
        CompareJob(LandCoverInput(str(reference)), str(folder / "out"), LandCoverInput(str(map_path)))
    )
    memory, seconds = result["timing"]["peak_memory_mb"], result["timing"]["seconds"]
    print(
        f"{edge} x {edge} px within {written} polygons, {result['polygon_agreement']['count']} of which the map "
        f"touches: {seconds:.0f} s; peak memory {memory:.0f} MB; {result['changes']['count']} changes, "
        f"{100 * result['agreement']['overall']:.1f} % agreement"
    )
    return 0 if memory < MEMORY_BAR_MB else 1


def main() -> int:
    """Exit code 0 when both bars are met."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--edge", type=int, default=10_980, help="px (10980)")
    parser.add_argument("--polygons", type=int, default=100_000, help="polygons of the reference (100000)")
    parser.add_argument("--shapes", type=Path, default=SHAPES, help="CORINE layer whose polygons are taken")
    parser.add_argument(
        "--class-by-class", type=int, default=1024, metavar="PX", help="part done both ways (1024)"
    )
    parser.add_argument(
        "--layer", type=int, metavar="N", help="compare with a layer of N polygons all around the map instead"
    )
    arguments = parser.parse_args()
    print(f"{platform.processor() or platform.machine()}, Python {platform.python_version()}")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        if arguments.layer:
            return large_layer(folder, arguments.edge, arguments.layer, arguments.shapes)
        reference, map_path = folder / "reference.gpkg", folder / "map_level3.tif"
        count = write_reference(reference, arguments.edge, arguments.polygons, arguments.shapes)
        write_map(map_path, reference, arguments.edge)
        result, seconds = compared(folder / "whole", map_path, reference, arguments.edge)
        memory, whole = result["timing"]["peak_memory_mb"], result["timing"]["seconds"]
        print(
            f"{arguments.edge} x {arguments.edge} px against {count} polygons: {whole:.0f} s, of which change polygons "
            f"{seconds:.0f} s; peak memory {memory:.0f} MB; {result['changes']['count']} changes, "
            f"{100 * result['agreement']['overall']:.1f} % agreement"
        )
        part = min(arguments.class_by_class, arguments.edge)
        small, ours = compared(folder / "part", map_path, reference, part)
        number, theirs = class_by_class(small["outputs"]["from_to_raster"], 5.0, 100.0)
        print(
            f"{part} x {part} px: {small['changes']['count']} changes in {ours:.2f} s; class by class {number} in "
            f"{theirs:.2f} s, {theirs / ours:.1f} times as long"
        )
    return 0 if memory < MEMORY_BAR_MB and theirs / ours >= FASTER_BAR else 1


if __name__ == "__main__":
    sys.exit(main())
