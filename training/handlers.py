"""Carrying out the jobs of training: which module does it is looked up by the job's type; errors become sentences."""

from __future__ import annotations

import errno
import importlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Dict

from corina.engine.errors import EngineProblem
from corina.engine.events import Event
from corina.engine.jobs import JobError
from corina.models.package import PackageError

# Threads that wait by spinning make a step ten times slower once another program uses a core. Read once, by OpenMP.
os.environ.setdefault("OMP_WAIT_POLICY", "passive")

FULL = (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC))
"""What the system says when there is no room for a file: on the disk, in a file system's limits, in a quota."""

_BY_TYPE = {
    "TrainJob": "corina.training.run_train",
    "EvaluateJob": "corina.training.run_evaluate",
    "ExportModelJob": "corina.training.run_export",
    "EstimateTrainingJob": "corina.training.estimate",
    "RateTestJob": "corina.training.rate_test",
    "PretrainJob": "corina.training.pretrain",
    "DescribeTrainingDataJob": "corina.training.describe",
}


def carry_out(
    job: object, emit: Callable[[Event], None], on_work_folder: Callable[[Path], None] = lambda path: None
) -> Dict[str, Any]:
    """Do a job and return its result (docs/jobs.md). Raises EngineProblem.

    A training keeps what it has done in its run folder: on_work_folder, for what may be removed, is never told of it.
    """
    name = _BY_TYPE[type(job).__name__]
    if name != "corina.training.describe":  # which needs neither torch nor Lightning
        from corina.models.torchvision_fix import import_torchvision

        import_torchvision()  # before Lightning imports it without the repair
    module = importlib.import_module(name)
    try:
        result: Dict[str, Any] = module.carry_out(job, emit)
    except FloatingPointError as error:
        raise EngineProblem("loss_not_finite", str(error)) from error
    except PackageError as error:
        code = "model_not_found" if str(error).startswith("No model") else "model_invalid"
        raise EngineProblem(code, str(error)) from error
    except JobError as error:
        raise EngineProblem("recipe_invalid", str(error)) from error
    except OSError as error:
        if error.errno not in FULL:
            raise
        where = f" for {error.filename}" if error.filename else ""
        raise EngineProblem(
            "disk_full",
            f"There is no room on the disk{where}; make room, and resume the training: its last checkpoint is kept.",
            str(error),
        ) from error
    return result
