"""What Corina's algorithms refuse to replace: files that are read, and what a user judged or labelled in them."""

from __future__ import annotations

import numpy as np
import pytest
from qgis.core import (
    QgsApplication,
    QgsFeature,
    QgsField,
    QgsGeometry,
    QgsProcessingFeatureSourceDefinition,
    QgsProject,
    QgsRectangle,
    QgsVectorFileWriter,
    QgsVectorLayer,
    edit,
)
from qgis.PyQt.QtCore import QVariant

from corina.plugin.algorithms.compare import ChangePolygonsAlgorithm

from .conftest import write_raster
from .processing_runs import refusal, run

FIELDS, TOWN = 12, 2


def algorithm(name):
    return QgsApplication.processingRegistry().algorithmById(f"corina:{name}")


@pytest.fixture
def new(tmp_path):
    """A map of 60 x 60 px: 9 ha of fields became a town."""
    pixels = np.full((1, 60, 60), FIELDS, np.uint8)
    pixels[0, 10:40, 10:40] = TOWN
    return write_raster(tmp_path / "new.tif", pixels, names=())


@pytest.fixture
def corine(tmp_path):
    """The same land as polygons, all fields."""
    layer = QgsVectorLayer("Polygon?crs=EPSG:32634", "clc", "memory")
    layer.dataProvider().addAttributes([QgsField("CODE_18", QVariant.String)])
    layer.updateFields()
    feature = QgsFeature(layer.fields())
    feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(549_180, 7_027_440, 549_780, 7_028_040)))
    feature["CODE_18"] = "211"
    layer.dataProvider().addFeatures([feature])
    path = tmp_path / "clc.gpkg"
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName, options.layerName = "GPKG", "clc18"
    context = QgsProject.instance().transformContext()
    written = QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), context, options)
    assert written[0] == QgsVectorFileWriter.WriterError.NoError
    return path


def codes(path):
    """What is in the layer of CORINE; QGIS itself changes bytes of a GeoPackage that it opens."""
    layer = QgsVectorLayer(f"{path}|layername=clc18", "held", "ogr")
    return [feature["CODE_18"] for feature in layer.getFeatures()]


def test_change_polygons_do_not_replace_what_is_read(provider, new, corine):
    values = {"PREDICTION": str(new), "REFERENCE": str(corine), "CHANGES": str(corine), "MINIMUM_WIDTH": 0}
    said = refusal(algorithm("changepolygons"), values)
    assert said == f"{corine} is read too, and would be replaced: choose another place."
    filtered = QgsVectorLayer(f"{corine}|layername=clc18", "filtered", "ogr")
    filtered.setSubsetString("CODE_18 = '211'")
    QgsProject.instance().addMapLayer(filtered)
    assert "is read too" in refusal(algorithm("changepolygons"), {**values, "REFERENCE": filtered.id()})
    assert codes(corine) == ["211"]
    other = corine.with_name("changes.gpkg")
    assert run(algorithm("changepolygons"), {**values, "CHANGES": str(other)})["COUNT"] == 1


@pytest.mark.parametrize(("field", "value"), [("status", "confirmed"), ("comment", "seen in the field")])
def test_changes_that_were_judged_are_not_replaced(provider, new, corine, tmp_path, field, value):
    """QGIS, which has them open, may keep what was saved in a file beside them."""
    place = tmp_path / "changes.gpkg"
    values = {"PREDICTION": str(new), "REFERENCE": str(corine), "CHANGES": str(place)}
    for _ in range(2):  # those that nobody judged are made anew
        assert run(algorithm("changepolygons"), values)["COUNT"] == 1
    layer = QgsVectorLayer(str(place), "changes", "ogr")
    with edit(layer):
        layer.changeAttributeValue(1, layer.fields().indexOf(field), value)
    assert refusal(algorithm("changepolygons"), values) == (
        f"Changes in {place} have a verdict or a comment (1), which would be lost: choose another place."
    )
    assert [feature[field] for feature in QgsVectorLayer(str(place), "again", "ogr").getFeatures()] == [value]


def test_changes_judged_while_new_ones_are_made_are_kept(provider, new, corine, tmp_path, monkeypatch):
    place = tmp_path / "changes.gpkg"
    values = {"PREDICTION": str(new), "REFERENCE": str(corine), "CHANGES": str(place)}
    run(algorithm("changepolygons"), values)
    made = ChangePolygonsAlgorithm.run_engine

    def judge(self, job, feedback):
        result = made(self, job, feedback)
        with edit(layer := QgsVectorLayer(str(place), "changes", "ogr")):
            layer.changeAttributeValue(1, layer.fields().indexOf("status"), "rejected")
        return result

    monkeypatch.setattr(ChangePolygonsAlgorithm, "run_engine", judge)
    assert "have a verdict or a comment (1)" in refusal(algorithm("changepolygons"), values)
    assert [f["status"] for f in QgsVectorLayer(str(place), "again", "ogr").getFeatures()] == ["rejected"]
    assert not list(tmp_path.glob(".corina*"))


@pytest.mark.parametrize("how", ["path", "definition"])
def test_a_generalised_map_replaces_neither_the_map_nor_the_area(provider, new, corine, tmp_path, how):
    before = new.read_bytes()
    values = {"INPUT": str(new), "OUTPUT": str(tmp_path / "folder" / ".." / "new.tif"), "MINIMUM_AREA": 5}
    assert "new.tif is read too" in refusal(algorithm("generalise"), values)
    area = str(corine) if how == "path" else QgsProcessingFeatureSourceDefinition(str(corine), False)
    values |= {"OUTPUT": str(tmp_path / "g.tif"), "POLYGONS": str(corine), "AREA_LAYER": area}
    assert "clc.gpkg is read too" in refusal(algorithm("generalise"), values)
    assert new.read_bytes() == before and codes(corine) == ["211"]
    run(algorithm("generalise"), {**values, "POLYGONS": str(tmp_path / "g.gpkg")})


def test_sample_points_replace_no_other_data(provider, new, corine, tmp_path):
    values = {"INPUT": str(new), "POINTS": 10, "MINIMUM": 2, "SEED": 1, "OUTPUT": str(corine)}
    assert "clc.gpkg is there already and is no sample" in refusal(algorithm("samplepoints"), values)
    assert codes(corine) == ["211"]
    values["OUTPUT"] = str(tmp_path / "s.gpkg")
    for seed in (1, 2):
        assert run(algorithm("samplepoints"), {**values, "SEED": seed})["POINT_COUNT"] == 10


def test_unsaved_labels_are_not_replaced_by_a_new_sample(provider, new, tmp_path):
    place = tmp_path / "s.gpkg"
    values = {"INPUT": str(new), "POINTS": 10, "MINIMUM": 2, "SEED": 1, "OUTPUT": str(place)}
    run(algorithm("samplepoints"), values)
    layer = QgsVectorLayer(f"{place}|layername=samples", "My points", "ogr")
    QgsProject.instance().addMapLayer(layer)
    layer.startEditing()
    for feature in list(layer.getFeatures()):
        layer.changeAttributeValue(feature.id(), layer.fields().indexOf("label"), "311")
    said = refusal(algorithm("samplepoints"), {**values, "SEED": 2})
    assert said.startswith(f"“My points” has unsaved edits, and its file {place} would be replaced")
    assert "comparison" not in said
    assert layer.commitChanges()
    written = QgsVectorLayer(f"{place}|layername=samples", "again", "ogr")
    assert {feature["label"] for feature in written.getFeatures()} == {"311"}
    assert "10 points with a label" in refusal(algorithm("samplepoints"), {**values, "SEED": 2})


def test_polygons_that_are_edited_are_not_replaced_by_generalised_ones(provider, new, corine, tmp_path):
    layer = QgsVectorLayer(f"{corine}|layername=clc18", "My polygons", "ogr")
    QgsProject.instance().addMapLayer(layer)
    layer.startEditing()
    layer.changeAttributeValue(1, 1, "311")
    values = {"INPUT": str(new), "OUTPUT": str(tmp_path / "g.tif"), "POLYGONS": str(corine)}
    assert "“My polygons” has unsaved edits" in refusal(algorithm("generalise"), values)
    assert layer.commitChanges() and codes(corine) == ["311"]
