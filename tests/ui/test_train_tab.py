"""The tab Train as a whole, and its trainings in Runs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from corina.engine.jobs import (
    AugmentationChoice,
    DataChoice,
    LossChoice,
    Optimiser,
    Rate,
    SourceKind,
    SplitChoice,
    StageChoice,
    TrainingSource,
    WeightsChoice,
    WeightsFrom,
)
from corina.ui.runs_tab import RunsTab
from corina.ui.state import EngineState, EngineView, ProgressView, RunState
from corina.ui.train_tab import DATA as DATA_STEP
from corina.ui.train_tab import REPORT, RUN, TrainTab

from .train_values import DATA, RECIPE, RESULT, course, run


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


def test_codes_and_seeds_of_a_recipe_are_kept_until_their_fields_are_changed(tab):
    tab.set_recipe(replace(RECIPE, data=DATA, split=SplitChoice(seed=9), seed=5, codes=(211, 312)))
    assert tab.data.form.codes.text() == "211, 312"
    assert (tab.recipe().seed, tab.recipe().split.seed, tab.recipe().stated_codes) == (5, 9, (211, 312))
    tab.split.form.seed.setValue(4)  # of both, as its tooltip says
    assert (tab.recipe().seed, tab.recipe().split.seed) == (4, 4)
    tab.data.form.codes.clear()
    assert tab.recipe().stated_codes == ()


def test_what_a_recipe_alone_can_say_is_kept_and_is_in_the_manual(tab):
    network = {"decoder_channels": (96, 64, 32, 16), "skip_channels": (8, 16, 24, 32), "compressed": True}
    frozen = {
        "weight_decay": 0.5, "rate": Rate.CONSTANT, "clip": 2.0, "ema": 0.5, "learning_rate": 0.02, "accumulate": 2,
        "optimiser": Optimiser.SGD,
    }  # fmt: skip
    last = {
        "steps": 7, "sets": {"data": 1.0}, "crop": 64, "schedule": 99, "patience": 3, "factor": 0.5, "fresh_head": True,
        "level_weights": (0.0, 0.0, 1.0), "augmentation": AugmentationChoice(noise=0.5), "name": "z",
    }  # fmt: skip
    loss = {"hierarchical": 0.7, "dice_bce": 0.2, "focal_gamma": 1.5}
    augmentation = {"offset": 0.2, "noise": 0.3, "nodata": 0.4}
    weights = {"encoder_only": True, "bands": ("B02", "B08")}
    source = {"share": 2.0, "name": "Mine"}
    data = {"cache_mb": 77, "sources": tuple(replace(entry, **source) for entry in DATA.sources)}
    own = {"version": "2", "check_every": 3, "workers": 2, "devices": 4, "previews": 9}
    stages = (
        StageChoice("first", epochs=2, batch=8, frozen=True, **frozen),
        StageChoice("middle", epochs=3),
        StageChoice(**last),
    )
    recipe = replace(
        RECIPE,
        name="vaasa-2018",
        network=replace(RECIPE.network, **network),
        stages=stages,
        loss=LossChoice(**loss),
        augmentation=AugmentationChoice(**augmentation),
        weights=WeightsChoice(WeightsFrom.FILE, "/w/encoder.pth", **weights),
        data=replace(DATA, **data),
        split=SplitChoice(),
        **own,
    )
    recipe = replace(recipe, bands=recipe.data.bands)
    tab.set_recipe(recipe)
    tab.model.form.weights_file.setFilePath(__file__)  # one that is there
    assert tab.recipe() == replace(recipe, weights=replace(recipe.weights, path=__file__))
    tab.model.form.epochs.setValue(3)
    assert (tab.recipe().stages[-1].epochs, tab.recipe().stages[-1].steps) == (3, 0)
    manual = (Path(__file__).resolve().parents[2] / "docs" / "training.md").read_text(encoding="utf-8")
    by_recipe = manual[manual.index("By recipe only") :].split("\n\n")[0]
    for name in {*network, *last, *loss, *augmentation, *weights, *source, *data, *own} - {
        "compressed",
        "sources",
    }:
        assert f"`{name}`" in by_recipe, name


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
