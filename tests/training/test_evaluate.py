"""The figures in the bundled model's card are what its graph gives on the tiles it names."""

from __future__ import annotations

import json
import shutil

import numpy as np
import pytest

from corina.models.package import PackageError, find_package, open_package
from corina.training.__main__ import main
from corina.training.datasets import DatasetError
from corina.training.evaluate import evaluate
from corina.training.predict import package_predictor
from corina.training.report import FIGURES_BEGIN, FIGURES_END, report, write_between_marks
from tests.engine.tiny_model import make_package

FIGURES = ("overall", "mean_iou", "f1_macro", "f1_weighted", "majority_floor")


@pytest.mark.shared_data
def test_the_cards_figures_are_measured_again_from_the_bundled_graph(shared_data):
    package = find_package("")
    found = evaluate(package, shared_data, threads=1)
    stated = package.card.metrics
    assert (found["split"], found["pixels"]) == (stated["split"], stated["pixels"])
    for level in ("level1", "level2", "level3"):
        for name in FIGURES:
            assert found[level][name] == pytest.approx(stated[level][name], abs=1e-3)
        assert {code: c["pixels"] for code, c in found[level]["per_class"].items() if c["pixels"]} == {
            code: c["pixels"] for code, c in stated[level]["per_class"].items() if c["pixels"]
        }


@pytest.mark.shared_data
def test_the_held_out_tiles_are_not_among_the_pixels_trained_on(shared_data):
    card = find_package("").card
    index = json.loads((shared_data / "bigearthnet_v2" / "index.json").read_text())
    trained: dict[str, int] = {}
    for row in index:
        if not any(f"_T{tile}_" in row["patch_id"] for tile in card.metrics["tiles"]):
            for code, pixels in row["clc"].items():
                trained[code] = trained.get(code, 0) + pixels
    assert {code: entry["pixels"] for code, entry in card.label_support.items() if entry["pixels"]} == trained


@pytest.mark.shared_data
def test_an_altered_graph_is_not_measured(shared_data, tmp_path):
    folder = tmp_path / "model"
    shutil.copytree(find_package("").path, folder)
    with (folder / "model.onnx").open("r+b") as graph:
        graph.seek(100_000)
        graph.write(b"\0" * 64)
    with pytest.raises(PackageError, match="was altered"):
        evaluate(open_package(folder), shared_data)


@pytest.mark.shared_data
def test_a_graph_that_takes_four_tiles_only_maps_a_patch_as_any_other(tmp_path):
    nir = np.repeat([200, 1000, 2500, 4000], 8).astype(np.uint16)
    patch = np.stack([np.full((20, 32), 500, np.uint16)] * 3 + [np.tile(nir, (20, 1))])
    fixed, free = (
        package_predictor(open_package(make_package(tmp_path / str(number), batch=number)), threads=1)
        for number in (4, "N")
    )
    np.testing.assert_array_equal(fixed(patch), free(patch))
    assert fixed(patch).shape == (4, 20, 32)


def test_a_card_that_names_no_held_out_tile_cannot_be_measured(shared_data, tmp_path):
    folder = tmp_path / "model"
    shutil.copytree(find_package("").path, folder)
    values = json.loads((folder / "card.json").read_text())
    values["metrics"]["tiles"] = []
    (folder / "card.json").write_text(json.dumps(values))
    with pytest.raises(DatasetError, match="no patch of the tiles held out"):
        evaluate(open_package(folder), shared_data)


def test_the_report_shows_the_cards_figures():
    card = find_package("").card
    text = report(card)
    row = next(line for line in text.splitlines() if line.startswith("| 3 |"))
    assert f"{card.metrics['level3']['overall']:.3f}" in row
    assert f"{card.metrics['level3']['majority_floor']:.3f}" in row


def test_the_command_line_says_in_one_line_what_is_wrong(capsys, tmp_path):
    assert main(["evaluate", "no-such-model", "--data", str(tmp_path)]) == 2
    assert "No model is called no-such-model" in capsys.readouterr().err
    assert main(["train", str(tmp_path / "none.toml"), "--out", str(tmp_path / "run")]) == 2
    assert "none.toml cannot be read" in capsys.readouterr().err
    assert not (tmp_path / "run").exists()


def test_the_page_on_models_quotes_the_card(checkout):
    page = (checkout / "docs" / "models.md").read_text(encoding="utf-8")
    assert report(find_package("").card) in page


def test_figures_go_between_the_marks_and_nowhere_else(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(f"above\n{FIGURES_BEGIN}\nold\n{FIGURES_END}\nbelow\n")
    write_between_marks(page, "new")
    assert page.read_text() == f"above\n{FIGURES_BEGIN}\n\nnew\n\n{FIGURES_END}\nbelow\n"
    page.write_text("no marks")
    with pytest.raises(ValueError, match="has no place for figures"):
        write_between_marks(page, "new")
