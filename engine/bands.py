"""Which raster band is which Sentinel-2 band: by description, by wavelength metadata or by file name.

Band names, resolutions and central wavelengths are those of the Sentinel-2B product metadata (MTD_MSIL2A.xml).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class SpectralBand:
    """A Sentinel-2 band. resolution_m: pixel size in the product; wavelength_nm: centre; tolerance_nm: how far off
    a stated wavelength may be to be taken for this band."""

    name: str
    resolution_m: int
    wavelength_nm: float
    tolerance_nm: float


SENTINEL2_BANDS: Mapping[str, SpectralBand] = {
    band.name: band
    for band in (
        SpectralBand("B01", 60, 442.3, 12),
        SpectralBand("B02", 10, 492.3, 25),
        SpectralBand("B03", 10, 559.0, 20),
        SpectralBand("B04", 10, 665.0, 20),
        SpectralBand("B05", 20, 703.8, 12),
        SpectralBand("B06", 20, 739.1, 12),
        SpectralBand("B07", 20, 779.7, 15),
        SpectralBand("B08", 10, 833.0, 20),
        SpectralBand("B8A", 20, 864.0, 10),
        SpectralBand("B09", 60, 943.2, 15),
        SpectralBand("B10", 60, 1376.9, 30),
        SpectralBand("B11", 20, 1610.4, 50),
        SpectralBand("B12", 20, 2185.7, 80),
    )
}

# The orders in which complete multi-band files are usually stacked; a suggestion for the user, never taken silently.
_STACKS: Mapping[int, tuple[str, ...]] = {
    12: tuple(name for name in SENTINEL2_BANDS if name != "B10"),
    13: tuple(SENTINEL2_BANDS),
}

_TOKEN = re.compile(r"(?<![A-Za-z0-9])B(?:AND)?[ _]?(0?[1-9]|1[0-2]|0?8A)(?![0-9A-Za-z])", re.IGNORECASE)
_COLOUR_NAMES: Mapping[str, str] = {
    "coastal aerosol": "B01",
    "coastal": "B01",
    "blue": "B02",
    "green": "B03",
    "red": "B04",
    "nir": "B08",
    "near infrared": "B08",
    "near-infrared": "B08",
    "infrared": "B08",
    "narrow nir": "B8A",
    "swir1": "B11",
    "swir 1": "B11",
    "swir16": "B11",
    "swir2": "B12",
    "swir 2": "B12",
    "swir22": "B12",
}


@dataclass(frozen=True)
class Finding:
    """A band that was recognised, and how, in words a user can check."""

    band: str
    how: str


def band_in_text(text: str) -> str | None:
    """The Sentinel-2 band a text names: "B2, central wavelength 490 nm" is B02, "B8A_20m" is B8A; None without one."""
    matches = {_normalised(token) for token in _TOKEN.findall(text.replace("_", " "))}
    return matches.pop() if len(matches) == 1 else None


def _normalised(token: str) -> str:
    token = token.upper().lstrip("0")
    return "B8A" if token == "8A" else f"B{int(token):02d}"


def band_from_description(description: str | None) -> Finding | None:
    """Recognise a band from the band description stored in the file."""
    if not description:
        return None
    named = band_in_text(description) or _COLOUR_NAMES.get(description.strip().lower())
    return Finding(named, f'description "{description.strip()}"') if named else None


def band_from_wavelength(tags: Iterable[Mapping[str, str]]) -> Finding | None:
    """Recognise a band from wavelength metadata (nm, or µm when the number is below 100) in any of its tag domains."""
    for domain in tags:
        by_key = {key.lower(): value for key, value in domain.items()}
        for key in ("wavelength", "central_wavelength_um", "central_wavelength", "center_wavelength"):
            nanometres = _nanometres(by_key.get(key))
            if nanometres is not None:
                band = nearest_band(nanometres)
                return Finding(band, f"wavelength {nanometres:.0f} nm") if band else None
    return None


def _nanometres(text: str | None) -> float | None:
    match = re.match(r"\s*([0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)?)", text or "")
    if not match:
        return None
    value = float(match.group(1))
    return value * 1000 if value < 100 else value


def nearest_band(wavelength_nm: float) -> str | None:
    """The band whose centre is nearest and within its tolerance; None when no band is near enough."""
    band = min(SENTINEL2_BANDS.values(), key=lambda b: abs(b.wavelength_nm - wavelength_nm))
    return band.name if abs(band.wavelength_nm - wavelength_nm) <= band.tolerance_nm else None


def suggested_stack(band_count: int) -> tuple[str, ...]:
    """The usual order of a file with this many bands and no names; empty when there is none."""
    return _STACKS.get(band_count, ())


def replace_band_in_name(file_name: str, band: str) -> str | None:
    """The file name of another band of the same image: "T35_B02_10m.jp2" and B08 give "T35_B08_10m.jp2".

    None when the name holds no band, or more than one.
    """
    spans = [
        m.span() for m in re.finditer(r"(?<![A-Za-z0-9])B(0[1-9]|1[0-2]|8A|[1-9])(?![0-9A-Za-z])", file_name)
    ]
    if len(spans) != 1:
        return None
    start, end = spans[0]
    short = end - start == 2 and band not in ("B10", "B11", "B12", "B8A", "SCL")
    return file_name[:start] + (f"B{int(band[1:])}" if short else band) + file_name[end:]
