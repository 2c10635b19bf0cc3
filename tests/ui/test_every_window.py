"""All windows in all languages: no letter is claimed by two controls at once, and every control says what it is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from qgis.core import QgsProject, QgsVectorLayer
from qgis.gui import QgsCollapsibleGroupBox
from qgis.PyQt.QtCore import QCoreApplication, QTranslator
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QTabBar,
    QTabWidget,
    QToolButton,
    QWidget,
)

from corina.clc.legend_presets import open_legend
from corina.engine.jobs import SceneInput
from corina.ui.band_dialog import BandDialog
from corina.ui.dock import CorinaDock
from corina.ui.engine_dialog import EngineDialog
from corina.ui.export_dialog import ExportDialog
from corina.ui.label_dialogs import AccuracyDialog, SampleDialog
from corina.ui.label_panel import LabelPanel
from corina.ui.legend_dialog import LegendDialog
from corina.ui.log_dialog import LogDialog
from corina.ui.pretrain_dialog import PretrainDialog
from corina.ui.state import EngineState, EngineView, ProgressView, RunState
from corina.ui.train_tab import TrainTab

from .test_translations import translations, update
from .train_values import DESCRIPTION, FIGURES, JOB, PRETRAINED, RECIPE, RESULT, course, pretraining, run

LANGUAGES = ("en", *update.LANGUAGES)
READY = EngineView(EngineState.READY, device="CPU", place="/engine", extras=("compare", "training"))
ABSENT = EngineView(EngineState.ABSENT, size="200 MB", place="/engine")


class Words(QTranslator):
    """The translations of a .ts file as it is, without compiling it."""

    def __init__(self, language):
        super().__init__()
        self._words = translations(language)

    def isEmpty(self):
        return False

    def translate(self, context, source, disambiguation=None, n=-1):
        return self._words.get((context, source)) or None


@pytest.fixture(params=LANGUAGES)
def language(request, qgis_app):
    """Each language in turn."""
    translator = Words(request.param) if request.param != "en" else None
    if translator is not None:
        QCoreApplication.installTranslator(translator)
    yield request.param
    if translator is not None:
        QCoreApplication.removeTranslator(translator)


def mnemonics(window, root=None):
    """The letters that work while `window` is shown, and which texts claim each."""
    claimed = {}
    for widget in (root or window).findChildren(QWidget):
        if not widget.isVisibleTo(window):
            continue
        texts = []
        if isinstance(widget, QTabBar):
            texts = [widget.tabText(row) for row in range(widget.count()) if widget.isTabVisible(row)]
        elif isinstance(widget, QLabel):
            texts = [widget.text()] if widget.buddy() is not None else []
        elif isinstance(widget, QAbstractButton):
            texts = [widget.text()]
        elif isinstance(widget, QGroupBox):
            texts = [widget.title()]
        for text in texts:
            plain = text.replace("&&", "")
            if "&" in plain:
                claimed.setdefault(plain[plain.index("&") + 1].lower(), []).append(text)
    return claimed


def check(window, where, least=1):
    if isinstance(window, CorinaDock):
        window.mnemonics.settle()
    claimed = mnemonics(window)
    doubled = {letter: texts for letter, texts in claimed.items() if len(texts) > 1}
    assert doubled == {}, where
    assert len(claimed) >= least, where


@pytest.fixture
def full_dock(qtbot, language, model, description):
    """The dock with everything unfolded."""
    layer = QgsVectorLayer("Polygon?crs=EPSG:3035&field=Code_18:string", "CLC", "memory")
    QgsProject.instance().addMapLayer(layer)
    dock = CorinaDock()
    qtbot.addWidget(dock)
    dock.set_engine(READY)
    dock.classify.fields.form.model.set_entries([model])
    dock.classify.fields.form.scene.add_product("/data/T35VMF.tif")
    dock.classify.fields.set_description(description)
    for group in dock.findChildren(QgsCollapsibleGroupBox):
        group.setCollapsed(False)
    dock.resize(900, 1200)
    dock.show()
    return dock


def test_no_letter_is_claimed_twice_in_classify(full_dock, result):
    dock = full_dock
    dock.show_classify()
    check(dock, "the form", 20)
    dock.classify.show_result(result, False)
    check(dock, "the result", 8)
    dock.set_engine(EngineView(EngineState.READY, extras=("training",)))
    dock.classify.result.form.report_button.click()
    check(dock, "what reports need", 8)
    dock.set_engine(READY)
    dock.classify.result.show_reporting(True)
    check(dock, "a report that is being made", 8)
    dock.set_engine(ABSENT)
    check(dock, "the first start")


def test_no_letter_is_claimed_twice_in_train(full_dock):
    dock, tab = full_dock, full_dock.train
    dock.show_train()
    tab.data.form.editor.form.labels.form.layer.setLayer(QgsProject.instance().mapLayersByName("CLC")[0])
    tab.show_description(DESCRIPTION)
    for number in range(5):
        tab.show_page(number)
        check(dock, f"page {number + 1}", 9)
    tab.show_page(0)
    tab.data.form.add_folder.click()
    check(dock, "a ready-made set", 15)
    tab.show_page(2)
    tab.model.rate_test.show_result({"rates": [1e-5, 1e-4], "losses": [2.0, 1.0], "suggestion": 1e-4})
    check(dock, "a tested learning rate", 20)
    for state in (RunState.RUNNING, RunState.PAUSED, RunState.DONE):
        result = PRETRAINED if state is RunState.DONE else None
        tab.model.pretraining.show_run(pretraining(state, result=result))
        check(dock, f"a pretraining that is {state.value}", 20)
    tab.show_page(3)
    for state in RunState:
        view = run(state, progress=ProgressView("train", 0.4)) if state is RunState.RUNNING else run(state)
        tab.show_run(view, course())
        check(dock, f"a training that is {state.value}", 10)
    tab.show_page(4)
    folds = [{"fold": 1, "metrics": {**RESULT["metrics"], "level3": FIGURES}}]
    tab.show_run(run(RunState.DONE, result={**RESULT, "folds": folds}), course())
    for row in range(tab.report.form.views.count()):
        tab.report.form.views.setCurrentIndex(row)
        check(dock, f"view {row + 1} of a report", 12)
    tab.report.show_busy("Comparing the labels with the model's maps: 0 %", can_cancel=True)
    check(dock, "a review of labels", 13)
    dock.set_engine(replace(READY, extras=()))
    check(dock, "what training needs")


def test_no_letter_is_claimed_twice_in_compare_and_runs(full_dock, runs):
    dock = full_dock
    dock.show_compare()
    for page in (dock.compare.fields, dock.compare.result):
        dock.compare.pages.setCurrentWidget(page)
        tabs = page.findChildren(QTabWidget)
        for row in range(tabs[0].count() if tabs else 1):
            if tabs:
                tabs[0].setCurrentIndex(row)
            check(dock, f"Compare, {type(page).__name__}, {row + 1}", 8)
    dock.set_runs(runs)
    dock.show_runs()
    for entry in runs:
        dock.runs.select(entry.id)
        check(dock, f"Runs, {entry.state.value}", 5)


def test_no_letter_is_claimed_twice_in_dialogs_and_the_dock_of_labels(qtbot, language, description):
    overrides = SceneInput("")
    made = (
        BandDialog(("B02", "B03"), description, overrides, description),
        LegendDialog(open_legend("dynamic-world")),
        EngineDialog(),
        LogDialog("Log", "text", "sentence"),
        LabelPanel(),
        SampleDialog({}),
        AccuracyDialog(("points.gpkg", "samples"), {}),
        PretrainDialog(RECIPE, "own data"),
        ExportDialog(JOB),
    )
    for window in made:
        qtbot.addWidget(window)
        window.show()
        check(window, type(window).__name__, 0)


def test_every_control_of_train_has_a_name_and_says_what_it_is_for(full_dock):
    tab = full_dock.train
    nameless, unexplained = [], []
    buddies = {label.buddy() for label in tab.findChildren(QLabel) if label.buddy() is not None}
    buddies |= {buddy.focusProxy() for buddy in buddies}
    kinds = (QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit)
    own = [widget for widget in tab.findChildren(QWidget) if isinstance(widget, kinds)]
    for widget in own:
        name = widget.objectName()
        inner = isinstance(widget.parent(), (QAbstractSpinBox, QComboBox, QTabBar, QLineEdit))
        if (
            not name
            or name.startswith(("qt_", "ScrollLeft", "ScrollRight"))
            or inner
            or name == "collapseButton"
        ):
            continue
        if isinstance(widget.parent(), QWidget) and type(widget.parent()).__name__ == "QgsFileWidget":
            continue
        text = widget.text() if isinstance(widget, QAbstractButton) else ""
        if not (text or widget.accessibleName() or widget in buddies):
            nameless.append(name)
        if not widget.toolTip():
            unexplained.append(name)
    assert len(own) > 60
    assert nameless == []
    assert unexplained == []


def test_train_is_no_wider_than_its_dock_in_any_language(full_dock):
    tab = full_dock.train
    em = tab.fontMetrics().averageCharWidth()
    tab.model.rate_test.show_result({"rates": [1e-5, 1e-4], "losses": [2.0, 1.0], "suggestion": 1e-4})
    tab.report.show_run(run(RunState.DONE, result=RESULT))
    tab.model.pretraining.show_run(pretraining(RunState.STOPPED, result=PRETRAINED))
    for page in (tab.data, tab.split, tab.model, tab.run, tab.report):
        assert page.minimumSizeHint().width() <= 46 * em, type(page).__name__
    assert tab.minimumSizeHint().width() <= 46 * em
    assert all(isinstance(step, QToolButton) for step in tab._steps)


def test_no_word_of_the_settings_of_training_is_cut_in_a_narrow_dock(qtbot, language):
    """Labels take two lines there, and a learning rate can be read."""
    tab = TrainTab()
    qtbot.addWidget(tab)
    tab.set_engine(READY)
    page = tab.model
    page.form.fit_group.setCollapsed(False)
    tab.resize(411, 900)
    tab.show()
    tab.show_page(2)
    qtbot.wait(1)
    assert page.width() <= 411
    labels = page.form.fit_group.findChildren(QLabel)
    assert len(labels) > 12
    for label in labels:
        if label.buddy() is not None and label.isVisible():
            assert label.height() >= label.heightForWidth(label.width()), label.text()
            widest = max(label.text().replace("&", "").split(), key=label.fontMetrics().horizontalAdvance)
            assert label.width() >= label.fontMetrics().horizontalAdvance(widest), label.text()
    rate = page.form.rate
    assert rate.width() >= rate.fontMetrics().horizontalAdvance("0.00025") + 10
