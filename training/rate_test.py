"""Learning-rate range test (Smith 2017): the rate rises from step to step, and the loss says which one suits."""

from __future__ import annotations

import csv
import math
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Dict, List, Optional, Tuple

import numpy as np

from corina.engine.errors import EngineProblem
from corina.engine.events import Event, Progress, Stage
from corina.engine.jobs import JobError, RateTestJob
from corina.training.recipe import check
from corina.training.run_folder import use_threads
from corina.training.trial import open_trial, steps

_SMOOTHING = 0.8
_DIVERGED = 4.0
"""The test ends when the smoothed loss is this many times its lowest."""


def carry_out(job: RateTestJob, emit: Callable[[Event], None]) -> Dict[str, Any]:
    """Run the test; the result is that of docs/jobs.md. Raises EngineProblem."""
    check(job.recipe)
    if not 0 < job.lowest < job.highest or job.steps < 10:
        raise JobError(
            f"The range test goes from {job.lowest:g} to {job.highest:g} in {job.steps} steps; expected two rising "
            "rates above 0 and at least 10 steps."
        )
    if job.csv_path:  # a folder that cannot be written is said before minutes of steps, not after
        _write_curve(Path(job.csv_path), [], [])
    use_threads(job.threads)
    emit(Progress(Stage.OPEN, 0.0))
    trial = open_trial(job.recipe, job.data_root, job.device, job.models_dir)
    rates = np.geomspace(job.lowest, job.highest, job.steps).tolist()
    losses: List[float] = []
    mean, lowest = 0.0, math.inf
    for number, step in enumerate(steps(trial, job.steps, lambda number: float(rates[number]))):
        mean = _SMOOTHING * mean + (1 - _SMOOTHING) * step.loss
        smooth = mean / (1 - _SMOOTHING ** (number + 1))
        emit(Progress(Stage.TRAIN, (number + 1) / job.steps, number + 1, job.steps))
        if not math.isfinite(smooth) or (number > 5 and smooth > _DIVERGED * lowest):
            break
        lowest = min(lowest, smooth)
        losses.append(smooth)
    tried = rates[: len(losses)]
    if job.csv_path:
        _write_curve(Path(job.csv_path), tried, losses)
    suggestion, why = suggest(tried, losses)
    return {
        "rates": tried,
        "losses": [round(loss, 6) for loss in losses],
        "suggestion": suggestion,
        "suggestion_why": why,
        "stage": job.recipe.stages[trial.number].name,
        "csv": job.csv_path or None,
    }


def suggest(rates: Sequence[float], losses: Sequence[float]) -> Tuple[Optional[float], str]:
    """The rate at which a smoothed loss falls fastest before its lowest, and a sentence on it.

    None where the loss never fell: then no rate of those that were tried is better than another.
    """
    lowest = int(np.argmin(losses)) if len(losses) else 0
    if lowest < 3:
        return (
            None,
            "The loss never fell at any rate that was tried: begin from a lower one, or look at the data.",
        )
    slope = np.gradient(np.asarray(losses[: lowest + 1]), np.log(np.asarray(rates[: lowest + 1])))
    chosen = float(rates[int(np.argmin(slope))])
    return chosen, f"At {chosen:.2g} the loss falls fastest; it is lowest at {rates[lowest]:.2g}."


def _write_curve(path: Path, rates: Sequence[float], losses: Sequence[float]) -> None:
    """The tried rates and the smoothed loss at each. Raises EngineProblem("output_not_writable")."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(("learning_rate", "loss"))
            writer.writerows((f"{rate:.6g}", f"{loss:.6f}") for rate, loss in zip(rates, losses))
    except OSError as error:
        raise EngineProblem(
            "output_not_writable", f"The curve cannot be written: {error}; choose another file for it."
        ) from error
