"""What the plugin's tests share: the real engine, a model, real scenes, and a QGIS that starts clean."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path
from typing import Callable, List, Optional

import numpy as np
import pytest
from osgeo import gdal, osr
from qgis.core import (
    QgsApplication,
    QgsFeature,
    QgsGeometry,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsSettings,
    QgsVectorLayer,
)

from corina.engine.jobs import ClassifyJob, SceneInput
from corina.plugin.controller import Controller
from corina.plugin.engine_folder import State
from corina.plugin.environment import EngineEnvironment
from corina.plugin.provider import CorinaProvider
from corina.plugin.run_manager import RunManager
from corina.plugin.runs import RunState
from corina.plugin.settings import GROUP
from corina.ui.dock import CorinaDock

from .interface import Iface, confirm_scale

CHECKOUT = Path(__file__).resolve().parents[2]
ENGINE_ROOT = Path(os.environ.get("CORINA_ENGINE", CHECKOUT / ".engine"))
BANDS = ("B02", "B03", "B04", "B08")
LONG_SECONDS = 120
"""How long a test waits before it gives up; never a claim on speed."""

gdal.UseExceptions()


@pytest.fixture(scope="session")
def engine() -> EngineEnvironment:
    """The engine of the checkout, or the one CORINA_ENGINE names."""
    environment = EngineEnvironment(ENGINE_ROOT, CHECKOUT)
    if environment.state() is not State.READY:
        pytest.fail(
            f"The engine in {environment.root} is {environment.state().value}: run `make setup` first."
        )
    return environment


@pytest.fixture()
def provider(qgis_app, engine) -> CorinaProvider:
    """Corina's algorithms in Processing."""
    made = CorinaProvider(lambda: engine)
    QgsApplication.processingRegistry().addProvider(made)
    yield made
    QgsApplication.processingRegistry().removeProvider(made)


@pytest.fixture(scope="session")
def model() -> str:
    """A model package: the bundled one, or the one CORINA_TEST_MODEL names."""
    found = os.environ.get("CORINA_TEST_MODEL") or next(
        (str(card.parent) for card in sorted((CHECKOUT / "models" / "bundled").glob("*/card.json"))), ""
    )
    if not found:
        pytest.fail(
            "There is no bundled model: run `make train-bundled`, or name a package in CORINA_TEST_MODEL."
        )
    return found


@pytest.fixture(autouse=True)
def clean_qgis(qgis_app, monkeypatch):
    """No settings of ours, an empty project, and the checkout's engine for whoever asks the settings for one."""
    monkeypatch.setenv("CORINA_ENGINE", str(ENGINE_ROOT))
    QgsSettings().remove(GROUP)
    yield
    QgsProject.instance().clear()
    QgsSettings().remove(GROUP)


def write_raster(
    path: Path, pixels: np.ndarray, epsg: int = 32634, origin=(549180.0, 7028040.0), names=BANDS
) -> Path:
    """Write (bands, rows, columns) as a GeoTIFF with 10 m pixels and band descriptions."""
    kind = {
        "uint16": gdal.GDT_UInt16,
        "uint8": gdal.GDT_Byte,
        "int32": gdal.GDT_Int32,
        "float32": gdal.GDT_Float32,
    }[pixels.dtype.name]
    count, height, width = pixels.shape
    options = ["TILED=YES", "COMPRESS=DEFLATE", "ZLEVEL=1"]
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), width, height, count, kind, options)
    dataset.SetGeoTransform((origin[0], 10.0, 0.0, origin[1], 0.0, -10.0))
    if epsg:
        reference = osr.SpatialReference()
        reference.ImportFromEPSG(epsg)
        dataset.SetProjection(reference.ExportToWkt())
    for index in range(count):
        band = dataset.GetRasterBand(index + 1)
        band.WriteArray(pixels[index])
        if names:
            band.SetDescription(names[index])
    dataset.FlushCache()
    return path


def read_pixels(path) -> np.ndarray:
    """All bands of a raster as (bands, rows, columns)."""
    pixels = gdal.Open(str(path)).ReadAsArray()
    return pixels if pixels.ndim == 3 else pixels[np.newaxis]


@pytest.fixture(scope="session")
def real_file(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Copies a file of the real data: QGIS writes statistics beside rasters, and into GeoPackages that it reads."""

    def copy(*parts: str) -> Path:
        place = tmp_path_factory.getbasetemp() / "real" / Path(*parts)
        if not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile((shared_data / parts[0]).joinpath(*parts[1:]), place)
        return place

    return copy


@pytest.fixture(scope="session")
def patch(real_file: Callable[..., Path]) -> Path:
    """A real Sentinel-2 patch: 120 x 120 px, B02, B03, B04, B08, UTM 34 N."""
    return real_file("bigearthnet_v2", "s2", "S2A_MSIL2A_20170613T101031_N9999_R022_T34VER_41_60.tif")


@pytest.fixture()
def scene(patch: Path, tmp_path: Path) -> Path:
    """A copy of the real patch under a name with a blank and accents."""
    folder = tmp_path / "scènes d'été"
    folder.mkdir()
    return Path(shutil.copy(patch, folder / "Vaasa 2017-06-13 éö.tif"))


@pytest.fixture(scope="session")
def large_scene(patch: Path, tmp_path_factory) -> Path:
    """The real patch laid side by side to 3600 x 3600 px: it keeps the engine busy for longer than a test needs."""
    pixels = np.tile(read_pixels(patch), (1, 30, 30))
    return write_raster(tmp_path_factory.mktemp("large") / "large_20170613.tif", pixels)


@pytest.fixture()
def new_manager(qgis_app, engine):
    """Makes run managers on a history folder; all are shut down when the test is over, whatever its end."""
    made = []

    def make(history: Path, environment: Optional[EngineEnvironment] = None) -> RunManager:
        made.append(RunManager(lambda: environment or engine, history))
        return made[-1]

    yield make
    for manager in made:
        manager.shutdown()


@pytest.fixture()
def manager(new_manager, tmp_path) -> RunManager:
    """A run manager with a history of its own."""
    return new_manager(tmp_path / "history")


@pytest.fixture()
def job(scene: Path, model: str, tmp_path: Path) -> ClassifyJob:
    """A classification of the small real scene."""
    return ClassifyJob(SceneInput(str(scene)), str(tmp_path / "Ergebnisse ñ"), model=model)


@pytest.fixture()
def long_job(large_scene: Path, model: str, tmp_path: Path) -> ClassifyJob:
    """A classification that takes long."""
    return ClassifyJob(SceneInput(str(large_scene)), str(tmp_path / "out"), model=model)


@pytest.fixture()
def until(qtbot) -> Callable[[Callable[[], bool]], None]:
    """Wait, with QGIS's events running, until a condition holds."""

    def wait(condition: Callable[[], bool]) -> None:
        qtbot.waitUntil(condition, timeout=LONG_SECONDS * 1000)

    return wait


@pytest.fixture()
def finish(manager, until) -> Callable[[str], RunState]:
    """Wait until a run is over and say how."""

    def wait(run_id: str) -> RunState:
        until(lambda: not manager.run(run_id).state.is_active)
        return manager.run(run_id).state

    return wait


def engine_processes() -> List[int]:
    """Ids of the engines this process has started and that still live."""
    listed = subprocess.run(
        ["ps", "-ww", "-eo", "pid=,ppid=,stat=,args="], capture_output=True, text=True, check=True
    )
    rows = [line.split(None, 3) for line in listed.stdout.splitlines()]
    return [
        int(pid)
        for pid, parent, state, arguments in rows
        if int(parent) == os.getpid() and "bootstrap.py" in arguments and not state.startswith("Z")
    ]


def left_behind(folder: Path) -> List[str]:
    """Everything in a folder, hidden or not, after a moment for an ending engine; empty when there is no folder."""
    deadline = time.monotonic() + 3
    while True:
        found = sorted(str(p.relative_to(folder)) for p in folder.rglob("*")) if folder.exists() else []
        if not found or time.monotonic() > deadline:
            return found
        time.sleep(0.05)


@pytest.fixture()
def iface(qtbot):
    return Iface(qtbot)


@pytest.fixture()
def models_folder(model, tmp_path, monkeypatch):
    """A models folder with one package."""
    folder = tmp_path / "models"
    folder.mkdir()
    shutil.copytree(model, folder / Path(model).name)
    monkeypatch.setenv("CORINA_MODELS", str(folder))
    return folder


@pytest.fixture()
def dock(iface, qtbot):
    widget = CorinaDock(iface.mainWindow())
    iface.mainWindow().show()
    return widget


@pytest.fixture()
def controller(iface, dock, manager, models_folder):
    made = Controller(iface, dock, manager)
    yield made
    made.shutdown()


@pytest.fixture()
def layer(scene):
    added = QgsRasterLayer(str(scene), "Vaasa", "gdal")
    QgsProject.instance().addMapLayer(added)
    return added


@pytest.fixture()
def form(controller, dock, layer, until):
    """The form with a real scene that was understood by the real engine."""
    confirm_scale(dock.classify.fields, until)
    return dock.classify.fields


def polygons(name="clc", codes=("211", "112")):
    """A layer in the project: squares of 1000 x 2000 m side by side, one a code."""
    layer = QgsVectorLayer("Polygon?crs=EPSG:32634&field=code_18:string", name, "memory")
    features = []
    for place, code in enumerate(codes):
        feature = QgsFeature(layer.fields())
        x = 549_180 + 1000 * place
        square = QgsRectangle(x, 7_026_040, x + 1000, 7_028_040)
        feature.setGeometry(QgsGeometry.fromRect(square))
        feature["code_18"] = code
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    layer.updateExtents()
    QgsProject.instance().addMapLayer(layer)
    return layer
