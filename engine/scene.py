"""What is understood of a scene before a pixel is classified: bands, grid, reflectance scaling, nodata and masks."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from rasterio.crs import CRS
from rasterio.errors import CRSError

from corina.engine import radiometry
from corina.engine.bands import SENTINEL2_BANDS
from corina.engine.errors import EngineProblem
from corina.engine.grid import Grid, target_grid
from corina.engine.jobs import SceneInput
from corina.engine.products import SCL_LEFT_OUT
from corina.engine.radiometry import Radiometry
from corina.engine.scene_findings import (
    bands_problem,
    nodata_problem,
    offset_warning,
    scale_problem,
    scene_warnings,
)
from corina.engine.scene_samples import samples_of, together
from corina.engine.sources import BandSource, Source, find_source, open_raster, pixel_size_m

SATURATED = 65535
"""The DN of a saturated pixel in a 16-bit Sentinel-2 image (SPECIAL_VALUES of the product metadata)."""
FLOAT_SCALE = 1e-4
"""Floating point values, whatever their scale, are handed to the model as integers of this much reflectance."""


@dataclass(frozen=True)
class MaskSource:
    """Pixels to leave out: those with one of `values` in band `index`, or without values every pixel that is not 0."""

    path: str
    values: tuple[int, ...]
    how: str
    index: int = 1


@dataclass(frozen=True)
class Scene:
    """A scene that can be classified.

    bands: the model's bands in order, with where each is read. nodata: DN without data of each band, as its own file
    states it; None: pixels where every band is 0 (integers) or NaN (floating point). float_bands: stored as floating
    point, so brought to DN of 1/10000.
    crs: of the files; crs_given: the user's word, which counts more than what the files state.
    """

    source: Source
    grid: Grid
    resampled: str | None
    bands: tuple[BandSource, ...]
    radiometry: Radiometry
    nodata: Mapping[str, float | None]
    float_bands: frozenset[str]
    masks: tuple[MaskSource, ...]
    warnings: tuple[str, ...]
    crs: CRS
    crs_given: bool = False

    def crs_of(self, dataset: Any) -> CRS:  # noqa: ANN401 - rasterio has no type stubs
        """The CRS of one of the scene's open files."""
        return self.crs if self.crs_given or dataset.crs is None else dataset.crs

    @property
    def scale(self) -> npt.NDArray[np.float32]:
        """Scale per band of the DN handed to the model."""
        scales = self.radiometry.scales
        return np.array(
            [FLOAT_SCALE if b.band in self.float_bands else scales[b.band] for b in self.bands], np.float32
        )

    @property
    def offset(self) -> npt.NDArray[np.float32]:
        """Offset per band, in reflectance."""
        return np.array([self.radiometry.offsets[b.band] for b in self.bands], np.float32)


@dataclass
class Inspection:
    """All that was found out about a scene, also when something stops it from being classified.

    dtype, nodata: of the file that speaks for the scene; nodata_of, float_bands: as in Scene.
    """

    source: Source
    found: dict[str, BandSource]
    missing: tuple[str, ...]
    dtype: str = ""
    grid: Grid | None = None
    resampled: str | None = None
    crs: CRS | None = None
    crs_given: bool = False
    radiometry: Radiometry | None = None
    nodata: float | None = None
    nodata_of: Mapping[str, float | None] = field(default_factory=dict)
    float_bands: frozenset[str] = frozenset()
    masks: tuple[MaskSource, ...] = ()
    warnings: tuple[str, ...] = ()
    problem: EngineProblem | None = None

    def scene(self, wanted: tuple[str, ...]) -> Scene:
        """The scene to classify. Raises the problem when there is one."""
        if self.problem is not None:
            raise self.problem
        if self.grid is None or self.crs is None or self.radiometry is None:
            raise EngineProblem("scene_unreadable", f"{self.source.name} could not be understood.")
        return Scene(
            source=self.source,
            grid=self.grid,
            resampled=self.resampled,
            bands=tuple(self.found[band] for band in wanted),
            radiometry=self.radiometry,
            nodata=self.nodata_of,
            float_bands=self.float_bands,
            masks=self.masks,
            warnings=self.warnings,
            crs=self.crs,
            crs_given=self.crs_given,
        )

    def description(self, wanted: tuple[str, ...]) -> dict[str, Any]:
        """The result of a `describe_scene` job, as docs/jobs.md lists it."""
        grid, values = self.grid, self.radiometry
        first = next((b for b in wanted if values and b in values.scales), None)
        shown = [self.found[b] for b in wanted if b in self.found]
        suggested = [b for n, b in self.source.suggested.items() if n in wanted and n not in self.found]
        return {
            "name": self.source.name,
            "path": self.source.path,
            "date": self.source.date,
            "product": self.source.product.title if self.source.product else None,
            "crs": grid.crs_text if grid else None,
            "bounds": list(grid.bounds) if grid else None,
            "width": grid.width if grid else None,
            "height": grid.height if grid else None,
            "resolution_m": grid.resolution if grid else None,
            "area_ha": grid.width * grid.height * grid.pixel_ha if grid else None,
            "resampled": self.resampled,
            "dtype": self.dtype,
            "bands": [_as_json(b) for b in shown],
            "suggested": [_as_json(b) for b in suggested],
            "available": [
                {"path": a.path, "index": a.index, "label": a.label} for a in self.source.available
            ],
            "scale": values.scales[first] if values and first else None,
            "offset": values.offsets[first] if values and first else None,
            "scale_how": values.how if values else None,
            "scale_guessed": bool(values and values.guessed),
            "nodata": self.nodata if self.nodata is None or np.isfinite(self.nodata) else str(self.nodata),
            "mask": "; ".join(m.how for m in self.masks) or None,
            "missing": list(self.missing),
            "summary": self._summary(wanted, first),
            "warnings": list(self.warnings),
            "problem": {"code": self.problem.code, "message": self.problem.message} if self.problem else None,
        }

    def _summary(self, wanted: tuple[str, ...], first: str | None) -> str:
        text = f"{len(wanted) - len(self.missing)} of {len(wanted)} bands found"
        values = self.radiometry
        if values is None or first is None:
            return f"{text}, scale unknown"
        scale, offset = values.scales[first], values.offsets[first]
        text += f", reflectance x {1 / scale:g}" if scale != 1 else ", reflectance"
        text += f" with offset {offset / scale:g}" if offset else ""
        return text + (" (guessed)" if values.guessed else "")


def _as_json(band: BandSource) -> dict[str, Any]:
    return {
        "band": band.band,
        "path": band.path,
        "index": band.index,
        "how": band.how,
        "resolution_m": band.resolution_m,
    }


def inspect(scene_input: SceneInput, wanted: tuple[str, ...], resolution_m: float = 10.0) -> Inspection:
    """Look at a scene for the bands `wanted` at `resolution_m`.

    What stops a classification is in `problem`; raises EngineProblem only when there is nothing to look at.
    """
    source = find_source(scene_input.path)
    found = dict(source.found)
    for choice in scene_input.bands:
        if choice.band not in wanted and choice.band not in SENTINEL2_BANDS:
            raise EngineProblem(
                "bands_missing", f"{choice.band} is no band of the model, which reads {', '.join(wanted)}."
            )
        with open_raster(choice.path) as dataset:
            if not 1 <= choice.index <= dataset.count:
                raise EngineProblem(
                    "bands_missing",
                    f"Band {choice.band} is mapped to band {choice.index} of {Path(choice.path).name}, which has "
                    f"{dataset.count}; map it to another.",
                )
            size = pixel_size_m(dataset)
        found[choice.band] = BandSource(choice.band, choice.path, choice.index, "mapped by the user", size)
    inspection = Inspection(source, found, tuple(b for b in wanted if b not in found))
    try:
        with _opened(source, found) as datasets:
            _inspect_files(inspection, scene_input, wanted, resolution_m, datasets)
    except EngineProblem as problem:
        inspection.problem = inspection.problem or problem
    return inspection


@contextlib.contextmanager
def _opened(source: Source, found: Mapping[str, BandSource]) -> Iterator[dict[str, Any]]:
    with contextlib.ExitStack() as stack:
        paths = {source.reference, *(band.path for band in found.values())}
        yield {path: stack.enter_context(open_raster(path)) for path in sorted(paths)}


def _inspect_files(
    inspection: Inspection,
    scene_input: SceneInput,
    wanted: tuple[str, ...],
    resolution_m: float,
    datasets: Mapping[str, Any],
) -> None:
    source, found = inspection.source, inspection.found
    used = [found[b] for b in wanted if b in found]
    finest = min(used, key=lambda b: b.resolution_m or 1e9, default=None)
    reference = datasets[finest.path if finest else source.reference]
    inspection.dtype = reference.dtypes[0]
    crs = _crs_of(scene_input, source, reference)
    if inspection.missing:
        _foresee(inspection, scene_input, wanted, reference, datasets)
        raise bands_problem(inspection, reference, wanted)
    inspection.crs, inspection.crs_given = crs, bool(scene_input.crs)
    inspection.grid, inspection.resampled = target_grid(
        crs, reference.transform, reference.width, reference.height, resolution_m
    )
    inspection.masks = _masks(scene_input, source)
    indexes = {b.band: (datasets[b.path], b.index) for b in used}
    sample, unstated = _look_at_values(inspection, scene_input, wanted, reference, indexes)
    if inspection.radiometry is None and sample.size == 0:
        raise nodata_problem(inspection)
    if inspection.radiometry is None:
        raise scale_problem(inspection, reference)
    inspection.warnings = (*scene_warnings(inspection, used, resolution_m), *unstated)
    if source.product is not None and scene_input.scale is None:
        inspection.warnings += offset_warning(source.product, tuple(indexes), sample)


def _look_at_values(
    inspection: Inspection,
    scene_input: SceneInput,
    wanted: tuple[str, ...],
    reference: Any,  # noqa: ANN401
    indexes: Mapping[str, tuple[Any, int]],
) -> tuple[npt.NDArray[Any], list[str]]:
    """Find out what stands for no data and how values become reflectance, of the bands of `indexes` (band to open
    dataset and index). Returns sampled valid values of all of them, and what to tell the user.
    """
    source = inspection.source
    inspection.nodata = _nodata(scene_input, source, reference.nodata)
    inspection.nodata_of = {
        band: _nodata(scene_input, source, dataset.nodatavals[index - 1])
        for band, (dataset, index) in indexes.items()
    }
    kinds = {band: np.dtype(dataset.dtypes[index - 1]).kind for band, (dataset, index) in indexes.items()}
    inspection.float_bands = frozenset(band for band, kind in kinds.items() if kind == "f")
    samples = samples_of(indexes, inspection.nodata_of)
    unstated = _take_unstated(inspection, samples)
    inspection.radiometry = _radiometry(scene_input, source, wanted, indexes, samples)
    return together(samples.values()), unstated


def _foresee(
    inspection: Inspection,
    scene_input: SceneInput,
    wanted: tuple[str, ...],
    reference: Any,  # noqa: ANN401
    datasets: Mapping[str, Any],
) -> None:
    """Where all bands that are missing are suggested: what else will be known once the user has confirmed them, so
    that bands and a guessed scale can be confirmed at once.
    """
    probable = {**inspection.source.suggested, **inspection.found}
    places = {band: probable[band] for band in wanted if band in probable}
    if len(places) < len(wanted) or any(place.path not in datasets for place in places.values()):
        return
    indexes = {band: (datasets[place.path], place.index) for band, place in places.items()}
    # That the file is damaged is said once its bands are known: they are what the user is asked for now.
    with contextlib.suppress(EngineProblem):
        _look_at_values(inspection, scene_input, wanted, reference, indexes)


def _crs_of(scene_input: SceneInput, source: Source, reference: Any) -> CRS:  # noqa: ANN401
    if scene_input.crs:
        try:
            crs = CRS.from_user_input(scene_input.crs)
        except (CRSError, ValueError) as error:
            raise EngineProblem(
                "no_crs", f"{scene_input.crs!r} is not a coordinate reference system."
            ) from error
    else:
        crs = reference.crs
    if crs is None or (reference.transform.is_identity and not crs.is_geographic):
        what = "coordinate reference system" if crs is None else "position (geotransform)"
        raise EngineProblem(
            "no_crs",
            f"{source.name} has no {what}; georeference it, or set the layer's CRS in QGIS, and try again.",
        )
    return crs


def _nodata(scene_input: SceneInput, source: Source, stated: float | None) -> float | None:
    """What counts as no data in a file that states `stated`."""
    if scene_input.nodata is not None:
        return scene_input.nodata
    if source.product is not None:
        return 0.0
    return None if stated is None else float(stated)


def _masks(scene_input: SceneInput, source: Source) -> tuple[MaskSource, ...]:
    masks = []
    image = source.product.best("SCL") if source.product else None
    scl = (image.path, 1) if image else source.scl
    if scl is not None and scene_input.use_scl:
        names = ", ".join(dict.fromkeys(SCL_LEFT_OUT.values()))
        masks.append(
            MaskSource(scl[0], tuple(SCL_LEFT_OUT), f"scene classification (SCL): {names} left out", scl[1])
        )
    if scene_input.mask is not None:
        values = scene_input.mask.values
        name = Path(scene_input.mask.path).name
        what = f"values {', '.join(map(str, values))} of {name}" if values else f"all but 0 of {name}"
        masks.append(MaskSource(scene_input.mask.path, values, f"mask: {what} left out"))
    return tuple(masks)


def _radiometry(
    scene_input: SceneInput,
    source: Source,
    wanted: tuple[str, ...],
    indexes: Mapping[str, tuple[Any, int]],
    samples: Mapping[str, npt.NDArray[Any]],
) -> Radiometry | None:
    if scene_input.scale is not None:
        return radiometry.from_user(wanted, scene_input.scale, scene_input.offset or 0.0)
    if source.product is not None:
        return radiometry.from_product(wanted, source.product)
    return radiometry.from_file(indexes) or radiometry.guessed_by_type(samples)


def _take_unstated(inspection: Inspection, samples: dict[str, npt.NDArray[Any]]) -> list[str]:
    """Leave out what surely is no data in files that do not say so; what to tell the user of it."""
    nodata = dict(inspection.nodata_of)
    for band, sample in samples.items():
        found = radiometry.unstated_nodata(sample) if nodata[band] is None else None
        if found is not None:
            nodata[band], samples[band] = found, sample[sample != found]
    fresh = {value for band, value in nodata.items() if value != inspection.nodata_of[band]}
    inspection.nodata_of = nodata
    if inspection.nodata is None and fresh:
        inspection.nodata = min(value for value in fresh if value is not None)
    return [
        f"{inspection.source.name} states no no-data value; its pixels of {value:g} were taken to hold no data."
        for value in sorted(value for value in fresh if value is not None)
    ]
