"""What a step of a training sees: every batch is drawn from seed, stage and number, so that it can be drawn again."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Dict, List, Mapping, Sequence, Tuple

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor
from torch.utils.data import Dataset

from corina.engine.jobs import Recipe, StageChoice
from corina.engine.jobs.training import OWN
from corina.training.augment import sample
from corina.training.datasets import SCALE, Chip
from corina.training.labels import IGNORE, LabelTable

DEFAULT_CROP = 128

Batch = Tuple[Tensor, Tensor, List[str]]
"""Reflectance [N, B, H, W], label rows [N, H, W] and the names of the patches."""

_ORDER = 999_983  # keeps the draws of an epoch's order apart from those of its batches


@dataclass(frozen=True)
class TrainingData:
    """The chips each set offers for training, and the table that their label rows refer to.

    weights: how often each chip of a set is drawn, relative to the others; sets without an entry are drawn evenly.
    """

    table: LabelTable
    sets: Mapping[str, Sequence[Chip]]
    weights: Mapping[str, Sequence[float]] = field(default_factory=dict)


def shares_of(stage: StageChoice) -> Dict[str, float]:
    """Share of each set in a batch of the stage."""
    return dict(stage.sets) or {OWN: 1.0}


def batches_per_epoch(stage: StageChoice, data: TrainingData) -> int:
    """Batches in which every patch is about once, a multiple of the batches a step."""
    patches = sum(len(data.sets[name]) for name in shares_of(stage))
    return max(1, math.ceil(patches / (stage.batch * stage.accumulate))) * stage.accumulate


def steps_of(stage: StageChoice, data: TrainingData) -> int:
    """Optimiser steps of a whole stage."""
    return stage.steps or stage.epochs * batches_per_epoch(stage, data) // stage.accumulate


def crop_of(recipe: Recipe, stage: StageChoice, stride: int) -> int:
    """Side in pixels of what a stage trains on: a multiple of the network's stride."""
    size = stage.crop or (recipe.data.patch if recipe.data is not None else DEFAULT_CROP)
    return math.ceil(size / stride) * stride


class StepBatches(Dataset[Batch]):
    """The batches `first` to `first + count` of a stage, counted from the stage's begin.

    rank, world: of several devices each gets its part of every batch.
    """

    def __init__(
        self,
        recipe: Recipe,
        number: int,
        data: TrainingData,
        mean: Sequence[float],
        *,
        stride: int = 1,
        first: int = 0,
        count: int = 0,
        rank: int = 0,
        world: int = 1,
    ) -> None:
        self.recipe, self.number, self.data = recipe, number, data
        self.stage = recipe.stages[number]
        self.size = crop_of(recipe, self.stage, stride)
        self.fill = np.asarray(mean, np.float32)
        self.first, self.count = first, count
        self.rank, self.world = rank, world
        self._order: Tuple[int, npt.NDArray[np.int64]] = (-1, np.zeros(0, np.int64))

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, index: int) -> Batch:
        if not 0 <= index < self.count:
            raise IndexError(index)
        return self.batch(self.first + index)

    def batch(self, step: int) -> Batch:
        """The batch of one step, the same whenever it is asked for."""
        key = [self.recipe.seed, self.number, step] + [self.rank] * (self.world > 1)
        rng = np.random.default_rng(key)
        size = max(1, self.stage.batch // self.world)
        shares = shares_of(self.stage)
        if list(shares) == [OWN]:
            chosen = self._in_order(step)[self.rank :: self.world]
            return self._collect([(self.data.sets[OWN], int(index)) for index in chosen], rng)
        names = sorted(shares)
        share = np.array([shares[name] for name in names], float)
        images, labels, titles = [], [], []
        for name in rng.choice(names, size, p=share / share.sum()):
            chips = self.data.sets[str(name)]
            image, rows, title = self._sample(chips, int(rng.integers(len(chips))), rng)
            images.append(image)
            labels.append(rows)
            titles.append(title)
        return torch.from_numpy(np.stack(images)), torch.from_numpy(np.stack(labels)), titles

    def _collect(self, places: Sequence[Tuple[Sequence[Chip], int]], rng: np.random.Generator) -> Batch:
        parts = [self._sample(chips, index, rng) for chips, index in places]
        images, labels, titles = zip(*parts)
        return torch.from_numpy(np.stack(images)), torch.from_numpy(np.stack(labels)), list(titles)

    def _sample(
        self, chips: Sequence[Chip], index: int, rng: np.random.Generator
    ) -> Tuple[npt.NDArray[np.float32], npt.NDArray[np.uint8], str]:
        how = self.stage.augmentation or self.recipe.augmentation
        chip = chips[index]
        others: List[Chip] = []
        if how.mosaic > 0 and rng.random() < how.mosaic:
            others = [chips[int(i)] for i in rng.integers(len(chips), size=3)]
        image, rows = sample(chip, self.size, self.fill, how, rng, others)
        return image, rows, chip.name

    def _in_order(self, step: int) -> npt.NDArray[np.int64]:
        """The patches of a batch: every epoch is a new order of all of them, or a weighted draw."""
        per_epoch = batches_per_epoch(self.stage, self.data)
        epoch, place = divmod(step, per_epoch)
        if self._order[0] != epoch:
            count = len(self.data.sets[OWN])
            rng = np.random.default_rng([self.recipe.seed, self.number, _ORDER, epoch])
            weights = self.data.weights.get(OWN)
            if weights is not None and len(set(weights)) > 1:
                p = np.asarray(weights, float)
                order = rng.choice(count, count, p=p / p.sum())
            else:
                order = rng.permutation(count)
            self._order = (epoch, np.resize(order, per_epoch * self.stage.batch))
        return self._order[1][place * self.stage.batch : (place + 1) * self.stage.batch]


class EvaluationBatches(Dataset[Tuple[Tensor, Tensor, Tensor]]):
    """Whole chips without changes, a batch at a time: reflectance, label rows, and the rows less the boundary band.

    Chips lie in the corner of a square, which is filled with the mean and IGNORE. inner: the same chips with the
    boundary band left out of their labels; the chips themselves where there is no band.
    rank, world: of several devices each gets every so manyth chip, and as many batches as the others, since they wait
    for one another; a device that has no chip left gets one without labels.
    """

    def __init__(
        self,
        chips: Sequence[Chip],
        inner: Sequence[Chip],
        mean: Sequence[float],
        stride: int,
        batch: int,
        *,
        rank: int = 0,
        world: int = 1,
    ) -> None:
        self.chips, self.inner = chips, inner
        self.fill = np.asarray(mean, np.float32)
        self.stride, self.batch = stride, batch
        self.mine = list(range(rank, len(chips), world))
        self.world = world

    def __len__(self) -> int:
        return math.ceil(math.ceil(len(self.chips) / self.world) / self.batch)

    def __getitem__(self, index: int) -> Tuple[Tensor, Tensor, Tensor]:
        if not 0 <= index < len(self):
            raise IndexError(index)
        numbers = self.mine[index * self.batch : (index + 1) * self.batch]
        spare = not numbers
        numbers = numbers or [0]
        chips = [self.chips[number] for number in numbers]
        inner = [self.inner[number].labels for number in numbers]
        size = max(max(chip.labels.shape) for chip in chips)
        size = math.ceil(size / self.stride) * self.stride
        images = np.tile(self.fill[:, None, None], (len(chips), 1, size, size)).astype(np.float32)
        rows = np.full((2, len(chips), size, size), IGNORE, np.uint8)
        for place, (chip, inner_rows) in enumerate(zip(chips, inner)):
            height, width = chip.labels.shape
            valid = chip.image.any(axis=0)
            reflectance = chip.image * np.float32(SCALE)
            images[place, :, :height, :width] = np.where(valid, reflectance, self.fill[:, None, None])
            rows[0, place, :height, :width] = np.where(valid, chip.labels, IGNORE)
            rows[1, place, :height, :width] = np.where(valid, inner_rows, IGNORE)
        if spare:
            rows[:] = IGNORE
        return torch.from_numpy(images), torch.from_numpy(rows[0]), torch.from_numpy(rows[1])
