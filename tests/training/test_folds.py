"""Folds divide whole Sentinel-2 tiles."""

from __future__ import annotations

import pytest

from corina.training.datasets import bigearthnet_counts, tile_of
from corina.training.folds import by_tile, single_tile_codes, tile_folds

COUNTS = {
    "31AAA": {211: 100, 311: 50},
    "31AAB": {211: 80, 312: 60},
    "32AAA": {311: 70, 223: 30},
    "32AAB": {211: 90, 312: 40},
    "33AAA": {311: 60, 312: 50},
    "33AAB": {211: 40, 311: 90},
}


def test_each_tile_is_in_exactly_one_fold():
    folds = tile_folds(COUNTS, 3, seed=1)
    assert sorted(tile for fold in folds for tile in fold) == sorted(COUNTS)
    assert all(folds)


def test_a_tile_with_a_class_of_its_own_is_not_held_out_first():
    for seed in range(5):
        assert "32AAA" not in tile_folds(COUNTS, 3, seed=seed)[0]


def test_the_same_seed_gives_the_same_folds():
    assert tile_folds(COUNTS, 3, seed=7) == tile_folds(COUNTS, 3, seed=7)


def test_codes_of_one_tile_are_found():
    assert single_tile_codes(COUNTS) == {223: "32AAA"}


def test_too_few_tiles_are_said():
    with pytest.raises(ValueError, match="1 Sentinel-2 tiles cannot be divided into 3 folds"):
        tile_folds({"31AAA": {211: 1}}, 3, seed=0)


@pytest.mark.shared_data
def test_no_tile_of_the_real_patches_is_both_trained_and_tested_on(shared_data):
    counts = bigearthnet_counts(shared_data)
    tiles = [tile_of(name) for name in counts]
    folds = tile_folds(by_tile(counts, tiles), 5, seed=5)
    assert len(tiles) == 87
    assert sorted(tile for fold in folds for tile in fold) == sorted(set(tiles))
    held_out = {code for tile in folds[0] for code in by_tile(counts, tiles)[tile]}
    assert len(held_out) == 13
