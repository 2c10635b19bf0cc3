"""The real QGIS desktop: the panel is clicked through on a real scene; layers, legend and chart are looked at."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from osgeo import gdal

from corina.clc import CLASSES, Level, classes_by_value

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parents[1]

pytestmark = [pytest.mark.desktop, pytest.mark.timeout(420)]


def load(name):
    """A helper beside this file; the desktop runs them too, where there are no packages."""
    import importlib.util

    spec = importlib.util.spec_from_file_location(f"corina_desktop_{name}", HERE / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


desktop, scene = load("desktop"), load("scene")


@pytest.fixture(scope="module")
def models(tmp_path_factory):
    """The folder for imported models: empty when a model is bundled, else with a tiny one."""
    return desktop.models_folder(tmp_path_factory.mktemp("models"))


@pytest.fixture(scope="module")
def report(tmp_path_factory, models):
    """What the desktop reported of one classification; the pictures are kept in build/desktop."""
    if desktop.missing():
        pytest.skip(desktop.missing())
    folder = tmp_path_factory.mktemp("desktop")
    path = scene.make_scene(folder / "scene with spaces and ümläuts.tif", 5, 5)
    told = desktop.run_in_qgis(
        "classify_in_qgis.py",
        folder,
        {"CORINA_TEST_SCENE": str(path), "CORINA_MODELS": str(models)},
        timeout=300,
    )
    kept = CHECKOUT / "build" / "desktop"
    kept.mkdir(parents=True, exist_ok=True)
    for picture in folder.glob("*.png"):
        shutil.copy(picture, kept)
    assert told["error"] == "", told["error"]
    return told


def test_the_plugin_has_one_toolbar_button_and_is_in_the_raster_menu(report):
    assert report["toolbar_buttons"] == 1
    assert report["in_raster_menu"]


def test_the_scene_is_understood_before_the_button_is_enabled(report):
    assert report["enabled_at_once"] is False
    assert report["understood"].startswith("4 of 4 bands found")
    assert report["estimate"].startswith("3,600 ha")
    assert report["engine"].startswith("engine: ")


def test_qgis_never_freezes(report):
    # Were the window waiting for the engine, its longest pause would be the length of the run.
    assert report["longest_pause_s"] < max(1.0, report["result"]["timing"]["seconds"] / 2)


def test_a_group_with_three_levels_and_the_confidence_is_added(report):
    assert report["group"].startswith("scene with spaces and ümläuts")
    assert report["layers"][:3] == ["CORINE level 3", "CORINE level 2", "CORINE level 1"]
    assert len(report["layers"]) == 4


@pytest.mark.parametrize("level", list(Level))
def test_the_legend_has_the_official_classes_of_what_is_in_the_map(report, level):
    legend = report["legends"][f"CORINE level {int(level)}"]
    band = gdal.Open(report["result"]["outputs"][f"level{int(level)}"]).ReadAsArray()
    present = {int(value) for value in set(band.ravel().tolist())} - {0}
    assert {int(value) for value, _, _ in legend} == present
    official = classes_by_value(level)
    for value, label, colour in legend:
        expected = official[int(value)]
        assert label == expected.label
        assert colour == "#{:02x}{:02x}{:02x}".format(*expected.colour)


@pytest.mark.parametrize("level", list(Level))
def test_the_chart_shows_what_the_map_holds(report, level):
    band = gdal.Open(report["result"]["outputs"][f"level{int(level)}"]).ReadAsArray()
    for code, name, hectares, percent, colour in report["chart"][str(int(level))]:
        value = next(value for value, cls in classes_by_value(level).items() if cls.code == code)
        pixels = int((band == value).sum())
        assert hectares == pytest.approx(pixels / 100, abs=0.01)
        assert percent == pytest.approx(100 * pixels / (band != 0).sum(), abs=0.01)
        assert name == CLASSES[code].name
        assert colour == "#{:02x}{:02x}{:02x}".format(*CLASSES[code].colour)
    areas = [row[2] for row in report["chart"][str(int(level))]]
    assert areas == sorted(areas, reverse=True)


def test_the_copied_table_is_the_one_that_is_shown(report):
    lines = report["clipboard"].strip().split("\n")
    assert lines[0] == "Code\tClass\tha\t%"
    assert [int(line.split("\t")[0]) for line in lines[1:]] == [row[0] for row in report["chart"]["3"]]


def test_the_device_really_used_is_said(report):
    assert report["result"]["device"]["used"].upper() in report["facts"]


def test_while_it_runs_the_tab_shows_a_badge_and_afterwards_the_run_is_listed(report):
    assert report["badge"] == "&Runs 1"
    assert report["runs"] == ["done"]


def test_corinas_own_maps_are_not_offered_as_scenes(report):
    assert report["scenes_offered"] == ["Scene with spaces and ümläuts"]


def test_the_pictures_show_the_panel(report):
    for name in ("before", "after"):
        picture = gdal.Open(report[name])
        assert (picture.RasterXSize, picture.RasterYSize) >= (1000, 700)
        assert os.path.getsize(report[name]) > 50_000
