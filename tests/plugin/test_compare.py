"""Comparing in QGIS with the real engine: layers, list, map and verdicts together."""

from __future__ import annotations

import gc
import json
import shutil
import weakref
from collections import Counter
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFeature,
    QgsGraduatedSymbolRenderer,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.gui import QgsHighlight, QgsMapCanvas
from qgis.PyQt.QtCore import QEvent, QPoint, QPointF, QSize, Qt
from qgis.PyQt.QtGui import QColor, QMouseEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QPushButton

from corina.clc import CLASSES
from corina.clc.change_style import OUTLINE
from corina.engine.jobs import CompareJob, LandCoverInput, SceneInput
from corina.plugin.controller import Controller
from corina.plugin.engine_process import run_job
from corina.plugin.runs import Run, RunState
from corina.ui.area_box import AreaKind
from corina.ui.change_table import Verdict
from corina.ui.dock import CorinaDock
from corina.ui.state import EngineState

from .conftest import polygons, write_raster

GRID = {211: 12, 112: 2, 311: 23, 512: 41}
"""Codes of the test maps and their EEA grid codes."""


class Iface:
    """As much of QGIS's interface as the controller uses."""

    def __init__(self):
        self.canvas = QgsMapCanvas()
        self.canvas.resize(400, 300)
        self.active = None

    def mapCanvas(self):
        return self.canvas

    def activeLayer(self):
        return self.active

    def setActiveLayer(self, layer):
        self.active = layer


@pytest.fixture(scope="module")
def maps(tmp_path_factory):
    """An older map of fields, a forest and a lake, and a newer one in which 25 ha of fields became a town."""
    folder = tmp_path_factory.mktemp("maps")
    old = np.full((1, 200, 200), GRID[211], np.uint8)
    old[0, :, 120:] = GRID[311]
    old[0, 150:, :60] = GRID[512]
    new = old.copy()
    new[0, 20:70, 30:80] = GRID[112]
    new[0, 100:125, 150:190] = GRID[211]
    return tuple(
        write_raster(folder / f"{name}.tif", pixels, names=())
        for name, pixels in (("old 2012", old), ("new 2018", new))
    )


@pytest.fixture(scope="module")
def finished(engine, maps, tmp_path_factory):
    """The result of comparing the two maps, made once."""
    folder = str(tmp_path_factory.mktemp("finished"))
    old, new = (LandCoverInput(str(path), name=path.stem) for path in maps)
    job = CompareJob(old, folder, new)
    return job, run_job(engine.command(), engine.child_environment(), job, lambda event: None, lambda: False)


@pytest.fixture
def layers(maps):
    """The maps as layers of the project."""
    made = [QgsRasterLayer(str(path), path.stem) for path in maps]
    QgsProject.instance().addMapLayers(made)
    return made


@pytest.fixture
def dock(qtbot, qgis_app):
    made = CorinaDock()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def controller(dock, manager, until):
    """A dock that works."""
    made = Controller(Iface(), dock, manager)
    until(lambda: made.engine.view.state is EngineState.READY)
    yield made
    made.shutdown()


@pytest.fixture
def run(finished, tmp_path):
    """A run that is done, with its files in a folder of its own."""
    job, result = finished
    folder = tmp_path / "comparaison été"
    shutil.copytree(job.output_dir, folder)
    moved = json.loads(json.dumps(result).replace(job.output_dir, str(folder)))
    return Run(
        "1", "new 2018 with old 2012", replace(job, output_dir=str(folder)), RunState.DONE, result=moved
    )


@pytest.fixture
def compared(controller, dock, layers, run):
    """The dock when a comparison of the two maps has just finished."""
    controller.run_actions.kinds["compare"].finished(run)
    return dock


def by_name(name):
    return next(layer for layer in QgsProject.instance().mapLayers().values() if layer.name() == name)


def test_the_maps_are_understood_before_the_button_is_enabled(controller, dock, layers, until):
    form = dock.compare.fields
    assert form.form.state.text() != "Ready to compare"
    form.form.prediction.set_layer(layers[1])
    form.form.reference.set_layer(layers[0])
    until(lambda: form.form.state.text() == "Ready to compare")
    assert "level 3" in form.form.reference.form.note.text()


def test_a_comparison_adds_its_layers_and_lists_the_changes(controller, dock, layers, until, tmp_path):
    form = dock.compare.fields
    form.form.prediction.set_layer(layers[1])
    form.form.reference.set_layer(layers[0])
    form.form.output.setFilePath(str(tmp_path / "comparaison été"))
    until(lambda: form.form.compare_button.isEnabled())
    form.form.compare_button.click()
    until(lambda: dock.compare.pages.currentWidget() is dock.compare.result)
    compared = dock
    group = QgsProject.instance().layerTreeRoot().children()[0]
    assert group.name() == "new 2018 compared with old 2012"
    names = [node.name() for node in group.children()]
    assert names == ["Changes", "Difference", "From – to"]
    assert [node.itemVisibilityChecked() for node in group.children()] == [True, False, False]
    shown = compared.compare.result.changes.shown()
    assert [(c.code_from, c.code_to) for c in shown] == [(211, 112), (311, 211)]
    assert [c.area_ha for c in shown] == pytest.approx([25.0, 10.0], abs=0.5)
    assert compared.runs.model.runs()[0].kind == "compare"
    assert compared.form.tabs.currentWidget() is compared.compare


def test_the_layers_have_the_colours_of_the_new_class(compared):
    changes = by_name("Changes").renderer()
    assert isinstance(changes, QgsCategorizedSymbolRenderer)
    town = next(c for c in changes.categories() if c.value() == 112)
    assert town.symbol().color().getRgb()[:3] == CLASSES[112].colour
    legend = {c.value: c for c in by_name("From – to").renderer().classes()}
    assert legend[211112].color.getRgb()[:3] == CLASSES[112].colour
    assert legend[211112].label == "211 → 112 Discontinuous urban fabric"
    same = legend[211211].color
    assert (same.hslSaturation(), legend[211112].color.alpha()) == (0, 255), "colour is only where it changed"
    assert same.alpha() < 100, "what lies below is seen"
    dataset = gdal.Open(by_name("From – to").source())
    table = dataset.GetRasterBand(1).GetDefaultRAT()
    columns = [table.GetNameOfCol(i) for i in range(table.GetColumnCount())]
    rows = [[table.GetValueAsString(r, c) for c in range(len(columns))] for r in range(table.GetRowCount())]
    (row,) = (dict(zip(columns, row)) for row in rows if row[0] == "211112")
    names = "Non-irrigated arable land", "Discontinuous urban fabric"
    assert (row["From"], row["To"], row["Name_from"], row["Name_to"]) == ("211", "112", *names)
    assert (row["Count"], float(row["Area_ha"]), row["Alpha"]) == ("2500", 25.0, "255")
    pixels = dataset.ReadAsArray()
    assert set(np.unique(pixels)) - {0} == set(legend)
    assert [c.label for c in by_name("Difference").renderer().classes()] == ["agrees", "differs"]


def drawn(layer):
    """Value, label and drawing of each class of a layer."""
    if isinstance(layer, QgsRasterLayer):
        return [(c.value, c.color.getRgb(), c.label) for c in layer.renderer().classes()]
    found = []
    for category in layer.renderer().categories():
        symbol = category.symbol().clone()
        parts = [(part.layerType(), part.properties()) for part in symbol.symbolLayers()]
        line = symbol.symbolLayer(1).subSymbol().clone()
        parts[1][1].pop(
            "line_width"
        )  # QGIS's own note, which it does not heed: the width is that of the line
        parts.append(("line", line.symbolLayer(0).properties()))
        found.append((int(category.value()), category.label(), parts))
    settings = layer.labeling().settings()
    label = (settings.fieldName, settings.isExpression, settings.placement, settings.fitInPolygonOnly)
    scale = (settings.scaleVisibility, settings.minimumScale, settings.format().size())
    return [*found, label, scale, layer.labelsEnabled(), layer.displayExpression()]


@pytest.mark.parametrize(("name", "key"), [("From – to", "from_to_raster"), ("Changes", "changes")])
def test_files_opened_by_themselves_later_look_as_in_the_group(compared, run, name, key):
    path = run.result["outputs"][key]
    alone = QgsRasterLayer(path, "x") if key == "from_to_raster" else QgsVectorLayer(path, "x", "ogr")
    assert drawn(alone) == drawn(by_name(name))


def test_changes_are_outlined_and_hatched_in_the_new_class_and_say_what_they_were(compared):
    """Drawn, as on a map of 1:25,000: the field that became a town."""
    layer = by_name("Changes")
    town = next(f for f in layer.getFeatures() if f["code_to"] == 112).geometry().boundingBox()
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(layer.crs())
    settings.setOutputDpi(96)
    settings.setOutputSize(QSize(160, 160))
    settings.setBackgroundColor(QColor("black"))
    side = 160 * 25_000 * 0.0254 / 96
    middle = town.center()
    half = side / 2
    settings.setExtent(
        QgsRectangle(middle.x() - half, middle.y() - half, middle.x() + half, middle.y() + half)
    )
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage()
    seen = Counter(image.pixelColor(x, y).getRgb()[:3] for x in range(160) for y in range(160))
    inside = (town.width() / side * 160) ** 2
    red, _, blue = CLASSES[112].colour
    lines = sum(n for (r, g, b), n in seen.items() if r > red / 2 and g < 40 and b < r / 2)
    assert blue == 0 and 0.1 * inside < lines < 0.4 * inside, (
        "lines of the hatch with soft edges, and room between"
    )
    assert seen[OUTLINE] > 60, "around it, with soft edges"
    assert seen[(255, 255, 255)] > 20, "the halo of its label"
    assert seen[(0, 0, 0)] > 160 * 160 - 1.3 * inside, "nothing beside it"


def test_a_click_in_the_list_shows_the_change_on_the_map(compared, controller):
    canvas = controller._iface.canvas
    canvas.setDestinationCrs(by_name("Changes").crs())
    compared.compare.result.changes.choose(compared.compare.result.changes.shown()[0].fid)
    extent = canvas.extent()
    box = next(f for f in by_name("Changes").getFeatures() if f["code_to"] == 112).geometry().boundingBox()
    assert extent.contains(box)
    assert extent.width() < 6 * box.width()
    compared.compare.result.changes.step(1)
    compared.compare.result.changes.step(-1)
    lines = [item for item in canvas.scene().items() if isinstance(item, QgsHighlight)]
    assert len(lines) == 1, "only around the one that is looked at"
    line = controller.compare._review.highlight
    assert line.isVisible() and line.fillColor().alpha() == 0, "the image can be seen through it"
    assert by_name("Changes").selectedFeatureCount() == 0


def test_the_changes_are_what_the_tools_of_qgis_select_from(compared, controller, run):
    assert controller._iface.activeLayer() == by_name("Changes")
    controller._iface.setActiveLayer(None)
    controller.run_actions.kinds["compare"].open(run)
    assert controller._iface.activeLayer() == by_name("Changes")


def test_a_polygon_chosen_in_the_map_is_chosen_in_the_list(compared):
    feature = next(f for f in by_name("Changes").getFeatures() if f["code_to"] == 211)
    by_name("Changes").selectByIds([feature.id()])
    assert compared.compare.result.changes.current().fid == feature.id()


def test_verdicts_are_saved_in_the_file(compared, controller, run):
    changes = compared.compare.result.changes
    changes.step(1)
    changes.form.comment.setText("quartier neuf")
    changes.judge(Verdict.CONFIRMED)
    changes.judge(Verdict.REJECTED)
    source = by_name("Changes").source()
    fresh = QgsVectorLayer(source, "fresh", "ogr")
    found = {f["code_to"]: (f["status"], f["comment"]) for f in fresh.getFeatures()}
    assert found[112] == ("confirmed", "quartier neuf")
    assert found[211][0] == "rejected"
    controller.run_actions.kinds["compare"].open(run)
    again = {c.code_to: c.verdict for c in compared.compare.result.changes.shown()}
    assert again == {112: Verdict.CONFIRMED, 211: Verdict.REJECTED}
    assert len(QgsProject.instance().mapLayersByName("Changes")) == 1


def test_a_cell_of_the_matrix_selects_its_polygons(compared):
    compared.compare.result.form.matrix.pair_chosen.emit(311, 211)
    selected = by_name("Changes").selectedFeatures()
    assert [(f["code_from"], f["code_to"]) for f in selected] == [(311, 211)]


def test_swiping_shows_the_older_map_on_one_side(compared, controller, layers, until):
    canvas = controller._iface.canvas
    canvas.setDestinationCrs(layers[0].crs())
    canvas.setExtent(layers[0].extent())
    canvas.show()
    assert [layer.name() for layer in controller.compare.swiping.swipe_layers()][:2] == [
        "old 2012",
        "new 2018",
    ]
    compared.compare.result.form.swipe_button.click()
    tool = canvas.mapTool()
    until(lambda: tool.item.image is not None)
    assert tool.item.share == pytest.approx(0.5)
    QTest.mousePress(canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(300, 100))
    assert tool.item.share == pytest.approx(300 / canvas.width(), abs=0.02)
    move = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(100, 100),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(canvas.viewport(), move)
    assert tool.item.share == pytest.approx(100 / canvas.width(), abs=0.02)
    compared.compare.result.form.swipe_button.click()
    assert canvas.mapTool() is not tool and tool.item is None
    assert not compared.compare.result.form.swipe_button.isChecked()


def test_what_marks_the_change_lies_over_the_picture_that_is_swiped_in(compared, controller, layers):
    swiping, changes = controller.compare.swiping, compared.compare.result.changes
    compared.compare.result.form.swipe_button.click()
    changes.step(1)
    assert controller.compare._review.highlight.zValue() > swiping._swipe.item.zValue()


def test_swiping_goes_on_with_the_maps_of_the_result_that_is_shown(compared, controller, layers, run, maps):
    swiping = controller.compare.swiping
    compared.compare.result.form.swipe_button.click()
    assert swiping._swipe._layer == layers[0]
    other = {**run.result, "reference": run.result["prediction"], "prediction": run.result["reference"]}
    controller.compare.show(other)
    assert swiping._swipe._layer == layers[1] and compared.compare.result.form.swipe_button.isChecked()
    compared.compare.show_form()
    compared.compare.result.back_requested.emit()
    assert controller._iface.canvas.mapTool() is not swiping._swipe
    assert not compared.compare.result.form.swipe_button.isChecked()


def test_layers_of_one_name_are_told_apart_in_the_menu(compared, controller, layers):
    for layer in layers:
        layer.setName("mosaic & more")
    menu = compared.compare.result.form.swipe_button.menu()
    menu.aboutToShow.emit()
    texts = [action.text() for action in menu.actions()]
    assert texts[:2] == ["mosaic && more (old 2012.tif)", "mosaic && more (new 2018.tif)"]


def test_the_plugin_leaves_no_layer_of_its_own_behind(compared, controller, layers, until):
    """A layer that the project does not have and Python keeps is destroyed after QGIS itself, which crashes it."""
    QgsProject.instance().removeAllMapLayers()
    swiping = controller.compare.swiping
    compared.compare.result.form.swipe_button.menu().aboutToShow.emit()
    held = [weakref.ref(layer) for layer in swiping._own]  # those of the menu
    swiping.swipe(True)
    held += [weakref.ref(layer) for layer in swiping._own]
    assert len(held) == 4 and all(layer() is not None for layer in held)
    until(lambda: swiping._swipe.item is not None and swiping._swipe.item.image is not None)
    controller.compare.shutdown()
    gc.collect()
    assert [layer for layer in held if layer() is not None] == []


def test_the_classification_that_is_shown_is_compared(controller, dock, layers):
    result = {"outputs": {"level3": layers[1].source()}, "levels": {}}
    dock.classify.show_result(result)
    dock.classify.result.form.compare_button.click()
    assert dock.form.tabs.currentWidget() is dock.compare
    assert dock.compare.fields.form.prediction.choice().layer == layers[1]


def test_a_scene_is_classified_and_compared_in_one_go(
    controller, dock, scene, patch, until, tmp_path, real_file
):
    labels = real_file("bigearthnet_v2", "clc", patch.name)
    controller.open_raster(str(scene))
    dock.classify.fields.apply_overrides(SceneInput("", scale=1e-4, offset=0.0))
    until(lambda: dock.classify.fields.form.classify_button.isEnabled())
    form = dock.compare.fields
    form.form.prediction.choose_scene()
    form.form.reference.add_file(str(labels))
    form.form.output.setFilePath(str(tmp_path / "out"))
    until(lambda: form.form.compare_button.isEnabled())
    form.form.compare_button.click()
    until(lambda: dock.compare.pages.currentWidget() is dock.compare.result)
    result = dock.compare.result.result()
    assert result["compared_ha"] == pytest.approx(144, abs=1)
    assert 0 < result["levels"]["1"]["overall"] <= 1
    assert list((tmp_path / "out").glob("*_level3.tif"))


def test_a_scene_is_classified_only_where_it_is_compared(controller, dock, layers, manager, monkeypatch):
    asked = []
    monkeypatch.setattr(manager, "submit", lambda job, *_: asked.append(job) or SimpleNamespace(id="1"))
    controller.open_raster(layers[1].source())
    form = dock.compare.fields
    form.form.prediction.choose_scene()
    form.form.reference.set_layer(layers[0])
    dock.classify.fields.form.advanced.form.use_scl.setChecked(False)
    form.form.area.form.view.setChecked(True)
    extent = QgsRectangle(549_500, 7_026_600, 550_000, 7_027_100)
    controller._iface.canvas.setDestinationCrs(layers[0].crs())
    controller._iface.canvas.setExtent(extent)
    form.compare_requested.emit()
    (job,) = asked
    assert job.classify.area == job.area and job.area.bounds is not None
    assert not job.classify.scene.use_scl and job.classify.options.confidence
    controller.run_actions.kinds["compare"].repeat(Run("1", "again", job, RunState.DONE))
    assert dock.classify.fields.form.area.choice().kind is AreaKind.WHOLE, "it is that of the comparison"
    assert form.form.area.choice().kept == job.area
    form.compare_requested.emit()
    first = replace(asked[1].classify, output_dir=job.output_dir)
    assert replace(asked[1], output_dir=job.output_dir, classify=first) == job


def test_a_failed_comparison_is_said(controller, dock, maps, layers, until, manager, tmp_path):
    far = write_raster(
        tmp_path / "far.tif", np.full((1, 50, 50), 12, np.uint8), origin=(100_000.0, 100_000.0), names=()
    )
    job = CompareJob(LandCoverInput(str(far)), str(tmp_path / "out"), LandCoverInput(str(maps[1])))
    run = manager.submit(job, "far")
    until(lambda: not manager.run(run.id).state.is_active)
    assert manager.run(run.id).state is RunState.FAILED
    assert "overlap" in manager.run(run.id).error.message
    (message,) = dock.form.messages.items()
    buttons = {button.text() for button in message.findChildren(QPushButton)}
    assert buttons <= {"Details"}, "none that leads to the form of a classification"
    assert not (tmp_path / "out").exists()


def test_polygons_of_the_reference_get_their_agreement(controller, dock, layers, until, tmp_path):
    reference = polygons()
    form = dock.compare.fields
    form.form.prediction.set_layer(layers[1])
    form.form.reference.set_layer(reference)
    until(lambda: form.form.compare_button.isEnabled())
    form.form.compare_button.click()
    until(lambda: dock.compare.pages.currentWidget() is dock.compare.result)
    agreement = by_name("Agreement of each polygon")
    assert isinstance(agreement.renderer(), QgsGraduatedSymbolRenderer)
    shares = {int(f["code"]): f["share"] for f in agreement.getFeatures()}
    assert 0 < shares[211] < 1 and shares[112] == pytest.approx(0)
    assert "temporary" in dock.compare.result.form.warnings.text()


def with_other_names(changes):
    """A change layer whose fields do not tell by their names which class is the older one."""
    layer = QgsVectorLayer(
        f"Polygon?crs={changes.crs().authid()}&field=is_now:string&field=was:string", "changes", "memory"
    )
    features = []
    for found in changes.getFeatures():
        feature = QgsFeature(layer.fields())
        feature.setGeometry(found.geometry())
        feature.setAttributes([found["CODE_18"], found["CODE_12"]])
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    return layer


@pytest.mark.parametrize("named", [True, False], ids=["code_12 and code_18", "fields to be chosen"])
def test_official_changes_are_found_missed_or_new(controller, dock, until, real_file, named):
    """CORINE 2012 against 2018 of Malta, and the change layer between them, which was mapped by hand."""
    path = real_file("clc_malta", "clc2018_mt.gpkg")
    made = {
        name: QgsVectorLayer(f"{path}|layername={name}", name, "ogr")
        for name in ("clc12_mt", "clc18_mt", "cha18_mt")
    }
    if not named:
        made["cha18_mt"] = with_other_names(made["cha18_mt"])
    QgsProject.instance().addMapLayers(made.values())
    form = dock.compare.fields.form
    form.prediction.set_layer(made["clc18_mt"])
    form.reference.set_layer(made["clc12_mt"])
    form.official.setLayer(made["cha18_mt"])
    if not named:
        form.official_from.setField("was")
        form.official_to.setField("is_now")
    until(lambda: form.compare_button.isEnabled())
    form.compare_button.click()
    until(lambda: dock.compare.pages.currentWidget() is dock.compare.result)
    official = dock.compare.result.result()["official"]
    layer = by_name("Official changes")
    assert layer.featureCount() == official["found"] + official["partly"] + official["missed"] > 0
    verdicts = {category.value() for category in layer.renderer().categories()}
    assert {feature["verdict"] for feature in layer.getFeatures()} <= verdicts
    assert "Official changes: " in dock.compare.result.form.facts.text()
