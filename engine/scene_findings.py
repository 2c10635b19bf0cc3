"""The sentences for what was found out about a scene: what stops it from being classified, and what to warn of."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy.typing as npt
from rasterio.enums import ColorInterp

from corina.engine.errors import EngineProblem
from corina.engine.products import Product, missing_sentence
from corina.engine.sources import BandSource

if TYPE_CHECKING:
    from corina.engine.scene import Inspection


def bands_problem(inspection: Inspection, reference: Any, wanted: tuple[str, ...]) -> EngineProblem:  # noqa: ANN401
    """Why the wanted bands are not all there, and what to do. reference: the open dataset that speaks for the scene."""
    source, missing = inspection.source, inspection.missing
    rgb = {ColorInterp.red, ColorInterp.green, ColorInterp.blue} <= set(reference.colorinterp)
    if inspection.dtype == "uint8" and (rgb or reference.count in (3, 4)):
        return EngineProblem(
            "rgb_image",
            f"{source.name} is an 8-bit RGB picture, not reflectance; open the Sentinel-2 product's bands "
            f"({', '.join(wanted)}) instead.",
        )
    if source.product is not None:
        return EngineProblem("product_incomplete", missing_sentence(source.product, missing))
    if not inspection.found:
        bands = "1 band" if reference.count == 1 else f"{reference.count} bands"
        # Of a source of several files, the bands of all of them can be mapped.
        if max(reference.count, len(source.available)) < len(wanted):
            return EngineProblem(
                "bands_not_found",
                f"{source.name} has {bands}, the model needs {len(wanted)} ({', '.join(wanted)}); choose another "
                "scene.",
            )
        return EngineProblem(
            "bands_not_found",
            f"{source.name} has {bands} without names or wavelengths; map {', '.join(wanted)} to its bands.",
        )
    return EngineProblem(
        "bands_missing",
        f"{source.name} has no {' and no '.join(missing)} (found: {', '.join(sorted(inspection.found))}); "
        f"map {'it' if len(missing) == 1 else 'them'} to a band by hand or choose a scene that has "
        f"{'it' if len(missing) == 1 else 'them'}.",
    )


def scale_problem(inspection: Inspection, reference: Any) -> EngineProblem:  # noqa: ANN401
    """Why the values cannot be turned into reflectance, and what to do."""
    if inspection.dtype == "uint8":
        rgb = {ColorInterp.red, ColorInterp.green, ColorInterp.blue} <= set(reference.colorinterp)
        what = "an 8-bit RGB picture" if rgb else "8-bit data"
        return EngineProblem(
            "rgb_image" if rgb else "scale_unknown",
            f"{inspection.source.name} is {what}, not Sentinel-2 reflectance; open the product's bands, or give the "
            "scale that turns its values into reflectance.",
        )
    return EngineProblem(
        "scale_unknown",
        f"The values of {inspection.source.name} fit neither reflectance (0 to 1) nor reflectance x 10000; give the "
        "scale and offset that turn them into reflectance.",
    )


def nodata_problem(inspection: Inspection) -> EngineProblem:
    """The problem of a scene without a single value."""
    return EngineProblem(
        "all_nodata",
        f"{inspection.source.name} has no data: all its pixels are without a value; choose another scene.",
    )


def truncated(path: str, error: Exception) -> EngineProblem:
    """The problem of a file whose pixels cannot be read."""
    return EngineProblem(
        "scene_truncated",
        f"{Path(path).name} is damaged or incomplete: its pixels cannot be read; copy or download it again.",
        f"{path}: {error}: {error.__cause__ or ''}",
    )


def scene_warnings(inspection: Inspection, used: list[BandSource], resolution_m: float) -> tuple[str, ...]:
    """What a user must be told of a scene that can be classified. used: where the model's bands are read."""
    warnings = []
    if inspection.radiometry is not None and inspection.radiometry.guessed:
        how = inspection.radiometry.how.removeprefix("guessed: ")
        warnings.append(f"Scale and offset are not stated in the file and were guessed: {how}.")
    if inspection.resampled:
        warnings.append(f"The scene is {inspection.resampled}.")
    coarse = sorted({b.band for b in used if b.resolution_m > 2.5 * resolution_m})
    if coarse:
        warnings.append(
            f"{', '.join(coarse)} of this scene are far coarser than the {resolution_m:g} m the model was trained on; "
            "expect a poor map."
        )
    product = inspection.source.product
    if product is not None and product.level == "L1C":
        warnings.append("This is a Level-1C product (top of atmosphere); the model was trained on Level-2A.")
    if product is not None and inspection.masks == ():
        warnings.append("No cloud mask is used: clouds will be classified as land cover.")
    return tuple(warnings)


def offset_warning(product: Product, bands: tuple[str, ...], sample: npt.NDArray[Any]) -> tuple[str, ...]:
    """Data hubs may have taken the offset off the pixels and left it in the metadata: then most DN lie below it."""
    offset = min((product.offsets.get(band, 0.0) for band in bands), default=0.0)
    if offset >= 0 or sample.size == 0 or (sample < -offset).mean() < 0.5:
        return ()
    return (
        f"Most values lie below the offset {offset:g} that the product's metadata states: it has probably already been "
        "taken off; if so, set the offset to 0 by hand.",
    )
