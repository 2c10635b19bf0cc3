"""Pretraining an encoder from the Train tab with the real engine: its run, its figures, and what it is for."""

from __future__ import annotations

from dataclasses import replace

from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QDesktopServices, QGuiApplication

from corina.engine.jobs import PretrainJob, Recipe, WeightsChoice, WeightsFrom
from corina.plugin.run_actions import RunActions
from corina.plugin.runs import Run, RunState
from corina.plugin.settings import load_settings
from corina.plugin.train_command import read_recipe
from corina.plugin.train_pretrain import TrainPretrain
from corina.ui.train_tab import DATA, MODEL

from .interface import messages
from .landscape import quick
from .test_training import landscape, tab  # noqa: F401 - fixtures


def said(dock):
    """All messages that are shown."""
    return " ".join(text for text, _ in messages(dock))


def begin(tab, controller, folder, epochs):  # noqa: F811
    """Open the dialog, ask for so many epochs at level 2, and start; the run's id."""
    tab.model.form.pretrain_button.click()
    dialog = controller.train.pretraining.dialog
    assert dialog.isVisible() and dialog.start_button.isEnabled(), dialog.problem()
    dialog.form.epochs.setValue(epochs)
    dialog.form.batch.setValue(8)
    dialog.form.level.setCurrentIndex(1)
    dialog.form.folder.setFilePath(str(folder))
    dialog.start_button.click()
    assert controller.train.pretraining.dialog is None
    return controller.runs.runs()[0].id


def test_an_encoder_is_pretrained_measured_and_begun_with(
    tab,  # noqa: F811
    controller,
    dock,
    until,
    tmp_path,
    monkeypatch,
):
    runs, panel = controller.runs, tab.model.pretraining
    tab.show_page(MODEL)
    dock.show_train()
    run_id = begin(tab, controller, tmp_path / "encoder", 2)
    assert panel.isVisible() and panel.run_id() == run_id and panel.form.stop_button.isVisible()
    dock.show_runs()  # it goes on when the tab is left
    until(lambda: not runs.run(run_id).state.is_active)
    done = runs.run(run_id)
    assert done.job.models_dir == load_settings().models_folder
    assert done.state is RunState.DONE, done.error
    encoder = tmp_path / "encoder" / "encoder.safetensors"
    assert encoder.is_file() and tab.gap() == ""
    assert tab.recipe().weights == WeightsChoice(WeightsFrom.FILE, str(encoder))
    tree = panel.form.figures
    assert [tree.topLevelItem(row).text(0) for row in range(tree.topLevelItemCount())] == [
        "Level 1",
        "Level 2",
    ]
    exact, partial, wrong = (float(tree.topLevelItem(1).text(column)) for column in (1, 2, 3))
    assert exact + partial + wrong == 100
    assert "begins with its encoder" in said(dock)

    # What Runs offers for it.
    tab.show_page(DATA)
    controller.run_actions.open_result(run_id)
    assert dock.form.tabs.currentWidget() is tab and tab.page() == MODEL and panel.run_id() == run_id
    controller.run_actions.copy_command(run_id)
    command = QGuiApplication.clipboard().text()
    assert "corina:pretrainencoder" in command and "LEVEL=2" in command and "KIND=own" in command
    assert read_recipe(tmp_path / "encoder" / "recipe.json").stages[0].epochs == 2
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    controller.run_actions._open_run_folder(run_id)
    assert opened == [QUrl.fromLocalFile(str(tmp_path / "encoder"))]
    controller.run_actions.repeat(run_id)
    dialog = controller.train.pretraining.dialog
    assert dialog.form.epochs.value() == 2 and dialog.form.level.currentData() == 2
    assert dialog.job().recipe.data == done.job.recipe.data
    dialog.reject()


def test_one_that_goes_on_is_shown_when_qgis_is_opened_again(dock, manager, iface, monkeypatch, tmp_path):
    job = PretrainJob(quick(Recipe()), str(tmp_path))
    runs = {state: Run(state.value, "Encoder", job, state, started=1.0) for state in RunState}
    asked = []
    monkeypatch.setattr(manager, "runs", lambda: [runs[RunState.DONE], runs[RunState.RUNNING]])
    monkeypatch.setattr(manager, "run", lambda run_id: runs[RunState(run_id)])
    monkeypatch.setattr(manager, "cancel", lambda run_id: asked.append(("stop", run_id)))
    monkeypatch.setattr(manager, "resume", lambda run_id: asked.append(("resume", run_id)))
    actions = RunActions(iface, dock, manager, dock)
    TrainPretrain(dock, manager, actions, dock)
    panel = dock.train.model.pretraining
    assert panel.run_id() == "running"
    panel.form.stop_button.click()
    actions.kinds["pretrain"].stopped(runs[RunState.STOPPED])
    assert panel.run_id() == "stopped"
    panel.form.resume_button.click()
    assert asked == [("stop", "running"), ("resume", "stopped")]
    manager.run_removed.emit("stopped")
    assert panel.run_id() == ""


def test_a_network_that_was_changed_meanwhile_is_not_given_the_encoder(tab, controller, dock, tmp_path):  # noqa: F811
    pretraining, panel = controller.train.pretraining, tab.model.pretraining
    before = tab.recipe()
    job = PretrainJob(replace(before, network=replace(before.network, encoder="resnet34")), str(tmp_path))
    result = {"encoder": str(tmp_path / "encoder.safetensors"), "epoch": 2, "metrics": {}}
    pretraining._on_done(Run("1", "Encoder", job, RunState.DONE, result=result, started=1.0))
    assert tab.recipe() == before and "its figures are in" in said(dock)
    (tmp_path / "encoder.safetensors").write_bytes(b"weights")
    panel.form.take_button.click()  # now it is wanted
    assert tab.recipe().network.encoder == "resnet34" and tab.recipe().weights.path == result["encoder"]


def test_what_is_missing_is_said(tab, controller, dock, tmp_path):  # noqa: F811
    pretraining = controller.train.pretraining
    tab.model.form.rate.setText("quick")
    tab.model.form.pretrain_button.click()
    assert pretraining.dialog is None and "is no learning rate" in said(dock)
    tab.model.form.rate.setText("0.001")
    tab.data.form.bands.setText("")
    tab.model.form.pretrain_button.click()
    assert pretraining.dialog is None and "band" in said(dock)
    tab.data.form.bands.setText("B02, B03, B04, B08")
    tab.data.form.step.setValue(tab.data.form.patch.value() + 1)
    tab.model.form.pretrain_button.click()
    dialog = pretraining.dialog
    dialog.form.kind.setCurrentIndex(0)
    assert "larger than the patch" in dialog.form.note.text() and not dialog.start_button.isEnabled()
    job = replace(dialog.job(), kind="bigearthnet", source=str(tmp_path))
    (tmp_path / "file").write_text("")
    pretraining.start(replace(job, output_dir=str(tmp_path / "file" / "run")))
    assert "cannot be written" in said(dock) and controller.runs.runs() == []
