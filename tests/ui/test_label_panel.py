"""The panel to label points: the class list, the keys, and what it says of the point."""

from __future__ import annotations

import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtTest import QTest

from corina.ui.label_panel import LabelPanel, PointView


@pytest.fixture
def panel(qgis_app):
    made = LabelPanel()
    made.given, made.remarks, made.steps = [], [], []
    made.labelled.connect(made.given.append)
    made.commented.connect(made.remarks.append)
    made.stepped.connect(made.steps.append)
    made.show_point(PointView(number=3, total=60, done=12))
    yield made
    made.deleteLater()


def test_code_and_enter_label_the_point(panel):
    search = panel.form.search
    QTest.keyClicks(search, "31")
    assert panel.offered() == [31, 311, 312, 313]
    QTest.keyClick(search, Qt.Key.Key_Down)
    QTest.keyClick(search, Qt.Key.Key_Down)
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert panel.given == ["312"]
    assert search.text() == "" and len(panel.offered()) == 44


def test_dotted_codes_and_parts_of_names_find_classes(panel):
    panel.form.search.setText("5.1")
    assert panel.offered() == [51, 511, 512]
    panel.form.search.setText("VINEY")
    assert panel.offered() == [221]
    panel.form.search.setText("xyz")
    assert panel.offered() == []
    QTest.keyClick(panel.form.search, Qt.Key.Key_Return)
    assert panel.given == []


@pytest.mark.parametrize(
    ("typed", "given"), [("31", "31"), ("3", "3"), ("12.", "12"), ("311", "311"), ("13", "13")]
)
@pytest.mark.parametrize("level", [3, 2])
def test_a_code_that_is_typed_in_full_is_the_class_it_names(panel, level, typed, given):
    """Who writes 31 cannot tell level 3: not the first class of level 3 below it."""
    panel.set_level(level)
    QTest.keyClicks(panel.form.search, typed)
    QTest.keyClick(panel.form.search, Qt.Key.Key_Return)
    assert panel.given == [given]


def test_the_class_of_the_last_point_is_no_more_marked_at_the_next(panel):
    panel.form.classes.setCurrentRow(3)
    panel.form.classes.itemDoubleClicked.emit(panel.form.classes.currentItem())
    assert panel.given == ["122"]
    panel.show_point(PointView(number=4, total=60, done=13))
    QTest.keyClick(panel.form.search, Qt.Key.Key_Return)
    assert panel.given == ["122"], "nothing was chosen for this point"
    panel.show_point(PointView(number=3, total=60, done=13, label="122"))
    assert panel.form.classes.currentItem().text().startswith("122"), "what it has is seen on coming back"


def test_the_list_is_worked_with_by_keyboard(panel):
    panel.form.classes.setCurrentRow(0)
    QTest.keyClick(panel.form.classes, Qt.Key.Key_Down)
    QTest.keyClick(panel.form.classes, Qt.Key.Key_Return)
    assert panel.given == ["112"]


@pytest.mark.parametrize("go", ["button", "key", "label"])
def test_a_comment_being_typed_is_saved_before_one_goes_on(panel, go):
    """A tool button takes no focus, nor does a key."""
    panel.show()
    told = []
    panel.commented.connect(
        lambda text: panel.show_point(PointView(number=3, total=60, done=12, comment=text))
    )
    panel.stepped.connect(lambda by: told.append(("step", panel.remarks[:])))
    panel.labelled.connect(lambda code: told.append(("label", panel.remarks[:])))
    panel.form.comment.setText("cloud shadow")
    if go == "button":
        panel.form.next_button.click()
    elif go == "key":
        (action,) = [one for one in panel.actions() if one.shortcut() == QKeySequence("PgDown")]
        action.trigger()
    else:
        panel.form.classes.itemDoubleClicked.emit(panel.form.classes.item(0))
        panel.form.classes.setCurrentRow(0)
        QTest.keyClick(panel.form.classes, Qt.Key.Key_Return)
    assert [remarks for _, remarks in told] == [["cloud shadow"]]


def test_a_comment_that_cannot_be_saved_stays_and_so_does_the_point(panel):
    panel.form.comment.setText("cloud shadow")
    panel.form.next_button.click()
    assert panel.remarks == ["cloud shadow"] and panel.steps == []
    assert panel.form.comment.text() == "cloud shadow"


def test_enter_without_a_choice_labels_nothing(panel):
    QTest.keyClick(panel.form.search, Qt.Key.Key_Return)
    assert panel.given == []


def test_coarser_level_offers_coarser_classes(panel):
    panel.set_level(1)
    assert panel.offered() == [1, 2, 3, 4, 5]
    panel.form.search.setText("3")
    QTest.keyClick(panel.form.search, Qt.Key.Key_Return)
    assert panel.given == ["3"]


def test_it_says_where_one_is(panel):
    assert panel.form.progress.value() == 12 and panel.form.progress.maximum() == 60
    assert panel.form.point.text() == "Point 3: not labelled yet"
    panel.show_point(PointView(number=4, total=60, done=13, label="311", comment="edge"))
    assert panel.form.point.text() == "Point 4: 311 Broad-leaved forest"
    assert panel.form.comment.text() == "edge" and panel.form.clear_button.isEnabled()
    panel.show_point(PointView(total=60, done=60))
    assert panel.form.point.text() == "All points are labelled"
    assert not panel.form.search.isEnabled() and panel.form.assess_button.isEnabled()
    panel.show_point(PointView())
    assert panel.form.point.text() == "No sample is chosen" and not panel.form.assess_button.isEnabled()


def test_comment_is_told_once_when_it_changed(panel):
    panel.form.comment.setText(" cloud ")
    panel.form.comment.editingFinished.emit()
    assert panel.remarks == ["cloud"]
    panel.show_point(PointView(number=3, total=60, done=12, comment="cloud"))
    panel.form.comment.editingFinished.emit()
    assert panel.remarks == ["cloud"]


def test_buttons_step_and_take_back(panel):
    panel.form.next_button.click()
    panel.form.previous_button.click()
    assert panel.steps == [1, -1]
    panel.show_point(PointView(number=3, total=60, done=12, label="31"))
    panel.form.clear_button.click()
    assert panel.given == [""]


def test_a_point_with_the_number_0_is_a_point(panel):
    """Shapefiles count from 0."""
    panel.show_point(PointView(number=0, total=3, done=0))
    assert panel.form.point.text() == "Point 0: not labelled yet" and panel.form.search.isEnabled()
    QTest.keyClicks(panel.form.search, "311")
    QTest.keyClick(panel.form.search, Qt.Key.Key_Return)
    assert panel.given == ["311"]


def test_saving_a_comment_keeps_the_class_that_is_chosen(panel):
    panel.commented.connect(
        lambda text: panel.show_point(PointView(number=3, total=60, done=12, comment=text))
    )
    panel.form.comment.setText("edge")
    panel.form.classes.setCurrentRow(2)
    panel.finish_comment()
    QTest.keyClick(panel.form.search, Qt.Key.Key_Return)
    assert panel.given == ["121"]
