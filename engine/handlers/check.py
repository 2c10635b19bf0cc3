"""Checking the engine itself."""

from __future__ import annotations

from typing import Any

from corina.engine import doctor
from corina.engine.handlers import Emit, OnWorkFolder
from corina.engine.jobs import CheckJob


def carry_out(job: CheckJob, emit: Emit, on_work_folder: OnWorkFolder) -> dict[str, Any]:
    """Run the tiny model; the result is `check`'s of docs/jobs.md."""
    return doctor.check(job.device)
