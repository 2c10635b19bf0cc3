"""Charts of a report as pictures: drawn by matplotlib without a screen, embedded as SVG, described in words.

Room-neutral: confusion matrices, bars, intervals and curves of any labels. Comes with the engine's extra "compare".
"""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import matplotlib
import numpy as np
import numpy.typing as npt
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import LogNorm
from matplotlib.figure import Figure

from corina.engine.report.page import Picture, part

INK, QUIET, GRID = "#1f2933", "#52606d", "#d9e0e6"
# Two hues that stay apart for every common colour vision deficiency and in grey (Okabe and Ito 2008).
GAIN, LOSS = "#0072b2", "#d55e00"
SEQUENCE = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00")
_STYLE: Any = {
    "font.family": "sans-serif",
    "font.sans-serif": ["Segoe UI", "Noto Sans", "DejaVu Sans"],
    "font.size": 9,
    "axes.edgecolor": GRID,
    "axes.labelcolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": INK,
    "ytick.color": INK,
    "text.color": INK,
    "svg.fonttype": "none",
    "svg.hashsalt": "corina",
}
FULL_WIDTH = 7.2
"""Inches of a chart that fills the page."""
_MAX_WRITTEN = 26
"""Classes up to which a matrix has its numbers written in the cells."""


@dataclass(frozen=True)
class Range:
    """A value with its interval; low and high are None where there is none."""

    label: str
    value: float
    low: float | None = None
    high: float | None = None
    colour: tuple[int, int, int] | None = None


def confusion_matrix(
    counts: npt.ArrayLike,
    labels: Sequence[str],
    *,
    rows: str,
    columns: str,
    shares: bool = True,
    unit: str = "",
    numbers: str = "The table below",
) -> Picture:
    """A matrix as a heat map. counts: [K, K]; labels: [K], short. rows, columns: what the axes are.

    unit: of the counts. numbers: what has them in figures.
    shares: colour by the share of each row, which keeps rare classes visible; else by the count, logarithmic.
    """
    matrix = np.asarray(counts, np.float64)
    totals = matrix.sum(axis=1, keepdims=True)
    shown = np.divide(matrix, totals, out=np.zeros_like(matrix), where=totals > 0) if shares else matrix
    size = max(3.2, 1.4 + 0.36 * len(labels))
    with drawing(size + 0.9, size, square=True) as (canvas, axes):
        norm = (
            None if shares else LogNorm(max(shown[shown > 0].min(initial=1.0), 1e-6), max(shown.max(), 1.0))
        )
        limits = {"norm": norm} if norm else {"vmin": 0, "vmax": 1}
        image = axes.imshow(np.ma.masked_equal(shown, 0), cmap="YlGnBu", **limits)
        axes.set_xticks(range(len(labels)), labels, rotation=90)
        axes.set_yticks(range(len(labels)), labels)
        axes.set_xlabel(shortened(columns, 12 + 4 * len(labels)))
        axes.set_ylabel(shortened(rows, 12 + 4 * len(labels)))
        axes.tick_params(length=0)
        for k in range(len(labels)):
            axes.add_patch(_cell_outline(k))
        if len(labels) <= _MAX_WRITTEN:
            _write_cells(axes, shown, shares)
        bar = canvas.figure.colorbar(image, ax=axes, shrink=0.8)
        bar.outline.set_visible(False)
        bar.set_label("percent of the row" if shares else "count")
        if shares:
            bar.ax.yaxis.set_major_formatter(lambda value, _: f"{100 * value:.0f}")
        axes_words = f"Matrix of {len(labels)} classes, rows {rows}, columns {columns}"
        return picture(
            canvas, f"{axes_words}; {_matrix_words(matrix, labels, unit)}. {numbers} has the numbers."
        )


def intervals(ranges: Sequence[Range], *, unit: str, axis: str, share: bool = False) -> Picture:
    """Values with their 95 % intervals, one a line. share: the values are 0..1 and are shown as percent."""
    factor = 100.0 if share else 1.0
    with drawing(FULL_WIDTH, 0.8 + 0.32 * len(ranges)) as (canvas, axes):
        for row, item in enumerate(ranges):
            colour = _hex(item.colour)
            if item.low is not None and item.high is not None:
                axes.plot([item.low * factor, item.high * factor], [row, row], color=QUIET, lw=1.6, zorder=1)
            axes.scatter([item.value * factor], [row], s=52, color=colour, edgecolor=INK, lw=0.8, zorder=2)
        axes.set_yticks(range(len(ranges)), [item.label for item in ranges])
        axes.set_ylim(len(ranges) - 0.4, -0.6)
        if share:
            axes.set_xlim(-2, 102)
        else:
            axes.set_xlim(left=0)
        axes.set_xlabel(axis)
        axes.grid(axis="x", color=GRID, lw=0.8)
        axes.set_axisbelow(True)
        axes.tick_params(length=0)
        words = "; ".join(_range_words(item, factor, unit) for item in ranges)
        return picture(canvas, f"{axis}: {words}.")


def bars(
    labels: Sequence[str],
    values: Sequence[float],
    colours: Sequence[tuple[int, int, int]],
    words: Sequence[str],
    *,
    axis: str,
) -> Picture:
    """Values from 0 on as bars in colours of their own (RGB, 0..255). words: what is written behind each bar."""
    with drawing(FULL_WIDTH, 0.7 + 0.27 * len(labels)) as (canvas, axes):
        rows = np.arange(len(labels))
        axes.barh(rows, values, color=[_hex(c) for c in colours], edgecolor=INK, lw=0.6, height=0.7)
        for row, (value, text) in enumerate(zip(values, words)):
            axes.annotate(text, (value, row), (4, 0), textcoords="offset points", va="center", fontsize=8)
        axes.set_yticks(rows, labels)
        axes.set_ylim(len(labels) - 0.4, -0.6)
        # Room for what is written behind the longest bar.
        axes.set_xlim(0, 1.26 * max(values, default=1.0))
        axes.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}" if value >= 10 else f"{value:g}")
        axes.set_xlabel(axis)
        axes.grid(axis="x", color=GRID, lw=0.8)
        axes.set_axisbelow(True)
        axes.tick_params(length=0)
        return picture(canvas, f"{axis}: {'; '.join(f'{n} {w}' for n, w in zip(labels, words))}.")


def gain_loss(
    labels: Sequence[str], gains: Sequence[float], losses: Sequence[float], *, unit: str
) -> Picture:
    """Bars to the right for what each class gained and to the left for what it lost."""
    with drawing(FULL_WIDTH, 0.9 + 0.3 * len(labels)) as (canvas, axes):
        rows = np.arange(len(labels))
        axes.barh(rows, gains, color=GAIN, height=0.68, label="gain")
        axes.barh(
            rows, [-v for v in losses], color=LOSS, height=0.68, label="loss", hatch="///", edgecolor="white"
        )
        axes.axvline(0, color=INK, lw=0.8)
        net = [g - v for g, v in zip(gains, losses)]
        axes.scatter(net, rows, marker="D", s=22, color="white", edgecolor=INK, zorder=3, label="net")
        axes.set_yticks(rows, labels)
        axes.set_ylim(len(labels) - 0.4, -0.6)
        axes.set_xlabel(unit)
        axes.xaxis.set_major_formatter(
            lambda value, _: f"{abs(value):,.0f}" if abs(value) >= 10 else f"{abs(value):g}"
        )
        axes.grid(axis="x", color=GRID, lw=0.8)
        axes.set_axisbelow(True)
        axes.tick_params(length=0)
        axes.legend(frameon=False, ncols=3, loc="lower center", bbox_to_anchor=(0.5, 1.0))
        words = "; ".join(f"{n} gained {g:,.1f}, lost {v:,.1f}" for n, g, v in zip(labels, gains, losses))
        return picture(canvas, f"Gains and losses in {unit}: {words}.")


def curves(
    series: Mapping[str, Sequence[tuple[float, float]]],
    *,
    x: str,
    y: str,
    marked: tuple[float, str] | None = None,
) -> Picture:
    """Lines of (x, y) points by name, such as the loss of an epoch. marked: an x to mark and what it is."""
    with drawing(FULL_WIDTH, 3.0) as (canvas, axes):
        for index, (name, points) in enumerate(series.items()):
            xs, ys = zip(*points) if points else ((), ())
            style = ("-", "--", ":", "-.")[index % 4]
            axes.plot(xs, ys, style, color=SEQUENCE[index % len(SEQUENCE)], lw=1.8, label=name)
        if marked:
            axes.axvline(marked[0], color=QUIET, lw=1, ls=":")
            axes.annotate(
                marked[1],
                (marked[0], 1),
                xycoords=("data", "axes fraction"),
                ha="center",
                va="bottom",
                color=QUIET,
            )
        axes.set_xlabel(x)
        axes.set_ylabel(y)
        axes.grid(color=GRID, lw=0.8)
        axes.legend(frameon=False)
        last = "; ".join(f"{name} ends at {points[-1][1]:.3g}" for name, points in series.items() if points)
        return picture(canvas, f"{y} against {x}: {last}.")


def shortened(text: str, limit: int) -> str:
    """The text with at most `limit` characters, for labels with little room."""
    return text if len(text) <= limit else text[: limit - 1].rstrip(" ,_") + "…"


def png(pixels: npt.NDArray[np.uint8], alt: str, width: int = 100) -> Picture:
    """An RGB or RGBA image [rows, columns, 3 or 4] as a picture."""
    from matplotlib.image import imsave

    file = io.BytesIO()
    imsave(file, np.ascontiguousarray(pixels), format="png")
    return Picture(_uri(file.getvalue(), "image/png"), alt, width)


@contextmanager
def drawing(width: float, height: float, *, square: bool = False) -> Iterator[tuple[FigureCanvasAgg, Any]]:
    """A canvas of width x height inches with one axes, in the report's style; to be finished with `picture`.

    square: the axes keep their proportions, which the usual layout pays for with a label beyond the edge.
    """
    with matplotlib.rc_context(_STYLE):
        sheet = Figure(figsize=(width, height), layout="compressed" if square else "constrained")
        yield FigureCanvasAgg(sheet), sheet.subplots()


def picture(canvas: FigureCanvasAgg, alt: str, dpi: int = 100) -> Picture:
    """What was drawn on a canvas, as SVG. alt: what it shows, in words. dpi: of what is a raster in it."""
    # A canvas of the full width is shown at the full width of the page, a narrower one smaller, so that text keeps
    # one size throughout.
    width = min(100, round(100 * canvas.figure.get_figwidth() / FULL_WIDTH))
    file = io.BytesIO()
    # No date in the file: the same figures give the same report.
    canvas.figure.savefig(file, format="svg", transparent=True, dpi=dpi, metadata={"Date": None})
    return Picture(_uri(file.getvalue(), "image/svg+xml"), alt, width)


def _uri(content: bytes, kind: str) -> str:
    return f"data:{kind};base64,{base64.b64encode(content).decode('ascii')}"


def _cell_outline(k: int) -> Any:  # noqa: ANN401 - a patch of matplotlib
    from matplotlib.patches import Rectangle

    return Rectangle((k - 0.5, k - 0.5), 1, 1, fill=False, edgecolor=INK, lw=1.1, clip_on=False)


def _write_cells(axes: Any, shown: npt.NDArray[np.float64], shares: bool) -> None:  # noqa: ANN401
    for row, column in zip(*np.nonzero(shown)):
        value = shown[row, column]
        text = f"{100 * value:.0f}" if shares else f"{value:,.0f}"
        if text != "0":
            dark = value > (0.55 if shares else shown.max() / 4)
            axes.text(column, row, text, ha="center", va="center", fontsize=7, color="white" if dark else INK)


def _matrix_words(matrix: npt.NDArray[np.float64], labels: Sequence[str], unit: str) -> str:
    """How much lies on the diagonal, and the largest cell beside it with its share of its row, which is its colour."""
    right = np.trace(matrix) / matrix.sum() if matrix.sum() else 0.0
    off = matrix - np.diag(np.diag(matrix))
    words = f"{part(float(right), unit='%')} lie on the diagonal"
    if off.any():
        i, j = (int(k) for k in np.unravel_index(int(off.argmax()), off.shape))
        amount = f"{off[i, j]:,.0f} {unit}".strip()
        share = part(float(off[i, j] / matrix[i].sum()), unit="%")
        words += f"; the largest other cell is {labels[i]} to {labels[j]} with {amount}, {share} of its row"
    return words


def _range_words(item: Range, factor: float, unit: str) -> str:
    words = f"{item.label} {item.value * factor:,.1f} {unit}".strip()
    if item.low is None or item.high is None:
        return words
    return f"{words} ({item.low * factor:,.1f} to {item.high * factor:,.1f})"


def _hex(colour: tuple[int, int, int] | None) -> str:
    return SEQUENCE[0] if colour is None else "#{:02x}{:02x}{:02x}".format(*colour)
