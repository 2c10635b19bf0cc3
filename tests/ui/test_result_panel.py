"""The result panel shows the areas of the result, at each level, and hands them on unchanged."""

from __future__ import annotations

import csv

import pytest
from qgis.PyQt.QtCore import QEvent, QPoint, Qt
from qgis.PyQt.QtGui import QColor, QGuiApplication, QHelpEvent
from qgis.PyQt.QtWidgets import QToolTip

from corina.clc import Level
from corina.ui.area_chart import AreaChart
from corina.ui.area_table import class_areas
from corina.ui.result_panel import ResultPanel
from corina.ui.state import EngineState, EngineView


@pytest.fixture
def panel(qtbot, result):
    widget = ResultPanel()
    qtbot.addWidget(widget)
    widget.resize(420, 700)
    widget.show()
    widget.set_result(result)
    return widget


def cells(panel):
    model = panel.form.table.model()
    return [[model.index(row, column).data() for column in range(4)] for row in range(model.rowCount())]


def test_it_starts_at_level_3_with_the_largest_class_first(panel):
    assert panel.level() is Level.L3
    assert cells(panel)[:2] == [
        ["211", "Non-irrigated arable land", "6,028", "50.0"],
        ["312", "Coniferous forest", "3,617", "30.0"],
    ]
    assert len(cells(panel)) == 6


def test_the_level_switch_sums_up(panel, qtbot):
    qtbot.mouseClick(panel.form.level_1, Qt.MouseButton.LeftButton)
    assert cells(panel) == [
        ["2", "Agricultural areas", "6,028", "50.0"],
        ["3", "Forest and semi natural areas", "4,822", "40.0"],
        ["1", "Artificial surfaces", "728.2", "6.0"],
        ["5", "Water bodies", "477.4", "4.0"],
    ]
    assert [area.code for area in panel.form.chart.areas()] == [2, 3, 1, 5]
    qtbot.mouseClick(panel.form.level_2, Qt.MouseButton.LeftButton)
    assert [area.code for area in panel.form.chart.areas()] == [21, 31, 11, 51]


def test_bars_are_as_long_as_the_areas_in_the_official_colours(panel):
    chart = panel.form.chart
    largest = chart.bar(0).width()
    assert chart.bar(1).width() == pytest.approx(largest * 30 / 50, abs=1)
    assert chart.bar(2).width() == pytest.approx(largest * 10 / 50, abs=1)
    image = chart.grab().toImage()
    ratio = image.devicePixelRatio()
    for row, colour in enumerate([QColor(255, 255, 168), QColor(0, 166, 0), QColor(77, 255, 0)]):
        centre = chart.bar(row).center()
        assert image.pixelColor(int(centre.x() * ratio), int(centre.y() * ratio)) == colour


def test_a_class_that_is_nearly_absent_is_still_visible(panel):
    row = [area.code for area in panel.form.chart.areas()].index(111)
    assert panel.form.chart.bar(row).width() >= 2
    assert "111 Continuous urban fabric: < 0.1 %" in panel.form.chart.accessibleDescription()


def test_the_chart_tells_the_whole_name_and_hectares_under_the_mouse(panel, monkeypatch):
    shown = []
    monkeypatch.setattr(QToolTip, "showText", lambda position, text, widget: shown.append(text))
    chart = panel.form.chart
    place = chart.bar(1).center().toPoint()
    chart.event(QHelpEvent(QEvent.Type.ToolTip, place, QPoint(0, 0)))
    assert shown == ["312 Coniferous forest: 3,617 ha, 30.0 %"]


def test_an_empty_result_is_shown_as_empty(qtbot):
    chart = AreaChart()
    qtbot.addWidget(chart)
    chart.set_areas([])
    chart.resize(300, 100)
    chart.grab()
    panel = ResultPanel()
    qtbot.addWidget(panel)
    assert panel.text() == "Code\tClass\tha\t%\n"


def test_copying_gives_the_table_as_it_is_sorted(panel):
    panel.set_level(Level.L1)
    panel.form.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    panel.form.copy_button.click()
    assert QGuiApplication.clipboard().text() == (
        "Code\tClass\tha\t%\n"
        "1\tArtificial surfaces\t728.18\t6.04\n"
        "2\tAgricultural areas\t6028.00\t50.00\n"
        "3\tForest and semi natural areas\t4822.40\t40.00\n"
        "5\tWater bodies\t477.42\t3.96\n"
    )


def test_sorting_by_area_goes_by_number_not_by_text(panel):
    panel.form.table.sortByColumn(2, Qt.SortOrder.AscendingOrder)
    areas = [area.area_ha for area in panel.shown()]
    assert areas == sorted(areas)
    assert panel.shown()[0].code == 111


def test_exporting_writes_all_three_levels(panel, tmp_path):
    saved = []
    panel.saved.connect(saved.append)
    path = tmp_path / "areas with ümläut.csv"
    panel.export(str(path))
    with open(path, encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert saved == [str(path)]
    assert [row["level"] for row in rows] == ["1"] * 4 + ["2"] * 4 + ["3"] * 6
    for level in "123":
        assert sum(float(row["percent"]) for row in rows if row["level"] == level) == pytest.approx(
            100, abs=0.01
        )
    assert next(row for row in rows if row["code"] == "312")["area_ha"] == "3616.8000"


def test_a_file_that_cannot_be_written_is_said(panel, tmp_path):
    failed = []
    panel.failed.connect(failed.append)
    panel.export(str(tmp_path / "absent" / "areas.csv"))
    assert len(failed) == 1
    assert "areas.csv" in failed[0]


def test_the_facts_name_area_time_and_the_device_really_used(panel):
    assert panel.form.facts.text() == (
        "12,056 ha classified, 310 ha without data or masked, 1 min 40 s on CPU (2 threads)"
    )
    assert panel.form.title.text() == "S2A T35VMF, 2018-05-10"


def test_warnings_are_shown(panel, result):
    assert panel.form.warnings.text() == result["warnings"][0]
    assert not panel.form.warnings.isHidden()


def test_temporary_files_are_said_to_be_temporary(panel, result):
    panel.set_result({**result, "warnings": []}, temporary=True)
    assert panel.form.warnings.text() == "The files are temporary; save the layers to keep them."
    panel.set_result({**result, "warnings": []})
    assert panel.form.warnings.isHidden()


def test_a_level_the_result_lacks_is_empty(result):
    assert class_areas({**result, "levels": {}}, Level.L2) == []


READY = EngineView(EngineState.READY, extras=("compare",))
BARE = EngineView(EngineState.READY, extra_sizes={"compare": "about 60 MB to download"})


def test_the_report_is_asked_for_and_stopped_by_one_button(panel, qtbot, result):
    panel.set_engine(READY)
    button = panel.form.report_button
    with qtbot.waitSignal(panel.report_requested):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    panel.show_reporting(True)
    assert button.text().replace("&", "") == "Stop the report"
    with qtbot.waitSignal(panel.report_stopped), qtbot.assertNotEmitted(panel.report_requested):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(panel.replaced):
        panel.set_result(result)
    assert button.text().replace("&", "") == "Report"


def test_what_reports_need_is_offered_and_the_report_made_when_it_is_there(panel, qtbot):
    panel.set_engine(BARE)
    with qtbot.assertNotEmitted(panel.report_requested):
        qtbot.mouseClick(panel.form.report_button, Qt.MouseButton.LeftButton)
    assert panel.setup.isVisible() and not panel.form.splitter.isVisible()
    assert panel.setup.form.size.text() == "about 60 MB to download"
    with qtbot.waitSignal(panel.setup.setup_requested):
        qtbot.mouseClick(panel.setup.form.setup_button, Qt.MouseButton.LeftButton)
    with qtbot.assertNotEmitted(panel.report_requested):
        panel.set_engine(EngineView(EngineState.SETTING_UP, fraction=0.4))
    assert panel.setup.isVisible()
    with qtbot.waitSignal(panel.report_requested):
        panel.set_engine(READY)
    assert not panel.setup.isVisible() and panel.form.splitter.isVisible()
    with qtbot.assertNotEmitted(panel.report_requested):
        panel.set_engine(READY)


def test_the_offer_is_put_away_by_the_same_button_and_by_another_result(panel, qtbot, result):
    panel.set_engine(BARE)
    for away in (lambda: panel.form.report_button.click(), lambda: panel.set_result(result)):
        panel.form.report_button.click()
        assert panel.setup.isVisible()
        away()
        assert not panel.setup.isVisible() and panel.form.splitter.isVisible()
    with qtbot.assertNotEmitted(panel.report_requested):
        panel.set_engine(READY)
