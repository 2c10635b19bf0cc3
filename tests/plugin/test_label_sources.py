"""What of a training's data lies in QGIS's temporary folder is kept: QGIS deletes it, and the training goes on."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from qgis.core import (
    QgsCoordinateTransformContext,
    QgsProcessingUtils,
    QgsVectorFileWriter,
    QgsVectorLayer,
)

from corina.engine.jobs import BandChoice, DataChoice, JobError, LabelInput, SceneInput, TrainingSource
from corina.plugin import label_sources
from corina.plugin.label_sources import keep_labels

from .conftest import read_pixels, write_raster
from .landscape import write_polygons


@pytest.fixture()
def temporary(qgis_app) -> Path:
    """A new folder of the kind in which Processing keeps temporary layers."""
    folder = Path(tempfile.mkdtemp(dir=QgsProcessingUtils.tempFolder()))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def data_of(scene: Path, labels: Path) -> DataChoice:
    bands = (BandChoice("B02", str(scene), 1),)
    source = TrainingSource(scene=SceneInput(str(scene), bands=bands), labels=LabelInput(str(labels)))
    return DataChoice((source,))


@pytest.fixture()
def raster(temporary) -> Path:
    return write_raster(temporary / "OUTPUT [1].tif", np.full((4, 16, 16), 700, np.uint16))


def test_a_temporary_scene_and_a_temporary_shapefile_outlive_qgis(temporary, raster, tmp_path):
    copy = write_polygons(tmp_path / "corine.gpkg")
    shape = temporary / "corine é.shp"
    layer = QgsVectorLayer(f"{copy}|layername=corine", "corine", "ogr")

    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "ESRI Shapefile"
    QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(shape), QgsCoordinateTransformContext(), options)
    kept = keep_labels(data_of(raster, shape), tmp_path / "run").sources[0]
    shutil.rmtree(temporary)
    assert Path(kept.scene.path).is_relative_to(tmp_path / "run")
    assert kept.scene.bands[0].path == kept.scene.path, "the user's word on a band is about the same file"
    assert (read_pixels(kept.scene.path) == 700).all()
    polygons = QgsVectorLayer(kept.labels.path, "kept", "ogr")
    assert polygons.isValid() and polygons.featureCount() == layer.featureCount()
    assert polygons.fields().lookupField("Code_18") >= 0 and polygons.crs().isValid()


def test_what_qgis_has_written_beside_a_geopackage_is_kept_too(temporary, raster, tmp_path):
    labels = write_polygons(temporary / "corine.gpkg")
    with closing(sqlite3.connect(labels)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE later (value TEXT)")
        connection.execute("INSERT INTO later VALUES ('in the file beside it')")
        connection.commit()
        kept = keep_labels(data_of(raster, labels), tmp_path / "run").sources[0]
    with closing(sqlite3.connect(kept.labels.path)) as connection:
        assert connection.execute("SELECT value FROM later").fetchall() == [("in the file beside it",)]


def test_files_of_ones_own_stay_where_they_are(tmp_path):
    data = data_of(tmp_path / "scene.tif", tmp_path / "clc.gpkg")
    assert keep_labels(data, tmp_path / "run") == data and not (tmp_path / "run").exists()


def test_a_temporary_scene_that_cannot_be_kept_is_refused_with_what_to_do(
    temporary, raster, tmp_path, monkeypatch
):
    virtual = temporary / "mosaic.vrt"
    virtual.write_text("<VRTDataset/>")
    with pytest.raises(JobError, match=r"mosaic\.vrt.*export the scene to a file of your own"):
        keep_labels(data_of(virtual, tmp_path / "clc.gpkg"), tmp_path / "run")
    monkeypatch.setattr(label_sources, "MAX_COPIED_BYTES", 100)
    monkeypatch.setattr(label_sources.os, "link", refuse)
    with pytest.raises(JobError, match=r"OUTPUT.*export the scene"):
        keep_labels(data_of(raster, tmp_path / "clc.gpkg"), tmp_path / "run")


def refuse(*_: object) -> None:
    raise OSError("another disk")
