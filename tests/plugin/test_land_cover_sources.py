"""Copies of layers that QGIS alone can read show what the layers show now."""

from __future__ import annotations

import json

import pytest
from osgeo import gdal
from qgis.core import (
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsField,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingUtils,
    QgsProject,
    QgsVectorFileWriter,
    QgsVectorLayer,
    QgsVectorLayerJoinInfo,
)
from qgis.PyQt.QtCore import QVariant

from corina.plugin import land_cover_sources
from corina.plugin.land_cover_sources import change_layer_input, land_cover_input
from corina.plugin.sources import SourceError


def layer_of(uri: str, name: str, *rows: tuple) -> QgsVectorLayer:
    layer = QgsVectorLayer(uri, name, "memory")
    features = []
    for number, row in enumerate(rows):
        feature = QgsFeature(layer.fields())
        feature.setAttributes(list(row))
        if layer.isSpatial():
            x = 549_180 + 100 * number
            feature.setGeometry(
                QgsGeometry.fromWkt(f"POLYGON(({x} 0, {x + 100} 0, {x + 100} 100, {x} 100, {x} 0))")
            )
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    layer.updateExtents()
    QgsProject.instance().addMapLayer(layer)
    return layer


def values(layer: QgsVectorLayer, field: str) -> list:
    copied = QgsVectorLayer(land_cover_input(layer).path, "copy", "ogr")
    return [feature[field] for feature in copied.getFeatures()]


@pytest.fixture()
def parcels():
    return layer_of("Polygon?crs=EPSG:32634&field=use:string", "parcels", ("wood",), ("field",))


def test_a_virtual_field_is_copied_anew_when_its_formula_is_another(parcels):
    index = parcels.addExpressionField("'311'", QgsField("clc", QVariant.String))
    assert values(parcels, "clc") == ["311", "311"]
    parcels.updateExpressionField(index, "if(\"use\" = 'wood', '312', '211')")
    assert values(parcels, "clc") == ["312", "211"]


def test_joined_fields_are_copied_anew_when_their_table_was_edited(parcels):
    table = layer_of("None?field=use:string&field=clc:string", "legend", ("wood", "311"), ("field", "211"))
    join = QgsVectorLayerJoinInfo()
    join.setJoinLayer(table)
    join.setJoinFieldName("use")
    join.setTargetFieldName("use")
    join.setUsingMemoryCache(False)
    parcels.addJoin(join)
    assert values(parcels, "legend_clc") == ["311", "211"]
    first = land_cover_input(parcels).path
    assert land_cover_input(parcels).path == first, "once only while nothing changes"
    wood = next(feature.id() for feature in table.getFeatures() if feature["use"] == "wood")
    table.startEditing()
    table.changeAttributeValue(wood, 1, "313")
    table.commitChanges()
    assert values(parcels, "legend_clc") == ["313", "211"]


def test_a_layer_that_does_not_tell_its_size_is_counted_before_it_is_copied(parcels, monkeypatch):
    monkeypatch.setattr(parcels, "featureCount", lambda: -1, raising=False)  # as of a server
    assert values(parcels, "use") == ["wood", "field"]
    monkeypatch.setattr(land_cover_sources, "MAX_COPIED", 1)
    parcels.afterCommitChanges.emit()
    with pytest.raises(SourceError, match="“parcels” is filtered or has no file, and is too large"):
        land_cover_input(parcels)


def test_what_gdal_reads_from_no_file_is_copied(qgis_app, tmp_path):
    made = tmp_path / "parcels.geojson"
    ring = [[21, 41], [21.1, 41], [21.1, 41.1], [21, 41]]
    parcel = {
        "type": "Feature",
        "properties": {"clc": "311"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    made.write_text(json.dumps({"type": "FeatureCollection", "features": [parcel]}), encoding="utf-8")
    layer = QgsVectorLayer(f"GeoJSON:{made}", "parcels", "ogr")
    assert layer.isValid() and values(layer, "clc") == ["311"]


def test_a_copy_tells_which_layer_it_was_made_of(parcels, tmp_path):
    """As Processing opens it, with the filter; in full, for a command is run elsewhere."""
    path = tmp_path / "été.gpkg"
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.layerName = "parcels"
    QgsVectorFileWriter.writeAsVectorFormatV3(parcels, str(path), QgsCoordinateTransformContext(), options)
    whole = QgsVectorLayer(f"{path}|layername=parcels", "whole", "ogr")
    assert land_cover_input(whole).origin == "", "its own file is read"
    filtered = QgsVectorLayer(f"{path}|layername=parcels", "filtered", "ogr")
    filtered.setSubsetString("\"use\" = 'wood'")
    found = land_cover_input(filtered)
    assert found.path != str(path) and found.origin.startswith(str(path))
    context = QgsProcessingContext()
    opened = QgsProcessingUtils.mapLayerFromString(found.origin, context)
    assert [feature["use"] for feature in opened.getFeatures()] == ["wood"]
    changes = change_layer_input(filtered)
    assert (changes.name, changes.origin) == ("filtered", found.origin)
    filtered.addExpressionField("'311'", QgsField("clc", QVariant.String))
    assert land_cover_input(filtered).origin == "", "its file lacks a field"
    parcels.setSubsetString("")
    assert land_cover_input(parcels).origin == "", "it is in memory only"


@pytest.mark.parametrize("named", [True, False])
def test_a_copy_says_of_itself_what_its_layer_does(parcels, tmp_path, named):
    """Corina's own polygons go on telling the classes of their model and the scene."""
    path = str(tmp_path / "polygons.gpkg")
    options = QgsVectorFileWriter.SaveVectorOptions()
    for options.layerName in ("own", "other")[: 1 + named]:
        QgsVectorFileWriter.writeAsVectorFormatV3(parcels, path, QgsCoordinateTransformContext(), options)
        options.actionOnExistingFile = QgsVectorFileWriter.ActionOnExistingFile.CreateOrOverwriteLayer
    said = {"CORINA_CODES": "211,512", "CORINA_DATE": "2022-06-12", "CORINA_SCENE": "été"}
    dataset = gdal.OpenEx(path, gdal.OF_VECTOR | gdal.OF_UPDATE)
    dataset.GetLayerByName("own").SetMetadata(said)
    del dataset

    def carried(layer: QgsVectorLayer) -> dict:
        found = land_cover_input(layer).path
        assert found != path, "a copy is read"
        opened = gdal.OpenEx(found, gdal.OF_VECTOR)  # held: its layers go with it
        return opened.GetLayer(0).GetMetadata()

    source = f"{path}|layername=own" if named else path
    filtered = QgsVectorLayer(source, "filtered", "ogr")
    filtered.setSubsetString("\"use\" = 'wood'")
    assert said.items() <= carried(filtered).items() and values(filtered, "use") == ["wood"]
    calculated = QgsVectorLayer(source, "calculated", "ogr")
    calculated.addExpressionField("'311'", QgsField("clc", QVariant.String))
    assert said.items() <= carried(calculated).items() and values(calculated, "clc") == ["311", "311"]
    if named:
        other = QgsVectorLayer(f"{path}|layername=other", "other", "ogr")
        other.setSubsetString("\"use\" = 'wood'")
        assert not said.keys() & carried(other).keys(), "that of another layer is not its"


def test_a_table_with_polygons_is_named_by_what_reads_it(qgis_app, tmp_path):
    path = tmp_path / "clc.csv"
    path.write_text("code;wkt\n311;POLYGON((0 0, 100 0, 100 100, 0 100, 0 0))\n", encoding="utf-8")
    uri = f"{path.as_uri()}?delimiter=;&wktField=wkt&crs=EPSG:32634"
    found = land_cover_input(QgsVectorLayer(uri, "table", "delimitedtext"))
    assert found.origin == f"delimitedtext://{uri}"
    context = QgsProcessingContext()
    opened = QgsProcessingUtils.mapLayerFromString(found.origin, context)
    assert opened.providerType() == "delimitedtext" and opened.featureCount() == 1
    secret = QgsVectorLayer(f"{uri}&password=x", "table", "delimitedtext")
    assert secret.isValid() and land_cover_input(secret).origin == "", "no password goes into a run"
