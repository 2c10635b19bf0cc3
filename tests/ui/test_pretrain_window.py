"""Pretraining an encoder in the window: what its dialog asks for, and what the Model page shows of its run."""

from __future__ import annotations

import zipfile
from dataclasses import replace

import pytest
from qgis.PyQt.QtGui import QGuiApplication

from corina.engine.jobs import (
    Architecture,
    PretrainJob,
    SplitChoice,
    SplitScheme,
    WeightsChoice,
    WeightsFrom,
)
from corina.ui.pretrain_dialog import PretrainDialog
from corina.ui.run_details import run_details
from corina.ui.state import ProgressView, RunState
from corina.ui.train_model_page import TrainModelPage

from .train_values import DATA, PRETRAIN_JOB, PRETRAINED, RECIPE, pretraining

OWN = "the data of the Data page"
TILES = SplitChoice(scheme=SplitScheme.TILES)


@pytest.fixture
def opened(qtbot):
    """Opens the dialog; returns it and the jobs it has started."""

    def make(recipe, problem=""):
        dialog, jobs = PretrainDialog(recipe, OWN, problem), []
        qtbot.addWidget(dialog)
        dialog.started.connect(jobs.append)
        dialog.show()
        return dialog, jobs

    return make


def choose(dialog, kind):
    dialog.form.kind.setCurrentIndex(dialog.form.kind.findData(kind))


def test_own_data_are_learned_with_the_settings_of_the_pages(opened):
    dialog, jobs = opened(replace(RECIPE, data=DATA, split=TILES))
    assert dialog.start_button.isEnabled() and dialog.form.kind.currentText() == OWN
    assert not dialog.form.source.isEnabled() and dialog.form.level.isEnabled()
    assert dialog.form.epochs.value() == 150 and dialog.form.batch.value() == 8  # those of the training
    words = dialog.form.network.text()
    assert "tu-efficientnet_lite0" in words and "B02, B03, B04, B08" in words
    assert "the model that comes with Corina" in words
    dialog.form.epochs.setValue(12)
    dialog.form.batch.setValue(16)
    dialog.form.level.setCurrentIndex(1)
    dialog.start_button.click()
    (job,) = jobs
    assert (job.kind, job.source, job.level, job.output_dir) == ("own", "", 2, "")
    (stage,) = job.recipe.stages
    assert (stage.epochs, stage.steps, stage.batch, stage.frozen) == (12, 0, 16, False)
    assert stage.learning_rate == RECIPE.stages[-1].learning_rate
    assert job.recipe.data == DATA and job.recipe.split == TILES


def test_what_is_missing_of_own_data_is_said(opened):
    dialog, jobs = opened(RECIPE, "Add a scene with labels.")
    assert dialog.form.kind.currentData() == "bigearthnet"  # own data cannot be learned from
    choose(dialog, "own")
    assert dialog.form.note.text() == "Add a scene with labels." and not dialog.start_button.isEnabled()
    dialog._start()
    assert jobs == []


def test_sets_are_folders_or_a_zip_and_get_a_split_of_their_own(opened, tmp_path):
    dialog, jobs = opened(replace(RECIPE, data=DATA, split=TILES))
    choose(dialog, "bigearthnet")
    assert dialog.form.note.text() == "Choose the folder of the data set."
    dialog.form.source.setFilePath(str(tmp_path / "none"))
    assert "is no folder" in dialog.form.note.text()
    dialog.form.source.setFilePath(str(tmp_path))
    assert dialog.form.note.text() == "" and dialog.form.level.isEnabled()
    choose(dialog, "eurosat_zip")
    assert "is no zip file" in dialog.form.note.text() and not dialog.form.level.isEnabled()
    with zipfile.ZipFile(tmp_path / "EuroSAT.zip", "w"):
        pass
    dialog.form.source.setFilePath(str(tmp_path / "EuroSAT.zip"))
    dialog.form.folder.setFilePath("runs")
    assert "no full path" in dialog.form.note.text()
    (tmp_path / "job.json").write_text("{}")
    dialog.form.folder.setFilePath(str(tmp_path))
    assert "holds a training already" in dialog.form.note.text()
    dialog.form.folder.setFilePath(str(tmp_path / "run"))
    dialog.start_button.click()
    (job,) = jobs
    assert (job.kind, job.source) == ("eurosat", str(tmp_path / "EuroSAT.zip"))
    assert job.output_dir == str(tmp_path / "run")
    assert job.recipe.split.scheme is SplitScheme.AUTO


def test_the_19_classes_of_bigearthnet_have_no_level(opened, tmp_path):
    dialog, jobs = opened(RECIPE)
    choose(dialog, "bigearthnet19")
    assert not dialog.form.level.isEnabled() and dialog.form.source.isEnabled()
    dialog.form.source.setFilePath(str(tmp_path))
    dialog.start_button.click()
    (job,) = jobs
    assert (job.kind, job.source) == ("bigearthnet19", str(tmp_path))
    assert job.recipe.split.scheme is SplitScheme.AUTO
    dialog, _ = opened(RECIPE)
    dialog.set_job(job)
    assert dialog.form.kind.currentData() == "bigearthnet19"


def test_a_run_is_repeated_with_changes(opened, tmp_path):
    job = replace(PRETRAIN_JOB, kind="eurosat", source=str(tmp_path / "EuroSAT.zip"), level=1)
    dialog, _ = opened(job.recipe)
    dialog.set_job(job)
    assert dialog.form.kind.currentData() == "eurosat_zip"
    assert dialog.form.level.currentData() == 1 and dialog.form.epochs.value() == 30
    assert dialog.form.folder.filePath() == ""  # never into the folder of that run
    dialog.set_job(replace(job, source=str(tmp_path), kind="bigearthnet"))
    again = dialog.job()
    assert isinstance(again, PretrainJob) and (again.kind, again.level) == ("bigearthnet", 1)


@pytest.fixture
def page(qtbot):
    """The Model page with the network of the pretraining."""
    widget = TrainModelPage()
    qtbot.addWidget(widget)
    widget.show()
    return widget


def test_the_page_follows_a_pretraining_and_stops_and_resumes_it(page, qtbot):
    panel, form = page.pretraining, page.pretraining.form
    asked = []
    panel.stop_requested.connect(lambda run_id: asked.append(("stop", run_id)))
    panel.resume_requested.connect(lambda run_id: asked.append(("resume", run_id)))
    assert not panel.isVisible()
    panel.show_run(pretraining(RunState.RUNNING, progress=ProgressView("train", 0.4, seconds_left=65)))
    assert form.note.text() == "Training, 1 min 5 s left" and form.bar.value() == 400
    assert form.stop_button.isVisible() and not form.take_button.isVisible()
    form.stop_button.click()
    assert form.note.text() == "Stopping"
    panel.show_run(pretraining(RunState.STOPPED, result={**PRETRAINED, "metrics": None, "epoch": 3}))
    assert form.note.text() == "Stopped, can go on, epoch 3"
    assert form.resume_button.isVisible() and form.take_button.isVisible()
    assert not form.bar.isVisible() and not form.figures.isVisible()
    form.resume_button.click()
    assert asked == [("stop", "8"), ("resume", "8")]
    panel.show_run(pretraining(RunState.FAILED, error="The loss became nan at step 3."))
    assert form.note.text() == "The loss became nan at step 3."
    form.close_button.click()
    assert not panel.isVisible() and panel.run_id() == ""


def test_the_figures_of_ulmas_and_liiv_are_shown_by_level_and_class(page):
    panel, tree = page.pretraining, page.pretraining.form.figures
    panel.show_run(pretraining(RunState.DONE, result=PRETRAINED))
    assert tree.isVisible() and tree.topLevelItemCount() == 2
    level = tree.topLevelItem(1)
    assert [level.text(column) for column in range(5)] == ["Level 2", "50.0", "30.0", "20.0", "81.3"]
    assert "1.20 labels a patch (cardinality)" in level.toolTip(0) and "mean F1" in level.toolTip(0)
    classes = [(level.child(row).text(0), level.child(row).text(4)) for row in range(level.childCount())]
    assert classes == [("31 Forests", "90.0"), ("51 Inland waters", "66.7")]  # 21 does not occur
    assert "precision 88.0 %" in level.child(0).toolTip(4)
    panel.form.copy_button.click()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == "Level, class\tExact\tPartial\tWrong\tF1" and lines[1].startswith("Level 1\t0.7\t")
    single = {"classes": {**PRETRAINED["metrics"]["level2"], "per_class": {"River / SeaLake": {
        "patches": 3, "precision": 1.0, "recall": 0.5, "f1": 0.667}}}}  # fmt: skip
    panel.show_run(pretraining(RunState.DONE, result={**PRETRAINED, "metrics": single}))
    assert tree.topLevelItem(0).text(0) == "Classes"
    assert tree.topLevelItem(0).child(0).text(0) == "River / SeaLake"


def test_the_training_begins_with_the_encoder_on_a_click(page):
    panel, network = page.pretraining, PRETRAIN_JOB.recipe.network
    taken = []
    panel.taken.connect(taken.append)
    page.form.encoder.setCurrentText("resnet34")
    assert not page.has_encoder("resnet18")
    panel.show_run(pretraining(RunState.DONE, result=PRETRAINED))
    panel.form.take_button.click()
    assert [run.id for run in taken] == ["8"]
    page.begin_with(PRETRAINED["encoder"], network)
    assert page.has_encoder("resnet18")
    page.form.title.setText("Begun")
    recipe = replace(page._read())
    assert recipe.weights == WeightsChoice(WeightsFrom.FILE, PRETRAINED["encoder"])
    assert recipe.network.depth == network.depth and recipe.network.encoder == "resnet18"
    assert panel.form.note.text() == "The training begins with this encoder."
    assert not panel.form.take_button.isVisible()
    page.form.weights.setCurrentIndex(page.form.weights.findData(WeightsFrom.NONE.value))
    assert panel.form.take_button.isVisible()


def test_a_network_without_an_encoder_has_none_to_pretrain(page):
    form, asked = page.form, []
    page.pretrain_requested.connect(lambda: asked.append(1))
    form.pretrain_button.click()
    form.architecture.setCurrentIndex(form.architecture.findData(Architecture.UNET.value))
    assert not form.pretrain_button.isEnabled() and not page.has_encoder("resnet18")
    form.pretrain_button.click()
    assert asked == [1]


def test_runs_tells_what_a_pretraining_learned(qgis_app):
    html = run_details(pretraining(RunState.DONE, result=PRETRAINED), "#000")
    assert "50.0 % exactly right, F1 81.3 %" in html and "/runs/encoder/encoder.safetensors" in html
    assert "resnet18" in html and "EuroSAT" not in html
