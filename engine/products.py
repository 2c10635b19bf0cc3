"""Sentinel-2 products in SAFE format, as a folder or a .zip: their band files, radiometry and scene classification.

Layout and metadata names follow ESA's Sentinel-2 Products Specification Document (PSD 14 and 15); the compact naming
of products since December 2016 is supported, with one granule a product.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree

from corina.engine.bands import SENTINEL2_BANDS
from corina.engine.errors import EngineProblem

_IMAGE = re.compile(r"_(B\d\d|B8A|SCL)(?:_(10|20|60)m)?\.jp2$", re.IGNORECASE)
_METADATA = re.compile(r"(?:^|/)MTD_MSI(L1C|L2A)\.xml$")
_NAME = re.compile(r"S2[A-D]_MSIL(?:1C|2A)_\d{8}T\d{6}_N\d{4}_R\d{3}_T\w{5}_\w+")
_MAX_METADATA_BYTES = 64 * 2**20

SCL_LEFT_OUT = {0: "no data", 1: "defective", 3: "cloud shadow", 8: "cloud", 9: "cloud", 10: "thin cirrus"}
"""Values of the scene classification that are not classified."""


@dataclass(frozen=True)
class ProductImage:
    """One image file of a product: the name of its band (or SCL), its pixel size in metres and a path GDAL opens."""

    band: str
    resolution_m: int
    path: str


@dataclass(frozen=True)
class Product:
    """What a product says of itself.

    name: without .SAFE; level: "L1C" or "L2A"; date: ISO; baseline: "04.00"; quantification and offsets per band:
    reflectance = (DN + offset) / quantification; images: the files that are there; declared: those its metadata names.
    """

    name: str
    level: str
    date: str | None
    baseline: str
    quantification: float
    offsets: Mapping[str, float] = field(default_factory=dict)
    images: tuple[ProductImage, ...] = ()
    declared: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Mission, level and processing baseline: "S2A L2A, baseline 04.00"."""
        return f"{self.name[:3]} {self.level}, baseline {self.baseline}"

    def best(self, band: str) -> ProductImage | None:
        """The finest image of a band, or None."""
        images = [image for image in self.images if image.band == band]
        return min(images, key=lambda image: image.resolution_m, default=None)


def product_root(path: str) -> str | None:
    """The product folder or .zip that `path` is, lies in, or names the way GDAL's SENTINEL2 driver does; else None."""
    text = re.sub(r"^SENTINEL2_L(?:1C|2A):", "", path)
    text = re.sub(r":(?:10m|20m|60m|TCI)(?::EPSG_\d+)?$", "", text)
    if text.startswith("/vsizip/"):
        inner = text[len("/vsizip/") :]
        archive = re.match(r"\{?(.+?\.zip)\}?(?:/|$)", inner, re.IGNORECASE)
        text = archive.group(1) if archive else text
    candidate = Path(text)
    if candidate.suffix.lower() == ".zip" and candidate.is_file():
        return str(candidate) if _zip_metadata(candidate) else None
    for folder in (candidate, *candidate.parents):
        if folder.suffix.upper() == ".SAFE" or (folder.is_dir() and any(folder.glob("MTD_MSIL[12][AC].xml"))):
            return str(folder) if folder.is_dir() else None
    return None


def _zip_metadata(path: Path) -> str | None:
    try:
        with zipfile.ZipFile(path) as archive:
            names = [n for n in archive.namelist() if _METADATA.search(n)]
    except (zipfile.BadZipFile, OSError):
        return None
    return min(names, key=len, default=None)


def open_product(root: str) -> Product:
    """Read a product's metadata and list its files. Raises EngineProblem when it is not a readable product."""
    if Path(root).is_dir():
        return _open_folder(Path(root))
    return _open_zip(Path(root))


def _open_folder(root: Path) -> Product:
    metadata = next(iter(sorted(root.glob("MTD_MSIL[12][AC].xml"))), None)
    if metadata is None:
        raise EngineProblem(
            "product_incomplete",
            f"{root.name} has no MTD_MSIL2A.xml or MTD_MSIL1C.xml, so scale and offset are unknown; "
            "download the whole product again.",
        )
    files = {p.relative_to(root).as_posix(): str(p) for p in root.glob("GRANULE/*/IMG_DATA/**/*.jp2")}
    return _product(root.name, metadata.read_bytes(), metadata.name, files)


def _open_zip(path: Path) -> Product:
    inner = _zip_metadata(path)
    if inner is None:
        raise EngineProblem(
            "product_incomplete", f"{path.name} holds no Sentinel-2 product (no MTD_MSIL2A.xml)."
        )
    with zipfile.ZipFile(path) as archive:
        if archive.getinfo(inner).file_size > _MAX_METADATA_BYTES:
            raise EngineProblem(
                "scene_unreadable", f"The metadata of {path.name} is larger than any product's."
            )
        metadata = archive.read(inner)
        top = PurePosixPath(inner).parent.as_posix()
        prefix = "" if top == "." else f"{top}/"
        files = {
            name[len(prefix) :]: f"/vsizip/{{{path.resolve()}}}/{name}"
            for name in archive.namelist()
            if name.startswith(prefix) and "/IMG_DATA/" in name and name.lower().endswith(".jp2")
        }
    name = PurePosixPath(top).name if prefix else path.stem
    return _product(name, metadata, PurePosixPath(inner).name, files)


def _product(folder_name: str, metadata: bytes, metadata_name: str, files: Mapping[str, str]) -> Product:
    if b"<!ENTITY" in metadata or b"<!DOCTYPE" in metadata:
        raise EngineProblem(
            "scene_unreadable", f"{metadata_name} of {folder_name} declares entities; it was altered."
        )
    try:
        # Entities, the one danger of this parser, were refused above.
        tree = ElementTree.fromstring(metadata)  # nosec B314
    except ElementTree.ParseError as error:
        raise EngineProblem(
            "product_incomplete",
            f"{metadata_name} of {folder_name} is not readable ({error}); download it again.",
        ) from error
    level = "L1C" if "L1C" in metadata_name else "L2A"
    values = {_local(element.tag): (element.text or "").strip() for element in tree.iter()}
    quantification = values.get("BOA_QUANTIFICATION_VALUE") or values.get("QUANTIFICATION_VALUE") or "10000"
    offsets = {
        name: float(element.text or 0)
        for element in tree.iter()
        if _local(element.tag) in ("BOA_ADD_OFFSET", "RADIO_ADD_OFFSET")
        for name in (_band_of_id(element.get("band_id")),)
        if name
    }
    name_match = _NAME.search(folder_name) or _NAME.search(values.get("PRODUCT_URI", ""))
    sensed = values.get("PRODUCT_START_TIME", "") or values.get("DATATAKE_SENSING_START", "")
    images = tuple(image for inner, path in sorted(files.items()) if (image := _image(inner, path)))
    return Product(
        name=name_match.group(0) if name_match else re.sub(r"\.SAFE$", "", folder_name),
        level=level,
        date=sensed[:10] or None,
        baseline=values.get("PROCESSING_BASELINE", "unknown"),
        quantification=float(quantification),
        offsets=offsets,
        images=images,
        declared=tuple(
            (element.text or "").strip() + ".jp2"
            for element in tree.iter()
            if _local(element.tag) == "IMAGE_FILE"
        ),
    )


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _band_of_id(band_id: str | None) -> str | None:
    names = tuple(SENTINEL2_BANDS)
    return (
        names[int(band_id)]
        if band_id is not None and band_id.isdigit() and int(band_id) < len(names)
        else None
    )


def _image(inner: str, path: str) -> ProductImage | None:
    match = _IMAGE.search(inner)
    if not match:
        return None
    band = match.group(1).upper()
    # L1C files carry no resolution in their names: each band comes at its own.
    resolution = int(match.group(2)) if match.group(2) else SENTINEL2_BANDS[band].resolution_m
    return ProductImage(band, resolution, path)


def missing_sentence(product: Product, missing: tuple[str, ...]) -> str:
    """One sentence that names the absent files of `missing` bands and what is there instead."""
    wanted = []
    for band in missing:
        declared = [d for d in product.declared if re.search(rf"_{band}(?:_\d\dm)?\.jp2$", d)]
        finest = min(declared, key=_resolution_in_name, default=None)
        wanted.append(PurePosixPath(finest).name if finest else f"a file of {band}")
    there = sorted({image.resolution_m for image in product.images if image.band in SENTINEL2_BANDS})
    have = f"it has only {' and '.join(f'{r} m' for r in there)} bands" if there else "it has no band files"
    return (
        f"The product {product.name} lacks {', '.join(wanted)} ({have}); download the whole product again "
        "or map other bands by hand."
    )


def _resolution_in_name(name: str) -> int:
    match = re.search(r"_(\d\d)m\.jp2$", name)
    return int(match.group(1)) if match else 0
