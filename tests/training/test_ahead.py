"""Batches are made while the one before is trained on, in the same order and with the same values."""

import threading
import time

import pytest
import torch
from torch.utils.data import Dataset

from corina.training.ahead import Ahead, loader


class Squares(Dataset):
    """Notes in which thread each item is made; the item numbered `bad` cannot be."""

    def __init__(self, bad=None):
        self.bad, self.made, self.threads = bad, [], set()

    def __getitem__(self, number):
        if number == self.bad:
            raise OSError("the scene is gone")
        self.made.append(number)
        self.threads.add(threading.current_thread())
        return torch.tensor(number**2)


def until(condition):
    for _ in range(500):
        if condition():
            return
        time.sleep(0.01)
    pytest.fail("it did not come to that")


def test_the_next_item_is_made_while_one_is_used_and_no_more_than_that():
    squares = Squares()
    ahead = iter(Ahead(squares, 4))
    assert next(ahead) == 0
    until(lambda: squares.made == [0, 1])
    time.sleep(0.05)
    assert squares.made == [0, 1]
    assert [int(item) for item in ahead] == [1, 4, 9]
    assert squares.made == [0, 1, 2, 3]
    assert threading.current_thread() not in squares.threads


def test_it_can_be_gone_through_again_and_may_be_empty():
    ahead = Ahead(Squares(), 3)
    assert [int(item) for item in ahead] == [int(item) for item in ahead] == [0, 1, 4]
    assert len(ahead) == 3
    assert list(Ahead(Squares(), 0)) == []


def test_what_an_item_raises_is_raised_where_it_is_asked_for():
    ahead = iter(Ahead(Squares(bad=2), 4))
    assert [int(next(ahead)), int(next(ahead))] == [0, 1]
    with pytest.raises(OSError, match="the scene is gone"):
        next(ahead)


def test_no_thread_is_left_when_the_loop_is_left_early():
    squares = Squares()
    for item in Ahead(squares, 100):
        if item == 4:
            break
    until(lambda: not any(thread.is_alive() for thread in squares.threads))
    assert len(squares.made) <= 4


class Ranged(Squares):
    """A dataset whose length a loader with processes can ask for."""

    def __len__(self):
        return 5


def test_worker_processes_give_the_same_items():
    alone, helped = ([int(item) for item in loader(Ranged(), 5, workers)] for workers in (0, 2))
    assert alone == helped == [0, 1, 4, 9, 16]
