"""The dock to label in as the plugin opens it: it is told what came of the runs that it starts."""

from __future__ import annotations

from corina.plugin.main import CorinaPlugin
from corina.ui.notes import NoteKind


def test_the_dock_says_what_came_of_its_runs(iface, models_folder, tmp_path, monkeypatch):
    monkeypatch.setattr("corina.plugin.controller.data_folder", lambda: tmp_path / "profile")
    plugin = CorinaPlugin(iface)
    plugin.initGui()
    plugin.open_labelling()
    note = plugin.label_dock.panel.note
    plugin.controller.labelling.told.emit("The map is not there.", NoteKind.MISSING)
    assert (note.text(), note.kind) == ("The map is not there.", NoteKind.MISSING)
    plugin.controller.labelling.told.emit("", NoteKind.PLAIN)
    assert note.text() == "" and note.isHidden()
    plugin.unload()
