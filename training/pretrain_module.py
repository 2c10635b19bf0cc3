"""The stages of a pretraining as a Lightning module: what a step does, which encoder is kept, what is measured."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Dict, List, Tuple

import numpy as np
import torch
from lightning.pytorch import LightningModule
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from torch.utils.data import DataLoader

from corina.engine.errors import EngineProblem
from corina.engine.events import Metrics, Stage
from corina.engine.jobs import Control, Recipe, StageChoice
from corina.engine.jobs.training import LAST_FILE
from corina.training.ahead import loader
from corina.training.classifier import THRESHOLD, LabelledPatches, PatchClassifier, PatchLabels
from corina.training.collection import Collection
from corina.training.course import Course, learning_rate
from corina.training.fit import run_description
from corina.training.journal import Journal
from corina.training.module import LossNotFinite
from corina.training.multilabel import by_level, cardinality, density, figures
from corina.training.optimiser import build_optimiser
from corina.training.recipe import network_config
from corina.training.run_folder import Stopped
from corina.training.splits import Split
from corina.training.state import State, load_state, pack, save_state, unpack

ENCODER_FILE = "encoder.safetensors"
CLASSIFIER_FILE = "classifier.safetensors"
"""The whole classifier of the epoch whose encoder is kept: what is measured at the end."""
_WIDEST_PX = 256
LABELS = "labels"
"""Where a checkpoint says what the patches are labelled with."""


class PretrainModule(LightningModule):
    """The stages of a pretraining: the linear layer alone where a stage is frozen, else everything."""

    def __init__(
        self,
        recipe: Recipe,
        collection: Collection,
        divided: Split,
        labels: PatchLabels,
        journal: Journal,
        control: Callable[[], Control],
        folder: Path,
    ) -> None:
        super().__init__()
        self.recipe, self.collection, self.labels = recipe, collection, labels
        self.divided, self.journal, self.control, self.folder = divided, journal, control, folder
        mean, std = collection.statistics(divided.train(), recipe.seed)
        config = network_config(recipe.network, (), len(collection.bands))
        torch.manual_seed(recipe.seed)
        self.network = PatchClassifier(config, mean, std, len(labels.names))
        self.single = labels.single
        self.titles = _titles(collection, labels)
        self.loss_of: nn.Module = nn.CrossEntropyLoss() if self.single else nn.BCEWithLogitsLoss()
        # Whole patches, for their labels are those of the whole: of a part they would name what is not in it.
        widest = max(collection.patches.largest_side, 1)
        self.size = -(-min(widest, _WIDEST_PX) // 2**config.depth) * 2**config.depth
        if widest > _WIDEST_PX:
            journal.log(
                f"Patches are up to {widest} px wide and learned from in parts of {_WIDEST_PX} px, with the labels "
                "of the whole: use smaller patches.",
                warning=True,
            )
        self.course = Course()
        self.resume_from: Dict[str, Tensor] = {}
        self.stopped = False
        self._seen: List[Tuple[Tensor, Tensor]] = []

    @property
    def stage(self) -> StageChoice:
        """The stage the run is in; the last one when all are done."""
        return self.recipe.stages[min(self.course.stage, len(self.recipe.stages) - 1)]

    def batches_of(self, stage: StageChoice) -> int:
        """Batches of a whole stage: those of its steps, else of its epochs."""
        per_epoch = max(1, len(self.divided.train()) // stage.batch)
        return stage.steps * stage.accumulate or stage.epochs * per_epoch

    def load(self) -> None:
        """Go on with the run in the folder, if there is one. Raises EngineProblem for one of another recipe."""
        state = load_state(self.folder / LAST_FILE)
        if state is None:
            return
        said = {LABELS: None, **state.about}
        own = run_description(self.recipe)
        if any(said.get(name, own[name]) != own[name] for name in own):
            raise EngineProblem("run_exists", f"{self.folder} holds a run of another recipe: choose another.")
        labels = self._about()[LABELS]
        if said[LABELS] not in (None, labels):
            raise EngineProblem(
                "run_exists",
                f"{self.folder} holds a pretraining on other labels ({said[LABELS]}; now {labels}): choose the same "
                "ones, or another folder.",
            )
        self.course = Course.from_dict(state.course)
        self.resume_from = state.tensors

    def _about(self) -> Dict[str, Any]:
        """What a checkpoint says of its run."""
        titles = list(map(str, self.titles))
        more = f" and {len(titles) - 3} more" if len(titles) > 3 else ""
        return {**run_description(self.recipe), LABELS: f"{len(titles)}: {', '.join(titles[:3])}{more}"}

    def train_dataloader(self) -> Iterable[Any]:
        """The next epoch."""
        left = self.batches_of(self.stage) - self.course.step
        batches = self._patches(self.divided.train(), self.course.epoch, left)
        return loader(batches, len(batches), self.recipe.workers)

    def val_dataloader(self) -> DataLoader[Any]:
        """The validation patches."""
        return DataLoader(self._patches(self.divided.validation(), None), batch_size=None)

    def _patches(self, indexes: List[int], epoch: int | None, most: int | None = None) -> LabelledPatches:
        return LabelledPatches(
            self.collection,
            indexes,
            self.labels,
            self.recipe,
            self.network.mean.flatten().tolist(),
            batch=self.stage.batch,
            size=self.size,
            epoch=epoch,
            most=most,
        )

    def configure_optimizers(self) -> torch.optim.Optimizer:
        """The stage's optimiser."""
        return build_optimiser(self.network, self.stage)

    def _optimiser(self) -> torch.optim.Optimizer:
        optimiser = self.optimizers(use_pl_optimizer=False)
        assert isinstance(optimiser, torch.optim.Optimizer)
        return optimiser

    def on_train_start(self) -> None:
        """Go on with a stage that was stopped."""
        if self.resume_from:
            unpack(self.resume_from, self.network, nn.Module(), self._optimiser())
            self.resume_from = {}

    def on_train_batch_start(self, batch: Any, batch_idx: int) -> int | None:  # noqa: ANN401 - Lightning's form
        """Set modes and rate; -1 ends the epoch of a run that is to stop."""
        if self._word() is Control.STOP:
            self.stopped = True
            return -1
        stage, accumulated = self.stage, self.stage.accumulate
        self.network.train()
        if stage.frozen:
            self.network.encoders()[0].eval()
        length = self.batches_of(stage) // accumulated
        for group in self._optimiser().param_groups:
            group["lr"] = learning_rate(stage, self.course.step // accumulated, length, self.course.factor)
        return None

    def training_step(self, batch: Tuple[Tensor, Tensor, List[str]], batch_idx: int) -> Tensor:
        """The loss of a batch. Raises LossNotFinite."""
        images, truth, names = batch
        torch.manual_seed(hash((self.recipe.seed, self.course.stage, self.course.step)) % 2**31)
        loss: Tensor = self._loss(self.network(images), truth)
        if not torch.isfinite(loss):
            raise LossNotFinite(
                f"The loss became {loss.item()} at step {self.course.step} {self._cause(images, names)}."
            )
        self.course.loss_sum += loss.item()
        self.course.loss_count += 1
        return loss

    def try_batch(self, batch: int) -> None:
        """One training step on so many patches that hold nothing: has it memory?"""
        device = self.network.mean.device
        images = torch.full((batch, len(self.collection.bands), self.size, self.size), 0.1, device=device)
        truth = torch.zeros((batch, len(self.labels.names)), device=device)
        self.network.train()
        self._loss(self.network(images), truth).backward()  # type: ignore[no-untyped-call]

    def _cause(self, images: Tensor, names: List[str]) -> str:
        """What makes the loss infinite or no number: patches that hold such values, else the weights."""
        bad = [name for name, image in zip(names, images) if not torch.isfinite(image).all()]
        if not bad:
            return "whatever the patch, so its weights have run away: lower the learning rate"
        return f"because of {', '.join(bad)}: look at this patch, or leave it out"

    def _loss(self, scores: Tensor, truth: Tensor) -> Tensor:
        loss: Tensor = self.loss_of(scores, truth.argmax(dim=1) if self.single else truth)
        return loss

    def on_train_batch_end(self, outputs: object, batch: object, batch_idx: int) -> None:
        """Count the step."""
        self.course.step += 1
        self.journal.progress(Stage.TRAIN, self.course.steps, self._total)

    @property
    def _total(self) -> int:
        """Steps of all stages."""
        return sum(self.batches_of(stage) for stage in self.recipe.stages)

    def _word(self) -> Control:
        """What to do now, once a pause is over. An epoch that was begun is repeated if the run ends while it waits."""
        word = self.control()
        return (
            self.journal.wait(self.control, self.course.steps, self._total) if word is Control.PAUSE else word
        )

    def on_validation_epoch_start(self) -> None:
        """Begin anew."""
        self._seen = []

    def on_validation_batch_start(
        self,
        batch: Any,  # noqa: ANN401 - Lightning's form
        batch_idx: int,
        dataloader_idx: int = 0,
    ) -> None:
        """Raise Stopped when the run is to stop; the epoch is repeated then."""
        if self._word() is Control.STOP:
            raise Stopped

    def validation_step(self, batch: Tuple[Tensor, Tensor, List[str]], batch_idx: int) -> None:
        """Note scores and truth."""
        images, truth, _ = batch
        self.network.eval()
        self._seen.append((self.network(images).float().cpu(), truth.cpu()))

    def on_train_epoch_end(self) -> None:
        """Note the epoch, keep the encoder if it is the best, save."""
        course, stage = self.course, self.stage
        if self.stopped:
            self.trainer.should_stop = True
            return  # what an unfinished epoch learned is repeated: its order is drawn again
        course.epoch += 1
        scores, truth = (torch.cat(parts) for parts in zip(*self._seen))
        loss = float(self._loss(scores, truth))
        found = self._figures(scores, truth)
        rate = float(self._optimiser().param_groups[0]["lr"])
        values = {"loss": round(course.loss_sum / max(1, course.loss_count), 6)}
        course.loss_sum, course.loss_count = 0.0, 0
        self.journal.metrics(Metrics(course.epoch, course.steps, "train", values, rate, stage.name))
        best = course.is_better(loss, "min")
        if best:
            course.best, course.best_epoch, course.since_best = loss, course.epoch, 0
            self._keep_encoder()
        else:
            course.since_best += 1
        values = {"loss": round(loss, 6), "exact": found["exact"], "f1_micro": found["f1_micro"]}
        self.journal.metrics(
            Metrics(course.epoch, course.steps, "validation", values, rate, stage.name, best=best)
        )
        course.note_loss(loss, stage)
        last, patience = course.stage == len(self.recipe.stages) - 1, self.recipe.stop_early
        flat = bool(stage.until_flat and course.flat >= stage.until_flat)
        course.ended = flat or bool(last and patience and course.since_best >= patience)
        if course.ended:
            self.journal.log(
                f"Stage {stage.name!r} ends after epoch {course.epoch}: the validation loss has not become better."
            )
        if course.step >= self.batches_of(stage) or course.ended:
            self.trainer.should_stop = True
        self.save(self._optimiser())

    def _figures(self, scores: Tensor, truth: Tensor) -> Dict[str, Any]:
        predicted = _decided(scores, single=self.single)
        return figures(truth.numpy() > 0.5, predicted, self.titles)

    def _keep_encoder(self) -> None:
        """The encoder for other networks to begin with, and the whole classifier to measure."""
        self._keep(CLASSIFIER_FILE, self.network)
        self._keep(ENCODER_FILE, self.network.encoder)

    def _keep(self, name: str, module: nn.Module) -> None:
        tensors = {name: t.detach().cpu().contiguous().clone() for name, t in module.state_dict().items()}
        partial = self.folder / f"{name}.part"
        try:
            save_file(tensors, partial, metadata={"bands": ",".join(self.collection.bands)})
            partial.replace(self.folder / name)
        except (OSError, SafetensorError) as error:
            partial.unlink(missing_ok=True)
            raise EngineProblem(
                "disk_full",
                f"The encoder cannot be written to {self.folder}, and the previous one is kept; make room and resume "
                "the pretraining.",
                str(error),
            ) from error

    def save(self, optimiser: torch.optim.Optimizer) -> None:
        """Write the checkpoint to go on from."""
        tensors = pack(self.network, nn.Module(), optimiser)
        about, course = self._about(), self.course
        save_state(
            self.folder / LAST_FILE, State(course.stage, course.step, tensors, about, course.to_dict())
        )

    def measure(self, indexes: List[int]) -> Dict[str, Any]:
        """The figures of the epoch whose encoder is kept, on patches, by level where labels are codes."""
        kept = self.folder / CLASSIFIER_FILE
        if kept.is_file():  # an older run has none
            self.network.load_state_dict(load_file(kept))
        self.network.eval()
        parts = []
        with torch.no_grad():
            batches = self._patches(indexes, None)
            for number in range(len(batches)):
                images, truth, _ = batches[number]
                parts.append((self.network(images.to(self.network.mean.device)).cpu(), truth))
        scores, truth = (torch.cat(found) for found in zip(*parts))
        known, predicted = truth.numpy() > 0.5, _decided(scores, single=self.single)
        if self.labels.finest is None:
            set_of_labels = {
                "cardinality": round(cardinality(known), 4),
                "density": round(density(known), 4),
            }
            return {"classes": {**figures(known, predicted, self.titles), **set_of_labels}}
        return by_level(known, predicted, self.labels.names, self.labels.finest)


def _titles(collection: Collection, labels: PatchLabels) -> Tuple[int | str, ...]:
    """The labels as a reader knows them: codes, or for single labels the names that a set has for its classes."""
    if labels.finest is not None:
        return labels.names
    if labels.groups:
        return labels.groups
    named: List[Dict[str, None]] = [{} for _ in labels.names]
    for names, column in zip(collection.patches.texts("names"), labels.truth.argmax(axis=1).tolist()):
        named[column].update(dict.fromkeys(names[:1]))
    return tuple(" / ".join(sorted(names)) for names in named)


def _decided(scores: Tensor, *, single: bool) -> Any:  # noqa: ANN401 - a numpy array of truth values
    if single:
        return np.eye(scores.shape[1], dtype=bool)[scores.argmax(dim=1).numpy()]
    return (scores.sigmoid() > THRESHOLD).numpy()
