"""Training on several devices: two processes on the CPU, which share batches, agree on figures, and write once."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace

import pytest
import torch

from corina.engine.errors import EngineProblem
from corina.engine.jobs import Precision, StageChoice, to_json
from corina.training.fit import Place, fit
from corina.training.journal import read_metrics
from corina.training.labels import IGNORE
from corina.training.losses import build_loss
from corina.training.prepare import prepare
from corina.training.run_folder import network_of
from corina.training.sampling import EvaluationBatches, StepBatches
from corina.training.validation import Tally
from tests.training.conftest import MEAN, fresh
from tests.training.small_data import small_job, write_chips

pytestmark = pytest.mark.timeout(900)  # two processes load torch before they begin
STAGE = StageChoice("all", epochs=3, batch=2, learning_rate=3e-3, ema=0.5, accumulate=2)


@pytest.fixture(scope="module")
def trained(checkout, tmp_path_factory):
    """Jobs done by two processes: a whole run, one stopped after an epoch and resumed, one that stops early, one whose
    learning rate blows up; what each process noted."""
    folder = tmp_path_factory.mktemp("devices")
    chips = write_chips(folder / "chips")
    base = small_job(chips, folder / "whole", export=False)
    # Full, so that two processes round as one does.
    base = replace(base, recipe=replace(base.recipe, stages=(STAGE,), precision=Precision.FULL))
    flat = replace(STAGE, epochs=20, learning_rate=1e-12, ema=0, accumulate=1)
    wild = replace(STAGE, learning_rate=1e30, clip=0)
    jobs = [
        (base, None),
        (replace(base, output_dir=str(folder / "halves")), 1),
        (replace(base, output_dir=str(folder / "halves"), resume=True), None),
        (
            replace(
                base,
                output_dir=str(folder / "early"),
                recipe=replace(base.recipe, stages=(flat,), stop_early=1),
            ),
            None,
        ),
        (replace(base, output_dir=str(folder / "wild"), recipe=replace(base.recipe, stages=(wild,))), None),
    ]
    given = folder / "jobs.json"
    given.write_text(json.dumps([(to_json(job), stop) for job, stop in jobs]))
    command = [sys.executable, "-m", "tests.training.two_devices", str(given), str(folder)]
    done = subprocess.run(command, cwd=checkout, capture_output=True, text=True, timeout=850, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return base, folder, [json.loads((folder / f"{rank}.json").read_text()) for rank in (0, 1)]


def lines(folder):
    return [(line["epoch"], line["split"], line["values"]) for line in read_metrics(folder)]


def test_all_processes_come_to_the_same_network_and_only_the_first_one_writes_and_speaks(trained):
    _, _, (first, second) = trained
    assert first["sums"] == second["sums"]
    assert [r.get("state") for r in first["results"]] == ["done", "stopped", "done", "done", None]
    assert [r.get("state") for r in second["results"]] == ["done", "stopped", "done", "done", None]
    assert {"last.safetensors", "best.safetensors", "all.safetensors"} == set(first["written"])
    assert second["written"] == []
    assert not {"Metrics", "Preview", "Log"} & {name for job in second["events"] for name in job}
    assert first["results"][0]["report"] is not None
    assert second["results"][0]["report"] is None


def test_the_figures_are_those_of_all_validation_patches(trained):
    """Each process measures its part; together they must count what one process counts, each patch once."""
    job, folder, (first, _) = trained
    prepared = prepare(job.recipe, None)
    chips = prepared.validation.chips
    assert len(chips) % 2  # so that one process has more than the other
    network = network_of(folder / "whole")
    tally = Tally(prepared.training.table)
    batches = EvaluationBatches(chips, chips, network.mean.flatten().tolist(), network.config.stride, 4)
    with torch.no_grad():
        for number in range(len(batches)):
            tally.add(network, build_loss(job.recipe.loss, prepared.training.table), batches[number])
    best = first["results"][0]["best_epoch"]
    measured = next(
        v for epoch, split, v in lines(folder / "whole") if (epoch, split) == (best, "validation")
    )
    assert tally.figures(with_band=False) == pytest.approx(measured, abs=2e-5)
    losses = {e: v["loss"] for e, split, v in lines(folder / "whole") if split == "validation" and e}
    assert first["results"][0]["best"] == min(losses.values()) == losses[best]


def test_a_run_on_two_devices_goes_on_to_the_same_curve(trained):
    _, folder, (first, _) = trained
    assert first["results"][1]["epoch"] == 1
    assert lines(folder / "halves") == lines(folder / "whole")
    ours, theirs = network_of(folder / "halves"), network_of(folder / "whole")
    for name, value in theirs.state_dict().items():
        assert torch.equal(ours.state_dict()[name], value), name


def test_two_devices_stop_early_together(trained):
    _, _, found = trained
    epochs = [one["results"][3]["epoch"] for one in found]
    assert epochs[0] == epochs[1] < 20


def test_a_loss_that_is_no_number_on_one_device_stops_both(trained):
    _, _, found = trained
    for one in found:
        assert "The loss became" in one["results"][4]["error"]


def test_every_patch_of_a_batch_is_on_one_device(recipe, data):
    own = replace(recipe, stages=(StageChoice("own", epochs=1, batch=4),))
    given = replace(data, sets={"data": data.sets["s2glc"]})
    whole = StepBatches(own, 0, given, MEAN).batch(0)[2]
    parts = [StepBatches(own, 0, given, MEAN, rank=rank, world=2).batch(0)[2] for rank in (0, 1)]
    assert sorted(parts[0] + parts[1]) == sorted(whole)
    assert len(parts[0]) == len(parts[1]) == 2


def test_a_device_without_a_patch_left_counts_nothing_and_keeps_step(data):
    chips = data.sets["bigearthnet"][:1]
    first, second = (EvaluationBatches(chips, chips, MEAN, 8, 4, rank=rank, world=2) for rank in (0, 1))
    assert len(first) == len(second) == 1
    assert (first[0][1] != IGNORE).any()
    assert (second[0][1] == IGNORE).all()
    assert (second[0][2] == IGNORE).all()


def test_a_batch_smaller_than_the_devices_is_refused(recipe, data, tmp_path, monkeypatch):
    monkeypatch.setenv("WORLD_SIZE", "3")
    with pytest.raises(EngineProblem, match="batches of 2 for 3 devices") as caught:
        fit(fresh(recipe), recipe, data, Place(tmp_path))
    assert caught.value.code == "recipe_invalid"
