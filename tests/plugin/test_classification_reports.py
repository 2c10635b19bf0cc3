"""The report of a classification in QGIS with the real engine: by the button below a result, and in Processing."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from qgis.core import QgsApplication, QgsProcessingContext
from qgis.PyQt.QtGui import QDesktopServices

from corina.engine.jobs import ClassifyJob, ClassifyOptions, SceneInput
from corina.plugin import classification_reports
from corina.plugin.engine_process import EngineError, run_job
from corina.ui.state import EngineState

from .conftest import left_behind, write_raster
from .interface import messages
from .processing_runs import refusal, run


@pytest.fixture(scope="module")
def classified(engine, model, tmp_path_factory):
    """What the bundled model makes of a small scene, once."""
    folder = tmp_path_factory.mktemp("classified")
    coarse = np.random.default_rng(0).integers(300, 4000, (4, 8, 8)).astype(np.uint16)
    scene = write_raster(folder / "S2 20180510.tif", coarse.repeat(12, 1).repeat(12, 2))
    job = ClassifyJob(
        SceneInput(str(scene), scale=1e-4),
        str(folder / "out"),
        model,
        options=ClassifyOptions(confidence=True),
    )
    return run_job(engine.command(), engine.child_environment(), job, lambda event: None, lambda: False)


@pytest.fixture
def maps(classified, tmp_path):
    """The result, with a folder of its own that the report goes to."""
    return {**classified, "output_dir": str(tmp_path / "out")}


@pytest.fixture
def opened(monkeypatch):
    """What was opened in the browser."""
    found = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: found.append(url.toLocalFile()) or True)
    return found


@pytest.fixture
def ready(controller, until):
    """The controller of a dock whose engine is there."""
    until(lambda: controller.engine.view.state is EngineState.READY)
    return controller


def test_the_button_makes_the_report_and_opens_it(dock, ready, maps, opened, until):
    panel = dock.classify.result
    dock.classify.show_result(maps)
    panel.form.report_button.click()
    assert panel.form.report_button.text().replace("&", "") == "Stop the report"
    until(lambda: bool(opened))
    report = Path(maps["output_dir"]) / "S2 20180510_report.html"
    assert opened == [str(report)]
    assert "Land cover of S2 20180510" in report.read_text(encoding="utf-8")
    record = json.loads(report.with_suffix(".json").read_text(encoding="utf-8"))
    assert record["levels"]["3"][0]["area_ha"] == maps["levels"]["3"][0]["area_ha"]
    assert record["confidence"]["mean"] > 0 and record["unknown"] == []
    assert panel.form.report_button.text().replace("&", "") == "Report"
    assert [text for text, _ in messages(dock)] == [f"The report was saved to “{report}”."]


def test_a_report_that_is_stopped_or_of_a_result_left_leaves_nothing(dock, ready, maps, opened, until):
    panel, engine = dock.classify.result, ready.reports._engine
    for stop in (panel.form.report_button.click, lambda: dock.classify.show_result(maps)):
        dock.classify.show_result(maps)
        panel.form.report_button.click()
        until(lambda: engine._thread is not None and engine._thread.is_alive())
        stop()
        assert panel.form.report_button.text().replace("&", "") == "Report"
        until(lambda: not engine._thread.is_alive())
        assert not Path(maps["output_dir"]).exists() and opened == []
    assert messages(dock) == []


def test_what_goes_wrong_is_said_without_a_button_that_does_not_help(
    dock, ready, maps, opened, until, tmp_path
):
    blocked = tmp_path / "a file"
    blocked.write_text("x")
    dock.classify.show_result({**maps, "output_dir": str(blocked)})
    dock.classify.result.form.report_button.click()
    until(lambda: bool(messages(dock)))
    ((text, buttons),) = messages(dock)
    assert "cannot be written" in text and set(buttons) <= {"Details"} and opened == []
    dock.classify.show_result({**maps, "outputs": {"level3": str(tmp_path / "gone.tif")}})
    dock.classify.result.form.report_button.click()
    assert "gone.tif” is not there any more." in messages(dock)[-1][0]


def test_an_engine_that_lacks_the_libraries_after_all_is_looked_at_again(
    dock, ready, maps, until, monkeypatch
):
    def lacking(*arguments):
        raise EngineError("extra_missing", 'This needs the engine\'s extra "compare".')

    looked = []
    monkeypatch.setattr("corina.plugin.describer.run_job", lacking)
    monkeypatch.setattr(ready.engine, "refresh", lambda: looked.append(True))
    dock.classify.show_result(maps)
    dock.classify.result.form.report_button.click()
    until(lambda: bool(messages(dock)))
    assert looked and "compare" in messages(dock)[0][0]


def test_the_card_adds_what_reports_need(dock, ready, monkeypatch):
    asked = []
    monkeypatch.setattr(ready.engine, "_start", lambda task, *state: asked.append(task))
    dock.classify.result.setup.form.setup_button.click()
    assert len(asked) == 1 and "compare" in str(vars(asked[0]))
    assert classification_reports.EXTRA == "compare"


@pytest.fixture
def algorithm(provider):
    return QgsApplication.processingRegistry().algorithmById("corina:classificationreport")


def test_the_algorithm_reports_on_a_map(algorithm, classified, tmp_path):
    folder = tmp_path / "out é"
    results = run(
        algorithm, {"INPUT": classified["outputs"]["level3"], "OUTPUT_DIR": str(folder), "NAME": "north"}
    )
    assert left_behind(folder) == ["north_report.csv", "north_report.html", "north_report.json"]
    assert results["REPORT"] == str(folder / "north_report.html") and results["OUTPUT_DIR"] == str(folder)
    assert results["TOTAL_HA"] == pytest.approx(classified["classified_ha"])
    assert 0 < results["CONFIDENCE_MEAN"] <= 100 and results["SUMMARY"].startswith("S2 20180510: ")
    with open(results["AREAS"], encoding="utf-8") as file:
        areas = {row["code"]: float(row["area_ha"]) for row in csv.DictReader(file) if row["level"] == "3"}
    assert areas == {str(c["code"]): c["area_ha"] for c in classified["levels"]["3"]}


def test_the_algorithm_refuses_in_a_sentence(algorithm, classified, tmp_path):
    folder = tmp_path / "out"
    scene = classified["description"]["path"]
    assert "no value that is a CORINE class" in refusal(
        algorithm, {"INPUT": scene, "OUTPUT_DIR": str(folder)}
    )
    folder.mkdir()
    (folder / "S2 20180510_report.html").write_text("someone's own")
    values = {"INPUT": classified["outputs"]["level3"], "OUTPUT_DIR": str(folder)}
    assert "already holds S2 20180510_report.html" in refusal(algorithm, values)
    assert left_behind(folder) == ["S2 20180510_report.html"]


def test_every_parameter_has_a_help_text(algorithm):
    assert algorithm.shortHelpString() and algorithm.shortDescription()
    assert all(parameter.help() for parameter in algorithm.parameterDefinitions())
    assert algorithm.checkParameterValues({"INPUT": "x"}, QgsProcessingContext())[0] is False
