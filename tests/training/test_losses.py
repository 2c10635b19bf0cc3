"""The losses for set-valued labels."""

from __future__ import annotations

import math

import pytest
import torch
from torch.nn import functional

from corina.training.labels import CORINE, IGNORE, S2GLC, LabelTable
from corina.training.losses import DiceBCELoss, HierarchicalLoss

CODES = (112, 211, 311, 312, 313, 512)
TABLE = LabelTable.build(CODES, [CORINE, S2GLC])


def row(*codes):
    return TABLE.row(frozenset(codes))


def probabilities(*p):
    """Logits of one pixel with these leaf probabilities."""
    return torch.tensor(p).log().view(1, -1, 1, 1).requires_grad_(True)


def test_a_worked_example():
    # P(forest) = 0.2 + 0.3 + 0.1 at levels 1 and 2; P({312, 313}) = 0.3 + 0.1 at level 3.
    logits = probabilities(0.1, 0.25, 0.2, 0.3, 0.1, 0.05)
    loss = HierarchicalLoss(TABLE, (1.0, 0.5, 2.0))(logits, torch.full((1, 1, 1), row(312, 313)))
    assert loss.item() == pytest.approx(-1.5 * math.log(0.6) - 2 * math.log(0.4), rel=1e-5)


def test_a_set_of_one_gives_cross_entropy_at_level_3():
    logits = torch.randn(2, 6, 5, 7)
    labels = torch.randint(0, 6, (2, 5, 7))
    rows = torch.tensor([row(code) for code in CODES])[labels]
    loss = HierarchicalLoss(TABLE, (0.0, 0.0, 1.0))(logits, rows)
    torch.testing.assert_close(loss, functional.cross_entropy(logits, labels))


def test_the_full_set_gives_zero_and_no_gradient():
    logits = torch.randn(1, 6, 4, 4, requires_grad=True)
    loss = HierarchicalLoss(TABLE)(logits, torch.full((1, 4, 4), IGNORE))
    loss.backward()
    assert loss.item() == 0
    assert not logits.grad.any()


@pytest.mark.parametrize("kind", [HierarchicalLoss, DiceBCELoss])
def test_pixels_without_a_label_get_no_gradient(kind):
    logits = torch.randn(1, 6, 2, 2, requires_grad=True)
    labels = torch.tensor([[[row(211), IGNORE], [row(312, 313), IGNORE]]])
    kind(TABLE)(logits, labels).backward()
    assert logits.grad[..., 0].abs().sum() > 0
    assert not logits.grad[..., 1].any()


@pytest.mark.parametrize("loss", [HierarchicalLoss(TABLE, (1.0, 0.5, 2.0)), DiceBCELoss(TABLE)])
def test_gradients_are_the_derivatives_of_the_loss(loss):
    torch.manual_seed(0)
    logits = torch.randn(1, 6, 2, 3, dtype=torch.float64, requires_grad=True)
    labels = torch.tensor([[[row(211), row(312, 313), IGNORE], [row(512), row(311, 313), row(112)]]])
    loss.double()
    try:
        assert torch.autograd.gradcheck(lambda x: loss(x, labels), logits)
    finally:
        loss.float()


@pytest.mark.parametrize("kind", [HierarchicalLoss, DiceBCELoss])
def test_being_surely_wrong_is_finite_and_corrected(kind):
    logits = torch.tensor([200.0, 0, 0, 0, 0, -200]).view(1, 6, 1, 1).requires_grad_(True)
    loss = kind(TABLE)(logits, torch.full((1, 1, 1), row(512)))
    loss.backward()
    assert torch.isfinite(loss)
    assert torch.isfinite(logits.grad).all()
    assert logits.grad[0, 0, 0, 0] > 0 > logits.grad[0, 5, 0, 0]


@pytest.mark.parametrize("kind", [HierarchicalLoss, DiceBCELoss])
def test_probability_inside_the_set_may_lie_anywhere_in_it(kind):
    label = torch.full((1, 1, 1), row(312, 313))
    losses = [
        kind(TABLE)(torch.tensor(v).view(1, 6, 1, 1), label)
        for v in ([-9.0, -9, -9, 9, -9, -9], [-9.0, -9, -9, -9, 9, -9])
    ]
    torch.testing.assert_close(losses[0], losses[1])
    assert losses[0] < 0.01
