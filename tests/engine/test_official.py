"""Official changes that a comparison at a coarser level cannot show."""

from __future__ import annotations

import pytest

pytest.importorskip("shapely")

from corina.engine.jobs import ChangeLayerInput, CompareOptions

from .comparing import changed_map, compare
from .land_cover import square, write_polygons


@pytest.mark.parametrize(("level", "counts"), [(3, (2, 1, 1, 0)), (2, (1, 1, 0, 1)), (1, (1, 1, 0, 1))])
def test_an_official_change_within_one_class_of_the_level_is_left_out(tmp_path, level, counts):
    """311 to 312 is no change at level 2: nobody can find it there, and it is not missed."""
    prediction, reference, _ = changed_map(tmp_path)
    columns = {"Code_18": ["211", "311"], "Code_24": ["112", "312"], "chtype": ["R", "R"]}
    official = [square(10, 10, 30, 30), square(70, 80, 20, 20)]
    cha = write_polygons(tmp_path / "cha.gpkg", official, columns, layer="cha1824")
    options = CompareOptions(level=level, minimum_unit_ha=2, minimum_width_m=0)
    found = compare(tmp_path, prediction, reference, options, changes=ChangeLayerInput(cha))["official"]
    assert tuple(found[name] for name in ("count", "found", "missed", "unseen_left_out")) == counts
    assert found["technical_left_out"] == 0
