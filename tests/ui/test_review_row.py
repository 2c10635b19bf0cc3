"""The row to go through labels under review."""

from __future__ import annotations

import pytest

from corina.ui.review_row import LabelUnderReview, ReviewRow


@pytest.fixture()
def row(qtbot):
    made = ReviewRow()
    qtbot.addWidget(made)
    return made


def items(count):
    return [
        LabelUnderReview(10 + n, "511/512" if n else "", 0 if n else 211, 312, 3.0 - n, 0.25, 12.0)
        for n in range(count)
    ]


def test_nothing_to_review_is_not_shown(row):
    assert row.isHidden() and row.current() is None
    row.set_items(items(2))
    assert not row.isHidden()
    row.set_items([])
    assert row.isHidden()


def test_labels_are_gone_through_in_order(row):
    seen = []
    row.shown.connect(seen.append)
    row.set_items(items(3))
    text = row.form.label.text()
    assert text.startswith("1 of 3: labelled 211") and "mapped 312" in text and "25 % of 12" in text
    assert not row.form.previous_button.isEnabled()
    row.form.next_button.click()
    assert "labelled 511/512" in row.form.label.text()
    row.form.next_button.click()
    assert not row.form.next_button.isEnabled()
    row.form.previous_button.click()
    assert seen == [10, 11, 12, 11]


def test_a_verdict_is_told_and_kept(row):
    judged = []
    row.judged.connect(lambda fid, verdict: judged.append((fid, verdict)))
    row.set_items(items(2))
    assert row.form.verdict.currentData() == ""
    index = row.form.verdict.findData("wrong")
    row.form.verdict.setCurrentIndex(index)
    assert judged == []  # only a person's own choice counts
    row.form.verdict.activated.emit(index)
    row.form.next_button.click()
    assert row.form.verdict.currentData() == ""
    row.form.previous_button.click()
    assert row.form.verdict.currentData() == "wrong"
    assert judged == [(10, "wrong")]
