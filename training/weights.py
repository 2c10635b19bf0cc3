"""The first weights of a network, from a model, a checkpoint or a file: says what was taken, adapted and left out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Dict, List, Optional, Sequence, Tuple, Union

import torch
from torch import Tensor

from corina.clc import Level, parent
from corina.engine.errors import EngineProblem
from corina.engine.jobs import Recipe, WeightsFrom
from corina.engine.jobs.training import BEST_FILE, LAST_FILE
from corina.models.export import import_onnx
from corina.models.networks import HierarchicalResUNet, Network, NetworkConfig, SeparateNetworks
from corina.models.package import PackageError, find_package, verify
from corina.models.pretrained import PretrainedError, imagenet_weights
from corina.training.foreign import foreign_encoder
from corina.training.prepare import Prepared, build_network
from corina.training.state import load_state, part

if TYPE_CHECKING:
    from corina.training.classifier import PatchClassifier


@dataclass(frozen=True)
class Source:
    """Weights of a Corina network: its configuration, its bands by name (empty when not known) and its tensors."""

    title: str
    config: NetworkConfig
    bands: Tuple[str, ...]
    tensors: Dict[str, Tensor]


@dataclass
class Account:
    """What became of the weights."""

    taken: int = 0
    fresh: List[str] = field(default_factory=list)
    notes: List[str] = field(default_factory=list)


def start_network(
    recipe: Recipe, prepared: Prepared, models: Sequence[Path] = ()
) -> Tuple[Network, List[str]]:
    """A recipe's network with its first weights, and sentences on where they come from. Raises EngineProblem."""
    network = build_network(recipe, prepared)
    return network, initial_weights(network, recipe, models)


def leak_warning(recipe: Recipe, prepared: Prepared, models: Sequence[Path] = ()) -> List[str]:
    """A warning where the first weights may have been learned on ground that is now held out: figures then flatter."""
    if recipe.weights.source not in (WeightsFrom.BUNDLED, WeightsFrom.PACKAGE):
        return []
    try:
        name = "" if recipe.weights.source is WeightsFrom.BUNDLED else recipe.weights.path
        card = find_package(name, models).card
    except PackageError:  # a checkpoint: it does not say what it was trained on
        return []
    theirs = {_family(entry.get("name", "")) for entry in card.training.get("sets", ())}
    ours = {_family(entry.get("name", "")) for entry in prepared.about.sets}
    if not theirs & ours or set(prepared.about.groups) <= set(card.metrics.get("tiles", ())):
        return []
    return [
        f"The first weights ({card.title}) were trained on {', '.join(sorted(theirs & ours))} too, so patches held out "
        "now may have been learned then: the figures may flatter. Begin without them for figures that hold."
    ]


def _family(name: str) -> str:
    """The name of a training set without version and size."""
    found = re.match(r"[A-Za-z0-9]+?(?=[ _-]|$)", name)
    return found.group(0).lower() if found else name.lower()


def initial_weights(
    network: Union[Network, PatchClassifier], recipe: Recipe, models: Sequence[Path] = ()
) -> List[str]:
    """Fill a fresh network as the recipe's `weights` say; returns sentences on what was loaded, adapted and left out.

    models: folders with installed packages. Of a classifier of patches only the encoder is filled.
    Raises EngineProblem("weights_invalid") when nothing fits.
    """
    choice = recipe.weights
    if choice.source is WeightsFrom.NONE:
        return ["Begins with random weights."]
    if choice.source is WeightsFrom.FILE:
        return foreign_encoder(network, Path(choice.path), recipe.input_bands, choice.bands)
    if choice.source is WeightsFrom.IMAGENET:
        return _from_photographs(network, recipe)
    source = _open(recipe, models)
    account = Account()
    bands = recipe.input_bands
    encoder_only = choice.encoder_only or not isinstance(network, (HierarchicalResUNet, SeparateNetworks))
    for prefix, level in _parts(network):
        _fill(network, prefix, level, source, bands, account, encoder_only=encoder_only)
    if not account.taken:
        raise EngineProblem(
            "weights_invalid",
            f"No weights of {source.title} ({source.config.architecture}, {source.config.encoder}) fit this network "
            f"({network.config.architecture}, {network.config.encoder}); choose the same encoder, or begin without.",
        )
    said = [f"Takes {account.taken} tensors of {source.title}.", *dict.fromkeys(account.notes)]
    if account.fresh:
        parts = sorted({name.split(".")[0] for name in account.fresh})
        said.append(f"{len(account.fresh)} tensors begin at random ({', '.join(parts)}): they do not fit.")
    return said


def _from_photographs(network: Union[Network, PatchClassifier], recipe: Recipe) -> List[str]:
    try:
        for encoder in network.encoders():
            wanted = encoder.state_dict()
            encoder.load_state_dict(
                imagenet_weights(network.config.encoder, recipe.input_bands, wanted), strict=False
            )
    except PretrainedError as error:
        raise EngineProblem("weights_invalid", str(error)) from error
    return [f"The encoder {network.config.encoder} begins as trained on photographs (ImageNet)."]


def _open(recipe: Recipe, models: Sequence[Path]) -> Source:
    """The package or checkpoint that the recipe names."""
    name = "" if recipe.weights.source is WeightsFrom.BUNDLED else recipe.weights.path
    path = Path(name) if name else Path()
    if name and path.is_dir() and any((path / file).is_file() for file in (BEST_FILE, LAST_FILE)):
        path = next(path / file for file in (BEST_FILE, LAST_FILE) if (path / file).is_file())
    if name and path.is_file() and path.suffix == ".safetensors":
        return open_checkpoint(path, recipe.weights.bands)
    try:
        package = find_package(name, models)
        verify(package)
        config = package.card.training.get("network")
        if not config:
            raise PackageError(f"The card of {package.card.name} does not say what its network looks like.")
        tensors = import_onnx(package.model_path, config).state_dict()
    except (PackageError, ValueError) as error:
        raise EngineProblem("weights_invalid", str(error)) from error
    title = f"the model {package.card.title}"
    return Source(title, NetworkConfig.from_dict(config), package.card.bands, tensors)


def open_checkpoint(path: Path, bands: Sequence[str] = ()) -> Source:
    """A checkpoint that a training wrote. Raises EngineProblem("checkpoint_invalid")."""
    state = load_state(path)
    if state is None or not state.network:
        raise EngineProblem(
            "checkpoint_invalid",
            f"{path} does not say what its network looks like; choose best.safetensors or last.safetensors of a run.",
        )
    tensors = part(state.tensors, "average") or state.tensors
    known = tuple(bands) or tuple(state.about.get("bands", ()))
    return Source(
        f"the checkpoint {path.parent.name}/{path.name}",
        NetworkConfig.from_dict(state.network),
        known,
        tensors,
    )


def _parts(network: Union[Network, PatchClassifier]) -> List[Tuple[str, Optional[int]]]:
    """Name prefix of each network inside, and the number of the level that its head scores, None for all three."""
    if isinstance(network, SeparateNetworks):
        return [(f"levels.{number}.", number) for number in range(3)]
    return [("", 2 if network.config.heads == "flat" else None)]


def _fill(
    network: Union[Network, PatchClassifier],
    prefix: str,
    level: Optional[int],
    source: Source,
    bands: Sequence[str],
    account: Account,
    *,
    encoder_only: bool,
) -> None:
    """Fill one network. level: the one its head scores, None for all three."""
    given = source.tensors
    if source.config.heads == "separate":
        given = part(given, f"levels.{2 if level is None else level}")
    wanted = {name[len(prefix) :]: t for name, t in network.state_dict().items() if name.startswith(prefix)}
    stem = first_convolution(wanted)
    result: Dict[str, Tensor] = {}
    for name, own in wanted.items():
        # An encoder goes with the normalisation that it was learned with.
        if (
            encoder_only
            and not name.startswith(("encoder.", "body.encoder."))
            and name not in ("mean", "std")
        ):
            continue
        value = given.get(name)
        if name in ("mean", "std"):
            value = _normalisation(own, value, source.bands, bands)
        elif (name == stem and value is not None and source.config.bands != own.shape[1]) or (
            name == stem and value is not None and source.bands and tuple(bands) != source.bands
        ):
            value = first_filters(value, source.bands, bands)
        elif name.startswith("head.scores."):
            value = _head(own, value, source, network.config, level)
        if value is None or value.shape != own.shape:
            if "num_batches_tracked" not in name:
                account.fresh.append(name)
            continue
        result[name] = value
    if not any(name.startswith(("encoder.", "body.encoder.")) for name in result):
        account.fresh = [name for name in wanted if name not in ("mean", "std")]
        return
    account.taken += len(result)
    _note_bands(source, bands, account)
    if any(name.startswith("head.") for name in result):
        _note_codes(source, network.config.codes, account)
    state = {prefix + name: value.to(wanted[name].dtype) for name, value in result.items()}
    network.load_state_dict(state, strict=False)


def _other_bands(source: Source, bands: Sequence[str]) -> bool:
    return source.config.bands != len(bands) or bool(source.bands and tuple(bands) != source.bands)


def first_convolution(tensors: Dict[str, Tensor]) -> str:
    """The name of the convolution that reads the bands: the first weight with four dimensions; "" without one."""
    return next((name for name, t in tensors.items() if t.ndim == 4 and name not in ("mean", "std")), "")


def first_filters(stem: Tensor, before: Sequence[str], bands: Sequence[str]) -> Tensor:
    """Filters [C, before, h, w] for `bands`: those in common as they are, new ones zero: at first nothing changes.

    Where no band is in common (or none is known by name) each gets the mean filter, scaled to keep the sum.
    """
    shared = [band for band in bands if band in before]
    if not shared:
        mean = stem.mean(dim=1, keepdim=True) * (stem.shape[1] / len(bands))
        return mean.repeat(1, len(bands), 1, 1)
    filters = [
        stem[:, list(before).index(band)] if band in before else torch.zeros_like(stem[:, 0])
        for band in bands
    ]
    return torch.stack(filters, dim=1)


def _normalisation(
    own: Tensor, given: Optional[Tensor], before: Sequence[str], bands: Sequence[str]
) -> Optional[Tensor]:
    """Mean or standard deviation [1, B, 1, 1]: bands in common are normalised as when the weights were learned."""
    if given is None:
        return None
    if not before:
        return given if given.shape == own.shape else None
    value = own.clone()
    for place, band in enumerate(bands):
        if band in before:
            value[:, place] = given[:, list(before).index(band)]
    return value


def _columns(codes: Sequence[int], level: Optional[int]) -> List[Tuple[Level, int]]:
    """What each row of a head's scores stands for: classes of all levels, or of one."""
    levels = list(Level) if level is None else [list(Level)[level]]
    return [(which, name) for which in levels for name in sorted({parent(code, which) for code in codes})]


def _head(
    own: Tensor, given: Optional[Tensor], source: Source, config: NetworkConfig, level: Optional[int]
) -> Optional[Tensor]:
    """Scores for the new classes: those known are taken, new ones begin at zero and so as their parents score.

    The classes of a flat head begin with the sum of what they and their parents scored.
    """
    from_level = None
    if source.config.heads == "separate":
        from_level = 2 if level is None else level
    elif source.config.heads == "flat":
        from_level = 2
    if given is None or given.shape[1:] != own.shape[1:]:
        return None
    before = _columns(source.config.codes, from_level)
    value = torch.zeros_like(own)
    for place, (which, name) in enumerate(_columns(config.codes, level)):
        levels = list(Level) if config.heads == "flat" else [which]
        for column in ((one, parent(name, one)) for one in levels):
            if column in before:
                value[place] += given[before.index(column)]
    return value


def _note_bands(source: Source, bands: Sequence[str], account: Account) -> None:
    if not source.bands:
        return
    new = [band for band in bands if band not in source.bands]
    gone = [band for band in source.bands if band not in bands]
    if new:
        account.notes.append(
            f"New bands: {', '.join(new)}; the first convolution starts by leaving them out."
        )
    if gone:
        account.notes.append(f"Bands it read and this network does not: {', '.join(gone)}.")
    account.notes.append("Bands in common are normalised as they were when its weights were learned.")


def _note_codes(source: Source, codes: Sequence[int], account: Account) -> None:
    new = [code for code in codes if code not in source.config.codes]
    gone = [code for code in source.config.codes if code not in codes]
    if new:
        begin = "at zero" if source.config.heads == "flat" else "with their parents' scores"
        account.notes.append(f"New classes: {', '.join(map(str, new))}; they start {begin}.")
    if gone:
        account.notes.append(f"Classes it told apart and this network does not: {', '.join(map(str, gone))}.")
