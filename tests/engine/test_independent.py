"""Comparisons against what others make of the same maps: scikit-learn's figures, and GDAL's way of burning polygons."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from rasterio.features import rasterize
from sklearn import metrics

from corina.clc import Level, parent
from corina.engine.handlers import carry_out
from corina.engine.jobs import AreaInput, CompareJob, CompareOptions, LandCoverInput

from .land_cover import read_layer, write_codes

ONLY_PIXELS = CompareOptions(minimum_unit_ha=0, minimum_width_m=0)
EXACT = pytest.approx
LEVEL3 = np.array([112, 121, 211, 231, 243, 311, 312, 313, 324, 512])


def at_level(codes: np.ndarray, level: int) -> np.ndarray:
    """Classes of a level, 0 where there is none."""
    table = np.zeros(1000, np.int64)
    for code in np.unique(codes[codes > 0]).tolist():
        table[code] = parent(code, Level(level))
    return table[codes]


def check_against_sklearn(result: dict[str, Any], level: int, reference: np.ndarray, prediction: np.ndarray):
    """Every figure of agreement at a level; reference, prediction: [n] codes of the pixels compared."""
    y, p = at_level(reference, level), at_level(prediction, level)
    labels = np.unique(np.concatenate([y, p]))
    found = result["levels"][str(level)]
    shared: dict[str, Any] = {"labels": labels, "zero_division": 0}
    expected = {
        "overall": metrics.accuracy_score(y, p),
        "kappa": metrics.cohen_kappa_score(y, p),
        "macro_f1": metrics.f1_score(y, p, average="macro", **shared),
        "micro_f1": metrics.f1_score(y, p, average="micro", **shared),
        "weighted_f1": metrics.f1_score(y, p, average="weighted", **shared),
        "macro_iou": metrics.jaccard_score(y, p, average="macro", **shared),
        "majority_floor": metrics.accuracy_score(y, np.full_like(y, np.bincount(y).argmax())),
    }
    assert {name: found[name] for name in expected} == EXACT(expected, abs=1e-6)
    assert found["pixels"] == len(y)
    if level != result["level"]:
        return
    matrix = metrics.confusion_matrix(y, p, labels=labels)
    ours = np.zeros_like(matrix)
    for pair in result["from_to"]:
        ours[np.searchsorted(labels, pair["code_from"]), np.searchsorted(labels, pair["code_to"])] = pair[
            "pixels"
        ]
    np.testing.assert_array_equal(ours, matrix)
    precision, recall, f1, pixels = metrics.precision_recall_fscore_support(y, p, **shared)
    iou = metrics.jaccard_score(y, p, average=None, **shared)
    hectare = result["grid"]["resolution_m"] ** 2 / 10_000
    assert [c["code"] for c in result["classes"]] == labels.tolist()
    for row, values in zip(result["classes"], zip(precision, recall, f1, iou)):
        assert tuple(row[name] or 0.0 for name in ("precision", "recall", "f1", "iou")) == EXACT(
            values, abs=1e-6
        )
    assert [c["reference_ha"] for c in result["classes"]] == EXACT((pixels * hectare).tolist(), abs=1e-3)


@pytest.mark.parametrize("level", [1, 2, 3])
def test_agreement_is_that_of_scikit_learn(tmp_path, level):
    rng = np.random.default_rng(level)
    of = rng.choice(LEVEL3, (30, 40)).repeat(4, 0).repeat(4, 1).astype(np.uint16)
    to = np.where(rng.random(of.shape) < 0.4, rng.choice(LEVEL3[:-1], of.shape), of).astype(np.uint16)
    of[:7], to[:, -5:] = 0, 0
    options = CompareOptions(level, 0, 0)
    job = CompareJob(
        LandCoverInput(write_codes(tmp_path / "of.tif", of)), str(tmp_path / "out"),
        LandCoverInput(write_codes(tmp_path / "to.tif", to)), options=options,
    )  # fmt: skip
    result = carry_out(job, lambda event: None)
    both = (of > 0) & (to > 0)
    for each in range(1, 4):
        check_against_sklearn(result, each, of[both], to[both])


@pytest.mark.shared_data
def test_malta_burned_by_gdal_and_counted_by_scikit_learn(shared_data, tmp_path):
    """Real polygons of 2018 and 2024: GDAL's rasteriser in place of ours, scikit-learn's counts in place of ours."""
    path = str(shared_data / "clc_malta" / "clc2024_mt.gpkg")
    job = CompareJob(
        LandCoverInput(path, layer="clc18_mt"), str(tmp_path / "out"), LandCoverInput(path, layer="clc24_mt"),
        area=AreaInput("EPSG:32633", (425_000, 3_960_000, 460_000, 3_992_000)),
        options=CompareOptions(minimum_unit_ha=0, minimum_width_m=0, resolution_m=50),
    )  # fmt: skip
    result = carry_out(job, lambda event: None)
    with rasterio.open(result["outputs"]["from_to_raster"]) as dataset:
        shape, transform = dataset.shape, dataset.transform
        ours = dataset.read(1)
    burned = []
    for layer, field in (("clc18_mt", "code_18"), ("clc24_mt", "code_24")):
        shapes, columns = read_layer(path, layer)
        codes = [int(code) for code in columns[field]]
        burned.append(rasterize(zip(shapes, codes), shape, transform=transform, dtype="int32"))
    of, to = burned
    both = (of > 0) & (to > 0)
    assert both.sum() > 100_000
    np.testing.assert_array_equal(ours, np.where(both, of * 1000 + to, 0))
    for level in (1, 2, 3):
        check_against_sklearn(result, level, of[both], to[both])


@pytest.mark.shared_data
def test_granadas_shares_of_polygons_are_those_of_gdals_masks(shared_data, tmp_path):
    """Each CORINE polygon burned alone by GDAL over a map with changes: what is left of its class in it."""
    folder = shared_data / "clc_granada"
    with rasterio.open(folder / "clc.tif") as dataset:
        codes, profile = dataset.read(1), dataset.profile
    rng = np.random.default_rng(9)
    blocks = rng.random((codes.shape[0] // 20 + 1, codes.shape[1] // 20 + 1)) < 0.3
    changed = blocks.repeat(20, 0).repeat(20, 1)[: codes.shape[0], : codes.shape[1]]
    known = np.unique(codes[codes > 0])
    changed &= codes > 0
    codes = np.where(changed, rng.choice(known), codes)
    moved = Path(tmp_path / "moved.tif")
    with rasterio.open(moved, "w", **profile) as dataset:
        dataset.write(codes, 1)
    reference = str(folder / "clc.gpkg")
    job = CompareJob(
        LandCoverInput(reference), str(tmp_path / "out"), LandCoverInput(str(moved)), options=ONLY_PIXELS
    )
    result = carry_out(job, lambda event: None)
    assert 0.5 < result["agreement"]["overall"] < 0.9
    shapes, columns = read_layer(result["outputs"]["polygon_agreement"])
    assert len(shapes) > 100
    for shape, code, share, compared in zip(
        shapes, columns["code"], columns["share"], columns["compared_ha"]
    ):
        mask = rasterize([shape], codes.shape, transform=profile["transform"]).astype(bool)
        inside = codes[mask & (codes > 0)]
        assert share == pytest.approx((inside == code).mean(), abs=5e-5)
        assert compared == pytest.approx(len(inside) * 0.0625, abs=1e-3)
