"""Describing a scene or a model: what is understood of it, without classifying anything."""

from __future__ import annotations

from typing import Any, Union

from corina.engine.handlers import Emit, OnWorkFolder
from corina.engine.handlers.packages import model_result, open_model
from corina.engine.jobs import DescribeModelJob, DescribeSceneJob
from corina.engine.scene import inspect

DEFAULT_BANDS = ("B02", "B03", "B04", "B08")


def carry_out(
    job: Union[DescribeSceneJob, DescribeModelJob], emit: Emit, on_work_folder: OnWorkFolder
) -> dict[str, Any]:
    """The results of `describe_scene` and `describe_model` of docs/jobs.md."""
    if isinstance(job, DescribeModelJob):
        package = open_model(job.model, job.models_dir)
        return model_result(package) | {"card": package.card.to_dict()}
    wanted, resolution = job.bands or DEFAULT_BANDS, job.resolution_m
    if job.model:
        card = open_model(job.model, job.models_dir).card
        wanted, resolution = tuple(card.bands), card.resolution_m
    return inspect(job.scene, wanted, resolution).description(wanted)
