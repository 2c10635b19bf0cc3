"""Measures by a short trial what a training will cost on this machine: time, memory, weights."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any, Dict, List, Optional

import torch

from corina.engine.events import Event, Progress, Stage
from corina.engine.jobs import EstimateTrainingJob
from corina.models.networks import parameter_count
from corina.training.recipe import check
from corina.training.run_folder import use_threads
from corina.training.sampling import batches_per_epoch, steps_of
from corina.training.trial import Step, Trial, open_trial, steps


def carry_out(job: EstimateTrainingJob, emit: Callable[[Event], None]) -> Dict[str, Any]:
    """Try a few steps; the result is that of docs/jobs.md. Raises EngineProblem.

    Frozen stages are faster than this says; validation is added with a third of a step's time.
    """
    check(job.recipe)
    use_threads(job.threads)
    emit(Progress(Stage.OPEN, 0.0))
    trial = open_trial(job.recipe, job.data_root, job.device, job.models_dir)
    emit(Progress(Stage.TRAIN, 0.3))
    taken: List[Step] = list(steps(trial, max(2, job.steps + 1), lambda number: 1e-5))[1:]
    per_step = sorted(step.seconds for step in taken)[len(taken) // 2]
    data, stages = trial.prepared.training, job.recipe.stages
    total = sum(steps_of(stage, data) * stage.accumulate for stage in stages)
    last = stages[-1]
    per_epoch = batches_per_epoch(last, data)
    checked = len(trial.prepared.validation.chips) / last.batch / 3
    epochs = total / per_epoch
    return {
        "parameters": parameter_count(trial.network),
        "encoder_parameters": sum(parameter_count(encoder) for encoder in trial.network.encoders()),
        "codes": list(trial.prepared.codes),
        "patches": sum(len(chips) for chips in data.sets.values()),
        "validation_patches": len(trial.prepared.validation.chips),
        "steps_per_epoch": per_epoch // last.accumulate,
        "seconds_per_step": round(per_step * last.accumulate, 3),
        "seconds_per_epoch": round(per_step * (per_epoch + checked), 1),
        "seconds_total": round(per_step * (total + epochs * checked), 1),
        "loading_share": round(sum(s.loading for s in taken) / sum(s.seconds for s in taken), 3),
        "memory_mb": peak_memory_mb(trial),
        "batch": last.batch,
        "device": str(trial.device),
    }


def peak_memory_mb(trial: Trial) -> Optional[float]:
    """The most memory the trial took, of the GPU or of this process; None where the system does not tell."""
    if trial.device.type == "cuda":
        return round(torch.cuda.max_memory_allocated() / 2**20, 1)
    try:
        import resource
    except ImportError:  # Windows
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (1024 if sys.platform != "darwin" else 2**20), 1)
