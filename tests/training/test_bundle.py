"""What a run writes into the card, and the whole way from a recipe to a package that classifies."""

from __future__ import annotations

import errno
import zipfile
from dataclasses import replace

import pytest

from corina.models.graph import verify_graph
from corina.models.package import open_package, verify
from corina.training.__main__ import main
from corina.training.ancestry import sets_behind
from corina.training.bundle import make_package, write_zip
from corina.training.evaluate import evaluate
from corina.training.fit import Place, fit
from corina.training.labels import S2GLC, S2GLC_DISJOINT
from corina.training.prepare import build_network, label_counts, prepare
from corina.training.recipe import read_recipe


def test_support_counts_only_labels_that_name_one_code(data):
    pixels, patches = label_counts([*data.sets["bigearthnet"], *data.sets["s2glc"]], data.table)
    water = data.table.row(frozenset({512}))
    expected = [int((c.labels == water).sum()) for chips in data.sets.values() for c in chips]
    assert (pixels[512], patches[512]) == (sum(expected), sum(n > 0 for n in expected))
    assert (pixels[313], patches[313]) == (0, 0)


def test_disjoint_sets_share_no_code_and_keep_every_class():
    sets = list(S2GLC_DISJOINT.values())
    for number, allowed in enumerate(sets[:5]):
        assert allowed
        assert all(not allowed & other for other in sets[number + 1 : 5])
    assert set(S2GLC_DISJOINT) == set(S2GLC)
    assert all(S2GLC_DISJOINT[value] <= S2GLC[value] for value in S2GLC)


@pytest.mark.shared_data
def test_a_recipe_becomes_a_verified_package_with_measured_figures(shared_data, checkout, tmp_path, capsys):
    recipe = read_recipe(checkout / "training" / "recipes" / "bundled.toml")
    short = replace(recipe, stages=tuple(replace(s, steps=2, batch=2, crop=64) for s in recipe.stages))
    prepared = prepare(short, shared_data)
    trained = fit(build_network(short, prepared), short, prepared.training, Place(tmp_path / "run"))
    first = sets_behind(short)
    package = make_package(short, "bundled.toml", prepared, trained, tmp_path / "models", first=first)
    verify(package)
    verify_graph(package)
    card = package.card
    assert card.codes == recipe.codes
    assert card.metrics["tiles"] == sorted(prepared.folds[recipe.split.held_out])
    assert [entry["name"][:6] for entry in card.training["sets"]] == ["BigEar", "EuroSA", "S2GLC ", "Effici"]
    assert evaluate(open_package(package.path), shared_data) == card.metrics
    assert main(["evaluate", str(package.path), "--data", str(shared_data)]) == 0
    assert f"{card.metrics['level1']['overall']:.3f}" in capsys.readouterr().out


def test_a_zip_that_cannot_be_written_leaves_the_one_before_and_nothing_else(checkout, tmp_path, monkeypatch):
    package = open_package(checkout / "models" / "bundled" / "resunet-s2-10m")
    path = write_zip(package, tmp_path / "zips" / "model.zip")
    assert open_package(path).card == package.card
    before = path.read_bytes()

    def no_room(self, *given):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(zipfile.ZipFile, "write", no_room)
    with pytest.raises(OSError, match="No space left"):
        write_zip(package, path)
    assert [found.name for found in path.parent.iterdir()] == ["model.zip"] and path.read_bytes() == before
