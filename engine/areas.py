"""Class areas of the three levels, as JSON values and as CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from corina.clc import CLASSES, Level, parent, raster_value
from corina.engine.legend import level_counts


def class_areas(
    codes: tuple[int, ...], leaf_pixels: npt.NDArray[np.int64], pixel_ha: float
) -> dict[str, list[dict[str, Any]]]:
    """Per level the classes present: code, value, name, colour, pixels, area_ha and percent of the classified area.

    Areas are pixel counts times the pixel's area on the map projection's plane; in UTM that is within 0.1 % of the
    ground's.
    """
    total = int(leaf_pixels.sum())
    return {
        str(int(level)): [
            _row(code, pixels, total, pixel_ha)
            for code, pixels in level_counts(codes, leaf_pixels, level).items()
        ]
        for level in Level
    }


def areas_by_code(
    counts: npt.NDArray[np.int64], levels: Iterable[Level], pixel_ha: float
) -> dict[str, list[dict[str, Any]]]:
    """The same as `class_areas`, of a map whose classes may be of any level. counts: [1000], pixels by code."""
    total = max(1, int(counts[1:].sum()))
    found: dict[str, list[dict[str, Any]]] = {}
    for level in levels:
        pixels: dict[int, int] = {}
        for code in np.flatnonzero(counts).tolist():
            # A class that the map does not divide further is listed at its own level only.
            if code in CLASSES and CLASSES[code].level >= level:
                pixels[parent(code, level)] = pixels.get(parent(code, level), 0) + int(counts[code])
        rows = sorted(pixels.items())
        found[str(int(level))] = [_row(code, number, total, pixel_ha) for code, number in rows]
    return found


def _row(code: int, pixels: int, total: int, pixel_ha: float) -> dict[str, Any]:
    return {
        "code": code,
        "value": raster_value(code),
        "name": CLASSES[code].name,
        "colour": list(CLASSES[code].colour),
        "pixels": pixels,
        "area_ha": round(pixels * pixel_ha, 4),
        "percent": round(100 * pixels / total, 4),
    }


def write_csv(path: str, levels: dict[str, list[dict[str, Any]]], more: tuple[str, ...] = ()) -> None:
    """One line a class: level, code, name, pixels, area_ha, percent. UTF-8, comma separated (RFC 4180).

    more: keys of the classes that are written after these, empty where they are None.
    """
    with Path(path).open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["level", "code", "name", "pixels", "area_ha", "percent", *more])
        for level, classes in levels.items():
            for c in classes:
                own = [c["code"], c["name"], c["pixels"], f"{c['area_ha']:.4f}", f"{c['percent']:.4f}"]
                writer.writerow([level, *own, *(c[key] for key in more)])
