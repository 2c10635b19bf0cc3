"""Runs inside QGIS without an engine: sets it up from the card, then classifies."""

import os
import sys

sys.path.insert(0, os.environ["CORINA_TEST_HELPERS"])

import pilot
from pilot import click, iface, report, settle, shoot, wait_until
from qgis.core import QgsProject, QgsRasterLayer


def first_start() -> None:
    QgsProject.instance().addMapLayer(QgsRasterLayer(os.environ["CORINA_TEST_SCENE"], "Scene", "gdal"))
    pilot.plugin().open_dock()
    dock = pilot.plugin().dock
    wait_until(dock.isVisible, "the dock")
    settle()
    card = dock.classify.setup
    report["card_shown"] = card.isVisible()
    report["chip"] = dock.chip.text().replace("&", "")
    report["messages"] = len(dock.form.messages.items())
    report["place"] = pilot.plugin().controller.engine.view.place
    dock.show_runs()
    report["runs_shown"] = dock.runs.isVisible()
    dock.show_classify()
    report["card"] = shoot(iface.mainWindow(), "first-start")
    click(card.form.setup_button)
    wait_until(lambda: card.form.bar.isVisible() and card.form.bar.value() > 0, "progress", 120)
    report["chip_meanwhile"] = dock.chip.text().replace("&", "")
    wait_until(lambda: dock.classify.pages.currentWidget() is dock.classify.fields, "the engine", 400)
    report["chip_afterwards"] = dock.chip.text().replace("&", "")
    report["log_lines"] = len(card.log_text().splitlines())
    wait_until(dock.classify.fields.form.classify_button.isEnabled, "the scene to be understood", 60)
    click(dock.classify.fields.form.classify_button)
    wait_until(lambda: dock.classify.pages.currentWidget() is dock.classify.result, "the result", 180)
    report["classified_ha"] = dock.classify.result.result()["classified_ha"]


pilot.run(first_start)
