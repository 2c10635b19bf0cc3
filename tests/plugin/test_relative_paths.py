"""Paths as one types them in a shell: the engine runs in a folder of its own, so each is made a full one before."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

import numpy as np
import pytest
from qgis.core import QgsApplication, QgsProcessing, QgsProcessingUtils

from corina.engine.jobs.codec import encode
from corina.plugin.algorithms.base import EngineAlgorithm

from .conftest import write_raster
from .landscape import write_landscape
from .processing_runs import run

PATHS = {
    "path", "output_dir", "output", "run_folder", "zip_path", "csv_path", "source", "samples", "map_path",
    "zones", "folder", "confidence",
}  # fmt: skip
"""Fields of jobs that hold a path."""
NAMES_OR_PATHS = ("model", "legend", "lucas_table")

CASES = {
    "classify": {
        "INPUT_FILE": "scene é.tif", "OUTPUT_DIR": "out", "MASK": "map.tif",
        "BANDS": "B02=1;B03=2;B04=3;B08=scene é.tif:4",
    },
    "sceneinfo": {"INPUT_FILE": "scene é.tif"},
    "compare": {"PREDICTION": "map.tif", "REFERENCE": "clc.gpkg|layername=corine", "OUTPUT_DIR": "out"},
    "changepolygons": {"SCENE_FILE": "scene é.tif", "REFERENCE": "clc.gpkg", "CHANGES": "changes.gpkg"},
    "comparereport": {"FOLDER": "run"},
    "classificationreport": {
        "INPUT": "map.tif", "SCENE": "scene é.tif", "CONFIDENCE": "map.tif", "OUTPUT_DIR": "out",
    },
    "generalise": {"INPUT": "map.tif", "OUTPUT": "generalised.tif"},
    "areas": {"INPUT": "map.tif", "ZONES": "clc.gpkg|layername=corine", "AREAS": "areas.csv"},
    "samplesize": {"INPUT": "map.tif"},
    "samplepoints": {"INPUT": "map.tif", "OUTPUT": "points.gpkg"},
    "accuracy": {"SAMPLES_FILE": "lucas.csv", "MAP": "map.tif", "LUCAS_TABLE": "table.csv", "OUTPUT_DIR": "out"},
    "train": {
        "INPUT_FILE": "scene é.tif", "LABELS": "clc.gpkg|layername=corine", "MORE_INPUTS": "scene é.tif;map.tif",
        "MORE_LABELS": ["map.tif", "clc.gpkg|layername=corine"], "OUTPUT_DIR": "run",
    },
    "evaluate": {"MODEL": "run", "OUTPUT_DIR": "out"},
    "exportmodel": {"RUN_FOLDER": "run", "ZIP": "model.zip"},
    "learningrate": {"DATA_SET": "data", "CURVE": "curve.csv"},
    "pretrainencoder": {"DATA_SET": "data", "KIND": "eurosat", "OUTPUT_DIR": "run"},
    "trainingdata": {"DATA_SET": "data", "LEGEND": "legend.csv", "OUTPUT_DIR": "out"},
    "reviewlabels": {"MODEL": "run", "OUTPUT_DIR": "out"},
}  # fmt: skip


@pytest.fixture()
def here(tmp_path, monkeypatch) -> Path:
    """The folder one stands in, with everything the cases name."""
    scene, _ = write_landscape(tmp_path)
    scene.rename(tmp_path / "scene é.tif")
    (tmp_path / "corine.gpkg").rename(tmp_path / "clc.gpkg")
    write_raster(tmp_path / "map.tif", np.full((1, 32, 32), 12, np.uint8), names=())
    for name in ("run", "data"):
        (tmp_path / name).mkdir()
    for name in ("lucas.csv", "table.csv", "legend.csv"):
        (tmp_path / name).write_text("a,b\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture()
def jobs(monkeypatch):
    """The jobs that algorithms hand to the engine, which is not run."""
    found = []
    monkeypatch.setattr(EngineAlgorithm, "run_engine", lambda self, job, feedback: found.append(job))
    return found


@pytest.mark.parametrize("name", CASES)
def test_every_path_of_a_job_is_a_full_one(provider, here, jobs, name):
    run(QgsApplication.processingRegistry().algorithmById(f"corina:{name}"), CASES[name])
    found = dict(paths_of(encode(jobs[0])))
    assert found and {key: path for key, path in found.items() if not Path(path).is_absolute()} == {}
    given = [value for value in found.values() if "é" in value or Path(value).name in ("clc.gpkg", "map.tif")]
    assert all(Path(value).parent == here for value in given)


def test_a_temporary_folder_is_a_new_one_and_no_folder_of_that_name(provider, here, jobs):
    algorithm = QgsApplication.processingRegistry().algorithmById("corina:evaluate")
    run(algorithm, {"MODEL": "resunet-s2-10m", "OUTPUT_DIR": QgsProcessing.TEMPORARY_OUTPUT})
    assert Path(QgsProcessingUtils.tempFolder()) in Path(jobs[0].output_dir).parents
    assert jobs[0].model == "resunet-s2-10m", "the name of an installed model stays one"


def paths_of(values, name=""):
    """The fields of a job that hold a path, with their names."""
    for key, value in values.items():
        if isinstance(value, dict):
            yield from paths_of(value, f"{name}{key}.")
        elif isinstance(value, (list, tuple)):
            for number, item in enumerate(value):
                if isinstance(item, dict):
                    yield from paths_of(item, f"{name}{key}.{number}.")
        elif isinstance(value, (bool, Enum)) or not value:
            continue
        elif key in PATHS or (key in NAMES_OR_PATHS and Path(value).exists()):
            yield f"{name}{key}", value
