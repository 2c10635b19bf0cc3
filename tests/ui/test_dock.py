"""The dock as a whole: first start, engine chip, progress, badge, messages with the button that solves them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from qgis.gui import QgsMessageBarItem
from qgis.PyQt.QtCore import QCoreApplication, QEvent, Qt
from qgis.PyQt.QtGui import QGuiApplication
from qgis.PyQt.QtWidgets import QAbstractButton, QLabel, QPushButton, QTabBar, QWidget

from corina.clc import Level
from corina.ui.card_dialog import CardDialog
from corina.ui.dock import CorinaDock
from corina.ui.engine_dialog import EngineDialog
from corina.ui.log_dialog import LogDialog
from corina.ui.problems import Remedy, remedy_for, remedy_text
from corina.ui.state import EngineState, EngineView, ModelEntry, Problem


@pytest.fixture
def dock(qtbot):
    widget = CorinaDock()
    qtbot.addWidget(widget)
    widget.resize(420, 700)
    widget.show()
    return widget


ABSENT = EngineView(
    EngineState.ABSENT, place="/profiles/default/corina/engine", size="about 95 MB to download"
)


def test_the_first_start_shows_one_card_with_size_place_and_button(dock, qtbot):
    dock.set_engine(ABSENT)
    card = dock.classify.setup
    assert dock.classify.pages.currentWidget() is card
    assert card.form.size.text() == "about 95 MB to download"
    assert card.form.place.text().replace("\u200b", "") == "/profiles/default/corina/engine"
    assert not card.form.bar.isVisible()
    assert not card.form.log.isVisible()
    with qtbot.waitSignal(card.setup_requested):
        card.form.setup_button.click()


def test_the_rest_of_the_dock_works_without_an_engine(dock, runs):
    dock.set_engine(ABSENT)
    dock.set_runs(runs)
    dock.show_runs()
    assert dock.runs.isVisible()
    dock.runs.select("3")
    assert dock.runs.form.open_button.isEnabled()
    dock.classify.show_result(runs[2].result)
    assert dock.classify.pages.currentWidget() is dock.classify.result
    dock.classify.result.form.back_button.click()
    assert dock.classify.pages.currentWidget() is dock.classify.setup


def test_setting_up_shows_progress_log_on_demand_and_cancel(dock, qtbot):
    dock.set_engine(ABSENT)
    dock.set_engine(replace(ABSENT, state=EngineState.SETTING_UP, fraction=0.4, message="Downloading numpy"))
    card = dock.classify.setup
    assert dock.chip.text() == "en&gine: setting up 40 %"
    assert card.form.bar.value() == 400
    assert card.form.note.text() == "Downloading numpy"
    assert not card.form.setup_button.isVisible()
    card.add_output("Collecting numpy\n")
    assert not card.form.log.isVisible()
    card.form.log_button.click()
    assert card.form.log.isVisible()
    assert card.log_text() == "Collecting numpy"
    with qtbot.waitSignal(card.cancel_requested):
        card.form.cancel_button.click()
    assert not card.form.cancel_button.isEnabled()


def test_a_set_up_that_failed_says_why_and_can_be_tried_again(dock):
    dock.set_engine(ABSENT)
    dock.set_engine(replace(ABSENT, state=EngineState.PROBLEM, message="The proxy asks for a password."))
    card = dock.classify.setup
    assert dock.classify.pages.currentWidget() is card
    assert card.form.note.text() == "The proxy asks for a password."
    assert card.form.setup_button.text() == "Try &again"
    dock.set_engine(EngineView(EngineState.READY, device="CPU"))
    assert dock.classify.pages.currentWidget() is dock.classify.fields


def test_an_engine_that_breaks_later_leaves_the_form_in_place(dock, ready):
    dock.set_engine(ready)
    dock.set_engine(EngineView(EngineState.PROBLEM, message="The engine does not start."))
    assert dock.classify.pages.currentWidget() is dock.classify.fields
    assert dock.chip.text() == "en&gine: problem"
    assert dock.chip.toolTip().endswith("\nThe engine does not start.")


def test_the_chip_names_the_device_and_opens_the_engine(dock, ready, qtbot):
    dock.set_engine(ready)
    assert dock.chip.text() == "en&gine: CPU"
    with qtbot.waitSignal(dock.engine_requested):
        dock.chip.click()


def test_a_run_is_shown_with_stage_tiles_speed_and_time_left(dock, ready, runs, qtbot):
    dock.set_engine(ready)
    dock.set_runs(runs)
    panel = dock.classify.progress
    assert panel.isVisible()
    assert panel.form.title.text() == "Running scene"
    assert panel.form.details.text() == (
        "Classifying, 34 of 100 tiles, 0.62 Mpx/s, 1 min 5 s left; 1 more waiting"
    )
    assert panel.form.bar.value() == 340
    assert dock.form.tabs.tabText(dock.form.tabs.indexOf(dock.runs)) == "&Runs 2"
    with qtbot.waitSignal(panel.cancel_requested) as asked:
        panel.form.cancel_button.click()
    assert asked.args == ["4"]
    assert panel.form.details.text() == "Cancelling…"


def test_when_nothing_runs_there_is_no_panel_and_no_badge(dock, runs):
    dock.set_runs(runs)
    dock.set_runs(runs[2:])
    assert not dock.classify.progress.isVisible()
    assert dock.form.tabs.tabText(dock.form.tabs.indexOf(dock.runs)) == "&Runs"


def test_cancel_can_be_pressed_for_the_next_run(dock, runs):
    dock.set_runs(runs)
    dock.classify.progress.form.cancel_button.click()
    following = replace(runs[0], state=runs[1].state, progress=None)
    dock.set_runs([following, *runs[2:]])
    assert dock.classify.progress.form.cancel_button.isEnabled()
    assert dock.classify.progress.form.details.text() == "Starting the engine"


def messages(dock):
    return [
        (
            [label.text() for label in item.findChildren(QLabel) if label.text()],
            {button.text(): button for button in item.findChildren(QPushButton)},
        )
        for item in dock.form.messages.findChildren(QgsMessageBarItem)
    ]


@pytest.mark.parametrize(
    ("code", "button"),
    [
        ("bands_missing", "Map bands…"),
        ("scale_unknown", "Map bands…"),
        ("output_not_writable", "Choose folder…"),
        ("disk_full", "Choose folder…"),
        ("engine_missing", "Repair engine"),
        ("engine_broken", "Repair engine"),
        ("engine_died", "Show settings"),
        ("area_outside", "Use whole scene"),
        ("model_invalid", "Import model…"),
        ("out_of_memory", "Show settings"),
        ("device_unavailable", "Engine…"),
    ],
)
def test_an_error_is_one_sentence_with_details_and_the_button_that_solves_it(dock, qtbot, code, button):
    dock.show_problem(Problem(code, "What happened and what to do.", "the log"))
    (texts, buttons), *rest = messages(dock)
    assert rest == []
    assert texts == ["What happened and what to do."]
    assert list(buttons) == [button, "Details"]
    with qtbot.waitSignal(dock.remedy_requested) as asked:
        buttons[button].click()
    assert asked.args == [remedy_for(code)]


@pytest.mark.parametrize(
    "code", ["cancelled", "scene_truncated", "scene_unreadable", "all_nodata", "unknown"]
)
def test_an_error_nothing_solves_has_no_such_button(dock, code):
    dock.show_problem(Problem(code, "What happened."))
    assert messages(dock)[0][1] == {}
    assert remedy_for(code) is Remedy.NONE


def test_every_remedy_has_a_text():
    assert all(remedy_text(remedy) for remedy in Remedy if remedy is not Remedy.NONE)


def test_details_open_the_log(dock, qtbot):
    dock.show_problem(Problem("internal", "Something unforeseen happened.", "Traceback of it"))
    messages(dock)[0][1]["Details"].click()
    dialog = dock.findChild(LogDialog)
    assert dialog.form.log.toPlainText() == "Traceback of it"
    dialog.copy()
    assert QGuiApplication.clipboard().text() == "Something unforeseen happened.\n\nTraceback of it"


def test_the_card_tells_bands_figures_classes_limits_and_licences(qtbot, model):
    dialog = CardDialog(model)
    qtbot.addWidget(dialog)
    text = dialog.form.text.toPlainText()
    for part in (
        "B02, B03, B04, B08", "held-out Sentinel-2 tiles", "88.0", "46.0", "313 Mixed forest", "groups of classes only",
        "It never predicts: 121 Industrial", "CDLA-Permissive-1.0", "CC-BY-4.0", "6 of 44",
    ):  # fmt: skip
        assert part in text
    dialog.copy()
    assert "ResUNet S2 10 m" in QGuiApplication.clipboard().text()


def test_the_card_tells_how_much_the_figures_depend_on_the_place(qtbot, model):
    """Five folds: their common figures, the lowest and the highest, and the F1 of classes that one fold lacks."""
    crossed = {
        "what": "2 folds of 11 Sentinel-2 tiles",
        "folds": [{"overall": [0.789, 0.465, 0.306]}, {"overall": [0.913, 0.713, 0.565]}],
        "level1": {"overall": 0.8612, "classes": 5},
        "level3": {"overall": 0.4887, "classes": 26, "per_class": {"313": {"pixels": 9, "f1": 0.57}}},
    }
    card = {**model.card, "metrics": {**model.card["metrics"], "crossvalidation": crossed}}
    dialog = CardDialog(replace(model, card=card))
    qtbot.addWidget(dialog)
    text = dialog.form.text.toPlainText()
    assert "2 folds of 11 Sentinel-2 tiles" in text
    assert "86.1" in text and "48.9" in text
    assert "level 1: 78.9 to 91.3 %, level 2: 46.5 to 71.3 %, level 3: 30.6 to 56.5 %" in text.replace(
        "\u00a0", " "
    )
    assert "57" in text.split("313 Mixed forest")[1].split("\n\n")[0]


def test_a_card_that_holds_html_is_shown_as_text_and_an_empty_one_does_not_fail(qtbot):
    dialog = CardDialog(ModelEntry("x", "/x", {"title": "<i>x</i>", "codes": []}))
    qtbot.addWidget(dialog)
    assert "<i>x</i>" in dialog.form.text.toPlainText()
    assert "None was measured." in dialog.form.text.toPlainText()


def test_a_card_without_figures_has_a_short_label():
    assert ModelEntry("x", "/x", {"title": "New"}).label == "New"
    assert ModelEntry("x", "/x", {"title": "New"}).overall(Level.L1) is None


def test_the_engine_dialog_offers_what_makes_sense(qtbot, ready):
    dialog = EngineDialog()
    qtbot.addWidget(dialog)
    dialog.set_engine(replace(ready, versions={"numpy": "2.4.0"}, devices=("CPU works",)), gpu_possible=False)
    assert dialog.form.gpu_button.isHidden()
    assert dialog.form.uninstall_button.isEnabled()
    assert "2.4.0" in dialog.form.facts.toPlainText()
    dialog.set_engine(ABSENT)
    assert dialog.form.repair_button.text() == "&Set up"
    assert not dialog.form.uninstall_button.isEnabled()
    assert not dialog.form.check_button.isEnabled()
    dialog.set_engine(replace(ABSENT, state=EngineState.SETTING_UP, fraction=0.5))
    assert not dialog.form.repair_button.isEnabled()
    assert dialog.form.bar.value() == 500


def test_every_control_has_a_name_for_a_screen_reader_and_a_tooltip(dock, ready, model):
    dock.set_engine(ready)
    dock.classify.fields.form.model.set_entries([model])
    nameless, unexplained = [], []
    own = [*dock.classify.findChildren(QAbstractButton), *dock.runs.findChildren(QAbstractButton)]
    for button in own:
        name = button.objectName()
        if not name or name.startswith("qt_") or not hasattr(button, "text") or name == "collapseButton":
            continue
        if not (button.text() or button.accessibleName()):
            nameless.append(name)
        if not button.toolTip():
            unexplained.append(name)
    assert nameless == []
    assert unexplained in ([], ["classify_button"])


def test_no_two_controls_of_the_form_share_a_mnemonic(dock, ready, qtbot):
    dock.set_engine(ready)
    fields = dock.classify.fields
    fields.form.advanced.form.group.setCollapsed(False)
    texts = [*(dock.form.tabs.tabText(row) for row in range(dock.form.tabs.count())), dock.chip.text()]
    for widget in fields.findChildren(QWidget):
        text = widget.text() if isinstance(widget, (QLabel, QAbstractButton)) else ""
        if widget.isVisibleTo(fields) and not isinstance(widget, QTabBar):
            texts.append(text)
    letters = [text[text.index("&") + 1].lower() for text in texts if "&" in text.replace("&&", "")]
    assert sorted(letters) == sorted(set(letters))
    assert len(letters) >= 20


def test_a_change_of_theme_changes_the_colour_of_notes(dock, qtbot):
    from qgis.PyQt.QtGui import QColor, QPalette

    dock.set_engine(EngineView(EngineState.READY))
    note = dock.classify.fields.form.scene.form.note
    before = note._text.palette().color(QPalette.ColorRole.WindowText)
    dark = QPalette(QColor("#2b2b2b"))
    dark.setColor(QPalette.ColorRole.WindowText, QColor("white"))
    dock.setPalette(dark)
    QCoreApplication.sendEvent(note, QEvent(QEvent.Type.PaletteChange))
    after = note._text.palette().color(QPalette.ColorRole.WindowText)
    assert after.lightness() > before.lightness()


def test_the_dock_can_be_narrow_without_scrolling_sideways(dock, ready, model, qtbot):
    """1280 px are shared by the layer tree, the map and the dock."""
    dock.set_engine(ready)
    fields = dock.classify.fields
    fields.form.model.set_entries([model])
    fields.form.advanced.form.group.setCollapsed(False)
    em = dock.fontMetrics().averageCharWidth()
    assert fields.form.fields.minimumSizeHint().width() <= 46 * em
    assert dock.minimumSizeHint().width() <= 56 * em


def test_tab_goes_through_the_fields_from_top_to_bottom(dock, ready, model, qtbot):
    dock.set_engine(ready)
    fields = dock.classify.fields
    fields.form.advanced.form.group.setCollapsed(False)
    wanted = [
        fields.form.scene.form.layer, fields.form.scene.form.open_button, fields.form.scene.form.edit_button,
        fields.form.model.form.model, fields.form.model.form.more_button, fields.form.model.form.card_button,
        fields.form.area.form.whole, fields.form.area.form.view, fields.form.area.form.polygons,
        fields.form.output.lineEdit(), fields.form.advanced.form.mask_layer, fields.form.advanced.form.use_scl,
        fields.form.advanced.form.overlap, fields.form.advanced.form.tile, fields.form.advanced.form.device,
        fields.form.advanced.form.confidence, fields.form.advanced.form.polygons, fields.form.classify_button,
    ]  # fmt: skip
    chain, widget = [], wanted[0]
    for _ in range(500):
        if widget in wanted and widget not in chain:
            chain.append(widget)
        widget = widget.nextInFocusChain()
    assert [w.objectName() for w in chain] == [w.objectName() for w in wanted]


def test_all_tabs_stay_in_sight_in_a_narrow_dock(dock, qtbot):
    """The words of the chip give way to its icon, and come back."""
    dock.set_engine(EngineView(EngineState.ABSENT))
    dock.show()
    tabs = dock.form.tabs
    words = dock.chip.text()
    icon_only, with_words = Qt.ToolButtonStyle.ToolButtonIconOnly, Qt.ToolButtonStyle.ToolButtonTextBesideIcon
    dock.resize(tabs.tabBar().sizeHint().width() + 60, 500)
    qtbot.waitUntil(lambda: dock.chip.toolButtonStyle() == icon_only)
    qtbot.waitUntil(lambda: tabs.tabBar().width() >= tabs.tabBar().sizeHint().width())
    assert dock.chip.toolTip().startswith(words.replace("&", ""))
    dock.resize(tabs.tabBar().sizeHint().width() + 400, 500)
    qtbot.waitUntil(lambda: dock.chip.toolButtonStyle() == with_words)
    assert dock.chip.text() == words
