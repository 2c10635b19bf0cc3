"""Sets of very many patches: kept in columns, divided and described without a copy, looked through once."""

from __future__ import annotations

import json
import os
import pickle
from dataclasses import replace

import numpy as np
import pyogrio
import pytest

from corina.engine.jobs import LabelInput, Recipe, SplitChoice, SplitScheme
from corina.training import description
from corina.training.collection import open_collection
from corina.training.description import open_kept, read_description
from corina.training.ground import overlapping
from corina.training.own_data import DATASET_FILE, prepare_own
from corina.training.patch_list import PatchList
from corina.training.sources.base import Patch
from corina.training.splits import split
from tests.training.scenes import choice_of, halves, square, write_labels, write_scene

FOREST, FIELD = frozenset({311, 312, 313}), frozenset({211})
EVERY = [
    Patch("Pläne", 0, 120, 120, path="/data/Pläne/Pläne", names=("Sea", "Beach"), counts={}),
    Patch(
        "b", 1, 64, 32, window=(0, 64, 32, 64), bounds=(0.5, 1.0, 2.0, 3.25), crs="EPSG:32634", scene="s",
        tile="34UEG", country="Finland", counts={FOREST: 70_000, FIELD: 3},
    ),
    Patch("c", 0, 64, 64, path="C:\\data\\c.tif", counts={FIELD: 1}),
]  # fmt: skip


def silent(text, fraction):
    pass


def grid(rows, columns, crs="EPSG:32634", left=300_000.0):
    """Patches of 1200 m side by side, as in BigEarthNet."""
    return [
        Patch(
            f"{crs}_{row}_{column}", 0, 120, 120, crs=crs, scene=crs, tile=crs[-2:] + "UEG",
            bounds=(left + 1200 * column, 5e6 + 1200 * row, left + 1200 * (column + 1), 5e6 + 1200 * (row + 1)),
            counts={frozenset({(211, 312, 512)[(row + column) % 3]}): 14_400},
        )
        for row in range(rows)
        for column in range(columns)
    ]  # fmt: skip


def test_a_list_gives_back_what_was_put_in():
    listed = PatchList(EVERY)
    assert list(listed) == EVERY
    assert listed == EVERY
    assert listed != EVERY[:2]
    assert (listed[-1], listed[1:]) == (EVERY[2], EVERY[1:])
    with pytest.raises(IndexError):
        listed[3]
    again = pickle.loads(pickle.dumps(listed))
    assert again == EVERY
    assert PatchList.of(again) is again
    assert listed.labelled.tolist() == [0, 70_003, 1]
    assert listed.windows.tolist()[1] == [0, 64, 32, 64]
    assert listed.texts("country") == ["", "Finland", ""]
    held = listed.contents
    found = [(n, held.names[k], c) for n, k, c in zip(held.patches, held.sets, held.pixels)]
    assert found == [(1, FOREST, 70_000), (1, FIELD, 3), (2, FIELD, 1)]


def test_a_patch_takes_a_fifth_of_a_kilobyte():
    """And so half a million of them a hundred megabytes, in a worker process too."""
    scene = "S2A_MSIL2A_20170613T101031_N9999_R022_T33UUP"
    patches = (
        replace(
            patch,
            name=f"{scene}_{n}",
            path=f"/data/bigearthnet/BigEarthNet-S2/{scene}/{scene}_{n}",
            scene=scene,
        )
        for n, patch in enumerate(grid(50, 40))
    )
    listed = PatchList(patches)
    assert len(pickle.dumps(listed, protocol=5)) / len(listed) < 200


def test_neighbours_in_several_zones_do_not_overlap_at_their_turned_corners():
    patches = grid(6, 6) + grid(6, 6, "EPSG:32633", 290_000.0)
    places, pairs = overlapping(patches)
    assert np.isfinite(places).all()
    assert len(pairs) == 0
    divided = split(patches, SplitChoice(SplitScheme.STRATIFIED, folds=3))
    assert -2 not in divided.fold_of


def test_patches_of_two_sources_with_the_same_name_are_two():
    patches = grid(3, 3) + [replace(patch, source=1) for patch in grid(3, 3, left=900_000.0)]
    divided = split(patches, SplitChoice(SplitScheme.RANDOM, folds=3))
    assert len(set(divided.group_of)) == 18


def test_a_kept_description_is_a_line_a_patch_and_brings_its_warnings(tmp_path):
    image = write_scene(tmp_path / "scene.tif")
    bow = [square(0, 0, 40, 40)[i] for i in (0, 2, 1, 3, 0)]
    labels = write_labels(
        tmp_path / "clc.gpkg", [("211", square(0, 0, 64, 96)), ("312", square(64, 0, 128, 96)), ("512", bow)]
    )
    first = open_collection(choice_of(image, labels))
    description.write_description(tmp_path / "d.json", first)
    kept = json.loads((tmp_path / "d.json").read_text(encoding="utf-8"))
    assert len((tmp_path / "d.json").read_text(encoding="utf-8").splitlines()) == len(first.patches) + 2
    assert len(kept["patches"]) == 12
    again = read_description(tmp_path / "d.json")
    assert again.patches == first.patches
    assert any("crossed themselves" in text for text in again.warnings)
    assert again.warnings == first.warnings
    whole = (tmp_path / "d.json").read_text(encoding="utf-8")
    (tmp_path / "d.json").write_text(whole[: len(whole) // 2], encoding="utf-8")
    open_kept(first.choice, tmp_path / "d.json", silent)
    assert (tmp_path / "d.json").read_text(encoding="utf-8") == whole


@pytest.mark.parametrize("changed", ["clc.gpkg", "scene.tif", "legend.csv"])
def test_a_description_of_files_that_changed_is_not_taken(tmp_path, monkeypatch, changed):
    legend = tmp_path / "legend.csv"
    legend.write_text("value,name,codes\n211,Field,211\n312,Wood,312\n", encoding="utf-8")
    image, labels = write_scene(tmp_path / "scene.tif"), halves(tmp_path / "clc.gpkg")
    choice = choice_of(image, LabelInput(str(labels), field="code_18", legend=str(legend)))
    seen = []
    monkeypatch.setattr(description, "look_through", lambda *a: seen.append(1) or open_collection(*a))
    kept = tmp_path / "out" / "d.json"
    kept.parent.mkdir()
    open_kept(choice, kept, silent)
    open_kept(choice, kept, silent)
    assert len(seen) == 1
    file = tmp_path / changed
    os.utime(file, ns=(file.stat().st_atime_ns, file.stat().st_mtime_ns + 10**9))
    open_kept(choice, kept, silent)
    assert len(seen) == 2


def test_a_run_looks_through_its_data_once_and_says_when_it_was_changed(tmp_path, monkeypatch):
    image, labels = write_scene(tmp_path / "scene.tif"), halves(tmp_path / "clc.gpkg")
    data = choice_of(image, labels, boundary_m=20)
    recipe = Recipe("a", "A", data=data, split=SplitChoice(SplitScheme.RANDOM, folds=3))
    run = tmp_path / "run"
    run.mkdir()
    first = prepare_own(recipe, folder=run)
    assert (run / DATASET_FILE).is_file()
    seen = []
    monkeypatch.setattr(description, "look_through", lambda *a: seen.append(1) or open_collection(*a))
    again = prepare_own(recipe, folder=run)
    assert not seen
    assert again.counts == first.counts
    assert sum(first.counts.values()) == 4 * 1024
    assert [chip.name for chip in again.held_out] == [chip.name for chip in first.held_out]
    for one, other in zip(first.inner, again.inner):
        assert (one.labels == other.labels).all()
    assert again.warnings == first.warnings
    os.utime(tmp_path / "clc.gpkg")  # as QGIS does when it only shows a layer
    touched = prepare_own(recipe, folder=run)
    assert seen
    assert touched.warnings == first.warnings
    (tmp_path / "clc.gpkg").unlink()
    halves(tmp_path / "clc.gpkg", "211", "512")
    changed = prepare_own(recipe, folder=run)
    assert changed.warnings[0].startswith("The scenes or labels of this run were changed since it began")
    assert set(changed.counts) == {211, 512}


def test_unknown_labels_are_said_in_a_training_too(tmp_path):
    image = write_scene(tmp_path / "scene.tif")
    parts = [("211", square(0, 0, 64, 96)), ("312", square(64, 0, 120, 96)), ("345", square(120, 0, 128, 96))]
    data = choice_of(image, write_labels(tmp_path / "clc.gpkg", parts, field="code_18"))
    prepared = prepare_own(Recipe("a", "A", data=data, split=SplitChoice(SplitScheme.RANDOM, folds=3)))
    assert any("'345' (1)" in text for text in prepared.warnings)


def test_the_layer_of_a_split_in_several_zones_is_on_one_map(tmp_path):
    from corina.training.splitlayer import Outline, outline_of, write_outlines

    patches = grid(2, 2) + grid(2, 2, "EPSG:32633", 700_000.0)
    outlines = (Outline(p.crs, [outline_of(p.bounds)], (p.name,)) for p in patches)
    path = write_outlines(tmp_path / "a.gpkg", "patches", (("name", "TEXT"),), outlines, "x", "EPSG:3035")
    meta, _, _, columns = pyogrio.raw.read(path)
    assert meta["crs"] == "EPSG:3035"
    assert columns[0].tolist() == [patch.name for patch in patches]
