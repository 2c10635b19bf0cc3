"""Figures of several folds: each for itself, together under each rule, and in a model's card."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from corina.clc import CODES, Level
from corina.models.package import find_package
from corina.training.__main__ import main
from corina.training.crossvalidate import (
    CrossValidation,
    argmax_rule,
    stages_after,
    top_down_rule,
    write_into_card,
)
from corina.training.recipe import parse_recipe, write_recipe
from corina.training.state import load_state
from tests.training.conftest import recipe_values

CODE = {code: place for place, code in enumerate(CODES[Level.L3])}


def matrix(*entries):
    """Pixels of (label, map, count)."""
    result = np.zeros((44, 44), np.int64)
    for label, mapped, count in entries:
        result[CODE[label], CODE[mapped]] += count
    return result


@pytest.fixture
def found(recipe):
    """Two folds: 3 of 4 pixels right at level 3, and 1 of 2 at level 1."""
    first, second = matrix((312, 312, 3), (311, 312, 1)), matrix((211, 512, 1), (512, 512, 1))
    tiles = {0: ("34VDM", "35VNH"), 3: ("29SND",)}
    return CrossValidation(recipe, ("one", "two"), tiles, {0: first, 3: second}, {"used": first + second})


def test_folds_and_rules_are_rows(found):
    """Each fold has its own agreement; all together are counted by pixel, not averaged."""
    rows = found.rows()
    assert list(rows) == ["Fold 0: 34VDM, 35VNH", "Fold 3: 29SND", "All these folds, used"]
    overall = {title: [levels[level].overall for level in Level] for title, levels in rows.items()}
    assert overall["Fold 0: 34VDM, 35VNH"] == [1.0, 1.0, 0.75]
    assert overall["Fold 3: 29SND"] == [0.5, 0.5, 0.5]
    assert overall["All these folds, used"] == pytest.approx([5 / 6, 5 / 6, 4 / 6])


def test_a_card_gets_the_figures_and_keeps_what_it_had(found, tmp_path):
    """The card stays a card; only `crossvalidation` is new."""
    source = find_package("").path / "card.json"
    card = tmp_path / "card.json"
    shutil.copy(source, card)
    write_into_card(card, found)
    values, before = json.loads(card.read_text()), json.loads(source.read_text())
    crossed = values["metrics"].pop("crossvalidation")
    before["metrics"].pop("crossvalidation", None)
    assert values == before
    assert crossed["folds"][1] == {"tiles": ["29SND"], "overall": [0.5, 0.5, 0.5]}
    assert (crossed["pixels"], crossed["level3"]["overall"]) == (6, 0.6667)
    assert (
        "2 folds of 3 Sentinel-2 tiles" in crossed["what"]
        and "the stages one and two were trained anew" in crossed["what"]
    )


def test_the_stages_after_that_of_the_weights_are_trained(recipe):
    """Weights are called after the stage they are the result of; other names mean the last stage alone."""
    stages = [replace(recipe.stages[0], name=name) for name in ("pretrain", "finetune", "settle")]
    three = replace(recipe, stages=tuple(stages))
    assert stages_after(three, Path("run/pretrain.safetensors")) == 2
    assert stages_after(three, Path("run/finetune.safetensors")) == 1
    assert stages_after(three, Path("elsewhere.safetensors")) == 1
    assert stages_after(three, None) == 1


def test_the_rules_differ_where_relatives_share_the_probability():
    """0.3 in each of two forests, 0.4 in a field: the most probable leaf is the field, the level-1 class forest."""
    codes = (211, 311, 312)
    probabilities = np.array([0.4, 0.31, 0.29], np.float32).reshape(3, 1, 1)
    assert argmax_rule(probabilities, codes)[0].item() == 0
    assert top_down_rule(probabilities, codes)[0].item() == 1


@pytest.mark.shared_data
def test_a_fold_is_trained_measured_and_kept(shared_data, tmp_path, capsys):
    """The command prints a row for the fold; run again it trains nothing and prints the same."""
    values = recipe_values()
    for stage in values["stages"]:
        stage["steps"] = 1
    write_recipe(parse_recipe(values), tmp_path / "recipe.json")
    command = ["crossvalidate", str(tmp_path / "recipe.json"), "--every-fold", "--fold", "3"]
    command += ["--data", str(shared_data), "--out", str(tmp_path / "cv")]
    assert main(command) == 0
    table = capsys.readouterr().out
    kept = tmp_path / "cv" / "fold3" / "two.safetensors"
    assert "| Fold 3: 34TCR, 34VDN, 35VNJ, 35VPJ |" in table
    written = kept.stat().st_mtime_ns
    assert main(command) == 0
    assert capsys.readouterr().out == table
    assert kept.stat().st_mtime_ns == written


@pytest.mark.shared_data
def test_stages_one_by_one_are_the_fold_of_the_cross_validation(shared_data, tmp_path, capsys):
    """Trained stage by stage into the folder of its fold, as the bundled model is: nothing is left to train there."""
    values = recipe_values(split={"folds": 5, "held_out": 3, "seed": 5, "check_every": 10})
    for stage in values["stages"]:
        stage["steps"] = 1
    recipe = tmp_path / "recipe.json"
    write_recipe(parse_recipe(values), recipe)
    first, fold = tmp_path / "first", tmp_path / "cv" / "fold3"
    data = ["--data", str(shared_data), "--threads", "1"]
    train = ["train", str(recipe), *data]
    assert main([*train, "--stage", "one", "--out", str(first)]) == 0
    weights = ["--weights", str(first / "one.safetensors")]
    assert main([*train, "--stage", "two", *weights, "--out", str(fold)]) == 0
    assert "Begins with" in capsys.readouterr().out
    assert [
        path.name for path in (first / "two.safetensors", fold / "one.safetensors") if path.exists()
    ] == []
    by_stages = load_state(fold / "two.safetensors").tensors
    crossed = ["crossvalidate", str(recipe), "--every-fold", "--fold", "3", *weights, *data]
    assert main([*crossed, "--out", str(tmp_path / "cv")]) == 0
    table = capsys.readouterr().out
    assert main([*crossed, "--out", str(tmp_path / "anew")]) == 0
    assert capsys.readouterr().out == table
    anew = load_state(tmp_path / "anew" / "fold3" / "two.safetensors").tensors
    assert all(torch.equal(by_stages[name], anew[name]) for name in anew)
    assert main([*train, "--stage", "three", "--out", str(first)]) == 2
    assert "no stage 'three'; its stages are one, two." in capsys.readouterr().err
