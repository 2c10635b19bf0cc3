"""What a training leaves at its end, where its data or its first weights are not like those of the others."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import rasterio

from corina.engine.errors import EngineProblem
from corina.engine.events import Log, LogLevel
from corina.engine.handlers import carry_out
from corina.engine.jobs import EvaluateJob, WeightsChoice, WeightsFrom
from corina.models.package import open_package
from tests.training.small_data import small_job, small_recipe, write_chips


@pytest.fixture(scope="module")
def dark_chips(tmp_path_factory):
    """Chips half as bright as the others, a corner of each without data."""
    folder = write_chips(tmp_path_factory.mktemp("dark") / "chips", count=8)
    for path in (folder / "images").iterdir():
        with rasterio.open(path, "r+") as file:
            image = file.read() // 2
            image[:, :10, :12] = 0
            file.write(image)
    return folder


def test_a_model_trained_on_from_another_is_made_and_fills_as_it_learned(finished, dark_chips, tmp_path):
    """The first model's mean goes on: what holds no data, and the padding to whole strides, was that in training."""
    _, before, _ = finished
    first = open_package(Path(before["model"]["path"])).card
    recipe = small_recipe(dark_chips, epochs=1, previews=0)
    recipe = replace(
        recipe,
        data=replace(recipe.data, patch=36),
        weights=WeightsChoice(WeightsFrom.PACKAGE, before["model"]["path"]),
    )
    job = replace(small_job(dark_chips, tmp_path / "run"), recipe=recipe)
    result = carry_out(job, lambda event: None)
    card = open_package(Path(result["model"]["path"])).card
    assert (card.mean, card.std) == (pytest.approx(first.mean), pytest.approx(first.std))
    again = carry_out(EvaluateJob(str(tmp_path / "run"), threads=1), lambda event: None)
    for level in ("level1", "level2", "level3"):
        assert card.metrics[level]["overall"] == result["metrics"][level]["overall"], (
            "graph and network agree"
        )
        assert again["metrics"][level]["overall"] == result["metrics"][level]["overall"]


def test_labels_that_are_sets_only_make_a_model_whose_agreement_is_not_known(chips, tmp_path):
    legend = tmp_path / "own.csv"
    legend.write_text("value,name,codes\n512,water,511 512\n312,wood,311 312 313\n211,fields,211 212\n")
    recipe = small_recipe(chips, epochs=1, previews=0)
    source = replace(recipe.data.sources[0], legend=str(legend))
    recipe = replace(recipe, data=replace(recipe.data, sources=(source,)))
    events = []
    result = carry_out(replace(small_job(chips, tmp_path / "run"), recipe=recipe), events.append)
    assert result["state"] == "done" and result["metrics"] is None and result["report"] is None
    told = [event.message for event in events if isinstance(event, Log) and event.level is LogLevel.WARNING]
    sentence = "No label of the held-out patches names a single CORINE class: how far the model agrees"
    assert any(message.startswith(sentence) for message in told)
    assert any(message.startswith(sentence) for message in result["warnings"])
    card = open_package(Path(result["model"]["path"])).card
    assert set(card.codes) == {211, 212, 311, 312, 313, 511, 512}
    assert {entry["source"] for entry in card.label_support.values()} == {"group"}
    assert card.metrics["pixels"] == 0 and "level3" not in card.metrics
    with pytest.raises(EngineProblem, match="names a single CORINE class, so agreement cannot be measured"):
        carry_out(EvaluateJob(str(tmp_path / "run"), threads=1), lambda event: None)
