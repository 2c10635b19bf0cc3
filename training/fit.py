"""The fit loop: stages of a recipe one after the other, carried by PyTorch Lightning, resumable at every saved step."""

from __future__ import annotations

import copy
import logging
import os
import warnings
from collections.abc import Callable
from dataclasses import MISSING, Field, asdict, dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any, Dict, Mapping, Optional

import torch
from lightning.pytorch import Trainer
from lightning.pytorch.strategies import DDPStrategy
from torch import Tensor

from corina.engine.errors import EngineProblem
from corina.engine.jobs import Control, Device, Heads, Recipe
from corina.engine.jobs.training import BEST_FILE, LAST_FILE
from corina.models.networks import Network
from corina.training.course import Course
from corina.training.devices import check_device
from corina.training.journal import Emit, Journal
from corina.training.losses import build_loss, loss_of_stage
from corina.training.memory import is_out_of_memory, is_single_value, too_large, too_small
from corina.training.module import LossNotFinite, StageModule
from corina.training.optimiser import build_optimiser, update_average
from corina.training.precision import floats_for
from corina.training.previews import Painter
from corina.training.run import Run
from corina.training.run_folder import Stopped
from corina.training.sampling import TrainingData, crop_of, steps_of
from corina.training.state import State, load_state, pack, part, save_state
from corina.training.validation import Validation

__all__ = ["LossNotFinite", "Place", "TrainingData", "Validation", "build_optimiser", "fit", "update_average"]


@dataclass(frozen=True)
class Place:
    """Where a run lies: the run folder."""

    folder: Path

    @property
    def state(self) -> Path:
        """Weights and step of the run."""
        return self.folder / LAST_FILE

    @property
    def best(self) -> Path:
        """Weights of the best epoch, where there is validation."""
        return self.folder / BEST_FILE


def fit(
    network: Network,
    recipe: Recipe,
    data: TrainingData,
    place: Place,
    *,
    validation: Optional[Validation] = None,
    counts: Optional[Mapping[int, int]] = None,
    save_seconds: float = 180.0,
    stop: Callable[[], bool] = lambda: False,
    control: Optional[Callable[[], Control]] = None,
    emit: Optional[Emit] = None,
    device: Device = Device.AUTO,
    journal: Optional[Journal] = None,
) -> Network:
    """Train through all stages and return what is kept: the best weights, or without validation the last.

    Weights are those of the running mean. A run found in `place` is continued, with the same losses as if it had never
    stopped. `control` (or `stop`) is asked after every step, and `control` while the network is measured; at STOP the
    state is saved and the mean so far returned; last.safetensors then says how far it came.

    counts: training pixels of each code, for class weights.
    Raises LossNotFinite (the state on disk is then the last good one), EngineProblem("out_of_memory", "disk_full",
    "checkpoint_invalid", "run_exists" when `place` holds the run of another recipe).
    """
    place.folder.mkdir(parents=True, exist_ok=True)
    about = run_description(recipe)
    found = load_state(place.state)
    if found is not None:
        check_same_run(found, about, network, place.state)
    course = Course.from_dict(found.course) if found is not None else Course()
    _check_devices(recipe)
    speaks = int(os.environ.get("RANK", "0")) == 0
    journal = journal or Journal(place.folder, emit, speaks=speaks)
    network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]  # a third faster on CPUs
    average = copy.deepcopy(network).eval().requires_grad_(False)
    separate = recipe.network.heads is Heads.SEPARATE
    asked = control or (lambda: Control.STOP if stop() else Control.RUN)

    def write(path: Path, tensors: Mapping[str, Tensor]) -> None:
        if speaks:
            config = network.config.to_dict()
            save_state(path, State(course.stage, course.step, dict(tensors), about, course.to_dict(), config))

    shown = validation or Validation()
    painter = Painter(place.folder, shown.chips, recipe.previews if speaks else 0, data.table, recipe)
    run = Run(
        recipe=recipe,
        data=data,
        validation=shown,
        course=course,
        journal=journal,
        save=lambda tensors: write(place.state, tensors),
        keep_best=lambda tensors: write(place.best, tensors),
        control=asked,
        control_in_validation=control or (lambda: Control.RUN),
        picture=lambda net, epoch: painter.paint(net, epoch, journal.preview),
        save_seconds=save_seconds,
    )
    journal.open(course.epoch, course.steps, resumed=found is not None)
    try:
        while course.stage < len(recipe.stages) and not run.stopped:
            resume_from = found.tensors if found is not None else None
            choice = loss_of_stage(recipe, recipe.stages[course.stage])
            loss_of = build_loss(choice, data.table, counts, separate=separate)
            _run_stage(network, average, loss_of, run, resume_from, device, write, place)
            found = None
    finally:
        journal.close()
    if torch.distributed.is_available() and torch.distributed.is_initialized():
        torch.distributed.barrier()  # what the first device has written is there for all
    if found is not None:  # a run that was done already
        average.load_state_dict(part(found.tensors, "average"))
    # Without a best epoch of its own, a file of that name belongs to an earlier run in the folder.
    best = load_state(place.best) if not run.stopped and course.best is not None else None
    if best is not None:
        average.load_state_dict(best.tensors)
    return average


def _run_stage(
    network: Network,
    average: Network,
    loss_of: torch.nn.Module,
    run: Run,
    resume_from: Optional[Dict[str, Tensor]],
    device: Device,
    write: Callable[[Path, Mapping[str, Tensor]], None],
    place: Place,
) -> None:
    """Train to the end of the run's stage, or until it is stopped."""
    recipe, course, stage = run.recipe, run.course, run.stage
    network.requires_grad_(True)
    owed = resume_from is not None and run.owes_epoch
    done = not owed and (course.ended or course.step >= steps_of(stage, run.data))
    if resume_from is not None and (done or not course.step):
        # Between two stages the optimiser that was saved is of no use any more.
        network.load_state_dict(part(resume_from, "network"))
        average.load_state_dict(part(resume_from, "average"))
        resume_from = None
    if stage.fresh_head and course.step == 0:
        torch.manual_seed(recipe.seed + course.stage)
        for head in network.heads():
            head.reset()
    if not done:
        module = StageModule(network, average, loss_of, run, resume_from)
        trainer = build_trainer(run, device)
        try:
            with quiet_lightning():
                _measure_and_train(trainer, module, run, owed=owed)
        except Stopped:  # while the network was measured
            run.stopped = True
        except (RuntimeError, MemoryError, ValueError) as error:
            size = crop_of(recipe, stage, network.config.stride)
            if is_single_value(error):
                raise too_small(stage.batch, size) from error
            if not is_out_of_memory(error):
                raise
            where = trainer.strategy.root_device
            raise too_large(network, loss_of, stage.batch, size, where, error) from error
    if run.stopped:
        return
    name = stage.name
    network.load_state_dict(average.state_dict())
    network.requires_grad_(True)
    course.next_stage()
    fresh = torch.optim.SGD(network.parameters(), lr=0.0)
    write(place.state, pack(network, average, fresh))
    write(place.folder / f"{name}.safetensors", average.state_dict())


def _measure_and_train(trainer: Trainer, module: StageModule, run: Run, *, owed: bool) -> None:
    """What has to be measured before anything is trained, and the rest of the stage. Raises Stopped."""
    course = run.course
    if not course.epoch and not course.steps and len(run.validation.chips):
        module.average.load_state_dict(module.network.state_dict())
        trainer.validate(module, verbose=False)
        module.report_validation(best=False, rate=0.0)
    if owed:
        module.measure_owed_epoch(trainer)
    if not course.ended and course.step < steps_of(run.stage, run.data):
        trainer.fit(module)


def _check_devices(recipe: Recipe) -> None:
    """Raise EngineProblem where a batch cannot be shared out to all devices."""
    world = int(os.environ.get("WORLD_SIZE", "1"))
    for stage in recipe.stages:
        if stage.batch < world:
            raise EngineProblem(
                "recipe_invalid",
                f"Stage {stage.name!r} has batches of {stage.batch} for {world} devices, expected a patch for each; "
                "choose a larger batch or fewer devices.",
            )


def run_description(recipe: Recipe) -> Dict[str, Any]:
    """What a checkpoint says of the run it belongs to."""
    return {
        "name": recipe.name,
        "seed": recipe.seed,
        "bands": list(recipe.input_bands),
        "stages": [_told(stage) for stage in recipe.stages],
        "split": _told(recipe.split),
        "loss": _told(recipe.loss),
    }


def _told(choice: Any) -> str:  # noqa: ANN401 - of any choice of a recipe
    """A stage by what differs from the defaults: a run is known again by a Corina with more settings."""
    own = ((item.name, getattr(choice, item.name), item) for item in fields(choice))
    shown = ((name, value) for name, value, item in own if value != _default(item))
    return ", ".join(f"{name}=({_told(v)})" if is_dataclass(v) else f"{name}={v!r}" for name, v in shown)


def _default(item: Field[Any]) -> Any:  # noqa: ANN401 - of any setting
    return item.default_factory() if item.default_factory is not MISSING else item.default


def check_same_run(found: State, about: Mapping[str, Any], network: Network, path: Path) -> None:
    """Raise EngineProblem unless what is done of the run is what the recipe says; later stages may have changed.

    Another split would measure on what was trained on, another loss compare its values with those of the first.
    """
    begun = found.stage + (found.step > 0)
    same = found.about["seed"] == about["seed"] and found.about["stages"][:begun] == about["stages"][:begun]
    said = {name: found.about.get(name, about[name]) for name in ("split", "loss")}  # older runs did not say
    same = same and all(said[name] == about[name] for name in said)
    config = {k: list(v) if isinstance(v, tuple) else v for k, v in asdict(network.config).items()}
    if not same or (found.network and found.network != config):
        raise EngineProblem(
            "run_exists", f"{path} is of another recipe: choose an empty folder, or remove what is in it."
        )


class SteeredTrainer(Trainer):
    """Lightning's trainer, which leaves SIGTERM to the run: Lightning would end the process on it between two batches,
    without a checkpoint and without a result.
    """

    @property
    def received_sigterm(self) -> bool:
        """Never: the run obeys the signal at its next step (run_folder.Steering)."""
        return False


def build_trainer(run: Run, device: Device) -> Trainer:
    """Lightning's trainer for a stage; under torchrun it takes part in a training on several devices (DDP)."""
    kind = {Device.CPU: "cpu", Device.CUDA: "gpu"}.get(device, "auto")
    check_device(device)
    world = int(os.environ.get("WORLD_SIZE", "1"))
    several: Dict[str, Any] = {"devices": 1}
    if world > 1:
        local = int(os.environ.get("LOCAL_WORLD_SIZE", str(world)))
        several = {
            "devices": local,
            "num_nodes": world // local,
            # Statistics are shared by StageModule; copying the first device's buffers would undo the others' counts.
            "strategy": DDPStrategy(find_unused_parameters=True, broadcast_buffers=False),
        }
    with quiet_lightning():
        return SteeredTrainer(
            accelerator=kind,
            precision=precision_of(run, kind),
            max_epochs=-1,
            gradient_clip_val=run.stage.clip or None,
            accumulate_grad_batches=run.stage.accumulate,
            reload_dataloaders_every_n_epochs=1,
            num_sanity_val_steps=0,
            use_distributed_sampler=False,
            logger=False,
            enable_checkpointing=False,
            enable_progress_bar=False,
            enable_model_summary=False,
            default_root_dir=run.journal.folder,
            **several,
        )


def precision_of(run: Run, kind: str) -> Any:  # noqa: ANN401 - Lightning's own literals
    """16-bit floats where the recipe asks for them and the hardware is faster with them; says what it is."""
    on_gpu = kind != "cpu" and torch.cuda.is_available()
    chosen, said = floats_for(run.recipe.precision, on_gpu=on_gpu)
    if said:
        run.journal.log(said)
    return chosen


class quiet_lightning(warnings.catch_warnings):  # noqa: N801 - used like a function
    """Keeps Lightning's advertisements and advice, which are for programmers, out of a user's log."""

    def __enter__(self) -> None:
        super().__enter__()
        for name in ("lightning.pytorch", "lightning.fabric", "pytorch_lightning"):
            logging.getLogger(name).setLevel(logging.ERROR)
        warnings.simplefilter("ignore")
