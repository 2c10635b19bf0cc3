"""The dialog that makes a model of a training: what stands in it, what it asks for, and what it refuses."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corina.engine.jobs import ExportModelJob
from corina.ui.export_dialog import ExportDialog
from corina.ui.state import RunState
from corina.ui.train_report_page import TrainReportPage

from .train_values import JOB, RESULT, run

SAID = replace(JOB, recipe=replace(JOB.recipe, description="Of Vaasa.", licence="CC0-1.0"))


@pytest.fixture()
def dialog(qtbot):
    made = ExportDialog(SAID)
    qtbot.addWidget(made)
    return made


def test_what_the_recipe_says_stands_in_the_fields(dialog):
    assert dialog.job() == ExportModelJob(
        "/runs/vaasa", name="vaasa-2018", title="Vaasa 2018", description="Of Vaasa.", licence="CC0-1.0"
    )
    assert dialog.start_button.isEnabled() and dialog.form.note.text() == ""


def test_what_is_filled_in_is_asked_for(dialog, tmp_path):
    form, jobs = dialog.form, []
    dialog.started.connect(jobs.append)
    form.checkpoint.setCurrentIndex(form.checkpoint.findData("last"))
    form.title.setText(" Fields ")
    form.name.setText("fields-2")
    form.description.setPlainText("For fields.\nNot for towns.\n")
    form.licence.setText("CC-BY-4.0")
    form.file.setFilePath(str(tmp_path / "fields"))
    dialog.start_button.click()
    assert jobs == [
        ExportModelJob(
            "/runs/vaasa", "", "last", "fields-2", "Fields", "For fields.\nNot for towns.", "CC-BY-4.0",
            str(tmp_path / "fields.zip"),
        )
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("name", "Meine Äcker", "“Meine Äcker” is no name of a package"),
        ("file", "/nowhere/at/all/model.zip", "“/nowhere/at/all” is no folder"),
        ("file", "model.zip", "“model.zip” is no full path"),
    ],
)
def test_what_cannot_be_is_said(dialog, field, text, sentence):
    if field == "file":
        dialog.form.file.setFilePath(text)
    else:
        dialog.form.name.setText(text)
    assert sentence in dialog.form.note.text() and not dialog.start_button.isEnabled()


def test_a_file_that_is_replaced_is_told(dialog, tmp_path):
    (tmp_path / "model.zip").write_bytes(b"")
    dialog.form.file.setFilePath(str(tmp_path / "model"))
    assert dialog.form.note.text() == f"“{tmp_path / 'model.zip'}” is there already and will be replaced."
    assert dialog.start_button.isEnabled()


def test_a_model_that_is_replaced_is_told(qtbot, tmp_path):
    dialog = ExportDialog(SAID, lambda name: name == "vaasa-2018")
    qtbot.addWidget(dialog)
    assert dialog.form.note.text() == "The model “vaasa-2018” of the list will be replaced."
    dialog.form.name.setText("vaasa-2")
    assert dialog.form.note.text() == ""


def test_the_report_page_opens_it_for_the_training_that_is_shown(make):
    page, jobs = make(TrainReportPage), []
    page.model_requested.connect(jobs.append)
    page.show_run(run(RunState.DONE, result=RESULT))
    page.exports["zip"].trigger()
    assert page.export_dialog.form.title.text() == "Vaasa 2018"
    page.close_dialog()
    assert page.export_dialog is None and jobs == []
    page.exports["zip"].trigger()
    page.export_dialog.start_button.click()
    assert [job.run_folder for job in jobs] == ["/runs/vaasa"] and page.export_dialog is None
