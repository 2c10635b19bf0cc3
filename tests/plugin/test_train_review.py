"""Labels under review on the map: the one that is asked about is told from its neighbours, for as long as it is."""

from __future__ import annotations

import pytest
from osgeo import ogr, osr
from qgis.core import QgsProject
from qgis.gui import QgsHighlight
from qgis.PyQt.QtGui import QColor

from corina.plugin.train_review import LINE

FIELDS = {
    "rank": ogr.OFTInteger, "label": ogr.OFTString, "code": ogr.OFTInteger, "mapped_code": ogr.OFTInteger,
    "loss": ogr.OFTReal, "agreement": ogr.OFTReal, "area_ha": ogr.OFTReal, "status": ogr.OFTString,
}  # fmt: skip


def write_polygons(path, count=3):
    """Squares of 100 m side by side, as a review of labels writes them."""
    source = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(32634)
    layer = source.CreateLayer("polygons", reference, ogr.wkbPolygon)
    for name, kind in FIELDS.items():
        layer.CreateField(ogr.FieldDefn(name, kind))
    for rank in range(1, count + 1):
        left = 550_000 + 100 * rank
        feature = ogr.Feature(layer.GetLayerDefn())
        corners = f"{left} 0, {left + 100} 0, {left + 100} 100, {left} 100, {left} 0"
        feature.SetGeometry(ogr.CreateGeometryFromWkt(f"POLYGON(({corners}))"))
        values = (rank, "211", 211, 311, 3.0 / rank, 0.1, 1.0, "")
        for name, value in zip(FIELDS, values):
            feature.SetField(name, value)
        layer.CreateFeature(feature)
    return str(path)


@pytest.fixture()
def review(controller, dock, iface, tmp_path):
    """A review of three labels, the first of them on the map."""
    made = controller.train.review
    polygons = write_polygons(tmp_path / "labels_review_polygons.gpkg")
    outputs = {"polygons": polygons, "patches": None, "table": str(tmp_path / "labels_review.csv")}
    made._on_reviewed("Review", {"outputs": outputs})
    return made


@pytest.fixture()
def row(dock):
    return dock.train.report.form.review


def lines(iface):
    """The lines on the map."""
    return [item for item in iface.mapCanvas().scene().items() if isinstance(item, QgsHighlight)]


def lasting(review, iface):
    """The line of the review, which is on the map."""
    line = review.highlight
    assert line is not None and line in lines(iface)
    return line


def test_the_label_that_is_asked_about_has_a_line_around_it(review, row, iface):
    first = lasting(review, iface)
    assert first.isVisible() and first.layer().name() == "Label polygons to review"
    row.form.next_button.click()
    second = lasting(review, iface)
    assert second is not first and first.scene() is None, "one at a time"
    row.form.previous_button.click()
    lasting(review, iface)


def test_the_line_is_of_another_colour_than_the_outlines(review, iface):
    layer = QgsProject.instance().mapLayersByName("Label polygons to review")[0]
    outline = layer.renderer().symbol().symbolLayer(0).strokeColor()
    assert outline == QColor(230, 0, 126)
    assert outline != LINE


def test_the_line_goes_with_the_layer_and_the_row_with_it(review, row, iface):
    line = lasting(review, iface)
    assert not row.isHidden()
    layer = QgsProject.instance().mapLayersByName("Label polygons to review")[0]
    QgsProject.instance().removeMapLayer(layer.id())
    assert review.highlight is None and line.scene() is None
    assert row.isHidden() and row.current() is None


def test_the_line_goes_with_the_project(review, row, iface):
    line = lasting(review, iface)
    QgsProject.instance().clear()
    assert review.highlight is None and line.scene() is None and row.isHidden()


def test_the_line_goes_when_the_review_is_put_away_or_the_plugin_is_unloaded(review, row, iface, tmp_path):
    line = lasting(review, iface)
    review.put_away()
    assert review.highlight is None and line.scene() is None and row.isHidden()
    assert QgsProject.instance().mapLayersByName("Label polygons to review"), "its layer stays"
    outputs = {"polygons": write_polygons(tmp_path / "again.gpkg"), "patches": None, "table": ""}
    review._on_reviewed("Review", {"outputs": outputs})
    line = lasting(review, iface)
    review.shutdown()
    assert review.highlight is None and line.scene() is None


def test_an_earlier_layer_that_goes_takes_nothing_of_the_later_review(review, row, iface, tmp_path):
    earlier = QgsProject.instance().mapLayersByName("Label polygons to review")[0].id()
    outputs = {"polygons": write_polygons(tmp_path / "again.gpkg", 5), "patches": None, "table": ""}
    review._on_reviewed("Review", {"outputs": outputs})
    QgsProject.instance().removeMapLayer(earlier)
    lasting(review, iface)
    assert row.form.label.text().startswith("1 of 5: ")
