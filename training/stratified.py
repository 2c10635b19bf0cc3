"""Iterative stratification: dividing units with several labels each into folds of like content.

After K. Sechidis, G. Tsoumakas, I. Vlahavas: On the Stratification of Multi-Label Data, ECML PKDD 2011, algorithm 1.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

Amounts = npt.NDArray[np.float64]


def iterative_folds(
    amounts: Amounts, folds: int, rng: np.random.Generator, barred: npt.NDArray[np.bool_] | None = None
) -> npt.NDArray[np.int64]:
    """The fold (0..folds-1) of each unit.

    amounts: [units, labels] how much of each label a unit holds: 0 or 1 as in the paper, or pixels, for units of unlike
    size. barred: [units] which must not go to fold 0. The rarest label is shared out first, each time to the fold that
    lacks most of it; among equals to the one that lacks most units, then by chance.
    """
    units, labels = amounts.shape
    sizes = amounts.sum(axis=1)
    wanted = np.repeat(amounts.sum(axis=0, keepdims=True) / folds, folds, axis=0)
    wanted_size = np.full(folds, sizes.sum() / folds)
    held = np.zeros(folds)
    fold = np.full(units, -1, np.int64)
    barred = np.zeros(units, bool) if barred is None else barred
    order = rng.permutation(units)
    for label in _rarest_first(amounts, fold, labels):
        # Large units first: what is left over is small enough to even out.
        waiting = [unit for unit in order if fold[unit] < 0 and amounts[unit, label] > 0]
        for unit in sorted(waiting, key=lambda u: -amounts[u, label]):
            _assign(
                int(unit), wanted[:, label], wanted, wanted_size, held, fold, amounts, rng, bool(barred[unit])
            )
    for unit in sorted((u for u in order if fold[u] < 0), key=lambda u: -sizes[u]):
        _assign(int(unit), wanted_size, wanted, wanted_size, held, fold, amounts, rng, bool(barred[unit]))
    return fold


def _rarest_first(amounts: Amounts, fold: npt.NDArray[np.int64], labels: int) -> Iterator[int]:
    """Labels by the number of units that still wait, the fewest first; asked anew after each."""
    done: set[int] = set()
    while len(done) < labels:
        waiting = (amounts[fold < 0] > 0).sum(axis=0)
        open_labels = [label for label in range(labels) if label not in done and waiting[label] > 0]
        if not open_labels:
            return
        label = min(open_labels, key=lambda number: (waiting[number], number))
        done.add(label)
        yield label


def _assign(
    unit: int,
    lack: Amounts,
    wanted: Amounts,
    wanted_size: Amounts,
    held: Amounts,
    fold: npt.NDArray[np.int64],
    amounts: Amounts,
    rng: np.random.Generator,
    barred: bool,
) -> None:
    allowed = np.arange(1 if barred and len(held) > 1 else 0, len(held))
    best = allowed[lack[allowed] >= lack[allowed].max() - 1e-9]
    best = best[wanted_size[best] >= wanted_size[best].max() - 1e-9]
    best = best[held[best] == held[best].min()]
    chosen = int(best[rng.integers(len(best))])
    fold[unit] = chosen
    held[chosen] += 1
    wanted[chosen] -= amounts[unit]
    wanted_size[chosen] -= amounts[unit].sum()
