"""Bands in their usual order and a guessed scale, confirmed in one visit of the band dialog, with the real engine."""

from __future__ import annotations

from qgis.core import QgsProject, QgsRasterLayer
from qgis.PyQt.QtWidgets import QDialogButtonBox

from corina.ui.band_dialog import BandDialog


def test_one_visit_of_the_band_dialog_confirms_bands_and_scale(controller, dock, real_file, until):
    scene = real_file("boadella_timeseries", "Boadella_2020-06-21.tif")
    QgsProject.instance().addMapLayer(QgsRasterLayer(str(scene), "Boadella", "gdal"))
    fields = dock.classify.fields
    until(lambda: fields._description is not None)
    assert fields.form.estimate.text() == "Missing: 4 bands"
    fields.edit_bands()
    dialog = fields.findChild(BandDialog)
    ok = dialog.form.buttons.button(QDialogButtonBox.StandardButton.Ok)
    said = dialog.form.source.text()
    assert said.startswith("This is a guess: values from ") and said.endswith(
        " look like reflectance x 10000"
    )
    assert not dialog.form.confirm.isHidden() and not ok.isEnabled()
    dialog.form.confirm.setChecked(True)
    ok.click()
    until(lambda: fields._description is not None)
    assert fields._description["problem"] is None and fields._description["missing"] == []
    job = fields.job(None)
    assert [band.index for band in job.scene.bands] == [2, 3, 4, 8]
    assert (job.scene.scale, job.scene.offset) == (1e-4, 0.0)
    assert "confirmed scale" not in fields.form.estimate.text()
    assert [gap.short for gap in fields.gaps()] == []
