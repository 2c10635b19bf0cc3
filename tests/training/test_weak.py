"""EuroSAT's patches as weak labels: brought to the ground, one set of classes a patch, the near infrared lost."""

import zipfile

import numpy as np
import pytest
import rasterio

from corina.training.augment import NONE, sample
from corina.training.datasets import Chip, DatasetError, read_bigearthnet, read_s2glc
from corina.training.labels import CORINE, IGNORE, S2GLC, LabelTable
from corina.training.recipe import parse_recipe, read_recipe
from corina.training.weak import EUROSAT, read_eurosat

BANDS = ("B02", "B03", "B04", "B08")
CODES = (112, 211, 221, 231, 312, 512, 523)
TABLE = LabelTable.build(CODES, [CORINE, S2GLC, dict(enumerate(EUROSAT.values()))])
SEEN = {"SeaLake": 60, "Forest": 80, "AnnualCrop": 140, "Pasture": 100, "Highway": 90}
"""Brightness of the pictures of each class, the same in all bands."""


def write_archive(root, seen=SEEN):
    """A zip of two pictures a class."""
    (root / "eurosat_rgb").mkdir(parents=True)
    with zipfile.ZipFile(root / "eurosat_rgb" / "patches.zip", "w") as archive:
        for name, value in seen.items():
            for number in range(2):
                profile = {"driver": "JPEG", "width": 64, "height": 64, "count": 3, "dtype": "uint8"}
                with rasterio.MemoryFile() as memory:
                    with memory.open(**profile) as picture:
                        picture.write(np.full((3, 64, 64), value, np.uint8))
                    archive.writestr(f"EuroSAT_RGB/{name}/{name}_{number}.jpg", memory.read())


def ground(values, gain=1.2, offset=-0.03):
    """Chips as S2GLC's, whose classes are as bright at the ground as gain and offset make of the pictures."""
    chips = []
    for value, name in {9: "SeaLake", 5: "Forest", 3: "AnnualCrop"}.items():
        stored = round((values[name] * 0.275 / 255 * gain + offset) * 1e4)
        labels = np.full((8, 8), TABLE.row(S2GLC[value]), np.uint8)
        chips.append(Chip(name, np.full((4, 8, 8), stored, np.uint16), labels, name))
    return chips


@pytest.fixture
def chips(tmp_path):
    write_archive(tmp_path)
    return {chip.name: chip for chip in read_eurosat(tmp_path, TABLE, BANDS, ground(SEEN), every=1)}


def test_a_patch_has_the_set_of_its_class_and_some_classes_are_left_out(chips):
    """A highway's patch is mostly what lies beside it; water is told by the near infrared, which is not there."""
    rows = {name.split("_")[0]: set(chip.labels.ravel().tolist()) for name, chip in chips.items()}
    assert rows == {
        "Forest": {TABLE.row(frozenset({312}))},
        "AnnualCrop": {TABLE.row(frozenset({211}))},
        "Pasture": {TABLE.row(frozenset({231}))},
    }
    assert IGNORE not in set().union(*rows.values())
    assert len(chips) == 6


def test_reflectance_is_that_of_the_ground(chips):
    """The line through classes both sets have, also for a class that only EuroSAT has."""
    pasture = next(chip for name, chip in chips.items() if "Pasture" in name)
    expected = (100 * 0.275 / 255 * 1.2 - 0.03) * 1e4
    assert np.median(pasture.image[0]) == pytest.approx(expected, abs=25)  # a JPEG is not exact
    assert (pasture.image[3] == 0).all()
    assert pasture.lost == (3,)


def test_a_lost_band_holds_the_mean_whatever_is_done_to_the_others(chips):
    mean = np.array([0.1, 0.2, 0.3, 0.4], np.float32)
    chip = next(iter(chips.values()))
    image, labels = sample(chip, 64, mean, NONE, np.random.default_rng(0))
    assert (image[3] == mean[3]).all()
    assert (image[0] != mean[0]).all()
    mixed, _ = sample(chip, 128, mean, NONE, np.random.default_rng(0), [chip] * 3)
    assert (mixed[3] == mean[3]).all()
    assert (labels != IGNORE).all()


def test_what_is_absent_damaged_or_cannot_be_matched_is_said(tmp_path):
    with pytest.raises(DatasetError, match=r"holds no \.zip"):
        read_eurosat(tmp_path, TABLE, BANDS, ground(SEEN))
    write_archive(tmp_path)
    with pytest.raises(DatasetError, match="no two classes in common"):
        read_eurosat(tmp_path, TABLE, BANDS, ground(SEEN)[:1])
    (tmp_path / "eurosat_rgb" / "patches.zip").write_bytes(b"PK damaged")
    with pytest.raises(DatasetError, match="damaged or incomplete"):
        read_eurosat(tmp_path, TABLE, BANDS, ground(SEEN))


@pytest.mark.shared_data
def test_the_real_patches_are_as_bright_as_the_same_classes_of_corine(shared_data, checkout):
    """Medians of pastures in L2A reflectance, in patches that had no part in the calibration."""
    base = read_recipe(checkout / "training" / "recipes" / "bundled.toml")
    table = LabelTable.build(base.codes, [CORINE, S2GLC, dict(enumerate(EUROSAT.values()))])
    found = read_eurosat(shared_data, table, BANDS, read_s2glc(shared_data, table, BANDS)[::4], every=20)
    assert len(found) == 350
    row = table.row(frozenset({231}))
    theirs = np.concatenate([c.image[:3, c.labels == row] for c in found if (c.labels == row).any()], axis=1)
    patches = read_bigearthnet(shared_data, table, BANDS)
    ours = np.concatenate([c.image[:3, c.labels == row] for c in patches], axis=1)
    assert np.abs(np.median(theirs, axis=1) - np.median(ours, axis=1)).max() < 100  # 0.01


def test_a_recipe_may_draw_from_it():
    values = {"name": "x", "title": "X", "codes": list(CODES), "bands": list(BANDS)}
    recipe = parse_recipe(
        {**values, "stages": [{"sets": {"bigearthnet": 0.8, "eurosat": 0.2}, "steps": 1, "crop": 64}]}
    )
    assert dict(recipe.stages[0].sets) == {"bigearthnet": 0.8, "eurosat": 0.2}
