"""Crops and changes treat image and labels alike, and never make data out of nodata."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from corina.training.augment import (
    NONE,
    Augmentation,
    blank,
    crop,
    jitter,
    mosaic,
    sample,
    turn,
    zoomed,
)
from corina.training.datasets import Chip
from corina.training.labels import IGNORE

MEAN = np.array([0.04, 0.06, 0.05, 0.28], np.float32)
NOTHING = Augmentation(gain=0, band_gain=0, offset=0, noise=0, nodata=0)


def numbered(height, width):
    """A chip whose image and labels both tell the place of a pixel."""
    place = np.arange(1, height * width + 1).reshape(height, width)
    return Chip("x", np.stack([place] * 4).astype(np.uint16), (place % 250 + 1).astype(np.uint8), "x")


def test_image_and_labels_turn_together_through_all_eight_positions():
    chip = numbered(6, 6)
    seen = set()
    for seed in range(200):
        image, labels = turn(chip.image, chip.labels, np.random.default_rng(seed))
        np.testing.assert_array_equal(image[0] % 250 + 1, labels)
        seen.add(image[0].tobytes())
    assert len(seen) == 8


@pytest.mark.parametrize(("height", "width", "size"), [(40, 50, 16), (16, 16, 16), (10, 40, 16), (5, 7, 16)])
def test_a_crop_holds_image_and_labels_of_the_same_place(height, width, size):
    chip = numbered(height, width)
    for seed in range(20):
        image, labels = crop(chip, size, np.random.default_rng(seed))
        data = image.any(axis=0)
        assert data.sum() == min(height, size) * min(width, size)
        np.testing.assert_array_equal(labels[data], image[0][data] % 250 + 1)
        assert (labels[~data] == IGNORE).all()


def test_crops_reach_every_corner_of_a_chip():
    chip = numbered(12, 12)
    corners = {int(crop(chip, 8, np.random.default_rng(seed))[0][0, 0, 0]) for seed in range(400)}
    assert len(corners) == 25


def test_nodata_holds_the_mean_and_is_never_trained_on():
    chip = numbered(32, 32)
    chip.image[:, 10:20] = 0
    always = Augmentation(nodata=1.0)
    for seed in range(30):
        reflectance, labels = sample(chip, 32, MEAN, always, np.random.default_rng(seed))
        filled = (reflectance == MEAN[:, None, None]).all(axis=0)
        assert filled.sum() >= 10 * 32
        np.testing.assert_array_equal(filled, labels == IGNORE)


def test_without_changes_a_sample_is_the_stored_reflectance():
    chip = numbered(16, 16)
    reflectance, labels = sample(chip, 16, MEAN, NOTHING, np.random.default_rng(0))
    np.testing.assert_array_equal(np.rint(reflectance[0] * 1e4).astype(int) % 250 + 1, labels)


def test_radiometry_changes_by_about_what_is_asked_for():
    flat = np.full((4, 8, 8), 0.2, np.float32)
    how = Augmentation(gain=0.1, band_gain=0.05, offset=0.0, noise=0.0)
    factors = np.array(
        [jitter(flat, how, np.random.default_rng(seed))[:, 0, 0] / 0.2 for seed in range(2000)]
    )
    np.testing.assert_allclose(np.log(factors).std(axis=0), np.hypot(0.1, 0.05), rtol=0.08)
    between = np.corrcoef(np.log(factors[:, 0]), np.log(factors[:, 3]))[0, 1]
    assert between == pytest.approx(0.1**2 / (0.1**2 + 0.05**2), abs=0.05)


def test_reflectance_is_never_negative():
    dark = np.full((4, 8, 8), 0.001, np.float32)
    how = Augmentation(offset=0.05, noise=0.05)
    assert min(jitter(dark, how, np.random.default_rng(seed)).min() for seed in range(50)) == 0


def test_blanking_leaves_a_part_and_takes_a_part():
    whole = np.ones((128, 128), bool)
    left = [blank(whole, np.random.default_rng(seed)).mean() for seed in range(200)]
    assert min(left) > 0.2
    assert max(left) < 1
    assert 0.1 < 1 - np.mean(left) < 0.4
    assert whole.all()


@pytest.mark.parametrize("seed", range(12))
def test_a_zoomed_crop_shows_image_and_labels_of_the_same_place(seed):
    blocks = np.random.default_rng(9).integers(1, 4, (8, 8)).repeat(8, 0).repeat(8, 1)
    chip = Chip("x", np.stack([1000 * blocks] * 4).astype(np.uint16), blocks.astype(np.uint8), "x")
    image, labels = zoomed(chip, 32, 0.5, np.random.default_rng(seed))
    assert image.shape == (4, 32, 32)
    nearest = np.rint(image[0] / 1000)
    assert (nearest == labels)[labels != IGNORE].mean() > 0.9  # edges are mixed, as a sensor mixes them
    assert image.max() <= chip.image.max()


def test_zooms_go_both_ways_by_what_is_asked_for():
    chip = Chip(
        "x", np.tile(np.arange(1, 201, dtype=np.uint16), (4, 200, 1)), np.ones((200, 200), np.uint8), "x"
    )
    rises = [
        float(np.median(np.diff(zoomed(chip, 64, 0.5, np.random.default_rng(s))[0][0, 0].astype(int)[::4])))
        / 4
        for s in range(40)
    ]
    assert 1 / 1.6 < min(rises) < 0.85
    assert 1.2 < max(rises) < 1.6


def test_a_zoom_never_mixes_data_with_nodata():
    image = np.full((4, 64, 64), 2000, np.uint16)
    image[:, :, 30:] = 0
    chip = Chip("x", image, np.where(image[0] > 0, 1, IGNORE).astype(np.uint8), "x")
    for seed in range(10):
        found, labels = zoomed(chip, 32, 0.4, np.random.default_rng(seed))
        assert set(np.unique(found)) <= {0, 2000}
        np.testing.assert_array_equal(found[0] > 0, labels != IGNORE)


def test_a_mosaic_holds_four_chips_each_with_its_own_labels():
    chips = [
        Chip(str(n), np.full((4, 40, 40), 1000 * n, np.uint16), np.full((40, 40), n, np.uint8), str(n))
        for n in (1, 2, 3, 4)
    ]
    image, labels = mosaic(chips, 32, np.random.default_rng(0))
    np.testing.assert_array_equal(image[0], 1000 * labels.astype(int))
    assert [labels[r, c] for r in (0, 31) for c in (0, 31)] == [1, 2, 3, 4]
    assert np.bincount(labels.ravel())[1:].tolist() == [256] * 4


def test_a_lost_band_holds_its_mean_and_no_other_band_changes():
    chip = numbered(16, 16)
    lost = replace(NONE, band_dropout=1.0)
    for seed in range(10):
        whole, _ = sample(chip, 16, MEAN, NONE, np.random.default_rng(seed))
        found, labels = sample(chip, 16, MEAN, lost, np.random.default_rng(seed))
        changed = [b for b in range(4) if not np.array_equal(found[b], whole[b])]
        assert len(changed) == 1
        assert (found[changed[0]] == MEAN[changed[0]]).all()
        assert (labels != IGNORE).all()


def test_flips_and_turns_can_be_switched_off():
    chip = numbered(16, 16)
    for seed in range(10):
        reflectance, _ = sample(chip, 16, MEAN, NONE, np.random.default_rng(seed))
        np.testing.assert_allclose(reflectance[0], chip.image[0] * 1e-4, rtol=1e-6)


def test_augmentation_really_changes_what_a_network_sees_and_stays_physical():
    chip = Chip("x", np.full((4, 40, 40), 2500, np.uint16), np.ones((40, 40), np.uint8), "x")
    how = Augmentation(scale=0.2, band_dropout=0.2, mosaic=0.3)
    seen = [sample(chip, 32, MEAN, how, np.random.default_rng(seed))[0] for seed in range(100)]
    assert len({image.tobytes() for image in seen}) == 100
    assert min(image.min() for image in seen) >= 0
    assert max(image.max() for image in seen) < 1
