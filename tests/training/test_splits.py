"""How patches are divided: nothing tested overlaps what was learned, classes are shared out, seeds hold."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from corina.engine.errors import EngineProblem
from corina.engine.jobs import SourceKind, SplitChoice, SplitScheme, TrainingSource
from corina.training.ground import boxes, common_crs, overlaps
from corina.training.sources.base import Patch
from corina.training.splits import LEFT_OUT, TRAIN_ONLY, split
from corina.training.stratified import iterative_folds

SCHEMES = [s for s in SplitScheme if s is not SplitScheme.AUTO]


def patch(
    name, column, row, *, scene="a", tile="34UEG", crs="EPSG:32634", counts=None, source=0, size=1280.0
):
    bounds = (500_000.0 + column, 5_000_000.0 + row, 500_000.0 + column + size, 5_000_000.0 + row + size)
    return Patch(
        name, source, 128, 128, bounds=bounds, crs=crs, scene=scene, tile=tile,
        counts=counts or {frozenset({211}): 16_384},
    )  # fmt: skip


def landscape(rng, *, scenes=3, edge=12, step=640.0):
    """Overlapping patches of scenes that themselves overlap a little, with classes drawn at random."""
    found = []
    for scene in range(scenes):
        for row in range(edge):
            for column in range(edge):
                codes = rng.choice([112, 211, 231, 312, 512], rng.integers(1, 4), replace=False)
                counts = {frozenset({int(code)}): int(rng.integers(100, 5000)) for code in codes}
                shift = scene * (edge - 1) * step
                found.append(
                    patch(
                        f"{scene}-{row}-{column}", shift + column * step, row * step,
                        scene=f"scene{scene}", tile=f"34UE{'ABCDEF'[scene]}", counts=counts,
                    )
                )  # fmt: skip
    return found


def brute_overlaps(patches):
    places = boxes(patches, common_crs(patches))
    result = set()
    for first in range(len(places)):
        for second in range(first + 1, len(places)):
            a, b = places[first], places[second]
            if min(a[2], b[2]) - max(a[0], b[0]) > 1e-3 and min(a[3], b[3]) - max(a[1], b[1]) > 1e-3:
                result.add((first, second))
    return result


def test_overlaps_are_those_of_all_pairs_looked_at():
    rng = np.random.default_rng(3)
    patches = [
        patch(str(i), *rng.uniform(0, 9000, 2), size=float(rng.uniform(200, 1500))) for i in range(150)
    ]
    places = boxes(patches, common_crs(patches))
    assert {tuple(pair) for pair in overlaps(places).tolist()} == brute_overlaps(patches)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("seed", range(3))
def test_overlapping_patches_never_straddle_a_split(scheme, seed):
    patches = landscape(np.random.default_rng(seed))
    folds = 3 if scheme in (SplitScheme.TILES, SplitScheme.SCENES) else 4
    divided = split(patches, SplitChoice(scheme, folds=folds, seed=seed, block_m=2560.0))
    for first, second in brute_overlaps(patches):
        pair = {divided.fold_of[first], divided.fold_of[second]}
        assert len(pair) == 1 or LEFT_OUT in pair
    again = split(patches, SplitChoice(scheme, folds=folds, seed=seed, block_m=2560.0))
    assert again == divided
    assert not set(divided.train()) & set(divided.test())
    assert not set(divided.validation()) & set(divided.train() + divided.test())


def test_patches_in_neighbouring_zones_are_compared_on_one_map():
    east = patch("east", 0, 0, crs="EPSG:32634")
    from rasterio.warp import transform_bounds

    west = Patch(
        "west",
        0,
        128,
        128,
        bounds=transform_bounds("EPSG:32634", "EPSG:32633", *east.bounds),
        crs="EPSG:32633",
    )
    patches = [east, west]
    assert common_crs(patches) == "EPSG:3035"
    assert overlaps(boxes(patches, "EPSG:3035")).tolist() == [[0, 1]]


def test_tiles_stay_whole_and_two_dates_of_a_scene_are_one_place():
    patches = [
        patch(f"{scene}{n}", n * 1280, place * 100_000, scene=scene, tile="")
        for place, scenes in enumerate((("may", "july"), ("north",), ("south",), ("west",)))
        for scene in scenes
        for n in range(5)
    ]
    divided = split(patches, SplitChoice(SplitScheme.SCENES, folds=3))
    fold = dict(zip((p.name for p in patches), divided.fold_of))
    assert {fold[f"may{n}"] for n in range(5)} == {fold[f"july{n}"] for n in range(5)}
    for scene in ("may", "north", "south", "west"):
        assert len({fold[f"{scene}{n}"] for n in range(5)}) == 1
    assert LEFT_OUT not in divided.fold_of


def test_auto_takes_tiles_where_all_names_tell_them_else_blocks_else_labels():
    tiled = [patch(str(n), n * 20_000, 0, tile=f"34UE{'ABCDEFGH'[n]}") for n in range(8)]
    assert split(tiled, SplitChoice(folds=4)).scheme is SplitScheme.TILES
    untold = [*tiled[:-1], patch("7", 140_000, 0, tile="")]
    assert split(untold, SplitChoice(folds=4)).scheme is SplitScheme.BLOCKS
    nowhere = [Patch(str(n), 0, 64, 64, counts={frozenset({211 + n % 2}): 9}) for n in range(20)]
    assert split(nowhere, SplitChoice(folds=4)).scheme is SplitScheme.STRATIFIED


def test_the_defaults_divide_a_small_scene_into_smaller_blocks_and_say_so():
    patches = [
        patch(f"{row}-{column}", column * 640, row * 640, tile="") for row in range(6) for column in range(6)
    ]
    divided = split(patches, SplitChoice())
    assert divided.scheme is SplitScheme.BLOCKS
    assert divided.block_m == 1280.0
    assert "so these are 1280 m wide" in divided.warnings[0]
    assert divided.train()
    assert split(patches, SplitChoice(block_m=1500.0, folds=3)).block_m == 1500.0
    with pytest.raises(EngineProblem, match="smaller blocks"):
        split(patches, SplitChoice(SplitScheme.BLOCKS))
    one_tile = [patch(str(n), n * 1280, 0) for n in range(40)]
    assert split(one_tile, SplitChoice()).scheme is SplitScheme.BLOCKS


def test_blocks_are_squares_of_the_ground_shared_by_all_scenes():
    patches = [patch(f"{n}", n * 1280, 0, scene=f"scene{n % 2}", tile="") for n in range(40)]
    divided = split(patches, SplitChoice(SplitScheme.BLOCKS, folds=4, block_m=5120.0))
    by_block = {}
    for number, group in enumerate(divided.group_of):
        by_block.setdefault(group, []).append(number)
        left = patches[number].bounds[0]
        assert group.startswith(f"block {int((left + 640) // 5120)},")
    assert max(map(len, by_block.values())) == 4
    for members in by_block.values():
        assert len({divided.fold_of[n] for n in members}) == 1


def test_a_class_of_one_place_is_not_held_out():
    patches = [
        patch(
            str(n),
            n * 20_000,
            0,
            tile=f"34UE{'ABCDEFGHIJ'[n]}",
            counts={frozenset({211}): 900, frozenset({312}): 80},
        )
        for n in range(10)
    ]
    patches[4] = patch("4", 80_000, 0, tile="34UEE", counts={frozenset({211}): 900, frozenset({131}): 300})
    for seed in range(5):
        for held_out in (0, 2):
            choice = SplitChoice(SplitScheme.TILES, folds=4, held_out=held_out, seed=seed)
            divided = split(patches, choice)
            assert divided.fold_of[4] not in (divided.held_out, divided.validation_fold)


@pytest.mark.parametrize(
    "scheme", [SplitScheme.TILES, SplitScheme.BLOCKS, SplitScheme.RANDOM, SplitScheme.STRATIFIED]
)
def test_another_fold_held_out_is_another_part_of_the_data(scheme):
    patches = [patch(str(n), n * 5_000, 0, tile=f"34UE{'ABCDEFGHIJ'[n % 10]}") for n in range(40)]
    choices = [SplitChoice(scheme, folds=5, held_out=fold) for fold in range(5)]
    tested = [split(patches, choice).test() for choice in choices]
    assert sorted(n for numbers in tested for n in numbers) == list(range(40))
    first = split(patches, choices[0]).fold_of
    for choice in choices:
        assert np.array_equal(split(patches, choice).fold_of, first), (
            "the map shows the numbers one chooses by"
        )
    other = split(patches, SplitChoice(scheme, folds=5, held_out=1, validation=4))
    assert np.array_equal(other.fold_of, first) and other.validation() == tested[4]


def test_a_fold_that_is_asked_for_is_held_out_whatever_classes_it_alone_holds():
    codes = (111, 112, 121, 122, 123, 124, 131, 132, 133, 141)
    patches = [
        patch(
            str(n),
            n * 5_000,
            0,
            tile=f"34UE{'ABCDEFGHIJ'[n % 10]}",
            counts={frozenset({211}): 900, frozenset({codes[n % 10]}): 90},
        )
        for n in range(40)
    ]
    patches[::10] = [replace(patches[n], counts={frozenset({211}): 990}) for n in range(0, 40, 10)]
    for scheme in (SplitScheme.TILES, SplitScheme.STRATIFIED):
        divided = [split(patches, SplitChoice(scheme, folds=4, held_out=fold)) for fold in range(4)]
        assert sorted(n for one in divided for n in one.test()) == list(range(40))
        assert all(not set(one.test()) & set(one.validation()) for one in divided)
    chosen = [split(patches, SplitChoice(SplitScheme.TILES, 4, 2, fold)) for fold in (0, 1, 3)]
    assert len({one.fold_of for one in chosen}) == 1, "whoever chooses both is shown the same numbers"


def test_random_and_stratified_warn_that_they_flatter_and_tiles_do_not():
    patches = [patch(str(n), n * 5_000, 0, tile=f"34UE{'ABCDEFGHIJ'[n % 10]}") for n in range(40)]
    for scheme in (SplitScheme.RANDOM, SplitScheme.STRATIFIED):
        divided = split(patches, SplitChoice(scheme, folds=4))
        assert "flatter" in divided.warnings[0]
        sizes = np.bincount(divided.fold_of)
        assert sizes.tolist() == [10, 10, 10, 10]
    assert not split(patches, SplitChoice(SplitScheme.TILES, folds=4)).warnings
    assert "flatters" in split(patches, SplitChoice(SplitScheme.TILES, folds=2)).warnings[0]


def test_training_only_sources_are_never_held_out_nor_on_ground_that_is():
    own = [patch(str(n), n * 20_000, 0, tile=f"34UE{'ABCDEFGH'[n]}") for n in range(8)]
    more = [patch("on-test", 600, 0, source=1), patch("far", 900_000, 0, source=1)]
    sources = (TrainingSource(SourceKind.AUTO, "a"), TrainingSource(SourceKind.AUTO, "b", train_only=True))
    divided = split([*own, *more], SplitChoice(SplitScheme.TILES, folds=4), sources)
    if divided.fold_of[0] >= 0:
        assert divided.fold_of[8] == LEFT_OUT
    assert divided.fold_of[9] == TRAIN_ONLY
    assert 9 in divided.train()
    with pytest.raises(EngineProblem, match="for training only"):
        split(more, SplitChoice(folds=2), sources)


def test_training_only_patches_on_the_ground_of_any_fold_are_left_out():
    """So that each fold may be held out in turn; docs/training-data.md says so."""
    own = [patch(str(n), n * 20_000, 0, tile=f"34UE{'ABCDEFGH'[n]}") for n in range(8)]
    more = [patch(f"on {n}", n * 20_000 + 600, 0, source=1, tile=f"34UE{'ABCDEFGH'[n]}") for n in range(8)]
    sources = (TrainingSource(SourceKind.AUTO, "a"), TrainingSource(SourceKind.AUTO, "b", train_only=True))
    divided = split([*own, *more], SplitChoice(SplitScheme.TILES, folds=4), sources)
    assert sorted(divided.fold_of[:8]) == [0, 0, 1, 1, 2, 2, 3, 3]
    assert divided.fold_of[8:] == (LEFT_OUT,) * 8


@pytest.mark.parametrize("scheme", [SplitScheme.TILES, SplitScheme.SCENES, SplitScheme.AUTO])
def test_a_training_only_scene_over_several_places_does_not_join_them(scheme):
    own = [patch(str(n), n * 20_000, 0, scene=f"own {n}", tile=f"34UE{'ABCDEFGH'[n]}") for n in range(8)]
    large = [patch(f"on {n}", n * 20_000 + 600, 0, source=1, scene="large", tile="34UEG") for n in range(8)]
    sources = (TrainingSource(SourceKind.AUTO, "a"), TrainingSource(SourceKind.AUTO, "b", train_only=True))
    divided = split([*own, *large], SplitChoice(scheme, folds=4), sources)
    alone = split(own, SplitChoice(scheme, folds=4))
    assert divided.scheme is alone.scheme is not SplitScheme.AUTO
    assert (divided.fold_of[:8], divided.group_of[:8]) == (alone.fold_of, alone.group_of)
    assert divided.fold_of[8:] == (LEFT_OUT,) * 8


def test_rotation_holds_out_each_fold_once():
    patches = [patch(str(n), n * 5_000, 0, tile=f"34UE{'ABCDEFGHIJ'[n % 10]}") for n in range(40)]
    divided = split(patches, SplitChoice(SplitScheme.TILES, folds=5))
    tested = [divided.rotated(fold).test() for fold in range(5)]
    assert sorted(n for numbers in tested for n in numbers) == list(range(40))
    turned = divided.rotated(4)
    assert (turned.held_out, turned.validation_fold) == (4, 0)
    assert not set(turned.train()) & set(turned.test() + turned.validation())


def test_too_few_places_are_said():
    patches = [patch(str(n), n * 1280, 0) for n in range(9)]
    with pytest.raises(EngineProblem, match="There are 1 places to divide into 5 folds"):
        split(patches, SplitChoice(SplitScheme.TILES))
    nowhere = [Patch(str(n), 0, 64, 64, counts={frozenset({211}): 9}) for n in range(20)]
    with pytest.raises(EngineProblem, match="No patch names its Sentinel-2 tile"):
        split(nowhere, SplitChoice(SplitScheme.TILES))
    with pytest.raises(EngineProblem, match="No patch knows where it lies"):
        split(nowhere, SplitChoice(SplitScheme.BLOCKS))


def test_iterative_stratification_shares_out_rare_labels_where_chance_does_not():
    rng = np.random.default_rng(7)
    labels = (rng.random((600, 12)) < np.geomspace(0.5, 0.01, 12)).astype(float)
    wanted = labels.sum(axis=0) / 5

    def deviation(fold):
        held = np.stack([labels[fold == f].sum(axis=0) for f in range(5)])
        return np.abs(held - wanted).mean()

    fold = iterative_folds(labels, 5, np.random.default_rng(1))
    assert fold.min() == 0
    assert fold.max() == 4
    chance = np.mean([deviation(np.random.default_rng(s).permutation(600) % 5) for s in range(20)])
    assert deviation(fold) < chance / 3
    rare = labels[:, -1] > 0
    spread = np.bincount(fold[rare], minlength=5)
    assert spread.max() - spread.min() <= 1
    sizes = np.bincount(fold)
    assert sizes.max() - sizes.min() < 0.1 * 600 / 5 + 6


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_a_small_scene_is_divided_so_that_there_is_something_to_learn_from(seed):
    """380 x 380 px in patches of 128 px, a half apart: blocks of two patches would be fewer than the folds."""
    rng = np.random.default_rng(seed)
    patches = landscape(rng, scenes=1, edge=5)
    divided = split(patches, SplitChoice(seed=seed))
    assert len(divided.train()) >= 5 and divided.validation() and divided.test()
    pairs = brute_overlaps(patches)
    assert not [p for p in pairs if divided.fold_of[p[0]] != divided.fold_of[p[1]] and LEFT_OUT not in
                (divided.fold_of[p[0]], divided.fold_of[p[1]])]  # fmt: skip
    assert divided.warnings[-1].startswith("The scenes are too small for blocks of several patches of 128 px")
    assert "such as 64 px" in divided.warnings[-1]
    with pytest.raises(
        EngineProblem, match=r"too small for patches of 128 px in 9 folds: of 16 .* such as 64 px, or"
    ):
        split(landscape(rng, scenes=1, edge=4), SplitChoice(folds=9, seed=seed))
    large = split(landscape(rng, scenes=1, edge=16), SplitChoice(seed=seed, scheme=SplitScheme.AUTO))
    assert large.scheme in (SplitScheme.BLOCKS, SplitScheme.TILES)
    assert not any("too small for blocks of several" in said for said in large.warnings)
