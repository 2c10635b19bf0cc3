"""When a comparison is done, and its result left or exported: nobody is disturbed and nothing is lost."""

# ruff: noqa: F811 - the fixtures of test_compare are arguments here

from __future__ import annotations

import pytest
from qgis.core import QgsProject, QgsRectangle, QgsVectorLayer
from qgis.PyQt.QtWidgets import QLabel

from corina.ui.change_table import Verdict

from .test_compare import (  # noqa: F401 - fixtures
    compared,
    controller,
    dock,
    finished,
    layers,
    maps,
    run,
)


@pytest.mark.parametrize("left", [False, True], ids=["waiting", "on another tab"])
def test_the_map_goes_to_a_comparison_elsewhere_unless_the_user_went_on(controller, dock, layers, run, left):
    canvas = controller._iface.canvas
    canvas.setDestinationCrs(layers[0].crs())
    far = QgsRectangle(layers[0].extent())
    far.set(far.xMinimum() + 500_000, far.yMinimum(), far.xMaximum() + 500_000, far.yMaximum())
    canvas.setExtent(far)
    dock.show_compare()
    controller.run_actions._begun_on[run.id] = dock.front()
    if left:
        dock.show_train()
    controller.run_actions.kinds["compare"].finished(run)
    assert canvas.extent().intersects(layers[0].extent()) is not left
    assert dock.front() is (dock.train if left else dock.compare)
    assert dock.compare.pages.currentWidget() is dock.compare.result, "it is there to be looked at"


def test_an_export_replaces_nothing_and_says_where_it_went(compared, controller, tmp_path):
    folder = tmp_path / "hand in"
    folder.mkdir()
    (folder / "report.html").write_text("my own")
    compared.compare.result.set_temporary(True)
    controller.compare.export(str(folder))
    assert (folder / "report.html").read_text() == "my own"
    (made,) = [path for path in folder.iterdir() if path.is_dir()]
    assert (made / "report.html").is_file() and (made / "changes.gpkg").is_file()
    assert str(made) in compared.form.messages.currentItem().widget().findChild(QLabel).text()
    assert "temporary" not in compared.compare.result.form.warnings.text(), "it has been exported"


def test_the_line_around_a_change_goes_with_the_result_and_the_project(compared, controller):
    review = controller.compare._review
    for leave in (compared.compare.result.back_requested.emit, QgsProject.instance().cleared.emit):
        compared.compare.result.changes.step(1)
        assert review.highlight is not None
        leave()
        assert review.highlight is None


def test_the_result_is_exported_with_its_verdicts(compared, controller, tmp_path):
    compared.compare.result.changes.step(1)
    compared.compare.result.changes.judge(Verdict.UNSURE)
    controller.compare.export(str(tmp_path / "hand in"))
    names = {path.name for path in (tmp_path / "hand in").iterdir()}
    assert {"changes.qml", "from_to.qml", "from_to.tif.aux.xml", "layout.qpt"} <= names
    assert {"changes.gpkg", "from_to.tif", "from_to.csv", "report.html", "result.json"} <= names
    copy = QgsVectorLayer(str(tmp_path / "hand in" / "changes.gpkg"), "copy", "ogr")
    assert "unsure" in {f["status"] for f in copy.getFeatures()}
