"""The table of LUCAS codes in the window: Corina's own, a copy of it to edit, and what cannot be written."""

from __future__ import annotations

import csv

from qgis.PyQt.QtWidgets import QFileDialog

from corina.clc.lucas import LUCAS
from corina.ui.label_dialogs import AccuracyDialog


def test_a_copy_of_the_table_is_saved_and_chosen(qtbot, tmp_path):
    dialog = AccuracyDialog(None, {})
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.table.filePath() == "" and dialog.table.isVisible()
    dialog.table.parentWidget().save_copy(str(tmp_path / "mine.csv"))
    assert dialog.table.filePath() == str(tmp_path / "mine.csv")
    with open(dialog.table.filePath(), encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["lucas"]: tuple(map(int, row["clc"].split())) for row in rows} == LUCAS
    assert next(row["likeliest"] for row in rows if row["lucas"] == "B17") == "Rice fields"
    assert dialog.job().lucas_table == str(tmp_path / "mine.csv")
    dialog.table.parentWidget().save_copy(str(tmp_path / "no folder" / "mine.csv"))
    assert (
        "mine.csv cannot be written (No such file or directory): choose another place." in dialog.note.text()
    )
    assert dialog.table.filePath() == str(tmp_path / "mine.csv"), "what was chosen stays"


def test_a_table_that_is_there_is_asked_for_before_it_is_replaced(qtbot, tmp_path, monkeypatch):
    """Also where its ending is left out, which the dialog adds."""
    dialog = AccuracyDialog(None, {})
    qtbot.addWidget(dialog)
    asked = []

    def named(self):
        asked.append(
            (self.acceptMode(), self.defaultSuffix(), self.testOption(self.Option.DontConfirmOverwrite))
        )
        self.setDirectory(str(tmp_path))
        self.selectFile("mine")
        return 1

    monkeypatch.setattr(QFileDialog, "exec", named)
    dialog.table.parentWidget().copy_button.click()
    assert asked == [(QFileDialog.AcceptMode.AcceptSave, "csv", False)]
    assert dialog.table.filePath() == str(tmp_path / "mine.csv")


def test_labelled_points_need_no_table(qtbot):
    dialog = AccuracyDialog(("points.gpkg", "samples"), {})
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.table.isVisible() and not dialog.table.parentWidget().copy_button.isVisible()
