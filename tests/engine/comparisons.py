"""A comparison of two small rasters, counted by brute force into the fields that docs/jobs.md lists."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from rasterio.transform import from_origin

from corina.clc import CLASSES

from .rasters import write_raster

PIXEL_HA = 0.01


def two_maps() -> tuple[np.ndarray, np.ndarray]:
    """Level-3 codes of a reference and a prediction: a block of forest became a quarry, a strip of arable a town."""
    reference = np.full((120, 160), 211)
    reference[40:, :] = 311
    reference[100:, 120:] = 512
    prediction = reference.copy()
    prediction[50:80, 30:80] = 131
    prediction[10:30, 100:110] = 112
    reference[:5, :5] = prediction[:5, :5] = 0
    return reference, prediction


def compared(folder: Path, reference: np.ndarray, prediction: np.ndarray) -> dict[str, Any]:
    """Write the from-to and difference rasters and return the result of their comparison."""
    pairs = (reference * 1000 + prediction).astype(np.int32)
    pairs[(reference == 0) | (prediction == 0)] = 0
    difference = np.where(pairs == 0, 0, np.where(reference == prediction, 1, 2)).astype(np.uint8)
    from_to = write_raster(folder / "from_to.tif", pairs[None], descriptions=(), nodata=0)
    different = write_raster(folder / "difference.tif", difference[None], descriptions=(), nodata=0)
    total = int((pairs > 0).sum())
    codes = sorted({int(c) for c in np.unique(np.concatenate([reference, prediction])) if c})
    classes = [_class(code, reference, prediction) for code in codes]
    agreement = _agreement(reference, prediction, classes, total)
    transform = from_origin(500_000, 5_000_000, 10, 10)
    changes = [
        _change(fid, pair, pairs, transform)
        for fid, pair in enumerate(
            sorted({int(p) for p in np.unique(pairs) if p // 1000 != p % 1000}), start=1
        )
    ]
    return {
        "name": "test", "output_dir": str(folder), "level": 3,
        "prediction": {"name": "Map 2024", "path": str(folder / "map_level3.tif"), "kind": "raster", "year": 2024,
                       "level": 3, "encoding": "grid codes", "crs": "EPSG:32634"},
        "reference": {"name": "CLC 2018", "path": "/data/clc.gpkg", "kind": "polygons", "year": 2018, "level": 3,
                      "encoding": None, "crs": "EPSG:3035", "field": "Code_18", "layer": "clc", "report": {}},
        "grid": {"crs": "EPSG:32634", "resolution_m": 10.0, "width": reference.shape[1], "height": reference.shape[0],
                 "bounds": [500_000, 4_998_800, 501_600, 5_000_000]},
        "overlap_ha": reference.size * PIXEL_HA, "compared_ha": total * PIXEL_HA, "not_assessed_ha": 0.0,
        "no_data_ha": 0.25,
        "agreement": agreement, "levels": {"1": agreement, "2": agreement, "3": agreement},
        "classes": classes, "from_to": _from_to(pairs, total),
        "not_assessed": [{"code": 335, "name": CLASSES[335].name, "area_ha": 3.0, "why": "not predicted"}],
        "changes": {"count": len(changes), "area_ha": sum(c["area_ha"] for c in changes), "minimum_unit_ha": 1.0,
                    "minimum_width_m": 0.0, "rule": "Smaller ones joined their nearest class.", "technical_count": 0,
                    "largest": sorted(changes, key=lambda c: -c["area_ha"])},
        "polygon_agreement": {"count": 3, "mean_share": 0.8, "below_half_count": 1, "below_half_ha": 12.0},
        "official": None,
        "outputs": {"from_to_raster": from_to, "difference": different},
        "summary": "2 changes.", "settings": {"level": 3, "minimum_unit_ha": 1.0}, "caveats": [], "warnings": [],
        "versions": {"corina": "0.1.0"}, "model": None, "timing": {}, "started": "2026-11-21T08:00:00+00:00",
        "ended": "2026-11-21T08:00:05+00:00",
    }  # fmt: skip


def _class(code: int, reference: np.ndarray, prediction: np.ndarray) -> dict[str, Any]:
    both = (reference > 0) & (prediction > 0)
    r, p = (reference == code) & both, (prediction == code) & both
    agree, gain, loss = (r & p).sum(), (p & ~r).sum(), (r & ~p).sum()
    precision = agree / p.sum() if p.any() else None
    recall = agree / r.sum() if r.any() else None
    hectares = {"reference_ha": r.sum(), "prediction_ha": p.sum(), "agree_ha": agree, "gain_ha": gain, "loss_ha": loss,
                "net_ha": gain - loss, "swap_ha": 2 * min(gain, loss), "persistence_ha": agree}  # fmt: skip
    return {
        "code": code, "name": CLASSES[code].name, "colour": list(CLASSES[code].colour),
        **{k: float(v) * PIXEL_HA for k, v in hectares.items()},
        "precision": precision, "recall": recall, "f1": 2 * agree / (r.sum() + p.sum()),
        "iou": agree / (r | p).sum(),
    }  # fmt: skip


def _agreement(reference, prediction, classes, total) -> dict[str, Any]:
    both = (reference > 0) & (prediction > 0)
    f1 = [c["f1"] for c in classes]
    return {
        "overall": float((reference == prediction)[both].mean()), "kappa": 0.8, "macro_f1": float(np.mean(f1)),
        "micro_f1": 0.9, "weighted_f1": 0.9, "macro_iou": float(np.mean([c["iou"] for c in classes])),
        "majority_floor": max(c["reference_ha"] for c in classes) / (total * PIXEL_HA), "majority_code": 311,
        "quantity": 0.05, "allocation": 0.0, "exchange": 0.0, "shift": 0.0,
    }  # fmt: skip


def _from_to(pairs: np.ndarray, total: int) -> list[dict[str, Any]]:
    values, counts = np.unique(pairs[pairs > 0], return_counts=True)
    rows = [
        {"code_from": int(v // 1000), "code_to": int(v % 1000), "name_from": CLASSES[v // 1000].name,
         "name_to": CLASSES[v % 1000].name, "pixels": int(n), "area_ha": float(n) * PIXEL_HA,
         "percent": 100 * n / total}
        for v, n in zip(values.tolist(), counts.tolist())
    ]  # fmt: skip
    return sorted(rows, key=lambda row: -row["area_ha"])


def _change(fid: int, pair: int, pairs: np.ndarray, transform) -> dict[str, Any]:
    rows, columns = np.nonzero(pairs == pair)
    left, top = transform * (int(columns.min()), int(rows.min()))
    right, bottom = transform * (int(columns.max()) + 1, int(rows.max()) + 1)
    return {
        "fid": fid, "code_from": pair // 1000, "code_to": pair % 1000, "name_from": CLASSES[pair // 1000].name,
        "name_to": CLASSES[pair % 1000].name, "area_ha": len(rows) * PIXEL_HA, "confidence_mean": 71.0,
        "confidence_min": 40.0, "technical": False, "bounds": [left, bottom, right, top],
    }  # fmt: skip
