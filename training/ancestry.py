"""What the first weights of a network were learned from, for the card of the model that goes on from them."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Dict, FrozenSet, List, Optional, Sequence

from corina.engine.errors import EngineProblem
from corina.engine.jobs import Recipe, SourceKind, WeightsFrom
from corina.engine.jobs.training import BEST_FILE, LAST_FILE, PACKAGES_FOLDER
from corina.models.card import ModelCard
from corina.models.package import PackageError, find_package, list_packages
from corina.models.pretrained import LICENCES
from corina.training.recipe import RecipeError
from corina.training.run_folder import is_run, noted_sets, recipe_of
from corina.training.sources import open_source

USE = "first weights"
NOT_STATED = "not stated"

CardSets = List[Dict[str, str]]
"""Name, licence, citation and use of each, as a card lists them."""


def sets_behind(recipe: Recipe, models: Sequence[Path] = ()) -> CardSets:
    """The model that a recipe's first weights come from, and the sets that it was learned from; empty without one.

    models: folders with installed packages. Weights that say nothing of themselves are listed by their file.
    """
    return _behind(recipe, models, frozenset())


def first_sets(folder: Path, recipe: Recipe, models: Sequence[Path] = ()) -> CardSets:
    """What `sets_behind` said when the run in a folder began, for its model may be gone since."""
    noted = noted_sets(folder)
    return sets_behind(recipe, models) if noted is None else noted


def _behind(recipe: Recipe, models: Sequence[Path], seen: FrozenSet[Path]) -> CardSets:
    """seen: run folders that were looked into, for a run may name its own checkpoint."""
    choice = recipe.weights
    if choice.source is WeightsFrom.NONE:
        return []
    if choice.source is WeightsFrom.IMAGENET:
        return [LICENCES[recipe.network.encoder]] if recipe.network.encoder in LICENCES else []
    path = Path(choice.path)
    run = _run_of(path) if choice.path and choice.source is not WeightsFrom.BUNDLED else None
    if run is not None:
        found = _of_run(run, models, seen) if run not in seen else []
        return _once(found or [_entry(f"{run.name}/{path.name}" if path.is_file() else run.name)])
    if choice.source is WeightsFrom.FILE:
        return [_entry(path.name)]
    try:
        package = find_package("" if choice.source is WeightsFrom.BUNDLED else choice.path, models)
    except PackageError:
        return [_entry(path.name)]
    return _once(_of_card(package.card))


def _run_of(path: Path) -> Optional[Path]:
    """The folder of the training or pretraining that wrote a checkpoint; None for anything else."""
    if path.is_dir():
        return path if any((path / file).is_file() for file in (BEST_FILE, LAST_FILE)) else None
    return path.parent if path.suffix == ".safetensors" and (is_run(path.parent) or path.is_file()) else None


def _of_run(folder: Path, models: Sequence[Path], seen: FrozenSet[Path]) -> CardSets:
    """As the card of the run's own model says, or else by its recipe."""
    for package in list_packages([folder / PACKAGES_FOLDER]):
        if not package.bundled:
            return _of_card(package.card)
    if not is_run(folder):
        return []
    try:
        recipe = recipe_of(folder)
    except (EngineProblem, RecipeError):
        return []
    noted = noted_sets(folder)
    return [*_own_data(recipe), *(_behind(recipe, models, seen | {folder}) if noted is None else noted)]


def _own_data(recipe: Recipe) -> CardSets:
    if recipe.data is None:
        return []
    found = []
    for source in recipe.data.sources:
        path = source.scene.path if source.scene is not None else source.path
        entry = _entry(source.name or Path(path).stem)
        if source.kind is not SourceKind.SCENE:  # a scene states no licence
            with suppress(EngineProblem):  # it may no longer be where it was
                opened = open_source(source, recipe.data)
                entry = _entry(opened.name, opened.licence, opened.citation)
        found.append(entry)
    return found


def _of_card(card: ModelCard) -> CardSets:
    itself = _entry(f"{card.title} (model {card.name} {card.version})", card.licence)
    return [itself, *({**entry, "use": USE} for entry in card.training.get("sets", ()))]


def _entry(name: str, licence: str = "", citation: str = "") -> Dict[str, str]:
    return {"name": name, "licence": licence or NOT_STATED, "citation": citation, "use": USE}


def _once(sets: CardSets) -> CardSets:
    return list({entry.get("name", ""): entry for entry in sets}.values())
