"""The recipe in a run folder is that of its run, whatever else was asked of the folder."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corina.engine.errors import EngineProblem
from corina.engine.handlers import carry_out
from corina.engine.jobs import PretrainJob, StageChoice
from corina.training.run_folder import recipe_of
from tests.training.small_data import small_job, write_chips

STAGE = StageChoice("all", epochs=1, batch=4, learning_rate=3e-3, ema=0.5)


@pytest.mark.parametrize("kind", ["train", "pretrain"])
def test_a_run_of_another_recipe_that_is_refused_leaves_the_recipe(tmp_path, kind):
    job = small_job(write_chips(tmp_path / "chips"), tmp_path / "run", export=False)
    recipe = replace(job.recipe, stages=(STAGE,))
    job = replace(job, recipe=recipe) if kind == "train" else PretrainJob(recipe, job.output_dir, threads=1)
    carry_out(job, lambda event: None)
    assert recipe_of(tmp_path / "run") == recipe
    other = replace(recipe, seed=recipe.seed + 1)
    with pytest.raises(EngineProblem, match="another recipe"):
        carry_out(replace(job, recipe=other, resume=True), lambda event: None)
    assert recipe_of(tmp_path / "run") == recipe
    if kind == "train":  # whose later stages may change
        longer = replace(recipe, stages=(STAGE, replace(STAGE, name="more")))  # the same run, which goes on
        assert carry_out(replace(job, recipe=longer, resume=True), lambda event: None)["state"] == "done"
        assert recipe_of(tmp_path / "run") == longer
