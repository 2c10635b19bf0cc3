"""The pages of Train: what they ask for, what they show, and what they say is missing."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum

import pytest
from qgis.core import QgsFeature, QgsProject, QgsVectorLayer
from qgis.PyQt.QtGui import QColor, QGuiApplication, QPixmap

from corina.clc.legend_presets import open_legend
from corina.clc.legends import read_legend
from corina.engine.jobs import (
    Architecture,
    ClassWeights,
    DataChoice,
    Heads,
    JobError,
    LabelInput,
    LossChoice,
    NetworkChoice,
    Optimiser,
    Precision,
    Preset,
    Rate,
    SourceKind,
    SplitChoice,
    SplitScheme,
    StageChoice,
    TrainingSource,
    WeightsChoice,
    WeightsFrom,
    preset_recipe,
)
from corina.ui import choices
from corina.ui.curve_chart import CurveChart, Series, nice_step
from corina.ui.label_box import CODE_FIELD, LabelBox
from corina.ui.legend_dialog import LegendDialog
from corina.ui.matrix_view import MatrixView
from corina.ui.preview_strip import PreviewStrip
from corina.ui.recipe_fields import model_name
from corina.ui.runs_tab import RunsTab
from corina.ui.state import EngineState, EngineView, ProgressView, RunState
from corina.ui.train_data_page import TrainDataPage
from corina.ui.train_model_page import TrainModelPage
from corina.ui.train_report_page import TrainReportPage
from corina.ui.train_run_page import TrainRunPage
from corina.ui.train_split_page import TrainSplitPage
from corina.ui.train_tab import DATA as DATA_STEP
from corina.ui.train_tab import REPORT, RUN, TrainTab
from corina.ui.training_view import TrainingView

from .train_values import DATA, DESCRIPTION, FIGURES, RECIPE, RESULT, course, run


@pytest.fixture
def make(qtbot):
    """Makes a widget and shows it."""

    def build(kind, *arguments):
        widget = kind(*arguments)
        qtbot.addWidget(widget)
        widget.show()
        return widget

    return build


def polygons(name="CLC", field="Code_18"):
    layer = QgsVectorLayer(f"Polygon?crs=EPSG:3035&field={field}:string", name, "memory")
    QgsProject.instance().addMapLayer(layer)
    return layer


# Data


def test_what_was_chosen_comes_back_as_it_was(make):
    page = make(TrainDataPage)
    page.set_choice(replace(DATA, sources=DATA.sources[1:]))
    assert page.choice() == replace(DATA, sources=DATA.sources[1:])


def test_sources_of_two_kinds_are_listed_and_one_is_removed(make):
    page = make(TrainDataPage)
    page.set_choice(DATA)
    assert page.form.sources.item(0).text() == "a.tif"
    page.form.sources.setCurrentRow(1)
    assert not page.form.editor.is_scene()
    assert page.choice().sources[1] == DATA.sources[1]
    page.form.remove.click()
    assert [source.kind for source in page.choice().sources] == [SourceKind.SCENE]
    page.form.remove.click()
    assert page.problem() == "Add a scene with labels, or a ready-made data set."
    assert not page.form.look_button.isEnabled()


def test_what_is_missing_is_said_beside_its_field(make):
    page = make(TrainDataPage)
    assert page.problem().startswith("Add a Sentinel-2 raster")
    page.form.editor.form.scene.add_product("/data/a.SAFE")
    assert page.problem() == page.form.editor.form.labels.form.note.text() != ""
    with pytest.raises(JobError, match="Choose a layer"):
        page.choice()
    page.form.editor.form.labels.add_file(LabelInput("/data/clc.gpkg"))
    assert page.problem() == "" and page.choice().sources[0].labels.path == "/data/clc.gpkg"
    page.form.step.setValue(500)
    assert (
        page.form.note.text()
        == page.problem()
        == "The step is larger than the patch; make it the patch size at most."
    )
    page.form.step.setValue(64)
    page.form.bands.setText(" ,")
    assert page.form.note.text() == "Name at least one band."
    page.form.bands.setText("b02; B08 b02")
    assert page.choice().bands == ("B02", "B08")


def test_a_folder_that_is_not_there_is_said(make, tmp_path):
    page = make(TrainDataPage)
    page.form.add_folder.click()
    page.form.editor.form.folder.setFilePath(str(tmp_path / "gone"))
    assert "is not there" in page.form.editor.form.folder_note.text()
    page.form.editor.form.folder.setFilePath(str(tmp_path))
    assert page.form.editor.problem() == ""
    # The scene that came first is still not complete: its row says so.
    assert "is not complete" in page.problem() and page.problem() == page.form.note.text()


def test_the_classes_are_shown_with_their_colours_and_warnings(make):
    page = make(TrainDataPage)
    page.show_description(DESCRIPTION)
    shown = page.form.statistics.form
    assert (
        shown.summary.text() == "1,234 patches of 128 px, 12,056 ha labelled; left out: 12 only sea, 3 cloud"
    )
    areas = shown.chart.areas()
    assert [(area.code, area.colour.name(), area.percent) for area in areas][:2] == [
        (311, "#80ff00", 60.0),
        (0, "#00a000", 30.0),
    ]
    assert shown.table.rowCount() == 3 and shown.table.item(2, 7).text() == "in one place only"
    assert "Class 512" in shown.warnings.text() and "999 (12 pixels)" in shown.warnings.text()
    page.show_description(DESCRIPTION, stale=True)
    assert page.form.look_note.text() == "Changed since; count again."
    page.show_description(None)
    assert not page.form.statistics.isVisible()


# Labels and legends


@pytest.mark.parametrize(
    "name", ["CODE_18", "code_06", "Code_18", "CLC_CODE", "clc18", "CODE", "code_clc_18", "GRIDCODE"]
)
def test_fields_with_corine_codes_are_known(name):
    assert CODE_FIELD.match(name)


@pytest.mark.parametrize("name", ["id", "area", "remark", "postcode", "name"])
def test_other_fields_are_not(name):
    assert not CODE_FIELD.match(name)


def test_the_field_is_chosen_by_itself_and_a_layer_without_one_is_said(make):
    polygons("CLC")
    without = polygons("parcels", "owner")
    box = make(LabelBox)
    box.form.layer.setLayer(QgsProject.instance().mapLayersByName("CLC")[0])
    assert box.form.field.currentField() == "Code_18" and box.problem() == ""
    box.form.layer.setLayer(without)
    assert "“parcels” has no field such as CODE_18" in box.form.note.text()
    box.form.field.setField("owner")
    assert box.labels().field == "owner" and box.form.note.text() == ""


def test_a_layer_that_cannot_be_used_is_said(make):
    layer, box = polygons(), make(LabelBox)

    def refuse(_):
        raise ValueError("“CLC” has unsaved edits: save or discard them first.")

    box.resolve = refuse
    box.form.layer.setLayer(None)
    box.form.layer.setLayer(layer)
    assert box.form.note.text() == "“CLC” has unsaved edits: save or discard them first."


def test_labels_that_are_being_edited_are_said_until_they_are_saved(make):
    layer, box = polygons(), make(LabelBox)

    def resolve(chosen):
        if chosen.isModified():
            raise ValueError("“CLC” has unsaved edits: save or discard them first.")
        return LabelInput("/data/clc.gpkg")

    box.resolve = resolve
    box.form.layer.setLayer(layer)
    assert box.form.note.text() == ""
    assert layer.startEditing() and layer.addFeature(QgsFeature(layer.fields()))
    assert "unsaved edits" in box.form.note.text()
    assert layer.commitChanges()
    assert box.form.note.text() == "" and box.problem() == ""


def test_a_legend_is_changed_and_saved_as_a_file(make, tmp_path):
    dialog = make(LegendDialog, open_legend("dynamic-world"))
    rows = dialog.form.table.rowCount()
    dialog.form.add_button.click()
    for column, text in enumerate(("77", "orchards", "222 3x")):
        dialog.form.table.item(rows, column).setText(text)
    assert not dialog.save(str(tmp_path / "mine.csv"))
    assert "“3x” of class 77 is no CORINE code" in dialog.form.note.text()
    dialog.form.table.item(rows, 2).setText("222, 3")
    saved = []
    dialog.saved.connect(saved.append)
    assert dialog.save(str(tmp_path / "mine.csv"))
    found = read_legend(saved[0]).find(77)
    assert found.name == "orchards" and {222, 311, 335} <= found.codes


# Split


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


# Model


@pytest.mark.parametrize("preset", list(Preset))
def test_a_preset_is_taken_whole(make, preset):
    page = make(TrainModelPage)
    page.set_preset(preset)
    wanted = preset_recipe(preset)
    assert page.recipe() == replace(
        wanted, title=page.form.title.text(), name=model_name(page.form.title.text())
    )


def test_a_recipe_comes_back_as_it_was(make):
    page = make(TrainModelPage)
    recipe = replace(
        RECIPE,
        network=NetworkChoice(
            Architecture.UNET, compressed=True, heads=Heads.SEPARATE, dropout=0.2, inner_dropout=0.3
        ),
        loss=LossChoice(0.0, 0.5, 0.5, class_weights=ClassWeights.EFFECTIVE),
        stages=(
            StageChoice("frozen", epochs=2, frozen=True),
            StageChoice("middle", epochs=3),
            StageChoice(
                "all", epochs=9, batch=8, optimiser=Optimiser.SGD, rate=Rate.PLATEAU, learning_rate=0.01
            ),
        ),
        precision=Precision.FULL,
        monitor="f1_macro3",
        stop_early=3,
        weights=WeightsChoice(WeightsFrom.PACKAGE, "/models/mine"),
        seed=77,
    )
    page.set_recipe(recipe)
    assert page.recipe() == replace(recipe, stages=(replace(recipe.stages[0], batch=8), *recipe.stages[1:]))


def test_gradients_are_limited_and_weights_averaged_as_the_fields_say(make):
    page = make(TrainModelPage)
    assert (page.form.clip.value(), page.form.ema.value()) == (5.0, 0.99)  # of the preset
    page.form.clip.setValue(0.0)
    page.form.ema.setValue(0.0)
    assert (page.form.clip.text(), page.form.ema.text()) == ("any", "none")
    assert (page.recipe().stages[-1].clip, page.recipe().stages[-1].ema) == (0.0, 0.0)
    assert page.recipe().stages[0].ema == 0.98  # a frozen stage keeps its own
    exact = replace(RECIPE.stages[-1], clip=1.234, ema=0.99987)
    page.set_recipe(replace(RECIPE, stages=(exact,)))  # shown rounded, and kept as it is
    assert page.form.ema.value() == 0.9999 and page.recipe().stages == (exact,)


def test_no_frozen_epochs_leave_the_stage_out_and_some_bring_it_back(make):
    page = make(TrainModelPage)
    page.form.frozen.setValue(0)
    assert [stage.frozen for stage in page.recipe().stages] == [False]
    page.form.frozen.setValue(4)
    assert page.recipe().stages[0].frozen and page.recipe().stages[0].epochs == 4


def test_what_makes_no_sense_is_said_in_a_sentence(make, tmp_path):
    page = make(TrainModelPage)
    page.form.title.setText("…")
    assert page.form.title_note.text() == page.problem() == "Give the model a name of letters or digits."
    page.form.title.setText("Vaasa, été 2018")
    assert page.recipe().name == "vaasa-ete-2018"
    page.form.rate.setText("fast")
    assert page.problem() == "“fast” is no learning rate; write a number such as 0.0005."
    page.form.rate.setText("1e-3")
    (tmp_path / "job.json").write_text("{}")
    page.set_folder(str(tmp_path))
    assert "holds a training already" in page.form.folder_note.text()
    page.set_folder("")
    choices.choose(page.form.weights, WeightsFrom.FILE)
    assert (
        page.form.weights_file.isVisible() and page.problem() == "Choose the file or folder with the weights."
    )
    page.form.weights_file.setFilePath(str(tmp_path / "job.json"))
    assert page.recipe().weights == WeightsChoice(WeightsFrom.FILE, str(tmp_path / "job.json"))


def test_the_estimate_is_shown_and_known_to_be_old(make):
    page = make(TrainModelPage)
    estimate = {
        "parameters": 14_300_000, "steps_per_epoch": 140, "seconds_per_epoch": 120.0, "seconds_total": 5000.0,
        "memory_mb": 2345, "device": "cpu",
    }  # fmt: skip
    page.show_estimate(estimate)
    assert page.form.estimate.text() == (
        "14.3 million parameters, 140 steps an epoch; 2 min an epoch, about 1 h 23 min in all; 2.3 GB of memory on CPU"
    )
    page.show_estimate(estimate, stale=True)
    assert page.form.estimate_note.text() == "Changed since; try again."


@pytest.mark.parametrize("kind", [Architecture, Heads, WeightsFrom, ClassWeights, Optimiser, Rate, Precision])
def test_every_choice_of_a_recipe_has_its_words(kind: type[Enum], qgis_app):
    assert set(choices.words(kind)) == set(kind)


# Training


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


# Report


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


def test_the_matrix_of_all_44_classes_fits_a_small_window(make):
    view = make(MatrixView)
    view.resize(320, 320)
    codes = list(range(44))
    view.set_matrix(codes, [[float(row == column) for column in codes] for row in codes])
    assert view.cell(43, 43).right() <= 320 and view.cell(43, 43).bottom() <= 320
    view.grab()


# The tab


@pytest.fixture
def tab(make, ready):
    widget = make(TrainTab)
    widget.set_engine(replace(ready, extras=("compare", "training")))
    return widget


def test_the_card_is_shown_until_the_engine_has_what_training_needs(tab, ready):
    asked = []
    tab.setup.setup_requested.connect(lambda: asked.append(tab.setup.extras))
    assert tab.form.sides.currentWidget() is tab.form.train_side
    tab.set_engine(replace(ready, extra_sizes={"training": "about 270 MB", "compare": "about 60 MB"}))
    assert tab.form.sides.currentWidget() is tab.form.setup_side
    assert tab.setup.form.size.text() == "about 270 MB + about 60 MB"
    tab.setup.form.setup_button.click()
    assert asked == [("training", "compare")]
    tab.set_engine(EngineView(EngineState.SETTING_UP, fraction=0.4, message="Downloading torch"))
    assert tab.setup.form.bar.value() == 400 and tab.setup.form.cancel_button.isVisible()
    tab.set_engine(replace(ready, extras=("compare", "training")))
    assert tab.form.sides.currentWidget() is tab.form.train_side


def test_the_pages_are_reached_by_steps_and_buttons_and_keep_what_they_hold(tab):
    tab.set_recipe(replace(RECIPE, data=DATA, split=SplitChoice(folds=7)))
    before = tab.recipe()
    assert tab.page() == DATA_STEP and not tab.form.back_button.isEnabled()
    for _ in range(4):
        tab.form.next_button.click()
    assert tab.page() == REPORT and not tab.form.next_button.isEnabled()
    tab.form.run_step.click()
    assert tab.page() == RUN
    tab.form.back_button.click()
    tab.form.data_step.click()
    assert tab.recipe() == before
    assert isinstance(before.data, DataChoice) and before.split.folds == 7


def test_what_is_missing_keeps_the_training_from_starting_and_is_said(tab):
    tab.show_page(RUN)
    assert not tab.run.form.start_button.isEnabled()
    assert tab.run.form.note.text() == tab.gap() == tab.data.problem() != ""
    tab.data.set_choice(DataChoice(sources=(TrainingSource(SourceKind.AUTO, path="/"),)))
    assert tab.gap() == "" and tab.run.form.start_button.isEnabled()
    tab.set_engine(
        EngineView(EngineState.PROBLEM, message="The engine is damaged.", extras=("training", "compare"))
    )
    assert tab.run.form.note.text() == "The engine is damaged."


def test_the_step_says_how_far_the_training_is(tab):
    tab.resize(900, 700)
    tab.show_run(run(RunState.RUNNING, progress=ProgressView("train", 0.42)), course())
    assert tab.form.run_step.text() == "&4 Train 42 %"
    tab.update_run(run(RunState.DONE, result=RESULT))
    assert tab.form.run_step.text() == "&4 Training"
    assert tab.report.form.use_button.isEnabled()


def test_steps_without_room_are_numbers_and_keep_their_letters(tab):
    tab.show_run(run(RunState.RUNNING, progress=ProgressView("train", 0.42)), course())
    tab.resize(900, 700)
    steps = (
        tab.form.data_step,
        tab.form.split_step,
        tab.form.model_step,
        tab.form.run_step,
        tab.form.report_step,
    )
    whole = [step.text() for step in steps]
    letters = [step.shortcut().toString() for step in steps]
    assert whole[0] == "&1 Data" and letters[0] == "Alt+1"
    tab.resize(320, 700)
    assert tab.width() < 400
    assert [step.text() for step in steps] == ["&1 Data", "&2", "&3", "&4 42 %", "&5"]
    assert [step.shortcut().toString() for step in steps] == letters
    assert steps[4].accessibleName() == "5 Report"
    tab.show_page(REPORT)
    assert [step.text() for step in steps] == ["&1", "&2", "&3", "&4 42 %", "&5 Report"]
    tab.resize(900, 700)
    assert [step.text() for step in steps] == whole


def test_a_failed_training_says_why_on_a_line_of_its_own(make):
    page = make(TrainRunPage)
    page.set_view(course())
    page.show_run(replace(run(RunState.FAILED), error="A batch of 64 is too large; choose 16."))
    assert page.form.details.text() == "Failed, epoch 6\nA batch of 64 is too large; choose 16."


def test_no_page_is_wider_than_the_dock(tab):
    em = tab.fontMetrics().averageCharWidth()
    for group in tab.model.groups():
        group.setCollapsed(False)
    for page in (tab.data, tab.split, tab.model, tab.run, tab.report):
        assert page.minimumSizeHint().width() <= 46 * em, type(page).__name__


def test_a_training_is_in_runs_with_what_it_learned_from_and_how_well(make):
    tab = make(RunsTab)
    tab.set_runs([run(RunState.DONE, result={**RESULT, "epoch": 12}), replace(run(RunState.STOPPED), id="8")])
    text = tab.form.details.toPlainText()
    for part in (
        "Vaasa 2018",
        f"resunet, {RECIPE.network.encoder}",
        "a, /",
        "90.0 / 90.0 / 80.0 % at levels 1 / 2 / 3",
        "/runs/vaasa",
    ):
        assert part in text
    assert not tab.actions_["resume"].isVisible()
    tab.select("8")
    asked = []
    tab.resume_requested.connect(asked.append)
    tab.actions_["resume"].trigger()
    assert tab.actions_["resume"].isVisible() and asked == ["8"]


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
