"""Crops and changes treat image and labels alike, and never make data out of nodata."""

from __future__ import annotations

import numpy as np
import pytest

from corina.training.augment import Augmentation, blank, crop, jitter, sample, turn
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
