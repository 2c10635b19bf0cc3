"""Samples of the values of a scene, to tell what they mean before a pixel is classified."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
from rasterio.errors import RasterioError, RasterioIOError

from corina.engine import radiometry
from corina.engine.scene_findings import truncated


def samples_of(
    indexes: Mapping[str, tuple[Any, int]], nodata: Mapping[str, float | None]
) -> dict[str, npt.NDArray[Any]]:
    """Valid DN of each band from windows all over the scene; reading them also shows whether the files are whole.

    indexes: band to open dataset and index in it. nodata: of each band. Raises EngineProblem for a damaged file.
    A scene whose windows hold nothing valid is looked at as a whole, thinned out, which takes far longer.
    """
    found = {band: _read_sample(*place, nodata[band], thinned=False) for band, place in indexes.items()}
    if any(sample.size for sample in found.values()):
        return found
    return {band: _read_sample(*place, nodata[band], thinned=True) for band, place in indexes.items()}


def together(samples: Iterable[npt.NDArray[Any]]) -> npt.NDArray[Any]:
    """All samples as one; empty without any."""
    found = [sample for sample in samples if sample.size]
    return np.concatenate(found) if found else np.array([])


def _read_sample(dataset: Any, index: int, nodata: float | None, *, thinned: bool) -> npt.NDArray[Any]:  # noqa: ANN401
    height, width = dataset.shape
    try:
        if thinned:
            shape = (min(height, radiometry.SAMPLE_EDGE), min(width, radiometry.SAMPLE_EDGE))
            parts = [dataset.read(index, out_shape=shape)]
        else:
            parts = [dataset.read(index, window=w) for w in radiometry.sample_windows(height, width)]
    except (RasterioIOError, RasterioError) as error:
        raise truncated(dataset.name, error) from error
    block = np.concatenate([part.ravel() for part in parts])
    valid = np.isfinite(block) if block.dtype.kind == "f" else block != 0
    if nodata is not None and np.isfinite(nodata):
        valid &= block != nodata
    values: npt.NDArray[Any] = block[valid]
    return values
