"""The list of changes: sorting, filtering, going through it with keys, and giving verdicts; and the matrix."""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from pathlib import Path

import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QGuiApplication
from qgis.PyQt.QtWidgets import QApplication

from corina.ui.change_list import ChangeList
from corina.ui.change_table import Change, ChangeFilter, Verdict
from corina.ui.class_names import class_label
from corina.ui.compare_result import CompareResult
from corina.ui.matrix_table import MatrixTable

_spec = importlib.util.spec_from_file_location(
    "corina_compare_values", Path(__file__).with_name("compare_values.py")
)
values = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(values)


@pytest.fixture
def changes(qtbot):
    """The list with four changes, shown."""
    widget = ChangeList()
    qtbot.addWidget(widget)
    widget.set_changes(values.CHANGES)
    widget.show()
    return widget


def fids(widget):
    return [change.fid for change in widget.shown()]


def test_the_largest_change_comes_first_and_columns_sort_by_number(changes):
    assert fids(changes) == [1, 2, 3, 4]
    changes.form.table.sortByColumn(4, Qt.SortOrder.AscendingOrder)
    assert fids(changes) == [3, 2, 1, 4]
    changes.form.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    assert fids(changes)[0] == 4


def test_a_wide_list_names_the_classes_and_a_narrow_one_keeps_their_codes(changes):
    for width, text in ((360, "211"), (1400, "211 Non-irrigated arable land")):
        changes.resize(width, 600)
        QApplication.processEvents()
        assert changes.model.index(0, 1).data() == text


def test_filters_narrow_the_list_and_say_how_much_is_left(changes):
    form = changes.form
    assert form.count.text() == "4 changes, 55.5 ha; 1 looked at"
    with wait(changes.filter_changed) as shown:
        form.from_class.setCurrentIndex(form.from_class.findData(211))
    assert shown == [[1, 2, 4]] and fids(changes) == [1, 2, 4]
    form.to_class.setCurrentIndex(form.to_class.findData(112))
    assert form.count.text() == "2 of 4 changes, 36.0 ha; 1 looked at"
    form.minimum_area.setValue(10)
    assert fids(changes) == [1]
    form.reset_button.click()
    assert fids(changes) == [1, 2, 3, 4] and not form.reset_button.isEnabled()


def test_a_change_without_confidence_passes_every_threshold(changes):
    changes.form.minimum_confidence.setValue(60)
    assert fids(changes) == [1, 3, 4]


def test_keys_go_through_the_list_and_judge(changes, qtbot):
    table, judged, chosen = changes.form.table, [], []
    changes.judged.connect(judged.append)
    changes.change_chosen.connect(chosen.append)
    table.setFocus()
    assert chosen == [1], "Qt makes the first row the current one"
    qtbot.keyClick(table, Qt.Key.Key_C)
    assert judged == [Change(1, 211, 112, 30.0, 80.0, verdict=Verdict.CONFIRMED)]
    assert chosen[-1] == 2, "on to the next"
    qtbot.keyClick(table, Qt.Key.Key_R)
    qtbot.keyClick(table, Qt.Key.Key_U)
    assert [change.verdict for change in judged[1:]] == [Verdict.REJECTED, Verdict.UNSURE]
    qtbot.keyClick(table, Qt.Key.Key_P)
    assert chosen[-1] == 3
    qtbot.keyClick(table, Qt.Key.Key_N)
    qtbot.keyClick(table, Qt.Key.Key_N)
    assert changes.current().fid == 4, "it stays at the end"


def test_the_same_verdict_again_takes_it_back(changes):
    judged = []
    changes.judged.connect(judged.append)
    changes.choose(4)
    changes.form.confirm_button.click()
    assert judged[0].verdict is Verdict.NONE and judged[0].comment == "new houses"


def test_a_verdict_is_undone_with_the_keys_of_every_program(changes, qtbot):
    judged, table = [], changes.form.table
    changes.judged.connect(judged.append)
    assert not changes.form.undo_button.isEnabled()
    changes.choose(1)
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_C)
    qtbot.keyClick(table, Qt.Key.Key_R)
    assert changes.current().fid == 3
    qtbot.keyClick(table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert judged[-1] == Change(2, 211, 121, 12.5, 55.0) and changes.current().fid == 2
    changes.form.undo_button.click()
    assert judged[-1] == Change(1, 211, 112, 30.0, 80.0) and changes.current().fid == 1
    assert not changes.form.undo_button.isEnabled()
    changes.undo()
    assert len(judged) == 4, "there is nothing more to undo"


def test_undoing_brings_back_what_the_filter_had_left_out(changes):
    changes.set_filter(ChangeFilter(verdict=Verdict.NONE))
    changes.choose(2)
    changes.judge(Verdict.CONFIRMED)
    assert fids(changes) == [1, 3]
    changes.undo()
    assert fids(changes) == [1, 2, 3], "at its place in the order"
    assert changes.current().fid == 2


def test_a_verdict_that_cannot_be_saved_is_not_shown(changes):
    changes.judged.connect(lambda change: changes.refuse(change, values.CHANGES[0]))
    changes.choose(1)
    changes.judge(Verdict.CONFIRMED)
    assert changes.current() == values.CHANGES[0], "and it stays where it is"
    assert changes.form.count.text() == "4 changes, 55.5 ha; 1 looked at"
    assert not changes.form.undo_button.isEnabled()


def test_a_verdict_on_what_is_gone_is_not_shown_either(changes):
    changes.judged.connect(lambda change: changes.refuse(change, None))
    changes.choose(1)
    changes.judge(Verdict.CONFIRMED)
    assert changes.current() == values.CHANGES[0]
    assert not changes.form.undo_button.isEnabled()


def test_slivers_are_left_out_when_asked(changes):
    assert changes.form.slivers.isVisible() and changes.form.slivers.isChecked()
    changes.form.slivers.click()
    assert fids(changes) == [1, 2, 4]
    changes.form.reset_button.click()
    assert changes.form.slivers.isChecked() and fids(changes) == [1, 2, 3, 4]
    changes.set_changes(values.CHANGES[:2])
    assert not changes.form.slivers.isVisible(), "there are none"


def test_edits_made_elsewhere_keep_filter_and_place(changes):
    changes.set_filter(ChangeFilter(code_from=211))
    changes.choose(2)
    moved = []
    changes.change_chosen.connect(moved.append)
    edited = [replace(change, comment="by hand") for change in values.CHANGES]
    changes.update_changes(edited)
    assert fids(changes) == [1, 2, 4] and changes.current().comment == "by hand"
    assert changes.form.comment.text() == "by hand"
    changes.update_change(replace(edited[1], verdict=Verdict.UNSURE))
    assert changes.form.count.text().endswith("2 looked at")


def test_twenty_thousand_changes_stay_quick(changes, qtbot):
    """Against the same list with twenty: only its length may show, not a look at every change through Qt."""
    many = [
        Change(fid, 211 + fid % 3, 311 + fid % 2, 5.0 + fid % 977, float(fid % 100)) for fid in range(20_000)
    ]
    asked = []
    data = changes.model.data
    changes.model.data = lambda index, role=Qt.ItemDataRole.DisplayRole: asked.append(1) or data(index, role)
    changes.set_changes(many)
    changes.form.table.sortByColumn(4, Qt.SortOrder.DescendingOrder)
    assert [c.confidence for c in changes.shown()[:3]] == [99.0, 99.0, 99.0]
    changes.set_filter(ChangeFilter(code_from=212, minimum_ha=500))
    assert changes.shown() == [
        c for c in sorted(many, key=lambda c: -c.confidence) if c.code_from == 212 and c.area_ha >= 500
    ]
    changes.step(1)
    changes.judge(Verdict.CONFIRMED)
    QApplication.processEvents()
    assert 0 < len(asked) < 40_000, "cells that are drawn or measured, not each of 120,000 several times"


def test_with_a_filter_on_what_is_to_be_looked_at_the_next_takes_the_place(changes):
    changes.set_filter(ChangeFilter(verdict=Verdict.NONE))
    assert fids(changes) == [1, 2, 3]
    changes.step(1)
    changes.judge(Verdict.CONFIRMED)
    assert fids(changes) == [2, 3]
    assert changes.current().fid == 2


def test_a_comment_is_kept_and_letters_in_it_are_text(changes, qtbot):
    judged = []
    changes.judged.connect(judged.append)
    changes.choose(2)
    changes.form.comment.setFocus()
    qtbot.keyClicks(changes.form.comment, "curn")
    qtbot.keyClick(changes.form.comment, Qt.Key.Key_Return)
    assert [(change.fid, change.verdict, change.comment) for change in judged] == [(2, Verdict.NONE, "curn")]
    changes.judge(Verdict.UNSURE)
    assert judged[-1].comment == "curn"


def test_a_comment_being_typed_outlasts_edits_made_elsewhere(changes, qtbot):
    judged, field = [], changes.form.comment
    changes.judged.connect(judged.append)
    changes.choose(2)
    field.setFocus()
    qtbot.keyClicks(field, "new rof")
    field.cursorBackward(False)
    edited = [replace(change, comment="by hand", verdict=Verdict.UNSURE) for change in values.CHANGES]
    changes.update_change(edited[1])
    changes.update_changes(edited)
    assert field.text() == "new rof" and field.hasFocus() and field.cursorPosition() == 6
    assert judged == [], "nothing is saved before it is finished"
    qtbot.keyClicks(field, "o")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert judged == [replace(edited[1], comment="new roof")], "with the verdict that was given elsewhere"
    changes.update_change(replace(edited[1], comment="and again"))
    assert field.text() == "and again", "it was saved: what is in the layer is shown"


def test_a_comment_being_typed_is_saved_when_its_change_is_filtered_out(changes, qtbot):
    judged, field = [], changes.form.comment
    changes.judged.connect(judged.append)
    changes.set_filter(ChangeFilter(verdict=Verdict.NONE))
    changes.choose(2)
    field.setFocus()
    qtbot.keyClicks(field, "roof")
    elsewhere = replace(values.CHANGES[1], verdict=Verdict.REJECTED)
    changes.update_change(elsewhere)
    assert judged == [replace(elsewhere, comment="roof")]
    assert changes.current().fid != 2 and field.text() == changes.current().comment
    changes.choose(1)
    qtbot.keyClicks(field, "x")
    changes.update_changes(values.CHANGES[1:])
    assert len(judged) == 1, "its polygon was taken out of the layer"
    assert changes.current() is None and field.text() == ""


def test_the_words_for_a_change_name_both_classes(changes):
    changes.choose(1)
    text = "211 Non-irrigated arable land becomes 112 Discontinuous urban fabric"
    assert changes.form.what.text() == text
    assert changes.model.index(0, 1).data(Qt.ItemDataRole.ToolTipRole).startswith(text)


def test_no_change_is_said(changes):
    changes.set_changes([])
    assert changes.form.count.text() == "No change"
    assert not changes.form.confirm_button.isEnabled()
    changes.step(1)
    changes.judge(Verdict.CONFIRMED)
    assert changes.current() is None


def test_the_matrix_adds_up(qtbot):
    table = MatrixTable()
    qtbot.addWidget(table)
    table.set_result(values.compare_result())
    model = table.matrix
    shown = [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]
    assert shown == [
        ["36", "13", "400", "", "449"],
        ["", "", "7.0", "45", "52"],
        ["36", "13", "407", "45", "500"],
    ]
    assert [model.headerData(i, Qt.Orientation.Vertical) for i in range(3)] == ["211", "231", "Sum"]
    tip = model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "211 Non-irrigated arable land becomes 112 Discontinuous urban fabric: 36.0 ha, 7.2 %"
    same, changed = (model.index(0, column).data(Qt.ItemDataRole.BackgroundRole) for column in (2, 0))
    assert same.color().hslHue() != changed.color().hslHue()
    table.copy()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == "from \\ to\t112\t121\t211\t231"
    assert lines[1] == "211\t36.00\t12.50\t400.00\t0.00"


def test_a_cell_of_the_matrix_selects_the_changes_it_counts(qtbot):
    panel = CompareResult()
    qtbot.addWidget(panel)
    panel.set_result(values.compare_result(), values.CHANGES)
    pairs = []
    panel.pair_chosen.connect(lambda code_from, code_to: pairs.append((code_from, code_to)))
    panel.form.pages.setCurrentIndex(1)
    model = panel.form.matrix.matrix
    panel.form.matrix.clicked.emit(model.index(0, 2))
    assert pairs == [] and panel.form.pages.currentIndex() == 1, "what agrees is no change"
    panel.form.matrix.clicked.emit(model.index(0, 0))
    assert pairs == [(211, 112)] and fids(panel.changes) == [1, 4]
    assert panel.form.pages.currentIndex() == 0
    panel.form.matrix.clicked.emit(model.index(0, 4))
    assert pairs[-1] == (211, 0) and fids(panel.changes) == [1, 2, 4]


def test_a_cell_whose_area_is_below_the_unit_selects_no_change(qtbot):
    """Its class may be that of no polygon at all."""
    panel = CompareResult()
    qtbot.addWidget(panel)
    panel.set_result(values.compare_result(), values.CHANGES)
    form = panel.changes.form
    for code_from, code_to in ((311, 211), (211, 131), (0, 131)):
        panel.changes.set_filter(ChangeFilter(code_from, code_to))
        assert fids(panel.changes) == [], (code_from, code_to)
        assert (form.from_class.currentData(), form.to_class.currentData()) == (code_from, code_to)
        assert form.count.text().startswith("0 of 4 changes")
        assert form.reset_button.isEnabled()
    assert form.to_class.currentText() == class_label(131)
    panel.changes.update_changes(values.CHANGES)
    assert form.to_class.currentData() == 131, "the filter stays"
    panel.changes.reset_filter()
    assert len(fids(panel.changes)) == 4


def test_the_result_says_agreement_and_what_was_left_out(qtbot):
    panel = CompareResult()
    qtbot.addWidget(panel)
    panel.set_result(values.compare_result(), values.CHANGES, temporary=True)
    form = panel.form
    assert form.title.text() == "T35VMF 2018 – CLC2012"
    assert form.summary.text() == "55.5 ha in 4 polygons changed."
    assert form.facts.text() == (
        "Agreement with the reference at level 1: 91.0 %, level 2: 80.0 %, level 3: 70.0 %. 500 ha compared. "
        "3.00 ha not assessed: classes the map cannot show."
    )
    assert "temporary" in form.warnings.text()
    assert form.report_button.isEnabled()
    found = {"count": 1204, "area_ha": 641.2, "minimum_unit_ha": 5.0}
    panel.set_result(values.compare_result(changes=found), values.CHANGES)
    assert form.summary.text() == "1,204 changes of 5 ha or more, 641 ha in all."
    panel.set_result(values.compare_result(changes={**found, "count": 0, "minimum_unit_ha": 2.5}), [])
    assert form.summary.text() == "No change of 2.5 ha or more was found."
    for changes, sentence in (
        (
            {"count": 0, "minimum_width_m": 100.0},
            "No change of 5 ha or more and at least 100 m wide was found.",
        ),
        (
            {"count": 0, "minimum_unit_ha": 0.0, "minimum_width_m": 60.0},
            "No change at least 60 m wide was found.",
        ),
        ({"count": 0, "minimum_unit_ha": 0.0}, "No change was found."),
        ({"count": 1, "area_ha": 0.67}, "One change of 5 ha or more: 0.67 ha."),
        ({"count": 1, "area_ha": 12.0, "minimum_unit_ha": 0.0}, "One change: 12.0 ha."),
        ({"count": 20, "minimum_unit_ha": 0.0}, "20 changes, 641 ha in all."),
    ):
        panel.set_result(values.compare_result(changes={**found, **changes}), [])
        assert form.summary.text() == sentence
    official = {"found": 3, "found_same": 2, "partly": 1, "missed": 2, "new": 5}
    panel.set_result(values.compare_result(outputs={}, official=official), [])
    assert not form.report_button.isEnabled()
    assert form.facts.text().endswith(
        "Official changes: 3 found (2 with the same classes), 1 in part, 2 missed; 5 new."
    )


class wait:  # noqa: N801 - reads as a word
    """Collects what a signal carries."""

    def __init__(self, signal):
        self.signal, self.heard = signal, []

    def __enter__(self):
        self.signal.connect(self.heard.append)
        return self.heard

    def __exit__(self, *_):
        self.signal.disconnect(self.heard.append)
