"""Small maps of a report: classes in their official colours with a scale bar, drawn from downsampled rasters."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from corina.clc import CLASSES
from corina.engine.report import charts
from corina.engine.report.page import Picture

Codes = npt.NDArray[np.integer[Any]]
Pixels = npt.NDArray[np.uint8]
_EMPTY = (255, 255, 255)


def class_colours(codes: Codes) -> Pixels:
    """RGB [rows, columns, 3] of class codes of any level, white where there is none."""
    table = np.full((1000, 3), _EMPTY, np.uint8)
    for code, land_cover in CLASSES.items():
        table[code] = land_cover.colour
    return np.asarray(table[np.clip(codes, 0, 999)], np.uint8)


def map_picture(
    pixels: Pixels,
    metres: float,
    alt: str,
    points: Sequence[tuple[float, float, str]] = (),
    width: float = charts.FULL_WIDTH / 2,
    dpi: int = 100,
) -> Picture:
    """A map with a scale bar. pixels: RGB [rows, columns, 3]; metres: edge of a pixel; width: inches of the picture.

    points: (column, row, colour) of marks on it. dpi: of the raster in the picture.
    """
    rows, columns = pixels.shape[:2]
    height = min(1.6 * width, max(0.5 * width, width * rows / columns))
    with charts.drawing(width, height) as (canvas, axes):
        axes.imshow(pixels, interpolation="nearest")
        for colour in sorted({p[2] for p in points}):
            xs, ys = zip(*((x, y) for x, y, c in points if c == colour))
            axes.scatter(xs, ys, s=11, c=colour, edgecolor="white", lw=0.5)
        axes.set_axis_off()
        axes.set_xlim(-0.5, columns - 0.5)
        axes.set_ylim(rows - 0.5, -0.5)
        _scale_bar(axes, columns, rows, metres)
        return charts.picture(canvas, alt, dpi)


def legend_words(codes: Iterable[int]) -> str:
    """Codes and names of classes, for the text of a picture."""
    return ", ".join(CLASSES[code].label for code in sorted(set(codes)) if code in CLASSES)


def round_length(metres: float) -> float:
    """The largest of 1, 2 or 5 times a power of ten that is not longer."""
    power = 10 ** math.floor(math.log10(metres))
    return float(max(step * power for step in (1, 2, 5) if step * power <= metres))


def _scale_bar(axes: Any, columns: int, rows: int, metres: float) -> None:  # noqa: ANN401 - matplotlib's Axes
    length = round_length(columns * metres * 0.3)
    text = f"{length / 1000:g} km" if length >= 1000 else f"{length:g} m"
    x, y = columns * 0.04, rows * 0.95
    end = x + length / metres
    for colour, thickness in (("white", 5.5), (charts.INK, 2.2)):
        axes.plot([x, end], [y, y], color=colour, lw=thickness, solid_capstyle="butt")
    box = {"facecolor": "white", "edgecolor": "none", "pad": 1.2, "alpha": 0.85}
    axes.text((x + end) / 2, y - rows * 0.035, text, ha="center", va="bottom", fontsize=7.5, bbox=box)
