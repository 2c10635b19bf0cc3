"""Spatial folds: whole Sentinel-2 tiles are held out, never single patches, because neighbouring patches are alike."""

from __future__ import annotations

from typing import Dict, List, Mapping, Sequence, Tuple

import numpy as np
import numpy.typing as npt

_BATCH = 1000

Counts = Mapping[str, Mapping[int, int]]


def tile_folds(counts: Counts, folds: int, seed: int, trials: int = 20_000) -> List[Tuple[str, ...]]:
    """Divide tiles into folds of like content; fold 0 is the one to hold out for the figures of a model.

    counts: CLC code to pixels of each tile. Classes that occur in one tile only can be trained on or tested on, not
    both: their tiles never go to fold 0. Among `trials` random divisions the one is taken whose folds hold the most
    classes that other folds hold too, and whose class shares and sizes are most alike.

    Returns the tiles of each fold, sorted. Raises ValueError with fewer tiles than folds.
    """
    tiles = sorted(counts)
    if len(tiles) < folds:
        raise ValueError(f"{len(tiles)} Sentinel-2 tiles cannot be divided into {folds} folds.")
    codes = sorted({code for tile in tiles for code in counts[tile]})
    pixels = np.array([[counts[tile].get(code, 0) for code in codes] for tile in tiles], float)
    lone = np.array([any(counts[tile].get(code) for code in single_tile_codes(counts)) for tile in tiles])
    rng = np.random.default_rng(seed)
    best, best_score = np.arange(len(tiles)) % folds, -np.inf
    for begin in range(0, trials, _BATCH):
        drawn = [_drawn(rng, folds, lone) for _ in range(min(_BATCH, trials - begin))]
        scores = _scores(pixels, np.stack(drawn), folds)
        top = int(scores.argmax())
        if scores[top] > best_score:
            best, best_score = drawn[top], scores[top]
    return [tuple(tile for tile, f in zip(tiles, best) if f == number) for number in range(folds)]


def single_tile_codes(counts: Counts) -> Dict[int, str]:
    """The codes that occur in one tile only, with that tile."""
    places: Dict[int, List[str]] = {}
    for tile, codes in counts.items():
        for code, n in codes.items():
            if n:
                places.setdefault(code, []).append(tile)
    return {code: tiles[0] for code, tiles in sorted(places.items()) if len(tiles) == 1}


def by_tile(patches: Mapping[str, Mapping[int, int]], tiles: Sequence[str]) -> Dict[str, Dict[int, int]]:
    """Sum patch counts over tiles; `tiles` names the tile of each patch, in the order of `patches`."""
    result: Dict[str, Dict[int, int]] = {}
    for codes, tile in zip(patches.values(), tiles):
        total = result.setdefault(tile, {})
        for code, n in codes.items():
            total[code] = total.get(code, 0) + n
    return result


def _drawn(rng: np.random.Generator, folds: int, lone: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    return np.where(
        lone, rng.integers(min(1, folds - 1), folds, len(lone)), rng.integers(0, folds, len(lone))
    )


def _scores(
    pixels: npt.NDArray[np.float64], fold: npt.NDArray[np.int64], folds: int
) -> npt.NDArray[np.float64]:
    """[trials] of divisions [trials, tiles]; higher is better: classes held in common, less the distance of class
    shares and sizes from those of all tiles.

    Fold 0 counts as much as all the others together: the figures in the card are measured there.
    """
    whole = pixels.sum(axis=0)
    total = np.zeros(len(fold))
    for number in range(folds):
        inside = (fold == number).astype(float) @ pixels
        rest = whole - inside
        held = inside.sum(axis=1)
        empty = held == 0
        held = np.where(empty, 1, held)
        common = ((inside > 0) & (rest > 0)).sum(axis=1) / pixels.shape[1]
        distance = np.abs(inside / held[:, None] - whole / whole.sum()).sum(axis=1)
        size = np.abs(np.log(held / whole.sum() * folds))
        total += (1.0 if number else folds - 1.0) * (2 * common - distance - size)
        total[empty] = -np.inf
    return total
