"""What the parameters of an algorithm, or the options of a command, change in a recipe; the same for both."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Optional, Tuple, TypeVar

from corina.clc import CODES, Level
from corina.engine.jobs.codec import JobError
from corina.engine.jobs.recipe import Recipe, WeightsChoice, WeightsFrom
from corina.engine.jobs.recipe_settings import with_settings
from corina.engine.jobs.stages import StageChoice
from corina.engine.jobs.training_data import DataChoice, SplitChoice, SplitScheme, TrainingSource

_T = TypeVar("_T")
CHECKPOINTS = ("best.safetensors", "last.safetensors")
"""Files of a run that say themselves what their network looks like, as a package does."""


@dataclass(frozen=True)
class RecipeChanges:
    """What is given beside a recipe or a preset and wins over it; None, "" and () leave what the recipe has.

    sources: instead of the recipe's. bands: what the network reads. codes: of level 3, to tell apart. patch, step: in
    px; boundary_m, block_m: in metres.
    scheme to validation: of the split, folds counted from 0. seed: of the split and of the training.
    name, title, description, licence: of the model; a title without a name also gives the name.
    epochs, batch, learning_rate: of the last stage. weights: the first ones. settings: any other field, as of
    `with_settings`; they win over all.
    """

    sources: Tuple[TrainingSource, ...] = ()
    bands: Tuple[str, ...] = ()
    codes: Tuple[int, ...] = ()
    patch: Optional[int] = None
    step: Optional[int] = None
    boundary_m: Optional[float] = None
    scheme: Optional[SplitScheme] = None
    folds: Optional[int] = None
    held_out: Optional[int] = None
    validation: Optional[int] = None
    block_m: Optional[float] = None
    seed: Optional[int] = None
    name: str = ""
    title: str = ""
    description: str = ""
    licence: str = ""
    epochs: Optional[int] = None
    batch: Optional[int] = None
    learning_rate: Optional[float] = None
    weights: Optional[WeightsChoice] = None
    settings: Tuple[str, ...] = ()


def changed_data(changes: RecipeChanges, data: Optional[DataChoice]) -> Optional[DataChoice]:
    """`data` with the changes; None where neither has a source. Raises JobError for values out of range."""
    if data is None:
        if not changes.sources:
            return None
        data = DataChoice(changes.sources)
    patch = _or(changes.patch, data.patch)
    return replace(
        data,
        sources=changes.sources or data.sources,
        bands=changes.bands or data.bands,
        codes=changes.codes or data.codes,
        patch=patch,
        step=min(_or(changes.step, data.step), patch),
        boundary_m=_or(changes.boundary_m, data.boundary_m),
    )


def changed_split(changes: RecipeChanges, split: SplitChoice) -> SplitChoice:
    """`split` with the changes. Raises JobError for values out of range."""
    return replace(
        split,
        scheme=_or(changes.scheme, split.scheme),
        folds=_or(changes.folds, split.folds),
        held_out=_or(changes.held_out, split.held_out),
        validation=_or(changes.validation, split.validation),
        block_m=_or(changes.block_m, split.block_m),
        seed=_or(changes.seed, split.seed),
    )


def changed_recipe(changes: RecipeChanges, recipe: Recipe) -> Recipe:
    """`recipe` with the changes. Raises JobError for values out of range."""
    data = changed_data(changes, recipe.data)
    name = changes.name or model_name(changes.title)
    changed = replace(
        recipe,
        name=name or recipe.name,
        title=changes.title or recipe.title,
        description=changes.description or recipe.description,
        licence=changes.licence or recipe.licence,
        seed=_or(changes.seed, recipe.seed),
        bands=changes.bands or (data.bands if data is not None else recipe.bands),
        weights=_or(changes.weights, recipe.weights),
        stages=(*recipe.stages[:-1], _changed_stage(changes, recipe.stages[-1])),
        data=data,
        split=changed_split(changes, recipe.split),
    )
    return with_settings(changed, changes.settings) if changes.settings else changed


def _changed_stage(changes: RecipeChanges, last: StageChoice) -> StageChoice:
    return replace(
        last,
        epochs=_or(changes.epochs, last.epochs),
        steps=last.steps
        if changes.epochs is None
        else 0,  # which would win over the epochs that were asked for
        batch=_or(changes.batch, last.batch),
        learning_rate=_or(changes.learning_rate, last.learning_rate),
    )


def _or(given: Optional[_T], else_: _T) -> _T:
    return else_ if given is None else given


def codes_of_text(text: str) -> Tuple[int, ...]:
    """CORINE codes of level 3 in rising order, of a text such as "211, 112". Raises JobError for anything else."""
    words = text.replace(";", ",").replace(" ", ",").split(",")
    codes = {word: int(word) if word.isdecimal() else 0 for word in words if word}
    strange = [word for word, code in codes.items() if code not in CODES[Level.L3]]
    if strange:
        raise JobError(
            f"{strange[0]} is no CORINE code of level 3; write such as 112, 211, 311, with commas."
        )
    return tuple(sorted(set(codes.values())))


def weights_of(text: str) -> Optional[WeightsChoice]:
    """The first weights that a text names: none, bundled, imagenet, a file, or a package or run. None for no text.

    A package is named by its name, folder or zip, a run by its folder or checkpoint; any other file is a state dict.
    """
    text = text.strip()
    if not text:
        return None
    if text in (WeightsFrom.NONE.value, WeightsFrom.BUNDLED.value, WeightsFrom.IMAGENET.value):
        return WeightsChoice(WeightsFrom(text))
    path = Path(text)
    if not path.exists():
        is_file = path.suffix.lower() in (".safetensors", ".pt", ".pth", ".onnx", ".bin", ".ckpt")
        return WeightsChoice(WeightsFrom.FILE if is_file else WeightsFrom.PACKAGE, text)
    of_corina = path.is_dir() or path.suffix.lower() == ".zip" or path.name in CHECKPOINTS
    return WeightsChoice(WeightsFrom.PACKAGE if of_corina else WeightsFrom.FILE, str(path.absolute()))


def model_name(title: str) -> str:
    """The name of a model package for a title: "Vaasa, 2018" is "vaasa-2018"."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9._]+", "-", plain).strip("-._")
