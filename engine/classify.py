"""Classifying a scene: reading ahead, inferring, blending and writing side by side, in bounded memory."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from corina.engine.area import Area
from corina.engine.legend import NO_LEAF
from corina.engine.maps import MapWriter
from corina.engine.mosaic import RollingMosaic
from corina.engine.reader import SceneReader, Stored, Valid, strips
from corina.engine.scene import Scene
from corina.engine.sea import Inland
from corina.engine.session import ModelSession
from corina.engine.tiles import TilePlan, Window
from corina.models.card import ModelCard
from corina.models.decode import decode, without_sea

# Tiles of probabilities that may wait to be blended: enough to ride out a slow write, few enough to stay small.
_WAITING_TILES = 3
_POLL_S = 0.2


@dataclass
class Timing:
    """Seconds spent in each part; they overlap, so their sum exceeds the wall time."""

    read_s: float = 0.0
    infer_s: float = 0.0
    blend_s: float = 0.0
    write_s: float = 0.0
    tiles: int = 0
    tiles_skipped: int = 0
    wanted_pixels: int = 0
    left_out_pixels: int = 0
    started: float = field(default_factory=time.perf_counter)

    @contextmanager
    def measure(self, part: str) -> Iterator[None]:
        """Add the time inside the block to `part`."""
        begin = time.perf_counter()
        try:
            yield
        finally:
            setattr(self, part, getattr(self, part) + time.perf_counter() - begin)


@dataclass(frozen=True)
class _Strip:
    """One row of tiles: DN with fill in place of what is not valid, and the pixels that are to get a class."""

    stored: Stored
    wanted: Valid


def classify(
    scene: Scene,
    area: Area,
    plan: TilePlan,
    session: ModelSession,
    card: ModelCard,
    writer: MapWriter,
    on_tile: Callable[[int, int], None],
    inland: Inland | None = None,
) -> Timing:
    """Run the network over the planned tiles and hand the rows of the maps to `writer`.

    inland: where the sea cannot be; None for everywhere.
    on_tile: called with the tiles done and their number after each tile or batch, in the calling thread; what it
    raises ends the run. Any error of the helping threads is raised here.
    """
    timing = Timing()
    failure: list[BaseException] = []
    stop = threading.Event()
    strips_ahead: queue.Queue[_Strip | None] = queue.Queue(maxsize=1)
    tiles_done: queue.Queue[_Tile | None] = queue.Queue(maxsize=_WAITING_TILES)

    def guarded(work: Callable[[], None]) -> Callable[[], None]:
        def body() -> None:
            try:
                work()
            except BaseException as error:  # noqa: BLE001 - handed to the calling thread below
                failure.append(error)
                stop.set()

        return body

    def read() -> None:
        for strip in _read_strips(scene, area, plan, card, timing):
            _put(strips_ahead, strip, stop)

    def blend() -> None:
        _blend_and_write(tiles_done, plan, card, writer, inland, timing, stop)

    threads = [threading.Thread(target=guarded(work), daemon=True) for work in (read, blend)]
    for thread in threads:
        thread.start()
    try:
        _infer(strips_ahead, tiles_done, plan, scene, session, timing, on_tile, stop)
        _put(tiles_done, None, stop)
        threads[1].join()
    except _Stopped:
        pass
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    if failure:
        raise failure[0]
    return timing


class _Stopped(Exception):
    """Another thread has failed; its error is the one to raise."""


@dataclass(frozen=True)
class _Tile:
    row: int
    column: int
    probabilities: npt.NDArray[np.float32] | None
    wanted: Valid | None


def _put(target: queue.Queue[Any], item: Any, stop: threading.Event) -> None:  # noqa: ANN401
    while not stop.is_set():
        try:
            target.put(item, timeout=_POLL_S)
            return
        except queue.Full:
            continue
    raise _Stopped


def _get(source: queue.Queue[Any], stop: threading.Event) -> Any:  # noqa: ANN401
    while not stop.is_set():
        try:
            return source.get(timeout=_POLL_S)
        except queue.Empty:
            continue
    raise _Stopped


def _read_strips(
    scene: Scene, area: Area, plan: TilePlan, card: ModelCard, timing: Timing
) -> Iterator[_Strip]:
    window, left = plan.window, plan.columns.starts[0]
    fill = _fill_values(scene, card)
    counted = window.row0
    with SceneReader(scene) as reader:
        rows = iter(zip(plan.rows.starts, strips(reader, plan, scene.grid)))
        while True:
            with timing.measure("read_s"):
                item = next(rows, None)
                if item is None:
                    return
                start, (stored, valid) = item
                wanted = np.zeros_like(valid)
                top, bottom = max(start, window.row0), min(start + plan.rows.tile, window.row1)
                if bottom > top:
                    inside = area.inside(Window(top, bottom, window.col0, window.col1))
                    place = np.s_[top - start : bottom - start, window.col0 - left : window.col1 - left]
                    wanted[place] = valid[place] & inside
                    fresh = max(counted - top, 0)
                    timing.wanted_pixels += int(wanted[place][fresh:].sum())
                    timing.left_out_pixels += int((inside & ~valid[place])[fresh:].sum())
                    counted = max(counted, bottom)
                stored = np.where(valid, stored, fill[:, None, None])
            yield _Strip(stored, wanted)


def _fill_values(scene: Scene, card: ModelCard) -> npt.NDArray[np.uint16]:
    """The DN of the training mean, which the network sees as nothing at all, for pixels without data."""
    mean = np.array(card.mean, np.float64)
    fill: npt.NDArray[np.uint16] = np.clip(np.rint((mean - scene.offset) / scene.scale), 0, 65535).astype(
        np.uint16
    )
    return fill


def _infer(
    strips_ahead: queue.Queue[_Strip | None],
    tiles_done: queue.Queue[_Tile | None],
    plan: TilePlan,
    scene: Scene,
    session: ModelSession,
    timing: Timing,
    on_tile: Callable[[int, int], None],
    stop: threading.Event,
) -> None:
    columns, left = plan.columns, plan.columns.starts[0]
    grid, stride = scene.grid, session.stride
    parts = [existing_part(start, columns.tile, grid.width, stride) for start in columns.starts]
    for row, start in enumerate(plan.rows.starts):
        strip = _get(strips_ahead, stop)
        rows = existing_part(start, plan.rows.tile, grid.height, stride)
        places = [slice(begin - left, begin - left + columns.tile) for begin in columns.starts]
        needed = [c for c, place in enumerate(places) if strip.wanted[:, place].any()]
        inferred: dict[int, npt.NDArray[np.float32]] = {}
        for column, place in enumerate(places):
            if column in needed and column not in inferred:
                alike = [c for c in needed if c >= column and _length(parts[c]) == _length(parts[column])]
                batch = alike[: session.batch]
                tiles = np.stack([strip.stored[:, rows, places[c]][:, :, parts[c]] for c in batch])
                with timing.measure("infer_s"):
                    found = session.run(tiles, scene.scale, scene.offset)
                inferred |= {c: _placed(p, rows, parts[c], columns.tile) for c, p in zip(batch, found)}
            tile = inferred.pop(column, None)
            timing.tiles += tile is not None
            timing.tiles_skipped += tile is None
            _put(tiles_done, _Tile(row, column, tile, strip.wanted[:, place]), stop)
            on_tile(row * len(columns.starts) + column + 1, plan.count)


def existing_part(start: int, tile: int, size: int, stride: int) -> slice:
    """The part of a tile that lies on the scene, widened to the network's stride: the rest need not be computed."""
    first = max(-start, 0) // stride * stride
    last = -(-min(size - start, tile) // stride) * stride
    return slice(first, min(last, tile))


def _length(part: slice) -> int:
    return int(part.stop - part.start)


def _placed(
    probabilities: npt.NDArray[np.float32], rows: slice, columns: slice, tile: int
) -> npt.NDArray[np.float32]:
    if _length(rows) == tile == _length(columns):
        return probabilities
    full = np.zeros((probabilities.shape[0], tile, tile), np.float32)
    full[:, rows, columns] = probabilities
    return full


def _blend_and_write(
    tiles_done: queue.Queue[_Tile | None],
    plan: TilePlan,
    card: ModelCard,
    writer: MapWriter,
    inland: Inland | None,
    timing: Timing,
    stop: threading.Event,
) -> None:
    mosaic = RollingMosaic(plan, len(card.codes))
    rows, columns, window = plan.rows, plan.columns, plan.window
    width = len(columns.starts) * columns.step
    leaves = np.empty((rows.step, width), np.uint8)
    confidence = np.empty((rows.step, width), np.float32)
    left = window.col0 - columns.starts[0]
    while (tile := _get(tiles_done, stop)) is not None:
        with timing.measure("blend_s"):
            probabilities = mosaic.add(tile.row, tile.column, tile.probabilities)
            place = np.s_[:, tile.column * columns.step : (tile.column + 1) * columns.step]
            wanted = tile.wanted[: rows.step, : columns.step]
            if wanted.any():
                if inland is not None:
                    corner = rows.starts[tile.row], columns.starts[tile.column]
                    without_sea(probabilities, card.codes, inland.at(*corner, rows.step, columns.step))
                leaves[place], confidence[place] = decode(probabilities, card.codes)
                leaves[place][~wanted] = NO_LEAF
            else:
                leaves[place] = NO_LEAF
        if tile.column == len(columns.starts) - 1:
            start = rows.starts[tile.row]
            top, bottom = max(start, window.row0), min(start + rows.step, window.row1)
            if bottom > top:
                part = np.s_[top - start : bottom - start, left : left + window.width]
                with timing.measure("write_s"):
                    writer.write(top - window.row0, leaves[part], confidence[part])
