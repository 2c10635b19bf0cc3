"""Reading strips of a scene: the model's bands as DN, and which pixels can be classified."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from types import TracebackType
from typing import Any

import numpy as np
import numpy.typing as npt
import rasterio
from rasterio.crs import CRS
from rasterio.enums import ColorInterp, MaskFlags, Resampling
from rasterio.errors import RasterioError, RasterioIOError
from rasterio.vrt import WarpedVRT
from rasterio.warp import transform_bounds

from corina.engine.errors import EngineProblem
from corina.engine.grid import Grid
from corina.engine.scene import FLOAT_SCALE, SATURATED, MaskSource, Scene
from corina.engine.scene_findings import truncated
from corina.engine.sources import open_raster
from corina.engine.tiles import TilePlan, Window

Stored = npt.NDArray[np.uint16]
Valid = npt.NDArray[np.bool_]


class SceneReader:
    """Opens a scene's files and reads windows of its grid; bands of another grid are resampled on the way.

    To be used, from opening to closing, in one thread.
    """

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._stack = contextlib.ExitStack()
        self._files: list[_BandFile] = []
        self._masks: list[tuple[Any, MaskSource]] = []

    def __enter__(self) -> SceneReader:
        try:
            for places in _alike(self._scene):
                self._files.append(_BandFile(self._stack, self._scene, places))
            for mask in self._scene.masks:
                self._masks.append((_open_mask(self._stack, mask, self._scene.grid), mask))
        except BaseException:
            self._stack.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def read(self, window: Window) -> tuple[Stored, Valid]:
        """DN [bands, height, width] of a window inside the scene, and where all bands hold a value and no mask lies.

        Pixels that are not valid hold no meaningful DN. Raises EngineProblem when the files are damaged.
        """
        shape = (window.height, window.width)
        stored = np.empty((len(self._scene.bands), *shape), np.uint16)
        valid = np.ones(shape, np.bool_)
        nothing = np.ones(shape, np.bool_)
        for file in self._files:
            file.read(window, stored, valid, nothing)
        if any(nodata is None for nodata in self._scene.nodata.values()):
            valid &= ~nothing
        for dataset, mask in self._masks:
            valid &= ~_left_out(dataset, mask, window)
        return stored, valid


def _alike(scene: Scene) -> list[list[int]]:
    """The places of the bands that can be read in one call: of one file, with one nodata value, all float or none."""
    groups: dict[tuple[object, ...], list[int]] = {}
    for place, band in enumerate(scene.bands):
        # A NaN differs from itself; as text it does not.
        key = (band.path, str(scene.nodata[band.band]), band.band in scene.float_bands)
        groups.setdefault(key, []).append(place)
    return list(groups.values())


class _BandFile:
    """Bands of a scene that lie in one file and are alike, read in one call."""

    def __init__(self, stack: contextlib.ExitStack, scene: Scene, places: list[int]) -> None:
        first, indexes = scene.bands[places[0]], [scene.bands[i].index for i in places]
        self._places, self._indexes, self._path = places, indexes, first.path
        self._nodata = scene.nodata[first.band]
        dataset = stack.enter_context(open_raster(first.path))
        self._float = first.band in scene.float_bands
        self._to_stored = [scene.radiometry.scales[scene.bands[i].band] / FLOAT_SCALE for i in places]
        self._saturated = SATURATED if dataset.dtypes[indexes[0] - 1] == "uint16" else None
        self._dataset, self._mask = dataset, _mask_band(dataset)
        crs = scene.crs_of(dataset)
        if not _on_grid(dataset, crs, scene.grid):
            fill = self._nodata if self._nodata is not None else (np.nan if self._float else 0)
            finer = dataset.res[0] < 0.8 * scene.grid.resolution and not crs.is_geographic
            self._dataset = stack.enter_context(
                WarpedVRT(
                    dataset,
                    src_crs=crs,
                    crs=scene.grid.crs,
                    transform=scene.grid.transform,
                    width=scene.grid.width,
                    height=scene.grid.height,
                    resampling=Resampling.average if finer else Resampling.bilinear,
                    src_nodata=None if self._mask == "alpha" else fill,
                    nodata=fill,
                )
            )

    def read(self, window: Window, stored: Stored, valid: Valid, nothing: Valid) -> None:
        """Fill this file's bands of `stored`; unset `valid` where one is missing, and `nothing` where one is not 0."""
        extent = ((window.row0, window.row1), (window.col0, window.col1))
        try:
            values = self._dataset.read(self._indexes, window=extent)
            if self._mask == "alpha":
                valid &= self._dataset.read(self._alpha, window=extent) > 0
            elif self._mask == "dataset":
                valid &= self._dataset.read_masks(self._indexes[0], window=extent) > 0
        except (RasterioIOError, RasterioError) as error:
            raise truncated(self._path, error) from error
        for place, to_stored, band in zip(self._places, self._to_stored, values):
            if self._nodata is not None and np.isfinite(self._nodata):
                np.logical_and(valid, band != self._nodata, out=valid)
            if self._float:
                finite = np.isfinite(band)
                np.logical_and(valid, finite, out=valid)
                band = np.where(finite, band, 0) * to_stored
                np.logical_and(nothing, band == 0, out=nothing)
                stored[place] = np.clip(np.rint(band), 0, SATURATED - 1)
                continue
            if self._saturated is not None:
                np.logical_and(valid, band != self._saturated, out=valid)
            np.logical_and(nothing, band == 0, out=nothing)
            stored[place] = band if band.dtype == np.uint16 else np.clip(band, 0, SATURATED)

    @property
    def _alpha(self) -> int:
        return int(self._dataset.colorinterp.index(ColorInterp.alpha)) + 1


def _mask_band(dataset: Any) -> str:  # noqa: ANN401 - rasterio has no type stubs
    if ColorInterp.alpha in dataset.colorinterp:
        return "alpha"
    return "dataset" if MaskFlags.per_dataset in dataset.mask_flag_enums[0] else ""


def _on_grid(dataset: Any, crs: CRS | None, grid: Grid) -> bool:  # noqa: ANN401
    same_crs = crs is None or crs == grid.crs
    same_shape = (dataset.width, dataset.height) == (grid.width, grid.height)
    return same_crs and same_shape and dataset.transform.almost_equals(grid.transform, precision=1e-3)


def _open_mask(stack: contextlib.ExitStack, mask: MaskSource, grid: Grid) -> Any:  # noqa: ANN401
    try:
        dataset = stack.enter_context(rasterio.open(mask.path))
    except RasterioIOError as error:
        raise EngineProblem(
            "mask_unreadable", f"The mask {mask.path} cannot be read as a raster; choose another.", str(error)
        ) from error
    if _on_grid(dataset, dataset.crs, grid):
        return dataset
    if dataset.crs is None:
        raise EngineProblem(
            "mask_unreadable",
            f"The mask {mask.path} has no CRS, so it cannot be laid over the scene; georeference it.",
        )
    if not _overlaps(dataset, grid):
        raise EngineProblem(
            "mask_unreadable",
            f"The mask {mask.path} does not overlap the scene; choose another or check its CRS.",
        )
    return stack.enter_context(
        WarpedVRT(
            dataset,
            crs=grid.crs,
            transform=grid.transform,
            width=grid.width,
            height=grid.height,
            resampling=Resampling.nearest,
            add_alpha=dataset.nodata is None and ColorInterp.alpha not in dataset.colorinterp,
        )
    )


def _overlaps(dataset: Any, grid: Grid) -> bool:  # noqa: ANN401
    try:  # in the mask's CRS, which may reach beyond what the scene's can show
        left, bottom, right, top = transform_bounds(grid.crs, dataset.crs, *grid.bounds)
    except Exception:  # noqa: BLE001 - rasterio raises private CPLE types here: the scene is not on the mask's map
        return False
    if left > right:  # across the date line
        return True
    x, y = (
        sorted((dataset.bounds.left, dataset.bounds.right)),
        sorted((dataset.bounds.bottom, dataset.bounds.top)),
    )
    return bool(left < x[1] and right > x[0] and bottom < y[1] and top > y[0])


def _left_out(dataset: Any, mask: MaskSource, window: Window) -> Valid:  # noqa: ANN401
    extent = ((window.row0, window.row1), (window.col0, window.col1))
    try:
        values = dataset.read(mask.index, window=extent)
        covered = dataset.read_masks(mask.index, window=extent) > 0
    except (RasterioIOError, RasterioError) as error:
        raise EngineProblem(
            "mask_unreadable", f"The mask {mask.path} is damaged or incomplete.", str(error)
        ) from error
    chosen: Valid = np.isin(values, mask.values) if mask.values else values != 0
    left_out: Valid = chosen & covered
    return left_out


def strips(reader: SceneReader, plan: TilePlan, grid: Grid) -> Iterator[tuple[Stored, Valid]]:
    """One strip for each row of tiles: DN [bands, tile, width] and where they are valid; each pixel is read once.

    The strip spans the tiles' columns from the first start to the last end. What lies beyond the scene is not valid.
    """
    tile = plan.rows.tile
    left, right = plan.columns.starts[0], plan.columns.starts[-1] + tile
    columns = (max(left, 0), min(right, grid.width))
    kept: tuple[Stored, Valid] | None = None
    done = 0
    for start in plan.rows.starts:
        begin, end = max(start, 0), min(start + tile, grid.height)
        if kept is None:
            kept = reader.read(Window(begin, end, *columns))
        else:
            still = done - begin
            old, old_valid = kept[0][:, kept[0].shape[1] - still :], kept[1][kept[1].shape[0] - still :]
            if end > done:
                new, new_valid = reader.read(Window(done, end, *columns))
                old, old_valid = np.concatenate([old, new], axis=1), np.concatenate([old_valid, new_valid])
            kept = old, old_valid
        done = end
        yield _placed(kept, (tile, right - left), begin - start, columns[0] - left)


def _placed(
    strip: tuple[Stored, Valid], shape: tuple[int, int], above: int, before: int
) -> tuple[Stored, Valid]:
    stored, valid = strip
    if valid.shape == shape:
        return stored, valid
    rows, columns = slice(above, above + valid.shape[0]), slice(before, before + valid.shape[1])
    full = np.zeros((stored.shape[0], *shape), np.uint16)
    full_valid = np.zeros(shape, np.bool_)
    full[:, rows, columns] = stored
    full_valid[rows, columns] = valid
    return full, full_valid
