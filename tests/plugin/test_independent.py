"""Areas and agreement of a comparison against what QGIS itself counts in the same layers."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal
from qgis.analysis import QgsNativeAlgorithms
from qgis.core import (
    QgsApplication,
    QgsFeature,
    QgsField,
    QgsProcessingFeatureSourceDefinition,
    QgsVectorFileWriter,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QVariant

from corina.clc import GRID_CODE, Level, parent
from corina.plugin.provider import CorinaProvider

from .conftest import write_raster
from .test_compare_processing import run

CODES = (112, 211, 311, 512)
LEFT, TOP, EDGE = 549_180.0, 7_028_040.0, 150
EXTENT = f"{LEFT},{LEFT + EDGE * 10},{TOP - EDGE * 10},{TOP} [EPSG:32634]"


@pytest.fixture
def comparison(qgis_processing, engine, tmp_path):
    """Hexagons of CORINE classes against a map of blocks; the results, the map and the layer of hexagons."""
    registry = QgsApplication.processingRegistry()
    if registry.providerById("native") is None:
        registry.addProvider(QgsNativeAlgorithms(registry))
    ours = CorinaProvider(lambda: engine)
    registry.addProvider(ours)
    hexagons = _hexagons(tmp_path / "clc18.gpkg")
    rng = np.random.default_rng(4)
    values = rng.choice([GRID_CODE[code] for code in CODES], (15, 15)).repeat(10, 0).repeat(10, 1)
    values[:, :20] = 0
    pixels = values.astype(np.uint8)[None]
    raster = str(write_raster(tmp_path / "map_level3.tif", pixels, names=("CORINE Land Cover level 3",)))
    algorithm = registry.algorithmById("corina:compare")
    folder = str(tmp_path / "out")
    yield (
        run(algorithm, {"REFERENCE": hexagons, "PREDICTION": raster, "OUTPUT_DIR": folder}),
        raster,
        hexagons,
    )
    registry.removeProvider(ours)


def _hexagons(path) -> str:
    """Hexagons with no edge on the centre of a pixel, where each program decides in its own way."""
    import processing

    grid = processing.run(
        "native:creategrid",
        {
            "TYPE": 4,
            "EXTENT": EXTENT,
            "HSPACING": 237.3,
            "VSPACING": 237.3,
            "CRS": "EPSG:32634",
            "OUTPUT": "memory:",
        },
    )["OUTPUT"]
    layer = QgsVectorLayer("Polygon?crs=EPSG:32634", "clc18", "memory")
    layer.dataProvider().addAttributes([QgsField("code_18", QVariant.String)])
    layer.updateFields()
    for index, cell in enumerate(grid.getFeatures()):
        feature = QgsFeature(layer.fields())
        feature.setGeometry(cell.geometry())
        feature["code_18"] = str(CODES[index * 7 % 4])
        layer.dataProvider().addFeatures([feature])
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName, options.layerName = "GPKG", "clc18"
    context = layer.transformContext()
    assert QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), context, options)[0] == 0
    return str(path)


def test_shares_of_polygons_are_those_of_zonal_histograms(comparison):
    import processing

    results, raster, _ = comparison
    zones = processing.run(
        "native:zonalhistogram",
        {
            "INPUT_RASTER": raster,
            "RASTER_BAND": 1,
            "INPUT_VECTOR": QgsProcessingFeatureSourceDefinition(results["POLYGON_AGREEMENT"]),
            "COLUMN_PREFIX": "n_",
            "OUTPUT": "memory:",
        },
    )["OUTPUT"]
    checked = 0
    for zone in zones.getFeatures():
        counted = {code: zone[f"n_{GRID_CODE[code]}"] or 0 for code in CODES}
        pixels = sum(counted.values())
        if pixels < 2:  # QGIS weighs a zone of less than two pixels by areas
            continue
        checked += 1
        assert zone["compared_ha"] == pytest.approx(pixels * 0.01)
        assert zone["share"] == pytest.approx(counted[zone["code"]] / pixels, abs=5e-5)
        assert counted[zone["prediction_code"]] == max(counted.values())
        assert zone["prediction_share"] == pytest.approx(max(counted.values()) / pixels, abs=5e-5)
    assert checked > 30


def test_areas_of_pairs_are_those_of_the_unique_values_report(comparison, tmp_path):
    import processing

    results, raster, hexagons = comparison
    table = processing.run(
        "native:rasterlayeruniquevaluesreport",
        {"INPUT": results["FROM_TO"], "BAND": 1, "OUTPUT_TABLE": "memory:"},
    )["OUTPUT_TABLE"]
    counted = {
        int(row["value"]): (int(row["count"]), row["m2"] / 10_000)
        for row in table.getFeatures()
        if row["value"]
    }
    rows = QgsVectorLayer(results["FROM_TO_CSV"], "pairs", "ogr")
    found = {
        int(row["code_from"]) * 1000 + int(row["code_to"]): (int(row["pixels"]), float(row["area_ha"]))
        for row in rows.getFeatures()
        if int(row["level"]) == 3
    }
    assert found == {value: (n, pytest.approx(hectares)) for value, (n, hectares) in counted.items()}
    # The same pairs from GDAL's own rasteriser.
    burned = gdal.Rasterize(
        str(tmp_path / "burned.tif"), hexagons, attribute="code_18", width=EDGE, height=EDGE,
        outputBounds=(LEFT, TOP - EDGE * 10, LEFT + EDGE * 10, TOP), outputType=gdal.GDT_Int32,
    ).ReadAsArray()  # fmt: skip
    grid = gdal.Open(raster).ReadAsArray()
    codes = np.select([grid == GRID_CODE[code] for code in CODES], CODES)
    both = (burned > 0) & (codes > 0)
    values, pixels = np.unique(burned[both].astype(int) * 1000 + codes[both], return_counts=True)
    assert dict(zip(values.tolist(), pixels.tolist())) == {value: n for value, (n, _) in found.items()}
    first = {value: (parent(value // 1000, Level.L1), parent(value % 1000, Level.L1)) for value in found}
    coarse = {
        (int(row["code_from"]), int(row["code_to"])): int(row["pixels"])
        for row in rows.getFeatures()
        if int(row["level"]) == 1
    }
    for pair in set(first.values()):
        assert coarse[pair] == sum(found[value][0] for value, its in first.items() if its == pair)
