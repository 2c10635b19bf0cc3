"""The Runs tab lists every run and offers for each what makes sense in its state."""

from __future__ import annotations

from dataclasses import replace
from html import escape

import pytest
from qgis.PyQt.QtWidgets import QStyleOptionViewItem

from corina.engine.jobs import AreaInput, CompareJob, LandCoverInput
from corina.ui.compare_words import facts_text, summary_text
from corina.ui.run_details import run_details
from corina.ui.runs_list import RunDelegate, RunListModel
from corina.ui.runs_tab import RunsTab
from corina.ui.state import ProgressView, RunState

from . import compare_values as values


@pytest.fixture
def tab(qtbot, runs):
    widget = RunsTab()
    qtbot.addWidget(widget)
    widget.resize(420, 640)
    widget.show()
    widget.set_runs(runs)
    return widget


def test_an_empty_list_says_what_it_is_for(qtbot):
    tab = RunsTab()
    qtbot.addWidget(tab)
    tab.show()
    assert tab.form.empty.isVisible()
    assert not tab.form.splitter.isVisible()
    assert not tab.form.repeat_button.isEnabled()


@pytest.mark.parametrize(
    ("run_id", "can_open", "can_cancel", "can_delete"),
    [
        ("5", False, True, False),
        ("4", False, True, False),
        ("3", True, False, True),
        ("2", False, False, True),
    ],
)
def test_what_can_be_done_depends_on_the_state(tab, run_id, can_open, can_cancel, can_delete):
    tab.select(run_id)
    assert tab.form.open_button.isEnabled() is can_open
    assert tab.form.cancel_button.isEnabled() is can_cancel
    assert tab.actions_["delete"].isEnabled() is can_delete
    assert tab.form.repeat_button.isEnabled()
    assert tab.actions_["command"].isEnabled()


def test_every_action_is_about_the_selected_run(tab):
    asked = []
    for name in ("open", "repeat", "command", "log", "folder", "delete", "cancel"):
        getattr(tab, f"{name}_requested").connect(lambda run_id, name=name: asked.append((name, run_id)))
    tab.select("3")
    tab.form.open_button.click()
    tab.form.repeat_button.click()
    for action in tab.actions_.values():
        action.trigger()
    tab.select("4")
    tab.form.cancel_button.click()
    assert asked == [
        ("open", "3"), ("repeat", "3"), ("folder", "3"), ("command", "3"), ("log", "3"), ("delete", "3"),
        ("cancel", "4"),
    ]  # fmt: skip


def test_the_list_says_state_progress_and_result(tab):
    shown = [tab.model.index(row, 0).data() for row in range(5)]
    assert shown[0].startswith("Waiting scene: waiting")
    assert shown[1] == "Running scene: Classifying, 34 of 100 tiles, 0.62 Mpx/s, 1 min 5 s left"
    assert shown[2].startswith("Done scene: done")
    assert shown[2].endswith("1 min 40 s, 12,056 ha")
    assert shown[3] == "Failed scene: photo.tif looks like a photograph; choose a Sentinel-2 scene."


def test_details_name_inputs_settings_and_the_device_with_its_reason(tab):
    tab.select("3")
    text = tab.form.details.toPlainText()
    for part in (
        "/data/T35VMF.tif", "ResUNet S2 10 m", "whole scene", "overlap 25 %", "tile 256 px", "polygons from 5 ha",
        "/maps/finland", "CPU: no CUDA driver was found", "12,056 ha",
    ):  # fmt: skip
        assert part in text


def test_the_area_is_named(tab, runs):
    area = AreaInput("EPSG:4326", geojson='{"type": "Polygon", "coordinates": []}')
    tab.set_runs([replace(runs[2], job=replace(runs[2].job, area=area))])
    assert "polygons" in tab.form.details.toPlainText()


def test_text_from_outside_is_not_read_as_html(tab, runs):
    tab.set_runs([replace(runs[3], error="<b>bold</b> & broken")])
    assert "<b>bold</b> & broken" in tab.form.details.toPlainText()


def test_the_selection_stays_on_its_run_when_others_come_and_go(tab, runs):
    tab.select("3")
    tab.set_runs(runs[1:])
    assert tab.current().id == "3"
    tab.set_runs([runs[0], *runs[3:]])
    assert tab.current().id == "5"


def test_a_run_that_changes_is_shown_as_it_is(tab, runs):
    tab.select("4")
    tab.update_run(replace(runs[1], progress=ProgressView("polygons", 0.9)))
    assert tab.model.index(1, 0).data() == "Running scene: Making polygons"
    tab.update_run(replace(runs[1], state=RunState.CANCELLED))
    assert not tab.form.cancel_button.isEnabled()


def test_opening_by_double_click_is_for_runs_that_are_done(tab):
    asked = []
    tab.open_requested.connect(asked.append)
    tab.select("2")
    tab.form.list.doubleClicked.emit(tab.form.list.currentIndex())
    tab.select("3")
    tab.form.list.doubleClicked.emit(tab.form.list.currentIndex())
    assert asked == ["3"]


def test_a_running_run_gets_room_for_its_bar(qtbot, runs, qgis_app):
    model, delegate, option = RunListModel(), RunDelegate(), QStyleOptionViewItem()
    model.set_runs(runs)
    waiting, running = (delegate.sizeHint(option, model.index(row, 0)).height() for row in (0, 1))
    assert running > waiting


def test_the_result_of_a_comparison_is_said_in_the_users_language(runs):
    """The engine's own summary is English, with English numbers."""
    found = {"count": 3, "area_ha": 25.0, "minimum_unit_ha": 5.0, "minimum_width_m": 100.0}
    result = values.compare_result(summary="The maps agree on 64.9 % of 2,304 ha.", changes=found)
    job = CompareJob(LandCoverInput("/d/clc.gpkg"), "/out", LandCoverInput("/d/map.tif"))
    run = replace(runs[0], job=job, result=result, state=RunState.DONE, error="")
    text = run_details(run, "red")
    assert escape(summary_text(result)) in text and escape(facts_text(result)) in text
    assert "The maps agree" not in text and "changes from 5 ha, 100 m wide" in text


def test_a_run_that_was_cancelled_is_not_called_failed(runs):
    why = "A layer the run reads was removed from the project, so the run was cancelled."
    text = run_details(replace(runs[0], state=RunState.CANCELLED, error=why), "red")
    assert "Failed" not in text and why in text
