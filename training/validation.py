"""Figures of a network on validation patches while it trains: loss, and agreement at the three levels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Dict, Sequence, Tuple

import numpy as np
import torch
from torch import Tensor, nn

from corina.clc import CODES, Level, parent
from corina.models.networks import Network, Scores, SeparateNetworks, leaf_logits
from corina.training.datasets import Chip
from corina.training.labels import IGNORE, LabelTable
from corina.training.losses import full_precision
from corina.training.metrics import Matrix, agreement_by_level


@dataclass(frozen=True)
class Validation:
    """The patches a run looks at after each epoch, and the same less the boundary band (else the same sequence)."""

    chips: Sequence[Chip] = ()
    inner: Sequence[Chip] = ()

    @property
    def has_band(self) -> bool:
        """Whether some labels lie in a boundary band."""
        return self.inner is not self.chips


def groups_of(network: Network) -> Tensor:
    """The classes that the leaves of three separate networks belong to, [3, K]."""
    assert isinstance(network, SeparateNetworks)
    return network.groups


class Tally(nn.Module):
    """Sums up loss and confusion over batches; its sums are buffers, so that they lie on the network's device."""

    def __init__(self, table: LabelTable) -> None:
        super().__init__()
        codes = CODES[Level.L3]
        ancestors = np.array([[parent(code, level) for level in Level] for code in table.codes])
        shared = (ancestors[:, None, :] == ancestors[None, :, :]).sum(axis=2)
        places = {code: i for i, code in enumerate(codes)}
        single = [places[next(iter(s))] if len(s) == 1 else -1 for s in table.sets]
        self.size = len(codes)
        self.path: Tensor
        self.single: Tensor
        self.leaves: Tensor
        self.sums: Tensor
        self.matrices: Tensor
        self.register_buffer("path", torch.from_numpy(shared).float(), persistent=False)
        self.register_buffer("single", torch.tensor(single), persistent=False)
        self.register_buffer("leaves", torch.tensor([places[c] for c in table.codes]), persistent=False)
        self.register_buffer("sums", torch.zeros(2, dtype=torch.float32), persistent=False)
        self.register_buffer("matrices", torch.zeros(2, self.size**2, dtype=torch.int64), persistent=False)

    def reset(self) -> None:
        """Begin anew."""
        self.sums.zero_()
        self.matrices.zero_()

    def decide(self, logits: Tensor) -> Tensor:
        """Leaf logits [N, K, H, W] to the chosen leaf [N, H, W], by the rule of models.decode."""
        with torch.autocast(
            logits.device.type, enabled=False
        ):  # 16-bit sums would decide close calls at random
            probabilities = logits.float().softmax(dim=1)
            return torch.einsum("jk,nkhw->njhw", self.path, probabilities).argmax(dim=1)

    def mapped(self, network: Network, scores: Scores) -> Tensor:
        """What a network scores to the chosen classes, numbers in CODES [N, H, W]."""
        logits = leaf_logits(scores, groups_of(network)) if isinstance(scores, tuple) else scores
        return self.leaves[self.decide(logits)]

    def pairs(self, mapped: Tensor, rows: Tensor) -> Tensor:
        """How often each class was mapped as each, [44 * 44], of pixels whose label names a single code."""
        place = self.single[rows.long()]
        keep = place >= 0
        return torch.bincount(place[keep] * self.size + mapped[keep], minlength=self.size**2)

    def add(self, network: Network, loss_of: nn.Module, batch: Tuple[Tensor, Tensor, Tensor]) -> None:
        """Take a batch of EvaluationBatches into account."""
        images, rows, inner = batch
        scores = full_precision(network.scores(images))
        labelled = int((rows != IGNORE).sum())
        if labelled:
            loss = loss_of(scores, rows)
            self.sums += torch.stack([loss.float() * labelled, loss.new_tensor(labelled).float()])
        mapped = self.mapped(network, scores)
        for number, labels in enumerate((rows, inner)):
            self.matrices[number] += self.pairs(mapped, labels)

    def gather(self) -> None:
        """Sum over all devices."""
        if torch.distributed.is_available() and torch.distributed.is_initialized():
            torch.distributed.all_reduce(self.sums)
            torch.distributed.all_reduce(self.matrices)

    def matrix(self, *, inner: bool = False) -> Matrix:
        """The confusion matrix [44, 44], label by map."""
        found: Matrix = self.matrices[int(inner)].cpu().numpy().reshape(self.size, self.size)
        return found

    def figures(self, *, with_band: bool) -> Dict[str, float]:
        """The values of a `metrics` event: none without a label, agreement only where labels name single codes."""
        total, labelled = self.sums.tolist()
        values = {"loss": total / labelled} if labelled else {}
        matrix = self.matrix()
        if matrix.sum():
            levels = agreement_by_level(matrix)
            values |= {f"overall{int(level)}": found.overall for level, found in levels.items()}
            values |= {"f1_macro3": levels[Level.L3].f1_macro, "mean_iou3": levels[Level.L3].mean_iou}
        inside = self.matrix(inner=True)
        if with_band and inside.sum():
            values["overall3_inner"] = agreement_by_level(inside)[Level.L3].overall
        return {name: round(value, 6) for name, value in values.items()}
