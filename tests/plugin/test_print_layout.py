"""The print layout has what a printed map needs, and says whom to name."""

from __future__ import annotations

import importlib.util
from types import SimpleNamespace
from xml.etree import ElementTree

import numpy as np
import pytest
from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFillSymbol,
    QgsGeometry,
    QgsLayoutExporter,
    QgsLayoutItem,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemPage,
    QgsLayoutItemPicture,
    QgsLayoutItemScaleBar,
    QgsPointXY,
    QgsPrintLayout,
    QgsProject,
    QgsRasterLayer,
    QgsReadWriteContext,
    QgsRectangle,
    QgsRendererCategory,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QImage
from qgis.PyQt.QtXml import QDomDocument

from corina.clc import CODES, Level
from corina.clc.change_style import is_own_style
from corina.plugin import layers as styles
from corina.plugin.compare_layers import style_changes, style_from_to
from corina.plugin.print_layout import (
    LEGEND_PLACE,
    add_map,
    make_layout,
    open_print_layout,
    sources_text,
    title_of,
)
from corina.plugin.print_legend import add_legend
from corina.ui.class_names import class_label

from .conftest import write_raster


@pytest.fixture()
def layers(qgis_app, tmp_path):
    """A map of two classes, styled and described as a result's, and a hidden one."""
    pixels = np.full((1, 80, 120), 23, np.uint8)
    pixels[:, 50:] = 12
    made = []
    for name in ("Land cover", "Hidden"):
        path = write_raster(tmp_path / f"{name}.tif", pixels, names=("CORINE Land Cover level 3",))
        layer = QgsRasterLayer(str(path), name)
        styles.style_level(layer, Level.L3, [12, 23])
        made.append(layer)
    result = {
        "scene": "Granada",
        "date": "2024-05-10",
        "model": {"title": "ResUNet", "version": "1"},
        "ended": "2026",
    }
    styles.describe(made[0], result)
    project = QgsProject.instance()
    project.setCrs(QgsCoordinateReferenceSystem("EPSG:32634"))
    project.addMapLayers(made)
    yield made
    project.layoutManager().clear()


def items(layout, kind):
    return [item for item in layout.items() if isinstance(item, kind)]


def test_layout_has_map_legend_scale_bar_and_north_arrow(layers):
    layout = make_layout(QgsProject.instance(), layers[:1], layers[0].extent(), "Land cover of Granada")
    (shown,) = items(layout, QgsLayoutItemMap)
    assert shown.layers() == layers[:1] and shown.extent().contains(layers[0].extent())
    (legend,) = items(layout, QgsLayoutItemLegend)
    assert [node.name() for node in legend.model().rootGroup().findLayers()] == ["Land cover"]
    (tree,) = legend.model().rootGroup().findLayers()
    entries = [node.data(Qt.ItemDataRole.DisplayRole) for node in legend.model().layerLegendNodes(tree)]
    assert entries == ["211 Non-irrigated arable land", "311 Broad-leaved forest"]
    (bar,) = items(layout, QgsLayoutItemScaleBar)
    (arrow,) = items(layout, QgsLayoutItemPicture)
    assert bar.linkedMap() == shown and arrow.linkedMap() == shown
    assert QgsProject.instance().layoutManager().layoutByName("Land cover of Granada") is layout


def test_long_names_are_broken_to_fit_the_page(layers):
    styles.style_level(layers[0], Level.L3, [21, 23])
    layout = make_layout(QgsProject.instance(), layers[:1], layers[0].extent(), "Land cover")
    (legend,) = items(layout, QgsLayoutItemLegend)
    (tree,) = legend.model().rootGroup().findLayers()
    entries = [node.data(Qt.ItemDataRole.DisplayRole) for node in legend.model().layerLegendNodes(tree)]
    assert entries[0] == (
        "243 Land principally occupied by|agriculture, with significant areas of|natural vegetation"
    )
    assert legend.wrapString() == "|"


def test_polygons_are_broken_too_and_an_image_is_in_no_legend(layers, tmp_path):
    image = QgsRasterLayer(
        str(write_raster(tmp_path / "rgb.tif", np.full((4, 20, 20), 9, np.uint16))), "Image"
    )
    polygons = QgsVectorLayer("Polygon?crs=EPSG:32634&field=code_to:int", "Changes", "memory")
    label = "now 243 Land principally occupied by agriculture, with significant areas of natural vegetation"
    symbol = QgsFillSymbol.createSimple({})
    category = QgsRendererCategory(243, symbol, label)
    polygons.setRenderer(QgsCategorizedSymbolRenderer("code_to", [category]))
    QgsProject.instance().addMapLayers([image, polygons])
    layout = make_layout(QgsProject.instance(), [polygons, image], layers[0].extent(), "Changes")
    (legend,) = items(layout, QgsLayoutItemLegend)
    (tree,) = legend.model().rootGroup().findLayers()
    assert tree.name() == "Changes"
    (entry,) = legend.model().layerLegendNodes(tree)
    lines = str(entry.data(Qt.ItemDataRole.DisplayRole)).split("|")
    assert len(lines) == 3 and " ".join(lines) == label


def test_view_of_the_map_becomes_a_layout_that_opens(layers):
    canvas = QgsMapCanvas()
    canvas.setLayers(layers[:1])
    canvas.setDestinationCrs(QgsProject.instance().crs())
    canvas.setExtent(layers[0].extent())
    opened = []
    layout = open_print_layout(SimpleNamespace(mapCanvas=lambda: canvas, openLayoutDesigner=opened.append))
    assert opened == [layout] and layout.name() == "Land cover, Granada 2024-05-10"
    assert items(layout, QgsLayoutItemMap)[0].extent().contains(layers[0].extent())


def test_second_layout_has_a_name_of_its_own(layers):
    first, second = (
        make_layout(QgsProject.instance(), layers[:1], layers[0].extent(), "A") for _ in range(2)
    )
    assert (first.name(), second.name()) == ("A", "A 2")


def test_sources_and_title_come_from_the_layers(layers):
    text = sources_text(QgsProject.instance(), layers)
    assert "Contains modified Copernicus Sentinel data 2024" in text and "European Environment Agency" in text
    assert text.count("European Environment Agency") == 1 and "EPSG:32634" in text
    assert title_of(layers) == "Land cover, Granada 2024-05-10"
    metadata = layers[0].metadata()
    metadata.setRights(["CORINE Land Cover : Agence européenne pour l’environnement (AEE)"])
    layers[0].setMetadata(metadata)
    assert sources_text(QgsProject.instance(), layers[:1]).count("CORINE") == 1, "also in another language"
    assert "European Environment Agency" in sources_text(QgsProject.instance(), layers[1:])
    assert title_of(layers[1:]) == "Land cover"


def test_layout_can_be_exported(layers, tmp_path):
    layout = make_layout(QgsProject.instance(), layers[:1], layers[0].extent(), "Land cover")
    settings = QgsLayoutExporter.ImageExportSettings()
    settings.dpi = 60
    path = tmp_path / "page.png"
    assert (
        QgsLayoutExporter(layout).exportToImage(str(path), settings) == QgsLayoutExporter.ExportResult.Success
    )
    image = QImage(str(path))
    assert abs(image.width() / image.height() - 297 / 210) < 0.01
    # Forest in its official colour in the middle of the upper half of the map.
    assert image.pixelColor(int(image.width() * 0.35), int(image.height() * 0.3)).getRgb()[:3] == (
        128,
        255,
        0,
    )


def test_the_template_beside_a_comparison_shows_the_map_of_any_project(layers, tmp_path, checkout):
    """The file the engine leaves is what `write_template` makes, and its legend and sources follow the project."""
    document = QDomDocument()
    assert document.setContent((checkout / "engine" / "compare" / "layout.qpt").read_text(encoding="utf-8"))[
        0
    ]
    layout = QgsPrintLayout(QgsProject.instance())
    _, worked = layout.loadFromTemplate(document, QgsReadWriteContext())
    assert worked
    (shown,) = items(layout, QgsLayoutItemMap)
    (legend,) = items(layout, QgsLayoutItemLegend)
    (bar,) = items(layout, QgsLayoutItemScaleBar)
    (arrow,) = items(layout, QgsLayoutItemPicture)
    assert legend.linkedMap() == bar.linkedMap() == arrow.linkedMap() == shown
    assert not shown.keepLayerSet() and legend.autoUpdateModel()
    names = [node.name() for node in legend.model().rootGroup().findLayers()]
    assert set(names) == {"Land cover", "Hidden"}
    QgsProject.instance().setTitle("Granada")
    bare = QgsVectorLayer("Polygon?crs=EPSG:32634", "Bare", "memory")
    bare.setAttribution("Someone's rights")
    silent = QgsVectorLayer("Polygon?crs=EPSG:32634", "As a file opens without Corina", "memory")
    for shows, ends in (
        ([layers[0]], "CORINE Land Cover nomenclature and colours: European Union"),
        ([bare], "Someone's rights"),
        ([silent], "Environment Agency (EEA)"),
        ([silent, bare], "Someone's rights"),
    ):
        shown.setLayers(shows)
        sources, title = sorted(item.currentText() for item in items(layout, QgsLayoutItemLabel))
        assert title == "Granada"
        assert sources.count("CORINE Land Cover nomenclature and colours") == 1
        assert f"{ends}. CRS: EPSG:32634. Made with Corina." in sources or shows == [layers[0]]
        assert ends in sources and sources.endswith(". CRS: EPSG:32634. Made with Corina.")
    assert "Copernicus Sentinel data 2024" not in sources


def test_the_template_the_engine_leaves_is_what_its_maker_makes(qgis_app, checkout, tmp_path):
    place = checkout / ".ci" / "make_layout_template.py"
    spec = importlib.util.spec_from_file_location("make_layout_template", place)
    maker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(maker)
    maker.write_template(tmp_path / "made.qpt")
    kept = checkout / "engine" / "compare" / "layout.qpt"
    assert is_own_style(kept)
    told = (
        "type",
        "position",
        "size",
        "labelText",
        "id",
        "wrapString",
        "zValue",
        "legendFilterByAtlas",
        "units",
    )
    shown = [
        [
            {name: item.get(name) for name in told}
            for item in ElementTree.parse(path).getroot().iter("LayoutItem")
        ]
        for path in (tmp_path / "made.qpt", kept)
    ]
    assert shown[0] == shown[1] and len(shown[0]) > 5


@pytest.fixture()
def many(qgis_app, tmp_path):
    """A map of 44 classes, the smaller the value the more of it."""
    pixels = np.repeat(np.arange(1, 45), np.arange(90, 3, -2)).astype(np.uint8).reshape(1, 44, 47)
    layer = QgsRasterLayer(str(write_raster(tmp_path / "many.tif", pixels)), "Many classes")
    styles.style_level(layer, Level.L3, range(1, 45))
    project = QgsProject.instance()
    project.setCrs(layer.crs())
    project.addMapLayer(layer)
    yield layer
    project.layoutManager().clear()


def legend_of(layout):
    (legend,) = items(layout, QgsLayoutItemLegend)
    trees = legend.model().rootGroup().findLayers()
    texts = {
        tree.name(): [
            str(node.data(Qt.ItemDataRole.DisplayRole)).replace("|", " ")
            for node in legend.model().layerLegendNodes(tree)
        ]
        for tree in trees
    }
    headings = [str(tree.customProperty("legend/title-label", "")).replace("|", " ") for tree in trees]
    return legend, texts, headings


def overlapped(layout, legend):
    """Kinds of what the legend lies over."""
    layout.refresh()
    legend.adjustBoxSize()
    mine = legend.mapRectToScene(legend.rect())
    page = layout.pageCollection().page(0)
    return [
        type(item).__name__
        for item in layout.items()
        if isinstance(item, QgsLayoutItem)
        and item is not legend
        and not isinstance(item, QgsLayoutItemPage)
        and mine.intersects(item.mapRectToScene(item.rect()))
    ] + ([] if page.mapRectToScene(page.rect()).contains(mine) else ["off the page"])


def test_a_legend_of_many_classes_stays_above_the_scale_bar(many):
    layout = make_layout(QgsProject.instance(), [many], many.extent(), "Many")
    legend, texts, (heading,) = legend_of(layout)
    assert overlapped(layout, legend) == []
    (lines,) = texts.values()
    assert len(lines) >= 20
    # In the order of the nomenclature, and the smallest are the ones that are left out.
    assert lines == sorted(lines) and lines[0].startswith("111 ")
    assert lines == [class_label(CODES[Level.L3][value - 1]) for value in range(1, len(lines) + 1)]
    assert heading == f"Many classes: the {len(lines)} largest of 44"


def test_what_a_map_does_not_show_is_left_out_where_there_is_too_much(many):
    upper = many.extent()
    upper.setYMinimum(
        upper.yMaximum() - 4 * many.rasterUnitsPerPixelY()
    )  # four rows of 47 pixels: three classes
    upper.setXMaximum(upper.xMinimum() + 5 * many.rasterUnitsPerPixelX())
    layout = QgsPrintLayout(QgsProject.instance())
    layout.initializeDefaults()
    shown = add_map(layout, [many], upper)
    legend = add_legend(layout, QgsProject.instance(), shown, [many], LEGEND_PLACE)
    (lines,) = legend_of(layout)[1].values()
    shown_values = set()
    for row in range(44):
        for column in range(47):
            x = many.extent().xMinimum() + (column + 0.5) * many.rasterUnitsPerPixelX()
            y = many.extent().yMaximum() - (row + 0.5) * many.rasterUnitsPerPixelY()
            if shown.extent().contains(QgsPointXY(x, y)):
                shown_values.add(int(many.dataProvider().sample(QgsPointXY(x, y), 1)[0]))
    assert lines == [class_label(CODES[Level.L3][value - 1]) for value in sorted(shown_values)]
    assert len(lines) < 15 and overlapped(layout, legend) == []


def test_from_to_has_a_line_for_each_new_class_and_one_for_what_stayed(qgis_app, tmp_path):
    pixels = np.repeat([211211, 311311, 112211, 311211, 211112], [40, 30, 5, 6, 9]).astype(np.int32)
    layer = QgsRasterLayer(str(write_raster(tmp_path / "ft.tif", pixels.reshape(1, 9, 10))), "From – to")
    pairs = [
        {"code_from": int(v) // 1000, "code_to": int(v) % 1000, "area_ha": 1.0} for v in np.unique(pixels)
    ]
    style_from_to(layer, {"from_to": pairs})
    QgsProject.instance().setCrs(layer.crs())
    QgsProject.instance().addMapLayer(layer)
    layout = make_layout(QgsProject.instance(), [layer], layer.extent(), "From – to")
    _, texts, headings = legend_of(layout)
    assert texts == {
        "From – to": ["now 211 Non-irrigated arable land", "now 112 Discontinuous urban fabric", "unchanged"]
    }
    assert headings == [""]
    QgsProject.instance().layoutManager().clear()


def test_changes_that_are_too_many_keep_the_largest(many):
    """Polygons of 40 classes over the map of 44: both layers give way."""
    changes = QgsVectorLayer(f"Polygon?crs={many.crs().authid()}&field=code_to:int", "Changes", "memory")
    left, top = many.extent().xMinimum(), many.extent().yMaximum()
    made = []
    for number, code in enumerate(CODES[Level.L3][:40]):
        feature = QgsFeature(changes.fields())
        feature.setAttributes([code])
        size = (40 - number) * 5.0
        feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(left, top - size, left + size, top)))
        made.append(feature)
    changes.dataProvider().addFeatures(made)
    style_changes(changes, {})
    QgsProject.instance().addMapLayer(changes)
    layout = make_layout(QgsProject.instance(), [changes, many], many.extent(), "Changes")
    legend, texts, headings = legend_of(layout)
    assert overlapped(layout, legend) == []
    of_changes = texts["Changes"]
    assert of_changes == [f"now {class_label(code)}" for code in CODES[Level.L3][: len(of_changes)]]
    assert headings[0] == f"Changes: the {len(of_changes)} largest of 40" and len(of_changes) >= 3
    assert len(of_changes) + len(texts["Many classes"]) >= 20


def test_the_template_cuts_a_long_legend_off_at_its_place(many, checkout):
    document = QDomDocument()
    document.setContent((checkout / "engine" / "compare" / "layout.qpt").read_text(encoding="utf-8"))
    layout = QgsPrintLayout(QgsProject.instance())
    layout.loadFromTemplate(document, QgsReadWriteContext())
    (legend,) = items(layout, QgsLayoutItemLegend)
    legend.updateLegend()
    assert overlapped(layout, legend) == []
