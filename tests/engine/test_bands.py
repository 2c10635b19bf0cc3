"""Recognising Sentinel-2 bands from descriptions, wavelengths and file names."""

from __future__ import annotations

import pytest

from corina.engine.bands import (
    band_from_description,
    band_from_wavelength,
    band_in_text,
    nearest_band,
    replace_band_in_name,
)


@pytest.mark.parametrize(
    ("text", "band"),
    [
        ("B2, central wavelength 490 nm", "B02"),
        ("T35VMF_20180510T094031_B08", "B08"),
        ("B8A_20m", "B8A"),
        ("Band 4", "B04"),
        ("b11", "B11"),
        ("S2A_MSIL2A_20180510", None),
        ("B02 and B03", None),
        ("NDVI", None),
    ],
)
def test_a_band_is_read_from_text(text, band):
    assert band_in_text(text) == band


def test_colour_names_are_recognised_and_the_reason_is_told():
    finding = band_from_description("Near-Infrared")
    assert finding.band == "B08"
    assert finding.how == 'description "Near-Infrared"'


@pytest.mark.parametrize(
    ("tags", "band"),
    [
        ({"WAVELENGTH": "490", "WAVELENGTH_UNIT": "nm"}, "B02"),
        ({"CENTRAL_WAVELENGTH_UM": "0.842"}, "B08"),
        ({"wavelength": "865 nm"}, "B8A"),
        ({"wavelength": "2202.4"}, "B12"),
    ],
)
def test_a_band_is_read_from_wavelength_metadata(tags, band):
    assert band_from_wavelength([{"other": "x"}, tags]).band == band


def test_a_wavelength_between_bands_is_no_band():
    assert nearest_band(1200) is None
    assert band_from_wavelength([{"wavelength": "not stated"}]) is None


def test_the_siblings_of_a_band_file_are_named_like_it():
    assert replace_band_in_name("T35_B02_10m.jp2", "B08") == "T35_B08_10m.jp2"
    assert replace_band_in_name("IMG_B2.tif", "B8A") == "IMG_B8A.tif"
    assert replace_band_in_name("scene.tif", "B08") is None
