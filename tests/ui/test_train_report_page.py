"""The page Report of Train: matrices, tables, exports, and what can be done with a training."""

from __future__ import annotations

import pytest
from qgis.PyQt.QtGui import QGuiApplication

from corina.ui.matrix_view import MatrixView
from corina.ui.state import RunState
from corina.ui.train_report_page import TrainReportPage

from .train_values import FIGURES, RESULT, run


def test_a_report_has_its_matrix_and_its_table_at_each_level(make):
    page = make(TrainReportPage)
    page.show_run(run(RunState.DONE, result=RESULT))
    page.form.level3.click()
    assert page.form.summary.text().startswith("agreement 80.0\u00a0%, mean IoU 70.0\u00a0%")
    assert [page.form.counts.item(0, column).text() for column in range(4)] == [
        "311 Broad-leaved forest",
        "80",
        "20",
        "0",
    ]
    assert page.form.matrix.share(1, 0) == pytest.approx(0.3)
    assert page.form.classes.item(1, 2).text() == "–"  # a class that is never mapped has no precision
    assert page.form.classes.item(1, 2).textAlignment() == page.form.classes.item(0, 2).textAlignment()
    page.form.level1.click()
    assert page.form.counts.rowCount() == 2 and page.form.summary.text().startswith("agreement 90.0\u00a0%")
    page.form.copy_button.click()
    assert (
        QGuiApplication.clipboard()
        .text()
        .startswith("Label \\ map\t3\t5\n3 Forest and semi natural areas\t200\t0\n")
    )


def test_figures_away_from_borders_are_a_line_of_their_own(make):
    page = make(TrainReportPage)
    page.show_run(run(RunState.DONE, result=RESULT))
    assert "borders" not in page.form.summary.text()
    inner = {"level3": {**FIGURES, "overall": 0.9}}
    page.show_run(run(RunState.DONE, result={**RESULT, "inner": inner}))
    page.form.level3.click()
    first, second = page.form.summary.text().split("\n")
    assert first.startswith("agreement 80.0\u00a0%") and second.startswith(
        "Away from borders: agreement 90.0\u00a0%"
    )


def test_what_goes_on_can_be_cancelled_beside_its_progress(make):
    page, asked = make(TrainReportPage), []
    form = page.form
    page.cancel_requested.connect(lambda: asked.append(True))
    page.show_run(run(RunState.DONE, result=RESULT))
    page.show_busy("Making the model…")
    assert form.cancel_button.isHidden() and not form.use_button.isEnabled()
    page.show_busy("Comparing: 0 %", can_cancel=True)
    page.show_run(run(RunState.DONE, result=RESULT))  # something else of it has changed
    assert form.note.text() == "Comparing: 0 %" and not form.review_button.isEnabled()
    assert not form.cancel_button.isHidden()
    form.cancel_button.click()
    assert asked == [True] and not form.cancel_button.isEnabled()
    page.show_busy("Comparing: 10 %", can_cancel=True)
    assert not form.cancel_button.isEnabled(), "once is enough"
    page.show_busy("")
    page.say("The review was cancelled.")
    assert form.cancel_button.isHidden() and form.note.text() == "The review was cancelled."
    page.show_busy("Comparing: 0 %", can_cancel=True)
    assert form.cancel_button.isEnabled()


def test_an_export_gets_the_ending_of_its_kind(make, monkeypatch):
    page, asked = make(TrainReportPage), []
    page.show_run(run(RunState.DONE, result=RESULT))
    page.export_requested.connect(lambda kind, path: asked.append((kind, path)))
    for answer in ("/r/figures", "/r/FIGURES.CSV", ""):
        monkeypatch.setattr(
            "corina.ui.train_report_page.QFileDialog.getSaveFileName", lambda *_, answer=answer: (answer, "")
        )
        page.exports["csv"].trigger()
    assert asked == [("csv", "/r/figures.csv"), ("csv", "/r/FIGURES.CSV")]


def test_what_can_be_done_with_a_training_depends_on_its_end(make):
    page = make(TrainReportPage)
    assert not page.form.use_button.isEnabled() and "when it is done" in page.form.note.text()
    page.show_run(run(RunState.RUNNING))
    assert not page.form.use_button.isEnabled() and "going on" in page.form.note.text()
    page.show_run(run(RunState.STOPPED, result={"state": "stopped"}))
    assert page.form.use_button.isEnabled() and not page.form.report_button.isEnabled()
    assert page.exports["zip"].isEnabled() and not page.exports["csv"].isEnabled()
    page.show_run(run(RunState.STOPPED, result={"state": "stopped", "step": 0}))  # while its data were read
    assert not page.form.use_button.isEnabled()
    page.show_run(run(RunState.DONE, result=RESULT))
    assert page.form.use_button.isEnabled() and page.exports["html"].isEnabled()


def test_a_training_on_sets_of_classes_alone_is_done_without_figures(make):
    page = make(TrainReportPage)
    page.show_run(run(RunState.DONE, result={**RESULT, "metrics": None, "report": None}))
    assert "no label of the patches held out names a single CORINE class" in page.form.note.text()
    assert "resume" not in page.form.note.text()
    assert page.form.use_button.isEnabled() and page.exports["zip"].isEnabled()
    assert not page.exports["html"].isEnabled()


def test_the_matrix_of_all_44_classes_fits_a_small_window(make):
    view = make(MatrixView)
    view.resize(320, 320)
    codes = list(range(44))
    view.set_matrix(codes, [[float(row == column) for column in codes] for row in codes])
    assert view.cell(43, 43).right() <= 320 and view.cell(43, 43).bottom() <= 320
    view.grab()


def test_folds_held_out_in_turn_are_shown_with_their_mean(make):
    page = make(TrainReportPage)
    tabs = page.form.views
    page.show_run(run(RunState.DONE, result=RESULT))
    assert not tabs.isTabEnabled(tabs.indexOf(page.form.folds_page))
    others = [
        {"fold": fold, "metrics": {**RESULT["metrics"], "level3": {**FIGURES, "overall": 0.5}}}
        for fold in (1, 2)
    ]
    page.show_run(run(RunState.DONE, result={**RESULT, "folds": others}))
    page.form.level3.click()
    assert tabs.isTabEnabled(tabs.indexOf(page.form.folds_page))
    shown = [[page.form.folds.item(row, column).value for column in range(2)] for row in range(4)]
    assert shown == [[1, 0.8], [2, 0.5], [3, 0.5], ["mean", 0.6]]
    page.form.copy_button.click()
    assert "\nmean\t0.6\t" in QGuiApplication.clipboard().text()
