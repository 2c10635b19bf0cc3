"""Finding the raster bands behind what a user points at: a file, band files side by side, or a Sentinel-2 product."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import rasterio
from rasterio.errors import RasterioIOError

from corina.engine import bands as band_names
from corina.engine.errors import EngineProblem
from corina.engine.products import Product, open_product, product_root

_RASTER_SUFFIXES = (".tif", ".tiff", ".jp2", ".vrt", ".img")
_SCL = re.compile(r"(?<![A-Za-z0-9])SCL(?![A-Za-z0-9])", re.IGNORECASE)
_WEB = re.compile(r"^(?:https?:|ftp:|wms:|wmts:|.*(?:^|&)(?:url|type)=)", re.IGNORECASE)


@dataclass(frozen=True)
class BandSource:
    """A raster band taken for a Sentinel-2 band: band `index` (from 1) of file `path`; how: why we think so."""

    band: str
    path: str
    index: int
    how: str
    resolution_m: float


@dataclass(frozen=True)
class AvailableBand:
    """A raster band a user may choose from."""

    path: str
    index: int
    label: str


@dataclass(frozen=True)
class Source:
    """What lies behind a path: the bands that were recognised, all there are, and what product it is.

    reference: the file whose grid, data type and metadata speak for the scene.
    suggested: what the bands probably are when nothing names them; for a user to confirm, never taken silently.
    scl: file and band of a scene classification that lies beside or among the bands.
    """

    name: str
    path: str
    reference: str
    date: str | None
    found: Mapping[str, BandSource]
    available: tuple[AvailableBand, ...]
    suggested: Mapping[str, BandSource] = field(default_factory=dict)
    product: Product | None = None
    scl: tuple[str, int] | None = None


def open_raster(path: str) -> Any:  # noqa: ANN401 - rasterio has no type stubs
    """Open a raster for reading. Raises EngineProblem with one sentence when it cannot be opened."""
    try:
        return rasterio.open(path)
    except RasterioIOError as error:
        name = Path(path).name
        if not path.startswith("/vsi") and not Path(path).exists():
            raise EngineProblem(
                "scene_unreadable", f"{name} does not exist; choose another file.", path
            ) from error
        if _starts_like_a_raster(path):
            raise EngineProblem(
                "scene_truncated",
                f"{name} is damaged or incomplete and cannot be opened; copy or download it again.",
                str(error),
            ) from error
        raise EngineProblem(
            "scene_unreadable",
            f"{name} cannot be read as a raster; choose a GeoTIFF, VRT or JPEG 2000 file or a Sentinel-2 product.",
            str(error),
        ) from error


def _starts_like_a_raster(path: str) -> bool:
    try:
        with Path(path).open("rb") as file:
            start = file.read(12)
    except OSError:
        return False
    return start[:4] in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+") or start[4:8] == b"jP  "


def find_source(path: str) -> Source:
    """Look at a path and find its bands. Raises EngineProblem when there is nothing to read."""
    if not path.strip() or _WEB.match(path):
        raise EngineProblem(
            "scene_not_a_file",
            f"{path[:80] or 'The scene'} is not a file on this computer; save the layer as a GeoTIFF first.",
        )
    root = product_root(path)
    if root is not None:
        return _product_source(root)
    if Path(path).is_dir():
        return _folder_source(Path(path))
    if not path.startswith("/vsi") and Path(path).suffix.lower() == ".zip":
        if Path(path).is_file() and not zipfile.is_zipfile(path):
            raise EngineProblem(
                "scene_truncated", f"{Path(path).name} is damaged or incomplete; copy or download it again."
            )
        raise EngineProblem(
            "scene_unreadable", f"{Path(path).name} holds no Sentinel-2 product; unpack it first."
        )
    return _file_source(path)


def _product_source(root: str) -> Source:
    product = open_product(root)
    found: dict[str, BandSource] = {}
    available = []
    for image in sorted(product.images, key=lambda i: i.resolution_m):
        if image.band == "SCL":
            continue
        available.append(AvailableBand(image.path, 1, f"{image.band}, {image.resolution_m} m"))
        how = f"file name {Path(image.path).name}"
        found.setdefault(image.band, BandSource(image.band, image.path, 1, how, image.resolution_m))
    reference = min(found.values(), key=lambda b: b.resolution_m, default=None)
    if reference is None:
        raise EngineProblem(
            "product_incomplete",
            f"{Path(root).name} has no band images under GRANULE/*/IMG_DATA; download the whole product again.",
        )
    # A 60 m image cannot stand in for a 10 m band unseen: such bands are left for the user to map.
    coarse = {n for n, b in found.items() if b.resolution_m > 2 * band_names.SENTINEL2_BANDS[n].resolution_m}
    parts = product.name.split("_")
    name = (
        f"{parts[0]}_{(product.date or '').replace('-', '')}_{parts[5]}" if len(parts) > 5 else product.name
    )
    return Source(
        name=name,
        path=root,
        reference=reference.path,
        date=product.date,
        found={n: b for n, b in found.items() if n not in coarse},
        available=tuple(available),
        suggested={n: b for n, b in found.items() if n in coarse},
        product=product,
    )


def _folder_source(folder: Path) -> Source:
    files = [p for p in sorted(folder.iterdir()) if p.suffix.lower() in _RASTER_SUFFIXES]
    named = [(p, band) for p in files if (band := band_names.band_in_text(p.stem))]
    if not named:
        raise EngineProblem(
            "bands_not_found",
            f"No file in {folder.name} names a Sentinel-2 band (such as B02 in T35VMF_B02_10m.jp2); "
            "choose a raster file or a product folder.",
        )
    scl = next((str(p) for p in files if _SCL.search(p.stem)), None)
    return replace(_band_files(folder.name, str(folder), named), scl=(scl, 1) if scl else None)


def _band_files(name: str, path: str, named: Iterable[tuple[Path, str]]) -> Source:
    found: dict[str, BandSource] = {}
    available = []
    for file, band in named:
        with open_raster(str(file)) as dataset:
            resolution = pixel_size_m(dataset)
        available.append(AvailableBand(str(file), 1, f"{file.name}"))
        source = BandSource(band, str(file), 1, f"file name {file.name}", resolution)
        if band not in found or resolution < found[band].resolution_m:
            found[band] = source
    reference = min(found.values(), key=lambda b: b.resolution_m)
    return Source(name, path, reference.path, date_in_text(name), found, tuple(available))


def _file_source(path: str) -> Source:
    with open_raster(path) as dataset:
        if dataset.count == 0:
            raise EngineProblem(
                "scene_unreadable", f"{Path(path).name} holds no raster band; choose one of its sub-datasets."
            )
        if dataset.count == 1:
            siblings = _siblings(path)
            if len(siblings) > 1:
                stem = Path(path).stem
                source = _band_files(stem, path, siblings)
                return replace(source, date=date_in_text(stem), scl=_scl_beside(path))
        resolution = pixel_size_m(dataset)
        found: dict[str, BandSource] = {}
        available = []
        for index in range(1, dataset.count + 1):
            finding = _recognise(dataset, index, path)
            description = dataset.descriptions[index - 1]
            available.append(
                AvailableBand(path, index, f"band {index}" + (f": {description}" if description else ""))
            )
            if finding and finding.band not in found:
                found[finding.band] = BandSource(finding.band, path, index, finding.how, resolution)
        stack = band_names.suggested_stack(dataset.count) if not found else ()
        suggested = {
            band: BandSource(band, path, i, f"usual order of {dataset.count} bands", resolution)
            for i, band in enumerate(stack, start=1)
        }
        stem = Path(path).stem
        when = date_in_text(stem) or date_in_text(
            dataset.tags().get("TIFFTAG_DATETIME", "").replace(":", "-")
        )
        named_scl = (i for i, text in enumerate(dataset.descriptions, start=1) if text and _SCL.search(text))
        scl = next(named_scl, None)
        return Source(
            stem, path, path, when, found, tuple(available), suggested, scl=(path, scl) if scl else None
        )


def _siblings(path: str) -> list[tuple[Path, str]]:
    """Files beside `path` that differ from it only in the band they name."""
    file = Path(path)
    siblings = []
    for band in band_names.SENTINEL2_BANDS:
        name = band_names.replace_band_in_name(file.name, band)
        if name and (file.parent / name).is_file():
            siblings.append((file.parent / name, band))
    return siblings


def _scl_beside(path: str) -> tuple[str, int] | None:
    """The scene classification named like a band file; it comes in 20 m pixels where the band may be in 10 m."""
    name = band_names.replace_band_in_name(Path(path).name, "SCL") or ""
    for candidate in (name, re.sub(r"_10m(?=\.)", "_20m", name)):
        if candidate and (file := Path(path).with_name(candidate)).is_file():
            return str(file), 1
    return None


def _recognise(dataset: Any, index: int, path: str) -> band_names.Finding | None:  # noqa: ANN401
    finding = band_names.band_from_description(dataset.descriptions[index - 1])
    if finding is None:
        finding = band_names.band_from_wavelength(
            [dataset.tags(index), *(dataset.tags(index, ns=ns) for ns in dataset.tag_namespaces(index))]
        )
    if finding is None and dataset.count == 1 and (named := band_names.band_in_text(Path(path).stem)):
        finding = band_names.Finding(named, f"file name {Path(path).name}")
    return finding


def pixel_size_m(dataset: Any) -> float:  # noqa: ANN401
    """Pixel edge in metres; roughly, for a raster in degrees; 0 when it has no CRS."""
    if dataset.crs is None:
        return 0.0
    size = abs(float(dataset.res[1]))
    return size * 111_320 if dataset.crs.is_geographic else size * float(dataset.crs.linear_units_factor[1])


def date_in_text(text: str) -> str | None:
    """The first calendar date (20181005, 2018-10-05 or 2018_10_05) in a name, as ISO text."""
    for match in re.finditer(r"(?<!\d)(20\d\d)[-_]?([01]\d)[-_]?([0-3]\d)(?!\d{1}(?!\d))", text):
        try:
            return date(*(int(part) for part in match.groups())).isoformat()
        except ValueError:
            continue
    return None
