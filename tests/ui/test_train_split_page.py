"""The page Split of Train."""

from __future__ import annotations

import pytest

from corina.engine.jobs import SplitChoice, SplitScheme
from corina.ui.train_split_page import TrainSplitPage

from .train_values import DESCRIPTION


@pytest.mark.parametrize(
    "split",
    [
        SplitChoice(),
        SplitChoice(SplitScheme.BLOCKS, folds=7, held_out=6, validation=2, block_m=2560.0, seed=9),
        SplitChoice(SplitScheme.STRATIFIED, folds=2),
    ],
)
def test_a_split_comes_back_as_it_was(make, split):
    page = make(TrainSplitPage)
    page.set_choice(split)
    assert page.choice() == split


def test_a_split_that_flatters_is_a_warning(make):
    page = make(TrainSplitPage)
    for scheme in SplitScheme:
        page.form.scheme.setCurrentIndex(page.form.scheme.findData(scheme.value))
        flatters = scheme in (SplitScheme.RANDOM, SplitScheme.STRATIFIED)
        assert ("flatters" in page.form.scheme_note.text()) is flatters


def test_the_folds_and_their_use_are_shown(make):
    page = make(TrainSplitPage)
    assert not page.form.map_button.isEnabled()
    page.show_description(DESCRIPTION)
    table = page.form.folds_table
    assert [table.item(row, 1).text() for row in range(3)] == ["test (report)", "validation", "training"]
    assert [table.item(row, 2).value for row in range(3)] == [200, 201, 202]
    assert page.form.map_button.isEnabled() and "validation fold only" in page.form.warnings.text()
    page.show_description(DESCRIPTION, stale=True)
    assert not page.form.map_button.isEnabled()


def test_fewer_folds_keep_the_held_out_one_among_them(make):
    page = make(TrainSplitPage)
    page.form.held_out.setValue(5)
    page.form.folds.setValue(3)
    assert page.choice().held_out == 2
