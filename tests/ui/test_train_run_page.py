"""The page Training of Train: curves, previews, and the buttons that make sense."""

from __future__ import annotations

from dataclasses import replace

import pytest
from qgis.PyQt.QtGui import QColor, QPixmap

from corina.ui.curve_chart import CurveChart, Series, nice_step
from corina.ui.preview_strip import PreviewStrip
from corina.ui.state import ProgressView, RunState
from corina.ui.train_run_page import TrainRunPage
from corina.ui.training_view import TrainingView

from .train_values import course, run


def test_curves_follow_the_epochs_and_mark_the_best(make):
    page = make(TrainRunPage)
    page.show_run(run(RunState.RUNNING, progress=ProgressView("train", 0.4, 40, 100, None, 90.0)))
    page.set_view(course())
    training, validation = page.form.loss_chart.series()
    assert [x for x, _ in training.points] == [1, 2, 3, 4, 5, 6]
    assert [x for x, _ in validation.points] == [0, 1, 2, 3, 4, 5, 6] and validation.best == 4
    assert page.form.metric.currentData() == "overall3"
    page.form.metric.setCurrentIndex(page.form.metric.findData("mean_iou3"))
    assert page.form.metric_chart.series()[1].points[-1] == (6.0, pytest.approx(0.3))
    assert page.form.metric_chart.series()[0].points == ()  # the training data are not measured so
    page.set_view(course(7))
    assert page.form.metric.currentData() == "mean_iou3"  # the choice stays
    assert page.form.details.text() == "Training, 1 min 30 s left, epoch 7, learning rate 0.0005"


def test_an_epoch_that_is_told_twice_counts_once():
    view = TrainingView()
    for _ in range(2):
        view.add_metrics(1, "train", {"loss": 0.5}, 1e-3, "all", False)
    assert view.series("training", "train", "loss").points == ((1.0, 0.5),)


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        (RunState.QUEUED, {"stop"}),
        (RunState.RUNNING, {"pause", "stop"}),
        (RunState.PAUSED, {"stop", "resume"}),
        (RunState.STOPPED, {"start", "resume"}),
        (RunState.FAILED, {"start", "resume"}),
        (RunState.DONE, {"start"}),
    ],
)
def test_the_buttons_are_those_that_make_sense(make, state, shown):
    page = make(TrainRunPage)
    page.show_run(run(state))
    names = ("start", "pause", "stop", "resume")
    assert {name for name in names if getattr(page.form, f"{name}_button").isVisible()} == shown


def test_the_buttons_name_the_training_that_is_shown(make):
    page, asked = make(TrainRunPage), []
    for name in ("pause", "stop", "resume"):
        getattr(page, f"{name}_requested").connect(lambda run_id, name=name: asked.append((name, run_id)))
    page.show_run(run(RunState.RUNNING))
    page.form.pause_button.click()
    page.form.stop_button.click()
    assert page.form.details.text() == "Stopping" and not page.form.pause_button.isEnabled()
    page.show_run(run(RunState.STOPPED))
    page.form.resume_button.click()
    assert asked == [("pause", "7"), ("stop", "7"), ("resume", "7")]


def test_the_chart_keeps_its_curves_inside_and_its_grid_round(make):
    chart = make(CurveChart)
    chart.resize(400, 220)
    chart.set_series("Loss", [Series("training", tuple((float(x), 3.0 / (x + 1)) for x in range(30)))])
    for x, y in chart.series()[0].points:
        assert chart.plot().adjusted(-1, -1, 1, 1).contains(chart.position(x, y))
    assert [nice_step(span) for span in (0.04, 1.0, 7.0, 30.0)] == [0.01, 0.5, 2.0, 10.0]
    chart.set_series("Loss", [Series("training", ((0.0, float("nan")),))])
    chart.grab()  # a loss that is no number does not break the picture
    assert chart.bounds() == (0.0, 1.0, 0.0, 1.0)


def test_a_narrow_chart_puts_its_legend_below_its_title(make):
    chart = make(CurveChart)
    points = tuple((float(x), 1.0 / (x + 1)) for x in range(9))
    chart.set_series("Agreement at level 3", [Series("training", points), Series("validation", points)])
    chart.resize(900, 220)
    wide = chart.plot().top()
    chart.resize(300, 220)
    assert chart.plot().top() == wide + chart.fontMetrics().height()
    chart.grab()


def test_the_preview_shows_each_picture_and_takes_the_newest(make, tmp_path):
    strip = make(PreviewStrip)
    path = str(tmp_path / "p.png")
    for colour in ("red", "blue"):
        picture = QPixmap(30, 10)
        picture.fill(QColor(colour))
        picture.save(path)
        strip.set_picture(0, path, "patch")
    strip.set_picture(1, str(tmp_path / "gone.png"))
    assert strip.count() == 1
    strip.resize(90, strip.heightForWidth(90))
    assert strip.grab().toImage().pixelColor(5, 5) == QColor("blue")


def test_a_failed_training_says_why_on_a_line_of_its_own(make):
    page = make(TrainRunPage)
    page.set_view(course())
    page.show_run(replace(run(RunState.FAILED), error="A batch of 64 is too large; choose 16."))
    assert page.form.details.text() == "Failed, epoch 6\nA batch of 64 is too large; choose 16."
