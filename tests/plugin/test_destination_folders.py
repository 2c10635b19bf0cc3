"""The folders that algorithms make for their destinations: none is left where nothing was written."""

from __future__ import annotations

import numpy as np
import pytest
from qgis.core import QgsApplication, QgsProcessingContext

from .conftest import left_behind, write_raster
from .processing_runs import Messages, refusal, run

NEW = {
    "changepolygons": {"CHANGES": "new/a/changes.gpkg"},
    "generalise": {"OUTPUT": "new/a/map.tif", "POLYGONS": "new/b/c/map.gpkg"},
    "areas": {"AREAS": "new/a/areas.csv"},
}
"""Destinations in folders that are not there yet."""


@pytest.fixture(params=NEW)
def asked(request, provider, tmp_path):
    """Algorithm, parameters, and the names of the maps in them, which are of one class."""
    map_path = write_raster(tmp_path / "map.tif", np.full((1, 40, 40), 12, np.uint8), names=())
    maps = ("PREDICTION", "REFERENCE") if request.param == "changepolygons" else ("INPUT",)
    places = {name: str(tmp_path / place) for name, place in NEW[request.param].items()}
    algorithm = QgsApplication.processingRegistry().algorithmById(f"corina:{request.param}")
    return algorithm, {**dict.fromkeys(maps, str(map_path)), **places}, maps


def test_a_refusal_leaves_no_folder(asked, tmp_path):
    algorithm, values, maps = asked
    no_classes = write_raster(tmp_path / "rgb.tif", np.full((1, 40, 40), 199, np.uint8), names=())
    assert "rgb has no value that is a CORINE class" in refusal(
        algorithm, {**values, maps[0]: str(no_classes)}
    )
    assert not (tmp_path / "new").exists()
    run(algorithm, values)
    wanted = {place.rpartition("/")[2] for place in NEW[algorithm.name()].values()}
    assert wanted <= {path.rpartition("/")[2] for path in left_behind(tmp_path / "new")}


def test_cancelling_leaves_no_folder(asked, tmp_path):
    algorithm, values, _ = asked
    (tmp_path / "new").mkdir()
    feedback = Messages()
    feedback.cancel()
    algorithm.run(values, QgsProcessingContext(), feedback, {}, False)
    assert "Cancelled; nothing was written." in feedback.info
    assert (tmp_path / "new").is_dir() and not list((tmp_path / "new").iterdir())
