"""Encoders from other libraries (torch, timm, TorchGeo, BigEarthNet, ONNX graphs), read without running anything."""

from __future__ import annotations

import pickle  # nosec B403 - only for the name of the error that torch raises
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Dict, List, Tuple, Union

import onnx
import torch
from google.protobuf.message import DecodeError  # type: ignore[import-untyped]
from onnx import numpy_helper
from safetensors import SafetensorError, safe_open
from torch import Tensor

from corina.engine.errors import EngineProblem
from corina.models.networks import Network
from corina.training.state import is_pickle

if TYPE_CHECKING:
    from corina.training.classifier import PatchClassifier

ORDERS: Dict[int, Tuple[str, ...]] = {
    3: ("B04", "B03", "B02"),
    4: ("B02", "B03", "B04", "B08"),
    9: ("B04", "B03", "B02", "B05", "B06", "B07", "B08", "B11", "B12"),
    10: ("B02", "B03", "B04", "B05", "B06", "B07", "B08", "B8A", "B11", "B12"),
    12: ("B01", "B02", "B03", "B04", "B05", "B06", "B07", "B08", "B8A", "B09", "B11", "B12"),
    13: ("B01", "B02", "B03", "B04", "B05", "B06", "B07", "B08", "B8A", "B09", "B10", "B11", "B12"),
}
"""The order of bands that a first convolution of so many channels is taken to have when nothing says it: that of the
weights of TorchGeo (SSL4EO-S12 with 13 bands, Satlas with 9, red green blue with 3), else that of the band numbers."""

CONFIGILM = "vision_encoder."
"""Ends what stands before an encoder's names in the models of BigEarthNet v2 (BIFOLD, made with ConfigILM)."""

_TEN = ("B02", "B03", "B04", "B08", "B05", "B06", "B07", "B11", "B12", "B8A")
CONFIGILM_ORDERS: Dict[int, Tuple[str, ...]] = {
    3: ("B04", "B03", "B02"),
    4: ("B04", "B03", "B02", "B08"),
    10: _TEN,
    12: (*_TEN, "VH", "VV"),
}
"""Their order of bands: by resolution, then radar."""


def foreign_encoder(
    network: Union[Network, PatchClassifier], path: Path, bands: Sequence[str], stated: Sequence[str] = ()
) -> List[str]:
    """Load an encoder from a state dict; returns sentences on what was loaded, adapted and left out.

    bands: of the network. stated: those of the file in its order, empty to take them from the file or by their number.
    Raises EngineProblem("weights_invalid").
    """
    tensors, noted = read_state_dict(path)
    said: List[str] = []
    for encoder in network.encoders():
        wanted = {name: t for name, t in encoder.state_dict().items() if "num_batches" not in name}
        cut, prefix = best_prefix(wanted, tensors)
        orders = CONFIGILM_ORDERS if prefix.endswith(CONFIGILM) else ORDERS
        result: Dict[str, Tensor] = {}
        stem = next(name for name, t in wanted.items() if t.ndim == 4)
        notes: List[str] = []
        for name, own in wanted.items():
            value = tensors.get(prefix + name[len(cut) :])
            if value is not None and value.is_floating_point() and not torch.isfinite(value).all():
                raise EngineProblem(
                    "weights_invalid",
                    f"{path.name} holds values that are no finite numbers (in {prefix}{name[len(cut) :]}); choose "
                    "another file.",
                )
            if value is not None and name == stem and value.ndim == 4:
                if stated and len(stated) != value.shape[1]:
                    raise EngineProblem(
                        "weights_invalid",
                        f"weights.bands names {len(stated)} bands, the first convolution of {path.name} reads "
                        f"{value.shape[1]}; name these, or none.",
                    )
                value, note = adapted(value, bands, tuple(stated) or noted, orders)
                notes.append(note)
            if value is not None and value.shape == own.shape:
                result[name] = value.to(own.dtype)
        if not result or stem not in result:
            raise EngineProblem(
                "weights_invalid",
                f"{path.name} holds no weights of the encoder {network.config.encoder}: its tensors are called "
                f"{', '.join(list(tensors)[:3])}, expected {', '.join(list(wanted)[:3])}; choose another one.",
            )
        encoder.load_state_dict(result, strict=False)
        used = {prefix + name[len(cut) :] for name in wanted}
        left = [name for name in tensors if name not in used and "num_batches" not in name]
        fresh = [name for name in wanted if name not in result]
        said = [f"Takes {len(result)} of {len(wanted)} encoder tensors of {path.name}.", *notes]
        if fresh:
            said.append(f"Not in the file or of another shape: {', '.join(fresh[:5])}.")
        if left:
            said.append(f"{len(left)} tensors of the file have no use here, such as {left[0]}.")
    return [*said, "Decoder and head begin at random."]


def read_state_dict(path: Path) -> Tuple[Dict[str, Tensor], Tuple[str, ...]]:
    """Tensors by name, of safetensors, an ONNX graph or a torch file of nothing but weights, and its bands, if said.

    Raises EngineProblem("weights_invalid") for anything else: what can only be read by running it is refused.
    """
    if not path.is_file():
        raise EngineProblem("weights_invalid", f"There is no file {path} with first weights; choose another.")
    if path.suffix == ".onnx":
        return _initialisers(path), ()
    try:
        with safe_open(path, framework="pt") as file:
            said = (file.metadata() or {}).get("bands", "")
            tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 (not a dict)
        return tensors, tuple(band for band in said.split(",") if band)
    except (SafetensorError, OSError) as error:
        if path.suffix == ".safetensors":
            raise _no_safetensors(path, error) from error
    try:
        values = torch.load(path, map_location="cpu", weights_only=True)
    except pickle.UnpicklingError as error:
        raise EngineProblem(
            "weights_invalid",
            f"{path.name} is a pickle with more than weights in it, which could run any program; save its state dict "
            "alone, or as safetensors.",
            str(error),
        ) from error
    except (RuntimeError, EOFError, ValueError, KeyError, OSError) as error:
        raise EngineProblem(
            "weights_invalid",
            f"{path.name} is neither a safetensors file nor one of torch or ONNX, or it is damaged; choose another.",
            str(error),
        ) from error
    tensors = _tensors(values)
    if not tensors:
        raise EngineProblem("weights_invalid", f"{path.name} holds no tensors by name; choose another file.")
    return tensors, ()


def _initialisers(path: Path) -> Dict[str, Tensor]:
    """The weights of an ONNX graph by name. Exported for inference they may have lost their names, or be folded."""
    try:
        graph = onnx.load(str(path)).graph
        found = {
            item.name: torch.from_numpy(numpy_helper.to_array(item).copy()) for item in graph.initializer
        }
    except (DecodeError, OSError, ValueError, TypeError, onnx.checker.ValidationError) as error:
        raise EngineProblem(
            "weights_invalid", f"{path.name} is no ONNX graph, or it is damaged; choose another.", str(error)
        ) from error
    if not found:
        raise EngineProblem("weights_invalid", f"{path.name} holds no weights by name; choose another file.")
    return found


def _no_safetensors(path: Path, error: Exception) -> EngineProblem:
    """What to say of a file that is called safetensors and is none."""
    if is_pickle(path):
        said = (
            "is a pickle, expected the safetensors file that its name promises; choose another file, or rename it to "
            ".pth if it holds nothing but weights."
        )
    else:
        said = "is truncated or damaged, expected a whole safetensors file; choose another."
    return EngineProblem("weights_invalid", f"{path.name} {said}", str(error))


def _tensors(values: Any, depth: int = 0) -> Dict[str, Tensor]:  # noqa: ANN401 - whatever torch has read
    """The named tensors of a state dict, or of the largest one inside a training's checkpoint."""
    if not isinstance(values, Mapping) or depth > 3:
        return {}
    own = {str(name): t for name, t in values.items() if isinstance(t, Tensor)}
    inner = [_tensors(value, depth + 1) for value in values.values() if isinstance(value, Mapping)]
    return max([own, *inner], key=len)


def best_prefix(wanted: Mapping[str, Tensor], tensors: Mapping[str, Tensor]) -> Tuple[str, str]:
    """What to cut off an encoder's names, and what stands before the rest in a file: the pair that fits most.

    Encoders of timm are called "model...." here and not in timm's files; others put "backbone." or "model.encoder."
    before the names.
    """
    cuts = ["", *(["model."] if all(name.startswith("model.") for name in wanted) else [])]
    pairs = [("", "")]
    for cut in cuts:
        first = [name[len(cut) :] for name in list(wanted)[:4]]
        found = {name[: -len(own)] for own in first for name in tensors if name.endswith(own)}
        pairs += [(cut, prefix) for prefix in sorted(found) if not prefix or prefix.endswith(".")]
    return max(pairs, key=lambda pair: sum(pair[1] + name[len(pair[0]) :] in tensors for name in wanted))


def adapted(
    stem: Tensor,
    bands: Sequence[str],
    given: Sequence[str],
    orders: Mapping[int, Tuple[str, ...]] = ORDERS,
) -> Tuple[Tensor, str]:
    """The first convolution [C, given, h, w] for `bands`, and a sentence on how.

    Bands in common take their own filters, others the mean of all; scaled by given / bands, so that the first features
    keep their size.
    """
    count = stem.shape[1]
    names = tuple(given) or orders.get(count, ())
    if len(names) != count:
        names = ()
    if tuple(bands) == names or (not names and count == len(bands)):
        how = f"in the order {', '.join(bands)}" + ("" if given else ", as is assumed")
        return stem, f"The first convolution is taken as it is, {how}."
    mean = stem.mean(dim=1)
    filters = [stem[:, names.index(band)] if band in names else mean for band in bands]
    other = [band for band in bands if band not in names]
    note = (
        f"The first convolution is adapted from {count} bands ({', '.join(names) or 'of unknown names'}"
        f"{'' if given or not names else ', assumed by their number'}) to {len(bands)}"
        + (f"; {', '.join(other)} take the mean filter." if other else ".")
    )
    return torch.stack(filters, dim=1) * (count / len(bands)), note
