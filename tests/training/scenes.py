"""Small scenes, label layers and folders of training sets for the tests."""

from __future__ import annotations

import json

import numpy as np
import rasterio
from rasterio.crs import CRS
from rasterio.transform import from_origin

from corina.engine.geopackage import Feature, write_polygons
from corina.engine.jobs import DataChoice, LabelInput, SceneInput, TrainingSource

UTM = "EPSG:32634"
LEFT, TOP = 500_000.0, 5_000_000.0
BANDS = ("B02", "B03", "B04", "B08")


def write_raster(path, data, *, crs=UTM, left=LEFT, top=TOP, size=10.0, names=(), nodata=None):
    """A GeoTIFF [B, H, W] with named bands; without georeference where crs is None."""
    path.parent.mkdir(parents=True, exist_ok=True)
    profile = {"driver": "GTiff", "count": len(data), "height": data.shape[1], "width": data.shape[2]}
    if crs:
        profile |= {"crs": CRS.from_user_input(crs), "transform": from_origin(left, top, size, size)}
    with rasterio.open(path, "w", dtype=data.dtype, nodata=nodata, **profile) as target:
        target.write(data)
        for number, name in enumerate(names, start=1):
            target.set_band_description(number, name)
    return path


def write_scene(path, height=96, width=128, *, names=BANDS, **where):
    """A scene whose pixels are all different from their neighbours: DN = 1000 + row * 10 + column, per band + 1."""
    rows, columns = np.mgrid[:height, :width]
    data = np.stack([1000 + rows * 10 + columns + band for band in range(len(names))]).astype(np.uint16)
    return write_raster(path, data, names=names, **where)


def square(column0, row0, column1, row1, *, left=LEFT, top=TOP, size=10.0):
    """The outline of a rectangle of pixels in map units."""
    x0, x1, y0, y1 = left + column0 * size, left + column1 * size, top - row0 * size, top - row1 * size
    return [(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)]


def write_labels(path, rectangles, *, crs=UTM, field="Code_18"):
    """A GeoPackage of CORINE polygons: (class as text, outline)."""
    features = [Feature([ring], (value,)) for value, ring in rectangles]
    write_polygons(str(path), "clc", CRS.from_user_input(crs), ((field, "TEXT"),), features, "labels")
    return path


def halves(path, left="211", right="312", *, height=96, width=128, **more):
    """Labels with one class in the left and another in the right half of a scene."""
    half = width // 2
    return write_labels(
        path, [(left, square(0, 0, half, height)), (right, square(half, 0, width, height))], **more
    )


def choice_of(scene, labels, *, patch=32, step=32, **more):
    """Training data of one scene."""
    label_input = labels if isinstance(labels, LabelInput) else LabelInput(str(labels))
    source = TrainingSource(scene=SceneInput(str(scene), scale=1e-4, offset=0.0), labels=label_input)
    return DataChoice((source,), patch=patch, step=step, **more)


def write_json(path, values):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(values), encoding="utf-8")
    return path
