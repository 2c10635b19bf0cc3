"""The test of learning rates on the Model page: its curve, its suggestion, and taking it over."""

from __future__ import annotations

import pytest

from corina.ui.rate_test import RateChart
from corina.ui.train_model_page import TrainModelPage

RATES = [10.0 ** (-6 + 0.1 * step) for step in range(50)]
LOSSES = [2.0 - 0.03 * step for step in range(40)] + [0.8 + 0.3 * step for step in range(10)]
RESULT = {
    "rates": RATES, "losses": LOSSES, "suggestion": 0.00031623, "suggestion_why": "At 0.00032 the loss falls fastest.",
    "stage": "all", "csv": None,
}  # fmt: skip


@pytest.fixture
def page(qtbot):
    """The Model page with its settings unfolded."""
    widget = TrainModelPage()
    qtbot.addWidget(widget)
    widget.form.fit_group.setCollapsed(False)
    widget.show()
    return widget


def test_a_test_is_asked_for_shown_and_taken_over_with_one_click(page):
    asked = []
    page.rates_requested.connect(lambda: asked.append("start"))
    page.rates_cancelled.connect(lambda: asked.append("cancel"))
    assert not page.rate_test.isVisible()
    page.form.rate_button.click()
    page.rate_test.show_busy()
    assert "Trying rising rates" in page.rate_test.form.note.text() and page.rate_test.is_busy()
    page.rate_test.form.cancel_button.click()
    assert asked == ["start", "cancel"]
    page.rate_test.show_result(RESULT)
    assert page.rate_test.form.chart.isVisible() and not page.rate_test.is_busy()
    assert page.rate_test.form.why.text() == "At 0.00032 the loss falls fastest."
    before = page.recipe()
    page.rate_test.form.take_button.click()
    assert page.form.rate.text() == "0.00032"
    assert before.stages[-1].learning_rate == 0.0005 and page.recipe().stages[-1].learning_rate == 0.00032
    page.rate_test.show_result(RESULT, stale=True)
    assert page.rate_test.form.note.text() == "Changed since; test again."


def test_a_loss_that_never_fell_suggests_nothing(page):
    page.rate_test.show_result({**RESULT, "suggestion": None, "suggestion_why": "The loss never fell."})
    assert page.rate_test.form.why.text() == "The loss never fell."
    assert not page.rate_test.form.take_button.isVisible()
    page.rate_test.show_problem("There is nothing to train on.")
    assert page.rate_test.form.note.text() == "There is nothing to train on."
    assert not page.rate_test.form.chart.isVisible()
    page.rate_test.show_result(None)
    assert not page.rate_test.isVisible()


def test_the_axis_of_rates_is_logarithmic(qtbot):
    chart = RateChart()
    qtbot.addWidget(chart)
    chart.resize(400, 200)
    chart.set_curve(RATES, LOSSES, RESULT["suggestion"])
    assert chart.bounds()[:2] == (pytest.approx(-6.0), pytest.approx(-1.1))
    assert [text for _, text in chart.ticks(-6.0, -1.1)] == ["1e-06", "1e-05", "0.0001", "0.001", "0.01"]
    middle = chart.position(-3.55, 1.0).x()
    assert middle == pytest.approx(chart.plot().center().x(), abs=1)
    assert "Learning rate 0.00032" in chart._tip(int(chart.position(-3.5, 1.0).x()))
    chart.grab()
