"""From a torch network to model.onnx and back: the exported graph keeps every weight under its own name.

Batch normalisation stays unfolded and the head unmultiplied in the file. ONNX Runtime folds both when it loads the
graph, so nothing is slower, and the package needs no second copy of the weights for retraining.
"""

from __future__ import annotations

import copy
import logging
import warnings
from pathlib import Path
from typing import Any, Mapping, Set

import numpy as np
import onnx
import torch
from onnx import TensorProto, numpy_helper
from torch import Tensor, nn

from corina.models.networks import Network, NetworkConfig, build_network

OPSET = 17
"""Loads in ONNX Runtime from 1.16 on."""


class _Deployed(nn.Module):
    """dn, scale, offset to probabilities: what the engine runs."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, dn: Tensor, scale: Tensor, offset: Tensor) -> Tensor:
        reflectance = dn.to(torch.float32) * scale.view(1, -1, 1, 1) + offset.view(1, -1, 1, 1)
        probabilities: Tensor = self.network(reflectance).softmax(dim=1)
        return probabilities


def export_onnx(network: Network, path: Path) -> None:
    """Write a package's graph: dn uint16 [N, B, H, W], scale, offset float32 [B] to probabilities [N, K, H, W]."""
    config = network.config
    deployed = _Deployed(copy.deepcopy(network).to(memory_format=torch.contiguous_format)).eval()  # type: ignore[call-overload]
    edge = 4 * config.stride
    dn = torch.full((1, config.bands, edge, edge), 1000, dtype=torch.int32)
    per_band = (torch.full((config.bands,), 1e-4), torch.zeros(config.bands))
    quiet = logging.getLogger("torch.onnx")
    level = quiet.level
    quiet.setLevel(logging.ERROR)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            deployed,
            (dn, *per_band),
            str(path),
            input_names=["dn", "scale", "offset"],
            output_names=["probabilities"],
            dynamic_axes={name: {0: "N", 2: "H", 3: "W"} for name in ("dn", "probabilities")},
            opset_version=OPSET,
            training=torch.onnx.TrainingMode.PRESERVE,
            do_constant_folding=False,
            dynamo=False,
        )
    quiet.setLevel(level)
    graph = onnx.load(str(path))
    # torch's exporter cannot take uint16 inputs; the Cast that follows does not mind.
    graph.graph.input[0].type.tensor_type.elem_type = TensorProto.UINT16
    graph.doc_string = (
        "Corina: stored integers of a Sentinel-2 scene to probabilities of CORINE level-3 classes"
    )
    onnx.checker.check_model(graph)
    onnx.save(graph, str(path))


def import_onnx(path: Path, network: Mapping[str, Any]) -> Network:
    """The torch network of an exported graph; `network` is the `training.network` entry of the card.

    Raises ValueError when weights are absent, as in a graph that Corina has not exported.
    """
    graph = onnx.load(str(path)).graph
    weights = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    for node in graph.node:  # torch's exporter stores tensors of equal content once and refers to them
        if node.op_type == "Identity" and node.input[0] in weights:
            weights[node.output[0]] = weights[node.input[0]]
    state = {
        name.removeprefix("network."): torch.from_numpy(np.array(value))
        for name, value in weights.items()
        if name.startswith("network.")
    }
    config = NetworkConfig.from_dict(network)
    result = build_network(config, [0.0] * config.bands, [1.0] * config.bands)
    wanted = {name for name in result.state_dict() if not name.endswith("num_batches_tracked")}
    missing = sorted(wanted - set(state))
    if missing:
        idle = _idle_modules(result)
        missing = [name for name in missing if name.rpartition(".")[0] not in idle]
    if missing:
        raise ValueError(f"{path.name} holds no weights called {missing[0]}: it was not exported by Corina.")
    result.load_state_dict(state, strict=False)
    return result.eval()


def _idle_modules(network: Network) -> Set[str]:
    """Modules of an encoder that its depth leaves without use, whose weights no graph has."""
    edge = 2 * network.config.stride
    with torch.enable_grad():
        network.eval().zero_grad()
        network(torch.zeros(1, network.config.bands, edge, edge)).sum().backward()
    idle = {key.rpartition(".")[0] for key, weight in network.named_parameters() if weight.grad is None}
    network.zero_grad()
    return idle
