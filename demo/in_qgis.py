"""Runs inside QGIS: classifies the sample scene with the Corina panel, saves the project and draws the map with legend.

Reads CORINA_DEMO_SCENE, CORINA_DEMO_FOLDER and CORINA_DEMO_NOTE; writes report.json and, for each step, a line to
progress.txt.
"""

from __future__ import annotations

import json
import os
import textwrap
import time
import traceback
from pathlib import Path
from typing import Any, Callable, Dict

from qgis.core import (
    Qgis,
    QgsApplication,
    QgsContrastEnhancement,
    QgsLayoutExporter,
    QgsLayoutItem,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemScaleBar,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsLegendStyle,
    QgsMapLayerLegendUtils,
    QgsMultiBandColorRenderer,
    QgsPrintLayout,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsUnitTypes,
)
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtGui import QColor, QFont
from qgis.PyQt.QtTest import QTest
from qgis.utils import iface, plugins

FOLDER = Path(os.environ["CORINA_DEMO_FOLDER"])
SCENE = Path(os.environ["CORINA_DEMO_SCENE"])
NOTE = os.environ["CORINA_DEMO_NOTE"]
MILLIMETRES = QgsUnitTypes.LayoutUnit.LayoutMillimeters


def say(text: str) -> None:
    """A line for the person who waits for the demo."""
    with (FOLDER / "progress.txt").open("a") as file:
        file.write(text + "\n")


def wait_until(condition: Callable[[], Any], what: str, seconds: float) -> None:
    """Let QGIS work until `condition` holds."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError(f"waited {seconds:g} s for {what}")
        QTest.qWait(50)


def add_scene() -> QgsRasterLayer:
    """Load the scene in natural colours."""
    layer = QgsRasterLayer(str(SCENE), SCENE.stem, "gdal")
    if not layer.isValid():
        raise RuntimeError(f"{SCENE} cannot be opened")
    provider = layer.dataProvider()
    renderer = QgsMultiBandColorRenderer(provider, 3, 2, 1)
    for band, setter in (
        (3, renderer.setRedContrastEnhancement),
        (2, renderer.setGreenContrastEnhancement),
        (1, renderer.setBlueContrastEnhancement),
    ):
        stretch = QgsContrastEnhancement(provider.dataType(band))
        stretch.setContrastEnhancementAlgorithm(
            QgsContrastEnhancement.ContrastEnhancementAlgorithm.StretchToMinimumMaximum
        )
        # Reflectance from 0 to 0.22, in the units the provider gives, which knows the scale of the band.
        stretch.setMinimumValue(0)
        stretch.setMaximumValue(0.22 if provider.bandScale(band) != 1 else 2200)
        setter(stretch)
    layer.setRenderer(renderer)
    project = QgsProject.instance()
    project.setCrs(layer.crs())
    project.addMapLayer(layer)
    iface.mapCanvas().setExtent(layer.extent())
    return layer


def classify() -> Dict[str, Any]:
    """Fill in the panel and click "Classify", as a user does; returns the result of the run."""
    plugin = plugins["corina"]
    plugin.open_dock()
    dock = plugin.dock
    form = dock.classify.fields.form
    form.output.setFilePath(str(FOLDER))
    wait_until(form.classify_button.isEnabled, f"the panel to accept the scene ({form.estimate.text()})", 120)
    say(f"{form.scene.form.note.text()}")
    runs = plugin.controller.runs
    form.classify_button.click()
    wait_until(lambda: runs.runs(), "the run to be queued", 10)
    run_id = runs.runs()[0].id
    shown = -1
    end = time.monotonic() + 600
    while runs.run(run_id).state.is_active:
        progress = runs.run(run_id).progress
        percent = int(100 * progress.fraction) // 20 * 20 if progress else 0
        if percent > shown:
            shown = percent
            say(f"classifying: {percent} %")
        if time.monotonic() > end:
            raise TimeoutError("waited 600 s for the classification")
        QTest.qWait(100)
    run = runs.run(run_id)
    if run.result is None:
        raise RuntimeError(run.error.message if run.error else f"the run ended as {run.state.value}")
    # The panel adds the layers when it hears of the end.
    wait_until(lambda: result_layers(run.result), "the layers", 30)
    return dict(run.result)


def result_layers(result: Dict[str, Any]) -> Dict[str, QgsRasterLayer]:
    """The layers of the three levels that are in the project, by their output's name."""
    paths = {
        str(Path(path)): name for name, path in result["outputs"].items() if path and name.startswith("level")
    }
    found = {}
    for layer in QgsProject.instance().mapLayers().values():
        name = paths.get(str(Path(layer.source().split("|")[0])))
        if name:
            found[name] = layer
    return found


def framed(extent: QgsRectangle, ratio: float) -> QgsRectangle:
    """The smallest rectangle of that ratio of width to height around `extent`."""
    width = max(extent.width(), extent.height() * ratio)
    return QgsRectangle.fromCenterAndSize(extent.center(), width, width / ratio)


def draw_map(layer: QgsRasterLayer, scene: QgsRasterLayer, result: Dict[str, Any], path: Path) -> None:
    """A page with the map, its legend, a scale bar and what it is."""
    layout = QgsPrintLayout(QgsProject.instance())
    layout.initializeDefaults()  # one A4 page, landscape: 297 x 210 mm
    layout.setName("Corina demo")

    def place(item: QgsLayoutItem, x: float, y: float, width: float, height: float) -> None:
        layout.addLayoutItem(item)
        item.attemptMove(QgsLayoutPoint(x, y, MILLIMETRES))
        item.attemptResize(QgsLayoutSize(width, height, MILLIMETRES))

    def write(
        text: str, x: float, y: float, width: float, height: float, points: float, bold: bool = False
    ) -> None:
        label = QgsLayoutItemLabel(layout)
        label.setText(text)
        font = QFont()
        font.setPointSizeF(points)
        font.setBold(bold)
        label.setFont(font)
        place(label, x, y, width, height)

    def map_of(layers: list, x: float, y: float, width: float, height: float) -> QgsLayoutItemMap:
        item = QgsLayoutItemMap(layout)
        place(item, x, y, width, height)
        item.setLayers(layers)
        item.setCrs(layer.crs())
        item.setFrameEnabled(True)
        item.setFrameStrokeColor(QColor(120, 120, 120))
        item.setExtent(framed(layer.extent(), width / height))
        return item

    model = result["model"]
    used = result["device"]["used"].upper()
    write("CORINE land cover, level 3", 10, 7, 190, 9, 16, bold=True)
    write(f"{NOTE} Model: {model['title']}, on {used}.", 10, 16, 277, 10, 8.5)
    ratio = layer.extent().width() / layer.extent().height()
    width, height = min(172.0, 172.0 * ratio), min(172.0, 172.0 / ratio)
    main = map_of([layer], 10, 27, width, height)
    scale = QgsLayoutItemScaleBar(layout)
    scale.setStyle("Line Ticks Up")
    scale.setLinkedMap(main)
    scale.setUnits(QgsUnitTypes.DistanceUnit.DistanceKilometers)
    scale.setUnitLabel("km")
    scale.setNumberOfSegments(2)
    scale.setUnitsPerSegment(1)
    scale.setHeight(2)
    font = QFont()
    font.setPointSizeF(8)
    scale.setFont(font)
    place(scale, 10, 27.5 + height, 60, 9)
    map_of([scene], 188, 27, width / 4, height / 4)
    write("the scene", 188, 27.5 + height / 4, 44, 5, 7)
    legend = QgsLayoutItemLegend(layout)
    legend.setTitle("")
    legend.setAutoUpdateModel(False)
    root = legend.model().rootGroup()
    root.clear()
    node = root.addLayer(layer)
    # Without the line that only names the band.
    entries = len(legend.model().layerLegendNodes(node))
    QgsMapLayerLegendUtils.setLegendNodeOrder(node, list(range(1, entries)))
    for entry, shown in enumerate(legend.model().layerLegendNodes(node)):
        label = textwrap.fill(str(shown.data(Qt.ItemDataRole.DisplayRole)), 58)
        QgsMapLayerLegendUtils.setLegendNodeUserLabel(node, entry, label)
    legend.model().refreshLayerLegend(node)
    for style, points in (
        (QgsLegendStyle.Style.Subgroup, 10),
        (QgsLegendStyle.Style.SymbolLabel, 7.5),
    ):
        font = legend.styleFont(style)
        font.setPointSizeF(points)
        legend.setStyleFont(style, font)
    legend.setWrapString("\n")
    legend.setSymbolHeight(3.2)
    legend.setLinkedMap(main)
    place(legend, 186, 76, 105, 120)
    exporter = QgsLayoutExporter(layout)
    settings = QgsLayoutExporter.ImageExportSettings()
    settings.dpi = 130
    if exporter.exportToImage(str(path), settings) != QgsLayoutExporter.ExportResult.Success:
        raise RuntimeError(f"{path} could not be drawn")


def demo() -> Dict[str, Any]:
    """All of it; returns the report."""
    wait_until(lambda: "corina" in plugins and iface.mainWindow().isVisible(), "QGIS and the plugin", 60)
    iface.mainWindow().resize(1380, 880)
    say(f"QGIS {Qgis.QGIS_VERSION} is up, with the plugin Corina")
    project = QgsProject.instance()
    project.setTitle("Corina demo")
    scene = add_scene()
    result = classify()
    layers = result_layers(result)
    say("drawing the map")
    draw_map(layers["level3"], scene, result, FOLDER / "map.png")
    iface.mapCanvas().setExtent(layers["level3"].extent())
    iface.mapCanvas().refresh()
    QTest.qWait(1500)
    iface.mainWindow().grab().save(str(FOLDER / "window.png"))
    if not project.write(str(FOLDER / "demo.qgz")):
        raise RuntimeError(f"the project could not be saved: {project.error()}")
    return {
        "maps": {name: layer.source() for name, layer in layers.items()},
        "project": str(FOLDER / "demo.qgz"),
        "picture": str(FOLDER / "map.png"),
        "window": str(FOLDER / "window.png"),
        "result": result,
    }


def main() -> None:
    """Write the report and end QGIS, whatever happens."""
    try:
        report: Dict[str, Any] = demo()
    except Exception as error:  # noqa: BLE001 - QGIS must end, and the report must say why
        report = {"error": str(error) or type(error).__name__, "traceback": traceback.format_exc()}
        iface.mainWindow().grab().save(str(FOLDER / "window.png"))
    (FOLDER / "report.json").write_text(json.dumps(report, indent=1, default=str))
    QgsProject.instance().setDirty(False)
    QTimer.singleShot(0, lambda: iface.actionExit().trigger())
    QTimer.singleShot(10000, QgsApplication.instance().quit)


QTimer.singleShot(300, main)
