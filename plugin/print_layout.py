"""A print layout of what the map shows: title, map, legend, scale bar, north arrow, and whom to name."""

from __future__ import annotations

from datetime import date
from typing import Any, List, Sequence

from qgis.core import (
    QgsLayoutItemLabel,
    QgsLayoutItemMap,
    QgsLayoutItemPage,
    QgsLayoutItemPicture,
    QgsLayoutItemScaleBar,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsMapLayer,
    QgsPrintLayout,
    QgsProject,
    QgsRectangle,
    QgsUnitTypes,
)
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtGui import QColor, QFont

from corina.plugin.print_legend import add_legend

_MM = QgsUnitTypes.LayoutUnit.LayoutMillimeters
_NORTH_ARROW = ":/images/north_arrows/layout_default_north_arrow.svg"
# A4 landscape: the map on the left, the legend in a column on the right, sources along the foot.
MARGIN, _MAP_WIDTH, _MAP_HEIGHT, _TOP = 10.0, 200.0, 158.0, 24.0
_SIDE = MARGIN + _MAP_WIDTH + 6.0
_SIDE_WIDTH = 297.0 - _SIDE - MARGIN
LEGEND_PLACE = (_SIDE, _TOP, _SIDE_WIDTH, _MAP_HEIGHT - 20.0)
"""Left, top, width and greatest height: above the scale bar and the north arrow."""
CREDITS = (
    "CORINE Land Cover nomenclature and colours: European Union, Copernicus Land Monitoring Service, European "
    "Environment Agency (EEA)"
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
    add_label(layout, title, 16, MARGIN, 9.0, 297.0 - 2 * MARGIN, 12.0, bold=True)
    shown = add_map(layout, layers, extent)
    add_legend(layout, project, shown, layers, LEGEND_PLACE)
    add_scale_bar(layout, shown)
    add_north_arrow(layout, shown)
    sources = add_label(layout, sources_text(project, layers), 6.5, MARGIN, 188.0, 297.0 - 2 * MARGIN, 16.0)
    sources.setId("sources")
    project.layoutManager().addLayout(layout)
    return layout


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
        rights.append(CREDITS)
    crs = project.crs()
    end = _tr("CRS: {crs}. Made with Corina on {day}.").format(
        crs=crs.userFriendlyIdentifier() if crs.isValid() else _tr("none"), day=date.today().isoformat()
    )
    return ". ".join(text.rstrip(".") for text in rights) + ". " + end


def _free_name(project: QgsProject, title: str) -> str:
    taken = {layout.name() for layout in project.layoutManager().layouts()}
    name, number = title, 2
    while name in taken:
        name, number = f"{title} {number}", number + 1
    return name


def add_map(layout: QgsPrintLayout, layers: Sequence[QgsMapLayer], extent: QgsRectangle) -> QgsLayoutItemMap:
    """The map in its frame, of these layers and this extent."""
    item = QgsLayoutItemMap(layout)
    item.attemptMove(QgsLayoutPoint(MARGIN, _TOP, _MM))
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


def add_scale_bar(layout: QgsPrintLayout, shown: QgsLayoutItemMap) -> None:
    """The scale bar of the map."""
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


def add_north_arrow(layout: QgsPrintLayout, shown: QgsLayoutItemMap) -> None:
    """An arrow to the north of the map."""
    item = QgsLayoutItemPicture(layout)
    item.setPicturePath(_NORTH_ARROW)
    item.setLinkedMap(shown)
    item.setNorthMode(QgsLayoutItemPicture.NorthMode.TrueNorth)
    item.setPictureRotation(0)
    item.attemptMove(QgsLayoutPoint(297.0 - MARGIN - 14.0, _TOP + _MAP_HEIGHT - 16.0, _MM))
    item.attemptResize(QgsLayoutSize(14.0, 16.0, _MM))
    layout.addLayoutItem(item)


def add_label(
    layout: QgsPrintLayout,
    text: str,
    size: float,
    x: float,
    y: float,
    width: float,
    height: float,
    bold: bool = False,
) -> QgsLayoutItemLabel:
    """A text at a place of the page, in millimetres."""
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
