"""Iterative stratification: dividing units with several labels each into folds of like content.

After K. Sechidis, G. Tsoumakas, I. Vlahavas: On the Stratification of Multi-Label Data, ECML PKDD 2011, algorithm 1.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

Amounts = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


def iterative_folds(
    amounts: Amounts,
    folds: int,
    rng: np.random.Generator,
    barred: Flags | None = None,
    sizes: Amounts | None = None,
) -> npt.NDArray[np.int64]:
    """The fold (0..folds-1) of each unit.

    amounts: [units, labels] how much of each label a unit holds: 0 or 1 as in the paper, or pixels, for units of unlike
    size. barred: [units] which must not go to fold 0. sizes: [units], by default all alike. The rarest label is shared
    out first, each time to the fold that lacks most of it; among equals to the one that lacks most in size, then by
    chance.
    """
    sizes = np.ones(len(amounts)) if sizes is None else sizes
    state = _Division(amounts, sizes, folds, rng)
    barred = np.zeros(len(amounts), bool) if barred is None else barred
    order = rng.permutation(len(amounts))
    for label in _rarest_first(amounts, state.fold):
        # Large units first: what is left over is small enough to even out.
        waiting = [int(unit) for unit in order if state.fold[unit] < 0 and amounts[unit, label] > 0]
        for unit in sorted(waiting, key=lambda u: -amounts[u, label]):
            state.assign(unit, state.lack[:, label], barred=bool(barred[unit]))
    rest = [int(unit) for unit in order if state.fold[unit] < 0]
    for unit in sorted(rest, key=lambda u: -sizes[u]):
        state.assign(unit, state.lack_of_size, barred=bool(barred[unit]))
    return state.fold


class _Division:
    """What each fold holds so far, as what it still lacks: of each label and in size."""

    def __init__(self, amounts: Amounts, sizes: Amounts, folds: int, rng: np.random.Generator) -> None:
        self._amounts, self._sizes, self._rng = amounts, sizes, rng
        self.lack = np.repeat(amounts.sum(axis=0, keepdims=True) / folds, folds, axis=0)
        self.lack_of_size = np.full(folds, sizes.sum() / folds)
        self.fold = np.full(len(amounts), -1, np.int64)

    def assign(self, unit: int, lack: Amounts, *, barred: bool) -> None:
        """Put a unit into the fold that lacks most."""
        allowed = np.arange(1 if barred and len(lack) > 1 else 0, len(lack))
        best = allowed[lack[allowed] >= lack[allowed].max() - 1e-9]
        best = best[self.lack_of_size[best] >= self.lack_of_size[best].max() - 1e-9]
        chosen = int(best[self._rng.integers(len(best))])
        self.fold[unit] = chosen
        self.lack[chosen] -= self._amounts[unit]
        self.lack_of_size[chosen] -= self._sizes[unit]


def _rarest_first(amounts: Amounts, fold: npt.NDArray[np.int64]) -> Iterator[int]:
    """Labels by the number of units that still wait, the fewest first; asked anew after each."""
    done: set[int] = set()
    while True:
        waiting = (amounts[fold < 0] > 0).sum(axis=0)
        left = [label for label in range(amounts.shape[1]) if label not in done and waiting[label] > 0]
        if not left:
            return
        label = min(left, key=lambda number: (waiting[number], number))
        done.add(label)
        yield label
