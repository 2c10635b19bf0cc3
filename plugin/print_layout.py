"""A print layout of what the map shows: title, map, legend, scale bar, north arrow, and whom to name."""

from __future__ import annotations

import textwrap
from datetime import date
from pathlib import Path
from typing import Any, List, Sequence

from qgis.core import (
    QgsLayerTree,
    QgsLayerTreeLayer,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemPage,
    QgsLayoutItemPicture,
    QgsLayoutItemScaleBar,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsLegendStyle,
    QgsMapLayer,
    QgsMapLayerLegendUtils,
    QgsMultiBandColorRenderer,
    QgsPalettedRasterRenderer,
    QgsPrintLayout,
    QgsProject,
    QgsRasterLayer,
    QgsReadWriteContext,
    QgsRectangle,
    QgsScaleBarSettings,
    QgsUnitTypes,
)
from qgis.PyQt.QtCore import QCoreApplication, Qt
from qgis.PyQt.QtGui import QColor, QFont

_MM = QgsUnitTypes.LayoutUnit.LayoutMillimeters
_NORTH_ARROW = ":/images/north_arrows/layout_default_north_arrow.svg"
# A4 landscape: the map on the left, the legend in a column on the right, sources along the foot.
_MARGIN, _MAP_WIDTH, _MAP_HEIGHT, _TOP = 10.0, 200.0, 158.0, 24.0
_SIDE = _MARGIN + _MAP_WIDTH + 6.0
_SIDE_WIDTH = 297.0 - _SIDE - _MARGIN
_LEGEND_CHARACTERS = 42
_LINE_BREAK = "|"
_CREDITS = (
    "CORINE Land Cover nomenclature and colours: European Union, Copernicus Land Monitoring Service, European "
    "Environment Agency (EEA)"
)
_TEMPLATE_TITLE = "[% if(coalesce(@project_title, '') = '', 'Land cover', @project_title) %]"
_RIGHTS = (  # a list where they are in the layer's metadata
    "with_variable('rights', layer_property(@element, 'attribution'), "
    "if(left(to_json(@rights), 1) = '[', array_to_string(@rights, '. '), coalesce(@rights, '')))"
)
_NAMED = (
    "array_to_string(array_distinct(array_filter(array_foreach(map_get(item_variables('map'), 'map_layers'), "
    f"{_RIGHTS}), @element <> '')), '. ')"
)
_TEMPLATE_SOURCES = (
    f"[% with_variable('named', {_NAMED}, if(strpos(@named, 'CORINE') > 0, '', '{_CREDITS}. ') || "
    "if(@named = '', '', @named || '. ')) %]CRS: [% @project_crs %]. Made with Corina."
)


def open_print_layout(iface: Any) -> QgsPrintLayout:  # noqa: ANN401 - QgisInterface
    """Make a layout of the current map view, and open it for editing, printing and export."""
    canvas = iface.mapCanvas()
    layers = canvas.layers()
    layout = make_layout(QgsProject.instance(), layers, canvas.extent(), title_of(layers))
    iface.openLayoutDesigner(layout)
    return layout


def make_layout(
    project: QgsProject, layers: Sequence[QgsMapLayer], extent: QgsRectangle, title: str
) -> QgsPrintLayout:
    """A new A4 layout in the project, under a name of its own.

    layers: those shown, from top to bottom: they are in the legend and their sources at the foot. extent: in the
    project's CRS.
    """
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    layout.setName(_free_name(project, title))
    layout.pageCollection().page(0).setPageSize("A4", QgsLayoutItemPage.Orientation.Landscape)
    _label(layout, title, 16, _MARGIN, 9.0, 297.0 - 2 * _MARGIN, 12.0, bold=True)
    shown = _map(layout, layers, extent)
    _legend(layout, project, shown, layers)
    _scale_bar(layout, shown)
    _north_arrow(layout, shown)
    sources = _label(layout, sources_text(project, layers), 6.5, _MARGIN, 188.0, 297.0 - 2 * _MARGIN, 16.0)
    sources.setId("sources")
    project.layoutManager().addLayout(layout)
    return layout


def write_template(path: Path) -> None:
    """Write the page as a template (.qpt) without layers: a layout made of it shows the map of its project.

    Title, sources and CRS are expressions. What the engine leaves beside a comparison is made by this.
    """
    project = QgsProject()
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    layout.setName("Corina")
    layout.pageCollection().page(0).setPageSize("A4", QgsLayoutItemPage.Orientation.Landscape)
    _label(layout, _TEMPLATE_TITLE, 16, _MARGIN, 9.0, 297.0 - 2 * _MARGIN, 12.0, bold=True)
    shown = _map(layout, [], QgsRectangle(0, 0, 1, 1))
    shown.setKeepLayerSet(False)
    shown.setKeepLayerStyles(False)
    shown.setId("map")
    _legend(layout, project, shown, [])
    legend = next(item for item in layout.items() if isinstance(item, QgsLayoutItemLegend))
    legend.setAutoUpdateModel(True)
    legend.setLegendFilterByMapEnabled(True)
    legend.setWrapString(", ")  # the names in their own lengths are too long for the column
    _scale_bar(layout, shown)
    bar = next(item for item in layout.items() if isinstance(item, QgsLayoutItemScaleBar))
    bar.setSegmentSizeMode(QgsScaleBarSettings.SegmentSizeMode.SegmentSizeFitWidth)
    bar.setMinimumBarWidth(30)
    bar.setMaximumBarWidth(50)
    _north_arrow(layout, shown)
    sources = _label(layout, _TEMPLATE_SOURCES, 6.5, _MARGIN, 188.0, 297.0 - 2 * _MARGIN, 16.0)
    sources.setId("sources")
    if not layout.saveAsTemplate(str(path), QgsReadWriteContext()):
        raise OSError(f"The template cannot be written to {path}.")


def title_of(layers: Sequence[QgsMapLayer]) -> str:
    """The title of the uppermost layer that has one in its metadata, else a general one."""
    titles = (layer.metadata().title() for layer in layers)
    return next((title for title in titles if title), _tr("Land cover"))


def sources_text(project: QgsProject, layers: Sequence[QgsMapLayer]) -> str:
    """Whom to name: the rights of each layer, CORINE's, the CRS and the day."""
    rights: List[str] = []
    for layer in layers:
        given = layer.metadata().rights() or [layer.attribution()]
        rights += [text for text in given if text and text not in rights]
    if not any("CORINE" in text for text in rights):  # in whatever language the agency is named
        rights.append(_CREDITS)
    end = _tr("CRS: {crs}. Made with Corina on {day}.").format(
        crs=project.crs().userFriendlyIdentifier(), day=date.today().isoformat()
    )
    return ". ".join(text.rstrip(".") for text in rights) + ". " + end


def _free_name(project: QgsProject, title: str) -> str:
    taken = {layout.name() for layout in project.layoutManager().layouts()}
    name, number = title, 2
    while name in taken:
        name, number = f"{title} {number}", number + 1
    return name


def _map(layout: QgsPrintLayout, layers: Sequence[QgsMapLayer], extent: QgsRectangle) -> QgsLayoutItemMap:
    item = QgsLayoutItemMap(layout)
    item.attemptMove(QgsLayoutPoint(_MARGIN, _TOP, _MM))
    item.attemptResize(QgsLayoutSize(_MAP_WIDTH, _MAP_HEIGHT, _MM))
    # The layout goes on showing these layers, whatever is switched on in the project later.
    item.setLayers(list(layers))
    item.setKeepLayerSet(True)
    item.setKeepLayerStyles(True)
    item.setExtent(_shaped(extent, _MAP_WIDTH / _MAP_HEIGHT))
    item.setFrameEnabled(True)
    item.setFrameStrokeColor(QColor(120, 120, 120))
    layout.addLayoutItem(item)
    return item


def _legend(
    layout: QgsPrintLayout, project: QgsProject, shown: QgsLayoutItemMap, layers: Sequence[QgsMapLayer]
) -> None:
    item = QgsLayoutItemLegend(layout)
    item.setLinkedMap(shown)
    item.setAutoUpdateModel(False)
    root: QgsLayerTree = item.model().rootGroup()
    root.clear()
    for layer in layers:
        if _needs_legend(layer):
            _tidy(item, root.addLayer(layer))
    item.setTitle(_tr("Legend"))
    for style, size in (
        (QgsLegendStyle.Style.Title, 11.0),
        (QgsLegendStyle.Style.Group, 9.0),
        (QgsLegendStyle.Style.Subgroup, 8.5),
        (QgsLegendStyle.Style.SymbolLabel, 7.0),
    ):
        font = QFont()
        font.setPointSizeF(size)
        font.setBold(style == QgsLegendStyle.Style.Title)
        item.setStyleFont(style, font)
    item.setSymbolHeight(2.8)
    item.setSymbolWidth(5.0)
    item.setWrapString(_LINE_BREAK)
    item.attemptMove(QgsLayoutPoint(_SIDE, _TOP, _MM))
    item.attemptResize(QgsLayoutSize(_SIDE_WIDTH, 110.0, _MM))
    layout.addLayoutItem(item)


def _tidy(item: QgsLayoutItemLegend, node: QgsLayerTreeLayer) -> None:
    """Leave out the line "Band 1 (Gray)" above the classes of a raster, and break long names to fit the column."""
    layer = node.layer()
    nodes = item.model().layerLegendNodes(node)
    for index, entry in enumerate(nodes):
        text = str(entry.data(Qt.ItemDataRole.DisplayRole) or "")
        if len(text) > _LEGEND_CHARACTERS:
            wrapped = _LINE_BREAK.join(textwrap.wrap(text, _LEGEND_CHARACTERS))
            QgsMapLayerLegendUtils.setLegendNodeUserLabel(node, index, wrapped)
    if isinstance(layer, QgsRasterLayer) and isinstance(layer.renderer(), QgsPalettedRasterRenderer):
        QgsMapLayerLegendUtils.setLegendNodeOrder(node, list(range(1, len(nodes))))
    item.model().refreshLayerLegend(node)


def _needs_legend(layer: QgsMapLayer) -> bool:
    """Not a photograph: which band is red, green and blue tells nobody anything."""
    return not (isinstance(layer, QgsRasterLayer) and isinstance(layer.renderer(), QgsMultiBandColorRenderer))


def _shaped(extent: QgsRectangle, ratio: float) -> QgsRectangle:
    """The extent, made wider or higher around its centre until width / height is `ratio`."""
    shaped = QgsRectangle(extent)
    if shaped.width() < ratio * shaped.height():
        half = ratio * shaped.height() / 2
        shaped.setXMinimum(extent.center().x() - half)
        shaped.setXMaximum(extent.center().x() + half)
    else:
        half = shaped.width() / ratio / 2
        shaped.setYMinimum(extent.center().y() - half)
        shaped.setYMaximum(extent.center().y() + half)
    return shaped


def _scale_bar(layout: QgsPrintLayout, shown: QgsLayoutItemMap) -> None:
    item = QgsLayoutItemScaleBar(layout)
    item.setLinkedMap(shown)
    item.setStyle("Single Box")
    item.applyDefaultSize()
    font = QFont()
    font.setPointSizeF(8.0)
    style = item.textFormat()
    style.setFont(font)
    style.setSize(8.0)
    item.setTextFormat(style)
    item.attemptMove(QgsLayoutPoint(_SIDE, _TOP + _MAP_HEIGHT - 14.0, _MM))
    layout.addLayoutItem(item)


def _north_arrow(layout: QgsPrintLayout, shown: QgsLayoutItemMap) -> None:
    item = QgsLayoutItemPicture(layout)
    item.setPicturePath(_NORTH_ARROW)
    item.setLinkedMap(shown)
    item.setNorthMode(QgsLayoutItemPicture.NorthMode.TrueNorth)
    item.setPictureRotation(0)
    item.attemptMove(QgsLayoutPoint(297.0 - _MARGIN - 14.0, _TOP + _MAP_HEIGHT - 34.0, _MM))
    item.attemptResize(QgsLayoutSize(14.0, 16.0, _MM))
    layout.addLayoutItem(item)


def _label(
    layout: QgsPrintLayout,
    text: str,
    size: float,
    x: float,
    y: float,
    width: float,
    height: float,
    bold: bool = False,
) -> QgsLayoutItemLabel:
    item = QgsLayoutItemLabel(layout)
    item.setText(text)
    font = QFont()
    font.setPointSizeF(size)
    font.setBold(bold)
    item.setFont(font)
    item.attemptMove(QgsLayoutPoint(x, y, _MM))
    item.attemptResize(QgsLayoutSize(width, height, _MM))
    layout.addLayoutItem(item)
    return item


def _tr(text: str) -> str:
    return QCoreApplication.translate("PrintLayout", text)
