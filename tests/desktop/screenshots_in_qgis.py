"""Runs inside QGIS: brings the dock into each state that the documentation shows and takes its picture."""

import os
import sys

sys.path.insert(0, os.environ["CORINA_TEST_HELPERS"])

import pilot
from pilot import FOLDER, click, iface, settle, shoot, wait_until
from qgis.core import (
    QgsContrastEnhancement,
    QgsMultiBandColorRenderer,
    QgsProject,
    QgsRasterLayer,
)
from qgis.PyQt.QtWidgets import QDockWidget

from corina.engine.jobs import BandChoice, SceneInput
from corina.ui.band_dialog import BandDialog
from corina.ui.card_dialog import CardDialog
from corina.ui.state import Problem

SESSION = os.environ["CORINA_SESSION"]


def open_scene() -> None:
    layer = QgsRasterLayer(os.environ["CORINA_TEST_SCENE"], "BigEarthNet mosaic", "gdal")
    renderer = QgsMultiBandColorRenderer(layer.dataProvider(), 3, 2, 1)
    for band, use in (
        (3, renderer.setRedContrastEnhancement),
        (2, renderer.setGreenContrastEnhancement),
        (1, renderer.setBlueContrastEnhancement),
    ):
        stretch = QgsContrastEnhancement(layer.dataProvider().dataType(band))
        stretch.setContrastEnhancementAlgorithm(
            QgsContrastEnhancement.ContrastEnhancementAlgorithm.StretchToMinimumMaximum
        )
        stretch.setMinimumValue(0.01)
        stretch.setMaximumValue(0.16)
        use(stretch)
    layer.setRenderer(renderer)
    QgsProject.instance().addMapLayer(layer)
    iface.mapCanvas().setExtent(layer.extent())
    iface.mapCanvas().refresh()


def open_dock():
    for dock in iface.mainWindow().findChildren(QDockWidget):
        if dock.objectName() == "Browser":
            dock.hide()
    pilot.plugin().open_dock()
    dock = pilot.plugin().dock
    wait_until(dock.isVisible, "the dock")
    settle()
    iface.mainWindow().resizeDocks([dock], [410], pilot.Qt.Orientation.Horizontal)
    settle()
    iface.mapCanvas().zoomToFullExtent()
    settle(800)
    return dock


def classify(dock, picture: str = "") -> None:
    fields = dock.classify.fields
    wait_until(fields.form.classify_button.isEnabled, "the form to be complete", 60)
    click(fields.form.classify_button)
    progress = dock.classify.progress
    if picture:
        wait_until(
            lambda: progress.form.bar.maximum() and progress.form.bar.value() > 350, "a third of the run", 120
        )
        shoot(iface.mainWindow(), picture)
    wait_until(lambda: dock.classify.pages.currentWidget() is dock.classify.result, "the result", 200)
    settle(1500)


def main_session() -> None:
    open_scene()
    dock = open_dock()
    fields = dock.classify.fields
    classify(dock)  # so that there is history for an estimate
    group = QgsProject.instance().layerTreeRoot().children()[0]
    QgsProject.instance().layerTreeRoot().removeChildNode(group)
    click(dock.classify.result.form.back_button)
    wait_until(fields.form.classify_button.isEnabled, "the form to be complete", 60)
    settle(800)
    iface.messageBar().clearWidgets()
    shoot(iface.mainWindow(), "dock-before")
    options = fields.form.advanced.options()
    fields.form.advanced.form.overlap.setValue(50)
    classify(dock, "dock-during")
    fields.form.advanced.set_options(options)
    iface.messageBar().clearWidgets()
    settle(500)
    shoot(iface.mainWindow(), "dock-after")
    runs_and_errors(dock)
    dialogs(dock)


def runs_and_errors(dock) -> None:
    fields = dock.classify.fields
    source = fields.form.scene.source()
    wrong = tuple(BandChoice(band, source.path, 9) for band in ("B02", "B03", "B04", "B08"))
    job = fields.job(None)
    from dataclasses import replace

    pilot.plugin().controller.runs.submit(
        replace(job, scene=replace(job.scene, bands=wrong), output_dir=str(FOLDER / "maps")),
        "BigEarthNet mosaic, bands by hand",
    )
    wait_until(lambda: not pilot.plugin().controller.runs.active(), "the failing run", 60)
    settle()
    click(dock.classify.result.form.back_button)
    shoot(dock, "error")
    dock.form.messages.clearWidgets()
    pilot.plugin().controller.runs.submit(job, "BigEarthNet mosaic")
    dock.runs.select(pilot.plugin().controller.runs.active()[0].id)
    wait_until(lambda: dock.classify.progress.form.bar.value() > 250, "the run to go on", 60)
    dock.show_runs()
    settle(400)
    shoot(dock, "runs")
    for run in pilot.plugin().controller.runs.active():
        pilot.plugin().controller.runs.cancel(run.id)
    wait_until(lambda: not pilot.plugin().controller.runs.active(), "the cancelled run", 60)
    dock.show_classify()
    dock.classify.show_form()


def dialogs(dock) -> None:
    fields = dock.classify.fields
    wait_until(lambda: fields._description is not None, "the description", 60)
    description = dict(fields._description)
    description.update(
        scale_guessed=True, scale_how="values up to 9,841 in 16 bits look like reflectance × 10000"
    )
    model = fields.form.model.entry()
    bands = BandDialog(model.bands, description, SceneInput(""), description, dock)
    bands.open()
    shoot(bands, "bands")
    bands.close()
    card = CardDialog(model, dock)
    card.open()
    shoot(card, "card")
    card.close()
    dock.engine_requested.emit()
    settle()
    shoot(pilot.plugin().controller.engine._dialog, "engine")
    pilot.plugin().controller.engine._dialog.close()
    fields.form.advanced.form.group.setCollapsed(False)
    fields.form.advanced.form.polygons.setChecked(True)
    shoot(dock, "advanced")


def first_start_session() -> None:
    open_scene()
    open_dock()
    settle(1000)
    shoot(iface.mainWindow(), "first-start")


def dark_session() -> None:
    open_scene()
    dock = open_dock()
    classify(dock)
    iface.messageBar().clearWidgets()
    shoot(iface.mainWindow(), "dark")
    if os.environ.get("CORINA_TRIAL_PICTURES"):  # to look at, not for the documentation
        click(dock.classify.result.form.back_button)
        dock.show_problem(
            Problem("bands_missing", "T35VMF has no band B08; map it, or choose another.", "log")
        )
        shoot(dock, "dark-form")
        dock.show_runs()
        shoot(dock, "dark-runs")
        dialogs(dock)


def trial_session() -> None:
    open_scene()
    dock = open_dock()
    fields = dock.classify.fields
    wait_until(fields.form.classify_button.isEnabled, "the form to be complete", 60)
    shoot(iface.mainWindow(), f"{SESSION}-form")
    dialogs(dock)
    fields.form.advanced.form.group.setCollapsed(True)
    classify(dock)
    shoot(iface.mainWindow(), f"{SESSION}-result")
    dock.show_runs()
    shoot(iface.mainWindow(), f"{SESSION}-runs")


def setup_session() -> None:
    open_scene()
    dock = open_dock()
    card = dock.classify.setup
    click(card.form.setup_button)
    wait_until(lambda: card.form.bar.value() > 250, "a quarter of the set-up", 200)
    click(card.form.log_button)
    shoot(dock, "setup-progress")
    wait_until(lambda: dock.classify.pages.currentWidget() is dock.classify.fields, "the engine", 300)
    wait_until(dock.classify.fields.form.classify_button.isEnabled, "the form to be complete", 60)
    shoot(dock, "setup-done")


SCRIPTS = {
    "main": main_session,
    "first_start": first_start_session,
    "dark": dark_session,
    "setup": setup_session,
}
pilot.run(SCRIPTS.get(SESSION, trial_session))
