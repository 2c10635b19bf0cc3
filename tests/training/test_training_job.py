"""A training as a job: its events, what it keeps, its report and its model."""

from __future__ import annotations

import csv
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import rasterio
import torch
from PIL import Image

from corina.engine.errors import EngineProblem
from corina.engine.events import Log, LogLevel, Metrics, Preview, Progress, Stage, event_from_line, to_line
from corina.engine.handlers import carry_out
from corina.engine.jobs import (
    Device,
    EvaluateJob,
    ExportModelJob,
    StageChoice,
    job_from_json,
    to_json,
)
from corina.models.package import find_package, open_package, verify
from corina.training import module
from corina.training.state import load_state
from tests.training.small_data import FOUR_EPOCHS, curve, small_job


def test_a_job_crosses_the_process_border_whole(finished):
    job, _, events = finished
    assert job_from_json(to_json(job)) == job
    assert [event_from_line(to_line(event)) for event in events] == events


def test_each_epoch_sends_its_numbers_and_a_picture(finished):
    _, _, events = finished
    numbers = [(e.epoch, e.split) for e in events if isinstance(e, Metrics)]
    both = [(epoch, split) for epoch in (1, 2, 3, 4) for split in ("train", "validation")]
    assert numbers == [(0, "validation"), *both]
    shown = [e for e in events if isinstance(e, Metrics) and e.split == "validation"][-1].values
    assert {"loss", "overall1", "overall2", "overall3", "f1_macro3", "mean_iou3"} <= set(shown)
    pictures = [e for e in events if isinstance(e, Preview)]
    assert [e.epoch for e in pictures] == [1, 2, 3, 4]
    with Image.open(pictures[-1].path) as picture:
        assert picture.size[0] > 3 * picture.size[1] - 1  # image, label and prediction side by side
    stages = [e.stage for e in events if isinstance(e, Progress)]
    assert stages[0] is Stage.OPEN
    assert stages[-2:] == [Stage.EVALUATE, Stage.EXPORT]


def test_losses_are_finite_and_fall(finished):
    job, _, _ = finished
    losses = [loss for _, split, loss in curve(job.output_dir) if split == "train"]
    assert np.isfinite(losses).all()
    assert losses[-1] < losses[0]
    with (Path(job.output_dir) / "metrics.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert [float(row["loss"]) for row in rows if row["split"] == "train"] == losses


def test_the_kept_checkpoint_is_the_best_one_and_not_the_worst(finished):
    job, result, events = finished
    values = {e.epoch: e.values["loss"] for e in events if isinstance(e, Metrics) and e.split == "validation"}
    del values[0]
    assert result["best"] == min(values.values())
    assert result["best_epoch"] == min(values, key=values.get)
    state = load_state(Path(job.output_dir) / "best.safetensors")
    assert (state.course["best_epoch"], state.course["best"]) == (result["best_epoch"], result["best"])
    assert [e.epoch for e in events if isinstance(e, Metrics) and e.best][-1] == result["best_epoch"]


def test_tensorboard_gets_the_same_numbers(finished):
    from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

    job, _, _ = finished
    board = EventAccumulator(str(Path(job.output_dir) / "tensorboard"))
    board.Reload()
    shown = [scalar.value for scalar in board.Scalars("train/loss")]
    assert shown == pytest.approx([loss for _, split, loss in curve(job.output_dir) if split == "train"])


def test_with_a_figure_to_be_high_the_highest_is_kept(chips, tmp_path):
    job = small_job(chips, tmp_path / "run", export=False)
    job = replace(
        job, recipe=replace(job.recipe, monitor="overall3", stages=(replace(FOUR_EPOCHS, epochs=3),))
    )
    events = []
    result = carry_out(job, events.append)
    found = [
        e.values["overall3"] for e in events if isinstance(e, Metrics) and e.split == "validation" and e.epoch
    ]
    assert result["best"] == max(found)


def test_the_report_holds_every_figure(finished):
    _, result, _ = finished
    report = result["report"]
    page = Path(report["html"]).read_text(encoding="utf-8")
    assert "Level 3" in page
    assert "not accuracy" in page
    values = json.loads(Path(report["json"]).read_text(encoding="utf-8"))
    figures = values["metrics"]["level3"]
    assert {"overall", "f1_macro", "f1_micro", "f1_weighted", "mean_iou", "majority_floor"} <= set(figures)
    matrix = np.array(figures["matrix"]["counts"])
    assert figures["overall"] == pytest.approx(np.trace(matrix) / matrix.sum(), abs=1e-4)
    with Path(report["csv"]).open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["level"] == "3" and row["code"].isdigit()]
    for row in rows:
        place = figures["matrix"]["codes"].index(int(row["code"]))
        assert int(row["pixels"]) == matrix[place].sum()
        mapped = matrix[:, place].sum()
        assert float(row["precision"]) == pytest.approx(matrix[place, place] / max(1, mapped), abs=1e-4)
    for level in (1, 2, 3):
        with Image.open(report[f"matrix{level}.png"]) as picture:
            assert picture.format == "PNG"


def test_the_model_is_in_the_list_says_where_it_comes_from_and_is_one_zip(finished):
    job, result, _ = finished
    package = find_package("small", [Path(job.models_dir)])
    verify(package)
    card = package.card
    assert card.codes == (211, 312, 512)
    assert card.training["split"]["folds"] == 4
    assert card.metrics["level3"]["overall"] == pytest.approx(
        result["metrics"]["level3"]["overall"], abs=2e-3
    )
    assert sum(entry["pixels"] for entry in card.label_support.values()) > 0
    assert zipfile.is_zipfile(result["zip"])
    assert open_package(Path(result["zip"])).card == card


def test_early_stopping_ends_a_run_that_no_longer_gets_better(chips, tmp_path):
    job = small_job(chips, tmp_path / "run", export=False)
    stage = StageChoice("all", epochs=50, batch=4, learning_rate=1e-12, ema=0)
    events = []
    recipe = replace(job.recipe, stages=(stage,), stop_early=2)
    result = carry_out(replace(job, recipe=recipe), events.append)
    assert result["state"] == "done"
    assert result["epoch"] < 15
    assert any("ends after epoch" in e.message for e in events if isinstance(e, Log))


def test_a_frozen_encoder_stays_as_it_is_until_the_loss_is_flat(chips, tmp_path, monkeypatch):
    job = small_job(chips, tmp_path / "run", export=False)
    frozen = StageChoice("frozen", epochs=30, batch=4, learning_rate=1e-12, frozen=True, until_flat=1, ema=0)
    recipe = replace(job.recipe, stages=(frozen, replace(FOUR_EPOCHS, epochs=1)))
    seen = {}
    stage_end = module.StageModule.on_train_epoch_end

    def note(self):
        weight = self.network.encoder.layer1[0].conv1.weight.detach().clone()
        seen.setdefault(self.run.stage.name, []).append(
            (weight, self.network.encoder.bn1.running_mean.clone())
        )
        stage_end(self)

    monkeypatch.setattr(module.StageModule, "on_train_epoch_end", note)
    result = carry_out(replace(job, recipe=recipe), lambda event: None)
    assert len(seen["frozen"]) < 15
    for weight, mean in seen["frozen"]:
        assert torch.equal(weight, seen["frozen"][0][0])
        assert torch.equal(mean, torch.zeros_like(mean))  # its statistics neither
    assert not torch.equal(seen["all"][0][0], seen["frozen"][0][0])
    assert result["epoch"] == len(seen["frozen"]) + 1


def test_a_checkpoint_can_be_exported_under_another_name(finished, tmp_path):
    job, _, _ = finished
    export = ExportModelJob(
        job.output_dir,
        str(tmp_path / "models"),
        name="second",
        title="Second",
        zip_path=str(tmp_path / "s.zip"),
    )
    result = carry_out(export, lambda event: None)
    assert result["largest_difference"] < 1e-4
    assert find_package("second", [tmp_path / "models"]).card.title == "Second"
    assert zipfile.is_zipfile(tmp_path / "s.zip")


def test_a_run_and_its_package_measure_the_same(finished, tmp_path):
    job, result, _ = finished
    run = carry_out(EvaluateJob(job.output_dir, str(tmp_path), threads=1), lambda event: None)
    assert run["metrics"] == result["metrics"]
    assert Path(run["report"]["html"]).is_file()
    package = EvaluateJob(result["model"]["path"], recipe=job.recipe, threads=1)
    found = carry_out(package, lambda event: None)
    assert found["metrics"]["level3"]["overall"] == pytest.approx(
        run["metrics"]["level3"]["overall"], abs=2e-3
    )


@pytest.mark.skipif(torch.cuda.is_available(), reason="there is a GPU")
def test_a_run_is_not_measured_on_another_device_than_asked_for_without_a_word(finished, tmp_path):
    job, result, _ = finished
    with pytest.raises(EngineProblem, match="no GPU that torch can use") as caught:
        carry_out(EvaluateJob(job.output_dir, str(tmp_path), device=Device.CUDA), lambda event: None)
    assert caught.value.code == "device_unavailable"
    events = []
    package = EvaluateJob(result["model"]["path"], recipe=job.recipe, threads=1, device=Device.CUDA)
    found = carry_out(package, events.append)
    assert found["warnings"] == ["The CPU is used: cuda is not offered by the installed ONNX Runtime."]
    assert found["warnings"] == [e.message for e in events if isinstance(e, Log)]


def test_the_boundary_band_is_measured_apart(chips, tmp_path):
    job = small_job(chips, tmp_path / "run", export=False)
    data = replace(job.recipe.data, boundary_m=20.0)
    events = []
    job = replace(job, recipe=replace(job.recipe, data=data, stages=(replace(FOUR_EPOCHS, epochs=1),)))
    result = carry_out(job, events.append)
    inner = np.array(result["inner"]["level3"]["matrix"]["counts"]).sum()
    assert 0 < inner < np.array(result["metrics"]["level3"]["matrix"]["counts"]).sum()
    last = [e for e in events if isinstance(e, Metrics) and e.split == "validation"][-1]
    assert "overall3_inner" in last.values
    assert "away from borders" in Path(result["report"]["html"]).read_text(encoding="utf-8")


def test_a_cross_validation_reports_every_fold_and_the_mean(chips, tmp_path):
    job = small_job(chips, tmp_path / "run", export=False, cross_validate=True)
    split = replace(job.recipe.split, folds=3)
    recipe = replace(job.recipe, split=split, stages=(replace(FOUR_EPOCHS, epochs=1),))
    result = carry_out(replace(job, recipe=recipe), lambda event: None)
    assert [fold["fold"] for fold in result["folds"]] == [1, 2]
    values = json.loads(Path(result["report"]["json"]).read_text(encoding="utf-8"))
    assert [fold["fold"] for fold in values["folds"]] == [0, 1, 2]
    pixels = [np.sum(fold["metrics"]["level3"]["matrix"]["counts"]) for fold in values["folds"]]
    assert sum(pixels) == 12 * 48 * 48  # every patch is held out once
    labelled = sum(
        np.array(fold["metrics"]["level3"]["matrix"]["counts"]).sum(axis=1) for fold in values["folds"]
    )
    codes = values["folds"][0]["metrics"]["level3"]["matrix"]["codes"]
    masks = np.stack([rasterio.open(path).read(1) for path in sorted((chips / "masks").iterdir())])
    for code, count in zip(codes, labelled):
        assert (masks == code).sum() == count, "no patch was measured on twice"
    page = Path(result["report"]["html"]).read_text(encoding="utf-8")
    for level in (1, 2, 3):
        assert f"Folds at level {level}" in page
    with Path(result["report"]["csv"]).open(encoding="utf-8") as file:
        rows = [row for row in csv.reader(file) if row[0] == "mean of folds"]
    means = {(row[1], row[2]): float(row[4]) for row in rows}
    for figure in ("overall", "f1_macro", "mean_iou", "majority_floor"):
        for level in ("1", "2", "3"):
            wanted = np.mean([fold["metrics"][f"level{level}"][figure] for fold in values["folds"]])
            assert means[level, figure] == pytest.approx(wanted, abs=6e-5)
            assert values["mean"][f"level{level}"][figure] == means[level, figure]
            assert f"{100 * wanted:.1f}" in page


def test_what_flatters_is_said(finished):
    _, result, events = finished
    warnings = [e.message for e in events if isinstance(e, Log) and e.level is LogLevel.WARNING]
    assert any("flatter" in sentence for sentence in warnings)
    assert result["warnings"] == warnings
