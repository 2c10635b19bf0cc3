"""Runs inside QGIS: starts a long training and ends QGIS; started again, finds it, looks at it and stops it."""

import os
import sys
from dataclasses import replace

sys.path.insert(0, os.environ["CORINA_TEST_HELPERS"])

import pilot
from pilot import report, wait_until
from qgis.core import QgsProject, QgsRasterLayer, QgsVectorLayer

from corina.engine.jobs import NetworkChoice, StageChoice, WeightsChoice

LONG = 240


def curve(tab):
    return tab.run.form.loss_chart.series()[1].points


def start_and_leave() -> None:
    scene = QgsRasterLayer(os.environ["CORINA_TEST_SCENE"], "Sentinel-2 scene", "gdal")
    labels = QgsVectorLayer(os.environ["CORINA_TEST_LABELS"], "CORINE 2018", "ogr")
    QgsProject.instance().addMapLayers([scene, labels])
    pilot.plugin().open_train()
    dock = pilot.plugin().dock
    tab = dock.train
    wait_until(lambda: tab.form.data_step.isVisible(), "the pages")
    tab.data.form.editor.form.labels.form.layer.setLayer(labels)
    wait_until(lambda: tab.gap() == "", "the form to be complete")
    recipe = tab.recipe()
    tiny = NetworkChoice(encoder="resnet18", depth=2, decoder_channels=(16, 8))
    stage = StageChoice("all", epochs=5000, batch=4, ema=0.5)
    data = replace(recipe.data, patch=64, step=64)
    tab.set_recipe(
        replace(
            recipe,
            title="Long",
            network=tiny,
            weights=WeightsChoice(),
            stages=(stage,),
            stop_early=0,
            data=data,
        )
    )
    tab.run.form.start_button.click()
    wait_until(lambda: len(curve(tab)) > 1, "the first epoch", LONG)
    report["run"], report["epochs"] = tab.run.run_id(), len(curve(tab))
    report["folder"] = str(pilot.plugin().controller.runs.folder(tab.run.run_id()).folder)


def find_and_stop() -> None:
    pilot.plugin().open_train()
    tab = pilot.plugin().dock.train
    runs = pilot.plugin().controller.runs
    report["found"] = [(run.id, run.state.value) for run in runs.runs()]
    report["epochs_at_once"] = len(curve(tab))
    wait_until(lambda: len(curve(tab)) > report["epochs_at_once"] + 1, "the curve to go on", LONG)
    report["epochs"] = [x for x, _ in curve(tab)]
    tab.run.stop_requested.emit(tab.run.run_id())
    wait_until(lambda: not runs.active(), "the training to stop", LONG)
    report["ended"] = runs.run(report["found"][0][0]).state.value


pilot.run(find_and_stop if os.environ.get("CORINA_TEST_PART") == "2" else start_and_leave)
