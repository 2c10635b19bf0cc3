"""Class areas of the three levels, as JSON values and as CSV."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from corina.clc import CLASSES, Level, raster_value
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
            {
                "code": code,
                "value": raster_value(code),
                "name": CLASSES[code].name,
                "colour": list(CLASSES[code].colour),
                "pixels": pixels,
                "area_ha": round(pixels * pixel_ha, 4),
                "percent": round(100 * pixels / total, 4),
            }
            for code, pixels in level_counts(codes, leaf_pixels, level).items()
        ]
        for level in Level
    }


def write_csv(path: str, levels: dict[str, list[dict[str, Any]]]) -> None:
    """One line a class: level, code, name, pixels, area_ha, percent. UTF-8, comma separated (RFC 4180)."""
    with Path(path).open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["level", "code", "name", "pixels", "area_ha", "percent"])
        for level, classes in levels.items():
            for c in classes:
                writer.writerow(
                    [level, c["code"], c["name"], c["pixels"], f"{c['area_ha']:.4f}", f"{c['percent']:.4f}"]
                )
