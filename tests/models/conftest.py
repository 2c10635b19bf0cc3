"""Small networks and packages for the tests of models."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import pytest
import torch
from torch import nn

from corina.models.card import FileEntry
from corina.models.export import export_onnx
from corina.models.networks import HierarchicalResUNet, NetworkConfig
from corina.models.package import sha256_of

CODES = (112, 211, 231, 311, 312, 512)
torch.set_num_threads(1)  # networks this small only lose time by sharing out the work

MEAN, STD = (0.04, 0.06, 0.05, 0.28), (0.04, 0.05, 0.06, 0.12)


@pytest.fixture(scope="session")
def network() -> HierarchicalResUNet:
    """A network with random weights and batch-norm statistics as after training."""
    torch.manual_seed(3)
    result = HierarchicalResUNet(NetworkConfig(CODES, decoder_channels=(32, 16, 16, 8)), MEAN, STD)
    for module in result.modules():
        if isinstance(module, nn.BatchNorm2d):
            module.running_mean.uniform_(-0.2, 0.2)
            module.running_var.uniform_(0.5, 2)
            nn.init.uniform_(module.weight, 0.5, 1.5)
    return result.eval()


@pytest.fixture(scope="session")
def exported(network, tmp_path_factory) -> Path:
    """The network's graph."""
    path = tmp_path_factory.mktemp("graph") / "model.onnx"
    export_onnx(network, path)
    return path


@pytest.fixture
def package_folder(exported, tmp_path) -> Path:
    """A sound package folder; tests break it one way at a time."""
    folder = tmp_path / "small"
    folder.mkdir()
    (folder / "model.onnx").write_bytes(exported.read_bytes())
    write_card(folder)
    return folder


def write_card(folder: Path, **changes: object) -> None:
    """Write a card that fits the folder's graph, with some entries changed; None removes an entry."""
    graph = folder / "model.onnx"
    values = {
        "schema": 1,
        "name": "small",
        "title": "Small",
        "version": "1",
        "description": "For tests.",
        "bands": ["B02", "B03", "B04", "B08"],
        "resolution_m": 10.0,
        "input": {"dtype": "uint16", "scale": 1e-4, "offset": 0.0},
        "mean": list(MEAN),
        "std": list(STD),
        "tile_size": 128,
        "stride": 16,
        "receptive_field": 259,
        "overlap": 32,
        "codes": list(CODES),
        "licence": "none",
        "created": "2026-01-01",
        "files": {"model.onnx": asdict(FileEntry(sha256_of(graph), graph.stat().st_size))},
        **changes,
    }
    values = {key: value for key, value in values.items() if value is not None}
    (folder / "card.json").write_text(json.dumps(values), encoding="utf-8")
