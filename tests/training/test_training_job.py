"""A training as a job: its events and files, stop, pause and resume, and every bad input in one sentence."""

from __future__ import annotations

import copy
import csv
import errno
import importlib
import json
import resource
import subprocess
import sys
import threading
import time
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
    EstimateTrainingJob,
    EvaluateJob,
    ExportModelJob,
    JobError,
    RateTestJob,
    SplitChoice,
    SplitScheme,
    StageChoice,
    job_from_json,
    to_json,
)
from corina.models.package import find_package, open_package, verify
from corina.training import fit as fit_module
from corina.training import module
from corina.training.journal import Journal, read_metrics
from corina.training.prepare import prepare
from corina.training.rate_test import suggest
from corina.training.run_folder import alone_in, network_of
from corina.training.state import load_state
from tests.training.small_data import small_job, small_recipe, write_chips

STAGE = StageChoice("all", epochs=4, batch=4, learning_rate=3e-3, ema=0.5)


@pytest.fixture(scope="module")
def chips(tmp_path_factory):
    """A folder of chips."""
    return write_chips(tmp_path_factory.mktemp("data") / "chips")


@pytest.fixture(scope="module")
def finished(chips, tmp_path_factory):
    """A finished run of four epochs: its job, result and events."""
    folder = tmp_path_factory.mktemp("finished")
    job = small_job(chips, folder / "run", models_dir=str(folder / "models"))
    job = replace(job, recipe=replace(job.recipe, stages=(STAGE,)))
    events = []
    return job, carry_out(job, events.append), events


def curve(folder):
    return [(line["epoch"], line["split"], line["values"]["loss"]) for line in read_metrics(Path(folder))]


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
    job = replace(job, recipe=replace(job.recipe, monitor="overall3", stages=(replace(STAGE, epochs=3),)))
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


def test_a_run_that_was_stopped_goes_on_to_the_same_curve_and_weights(finished, tmp_path):
    job, result, _ = finished
    out = tmp_path / "run"
    seen = []

    def stop_in_the_third_epoch(event):
        if isinstance(event, Metrics) and event.epoch == 2 and event.split == "validation":
            (out / "control").write_text("stop")
            seen.append(event)

    half = carry_out(replace(job, output_dir=str(out), export=False), stop_in_the_third_epoch)
    assert (half["state"], half["report"], half["model"]) == ("stopped", None, None)
    assert seen
    done = carry_out(replace(job, output_dir=str(out), resume=True, export=False), lambda event: None)
    assert done["state"] == "done"
    assert curve(out) == curve(job.output_dir)
    assert done["metrics"] == result["metrics"]
    mine, first = network_of(out), network_of(Path(job.output_dir))
    for name, value in first.state_dict().items():
        torch.testing.assert_close(mine.state_dict()[name], value, rtol=0, atol=0)


def test_an_engine_that_was_killed_goes_on_where_it_had_saved(finished, checkout, tmp_path):
    job, _, _ = finished
    out = tmp_path / "run"
    out.mkdir()
    command = [sys.executable, "-I", str(checkout / "engine" / "bootstrap.py"), "run"]
    for resume in (False, True):
        (out / "job.json").write_text(
            to_json(replace(job, output_dir=str(out), export=False, resume=resume)) + "\n"
        )
        with (out / "job.json").open() as given, (out / "events.jsonl").open("a") as events:
            engine = subprocess.Popen(command, stdin=given, stdout=events, stderr=subprocess.DEVNULL)
            if not resume:
                while not (out / "last.safetensors").is_file() and engine.poll() is None:
                    time.sleep(0.02)
                engine.kill()
            engine.wait()
    assert engine.returncode == 0
    assert json.loads((out / "events.jsonl").read_text().splitlines()[-1])["data"]["state"] == "done"
    assert [key[:2] for key in curve(out)] == [key[:2] for key in curve(job.output_dir)]
    losses, first = ([loss for _, _, loss in curve(folder)] for folder in (out, job.output_dir))
    assert losses == pytest.approx(first, rel=1e-3)


def test_a_pause_waits_and_then_goes_on(chips, tmp_path):
    out = tmp_path / "run"
    stages = []

    def listen(event):
        if isinstance(event, Metrics) and (event.epoch, event.split) == (1, "validation"):
            (out / "control").write_text("pause")
        if isinstance(event, Progress):
            stages.append((event.stage, time.monotonic()))
            if event.stage is Stage.PAUSED:
                threading.Timer(0.6, (out / "control").write_text, ["run"]).start()

    result = carry_out(small_job(chips, out, export=False), listen)
    paused = next(i for i, (stage, _) in enumerate(stages) if stage is Stage.PAUSED)
    assert stages[paused + 1][0] is Stage.TRAIN
    assert stages[paused + 1][1] - stages[paused][1] >= 0.5
    assert result["state"] == "done"


def test_a_folder_with_a_run_is_not_overwritten(finished):
    job, _, _ = finished
    with pytest.raises(EngineProblem, match="holds a training already") as caught:
        carry_out(job, lambda event: None)
    assert caught.value.code == "run_exists"
    other = replace(job.recipe, stages=(replace(STAGE, learning_rate=1e-3),))
    with pytest.raises(EngineProblem, match="of another recipe"):
        carry_out(replace(job, recipe=other, resume=True), lambda event: None)


def test_a_folder_in_which_a_training_could_not_begin_takes_the_next(chips, tmp_path):
    job = small_job(chips, tmp_path / "run", export=False)
    job = replace(job, recipe=replace(job.recipe, stages=(replace(STAGE, epochs=1),)))
    many = replace(job.recipe, split=SplitChoice(SplitScheme.RANDOM, folds=15))
    with pytest.raises(EngineProblem, match="into 15 folds") as caught:
        carry_out(replace(job, recipe=many), lambda event: None)
    assert "\n" not in caught.value.message
    assert not list((tmp_path / "run").rglob("*.safetensors"))
    assert carry_out(job, lambda event: None)["state"] == "done"
    assert {"best.safetensors", "last.safetensors"} <= {p.name for p in (tmp_path / "run").iterdir()}


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
    recipe = replace(job.recipe, stages=(frozen, replace(STAGE, epochs=1)))
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


def test_a_loss_that_is_no_number_names_its_patch_and_keeps_the_last_state(chips, tmp_path, monkeypatch):
    out = tmp_path / "run"
    job = small_job(chips, out, export=False)
    batch = fit_module.StageModule.training_step

    def spoiled(self, given, number):
        images, rows, names = given
        if self.run.course.step == 3:
            images = images.clone()
            images[1] = float("nan")
            spoiled.bad = names[1]
        return batch(self, (images, rows, names), number)

    monkeypatch.setattr(fit_module.StageModule, "training_step", spoiled)
    with pytest.raises(EngineProblem, match="The loss became nan") as caught:
        carry_out(job, lambda event: None)
    assert caught.value.code == "loss_not_finite"
    assert spoiled.bad in caught.value.message
    assert load_state(out / "last.safetensors").step == 2  # the end of the first epoch


def test_too_little_memory_says_which_batch_would_fit(chips, tmp_path, monkeypatch):
    from corina.models.networks import HierarchicalResUNet

    forward = HierarchicalResUNet.forward

    def short_of_memory(self, image):
        if self.training and len(image) > 1:
            raise RuntimeError("[enforce fail at alloc_cpu.cpp] DefaultCPUAllocator: can't allocate memory")
        return forward(self, image)

    monkeypatch.setattr(HierarchicalResUNet, "forward", short_of_memory)
    with pytest.raises(EngineProblem, match="a batch of 1 fits") as caught:
        carry_out(small_job(chips, tmp_path / "run"), lambda event: None)
    assert caught.value.code == "out_of_memory"


def test_a_full_disk_keeps_the_previous_checkpoint(finished, tmp_path):
    job, _, _ = finished
    out = tmp_path / "run"
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)

    def fill_the_disk(event):
        if isinstance(event, Metrics) and (event.epoch, event.split) == (2, "train"):
            resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))

    try:
        with pytest.raises(EngineProblem, match="the previous one is kept") as caught:
            carry_out(replace(job, output_dir=str(out), export=False), fill_the_disk)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert caught.value.code == "disk_full"
    assert load_state(out / "last.safetensors").course["epoch"] == 1
    assert not list(out.glob("*.part"))
    done = carry_out(replace(job, output_dir=str(out), resume=True, export=False), lambda event: None)
    assert curve(out) == curve(job.output_dir)
    assert done["state"] == "done"


def test_a_disk_that_is_full_under_the_metrics_is_said_and_the_run_goes_on_later(
    finished, tmp_path, monkeypatch
):
    job, _, _ = finished
    out = tmp_path / "run"
    opened = Path.open

    def no_room(self, mode="r", *given, **more):
        if self.name == "metrics.csv" and mode == "w" and len(read_metrics(out)) == 3:
            raise OSError(errno.ENOSPC, "No space left on device", str(self))
        return opened(self, mode, *given, **more)

    monkeypatch.setattr(Path, "open", no_room)
    with pytest.raises(EngineProblem, match=r"no room on the disk for .*metrics\.csv; make room") as caught:
        carry_out(replace(job, output_dir=str(out), export=False), lambda event: None)
    assert caught.value.code == "disk_full"
    monkeypatch.undo()
    assert (
        load_state(out / "last.safetensors") is None
        or load_state(out / "last.safetensors").course["epoch"] == 1
    )
    done = carry_out(replace(job, output_dir=str(out), resume=True, export=False), lambda event: None)
    assert done["state"] == "done"
    assert curve(out) == curve(job.output_dir)


def test_tensorboard_that_cannot_write_is_said_once_and_ends_nothing(tmp_path, monkeypatch):
    board = importlib.import_module("torch.utils.tensorboard")

    def no_room(self, *given, **more):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(board.SummaryWriter, "add_scalar", no_room)
    journal = Journal(tmp_path)
    journal.open(0, 0, resumed=False)
    for epoch in (1, 2):
        journal.metrics(Metrics(epoch, epoch, "train", {"loss": 1.0}))
    journal.close()
    assert len(journal.warnings) == 1
    assert "TensorBoard's logs cannot be written" in journal.warnings[0]
    assert len(read_metrics(tmp_path)) == 2


def test_two_trainings_do_not_write_into_one_folder_at_once(chips, tmp_path):
    out = tmp_path / "run"
    job = small_job(chips, out, export=False)
    out.mkdir()
    with alone_in(out):
        for resume in (False, True):
            with pytest.raises(EngineProblem, match="Another training is writing to") as caught:
                carry_out(replace(job, resume=resume), lambda event: None)
            assert caught.value.code == "run_exists"
        assert {path.name for path in out.iterdir()} == {".lock"}
    with alone_in(out):  # it was let go
        pass


def test_an_error_of_our_own_in_a_training_does_not_say_that_nothing_was_written(
    chips, tmp_path, monkeypatch
):
    import corina.engine.handlers as handlers
    from corina.engine import run
    from corina.engine.jobs import CheckJob

    def fail(*given):
        raise KeyError("surprise")

    monkeypatch.setattr(handlers, "carry_out", fail)
    sent = []
    for job in (small_job(chips, tmp_path / "run"), CheckJob()):
        assert run._carry_out(to_json(job) + "\n", sent.append, []) == run.EXIT_FAILED
    begin = "The engine stopped on an error of its own (KeyError: 'surprise'); "
    assert [failure.message for failure in sent] == [
        begin + "what the training has saved until then is kept in its run folder, and can be resumed.",
        begin + "nothing was written.",
    ]
    assert "Traceback" in sent[0].details


def test_a_run_stopped_in_its_first_epoch_can_be_resumed_and_exported(finished, tmp_path):
    job, _, _ = finished
    out = tmp_path / "run"

    def stop_at_once(event):
        if isinstance(event, Metrics) and event.epoch == 0:
            (out / "control").write_text("stop")

    half = carry_out(replace(job, output_dir=str(out)), stop_at_once)
    assert (half["state"], half["epoch"], half["step"], half["best"]) == ("stopped", 0, 1, None)
    assert not (out / "best.safetensors").exists()
    assert network_of(out).config == network_of(Path(job.output_dir)).config
    done = carry_out(replace(job, output_dir=str(out), resume=True, export=False), lambda event: None)
    assert done["state"] == "done"
    assert curve(out) == curve(job.output_dir)


def test_a_clock_that_is_set_back_changes_nothing(chips, tmp_path, monkeypatch):
    job = small_job(chips, tmp_path / "run", export=False)
    moments = iter(range(10**9, 0, -86_400))
    monkeypatch.setattr(time, "time", lambda: float(next(moments)))
    events = []
    assert carry_out(job, events.append)["state"] == "done"
    assert all(e.seconds_left is None or e.seconds_left >= 0 for e in events if isinstance(e, Progress))


def test_a_checkpoint_that_is_truncated_foreign_or_a_pickle_is_refused(finished, tmp_path):
    job, _, _ = finished
    out = tmp_path / "run"
    out.mkdir()
    last = out / "last.safetensors"
    resumed = replace(job, output_dir=str(out), resume=True)

    def problem():
        with pytest.raises(EngineProblem) as caught:
            carry_out(resumed, lambda event: None)
        assert caught.value.code == "checkpoint_invalid"
        return caught.value.message

    whole = (Path(job.output_dir) / "last.safetensors").read_bytes()
    last.write_bytes(whole[: len(whole) // 2])
    assert "truncated or damaged" in problem()
    torch.save({"network": torch.zeros(2)}, last)
    assert "is a pickle" in problem()
    from safetensors.torch import save_file

    save_file({"a": torch.zeros(2)}, last)
    assert "no checkpoint of Corina" in problem()


def test_a_checkpoint_of_another_network_is_refused_and_left_as_it_is(finished, tmp_path):
    job, _, _ = finished
    out = tmp_path / "run"
    out.mkdir()
    content = (Path(job.output_dir) / "last.safetensors").read_bytes()
    (out / "last.safetensors").write_bytes(content)
    encoder = replace(job.recipe.network, encoder="mobilenet_v2")
    other = replace(job, recipe=replace(job.recipe, network=encoder), output_dir=str(out), resume=True)
    with pytest.raises(EngineProblem, match="of another recipe: choose an empty folder") as caught:
        carry_out(other, lambda event: None)
    assert caught.value.code == "run_exists"
    assert (out / "last.safetensors").read_bytes() == content
    assert not (out / "best.safetensors").exists()


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


def test_a_graph_that_says_something_else_than_the_network_is_not_installed(finished, tmp_path, monkeypatch):
    from corina.training import bundle

    export = bundle.export_onnx

    def wrong(network, path):
        other = copy.deepcopy(network)
        other.heads()[0].reset()
        export(other, path)

    monkeypatch.setattr(bundle, "export_onnx", wrong)
    job, _, _ = finished
    with pytest.raises(EngineProblem, match="exported graph differs from the network") as caught:
        carry_out(ExportModelJob(job.output_dir, str(tmp_path / "models"), threads=1), lambda event: None)
    assert caught.value.code == "model_invalid"
    assert not (tmp_path / "models" / "small").exists()


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


def test_the_boundary_band_is_measured_apart(chips, tmp_path):
    job = small_job(chips, tmp_path / "run", export=False)
    data = replace(job.recipe.data, boundary_m=20.0)
    events = []
    job = replace(job, recipe=replace(job.recipe, data=data, stages=(replace(STAGE, epochs=1),)))
    result = carry_out(job, events.append)
    inner = np.array(result["inner"]["level3"]["matrix"]["counts"]).sum()
    assert 0 < inner < np.array(result["metrics"]["level3"]["matrix"]["counts"]).sum()
    last = [e for e in events if isinstance(e, Metrics) and e.split == "validation"][-1]
    assert "overall3_inner" in last.values
    assert "away from borders" in Path(result["report"]["html"]).read_text(encoding="utf-8")


def test_a_cross_validation_reports_every_fold_and_the_mean(chips, tmp_path):
    job = small_job(chips, tmp_path / "run", export=False, cross_validate=True)
    split = replace(job.recipe.split, folds=3)
    recipe = replace(job.recipe, split=split, stages=(replace(STAGE, epochs=1),))
    result = carry_out(replace(job, recipe=recipe), lambda event: None)
    assert [fold["fold"] for fold in result["folds"]] == [1, 2]
    values = json.loads(Path(result["report"]["json"]).read_text(encoding="utf-8"))
    assert [fold["fold"] for fold in values["folds"]] == [0, 1, 2]
    pixels = [np.sum(fold["metrics"]["level3"]["matrix"]["counts"]) for fold in values["folds"]]
    assert sum(pixels) == 12 * 48 * 48  # every patch is held out once
    page = Path(result["report"]["html"]).read_text(encoding="utf-8")
    assert "Fold 2" in page
    assert "Mean" in page


def test_a_class_that_is_only_held_out_is_said(tmp_path):
    folder = write_chips(tmp_path / "chips")
    with rasterio.open(folder / "masks" / "0.tif", "r+") as mask:
        labels = mask.read(1)
        labels[:20] = 131
        mask.write(labels, 1)
    said = []
    for seed in range(12):
        recipe = small_recipe(folder, split=SplitChoice(SplitScheme.RANDOM, folds=4, seed=seed))
        prepared = prepare(recipe, None)
        lost = [sentence for sentence in prepared.warnings if sentence.startswith("131 occur in held-out")]
        trained = any(
            (chip.labels == prepared.training.table.row(frozenset({131}))).any()
            for chip in prepared.training.sets["data"]
        )
        assert bool(lost) != trained
        said += lost
    assert said


def test_a_name_no_model_can_have_is_refused_before_anything_is_trained(chips):
    with pytest.raises(JobError, match="My Model"):
        small_recipe(chips, name="My Model")


def test_what_flatters_is_said(finished):
    _, result, events = finished
    warnings = [e.message for e in events if isinstance(e, Log) and e.level is LogLevel.WARNING]
    assert any("flatter" in sentence for sentence in warnings)
    assert result["warnings"] == warnings


def test_a_trial_says_what_a_training_will_cost(chips):
    result = carry_out(EstimateTrainingJob(small_recipe(chips), threads=1), lambda event: None)
    assert result["parameters"] > result["encoder_parameters"] > 0
    assert result["patches"] == 6
    assert result["steps_per_epoch"] == 2
    assert result["seconds_total"] >= 0
    assert result["memory_mb"] > 50


def test_the_range_test_finds_where_the_loss_falls_fastest(chips):
    rates = np.geomspace(1e-5, 1, 60)
    losses = (
        2 - 1.5 / (1 + np.exp(-3 * (np.log10(rates) + 2.5))) + np.where(rates > 0.3, 10 * (rates - 0.3), 0)
    )
    chosen, _ = suggest(rates, losses)
    assert 10**-3 < chosen < 10**-2
    for nothing in ([], [1.0], [1.0, 1.1, 1.2]):
        chosen, why = suggest([1e-5, 1e-4, 1e-3][: len(nothing)], nothing)
        assert chosen is None
        assert "never fell" in why


def test_a_range_test_tells_a_rate_and_keeps_its_curve(chips, tmp_path):
    path = tmp_path / "new folder" / "curve.csv"
    job = RateTestJob(small_recipe(chips), threads=1, steps=12, highest=0.1, csv_path=str(path))
    assert job_from_json(to_json(job)) == job
    events = []
    result = carry_out(job, events.append)
    assert [(e.done, e.total) for e in events if isinstance(e, Progress)][1:] == [
        (n, 12) for n in range(1, 13)
    ]
    assert 1e-6 <= result["suggestion"] <= 0.1
    assert (result["stage"], result["csv"]) == ("all", str(path))
    with path.open() as file:
        rows = [{name: float(value) for name, value in row.items()} for row in csv.DictReader(file)]
    assert [row["learning_rate"] for row in rows] == pytest.approx(result["rates"], rel=1e-4)
    assert [row["loss"] for row in rows] == result["losses"]
    with pytest.raises(EngineProblem, match="The curve cannot be written") as caught:
        carry_out(replace(job, csv_path=str(path / "below a file")), lambda event: None)
    assert caught.value.code == "output_not_writable"


def test_a_range_test_ends_when_the_loss_is_no_number_any_more(chips, monkeypatch):
    from corina.training import rate_test
    from corina.training.trial import Step

    losses = [2.0, 1.9, 1.7, 1.4, 1.0, float("nan"), 1.0]
    monkeypatch.setattr(rate_test, "steps", lambda *given: (Step(loss, 0.1, 0.0) for loss in losses))
    result = carry_out(RateTestJob(small_recipe(chips), threads=1, steps=10), lambda event: None)
    assert len(result["losses"]) == len(result["rates"]) == 5
    assert result["rates"][0] < result["suggestion"] <= result["rates"][4]


def test_a_gpu_that_is_not_there_is_said_and_not_replaced(chips, tmp_path):
    if torch.cuda.is_available():
        pytest.skip("there is one")
    from corina.engine.jobs import Device

    with pytest.raises(EngineProblem, match="no GPU") as caught:
        carry_out(small_job(chips, tmp_path / "run", device=Device.CUDA), lambda event: None)
    assert caught.value.code == "device_unavailable"
