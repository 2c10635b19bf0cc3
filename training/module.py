"""A stage of a training as a Lightning module: what a step does, when an epoch is the best, when the stage ends."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable
from typing import Any, Dict, List, Optional, Tuple

import torch
from lightning.pytorch import LightningModule, Trainer
from torch import Tensor, nn
from torch.utils.data import DataLoader

from corina.engine.events import Metrics, Stage
from corina.engine.jobs import Control
from corina.engine.jobs.training import MONITORS
from corina.models.networks import Network, Scores
from corina.training.ahead import loader
from corina.training.course import learning_rate
from corina.training.devices import mean_over_devices, said_on_devices, share_statistics, sum_over_devices
from corina.training.losses import full_precision
from corina.training.optimiser import build_optimiser, update_average
from corina.training.run import Run
from corina.training.run_folder import Stopped
from corina.training.sampling import (
    Batch,
    EvaluationBatches,
    StepBatches,
    batches_per_epoch,
    steps_of,
)
from corina.training.state import pack, part, unpack
from corina.training.validation import Tally

NOTHING_TO_MEASURE = (
    "No validation patch holds a label, so no epoch can be told to be the best: the training runs to its end and keeps "
    "its last state; choose another split or validation fold."
)


class LossNotFinite(FloatingPointError):
    """The loss became infinite or no number; the message names the step and the patches that caused it."""


class StageModule(LightningModule):
    """One stage of a run. network is trained; average, the running mean of its weights, is measured and kept."""

    def __init__(
        self,
        network: Network,
        average: Network,
        loss_of: nn.Module,
        run: Run,
        resume_from: Optional[Dict[str, Tensor]] = None,
    ) -> None:
        super().__init__()
        self.network, self.average, self.loss_of, self.run = network, average, loss_of, run
        self.tally = Tally(run.data.table)
        self.learned = Tally(run.data.table)
        self._resume_from = resume_from
        self._last_save = time.monotonic()
        self._figures: Dict[str, float] = {}
        if run.stage.frozen:
            for encoder in network.encoders():
                encoder.requires_grad_(False)

    # Data

    def _batches_left(self) -> Tuple[int, int]:
        """The first batch of the stage that is not done, and how many are left of its epoch."""
        stage, course = self.run.stage, self.run.course
        per_epoch = batches_per_epoch(stage, self.run.data)
        first = course.step * stage.accumulate
        end = min((first // per_epoch + 1) * per_epoch, steps_of(stage, self.run.data) * stage.accumulate)
        return first, end - first

    def train_dataloader(self) -> Iterable[Batch]:
        """What is left of the running epoch."""
        first, count = self._batches_left()
        batches = StepBatches(
            self.run.recipe,
            self.run.course.stage,
            self.run.data,
            self.network.mean.flatten().tolist(),
            stride=self.network.config.stride,
            first=first,
            count=count,
            rank=self.global_rank,
            world=self.trainer.world_size,
        )
        return loader(batches, count, self.run.recipe.workers)

    def val_dataloader(self) -> List[DataLoader[Tuple[Tensor, Tensor, Tensor]]]:
        """The validation patches."""
        validation = self.run.validation
        if not len(validation.chips):
            return []
        batches = EvaluationBatches(
            validation.chips,
            validation.inner,
            self.network.mean.flatten().tolist(),
            self.network.config.stride,
            self.run.stage.batch,
            rank=self.global_rank,
            world=self.trainer.world_size,
        )
        return [DataLoader(batches, batch_size=None, num_workers=self.run.recipe.workers)]

    # Steps

    def configure_optimizers(self) -> torch.optim.Optimizer:
        """The stage's optimiser over the weights that are not frozen."""
        return build_optimiser(self.network, self.run.stage)

    def _optimiser(self) -> torch.optim.Optimizer:
        optimiser = self.optimizers(use_pl_optimizer=False)
        assert isinstance(optimiser, torch.optim.Optimizer)
        return optimiser

    def on_train_start(self) -> None:
        """Go on from a checkpoint of this stage."""
        if self._resume_from is not None:
            unpack(self._resume_from, self.network, self.average, self._optimiser(), self._scaler())
            if self.run.course.loss_count:
                self._load_learned()
            self._resume_from = None

    def _load_learned(self) -> None:
        if self._resume_from is not None and "learned.matrices" in self._resume_from:
            self.learned.matrices.copy_(self._resume_from["learned.matrices"])

    def on_train_batch_start(self, batch: Batch, batch_idx: int) -> Optional[int]:
        """Set modes and the learning rate; -1 ends the epoch of a run that is to stop."""
        if self.run.stopped:
            return -1
        self.network.train()
        self.average.eval()
        if self.run.stage.frozen:
            for encoder in self.network.encoders():
                encoder.eval()
        for group in self._optimiser().param_groups:
            group["lr"] = self._rate()
        return None

    def _rate(self) -> float:
        stage, course = self.run.stage, self.run.course
        return learning_rate(stage, course.step, steps_of(stage, self.run.data), course.factor)

    def training_step(self, batch: Batch, batch_idx: int) -> Tensor:
        """The loss of a batch. Raises LossNotFinite."""
        images, rows, names = batch
        course, stage = self.run.course, self.run.stage
        place = course.step * stage.accumulate + batch_idx % stage.accumulate
        torch.manual_seed(hash((self.run.recipe.seed, course.stage, place)) % 2**31)
        scores = full_precision(self.network.scores(images))
        loss: Tensor = self.loss_of(scores, rows)
        value = mean_over_devices(loss.item(), self.device)
        if not math.isfinite(value):
            raise LossNotFinite(self._blame(value, images, rows, names))
        course.loss_sum += value
        course.loss_count += 1
        self._note_agreement(scores, rows)
        return loss

    def _note_agreement(self, scores: Scores, rows: Tensor) -> None:
        """Count a quarter of the batch's pixels for the agreement of the epoch: enough for a curve, and quick."""
        with torch.no_grad():
            some = tuple(
                s.detach()[..., ::2, ::2] for s in (scores if isinstance(scores, tuple) else (scores,))
            )
            mapped = self.learned.mapped(self.network, some if isinstance(scores, tuple) else some[0])
            self.learned.matrices[0] += sum_over_devices(self.learned.pairs(mapped, rows[..., ::2, ::2]))

    def _blame(self, value: float, images: Tensor, rows: Tensor, names: List[str]) -> str:
        """One sentence on which patches of a batch have no finite loss."""
        course = self.run.course
        bad = []
        with torch.no_grad():
            self.network.eval()
            for number, name in enumerate(names):
                alone = slice(number, number + 1)
                scores = full_precision(self.network.scores(images[alone]))
                if not torch.isfinite(self.loss_of(scores, rows[alone])):
                    bad.append(name)
        bad, names = said_on_devices(bad), said_on_devices(names)
        if len(bad) == len(names):
            cause = "whatever the patch, so its weights have run away: lower the learning rate"
        else:
            cause = (
                f"because of {', '.join(bad) or 'no single patch alone'}: look at this patch, or leave it out"
            )
        return (
            f"The loss became {value} at step {course.step} of stage {self.run.stage.name!r} {cause}, and resume the "
            "training from its last checkpoint."
        )

    def on_train_batch_end(self, outputs: object, batch: Batch, batch_idx: int) -> None:
        """Count the step, follow with the average, and do as the control file says."""
        run, course = self.run, self.run.course
        if (batch_idx + 1) % run.stage.accumulate:
            return
        course.step += 1
        if self.trainer.world_size > 1:
            share_statistics(self.network)
        update_average(self.average, self.network, min(run.stage.ema, course.step / (course.step + 10)))
        run.journal.progress(Stage.TRAIN, course.steps, run.total_steps)
        self._obey(run.control)
        due = time.monotonic() - self._last_save > run.save_seconds
        if due and not run.stopped and not self.run.at_end_of_epoch:  # the end of an epoch saves anyway
            self._save()

    def _obey(self, control: Callable[[], Control]) -> None:
        word = control()
        if self.trainer.world_size > 1:
            word = self.trainer.strategy.broadcast(word)
        if word is Control.PAUSE:
            self._save()
            word = self.run.journal.wait(control, self.run.course.steps, self.run.total_steps)
            if self.trainer.world_size > 1:
                word = self.trainer.strategy.broadcast(word)
        self.run.stopped = self.run.stopped or word is Control.STOP

    def _save(self) -> None:
        if self._resume_from is not None:  # nothing was trained since the checkpoint was written
            return
        self._last_save = time.monotonic()
        tensors = pack(self.network, self.average, self._optimiser(), self._scaler())
        self.run.save(tensors | {"learned.matrices": self.learned.matrices})

    def _scaler(self) -> Optional[torch.amp.GradScaler]:
        return getattr(self.trainer.precision_plugin, "scaler", None)

    # Epochs

    def measure_owed_epoch(self, trainer: Trainer) -> None:
        """Measure the weights of the checkpoint and note its epoch. Raises Stopped."""
        assert self._resume_from is not None
        self.average.load_state_dict(part(self._resume_from, "average"))
        self._load_learned()
        if len(self.run.validation.chips):
            trainer.validate(self, verbose=False)
        self._note_epoch()

    def on_validation_epoch_start(self) -> None:
        """Measure the average."""
        self.average.eval()
        self.tally.reset()

    def on_validation_batch_start(
        self,
        batch: Any,  # noqa: ANN401 - Lightning's form
        batch_idx: int,
        dataloader_idx: int = 0,
    ) -> None:
        """Do as the control file says; an epoch that is not measured then is when the run goes on. Raises Stopped.

        Before the first step there is nothing to keep. Several devices would wait for each other.
        """
        if self.trainer.world_size > 1:
            return
        run = self.run
        if run.course.steps:
            self._obey(run.control_in_validation)
        elif run.control_in_validation() is Control.STOP:
            raise Stopped
        if run.stopped:
            self._save()
            raise Stopped

    def validation_step(self, batch: Tuple[Tensor, Tensor, Tensor], batch_idx: int) -> None:
        """Count a batch."""
        self.tally.add(self.average, self.loss_of, batch)

    def on_validation_epoch_end(self) -> None:
        """Turn the counts into figures."""
        self.tally.gather()
        self._figures = self.tally.figures(with_band=self.run.validation.has_band)

    def on_train_epoch_end(self) -> None:
        """Note the epoch, keep it if it is the best, and end the stage when it is time."""
        run, course = self.run, self.run.course
        whole = self.run.at_end_of_epoch
        if whole:
            self._note_epoch()
        done = course.step >= steps_of(run.stage, run.data)
        if run.stopped or done or course.ended:
            self.trainer.should_stop = True
        self._save()

    def _note_epoch(self) -> None:
        run, course, stage = self.run, self.run.course, self.run.stage
        course.epoch += 1
        rate = learning_rate(stage, course.step - 1, steps_of(stage, run.data), course.factor)
        loss = round(course.loss_sum / max(1, course.loss_count), 6)
        course.loss_sum, course.loss_count = 0.0, 0
        values = {"loss": loss, **self.learned.figures(with_band=False)}
        self.learned.reset()
        run.journal.metrics(Metrics(course.epoch, course.steps, "train", values, rate, stage.name))
        if not self._figures:
            if len(run.validation.chips):
                run.journal.log(NOTHING_TO_MEASURE, warning=True)
            return
        monitor = self._monitor()
        course.monitor = monitor if monitor != run.recipe.monitor else ""
        monitored = self._figures[monitor]
        better = course.is_better(monitored, MONITORS[monitor])
        if better:
            course.best, course.best_epoch, course.since_best = monitored, course.epoch, 0
            run.keep_best(self.average.state_dict())
        else:
            course.since_best += 1
        course.note_loss(self._figures["loss"], stage)
        self.report_validation(best=better, rate=rate)
        run.picture(self.average, course.epoch)
        last = course.stage == len(run.recipe.stages) - 1
        flat = stage.until_flat and course.flat >= stage.until_flat
        early = last and run.recipe.stop_early and course.since_best >= run.recipe.stop_early
        if flat or early:
            course.ended = True
            why = f"the validation {'loss has' if flat else monitor + ' has'} not become better"
            run.journal.log(f"Stage {stage.name!r} ends after epoch {course.epoch}: {why}.")

    def _monitor(self) -> str:
        """What says which epoch is the best: what the recipe names, or the loss where that cannot be measured."""
        wanted = self.run.recipe.monitor
        if wanted in self._figures:
            return wanted
        self.run.journal.log(
            f"{wanted} cannot be measured, because no validation label names a single class; the loss says which epoch "
            "is the best.",
            warning=True,
        )
        return "loss"

    def report_validation(self, *, best: bool, rate: float) -> None:
        """Send the figures that were measured last, if there are any."""
        course = self.run.course
        if not self._figures:
            return
        self.run.journal.metrics(
            Metrics(
                course.epoch, course.steps, "validation", self._figures, rate, self.run.stage.name, best=best
            )
        )
