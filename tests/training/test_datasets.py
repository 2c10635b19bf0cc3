"""The real training sets, read into memory."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import rasterio

from corina.training.datasets import (
    Chip,
    DatasetError,
    bigearthnet_ground,
    data_root,
    read_bigearthnet,
    read_s2glc,
    reflectance_statistics,
    tile_of,
)
from corina.training.labels import CORINE, IGNORE, S2GLC, LabelTable
from corina.training.prepare import prepare
from corina.training.recipe import read_recipe

BANDS = ("B02", "B03", "B04", "B08")
CODES = (112, 121, 211, 231, 242, 243, 311, 312, 313, 324, 512, 523)


def write(path, data, descriptions=()):
    path.parent.mkdir(parents=True, exist_ok=True)
    profile = {"driver": "GTiff", "count": len(data), "height": data.shape[1], "width": data.shape[2]}
    with rasterio.open(path, "w", dtype=data.dtype, **profile) as target:
        target.write(data)
        for number, name in enumerate(descriptions, start=1):
            target.set_band_description(number, name)


@pytest.mark.shared_data
def test_bigearthnet_patches_carry_their_tile_and_the_labels_of_the_index(shared_data):
    table = LabelTable.build(CODES, [CORINE])
    chips = {chip.name: chip for chip in read_bigearthnet(shared_data, table, BANDS)}
    assert len(chips) == 87
    chip = chips["S2B_MSIL2A_20170930T095019_N9999_R079_T34UEG_53_44"]
    assert (chip.group, chip.country, chip.image.shape) == ("34UEG", "Lithuania", (4, 120, 120))
    counts = {code: int((chip.labels == table.row(frozenset({code}))).sum()) for code in (112, 211, 231, 312)}
    assert counts == {112: 324, 211: 6291, 231: 1149, 312: 1807}


@pytest.mark.shared_data
def test_training_and_held_out_chips_share_no_tile(shared_data, checkout):
    recipe = read_recipe(checkout / "training" / "recipes" / "bundled.toml")
    recipe = replace(recipe, stages=recipe.stages[:1])  # the next one reads EuroSAT too, which has no tiles
    prepared = prepare(recipe, shared_data)
    trained = {chip.group for chip in prepared.training.sets["bigearthnet"]}
    tested = {chip.group for chip in prepared.held_out}
    assert tested == set(prepared.folds[recipe.split.held_out])
    assert not trained & tested
    assert len(prepared.training.sets["bigearthnet"]) + len(prepared.held_out) == 87
    assert not {c.group for c in prepared.check} & {c.group for c in prepared.training.sets["s2glc"]}
    labelled = np.concatenate([c.labels.ravel() for c in prepared.training.sets["bigearthnet"]])
    assert (labelled != IGNORE).all()
    inner = prepare(recipe, shared_data, test_fold=1)
    seen = {chip.group for chip in inner.training.sets["bigearthnet"]}
    assert not seen & {tile for fold in (0, 1) for tile in inner.folds[fold]}


@pytest.mark.shared_data
def test_the_ground_of_a_patch_is_where_its_tile_lies(shared_data):
    """Tile 35VLG lies in the south of Finland and its sea; a patch is 1.2 km long."""
    name = "S2A_MSIL2A_20180413T095031_N9999_R079_T35VLG_58_44"
    ((ring,),) = bigearthnet_ground(shared_data, [name])["coordinates"]
    (west, south), (east, north) = ring[0], ring[2]
    assert 23 < west < east < 27 and 59 < south < north < 61
    assert (north - south) * 111_200 == pytest.approx(1200, rel=0.1)


def test_a_patch_without_a_place_has_no_ground(tmp_path):
    write(tmp_path / "bigearthnet_v2" / "s2" / "a.tif", np.ones((4, 8, 8), np.uint16))
    assert bigearthnet_ground(tmp_path, ["a"]) is None


def test_bands_are_found_by_name_in_any_order(tmp_path):
    image = np.stack([np.full((8, 8), value, np.uint16) for value in (8, 4, 3, 2)])
    write(tmp_path / "s2glc_chips" / "images" / "1.tif", image, ("B08", "B04", "B03", "B02"))
    write(tmp_path / "s2glc_chips" / "masks" / "1.tif", np.full((1, 8, 8), 3, np.uint8))
    chip = read_s2glc(tmp_path, LabelTable.build(CODES, [S2GLC]), BANDS)[0]
    assert chip.image[:, 0, 0].tolist() == [2, 3, 4, 8]


def test_pixels_without_data_lose_their_label(tmp_path):
    image = np.full((4, 8, 8), 500, np.uint16)
    image[:, :3] = 0
    write(tmp_path / "s2glc_chips" / "images" / "1.tif", image, BANDS)
    write(tmp_path / "s2glc_chips" / "masks" / "1.tif", np.full((1, 8, 8), 3, np.uint8))
    chip = read_s2glc(tmp_path, LabelTable.build(CODES, [S2GLC]), BANDS)[0]
    assert (chip.labels[:3] == IGNORE).all()
    assert (chip.labels[3:] != IGNORE).all()


def test_an_absent_band_is_named(tmp_path):
    write(tmp_path / "s2glc_chips" / "images" / "1.tif", np.ones((2, 8, 8), np.uint16), ("B02", "B03"))
    write(tmp_path / "s2glc_chips" / "masks" / "1.tif", np.ones((1, 8, 8), np.uint8))
    with pytest.raises(DatasetError, match="has no band B04"):
        read_s2glc(tmp_path, LabelTable.build(CODES, [S2GLC]), BANDS)


def test_labels_of_another_size_are_refused(tmp_path):
    write(tmp_path / "s2glc_chips" / "images" / "1.tif", np.ones((4, 8, 8), np.uint16), BANDS)
    write(tmp_path / "s2glc_chips" / "masks" / "1.tif", np.ones((1, 4, 4), np.uint8))
    with pytest.raises(DatasetError, match="the image has 8 x 8 pixels, its labels have 4 x 4"):
        read_s2glc(tmp_path, LabelTable.build(CODES, [S2GLC]), BANDS)


def test_statistics_weigh_sets_alike_and_leave_out_nodata():
    def chip(value, size):
        image = np.full((1, size, size), value, np.uint16)
        image[:, 0] = 0
        return Chip("x", image, np.ones((size, size), np.uint8), "x")

    mean, std = reflectance_statistics([[chip(1000, 8)], [chip(3000, 64)]])
    assert mean == [pytest.approx(0.2)]
    assert std == [pytest.approx(0.1)]


def test_a_patch_id_without_a_tile_is_refused():
    assert tile_of("S2A_MSIL2A_20170613T101031_N9999_R022_T34VER_41_60") == "34VER"
    with pytest.raises(DatasetError, match="names no Sentinel-2 tile"):
        tile_of("S2A_patch")


def test_an_absent_data_folder_is_named(tmp_path):
    with pytest.raises(DatasetError, match=r"no folder with training data at .*nowhere"):
        data_root(str(tmp_path / "nowhere"))
