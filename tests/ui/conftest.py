"""What the tests of the windows share: a described scene, a model, a result, runs, and a form that is complete."""

from __future__ import annotations

import copy

import pytest
from qgis.core import QgsProject, QgsSettings

from corina.clc import CLASSES, Level, parent, raster_value
from corina.engine.jobs import ClassifyJob, ClassifyOptions, SceneInput
from corina.ui.classify_form import ClassifyForm
from corina.ui.state import EngineState, EngineView, ModelEntry, ProgressView, RunState, RunView

SHARES = {211: 50.0, 312: 30.0, 313: 10.0, 112: 6.0, 512: 3.96, 111: 0.04}
"""Percent of the classified area, per level-3 class."""
CLASSIFIED_HA = 12_056.0
PATH = "/data/T35VMF.tif"


@pytest.fixture(autouse=True)
def clean(qgis_app):
    """An empty project before and after, and no remembered state of ours."""
    QgsProject.instance().clear()
    QgsSettings().remove("corina")
    QgsSettings().remove("QgsCollapsibleGroupBox")  # QGIS keeps what was folded in other tests
    yield
    QgsProject.instance().clear()
    QgsSettings().remove("corina")


@pytest.fixture
def description():
    """What the engine says of a complete scene; a fresh one for each test."""
    bands = ("B02", "B03", "B04", "B08")
    return {
        "name": "T35VMF",
        "path": PATH,
        "date": "2018-05-10",
        "product": None,
        "crs": "EPSG:32635",
        "bounds": [500000.0, 6790000.0, 510000.0, 6800000.0],
        "width": 1000,
        "height": 1000,
        "resolution_m": 10.0,
        "resampled": None,
        "bands": [
            {"band": band, "path": PATH, "index": index, "how": "by its description", "resolution_m": 10.0}
            for index, band in enumerate(bands, start=1)
        ],
        "available": [
            {"path": PATH, "index": index, "label": f"Band {index}: {name}"}
            for index, name in enumerate((*bands, "B05"), start=1)
        ],
        "scale": 1e-4,
        "offset": 0.0,
        "scale_how": "from the band's metadata",
        "scale_guessed": False,
        "nodata": 0,
        "mask": None,
        "missing": [],
        "summary": "4 of 4 bands found, reflectance x 10000",
        "warnings": [],
        "problem": None,
    }


@pytest.fixture
def guessed(description):
    """A scene whose scale is a guess."""
    how = "values up to 9812 look like reflectance x 10000"
    return {**copy.deepcopy(description), "scale_guessed": True, "scale_how": how}


@pytest.fixture
def without_nir(description):
    """A scene without B08."""
    found = copy.deepcopy(description)
    found["bands"] = found["bands"][:3]
    found["missing"] = ["B08"]
    found["summary"] = "3 of 4 bands found"
    found["problem"] = {
        "code": "bands_missing",
        "message": "T35VMF has no band B08; map it or choose another scene.",
    }
    return found


@pytest.fixture
def model():
    """An installed model with a card."""
    codes = [111, 112, 211, 312, 313, 512]
    levels = {"level1": 0.88, "level2": 0.72, "level3": 0.60}
    card = {
        "name": "resunet-s2-10m",
        "title": "ResUNet S2 10 m",
        "description": "A network for tests.",
        "bands": ["B02", "B03", "B04", "B08"],
        "resolution_m": 10.0,
        "tile_size": 512,
        "input": {"dtype": "uint16", "scale": 1e-4, "offset": 0.0},
        "codes": codes,
        "label_support": {
            **{str(code): {"pixels": 5000, "patches": 12, "source": "pixel"} for code in codes},
            "313": {"pixels": 900, "patches": 2, "source": "group"},
        },
        "training": {
            "countries": ["Finland", "Austria", "Serbia"],
            "sets": [
                {"name": "BigEarthNet v2", "licence": "CDLA-Permissive-1.0", "citation": "Clasen 2024", "use": "fit"}
            ],
        },
        "metrics": {
            "split": "held-out Sentinel-2 tiles",
            **{
                level: {
                    "overall": value, "mean_iou": value - 0.2, "f1_macro": value - 0.1, "f1_weighted": value,
                    "majority_floor": 0.46, "classes": 5,
                }
                for level, value in levels.items()
            },
        },
        "licence": "CC-BY-4.0",
    }  # fmt: skip
    return ModelEntry("resunet-s2-10m", "/models/resunet-s2-10m", card, bundled=True)


@pytest.fixture
def result():
    """The result of a run, with areas that follow from SHARES."""

    def classes(level):
        shares = {}
        for code, share in SHARES.items():
            shares[parent(code, level)] = shares.get(parent(code, level), 0.0) + share
        return [
            {
                "code": code,
                "value": raster_value(code),
                "name": CLASSES[code].name,
                "colour": list(CLASSES[code].colour),
                "pixels": round(share * 100),
                "area_ha": CLASSIFIED_HA * share / 100,
                "percent": share,
            }
            for code, share in shares.items()
        ]

    return {
        "name": "T35VMF",
        "scene": "S2A T35VMF",
        "date": "2018-05-10",
        "output_dir": "/maps/finland",
        "outputs": {"level1": "/maps/finland/T35VMF_level1.tif"},
        "levels": {str(int(level)): classes(level) for level in Level},
        "classified_ha": CLASSIFIED_HA,
        "left_out_ha": 310.2,
        "model": {"name": "resunet-s2-10m", "title": "ResUNet S2 10 m"},
        "device": {"requested": "cuda", "used": "cpu", "threads": 2, "reason": "no CUDA driver was found"},
        "timing": {"seconds": 100.4, "megapixels": 120.56},
        "warnings": ["CUDA was asked for, but no CUDA driver was found: the CPU was used."],
    }


@pytest.fixture
def job():
    """A classification."""
    options = ClassifyOptions(confidence=True, polygons=True, minimum_unit_ha=5.0, overlap=0.25, tile=256)
    return ClassifyJob(SceneInput(PATH), "/maps/finland", "resunet-s2-10m", options=options)


@pytest.fixture
def runs(job, result):
    """One run of each state, newest first."""
    progress = ProgressView("infer", 0.34, 34, 100, 0.62, 65.0)
    return [
        RunView("5", "Waiting scene", job, RunState.QUEUED, 1_760_000_005.0),
        RunView("4", "Running scene", job, RunState.RUNNING, 1_760_000_004.0, 34.0, progress),
        RunView("3", "Done scene", job, RunState.DONE, 1_760_000_003.0, 100.4, result=result, log=("opened", "done")),
        RunView(
            "2", "Failed scene", job, RunState.FAILED, 1_760_000_002.0, 2.0, error_code="rgb_image",
            error="photo.tif looks like a photograph; choose a Sentinel-2 scene.", details="Traceback",
        ),
        RunView("1", "Cancelled scene", job, RunState.CANCELLED, 1_760_000_001.0, 12.0),
    ]  # fmt: skip


@pytest.fixture
def ready():
    """An engine that works."""
    return EngineView(EngineState.READY, device="CPU", place="/engine")


@pytest.fixture
def form(qtbot, ready, model, description):
    """A form that lacks nothing."""
    widget = ClassifyForm()
    qtbot.addWidget(widget)
    widget.set_engine(ready)
    widget.form.model.set_entries([model])
    widget.form.scene.add_product(PATH)
    widget.set_description(description)
    widget.show()
    return widget


@pytest.fixture
def make(qtbot):
    """Makes a widget and shows it."""

    def build(kind, *arguments):
        widget = kind(*arguments)
        qtbot.addWidget(widget)
        widget.show()
        return widget

    return build
