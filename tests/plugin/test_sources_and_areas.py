"""Layers as scenes and areas: what lies behind a layer, and what a selection of polygons becomes."""

from __future__ import annotations

import json

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)

from corina.plugin.areas import area_from_extent, area_from_layer, file_of
from corina.plugin.sources import SourceError, scene_layers, scene_source

from .conftest import write_raster


def polygons(*wkts, crs="EPSG:32634", kind="Polygon"):
    layer = QgsVectorLayer(f"{kind}?crs={crs}", "fields", "memory")
    features = []
    for wkt in wkts:
        feature = QgsFeature()
        feature.setGeometry(QgsGeometry.fromWkt(wkt))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    return layer


def area_of(area):
    """Square units of the GeoJSON of an area, by GDAL."""
    from osgeo import ogr

    return ogr.CreateGeometryFromJson(area.geojson).GetArea()


SQUARE = "POLYGON((0 0, 10 0, 10 10, 0 10, 0 0))"


def test_path_of_a_file_layer_with_accents(scene):
    assert scene_source(QgsRasterLayer(str(scene), "any name")) == str(scene)


def test_gdal_options_of_qgis_are_taken_off(scene):
    layer = QgsRasterLayer(f"{scene}|option:NUM_THREADS=2", "with options")
    assert layer.isValid()
    assert scene_source(layer) == str(scene)


def test_raster_inside_a_zip_keeps_its_gdal_name(scene, tmp_path):
    import zipfile

    archive = tmp_path / "in a zip.zip"
    with zipfile.ZipFile(archive, "w") as stream:
        stream.write(scene, "scene.tif")
    layer = QgsRasterLayer(f"/vsizip/{archive}/scene.tif", "zipped")
    assert layer.isValid()
    assert gdal.Open(scene_source(layer)).RasterCount == 4


def test_raster_table_of_a_geopackage_keeps_its_gdal_name(scene, tmp_path):
    target = tmp_path / "two tables.gpkg"
    for table in ("a", "b"):
        options = ["APPEND_SUBDATASET=YES"] * target.exists() + [f"RASTER_TABLE={table}", "TILE_FORMAT=TIFF"]
        gdal.Translate(str(target), str(scene), format="GPKG", bandList=[1], creationOptions=options)
    layer = QgsRasterLayer(f"GPKG:{target}:b", "table")
    assert layer.isValid()
    assert scene_source(layer) == f"GPKG:{target}:b"


@pytest.mark.parametrize(
    ("uri", "provider", "words"),
    [
        (
            "type=xyz&url=https://tile.example.org/%7Bz%7D/%7Bx%7D/%7By%7D.png&zmax=19&zmin=0",
            "wms",
            "web layer",
        ),
        (
            "contextualWMSLegend=0&crs=EPSG:3857&format=image/png&layers=a&styles=&url=http://127.0.0.1:9/",
            "wms",
            "web layer",
        ),
        ("dpiMode=7&identifier=a&url=http://127.0.0.1:9/wcs", "wcs", "web layer"),
        ("PG:dbname=land table=scene", "gdal", "database"),
        ("/vsimem/scene.tif", "gdal", "only in memory"),
        ("<VRTDataset rasterXSize='2' rasterYSize='2'></VRTDataset>", "gdal", "only in memory"),
        ("?crs=EPSG:4326&extent=0,0,1,1&width=2&height=2&formula=1", "virtualraster", "without a file"),
    ],
)
def test_layers_without_a_file_are_refused_with_a_sentence(uri, provider, words):
    layer = QgsRasterLayer(uri, "Ortho é", provider)
    with pytest.raises(SourceError) as caught:
        scene_source(layer)
    message = str(caught.value)
    assert "Ortho é" in message and words in message
    assert message.count(". ") == 0 and message.endswith(".")


def test_memory_raster_that_works_in_qgis_is_refused(patch):
    gdal.Translate("/vsimem/copy.tif", str(patch))
    layer = QgsRasterLayer("/vsimem/copy.tif", "copy")
    assert layer.isValid()
    with pytest.raises(SourceError, match="only in memory"):
        scene_source(layer)
    gdal.Unlink("/vsimem/copy.tif")


def test_layer_whose_file_went_is_said(scene):
    layer = QgsRasterLayer(str(scene), "scene")
    scene.unlink()
    with pytest.raises(SourceError, match="not there any more"):
        scene_source(layer)


def test_vector_layer_is_no_scene():
    with pytest.raises(SourceError, match="not a raster layer"):
        scene_source(polygons(SQUARE))


def test_sentinel_2_subdataset_stands_for_its_product(tmp_path, scene):
    xml = tmp_path / "S2A_MSIL2A.SAFE" / "MTD_MSIL2A.xml"
    xml.parent.mkdir()
    xml.write_text("<x/>")
    layer = QgsRasterLayer(str(scene), "product")
    layer.setDataSource(f"SENTINEL2_L2A:{xml}:10m:EPSG_32634", "product", "gdal")
    assert scene_source(layer) == str(xml.parent)


def test_scene_layers_are_those_with_files(scene, tmp_path):
    names = ["b scene", "A scene"]
    layers = [QgsRasterLayer(str(scene), name) for name in names]
    web = QgsRasterLayer("type=xyz&url=https://tile.example.org/%7Bz%7D.png", "web", "wms")
    QgsProject.instance().addMapLayers([*layers, web, polygons(SQUARE)])
    assert [layer.name() for layer in scene_layers(QgsProject.instance())] == ["A scene", "b scene"]


def test_extent_keeps_its_crs():
    area = area_from_extent(QgsRectangle(1, 2, 3, 4), QgsCoordinateReferenceSystem("EPSG:3857"))
    assert (area.bounds, area.crs, area.geojson) == ((1, 2, 3, 4), "EPSG:3857", None)


@pytest.mark.parametrize("extent", [QgsRectangle(), QgsRectangle(1, 1, 1, 5)])
def test_empty_extent_is_refused(extent):
    with pytest.raises(SourceError, match="empty"):
        area_from_extent(extent, QgsCoordinateReferenceSystem("EPSG:3857"))


def test_extent_without_crs_is_refused():
    with pytest.raises(SourceError, match="coordinate reference system"):
        area_from_extent(QgsRectangle(1, 2, 3, 4), QgsCoordinateReferenceSystem())


def test_only_selected_polygons_count():
    layer = polygons(SQUARE, "POLYGON((100 0, 120 0, 120 20, 100 20, 100 0))")
    ids = sorted(feature.id() for feature in layer.getFeatures())
    layer.select(ids[1])
    assert area_of(area_from_layer(layer, selected_only=True)) == pytest.approx(400)
    assert area_of(area_from_layer(layer, selected_only=False)) == pytest.approx(500)


def test_nothing_selected_is_said():
    with pytest.raises(SourceError, match="No polygon of “fields” is selected"):
        area_from_layer(polygons(SQUARE), selected_only=True)


def test_polygons_are_brought_to_the_crs_of_the_scene():
    layer = polygons("POLYGON((21.9 63.3, 22 63.3, 22 63.4, 21.9 63.4, 21.9 63.3))", crs="EPSG:4326")
    area = area_from_layer(layer, False, QgsCoordinateReferenceSystem("EPSG:32634"))
    assert area.crs == "EPSG:32634"
    west, south = json.loads(area.geojson)["coordinates"][0][0][0]
    assert 500_000 < west < 600_000 and 7_000_000 < south < 7_100_000


def test_polygons_of_a_continent_stay_in_their_own_crs():
    layer = polygons("POLYGON((-25 34, 45 34, 45 72, -25 72, -25 34))", crs="EPSG:4326")
    area = area_from_layer(layer, False, QgsCoordinateReferenceSystem("EPSG:32634"))
    assert area.crs == "EPSG:4326"
    assert area_of(area) == pytest.approx(70 * 38)


def test_bow_tie_is_repaired_to_its_two_triangles():
    area = area_from_layer(polygons("POLYGON((0 0, 10 10, 10 0, 0 10, 0 0))"), False)
    assert area_of(area) == pytest.approx(50)


def test_curves_are_made_straight():
    circle = "CURVEPOLYGON(CIRCULARSTRING(0 0, 10 10, 20 0, 10 -10, 0 0))"
    area = area_from_layer(polygons(circle, kind="CurvePolygon"), False)
    assert area_of(area) == pytest.approx(np.pi * 100, rel=1e-3)


def test_multipolygons_with_holes_and_heights_keep_their_area():
    multi = (
        "MULTIPOLYGONZ(((0 0 5, 10 0 5, 10 10 5, 0 10 5, 0 0 5),(2 2 5, 4 2 5, 4 4 5, 2 4 5, 2 2 5)),"
        "((20 0 5, 30 0 5, 30 10 5, 20 10 5, 20 0 5)))"
    )
    area = area_from_layer(polygons(multi, kind="MultiPolygonZ"), False)
    assert area_of(area) == pytest.approx(196)
    assert len(json.loads(area.geojson)["coordinates"][0][0][0]) == 2


@pytest.mark.parametrize("wkt", ["POLYGON EMPTY", "POLYGON((0 0, 1 1, 2 2, 0 0))"])
def test_polygons_without_area_are_refused(wkt):
    with pytest.raises(SourceError, match="no area"):
        area_from_layer(polygons(wkt), False)


def test_lines_and_layers_without_crs_are_refused():
    line = QgsVectorLayer("LineString?crs=EPSG:32634", "roads", "memory")
    with pytest.raises(SourceError, match="“roads” has no polygons"):
        area_from_layer(line, False)
    bare = QgsVectorLayer("Polygon", "bare", "memory")
    bare.setCrs(QgsCoordinateReferenceSystem())
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(QgsPointXY(0, 0), QgsPointXY(1, 1))))
    bare.dataProvider().addFeature(feature)
    with pytest.raises(SourceError, match="coordinate reference system"):
        area_from_layer(bare, False)


def test_own_crs_without_a_code_travels_as_wkt(tmp_path):
    crs = QgsCoordinateReferenceSystem()
    crs.createFromProj("+proj=laea +lat_0=51.5 +lon_0=9.25 +x_0=0 +y_0=0 +ellps=GRS80 +units=m")
    area = area_from_extent(QgsRectangle(0, 0, 1000, 1000), crs)
    assert "Lambert Azimuthal Equal Area" in area.crs
    write_raster(tmp_path / "x.tif", np.ones((4, 8, 8), np.uint16))


def test_the_file_of_an_area_is_known_and_a_layer_without_one_has_none(tmp_path):
    many = "&".join(f"field=an_attribute_with_a_long_name_{number}:string" for number in range(20))
    layer = QgsVectorLayer(f"Polygon?crs=EPSG:32634&{many}", "memory", "memory")
    assert file_of(layer.source()) == "" and len(layer.source()) > 255
    assert file_of("PG:dbname=x password=secret") == ""
    path = tmp_path / "area.gpkg"
    path.write_bytes(b"")
    assert file_of(f"{path}|layername=a") == str(path)
