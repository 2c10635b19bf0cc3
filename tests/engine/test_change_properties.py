"""What must hold of change polygons and generalised maps whatever the maps are: many random ones, every rule."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
import shapely
from rasterio.features import rasterize

from corina.clc import GRID_CODE
from corina.engine.handlers import carry_out
from corina.engine.handlers import compare as compare_handler
from corina.engine.jobs import CompareJob, CompareOptions, GeneraliseJob, LandCoverInput, Rule

from .land_cover import LEFT, TOP, read_layer, write_codes

CODES = np.array([112, 121, 211, 231, 243, 311, 312, 324, 411, 512])
HEIGHT, WIDTH, PIXEL_M = 90, 120, 10.0


@pytest.fixture(autouse=True)
def without_report(monkeypatch):
    """Its pictures take longer than all else."""
    monkeypatch.setattr(compare_handler, "_report", lambda result, files, steps: False)


def random_map(rng: np.random.Generator) -> np.ndarray:
    """Patches of a random size, speckle, strips of 1 to 12 px, a ragged part without a class."""
    size = int(rng.integers(6, 30))
    codes = rng.choice(CODES, (HEIGHT // size + 1, WIDTH // size + 1)).repeat(size, 0).repeat(size, 1)
    codes = codes[:HEIGHT, :WIDTH].astype(np.uint16)
    noise = rng.random(codes.shape) < rng.choice([0, 0.02, 0.2])
    codes = np.where(noise, rng.choice(CODES, codes.shape), codes)
    for _ in range(int(rng.integers(0, 4))):
        first, width = int(rng.integers(0, WIDTH)), int(rng.integers(1, 12))
        codes[:, first : first + width] = rng.choice(CODES)
    if rng.random() < 0.5:
        edge = np.cumsum(rng.integers(-1, 2, HEIGHT)) + 15
        codes[np.arange(WIDTH)[None, :] < edge[:, None]] = 0
    return codes.astype(np.uint16)


def checked_layer(path: str) -> tuple[np.ndarray, dict[str, list]]:
    """A layer whose polygons are valid, lie on pixels, neither overlap nor leave slits between them."""
    shapes, columns = read_layer(path)
    assert shapely.is_valid(shapes).all()
    corners = (shapely.get_coordinates(shapes) - (LEFT, TOP)) / PIXEL_M
    np.testing.assert_array_equal(corners, np.round(corners))
    if len(shapes):
        # With a corner at each pixel, since a coverage must have the same corners on both sides of a border.
        assert shapely.coverage_is_valid(shapely.segmentize(shapes, PIXEL_M), gap_width=PIXEL_M / 2)
        whole = shapely.union_all(shapes)
        assert whole.area == pytest.approx(shapely.area(shapes).sum(), rel=1e-12)
    np.testing.assert_allclose(shapely.area(shapes) / 10_000, columns["area_ha"], atol=1e-4)
    return shapes, columns


def burned(shapes: np.ndarray, values: list[int]) -> np.ndarray:
    transform = rasterio.transform.from_origin(LEFT, TOP, PIXEL_M, PIXEL_M)
    if not len(shapes):
        return np.zeros((HEIGHT, WIDTH), np.int32)
    return rasterize(zip(shapes, values), (HEIGHT, WIDTH), transform=transform, dtype="int32")


@pytest.mark.parametrize("seed", range(8))
def test_change_polygons_of_any_maps(tmp_path, seed):
    rng = np.random.default_rng(seed)
    of = random_map(rng)
    to = np.where(rng.random((HEIGHT, WIDTH)) < 0.02, rng.choice(CODES, of.shape), random_map(rng)).astype(
        np.uint16
    )
    options = CompareOptions(
        level=int(rng.integers(1, 4)),
        minimum_unit_ha=float(rng.choice([0, 0.5, 2, 5])),
        minimum_width_m=float(rng.choice([0, 30, 60, 100])),
        rule=list(Rule)[seed % 2],
    )
    result = _compared(tmp_path, of, to, options)
    shapes, columns = checked_layer(result["outputs"]["changes"])
    assert len(shapes) == result["changes"]["count"] and "" not in columns["name_from"] + columns["name_to"]
    assert all(a != b for a, b in zip(columns["code_from"], columns["code_to"]))
    assert {len(str(c)) for c in columns["code_from"] + columns["code_to"]} <= {options.level}
    assert all(area >= options.minimum_unit_ha - 1e-9 for area in columns["area_ha"])
    # Dissolved: polygons of one pair that share an edge would be one.
    pairs = list(zip(columns["code_from"], columns["code_to"]))
    for i, j in shapely.STRtree(shapes).query(shapes, predicate="touches").T.tolist():
        shared = shapely.length(shapely.intersection(shapes[i], shapes[j]))
        assert i == j or pairs[i] != pairs[j] or shared == 0
    # Technical is what is narrow on average: twice the area over the perimeter.
    widths = 2 * shapely.area(shapes) / shapely.length(shapes)
    np.testing.assert_allclose(widths, columns["width_m"], atol=0.051)
    assert columns["technical"] == [int(width < 50) for width in widths]
    # Where nothing is compared there is no change, and nothing is left out where nothing is generalised.
    inside = burned(shapes, [1] * len(shapes)) > 0
    assert not inside[(of == 0) | (to == 0)].any()
    if not options.minimum_unit_ha and not options.minimum_width_m:
        with rasterio.open(result["outputs"]["difference"]) as dataset:
            np.testing.assert_array_equal(inside, dataset.read(1) == 2)


@pytest.mark.parametrize("seed", range(6))
def test_wide_change_polygons_hold_a_disc_of_the_width(tmp_path, seed):
    """By shapely's own buffer: a disc of the width less a pixel fits into every change polygon inside the map.

    What touches the map's edge is taken to go on beyond it.
    """
    rng = np.random.default_rng(100 + seed)
    width = float(rng.choice([40, 60, 100]))
    options = CompareOptions(3, float(rng.choice([0, 1])), width, rule=list(Rule)[seed % 2])
    result = _compared(tmp_path, random_map(rng), random_map(rng), options)
    shapes, _ = checked_layer(result["outputs"]["changes"])
    frame = shapely.box(LEFT, TOP - HEIGHT * PIXEL_M, LEFT + WIDTH * PIXEL_M, TOP).exterior
    inside = shapes[~shapely.intersects(shapes, frame)]
    assert not shapely.is_empty(shapely.buffer(inside, -(width / 2 - PIXEL_M))).any()


@pytest.mark.parametrize("seed", range(6))
def test_generalised_maps_of_any_map(tmp_path, seed):
    """The same land as before, without gaps; every area is large enough or has no neighbour at all."""
    rng = np.random.default_rng(200 + seed)
    codes = random_map(rng)
    unit, width = float(rng.choice([0.5, 2, 5])), float(rng.choice([0, 50, 100]))
    job = GeneraliseJob(
        LandCoverInput(write_codes(tmp_path / "map.tif", codes)), str(tmp_path / "out"), unit, width,
        rule=list(Rule)[seed % 2],
    )  # fmt: skip
    result = carry_out(job, lambda event: None)
    shapes, columns = checked_layer(result["outputs"]["polygons"])
    with rasterio.open(result["outputs"]["level3"]) as dataset:
        values = dataset.read(1)
    np.testing.assert_array_equal(values == 0, codes == 0)
    table = [GRID_CODE[code] for code in columns["code_3"]]
    np.testing.assert_array_equal(burned(shapes, table), values)
    small = math.ceil(unit / 0.01 - 1e-9) * PIXEL_M**2
    for shape in shapes[shapely.area(shapes) < small]:
        others = [other for other in shapes if other is not shape]
        assert all(shapely.length(shapely.intersection(shape, other)) == 0 for other in others)
    assert set(columns["code_3"]) <= set(codes[codes > 0].tolist())


def _compared(folder: Path, of: np.ndarray, to: np.ndarray, options: CompareOptions) -> dict[str, Any]:
    job = CompareJob(
        LandCoverInput(write_codes(folder / "of.tif", of)), str(folder / "out"),
        LandCoverInput(write_codes(folder / "to.tif", to)), options=options,
    )  # fmt: skip
    return carry_out(job, lambda event: None)
