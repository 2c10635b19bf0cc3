"""The legend of a print layout: what the map shows, in the column beside it, and no more than fits there."""

from __future__ import annotations

import textwrap
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from typing import Dict, List, Optional, Sequence, Tuple

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeatureRequest,
    QgsLayerTree,
    QgsLayerTreeLayer,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsLegendRenderer,
    QgsLegendStyle,
    QgsMapLayer,
    QgsMapLayerLegendUtils,
    QgsMultiBandColorRenderer,
    QgsPalettedRasterRenderer,
    QgsPrintLayout,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsUnitTypes,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication, Qt
from qgis.PyQt.QtGui import QFont

from corina.clc import CLASSES
from corina.ui.class_names import class_label

_MM = QgsUnitTypes.LayoutUnit.LayoutMillimeters
_CHARACTERS = 42
_LINE_BREAK = "|"
_GRID = 400
"""Pixels a side that a raster is looked at with, to tell which of its classes the map shows."""
_FEATURES = 20_000
"""Polygons at most that are looked at for the same."""
_PAIR = 1000
"""From-to pixels are 1000 x the code from + the code to."""
_FEWEST = 3
"""Entries of a layer that stay in any case."""


@dataclass(frozen=True)
class _Spacing:
    """Sizes of a legend in points and millimetres."""

    label: float
    symbol: float
    gap: float


_USUAL = _Spacing(label=7.0, symbol=2.8, gap=2.0)
_CLOSE = _Spacing(label=6.0, symbol=2.2, gap=1.0)


@dataclass(frozen=True)
class _Entry:
    """A line of the legend. index: its node's. label: another one than the node's. share: of the map, 0 to 1."""

    index: int
    share: float
    label: str = ""


@dataclass
class _Part:
    """The lines of a layer. texts: of all its nodes. count: how many lines it would have that the map shows."""

    node: QgsLayerTreeLayer
    texts: List[str]
    entries: List[_Entry]
    count: int = 0


class _Seen:
    """What of a layer is inside the map."""

    def __init__(self, layer: QgsMapLayer, extent: QgsRectangle, project: QgsProject) -> None:
        self._layer = layer
        self._extent = extent
        across = QgsCoordinateTransform(project.crs(), layer.crs(), project)
        with suppress(QgsCsException):
            self._extent = across.transformBoundingBox(extent)

    def of_pixels(self, values: Sequence[int]) -> Dict[int, float]:
        """Share of the map that each value of a raster has, by a look at so many pixels."""
        inside = self._extent.intersect(self._layer.extent())
        if inside.isEmpty():
            return dict.fromkeys(values, 0.0)
        provider, band = self._layer.dataProvider(), self._layer.renderer().band()
        block = provider.block(band, inside, _GRID, _GRID)
        counts = Counter(block.value(index) for index in range(block.width() * block.height()))
        return {value: counts[value] / _GRID**2 for value in values}

    def of_polygons(self, field: str) -> Dict[str, float]:
        """Share of the map that the polygons of each value of a field have; of a polygon that
        reaches out, about the part inside."""
        place = self._layer.fields().lookupField(field)
        request = QgsFeatureRequest(self._extent).setSubsetOfAttributes([place]).setLimit(_FEATURES)
        sums: Dict[str, float] = {}
        for feature in self._layer.getFeatures(request) if place >= 0 else ():
            box = feature.geometry().boundingBox()
            share = min(1.0, feature.geometry().area() / max(box.area(), 1e-12))
            area = share * box.intersect(self._extent).area()
            sums[str(feature.attribute(place))] = sums.get(str(feature.attribute(place)), 0.0) + area
        return {value: area / max(self._extent.area(), 1e-12) for value, area in sums.items()}


def add_legend(
    layout: QgsPrintLayout,
    project: QgsProject,
    shown: QgsLayoutItemMap,
    layers: Sequence[QgsMapLayer],
    place: Tuple[float, float, float, float],
) -> QgsLayoutItemLegend:
    """The legend of what the map shows. place: left, top, width and greatest height in millimetres.

    Where not all fits, it is set closer; then what the map does not show is left out, then what it shows least of, and
    the layer's heading says so.
    """
    left, top, width, height = place
    item = QgsLayoutItemLegend(layout)
    item.setLinkedMap(shown)
    item.setAutoUpdateModel(False)
    root: QgsLayerTree = item.model().rootGroup()
    root.clear()
    item.setTitle(_tr("Legend"))
    item.setWrapString(_LINE_BREAK)
    space(item, _USUAL)
    item.attemptMove(QgsLayoutPoint(left, top, _MM))
    item.attemptResize(QgsLayoutSize(width, height, _MM))
    layout.addLayoutItem(item)
    parts = []
    for layer in layers:
        if _needs_legend(layer):
            node = root.addLayer(layer)
            seen = _Seen(layer, shown.extent(), project)
            nodes = item.model().layerLegendNodes(node)
            texts = [str(found.data(Qt.ItemDataRole.DisplayRole) or "") for found in nodes]
            parts.append(_Part(node, texts, _entries(layer, len(texts), seen)))
            _show(item, parts[-1])
    _fit(item, parts, height)
    item.adjustBoxSize()
    return item


def keep_in_place(item: QgsLayoutItemLegend, place: Tuple[float, float, float, float]) -> None:
    """For a legend that follows the project, and so cannot be fitted: as small as can be read on paper, and what is too
    much for its place is cut off rather than laid over the rest of the page.
    """
    space(item, _CLOSE)
    item.setResizeToContents(False)
    item.attemptResize(QgsLayoutSize(place[2], place[3], _MM))


def space(item: QgsLayoutItemLegend, spacing: _Spacing) -> None:
    """Give a legend these sizes."""
    for style, size in (
        (QgsLegendStyle.Style.Title, 11.0),
        (QgsLegendStyle.Style.Group, spacing.label + 2.0),
        (QgsLegendStyle.Style.Subgroup, spacing.label + 1.5),
        (QgsLegendStyle.Style.SymbolLabel, spacing.label),
    ):
        font = QFont()
        font.setPointSizeF(size)
        font.setBold(style == QgsLegendStyle.Style.Title)
        item.setStyleFont(style, font)
    for style in (QgsLegendStyle.Style.Symbol, QgsLegendStyle.Style.SymbolLabel):
        item.setStyleMargin(style, QgsLegendStyle.Side.Top, spacing.gap)
    item.setSymbolHeight(spacing.symbol)
    item.setSymbolWidth(5.0)


def height_of(item: QgsLayoutItemLegend) -> float:
    """How high all of a legend is, in millimetres."""
    return float(QgsLegendRenderer(item.model(), item.legendSettings()).minimumSize().height())


def _fit(item: QgsLayoutItemLegend, parts: Sequence[_Part], height: float) -> None:
    """Make the legend no higher than this, as far as that can be."""
    if height_of(item) <= height:
        return
    for part in parts:
        part.entries = [e for e in part.entries if e.share > 0] or part.entries[:_FEWEST]
        part.count = len(part.entries)
        _show(item, part)
    if height_of(item) <= height:
        return
    space(item, _CLOSE)
    while height_of(item) > height:
        able = [part for part in parts if len(part.entries) > _FEWEST]
        if not able:
            return
        part = min(able, key=lambda p: min(e.share for e in p.entries))
        least = min(part.entries, key=lambda e: e.share)
        part.entries = [e for e in part.entries if e is not least]
        _show(item, part)


def _show(item: QgsLayoutItemLegend, part: _Part) -> None:
    """Put the lines of a layer into the legend; its heading says when there are fewer of them than the map shows."""
    node, layer, texts = part.node, part.node.layer(), part.texts
    for entry in part.entries:
        label = entry.label or texts[entry.index]
        if entry.label or len(label) > _CHARACTERS:
            QgsMapLayerLegendUtils.setLegendNodeUserLabel(node, entry.index, _wrapped(label))
    if len(part.entries) != len(texts):
        QgsMapLayerLegendUtils.setLegendNodeOrder(node, [entry.index for entry in part.entries])
    heading = layer.name()
    if part.count > len(part.entries):
        heading = _tr("{name}: the {count} largest of {all}").format(
            name=heading, count=len(part.entries), all=part.count
        )
    if heading != layer.name() or len(heading) > _CHARACTERS:
        node.setCustomProperty("legend/title-label", _wrapped(heading))
    item.model().refreshLayerLegend(node)


def _wrapped(text: str) -> str:
    return _LINE_BREAK.join(textwrap.wrap(text, _CHARACTERS))


def _entries(layer: QgsMapLayer, count: int, seen: _Seen) -> List[_Entry]:
    """The lines of a layer of so many nodes, in its order: without "Band 1 (Gray)" above the classes of a raster, and
    with one line for each colour of a from-to raster.
    """
    if isinstance(layer, QgsRasterLayer) and isinstance(layer.renderer(), QgsPalettedRasterRenderer):
        values = [int(entry.value) for entry in layer.renderer().classes()]
        shares = seen.of_pixels(values)
        if values and all(set(divmod(value, _PAIR)) <= set(CLASSES) for value in values):
            return _by_new_class(values, shares)
        return [_Entry(index, shares[value]) for index, value in enumerate(values, start=1)]
    if isinstance(layer, QgsVectorLayer) and isinstance(layer.renderer(), QgsCategorizedSymbolRenderer):
        names = [str(category.value()) for category in layer.renderer().categories()]
        areas = seen.of_polygons(layer.renderer().classAttribute())
        return [_Entry(index, areas.get(name, 0.0)) for index, name in enumerate(names)]
    return [_Entry(index, 1.0) for index in range(count)]


def _by_new_class(values: Sequence[int], shares: Dict[int, float]) -> List[_Entry]:
    """One line for all pairs that have become the same class, and so its colour, and one for all that stayed."""
    places: Dict[Optional[int], int] = {}
    sums: Dict[Optional[int], float] = {}
    for index, value in enumerate(values, start=1):
        of, to = divmod(value, _PAIR)
        kind = None if of == to else to
        places.setdefault(kind, index)
        sums[kind] = sums.get(kind, 0.0) + shares[value]
    changed = sorted((kind for kind in places if kind is not None), key=lambda kind: -sums[kind])
    order: List[Optional[int]] = [*changed, None] if None in places else list(changed)
    return [
        _Entry(
            places[kind],
            sums[kind],
            _tr("unchanged") if kind is None else _tr("now {name}").format(name=class_label(kind)),
        )
        for kind in order
    ]


def _needs_legend(layer: QgsMapLayer) -> bool:
    """Not a photograph: which band is red, green and blue tells nobody anything."""
    return not (isinstance(layer, QgsRasterLayer) and isinstance(layer.renderer(), QgsMultiBandColorRenderer))


def _tr(text: str) -> str:
    return str(QCoreApplication.translate("PrintLayout", text))
