"""A compare result and change polygons for the tests of the Compare tab."""

from __future__ import annotations

from corina.ui.change_table import Change, Verdict

CHANGES = (
    Change(1, 211, 112, 30.0, 80.0),
    Change(2, 211, 121, 12.5, 55.0),
    Change(3, 231, 211, 7.0, None, technical=True),
    Change(4, 211, 112, 6.0, 91.0, verdict=Verdict.CONFIRMED, comment="new houses"),
)
AREAS = {(211, 112): 36.0, (211, 121): 12.5, (231, 211): 7.0, (211, 211): 400.0, (231, 231): 44.5}


def compare_result(**changes):
    """A result as docs/jobs.md describes it."""
    total = sum(AREAS.values())
    result = {
        "name": "",
        "output_dir": "/out",
        "level": 3,
        "prediction": {"name": "T35VMF 2018", "path": "/data/map.tif"},
        "reference": {"name": "CLC2012", "path": "/data/clc.gpkg"},
        "summary": "55.5 ha in 4 polygons changed.",
        "levels": {"1": {"overall": 0.91}, "2": {"overall": 0.8}, "3": {"overall": 0.7}},
        "compared_ha": total,
        "not_assessed_ha": 3.0,
        "from_to": [
            {
                "code_from": f,
                "code_to": t,
                "area_ha": area,
                "percent": 100 * area / total,
                "pixels": area * 100,
            }
            for (f, t), area in AREAS.items()
        ],
        "classes": [
            {
                "code": 211,
                "reference_ha": 448.5,
                "prediction_ha": 407.0,
                "gain_ha": 7.0,
                "loss_ha": 48.5,
                "f1": 0.93,
            },
            {
                "code": 112,
                "reference_ha": 0.0,
                "prediction_ha": 36.0,
                "gain_ha": 36.0,
                "loss_ha": 0.0,
                "f1": None,
            },
        ],
        "official": None,
        "outputs": {"report": "/out/report.html", "changes": "/out/changes.gpkg"},
        "warnings": [],
    }
    return {**result, **changes}
