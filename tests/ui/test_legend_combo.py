"""The list of legends: presets, files, and the entry that opens one."""

from __future__ import annotations

import pytest

from corina.engine.jobs import LabelInput, SourceKind, TrainingSource
from corina.ui.label_box import LabelBox
from corina.ui.source_editor import SourceEditor

OPEN = "Open a legend…"


@pytest.fixture()
def answer(monkeypatch):
    """Says what the file dialog answers."""

    def answers(path):
        name = "corina.ui.legend_combo.QFileDialog.getOpenFileName"
        monkeypatch.setattr(name, lambda *_: (str(path), ""))

    return answers


def choose(combo, text):
    """As a user does it."""
    combo.setCurrentIndex(combo.findText(text))
    combo.activated.emit(combo.currentIndex())


def test_labels_take_a_legend_from_a_file(make, answer, tmp_path):
    legend = tmp_path / "mine.csv"
    legend.write_text("value,name,codes\n1,Forest,31\n", encoding="utf-8")
    box, seen = make(LabelBox), []
    box.add_file(LabelInput("/data/map.tif"))
    box.changed.connect(lambda: seen.append(box.labels().legend))
    choose(box.form.legend, "Dynamic World")
    answer("")  # cancelled
    choose(box.form.legend, OPEN)
    assert box.labels().legend == "dynamic-world" and box.form.legend.currentText() == "Dynamic World"
    answer(legend)
    choose(box.form.legend, OPEN)
    assert box.labels().legend == str(legend) and box.form.legend.currentText() == "mine.csv"
    assert set(seen) == {"dynamic-world", str(legend)}, "nobody is told of the entry itself"
    last = box.form.legend.count() - 1
    assert box.form.legend.itemText(last) == OPEN


def test_a_file_that_is_no_legend_is_told_and_changes_nothing(make, answer, tmp_path):
    broken = tmp_path / "broken.csv"
    broken.write_text("value,name,codes\n1,Forest,9\n", encoding="utf-8")
    box = make(LabelBox)
    answer(broken)
    choose(box.form.legend, OPEN)
    assert "9 in class 1 of the legend broken is no CORINE code" in box.form.note.text()
    assert box.form.legend.currentText() == "CORINE Land Cover"


def test_a_folder_of_chips_takes_a_legend_from_a_file(make, answer, tmp_path):
    legend = tmp_path / "mine.json"
    legend.write_text(
        '{"title": "Mine", "classes": [{"value": 1, "name": "Forest", "codes": [311]}]}', encoding="utf-8"
    )
    editor = make(SourceEditor)
    editor.set_source(TrainingSource(SourceKind.CHIPS, str(tmp_path)))
    assert editor.source().legend == ""
    answer(legend)
    choose(editor.form.folder_legend, OPEN)
    assert editor.source() == TrainingSource(SourceKind.CHIPS, str(tmp_path), legend=str(legend))
    answer(tmp_path / "gone.csv")
    choose(editor.form.folder_legend, OPEN)
    assert "gone.csv" in editor.form.folder_note.text() and editor.source().legend == str(legend)
