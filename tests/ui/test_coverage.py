"""How much of a scene an area covers: areas of any size and CRS."""

from __future__ import annotations

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry

from corina.ui.coverage import covered_share

WEST_HALF = "POLYGON((500000 6790000, 505000 6790000, 505000 6800000, 500000 6800000, 500000 6790000))"


@pytest.mark.parametrize(
    ("wkt", "crs", "share"),
    [
        (WEST_HALF, "EPSG:32635", 0.5),
        ("POLYGON((-180 -90, 180 -90, 180 90, -180 90, -180 -90))", "EPSG:4326", 1.0),
        ("POLYGON((-25 34, 45 34, 45 72, -25 72, -25 34))", "EPSG:4326", 1.0),
        ("POLYGON((-6e7 -3e7, 6e7 -3e7, 6e7 3e7, -6e7 3e7, -6e7 -3e7))", "EPSG:3857", 1.0),
        ("POLYGON((27.09 34, 45 34, 45 72, 27.09 72, 27.09 34))", "EPSG:4326", 0.51),
        ("POLYGON((-120 -60, -60 -60, -60 60, -120 60, -120 -60))", "EPSG:4326", 0.0),
    ],
)
def test_the_share_of_a_scene_an_area_covers(description, wkt, crs, share):
    found = covered_share(description, QgsGeometry.fromWkt(wkt), QgsCoordinateReferenceSystem(crs))
    assert found == pytest.approx(share, abs=0.02)
