"""What a training refuses or ends on, each with one sentence, and what it leaves."""

from __future__ import annotations

import copy
import errno
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import rasterio
import torch

from corina.engine.errors import EngineProblem
from corina.engine.events import Metrics, Stage
from corina.engine.handlers import carry_out
from corina.engine.jobs import (
    Control,
    ExportModelJob,
    JobError,
    SplitChoice,
    SplitScheme,
    to_json,
)
from corina.training import fit as fit_module
from corina.training.journal import Journal, read_metrics
from corina.training.prepare import prepare
from corina.training.run_folder import alone_in
from corina.training.state import load_state
from tests.training.small_data import FOUR_EPOCHS, small_job, small_recipe, write_chips


def test_a_folder_with_a_run_is_not_overwritten(finished, tmp_path):
    job, _, _ = finished
    job = replace(job, output_dir=str(shutil.copytree(job.output_dir, tmp_path / "run")))
    with pytest.raises(EngineProblem, match="holds a training already") as caught:
        carry_out(job, lambda event: None)
    assert caught.value.code == "run_exists"
    others = (
        replace(job.recipe, stages=(replace(FOUR_EPOCHS, learning_rate=1e-3),)),
        replace(
            job.recipe, split=replace(job.recipe.split, seed=9)
        ),  # what was trained on would be measured on
        replace(job.recipe, loss=replace(job.recipe.loss, focal=1.0)),
    )
    for other in others:
        with pytest.raises(EngineProblem, match="of another recipe"):
            carry_out(replace(job, recipe=other, resume=True), lambda event: None)


def test_a_folder_in_which_a_training_could_not_begin_takes_the_next(chips, tmp_path):
    job = small_job(chips, tmp_path / "run", export=False)
    job = replace(job, recipe=replace(job.recipe, stages=(replace(FOUR_EPOCHS, epochs=1),)))
    many = replace(job.recipe, split=SplitChoice(SplitScheme.RANDOM, folds=15))
    with pytest.raises(EngineProblem, match="into 15 folds") as caught:
        carry_out(replace(job, recipe=many), lambda event: None)
    assert "\n" not in caught.value.message
    assert not list((tmp_path / "run").rglob("*.safetensors"))
    assert carry_out(job, lambda event: None)["state"] == "done"
    assert {"best.safetensors", "last.safetensors"} <= {p.name for p in (tmp_path / "run").iterdir()}


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


def test_tensorboard_that_cannot_write_is_said_once_and_ends_nothing(tmp_path, monkeypatch):
    def no_room(self, *given, **more):
        raise OSError(errno.ENOSPC, "No space left on device")

    journal = Journal(tmp_path)
    journal.open(0, 0, resumed=False)
    monkeypatch.setattr("tensorboardX.event_file_writer.EventsWriter.flush", no_room)
    for epoch in (1, 2):
        journal.metrics(Metrics(epoch, epoch, "train", {"loss": 1.0}))
    journal.close()
    assert len(journal.warnings) == 1
    assert "TensorBoard's logs cannot be written" in journal.warnings[0]
    assert len(read_metrics(tmp_path)) == 2


def test_a_pause_is_no_work_in_the_time_that_is_left(tmp_path, monkeypatch):
    now, said = [1000.0], []
    monkeypatch.setattr("corina.training.journal.time.monotonic", lambda: now[0])
    monkeypatch.setattr(
        "corina.training.journal.time.sleep", lambda seconds: now.append(now.pop() + 8 * 3600)
    )
    journal = Journal(tmp_path, said.append)
    journal.open(0, 0, resumed=False)
    now[0] += 600
    words = iter([Control.PAUSE, Control.RUN])
    assert journal.wait(lambda: next(words), 100, 1000) is Control.RUN
    assert [(e.stage, e.seconds_left) for e in said] == [(Stage.PAUSED, 5400), (Stage.TRAIN, 5400)]
    journal.close()


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


def test_a_gpu_that_is_not_there_is_said_and_not_replaced(chips, tmp_path):
    if torch.cuda.is_available():
        pytest.skip("there is one")
    from corina.engine.jobs import Device

    with pytest.raises(EngineProblem, match="no GPU") as caught:
        carry_out(small_job(chips, tmp_path / "run", device=Device.CUDA), lambda event: None)
    assert caught.value.code == "device_unavailable"
    assert not (tmp_path / "run").exists()


def test_a_folder_of_models_that_cannot_be_written_is_said_before_the_training(chips, tmp_path):
    (tmp_path / "models").write_text("a file")
    job = small_job(chips, tmp_path / "run", models_dir=str(tmp_path / "models"))
    with pytest.raises(EngineProblem, match=r"The folder of models .*models cannot be written") as caught:
        carry_out(job, lambda event: None)
    assert caught.value.code == "output_not_writable"
    assert not (tmp_path / "run").exists()
    assert not list(tmp_path.glob("**/.installing-*"))


def test_a_folder_of_models_that_went_away_meanwhile_loses_no_training(chips, tmp_path, monkeypatch):
    from corina.training import run_train

    monkeypatch.setattr(run_train, "try_models_folder", lambda folder: None)
    (tmp_path / "models").write_text("a file")
    job = small_job(chips, tmp_path / "run", models_dir=str(tmp_path / "models"))
    with pytest.raises(EngineProblem, match="the training is kept: resume it") as caught:
        carry_out(job, lambda event: None)
    assert caught.value.code == "output_not_writable"
    again = replace(job, models_dir=str(tmp_path / "others"), resume=True)
    assert carry_out(again, lambda event: None)["model"]["path"] == str(tmp_path / "others" / "small")
