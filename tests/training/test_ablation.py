"""Variants of a recipe are trained once for each fold, measured on what was held out, and shown in one table."""

from dataclasses import replace

import numpy as np
import pytest

from corina.training import ablation
from corina.training.ablation import named_where_sure, read_study, run_study, study_table
from corina.training.datasets import Chip
from corina.training.labels import CORINE, S2GLC, LabelTable
from corina.training.predict import averaged, flipped
from corina.training.recipe import RecipeError, read_recipe

STUDY = """
base = "{root}/training/recipes/bundled.toml"
folds = [0]
[[recipe.stages]]
name = "finetune"
sets = {{ bigearthnet = 1.0 }}
learning_rate = 2e-3
[last_stage]
steps = 1
batch = 2
crop = 32
[[variants]]
title = "base"
[[variants]]
title = "flat"
pretrained = false
recipe = {{ loss = {{ weights = [0.0, 0.0, 1.0] }}, weights = {{ source = "none" }} }}
[[variants]]
title = "band"
boundary_px = 1.0
[[variants]]
title = "both, flipped"
average_of = ["base", "band"]
flips = true
"""


@pytest.fixture
def study(tmp_path, request):
    """A study of four variants, two of them without a training of their own."""
    path = tmp_path / "study.toml"
    path.write_text(STUDY.format(root=request.config.rootpath))
    return read_study(path)


def test_a_variant_differs_from_the_base_in_what_it_names(study):
    """A table that is named in part keeps its other fields."""
    base, flat = study.variants[0].recipe, study.variants[1].recipe
    assert base.loss.weights == (1.0, 1.0, 1.0)
    assert flat.loss.weights == (0.0, 0.0, 1.0)
    assert flat.network == base.network
    assert flat.stages[-1].steps == base.stages[-1].steps == 1
    assert flat.stages[-1].learning_rate == study.base.stages[-1].learning_rate


def test_the_studies_that_come_with_corina_differ_from_the_bundled_recipe_as_they_say(checkout):
    recipes = checkout / "training" / "recipes"
    bundled = read_recipe(recipes / "bundled.toml")
    short, band = read_study(recipes / "ablation.toml"), read_study(recipes / "boundary_band.toml")
    assert band.variants[0].recipe == bundled == band.variants[1].recipe
    assert [variant.boundary_px for variant in band.variants] == [0, 2]
    for variant in short.variants:
        last = variant.recipe.stages[-1]
        assert (last.steps, last.batch * max(last.crop, 1) ** 2) == (220, 8 * 128**2), variant.title
        assert variant.recipe.codes == bundled.codes


def test_unknown_variants_and_files_are_named(study, tmp_path):
    """One sentence that says what there is."""
    with pytest.raises(RecipeError, match="no variant 'x'; there are: base; flat"):
        study.variant("x")
    with pytest.raises(RecipeError, match="cannot be read"):
        read_study(tmp_path / "absent.toml")


@pytest.mark.shared_data
def test_a_study_is_trained_once_and_goes_on(study, shared_data, tmp_path, monkeypatch, capsys):
    """Rows appear when all folds are done; what is done is not trained again."""
    out = tmp_path / "out"
    monkeypatch.setattr(ablation, "first_weights", lambda path: None)  # begins with the first weights
    run_study(study, shared_data, out, tmp_path / "none", ["base", "band"])
    assert [line.split(" | ")[0] for line in study_table(study, out).splitlines()[2:]] == ["| base", "| band"]
    run_study(study, shared_data, out, tmp_path / "none", ["both, flipped"])
    both, base = (np.load(out / name / "fold0.npy") for name in ("both--flipped", "base"))
    assert (both.sum(axis=1) == base.sum(axis=1)).all()  # the same labels, whatever was mapped
    assert "both, flipped, fold 0: " in capsys.readouterr().out
    trained = (out / "base" / "fold0" / f"{study.base.stages[-1].name}.safetensors").stat().st_mtime_ns
    run_study(study, shared_data, out, tmp_path / "none", ["base"])
    assert (
        out / "base" / "fold0" / f"{study.base.stages[-1].name}.safetensors"
    ).stat().st_mtime_ns == trained


def test_a_variant_is_given_the_sets_it_draws_from(study, tmp_path, monkeypatch):
    """The base does not draw from EuroSAT."""
    base, own = study.variants[0], study.base.stages[-1]
    eurosat = replace(own, sets={"bigearthnet": 0.8, "eurosat": 0.2})
    weak = replace(base, title="weak", recipe=replace(base.recipe, stages=(eurosat,)))
    study = replace(study, variants=(base, weak))
    prepared = []
    monkeypatch.setattr(ablation, "first_weights", lambda path: None)
    monkeypatch.setattr(ablation, "prepare", lambda recipe, root, rotated: prepared.append((recipe, rotated)))
    monkeypatch.setattr(ablation, "_measure", lambda fold, variant: np.eye(44, dtype=np.int64))
    for variant in study.variants:
        (tmp_path / variant.folder).mkdir()
    run_study(study, tmp_path, tmp_path, tmp_path / "none")
    drawn = [dict(recipe.stages[-1].sets) for recipe, _ in prepared]
    assert ["eurosat" in sets for sets in drawn] == [False, True]
    assert {fold for _, fold in prepared} == {0}


def test_flips_undo_themselves():
    """A predictor that only looks at single pixels says the same with flips; one that shifts is evened out."""
    image = np.random.default_rng(1).integers(1, 5000, (2, 6, 9)).astype(np.uint16)

    def pixelwise(values):
        return values.astype(np.float32) / 5000

    assert np.allclose(flipped(pixelwise)(image), pixelwise(image), atol=1e-6)

    def shifted(values):
        return np.roll(pixelwise(values), 1, axis=2)

    square = image[:, :, :6]
    turned = flipped(shifted)(np.rot90(square, axes=(1, 2)).copy())
    assert np.allclose(turned, np.rot90(flipped(shifted)(square), axes=(1, 2)), atol=1e-6)
    assert np.allclose(averaged([pixelwise, shifted])(image), (pixelwise(image) + shifted(image)) / 2)


def test_only_sure_pixels_get_a_name_and_never_one_outside_their_set():
    """0.6 of the coniferous set's probability names 312 at a share of 0.5 and nothing at 0.7."""
    table = LabelTable.build((211, 312, 313), [CORINE, S2GLC])
    coniferous, arable = table.row(frozenset({312, 313})), table.row(frozenset({211}))
    chip = Chip("c", np.ones((1, 1, 3), np.uint16), np.array([[coniferous, 0, arable]], np.uint8), "c")

    def teacher(image):
        return np.repeat(np.array([0.8, 0.12, 0.08], np.float32)[:, None, None], 3, axis=2)

    named = named_where_sure(chip, teacher, table, 0.5).labels
    assert named.tolist() == [[table.row(frozenset({312})), 0, arable]]
    assert named_where_sure(chip, teacher, table, 0.7).labels.tolist() == chip.labels.tolist()
