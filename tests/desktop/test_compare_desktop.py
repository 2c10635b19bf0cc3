"""The real QGIS desktop: a scene is classified and compared with CORINE, changes are looked at, one is confirmed."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path

import pytest
from osgeo import gdal
from qgis.core import QgsVectorLayer

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parents[1]

pytestmark = [pytest.mark.desktop, pytest.mark.timeout(420)]


def load(name):
    """A helper beside this file; the desktop runs them too, where there are no packages."""
    spec = importlib.util.spec_from_file_location(f"corina_desktop_{name}", HERE / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


desktop, scene = load("desktop"), load("scene")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("compare")


@pytest.fixture(scope="module")
def report(folder):
    """What the desktop reported of one comparison; the pictures are kept in build/desktop."""
    if desktop.missing():
        pytest.skip(desktop.missing())
    environment = {
        "CORINA_TEST_SCENE": str(scene.make_scene(folder / "mosaic.tif", 4, 4)),
        "CORINA_TEST_CORINE": str(scene.make_labels(folder / "CLC 2018.gpkg", 4, 4)),
        "CORINA_MODELS": str(desktop.models_folder(folder / "models")),
    }
    told = desktop.run_in_qgis("compare_in_qgis.py", folder, environment, timeout=300)
    kept = CHECKOUT / "build" / "desktop"
    kept.mkdir(parents=True, exist_ok=True)
    for picture in folder.glob("*.png"):
        shutil.copy(picture, kept)
    assert told["error"] == "", told["error"]
    return told


def test_the_menu_opens_the_tab_and_the_maps_are_understood(report):
    assert report["tab"]
    assert "CODE_18" in report["understood"] or "level 3" in report["understood"]


def test_a_scene_is_classified_and_compared_in_one_go(report):
    result = report["result"]
    assert result["compared_ha"] + result["not_assessed_ha"] == pytest.approx(16 * 144, rel=0.02)
    assert 0 < result["levels"]["3"]["overall"] <= result["levels"]["1"]["overall"] <= 1
    assert report["layers"][0] == "Changes" and "Agreement of each polygon" in report["layers"]
    assert report["listed"] == result["changes"]["count"] > 0


def test_stepping_through_goes_to_each_change_and_confirming_saves_it(report):
    assert len(set(report["visited"])) >= 3
    assert report["saved"] == {str(report["confirmed"]): ["confirmed", "seen on the image"]}
    assert report["scale"] < 60_000


def test_a_cell_of_the_matrix_shows_what_it_counts(report):
    assert report["pair_shown"] in ([], [report["pair"]])
    assert report["pair_selected"] == 0 or report["pair_shown"]
    assert report["selected_after_all"] == 0


def test_the_report_and_the_verdicts_are_handed_in(report, folder):
    assert {"report.html", "changes.gpkg", "from_to.csv", "result.json"} <= set(report["exported"])
    layer = QgsVectorLayer(str(folder / "hand in" / "changes.gpkg"), "changes", "ogr")
    assert [f["comment"] for f in layer.getFeatures() if f["status"] == "confirmed"] == ["seen on the image"]
    assert ["compare", "done"] in report["runs"]


def test_the_layers_come_folded_in(report):
    assert report["unfolded"] == []


def test_points_are_labelled_by_keyboard_and_saved_at_once(report):
    assert report["label_first"] == "Point 1: not labelled yet"
    assert report["label_moved"] > 10, "the map goes to the next point, in metres"
    assert report["labels"] == {"1": "312", "2": "231"}
    assert report["label_grown"] == 0, "the window keeps its size, which may be that of the screen"
    assert report["label_points"] >= 12, "and at least two in each class"
    assert report["label_progress"] == f"2 of {report['label_points']} points labelled"
    assert not report["label_editing"]


def test_the_print_layout_opens_with_all_a_map_needs(report):
    assert report["layout_exported"]
    wanted = {"QgsLayoutItemLegend": 1, "QgsLayoutItemPicture": 1, "QgsLayoutItemScaleBar": 1}
    assert report["layout_items"] == wanted
    assert "European Environment Agency" in report["layout_sources"]


def test_swiping_ends_as_it_began(report):
    assert report["swipe_ended"]


@pytest.mark.parametrize("name", ["form", "changes", "matrix", "swipe", "label", "layout"])
def test_the_pictures_show_the_window(report, name):
    picture = gdal.Open(report[name])
    assert picture.RasterXSize >= 300 and Path(report[name]).stat().st_size > 15_000
