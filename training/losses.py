"""Losses for set-valued labels, in any mixture: the hierarchical likelihood, focal, the ResUNet paper's Dice + BCE."""

from __future__ import annotations

from dataclasses import replace
from typing import List, Mapping, Optional, Sequence, Tuple, Union

import torch
from torch import Tensor, nn

from corina.clc import Level, parent
from corina.engine.jobs import ClassWeights, LossChoice, Recipe, StageChoice
from corina.training.labels import IGNORE, LabelTable

EFFECTIVE_BETA = 0.9999
"""Of the effective number of samples, (1 - beta ** n) / (1 - beta) (Cui et al. 2019); n counts hundreds of pixels."""
LARGEST_WEIGHT = 20.0
"""No class counts more than this many times the average pixel."""


class SetLikelihood(nn.Module):
    """-log(probability inside the label's set), times (1 - that probability) ** gamma, mean over the labelled pixels.

    inside: [rows, K], whether a class lies in the set of a row. row_weights: [rows], how much a pixel counts.
    """

    def __init__(self, inside: Tensor, gamma: float = 0.0, row_weights: Optional[Tensor] = None) -> None:
        super().__init__()
        self.gamma = gamma
        self.outside: Tensor
        self.row_weights: Optional[Tensor]
        self.register_buffer("outside", torch.zeros(inside.shape).masked_fill(~inside, float("-inf")))
        self.register_buffer("row_weights", row_weights)

    def forward(self, pixels: Tensor, rows: Tensor) -> Tensor:
        """Log-probabilities [P, K] and table rows [P] to a scalar."""
        log_p = (pixels + self.outside[rows]).logsumexp(dim=1)
        if self.gamma:
            # Not down to 0: there a power below 1 has no gradient.
            log_p = log_p * (1 - log_p.exp()).clamp(min=1e-6) ** self.gamma
        if self.row_weights is None:
            return -log_p.mean()
        weight = self.row_weights[rows]
        return -(weight * log_p).sum() / weight.sum()


class HierarchicalLoss(nn.Module):
    """Weighted sum over the three levels of -log(probability inside the label's set at that level).

    A set of one gives cross-entropy at each level; the full set gives zero and no gradient. The mean is taken over the
    labelled pixels; a batch without any gives zero. gamma: above 0 it is the focal loss.
    """

    def __init__(
        self,
        table: LabelTable,
        weights: Sequence[float] = (1.0, 1.0, 1.0),
        gamma: float = 0.0,
        row_weights: Optional[Tensor] = None,
    ) -> None:
        super().__init__()
        self.weights = tuple(weights)
        masks = torch.from_numpy(table.masks)
        self.levels = nn.ModuleList(SetLikelihood(mask, gamma, row_weights) for mask in masks)

    def forward(self, logits: Tensor, labels: Tensor) -> Tensor:
        """Leaf logits [N, K, H, W] and table rows [N, H, W] to a scalar."""
        pixels, rows = labelled_pixels(logits, labels)
        if not len(rows):
            return logits.sum() * 0.0
        log_p = pixels.log_softmax(dim=1)
        loss = logits.new_zeros(())
        for weight, level in zip(self.weights, self.levels):
            if weight:
                loss = loss + weight * level(log_p, rows)
        return loss


class DiceBCELoss(nn.Module):
    """0.5 Dice + 0.5 binary cross-entropy on sigmoids, as in the ResUNet paper, for set-valued labels.

    Classes outside a label's set have target 0 and the class of a single-code set has target 1; inside a larger set the
    target is unknown, so the union of its classes, 1 - prod(1 - p), gets target 1 in the cross-entropy and the Dice
    term leaves them out. positive: [K], how much a target of 1 counts for each class in the cross-entropy.
    row_weights: [rows], how much a pixel counts in the cross-entropy.
    inside: [rows, K]; None for the leaves of the table.
    """

    def __init__(
        self,
        table: LabelTable,
        positive: Optional[Tensor] = None,
        row_weights: Optional[Tensor] = None,
        inside: Optional[Tensor] = None,
    ) -> None:
        super().__init__()
        self.inside: Tensor
        self.positive: Optional[Tensor]
        self.row_weights: Optional[Tensor]
        self.register_buffer("inside", torch.from_numpy(table.masks[2]) if inside is None else inside)
        self.register_buffer("positive", positive)
        self.register_buffer("row_weights", row_weights)

    def forward(self, logits: Tensor, labels: Tensor) -> Tensor:
        """Logits [N, K, H, W] and table rows [N, H, W] to a scalar."""
        pixels, rows = labelled_pixels(logits, labels)
        if not len(rows):
            return logits.sum() * 0.0
        inside = self.inside[rows]
        log_absent = nn.functional.logsigmoid(-pixels)
        outside_term = -(log_absent * ~inside).sum(dim=1)
        inside_term = -_log_any(pixels, log_absent, inside)
        if self.positive is not None:
            inside_term = inside_term * (inside * self.positive).sum(dim=1) / inside.sum(dim=1)
        terms = outside_term + inside_term
        if self.row_weights is not None:
            weight = self.row_weights[rows]
            terms = terms * weight / weight.mean()
        bce = terms.mean() / pixels.shape[1]

        known = (~inside | (inside.sum(dim=1, keepdim=True) == 1)).float()
        target = inside.float() * known
        p = pixels.sigmoid() * known
        dice = (2 * (p * target).sum(dim=0) + 1) / (p.sum(dim=0) + target.sum(dim=0) + 1)
        return 0.5 * bce + 0.5 * (1 - dice[target.sum(dim=0) > 0]).sum() / max(
            1, int((target.sum(dim=0) > 0).sum())
        )


class LevelLosses(nn.Module):
    """A loss for each of three networks on the classes of its own level, added up with the weights of the levels."""

    def __init__(self, levels: Sequence[nn.Module], weights: Sequence[float]) -> None:
        super().__init__()
        self.levels = nn.ModuleList(levels)
        self.weights = tuple(weights)

    def forward(self, scores: Sequence[Tensor], labels: Tensor) -> Tensor:
        """Logits of each level [N, Ki, H, W] and table rows [N, H, W] to a scalar."""
        loss = scores[0].new_zeros(())
        for weight, level, logits in zip(self.weights, self.levels, scores):
            loss = loss + weight * level(logits, labels)
        return loss


class LevelLikelihood(nn.Module):
    """SetLikelihood for the logits of one level's classes."""

    def __init__(self, inside: Tensor, gamma: float, row_weights: Optional[Tensor]) -> None:
        super().__init__()
        self.likelihood = SetLikelihood(inside, gamma, row_weights)

    def forward(self, logits: Tensor, labels: Tensor) -> Tensor:
        """Logits [N, K, H, W] and table rows [N, H, W] to a scalar."""
        pixels, rows = labelled_pixels(logits, labels)
        if not len(rows):
            return logits.sum() * 0.0
        loss: Tensor = self.likelihood(pixels.log_softmax(dim=1), rows)
        return loss


class Mixture(nn.Module):
    """Losses times their shares, added up."""

    def __init__(self, parts: Sequence[Tuple[float, nn.Module]]) -> None:
        super().__init__()
        self.shares = tuple(share for share, _ in parts)
        self.parts = nn.ModuleList(part for _, part in parts)

    def forward(self, scores: Union[Tensor, Sequence[Tensor]], labels: Tensor) -> Tensor:
        """What a network scores and table rows [N, H, W] to a scalar."""
        total = torch.stack([share * part(scores, labels) for share, part in zip(self.shares, self.parts)])
        return total.sum()


def loss_of_stage(recipe: Recipe, stage: StageChoice) -> LossChoice:
    """The recipe's loss, with the weights of the levels that the stage has of its own."""
    return replace(recipe.loss, weights=stage.level_weights) if stage.level_weights else recipe.loss


def build_loss(
    choice: LossChoice,
    table: LabelTable,
    counts: Optional[Mapping[int, int]] = None,
    *,
    separate: bool = False,
) -> nn.Module:
    """The loss a recipe asks for.

    counts: training pixels of each level-3 code, needed for class and positive weights. separate: for three networks.
    """
    counts = counts or {}
    weights = row_weights(table, counts, choice.class_weights)
    make = _separate_part if separate else _joint_part
    parts = [
        (share, make(kind, choice, table, counts, weights))
        for kind, share in (
            ("hierarchical", choice.hierarchical),
            ("dice_bce", choice.dice_bce),
            ("focal", choice.focal),
        )
        if share
    ]
    return parts[0][1] if len(parts) == 1 and parts[0][0] == 1 else Mixture(parts)


def _joint_part(
    kind: str, choice: LossChoice, table: LabelTable, counts: Mapping[int, int], weights: Optional[Tensor]
) -> nn.Module:
    if kind == "dice_bce":
        positive = (
            positive_weights([counts.get(code, 0) for code in table.codes])
            if choice.positive_weights
            else None
        )
        return DiceBCELoss(table, positive, weights)
    return HierarchicalLoss(table, choice.weights, choice.focal_gamma if kind == "focal" else 0.0, weights)


def _separate_part(
    kind: str, choice: LossChoice, table: LabelTable, counts: Mapping[int, int], weights: Optional[Tensor]
) -> nn.Module:
    levels: List[nn.Module] = []
    for level, mask in zip(Level, table.masks):
        names = [parent(code, level) for code in table.codes]
        distinct = sorted(set(names))
        inside = torch.from_numpy(mask[:, [names.index(name) for name in distinct]].copy())
        if kind == "dice_bce":
            pixels = [
                sum(counts.get(code, 0) for code in table.codes if parent(code, level) == name)
                for name in distinct
            ]
            positive = positive_weights(pixels) if choice.positive_weights else None
            levels.append(DiceBCELoss(table, positive, weights, inside))
        else:
            levels.append(LevelLikelihood(inside, choice.focal_gamma if kind == "focal" else 0.0, weights))
    return LevelLosses(levels, choice.weights)


def class_weights(counts: Sequence[int], kind: ClassWeights) -> List[float]:
    """How much a pixel of each class counts, 1 on average over all pixels; classes without a pixel count 1.

    INVERSE: 1 / n. EFFECTIVE: (1 - beta) / (1 - beta ** n), n in hundreds of pixels. Neither above LARGEST_WEIGHT.
    """
    if kind is ClassWeights.NONE or not sum(counts):
        return [1.0] * len(counts)
    raw = []
    for n in counts:
        if kind is ClassWeights.INVERSE:
            raw.append(1.0 / n if n else 0.0)
        else:
            raw.append((1 - EFFECTIVE_BETA) / (1 - EFFECTIVE_BETA ** (n / 100)) if n else 0.0)
    mean = sum(w * n for w, n in zip(raw, counts)) / sum(counts)
    return [min(w / mean, LARGEST_WEIGHT) if n else 1.0 for w, n in zip(raw, counts)]


def row_weights(table: LabelTable, counts: Mapping[int, int], kind: ClassWeights) -> Optional[Tensor]:
    """How much a pixel of each table row counts, [rows]: of its class, or the mean over the classes of its set."""
    if kind is ClassWeights.NONE:
        return None
    weights = class_weights([counts.get(code, 0) for code in table.codes], kind)
    of = dict(zip(table.codes, weights))
    return torch.tensor([sum(of[code] for code in allowed) / len(allowed) for allowed in table.sets])


def positive_weights(counts: Sequence[int]) -> Tensor:
    """Pixels of other classes for each pixel of a class, [K] (the paper's p_c), at most LARGEST_WEIGHT, at least 1."""
    total = sum(counts)
    return torch.tensor([min(max((total - n) / n, 1.0), LARGEST_WEIGHT) if n else 1.0 for n in counts])


def full_precision(scores: Union[Tensor, Tuple[Tensor, ...]]) -> Union[Tensor, Tuple[Tensor, ...]]:
    """Scores as 32-bit floats: the sums of a loss lose too much in 16 bits. 32-bit ones stay as they are."""
    return tuple(part.float() for part in scores) if isinstance(scores, tuple) else scores.float()


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
