"""Checking that a package's ONNX graph is what its card says, by loading it in ONNX Runtime."""

from __future__ import annotations

import re
from typing import Any, List, Optional

import numpy as np
import onnxruntime

from corina.models.package import ModelPackage, PackageError

INPUTS = ("dn", "scale", "offset")
OUTPUT = "probabilities"
_UNKNOWN_OPERATOR = re.compile(
    r"(?:No Op registered for|not a registered function/op|implementation for(?: the node)?)\s*:?\s*([\w.]+)"
)
_DTYPES = {"dn": "tensor(uint16)", "scale": "tensor(float)", "offset": "tensor(float)"}


def verify_graph(package: ModelPackage) -> None:
    """Raise PackageError with one sentence that says what differs between the card and the graph.

    The graph reads dn uint16 [N, bands, H, W], scale and offset float32 [bands] and gives probabilities float32
    [N, codes, H, W]; one tile of the stride's size is run to see that they are probabilities.
    """
    card, name = package.card, package.card.name
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    try:
        session = onnxruntime.InferenceSession(
            str(package.model_path), sess_options=options, providers=["CPUExecutionProvider"]
        )
    except Exception as error:
        raise PackageError(f"The model {name} cannot be loaded: {_reason(error)}") from error
    found = {i.name: i for i in session.get_inputs()}
    if set(found) != set(INPUTS):
        raise PackageError(
            f"The graph of the model {name} reads {', '.join(found)}, expected {', '.join(INPUTS)}; "
            "export it with Corina."
        )
    for key, dtype in _DTYPES.items():
        if found[key].type != dtype:
            raise PackageError(
                f"The graph of the model {name} reads {key} as {found[key].type}, expected {dtype}."
            )
    outputs = [o.name for o in session.get_outputs()]
    if OUTPUT not in outputs:
        raise PackageError(f"The graph of the model {name} gives {', '.join(outputs)}, expected {OUTPUT}.")
    fixed = [axis for axis in found["dn"].shape[2:] if isinstance(axis, int)]
    if fixed:
        raise PackageError(
            f"The graph of the model {name} takes tiles of {fixed[0]} px only; export it with free sizes."
        )
    _compare(name, "bands", len(card.bands), found["dn"].shape[1:2])
    edge = card.stride * 2
    feeds = {
        "dn": np.full((fixed_batch(session) or 1, len(card.bands), edge, edge), 1000, np.uint16),
        "scale": np.full(len(card.bands), card.scale, np.float32),
        "offset": np.full(len(card.bands), card.offset, np.float32),
    }
    try:
        result: Any = session.run([OUTPUT], feeds)[0]
    except Exception as error:
        raise PackageError(
            f"The model {name} does not run on {len(card.bands)} bands and tiles of {edge} px, as its card says: "
            f"{_reason(error)}"
        ) from error
    _compare(name, "classes", len(card.codes), [result.shape[1]])
    if result.shape[2:] != (edge, edge):
        raise PackageError(
            f"The graph of the model {name} gives {result.shape[2:]} px for a tile of {edge} px."
        )
    if not np.allclose(result.sum(axis=1), 1, atol=1e-3):
        raise PackageError(
            f"The output of the model {name} is not a probability for each class; export it again."
        )


def fixed_batch(session: Any) -> Optional[int]:  # noqa: ANN401 - onnxruntime has no type stubs
    """The number of tiles the graph of a session takes when it takes no other; None when it takes any."""
    size = next(i.shape[0] for i in session.get_inputs() if i.name == "dn")
    return size if isinstance(size, int) else None


def _compare(name: str, what: str, in_card: int, shape: List[Any]) -> None:
    in_graph = shape[0] if shape else None
    if isinstance(in_graph, int) and in_graph != in_card:
        raise PackageError(
            f"The card of the model {name} lists {in_card} {what}, but its graph has {in_graph}."
        )


def _reason(error: Exception) -> str:
    text = " ".join(str(error).split())
    operator = _UNKNOWN_OPERATOR.search(text)
    if operator:
        return f"it uses the operator {operator.group(1)}, which this ONNX Runtime does not know; update the engine."
    if "INVALID_PROTOBUF" in text or "protobuf parsing failed" in text.lower():
        return "its file is damaged or not ONNX; install the package again."
    return text[:200]
