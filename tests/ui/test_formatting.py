"""Numbers are written as a reader expects them."""

from __future__ import annotations

import pytest

from corina.ui import formatting
from corina.ui.gaps import scale_text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0 s"),
        (8.4, "8 s"),
        (59.6, "1 min"),
        (60, "1 min"),
        (100, "1 min 40 s"),
        (3600, "1 h"),
        (7500, "2 h 5 min"),
    ],
)
def test_durations(qgis_app, seconds, text):
    assert formatting.duration(seconds) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0.2, "about 1 s"),
        (7.6, "about 8 s"),
        (33, "about 35 s"),
        (98, "about 1 min 40 s"),
        (4000, "about 1 h 7 min"),
    ],
)
def test_estimates_are_rounded_to_what_they_can_promise(qgis_app, seconds, text):
    assert formatting.about(seconds) == text


@pytest.mark.parametrize(
    ("area", "text"), [(12056.4, "12,056 ha"), (99.94, "99.9 ha"), (3.254, "3.25 ha"), (0, "0.00 ha")]
)
def test_hectares(qgis_app, area, text):
    assert formatting.hectares(area) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0.0 %"),
        (0.04, "< 0.1 %"),
        (0.05, "0.1 %"),
        (99.94, "99.9 %"),
        (99.96, "> 99.9 %"),
        (100.0, "100.0 %"),
    ],
)
def test_percent_never_hides_what_is_there(qgis_app, value, text):
    assert formatting.percent(value) == text


@pytest.mark.parametrize(
    ("value", "text"), [(0.884, ".88"), (0.999, "1.00"), (1.0, "1.0"), (None, "–"), (0.0, ".00")]
)
def test_accuracies(value, text):
    assert formatting.accuracy(value) == text


@pytest.mark.parametrize(
    ("scale", "text"),
    [
        (1e-4, "reflectance × 10000"),
        (1.0, "reflectance as it is"),
        (1 / 255, "reflectance × 255"),
        (None, "unknown"),
    ],
)
def test_scales_are_said_as_users_say_them(qgis_app, scale, text):
    assert scale_text(scale) == text
