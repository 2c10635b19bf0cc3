"""Losses for set-valued labels: the hierarchical likelihood, and the Dice + BCE of the ResUNet paper."""

from __future__ import annotations

from typing import Sequence, Tuple

import torch
from torch import Tensor, nn

from corina.training.labels import IGNORE, LabelTable


class HierarchicalLoss(nn.Module):
    """Weighted sum over the three levels of -log(probability inside the label's set at that level).

    A set of one gives cross-entropy at each level; the full set gives zero and no gradient. The mean is taken over the
    labelled pixels; a batch without any gives zero.
    """

    def __init__(self, table: LabelTable, weights: Sequence[float] = (1.0, 1.0, 1.0)) -> None:
        super().__init__()
        self.weights = tuple(weights)
        self.outside: Tensor
        masks = torch.from_numpy(table.masks)
        self.register_buffer("outside", torch.zeros(masks.shape).masked_fill(~masks, float("-inf")))

    def forward(self, logits: Tensor, labels: Tensor) -> Tensor:
        """Leaf logits [N, K, H, W] and table rows [N, H, W] to a scalar."""
        pixels, rows = labelled_pixels(logits, labels)
        if not len(rows):
            return logits.sum() * 0.0
        log_p = pixels.log_softmax(dim=1)
        loss = logits.new_zeros(())
        for weight, outside in zip(self.weights, self.outside):
            if weight:
                loss = loss - weight * (log_p + outside[rows]).logsumexp(dim=1).mean()
        return loss


class DiceBCELoss(nn.Module):
    """0.5 Dice + 0.5 binary cross-entropy on leaf sigmoids, as in the ResUNet paper, for set-valued labels.

    Leaves outside a label's set have target 0 and the leaf of a single-code set has target 1; inside a larger set the
    target is unknown, so the union of its leaves, 1 - prod(1 - p), gets target 1 in the cross-entropy and the Dice term
    leaves them out.
    """

    def __init__(self, table: LabelTable) -> None:
        super().__init__()
        self.inside: Tensor
        self.register_buffer("inside", torch.from_numpy(table.masks[2]))

    def forward(self, logits: Tensor, labels: Tensor) -> Tensor:
        """Leaf logits [N, K, H, W] and table rows [N, H, W] to a scalar."""
        pixels, rows = labelled_pixels(logits, labels)
        if not len(rows):
            return logits.sum() * 0.0
        inside = self.inside[rows]
        log_absent = nn.functional.logsigmoid(-pixels)
        outside_term = -(log_absent * ~inside).sum(dim=1)
        inside_term = -_log_any(pixels, log_absent, inside)
        bce = (outside_term + inside_term).mean() / pixels.shape[1]

        known = (~inside | (inside.sum(dim=1, keepdim=True) == 1)).float()
        target = inside.float() * known
        p = pixels.sigmoid() * known
        dice = (2 * (p * target).sum(dim=0) + 1) / (p.sum(dim=0) + target.sum(dim=0) + 1)
        return 0.5 * bce + 0.5 * (1 - dice[target.sum(dim=0) > 0]).sum() / max(
            1, int((target.sum(dim=0) > 0).sum())
        )


def labelled_pixels(logits: Tensor, labels: Tensor) -> Tuple[Tensor, Tensor]:
    """The pixels that carry a label: logits [P, K] and table rows [P]."""
    keep = labels != IGNORE
    return logits.permute(0, 2, 3, 1)[keep], labels[keep].long()


def _log_any(logits: Tensor, log_absent: Tensor, inside: Tensor) -> Tensor:
    """log(1 - prod(1 - p)) over the leaves inside a set, [P]; log(sum p) where all p are too small for the former."""
    log_none = (log_absent * inside).sum(dim=1)
    small = log_none > -1e-4
    log_sum = nn.functional.logsigmoid(logits).masked_fill(~inside, float("-inf")).logsumexp(dim=1)
    return torch.where(small, log_sum, torch.log(-torch.expm1(torch.where(small, -1.0, log_none))))
