"""`corina train`, `evaluate`, `export-model` and `pretrain` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corina.engine.cli import main
from corina.training.__main__ import main as module_main
from corina.training.recipe import write_recipe
from tests.training.small_data import small_recipe, write_chips


@pytest.fixture(scope="module")
def recipe_file(tmp_path_factory):
    """A recipe file of one epoch."""
    folder = tmp_path_factory.mktemp("commands")
    path = folder / "small.json"
    write_recipe(small_recipe(write_chips(folder / "chips"), epochs=1), path)
    return path


def run(capsys, *words):
    code = main([*words, "--threads", "1"])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_from_a_recipe_to_a_model_and_its_report(recipe_file, tmp_path, capsys):
    models, out = str(tmp_path / "Modèles à moi"), str(tmp_path / "Lauf für Žlutý kůň")
    code, said, log = run(capsys, "train", str(recipe_file), "--out", out, "--models-dir", models)
    assert code == 0
    assert "Begins with random weights." in said
    assert "level  3" in said
    assert said.splitlines()[-1].endswith("small.zip")
    assert "epoch 1 validation: loss" in log
    assert run(capsys, "train", str(recipe_file), "--out", out)[0] == 1  # it holds a run
    code, said, _ = run(capsys, "evaluate", out, "--out", str(tmp_path / "report"))
    assert code == 0
    assert (tmp_path / "report" / "report.html").is_file()
    code, said, _ = run(
        capsys,
        "export-model",
        out,
        "--name",
        "again",
        "--title",
        "Once again",
        "--description",
        "Of chips.",
        "--licence",
        "CC-BY-4.0",
        "--models-dir",
        models,
        "--zip",
        str(tmp_path / "a.zip"),
    )
    assert (code, said.splitlines()[-1]) == (0, str(tmp_path / "a.zip"))
    card = json.loads((Path(models) / "again" / "card.json").read_text(encoding="utf-8"))
    assert [card[word] for word in ("title", "description", "licence")] == [
        "Once again",
        "Of chips.",
        "CC-BY-4.0",
    ]


def test_a_model_that_is_replaced_is_told_before(recipe_file, tmp_path, capsys):
    models, sentence = str(tmp_path / "models"), "A model called small is installed and will be replaced"
    logs = []
    for name in ("one", "two"):
        words = ["train", str(recipe_file), "--out", str(tmp_path / name), "--models-dir", models]
        logs.append(run(capsys, *words)[2])
    logs.append(run(capsys, "export-model", str(tmp_path / "two"), "--models-dir", models)[2])
    logs.append(run(capsys, "export-model", str(tmp_path / "two"), "--models-dir", models, "--name", "a")[2])
    assert [sentence in log for log in logs] == [False, True, True, False]


def test_costs_and_rates_are_told_without_training(recipe_file, capsys):
    code, said, _ = run(capsys, "train", str(recipe_file), "--estimate")
    assert code == 0
    assert "0.8 million weights" in said
    code, said, _ = run(capsys, "train", str(recipe_file), "--rate-test")
    assert code == 0
    assert "loss falls fastest" in said or "never fell" in said
    assert not recipe_file.with_name("small-run").exists()


def test_a_rate_is_searched_for_with_its_own_command(recipe_file, tmp_path, capsys):
    curve = tmp_path / "curve.csv"
    words = ["rate-test", str(recipe_file), "--csv", str(curve), "--steps", "12", "--highest", "0.1"]
    code, said, _ = run(capsys, *words)
    assert code == 0
    assert "in stage 'all'" in said
    assert said.splitlines()[-1] == str(curve)
    assert curve.read_text().splitlines()[0] == "learning_rate,loss"
    code, _, said = run(capsys, *words[:-1], "1e-9")
    assert code == 1
    assert "expected two rising rates" in said


def test_events_and_result_come_as_json_lines(recipe_file, tmp_path, capsys):
    code, said, _ = run(
        capsys, "train", str(recipe_file), "--out", str(tmp_path / "r"), "--json", "--no-export"
    )
    lines = [json.loads(line) for line in said.splitlines()]
    assert code == 0
    assert {"progress", "metrics", "preview", "log", "result"} <= {line["event"] for line in lines}
    assert lines[-1]["data"]["model"] is None


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("{", "cannot be read"), ('{"nme": 1}', "no field 'nme'"), ("[]", "expected named fields")],
)
def test_a_wrong_recipe_is_one_sentence(text, sentence, tmp_path, capsys):
    path = tmp_path / "r.json"
    path.write_text(text)
    code, _, said = run(capsys, "train", str(path))
    assert code == 1
    assert sentence in said
    assert len(said.splitlines()) == 1


def test_the_module_goes_on_by_itself_and_leaves_a_folder_that_can_be_exported(recipe_file, tmp_path, capsys):
    out = tmp_path / "run"
    for _ in range(2):
        assert module_main(["train", str(recipe_file), "--out", str(out), "--threads", "1"]) == 0
    capsys.readouterr()
    code, _, _ = run(capsys, "export-model", str(out), "--models-dir", str(tmp_path / "models"))
    assert code == 0
    assert (tmp_path / "models" / "small" / "card.json").is_file()


def test_a_folder_without_a_run_is_said(tmp_path, capsys):
    code, _, said = run(capsys, "export-model", str(tmp_path))
    assert code == 1
    assert "is no run folder of a training" in said
    assert Path(tmp_path).is_dir()
