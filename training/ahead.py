"""Loads the next batch while the one before it is trained on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Generic, Optional, TypeVar

from torch.utils.data import DataLoader, Dataset

Item = TypeVar("Item", covariant=True)


class Ahead(Generic[Item]):
    """The items of a dataset in their order, each made in a thread of its own while the one before it is in use.

    numpy and GDAL leave Python to others while they work, so a step hardly waits for its batch, and no process has to
    be started. What an item raises, the one who asks for it gets.
    """

    def __init__(self, items: Dataset[Item], count: int) -> None:
        self.items, self.count = items, count

    def __len__(self) -> int:
        return self.count

    def __iter__(self) -> Iterator[Item]:
        with ThreadPoolExecutor(1, "loading") as thread:
            waiting: Optional[Future[Item]] = None
            for number in range(self.count):
                item = (waiting or thread.submit(self.items.__getitem__, number)).result()
                if number + 1 < self.count:
                    waiting = thread.submit(self.items.__getitem__, number + 1)
                yield item


def loader(items: Dataset[Any], count: int, workers: int) -> Iterable[Any]:
    """The items in their order, made by this many processes, or ahead of their use in a thread where there are none."""
    return DataLoader(items, batch_size=None, num_workers=workers) if workers else Ahead(items, count)
