"""A small landscape to train on: a scene of four bands, polygons that say what it is, and a recipe that is quick."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Tuple

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeature,
    QgsField,
    QgsGeometry,
    QgsProject,
    QgsRectangle,
    QgsVectorFileWriter,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QVariant

from corina.engine.jobs import (
    DataChoice,
    NetworkChoice,
    Recipe,
    SplitChoice,
    SplitScheme,
    StageChoice,
    WeightsChoice,
)

from .conftest import write_raster

SIZE, FIELD = 256, 32
"""Edge of the scene and of a field in it, in px."""
ORIGIN = (549180.0, 7028040.0)
REFLECTANCE = {512: (400, 300, 200, 100), 312: (300, 500, 300, 2500), 211: (900, 1100, 1500, 3000)}
CODES = tuple(REFLECTANCE)


def plan() -> np.ndarray:
    """The class of each field, the same each time, all three in each block."""
    return (
        np.random.default_rng(5)
        .permutation(np.resize(np.array(CODES), (SIZE // FIELD) ** 2))
        .reshape(SIZE // FIELD, -1)
    )


def write_landscape(folder: Path) -> Tuple[Path, Path]:
    """Write scene.tif and corine.gpkg (layer corine, field Code_18); returns their paths."""
    codes = plan().repeat(FIELD, 0).repeat(FIELD, 1)
    values = np.array([REFLECTANCE[code] for code in codes.ravel()]).T.reshape(4, SIZE, SIZE)
    noise = np.random.default_rng(6).normal(0, 30, values.shape)
    pixels = (values + noise).clip(1).astype(np.uint16)
    scene = write_raster(folder / "S2A_20180510_landscape.tif", pixels, origin=ORIGIN)
    return scene, write_polygons(folder / "corine.gpkg")


def polygons_layer(crs: str = "EPSG:32634", field: str = "Code_18") -> QgsVectorLayer:
    """The fields as polygons in a layer in memory."""
    layer = QgsVectorLayer(f"Polygon?crs={crs}", "corine", "memory")
    layer.dataProvider().addAttributes([QgsField(field, QVariant.String)])
    layer.updateFields()
    target = QgsCoordinateReferenceSystem(crs)
    transform = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem("EPSG:32634"), target, QgsProject.instance()
    )
    features = []
    for (row, column), code in np.ndenumerate(plan()):
        left, top = ORIGIN[0] + column * FIELD * 10, ORIGIN[1] - row * FIELD * 10
        geometry = QgsGeometry.fromRect(QgsRectangle(left, top - FIELD * 10, left + FIELD * 10, top))
        geometry.transform(transform)
        feature = QgsFeature(layer.fields())
        feature.setGeometry(geometry)
        feature.setAttribute(0, str(code))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    return layer


def write_polygons(path: Path, crs: str = "EPSG:32634", field: str = "Code_18") -> Path:
    """The fields as a GeoPackage."""
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName, options.layerName = "GPKG", "corine"
    layer = polygons_layer(crs, field)
    written = QgsVectorFileWriter.writeAsVectorFormatV3(
        layer, str(path), QgsProject.instance().transformContext(), options
    )
    assert written[0] == QgsVectorFileWriter.WriterError.NoError, written
    return path


def quick(recipe: Recipe, epochs: int = 2) -> Recipe:
    """The recipe with a tiny network and few steps, from random weights."""
    return replace(
        recipe,
        weights=WeightsChoice(),
        network=NetworkChoice(encoder="resnet18", depth=2, decoder_channels=(16, 8), dropout=0.0),
        stages=(StageChoice("all", epochs=epochs, batch=4, learning_rate=3e-3, ema=0.5),),
        stop_early=0,
        previews=1,
    )


def small_data(data: DataChoice) -> DataChoice:
    """The data in patches that are quick."""
    return replace(data, patch=32, step=32)


SPLIT = SplitChoice(scheme=SplitScheme.BLOCKS, folds=4, block_m=640.0)
"""Four times four blocks of two fields edge."""
