"""A scene with a label layer as a source of patches: cut from the scene when asked for, never stored."""

from __future__ import annotations

import dataclasses
import os
import threading
from collections.abc import Iterator
from typing import Any, Dict, FrozenSet, List, Sequence, Tuple

import numpy as np
import numpy.typing as npt

from corina.clc.legends import CORINE, Legend
from corina.engine.errors import EngineProblem
from corina.engine.grid import Grid
from corina.engine.jobs import DataChoice, TrainingSource
from corina.engine.reader import SceneReader
from corina.engine.scene import Scene, inspect
from corina.engine.tiles import Window
from corina.training.boundary import near_border
from corina.training.sources.base import (
    Classes,
    Patch,
    PatchSource,
    Report,
    Stored,
    counts_of,
    missing_bands,
    reason_to_drop,
    tile_in,
    to_stored,
)
from corina.training.sources.labels import LabelReader, LabelStore, legend_of

Valid = npt.NDArray[np.bool_]
Span = Tuple[int, int]
_STRIP = 128
"""Rows of labels that are rasterised at once."""


class SceneSource(PatchSource):
    """Patches of `choice.patch` px every `choice.step` px where the label layer lies, on the scene's grid."""

    kind = "scene"

    def __init__(self, source: TrainingSource, choice: DataChoice) -> None:
        """Raises EngineProblem when scene or labels cannot be read or have no ground in common."""
        super().__init__()
        assert source.scene is not None and source.labels is not None
        self._input, self._choice = source, choice
        inspection = inspect(source.scene, tuple(choice.bands), choice.resolution_m)
        if inspection.missing:
            raise missing_bands(
                f"The scene {inspection.source.name}", inspection.missing, sorted(inspection.found)
            )
        self._scene: Scene = inspection.scene(tuple(choice.bands))
        self.grid: Grid = self._scene.grid
        self.name = source.name or self._scene.source.name
        self.warnings = list(self._scene.warnings)
        self.resolution_m = self.grid.resolution
        self.crs = self.grid.crs_text
        self.legend: Legend = legend_of(source.labels.legend or CORINE)
        self._tile = tile_in(self._scene.source.name) or _tile_of_product(self._scene.source.name)
        self._threads = threading.local()
        self._store: LabelStore | None = None
        with LabelReader(source.labels, self.legend, self.grid) as labels:
            self._extent = labels.extent
            self.labels_name = labels.name
        if self._extent.width <= 0 or self._extent.height <= 0:
            raise EngineProblem(
                "data_invalid",
                f"The labels {self.labels_name} lie beside the scene {self.name}; choose labels of the same place, or "
                "check the CRS of both.",
            )

    def __getstate__(self) -> Dict[str, Any]:
        """Without open files: a worker process opens its own."""
        return {key: value for key, value in self.__dict__.items() if key != "_threads"}

    def __setstate__(self, state: Dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._threads = threading.local()

    def patches(self, number: int, report: Report) -> List[Patch]:
        choice, grid = self._choice, self.grid
        rows = starts(grid.height, choice.patch, choice.step)
        columns = starts(grid.width, choice.patch, choice.step)
        kept: List[Patch] = []
        store = LabelStore(grid.width)
        assert self._input.labels is not None
        with LabelReader(self._input.labels, self.legend, grid) as labels, SceneReader(self._scene) as reader:
            for place, (row, valid, classes) in enumerate(self._strips(rows, labels, reader, store)):
                report(f"Looking at {self.name}", place / len(rows))
                for column in columns:
                    window = (*row, column[0], column[1])
                    if self._outside(window):
                        self.dropped["outside"] += 1
                        continue
                    cut = np.s_[:, column[0] : column[1]]
                    patch = self._patch(number, window, classes[cut], valid[cut])
                    if patch is not None:
                        kept.append(patch)
            self.unknown.update(labels.unknown)
            self.warnings += labels.warnings
        self._store = store
        return kept

    def make_ready(self, report: Report) -> None:
        """Rasterise the labels once, for doing so for each patch anew takes longer than all the rest of loading."""
        if self._store is not None:
            return
        store, extent = LabelStore(self.grid.width), self._extent
        assert self._input.labels is not None
        with LabelReader(self._input.labels, self.legend, self.grid) as labels:
            for row in range(extent.row0, extent.row1, _STRIP):
                report(f"Looking at {self.name}", (row - extent.row0) / extent.height)
                end = min(row + _STRIP, extent.row1)
                store.add(row, labels.read(Window(row, end, 0, self.grid.width)))
        self._store = store

    def _strips(
        self, rows: Sequence[Span], labels: LabelReader, reader: SceneReader, store: LabelStore
    ) -> Iterator[Tuple[Span, Valid, Classes]]:
        """Validity and classes of each row of patches over the full width; each pixel is read once."""
        width, done = self.grid.width, 0
        valid = np.zeros((0, width), bool)
        classes = np.zeros((0, width), np.uint8)
        for start, end in rows:
            if end <= self._extent.row0 or start >= self._extent.row1:
                yield (
                    (start, end),
                    np.zeros((end - start, width), bool),
                    np.zeros((end - start, width), np.uint8),
                )
                continue
            begin = max(start, done)
            window = Window(begin, end, 0, width)
            keep = max(0, done - start)
            fresh = (reader.read(window)[1], labels.read(window)) if window.height else None
            valid, classes = valid[len(valid) - keep :], classes[len(classes) - keep :]
            if fresh is not None:
                store.add(begin, fresh[1])
                valid, classes = np.concatenate([valid, fresh[0]]), np.concatenate([classes, fresh[1]])
            done = end
            yield (start, end), valid, classes

    def _patch(
        self, number: int, window: Tuple[int, int, int, int], classes: Classes, valid: Valid
    ) -> Patch | None:
        choice = self._choice
        if valid.mean() < max(choice.min_labelled, 1e-9):
            self.dropped[self._why_invalid(window)] += 1
            return None
        counts = counts_of(np.where(valid, classes, 0).astype(np.uint8), self.sets)
        reason = reason_to_drop(counts, classes.size, choice.min_labelled, drop_sea=choice.drop_sea)
        if reason:
            self.dropped[reason] += 1
            return None
        row0, row1, col0, col1 = window
        grid = self.grid
        bounds = (
            grid.left + col0 * grid.resolution,
            grid.top - row1 * grid.resolution,
            grid.left + col1 * grid.resolution,
            grid.top - row0 * grid.resolution,
        )
        return Patch(
            f"{self.name}_{row0}_{col0}", number, row1 - row0, col1 - col0, window=window, bounds=bounds,
            crs=self.crs, scene=self.name, tile=self._tile, counts=counts,
        )  # fmt: skip

    def _why_invalid(self, window: Tuple[int, int, int, int]) -> str:
        """Whether a patch lacks data, or has it under a cloud or mask."""
        if not self._scene.masks:
            return "nodata"
        reader = self._reader("unmasked", dataclasses.replace(self._scene, masks=()))
        has_data = reader.read(Window(*window))[1]
        return "cloud" if has_data.mean() >= max(self._choice.min_labelled, 1e-9) else "nodata"

    def _outside(self, window: Tuple[int, int, int, int]) -> bool:
        e = self._extent
        row0, row1, col0, col1 = window
        return row1 <= e.row0 or row0 >= e.row1 or col1 <= e.col0 or col0 >= e.col1

    def image(self, patch: Patch, bands: Sequence[str]) -> Stored:
        assert patch.window is not None
        places = [self._choice.bands.index(band) for band in bands]
        stored, valid = self._reader("scene", self._scene).read(Window(*patch.window))
        scale, offset = self._scene.scale[places, None, None], self._scene.offset[places, None, None]
        return to_stored(stored[places].astype(np.float32) * scale + offset, valid)

    def classes(self, patch: Patch) -> Classes:
        assert patch.window is not None
        return self._read_labels(Window(*patch.window))

    def near_border(self, patch: Patch, distance_m: float) -> Valid:
        """As in the base class, but borders beyond the patch's edge count as well."""
        assert patch.window is not None
        margin = int(np.ceil(distance_m / self.resolution_m))
        row0, row1, col0, col1 = patch.window
        wide = Window(
            max(0, row0 - margin),
            min(self.grid.height, row1 + margin),
            max(0, col0 - margin),
            min(self.grid.width, col1 + margin),
        )
        near = near_border(self._read_labels(wide), distance_m / self.resolution_m)
        top, left = row0 - wide.row0, col0 - wide.col0
        return near[top : top + patch.height, left : left + patch.width]

    def _reader(self, name: str, scene: Scene) -> SceneReader:
        """This thread's own open files: GDAL's may not be shared, neither by threads nor with a forked worker."""
        opened = self._opened()
        if name not in opened:
            opened[name] = SceneReader(scene).__enter__()
        reader: SceneReader = opened[name]
        return reader

    def _opened(self) -> Dict[str, Any]:
        if getattr(self._threads, "process", None) != os.getpid():
            # What a fork brought along has the parent's place in the file, and is left alone.
            self._threads.process, self._threads.inherited = (
                os.getpid(),
                getattr(self._threads, "files", None),
            )
            self._threads.files = {}
        files: Dict[str, Any] = self._threads.files
        return files

    def _read_labels(self, window: Window) -> Classes:
        return self._labels().read(window) if self._store is None else self._store.read(window)

    def _labels(self) -> LabelReader:
        opened = self._opened()
        if "labels" not in opened:
            assert self._input.labels is not None
            opened["labels"] = LabelReader(self._input.labels, self.legend, self.grid)
        labels: LabelReader = opened["labels"]
        return labels

    @property
    def sets(self) -> Tuple[FrozenSet[int], ...]:
        return (frozenset(), *(c.codes for c in self.legend.classes))


def starts(length: int, patch: int, step: int) -> List[Span]:
    """Begin and end of patches along an edge: every `step` px, the last flush with the end.

    A scene smaller than a patch gives one patch of its own size.
    """
    if length <= patch:
        return [(0, length)]
    begins = list(range(0, length - patch + 1, step))
    if begins[-1] + patch < length:
        begins.append(length - patch)
    return [(begin, begin + patch) for begin in begins]


def _tile_of_product(name: str) -> str:
    """The tile in a product's short name: S2A_20221005_T29UNU."""
    last = name.rsplit("_", 1)[-1]
    return last[1:] if len(last) == 6 and last[0] == "T" and last[1:3].isdigit() else ""
