"""The real QGIS desktop: a model is trained from two layers through the window and used in the same session."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest

from corina.plugin.run_folder import RunFolder

from .test_desktop import CHECKOUT, desktop, scene

pytestmark = [pytest.mark.desktop, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """What the desktop reported of one training; the pictures are kept in build/desktop."""
    if desktop.missing():
        pytest.skip(desktop.missing())
    folder = tmp_path_factory.mktemp("train")
    environment = {
        "CORINA_TEST_SCENE": str(scene.make_scene(folder / "S2A_20180510_scene.tif", 4, 4)),
        "CORINA_TEST_LABELS": str(scene.make_labels(folder / "clc2018.gpkg", 4, 4)),
        "CORINA_MODELS": str(folder / "models"),
        "CORINA_TEST_TINY": "1",
    }
    told = desktop.run_in_qgis("train_in_qgis.py", folder, environment, timeout=560)
    kept = CHECKOUT / "build" / "desktop"
    kept.mkdir(parents=True, exist_ok=True)
    for picture in folder.glob("*.png"):
        shutil.copy(picture, kept)
    assert told["error"] == "", told["error"]
    return told


def test_the_field_with_the_classes_is_found_and_the_classes_are_counted(report):
    assert report["field"] == "CODE_18"
    assert "4 of 4 bands found" in report["understood"] or "is a guess" in report["understood"]
    assert "patches of 128 px" in report["counted"]
    assert len(report["classes"]) >= 3


def test_the_split_is_a_layer_on_the_map(report):
    assert "Training patches" in report["split_layer"]
    assert {"training", "validation", "test (report)"} == set(report["roles"])


def test_a_trial_says_what_the_training_takes(report):
    assert "million parameters" in report["estimate"]


def test_the_curves_move(report):
    losses = [value for _, value in report["curve"]]
    assert len(set(losses)) == len(losses) >= 3


def test_the_training_says_time_left_and_learning_rate_and_rests_when_paused(report):
    assert "learning rate 0.0" in report["details"] and "epoch" in report["details"]
    assert report["step"].startswith("&4 Train ") and report["step"].endswith(" %")
    assert report["epochs_while_paused"] <= 1  # the epoch that was being measured


def test_a_training_that_was_stopped_goes_on_where_it_was(report):
    assert report["stopped"] == "stopped"
    assert report["ended"] == "done", report["failure"]
    assert len(report["epochs"]) > report["epochs_when_stopped"]
    assert report["epochs"] == sorted(set(report["epochs"]))


def test_the_report_has_figures_at_three_levels(report):
    assert set(report["result"]["metrics"]) >= {"level1", "level2", "level3"}
    assert "agreement" in report["summary"] and report["matrix_rows"] >= 3
    for matrix, table in report["matrices"]:
        assert matrix >= 2 and table >= 2
    assert report["matrices"][0] <= report["matrices"][2]


def test_report_figures_and_model_are_exported(report):
    assert {"card.json", "model.onnx"} <= set(report["exported"])
    assert report["exported_licence"] == "CC-BY-4.0"
    assert len(report["exported_csv"]) == 2 and "," in report["exported_csv"][0]
    assert "metrics" in report["exported_json"]
    assert report["exported_html"].lower().startswith("<!doctype html")


def test_the_project_remembers_what_it_learned_from(report):
    assert report["data_before"] == report["data_after"] == ["Sentinel-2 scene"]
    assert report["labels_after"] == "CORINE 2018"
    assert "Add a Sentinel-2 raster" in report["data_in_a_new_project"]


def test_the_new_model_classifies_in_the_same_session(report):
    assert report["classified_with"] == "Finland by window"
    assert report["classified_ha"] > 1000


def test_each_page_has_its_picture(report):
    for page in ("data", "split", "model", "run", "report"):
        assert os.path.getsize(CHECKOUT / "build" / "desktop" / f"train-{page}.png") > 50_000


def test_a_training_goes_on_while_qgis_is_closed_and_is_found_again(tmp_path):
    if desktop.missing():
        pytest.skip(desktop.missing())
    environment = {
        "CORINA_TEST_SCENE": str(scene.make_scene(tmp_path / "S2A_20180510_scene.tif", 4, 4)),
        "CORINA_TEST_LABELS": str(scene.make_labels(tmp_path / "clc2018.gpkg", 4, 4)),
        "CORINA_MODELS": str(tmp_path / "models"),
    }
    script = "train_and_close_in_qgis.py"
    first = desktop.run_in_qgis(script, tmp_path, environment, timeout=280)
    folder = RunFolder(Path(first.get("folder", tmp_path / "none")))
    try:
        assert first["error"] == "", first["error"]
        assert folder.is_alive()
        second = desktop.run_in_qgis(
            script, tmp_path, {**environment, "CORINA_TEST_PART": "2"}, timeout=280, again=True
        )
        assert second["error"] == "", second["error"]
        assert second["found"] == [[first["run"], "running"]]
        assert second["epochs_at_once"] >= first["epochs"]
        assert second["epochs"] == list(range(len(second["epochs"])))  # also those nobody watched
        assert second["ended"] == "stopped"
        deadline = time.monotonic() + 20  # the libraries take a moment to end
        while folder.is_alive() and time.monotonic() < deadline:
            time.sleep(0.1)
        assert not folder.is_alive()
    finally:
        folder.end()
