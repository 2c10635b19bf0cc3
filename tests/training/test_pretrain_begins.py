"""Before a pretraining begins: the models it may begin with, and the device it is to run on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import torch

from corina.engine.errors import EngineProblem
from corina.engine.handlers import carry_out
from corina.engine.jobs import Device, PretrainJob, WeightsChoice, WeightsFrom
from corina.training import pretrain
from corina.training.run_folder import network_of
from tests.training.small_data import small_recipe


def test_it_begins_with_an_installed_model_by_its_name(chips, finished, tmp_path, monkeypatch):
    seen = []
    monkeypatch.setattr(pretrain, "_fit", lambda module, device: seen.append(module.network))
    trained, _, _ = finished
    weights = WeightsChoice(WeightsFrom.PACKAGE, trained.recipe.name)
    job = PretrainJob(small_recipe(chips, weights=weights), str(tmp_path / "run"), threads=1)
    with pytest.raises(EngineProblem, match="No model is called small"):
        carry_out(job, lambda event: None)
    job = replace(job, output_dir=str(tmp_path / "again"), models_dir=trained.models_dir)
    result = carry_out(job, lambda event: None)
    assert result["initial_weights"][0].endswith("of the model Small.")
    theirs = network_of(Path(trained.output_dir)).encoder.state_dict()
    for name, value in seen[0].encoder.state_dict().items():
        assert "num_batches" in name or torch.allclose(value, theirs[name], atol=1e-6), name


@pytest.mark.skipif(torch.cuda.is_available(), reason="there is a GPU")
def test_a_gpu_that_is_not_there_is_refused_before_anything_is_written(chips, tmp_path):
    job = PretrainJob(small_recipe(chips), str(tmp_path / "run"), device=Device.CUDA)
    with pytest.raises(EngineProblem, match="no GPU that torch can use; choose the CPU") as caught:
        carry_out(job, lambda event: None)
    assert caught.value.code == "device_unavailable"
    assert not (tmp_path / "run").exists()
