"""The band dialog shows what was found and returns only what the user overruled or confirmed."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QDialogButtonBox

from corina.engine.jobs import BandChoice, SceneInput
from corina.ui.band_dialog import BandDialog

BANDS = ("B02", "B03", "B04", "B08")
PATH = "/data/T35VMF.tif"


def open_dialog(qtbot, description, overrides=None, automatic=None):
    dialog = BandDialog(BANDS, description, overrides or SceneInput(""), automatic or description)
    qtbot.addWidget(dialog)
    return dialog


def ok(dialog):
    return dialog.form.buttons.button(QDialogButtonBox.StandardButton.Ok)


def test_untouched_it_overrules_nothing(qtbot, description):
    dialog = open_dialog(qtbot, description)
    assert ok(dialog).isEnabled()
    assert dialog.scene() == SceneInput("")


def test_it_shows_each_band_how_it_was_found_and_its_resolution(qtbot, description):
    dialog = open_dialog(qtbot, description)
    table = dialog.form.table
    shown = [
        (
            table.item(row, 0).text(),
            table.cellWidget(row, 1).currentText(),
            table.item(row, 2).text(),
            table.item(row, 3).text(),
        )
        for row in range(table.rowCount())
    ]
    assert shown[0] == ("B02  492 nm", "Band 1: B02", "by its description", "10 m")
    assert shown[3] == ("B08  833 nm", "Band 4: B08", "by its description", "10 m")


def test_a_missing_band_must_be_chosen_and_comes_back_as_the_users_word(qtbot, without_nir):
    dialog = open_dialog(qtbot, without_nir)
    assert not ok(dialog).isEnabled()
    assert dialog.form.note.text() == "Choose a raster band for B08."
    combo = dialog.form.table.cellWidget(3, 1)
    combo.setCurrentIndex(combo.findText("Band 4: B08"))
    assert ok(dialog).isEnabled()
    assert dialog.scene() == SceneInput("", (BandChoice("B08", PATH, 4),))


def test_the_same_raster_band_twice_is_refused(qtbot, description):
    dialog = open_dialog(qtbot, description)
    dialog.form.table.cellWidget(3, 1).setCurrentIndex(1)
    assert dialog.form.note.text() == "B02 and B08 use the same raster band."
    assert not ok(dialog).isEnabled()


def test_a_changed_band_is_marked_as_chosen_by_the_user(qtbot, description):
    dialog = open_dialog(qtbot, description)
    dialog.form.table.cellWidget(3, 1).setCurrentIndex(5)
    assert dialog.form.table.item(3, 2).text() == "chosen by you"
    assert dialog.scene().bands == (BandChoice("B08", PATH, 5),)
    dialog.form.table.cellWidget(3, 1).setCurrentIndex(4)
    assert dialog.form.table.item(3, 2).text() == "by its description"
    assert dialog.scene().bands == ()


def test_a_guess_is_shown_as_a_guess_and_must_be_confirmed(qtbot, guessed):
    dialog = open_dialog(qtbot, guessed)
    assert dialog.form.source.text() == "This is a guess: values up to 9812 look like reflectance x 10000"
    assert not dialog.form.confirm.isHidden()
    assert not ok(dialog).isEnabled()
    dialog.form.confirm.setChecked(True)
    assert ok(dialog).isEnabled()
    assert dialog.scene() == SceneInput("", (), 1e-4, 0.0)


def test_changing_a_guessed_scale_counts_as_confirming_it(qtbot, guessed):
    dialog = open_dialog(qtbot, guessed)
    dialog.form.scale.setValue(0.001)
    assert ok(dialog).isEnabled()
    assert dialog.form.source.text() == "Set by you: reflectance × 1000"
    assert dialog.scene() == SceneInput("", (), 0.001, 0.0)


UNKNOWN = {"scale": None, "offset": None, "scale_how": None}


def test_an_unknown_scale_must_be_given(qtbot, description):
    problem = {"code": "scale_unknown", "message": "The scale is unknown."}
    dialog = open_dialog(qtbot, {**description, **UNKNOWN, "problem": problem})
    assert not ok(dialog).isEnabled()
    dialog.form.offset.setValue(-0.1)
    assert ok(dialog).isEnabled()
    assert dialog.scene() == SceneInput("", (), 1e-4, -0.1)


def test_a_scale_that_is_looked_for_in_bands_still_to_be_chosen_is_left_to_the_engine(qtbot, without_nir):
    dialog = open_dialog(qtbot, {**without_nir, **UNKNOWN})
    assert "looked for" in dialog.form.source.text()
    dialog.form.table.cellWidget(3, 1).setCurrentIndex(4)
    assert ok(dialog).isEnabled()
    assert dialog.scene() == SceneInput("", (BandChoice("B08", PATH, 4),))


def test_a_suggested_band_is_offered_and_becomes_the_users_word_by_ok(qtbot, without_nir):
    suggested = [
        {"band": "B08", "path": PATH, "index": 4, "how": "usual order of 4 bands", "resolution_m": 10.0}
    ]
    dialog = open_dialog(qtbot, {**without_nir, "suggested": suggested})
    assert dialog.form.table.item(3, 2).text() == "perhaps: usual order of 4 bands"
    assert dialog.form.table.cellWidget(3, 1).currentText() == "Band 4: B08"
    assert ok(dialog).isEnabled()
    assert dialog.scene() == SceneInput("", (BandChoice("B08", PATH, 4),))


SUGGESTED = "usual order of 12 bands"
HOW = "guessed: values from 120 to 2963 look like reflectance x 10000"


def unnamed(description, **changes):
    """Twelve bands without names whose usual order is known, and what their values look like."""
    found = [{**band, "how": SUGGESTED} for band in description["bands"]]
    problem = {"code": "bands_not_found", "message": "a has 12 bands without names."}
    return {
        **description, "bands": [], "suggested": found, "missing": list(BANDS), "problem": problem,
        "scale_how": HOW, "scale_guessed": True, **changes,
    }  # fmt: skip


def test_suggested_bands_and_a_guessed_scale_are_confirmed_at_once(qtbot, description):
    dialog = open_dialog(qtbot, unnamed(description))
    form = dialog.form
    assert form.source.text() == "This is a guess: values from 120 to 2963 look like reflectance x 10000"
    assert not form.confirm.isHidden() and not ok(dialog).isEnabled()
    assert form.note.text() == "Confirm the guessed scale and offset, or change them."
    form.confirm.setChecked(True)
    assert ok(dialog).isEnabled()
    bands = tuple(BandChoice(band, PATH, index) for index, band in enumerate(BANDS, start=1))
    assert dialog.scene() == SceneInput("", bands, 1e-4, 0.0)


def test_a_guess_of_other_files_is_not_offered(qtbot, description):
    elsewhere = [*description["available"], {"path": "/data/nir.tif", "index": 1, "label": "nir.tif"}]
    dialog = open_dialog(qtbot, unnamed(description, available=elsewhere))
    combo = dialog.form.table.cellWidget(3, 1)
    combo.setCurrentIndex(combo.findText("nir.tif"))
    assert dialog.form.source.text() == "Not known yet: it is looked for in the bands you choose."
    assert dialog.form.confirm.isHidden() and ok(dialog).isEnabled()
    assert dialog.scene().scale is None and dialog.scene().bands[3] == BandChoice("B08", "/data/nir.tif", 1)
    combo.setCurrentIndex(combo.findText("Band 4: B08"))
    assert not dialog.form.confirm.isHidden() and not ok(dialog).isEnabled()


def test_both_kinds_of_values_are_called_guessed_once(qtbot, guessed):
    how = "guessed: values up to 0.31 look like reflectance; guessed: values from 1 to 9 look like reflectance x 10000"
    dialog = open_dialog(qtbot, {**guessed, "scale_how": how})
    assert dialog.form.source.text() == "This is a guess: " + how.replace("guessed: ", "")


def test_the_remark_on_a_suggested_band_goes_when_one_chooses(qtbot, description):
    dialog = open_dialog(qtbot, unnamed(description))
    table = dialog.form.table
    said = [table.item(row, 2) for row in range(4)]
    assert said[3].text() == said[3].toolTip() == f"perhaps: {SUGGESTED}"
    other, same = table.cellWidget(3, 1), table.cellWidget(2, 1)
    other.setCurrentIndex(other.findText("Band 5: B05"))
    assert said[3].text() == said[3].toolTip() == "chosen by you"
    same.activated.emit(same.currentIndex())  # the suggested one, chosen from the list
    assert said[2].text() == said[2].toolTip() == "chosen by you"
    assert said[0].text() == f"perhaps: {SUGGESTED}"
    other.setCurrentIndex(0)
    assert said[3].text() == said[3].toolTip() == "not found"


def test_nodata_can_be_given(qtbot, description):
    dialog = open_dialog(qtbot, {**description, "nodata": None})
    assert not dialog.form.nodata.isEnabled()
    dialog.form.has_nodata.setChecked(True)
    dialog.form.nodata.setValue(-9999)
    assert dialog.scene() == SceneInput("", nodata=-9999.0)


def test_the_value_of_the_file_is_not_offered_to_be_switched_off(qtbot, description):
    dialog = open_dialog(qtbot, {**description, "nodata": 0})
    assert dialog.form.has_nodata.isChecked() and not dialog.form.has_nodata.isEnabled()
    dialog.form.nodata.setValue(65535)
    assert dialog.scene() == SceneInput("", nodata=65535.0)


def test_reset_goes_back_to_what_was_found(qtbot, description):
    changed = {**description, "scale": 1e-3}
    dialog = open_dialog(
        qtbot, changed, SceneInput("", (BandChoice("B08", PATH, 5),), 1e-3, 0.0), description
    )
    dialog.form.table.cellWidget(3, 1).setCurrentIndex(5)
    dialog.reset()
    assert dialog.form.scale.value() == 1e-4
    assert dialog.scene() == SceneInput("")


def test_reset_without_a_known_description_accepts_and_forgets_everything(qtbot, description):
    dialog = BandDialog(BANDS, description, SceneInput("", (BandChoice("B08", PATH, 5),)), None)
    qtbot.addWidget(dialog)
    with qtbot.waitSignal(dialog.accepted):
        dialog.reset()
    assert dialog.scene() == SceneInput("")


def test_the_mapping_of_a_repeated_run_survives_opening_the_dialog(qtbot, description):
    """Without a description of what would be found by itself, every band is kept as the user's word."""
    dialog = BandDialog(BANDS, description, SceneInput("", (BandChoice("B08", PATH, 4),)), None)
    qtbot.addWidget(dialog)
    assert BandChoice("B08", PATH, 4) in dialog.scene().bands


def test_the_form_takes_what_the_dialog_says_and_describes_the_scene_again(form, without_nir, qtbot):
    form.set_description(without_nir)
    asked = []
    form.description_wanted.connect(asked.append)
    form.form.scene.form.edit_button.click()
    dialog = form.findChild(BandDialog)
    dialog.form.table.cellWidget(3, 1).setCurrentIndex(5)
    dialog.accept()
    assert asked[-1].scene.bands == (BandChoice("B08", PATH, 5),)
    assert form.job(None).scene.bands == (BandChoice("B08", PATH, 5),)
