"""The largest flows between classes as an alluvial chart: what was what, and what it is now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from corina.engine.report import charts
from corina.engine.report.page import Picture

Colour = tuple[int, int, int]
_BESIDE = 0.62
"""Room for labels on each side, in widths of the chart between them."""
_NODE = 0.035
"""Width of a node, in shares of the chart's width."""
_LINE = 0.17
"""Inches between the labels of neighbouring nodes."""
_GAP = 0.022
"""Gap between nodes, in shares of its height."""


@dataclass(frozen=True)
class Flow:
    """An area that went from one class to another. source, target: labels."""

    source: str
    target: str
    area: float


def alluvial(
    flows: Sequence[Flow], colours: dict[str, Colour], *, before: str, after: str, unit: str = "ha"
) -> Picture:
    """Flows as bands between two columns of classes, as wide as their areas.

    colours: of each label. before, after: what the columns are. Bands have the colour of the class they come from.
    """
    left, right = _totals(flows, "source"), _totals(flows, "target")
    rows = max(len(left), len(right))
    height = max(2.6, 0.42 * rows + 0.9)
    with charts.drawing(charts.FULL_WIDTH, height) as (canvas, axes):
        total = sum(flow.area for flow in flows)
        scale = (1 - _GAP * (rows - 1)) / total
        tops_left, tops_right = _tops(left, scale), _tops(right, scale)
        spacing = _LINE / height
        for totals, tops, x, text_x, side in (
            (left, tops_left, 0.0, -0.012, "right"),
            (right, tops_right, 1 - _NODE, 1.012, "left"),
        ):
            middles = [tops[label] - area * scale / 2 for label, area in totals.items()]
            for (label, area), y in zip(totals.items(), _apart(middles, spacing)):
                _node(axes, x, tops[label], area * scale, colours[label])
                _label(axes, text_x, y, label, area, unit, side)
        # From top to bottom on both sides, so that bands of one node do not cross each other.
        order = sorted(flows, key=lambda flow: (-tops_left[flow.source], -tops_right[flow.target]))
        from_top, to_top = dict(tops_left), dict(tops_right)
        for flow in order:
            width = flow.area * scale
            _band(axes, from_top[flow.source], to_top[flow.target], width, colours[flow.source])
            from_top[flow.source] -= width
            to_top[flow.target] -= width
        # From the edges inwards: the names of maps are longer than what is beside the columns.
        for x, text, side in ((-_BESIDE, before, "left"), (1 + _BESIDE, after, "right")):
            axes.text(x, 1.02, charts.shortened(text, 28), ha=side, va="bottom", fontweight="bold")
        axes.set_xlim(-_BESIDE, 1 + _BESIDE)
        axes.set_ylim(-0.01, 1.08)
        axes.set_axis_off()
        words = "; ".join(f"{f.source} to {f.target} {f.area:,.1f} {unit}" for f in flows)
        return charts.picture(canvas, f"Flows from {before} to {after}: {words}.")


def _totals(flows: Sequence[Flow], side: str) -> dict[str, float]:
    """Area of each class on one side, the largest first."""
    totals: dict[str, float] = {}
    for flow in flows:
        label = getattr(flow, side)
        totals[label] = totals.get(label, 0.0) + flow.area
    return dict(sorted(totals.items(), key=lambda item: -item[1]))


def _tops(totals: dict[str, float], scale: float) -> dict[str, float]:
    used = sum(totals.values()) * scale + _GAP * (len(totals) - 1)
    top = 1 - (1 - used) / 2
    tops = {}
    for label, area in totals.items():
        tops[label] = top
        top -= area * scale + _GAP
    return tops


def _apart(places: list[float], spacing: float) -> list[float]:
    """Heights from top to bottom, moved as little as needed to lie `spacing` apart within 0..1."""
    moved: list[float] = []
    for place in places:
        moved.append(min(place, moved[-1] - spacing) if moved else place)
    floor = 0.0
    for k in range(len(moved) - 1, -1, -1):
        moved[k] = max(moved[k], floor)
        floor = moved[k] + spacing
    return moved


def _node(axes: Any, x: float, top: float, height: float, colour: Colour) -> None:  # noqa: ANN401
    box = Rectangle((x, top - height), _NODE, height, facecolor=_rgb(colour), edgecolor=charts.INK, lw=0.6)
    axes.add_patch(box)


def _label(axes: Any, x: float, y: float, label: str, area: float, unit: str, side: str) -> None:  # noqa: ANN401
    size = f"{area:,.0f}" if area >= 10 else f"{area:.1f}"
    axes.text(x, y, f"{charts.shortened(label, 36)}  {size} {unit}", ha=side, va="center", fontsize=7.5)


def _band(axes: Any, top_left: float, top_right: float, height: float, colour: Colour) -> None:  # noqa: ANN401
    a, b = _NODE, 1 - _NODE
    middle = (a + b) / 2
    corners = [
        (a, top_left), (middle, top_left), (middle, top_right), (b, top_right), (b, top_right - height),
        (middle, top_right - height), (middle, top_left - height), (a, top_left - height), (a, top_left),
    ]  # fmt: skip
    curve, line = Path.CURVE4, Path.LINETO
    kinds = [Path.MOVETO, curve, curve, curve, line, curve, curve, curve, Path.CLOSEPOLY]
    shape = Path(corners, kinds)
    axes.add_patch(PathPatch(shape, facecolor=_rgb(colour), edgecolor=charts.QUIET, alpha=0.55, lw=0.4))


def _rgb(colour: Colour) -> tuple[float, float, float]:
    red, green, blue = colour
    return red / 255, green / 255, blue / 255
