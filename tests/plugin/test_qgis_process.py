"""The algorithms on QGIS's own command line, with the plugin installed in a profile, as on a server."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsRectangle

from corina.engine.jobs import (
    AreaInput,
    BandChoice,
    ClassifyJob,
    ClassifyOptions,
    CompareJob,
    Device,
    LandCoverInput,
    MaskChoice,
    Rule,
    SceneInput,
)
from corina.plugin.areas import area_from_extent, area_from_layer
from corina.plugin.command_line import bands_from_text, parameters, qgis_process_command
from corina.plugin.compare_command import parameters as compare_parameters
from corina.plugin.history import RunHistory
from corina.plugin.runs import Run

from .conftest import CHECKOUT, read_pixels, write_raster
from .test_sources_and_areas import polygons

PROGRAM = "/usr/lib/qgis/qgis_process.bin"
"""Debian's wrapper of qgis_process is broken in Debian 12; the program itself works."""


@pytest.fixture(scope="module")
def profile(tmp_path_factory) -> Path:
    """A profile with the plugin installed and enabled."""
    folder = tmp_path_factory.mktemp("profile")
    default = folder / "profiles" / "default"
    plugins = default / "python" / "plugins"
    plugins.mkdir(parents=True)
    (plugins / "corina").symlink_to(CHECKOUT)
    (default / "QGIS").mkdir()
    (default / "QGIS" / "QGIS3.ini").write_text("[PythonPlugins]\ncorina=true\n")
    return folder


@pytest.fixture()
def qgis_process(profile, engine):
    program = next((p for p in (PROGRAM, "/usr/bin/qgis_process.bin") if Path(p).exists()), "qgis_process")

    def run(*arguments: str) -> subprocess.CompletedProcess:
        variables = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "QGIS_CUSTOM_CONFIG_PATH": str(profile),
            "CORINA_ENGINE": str(engine.root),
        }
        return subprocess.run(
            [program, *arguments], capture_output=True, text=True, env=variables, timeout=300, check=False
        )

    return run


def test_classify_runs_from_the_command_line(qgis_process, scene, model, tmp_path):
    out = tmp_path / "out é"
    done = qgis_process(
        "run",
        "corina:classify",
        "--json",
        "--",
        f"INPUT={scene}",
        f"MODEL={model}",
        f"OUTPUT_DIR={out}",
        "NAME=m",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    results = json.loads(done.stdout[done.stdout.index("{") :])["results"]
    assert results["LEVEL3"] == str(out / "m_level3.tif")
    assert (read_pixels(out / "m_level3.tif") > 0).all()
    assert (out / "m_result.json").exists()


def test_help_describes_every_parameter(qgis_process):
    shown = qgis_process("help", "corina:classify").stdout
    for name in ("INPUT", "INPUT_FILE", "MODEL", "AREA_LAYER", "OUTPUT_DIR", "LEVEL3", "MINIMUM_UNIT"):
        assert f"\n{name}:" in shown


def test_refusal_is_one_sentence_and_a_failure_code(qgis_process, tmp_path):
    done = qgis_process(
        "run", "corina:classify", "--", f"INPUT_FILE={tmp_path / 'absent.tif'}", f"OUTPUT_DIR={tmp_path}"
    )
    assert done.returncode != 0
    assert "absent.tif does not exist" in done.stdout + done.stderr


def test_command_of_a_run_makes_the_same_map_again(qgis_process, engine, scene, model, tmp_path):
    """A run with polygons as its area, copied as a command line and run in another process."""
    from corina.plugin.engine_process import run_job

    area = area_from_layer(
        polygons("POLYGON((549200 7028000, 549900 7028000, 549500 7027100, 549200 7028000))"), False
    )
    job = ClassifyJob(SceneInput(str(scene)), str(tmp_path / "first run"), model=model, area=area, name="m é")
    run_job(engine.command(), engine.child_environment(), job, lambda event: None, lambda: False)
    run = Run("r1", "Vaasa", replace(job, output_dir=str(tmp_path / "second run")))
    history = RunHistory(tmp_path / "history")
    history.write(run)
    words = shlex.split(qgis_process_command("corina:classify", parameters(run.job, history.area_path("r1"))))
    assert words[:3] == ["qgis_process", "run", "corina:classify"]
    done = qgis_process(*words[1:])
    assert done.returncode == 0, done.stdout + done.stderr
    first, second = (
        read_pixels(tmp_path / folder / "m é_level3.tif") for folder in ("first run", "second run")
    )
    assert first.shape == second.shape and (first == second).all()
    assert 0 < (first > 0).mean() < 0.6


def test_command_names_all_that_differs_from_the_defaults(tmp_path):
    scene = SceneInput(
        "/data/scene one.tif",
        bands=(BandChoice("B02", "/data/scene one.tif", 3), BandChoice("B08", "/data/b8.tif", 1)),
        scale=1e-4,
        offset=-0.1,
        crs="EPSG:32634",
        mask=MaskChoice("/data/mask.tif", (3, 8)),
        use_scl=False,
    )
    options = ClassifyOptions(Device.CPU, 2, 4, 256, 0.0, True, True, 0.5)
    area = area_from_extent(QgsRectangle(1, 2, 3, 4), QgsCoordinateReferenceSystem("EPSG:3857"))
    job = ClassifyJob(scene, "/out", model="m", name="n", area=area, options=options)
    assert parameters(job) == {
        "INPUT_FILE": "/data/scene one.tif",
        "OUTPUT_DIR": "/out",
        "MODEL": "m",
        "NAME": "n",
        "SCALE": 1e-4,
        "OFFSET": -0.1,
        "CRS": "EPSG:32634",
        "BANDS": "B02=3;B08=/data/b8.tif:1",
        "USE_SCL": "false",
        "MASK": "/data/mask.tif",
        "MASK_VALUES": "3,8",
        "TILE": 256,
        "OVERLAP": 0.0,
        "THREADS": 2,
        "BATCH": 4,
        "MINIMUM_UNIT": 0.5,
        "DEVICE": "cpu",
        "AREA": "1.0,3.0,2.0,4.0 [EPSG:3857]",
        "CONFIDENCE": "TEMPORARY_OUTPUT",
        "POLYGONS": "TEMPORARY_OUTPUT",
    }
    tabled = replace(job, options=ClassifyOptions(rule=Rule.PRIORITY, priority_table="/data/own.csv"))
    found = parameters(tabled)
    assert (found["RULE"], found["PRIORITY_TABLE"]) == ("priority", "/data/own.csv")
    assert bands_from_text(parameters(job)["BANDS"], scene.path) == scene.bands
    assert parameters(ClassifyJob(SceneInput("/s.tif"), "/o")) == {"INPUT_FILE": "/s.tif", "OUTPUT_DIR": "/o"}


def test_area_file_says_its_crs(tmp_path):
    from qgis.core import QgsVectorLayer

    geometry = '{"type": "Polygon", "coordinates": [[[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]]]}'
    job = ClassifyJob(SceneInput("/s.tif"), "/o", area=AreaInput("EPSG:32634", geojson=geometry))
    history = RunHistory(tmp_path)
    history.write(Run("r1", "t", job))
    layer = QgsVectorLayer(str(history.area_path("r1")), "area")
    assert layer.crs().authid() == "EPSG:32634"
    assert next(layer.getFeatures()).geometry().area() == 100


def test_the_command_of_a_comparison_finds_the_same_changes(qgis_process, tmp_path):
    """A comparison of a part of two maps, copied as a command line and run in another process."""
    old = np.full((1, 150, 150), 12, np.uint8)
    new = old.copy()
    new[0, 20:70, 30:80] = 2
    paths = [
        write_raster(tmp_path / f"{name} é.tif", pixels, names=())
        for name, pixels in (("old", old), ("new", new))
    ]
    maps = [LandCoverInput(str(path)) for path in paths]
    area = AreaInput("EPSG:32634", bounds=(549_180.0, 7_027_040.0, 550_180.0, 7_028_040.0))
    job = CompareJob(maps[0], str(tmp_path / "out"), maps[1], area=area)
    words = shlex.split(qgis_process_command("corina:compare", compare_parameters(job)))
    assert words[:4] == ["qgis_process", "run", "corina:compare", "--"]
    done = qgis_process("run", "corina:compare", "--json", *words[3:])
    assert done.returncode == 0, done.stdout + done.stderr
    results = json.loads(done.stdout[done.stdout.index("{") :])["results"]
    assert results["CHANGED_HA"] == pytest.approx(25, abs=0.5)
    assert results["AGREEMENT"] == pytest.approx(0.75, abs=0.001), "only the 100 ha asked for"
    assert Path(results["REPORT"]) == tmp_path / "out" / "report.html"
