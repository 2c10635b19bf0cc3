"""Runs inside QGIS: starts a long run, and ends QGIS in the middle of it."""

import os
import sys

sys.path.insert(0, os.environ["CORINA_TEST_HELPERS"])

import pilot
from pilot import FOLDER, click, report, wait_until
from qgis.core import QgsProject, QgsRasterLayer


def start_and_leave() -> None:
    QgsProject.instance().addMapLayer(QgsRasterLayer(os.environ["CORINA_TEST_SCENE"], "Scene", "gdal"))
    pilot.plugin().open_dock()
    dock = pilot.plugin().dock
    fields = dock.classify.fields
    wait_until(fields.form.classify_button.isEnabled, "the scene to be understood", 60)
    fields.form.output.setFilePath(str(FOLDER / "maps"))
    fields.form.advanced.form.overlap.setValue(50)
    click(fields.form.classify_button)
    wait_until(lambda: dock.classify.progress.form.bar.value() > 20, "the run to be under way", 120)
    report["unfinished"] = [path.name for path in (FOLDER / "maps").iterdir()]
    report["state"] = dock.runs.model.runs()[0].state.value


pilot.run(start_and_leave)
