"""Result layers: their group, colours, names and metadata, and that a saved project keeps them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsPalettedRasterRenderer,
    QgsProject,
    QgsRasterLayer,
    QgsSingleBandPseudoColorRenderer,
)

from corina.clc import CLASSES, Level, raster_value
from corina.engine.jobs import ClassifyOptions
from corina.plugin.engine_process import run_job
from corina.plugin.layers import add_classification, group_name, style_level

from .conftest import read_pixels


@pytest.fixture()
def result(engine, job):
    """A real result with all optional outputs."""
    everything = replace(job, options=ClassifyOptions(confidence=True, polygons=True))
    return run_job(
        engine.command(), engine.child_environment(), everything, lambda event: None, lambda: False
    )


def legend(layer):
    """Raster value to (colour, label)."""
    assert isinstance(layer.renderer(), QgsPalettedRasterRenderer)
    return {c.value: (c.color.getRgb()[:3], c.label) for c in layer.renderer().classes()}


def expected_legend(path, level):
    """The official colours and names of the classes that occur in a raster."""
    values = set(np.unique(read_pixels(path))) - {0}
    classes = [c for c in CLASSES.values() if c.level is level and raster_value(c.code) in values]
    return {raster_value(c.code): (c.colour, f"{c.code} {c.name}") for c in classes}


def test_group_is_on_top_and_named_after_scene_and_date(result):
    project = QgsProject.instance()
    before = QgsRasterLayer(result["outputs"]["level1"], "before")
    project.addMapLayer(before)
    group = add_classification(project, result)
    assert project.layerTreeRoot().children()[0] == group
    assert len(project.layerTreeRoot().children()) == 2
    assert group.name() == "Vaasa 2017-06-13 éö"
    assert [node.name() for node in group.children()] == [
        "CORINE level 3",
        "CORINE level 2",
        "CORINE level 1",
        "Confidence (%)",
        "CORINE polygons",
    ]
    assert [node.itemVisibilityChecked() for node in group.children()] == [True] + [False] * 4
    assert [node.isExpanded() for node in group.children()] == [True] + [False] * 4


@pytest.mark.parametrize(
    ("scene", "date", "name"),
    [
        ("S2A_20170613_T34VER", "2017-06-13", "S2A_20170613_T34VER 2017-06-13"),
        ("Vaasa 2017-06-13", "2017-06-13", "Vaasa 2017-06-13"),
        ("Vaasa", None, "Vaasa"),
    ],
)
def test_group_name_says_the_date_once(scene, date, name):
    assert group_name({"scene": scene, "date": date}) == name


def test_two_results_stand_side_by_side(result):
    project = QgsProject.instance()
    first, second = add_classification(project, result), add_classification(project, result)
    assert project.layerTreeRoot().children() == [second, first]
    assert len(project.mapLayers()) == 10


def test_levels_have_official_colours_and_names_of_the_classes_present(result):
    group = add_classification(QgsProject.instance(), result)
    for node, level in zip(group.children(), (Level.L3, Level.L2, Level.L1)):
        path = result["outputs"][f"level{int(level)}"]
        assert legend(node.layer()) == expected_legend(path, level)
        assert legend(node.layer())


def test_style_without_values_shows_the_whole_nomenclature(result):
    layer = QgsRasterLayer(result["outputs"]["level3"], "all")
    style_level(layer, Level.L3)
    found = legend(layer)
    assert len(found) == 44
    assert found[23] == ((128, 255, 0), "311 Broad-leaved forest")
    assert found[44] == ((230, 242, 255), "523 Sea and ocean")


def test_polygons_take_the_colour_of_their_class(result):
    group = add_classification(QgsProject.instance(), result)
    layer = group.children()[4].layer()
    renderer = layer.renderer()
    assert isinstance(renderer, QgsCategorizedSymbolRenderer) and renderer.classAttribute() == "code_3"
    colours = {c.value(): c.symbol().color().getRgb()[:3] for c in renderer.categories()}
    codes = {feature["code_3"] for feature in layer.getFeatures()}
    assert codes and codes <= set(colours)
    assert all(colours[code] == CLASSES[code].colour for code in colours)


def test_confidence_runs_from_0_to_100_percent(result):
    group = add_classification(QgsProject.instance(), result)
    layer = group.children()[3].layer()
    renderer = layer.renderer()
    assert isinstance(renderer, QgsSingleBandPseudoColorRenderer)
    items = renderer.shader().rasterShaderFunction().colorRampItemList()
    assert (items[0].value, items[-1].value) == (0, 100)
    valid = layer.dataProvider().sourceNoDataValue(1)
    assert valid == 255


@pytest.mark.parametrize("storage", ["absolute", "relative"])
def test_saved_project_keeps_styles_and_metadata(result, tmp_path, storage):
    from qgis.core import Qgis

    project = QgsProject.instance()
    kinds = Qgis.FilePathType
    project.setFilePathStorage(kinds.Relative if storage == "relative" else kinds.Absolute)
    group = add_classification(project, result)
    before = {node.name(): legend(node.layer()) for node in group.children()[:3]}
    file = tmp_path / "projet été.qgz"
    assert project.write(str(file))
    project.clear()
    if storage == "relative":  # the whole folder moves
        moved = tmp_path.parent / (tmp_path.name + " moved")
        tmp_path.rename(moved)
        file = moved / file.name
    assert project.read(str(file))
    group = project.layerTreeRoot().children()[0]
    assert {node.name(): legend(node.layer()) for node in group.children()[:3]} == before
    assert all(node.layer().isValid() for node in group.children())
    metadata = group.children()[0].layer().metadata()
    assert result["model"]["title"] in metadata.abstract()
    assert "not accuracy" in metadata.abstract()
    assert any("Copernicus" in right for right in metadata.rights())
    assert any("European Environment Agency" in right for right in metadata.rights())
    if storage == "relative":
        project.clear()
        moved.rename(tmp_path)


def test_result_whose_files_are_gone_is_said(result):
    for path in Path(result["output_dir"]).iterdir():
        path.unlink()
    with pytest.raises(FileNotFoundError, match="cannot be opened"):
        add_classification(QgsProject.instance(), result)
    assert not QgsProject.instance().layerTreeRoot().children()


def test_map_shows_official_colours(result):
    """What a user sees: each pixel of the map in the colour of its class."""
    from qgis.core import QgsMapRendererParallelJob, QgsMapSettings
    from qgis.PyQt.QtCore import QSize
    from qgis.PyQt.QtGui import QColor

    layer = add_classification(QgsProject.instance(), result).children()[0].layer()
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(layer.crs())
    settings.setExtent(layer.extent())
    settings.setOutputSize(QSize(120, 120))
    settings.setFlag(QgsMapSettings.Flag.Antialiasing, False)
    settings.setBackgroundColor(QColor(1, 2, 3))
    rendering = QgsMapRendererParallelJob(settings)
    rendering.start()
    rendering.waitForFinished()
    image = rendering.renderedImage()
    values = read_pixels(result["outputs"]["level3"])[0]
    by_value = {raster_value(c.code): c.colour for c in CLASSES.values() if c.level is Level.L3}
    shown = [
        image.pixelColor(x, y).getRgb()[:3] == by_value[values[y, x]] for x in range(120) for y in range(120)
    ]
    assert np.mean(shown) > 0.99
