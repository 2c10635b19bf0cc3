"""Weights of classes, focal loss, losses of three networks, and mixtures of losses."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch

from corina.engine.jobs import ClassWeights, JobError, LossChoice, Recipe, StageChoice
from corina.training.fit import Place, fit
from corina.training.labels import CORINE, IGNORE, S2GLC, LabelTable
from corina.training.losses import (
    DiceBCELoss,
    HierarchicalLoss,
    build_loss,
    class_weights,
    loss_of_stage,
    positive_weights,
    row_weights,
)
from tests.training.conftest import fresh

CODES = (112, 211, 311, 312, 313, 512)
TABLE = LabelTable.build(CODES, [CORINE, S2GLC])
COUNTS = {112: 100, 211: 10_000, 311: 1_000, 312: 4_000, 313: 0, 512: 4_900}


def rows(*codes):
    return torch.tensor([[[TABLE.row(frozenset({code})) if code else IGNORE for code in codes]]])


@pytest.mark.parametrize("kind", [ClassWeights.INVERSE, ClassWeights.EFFECTIVE])
def test_weights_are_one_on_average_over_the_pixels_and_larger_for_rare_classes(kind):
    counts = [400, 10_000, 1_000, 4_000, 0, 4_900]
    weights = class_weights(counts, kind)
    assert sum(w * n for w, n in zip(weights, counts)) / sum(counts) == pytest.approx(1)
    assert weights[0] > weights[2] > weights[3] > weights[1]
    assert weights[4] == 1
    assert class_weights(counts, ClassWeights.NONE) == [1] * 6


def test_inverse_weights_are_inverse_and_bounded():
    weights = class_weights([1_000, 4_000], ClassWeights.INVERSE)
    assert weights[0] / weights[1] == pytest.approx(4)
    assert max(class_weights([1, 10**9, 10**9], ClassWeights.INVERSE)) == 20


def test_effective_weights_follow_cui_et_al_2019():
    """(1 - beta) / (1 - beta ** n) with n in hundreds of pixels and beta 0.9999, one on average over the pixels."""
    raw = [(1 - 0.9999) / (1 - 0.9999**n) for n in (10, 40)]
    mean = (raw[0] * 1_000 + raw[1] * 4_000) / 5_000
    found = class_weights([1_000, 4_000], ClassWeights.EFFECTIVE)
    assert found == pytest.approx([w / mean for w in raw], rel=1e-6)


def test_a_set_weighs_what_its_classes_weigh_on_average():
    weights = row_weights(TABLE, COUNTS, ClassWeights.INVERSE)
    forest = TABLE.row(frozenset({312, 313}))
    alone = [weights[TABLE.row(frozenset({code}))] for code in (312, 313)]
    assert weights[forest] == pytest.approx(sum(alone) / 2)


def test_a_rare_class_pulls_as_hard_as_its_weight_says():
    logits = torch.zeros(1, 6, 1, 2, requires_grad=True)
    loss = build_loss(
        LossChoice(weights=(0, 0, 1), class_weights=ClassWeights.INVERSE), TABLE, {311: 1_000, 312: 4_000}
    )
    loss(logits, rows(311, 312)).backward()
    pulls = logits.grad[0, [2, 3], 0, [0, 1]]
    assert (pulls[0] / pulls[1]).item() == pytest.approx(4, rel=1e-4)


def test_focal_loss_is_the_likelihood_times_what_is_left_to_learn():
    logits = torch.tensor([0.6, 0.1, 0.1, 0.1, 0.05, 0.05]).log().view(1, 6, 1, 1)
    focal = build_loss(LossChoice(hierarchical=0, focal=1, weights=(0, 0, 1), focal_gamma=2.0), TABLE)
    plain = build_loss(LossChoice(weights=(0, 0, 1)), TABLE)
    label = rows(112)
    assert focal(logits, label).item() == pytest.approx(0.4**2 * plain(logits, label).item(), rel=1e-5)


@pytest.mark.parametrize("gamma", [0.5, 1.0, 2.0])
def test_focal_loss_has_a_gradient_where_nothing_is_left_to_learn(gamma):
    loss = build_loss(LossChoice(hierarchical=0, focal=1, focal_gamma=gamma), TABLE)
    logits = torch.tensor([60.0, 0, 0, 0, 0, 0]).view(1, 6, 1, 1).requires_grad_(True)
    value = loss(logits, rows(112))
    value.backward()
    assert value.item() == pytest.approx(0, abs=1e-6)
    assert torch.isfinite(logits.grad).all()


def test_the_binary_part_of_single_classes_is_that_of_torch_with_the_papers_weights():
    torch.manual_seed(1)
    counts = {112: 100, 211: 300, 311: 200, 312: 200, 313: 100, 512: 100}
    weights = positive_weights([counts[code] for code in CODES])
    assert weights.tolist() == pytest.approx([9, 7 / 3, 4, 4, 9, 9])
    logits, classes = torch.randn(1, 6, 2, 3), torch.tensor([[[0, 1, 2], [3, 4, 5]]])
    labels = torch.tensor([TABLE.row(frozenset({code})) for code in CODES])[classes]
    target = torch.nn.functional.one_hot(classes, 6).permute(0, 3, 1, 2).float()
    bce = torch.nn.functional.binary_cross_entropy_with_logits(
        logits, target, pos_weight=weights.view(1, 6, 1, 1)
    )
    p = logits.sigmoid()
    dice = (2 * (p * target).sum((0, 2, 3)) + 1) / (p.sum((0, 2, 3)) + target.sum((0, 2, 3)) + 1)
    choice = LossChoice(hierarchical=0, dice_bce=1, positive_weights=True)
    found = build_loss(choice, TABLE, counts)(logits, labels)
    torch.testing.assert_close(found, 0.5 * bce + 0.5 * (1 - dice).mean())


def test_a_mixture_is_the_sum_of_its_shares():
    logits, labels = torch.randn(2, 6, 4, 4), torch.randint(0, len(TABLE.sets), (2, 4, 4))
    mixed = build_loss(LossChoice(hierarchical=0.5, dice_bce=2.0), TABLE)
    expected = 0.5 * HierarchicalLoss(TABLE)(logits, labels) + 2 * DiceBCELoss(TABLE)(logits, labels)
    torch.testing.assert_close(mixed(logits, labels), expected)
    assert isinstance(build_loss(LossChoice(), TABLE), HierarchicalLoss)


def test_positive_weights_are_the_papers_negatives_for_each_positive():
    assert positive_weights([100, 300]).tolist() == [3, 1]  # never below 1
    assert positive_weights([1, 10**6]).tolist() == [20, 1]
    logits = torch.zeros(1, 6, 1, 2, requires_grad=True)
    choice = LossChoice(hierarchical=0, dice_bce=1, positive_weights=True)
    build_loss(choice, TABLE, {112: 100, 211: 300})(logits, rows(112, 211)).backward()
    assert logits.grad[0, 0, 0, 0].abs() > logits.grad[0, 1, 0, 1].abs()


@pytest.mark.parametrize("kind", ["hierarchical", "dice_bce", "focal"])
def test_each_of_three_networks_learns_the_classes_of_its_level(kind):
    shares = {**dict.fromkeys(("hierarchical", "dice_bce", "focal"), 0.0), kind: 1.0}
    loss = build_loss(LossChoice(**shares), TABLE, separate=True)
    scores = [torch.zeros(1, k, 1, 2, requires_grad=True) for k in (4, 4, 6)]
    loss(scores, rows(312, None)).backward()
    for logits, wanted in zip(scores, (2, 2, 3)):  # 3 of 1 2 3 5, 31 of 11 21 31 51, 312
        assert logits.grad[0, wanted, 0, 0] < 0
        others = [i for i in range(logits.shape[1]) if i != wanted]
        assert (logits.grad[0, others, 0, 0] > 0).all()
        assert not logits.grad[..., 1].any()


def test_three_networks_cost_what_the_levels_of_one_cost_when_they_say_the_same():
    torch.manual_seed(0)
    logits = torch.randn(1, 6, 3, 3)
    p = logits.softmax(dim=1)
    first = torch.stack([p[:, 0], p[:, 1], p[:, 2:5].sum(1), p[:, 5]], 1).log()
    labels = torch.randint(0, len(TABLE.sets), (1, 3, 3))
    together = build_loss(LossChoice(), TABLE)(logits, labels)
    apart = build_loss(LossChoice(), TABLE, separate=True)([first, first, logits], labels)
    torch.testing.assert_close(apart, together)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"hierarchical": 0}, "one above"),
        ({"dice_bce": -1}, "none below 0"),
        ({"weights": (1, 1)}, "three"),
        ({"weights": (0, 0, 0)}, "not all 0"),  # would have no gradient
    ],
)
def test_a_loss_that_means_nothing_is_refused(values, sentence):
    with pytest.raises(JobError, match=sentence):
        LossChoice(**values)


def test_a_stage_may_weigh_the_levels_in_its_own_way():
    """Weights of a stage replace those of the recipe's loss and nothing else of it."""
    loss = LossChoice(hierarchical=0.5, focal=0.5, weights=(1.0, 1.0, 1.0))
    own = StageChoice("second", level_weights=(0.2, 0.4, 1.0))
    recipe = Recipe(loss=loss, stages=(StageChoice(), own))
    assert loss_of_stage(recipe, recipe.stages[0]) == loss
    assert loss_of_stage(recipe, recipe.stages[1]) == replace(loss, weights=(0.2, 0.4, 1.0))
    with pytest.raises(JobError, match="level_weights"):
        StageChoice(level_weights=(1.0, 1.0))


def test_a_run_follows_the_weights_of_its_stage(recipe, data, tmp_path):
    """With the same draws only the stage's weights make a difference, and the recipe's then make none."""
    first = replace(recipe, stages=recipe.stages[:1])
    flat = replace(first, loss=replace(first.loss, weights=(0.0, 0.0, 1.0)))
    own = replace(first, stages=(replace(first.stages[0], level_weights=(0.0, 0.0, 1.0)),))
    heads = [
        fit(fresh(each), each, data, Place(tmp_path / str(number))).head.scores.weight
        for number, each in enumerate((first, flat, own))
    ]
    assert torch.equal(heads[1], heads[2])
    assert not torch.equal(heads[0], heads[2])
