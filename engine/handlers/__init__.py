"""Carrying out each kind of job: which module does it is looked up in a table and imported when it is asked for."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from corina.engine.errors import EngineProblem
from corina.engine.events import Event
from corina.engine.jobs import Job
from corina.engine.jobs.reads import files_read
from corina.engine.outputs import never_replaced

Emit = Callable[[Event], None]
OnWorkFolder = Callable[[Path], None]

_BY_TYPE = {
    "ClassifyJob": "corina.engine.handlers.classify",
    "DescribeSceneJob": "corina.engine.handlers.describe",
    "DescribeModelJob": "corina.engine.handlers.describe",
    "CheckJob": "corina.engine.handlers.check",
    "CompareJob": "corina.engine.handlers.compare",
    "CompareReportJob": "corina.engine.handlers.compare_report",
    "ClassificationReportJob": "corina.engine.handlers.classification_report",
    "DescribeReferenceJob": "corina.engine.handlers.describe_reference",
    "GeneraliseJob": "corina.engine.handlers.generalise",
    "AreasJob": "corina.engine.handlers.areas",
    "DescribeTrainingDataJob": "corina.training.describe",
    "ReviewLabelsJob": "corina.training.run_review",
}
"""The module that carries out a job, by the job's type. Each has a function `carry_out` like the one below."""

_BY_ROOM = {
    "corina.engine.jobs.accuracy": "corina.engine.handlers.accuracy",
    "corina.engine.jobs.training": "corina.training.handlers",
}
"""For all other jobs of these modules. Training is a room of its own that the engine knows by name only."""

_EXTRA_OF = {"torch": "training", "torchvision": "training", "segmentation_models_pytorch": "training",
             "safetensors": "training", "onnx": "training", "timm": "training",
             "lightning": "training", "yaml": "training", "tensorboardX": "training",
             "pyogrio": "compare", "shapely": "compare", "matplotlib": "compare"}  # fmt: skip
"""The extra of the engine that brings a library (engine/requirements)."""


def carry_out(job: Job, emit: Emit, on_work_folder: OnWorkFolder = lambda path: None) -> dict[str, Any]:
    """Do a job and return its result (docs/jobs.md). Raises EngineProblem, or whatever `emit` raises to cancel.

    on_work_folder: told where a job keeps its unfinished files, for whoever must end it by force.
    """
    cls = type(job)
    name = _BY_TYPE.get(cls.__name__) or _BY_ROOM.get(cls.__module__)
    if name is None:
        raise EngineProblem("job_invalid", f"{cls.__name__} is not a kind of job this engine knows.")
    try:
        with never_replaced(files_read(job)):
            result: dict[str, Any] = importlib.import_module(name).carry_out(job, emit, on_work_folder)
    except ModuleNotFoundError as error:
        raise missing_library(error) from error
    return result


def missing_library(error: ModuleNotFoundError) -> Exception:
    """What to install for a library that is missing; the error itself when the library is no extra's."""
    library = (error.name or "").split(".")[0]
    extra = _EXTRA_OF.get(library)
    if extra is None:
        return error
    return EngineProblem(
        "extra_missing",
        f'This needs the engine\'s extra "{extra}", which is not installed ({library} is missing); install it in '
        f"Corina's settings, or with `pip install corina[{extra}]`.",
    )
