"""Trains an encoder as a classifier of whole patches (Ulmas and Liiv), for a segmentation network to begin with."""

from __future__ import annotations

import contextlib
import os
import traceback
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Dict, List

import torch

from corina.clc import Level
from corina.clc.legend_presets import open_legend
from corina.engine.errors import EngineProblem
from corina.engine.events import Event, Stage
from corina.engine.jobs import DataChoice, Device, PretrainJob, Recipe, SourceKind, TrainingSource
from corina.engine.jobs.training import LAST_FILE, PRETRAIN_KINDS
from corina.training.classifier import group_labels, patch_labels
from corina.training.collection import open_collection
from corina.training.course import Course
from corina.training.devices import check_device
from corina.training.fit import SteeredTrainer, quiet_lightning
from corina.training.journal import Journal
from corina.training.memory import is_out_of_memory, largest_of, not_enough
from corina.training.pretrain_module import ENCODER_FILE, PretrainModule
from corina.training.run_folder import (
    Steering,
    Stopped,
    alone_in,
    begun,
    make_folder,
    note_weights,
    noted_weights,
    use_threads,
)
from corina.training.splits import split
from corina.training.state import load_state
from corina.training.weights import initial_weights

Emit = Callable[[Event], None]


def carry_out(job: PretrainJob, emit: Emit) -> Dict[str, Any]:
    """Pretrain; the result is that of docs/jobs.md. Raises EngineProblem."""
    recipe = _with_source(job)
    folder = Path(job.output_dir)
    if int(os.environ.get("WORLD_SIZE", "1")) > 1:
        raise EngineProblem("job_invalid", "A pretraining runs on one device: start it without torchrun.")
    check_device(job.device)
    use_threads(job.threads)
    journal = Journal(folder, emit)
    make_folder(folder)
    with alone_in(folder), begun(folder, recipe, resume=job.resume) as resumed, Steering(folder) as steering:
        return _carry_out(job, recipe, journal, steering, resumed=resumed)


def _carry_out(
    job: PretrainJob, recipe: Recipe, journal: Journal, steering: Steering, *, resumed: bool
) -> Dict[str, Any]:
    folder = Path(job.output_dir)
    journal.progress(Stage.OPEN, 0, 1, now=True)
    try:
        with steering.at_once():
            module = _module(job, recipe, journal, steering)
            models = [Path(job.models_dir)] if job.models_dir else []
            sentences = noted_weights(folder) if resumed else initial_weights(module.network, recipe, models)
    except Stopped:
        state = load_state(folder / LAST_FILE)
        course = Course.from_dict(state.course) if state is not None else Course()
        return _result(folder, journal, course, noted_weights(folder))
    for sentence in module.divided.warnings:
        journal.log(sentence, warning=True)
    if not resumed:  # else its checkpoint holds what became of them
        note_weights(folder, sentences)
    for sentence in sentences:
        journal.log(sentence)
    _fit(module, job.device)
    result = _result(folder, journal, module.course, sentences)
    result["labels"] = list(module.titles)
    if module.course.stage == len(recipe.stages):
        with contextlib.suppress(Stopped), steering.at_once():
            result["metrics"] = module.measure(module.divided.test())
            result["state"] = "done"
    return result


def _module(job: PretrainJob, recipe: Recipe, journal: Journal, steering: Steering) -> PretrainModule:
    """Look through the patches and divide them."""
    assert recipe.data is not None
    collection = open_collection(recipe.data)
    divided = split(collection.patches, recipe.split, recipe.data.sources)
    if job.kind == "bigearthnet19":
        labels = group_labels(collection, open_legend("bigearthnet-19"), job.share)
    else:
        labels = patch_labels(collection, Level(job.level), job.share, single=job.kind == "eurosat")
    return PretrainModule(recipe, collection, divided, labels, journal, steering.word, Path(job.output_dir))


def _result(folder: Path, journal: Journal, course: Course, sentences: List[str]) -> Dict[str, Any]:
    """The result of a pretraining that was stopped; what is measured and learned is entered by who knows it."""
    return {
        "state": "stopped",
        "output_dir": str(folder),
        "encoder": str(folder / ENCODER_FILE) if (folder / ENCODER_FILE).is_file() else None,
        "epoch": course.epoch,
        "best_epoch": course.best_epoch,
        "initial_weights": sentences,
        "labels": [],
        "metrics": None,
        "warnings": journal.warnings,
    }


def _with_source(job: PretrainJob) -> Recipe:
    """The recipe with the job's patches as its data."""
    recipe = job.recipe
    if job.kind == "own":
        if recipe.data is None:
            raise EngineProblem(
                "recipe_invalid", "The recipe has no `data` to pretrain on; name a source of patches."
            )
        return recipe
    if job.kind not in PRETRAIN_KINDS:
        raise EngineProblem(
            "job_invalid", f"kind is {job.kind!r}, expected one of {', '.join(PRETRAIN_KINDS)}."
        )
    source = TrainingSource(SourceKind.AUTO, job.source)
    base = recipe.data or DataChoice((source,), bands=recipe.bands)
    return replace(recipe, data=replace(base, sources=(source,), codes=()))


def _fit(module: PretrainModule, device: Device) -> None:
    """Train through all stages, or until the run is stopped."""
    module.load()
    course, recipe = module.course, module.recipe
    module.journal.open(course.epoch, course.steps, resumed=bool(module.resume_from))
    try:
        while course.stage < len(recipe.stages) and not module.stopped:
            stage = recipe.stages[course.stage]
            if module.resume_from and not course.step:
                own = {n[8:]: t for n, t in module.resume_from.items() if n.startswith("network.")}
                module.network.load_state_dict(own)
                module.resume_from = {}
            module.network.requires_grad_(True)
            module.network.encoders()[0].requires_grad_(not stage.frozen)
            with quiet_lightning():
                trainer = SteeredTrainer(
                    accelerator="cpu" if device is Device.CPU else "auto",
                    devices=1,
                    max_epochs=-1,  # the module says when a stage ends
                    gradient_clip_val=stage.clip or None,
                    accumulate_grad_batches=stage.accumulate,
                    reload_dataloaders_every_n_epochs=1,
                    num_sanity_val_steps=0,
                    logger=False,
                    enable_checkpointing=False,
                    enable_progress_bar=False,
                    enable_model_summary=False,
                    default_root_dir=module.folder,
                )
                trainer.fit(module)
            if not module.stopped:
                course.next_stage()
                module.save(torch.optim.SGD(module.network.parameters(), lr=0.0))
    except Stopped:
        module.stopped = True
    except (RuntimeError, MemoryError) as error:
        if not is_out_of_memory(error):
            raise
        traceback.clear_frames(error.__traceback__)  # they hold the maps that filled the memory
        batch = module.stage.batch
        raise not_enough(batch, module.size, largest_of(module.try_batch, module.network, batch)) from error
    finally:
        module.journal.close()
